//! The guide: its pictures are what the exporters make now, and what it says is found by words.

use std::{fs, path::PathBuf};

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use jejak::{
    deck::Frame,
    export::{self, Backdrop, Deck, Format, Options, PixelSize},
    file,
    model::{CardRole, LaneType, Map, Shows, Stop},
    text::Fonts,
    ui::{Dialog, GuideDialog},
    words::Language,
};

use crate::{common::window::open_dialog, person::car};

/// Of every picture, in pixels.
const WIDTH: u32 = 800;

/// The template of this name in a language.
fn template(name: &str, language: Language) -> Map {
    let file = format!("{name}.{}.journey", language.code());
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/templates");
    let bytes = fs::read(format!("{folder}/{file}")).expect("a template in each language");
    file::load(&bytes).expect("a sound map").map
}

fn lanes(map: &Map, wanted: &[LaneType]) -> Shows {
    let is_wanted = |kind: Option<LaneType>| kind.is_some_and(|kind| wanted.contains(&kind));
    let lanes = map.lanes.iter().filter(|lane| is_wanted(lane.lane_type()));
    Shows::Lanes(lanes.map(|lane| lane.id.clone()).collect())
}

/// What each picture shows.
fn shows(name: &str, map: &Map) -> Shows {
    match name {
        "map" => Shows::Map,
        "stop" => Shows::Title,
        "stage" => Shows::Stages(vec![map.stages[1].id.clone()]),
        "curve" => lanes(map, &[LaneType::Emotion]),
        "channels" => lanes(map, &[LaneType::Channels]),
        "pains" => lanes(
            map,
            &[
                LaneType::Cards(CardRole::PainPoints),
                LaneType::Cards(CardRole::Opportunities),
            ],
        ),
        "persona" => Shows::Persona(map.personas[0].id.clone()),
        "values" => Shows::Matrix,
        other => panic!("nobody knows what {other} shows"),
    }
}

const NAMES: [&str; 8] = [
    "map", "stop", "stage", "curve", "channels", "pains", "persona", "values",
];

fn made(name: &str, language: Language, fonts: &Fonts) -> Vec<u8> {
    let map = template("buying-a-car", language);
    let stop = Stop {
        id: "guide".into(),
        shows: shows(name, &map),
        ..Stop::default()
    };
    let deck = Deck::of_one_picture(&map, &stop, Frame::SLIDE, Backdrop::White, fonts);
    let page = deck.pages.first().expect("a stop has a page");
    let options = Options {
        format: Format::Png,
        size: PixelSize::Width(WIDTH),
        ..Options::default()
    };
    let never = std::sync::atomic::AtomicBool::new(false);
    export::export(&page.scene, fonts, &options, &|_| {}, &never).expect("a picture")
}

fn shows_the_same(kept: &[u8], made: &[u8]) -> bool {
    let pixels = |png| image::load_from_memory(png).expect("a picture").to_rgba8();
    pixels(kept) == pixels(made)
}

/// Renewed by `UPDATE_PICTURES=1 cargo test --test window guide`, then packed by
/// `optipng -strip all -o7`, since the program carries them.
#[test]
fn the_pictures_of_the_guide_are_what_is_exported_now() {
    let fonts = Fonts::bundled();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/guide/pictures");
    let mut stale = Vec::new();
    for language in Language::ALL {
        for name in NAMES {
            let file = format!("{name}.{}.png", language.code());
            let path = PathBuf::from(folder).join(&file);
            let bytes = made(name, language, &fonts);
            let kept = fs::read(&path);
            if kept.is_ok_and(|kept| shows_the_same(&kept, &bytes)) {
                continue;
            }
            if std::env::var_os("UPDATE_PICTURES").is_some() {
                fs::write(&path, &bytes).expect("the folder of the guide is there");
            } else {
                stale.push(file);
            }
        }
    }
    assert!(stale.is_empty(), "{stale:?}: UPDATE_PICTURES=1 renews them");
}

#[test]
fn a_page_is_found_by_a_word_and_read() {
    let dialog = Dialog::Guide(GuideDialog::default());
    let mut harness = open_dialog(dialog, car(), [1366.0, 768.0]);
    harness.get_by_role_and_label(Role::Button, "Your first map");
    harness.get_by_label_contains("A customer-journey map shows");
    let field = harness.get_by_role_and_label(Role::TextInput, "Search the guide");
    field.focus();
    harness.run();
    harness.event(egui::Event::Text("Clicker".to_owned()));
    harness.run();
    assert!(
        harness
            .query_by_role_and_label(Role::Button, "Your first map")
            .is_none()
    );
    harness.get_by_role_and_label(Role::Button, "Present");
    // The first page that has it is read at once.
    harness.get_by_label_contains("shows the map stop by stop");
    harness.event(egui::Event::Text("xyz".to_owned()));
    harness.run();
    harness.get_by_label("No results. Try another word.");
}

#[test]
fn commands_that_the_guide_names_are_called_so() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/guide");
    for language in Language::ALL {
        let names: Vec<&str> = jejak::editor::Action::all()
            .into_iter()
            .flat_map(|action| [action.name(), action.submenu().unwrap_or(action.name())])
            .map(|name| language.t(name))
            .collect();
        let menus = jejak::editor::Menu::ALL.map(|menu| language.t(menu.name()));
        let mut found = 0;
        let entries = fs::read_dir(format!("{folder}/{}", language.code())).expect("pages");
        for entry in entries.flatten() {
            let text = fs::read_to_string(entry.path()).expect("text");
            for bold in text.split("**").skip(1).step_by(2) {
                let Some((menu, name)) = bold.split_once(" › ") else {
                    continue;
                };
                found += 1;
                let known = menus.contains(&menu) && names.contains(&name);
                assert!(known, "{:?}: {bold}", entry.file_name());
            }
        }
        assert!(found > 5, "{language:?}: {found}");
    }
}
