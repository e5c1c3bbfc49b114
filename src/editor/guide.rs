//! Making a map in six steps: what of each the map has already, and where to find or add what it
//! lacks. It looks at the map and knows nothing else.

use super::{
    Action,
    parts::{cell_cards, column_of},
};
use crate::{
    model::{CardRole, Evidence, Id, Lane, LaneKind, LaneType, Map, Target},
    words::Language,
};

/// One of the six steps, in the order in which a map is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GuideStep {
    /// What the map is to be for.
    Goal,
    /// Whose journey it is.
    Persona,
    /// Where customer and organisation meet.
    Touchpoints,
    /// How it feels, and what goes wrong.
    Feelings,
    /// What could be better.
    Solutions,
    /// Whether it is true.
    Review,
}

/// Something that a map has or lacks.
#[derive(Debug, Clone, PartialEq)]
pub struct Task {
    /// What is true of the map once it is done; English, for the table.
    pub text: &'static str,
    /// Whether the map has what it asks for.
    pub done: bool,
    /// Where it is done, or where the next of it has to be done.
    pub way: Way,
}

/// What takes a person to a task.
#[derive(Debug, Clone, PartialEq)]
pub enum Way {
    /// To a thing that is there.
    Select(Target),
    /// To something that has to be added or shown first.
    Do(Action),
}

impl GuideStep {
    /// In the order in which they are done.
    pub const ALL: [Self; 6] = [
        Self::Goal,
        Self::Persona,
        Self::Touchpoints,
        Self::Feelings,
        Self::Solutions,
        Self::Review,
    ];

    /// English, for the translation table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Goal => "Set the goal",
            Self::Persona => "Make the persona",
            Self::Touchpoints => "Find the touchpoints",
            Self::Feelings => "Emotions and pain points",
            Self::Solutions => "Find solutions",
            Self::Review => "Test and review",
        }
    }

    /// What the step is about, in a sentence; English, for the translation table.
    pub fn advice(self) -> &'static str {
        match self {
            Self::Goal => {
                "Say what should get better: sales, satisfaction or retention. It decides what belongs on the map."
            }
            Self::Persona => {
                "Describe one kind of customer so well that you could predict what they would do next."
            }
            Self::Touchpoints => {
                "Follow the customer from before the purchase to long after it, and note every moment of contact."
            }
            Self::Feelings => {
                "Draw how customers feel along the way, and name what causes each low point."
            }
            Self::Solutions => {
                "Address each pain point, and name those in the organisation who have to act."
            }
            Self::Review => {
                "Walk the journey as the customer, back it with metrics and quotes, and review it regularly."
            }
        }
    }

    /// What has to be done, in an order that makes sense.
    pub fn tasks(self, map: &Map) -> Vec<Task> {
        match self {
            Self::Goal => goal(map),
            Self::Persona => persona(map),
            Self::Touchpoints => touchpoints(map),
            Self::Feelings => feelings(map),
            Self::Solutions => solutions(map),
            Self::Review => review(map),
        }
    }
}

/// Done when nothing is missing; else the way leads to the first thing that is.
fn task(text: &'static str, missing: Option<Way>, otherwise: impl FnOnce() -> Way) -> Task {
    let done = missing.is_none();
    let way = missing.unwrap_or_else(otherwise);
    Task { text, done, way }
}

fn written(text: &str) -> bool {
    !text.trim().is_empty()
}

/// Whether a text is what a new thing of that name is called before anyone has written.
fn is_given(text: &str, english: &'static str) -> bool {
    Language::ALL.iter().any(|l| l.t(english) == text)
}

/// English, for the translation table.
fn goal(map: &Map) -> Vec<Task> {
    let facts = |text, done: bool| Task {
        text,
        done,
        way: Way::Select(Target::Facts),
    };
    let title = written(&map.title) && !is_given(&map.title, "Untitled map");
    vec![
        Task {
            text: "The map has a title",
            done: title,
            way: Way::Select(Target::Title),
        },
        facts("The map has a goal", written(&map.goal)),
        facts("The map has a scenario", written(&map.scenario)),
    ]
}

/// English, for the translation table.
fn persona(map: &Map) -> Vec<Task> {
    let first = map.personas.first().map(|p| Target::Persona(p.id.clone()));
    let way = || {
        first
            .clone()
            .map_or(Way::Do(Action::AddPersona), Way::Select)
    };
    let each = |text, lacks: &dyn Fn(&crate::model::Persona) -> bool| {
        let mut lacking = map.personas.iter().filter(|persona| lacks(persona));
        let missing = match lacking.next() {
            Some(persona) => Some(Way::Select(Target::Persona(persona.id.clone()))),
            None if map.personas.is_empty() => Some(Way::Do(Action::AddPersona)),
            None => None,
        };
        task(text, missing, way)
    };
    vec![
        each("Each persona has a name and a role", &|persona| {
            !written(&persona.name)
                || is_given(&persona.name, "New persona")
                || !written(&persona.role)
        }),
        each("The persona has goals", &|persona| persona.goals.is_empty()),
        each("The persona has frustrations", &|persona| {
            persona.frustrations.is_empty()
        }),
        each("The persona has a quote", &|persona| {
            !written(&persona.quote)
        }),
    ]
}

/// English, for the translation table.
fn touchpoints(map: &Map) -> Vec<Task> {
    let stages = map.stages.len();
    let first = map.stages.first().map(|s| Target::Stage(s.id.clone()));
    let without_channel = map
        .lanes
        .iter()
        .filter(|lane| lane.role() == Some(CardRole::Touchpoints))
        .flat_map(|lane| lane.cards())
        .find(|card| card.channel.is_none());
    let any = any_card(map, CardRole::Touchpoints);
    let missing = without_channel
        .map(|card| Way::Select(Target::Card(card.id.clone())))
        .or_else(|| any.is_none().then(|| to_role(map, CardRole::Touchpoints)));
    vec![
        task(
            "The journey has at least three stages",
            (stages < 3).then_some(Way::Do(Action::AddStage)),
            || first.map_or(Way::Do(Action::AddStage), Way::Select),
        ),
        in_each_stage(
            map,
            "Each stage has a customer action",
            CardRole::CustomerActions,
            |_| true,
        ),
        in_each_stage(
            map,
            "Each stage has a touchpoint",
            CardRole::Touchpoints,
            |_| true,
        ),
        task("Each touchpoint has its channel", missing, || {
            any.map_or(Way::Do(Action::AddChannel), Way::Select)
        }),
    ]
}

/// English, for the translation table.
fn feelings(map: &Map) -> Vec<Task> {
    let points = || {
        let curves = map.lanes.iter().flat_map(|lane| lane.curves());
        curves.flat_map(|curve| &curve.points)
    };
    let is_felt = |stage: &Id| points().any(|p| p.stage == *stage && p.value.is_some());
    let lane = shown(map, |lane| matches!(lane.kind, LaneKind::Emotion { .. }));
    let missing = match &lane {
        Err(way) => Some(
            way.clone()
                .unwrap_or(Way::Do(Action::AddLane(LaneType::Emotion))),
        ),
        Ok(lane) => {
            let stage = map.stages.iter().find(|stage| !is_felt(&stage.id));
            stage.map(|stage| Way::Select(cell(map, lane, &stage.id)))
        }
    };
    let middle = map.emotion_scale.middle();
    let dips = |stage: &Id| {
        let below = |value: f64| value < middle;
        points().any(|p| p.stage == *stage && p.value.is_some_and(below))
    };
    let any = points().next().map(|point| Target::Point(point.id.clone()));
    vec![
        task("Each stage has an emotion", missing, || {
            any.map_or(Way::Do(Action::AddPoint), Way::Select)
        }),
        in_each_stage(
            map,
            "Each low point has a pain point",
            CardRole::PainPoints,
            dips,
        ),
        has_card(map, "What customers think is noted", CardRole::Thoughts),
    ]
}

/// English, for the translation table.
fn solutions(map: &Map) -> Vec<Task> {
    let hurts = |stage: &Id| stands_in(map, CardRole::PainPoints, stage);
    vec![
        has_card(
            map,
            "There are pain points to address",
            CardRole::PainPoints,
        ),
        in_each_stage(
            map,
            "Each stage with a pain point has an opportunity",
            CardRole::Opportunities,
            hurts,
        ),
        has_card(
            map,
            "The organisation’s activities are listed",
            CardRole::OrganisationActivities,
        ),
    ]
}

/// English, for the translation table.
fn review(map: &Map) -> Vec<Task> {
    let metrics = || map.lanes.iter().flat_map(|lane| lane.metrics());
    let first_metric = metrics().next().map(|m| Target::Metric(m.id.clone()));
    let backed = map.cards().find(|card| Evidence::backs(&card.evidence));
    let first_card = map.cards().next();
    let missing = match (backed, first_card) {
        (Some(_), _) => None,
        (None, Some(card)) => Some(Way::Select(Target::Card(card.id.clone()))),
        (None, None) => Some(to_role(map, CardRole::CustomerActions)),
    };
    let facts = |text, done| Task {
        text,
        done,
        way: Way::Select(Target::Facts),
    };
    vec![
        task(
            "There is at least one metric",
            first_metric.is_none().then_some(Way::Do(Action::AddMetric)),
            || first_metric.map_or(Way::Do(Action::AddMetric), Way::Select),
        ),
        task("Something is backed by evidence", missing, || {
            let card = backed.map(|card| Target::Card(card.id.clone()));
            card.map_or(Way::Do(Action::AddCard), Way::Select)
        }),
        facts("The map has an owner", written(&map.owner)),
        facts("The map has a review date", map.reviewed.is_some()),
    ]
}

/// The lane that `fits` and can be seen; else the way to one that is hidden, if there is any.
fn shown(map: &Map, fits: impl Fn(&Lane) -> bool) -> Result<&Lane, Option<Way>> {
    let fitting = || map.lanes.iter().filter(|lane| fits(lane));
    match fitting().find(|lane| !lane.hidden) {
        Some(lane) => Ok(lane),
        None => Err(fitting().next().map(|_| Way::Do(Action::ShowLanes))),
    }
}

fn of_role(role: CardRole) -> impl Fn(&Lane) -> bool {
    move |lane| lane.role() == Some(role)
}

/// The first room for a card of a role, or what makes one.
fn to_role(map: &Map, role: CardRole) -> Way {
    match (shown(map, of_role(role)), map.stages.first()) {
        (Ok(lane), Some(stage)) => Way::Select(cell(map, lane, &stage.id)),
        (Ok(_), None) => Way::Do(Action::AddStage),
        (Err(way), _) => way.unwrap_or(Way::Do(Action::AddLane(LaneType::Cards(role)))),
    }
}

fn any_card(map: &Map, role: CardRole) -> Option<Target> {
    let lanes = map.lanes.iter().filter(|lane| of_role(role)(lane));
    let card = lanes.flat_map(|lane| lane.cards()).next()?;
    Some(Target::Card(card.id.clone()))
}

fn has_card(map: &Map, text: &'static str, role: CardRole) -> Task {
    let any = any_card(map, role);
    let missing = any.is_none().then(|| to_role(map, role));
    task(text, missing, || {
        any.map_or(Way::Do(Action::AddCard), Way::Select)
    })
}

fn stands_in(map: &Map, role: CardRole, stage: &Id) -> bool {
    let mut lanes = map.lanes.iter().filter(|lane| of_role(role)(lane));
    lanes.any(|lane| lane.cards().iter().any(|card| card.stage == *stage))
}

/// Done when each stage that `matters` has a card of a role.
fn in_each_stage(
    map: &Map,
    text: &'static str,
    role: CardRole,
    matters: impl Fn(&Id) -> bool,
) -> Task {
    let mut lacking = map
        .stages
        .iter()
        .filter(|stage| matters(&stage.id) && !stands_in(map, role, &stage.id));
    let missing = match (lacking.next(), shown(map, of_role(role))) {
        _ if map.stages.is_empty() => Some(Way::Do(Action::AddStage)),
        (Some(stage), Ok(lane)) => Some(Way::Select(cell(map, lane, &stage.id))),
        (Some(_), Err(_)) => Some(to_role(map, role)),
        (None, _) => None,
    };
    let any = any_card(map, role);
    task(text, missing, || match (any, map.stages.first()) {
        (Some(card), _) => Way::Select(card),
        // Nothing is needed: there is no more to show than the journey itself.
        (None, Some(stage)) => Way::Select(Target::Stage(stage.id.clone())),
        (None, None) => Way::Do(Action::AddStage),
    })
}

/// The first room of a stage in a lane that nothing stands in.
fn cell(map: &Map, lane: &Lane, stage: &Id) -> Target {
    let room = |step: Option<Id>| Target::Cell {
        lane: lane.id.clone(),
        stage: stage.clone(),
        step,
    };
    let steps = map.stage(stage).map_or(&[][..], |stage| &stage.steps);
    let rooms = steps.iter().map(|step| room(Some(step.id.clone())));
    let mut rooms: Vec<Target> = rooms.collect();
    if rooms.is_empty() {
        return room(None);
    }
    let is_empty = |room: &Target| {
        column_of(map, room).is_some_and(|c| cell_cards(map, lane, &c).next().is_none())
    };
    let at = rooms.iter().position(is_empty).unwrap_or_default();
    rooms.swap_remove(at)
}

#[cfg(test)]
mod tests;
