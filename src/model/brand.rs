//! A company's look, as a value that a map carries whole.

use std::{ops::RangeInclusive, sync::Arc};

use super::{Color, Picture, Unknown};

/// A company's look, kept whole in each map that uses it: `Map::brand`; a map without one has our own.
#[derive(Debug, Clone, PartialEq)]
pub struct Brand {
    /// What it is called; never empty where a person sees it.
    pub name: String,
    /// Where it was taken from, to see that the source has changed.
    pub source: Option<BrandSource>,
    /// One to six ([`Brand::COLORS`]), the leading one first.
    pub colors: Vec<Color>,
    /// Those of personas, at most [`Brand::MOST_PERSONAS`]; none: made of `colors`.
    pub personas: Vec<Color>,
    /// Of what goes well; none: ours.
    pub good: Option<Color>,
    /// Of what goes wrong; none: ours.
    pub bad: Option<Color>,
    /// What the sheet lies on.
    pub ground: BrandGround,
    /// The family of type of titles and heads, by its name; none: that of `body`.
    pub heading: Option<String>,
    /// The family of type of everything else, by its name; none: ours.
    pub body: Option<String>,
    /// The faces that travel with the map: only those whose licence bits allow it.
    pub faces: Vec<BrandFace>,
    /// On light grounds, and on dark ones where there is no other.
    pub logo: Option<Picture>,
    /// On dark grounds.
    pub logo_on_dark: Option<Picture>,
    /// Where the logo stands.
    pub logo_at: LogoPlace,
    /// The line at the foot of the sheet and of each page, with fields in braces ([`FootField`]).
    pub foot: String,
    /// Whom the map is for, as the foot line says it.
    pub client: String,
    /// Which version of the map this is, as the foot line says it.
    pub version: String,
    /// What this version of the program does not know of it.
    pub unknown: Unknown,
}

/// The file that a brand was taken from, as it was then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrandSource {
    /// What the file is called, without its folder.
    pub file: String,
    /// The SHA-256 of its bytes.
    pub digest: [u8; 32],
}

/// What a branded sheet lies on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BrandGround {
    /// Paper.
    #[default]
    White,
    /// Paper with a trace of the leading colour.
    Tinted,
    /// Nearly black, with a trace of the leading colour.
    Dark,
}

/// Where a logo stands on a sheet and on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LogoPlace {
    /// At the end of the line of the title.
    #[default]
    Head,
    /// At the end of the foot line.
    Foot,
}

/// A face of a family of type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrandFace {
    /// As the brand names it.
    pub family: String,
    /// 1 to 1000; of a variable face that of its default.
    pub weight: u16,
    /// Whether it leans.
    pub italic: bool,
    /// An OpenType or TrueType file of this one face.
    pub bytes: Arc<[u8]>,
}

/// What a foot line fills in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FootField {
    /// [`Brand::client`].
    Client,
    /// [`Brand::version`].
    Version,
    /// The day on which it is shown or exported.
    Date,
    /// When somebody last held the map against reality.
    Reviewed,
    /// Which page this is.
    Page,
    /// How many there are.
    Pages,
}

impl Brand {
    /// How many colours a brand may have.
    pub const COLORS: RangeInclusive<usize> = 1..=6;
    /// How many colours of personas it may have.
    pub const MOST_PERSONAS: usize = 10;
    /// How many faces may travel with a map.
    pub const MOST_FACES: usize = 8;
    /// The bytes of all faces together.
    pub const MOST_FACE_BYTES: usize = 12 << 20;
    /// The letters of a name, of a family's name, of the foot line.
    pub const MOST_LETTERS: usize = 500;

    /// The logo for a ground.
    pub fn logo_on(&self, is_dark: bool) -> Option<&Picture> {
        let dark = self.logo_on_dark.as_ref().filter(|_| is_dark);
        dark.or(self.logo.as_ref())
    }

    /// The family of titles and heads; none: ours.
    pub fn heading_family(&self) -> Option<&str> {
        self.heading.as_deref().or(self.body.as_deref())
    }

    /// Whether a logo or a foot line is to be drawn.
    pub fn has_foot(&self) -> bool {
        !self.foot.trim().is_empty()
    }
}

impl Default for Brand {
    /// Our own indigo on white, without a name.
    fn default() -> Self {
        Self {
            name: String::new(),
            source: None,
            colors: vec![Color::hex(0x5B5BD6)],
            personas: Vec::new(),
            good: None,
            bad: None,
            ground: BrandGround::default(),
            heading: None,
            body: None,
            faces: Vec::new(),
            logo: None,
            logo_on_dark: None,
            logo_at: LogoPlace::default(),
            foot: String::new(),
            client: String::new(),
            version: String::new(),
            unknown: Unknown::default(),
        }
    }
}

impl BrandGround {
    /// In the order in which a person is offered them.
    pub const ALL: [Self; 3] = [Self::White, Self::Tinted, Self::Dark];

    /// English, for the translation table.
    pub fn name(self) -> &'static str {
        match self {
            Self::White => "White",
            Self::Tinted => "Tinted",
            Self::Dark => "Dark",
        }
    }
}

impl LogoPlace {
    /// In the order in which a person is offered them.
    pub const ALL: [Self; 2] = [Self::Head, Self::Foot];

    /// English, for the translation table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Head => "At the head",
            Self::Foot => "At the foot",
        }
    }
}

impl FootField {
    /// In the order in which a person is offered them.
    pub const ALL: [Self; 6] = [
        Self::Client,
        Self::Version,
        Self::Date,
        Self::Reviewed,
        Self::Page,
        Self::Pages,
    ];

    /// As a foot line has it between braces.
    pub fn word(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Version => "version",
            Self::Date => "date",
            Self::Reviewed => "reviewed",
            Self::Page => "page",
            Self::Pages => "pages",
        }
    }

    /// English, for the translation table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Client => "Client",
            Self::Version => "Version",
            Self::Date => "Date",
            Self::Reviewed => "Last reviewed",
            Self::Page => "Page",
            Self::Pages => "Number of pages",
        }
    }
}
