//! Pictures that carry a map: a text chunk of a PNG, the metadata of an SVG.

use super::{
    ExchangeError, ExchangeErrorKind, Note, Taken,
    carry::{self, CarryError, KEYWORD},
};
use crate::file::{self, Loaded};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// The content of a PNG's `iTXt` chunk: keyword, "deflated with zlib", no language, the text.
pub fn png_chunk(file: &[u8]) -> Vec<u8> {
    [KEYWORD.as_bytes(), b"\0\x01\0\0\0", &carry::pack(file)].concat()
}

/// An element of an SVG.
pub fn svg_element(file: &[u8]) -> String {
    let packed = carry::pack_as_text(file);
    format!("<metadata><jejak:map xmlns:jejak=\"urn:{KEYWORD}\">{packed}</jejak:map></metadata>\n")
}

/// Reads the map that a picture carries.
///
/// # Errors
/// Where the bytes are no such picture, or it carries none.
pub fn read(bytes: &[u8]) -> Result<Taken, ExchangeError> {
    let fail = |kind| ExchangeError {
        line: 1,
        column: 1,
        kind,
    };
    let loaded = if bytes.starts_with(PNG) {
        in_png(bytes).map(carry::unpack)
    } else {
        let text = file::decode(bytes)?;
        if !text.contains("<svg") {
            return Err(fail(ExchangeErrorKind::NoPicture));
        }
        in_svg(text).map(carry::unpack_text)
    };
    match loaded {
        None => Err(fail(ExchangeErrorKind::NoMapInPicture)),
        Some(Err(CarryError::Broken)) => Err(fail(ExchangeErrorKind::BrokenMapInPicture)),
        Some(Err(CarryError::Load(error))) => Err(error.into()),
        Some(Ok(Loaded { map, warnings })) => Ok(Taken {
            map,
            notes: warnings.into_iter().map(Note::from).collect(),
        }),
    }
}

/// Whether a picture says that it carries a map; nothing is inflated.
pub fn carries(bytes: &[u8]) -> bool {
    match bytes.starts_with(PNG) {
        true => in_png(bytes).is_some(),
        false => str::from_utf8(bytes).is_ok_and(|text| in_svg(text).is_some()),
    }
}

/// The deflated text of the chunk, wherever it stands.
fn in_png(bytes: &[u8]) -> Option<&[u8]> {
    let mut rest = bytes.strip_prefix(PNG)?;
    loop {
        let (len, after) = rest.split_first_chunk::<4>()?;
        let (kind, after) = after.split_first_chunk::<4>()?;
        let len = usize::try_from(u32::from_be_bytes(*len)).ok()?;
        let data = after.get(..len)?;
        // Behind the data stands its checksum; what is inflated has one of its own.
        rest = after.get(len + 4..)?;
        let text = data.strip_prefix(KEYWORD.as_bytes());
        if let Some(text) = text.and_then(|text| text.strip_prefix(b"\0")) {
            match kind {
                // Two more texts, each ended by a zero: its language, and the keyword in that.
                b"iTXt" => {
                    let text = text.strip_prefix(b"\x01\0")?;
                    let mut parts = text.splitn(3, |byte| *byte == 0);
                    return parts.nth(2);
                }
                b"zTXt" => return text.strip_prefix(b"\0"),
                _ => {}
            }
        }
    }
}

/// The text of the element, also where an editor wrote it anew.
fn in_svg(text: &str) -> Option<&str> {
    let start = text.find("<jejak:map")?;
    let rest = &text[start..];
    let inner = &rest[rest.find('>')? + 1..];
    Some(&inner[..inner.find('<')?])
}
