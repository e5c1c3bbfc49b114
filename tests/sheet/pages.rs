//! Pages of stops: each as large as its frame, nothing on it too small, cut off or over another
//! thing, and all that the stop shows on its pages once.
//!
//! `UPDATE_GOLDEN=1 cargo test --test sheet pages` writes the table of the smallest texts anew;
//! `JEJAK_PAGES=folder` writes the pages of samples and templates there as pictures.

use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    path::Path,
    sync::{Arc, atomic::AtomicBool},
};

use jejak::{
    deck::{Frame, Page, pages, pages_needed, stops, suggested},
    export::{Format, Options, PixelSize, export},
    file,
    geom::{Rect, Size, Vec2},
    model::{Card, Id, Lane, LaneKind, Map, Shows, Stop, Target, When, generate},
    scene::{Item, Scene, Shape, Subject},
    text::Fonts,
    words::Language,
};

use crate::{
    fonts::MORE_SCRIPTS,
    maps::{TEXTS, map_of, maps},
};

/// What nobody sees, in pixels.
const HAIR: f64 = 0.02;

/// Every map that comes with the program, by its name.
fn own_maps() -> Vec<(String, Map)> {
    let read = |bytes: &[u8]| file::load(bytes).unwrap().map;
    let samples = file::samples().iter();
    let mut maps: Vec<_> = samples
        .map(|sample| (sample.file_name.to_owned(), read(sample.bytes)))
        .collect();
    for template in file::templates() {
        for language in Language::ALL {
            let name = format!("{}.{}", template.id, language.code());
            maps.push((name, read(template.bytes(language))));
        }
    }
    maps
}

fn stop(id: &str, shows: Shows) -> Stop {
    Stop {
        id: id.into(),
        shows,
        ..Stop::default()
    }
}

/// A stop of every kind, with each stage and each lane by itself.
fn stops_of_all_kinds(map: &Map) -> Vec<Stop> {
    let mut all = suggested(map, Language::English);
    let ids = map.lanes.iter().map(|lane| lane.id.clone());
    all.extend(ids.map(|id| stop(&format!("lane-{id}"), Shows::Lanes(vec![id]))));
    let two = map
        .stages
        .iter()
        .skip(1)
        .take(2)
        .map(|stage| stage.id.clone());
    all.push(stop("two", Shows::Stages(two.collect())));
    let every = map.stages.iter().map(|stage| stage.id.clone());
    all.push(stop("every", Shows::Stages(every.collect())));
    let cards = map.cards().step_by(7).take(5).map(|card| card.id.clone());
    all.push(stop("cards", Shows::Cards(cards.collect())));
    let ids = map.personas.iter().map(|persona| persona.id.clone());
    all.extend(ids.map(|id| stop(&format!("persona-{id}"), Shows::Persona(id))));
    all.push(stop("matrix", Shows::Matrix));
    all.push(stop("gap", Shows::Gap));
    all
}

fn texts(scene: &Scene) -> impl Iterator<Item = (&Subject, Rect, f64)> {
    scene.chunks().flat_map(move |(y, chunk)| {
        chunk.items.iter().flat_map(move |item| {
            let Item::Text(text) = item else {
                return Vec::new();
            };
            let size = scene.theme.style(text.role).size;
            let lines = text.lines().map(|(line, at)| {
                // What small letters cover, so that lines may stand close.
                let top = at.y + y - 0.55 * size;
                let ink = Rect::new(at.x, top, at.x + line.width, at.y + y + 0.1 * size);
                (&chunk.subject, ink, size)
            });
            lines.collect()
        })
    })
}

fn meet(a: Rect, b: Rect) -> bool {
    let both = a.intersect(b);
    both.width() > HAIR && both.height() > HAIR
}

/// The places of cards, by their id.
fn cards(scene: &Scene) -> Vec<(Id, Rect)> {
    let cards = scene.chunks().filter_map(|(y, chunk)| {
        let Some(Target::Card(id)) = chunk.target() else {
            return None;
        };
        let Some(Item::Fill {
            shape: Shape::Rect { rect, .. },
            ..
        }) = chunk.items.first()
        else {
            return None;
        };
        Some((id.clone(), *rect + Vec2::new(0.0, y)))
    });
    cards.collect()
}

pub(crate) fn assert_page_is_sound(name: &str, page: &Page, frame: Frame) {
    let scene = &page.scene;
    assert_eq!(scene.size, frame.size, "{name}");
    let sheet = Rect::from_origin_size((0.0, 0.0), frame.size).inflate(HAIR, HAIR);
    for (y, chunk) in scene.chunks().filter(|(_, chunk)| !chunk.items.is_empty()) {
        // Bounds of a text have room for accents and strokes that it has not.
        let em = frame.smallest.max(page.smallest);
        let bounds = (chunk.bounds + Vec2::new(0.0, y)).inflate(-em, -em);
        assert!(
            sheet.contains_rect(bounds.abs()),
            "{name}: {:?} reaches to {bounds:?}",
            chunk.subject
        );
    }
    let texts: Vec<_> = texts(scene).collect();
    let smallest = texts.iter().map(|(.., size)| *size);
    let smallest = smallest.fold(f64::INFINITY, f64::min);
    if smallest.is_finite() {
        assert!((smallest - page.smallest).abs() < 1e-9, "{name}");
    }
    for (index, (subject, ink, _)) in texts.iter().enumerate() {
        assert!(sheet.contains_rect(*ink), "{name}: {subject:?} at {ink:?}");
        for (other, its, _) in &texts[index + 1..] {
            assert!(
                !meet(*ink, *its),
                "{name}: {subject:?} over {other:?} at {ink:?}"
            );
        }
    }
    let cards = cards(scene);
    for (index, (id, rect)) in cards.iter().enumerate() {
        for (other, its) in &cards[index + 1..] {
            assert!(!meet(*rect, *its), "{name}: {id} lies over {other}");
        }
    }
    let mut bottom = 0.0;
    for (id, rect) in &page.lanes {
        assert!(
            rect.y0 >= bottom - HAIR,
            "{name}: {id} lies over another lane"
        );
        assert!(sheet.contains_rect(*rect), "{name}: {id} at {rect:?}");
        bottom = rect.y1;
    }
}

/// The cards that a stop has to show; `None` where its pages have others beside.
fn meant(map: &Map, stop: &Stop) -> Option<BTreeSet<Id>> {
    let of = |is_shown: &dyn Fn(&Lane, &Card) -> bool| -> BTreeSet<Id> {
        let lanes = map
            .lanes
            .iter()
            .filter(|lane| !stop.hidden_lanes.contains(&lane.id));
        let cards = lanes.flat_map(|lane| lane.cards().iter().map(move |card| (lane, card)));
        let shown = cards.filter(|(lane, card)| is_shown(lane, card));
        shown.map(|(_, card)| card.id.clone()).collect()
    };
    match &stop.shows {
        Shows::Map => Some(of(&|lane, _| !lane.hidden && !lane.collapsed)),
        Shows::Stages(ids) => Some(of(&|lane, card| !lane.hidden && ids.contains(&card.stage))),
        Shows::Lanes(ids) => Some(of(&|lane, _| ids.contains(&lane.id))),
        Shows::Cards(ids) => Some(of(&|_, card| {
            let addresses = card.answers.iter().any(|pain| ids.contains(pain));
            let is_addressed = map
                .cards()
                .any(|other| ids.contains(&other.id) && other.answers.contains(&card.id));
            ids.contains(&card.id) || addresses || is_addressed
        })),
        Shows::Gap => Some(of(&|lane, card| !lane.hidden && card.when != When::Both)),
        Shows::Title | Shows::Points(_) | Shows::Persona(_) | Shows::Matrix => None,
    }
}

fn assert_sound(name: &str, map: &Map, stop: &Stop, frame: Frame, fonts: &Fonts) -> Vec<Page> {
    let pages = pages(map, stop, frame, fonts, Language::English);
    assert!(!pages.is_empty());
    let mut shown = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        let name = format!("{name}, {}, page {}", stop.id, index + 1);
        assert_eq!((page.number, page.count), (index + 1, pages.len()));
        assert_eq!(page.stop, stop.id);
        assert_page_is_sound(&name, page, frame);
        shown.extend(cards(&page.scene).into_iter().map(|(id, _)| id));
    }
    if let Some(meant) = meant(map, stop)
        && !meant.is_empty()
    {
        let set: BTreeSet<Id> = shown.iter().cloned().collect();
        assert_eq!(set, meant, "{name}, {}", stop.id);
        assert_eq!(shown.len(), set.len(), "{name}, {}: a card twice", stop.id);
    }
    pages
}

/// As [`assert_sound`], and the pages are as many and as legible as was said beforehand.
fn assert_foretold(name: &str, map: &Map, stop: &Stop, fonts: &Fonts) {
    let pages = assert_sound(name, map, stop, Frame::SLIDE, fonts);
    let (count, smallest) = pages_needed(map, stop, Frame::SLIDE, fonts, Language::English);
    assert_eq!(count, pages.len(), "{name}, {}", stop.id);
    let sizes = pages.iter().map(|page| page.smallest);
    let least = sizes.fold(f64::INFINITY, f64::min);
    let is_small = least < Frame::SLIDE.smallest - 1e-6;
    assert_eq!(smallest.is_some(), is_small, "{name}, {}", stop.id);
}

#[test]
fn the_smallest_text_of_each_stop_is_known() {
    use std::fmt::Write as _;
    let fonts = Fonts::bundled();
    let folder = env::var_os("JEJAK_PAGES");
    let mut table = String::from(
        "The smallest text of each stop in pixels, on a slide of 1920 x 1080, page by page.\n",
    );
    for (name, map) in own_maps() {
        writeln!(table, "\n{name}").unwrap();
        for stop in stops(&map, map.language) {
            let pages = assert_sound(&name, &map, &stop, Frame::SLIDE, &fonts);
            let sizes = pages.iter().map(|page| format!("{:.1}", page.smallest));
            let sizes = sizes.collect::<Vec<_>>().join("  ");
            writeln!(table, "  {:<44} {sizes}", pages[0].title).unwrap();
            let is_overview = stop.shows == Shows::Map;
            for page in &pages {
                assert!(
                    is_overview || page.smallest >= 18.0 - 1e-6,
                    "{name}, {}",
                    stop.id
                );
                if let Some(folder) = &folder {
                    let file = format!("{name}-{}-{}.png", stop.id, page.number);
                    write_picture(&page.scene, &fonts, &Path::new(folder).join(file));
                }
            }
        }
    }
    let kept_in = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/stops.txt");
    if env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&kept_in, &table).unwrap();
        return;
    }
    let kept = fs::read_to_string(&kept_in).unwrap();
    for (now, before) in table.lines().zip(kept.lines()) {
        assert_eq!(now, before, "{}", kept_in.display());
    }
    assert_eq!(table.lines().count(), kept.lines().count());
}

fn write_picture(scene: &Scene, fonts: &Fonts, file: &Path) {
    let options = Options {
        format: Format::Png,
        size: PixelSize::Width(1920),
        ..Options::default()
    };
    let never = AtomicBool::new(false);
    let bytes = export(scene, fonts, &options, &|_| (), &never).unwrap();
    fs::write(file, bytes).unwrap();
}

#[test]
fn every_kind_of_stop_is_sound_on_slides_and_papers() {
    let fonts = Fonts::bundled();
    let map = file::load(file::samples()[0].bytes).unwrap().map;
    let folder = env::var_os("JEJAK_PAGES");
    for stop in stops_of_all_kinds(&map) {
        let pages = assert_sound("car", &map, &stop, Frame::SLIDE, &fonts);
        if let Some(folder) = &folder {
            for page in &pages {
                let file = format!("kinds-{}-{}.png", stop.id, page.number);
                write_picture(&page.scene, &fonts, &Path::new(folder).join(file));
            }
        }
    }
    for frame in Frame::PAPERS {
        for stop in suggested(&map, Language::English) {
            assert_sound("car", &map, &stop, frame, &fonts);
        }
    }
}

#[test]
fn the_whole_map_fills_the_slide() {
    let fonts = Fonts::bundled();
    for (name, map) in own_maps() {
        if map.stages.is_empty() || map.lanes.is_empty() {
            continue;
        }
        let whole = stop("whole", Shows::Map);
        let page = &pages(&map, &whole, Frame::SLIDE, &fonts, map.language)[0];
        let Size { width, height } = Frame::SLIDE.size;
        let lanes = page.lanes.iter().map(|(_, rect)| *rect);
        let all = lanes.reduce(|all, lane| all.union(lane)).unwrap();
        assert!(all.x0 < 0.03 * width, "{name}: {all:?}");
        assert!(all.x1 > 0.97 * width, "{name}: {all:?}");
        assert!(all.y1 > 0.9 * height, "{name}: {all:?}");
        assert!(
            page.smallest < Frame::SLIDE.smallest || page.lanes.len() < 8,
            "{name}"
        );
    }
}

#[test]
fn maps_of_all_shapes_are_sound() {
    let fonts = Fonts::with(MORE_SCRIPTS);
    let shapes = [
        ("one stage", map_of(1, 0, 1, &TEXTS[..1])),
        ("one stage of eight steps", map_of(1, 8, 2, &TEXTS[..1])),
        ("twelve stages", map_of(12, 0, 1, &TEXTS[..1])),
        ("no personas", map_of(4, 0, 0, &TEXTS[..1])),
        ("from right to left", map_of(4, 2, 2, &TEXTS[2..4])),
        ("generated", generate(60, 7)),
        ("many cards", generate(400, 3)),
        ("nothing", Map::default()),
    ];
    for (name, map) in shapes {
        for stop in suggested(&map, Language::English) {
            assert_foretold(name, &map, &stop, &fonts);
        }
    }
    let mut bare = map_of(5, 0, 1, &TEXTS[..1]);
    bare.lanes.clear();
    for stop in stops_of_all_kinds(&bare) {
        assert_sound("no lanes", &bare, &stop, Frame::SLIDE, &fonts);
    }
}

#[test]
fn what_is_hard_to_set_stays_on_its_pages() {
    let fonts = Fonts::with(MORE_SCRIPTS);
    for (name, map) in maps().into_iter().step_by(7) {
        for stop in suggested(&map, Language::English) {
            let pages = pages(&map, &stop, Frame::SLIDE, &fonts, Language::English);
            for page in &pages {
                assert_eq!(page.scene.size, Frame::SLIDE.size);
                let sheet = Rect::from_origin_size((0.0, 0.0), Frame::SLIDE.size);
                for (_, ink, _) in texts(&page.scene) {
                    assert!(
                        sheet.inflate(HAIR, HAIR).contains_rect(ink),
                        "{name}, {}: {ink:?}",
                        stop.id
                    );
                }
            }
        }
    }
}

/// A map of one lane with so many cards in its only stage, each with a text.
fn one_lane(count: usize, text: &str) -> Map {
    let mut map = map_of(1, 0, 1, &TEXTS[..1]);
    let lane = map.lanes.iter().find(|lane| !lane.cards().is_empty());
    let mut lane = Lane::clone(lane.unwrap());
    lane.hidden = false;
    let LaneKind::Cards { cards, .. } = &mut lane.kind else {
        unreachable!("it has cards");
    };
    let card = Card {
        stage: map.stages[0].id.clone(),
        text: text.to_owned(),
        ..Card::default()
    };
    *cards = (0..count)
        .map(|index| {
            Arc::new(Card {
                id: Id::new(format!("card-{index}")),
                ..card.clone()
            })
        })
        .collect();
    map.lanes = vec![Arc::new(lane)];
    map.arrows.clear();
    map
}

#[test]
fn a_lane_that_is_too_high_goes_on_over_pages() {
    let fonts = Fonts::bundled();
    let map = one_lane(200, TEXTS[0]);
    let shown = stop("lane", Shows::Lanes(vec![map.lanes[0].id.clone()]));
    let pages = assert_sound("high", &map, &shown, Frame::SLIDE, &fonts);
    assert!(pages.len() > 1);
    for page in &pages {
        assert_eq!(page.lanes.len(), 1);
        assert!(page.smallest >= 18.0 - 1e-6, "{}", page.smallest);
    }
}

#[test]
fn a_card_that_is_higher_than_a_page_makes_its_page_small_alone() {
    let fonts = Fonts::bundled();
    let mut map = one_lane(1, &"What was said took a while. ".repeat(400));
    let mut other = Lane::clone(&one_lane(3, TEXTS[0]).lanes[0]);
    other.id = "other".into();
    let LaneKind::Cards { cards, .. } = &mut other.kind else {
        unreachable!("it has cards");
    };
    for (index, card) in cards.iter_mut().enumerate() {
        Arc::make_mut(card).id = Id::new(format!("other-{index}"));
    }
    map.lanes.push(Arc::new(other));
    let shown = stop("stage", Shows::Stages(vec![map.stages[0].id.clone()]));
    let pages = assert_sound("huge", &map, &shown, Frame::SLIDE, &fonts);
    let sizes: BTreeMap<bool, usize> = pages.iter().fold(BTreeMap::new(), |mut sizes, page| {
        *sizes.entry(page.smallest < 18.0 - 1e-6).or_default() += 1;
        sizes
    });
    assert_eq!(sizes, BTreeMap::from([(false, 1), (true, 1)]));
}

#[test]
fn a_part_of_the_journey_says_where_it_is() {
    let fonts = Fonts::bundled();
    let map = file::load(file::samples()[0].bytes).unwrap().map;
    let has_way = |stop: &Stop| -> bool {
        let pages = pages(&map, stop, Frame::SLIDE, &fonts, Language::English);
        let has = |page: &Page| page.scene.chunks().any(|(_, c)| c.subject == Subject::Way);
        pages.iter().all(has)
    };
    for stage in &map.stages {
        assert!(has_way(&stop(
            "stage",
            Shows::Stages(vec![stage.id.clone()])
        )));
    }
    assert!(!has_way(&stop("map", Shows::Map)));
    // The curve comes from the stage before and goes on to the next.
    let middle = stop("stage", Shows::Stages(vec![map.stages[2].id.clone()]));
    let pages = pages(&map, &middle, Frame::SLIDE, &fonts, Language::English);
    let curves = pages.iter().flat_map(|page| {
        let chunks = page.scene.chunks().map(|(_, chunk)| chunk);
        chunks.filter(|chunk| matches!(chunk.subject, Subject::Curve { .. }))
    });
    let widest = curves.map(|curve| curve.bounds.width()).fold(0.0, f64::max);
    let lane = pages[0].lanes[0].1;
    assert!(
        widest > 0.8 * (lane.width() - 320.0),
        "{widest} of {lane:?}"
    );
}

#[test]
fn a_title_is_set_once_and_what_its_stage_is_for_beside_it() {
    let fonts = Fonts::bundled();
    let map = file::load(file::samples()[0].bytes).unwrap().map;
    let stage = &map.stages[1];
    let shown = stop("stage", Shows::Stages(vec![stage.id.clone()]));
    let page = &pages(&map, &shown, Frame::SLIDE, &fonts, Language::English)[0];
    let words = page.scene.chunks().flat_map(|(_, chunk)| {
        let of_way = chunk.subject == Subject::Way;
        let texts = chunk.items.iter().filter_map(|item| match item {
            Item::Text(text) => Some(text.lines().map(|(line, _)| line.text.clone())),
            _ => None,
        });
        let lines = texts.flatten().collect::<Vec<_>>();
        if of_way { Vec::new() } else { lines }
    });
    let words: Vec<String> = words.collect();
    let times = |text: &str| words.iter().filter(|line| *line == text).count();
    assert_eq!(times(&stage.title), 1);
    assert_eq!(times(&stage.goal), 1);
}
