//! Any sound map that a person could make, and some that only a program would.

use std::{collections::HashSet, sync::Arc};

use jejak::{
    model::{
        Arrow, Basis, Better, Card, CardRole, Channel, ChannelMark, Claim, Curve, CurvePoint, Date,
        Evidence, Hue, Id, Lane, LaneKind, LaneLine, Level, LevelWord, LineKind, LinkLook, Map,
        MapState, Medium, Metric, MetricChange, MetricKind, Owner, Part, Period, Persona, Picture,
        Scale, Shows, Span, Stage, Step, Stop, TimeUnit, Times, Unknown, When,
    },
    words::Language,
};
use proptest::{collection::vec, option, prelude::*, sample::select};
use serde_json::Value;

/// Maps of all shapes: with empty lists, odd texts and ids, fields of newer versions.
pub(crate) fn map() -> impl Strategy<Value = Map> {
    let texts = (text(), text(), text(), text());
    let facts = (
        select(vec![MapState::Current, MapState::Future]),
        option::of(date()),
        select(Language::ALL.to_vec()),
        (-10..0, 1..10).prop_map(|(min, max)| Scale {
            min: f64::from(min) / 2.0,
            max: f64::from(max) / 2.0,
        }),
        unknown(),
    );
    let columns = (
        vec(persona(), 0..4),
        vec(channel(), 0..4),
        vec(stage(), 0..5),
    );
    let looks = (any::<bool>(), select(LinkLook::ALL.to_vec()));
    let rows = (vec(lane(), 0..7), vec(line(), 0..3), looks);
    let words = (number(), text(), unknown()).prop_map(|(value, word, unknown)| LevelWord {
        value,
        word,
        unknown,
    });
    let rest = (
        vec(words, 0..3),
        vec(arrow(), 0..3),
        any::<bool>(),
        any::<bool>(),
        vec(stop(), 0..4),
    );
    (texts, facts, columns, rows, rest).prop_map(|(texts, facts, columns, rows, rest)| {
        let mut map = Map {
            title: texts.0,
            scenario: texts.1,
            goal: texts.2,
            owner: texts.3,
            state: facts.0,
            reviewed: facts.1,
            language: facts.2,
            emotion_scale: facts.3,
            unknown: facts.4,
            personas: columns.0,
            channels: columns.1,
            stages: columns.2,
            lanes: rows.0,
            lines: rows.1,
            hides_legend: rows.2.0,
            links: rows.2.1,
            brand: None,
            theme: Default::default(),
            emotion_words: rest.0,
            arrows: rest.1,
            columns_by_time: rest.2,
            draws_funnel: rest.3,
            stops: rest.4,
        };
        make_sound(&mut map);
        map
    })
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[a-z ]{0,12}",
        1 => any::<String>(),
        1 => "[\"\\\\/\n\t\u{0}\u{1f}\u{7f}\u{2028}é界😀]{0,6}",
    ]
}

/// Of a part until it is made unique; of a reference a number until it is resolved.
fn id() -> impl Strategy<Value = Id> {
    prop_oneof!["[a-z]{1,4}", any::<String>()].prop_map(Id::new)
}

fn reference() -> impl Strategy<Value = Id> {
    (0..100_u32).prop_map(|number| Id::new(number.to_string()))
}

fn number() -> impl Strategy<Value = f64> {
    use proptest::num::f64::{NEGATIVE, NORMAL, POSITIVE, SUBNORMAL, ZERO};
    prop_oneof![
        (-1000..1000).prop_map(|tenths| f64::from(tenths) / 10.0),
        POSITIVE | NEGATIVE | NORMAL | SUBNORMAL | ZERO,
    ]
}

fn date() -> impl Strategy<Value = Date> {
    (1..=9999_u16, 1..=12_u8, 1..=28_u8)
        .prop_map(|(year, month, day)| Date::new(year, month, day).expect("a day"))
}

/// Fields of a newer version, however a file spells them.
fn unknown() -> impl Strategy<Value = Unknown> {
    let spelling = select(&[spelled, Value::to_string, pretty, in_codes][..]);
    let field = ("x-[a-z\"é]{0,5}", json(), spelling).prop_map(|(name, value, spell)| {
        let quoted = spell(&Value::from(name.as_str()));
        (name, quoted[1..quoted.len() - 1].to_owned(), spell(&value))
    });
    let fields = vec(field, 1..3).prop_map(|fields| {
        let mut seen = HashSet::new();
        let fields = fields.into_iter();
        let fields = fields
            .filter_map(|(name, spelled, value)| seen.insert(name).then_some((spelled, value)));
        Unknown(Some(Arc::new(fields.collect())))
    });
    prop_oneof![4 => Just(Unknown::default()), 1 => fields]
}

/// On lines of its own, as other tools write.
fn pretty(value: &Value) -> String {
    format!("{value:#}")
}

/// Everything that is not ASCII as `\u`, and a solidus with a backslash that it does not need.
fn in_codes(value: &Value) -> String {
    let mut text = String::new();
    for c in value.to_string().chars() {
        match c {
            '/' => text += "\\/",
            ' '..='~' => text.push(c),
            _ => {
                let mut units = [0; 2];
                for unit in c.encode_utf16(&mut units) {
                    text += &format!("\\u{unit:04X}");
                }
            }
        }
    }
    text
}

pub(crate) fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        number().prop_map(Value::from),
        text().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(Value::from),
            vec((text(), inner), 0..3)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

/// On one line, with a space after each comma and colon and within braces.
fn spelled(value: &Value) -> String {
    match value {
        Value::Array(items) => {
            let items: Vec<_> = items.iter().map(spelled).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(fields) if fields.is_empty() => "{}".to_owned(),
        Value::Object(fields) => {
            let field =
                |(name, value)| format!("{}: {}", spelled(&Value::from(name)), spelled(value));
            let fields = fields
                .iter()
                .map(|(name, value)| field((name.as_str(), value)));
            format!("{{ {} }}", fields.collect::<Vec<_>>().join(", "))
        }
        Value::String(text) => {
            // The short escapes of two control characters are not ours.
            let json = serde_json::to_string(text).expect("a text");
            json.replace("\\b", "\\u0008").replace("\\f", "\\u000c")
        }
        leaf => leaf.to_string(),
    }
}

fn persona() -> impl Strategy<Value = Arc<Persona>> {
    let texts = (text(), text(), text());
    let list = || vec(text(), 0..3);
    let lists = (list(), list(), list(), list());
    let look = (select(Hue::ALL.to_vec()), option::of(0..4_usize));
    (id(), texts, lists, look, unknown()).prop_map(
        |(
            id,
            (name, role, quote),
            (facts, goals, frustrations, traits),
            (hue, number),
            unknown,
        )| {
            Arc::new(Persona {
                id,
                name,
                role,
                quote,
                facts,
                goals,
                frustrations,
                traits,
                hue,
                picture: number.map(picture),
                unknown,
            })
        },
    )
}

/// One of a few small pictures: every other one can be seen through.
pub(crate) fn picture(number: usize) -> Picture {
    let alpha = if number.is_multiple_of(2) { 255 } else { 100 };
    let pixels = image::RgbaImage::from_fn(3 + number as u32, 2, |x, y| {
        image::Rgba([(x * 50) as u8, (y * 90) as u8, 40, alpha])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    let format = image::ImageFormat::Png;
    pixels.write_to(&mut bytes, format).expect("a picture");
    jejak::file::picture::import_portrait(bytes.get_ref()).expect("a picture")
}

fn channel() -> impl Strategy<Value = Arc<Channel>> {
    let medium = select(vec![Medium::Physical, Medium::Digital]);
    (id(), text(), text(), medium, unknown()).prop_map(|(id, name, icon, medium, unknown)| {
        Arc::new(Channel {
            id,
            name,
            icon,
            medium,
            unknown,
        })
    })
}

fn stage() -> impl Strategy<Value = Arc<Stage>> {
    let step = (id(), text(), times(), unknown()).prop_map(|(id, title, times, unknown)| Step {
        id,
        title,
        times,
        unknown,
    });
    let texts = (text(), text(), text());
    let hue = select(Hue::ALL.to_vec());
    let look = (hue, option::of(Stage::WIDTHS), times());
    (id(), texts, look, vec(step, 0..3), unknown()).prop_map(
        |(id, (title, goal, duration), (hue, width, times), steps, unknown)| {
            Arc::new(Stage {
                id,
                title,
                goal,
                duration,
                times,
                hue,
                width,
                steps,
                unknown,
            })
        },
    )
}

fn lane() -> impl Strategy<Value = Arc<Lane>> {
    let cards = (select(CardRole::ALL.to_vec()), vec(card(), 0..5));
    let kind = prop_oneof![
        3 => cards.prop_map(|(role, cards)| LaneKind::Cards { role, cards }),
        2 => vec(curve(), 0..3).prop_map(|curves| LaneKind::Emotion { curves }),
        1 => (vec(mark(), 0..4), any::<bool>())
            .prop_map(|(marks, threads)| LaneKind::Channels { marks, threads }),
        1 => vec(metric(), 0..4).prop_map(|metrics| LaneKind::Metrics { metrics }),
        1 => "[A-Zé]{0,5}".prop_map(|kind| LaneKind::Foreign { kind }),
    ];
    let look = (option::of(Lane::HEIGHTS), any::<bool>(), any::<bool>());
    (id(), (text(), text(), text()), look, kind, unknown()).prop_map(
        |(id, (title, note, icon), (height, hidden, collapsed), kind, unknown)| {
            Arc::new(Lane {
                id,
                title,
                note,
                icon,
                height,
                hidden,
                collapsed,
                kind,
                unknown,
            })
        },
    )
}

fn card() -> impl Strategy<Value = Arc<Card>> {
    let place = (reference(), option::of(reference()));
    let references = (vec(reference(), 0..3), option::of(reference()));
    let rest = (text(), text(), vec(evidence(), 0..3), unknown());
    let levels = (level(), level(), level());
    let shown = (when(), any::<bool>(), option::of(0..4_usize));
    let said = (claim(), levels, vec(reference(), 0..3), owner(), shown);
    (id(), place, references, rest, said).prop_map(
        |(id, (stage, step), (personas, channel), (text, icon, evidence, unknown), said)| {
            let (claim, (severity, value, effort), answers, owner, (when, conversion, number)) =
                said;
            Arc::new(Card {
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
                picture: number.map(picture),
                evidence,
                unknown,
            })
        },
    )
}

fn claim() -> impl Strategy<Value = Option<Claim>> {
    option::of(select(Claim::ALL.to_vec()))
}

fn level() -> impl Strategy<Value = Option<Level>> {
    option::of(select(Level::ALL.to_vec()))
}

fn owner() -> impl Strategy<Value = Option<Owner>> {
    option::of(select(Owner::ALL.to_vec()))
}

fn when() -> impl Strategy<Value = When> {
    select(When::ALL.to_vec())
}

fn evidence() -> impl Strategy<Value = Evidence> {
    let n = option::of(any::<u32>());
    (text(), text(), option::of(date()), n, text(), unknown()).prop_map(
        |(text, source, date, n, link, unknown)| Evidence {
            text,
            source,
            date,
            n,
            link,
            unknown,
        },
    )
}

fn curve() -> impl Strategy<Value = Arc<Curve>> {
    let whose = (reference(), any::<bool>());
    (whose, vec(point(), 0..6), unknown()).prop_map(|((persona, to_be), points, unknown)| {
        Arc::new(Curve {
            persona,
            to_be,
            points,
            unknown,
        })
    })
}

fn point() -> impl Strategy<Value = CurvePoint> {
    let numbers = (0.0..=1.0, option::of(number()), option::of(0.0..5.0));
    let moment = (any::<bool>(), any::<bool>());
    let rest = (text(), option::of(any::<u32>()), moment, unknown());
    let said = (claim(), vec(evidence(), 0..2));
    (id(), reference(), numbers, rest, said).prop_map(
        |(
            id,
            stage,
            (at, value, spread),
            (label, n, (moment_of_truth, conversion), unknown),
            (claim, evidence),
        )| CurvePoint {
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
            evidence,
            unknown,
        },
    )
}

fn mark() -> impl Strategy<Value = ChannelMark> {
    (reference(), reference(), any::<bool>(), unknown()).prop_map(
        |(channel, stage, on, unknown)| ChannelMark {
            channel,
            stage,
            on,
            unknown,
        },
    )
}

fn metric() -> impl Strategy<Value = Arc<Metric>> {
    let period = (text(), number(), unknown()).prop_map(|(label, value, unknown)| Period {
        label,
        value,
        unknown,
    });
    let kind = (
        select(MetricKind::ALL.to_vec()),
        option::of(select(Better::ALL.to_vec())),
        option::of(basis()),
        vec(period, 0..3),
    );
    let change = (number(), text()).prop_map(|(by, unit)| MetricChange { by, unit });
    let numbers = (
        number(),
        option::of(number()),
        option::of(change),
        option::of(any::<u32>()),
    );
    (
        id(),
        option::of(reference()),
        (text(), text()),
        kind,
        numbers,
        (claim(), vec(evidence(), 0..2)),
        unknown(),
    )
        .prop_map(
            |(
                id,
                stage,
                (name, unit),
                (kind, better, basis, periods),
                (value, target, change, n),
                (claim, evidence),
                unknown,
            )| {
                Arc::new(Metric {
                    id,
                    stage,
                    name,
                    kind: basis.map_or(kind, Basis::kind),
                    basis,
                    periods,
                    value,
                    unit,
                    target,
                    better,
                    change,
                    n,
                    claim,
                    evidence,
                    unknown,
                })
            },
        )
}

fn basis() -> impl Strategy<Value = Basis> {
    let count = any::<u32>;
    prop_oneof![
        (count(), count(), count()).prop_map(|(promoters, passives, detractors)| Basis::Nps {
            promoters,
            passives,
            detractors,
        }),
        any::<[u32; 5]>().prop_map(|answers| Basis::Csat { answers }),
        (count(), count(), count()).prop_map(|(start, end, new)| Basis::Crr { start, end, new }),
        (count(), count()).prop_map(|(came, went_on)| Basis::Conversion { came, went_on }),
    ]
}

fn times() -> impl Strategy<Value = Times> {
    let span = || {
        let span = (0.001..1e6, select(TimeUnit::ALL.to_vec()));
        option::of(span.prop_map(|(amount, unit)| Span { amount, unit }))
    };
    (span(), span()).prop_map(|(doing, waiting)| Times { doing, waiting })
}

fn arrow() -> impl Strategy<Value = Arc<Arrow>> {
    (id(), reference(), reference(), text(), unknown()).prop_map(
        |(id, from, to, label, unknown)| {
            Arc::new(Arrow {
                id,
                from,
                to,
                label,
                unknown,
            })
        },
    )
}

fn stop() -> impl Strategy<Value = Arc<Stop>> {
    let ids = || vec(reference(), 1..3);
    let shows = prop_oneof![
        select(vec![Shows::Title, Shows::Map, Shows::Matrix, Shows::Gap]),
        ids().prop_map(Shows::Stages),
        ids().prop_map(Shows::Lanes),
        ids().prop_map(Shows::Cards),
        ids().prop_map(Shows::Points),
        reference().prop_map(Shows::Persona),
    ];
    let lens = (
        vec(reference(), 0..2),
        when(),
        vec(reference(), 0..3),
        any::<bool>(),
    );
    let said = (text(), text(), option::of(Stop::MINUTES));
    (id(), shows, lens, said, unknown()).prop_map(
        |(id, shows, (personas, when, hidden_lanes, hidden), (title, notes, minutes), unknown)| {
            Arc::new(Stop {
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
            })
        },
    )
}

fn line() -> impl Strategy<Value = LaneLine> {
    let kind = select(LineKind::ALL.to_vec());
    (reference(), kind, unknown()).prop_map(|(above, kind, unknown)| LaneLine {
        above,
        kind,
        unknown,
    })
}

/// Makes ids unique, resolves references, and drops what has nothing to refer to.
fn make_sound(map: &mut Map) {
    let mut count = 0;
    let mut number = |id: &mut Id| {
        count += 1;
        *id = Id::new(format!("{id}-{count}"));
    };
    map.personas
        .iter_mut()
        .for_each(|p| number(&mut Arc::make_mut(p).id));
    map.channels
        .iter_mut()
        .for_each(|c| number(&mut Arc::make_mut(c).id));
    for stage in &mut map.stages {
        let stage = Arc::make_mut(stage);
        number(&mut stage.id);
        stage.steps.iter_mut().for_each(|step| number(&mut step.id));
    }
    let personas: Vec<Id> = map.personas.iter().map(|p| p.id.clone()).collect();
    let channels: Vec<Id> = map.channels.iter().map(|c| c.id.clone()).collect();
    let stages: Vec<Id> = map.stages.iter().map(|s| s.id.clone()).collect();
    for lane in &mut map.lanes {
        let lane = Arc::make_mut(lane);
        number(&mut lane.id);
        match &mut lane.kind {
            LaneKind::Cards { cards, .. } => cards.retain_mut(|card| {
                let card = Arc::make_mut(card);
                number(&mut card.id);
                card.personas
                    .retain_mut(|persona| resolve(persona, &personas));
                card.channel = card.channel.take().filter(|_| !channels.is_empty());
                card.channel
                    .as_mut()
                    .map(|channel| resolve(channel, &channels));
                let is_placed = resolve(&mut card.stage, &stages);
                let stage = map.stages.iter().find(|stage| stage.id == card.stage);
                let steps = stage.map_or(&[][..], |stage| &stage.steps[..]);
                let steps: Vec<Id> = steps.iter().map(|step| step.id.clone()).collect();
                card.step = card.step.take().filter(|_| !steps.is_empty());
                card.step.as_mut().map(|step| resolve(step, &steps));
                is_placed
            }),
            LaneKind::Emotion { curves } => {
                let mut seen = HashSet::new();
                curves.retain_mut(|curve| {
                    let curve = Arc::make_mut(curve);
                    curve.points.retain_mut(|point| {
                        number(&mut point.id);
                        let scale = map.emotion_scale;
                        point.value = point.value.map(|v| v.clamp(scale.min, scale.max));
                        resolve(&mut point.stage, &stages)
                    });
                    resolve(&mut curve.persona, &personas)
                        && seen.insert((curve.persona.clone(), curve.to_be))
                });
            }
            LaneKind::Channels { marks, .. } => {
                let mut seen = HashSet::new();
                marks.retain_mut(|mark| {
                    resolve(&mut mark.channel, &channels)
                        && resolve(&mut mark.stage, &stages)
                        && seen.insert((mark.channel.clone(), mark.stage.clone()))
                });
            }
            LaneKind::Metrics { metrics } => metrics.retain_mut(|metric| {
                let metric = Arc::make_mut(metric);
                number(&mut metric.id);
                metric
                    .stage
                    .as_mut()
                    .is_none_or(|stage| resolve(stage, &stages))
            }),
            LaneKind::Foreign { .. } => {}
        }
    }
    let cards: Vec<Id> = map.cards().map(|card| card.id.clone()).collect();
    for lane in &mut map.lanes {
        if let LaneKind::Cards { cards: own, .. } = &mut Arc::make_mut(lane).kind {
            for card in own {
                let answers = &mut Arc::make_mut(card).answers;
                answers.retain_mut(|pain| resolve(pain, &cards));
            }
        }
    }
    map.arrows.retain_mut(|arrow| {
        let arrow = Arc::make_mut(arrow);
        number(&mut arrow.id);
        resolve(&mut arrow.from, &cards) && resolve(&mut arrow.to, &cards) && arrow.from != arrow.to
    });
    for level in &mut map.emotion_words {
        let scale = map.emotion_scale;
        level.value = level.value.clamp(scale.min, scale.max);
    }
    let lanes: Vec<Id> = map.lanes.iter().map(|lane| lane.id.clone()).collect();
    let mut seen = HashSet::new();
    map.lines
        .retain_mut(|line| resolve(&mut line.above, &lanes) && seen.insert(line.above.clone()));
    let points: Vec<Id> = map.ids(Part::Point).into_iter().cloned().collect();
    map.stops.retain_mut(|stop| {
        let stop = Arc::make_mut(stop);
        number(&mut stop.id);
        stop.personas.retain_mut(|id| resolve(id, &personas));
        stop.hidden_lanes.retain_mut(|id| resolve(id, &lanes));
        let of_kind = match stop.shows.part() {
            Some(Part::Stage) => &stages,
            Some(Part::Lane) => &lanes,
            Some(Part::Card) => &cards,
            Some(Part::Point) => &points,
            _ => &personas,
        };
        let mut ids = stop.shows.ids_mut().iter_mut();
        ids.all(|id| resolve(id, of_kind))
    });
}

/// Turns the number that `reference` is into one of `ids`; false when there is none.
fn resolve(reference: &mut Id, ids: &[Id]) -> bool {
    let number: usize = reference.as_str().parse().expect("a number");
    let Some(index) = number.checked_rem(ids.len()) else {
        return false;
    };
    *reference = ids[index].clone();
    true
}
