//! What backs a claim.

use super::{date::Date, unknown::Unknown};

/// A figure or an anecdote that backs a claim.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Evidence {
    pub text: String,
    pub source: String,
    pub date: Option<Date>,
    /// How many were asked or counted.
    pub n: Option<u32>,
    pub link: String,
    pub unknown: Unknown,
}
