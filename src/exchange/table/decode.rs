//! The text in the bytes of a table, however old the program that wrote them.

use std::borrow::Cow;

use encoding_rs::{Encoding, MACINTOSH, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::{
    exchange::error::ExchangeError,
    file::{LoadError, LoadErrorKind, decode},
};

/// A text, and what it was encoded in where that is not UTF-8.
#[derive(Debug)]
pub(in crate::exchange) struct Decoded<'a> {
    pub text: Cow<'a, str>,
    pub encoding: Option<&'static str>,
}

/// Decodes UTF-8, UTF-16, and what Windows and old Macs wrote in the West. Lines end as everywhere.
///
/// # Errors
/// Where the bytes are too many, no text, or an empty one.
pub(in crate::exchange) fn decoded(bytes: &[u8]) -> Result<Decoded<'_>, ExchangeError> {
    let error = match decode(bytes) {
        Ok(text) => {
            return Ok(Decoded {
                text: with_line_ends(Cow::Borrowed(text)),
                encoding: None,
            });
        }
        Err(error) => error,
    };
    let (encoding, name) = match error.kind {
        LoadErrorKind::Utf16 => (utf_16(bytes), "UTF-16"),
        LoadErrorKind::NotUtf8 if is_of_old_mac(bytes) => (MACINTOSH, "Mac OS Roman"),
        LoadErrorKind::NotUtf8 => (WINDOWS_1252, "Windows-1252"),
        _ => return Err(error.into()),
    };
    let text = encoding.decode(bytes).0;
    if text.trim().is_empty() {
        let kind = LoadErrorKind::Empty;
        return Err(LoadError { kind, ..error }.into());
    }
    // What no text has: these bytes are something else.
    if text.contains('\0') {
        return Err(error.into());
    }
    Ok(Decoded {
        text: with_line_ends(text),
        encoding: Some(name),
    })
}

fn utf_16(bytes: &[u8]) -> &'static Encoding {
    match bytes {
        [0xFE, 0xFF, ..] => UTF_16BE,
        [0xFF, 0xFE, ..] => UTF_16LE,
        [0, ..] => UTF_16BE,
        _ => UTF_16LE,
    }
}

/// Whether lines end as they did on old Macs, or there are more letters of theirs than of Windows.
fn is_of_old_mac(bytes: &[u8]) -> bool {
    let has = |byte: u8| bytes.contains(&byte);
    if has(b'\r') && !has(b'\n') {
        return true;
    }
    let is_letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphabetic);
    let (mut mac, mut windows) = (0, 0);
    for (at, byte) in bytes.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| bytes.get(at));
        if !is_letter(before) && !is_letter(bytes.get(at + 1)) {
            continue;
        }
        match byte {
            // Letters with accents for the one, mostly signs for the other.
            0x80..=0x90 | 0x94..=0x9F => mac += 1,
            0xC0..=0xFF => windows += 1,
            _ => {}
        }
    }
    mac > windows
}

/// With "\n" where only "\r" ends lines.
fn with_line_ends(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.contains('\r') && !text.contains('\n') {
        Cow::Owned(text.replace('\r', "\n"))
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_encodings_are_read_and_told() {
        for (bytes, text, encoding) in [
            (&b"a\xC3\xA9"[..], "aé", None),
            (b"\xEF\xBB\xBFa", "a", None),
            (b"\xFF\xFEa\0,\0", "a,", Some("UTF-16")),
            (b"\xFE\xFF\0a\0,", "a,", Some("UTF-16")),
            (b"a\0,\0", "a,", Some("UTF-16")),
            (
                b"F\xFChrt \x84nachts\x93",
                "Führt „nachts“",
                Some("Windows-1252"),
            ),
            (
                b"F\x9Fhrt\rGef\x9Fhl",
                "Führt\nGefühl",
                Some("Mac OS Roman"),
            ),
            (b"a\rb", "a\nb", None),
        ] {
            let read = decoded(bytes).unwrap();
            assert_eq!((read.text.as_ref(), read.encoding), (text, encoding));
        }
        assert!(decoded(b"").is_err());
        assert!(decoded(b"\x89PNG\r\n\x1a\n\0\0").is_err());
    }
}
