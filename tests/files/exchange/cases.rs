//! Small tables with the traits of those that people hand over, and what each of them becomes.
//!
//! `tests/files/cases/tables` holds them; what is right of `NAME` stands in `NAME.right`. Of a file
//! with several journeys there is one more for each, `NAME.2.right`. `UPDATE_CASES=1` writes them anew:
//! look at every line that changed.

use std::{fmt::Write as _, fs, path::PathBuf};

use jejak::{
    exchange::{MapFormat, ReadOptions, Taken, read_with},
    model::{Card, LaneKind, LineKind, Map},
    words::Language::English,
};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/files/cases/tables")
}

/// A map as a person would read it aloud.
pub(super) fn said(taken: &Taken) -> String {
    let map = &taken.map;
    let mut said = String::new();
    let mut say = |line: String| {
        said.push_str(line.trim_end());
        said.push('\n');
    };
    let fact = |name: &str, text: &str| (!text.is_empty()).then(|| format!("{name} {text:?}"));
    for (name, text) in [
        ("title", &map.title),
        ("scenario", &map.scenario),
        ("goal", &map.goal),
        ("owner", &map.owner),
    ] {
        fact(name, text).into_iter().for_each(&mut say);
    }
    if let Some(day) = map.reviewed {
        say(format!("reviewed {}", day.iso()));
    }
    for persona in &map.personas {
        say(format!("P {} {}", persona.name, persona.role));
    }
    for stage in &map.stages {
        let steps: Vec<_> = stage.steps.iter().map(|step| step.title.as_str()).collect();
        let mut line = format!(
            "S {} {}",
            stage.title,
            if steps.is_empty() {
                String::new()
            } else {
                format!("({})", steps.join(", "))
            }
        );
        for (name, text) in [("goal", &stage.goal), ("lasts", &stage.duration)] {
            if !text.is_empty() {
                let _ = write!(line, " {name} {text:?}");
            }
        }
        say(line.replace("  ", " "));
    }
    for lane in &map.lanes {
        let line = map.lines.iter().find(|line| line.above == lane.id);
        if let Some(line) = line {
            say(format!(
                "--- {}",
                match line.kind {
                    LineKind::Interaction => "interaction",
                    LineKind::Visibility => "visibility",
                    LineKind::InternalInteraction => "internal interaction",
                }
            ));
        }
        let note = if lane.note.is_empty() {
            String::new()
        } else {
            format!(" [{}]", lane.note)
        };
        match &lane.kind {
            LaneKind::Cards { role, cards } => {
                say(format!("L {} {role:?}{note}", lane.title));
                for card in cards {
                    say(format!("  {}", card_said(map, card)));
                }
            }
            LaneKind::Emotion { curves } => {
                let scale = map.emotion_scale;
                for curve in curves {
                    let name = map.persona(&curve.persona).map_or("", |p| p.name.as_str());
                    say(format!(
                        "C {} {name} on {}…{}{note}",
                        lane.title, scale.min, scale.max
                    ));
                    for point in &curve.points {
                        let stage = map.stage(&point.stage).map_or("", |s| s.title.as_str());
                        let value = point
                            .value
                            .map_or("–".to_owned(), |value| value.to_string());
                        let at = (point.at * 1000.0).round() / 1000.0;
                        say(format!(
                            "  {stage} {at}: {value} {}",
                            point.label.replace('\n', " / ")
                        ));
                    }
                }
            }
            LaneKind::Metrics { metrics } => {
                say(format!("M {}{note}", lane.title));
                for metric in metrics {
                    let stage = metric.stage.as_ref().and_then(|id| map.stage(id));
                    let stage = stage.map_or("", |s| s.title.as_str());
                    say(format!(
                        "  {stage} {:?}: {} {}",
                        metric.kind, metric.value, metric.unit
                    ));
                }
            }
            other => say(format!("? {other:?}")),
        }
    }
    let channels: Vec<_> = map.channels.iter().map(|c| c.name.as_str()).collect();
    if !channels.is_empty() {
        say(format!("Ch {}", channels.join(" | ")));
    }
    for note in &taken.notes {
        say(format!(
            "told {}:{} {}",
            note.line,
            note.column,
            note.describe(English).replace('\n', " / ")
        ));
    }
    said
}

fn card_said(map: &Map, card: &Card) -> String {
    let stage = map.stage(&card.stage);
    let mut place = stage.map_or(String::new(), |s| s.title.clone());
    let step = card
        .step
        .as_ref()
        .and_then(|id| stage?.steps.iter().find(|step| step.id == *id));
    if let Some(step) = step {
        place = format!("{place} / {}", step.title);
    }
    let names = card.personas.iter().filter_map(|id| map.persona(id));
    let names: Vec<_> = names.map(|persona| persona.name.as_str()).collect();
    let whose = if names.is_empty() {
        String::new()
    } else {
        format!(" ({})", names.join(", "))
    };
    let text = card.text.replace('\n', " / ");
    let text = match text.char_indices().nth(120) {
        Some((end, _)) => format!("{}… {} bytes", &text[..end], text.len()),
        None => text,
    };
    format!("{place}: {text}{whose}")
}

#[test]
fn each_case_is_what_its_author_meant() {
    let renews = std::env::var_os("UPDATE_CASES").is_some();
    let mut wrong = Vec::new();
    let mut count = 0;
    let mut names: Vec<_> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    names.sort();
    for path in names {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.ends_with(".right") {
            continue;
        }
        count += 1;
        let bytes = fs::read(&path).unwrap();
        let form = MapFormat::of(&path).unwrap();
        for sheet in ["", "2", "To-be"] {
            let right = if sheet.is_empty() {
                format!("{name}.right")
            } else {
                format!("{name}.{sheet}.right")
            };
            let right = folder().join(right);
            if !sheet.is_empty() && !right.exists() {
                continue;
            }
            let options = ReadOptions {
                sheet: (!sheet.is_empty()).then(|| sheet.to_owned()),
                ..ReadOptions::default()
            };
            let said = match read_with(form, &bytes, &options, English) {
                Ok(taken) => {
                    assert_eq!(taken.map.check(), []);
                    said(&taken)
                }
                Err(error) => format!("{}:{} {error}\n", error.line, error.column),
            };
            if renews {
                fs::write(&right, &said).unwrap();
            } else if fs::read_to_string(&right).unwrap_or_default() != said {
                wrong.push(format!("{name} {sheet}:\n{said}"));
            }
        }
    }
    assert!(count > 50, "{count} cases");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
