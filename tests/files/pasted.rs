//! What people copy elsewhere and paste: into a cell, and as a map.

use jejak::{
    editor::{Editor, Intent, blank_map},
    exchange::{
        MapFormat, PastedMap, ReadOptions, is_drawing, read_table, table::pasted_cells, write,
    },
    file,
    model::{Map, Target},
    text::Fonts,
    words::Language::English,
};

use crate::cases::{bytes, has};

/// What the files of one name put onto a clipboard.
fn clipboard(name: &str) -> (Option<String>, String) {
    let read = |ending: &str| {
        let name = format!("{name}.{ending}");
        crate::cases::is_there("paste", &name)
            .then(|| String::from_utf8(bytes("paste", &name)).unwrap())
    };
    let text = read("txt").or_else(|| read("md"));
    (read("html"), text.unwrap_or_default())
}

/// The texts of the cards where the first cell is pasted into, and how many cards are elsewhere.
fn into_cell(name: &str) -> (Vec<String>, usize) {
    let (html, text) = clipboard(name);
    let mut editor = Editor::new(blank_map(English), Fonts::bundled());
    let cell = |map: &Map| Target::Cell {
        lane: map.lanes[0].id.clone(),
        stage: map.stages[0].id.clone(),
        step: None,
    };
    let cell = cell(editor.map());
    editor.handle(Intent::Select(vec![cell]));
    let effects = editor.handle(Intent::Paste { html, text });
    assert_eq!(effects, [], "{name}");
    let map = editor.map();
    assert_eq!(map.check(), []);
    let first = &map.stages[0].id;
    let cards = map.lanes[0].cards().iter();
    let here = cards.filter(|card| card.stage == *first);
    let here: Vec<String> = here.map(|card| card.text.clone()).collect();
    let others = map.cards().count() - here.len();
    (here, others)
}

#[test]
fn lists_and_cells_are_cards_of_one_cell() {
    for (name, cards) in [
        (
            "word-bullets",
            &[
                "Reads the notice",
                "Asks at the desk",
                "once in the morning",
                "once after lunch",
                "Gives up",
            ][..],
        ),
        (
            "word-numbers",
            &[
                "Finds the door",
                "Takes a number",
                "Red for letters",
                "Blue for parcels",
                "Goes home",
            ],
        ),
        ("excel-cell", &["Waits in line\nReads \"closed at 5\""]),
        (
            "excel-column",
            &[
                "Waits in line\nReads the sign",
                "Pays",
                "Says \"thanks\"\nLeaves",
            ],
        ),
        (
            "excel-plain-quotes",
            &["\"Quoted\" by a friend", "Said \"no\" twice"],
        ),
    ] {
        assert_eq!(
            into_cell(name),
            (cards.iter().map(|card| (*card).to_owned()).collect(), 0),
            "{name}"
        );
    }
    let (html, _) = clipboard("word-bullets");
    assert_eq!(
        pasted_cells(html.as_deref(), "\r\n"),
        [[["Reads the notice", "Asks at the desk"]]],
        "the HTML alone"
    );
}

#[test]
fn cells_go_into_the_grid_whatever_their_lines() {
    let (here, others) = into_cell("table-word");
    assert_eq!(here, ["Stage"]);
    assert_eq!(others, 13);
    for name in ["table-excel", "table-sheets", "table-word", "table-notion"] {
        let (html, text) = clipboard(name);
        let cells = pasted_cells(html.as_deref(), &text);
        assert_eq!((cells.len(), cells[0].len()), (4, 4), "{name}");
        assert_eq!(cells[1][2], ["Walks in\nLooks round"], "{name}");
        assert_eq!(cells[3][1], [] as [&str; 0], "{name}");
    }
    let (_, text) = clipboard("pipe-table");
    let cells = pasted_cells(None, &text);
    assert_eq!(cells[1][3], ["Brings a friend | two"]);
}

fn as_map(name: &str) -> Map {
    let (html, text) = clipboard(name);
    let map = PastedMap::of(html.as_deref(), &text, English);
    let map = map.unwrap_or_else(|| panic!("{name} is no map"));
    let read = read_table(map.format, &map.bytes, &ReadOptions::default(), English);
    let map = read.unwrap_or_else(|error| panic!("{name}: {error}"));
    assert_eq!(map.taken.map.check(), [], "{name}");
    map.taken.map
}

#[test]
fn maps_are_known_in_every_form() {
    let table = &[
        "S Find · Visit · Return",
        "L Actions actions 1+1+1",
        "C Customer: 3 · 2 · 5 on 1…5",
        "L Pain points pains 0+1+0",
    ];
    for name in ["table-excel", "table-sheets", "table-word", "table-notion"] {
        let map = as_map(name);
        has(name, &map, table);
        has(
            name,
            &map,
            &["Reads a poster | Walks in / Looks round | Brings a friend"],
        );
    }
    let map = as_map("pipe-table");
    has("pipe-table", &map, table);
    has(
        "pipe-table",
        &map,
        &[
            "Reads a poster | Walks in / Looks round | Brings a friend | two",
            "No seats",
        ],
    );
    assert_eq!(map.lanes.len(), 3, "no word of the sentences around");
    has(
        "merged-word",
        &as_map("merged-word"),
        &[
            "S Before · After",
            "L Actions actions 2+1",
            "C Customer: 3 2 ·  on 1…5",
        ],
    );
    has(
        "mermaid",
        &as_map("mermaid"),
        &[
            "T Pasted",
            "S Find · Visit",
            "P Guest, Host",
            "C Guest: 3 · 2 on 1…5",
        ],
    );
    has(
        "mermaid-fenced",
        &as_map("mermaid-fenced"),
        &["T Pasted", "S Find", "P Guest"],
    );
}

#[test]
fn what_would_be_source_on_a_card_is_a_map_or_a_drawing() {
    for (name, is_whole) in [
        ("mermaid", true),
        ("mermaid-fenced", true),
        ("pipe-table", true),
        ("table-excel", false),
    ] {
        let (html, text) = clipboard(name);
        let map = PastedMap::of(html.as_deref(), &text, English);
        assert_eq!(map.map(|map| map.is_whole), Some(is_whole), "{name}");
    }
    let (_, svg) = clipboard("svg");
    assert!(is_drawing(&svg));
    assert_eq!(PastedMap::of(None, &svg, English), None);
    // Our own files, whatever they are kept in.
    let map = file::load(file::samples()[0].bytes).unwrap().map;
    for format in MapFormat::ALL {
        let is_text = format != MapFormat::Workbook;
        let Some(given) = write(format, &map, false).filter(|_| is_text) else {
            continue;
        };
        let text = String::from_utf8(given.bytes).unwrap();
        let pasted = PastedMap::of(None, &text, English);
        let pasted = pasted.unwrap_or_else(|| panic!("{format:?} is no map"));
        let read = read_table(
            pasted.format,
            &pasted.bytes,
            &ReadOptions::default(),
            English,
        );
        let read = read.unwrap_or_else(|error| panic!("{format:?}: {error}"));
        assert_eq!(read.taken.map.title, map.title, "{format:?}");
        assert!(pasted.is_whole, "{format:?}");
    }
}
