//! What an action is called in a menu now.

use super::Action;
use crate::{editor::Editor, words::Language};

impl Action {
    /// The name as it is read in a menu now: undo and redo say of what, others which way.
    pub fn label(self, editor: Option<&Editor>, language: Language) -> String {
        let name = editor.and_then(|editor| self.name_now(editor));
        let name = match (editor, name) {
            // Whose curve it would be is known.
            (Some(editor), Some(name)) => editor.with_curve(name, language),
            _ => language.t(self.name()).to_owned(),
        };
        let step = editor.and_then(|editor| self.step(editor));
        let Some(step) = step.map(|step| language.t(step)) else {
            return name;
        };
        let mut letters = step.chars();
        let first = letters.next().into_iter().flat_map(char::to_lowercase);
        format!("{name} {}{}", first.collect::<String>(), letters.as_str())
    }
}
