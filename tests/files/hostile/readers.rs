//! What every reader has to hold to, whatever bytes it is given. `fuzz/` calls the very same.

#![allow(unreachable_pub)] // The fuzz targets reach them.

use std::{
    collections::HashSet,
    sync::{Arc, LazyLock, OnceLock, atomic::AtomicBool},
};

use jejak::{
    editor::{Editor, Intent},
    exchange::{
        self, ExchangeError, MapFormat, Note, NoteKind, PastedMap, ReadOptions, Taken, answers,
        carry,
        table::{ReadScale, Stages, tell},
    },
    export::{About, Format, Letters, Options, export},
    file::{self, journal, picture},
    layout::Layout,
    model::{Brand, LaneKind, Map, Scale, Target},
    scene::Scene,
    survey::{self, Answers, Columns, SaidColumns, Survey, Table},
    text::Fonts,
    words::Language,
};

use super::{memory, roxmltree};

pub type Read = fn(&[u8]);

/// By name; each panics where bytes make a reader do what it must not.
pub const READERS: [(&str, Read); 16] = [
    ("journey", journey),
    ("mermaid", mermaid),
    ("table", table),
    ("markdown", markdown),
    ("html", html),
    ("records", records),
    ("survey", survey),
    ("workbook", workbook),
    ("open_journey", open_journey),
    ("picture", carrying_picture),
    ("carry", carried),
    ("image", image),
    ("image_in_map", image_in_map),
    ("journal", journal_file),
    ("clipboard", clipboard),
    ("brand", brand),
];

/// A reader holds at most so many times the bytes that it is given …
const TIMES: usize = 20;
/// … and this.
const BESIDE: usize = 4 << 20;
/// No byte inflates to more.
const INFLATED: usize = 1032;

fn within<T>(bytes: usize, read: impl FnOnce() -> T) -> T {
    let (given, most) = memory::most_held(read);
    assert!(
        most <= TIMES * bytes + BESIDE,
        "{most} bytes were held for {bytes}"
    );
    given
}

/// The same language for the same bytes.
fn language(bytes: &[u8]) -> Language {
    Language::ALL[bytes.len() % Language::ALL.len()]
}

pub fn journey(bytes: &[u8]) {
    let loaded = match within(bytes.len(), || file::load(bytes)) {
        Ok(loaded) => loaded,
        Err(error) => {
            placed(bytes, error.line, error.column, 1);
            return said(&error.describe(language(bytes)));
        }
    };
    for warning in some_of(&loaded.warnings) {
        placed(bytes, warning.line, warning.column, 1);
        said(&warning.describe(language(bytes)));
    }
    sound(bytes, &loaded.map);
}

fn exchanged(format: MapFormat, bytes: &[u8], stages: Stages, inflated: usize) {
    let read = || exchange::read_with(format, bytes, &said_of(bytes, stages), language(bytes));
    match within(bytes.len() * inflated, read) {
        Ok(taken) => taken_from(format, bytes, &taken),
        Err(error) => refused(format, bytes, &error),
    }
}

/// What a person may say of a table; the same for the same bytes.
fn said_of(bytes: &[u8], stages: Stages) -> ReadOptions {
    let (worst, best) = (5.0, 1.0);
    ReadOptions {
        stages,
        head: (bytes.len() % 5 == 4).then_some(2),
        persona: (bytes.len() % 11 == 10).then(|| "Ana (buyer)".to_owned()),
        scale: (bytes.len() % 7 == 6).then_some(ReadScale { worst, best }),
        ..ReadOptions::default()
    }
}

fn refused(format: MapFormat, bytes: &[u8], error: &ExchangeError) {
    said(&error.describe(language(bytes)));
    // What a picture carries has lines of its own.
    if format == MapFormat::Picture {
        return;
    }
    // A table's lines may end as they did on old Macs.
    if is_table(format) && bytes.contains(&b'\r') {
        counted(bytes, error.line, error.column);
    } else {
        placed(bytes, error.line, error.column, 1);
    }
}

fn taken_from(format: MapFormat, bytes: &[u8], taken: &Taken) {
    for note in some_of(&taken.notes) {
        said(&note.describe(language(bytes)));
        if !matches!(note.kind, NoteKind::Mended(_)) {
            note_is_placed(format, bytes, note);
        }
    }
    sound(bytes, &taken.map);
}

fn note_is_placed(format: MapFormat, bytes: &[u8], note: &Note) {
    if is_table(format) {
        // Cells are counted, of which a line has one more than marks between them, or the head has.
        counted(bytes, note.line, note.column);
    } else {
        placed(bytes, note.line, note.column, 1);
    }
}

fn is_table(format: MapFormat) -> bool {
    matches!(
        format,
        MapFormat::Csv
            | MapFormat::Tsv
            | MapFormat::Markdown
            | MapFormat::Html
            | MapFormat::Records
    )
}

/// A place of which there are no more than bytes, in a line that one of its ends begins.
fn counted(bytes: &[u8], line: usize, column: usize) {
    assert!((1..=lines(bytes)).contains(&line), "line {line}");
    assert!((1..=bytes.len() + 1).contains(&column), "column {column}");
}

pub fn mermaid(bytes: &[u8]) {
    exchanged(MapFormat::Mermaid, bytes, Stages::Guess, INFLATED);
}

pub fn table(bytes: &[u8]) {
    let stages = [Stages::Guess, Stages::Across, Stages::Down][bytes.len() % 3];
    exchanged(MapFormat::Csv, bytes, stages, 1);
}

pub fn markdown(bytes: &[u8]) {
    exchanged(MapFormat::Markdown, bytes, Stages::Guess, INFLATED);
}

pub fn html(bytes: &[u8]) {
    exchanged(MapFormat::Html, bytes, Stages::Guess, 1);
}

pub fn records(bytes: &[u8]) {
    exchanged(MapFormat::Records, bytes, Stages::Guess, 1);
}

pub fn open_journey(bytes: &[u8]) {
    exchanged(MapFormat::OpenJourney, bytes, Stages::Guess, 1);
}

/// A workbook, else what stands in one: a sheet, the texts that its cells share, its formats, each
/// ended by a zero.
pub fn workbook(bytes: &[u8]) {
    if bytes.starts_with(b"PK") {
        return workbook_file(bytes);
    }
    let mut parts = bytes.splitn(3, |byte| *byte == 0);
    let [sheet, texts, styles] = [(); 3].map(|()| parts.next().unwrap_or_default());
    workbook_file(&super::package::workbook(sheet, texts, styles));
}

fn workbook_file(bytes: &[u8]) {
    match exchange::read(MapFormat::Workbook, bytes, language(bytes)) {
        Ok(taken) => {
            taken
                .notes
                .iter()
                .for_each(|note| said(&note.describe(language(bytes))));
            sound(bytes, &taken.map);
        }
        Err(error) => said(&error.describe(language(bytes))),
    }
}

/// The answers of a survey, held against a map.
pub fn survey(bytes: &[u8]) {
    static MAP: LazyLock<Map> = LazyLock::new(sample);
    let table = match within(bytes.len(), || Table::read(bytes)) {
        Ok(table) => table,
        Err(error) => return said(&error.describe(language(bytes))),
    };
    let line_count = lines(bytes);
    for row in table.rows() {
        assert!((1..=line_count).contains(&row.line), "{row:?}");
    }
    within(bytes.len(), || {
        tell(&table, Some(&MAP));
        survey::looks_like_answers(&table)
    });
    let said_columns = SaidColumns::default();
    for map in [Some(&*MAP), None] {
        match within(bytes.len(), || {
            survey::understand(&table, &said_columns, map)
        }) {
            Ok(answers) => {
                assert!(answers.scale.min < answers.scale.max, "{:?}", answers.scale);
                for note in &answers.notes {
                    said(&note.describe(language(bytes)));
                }
                made_of(&answers, bytes);
            }
            Err(error) => said(&error.describe(language(bytes))),
        }
    }
    let Some(columns) = Columns::guess(&table) else {
        return;
    };
    let scale = Scale { min: 1.0, max: 5.0 };
    let survey = within(bytes.len(), || Survey::new(&table, columns, scale, &MAP));
    for group in &survey.groups {
        let figures = group.figures();
        assert!(
            (scale.min..=scale.max).contains(&figures.mean),
            "{figures:?}"
        );
        let _ = group.date();
    }
    for skipped in &survey.skipped {
        said(&skipped.why.describe(language(bytes)));
    }
    assert!(survey.answer_count() + survey.skipped.len() <= table.rows().len());
}

/// A map of answers is sound, or it is said why there is none.
fn made_of(found: &Answers, bytes: &[u8]) {
    let language = language(bytes);
    // So many answers nobody waits for in a test.
    if found.table.rows().len() * found.stages.len() > 10_000 {
        return;
    }
    match answers::map_of(found, "answers.csv", language) {
        Ok((map, _)) => assert_eq!(map.check(), []),
        Err(why) => said(&why.describe(language)),
    }
}

/// A picture that may carry a map.
pub fn carrying_picture(bytes: &[u8]) {
    let carries = exchange::picture::carries(bytes);
    exchanged(MapFormat::Picture, bytes, Stages::Guess, INFLATED);
    let read = exchange::read(MapFormat::Picture, bytes, Language::English);
    assert!(carries || read.is_err());
}

/// What rides along in other files, as bytes and as text; and what such bytes are when they ride.
pub fn carried(bytes: &[u8]) {
    let unpacked = within(bytes.len() * INFLATED, || carry::unpack(bytes));
    if let Ok(loaded) = unpacked {
        sound(bytes, &loaded.map);
    }
    if let Ok(text) = str::from_utf8(bytes) {
        let unpacked = within(bytes.len() * INFLATED, || carry::unpack_text(text));
        if let Ok(loaded) = unpacked {
            sound(bytes, &loaded.map);
        }
    }
    let again = carry::unpack_text(&carry::pack_as_text(bytes));
    match (again, file::load(bytes)) {
        (Ok(again), Ok(plain)) => assert_eq!(again, plain),
        (Err(carry::CarryError::Load(again)), Err(plain)) => assert_eq!(again, plain),
        (again, plain) => panic!("{again:?} is not {plain:?}"),
    }
}

/// How many pixels a PNG or WebP says it has. Both can have many in few bytes, so that the time would
/// go into them and not into what is said about them.
fn pixels_of(bytes: &[u8]) -> u64 {
    let number = |at: usize, count: usize| {
        let bytes = bytes.get(at..at + count).unwrap_or_default();
        bytes
            .iter()
            .rev()
            .fold(0, |number, byte| number << 8 | u64::from(*byte))
    };
    match bytes.get(..16) {
        Some(head) if head.starts_with(b"\x89PNG") => {
            let side = |at: usize| u64::from((number(at, 4) as u32).swap_bytes());
            side(16) * side(20)
        }
        Some(head) if head.ends_with(b"WEBPVP8L") => {
            let sides = number(21, 4);
            ((sides & 0x3FFF) + 1) * ((sides >> 14 & 0x3FFF) + 1)
        }
        Some(head) if head.ends_with(b"WEBPVP8X") => (number(24, 3) + 1) * (number(27, 3) + 1),
        Some(head) if head.ends_with(b"WEBPVP8 ") => {
            (number(26, 2) & 0x3FFF) * (number(28, 2) & 0x3FFF)
        }
        _ => 0,
    }
}

/// A picture as a person chooses it. Its pixels are not counted: they have bounds of their own.
pub fn image(bytes: &[u8]) {
    if (1 << 20..100_000_000).contains(&pixels_of(bytes)) {
        return;
    }
    for read in [picture::import, picture::import_portrait] {
        match read(bytes) {
            Ok(picture) => {
                let (width, height) = picture.size();
                let side = jejak::model::Picture::MAX_SIDE;
                assert!((1..=side).contains(&width) && (1..=side).contains(&height));
                let pixels = picture::pixels(&picture).map(|pixels| pixels.len());
                assert_eq!(pixels, Some((width * height * 4) as usize));
            }
            Err(error) => said(&error.describe(language(bytes))),
        }
    }
}

/// A picture within the file of a map.
pub fn image_in_map(bytes: &[u8]) {
    use base64::{Engine as _, prelude::BASE64_STANDARD};
    let data = BASE64_STANDARD.encode(bytes);
    let kind = if bytes.starts_with(b"\xFF\xD8") {
        "jpeg"
    } else {
        "png"
    };
    let text = format!(
        r#"{{ "format": "jejak.journey", "version": 1, "personas": [{{ "id": "p", "picture": "data:image/{kind};base64,{data}" }}] }}"#
    );
    let (loaded, most) = memory::most_held(|| file::load(text.as_bytes()));
    assert!(most <= TIMES * text.len() + BESIDE, "{most} bytes");
    let loaded = loaded.expect("the map around it is sound");
    let kept = loaded.map.personas[0].picture.as_ref();
    assert_eq!(loaded.warnings.len(), usize::from(kept.is_none()));
    // Decoded as it is seen: of eight bytes a pixel at most, and as they are shown.
    let side = jejak::model::Picture::MAX_SIDE as usize;
    let (_, most) = memory::most_held(|| kept.and_then(picture::pixels));
    assert!(most <= BESIDE + side * side * (8 + 4 + 4), "{most} bytes");
    sound(bytes, &loaded.map);
}

/// A file that a brand is taken from; also the theme of slides and their master, each ended by a zero.
pub fn brand(bytes: &[u8]) {
    if (1 << 20..100_000_000).contains(&pixels_of(bytes)) {
        return;
    }
    brand_file(bytes);
    if !bytes.starts_with(b"PK") {
        let mut parts = bytes.splitn(2, |byte| *byte == 0);
        let [theme, master] = [(); 2].map(|()| parts.next().unwrap_or_default());
        brand_file(&super::package::slides(theme, master));
    }
}

fn brand_file(bytes: &[u8]) {
    match exchange::brand::read(bytes, "a.json", language(bytes)) {
        Ok(found) => {
            for note in &found.notes {
                said(&note.describe(language(bytes)));
            }
            assert!(Brand::COLORS.contains(&found.brand.colors.len()));
            assert!(found.brand.personas.len() <= Brand::MOST_PERSONAS);
            assert!(found.brand.name.chars().count() <= Brand::MOST_LETTERS);
            assert!(found.colors.len() <= 80 && found.logos.len() <= 8);
            let mut seen = HashSet::new();
            for color in &found.colors {
                let _ = color.describe(language(bytes));
                assert!(seen.insert(color.color), "{color:?} is there twice");
            }
        }
        Err(why) => said(&why.describe(language(bytes))),
    }
}

pub fn journal_file(bytes: &[u8]) {
    let Some((entry, turn)) = within(bytes.len(), || journal::JournalEntry::from_bytes(bytes))
    else {
        return;
    };
    let again = entry.to_bytes(turn).expect("it can be written");
    let again = journal::JournalEntry::from_bytes(&again);
    assert_eq!(again.as_ref(), Some(&(entry.clone(), turn)));
    if let Ok(map) = entry.map() {
        sound(bytes, &map);
    }
}

/// What is pasted: up to a zero our own format or that of others in HTML, then the text beside it.
pub fn clipboard(bytes: &[u8]) {
    let content = String::from_utf8_lossy(bytes);
    let (html, text) = match content.split_once('\0') {
        Some((html, text)) => (Some(html.to_owned()), text.to_owned()),
        None => (None, content.into_owned()),
    };
    if let Some(map) = PastedMap::of(html.as_deref(), &text, language(bytes)) {
        let read = exchange::read_table(
            map.format,
            &map.bytes,
            &ReadOptions::default(),
            language(bytes),
        );
        match read {
            Ok(read) => assert_eq!(read.taken.map.check(), []),
            Err(error) => said(&error.describe(language(bytes))),
        }
    }
    let mut editor = Editor::new(small(), fonts());
    let map = editor.map().clone();
    let cell = Target::Cell {
        lane: map.lanes[0].id.clone(),
        stage: map.stages[0].id.clone(),
        step: None,
    };
    editor.handle(Intent::Select(vec![cell]));
    editor.handle(Intent::Paste { html, text });
    assert_eq!(editor.map().check(), []);
    editor.handle(Intent::Action(jejak::editor::Action::Undo));
    assert_eq!(*editor.map(), map);
}

/// What is true of every map, however it came.
fn sound(bytes: &[u8], map: &Map) {
    assert_eq!(map.check(), []);
    let saved = file::save(map);
    let again = file::load(&saved).expect("what was saved can be read");
    assert_eq!(again.warnings, []);
    assert_eq!(again.map, *map);
    if is_chosen(bytes) {
        written(map);
        drawn(map);
    }
}

/// What takes long is done for one of so many inputs, always the same ones.
fn is_chosen(bytes: &[u8]) -> bool {
    static ONE_OF: OnceLock<u128> = OnceLock::new();
    let one_of = *ONE_OF.get_or_init(|| {
        let asked = std::env::var("JEJAK_SHEETS").ok();
        asked.and_then(|number| number.parse().ok()).unwrap_or(64)
    });
    let print = file::stamp::Fingerprint::of(bytes).to_string();
    u128::from_str_radix(&print, 16).is_ok_and(|print| (print >> 17) % one_of == 0)
}

/// Every format holds it and can be read again.
fn written(map: &Map) {
    for format in MapFormat::ALL {
        let Some(given) = exchange::write(format, map, false) else {
            continue;
        };
        for lost in &given.lost {
            said(&lost.describe(map.language));
        }
        let again = exchange::read(format, &given.bytes, map.language);
        let again = again.unwrap_or_else(|error| panic!("{format:?}: {error:?}"));
        assert_eq!(again.map.check(), [], "{format:?}");
        // The whole map rides along.
        if matches!(
            format,
            MapFormat::Journey | MapFormat::Mermaid | MapFormat::Markdown
        ) {
            assert_eq!(again.map, *map, "{format:?}");
        }
    }
}

/// It can be laid out and drawn, and what is drawn is XML.
fn drawn(map: &Map) {
    let columns: usize = map.stages.iter().map(|s| s.steps.len().max(1)).sum();
    let points = map.lanes.iter().flat_map(|lane| lane.curves());
    let points: usize = points.map(|curve| curve.points.len()).sum();
    if columns * map.lanes.len().max(1) > 400 || map.cards().count() + points > 80 {
        return;
    }
    let fonts = fonts();
    let scene = Scene::new(&Layout::new(map, &fonts, None), None);
    for letters in [Letters::Text, Letters::Outlines] {
        let options = Options {
            format: Format::Svg,
            letters,
            about: About {
                map: Some(Arc::new(map.clone())),
                ..About::of(map)
            },
            ..Options::default()
        };
        let svg = export(&scene, &fonts, &options, &|_| (), &AtomicBool::new(false));
        let svg = String::from_utf8(svg.expect("it can be exported")).expect("it is UTF-8");
        roxmltree::Document::parse(&svg).expect("it is XML");
        let again = exchange::read(MapFormat::Picture, svg.as_bytes(), map.language);
        assert_eq!(again.expect("it carries the map").map, *map);
    }
}

/// The first ones and the last: each place is found by walking there.
fn some_of<T>(told: &[T]) -> impl Iterator<Item = &T> {
    told.iter().take(50).chain(told.last())
}

/// A place that a person can go to: in a line that is there, at most one behind its end.
fn placed(bytes: &[u8], line: usize, column: usize, beyond: usize) {
    let text = letters(bytes);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let found = text.split('\n').nth(line.wrapping_sub(1));
    let found = found.unwrap_or_else(|| panic!("there is no line {line}"));
    let length = found.chars().count();
    assert!(
        (1..=length + 1 + beyond).contains(&column),
        "column {column} of {length}"
    );
}

/// The text; what is not UTF-8 is decoded as Windows-1252, which has a letter for each byte.
fn letters(bytes: &[u8]) -> String {
    match str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

fn lines(bytes: &[u8]) -> usize {
    1 + bytes
        .iter()
        .filter(|byte| matches!(byte, b'\n' | b'\r'))
        .count()
}

/// A sentence that has no gap left in it.
fn said(sentence: &str) {
    assert!(!sentence.trim().is_empty());
}

fn fonts() -> Fonts {
    thread_local! {
        static FONTS: Fonts = Fonts::bundled();
    }
    FONTS.with(Clone::clone)
}

pub fn sample() -> Map {
    let loaded = file::load(file::samples()[0].bytes);
    loaded.expect("a sample can be read").map
}

/// A map that something can be pasted into.
pub fn small() -> Map {
    static SMALL: LazyLock<Map> = LazyLock::new(|| {
        let text = br#"{ "format": "jejak.journey", "version": 1,
            "personas": [{ "id": "p", "name": "Ani" }],
            "stages": [{ "id": "a", "title": "A" }, { "id": "b", "title": "B" }],
            "lanes": [
                { "id": "l", "kind": "cards", "role": "customer_actions", "title": "L",
                  "cards": [{ "id": "c", "stage": "a", "text": "C" }] },
                { "id": "e", "kind": "emotion", "title": "E",
                  "curves": [{ "persona": "p", "points": [] }] }
            ] }"#;
        let loaded = file::load(text).expect("it is a map");
        assert!(matches!(loaded.map.lanes[0].kind, LaneKind::Cards { .. }));
        loaded.map
    });
    SMALL.clone()
}
