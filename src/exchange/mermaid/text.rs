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
