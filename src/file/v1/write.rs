//! Writing version 1, so that a file reads well and diffs cleanly.
//!
//! A record takes one line; its lists of records come last and are opened up, one record a line.
//! The order of fields is fixed, and a field that says nothing is left out.

use super::{BRAND, FORMAT, VERSION, words::Word};
use crate::{
    file::{brand, json, picture},
    model::{
        Arrow, Basis, Card, Channel, ChannelMark, Curve, CurvePoint, Date, Evidence, Id, Lane,
        LaneKind, LaneLine, LaneType, Level, LevelWord, LinkLook, Map, Metric, Period, Persona,
        Shows, Stage, Step, Stop, Times, Unknown, When,
    },
};

/// The text of a map, with a line break at its end.
pub(in crate::file) fn write(map: &Map) -> String {
    // A field that is not written does not compile.
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
        stops,
        columns_by_time,
        draws_funnel,
        links,
        hides_legend,
        brand,
        theme: _,
        unknown,
    } = map;
    let mut out = String::new();
    let mut fields = ObjectWriter::begin(&mut out, Style::Document);
    fields.always("format", FORMAT);
    fields.number("version", f64::from(VERSION));
    fields.text("title", title);
    fields.text("scenario", scenario);
    fields.text("goal", goal);
    fields.word("state", *state);
    fields.text("owner", owner);
    fields.date("reviewed", *reviewed);
    fields.word("language", *language);
    fields.record("emotion_scale", |scale| {
        scale.number("min", emotion_scale.min);
        scale.number("max", emotion_scale.max);
        scale.inner(unknown, "emotion_scale");
        scale.row("words", emotion_words, level_word);
    });
    fields.flag_if("columns_by_time", *columns_by_time);
    fields.flag_if("draws_funnel", *draws_funnel);
    fields.word_if(
        "links",
        Some(*links).filter(|look| *look != LinkLook::Hidden),
    );
    fields.flag_if("hides_legend", *hides_legend);
    match brand {
        Some(brand) => {
            fields.field(BRAND, |out| brand::write_line(brand, out));
            // One that could not be read makes room.
            fields.unknown(unknown, &["emotion_scale", BRAND]);
        }
        None => fields.unknown(unknown, &["emotion_scale"]),
    }
    fields.list("personas", personas, |f, p| persona(f, p));
    fields.list("channels", channels, |f, c| channel(f, c));
    fields.list("stages", stages, |f, s| stage(f, s));
    fields.list("lanes", lanes, |f, l| lane(f, l));
    fields.list("lines", lines, line);
    fields.list("arrows", arrows, |f, a| arrow(f, a));
    fields.list("stops", stops, |f, s| stop(f, s));
    fields.end();
    out.push('\n');
    out
}

fn persona(fields: &mut ObjectWriter, persona: &Persona) {
    let Persona {
        id,
        name,
        role,
        quote,
        facts,
        goals,
        frustrations,
        traits,
        hue,
        picture,
        unknown,
    } = persona;
    fields.always("id", id.as_str());
    fields.text("name", name);
    fields.text("role", role);
    fields.text("quote", quote);
    fields.texts("facts", facts, String::as_str);
    fields.texts("goals", goals, String::as_str);
    fields.texts("frustrations", frustrations, String::as_str);
    fields.texts("traits", traits, String::as_str);
    fields.word("color", *hue);
    if let Some(picture) = picture {
        fields.always("picture", &picture::write(picture));
    }
    fields.unknown(unknown, &[]);
}

fn channel(fields: &mut ObjectWriter, channel: &Channel) {
    let Channel {
        id,
        name,
        icon,
        medium,
        unknown,
    } = channel;
    fields.always("id", id.as_str());
    fields.text("name", name);
    fields.text("icon", icon);
    fields.word("medium", *medium);
    fields.unknown(unknown, &[]);
}

fn stage(fields: &mut ObjectWriter, stage: &Stage) {
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
    fields.always("id", id.as_str());
    fields.text("title", title);
    fields.text("goal", goal);
    fields.text("duration", duration);
    times(fields, *of_stage);
    fields.word("color", *hue);
    fields.number_if("width", *width);
    fields.unknown(unknown, &[]);
    fields.list("steps", steps, step);
}

fn step(fields: &mut ObjectWriter, step: &Step) {
    let Step {
        id,
        title,
        times: of_step,
        unknown,
    } = step;
    fields.always("id", id.as_str());
    fields.text("title", title);
    times(fields, *of_step);
    fields.unknown(unknown, &[]);
}

fn level_word(fields: &mut ObjectWriter, level: &LevelWord) {
    let LevelWord {
        value,
        word,
        unknown,
    } = level;
    fields.number("value", *value);
    fields.text("word", word);
    fields.unknown(unknown, &[]);
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
    fields.always("id", id.as_str());
    fields.always("kind", kind_word(kind));
    if let LaneKind::Cards { role, .. } = *kind {
        fields.word("role", role);
    }
    fields.text("title", title);
    fields.text("note", note);
    fields.text("icon", icon);
    fields.number_if("height", *height);
    fields.flag_if("hidden", *hidden);
    fields.flag_if("collapsed", *collapsed);
    if let LaneKind::Channels { threads, .. } = *kind {
        fields.flag_if("threads", threads);
    }
    fields.unknown(unknown, &[]);
    match kind {
        LaneKind::Cards { cards, .. } => fields.list("cards", cards, |f, c| card(f, c)),
        LaneKind::Emotion { curves } => fields.list("curves", curves, |f, c| curve(f, c)),
        LaneKind::Channels { marks, .. } => fields.list("marks", marks, mark),
        LaneKind::Metrics { metrics } => fields.list("metrics", metrics, |f, m| metric(f, m)),
        LaneKind::Foreign { .. } => {}
    }
}

fn kind_word(kind: &LaneKind) -> &str {
    if let LaneKind::Foreign { kind } = kind {
        return kind;
    }
    kind.lane_type().map_or("", LaneType::kind_word)
}

fn card(fields: &mut ObjectWriter, card: &Card) {
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
        conversion,
        picture,
        evidence: backing,
        unknown,
    } = card;
    fields.always("id", id.as_str());
    fields.always("stage", stage.as_str());
    fields.id("step", step.as_ref());
    fields.text("text", text);
    fields.texts("personas", personas, Id::as_str);
    fields.id("channel", channel.as_ref());
    fields.text("icon", icon);
    fields.word_if("claim", *claim);
    fields.level("severity", *severity);
    fields.level("value", *value);
    fields.level("effort", *effort);
    fields.texts("answers", answers, Id::as_str);
    fields.word_if("owner", *owner);
    fields.word_if("when", Some(*when).filter(|when| *when != When::Both));
    fields.flag_if("conversion", *conversion);
    if let Some(picture) = picture {
        fields.always("picture", &picture::write(picture));
    }
    fields.unknown(unknown, &[]);
    fields.list("evidence", backing, evidence);
}

fn evidence(fields: &mut ObjectWriter, evidence: &Evidence) {
    let Evidence {
        text,
        source,
        date,
        n,
        link,
        unknown,
    } = evidence;
    fields.text("text", text);
    fields.text("source", source);
    fields.date("date", *date);
    fields.count("n", *n);
    fields.text("link", link);
    fields.unknown(unknown, &[]);
}

fn curve(fields: &mut ObjectWriter, curve: &Curve) {
    let Curve {
        persona,
        to_be,
        points,
        unknown,
    } = curve;
    fields.always("persona", persona.as_str());
    fields.flag_if("to_be", *to_be);
    fields.unknown(unknown, &[]);
    fields.list("points", points, point);
}

fn point(fields: &mut ObjectWriter, point: &CurvePoint) {
    let CurvePoint {
        id,
        stage,
        at,
        value,
        label,
        spread,
        n,
        moment_of_truth,
        conversion,
        claim,
        evidence: backing,
        unknown,
    } = point;
    fields.always("id", id.as_str());
    fields.always("stage", stage.as_str());
    fields.number("at", *at);
    fields.field("value", |out| match *value {
        Some(value) => json::write_number(value, out),
        None => out.push_str("null"),
    });
    fields.text("label", label);
    fields.number_if("spread", *spread);
    fields.count("n", *n);
    fields.flag_if("moment_of_truth", *moment_of_truth);
    fields.flag_if("conversion", *conversion);
    fields.word_if("claim", *claim);
    fields.unknown(unknown, &[]);
    fields.list("evidence", backing, evidence);
}

fn mark(fields: &mut ObjectWriter, mark: &ChannelMark) {
    let ChannelMark {
        channel,
        stage,
        on,
        unknown,
    } = mark;
    fields.always("channel", channel.as_str());
    fields.always("stage", stage.as_str());
    fields.flag("on", *on);
    fields.unknown(unknown, &[]);
}

fn metric(fields: &mut ObjectWriter, metric: &Metric) {
    let Metric {
        id,
        stage,
        name,
        kind,
        value,
        unit,
        target,
        better,
        change,
        n,
        basis,
        periods,
        claim,
        evidence: backing,
        unknown,
    } = metric;
    fields.always("id", id.as_str());
    fields.id("stage", stage.as_ref());
    fields.text("name", name);
    fields.word("kind", *kind);
    fields.number("value", *value);
    fields.text("unit", unit);
    fields.number_if("target", *target);
    fields.word_if("better", *better);
    if let Some(change) = change {
        fields.number("change", change.by);
        fields.text("change_unit", &change.unit);
    }
    fields.count("n", *n);
    if let Some(basis) = *basis {
        write_basis(fields, basis);
    }
    fields.word_if("claim", *claim);
    fields.unknown(unknown, &[]);
    fields.row("periods", periods, period);
    fields.list("evidence", backing, evidence);
}

fn write_basis(fields: &mut ObjectWriter, basis: Basis) {
    let counts: &[(&str, u32)] = match basis {
        Basis::Nps {
            promoters,
            passives,
            detractors,
        } => &[
            ("promoters", promoters),
            ("passives", passives),
            ("detractors", detractors),
        ],
        Basis::Crr { start, end, new } => &[
            ("customers_at_start", start),
            ("customers_at_end", end),
            ("new_customers", new),
        ],
        Basis::Conversion { came, went_on } => &[("came", came), ("went_on", went_on)],
        Basis::Csat { answers } => {
            return fields.field("answers", |out| {
                json::write_all(&answers, ["[", "]"], out, |n, out| {
                    json::write_number(f64::from(*n), out);
                });
            });
        }
    };
    for (name, count) in counts {
        fields.count(name, Some(*count));
    }
}

fn period(fields: &mut ObjectWriter, period: &Period) {
    let Period {
        label,
        value,
        unknown,
    } = period;
    fields.text("label", label);
    fields.number("value", *value);
    fields.unknown(unknown, &[]);
}

fn arrow(fields: &mut ObjectWriter, arrow: &Arrow) {
    let Arrow {
        id,
        from,
        to,
        label,
        unknown,
    } = arrow;
    fields.always("id", id.as_str());
    fields.always("from", from.as_str());
    fields.always("to", to.as_str());
    fields.text("label", label);
    fields.unknown(unknown, &[]);
}

fn stop(fields: &mut ObjectWriter, stop: &Stop) {
    let Stop {
        id,
        title,
        shows,
        personas,
        when,
        hidden_lanes,
        hidden,
        notes,
        minutes,
        unknown,
    } = stop;
    fields.always("id", id.as_str());
    fields.text("title", title);
    // The word of a newer version, as long as nothing else is shown.
    let mut foreign = unknown.fields().filter(|(name, _)| name == "shows");
    match foreign.next() {
        Some((name, word)) if *shows == Shows::Map => fields.field(name, |out| out.push_str(word)),
        _ => fields.always("shows", shows.word()),
    }
    if let Shows::Persona(id) = shows {
        fields.always(shows.word(), id.as_str());
    } else {
        fields.texts(shows.word(), shows.ids(), Id::as_str);
    }
    fields.texts("personas", personas, Id::as_str);
    fields.word_if("when", Some(*when).filter(|when| *when != When::Both));
    fields.texts("hidden_lanes", hidden_lanes, Id::as_str);
    fields.flag_if("hidden", *hidden);
    fields.text("notes", notes);
    fields.number_if("minutes", *minutes);
    // What stands there already is not kept beside it.
    let named = shows.part().map_or("shows", |_| shows.word());
    fields.unknown(unknown, &["shows", named]);
}

fn line(fields: &mut ObjectWriter, line: &LaneLine) {
    let LaneLine {
        above,
        kind,
        unknown,
    } = line;
    fields.always("above", above.as_str());
    fields.word("kind", *kind);
    fields.unknown(unknown, &[]);
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
            self.always(name, &date.iso());
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
