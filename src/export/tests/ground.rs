//! Whether everything on a sheet can be read, whatever it lies on.

use super::*;
use crate::{
    deck::Frame,
    geom::{Point, Shape as _},
    layout::{Lens, ValueMatrix},
    model::{Map, Picture},
    scene::Painter,
    text::Line,
};

/// Texts with what was painted below their middle before them; `None` for the bare ground.
#[derive(Default)]
struct Read {
    band_y: f64,
    fills: Vec<(BezPath, Color, f64)>,
    texts: Vec<(String, Color, Option<Color>)>,
}

impl Painter for Read {
    fn begin_band(&mut self, band: &PlacedBand) -> bool {
        self.band_y = band.y;
        true
    }

    fn fill_path(&mut self, path: &BezPath, color: Color, opacity: f64) {
        let mut path = path.clone();
        path.apply_affine(crate::geom::Affine::translate((0.0, self.band_y)));
        self.fills.push((path, color, opacity));
    }

    fn stroke_path(&mut self, _: &BezPath, _: Stroke, _: &Paint) {}

    fn line(&mut self, line: &Line, at: Point, color: Color) {
        let size = line.runs.iter().map(|run| run.size).fold(0.0, f64::max);
        let at = Point::new(at.x + line.width / 2.0, at.y + self.band_y - size * 0.3);
        let below = self.fills.iter().rev();
        let mut below = below.filter(|(path, _, opacity)| *opacity > 0.5 && path.contains(at));
        let ground = below.next().map(|(_, color, _)| *color);
        self.texts.push((line.text.clone(), color, ground));
    }

    fn picture(&mut self, _: &Picture, frame: Rect, _: f64) {
        // What stands on a picture stands on nothing that is known.
        self.fills.push((frame.to_path(0.1), Color::WHITE, 0.0));
    }
}

/// The texts of a scene that cannot be read, if its bare ground has this colour.
fn unread(scene: &Scene, bare: Color) -> Vec<String> {
    let mut read = Read::default();
    scene.paint(&mut read, |_| true);
    assert!(!read.texts.is_empty());
    let texts = read.texts.into_iter();
    let faults = texts.filter_map(|(text, color, ground)| {
        let contrast = color.contrast(ground.unwrap_or(bare));
        (contrast < 4.5).then(|| format!("“{text}” {color:?} on {ground:?}: {contrast:.2}"))
    });
    faults.collect()
}

fn maps() -> Vec<Map> {
    let samples = file::samples().iter().map(|sample| sample.bytes);
    let templates = file::templates().iter();
    let templates = templates.map(|template| template.bytes(Language::English));
    samples
        .chain(templates)
        .map(|bytes| file::load(bytes).unwrap().map)
        .collect()
}

#[test]
fn everything_can_be_read_on_white_and_on_dark() {
    for map in maps() {
        for backdrop in Backdrop::ALL {
            let seen = backdrop.under(&map);
            let scene = Scene::new(&Layout::new(&seen, &FONTS, None), None);
            let values = ValueMatrix::new(&seen, &Lens::default(), &FONTS);
            // A slide that is white, or nearly black, as they are.
            let slides = match backdrop {
                Backdrop::White | Backdrop::Dark => vec![scene.background],
                Backdrop::Transparent => vec![Color::WHITE],
                Backdrop::TransparentDark => vec![Color::BLACK, Color::hex(0x262626)],
            };
            for bare in slides {
                for scene in [&scene, &Scene::of_values(&values)] {
                    let faults = unread(scene, bare);
                    assert!(faults.is_empty(), "{backdrop:?}: {}", faults.join("\n"));
                }
            }
            assert_eq!(scene.background.luminance() < 0.05, backdrop.is_dark());
        }
    }
}

#[test]
fn the_title_cannot_be_read_on_a_dark_slide_if_the_sheet_is_not_made_for_it() {
    let scene = sample();
    assert!(!unread(&scene, Color::BLACK).is_empty());
}

#[test]
fn pages_of_a_dark_deck_can_be_read() {
    let map = file::load(file::samples()[0].bytes).unwrap().map;
    let deck = Deck::of_map(&map, Frame::SLIDE, Backdrop::Dark, &FONTS, &|_| true);
    for page in &deck.pages {
        let faults = unread(&page.scene, page.scene.background);
        assert!(faults.is_empty(), "{}: {}", page.title, faults.join("\n"));
        assert!(page.scene.background.luminance() < 0.05, "{}", page.title);
    }
}

#[test]
fn a_dark_sheet_is_dark_in_every_format() {
    let map = file::load(file::samples()[0].bytes).unwrap().map;
    let seen = Backdrop::Dark.under(&map);
    let scene = Scene::new(&Layout::new(&seen, &FONTS, None), None);
    let options = |format| Options {
        format,
        backdrop: Backdrop::Dark,
        page: PageSize::A4,
        size: PixelSize::Scale(0.5),
        ..Options::default()
    };
    let png = decode(&bytes(&scene, &options(Format::Png))).pixels;
    let corner = Color::hex(u32::from_be_bytes([
        0,
        png.rgba[0],
        png.rgba[1],
        png.rgba[2],
    ]));
    assert_eq!(corner, scene.background);
    let svg = String::from_utf8(bytes(&scene, &options(Format::Svg))).unwrap();
    let Color { r, g, b } = scene.background;
    assert!(svg.contains(&format!("fill=\"#{r:02X}{g:02X}{b:02X}\"/>")));
    // The margin of the paper, too: the first thing that is filled is the page.
    let (_, streams) = pdf_parts(&bytes(&scene, &options(Format::Pdf)));
    let page = streams
        .iter()
        .find(|stream| stream.contains("BDC") || stream.contains("BMC"));
    let before = page.unwrap().split(" f").next().unwrap();
    assert!(before.contains("841") && before.contains("595"), "{before}");
}
