//! The small picture of a map that a file manager shows, as the thumbnail specification of
//! freedesktop.org has it.

use std::{fmt::Write as _, fs, path::Path, sync::atomic::AtomicBool, time::UNIX_EPOCH};

use super::{ThumbnailArgs, place, placed};
use crate::{
    exchange::MapFormat,
    export::{self, ExportError, Format, Options, PixelSize},
    file::disk,
    geom::Size,
    layout::Layout,
    model::Map,
    scene::Scene,
    text::Fonts,
    words::Language,
};

/// Where a PNG's first chunk ends, which has always the same length: signature, length, name, 13
/// bytes, checksum.
const HEADER: usize = 8 + 4 + 4 + 13 + 4;

/// Writes the picture, or says why there is none. It goes over what is there: a desktop makes the file
/// first and then has it filled.
pub(super) fn run(thumbnail: &ThumbnailArgs, language: Language) -> Result<(), String> {
    let path = &thumbnail.file;
    let taken = place::read_any_map(path, thumbnail.from.as_deref(), language)?;
    let picture = picture(&taken.map, thumbnail.size)
        .map_err(|error| placed(path, None, &error.describe(language)))?;
    let picture = with_texts(&picture, &about(path));
    write(&thumbnail.output, &picture, language)
}

/// Fills a file that is there in its place: some desktops hold it open and read what they hold.
fn write(output: &Path, picture: &[u8], language: Language) -> Result<(), String> {
    if !output.is_file() {
        return place::write(output, picture, language);
    }
    fs::write(output, picture).map_err(|error| {
        let why = disk::why_not_written(&error, language);
        let text = language.fill("cannot be written: {why}", &[("why", &why)]);
        placed(output, None, &text)
    })
}

fn picture(map: &Map, size: u32) -> Result<Vec<u8>, ExportError> {
    let fonts = Fonts::new();
    let scene = Scene::new(&Layout::new(map, &fonts, None), None);
    let options = Options {
        format: Format::Png,
        size: PixelSize::Width(width(scene.size, size)),
        without_map: true,
        ..Options::default()
    };
    export::export(&scene, &fonts, &options, &|_| (), &AtomicBool::new(false))
}

/// How wide the picture of a sheet is whose longer side has `size` pixels.
fn width(sheet: Size, size: u32) -> u32 {
    let size = f64::from(size);
    let width = (size * sheet.width / sheet.height).min(size);
    width.floor().max(1.0) as u32
}

/// What a desktop asks of a thumbnail, to see whether it is that of the file as it is now.
fn about(path: &Path) -> Vec<(&'static str, String)> {
    let mut texts = vec![("Software", "Jejak".to_owned())];
    if place::is_standard(path) {
        return texts;
    }
    if let Ok(full) = path.canonicalize() {
        texts.push(("Thumb::URI", address(&full)));
    }
    if place::form_to_read(path, None) == Some(MapFormat::Journey) {
        let kind = "application/vnd.jejak.journey+json";
        texts.push(("Thumb::Mimetype", kind.to_owned()));
    }
    if let Ok(about) = fs::metadata(path) {
        texts.push(("Thumb::Size", about.len().to_string()));
        let changed = about.modified().ok();
        let since = changed.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        texts.extend(since.map(|since| ("Thumb::MTime", since.as_secs().to_string())));
    }
    texts
}

/// `file:///…`, with all escaped that is no plain letter (RFC 3986).
fn address(path: &Path) -> String {
    let mut address = "file://".to_owned();
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => {
                address.push(char::from(*byte));
            }
            _ => {
                let _ = write!(address, "%{byte:02X}");
            }
        }
    }
    address
}

/// A PNG with texts in it, which are plain ASCII.
fn with_texts(png: &[u8], texts: &[(&str, String)]) -> Vec<u8> {
    let (header, rest) = png.split_at(HEADER);
    let mut bytes = header.to_vec();
    for (keyword, text) in texts {
        let content = [b"tEXt", keyword.as_bytes(), b"\0", text.as_bytes()].concat();
        // The length is that of the content without its name.
        bytes.extend(((content.len() - 4) as u32).to_be_bytes());
        bytes.extend(&content);
        bytes.extend(crc32fast::hash(&content).to_be_bytes());
    }
    bytes.extend(rest);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longer_side_is_as_long_as_was_asked_for() {
        for (sheet, expected) in [
            ((2000.0, 1000.0), 128),
            ((1000.0, 1000.0), 128),
            ((1000.0, 2000.0), 64),
            ((10.0, 40_000.0), 1),
        ] {
            assert_eq!(width(sheet.into(), 128), expected, "{sheet:?}");
        }
    }

    #[test]
    fn a_path_becomes_an_address() {
        let address = address(Path::new("/home/ani/peta baru/50% ö.journey"));
        assert_eq!(
            address,
            "file:///home/ani/peta%20baru/50%25%20%C3%B6.journey"
        );
    }
}
