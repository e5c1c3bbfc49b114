//! What a key means: for the text that is written, else for whoever has it as a shortcut.

use super::{Action, Editor, Effect, Intent, Key, KeyPress, Onward};
use crate::edit::EditError;

impl Editor {
    /// What is wanted by a key that is a shortcut now; `None` where it is for a text, or nothing.
    pub(super) fn meaning(&self, press: &KeyPress) -> Option<Intent> {
        if self.is_presenting() {
            return Some(self.meaning_in_talk(press));
        }
        let writes = self.text_edit.is_some();
        let action = Action::of_shortcut(&press.shortcut, Some(self), writes, true);
        action.map(Intent::Action).or_else(|| {
            let shortcut = press.shortcut;
            let onward = match shortcut.key {
                _ if !writes => return None,
                Key::Escape => return Some(Intent::CancelText),
                Key::Enter if shortcut.command => return Some(Intent::CommitText),
                Key::Enter if !shortcut.shift => Onward::Below,
                Key::Tab if shortcut.shift => Onward::Previous,
                Key::Tab => Onward::Next,
                _ => return None,
            };
            Some(Intent::CommitTextAnd(onward))
        })
    }

    /// Why a key does nothing now that is a shortcut at other times.
    pub(super) fn why_not(&self, press: &KeyPress) -> Option<EditError> {
        let is_free = self.text_edit.is_none() && !self.gesture.is_drag();
        let means = |action: &Action| {
            action.shortcuts().contains(&press.shortcut) && press.shortcut.key != Key::Escape
        };
        let mut meant = Action::all()
            .into_iter()
            .filter(|action| is_free && means(action));
        let why = meant.next()?.enabled(Some(self)).err()?;
        Some(EditError::Unfit(why))
    }

    /// What a key does in the text that is written.
    pub(super) fn press_in_text(&mut self, KeyPress { shortcut, reach }: KeyPress) -> Vec<Effect> {
        let Some(edit) = &mut self.text_edit else {
            return Vec::new();
        };
        let draft = &mut edit.draft;
        let selects = shortcut.shift;
        match shortcut.key {
            Key::Left => draft.step(false, reach, selects),
            Key::Right => draft.step(true, reach, selects),
            Key::Up | Key::Down => {
                return self.go_in_lines(shortcut.key == Key::Down, reach, selects);
            }
            Key::Home | Key::End => {
                self.go_to_end_of_line(shortcut.key == Key::End, reach, selects)
            }
            Key::Char('A') if shortcut.command => draft.select_all(),
            Key::Char('C') if shortcut.command => return self.copy_in_text(false),
            Key::Char('X') if shortcut.command => {
                let mut effects = self.copy_in_text(true);
                if !effects.is_empty() {
                    effects.extend(self.written(|draft| draft.insert("")));
                }
                return effects;
            }
            Key::Char('Z' | 'Y') if shortcut.command => {
                let back = shortcut.key == Key::Char('Z') && !shortcut.shift;
                return self.written(|draft| {
                    if back {
                        draft.undo()
                    } else {
                        draft.redo()
                    };
                });
            }
            Key::Enter => return self.written(|draft| draft.insert("\n")),
            Key::Backspace | Key::Delete => {
                let forward = shortcut.key == Key::Delete;
                return self.written(|draft| {
                    draft.delete(forward, reach);
                });
            }
            _ => {}
        }
        Vec::new()
    }

    fn copy_in_text(&self, cuts: bool) -> Vec<Effect> {
        let edit = self.text_edit.as_ref();
        let text = edit.map(|edit| edit.draft.selected_text().to_owned());
        let text = text.filter(|text| !text.is_empty());
        let copy = text.map(|text| Effect::Copy {
            text,
            html: None,
            cuts,
        });
        copy.into_iter().collect()
    }
}
