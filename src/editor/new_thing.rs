//! A part that is to be made.

use crate::{
    edit::Edit,
    model::{Field, Target},
};

/// A part that is to be made, and what is written in it first.
#[derive(Debug, Clone)]
pub(super) struct NewThing {
    /// Of the step of the history.
    pub name: &'static str,
    pub edits: Vec<Edit>,
    pub target: Target,
    pub field: Field,
}
