//! What the heads and cells of a table mean: roles, feelings, figures, lists.

pub(super) mod amounts;
pub(super) mod feelings;
mod graded;
pub(super) mod items;
pub(super) mod roles;
pub(super) mod scales;
pub(in crate::exchange) mod words;
