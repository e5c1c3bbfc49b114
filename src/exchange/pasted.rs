//! What a clipboard's text is: a map in a format that is known, a drawing, an address.

use super::{MapFormat, markdown, mermaid, picture, read_open_journey, table};
use crate::{file, words::Language};

/// A map on a clipboard, as it would stand in a file.
#[derive(Debug, Clone, PartialEq)]
pub struct PastedMap {
    /// What [`super::read_table`] is to read it as.
    pub format: MapFormat,
    /// What stands in such a file.
    pub bytes: Vec<u8>,
    /// It is no table whose cells could be pasted one by one.
    pub is_whole: bool,
}

impl PastedMap {
    fn new(format: MapFormat, text: &str, is_whole: bool) -> Self {
        Self {
            format,
            bytes: text.as_bytes().to_vec(),
            is_whole,
        }
    }

    /// What the text and the HTML of a clipboard are as a map; `None` where they are no table and
    /// nothing that is known.
    pub fn of(html: Option<&str>, text: &str, language: Language) -> Option<Self> {
        let said = text.trim_start_matches('\u{feff}').trim();
        if is_drawing(text) {
            let is_map = picture::carries(text.as_bytes());
            return is_map.then(|| Self::new(MapFormat::Picture, text, true));
        }
        if said.starts_with('{') && is_own(said, language) {
            return Some(Self::new(MapFormat::Journey, said, true));
        }
        if may_be_diagram(said) && mermaid::read(text, None, language).is_ok() {
            return Some(Self::new(MapFormat::Mermaid, text, true));
        }
        if markdown::carried(text).is_some() {
            return Some(Self::new(MapFormat::Markdown, text, true));
        }
        if table::is_own_table(said) {
            let is_tabbed = said.lines().next().is_some_and(|line| line.contains('\t'));
            let format = [MapFormat::Csv, MapFormat::Tsv][usize::from(is_tabbed)];
            return Some(Self::new(format, text, true));
        }
        if let Some(html) = html
            && let Some(is_among) = table::is_in_html(html)
        {
            return Some(Self::new(MapFormat::Html, html, is_among));
        }
        if table::is_in_markdown(text, language) {
            return Some(Self::new(MapFormat::Markdown, text, true));
        }
        let rows = said.lines().filter(|line| line.contains('\t'));
        let is_table = rows.take(2).count() == 2 && table::pasted_cells(None, text).len() > 1;
        is_table.then(|| Self::new(MapFormat::Tsv, text, false))
    }
}

/// Whether a text has what makes a diagram of one that begins with its word: a word that stands alone
/// on a card is none.
fn may_be_diagram(text: &str) -> bool {
    let words = |line: &str| {
        let line = line
            .trim_start_matches([' ', '\t', '>'])
            .to_ascii_lowercase();
        line.starts_with("section ") || line.starts_with("title ")
    };
    let is_scored = |line: &str| {
        let mut scores = line.split(':').skip(1);
        scores.any(|part| part.trim_start().starts_with(|c: char| c.is_ascii_digit()))
    };
    text.to_ascii_lowercase().contains("journey")
        && text.lines().any(|line| words(line) || is_scored(line))
}

/// Whether a file that is called a text begins with what begins a diagram, and goes on as one does.
pub(super) fn begins_diagram(bytes: &[u8]) -> bool {
    let Ok(decoded) = table::decoded(bytes) else {
        return false;
    };
    let lines = decoded.text.lines().map(str::trim);
    let first = lines.into_iter().find(|line| {
        let line = line.trim_start_matches('\u{feff}');
        !line.is_empty() && !line.starts_with("%%")
    });
    let is_word = first.is_some_and(|line| {
        let word = line.trim_start_matches('\u{feff}').trim();
        word.eq_ignore_ascii_case("journey") || word == "```mermaid"
    });
    is_word && may_be_diagram(&decoded.text)
}

fn is_own(text: &str, language: Language) -> bool {
    file::load(text.as_bytes()).is_ok() || read_open_journey(text.as_bytes(), language).is_some()
}

/// Whether a text is the source of an SVG drawing.
pub fn is_drawing(text: &str) -> bool {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    loop {
        let end = match rest {
            _ if rest.starts_with("<?") => "?>",
            _ if rest.starts_with("<!--") => "-->",
            _ if rest.starts_with("<!") => ">",
            _ => break,
        };
        let Some((_, behind)) = rest.split_once(end) else {
            return false;
        };
        rest = behind.trim_start();
    }
    let name = rest.strip_prefix('<').unwrap_or_default();
    let name = name.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/'));
    let name = name.into_iter().next().unwrap_or_default();
    let is_svg = name.rsplit(':').next() == Some("svg");
    is_svg && text.trim_end().ends_with('>')
}

/// Whether a text is an address and nothing else.
pub fn is_address(text: &str) -> bool {
    let text = text.trim();
    let scheme = text.split_once(':').map(|(scheme, _)| scheme);
    let is_one = scheme.is_some_and(|scheme| {
        let known = ["http", "https", "file", "data", "blob", "ftp"];
        known.iter().any(|known| scheme.eq_ignore_ascii_case(known))
    });
    is_one && !text.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawings_and_addresses_are_known() {
        assert!(is_drawing("<svg width=\"4\">\n</svg>\n"));
        assert!(is_drawing(
            "\u{feff}<?xml version=\"1.0\"?>\n<!-- a --><!DOCTYPE svg><svg:svg></svg:svg>"
        ));
        assert!(!is_drawing("<svgx></svgx>"));
        assert!(!is_drawing("the <svg> element"));
        assert!(!is_drawing("<svg> is an element"));
        assert!(is_address("https://shop.example/a.png\n"));
        assert!(!is_address("see https://shop.example"));
        assert!(!is_address("Note: call"));
    }

    #[test]
    fn plain_words_are_no_map() {
        for text in [
            "",
            "Waits",
            "a\tb",
            "a\tb\nc",
            "# Shopping\nbread",
            "her journey\nbegins",
            "Journey",
            "Journey\nWaits",
        ] {
            assert_eq!(PastedMap::of(None, text, Language::English), None, "{text}");
        }
    }
}
