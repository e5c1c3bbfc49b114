//! Faces for the scripts that the bundled ones lack, so that a test is the same on every machine.

/// What `Fonts::with` takes; see `tests/fonts/OFL.txt`.
pub(crate) const MORE_SCRIPTS: &[&[u8]] = &[
    include_bytes!("../fonts/NotoSansArabic-Regular.ttf"),
    include_bytes!("../fonts/NotoSansCJK-Regular.otf"),
    include_bytes!("../fonts/NotoSansDevanagari-Regular.ttf"),
    include_bytes!("../fonts/NotoSansHebrew-Regular.ttf"),
    include_bytes!("../fonts/NotoSansMyanmar-Regular.ttf"),
    include_bytes!("../fonts/NotoSansThai-Regular.ttf"),
];
