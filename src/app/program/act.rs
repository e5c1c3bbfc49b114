//! What the person does in the window, and what it brings about.

use super::{PendingAction, Program};
use crate::{
    app::clipboard::ClipboardContent,
    editor::{Action, Effect, Intent},
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
                (UiEvent::Action(action), None) if action.is_of_outside() => {
                    vec![Effect::Outside(action)]
                }
                (UiEvent::Action(_), None) => Vec::new(),
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
            Effect::Outside(action) => self.act_outside(action, context),
            Effect::Copy { text, html } => self.copy(ClipboardContent {
                text,
                html,
                picture: None,
            }),
            Effect::CopyImage(area) => self.copy_image(area),
            Effect::ChoosePicture(target) => self.ask_picture(target),
            Effect::TakenBack(name) => {
                let language = self.services.language;
                self.window.message = Some(language.fill(
                    "Undone: {name} · Redo restores it",
                    &[("name", language.t(name))],
                ));
            }
            Effect::Refused(error) => {
                self.window.message = Some(error.describe(self.services.language))
            }
        }
    }

    /// Does an action that is for the outside world alone.
    fn act_outside(&mut self, action: Action, context: &egui::Context) {
        match action {
            Action::New => self.request(PendingAction::New, context),
            Action::NewFromTemplate => {
                self.make_templates();
                self.dialogs.show(Dialog::Templates);
            }
            Action::Open => self.request(PendingAction::AskOpen, context),
            Action::Close => self.request(PendingAction::Close, context),
            Action::Quit => self.request(PendingAction::Quit, context),
            Action::Save => self.save(),
            Action::SaveAs => self.ask_save_as(),
            Action::History => {
                self.settle(context);
                self.show_history();
            }
            Action::Compare => {
                self.settle(context);
                self.ask_compare();
            }
            Action::SaveAsTemplate => {
                self.settle(context);
                self.ask_template_name();
            }
            Action::Export => self.choose_export(),
            Action::ExportText => self.dialogs.show(Dialog::Forms),
            Action::ExportValues => self.choose_export_of_values(),
            Action::Paste => self.paste(None),
            Action::PasteAsMap => self.paste_as_map(),
            Action::ImportSurvey => self.ask_survey(),
            Action::KeyboardShortcuts => {
                let shortcuts = self.shell.shortcuts(context, self.services.language);
                self.dialogs.show(Dialog::Shortcuts(shortcuts));
            }
            Action::About => self.dialogs.show(Dialog::About),
            Action::UseLanguage(language) => {
                self.services.language = language;
                self.make_templates();
                self.update_settings(move |settings| settings.language = Some(language));
            }
            _ => debug_assert!(false, "{action:?} is not for the outside world"),
        }
    }

    /// What is still being typed counts as done.
    pub(super) fn settle(&mut self, context: &egui::Context) {
        let events = self.shell.finish();
        self.act(events, context);
    }
}
