//! Ways into a brand: what a file of whatever kind says of a company's colours, fonts and logos.
//!
//! Nothing is opened that was not handed; what the file is is told by what is in it.

mod error;
mod found;
mod logo;
mod offer;
mod office;
mod picture;
mod shade;
mod svg;
mod tokens;

pub use error::{NoBrand, NoBrandKind};
pub use found::{BrandNote, BrandWay, FoundBrand, FoundColor, FoundName, Taking};

use super::{picture as carrying, table};
use crate::{
    file::{self, brand::read_brand, brand_shelf::source},
    model::{Brand, Color},
    words::Language,
};

/// A larger file is refused unread.
pub const MAX_BYTES: usize = 256 << 20;
/// A larger text is.
const MAX_TEXT: usize = 16 << 20;

/// Takes a brand from the bytes of a file that is called `name`, whatever it is: our own file of a
/// brand, design tokens, slides, their template or theme, a picture of a logo, a map.
///
/// # Errors
/// Where there is none in it, and what helps.
pub fn read(bytes: &[u8], name: &str, language: Language) -> Result<FoundBrand, NoBrand> {
    if bytes.len() > MAX_BYTES {
        let most = MAX_BYTES >> 20;
        return Err(NoBrandKind::TooLarge { most }.into());
    }
    let (mut found, title) = read_as(bytes, name, language)?;
    if found.brand.name.trim().is_empty() {
        found.brand.name = title.unwrap_or_else(|| name_of_file(name));
    }
    let letters = found.brand.name.chars().take(Brand::MOST_LETTERS);
    found.brand.name = letters.collect();
    found.brand.source = Some(source(bytes, name));
    Ok(found)
}

/// As it is written: "#1A2B3C".
pub fn hex(color: Color) -> String {
    color.to_string()
}

/// A colour as CSS writes one: `#1a2b3c`, without its sign, too, `rgb(…)`, `oklch(…)`, a name. None
/// that can be seen through.
pub fn color_of(text: &str) -> Option<Color> {
    let text = text.trim();
    let bare = || {
        let is_hex = matches!(text.len(), 3 | 6) && text.bytes().all(|b| b.is_ascii_hexdigit());
        is_hex.then(|| shade::of_css(&format!("#{text}"))).flatten()
    };
    let (color, alpha, _) = shade::of_css(text).or_else(bare)?;
    (alpha > 0.99).then_some(color)
}

/// What was found, and what the file says that it is called.
fn read_as(
    bytes: &[u8],
    name: &str,
    language: Language,
) -> Result<(FoundBrand, Option<String>), NoBrand> {
    if bytes.trim_ascii().is_empty() {
        return Err(NoBrandKind::Empty.into());
    }
    if bytes.starts_with(&super::archive::COMPOUND) {
        return Err(NoBrandKind::Locked.into());
    }
    if bytes.starts_with(b"PK") {
        return office::read(bytes);
    }
    if is_picture(bytes) {
        // A picture that we made may have a map with a brand in it.
        let carried = carrying::carries(bytes).then(|| of_map(bytes)).transpose();
        return match carried {
            Ok(Some(found)) => Ok((found, None)),
            Ok(None) | Err(_) => Ok((picture::read(bytes)?, None)),
        };
    }
    if bytes.len() > MAX_TEXT && !has_map(bytes) {
        let most = MAX_TEXT >> 20;
        return Err(NoBrandKind::TooLarge { most }.into());
    }
    read_text(bytes, name, language)
}

fn read_text(
    bytes: &[u8],
    name: &str,
    language: Language,
) -> Result<(FoundBrand, Option<String>), NoBrand> {
    let decoded = table::decoded(bytes).map_err(|_| NoBrandKind::Unknown)?;
    let text = decoded.text.trim_start_matches('\u{FEFF}');
    if carrying::carries(text.as_bytes()) {
        return Ok((of_map(text.as_bytes())?, None));
    }
    if svg::is_drawing(text) {
        return Ok((svg::read(text)?, None));
    }
    if !tokens::may_be_tokens(text) {
        return Err(NoBrandKind::Unknown.into());
    }
    if has_map(text.as_bytes()) {
        return Ok((of_map_file(text.as_bytes(), language)?, None));
    }
    // Ours says so, or it is called so and is one.
    let is_called_ours = name.to_lowercase().ends_with(".brand.json");
    match read_brand(text.as_bytes()) {
        Ok(brand) if is_called_ours || text.contains("id.jejak") => {
            return Ok((whole(BrandWay::Brand, brand, Vec::new()), None));
        }
        Err(error) if text.contains("id.jejak") => return Err(error.into()),
        Ok(_) | Err(_) => {}
    }
    let title = tokens::title(text);
    Ok((tokens::read(text)?, title))
}

/// Whether the bytes say that they are our own map.
fn has_map(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(4_096)];
    let has = |word: &[u8]| head.windows(word.len()).any(|piece| piece == word);
    has(b"\"jejak.journey\"")
}

fn is_picture(bytes: &[u8]) -> bool {
    let is_webp = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
    bytes.starts_with(b"\x89PNG") || bytes.starts_with(b"\xFF\xD8\xFF") || is_webp
}

/// The brand of a map that rides along in a picture or a page.
fn of_map(bytes: &[u8]) -> Result<FoundBrand, NoBrand> {
    let taken = carrying::read(bytes)?;
    let brand = taken.map.brand.ok_or(NoBrandKind::PlainMap)?;
    Ok(whole(BrandWay::Map, Brand::clone(&brand), Vec::new()))
}

fn of_map_file(bytes: &[u8], language: Language) -> Result<FoundBrand, NoBrand> {
    let loaded = file::load(bytes)?;
    let brand = loaded.map.brand.ok_or(NoBrandKind::PlainMap)?;
    let warnings = loaded.warnings.iter().take(3);
    let notes = warnings.map(|warning| BrandNote::Mended(warning.describe(language)));
    Ok(whole(BrandWay::Map, Brand::clone(&brand), notes.collect()))
}

/// A brand that is one already: all of it is offered, too.
fn whole(way: BrandWay, brand: Brand, notes: Vec<BrandNote>) -> FoundBrand {
    let colors = brand.colors.iter().chain(&brand.personas);
    let mut listed: Vec<FoundColor> = Vec::new();
    for color in colors.chain(&brand.good).chain(&brand.bad) {
        if !listed.iter().any(|found| found.color == *color) {
            listed.push(FoundColor {
                color: *color,
                name: FoundName::Nothing,
                uses: None,
            });
        }
    }
    let families = [&brand.heading, &brand.body];
    let logos = [&brand.logo, &brand.logo_on_dark];
    FoundBrand {
        way,
        colors: listed,
        fonts: families.into_iter().flatten().cloned().collect(),
        logos: logos.into_iter().flatten().cloned().collect(),
        notes,
        brand,
    }
}

/// "Bank Nusa" for "Bank Nusa.brand.json".
fn name_of_file(name: &str) -> String {
    const ENDINGS: [&str; 14] = [
        ".brand.json",
        ".tokens.json",
        ".tokens",
        ".json",
        ".potx",
        ".pptx",
        ".thmx",
        ".potm",
        ".pptm",
        ".png",
        ".jpg",
        ".jpeg",
        ".webp",
        ".svg",
    ];
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let lower = name.to_lowercase();
    let ending = ENDINGS.iter().find(|ending| lower.ends_with(**ending));
    let stem = match ending {
        Some(ending) if lower.len() == name.len() => &name[..name.len() - ending.len()],
        _ => name.rsplit_once('.').map_or(name, |(stem, _)| stem),
    };
    stem.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind_of(bytes: &[u8]) -> NoBrandKind {
        read(bytes, "a.bin", Language::English).unwrap_err().kind
    }

    #[test]
    fn what_a_file_is_is_told_by_its_content() {
        let png = {
            let pixels = [0x0B, 0x25, 0x45, 255].repeat(16 * 16);
            let logo = file::picture::import_pixels(16, 16, pixels).unwrap();
            logo.encoded().to_vec()
        };
        let found = read(&png, "Bank Nusa.potx", Language::English).unwrap();
        assert_eq!(found.way, BrandWay::Picture);
        assert_eq!(found.brand.name, "Bank Nusa");
        assert_eq!(found.logos.len(), 1);
        assert_eq!(found.brand.source, Some(source(&png, "Bank Nusa.potx")));

        let tokens = "\u{FEFF}{\"$name\": \"Nusa\", \"primary\": {\"$type\": \"color\", \"$value\": \"#04C\"}}";
        let utf_16: Vec<u8> = tokens.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [tokens.as_bytes(), &utf_16] {
            let found = read(bytes, "x.png", Language::English).unwrap();
            assert_eq!((found.way, &*found.brand.name), (BrandWay::Tokens, "Nusa"));
            assert_eq!(found.brand.colors, [Color::hex(0x0044CC)]);
        }
    }

    #[test]
    fn what_is_no_brand_says_what_helps() {
        assert_eq!(kind_of(b" \n"), NoBrandKind::Empty);
        assert_eq!(kind_of(b"%PDF-1.7\n"), NoBrandKind::Unknown);
        assert_eq!(
            kind_of(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1...."),
            NoBrandKind::Locked
        );
        assert_eq!(kind_of(b"PK\x03\x04nothing"), NoBrandKind::NoOffice);
        assert_eq!(kind_of(file::samples()[0].bytes), NoBrandKind::PlainMap);
        assert!(matches!(kind_of(b"{\"a\": "), NoBrandKind::Text(_)));
        for kind in [
            NoBrandKind::Unknown,
            NoBrandKind::TooLarge { most: 16 },
            NoBrandKind::Circle("a → a".to_owned()),
        ] {
            let told = NoBrand::from(kind).describe(Language::English);
            assert!(!told.contains('{') && told.len() > 20, "{told}");
        }
    }

    #[test]
    fn colours_are_read_as_people_type_them() {
        let navy = Some(Color::hex(0x0B2545));
        for text in ["#0B2545", "0b2545", " #0b2545 ", "rgb(11, 37, 69)"] {
            assert_eq!(color_of(text), navy, "{text}");
        }
        assert_eq!(color_of("04c"), Some(Color::hex(0x0044CC)));
        for text in ["", "#", "#12345", "#0B254580", "blau", "{a}"] {
            assert_eq!(color_of(text), None, "{text}");
        }
        assert_eq!(hex(Color::hex(0x0B2545)), "#0B2545");
    }
}
