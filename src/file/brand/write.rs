//! From a brand to the bytes of its file, or to a record of a map's.

use base64::{Engine as _, prelude::BASE64_STANDARD};

use super::{EXTENSIONS, FORMAT, OURS, VERSION, WITHIN};
use crate::{
    file::{json, picture},
    model::{Brand, BrandFace, Color},
};

/// The bytes of a `.brand.json` file: UTF-8, the same for the same brand.
pub fn write_brand(brand: &Brand) -> Vec<u8> {
    let mut out = String::new();
    record_of(brand).write(&mut out, Some(0));
    out.push('\n');
    out.into_bytes()
}

/// The same on one line.
pub(in crate::file) fn write_line(brand: &Brand, out: &mut String) {
    record_of(brand).write(out, None);
}

/// A value of the file.
enum Json {
    /// As it is spelled.
    Raw(String),
    /// Members by their names as they are spelled.
    Record(Vec<(String, Json)>),
    List(Vec<Json>),
}

impl Json {
    fn text(text: &str) -> Self {
        let mut out = String::new();
        json::write_text(text, &mut out);
        Self::Raw(out)
    }

    fn record<const N: usize>(members: [(&str, Self); N]) -> Self {
        let members = members.into_iter();
        Self::Record(
            members
                .map(|(name, value)| (name.to_owned(), value))
                .collect(),
        )
    }

    /// A record of nothing but short values takes a line.
    fn is_short(&self) -> bool {
        match self {
            Self::Raw(_) => true,
            Self::Record(members) => members.iter().any(|(name, _)| name == "$value"),
            Self::List(_) => false,
        }
    }

    /// With line breaks from an indent on, or all on one line.
    fn write(&self, out: &mut String, indent: Option<usize>) {
        let indent = indent.filter(|_| !self.is_short());
        let inner = indent.map(|indent| indent + 1);
        let (brackets, count) = match self {
            Self::Raw(spelled) => return out.push_str(spelled),
            Self::Record(members) => (["{", "}"], members.len()),
            Self::List(items) => (["[", "]"], items.len()),
        };
        out.push_str(brackets[0]);
        for index in 0..count {
            if index > 0 {
                out.push(',');
            }
            new_line(inner, out);
            match self {
                Self::Raw(_) => {}
                Self::Record(members) => {
                    let (name, value) = &members[index];
                    for piece in ["\"", name, "\": "] {
                        out.push_str(piece);
                    }
                    value.write(out, inner);
                }
                Self::List(items) => items[index].write(out, inner),
            }
        }
        if count > 0 {
            new_line(indent, out);
        }
        out.push_str(brackets[1]);
    }

    /// Puts a value of a newer version, or of another tool, where it stood.
    fn put(&mut self, path: &str, spelled: &str) {
        let Self::Record(members) = self else {
            return;
        };
        match path.split_once(WITHIN) {
            None => {
                if members.iter().all(|(known, _)| known != path) {
                    members.push((path.to_owned(), Self::Raw(spelled.to_owned())));
                }
            }
            Some((first, rest)) => {
                let at = members.iter().position(|(known, _)| known == first);
                let at = at.unwrap_or_else(|| {
                    members.push((first.to_owned(), Self::Record(Vec::new())));
                    members.len() - 1
                });
                members[at].1.put(rest, spelled);
            }
        }
    }
}

fn new_line(indent: Option<usize>, out: &mut String) {
    match indent {
        Some(indent) => {
            out.push('\n');
            for _ in 0..indent {
                out.push_str("  ");
            }
        }
        None => out.push(' '),
    }
}

fn record_of(brand: &Brand) -> Json {
    // A field that is not written does not compile.
    let Brand {
        name,
        source,
        colors,
        personas,
        good,
        bad,
        ground,
        heading,
        body,
        faces,
        logo,
        logo_on_dark,
        logo_at,
        foot,
        client,
        version,
        unknown,
    } = brand;
    let mut ours = vec![
        ("format".to_owned(), Json::text(FORMAT)),
        ("format_version".to_owned(), Json::Raw(VERSION.to_string())),
    ];
    let mut add = |name: &str, value: Json| ours.push((name.to_owned(), value));
    for (field, text) in [
        ("name", name),
        ("client", client),
        ("version", version),
        ("foot", foot),
    ] {
        if !text.is_empty() {
            add(field, Json::text(text));
        }
    }
    add("ground", Json::text(ground.word()));
    add("logo_at", Json::text(logo_at.word()));
    if let Some(source) = source {
        let digits = source.digest.iter().map(|byte| format!("{byte:02x}"));
        let digits: String = digits.collect();
        let members = [
            ("file", Json::text(&source.file)),
            ("sha256", Json::text(&digits)),
        ];
        add("source", Json::record(members));
    }
    for (field, logo) in [("logo", logo), ("logo_on_dark", logo_on_dark)] {
        if let Some(logo) = logo {
            add(field, Json::text(&picture::write(logo)));
        }
    }
    if !faces.is_empty() {
        add("faces", Json::List(faces.iter().map(face_of).collect()));
    }
    let extensions = Json::record([(OURS, Json::Record(ours))]);
    let mut record = vec![(EXTENSIONS.to_owned(), extensions)];

    let mut group = vec![("$type".to_owned(), Json::text("color"))];
    group.push(("brand".to_owned(), listed(colors)));
    if !personas.is_empty() {
        group.push(("persona".to_owned(), listed(personas)));
    }
    for (name, color) in [("good", good), ("bad", bad)] {
        group.extend(color.map(|color| (name.to_owned(), token(color_of(color)))));
    }
    record.push(("color".to_owned(), Json::Record(group)));

    let families = [("heading", heading), ("body", body)];
    let families = families.into_iter().filter_map(|(name, family)| {
        let family = family.as_ref()?;
        Some((name.to_owned(), token(Json::text(family))))
    });
    let families: Vec<_> = families.collect();
    if !families.is_empty() {
        let kind = ("$type".to_owned(), Json::text("fontFamily"));
        let members = std::iter::once(kind).chain(families).collect();
        record.push(("font".to_owned(), Json::Record(members)));
    }
    let mut record = Json::Record(record);
    for (path, spelled) in unknown.fields() {
        record.put(path, spelled);
    }
    record
}

fn token(value: Json) -> Json {
    Json::record([("$value", value)])
}

fn listed(colors: &[Color]) -> Json {
    let tokens = colors.iter().enumerate();
    let tokens = tokens.map(|(index, color)| ((index + 1).to_string(), token(color_of(*color))));
    Json::Record(tokens.collect())
}

/// As the Color Module has it, with the digits that designers read.
fn color_of(color: Color) -> Json {
    let share = |part: u8| {
        let mut out = String::new();
        // Four digits tell all 256 apart.
        json::write_number((f64::from(part) / 255.0 * 1e4).round() / 1e4, &mut out);
        out
    };
    let [r, g, b] = [color.r, color.g, color.b].map(share);
    let mut out = String::new();
    out.push_str("{ \"colorSpace\": \"srgb\", \"components\": [");
    out.push_str(&[r, g, b].join(", "));
    out.push_str("], \"hex\": ");
    json::write_text(&color.to_string(), &mut out);
    out.push_str(" }");
    Json::Raw(out)
}

fn face_of(face: &BrandFace) -> Json {
    let BrandFace {
        family,
        weight,
        italic,
        bytes,
    } = face;
    Json::record([
        ("family", Json::text(family)),
        ("weight", Json::Raw(weight.to_string())),
        ("italic", Json::Raw(italic.to_string())),
        ("data", Json::text(&BASE64_STANDARD.encode(bytes))),
    ])
}
