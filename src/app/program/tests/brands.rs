//! Brands: taken from files, kept as one's own, used on a map, and offered where they have changed.

use super::*;
use crate::{
    exchange::brand::hex,
    file::brand_shelf,
    model::{Brand, Color},
    ui::{BrandAnswer, BrandDialog},
};

const TOKENS: &str = r##"{ "$name": "Nusa", "color": { "$type": "color",
    "primary": { "$value": "#0B2545" }, "accent": { "$value": "#C9A227" } } }"##;

fn dialog(program: &Program) -> &BrandDialog {
    match &program.dialogs.open {
        Some(Dialog::Brand(dialog)) => dialog,
        other => panic!("no brand is worked on but {other:?}"),
    }
}

fn chooses(person: &mut Person, answer: BrandAnswer) {
    person.answers(ui::Answer::Brand(Box::new(answer)));
}

fn colors(brand: &Brand) -> Vec<String> {
    brand.colors.iter().map(|color| hex(*color)).collect()
}

/// A person whose map has the brand of the tokens, which is among her own.
fn with_a_brand() -> Person {
    let mut person = Person::with_a_map();
    fs::write(person.path("nusa.tokens.json"), TOKENS).unwrap();
    person.does(Action::Brand);
    person.will_answer(FileAnswer::Path(person.path("nusa.tokens.json")));
    chooses(&mut person, BrandAnswer::TakeFile);
    person.until("the brand", |p| dialog(p).brand().name == "Nusa");
    person
}

#[test]
fn a_brand_is_taken_from_a_file_and_used_in_one_step() {
    let mut person = with_a_brand();
    assert_eq!(
        colors(dialog(&person.program).brand()),
        ["#0B2545", "#C9A227"]
    );
    person.until("its picture", |p| dialog(p).wanted().is_none());
    assert_eq!(
        person.map().brand,
        None,
        "nothing is done before she says so"
    );
    chooses(&mut person, BrandAnswer::Apply);
    person.until("the brand", |p| {
        let editor = p.workspace.editor();
        editor.is_some_and(|editor| editor.map().brand.is_some())
    });
    assert!(person.program.dialogs.open.is_none());
    let brand = person.map().brand.clone().unwrap();
    assert_eq!(brand.source.as_ref().unwrap().file, "nusa.tokens.json");
    assert_ne!(person.map().theme, Map::default().theme);
    person.does(Action::Undo);
    assert_eq!(person.map().brand, None);
    assert!(!is_dirty(&person.program));
    person.does(Action::Redo);
    person.does(Action::Brand);
    assert_eq!(dialog(&person.program).brand(), &*brand);
    chooses(&mut person, BrandAnswer::Remove);
    assert_eq!(person.map().brand, None);
}

#[test]
fn what_gives_no_brand_is_told_in_the_dialog_which_stays() {
    let mut person = Person::with_a_map();
    fs::write(
        person.path("old.ppt"),
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and so on",
    )
    .unwrap();
    person.does(Action::Brand);
    for (name, told) in [("old.ppt", "password"), ("nowhere.potx", "nowhere.potx")] {
        person.will_answer(FileAnswer::Path(person.path(name)));
        chooses(&mut person, BrandAnswer::TakeFile);
        person.until("the reason", |p| {
            dialog(p)
                .told()
                .is_some_and(|(text, is_bad)| is_bad && text.contains(told))
        });
    }
    person.answers(ui::Answer::Cancel);
    assert_eq!(person.map().brand, None);
}

#[test]
fn where_the_system_has_no_dialog_the_brand_is_seen_again_after_the_path() {
    let mut person = Person::with_a_map();
    fs::write(person.path("nusa.tokens.json"), TOKENS).unwrap();
    person.does(Action::Brand);
    let asks = |person: &mut Person| {
        person.will_answer(FileAnswer::NoDialog);
        chooses(person, BrandAnswer::TakeFile);
        person.until("the field", |p| {
            matches!(p.dialogs.open, Some(Dialog::Path(_)))
        });
    };
    asks(&mut person);
    person.answers(ui::Answer::Cancel);
    assert_eq!(dialog(&person.program).brand().name, "My brand");
    asks(&mut person);
    let path = person.path("nusa.tokens.json");
    person.answers(ui::Answer::Path(path));
    person.until("the brand", |p| dialog(p).brand().name == "Nusa");
}

#[test]
fn ones_own_brand_is_kept_listed_used_for_new_maps_and_removed() {
    let mut person = with_a_brand();
    chooses(&mut person, BrandAnswer::Keep);
    person.until("it to be kept", |p| p.brands.own().len() == 1);
    let kept = person.path("config/brands/Nusa.brand.json");
    assert!(kept.exists());
    let source = dialog(&person.program).brand().source.clone().unwrap();
    assert_eq!(source.file, "Nusa.brand.json");
    chooses(&mut person, BrandAnswer::UseForNew(Some(0)));
    person.answers(ui::Answer::Cancel);
    person.until("the settings", |p| {
        let path = p.shelves.settings_path.clone().unwrap();
        Settings::load(&path).brand.as_deref() == Some("Nusa")
    });
    person.does(Action::New);
    let brand = person.map().brand.clone().unwrap();
    assert_eq!(colors(&brand), ["#0B2545", "#C9A227"]);
    assert!(!is_dirty(&person.program), "it began so");

    person.does(Action::Brand);
    chooses(&mut person, BrandAnswer::RemoveOwn(0));
    assert!(kept.exists(), "it is asked once more");
    chooses(&mut person, BrandAnswer::RemoveOwn(0));
    person.until("it to be gone", |p| p.brands.own().is_empty());
    assert!(!kept.exists());
    person.answers(ui::Answer::Cancel);
    assert!(person.map().brand.is_some(), "the map keeps it");
    person.does(Action::New);
    assert_eq!(person.map().brand, None);
}

#[test]
fn a_brand_of_the_same_name_is_replaced_only_when_she_says_so_twice() {
    let mut person = with_a_brand();
    chooses(&mut person, BrandAnswer::Keep);
    person.until("it to be kept", |p| p.brands.own().len() == 1);
    let other = TOKENS.replace("#C9A227", "#00A86B");
    fs::write(person.path("nusa.tokens.json"), other).unwrap();
    person.will_answer(FileAnswer::Path(person.path("nusa.tokens.json")));
    chooses(&mut person, BrandAnswer::TakeFile);
    person.until("the other", |p| {
        dialog(p).brand().colors.contains(&Color::hex(0x00A86B))
    });
    chooses(&mut person, BrandAnswer::Keep);
    assert!(
        dialog(&person.program)
            .told()
            .is_some_and(|(_, is_bad)| is_bad)
    );
    chooses(&mut person, BrandAnswer::Keep);
    person.until("it to be kept", |p| {
        let own = p.brands.own().first();
        own.is_some_and(|own| own.brand.colors.contains(&Color::hex(0x00A86B)))
    });
}

#[test]
fn a_brand_that_has_changed_offers_itself_and_is_taken_only_when_she_says_so() {
    let mut person = with_a_brand();
    chooses(&mut person, BrandAnswer::Keep);
    person.until("it to be kept", |p| {
        let source = dialog(p).brand().source.as_ref();
        source.is_some_and(|source| source.file == "Nusa.brand.json")
    });
    chooses(&mut person, BrandAnswer::Apply);
    person.until("the brand", |p| {
        p.workspace
            .editor()
            .is_some_and(|editor| editor.map().brand.is_some())
    });
    person.does(Action::Save);
    person.until("the save", |program| !is_dirty(program));
    person.pass();
    assert_eq!(person.program.notice(), None);

    let kept = person.path("config/brands/Nusa.brand.json");
    let mut other = Brand::clone(person.map().brand.as_ref().unwrap());
    other.colors[1] = Color::hex(0x00A86B);
    fs::write(&kept, brand_shelf::written(&other)).unwrap();
    let opens = |person: &mut Person| {
        let before = person.program.workspace.ticket();
        person.program.list_brands();
        person.will_answer(FileAnswer::Path(person.path("mine.journey")));
        person.does(Action::Open);
        person.until("the offer", |p| {
            p.workspace.ticket() != before && p.notice() == Some(Notice::Brand)
        });
    };
    opens(&mut person);
    assert!(!is_dirty(&person.program), "nothing is done by itself");
    person.acts(vec![UiEvent::Decided(ui::Decision::KeepBrand)]);
    person.pass();
    assert_eq!(person.program.notice(), None);
    opens(&mut person);
    person.acts(vec![UiEvent::Decided(ui::Decision::LookAtBrand)]);
    let offered = dialog(&person.program).brand().clone();
    assert!(offered.colors.contains(&Color::hex(0x00A86B)));
    chooses(&mut person, BrandAnswer::Apply);
    person.until("the brand", |p| {
        let brand = p
            .workspace
            .editor()
            .and_then(|editor| editor.map().brand.clone());
        brand.is_some_and(|brand| brand.colors.contains(&Color::hex(0x00A86B)))
    });
    person.pass();
    assert_ne!(person.program.notice(), Some(Notice::Brand));
}
