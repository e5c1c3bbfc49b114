//! The parts that every file of slides has: theme, master, layouts, notes master, what is said of the
//! file, and the presentation itself.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use super::{
    package::{PRESENTATION, Package, Relations},
    palette::{ThemeColors, ThemeFonts},
    slide::NAMESPACES,
    text::tag,
    xml::{DECLARATION, Escaped},
};
use crate::{export::options::About, model::Color, words::Language};

const THEME: &str = include_str!("../../../assets/pptx/theme.xml");
const MASTER: &str = include_str!("../../../assets/pptx/master.xml");
const TITLE_ONLY: &str = include_str!("../../../assets/pptx/layout-title-only.xml");
const TITLE: &str = include_str!("../../../assets/pptx/layout-title.xml");
const NOTES_MASTER: &str = include_str!("../../../assets/pptx/notes-master.xml");
const PROPERTIES: &str = include_str!("../../../assets/pptx/presentation-properties.xml");
const VIEW: &str = include_str!("../../../assets/pptx/view-properties.xml");
const TABLE_STYLES: &str = include_str!("../../../assets/pptx/table-styles.xml");
const DEFAULT_TEXT: &str = include_str!("../../../assets/pptx/default-text.xml");

/// What a theme's part is.
pub(super) const THEME_TYPE: &str = "application/vnd.openxmlformats-officedocument.theme+xml";
/// The ids of slides begin here.
pub(super) const FIRST_SLIDE_ID: usize = 256;

/// A fixed part with its words filled in.
fn filled(part: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(part.len() + 256);
    let mut rest = part;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let known = values.iter().find_map(|(name, value)| {
            let rest = after.strip_prefix(name)?.strip_prefix('}')?;
            Some((value, rest))
        });
        match known {
            Some((value, after)) => {
                let _ = write!(filled, "{}", Escaped(value));
                rest = after;
            }
            // A brace of its own, as identifiers have them.
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    filled
}

/// A theme of colours and fonts.
pub(super) fn theme(name: &str, colors: &ThemeColors, fonts: &ThemeFonts) -> String {
    let hex = |Color { r, g, b }: Color| format!("{r:02X}{g:02X}{b:02X}");
    let accents = colors.accents.map(hex);
    let values = [
        ("name", name.to_owned()),
        ("dk1", hex(colors.dark)),
        ("lt1", hex(colors.light)),
        ("dk2", hex(colors.second_dark)),
        ("lt2", hex(colors.second_light)),
        ("accent1", accents[0].clone()),
        ("accent2", accents[1].clone()),
        ("accent3", accents[2].clone()),
        ("accent4", accents[3].clone()),
        ("accent5", accents[4].clone()),
        ("accent6", accents[5].clone()),
        ("hlink", hex(colors.link)),
        ("folHlink", hex(colors.followed)),
        ("heading", fonts.heading.clone()),
        ("body", fonts.body.clone()),
    ];
    let values = values
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    filled(THEME, &values)
}

/// Which colours of the theme are ground and letters.
fn color_map(is_dark: bool) -> &'static str {
    match is_dark {
        true => "bg1=\"dk1\" tx1=\"lt1\" bg2=\"dk2\" tx2=\"lt2\"",
        false => "bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\"",
    }
}

/// The words that placeholders are called and filled with.
fn placeholder_words(language: Language) -> [(&'static str, &'static str); 6] {
    [
        ("title-name", language.t("Title")),
        ("text-name", language.t("Text")),
        ("title", language.t("Title")),
        ("text", language.t("Text")),
        ("slide-name", language.t("Slide")),
        ("notes-name", language.t("Notes")),
    ]
}

/// Our own master, its theme and its two layouts; where the layout of slides lies.
pub(super) fn add_master(
    package: &mut Package,
    colors: &ThemeColors,
    fonts: &ThemeFonts,
    name: &str,
    language: Language,
) {
    let words = placeholder_words(language);
    package.add(
        "ppt/theme/theme1.xml",
        THEME_TYPE,
        theme(name, colors, fonts),
    );
    let master = MASTER.replacen("{colors}", color_map(colors.is_dark), 1);
    let kind = format!("{PRESENTATION}slideMaster+xml");
    const PLACE: &str = "ppt/slideMasters/slideMaster1.xml";
    package.add(PLACE, kind, filled(&master, &words));
    let mut relations = Relations::default();
    for (index, (part, called)) in [
        (TITLE_ONLY, language.t("Title only")),
        (TITLE, language.t("Title slide")),
    ]
    .into_iter()
    .enumerate()
    {
        let file = format!("slideLayout{}.xml", index + 1);
        let place = format!("ppt/slideLayouts/{file}");
        relations.part("slideLayout", format!("../slideLayouts/{file}"));
        let values = [&words[..], &[("name", called)]].concat();
        package.add(
            place.clone(),
            format!("{PRESENTATION}slideLayout+xml"),
            filled(part, &values),
        );
        let mut to_master = Relations::default();
        to_master.part("slideMaster", "../slideMasters/slideMaster1.xml");
        package.relate(&place, &to_master);
    }
    relations.part("theme", "../theme/theme1.xml");
    package.relate(PLACE, &relations);
}

/// What notes stand on: a master of their own with a theme of its own, on paper.
pub(super) fn add_notes_master(
    package: &mut Package,
    theme_part: &str,
    fonts: &ThemeFonts,
    language: Language,
) {
    let look = crate::model::Look::paper();
    let colors = ThemeColors::of(&look, None);
    package.add(
        format!("ppt/theme/{theme_part}"),
        THEME_TYPE,
        theme("Jejak", &colors, fonts),
    );
    const PLACE: &str = "ppt/notesMasters/notesMaster1.xml";
    package.add(
        PLACE,
        format!("{PRESENTATION}notesMaster+xml"),
        filled(NOTES_MASTER, &placeholder_words(language)),
    );
    let mut relations = Relations::default();
    relations.part("theme", format!("../theme/{theme_part}"));
    package.relate(PLACE, &relations);
}

/// The parts that are the same in every file, as the presentation refers to them.
pub(super) fn add_fixed(package: &mut Package, relations: &mut Relations) {
    for (part, file, kind) in [
        (PROPERTIES, "presProps", "presProps"),
        (VIEW, "viewProps", "viewProps"),
        (TABLE_STYLES, "tableStyles", "tableStyles"),
    ] {
        relations.part(kind, format!("{file}.xml"));
        package.add(
            format!("ppt/{file}.xml"),
            format!("{PRESENTATION}{kind}+xml"),
            part,
        );
    }
}

/// What is said of the file: core and extended properties, and what the package begins with.
pub(super) fn add_properties(package: &mut Package, about: &About, slides: usize) {
    let core = |name: &str, text: &str| match text.trim() {
        "" => String::new(),
        text => format!("<{name}>{}</{name}>", Escaped(text)),
    };
    let mut xml = format!(
        "{DECLARATION}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:dcmitype=\"http://purl.org/dc/dcmitype/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
    );
    let summary = about.summary();
    for (name, text) in [
        ("dc:title", about.title.as_str()),
        ("dc:subject", about.language.t("Customer-journey map")),
        ("dc:creator", about.author.as_str()),
        ("dc:description", summary),
        ("cp:lastModifiedBy", about.author.as_str()),
    ] {
        xml.push_str(&core(name, text));
    }
    let _ = write!(
        xml,
        "<dc:language>{}</dc:language></cp:coreProperties>",
        tag(about.language)
    );
    package.add(
        "docProps/core.xml",
        "application/vnd.openxmlformats-package.core-properties+xml",
        xml,
    );
    package.add(
        "docProps/app.xml",
        "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        format!(
            "{DECLARATION}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"><PresentationFormat>Widescreen</PresentationFormat><Slides>{slides}</Slides><Application>Jejak</Application></Properties>"
        ),
    );
    let mut root = Relations::default();
    root.part("officeDocument", "ppt/presentation.xml");
    root.of_type(
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
        "docProps/core.xml",
    );
    root.part("extended-properties", "docProps/app.xml");
    package.relate("", &root);
}

/// A stretch of slides under one name.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Section {
    pub name: String,
    /// The slides, from 0.
    pub slides: std::ops::Range<usize>,
}

/// What the presentation refers to.
pub(super) struct Presentation<'a> {
    /// Each with its id.
    pub masters: &'a [(u32, String)],
    pub notes_master: &'a str,
    pub slides: &'a [String],
    pub sections: &'a [Section],
    /// In metric units.
    pub size: (i64, i64),
    /// Of the map, by which sections are told apart.
    pub title: &'a str,
}

impl Presentation<'_> {
    pub(super) fn xml(&self) -> String {
        let mut xml = format!(
            "{DECLARATION}<p:presentation {NAMESPACES} saveSubsetFonts=\"1\"><p:sldMasterIdLst>"
        );
        for (id, relation) in self.masters {
            let _ = write!(xml, "<p:sldMasterId id=\"{id}\" r:id=\"{relation}\"/>");
        }
        let _ = write!(
            xml,
            "</p:sldMasterIdLst><p:notesMasterIdLst><p:notesMasterId r:id=\"{}\"/></p:notesMasterIdLst><p:sldIdLst>",
            self.notes_master
        );
        for (index, relation) in self.slides.iter().enumerate() {
            let id = FIRST_SLIDE_ID + index;
            let _ = write!(xml, "<p:sldId id=\"{id}\" r:id=\"{relation}\"/>");
        }
        let (width, height) = self.size;
        let _ = write!(
            xml,
            "</p:sldIdLst><p:sldSz cx=\"{width}\" cy=\"{height}\"/><p:notesSz cx=\"6858000\" cy=\"9144000\"/>{}",
            DEFAULT_TEXT.trim()
        );
        if !self.sections.is_empty() {
            xml.push_str("<p:extLst><p:ext uri=\"{521415D9-36F7-43E2-AB2F-B90AF26B5E84}\"><p14:sectionLst xmlns:p14=\"http://schemas.microsoft.com/office/powerpoint/2010/main\">");
            for (index, section) in self.sections.iter().enumerate() {
                let id = guid(&format!("{}\n{index}\n{}", self.title, section.name));
                let name = Escaped(&section.name);
                let _ = write!(
                    xml,
                    "<p14:section name=\"{name}\" id=\"{id}\"><p14:sldIdLst>"
                );
                for slide in section.slides.clone() {
                    let _ = write!(xml, "<p14:sldId id=\"{}\"/>", FIRST_SLIDE_ID + slide);
                }
                xml.push_str("</p14:sldIdLst></p14:section>");
            }
            xml.push_str("</p14:sectionLst></p:ext></p:extLst>");
        }
        xml.push_str("</p:presentation>");
        xml
    }
}

/// An identifier that is the same for the same words.
fn guid(words: &str) -> String {
    let hash = Sha256::digest(words);
    let hex: String = hash[..16]
        .iter()
        .map(|byte| format!("{byte:02X}"))
        .collect();
    format!(
        "{{{}-{}-4{}-A{}-{}}}",
        &hex[..8],
        &hex[8..12],
        &hex[13..16],
        &hex[17..20],
        &hex[20..32]
    )
}

/// The map itself as a part that an office keeps when it saves the file.
pub(super) fn add_map(package: &mut Package, relations: &mut Relations, file: &[u8]) {
    let element = crate::exchange::slides::custom_part(file);
    let mut number = 1;
    let item = |number: usize| format!("customXml/item{number}.xml");
    let properties_of = |number: usize| format!("customXml/itemProps{number}.xml");
    while package.has(&item(number)) || package.has(&properties_of(number)) {
        number += 1;
    }
    package.add_plain(item(number), element);
    package.add(
        properties_of(number),
        "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
        format!(
            "{DECLARATION}<ds:datastoreItem xmlns:ds=\"http://schemas.openxmlformats.org/officeDocument/2006/customXml\" ds:itemID=\"{}\"><ds:schemaRefs><ds:schemaRef ds:uri=\"urn:{}\"/></ds:schemaRefs></ds:datastoreItem>",
            guid("the map of Jejak"),
            crate::exchange::carry::KEYWORD
        ),
    );
    let mut properties = Relations::default();
    properties.part("customXmlProps", format!("itemProps{number}.xml"));
    package.relate(&item(number), &properties);
    relations.part("customXml", format!("../{}", item(number)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_brace_that_names_nothing_stays() {
        let part = filled("{a}{5C22}{b", &[("a", "<1>")]);
        assert_eq!(part, "&lt;1&gt;{5C22}{b");
        let id = guid("x");
        assert_eq!(
            (id.len(), &id[..1], &id[15..16], id == guid("y")),
            (38, "{", "4", false)
        );
    }
}
