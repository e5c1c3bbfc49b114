//! Where every intent goes, and what it ends.

use super::{Editor, Effect, Ends, Intent};

impl Editor {
    /// Does what a person wants; the answer is what remains for the outside world to do.
    pub fn handle(&mut self, intent: Intent) -> Vec<Effect> {
        let effects = self.handle_among(intent);
        self.settle_down();
        effects
    }

    /// As [`Editor::handle`], with others before anybody looks: what all of them come to is seen
    /// after [`Editor::settle_down`].
    pub fn handle_among(&mut self, intent: Intent) -> Vec<Effect> {
        if self.takes_letter_of_key(&intent) {
            return Vec::new();
        }
        let intent = match self.is_presenting() {
            true => match self.in_talk(intent) {
                Some(intent) => intent,
                None => return Vec::new(),
            },
            false => intent,
        };
        let intent = match intent {
            Intent::Pressed(press) => match self.meaning(&press) {
                Some(meant) => meant,
                None => match self.why_not(&press) {
                    Some(why) => return vec![Effect::Refused(why)],
                    None => Intent::Pressed(press),
                },
            },
            other => other,
        };
        let intent = self.while_connecting(intent);
        let before = self.witness(&intent);
        let keeps_ring = intent.keeps_ring();
        let is_done = self.only_ends_drawing(&intent);
        self.keep_drawing(&intent);
        if is_done {
            return Vec::new();
        }
        let (mut effects, goes_on) = self.make_way(intent.ends());
        if goes_on {
            effects.extend(self.carry_out(intent));
        }
        self.refresh();
        self.follow_in_talk();
        if !keeps_ring && self.connecting.is_none() {
            self.ring = None;
        }
        self.tell_since(&before, &effects);
        effects
    }

    /// Sees what the latest intents have come to.
    pub fn settle_down(&mut self) {
        self.show_what_came_back();
        self.refresh_find();
    }

    /// Ends what is going on as far as something new does; `false` where that is all to be done.
    fn make_way(&mut self, ends: Ends) -> (Vec<Effect>, bool) {
        let (is_drag, carries) = (self.gesture.is_drag(), self.gesture.carries());
        let is_written = self.text_edit.is_some();
        let (settles, goes_on) = match ends {
            Ends::Nothing => (false, true),
            Ends::Drag => {
                self.cancel_gesture();
                (false, true)
            }
            Ends::All => (true, true),
            Ends::AllButDrag => (!is_drag, true),
            Ends::AllButPreview => (is_drag || is_written, true),
            Ends::DragInstead => (true, !is_drag),
            Ends::CarryInstead if carries => {
                self.cancel_gesture();
                (false, false)
            }
            Ends::CarryInstead => (true, true),
        };
        let effects = if settles { self.settle() } else { Vec::new() };
        (effects, goes_on)
    }

    fn carry_out(&mut self, intent: Intent) -> Vec<Effect> {
        match intent {
            Intent::PointerMoved { at, modifiers } => self.pointer_moved(at, modifiers),
            Intent::PointerPressed {
                at,
                button,
                modifiers,
            } => self.pointer_pressed(at, button, modifiers),
            Intent::PointerReleased {
                at,
                button,
                modifiers,
            } => {
                self.held = modifiers;
                return self.pointer_released(at, button);
            }
            Intent::DoubleClicked { at } => return self.double_clicked(at),
            Intent::PointerLeft => self.pointer_left(),
            Intent::Pan(by) => self.look_from(self.camera().panned(by)),
            Intent::Zoom { factor, at } => self.zoom_at(factor, at),
            Intent::LookAt(centre_in_doc) => self.look_at(centre_in_doc),
            Intent::LookThrough(lens) => self.lens = lens,
            Intent::SpaceHeld(held) => self.space_held = held && self.text_edit.is_none(),
            Intent::ViewResized(size) => self.resize_view(size),
            Intent::FocusLost => self.space_held = false,
            Intent::Tick(secs) => self.tick(secs),

            Intent::Action(action) => return self.run(action),
            Intent::Escape => return self.escape(),
            Intent::Select(targets) => self.select_and_show(targets),
            Intent::StartText { target, field } => self.start_text(target, field),
            Intent::Pressed(press) => return self.press_in_text(press),
            Intent::Typed(text) => return self.type_on(&text),
            Intent::Composed(composition) => return self.compose(&composition),
            Intent::TextTyped(text) => return self.written(|draft| draft.set(text)),
            Intent::TextSelected { anchor, caret } => self.select_in_text(anchor, caret),
            Intent::CommitText => return self.commit_text(),
            Intent::CommitTextAnd(onward) => return self.commit_text_and(onward),
            Intent::CancelText => return self.cancel_text().unwrap_or_default(),

            Intent::TakeNew(action) => self.take_new(action),
            Intent::AddStageAt(index) => return self.start_new(self.new_stage(index)),
            Intent::AddLaneAt(kind, index) => return self.start_new(self.new_lane(kind, index)),
            Intent::PlacePictures(pictures) => return self.place_pictures(pictures),
            Intent::Paste { html, text } => return self.paste(html.as_deref(), &text),
            Intent::ImportSurvey(import) => return self.import_survey(&import),
            Intent::Edit { name, edits } => return self.edit(name, &edits),
            Intent::PlaceStops(index) => return self.place_stops(index),
            Intent::Choose(choice) => return self.choose(&choice),
            Intent::TakeMap { name, map } => {
                self.history.replace(name, map);
            }
            Intent::Mend { finding, today } => return self.mend(&finding, today),

            Intent::Preview { name, edits } => {
                if !self.history.in_transaction() {
                    self.history.begin(name);
                }
                // Half a change may not fit yet: the last one that did stays in view.
                self.refused_preview = self.history.preview(&edits).err();
            }
            // These may come late, when a panel loses the keyboard to something that has begun.
            Intent::CommitPreview if self.previews_panel() => return self.commit_preview(),
            Intent::CancelPreview if self.previews_panel() => return self.cancel_preview(),
            Intent::CommitPreview | Intent::CancelPreview => {}

            Intent::Find(query) => self.look_for(query),
            Intent::Replace { with, all } => return self.replace(&with, all),
            Intent::CloseFind => {
                self.close_find();
            }
            Intent::Talk(intent) => return self.do_in_talk(intent),
        }
        Vec::new()
    }

    /// Ends whatever is going on before something else begins: a drag is given up, a text or a
    /// preview is kept.
    fn settle(&mut self) -> Vec<Effect> {
        self.cancel_gesture();
        let mut effects = self.commit_text();
        effects.extend(self.commit_preview());
        self.refresh();
        effects
    }

    /// Makes a preview a step; one that was refused at last is told and dropped.
    fn commit_preview(&mut self) -> Vec<Effect> {
        match self.refused_preview.take() {
            None => {
                self.history.commit();
                Vec::new()
            }
            Some(error) => {
                self.history.cancel();
                vec![Effect::Refused(error)]
            }
        }
    }

    fn cancel_preview(&mut self) -> Vec<Effect> {
        self.refused_preview = None;
        self.take_back()
    }

    pub(super) fn escape(&mut self) -> Vec<Effect> {
        if self.cancel_gesture() || self.let_ring_go() {
            return Vec::new();
        }
        if let Some(effects) = self.cancel_text() {
            return effects;
        }
        if self.history.in_transaction() {
            return self.cancel_preview();
        }
        if !self.close_find() && !self.return_to_talk() {
            self.select([]);
        }
        Vec::new()
    }
}
