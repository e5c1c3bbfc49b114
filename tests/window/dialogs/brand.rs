//! The dialog of a brand: colours, fonts, what was found in a file, and what is answered.

use std::sync::Arc;

use egui::{Key, accesskit::Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jejak::{
    exchange::brand,
    layout::Layout,
    model::{Brand, Color, Map},
    scene::Scene,
    text::{Families, Fonts},
    ui::{Answer, BrandAnswer, BrandDialog, BrandMade, Dialog, OwnBrand, SeenBrand},
    words::Language,
};

use crate::{
    common::window::{DialogHarness, open_dialog},
    person::{car, drag_in},
};

const TOKENS: &str = r##"{ "$name": "Nusa", "color": { "$type": "color",
    "primary": { "$value": "#0B2545" }, "accent": { "$value": "#C9A227" },
    "blue": { "500": { "$value": "#2873C4" } } },
    "font": { "heading": { "$type": "fontFamily", "$value": "Libre Baskerville" } } }"##;

fn bank() -> Brand {
    Brand {
        name: "Bank Nusa".to_owned(),
        colors: [0x0B2545, 0xC9A227, 0x00A86B].map(Color::hex).into(),
        foot: "{client} · {page} of {pages}".to_owned(),
        ..Brand::default()
    }
}

/// With as much in it as there can be.
pub(super) fn full() -> BrandDialog {
    let mut dialog = BrandDialog::new(Some(&bank()));
    let found = brand::read(TOKENS.as_bytes(), "nusa.tokens.json", Language::English);
    dialog.take("nusa.tokens.json".to_owned(), found.expect("tokens"));
    dialog.list_own(vec![OwnBrand {
        name: "Nusa".to_owned(),
        is_for_new: true,
    }]);
    make(&mut dialog, &car());
    dialog
}

/// What the program makes aside.
fn make(dialog: &mut BrandDialog, map: &Map) {
    let Some(wanted) = dialog.wanted() else {
        return;
    };
    let face =
        include_bytes!("../../../assets/fonts/plus-jakarta-sans/PlusJakartaSans_700Bold.ttf");
    let families = Families::with(&[face]);
    let seen = wanted.brand.map(|brand| {
        let mut map = map.clone();
        map.set_brand(Some(Arc::new(brand.clone())));
        let layout = Layout::new(&map, &Fonts::bundled(), None);
        let seen = SeenBrand {
            scene: Arc::new(Scene::new(&layout, None)),
            adjusted: vec!["Colour 2 is drawn darker, so that text on it can be read.".to_owned()],
        };
        (brand, seen)
    });
    dialog.use_made(BrandMade {
        seen,
        pictures: Vec::new(),
        families: wanted.families.then(|| Fonts::bundled().families()),
        samples: wanted
            .samples
            .into_iter()
            .map(|family| {
                let sample = families.sample(&family);
                (family, sample)
            })
            .collect(),
    });
}

fn open(dialog: BrandDialog) -> DialogHarness {
    open_dialog(Dialog::Brand(Box::new(dialog)), car(), [1280.0, 1200.0])
}

fn dialog(harness: &DialogHarness) -> &BrandDialog {
    match &harness.state().dialog {
        Dialog::Brand(dialog) => dialog,
        other => panic!("{other:?}"),
    }
}

fn click(harness: &mut DialogHarness, label: &str) {
    harness
        .get_by_role_and_label(Role::Button, label)
        .click_accesskit();
    harness.run();
}

fn answer(harness: &mut DialogHarness) -> Option<BrandAnswer> {
    match harness.state_mut().answer() {
        Some(Answer::Brand(answer)) => Some(*answer),
        _ => None,
    }
}

fn colors(harness: &DialogHarness) -> Vec<String> {
    let colors = dialog(harness).brand().colors.iter();
    colors.map(|color| brand::hex(*color)).collect()
}

const COLORS: &str = "Brand colour";

#[test]
fn colours_are_added_typed_moved_and_removed_by_key_and_pointer() {
    let mut harness = open(BrandDialog::new(Some(&bank())));
    assert_eq!(colors(&harness), ["#0B2545", "#C9A227", "#00A86B"]);
    harness
        .get_by_role_and_label(Role::RadioButton, &format!("{COLORS} 2: #C9A227"))
        .click_accesskit();
    harness.run();
    // The first of several rows of colours is that of the brand.
    let press = |harness: &mut DialogHarness, label: &str| {
        let first = harness
            .query_all_by_role_and_label(Role::Button, label)
            .next();
        first.expect("it is there").click_accesskit();
        harness.run();
    };
    press(&mut harness, "Move left");
    assert_eq!(colors(&harness), ["#C9A227", "#0B2545", "#00A86B"]);
    press(&mut harness, "Remove the colour");
    assert_eq!(colors(&harness), ["#0B2545", "#00A86B"]);
    press(&mut harness, &format!("Add: {COLORS}"));
    assert_eq!(colors(&harness).len(), 3);
    let label = format!("{COLORS} 3");
    harness
        .get_by_role_and_label(Role::TextInput, &label)
        .focus();
    harness.run();
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    harness.run();
    harness.event(egui::Event::Text("rgb(201, 162, 39)".to_owned()));
    harness.run();
    assert_eq!(colors(&harness)[2], "#C9A227");
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    harness.run();
    harness.event(egui::Event::Text("goldish".to_owned()));
    harness.run();
    assert_eq!(colors(&harness)[2], "#C9A227", "that is no colour");

    let place = |harness: &DialogHarness, n: usize, hex: &str| {
        let label = format!("{COLORS} {n}: {hex}");
        harness
            .get_by_role_and_label(Role::RadioButton, &label)
            .rect()
            .center()
    };
    let (from, to) = (place(&harness, 3, "#C9A227"), place(&harness, 1, "#0B2545"));
    drag_in(&mut harness, from, to);
    harness.drop_at(to);
    harness.run();
    assert_eq!(colors(&harness), ["#C9A227", "#0B2545", "#00A86B"]);
}

#[test]
fn what_a_file_says_is_taken_and_the_rest_of_it_offered() {
    let mut harness = open(full());
    assert_eq!(colors(&harness), ["#0B2545", "#C9A227"]);
    let brand = dialog(&harness).brand();
    assert_eq!(brand.name, "Bank Nusa", "somebody called it so");
    assert_eq!(brand.heading.as_deref(), Some("Libre Baskerville"));
    assert!(
        brand.foot.contains("{client}"),
        "no file says anything of it"
    );
    let blue = "#2873C4 · color.blue.500";
    harness
        .get_by_role_and_label(Role::CheckBox, blue)
        .click_accesskit();
    harness.run();
    assert_eq!(colors(&harness), ["#0B2545", "#C9A227", "#2873C4"]);
    harness
        .get_by_role_and_label(Role::CheckBox, blue)
        .click_accesskit();
    harness.run();
    assert_eq!(colors(&harness), ["#0B2545", "#C9A227"]);
}

#[test]
fn a_font_is_searched_and_chosen_by_key_and_shows_itself() {
    let mut harness = open(BrandDialog::new(Some(&bank())));
    harness
        .get_by_role_and_label(Role::ComboBox, "Title font")
        .click_accesskit();
    harness.run();
    assert!(
        dialog(&harness)
            .wanted()
            .is_some_and(|wanted| wanted.families)
    );
    let made = |harness: &mut DialogHarness| {
        if let Dialog::Brand(dialog) = &mut harness.state_mut().dialog {
            make(dialog, &car());
        }
        harness.run();
    };
    made(&mut harness);
    let wanted = dialog(&harness)
        .wanted()
        .expect("the face of what is in view");
    assert!(
        wanted
            .samples
            .iter()
            .any(|name| name.starts_with("Plus Jakarta"))
    );
    made(&mut harness);
    assert_eq!(dialog(&harness).wanted(), None);
    harness.event(egui::Event::Text("jakar".to_owned()));
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    let heading = dialog(&harness).brand().heading.clone();
    assert!(heading.is_some_and(|name| name.starts_with("Plus Jakarta")));
    // One that this machine does not have goes by its name.
    harness
        .get_by_role_and_label(Role::ComboBox, "Body font")
        .click_accesskit();
    harness.run();
    harness.event(egui::Event::Text("Nusa Sans".to_owned()));
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(dialog(&harness).brand().body.as_deref(), Some("Nusa Sans"));
}

#[test]
fn fields_of_the_foot_line_are_put_in_and_what_they_say_is_asked_for() {
    let mut harness = open(BrandDialog::new(Some(&Brand {
        name: "Nusa".to_owned(),
        ..Brand::default()
    })));
    assert_eq!(
        harness
            .query_all_by_role_and_label(Role::TextInput, "Prepared for")
            .count(),
        0
    );
    click(&mut harness, "Insert: Prepared for");
    click(&mut harness, "Insert: Page");
    assert_eq!(dialog(&harness).brand().foot, "{client} · {page}");
    harness
        .get_by_role_and_label(Role::TextInput, "Prepared for")
        .focus();
    harness.run();
    harness.event(egui::Event::Text("Bank Nusa".to_owned()));
    harness.run();
    assert_eq!(dialog(&harness).brand().client, "Bank Nusa");
}

#[test]
fn a_field_of_the_foot_line_is_put_where_the_caret_is_and_writing_goes_on_behind_it() {
    for by_pointer in [false, true] {
        let mut harness = open(BrandDialog::new(Some(&Brand {
            name: "Nusa".to_owned(),
            foot: "Seite von Nusa".to_owned(),
            ..Brand::default()
        })));
        harness
            .get_by_role_and_label(Role::TextInput, "Footer")
            .focus();
        harness.run();
        harness.key_press(Key::Home);
        (0..6).for_each(|_| harness.key_press(Key::ArrowRight));
        harness.run();
        let insert = "Insert: Page";
        match by_pointer {
            true => {
                harness.get_by_role_and_label(Role::Button, insert).click();
                harness.run();
            }
            false => click(&mut harness, insert),
        }
        assert_eq!(dialog(&harness).brand().foot, "Seite {page}von Nusa");
        harness.event(egui::Event::Text(" ".to_owned()));
        harness.run();
        assert_eq!(dialog(&harness).brand().foot, "Seite {page} von Nusa");
    }
}

#[test]
fn each_button_answers_what_it_says() {
    let mut harness = open(full());
    for (label, wanted) in [
        ("Use on this map", BrandAnswer::Apply),
        ("Save as my brand", BrandAnswer::Keep),
        ("Export brand file…", BrandAnswer::ExportFile),
        ("Remove from this map", BrandAnswer::Remove),
    ] {
        click(&mut harness, label);
        assert_eq!(answer(&mut harness), Some(wanted), "{label}");
    }
    click(&mut harness, "My brands…");
    click(&mut harness, "Remove “Nusa”");
    assert_eq!(answer(&mut harness), Some(BrandAnswer::RemoveOwn(0)));
    let chip = "Nusa: For new maps";
    harness
        .get_by_role_and_label(Role::CheckBox, chip)
        .click_accesskit();
    harness.run();
    assert_eq!(answer(&mut harness), Some(BrandAnswer::UseForNew(None)));
    harness
        .get_by_role_and_label(Role::ComboBox, "Import from…")
        .click_accesskit();
    harness.run();
    harness
        .get_by_role_and_label(Role::ListBoxOption, "Nusa")
        .click_accesskit();
    harness.run();
    assert_eq!(answer(&mut harness), Some(BrandAnswer::TakeOwn(0)));
}

#[test]
fn what_has_no_name_and_what_was_not_there_cannot_be_had() {
    let mut harness = open(BrandDialog::new(None));
    for label in [
        "Use on this map",
        "Save as my brand",
        "Remove from this map",
    ] {
        click(&mut harness, label);
        assert_eq!(answer(&mut harness), None, "{label}");
    }
    let first = harness.get_by_role_and_label(Role::TextInput, "Name");
    assert!(
        first.accesskit_node().is_focused(),
        "it is where one begins"
    );
    harness.event(egui::Event::Text("Nusa".to_owned()));
    harness.run();
    click(&mut harness, "Use on this map");
    assert_eq!(answer(&mut harness), Some(BrandAnswer::Apply));
}
