//! What is said to a slide: the stop's own notes, else what the map knows of it.

use std::fmt::Write as _;

use super::{
    slide::{NAMESPACES, TREE},
    text::tag,
    xml::{DECLARATION, Escaped},
};
use crate::{
    export::deck::DeckPage,
    model::{Evidence, Id, Map, Persona, Shows, low_points},
    words::Language,
};

/// So many pieces of evidence are told of at most.
const MOST_EVIDENCE: usize = 12;

/// The notes of a page, one paragraph a line.
pub(super) fn of_page(page: &DeckPage, map: Option<&Map>) -> String {
    if !page.notes.trim().is_empty() || page.number > 1 {
        return page.notes.clone();
    }
    let made = map.map(|map| made(page, map)).unwrap_or_default();
    match made.is_empty() {
        true => page.story.text(),
        false => made.join("\n"),
    }
}

/// Persona, lows and evidence.
fn made(page: &DeckPage, map: &Map) -> Vec<String> {
    let language = map.language;
    let is_of = |stage: &Id| match &page.shows {
        Shows::Stages(ids) => ids.contains(stage),
        _ => true,
    };
    let mut lines: Vec<String> = map.personas.iter().filter_map(|it| persona(it)).collect();
    if matches!(page.shows, Shows::Title | Shows::Persona(_)) {
        return lines;
    }
    for curve in map.lanes.iter().flat_map(|lane| lane.curves()) {
        if curve.to_be {
            continue;
        }
        for low in low_points(map, curve)
            .into_iter()
            .filter(|low| is_of(&low.stage))
        {
            let stage = map.stage(&low.stage).map_or("", |stage| stage.title.trim());
            let feeling = low.value.map_or("", |value| map.feeling(value));
            let told = [stage, low.label.trim(), feeling].into_iter();
            let told: Vec<&str> = told.filter(|text| !text.is_empty()).collect();
            let low = language.t("Low point");
            lines.push(format!("{low}: {}", told.join(" – ")));
        }
    }
    lines.extend(evidence(map, &is_of, language));
    lines
}

fn persona(persona: &Persona) -> Option<String> {
    let [name, role, quote] = [&persona.name, &persona.role, &persona.quote].map(|t| t.trim());
    let who = [name, role].into_iter().filter(|text| !text.is_empty());
    let who = who.collect::<Vec<_>>().join(", ");
    let line = match quote {
        "" => who,
        quote if quote.starts_with(['“', '"', '„', '«']) => format!("{who}: {quote}"),
        quote => format!("{who}: “{quote}”"),
    };
    (!line.is_empty()).then_some(line)
}

fn evidence(map: &Map, is_of: &dyn Fn(&Id) -> bool, language: Language) -> Vec<String> {
    let mut pieces: Vec<&Evidence> = Vec::new();
    for lane in map.lanes.iter().filter(|lane| !lane.hidden) {
        let cards = lane.cards().iter().filter(|card| is_of(&card.stage));
        pieces.extend(cards.flat_map(|card| &card.evidence));
        let points = lane.curves().iter().flat_map(|curve| &curve.points);
        let points = points.filter(|point| is_of(&point.stage));
        pieces.extend(points.flat_map(|point| &point.evidence));
        let metrics = lane.metrics().iter();
        let metrics = metrics.filter(|metric| metric.stage.as_ref().is_some_and(is_of));
        pieces.extend(metrics.flat_map(|metric| &metric.evidence));
    }
    let told = pieces.into_iter().filter(|piece| !piece.is_empty());
    let told = told.take(MOST_EVIDENCE).map(|piece| {
        let parts = [
            piece.text.trim().to_owned(),
            piece.origin(language),
            piece.link.trim().to_owned(),
        ];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        format!("{}: {}", language.t("Evidence"), parts.join(" – "))
    });
    told.collect()
}

/// The page of notes that belongs to a slide.
pub(super) fn document(notes: &str, language: Language) -> String {
    let tag = tag(language);
    let (slide, words) = (language.t("Slide"), language.t("Notes"));
    let mut paragraphs = String::new();
    for line in notes.lines() {
        let _ = match line.trim().is_empty() {
            true => write!(paragraphs, "<a:p><a:endParaRPr lang=\"{tag}\"/></a:p>"),
            false => write!(
                paragraphs,
                "<a:p><a:r><a:rPr lang=\"{tag}\" dirty=\"0\"/><a:t>{}</a:t></a:r></a:p>",
                Escaped(line)
            ),
        };
    }
    if paragraphs.is_empty() {
        let _ = write!(paragraphs, "<a:p><a:endParaRPr lang=\"{tag}\"/></a:p>");
    }
    format!(
        "{DECLARATION}<p:notes {NAMESPACES}><p:cSld>{TREE}<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"{slide}\"/><p:cNvSpPr><a:spLocks noGrp=\"1\" noRot=\"1\" noChangeAspect=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"sldImg\"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp><p:sp><p:nvSpPr><p:cNvPr id=\"3\" name=\"{words}\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"body\" idx=\"1\"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>{paragraphs}</p:txBody></p:sp></p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
    )
}
