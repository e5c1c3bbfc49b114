//! Reading version 1: from the tree of a text to a map, faithfully, whatever the map is worth.
//!
//! Each record gives one part at the same place of its list, so that a repair, which comes
//! afterwards, can be told with its line. A field that is `null` counts as absent.

use std::{borrow::Cow, sync::Arc};

use super::{
    fields::{Expected, Fault, Fields, Kept, number, text},
    words::Word,
};
use crate::{
    file::{
        json::{self, Node},
        picture,
        warning::{Finding, Told, WarningKind},
    },
    model::{
        Arrow, Basis, Card, Channel, ChannelMark, Curve, CurvePoint, Date, Evidence, Id, Lane,
        LaneKind, LaneLine, Level, LevelWord, Map, Metric, MetricChange, MetricKind, Period,
        Persona, Picture, Scale, Span, Stage, Step, Times,
    },
};

/// The map, and what had to be changed on the way.
pub(in crate::file) fn read(root: Node) -> Result<(Map, Told<Finding>), Fault> {
    let mut reader = Reader::default();
    let map = reader.map(root)?;
    Ok((map, reader.findings))
}

#[derive(Default)]
struct Reader {
    findings: Told<Finding>,
}

impl Reader {
    fn map(&mut self, node: Node) -> Result<Map, Fault> {
        let mut fields = Fields::of(node)?;
        fields.take("format");
        fields.take("version");
        let (emotion_scale, emotion_words, scale_unknown) = scale(fields.take("emotion_scale"))?;
        Ok(Map {
            title: fields.text("title")?,
            scenario: fields.text("scenario")?,
            goal: fields.text("goal")?,
            state: self.word(&mut fields, "state")?,
            reviewed: self.date(&mut fields, "reviewed")?,
            owner: fields.text("owner")?,
            language: self.word(&mut fields, "language")?,
            emotion_scale,
            emotion_words,
            personas: fields.list("personas", |node| self.persona(node))?,
            channels: fields.list("channels", |node| self.channel(node))?,
            stages: fields.list("stages", |node| self.stage(node))?,
            lanes: fields.list("lanes", |node| self.lane(node))?,
            lines: fields.list("lines", |node| self.line(node))?,
            arrows: fields.list("arrows", arrow)?,
            columns_by_time: fields.flag("columns_by_time", false)?,
            draws_funnel: fields.flag("draws_funnel", false)?,
            hides_legend: fields.flag("hides_legend", false)?,
            unknown: fields.rest(scale_unknown),
        })
    }

    fn persona(&mut self, node: Node) -> Result<Arc<Persona>, Fault> {
        let mut fields = Fields::of(node)?;
        Ok(Arc::new(Persona {
            id: fields.id("id")?,
            name: fields.text("name")?,
            role: fields.text("role")?,
            quote: fields.text("quote")?,
            goals: fields.list("goals", |node| text(node).map(Cow::into_owned))?,
            frustrations: fields.list("frustrations", |node| text(node).map(Cow::into_owned))?,
            traits: fields.list("traits", |node| text(node).map(Cow::into_owned))?,
            hue: self.word(&mut fields, "color")?,
            picture: self.picture(&mut fields, "picture")?,
            unknown: fields.rest(None),
        }))
    }

    fn channel(&mut self, node: Node) -> Result<Arc<Channel>, Fault> {
        let mut fields = Fields::of(node)?;
        Ok(Arc::new(Channel {
            id: fields.id("id")?,
            name: fields.text("name")?,
            icon: fields.text("icon")?,
            medium: self.word(&mut fields, "medium")?,
            unknown: fields.rest(None),
        }))
    }

    fn stage(&mut self, node: Node) -> Result<Arc<Stage>, Fault> {
        let mut fields = Fields::of(node)?;
        Ok(Arc::new(Stage {
            id: fields.id("id")?,
            title: fields.text("title")?,
            goal: fields.text("goal")?,
            duration: fields.text("duration")?,
            times: self.times(&mut fields)?,
            hue: self.word(&mut fields, "color")?,
            width: fields.number("width")?,
            steps: fields.list("steps", |node| self.step(node))?,
            unknown: fields.rest(None),
        }))
    }

    fn lane(&mut self, node: Node) -> Result<Arc<Lane>, Fault> {
        let mut fields = Fields::of(node)?;
        let kind = match &*fields.required("kind", Expected::Text).and_then(text)? {
            "cards" => LaneKind::Cards {
                role: self.word(&mut fields, "role")?,
                cards: fields.list("cards", |node| self.card(node))?,
            },
            "emotion" => LaneKind::Emotion {
                curves: fields.list("curves", |node| self.curve(node))?,
            },
            "channels" => LaneKind::Channels {
                marks: fields.list("marks", mark)?,
                threads: fields.flag("threads", false)?,
            },
            "metrics" => LaneKind::Metrics {
                metrics: fields.list("metrics", |node| self.metric(node))?,
            },
            foreign => LaneKind::Foreign {
                kind: foreign.to_owned(),
            },
        };
        Ok(Arc::new(Lane {
            id: fields.id("id")?,
            title: fields.text("title")?,
            note: fields.text("note")?,
            icon: fields.text("icon")?,
            height: fields.number("height")?,
            hidden: fields.flag("hidden", false)?,
            collapsed: fields.flag("collapsed", false)?,
            kind,
            unknown: fields.rest(None),
        }))
    }

    fn card(&mut self, node: Node) -> Result<Arc<Card>, Fault> {
        let mut fields = Fields::of(node)?;
        Ok(Arc::new(Card {
            id: fields.id("id")?,
            stage: fields.id("stage")?,
            step: fields.reference("step")?,
            text: fields.text("text")?,
            personas: fields.list("personas", |node| text(node).map(Id::new))?,
            channel: fields.reference("channel")?,
            icon: fields.text("icon")?,
            claim: self.word_if(&mut fields, "claim")?,
            severity: self.level(&mut fields, "severity")?,
            value: self.level(&mut fields, "value")?,
            effort: self.level(&mut fields, "effort")?,
            answers: fields.list("answers", |node| text(node).map(Id::new))?,
            owner: self.word_if(&mut fields, "owner")?,
            when: self.word(&mut fields, "when")?,
            picture: self.picture(&mut fields, "picture")?,
            evidence: fields.list("evidence", |node| self.evidence(node))?,
            unknown: fields.rest(None),
        }))
    }

    fn evidence(&mut self, node: Node) -> Result<Evidence, Fault> {
        let mut fields = Fields::of(node)?;
        Ok(Evidence {
            text: fields.text("text")?,
            source: fields.text("source")?,
            date: self.date(&mut fields, "date")?,
            n: self.count(&mut fields, "n")?,
            link: fields.text("link")?,
            unknown: fields.rest(None),
        })
    }

    fn curve(&mut self, node: Node) -> Result<Arc<Curve>, Fault> {
        let mut fields = Fields::of(node)?;
        Ok(Arc::new(Curve {
            persona: fields.id("persona")?,
            to_be: fields.flag("to_be", false)?,
            points: fields.list("points", |node| self.point(node))?,
            unknown: fields.rest(None),
        }))
    }

    fn point(&mut self, node: Node) -> Result<CurvePoint, Fault> {
        let mut fields = Fields::of(node)?;
        Ok(CurvePoint {
            id: fields.id("id")?,
            stage: fields.id("stage")?,
            at: fields.required("at", Expected::Number).and_then(number)?,
            value: fields.number("value")?,
            label: fields.text("label")?,
            spread: fields.number("spread")?,
            n: self.count(&mut fields, "n")?,
            moment_of_truth: fields.flag("moment_of_truth", false)?,
            claim: self.word_if(&mut fields, "claim")?,
            evidence: fields.list("evidence", |node| self.evidence(node))?,
            unknown: fields.rest(None),
        })
    }

    fn metric(&mut self, node: Node) -> Result<Arc<Metric>, Fault> {
        let mut fields = Fields::of(node)?;
        let kind = self.word(&mut fields, "kind")?;
        let change_unit = fields.text("change_unit")?;
        let change = fields.number("change")?.map(|by| MetricChange {
            by,
            unit: change_unit,
        });
        Ok(Arc::new(Metric {
            id: fields.id("id")?,
            stage: fields.reference("stage")?,
            name: fields.text("name")?,
            basis: self.basis(&mut fields, kind)?,
            periods: fields.list("periods", period)?,
            kind,
            value: fields
                .required("value", Expected::Number)
                .and_then(number)?,
            unit: fields.text("unit")?,
            target: fields.number("target")?,
            change,
            n: self.count(&mut fields, "n")?,
            claim: self.word_if(&mut fields, "claim")?,
            evidence: fields.list("evidence", |node| self.evidence(node))?,
            unknown: fields.rest(None),
        }))
    }

    fn line(&mut self, node: Node) -> Result<LaneLine, Fault> {
        let mut fields = Fields::of(node)?;
        Ok(LaneLine {
            above: fields.id("above")?,
            kind: self.word(&mut fields, "kind")?,
            unknown: fields.rest(None),
        })
    }

    fn step(&mut self, node: Node) -> Result<Step, Fault> {
        let mut fields = Fields::of(node)?;
        Ok(Step {
            id: fields.id("id")?,
            title: fields.text("title")?,
            times: self.times(&mut fields)?,
            unknown: fields.rest(None),
        })
    }

    fn times(&mut self, fields: &mut Fields) -> Result<Times, Fault> {
        let mut span = |amount, unit| {
            let amount = fields.number(amount)?;
            let unit = self.word_if(fields, unit)?;
            Ok(amount.map(|amount| Span {
                amount,
                unit: unit.unwrap_or_default(),
            }))
        };
        Ok(Times {
            doing: span("doing", "doing_unit")?,
            waiting: span("waiting", "waiting_unit")?,
        })
    }

    /// The counts that a metric of a kind is computed from, if one of them is there; what is not
    /// counted is 0.
    fn basis(&mut self, fields: &mut Fields, kind: MetricKind) -> Result<Option<Basis>, Fault> {
        let names: &[&str] = match kind {
            MetricKind::Nps => &["promoters", "passives", "detractors"],
            MetricKind::Crr => &["customers_at_start", "customers_at_end", "new_customers"],
            MetricKind::Csat => &["answers"],
            _ => &[],
        };
        if !names.iter().any(|name| fields.has(name)) {
            return Ok(None);
        }
        if kind == MetricKind::Csat {
            let mut answers = [0; 5];
            let list = fields.list("answers", |node| self.count_of(node))?;
            for (answer, n) in answers.iter_mut().zip(list) {
                *answer = n.unwrap_or_default();
            }
            return Ok(Some(Basis::Csat { answers }));
        }
        let mut count = |name| Ok(self.count(fields, name)?.unwrap_or_default());
        let [a, b, c] = [count(names[0])?, count(names[1])?, count(names[2])?];
        Ok(Some(match kind {
            MetricKind::Nps => Basis::Nps {
                promoters: a,
                passives: b,
                detractors: c,
            },
            _ => Basis::Crr {
                start: a,
                end: b,
                new: c,
            },
        }))
    }

    /// One of a set of words; the default for a word that is not in the set.
    fn word<T: Word>(&mut self, fields: &mut Fields, name: &str) -> Result<T, Fault> {
        let Some(node) = fields.take(name) else {
            return Ok(T::default());
        };
        let word = text(node)?;
        Ok(T::from_word(&word).unwrap_or_else(|| {
            self.find(
                node,
                WarningKind::UnknownWord {
                    vocabulary: T::VOCABULARY,
                    word: word.into_owned(),
                    used: T::default().word(),
                },
            );
            T::default()
        }))
    }

    /// As [`Reader::word`]; none where the field is absent.
    fn word_if<T: Word>(&mut self, fields: &mut Fields, name: &str) -> Result<Option<T>, Fault> {
        let is_there = fields.has(name);
        let word = self.word(fields, name)?;
        Ok(is_there.then_some(word))
    }

    /// 1 to 5; none for any other number.
    fn level(&mut self, fields: &mut Fields, name: &str) -> Result<Option<Level>, Fault> {
        let Some(node) = fields.take(name) else {
            return Ok(None);
        };
        let number = number(node)?;
        let mut levels = Level::ALL.into_iter();
        let level = levels.find(|level| f64::from(level.get()) == number);
        if level.is_none() {
            self.find(node, WarningKind::BadLevel(number));
        }
        Ok(level)
    }

    /// A day; none for a text that is no date.
    fn date(&mut self, fields: &mut Fields, name: &str) -> Result<Option<Date>, Fault> {
        let Some(node) = fields.take(name) else {
            return Ok(None);
        };
        let written = text(node)?;
        let date = Date::parse(&written);
        if date.is_none() {
            self.find(node, WarningKind::BadDate(written.into_owned()));
        }
        Ok(date)
    }

    /// A picture; none for one that cannot be shown.
    fn picture(&mut self, fields: &mut Fields, name: &str) -> Result<Option<Picture>, Fault> {
        let Some(node) = fields.take(name) else {
            return Ok(None);
        };
        let picture = picture::read(&text(node)?);
        Ok(picture
            .map_err(|error| self.find(node, WarningKind::BadPicture(error)))
            .ok())
    }

    /// A whole number that is not negative; none for any other number.
    fn count(&mut self, fields: &mut Fields, name: &str) -> Result<Option<u32>, Fault> {
        fields
            .take(name)
            .map_or(Ok(None), |node| self.count_of(node))
    }

    fn count_of(&mut self, node: Node) -> Result<Option<u32>, Fault> {
        let number = number(node)?;
        let count = number as u32;
        if f64::from(count) == number {
            return Ok(Some(count));
        }
        self.find(node, WarningKind::BadCount(number));
        Ok(None)
    }

    fn find(&mut self, node: Node, kind: WarningKind) {
        self.findings.push(Finding {
            at: node.at(),
            kind,
        });
    }
}

/// The scale with its words, and the fields of its record that are not known, kept under its own
/// name.
fn scale(node: Option<Node>) -> Result<(Scale, Vec<LevelWord>, Kept), Fault> {
    let mut scale = Scale::default();
    let Some(node) = node else {
        return Ok((scale, Vec::new(), None));
    };
    let mut fields = Fields::of(node)?;
    scale.min = fields.number("min")?.unwrap_or(scale.min);
    scale.max = fields.number("max")?.unwrap_or(scale.max);
    let words = fields.list("words", level_word)?;
    let is_known = fields.unread().next().is_none();
    let unknown = (!is_known).then(|| {
        let mut record = String::new();
        json::write_record(fields.unread(), &mut record);
        ("emotion_scale".to_owned(), record)
    });
    Ok((scale, words, unknown))
}

fn level_word(node: Node) -> Result<LevelWord, Fault> {
    let mut fields = Fields::of(node)?;
    Ok(LevelWord {
        value: fields
            .required("value", Expected::Number)
            .and_then(number)?,
        word: fields.text("word")?,
        unknown: fields.rest(None),
    })
}

fn period(node: Node) -> Result<Period, Fault> {
    let mut fields = Fields::of(node)?;
    Ok(Period {
        label: fields.text("label")?,
        value: fields
            .required("value", Expected::Number)
            .and_then(number)?,
        unknown: fields.rest(None),
    })
}

fn arrow(node: Node) -> Result<Arc<Arrow>, Fault> {
    let mut fields = Fields::of(node)?;
    Ok(Arc::new(Arrow {
        id: fields.id("id")?,
        from: fields.id("from")?,
        to: fields.id("to")?,
        label: fields.text("label")?,
        unknown: fields.rest(None),
    }))
}

fn mark(node: Node) -> Result<ChannelMark, Fault> {
    let mut fields = Fields::of(node)?;
    Ok(ChannelMark {
        channel: fields.id("channel")?,
        stage: fields.id("stage")?,
        on: fields.flag("on", true)?,
        unknown: fields.rest(None),
    })
}
