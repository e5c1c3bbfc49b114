//! Why a file is no brand, in words that a designer understands.

use crate::{
    file::{
        error::{LoadError, LoadErrorKind},
        expected::Expected,
        picture::PictureError,
    },
    model::Brand,
    words::Language,
};

/// Why a file is not a brand that can be used, and where in it.
#[derive(Debug, Clone, PartialEq)]
pub struct BrandError {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// What is wrong there.
    pub kind: BrandErrorKind,
}

/// What is wrong with the file of a brand.
#[derive(Debug, Clone, PartialEq)]
pub enum BrandErrorKind {
    /// It is no text in JSON, or too much of it.
    Json(LoadErrorKind),
    /// It is one, of something else than a brand.
    Brand(BrandFault),
}

/// What is wrong with a record that is to be a brand.
#[derive(Debug, Clone, PartialEq)]
pub enum BrandFault {
    /// There is no colour under `color.brand`.
    NoColors,
    /// More colours than a brand has.
    TooManyColors {
        /// How many there are.
        count: usize,
        /// How many there may be.
        most: usize,
    },
    /// A value that is no colour.
    BadColor {
        /// As it is spelled, not all of a long one.
        found: String,
    },
    /// A colour space that the Design Tokens format does not have.
    UnknownSpace(String),
    /// A colour that one can see through.
    NotOpaque,
    /// An alias of nothing.
    BadAlias(String),
    /// An alias that leads back to itself.
    AliasCircle(String),
    /// A field that holds something else than it has to.
    WrongType {
        /// As the file names it.
        field: String,
        /// What it has to hold.
        expected: Expected,
        /// What it holds; English, for the translation table.
        found: &'static str,
    },
    /// A word that its set does not have.
    UnknownWord {
        /// As the file names it.
        field: &'static str,
        /// As the file has it.
        word: String,
        /// Those that there are.
        known: &'static str,
    },
    /// A logo that cannot be shown.
    BadPicture(PictureError),
    /// A face that is no OpenType or TrueType font in base64.
    BadFace,
    /// More faces, or larger ones, than may travel with a map.
    TooManyFaces,
    /// A digest that is no SHA-256.
    BadDigest,
    /// A text that is longer than it may be.
    LongText {
        /// As the file names it.
        field: String,
    },
    /// Written by a later Jejak, in a version of the format that this one does not know.
    NewerVersion(String),
}

impl From<LoadError> for BrandError {
    fn from(error: LoadError) -> Self {
        Self {
            line: error.line,
            column: error.column,
            kind: BrandErrorKind::Json(error.kind),
        }
    }
}

impl BrandError {
    /// What is wrong and what to do about it, as one or two sentences without their place.
    pub fn describe(&self, language: Language) -> String {
        match &self.kind {
            BrandErrorKind::Json(kind) => LoadError {
                line: self.line,
                column: self.column,
                kind: kind.clone(),
            }
            .describe(language),
            BrandErrorKind::Brand(fault) => fault.describe(language),
        }
    }
}

impl BrandFault {
    /// What is wrong and what to do about it, as one or two sentences.
    pub fn describe(&self, language: Language) -> String {
        match self {
            Self::NoColors => language.t("the brand has no colour. Give the group “brand” within “color” one to six, such as \"1\": { \"$value\": \"#0B2545\" }").to_owned(),
            Self::TooManyColors { count, most } => language.fill(
                "there are {n} colours here, and a brand has at most {most}. Keep the primary ones",
                &[("n", &count.to_string()), ("most", &most.to_string())],
            ),
            Self::BadColor { found } => language.fill(
                "{found} is not a colour. Write \"#0B2545\", or a record with “colorSpace” and “components”",
                &[("found", found)],
            ),
            Self::UnknownSpace(space) => language.fill(
                "the colour space “{space}” is unknown. Use one of the Design Tokens format, such as srgb or oklch",
                &[("space", space)],
            ),
            Self::NotOpaque => language.t("colours of a brand are opaque. Write \"alpha\": 1, or mix the colour with its ground").to_owned(),
            Self::BadAlias(name) => language.fill(
                "“{name}” refers to nothing in this file. Write the value itself, or the path of a token",
                &[("name", name)],
            ),
            Self::AliasCircle(name) => language.fill(
                "“{name}” leads back to itself. Write the value itself here",
                &[("name", name)],
            ),
            Self::WrongType {
                field,
                expected,
                found,
            } => language.fill(
                "“{field}” has to be {expected}, not {found}",
                &[
                    ("field", field),
                    ("expected", language.t(expected.name())),
                    ("found", language.t(found)),
                ],
            ),
            Self::UnknownWord { field, word, known } => language.fill(
                "“{word}” is not a value of “{field}”. Write one of: {known}",
                &[("word", word), ("field", field), ("known", known)],
            ),
            Self::BadPicture(error) => language.fill(
                "the logo cannot be used: {why}. It has to be a PNG or JPEG picture, as base64 data",
                &[("why", &error.describe(language))],
            ),
            Self::BadFace => language.t("the font file is not an OpenType or TrueType font in base64. Remove it: the font is then looked for on each computer").to_owned(),
            Self::TooManyFaces => language.fill(
                "a brand carries at most {count} font files of {size} MB together. Remove some",
                &[
                    ("count", &Brand::MOST_FACES.to_string()),
                    ("size", &(Brand::MOST_FACE_BYTES >> 20).to_string()),
                ],
            ),
            Self::BadDigest => language.t("the digest of the source is not 64 hexadecimal digits. Remove “source”").to_owned(),
            Self::LongText { field } => language.fill(
                "“{field}” is longer than {most} characters. Shorten it",
                &[("field", field), ("most", &Brand::MOST_LETTERS.to_string())],
            ),
            Self::NewerVersion(version) => language.fill(
                "the brand was saved by a newer Jejak (version {version} of the format). Get a newer Jejak to use it",
                &[("version", version)],
            ),
        }
    }
}
