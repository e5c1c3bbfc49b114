//! The words of version 1 that stand for one of a few things, such as colours and roles.

use crate::{
    file::expected::Vocabulary,
    model::{
        Better, CardRole, Claim, Hue, LaneType, LineKind, LinkLook, MapState, Medium, MetricKind,
        Owner, Shows, TimeUnit, When,
    },
    words::Language,
};

/// Something that the format writes as one of a few words.
pub(crate) trait Word: Copy + Default + PartialEq + 'static {
    const VOCABULARY: Vocabulary;
    const ALL: &'static [Self];

    fn word(self) -> &'static str;

    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|known| known.word() == word)
    }
}

impl Word for MapState {
    const VOCABULARY: Vocabulary = Vocabulary::State;
    const ALL: &'static [Self] = &[Self::Current, Self::Future];

    fn word(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Future => "future",
        }
    }
}

impl Word for LinkLook {
    const VOCABULARY: Vocabulary = Vocabulary::Links;
    const ALL: &'static [Self] = &Self::ALL;

    fn word(self) -> &'static str {
        match self {
            Self::Hidden => "hidden",
            Self::Numbers => "numbers",
            Self::Lines => "lines",
        }
    }
}

impl Word for Language {
    const VOCABULARY: Vocabulary = Vocabulary::Language;
    const ALL: &'static [Self] = &Language::ALL;

    fn word(self) -> &'static str {
        self.code()
    }
}

impl Word for Hue {
    const VOCABULARY: Vocabulary = Vocabulary::Color;
    const ALL: &'static [Self] = &Hue::ALL;

    fn word(self) -> &'static str {
        match self {
            Self::Indigo => "indigo",
            Self::Blue => "blue",
            Self::Teal => "teal",
            Self::Green => "green",
            Self::Amber => "amber",
            Self::Orange => "orange",
            Self::Red => "red",
            Self::Pink => "pink",
            Self::Violet => "violet",
            Self::Slate => "slate",
        }
    }
}

impl Word for Medium {
    const VOCABULARY: Vocabulary = Vocabulary::Medium;
    const ALL: &'static [Self] = &[Self::Physical, Self::Digital];

    fn word(self) -> &'static str {
        match self {
            Self::Physical => "physical",
            Self::Digital => "digital",
        }
    }
}

impl Word for CardRole {
    const VOCABULARY: Vocabulary = Vocabulary::Role;
    const ALL: &'static [Self] = &CardRole::ALL;

    fn word(self) -> &'static str {
        match self {
            Self::CustomerActions => "customer_actions",
            Self::Touchpoints => "touchpoints",
            Self::Thoughts => "thoughts",
            Self::PainPoints => "pain_points",
            Self::Opportunities => "opportunities",
            Self::OrganisationActivities => "organisation_activities",
            Self::Quotes => "quotes",
            Self::Images => "images",
            Self::Free => "free",
        }
    }
}

impl LaneType {
    /// As the format names the kind of a lane, its role aside.
    pub(crate) fn kind_word(self) -> &'static str {
        match self {
            Self::Cards(_) => "cards",
            Self::Emotion => "emotion",
            Self::Channels => "channels",
            Self::Metrics => "metrics",
        }
    }

    /// In one word, that of the role for lanes of cards.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Cards(role) => role.word(),
            Self::Emotion | Self::Channels | Self::Metrics => self.kind_word(),
        }
    }

    /// The list of a record that holds what stands in the lane.
    pub(crate) fn list_word(self) -> &'static str {
        match self {
            Self::Cards(_) => "cards",
            Self::Emotion => "curves",
            Self::Channels => "marks",
            Self::Metrics => "metrics",
        }
    }

    /// The first of those that a word is the kind of.
    pub(crate) fn from_kind_word(word: &str) -> Option<Self> {
        Self::all().find(|known| known.kind_word() == word)
    }

    pub(crate) fn from_word(word: &str) -> Option<Self> {
        Self::all().find(|known| known.word() == word)
    }
}

impl Shows {
    /// As the format names what a stop shows, the things that it names aside.
    pub(crate) fn word(&self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Map => "map",
            Self::Stages(_) => "stages",
            Self::Lanes(_) => "lanes",
            Self::Cards(_) => "cards",
            Self::Points(_) => "points",
            Self::Persona(_) => "persona",
            Self::Matrix => "matrix",
            Self::Gap => "gap",
        }
    }

    /// The one that names nothing yet.
    pub(crate) fn from_word(word: &str) -> Option<Self> {
        Self::kinds().into_iter().find(|known| known.word() == word)
    }
}

impl Word for MetricKind {
    const VOCABULARY: Vocabulary = Vocabulary::MetricKind;
    const ALL: &'static [Self] = &MetricKind::ALL;

    fn word(self) -> &'static str {
        match self {
            Self::Csat => "csat",
            Self::Nps => "nps",
            Self::Crr => "crr",
            Self::Ces => "ces",
            Self::Conversion => "conversion",
            Self::Churn => "churn",
            Self::Referral => "referral",
            Self::Time => "time",
            Self::Cost => "cost",
            Self::Other => "other",
        }
    }
}

impl Word for Better {
    const VOCABULARY: Vocabulary = Vocabulary::Better;
    const ALL: &'static [Self] = &Better::ALL;

    fn word(self) -> &'static str {
        match self {
            Self::More => "more",
            Self::Less => "less",
        }
    }
}

impl Word for LineKind {
    const VOCABULARY: Vocabulary = Vocabulary::LineKind;
    const ALL: &'static [Self] = &LineKind::ALL;

    fn word(self) -> &'static str {
        match self {
            Self::Interaction => "interaction",
            Self::Visibility => "visibility",
            Self::InternalInteraction => "internal_interaction",
        }
    }
}

impl Word for Claim {
    const VOCABULARY: Vocabulary = Vocabulary::Claim;
    const ALL: &'static [Self] = &Claim::ALL;

    fn word(self) -> &'static str {
        match self {
            Self::Assumed => "assumed",
            Self::Reasoned => "reasoned",
            Self::Researched => "researched",
        }
    }
}

impl Word for Owner {
    const VOCABULARY: Vocabulary = Vocabulary::Owner;
    const ALL: &'static [Self] = &Owner::ALL;

    fn word(self) -> &'static str {
        match self {
            Self::Organisation => "organisation",
            Self::Affiliate => "affiliate",
            Self::ThirdParty => "third_party",
            Self::Customer => "customer",
        }
    }
}

impl Word for When {
    const VOCABULARY: Vocabulary = Vocabulary::When;
    const ALL: &'static [Self] = &When::ALL;

    fn word(self) -> &'static str {
        match self {
            Self::Both => "both",
            Self::Now => "now",
            Self::ToBe => "to_be",
        }
    }
}

impl Word for TimeUnit {
    const VOCABULARY: Vocabulary = Vocabulary::TimeUnit;
    const ALL: &'static [Self] = &TimeUnit::ALL;

    fn word(self) -> &'static str {
        match self {
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }
}
