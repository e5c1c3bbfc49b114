//! Curves drawn from the answers of a survey.

use super::*;
use crate::{
    edit::Edit,
    model::{CardRole, Claim, CurvePoint, Scale},
    survey::{Columns, Reading, Table},
};

fn import(csv: &str) -> Intent {
    let table = Table::read(csv.as_bytes()).expect("a table");
    let columns = Columns::guess(&table).expect("columns");
    Intent::ImportSurvey(Box::new(SurveyImport {
        table: Arc::new(table),
        columns,
        scale: Scale { min: 1.0, max: 5.0 },
        reading: Reading::default(),
        remarks: Vec::new(),
        asked: Vec::new(),
        source: "answers.csv".to_owned(),
    }))
}

#[test]
fn three_hundred_answers_become_points_with_the_figures_of_a_plain_sum() {
    let mut person = Person::with(blank_map(Language::English));
    person.acts(Action::AddPersona);
    person.does(Intent::CommitText);
    let map = person.editor.map().clone();
    // A linear congruential generator, so that the answers are the same everywhere.
    let mut seed = 7_u32;
    let mut next = |below: u32| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 16) % below
    };
    let (mut csv, mut of_stage) = (String::from("stage,score,comment\n"), vec![Vec::new(); 5]);
    for number in 0..300 {
        // Nobody answers about the last stage.
        let (stage, score) = (next(4) as usize, 1 + next(5));
        of_stage[stage].push(f64::from(score));
        let comment = if number == 0 { "At last" } else { "" };
        csv += &format!("{},{score},{comment}\n", map.stages[stage].title);
    }
    assert_eq!(person.does(import(&csv)), []);

    let made = person.editor.map().clone();
    let curve = made.lanes.iter().flat_map(|lane| lane.curves()).next();
    let points = &curve.expect("a curve").points;
    assert_eq!(points.len(), made.stages.len());
    for (point, scores) in points.iter().zip(&of_stage) {
        if scores.is_empty() {
            assert_eq!((point.value, point.n), (None, None), "a gap");
            continue;
        }
        let n = scores.len() as f64;
        let mean = scores.iter().sum::<f64>() / n;
        let square_mean = scores.iter().map(|score| score * score).sum::<f64>() / n;
        let spread = ((square_mean - mean * mean) * n / (n - 1.0)).sqrt();
        // From 1 to 5 onto −2 to 2.
        assert!((point.value.expect("a mean") - (mean - 3.0)).abs() < 1e-3);
        assert!((point.spread.expect("a spread") - spread).abs() < 1e-3);
        assert_eq!(point.n, Some(scores.len() as u32));
        assert_eq!(point.claim, Some(crate::model::Claim::Researched));
        assert!(point.evidence[0].text.contains("95%"));
        assert_eq!(point.evidence[0].source, "answers.csv");
    }
    let quotes = made
        .lanes
        .iter()
        .filter(|lane| lane.role() == Some(CardRole::Quotes));
    let quotes: Vec<&str> = quotes
        .flat_map(|lane| lane.cards())
        .map(|card| card.text.as_str())
        .collect();
    assert_eq!(quotes, ["At last"]);
    person.acts(Action::Undo);
    assert_eq!(**person.editor.map(), *map);
}

#[test]
fn a_second_survey_takes_the_place_of_the_first_and_of_nothing_else() {
    let mut person = Person::new();
    let curves = |person: &Person| -> Vec<usize> {
        let lanes = &person.editor.map().lanes;
        let curves = lanes.iter().flat_map(|lane| lane.curves());
        curves.map(|curve| curve.points.len()).collect()
    };
    let stage = person.editor.map().stages[0].title.clone();
    let name = person.editor.map().personas[0].name.clone();
    let csv = format!("stage,score,persona\n{stage},5,{name}\n{stage},4,{name}\n");
    assert_eq!(person.does(import(&csv)), []);
    let once = curves(&person);
    assert_eq!(person.does(import(&csv)), []);
    assert_eq!(curves(&person), once);
    let refused = person.does(import("stage,score\nNowhere,5\n"));
    assert!(matches!(refused[..], [Effect::Refused(_)]), "{refused:?}");
    assert_eq!(curves(&person), once);
}

#[test]
fn what_was_said_of_the_only_point_of_a_stage_stays() {
    let mut person = Person::with(blank_map(Language::English));
    person.acts(Action::AddPersona);
    person.does(Intent::CommitText);
    let stages = person.editor.map().stages.clone();
    let csv = format!("stage,score\n{},5\n", stages[0].title);
    assert_eq!(person.does(import(&csv)), []);
    let lane = person.editor.survey_place().expect("a place").lane;
    let of = person.editor.map().lane(&lane).unwrap().curves()[0].of();
    let point = |id: &str, stage: usize, label: &str| Edit::InsertPoint {
        lane: lane.clone(),
        curve: of.clone(),
        point: CurvePoint {
            id: id.into(),
            stage: stages[stage].id.clone(),
            at: 0.3,
            value: Some(1.0),
            label: label.to_owned(),
            moment_of_truth: stage == 0,
            claim: Some(Claim::Reasoned),
            ..CurvePoint::default()
        },
    };
    let curve = person.editor.map().lane(&lane).unwrap().curves()[0].clone();
    let old = curve
        .points
        .iter()
        .map(|p| Edit::Remove(Target::Point(p.id.clone())));
    let mut edits: Vec<Edit> = old.collect();
    edits.extend([
        point("a", 0, "great"),
        point("b", 1, "meh"),
        point("c", 1, "angry"),
        point("d", 2, "ok"),
    ]);
    person.does(Intent::Edit {
        name: "Edit text",
        edits,
    });

    let csv = format!(
        "stage,score\n{},4\n{},2\n",
        stages[0].title, stages[1].title
    );
    let Intent::ImportSurvey(asked) = import(&csv) else {
        unreachable!()
    };
    let map = person.editor.map().clone();
    let place = person.editor.survey_place().expect("a place");
    let survey = asked.survey(&map);
    assert_eq!(place.lost_labels(&survey, &map), 2);
    assert_eq!(place.waiting_labels(&survey, &map), 1);
    assert_eq!(person.does(Intent::ImportSurvey(asked)), []);
    let curve = person.editor.map().lane(&lane).unwrap().curves()[0].clone();
    let told: Vec<_> = curve
        .points
        .iter()
        .take(3)
        .map(|p| (p.label.as_str(), p.value, p.moment_of_truth, p.claim))
        .collect();
    assert_eq!(
        told,
        [
            ("great", Some(1.0), true, Some(Claim::Researched)),
            ("", Some(-1.0), false, Some(Claim::Researched)),
            // Nobody answered: the word waits in the gap.
            ("ok", None, false, Some(Claim::Reasoned)),
        ]
    );
}
