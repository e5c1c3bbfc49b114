//! Under a brand nothing is cut off or lies over another thing, everything can be read, and files hold
//! the fonts that they are set in.

use std::sync::{Arc, atomic::AtomicBool};

use jejak::{
    deck::{Frame, pages, stops},
    export::{Backdrop, Format, Options, export},
    file,
    geom::Rect,
    layout::Layout,
    model::{Date, Map},
    scene::{Item, Scene, Subject},
    text::Fonts,
    words::Language,
};

use crate::{brands::brands, pages::assert_page_is_sound, sound::assert_sound};

/// The samples in the look of each brand.
fn dressed() -> Vec<(String, Map)> {
    let mut maps = Vec::new();
    for sample in file::samples() {
        let plain = file::load(sample.bytes).unwrap().map;
        for brand in brands() {
            let name = format!("{} of {}", sample.file_name, brand.name);
            let mut map = plain.clone();
            map.set_brand(Some(Arc::new(brand)));
            let day = Date::new(2026, 11, 30).unwrap();
            maps.push((name, map.on_day(day).into_owned()));
        }
    }
    maps
}

fn rect_of(scene: &Scene, subject: &Subject) -> Option<Rect> {
    let of = scene
        .chunks()
        .filter(|(_, chunk)| chunk.subject == *subject);
    let rects = of.filter(|(_, chunk)| !chunk.items.is_empty());
    let rects = rects.map(|(y, chunk)| chunk.bounds + jejak::geom::Vec2::new(0.0, y));
    rects.reduce(|all, rect| all.union(rect))
}

fn written(scene: &Scene) -> String {
    let items = scene.chunks().flat_map(|(_, chunk)| &chunk.items);
    let texts = items.filter_map(|item| match item {
        Item::Text(text) => Some(text.lines().map(|(line, _)| line.text.clone())),
        _ => None,
    });
    texts.flatten().collect::<Vec<_>>().join("\n")
}

#[test]
fn sheets_under_a_brand_are_sound_and_signed() {
    let fonts = Fonts::bundled();
    for (name, map) in dressed() {
        let layout = Layout::new(&map, &fonts, None);
        assert_sound(&name, &layout);
        let scene = Scene::new(&layout, None);
        let sheet = Rect::from_origin_size((0.0, 0.0), scene.size);
        let logo = rect_of(&scene, &Subject::Logo).unwrap();
        let foot = rect_of(&scene, &Subject::Foot).unwrap();
        for rect in [logo, foot] {
            assert!(sheet.contains_rect(rect), "{name}: {rect:?}");
        }
        // What stands at the head lies beside it.
        let others = scene
            .chunks()
            .filter(|(_, chunk)| chunk.subject != Subject::Logo);
        for (y, chunk) in others.filter(|(_, chunk)| !chunk.items.is_empty()) {
            let rect = chunk.bounds + jejak::geom::Vec2::new(0.0, y);
            let over = rect.intersect(logo);
            assert!(
                over.area() < 1.0,
                "{name}: {:?} over the logo",
                chunk.subject
            );
        }
        let written = written(&scene);
        let brand = map.brand.as_ref().unwrap();
        let line = format!("{} · Confidential · 30 Nov 2026", brand.name);
        assert!(written.contains(&line), "{name}: {written}");
        // Laid out once more, all of it is taken over.
        let again = Layout::new(&map, &fonts, Some(&layout));
        assert!(Arc::ptr_eq(&again.grid, &layout.grid));
        assert_eq!(again, layout);
    }
}

#[test]
fn pages_under_a_brand_are_sound_and_say_which_they_are() {
    let fonts = Fonts::bundled();
    for (name, map) in dressed() {
        let all = stops(&map, Language::English);
        for (index, stop) in all.iter().enumerate() {
            for page in pages(&map, stop, Frame::SLIDE, &fonts, Language::English) {
                assert_page_is_sound(&name, &page, Frame::SLIDE);
                assert!(rect_of(&page.scene, &Subject::Logo).is_some(), "{name}");
                let number = match page.count {
                    1 => format!("{}", index + 1),
                    _ => format!("{}.{}", index + 1, page.number),
                };
                let said = format!("Page {number} of {}", all.len());
                assert!(written(&page.scene).contains(&said), "{name}: {said}");
            }
        }
    }
}

#[test]
fn a_brand_is_dark_for_dark_slides_whatever_its_ground() {
    for (_, map) in dressed() {
        let dark = Backdrop::Dark.under(&map);
        assert!(dark.theme.colors.sheet.luminance() < 0.02);
        assert_eq!(dark.theme.type_, map.theme.type_);
        assert_eq!(Backdrop::White.under(&map).theme, map.theme);
    }
}

#[test]
fn files_hold_the_fonts_of_the_brand() {
    let fonts = Fonts::bundled();
    let (_, map) = dressed().swap_remove(0);
    let scene = Scene::new(&Layout::new(&map, &fonts, None), None);
    let written = |format| {
        let options = Options {
            format,
            ..Options::default()
        };
        export(&scene, &fonts, &options, &|_| (), &AtomicBool::new(false)).unwrap()
    };
    let svg = String::from_utf8(written(Format::Svg)).unwrap();
    assert!(svg.contains("@font-face{font-family:'House'"));
    assert!(svg.contains("font-family=\"'House', sans-serif\""));
    // Its own name is inside the font, whatever the brand calls it.
    let pdf = written(Format::Pdf);
    let has = |name: &[u8]| pdf.windows(name.len()).any(|window| window == name);
    assert!(has(b"PlusJakartaSans-ExtraBold"));
    let html = String::from_utf8(written(Format::Html)).unwrap();
    assert!(html.contains("@font-face{font-family:'House'"));
}
