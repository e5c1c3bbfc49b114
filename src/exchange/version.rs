//! A map that went through a format, as a version of the one that it was.

use crate::{compare, model::Map};

/// A map that came out of a format, as a version of a known one: that one with the changes that were
/// made since it went `through` the format, and with all that the format cannot hold. `None` where
/// the map is more than the format holds.
pub(super) fn version_through(
    through: impl Fn(&Map) -> Option<Map>,
    map: &Map,
    known: &Map,
) -> Option<Map> {
    let same = compare::align(&through(map)?, map);
    if !compare::changes(&same, map).is_empty() {
        return None;
    }
    let base = compare::align(&through(known)?, known);
    let changed = compare::align(map, &base);
    Some(compare::merge(&base, known, &changed).map())
}
