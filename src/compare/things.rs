//! The fields of each kind of things.

use std::sync::Arc;

use super::{
    PartRef, Value,
    fields::{Field, Thing, by_id, field, join_list, join_unknown, unknown, without_id},
    parts::{Item, OnCurve},
};
use crate::{
    model::{
        Arrow, Basis, Card, Channel, ChannelMark, Claim, Curve, CurvePoint, Evidence, Hue, Id,
        Lane, LaneKind, LaneLine, Level, LevelWord, LineKind, Map, MapState, Medium, Metric,
        MetricChange, MetricKind, Owner, Period, Persona, Picture, Scale, Stage, Step, Times,
        Unknown, When,
    },
    words::{Language, marked},
};

impl Thing for Item<(), Map> {
    type Room = ();
    const FIELDS: &'static [Field<Self>] = &[
        field!("title", marked("title"), title, Value::text),
        field!("scenario", marked("scenario"), scenario, Value::text),
        field!("goal", marked("goal"), goal, Value::text),
        field!("state", marked("state"), state, |state: &MapState| {
            Value::Word(match state {
                MapState::Current => marked("current state"),
                MapState::Future => marked("future state"),
            })
        }),
        field!(
            "reviewed",
            marked("last reviewed"),
            reviewed,
            |date: &Option<_>| { date.map_or(Value::Nothing, Value::Date) }
        ),
        field!("owner", marked("owner"), owner, Value::text),
        field!("language", marked("language"), language, |l: &Language| {
            Value::Text(l.name().to_owned())
        }),
        field!(
            "emotion_scale",
            marked("emotion scale"),
            emotion_scale,
            |s: &Scale| { Value::List(vec![Value::Number(s.min), Value::Number(s.max)]) }
        ),
        field!(
            "emotion_words",
            marked("words for the levels of the scale"),
            emotion_words,
            |words: &Vec<LevelWord>| {
                Value::list(words.iter().map(|level| Value::Text(level.word.clone())))
            }
        ),
        field!(
            "columns_by_time",
            marked("columns by time"),
            columns_by_time,
            flag
        ),
        field!("funnel", marked("funnel"), draws_funnel, flag),
        field!("hide_legend", marked("hidden legend"), hides_legend, flag),
        unknown!(),
    ];

    fn key(&self) -> PartRef {
        PartRef::Map
    }

    fn room(&self) -> Option<()> {
        None
    }

    without_id!();
}

impl Thing for Item<(), Persona> {
    type Room = ();
    const FIELDS: &'static [Field<Self>] = &[
        field!("name", marked("name"), name, Value::text),
        field!("role", marked("role"), role, Value::text),
        field!("quote", marked("quote"), quote, Value::text),
        field!("goals", marked("goals"), goals, Value::texts, join join_list),
        field!("frustrations", marked("frustrations"),
            frustrations,
            Value::texts,
            join join_list
        ),
        field!("traits", marked("traits"), traits, Value::texts, join join_list),
        field!("hue", marked("colour"), hue, hue),
        field!("picture", marked("picture"), picture, picture),
        unknown!(),
    ];
    by_id!(Persona);

    fn room(&self) -> Option<()> {
        Some(())
    }
}

impl Thing for Item<(), Channel> {
    type Room = ();
    const FIELDS: &'static [Field<Self>] = &[
        field!("name", marked("name"), name, Value::text),
        field!("icon", marked("icon"), icon, Value::text),
        field!("medium", marked("medium"), medium, |medium: &Medium| {
            Value::Word(match medium {
                Medium::Physical => marked("Physical"),
                Medium::Digital => marked("Digital"),
            })
        }),
        unknown!(),
    ];
    by_id!(Channel);

    fn room(&self) -> Option<()> {
        Some(())
    }
}

impl Thing for Item<(), Stage> {
    type Room = ();
    const FIELDS: &'static [Field<Self>] = &[
        field!("title", marked("title"), title, Value::text),
        field!("goal", marked("goal"), goal, Value::text),
        field!("duration", marked("duration"), duration, Value::text),
        field!("times", marked("time"), times, times),
        field!("hue", marked("colour"), hue, hue),
        field!("width", marked("width"), width, number),
        unknown!(),
    ];
    by_id!(Stage);

    fn room(&self) -> Option<()> {
        Some(())
    }
}

impl Thing for Item<Id, Step> {
    type Room = Id;
    const FIELDS: &'static [Field<Self>] = &[
        Field {
            id: "place",
            name: marked("place"),
            same: |a, b| a.home == b.home,
            take: |mine, other| mine.home.clone_from(&other.home),
            join: None,
            value: |item| Value::Place(vec![PartRef::Stage(item.home.clone())], None),
        },
        field!("title", marked("title"), title, Value::text),
        field!("times", marked("time"), times, times),
        unknown!(),
    ];
    by_id!(Step);

    fn room(&self) -> Option<Id> {
        Some(self.home.clone())
    }
}

impl Thing for Item<(), Lane> {
    type Room = ();
    const FIELDS: &'static [Field<Self>] = &[
        field!("title", marked("title"), title, Value::text),
        field!("note", marked("note"), note, Value::text),
        field!("icon", marked("icon"), icon, Value::text),
        field!("height", marked("height"), height, number),
        field!("hidden", marked("hidden"), hidden, flag),
        field!("collapsed", marked("collapsed"), collapsed, flag),
        field!("kind", marked("kind"), kind, |kind: &LaneKind| match kind {
            LaneKind::Cards { role, .. } => Value::Word(role.lane_name()),
            LaneKind::Emotion { .. } => Value::Word(marked("Emotion curve")),
            LaneKind::Channels { threads: false, .. } => Value::Word(marked("Channels")),
            LaneKind::Channels { threads: true, .. } =>
                Value::Word(marked("Channels with threads")),
            LaneKind::Metrics { .. } => Value::Word(marked("Metrics")),
            LaneKind::Foreign { kind } => Value::Text(kind.clone()),
        }),
        unknown!(),
    ];
    by_id!(Lane);

    fn room(&self) -> Option<()> {
        Some(())
    }
}

impl Thing for Item<Id, Card> {
    type Room = (Id, Id, Option<Id>);
    const FIELDS: &'static [Field<Self>] = &[
        Field {
            id: "place",
            name: marked("place"),
            same: |a, b| {
                a.home == b.home && a.part.stage == b.part.stage && a.part.step == b.part.step
            },
            take: |mine, other| {
                mine.home.clone_from(&other.home);
                let card = Arc::make_mut(&mut mine.part);
                card.stage.clone_from(&other.part.stage);
                card.step.clone_from(&other.part.step);
            },
            join: None,
            value: |item| {
                let step = item.part.step.clone().map(PartRef::Step);
                let places = [
                    PartRef::Stage(item.part.stage.clone()),
                    PartRef::Lane(item.home.clone()),
                ];
                Value::Place(places.into_iter().chain(step).collect(), None)
            },
        },
        field!("text", marked("text"), text, Value::text),
        field!("personas", marked("personas"), personas, |ids: &Vec<Id>| {
            Value::list(ids.iter().map(|id| Value::Part(PartRef::Persona(id.clone()))))
        }, join join_list),
        field!("channel", marked("channel"), channel, |id: &Option<Id>| {
            let channel = id.clone().map(PartRef::Channel);
            channel.map_or(Value::Nothing, Value::Part)
        }),
        field!("icon", marked("icon"), icon, Value::text),
        field!("claim", marked("certainty"), claim, claim),
        field!("severity", marked("severity"), severity, level),
        field!("value", marked("value"), value, level),
        field!("effort", marked("effort"), effort, level),
        field!("answers", marked("answered pain points"), answers, |ids: &Vec<Id>| {
            Value::list(ids.iter().map(|id| Value::Part(PartRef::Card(id.clone()))))
        }, join join_list),
        field!("owner", marked("owner"), owner, |owner: &Option<Owner>| {
            Value::word(owner.map(Owner::name))
        }),
        field!("when", marked("time"), when, |when: &When| {
            Value::Word(when.name())
        }),
        field!("picture", marked("picture"), picture, picture),
        field!("evidence", marked("evidence"), evidence, evidence, join join_list),
        unknown!(),
    ];
    by_id!(Card);

    fn room(&self) -> Option<Self::Room> {
        let card = &self.part;
        Some((self.home.clone(), card.stage.clone(), card.step.clone()))
    }
}

impl Thing for Item<Id, Curve> {
    type Room = ();
    const FIELDS: &'static [Field<Self>] = &[unknown!()];

    fn key(&self) -> PartRef {
        PartRef::Curve {
            lane: self.home.clone(),
            of: self.part.of(),
        }
    }

    fn room(&self) -> Option<()> {
        None
    }

    without_id!();
}

impl Thing for Item<OnCurve, CurvePoint> {
    type Room = ();
    const FIELDS: &'static [Field<Self>] = &[
        Field {
            id: "place",
            name: marked("place"),
            same: |a, b| a.home == b.home && a.part.stage == b.part.stage && a.part.at == b.part.at,
            take: |mine, other| {
                mine.home.clone_from(&other.home);
                let point = Arc::make_mut(&mut mine.part);
                point.stage.clone_from(&other.part.stage);
                point.at = other.part.at;
            },
            join: None,
            value: |item| {
                let (lane, of) = item.home.clone();
                let places = vec![
                    PartRef::Stage(item.part.stage.clone()),
                    PartRef::Curve { lane, of },
                ];
                Value::Place(places, Some(item.part.at))
            },
        },
        field!("value", marked("score"), value, number),
        field!("label", marked("label"), label, Value::text),
        field!("spread", marked("spread"), spread, number),
        field!("n", marked("number of answers"), n, count),
        field!(
            "moment_of_truth",
            marked("moment of truth"),
            moment_of_truth,
            flag
        ),
        field!("claim", marked("certainty"), claim, claim),
        field!("evidence", marked("evidence"), evidence, evidence, join join_list),
        unknown!(),
    ];
    by_id!(Point);

    fn room(&self) -> Option<()> {
        None
    }
}

impl Thing for Item<Id, ChannelMark> {
    type Room = ();
    const FIELDS: &'static [Field<Self>] = &[field!("on", marked("in use"), on, flag), unknown!()];

    fn key(&self) -> PartRef {
        PartRef::Mark {
            lane: self.home.clone(),
            channel: self.part.channel.clone(),
            stage: self.part.stage.clone(),
        }
    }

    fn room(&self) -> Option<()> {
        None
    }

    without_id!();
}

impl Thing for Item<Id, Metric> {
    type Room = (Id, Option<Id>);
    const FIELDS: &'static [Field<Self>] = &[
        Field {
            id: "place",
            name: marked("place"),
            same: |a, b| a.home == b.home && a.part.stage == b.part.stage,
            take: |mine, other| {
                mine.home.clone_from(&other.home);
                Arc::make_mut(&mut mine.part)
                    .stage
                    .clone_from(&other.part.stage);
            },
            join: None,
            value: |item| {
                let stage = item.part.stage.clone().map(PartRef::Stage);
                let lane = PartRef::Lane(item.home.clone());
                Value::Place(stage.into_iter().chain([lane]).collect(), None)
            },
        },
        field!("name", marked("name"), name, Value::text),
        // One thing, since each follows from the others.
        Field {
            id: "value",
            name: marked("figure"),
            same: |a, b| figure(&a.part) == figure(&b.part),
            take: |mine, other| {
                let metric = Arc::make_mut(&mut mine.part);
                metric.kind = other.part.kind;
                metric.value = other.part.value;
                metric.unit.clone_from(&other.part.unit);
                metric.n = other.part.n;
                metric.basis = other.part.basis;
            },
            join: None,
            value: |item| Value::Figure(item.part.value, item.part.unit.clone()),
        },
        field!("target", marked("target"), target, number),
        field!("change", marked("change"), change, |change: &Option<
            MetricChange,
        >| {
            match change {
                Some(change) => Value::Figure(change.by, change.unit.clone()),
                None => Value::Nothing,
            }
        }),
        field!(
            "periods",
            marked("periods before"),
            periods,
            |list: &Vec<Period>| {
                Value::list(
                    list.iter()
                        .map(|period| Value::Figure(period.value, String::new())),
                )
            }
        ),
        field!("claim", marked("certainty"), claim, claim),
        field!("evidence", marked("evidence"), evidence, evidence, join join_list),
        unknown!(),
    ];
    by_id!(Metric);

    fn room(&self) -> Option<Self::Room> {
        Some((self.home.clone(), self.part.stage.clone()))
    }
}

impl Thing for Item<(), LaneLine> {
    type Room = ();
    const FIELDS: &'static [Field<Self>] = &[
        field!("kind", marked("kind"), kind, |kind: &LineKind| {
            Value::Word(kind.name())
        }),
        unknown!(),
    ];

    fn key(&self) -> PartRef {
        PartRef::Line {
            above: self.part.above.clone(),
        }
    }

    fn room(&self) -> Option<()> {
        None
    }

    without_id!();
}

impl Thing for Item<(), Arrow> {
    type Room = ();
    const FIELDS: &'static [Field<Self>] = &[
        Field {
            id: "ends",
            name: marked("ends"),
            same: |a, b| a.part.from == b.part.from && a.part.to == b.part.to,
            take: |mine, other| {
                let arrow = Arc::make_mut(&mut mine.part);
                arrow.from.clone_from(&other.part.from);
                arrow.to.clone_from(&other.part.to);
            },
            join: None,
            value: |item| {
                let ends = [&item.part.from, &item.part.to];
                let ends = ends.map(|id| Value::Part(PartRef::Card(id.clone())));
                Value::List(ends.into())
            },
        },
        field!("label", marked("label"), label, Value::text),
        unknown!(),
    ];
    by_id!(Arrow);

    fn room(&self) -> Option<()> {
        None
    }
}

fn figure(metric: &Metric) -> (MetricKind, f64, &str, Option<u32>, Option<Basis>) {
    let Metric {
        kind,
        value,
        unit,
        n,
        basis,
        ..
    } = metric;
    (*kind, *value, unit, *n, *basis)
}

fn flag(on: &bool) -> Value {
    Value::Flag(*on)
}

fn number(number: &Option<f64>) -> Value {
    Value::number(*number)
}

fn times(times: &Times) -> Value {
    Value::Times(*times)
}

fn hue(hue: &Hue) -> Value {
    Value::Word(hue.name())
}

fn claim(claim: &Option<Claim>) -> Value {
    Value::word(claim.map(Claim::name))
}

fn level(level: &Option<Level>) -> Value {
    Value::number(level.map(|level| f64::from(level.get())))
}

fn count(count: &Option<u32>) -> Value {
    Value::number(count.map(f64::from))
}

fn picture(picture: &Option<Picture>) -> Value {
    Value::word(picture.as_ref().map(|_| marked("a picture")))
}

fn evidence(pieces: &[Evidence]) -> Value {
    Value::list(pieces.iter().map(|piece| Value::Text(piece.text.clone())))
}

fn unknown(unknown: &Unknown) -> Value {
    let names = unknown.fields().map(|(name, _)| Value::Text(name.clone()));
    Value::list(names)
}
