//! What a map is, as lines or as JSON.

use std::fmt::Write as _;

use serde_json::{Map as Members, Value, json};

use super::{InfoArgs, document, one_line, place, today};
use crate::{
    exchange::Taken,
    file::Word as _,
    layout::Layout,
    model::{Map, MapState, Part},
    review::{Finding, Severity, review_sheet},
    text::Fonts,
    words::Language,
};

/// What is printed, and what there is to be told of the file.
pub(super) fn run(info: &InfoArgs, language: Language) -> Result<(String, String), String> {
    let Taken { map, notes } = place::read_any_map(&info.file, info.from.as_deref(), language)?;
    let fonts = Fonts::new();
    let layout = Layout::new(&map, &fonts, None);
    let findings = review_sheet(&map, &layout, &fonts, today());
    let text = match info.json {
        true => document(&json!({
            "file": info.file.to_string_lossy(),
            "map": in_json(&map, &findings),
            "repaired": notes.len(),
        })),
        false => lines(&map, &findings, language),
    };
    Ok((text, super::told(&info.file, &notes, language)))
}

fn in_json(map: &Map, findings: &[Finding]) -> Value {
    let stages = map.stages.iter();
    let stages = stages.map(|it| json!({ "id": it.id.as_str(), "title": it.title }));
    let personas = map.personas.iter();
    let personas = personas.map(|it| json!({ "id": it.id.as_str(), "name": it.name }));
    let counts: Members<String, Value> = Part::ALL
        .iter()
        .map(|part| (format!("{}s", part.word()), map.count(*part).into()))
        .collect();
    json!({
        "title": map.title,
        "scenario": map.scenario,
        "goal": map.goal,
        "owner": map.owner,
        "language": map.language.code(),
        "state": map.state.word(),
        "reviewed": map.reviewed.map(|date| date.iso()),
        "stages": stages.collect::<Vec<_>>(),
        "personas": personas.collect::<Vec<_>>(),
        "counts": counts,
        "findings": {
            Severity::Warn.id(): of(findings, Severity::Warn),
            Severity::Hint.id(): of(findings, Severity::Hint),
        },
    })
}

fn of(findings: &[Finding], severity: Severity) -> usize {
    let found = findings.iter();
    found.filter(|found| found.severity() == severity).count()
}

/// One thing a line; what the map does not say is left out, but for its review.
fn lines(map: &Map, findings: &[Finding], language: Language) -> String {
    let titles = map.stages.iter().map(|stage| stage.title.trim());
    let names = map.personas.iter().map(|persona| persona.name.trim());
    let reviewed = map.reviewed.map(|date| date.in_words(language));
    let rows = [
        (language.t("Title"), map.title.clone()),
        (language.t("Scenario"), map.scenario.clone()),
        (language.t("Goal"), map.goal.clone()),
        (language.t("Owner"), map.owner.clone()),
        (language.t("State"), state(map.state, language).to_owned()),
        (language.t("Language"), map.language.name().to_owned()),
        (language.t("Stages"), listed(titles)),
        (language.t("Personas"), listed(names)),
        (language.t("Contents"), counts(map, language)),
        (
            language.t("Reviewed"),
            reviewed.unwrap_or_else(|| language.t("not yet").to_owned()),
        ),
        (language.t("Findings"), found(findings, language)),
    ];
    let rows = rows.iter().filter(|(_, text)| !text.trim().is_empty());
    let width = rows.clone().map(|(name, _)| name.chars().count()).max();
    let width = width.unwrap_or_default() + 2;
    let mut text = String::new();
    for (name, content) in rows {
        let name = format!("{name}:");
        let _ = writeln!(text, "{name:width$}{}", one_line(content.trim()));
    }
    text
}

fn state(state: MapState, language: Language) -> &'static str {
    match state {
        MapState::Current => language.t("Current state"),
        MapState::Future => language.t("Future state"),
    }
}

fn listed<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.filter(|name| !name.is_empty()).collect();
    names.join(", ")
}

/// "5 stages · 8 lanes": of each kind that there is.
fn counts(map: &Map, language: Language) -> String {
    let counted = Part::ALL.iter().filter_map(|part| {
        let n = map.count(*part);
        (n > 0).then(|| counted(*part, n, language))
    });
    counted.collect::<Vec<_>>().join(" · ")
}

fn counted(part: Part, n: usize, language: Language) -> String {
    match part {
        Part::Stage => language.count(n, "{n} stage", "{n} stages", &[]),
        Part::Step => language.count(n, "{n} step", "{n} steps", &[]),
        Part::Lane => language.count(n, "{n} lane", "{n} lanes", &[]),
        Part::Persona => language.count(n, "{n} persona", "{n} personas", &[]),
        Part::Channel => language.count(n, "{n} channel", "{n} channels", &[]),
        Part::Card => language.count(n, "{n} card", "{n} cards", &[]),
        Part::Point => language.count(n, "{n} curve point", "{n} curve points", &[]),
        Part::Metric => language.count(n, "{n} metric", "{n} metrics", &[]),
        Part::Arrow => language.count(n, "{n} arrow", "{n} arrows", &[]),
        Part::Stop => language.count(n, "{n} stop", "{n} stops", &[]),
    }
}

/// "3 warnings · 1 hint".
fn found(findings: &[Finding], language: Language) -> String {
    let warnings = of(findings, Severity::Warn);
    let hints = of(findings, Severity::Hint);
    let warnings =
        (warnings > 0).then(|| language.count(warnings, "{n} warning", "{n} warnings", &[]));
    let hints = (hints > 0).then(|| language.count(hints, "{n} hint", "{n} hints", &[]));
    let told: Vec<String> = warnings.into_iter().chain(hints).collect();
    match told.is_empty() {
        true => language.t("none").to_owned(),
        false => told.join(" · "),
    }
}
