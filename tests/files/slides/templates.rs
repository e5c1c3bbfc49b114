//! Somebody's file of slides as a template: what a designer brings, and what nobody should.

use std::{
    collections::BTreeSet,
    io::{Cursor, Write as _},
    sync::Arc,
};

use jejak::export::{Backdrop, SlideOptions, Template, TemplateFault};
use zip::{ZipWriter, write::SimpleFileOptions};

use super::{car, law, on_template, parts::SlidesFile, slides_with, template};

const MASTER: &str = "ppt/slideMasters/slideMaster1.xml";
const OF_MASTER: &str = "ppt/slideMasters/_rels/slideMaster1.xml.rels";
const LAYOUT: &str = "ppt/slideLayouts/slideLayout1.xml";
const SECOND: &str = "ppt/slideLayouts/slideLayout2.xml";
const PRESENTATION: &str = "ppt/presentation.xml";
const TYPES: &str = "[Content_Types].xml";

type Parts = Vec<(String, Vec<u8>)>;

/// A template with other parts.
fn changed(change: impl FnOnce(&mut Parts)) -> Vec<u8> {
    let mut parts: Parts = SlidesFile::open(&template()).parts.into_iter().collect();
    change(&mut parts);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in &parts {
        let options = SimpleFileOptions::default();
        archive.start_file(name.as_str(), options).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// Puts something else in the place of a text that a part has.
fn put(parts: &mut Parts, name: &str, from: &str, to: &str) {
    let part = parts.iter_mut().find(|(known, _)| known == name).unwrap();
    let text = String::from_utf8(part.1.clone()).unwrap();
    assert!(text.contains(from), "{name}: {text}");
    part.1 = text.replacen(from, to, 1).into_bytes();
}

fn text_of(parts: &Parts, name: &str) -> String {
    let part = parts.iter().find(|(known, _)| known == name).unwrap();
    String::from_utf8(part.1.clone()).unwrap()
}

/// The parts of the sample's slides on a template.
fn on(bytes: &[u8]) -> SlidesFile {
    SlidesFile::open(&on_template(bytes).bytes)
}

/// The theme's slots of the letters on the first slide with some.
fn inks(file: &SlidesFile) -> BTreeSet<String> {
    let slides = file.slides();
    let xml = file.xml(&slides[1]);
    let runs = xml.all("a:rPr").into_iter();
    let colors = runs.flat_map(|run| run.all("a:schemeClr"));
    let names = colors.filter_map(|color| color.get("val").map(str::to_owned));
    names.collect()
}

#[test]
fn a_slide_of_four_to_three_is_filled_to_its_edges() {
    let bytes = changed(|parts| {
        put(parts, PRESENTATION, "cx=\"12192000\"", "cx=\"9144000\"");
    });
    let template = Template::read(&bytes).unwrap();
    let wide = Template::read(&self::template()).unwrap();
    let shape = |template: &Template| template.frame().size.width / template.frame().size.height;
    assert!(shape(&template) < shape(&wide));
    let file = on(&bytes);
    let number = |text: Option<&str>| text.unwrap().parse::<i64>().unwrap();
    for slide in file.slides() {
        for shape in file.xml(&slide).all("p:sp") {
            // What turns or lies over an edge is no matter here, only that nothing is set for a wider one.
            for place in shape.all("a:xfrm") {
                let (off, size) = (place.child("a:off").unwrap(), place.child("a:ext").unwrap());
                let right = number(off.get("x")) + number(size.get("cx"));
                assert!(right <= 9_300_000, "{slide}: {right}");
            }
        }
    }
}

#[test]
fn without_a_layout_of_a_title_alone_another_one_with_a_title_does() {
    let bytes = changed(|parts| {
        put(parts, LAYOUT, " type=\"titleOnly\"", " type=\"tx\"");
        let body = "<p:ph type=\"title\"/><p:ph type=\"body\" idx=\"1\"/>";
        put(parts, LAYOUT, "<p:ph type=\"title\"/>", body);
        // A title in the middle of a slide leaves no room, be it the only thing there.
        put(
            parts,
            SECOND,
            "<p:ph type=\"subTitle\"",
            "<p:ph type=\"ftr\"",
        );
    });
    let file = on(&bytes);
    let mut relations = file
        .parts
        .iter()
        .filter(|(name, _)| name.contains("/slides/_rels/"));
    assert!(relations.all(|(_, bytes)| {
        String::from_utf8_lossy(bytes).contains("slideLayouts/slideLayout1.xml")
    }));
    // None at all is told.
    let bytes = changed(|parts| {
        put(parts, LAYOUT, "type=\"title\"", "type=\"body\"");
        put(parts, SECOND, "type=\"ctrTitle\"", "type=\"body\"");
    });
    assert_eq!(Template::read(&bytes), Err(TemplateFault::NoLayout));
}

#[test]
fn masters_without_ids_of_their_own_get_some() {
    for id in ["5", "2147483649", "x"] {
        let bytes = changed(|parts| {
            put(
                parts,
                PRESENTATION,
                "<p:sldMasterId id=\"2147483648\"",
                &format!("<p:sldMasterId id=\"{id}\""),
            );
        });
        on(&bytes);
    }
}

#[test]
fn a_number_at_the_head_takes_no_room_from_what_is_below() {
    let number = |y: i64| {
        changed(|parts| {
            let shape = format!(
                "<p:sp><p:nvSpPr><p:cNvPr id=\"90\" name=\"Number\"/><p:cNvSpPr/><p:nvPr><p:ph type=\"sldNum\" idx=\"12\"/><p:extLst><p:ext uri=\"{{A}}\"/></p:extLst></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x=\"10\" y=\"{y}\"/><a:ext cx=\"500000\" cy=\"300000\"/></a:xfrm></p:spPr><p:txBody><a:bodyPr/><a:p/></p:txBody></p:sp></p:spTree>"
            );
            put(parts, LAYOUT, "</p:spTree>", &shape);
        })
    };
    let height = |bytes: &[u8]| Template::read(bytes).unwrap().frame().size.height;
    let plain = height(&template());
    assert_eq!(height(&number(100_000)), plain);
    assert!(height(&number(5_500_000)) < plain, "one at the foot does");
}

#[test]
fn letters_are_read_on_the_ground_that_a_master_has_whatever_it_is_mapped_to() {
    // The master of the template is dark by its map of colours.
    let plain = inks(&on(&template()));
    assert!(plain.contains("tx1"), "{plain:?}");
    for (ground, is_dark) in [
        (
            "<p:bgPr><a:solidFill><a:srgbClr val=\"FDFDFD\"/></a:solidFill><a:effectLst/></p:bgPr>",
            false,
        ),
        (
            "<p:bgPr><a:solidFill><a:schemeClr val=\"tx1\"/></a:solidFill><a:effectLst/></p:bgPr>",
            false,
        ),
        (
            "<p:bgRef idx=\"1001\"><a:schemeClr val=\"bg1\"/></p:bgRef>",
            true,
        ),
        (
            "<p:bgPr><a:solidFill><a:srgbClr val=\"0B2545\"/></a:solidFill><a:effectLst/></p:bgPr>",
            true,
        ),
    ] {
        let bytes = changed(|parts| {
            let master = text_of(parts, MASTER);
            let from = master.find("<p:bg>").unwrap();
            let end = master.find("</p:bg>").unwrap();
            put(parts, MASTER, &master[from + 6..end], ground);
        });
        let template = Template::read(&bytes).unwrap();
        assert_eq!(template.is_dark(), is_dark, "{ground}");
        on(&bytes);
    }
}

#[test]
fn what_a_template_calls_like_a_part_of_ours_is_not_lost() {
    let bytes = changed(|parts| {
        put(
            parts,
            "ppt/slideLayouts/_rels/slideLayout1.xml.rels",
            "</Relationships>",
            "<Relationship Id=\"rId9\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image\" Target=\"../media/picture1.png\"/><Relationship Id=\"rId10\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml\" Target=\"../../customXml/item1.xml\"/></Relationships>",
        );
        parts.push((
            "ppt/media/picture1.png".to_owned(),
            b"\x89PNG theirs".to_vec(),
        ));
        parts.retain(|(name, _)| !name.starts_with("customXml/"));
        parts.push(("customXml/item1.xml".to_owned(), b"<theirs/>".to_vec()));
        let types = text_of(parts, TYPES);
        if !types.contains("\"png\"") {
            put(
                parts,
                TYPES,
                "</Types>",
                "<Default Extension=\"png\" ContentType=\"image/png\"/></Types>",
            );
        }
    });
    let template = Arc::new(Template::read(&bytes).unwrap());
    let mut map = car();
    map.set_brand(Some(Arc::new(crate::brands::brands()[0].clone())));
    let options = SlideOptions {
        template: Some(template),
        ..SlideOptions::default()
    };
    let made = slides_with(&map, Backdrop::White, options);
    law::holds(&made.bytes);
    let file = SlidesFile::open(&made.bytes);
    assert_eq!(file.parts["ppt/media/picture1.png"], b"\x89PNG theirs");
    assert_eq!(file.parts["customXml/item1.xml"], b"<theirs/>");
    let taken = jejak::exchange::read(
        jejak::exchange::MapFormat::Slides,
        &made.bytes,
        jejak::words::Language::English,
    );
    assert_eq!(taken.unwrap().map, map);
}

#[test]
fn hostile_templates_are_refused_with_what_is_wrong() {
    let relation = |kind: &str, target: &str| {
        format!(
            "<Relationship Id=\"rId99\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let related = |kind: &str, target: &str| {
        let relation = relation(kind, target);
        changed(|parts| put(parts, OF_MASTER, "</Relationships>", &relation))
    };
    let gone = |name: &str| changed(|parts| parts.retain(|(known, _)| known != name));
    for (what, bytes, fault) in [
        ("a layout is gone", gone(LAYOUT), TemplateFault::Broken),
        (
            "no presentation",
            gone(PRESENTATION),
            TemplateFault::NoSlides,
        ),
        ("no types", gone(TYPES), TemplateFault::NoSlides),
        (
            "leads nowhere",
            related("image", "../media/nowhere.png"),
            TemplateFault::Broken,
        ),
        (
            "leads out",
            related("image", "../../../../etc/passwd"),
            TemplateFault::Broken,
        ),
        (
            "leads to a slide",
            related("slide", "../slides/slide1.xml"),
            TemplateFault::LeadsToSlides,
        ),
        (
            "a slide by another name",
            related("image", "../slides/slide1.xml"),
            TemplateFault::Broken,
        ),
        (
            "the presentation",
            related("image", "../presentation.xml"),
            TemplateFault::Broken,
        ),
        (
            "entities",
            changed(|parts| {
                put(
                    parts,
                    LAYOUT,
                    "<p:sldLayout",
                    "<!DOCTYPE a [<!ENTITY b \"c\">]><p:sldLayout",
                )
            }),
            TemplateFault::NoSlides,
        ),
        (
            "one name twice in capitals",
            changed(|parts| {
                let relation = relation("image", "../SLIDES/Slide1.xml");
                put(parts, OF_MASTER, "</Relationships>", &relation);
                parts.push(("ppt/SLIDES/Slide1.xml".to_owned(), b"<a/>".to_vec()));
            }),
            TemplateFault::Broken,
        ),
        (
            "a master of no size",
            changed(|parts| put(parts, PRESENTATION, "cx=\"12192000\"", "cx=\"0\"")),
            TemplateFault::NoSlides,
        ),
        (
            "a bomb",
            changed(|parts| parts.push(("ppt/media/a.png".to_owned(), vec![0; 64 << 20]))),
            TemplateFault::TooLarge,
        ),
        (
            "a large master",
            changed(|parts| {
                let much = format!("<!--{}--></p:sldLayout>", "ab".repeat(9 << 20));
                put(parts, LAYOUT, "</p:sldLayout>", &much);
            }),
            TemplateFault::TooLarge,
        ),
    ] {
        assert_eq!(Template::read(&bytes), Err(fault), "{what}");
    }
    // What goes in circles is read once.
    let circle = related("slideMaster", "slideMaster1.xml");
    assert!(Template::read(&circle).is_ok());
}
