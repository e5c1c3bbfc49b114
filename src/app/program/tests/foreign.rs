//! Maps in the formats of other tools, in and out.

use super::*;

#[test]
fn a_map_of_another_tool_is_opened_without_a_file() {
    let mut person = Person::new();
    let text = "journey\n title Tea\n section Morning\n Make tea: 5: Me\n Spill it: much: Me\n";
    fs::write(person.path("tea.mmd"), text).unwrap();
    person.will_answer(FileAnswer::Path(person.path("tea.mmd")));
    person.does(Action::Open);
    person.until("the map", |program| program.workspace.editor().is_some());
    assert_eq!(person.title(), "Tea");
    assert!(
        person
            .error()
            .details
            .contains("Line 5: “much” is not a score")
    );
    assert_eq!(person.program.workspace.path(), None);
    assert!(!is_dirty(&person.program), "its file has it still");
    assert_eq!(person.program.window.message(), Some("Made from tea.mmd"));
    person.answers(ui::Answer::Cancel);
    fs::write(person.path("bad.mmd"), "pie\n").unwrap();
    person.program.open(person.path("bad.mmd"));
    person.until("an error", |program| program.dialogs.open.is_some());
    assert!(person.error().place.contains("line 1"));
    assert_eq!(person.title(), "Tea");
    let unchanged = fs::read_to_string(person.path("tea.mmd")).unwrap();
    assert_eq!(unchanged, text);
}

#[test]
fn a_dropped_picture_opens_the_map_that_it_carries() {
    let mut person = Person::with_a_map();
    let path = person.path("shown.png");
    person.program.export_to(path.clone());
    person.until("the picture", |_| path.exists());
    person.until("the end of the export", |p| p.dialogs.open.is_none());
    person.writes_title("Changed");
    person.pass_with(vec![Arc::new(Dropped(path.clone()))]);
    person.until("the question", |p| is_unsaved(p.dialogs.open.as_ref()));
    person.answers(ui::Answer::Discard);
    person.until("the map", |p| {
        p.workspace.path().is_none() && !p.workspace.is_opening
    });
    assert_eq!(person.title(), "Buying a car");
    assert!(!is_dirty(&person.program), "the picture has it still");
    let told = "Opened the map embedded in shown.png";
    assert_eq!(person.program.window.message(), Some(told));
    // Work on it is kept aside and asked about, and saving asks where.
    person.writes_title("Worked on");
    person.does(Action::Close);
    assert!(is_unsaved(person.program.dialogs.open.as_ref()));
    let before = person.asked.lock().unwrap().len();
    person.will_answer(FileAnswer::Cancelled);
    person.answers(ui::Answer::Save);
    person.until("the answer", |p| !p.dialogs.file.is_open());
    assert_eq!(person.asked.lock().unwrap().len(), before + 1);

    // A picture without a map is placed as one.
    let cards = |p: &Program| {
        let map = p.workspace.editor().unwrap().map().clone();
        map.cards().filter(|card| card.picture.is_some()).count()
    };
    let before = cards(&person.program);
    let plain = person.path("plain.png");
    image::RgbImage::new(4, 4).save(&plain).unwrap();
    person.pass_with(vec![Arc::new(Dropped(plain))]);
    person.until("the picture on the map", |p| cards(p) > before);
}

#[test]
fn a_map_is_exported_as_text_and_what_is_lost_is_told() {
    let mut person = Person::with_a_map();
    let path = person.path("out.md");
    person.will_answer(FileAnswer::Path(path.clone()));
    person.does(Action::ExportText);
    person.answers(ui::Answer::ExportAs(crate::exchange::MapFormat::Markdown));
    let told = |p: &Program, name: &str| p.window.message().is_some_and(|m| m.contains(name));
    person.until("the text", |p| told(p, "out.md"));
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.starts_with("# Buying a car"));
    // Without an ending that says which format, it is the one that was chosen.
    person.program.dialogs.open = None;
    person.will_answer(FileAnswer::Path(person.path("plain")));
    person.does(Action::ExportText);
    person.answers(ui::Answer::ExportAs(crate::exchange::MapFormat::Mermaid));
    person.until("the text", |p| told(p, "plain.mmd"));
    assert!(person.path("plain.mmd").exists());
    assert!(person.error().details.contains("Metrics ("));
    assert!(!is_dirty(&person.program));
}
