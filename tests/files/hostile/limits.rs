//! How much is read of what there may be, and what is said where it is more.

use std::fmt::Write as _;

use jejak::{
    edit::{Edit, EditError, apply},
    editor::{Editor, Effect, Intent},
    exchange::{ExchangeErrorKind, MapFormat, NoteKind, read},
    file::{LoadErrorKind, MAX_BYTES, journal, load},
    layout::Layout,
    model::{Excess, Field, Map, Part, Stage, Target, generate},
    scene::Scene,
    survey::{SurveyError, Table},
    text::Fonts,
    words::Language,
};

use super::{memory::most_held, package::workbook, readers::small};

fn map(fields: &str) -> String {
    format!(r#"{{"format":"jejak.journey","version":1,{fields}}}"#)
}

/// So many times a part, with commas; `#` is its number.
fn many(part: &str, count: usize) -> String {
    let parts: Vec<String> = (0..count)
        .map(|n| part.replace('#', &n.to_string()))
        .collect();
    parts.join(",")
}

fn parts(part: Part, count: usize) -> Excess {
    Excess::Parts { part, count }
}

/// Both languages say it, with its numbers.
fn told(kind: LoadErrorKind, numbers: [usize; 2]) {
    let error = jejak::file::LoadError {
        line: 1,
        column: 1,
        kind,
    };
    let texts = Language::ALL.map(|language| error.describe(language));
    assert_ne!(texts[0], texts[1]);
    for text in texts {
        for number in numbers {
            assert!(text.contains(&number.to_string()), "{text}");
        }
    }
}

#[test]
fn a_map_of_too_many_parts_is_refused() {
    let lane = |kind: &str, list: &str| {
        map(&format!(
            r#""stages":[{{"id":"s"}}],"personas":[{{"id":"p"}}],"lanes":[{{"kind":"{kind}",{list}}}]"#
        ))
    };
    type Make<'a> = &'a dyn Fn(usize) -> String;
    let cases: [(Part, Make); 10] = [
        (Part::Stage, &|n| {
            map(&format!(r#""stages":[{}]"#, many(r##"{"id":"#"}"##, n)))
        }),
        (Part::Step, &|n| {
            map(&format!(
                r#""stages":[{{"id":"s","steps":[{}]}}]"#,
                many(r##"{"id":"#"}"##, n)
            ))
        }),
        (Part::Lane, &|n| {
            map(&format!(
                r#""lanes":[{}]"#,
                many(r##"{"id":"#","kind":"cards"}"##, n)
            ))
        }),
        (Part::Persona, &|n| {
            map(&format!(r#""personas":[{}]"#, many(r##"{"id":"#"}"##, n)))
        }),
        (Part::Channel, &|n| {
            map(&format!(r#""channels":[{}]"#, many(r##"{"id":"#"}"##, n)))
        }),
        (Part::Card, &|n| {
            lane(
                "cards",
                &format!(
                    r#""cards":[{}]"#,
                    many(r##"{"id":"#","stage":"s","text":"a card"}"##, n)
                ),
            )
        }),
        (Part::Point, &|n| {
            let points = many(r##"{"id":"#","stage":"s","at":0,"value":1}"##, n);
            lane(
                "emotion",
                &format!(r#""curves":[{{"persona":"p","points":[{points}]}}]"#),
            )
        }),
        (Part::Metric, &|n| {
            lane(
                "metrics",
                &format!(
                    r#""metrics":[{}]"#,
                    many(r##"{"id":"#","value":1,"name":"a metric"}"##, n)
                ),
            )
        }),
        (Part::Arrow, &|n| {
            map(&format!(
                r#""arrows":[{}]"#,
                many(r##"{"id":"#","label":"an arrow"}"##, n)
            ))
        }),
        (Part::Stop, &|n| {
            map(&format!(
                r#""stops":[{}]"#,
                many(r##"{"id":"#","shows":"map"}"##, n)
            ))
        }),
    ];
    for (part, make) in cases {
        let most = part.most();
        let error = load(make(most + 1).as_bytes()).unwrap_err();
        let kind = LoadErrorKind::TooMuch(parts(part, most + 1));
        assert_eq!(error.kind, kind);
        told(kind, [most + 1, most]);
        if most <= 2_000 {
            assert!(load(make(most).as_bytes()).is_ok(), "{part:?}");
        }
    }
}

#[test]
fn a_map_of_too_many_cells_is_refused() {
    let text = |stages: usize, lanes: usize| {
        let stages = many(r##"{"id":"#"}"##, stages);
        let lanes = many(r##"{"id":"#","kind":"cards"}"##, lanes);
        map(&format!(r#""stages":[{stages}],"lanes":[{lanes}]"#))
    };
    let error = load(text(401, 250).as_bytes()).unwrap_err();
    let kind = LoadErrorKind::TooMuch(Excess::Cells { count: 100_250 });
    assert_eq!(error.kind, kind);
    told(kind, [100_250, 100_000]);
    assert!(load(text(400, 250).as_bytes()).is_ok());
    // A lane of channels has a row for each of them.
    let channels = many(r##"{"id":"#"}"##, 400);
    let lanes = r#"{"id":"a","kind":"channels"},{"id":"b","kind":"channels"}"#;
    let stages = many(r##"{"id":"#"}"##, 400);
    let text = map(&format!(
        r#""stages":[{stages}],"channels":[{channels}],"lanes":[{lanes}]"#
    ));
    let kind = load(text.as_bytes()).unwrap_err().kind;
    assert_eq!(
        kind,
        LoadErrorKind::TooMuch(Excess::Cells { count: 320_000 })
    );
}

#[test]
fn nothing_is_made_that_could_not_be_read_again() {
    let text = map(&format!(r#""stages":[{}]"#, many(r##"{"id":"#"}"##, 500)));
    let full = load(text.as_bytes()).unwrap().map;
    let stage = Stage {
        id: jejak::model::Id::new("one more"),
        ..Stage::default()
    };
    let edit = Edit::InsertStage {
        index: 0,
        stage: stage.into(),
    };
    let error = apply(&full, &edit).unwrap_err();
    assert_eq!(error, EditError::TooMuch(parts(Part::Stage, 501)));
    assert!(error.describe(Language::English).contains("501"));
    assert!(apply(&Map::default(), &edit).is_ok());
}

#[test]
fn a_text_has_an_end() {
    let most = Excess::MOST_LETTERS;
    let card = |letters: usize| {
        let text = "é".repeat(letters);
        format!(
            r#"{{"format":"jejak.journey","version":1,"stages":[{{"id":"s"}}],"lanes":[{{"id":"l",
            "kind":"cards","cards":[{{"id":"c","stage":"s",
"text":"{text}"}}]}}]}}"#
        )
    };
    assert!(load(card(most).as_bytes()).is_ok());
    let error = load(card(most + 1).as_bytes()).unwrap_err();
    let excess = Excess::Letters { count: most + 1 };
    assert_eq!((error.line, error.column), (3, 8));
    assert_eq!(error.kind, LoadErrorKind::TooMuch(excess));
    told(error.kind, [most + 1, most]);
    let table = format!("a,b\nc,{}\n", "x".repeat(most + 1));
    assert_eq!(
        refused(MapFormat::Csv, &table).1,
        LoadErrorKind::TooMuch(excess).into()
    );

    // What was written is kept as far as it may go, and the rest is told.
    let mut editor = Editor::new(Map::default(), Fonts::bundled());
    editor.handle(Intent::StartText {
        target: Target::Title,
        field: Field::Title,
    });
    let effects = editor.handle(Intent::TextTyped("x".repeat(most + 1)));
    let why = EditError::TooMuch(excess);
    assert!(
        effects.contains(&Effect::Refused(why.clone())),
        "{effects:?}"
    );
    editor.handle(Intent::CommitText);
    assert_eq!(editor.map().title.len(), most);
    let edit = Edit::SetText {
        target: Target::Title,
        field: Field::Title,
        text: "x".repeat(most + 1),
    };
    assert_eq!(apply(&Map::default(), &edit), Err(why));
}

fn refused(format: MapFormat, text: &str) -> (usize, ExchangeErrorKind) {
    let error = read(format, text.as_bytes(), Language::English).unwrap_err();
    assert_ne!(
        error.describe(Language::English),
        error.describe(Language::Indonesian)
    );
    (error.line, error.kind)
}

fn too_much(part: Part, count: usize) -> ExchangeErrorKind {
    LoadErrorKind::TooMuch(parts(part, count)).into()
}

#[test]
fn other_formats_are_held_to_the_same() {
    let task = "somebody does something, and it is told in many words:1:b\n";
    let tasks = format!("journey\n{}", task.repeat(60_000));
    assert_eq!(
        refused(MapFormat::Mermaid, &tasks),
        (50_002, too_much(Part::Card, 50_001))
    );
    let names = "one of the many who do just that, ".repeat(60_000);
    let names = format!("journey\na:1:{names}\n");
    assert_eq!(
        refused(MapFormat::Mermaid, &names),
        (2, too_much(Part::Point, 50_001))
    );
    let mut sections = "journey\n".to_owned();
    let mut actors = "journey\n".to_owned();
    for number in 0..501 {
        let _ = writeln!(sections, "section {number}\na:1:b");
        let _ = writeln!(actors, "a:1:{number}");
    }
    assert_eq!(
        refused(MapFormat::Mermaid, &sections),
        (1, too_much(Part::Stage, 501))
    );
    assert_eq!(
        refused(MapFormat::Mermaid, &actors),
        (1, too_much(Part::Persona, 501))
    );

    let wide = format!("a{}\nb,c\n", ",x".repeat(501));
    assert_eq!(
        refused(MapFormat::Csv, &wide),
        (1, too_much(Part::Stage, 501))
    );
    let long = format!("a,b\n{}", "c,d\n".repeat(501));
    assert_eq!(
        refused(MapFormat::Csv, &long),
        (1, too_much(Part::Stage, 501))
    );
    let own = format!(
        "record,stage no,lane no,personas\n{}",
        "persona,,,x\nstage,9999,,\n".repeat(501)
    );
    assert_eq!(
        refused(MapFormat::Csv, &own),
        (1, too_much(Part::Stage, 501))
    );

    let stages = many(r##"{"id":"#"}"##, 501);
    let text = format!(r#"{{"stages":[{stages}],"nodes":[]}}"#);
    assert_eq!(
        refused(MapFormat::OpenJourney, &text),
        (1, too_much(Part::Stage, 501))
    );
    let nodes = many(r##"{"stage":"s","persona":"#","score":1}"##, 2_000);
    let text = format!(r#"{{"stages":[{{"id":"s"}}],"nodes":[{nodes}]}}"#);
    let (_, kind) = refused(MapFormat::OpenJourney, &text);
    assert!(matches!(
        kind,
        ExchangeErrorKind::Load(LoadErrorKind::TooMuch(Excess::Parts {
            part: Part::Persona,
            ..
        }))
    ));
}

#[test]
fn tables_have_bounds() {
    let rows = "a,b\n".repeat(Table::MOST_ROWS + 2);
    let cells = ",".repeat(Table::MOST_CELLS);
    for text in [rows, format!("a,b\n{cells}\n")] {
        let error = Table::read(text.as_bytes()).unwrap_err();
        assert_eq!(error, SurveyError::TooManyCells);
        for language in Language::ALL {
            assert!(error.describe(language).contains("500000"));
        }
        assert_eq!(
            refused(MapFormat::Csv, &text),
            (1, ExchangeErrorKind::LargeTable)
        );
    }
}

#[test]
fn a_line_without_an_end_is_not_read_as_a_whole() {
    let text = ",".repeat(20 << 20);
    let (read, most) = most_held(|| Table::read(text.as_bytes()));
    assert_eq!(read, Err(SurveyError::TooManyCells));
    assert!(most < 1 << 20, "{most} bytes");
    // Commas within a text are none between cells.
    let text = format!("a,b\nc,\"{}\"\n", ",".repeat(Table::MOST_CELLS + 9));
    assert!(Table::read(text.as_bytes()).is_ok());
}

#[test]
fn a_flood_from_the_clipboard_is_refused() {
    let paste = |text: String| {
        let mut editor = Editor::new(small(), Fonts::bundled());
        let (lane, stage) = (
            editor.map().lanes[0].id.clone(),
            editor.map().stages[0].id.clone(),
        );
        let step = None;
        editor.handle(Intent::Select(vec![Target::Cell { lane, stage, step }]));
        let effects = editor.handle(Intent::Paste { html: None, text });
        (
            effects,
            editor.map().cards().count() - small().cards().count(),
        )
    };
    for flood in ["x\n".repeat(2_001), "x".repeat((1 << 20) + 1)] {
        let (effects, made) = paste(flood);
        let [Effect::Refused(EditError::Unfit(why))] = effects.as_slice() else {
            panic!("{effects:?}");
        };
        assert!(why.contains("2,000 cards") && made == 0, "{why}");
    }
    assert_eq!(paste("x\n".repeat(300)), (vec![], 300));
}

#[test]
fn nobody_is_told_more_than_can_be_read() {
    let text = format!("journey\n{}", "a\n".repeat(30_000));
    let taken = read(MapFormat::Mermaid, text.as_bytes(), Language::English).unwrap();
    assert_eq!(taken.notes.len(), 1_001);
    let last = taken.notes.last().unwrap();
    assert_eq!(last.kind, NoteKind::More(29_000));
    let texts = Language::ALL.map(|language| last.describe(language));
    assert!(
        texts[0] != texts[1] && texts[0].contains("29000"),
        "{texts:?}"
    );
}

#[test]
fn a_journal_beyond_all_bounds_is_damaged() {
    let folder = tempfile::tempdir().unwrap();
    let file = std::fs::File::create(folder.path().join("1.journal")).unwrap();
    file.set_len(2 * MAX_BYTES as u64).unwrap();
    let (found, most) = most_held(|| journal::found(folder.path()));
    assert!(matches!(found[0].entry, Err(journal::Damage::Broken)));
    // A vector doubles.
    assert!(most < 4 * MAX_BYTES, "{most} bytes");
}

/// What readers of other formats hold at most while they read the worst that fits into so many bytes:
/// twenty times as much, and a little for small ones. Workbooks are not deflated here.
#[test]
fn memory_has_bounds() {
    const BESIDE: usize = 4_000_000;
    let (mut failed, mut told) = (Vec::new(), Vec::new());
    for bytes in [20_000, 300_000, 2_000_000] {
        for (format, file) in worst(bytes) {
            let (taken, most) = most_held(|| read(format, &file, Language::English));
            let start = file.windows(2).position(|two| two == b"<c").unwrap_or(0);
            let what = String::from_utf8_lossy(&file[start..file.len().min(start + 60)]);
            let what = format!("{format:?} {:?}", what.into_owned());
            let times = most as f64 / file.len() as f64;
            let answer = if taken.is_ok() { "read" } else { "refused" };
            told.push(format!(
                "{times:5.1} times, {:5.1} MB of {:7} bytes, {answer}: {what}",
                most as f64 / 1e6,
                file.len(),
            ));
            if most > 20 * file.len() + BESIDE {
                failed.extend(told.last().cloned());
            }
        }
    }
    println!("{}", told.join("\n"));
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// In each one thing is repeated.
fn worst(bytes: usize) -> Vec<(MapFormat, Vec<u8>)> {
    let fill = |head: &str, part: &str| head.to_owned() + &part.repeat(bytes / part.len());
    let numbered = |head: &str, part: &str| {
        let mut text = head.to_owned();
        for number in 0.. {
            if text.len() > bytes {
                break;
            }
            text += &part.replace('#', &format!("{number:x}"));
        }
        text
    };
    let own = "record,stage no,lane no,personas,text\n";
    let own_lane = format!("{own}persona,,,p\nstage,1\nlane,,1,,cards\n");
    let nodes = |part: &str| fill(r#"{"stages":[{"id":"a"}],"nodes":["#, part) + "0]}";
    let texts = [
        (MapFormat::Mermaid, fill("journey\n", "a:1\n")),
        (MapFormat::Mermaid, fill("journey\n", "a\n")),
        (MapFormat::Mermaid, fill("journey\na:1:", "b,")),
        (MapFormat::Mermaid, fill("journey\n", "a:1:b,c,d\n")),
        (
            MapFormat::Mermaid,
            fill("journey\n", "section a\nsection b\n"),
        ),
        (MapFormat::Mermaid, fill("journey\na:1:b\ntitle ", "#58;")),
        (MapFormat::Mermaid, numbered("journey\n", "a:1:#\n")),
        (MapFormat::Csv, fill("a,b\n", ",")),
        (MapFormat::Csv, fill("a,b\n", "a\n")),
        (MapFormat::Csv, fill("a,b\n", "a,a\n")),
        (MapFormat::Csv, fill("a,b\nc,\"", "x\n") + "\"\n"),
        (
            MapFormat::Csv,
            format!("a{}\n{}", ",b".repeat(400), fill("", "a,")),
        ),
        (
            MapFormat::Csv,
            format!(
                "a{}\n{}",
                ",b".repeat(400),
                format!("a{}\n", ",x".repeat(400)).repeat(bytes / 802)
            ),
        ),
        (MapFormat::Markdown, fill("", "*a")),
        (MapFormat::Markdown, fill("", "[")),
        (MapFormat::Markdown, fill("", "|")),
        (MapFormat::Markdown, fill("|a|b|\n|-|-|\n", "|a|\n")),
        (MapFormat::Markdown, fill("", "# Actions\n")),
        (MapFormat::Markdown, fill("# A\n", "Actions: b\n\n")),
        (MapFormat::Markdown, fill("# A\n", "- Actions\n")),
        (
            MapFormat::Markdown,
            fill("# A\nActions: b\n", "# A\nActions: b\n"),
        ),
        (MapFormat::Html, fill("<table>", "<tr>")),
        (MapFormat::Html, fill("<table>", "<td colspan=500>")),
        (MapFormat::Html, fill("<table>", "<td rowspan=500>a<tr>")),
        (MapFormat::Html, fill("", "<table><td>a</table>")),
        (MapFormat::Html, fill("<table><td>", "<br>a")),
        (MapFormat::Csv, fill("record,stage no,lane no\n", "stage\n")),
        (MapFormat::Csv, fill("record,stage no,lane no\n", "x\n")),
        (MapFormat::Csv, fill(&own_lane, "card,1,1\n")),
        (MapFormat::Csv, fill(&own_lane, "point,1,1,p\n")),
        (
            MapFormat::OpenJourney,
            fill(r#"{"stages":["#, "{},") + r#"{}],"nodes":[]}"#,
        ),
        (MapFormat::OpenJourney, nodes(r#"{"stage":"a"},"#)),
        (MapFormat::OpenJourney, nodes(r#"{"stage":"a","score":1},"#)),
        (MapFormat::OpenJourney, nodes(r#"{"stage":"a","x":1},"#)),
        (MapFormat::OpenJourney, nodes("{},")),
        (MapFormat::OpenJourney, nodes("0,")),
        (
            MapFormat::OpenJourney,
            numbered(
                r#"{"stages":[{"id":"a"}],"nodes":[],"x":{"":0"#,
                r##","#":1"##,
            ) + "}}",
        ),
    ];
    let sheet = |cells: String| {
        let row = r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row>"#;
        workbook(
            format!("{row}{cells}</row></sheetData></worksheet>").as_bytes(),
            b"",
            b"",
        )
    };
    let books = [
        sheet(fill("", "<c/>")),
        sheet(fill("", "<c><v>1</v></c>")),
        sheet(fill("", r#"<c t="str"><v>a</v></c>"#)),
        sheet(fill("", "<c/></row><row>")),
        sheet(fill(
            "",
            r#"<c t="inlineStr"><is><t>a</t></is></c></row><row>"#,
        )),
    ];
    let texts = texts.map(|(format, text)| (format, text.into_bytes()));
    let books = books.map(|book| (MapFormat::Workbook, book));
    texts.into_iter().chain(books).collect()
}

#[test]
fn ten_thousand_cards_are_laid_out_in_little_room() {
    let (map, fonts) = (generate(10_000, 1), Fonts::bundled());
    let (sheet, most) = most_held(|| {
        let layout = Layout::new(&map, &fonts, None);
        let scene = Scene::new(&layout, None);
        (layout, scene)
    });
    assert_eq!(sheet.0.rows.len(), map.lanes.len());
    // Two kilobytes a card, letters and all that is painted.
    assert!(most < 20_500_000, "{most}");
}
