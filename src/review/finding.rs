//! What is found: its kind, its reason in words, its place.

use crate::{
    model::{Date, Map, Part, Target},
    words::Language,
};

/// One thing that a review has found.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    pub(super) reason: Reason,
    /// Where it is: what to select and to look at.
    pub target: Target,
    /// What else it is about: the other of two personas, the channel that breaks off.
    pub also: Vec<Target>,
    pub(super) names: Vec<(&'static str, ReasonPart)>,
}

/// The kinds of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "its rule and its reasons say what each is")]
pub enum FindingKind {
    NotReviewed,
    NoConversion,
    SmallText,
    MissingFont,
    CrowdedStop,
    UnusedPersona,
    SimilarColors,
    EmptyStage,
    DipWithoutPain,
    MomentWithoutMetric,
    ConversionWithoutRate,
    NoFunnel,
    UnansweredPain,
    UnneededOpportunity,
    TouchpointWithoutChannel,
    BrokenThread,
    AssumedAsFact,
}

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Worth a thought; the map may well be right.
    Hint,
    /// The map says something that it does not back, or hides something that it should say.
    Warn,
}

/// What fills a place in the words of a reason.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum ReasonPart {
    Text(String),
    /// For what has no title: what it is, and the how manieth.
    Numbered(&'static str, usize),
    Word(&'static str),
    Date(Date),
    Number(f64),
}

/// Why a finding is one; a kind may have several reasons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reason {
    NeverReviewed,
    ReviewedLongAgo,
    NoConversion,
    SmallText,
    MissingFont,
    StopOverPages,
    StopWithSmallText,
    UnusedPersona,
    SimilarPersonas,
    SimilarPersonasToSome,
    SimilarStages,
    EmptyStage,
    Dip,
    NamedDip,
    MomentWithoutMetric,
    ConversionWithoutRate,
    FunnelWithoutFigures,
    FunnelWithoutFigure,
    FunnelOfOtherUnits,
    FunnelGrows,
    FunnelOfNobody,
    UnansweredPain,
    UnneededOpportunity,
    TouchpointWithoutChannel,
    NoChannels,
    ChannelDropsOut,
    NothingGoesOn,
    ResearchedCard,
    ResearchedPoint,
    ResearchedMetric,
    CurveFromNowhere,
    SurveyWithoutCount,
}

impl Reason {
    /// English, for the translation table.
    fn words(self) -> &'static str {
        match self {
            Self::NeverReviewed => "Nobody has reviewed this map yet.",
            Self::ReviewedLongAgo => {
                "The map was last reviewed on {date}: more than six months ago."
            }
            Self::NoConversion => "No card or curve point is marked as the conversion yet.",
            Self::SmallText => {
                "On a slide {width} pixels wide, the smallest text is only {size} pixels high."
            }
            Self::MissingFont => {
                "The font “{font}” is neither in the map nor on this computer: {other} stands in for \
                 it."
            }
            Self::StopOverPages => {
                "“{stop}” takes {number} slides. Hide lanes there, or show fewer stages at once."
            }
            Self::StopWithSmallText => {
                "The smallest text of “{stop}” is only {number} pixels high on a slide. Shorten its \
                 longest texts, or show less at once."
            }
            Self::UnusedPersona => "{persona} has no cards and no curve.",
            Self::SimilarPersonas => "{persona} and {other} have almost the same colour.",
            Self::SimilarPersonasToSome => {
                "The colours of {persona} and {other} look alike to people with {vision}."
            }
            Self::SimilarStages => {
                "{stage} and the stage before it, {other}, have almost the same colour."
            }
            Self::EmptyStage => "{stage} is still empty.",
            Self::Dip => {
                "{persona} is at a low point in {stage}, but no pain point there explains it."
            }
            Self::NamedDip => {
                "“{label}” is a low point, and no pain point in {stage} says what is wrong."
            }
            Self::MomentWithoutMetric => {
                "{stage} holds a moment of truth, and no metric there shows how it goes."
            }
            Self::ConversionWithoutRate => {
                "The journey leads to {stage}, but no conversion rate shows how many get there."
            }
            Self::FunnelWithoutFigures => {
                "There is no funnel: it needs a conversion metric in two stages at least."
            }
            Self::FunnelWithoutFigure => "There is no funnel: {stage} has no conversion metric.",
            Self::FunnelOfOtherUnits => {
                "There is no funnel: the conversion metric of {stage} has another unit than the one \
                 before it."
            }
            Self::FunnelGrows => {
                "There is no funnel: the conversion metric of {stage} is larger than the one before \
                 it. A funnel shows what is left of everybody who began."
            }
            Self::FunnelOfNobody => {
                "There is no funnel: by the conversion metric of {stage} nobody is there."
            }
            Self::UnansweredPain => "No opportunity addresses “{card}”.",
            Self::UnneededOpportunity => "“{card}” addresses no pain point.",
            Self::TouchpointWithoutChannel => "“{card}” has no channel.",
            Self::NoChannels => "The touchpoints have no channels: the map does not name any.",
            Self::ChannelDropsOut => {
                "{channel} is used before and after {stage}, but not there. Is this a gap?"
            }
            Self::NothingGoesOn => {
                "No channel of {other} continues in {stage}: the channel path breaks."
            }
            Self::ResearchedCard => "“{card}” is marked as researched but has no evidence.",
            Self::ResearchedPoint => {
                "A point of {persona} in {stage} is marked as researched but has no evidence."
            }
            Self::ResearchedMetric => "“{metric}” is marked as researched but has no evidence.",
            Self::CurveFromNowhere => {
                "Nothing says how {persona}’s curve is known: assumed or researched?"
            }
            Self::SurveyWithoutCount => "“{metric}” has no sample size.",
        }
    }

    fn kind(self) -> FindingKind {
        use FindingKind as K;
        match self {
            Self::NeverReviewed | Self::ReviewedLongAgo => K::NotReviewed,
            Self::NoConversion => K::NoConversion,
            Self::SmallText => K::SmallText,
            Self::MissingFont => K::MissingFont,
            Self::StopOverPages | Self::StopWithSmallText => K::CrowdedStop,
            Self::UnusedPersona => K::UnusedPersona,
            Self::SimilarPersonas | Self::SimilarPersonasToSome | Self::SimilarStages => {
                K::SimilarColors
            }
            Self::EmptyStage => K::EmptyStage,
            Self::Dip | Self::NamedDip => K::DipWithoutPain,
            Self::MomentWithoutMetric => K::MomentWithoutMetric,
            Self::ConversionWithoutRate => K::ConversionWithoutRate,
            Self::FunnelWithoutFigures
            | Self::FunnelWithoutFigure
            | Self::FunnelOfOtherUnits
            | Self::FunnelGrows
            | Self::FunnelOfNobody => K::NoFunnel,
            Self::UnansweredPain => K::UnansweredPain,
            Self::UnneededOpportunity => K::UnneededOpportunity,
            Self::TouchpointWithoutChannel | Self::NoChannels => K::TouchpointWithoutChannel,
            Self::ChannelDropsOut | Self::NothingGoesOn => K::BrokenThread,
            Self::ResearchedCard
            | Self::ResearchedPoint
            | Self::ResearchedMetric
            | Self::CurveFromNowhere
            | Self::SurveyWithoutCount => K::AssumedAsFact,
        }
    }

    fn severity(self) -> Severity {
        match self {
            Self::SmallText
            | Self::MissingFont
            | Self::StopWithSmallText
            | Self::UnusedPersona
            | Self::SimilarPersonas
            | Self::EmptyStage
            | Self::Dip
            | Self::NamedDip
            | Self::MomentWithoutMetric
            | Self::FunnelWithoutFigures
            | Self::FunnelWithoutFigure
            | Self::FunnelOfOtherUnits
            | Self::FunnelGrows
            | Self::FunnelOfNobody
            | Self::UnansweredPain
            | Self::NothingGoesOn
            | Self::ResearchedCard
            | Self::ResearchedPoint
            | Self::ResearchedMetric => Severity::Warn,
            Self::NeverReviewed
            | Self::ReviewedLongAgo
            | Self::NoConversion
            | Self::StopOverPages
            | Self::ConversionWithoutRate
            | Self::SimilarPersonasToSome
            | Self::SimilarStages
            | Self::UnneededOpportunity
            | Self::TouchpointWithoutChannel
            | Self::NoChannels
            | Self::ChannelDropsOut
            | Self::CurveFromNowhere
            | Self::SurveyWithoutCount => Severity::Hint,
        }
    }
}

impl FindingKind {
    /// In the order in which they are told.
    pub const ALL: [Self; 17] = [
        Self::NotReviewed,
        Self::NoConversion,
        Self::SmallText,
        Self::MissingFont,
        Self::CrowdedStop,
        Self::UnusedPersona,
        Self::SimilarColors,
        Self::EmptyStage,
        Self::DipWithoutPain,
        Self::MomentWithoutMetric,
        Self::ConversionWithoutRate,
        Self::NoFunnel,
        Self::UnansweredPain,
        Self::UnneededOpportunity,
        Self::TouchpointWithoutChannel,
        Self::BrokenThread,
        Self::AssumedAsFact,
    ];

    /// For scripts: stays what it is, whatever the language.
    pub fn id(self) -> &'static str {
        match self {
            Self::NotReviewed => "not_reviewed",
            Self::NoConversion => "no_conversion",
            Self::SmallText => "small_text",
            Self::MissingFont => "missing_font",
            Self::CrowdedStop => "crowded_stop",
            Self::UnusedPersona => "unused_persona",
            Self::SimilarColors => "similar_colors",
            Self::EmptyStage => "empty_stage",
            Self::DipWithoutPain => "dip_without_pain",
            Self::MomentWithoutMetric => "moment_without_metric",
            Self::ConversionWithoutRate => "conversion_without_rate",
            Self::NoFunnel => "no_funnel",
            Self::UnansweredPain => "unanswered_pain",
            Self::UnneededOpportunity => "unneeded_opportunity",
            Self::TouchpointWithoutChannel => "touchpoint_without_channel",
            Self::BrokenThread => "broken_thread",
            Self::AssumedAsFact => "assumed_as_fact",
        }
    }
}

impl Severity {
    /// For scripts.
    pub fn id(self) -> &'static str {
        match self {
            Self::Hint => "hint",
            Self::Warn => "warn",
        }
    }
}

impl ReasonPart {
    /// The title of a thing; what has none is called by its kind (English, for the table) and its
    /// number.
    pub(super) fn of(title: &str, kind: &'static str, index: usize) -> Self {
        match in_short(title) {
            title if title.is_empty() => Self::Numbered(kind, index + 1),
            title => Self::Text(title),
        }
    }

    fn in_words(&self, language: Language) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Numbered(kind, n) => format!("{} {n}", language.t(kind)),
            Self::Word(word) => language.t(word).to_owned(),
            Self::Date(date) => date.in_words(language),
            Self::Number(value) => language.number(*value),
        }
    }
}

/// On one line, and no longer than can be taken in at a glance.
pub(super) fn in_short(text: &str) -> String {
    const LETTERS: usize = 60;
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = words.join(" ");
    match line.char_indices().nth(LETTERS) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}

impl Finding {
    /// What rule found it.
    pub fn kind(&self) -> FindingKind {
        self.reason.kind()
    }

    /// How much it matters.
    pub fn severity(&self) -> Severity {
        self.reason.severity()
    }

    /// Why it is one, in a sentence with the names of what it is about.
    pub fn reason(&self, language: Language) -> String {
        let names = self.names.iter();
        let names: Vec<_> = names
            .map(|(key, name)| (*key, name.in_words(language)))
            .collect();
        let names: Vec<_> = names.iter().map(|(key, name)| (*key, &**name)).collect();
        language.fill(self.reason.words(), &names)
    }

    /// Where it is: "Purchase · Pain points".
    pub fn place(&self, map: &Map, language: Language) -> String {
        if matches!(self.target, Target::Title | Target::Facts) {
            return language.t("The whole map").to_owned();
        }
        let has_name = |part| {
            use Part::{Channel, Lane, Persona, Stage};
            matches!(part, Persona | Channel | Stage | Lane)
        };
        let named = self.target.part().filter(|(part, _)| has_name(*part));
        let title = named.and_then(|_| map.text(&self.target, self.target.first_field()?));
        let title = title.map(|title| in_short(&title));
        let title = title.filter(|title| !title.is_empty());
        title.unwrap_or_else(|| map.place(&self.target, language))
    }
}
