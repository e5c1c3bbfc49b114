//! Names of files that every system takes.

/// The longest, in bytes.
const LONGEST: usize = 80;

/// A title as a part of a file's name: letters and digits of any script, everything else a hyphen.
/// Empty where nothing is left.
pub(super) fn safe(title: &str) -> String {
    let mut name = String::new();
    for c in title.chars().flat_map(char::to_lowercase) {
        if name.len() + c.len_utf8() > LONGEST {
            break;
        }
        // Marks that belong to a letter of their script are not alphanumeric everywhere.
        let is_kept = c.is_alphanumeric() || is_mark(c) && name.ends_with(is_of_letter);
        match is_kept {
            true => name.push(c),
            false if name.ends_with('-') || name.is_empty() => {}
            false => name.push('-'),
        }
    }
    name.trim_end_matches('-').to_owned()
}

fn is_of_letter(c: char) -> bool {
    c.is_alphanumeric() || is_mark(c)
}

/// Whether a character belongs to the one before it.
fn is_mark(c: char) -> bool {
    use icu_properties::{CodePointMapData, props::GeneralCategory};
    matches!(
        CodePointMapData::<GeneralCategory>::new().get(c),
        GeneralCategory::NonspacingMark | GeneralCategory::SpacingMark
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_nothing_that_a_system_would_not_take() {
        for (title, expected) in [
            ("Awareness", "awareness"),
            ("  .. ", ""),
            ("CON", "con"),
            ("a/b\\c:d*e?f\"g<h>i|j", "a-b-c-d-e-f-g-h-i-j"),
            ("Überblick – ganz", "überblick-ganz"),
            ("ते हिन्दी", "ते-हिन्दी"),
            ("トヨタ", "トヨタ"),
            ("tab\tand\nline", "tab-and-line"),
            ("\u{202E}gpj.exe", "gpj-exe"),
            ("🚗 car", "car"),
        ] {
            assert_eq!(safe(title), expected, "{title:?}");
        }
        assert!(safe(&"long ".repeat(100)).len() <= LONGEST);
        assert!(safe(&"長".repeat(100)).len() <= LONGEST);
    }
}
