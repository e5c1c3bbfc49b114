//! What is exported and how, and what may come of it instead of a file.

use std::{fmt, path::Path, sync::Arc};

use crate::{
    file,
    geom::{Size, Vec2},
    model::Map,
    scene::Scene,
    words::Language,
};

/// A kind of file that a map is exported as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Format {
    /// Pixels.
    #[default]
    Png,
    /// Shapes and text, for other programs.
    Svg,
    /// A page, for paper.
    Pdf,
}

impl Format {
    /// In the order in which they are offered.
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
    /// The kind of file.
    pub format: Format,
    /// Leaves the sheet's ground out (PNG and SVG; paper is white anyway).
    pub transparent: bool,
    /// Of a PNG.
    pub size: PixelSize,
    /// Of an SVG.
    pub letters: Letters,
    /// Of a PDF.
    pub page: PageSize,
    /// Leaves the map out of the file, even if [`About::map`] has it (PNG and SVG).
    pub without_map: bool,
    /// The scene is that of [`Lens::without_empty`](crate::layout::Lens::without_empty): whoever
    /// makes it asks.
    pub without_empty: bool,
    /// What the file says about itself.
    pub about: About,
}

impl Options {
    /// The file of the map that rides along.
    pub(super) fn carried(&self) -> Option<Vec<u8>> {
        let map = self.about.map.as_ref().filter(|_| !self.without_map)?;
        Some(file::save(map))
    }
}

/// What a file says about itself; empty texts are left out.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct About {
    /// Of the map.
    pub title: String,
    /// What the map shows.
    pub description: String,
    /// Who made the map.
    pub author: String,
    /// Of the map's texts.
    pub language: Language,
    /// The map itself, for the picture to be opened again.
    pub map: Option<Arc<Map>>,
}

impl About {
    /// What a file says of a map, which does not ride along yet.
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
            let of_side = f64::from(Self::MAX_SIDE) / width.max(height);
            let of_all = (Self::MAX_PIXELS as f64 / (width * height)).sqrt();
            // Rounded down, so that what is told fits.
            let part = of_side.min(of_all);
            return Err(ExportError::TooLarge {
                width,
                height,
                scale: (scale * part * 100.0).floor() / 100.0,
                across: ((width - 1.0) * part).floor(),
            });
        }
        Ok((scale, width as u32, height as u32))
    }

    /// Where the corner of the sheet stands on the picture, in pixels.
    pub(super) fn corner(self, scene: &Scene, scale: f64, (width, height): (u32, u32)) -> Vec2 {
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
pub enum PageSize {
    /// As large as the map.
    #[default]
    Map,
    /// The map fitted to the sheet of paper, upright or lying as suits it.
    A4,
    /// 297 × 420 mm, either way round.
    A3,
}

/// Why there is no file.
#[derive(Debug, Clone, PartialEq)]
pub enum ExportError {
    /// A scale or width that is not a positive number.
    Scale,
    /// In pixels; the largest scale that would do, and how many pixels across that is.
    TooLarge {
        /// In pixels.
        width: f64,
        /// In pixels.
        height: f64,
        /// The largest that would do.
        scale: f64,
        /// In pixels, at that scale.
        across: f64,
    },
    /// Somebody did not want it any more.
    Cancelled,
    /// What the writer of PDF said.
    Pdf(String),
}

impl ExportError {
    /// One sentence for a person.
    pub fn describe(&self, language: Language) -> String {
        match self {
            Self::Scale => language
                .t("The image size must be greater than zero.")
                .to_owned(),
            Self::TooLarge {
                width,
                height,
                scale,
                across,
            } => language.fill(
                "A picture of {width} × {height} pixels is too large: at most {side} on a side and {total} million in all. This one can have {across} across, which is a scale of {scale}.",
                &[
                    ("across", &across.to_string()),
                    ("scale", &language.number(*scale)),
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
