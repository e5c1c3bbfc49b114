//! What mends a finding of a review at one click: one step of the history, or a text to be written
//! that becomes one.

use std::sync::Arc;

use super::{
    Editor, Effect,
    new_thing::NewThing,
    parts::{Column, column_of},
};
use crate::{
    edit::Edit,
    layout::PointPlace,
    model::{
        Card, CardRole, Claim, CurveOf, CurvePoint, Date, Field, Hue, Id, LaneType, Map, Metric,
        MetricKind, Part, Persona, Stage, Target,
    },
    review::{Finding, FindingKind, most_different},
    words::{Language, marked},
};

/// One way to mend a finding.
#[derive(Debug, Clone, PartialEq)]
pub enum Mend {
    /// Somebody held the map against reality today.
    Reviewed,
    /// Begins a card of a role in a column, which answers a pain point or concerns a persona.
    Write {
        /// Of the card.
        role: CardRole,
        /// Where it stands.
        column: Column,
        /// The pain point.
        answers: Option<Id>,
        /// Whom it concerns.
        persona: Option<Id>,
    },
    /// Puts a metric into a stage, to be filled in.
    AddMetric(Id),
    /// A conversion rate, in a stage.
    AddRate(Id),
    /// Begins the curve of a persona.
    AddPoint(Id),
    /// Makes a channel, to be named.
    AddChannel,
    /// Of a touchpoint.
    SetChannel {
        /// The touchpoint.
        card: Id,
        /// The one that fits.
        channel: Id,
    },
    /// Says that a stage uses a channel.
    UseChannel {
        /// The matrix.
        lane: Id,
        /// The row.
        channel: Id,
        /// The column.
        stage: Id,
    },
    /// Gives a persona or a stage another hue.
    Recolor(Target, Hue),
    /// Says of these cards, points and metrics that they are assumed.
    Assume(Vec<Target>),
}

impl Mend {
    /// What can be done about a finding by itself; `None` where it takes some thought.
    pub fn of(map: &Map, finding: &Finding) -> Option<Self> {
        use FindingKind as K;
        let write = |role, column| Self::Write {
            role,
            column,
            answers: None,
            persona: None,
        };
        let target = &finding.target;
        let mend = match (finding.kind(), target) {
            (K::NotReviewed, _) => Self::Reviewed,
            (K::UnusedPersona, Target::Persona(id)) if !map.stages.is_empty() => {
                Self::AddPoint(id.clone())
            }
            (K::SimilarColors, Target::Persona(id)) => {
                let others = map.personas.iter().filter(|persona| persona.id != *id);
                let others: Vec<Hue> = others.map(|persona| persona.hue).collect();
                Self::Recolor(target.clone(), most_different(&map.theme.personas, &others))
            }
            (K::SimilarColors, Target::Stage(id)) => {
                let others = map.stages.iter().filter(|stage| stage.id != *id);
                let others: Vec<Hue> = others.map(|stage| stage.hue).collect();
                Self::Recolor(target.clone(), most_different(&map.theme.hues, &others))
            }
            (K::EmptyStage, Target::Stage(_)) => {
                write(CardRole::CustomerActions, column_of(map, target)?)
            }
            (K::DipWithoutPain, Target::Point(id)) => {
                let (_, curve, _) = map.point(id)?;
                Self::Write {
                    role: CardRole::PainPoints,
                    column: column_of(map, target)?,
                    answers: None,
                    persona: (map.personas.len() > 1).then(|| curve.persona.clone()),
                }
            }
            (K::MomentWithoutMetric, Target::Point(id)) => {
                Self::AddMetric(map.point(id)?.2.stage.clone())
            }
            (K::ConversionWithoutRate, Target::Card(_) | Target::Point(_)) => {
                Self::AddRate(map.stage_of(target)?.0.clone())
            }
            (K::NoFunnel, Target::Stage(id)) if map.conversion_figure(id).is_none() => {
                Self::AddRate(id.clone())
            }
            (K::UnansweredPain, Target::Card(id)) => Self::Write {
                role: CardRole::Opportunities,
                column: column_of(map, target)?,
                answers: Some(id.clone()),
                persona: None,
            },
            (K::UnneededOpportunity, Target::Card(_)) => {
                write(CardRole::PainPoints, column_of(map, target)?)
            }
            (K::TouchpointWithoutChannel, Target::Lane(_)) => Self::AddChannel,
            (K::TouchpointWithoutChannel, Target::Card(id)) => Self::SetChannel {
                card: id.clone(),
                channel: channel_named_in(map, &map.card(id)?.1.text)?.clone(),
            },
            (
                K::BrokenThread,
                Target::Dot {
                    lane,
                    channel,
                    stage,
                },
            ) => Self::UseChannel {
                lane: lane.clone(),
                channel: channel.clone(),
                stage: stage.clone(),
            },
            (K::AssumedAsFact, Target::Point(id)) => {
                let (_, curve, point) = map.point(id)?;
                // One that is called researched stands for itself, another for its curve.
                let meant = |known: &&CurvePoint| match point.claim {
                    Some(_) => known.id == *id,
                    None => known.value.is_some(),
                };
                let points = curve.points.iter().filter(meant);
                Self::Assume(points.map(|p| Target::Point(p.id.clone())).collect())
            }
            (K::AssumedAsFact, Target::Card(_) | Target::Metric(_)) => {
                Self::Assume(vec![target.clone()])
            }
            _ => return None,
        };
        Some(mend)
    }

    /// What a button for it says.
    pub fn label(&self, map: &Map, language: Language) -> String {
        if let Self::SetChannel { channel, .. } = self {
            let name = map.channel(channel).map_or("", |c| c.name.as_str());
            return language.fill("Set channel: {channel}", &[("channel", name)]);
        }
        language.t(self.name()).to_owned()
    }

    /// English, for the translation table.
    fn name(&self) -> &'static str {
        match self {
            Self::Reviewed => "Reviewed today",
            Self::Write { role, .. } => match role {
                CardRole::PainPoints => "Write a pain point",
                CardRole::Opportunities => "Write an opportunity",
                CardRole::CustomerActions
                | CardRole::Touchpoints
                | CardRole::Thoughts
                | CardRole::OrganisationActivities
                | CardRole::Quotes
                | CardRole::Images
                | CardRole::Free => "Write a customer action",
            },
            Self::AddMetric(_) => "Add a metric",
            Self::AddRate(_) => "Add a conversion rate",
            Self::AddPoint(_) => "Draw a curve",
            Self::AddChannel => "Add a channel",
            Self::SetChannel { .. } => "Set channel",
            Self::UseChannel { .. } => "Mark as used",
            Self::Recolor(..) => "Change colour",
            Self::Assume(_) => "Mark as assumed",
        }
    }
}

/// The channel whose name is a word of a text, whatever its capitals.
fn channel_named_in<'a>(map: &'a Map, text: &str) -> Option<&'a Id> {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|letter: char| !letter.is_alphanumeric());
        let words = words.filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let text = words(text);
    let is_named = |name: &str| {
        let name = words(name);
        !name.is_empty() && text.windows(name.len()).any(|some| some == name)
    };
    let mut channels = map.channels.iter();
    Some(&channels.find(|channel| is_named(&channel.name))?.id)
}

impl Editor {
    /// The selected pain point.
    pub(super) fn pain_to_answer(&self) -> Result<&Id, &'static str> {
        let only = self
            .selection
            .only()
            .and_then(|only| only.id_of(Part::Card));
        let is_pain = |id: &&Id| {
            let lane = self.map().card(id).map(|(lane, _)| lane);
            lane.and_then(|lane| lane.role()) == Some(CardRole::PainPoints)
        };
        only.filter(is_pain)
            .ok_or(marked("Select one pain point first."))
    }

    /// Begins to write what addresses the selected pain point.
    pub(super) fn add_answer(&mut self) -> Vec<Effect> {
        let pain = self.pain_to_answer().ok();
        let Some((pain, column)) = pain.and_then(|id| {
            let column = column_of(self.map(), &Target::Card(id.clone()))?;
            Some((id.clone(), column))
        }) else {
            return Vec::new();
        };
        self.write_card(CardRole::Opportunities, column, Some(pain), None)
    }

    /// Begins to write a card in the first lane of its role, which is made where there is none.
    fn write_card(
        &mut self,
        role: CardRole,
        column: Column,
        answers: Option<Id>,
        persona: Option<Id>,
    ) -> Vec<Effect> {
        let (before, lane) = self.lane_for(LaneType::Cards(role));
        let mut thing = self.new_card(before, lane, column, usize::MAX);
        if let Some(Edit::InsertCard { card, .. }) = thing.edits.last_mut() {
            let card = Arc::make_mut(card);
            card.answers.extend(answers);
            card.personas.extend(persona);
        }
        self.start_new(thing)
    }

    /// Mends a finding, if it still is one.
    pub(super) fn mend(&mut self, finding: &Finding, today: Date) -> Vec<Effect> {
        let Some(mend) = Mend::of(self.map(), finding) else {
            return Vec::new();
        };
        let show = vec![finding.target.clone()];
        match mend {
            Mend::Reviewed => self.edit("Change review", &[Edit::SetReviewed(Some(today))]),
            Mend::Write {
                role,
                column,
                answers,
                persona,
            } => self.write_card(role, column, answers, persona),
            Mend::AddMetric(stage) => self.start_new(self.new_metric(Some(stage))),
            Mend::AddRate(stage) => {
                let mut thing = self.new_metric(Some(stage));
                if let Some(Edit::InsertMetric { metric, .. }) = thing.edits.last_mut() {
                    let metric = Arc::make_mut(metric);
                    metric.kind = MetricKind::Conversion;
                    metric.unit = "%".to_owned();
                    // Its kind names it: what is left to write is how many.
                    metric.name = self.map().language.t(metric.kind.name()).to_owned();
                    thing.field = Field::Value;
                }
                self.start_new(thing)
            }
            Mend::AddPoint(persona) => match self.first_point(persona) {
                Some(thing) => self.start_new(thing),
                None => Vec::new(),
            },
            Mend::AddChannel => self.add_channel(),
            Mend::SetChannel { card, channel } => {
                let edit = self.map().card(&card).map(|(_, card)| {
                    Edit::ReplaceCard(Arc::new(Card {
                        channel: Some(channel),
                        ..Card::clone(card)
                    }))
                });
                self.do_and_show("Change channel", edit.into_iter().collect(), show)
            }
            Mend::UseChannel {
                lane,
                channel,
                stage,
            } => {
                let on = Some(true);
                let edit = Edit::SetMark {
                    lane,
                    channel,
                    stage,
                    on,
                };
                self.do_and_show("Change channel", vec![edit], show)
            }
            Mend::Recolor(target, hue) => {
                let edit = recolored(self.map(), &target, hue);
                self.do_and_show("Change colour", edit.into_iter().collect(), show)
            }
            Mend::Assume(targets) => {
                let edits = targets.iter().filter_map(|t| assumed(self.map(), t));
                let edits = edits.collect();
                self.do_and_show("Change confidence", edits, show)
            }
        }
    }

    /// One step, and its thing selected and in view.
    fn do_and_show(
        &mut self,
        name: &'static str,
        edits: Vec<Edit>,
        targets: Vec<Target>,
    ) -> Vec<Effect> {
        let effects = self.edit(name, &edits);
        self.uncover(&targets);
        if let Some(first) = targets.first() {
            self.reveal(first);
        }
        self.select(targets);
        effects
    }

    /// Where the curve of a persona may begin: in the middle of the first stage.
    fn first_point(&self, persona: Id) -> Option<NewThing> {
        let (before, lane) = self.lane_for(LaneType::Emotion);
        let place = PointPlace {
            stage: self.map().stages.first()?.id.clone(),
            at: 0.5,
            value: self.map().emotion_scale.middle(),
        };
        let to_be = false;
        Some(self.new_point(before, lane, CurveOf { persona, to_be }, place))
    }
}

/// What gives a thing another colour, if it has one of its own.
pub(super) fn recolored(map: &Map, target: &Target, hue: Hue) -> Option<Edit> {
    if let Target::Persona(id) = target {
        let persona = Persona::clone(map.persona(id)?);
        return Some(Edit::ReplacePersona(Arc::new(Persona { hue, ..persona })));
    }
    let Target::Stage(id) = target else {
        return None;
    };
    let stage = Stage::clone(map.stage(id)?);
    Some(Edit::ReplaceStage(Arc::new(Stage { hue, ..stage })))
}

fn assumed(map: &Map, target: &Target) -> Option<Edit> {
    let claim = Some(Claim::Assumed);
    if let Some((_, card)) = target.id_of(Part::Card).and_then(|id| map.card(id)) {
        let card = Card::clone(card);
        return Some(Edit::ReplaceCard(Arc::new(Card { claim, ..card })));
    }
    if let Some((.., point)) = target.id_of(Part::Point).and_then(|id| map.point(id)) {
        let point = point.clone();
        return Some(Edit::ReplacePoint(CurvePoint { claim, ..point }));
    }
    let (_, metric) = map.metric(target.id_of(Part::Metric)?)?;
    let metric = Metric::clone(metric);
    Some(Edit::ReplaceMetric(Arc::new(Metric { claim, ..metric })))
}
