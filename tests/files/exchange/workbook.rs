//! Excel workbooks: our own comes back as our table does; others are read as tables; hostile ones
//! are refused.

use std::io::Write as _;

use flate2::{Compression, Crc, write::DeflateEncoder};
use jejak::{
    exchange::{
        ExchangeErrorKind, MapFormat, NoteKind, ReadOptions, Taken, WorkbookFault, read,
        read_table,
        table::{LaneAs, Stages},
        write,
    },
    file::{load, samples, templates},
    model::{Card, CardRole, Date, Evidence, LaneKind, Map},
    words::Language::{self, English, Indonesian},
};
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use super::table::held;
use crate::arbitrary;

fn random() -> ProptestConfig {
    let asked = std::env::var("JEJAK_CASES").ok();
    ProptestConfig::with_cases(asked.and_then(|n| n.parse().ok()).unwrap_or(200))
}

fn given(map: &Map) -> Vec<u8> {
    write(MapFormat::Workbook, map, false).unwrap().bytes
}

fn taken(bytes: &[u8]) -> Taken {
    read(MapFormat::Workbook, bytes, English).unwrap()
}

fn fault(bytes: &[u8]) -> WorkbookFault {
    match read(MapFormat::Workbook, bytes, English).unwrap_err().kind {
        ExchangeErrorKind::Workbook(fault) => fault,
        other => panic!("{other:?}"),
    }
}

/// The files of an archive, in their order.
fn parts(archive: &[u8]) -> Vec<(String, Vec<u8>)> {
    let two = |at: usize| usize::from(u16::from_le_bytes([archive[at], archive[at + 1]]));
    let four = |at: usize| two(at) + (two(at + 2) << 16);
    let end = archive.len() - 22;
    let mut at = four(end + 16);
    (0..two(end + 10))
        .map(|_| {
            let (packed, name) = (four(at + 20), two(at + 28));
            let local = four(at + 42);
            let start = local + 30 + two(local + 26) + two(local + 28);
            let bytes = &archive[start..start + packed];
            let mut text = Vec::new();
            if two(at + 10) == 0 {
                text.extend(bytes);
            } else {
                let mut reader = flate2::read::DeflateDecoder::new(bytes);
                std::io::Read::read_to_end(&mut reader, &mut text).unwrap();
            }
            let told = String::from_utf8(archive[at + 46..at + 46 + name].to_vec()).unwrap();
            at += 46 + name + two(at + 30) + two(at + 32);
            (told, text)
        })
        .collect()
}

/// An archive of some files; `promise` is told in place of each one's size where there is one.
fn archive(parts: &[(String, Vec<u8>)], promise: Option<u32>) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for (name, text) in parts {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(text).unwrap();
        let packed = encoder.finish().unwrap();
        let mut crc = Crc::new();
        crc.update(text);
        let mut about = vec![20, 0, 0, 0, 8, 0, 0, 0, 0x21, 0];
        about.extend(crc.sum().to_le_bytes());
        about.extend((packed.len() as u32).to_le_bytes());
        about.extend(promise.unwrap_or(text.len() as u32).to_le_bytes());
        about.extend((name.len() as u16).to_le_bytes());
        about.extend([0, 0]);
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&about);
        directory.extend([0; 10]);
        directory.extend((bytes.len() as u32).to_le_bytes());
        directory.extend(name.as_bytes());
        bytes.extend(b"PK\x03\x04");
        bytes.extend(&about);
        bytes.extend(name.as_bytes());
        bytes.extend(packed);
    }
    let at = bytes.len() as u32;
    bytes.extend(&directory);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend((parts.len() as u16).to_le_bytes());
    bytes.extend((parts.len() as u16).to_le_bytes());
    bytes.extend((directory.len() as u32).to_le_bytes());
    bytes.extend(at.to_le_bytes());
    bytes.extend([0, 0]);
    bytes
}

/// A workbook of one sheet with these cells.
fn sheet(rows: &[&[&str]]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, cells) in rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            let (row, column) = (row as u32, column as u16);
            match cell.parse::<f64>() {
                Ok(number) => drop(sheet.write_number(row, column, number).unwrap()),
                Err(_) => drop(sheet.write_string(row, column, *cell).unwrap()),
            }
        }
    }
    workbook.save_to_buffer().unwrap()
}

/// With a part of it changed by hand.
fn changed(workbook: &[u8], part: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    let mut parts = parts(workbook);
    let found = parts.iter_mut().find(|(name, _)| name == part).unwrap();
    let text = String::from_utf8(std::mem::take(&mut found.1)).unwrap();
    found.1 = change(text).into_bytes();
    archive(&parts, None)
}

const SHEET: &str = "xl/worksheets/sheet1.xml";

fn titles(map: &Map) -> Vec<&str> {
    map.stages
        .iter()
        .map(|stage| stage.title.as_str())
        .collect()
}

#[test]
fn samples_and_templates_come_back_as_from_our_table() {
    let maps = samples()
        .iter()
        .map(|sample| load(sample.bytes).unwrap().map);
    let made = [English, Indonesian].into_iter().flat_map(|language| {
        templates()
            .iter()
            .map(move |template| load(template.bytes(language)).unwrap().map)
    });
    for map in maps.chain(made) {
        let back = taken(&given(&map));
        assert_eq!(back.notes, [], "{}", map.title);
        assert_eq!(held(&back.map), held(&map));
        let table = write(MapFormat::Csv, &map, false).unwrap();
        assert_eq!(back, read(MapFormat::Csv, &table.bytes, English).unwrap());
        assert_eq!(given(&map), given(&map));
    }
}

proptest! {
    #![proptest_config(random())]

    #[test]
    fn what_our_table_holds_comes_back(map in arbitrary::map()) {
        let back = taken(&given(&map));
        prop_assert_eq!(&back.notes, &[]);
        prop_assert_eq!(held(&back.map), held(&map));
    }

    /// Whatever stands on a map, no cell of its workbook computes or leads anywhere.
    #[test]
    fn no_formula_and_no_link_is_written(map in arbitrary::map()) {
        for (name, text) in parts(&given(&map)) {
            let text = String::from_utf8(text).unwrap();
            if name.starts_with("xl/worksheets/") {
                prop_assert!(!text.contains("<f>") && !text.contains("<f "), "{}", name);
                prop_assert!(!text.contains("hyperlink"), "{}", name);
            }
            prop_assert!(!text.contains("TargetMode"), "{}", name);
        }
    }

    #[test]
    fn broken_workbooks_are_answered(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        cut in any::<prop::sample::Index>(),
        is_cut in any::<bool>(),
    ) {
        let map = load(samples()[0].bytes).unwrap().map;
        let mut bytes = given(&map);
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        if is_cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        let _ = read(MapFormat::Workbook, &bytes, English);
    }

    /// Sound archives with damage in their parts: past what the archive's own sums find.
    #[test]
    fn broken_parts_are_answered(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(),
            "[<>/\"='&;:! A-Za-z0-9-]{0,12}|<c r=\"[A-Z]{1,9}[0-9]{0,9}\">|r=\"9{8}\"|<(sheet|row|is|v|si)/?>"), 1..8),
    ) {
        let workbook = sheet(&[&["Phase", "Aware", "Buy"], &["Pain", "queues", "=1+1"], &["NPS", "3", "4"]]);
        let mut parts = parts(&workbook);
        for (part, place, text) in changes {
            let part = part.index(parts.len());
            let bytes = &mut parts[part].1;
            let place = place.index(bytes.len() + 1);
            let end = (place + text.len() / 2).min(bytes.len());
            bytes.splice(place..end, text.bytes());
        }
        if let Ok(back) = read(MapFormat::Workbook, &archive(&parts, None), English) {
            prop_assert_eq!(back.map.check(), []);
        }
    }
}

#[test]
fn a_workbook_of_others_is_read_as_a_table() {
    let mut workbook = Workbook::new();
    let cover = workbook.add_worksheet();
    cover.set_name("Cover").unwrap();
    cover.write_string(0, 0, "Our project").unwrap();
    let table = workbook.add_worksheet();
    table.set_name("As is").unwrap();
    // A title, an empty line, then a table that does not begin in the first column.
    table.write_string(0, 1, "Opening an account").unwrap();
    for (column, text) in [(2, "Awareness"), (3, "Purchase"), (4, "Use")] {
        table.write_string(2, column, text).unwrap();
    }
    let rows = [
        "Actions",
        "Emotions",
        "Conversion",
        "Date of the visit",
        "Channels",
    ];
    for (row, text) in rows.into_iter().enumerate() {
        table.write_string(3 + row as u32, 1, text).unwrap();
    }
    table
        .write_string(3, 2, "- sees advert\n- asks a friend")
        .unwrap();
    table.write_string(3, 3, "=HYPERLINK(1)").unwrap();
    table.write_number(4, 2, -1.0).unwrap();
    table.write_number(4, 3, 0.1 + 0.2).unwrap();
    table
        .write_formula(4, 4, Formula::new("=1+1").set_result("2"))
        .unwrap();
    let share = Format::new().set_num_format("0.0%");
    table.write_number_with_format(5, 2, 0.354, &share).unwrap();
    let day = Format::new().set_num_format("d mmmm yyyy");
    let date = ExcelDateTime::from_ymd(2026, 3, 1).unwrap();
    table.write_datetime_with_format(6, 3, &date, &day).unwrap();
    table.write_string(7, 2, "Web, Shop").unwrap();
    let other = workbook.add_worksheet();
    other.set_name("To be").unwrap();
    for (row, column) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
        other.write_string(row, column, "x").unwrap();
    }
    let bytes = workbook.save_to_buffer().unwrap();

    let Taken { map, notes } = read(MapFormat::Workbook, &bytes, Indonesian).unwrap();
    assert_eq!(map.title, "Opening an account");
    assert_eq!(titles(&map), ["Awareness", "Purchase", "Use"]);
    let texts = |lane: usize| -> Vec<&str> {
        map.lanes[lane]
            .cards()
            .iter()
            .map(|card| card.text.as_str())
            .collect()
    };
    assert_eq!(texts(0), ["sees advert", "asks a friend", "=HYPERLINK(1)"]);
    let points = &map.lanes[1].curves()[0].points;
    let values: Vec<_> = points.iter().map(|point| point.value).collect();
    assert_eq!(values, [Some(-1.0), Some(0.3), Some(2.0)]);
    let metric = &map.lanes[2].metrics()[0];
    assert_eq!((metric.value, metric.unit.as_str()), (35.4, "%"));
    assert_eq!(texts(3), ["1 Maret 2026"]);
    assert_eq!(map.channels.len(), 2);
    let kind = NoteKind::SheetsLeft {
        read: "As is".to_owned(),
        left: "Cover”, “To be".to_owned(),
    };
    assert_eq!(
        notes.iter().map(|note| &note.kind).collect::<Vec<_>>(),
        [&kind]
    );

    // What is guessed can be said.
    let options = ReadOptions {
        sheet: Some("To be".to_owned()),
        ..ReadOptions::default()
    };
    let other = read_table(MapFormat::Workbook, &bytes, &options, English).unwrap();
    assert_eq!(titles(&other.taken.map), ["x"]);
    let guess = other.guess.unwrap();
    assert_eq!(guess.sheets, ["As is", "To be"]);
    let options = ReadOptions {
        stages: Stages::Across,
        lanes: vec![
            Some(LaneAs::Cards(CardRole::Quotes)),
            Some(LaneAs::Nothing),
            None,
        ],
        ..ReadOptions::default()
    };
    let said = read_table(MapFormat::Workbook, &bytes, &options, English).unwrap();
    let lanes = &said.taken.map.lanes;
    assert_eq!(lanes[0].role(), Some(CardRole::Quotes));
    assert!(matches!(lanes[1].kind, LaneKind::Metrics { .. }));
    assert_eq!(said.guess.unwrap().lanes[1].1, LaneAs::Nothing);
}

/// The library makes room for as many texts as are promised.
#[test]
fn a_table_of_texts_that_lies_about_its_length_is_refused() {
    let workbook = sheet(&[&["Phase", "Aware"], &["Pain", "queues"]]);
    let promising = |count: &str| {
        changed(&workbook, "xl/sharedStrings.xml", |text| {
            let (before, rest) = text.split_once("uniqueCount=\"").unwrap();
            let (_, rest) = rest.split_once('"').unwrap();
            format!("{before}uniqueCount=\"{count}\"{rest}")
        })
    };
    for lie in ["4294967296", "18446744073709551615", "99999999999999999999"] {
        assert_eq!(fault(&promising(lie)), WorkbookFault::Broken, "{lie}");
    }
    assert_eq!(titles(&taken(&promising("3")).map), ["Aware"]);
}

#[test]
fn sheets_that_cannot_be_read_are_passed_over_and_told() {
    let mut workbook = Workbook::new();
    for name in ["Lost & gone", "Macros", "Dialog", "Map"] {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name).unwrap();
        for (row, column, text) in [(0, 1, "Aware"), (1, 0, "Pain"), (1, 1, "queues")] {
            sheet.write_string(row, column, text).unwrap();
        }
    }
    let bytes = workbook.save_to_buffer().unwrap();
    let bytes = changed(&bytes, "xl/workbook.xml", |text| {
        assert!(text.contains("r:id=\"rId1\""));
        text.replace("r:id=\"rId1\"", "r:id=\"rId99\"")
    });
    let bytes = changed(&bytes, "xl/_rels/workbook.xml.rels", |text| {
        let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet";
        let old = format!("Id=\"rId2\" Type=\"{kind}\"");
        let macros = "http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet";
        assert!(text.contains(&old));
        text.replace(&old, &format!("Id=\"rId2\" Type=\"{macros}\""))
    });
    let bytes = changed(&bytes, "xl/worksheets/sheet3.xml", |_| {
        let space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        format!("<dialogsheet xmlns=\"{space}\"><sheetPr/></dialogsheet>")
    });
    let Taken { map, notes } = taken(&bytes);
    assert_eq!(titles(&map), ["Aware"]);
    let kind = NoteKind::SheetsLeft {
        read: "Map".to_owned(),
        left: "Lost & gone”, “Macros”, “Dialog".to_owned(),
    };
    assert_eq!(notes[0].kind, kind);
}

#[test]
fn places_of_notes_are_those_of_the_sheet() {
    let bytes = sheet(&[
        &["", "", "", ""],
        &["", "x", "Awareness", "Purchase", "Use"],
        &["", "Emotions", "1", "high", "2"],
    ]);
    let notes = taken(&bytes).notes;
    assert_eq!((notes[0].line, notes[0].column), (3, 4));
    assert_eq!(notes[0].kind, NoteKind::NoScore("high".to_owned()));
}

#[test]
fn what_was_written_on_the_sheet_to_look_at_is_told() {
    let map = load(samples()[0].bytes).unwrap().map;
    let title = &map.stages[0].title;
    let bytes = changed(&given(&map), "xl/sharedStrings.xml", |text| {
        // The first time that it is said is on the first sheet; our own table has the same text.
        text.replacen(&format!("<t>{title}</t>"), "<t>Another title</t>", 1)
    });
    // Both sheets share the text: nothing differs.
    assert_eq!(taken(&bytes).notes, []);
    assert_eq!(taken(&bytes).map.stages[0].title, "Another title");
    let bytes = changed(&given(&map), SHEET, |text| {
        let first = text.find("<c r=\"B1\"").unwrap();
        let end = first + text[first..].find("</c>").unwrap() + 4;
        format!(
            "{}<c r=\"B1\" t=\"str\"><v>Written over</v></c>{}",
            &text[..first],
            &text[end..]
        )
    });
    let back = taken(&bytes);
    let told = back.notes[0].describe(English);
    for part in ["“Map”", "“Data”", "B1"] {
        assert!(told.contains(part), "{told}");
    }
    assert_eq!(back.notes.len(), 1);
    assert_eq!(held(&back.map), held(&map));
}

#[test]
fn sheets_are_named_in_the_language_of_the_map() {
    let names = |language: Language| {
        let mut map = load(samples()[0].bytes).unwrap().map;
        map.language = language;
        let lanes = map.lanes.iter_mut().map(std::sync::Arc::make_mut);
        let metrics = lanes.filter_map(|lane| match &mut lane.kind {
            LaneKind::Metrics { metrics } => metrics.first_mut(),
            _ => None,
        });
        for metric in metrics {
            std::sync::Arc::make_mut(metric)
                .evidence
                .push(Evidence::default());
        }
        let text = parts(&given(&map))
            .into_iter()
            .find(|(name, _)| name == "xl/workbook.xml");
        let text = String::from_utf8(text.unwrap().1).unwrap();
        let names = text.split("<sheet name=\"").skip(1);
        names
            .map(|rest| rest.split('"').next().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(names(English), ["Map", "Data", "Metrics", "Evidence"]);
    assert_eq!(names(Indonesian), ["Peta", "Data", "Metrik", "Bukti"]);
}

#[test]
fn what_a_workbook_does_not_hold_is_told() {
    let long = "é".repeat(40_000);
    let card = Card {
        id: "a".into(),
        stage: "s".into(),
        text: long.clone(),
        evidence: vec![Evidence {
            text: "asked".to_owned(),
            date: Date::new(1850, 1, 1),
            link: "https://example.org".to_owned(),
            ..Evidence::default()
        }],
        ..Card::default()
    };
    let mut map = Map::default();
    map.stages.push(std::sync::Arc::new(jejak::model::Stage {
        id: "s".into(),
        ..Default::default()
    }));
    map.lanes.push(std::sync::Arc::new(jejak::model::Lane {
        id: "l".into(),
        kind: LaneKind::Cards {
            role: CardRole::Free,
            cards: vec![card.into()],
        },
        ..Default::default()
    }));
    assert_eq!(map.check(), []);
    let given = write(MapFormat::Workbook, &map, false).unwrap();
    let lost: Vec<_> = given
        .lost
        .iter()
        .map(|lost| lost.describe(English))
        .collect();
    // On the sheet to look at, on that of the data, and as what the evidence backs.
    assert_eq!(
        lost,
        ["texts that are too long for a cell: they are cut (3)"]
    );
    let back = taken(&given.bytes);
    let text = &back.map.lanes[0].cards()[0].text;
    assert_eq!(*text, "é".repeat(32_767));
}

#[test]
fn what_is_no_workbook_is_told() {
    let small = sheet(&[&["a", "b"], &["c", "d"]]);
    assert_eq!(fault(b""), WorkbookFault::NoWorkbook);
    assert_eq!(
        fault(b"PK\x03\x04 and nothing more"),
        WorkbookFault::NoWorkbook
    );
    assert_eq!(fault(&small[..small.len() / 2]), WorkbookFault::NoWorkbook);
    assert_eq!(
        fault(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 old"),
        WorkbookFault::OldOrLocked
    );
    assert_eq!(fault(&vec![0; (32 << 20) + 1]), WorkbookFault::TooManyBytes);
    assert_eq!(fault(&sheet(&[&["alone"]])), WorkbookFault::NoTable);
    assert_eq!(fault(&sheet(&[])), WorkbookFault::NoTable);
    let document = [
        ("mimetype".to_owned(), vec![1]),
        ("content.xml".to_owned(), vec![2]),
    ];
    assert_eq!(
        fault(&archive(&document, None)),
        WorkbookFault::OpenDocument
    );
    let mut parts = parts(&small);
    parts.retain(|(name, _)| name != "xl/workbook.xml");
    assert!(
        [WorkbookFault::Broken, WorkbookFault::NoTable].contains(&fault(&archive(&parts, None)))
    );
}

#[test]
fn bombs_are_refused() {
    let small = sheet(&[&["a", "b"], &["c", "d"]]);
    // Honest about its size, and not.
    let mut many = parts(&small);
    let blown = vec![b' '; 129 << 20];
    many.push(("xl/media.xml".to_owned(), blown));
    assert_eq!(fault(&archive(&many, None)), WorkbookFault::Unpacked);
    assert_eq!(fault(&archive(&many, Some(100))), WorkbookFault::Broken);
    // What is no part of the sheets is not even unpacked.
    many.last_mut().unwrap().0 = "xl/media/image1.png".to_owned();
    assert_eq!(titles(&taken(&archive(&many, None)).map), ["b"]);

    let place = |cell: &'static str| {
        changed(&small, SHEET, move |text| {
            text.replace("r=\"B2\"", &format!("r=\"{cell}\""))
        })
    };
    for (cell, expected) in [
        ("XFD2", WorkbookFault::Cells),
        ("B1048576", WorkbookFault::Cells),
        ("AAAAAAAAAAAA2", WorkbookFault::Broken),
        ("B99999999999999", WorkbookFault::Broken),
        ("B0", WorkbookFault::Broken),
        ("2B", WorkbookFault::Broken),
    ] {
        assert_eq!(fault(&place(cell)), expected, "{cell}");
    }
    // One long text in many cells.
    let text = "x".repeat(30_000);
    let mut workbook = Workbook::new();
    let wide = workbook.add_worksheet();
    for at in 0..3_000 {
        wide.write_string(at / 10, (at % 10) as u16, &text).unwrap();
    }
    assert_eq!(
        fault(&workbook.save_to_buffer().unwrap()),
        WorkbookFault::Cells
    );
    // One long format for many kinds of cells.
    let code = format!("formatCode=\"{}\"", "0".repeat(5_000));
    let styled = changed(&small, "xl/styles.xml", |text| {
        text.replace(
            "<fonts",
            &format!("<numFmts><numFmt numFmtId=\"200\" {code}/></numFmts><fonts"),
        )
    });
    assert_eq!(fault(&styled), WorkbookFault::Broken);
}

#[test]
fn a_hidden_sheet_is_read_last() {
    let mut workbook = Workbook::new();
    for (name, head) in [("Hidden", "no"), ("Seen", "yes")] {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name).unwrap().set_hidden(name == "Hidden");
        for (at, text) in ["", head, "Pain", "x"].into_iter().enumerate() {
            sheet
                .write_string(at as u32 / 2, at as u16 % 2, text)
                .unwrap();
        }
        sheet.set_active(name == "Seen");
    }
    assert_eq!(
        titles(&taken(&workbook.save_to_buffer().unwrap()).map),
        ["yes"]
    );
}
