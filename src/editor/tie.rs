//! What ties cards to each other.

/// What a line drawn from one card to another stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tie {
    Link,
    Arrow,
}
