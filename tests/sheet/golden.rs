//! The display lists of the samples, held as text: a change to what is drawn shows as a diff.
//!
//! `UPDATE_GOLDEN=1 cargo test --test sheet golden` writes them anew.

use std::{env, fs, path::Path};

use jejak::{file, layout::Layout, scene::Scene, text::Fonts};

#[test]
fn the_samples_are_drawn_as_they_were() {
    let fonts = Fonts::bundled();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    for sample in file::samples() {
        let map = file::load(sample.bytes).expect("a sample loads").map;
        let drawn = Scene::new(&Layout::new(&map, &fonts, None), None).to_string();
        let kept_in = folder.join(sample.file_name).with_extension("txt");
        if env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&kept_in, &drawn).expect("the golden file can be written");
            continue;
        }
        let kept = fs::read_to_string(&kept_in)
            .unwrap_or_else(|error| panic!("{}: {error}", kept_in.display()));
        let first_change = drawn
            .lines()
            .zip(kept.lines())
            .enumerate()
            .find(|(_, (a, b))| a != b);
        if let Some((line, (now, before))) = first_change {
            panic!(
                "{}, line {}:\n was {before}\n  is {now}",
                kept_in.display(),
                line + 1
            );
        }
        assert_eq!(
            drawn.lines().count(),
            kept.lines().count(),
            "{}",
            sample.file_name
        );
    }
}
