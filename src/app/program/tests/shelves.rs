//! What there is to begin with: samples and templates.

use super::*;

#[test]
fn a_template_begins_a_map_once_changes_are_cared_for() {
    let mut person = Person::with_a_map();
    person.writes_title("Changed");
    person.does(Action::NewFromTemplate);
    assert!(matches!(
        person.program.dialogs.open,
        Some(Dialog::Templates)
    ));
    let count = file::templates().len();
    person.until("the templates", |p| {
        p.shelves.templates.shown().len() == count
    });
    person.answers(ui::Answer::UseTemplate(1));
    assert!(is_unsaved(person.program.dialogs.open.as_ref()));
    person.answers(ui::Answer::Discard);
    assert!(person.title().starts_with("Eight steps"));
    assert!(person.program.workspace.path().is_none() && !is_dirty(&person.program));
    assert_ne!(person.title_in("mine.journey"), "Changed");
}

#[test]
fn templates_follow_the_language_of_the_window() {
    let mut person = Person::new();
    let named = |name: &'static str| {
        move |p: &Program| {
            p.shelves
                .templates
                .shown()
                .first()
                .is_some_and(|t| t.name == name)
        }
    };
    person.does(Action::UseLanguage(Language::English));
    person.until("English", named("Five stages"));
    person.does(Action::UseLanguage(Language::Indonesian));
    person.until("Indonesian", named("Lima tahap"));
    person.acts(vec![UiEvent::UseTemplate(0)]);
    let map = person.map();
    assert_eq!(map.language, Language::Indonesian);
}

#[test]
fn a_map_is_kept_as_a_template_replaced_and_removed() {
    let mut person = Person::with_a_map();
    let count = file::templates().len();
    let keep = |person: &mut Person, name: &str| {
        person.does(Action::SaveAsTemplate);
        person.until("the templates", |p| {
            p.shelves.templates.shown().len() >= count
        });
        person.answers(ui::Answer::Name(name.to_owned()));
    };
    let complaint = |person: &Person| match &person.program.dialogs.open {
        Some(Dialog::TemplateName(dialog)) => dialog.complaint.clone(),
        _ => None,
    };
    keep(&mut person, "Five stages");
    assert!(complaint(&person).is_some(), "that name is taken");
    keep(&mut person, "My cars / ours");
    assert_eq!(complaint(&person), None);
    person.until("the template", |p| {
        p.shelves.templates.shown().len() == count + 1
    });
    let kept = person.path("config/templates/My cars - ours.journey");
    assert!(disk::open(&kept).unwrap().map.reviewed.is_none());

    person.writes_title("Better");
    person.does(Action::SaveAsTemplate);
    person.answers(ui::Answer::Name("my cars - ours".to_owned()));
    assert!(complaint(&person).is_some(), "it is asked once more");
    assert_ne!(disk::open(&kept).unwrap().map.title, "Better");
    person.answers(ui::Answer::Name("My cars - ours".to_owned()));
    person.until("the message", |p| p.window.message().is_some());
    assert_eq!(disk::open(&kept).unwrap().map.title, "Better");

    person.does(Action::NewFromTemplate);
    person.until("the template", |p| {
        p.shelves.templates.shown().len() == count + 1
    });
    assert!(person.program.shelves.templates.shown()[count].is_own);
    person.answers(ui::Answer::RemoveTemplate(0));
    assert!(person.program.dialogs.open.is_none(), "ours stay");
    person.does(Action::NewFromTemplate);
    person.answers(ui::Answer::RemoveTemplate(count));
    person.answers(ui::Answer::Cancel);
    assert!(kept.exists());
    person.does(Action::NewFromTemplate);
    person.answers(ui::Answer::RemoveTemplate(count));
    person.answers(ui::Answer::Remove);
    person.until("it to be gone", |p| {
        p.shelves.templates.shown().len() == count
    });
    assert!(!kept.exists());
}

#[test]
fn the_welcome_screen_gets_its_samples_and_opens_them_as_new_maps() {
    let mut person = Person::new();
    let count = file::samples().len();
    person.until("the samples", |program| {
        program.shelves.samples().len() == count
    });
    person.acts(vec![UiEvent::OpenSample(0)]);
    assert_eq!(person.title(), "Buying a car");
    assert!(person.program.workspace.path().is_none() && !is_dirty(&person.program));
}

#[test]
fn a_start_without_a_map_shows_all_that_there_is_to_begin_with() {
    for name in ["nowhere.journey", "nowhere.mmd", "nowhere.csv"] {
        let mut person = Person::with(|folder| Some(folder.join(name)));
        person.until("the error", |program| program.dialogs.open.is_some());
        person.answers(ui::Answer::Cancel);
        person.until("the start", |p| {
            !p.shelves.samples().is_empty() && !p.shelves.templates.shown().is_empty()
        });
    }
    let mut person = Person::with(|folder| {
        let path = folder.join("plan.csv");
        fs::write(&path, "Stage,Awareness,Use\nPains,queues,forms\n").unwrap();
        Some(path)
    });
    person.until("the table", |program| program.dialogs.open.is_some());
    person.answers(ui::Answer::Cancel);
    person.until("the start", |p| !p.shelves.templates.shown().is_empty());
}
