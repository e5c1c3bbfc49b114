//! Texts and names as Mermaid has them.

use std::collections::HashSet;

/// In front of the whole map, in a comment.
pub(super) const CARRIED: &str = "jejak.journey:";

/// A space that is none to a parser: what has no name is called by it.
pub(super) const NOTHING: char = '\u{200b}';

/// Whether JavaScript or Rust take it for white space at the end of a text.
fn is_space(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}'
}

/// Without white space at its ends.
pub(super) fn trimmed(text: &str) -> &str {
    text.trim_matches(is_space)
}

/// What stands for no name is none.
pub(super) fn several_lines(text: &str) -> String {
    let text = trimmed(text);
    if text.chars().eq([NOTHING]) {
        return String::new();
    }
    text.to_owned()
}

/// With a space for each line break.
pub(super) fn one_line(text: &str) -> String {
    trimmed(text).replace(['\n', '\r'], " ")
}

/// The first of each.
pub(super) fn each_once(mut names: Vec<String>) -> Vec<String> {
    let mut met = HashSet::new();
    names.retain(|name| met.insert(name.clone()));
    names
}

/// The code that a text begins with: `#58;`, `#colon;`.
pub(super) fn entity(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('#')?;
    let end = inner.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))?;
    let is_closed = end > 0 && inner[end..].starts_with(';');
    is_closed.then(|| &text[..end + 2])
}

/// A text with its codes as characters and its `<br>` as line breaks.
pub(super) fn decoded(text: &str) -> String {
    let mut read = String::with_capacity(text.len());
    let mut rest = trimmed(text);
    while let Some(at) = rest.find(['#', '<']) {
        read.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(code) = entity(rest) {
            match character(&code[1..code.len() - 1]) {
                Some(c) => read.push(c),
                None => read.push_str(code),
            }
            rest = &rest[code.len()..];
        } else if let Some(len) = line_break(rest) {
            read.push('\n');
            rest = &rest[len..];
        } else {
            read.push_str(&rest[..1]);
            rest = &rest[1..];
        }
    }
    read.push_str(rest);
    read
}

fn line_break(text: &str) -> Option<usize> {
    let inside = text.strip_prefix("</").or_else(|| text.strip_prefix('<'))?;
    let name = inside.get(..2)?;
    if !name.eq_ignore_ascii_case("br") {
        return None;
    }
    let rest = inside[2..].trim_start_matches(' ');
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    let rest = rest.strip_prefix('>')?;
    Some(text.len() - rest.len())
}

/// By its code point, or by the name that HTML has for it.
pub(super) fn character(code: &str) -> Option<char> {
    if let Ok(number) = code.parse() {
        return char::from_u32(number);
    }
    let hex = code
        .strip_prefix(['x', 'X'])
        .map(|hex| u32::from_str_radix(hex, 16));
    if let Some(Ok(number)) = hex {
        return char::from_u32(number);
    }
    Some(match code {
        "colon" => ':',
        "semi" => ';',
        "comma" => ',',
        "num" => '#',
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "percnt" => '%',
        "lbrace" => '{',
        "rbrace" => '}',
        "lpar" => '(',
        "rpar" => ')',
        "nbsp" => '\u{a0}',
        "hyphen" | "dash" => '‐',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "euro" => '€',
        "infin" => '∞',
        "hearts" => '♥',
        "star" => '☆',
        "check" => '✓',
        "excl" => '!',
        "quest" => '?',
        _ => return None,
    })
}
