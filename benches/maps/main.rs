//! What maps of several sizes cost: `cargo bench`, or `cargo bench -- layout` for some of it.

#[cfg(feature = "gui")]
mod window;

use std::sync::{Arc, atomic::AtomicBool};

use divan::{Bencher, black_box};
use jejak::{
    edit::{Edit, apply},
    editor::{Action, Editor, Intent},
    export::{self, About, Options, PixelSize},
    file,
    layout::Layout,
    model::{Date, Field, Id, Map, Target, generate},
    review,
    scene::Scene,
    text::Fonts,
};
use serde_json::Value;

/// Of the generated maps.
const SEED: u64 = 1;

/// In cards.
const SIZES: [usize; 3] = [40, 1_000, 10_000];

fn main() {
    divan::main();
}

#[divan::bench(args = SIZES)]
fn load(bencher: Bencher, cards: usize) {
    let bytes = file::save(&generate(cards, SEED));
    let loaded = file::load(&bytes).expect("a generated map can be read");
    assert!(loaded.warnings.is_empty() && loaded.map.cards().count() == cards);
    bencher.bench(|| file::load(black_box(&bytes)));
}

#[divan::bench(args = SIZES)]
fn save(bencher: Bencher, cards: usize) {
    let map = generate(cards, SEED);
    bencher.bench(|| file::save(black_box(&map)));
}

/// What `serde_json` takes for the bytes of [`load`], to hold it against.
#[divan::bench(args = SIZES)]
fn load_value(bencher: Bencher, cards: usize) {
    let bytes = file::save(&generate(cards, SEED));
    bencher.bench(|| serde_json::from_slice::<Value>(black_box(&bytes)));
}

/// What `serde_json` takes to write what [`save`] writes, indented too.
#[divan::bench(args = SIZES)]
fn save_value(bencher: Bencher, cards: usize) {
    let value = value_of(cards);
    bencher.bench(|| serde_json::to_vec_pretty(black_box(&value)));
}

/// The same without a blank in it.
#[divan::bench(args = SIZES)]
fn save_value_compact(bencher: Bencher, cards: usize) {
    let value = value_of(cards);
    bencher.bench(|| serde_json::to_vec(black_box(&value)));
}

fn value_of(cards: usize) -> Value {
    serde_json::from_slice(&file::save(&generate(cards, SEED))).expect("a saved map is JSON")
}

/// Every card has the id of all others and stands in a stage that is not there.
#[divan::bench(args = [5_000, 20_000], sample_count = 10)]
fn load_faulty(bencher: Bencher, cards: usize) {
    let cards = vec![r#"{"id": "k", "stage": "x"}"#; cards].join(",");
    let text = format!(
        r#"{{"format": "jejak.journey", "version": 1, "stages": [{{"id": "a"}}],
            "lanes": [{{"id": "l", "kind": "cards", "cards": [{cards}]}}]}}"#
    );
    assert!(
        !file::load(text.as_bytes())
            .expect("it is mended")
            .warnings
            .is_empty()
    );
    bencher.bench(|| file::load(black_box(text.as_bytes())));
}

#[divan::bench(args = SIZES)]
fn review(bencher: Bencher, cards: usize) {
    let map = generate(cards, SEED);
    let today = Date::parse("2026-11-30").expect("a date");
    bencher.bench(|| review::review(black_box(&map), today));
}

/// A letter more in the field of the search; the first finds most, the last nothing.
#[divan::bench(args = ["a", "are", "zzz"], sample_count = 20)]
fn find(bencher: Bencher, query: &str) {
    let mut editor = Editor::new(generate(10_000, SEED), Fonts::new());
    editor.handle(Intent::Action(Action::Find));
    bencher.bench_local(|| {
        editor.handle(Intent::Find(String::new()));
        editor.handle(Intent::Find(query.to_owned()));
        editor.find().hits().len()
    });
}

/// The first of a program's run: every text is shaped.
#[divan::bench(args = SIZES)]
fn layout(bencher: Bencher, cards: usize) {
    let map = generate(cards, SEED);
    bencher
        .with_inputs(Fonts::new)
        .bench_values(|fonts| Layout::new(&map, &fonts, None));
}

/// Every text was shaped before.
#[divan::bench(args = SIZES)]
fn layout_again(bencher: Bencher, cards: usize) {
    let map = generate(cards, SEED);
    let fonts = Fonts::new();
    Layout::new(&map, &fonts, None);
    bencher.bench(|| Layout::new(&map, &fonts, None));
}

/// One card's text was written anew.
#[divan::bench(args = SIZES)]
fn layout_after_edit(bencher: Bencher, cards: usize) {
    let (map, fonts) = (generate(cards, SEED), Fonts::new());
    let previous = Layout::new(&map, &fonts, None);
    bencher
        .with_inputs(edits(&map))
        .bench_local_values(|edited| Layout::new(&edited, &fonts, Some(&previous)));
}

#[divan::bench(args = SIZES)]
fn display_list(bencher: Bencher, cards: usize) {
    let layout = Layout::new(&generate(cards, SEED), &Fonts::new(), None);
    bencher.bench(|| Scene::new(&layout, None));
}

#[divan::bench(args = SIZES)]
fn display_list_after_edit(bencher: Bencher, cards: usize) {
    let (map, fonts) = (generate(cards, SEED), Fonts::new());
    let layout = Layout::new(&map, &fonts, None);
    let previous = Scene::new(&layout, None);
    let mut edited = edits(&map);
    bencher
        .with_inputs(|| Layout::new(&edited(), &fonts, Some(&layout)))
        .bench_local_values(|layout| Scene::new(&layout, Some(&previous)));
}

/// 3840 pixels wide; layout and display list are there already.
#[divan::bench(args = SIZES, sample_count = 10)]
fn export_png(bencher: Bencher, cards: usize) {
    let (map, fonts) = (generate(cards, SEED), Fonts::new());
    let scene = Scene::new(&Layout::new(&map, &fonts, None), None);
    let options = Options {
        size: PixelSize::Width(3840),
        about: About::of(&map),
        ..Options::default()
    };
    let go_on = AtomicBool::new(false);
    bencher.bench_local(|| {
        export::export(&scene, &fonts, &options, &|_| (), &go_on).expect("the map can be exported")
    });
}

/// Maps that differ from a map by the text of one card, another text each time.
fn edits(map: &Map) -> impl FnMut() -> Arc<Map> {
    let map = map.clone();
    let middle = map.cards().count() / 2;
    let mut turn = 0;
    move || {
        turn += 1;
        let edit = Edit::SetText {
            target: Target::Card(Id::new(format!("card{middle}"))),
            field: Field::Text,
            text: format!("Asks a friend which dealer to trust, for the {turn}th time"),
        };
        Arc::new(apply(&map, &edit).expect("the card is there"))
    }
}
