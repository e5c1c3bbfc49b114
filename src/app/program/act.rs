//! What the person does: events of the window, what they bring about, answers of dialogs.

use std::sync::atomic::Ordering;

use super::{Next, Program};
use crate::{
    app::{clipboard::Content, dialogs::Answer, settings::ExportChoice},
    editor::{Editor, Effect, Intent, blank_map},
    model::Map,
    ui::{self, Dialog, UiEvent},
};

impl Program {
    pub(super) fn act(
        &mut self,
        events: Vec<UiEvent>,
        context: &egui::Context,
        frame: &eframe::Frame,
    ) {
        for event in events {
            // What was told is old news once the person goes on.
            let goes_on = matches!(
                event,
                UiEvent::Action(_)
                    | UiEvent::Intent(
                        Intent::PointerPressed { .. }
                            | Intent::TypedOnSheet(_)
                            | Intent::Edit { .. }
                    )
            );
            if goes_on {
                self.message = None;
            }
            let effects = match (event, &mut self.editor) {
                (UiEvent::Intent(intent), Some(editor)) => editor.handle(intent),
                (UiEvent::Paste(text), _) => {
                    self.paste(Some(text));
                    continue;
                }
                (UiEvent::Action(action), Some(editor)) => editor.handle(Intent::Action(action)),
                (UiEvent::Action(action), None) => action.effect().into_iter().collect(),
                (UiEvent::Intent(_), None) => Vec::new(),
                (UiEvent::OpenRecent(index), _) => {
                    if let Some(path) = self.settings.recent.get(index).cloned() {
                        self.request(Next::Open(path), context, frame);
                    }
                    continue;
                }
                (UiEvent::OpenSample(index), _) => {
                    self.request(Next::Sample(index), context, frame);
                    continue;
                }
                (UiEvent::UseTemplate(index), _) => {
                    if let Some(next) = self.next_of_template(index) {
                        self.request(next, context, frame);
                    }
                    continue;
                }
                (UiEvent::Decided(decision), _) => {
                    self.decided_and_told(decision, frame);
                    continue;
                }
                (UiEvent::OfferLeft, _) => {
                    self.look_for_leftovers();
                    continue;
                }
                (UiEvent::RemoveTemplate(index), _) => {
                    self.ask_remove_template(index);
                    continue;
                }
            };
            for effect in effects {
                self.bring_about(effect, context, frame);
            }
        }
    }

    pub(super) fn bring_about(
        &mut self,
        effect: Effect,
        context: &egui::Context,
        frame: &eframe::Frame,
    ) {
        self.message = None;
        match effect {
            Effect::New => self.request(Next::New, context, frame),
            Effect::NewFromTemplate => {
                self.make_templates();
                self.dialog = Some(Dialog::Templates);
            }
            Effect::Open => self.request(Next::AskOpen, context, frame),
            Effect::Close => self.request(Next::Close, context, frame),
            Effect::Quit => self.request(Next::Quit, context, frame),
            Effect::Save => self.save(frame),
            Effect::SaveAs => self.ask_save_as(frame),
            Effect::ShowHistory => {
                self.settle(context, frame);
                self.show_history();
            }
            Effect::AskCompare => {
                self.settle(context, frame);
                self.ask_compare(frame);
            }
            Effect::SaveAsTemplate => {
                self.settle(context, frame);
                self.ask_template_name();
            }
            Effect::Export => self.choose_export(None),
            Effect::ExportText => self.dialog = Some(Dialog::Forms),
            Effect::ExportValues => self.choose_export_of_values(),
            Effect::Copy { text, html } => self.copy(Content {
                text,
                html,
                picture: None,
            }),
            Effect::CopyImage(area) => self.copy_image(area),
            Effect::Paste => self.paste(None),
            Effect::PasteAsMap => self.paste_as_map(),
            Effect::AskSurvey => self.ask_survey(frame),
            Effect::ChoosePicture(target) => self.ask_picture(target, frame),
            Effect::ShowShortcuts => {
                self.dialog = Some(Dialog::Shortcuts(
                    self.shell.shortcuts(context, self.language),
                ));
            }
            Effect::ShowAbout => self.dialog = Some(Dialog::About),
            Effect::UseLanguage(language) => {
                self.language = language;
                self.make_templates();
                self.update_settings(move |settings| settings.language = Some(language));
            }
            Effect::Refused(error) => self.message = Some(error.describe(self.language)),
        }
    }

    /// What is still being typed counts as done.
    pub(super) fn settle(&mut self, context: &egui::Context, frame: &eframe::Frame) {
        let events = self.shell.finish();
        self.act(events, context, frame);
    }

    /// Goes on with `next` as soon as no change can be lost by it.
    pub(super) fn request(&mut self, next: Next, context: &egui::Context, frame: &eframe::Frame) {
        self.settle(context, frame);
        match &self.editor {
            Some(_) if self.saving => self.next = Some(next),
            Some(editor) if editor.is_dirty() => {
                let name = self.name(editor);
                self.next = Some(next);
                self.dialog = Some(Dialog::Unsaved { name });
            }
            _ => self.proceed(next, context, frame),
        }
    }

    pub(super) fn proceed(&mut self, next: Next, context: &egui::Context, frame: &eframe::Frame) {
        match next {
            Next::New => self.begin(
                Editor::new(blank_map(self.language), self.fonts.clone()),
                None,
            ),
            Next::AskOpen => self.ask_open(frame),
            Next::Open(path) => self.open(path),
            Next::Sample(index) => self.open_sample(index),
            Next::Template(map) => {
                let map = Map::clone(&map);
                self.begin(Editor::new(map, self.fonts.clone()), None);
            }
            next @ Next::Table { .. } => self.begin_table(next),
            Next::Recover { id, compares } => self.recover(id, compares),
            Next::Spare => self.open_spare(),
            Next::Close => {
                self.remember_place();
                self.end_aside();
                self.editor = None;
                self.path = None;
                self.document += 1;
                self.use_stamp(None);
                self.make_samples();
                self.make_templates();
            }
            Next::Quit => {
                self.remember_place();
                self.end_aside();
                self.quitting = true;
                context.send_viewport_cmd(egui::ViewportCommand::Close);
            }
        }
    }

    /// A dialog inside the window was answered.
    pub(super) fn answered(
        &mut self,
        answer: ui::Answer,
        context: &egui::Context,
        frame: &eframe::Frame,
    ) {
        let dialog = self.dialog.take();
        match (answer, dialog) {
            (ui::Answer::Save, _) => self.save(frame),
            (ui::Answer::Discard, Some(Dialog::Recovery(dialog))) => self.ask_discard_left(dialog),
            (ui::Answer::Discard, Some(Dialog::DiscardLeft(_))) => self.discard_left(),
            (ui::Answer::Cancel, Some(Dialog::DiscardLeft(_))) => self.dialog = self.below.take(),
            (ui::Answer::Cancel, Some(Dialog::Recovery(_))) => self.leave_for_later(),
            (ui::Answer::CompareLeft, Some(Dialog::Recovery(dialog))) => self.compare_left(dialog),
            (answer @ (ui::Answer::Recover | ui::Answer::RecoverAndCompare), _) => {
                let compares = answer == ui::Answer::RecoverAndCompare;
                if let Some(next) = self.next_of_left(compares) {
                    self.request(next, context, frame);
                }
            }
            (ui::Answer::LookAtVersion(index), dialog) => {
                self.dialog = dialog;
                self.look_at_version(index);
            }
            (ui::Answer::ReadTable(options), Some(Dialog::Table(dialog))) => {
                self.read_table_with(*options, dialog);
            }
            (ui::Answer::MakeMap, Some(Dialog::Table(_))) => self.make_map_of_table(),
            (ui::Answer::TakeAs(holds), Some(dialog @ (Dialog::Table(_) | Dialog::Survey(_)))) => {
                self.take_table_as(holds, dialog)
            }
            (ui::Answer::Cancel, Some(Dialog::Table(_) | Dialog::Survey(_))) => self.forget_table(),
            (ui::Answer::ReadTable(_) | ui::Answer::MakeMap | ui::Answer::TakeAs(_), _) => {}
            (ui::Answer::DecideOnFile(decision), Some(Dialog::Refused(_))) => {
                self.decided_in_dialog(decision, frame);
            }
            (ui::Answer::BringBack(index), _) => self.bring_back(index, context, frame),
            (ui::Answer::ExportAs(form), _) => self.ask_export_text(form, frame),
            (ui::Answer::OpenSpare, _) => self.request(Next::Spare, context, frame),
            (ui::Answer::CompareVersion(index), Some(Dialog::History(dialog))) => {
                self.compare_with_version(index, dialog);
            }
            (ui::Answer::LookAtChoices, dialog) => {
                self.dialog = dialog;
                self.look_at_choices();
            }
            (ui::Answer::TakeChanges, Some(Dialog::Compare(dialog))) => self.take_changes(*dialog),
            (ui::Answer::Discard, _) => {
                if let Some(next) = self.next.take() {
                    self.proceed(next, context, frame);
                }
            }
            (ui::Answer::Cancel, Some(Dialog::Path(_))) => self.hear_answer(Answer::Cancelled),
            (ui::Answer::Cancel, Some(Dialog::Export(_))) => {
                self.asking = None;
                self.cancel.store(true, Ordering::Relaxed);
            }
            (ui::Answer::Cancel, Some(Dialog::Compare(_))) => self.close_compare(),
            (ui::Answer::Cancel, Some(Dialog::Unsaved { .. })) => self.next = None,
            (ui::Answer::Cancel, _) => {}
            (ui::Answer::Export(options), dialog) => {
                self.export_options = *options;
                let choice = ExportChoice(self.export_options.clone());
                self.update_settings(move |settings| settings.export = choice);
                self.dialog = dialog;
                self.ask_export(frame);
            }
            (ui::Answer::Survey(import), asked) => {
                self.forget_table();
                let before = self.editor.as_ref().map(|editor| editor.map().clone());
                let event = UiEvent::Intent(Intent::ImportSurvey(import));
                self.act(vec![event], context, frame);
                let after = self.editor.as_ref().map(|editor| editor.map().clone());
                if let Some(Dialog::Survey(asked)) = asked
                    && before != after
                {
                    self.tell_survey(asked.survey());
                }
            }
            (ui::Answer::Path(path), Some(Dialog::Path(asked))) => self.path_typed(&path, asked),
            (ui::Answer::UseTemplate(index), _) => {
                if let Some(next) = self.next_of_template(index) {
                    self.request(next, context, frame);
                }
            }
            (ui::Answer::RemoveTemplate(index), _) => self.ask_remove_template(index),
            (ui::Answer::Remove, Some(Dialog::RemoveTemplate { name })) => {
                self.remove_template(&name);
            }
            (ui::Answer::Name(name), Some(Dialog::TemplateName(asked))) => {
                self.template_named(&name, &asked);
            }
            (
                ui::Answer::Path(_)
                | ui::Answer::Name(_)
                | ui::Answer::Remove
                | ui::Answer::CompareLeft
                | ui::Answer::CompareVersion(_)
                | ui::Answer::DecideOnFile(_)
                | ui::Answer::TakeChanges,
                _,
            ) => {}
        }
    }
}
