//! Stops as pages, poster tiles, and what files say of themselves.

use super::*;
use crate::{
    deck::Frame,
    model::{Evidence, Map, Shows, Stop, Telling},
};

fn car() -> Map {
    file::load(file::samples()[0].bytes).unwrap().map
}

fn deck_of(map: &Map) -> Deck {
    Deck::of_map(map, Frame::SLIDE, Backdrop::White, &FONTS, &|_| true)
}

fn deck_pdf(deck: &Deck, options: &Options) -> Vec<u8> {
    let options = Options {
        format: Format::Pdf,
        extent: Extent::Stops,
        ..options.clone()
    };
    export_deck(deck, &FONTS, &options, &|_| (), &AtomicBool::new(false)).unwrap()
}

fn contains(file: &[u8], needle: &str) -> bool {
    let needle = needle.as_bytes();
    file.windows(needle.len()).any(|window| window == needle)
}

/// How many pages, by the objects of a PDF.
fn page_count(objects: &str) -> usize {
    objects.matches("/Type/Page/").count() + objects.matches("/Type/Page\n").count()
}

/// A text as a PDF writes it: as it is where it is ASCII, else as UTF-16.
fn written(text: &str) -> Vec<String> {
    let escaped = text
        .replace('\\', "\\\\")
        .replace('(', "\\(")
        .replace(')', "\\)");
    let hex: String = text
        .encode_utf16()
        .map(|unit| format!("{unit:04X}"))
        .collect();
    vec![
        format!("({text})"),
        format!("({escaped})"),
        format!("<FEFF{hex}>"),
    ]
}

fn says(objects: &str, key: &str, text: &str) -> bool {
    let objects = objects.replace("/Title ", "/Title");
    written(text)
        .iter()
        .any(|text| objects.contains(&format!("{key}{text}")))
}

#[test]
fn a_deck_is_a_page_for_each_of_its_pages_with_all_that_leads_about_in_it() {
    let map = car();
    let deck = deck_of(&map);
    assert!(deck.pages.len() > map.stages.len(), "{}", deck.pages.len());
    let file = deck_pdf(&deck, &Options::default());
    let again = deck_pdf(&deck, &Options::default());
    assert_eq!(file, again, "the same deck gives the same bytes");
    let (objects, _) = pdf_parts(&file);
    assert_eq!(page_count(&objects), deck.pages.len());
    assert_eq!(media_box(&objects), [0.0, 0.0, 960.0, 540.0]);
    for page in &deck.pages {
        let title = page.full_title();
        assert!(
            says(&objects, "/Title", &title),
            "{title} is not in the outline"
        );
        assert!(
            says(&objects, "/P", &page.label),
            "{} numbers no page",
            page.label
        );
    }
    // Of the map, told to those who have it read to them.
    assert!(objects.contains("/Lang(en)") && objects.contains("/DisplayDocTitle true"));
    for kind in [
        "/S/Table",
        "/S/TR",
        "/S/TH",
        "/S/TD",
        "/S/Figure",
        "/S/P",
        "/S/H1",
    ] {
        assert!(objects.contains(kind), "no {kind}");
    }
    assert_eq!(
        objects.matches("/S/H1").count(),
        deck.pages.len(),
        "each page has a heading"
    );
    assert!(objects.contains("/Scope/Column") && objects.contains("/Scope/Row"));
    assert!(contains(&file, "pdfuaid:part"), "it says that it is PDF/UA");
    // From the whole map to the page of a stage.
    assert!(objects.contains("/Subtype/Link") && objects.contains("/S/Link"));
}

#[test]
fn pages_are_as_large_as_their_paper_and_what_has_another_shape_is_in_the_middle() {
    let map = car();
    let stop = Stop {
        shows: Shows::Stages(vec![map.stages[0].id.clone()]),
        ..Stop::default()
    };
    for (page, width, height) in [
        (PageSize::Slide, 338.67, 190.5),
        (PageSize::A4, 297.0, 210.0),
        (PageSize::A3, 420.0, 297.0),
        (PageSize::A0, 1189.0, 841.0),
    ] {
        let stops = std::slice::from_ref(&stop);
        let deck = Deck::of_stops(&map, stops, page.frame(), Backdrop::White, &FONTS, &|_| {
            true
        });
        let options = Options {
            page,
            ..Options::default()
        };
        let [_, _, right, top] = media_box(&pdf_parts(&deck_pdf(&deck, &options)).0);
        let mm = |points: f64| points / 72.0 * 25.4;
        let apart = [mm(right) - width, mm(top) - height];
        assert!(
            apart.iter().all(|apart| apart.abs() < 0.02),
            "{page:?}: {apart:?}"
        );
    }
}

#[test]
fn notes_stand_below_their_stop_and_go_on_where_they_are_long() {
    let map = Map {
        stops: [
            ("One", "Short."),
            ("Two", &"All of this is said. ".repeat(600)),
        ]
        .map(|(title, notes)| {
            Arc::new(Stop {
                id: title.into(),
                title: title.to_owned(),
                notes: notes.to_owned(),
                ..Stop::default()
            })
        })
        .to_vec(),
        ..car()
    };
    let deck = deck_of(&map);
    let count = deck.pages.len();
    let options = Options {
        page: PageSize::A4,
        notes: true,
        ..Options::default()
    };
    let (objects, _) = pdf_parts(&deck_pdf(&deck, &options));
    let [_, _, right, top] = media_box(&objects);
    assert!(top > right, "the paper stands");
    assert!(
        page_count(&objects) >= count + 2,
        "{}",
        page_count(&objects)
    );
    assert!(objects.contains("/S/Div"), "the notes are told");
    let without = pdf_parts(&deck_pdf(&deck, &Options::default())).0;
    assert_eq!(page_count(&without), count);
}

#[test]
fn a_map_is_cut_into_tiles_that_say_where_they_belong() {
    let scene = sample();
    let options = Options {
        format: Format::Pdf,
        extent: Extent::Tiles,
        page: PageSize::A4,
        about: About::of(&car()),
        ..Options::default()
    };
    let file = bytes(&scene, &options);
    let (objects, _) = pdf_parts(&file);
    let tiling = Tiling::new(scene.size, PageSize::A4, None).unwrap();
    assert!(tiling.columns > 1 && tiling.rows > 1, "{tiling:?}");
    assert_eq!(page_count(&objects), tiling.tiles.len());
    let (rows, columns) = (tiling.rows, tiling.columns);
    let last = format!("Row {rows} of {rows}, column {columns} of {columns}");
    assert!(says(&objects, "/Title", &last), "{last}");
    assert!(says(&objects, "/P", "1-2"));
    assert!(contains(&file, "pdfuaid:part"));
    // What is on one page alone is told once: the letters of the others are not in it.
    let whole = bytes(
        &scene,
        &Options {
            extent: Extent::Map,
            ..options.clone()
        },
    );
    assert!(
        file.len() < 3 * whole.len(),
        "{} of {}",
        file.len(),
        whole.len()
    );
    let dark = Options {
        across: Some(2),
        ..options
    };
    let tiling = Tiling::new(scene.size, PageSize::A4, Some(2)).unwrap();
    assert_eq!(
        page_count(&pdf_parts(&bytes(&scene, &dark)).0),
        tiling.tiles.len()
    );
}

#[test]
fn a_letter_that_no_font_has_is_written_and_nothing_is_claimed_of_the_file() {
    let strange = scene(200.0, 60.0, texts(&[("a \u{10FFFD} b", style(16.0))]));
    let file = pdf(&strange, PageSize::Map);
    assert!(file.starts_with(b"%PDF-1.") && !contains(&file, "pdfuaid:part"));
    let plain = scene(200.0, 60.0, texts(&[("a b", style(16.0))]));
    assert!(contains(&pdf(&plain, PageSize::Map), "pdfuaid:part"));
}

#[test]
fn stages_and_lanes_of_a_single_page_are_in_its_outline_and_addresses_are_links() {
    let mut map = car();
    let lane = map.lanes.iter_mut().find(|lane| !lane.cards().is_empty());
    let crate::model::LaneKind::Cards { cards, .. } = &mut Arc::make_mut(lane.unwrap()).kind else {
        panic!("it has cards");
    };
    let evidence = |link: &str| Evidence {
        link: link.to_owned(),
        ..Evidence::default()
    };
    Arc::make_mut(&mut cards[0]).evidence = vec![
        evidence("javascript:alert(1)"),
        evidence("https://example.org/a?b=c"),
    ];
    Arc::make_mut(&mut cards[1]).evidence = vec![evidence("file:///etc/passwd")];
    let scene = Scene::new(&Layout::new(&map, &FONTS, None), None);
    let options = Options {
        format: Format::Pdf,
        about: About::of(&map),
        ..Options::default()
    };
    let (objects, _) = pdf_parts(&bytes(&scene, &options));
    for stage in &map.stages {
        assert!(
            says(&objects, "/Title", stage.title.trim()),
            "{}",
            stage.title
        );
    }
    assert!(objects.contains("https://example.org/a?b=c"));
    assert!(!objects.contains("javascript:") && !objects.contains("passwd"));
    assert_eq!(objects.matches("/Subtype/Link").count(), 1);
}

#[test]
fn a_file_says_what_the_map_says() {
    let map = car();
    let about = About::of(&map);
    let told = map.story(&Telling::default()).text();
    assert!(
        told.contains(&map.personas[0].name) && told.len() > 1000,
        "{told}"
    );
    let scene = sample();
    let with = |format| {
        bytes(
            &scene,
            &Options {
                format,
                size: PixelSize::Scale(0.2),
                about: about.clone(),
                ..Options::default()
            },
        )
    };
    let svg = String::from_utf8(with(Format::Svg)).unwrap();
    let tree = usvg::roxmltree::Document::parse(&svg).unwrap();
    let root = tree.root_element();
    let described = root.attribute("aria-describedby").unwrap();
    let desc = root
        .children()
        .find(|node| node.has_tag_name("desc"))
        .unwrap();
    assert_eq!(
        (desc.attribute("id"), desc.text()),
        (Some(described), Some(&*told))
    );

    let png = with(Format::Png);
    let mut reader = ::png::Decoder::new(Cursor::new(&png)).read_info().unwrap();
    reader.finish().unwrap();
    let texts = &reader.info().utf8_text;
    let text = texts
        .iter()
        .find(|text| text.keyword == "Description")
        .unwrap();
    assert_eq!(text.get_text().unwrap(), told);

    let (objects, _) = pdf_parts(&with(Format::Pdf));
    assert!(objects.contains("/Summary"), "of its table");
    let curve = about
        .parts
        .spoken
        .values()
        .find(|said| said.contains(map.stages[0].title.trim()));
    assert!(says(&objects, "/Alt", curve.unwrap()), "of its curve");
}

#[test]
fn a_series_has_names_of_its_own_that_sort_as_its_pages() {
    let map = car();
    let deck = deck_of(&map);
    let names = deck.names();
    let unlike: std::collections::HashSet<_> = names.iter().collect();
    assert!(
        names.is_sorted() && unlike.len() == names.len(),
        "{names:?}"
    );
    assert!(names[0].starts_with("01-"), "{names:?}");
    let about = deck.about_page(1);
    assert!(about.title.starts_with(map.title.trim()) && about.map.is_none());
    assert_eq!(about.description, deck.pages[1].story.text());
}

#[test]
fn a_stop_that_takes_several_pages_is_still_one_picture() {
    let mut map = car();
    let lane = map.lanes.iter_mut().find(|lane| !lane.cards().is_empty());
    let crate::model::LaneKind::Cards { cards, .. } = &mut Arc::make_mut(lane.unwrap()).kind else {
        panic!("it has cards");
    };
    let first = cards[0].clone();
    cards.extend((0..60).map(|number| {
        let mut card = crate::model::Card::clone(&first);
        card.id = crate::model::Id::new(format!("more-{number}"));
        Arc::new(card)
    }));
    let stop = Stop {
        shows: Shows::Stages(vec![first.stage.clone()]),
        ..Stop::default()
    };
    let stops = std::slice::from_ref(&stop);
    let pages = Deck::of_stops(&map, stops, Frame::SLIDE, Backdrop::White, &FONTS, &|_| {
        true
    });
    assert!(pages.pages.len() > 1, "it is too much for one slide");
    let one = Deck::of_one_picture(&map, &stop, Frame::SLIDE, Backdrop::White, &FONTS);
    assert_eq!(one.pages.len(), 1);
    let size = one.pages[0].scene.size;
    assert!(size.width == 1920.0 && size.height > 1080.0, "{size:?}");
}

#[test]
fn a_deck_ends_early_when_it_is_told_to_and_an_empty_one_is_refused() {
    let heard = RefCell::new(Vec::new());
    let goes_on = |share: f32| {
        heard.borrow_mut().push(share);
        heard.borrow().len() < 2
    };
    let map = car();
    let some = Deck::of_map(&map, Frame::SLIDE, Backdrop::White, &FONTS, &goes_on);
    assert!(heard.borrow().is_sorted() && heard.borrow().len() == 2);
    assert!(some.pages.len() < deck_of(&map).pages.len());
    let none = export_deck(
        &Deck::default(),
        &FONTS,
        &Options::default(),
        &|_| (),
        &AtomicBool::new(false),
    );
    assert_eq!(none, Err(ExportError::NoPages));
    let cancel = AtomicBool::new(false);
    let stop = |_| cancel.store(true, Ordering::Relaxed);
    let stopped = export_deck(&some, &FONTS, &Options::default(), &stop, &cancel);
    assert_eq!(stopped, Err(ExportError::Cancelled));
}
