//! Slides that carry a map: a part of its own in the archive that a deck of ours is.

use super::{
    archive::{self, ArchiveBounds, ArchiveFault},
    carry::{self, CarryError, KEYWORD},
    error::{ExchangeError, ExchangeErrorKind},
    note::{Note, Taken},
    other::OtherFile,
};
use crate::file::{Loaded, MAX_BYTES};

/// A deck that somebody added films to is still opened.
const BOUNDS: ArchiveBounds = ArchiveBounds {
    bytes: 512 << 20,
    unpacked: 2 * MAX_BYTES,
    parts: 20_000,
};

/// The part of a deck that holds the map's own file, as programs for slides keep it.
pub fn custom_part(file: &[u8]) -> String {
    let packed = carry::pack_as_text(file);
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<jejak:map xmlns:jejak=\"urn:{KEYWORD}\">{packed}</jejak:map>\n"
    )
}

/// Reads the map that slides carry.
///
/// # Errors
/// Where the bytes are no slides, or they carry none.
pub fn read(bytes: &[u8]) -> Result<Taken, ExchangeError> {
    let fail = |kind| ExchangeError {
        line: 1,
        column: 1,
        kind,
    };
    let is_custom = |name: &str| name.starts_with("customXml/") && name.ends_with(".xml");
    let parts = archive::parts(bytes, BOUNDS, is_custom).map_err(|fault| {
        fail(match (fault, OtherFile::of_bytes(bytes)) {
            (ArchiveFault::Unpacked, _) => ExchangeErrorKind::LargeSlides,
            (ArchiveFault::Compound | ArchiveFault::NoArchive, Some(other)) => {
                ExchangeErrorKind::Other(other)
            }
            (ArchiveFault::Compound | ArchiveFault::NoArchive, None) => {
                ExchangeErrorKind::BrokenSlides
            }
        })
    })?;
    let carried = parts.iter().find_map(|(_, part)| packed(part));
    match carried.map(carry::unpack_text) {
        None => Err(fail(match OtherFile::of_bytes(bytes) {
            Some(OtherFile::Slides) | None => ExchangeErrorKind::NoMapInSlides,
            Some(other) => ExchangeErrorKind::Other(other),
        })),
        Some(Err(CarryError::Broken)) => Err(fail(ExchangeErrorKind::BrokenMapInSlides)),
        Some(Err(CarryError::Load(error))) => Err(error.into()),
        Some(Ok(Loaded { map, warnings })) => Ok(Taken {
            map,
            notes: warnings.into_iter().map(Note::from).collect(),
        }),
    }
}

/// The text of the element, also where another program wrote it anew.
fn packed(part: &[u8]) -> Option<&str> {
    let text = str::from_utf8(part).ok()?;
    let name = text.find(&format!("urn:{KEYWORD}"))?;
    let content = &text[name..];
    let content = &content[content.find('>')? + 1..];
    Some(&content[..content.find("</")?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_known_however_it_is_spelled() {
        let text = "<?xml version='1.0'?><x:map xmlns:x='urn:jejak.journey'\n>ab c</x:map>";
        assert_eq!(packed(text.as_bytes()), Some("ab c"));
        assert_eq!(packed(b"<map xmlns='urn:other'>ab</map>"), None);
        assert_eq!(packed(b"<x xmlns='urn:jejak.journey'/>"), None);
    }
}
