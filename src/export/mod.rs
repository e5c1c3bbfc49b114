//! The display list as files: SVG, PNG, PDF, HTML and slides, each painted straight from the one [`Scene`].
//!
//! Nothing here lays anything out. Everything may run on a worker thread: it reports its progress
//! and stops soon after it is told to.

mod dashes;
mod deck;
mod html;
mod names;
mod options;
mod paper;
mod pdf;
mod png;
mod pptx;
mod raster;
mod shapes;
mod slice;
mod svg;
#[cfg(test)]
mod tests;
mod watch;
mod webfont;

use std::sync::atomic::AtomicBool;

use crate::{scene::Scene, text::Fonts};
use watch::ExportWatch;

pub use deck::{Deck, DeckPage};
pub use options::{
    About, AboutParts, Backdrop, ExportError, Extent, Format, Letters, Options, PageSize,
    PixelSize, SlideFonts, SlideOptions, Turn,
};
pub use paper::{Tile, Tiling};
pub use pptx::{Drawn, NotNative, Slides, Template, TemplateFault};
pub use raster::{render, render_part};
pub use svg::draw_part;

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
    let watch = ExportWatch { progress, cancel };
    watch.check()?;
    match options.format {
        Format::Png => png::write(scene, fonts, options, watch),
        Format::Svg => svg::write(scene, fonts, options, watch),
        Format::Pdf => pdf::write(scene, fonts, options, watch),
        Format::Html => html::write(scene, fonts, options, watch),
        Format::Slides => pptx::write(scene, options, watch).map(|slides| slides.bytes),
    }
}

/// The bytes of a PDF with a page for each page of a deck, or of slides as [`export_slides`] makes
/// them. As [`export`] otherwise; a format of single pictures is asked for page by page, with
/// [`Deck::about_page`].
///
/// # Errors
/// [`ExportError::NoPages`] for an empty deck.
pub fn export_deck(
    deck: &Deck,
    fonts: &Fonts,
    options: &Options,
    progress: &dyn Fn(f32),
    cancel: &AtomicBool,
) -> Result<Vec<u8>, ExportError> {
    let watch = ExportWatch { progress, cancel };
    watch.check()?;
    match options.format {
        Format::Slides => pptx::write_deck(deck, options, watch).map(|slides| slides.bytes),
        Format::Png | Format::Svg | Format::Pdf | Format::Html => {
            pdf::write_deck(deck, fonts, options, watch)
        }
    }
}

/// A file of slides with one for each page of a deck, and what of it is otherwise than on the pages. Behind
/// those of a whole map, which is one that rides along in [`About::map`], stand its charts.
///
/// # Errors
/// [`ExportError::NoPages`] for an empty deck.
pub fn export_slides(
    deck: &Deck,
    options: &Options,
    progress: &dyn Fn(f32),
    cancel: &AtomicBool,
) -> Result<Slides, ExportError> {
    let watch = ExportWatch { progress, cancel };
    watch.check()?;
    pptx::write_deck(deck, options, watch)
}

/// How many slides [`export_slides`] makes of a deck, those of charts among them.
pub fn slide_count(deck: &Deck, options: &Options) -> usize {
    pptx::count(deck, options)
}
