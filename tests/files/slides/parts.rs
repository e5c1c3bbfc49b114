//! A file of slides taken apart as a program that is strict about it would.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    io::{Cursor, Read as _},
};

use quick_xml::{Reader, escape::unescape, events::Event};
use zip::ZipArchive;

/// An element with what stands in it.
#[derive(Debug, Default, Clone)]
pub(super) struct Element {
    /// With its prefix.
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) children: Vec<Element>,
    pub(super) text: String,
}

impl Element {
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    /// All of this name, however deep.
    pub(super) fn all(&self, name: &str) -> Vec<&Element> {
        let mut found = Vec::new();
        self.visit(&mut |element| {
            if element.name == name {
                found.push(element);
            }
        });
        found
    }

    pub(super) fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    pub(super) fn visit<'a>(&'a self, see: &mut impl FnMut(&'a Element)) {
        see(self);
        self.children.iter().for_each(|child| child.visit(see));
    }

    /// The texts of paragraphs in it, one a paragraph.
    pub(super) fn paragraphs(&self) -> Vec<String> {
        let paragraphs = self.all("a:p").into_iter();
        let text = |paragraph: &Element| {
            let texts = paragraph.all("a:t").into_iter();
            texts.map(|text| text.text.as_str()).collect::<String>()
        };
        paragraphs.map(text).collect()
    }
}

/// A part's elements.
///
/// # Panics
/// Where it is no sound XML.
pub(super) fn parsed(name: &str, bytes: &[u8]) -> Element {
    let text = str::from_utf8(bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
    let strange = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    assert!(!text.contains(strange), "{name}: a control character");
    assert!(!text.contains(['\u{FFFE}', '\u{FFFF}']), "{name}");
    let mut reader = Reader::from_reader(bytes);
    reader.config_mut().check_end_names = true;
    let mut buffer = Vec::new();
    let mut open = vec![Element::default()];
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer);
        match event.unwrap_or_else(|error| panic!("{name}: {error}")) {
            Event::Start(tag) => open.push(element(name, &tag)),
            Event::Empty(tag) => {
                let element = element(name, &tag);
                open.last_mut().unwrap().children.push(element);
            }
            Event::End(_) => {
                let element = open.pop().unwrap();
                open.last_mut().unwrap().children.push(element);
            }
            Event::Text(text) => {
                let text: &str = text.as_ref();
                open.last_mut().unwrap().text.push_str(text);
            }
            Event::GeneralRef(reference) => {
                let reference: &str = reference.as_ref();
                let text = unescape(&format!("&{reference};")).unwrap().into_owned();
                open.last_mut().unwrap().text.push_str(&text);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(open.len(), 1, "{name}: something is not closed");
    let mut root = open.pop().unwrap();
    assert_eq!(root.children.len(), 1, "{name}: one root");
    root.children.pop().unwrap()
}

fn element(part: &str, tag: &quick_xml::events::BytesStart<'_>) -> Element {
    let attributes = tag.attributes().map(|attribute| {
        // Two of one name are an error here.
        let attribute = attribute.unwrap_or_else(|error| panic!("{part}: {error}"));
        let value: &str = attribute.value.as_ref();
        let key: &str = attribute.key.as_ref();
        (key.to_owned(), unescape(value).unwrap().into_owned())
    });
    let name = tag.name();
    let name: &str = name.as_ref();
    Element {
        name: name.to_owned(),
        attributes: attributes.collect(),
        ..Element::default()
    }
}

/// What a part refers to: where to, what that is, and whether it is outside of the file.
#[derive(Debug, Clone)]
pub(super) struct Relation {
    pub(super) target: String,
    pub(super) kind: String,
    pub(super) is_outside: bool,
}

/// A whole file.
pub(super) struct SlidesFile {
    pub(super) parts: BTreeMap<String, Vec<u8>>,
    pub(super) types: HashMap<String, String>,
}

impl SlidesFile {
    /// # Panics
    /// Where the archive, or its list of types, is not sound.
    pub(super) fn open(bytes: &[u8]) -> Self {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
        let mut parts = BTreeMap::new();
        for index in 0..archive.len() {
            let mut file = archive.by_index(index).unwrap();
            let name = file.name().unwrap().into_owned();
            if index == 0 {
                assert_eq!(name, "[Content_Types].xml", "it comes first");
            }
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            let lower = name.to_lowercase();
            let is_new = parts
                .keys()
                .all(|known: &String| known.to_lowercase() != lower);
            assert!(is_new, "{name} is there twice");
            parts.insert(name, bytes);
        }
        let types = types(&parts);
        Self { parts, types }
    }

    pub(super) fn xml(&self, name: &str) -> Element {
        let part = self.parts.get(name);
        parsed(name, part.unwrap_or_else(|| panic!("there is no {name}")))
    }

    pub(super) fn relations(&self, part: &str) -> BTreeMap<String, Relation> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let slash = if folder.is_empty() { "" } else { "/" };
        let beside = format!("{folder}{slash}_rels/{file}.rels");
        let Some(bytes) = self.parts.get(&beside) else {
            return BTreeMap::new();
        };
        let mut relations = BTreeMap::new();
        for relation in parsed(&beside, bytes).children {
            let get = |name: &str| relation.get(name).unwrap_or_default().to_owned();
            let is_outside = get("TargetMode") == "External";
            let known = Relation {
                target: match is_outside {
                    true => get("Target"),
                    false => resolved(folder, &get("Target")),
                },
                kind: get("Type").rsplit('/').next().unwrap().to_owned(),
                is_outside,
            };
            assert!(
                relations.insert(get("Id"), known).is_none(),
                "{beside}: an id twice"
            );
        }
        relations
    }

    /// The slides in their order.
    pub(super) fn slides(&self) -> Vec<String> {
        let relations = self.relations("ppt/presentation.xml");
        let presentation = self.xml("ppt/presentation.xml");
        let ids = presentation.all("p:sldId");
        let slide = |id: &&Element| relations[id.get("r:id").unwrap()].target.clone();
        ids.iter().map(slide).collect()
    }
}

fn types(parts: &BTreeMap<String, Vec<u8>>) -> HashMap<String, String> {
    let list = parsed("[Content_Types].xml", &parts["[Content_Types].xml"]);
    let (mut defaults, mut overrides) = (HashMap::new(), HashMap::new());
    for entry in &list.children {
        let kind = entry.get("ContentType").unwrap().to_owned();
        let old = match entry.name.as_str() {
            "Default" => defaults.insert(entry.get("Extension").unwrap().to_owned(), kind),
            "Override" => {
                let name = entry.get("PartName").unwrap();
                overrides.insert(name.strip_prefix('/').unwrap().to_owned(), kind)
            }
            other => panic!("{other} among the types"),
        };
        assert_eq!(old, None, "{entry:?} twice");
    }
    let named: BTreeSet<&String> = parts.keys().collect();
    for name in overrides.keys() {
        assert!(
            named.contains(name),
            "a type for {name}, which is not there"
        );
    }
    let mut types = HashMap::new();
    for name in parts.keys().filter(|name| *name != "[Content_Types].xml") {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let kind = overrides.get(name).or_else(|| defaults.get(ending));
        let kind = kind.unwrap_or_else(|| panic!("{name} is of no type"));
        let is_xml = name.ends_with(".xml") && !name.starts_with("customXml/item");
        assert!(
            !is_xml || kind != "application/xml",
            "{name} has a type of its own"
        );
        types.insert(name.clone(), kind.clone());
    }
    types
}

fn resolved(folder: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            ".." => assert!(steps.pop().is_some(), "{target} leads out of the file"),
            step => steps.push(step),
        }
    }
    steps.join("/")
}
