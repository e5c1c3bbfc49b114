//! Every template and every sample, in the window and exported, against small pictures that are
//! kept: what goes missing, moves or changes its colour shows.
//!
//! `UPDATE_PICTURES=1 cargo test --test window pictures` makes them anew; look at them before they are kept.

use std::{
    collections::HashMap,
    env, fs,
    path::Path,
    sync::{Arc, atomic::AtomicBool},
    thread,
};

use egui::{Key, Theme};
use egui_kittest::kittest::Queryable as _;
use image::RgbaImage;
use jejak::{
    edit::{Edit, apply_all},
    editor::Intent,
    export::{self, PixelSize},
    file,
    geom::{Point, Rect, Vec2},
    layout::Layout,
    model::{Hue, Map, Stage, Target},
    scene::Scene,
    text::Fonts,
    words::Language,
};

use crate::common::{SoftwareRenderer, compare, window::open};

/// Of a kept picture, in pixels.
const WIDTH: u32 = 480;
const COLORS: usize = 200;
const GROUNDS: usize = 40;
/// What the colours that were left out and small changes in how edges are softened may make
/// together; the least that the test below changes makes half as much again.
const MEAN: f64 = 1.0;
const BLOCK: f64 = 4.0;

fn maps() -> Vec<(String, Map)> {
    let samples = file::samples().iter();
    let samples = samples.map(|sample| {
        let name = sample.file_name.trim_end_matches(".journey");
        (format!("sample-{name}"), sample.bytes)
    });
    let templates = file::templates().iter().flat_map(|template| {
        Language::ALL.map(|language| {
            let name = format!("{}.{}", template.id, language.code());
            (name, template.bytes(language))
        })
    });
    let loaded = samples.chain(templates).map(|(name, bytes)| {
        let loaded = file::load(bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
        (name, loaded.map)
    });
    loaded.collect()
}

fn exported(map: &Map, fonts: &Fonts) -> RgbaImage {
    let scene = Scene::new(&Layout::new(map, fonts, None), None);
    let options = export::Options {
        size: PixelSize::Width(WIDTH),
        ..export::Options::default()
    };
    let bytes = export::export(&scene, fonts, &options, &|_| (), &AtomicBool::new(false));
    let picture = image::load_from_memory(&bytes.expect("a picture"));
    picture.expect("a PNG").to_rgba8()
}

/// The sheet as the whole window shows it, at the size of a kept picture.
fn in_window(map: &Map) -> RgbaImage {
    let renderer = SoftwareRenderer::default();
    let mut harness = open(map.clone(), Theme::Light, [500.0, 560.0], &renderer);
    // Without panels; the way back to them stands below the sheet.
    harness.key_press(Key::F8);
    harness.run();
    let editor = &mut harness.state_mut().editor;
    let size = editor.scene().size;
    let factor = f64::from(WIDTH) / size.width / editor.camera().zoom();
    let at = Point::ZERO;
    editor.handle(Intent::Zoom { factor, at });
    let corner = editor.camera().screen_from_doc(Point::ZERO);
    editor.handle(Intent::Pan(Vec2::new(4.0, 4.0) - corner.to_vec2()));
    harness.run();
    let editor = &harness.state().editor;
    let sheet = Rect::from_origin_size(Point::ZERO, size);
    let sheet = editor.camera().screen_rect(sheet);
    let canvas = harness.get_by_label("Customer-journey map").rect().min;
    let picture = renderer.picture(&harness);
    image::imageops::crop_imm(
        &picture,
        (f64::from(canvas.x) + sheet.x0).round() as u32,
        (f64::from(canvas.y) + sheet.y0).round() as u32,
        sheet.width().round() as u32,
        sheet.height().round() as u32,
    )
    .to_image()
}

/// What tells a picture from the kept one; `None` where they are alike.
fn difference(kept: &RgbaImage, now: &RgbaImage) -> Option<String> {
    if kept.dimensions() != now.dimensions() {
        let (was, is) = (kept.dimensions(), now.dimensions());
        return Some(format!("was {was:?} pixels, is {is:?}"));
    }
    let (mean, block, at) = compare(kept, now);
    let differs = mean > MEAN || block > BLOCK;
    differs.then(|| format!("mean {mean:.2}, worst block {block:.1} at {at:?}"))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The two ways of a map with the names of their pictures; in the window small letters are bars.
fn both_ways(name: &str, map: &Map) -> [(String, RgbaImage); 2] {
    [
        (format!("{name}.png"), exported(map, &Fonts::bundled())),
        (format!("{name}-window.png"), in_window(map)),
    ]
}

/// What is to be told of a map's pictures.
fn look_at(name: &str, map: &Map) -> Vec<String> {
    let mut told = Vec::new();
    for (file, now) in both_ways(name, map) {
        let path = root().join("tests/pictures").join(&file);
        if env::var_os("UPDATE_PICTURES").is_some() {
            fs::write(&path, few_colors(&now)).expect("a picture can be written");
        }
        let difference = match image::open(&path) {
            Ok(kept) => difference(&kept.to_rgba8(), &now),
            Err(error) => Some(error.to_string()),
        };
        if let Some(difference) = difference {
            let folder = root().join("target/pictures");
            fs::create_dir_all(&folder).expect("a folder");
            let new = folder.join(&file);
            now.save(&new).expect("a picture can be written");
            told.push(format!("{file}: {difference}; now {}", new.display()));
        }
    }
    told
}

#[test]
fn every_map_that_comes_with_the_program_looks_as_it_did() {
    let maps = maps();
    let told: Vec<String> = thread::scope(|scope| {
        let parts = maps.chunks(maps.len().div_ceil(2));
        let works = parts.map(|part| {
            scope.spawn(|| {
                let told = part.iter().flat_map(|(name, map)| look_at(name, map));
                told.collect::<Vec<_>>()
            })
        });
        let works: Vec<_> = works.collect();
        let told = works
            .into_iter()
            .flat_map(|work| work.join().expect("an end"));
        told.collect()
    });
    assert!(told.is_empty(), "{}", told.join("\n"));
}

#[test]
fn no_picture_is_kept_of_what_is_gone_and_none_is_large() {
    let folder = root().join("tests/pictures");
    let names = maps().into_iter().map(|(name, _)| name);
    let names = names.flat_map(|name| [format!("{name}.png"), format!("{name}-window.png")]);
    let known: Vec<String> = names.collect();
    let mut all = 0;
    for entry in fs::read_dir(folder).expect("a folder") {
        let entry = entry.expect("an entry");
        let name = entry.file_name().into_string().expect("a name");
        assert!(known.contains(&name), "{name}");
        let size = entry.metadata().expect("a file").len();
        assert!(size < 25_000, "{name}: {size}");
        all += size;
    }
    assert!(all < 700_000, "{all}");
}

#[test]
fn what_moves_goes_missing_or_changes_its_colour_is_seen() {
    let (name, map) = maps().swap_remove(0);
    let kept = |picture: &RgbaImage| {
        let kept = image::load_from_memory(&few_colors(picture));
        kept.expect("a PNG").to_rgba8()
    };
    let before = both_ways(&name, &map).map(|(_, picture)| picture);
    let kept = before.each_ref().map(kept);
    for (kept, before) in kept.iter().zip(&before) {
        assert_eq!(difference(kept, before), None);
        let aside = image::imageops::blur(before, 0.35);
        assert_eq!(difference(kept, &aside), None, "softer edges");
    }

    let map = Arc::new(map);
    let after = |edit: &Edit| apply_all(&map, std::slice::from_ref(edit)).expect("it fits");
    let (lane, card) = map.card(&"t1".into()).expect("a touchpoint");
    // To where it makes no row higher or lower, so that nothing else moves.
    let moves = map.stages.iter().map(|stage| Edit::MoveCards {
        ids: vec![card.id.clone()],
        lane: lane.id.clone(),
        stage: stage.id.clone(),
        step: None,
        index: usize::MAX,
    });
    let size = |map: &Map| Layout::new(map, &Fonts::bundled(), None).size;
    let mut moves = moves.filter(|edit| after(edit) != map && size(&after(edit)) == size(&map));
    let moved = moves.next().expect("a cell with room");
    let curve = map.lanes.iter().find_map(|lane| lane.curves().first());
    let point = curve
        .and_then(|curve| curve.points.get(2))
        .expect("a point");
    let changes = [
        moved,
        Edit::Remove(Target::Card(card.id.clone())),
        Edit::SetLaneHidden {
            lane: lane.id.clone(),
            hidden: true,
        },
        Edit::Remove(Target::Point(point.id.clone())),
        Edit::ReplaceStage(Arc::new(Stage {
            hue: Hue::Slate,
            ..Stage::clone(&map.stages[1])
        })),
        Edit::SetLegendHidden(true),
    ];
    for change in changes {
        let told = format!("{change:?}");
        let changed = after(&change);
        for ((way, now), kept) in both_ways(&name, &changed).iter().zip(&kept) {
            let difference = difference(kept, now);
            println!("{way}, {told:.60}: {difference:?}");
            assert!(difference.is_some(), "{told} is not seen in {way}");
        }
    }
}

/// A PNG of at most [`COLORS`] colours: the grounds, which are most of it, as they are, and of the
/// others those that stand for the most pixels in each of the boxes that they are cut into
/// (Heckbert's median cut, 1982).
fn few_colors(picture: &RgbaImage) -> Vec<u8> {
    let mut counts: HashMap<[u8; 3], usize> = HashMap::new();
    for pixel in picture.pixels() {
        *counts.entry([pixel[0], pixel[1], pixel[2]]).or_default() += 1;
    }
    let mut all: Vec<([u8; 3], usize)> = counts.into_iter().collect();
    all.sort_unstable_by_key(|(color, count)| (std::cmp::Reverse(*count), *color));
    let others = all.split_off(GROUNDS.min(all.len().saturating_sub(1)));
    let widest = |colors: &[([u8; 3], usize)]| -> (u8, usize) {
        let widths = [0, 1, 2].map(|k| {
            let values = || colors.iter().map(|(color, _)| color[k]);
            let (least, most) = (values().min(), values().max());
            (most.unwrap_or(0) - least.unwrap_or(0), k)
        });
        widths.into_iter().max().expect("three channels")
    };
    let mut boxes = vec![others];
    while boxes.len() < COLORS - GROUNDS {
        let weight = |colors: &Vec<([u8; 3], usize)>| {
            let pixels: usize = colors.iter().map(|(_, count)| count).sum();
            // Rare colours count too: a whole icon may be of one.
            usize::from(widest(colors).0).pow(2) * pixels.isqrt()
        };
        let heaviest = (0..boxes.len()).max_by_key(|index| weight(&boxes[*index]));
        let mut colors = boxes.swap_remove(heaviest.expect("a box"));
        if colors.len() < 2 {
            boxes.push(colors);
            break;
        }
        let (_, channel) = widest(&colors);
        colors.sort_by_key(|(color, _)| (color[channel], *color));
        let half = colors.iter().map(|(_, count)| count).sum::<usize>() / 2;
        let mut sum = 0;
        let at = colors.iter().position(|(_, count)| {
            sum += count;
            sum > half
        });
        let rest = colors.split_off(at.unwrap_or(0).clamp(1, colors.len() - 1));
        boxes.extend([colors, rest]);
    }
    let palette = boxes.iter().filter_map(|colors| {
        let most = colors.iter().max_by_key(|(_, count)| *count);
        most.map(|(color, _)| *color)
    });
    let palette: Vec<[u8; 3]> = palette.chain(all.iter().map(|(color, _)| *color)).collect();
    let nearest = |pixel: &image::Rgba<u8>| {
        let far = |color: &[u8; 3]| -> u32 {
            let parts = (0..3).map(|k| u32::from(color[k].abs_diff(pixel[k])).pow(2));
            parts.sum()
        };
        let index = (0..palette.len()).min_by_key(|index| far(&palette[*index]));
        index.expect("a colour") as u8
    };
    let mut known: HashMap<image::Rgba<u8>, u8> = HashMap::new();
    let pixels = picture.pixels();
    let pixels = pixels.map(|pixel| *known.entry(*pixel).or_insert_with(|| nearest(pixel)));
    let pixels: Vec<u8> = pixels.collect();
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, picture.width(), picture.height());
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette(palette.concat());
    encoder.set_compression(png::Compression::High);
    encoder.set_filter(png::Filter::NoFilter);
    let mut writer = encoder.write_header().expect("a head");
    writer.write_image_data(&pixels).expect("pixels");
    writer.finish().expect("an end");
    bytes
}
