//! Small files with the traits of those that people send, and what each has to become.

use std::path::PathBuf;

use jejak::{
    exchange::{MapFormat, ReadOptions, Taken, answers, read_cells, read_with, write},
    model::{CardRole, LaneKind, Map},
    survey::{Answers, SaidColumns, Survey, SurveyNote, looks_like_answers, understand},
    words::Language::English,
};

fn path(folder: &str, name: &str) -> PathBuf {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    root.join("tests/files/cases").join(folder).join(name)
}

pub(crate) fn is_there(folder: &str, name: &str) -> bool {
    path(folder, name).exists()
}

pub(crate) fn bytes(folder: &str, name: &str) -> Vec<u8> {
    let path = path(folder, name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn form(name: &str) -> MapFormat {
    if name.ends_with(".txt") {
        return MapFormat::Tsv;
    }
    MapFormat::of(&PathBuf::from(name)).unwrap()
}

fn taken(folder: &str, name: &str, sheet: Option<&str>) -> Taken {
    let options = ReadOptions {
        sheet: sheet.map(str::to_owned),
        ..ReadOptions::default()
    };
    let taken = read_with(form(name), &bytes(folder, name), &options, English);
    let taken = taken.unwrap_or_else(|error| panic!("{name}: {error}"));
    assert_eq!(taken.map.check(), [], "{name}");
    taken
}

fn role(role: CardRole) -> &'static str {
    match role {
        CardRole::CustomerActions => "actions",
        CardRole::Touchpoints => "touchpoints",
        CardRole::Thoughts => "thoughts",
        CardRole::PainPoints => "pains",
        CardRole::Opportunities => "opportunities",
        CardRole::OrganisationActivities => "organisation",
        CardRole::Quotes => "quotes",
        CardRole::Images => "images",
        CardRole::Free => "free",
    }
}

/// What a map says, a line for each of its parts.
fn told(map: &Map) -> Vec<String> {
    let joined = |texts: Vec<String>, between: &str| texts.join(between);
    let mut lines = vec![
        format!("T {}", map.title),
        format!(
            "S {}",
            joined(
                map.stages
                    .iter()
                    .map(|s| s.title.replace('\n', " "))
                    .collect(),
                " · "
            )
        ),
        format!(
            "P {}",
            joined(map.personas.iter().map(|p| p.name.clone()).collect(), ", ")
        ),
    ];
    let scale = map.emotion_scale;
    for lane in &map.lanes {
        match &lane.kind {
            LaneKind::Cards { role: of, cards } => {
                let count = map.stages.iter().map(|stage| {
                    cards
                        .iter()
                        .filter(|card| card.stage == stage.id)
                        .count()
                        .to_string()
                });
                let texts: Vec<String> = cards
                    .iter()
                    .map(|card| card.text.replace('\n', " / "))
                    .collect();
                lines.push(format!(
                    "L {} {} {}",
                    lane.title,
                    role(*of),
                    joined(count.collect(), "+")
                ));
                lines.push(format!("  {}", texts.join(" | ")));
            }
            LaneKind::Emotion { curves } => {
                for curve in curves {
                    let name = &map.persona(&curve.persona).unwrap().name;
                    let of_stage = |stage: &jejak::model::Id| {
                        let mut points: Vec<_> =
                            curve.points.iter().filter(|p| p.stage == *stage).collect();
                        points.sort_by(|a, b| a.at.total_cmp(&b.at));
                        let points = points.iter().map(|point| {
                            let value = point
                                .value
                                .map_or("–".to_owned(), |value| value.to_string());
                            match point.n {
                                Some(n) => format!("{value} ({n})"),
                                None => value,
                            }
                        });
                        joined(points.collect(), " ")
                    };
                    let points = map.stages.iter().map(|stage| of_stage(&stage.id));
                    let points = joined(points.collect(), " · ");
                    lines.push(format!("C {name}: {points} on {}…{}", scale.min, scale.max));
                    let labels: Vec<&str> = curve.points.iter().map(|p| p.label.as_str()).collect();
                    lines.push(format!("  {}", labels.join(" | ")));
                }
            }
            LaneKind::Metrics { metrics } => {
                for metric in metrics {
                    let stage = metric.stage.as_ref().and_then(|id| map.stage(id));
                    let stage = stage.map_or("", |stage| &stage.title);
                    lines.push(format!(
                        "M {} {:?} {stage} {}",
                        metric.name, metric.kind, metric.value
                    ));
                }
            }
            _ => {}
        }
    }
    lines
}

#[track_caller]
pub(crate) fn has(name: &str, map: &Map, expected: &[&str]) {
    let told = told(map);
    for line in expected {
        let is_there = told.iter().any(|known| known.trim() == *line);
        assert!(is_there, "{name}: “{line}” is not in {told:#?}");
    }
}

#[test]
fn diagrams_are_read_to_the_end_of_their_fence() {
    for (name, expected) in [
        (
            "a-two-diagrams.md",
            &[
                "T A visit to the museum",
                "S Arrive",
                "L Customer actions actions 2",
                "C Visitor: 4 3 on 1…5",
                "P Visitor",
            ][..],
        ),
        (
            "b-azure-colons.md",
            &[
                "T A quiet morning",
                "S At home · At the desk",
                "L Customer actions actions 2+1",
                "C Ana: 5 2 · 3 on 1…5",
                "P Ana, Cat",
            ],
        ),
        (
            "c-sphinx-myst.md",
            &[
                "T Reading the handbook",
                "S Newcomer · Expert",
                "L Customer actions actions 2+1",
                "P Reader, Expert",
            ],
        ),
        (
            "d-quarto.md",
            &[
                "T A walk",
                "S Outside",
                "L Customer actions actions 1",
                "P Walker",
            ],
        ),
        (
            "e-hugo.md",
            &[
                "T Baking bread",
                "S Evening · Morning",
                "L Customer actions actions 2+1",
                "P Baker, Family",
            ],
        ),
        (
            "f-html.md",
            &[
                "T Mengantar anak",
                "S 1. Pagi (hari kerja)",
                "L Customer actions actions 2",
                "P Ayah, Anak",
            ],
        ),
        (
            "g-blockquote.md",
            &[
                "T In a quote",
                "S Kitchen",
                "L Customer actions actions 1",
                "P Cook",
            ],
        ),
        (
            "h-list-indented.md",
            &[
                "T Inside a list",
                "S Kitchen",
                "L Customer actions actions 1",
                "P Cook",
            ],
        ),
        (
            "i-other-first.md",
            &[
                "T The second fence",
                "S Kitchen",
                "L Customer actions actions 1",
                "P Cook",
            ],
        ),
        (
            "j-fence-words.md",
            &[
                "T Words behind the fence",
                "S Post",
                "L Customer actions actions 1",
                "P Sender",
            ],
        ),
        (
            "l-plain-fence.md",
            &[
                "T Abrir una panadería",
                "S Barrio",
                "L Customer actions actions 2",
                "P Panadera",
            ],
        ),
        (
            "o-crlf-bom.mmd",
            &[
                "T CRLF and BOM",
                "S One",
                "L Customer actions actions 1",
                "C Me: 5 on 1…5",
                "P Me",
            ],
        ),
        (
            "q-breaks-and-brace.mmd",
            &[
                "T Behind the brace",
                "S First line second third fourth",
                "L Customer actions actions 1",
                "P Mum, Dad",
            ],
        ),
    ] {
        has(name, &taken("mermaid", name, None).map, expected);
    }
    let map = taken("mermaid", "q-breaks-and-brace.mmd", None).map;
    assert!(map.scenario.contains("A family packs and drives off"));
    assert_eq!(map.stages[0].title.lines().count(), 4);
}

#[test]
fn the_journeys_of_a_document_are_named_and_chosen() {
    for (name, other) in [
        ("a-two-diagrams.md", "A shift at the museum"),
        ("f-html.md", "A second one"),
    ] {
        let taken = taken("mermaid", name, None);
        let told = taken
            .notes
            .iter()
            .any(|note| note.describe(English).contains(other));
        assert!(told, "{name}: {:?}", taken.notes);
    }
    for sheet in ["2", "A shift at the museum"] {
        let map = taken("mermaid", "a-two-diagrams.md", Some(sheet)).map;
        has(sheet, &map, &["S Open", "P Guard, Visitor"]);
    }
    // Prose that begins with the word is none.
    let prose = bytes("mermaid", "k-plain-prose.md");
    assert!(read_with(MapFormat::Mermaid, &prose, &ReadOptions::default(), English).is_err());
}

#[test]
fn scores_and_names_are_taken_as_people_write_them() {
    let clock = taken("mermaid", "m-clock.mmd", None);
    has(
        "m-clock.mmd",
        &clock.map,
        &[
            "L Customer actions actions 4",
            "Check-in at 8:30 | Doctor 9:15 | Lunch 12:00 | Ratio 3:1 explained",
            "C Patient: 4 2 5 3 on 1…5",
            "C Staff: 5 on 1…5",
            "P Patient, Staff",
        ],
    );
    assert!(!clock.notes.is_empty());
    let decimals = taken("mermaid", "n-comma-decimals.mmd", None);
    has(
        "n-comma-decimals.mmd",
        &decimals.map,
        &[
            "S Sadar",
            "L Customer actions actions 6",
            "C Ibu: 3.5 4.5 -1 4 3 4 on -1…5",
        ],
    );
    assert!(decimals.notes.len() >= 5, "{:?}", decimals.notes);
    let faces = taken("mermaid", "s-clock-and-face.mmd", None);
    has(
        "s-clock-and-face.mmd",
        &faces.map,
        &[
            "Order | Wait 20 min 12:30 | Asks what it costs",
            "C Guest: 4 1 on 1…5",
            "P Guest, Käufer:in, Gast",
        ],
    );
    let text = bytes("mermaid", "t-called-a-text.txt");
    let text = read_with(MapFormat::Csv, &text, &ReadOptions::default(), English);
    has(
        "t-called-a-text.txt",
        &text.unwrap().map,
        &[
            "T Notion copy",
            "S Anfang · Ende",
            "L Customer actions actions 1+1",
            "P Leserin, Autor",
        ],
    );
    let old = taken("mermaid", "p-old-syntax.mmd", None);
    has(
        "p-old-syntax.mmd",
        &old.map,
        &[
            "T Go to the lake",
            "S Pack · Swim",
            "L Customer actions actions 2+1",
            "P Grandma, Kid#1, Kid#2",
        ],
    );
    assert!(old.map.cards().all(|card| !card.personas.is_empty()));
}

#[test]
fn a_text_that_was_edited_changes_the_lanes_it_came_from() {
    let known = taken("mermaid", "r-own-words.journey", None).map;
    let text = String::from_utf8(write(MapFormat::Mermaid, &known, false).unwrap().bytes).unwrap();
    let back = |text: String| {
        let taken = read_with(
            MapFormat::Mermaid,
            text.as_bytes(),
            &ReadOptions::default(),
            English,
        )
        .unwrap();
        assert_eq!(taken.map.check(), []);
        assert_eq!(taken.map.lanes.len(), 2, "{text}");
        assert!(!taken.notes.is_empty());
        taken.map
    };
    let changed = back(text.replace("Pay: 4", "Pay cash: 2"));
    has(
        "changed",
        &changed,
        &[
            "L What Rina does actions 1+1",
            "Ask | Pay cash",
            "C Rina: 3 · 2 on 1…5",
            "unsure |",
        ],
    );
    let shouted = back(text.replace("Pay: 4", "PAY: 4"));
    has("spelled", &shouted, &["Ask | PAY", "C Rina: 3 · 4 on 1…5"]);
    let added = back(text.replace(
        "      Pay: 4: Rina\n",
        "      Pay: 4: Rina\n      Leave: 5: Rina\n",
    ));
    has(
        "added",
        &added,
        &[
            "L What Rina does actions 1+2",
            "Ask | Pay | Leave",
            "C Rina: 3 · 4 5 on 1…5",
        ],
    );
    let removed = back(text.replace("      Pay: 4: Rina\n", ""));
    has(
        "removed",
        &removed,
        &["L What Rina does actions 1+0", "S Look · Buy", "P Rina"],
    );
    let renamed = back(
        text.replace("Rina", "Rani")
            .replace("section Buy", "section Pay up"),
    );
    has(
        "renamed",
        &renamed,
        &["P Rani", "S Look · Pay up", "C Rani: 3 · 4 on 1…5"],
    );
}

#[test]
fn open_journeys_of_both_versions_show_all_that_they_say() {
    let old = taken("ojf", "ojf-1.0.ojf.json", None).map;
    has(
        "1.0",
        &old,
        &[
            "S Get a plot · Sow · Harvest",
            "L Customer Actions actions 1+0+1",
            "L Pain Points pains 1+1+0",
            "C Allotment gardener: -1 -4 · 2 -2 · 5 on -5…5",
            "unsure | angry | curious | sad | proud",
            "P Allotment gardener",
        ],
    );
    assert!(old.scenario.contains("first harvest before the summer"));
    let severity = |start: &str| {
        let card = old
            .cards()
            .find(|card| card.text.starts_with(start))
            .unwrap();
        card.severity.map(jejak::model::Level::get)
    };
    assert_eq!(
        (severity("Two years"), severity("Slugs"), severity("Seed")),
        (Some(5), Some(3), None)
    );
    let stars = old
        .lanes
        .iter()
        .flat_map(|lane| lane.curves())
        .flat_map(|curve| &curve.points);
    assert_eq!(stars.filter(|point| point.moment_of_truth).count(), 1);

    let new = taken("ojf", "ojf-1.1.ojf.json", None).map;
    has(
        "1.1",
        &new,
        &[
            "T A haircut",
            "S Come in · Sit · Pay",
            "L Customer Actions actions 1+1+1",
            "C Walk-in customer: -1 · 2 · 4 on -5…5",
            "lost | hopeful | glad",
            "P Walk-in customer",
            "L Physical evidence free 1+2+0",
            "L Frontstage organisation 1+1+1",
            "L Backstage organisation 1+1+0",
            "L Support processes organisation 1+0+1",
            "Booking book: Shows the gaps | Till: Prints the receipt",
        ],
    );
    assert!(new.scenario.contains("job interview in the afternoon"));
    assert_eq!(new.lines.len(), 3);
    // What was read is written again, and what was changed is changed.
    let written = |map: &Map| -> serde_json::Value {
        serde_json::from_slice(&write(MapFormat::OpenJourney, map, false).unwrap().bytes).unwrap()
    };
    let original: serde_json::Value =
        serde_json::from_slice(&bytes("ojf", "ojf-1.1.ojf.json")).unwrap();
    assert_eq!(written(&new), original);
    let mut changed = new.clone();
    changed.title = "A shave".to_owned();
    changed.change_cards(
        |card| card.text.starts_with("Owner"),
        |card| card.text = "Owner: Looks up".to_owned(),
    );
    let told = written(&changed);
    assert_eq!(told["metadata"]["title"], "A shave");
    let backstage = &told["nodes"][0]["blueprint"]["backstage"];
    assert_eq!(
        backstage,
        &serde_json::json!([{ "actor": "Owner", "action": "Looks up" }])
    );
    let again = read_with(
        MapFormat::OpenJourney,
        told.to_string().as_bytes(),
        &ReadOptions::default(),
        English,
    );
    has(
        "again",
        &again.unwrap().map,
        &["T A shave", "L Backstage organisation 1+1+0"],
    );
}

fn understood(name: &str) -> Answers {
    let cells = read_cells(form(name), &bytes("survey", name), None, English);
    let cells = cells.unwrap_or_else(|error| panic!("{name}: {error}"));
    assert!(looks_like_answers(&cells), "{name}");
    understand(&cells, &SaidColumns::default(), None)
        .unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn made(name: &str) -> (Map, Survey) {
    let answers = understood(name);
    let (map, survey) = answers::map_of(&answers, name, English).unwrap();
    assert_eq!(map.check(), [], "{name}");
    (map, survey)
}

const FIVE: &str = "S Awareness · Consideration · Purchase · Use · Loyalty";
const TWO_ANSWERS: &str = "C Customer: 4.5 (2) · 3 (2) · 1.5 (2) · 3.5 (2) · 4.5 (2) on 1…5";

#[test]
fn answers_of_the_usual_tools_become_the_map_that_they_are_about() {
    for (name, expected) in [
        (
            "google-forms-grid.csv",
            &[
                FIVE,
                "P Student, Parent",
                "C Student: 3.5 (2) · 3.5 (2) · 2 (2) · 4.5 (2) · 5 (2) on 1…5",
                "C Parent: 5 (1) · 3 (1) · 1 (1) · 3 (1) · 4 (1) on 1…5",
            ][..],
        ),
        (
            "google-forms-id.csv",
            &[
                "S Kesadaran · Pembelian",
                "C Customer: 4 (1) · 1.5 (2) on 1…5",
            ],
        ),
        (
            "google-forms-likert.csv",
            &["S finding us · paying", "C Customer: 4 (3) · 2 (3) on 1…5"],
        ),
        (
            "a-sentence-a-stage.csv",
            &[
                "S Awareness · Consideration · Purchase",
                "C Customer: 4.5 (2) · 3.5 (2) · 1.5 (2) on 1…5",
            ],
        ),
        (
            "stage-before-brackets.csv",
            &[
                "S Discover · Buy · Use",
                "C Customer: 4.5 (2) · 1.5 (2) · 5 (2) on 1…5",
            ],
        ),
        (
            "japanese.csv",
            &["S 予約 · 来店", "C Customer: 4 (1) · 2.5 (2) on 1…5"],
        ),
        (
            "stages-spelled-apart.csv",
            &[
                "S 1. Aware · 2. Buy",
                "C Customer: 4.5 (2) · 2.5 (2) on 1…5",
            ],
        ),
        (
            "french-profile.csv",
            &[
                "S Réservation · Arrivée",
                "C Famille: 4 (1) · 1 (1) on 1…5",
                "C Couple: – · 2 (1) on 1…5",
            ],
        ),
        (
            "indonesian-four-words.csv",
            &[
                "C Pelajar: 5 (1) · 1 (1) on 1…5",
                "C Pekerja: 2 (1) · 3 (1) on 1…5",
            ],
        ),
        ("surveymonkey-two-heads.csv", &[FIVE, TWO_ANSWERS]),
        ("qualtrics-three-heads.csv", &[FIVE, TWO_ANSWERS]),
        ("limesurvey.csv", &[FIVE, TWO_ANSWERS]),
        (
            "typeform-new.csv",
            &[
                "S On the day you found us · When you paid",
                "C Customer: 4 (3) · 2 (3) on 1…5",
            ],
        ),
        (
            "ms-forms.xlsx",
            &[
                "S Awareness · Purchase · Use",
                "C Customer: 4 (1) · 2 (1) · 5 (1) on 1…5",
            ],
        ),
        (
            "hotjar.csv",
            &[
                "S How would you rate your experience?",
                "C Customer: 3.5 (2) on 1…5",
            ],
        ),
        (
            "delighted.csv",
            &[
                "S Awareness · Purchase",
                "C Parents: – · 8 (2) on 0…10",
                "C Students: 3 (1) · – on 0…10",
            ],
        ),
        (
            "wide-nps.csv",
            &[
                FIVE,
                "C Student: 3.5 (2) · 3.5 (2) · 2 (2) · 4.5 (2) · 5 (2) on 1…5",
                "C Parent: 5 (1) · 3 (1) · 1 (1) · 3 (1) · 4 (1) on 1…5",
                "M NPS Nps  33",
            ],
        ),
        (
            "wide-0-10-text.csv",
            &[
                "S Awareness · Consideration · Purchase",
                "C Customer: 4.5 (2) · 3 (2) · 1.5 (2) on 1…5",
            ],
        ),
        (
            "semicolon-bom.csv",
            &[
                "S Awareness · Purchase · Use",
                "C Customer: 4 (1) · 1.75 (2) · 4 (1) on 1…5",
            ],
        ),
        (
            "preamble.csv",
            &[
                "S Awareness · Purchase",
                "C Customer: 4 (1) · 1.5 (2) on 1…5",
            ],
        ),
        (
            "head-with-newline.csv",
            &["S Awareness · Purchase", "C Customer: 4 (1) · 2 (1) on 1…5"],
        ),
    ] {
        has(name, &made(name).0, expected);
    }
}

/// With other marks between the cells.
#[test]
fn answers_are_read_however_they_were_saved() {
    for (name, expected) in [
        (
            "sep-line.csv",
            &[
                "S Awareness · Purchase",
                "C Customer: 4 (1) · 1.5 (2) on 1…5",
            ],
        ),
        (
            "semicolon-cp1252.csv",
            &[
                "S Awareness · Purchase · Use",
                "C Customer: 4 (1) · 1.75 (2) · 4 (1) on 1…5",
            ],
        ),
        (
            "utf16le-tab.txt",
            &[
                "S Awareness · Purchase · Use",
                "C Customer: 4 (1) · 1.75 (2) · 4 (1) on 1…5",
            ],
        ),
        (
            "pipe.csv",
            &["S Awareness · Purchase", "C Customer: 4 (1) · 2 (1) on 1…5"],
        ),
        (
            "old-mac.csv",
            &["S Awareness · Purchase", "C Customer: 4 (1) · 2 (1) on 1…5"],
        ),
        (
            "head-with-commas.csv",
            &["S Awareness · Purchase", "C Customer: 4 (1) · 2 (1) on 1…5"],
        ),
    ] {
        has(name, &made(name).0, expected);
    }
    for name in ["semicolon-cp1252.csv", "utf16le-tab.csv", "qualtrics.tsv"] {
        let told = understood(name).notes;
        assert!(
            told.iter()
                .any(|note| matches!(note, SurveyNote::Decoded(_))),
            "{name}: {told:?}"
        );
    }
}

fn point<'m>(map: &'m Map, persona: &str, stage: &str) -> &'m jejak::model::CurvePoint {
    let stage = map
        .stages
        .iter()
        .find(|known| known.title == stage)
        .unwrap();
    let curves = map.lanes.iter().flat_map(|lane| lane.curves());
    let curve = curves
        .into_iter()
        .find(|curve| map.persona(&curve.persona).unwrap().name == persona);
    curve
        .unwrap()
        .points
        .iter()
        .find(|point| point.stage == stage.id)
        .unwrap()
}

#[test]
fn points_bring_their_spread_their_day_and_what_was_said() {
    let date = |map: &Map, persona: &str, stage: &str| {
        point(map, persona, stage).evidence[0]
            .date
            .map(|date| date.iso())
            .unwrap_or_default()
    };
    let grid = made("google-forms-grid.csv").0;
    assert_eq!(point(&grid, "Student", "Awareness").spread, Some(0.707));
    assert_eq!(date(&grid, "Student", "Use"), "2026-03-03");
    assert_eq!(date(&grid, "Parent", "Awareness"), "2026-03-02");
    let said = |map: &Map| -> Vec<String> {
        let points = map
            .lanes
            .iter()
            .flat_map(|lane| lane.curves())
            .flat_map(|curve| &curve.points);
        points
            .flat_map(|point| &point.evidence)
            .filter(|e| e.n.is_none())
            .map(|e| e.text.clone())
            .collect()
    };
    assert_eq!(
        said(&grid),
        ["The price, shown late", "Paying; it failed twice"]
    );
    assert_eq!(
        date(&made("google-forms-id.csv").0, "Customer", "Pembelian"),
        "2026-03-02"
    );
    let told = understood("google-forms-id.csv").notes;
    assert!(
        told.iter()
            .any(|note| note.describe(English).contains("01/03/2026")),
        "{told:?}"
    );
    assert_eq!(
        said(&made("qualtrics-three-heads.csv").0),
        ["Show the price\nbefore the end"]
    );
    let forms = made("ms-forms.xlsx").0;
    assert_eq!(date(&forms, "Customer", "Purchase"), "2026-03-01");
    has(
        "ms-forms.xlsx",
        &forms,
        &["L Quotes quotes 0+1+1", "Queue | Friendly"],
    );
    let bom = made("semicolon-bom.csv").0;
    assert_eq!(date(&bom, "Customer", "Purchase"), "2026-03-03");
    assert_eq!(point(&bom, "Customer", "Purchase").spread, Some(0.354));
    has(
        "semicolon-bom.csv",
        &bom,
        &["L Quotes quotes 1+1+1", "très bien | Gebühr zu spät | ok"],
    );
    // Nobody is told of, and what tools write is no answer.
    let delighted = String::from_utf8(
        write(MapFormat::Journey, &made("delighted.csv").0, false)
            .unwrap()
            .bytes,
    )
    .unwrap();
    assert!(!delighted.contains("Person A") && !delighted.contains("example.org"));
    let hotjar = understood("hotjar.csv");
    assert!(hotjar.notes.iter().any(|note| {
        note.describe(English)
            .contains("no column says which stage")
    }));
    let (nps, _) = made("wide-nps.csv");
    let metric = nps
        .lanes
        .iter()
        .flat_map(|lane| lane.metrics())
        .next()
        .unwrap();
    let basis = jejak::model::Basis::Nps {
        promoters: 2,
        passives: 0,
        detractors: 1,
    };
    assert_eq!(metric.basis, Some(basis));
}

#[test]
fn answers_are_drawn_into_a_map_with_other_stages() {
    let answers = understood("google-forms-grid.csv");
    let mut map = made("semicolon-bom.csv").0;
    map.emotion_scale = jejak::model::Scale {
        min: -2.0,
        max: 2.0,
    };
    for lane in &mut map.lanes {
        std::sync::Arc::make_mut(lane).kind = match &lane.kind {
            LaneKind::Emotion { .. } => LaneKind::Emotion { curves: Vec::new() },
            other => other.clone(),
        };
    }
    for (stage, title) in map
        .stages
        .iter_mut()
        .zip(["1. AWARENESS", "Purchas", "Use"])
    {
        std::sync::Arc::make_mut(stage).title = title.to_owned();
    }
    let (drawn, survey) = answers::drawn_into(&map, &answers, "grid.csv").unwrap();
    assert_eq!(drawn.check(), []);
    has(
        "into",
        &drawn,
        &[
            "S 1. AWARENESS · Purchas · Use",
            "P Customer, Student, Parent",
            "C Student: 0.5 (2) · -1 (2) · 1.5 (2) on -2…2",
        ],
    );
    assert_eq!(survey.near.keys().collect::<Vec<_>>(), ["Purchase"]);
    assert_eq!(survey.skipped.len(), 6, "Consideration and Loyalty");
}

#[test]
fn journeys_of_other_builders() {
    let read = taken("other", "journey.yaml", None);
    let lanes = [
        "S Need · Borrow · Return",
        "P Neighbour",
        "T Borrow a drill",
        "L Actions actions 2+1+0",
        "L Pain points pains 1+0+0",
        "L Opportunities opportunities 0+1+0",
        "L Thoughts thoughts 0+0+1",
        "C Neighbour: 2 · 4 · 3 on 1…5",
    ];
    has("journey.yaml", &read.map, &lanes);
    assert_eq!(read.notes, []);
    let read = taken("other", "journey.json", None);
    has("journey.json", &read.map, &lanes);
    has(
        "journey.json",
        &read.map,
        &["L Touchpoints touchpoints 0+1+0", "impatient |  |"],
    );
    let persona = &read.map.personas[0];
    assert_eq!(persona.role, "third floor");
    assert_eq!(persona.goals, ["A shelf by Sunday"]);
    assert_eq!(read.map.stages[2].duration, "2 days");
    assert_eq!(read.notes, []);
}

#[test]
fn notes_of_a_whiteboard() {
    let read = taken("other", "stickies-frames.csv", None);
    has(
        "stickies-frames.csv",
        &read.map,
        &[
            "S Need · Borrow · Return",
            "L yellow free 1+1+1",
            "L red free 1+0+0",
            "L green free 0+1+0",
        ],
    );
    assert_eq!(read.notes.len(), 1);
    let told = read.notes[0].describe(English);
    assert!(told.contains("their colours became lanes"), "{told}");
    let read = taken("other", "stickies-plain.csv", None);
    assert_eq!(read.map.stages.len(), 1);
    has("stickies-plain.csv", &read.map, &["L Notes free 4"]);
    has(
        "stickies-plain.csv",
        &read.map,
        &["Looks at the wall | Nobody answers | Signs a list | Brings it back, dusty"],
    );
    assert_eq!(read.notes.len(), 1);
}

/// A text read as if it came in a file of a name.
fn read_text(name: &str, text: &str, sheet: Option<&str>) -> Taken {
    let options = ReadOptions {
        sheet: sheet.map(str::to_owned),
        ..ReadOptions::default()
    };
    let read = read_with(form(name), text.as_bytes(), &options, English);
    let read = read.unwrap_or_else(|error| panic!("{name}: {error}: {text}"));
    assert_eq!(read.map.check(), [], "{text}");
    read
}

#[test]
fn records_in_all_their_shapes() {
    let keyed = "name: Renting\nstages:\n  look_around:\n    feelings: {score: 3, label: curious}\n    actions: [Reads, Asks]\n  sign:\n    feelings: {score: 1, label: tired}\n    painPoints: Too long\n";
    let read = read_text("a.yaml", keyed, None);
    has(
        "keyed",
        &read.map,
        &[
            "T Renting",
            "S Look around · Sign",
            "L Actions actions 2+0",
            "L Pain points pains 0+1",
            "C Customer: 3 · 1 on 1…5",
            "curious | tired",
        ],
    );
    let nested = r#"{"title": "Visit", "phases": [
        {"phase": "Before", "steps": [
            {"name": "Book", "emotion": "😊", "actions": "Calls"},
            {"name": "Travel", "emotion": "😡", "actions": ["Waits", "Pays"]}]},
        {"phase": "There", "steps": [{"name": "See", "emotion": "😐", "thoughts": "Big!"}]}]}"#;
    let read = read_text("a.json", nested, None);
    has(
        "nested",
        &read.map,
        &[
            "T Visit",
            "S Before · There",
            "L Actions actions 3+0",
            "C Customer: 1 -2 · 0 on -2…2",
        ],
    );
    let steps: Vec<&str> = read.map.stages[0]
        .steps
        .iter()
        .map(|step| step.title.as_str())
        .collect();
    assert_eq!(steps, ["Book", "Travel"]);
    let moments = r#"[{"stage": "Aware", "step": "See ad", "persona": "Rina", "mood": 4, "doing": "Looks"},
        {"stage": "Aware", "step": "Search", "persona": "Rina", "mood": 2, "doing": "Types"},
        {"stage": "Buy", "step": "Pay", "persona": "Rina", "mood": 5, "doing": "Pays"}]"#;
    let read = read_text("a.json", moments, None);
    has(
        "moments",
        &read.map,
        &[
            "S Aware · Buy",
            "P Rina",
            "L Doing actions 2+1",
            "C Rina: 4 2 · 5 on 1…5",
        ],
    );
    let lanes = r#"{"journey": "Lunch", "personas": [{"id": "p", "name": "Ana", "age": 30}],
        "stages": ["Choose", {"id": "e", "name": "Eat"}],
        "lanes": [{"title": "Actions", "cells": {"Choose": ["Looks", "Asks"], "e": "Eats"}},
                  {"type": "emotions", "values": ["happy", "bored"]}],
        "cards": [{"stage": "Eat", "lane": "pain points", "text": "Cold"}],
        "quotes": {"Eat": "Again?"}, "footer": "Made by hand"}"#;
    let read = read_text("a.json", lanes, None);
    has(
        "lanes",
        &read.map,
        &[
            "T Lunch",
            "S Choose · Eat",
            "P Ana",
            "L Actions actions 2+1",
            "L Pain points pains 0+1",
            "L Quotes quotes 0+1",
            "L Notes free 1+0",
            "C Ana: 1 · -1 on -2…2",
        ],
    );
    assert_eq!(read.map.personas[0].facts, ["Age: 30"]);
    let german = "Titel: Miete\nPhasen:\n  - Name: Suchen\n    Handlungen: [Liest]\n    Gefühle: neugierig\n  - Name: Ziehen\n    Handlungen: [Packt]\n    Gefühle: müde\n";
    let read = read_text("a.yml", german, None);
    has(
        "german",
        &read.map,
        &[
            "T Miete",
            "S Suchen · Ziehen",
            "L Handlungen actions 1+1",
            "C Customer: 1 · -1 on -2…2",
        ],
    );
    let single = "stages:\n- Need:\n    actions: [Looks]\n- Borrow:\n    actions: [Signs]\n    metrics: {nps: 40, csat: 80}\n";
    let read = read_text("a.yaml", single, None);
    has(
        "single",
        &read.map,
        &[
            "S Need · Borrow",
            "L Actions actions 1+1",
            "M Nps Nps Borrow 40",
            "M Csat Csat Borrow 80",
        ],
    );
}

#[test]
fn several_journeys_of_one_file_are_a_choice() {
    let two = r#"{"journeys": [
        {"name": "One", "stages": [{"name": "A", "actions": "x"}, {"name": "B", "actions": "y"}]},
        {"name": "Two", "stages": [{"name": "C", "actions": "z"}, {"name": "D", "actions": "w"}]}]}"#;
    let read = read_text("a.json", two, None);
    has("first", &read.map, &["T One", "S A · B"]);
    assert!(
        read.notes
            .iter()
            .any(|note| note.describe(English).contains("“Two”"))
    );
    let read = read_text("a.json", two, Some("Two"));
    has("second", &read.map, &["T Two", "S C · D"]);
    let stacked = "Rina,,\nStage,Aware,Buy\nActions,Looks,Pays\nEmotion,3,4\n\nBudi,,\nStage,Look,Pay\nActions,a,b\nPain points,c,\n";
    let read = read_text("a.csv", stacked, None);
    has(
        "stacked",
        &read.map,
        &["T Rina", "S Aware · Buy", "L Actions actions 1+1"],
    );
    assert!(
        read.notes
            .iter()
            .any(|note| note.describe(English).contains("“Budi”"))
    );
    for sheet in ["2", "Budi"] {
        let read = read_text("a.csv", stacked, Some(sheet));
        has(
            "stacked",
            &read.map,
            &["T Budi", "S Look · Pay", "L Pain points pains 1+0"],
        );
    }
}

#[test]
fn other_data_is_no_journey() {
    for (name, text) in [
        (
            "a.json",
            r#"{"name":"x","version":"1","scripts":{"build":"a"},"dependencies":{"a":"1"}}"#,
        ),
        ("a.json", r#"[{"id":1,"name":"a"},{"id":2,"name":"b"}]"#),
        (
            "a.json",
            r#"{"type":"FeatureCollection","features":[{"type":"Feature"}]}"#,
        ),
        (
            "a.yaml",
            "version: 3\nservices:\n  web:\n    image: x\n    ports: [80]\n",
        ),
        ("a.yaml", "a: [\n"),
        ("a.yaml", "just a line\n"),
    ] {
        let read = read_with(
            form(name),
            text.as_bytes(),
            &ReadOptions::default(),
            English,
        );
        assert!(read.is_err(), "{text}");
    }
}

#[test]
fn tables_of_tickets_lists_and_other_documents() {
    let ticket = "h2. Parcel\n\n||Stage||Actions||Emotion||\n|Send|Packs|😊|\n|Receive|Opens|😡|\n";
    let read = read_text("a.md", ticket, None);
    has(
        "ticket",
        &read.map,
        &[
            "T Parcel",
            "S Send · Receive",
            "L Actions actions 1+1",
            "C Customer: 1 · -2 on -2…2",
        ],
    );
    let list = "# Clinic\n\n* Persona: Rina\n\n* **Stage 1: Book**\n  * Actions\n    * Calls\n    * Waits\n  * Emotion: frustrated\n* **Stage 2: Visit**\n  * Actions\n    * Sits\n  * Emotion: relieved\n";
    let read = read_text("a.md", list, None);
    has(
        "list",
        &read.map,
        &[
            "T Clinic",
            "S Book · Visit",
            "L Actions actions 2+1",
            "C Rina: -1 · 1 on -2…2",
        ],
    );
    let frame = "+---------+-------+------+\n| Stage   | Aware | Buy  |\n+=========+=======+======+\n| Actions | Looks | Pays |\n+---------+-------+------+\n| Emotion | 3     | 4    |\n+---------+-------+------+\n";
    let read = read_text("a.rst", frame, None);
    has(
        "frame",
        &read.map,
        &[
            "S Aware · Buy",
            "L Actions actions 1+1",
            "C Customer: 3 · 4 on 1…5",
        ],
    );
    let people = "Persona,Anna,Anna,Ben\nStage,Find,Buy,Find\nActions,a,b,c\nEmotion,3,4,2\n";
    let read = read_text("a.csv", people, None);
    has(
        "people",
        &read.map,
        &[
            "S Find · Buy",
            "P Anna, Ben",
            "C Anna: 3 · 4 on 1…5",
            "C Ben: 2 ·  on 1…5",
        ],
    );
    let odd = "#,\"What happens?\n(customer)\",Journey step,\"How do they feel? (1 = bad, 5 = great)\",What could we do better?\n1,Sees the ad,Notice,3,\n2,Calls,Contact,2,Answer faster\n3,Visits,Visit,5,\n";
    let read = read_text("a.csv", odd, None);
    has(
        "odd",
        &read.map,
        &[
            "S Notice · Contact · Visit",
            "L What happens? (customer) actions 1+1+1",
            "L What could we do better? opportunities 0+1+0",
            "C Customer: 3 · 2 · 5 on 1…5",
        ],
    );
    let notebook = r##"{"nbformat":4,"cells":[{"cell_type":"markdown","source":["```mermaid\n","journey\n","  title In a notebook\n","  section A\n","    b: 3: Me\n","```"]},{"cell_type":"code","source":"x"}]}"##;
    let read = read_text("a.ipynb", notebook, None);
    has(
        "notebook",
        &read.map,
        &["T In a notebook", "S A", "C Me: 3 on 1…5"],
    );
    for (name, text) in [
        (
            "a.txt",
            "= Doc\n\n[mermaid]\n....\njourney\n  title D\n  section A\n    b: 1: X\n....\n\nAfter: 3: text\n",
        ),
        (
            "a.rst",
            "Title\n=====\n\n.. mermaid::\n\n   journey\n     title D\n     section A\n       b: 1: X\n\nAfter: 3: text.\n",
        ),
        (
            "a.qmd",
            "```{mermaid}\n%%| label: a\njourney\n  title D\n  section A\n    b: 1: X\n```\n\nAfter: 3: text\n",
        ),
        (
            "a.adoc",
            "[source,mermaid]\n----\njourney\n  title D\n  section A\n    b: 1: X\n----\n\nAfter: 3: text\n",
        ),
    ] {
        let name = if name == "a.txt" { "a.csv" } else { name };
        let read = read_text(name, text, None);
        has(
            text,
            &read.map,
            &["T D", "S A", "L Customer actions actions 1"],
        );
    }
}
