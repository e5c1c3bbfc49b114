//! A map told line by line, in a form that stays: what says nothing has no line, so that a field
//! that a later version brings changes no line of an older file.

use std::fmt::Debug;

use jejak::model::{
    Arrow, Basis, Card, Channel, ChannelMark, Curve, CurvePoint, Evidence, Id, Lane, LaneKind,
    LaneLine, LevelWord, Map, Metric, MetricChange, Period, Persona, Picture, Span, Stage, Step,
    Times, Unknown, When,
};

/// Every record is taken apart by name: one with a field more does not compile until it is told.
pub fn described(map: &Map) -> String {
    let mut told = Told::default();
    let Map {
        title,
        scenario,
        goal,
        state,
        reviewed,
        owner,
        language,
        emotion_scale,
        emotion_words,
        personas,
        channels,
        stages,
        lanes,
        lines,
        arrows,
        columns_by_time,
        draws_funnel,
        hides_legend,
        unknown,
    } = map;
    told.text("title", title);
    told.text("scenario", scenario);
    told.text("goal", goal);
    told.line("state", state);
    told.some("reviewed", reviewed.map(|date| date.to_string()));
    told.text("owner", owner);
    told.line("language", language);
    told.line("emotion_scale", (emotion_scale.min, emotion_scale.max));
    told.flag("columns_by_time", *columns_by_time);
    told.flag("draws_funnel", *draws_funnel);
    told.flag("hides_legend", *hides_legend);
    told.unknown(unknown);
    told.each("words", emotion_words, |told, word| {
        let LevelWord {
            value,
            word,
            unknown,
        } = word;
        told.line("value", value);
        told.text("word", word);
        told.unknown(unknown);
    });
    told.each("personas", personas, |told, it| persona(told, it));
    told.each("channels", channels, |told, channel| {
        let Channel {
            id,
            name,
            icon,
            medium,
            unknown,
        } = &**channel;
        told.line("id", id.as_str());
        told.text("name", name);
        told.text("icon", icon);
        told.line("medium", medium);
        told.unknown(unknown);
    });
    told.each("stages", stages, |told, it| stage(told, it));
    told.each("lanes", lanes, |told, it| lane(told, it));
    told.each("lines", lines, |told, line| {
        let LaneLine {
            above,
            kind,
            unknown,
        } = line;
        told.line("above", above.as_str());
        told.line("kind", kind);
        told.unknown(unknown);
    });
    told.each("arrows", arrows, |told, arrow| {
        let Arrow {
            id,
            from,
            to,
            label,
            unknown,
        } = &**arrow;
        told.line("id", id.as_str());
        told.line("from", from.as_str());
        told.line("to", to.as_str());
        told.text("label", label);
        told.unknown(unknown);
    });
    told.lines
}

fn persona(told: &mut Told, persona: &Persona) {
    let Persona {
        id,
        name,
        role,
        quote,
        goals,
        frustrations,
        traits,
        hue,
        picture,
        unknown,
    } = persona;
    told.line("id", id.as_str());
    told.text("name", name);
    told.text("role", role);
    told.text("quote", quote);
    told.list("goals", goals);
    told.list("frustrations", frustrations);
    told.list("traits", traits);
    told.line("color", hue);
    told.picture(picture.as_ref());
    told.unknown(unknown);
}

fn stage(told: &mut Told, stage: &Stage) {
    let Stage {
        id,
        title,
        goal,
        duration,
        times: of_stage,
        hue,
        width,
        steps,
        unknown,
    } = stage;
    told.line("id", id.as_str());
    told.text("title", title);
    told.text("goal", goal);
    told.text("duration", duration);
    times(told, of_stage);
    told.line("color", hue);
    told.some("width", *width);
    told.unknown(unknown);
    told.each("steps", steps, |told, step| {
        let Step {
            id,
            title,
            times: of_step,
            unknown,
        } = step;
        told.line("id", id.as_str());
        told.text("title", title);
        times(told, of_step);
        told.unknown(unknown);
    });
}

fn times(told: &mut Told, Times { doing, waiting }: &Times) {
    for (name, span) in [("doing", doing), ("waiting", waiting)] {
        if let Some(Span { amount, unit }) = span {
            told.line(name, (amount, unit));
        }
    }
}

fn lane(told: &mut Told, lane: &Lane) {
    let Lane {
        id,
        title,
        note,
        icon,
        height,
        hidden,
        collapsed,
        kind,
        unknown,
    } = lane;
    told.line("id", id.as_str());
    told.text("title", title);
    told.text("note", note);
    told.text("icon", icon);
    told.some("height", *height);
    told.flag("hidden", *hidden);
    told.flag("collapsed", *collapsed);
    told.unknown(unknown);
    match kind {
        LaneKind::Cards { role, cards } => {
            told.line("kind", "cards");
            told.line("role", role);
            told.each("cards", cards, |told, it| card(told, it));
        }
        LaneKind::Emotion { curves } => {
            told.line("kind", "emotion");
            told.each("curves", curves, |told, curve| {
                let Curve {
                    persona,
                    to_be,
                    points,
                    unknown,
                } = &**curve;
                told.line("persona", persona.as_str());
                told.flag("to_be", *to_be);
                told.unknown(unknown);
                told.each("points", points, point);
            });
        }
        LaneKind::Channels { marks, threads } => {
            told.line("kind", "channels");
            told.flag("threads", *threads);
            told.each("marks", marks, |told, mark| {
                let ChannelMark {
                    channel,
                    stage,
                    on,
                    unknown,
                } = mark;
                told.line("mark", (channel.as_str(), stage.as_str(), on));
                told.unknown(unknown);
            });
        }
        LaneKind::Metrics { metrics } => {
            told.line("kind", "metrics");
            told.each("metrics", metrics, |told, it| metric(told, it));
        }
        LaneKind::Foreign { kind } => told.line("kind", kind),
    }
}

fn card(told: &mut Told, card: &Card) {
    let Card {
        id,
        stage,
        step,
        text,
        personas,
        channel,
        icon,
        claim,
        severity,
        value,
        effort,
        answers,
        owner,
        when,
        picture,
        evidence,
        unknown,
    } = card;
    told.line("id", id.as_str());
    told.line("stage", stage.as_str());
    told.some("step", step.as_ref().map(Id::as_str));
    told.text("text", text);
    told.list("personas", personas.iter().map(Id::as_str));
    told.some("channel", channel.as_ref().map(Id::as_str));
    told.text("icon", icon);
    told.some("claim", *claim);
    told.some("severity", severity.map(|level| level.get()));
    told.some("value", value.map(|level| level.get()));
    told.some("effort", effort.map(|level| level.get()));
    told.list("answers", answers.iter().map(Id::as_str));
    told.some("owner", *owner);
    told.some("when", Some(when).filter(|when| **when != When::Both));
    told.picture(picture.as_ref());
    told.unknown(unknown);
    told.evidence(evidence);
}

fn point(told: &mut Told, point: &CurvePoint) {
    let CurvePoint {
        id,
        stage,
        at,
        value,
        label,
        spread,
        n,
        moment_of_truth,
        claim,
        evidence,
        unknown,
    } = point;
    told.line("id", id.as_str());
    told.line("place", (stage.as_str(), at));
    told.line("value", value);
    told.text("label", label);
    told.some("spread", *spread);
    told.some("n", *n);
    told.flag("moment_of_truth", *moment_of_truth);
    told.some("claim", *claim);
    told.unknown(unknown);
    told.evidence(evidence);
}

fn metric(told: &mut Told, metric: &Metric) {
    let Metric {
        id,
        stage,
        name,
        kind,
        value,
        unit,
        target,
        change,
        n,
        basis,
        periods,
        claim,
        evidence,
        unknown,
    } = metric;
    told.line("id", id.as_str());
    told.some("stage", stage.as_ref().map(Id::as_str));
    told.text("name", name);
    told.line("kind", kind);
    told.line("value", value);
    told.text("unit", unit);
    told.some("target", *target);
    if let Some(MetricChange { by, unit }) = change {
        told.line("change", (by, unit));
    }
    told.some("n", *n);
    match basis {
        Some(Basis::Nps {
            promoters,
            passives,
            detractors,
        }) => told.line("of nps", (promoters, passives, detractors)),
        Some(Basis::Csat { answers }) => told.line("of csat", answers),
        Some(Basis::Crr { start, end, new }) => told.line("of crr", (start, end, new)),
        None => {}
    }
    told.some("claim", *claim);
    told.unknown(unknown);
    told.each("periods", periods, |told, period| {
        let Period {
            label,
            value,
            unknown,
        } = period;
        told.text("label", label);
        told.line("value", value);
        told.unknown(unknown);
    });
    told.evidence(evidence);
}

#[derive(Default)]
struct Told {
    lines: String,
    /// Of the record that is being told.
    path: String,
}

impl Told {
    fn line(&mut self, name: &str, value: impl Debug) {
        // Which letters are shown as they are changes with the tables of Unicode.
        let value = format!("{value:?}");
        let ascii = value.chars().map(|character| {
            if character.is_ascii() {
                character.to_string()
            } else {
                character.escape_unicode().to_string()
            }
        });
        self.lines += &format!("{}{name}: {}\n", self.path, ascii.collect::<String>());
    }

    fn text(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.line(name, text);
        }
    }

    fn some<T: Debug>(&mut self, name: &str, value: Option<T>) {
        if let Some(value) = value {
            self.line(name, value);
        }
    }

    fn flag(&mut self, name: &str, flag: bool) {
        if flag {
            self.line(name, true);
        }
    }

    fn list<T: Debug>(&mut self, name: &str, texts: impl IntoIterator<Item = T>) {
        let texts: Vec<T> = texts.into_iter().collect();
        if !texts.is_empty() {
            self.line(name, texts);
        }
    }

    fn each<T>(&mut self, name: &str, items: &[T], tell: impl Fn(&mut Self, &T)) {
        if !items.is_empty() {
            self.line(name, items.len());
        }
        for (index, item) in items.iter().enumerate() {
            let outside = self.path.len();
            self.path += &format!("{name}[{index}].");
            tell(self, item);
            self.path.truncate(outside);
        }
    }

    /// Its pixels as a sum that differs for most other pictures.
    fn picture(&mut self, picture: Option<&Picture>) {
        let Some(picture) = picture else {
            return;
        };
        let pixels = picture.rgba().iter();
        let sum = pixels.fold(7_u32, |sum, byte| {
            sum.wrapping_mul(31).wrapping_add(u32::from(*byte))
        });
        let (width, height) = picture.size();
        let kind = picture.format().media_type();
        self.line("picture", format!("{kind} {width} x {height}, {sum:08x}"));
    }

    fn unknown(&mut self, unknown: &Unknown) {
        let text = |quoted: &str| serde_json::from_str::<String>(quoted);
        for (name, raw) in unknown.fields() {
            let name = text(&format!("\"{name}\"")).expect("a name");
            self.line("unknown", (name, in_one_spelling(raw)));
        }
    }

    fn evidence(&mut self, evidence: &[Evidence]) {
        self.each("evidence", evidence, |told, it| {
            let Evidence {
                text,
                source,
                date,
                n,
                link,
                unknown,
            } = it;
            told.text("text", text);
            told.text("source", source);
            told.some("date", date.map(|date| date.to_string()));
            told.some("n", *n);
            told.text("link", link);
            told.unknown(unknown);
        });
    }
}

/// JSON text on one line, with a space after each comma and colon and within braces, its texts
/// without escapes that they do not need, its numbers as they are.
fn in_one_spelling(json: &str) -> String {
    let mut out = String::new();
    let mut rest = json;
    while let Some(c) = rest.chars().next() {
        if c == '"' {
            let mut texts = serde_json::Deserializer::from_str(rest).into_iter::<String>();
            let text = texts.next().expect("a text").expect("a text");
            out += &serde_json::json!(text).to_string();
            rest = &rest[texts.byte_offset()..];
            continue;
        }
        rest = &rest[c.len_utf8()..];
        match c {
            '{' if rest.trim_start().starts_with('}') => out.push(c),
            '{' | ',' | ':' => out += &format!("{c} "),
            '}' if !out.ends_with('{') => out += " }",
            ' ' | '\t' | '\r' | '\n' => {}
            _ => out.push(c),
        }
    }
    out
}
