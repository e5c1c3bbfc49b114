//! A map told line by line, in a form that stays: what says nothing has no line, so that a field
//! that a later version brings changes no line of an older file.

use std::fmt::Debug;

use jejak::model::{
    Arrow, Basis, Brand, BrandFace, Card, Channel, ChannelMark, Color, Curve, CurvePoint, Date,
    Evidence, Id, Lane, LaneKind, LaneLine, Level, LevelWord, LinkLook, Map, Metric, MetricChange,
    Period, Persona, Picture, Shows, Span, Stage, Step, Stop, Times, Unknown, When,
};

/// Takes a record apart and tells its fields in this order, each by the method of [`Told`] that is
/// named or by what stands in parentheses; `_` is told elsewhere. A record with a field more does
/// not compile until it is told.
macro_rules! tell {
    ($told:ident, $record:expr, $kind:ident { $($field:ident: $how:tt),* $(,)? }) => {{
        let $kind { $($field),* } = $record;
        $(tell!(@ $told, $field, $how);)*
    }};
    (@ $told:ident, $field:ident, _) => { let _ = $field; };
    (@ $told:ident, $field:ident, ($how:expr)) => { $how };
    (@ $told:ident, $field:ident, $how:ident) => { $told.$how(stringify!($field), $field) };
}

pub(super) fn described(map: &Map) -> String {
    let mut whole = Told::default();
    let told = &mut whole;
    tell!(
        told,
        map,
        Map {
            title: text,
            scenario: text,
            goal: text,
            state: line,
            reviewed: date,
            owner: text,
            language: line,
            emotion_scale: (told.line("emotion_scale", (emotion_scale.min, emotion_scale.max))),
            columns_by_time: flag,
            draws_funnel: flag,
            links: (told.some(
                "links",
                &Some(links).filter(|links| **links != LinkLook::Hidden)
            )),
            hides_legend: flag,
            brand: (told.brand(brand.as_deref())),
            // The file does not say it.
            theme: _,
            unknown: unknown,
            emotion_words: (told.each("words", emotion_words, |told, word| {
                tell!(
                    told,
                    word,
                    LevelWord {
                        value: line,
                        word: text,
                        unknown: unknown
                    }
                );
            })),
            personas: (told.each("personas", personas, |told, it| persona(told, it))),
            channels: (told.each("channels", channels, |told, channel| {
                tell!(
                    told,
                    &**channel,
                    Channel {
                        id: id,
                        name: text,
                        icon: text,
                        medium: line,
                        unknown: unknown,
                    }
                );
            })),
            stages: (told.each("stages", stages, |told, it| stage(told, it))),
            lanes: (told.each("lanes", lanes, |told, it| lane(told, it))),
            lines: (told.each("lines", lines, |told, line| {
                tell!(
                    told,
                    line,
                    LaneLine {
                        above: id,
                        kind: line,
                        unknown: unknown
                    }
                );
            })),
            arrows: (told.each("arrows", arrows, |told, arrow| {
                tell!(
                    told,
                    &**arrow,
                    Arrow {
                        id: id,
                        from: id,
                        to: id,
                        label: text,
                        unknown: unknown
                    }
                );
            })),
            stops: (told.each("stops", stops, |told, it| stop(told, it))),
        }
    );
    whole.lines
}

fn stop(told: &mut Told, stop: &Stop) {
    tell!(
        told,
        stop,
        Stop {
            id: id,
            title: text,
            shows: (shown(told, shows)),
            personas: ids,
            when: (told.some("when", &Some(when).filter(|when| **when != When::Both))),
            hidden_lanes: ids,
            hidden: flag,
            notes: text,
            minutes: some,
            unknown: unknown,
        }
    );
}

fn shown(told: &mut Told, shows: &Shows) {
    match shows {
        Shows::Title => told.line("shows", "title"),
        Shows::Map => told.line("shows", "map"),
        Shows::Stages(ids) => told.ids("shows stages", ids),
        Shows::Lanes(ids) => told.ids("shows lanes", ids),
        Shows::Cards(ids) => told.ids("shows cards", ids),
        Shows::Points(ids) => told.ids("shows points", ids),
        Shows::Persona(id) => told.id("shows persona", id),
        Shows::Matrix => told.line("shows", "matrix"),
        Shows::Gap => told.line("shows", "gap"),
    }
}

fn persona(told: &mut Told, persona: &Persona) {
    tell!(
        told,
        persona,
        Persona {
            id: id,
            name: text,
            role: text,
            quote: text,
            facts: list,
            goals: list,
            frustrations: list,
            traits: list,
            hue: (told.line("color", hue)),
            picture: picture,
            unknown: unknown,
        }
    );
}

fn stage(told: &mut Told, stage: &Stage) {
    tell!(
        told,
        stage,
        Stage {
            id: id,
            title: text,
            goal: text,
            duration: text,
            times: times,
            hue: (told.line("color", hue)),
            width: some,
            unknown: unknown,
            steps: (told.each("steps", steps, |told, step| {
                tell!(
                    told,
                    step,
                    Step {
                        id: id,
                        title: text,
                        times: times,
                        unknown: unknown
                    }
                );
            })),
        }
    );
}

fn lane(told: &mut Told, lane: &Lane) {
    tell!(
        told,
        lane,
        Lane {
            id: id,
            title: text,
            note: text,
            icon: text,
            height: some,
            hidden: flag,
            collapsed: flag,
            unknown: unknown,
            kind: (lane_kind(told, kind)),
        }
    );
}

fn lane_kind(told: &mut Told, kind: &LaneKind) {
    match kind {
        LaneKind::Cards { role, cards } => {
            told.line("kind", "cards");
            told.line("role", role);
            told.each("cards", cards, |told, it| card(told, it));
        }
        LaneKind::Emotion { curves } => {
            told.line("kind", "emotion");
            told.each("curves", curves, |told, curve| {
                tell!(
                    told,
                    &**curve,
                    Curve {
                        persona: id,
                        to_be: flag,
                        unknown: unknown,
                        points: (told.each("points", points, point)),
                    }
                );
            });
        }
        LaneKind::Channels { marks, threads } => {
            told.line("kind", "channels");
            told.flag("threads", threads);
            told.each("marks", marks, |told, mark| {
                tell!(
                    told,
                    mark,
                    ChannelMark {
                        channel: _,
                        stage: (told.line("mark", (channel.as_str(), stage.as_str(), &mark.on))),
                        on: _,
                        unknown: unknown,
                    }
                );
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
    tell!(
        told,
        card,
        Card {
            id: id,
            stage: id,
            step: some_id,
            text: text,
            personas: ids,
            channel: some_id,
            icon: text,
            claim: some,
            severity: level,
            value: level,
            effort: level,
            answers: ids,
            owner: some,
            when: (told.some("when", &Some(when).filter(|when| **when != When::Both))),
            conversion: flag,
            picture: picture,
            unknown: unknown,
            evidence: evidence,
        }
    );
}

fn point(told: &mut Told, point: &CurvePoint) {
    tell!(
        told,
        point,
        CurvePoint {
            id: id,
            stage: _,
            at: (told.line("place", (point.stage.as_str(), at))),
            value: line,
            label: text,
            spread: some,
            n: some,
            moment_of_truth: flag,
            conversion: flag,
            claim: some,
            unknown: unknown,
            evidence: evidence,
        }
    );
}

fn metric(told: &mut Told, metric: &Metric) {
    tell!(
        told,
        metric,
        Metric {
            id: id,
            stage: some_id,
            name: text,
            kind: line,
            value: line,
            unit: text,
            target: some,
            better: some,
            change: (if let Some(MetricChange { by, unit }) = change {
                told.line("change", (by, unit));
            }),
            n: some,
            basis: (basis_of(told, basis.as_ref())),
            claim: some,
            unknown: unknown,
            periods: (told.each("periods", periods, |told, period| {
                tell!(
                    told,
                    period,
                    Period {
                        label: text,
                        value: line,
                        unknown: unknown
                    }
                );
            })),
            evidence: evidence,
        }
    );
}

fn basis_of(told: &mut Told, basis: Option<&Basis>) {
    match basis {
        Some(Basis::Nps {
            promoters,
            passives,
            detractors,
        }) => told.line("of nps", (promoters, passives, detractors)),
        Some(Basis::Csat { answers }) => told.line("of csat", answers),
        Some(Basis::Crr { start, end, new }) => told.line("of crr", (start, end, new)),
        Some(Basis::Conversion { came, went_on }) => told.line("of conversion", (came, went_on)),
        None => {}
    }
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

    fn id(&mut self, name: &str, id: &Id) {
        self.line(name, id.as_str());
    }

    fn some<T: Debug>(&mut self, name: &str, value: &Option<T>) {
        if let Some(value) = value {
            self.line(name, value);
        }
    }

    fn some_id(&mut self, name: &str, id: &Option<Id>) {
        self.some(name, &id.as_ref().map(Id::as_str));
    }

    fn date(&mut self, name: &str, date: &Option<Date>) {
        self.some(name, &date.map(|date| date.iso()));
    }

    fn level(&mut self, name: &str, level: &Option<Level>) {
        self.some(name, &level.map(Level::get));
    }

    fn flag(&mut self, name: &str, flag: &bool) {
        if *flag {
            self.line(name, true);
        }
    }

    fn list<T: Debug>(&mut self, name: &str, texts: &[T]) {
        if !texts.is_empty() {
            self.line(name, texts);
        }
    }

    fn ids(&mut self, name: &str, ids: &[Id]) {
        let texts: Vec<&str> = ids.iter().map(Id::as_str).collect();
        self.list(name, &texts);
    }

    fn times(&mut self, _: &str, Times { doing, waiting }: &Times) {
        for (name, span) in [("doing", doing), ("waiting", waiting)] {
            if let Some(Span { amount, unit }) = span {
                self.line(name, (amount, unit));
            }
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
    fn picture(&mut self, name: &str, picture: &Option<Picture>) {
        let Some(picture) = picture else {
            return;
        };
        let pixels = jejak::file::picture::pixels(picture).unwrap_or_default();
        let sum = pixels.iter().fold(7_u32, |sum, byte| {
            sum.wrapping_mul(31).wrapping_add(u32::from(*byte))
        });
        let (width, height) = picture.size();
        let kind = picture.format().media_type();
        self.line(name, format!("{kind} {width} x {height}, {sum:08x}"));
    }

    fn unknown(&mut self, field: &str, unknown: &Unknown) {
        // Between the names of records that one stands in.
        let text = |quoted: &str| serde_json::from_str::<String>(&quoted.replace('\n', "/"));
        for (name, raw) in unknown.fields() {
            let name = text(&format!("\"{name}\"")).expect("a name");
            self.line(field, (name, in_one_spelling(raw)));
        }
    }

    fn brand(&mut self, brand: Option<&Brand>) {
        let Some(brand) = brand else {
            return;
        };
        let outside = self.path.len();
        self.path += "brand.";
        let told = self;
        tell!(
            told,
            brand,
            Brand {
                name: text,
                source: (told.some(
                    "source",
                    &source
                        .as_ref()
                        .map(|it| (&it.file, it.digest[0], it.digest[31]))
                )),
                colors: (told.colors("colors", colors)),
                personas: (told.colors("personas", personas)),
                good: (told.colors("good", good.as_slice())),
                bad: (told.colors("bad", bad.as_slice())),
                ground: line,
                heading: some,
                body: some,
                faces: (told.each("faces", faces, |told, face| {
                    tell!(
                        told,
                        face,
                        BrandFace {
                            family: text,
                            weight: line,
                            italic: flag,
                            bytes: (told.line("bytes", bytes.len())),
                        }
                    );
                })),
                logo: picture,
                logo_on_dark: picture,
                logo_at: line,
                foot: text,
                client: text,
                version: text,
                unknown: unknown,
            }
        );
        told.path.truncate(outside);
    }

    fn colors(&mut self, name: &str, colors: &[Color]) {
        let colors: Vec<String> = colors.iter().map(Color::to_string).collect();
        self.list(name, &colors);
    }

    fn evidence(&mut self, name: &str, evidence: &[Evidence]) {
        self.each(name, evidence, |told, it| {
            tell!(
                told,
                it,
                Evidence {
                    text: text,
                    source: text,
                    date: date,
                    n: some,
                    link: text,
                    unknown: unknown,
                }
            );
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
