//! Slides of an office: the law that a program opens them by, what of a map is on them, and the map
//! that rides along.

mod law;
mod parts;
mod templates;

use std::{
    collections::HashSet,
    sync::{Arc, atomic::AtomicBool},
};

use jejak::{
    deck::Frame,
    exchange::{ExchangeErrorKind, MapFormat, OtherFile, read},
    export::{
        About, Backdrop, Deck, Format, NotNative, Options, SlideFonts, SlideOptions, Slides,
        Template, TemplateFault, Turn, export, export_slides,
    },
    file::{load, samples, save, templates},
    layout::Layout,
    model::{Arrow, BrandGround, Date, Id, Map, Shows, Stop, Target, generate},
    scene::Scene,
    text::Fonts,
    words::Language,
};
use parts::SlidesFile;

use crate::brands::brands;

/// Slides of all stops of a map, which rides along.
fn slides_with(map: &Map, backdrop: Backdrop, slides: SlideOptions) -> Slides {
    let fonts = Fonts::bundled();
    let template = slides.template.clone();
    let seen = match &template {
        Some(template) => template.dressed(map),
        None => map.clone(),
    };
    let frame = template.map_or(Frame::SLIDE, |template| template.frame());
    let mut deck = Deck::of_map(&seen, frame, backdrop, &fonts, &|_| true);
    deck.about = About {
        map: Some(Arc::new(map.clone())),
        ..deck.about
    };
    let options = Options {
        format: Format::Slides,
        slides,
        about: deck.about.clone(),
        ..Options::default()
    };
    export_slides(&deck, &options, &|_| (), &AtomicBool::new(false)).unwrap()
}

fn slides(map: &Map) -> Slides {
    slides_with(map, Backdrop::White, SlideOptions::default())
}

fn car() -> Map {
    let sample = samples().iter().find(|it| it.file_name.contains("car"));
    load(sample.unwrap().bytes).unwrap().map
}

/// Letters and digits alone: quotation marks and capitals are the sheet's.
fn letters(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// What is written on slides and in their charts, and what their shapes are called.
fn texts_of(bytes: &[u8]) -> String {
    let file = SlidesFile::open(bytes);
    let mut all: Vec<String> = Vec::new();
    for slide in file.slides() {
        let xml = file.xml(&slide);
        all.extend(xml.paragraphs());
        let named = xml.all("p:cNvPr").into_iter();
        all.extend(named.filter_map(|it| it.get("name").map(str::to_owned)));
    }
    let charts = file.parts.keys();
    for part in charts.filter(|name| name.starts_with("ppt/charts/chart")) {
        let xml = file.xml(part);
        all.extend(xml.all("c:v").into_iter().map(|value| value.text.clone()));
        all.extend(xml.paragraphs());
    }
    let all: Vec<String> = all.iter().map(|text| letters(text)).collect();
    all.join("\n")
}

#[test]
fn slides_of_all_samples_and_templates_keep_the_law() {
    for sample in samples() {
        let map = load(sample.bytes).unwrap().map;
        let made = slides(&map);
        assert!(
            law::holds(&made.bytes) > map.stages.len(),
            "{}",
            sample.file_name
        );
        assert_eq!(made, slides(&map), "the same bytes each time");
    }
    for template in templates() {
        for language in Language::ALL {
            let map = load(template.bytes(language)).unwrap().map;
            law::holds(&slides(&map).bytes);
        }
    }
}

#[test]
fn whatever_is_chosen_the_law_is_kept() {
    let map = car();
    for (turn, fonts, without_charts, backdrop) in [
        (Turn::Fade, SlideFonts::Office, false, Backdrop::Dark),
        (Turn::Cut, SlideFonts::Own, true, Backdrop::Transparent),
    ] {
        let options = SlideOptions {
            turn,
            fonts,
            without_charts,
            ..SlideOptions::default()
        };
        let made = slides_with(&map, backdrop, options);
        law::holds(&made.bytes);
        let file = SlidesFile::open(&made.bytes);
        let slides = file.slides();
        let turns = slides.iter().map(|slide| file.xml(slide));
        let turns = turns.map(|slide| slide.all("p:transition").len()).max();
        assert_eq!(turns, Some(usize::from(turn == Turn::Fade)));
        let has_charts = file.parts.keys().any(|name| name.contains("/charts/"));
        assert_eq!(has_charts, !without_charts);
        let theme = String::from_utf8(file.parts["ppt/theme/theme1.xml"].clone()).unwrap();
        assert_eq!(theme.contains("Arial"), fonts == SlideFonts::Office);
        let master = file.xml("ppt/slideMasters/slideMaster1.xml");
        let ground = master.all("p:clrMap")[0].get("bg1").unwrap().to_owned();
        assert_eq!(ground == "dk1", backdrop.is_dark());
    }
}

#[test]
fn every_text_of_a_map_is_found_again() {
    for sample in samples() {
        let map = load(sample.bytes).unwrap().map;
        let found = texts_of(&slides(&map).bytes);
        let mut wanted: Vec<&str> = vec![&map.title];
        for stage in &map.stages {
            wanted.extend([stage.title.as_str(), &stage.goal, &stage.duration]);
            wanted.extend(stage.steps.iter().map(|step| step.title.as_str()));
        }
        for lane in map.lanes.iter().filter(|lane| !lane.hidden) {
            wanted.push(&lane.title);
            wanted.extend(lane.cards().iter().flat_map(|card| card.text.lines()));
            let points = lane.curves().iter().flat_map(|curve| &curve.points);
            wanted.extend(points.map(|point| point.label.as_str()));
            wanted.extend(lane.metrics().iter().map(|metric| metric.name.as_str()));
        }
        for persona in &map.personas {
            wanted.extend([persona.name.as_str(), &persona.role, &persona.quote]);
        }
        for text in wanted {
            assert!(
                found.contains(&letters(text)),
                "{}: {text:?}",
                sample.file_name
            );
        }
    }
}

#[test]
fn a_card_is_one_shape_with_its_text_and_arrows_are_glued() {
    let mut map = car();
    let (from, to) = {
        let mut cards = map.cards().filter(|card| card.stage == map.stages[1].id);
        let first = cards.next().unwrap();
        (first.id.clone(), cards.last().unwrap().id.clone())
    };
    map.arrows.push(Arc::new(Arrow {
        id: Id::new("arrow"),
        from,
        to,
        ..Arrow::default()
    }));
    assert_eq!(map.check(), []);
    let made = slides(&map);
    let file = SlidesFile::open(&made.bytes);
    let (mut cards, mut glued) = (HashSet::new(), 0);
    for slide in file.slides() {
        let xml = file.xml(&slide);
        for shape in xml.all("p:sp") {
            let properties = &shape.children[1];
            let has_border = properties
                .child("a:ln")
                .is_some_and(|line| !line.all("a:solidFill").is_empty());
            if has_border && properties.child("a:solidFill").is_some() {
                cards.insert(letters(&shape.paragraphs().concat()));
            }
        }
        for line in xml.all("p:cxnSp") {
            let both = line.all("a:stCxn").len() == 1 && line.all("a:endCxn").len() == 1;
            glued += usize::from(both);
        }
        // Nothing breaks a line for its own sake.
        assert_eq!(xml.all("a:br").len(), 0);
    }
    for card in map.cards().filter(|card| !card.text.trim().is_empty()) {
        assert!(cards.contains(&letters(&card.text)), "{:?}", card.text);
    }
    assert!(glued > 0, "connectors");
    assert!(made.drawn.share() >= 0.98, "{:?}", made.drawn);
    assert!(made.drawn.native > 500);
}

#[test]
fn all_colours_are_the_themes() {
    let map = car();
    for backdrop in [Backdrop::White, Backdrop::Dark] {
        let made = slides_with(&map, backdrop, SlideOptions::default());
        let file = SlidesFile::open(&made.bytes);
        for slide in file.slides() {
            let xml = file.xml(&slide);
            assert_eq!(xml.all("a:srgbClr").len(), 0, "{slide}");
            let is_chart = !xml.all("p:graphicFrame").is_empty();
            assert!(is_chart == xml.all("a:schemeClr").is_empty(), "{slide}");
            for face in xml.all("a:latin") {
                assert!(face.get("typeface").unwrap().starts_with('+'), "{face:?}");
            }
        }
    }
}

#[test]
fn slides_under_a_brand_have_its_theme_fonts_logo_and_foot_line_on_any_ground() {
    for brand in brands() {
        let mut map = car();
        map.set_brand(Some(Arc::new(brand.clone())));
        let day = Date::new(2026, 11, 30).unwrap();
        let map = map.on_day(day).into_owned();
        for backdrop in [Backdrop::White, Backdrop::Dark] {
            let made = slides_with(&map, backdrop, SlideOptions::default());
            law::holds(&made.bytes);
            assert!(made.drawn.share() >= 0.98, "{:?}", made.drawn);
            let file = SlidesFile::open(&made.bytes);
            let theme = file.xml("ppt/theme/theme1.xml");
            assert_eq!(theme.get("name"), Some(&*brand.name));
            let heading = theme.all("a:majorFont")[0].child("a:latin").unwrap();
            assert_eq!(heading.get("typeface"), Some("House"));
            let master = file.xml("ppt/slideMasters/slideMaster1.xml");
            let ground = master.all("p:clrMap")[0].get("bg1").unwrap().to_owned();
            let is_dark = backdrop.is_dark() || brand.ground == BrandGround::Dark;
            assert_eq!(ground == "dk1", is_dark, "{}", brand.name);
            let foot = letters(&format!("{} · Confidential · 30 Nov 2026", brand.name));
            for slide in file.slides() {
                let xml = file.xml(&slide);
                let what = format!("{} {backdrop:?} {slide}", brand.name);
                assert_eq!(xml.all("a:srgbClr").len(), 0, "{what}");
                assert!(!xml.all("p:pic").is_empty(), "{what}: no logo");
                let said = letters(&xml.paragraphs().concat());
                assert!(said.contains(&foot), "{what}: {said}");
            }
            let charts = file.parts.keys();
            for chart in charts.filter(|name| name.starts_with("ppt/charts/chart")) {
                let xml = file.xml(chart);
                assert_eq!(xml.all("a:srgbClr").len(), 0, "{chart}");
            }
        }
    }
}

#[test]
fn the_same_card_has_the_same_name_on_the_map_and_on_its_stage() {
    let made = slides(&car());
    let file = SlidesFile::open(&made.bytes);
    let slides = file.slides();
    let names = |slide: &String| -> HashSet<String> {
        let xml = file.xml(slide);
        let named = xml.all("p:cNvPr").into_iter();
        let named = named.filter_map(|it| it.get("name"));
        let shared = named.filter(|name| name.starts_with("!!"));
        shared.map(str::to_owned).collect()
    };
    let (map, stage) = (names(&slides[1]), names(&slides[2]));
    assert!(map.intersection(&stage).count() > 5, "{stage:?}");
    let xml = file.xml(&slides[2]);
    assert_eq!(xml.all("p159:morph").len(), 1);
    let fallback = xml.all("mc:Fallback");
    assert_eq!(fallback[0].all("p:fade").len(), 1);
}

#[test]
fn evidence_is_followed_by_a_click_and_told_in_the_notes() {
    let mut map = car();
    let card = map.cards().next().unwrap().id.clone();
    map.change_cards(
        |it| it.id == card,
        |it| {
            it.evidence = vec![jejak::model::Evidence {
                text: "Seen by all of us".to_owned(),
                link: "https://example.org/ä?q=1".to_owned(),
                ..Default::default()
            }];
        },
    );
    let file = SlidesFile::open(&slides(&map).bytes);
    let slides = file.slides();
    let linked = slides.iter().filter(|slide| {
        let relations = file.relations(slide);
        relations
            .values()
            .any(|it| it.is_outside && it.target == "https://example.org/%C3%A4?q=1")
    });
    assert!(linked.count() >= 2, "on the map and on its stage");
    let notes = slides.iter().flat_map(|slide| {
        let relations = file.relations(slide);
        let notes = relations
            .values()
            .find(|it| it.kind == "notesSlide")
            .unwrap();
        file.xml(&notes.target).paragraphs()
    });
    let notes: Vec<String> = notes.collect();
    assert!(
        notes.iter().any(|line| line.contains("Seen by all of us")),
        "{notes:?}"
    );
    assert!(notes.iter().all(|line| !line.contains("Stop::")));
}

#[test]
fn what_a_stop_says_of_itself_stands_in_its_notes() {
    let mut map = car();
    let stop = Stop {
        id: Id::new("a"),
        shows: Shows::Map,
        notes: "First line.\n\nSecond line.".to_owned(),
        ..Stop::default()
    };
    map.stops = vec![Arc::new(stop)];
    let file = SlidesFile::open(&slides(&map).bytes);
    let notes = file.xml("ppt/notesSlides/notesSlide1.xml").paragraphs();
    assert_eq!(notes, ["First line.", "", "Second line."]);
}

#[test]
fn a_stop_of_curves_alone_is_a_chart() {
    let mut map = car();
    let lane = map.lanes.iter().find(|lane| !lane.curves().is_empty());
    let lane = lane.unwrap().id.clone();
    let stop = Stop {
        id: Id::new("curves"),
        shows: Shows::Lanes(vec![lane]),
        ..Stop::default()
    };
    map.stops = vec![Arc::new(stop)];
    let made = slides(&map);
    law::holds(&made.bytes);
    let file = SlidesFile::open(&made.bytes);
    let first = file.xml(&file.slides()[0]);
    assert_eq!(first.all("p:graphicFrame").len(), 1);
    let has_stars = made
        .told
        .iter()
        .any(|one| matches!(one, NotNative::PointMarks { .. }));
    assert!(has_stars, "{:?}", made.told);
}

#[test]
fn the_map_rides_along_and_opens_again() {
    for map in [car(), generate(300, 3)] {
        let bytes = slides(&map).bytes;
        let taken = read(MapFormat::Slides, &bytes, Language::English).unwrap();
        assert_eq!((taken.map, taken.notes), (map, Vec::new()));
    }
    let map = car();
    let fonts = Fonts::bundled();
    let deck = Deck::of_map(&map, Frame::SLIDE, Backdrop::White, &fonts, &|_| true);
    let options = Options {
        format: Format::Slides,
        without_map: true,
        about: About {
            map: Some(Arc::new(map.clone())),
            ..deck.about.clone()
        },
        ..Options::default()
    };
    let made = export_slides(&deck, &options, &|_| (), &AtomicBool::new(false)).unwrap();
    let error = read(MapFormat::Slides, &made.bytes, Language::English).unwrap_err();
    assert_eq!(error.kind, ExchangeErrorKind::NoMapInSlides);
    let file = SlidesFile::open(&made.bytes);
    assert!(file.parts.keys().all(|name| !name.starts_with("customXml")));
}

#[test]
fn what_is_no_file_of_slides_is_told() {
    for bytes in [&b""[..], b"PK\x03\x04", b"hello"] {
        let error = read(MapFormat::Slides, bytes, Language::English).unwrap_err();
        assert_eq!(error.kind, ExchangeErrorKind::BrokenSlides);
    }
    let error = read(MapFormat::Slides, b"%PDF-1.7", Language::English).unwrap_err();
    assert_eq!(error.kind, ExchangeErrorKind::Other(OtherFile::Pdf));
    // Cut off anywhere, nothing is read and nothing breaks.
    let bytes = slides(&generate(30, 1)).bytes;
    for end in (0..bytes.len()).step_by(bytes.len() / 40) {
        assert!(read(MapFormat::Slides, &bytes[..end], Language::English).is_err());
    }
}

#[test]
fn hostile_maps_keep_the_law() {
    let mut map = generate(60, 5);
    let strange = "<b>&amp;]]>\u{1}\u{b}\u{202E}gpj\u{200F} مرحبا بالعالم 顧客の旅 🚗👩‍👩‍👧 {name} _x000D_ \u{FFFE} \"quote\" 'x'\nnext\u{2028}line\t.";
    map.title = strange.to_owned();
    map.change_cards(|_| true, |card| card.text = strange.to_owned());
    for lane in &mut map.lanes {
        Arc::make_mut(lane).title = strange.repeat(3);
    }
    for stage in &mut map.stages {
        Arc::make_mut(stage).title = strange.to_owned();
    }
    law::holds(&slides(&map).bytes);
    let empty = Map::default();
    assert_eq!(law::holds(&slides(&empty).bytes), 2);
    let mut wide = generate(200, 9);
    let stage = wide.stages[0].clone();
    while wide.stages.len() < 40 {
        let mut more = (*stage).clone();
        more.id = Id::new(format!("more-{}", wide.stages.len()));
        wide.stages.push(Arc::new(more));
    }
    assert_eq!(wide.check(), []);
    assert!(law::holds(&slides(&wide).bytes) > 40);
}

#[test]
fn a_map_of_three_thousand_cards_keeps_the_law() {
    let map = generate(3000, 2);
    let stop = Stop {
        id: Id::new("all"),
        shows: Shows::Map,
        ..Stop::default()
    };
    let map = Map {
        stops: vec![Arc::new(stop)],
        ..map
    };
    law::holds(&slides(&map).bytes);
}

#[test]
fn a_sheet_by_itself_is_one_slide() {
    let map = car();
    let scene = Scene::new(&Layout::new(&map, &Fonts::bundled(), None), None);
    let options = Options {
        format: Format::Slides,
        about: About::of(&map),
        ..Options::default()
    };
    let never = AtomicBool::new(false);
    let bytes = export(&scene, &Fonts::bundled(), &options, &|_| (), &never).unwrap();
    assert_eq!(law::holds(&bytes), 1);
    let all = texts_of(&bytes);
    let stages = map
        .stages
        .iter()
        .all(|stage| all.contains(&letters(&stage.title)));
    assert!(stages && map.has(&Target::Title));
}

/// Our own slides as somebody's template: a dark one.
fn template() -> Vec<u8> {
    let options = SlideOptions {
        fonts: SlideFonts::Office,
        ..SlideOptions::default()
    };
    slides_with(&generate(20, 1), Backdrop::Dark, options).bytes
}

/// The slides of the sample on a template, which keep the law and lack nothing.
fn on_template(bytes: &[u8]) -> Slides {
    let options = SlideOptions {
        template: Some(Arc::new(Template::read(bytes).unwrap())),
        ..SlideOptions::default()
    };
    let map = car();
    let made = slides_with(&map, Backdrop::White, options);
    law::holds(&made.bytes);
    let found = texts_of(&made.bytes);
    assert!(map.cards().all(|card| found.contains(&letters(&card.text))));
    made
}

#[test]
fn of_a_template_master_theme_and_layouts_stay_and_its_slides_go() {
    let bytes = template();
    assert!(Template::read(&bytes).unwrap().is_dark());
    let made = on_template(&bytes);
    let (before, after) = (SlidesFile::open(&bytes), SlidesFile::open(&made.bytes));
    for part in [
        "ppt/slideMasters/slideMaster1.xml",
        "ppt/theme/theme1.xml",
        "ppt/slideLayouts/slideLayout1.xml",
        "ppt/slideLayouts/slideLayout2.xml",
    ] {
        assert_eq!(before.parts[part], after.parts[part], "{part}");
    }
    let slide = after.xml(&after.slides()[0]);
    let title = &slide.all("p:sp")[0];
    assert_eq!(
        title.all("a:xfrm").len(),
        0,
        "it stands where the layout has it"
    );
    let taken = read(MapFormat::Slides, &made.bytes, Language::English).unwrap();
    assert_eq!(taken.map, car(), "the map itself keeps its own look");
}

#[test]
fn what_is_no_template_is_refused_whatever_is_cut_off() {
    let bytes = template();
    for end in (0..bytes.len()).step_by(bytes.len() / 40) {
        assert!(Template::read(&bytes[..end]).is_err(), "{end}");
    }
    assert_eq!(Template::read(&save(&car())), Err(TemplateFault::NoSlides));
}
