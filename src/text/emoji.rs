//! Which user-perceived characters are to look like emoji (UTS #51).

use icu_properties::{
    CodePointSetData,
    props::{Emoji, EmojiModifier, EmojiPresentation},
};

const TEXT_STYLE: char = '\u{FE0E}';
const EMOJI_STYLE: char = '\u{FE0F}';
const KEYCAP: char = '\u{20E3}';
const JOINER: char = '\u{200D}';

/// Whether a text may hold an emoji at all: all sequences that look like one have a character
/// from here on.
pub(super) fn may_be_in(text: &str) -> bool {
    text.chars().any(|c| c >= JOINER)
}

/// Whether a grapheme cluster asks for emoji presentation: by default (a flag, a face) or by a
/// selector, a keycap, a skin tone or a joiner. A bare digit, `©` or `→` does not.
pub(super) fn is_emoji(grapheme: &str) -> bool {
    let mut chars = grapheme.chars();
    let Some(first) = chars.next() else {
        return false;
    };
    let second = chars.clone().next();
    CodePointSetData::new::<Emoji>().contains(first)
        && second != Some(TEXT_STYLE)
        && (CodePointSetData::new::<EmojiPresentation>().contains(first)
            || chars.any(|c| {
                matches!(c, EMOJI_STYLE | KEYCAP | JOINER)
                    || CodePointSetData::new::<EmojiModifier>().contains(c)
            }))
}

/// Whether a grapheme cluster asks to be drawn as plain text.
pub(super) fn is_forced_text(grapheme: &str) -> bool {
    grapheme.contains(TEXT_STYLE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emoji_are_told_from_text() {
        for emoji in [
            "😀",
            "❤️",
            "👩‍👩‍👧",
            "🇮🇩",
            "1️⃣",
            "#⃣",
            "👍🏽",
            "☝🏿",
            "🏴󠁧󠁢󠁳󠁣󠁴󠁿",
            "❤‍🔥",
            "⭐",
        ] {
            assert!(is_emoji(emoji), "{emoji}");
        }
        for text in [
            "1",
            "#",
            "©",
            "®",
            "→",
            "★",
            "a",
            "é",
            "❤",
            "☎",
            "⭐\u{FE0E}",
            "漢",
            "•",
            "…",
        ] {
            assert!(!is_emoji(text), "{text}");
        }
    }
}
