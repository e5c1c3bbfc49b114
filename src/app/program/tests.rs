//! A person at the program, with a made-up answer for every file dialog.

mod brands;
mod compare;
mod differ;
mod export;
mod foreign;
mod guest;
mod kept;
#[cfg(unix)]
mod kill;
mod merge;
mod presenting;
mod said;
mod shelves;
mod table;
mod told;
mod windows;

use std::{
    collections::VecDeque,
    fs, io,
    path::PathBuf,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use super::{services::Folders, workspace::OpenFile, *};
use crate::{
    app::{
        dialogs::{FileAnswer, FileQuestion},
        settings::{ExportChoice, Settings},
    },
    edit::Edit,
    editor::{
        Action, Editor,
        present::{Cue, TalkIntent},
    },
    export::Options,
    file::{self, disk, versions},
    model::{Card, CardRole, Field, Id, LaneKind, LaneType, Map, Target},
    scene::Scene,
    text::Fonts,
    ui::{self, Dialog, Notice},
};

struct Person {
    program: Program,
    context: egui::Context,
    frame: eframe::Frame,
    answers: Arc<Mutex<VecDeque<FileAnswer>>>,
    asked: Arc<Mutex<Vec<FileQuestion>>>,
    folder: tempfile::TempDir,
}

/// The first sample with `count` cards more, which say their number and `text`.
fn with_more_cards(count: usize, text: &str) -> Map {
    let mut map = file::load(file::samples()[0].bytes).unwrap().map;
    let lanes = map.lanes.iter_mut().map(Arc::make_mut);
    let cards = lanes.filter_map(|lane| match &mut lane.kind {
        LaneKind::Cards {
            role: CardRole::CustomerActions,
            cards,
            ..
        } => Some(cards),
        _ => None,
    });
    for cards in cards {
        let first = Card::clone(&cards[0]);
        for number in 0..count {
            let mut card = first.clone();
            card.id = Id::new(format!("more-{number}"));
            card.text = format!("{number}: {text}");
            cards.push(card.into());
        }
    }
    map
}

impl Person {
    fn new() -> Self {
        Self::with(|_| None)
    }

    /// Starts the program with a file in her folder.
    fn with(file: impl FnOnce(&Path) -> Option<PathBuf>) -> Self {
        Self::starting(|folder| Start::File(file(folder)))
    }

    fn starting(start: impl FnOnce(&Path) -> Start) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let context = egui::Context::default();
        ui::tokens::install(&context);
        let answers = Arc::<Mutex<VecDeque<FileAnswer>>>::default();
        let asked = Arc::<Mutex<Vec<FileQuestion>>>::default();
        let ask: Ask = Box::new({
            let (answers, asked) = (answers.clone(), asked.clone());
            move |question, _| {
                asked.lock().unwrap().push(question);
                let answer = answers.lock().unwrap().pop_front();
                Box::new(move || answer.expect("no dialog was expected"))
            }
        });
        let settings = SettingsFile::load(
            Some(folder.path().join("config/settings.json")),
            Some(folder.path().join("cache")),
        );
        let data = folder.path().join("data");
        let start = start(folder.path());
        let mut person = Self {
            program: Program::new(&context, start, settings, Some(&data), ask),
            context,
            frame: eframe::Frame::_new_kittest(),
            answers,
            asked,
            folder,
        };
        person.program.services.language = Language::English;
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
        person.until("a map", |program| program.workspace.editor().is_some());
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

    fn acts(&mut self, events: Vec<UiEvent>) {
        self.program.act(events, &self.context);
    }

    fn does(&mut self, action: Action) {
        self.acts(vec![UiEvent::from(action)]);
    }

    fn intends(&mut self, intent: Intent) {
        self.acts(vec![UiEvent::Intent(intent)]);
    }

    fn selects(&mut self, target: Target) {
        self.intends(Intent::Select(vec![target]));
    }

    fn edits(&mut self, edit: Edit) {
        self.intends(Intent::Edit {
            name: "Edit text",
            edits: vec![edit],
        });
    }

    fn answers(&mut self, answer: ui::Answer) {
        self.program.answered(answer, &self.context);
    }

    /// What the next file dialog will be answered with.
    fn will_answer(&self, answer: FileAnswer) {
        self.answers.lock().unwrap().push_back(answer);
    }

    fn writes_title(&mut self, title: &str) {
        self.edits(Edit::SetText {
            target: Target::Title,
            field: Field::Title,
            text: title.to_owned(),
        });
    }

    fn writes_card(&mut self, id: &str, text: &str) {
        self.edits(Edit::SetText {
            target: Target::Card(id.into()),
            field: Field::Text,
            text: text.to_owned(),
        });
    }

    /// What is open is saved somewhere else from now on.
    fn moves_file(&mut self, path: PathBuf) {
        let document = self.program.workspace.document_mut().unwrap();
        document.file = Some(OpenFile::new(path));
    }

    fn map(&self) -> Arc<Map> {
        self.program.workspace.editor().unwrap().map().clone()
    }

    fn title(&self) -> String {
        self.map().title.clone()
    }

    fn title_in(&self, name: &str) -> String {
        disk::open(&self.path(name)).unwrap().map.title
    }

    fn error(&self) -> &ui::ErrorReport {
        match &self.program.dialogs.open {
            Some(Dialog::Error(report) | Dialog::Refused(report)) => report,
            other => panic!("no error is shown but {other:?}"),
        }
    }
}

fn is_dirty(program: &Program) -> bool {
    program.workspace.editor().is_some_and(Editor::is_dirty)
}

fn is_unsaved(dialog: Option<&Dialog>) -> bool {
    matches!(dialog, Some(Dialog::Unsaved { .. }))
}

#[test]
fn a_map_is_opened_changed_and_saved() {
    let mut person = Person::with_a_map();
    assert_eq!(person.program.window.title, "mine.journey – Jejak");
    person.writes_title("Changed");
    person.pass();
    assert_eq!(person.program.window.title, "• mine.journey – Jejak");
    person.does(Action::Save);
    person.until("the save", |program| !is_dirty(program));
    person.pass();
    assert_eq!(person.program.window.title, "mine.journey – Jejak");
    assert_eq!(person.title_in("mine.journey"), "Changed");
    let mine = person.path("mine.journey");
    person.until("the recent file", |p| {
        p.shelves.settings.recent == [mine.clone()]
    });
}

#[test]
fn changes_are_asked_about_and_nothing_goes_on_before_they_are_saved() {
    let mut person = Person::with_a_map();
    person.writes_title("Changed");
    person.does(Action::New);
    assert!(is_unsaved(person.program.dialogs.open.as_ref()));
    person.answers(ui::Answer::Cancel);
    person.pass();
    assert_eq!(person.title(), "Changed");

    person.does(Action::New);
    person.answers(ui::Answer::Save);
    person.until("the new map", |program| program.workspace.path().is_none());
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
    assert!(!person.program.window.quitting);
    let dialog = &person.program.dialogs.open;
    assert!(matches!(
        dialog,
        Some(Dialog::Unsaved {
            has_history: true,
            ..
        })
    ));
    person.answers(ui::Answer::Discard);
    assert!(person.program.window.quitting);
    person.program.finish();
    let mine = person.path("mine.journey").canonicalize().unwrap();
    assert_eq!(fs::read(&mine).unwrap(), before);
    let kept = versions::list(&person.path("data/versions"), &mine);
    let kept: Vec<&versions::Version> = kept.iter().filter(|kept| kept.is_discarded).collect();
    let [kept] = kept[..] else {
        panic!("one is kept: {kept:?}");
    };
    assert_eq!(disk::open(&kept.path).unwrap().map.title, "Changed");
}

#[test]
fn a_save_that_fails_keeps_the_changes_and_stops_what_waited() {
    let mut person = Person::with_a_map();
    person.writes_title("Changed");
    let gone = person.path("gone/mine.journey");
    person.moves_file(gone);
    person.does(Action::Quit);
    person.answers(ui::Answer::Save);
    person.until("an error", |program| program.dialogs.open.is_some());
    assert!(person.error().remedy.contains("the folder does not exist"));
    assert!(is_dirty(&person.program));
    person.answers(ui::Answer::Cancel);
    person.pass();
    assert!(!person.program.window.quitting && person.program.dialogs.pending.is_none());
}

#[test]
fn the_program_begins_a_map_when_it_is_started_so() {
    let person = Person::starting(|_| Start::NewMap);
    let editor = person.program.workspace.editor().unwrap();
    assert_eq!(editor.committed().cards().count(), 0);
    assert!(person.program.dialogs.open.is_none());

    let mut person = Person::starting(|_| Start::Template);
    assert!(person.program.workspace.editor().is_none());
    let open = person.program.dialogs.open.as_ref();
    assert!(matches!(open, Some(Dialog::Templates)));
    person.until("the templates", |p| !p.shelves.templates.shown().is_empty());
}

#[test]
fn a_new_map_asks_where_to_be_saved() {
    let mut person = Person::new();
    person.does(Action::New);
    person.writes_title("Tea / coffee");
    person.will_answer(FileAnswer::Cancelled);
    person.does(Action::Quit);
    person.answers(ui::Answer::Save);
    person.until("the answer", |program| !program.dialogs.file.is_open());
    person.pass();
    assert!(is_dirty(&person.program) && !person.program.window.quitting);

    person.will_answer(FileAnswer::Path(person.path("tea")));
    person.does(Action::Quit);
    person.answers(ui::Answer::Save);
    person.until("the end", |program| program.window.quitting);
    assert_eq!(person.title_in("tea.journey"), "Tea / coffee");
    let asked = person.asked.lock().unwrap();
    assert_eq!(asked[0].save_as.as_deref(), Some("Tea - coffee.journey"));
}

#[test]
fn what_cannot_be_opened_is_told_and_the_open_map_stays() {
    let mut person = Person::with_a_map();
    fs::write(person.path("cut.journey"), "{\n  \"format\": ").unwrap();
    for (name, place) in [("cut.journey", "line 2"), ("missing.journey", "missing")] {
        person.will_answer(FileAnswer::Path(person.path(name)));
        person.does(Action::Open);
        person.until("an error", |program| program.dialogs.open.is_some());
        assert!(person.error().place.contains(place), "{:?}", person.error());
        person.answers(ui::Answer::Cancel);
        assert_eq!(person.title(), "Buying a car");
        assert!(!is_dirty(&person.program) && !person.program.workspace.is_opening);
    }
}

#[test]
fn a_mended_map_counts_as_changed_and_its_file_stays() {
    let mut person = Person::new();
    let text = str::from_utf8(file::samples()[0].bytes).unwrap();
    let spoilt = text.replacen(r#""stage": "awareness""#, r#""stage": "nowhere""#, 1);
    let path = person.path("spoilt.journey");
    fs::write(&path, &spoilt).unwrap();
    person.will_answer(FileAnswer::Path(path.clone()));
    person.does(Action::Open);
    person.until("the map", |program| program.workspace.editor().is_some());
    assert!(person.error().details.contains("nowhere"));
    assert!(is_dirty(&person.program));
    assert_eq!(fs::read_to_string(&path).unwrap(), spoilt);
}

#[test]
fn without_a_dialog_a_path_is_typed_and_nothing_is_replaced_unasked() {
    let mut person = Person::with_a_map();
    fs::write(person.path("other.journey"), "precious").unwrap();
    person.will_answer(FileAnswer::NoDialog);
    person.does(Action::SaveAs);
    person.until("the field", |program| program.dialogs.open.is_some());
    let typed = person.path("other");
    person.answers(ui::Answer::Path(typed.clone()));
    let complains = |program: &Program| match &program.dialogs.open {
        Some(Dialog::Path(field)) => field.complaint.is_some(),
        _ => panic!("the field is gone"),
    };
    person.until("the complaint", complains);
    assert_eq!(fs::read(person.path("other.journey")).unwrap(), b"precious");
    person.answers(ui::Answer::Path(typed));
    let other = person.path("other.journey");
    person.until("the save", |p| p.workspace.path() == Some(&*other));
    assert_eq!(person.title_in("other.journey"), "Buying a car");
}

#[test]
fn a_name_completed_by_an_ending_does_not_replace_a_file_unasked() {
    let mut person = Person::with_a_map();
    fs::write(person.path("other.journey"), "precious").unwrap();
    person.will_answer(FileAnswer::Path(person.path("other")));
    person.does(Action::SaveAs);
    person.until("the question", |program| program.dialogs.open.is_some());
    assert!(matches!(
        &person.program.dialogs.open,
        Some(Dialog::Path(_))
    ));
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
    assert!(is_unsaved(person.program.dialogs.open.as_ref()));
    person.answers(ui::Answer::Save);
    person.until("the dropped map", |p| p.workspace.path() == Some(&*path));
    assert_eq!(person.title_in("mine.journey"), "Changed");
}

fn is_error_about(person: &Person, start: &str) -> bool {
    match &person.program.dialogs.open {
        Some(Dialog::Error(report)) => report.what.starts_with(start),
        _ => false,
    }
}

#[test]
fn a_late_answer_is_not_taken_for_that_of_another_map() {
    let mut person = Person::with_a_map();
    person.will_answer(FileAnswer::Path(person.path("late.journey")));
    person.does(Action::SaveAs);
    let asked = person.asked.clone();
    person.until("the dialog", |_| asked.lock().unwrap().len() == 1);
    // Before the answer is heard, another map takes the place of this one.
    person.acts(vec![UiEvent::OpenSample(0)]);
    std::thread::sleep(Duration::from_millis(50));
    person.pass();
    person.program.finish();
    assert!(!person.path("late.journey").exists());
}

#[test]
fn a_map_is_seen_again_where_it_was_looked_at() {
    let mut person = Person::with_a_map();
    person.until("a view", |program| {
        program
            .workspace
            .editor()
            .is_some_and(|e| e.view().width > 0.0)
    });
    let path = person.path("mine.journey");
    let at = crate::geom::Point::new(100.0, 100.0);
    person.intends(Intent::Zoom { factor: 3.0, at });
    let place = |program: &Program| program.workspace.editor().and_then(Editor::place);
    let before = place(&person.program).expect("not the whole map");
    person.does(Action::Close);
    person.until("the welcome screen", |program| {
        program.workspace.editor().is_none()
    });
    person.until("it to be remembered", |program| {
        program.shelves.settings.place(&path).is_some()
    });
    person.program.open(path);
    person.until("the map", |program| place(program).is_some());
    let after = place(&person.program).expect("where it was");
    assert!(after.0.distance(before.0) < 1.0, "{before:?} {after:?}");
    assert!((after.1 - before.1).abs() < 1e-6);
}

#[test]
fn a_picture_is_chosen_for_a_persona_and_what_is_none_is_told() {
    let mut person = Person::with_a_map();
    let editor = person.program.workspace.editor().unwrap();
    let id = editor.map().personas[0].id.clone();
    let select = Intent::Select(vec![Target::Persona(id.clone())]);
    person.intends(select);

    fs::write(person.path("notes.png"), "no picture").unwrap();
    person.will_answer(FileAnswer::Path(person.path("notes.png")));
    person.does(Action::ChoosePicture);
    person.until("an error", |program| program.dialogs.open.is_some());
    assert!(person.error().remedy.contains("not a PNG"));
    person.answers(ui::Answer::Cancel);

    let pixels = image::RgbImage::from_pixel(900, 700, image::Rgb([10, 200, 90]));
    pixels.save(person.path("dewi.png")).unwrap();
    person.will_answer(FileAnswer::Path(person.path("dewi.png")));
    person.does(Action::ChoosePicture);
    let picture = |program: &Program| {
        let map = program.workspace.editor()?.map();
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
    person.selects(card);
    person.will_answer(FileAnswer::Path(person.path("dewi.png")));
    person.does(Action::ChoosePicture);
    let of_card = |program: &Program| {
        let (_, card) = program.workspace.editor()?.map().card(&"a1".into())?;
        card.picture.clone()
    };
    person.until("the picture of the card", |p| of_card(p).is_some());
    assert_eq!(of_card(&person.program).unwrap().size(), (900, 700));
}

#[test]
fn every_action_for_the_outside_world_is_done_by_the_program() {
    for action in Action::all() {
        if action.outside().is_some() {
            let mut person = Person::with_a_map();
            person.will_answer(FileAnswer::Cancelled);
            person.does(action);
        }
    }
}
