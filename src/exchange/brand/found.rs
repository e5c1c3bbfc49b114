//! What was found in a file that a brand is taken from.

use crate::{
    model::{Brand, Color, Picture},
    words::{Language, marked},
};

/// What was found in a file: a brand that can be used as it is, and what else there is to choose from.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundBrand {
    /// What the file is.
    pub way: BrandWay,
    /// With the colours, fonts and logos that seem to be the brand's.
    pub brand: Brand,
    /// All colours of the file, those that `brand` has first, none twice.
    pub colors: Vec<FoundColor>,
    /// All families of type, none twice.
    pub fonts: Vec<String>,
    /// Pictures that may be logos.
    pub logos: Vec<Picture>,
    /// What is to be told.
    pub notes: Vec<BrandNote>,
}

/// How what was found goes to a brand that is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taking {
    /// In the place of what it says.
    Over,
    /// Where it says nothing.
    Beside,
}

/// What a brand is taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BrandWay {
    /// Our own file of a brand.
    Brand,
    /// The design tokens of others.
    Tokens,
    /// Slides, their template or a theme.
    Office,
    /// The picture of a logo.
    Picture,
    /// A map that has one.
    Map,
}

/// A colour that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundColor {
    /// In sRGB.
    pub color: Color,
    /// What it is called there.
    pub name: FoundName,
    /// How often it is used there, as far as that is counted.
    pub uses: Option<usize>,
}

/// What a colour is called where it was found.
#[derive(Debug, Clone, PartialEq)]
pub enum FoundName {
    /// By a name of its own.
    Own(String),
    /// One of the theme's accents, from 1.
    Accent(usize),
    /// The theme's second colour of texts.
    Text,
    /// The theme's second colour of grounds.
    Ground,
    /// The theme's colour of links.
    Link,
    /// Without a name, in the share (0 to 1) of a picture.
    Share(f64),
    /// Without a name.
    Nothing,
}

/// What is to be told of a file that a brand was taken from.
#[derive(Debug, Clone, PartialEq)]
pub enum BrandNote {
    /// The theme's colours are those that its program begins with, and the slides use others.
    UntouchedTheme,
    /// The theme's colours are those that its program begins with, and nothing else is used.
    OnlyUntouched,
    /// Of so many masters the first one counts.
    SeveralMasters(usize),
    /// The fonts are those that the program begins with.
    UntouchedFonts(String),
    /// A picture of the master is a drawing that cannot be taken.
    Drawing,
    /// Tokens that refer to something that is not there: the first of them, and how many others.
    NothingThere(String, usize),
    /// Tokens whose value is no colour that is understood: the first of them, and how many others.
    NotUnderstood(String, usize),
    /// A colour that no screen for everybody shows was brought into what they show: the first, and how
    /// many others.
    BroughtIn(String, usize),
    /// None of the tokens is called after the brand, so that the first colours were taken.
    NoneNamed,
    /// There are so many colours that may be the brand's, of which the first six were taken.
    MoreColors(usize),
    /// There is nothing but greys.
    OnlyGreys,
    /// The colours are those of a drawing, which is no picture yet.
    LogoAsDrawing,
    /// What was mended in the map that the brand came from, or in its own file.
    Mended(String),
}

impl FoundBrand {
    /// Gives what was found to a brand, its name aside. What the file does not say stays.
    pub fn give(&self, brand: &mut Brand, taking: Taking) {
        let taken = &self.brand;
        let is_over = taking == Taking::Over;
        let is_bare = brand.colors == Brand::default().colors;
        if !self.colors.is_empty() && (is_over || is_bare) {
            brand.colors.clone_from(&taken.colors);
            brand.personas.clone_from(&taken.personas);
        }
        give(&mut brand.good, &taken.good, is_over);
        give(&mut brand.bad, &taken.bad, is_over);
        give(&mut brand.heading, &taken.heading, is_over);
        give(&mut brand.body, &taken.body, is_over);
        // The two of a logo belong together.
        let has_logo = brand.logo.is_some() || brand.logo_on_dark.is_some();
        let gives_logo = taken.logo.is_some() || taken.logo_on_dark.is_some();
        // A picture that is chosen beside others is the logo.
        let is_logo = self.way == BrandWay::Picture;
        if gives_logo && (is_over || is_logo || !has_logo) {
            brand.logo.clone_from(&taken.logo);
            brand.logo_on_dark.clone_from(&taken.logo_on_dark);
        }
    }
}

fn give<T: Clone>(to: &mut Option<T>, from: &Option<T>, is_over: bool) {
    if from.is_some() && (is_over || to.is_none()) {
        to.clone_from(from);
    }
}

impl FoundColor {
    /// What it is and how often it is used; empty where nothing is known of it.
    pub fn describe(&self, language: Language) -> String {
        let name = self.name.describe(language);
        let Some(uses) = self.uses else { return name };
        let uses = language.count(uses, "used {n} time", "used {n} times", &[]);
        match name.is_empty() {
            true => uses,
            false => format!("{name}, {uses}"),
        }
    }
}

impl FoundName {
    fn describe(&self, language: Language) -> String {
        match self {
            Self::Own(name) => name.clone(),
            Self::Accent(n) => language.fill("Accent {n}", &[("n", &n.to_string())]),
            Self::Text => language.t("Text colour of the theme").to_owned(),
            Self::Ground => language.t("Background colour of the theme").to_owned(),
            Self::Link => language.t("Link colour of the theme").to_owned(),
            Self::Share(share) => {
                let percent = format!("{:.0}%", (share * 100.0).max(1.0));
                language.fill("{percent} of the picture", &[("percent", &percent)])
            }
            Self::Nothing => String::new(),
        }
    }
}

impl BrandWay {
    /// What it is; English, for the translation table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Brand => marked("a brand of Jejak’s"),
            Self::Tokens => marked("design tokens"),
            Self::Office => marked("the theme and slides of an office program"),
            Self::Picture => marked("a picture"),
            Self::Map => marked("a map with a brand"),
        }
    }
}

impl BrandNote {
    /// A sentence.
    pub fn describe(&self, language: Language) -> String {
        let of_first =
            |one: &'static str, more: &'static str, name: &str, others: usize| match others {
                0 => language.fill(one, &[("name", name)]),
                _ => language.fill(more, &[("name", name), ("n", &others.to_string())]),
            };
        let text = match self {
            Self::UntouchedTheme => marked(
                "The theme has only the office program’s default colours. The colours that slides and layouts really use were imported.",
            ),
            Self::OnlyUntouched => marked(
                "These are the office program’s default colours, and no others are used. Is this the company’s template?",
            ),
            Self::SeveralMasters(count) => {
                let values = [("n", &*count.to_string())];
                return language.fill(
                    marked("The file has {n} masters. The brand was imported from the first; the colours of the others are listed."),
                    &values,
                );
            }
            Self::UntouchedFonts(fonts) => {
                return language.fill(
                    marked("The theme has the office program’s default fonts ({fonts}), so they were not imported."),
                    &[("fonts", fonts)],
                );
            }
            Self::Drawing => marked(
                "A picture on the master is a drawing (EMF, WMF or SVG) and can’t be used as a logo. Save it as PNG and choose that.",
            ),
            Self::NothingThere(name, others) => {
                return of_first(
                    marked("“{name}” refers to something that isn’t there, and was skipped."),
                    marked(
                        "“{name}” and {n} more refer to something that isn’t there, and were skipped.",
                    ),
                    name,
                    *others,
                );
            }
            Self::NotUnderstood(name, others) => {
                return of_first(
                    marked("“{name}” can’t be read as a colour, and was skipped."),
                    marked("“{name}” and {n} more can’t be read as colours, and were skipped."),
                    name,
                    *others,
                );
            }
            Self::BroughtIn(name, others) => {
                return of_first(
                    marked(
                        "“{name}” is brighter than sRGB can show, and was brought as near as possible.",
                    ),
                    marked(
                        "“{name}” and {n} more are brighter than sRGB can show, and were brought as near as possible.",
                    ),
                    name,
                    *others,
                );
            }
            Self::NoneNamed => marked(
                "No colour is called primary, brand, secondary or accent. The first colours were imported; look at the others.",
            ),
            Self::MoreColors(count) => {
                let values = [("n", &*count.to_string())];
                return language.fill(
                    marked("{n} colours may be the brand’s. The first six were imported; the others are listed."),
                    &values,
                );
            }
            Self::OnlyGreys => marked("There are only greys in it, so there is no colour to take."),
            Self::LogoAsDrawing => marked(
                "The colours were imported from the drawing. To show the logo itself, choose it as PNG.",
            ),
            Self::Mended(text) => return text.clone(),
        };
        language.t(text).to_owned()
    }
}
