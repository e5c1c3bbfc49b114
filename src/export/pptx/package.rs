//! The archive that a file of slides is: its parts, what each of them is, and what they refer to.

use std::{
    collections::BTreeSet,
    fmt::Write as _,
    io::{Cursor, Write as _},
};

use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::xml::{DECLARATION, Escaped};
use crate::export::ExportError;

/// What the types of relations to parts and addresses begin with.
pub(super) const RELATIONS: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
/// What the types of content of parts of a presentation begin with.
pub(super) const PRESENTATION: &str =
    "application/vnd.openxmlformats-officedocument.presentationml.";

/// The kinds of content that a name's ending tells.
const DEFAULTS: [(&str, &str); 11] = [
    (
        "rels",
        "application/vnd.openxmlformats-package.relationships+xml",
    ),
    ("xml", "application/xml"),
    ("png", "image/png"),
    ("jpeg", "image/jpeg"),
    ("jpg", "image/jpeg"),
    ("gif", "image/gif"),
    ("svg", "image/svg+xml"),
    ("emf", "image/x-emf"),
    ("wmf", "image/x-wmf"),
    (
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    ("tiff", "image/tiff"),
];

/// All parts of a file.
#[derive(Default)]
pub(super) struct Package {
    parts: Vec<PackagePart>,
}

struct PackagePart {
    /// Without the slash that it begins with in the list of types.
    name: String,
    /// `None`: as its ending says.
    content_type: Option<String>,
    bytes: Vec<u8>,
}

/// What a part refers to.
#[derive(Default, Clone)]
pub(super) struct Relations(Vec<Relation>);

#[derive(Clone, PartialEq)]
struct Relation {
    kind: String,
    target: String,
    is_outside: bool,
}

impl Relations {
    /// A relation to another part, by its place from this one; its id.
    pub(super) fn part(&mut self, kind: &str, target: impl Into<String>) -> String {
        self.add(format!("{RELATIONS}{kind}"), target.into(), false)
    }

    /// A relation of a type of its own.
    pub(super) fn of_type(&mut self, kind: impl Into<String>, target: impl Into<String>) -> String {
        self.add(kind.into(), target.into(), false)
    }

    /// A relation to an address of the web; its id.
    pub(super) fn address(&mut self, address: String) -> String {
        self.add(format!("{RELATIONS}hyperlink"), address, true)
    }

    fn add(&mut self, kind: String, target: String, is_outside: bool) -> String {
        let relation = Relation {
            kind,
            target,
            is_outside,
        };
        let known = self.0.iter().position(|known| *known == relation);
        let at = known.unwrap_or_else(|| {
            self.0.push(relation);
            self.0.len() - 1
        });
        format!("rId{}", at + 1)
    }

    fn xml(&self) -> String {
        let mut xml = format!(
            "{DECLARATION}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        );
        for (index, relation) in self.0.iter().enumerate() {
            let mode = match relation.is_outside {
                true => " TargetMode=\"External\"",
                false => "",
            };
            let (kind, target) = (Escaped(&relation.kind), Escaped(&relation.target));
            let _ = write!(
                xml,
                "<Relationship Id=\"rId{}\" Type=\"{kind}\" Target=\"{target}\"{mode}/>",
                index + 1
            );
        }
        xml.push_str("</Relationships>");
        xml
    }
}

impl Package {
    /// A part of XML, of a type of its own.
    pub(super) fn add(
        &mut self,
        name: impl Into<String>,
        content_type: impl Into<String>,
        bytes: impl Into<Vec<u8>>,
    ) {
        self.parts.push(PackagePart {
            name: name.into(),
            content_type: Some(content_type.into()),
            bytes: bytes.into(),
        });
    }

    /// A part whose ending says what it is.
    pub(super) fn add_plain(&mut self, name: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        self.parts.push(PackagePart {
            name: name.into(),
            content_type: None,
            bytes: bytes.into(),
        });
    }

    /// A part of a type that its ending may say.
    pub(super) fn add_known(&mut self, name: &str, content_type: &str, bytes: Vec<u8>) {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let is_plain = DEFAULTS.contains(&(ending, content_type));
        self.parts.push(PackagePart {
            name: name.to_owned(),
            content_type: (!is_plain).then(|| content_type.to_owned()),
            bytes,
        });
    }

    /// What a part refers to, beside it; nothing where it refers to nothing.
    pub(super) fn relate(&mut self, part: &str, relations: &Relations) {
        if relations.0.is_empty() {
            return;
        }
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let slash = if folder.is_empty() { "" } else { "/" };
        self.add_plain(format!("{folder}{slash}_rels/{file}.rels"), relations.xml());
    }

    /// What its parts are called.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().map(|part| part.name.as_str())
    }

    /// Whether there is a part of a name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.parts.iter().any(|part| part.name == name)
    }

    fn types(&self) -> String {
        let endings: BTreeSet<&str> = self
            .parts
            .iter()
            .filter(|part| part.content_type.is_none())
            .filter_map(|part| Some(part.name.rsplit_once('.')?.1))
            .collect();
        let mut xml = format!(
            "{DECLARATION}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
        );
        for (ending, kind) in DEFAULTS.iter().filter(|(ending, _)| {
            // Every file has these two.
            endings.contains(ending) || matches!(*ending, "rels" | "xml")
        }) {
            let _ = write!(
                xml,
                "<Default Extension=\"{ending}\" ContentType=\"{kind}\"/>"
            );
        }
        for part in &self.parts {
            if let Some(kind) = &part.content_type {
                let (name, kind) = (Escaped(&part.name), Escaped(kind));
                let _ = write!(
                    xml,
                    "<Override PartName=\"/{name}\" ContentType=\"{kind}\"/>"
                );
            }
        }
        xml.push_str("</Types>");
        xml
    }

    /// The bytes of the file, the same for the same parts.
    pub(super) fn packed(self) -> Result<Vec<u8>, ExportError> {
        let types = self.types();
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        let mut add = |name: &str, bytes: &[u8]| {
            let is_packed = [".png", ".jpeg", ".jpg", ".xlsx"]
                .iter()
                .any(|ending| name.ends_with(ending));
            let method = match is_packed {
                true => CompressionMethod::Stored,
                false => CompressionMethod::Deflated,
            };
            let options = SimpleFileOptions::default().compression_method(method);
            archive.start_file(name, options).map_err(told)?;
            archive.write_all(bytes).map_err(told)
        };
        add("[Content_Types].xml", types.as_bytes())?;
        for part in &self.parts {
            add(&part.name, &part.bytes)?;
        }
        Ok(archive.finish().map_err(told)?.into_inner())
    }
}

fn told(error: impl std::fmt::Display) -> ExportError {
    ExportError::Slides(error.to_string())
}
