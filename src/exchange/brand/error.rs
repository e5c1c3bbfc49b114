//! Why there is no brand in some bytes, in words.

use crate::{
    exchange::error::ExchangeError,
    file::{LoadError, brand::BrandError, picture::PictureError},
    words::{Language, marked},
};

/// Why no brand can be taken from a file.
#[derive(Debug, Clone, PartialEq)]
pub struct NoBrand {
    /// Line and column, from 1, in characters; none where the file is no text.
    pub place: Option<(usize, usize)>,
    /// What is wrong.
    pub kind: NoBrandKind,
}

/// Why no brand can be taken from a file.
#[derive(Debug, Clone, PartialEq)]
pub enum NoBrandKind {
    /// Nothing in it.
    Empty,
    /// None of the kinds that a brand can be taken from.
    Unknown,
    /// Larger than what is read, in megabytes.
    TooLarge {
        /// How much is read.
        most: usize,
    },
    /// An office file from before 2007, or one with a password.
    Locked,
    /// An archive that is no office file, or a damaged one.
    NoOffice,
    /// An office file with more in it, once unpacked, than is read.
    Unpacked,
    /// An office file without the part that says its colours.
    NoTheme,
    /// Design tokens, none of which is a colour or a font.
    NoTokens,
    /// More groups and tokens than are read.
    TooManyTokens,
    /// A token whose value leads back to itself, by way of these.
    Circle(String),
    /// JSON with a mistake in it, or another text that cannot be read.
    Text(LoadError),
    /// A file of a brand with a mistake in it.
    Brand(BrandError),
    /// A map that cannot be read.
    Map(ExchangeError),
    /// A map that has our own look.
    PlainMap,
    /// A picture that cannot be read.
    Picture(PictureError),
    /// A drawing without a colour.
    NoColors,
}

impl NoBrand {
    pub(super) fn at(place: (usize, usize), kind: NoBrandKind) -> Self {
        let place = Some(place);
        Self { place, kind }
    }

    /// What is wrong and what helps, without the place: a sentence that goes on from the file's name.
    pub fn describe(&self, language: Language) -> String {
        let text = match &self.kind {
            NoBrandKind::Text(error) => return error.describe(language),
            NoBrandKind::Brand(error) => return error.describe(language),
            NoBrandKind::Map(error) => return error.describe(language),
            NoBrandKind::Picture(error) => return error.describe(language),
            NoBrandKind::TooLarge { most } => {
                let values = [("most", &*most.to_string())];
                return language.fill(
                    "the file is larger than {most} MB; save it without its slides, videos and photographs",
                    &values,
                );
            }
            NoBrandKind::Circle(names) => {
                return language.fill(
                    "these tokens refer to each other in a circle: {names}. Give one of them a value of its own",
                    &[("names", names)],
                );
            }
            NoBrandKind::Empty => marked("the file is empty"),
            NoBrandKind::Unknown => marked(
                "no brand can be imported from this file. It has to be a brand or design tokens (.json), slides, a template or a theme (.pptx, .potx, .thmx), a picture of a logo (PNG, JPEG, WebP, SVG) or a map",
            ),
            NoBrandKind::Locked => marked(
                "this is an office file from before 2007, or one with a password: save it as .pptx or .potx without a password",
            ),
            NoBrandKind::NoOffice => marked(
                "not a file of slides, or a damaged one: open it in its program and save it as .pptx or .potx",
            ),
            NoBrandKind::Unpacked => marked(
                "there is too much in the file once unpacked: save it with its master and layouts alone",
            ),
            NoBrandKind::NoTheme => marked(
                "the file has no theme and so no colours: save it again in PowerPoint or LibreOffice",
            ),
            NoBrandKind::NoTokens => marked(
                "there is neither a colour nor a font in these design tokens: each of them has a “$value” and a “$type”",
            ),
            NoBrandKind::TooManyTokens => marked(
                "there are more design tokens than a brand has: take the file with the colours alone",
            ),
            NoBrandKind::PlainMap => marked("the map has no brand: it has Jejak’s default look"),
            NoBrandKind::NoColors => marked("there is no colour in this drawing"),
        };
        language.t(text).to_owned()
    }
}

impl From<NoBrandKind> for NoBrand {
    fn from(kind: NoBrandKind) -> Self {
        Self { place: None, kind }
    }
}

impl From<LoadError> for NoBrand {
    fn from(error: LoadError) -> Self {
        Self::at((error.line, error.column), NoBrandKind::Text(error))
    }
}

impl From<BrandError> for NoBrand {
    fn from(error: BrandError) -> Self {
        Self::at((error.line, error.column), NoBrandKind::Brand(error))
    }
}

impl From<ExchangeError> for NoBrand {
    fn from(error: ExchangeError) -> Self {
        Self::at((error.line, error.column), NoBrandKind::Map(error))
    }
}

impl From<PictureError> for NoBrand {
    fn from(error: PictureError) -> Self {
        NoBrandKind::Picture(error).into()
    }
}
