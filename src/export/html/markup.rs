//! Texts of a map within markup, out of which none of them breaks.

use std::fmt::{self, Display};

use super::super::svg::Escaped;

/// Between two tags; what turns letters around is kept, and ends with the element.
pub(super) struct Content<'a>(pub &'a str);

impl Display for Content<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Escaped(self.0).fmt(f)
    }
}

/// Between two quotation marks, or in a title, where nothing ends what turns letters around: there it
/// is dropped, and what is white is one space.
pub(super) struct Attribute<'a>(pub &'a str);

impl Display for Attribute<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain: String = self.0.chars().filter(|c| !turns(*c)).collect();
        for (index, word) in plain.split_whitespace().enumerate() {
            if index > 0 {
                f.write_str(" ")?;
            }
            Escaped(word).fmt(f)?;
        }
        Ok(())
    }
}

/// Whether a character changes the order in which those behind it are shown.
fn turns(c: char) -> bool {
    matches!(
        c,
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
    )
}

/// A text with places `[[name]]`, filled in; what is filled in is not looked at again, and a place of
/// no such name is empty.
pub(super) fn fill<'v>(template: &str, value: &dyn Fn(&str) -> Option<&'v str>) -> String {
    let mut rest = template;
    let mut filled = String::with_capacity(template.len());
    while let Some((before, from)) = rest.split_once("[[") {
        filled.push_str(before);
        let (name, after) = from.split_once("]]").unwrap_or((from, ""));
        filled.push_str(value(name).unwrap_or_default());
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// The names of the places in a template, in their order.
#[cfg(test)]
pub(super) fn places(template: &str) -> Vec<&str> {
    let pieces = template.split("[[").skip(1);
    pieces
        .filter_map(|piece| piece.split_once("]]").map(|(name, _)| name))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_nothing_but_a_text() {
        let hostile = "</script><img src=x onerror=alert(1)> \"'&\u{0}\u{1b}";
        let expected = "&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt; &quot;&#39;&amp;";
        assert_eq!(Content(hostile).to_string(), expected);
        assert_eq!(Attribute(hostile).to_string(), expected);
        assert_eq!(
            Attribute("a\n \u{202E}b\u{2066}\" c").to_string(),
            "a b&quot; c"
        );
    }

    #[test]
    fn what_is_filled_in_is_not_filled_again() {
        let value = |name: &str| match name {
            "a" => Some("[[b]]"),
            "b" => Some("2"),
            _ => None,
        };
        assert_eq!(fill("<[[a]]-[[b]]-[[c]]>", &value), "<[[b]]-2->");
        assert_eq!(places("<[[a]]-[[b]]>"), ["a", "b"]);
    }
}
