//! Two versions of a map: what changed in words, taken one by one; three versions: merged.
//!
//! [`changes`] tells what leads from one map to another, thing by thing and field by field.
//! [`take`] does some of that to a map. [`merge`] is both: it takes what changed in theirs to mine,
//! and holds back what cannot be so without losing something of mine.

#![cfg_attr(not(test), warn(clippy::wildcard_enum_match_arm))]

mod align;
mod changes;
mod fields;
mod merge;
mod order;
mod parts;
mod prune;
mod rename;
mod say;
mod summary;
mod take;
mod things;
mod value;

pub use align::{align, is_renumbered};
pub use changes::{Change, ChangeKind, changes};
pub use merge::{Conflict, ConflictKind, Merge, Side, merge};
pub use parts::PartRef;
pub use say::{counted, part_name};
pub use summary::summary;
pub use take::take;
pub use value::FieldValue;
