//! The display list as files: SVG, PNG and PDF, each painted straight from the one [`Scene`].
//!
//! Nothing here lays anything out. Everything may run on a worker thread: it reports its progress
//! and stops soon after it is told to.

mod pdf;
mod png;
mod raster;
mod svg;
#[cfg(test)]
mod tests;
mod webfont;

use std::{
    borrow::Cow,
    fmt,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use crate::{
    file,
    geom::{Affine, BezPath, Point, Shape as _, Size, Vec2},
    model::{Color, Map},
    scene::{Scene, Shape},
    text::{Fonts, Run},
    words::Language,
};

pub use raster::{Pixels, render, render_part};

/// A kind of file that a map is exported as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Format {
    #[default]
    Png,
    Svg,
    Pdf,
}

impl Format {
    pub const ALL: [Self; 3] = [Self::Png, Self::Svg, Self::Pdf];

    /// In lower case, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Svg => "svg",
            Self::Pdf => "pdf",
        }
    }

    /// By the extension of a file name, in any case.
    pub fn from_path(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?;
        Self::ALL
            .into_iter()
            .find(|format| format.extension().eq_ignore_ascii_case(extension))
    }
}

/// What to export and how; each format reads what concerns it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Options {
    pub format: Format,
    /// Leaves the sheet's ground out (PNG and SVG; paper is white anyway).
    pub transparent: bool,
    /// Of a PNG.
    pub size: PixelSize,
    /// Of an SVG.
    pub letters: Letters,
    /// Of a PDF.
    pub page: Page,
    /// Leaves the map out of the file, even if [`About::map`] has it (PNG and SVG).
    pub without_map: bool,
    /// The scene is that of [`Lens::without_empty`](crate::layout::Lens::without_empty): whoever
    /// makes it asks.
    pub without_empty: bool,
    pub about: About,
}

impl Options {
    /// The file of the map that rides along.
    fn carried(&self) -> Option<Vec<u8>> {
        let map = self.about.map.as_ref().filter(|_| !self.without_map)?;
        Some(file::save(map))
    }
}

/// What a file says about itself; empty texts are left out.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct About {
    pub title: String,
    pub description: String,
    pub author: String,
    /// Of the map's texts.
    pub language: Language,
    /// The map itself, for the picture to be opened again.
    pub map: Option<Arc<Map>>,
}

impl About {
    pub fn of(map: &Map) -> Self {
        Self {
            title: map.title.clone(),
            description: map.scenario.clone(),
            author: map.owner.clone(),
            language: map.language,
            map: None,
        }
    }
}

/// How many pixels a picture has.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum PixelSize {
    /// Pixels per document unit.
    Scale(f64),
    /// Exactly so many pixels across.
    Width(u32),
    /// A slide of 16 : 9, so many pixels across, with the map fitted into its middle.
    Slide(u32),
}

impl Default for PixelSize {
    fn default() -> Self {
        Self::Scale(2.0)
    }
}

impl PixelSize {
    /// The longest side a PNG may have.
    pub const MAX_SIDE: u32 = 32_767;
    /// The widths of slides on offer.
    pub const SLIDES: [u32; 2] = [1920, 3840];
    /// The most pixels a PNG may have.
    pub const MAX_PIXELS: u64 = 400_000_000;

    /// Pixels per document unit, width and height in pixels; a side has at least one pixel.
    pub fn resolve(self, scene: &Scene) -> Result<(f64, u32, u32), ExportError> {
        let sheet = scene.size;
        let (scale, page) = match self {
            Self::Scale(scale) => (scale, sheet * scale),
            Self::Width(width) => {
                let scale = f64::from(width) / sheet.width;
                (scale, sheet * scale)
            }
            Self::Slide(width) => {
                let slide = Size::new(f64::from(width), f64::from(width) * 9.0 / 16.0);
                let fit = (slide.width / sheet.width).min(slide.height / sheet.height);
                (fit, slide)
            }
        };
        if !(scale.is_finite() && scale > 0.0) {
            return Err(ExportError::Scale);
        }
        let width = page.width.round().max(1.0);
        let height = page.height.round().max(1.0);
        if width.max(height) > f64::from(Self::MAX_SIDE) || width * height > Self::MAX_PIXELS as f64
        {
            return Err(ExportError::TooLarge { width, height });
        }
        Ok((scale, width as u32, height as u32))
    }

    /// Where the corner of the sheet stands on the picture, in pixels.
    fn corner(self, scene: &Scene, scale: f64, (width, height): (u32, u32)) -> Vec2 {
        match self {
            Self::Scale(_) | Self::Width(_) => Vec2::ZERO,
            Self::Slide(_) => Vec2::new(
                (f64::from(width) - scene.size.width * scale) / 2.0,
                (f64::from(height) - scene.size.height * scale) / 2.0,
            ),
        }
    }
}

/// How the letters of an SVG are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Letters {
    /// As text that can be searched and edited, with the fonts inside the file. Emoji, and letters
    /// of system fonts that may not be embedded, become shapes.
    #[default]
    Text,
    /// As shapes that look the same in every program.
    Outlines,
}

/// The page of a PDF.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Page {
    /// As large as the map.
    #[default]
    Map,
    /// The map fitted to the sheet of paper, upright or lying as suits it.
    A4,
    A3,
}

/// Why there is no file.
#[derive(Debug, Clone, PartialEq)]
pub enum ExportError {
    /// A scale or width that is not a positive number.
    Scale,
    /// In pixels.
    TooLarge {
        width: f64,
        height: f64,
    },
    Cancelled,
    /// What the writer of PDF said.
    Pdf(String),
}

impl ExportError {
    /// One sentence for a person.
    pub fn describe(&self, language: Language) -> String {
        match self {
            Self::Scale => language
                .t("The size of the picture must be more than nothing.")
                .to_owned(),
            Self::TooLarge { width, height } => language.fill(
                "A picture of {width} × {height} pixels is too large: at most {side} on a side and {total} million in all.",
                &[
                    ("width", &width.to_string()),
                    ("height", &height.to_string()),
                    ("side", &PixelSize::MAX_SIDE.to_string()),
                    ("total", &(PixelSize::MAX_PIXELS / 1_000_000).to_string()),
                ],
            ),
            Self::Cancelled => language.t("The export was cancelled.").to_owned(),
            Self::Pdf(reason) => {
                language.fill("The PDF could not be written: {reason}.", &[("reason", reason)])
            }
        }
    }
}

impl fmt::Display for ExportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.describe(Language::English))
    }
}

impl std::error::Error for ExportError {}

/// The bytes of a file. `progress` hears shares from 0 to 1 on the calling thread; once `cancel`
/// is set the work ends soon with [`ExportError::Cancelled`]. The same scene gives the same bytes.
///
/// ```
/// use std::sync::atomic::AtomicBool;
/// use jejak::{
///     export::{Format, Options, export},
///     layout::Layout,
///     model::generate,
///     scene::Scene,
///     text::Fonts,
/// };
///
/// let fonts = Fonts::bundled();
/// let scene = Scene::new(&Layout::new(&generate(40, 1), &fonts, None), None);
/// let options = Options { format: Format::Svg, ..Options::default() };
/// let svg = export(&scene, &fonts, &options, &|_| (), &AtomicBool::new(false))?;
/// assert!(svg.starts_with(b"<svg"));
/// # Ok::<(), jejak::export::ExportError>(())
/// ```
pub fn export(
    scene: &Scene,
    fonts: &Fonts,
    options: &Options,
    progress: &dyn Fn(f32),
    cancel: &AtomicBool,
) -> Result<Vec<u8>, ExportError> {
    match options.format {
        Format::Png => png::write(scene, fonts, options, progress, cancel),
        Format::Svg => svg::write(scene, fonts, options, progress, cancel),
        Format::Pdf => pdf::write(scene, fonts, options, progress, cancel),
    }
}

fn check_cancelled(cancel: &AtomicBool) -> Result<(), ExportError> {
    if cancel.load(Ordering::Relaxed) {
        Err(ExportError::Cancelled)
    } else {
        Ok(())
    }
}

/// The outline of a shape; arcs stray from it by less than a hundredth of a unit.
fn path_of(shape: &Shape) -> Cow<'_, BezPath> {
    const TOLERANCE: f64 = 0.01;
    match shape {
        Shape::Rect { rect, radius } if *radius > 0.0 => {
            Cow::Owned(rect.to_rounded_rect(*radius).to_path(TOLERANCE))
        }
        Shape::Rect { rect, .. } => Cow::Owned(rect.to_path(TOLERANCE)),
        Shape::Circle(circle) => Cow::Owned(circle.to_path(TOLERANCE)),
        Shape::Path(path) => Cow::Borrowed(path),
    }
}

/// A run of glyphs as filled shapes in document units, bottom to top; `at` is the left end of the
/// line's baseline. Letters of the text's own colour come as one shape.
fn shapes_of(fonts: &Fonts, run: &Run, at: Point, color: Color) -> Vec<(Color, BezPath)> {
    // y points down, so what stands above the baseline leans to the right.
    let skew = if run.oblique { -Run::SKEW } else { 0.0 };
    let mut shapes = Vec::new();
    let mut letters = BezPath::new();
    for glyph in &run.glyphs {
        let [x, y] = [at.x + glyph.x, at.y + glyph.y];
        let doc_from_em = Affine::new([run.size, 0.0, skew * run.size, run.size, x, y]);
        let outline = fonts.outline(run.face, glyph.id);
        match outline.layers.as_slice() {
            [(None, path)] => letters.extend(path.iter().map(|element| doc_from_em * element)),
            // Layers stay apart: turning the other way, one would punch a hole into the next.
            layers => shapes.extend(
                layers
                    .iter()
                    .map(|(own, path)| (own.unwrap_or(color), doc_from_em * path)),
            ),
        }
    }
    if !letters.is_empty() {
        shapes.push((color, letters));
    }
    shapes
}
