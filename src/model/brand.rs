//! A company's look, as a value that a map carries whole.

use std::{ops::RangeInclusive, sync::Arc};

use super::{Color, Hue, Picture, Unknown, theme::paper_hue};
use crate::words::marked;

/// Between the name of a family and what tells its faces from others of that name.
const KEYED: char = '\u{1}';

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

/// What a brand may not be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BrandFlaw {
    /// None, or more than [`Brand::COLORS`].
    Colors,
    /// More than [`Brand::MOST_PERSONAS`].
    Personas,
    /// More or larger ones than may travel with a map, or one without a family.
    Faces,
    /// A text of more than [`Brand::MOST_LETTERS`].
    LongText,
}

impl BrandFlaw {
    /// A clause; English, for the translation table.
    pub fn describe(self) -> &'static str {
        match self {
            Self::Colors => marked("a brand has one to six colours"),
            Self::Personas => marked("a brand has at most ten colours of personas"),
            Self::Faces => marked(
                "the font files of a brand are too many, too large or without the name of their family",
            ),
            Self::LongText => marked("a text of the brand is longer than 500 characters"),
        }
    }
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

    /// What is wrong with it; `None` for a brand that a map may have.
    pub fn flaw(&self) -> Option<BrandFlaw> {
        let bytes: usize = self.faces.iter().map(|face| face.bytes.len()).sum();
        let is_nameless = |face: &BrandFace| face.family.trim().is_empty();
        let texts = [&self.name, &self.foot, &self.client, &self.version];
        let families = self.heading.iter().chain(&self.body);
        let families = families.chain(self.faces.iter().map(|face| &face.family));
        let file = self.source.iter().map(|source| &source.file);
        let mut texts = texts.into_iter().chain(families).chain(file);
        if !Self::COLORS.contains(&self.colors.len()) {
            Some(BrandFlaw::Colors)
        } else if self.personas.len() > Self::MOST_PERSONAS {
            Some(BrandFlaw::Personas)
        } else if self.faces.len() > Self::MOST_FACES
            || bytes > Self::MOST_FACE_BYTES
            || self.faces.iter().any(is_nameless)
        {
            Some(BrandFlaw::Faces)
        } else if texts.any(|text| text.chars().count() > Self::MOST_LETTERS) {
            Some(BrandFlaw::LongText)
        } else {
            None
        }
    }

    /// The same on another ground.
    pub fn on(&self, ground: BrandGround) -> Self {
        Self {
            ground,
            ..self.clone()
        }
    }

    /// The logo for a ground.
    pub fn logo_on(&self, is_dark: bool) -> Option<&Picture> {
        let dark = self.logo_on_dark.as_ref().filter(|_| is_dark);
        dark.or(self.logo.as_ref())
    }

    /// The families that it names, that of heads first.
    pub fn families(&self) -> impl Iterator<Item = &str> {
        self.heading.iter().chain(&self.body).map(String::as_str)
    }

    /// Those of the faces that travel with it that are of a family.
    pub fn faces_of(&self, family: &str) -> impl Iterator<Item = &BrandFace> {
        let faces = self.faces.iter();
        faces.filter(move |face| face.family.eq_ignore_ascii_case(family))
    }

    /// What a family is asked for as whose faces travel with the brand: another file of the same name,
    /// installed or of another map, is not meant. `None` where none of its faces do.
    pub fn family_key(&self, family: &str) -> Option<String> {
        let mut sum = crc32fast::Hasher::new();
        let mut count = 0;
        for face in self.faces_of(family) {
            sum.update(&face.bytes);
            sum.update(&[face.weight.to_le_bytes()[0], u8::from(face.italic)]);
            count += 1;
        }
        (count > 0).then(|| format!("{family}{KEYED}{:08x}", sum.finalize()))
    }

    /// The name of the family of a key, or the name itself.
    pub fn family_of_key(key: &str) -> &str {
        key.split(KEYED).next().unwrap_or(key)
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
            colors: vec![paper_hue(Hue::Indigo)],
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

    /// As files and command lines name it.
    pub fn word(self) -> &'static str {
        match self {
            Self::White => "white",
            Self::Tinted => "tinted",
            Self::Dark => "dark",
        }
    }

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

    /// As files name it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Head => "head",
            Self::Foot => "foot",
        }
    }

    /// English, for the translation table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Head => "At the top",
            Self::Foot => "At the bottom",
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
            Self::Client => "Prepared for",
            Self::Version => "Version",
            Self::Date => "Date",
            Self::Reviewed => "Last reviewed",
            Self::Page => "Page",
            Self::Pages => "Number of pages",
        }
    }
}
