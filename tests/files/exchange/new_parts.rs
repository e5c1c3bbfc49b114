//! What is new on a map that came from elsewhere has the colours that new parts have.

use jejak::{
    exchange::{MapFormat, read, write},
    model::{Date, Hue, Map},
    review::{FindingKind, review},
    words::Language::English,
};

/// Three personas and two stages in each format that is read without a map of our own in it.
fn imported() -> Vec<(MapFormat, Map)> {
    let mermaid = "journey\n section One\n  Look: 3: Ann, Ben, Cat\n section Two\n  Buy: 4: Ann\n";
    let from = |format, bytes: &[u8]| read(format, bytes, English).expect("a map").map;
    let map = from(MapFormat::Mermaid, mermaid.as_bytes());
    let again = |format| from(format, &write(format, &map, true).expect("bytes").bytes);
    let foreign = "Stage,One,Two\nActions,Look,Buy\nEmotion (Ann),3,4\nEmotion (Ben),1,2\n";
    vec![
        (MapFormat::Mermaid, map.clone()),
        (MapFormat::Csv, again(MapFormat::Csv)),
        (MapFormat::Tsv, again(MapFormat::Tsv)),
        (MapFormat::Workbook, again(MapFormat::Workbook)),
        (MapFormat::OpenJourney, again(MapFormat::OpenJourney)),
        (MapFormat::Csv, from(MapFormat::Csv, foreign.as_bytes())),
    ]
}

#[test]
fn new_personas_and_stages_take_their_colours_in_turn() {
    let mut most = 0;
    for (format, map) in imported() {
        most = most.max(map.personas.len());
        for (index, persona) in map.personas.iter().enumerate() {
            assert_eq!(persona.hue, Hue::of_persona(index), "{format:?}");
        }
        for (index, stage) in map.stages.iter().enumerate() {
            assert_eq!(stage.hue, Hue::of_stage(index), "{format:?}");
        }
    }
    assert!(most > 2);
}

#[test]
fn the_review_has_nothing_against_the_colours_of_what_is_imported() {
    let today = Date::new(2026, 9, 12).expect("a day");
    for (format, map) in imported() {
        let findings = review(&map, today);
        let colors = findings
            .iter()
            .filter(|finding| finding.kind() == FindingKind::SimilarColors);
        assert_eq!(colors.count(), 0, "{format:?}");
    }
}
