//! Indonesian words.

/// English text, Indonesian text; grouped by the place where they are read.
pub(super) const TABLE: &[(&str, &str)] = &[
    // On the sheet
    ("current state", "keadaan saat ini"),
    ("future state", "keadaan masa depan"),
    // Writing a file
    ("the folder does not exist", "foldernya tidak ada"),
    (
        "a part of its path is not a folder",
        "sebagian dari jalurnya bukan folder",
    ),
    ("it is a folder", "itu sebuah folder"),
    (
        "no permission to write there",
        "tidak ada izin menulis di sana",
    ),
    ("the disk can only be read", "disk hanya dapat dibaca"),
    ("the disk is full", "disk penuh"),
    ("the disk quota is used up", "kuota disk habis"),
    (
        "the disk does not take a file of this size",
        "disk tidak menerima berkas sebesar ini",
    ),
    (
        "the name is too long or not allowed",
        "namanya terlalu panjang atau tidak diizinkan",
    ),
];
