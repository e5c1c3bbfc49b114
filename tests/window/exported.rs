//! What the window paints against what is exported.

use egui::Theme;
use egui_kittest::{Harness, kittest::Queryable as _};
use image::{RgbaImage, imageops::FilterType};
use jejak::{
    deck::Frame,
    edit::{Edit, apply_all},
    export::{self, Backdrop, Deck, PixelSize},
    file,
    geom::{Camera, Point},
    layout::Layout,
    model::{Field, Map, Picture, Target},
    scene::Scene,
    text::Fonts,
    ui::{ScenePainter, tokens},
};

use crate::{
    common::{SoftwareRenderer, compare, fonts::MORE_SCRIPTS, window::PASSES_OF_A_SHEET},
    person::{car, open},
};

#[test]
fn the_sheet_does_not_follow_the_window() {
    let pictures = [Theme::Light, Theme::Dark].map(|theme| {
        let renderer = SoftwareRenderer::default();
        let harness = open(car(), theme, &renderer);
        let editor = &harness.state().editor;
        let sheet = editor
            .camera()
            .screen_rect(jejak::geom::Rect::from_origin_size(
                Point::ZERO,
                editor.scene().size,
            ));
        let canvas = harness.get_by_label("Customer-journey map").rect().min;
        let (x, y) = (canvas.x + sheet.x0 as f32, canvas.y + sheet.y0 as f32);
        let picture = renderer.picture(&harness);
        image::imageops::crop_imm(
            &picture,
            x as u32 + 4,
            y as u32 + 4,
            sheet.width() as u32 - 8,
            sheet.height() as u32 - 8,
        )
        .to_image()
    });
    let (mean, worst, at) = compare(&pictures[0], &pictures[1]);
    // One step of rounding where an edge is softened over what lay below.
    assert!(mean < 0.001 && worst < 0.1, "{mean} {worst} {at:?}");
}

/// A scene as the window paints it, the sheet's corner in the window's.
fn painted(scene: &Scene, fonts: &Fonts, scale: f64) -> RgbaImage {
    let size = [scene.size.width * scale, scene.size.height * scale].map(|v| v.round() as f32);
    let renderer = SoftwareRenderer::default();
    let (scene, fonts) = (scene.clone(), fonts.clone());
    let mut painter = ScenePainter::default();
    let mut harness = Harness::builder()
        .with_size(size)
        .with_max_steps(PASSES_OF_A_SHEET)
        .with_pixels_per_point(1.0)
        .renderer(renderer.clone())
        .with_context_setup(tokens::install)
        .build_ui(move |ui| {
            let view = ui.ctx().content_rect();
            let canvas = ui.painter().with_clip_rect(view);
            canvas.rect_filled(view, 0.0, tokens::color32(scene.background));
            let camera = Camera::new(Point::ZERO, scale);
            painter.paint(&canvas, view, &scene, &camera, &fonts);
        });
    harness.run();
    renderer.picture(&harness)
}

/// What the window paints is what is exported, but for how ink falls on pixels: in the window a
/// letter stands up to an eighth of a pixel aside, and the exporter's rasteriser counts edges by
/// quarters of a row. Together that may move the edge of a line of bold figures by 3/8 of a pixel,
/// which changes the mean of a block of 16 × 16 by 225 · 3/8 / 16 = 5 of 255, a little more where
/// several meet. An edge that stands a whole pixel aside changes it by 14, a missing or wrongly
/// coloured thing by more.
#[track_caller]
fn assert_window_is_export(name: &str, map: &Map, scale: f64) {
    let fonts = Fonts::with(MORE_SCRIPTS);
    let scene = Scene::new(&Layout::new(map, &fonts, None), None);
    let ours = painted(&scene, &fonts, scale);
    let pixels = export::render(&scene, &fonts, PixelSize::Scale(scale), false).expect("pixels");
    let theirs = RgbaImage::from_raw(pixels.width, pixels.height, pixels.rgba).expect("a picture");
    let (mean, worst, at) = compare(&ours, &theirs);
    println!("{name} at {scale}: mean {mean:.3}, worst block {worst:.2} at {at:?}");
    if std::env::var_os("KEEP_PICTURES").is_some() {
        let folder = std::env::temp_dir();
        ours.save(folder.join(format!("{name}-{scale}-window.png")))
            .expect("saved");
        theirs
            .save(folder.join(format!("{name}-{scale}-export.png")))
            .expect("saved");
    }
    assert!(
        mean < 0.5 && worst < 9.0,
        "{name}: mean {mean:.3}, block {worst:.2} at {at:?}"
    );
}

#[test]
fn the_window_shows_what_is_exported() {
    for sample in file::samples() {
        let map = file::load(sample.bytes).expect("a sound map").map;
        assert_window_is_export(sample.file_name, &map, 1.0);
    }
}

#[test]
fn the_window_shows_what_is_exported_at_other_sizes() {
    assert_window_is_export("car", &car(), 0.7);
    assert_window_is_export("car", &car(), 1.5);
}

#[test]
fn the_window_shows_the_pages_that_are_exported_on_any_ground() {
    let fonts = Fonts::with(MORE_SCRIPTS);
    for backdrop in [Backdrop::White, Backdrop::Dark] {
        let deck = Deck::of_map(&car(), Frame::SLIDE, backdrop, &fonts, &|_| true);
        let pages = deck.pages.iter().enumerate();
        for (index, page) in pages.filter(|(index, _)| index % 3 == 1) {
            let scale = 0.6;
            let ours = painted(&page.scene, &fonts, scale);
            let pixels = export::render(&page.scene, &fonts, PixelSize::Scale(scale), false);
            let pixels = pixels.expect("pixels");
            assert_eq!((pixels.width, pixels.height), (1152, 648));
            let theirs = RgbaImage::from_raw(pixels.width, pixels.height, pixels.rgba);
            let (mean, worst, at) = compare(&ours, &theirs.expect("a picture"));
            println!("{index} {}: {mean:.3} {worst:.2} {at:?}", page.title);
            assert!(
                mean < 0.6 && worst < 9.0,
                "{}: {mean:.3} {worst:.2} {at:?}",
                page.title
            );
        }
    }
}

/// What is exported, painted four times as large and scaled down as programs for pictures do it.
fn scaled_down(scene: &Scene, fonts: &Fonts, scale: f64) -> RgbaImage {
    const PARTS: u32 = 4;
    let size = PixelSize::Scale(scale * f64::from(PARTS));
    let large = export::render(scene, fonts, size, false).expect("pixels");
    let (width, height) = (large.width, large.height);
    let large = RgbaImage::from_raw(width, height, large.rgba).expect("a picture");
    // To whole pixels of the small one, so that none is stretched.
    let [width, height] = [scene.size.width, scene.size.height].map(|v| (v * scale).floor() as u32);
    let large = image::imageops::crop_imm(&large, 0, 0, PARTS * width, PARTS * height).to_image();
    image::imageops::resize(&large, width, height, FilterType::Lanczos3)
}

/// How far pixels are apart in the square mean: that is what uneven letters show in.
fn apart(a: &RgbaImage, b: &RgbaImage) -> f64 {
    let pairs = a.as_raw().iter().zip(b.as_raw());
    let squares: f64 = pairs.map(|(a, b)| f64::from(a.abs_diff(*b)).powi(2)).sum();
    (squares / a.as_raw().len() as f64).sqrt()
}

#[test]
fn small_letters_stand_as_evenly_as_in_the_export_scaled_down() {
    let fonts = Fonts::bundled();
    let scene = Scene::new(&Layout::new(&car(), &fonts, None), None);
    let far = [0.3, 0.45, 0.6].map(|scale| {
        let theirs = scaled_down(&scene, &fonts, scale);
        let ours = painted(&scene, &fonts, scale);
        let ours = image::imageops::crop_imm(&ours, 0, 0, theirs.width(), theirs.height());
        let ours = ours.to_image();
        if std::env::var_os("KEEP_PICTURES").is_some() {
            let folder = std::env::temp_dir();
            let saved = |picture: &RgbaImage, whose: &str| {
                let name = format!("small-{scale}-{whose}.png");
                picture.save(folder.join(name)).expect("saved");
            };
            saved(&ours, "window");
            saved(&theirs, "export");
        }
        apart(&ours, &theirs)
    });
    println!("{far:?}");
    assert!(far.iter().all(|far| *far < 3.5), "{far:?}");
}

#[test]
fn a_large_sheet_seen_as_a_whole_is_the_export_scaled_down() {
    let fonts = Fonts::bundled();
    let map = jejak::model::generate(1_500, 1);
    let scene = Scene::new(&Layout::new(&map, &fonts, None), None);
    for scale in [0.05, 0.12] {
        let theirs = scaled_down(&scene, &fonts, scale);
        let ours = painted(&scene, &fonts, scale);
        let (width, height) = (theirs.width(), theirs.height());
        let ours = image::imageops::crop_imm(&ours, 0, 0, width, height).to_image();
        if std::env::var_os("KEEP_PICTURES").is_some() {
            let folder = std::env::temp_dir();
            ours.save(folder.join(format!("far-{scale}-window.png")))
                .expect("saved");
            theirs
                .save(folder.join(format!("far-{scale}-export.png")))
                .expect("saved");
        }
        let far = apart(&ours, &theirs);
        println!("{scale}: {far:.2}");
        // Texts are bars from so far away.
        assert!(far < 6.0, "{scale}: {far}");
    }
}

/// A head before a sky that grows darker, as large as a map's pictures are.
fn portrait() -> Picture {
    let pixels = RgbaImage::from_fn(640, 800, |x, y| {
        let (dx, dy) = (f64::from(x) - 320.0, f64::from(y) - 330.0);
        let far = (dx * dx + dy * dy * 0.7).sqrt();
        let rgb = match far {
            far if far < 40.0 => [90, 40, 30],
            far if far < 190.0 => [226, 178, 150],
            _ => [60, 120, 255 - (y / 5) as u8],
        };
        image::Rgba([rgb[0], rgb[1], rgb[2], 255])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    let format = image::ImageFormat::WebP;
    pixels.write_to(&mut bytes, format).expect("a picture");
    file::picture::import_portrait(bytes.get_ref()).expect("a picture")
}

#[test]
fn the_window_shows_the_picture_of_a_persona_as_it_is_exported() {
    let map = car();
    let edit = Edit::SetPicture {
        target: Target::Persona(map.personas[0].id.clone()),
        picture: Some(portrait()),
    };
    let map = apply_all(&std::sync::Arc::new(map), &[edit]).expect("a picture is taken");
    let bytes = file::save(&map);
    let map = file::load(&bytes).expect("a map").map;
    for scale in [0.7, 1.0, 2.0] {
        assert_window_is_export("portrait", &map, scale);
    }
    let fonts = Fonts::bundled();
    let layout = Layout::new(&map, &fonts, None);
    let avatar = layout.header.part.personas[0].avatar;
    let pixels = painted(&Scene::new(&layout, None), &fonts, 1.0);
    let (x, y) = (avatar.center.x as u32, avatar.center.y as u32);
    let is_like = |x: u32, y: u32, rgb: [u8; 3]| {
        let pixel = pixels.get_pixel(x, y);
        let near = (0..3).all(|k| pixel[k].abs_diff(rgb[k]) < 25);
        assert!(near, "{pixel:?} at {x} {y} is not like {rgb:?}");
    };
    is_like(x + 10, y + 4, [226, 178, 150]);
    is_like(x - 24, y - 12, [60, 120, 225]);
    let hue = map.theme.hue(map.personas[0].hue);
    is_like(x - 33, y, [hue.r, hue.g, hue.b]);
}

#[test]
fn the_window_shows_what_is_exported_whatever_is_written() {
    let texts = [
        "👩‍👩‍👧‍👦 family 🇮🇩 flag 👍🏽 ❤️ 1️⃣ 😀",
        "تبحث العميلة عن سيارة آمنة",
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
        "היא קוראת ביקורות 24/7",
        "她在三个浏览器标签页里比较价格",
        "",
    ];
    let map = std::sync::Arc::new(car());
    let cards = map
        .cards()
        .map(|card| (Target::Card(card.id.clone()), Field::Text));
    let stages = map.stages.iter();
    let stages = stages.map(|stage| (Target::Stage(stage.id.clone()), Field::Title));
    let edits: Vec<Edit> = cards
        .chain(stages)
        .chain([(Target::Title, Field::Title)])
        .zip(texts.iter().cycle())
        .map(|((target, field), text)| Edit::SetText {
            target,
            field,
            text: (*text).to_owned(),
        })
        .collect();
    let map = apply_all(&map, &edits).expect("texts can be anything");
    assert_window_is_export("torture", &map, 1.0);
}
