//! A talk and the world around it: all of the screen, which stays on, and how much is to move.

use super::{
    News, Program,
    services::{AsksForLess, KeepAwake},
};
use crate::{
    app::awake::Awake,
    editor::{Action, Editor, Motion, PresentOn},
};

/// What goes on around a talk.
#[derive(Default)]
pub(super) struct Presenting {
    /// The editor is to be on all of the screen.
    is_editor_full: bool,
    /// What was asked of the window last.
    is_full: bool,
    /// Keeps the screen on.
    awake: Option<Awake>,
    /// The system asks for less movement.
    asks_for_less: bool,
    /// A talk goes on.
    goes_on: bool,
    /// What was chosen since the program began, which may not be written yet.
    place: Option<PresentOn>,
    motion: Option<Motion>,
}

impl Presenting {
    #[cfg(test)]
    pub(super) fn is_awake(&self) -> bool {
        self.awake.is_some()
    }

    pub(super) fn hears_of_motion(&mut self, asks_for_less: bool) {
        self.asks_for_less = asks_for_less;
    }
}

impl Program {
    /// What keeps the screen on, and what tells how much is to move.
    pub(crate) fn present_with(&mut self, keep_awake: KeepAwake, asks_for_less: AsksForLess) {
        self.services.keep_awake = Some(keep_awake);
        self.services.asks_for_less = Some(asks_for_less);
    }

    /// Whether a talk moves from stop to stop.
    pub(super) fn moves(&self) -> bool {
        match self
            .presenting
            .motion
            .unwrap_or(self.shelves.settings.motion)
        {
            Motion::System => !self.presenting.asks_for_less,
            Motion::Calm => true,
            Motion::Still => false,
        }
    }

    /// Where talks are shown, and whether they move, as somebody chose.
    pub(super) fn presenting_choices(&self) -> [Action; 2] {
        let (now, kept) = (&self.presenting, &self.shelves.settings);
        [
            Action::UsePresentOn(now.place.unwrap_or(kept.present_on)),
            Action::UseMotion(now.motion.unwrap_or(kept.motion)),
        ]
    }

    fn has_talk(&self) -> bool {
        let editor = self.workspace.editor();
        editor.and_then(Editor::talk).is_some()
    }

    /// Turns full screen on or off: that of the editor, or, in a talk, that of talks.
    pub(super) fn turn_full_screen(&mut self, context: &egui::Context) {
        let is_full = context.input(|input| input.viewport().fullscreen);
        let is_full = is_full.unwrap_or(self.presenting.is_full);
        // The window manager may have its own way.
        self.presenting.is_full = is_full;
        if self.has_talk() {
            let place = match is_full {
                true => PresentOn::Window,
                false => PresentOn::FullScreen,
            };
            self.presenting.is_editor_full &= !is_full;
            self.present_on(place);
            let name = self.services.language.t(place.name());
            self.window.say(name.to_owned(), false);
        } else {
            self.presenting.is_editor_full = !is_full;
            self.tell(match is_full {
                true => "Full screen: off",
                false => "Full screen: on",
            });
        }
    }

    /// Shows talks there, from now on.
    pub(super) fn present_on(&mut self, place: PresentOn) {
        self.presenting.place = Some(place);
        self.update_settings(move |settings| settings.present_on = place);
    }

    /// Lets talks move so, from now on.
    pub(super) fn use_motion(&mut self, motion: Motion) {
        self.presenting.motion = Some(motion);
        self.update_settings(move |settings| settings.motion = motion);
    }

    /// A corner of a screen other than the one that the window is on, in pixels; `None` where there
    /// is no other, or the system does not tell.
    pub(super) fn second_screen(&self, frame: &eframe::Frame) -> Option<[i32; 2]> {
        let window = frame.winit_window().filter(|_| self.has_talk())?;
        let own = window.current_monitor()?;
        let other = window.available_monitors().find(|other| *other != own)?;
        let corner = other.position();
        Some([corner.x, corner.y])
    }

    /// Sees to what is around a talk once it begins, and to the end of that once it ends.
    pub(super) fn follow_talk(&mut self, context: &egui::Context) {
        let goes_on = self.has_talk();
        let began = goes_on && !std::mem::replace(&mut self.presenting.goes_on, goes_on);
        if began {
            self.ask_for_motion();
            let why = self.services.language.t("Presenting a map").to_owned();
            self.presenting.awake = self.services.keep_awake.map(|keep| keep(why));
        } else if !goes_on {
            self.presenting.awake = None;
        }
        let place = self.presenting.place;
        let place = place.unwrap_or(self.shelves.settings.present_on);
        let of_talk = goes_on && place == PresentOn::FullScreen;
        let wanted = of_talk || self.presenting.is_editor_full;
        if wanted != self.presenting.is_full {
            self.presenting.is_full = wanted;
            context.send_viewport_cmd(egui::ViewportCommand::Fullscreen(wanted));
        }
    }

    fn ask_for_motion(&self) {
        if let Some(asks_for_less) = self.services.asks_for_less {
            self.services.tasks.run(
                || News::Motion(false),
                move |_| News::Motion(asks_for_less()),
            );
        }
    }
}
