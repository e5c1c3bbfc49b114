//! What the person does in the window, and what it brings about.

use super::{PendingAction, Program};
use crate::{
    app::clipboard::ClipboardContent,
    editor::{Editor, Effect, Intent, OutsideAction, TextSize},
    export::Format,
    ui::{Dialog, GuideDialog, UiEvent, tokens},
};

impl Program {
    pub(super) fn act(&mut self, events: Vec<UiEvent>, context: &egui::Context) {
        for event in events {
            // What was told is old news once the person goes on.
            let goes_on = matches!(
                event,
                UiEvent::Intent(
                    Intent::Action(_)
                        | Intent::PointerPressed { .. }
                        | Intent::Typed(_)
                        | Intent::Pressed(_)
                        | Intent::Edit { .. }
                )
            );
            if goes_on {
                self.window.hush();
            }
            let effects = match (event, self.workspace.editor_mut()) {
                (UiEvent::Intent(intent), Some(editor)) => editor.handle_among(intent),
                (UiEvent::Paste(text), Some(editor)) if editor.text_edit().is_some() => {
                    editor.handle_among(Intent::Typed(text))
                }
                (UiEvent::Paste(text), _) => {
                    self.paste_text(text);
                    continue;
                }
                (UiEvent::AskClipboard, _) => {
                    self.paste(true);
                    continue;
                }
                (UiEvent::Intent(Intent::Action(action)), None) => {
                    action.outside().map(Effect::Outside).into_iter().collect()
                }
                (UiEvent::Intent(_), None) => Vec::new(),
                (UiEvent::OpenRecent(index), _) => {
                    if let Some(path) = self.shelves.settings.recent.get(index).cloned() {
                        self.request(PendingAction::Open(path), context);
                    }
                    continue;
                }
                (UiEvent::OpenSample(index), _) => {
                    self.request(PendingAction::Sample(index), context);
                    continue;
                }
                (UiEvent::UseTemplate(index), _) => {
                    if let Some(action) = self.template_action(index) {
                        self.request(action, context);
                    }
                    continue;
                }
                (UiEvent::Decided(decision), _) => {
                    self.decided_and_told(decision);
                    continue;
                }
                (UiEvent::OfferLeft, _) => {
                    self.find_unsaved_work();
                    continue;
                }
                (UiEvent::RemoveTemplate(index), _) => {
                    self.ask_remove_template(index);
                    continue;
                }
                (UiEvent::RecentShown, _) => {
                    self.make_thumbnails();
                    continue;
                }
                (UiEvent::ShowInFolder, _) => {
                    self.show_in_folder();
                    continue;
                }
                (UiEvent::WrittenHeard, _) => {
                    self.window.written = None;
                    continue;
                }
            };
            for effect in effects {
                self.bring_about(effect, context);
            }
        }
        if let Some(editor) = self.workspace.editor_mut() {
            editor.settle_down();
        }
    }

    pub(super) fn bring_about(&mut self, effect: Effect, context: &egui::Context) {
        self.window.hush();
        match effect {
            Effect::Outside(action) => self.act_outside(action, context),
            Effect::Copy { text, html, cuts } => {
                let content = ClipboardContent {
                    text,
                    html,
                    ..ClipboardContent::default()
                };
                self.copy(content, cuts);
            }
            Effect::CopyImage(area) => self.copy_image(area),
            Effect::CopyStop(stop) => self.copy_stop(*stop),
            Effect::ChoosePicture(target) => self.ask_picture(target),
            Effect::TakenBack(name) => {
                let language = self.services.language;
                self.tell_with(
                    "Undone: {name} · Redo restores it",
                    &[("name", language.t(name))],
                );
            }
            Effect::ArrowsGone(count) => {
                self.window.tell(self.services.language.count(
                    count,
                    "Deleted, and {n} arrow with it · Undo restores all",
                    "Deleted, and {n} arrows with it · Undo restores all",
                    &[],
                ));
            }
            Effect::Refused(error) => {
                self.window.warn(error.describe(self.services.language));
            }
        }
    }

    /// Does an action that the editor leaves to the world around it.
    fn act_outside(&mut self, action: OutsideAction, context: &egui::Context) {
        match action {
            OutsideAction::New => self.request(PendingAction::New, context),
            OutsideAction::NewFromTemplate => {
                self.make_templates();
                self.dialogs.show(Dialog::Templates);
            }
            OutsideAction::Open => self.request(PendingAction::AskOpen, context),
            OutsideAction::Close => self.request(PendingAction::Close, context),
            OutsideAction::Quit => self.request(PendingAction::Quit, context),
            OutsideAction::Save => self.save(),
            OutsideAction::SaveAs => self.ask_save_as(),
            OutsideAction::History => {
                self.settle(context);
                self.show_history();
            }
            OutsideAction::Compare => {
                self.settle(context);
                self.ask_compare();
            }
            OutsideAction::SaveAsTemplate => {
                self.settle(context);
                self.ask_template_name();
            }
            OutsideAction::NewWindow => self.open_window(),
            OutsideAction::Export => self.choose_export(None),
            OutsideAction::ExportPdf => self.choose_export(Some(Format::Pdf)),
            OutsideAction::Print => self.choose_print(),
            OutsideAction::ExportSelection => {
                let stop = self.workspace.editor().and_then(Editor::stop_to_hand_out);
                if let Some(stop) = stop {
                    self.choose_export_of_stop(stop);
                }
            }
            OutsideAction::ExportText => self.dialogs.show(Dialog::Formats),
            OutsideAction::ExportValues => self.choose_export_of_values(),
            OutsideAction::Paste => self.paste(false),
            OutsideAction::PasteAsMap => self.paste_as_map(),
            OutsideAction::ImportSurvey => self.ask_survey(),
            OutsideAction::KeyboardShortcuts => {
                let shortcuts = self.shell.shortcuts(context, self.services.language);
                self.dialogs.show(Dialog::Shortcuts(shortcuts));
            }
            OutsideAction::Brand => {
                self.settle(context);
                self.show_brand();
            }
            OutsideAction::Settings => {
                self.settle(context);
                self.show_settings(context);
            }
            OutsideAction::Manual => self.dialogs.show(Dialog::Guide(GuideDialog::default())),
            OutsideAction::CopyDetails => self.copy_details(context),
            OutsideAction::About => self.dialogs.show(Dialog::About),
            OutsideAction::UseAppearance(appearance) => {
                tokens::use_appearance(context, appearance);
                self.update_settings(move |settings| settings.appearance = appearance);
                let name = self.services.language.t(appearance.name());
                self.window.say(name.to_owned(), false);
            }
            OutsideAction::UsePresentOn(place) => {
                self.present_on(place);
                let name = self.services.language.t(place.name());
                self.window.say(name.to_owned(), false);
            }
            OutsideAction::UseMotion(motion) => {
                self.use_motion(motion);
                let name = self.services.language.t(motion.name());
                self.window.say(name.to_owned(), false);
            }
            OutsideAction::FullScreen => self.turn_full_screen(context),
            OutsideAction::UseTextSize(size) => self.use_text_size(size, context),
            OutsideAction::LargerText => {
                self.use_text_size(tokens::text_size(context).next(true), context)
            }
            OutsideAction::SmallerText => {
                self.use_text_size(tokens::text_size(context).next(false), context)
            }
            OutsideAction::NormalText => self.use_text_size(TextSize::default(), context),
            OutsideAction::UseLanguage(language) => {
                self.services.language = language;
                self.make_templates();
                self.update_settings(move |settings| settings.language = Some(language));
                self.window
                    .say(language.t(language.name()).to_owned(), false);
            }
        }
    }

    /// Shows the whole window larger or smaller, from now on.
    fn use_text_size(&mut self, size: TextSize, context: &egui::Context) {
        context.set_zoom_factor(zoom_of(size));
        self.update_settings(move |settings| settings.text_size = size);
        self.tell_with("Text size: {size}", &[("size", size.name())]);
    }

    /// What is still being typed counts as done.
    pub(super) fn settle(&mut self, context: &egui::Context) {
        let events = self.shell.finish();
        self.act(events, context);
    }
}

pub(super) fn zoom_of(size: TextSize) -> f32 {
    f32::from(size.percent()) / 100.0
}
