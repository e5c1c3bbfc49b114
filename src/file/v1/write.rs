//! Writing version 1, so that a file reads well and diffs cleanly.
//!
//! A record takes one line; its lists of records come last and are opened up, one record a line.
//! The order of fields is fixed, and a field that says nothing is left out.

use super::{FORMAT, VERSION, words::Word};
use crate::{
    file::{json, picture},
    model::{
        Arrow, Basis, Card, Channel, ChannelMark, Curve, CurvePoint, Date, Evidence, Id, Lane,
        LaneKind, LaneLine, Level, LevelWord, Map, Metric, Period, Persona, Stage, Step, Times,
        Unknown, When,
    },
};

/// The text of a map, with a line break at its end.
pub(in crate::file) fn write(map: &Map) -> String {
    let mut out = String::new();
    let mut fields = ObjectWriter::begin(&mut out, Style::Document);
    fields.always("format", FORMAT);
    fields.number("version", f64::from(VERSION));
    fields.text("title", &map.title);
    fields.text("scenario", &map.scenario);
    fields.text("goal", &map.goal);
    fields.word("state", map.state);
    fields.text("owner", &map.owner);
    fields.date("reviewed", map.reviewed);
    fields.word("language", map.language);
    fields.record("emotion_scale", |scale| {
        scale.number("min", map.emotion_scale.min);
        scale.number("max", map.emotion_scale.max);
        scale.inner(&map.unknown, "emotion_scale");
        scale.row("words", &map.emotion_words, level_word);
    });
    fields.flag_if("columns_by_time", map.columns_by_time);
    fields.flag_if("draws_funnel", map.draws_funnel);
    fields.flag_if("hides_legend", map.hides_legend);
    fields.unknown(&map.unknown, &["emotion_scale"]);
    fields.list("personas", &map.personas, |f, p| persona(f, p));
    fields.list("channels", &map.channels, |f, c| channel(f, c));
    fields.list("stages", &map.stages, |f, s| stage(f, s));
    fields.list("lanes", &map.lanes, |f, l| lane(f, l));
    fields.list("lines", &map.lines, line);
    fields.list("arrows", &map.arrows, |f, a| arrow(f, a));
    fields.end();
    out.push('\n');
    out
}

fn persona(fields: &mut ObjectWriter, persona: &Persona) {
    fields.always("id", persona.id.as_str());
    fields.text("name", &persona.name);
    fields.text("role", &persona.role);
    fields.text("quote", &persona.quote);
    fields.texts("goals", &persona.goals, String::as_str);
    fields.texts("frustrations", &persona.frustrations, String::as_str);
    fields.texts("traits", &persona.traits, String::as_str);
    fields.word("color", persona.hue);
    if let Some(picture) = &persona.picture {
        fields.always("picture", &picture::write(picture));
    }
    fields.unknown(&persona.unknown, &[]);
}

fn channel(fields: &mut ObjectWriter, channel: &Channel) {
    fields.always("id", channel.id.as_str());
    fields.text("name", &channel.name);
    fields.text("icon", &channel.icon);
    fields.word("medium", channel.medium);
    fields.unknown(&channel.unknown, &[]);
}

fn stage(fields: &mut ObjectWriter, stage: &Stage) {
    fields.always("id", stage.id.as_str());
    fields.text("title", &stage.title);
    fields.text("goal", &stage.goal);
    fields.text("duration", &stage.duration);
    times(fields, stage.times);
    fields.word("color", stage.hue);
    fields.number_if("width", stage.width);
    fields.unknown(&stage.unknown, &[]);
    fields.list("steps", &stage.steps, step);
}

fn step(fields: &mut ObjectWriter, step: &Step) {
    fields.always("id", step.id.as_str());
    fields.text("title", &step.title);
    times(fields, step.times);
    fields.unknown(&step.unknown, &[]);
}

fn level_word(fields: &mut ObjectWriter, level: &LevelWord) {
    fields.number("value", level.value);
    fields.text("word", &level.word);
    fields.unknown(&level.unknown, &[]);
}

fn times(fields: &mut ObjectWriter, times: Times) {
    let spans = [
        ("doing", "doing_unit", times.doing),
        ("waiting", "waiting_unit", times.waiting),
    ];
    for (amount, unit, span) in spans {
        if let Some(span) = span {
            fields.number(amount, span.amount);
            fields.word(unit, span.unit);
        }
    }
}

fn lane(fields: &mut ObjectWriter, lane: &Lane) {
    fields.always("id", lane.id.as_str());
    fields.always("kind", kind_word(&lane.kind));
    if let LaneKind::Cards { role, .. } = lane.kind {
        fields.word("role", role);
    }
    fields.text("title", &lane.title);
    fields.text("note", &lane.note);
    fields.text("icon", &lane.icon);
    fields.number_if("height", lane.height);
    fields.flag_if("hidden", lane.hidden);
    fields.flag_if("collapsed", lane.collapsed);
    if let LaneKind::Channels { threads, .. } = lane.kind {
        fields.flag_if("threads", threads);
    }
    fields.unknown(&lane.unknown, &[]);
    match &lane.kind {
        LaneKind::Cards { cards, .. } => fields.list("cards", cards, |f, c| card(f, c)),
        LaneKind::Emotion { curves } => fields.list("curves", curves, |f, c| curve(f, c)),
        LaneKind::Channels { marks, .. } => fields.list("marks", marks, mark),
        LaneKind::Metrics { metrics } => fields.list("metrics", metrics, |f, m| metric(f, m)),
        LaneKind::Foreign { .. } => {}
    }
}

fn kind_word(kind: &LaneKind) -> &str {
    match kind {
        LaneKind::Cards { .. } => "cards",
        LaneKind::Emotion { .. } => "emotion",
        LaneKind::Channels { .. } => "channels",
        LaneKind::Metrics { .. } => "metrics",
        LaneKind::Foreign { kind } => kind,
    }
}

fn card(fields: &mut ObjectWriter, card: &Card) {
    fields.always("id", card.id.as_str());
    fields.always("stage", card.stage.as_str());
    fields.id("step", card.step.as_ref());
    fields.text("text", &card.text);
    fields.texts("personas", &card.personas, Id::as_str);
    fields.id("channel", card.channel.as_ref());
    fields.text("icon", &card.icon);
    fields.word_if("claim", card.claim);
    fields.level("severity", card.severity);
    fields.level("value", card.value);
    fields.level("effort", card.effort);
    fields.texts("answers", &card.answers, Id::as_str);
    fields.word_if("owner", card.owner);
    fields.word_if("when", Some(card.when).filter(|when| *when != When::Both));
    if let Some(picture) = &card.picture {
        fields.always("picture", &picture::write(picture));
    }
    fields.unknown(&card.unknown, &[]);
    fields.list("evidence", &card.evidence, evidence);
}

fn evidence(fields: &mut ObjectWriter, evidence: &Evidence) {
    fields.text("text", &evidence.text);
    fields.text("source", &evidence.source);
    fields.date("date", evidence.date);
    fields.count("n", evidence.n);
    fields.text("link", &evidence.link);
    fields.unknown(&evidence.unknown, &[]);
}

fn curve(fields: &mut ObjectWriter, curve: &Curve) {
    fields.always("persona", curve.persona.as_str());
    fields.flag_if("to_be", curve.to_be);
    fields.unknown(&curve.unknown, &[]);
    fields.list("points", &curve.points, point);
}

fn point(fields: &mut ObjectWriter, point: &CurvePoint) {
    fields.always("id", point.id.as_str());
    fields.always("stage", point.stage.as_str());
    fields.number("at", point.at);
    fields.field("value", |out| match point.value {
        Some(value) => json::write_number(value, out),
        None => out.push_str("null"),
    });
    fields.text("label", &point.label);
    fields.number_if("spread", point.spread);
    fields.count("n", point.n);
    fields.flag_if("moment_of_truth", point.moment_of_truth);
    fields.word_if("claim", point.claim);
    fields.unknown(&point.unknown, &[]);
    fields.list("evidence", &point.evidence, evidence);
}

fn mark(fields: &mut ObjectWriter, mark: &ChannelMark) {
    fields.always("channel", mark.channel.as_str());
    fields.always("stage", mark.stage.as_str());
    fields.flag("on", mark.on);
    fields.unknown(&mark.unknown, &[]);
}

fn metric(fields: &mut ObjectWriter, metric: &Metric) {
    fields.always("id", metric.id.as_str());
    fields.id("stage", metric.stage.as_ref());
    fields.text("name", &metric.name);
    fields.word("kind", metric.kind);
    fields.number("value", metric.value);
    fields.text("unit", &metric.unit);
    fields.number_if("target", metric.target);
    if let Some(change) = &metric.change {
        fields.number("change", change.by);
        fields.text("change_unit", &change.unit);
    }
    fields.count("n", metric.n);
    if let Some(basis) = metric.basis {
        write_basis(fields, basis);
    }
    fields.word_if("claim", metric.claim);
    fields.unknown(&metric.unknown, &[]);
    fields.row("periods", &metric.periods, period);
    fields.list("evidence", &metric.evidence, evidence);
}

fn write_basis(fields: &mut ObjectWriter, basis: Basis) {
    let counts = match basis {
        Basis::Nps {
            promoters,
            passives,
            detractors,
        } => [
            ("promoters", promoters),
            ("passives", passives),
            ("detractors", detractors),
        ],
        Basis::Crr { start, end, new } => [
            ("customers_at_start", start),
            ("customers_at_end", end),
            ("new_customers", new),
        ],
        Basis::Csat { answers } => {
            return fields.field("answers", |out| {
                json::write_all(&answers, ["[", "]"], out, |n, out| {
                    json::write_number(f64::from(*n), out);
                });
            });
        }
    };
    for (name, count) in counts {
        fields.count(name, Some(count));
    }
}

fn period(fields: &mut ObjectWriter, period: &Period) {
    fields.text("label", &period.label);
    fields.number("value", period.value);
    fields.unknown(&period.unknown, &[]);
}

fn arrow(fields: &mut ObjectWriter, arrow: &Arrow) {
    fields.always("id", arrow.id.as_str());
    fields.always("from", arrow.from.as_str());
    fields.always("to", arrow.to.as_str());
    fields.text("label", &arrow.label);
    fields.unknown(&arrow.unknown, &[]);
}

fn line(fields: &mut ObjectWriter, line: &LaneLine) {
    fields.always("above", line.above.as_str());
    fields.word("kind", line.kind);
    fields.unknown(&line.unknown, &[]);
}

/// How a record lies in the text.
#[derive(Clone, Copy)]
enum Style {
    /// Each field on its own line.
    Document,
    /// All on one line, which is indented by so many levels.
    Line(usize),
}

/// A record that is being written.
struct ObjectWriter<'o> {
    out: &'o mut String,
    shape: Style,
    is_empty: bool,
}

impl<'o> ObjectWriter<'o> {
    fn begin(out: &'o mut String, shape: Style) -> Self {
        out.push('{');
        Self {
            out,
            shape,
            is_empty: true,
        }
    }

    fn end(self) {
        match self.shape {
            Style::Document => self.out.push('\n'),
            Style::Line(_) if self.is_empty => {}
            Style::Line(_) => self.out.push(' '),
        }
        self.out.push('}');
    }

    /// `name` as it is spelled between quotation marks.
    fn field(&mut self, name: &str, value: impl FnOnce(&mut String)) {
        if !std::mem::take(&mut self.is_empty) {
            self.out.push(',');
        }
        self.out.push_str(match self.shape {
            Style::Document => "\n  ",
            Style::Line(_) => " ",
        });
        for piece in ["\"", name, "\": "] {
            self.out.push_str(piece);
        }
        value(self.out);
    }

    fn always(&mut self, name: &str, text: &str) {
        self.field(name, |out| json::write_text(text, out));
    }

    /// Left out when empty.
    fn text(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.always(name, text);
        }
    }

    fn id(&mut self, name: &str, id: Option<&Id>) {
        if let Some(id) = id {
            self.always(name, id.as_str());
        }
    }

    fn word(&mut self, name: &str, word: impl Word) {
        self.always(name, word.word());
    }

    fn word_if(&mut self, name: &str, word: Option<impl Word>) {
        if let Some(word) = word {
            self.word(name, word);
        }
    }

    fn level(&mut self, name: &str, level: Option<Level>) {
        self.count(name, level.map(|level| level.get().into()));
    }

    fn number(&mut self, name: &str, number: f64) {
        self.field(name, |out| json::write_number(number, out));
    }

    fn number_if(&mut self, name: &str, number: Option<f64>) {
        if let Some(number) = number {
            self.number(name, number);
        }
    }

    fn count(&mut self, name: &str, count: Option<u32>) {
        self.number_if(name, count.map(f64::from));
    }

    fn flag(&mut self, name: &str, flag: bool) {
        self.field(name, |out| {
            out.push_str(if flag { "true" } else { "false" })
        });
    }

    /// Left out when not set.
    fn flag_if(&mut self, name: &str, flag: bool) {
        if flag {
            self.flag(name, true);
        }
    }

    fn date(&mut self, name: &str, date: Option<Date>) {
        if let Some(date) = date {
            self.always(name, &date.to_string());
        }
    }

    /// A list of texts on one line; left out when empty.
    fn texts<T>(&mut self, name: &str, items: &[T], text: fn(&T) -> &str) {
        if !items.is_empty() {
            self.field(name, |out| {
                json::write_all(items, ["[", "]"], out, |item, out| {
                    json::write_text(text(item), out);
                });
            });
        }
    }

    /// A list of small records on one line; left out when empty.
    fn row<T>(&mut self, name: &str, items: &[T], write: impl Fn(&mut ObjectWriter, &T)) {
        if !items.is_empty() {
            self.field(name, |out| {
                json::write_all(items, ["[", "]"], out, |item, out| {
                    let mut fields = ObjectWriter::begin(out, Style::Line(0));
                    write(&mut fields, item);
                    fields.end();
                });
            });
        }
    }

    /// A record within this one, on the same line.
    fn record(&mut self, name: &str, write: impl FnOnce(&mut ObjectWriter)) {
        self.field(name, |out| {
            let mut fields = ObjectWriter::begin(out, Style::Line(0));
            write(&mut fields);
            fields.end();
        });
    }

    /// A list of records, each on a line of its own; left out when empty.
    fn list<T>(&mut self, name: &str, items: &[T], write: impl Fn(&mut ObjectWriter, &T)) {
        if items.is_empty() {
            return;
        }
        let indent = match self.shape {
            Style::Document => 1,
            Style::Line(indent) => indent,
        };
        self.field(name, |out| {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                new_line(indent + 1, out);
                let mut fields = ObjectWriter::begin(out, Style::Line(indent + 1));
                write(&mut fields, item);
                fields.end();
            }
            new_line(indent, out);
            out.push(']');
        });
    }

    /// The fields that were kept for newer versions, apart from those in `except`.
    fn unknown(&mut self, unknown: &Unknown, except: &[&str]) {
        for (name, value) in unknown.fields() {
            if !except.contains(&name.as_str()) {
                self.field(name, |out| out.push_str(value));
            }
        }
    }

    /// What is kept in the record `name` of `unknown`, as fields of this record.
    fn inner(&mut self, unknown: &Unknown, name: &str) {
        for (_, record) in unknown.fields().filter(|(known, _)| known == name) {
            let inside = record.strip_prefix("{ ").and_then(|r| r.strip_suffix(" }"));
            if let Some(inside) = inside {
                self.out.push_str(", ");
                self.out.push_str(inside);
            }
        }
    }
}

fn new_line(indent: usize, out: &mut String) {
    out.push('\n');
    for _ in 0..indent {
        out.push_str("  ");
    }
}
