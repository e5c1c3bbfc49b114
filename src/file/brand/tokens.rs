//! Design tokens: their types, their values and what they are aliases of.
//!
//! Design Tokens Format Module and Color Module, 2025.10 (Design Tokens Community Group): a record
//! with `$value` is a token, one without a group; a token without `$type` has that of the nearest
//! group; `{group.name}` and `{ "$ref": "#/group/name/$value" }` are the value of another.

#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "JSON has its kinds of values, and no more"
)]

use color::{ColorSpaceTag, DynamicColor, Srgb};

use super::error::{BrandError, BrandErrorKind, BrandFault};
use crate::{
    file::{
        decode::{decode, parse_json},
        expected::Expected,
        json::{Node, Value},
        place::Places,
    },
    model::Color,
};

/// What a read of a brand comes to: what is wrong, and at which value.
pub(super) type Found<'t, T> = Result<T, (Node<'t>, BrandFault)>;

/// A colour or a family of type of a file of design tokens.
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    /// The names of its groups and its own, from the outermost.
    pub path: Vec<String>,
    /// What it says.
    pub value: TokenValue,
}

/// What a token says.
#[derive(Debug, Clone, PartialEq)]
pub enum TokenValue {
    /// An opaque colour.
    Color(Color),
    /// Families of type, the one to be used first.
    Families(Vec<String>),
}

/// More tokens than a design system has.
const MOST_TOKENS: usize = 20_000;
/// An alias of an alias of an alias.
const MOST_HOPS: usize = 16;

/// All colours that are opaque and all families of type of a file in the Design Tokens format, in its
/// order. What cannot be read as one is left out: such a file holds much else.
///
/// # Errors
/// What is no JSON, or holds too much.
pub fn read_tokens(bytes: &[u8]) -> Result<Vec<Token>, BrandError> {
    let text = decode(bytes)?;
    let tree = parse_json(text)?;
    let mut gatherer = Gatherer {
        root: tree.root(),
        path: Vec::new(),
        seen: 0,
        found: Vec::new(),
    };
    gatherer
        .group(tree.root(), None)
        .map_err(|(node, fault)| placed(text, node, fault))?;
    Ok(gatherer.found)
}

/// A fault with its line and column.
pub(super) fn placed(text: &str, node: Node<'_>, fault: BrandFault) -> BrandError {
    let (line, column) = Places::new(text).line_and_column(node.at());
    BrandError {
        line,
        column,
        kind: BrandErrorKind::Brand(fault),
    }
}

struct Gatherer<'t> {
    root: Node<'t>,
    path: Vec<String>,
    seen: usize,
    found: Vec<Token>,
}

impl<'t> Gatherer<'t> {
    fn group(&mut self, node: Node<'t>, outer: Option<Kind>) -> Found<'t, ()> {
        let kind = Kind::said(node).or(outer);
        self.seen += 1;
        if self.seen > MOST_TOKENS {
            return Err((node, BrandFault::TooManyTokens));
        }
        if node.field("$value").is_some() || node.field("$ref").is_some() {
            // What a fault leaves out is no fault of the file.
            if let Some(value) = self.value(node, kind) {
                let path = self.path.clone();
                self.found.push(Token { path, value });
            }
            return Ok(());
        }
        for (name, inner) in node.fields().filter(|(_, inner)| inner.is_record()) {
            let name = name.text();
            // A group's own token is called so; other names with this sign are not tokens.
            if name.starts_with('$') && name != "$root" {
                continue;
            }
            self.path.push(name.into_owned());
            self.group(inner, kind)?;
            self.path.pop();
        }
        Ok(())
    }

    fn value(&self, node: Node<'t>, kind: Option<Kind>) -> Option<TokenValue> {
        // Colours by their look, where nothing says what a token is.
        let is_color = |text: &str| text.starts_with('#') && Color::parse(text).is_some();
        let (value, of_target) = resolved(self.root, node).ok()?;
        let kind = kind.or(of_target).or_else(|| match value.value() {
            Value::Text(text) if is_color(&text) => Some(Kind::Color),
            _ => None,
        });
        match kind? {
            Kind::Color => Some(TokenValue::Color(color(value).ok()?)),
            Kind::Family => Some(TokenValue::Families(families(value).ok()?)),
            Kind::Typography => {
                let family = value.field("fontFamily")?;
                let (family, _) = followed(self.root, family, MOST_HOPS).ok()?;
                Some(TokenValue::Families(families(family).ok()?))
            }
            Kind::Other => None,
        }
    }
}

/// The types of tokens that are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Color,
    Family,
    /// A style of text, which names its family.
    Typography,
    Other,
}

impl Kind {
    /// What a group or a token says of itself.
    fn said(node: Node<'_>) -> Option<Self> {
        Some(match &*node.text_field("$type")? {
            "color" => Self::Color,
            "fontFamily" => Self::Family,
            "typography" => Self::Typography,
            _ => Self::Other,
        })
    }
}

/// The value of a token, through its aliases, with the type of the token that it is an alias of.
pub(super) fn resolved<'t>(root: Node<'t>, token: Node<'t>) -> Found<'t, (Node<'t>, Option<Kind>)> {
    match token.field("$value") {
        Some(value) => followed(root, value, MOST_HOPS),
        None => followed(root, token, MOST_HOPS),
    }
}

/// A value, or what it is an alias of.
fn followed<'t>(
    root: Node<'t>,
    value: Node<'t>,
    hops: usize,
) -> Found<'t, (Node<'t>, Option<Kind>)> {
    let Some((name, path)) = alias(value) else {
        return Ok((value, None));
    };
    let Some(hops) = hops.checked_sub(1) else {
        return Err((value, BrandFault::AliasCircle(name)));
    };
    let mut kind = Kind::said(root);
    let mut at = root;
    for part in &path {
        at = at
            .field(part)
            .ok_or_else(|| (value, BrandFault::BadAlias(name.clone())))?;
        kind = Kind::said(at).or(kind);
    }
    let target = at.field("$value").unwrap_or(at);
    let (found, further) = followed(root, target, hops).map_err(|(node, fault)| match fault {
        // Told where it begins.
        BrandFault::AliasCircle(_) => (value, BrandFault::AliasCircle(name.clone())),
        fault => (node, fault),
    })?;
    Ok((found, kind.or(further)))
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
            let tag = space_of(&space)
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

/// The spaces of the Color Module.
fn space_of(name: &str) -> Option<ColorSpaceTag> {
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
