//! What on a map a pointer, a selection or a finding means, and the texts of such things.

use super::{Id, Map};

/// A thing on the map that can be pointed at, selected or named.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Target {
    Title,
    /// The line of facts below the title: scenario, goal, state, review.
    Facts,
    Persona(Id),
    Channel(Id),
    Stage(Id),
    Step(Id),
    /// A lane by its label on the left.
    Lane(Id),
    Card(Id),
    Point(Id),
    Metric(Id),
    Arrow(Id),
    /// The room of one lane in one column; `step` where the stage has steps.
    Cell {
        lane: Id,
        stage: Id,
        step: Option<Id>,
    },
    /// A place of the channel matrix, dotted or not.
    Dot {
        lane: Id,
        channel: Id,
        stage: Id,
    },
    /// The line above a lane.
    Line {
        above: Id,
    },
}

/// Which text of a [`Target`] is read or written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// Of a card.
    Text,
    /// Of the map, a stage, a step, a lane.
    Title,
    /// Of [`Target::Facts`].
    Scenario,
    /// Of [`Target::Facts`] (what the map is made for) or of a stage (what the customer wants).
    Goal,
    /// Of [`Target::Facts`].
    Owner,
    /// Of a stage.
    Duration,
    /// Of a lane.
    Note,
    /// Of a persona, a channel, a metric.
    Name,
    /// Of a persona.
    Role,
    /// Of a persona.
    Quote,
    /// Of a persona, one a line.
    Goals,
    /// Of a persona, one a line.
    Frustrations,
    /// Of a persona, one a line.
    Traits,
    /// Of a curve point or an arrow.
    Label,
    /// Of a metric: the figure with its unit, as in "4.6 / 5".
    Value,
}

impl Map {
    /// The text of a field; `None` when the target does not exist or has no such field.
    pub fn text(&self, target: &Target, field: Field) -> Option<String> {
        let text = match (target, field) {
            (Target::Title, Field::Title) => self.title.clone(),
            (Target::Facts, Field::Scenario) => self.scenario.clone(),
            (Target::Facts, Field::Goal) => self.goal.clone(),
            (Target::Facts, Field::Owner) => self.owner.clone(),
            (Target::Persona(id), _) => {
                let persona = self.persona(id)?;
                match field {
                    Field::Name => persona.name.clone(),
                    Field::Role => persona.role.clone(),
                    Field::Quote => persona.quote.clone(),
                    Field::Goals => persona.goals.join("\n"),
                    Field::Frustrations => persona.frustrations.join("\n"),
                    Field::Traits => persona.traits.join("\n"),
                    _ => return None,
                }
            }
            (Target::Channel(id), Field::Name) => self.channel(id)?.name.clone(),
            (Target::Stage(id), Field::Title) => self.stage(id)?.title.clone(),
            (Target::Stage(id), Field::Goal) => self.stage(id)?.goal.clone(),
            (Target::Stage(id), Field::Duration) => self.stage(id)?.duration.clone(),
            (Target::Step(id), Field::Title) => self.step(id)?.1.title.clone(),
            (Target::Lane(id), Field::Title) => self.lane(id)?.title.clone(),
            (Target::Lane(id), Field::Note) => self.lane(id)?.note.clone(),
            (Target::Card(id), Field::Text) => self.card(id)?.1.text.clone(),
            (Target::Point(id), Field::Label) => self.point(id)?.2.label.clone(),
            (Target::Arrow(id), Field::Label) => self.arrow(id)?.label.clone(),
            (Target::Metric(id), Field::Name) => self.metric(id)?.1.name.clone(),
            (Target::Metric(id), Field::Value) => self.metric(id)?.1.figure(self.language),
            _ => return None,
        };
        Some(text)
    }
}
