//! What the value of a token says: a colour, a family of type.

use color::ColorSpaceTag;

use super::tree::text_of;
use crate::{
    exchange::brand::shade,
    file::{Node, Value, brand::color_space},
    model::Color,
};

/// A colour of a token.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct TokenColor {
    pub color: Color,
    /// 0 to 1.
    pub alpha: f32,
    /// It is beyond what sRGB can show.
    pub is_brought_in: bool,
}

/// The colour that a value is: as CSS writes one, or by its space and components.
pub(super) fn color_of(value: Node<'_>) -> Option<TokenColor> {
    let found = match text_of(value) {
        Some(text) => shade::of_css(&text)?,
        None => by_components(value).or_else(|| {
            let hex = value.text_field("hex")?;
            shade::of_css(&hex)
        })?,
    };
    let (color, alpha, is_brought_in) = found;
    Some(TokenColor {
        color,
        alpha,
        is_brought_in,
    })
}

/// Design Tokens format 2025.10, the module of colours.
fn by_components(value: Node<'_>) -> Option<(Color, f32, bool)> {
    let space = value.text_field("colorSpace")?;
    let space = match &*space {
        "xyz" => ColorSpaceTag::XyzD65,
        name => color_space(name)?,
    };
    // Drafts of the format called them channels.
    let parts = ["components", "channels"];
    let parts = parts.iter().find_map(|name| value.field(name));
    let mut parts = parts?.items()?;
    let mut next = || component(parts.next()?);
    let components = [next()?, next()?, next()?];
    let alpha = value.field("alpha").and_then(component).unwrap_or(1.0);
    shade::of_space(space, components, alpha)
}

/// A number; "none" is 0.
fn component(node: Node<'_>) -> Option<f32> {
    match node.value() {
        Value::Number(number) => number.parse().ok(),
        Value::Text(text) if text == "none" => Some(0.0),
        _ => None,
    }
}

/// Whether a text looks like a colour without anybody saying that it is one: no mere name.
pub(super) fn looks_like_color(value: Node<'_>) -> bool {
    const FUNCTIONS: [&str; 8] = [
        "rgb", "hsl", "hwb", "lab(", "lch(", "oklab(", "oklch(", "color(",
    ];
    match text_of(value) {
        Some(text) => {
            let text = text.trim();
            text.starts_with('#') || FUNCTIONS.iter().any(|name| text.starts_with(name))
        }
        None => value.is_record() && value.field("colorSpace").is_some(),
    }
}

/// The first family of a list, or of a text as CSS writes it, that is one by name.
pub(super) fn family_of(value: Node<'_>) -> Option<String> {
    let names: Vec<String> = match value.items() {
        Some(items) => items
            .take(20)
            .filter_map(|item| text_of(item).map(|text| text.into_owned()))
            .collect(),
        None => {
            let text = text_of(value)?;
            text.split(',').take(20).map(str::to_owned).collect()
        }
    };
    let bare = names.iter().map(|name| {
        let name = name.trim().trim_matches(['"', '\'']);
        name.trim()
    });
    let is_family = |name: &&str| {
        let is_short = !name.is_empty() && name.chars().count() <= 80;
        is_short && !is_generic(name) && !name.contains(['{', '}', '(', '$'])
    };
    bare.into_iter().find(is_family).map(str::to_owned)
}

/// What CSS and systems call whatever they have.
fn is_generic(name: &str) -> bool {
    const GENERIC: [&str; 14] = [
        "serif",
        "sans-serif",
        "monospace",
        "cursive",
        "fantasy",
        "system-ui",
        "-apple-system",
        "blinkmacsystemfont",
        "inherit",
        "initial",
        "emoji",
        "math",
        "unset",
        "default",
    ];
    let name = name.to_lowercase();
    name.starts_with("ui-") || GENERIC.contains(&&*name)
}
