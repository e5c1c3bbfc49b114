//! Files that are named on a command line, `-` being what comes in and what goes out.

use std::{
    io::{self, Read as _, Write as _},
    path::{Path, PathBuf},
};

use super::{describe, placed};
use crate::{
    exchange::MapFormat,
    file::{MAX_BYTES, disk},
    words::Language,
};

/// Whether it is what comes in or what goes out.
pub(super) fn is_standard(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// What a file of another kind can be saved as, so that it is read.
pub(super) fn advice(path: &Path) -> Option<&'static str> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    Some(match ending.as_str() {
        "doc" | "docx" | "odt" | "rtf" | "pages" | "pptx" | "ppt" | "odp" | "key" | "pdf" => {
            "copy its table into a spreadsheet and save that as .xlsx, or paste it in the window"
        }
        "xls" | "xlsb" | "ods" | "numbers" | "gsheet" => "save it as .xlsx or .csv",
        "html" | "htm" => "copy its table and paste it in the window, or save it as .xlsx",
        "rtb" | "mural" | "fig" | "jam" | "drawio" | "vsdx" | "excalidraw" | "xmind" | "mm"
        | "whiteboard" => "export its notes as .csv",
        _ => return None,
    })
}

/// A name with an ending, for what has none.
fn called(ending: &str) -> PathBuf {
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

pub(super) fn write(path: &Path, bytes: &[u8], language: Language) -> Result<(), String> {
    if is_standard(path) {
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
