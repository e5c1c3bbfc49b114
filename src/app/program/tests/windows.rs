//! Several windows, what the maps of late look like, and how bright the window is.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;
use crate::editor::{Appearance, TextSize};

#[test]
fn another_window_is_another_run_of_the_program() {
    static OPENED: AtomicUsize = AtomicUsize::new(0);
    let mut person = Person::with_a_map();
    person.program.open_windows_with(|| {
        OPENED.fetch_add(1, Ordering::Relaxed);
        Ok(())
    });
    person.does(Action::NewWindow);
    person.until("the window", |_| OPENED.load(Ordering::Relaxed) == 1);
    assert!(person.program.workspace.editor().is_some());
    person
        .program
        .open_windows_with(|| Err(io::Error::other("no room")));
    person.does(Action::NewWindow);
    person.until("why not", |program| {
        let message = program.window.message();
        message.is_some_and(|told| told.contains("no room"))
    });
}

#[test]
fn what_another_window_opened_is_among_the_recent_ones_on_coming_back() {
    let mut person = Person::with_a_map();
    let settings = person.path("config/settings.json");
    let other = person.path("other.journey");
    fs::write(&other, file::samples()[1].bytes).unwrap();
    person.until("the first file", |p| p.shelves.settings.recent.len() == 1);
    Settings::update(&settings, |settings| settings.remember(&other)).unwrap();
    let input = egui::RawInput {
        events: vec![egui::Event::WindowFocused(true)],
        ..Default::default()
    };
    let context = person.context.clone();
    let mut output = context.run_ui(input, |ui| person.program.ui(ui, &person.frame));
    output.textures_delta.clear();
    person.until("the other file", |p| p.shelves.settings.recent.len() == 2);
    // What is remembered here takes nothing away from there.
    person
        .program
        .remember(&person.folder.path().join("mine.journey"));
    person.until("its turn", |p| {
        p.shelves.settings.recent[0].ends_with("mine.journey")
    });
    assert_eq!(Settings::load(&settings).recent.len(), 2);
}

#[test]
fn a_map_of_late_is_shown_as_it_looks() {
    let mut person = Person::with_a_map();
    person.until("the file", |p| p.shelves.settings.recent.len() == 1);
    person.does(Action::Close);
    person.until("its picture", |program| {
        let recent = program.shelves.recent();
        recent.len() == 1 && recent[0].picture.is_some()
    });
    let kept = fs::read_dir(person.path("cache/thumbnails"))
        .unwrap()
        .count();
    assert_eq!(kept, 1);
}

#[test]
fn the_window_is_as_bright_as_was_chosen_also_the_next_time() {
    let mut person = Person::with_a_map();
    let theme = |person: &Person| person.context.options(|options| options.theme_preference);
    assert_eq!(theme(&person), egui::ThemePreference::System);
    person.does(Action::UseAppearance(Appearance::Dark));
    assert_eq!(theme(&person), egui::ThemePreference::Dark);
    person.until("the settings", |p| {
        p.shelves.settings.appearance == Appearance::Dark
    });
    let settings = SettingsFile::load(Some(person.path("config/settings.json")), None);
    let context = egui::Context::default();
    let ask: Ask = Box::new(|_, _| panic!("no dialog was expected"));
    Program::new(&context, Start::File(None), settings, None, ask);
    let theme = context.options(|options| options.theme_preference);
    assert_eq!(theme, egui::ThemePreference::Dark);
}

#[test]
fn the_text_is_as_large_as_was_chosen_also_the_next_time() {
    let mut person = Person::with_a_map();
    let zoom = |person: &mut Person| {
        person.pass();
        person.context.zoom_factor()
    };
    assert_eq!(zoom(&mut person), 1.0);
    person.does(Action::LargerText);
    assert_eq!(zoom(&mut person), 1.1);
    person.does(Action::SmallerText);
    person.pass();
    person.does(Action::SmallerText);
    assert_eq!(zoom(&mut person), 0.9);
    person.does(Action::NormalText);
    assert_eq!(zoom(&mut person), 1.0);
    let largest = TextSize::of_percent(200);
    person.does(Action::UseTextSize(largest));
    assert_eq!(zoom(&mut person), 2.0);
    person.does(Action::LargerText);
    assert_eq!(zoom(&mut person), 2.0);
    person.until("the settings", |p| p.shelves.settings.text_size == largest);
    let settings = SettingsFile::load(Some(person.path("config/settings.json")), None);
    let context = egui::Context::default();
    let ask: Ask = Box::new(|_, _| panic!("no dialog was expected"));
    Program::new(&context, Start::File(None), settings, None, ask);
    context
        .run_ui(egui::RawInput::default(), |_| ())
        .textures_delta
        .clear();
    assert_eq!(context.zoom_factor(), 2.0);
}

#[test]
fn maps_of_late_have_their_pictures_in_the_menu_too() {
    let mut person = Person::with_a_map();
    person.until("the file", |p| p.shelves.settings.recent.len() == 1);
    assert!(person.program.shelves.recent()[0].picture.is_none());
    person.acts(vec![UiEvent::RecentShown]);
    person.until("its picture", |program| {
        program.shelves.recent()[0].picture.is_some()
    });
}
