//! The small marks beside what is said, and the legend that explains them.

use std::collections::BTreeSet;

use super::{
    grid::Grid,
    measure::MARGIN,
    textbox::{TextBox, Typesetter},
};
use crate::{
    geom::{Point, Rect, Size},
    model::{
        Card, CardRole, Claim, Evidence, Ground, Hue, Ink, Level, Medium, Owner, TextRole, When,
    },
    text::Fonts,
};

/// What a mark says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkKind {
    /// How sure something is.
    Claim(Claim),
    /// Figures or anecdotes stand behind it.
    Evidence,
    /// Whose a touchpoint is.
    Owner(Owner),
    /// In which world a touchpoint is.
    Medium(Medium),
    /// Only now, or only to be.
    When(When),
    /// Of a pain point.
    Severity(Level),
    /// Of an opportunity.
    Value(Level),
    /// Of an opportunity, below its value.
    Effort(Level),
    /// What the journey leads to.
    Conversion,
    /// A point that decides how the journey is remembered.
    MomentOfTruth,
    /// A pain point and its answers, by the same number.
    Link,
    /// Of the mean of answers, at a point.
    Interval,
    /// A point that stands on few answers.
    Few,
    /// Of the thread through the channels.
    Break,
    /// A point without a face.
    Ring,
    /// The ring around a face.
    Whose(Hue),
    /// A point without a value.
    Missing,
    /// Around a curve.
    Band(Hue),
    /// Between a curve and the one that is wished for.
    Gap,
    /// Who is concerned by a card.
    Persona(Hue),
    /// Between stages that use one channel.
    ChannelLine,
    /// The way of a persona through the channels.
    Thread(Hue),
    /// Of a pain point to one of its answers.
    LinkLine,
    /// On the bar of a metric.
    Target,
    /// The bar of a metric that is worse than its target.
    Missed,
    /// The bar of an NPS below zero that has no target.
    Detractors,
    /// The line of what a metric was before.
    Periods,
    /// Of a collapsed lane.
    Tally,
}

/// A mark laid out.
#[derive(Debug, Clone, PartialEq)]
pub struct MarkBox {
    /// What it says.
    pub mark: MarkKind,
    /// Around it.
    pub rect: Rect,
    /// Of a [`MarkKind::Link`].
    pub number: Option<TextBox>,
}

/// What the legend explains, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each is named after the mark")]
pub enum Explained {
    Conversion,
    MomentOfTruth,
    Whose,
    Ring,
    Few,
    Missing,
    Band,
    Interval,
    Gap,
    Assumed,
    Reasoned,
    Researched,
    Evidence,
    Persona,
    Physical,
    Digital,
    Organisation,
    Affiliate,
    ThirdParty,
    Customer,
    Now,
    ToBe,
    Severity,
    Value,
    Effort,
    Link,
    LinkLine,
    ChannelLine,
    Thread,
    Break,
    Target,
    Missed,
    Detractors,
    Periods,
    Tally,
}

/// One line of marks below the lanes, several where they need more.
#[derive(Debug, Clone, PartialEq)]
pub struct Legend {
    /// In document units.
    pub height: f64,
    /// Each mark with the words for it.
    pub entries: Vec<(MarkBox, TextBox)>,
}

/// Of icons and rings.
const SIZE: f64 = 13.0;
/// Of bars, bands and lines.
const LENGTH: f64 = 24.0;
/// From dot to dot of a level.
const PITCH: f64 = 8.0;
/// Of the seal of a conversion, and of a star.
const SEAL: f64 = 16.0;
/// How far value and effort stand from their middle, one above the other.
const APART: f64 = 4.3;
/// Of the frame around a number.
const NUMBER_HEIGHT: f64 = 15.0;
const NUMBER_PADDING: f64 = 5.0;
const LINE: f64 = 24.0;

impl MarkKind {
    /// The marks of a card, from the right edge inwards.
    pub fn of_card(
        role: CardRole,
        card: &Card,
        medium: Option<Medium>,
    ) -> impl Iterator<Item = Self> {
        let level = match role {
            CardRole::PainPoints => card.severity.map(Self::Severity),
            CardRole::Opportunities => card.value.map(Self::Value),
            CardRole::CustomerActions
            | CardRole::Touchpoints
            | CardRole::Thoughts
            | CardRole::OrganisationActivities
            | CardRole::Quotes
            | CardRole::Images
            | CardRole::Free => None,
        };
        let effort = card.effort.filter(|_| role == CardRole::Opportunities);
        let effort = effort.map(Self::Effort);
        let conversion = card.conversion.then_some(Self::Conversion);
        let owner = card.owner.filter(|_| role == CardRole::Touchpoints);
        let medium = medium.filter(|_| role == CardRole::Touchpoints);
        let when = (card.when != When::Both).then_some(Self::When(card.when));
        let claim = card.claim.map(Self::Claim);
        let (owner, medium) = (owner.map(Self::Owner), medium.map(Self::Medium));
        let marks = [conversion, claim, level, effort, owner, medium, when];
        marks.into_iter().flatten()
    }

    /// The marks of a point or a metric, left to right.
    pub fn of_claim(claim: Option<Claim>, evidence: &[Evidence]) -> impl Iterator<Item = Self> {
        let evidence = Evidence::backs(evidence).then_some(Self::Evidence);
        claim.map(Self::Claim).into_iter().chain(evidence)
    }

    /// In document units.
    pub fn size(self) -> Size {
        let width = match self {
            Self::Conversion | Self::MomentOfTruth => return Size::new(SEAL, SEAL),
            Self::Severity(_) | Self::Value(_) | Self::Effort(_) => PITCH * Level::ALL.len() as f64,
            Self::Band(_)
            | Self::Gap
            | Self::ChannelLine
            | Self::Thread(_)
            | Self::LinkLine
            | Self::Target
            | Self::Missed
            | Self::Detractors
            | Self::Periods => LENGTH,
            Self::Claim(_)
            | Self::Evidence
            | Self::Owner(_)
            | Self::Medium(_)
            | Self::When(_)
            | Self::Link
            | Self::Interval
            | Self::Few
            | Self::Break
            | Self::Ring
            | Self::Whose(_)
            | Self::Missing
            | Self::Persona(_)
            | Self::Tally => SIZE,
        };
        Size::new(width, SIZE)
    }

    /// What its dots count, where it is made of dots.
    fn level(self) -> Option<Level> {
        match self {
            Self::Severity(level) | Self::Value(level) | Self::Effort(level) => Some(level),
            Self::Claim(_)
            | Self::Evidence
            | Self::Owner(_)
            | Self::Medium(_)
            | Self::When(_)
            | Self::Conversion
            | Self::MomentOfTruth
            | Self::Link
            | Self::Interval
            | Self::Few
            | Self::Break
            | Self::Ring
            | Self::Whose(_)
            | Self::Missing
            | Self::Band(_)
            | Self::Gap
            | Self::Persona(_)
            | Self::ChannelLine
            | Self::Thread(_)
            | Self::LinkLine
            | Self::Target
            | Self::Missed
            | Self::Detractors
            | Self::Periods
            | Self::Tally => None,
        }
    }

    /// What the legend says of it.
    pub fn explained(self) -> Explained {
        match self {
            Self::Claim(Claim::Assumed) => Explained::Assumed,
            Self::Claim(Claim::Reasoned) => Explained::Reasoned,
            Self::Claim(Claim::Researched) => Explained::Researched,
            Self::Evidence => Explained::Evidence,
            Self::Medium(Medium::Physical) => Explained::Physical,
            Self::Medium(Medium::Digital) => Explained::Digital,
            Self::Owner(Owner::Organisation) => Explained::Organisation,
            Self::Owner(Owner::Affiliate) => Explained::Affiliate,
            Self::Owner(Owner::ThirdParty) => Explained::ThirdParty,
            Self::Owner(Owner::Customer) => Explained::Customer,
            Self::When(When::ToBe) => Explained::ToBe,
            Self::When(_) => Explained::Now,
            Self::Severity(_) => Explained::Severity,
            Self::Value(_) => Explained::Value,
            Self::Effort(_) => Explained::Effort,
            Self::Conversion => Explained::Conversion,
            Self::MomentOfTruth => Explained::MomentOfTruth,
            Self::Link => Explained::Link,
            Self::Interval => Explained::Interval,
            Self::Few => Explained::Few,
            Self::Break => Explained::Break,
            Self::Ring => Explained::Ring,
            Self::Whose(_) => Explained::Whose,
            Self::Missing => Explained::Missing,
            Self::Band(_) => Explained::Band,
            Self::Gap => Explained::Gap,
            Self::Persona(_) => Explained::Persona,
            Self::ChannelLine => Explained::ChannelLine,
            Self::Thread(_) => Explained::Thread,
            Self::LinkLine => Explained::LinkLine,
            Self::Target => Explained::Target,
            Self::Missed => Explained::Missed,
            Self::Detractors => Explained::Detractors,
            Self::Periods => Explained::Periods,
            Self::Tally => Explained::Tally,
        }
    }
}

impl MarkBox {
    pub(super) fn new(mark: MarkKind, rect: Rect) -> Self {
        Self {
            mark,
            rect,
            number: None,
        }
    }

    /// A number in its frame, of a pain point or of its answers, that ends at `right`.
    pub(super) fn number(
        number: &str,
        role: CardRole,
        set: Typesetter<'_>,
        right: f64,
        middle: f64,
    ) -> Self {
        let is_answer = role == CardRole::Opportunities;
        let ink = if is_answer { Ink::Good } else { Ink::Bad };
        let text = TextRole::PointNote;
        let width = set.width(number, text) + 2.0 * NUMBER_PADDING;
        let height = NUMBER_HEIGHT.max(set.line_height(text));
        let size = Size::new(width.max(height), height);
        let rect = Rect::from_origin_size((right - size.width, middle - size.height / 2.0), size);
        Self {
            mark: MarkKind::Link,
            rect,
            number: Some(set.inked(ink).set_in_middle(number, text, rect.center())),
        }
    }

    /// Puts the effort below the value.
    pub(super) fn below(value: &mut Self, effort: MarkKind) -> Self {
        let Rect { x0, x1, .. } = value.rect;
        let middle = value.rect.center().y;
        value.rect = Rect::new(x0, middle - 2.0 * APART, x1, middle);
        Self::new(effort, Rect::new(x0, middle, x1, middle + 2.0 * APART))
    }

    /// The middles of the five dots of a level, left to right, and which are filled.
    pub fn dots(&self) -> impl Iterator<Item = (Point, bool)> {
        let level = self.mark.level();
        let (left, middle) = (self.rect.x0 + PITCH / 2.0, self.rect.center().y);
        level.into_iter().flat_map(move |level| {
            Level::ALL.into_iter().enumerate().map(move |(index, dot)| {
                let centre = Point::new(left + PITCH * index as f64, middle);
                (centre, dot <= level)
            })
        })
    }
}

impl Explained {
    /// A mark that stands for it, with a persona's hue where it has that on the sheet, and what it
    /// means: English, for the translation table.
    fn example(self, hue: Hue) -> (MarkKind, &'static str) {
        let three = Level::ALL[2];
        match self {
            Self::Assumed => (MarkKind::Claim(Claim::Assumed), Claim::Assumed.name()),
            Self::Reasoned => (MarkKind::Claim(Claim::Reasoned), Claim::Reasoned.name()),
            Self::Researched => (MarkKind::Claim(Claim::Researched), Claim::Researched.name()),
            Self::Evidence => (MarkKind::Evidence, "Evidence"),
            Self::Physical => (MarkKind::Medium(Medium::Physical), "Physical"),
            Self::Digital => (MarkKind::Medium(Medium::Digital), "Digital"),
            Self::Organisation => owner(Owner::Organisation),
            Self::Affiliate => owner(Owner::Affiliate),
            Self::ThirdParty => owner(Owner::ThirdParty),
            Self::Customer => owner(Owner::Customer),
            Self::Now => (MarkKind::When(When::Now), "Current only"),
            Self::ToBe => (MarkKind::When(When::ToBe), "Future"),
            Self::Severity => (MarkKind::Severity(three), "Severity, 1 to 5"),
            Self::Value => (MarkKind::Value(three), "Value, 1 to 5"),
            Self::Effort => (MarkKind::Effort(three), "Effort, 1 to 5"),
            Self::Conversion => (MarkKind::Conversion, "Conversion"),
            Self::MomentOfTruth => (MarkKind::MomentOfTruth, "Moment of truth"),
            Self::Link => (MarkKind::Link, "Pain point and its opportunities"),
            Self::Interval => (MarkKind::Interval, "95% interval of the mean"),
            Self::Few => (MarkKind::Few, "Fewer than 5 answers"),
            Self::Break => (MarkKind::Break, "Channel path breaks"),
            Self::Ring => (MarkKind::Ring, "Other point"),
            Self::Whose => (MarkKind::Whose(hue), "Colour of the persona"),
            Self::Missing => (MarkKind::Missing, "No value"),
            Self::Band => (MarkKind::Band(hue), "Spread"),
            Self::Gap => (MarkKind::Gap, "Between current and future"),
            Self::Persona => (MarkKind::Persona(hue), "Only for this persona"),
            Self::ChannelLine => (MarkKind::ChannelLine, "Channel continues"),
            Self::Thread => (MarkKind::Thread(hue), "Channel path of a persona"),
            Self::LinkLine => (MarkKind::LinkLine, "Pain point and its opportunities"),
            Self::Target => (MarkKind::Target, "Target"),
            Self::Missed => (MarkKind::Missed, "Target missed"),
            Self::Detractors => (MarkKind::Detractors, "NPS below zero"),
            Self::Periods => (MarkKind::Periods, "Periods before"),
            Self::Tally => (MarkKind::Tally, "One dot per entry"),
        }
    }
}

fn owner(owner: Owner) -> (MarkKind, &'static str) {
    (MarkKind::Owner(owner), owner.name())
}

impl Legend {
    /// `None` where there is nothing to explain.
    pub fn new(explained: &BTreeSet<Explained>, grid: &Grid, fonts: &Fonts) -> Option<Self> {
        let set = Typesetter::new(fonts, &grid.theme, Ink::Quiet, Ground::Sheet);
        let hue = grid
            .personas
            .first()
            .map_or(Hue::Slate, |persona| persona.hue);
        let (mut x, mut y) = (MARGIN, 0.0);
        let line = LINE.max(set.line_height(TextRole::Legend) + 4.0);
        let mut entries = Vec::with_capacity(explained.len());
        for explained in explained {
            let (mark, words) = explained.example(hue);
            let words = grid.language.t(words);
            let size = mark.size();
            let width = size.width + 7.0 + set.width(words, TextRole::Legend);
            if x > MARGIN && x + width > grid.right {
                (x, y) = (MARGIN, y + line);
            }
            let middle = y + set.line_height(TextRole::Legend) / 2.0;
            let mark = if mark == MarkKind::Link {
                let right = x + NUMBER_HEIGHT;
                MarkBox::number("1", CardRole::PainPoints, set, right, middle)
            } else {
                let centre = Point::new(x + size.width / 2.0, middle);
                MarkBox::new(mark, Rect::from_center_size(centre, size))
            };
            let at = Point::new(mark.rect.x1 + 7.0, y);
            let text = set.set(
                words,
                TextRole::Legend,
                at,
                set.width(words, TextRole::Legend) + 1.0,
                None,
            );
            x = text.rect.x1 + 22.0;
            entries.push((mark, text));
        }
        let height = y + set.line_height(TextRole::Legend);
        (!entries.is_empty()).then_some(Self { height, entries })
    }
}
