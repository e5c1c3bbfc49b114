//! Design tokens: their values and what they are aliases of.
//!
//! Design Tokens Format Module and Color Module, 2025.10 (Design Tokens Community Group): a record
//! with `$value` is a token, one without a group; `{group.name}` and `{ "$ref": "#/group/name/$value" }` are the value of another.

#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "JSON has its kinds of values, and no more"
)]

use color::{ColorSpaceTag, DynamicColor, Srgb};

use super::error::{BrandError, BrandErrorKind, BrandFault};
use crate::{
    file::{
        expected::Expected,
        json::{Node, Value},
        place::Places,
    },
    model::Color,
};

/// What a read of a brand comes to: what is wrong, and at which value.
pub(super) type Found<'t, T> = Result<T, (Node<'t>, BrandFault)>;

/// An alias of an alias of an alias.
const MOST_HOPS: usize = 16;

/// A fault with its line and column.
pub(super) fn placed(text: &str, node: Node<'_>, fault: BrandFault) -> BrandError {
    let (line, column) = Places::new(text).line_and_column(node.at());
    BrandError {
        line,
        column,
        kind: BrandErrorKind::Brand(fault),
    }
}

/// The value of a token, through its aliases.
pub(super) fn resolved<'t>(root: Node<'t>, token: Node<'t>) -> Found<'t, Node<'t>> {
    match token.field("$value") {
        Some(value) => followed(root, value, MOST_HOPS),
        None => followed(root, token, MOST_HOPS),
    }
}

/// A value, or what it is an alias of.
fn followed<'t>(root: Node<'t>, value: Node<'t>, hops: usize) -> Found<'t, Node<'t>> {
    let Some((name, path)) = alias(value) else {
        return Ok(value);
    };
    let Some(hops) = hops.checked_sub(1) else {
        return Err((value, BrandFault::AliasCircle(name)));
    };
    let mut at = root;
    for part in &path {
        at = at
            .field(part)
            .ok_or_else(|| (value, BrandFault::BadAlias(name.clone())))?;
    }
    let target = at.field("$value").unwrap_or(at);
    followed(root, target, hops).map_err(|(node, fault)| match fault {
        // Told where it begins.
        BrandFault::AliasCircle(_) => (value, BrandFault::AliasCircle(name.clone())),
        fault => (node, fault),
    })
}

/// The name of an alias and the path that it leads along.
fn alias(value: Node<'_>) -> Option<(String, Vec<String>)> {
    if let Value::Text(text) = value.value() {
        let path = text.strip_prefix('{')?.strip_suffix('}')?;
        let parts = path.split('.').map(str::to_owned).collect();
        return Some((text.to_string(), parts));
    }
    let pointer = value.is_record().then(|| value.text_field("$ref"))??;
    // RFC 6901.
    let path = pointer.strip_prefix("#/")?;
    let parts = path.split('/');
    let parts = parts.map(|part| part.replace("~1", "/").replace("~0", "~"));
    Some((pointer.to_string(), parts.collect()))
}

/// The colour of a value: a record of its space and components, or its hexadecimal digits.
pub(super) fn color(value: Node<'_>) -> Found<'_, Color> {
    let bad = || {
        (
            value,
            BrandFault::BadColor {
                found: shown(value),
            },
        )
    };
    match value.value() {
        Value::Text(text) => Color::parse(&text).ok_or_else(bad),
        Value::Record => {
            let hex = value.text_field("hex");
            let hex = hex.and_then(|hex| Color::parse(&hex));
            let number = |node: Node<'_>| match node.value() {
                Value::Number(spelled) => spelled.parse::<f32>().ok().filter(|n| n.is_finite()),
                // "None" is nothing of a component.
                Value::Text(text) if text == "none" => Some(0.0),
                _ => None,
            };
            if let Some(alpha) = value.field("alpha")
                && number(alpha).ok_or_else(bad)? < 1.0
            {
                return Err((alpha, BrandFault::NotOpaque));
            }
            let Some(space) = value.text_field("colorSpace") else {
                return hex.ok_or_else(bad);
            };
            let tag = color_space(&space)
                .ok_or_else(|| (value, BrandFault::UnknownSpace(space.into_owned())))?;
            let Some(components) = value.field("components").and_then(Node::items) else {
                return hex.ok_or_else(bad);
            };
            let components: Option<Vec<f32>> = components.take(4).map(number).collect();
            let components: Option<[f32; 3]> = components.and_then(|list| list.try_into().ok());
            in_srgb(tag, components.ok_or_else(bad)?, hex).ok_or_else(bad)
        }
        _ => Err(bad()),
    }
}

/// A colour of any space; one that sRGB lacks as the file itself says it, else the nearest by
/// component.
fn in_srgb(tag: ColorSpaceTag, components: [f32; 3], hex: Option<Color>) -> Option<Color> {
    let [x, y, z] = components;
    let color =
        DynamicColor::from_alpha_color(color::AlphaColor::<Srgb>::new([0.0, 0.0, 0.0, 1.0]));
    let color = DynamicColor {
        cs: tag,
        components: [x, y, z, 1.0],
        ..color
    };
    let rgb = color.to_alpha_color::<Srgb>().components;
    let is_within = rgb[..3].iter().all(|part| (-0.002..=1.002).contains(part));
    if let Some(hex) = hex.filter(|_| !is_within) {
        return Some(hex);
    }
    if !rgb.iter().all(|part| part.is_finite()) {
        return None;
    }
    let [r, g, b, _] = rgb.map(|part| (part.clamp(0.0, 1.0) * 255.0).round() as u8);
    Some(Color { r, g, b })
}

/// The space of the Color Module that has a name; `None` where none has it.
pub fn color_space(name: &str) -> Option<ColorSpaceTag> {
    Some(match name {
        "srgb" => ColorSpaceTag::Srgb,
        "srgb-linear" => ColorSpaceTag::LinearSrgb,
        "hsl" => ColorSpaceTag::Hsl,
        "hwb" => ColorSpaceTag::Hwb,
        "lab" => ColorSpaceTag::Lab,
        "lch" => ColorSpaceTag::Lch,
        "oklab" => ColorSpaceTag::Oklab,
        "oklch" => ColorSpaceTag::Oklch,
        "display-p3" => ColorSpaceTag::DisplayP3,
        "a98-rgb" => ColorSpaceTag::A98Rgb,
        "prophoto-rgb" => ColorSpaceTag::ProphotoRgb,
        "rec2020" => ColorSpaceTag::Rec2020,
        "xyz-d65" => ColorSpaceTag::XyzD65,
        "xyz-d50" => ColorSpaceTag::XyzD50,
        _ => return None,
    })
}

/// The families of a value: one name, or several in the order in which they are to be tried.
pub(super) fn families(value: Node<'_>) -> Found<'_, Vec<String>> {
    let wrong = |node: Node<'_>| {
        let fault = BrandFault::WrongType {
            field: "fontFamily".to_owned(),
            expected: Expected::Text,
            found: node.value().name(),
        };
        // Of this value, whatever is in it.
        (value, fault)
    };
    let text = |node: Node<'_>| match node.value() {
        Value::Text(text) => Ok(text.trim().to_owned()),
        _ => Err(wrong(node)),
    };
    let names: Vec<String> = match value.items() {
        Some(items) => items.take(32).map(text).collect::<Result<_, _>>()?,
        None => vec![text(value)?],
    };
    Ok(names.into_iter().filter(|name| !name.is_empty()).collect())
}

/// A value as it is spelled, cut where it is long.
fn shown(value: Node<'_>) -> String {
    const MOST: usize = 40;
    let spelled = value.spelled();
    let mut letters = spelled.chars();
    let first: String = letters.by_ref().take(MOST).collect();
    match letters.next() {
        Some(_) => format!("{first}…"),
        None => first,
    }
}
