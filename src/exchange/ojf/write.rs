//! From a map to the Open Journey Format.

use std::{borrow::Cow, sync::Arc};

use super::{
    blueprint,
    known::References,
    members::{self, Members, WrittenMember, quoted, record, text, with, write_record},
    names::{
        AROUND, INSIDE, LANES, METADATA, NAMES, NODES, ONE_PERSONA, PERSONAS, REST, SCALE,
        SCENARIO, STAGES,
    },
    props::{lane_props, node_props, order, persona_props, stage_props},
    sequence::{NodeOf, in_sequence, is_order_broken},
};
use crate::{
    exchange::note::{Given, Lost, What, losses},
    file::{self, Value},
    model::{Card, CurvePoint, Id, Lane, LaneType, Map, Persona, Stage, When, record::says_more},
};

/// Writes a map.
pub fn write(map: &Map) -> Given {
    let mut out = String::new();
    journey(&References::of(map), &mut out);
    out.push('\n');
    Given {
        bytes: out.into_bytes(),
        lost: not_held(map),
    }
}

fn journey(sheet: &References, out: &mut String) {
    let around = members::field(&sheet.map.unknown, AROUND);
    let around = around.as_ref().and_then(Members::from_kept);
    let Some(around) = around else {
        return root(sheet, "", out);
    };
    let inside = WrittenMember {
        names: INSIDE,
        value: Some(String::new()),
        same: true,
        natural: INSIDE,
    };
    let fields = record(Some(&around), &[inside]);
    document(&fields, "", out, |value, out| match value {
        "" => root(sheet, "  ", out),
        value => out.push_str(value),
    });
}

type RecordFields<'m> = Vec<(Cow<'m, str>, Cow<'m, str>)>;

/// A record with a line for each field.
fn document(
    fields: &RecordFields,
    indent: &str,
    out: &mut String,
    value: impl Fn(&str, &mut String),
) {
    out.push('{');
    for (index, (name, raw)) in fields.iter().enumerate() {
        out.push_str(if index > 0 { ",\n" } else { "\n" });
        out.push_str(indent);
        out.push_str("  ");
        file::quote(name, out);
        out.push_str(": ");
        value(raw, out);
    }
    out.push('\n');
    out.push_str(indent);
    out.push('}');
}

/// In the place of a list, while the fields around it are put together; no JSON begins so.
const LIST: char = '@';

fn root(sheet: &References, indent: &str, out: &mut String) {
    let tree = members::tree(&sheet.map.unknown);
    let members = tree.as_ref().and_then(Members::from_kept);
    let fields = record(members.as_ref(), &root_props(sheet));
    let rest = members::field(&sheet.map.unknown, REST);
    document(&fields, indent, out, |value, out| {
        let Some(list) = value.strip_prefix(LIST) else {
            return out.push_str(value);
        };
        let mut is_first = true;
        let mut next = |out: &mut String| {
            out.push_str(if std::mem::take(&mut is_first) {
                "[\n"
            } else {
                ",\n"
            });
            out.push_str(indent);
            out.push_str("    ");
        };
        let entries = rest.as_ref().and_then(|tree| tree.root().items());
        let entries = entries.into_iter().flatten().filter_map(|entry| {
            let mut parts = entry.items()?;
            let of = parts.next()?;
            (of.value() == Value::Text(list.into())).then(|| parts.next())?
        });
        let has_rest = entries.clone().next().is_some();
        items(sheet, list, has_rest, out, &mut next);
        for entry in entries {
            next(out);
            members::put(entry, out);
        }
        if is_first {
            return out.push_str("[]");
        }
        out.push('\n');
        out.push_str(indent);
        out.push_str("  ]");
    });
}

pub(super) fn root_props(sheet: &References) -> Vec<WrittenMember> {
    let map = sheet.map;
    let tree = members::tree(&map.unknown);
    let members = tree.as_ref().and_then(Members::from_kept);
    let members = members.as_ref();
    let fixed = |names: &'static [&'static str], value: &str| WrittenMember {
        names,
        value: Some(quoted(value)),
        same: true,
        natural: names,
    };
    let list = |names: &'static [&'static str], is_empty: bool| WrittenMember {
        names,
        value: Some(format!("{LIST}{}", names[0])),
        same: is_empty,
        natural: &names[..1],
    };
    let has = |listed: &[bool]| listed.contains(&true);
    let mut props = vec![
        fixed(&["format"], "Open Journey Format"),
        fixed(&["version"], "1.0"),
        told(members, NAMES, &map.title),
        told(members, SCENARIO, &map.scenario),
        metadata(sheet, members),
        list(PERSONAS, !has(&sheet.listed_personas)),
        list(STAGES, !sheet.is_stage_listed || map.stages.is_empty()),
        list(LANES, !has(&sheet.listed_lanes)),
        list(NODES, true),
    ];
    if members.is_some_and(|members| members.is_taken(ONE_PERSONA)) {
        let single = sheet.single.map(|at| {
            let mut out = String::new();
            persona(sheet, &map.personas[at], &mut out);
            out
        });
        props.push(WrittenMember {
            names: ONE_PERSONA,
            value: single,
            same: true,
            natural: &[],
        });
    }
    props
}

/// What version 1.1 says in a record of its own.
fn metadata_of<'t>(members: Option<&Members<'t>>) -> Option<Members<'t>> {
    let node = members?.get(METADATA).find(|node| node.is_record())?;
    Members::of(node)
}

/// Whether the journey itself says something under some names.
fn says(members: Option<&Members>, names: &[&str]) -> bool {
    members.is_some_and(|members| !members.text(names).is_empty() || members.is_taken(names))
}

/// A text of the journey, unless its metadata says it.
fn told(members: Option<&Members>, names: &'static [&'static str], said: &str) -> WrittenMember {
    let is_elsewhere = !says(members, names)
        && metadata_of(members).is_some_and(|data| !data.text(names).is_empty());
    let own = text(members, names, said);
    WrittenMember {
        same: own.same || is_elsewhere,
        ..own
    }
}

/// The metadata with what the map says otherwise by now.
fn metadata(sheet: &References, members: Option<&Members>) -> WrittenMember {
    let map = sheet.map;
    let data = metadata_of(members);
    let mut props = Vec::new();
    for (names, said) in [(NAMES, &map.title), (SCENARIO, &map.scenario)] {
        let is_here = data
            .as_ref()
            .is_some_and(|data| !data.text(names).is_empty());
        if is_here && !says(members, names) {
            props.push(text(data.as_ref(), names, said));
        }
    }
    let says_persona = says(members, ONE_PERSONA) || says(members, PERSONAS);
    if let Some(data) = data
        .as_ref()
        .filter(|data| !says_persona && !data.text(ONE_PERSONA).is_empty())
    {
        let name = sheet.single.map(|at| &map.personas[at].name);
        props.push(WrittenMember {
            names: ONE_PERSONA,
            value: name.map(|name| quoted(name)),
            same: name.is_some_and(|name| data.text(ONE_PERSONA) == *name),
            natural: &[],
        });
    }
    let mut value = String::new();
    write_record(data.as_ref(), &props, &mut value);
    WrittenMember {
        names: METADATA,
        value: data.is_some().then_some(value),
        same: props.iter().all(|prop| prop.same),
        natural: &[],
    }
}

/// Writes the parts of a list; `next` comes before each.
fn items(
    sheet: &References,
    list: &str,
    has_rest: bool,
    out: &mut String,
    next: &mut dyn FnMut(&mut String),
) {
    let map = sheet.map;
    match list {
        "personas" => {
            let listed = map.personas.iter().zip(&sheet.listed_personas);
            for (item, _) in listed.filter(|(_, is_listed)| **is_listed) {
                next(out);
                persona(sheet, item, out);
            }
        }
        "stages" => {
            let listed = map.stages.iter().filter(|_| sheet.is_stage_listed);
            let listed: Vec<&Stage> = listed.map(|stage| &**stage).collect();
            let is_broken =
                is_order_broken(listed.iter().map(|stage| &stage.unknown), true, has_rest);
            for (index, item) in listed.into_iter().enumerate() {
                next(out);
                with(&item.unknown, |m| {
                    let mut props = stage_props(sheet, m, item);
                    props.push(order(index, is_broken, true));
                    write_record(m, &props, out);
                });
            }
        }
        "swimlanes" => {
            let listed = map.lanes.iter().zip(&sheet.listed_lanes);
            let listed = listed.filter(|(_, is_listed)| **is_listed);
            let listed: Vec<&Lane> = listed.map(|(lane, _)| &**lane).collect();
            let is_broken =
                is_order_broken(listed.iter().map(|lane| &lane.unknown), true, has_rest);
            for (index, item) in listed.into_iter().enumerate() {
                next(out);
                with(&item.unknown, |m| {
                    let mut props = lane_props(sheet, m, item);
                    props.push(order(index, is_broken, true));
                    write_record(m, &props, out);
                });
            }
        }
        _ => {
            let nodes = in_sequence(sheet);
            let is_broken = is_order_broken(nodes.iter().map(NodeOf::unknown), false, has_rest);
            for (index, node) in nodes.iter().enumerate() {
                next(out);
                with(node.unknown(), |m| {
                    let mut props = node_props(sheet, m, node);
                    props.push(order(index, is_broken, false));
                    write_record(m, &props, out);
                });
            }
        }
    }
}

fn persona(sheet: &References, persona: &Persona, out: &mut String) {
    with(&persona.unknown, |members| {
        write_record(members, &persona_props(sheet, members, persona), out);
    });
}

fn not_held(map: &Map) -> Vec<Lost> {
    let curves = || map.lanes.iter().flat_map(|lane| lane.curves());
    let points = || curves().flat_map(|curve| &curve.points);
    let metrics = || map.lanes.iter().flat_map(|lane| lane.metrics());
    // Pictures, evidence and what is to be are counted by themselves.
    let of_personas = ["name", "color", "picture", "unknown"];
    let of_stages = ["title", "goal", "color", "unknown"];
    let of_cards = [
        "text", "personas", "channel", "when", "picture", "evidence", "unknown",
    ];
    let of_points = ["value", "label", "moment_of_truth", "evidence", "unknown"];
    let of_lanes = ["title", "hidden", "collapsed", "kind", "unknown"];
    let is_persona_detailed = |persona: &&Arc<Persona>| says_more(&***persona, &of_personas);
    let is_stage_detailed = |stage: &&Arc<Stage>| says_more(&***stage, &of_stages);
    let is_card_detailed = |card: &&Arc<Card>| says_more(&***card, &of_cards);
    let is_point_detailed = |point: &&CurvePoint| says_more(*point, &of_points);
    let is_lane_detailed = |lane: &&Arc<Lane>| says_more(&***lane, &of_lanes);
    let is_lane_lost = |lane: &&Arc<Lane>| {
        let is_held = lane.role().is_some() || LaneType::Emotion.is(lane);
        lane.hidden || !is_held
    };
    // Those of blueprints stand in the file as what they part.
    let (is_blueprint, _) = blueprint::of_nodes(map);
    let blueprints = map.lanes.iter().zip(&is_blueprint);
    let blueprints: Vec<&Id> = blueprints
        .filter(|(_, is)| **is)
        .map(|(lane, _)| &lane.id)
        .collect();
    let lines = map
        .lines
        .iter()
        .filter(|line| !blueprints.contains(&&line.above));
    let mut evidence = 0;
    map.visit(&mut |_, element| evidence += element.evidence().len());
    let pictures = map.cards().filter(|card| card.picture.is_some()).count()
        + map.personas.iter().filter(|p| p.picture.is_some()).count();
    let facts = [
        !map.goal.is_empty(),
        !map.owner.is_empty(),
        map.reviewed.is_some(),
    ];
    let is_to_be = |card: &&Arc<Card>| card.when != When::Both;
    let other_scale = map.emotion_scale != SCALE && points().next().is_some();
    losses([
        (What::MapFacts, facts.into_iter().filter(|is| *is).count()),
        (What::Scale, usize::from(other_scale)),
        (
            What::PersonaDetails,
            map.personas.iter().filter(is_persona_detailed).count(),
        ),
        (
            What::Steps,
            map.stages.iter().map(|stage| stage.steps.len()).sum(),
        ),
        (
            What::StageDetails,
            map.stages.iter().filter(is_stage_detailed).count(),
        ),
        (
            What::CardDetails,
            map.cards().filter(is_card_detailed).count(),
        ),
        (What::Evidence, evidence),
        (What::Pictures, pictures),
        (
            What::PointDetails,
            points().filter(is_point_detailed).count(),
        ),
        (
            What::ToBe,
            map.cards().filter(is_to_be).count() + curves().filter(|curve| curve.to_be).count(),
        ),
        (
            What::ChannelMarks,
            map.lanes.iter().map(|lane| lane.marks().len()).sum(),
        ),
        (What::Metrics, metrics().count()),
        (What::Lanes, map.lanes.iter().filter(is_lane_lost).count()),
        (
            What::LaneDetails,
            map.lanes.iter().filter(is_lane_detailed).count(),
        ),
        (What::Words, map.emotion_words.len()),
        (What::Arrows, map.arrows.len()),
        (What::Stops, map.stops.len()),
        (What::Lines, lines.count()),
    ])
}
