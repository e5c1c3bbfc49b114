//! Names by which parts of a map refer to each other.

use std::{fmt, sync::Arc};

/// A short, stable name, unique among the parts of its kind. Cheap to clone.
///
/// Unique among: stages; the steps of all stages; lanes; personas; channels; the cards of all
/// lanes; the points of all curves; the metrics of all lanes; arrows; stops.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Arc<str>);

impl Id {
    /// An id of this text, whatever it is; an empty one is a [`Problem`](super::Problem).
    pub fn new(name: impl AsRef<str>) -> Self {
        Self(Arc::from(name.as_ref()))
    }

    /// Its text, as the file has it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first of `prefix1`, `prefix2`, … that `is_taken` does not hold of.
    pub fn unused(prefix: &str, mut is_taken: impl FnMut(&Self) -> bool) -> Self {
        (1_u64..)
            .map(|number| Self::new(format!("{prefix}{number}")))
            .find(|id| !is_taken(id))
            .expect("there are more numbers than parts")
    }
}

impl Default for Id {
    fn default() -> Self {
        Self::new("")
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for Id {
    fn from(name: &str) -> Self {
        Self::new(name)
    }
}
