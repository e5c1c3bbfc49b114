//! What several things have in common.

/// What several things have in one respect.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Common<T> {
    Same(T),
    Mixed,
}

impl<T: PartialEq> Common<T> {
    /// Of no things at all nothing is said to be the same.
    pub(super) fn of(mut values: impl Iterator<Item = T>) -> Self {
        let Some(first) = values.next() else {
            return Self::Mixed;
        };
        if values.all(|value| value == first) {
            Self::Same(first)
        } else {
            Self::Mixed
        }
    }

    pub(super) fn same(self) -> Option<T> {
        match self {
            Self::Same(value) => Some(value),
            Self::Mixed => None,
        }
    }
}
