//! Mermaid: titles, sections, tasks, scores and actors come back; the rest only by the comment.

use jejak::{
    exchange::{
        MapFormat, NoteKind, ReadOptions, Taken, What,
        mermaid::{MermaidJourney, MermaidTask},
        read, read_table, write,
    },
    file::samples,
    words::Language::{self, English},
};
use proptest::prelude::*;

use super::cases;
use crate::arbitrary;

fn taken(text: &str) -> Taken {
    read(MapFormat::Mermaid, text.as_bytes(), English).unwrap()
}

fn journey(text: &str) -> (MermaidJourney, Vec<(usize, usize, NoteKind)>) {
    let taken = taken(text);
    let notes = taken.notes.into_iter();
    let notes = notes.map(|note| (note.line, note.column, note.kind));
    (MermaidJourney::of(&taken.map).0, notes.collect())
}

fn task(name: &str, score: f64, actors: &[&str]) -> MermaidTask {
    MermaidTask {
        name: name.to_owned(),
        score: Some(score),
        actors: actors.iter().map(|&actor| actor.to_owned()).collect(),
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn what_mermaid_can_hold_comes_back_without_the_carried_map(map in arbitrary::map()) {
        let expected = MermaidJourney::of(&map).0;
        let given = write(MapFormat::Mermaid, &map, true).unwrap();
        let text = str::from_utf8(&given.bytes).unwrap();
        prop_assert!(!text.contains("jejak"), "nothing rides along");
        let back = read(MapFormat::Mermaid, &given.bytes, map.language).unwrap();
        prop_assert_eq!(&MermaidJourney::of(&back.map).0, &expected, "{}", text);
        // Written again it is the same text, so nothing of it was a matter of luck.
        let again = write(MapFormat::Mermaid, &back.map, true).unwrap();
        prop_assert_eq!(str::from_utf8(&again.bytes).unwrap(), text);
    }

    #[test]
    fn with_the_carried_map_all_of_it_comes_back(map in arbitrary::map()) {
        let given = write(MapFormat::Mermaid, &map, false).unwrap();
        let back = read(MapFormat::Mermaid, &given.bytes, English).unwrap();
        prop_assert_eq!(&back.notes, &[]);
        prop_assert_eq!(back.map, map);
    }

    #[test]
    fn any_text_is_answered(text in ".*", lines in "journey\n([a-zA-Z#;:,%<>é \t]|\n|[0-9.-]|title |section |<br>|accDescr \\{|#35;){0,80}") {
        let _ = read(MapFormat::Mermaid, text.as_bytes(), English);
        let taken = read(MapFormat::Mermaid, lines.as_bytes(), Language::Indonesian).unwrap();
        prop_assert_eq!(taken.map.check(), []);
        for note in &taken.notes {
            prop_assert!(!note.describe(English).is_empty());
            let line = lines.split('\n').nth(note.line - 1).unwrap();
            prop_assert!(note.column <= line.chars().count() + 1, "{:?} in {:?}", note, line);
        }
    }

    #[test]
    fn any_bytes_are_answered(bytes in any::<Vec<u8>>()) {
        let _ = read(MapFormat::Mermaid, &bytes, English);
    }
}

#[test]
fn the_example_of_mermaid_itself_becomes_a_map() {
    let text = "journey\n    title My working day\n    section Go to work\n      Make tea: 5: Me\n      Go upstairs: 3: Me\n      Do work: 1: Me, Cat\n    section Go home\n      Go downstairs: 5: Me\n      Sit down: 5: Me\n";
    let map = taken(text).map;
    assert_eq!(map.title, "My working day");
    let stages: Vec<_> = map.stages.iter().map(|s| s.title.as_str()).collect();
    assert_eq!(stages, ["Go to work", "Go home"]);
    let names: Vec<_> = map.personas.iter().map(|p| p.name.as_str()).collect();
    assert_eq!(names, ["Me", "Cat"]);
    assert_eq!(map.cards().count(), 5);
    let curves = map.lanes[1].curves();
    let values = |curve: usize| -> Vec<f64> {
        let points = curves[curve].points.iter();
        points.filter_map(|point| point.value).collect()
    };
    assert_eq!(values(0), [5.0, 3.0, 1.0, 5.0, 5.0]);
    assert_eq!(values(1), [1.0]);
    assert_eq!((map.emotion_scale.min, map.emotion_scale.max), (1.0, 5.0));
    assert_eq!(
        str::from_utf8(&write(MapFormat::Mermaid, &map, true).unwrap().bytes).unwrap(),
        "journey\n    title My working day\n    section Go to work\n      Make tea: 5: Me\n      Go upstairs: 3: Me\n      Do work: 1: Me, Cat\n    section Go home\n      Go downstairs: 5: Me\n      Sit down: 5: Me\n"
    );
}

#[test]
fn text_is_read_kindly_and_each_kindness_is_told_with_its_place() {
    for (text, expected, notes) in [
        (
            "A: 3",
            vec![task("A", 3.0, &[])],
            vec![(2, 1, NoteKind::NoActor)],
        ),
        (
            "  A: 3: Me, ",
            vec![task("A", 3.0, &["Me"])],
            vec![(2, 12, NoteKind::NamelessActor)],
        ),
        ("A: 3: Me, Me", vec![task("A", 3.0, &["Me"])], vec![]),
        (
            "At 10:30 go: 3: Me",
            vec![task("At 10:30 go", 3.0, &["Me"])],
            vec![(2, 1, NoteKind::ColonInName("At 10:30 go".into()))],
        ),
        (
            "A: 3: Me;",
            vec![task("A", 3.0, &["Me"])],
            vec![(2, 9, NoteKind::Semicolon)],
        ),
        (
            "A: 3: Me # note",
            vec![task("A", 3.0, &["Me"])],
            vec![(2, 10, NoteKind::Hash("# note".into()))],
        ),
        (
            "A: 3: Me: more",
            vec![task("A", 3.0, &["Me"])],
            vec![(2, 10, NoteKind::Surplus("more".into()))],
        ),
        (
            "Journey begins: 4: Me",
            vec![task("Journey begins", 4.0, &["Me"])],
            vec![(2, 1, NoteKind::Keyword("journey".into()))],
        ),
        (
            "Section leader: 4: Me",
            vec![task("Section leader", 4.0, &["Me"])],
            vec![(2, 1, NoteKind::Keyword("section".into()))],
        ),
        (
            "Title deed: 3: Me",
            vec![],
            vec![(2, 1, NoteKind::TaskAsTitle)],
        ),
        (
            "what is this",
            vec![],
            vec![(2, 1, NoteKind::NotUnderstood("what is this".into()))],
        ),
        (
            "A#colon; b<br/>c: 0x3: M#101;",
            vec![task("A: b\nc", 3.0, &["Me"])],
            vec![],
        ),
        (
            "旅：始: 2.5: 私、君",
            vec![task("旅：始", 2.5, &["私、君"])],
            vec![],
        ),
    ] {
        let (journey, found) = journey(&format!("journey\n{text}\n"));
        let read: Vec<MermaidTask> = journey.sections.into_iter().flat_map(|s| s.tasks).collect();
        assert_eq!((read, found), (expected, notes), "{text}");
    }
}

#[test]
fn a_line_behind_a_hash_is_a_comment() {
    let text = "# Head\njourney\n  # Old: 3: Me\n  A: 4: Me\n  #35;1 of all: 5: Me\n";
    let (journey, notes) = journey(text);
    let tasks = &journey.sections[0].tasks;
    assert_eq!(
        *tasks,
        [task("A", 4.0, &["Me"]), task("#1 of all", 5.0, &["Me"])]
    );
    assert_eq!(notes, []);
}

/// Earlier versions wrote them by code unit: that is no change of the map within.
#[test]
fn actors_keep_their_order_and_another_one_is_no_change() {
    let map = taken("journey\n  A: 4: Me, Cat, Ant\n  B: 4: Cat, Me\n").map;
    let given = write(MapFormat::Mermaid, &map, false).unwrap();
    let text = String::from_utf8(given.bytes).unwrap();
    assert!(text.contains("A: 4: Me, Cat, Ant\n") && text.contains("B: 4: Cat, Me\n"));
    let sorted = text.replace("Me, Cat, Ant", "Ant, Cat, Me");
    for text in [text, sorted] {
        let back = taken(&text);
        assert_eq!((back.map, back.notes), (map.clone(), vec![]), "{text}");
    }
}

#[test]
fn scores_that_are_none_or_outside_are_kept_as_they_can_be() {
    let taken = taken("journey\nA: quick: Me\nB: 12: Me\nC: -3: Me\nD:: Me");
    let kinds: Vec<NoteKind> = taken.notes.iter().map(|note| note.kind.clone()).collect();
    let expected = [
        NoteKind::NoScore("quick".into()),
        NoteKind::OutsideScale(12.0),
        NoteKind::OutsideScale(-3.0),
        NoteKind::NoScore(String::new()),
    ];
    assert_eq!(kinds, expected);
    let values: Vec<_> = taken.map.lanes[1].curves()[0]
        .points
        .iter()
        .map(|p| p.value)
        .collect();
    assert_eq!(values, [None, Some(12.0), Some(-3.0), None]);
    assert_eq!(
        (taken.map.emotion_scale.min, taken.map.emotion_scale.max),
        (-3.0, 12.0)
    );
}

#[test]
fn a_fence_front_matter_and_other_line_ends_are_no_hindrance() {
    let text = "# Notes\r\n\r\n```mermaid\r\n---\r\ntitle: From the front\r\n---\r\n%%{init: {}}%%\r\njourney\r\n\taccDescr {\r\n  of two\r\n  lines }\r\n\tsection One\r\n\tA: 3: Me\r\n\tsection One\r\n\tB: 4: Me\r\n```\r\n\r\nC: 5: Not of it\r\n";
    let (journey, notes) = journey(text);
    assert_eq!(notes, []);
    assert_eq!(journey.title, "From the front");
    assert_eq!(journey.description, "of two lines");
    assert_eq!(journey.sections.len(), 1, "neighbours of one name are one");
    assert_eq!(journey.sections[0].tasks.len(), 2);
}

#[test]
fn what_is_no_journey_is_told_with_its_line() {
    for (text, line, part) in [
        ("\n\nflowchart LR\n A --> B", 3, "flowchart"),
        ("Dear diary\n", 1, "“journey”"),
        ("", 1, "empty"),
    ] {
        let error = read(MapFormat::Mermaid, text.as_bytes(), English).unwrap_err();
        assert_eq!(error.line, line, "{text}");
        assert!(error.describe(English).contains(part), "{error}");
    }
    assert!(read(MapFormat::Mermaid, b"\xFF\xD8\xFF\xE0", English).is_err());
}

#[test]
fn changes_of_a_text_are_taken_over_to_the_map_within() {
    let map = jejak::file::load(samples()[0].bytes).unwrap().map;
    let given = String::from_utf8(write(MapFormat::Mermaid, &map, false).unwrap().bytes).unwrap();
    let title = map.title.as_str();
    let changed = given.replacen(title, "Another title", 1);
    let first = changed
        .lines()
        .find(|line| line.contains("Sees a TV ad"))
        .unwrap();
    let (name, rest) = first.split_once(':').unwrap();
    let rescored = format!("{name}: 5{}", &rest[rest.find(':').unwrap()..]);
    let changed = changed.replacen(first, &rescored.replace("TV ad", "radio ad"), 1);
    let taken = taken(&changed);
    assert_eq!(taken.map.title, "Another title");
    let card = taken.map.card(&"a2".into()).unwrap().1;
    assert_eq!(card.text, "Sees a radio ad during the news");
    // And nothing else is lost: what Mermaid cannot hold is still there.
    let changes = jejak::compare::changes(&map, &taken.map);
    let told: Vec<_> = (changes.iter())
        .map(|change| change.describe(&map, &taken.map, English))
        .collect();
    assert!(
        told.len() <= 4 && taken.map.lanes.len() == map.lanes.len(),
        "{told:#?}"
    );
    assert!(
        changes
            .iter()
            .all(|c| c.what != jejak::compare::ChangeKind::Removed),
        "{told:#?}"
    );
    assert_eq!(
        taken.notes.last().map(|n| &n.kind),
        Some(&NoteKind::CarriedStale)
    );
    let cut = given.trim_end().trim_end_matches(|c: char| c != 'A');
    let broken = read(MapFormat::Mermaid, cut.as_bytes(), English).unwrap();
    assert_eq!(
        broken.notes.last().map(|n| &n.kind),
        Some(&NoteKind::CarriedBroken)
    );
    assert_eq!(broken.map.title, map.title);
}

#[test]
fn what_is_not_held_is_counted() {
    let map = jejak::file::load(samples()[0].bytes).unwrap().map;
    let given = write(MapFormat::Mermaid, &map, true).unwrap();
    let count = |what| {
        given
            .lost
            .iter()
            .find(|lost| lost.what == what)
            .map(|lost| lost.count)
    };
    let metrics = map.lanes.iter().map(|lane| lane.metrics().len()).sum();
    assert_eq!(count(What::Metrics), Some(metrics));
    assert_eq!(count(What::Channels), Some(map.channels.len()));
}

#[test]
fn a_diagram_in_a_document_comes_before_its_headings() {
    let with_block = b"# Notes\n\n```mermaid\njourney\n section A\n  b: 5: Me\n```\n";
    assert!(read(MapFormat::Markdown, with_block, English).is_ok());
    let error = read(MapFormat::Mermaid, b"# Notes\n", English).unwrap_err();
    assert!(
        error
            .describe(English)
            .contains("there is no Mermaid journey here")
    );
    let error = read(
        MapFormat::Markdown,
        b"# Notes\n\nJourney of a bill\n",
        English,
    )
    .unwrap_err();
    assert!(
        error
            .describe(English)
            .contains("there is no journey in this document")
    );
}

#[test]
fn diagrams_and_tables_of_one_document_are_offered_alike() {
    let text = b"# Plan\n\n```mermaid\njourney\n title Now\n section A\n  b: 5: Me\n```\n\n\
                 ## Later\n\n| Stage | Search | Buy |\n|---|---|---|\n| Actions | look | pay |\n";
    let ask = |sheet: Option<&str>| {
        let options = ReadOptions {
            sheet: sheet.map(str::to_owned),
            ..ReadOptions::default()
        };
        read_table(MapFormat::Markdown, text, &options, English)
    };
    for (sheet, stage, left) in [
        (None, "A", "Later"),
        (Some("now"), "A", "Later"),
        (Some("2"), "Search", "Now"),
        (Some("Later"), "Search", "Now"),
    ] {
        let read = ask(sheet).unwrap();
        assert_eq!(read.taken.map.stages[0].title, stage, "{sheet:?}");
        let told = read.taken.notes.iter().any(
            |note| matches!(&note.kind, NoteKind::JourneysLeft { left: told, .. } if told == left),
        );
        assert!(told, "{sheet:?}: {:?}", read.taken.notes);
        assert_eq!(read.guess.unwrap().sheets, ["Now", "Later"]);
    }
    let error = ask(Some("Never")).unwrap_err().describe(English);
    assert!(error.contains("“Now”, “Later”"), "{error}");
    // Among diagrams alone, too.
    let two = "```mermaid\njourney\n title A\n section A\n  b: 5: Me\n```\n\
               ```mermaid\njourney\n title B\n section B\n  b: 5: Me\n```\n";
    let options = ReadOptions {
        sheet: Some("Never".to_owned()),
        ..ReadOptions::default()
    };
    let error = read_table(MapFormat::Markdown, two.as_bytes(), &options, English);
    let error = error.unwrap_err().describe(English);
    assert!(error.contains("“A”, “B”"), "{error}");
}
