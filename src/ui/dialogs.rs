//! What the dialogs look like: each is a value that `app` keeps while it is open; drawing it
//! gives what the person chose.

use std::{path::PathBuf, sync::Arc};

use egui::{
    Context, CornerRadius, Frame, Id, Key, Margin, Modal, Rect, RichText, ScrollArea, Stroke,
    StrokeKind, TextEdit, Ui, pos2, vec2,
};

use super::{
    Template,
    compare::CompareDialog,
    gallery::{self, Choice},
    history::HistoryDialog,
    painter::ScenePainter,
    recovery::RecoveryDialog,
    survey::SurveyDialog,
    table::TableDialog,
    tokens::{self, Palette},
    widgets::{self, Kind, Press},
};
use crate::{
    editor::SurveyImport,
    exchange::ReadOptions,
    export::{Format, Letters, Options, Page, PixelSize},
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
    Export(ExportDialog),
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
    Path(PathBuf),
    Survey(Box<SurveyImport>),
    /// The table is to be read so: it is shown again then.
    ReadTable(Box<ReadOptions>),
    /// Of the table as it is shown.
    MakeMap,
    Name(String),
    /// By its place among the templates.
    UseTemplate(usize),
    RemoveTemplate(usize),
    Remove,
    /// The unsaved work that was offered; to drop it is `Discard`.
    Recover,
    /// By its place in the history: to see it, or to have it again.
    LookAtVersion(usize),
    BringBack(usize),
    CompareVersion(usize),
    /// Those ticked and settled in the dialog.
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

/// The dialog of an export; `progress` is `Some` (0 to 1) while it runs.
#[derive(Debug, Clone, Default)]
pub struct ExportDialog {
    pub options: Options,
    pub progress: Option<f32>,
    /// What is exported instead of the map, and what that is called.
    pub instead: Option<(Arc<Scene>, String)>,
    /// What is typed into the field of the width.
    width_text: String,
}

impl ExportDialog {
    pub fn new(options: Options) -> Self {
        let width_text = match options.size {
            PixelSize::Width(width) => width.to_string(),
            PixelSize::Scale(_) | PixelSize::Slide(_) => String::new(),
        };
        Self {
            options,
            progress: None,
            instead: None,
            width_text,
        }
    }
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
            Self::Recovery(_) => 720.0,
            Self::History(_) => 860.0,
            Self::Compare(_) => 1320.0,
            Self::Shortcuts(_) => 700.0,
            Self::Unsaved { .. }
            | Self::TemplateName(_)
            | Self::RemoveTemplate { .. }
            | Self::About => 420.0,
            Self::Error(_) | Self::Path(_) => 520.0,
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
                    Self::Error(report) => error_ui(ui, language, report),
                    Self::Export(dialog) => dialog.ui(ui, stage),
                    Self::Path(dialog) => dialog.ui(ui, language),
                    Self::Survey(dialog) => dialog.ui(ui, language),
                    Self::Table(dialog) => dialog.ui(ui, stage),
                    Self::Recovery(dialog) => dialog.ui(ui, stage),
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

fn error_ui(ui: &mut Ui, language: Language, report: &ErrorReport) -> Option<Answer> {
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
    let clicked = buttons(
        ui,
        &[(language.t("Close"), Kind::Primary, true, Answer::Cancel)],
    );
    clicked.or(enter_pressed(ui).then_some(Answer::Cancel))
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

impl ExportDialog {
    fn ui(&mut self, ui: &mut Ui, stage: &mut Stage<'_>) -> Option<Answer> {
        let language = stage.language;
        let instead = self.instead.clone();
        match &instead {
            Some((_, name)) => heading(ui, &language.fill("Export: {name}", &[("name", name)])),
            None => heading(ui, language.t("Export")),
        }
        let stage = &mut Stage {
            scene: instead.as_ref().map(|(scene, _)| &**scene).or(stage.scene),
            painter: &mut *stage.painter,
            ..*stage
        };
        ui.add_space(6.0);
        ui.horizontal_top(|ui| {
            let room = vec2(
                (ui.available_width() - 260.0).min(440.0),
                (ui.ctx().content_rect().height() - 260.0).clamp(120.0, 330.0),
            );
            let (preview, _) = ui.allocate_exact_size(room, egui::Sense::hover());
            self.preview(ui, preview, stage);
            ui.add_space(12.0);
            ui.vertical(|ui| {
                ui.set_width(ui.available_width());
                ui.add_enabled_ui(self.progress.is_none(), |ui| {
                    self.options_ui(ui, language, stage.scene);
                });
            });
        });
        let result = self.result(language, stage.scene);
        match self.progress {
            Some(progress) => {
                ui.add_space(10.0);
                ui.add(
                    egui::ProgressBar::new(progress)
                        .desired_height(8.0)
                        .fill(Palette::of(ui).accent),
                );
                buttons(
                    ui,
                    &[(language.t("Cancel"), Kind::Plain, true, Answer::Cancel)],
                )
            }
            None => {
                let ready = result.is_ok();
                let color = match result {
                    Ok(_) => Palette::of(ui).quiet_ink,
                    Err(_) => Palette::of(ui).danger,
                };
                ui.add_space(6.0);
                let (Ok(text) | Err(text)) = result;
                ui.label(RichText::new(text).color(color));
                let export = Answer::Export(Box::new(self.options.clone()));
                buttons(
                    ui,
                    &[
                        (language.t("Cancel"), Kind::Plain, true, Answer::Cancel),
                        (language.t("Export…"), Kind::Primary, ready, export),
                    ],
                )
            }
        }
    }

    fn options_ui(&mut self, ui: &mut Ui, language: Language, scene: Option<&Scene>) {
        let options = &mut self.options;
        widgets::caption(ui, language.t("Format"));
        let formats = [
            (Format::Png, "PNG"),
            (Format::Svg, "SVG"),
            (Format::Pdf, "PDF"),
        ];
        if let Some(format) = widgets::segments(ui, &formats, options.format) {
            options.format = format;
        }
        match options.format {
            Format::Png => {
                widgets::caption(ui, language.t("Shape"));
                let is_slide = matches!(options.size, PixelSize::Slide(_));
                let shapes = [
                    (false, language.t("As the map")),
                    (true, language.t("Slide 16 : 9")),
                ];
                match widgets::segments(ui, &shapes, is_slide) {
                    Some(true) if !is_slide => {
                        options.size = PixelSize::Slide(PixelSize::SLIDES[1]);
                    }
                    Some(false) if is_slide => options.size = PixelSize::default(),
                    _ => {}
                }
                if let PixelSize::Slide(width) = options.size {
                    widgets::caption(ui, language.t("Size in pixels"));
                    let names = PixelSize::SLIDES.map(|w| format!("{w} × {}", w * 9 / 16));
                    let sizes = PixelSize::SLIDES.iter().zip(&names);
                    let sizes: Vec<_> = sizes.map(|(width, name)| (*width, &**name)).collect();
                    if let Some(width) = widgets::segments(ui, &sizes, width) {
                        options.size = PixelSize::Slide(width);
                    }
                } else {
                    scale_ui(ui, language, options, &mut self.width_text, scene);
                }
                ground_ui(ui, language, options);
                carried_ui(ui, language, options);
            }
            Format::Svg => {
                widgets::caption(ui, language.t("Letters"));
                let kinds = [
                    (Letters::Text, language.t("Text, fonts embedded")),
                    (Letters::Outlines, language.t("Outlines")),
                ];
                if let Some(letters) = widgets::segments(ui, &kinds, options.letters) {
                    options.letters = letters;
                }
                ground_ui(ui, language, options);
                carried_ui(ui, language, options);
            }
            Format::Pdf => {
                widgets::caption(ui, language.t("Page"));
                let pages = [
                    (Page::Map, language.t("As large as the map")),
                    (Page::A4, "A4"),
                    (Page::A3, "A3"),
                ];
                if let Some(page) = widgets::segments(ui, &pages, options.page) {
                    options.page = page;
                }
            }
        }
    }

    /// What will come out, or why nothing can.
    fn result(&self, language: Language, scene: Option<&Scene>) -> Result<String, String> {
        let scene = scene.ok_or_else(|| language.t("Open a map first.").to_owned())?;
        let text = match self.options.format {
            Format::Png => {
                let size = self.options.size.resolve(scene);
                let (_, width, height) = size.map_err(|error| error.describe(language))?;
                let (width, height) = (width.to_string(), height.to_string());
                let values = [("width", width.as_str()), ("height", height.as_str())];
                return Ok(language.fill("{width} × {height} pixels", &values));
            }
            Format::Svg if self.options.letters == Letters::Outlines => {
                "Looks the same everywhere; the text cannot be edited."
            }
            Format::Svg => "The text stays text; the fonts come along.",
            Format::Pdf => "One page; the text can be selected.",
        };
        Ok(language.t(text).to_owned())
    }

    /// The sheet as it will be, small.
    fn preview(&self, ui: &Ui, room: Rect, stage: &mut Stage<'_>) {
        let palette = Palette::of(ui);
        let painter = ui.painter().with_clip_rect(room.intersect(ui.clip_rect()));
        painter.rect_filled(room, 10.0, palette.desk);
        let Some(scene) = stage.scene else { return };
        let page = match (self.options.format, self.options.page) {
            (Format::Png, _) if matches!(self.options.size, PixelSize::Slide(_)) => {
                Size::new(16.0, 9.0)
            }
            (Format::Pdf, Page::A4 | Page::A3) => {
                // DIN paper, turned the way the map lies.
                let (long, short) = (2.0_f64.sqrt(), 1.0);
                if scene.size.width > scene.size.height {
                    Size::new(long, short)
                } else {
                    Size::new(short, long)
                }
            }
            _ => scene.size,
        };
        let fit = |size: Size, room: Rect| {
            let scale =
                (f64::from(room.width()) / size.width).min(f64::from(room.height()) / size.height);
            Rect::from_center_size(
                room.center(),
                vec2((size.width * scale) as f32, (size.height * scale) as f32),
            )
        };
        let paper = fit(page, room.shrink(14.0));
        let transparent = self.options.transparent && self.options.format != Format::Pdf;
        if transparent {
            checkerboard(&painter, paper, palette);
        } else {
            painter.rect_filled(paper, 0.0, tokens::color32(scene.background));
        }
        let sheet = fit(scene.size, paper);
        let zoom = f64::from(sheet.width()) / scene.size.width;
        let camera = Camera::new(Point::ZERO, zoom);
        stage
            .painter
            .paint(&painter, sheet, scene, &camera, stage.fonts);
        let stroke = Stroke::new(1.0, palette.border);
        painter.rect_stroke(paper, 0.0, stroke, StrokeKind::Outside);
    }
}

/// How large the picture of the map is.
fn scale_ui(
    ui: &mut Ui,
    language: Language,
    options: &mut Options,
    width_text: &mut String,
    scene: Option<&Scene>,
) {
    widgets::caption(ui, language.t("Scale"));
    let scales = [(1.0, "1×"), (2.0, "2×"), (3.0, "3×"), (4.0, "4×")];
    let scale = match options.size {
        PixelSize::Scale(scale) => scale,
        PixelSize::Width(_) | PixelSize::Slide(_) => 0.0,
    };
    if let Some(scale) = widgets::segments(ui, &scales, scale) {
        options.size = PixelSize::Scale(scale);
    }
    widgets::caption(ui, language.t("Or an exact width in pixels"));
    if let (PixelSize::Scale(_), Some(scene)) = (options.size, scene) {
        let width = options.size.resolve(scene).map(|(_, width, _)| width);
        *width_text = width.unwrap_or_default().to_string();
    }
    let field = ui.add(
        TextEdit::singleline(width_text)
            .desired_width(110.0)
            .margin(vec2(10.0, 6.0)),
    );
    field.widget_info(|| {
        let label = language.t("Width in pixels");
        egui::WidgetInfo::labeled(egui::Role::TextInput, true, label)
    });
    if field.changed() {
        let width = width_text.trim().parse().unwrap_or(0);
        options.size = PixelSize::Width(width);
    }
}

fn ground_ui(ui: &mut Ui, language: Language, options: &mut Options) {
    widgets::caption(ui, language.t("Background"));
    let grounds = [
        (false, language.t("White")),
        (true, language.t("Transparent")),
    ];
    if let Some(transparent) = widgets::segments(ui, &grounds, options.transparent) {
        options.transparent = transparent;
    }
}

/// Whether the map rides along in the picture.
fn carried_ui(ui: &mut Ui, language: Language, options: &mut Options) {
    widgets::caption(ui, language.t("Opens again as a map"));
    let choices = [(false, language.t("Yes")), (true, language.t("No"))];
    if let Some(without) = widgets::segments(ui, &choices, options.without_map) {
        options.without_map = without;
    }
}

/// What shows through where there is nothing.
fn checkerboard(painter: &egui::Painter, rect: Rect, palette: &Palette) {
    let side = 10.0;
    painter.rect_filled(rect, 0.0, palette.chrome);
    let painter = painter.with_clip_rect(rect.intersect(painter.clip_rect()));
    let columns = (rect.width() / side).ceil() as usize;
    let rows = (rect.height() / side).ceil() as usize;
    for row in 0..rows {
        for column in (row % 2..columns).step_by(2) {
            let at = rect.min + vec2(column as f32, row as f32) * side;
            let square = Rect::from_min_max(at, pos2(at.x + side, at.y + side));
            painter.rect_filled(square, 0.0, palette.raised_hover);
        }
    }
}

/// A camera that shows the whole of a scene in `view`, and the room it takes there.
pub(super) fn thumbnail_camera(scene: &Scene, view: Rect) -> Camera {
    let size = Size::new(f64::from(view.width()), f64::from(view.height()));
    let sheet = geom::Rect::from_origin_size(Point::ZERO, scene.size);
    Camera::fit(sheet, size, 0.0)
}
