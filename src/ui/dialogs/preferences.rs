//! What can be chosen in the settings, and what is kept between runs.

use crate::{
    editor::{Appearance, TextSize},
    export::PageSize,
    words::{Language, marked},
};

/// What a person has chosen.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ChosenSettings {
    /// `None` for that of the system.
    pub language: Option<Language>,
    pub appearance: Appearance,
    pub text_size: TextSize,
    /// Stands in new maps as their author.
    pub author: String,
    /// What a PDF begins with; `None` for the one of late.
    pub paper: Option<PageSize>,
}

/// Something that the program keeps between runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// Which maps were open of late, and where they were looked at.
    Recent,
    /// Small pictures of the maps of late.
    Pictures,
    /// Files as they were before a save.
    Versions,
    /// Unsaved work that a sudden end has left.
    UnsavedWork,
    /// The person's own templates.
    Templates,
    /// What is said of faults of the program.
    Reports,
}

impl Kept {
    /// In the order in which they are told.
    pub const ALL: [Self; 6] = [
        Self::Recent,
        Self::Pictures,
        Self::Versions,
        Self::UnsavedWork,
        Self::Templates,
        Self::Reports,
    ];

    /// English, for the translation table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Recent => marked("Recent maps"),
            Self::Pictures => marked("Pictures of recent maps"),
            Self::Versions => marked("Saved versions"),
            Self::UnsavedWork => marked("Unsaved work after a crash"),
            Self::Templates => marked("Your templates"),
            Self::Reports => marked("Problem reports"),
        }
    }

    /// What is lost with it; English, for the translation table.
    pub(super) fn loss(self) -> &'static str {
        match self {
            Self::Recent => marked(
                "Clears the list of recent maps and where you were in each. The maps themselves stay.",
            ),
            Self::Pictures => marked("They are made again the next time the maps are shown."),
            Self::Versions => marked(
                "The history of every map is emptied: earlier versions can’t be restored any more. The maps themselves stay as they are.",
            ),
            Self::UnsavedWork => marked(
                "Work that was never saved and waits to be recovered is lost. What is open now is not affected.",
            ),
            Self::Templates => marked("Maps made from them are not affected."),
            Self::Reports => marked("They are only needed to report a problem."),
        }
    }
}

/// Something that is kept, as it is told.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptThing {
    pub kind: Kept,
    /// Where it lies.
    pub place: String,
    pub bytes: u64,
    /// Nothing is there to be deleted.
    pub is_empty: bool,
}
