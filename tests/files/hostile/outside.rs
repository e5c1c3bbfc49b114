//! What a file says of other places is never looked up, and no text breaks out of its markup.

use std::{
    io::Read as _,
    net::TcpListener,
    sync::{Arc, atomic::AtomicBool},
};

use jejak::{
    exchange::{MapFormat, read},
    export::{About, Format, Letters, Options, export},
    file::{WarningKind, load, picture::PictureError, save},
    layout::Layout,
    model::{LaneKind, Map},
    scene::Scene,
    text::Fonts,
    words::Language,
};

use super::{readers, roxmltree};

fn svg(map: &Map, letters: Letters) -> String {
    let fonts = Fonts::bundled();
    let scene = Scene::new(&Layout::new(map, &fonts, None), None);
    let options = Options {
        format: Format::Svg,
        letters,
        about: About::of(map),
        ..Options::default()
    };
    let bytes = export(&scene, &fonts, &options, &|_| (), &AtomicBool::new(false)).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn a_picture_that_is_elsewhere_is_not_fetched() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let pixels = jejak::file::picture::import_pixels(4, 4, vec![90; 64]).unwrap();
    let file = folder.path().join("real.png");
    std::fs::write(&file, pixels.encoded()).unwrap();
    let address = format!("http://{}/a.png", listener.local_addr().unwrap());
    // The file is there and is a picture: it could be had.
    let path = file.display().to_string();
    for place in [
        address,
        format!("file://{path}"),
        path,
        "file:///etc/passwd".to_owned(),
    ] {
        let text = format!(
            r#"{{"format":"jejak.journey","version":1,"personas":[{{"id":"p","picture":"{place}"}}],
            "stages":[{{"id":"s","title":"{place}"}}],
            "lanes":[{{"id":"l","kind":"cards","cards":[{{"id":"c","stage":"s","text":"{place}",
            "picture":"{place}","evidence":[{{"text":"e","link":"{place}"}}]}}]}}]}}"#
        );
        let loaded = load(text.as_bytes()).unwrap();
        let bad = WarningKind::BadPicture(PictureError::UnknownFormat);
        let kinds: Vec<_> = loaded
            .warnings
            .iter()
            .map(|warning| warning.kind.clone())
            .collect();
        assert_eq!(kinds, [bad.clone(), bad]);
        let map = loaded.map;
        assert_eq!(map.personas[0].picture, None);
        let card = map.cards().next().unwrap();
        assert_eq!((&card.picture, &card.text), (&None, &place));
        assert_eq!(card.evidence[0].link, place, "it stays a text");
        assert!(String::from_utf8(save(&map)).unwrap().contains(&place));

        let drawn = svg(&map, Letters::Text);
        let document = roxmltree::Document::parse(&drawn).unwrap();
        for attribute in document.descendants().flat_map(|node| node.attributes()) {
            let value = attribute.value();
            let is_address = attribute.name() == "href" || value.contains("url(");
            assert!(
                !is_address || value.starts_with(['#', 'd']) || value.starts_with("url(#"),
                "{value}"
            );
            assert!(!value.contains("://") || value == place, "{value}");
        }

        let ojf = format!(
            r#"{{"stages":[{{"id":"s"}}],"nodes":[{{"stage":"s","title":"{place}","image":"{place}","$ref":"{place}"}}]}}"#
        );
        let taken = read(MapFormat::OpenJourney, ojf.as_bytes(), Language::English).unwrap();
        assert_eq!(taken.map.cards().next().unwrap().text, place);
        let carrying = format!(r#"<svg xmlns:xlink="x"><image xlink:href="{place}"/></svg>"#);
        assert!(read(MapFormat::Picture, carrying.as_bytes(), Language::English).is_err());
    }
    // Nobody called.
    let called = listener
        .accept()
        .map(|(mut caller, _)| caller.read(&mut [0; 64]));
    assert!(called.is_err(), "{called:?}");
}

#[test]
fn an_entity_of_xml_is_never_opened() {
    let bomb = r#"<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "&a;&a;">]>
        <svg xmlns="http://www.w3.org/2000/svg"><metadata><jejak:map xmlns:jejak="urn:jejak.journey">&b;</jejak:map></metadata></svg>"#;
    let error = read(MapFormat::Picture, bomb.as_bytes(), Language::English).unwrap_err();
    let expected = jejak::exchange::ExchangeErrorKind::BrokenMapInPicture;
    assert_eq!(error.kind, expected);
}

#[test]
fn no_text_breaks_out_of_an_svg() {
    let mut nasty: String = (0..0x20_u8).map(char::from).collect();
    nasty.push_str("\u{7f}\u{85}\u{2028}\u{fffe}\u{ffff}\u{1fffe}]]>--><!--&amp;\"'</text><script>1</script>&#0;<?x?>");
    let mut map = readers::small();
    map.title.clone_from(&nasty);
    map.scenario.clone_from(&nasty);
    map.owner.clone_from(&nasty);
    map.stages.iter_mut().for_each(|stage| {
        let stage = Arc::make_mut(stage);
        stage.title.clone_from(&nasty);
        stage.goal.clone_from(&nasty);
    });
    let persona = Arc::make_mut(&mut map.personas[0]);
    persona.name.clone_from(&nasty);
    let lane = Arc::make_mut(&mut map.lanes[0]);
    lane.title.clone_from(&nasty);
    if let LaneKind::Cards { cards, .. } = &mut lane.kind {
        Arc::make_mut(&mut cards[0]).text.clone_from(&nasty);
    }
    for letters in [Letters::Text, Letters::Outlines] {
        let drawn = svg(&map, letters);
        let document = roxmltree::Document::parse(&drawn).unwrap();
        let is_foreign = |node: &roxmltree::Node| {
            node.has_tag_name("script") || node.is_comment() || node.is_pi()
        };
        assert_eq!(document.descendants().find(is_foreign), None);
        let title = document
            .descendants()
            .find(|node| node.tag_name().name() == "title");
        let title = title.and_then(|node| node.text()).unwrap();
        assert!(title.contains("</text><script>"), "{title}");
    }
}
