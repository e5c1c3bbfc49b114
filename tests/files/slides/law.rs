//! What a program for slides wants of a file before it opens it without asking whether to repair it.

use std::{
    collections::{BTreeSet, HashSet},
    io::Cursor,
};

use calamine::{Data, Reader as _, Xlsx};

use super::parts::{Element, SlidesFile, parsed};

/// Attributes of whole numbers in elements of drawings and slides.
const WHOLE: [&str; 23] = [
    "x", "y", "cx", "cy", "w", "h", "sz", "val", "id", "idx", "lIns", "tIns", "rIns", "bIns",
    "rot", "marL", "indent", "pos", "ang", "spc", "d", "sp", "lim",
];

/// Checks a file; its slides are counted.
///
/// # Panics
/// Where the law is broken.
pub(super) fn holds(bytes: &[u8]) -> usize {
    let file = SlidesFile::open(bytes);
    relations_lead_somewhere(&file);
    presentation_is_whole(&file);
    let slides = file.slides();
    assert!(!slides.is_empty());
    for slide in &slides {
        slide_is_sound(&file, slide);
    }
    charts_hold_what_they_show(&file);
    slides.len()
}

fn relations_lead_somewhere(file: &SlidesFile) {
    let mut reached: BTreeSet<String> = BTreeSet::new();
    let mut open = vec![String::new()];
    while let Some(part) = open.pop() {
        let relations = file.relations(&part);
        if part.ends_with(".xml") {
            let xml = file.xml(&part);
            let mut used = HashSet::new();
            xml.visit(&mut |element| {
                for (name, value) in &element.attributes {
                    if name.starts_with("r:") && !value.is_empty() {
                        assert!(
                            relations.contains_key(value),
                            "{part}: {value} leads nowhere"
                        );
                        used.insert(value.clone());
                    }
                }
            });
        }
        for relation in relations.values().filter(|relation| !relation.is_outside) {
            let target = &relation.target;
            assert!(file.parts.contains_key(target), "{part} refers to {target}");
            if reached.insert(target.clone()) {
                open.push(target.clone());
            }
        }
    }
    for name in file.parts.keys() {
        let is_about_others = name.ends_with(".rels") || name == "[Content_Types].xml";
        assert!(
            is_about_others || reached.contains(name),
            "nothing refers to {name}"
        );
        if name.ends_with(".xml") || name.ends_with(".rels") {
            parsed(name, &file.parts[name]);
        }
    }
}

fn presentation_is_whole(file: &SlidesFile) {
    let top = file.relations("");
    let main = top
        .values()
        .find(|it| it.kind == "officeDocument")
        .expect("a presentation");
    assert_eq!(main.target, "ppt/presentation.xml");
    let kind = &file.types[&main.target];
    assert!(kind.ends_with("presentation.main+xml"), "{kind}");
    assert!(top.values().any(|it| it.kind == "core-properties"));
    let relations = file.relations(&main.target);
    for wanted in [
        "presProps",
        "viewProps",
        "tableStyles",
        "slideMaster",
        "notesMaster",
    ] {
        assert!(
            relations.values().any(|it| it.kind == wanted),
            "there is no {wanted}"
        );
    }
    let xml = file.xml(&main.target);
    let id = |element: &Element| element.get("id").unwrap().parse::<u64>().unwrap();
    let mut slides = BTreeSet::new();
    for slide in xml.all("p:sldId") {
        assert!(id(slide) >= 256 && id(slide) < 1 << 31, "{}", id(slide));
        assert!(slides.insert(id(slide)), "a slide's id twice");
    }
    let sections: Vec<u64> = xml.all("p14:sldId").into_iter().map(id).collect();
    let in_order: Vec<u64> = xml.all("p:sldId").into_iter().map(id).collect();
    assert_eq!(sections, in_order, "every slide is in a section");
    // Masters and layouts share their numbers.
    let mut masters = BTreeSet::new();
    let mut themes = BTreeSet::new();
    for master in xml.all("p:sldMasterId") {
        assert!(id(master) >= 1 << 31 && masters.insert(id(master)));
        let part = &relations[master.get("r:id").unwrap()].target;
        for layout in file.xml(part).all("p:sldLayoutId") {
            assert!(
                id(layout) >= 1 << 31 && masters.insert(id(layout)),
                "{}",
                id(layout)
            );
        }
        let related = file.relations(part);
        let theme: Vec<_> = related.values().filter(|it| it.kind == "theme").collect();
        assert_eq!(theme.len(), 1, "{part} has a theme");
        assert!(themes.insert(theme[0].target.clone()), "a theme of its own");
        for layout in related.values().filter(|it| it.kind == "slideLayout") {
            let back = file.relations(&layout.target);
            let masters: Vec<_> = back
                .values()
                .filter(|it| it.kind == "slideMaster")
                .collect();
            assert_eq!(masters.len(), 1, "{}", layout.target);
            assert_eq!(masters[0].target, *part);
        }
    }
    let notes = relations
        .values()
        .find(|it| it.kind == "notesMaster")
        .unwrap();
    let theme = file.relations(&notes.target);
    let theme = theme
        .values()
        .find(|it| it.kind == "theme")
        .expect("a theme for notes");
    assert!(
        themes.insert(theme.target.clone()),
        "notes have a theme of their own"
    );
}

fn slide_is_sound(file: &SlidesFile, slide: &str) {
    let relations = file.relations(slide);
    let of_kind = |kind: &str| -> Vec<String> {
        let found = relations.values().filter(|it| it.kind == kind);
        found.map(|it| it.target.clone()).collect()
    };
    assert_eq!(of_kind("slideLayout").len(), 1, "{slide}");
    let notes = of_kind("notesSlide");
    assert_eq!(notes.len(), 1, "{slide}");
    let back = file.relations(&notes[0]);
    assert!(
        back.values()
            .any(|it| it.kind == "slide" && it.target == slide)
    );
    assert!(back.values().any(|it| it.kind == "notesMaster"));

    let xml = file.xml(slide);
    let mut ids = HashSet::new();
    let mut shapes = HashSet::new();
    for name in ["p:sp", "p:grpSp", "p:cxnSp", "p:pic", "p:graphicFrame"] {
        for shape in xml.all(name) {
            let properties = shape.children[0].child("p:cNvPr").unwrap();
            shapes.insert(properties.get("id").unwrap().to_owned());
            is_named(slide, shape, properties);
        }
    }
    for properties in xml.all("p:cNvPr") {
        let id = properties.get("id").unwrap();
        assert!(id.parse::<u32>().unwrap() > 0);
        assert!(ids.insert(id.to_owned()), "{slide}: {id} twice");
    }
    for glue in xml.all("a:stCxn").into_iter().chain(xml.all("a:endCxn")) {
        assert!(
            shapes.contains(glue.get("id").unwrap()),
            "{slide}: {glue:?}"
        );
    }
    let titles = xml.all("p:ph").into_iter();
    let titles = titles.filter(|ph| matches!(ph.get("type"), Some("title" | "ctrTitle")));
    assert_eq!(titles.count(), 1, "{slide} has one title");
    let tree = &xml.all("p:spTree")[0];
    let first = tree
        .children
        .iter()
        .find(|child| child.name == "p:sp")
        .unwrap();
    assert!(
        !first.all("p:ph").is_empty(),
        "the title of {slide} is read first"
    );
    assert!(!first.paragraphs().concat().trim().is_empty(), "{slide}");
    numbers_are_whole(slide, &xml);
    for run in xml.all("a:rPr") {
        assert!(run.get("lang").is_some(), "{slide}: {run:?}");
        let size = run.get("sz").map(|size| size.parse::<i64>().unwrap());
        assert!(size.is_none_or(|size| (100..=400_000).contains(&size)));
    }
}

/// Every group, chart and picture is called something and says what it is, or that it is nothing.
fn is_named(slide: &str, shape: &Element, properties: &Element) {
    let name = properties.get("name").unwrap();
    assert!(!name.trim().is_empty(), "{slide}: {properties:?}");
    let is_decoration = !properties.all("adec:decorative").is_empty();
    if ["p:grpSp", "p:pic", "p:graphicFrame"].contains(&shape.name.as_str()) {
        let alt = properties.get("descr").unwrap_or_default();
        assert!(
            is_decoration == alt.trim().is_empty(),
            "{slide}: {properties:?}"
        );
    }
}

fn numbers_are_whole(part: &str, xml: &Element) {
    xml.visit(&mut |element| {
        let is_drawing = element.name.starts_with("a:") || element.name.starts_with("p:");
        let is_words = ["a:schemeClr", "a:srgbClr", "a:gd"].contains(&element.name.as_str());
        if !is_drawing || is_words {
            return;
        }
        for (name, value) in &element.attributes {
            if WHOLE.contains(&name.as_str()) {
                let number = value.parse::<i64>();
                assert!(number.is_ok(), "{part}: {element:?}");
                let is_size = ["cx", "cy"].contains(&name.as_str());
                assert!(!is_size || number.unwrap() >= 0, "{part}: {element:?}");
            }
        }
    });
    for guide in xml.all("a:gd") {
        let formula = guide.get("fmla").unwrap().strip_prefix("val ").unwrap();
        assert!(formula.parse::<i64>().is_ok(), "{guide:?}");
    }
}

fn charts_hold_what_they_show(file: &SlidesFile) {
    for part in file
        .parts
        .keys()
        .filter(|name| name.starts_with("ppt/charts/chart"))
    {
        let relations = file.relations(part);
        let book = relations
            .values()
            .find(|it| it.kind == "package")
            .expect("a workbook");
        let bytes = file.parts[&book.target].clone();
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("it opens");
        let sheet = book.worksheet_range("Sheet1").unwrap();
        let xml = file.xml(part);
        assert_eq!(xml.all("c:dispBlanksAs")[0].get("val"), Some("gap"));
        assert!(!xml.all("c:ser").is_empty());
        for reference in xml.all("c:numRef").into_iter().chain(xml.all("c:strRef")) {
            let (column, rows) = range(&reference.child("c:f").unwrap().text);
            let points = reference.all("c:pt");
            let count = reference.all("c:ptCount")[0].get("val").unwrap();
            assert_eq!(count.parse::<usize>().unwrap(), rows.len());
            for (index, row) in rows.enumerate() {
                let cached = points
                    .iter()
                    .find(|point| point.get("idx") == Some(&index.to_string()));
                let cached = cached.map(|point| point.child("c:v").unwrap().text.as_str());
                match (sheet.get_value((row, column)), cached) {
                    (Some(Data::Float(value)), Some(cached)) => {
                        assert_eq!(*value, cached.parse::<f64>().unwrap(), "{part}");
                    }
                    (Some(Data::String(value)), Some(cached)) => assert_eq!(value, cached),
                    (None | Some(Data::Empty), None) => {}
                    (None | Some(Data::Empty), Some("")) => {}
                    other => panic!("{part}: {other:?}"),
                }
            }
        }
    }
}

/// "Sheet1!$B$2:$B$9" as a column and rows, from 0.
fn range(formula: &str) -> (u32, std::ops::Range<u32>) {
    let cells = formula.strip_prefix("Sheet1!").unwrap();
    let mut cells = cells.split(':').map(|cell| {
        let mut parts = cell.split('$').skip(1);
        let letters = parts.next().unwrap().bytes();
        let column = letters.fold(0, |sum, letter| sum * 26 + u32::from(letter - b'A') + 1);
        (column - 1, parts.next().unwrap().parse::<u32>().unwrap())
    });
    let first = cells.next().unwrap();
    let last = cells.next().unwrap_or(first);
    assert_eq!(first.0, last.0);
    (first.0, first.1 - 1..last.1)
}
