//! The survey against small tables whose figures are known.

use std::sync::Arc;

use super::*;
use crate::model::{Persona, Stage};

fn map() -> Map {
    let stage = |id: &str, title: &str| {
        Arc::new(Stage {
            id: id.into(),
            title: title.to_owned(),
            ..Stage::default()
        })
    };
    let persona = Arc::new(Persona {
        id: "dewi".into(),
        name: "Dewi Anggraini".to_owned(),
        ..Persona::default()
    });
    Map {
        stages: vec![stage("aware", "Awareness"), stage("buy", "Purchase")],
        personas: vec![persona],
        ..Map::default()
    }
}

const FIVE: Scale = Scale { min: 1.0, max: 5.0 };

fn survey(text: &str) -> Survey {
    let table = Table::read(text.as_bytes()).expect("a table");
    let columns = Columns::guess(&table).expect("columns");
    Survey::new(&table, columns, FIVE, &map())
}

#[test]
fn answers_are_told_apart_by_stage_and_persona() {
    let found = survey(
        "date;Stage;Who (persona);score;comment\n\
         2026-02-01;Purchase;dewi anggraini;2;\"too dear; really\"\n\
         \n\
         2026-02-03; awareness ;;4,5;fine\n\
         2026-02-02;2;DEWI;3;\n",
    );
    assert_eq!(found.skipped, []);
    let places: Vec<_> = found
        .groups
        .iter()
        .map(|g| (g.persona.as_ref().map(Id::as_str), g.stage.as_str()))
        .collect();
    assert_eq!(places, [(None, "aware"), (Some("dewi"), "buy")]);
    let both = &found.groups[1];
    assert_eq!(both.answers[0].comment, "too dear; really");
    assert_eq!(both.date(), Date::new(2026, 2, 2));
    assert_eq!(both.figures().n, 2);
    assert_eq!(both.figures().mean, 2.5);
    assert_eq!(found.groups[0].answers[0].score, 4.5);
    assert_eq!(found.answer_count(), 3);
}

#[test]
fn a_column_for_each_stage_is_an_answer_for_each() {
    let read = |text: &str| Table::read(text.as_bytes()).expect("a table");
    let wide = read("Who (persona),PURCHASE,aware,Why\ndewi,4,,\n,2,5,slow\n");
    let map = map();
    let found = understand(&wide, &SaidColumns::default(), Some(&map)).expect("answers");
    assert_eq!(found.table.heads, ["Stage", "Score", "Who (persona)"]);
    let rows: Vec<(usize, Vec<&str>)> = found
        .table
        .rows()
        .map(|row| (row.line, row.cells().collect()))
        .collect();
    assert_eq!(
        rows,
        [
            (2, vec!["PURCHASE", "4", "dewi"]),
            (3, vec!["PURCHASE", "2", ""]),
            (3, vec!["aware", "5", ""]),
        ]
    );
    // What was said of the whole is said once.
    let said: Vec<&str> = found
        .remarks
        .iter()
        .map(|remark| remark.text.as_str())
        .collect();
    assert_eq!(said, ["slow"]);
    let survey = Survey::read(&found.table, found.columns, FIVE, &found.reading, &map);
    assert_eq!((survey.answer_count(), survey.groups.len()), (3, 3));
    let columns = Columns::guess(&read("Timestamp,Stage,Score\nx,y,1\n"));
    assert_eq!(columns.and_then(|columns| columns.date), Some(0));
    // Answers that would be repeated beyond all bounds are refused.
    let heads: String = (0..20).map(|n| format!("s{n},")).collect();
    let vast = format!(
        "{heads}Segment\n{}{}\n",
        "1,".repeat(20),
        "x".repeat(1_000_000)
    );
    let refused = understand(
        &read(&vast),
        &SaidColumns {
            persona: Some("Segment".into()),
            ..SaidColumns::default()
        },
        None,
    );
    assert_eq!(refused.err(), Some(SurveyError::TooManyCells));
}

#[test]
fn what_cannot_be_placed_is_told_with_its_line() {
    let found = survey(
        "stage,score,persona\nDelivery,3,\nPurchase,good,\nPurchase,7,\nPurchase,3,Eve\nPurchase,3,\n",
    );
    assert_eq!(found.answer_count(), 1);
    let told: Vec<_> = found
        .skipped
        .iter()
        .map(|s| (s.line, s.why.clone()))
        .collect();
    assert_eq!(
        told,
        [
            (2, WhySkipped::UnknownStage("Delivery".to_owned())),
            (3, WhySkipped::NoNumber("good".to_owned())),
            (4, WhySkipped::OffScale(7.0)),
            (5, WhySkipped::UnknownPersona("Eve".to_owned())),
        ]
    );
}

#[test]
fn figures_are_those_of_the_textbook() {
    // Mean 5, sample variance 32 / 7 (the worked example of a standard deviation).
    let figures = Figures::of(&[2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]).expect("figures");
    assert_eq!((figures.n, figures.mean), (8, 5.0));
    let spread = figures.spread.expect("a spread");
    assert!((spread - (32.0_f64 / 7.0).sqrt()).abs() < 1e-12);
    let half = figures.half_interval().expect("an interval");
    assert!((half - 2.364_6 * spread / 8.0_f64.sqrt()).abs() < 1e-9);
    let one = Figures::of(&[3.0]).expect("figures");
    assert_eq!(
        (one.mean, one.spread, one.half_interval()),
        (3.0, None, None)
    );
    assert_eq!(Figures::of(&[]), None);
}

#[test]
fn the_quantiles_are_those_of_the_tables() {
    for (degrees, t) in [
        (1, 12.706),
        (10, 2.228),
        (11, 2.201),
        (20, 2.086),
        (30, 2.042),
        (120, 1.980),
        (100_000, 1.960),
    ] {
        let ours = t_975(degrees).expect("a quantile");
        assert!((ours - t).abs() < 6e-4, "{degrees}: {ours}");
    }
    assert_eq!(t_975(0), None);
}

#[test]
fn what_is_no_table_says_what_helps() {
    let read = |bytes: &[u8]| Table::read(bytes).unwrap_err();
    assert_eq!(read(b""), SurveyError::TooSmall);
    assert_eq!(read(b"stage,score\n"), SurveyError::TooSmall);
    assert_eq!(read(b"stage\nPurchase\n"), SurveyError::TooSmall);
    assert_eq!(
        read(b"stage,score\nK\xE4uf,3\n"),
        SurveyError::NotText { line: 2 }
    );
    let with_mark = Table::read(b"\xEF\xBB\xBFstage\tscore\nPurchase\t3\n").expect("a table");
    assert_eq!(with_mark.heads, ["stage", "score"]);
}
