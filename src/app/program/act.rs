//! What the person does in the window, and what it brings about.

use super::{PendingAction, Program};
use crate::{
    app::clipboard::ClipboardContent,
    editor::{Effect, Intent},
    ui::{Dialog, UiEvent},
};

impl Program {
    pub(super) fn act(&mut self, events: Vec<UiEvent>, context: &egui::Context) {
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
                self.window.message = None;
            }
            let effects = match (event, self.workspace.editor_mut()) {
                (UiEvent::Intent(intent), Some(editor)) => editor.handle(intent),
                (UiEvent::Paste(text), _) => {
                    self.paste(Some(text));
                    continue;
                }
                (UiEvent::Action(action), Some(editor)) => editor.handle(Intent::Action(action)),
                (UiEvent::Action(action), None) => action.effect().into_iter().collect(),
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
            };
            for effect in effects {
                self.bring_about(effect, context);
            }
        }
    }

    pub(super) fn bring_about(&mut self, effect: Effect, context: &egui::Context) {
        self.window.message = None;
        match effect {
            Effect::New => self.request(PendingAction::New, context),
            Effect::NewFromTemplate => {
                self.make_templates();
                self.dialogs.show(Dialog::Templates);
            }
            Effect::Open => self.request(PendingAction::AskOpen, context),
            Effect::Close => self.request(PendingAction::Close, context),
            Effect::Quit => self.request(PendingAction::Quit, context),
            Effect::Save => self.save(),
            Effect::SaveAs => self.ask_save_as(),
            Effect::ShowHistory => {
                self.settle(context);
                self.show_history();
            }
            Effect::AskCompare => {
                self.settle(context);
                self.ask_compare();
            }
            Effect::SaveAsTemplate => {
                self.settle(context);
                self.ask_template_name();
            }
            Effect::Export => self.choose_export(),
            Effect::ExportText => self.dialogs.show(Dialog::Forms),
            Effect::ExportValues => self.choose_export_of_values(),
            Effect::Copy { text, html } => self.copy(ClipboardContent {
                text,
                html,
                picture: None,
            }),
            Effect::CopyImage(area) => self.copy_image(area),
            Effect::Paste => self.paste(None),
            Effect::PasteAsMap => self.paste_as_map(),
            Effect::AskSurvey => self.ask_survey(),
            Effect::ChoosePicture(target) => self.ask_picture(target),
            Effect::ShowShortcuts => {
                let shortcuts = self.shell.shortcuts(context, self.services.language);
                self.dialogs.show(Dialog::Shortcuts(shortcuts));
            }
            Effect::ShowAbout => self.dialogs.show(Dialog::About),
            Effect::UseLanguage(language) => {
                self.services.language = language;
                self.make_templates();
                self.update_settings(move |settings| settings.language = Some(language));
            }
            Effect::Refused(error) => {
                self.window.message = Some(error.describe(self.services.language))
            }
        }
    }

    /// What is still being typed counts as done.
    pub(super) fn settle(&mut self, context: &egui::Context) {
        let events = self.shell.finish();
        self.act(events, context);
    }
}
