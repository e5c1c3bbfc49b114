//! From the bytes of a brand's file, or a record of a map's, to a brand.

#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "JSON has its kinds of values, and no more"
)]

use std::{cell::Cell, sync::Arc};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use sha2::{Digest as _, Sha256};

use super::{
    EXTENSIONS, OURS, VERSION, WITHIN,
    error::{BrandError, BrandFault},
    tokens::{self, Found, placed},
};
use crate::{
    file::{
        decode::{decode, parse_json},
        expected::Expected,
        json::{Node, Value},
        picture,
    },
    model::{Brand, BrandFace, BrandGround, BrandSource, Color, LogoPlace, Picture, Unknown},
};

/// Reads a `.brand.json` file. Tokens that it has beside those of a brand are kept.
///
/// ```
/// use jejak::{file::brand::read_brand, model::Color};
///
/// let text = r##"{
///   "color": { "$type": "color", "brand": { "1": { "$value": "#0B2545" } } },
///   "font": { "$type": "fontFamily", "heading": { "$value": "Source Serif 4" } }
/// }"##;
/// let brand = read_brand(text.as_bytes())?;
/// assert_eq!(brand.colors, [Color::hex(0x0B2545)]);
/// assert_eq!(brand.heading.as_deref(), Some("Source Serif 4"));
///
/// let error = read_brand(text.replace("#0B2545", "navy").as_bytes()).unwrap_err();
/// assert_eq!((error.line, error.column), (2, 60));
/// # Ok::<(), jejak::file::brand::BrandError>(())
/// ```
///
/// # Errors
/// What is wrong, and where: a file is a brand or it is none.
pub fn read_brand(bytes: &[u8]) -> Result<Brand, BrandError> {
    let text = decode(bytes)?;
    let tree = parse_json(text)?;
    let room = Cell::new(picture::MAX_MAP_PIXELS);
    read_node(tree.root(), &room).map_err(|(node, fault)| placed(text, node, fault))
}

/// The SHA-256 of a file's bytes, as [`BrandSource`] keeps it.
pub fn digest_of(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// Reads a record that is a brand. `room` is how many pixels the pictures of a map may still have.
pub(in crate::file) fn read_node<'t>(root: Node<'t>, room: &Cell<u64>) -> Found<'t, Brand> {
    let mut unknown = Vec::new();
    let mut top = Members::of(root, "", None)?;
    let mut brand = Brand {
        colors: Vec::new(),
        ..Brand::default()
    };
    if let Some(mut extensions) = top.record(EXTENSIONS)? {
        if let Some(ours) = extensions.record(OURS)? {
            ours_of(ours, room, &mut brand, &mut unknown)?;
        }
        extensions.rest(&mut unknown);
    }
    match top.record("color")? {
        Some(group) => colors_of(root, group, &mut brand, &mut unknown)?,
        None => return Err((root, BrandFault::NoColors)),
    }
    if let Some(mut group) = top.record("font")? {
        group.take("$type");
        brand.heading = family_of(root, &mut group, "heading", &mut unknown)?;
        brand.body = family_of(root, &mut group, "body", &mut unknown)?;
        group.rest(&mut unknown);
    }
    top.rest(&mut unknown);
    brand.unknown = Unknown((!unknown.is_empty()).then(|| Arc::new(unknown)));
    Ok(brand)
}

/// The members of a record, taken one by one; what is left over is kept.
struct Members<'t> {
    path: String,
    node: Node<'t>,
    taken: Vec<&'static str>,
}

impl<'t> Members<'t> {
    fn of(node: Node<'t>, name: &str, outer: Option<&Self>) -> Found<'t, Self> {
        if !node.is_record() {
            let fault = BrandFault::WrongType {
                field: if name.is_empty() { "brand" } else { name }.to_owned(),
                expected: Expected::Record,
                found: node.value().name(),
            };
            return Err((node, fault));
        }
        let path = match outer {
            Some(outer) => format!("{}{name}{WITHIN}", outer.path),
            None => String::new(),
        };
        Ok(Self {
            path,
            node,
            taken: Vec::new(),
        })
    }

    /// `None` where it is absent or `null`.
    fn take(&mut self, name: &'static str) -> Option<Node<'t>> {
        let node = self.node.field(name)?;
        self.taken.push(name);
        (!node.is_null()).then_some(node)
    }

    fn record(&mut self, name: &'static str) -> Found<'t, Option<Self>> {
        let node = self.take(name);
        node.map(|node| Self::of(node, name, Some(self)))
            .transpose()
    }

    /// A text of some letters at most; empty where it is absent.
    fn text(&mut self, name: &'static str) -> Found<'t, String> {
        let Some(node) = self.take(name) else {
            return Ok(String::new());
        };
        let Value::Text(text) = node.value() else {
            let fault = BrandFault::WrongType {
                field: name.to_owned(),
                expected: Expected::Text,
                found: node.value().name(),
            };
            return Err((node, fault));
        };
        if text.chars().count() > Brand::MOST_LETTERS {
            let field = name.to_owned();
            return Err((node, BrandFault::LongText { field }));
        }
        Ok(text.into_owned())
    }

    /// What nothing took, under the names of the records that it stands in.
    fn rest(self, unknown: &mut Vec<(String, String)>) {
        for (name, node) in self.node.fields() {
            if !self.taken.iter().any(|taken| name.is(taken)) {
                let name = format!("{}{}", self.path, name.spelled());
                unknown.push((name, node.spelled().to_owned()));
            }
        }
    }
}

/// What the Design Tokens format has no type for.
fn ours_of<'t>(
    mut ours: Members<'t>,
    room: &Cell<u64>,
    brand: &mut Brand,
    unknown: &mut Vec<(String, String)>,
) -> Found<'t, ()> {
    ours.take("format");
    if let Some(node) = ours.take("format_version")
        && let Value::Number(version) = node.value()
        && version.parse::<f64>().is_ok_and(|v| v > f64::from(VERSION))
    {
        return Err((node, BrandFault::NewerVersion(version.to_owned())));
    }
    brand.name = ours.text("name")?;
    brand.client = ours.text("client")?;
    brand.version = ours.text("version")?;
    brand.foot = ours.text("foot")?;
    brand.ground = word(
        &mut ours,
        "ground",
        "white, tinted, dark",
        &BrandGround::ALL,
        BrandGround::word,
    )?;
    brand.logo_at = word(
        &mut ours,
        "logo_at",
        "head, foot",
        &LogoPlace::ALL,
        LogoPlace::word,
    )?;
    brand.logo = picture_of(&mut ours, "logo", room)?;
    brand.logo_on_dark = picture_of(&mut ours, "logo_on_dark", room)?;
    brand.source = source_of(&mut ours)?;
    brand.faces = faces_of(&mut ours)?;
    ours.rest(unknown);
    Ok(())
}

/// One of a set of words; the first where it is absent.
fn word<'t, T: Copy + Default>(
    members: &mut Members<'t>,
    field: &'static str,
    known: &'static str,
    all: &[T],
    word: fn(T) -> &'static str,
) -> Found<'t, T> {
    let node = members.node.field(field);
    let said = members.text(field)?;
    if said.is_empty() {
        return Ok(T::default());
    }
    let found = all.iter().copied().find(|one| word(*one) == said);
    found.ok_or_else(|| {
        let fault = BrandFault::UnknownWord {
            field,
            word: said,
            known,
        };
        (node.unwrap_or(members.node), fault)
    })
}

fn picture_of<'t>(
    members: &mut Members<'t>,
    field: &'static str,
    room: &Cell<u64>,
) -> Found<'t, Option<Picture>> {
    let Some(node) = members.take(field) else {
        return Ok(None);
    };
    let Value::Text(address) = node.value() else {
        let error = picture::PictureError::UnknownFormat;
        return Err((node, BrandFault::BadPicture(error)));
    };
    let picture = picture::read(&address, room);
    picture
        .map(Some)
        .map_err(|error| (node, BrandFault::BadPicture(error)))
}

fn source_of<'t>(ours: &mut Members<'t>) -> Found<'t, Option<BrandSource>> {
    let Some(mut source) = ours.record("source")? else {
        return Ok(None);
    };
    let file = source.text("file")?;
    let written = source.text("sha256")?;
    let pair = |at: usize| u8::from_str_radix(written.get(at..at + 2)?, 16).ok();
    let digest: Option<Vec<u8>> = (0..written.len()).step_by(2).map(pair).collect();
    let digest: Option<[u8; 32]> = digest.and_then(|digest| digest.try_into().ok());
    match digest {
        Some(digest) => Ok(Some(BrandSource { file, digest })),
        None => Err((source.node, BrandFault::BadDigest)),
    }
}

fn faces_of<'t>(ours: &mut Members<'t>) -> Found<'t, Vec<BrandFace>> {
    let Some(node) = ours.take("faces") else {
        return Ok(Vec::new());
    };
    let Some(items) = node.items() else {
        let fault = BrandFault::WrongType {
            field: "faces".to_owned(),
            expected: Expected::List,
            found: node.value().name(),
        };
        return Err((node, fault));
    };
    let mut faces = Vec::new();
    let mut bytes = 0;
    for item in items {
        let face = face_of(Members::of(item, "faces", None)?)?;
        bytes += face.bytes.len();
        faces.push(face);
        if faces.len() > Brand::MOST_FACES || bytes > Brand::MOST_FACE_BYTES {
            return Err((item, BrandFault::TooManyFaces));
        }
    }
    Ok(faces)
}

fn face_of<'t>(mut face: Members<'t>) -> Found<'t, BrandFace> {
    let family = face.text("family")?;
    let weight = match face.take("weight").map(Node::value) {
        Some(Value::Number(spelled)) => spelled.parse::<f64>().unwrap_or(400.0),
        _ => 400.0,
    };
    let italic = matches!(
        face.take("italic").map(Node::value),
        Some(Value::Flag(true))
    );
    let bad = (face.node, BrandFault::BadFace);
    let Some(Value::Text(data)) = face.take("data").map(Node::value) else {
        return Err(bad);
    };
    if data.len() / 4 * 3 > Brand::MOST_FACE_BYTES {
        return Err((face.node, BrandFault::TooManyFaces));
    }
    let bytes = BASE64_STANDARD.decode(&*data).ok();
    let is_font = |bytes: &Vec<u8>| {
        // OpenType 1.9, "Organization of an OpenType Font"; "true" is Apple's.
        let kinds: [&[u8]; 3] = [b"\0\x01\0\0", b"OTTO", b"true"];
        kinds.iter().any(|kind| bytes.starts_with(kind))
    };
    match bytes.filter(is_font) {
        Some(bytes) if !family.trim().is_empty() => Ok(BrandFace {
            family,
            weight: weight.clamp(1.0, 1000.0) as u16,
            italic,
            bytes: bytes.into(),
        }),
        _ => Err(bad),
    }
}

/// The colours of a brand, of personas, of good and bad.
fn colors_of<'t>(
    root: Node<'t>,
    mut group: Members<'t>,
    brand: &mut Brand,
    unknown: &mut Vec<(String, String)>,
) -> Found<'t, ()> {
    group.take("$type");
    let whole = group.node;
    let named = group.record("brand")?;
    brand.colors = listed(root, named, *Brand::COLORS.end(), unknown)?;
    if brand.colors.is_empty() {
        return Err((whole, BrandFault::NoColors));
    }
    let personas = group.record("persona")?;
    brand.personas = listed(root, personas, Brand::MOST_PERSONAS, unknown)?;
    let mut one = |name: &'static str| {
        let Some(mut token) = group.record(name)? else {
            return Ok(None);
        };
        let found = color_of(root, &mut token)?;
        token.rest(unknown);
        Ok(Some(found))
    };
    brand.good = one("good")?;
    brand.bad = one("bad")?;
    group.rest(unknown);
    Ok(())
}

/// The tokens of a group, in its order.
fn listed<'t>(
    root: Node<'t>,
    group: Option<Members<'t>>,
    most: usize,
    unknown: &mut Vec<(String, String)>,
) -> Found<'t, Vec<Color>> {
    let Some(mut group) = group else {
        return Ok(Vec::new());
    };
    group.take("$type");
    let is_token = |name: &str| !name.starts_with('$');
    let tokens = || {
        let fields = group.node.fields();
        fields.filter(|(name, node)| is_token(&name.text()) && node.is_record())
    };
    let count = tokens().count();
    if count > most {
        return Err((group.node, BrandFault::TooManyColors { count, most }));
    }
    let mut colors = Vec::new();
    for (index, (_, node)) in tokens().enumerate() {
        // They are written under their numbers.
        let mut token = Members::of(node, &(index + 1).to_string(), Some(&group))?;
        colors.push(color_of(root, &mut token)?);
        token.rest(unknown);
    }
    for (name, node) in group.node.fields() {
        let text = name.text();
        if text != "$type" && !(is_token(&text) && node.is_record()) {
            let name = format!("{}{}", group.path, name.spelled());
            unknown.push((name, node.spelled().to_owned()));
        }
    }
    Ok(colors)
}

fn color_of<'t>(root: Node<'t>, token: &mut Members<'t>) -> Found<'t, Color> {
    token.take("$type");
    token.take("$value");
    token.take("$ref");
    let value = tokens::resolved(root, token.node)?;
    tokens::color(value)
}

fn family_of<'t>(
    root: Node<'t>,
    group: &mut Members<'t>,
    name: &'static str,
    unknown: &mut Vec<(String, String)>,
) -> Found<'t, Option<String>> {
    let Some(mut token) = group.record(name)? else {
        return Ok(None);
    };
    token.take("$type");
    token.take("$value");
    token.take("$ref");
    let value = tokens::resolved(root, token.node)?;
    let families = tokens::families(value)?;
    token.rest(unknown);
    let family = families.into_iter().next();
    match family {
        Some(family) if family.chars().count() > Brand::MOST_LETTERS => {
            let field = name.to_owned();
            Err((value, BrandFault::LongText { field }))
        }
        family => Ok(family),
    }
}
