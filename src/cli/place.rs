//! Files that are named on a command line, `-` being what comes in and what goes out.

use std::{
    io::{self, IsTerminal as _, Read as _, Write as _},
    path::{Path, PathBuf},
};

use super::{describe, placed};
use crate::{
    exchange::{self, MapFormat, Taken},
    file::{MAX_BYTES, disk},
    words::Language,
};

/// Whether it is what comes in or what goes out.
pub(super) fn is_standard(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// A name with an ending, for what has none.
pub(super) fn called(ending: &str) -> PathBuf {
    PathBuf::from(format!("x.{}", ending.trim_start_matches('.')))
}

/// By an ending that is said, else by that of the name; text files are tables.
pub(super) fn form_to_read(path: &Path, said: Option<&str>) -> Option<MapFormat> {
    let of = |path: &Path| {
        let is_text = path
            .extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case("txt"));
        MapFormat::of(path).or_else(|| is_text.then_some(MapFormat::Tsv))
    };
    match said {
        Some(ending) => of(&called(ending)),
        None => of(path),
    }
}

pub(super) fn form_to_write(path: &Path, said: Option<&str>) -> Option<MapFormat> {
    match said {
        Some(ending) => MapFormat::to_write(&called(ending)),
        // A map of our own goes out where nothing else is said.
        None if is_standard(path) => Some(MapFormat::Journey),
        None => MapFormat::to_write(path),
    }
}

/// By an ending that is said, else by that of the name; names that tell none, such as those that git
/// gives to the versions of a file, are of our own format, and so is what comes in.
pub(super) fn form_of_map(path: &Path, said: Option<&str>) -> MapFormat {
    let said = said.filter(|_| is_standard(path));
    form_to_read(path, said).unwrap_or(MapFormat::Journey)
}

/// As [`form_of_map`], but what no name tells is asked of the content: desktops hand over copies, and
/// what comes in has no name.
pub(super) fn form_of_content(path: &Path, said: Option<&str>, bytes: &[u8]) -> MapFormat {
    let said = said.filter(|_| is_standard(path));
    form_to_read(path, said).unwrap_or_else(|| form_of_bytes(bytes))
}

fn form_of_bytes(bytes: &[u8]) -> MapFormat {
    const BEGINNING: usize = 1000;
    let start = &bytes[..bytes.len().min(BEGINNING)];
    let start = start.trim_ascii_start().to_ascii_lowercase();
    let has = |text: &[u8]| start.windows(text.len()).any(|piece| piece == text);
    match &start[..] {
        [0x89, b'p', b'n', b'g', ..] => MapFormat::Picture,
        [b'p', b'k', 3, 4, ..] => MapFormat::Workbook,
        [b'<', ..] if has(b"<html") => MapFormat::Html,
        [b'<', ..] if has(b"<svg") => MapFormat::Picture,
        _ => MapFormat::Journey,
    }
}

/// A map in any format, whatever its file is called.
pub(super) fn read_any_map(
    path: &Path,
    said: Option<&str>,
    language: Language,
) -> Result<Taken, String> {
    let bytes = read(path, language)?;
    let format = form_of_content(path, said, &bytes);
    exchange::read(format, &bytes, language).map_err(|error| {
        let place = Some((error.line, error.column));
        placed(path, place, &error.describe(language))
    })
}

/// A map in any format.
pub(super) fn read_map(
    path: &Path,
    said: Option<&str>,
    language: Language,
) -> Result<(MapFormat, Taken), String> {
    let bytes = read(path, language)?;
    let format = form_of_map(path, said);
    let taken = exchange::read(format, &bytes, language).map_err(|error| {
        let place = Some((error.line, error.column));
        placed(path, place, &error.describe(language))
    })?;
    Ok((format, taken))
}

pub(super) fn read(path: &Path, language: Language) -> Result<Vec<u8>, String> {
    if !is_standard(path) {
        let read = disk::read(path).map_err(|error| describe(path, &error, language))?;
        return Ok(read.0);
    }
    let mut bytes = Vec::new();
    // One more than may be is too many, which whoever reads them says.
    let most = MAX_BYTES as u64 + 1;
    io::stdin()
        .take(most)
        .read_to_end(&mut bytes)
        .map_err(|error| placed(path, None, &error.to_string()))?;
    Ok(bytes)
}

/// Whether it is text.
fn is_for_terminals(bytes: &[u8]) -> bool {
    str::from_utf8(bytes).is_ok_and(|text| !text.contains('\0'))
}

pub(super) fn write(path: &Path, bytes: &[u8], language: Language) -> Result<(), String> {
    if is_standard(path) {
        if io::stdout().is_terminal() && !is_for_terminals(bytes) {
            let why = language.t(
                "this is not text for a terminal: send it into a file (> FILE) or to a program (| PROGRAM)",
            );
            return Err(placed(path, None, why));
        }
        let mut out = io::stdout().lock();
        let written = out.write_all(bytes).and_then(|()| out.flush());
        return match written {
            // Whoever read so far has seen enough.
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                Err(placed(path, None, &error.to_string()))
            }
            _ => Ok(()),
        };
    }
    disk::write(path, bytes).map_err(|error| {
        let why = disk::why_not_written(&error, language);
        let text = language.fill("cannot be written: {why}", &[("why", &why)]);
        placed(path, None, &text)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_name_tells_is_told_by_the_content() {
        let of = |name: &str, said, bytes: &[u8]| form_of_content(Path::new(name), said, bytes);
        for (bytes, format) in [
            (&b"\x89PNG\r\n\x1a\n"[..], MapFormat::Picture),
            (b"PK\x03\x04\x14\0", MapFormat::Workbook),
            (b"<?xml version='1.0'?>\n<svg xmlns='", MapFormat::Picture),
            (b"\n<!DOCTYPE html><html lang='en'>", MapFormat::Html),
            (b"{\n  \"format\": \"jejak.journey\"", MapFormat::Journey),
            (b"", MapFormat::Journey),
        ] {
            assert_eq!(of("copy", None, bytes), format);
            assert_eq!(of("-", None, bytes), format);
            assert_eq!(of("a.csv", None, bytes), MapFormat::Csv);
            assert_eq!(of("-", Some("mmd"), bytes), MapFormat::Mermaid);
        }
    }

    #[test]
    fn text_is_for_terminals_and_pictures_are_not() {
        assert!(is_for_terminals("journey\n  title Ä\n".as_bytes()));
        for bytes in [
            &b"\x89PNG\r\n"[..],
            b"%PDF-1.7\n%\x93\x8c\n",
            b"PK\x03\x04\0",
        ] {
            assert!(!is_for_terminals(bytes));
        }
    }
}
