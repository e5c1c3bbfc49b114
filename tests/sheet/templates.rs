//! The templates, in both languages, laid out and drawn.

use std::sync::{Arc, atomic::AtomicBool};

use jejak::{
    export::{Format, Options, PixelSize, export},
    file,
    geom::Rect,
    layout::{ArrowBox, Content, Layout},
    model::Arrow,
    scene::Scene,
    text::Fonts,
    words::Language,
};

use super::sound::assert_sound;

#[test]
fn every_template_is_sound_on_the_sheet_and_as_a_picture() {
    let fonts = Fonts::bundled();
    let mut pictures: Vec<Vec<u8>> = Vec::new();
    for template in file::templates() {
        for language in Language::ALL {
            let name = format!("{} in {}", template.id, language.name());
            let map = file::load(template.bytes(language)).expect("it loads").map;
            let layout = Layout::new(&map, &fonts, None);
            assert_sound(&name, &layout);
            words_stay_whole(&name, &layout);
            arrows_keep_apart(&name, &layout);
            let shape = layout.size.width / layout.size.height;
            assert!((1.0..2.2).contains(&shape), "{name}: {shape} : 1");

            let scene = Scene::new(&layout, None);
            let options = Options {
                format: Format::Png,
                size: PixelSize::Width(320),
                ..Options::default()
            };
            let never = AtomicBool::new(false);
            let bytes = export(&scene, &fonts, &options, &|_| (), &never).expect("a picture");
            let picture = image::load_from_memory(&bytes).expect("a PNG").into_rgba8();
            assert_eq!(picture.width(), 320, "{name}");
            // The heads of the stages alone have as many colours.
            let mut colours: Vec<[u8; 4]> = picture.pixels().map(|pixel| pixel.0).collect();
            colours.sort_unstable();
            colours.dedup();
            assert!(colours.len() > 200, "{name}: {} colours", colours.len());
            assert!(!pictures.contains(&bytes), "{name} looks like another");
            pictures.push(bytes);
        }
    }
}

/// No title of a stage is cut within a word, beside its duration or not.
fn words_stay_whole(name: &str, layout: &Layout) {
    for stage in &layout.stages.part.stages {
        let words: Vec<&str> = stage.stage.title.split_whitespace().collect();
        let lines = stage.texts[0].paragraph.lines.iter();
        for word in lines.flat_map(|line| line.text.split_whitespace()) {
            assert!(words.contains(&word), "{name}: {word:?} of {words:?}");
        }
    }
}

/// Arrows that share a gap between rows run beside each other, and none crosses the label of
/// another.
fn arrows_keep_apart(name: &str, layout: &Layout) {
    let pieces = |arrow: &ArrowBox| -> Vec<Rect> {
        let pieces = arrow.corners.windows(2);
        pieces
            .map(|ends| Rect::from_points(ends[0], ends[1]))
            .collect()
    };
    for (index, arrow) in layout.arrows.iter().enumerate() {
        let others = layout.arrows.iter().enumerate();
        for (_, other) in others.filter(|(other, _)| *other != index) {
            for piece in pieces(other) {
                let label = arrow.label_rect();
                let across = piece.width() == 0.0;
                assert!(
                    !across || !label.overlaps(piece),
                    "{name}: a line through {label:?}"
                );
                for own in pieces(arrow) {
                    let both = own.intersect(piece);
                    let along = own.height() == 0.0 && piece.height() == 0.0;
                    let meet = along && both.width() > 0.0 && both.height() >= 0.0;
                    assert!(!meet || own.y0 != piece.y0, "{name}: {own:?} on {piece:?}");
                }
            }
        }
    }
}

#[test]
fn the_words_of_the_scale_leave_room_for_who_is_who() {
    let template = file::template("five-stages").expect("a template");
    let map = file::load(template.bytes(Language::English))
        .expect("it loads")
        .map;
    let layout = Layout::new(&map, &Fonts::bundled(), None);
    let emotion = layout.rows.iter().find_map(|row| match &row.part.content {
        Content::Emotion(emotion) => Some(emotion),
        _ => None,
    });
    let emotion = emotion.expect("a lane of emotions");
    let name: Vec<_> = emotion.legend[0].name.paragraph.lines.iter().collect();
    assert_eq!(name.len(), 1);
    assert_eq!(name[0].text.trim(), "Your customer");
    assert_eq!(emotion.scale.len(), 5);
}

#[test]
fn arrows_with_labels_share_a_gap() {
    let template = file::template("three-phases").expect("a template");
    let mut map = file::load(template.bytes(Language::English))
        .expect("it loads")
        .map;
    for (id, from, to) in [("x1", "a4", "a2"), ("x2", "a5", "a3")] {
        map.arrows.push(Arc::new(Arrow {
            id: id.into(),
            from: from.into(),
            to: to.into(),
            label: "Back again".to_owned(),
            ..Arrow::default()
        }));
    }
    let layout = Layout::new(&map, &Fonts::bundled(), None);
    assert_eq!(layout.arrows.len(), 4);
    assert_sound("four arrows", &layout);
    arrows_keep_apart("four arrows", &layout);
}
