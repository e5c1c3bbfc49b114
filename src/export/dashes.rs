//! Long dashed paths, cut into their dashes once, however many bands of a picture show some of them:
//! dashes count from the beginning of a path, so a band alone cannot know where they lie.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use crate::geom::BezPath;

/// The dashes of the paths that were asked for; shared by threads, each of which waits while another
/// cuts the same.
#[derive(Default)]
pub(super) struct Dashes(Mutex<HashMap<DashKey, KeptDashes>>);

/// A path by its address, and the bits of the lengths of dash and gap.
type DashKey = (usize, [u64; 2]);

struct KeptDashes {
    /// Holds the address that it is known by.
    _path: Arc<BezPath>,
    cut: Arc<OnceLock<Arc<BezPath>>>,
}

impl Dashes {
    /// The dashes of a path as pieces of its own, of lines that stray from it by less than
    /// `flatness`, the same for all that is asked for.
    pub(super) fn of(
        &self,
        path: &Arc<BezPath>,
        (dash, gap): (f64, f64),
        flatness: f64,
    ) -> Arc<BezPath> {
        let key = (Arc::as_ptr(path) as usize, [dash.to_bits(), gap.to_bits()]);
        let cut = {
            // What it guards is whole at any time.
            let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let known = kept.entry(key).or_insert_with(|| KeptDashes {
                _path: path.clone(),
                cut: Arc::default(),
            });
            known.cut.clone()
        };
        let dashes = cut.get_or_init(|| {
            let mut lines = BezPath::new();
            kurbo::flatten(path.iter(), flatness, |element| lines.push(element));
            Arc::new(kurbo::dash(lines.iter(), 0.0, &[dash, gap]).collect())
        });
        dashes.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::Shape as _;

    #[test]
    fn a_path_is_cut_once_into_dashes_as_long_as_they_should_be() {
        let mut path = BezPath::new();
        path.move_to((0.0, 0.0));
        (1..=100).for_each(|x| path.line_to((f64::from(x), 0.0)));
        let path = Arc::new(path);
        let dashes = Dashes::default();
        let cut = dashes.of(&path, (7.0, 3.0), 0.01);
        assert!((cut.perimeter(1e-6) - 70.0).abs() < 1e-6);
        assert!(Arc::ptr_eq(&cut, &dashes.of(&path, (7.0, 3.0), 0.01)));
        assert!(!Arc::ptr_eq(&cut, &dashes.of(&path, (3.0, 7.0), 0.01)));
    }
}
