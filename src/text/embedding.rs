//! Whether a font's licence lets it go into a document.

use skrifa::{FontRef, raw::TableProvider as _};

/// What the licence bits of a font allow (OpenType 1.9.1, OS/2 table, `fsType`; Microsoft,
/// <https://learn.microsoft.com/typography/opentype/spec/os2#fstype>).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Embedding {
    /// Nothing: "Restricted License embedding", bitmaps only, or a font that does not say it.
    Never,
    /// To be looked at and printed: "Preview & Print embedding".
    ToPrint,
    /// In documents that can be edited, a part of it, too: "Editable" and "Installable embedding".
    ToEdit,
}

impl Embedding {
    /// Of a font file that holds one face.
    pub fn of(data: &[u8]) -> Self {
        FontRef::new(data).map_or(Self::Never, |font| Self::of_font(&font))
    }

    /// Of a face.
    pub fn of_font(font: &FontRef<'_>) -> Self {
        font.os2()
            .map_or(Self::Never, |os2| Self::of_bits(os2.fs_type()))
    }

    /// The most that the bits allow: of several usages the least restrictive counts.
    fn of_bits(bits: u16) -> Self {
        const PREVIEW_AND_PRINT: u16 = 0x0004;
        const EDITABLE: u16 = 0x0008;
        const NO_SUBSETTING: u16 = 0x0100;
        const BITMAP_ONLY: u16 = 0x0200;
        let usage = bits & 0x000F;
        // What is embedded is a part, but for the faces that travel with a map.
        if bits & (NO_SUBSETTING | BITMAP_ONLY) != 0 {
            Self::Never
        } else if usage == 0 || usage & EDITABLE != 0 {
            Self::ToEdit
        } else if usage & PREVIEW_AND_PRINT != 0 {
            Self::ToPrint
        } else {
            Self::Never
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_allow_what_the_specification_says() {
        for (bits, allowed) in [
            (0x0000, Embedding::ToEdit),
            (0x0002, Embedding::Never),
            (0x0004, Embedding::ToPrint),
            (0x0008, Embedding::ToEdit),
            (0x000C, Embedding::ToEdit),
            (0x0108, Embedding::Never),
            (0x0200, Embedding::Never),
        ] {
            assert_eq!(Embedding::of_bits(bits), allowed, "{bits:#06x}");
        }
        assert_eq!(Embedding::of(b"no font"), Embedding::Never);
    }
}
