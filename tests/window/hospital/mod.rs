//! A visit to a hospital, as three people go through it: made by hand from the blank map, with
//! nothing but what a person can do in the window, and undone again.

mod asked;
mod made;
mod person;

use std::{collections::BTreeMap, sync::Arc, sync::atomic::AtomicBool};

use jejak::{
    edit::Edit,
    editor::{Action, Direction, Editor, Intent, SurveyImport, blank_map},
    export::{self, Format, PixelSize},
    file,
    layout::{Content, Lens},
    model::{
        Basis, Card, CardRole, Claim, Curve, CurvePoint, Date, Field, Hue, Id, LaneType, Level,
        LineKind, Map, Metric, Owner, Scale, Span, Target, TimeUnit, Times, When,
    },
    review::{FindingKind, Severity, lifts, review_sheet},
    survey::{Columns, Reading, Table},
    text::Fonts,
    words::Language,
};

use asked::asks;
use made::{fills_in, measures, sets_out, ties};
use person::Person;

const STAGES: [&str; 6] = [
    "Referral",
    "Booking",
    "Arrival",
    "Treatment",
    "Going home",
    "Aftercare",
];
const PATIENT: &str = "Sari, patient";
const DAUGHTER: &str = "Ayu, her daughter";
const DOCTOR: &str = "Budi, her doctor";

fn wishes(person: &mut Person) {
    let low = person.point(PATIENT, false, "Going home");
    person.selects([Target::Point(low.id.clone())]);
    person.acts(Action::ToggleMomentOfTruth);
    assert!(person.point(PATIENT, false, "Going home").moment_of_truth);

    person.selects([Target::Persona(person.persona(PATIENT))]);
    person.acts(Action::DrawToBe);
    assert_eq!(person.curve(PATIENT, true).points.len(), STAGES.len());
    for stage in ["Booking", "Going home"] {
        let point = person.point(PATIENT, true, stage);
        person.selects([Target::Point(point.id.clone())]);
        for _ in 0..8 {
            person.acts(Action::Move(Direction::Up));
        }
        let lifted = person.point(PATIENT, true, stage).value.expect("a value");
        let now = person.point(PATIENT, false, stage).value.expect("a value");
        assert!(lifted > now + 0.3, "{stage}: {now} to {lifted}");
    }
    let lifts = lifts(person.map());
    assert_eq!(lifts.len(), 2);
    assert!(lifts[0].lift > Some(0.0), "{lifts:?}");
}

fn looks_behind(person: &mut Person) {
    assert_eq!(person.map().lines.len(), 1);
    person.acts(Action::AddBackstage);
    let map = person.map();
    let lines = map.lanes.iter().filter_map(|lane| {
        let line = map.lines.iter().find(|line| line.above == lane.id)?;
        Some(line.kind)
    });
    assert_eq!(lines.collect::<Vec<_>>(), LineKind::ALL);
}

fn looks_through(person: &mut Person) {
    let drawn = |person: &Person| -> Vec<(Id, bool)> {
        let rows = person.0.layout().rows.iter();
        let curves = rows.flat_map(|row| match &row.part.content {
            Content::Emotion(emotion) => emotion.curves.clone(),
            _ => Vec::new(),
        });
        curves
            .map(|c| (c.curve.persona.clone(), c.curve.to_be))
            .collect()
    };
    let texts = |person: &Person| -> usize {
        let rows = person.0.layout().rows.iter();
        let cells = rows.flat_map(|row| match &row.part.content {
            Content::Cards(cells) => cells.clone(),
            _ => Vec::new(),
        });
        cells.flat_map(|cell| cell.cards).count()
    };
    let whole = person.map().clone();
    let all = texts(person);
    assert_eq!((drawn(person).len(), all), (4, whole.cards().count()));
    let patient = person.persona(PATIENT);
    let mut lens = Lens {
        personas: vec![patient.clone()],
        hides_others: true,
        when: When::Now,
    };
    person.does(Intent::LookThrough(lens.clone()));
    assert_eq!(drawn(person), [(patient.clone(), false)]);
    // Without two ideas for later, one pain of another and what four others said.
    assert_eq!(texts(person), all - 7);
    lens.when = When::ToBe;
    person.does(Intent::LookThrough(lens));
    assert_eq!(drawn(person), [(patient, true)]);
    assert_eq!(texts(person), all - 5);
    person.does(Intent::LookThrough(Lens::default()));
    assert_eq!(*person.map(), whole, "a lens changes nothing");
}

/// What is left to be found: that nobody has reviewed it or said what a visit leads to, and a talk
/// that has no channel.
fn is_reviewed(person: &mut Person) {
    let today = Date::parse("2026-11-22").expect("a date");
    let findings =
        |person: &Person| review_sheet(person.map(), person.0.layout(), &Fonts::bundled(), today);
    let told: Vec<_> = findings(person)
        .iter()
        .map(|finding| (finding.kind(), finding.target.clone()))
        .collect();
    let talk = person.card("A friend asks").id.clone();
    let meant = [
        (FindingKind::NotReviewed, Target::Facts),
        (FindingKind::NoConversion, Target::Facts),
        (
            FindingKind::TouchpointWithoutChannel,
            Target::Card(talk.clone()),
        ),
    ];
    let reasons = findings(person);
    let reasons: Vec<_> = reasons
        .iter()
        .map(|f| f.reason(Language::English))
        .collect();
    assert_eq!(told, meant, "{reasons:#?}");
    assert!(
        findings(person)
            .iter()
            .any(|finding| finding.severity() == Severity::Hint)
    );

    let finding = findings(person).remove(0);
    person.does(Intent::Mend { finding, today });
    assert_eq!(person.map().reviewed, Some(today));
    let left: Vec<_> = findings(person).into_iter().map(|f| f.target).collect();
    assert_eq!(left, [Target::Facts, Target::Card(talk)]);
}

#[test]
fn a_hospital_visit_is_mapped_by_hand_kept_exported_and_undone() {
    let fonts = Fonts::bundled();
    let blank = blank_map(Language::English);
    let mut person = Person(Editor::new(blank.clone(), fonts.clone()));
    person.does(Intent::ViewResized(jejak::geom::Size::new(1400.0, 900.0)));
    sets_out(&mut person);
    fills_in(&mut person);
    ties(&mut person);
    asks(&mut person);
    measures(&mut person);
    wishes(&mut person);
    looks_behind(&mut person);
    looks_through(&mut person);
    is_reviewed(&mut person);

    let map = person.map().clone();
    assert_eq!(map.check(), []);
    let loaded = file::load(&file::save(&map)).expect("it loads");
    assert_eq!((loaded.warnings.len(), &loaded.map), (0, &map));

    let scene = person.0.scene().clone();
    for (format, head) in [
        (Format::Png, &b"\x89PNG"[..]),
        (Format::Svg, b"<"),
        (Format::Pdf, b"%PDF"),
        (Format::Html, b"<!DOCTYPE html>"),
    ] {
        let options = export::Options {
            format,
            size: PixelSize::Width(1600),
            about: export::About::of(&map),
            ..export::Options::default()
        };
        let bytes = export::export(&scene, &fonts, &options, &|_| (), &AtomicBool::new(false));
        let bytes = bytes.unwrap_or_else(|error| panic!("{format:?}: {error}"));
        assert!(
            bytes.starts_with(head) && bytes.len() > 20_000,
            "{format:?}"
        );
        if let Some(folder) = std::env::var_os("KEEP_PICTURES") {
            let name = format!("hospital.{}", format.extension());
            std::fs::write(std::path::Path::new(&folder).join(name), &bytes).expect("kept");
        }
    }

    let mut steps = 0;
    while person.0.history().undo_name().is_some() {
        person.acts(Action::Undo);
        steps += 1;
    }
    assert!(steps > 60, "{steps}");
    assert_eq!(*person.map(), blank);
    while person.0.history().redo_name().is_some() {
        person.acts(Action::Redo);
        steps -= 1;
    }
    assert_eq!((steps, person.map()), (0, &map));
}
