//! The dialog of an export: kind, size and ground of the picture, beside what it will look like.

use std::sync::Arc;

use egui::{Rect, RichText, Stroke, StrokeKind, TextEdit, Ui, pos2, vec2};

use super::{
    answer::Answer,
    parts::{DialogContext, buttons, heading},
};
use crate::{
    export::{Format, Letters, Options, PageSize, PixelSize},
    geom::{Camera, Point, Size},
    scene::Scene,
    ui::{
        tokens::{self, Palette},
        widgets::{self, ButtonKind},
    },
    words::Language,
};

/// The height of one choice with its caption, in points.
const CHOICE: f32 = 68.0;

/// A sheet that is laid out on another thread.
#[derive(Debug, Clone)]
pub enum Sheet {
    Pending,
    Ready(Arc<Scene>),
}

/// What is exported.
#[derive(Debug, Clone)]
pub enum ExportSubject {
    /// The map on the canvas; or without what is empty in it, `None` where nothing is.
    Map { without_empty: Option<Sheet> },
    /// Something else, and what that is called.
    Other { name: String, sheet: Sheet },
}

impl Default for ExportSubject {
    fn default() -> Self {
        Self::Map {
            without_empty: None,
        }
    }
}

impl ExportSubject {
    /// What is exported with these options; `None` for what the canvas shows.
    pub fn sheet(&self, options: &Options) -> Option<&Sheet> {
        match self {
            Self::Map { without_empty } => without_empty.as_ref().filter(|_| options.without_empty),
            Self::Other { sheet, .. } => Some(sheet),
        }
    }

    /// Whether there is a choice of what is empty.
    fn has_empty(&self) -> bool {
        matches!(self, Self::Map { without_empty } if without_empty.is_some())
    }

    /// The sheet that was pending is there.
    pub fn lay_out(&mut self, scene: Arc<Scene>) {
        match self {
            Self::Map {
                without_empty: Some(sheet),
            }
            | Self::Other { sheet, .. } => *sheet = Sheet::Ready(scene),
            Self::Map {
                without_empty: None,
            } => {}
        }
    }
}

/// The dialog of an export; `progress` is `Some` (0 to 1) while it runs.
#[derive(Debug, Clone, Default)]
pub struct ExportDialog {
    pub options: Options,
    pub progress: Option<f32>,
    pub subject: ExportSubject,
    /// What is typed into the field of the width.
    width_text: String,
}

impl ExportDialog {
    pub fn new(options: Options, subject: ExportSubject) -> Self {
        let width_text = match options.size {
            PixelSize::Width(width) => width.to_string(),
            PixelSize::Scale(_) | PixelSize::Slide(_) => String::new(),
        };
        Self {
            options,
            progress: None,
            subject,
            width_text,
        }
    }

    pub(in crate::ui) fn ui(
        &mut self,
        ui: &mut Ui,
        context: &mut DialogContext<'_>,
    ) -> Option<Answer> {
        let language = context.language;
        match &self.subject {
            ExportSubject::Other { name, .. } => {
                heading(ui, &language.fill("Export: {name}", &[("name", name)]));
            }
            ExportSubject::Map { .. } => heading(ui, language.t("Export")),
        }
        let sheet = self.subject.sheet(&self.options).cloned();
        let context = &mut DialogContext {
            scene: match &sheet {
                Some(Sheet::Ready(scene)) => Some(scene),
                Some(Sheet::Pending) => None,
                None => context.scene,
            },
            painter: &mut *context.painter,
            ..*context
        };
        ui.add_space(6.0);
        ui.horizontal_top(|ui| {
            // As high as the most choices, so that nothing moves when others are offered.
            let most = 6 + usize::from(self.subject.has_empty());
            let room = vec2(
                (ui.available_width() - 260.0).min(440.0),
                (ui.ctx().content_rect().height() - 260.0).clamp(120.0, CHOICE * most as f32),
            );
            let (preview, _) = ui.allocate_exact_size(room, egui::Sense::hover());
            self.preview(ui, preview, context);
            ui.add_space(12.0);
            ui.vertical(|ui| {
                ui.set_width(ui.available_width());
                ui.set_min_height(room.y);
                ui.add_enabled_ui(self.progress.is_none(), |ui| {
                    self.options_ui(ui, language, context.scene);
                });
            });
        });
        let result = self.result(language, context.scene);
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
                    &[(
                        language.t("Cancel"),
                        ButtonKind::Plain,
                        true,
                        Answer::Cancel,
                    )],
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
                        (
                            language.t("Cancel"),
                            ButtonKind::Plain,
                            true,
                            Answer::Cancel,
                        ),
                        (language.t("Export…"), ButtonKind::Primary, ready, export),
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
        if let Some(format) = widgets::segments(ui, language.t("Format"), &formats, options.format)
        {
            options.format = format;
        }
        match options.format {
            Format::Png => {
                widgets::caption(ui, language.t("Shape"));
                let is_slide = matches!(options.size, PixelSize::Slide(_));
                let shapes = [
                    (false, language.t("Same as map")),
                    (true, language.t("16:9 slide")),
                ];
                match widgets::segments(ui, language.t("Shape"), &shapes, is_slide) {
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
                    if let Some(width) =
                        widgets::segments(ui, language.t("Size in pixels"), &sizes, width)
                    {
                        options.size = PixelSize::Slide(width);
                    }
                } else {
                    scale_ui(ui, language, options, &mut self.width_text, scene);
                }
                ground_ui(ui, language, options);
                carried_ui(ui, language, options);
            }
            Format::Svg => {
                widgets::caption(ui, language.t("Text"));
                let kinds = [
                    (Letters::Text, language.t("Real text, fonts embedded")),
                    (Letters::Outlines, language.t("Converted to outlines")),
                ];
                if let Some(letters) =
                    widgets::segments(ui, language.t("Text"), &kinds, options.letters)
                {
                    options.letters = letters;
                }
                ground_ui(ui, language, options);
                carried_ui(ui, language, options);
            }
            Format::Pdf => {
                widgets::caption(ui, language.t("Page"));
                let pages = [
                    (PageSize::Map, language.t("As large as the map")),
                    (PageSize::A4, "A4"),
                    (PageSize::A3, "A3"),
                ];
                if let Some(page) = widgets::segments(ui, language.t("Page"), &pages, options.page)
                {
                    options.page = page;
                }
            }
        }
        if self.subject.has_empty() {
            widgets::caption(ui, language.t("Empty lanes, unused channels"));
            let choices = [(false, language.t("Show")), (true, language.t("Hide"))];
            if let Some(without) = widgets::segments(
                ui,
                language.t("Empty lanes, unused channels"),
                &choices,
                options.without_empty,
            ) {
                options.without_empty = without;
            }
        }
    }

    /// What will come out, or why nothing can.
    fn result(&self, language: Language, scene: Option<&Scene>) -> Result<String, String> {
        if let Some(Sheet::Pending) = self.subject.sheet(&self.options) {
            return Err(String::new());
        }
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
            Format::Svg => "Text stays text; fonts are included.",
            Format::Pdf => "One page; the text can be selected.",
        };
        Ok(language.t(text).to_owned())
    }

    /// The sheet as it will be, small.
    fn preview(&self, ui: &Ui, room: Rect, context: &mut DialogContext<'_>) {
        let palette = Palette::of(ui);
        let painter = ui.painter().with_clip_rect(room.intersect(ui.clip_rect()));
        painter.rect_filled(room, 10.0, palette.desk);
        let Some(scene) = context.scene else { return };
        let page = match (self.options.format, self.options.page) {
            (Format::Png, _) if matches!(self.options.size, PixelSize::Slide(_)) => {
                Size::new(16.0, 9.0)
            }
            (Format::Pdf, PageSize::A4 | PageSize::A3) => {
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
        context
            .painter
            .paint(&painter, sheet, scene, &camera, context.fonts);
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
    if let Some(scale) = widgets::segments(ui, language.t("Scale"), &scales, scale) {
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
    if let Some(transparent) =
        widgets::segments(ui, language.t("Background"), &grounds, options.transparent)
    {
        options.transparent = transparent;
    }
}

/// Whether the map rides along in the picture.
fn carried_ui(ui: &mut Ui, language: Language, options: &mut Options) {
    widgets::caption(ui, language.t("Opens again as a map"));
    let choices = [(false, language.t("Yes")), (true, language.t("No"))];
    if let Some(without) = widgets::segments(
        ui,
        language.t("Opens again as a map"),
        &choices,
        options.without_map,
    ) {
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
