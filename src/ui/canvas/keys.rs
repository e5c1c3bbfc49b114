//! The keyboard on the canvas: who has it, and letters typed where nothing is being written yet.

use egui::{Event, EventFilter, Key, Response, Ui};

use crate::{
    editor::{Editor, Intent},
    ui::{
        keyboard::{canvas_id, has_keyboard},
        view::UiEvent,
    },
};

/// What is kept of the keyboard from frame to frame.
#[derive(Default)]
pub(super) struct KeyboardState {
    /// It came here by key, and that has to be seen.
    pub shows_focus: bool,
}

impl KeyboardState {
    /// What is typed, as intents.
    pub(super) fn show(
        &mut self,
        ui: &Ui,
        response: &Response,
        editor: &Editor,
        events: &mut Vec<UiEvent>,
    ) {
        let ctx = ui.ctx();
        let mut pasted = Vec::new();
        let mut send = |intent| events.push(UiEvent::Intent(intent));
        if ui.input(|input| input.key_released(Key::Space)) {
            send(Intent::SpaceHeld(false));
        }
        if !has_keyboard(ctx) {
            return;
        }
        if !response.has_focus() {
            // What nothing else wants is for the sheet.
            response.request_focus();
        }
        self.shows_focus |= ui.input(|input| input.key_pressed(Key::F6));
        ctx.memory_mut(|memory| {
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
        if ui.input(|input| input.pointer.any_pressed()) {
            self.shows_focus = false;
        }
        if editor.text_edit().is_some() {
            // Its field takes the keyboard in this frame.
            return;
        }
        for event in ui.input(|input| input.events.clone()) {
            match event {
                Event::Paste(text) => pasted.push(UiEvent::Paste(text)),
                // The clipboard is read once more, on another thread.
                Event::PasteImage(_) => pasted.push(UiEvent::Paste(String::new())),
                Event::Text(text) if !text.starts_with(char::is_whitespace) => {
                    send(Intent::TypedOnSheet(text));
                }
                Event::Key {
                    key: Key::Space,
                    pressed: true,
                    ..
                } => send(Intent::SpaceHeld(true)),
                _ => {}
            }
        }
        events.append(&mut pasted);
    }
}
