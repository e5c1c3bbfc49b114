//! What the dialogs look like: each is a value that `app` keeps while it is open; drawing it
//! gives what the person chose.

use std::path::PathBuf;

use egui::{
    Context, CornerRadius, Frame, Id, Key, Margin, Modal, Rect, RichText, ScrollArea, Stroke,
    TextEdit, Ui, vec2,
};

use super::{
    Template,
    compare::CompareDialog,
    export::ExportDialog,
    forms,
    gallery::{self, Choice},
    history::HistoryDialog,
    notice::Decision,
    painter::ScenePainter,
    recovery::{DiscardLeftDialog, RecoveryDialog},
    survey::SurveyDialog,
    table::TableDialog,
    tokens::{self, Palette},
    widgets::{Kind, Press},
};
use crate::{
    editor::SurveyImport,
    exchange::{Form, ReadOptions, table::Holds},
    export::Options,
    geom::{self, Camera, Point, Size},
    scene::Scene,
    text::Fonts,
    words::Language,
};

/// A dialog that is open.
#[derive(Debug)]
pub enum Dialog {
    /// Before something would lose unsaved changes; the name of the map.
    Unsaved {
        name: String,
    },
    Error(ErrorReport),
    /// A file that cannot be read, and when the last version of it was kept that can.
    Damaged(ErrorReport, String),
    /// A save that would have written over what somebody else saved.
    Refused(ErrorReport),
    Export(ExportDialog),
    /// The forms of other tools that a map is exported in.
    Forms,
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
}

/// What a person chose in a dialog.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    Save,
    Discard,
    /// Also: Esc, and the closing of what only informs.
    Cancel,
    Export(Box<Options>),
    ExportAs(Form),
    Path(PathBuf),
    Survey(Box<SurveyImport>),
    /// The table is to be read so: it is shown again then.
    ReadTable(Box<ReadOptions>),
    /// The table holds something else than what it is shown as.
    TakeAs(Holds),
    /// Of the table as it is shown.
    MakeMap,
    Name(String),
    /// By its place among the templates.
    UseTemplate(usize),
    RemoveTemplate(usize),
    Remove,
    /// The unsaved work that was offered; to drop it is `Discard`.
    Recover,
    /// And what was saved in its file meanwhile at once beside it.
    RecoverAndCompare,
    /// The unsaved work that was offered, with what is in its file.
    CompareLeft,
    /// The version that is kept of a damaged file.
    OpenSpare,
    /// What becomes of a file that somebody else has changed.
    DecideOnFile(Decision),
    /// By its place in the history: to see it, or to have it again.
    LookAtVersion(usize),
    BringBack(usize),
    CompareVersion(usize),
    /// Those ticked and settled in the dialog: to see what comes out of them, or to have it.
    LookAtChoices,
    TakeChanges,
}

/// Something that went wrong, in words.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ErrorReport {
    /// What happened.
    pub what: String,
    /// The file, and line and column where there are any.
    pub place: String,
    /// What the person can do.
    pub remedy: String,
    /// For those who want to know more.
    pub details: String,
}

/// Actions with their shortcuts, as the sheet of shortcuts shows them.
#[derive(Debug, Clone, PartialEq)]
pub struct ShortcutGroup {
    pub title: String,
    /// Name and keys.
    pub entries: Vec<(String, String)>,
}

/// The built-in field for a path, where the system has no file dialog.
#[derive(Debug, Clone, Default)]
pub struct PathDialog {
    pub title: String,
    /// The word on the button: "Open", "Save".
    pub action: String,
    pub path: String,
    /// Why the path as it stands will not do.
    pub complaint: Option<String>,
}

/// The field for a name.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NameDialog {
    pub name: String,
    /// Why the name as it stands will not do.
    pub complaint: Option<String>,
}

/// What dialogs draw with.
pub(super) struct Stage<'a> {
    pub language: Language,
    pub fonts: &'a Fonts,
    /// Of the map that is open.
    pub scene: Option<&'a Scene>,
    pub templates: &'a [Template],
    pub painter: &'a mut ScenePainter,
}

impl Dialog {
    pub(super) fn show(&mut self, ctx: &Context, stage: &mut Stage<'_>) -> Option<Answer> {
        let language = stage.language;
        let palette = Palette::of_context(ctx);
        let width = match self {
            Self::Templates => gallery::WIDTH + 16.0,
            Self::Export(_) => 760.0,
            Self::Survey(_) => 560.0,
            Self::Table(_) => 960.0,
            Self::Recovery(_) => 780.0,
            Self::History(_) => 960.0,
            Self::Compare(_) => 1320.0,
            Self::Shortcuts(_) => 700.0,
            Self::Unsaved { .. }
            | Self::TemplateName(_)
            | Self::RemoveTemplate { .. }
            | Self::DiscardLeft(_)
            | Self::About => 420.0,
            Self::Error(_) | Self::Damaged(..) | Self::Refused(_) | Self::Path(_) | Self::Forms => {
                520.0
            }
        };
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
                ui.set_width(f32::min(width, window.width() - 80.0));
                match self {
                    Self::Unsaved { name } => unsaved_ui(ui, language, name),
                    Self::Error(report) => error_ui(ui, language, report, None),
                    Self::Damaged(report, when) => error_ui(ui, language, report, Some(when)),
                    Self::Refused(report) => refused_ui(ui, language, report),
                    Self::Export(dialog) => dialog.ui(ui, stage),
                    Self::Path(dialog) => dialog.ui(ui, language),
                    Self::Forms => forms::forms_ui(ui, language),
                    Self::Survey(dialog) => dialog.ui(ui, language),
                    Self::Table(dialog) => dialog.ui(ui, stage),
                    Self::Recovery(dialog) => dialog.ui(ui, stage),
                    Self::DiscardLeft(dialog) => dialog.ui(ui, language),
                    Self::History(dialog) => dialog.ui(ui, stage),
                    Self::Compare(dialog) => dialog.ui(ui, stage),
                    Self::Templates => templates_ui(ui, stage),
                    Self::TemplateName(dialog) => dialog.ui(ui, language),
                    Self::RemoveTemplate { name } => remove_template_ui(ui, language, name),
                    Self::Shortcuts(groups) => shortcuts_ui(ui, language, groups),
                    Self::About => about_ui(ui, language),
                }
            });
        let escaped = modal.is_top_modal
            && !modal.any_popup_open
            && ctx.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::Escape));
        modal.inner.or(escaped.then_some(Answer::Cancel))
    }
}

pub(super) fn heading(ui: &mut Ui, text: &str) {
    let color = Palette::of(ui).ink;
    ui.label(RichText::new(text).font(tokens::bold(18.0)).color(color));
}

pub(super) fn paragraph(ui: &mut Ui, text: &str) {
    let color = Palette::of(ui).quiet_ink;
    ui.label(RichText::new(text).font(tokens::medium(13.5)).color(color));
}

/// The row of buttons at the foot: the last one is the one that is meant.
pub(super) fn buttons<T: Clone>(ui: &mut Ui, answers: &[(&str, Kind, bool, T)]) -> Option<T> {
    ui.add_space(14.0);
    let mut chosen = None;
    const HEIGHT: f32 = 34.0;
    // Of a height of its own, or it would fill what a larger dialog before had taken.
    let row = vec2(ui.available_width(), HEIGHT);
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    ui.allocate_ui_with_layout(row, layout, |ui| {
        for (text, kind, enabled, answer) in answers.iter().rev() {
            let press = Press::text(text)
                .kind(*kind)
                .enabled(*enabled)
                .height(HEIGHT);
            if ui.add(press.min_width(84.0)).clicked() {
                chosen = Some(answer.clone());
            }
        }
    });
    chosen
}

fn enter_pressed(ui: &Ui) -> bool {
    ui.input(|input| input.key_pressed(Key::Enter))
}

fn unsaved_ui(ui: &mut Ui, language: Language, name: &str) -> Option<Answer> {
    heading(
        ui,
        &language.fill("Save the changes to “{name}”?", &[("name", name)]),
    );
    paragraph(ui, language.t("Changes that you discard are lost."));
    let clicked = buttons(
        ui,
        &[
            (language.t("Discard"), Kind::Plain, true, Answer::Discard),
            (language.t("Cancel"), Kind::Plain, true, Answer::Cancel),
            (language.t("Save"), Kind::Primary, true, Answer::Save),
        ],
    );
    clicked.or(enter_pressed(ui).then_some(Answer::Save))
}

/// What happened, where, and what can be done about it.
fn report_ui(ui: &mut Ui, language: Language, report: &ErrorReport) {
    heading(ui, &report.what);
    if !report.place.is_empty() {
        let color = Palette::of(ui).ink;
        ui.label(
            RichText::new(&report.place)
                .font(tokens::semibold(13.0))
                .color(color),
        );
    }
    if !report.remedy.is_empty() {
        paragraph(ui, &report.remedy);
    }
    if !report.details.is_empty() {
        ui.add_space(6.0);
        ui.collapsing(language.t("Details"), |ui| {
            ScrollArea::vertical().max_height(160.0).show(ui, |ui| {
                let color = Palette::of(ui).quiet_ink;
                ui.add(
                    egui::Label::new(RichText::new(&report.details).color(color))
                        .selectable(true)
                        .wrap(),
                );
            });
        });
    }
}

fn refused_ui(ui: &mut Ui, language: Language, report: &ErrorReport) -> Option<Answer> {
    report_ui(ui, language, report);
    let decide = |decision| Answer::DecideOnFile(decision);
    let (keep, compare) = (decide(Decision::KeepMine), decide(Decision::Compare));
    let choices = [
        (language.t("Close"), Kind::Plain, true, Answer::Cancel),
        (language.t("Keep mine"), Kind::Plain, true, keep),
        (language.t("Compare…"), Kind::Primary, true, compare),
    ];
    buttons(ui, &choices)
}

fn error_ui(
    ui: &mut Ui,
    language: Language,
    report: &ErrorReport,
    spare: Option<&str>,
) -> Option<Answer> {
    report_ui(ui, language, report);
    let Some(when) = spare else {
        let close = (language.t("Close"), Kind::Primary, true, Answer::Cancel);
        let clicked = buttons(ui, &[close]);
        return clicked.or(enter_pressed(ui).then_some(Answer::Cancel));
    };
    ui.add_space(4.0);
    let text =
        "A version that was saved before is kept: {when}. The file stays as it is until you save.";
    paragraph(ui, &language.fill(text, &[("when", when)]));
    let close = (language.t("Close"), Kind::Plain, true, Answer::Cancel);
    let open = language.t("Open that version");
    buttons(ui, &[close, (open, Kind::Primary, true, Answer::OpenSpare)])
}

impl PathDialog {
    fn ui(&mut self, ui: &mut Ui, language: Language) -> Option<Answer> {
        heading(ui, &self.title);
        paragraph(
            ui,
            language.t("This system offers no file dialog. Type the whole path of the file."),
        );
        ui.add_space(4.0);
        let id = ui.make_persistent_id("path");
        let field = ui.add(
            TextEdit::singleline(&mut self.path)
                .id(id)
                .desired_width(f32::INFINITY)
                .margin(vec2(10.0, 8.0))
                .hint_text(language.t("/home/me/maps/name.journey")),
        );
        field.widget_info(|| {
            egui::WidgetInfo::labeled(egui::Role::TextInput, true, language.t("Path"))
        });
        if ui.memory(|memory| memory.focused().is_none()) {
            field.request_focus();
        }
        if field.changed() {
            self.complaint = None;
        }
        if let Some(complaint) = &self.complaint {
            let color = Palette::of(ui).danger;
            ui.label(RichText::new(complaint).color(color));
        }
        let answer = Answer::Path(PathBuf::from(self.path.trim()));
        let ready = !self.path.trim().is_empty();
        let clicked = buttons(
            ui,
            &[
                (language.t("Cancel"), Kind::Plain, true, Answer::Cancel),
                (&self.action, Kind::Primary, ready, answer.clone()),
            ],
        );
        clicked.or((ready && enter_pressed(ui)).then_some(answer))
    }
}

impl NameDialog {
    fn ui(&mut self, ui: &mut Ui, language: Language) -> Option<Answer> {
        heading(ui, language.t("Save as a template"));
        paragraph(
            ui,
            language.t("A copy of the map as it is now, offered whenever a new map is begun."),
        );
        ui.add_space(4.0);
        let field = ui.add(
            TextEdit::singleline(&mut self.name)
                .id(ui.make_persistent_id("template name"))
                .desired_width(f32::INFINITY)
                .char_limit(80)
                .margin(vec2(10.0, 8.0)),
        );
        field.widget_info(|| {
            let label = language.t("Name of the template");
            egui::WidgetInfo::labeled(egui::Role::TextInput, true, label)
        });
        if ui.memory(|memory| memory.focused().is_none()) {
            field.request_focus();
        }
        if field.changed() {
            self.complaint = None;
        }
        if let Some(complaint) = &self.complaint {
            let color = Palette::of(ui).danger;
            ui.label(RichText::new(complaint).color(color));
        }
        let name = self.name.trim();
        let ready = !name.is_empty();
        let answer = Answer::Name(name.to_owned());
        let clicked = buttons(
            ui,
            &[
                (language.t("Cancel"), Kind::Plain, true, Answer::Cancel),
                (language.t("Save"), Kind::Primary, ready, answer.clone()),
            ],
        );
        clicked.or((ready && enter_pressed(ui)).then_some(answer))
    }
}

fn templates_ui(ui: &mut Ui, stage: &mut Stage<'_>) -> Option<Answer> {
    let language = stage.language;
    heading(ui, language.t("New map from a template"));
    ui.add_space(8.0);
    let height = ui.ctx().content_rect().height() - 220.0;
    let area = ScrollArea::vertical()
        .auto_shrink([false, true])
        .min_scrolled_height(height)
        .max_height(height);
    let choice = area.show(ui, |ui| {
        let templates = stage.templates;
        gallery::gallery_ui(ui, templates, language, stage.fonts, stage.painter)
    });
    let clicked = buttons(
        ui,
        &[(language.t("Cancel"), Kind::Plain, true, Answer::Cancel)],
    );
    let choice = choice.inner.map(|choice| match choice {
        Choice::Use(index) => Answer::UseTemplate(index),
        Choice::Remove(index) => Answer::RemoveTemplate(index),
    });
    clicked.or(choice)
}

fn remove_template_ui(ui: &mut Ui, language: Language, name: &str) -> Option<Answer> {
    heading(
        ui,
        &language.fill("Remove the template “{name}”?", &[("name", name)]),
    );
    paragraph(
        ui,
        language.t("Maps that were begun with it stay as they are."),
    );
    buttons(
        ui,
        &[
            (language.t("Cancel"), Kind::Plain, true, Answer::Cancel),
            (language.t("Remove"), Kind::Primary, true, Answer::Remove),
        ],
    )
}

fn shortcuts_ui(ui: &mut Ui, language: Language, groups: &[ShortcutGroup]) -> Option<Answer> {
    heading(ui, language.t("Keyboard shortcuts"));
    ui.add_space(4.0);
    let (ink, quiet) = (Palette::of(ui).ink, Palette::of(ui).quiet_ink);
    let height = ui.ctx().content_rect().height() - 240.0;
    // As high as it needs to be, at once: a dialog would else keep the height of the one before.
    let area = ScrollArea::vertical()
        .auto_shrink([false, true])
        .min_scrolled_height(height)
        .max_height(height);
    area.show(ui, |ui| {
        ui.set_width(ui.available_width() - 14.0);
        ui.spacing_mut().item_spacing = vec2(36.0, 0.0);
        ui.spacing_mut().interact_size.y = 24.0;
        ui.columns(2, |columns| {
            // Each group goes to the column that is shorter so far.
            let mut filled = [0, 0];
            for group in groups {
                let side = usize::from(filled[1] < filled[0]);
                filled[side] += group.entries.len() + 2;
                let ui = &mut columns[side];
                ui.label(
                    RichText::new(&group.title)
                        .font(tokens::semibold(13.0))
                        .color(ink),
                );
                for (name, keys) in &group.entries {
                    ui.horizontal(|ui| {
                        ui.label(RichText::new(name).color(quiet));
                        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                            ui.label(RichText::new(keys).font(tokens::semibold(12.5)))
                        });
                    });
                }
                ui.add_space(12.0);
            }
        });
    });
    buttons(
        ui,
        &[(language.t("Close"), Kind::Primary, true, Answer::Cancel)],
    )
}

fn about_ui(ui: &mut Ui, language: Language) -> Option<Answer> {
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(44.0, 44.0), egui::Sense::hover());
        super::shell::paint_mark(ui.painter(), rect, Palette::of(ui));
        ui.vertical(|ui| {
            heading(ui, "Jejak");
            paragraph(
                ui,
                &language.fill(
                    "Version {version}",
                    &[("version", env!("CARGO_PKG_VERSION"))],
                ),
            );
        });
    });
    ui.add_space(4.0);
    paragraph(
        ui,
        language.t(
            "An editor for customer-journey maps. It works on your own files and opens no connection.",
        ),
    );
    paragraph(
        ui,
        language.t(
            "Free under the MIT or the Apache 2.0 licence, at your choice. Letters: Plus Jakarta Sans; emoji: Twemoji; both under the SIL Open Font Licence.",
        ),
    );
    buttons(
        ui,
        &[(language.t("Close"), Kind::Primary, true, Answer::Cancel)],
    )
}

/// A camera that shows the whole of a scene in `view`, and the room it takes there.
pub(super) fn thumbnail_camera(scene: &Scene, view: Rect) -> Camera {
    let size = Size::new(f64::from(view.width()), f64::from(view.height()));
    let sheet = geom::Rect::from_origin_size(Point::ZERO, scene.size);
    Camera::fit(sheet, size, 0.0)
}
