//! Indonesian words.

/// English text, Indonesian text; grouped by the place where they are read.
pub(super) const TABLE: &[(&str, &str)] = &[
    // Edits that are refused
    ("There is no {part} “{id}”.", "Tidak ada {part} “{id}”."),
    (
        "“{text}” does not begin with a number, such as 4.6 / 5 or 81 %.",
        "“{text}” tidak diawali angka, seperti 4,6 / 5 atau 81 %.",
    ),
    (
        "That would break the map: {problem}.",
        "Itu akan merusak peta: {problem}.",
    ),
    ("This has no such text.", "Bagian ini tidak punya teks itu."),
    (
        "A lane of this kind cannot hold that.",
        "Lajur jenis ini tidak dapat memuatnya.",
    ),
    ("This cannot be deleted.", "Ini tidak dapat dihapus."),
    (
        "There is no line above this lane.",
        "Tidak ada garis di atas lajur ini.",
    ),
    (
        "This cannot be put in another order.",
        "Urutan ini tidak dapat diubah.",
    ),
    // On the sheet
    ("current state", "keadaan saat ini"),
    ("future state", "keadaan masa depan"),
    // Reading and writing a file
    (
        "there is no such file. Was it moved or renamed?",
        "tidak ada berkas seperti itu. Apakah dipindahkan atau diganti namanya?",
    ),
    (
        "this is a folder. Choose a file in it",
        "ini sebuah folder. Pilih berkas di dalamnya",
    ),
    (
        "there is no permission to read it. Ask its owner for it",
        "tidak ada izin untuk membacanya. Mintalah kepada pemiliknya",
    ),
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
    // Exports that fail
    (
        "The size of the picture must be more than nothing.",
        "Ukuran gambar harus lebih dari nol.",
    ),
    (
        "A picture of {width} × {height} pixels is too large: at most {side} on a side and {total} million in all.",
        "Gambar {width} × {height} piksel terlalu besar: paling banyak {side} per sisi dan {total} juta seluruhnya.",
    ),
    ("The export was cancelled.", "Ekspor dibatalkan."),
    (
        "The PDF could not be written: {reason}.",
        "PDF tidak dapat ditulis: {reason}.",
    ),
];
