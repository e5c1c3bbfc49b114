//! Pictures that carry a map: a text chunk of a PNG, the metadata of an SVG, by itself or in a page.

use super::{
    carry::{self, CarryError, KEYWORD},
    error::{ExchangeError, ExchangeErrorKind},
    note::{Note, NoteKind, Taken},
};
use crate::file::{self, LoadErrorKind, Loaded};
use flate2::Crc;

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
    let damaged = |Damaged| fail(ExchangeErrorKind::DamagedPicture);
    // All of its beginning, or as much as a file that was cut off or sent as text has.
    let loaded = if bytes.starts_with(&PNG[..4]) {
        in_png(bytes).map_err(damaged)?.map(carry::unpack)
    } else {
        let text = file::decode(bytes).map_err(|error| match error.kind {
            LoadErrorKind::NotJson { .. } | LoadErrorKind::NotUtf8 => {
                fail(ExchangeErrorKind::NoPicture)
            }
            _ => error.into(),
        })?;
        if !text.contains("<svg") {
            return Err(fail(ExchangeErrorKind::NoPicture));
        }
        in_svg(text).map_err(damaged)?.map(carry::unpack_text)
    };
    match loaded {
        None => Err(fail(ExchangeErrorKind::NoMapInPicture)),
        Some(Err(CarryError::Broken)) => Err(fail(ExchangeErrorKind::BrokenMapInPicture)),
        Some(Err(CarryError::Load(error))) => Err(error.into()),
        Some(Ok(Loaded { map, warnings })) => {
            let cut = (!has_its_end(bytes)).then_some(Note {
                line: 1,
                column: 1,
                kind: NoteKind::CutPicture,
            });
            let warnings = warnings.into_iter().map(Note::from);
            Ok(Taken {
                map,
                notes: cut.into_iter().chain(warnings).collect(),
            })
        }
    }
}

/// Whether the picture around a map goes on to its own end.
fn has_its_end(bytes: &[u8]) -> bool {
    let end: &[u8] = if bytes.starts_with(PNG) {
        b"IEND\xAE\x42\x60\x82"
    } else if is_page(bytes) {
        b"</html"
    } else {
        b"</svg"
    };
    bytes.windows(end.len()).rev().any(|piece| piece == end)
}

/// Whether the picture stands in a page.
fn is_page(bytes: &[u8]) -> bool {
    const START: &[u8] = b"<!doctype html";
    let start = bytes.trim_ascii_start().get(..START.len());
    start.is_some_and(|start| start.eq_ignore_ascii_case(START))
}

/// Whether a picture says that it carries a map; nothing is inflated.
pub fn carries(bytes: &[u8]) -> bool {
    let carried = match bytes.starts_with(&PNG[..4]) {
        true => in_png(bytes).map(|found| found.is_some()),
        false => str::from_utf8(bytes)
            .map_or(Ok(false), |text| in_svg(text).map(|found| found.is_some())),
    };
    carried == Ok(true)
}

/// Not whole: a map may have been in what is missing.
#[derive(Debug, PartialEq)]
struct Damaged;

/// The deflated text of the chunk, wherever it stands; none in a whole picture without one.
fn in_png(bytes: &[u8]) -> Result<Option<&[u8]>, Damaged> {
    let mut rest = bytes.strip_prefix(PNG).ok_or(Damaged)?;
    let mut is_sound = true;
    loop {
        let (len, after) = rest.split_first_chunk::<4>().ok_or(Damaged)?;
        let (kind, content) = after.split_first_chunk::<4>().ok_or(Damaged)?;
        let len = usize::try_from(u32::from_be_bytes(*len)).map_err(|_| Damaged)?;
        let data = content.get(..len).ok_or(Damaged)?;
        if let Some(carried) = in_chunk(kind, data) {
            // What is inflated has a checksum of its own.
            return Ok(Some(carried));
        }
        let (sum, next) = content[len..].split_first_chunk::<4>().ok_or(Damaged)?;
        let mut crc = Crc::new();
        crc.update(&after[..len + 4]);
        is_sound &= crc.sum() == u32::from_be_bytes(*sum);
        if kind == b"IEND" {
            return is_sound.then_some(None).ok_or(Damaged);
        }
        rest = next;
    }
}

fn in_chunk<'a>(kind: &[u8; 4], data: &'a [u8]) -> Option<&'a [u8]> {
    let text = data.strip_prefix(KEYWORD.as_bytes())?.strip_prefix(b"\0")?;
    match kind {
        // Two more texts, each ended by a zero: its language, and the keyword in that.
        b"iTXt" => {
            let text = text.strip_prefix(b"\x01\0")?;
            let mut parts = text.splitn(3, |byte| *byte == 0);
            parts.nth(2)
        }
        b"zTXt" => text.strip_prefix(b"\0"),
        _ => None,
    }
}

/// The text of the element, also where an editor wrote it anew; none in a whole picture without one.
fn in_svg(text: &str) -> Result<Option<&str>, Damaged> {
    let Some(start) = text.find("<jejak:map") else {
        let picture = &text[text.find("<svg").unwrap_or(0)..];
        let is_alone = picture
            .find('>')
            .is_some_and(|end| picture[..end].ends_with('/'));
        let is_whole = is_alone || picture.contains("</svg");
        return is_whole.then_some(None).ok_or(Damaged);
    };
    let rest = &text[start..];
    let inner = &rest[rest.find('>').ok_or(Damaged)? + 1..];
    Ok(Some(&inner[..inner.find('<').ok_or(Damaged)?]))
}
