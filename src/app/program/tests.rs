//! A person at the program, with a made-up answer for every file dialog.

mod differ;
mod kept;
#[cfg(unix)]
mod kill;
mod table;
mod told;

use std::{
    collections::VecDeque,
    fs,
    sync::Mutex,
    time::{Duration, Instant},
};

use super::*;
use crate::app::settings::ExportChoice;
use crate::{
    edit::Edit,
    editor::Action,
    file::{self, disk},
    model::{Field, Target},
};

struct Person {
    program: Program,
    context: egui::Context,
    frame: eframe::Frame,
    answers: Arc<Mutex<VecDeque<Answer>>>,
    asked: Arc<Mutex<Vec<Question>>>,
    folder: tempfile::TempDir,
}

impl Person {
    fn new() -> Self {
        Self::with(|_| None)
    }

    /// Starts the program with a file in her folder.
    fn with(file: impl FnOnce(&Path) -> Option<PathBuf>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let context = egui::Context::default();
        ui::tokens::install(&context);
        let answers = Arc::<Mutex<VecDeque<Answer>>>::default();
        let asked = Arc::<Mutex<Vec<Question>>>::default();
        let ask: Ask = Box::new({
            let (answers, asked) = (answers.clone(), asked.clone());
            move |question, _| {
                asked.lock().unwrap().push(question);
                let answer = answers.lock().unwrap().pop_front();
                Box::new(move || answer.expect("no dialog was expected"))
            }
        });
        let settings = folder.path().join("config/settings.json");
        let data = folder.path().join("data");
        let file = file(folder.path());
        let mut person = Self {
            program: Program::new(
                &context,
                Start::File(file),
                Some(settings),
                Some(&data),
                ask,
            ),
            context,
            frame: eframe::Frame::_new_kittest(),
            answers,
            asked,
            folder,
        };
        person.program.language = Language::English;
        person.pass();
        person
    }

    /// A person with a sample open from a file of hers.
    fn with_a_map() -> Self {
        let mut person = Self::with(|folder| {
            let path = folder.join("mine.journey");
            fs::write(&path, file::samples()[0].bytes).unwrap();
            Some(path)
        });
        person.until("a map", |program| program.editor.is_some());
        person
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn pass(&mut self) {
        self.pass_with(Vec::new());
    }

    /// One pass in which files are dropped on the window.
    fn pass_with(&mut self, dropped_files: Vec<egui::DroppedFileHandle>) {
        let screen = egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(1200.0, 800.0));
        let input = egui::RawInput {
            screen_rect: Some(screen),
            dropped_files,
            ..Default::default()
        };
        let context = self.context.clone();
        let mut output = context.run_ui(input, |ui| self.program.ui(ui, &self.frame));
        // Nobody paints.
        output.textures_delta.clear();
    }

    fn until(&mut self, what: &str, mut holds: impl FnMut(&Program) -> bool) {
        let end = Instant::now() + Duration::from_secs(60);
        loop {
            self.pass();
            if holds(&self.program) {
                return;
            }
            assert!(Instant::now() < end, "{what} did not come");
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    fn does(&mut self, action: Action) {
        let events = vec![UiEvent::Action(action)];
        self.program.act(events, &self.context, &self.frame);
    }

    fn answers(&mut self, answer: ui::Answer) {
        self.program.answered(answer, &self.context, &self.frame);
    }

    /// What the next file dialog will be answered with.
    fn will_answer(&self, answer: Answer) {
        self.answers.lock().unwrap().push_back(answer);
    }

    fn writes_title(&mut self, title: &str) {
        let edit = Edit::SetText {
            target: Target::Title,
            field: Field::Title,
            text: title.to_owned(),
        };
        let intent = Intent::Edit {
            name: "Edit text",
            edits: vec![edit],
        };
        let events = vec![UiEvent::Intent(intent)];
        self.program.act(events, &self.context, &self.frame);
    }

    fn title(&self) -> &str {
        &self.program.editor.as_ref().unwrap().map().title
    }

    fn title_in(&self, name: &str) -> String {
        disk::open(&self.path(name)).unwrap().map.title
    }

    fn error(&self) -> &ui::ErrorReport {
        match &self.program.dialog {
            Some(Dialog::Error(report) | Dialog::Refused(report)) => report,
            other => panic!("no error is shown but {other:?}"),
        }
    }
}

fn is_dirty(program: &Program) -> bool {
    program.editor.as_ref().is_some_and(Editor::is_dirty)
}

fn is_unsaved(dialog: Option<&Dialog>) -> bool {
    matches!(dialog, Some(Dialog::Unsaved { .. }))
}

#[test]
fn a_map_is_opened_changed_and_saved() {
    let mut person = Person::with_a_map();
    assert_eq!(person.program.title, "mine.journey – Jejak");
    person.writes_title("Changed");
    person.pass();
    assert_eq!(person.program.title, "• mine.journey – Jejak");
    person.does(Action::Save);
    person.until("the save", |program| !is_dirty(program));
    person.pass();
    assert_eq!(person.program.title, "mine.journey – Jejak");
    assert_eq!(person.title_in("mine.journey"), "Changed");
    let mine = person.path("mine.journey");
    person.until("the recent file", |p| p.settings.recent == [mine.clone()]);
}

#[test]
fn changes_are_asked_about_and_nothing_goes_on_before_they_are_saved() {
    let mut person = Person::with_a_map();
    person.writes_title("Changed");
    person.does(Action::New);
    assert!(is_unsaved(person.program.dialog.as_ref()));
    person.answers(ui::Answer::Cancel);
    person.pass();
    assert_eq!(person.title(), "Changed");

    person.does(Action::New);
    person.answers(ui::Answer::Save);
    person.until("the new map", |program| program.path.is_none());
    assert_eq!(person.title(), "Untitled map");
    assert_eq!(person.title_in("mine.journey"), "Changed");
    assert!(!is_dirty(&person.program));
}

#[test]
fn discarding_leaves_the_file_alone() {
    let mut person = Person::with_a_map();
    let before = fs::read(person.path("mine.journey")).unwrap();
    person.writes_title("Changed");
    person.does(Action::Quit);
    assert!(!person.program.quitting);
    person.answers(ui::Answer::Discard);
    assert!(person.program.quitting);
    assert_eq!(fs::read(person.path("mine.journey")).unwrap(), before);
}

#[test]
fn a_save_that_fails_keeps_the_changes_and_stops_what_waited() {
    let mut person = Person::with_a_map();
    person.writes_title("Changed");
    person.program.path = Some(person.path("gone/mine.journey"));
    person.does(Action::Quit);
    person.answers(ui::Answer::Save);
    person.until("an error", |program| program.dialog.is_some());
    assert!(person.error().remedy.contains("the folder does not exist"));
    assert!(is_dirty(&person.program));
    person.answers(ui::Answer::Cancel);
    person.pass();
    assert!(!person.program.quitting && person.program.next.is_none());
}

#[test]
fn a_new_map_asks_where_to_be_saved() {
    let mut person = Person::new();
    person.does(Action::New);
    person.writes_title("Tea / coffee");
    person.will_answer(Answer::Cancelled);
    person.does(Action::Quit);
    person.answers(ui::Answer::Save);
    person.until("the answer", |program| program.asking.is_none());
    person.pass();
    assert!(is_dirty(&person.program) && !person.program.quitting);

    person.will_answer(Answer::Path(person.path("tea")));
    person.does(Action::Quit);
    person.answers(ui::Answer::Save);
    person.until("the end", |program| program.quitting);
    assert_eq!(person.title_in("tea.journey"), "Tea / coffee");
    let asked = person.asked.lock().unwrap();
    assert_eq!(asked[0].save_as.as_deref(), Some("Tea - coffee.journey"));
}

#[test]
fn what_cannot_be_opened_is_told_and_the_open_map_stays() {
    let mut person = Person::with_a_map();
    fs::write(person.path("cut.journey"), "{\n  \"format\": ").unwrap();
    for (name, place) in [("cut.journey", "line 2"), ("missing.journey", "missing")] {
        person.will_answer(Answer::Path(person.path(name)));
        person.does(Action::Open);
        person.until("an error", |program| program.dialog.is_some());
        assert!(person.error().place.contains(place), "{:?}", person.error());
        person.answers(ui::Answer::Cancel);
        assert_eq!(person.title(), "Buying a car");
        assert!(!is_dirty(&person.program) && !person.program.opening);
    }
}

#[test]
fn a_mended_map_counts_as_changed_and_its_file_stays() {
    let mut person = Person::new();
    let text = str::from_utf8(file::samples()[0].bytes).unwrap();
    let spoilt = text.replacen(r#""stage": "awareness""#, r#""stage": "nowhere""#, 1);
    let path = person.path("spoilt.journey");
    fs::write(&path, &spoilt).unwrap();
    person.will_answer(Answer::Path(path.clone()));
    person.does(Action::Open);
    person.until("the map", |program| program.editor.is_some());
    assert!(person.error().details.contains("nowhere"));
    assert!(is_dirty(&person.program));
    assert_eq!(fs::read_to_string(&path).unwrap(), spoilt);
}

#[test]
fn without_a_dialog_a_path_is_typed_and_nothing_is_replaced_unasked() {
    let mut person = Person::with_a_map();
    fs::write(person.path("other.journey"), "precious").unwrap();
    person.will_answer(Answer::NoDialog);
    person.does(Action::SaveAs);
    person.until("the field", |program| program.dialog.is_some());
    let typed = person.path("other");
    person.answers(ui::Answer::Path(typed.clone()));
    let Some(Dialog::Path(field)) = &person.program.dialog else {
        panic!("the field is gone");
    };
    assert!(field.complaint.is_some());
    assert_eq!(fs::read(person.path("other.journey")).unwrap(), b"precious");
    person.answers(ui::Answer::Path(typed));
    let other = person.path("other.journey");
    person.until("the save", |p| p.path.as_ref() == Some(&other));
    assert_eq!(person.title_in("other.journey"), "Buying a car");
}

#[test]
fn a_name_completed_by_an_ending_does_not_replace_a_file_unasked() {
    let mut person = Person::with_a_map();
    fs::write(person.path("other.journey"), "precious").unwrap();
    person.will_answer(Answer::Path(person.path("other")));
    person.does(Action::SaveAs);
    person.until("the question", |program| program.dialog.is_some());
    assert!(matches!(&person.program.dialog, Some(Dialog::Path(_))));
    person.answers(ui::Answer::Cancel);
    person.pass();
    assert_eq!(fs::read(person.path("other.journey")).unwrap(), b"precious");
}

#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        unreachable!("files are read by their path, on another thread")
    }
}

#[test]
fn a_file_dropped_on_the_window_is_opened_once_the_changes_are_settled() {
    let mut person = Person::with_a_map();
    let path = person.path("dropped.journey");
    fs::write(&path, file::samples()[1].bytes).unwrap();
    person.writes_title("Changed");
    person.pass_with(vec![Arc::new(Dropped(path.clone()))]);
    assert!(is_unsaved(person.program.dialog.as_ref()));
    person.answers(ui::Answer::Save);
    person.until("the dropped map", |p| p.path.as_ref() == Some(&path));
    assert_eq!(person.title_in("mine.journey"), "Changed");
}

fn is_error_about(person: &Person, start: &str) -> bool {
    match &person.program.dialog {
        Some(Dialog::Error(report)) => report.what.starts_with(start),
        _ => false,
    }
}

#[test]
fn a_late_answer_is_not_taken_for_that_of_another_map() {
    let mut person = Person::with_a_map();
    person.will_answer(Answer::Path(person.path("late.journey")));
    person.does(Action::SaveAs);
    // Before the answer is heard, another map takes the place of this one.
    let sample = UiEvent::OpenSample(0);
    person
        .program
        .act(vec![sample], &person.context, &person.frame);
    std::thread::sleep(Duration::from_millis(50));
    person.pass();
    person.program.finish();
    assert!(!person.path("late.journey").exists());
}

#[test]
fn an_export_is_written_and_told() {
    let mut person = Person::with_a_map();
    person.does(Action::Export);
    let options = Options {
        format: crate::export::Format::Svg,
        ..Default::default()
    };
    person.will_answer(Answer::Path(person.path("picture.svg")));
    person.answers(ui::Answer::Export(Box::new(options)));
    person.until("the export", |program| {
        program.message.as_deref() == Some("Exported picture.svg")
    });
    assert!(person.program.dialog.is_none());
    let picture = fs::read_to_string(person.path("picture.svg")).unwrap();
    assert!(picture.contains("<svg") && picture.contains("Buying a car"));
    let asked = person.asked.lock().unwrap();
    assert_eq!(asked[0].save_as.as_deref(), Some("mine.svg"));
}

#[test]
fn the_welcome_screen_gets_its_samples_and_opens_them_as_new_maps() {
    let mut person = Person::new();
    let count = file::samples().len();
    person.until("the samples", |program| program.samples.len() == count);
    let event = UiEvent::OpenSample(0);
    person
        .program
        .act(vec![event], &person.context, &person.frame);
    assert_eq!(person.title(), "Buying a car");
    assert!(person.program.path.is_none() && !is_dirty(&person.program));
}

#[test]
fn a_map_is_seen_again_where_it_was_looked_at() {
    let mut person = Person::with_a_map();
    person.until("a view", |program| {
        program
            .editor
            .as_ref()
            .is_some_and(|e| e.view().width > 0.0)
    });
    let path = person.path("mine.journey");
    let at = crate::geom::Point::new(100.0, 100.0);
    let zoom = UiEvent::Intent(Intent::Zoom { factor: 3.0, at });
    person
        .program
        .act(vec![zoom], &person.context, &person.frame);
    let place = |program: &Program| program.editor.as_ref().and_then(Editor::place);
    let before = place(&person.program).expect("not the whole map");
    person.does(Action::Close);
    person.until("the welcome screen", |program| program.editor.is_none());
    person.until("it to be remembered", |program| {
        program.settings.place(&path).is_some()
    });
    person.program.open(path);
    person.until("the map", |program| place(program).is_some());
    let after = place(&person.program).expect("where it was");
    assert!(after.0.distance(before.0) < 1.0, "{before:?} {after:?}");
    assert!((after.1 - before.1).abs() < 1e-6);
}

#[test]
fn how_a_picture_was_exported_is_remembered() {
    let mut person = Person::with_a_map();
    let options = Options {
        size: crate::export::PixelSize::Slide(1920),
        ..Options::default()
    };
    person.answers.lock().unwrap().push_back(Answer::Cancelled);
    person.does(Action::Export);
    let answer = ui::Answer::Export(Box::new(options.clone()));
    person
        .program
        .answered(answer, &person.context, &person.frame);
    let file = person.folder.path().join("config/settings.json");
    person.until("the file", |_| {
        Settings::load(&file).export == ExportChoice(options.clone())
    });
}

#[test]
fn a_picture_is_chosen_for_a_persona_and_what_is_none_is_told() {
    let mut person = Person::with_a_map();
    let editor = person.program.editor.as_ref().unwrap();
    let id = editor.map().personas[0].id.clone();
    let select = Intent::Select(vec![Target::Persona(id.clone())]);
    let events = vec![UiEvent::Intent(select)];
    person.program.act(events, &person.context, &person.frame);

    fs::write(person.path("notes.png"), "no picture").unwrap();
    person.will_answer(Answer::Path(person.path("notes.png")));
    person.does(Action::ChoosePicture);
    person.until("an error", |program| program.dialog.is_some());
    assert!(person.error().remedy.contains("not a PNG"));
    person.answers(ui::Answer::Cancel);

    let pixels = image::RgbImage::from_pixel(900, 700, image::Rgb([10, 200, 90]));
    pixels.save(person.path("dewi.png")).unwrap();
    person.will_answer(Answer::Path(person.path("dewi.png")));
    person.does(Action::ChoosePicture);
    let picture = |program: &Program| {
        let map = program.editor.as_ref()?.map();
        map.persona(&id)?.picture.clone()
    };
    person.until("the picture", |program| picture(program).is_some());
    assert_eq!(picture(&person.program).unwrap().size(), (512, 512));
    let asked = person.asked.lock().unwrap().len();
    assert_eq!(asked, 2);
    person.does(Action::Save);
    person.until("the save", |program| !is_dirty(program));
    let saved = disk::open(&person.path("mine.journey")).unwrap();
    assert_eq!(saved.warnings, []);
    assert_eq!(
        saved.map.persona(&id).unwrap().picture,
        picture(&person.program)
    );
    person.does(Action::RemovePicture);
    assert_eq!(picture(&person.program), None);

    // A card keeps the whole of it.
    let card = Target::Card("a1".into());
    let select = UiEvent::Intent(Intent::Select(vec![card]));
    person
        .program
        .act(vec![select], &person.context, &person.frame);
    person.will_answer(Answer::Path(person.path("dewi.png")));
    person.does(Action::ChoosePicture);
    let of_card = |program: &Program| {
        let (_, card) = program.editor.as_ref()?.map().card(&"a1".into())?;
        card.picture.clone()
    };
    person.until("the picture of the card", |p| of_card(p).is_some());
    assert_eq!(of_card(&person.program).unwrap().size(), (900, 700));
}

#[test]
fn a_template_begins_a_map_once_changes_are_cared_for() {
    let mut person = Person::with_a_map();
    person.writes_title("Changed");
    person.does(Action::NewFromTemplate);
    assert!(matches!(person.program.dialog, Some(Dialog::Templates)));
    let count = file::templates().len();
    person.until("the templates", |p| p.templates.len() == count);
    person.answers(ui::Answer::UseTemplate(1));
    assert!(is_unsaved(person.program.dialog.as_ref()));
    person.answers(ui::Answer::Discard);
    assert!(person.title().starts_with("Eight steps"));
    assert!(person.program.path.is_none() && !is_dirty(&person.program));
    assert_ne!(person.title_in("mine.journey"), "Changed");
}

#[test]
fn templates_follow_the_language_of_the_window() {
    let mut person = Person::new();
    let named =
        |name: &'static str| move |p: &Program| p.templates.first().is_some_and(|t| t.name == name);
    person.does(Action::UseLanguage(Language::English));
    person.until("English", named("Five stages"));
    person.does(Action::UseLanguage(Language::Indonesian));
    person.until("Indonesian", named("Lima tahap"));
    let event = UiEvent::UseTemplate(0);
    person
        .program
        .act(vec![event], &person.context, &person.frame);
    let map = person.program.editor.as_ref().unwrap().map();
    assert_eq!(map.language, Language::Indonesian);
}

#[test]
fn a_map_is_kept_as_a_template_replaced_and_removed() {
    let mut person = Person::with_a_map();
    let count = file::templates().len();
    let keep = |person: &mut Person, name: &str| {
        person.does(Action::SaveAsTemplate);
        person.until("the templates", |p| p.templates.len() >= count);
        person.answers(ui::Answer::Name(name.to_owned()));
    };
    let complaint = |person: &Person| match &person.program.dialog {
        Some(Dialog::TemplateName(dialog)) => dialog.complaint.clone(),
        _ => None,
    };
    keep(&mut person, "Five stages");
    assert!(complaint(&person).is_some(), "that name is taken");
    keep(&mut person, "My cars / ours");
    assert_eq!(complaint(&person), None);
    person.until("the template", |p| p.templates.len() == count + 1);
    let kept = person.path("config/templates/My cars - ours.journey");
    assert!(disk::open(&kept).unwrap().map.reviewed.is_none());

    person.writes_title("Better");
    person.does(Action::SaveAsTemplate);
    person.answers(ui::Answer::Name("my cars - ours".to_owned()));
    assert!(complaint(&person).is_some(), "it is asked once more");
    assert_ne!(disk::open(&kept).unwrap().map.title, "Better");
    person.answers(ui::Answer::Name("My cars - ours".to_owned()));
    person.until("the message", |p| p.message.is_some());
    assert_eq!(disk::open(&kept).unwrap().map.title, "Better");

    person.does(Action::NewFromTemplate);
    person.until("the template", |p| p.templates.len() == count + 1);
    assert!(person.program.templates[count].is_own);
    person.answers(ui::Answer::RemoveTemplate(0));
    assert!(person.program.dialog.is_none(), "ours stay");
    person.does(Action::NewFromTemplate);
    person.answers(ui::Answer::RemoveTemplate(count));
    person.answers(ui::Answer::Cancel);
    assert!(kept.exists());
    person.does(Action::NewFromTemplate);
    person.answers(ui::Answer::RemoveTemplate(count));
    person.answers(ui::Answer::Remove);
    person.until("it to be gone", |p| p.templates.len() == count);
    assert!(!kept.exists());
}

#[test]
fn a_map_of_another_tool_is_opened_without_a_file() {
    let mut person = Person::new();
    let text = "journey\n title Tea\n section Morning\n Make tea: 5: Me\n Spill it: bad: Me\n";
    fs::write(person.path("tea.mmd"), text).unwrap();
    person.will_answer(Answer::Path(person.path("tea.mmd")));
    person.does(Action::Open);
    person.until("the map", |program| program.editor.is_some());
    assert_eq!(person.title(), "Tea");
    assert!(person.error().details.contains("Line 5: “bad” is no score"));
    assert_eq!(person.program.path, None);
    assert!(!is_dirty(&person.program), "its file has it still");
    assert_eq!(person.program.message.as_deref(), Some("Made from tea.mmd"));
    person.answers(ui::Answer::Cancel);
    fs::write(person.path("bad.mmd"), "pie\n").unwrap();
    person.program.open(person.path("bad.mmd"));
    person.until("an error", |program| program.dialog.is_some());
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
    person.until("the end of the export", |p| p.dialog.is_none());
    person.writes_title("Changed");
    person.pass_with(vec![Arc::new(Dropped(path.clone()))]);
    person.until("the question", |p| is_unsaved(p.dialog.as_ref()));
    person.answers(ui::Answer::Discard);
    person.until("the map", |p| p.path.is_none() && !p.opening);
    assert_eq!(person.title(), "Buying a car");
    assert!(!is_dirty(&person.program), "the picture has it still");
    let told = "This is the map that rides in shown.png";
    assert_eq!(person.program.message.as_deref(), Some(told));
    // Work on it is kept aside and asked about, and saving asks where.
    person.writes_title("Worked on");
    person.does(Action::Close);
    assert!(is_unsaved(person.program.dialog.as_ref()));
    let before = person.asked.lock().unwrap().len();
    person.will_answer(Answer::Cancelled);
    person.answers(ui::Answer::Save);
    assert_eq!(person.asked.lock().unwrap().len(), before + 1);
    person.until("the answer", |p| p.asking.is_none());

    // A picture without a map is placed as one.
    let cards = |p: &Program| {
        let map = p.editor.as_ref().unwrap().map().clone();
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
    person.will_answer(Answer::Path(path.clone()));
    person.does(Action::ExportText);
    person.answers(ui::Answer::ExportAs(crate::exchange::Form::Markdown));
    let told = |p: &Program, name: &str| p.message.as_ref().is_some_and(|m| m.contains(name));
    person.until("the text", |p| told(p, "out.md"));
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.starts_with("# Buying a car"));
    // Without an ending that says which form, it is the one that was chosen.
    person.program.dialog = None;
    person.will_answer(Answer::Path(person.path("plain")));
    person.does(Action::ExportText);
    person.answers(ui::Answer::ExportAs(crate::exchange::Form::Mermaid));
    person.until("the text", |p| told(p, "plain.mmd"));
    assert!(person.path("plain.mmd").exists());
    assert!(person.error().details.contains("Metrics ("));
    assert!(!is_dirty(&person.program));
}

#[test]
fn a_start_without_a_map_shows_all_that_there_is_to_begin_with() {
    for name in ["nowhere.journey", "nowhere.mmd", "nowhere.csv"] {
        let mut person = Person::with(|folder| Some(folder.join(name)));
        person.until("the error", |program| program.dialog.is_some());
        person.answers(ui::Answer::Cancel);
        person.until("the start", |p| {
            !p.samples.is_empty() && !p.templates.is_empty()
        });
    }
    let mut person = Person::with(|folder| {
        let path = folder.join("plan.csv");
        fs::write(&path, "Stage,Awareness,Use\nPains,queues,forms\n").unwrap();
        Some(path)
    });
    person.until("the table", |program| program.dialog.is_some());
    person.answers(ui::Answer::Cancel);
    person.until("the start", |p| !p.templates.is_empty());
}
