//! How the texts of a sheet are set, by what they are.

use std::sync::Arc;

/// How a paragraph is set.
#[derive(Debug, Clone, PartialEq)]
pub struct TextStyle {
    /// The name of a family of type; one that is found nowhere gives way to the one that is bundled.
    pub family: Arc<str>,
    /// Em, in document units.
    pub size: f64,
    /// 100 to 900; a family takes the nearest that it has.
    pub weight: u16,
    /// Whether it leans.
    pub italic: bool,
    /// Extra room after each letter, in document units.
    pub tracking: f64,
    /// From baseline to baseline, in document units.
    pub line_height: f64,
}

impl TextStyle {
    fn scaled(&self, by: f64) -> Self {
        Self {
            size: self.size * by,
            tracking: self.tracking * by,
            line_height: self.line_height * by,
            ..self.clone()
        }
    }
}

/// What a text on the sheet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each is named after what the text is of")]
pub enum TextRole {
    Title,
    Facts,
    PersonaInitials,
    PersonaName,
    PersonaRole,
    PersonaQuote,
    PersonaList,
    /// In capitals, over a list or on a line between lanes.
    Caption,
    StageTitle,
    StageGoal,
    StageDuration,
    StageTimes,
    StepTitle,
    StepTimes,
    LaneTitle,
    LaneNote,
    ChannelName,
    /// A level of the emotion scale.
    ScaleLevel,
    /// A number of things, in a collapsed lane.
    Tally,
    /// What explains marks and curves, and other small print.
    Legend,
    Card,
    /// A card between quotation marks.
    Quotation,
    PointLabel,
    /// What the sheet says beside a point by itself.
    PointNote,
    MetricName,
    MetricFigure,
    MetricChange,
    /// A card in the matrix of value against effort.
    ValueCard,
    /// At the foot of a page, and on the way through the journey at its head.
    PageNote,
}

impl TextRole {
    /// In the order of their definition.
    pub const ALL: [Self; 29] = [
        Self::Title,
        Self::Facts,
        Self::PersonaInitials,
        Self::PersonaName,
        Self::PersonaRole,
        Self::PersonaQuote,
        Self::PersonaList,
        Self::Caption,
        Self::StageTitle,
        Self::StageGoal,
        Self::StageDuration,
        Self::StageTimes,
        Self::StepTitle,
        Self::StepTimes,
        Self::LaneTitle,
        Self::LaneNote,
        Self::ChannelName,
        Self::ScaleLevel,
        Self::Tally,
        Self::Legend,
        Self::Card,
        Self::Quotation,
        Self::PointLabel,
        Self::PointNote,
        Self::MetricName,
        Self::MetricFigure,
        Self::MetricChange,
        Self::ValueCard,
        Self::PageNote,
    ];
}

/// The style of every role.
#[derive(Debug, Clone, PartialEq)]
pub struct Typography([TextStyle; TextRole::ALL.len()]);

impl Typography {
    /// From the style of each role.
    pub fn new(style: impl FnMut(TextRole) -> TextStyle) -> Self {
        Self(TextRole::ALL.map(style))
    }

    /// The scale of sizes that the sheet was drawn with, in a family of type.
    pub fn of_family(family: &str) -> Self {
        Self::of_families(family, family)
    }

    /// As [`Typography::of_family`], heads in a family of their own.
    pub fn of_families(heading: &str, body: &str) -> Self {
        let [heading, body]: [Arc<str>; 2] = [heading.into(), body.into()];
        Self::new(|role| {
            let (size, weight, line_height) = measures(role);
            let family = if is_head(role) { &heading } else { &body };
            TextStyle {
                family: family.clone(),
                size,
                weight,
                italic: matches!(role, TextRole::PersonaQuote | TextRole::Quotation),
                tracking: if role == TextRole::Caption { 1.1 } else { 0.0 },
                line_height,
            }
        })
    }

    /// All of it `by` times as large, but no letters smaller than `least` (document units).
    pub fn scaled(&self, by: f64, least: f64) -> Self {
        Self::new(|role| {
            let style = self.style(role);
            style.scaled((style.size * by).max(least) / style.size)
        })
    }

    /// One role with letters of another size (document units), its lines as far apart for it.
    pub fn with_size(mut self, role: TextRole, size: f64) -> Self {
        let style = &mut self.0[role as usize];
        *style = style.scaled(size / style.size);
        self
    }

    /// How a text of a role is set.
    pub fn style(&self, role: TextRole) -> &TextStyle {
        &self.0[role as usize]
    }
}

/// Whether a text is a title or what stands out like one.
fn is_head(role: TextRole) -> bool {
    match role {
        TextRole::Title
        | TextRole::PersonaInitials
        | TextRole::PersonaName
        | TextRole::StageTitle
        | TextRole::LaneTitle
        | TextRole::MetricFigure => true,
        TextRole::Facts
        | TextRole::PersonaRole
        | TextRole::PersonaQuote
        | TextRole::PersonaList
        | TextRole::Caption
        | TextRole::StageGoal
        | TextRole::StageDuration
        | TextRole::StageTimes
        | TextRole::StepTitle
        | TextRole::StepTimes
        | TextRole::LaneNote
        | TextRole::ChannelName
        | TextRole::ScaleLevel
        | TextRole::Tally
        | TextRole::Legend
        | TextRole::Card
        | TextRole::Quotation
        | TextRole::PointLabel
        | TextRole::PointNote
        | TextRole::MetricName
        | TextRole::MetricChange
        | TextRole::ValueCard
        | TextRole::PageNote => false,
    }
}

/// Em, weight and line height.
fn measures(role: TextRole) -> (f64, u16, f64) {
    match role {
        TextRole::Title => (34.0, 800, 42.0),
        TextRole::Facts => (15.0, 500, 22.0),
        TextRole::PersonaInitials => (22.0, 700, 28.0),
        TextRole::PersonaName => (17.0, 700, 22.0),
        TextRole::PersonaRole | TextRole::PersonaList => (13.0, 500, 18.0),
        TextRole::PersonaQuote => (14.0, 500, 19.0),
        TextRole::Caption => (10.5, 700, 16.0),
        TextRole::StageTitle => (18.0, 700, 23.0),
        TextRole::StageGoal => (12.5, 500, 17.0),
        TextRole::StageDuration | TextRole::StageTimes => (11.5, 600, 16.0),
        TextRole::StepTitle | TextRole::Tally | TextRole::MetricName => (12.5, 600, 17.0),
        TextRole::StepTimes => (11.0, 500, 15.0),
        TextRole::LaneTitle => (14.0, 700, 18.0),
        TextRole::LaneNote => (11.5, 500, 15.0),
        TextRole::ChannelName | TextRole::MetricChange => (13.0, 600, 18.0),
        TextRole::ScaleLevel => (10.5, 600, 14.0),
        TextRole::Legend | TextRole::PageNote => (12.0, 600, 16.0),
        TextRole::Card | TextRole::Quotation => (13.5, 500, 18.5),
        TextRole::PointLabel => (12.5, 600, 16.0),
        TextRole::PointNote => (11.0, 600, 14.0),
        TextRole::MetricFigure => (28.0, 800, 35.0),
        TextRole::ValueCard => (12.5, 500, 16.5),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_has_the_place_of_its_style() {
        let at = TextRole::ALL.into_iter().enumerate();
        assert!(at.into_iter().all(|(index, role)| role as usize == index));
    }
}
