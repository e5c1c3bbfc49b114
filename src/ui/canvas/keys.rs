//! The keyboard on the canvas: who has it, and what is typed there, handed on as it came.

use egui::{Event, EventFilter, FocusDirection, ImeEvent, Key, Rect, Response, Ui};

use crate::{
    editor::{Action, Composition, Editor, Intent},
    ui::{
        keyboard::{canvas_id, has_keyboard, is_elsewhere, press_of},
        view::UiEvent,
    },
};

/// What is kept of the keyboard from frame to frame.
#[derive(Default)]
pub(super) struct KeyboardState {
    /// It came here by key, and that has to be seen.
    pub shows_focus: bool,
    /// The text that was written when it was last looked at.
    text: Option<u64>,
}

/// Takes all that was typed while the sheet had the keyboard, in its order. What it means is seen
/// when it is done, by what was done before it. `leaves_escape`: something over the sheet ends by it.
pub(in crate::ui) fn take_keys(ui: &Ui, leaves_escape: bool, events: &mut Vec<UiEvent>) {
    let mac = ui.ctx().os().is_mac();
    // Tab and arrows are the sheet's.
    ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
    ui.input_mut(|input| {
        input.events.retain(|event| {
            let is_escape = matches!(
                event,
                Event::Key {
                    key: Key::Escape,
                    ..
                }
            );
            let typed = typed(event, mac).filter(|_| !(is_escape && leaves_escape));
            let stays = typed.is_none();
            events.extend(typed);
            stays
        });
    });
}

fn typed(event: &Event, mac: bool) -> Option<UiEvent> {
    let intent = match event {
        // Enter is a key of its own.
        Event::Text(text) if text == "\n" || text == "\r" => return None,
        Event::Text(text) => Intent::Typed(text.clone()),
        Event::Paste(text) => return Some(UiEvent::Paste(text.clone())),
        // The clipboard is read once more, on another thread.
        Event::PasteImage(_) => return Some(UiEvent::Paste(String::new())),
        Event::Ime(event) => Intent::Composed(composed(event)?),
        Event::Key {
            key: Key::Space,
            pressed: true,
            modifiers,
            ..
        } if modifiers.is_none() => Intent::SpaceHeld(true),
        _ => {
            let press = press_of(event, mac)?;
            // What the window does by itself can be done whatever comes of the keys before.
            let of_window = |action: &Action| {
                action.of_window().is_some() && action.shortcuts().contains(&press.shortcut)
            };
            let is_free = press.shortcut.is_free();
            let mut all = Action::all().into_iter().filter(|_| is_free);
            match all.find(of_window) {
                Some(action) => return Some(UiEvent::from(action)),
                None => Intent::Pressed(press),
            }
        }
    };
    Some(UiEvent::Intent(intent))
}

fn composed(event: &ImeEvent) -> Option<Composition> {
    match event {
        ImeEvent::Preedit { text, .. } | ImeEvent::Commit(text) if text == "\n" || text == "\r" => {
            None
        }
        ImeEvent::Preedit { text, .. } => Some(Composition::Shown(text.clone())),
        ImeEvent::Commit(text) => Some(Composition::Done(text.clone())),
        ImeEvent::DeleteSurrounding {
            before_chars,
            after_chars,
        } => Some(Composition::Around {
            before: *before_chars,
            after: *after_chars,
        }),
        _ => None,
    }
}

impl KeyboardState {
    /// Keeps the keyboard on the sheet as long as nothing else has it.
    pub(super) fn show(
        &mut self,
        ui: &Ui,
        response: &Response,
        editor: &Editor,
        events: &mut Vec<UiEvent>,
    ) {
        let ctx = ui.ctx();
        let mut send = |intent| events.push(UiEvent::Intent(intent));
        if ui.input(|input| input.key_released(Key::Space)) {
            send(Intent::SpaceHeld(false));
        }
        let text = editor.text_edit().map(|edit| edit.serial);
        let begins = text.is_some() && text != self.text;
        self.text = text;
        if begins && is_elsewhere(ctx) {
            // Who asked for it, in a list of commands or at a button, writes at once.
            response.request_focus();
        }
        if !has_keyboard(ctx) {
            if is_elsewhere(ctx) && editor.text_edit().is_some() {
                send(Intent::CommitText);
            }
            return;
        }
        let tabbed = ui.input(|input| input.key_pressed(Key::Tab)) && response.gained_focus();
        keep_keyboard(ui, response);
        self.shows_focus |= tabbed || ui.input(|input| input.key_pressed(Key::F6));
        if ui.input(|input| input.pointer.any_pressed()) {
            self.shows_focus = false;
        }
    }
}

/// Keeps the keyboard where the sheet is, or a stop in its place, as long as nothing else has it.
pub(in crate::ui) fn keep_keyboard(ui: &Ui, response: &Response) {
    if !has_keyboard(ui.ctx()) {
        return;
    }
    if !response.has_focus() {
        // What nothing else wants is for the sheet.
        response.request_focus();
    }
    ui.memory_mut(|memory| {
        memory.set_focus_lock_filter(
            canvas_id(),
            EventFilter {
                tab: true,
                horizontal_arrows: true,
                vertical_arrows: true,
                escape: true,
            },
        );
    });
}

/// Lets an input method compose, with its window at the caret.
pub(super) fn allow_composing(ui: &Ui, rect: Rect, caret: Rect) {
    if !has_keyboard(ui.ctx()) {
        return;
    }
    ui.output_mut(|output| {
        output.ime = Some(egui::output::IMEOutput {
            purpose: egui::IMEPurpose::Normal,
            rect,
            cursor_rect: caret,
            should_interrupt_composition: false,
        });
    });
}
