//! What can be said of a statement on the map: how sure it is, how grave, whose, and of which time.

use std::fmt;

/// What a claim rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Claim {
    /// Nobody has looked yet.
    #[default]
    Assumed,
    /// It follows from what is known.
    Reasoned,
    /// Somebody asked or counted.
    Researched,
}

impl Claim {
    /// From the least to the most sure.
    pub const ALL: [Self; 3] = [Self::Assumed, Self::Reasoned, Self::Researched];

    /// English, for the translation table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Assumed => "Assumed",
            Self::Reasoned => "Inferred",
            Self::Researched => "Researched",
        }
    }
}

/// Whose a touchpoint is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Owner {
    /// The organisation whose map it is.
    #[default]
    Organisation,
    /// A partner, a dealer, a marketplace.
    Affiliate,
    /// Somebody independent, such as a site of reviews.
    ThirdParty,
    /// The customers themselves: word of mouth.
    Customer,
}

impl Owner {
    /// In the order in which they are offered.
    pub const ALL: [Self; 4] = [
        Self::Organisation,
        Self::Affiliate,
        Self::ThirdParty,
        Self::Customer,
    ];

    /// English, for the translation table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Organisation => "The organisation",
            Self::Affiliate => "A partner",
            Self::ThirdParty => "A third party",
            Self::Customer => "The customer",
        }
    }

    /// The name of its mark in `icons/`.
    pub fn icon(self) -> &'static str {
        match self {
            Self::Organisation => "home",
            Self::Affiliate => "handshake",
            Self::ThirdParty => "people",
            Self::Customer => "person",
        }
    }
}

/// Whether something belongs to the journey as it is, as it should be, or to both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum When {
    /// Now and as it should be.
    #[default]
    Both,
    /// Only as it is now.
    Now,
    /// Only as it should be.
    ToBe,
}

impl When {
    /// In the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Both, Self::Now, Self::ToBe];

    /// English, for the translation table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Both => "Current and future",
            Self::Now => "Current",
            Self::ToBe => "Future",
        }
    }
}

/// How grave, how costly or how valuable: 1 to 5.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Level(u8);

impl Level {
    /// From low to high.
    pub const ALL: [Self; 5] = [Self(1), Self(2), Self(3), Self(4), Self(5)];

    /// `None` outside 1 to 5.
    pub fn new(level: u8) -> Option<Self> {
        (1..=5).contains(&level).then_some(Self(level))
    }

    /// 1 to 5.
    pub fn get(self) -> u8 {
        self.0
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
