//! What each part says in the Open Journey Format, and whether its members say that already.

use super::{
    blueprint,
    known::References,
    members::{self, MemberMark, Members, WrittenMember, quoted, text},
    names::{
        CHANNEL, ID, JOURNEY, KIND, LANE, NAMES, NODE_NAMES, NODE_WORDS, ORDER, PERSONA,
        POINT_NAMES, SCALE, SCORE, SENTIMENT, SEVERITY, STAGE, TRUTH, WORDS,
    },
    sequence::NodeOf,
};
use crate::{
    exchange::table,
    file::{Value, Word as _},
    model::{Card, CardRole, CurvePoint, Id, Lane, Level, Persona, Stage},
};

pub(super) fn order(index: usize, is_broken: bool, is_natural: bool) -> WrittenMember {
    WrittenMember {
        names: ORDER,
        value: Some(index.to_string()),
        same: !is_broken,
        natural: if is_natural || is_broken { ORDER } else { &[] },
    }
}

fn id(sheet: &References, members: Option<&Members>, id: &Id) -> WrittenMember {
    let same = members.is_some_and(|members| {
        let said = members.text(ID);
        said.is_empty() || said == id.as_str() || members.has(MemberMark::OtherId)
    });
    WrittenMember {
        names: ID,
        value: Some(quoted(id.as_str())),
        same: same && !sheet.named.contains(id),
        natural: ID,
    }
}

pub(super) fn persona_props(
    sheet: &References,
    members: Option<&Members>,
    persona: &Persona,
) -> Vec<WrittenMember> {
    vec![
        id(sheet, members, &persona.id),
        WrittenMember {
            natural: &["name"],
            ..text(members, NAMES, &persona.name)
        },
    ]
}

pub(super) fn stage_props(
    sheet: &References,
    members: Option<&Members>,
    stage: &Stage,
) -> Vec<WrittenMember> {
    vec![
        id(sheet, members, &stage.id),
        text(members, NAMES, &stage.title),
        text(members, WORDS, &stage.goal),
    ]
}

pub(super) fn lane_props(
    sheet: &References,
    members: Option<&Members>,
    lane: &Lane,
) -> Vec<WrittenMember> {
    let role = lane.role();
    vec![
        id(sheet, members, &lane.id),
        text(members, NAMES, &lane.title),
        WrittenMember {
            names: KIND,
            value: Some(quoted(role.map_or("emotion", CardRole::word))),
            same: members.is_some_and(|members| kind_of(members, &lane.title) == role),
            natural: &["type"],
        },
    ]
}

pub(super) fn node_props(
    sheet: &References,
    members: Option<&Members>,
    node: &NodeOf,
) -> Vec<WrittenMember> {
    match node {
        NodeOf::Card(lane, card) => card_props(sheet, members, *lane, card),
        NodeOf::Point(lane, persona, point) => {
            let mut props = vec![
                id(sheet, members, &point.id),
                text(members, POINT_NAMES, &point.label),
            ];
            place(sheet, members, &point.stage, *lane, &mut props);
            let people = sheet.persona_index(persona).into_iter().collect();
            let named = people_prop(sheet, members, people, true);
            score_props(sheet, members, Some(point), &mut props);
            props.push(named);
            props
        }
    }
}

fn card_props(
    sheet: &References,
    members: Option<&Members>,
    lane: usize,
    card: &Card,
) -> Vec<WrittenMember> {
    let map = sheet.map;
    let mut props = vec![id(sheet, members, &card.id)];
    match members {
        None => props.push(text(None, NODE_NAMES, &card.text)),
        Some(members) => {
            let said = |names: &[&str]| (members.text(names), members.is_taken(names));
            let (title, is_title) = said(NODE_NAMES);
            let (words, is_words) = said(NODE_WORDS);
            let has = [!title.is_empty() || is_title, !words.is_empty() || is_words];
            let [first, second] = split(&card.text, has);
            let now = joined(
                if is_title { first } else { &title },
                if is_words { second } else { &words },
            );
            let same = now == card.text;
            for (names, text) in [(NODE_NAMES, first), (NODE_WORDS, second)] {
                props.push(WrittenMember {
                    names,
                    value: Some(quoted(text)),
                    same: same || text.is_empty() && members.text(names).is_empty(),
                    natural: &[],
                });
            }
        }
    }
    place(sheet, members, &card.stage, lane, &mut props);
    let channel = card.channel.as_ref().and_then(|id| map.channel(id));
    let name = channel.map(|channel| channel.name.as_str());
    props.push(WrittenMember {
        names: CHANNEL,
        value: name.map(quoted),
        same: members.is_some_and(|m| m.text(CHANNEL) == name.unwrap_or_default()),
        natural: &["channel"],
    });
    let people = card.personas.iter();
    let people = people.filter_map(|id| sheet.persona_index(id)).collect();
    props.push(people_prop(sheet, members, people, false));
    let score = sheet.scores.get(&card.id).copied();
    score_props(sheet, members, score, &mut props);
    let label = score.map_or("", |point| &point.label);
    props.push(WrittenMember {
        names: SENTIMENT,
        value: (!label.is_empty()).then(|| quoted(label)),
        // One that is a number is the score.
        same: label.is_empty() || members.is_some_and(|m| m.get(SENTIMENT).next().is_some()),
        natural: &[],
    });
    let is_pain = map.lanes[lane].role() == Some(CardRole::PainPoints);
    props.push(WrittenMember {
        names: SEVERITY,
        value: card.severity.map(|level| quoted(word_of(level))),
        same: !is_pain || members.is_none_or(|members| severity(members) == card.severity),
        natural: &[],
    });
    props.push(blueprint::prop(sheet.blueprints.get(&card.id), members));
    props
}

/// How grave a node is.
pub(super) fn severity(members: &Members) -> Option<Level> {
    let said = members.text(SEVERITY).trim().to_lowercase();
    Level::new(match said.as_str() {
        "low" | "minor" => 1,
        "medium" | "moderate" => 3,
        "high" | "major" | "critical" | "severe" => 5,
        other => other.parse().ok()?,
    })
}

fn word_of(level: Level) -> &'static str {
    match level.get() {
        1 | 2 => "low",
        3 => "medium",
        _ => "high",
    }
}

/// What a card says as a title and words beneath it; a node may have only one of them.
pub(super) fn split(text: &str, [has_title, has_words]: [bool; 2]) -> [&str; 2] {
    match (has_title, has_words) {
        (false, true) => ["", text],
        (true, true) => match text.split_once('\n') {
            Some((title, words)) => [title, words],
            None => [text, ""],
        },
        _ => [text, ""],
    }
}

/// The inverse of [`split`].
pub(super) fn joined(title: &str, words: &str) -> String {
    match words.is_empty() || words == title {
        true => title.to_owned(),
        false => format!("{title}\n{words}").trim_start().to_owned(),
    }
}

/// The stage and the lane of a node.
fn place(
    sheet: &References,
    members: Option<&Members>,
    stage: &Id,
    lane: usize,
    props: &mut Vec<WrittenMember>,
) {
    let stage = sheet.stage_index(stage).unwrap_or(0);
    props.push(WrittenMember {
        names: STAGE,
        value: sheet.stage(stage).map(quoted),
        same: members.is_some_and(|members| sheet.stage_of(members) == stage),
        natural: &["stage", "stageId"],
    });
    props.push(WrittenMember {
        names: LANE,
        value: sheet.lane(lane).map(quoted),
        same: members.is_some_and(|members| sheet.lane_of(members) == Some(lane)),
        natural: &["swimlane", "swimlaneId"],
    });
}

/// A point is somebody's; a card may be everyone's.
fn people_prop(
    sheet: &References,
    members: Option<&Members>,
    people: Vec<usize>,
    is_point: bool,
) -> WrittenMember {
    let mut names = people
        .iter()
        .filter_map(|at| sheet.persona(*at))
        .map(quoted);
    let value = if people.len() < 2 || members.is_none() {
        names.next()
    } else {
        Some(format!("[{}]", names.collect::<Vec<_>>().join(", ")))
    };
    let same = members.is_some_and(|members| {
        let mut said = sheet.people_of(members);
        if let Some(said) = said.as_mut().filter(|_| is_point) {
            said.truncate(1);
            if said.is_empty() {
                said.extend(sheet.only);
            }
        }
        said == Some(people)
    });
    WrittenMember {
        names: PERSONA,
        value,
        same,
        natural: &["persona"],
    }
}

fn score_props(
    sheet: &References,
    members: Option<&Members>,
    point: Option<&CurvePoint>,
    props: &mut Vec<WrittenMember>,
) {
    let value = point.and_then(|point| point.value);
    let is_star = point.is_some_and(|point| point.moment_of_truth);
    let said = |members: &Members| members.get(SCORE).next().and_then(members::number_of);
    let written = match value {
        Some(value) => Some(score(value, sheet).to_string()),
        None => point.map(|_| "null".to_owned()),
    };
    props.push(WrittenMember {
        names: SCORE,
        value: written,
        same: members.is_some_and(|members| said(members) == value),
        natural: &["score"],
    });
    props.push(WrittenMember {
        names: TRUTH,
        value: point.map(|_| is_star.to_string()),
        same: members.is_some_and(|members| is_true(members) == is_star),
        natural: &["isMomentOfTruth"],
    });
}

/// From −5 to 5, in hundredths; a map of that very scale keeps its values, and so does one that got
/// a wider scale from such a file.
fn score(value: f64, sheet: &References) -> f64 {
    let scale = sheet.map.emotion_scale;
    let is_wider = scale.min <= SCALE.min && scale.max >= SCALE.max;
    let mut unknown = sheet.map.unknown.fields();
    let is_from_there = unknown.any(|(name, _)| name == JOURNEY);
    if scale == SCALE || is_wider && is_from_there {
        return value;
    }
    (SCALE.value_at(scale.share(value)) * 100.0).round() / 100.0
}

/// What the cards of a lane are; none for feelings.
pub(super) fn kind_of(members: &Members, title: &str) -> Option<CardRole> {
    let said = members.text(KIND);
    let is_feeling = ["emotion", "emotions", "sentiment"].contains(&&*said.to_lowercase());
    let role = || CardRole::from_word(&said).or_else(|| table::role_of(title));
    (!is_feeling).then(|| role().unwrap_or_default())
}

/// Whether a node is a moment of truth.
pub(super) fn is_true(members: &Members) -> bool {
    members.get(TRUTH).any(|node| match node.value() {
        Value::Flag(flag) => flag,
        Value::Text(text) => matches!(&*text.trim().to_lowercase(), "true" | "yes" | "1"),
        Value::Number(number) => number == "1",
        _ => false,
    })
}
