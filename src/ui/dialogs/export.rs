//! The dialog of an export: kind, size and ground of the picture, beside what it will look like.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use egui::{Rect, RichText, Stroke, StrokeKind, TextEdit, Ui, pos2, vec2};

use super::{
    answer::Answer,
    export_slides::{slides_ui, template_ui},
    parts::{DialogContext, buttons, heading},
};
use crate::{
    export::{
        self, Backdrop, Deck, ExportError, Extent, Format, Letters, Options, PageSize, PixelSize,
        SlideFonts, Template, Tiling,
    },
    geom::{Camera, Point, Size},
    model::{Brand, Color, Stop, TextRole, one_of},
    scene::Scene,
    ui::{
        tokens::{self, Palette},
        widgets::{self, ButtonKind, Press},
    },
    words::Language,
};

/// The height of one choice with its caption, in points.
const CHOICE: f32 = 68.0;
/// The height of the row that leads from page to page, in points.
const PAGER: f32 = 34.0;

/// What is exported.
#[derive(Debug, Clone, PartialEq)]
pub enum ExportSubject {
    /// The open map; whether there is something empty in it that can be hidden.
    Map { has_empty: bool },
    /// The matrix of value against effort.
    Values,
    /// Something of the map by itself, and what that is called.
    Stop { name: String, stop: Box<Stop> },
}

impl Default for ExportSubject {
    fn default() -> Self {
        Self::Map { has_empty: false }
    }
}

/// What has to be laid out for an export beside what the canvas shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Wanted {
    pub subject: ExportSubject,
    /// On a dark ground.
    pub backdrop: Backdrop,
    pub without_empty: bool,
    /// The stops, on pages of this size; `None` for one sheet.
    pub stops_on: Option<PageSize>,
    /// Whose colours and room they have.
    pub template: Option<Arc<Template>>,
}

/// What was laid out.
#[derive(Debug, Clone)]
pub enum Laid {
    Sheet(Arc<Scene>),
    Pages(Arc<Deck>),
}

impl ExportSubject {
    /// What has to be laid out for these options; `None` where the canvas shows it.
    pub fn wanted(&self, options: &Options) -> Option<Wanted> {
        let has_empty = matches!(self, Self::Map { has_empty: true });
        let wanted = Wanted {
            subject: self.clone(),
            backdrop: match options.lies_on().is_dark() {
                true => Backdrop::Dark,
                false => Backdrop::White,
            },
            without_empty: has_empty
                && options.without_empty
                && self.extent(options) != Extent::Stops,
            stops_on: (self.extent(options) == Extent::Stops).then_some(match options.format {
                Format::Pdf => options.page,
                Format::Png | Format::Svg | Format::Html | Format::Slides => PageSize::Slide,
            }),
            template: options
                .slides
                .template
                .clone()
                .filter(|_| options.format == Format::Slides),
        };
        let is_on_canvas = matches!(self, Self::Map { .. })
            && wanted.backdrop == Backdrop::White
            && !wanted.without_empty
            && wanted.stops_on.is_none();
        (!is_on_canvas).then_some(wanted)
    }

    /// What of it: only a map has stops and is cut into tiles; a slide is always a stop.
    pub fn extent(&self, options: &Options) -> Extent {
        match self {
            _ if options.format == Format::Slides => Extent::Stops,
            Self::Map { .. } => options.shows(),
            Self::Values | Self::Stop { .. } => Extent::Map,
        }
    }

    /// What it is called, beside the map.
    pub fn name(&self, language: Language) -> Option<String> {
        match self {
            Self::Map { .. } => None,
            Self::Values => Some(language.t("Value–effort matrix").to_owned()),
            Self::Stop { name, .. } => Some(name.clone()),
        }
    }
}

/// What a map lies on by its own look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum OwnGround {
    White,
    /// The tinted one of a brand.
    Tinted,
    /// A brand's that is dark already.
    Dark,
}

impl OwnGround {
    fn of(scene: &Scene) -> Self {
        let colors = &scene.theme.colors;
        match colors.sheet {
            Color::WHITE => Self::White,
            _ if colors.contrast == Color::WHITE => Self::Dark,
            _ => Self::Tinted,
        }
    }
}

/// The dialog of an export; `progress` is `Some` (0 to 1) while it runs.
#[derive(Debug, Clone, Default)]
pub struct ExportDialog {
    pub options: Options,
    pub progress: Option<f32>,
    pub subject: ExportSubject,
    /// What was laid out last, and what for.
    pub laid: Option<(Wanted, Laid)>,
    /// It goes to a printer, as a PDF.
    pub prints: bool,
    /// The template that was chosen is being read.
    pub reads_template: bool,
    /// Why it was not taken.
    complaint: Option<String>,
    /// The map's own ground, as it was seen last.
    own_ground: Option<OwnGround>,
    /// Which page is looked at, from 0.
    page: usize,
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
            laid: None,
            prints: false,
            reads_template: false,
            complaint: None,
            own_ground: None,
            page: 0,
            width_text,
        }
    }

    /// Slides have the master of this file as soon as it is read; `None`: none.
    pub fn choose_template(&mut self, file: Option<PathBuf>) {
        let slides = &mut self.options.slides;
        (slides.template, slides.template_file) = (None, file);
        (self.reads_template, self.complaint) = (false, None);
    }

    /// The file of a template that has to be read.
    pub fn unread_template(&self) -> Option<&Path> {
        let slides = &self.options.slides;
        let is_wanted = self.options.format == Format::Slides && !self.prints;
        let is_open = slides.template.is_none() && self.complaint.is_none();
        let file = slides.template_file.as_deref();
        file.filter(|_| is_wanted && is_open)
    }

    /// Why the template that was chosen cannot be had, in words.
    pub fn complaint(&self) -> Option<&str> {
        self.complaint.as_deref()
    }

    /// The template was read, or there is none, and why.
    pub fn use_template(&mut self, read: Result<Arc<Template>, String>) {
        // Nobody waits for one that was removed meanwhile.
        if !std::mem::take(&mut self.reads_template) {
            return;
        }
        match read {
            Ok(template) => self.options.slides.template = Some(template),
            Err(why) => self.complaint = Some(why),
        }
    }

    /// Whether slides are exported that have one.
    fn has_template(&self) -> bool {
        self.options.format == Format::Slides && self.options.slides.template_file.is_some()
    }

    /// What has to be laid out and is not yet.
    pub fn missing(&self) -> Option<Wanted> {
        let wanted = self.subject.wanted(&self.options)?;
        let is_there = self
            .laid
            .as_ref()
            .is_some_and(|(known, _)| *known == wanted);
        (!is_there).then_some(wanted)
    }

    /// What was laid out for the options as they are.
    fn ready(&self) -> Option<&Laid> {
        let wanted = self.subject.wanted(&self.options)?;
        let (known, laid) = self.laid.as_ref()?;
        (*known == wanted).then_some(laid)
    }

    /// The pages that are exported, where it is pages.
    fn deck(&self) -> Option<&Arc<Deck>> {
        match self.ready()? {
            Laid::Pages(deck) => Some(deck),
            Laid::Sheet(_) => None,
        }
    }

    /// The sheet that is looked at, of what was laid out.
    fn looked_at(&self) -> Option<Arc<Scene>> {
        match self.ready()? {
            Laid::Sheet(scene) => Some(scene.clone()),
            Laid::Pages(deck) => {
                let last = deck.pages.len().checked_sub(1)?;
                let page = deck.pages.get(self.page.min(last))?;
                Some(page.scene.clone())
            }
        }
    }

    fn extent(&self) -> Extent {
        self.subject.extent(&self.options)
    }

    pub(in crate::ui) fn ui(
        &mut self,
        ui: &mut Ui,
        context: &mut DialogContext<'_>,
    ) -> Option<Answer> {
        let language = context.language;
        match self.subject.name(language) {
            _ if self.prints => heading(ui, language.t("Print")),
            Some(name) => heading(ui, &language.fill("Export: {name}", &[("name", &name)])),
            None => heading(ui, language.t("Export")),
        }
        self.own_ground = context.scene.map(OwnGround::of);
        let laid = self.looked_at();
        let is_on_canvas = self.subject.wanted(&self.options).is_none();
        let context = &mut DialogContext {
            scene: match is_on_canvas {
                true => context.scene,
                false => laid.as_deref(),
            },
            painter: &mut *context.painter,
            ..*context
        };
        ui.add_space(6.0);
        let mut chosen = None;
        ui.horizontal_top(|ui| {
            // As high as the most choices, so that nothing moves when others are offered.
            let has_empty = matches!(self.subject, ExportSubject::Map { has_empty: true });
            let most = 7 + usize::from(has_empty);
            let room = vec2(
                (ui.available_width() - 260.0).min(440.0),
                (ui.ctx().content_rect().height() - 260.0).clamp(120.0, CHOICE * most as f32),
            );
            ui.vertical(|ui| {
                ui.set_width(room.x);
                let row = if self.extent() == Extent::Stops {
                    PAGER
                } else {
                    0.0
                };
                let size = vec2(room.x, room.y - row);
                let (preview, _) = ui.allocate_exact_size(size, egui::Sense::hover());
                self.preview(ui, preview, context);
                if row > 0.0 {
                    self.pager(ui, language);
                }
            });
            ui.add_space(12.0);
            ui.vertical(|ui| {
                ui.set_width(ui.available_width());
                ui.set_min_height(room.y);
                ui.add_enabled_ui(self.progress.is_none(), |ui| {
                    chosen = self.options_ui(ui, language, context.scene);
                });
            });
        });
        let result = self.result(language, context.scene);
        let answered = match self.progress {
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
                let options = Box::new(self.options.clone());
                let (name, answer) = match self.prints {
                    true => (language.t("Print…"), Answer::Print(options)),
                    false => (language.t("Export…"), Answer::Export(options)),
                };
                buttons(
                    ui,
                    &[
                        (
                            language.t("Cancel"),
                            ButtonKind::Plain,
                            true,
                            Answer::Cancel,
                        ),
                        (name, ButtonKind::Primary, ready, answer),
                    ],
                )
            }
        };
        answered.or(chosen)
    }

    /// What was chosen that is not among the options.
    fn options_ui(
        &mut self,
        ui: &mut Ui,
        language: Language,
        scene: Option<&Scene>,
    ) -> Option<Answer> {
        let mut answer = None;
        let mut removes = false;
        let own = self.own_ground.unwrap_or(OwnGround::White);
        let options = &mut self.options;
        // A printer takes no other.
        if !self.prints {
            format_ui(ui, language, options);
        }
        if matches!(self.subject, ExportSubject::Map { .. }) {
            extent_ui(ui, language, options);
        }
        let extent = self.subject.extent(options);
        match options.format {
            Format::Png if extent == Extent::Stops => {
                widths_ui(ui, language, options);
                ground_ui(ui, language, options, own);
            }
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
                ground_ui(ui, language, options, own);
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
                ground_ui(ui, language, options, own);
                if extent != Extent::Stops {
                    carried_ui(ui, language, options);
                }
            }
            Format::Pdf => {
                page_ui(ui, language, options, extent);
                ground_ui(ui, language, options, own);
            }
            Format::Html => {
                ground_ui(ui, language, options, own);
                carried_ui(ui, language, options);
            }
            Format::Slides => {
                slides_ui(ui, language, &mut options.slides);
                let clicked = template_ui(ui, language, &options.slides);
                removes = clicked.removes;
                answer = clicked.chooses.then_some(Answer::ChooseTemplate);
                if options.slides.template_file.is_none() {
                    ground_ui(ui, language, options, own);
                }
                if matches!(self.subject, ExportSubject::Map { .. }) {
                    carried_ui(ui, language, options);
                }
            }
        }
        let has_empty = matches!(self.subject, ExportSubject::Map { has_empty: true });
        if has_empty && extent != Extent::Stops {
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
        if removes {
            self.choose_template(None);
        }
        answer
    }

    /// What will come out, or why nothing can.
    fn result(&self, language: Language, scene: Option<&Scene>) -> Result<String, String> {
        if let Some(why) = self.complaint.as_ref().filter(|_| self.has_template()) {
            return Err(why.clone());
        }
        if self.missing().is_some() || self.unread_template().is_some() {
            return Err(String::new());
        }
        let no_pages = || ExportError::NoPages.describe(language);
        let pages = self.deck().map(|deck| deck.pages.len());
        if pages == Some(0) {
            return Err(no_pages());
        }
        let scene = scene.ok_or_else(|| language.t("Open a map first.").to_owned())?;
        let pictures = |count| language.count(count, "{n} picture", "{n} pictures", &[]);
        let text = match self.options.format {
            Format::Png => {
                let size = self.options.size.resolve(scene);
                let (_, width, height) = size.map_err(|error| error.describe(language))?;
                let (width, height) = (width.to_string(), height.to_string());
                let values = [("width", width.as_str()), ("height", height.as_str())];
                let size = language.fill("{width} × {height} pixels", &values);
                return Ok(match pages {
                    Some(count) => format!("{}, {size}", pictures(count)),
                    None => size,
                });
            }
            Format::Svg if pages.is_some() => return Ok(pictures(pages.unwrap_or_default())),
            Format::Svg if self.options.letters == Letters::Outlines => {
                "Looks the same everywhere; the text cannot be edited."
            }
            Format::Svg => "Text stays text; fonts are included.",
            Format::Pdf if self.extent() == Extent::Tiles => {
                let tiling = self
                    .tiling(scene)
                    .map_err(|error| error.describe(language))?;
                let count = tiling.tiles.len();
                let (rows, columns) = (tiling.rows.to_string(), tiling.columns.to_string());
                let values = [("rows", rows.as_str()), ("columns", columns.as_str())];
                return Ok(language.count(
                    count,
                    "{n} page: {rows} × {columns}",
                    "{n} pages: {rows} × {columns}",
                    &values,
                ));
            }
            // How far they flow is known when they are set.
            Format::Pdf if pages.is_some() && self.options.notes => {
                return Ok(language.count(
                    pages.unwrap_or_default(),
                    "{n} page, more where notes are long; the text can be selected.",
                    "{n} pages, more where notes are long; the text can be selected.",
                    &[],
                ));
            }
            Format::Pdf if pages.is_some() => {
                return Ok(language.count(
                    pages.unwrap_or_default(),
                    "{n} page; the text can be selected.",
                    "{n} pages; the text can be selected.",
                    &[],
                ));
            }
            Format::Pdf => "One page; the text can be selected.",
            Format::Html => "One file for any browser: map, stops and text. It loads nothing.",
            Format::Slides => {
                let slides = self.slides_told(language);
                if self.has_template() {
                    let its = language.t("Master, colours and fonts are the template’s.");
                    return Ok(format!("{slides} {its}"));
                }
                let family = Brand::family_of_key(&scene.theme.style(TextRole::Card).family);
                return Ok(match self.options.slides.fonts {
                    SlideFonts::Office => slides,
                    SlideFonts::Own => {
                        let values = [("family", family)];
                        let needs = language.fill(
                            "Other computers need the font “{family}” to show them this way.",
                            &values,
                        );
                        format!("{slides} {needs}")
                    }
                });
            }
        };
        Ok(language.t(text).to_owned())
    }

    /// How many slides there will be, and how many of them are on none of the pages that are looked
    /// through.
    fn slides_told(&self, language: Language) -> String {
        let deck = self.deck().map(Arc::as_ref);
        let count = deck.map_or(0, |deck| export::slide_count(deck, &self.options));
        let slides = language.count(
            count,
            "{n} slide of shapes that can be edited.",
            "{n} slides of shapes that can be edited.",
            &[],
        );
        let pages = deck.map_or(0, |deck| deck.pages.len());
        match count.saturating_sub(pages) {
            0 => slides,
            charts => {
                let behind = language.count(
                    charts,
                    "{n} of them, with charts, is behind the stops.",
                    "{n} of them, with charts, are behind the stops.",
                    &[],
                );
                format!("{slides} {behind}")
            }
        }
    }

    fn tiling(&self, scene: &Scene) -> Result<Tiling, ExportError> {
        Tiling::new(scene.size, self.options.page, self.options.across)
    }

    /// Which page is looked at, and the way to the others.
    fn pager(&mut self, ui: &mut Ui, language: Language) {
        let Some(deck) = self.deck().cloned() else {
            return;
        };
        let count = deck.pages.len();
        self.page = self.page.min(count.saturating_sub(1));
        let Some(page) = deck.pages.get(self.page) else {
            return;
        };
        ui.horizontal(|ui| {
            ui.set_height(PAGER);
            let press = |icon, name, enabled| Press::icon(icon, name).enabled(enabled);
            let previous = press("chevron-left", language.t("Previous page"), self.page > 0);
            if ui.add(previous).clicked() {
                self.page -= 1;
            }
            let next = press(
                "chevron-right",
                language.t("Next page"),
                self.page + 1 < count,
            );
            if ui.add(next).clicked() {
                self.page += 1;
            }
            let place = one_of(self.page.min(count - 1), count, language);
            let text = format!("{place} · {}", page.full_title());
            let color = Palette::of(ui).quiet_ink;
            widgets::line(ui, &text, tokens::medium(12.5), color);
        });
    }

    /// The sheet as it will be, small.
    fn preview(&self, ui: &Ui, room: Rect, context: &mut DialogContext<'_>) {
        let palette = Palette::of(ui);
        let painter = ui.painter().with_clip_rect(room.intersect(ui.clip_rect()));
        painter.rect_filled(room, 10.0, palette.desk);
        let Some(scene) = context.scene else { return };
        let extent = self.extent();
        let page = match (self.options.format, self.options.page) {
            _ if extent != Extent::Map => scene.size,
            (Format::Png, _) if matches!(self.options.size, PixelSize::Slide(_)) => {
                Size::new(16.0, 9.0)
            }
            (Format::Pdf, PageSize::Slide) => Size::new(16.0, 9.0),
            (Format::Pdf, page) if page.is_paper() => {
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
        let ground = tokens::color32(scene.background);
        if self.options.lies_on().is_transparent() {
            checkerboard(
                &painter,
                paper,
                [palette.chrome, palette.raised_hover],
                ground,
            );
        } else {
            painter.rect_filled(paper, 0.0, ground);
        }
        let sheet = fit(scene.size, paper);
        let zoom = f64::from(sheet.width()) / scene.size.width;
        let camera = Camera::new(Point::ZERO, zoom);
        context
            .painter
            .paint(&painter, sheet, scene, &camera, context.fonts);
        let stroke = Stroke::new(1.0, palette.border);
        painter.rect_stroke(paper, 0.0, stroke, StrokeKind::Outside);
        if extent == Extent::Tiles
            && let Ok(tiling) = self.tiling(scene)
        {
            let stroke = Stroke::new(1.0, palette.accent);
            for tile in &tiling.tiles {
                let part = tile.part.scale_from_origin(zoom);
                let min = sheet.min + vec2(part.x0 as f32, part.y0 as f32);
                let size = vec2(part.width() as f32, part.height() as f32);
                let rect = Rect::from_min_size(min, size);
                painter.rect_stroke(rect, 0.0, stroke, StrokeKind::Inside);
            }
        }
    }
}

/// What of the map is exported.
fn extent_ui(ui: &mut Ui, language: Language, options: &mut Options) {
    // They have all of it.
    if matches!(options.format, Format::Html | Format::Slides) {
        return;
    }
    widgets::caption(ui, language.t("Content"));
    let mut extents = vec![
        (Extent::Map, language.t("Map")),
        (Extent::Stops, language.t("Stops")),
    ];
    if options.format == Format::Pdf {
        extents.push((Extent::Tiles, language.t("Tiled poster")));
    }
    let current = options.shows();
    if let Some(extent) = widgets::segments(ui, language.t("Content"), &extents, current) {
        options.extent = extent;
    }
}

/// How wide the picture of a stop is.
fn widths_ui(ui: &mut Ui, language: Language, options: &mut Options) {
    widgets::caption(ui, language.t("Size in pixels"));
    let names = PixelSize::SLIDES.map(|width| format!("{width} × {}", width * 9 / 16));
    let sizes = PixelSize::SLIDES.iter().zip(&names);
    let sizes: Vec<_> = sizes.map(|(width, name)| (*width, &**name)).collect();
    let current = match options.size {
        PixelSize::Slide(width) | PixelSize::Width(width) => width,
        PixelSize::Scale(scale) => (scale * 1920.0).round() as u32,
    };
    if let Some(width) = widgets::segments(ui, language.t("Size in pixels"), &sizes, current) {
        options.size = PixelSize::Slide(width);
    }
}

/// What kind of file it becomes.
fn format_ui(ui: &mut Ui, language: Language, options: &mut Options) {
    widgets::caption(ui, language.t("Format"));
    let formats = [
        (Format::Png, "PNG"),
        (Format::Svg, "SVG"),
        (Format::Pdf, "PDF"),
        (Format::Html, "HTML"),
        (Format::Slides, "PowerPoint"),
    ];
    if let Some(format) = widgets::segments(ui, language.t("Format"), &formats, options.format) {
        options.format = format;
    }
}

/// The paper of a PDF, and what stands on it beside the map.
fn page_ui(ui: &mut Ui, language: Language, options: &mut Options, extent: Extent) {
    widgets::caption(ui, language.t("Page"));
    let name = |page: PageSize| page.name(language);
    let is_offered = |page: &PageSize| match extent {
        Extent::Map => true,
        Extent::Stops => *page != PageSize::Map,
        Extent::Tiles => page.is_paper(),
    };
    let pages = PageSize::ALL.into_iter().filter(is_offered);
    let pages: Vec<_> = pages.map(|page| (page, name(page))).collect();
    // What the other kinds have no use for.
    let current = match extent {
        Extent::Stops if options.page == PageSize::Map => PageSize::Slide,
        Extent::Tiles if !options.page.is_paper() => PageSize::A4,
        Extent::Map | Extent::Stops | Extent::Tiles => options.page,
    };
    if let Some(page) = widgets::segments(ui, language.t("Page"), &pages, current) {
        options.page = page;
    }
    match extent {
        Extent::Map => {}
        Extent::Stops => {
            widgets::caption(ui, language.t("Notes"));
            let choices = [
                (false, language.t("Hide")),
                (true, language.t("Below each stop")),
            ];
            if let Some(notes) = widgets::segments(ui, language.t("Notes"), &choices, options.notes)
            {
                options.notes = notes;
            }
        }
        Extent::Tiles => {
            widgets::caption(ui, language.t("Pages across"));
            let own = language.t("Map size");
            let choices = [
                (None, own),
                (Some(2), "2"),
                (Some(3), "3"),
                (Some(4), "4"),
                (Some(6), "6"),
            ];
            if let Some(across) =
                widgets::segments(ui, language.t("Pages across"), &choices, options.across)
            {
                options.across = across;
            }
        }
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

/// What the sheet lies on, of what makes a difference on its own ground.
fn ground_ui(ui: &mut Ui, language: Language, options: &mut Options, own: OwnGround) {
    widgets::caption(ui, language.t("Background"));
    let name = |backdrop| match backdrop {
        Backdrop::White if own != OwnGround::White => language.t("The brand’s own"),
        Backdrop::White => language.t("White"),
        Backdrop::Dark => language.t("Dark"),
        Backdrop::Transparent => language.t("Transparent"),
        Backdrop::TransparentDark => language.t("Transparent, for dark slides"),
    };
    let is_paper = matches!(options.format, Format::Pdf | Format::Html | Format::Slides);
    let grounds = Backdrop::ALL
        .into_iter()
        .filter(|backdrop| !(is_paper && backdrop.is_transparent()))
        .filter(|backdrop| !(own == OwnGround::Dark && backdrop.is_dark()));
    let grounds: Vec<_> = grounds.map(|ground| (ground, name(ground))).collect();
    let current = match options.lies_on() {
        Backdrop::Dark if own == OwnGround::Dark => Backdrop::White,
        Backdrop::TransparentDark if own == OwnGround::Dark => Backdrop::Transparent,
        ground => ground,
    };
    if let Some(ground) = widgets::segments(ui, language.t("Background"), &grounds, current) {
        options.backdrop = ground;
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

/// What shows through where there is nothing, drawn towards the ground that the sheet is meant for.
fn checkerboard(
    painter: &egui::Painter,
    rect: Rect,
    squares: [egui::Color32; 2],
    ground: egui::Color32,
) {
    let side = 10.0;
    let [even, odd] = squares.map(|color| color.lerp_to_gamma(ground, 0.8));
    painter.rect_filled(rect, 0.0, even);
    let painter = painter.with_clip_rect(rect.intersect(painter.clip_rect()));
    let columns = (rect.width() / side).ceil() as usize;
    let rows = (rect.height() / side).ceil() as usize;
    for row in 0..rows {
        for column in (row % 2..columns).step_by(2) {
            let at = rect.min + vec2(column as f32, row as f32) * side;
            let square = Rect::from_min_max(at, pos2(at.x + side, at.y + side));
            painter.rect_filled(square, 0.0, odd);
        }
    }
}
