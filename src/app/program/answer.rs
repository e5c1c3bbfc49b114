//! What the answers of the dialogs inside the window bring about.

use super::{PendingAction, Program};
use crate::{
    app::{dialogs::FileAnswer, settings::ExportChoice},
    editor::Intent,
    ui::{self, Dialog, UiEvent},
};

impl Program {
    /// A dialog inside the window was answered.
    pub(super) fn answered(&mut self, answer: ui::Answer, context: &egui::Context) {
        let dialog = self.dialogs.open.take();
        match (answer, dialog) {
            (ui::Answer::Save, Some(Dialog::Merge(_))) => self.save_mine_alone(),
            (ui::Answer::Save, _) => self.save(),
            (ui::Answer::Brand(answer), Some(Dialog::Brand(dialog))) => {
                self.brand_answered(*answer, dialog);
            }
            (ui::Answer::Discard, Some(Dialog::Recovery(dialog))) => self.ask_discard_work(dialog),
            (ui::Answer::Discard, Some(Dialog::DiscardLeft(_))) => self.discard_work(),
            (ui::Answer::Cancel, Some(Dialog::DiscardLeft(_))) => self.dialogs.back(),
            (ui::Answer::Cancel, Some(Dialog::Recovery(_))) => self.leave_for_later(),
            (ui::Answer::CompareLeft, Some(Dialog::Recovery(dialog))) => {
                self.compare_unsaved_work(dialog)
            }
            (answer @ (ui::Answer::Recover | ui::Answer::RecoverAndCompare), _) => {
                let compares = answer == ui::Answer::RecoverAndCompare;
                if let Some(action) = self.recovery_action(compares) {
                    self.request(action, context);
                }
            }
            (ui::Answer::LookAtVersion(index), dialog) => {
                self.dialogs.open = dialog;
                self.look_at_version(index);
            }
            (ui::Answer::ReadTable(options), Some(Dialog::Table(dialog))) => {
                self.read_table_with(*options, dialog);
            }
            (ui::Answer::MakeMap, Some(Dialog::Table(_))) => self.make_map_of_table(),
            (ui::Answer::TakeAs(holds), Some(dialog @ (Dialog::Table(_) | Dialog::Survey(_)))) => {
                self.read_table_as(holds, dialog)
            }
            (ui::Answer::Cancel, Some(Dialog::Table(_) | Dialog::Survey(_))) => self.forget_table(),
            (ui::Answer::ReadTable(_) | ui::Answer::MakeMap | ui::Answer::TakeAs(_), _) => {}
            (ui::Answer::DecideOnFile(decision), Some(Dialog::Refused(_))) => {
                self.decided_in_dialog(decision);
            }
            (ui::Answer::BringBack(index), _) => self.bring_back(index, context),
            (ui::Answer::ExportAs(format), _) => self.ask_export_text(format),
            (ui::Answer::OpenSpare, _) => self.request(PendingAction::OpenFallback, context),
            (ui::Answer::CompareVersion(index), Some(Dialog::History(dialog))) => {
                self.compare_with_version(index, dialog);
            }
            (ui::Answer::LookAtChoices, dialog) => {
                self.dialogs.open = dialog;
                self.look_at_choices();
            }
            (ui::Answer::TakeChanges, Some(Dialog::Compare(dialog))) => self.take_changes(*dialog),
            (ui::Answer::Discard, _) => self.discard(context),
            (ui::Answer::Cancel, Some(Dialog::Path(_))) => self.hear_answer(FileAnswer::Cancelled),
            (ui::Answer::Cancel, Some(Dialog::Brand(_))) => self.dialogs.file.forget(),
            (ui::Answer::Cancel, Some(Dialog::Export(_))) => {
                self.dialogs.file.forget();
                self.exports.cancel();
            }
            (ui::Answer::Cancel, Some(Dialog::Compare(_))) => self.close_compare(),
            (ui::Answer::DecideOnFile(_), Some(Dialog::Merge(_))) => {
                self.dialogs.pending = None;
                self.compare_merge();
            }
            (ui::Answer::Cancel, Some(Dialog::Unsaved { .. } | Dialog::Merge(_))) => {
                self.dialogs.pending = None;
            }
            (ui::Answer::UseSettings(chosen), dialog) => {
                self.dialogs.open = dialog;
                self.use_chosen(&chosen, context);
            }
            (ui::Answer::Cancel, Some(Dialog::Settings(dialog))) => {
                self.use_chosen(&dialog.chosen, context);
            }
            (ui::Answer::AskDelete(kind), Some(dialog)) => self.ask_delete(dialog, kind),
            (ui::Answer::Remove, Some(Dialog::DeleteKept(kind))) => self.delete_kept(kind),
            (ui::Answer::Cancel, Some(Dialog::DeleteKept(_) | Dialog::Error(_))) => {
                self.dialogs.back();
            }
            (ui::Answer::Cancel, _) => {}
            (ui::Answer::Print(options), _) => {
                self.exports.options = *options.clone();
                let choice = ExportChoice::of(&self.exports.options);
                self.update_settings(move |settings| settings.export = choice);
                self.print(*options);
            }
            (ui::Answer::Export(options), dialog) => {
                self.exports.options = *options;
                let choice = ExportChoice::of(&self.exports.options);
                self.update_settings(move |settings| settings.export = choice);
                self.dialogs.open = dialog;
                self.ask_export();
            }
            (ui::Answer::ChooseTemplate, dialog) => {
                self.dialogs.open = dialog;
                self.ask_slide_template();
            }
            (ui::Answer::Survey(import), asked) => {
                self.forget_table();
                let before = self.workspace.editor().map(|editor| editor.map().clone());
                let event = UiEvent::Intent(Intent::ImportSurvey(import));
                self.act(vec![event], context);
                let after = self.workspace.editor().map(|editor| editor.map().clone());
                if let Some(Dialog::Survey(asked)) = asked
                    && before != after
                {
                    self.tell_survey(asked.survey());
                }
            }
            (ui::Answer::Path(path), Some(Dialog::Path(asked))) => self.path_typed(&path, asked),
            (ui::Answer::UseTemplate(index), _) => {
                if let Some(action) = self.template_action(index) {
                    self.request(action, context);
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
                ui::Answer::Brand(_)
                | ui::Answer::Path(_)
                | ui::Answer::Name(_)
                | ui::Answer::Remove
                | ui::Answer::AskDelete(_)
                | ui::Answer::CompareLeft
                | ui::Answer::CompareVersion(_)
                | ui::Answer::DecideOnFile(_)
                | ui::Answer::TakeChanges,
                _,
            ) => {}
        }
    }
}
