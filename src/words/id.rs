//! Indonesian words.

/// English text, Indonesian text; grouped by the place where they are read.
pub(super) const TABLE: &[(&str, &str)] = &[
    // On the sheet
    ("current state", "keadaan saat ini"),
    ("future state", "keadaan masa depan"),
];
