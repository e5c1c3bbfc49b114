//! The templates, in both languages, laid out and drawn.

use std::sync::atomic::AtomicBool;

use jejak::{
    export::{Format, Options, PixelSize, export},
    file,
    layout::Layout,
    scene::Scene,
    text::Fonts,
    words::Language,
};

use super::sound::assert_sound;

#[test]
fn every_template_is_sound_on_the_sheet_and_as_a_picture() {
    let fonts = Fonts::new();
    let mut pictures: Vec<Vec<u8>> = Vec::new();
    for template in file::templates() {
        for language in Language::ALL {
            let name = format!("{} in {}", template.id, language.name());
            let map = file::load(template.bytes(language)).expect("it loads").map;
            let layout = Layout::new(&map, &fonts, None);
            assert_sound(&name, &layout);
            let shape = layout.size.width / layout.size.height;
            assert!((1.0..2.2).contains(&shape), "{name}: {shape} : 1");

            let scene = Scene::new(&layout, None);
            let options = Options {
                format: Format::Png,
                size: PixelSize::Width(320),
                ..Options::default()
            };
            let never = AtomicBool::new(false);
            let bytes = export(&scene, &fonts, &options, &|_| (), &never).expect("a picture");
            let picture = image::load_from_memory(&bytes).expect("a PNG").into_rgba8();
            assert_eq!(picture.width(), 320, "{name}");
            // The heads of the stages alone have as many colours.
            let mut colours: Vec<[u8; 4]> = picture.pixels().map(|pixel| pixel.0).collect();
            colours.sort_unstable();
            colours.dedup();
            assert!(colours.len() > 200, "{name}: {} colours", colours.len());
            assert!(!pictures.contains(&bytes), "{name} looks like another");
            pictures.push(bytes);
        }
    }
}
