//! What is new on a map that came from elsewhere has the colours that new parts have.

use jejak::{
    exchange::{Form, read, write},
    model::{Date, Hue, Map},
    review::{FindingKind, review},
    words::Language::English,
};

/// Three personas and two stages in each form that is read without a map of our own in it.
fn imported() -> Vec<(Form, Map)> {
    let mermaid = "journey\n section One\n  Look: 3: Ann, Ben, Cat\n section Two\n  Buy: 4: Ann\n";
    let from = |form, bytes: &[u8]| read(form, bytes, English).expect("a map").map;
    let map = from(Form::Mermaid, mermaid.as_bytes());
    let again = |form| from(form, &write(form, &map, true).expect("bytes").bytes);
    let foreign = "Stage,One,Two\nActions,Look,Buy\nEmotion (Ann),3,4\nEmotion (Ben),1,2\n";
    vec![
        (Form::Mermaid, map.clone()),
        (Form::Csv, again(Form::Csv)),
        (Form::Tsv, again(Form::Tsv)),
        (Form::Workbook, again(Form::Workbook)),
        (Form::OpenJourney, again(Form::OpenJourney)),
        (Form::Csv, from(Form::Csv, foreign.as_bytes())),
    ]
}

#[test]
fn new_personas_and_stages_take_their_colours_in_turn() {
    let mut most = 0;
    for (form, map) in imported() {
        most = most.max(map.personas.len());
        for (index, persona) in map.personas.iter().enumerate() {
            assert_eq!(persona.hue, Hue::of_persona(index), "{form:?}");
        }
        for (index, stage) in map.stages.iter().enumerate() {
            assert_eq!(stage.hue, Hue::of_stage(index), "{form:?}");
        }
    }
    assert!(most > 2);
}

#[test]
fn the_review_has_nothing_against_the_colours_of_what_is_imported() {
    let today = Date::new(2026, 9, 12).expect("a day");
    for (form, map) in imported() {
        let findings = review(&map, today);
        let colors = findings
            .iter()
            .filter(|finding| finding.kind() == FindingKind::SimilarColors);
        assert_eq!(colors.count(), 0, "{form:?}");
    }
}
