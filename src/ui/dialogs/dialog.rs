//! The dialog that is open.

use egui::{Context, CornerRadius, Frame, Id, Key, Margin, Modal, Stroke, Ui};

use super::{
    about,
    answer::Answer,
    brand::BrandDialog,
    compare::CompareDialog,
    export::ExportDialog,
    formats,
    guide::GuideDialog,
    history::HistoryDialog,
    merge::MergeDialog,
    name::NameDialog,
    parts::{DialogContext, above_buttons, buttons, enter_pressed, heading, paragraph},
    path::PathDialog,
    preferences::Kept,
    recovery::{DiscardLeftDialog, RecoveryDialog},
    report::{self, ErrorReport},
    settings::{self, SettingsDialog},
    shortcuts::{self, ShortcutGroup},
    survey::SurveyDialog,
    table::TableDialog,
    templates,
};
use crate::{
    ui::{gallery, hold::hold, tokens::Palette, widgets::ButtonKind},
    words::Language,
};

/// What stays free on each side of a dialog, its frame included.
const BESIDE: f32 = 36.0;

/// A dialog that is open.
#[derive(Debug)]
pub enum Dialog {
    /// Before something would lose unsaved changes.
    Unsaved {
        /// Of the map.
        name: String,
        /// What is discarded can be had back from its history.
        has_history: bool,
    },
    Error(ErrorReport),
    /// A file that cannot be read, and when the last version of it was kept that can.
    Damaged(ErrorReport, String),
    /// Before a merge that waits is left, or one version alone is saved in its place.
    Merge(MergeDialog),
    /// A save that would have written over what somebody else saved.
    Refused(ErrorReport),
    Export(Box<ExportDialog>),
    /// The company's look of the open map.
    Brand(Box<BrandDialog>),
    /// The formats of other tools that a map is exported in.
    Formats,
    Path(PathDialog),
    /// The gallery of templates.
    Templates,
    /// What the open map is to be called as a template.
    TemplateName(NameDialog),
    /// Before the person's own template of this name is removed.
    RemoveTemplate {
        name: String,
    },
    Survey(Box<SurveyDialog>),
    /// A table that is to become a map.
    Table(Box<TableDialog>),
    /// Unsaved work that a sudden end has left.
    Recovery(Box<RecoveryDialog>),
    DiscardLeft(DiscardLeftDialog),
    /// The versions of the open map.
    History(HistoryDialog),
    /// Another version over the open map.
    Compare(Box<CompareDialog>),
    Shortcuts(Vec<ShortcutGroup>),
    About,
    Settings(Box<SettingsDialog>),
    /// Before something is deleted that the program keeps.
    DeleteKept(Kept),
    /// How everything is done, with pictures.
    Guide(GuideDialog),
}

impl Dialog {
    pub(in crate::ui) fn show(
        &mut self,
        ctx: &Context,
        context: &mut DialogContext<'_>,
    ) -> Option<Answer> {
        let language = context.language;
        let palette = Palette::of_context(ctx);
        let width = match self {
            Self::Templates => gallery::WIDTH + 16.0,
            Self::Export(_) => 760.0,
            Self::Brand(_) => 1000.0,
            Self::Survey(_) | Self::Settings(_) => 560.0,
            Self::Table(_) | Self::Guide(_) => 960.0,
            Self::Recovery(_) => 780.0,
            Self::History(_) => 960.0,
            Self::Compare(_) => 1320.0,
            Self::Shortcuts(_) => 700.0,
            Self::Unsaved { .. }
            | Self::TemplateName(_)
            | Self::RemoveTemplate { .. }
            | Self::DiscardLeft(_)
            | Self::DeleteKept(_)
            | Self::About => 420.0,
            Self::Merge(_)
            | Self::Error(_)
            | Self::Damaged(..)
            | Self::Refused(_)
            | Self::Path(_)
            | Self::Formats => 520.0,
        };
        let what = Id::unique(std::mem::discriminant(self));
        let frame = Frame::new()
            .fill(palette.chrome)
            .stroke(Stroke::new(1.0, palette.border))
            .corner_radius(CornerRadius::same(14))
            .inner_margin(Margin::same(24))
            .shadow(ctx.style_of(ctx.theme()).visuals.window_shadow);
        let modal = Modal::new(Id::unique("dialog"))
            .frame(frame)
            .backdrop_color(palette.veil)
            .show(ctx, |ui| {
                let window = ui.ctx().content_rect();
                ui.set_width(f32::min(width, window.width() - 2.0 * BESIDE));
                // In a low window, or with large text, all of it can still be reached.
                let height = window.height() - 2.0 * BESIDE;
                above_buttons(ui, height, |ui| {
                    hold(ui, what, |ui| match self {
                        Self::Unsaved { name, has_history } => {
                            unsaved_ui(ui, language, name, *has_history)
                        }
                        Self::Error(report) => report::error_ui(ui, language, report, None),
                        Self::Damaged(report, when) => {
                            report::error_ui(ui, language, report, Some(when))
                        }
                        Self::Merge(dialog) => dialog.ui(ui, language),
                        Self::Refused(report) => report::refused_ui(ui, language, report),
                        Self::Export(dialog) => dialog.ui(ui, context),
                        Self::Brand(dialog) => dialog.ui(ui, context),
                        Self::Path(dialog) => dialog.ui(ui, language),
                        Self::Formats => formats::formats_ui(ui, language),
                        Self::Survey(dialog) => dialog.ui(ui, language),
                        Self::Table(dialog) => dialog.ui(ui, context),
                        Self::Recovery(dialog) => dialog.ui(ui, context),
                        Self::DiscardLeft(dialog) => dialog.ui(ui, language),
                        Self::History(dialog) => dialog.ui(ui, context),
                        Self::Compare(dialog) => dialog.ui(ui, context),
                        Self::Templates => templates::templates_ui(ui, context),
                        Self::TemplateName(dialog) => dialog.ui(ui, language),
                        Self::RemoveTemplate { name } => {
                            templates::remove_template_ui(ui, language, name)
                        }
                        Self::Shortcuts(groups) => shortcuts::shortcuts_ui(ui, language, groups),
                        Self::About => about::about_ui(ui, language),
                        Self::Guide(dialog) => dialog.ui(ui, language),
                        Self::Settings(dialog) => dialog.ui(ui, language),
                        Self::DeleteKept(kind) => settings::delete_ui(ui, language, *kind),
                    })
                })
            });
        let escaped = modal.is_top_modal
            && !modal.any_popup_open
            && ctx.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::Escape));
        modal.inner.or(escaped.then_some(Answer::Cancel))
    }
}

fn unsaved_ui(ui: &mut Ui, language: Language, name: &str, has_history: bool) -> Option<Answer> {
    heading(
        ui,
        &language.fill("Save the changes to “{name}”?", &[("name", name)]),
    );
    let told = match has_history {
        true => language.t("Changes that you discard stay in the map’s history."),
        false => language.t("Changes that you discard are lost."),
    };
    paragraph(ui, told);
    let clicked = buttons(
        ui,
        &[
            (
                language.t("Discard"),
                ButtonKind::Plain,
                true,
                Answer::Discard,
            ),
            (
                language.t("Cancel"),
                ButtonKind::Plain,
                true,
                Answer::Cancel,
            ),
            (language.t("Save"), ButtonKind::Primary, true, Answer::Save),
        ],
    );
    clicked.or(enter_pressed(ui).then_some(Answer::Save))
}
