//! Presenting: a talk through the stops of the map, or through its moments of contact, and all that
//! can be asked for in it.

mod act;
mod cue;
mod intent;
mod moments;
mod pages;
mod reveal;
mod talk;
mod text;
mod told;

#[cfg(test)]
mod tests;

pub use cue::{Cue, keys_of_cues, keys_of_talk};
pub use intent::TalkIntent;
pub use pages::{MadePages, PageOrder};
pub use reveal::hidden_part;
pub use talk::{Blank, CLOSEST, Deck, Hand, Look, Notes, Over, Talk, Voice};
pub use text::{PageText, page_texts};
pub use told::voice_in_words;

pub(super) use talk::Showing;
pub(super) use told::told_of_talk;
