//! A field that is typed in, and what it makes of what was typed.

use egui::{Id, Key, Modifiers, RichText, Stroke, StrokeKind, TextEdit, Ui, vec2};

use super::{
    desk::Desk,
    state::{Draft, Inspector},
};
use crate::{
    edit::Edit,
    editor::Intent,
    model::{Excess, Field, Target},
    ui::{
        tokens::{self, Palette},
        view::UiEvent,
        widgets,
    },
};

/// A field of text in the panel.
pub(super) struct FieldLook<'a> {
    /// English, for the translation table.
    label: &'static str,
    /// Shown while it is empty, as it is read.
    hint: &'a str,
    lines: usize,
    /// The name of the step in the history, for a field that makes one by itself.
    step: &'static str,
}

impl<'a> FieldLook<'a> {
    pub(super) fn new(label: &'static str) -> Self {
        Self {
            label,
            hint: "",
            lines: 1,
            step: "Edit text",
        }
    }

    pub(super) fn lines(self, lines: usize) -> Self {
        Self { lines, ..self }
    }

    pub(super) fn hint(self, hint: &'a str) -> Self {
        Self { hint, ..self }
    }

    pub(super) fn step(self, step: &'static str) -> Self {
        Self { step, ..self }
    }
}

impl Inspector {
    /// A text of the map, shown on the sheet while it is typed.
    pub(super) fn text_ui(
        &mut self,
        ui: &mut Ui,
        desk: &mut Desk<'_>,
        target: &Target,
        field: Field,
        look: FieldLook<'_>,
    ) {
        let current = desk.map().text(target, field).unwrap_or_default();
        let id = Id::unique(("panel", target, field));
        let preview = |text: &str| Intent::Preview {
            name: "Edit text",
            edits: vec![Edit::SetText {
                target: target.clone(),
                field,
                text: text.to_owned(),
            }],
        };
        let outcome = self.field_ui(ui, desk, id, &current, look, &|_| {
            Some(Intent::CommitPreview)
        });
        match outcome {
            FieldOutcome::Typed(text) => desk.send(preview(&text)),
            FieldOutcome::Cancelled(text) => {
                desk.send(preview(&text));
                desk.send(Intent::CancelPreview);
            }
            FieldOutcome::Quiet => {}
        }
    }

    /// A text that becomes an edit when its field is left; `edit` gives none for a text that
    /// will not do.
    pub(super) fn value_ui(
        &mut self,
        ui: &mut Ui,
        desk: &mut Desk<'_>,
        id: impl std::hash::Hash + std::fmt::Debug,
        current: &str,
        look: FieldLook<'_>,
        edit: &dyn Fn(&str) -> Option<Edit>,
    ) {
        let edits = |text: &str| edit(text).map(|edit| vec![edit]);
        self.edits_ui(ui, desk, id, current, look, &edits);
    }

    /// As [`Inspector::value_ui`], for what is changed in several places at once.
    pub(super) fn edits_ui(
        &mut self,
        ui: &mut Ui,
        desk: &mut Desk<'_>,
        id: impl std::hash::Hash + std::fmt::Debug,
        current: &str,
        look: FieldLook<'_>,
        edits: &dyn Fn(&str) -> Option<Vec<Edit>>,
    ) {
        let id = Id::unique(("panel", id));
        let name = look.step;
        let outcome = self.field_ui(ui, desk, id, current, look, &|text| {
            edits(text).map(|edits| Intent::Edit { name, edits })
        });
        if let FieldOutcome::Cancelled(text) = outcome
            && let Some(edits) = edits(&text)
        {
            desk.send(Intent::Preview { name, edits });
            desk.send(Intent::CancelPreview);
        }
    }

    pub(super) fn field_ui(
        &mut self,
        ui: &mut Ui,
        desk: &mut Desk<'_>,
        id: Id,
        current: &str,
        look: FieldLook<'_>,
        done: &dyn Fn(&str) -> Option<Intent>,
    ) -> FieldOutcome {
        let label = desk.t(look.label);
        widgets::caption(ui, label);
        let mut draft = self.draft.take_if(|draft| draft.id == id);
        let mut text = match &draft {
            Some(draft) => draft.text.clone(),
            None => current.to_owned(),
        };
        let field = if look.lines > 1 {
            TextEdit::multiline(&mut text).desired_rows(look.lines)
        } else {
            TextEdit::singleline(&mut text)
        };
        let escaped = ui.memory(|memory| memory.has_focus(id))
            && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        let response = ui.add(
            field
                .id(id)
                .char_limit(Excess::MOST_LETTERS)
                .desired_width(f32::INFINITY)
                .event_filter(widgets::WRITING)
                .margin(vec2(10.0, 7.0))
                .hint_text(look.hint),
        );
        let accessible = label.to_owned();
        ui.ctx()
            .accesskit_node_builder(id, |node| node.set_label(accessible));
        if response.changed() {
            draft = Some(Draft {
                id,
                done: done(&text),
                text: text.clone(),
                drawn: true,
            });
        }
        if text.chars().nth(Excess::MOST_LETTERS - 1).is_some() {
            let told = desk.t("The text has reached its maximum length.");
            let text = RichText::new(told).font(tokens::medium(12.0));
            ui.label(text.color(Palette::of(ui).danger));
        }
        if escaped {
            response.surrender_focus();
            return match draft {
                Some(_) => FieldOutcome::Cancelled(text),
                None => FieldOutcome::Quiet,
            };
        }
        let invalid = draft.as_ref().is_some_and(|draft| draft.done.is_none());
        if invalid {
            let stroke = Stroke::new(1.5, Palette::of(ui).danger);
            let rect = response.rect;
            ui.painter()
                .rect_stroke(rect, tokens::RADIUS, stroke, StrokeKind::Inside);
            let told = desk.t("This value isn’t valid here. The previous one was kept.");
            let text = RichText::new(told).font(tokens::medium(12.0));
            ui.label(text.color(Palette::of(ui).danger));
        }
        if let Some(draft) = &mut draft {
            draft.drawn = true;
        }
        if response.lost_focus() {
            if let Some(draft) = draft.take() {
                if response.changed() {
                    self.draft = Some(draft);
                    return FieldOutcome::Typed(text);
                }
                desk.events.extend(draft.done.map(UiEvent::Intent));
            }
            return FieldOutcome::Quiet;
        }
        if draft.is_some() {
            self.draft = draft;
        }
        if response.changed() {
            return FieldOutcome::Typed(text);
        }
        FieldOutcome::Quiet
    }
}

/// What became of a field in a frame.
pub(super) enum FieldOutcome {
    Quiet,
    Typed(String),
    /// With what was typed.
    Cancelled(String),
}

/// `None` for a text that will not do, `Some(None)` for an empty one.
pub(super) fn optional<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> Option<Option<T>> {
    let text = text.trim();
    if text.is_empty() {
        return Some(None);
    }
    read(text).map(Some)
}

#[cfg(test)]
mod tests {
    use super::optional;
    use crate::words::number;

    #[test]
    fn an_empty_field_is_no_fault() {
        assert_eq!(optional("", number), Some(None));
        assert_eq!(optional("x", number), None);
    }
}
