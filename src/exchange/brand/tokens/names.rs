//! What the name of a token says: whether its colour is the brand's, and which step of a scale it is.

/// What a colour is for, by its name; those that are the brand's in the order of their weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ColorRole {
    Primary,
    Secondary,
    Accent,
    Good,
    Bad,
    /// A name of its own: a hue, a product.
    Other,
    /// Of texts, grounds, lines and states: nothing that a brand is told by.
    Aside,
}

/// What a family of type is for, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FontRole {
    Heading,
    Body,
    Other,
    /// Of code.
    Aside,
}

const PRIMARY: [&str; 4] = ["primary", "brand", "corporate", "signature"];
const SECONDARY: [&str; 1] = ["secondary"];
const ACCENT: [&str; 5] = [
    "accent",
    "tertiary",
    "highlight",
    "complementary",
    "quaternary",
];
const GOOD: [&str; 3] = ["success", "positive", "good"];
const BAD: [&str; 6] = [
    "error",
    "danger",
    "critical",
    "negative",
    "destructive",
    "bad",
];
const ASIDE: [&str; 58] = [
    "on",
    "text",
    "foreground",
    "fg",
    "background",
    "bg",
    "backgrounds",
    "surface",
    "surfaces",
    "border",
    "borders",
    "outline",
    "stroke",
    "shadow",
    "shadows",
    "overlay",
    "scrim",
    "disabled",
    "hover",
    "hovered",
    "active",
    "pressed",
    "focus",
    "focused",
    "visited",
    "selected",
    "inverse",
    "inverted",
    "container",
    "link",
    "links",
    "neutral",
    "neutrals",
    "gray",
    "grays",
    "grey",
    "greys",
    "white",
    "black",
    "muted",
    "subtle",
    "placeholder",
    "divider",
    "skeleton",
    "contrast",
    "info",
    "information",
    "warning",
    "warn",
    "caution",
    "notice",
    "icon",
    "input",
    "syntax",
    "elevation",
    "transparent",
    "dim",
    "ring",
];
/// Steps that are the colour itself.
const WHOLE: [&str; 9] = [
    "base", "default", "main", "normal", "root", "regular", "solid", "core", "value",
];
/// Steps that are not.
const VARIANTS: [&str; 13] = [
    "light", "lighter", "lightest", "dark", "darker", "darkest", "pale", "soft", "strong", "deep",
    "bright", "low", "high",
];
/// Of tokens, said of all of them.
const EMPTY: [&str; 11] = [
    "color", "colors", "colour", "colours", "palette", "sys", "ref", "global", "theme", "light",
    "core",
];

/// The words of a path, in lower case: parted at dots, hyphens, blanks, capitals and figures.
pub(super) fn words(path: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut before = ' ';
    for c in path.chars() {
        let is_new = !c.is_alphanumeric()
            || c.is_uppercase() && before.is_lowercase()
            || c.is_numeric() != before.is_numeric() && before.is_alphanumeric();
        if is_new && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
        }
        before = c;
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// What a colour is for, by the words of its name.
pub(super) fn role(words: &[String]) -> ColorRole {
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&&**word));
    match () {
        () if has(&ASIDE) => ColorRole::Aside,
        () if has(&SECONDARY) => ColorRole::Secondary,
        () if has(&ACCENT) => ColorRole::Accent,
        () if has(&GOOD) => ColorRole::Good,
        () if has(&BAD) => ColorRole::Bad,
        () if has(&PRIMARY) => ColorRole::Primary,
        () => ColorRole::Other,
    }
}

/// What a family of type is for, by the words of its name.
pub(super) fn font_role(words: &[String]) -> FontRole {
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&&**word));
    match () {
        () if has(&["mono", "monospace", "code", "icon", "icons"]) => FontRole::Aside,
        () if has(&["heading", "headings", "headline", "display", "title", "h"]) => {
            FontRole::Heading
        }
        () if has(&[
            "body",
            "text",
            "base",
            "default",
            "paragraph",
            "copy",
            "sans",
        ]) =>
        {
            FontRole::Body
        }
        () => FontRole::Other,
    }
}

/// Which shade of a colour a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// The colour itself, without a step.
    Itself,
    /// The colour itself, by a word.
    Whole,
    /// A number on a scale.
    Number(u32),
    /// Darker or lighter, by a word.
    Variant,
}

impl Step {
    /// How far from the colour itself, on a scale that goes up to `most`.
    pub(super) fn distance(self, most: u32) -> u32 {
        match self {
            Self::Itself => 0,
            Self::Whole => 1,
            // Radix has twelve, of which the ninth is the solid one; Material has tones up to 100, of
            // which the fortieth is; all others have hundreds.
            Self::Number(step) => {
                let solid = match most {
                    0..=12 => 9,
                    13..=100 => 40,
                    _ => 550,
                };
                2 + step.abs_diff(solid)
            }
            Self::Variant => u32::MAX,
        }
    }

    /// The number of its scale.
    pub(super) fn number(self) -> u32 {
        match self {
            Self::Number(step) => step,
            Self::Itself | Self::Whole | Self::Variant => 0,
        }
    }
}

/// The words that all steps of a scale share, and which of them this is.
pub(super) fn family_and_step(words: &[String]) -> (String, Step) {
    let (last, rest) = match words.split_last() {
        Some((last, rest)) => (last.as_str(), rest),
        None => ("", words),
    };
    let step = match last.parse() {
        Ok(step) => Step::Number(step),
        Err(_) if WHOLE.contains(&last) => Step::Whole,
        Err(_) if VARIANTS.contains(&last) => Step::Variant,
        Err(_) => Step::Itself,
    };
    let shared = if step == Step::Itself { words } else { rest };
    let shared: Vec<&str> = shared
        .iter()
        .map(String::as_str)
        .filter(|word| !EMPTY.contains(word))
        .collect();
    (shared.join(" "), step)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn role_of(path: &str) -> ColorRole {
        role(&words(path))
    }

    #[test]
    fn names_are_parted_into_words() {
        for (path, parted) in [
            ("color.brand-primary", "color brand primary"),
            ("md.sys.color.onPrimary", "md sys color on primary"),
            ("Colors/Blue500", "colors blue 500"),
            ("h1", "h 1"),
            ("", ""),
        ] {
            assert_eq!(words(path).join(" "), parted);
        }
    }

    #[test]
    fn what_is_the_brands_is_told_by_the_name() {
        for (path, role) in [
            ("color.primary.500", ColorRole::Primary),
            ("brand.secondary", ColorRole::Secondary),
            ("color.accent", ColorRole::Accent),
            ("md.sys.color.onPrimary", ColorRole::Aside),
            ("md.sys.color.primaryContainer", ColorRole::Aside),
            ("button.primary.background", ColorRole::Aside),
            ("feedback.success", ColorRole::Good),
            ("error.main", ColorRole::Bad),
            ("blue.500", ColorRole::Other),
            ("gray.500", ColorRole::Aside),
        ] {
            assert_eq!(role_of(path), role, "{path}");
        }
    }

    #[test]
    fn of_a_scale_the_colour_itself_comes_first() {
        let step = |name: &str| family_and_step(&words(&format!("color.primary.{name}"))).1;
        let first = |names: &[&'static str]| {
            let most = names.iter().map(|name| step(name).number()).max();
            let mut names = names.to_vec();
            names.sort_by_key(|name| step(name).distance(most.unwrap_or(0)));
            names[0]
        };
        assert_eq!(first(&["50", "500", "900", "700"]), "500");
        assert_eq!(first(&["dark", "light", "main"]), "main");
        assert_eq!(first(&["1", "9", "12"]), "9");
        assert_eq!(first(&["10", "40", "100"]), "40");
        let family = |path: &str| family_and_step(&words(path)).0;
        assert_eq!(family("color.primary.500"), family("color.primary.DEFAULT"));
        assert_eq!(
            family("color.primary.500"),
            family("light.color.primary.dark")
        );
        assert_ne!(family("color.primary.500"), family("color.secondary.500"));
    }
}
