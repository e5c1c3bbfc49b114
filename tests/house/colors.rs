//! Where a colour may be written as numbers: the window's in its tokens, the sheet's in its theme.

use crate::source::Source;

const TOKENS: &str = "src/ui/tokens.rs";
const THEME: &str = "src/model/theme.rs";

/// What makes a colour, and the file that may say of which numbers or by which name.
const MAKERS: [(&str, &str); 3] = [
    ("Color32::", TOKENS),
    ("Color::hex(", THEME),
    ("Color { r: ", THEME),
];

/// No colour, or one that is multiplied with another.
const NONE: [&str; 3] = ["TRANSPARENT", "PLACEHOLDER", "WHITE"];

/// Whether this, which follows what makes a colour, says which one.
fn is_chosen(maker: &str, rest: &str) -> bool {
    let begins_number = |text: &str| text.trim_start().starts_with(|c: char| c.is_ascii_digit());
    if maker != "Color32::" {
        return begins_number(rest);
    }
    if rest.starts_with("from_") {
        return rest
            .split_once('(')
            .is_some_and(|(_, given)| begins_number(given));
    }
    let name = rest
        .split(|c: char| !(c.is_ascii_uppercase() || c == '_'))
        .next();
    name.is_some_and(|name| name.len() > 1 && !NONE.contains(&name))
}

#[test]
fn colours_are_chosen_in_the_tokens_and_in_the_theme() {
    let source = Source::read();
    let (mut faults, mut at_home) = (Vec::new(), 0);
    for module in source.modules() {
        let (path, code) = (
            source.path(module).display().to_string(),
            source.code(module),
        );
        let code = code.split_whitespace().collect::<Vec<_>>().join(" ");
        for (maker, home) in MAKERS {
            let made = code
                .match_indices(maker)
                .map(|(at, _)| &code[at + maker.len()..]);
            for rest in made.filter(|rest| is_chosen(maker, rest)) {
                if path == home {
                    at_home += 1;
                } else {
                    let what: String = rest.chars().take(24).collect();
                    faults.push(format!("{path}: {maker}{what}"));
                }
            }
        }
    }
    assert!(at_home > 40, "only {at_home} colours were found");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
