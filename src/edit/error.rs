//! Why an edit was refused, in words.

use crate::{
    model::{Excess, Id, Part, Problem},
    words::Language,
};

/// Why an edit was refused; the map stays as it was.
#[derive(Debug, Clone, PartialEq)]
pub enum EditError {
    /// The edit names a part that does not exist.
    Missing(Part, Id),
    /// The edit makes no sense for the thing it names: a text that it does not have, a place
    /// that it cannot take, a lane of another kind.
    Unfit(&'static str),
    /// A metric's value that does not begin with a number.
    NotAFigure(String),
    /// The edit would break an invariant.
    Breaks(Problem),
    /// The map would have more than a map may have.
    TooMuch(Excess),
}

impl EditError {
    /// One sentence for the person who wanted it.
    pub fn describe(&self, language: Language) -> String {
        match self {
            Self::Missing(part, id) => language.fill(
                "There is no {part} “{id}”.",
                &[("part", language.t(part.name())), ("id", id.as_str())],
            ),
            Self::Unfit(why) => language.t(why).to_owned(),
            Self::NotAFigure(text) => language.fill(
                "“{text}” does not begin with a number, such as 4.6 / 5 or 81%.",
                &[("text", text)],
            ),
            Self::TooMuch(excess) => language.fill(
                "That would be too much: {excess}.",
                &[("excess", &excess.describe(language))],
            ),
            Self::Breaks(problem) => language.fill(
                "That would make the map invalid: {problem}.",
                &[("problem", &problem.describe(language))],
            ),
        }
    }
}
