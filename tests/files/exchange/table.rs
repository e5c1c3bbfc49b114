//! CSV and TSV: our own table comes back as far as it holds; those of others are guessed.

use jejak::{
    exchange::{
        MapFormat, NoteKind, ReadOptions, Taken, read, read_with,
        table::{LaneAs, Stages},
        write,
    },
    file::{load, samples},
    model::{CardRole, Id, Map},
    words::Language::{English, Indonesian},
};
use proptest::prelude::*;

use super::cases;
use crate::arbitrary;

/// What our table holds of a map: its things in their order, with places for ids.
pub(super) fn held(map: &Map) -> Vec<String> {
    let persona = |id: &Id| map.personas.iter().position(|p| p.id == *id);
    let channel = |id: &Id| map.channels.iter().position(|c| c.id == *id);
    let mut held = vec![format!(
        "{:?}",
        (
            &map.title,
            &map.scenario,
            &map.goal,
            &map.owner,
            map.state,
            map.reviewed,
            map.language,
            map.emotion_scale,
        )
    )];
    for p in &map.personas {
        let texts = (
            &p.name,
            &p.role,
            &p.quote,
            &p.facts,
            &p.goals,
            &p.frustrations,
            &p.traits,
            p.hue,
        );
        held.push(format!("{texts:?}"));
    }
    held.extend(
        map.channels
            .iter()
            .map(|c| format!("{:?}", (&c.name, c.medium, &c.icon))),
    );
    for stage in &map.stages {
        let steps: Vec<_> = stage.steps.iter().map(|step| &step.title).collect();
        held.push(format!(
            "{:?}",
            (&stage.title, &stage.goal, &stage.duration, steps, stage.hue)
        ));
    }
    for lane in &map.lanes {
        held.push(format!("{:?}", (&lane.title, &lane.note, &lane.icon)));
        for card in lane.cards() {
            let step = card.step.as_ref().and_then(|step| {
                let stage = map.stage(&card.stage)?;
                stage.steps.iter().position(|known| known.id == *step)
            });
            let personas: Vec<_> = card.personas.iter().map(persona).collect();
            held.push(format!(
                "{:?}",
                (
                    map.stage_index(&card.stage),
                    step,
                    &card.text,
                    personas,
                    card.channel.as_ref().map(channel),
                    card.claim,
                    card.severity,
                    card.value,
                    card.effort,
                    card.owner,
                    card.when,
                    (card.conversion, &card.icon),
                )
            ));
        }
        for curve in lane
            .curves()
            .iter()
            .filter(|curve| !curve.points.is_empty())
        {
            held.push(format!("{:?}", (persona(&curve.persona), curve.to_be)));
            held.extend(curve.points.iter().map(|p| {
                let place = (map.stage_index(&p.stage), p.at, p.value, &p.label);
                format!(
                    "{:?}",
                    (
                        place,
                        p.spread,
                        p.n,
                        p.moment_of_truth,
                        p.conversion,
                        p.claim
                    )
                )
            }));
        }
        for mark in lane.marks() {
            let place = (
                channel(&mark.channel),
                map.stage_index(&mark.stage),
                mark.on,
            );
            held.push(format!("{place:?}"));
        }
        for metric in lane.metrics() {
            let stage = metric.stage.as_ref().map(|id| map.stage_index(id));
            let figures = (metric.value, &metric.unit, metric.target, metric.n);
            held.push(format!(
                "{:?}",
                (stage, &metric.name, metric.kind, figures, metric.claim)
            ));
        }
    }
    held
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn what_our_table_holds_comes_back(map in arbitrary::map()) {
        for format in [MapFormat::Csv, MapFormat::Tsv] {
            let given = write(format, &map, false).unwrap();
            let back = read(format, &given.bytes, English).unwrap();
            prop_assert_eq!(&back.notes, &[]);
            prop_assert_eq!(held(&back.map), held(&map));
        }
    }

    #[test]
    fn no_cell_begins_like_a_formula(map in arbitrary::map()) {
        let given = write(MapFormat::Csv, &map, false).unwrap();
        let text = str::from_utf8(&given.bytes).unwrap().trim_start_matches('\u{feff}');
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        for record in reader.records() {
            for cell in record.unwrap().iter() {
                let is_safe = !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])
                    || cell.parse::<f64>().is_ok() && cell.starts_with('-');
                prop_assert!(is_safe, "{cell:?}");
            }
        }
    }

    #[test]
    fn any_table_is_answered(
        text in ".*",
        cells in prop::collection::vec(
            prop::collection::vec("(Pain|Emotion|NPS|channel|record|stage no|lane no|[-0-9.,]{1,3}|[\"'=;\n a-c]{0,4})", 1..6), 1..6),
    ) {
        let _ = read(MapFormat::Csv, text.as_bytes(), English);
        let rows: Vec<String> = cells.iter().map(|row| row.join(",")).collect();
        for stages in [Stages::Guess, Stages::Across, Stages::Down] {
            let options = ReadOptions { stages, ..ReadOptions::default() };
            let text = rows.join("\n");
            if let Ok(taken) = read_with(MapFormat::Csv, text.as_bytes(), &options, English) {
                prop_assert_eq!(taken.map.check(), []);
            }
        }
    }

    #[test]
    fn our_table_in_disorder_is_answered(
        map in arbitrary::map(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20),
    ) {
        let mut bytes = write(MapFormat::Tsv, &map, false).unwrap().bytes;
        for (place, byte) in changes {
            let place = place.index(bytes.len() - 240.min(bytes.len() - 1));
            let from_end = bytes.len() - 1 - place;
            bytes[from_end] = byte % 0x80;
        }
        if let Ok(taken) = read(MapFormat::Tsv, &bytes, English) {
            prop_assert_eq!(taken.map.check(), []);
        }
    }
}

fn titles(map: &Map) -> Vec<&str> {
    map.stages
        .iter()
        .map(|stage| stage.title.as_str())
        .collect()
}

#[test]
fn stages_are_found_across_and_down() {
    let across = "Phase;Awareness;Purchase\nActions;\"- sees advert\n- asks\";buys\nEmotions;-1;2\nNPS;18;\nChannels;Web, Shop;Shop\nDuration;2 weeks;1 day\n";
    let down = "Phase\tActions\tEmotions\tNPS\tChannels\tDuration\nAwareness\t\"- sees advert\n- asks\"\t-1\t18\tWeb, Shop\t2 weeks\nPurchase\tbuys\t2\t\tShop\t1 day\n";
    for (format, text) in [(MapFormat::Csv, across), (MapFormat::Tsv, down)] {
        let Taken { map, notes } = read(format, text.as_bytes(), English).unwrap();
        assert_eq!(notes, []);
        assert_eq!(map.title, "", "“Phase” is said of the stages");
        assert_eq!(titles(&map), ["Awareness", "Purchase"]);
        let actions = &map.lanes[0];
        assert_eq!(actions.role(), Some(CardRole::CustomerActions));
        let texts: Vec<_> = actions
            .cards()
            .iter()
            .map(|card| card.text.as_str())
            .collect();
        assert_eq!(texts, ["sees advert", "asks", "buys"]);
        let points = &map.lanes[1].curves()[0].points;
        assert_eq!(
            points.iter().map(|p| p.value).collect::<Vec<_>>(),
            [Some(-1.0), Some(2.0)]
        );
        assert_eq!(map.lanes[2].metrics()[0].value, 18.0);
        assert_eq!(map.channels.len(), 2);
        assert_eq!(map.stages[0].duration, "2 weeks");
    }
    // What is guessed can be said.
    let options = ReadOptions {
        stages: Stages::Down,
        ..ReadOptions::default()
    };
    let turned = read_with(MapFormat::Csv, across.as_bytes(), &options, English).unwrap();
    assert_eq!(titles(&turned.map)[0], "Actions");
}

#[test]
fn what_cannot_be_read_is_told_with_its_place() {
    let text = "x,Awareness,Purchase,Use\nEmotions,1,high,2\n";
    let taken = read(MapFormat::Csv, text.as_bytes(), English).unwrap();
    let note = &taken.notes[0];
    assert_eq!((note.line, note.column), (2, 3));
    assert_eq!(note.kind, NoteKind::NoScore("high".to_owned()));
    for (bytes, line) in [(&b"alone\n"[..], 1), (b"\x89PNG\r\n\x1a\n\0", 1), (b"", 1)] {
        assert_eq!(read(MapFormat::Csv, bytes, English).unwrap_err().line, line);
    }
}

#[test]
fn a_table_that_people_sorted_still_finds_its_stages() {
    let map = load(samples()[0].bytes).unwrap().map;
    let text = String::from_utf8(write(MapFormat::Tsv, &map, false).unwrap().bytes).unwrap();
    let mut lines: Vec<&str> = text.split("\r\n").filter(|line| !line.is_empty()).collect();
    let heads = lines.remove(0);
    // Texts of a sample stand on one line each; the order within each kind stays.
    lines.sort_by_key(|line| line.split('\t').next().map(str::to_owned));
    let sorted = format!("{heads}\r\n{}\r\n", lines.join("\r\n"));
    let back = read(MapFormat::Tsv, sorted.as_bytes(), English).unwrap();
    assert_eq!(back.notes, []);
    assert_eq!(held(&back.map), held(&map));
}

#[test]
fn a_lane_without_a_head_is_called_what_it_is() {
    let pains = LaneAs::Cards(CardRole::PainPoints);
    let options = ReadOptions {
        lanes: vec![None, Some(pains), Some(LaneAs::Emotion)],
        ..ReadOptions::default()
    };
    let text = "Stage,Awareness,Use\nActions,sees,uses\n,queues,forms\n,1,2\n";
    let taken = read_with(MapFormat::Csv, text.as_bytes(), &options, English).unwrap();
    let titles =
        |map: &Map| -> Vec<String> { map.lanes.iter().map(|lane| lane.title.clone()).collect() };
    assert_eq!(
        titles(&taken.map),
        ["Actions", "Pain points", "Emotion curve"]
    );
    let taken = read_with(MapFormat::Csv, text.as_bytes(), &options, Indonesian).unwrap();
    assert_eq!(
        titles(&taken.map)[1],
        Indonesian.t(CardRole::PainPoints.lane_name())
    );
    assert_ne!(titles(&taken.map)[1], "Pain points");
}

#[cfg(unix)]
#[test]
fn a_name_that_is_no_utf8_says_what_a_file_holds() {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt as _, path::Path};
    let path = |name| Path::new(OsStr::from_bytes(name));
    assert_eq!(MapFormat::of(path(b"caf\xE9.csv")), Some(MapFormat::Csv));
    let written = MapFormat::to_write(path(b"caf\xE9.ojf.json"));
    assert_eq!(written, Some(MapFormat::OpenJourney));
}

#[test]
fn empty_lines_before_a_table_are_passed_over() {
    for before in ["\n\n", "\r\n \r\n", ",,\n,,\n"] {
        let text = format!("{before}Journey of Rina,Awareness,Purchase\nActions,1,2\n");
        let taken = read(MapFormat::Csv, text.as_bytes(), English).unwrap();
        assert_eq!(titles(&taken.map), ["Awareness", "Purchase"], "{before:?}");
        assert_eq!(taken.map.title, "Journey of Rina");
    }
}
