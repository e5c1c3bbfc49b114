//! The program as a guest on the desktop: its settings, the printer, what a report needs, and the
//! windows beside it.

use std::sync::Mutex as StdMutex;

use super::*;
use crate::{
    app::{
        crash,
        print::{NotPrinted, Printed},
    },
    editor::Appearance,
    export::PageSize,
    file::journal::{Journal, JournalEntry},
    ui::{Answer, ChosenSettings, Kept, SettingsDialog},
};

fn settings(person: &Person) -> &SettingsDialog {
    match &person.program.dialogs.open {
        Some(Dialog::Settings(dialog)) => dialog,
        other => panic!("no settings: {other:?}"),
    }
}

fn answers(person: &mut Person, answer: Answer) {
    let context = person.context.clone();
    person.program.answered(answer, &context);
    person.pass();
}

/// As the dialog does it, which shows what was chosen.
fn chooses(person: &mut Person, chosen: ChosenSettings) {
    if let Some(Dialog::Settings(dialog)) = &mut person.program.dialogs.open {
        dialog.chosen = chosen.clone();
    }
    answers(person, Answer::UseSettings(Box::new(chosen)));
}

#[test]
fn what_is_chosen_in_the_settings_is_used_at_once_and_kept() {
    let mut person = Person::new();
    person.does(Action::Settings);
    assert_eq!(settings(&person).chosen, ChosenSettings::default());
    let chosen = ChosenSettings {
        language: Some(Language::Indonesian),
        appearance: Appearance::Dark,
        author: " Dewi ".to_owned(),
        paper: Some(PageSize::A3),
        ..ChosenSettings::default()
    };
    chooses(&mut person, chosen.clone());
    assert_eq!(person.program.services.language, Language::Indonesian);
    let context = person.context.clone();
    assert_eq!(ui::tokens::appearance(&context), Appearance::Dark);
    settings(&person);
    answers(&mut person, Answer::Cancel);
    assert!(person.program.dialogs.open.is_none());
    let path = person.path("config/settings.json");
    person.until("the settings", |program| {
        let kept = Settings::load(&path);
        kept.author == "Dewi"
            && kept.paper == Some(PageSize::A3)
            && program.shelves.settings.author == "Dewi"
    });
    assert_eq!(Settings::load(&path).language, Some(Language::Indonesian));
    // The next map is the person's, and the next PDF on their paper.
    person.does(Action::New);
    assert_eq!(
        person.program.workspace.editor().unwrap().map().owner,
        "Dewi"
    );
    person.does(Action::ExportPdf);
    let Some(Dialog::Export(dialog)) = &person.program.dialogs.open else {
        panic!("no export");
    };
    assert_eq!(dialog.options.page, PageSize::A3);
    // A sample is somebody else's.
    let language = ChosenSettings {
        language: None,
        ..chosen
    };
    answers(&mut person, Answer::Cancel);
    person.does(Action::Settings);
    chooses(&mut person, language);
    assert_eq!(person.program.services.language, Language::of_system());
}

#[test]
fn what_is_kept_is_told_with_its_size_and_deleted_when_that_was_confirmed() {
    let mut person = Person::with_a_map();
    let versions = person.path("data/versions/of a map");
    fs::create_dir_all(&versions).unwrap();
    fs::write(versions.join("1.journey"), vec![b' '; 3000]).unwrap();
    let left = Journal::new(&person.path("data/journal"));
    let entry = JournalEntry {
        file: None,
        base: None,
        when: std::time::SystemTime::now(),
        text: file::samples()[0].bytes.to_vec(),
    };
    left.write(left.turn(), &entry).unwrap();
    person.does(Action::Settings);
    person.until("what is kept", |program| match &program.dialogs.open {
        Some(Dialog::Settings(dialog)) => dialog.kept.is_some(),
        _ => false,
    });
    let bytes = |person: &Person, kind| {
        let kept = settings(person).kept.clone().unwrap();
        kept.iter().find(|thing| thing.kind == kind).unwrap().bytes
    };
    assert_eq!(bytes(&person, Kept::Versions), 3000);
    // What a window is at work on is not left over.
    assert_eq!(bytes(&person, Kept::UnsavedWork), 0);
    answers(&mut person, Answer::AskDelete(Kept::Versions));
    assert!(matches!(
        person.program.dialogs.open,
        Some(Dialog::DeleteKept(Kept::Versions))
    ));
    answers(&mut person, Answer::Cancel);
    assert!(versions.join("1.journey").exists());
    settings(&person);
    answers(&mut person, Answer::AskDelete(Kept::Versions));
    answers(&mut person, Answer::Remove);
    let gone = versions.join("1.journey");
    person.until("the end of it", |_| !gone.exists());
    person.until("its size", |program| match &program.dialogs.open {
        Some(Dialog::Settings(dialog)) => {
            let kept = dialog.kept.iter().flatten();
            let mut versions = kept.filter(|thing| thing.kind == Kept::Versions);
            versions.all(|thing| thing.is_empty)
        }
        _ => false,
    });
    assert!(
        left.entry().is_some(),
        "the work of the other window is untouched"
    );
    assert_eq!(person.program.shelves.settings.recent.len(), 1);
    answers(&mut person, Answer::AskDelete(Kept::Recent));
    answers(&mut person, Answer::Remove);
    person.until("an empty list", |p| p.shelves.settings.recent.is_empty());
    assert!(person.path("mine.journey").exists());
}

static PRINTED: StdMutex<Vec<(Vec<u8>, String)>> = StdMutex::new(Vec::new());

#[test]
fn a_map_is_printed_on_the_paper_that_was_chosen_or_it_is_told_how_else() {
    let mut person = Person::with_a_map();
    person.program.print_with(|pdf, title| {
        PRINTED
            .lock()
            .unwrap()
            .push((pdf.to_vec(), title.to_owned()));
        Ok(Printed::Sent("Office-12".to_owned()))
    });
    person.does(Action::Print);
    let Some(Dialog::Export(dialog)) = &person.program.dialogs.open else {
        panic!("nothing to choose");
    };
    assert!(dialog.prints);
    assert_eq!(dialog.options.page, PageSize::A4);
    let options = Options {
        page: PageSize::A3,
        ..dialog.options.clone()
    };
    answers(&mut person, Answer::Print(Box::new(options)));
    person.until("word of the printer", |program| {
        let message = program.window.message();
        message.is_some_and(|told| told.contains("Office-12"))
    });
    assert!(person.program.dialogs.open.is_none());
    let (pdf, title) = PRINTED.lock().unwrap().pop().expect("it was printed");
    assert!(pdf.starts_with(b"%PDF"));
    let text = String::from_utf8_lossy(&pdf);
    // 297 × 420 mm, lying.
    assert!(text.contains("1190.55") && text.contains("841.8"), "A3");
    assert_eq!(
        title,
        person.program.workspace.editor().unwrap().map().title
    );

    person.program.print_with(|_, _| Err(NotPrinted::NoWay));
    person.does(Action::Print);
    let Some(Dialog::Export(dialog)) = &person.program.dialogs.open else {
        panic!("nothing to choose");
    };
    let options = dialog.options.clone();
    answers(&mut person, Answer::Print(Box::new(options)));
    person.until("why not", |program| match &program.dialogs.open {
        Some(Dialog::Error(report)) => report.remedy.contains("PDF"),
        _ => false,
    });
}

#[test]
fn the_details_of_a_report_say_nothing_of_maps_and_their_places() {
    let mut person = Person::with_a_map();
    person.does(Action::CopyDetails);
    person.until("the details", |program| {
        program.clipboard.copied_text().is_some()
    });
    let text = person.program.clipboard.copied_text().unwrap();
    assert!(
        text.starts_with("Jejak ") && text.contains("open: "),
        "{text}"
    );
    let map = person.program.workspace.editor().unwrap().map().clone();
    let folder = person.folder.path().display().to_string();
    let mut said = vec![map.title.as_str(), "mine.journey", &folder];
    said.extend(map.stages.iter().map(|stage| stage.title.as_str()));
    for said in said {
        assert!(!text.contains(said), "{said}: {text}");
    }
}

#[test]
fn a_fault_of_the_last_run_is_told_before_its_work_is_offered() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let reports = crash::folder(&data);
    fs::create_dir_all(&reports).unwrap();
    fs::write(reports.join("report-00000000000001.new"), "what: a fault").unwrap();
    let left = Journal::new(&data.join("journal"));
    let entry = JournalEntry {
        file: None,
        base: None,
        when: std::time::SystemTime::now(),
        text: file::samples()[0].bytes.to_vec(),
    };
    left.write(left.turn(), &entry).unwrap();
    drop(left);
    let mut person = Person::new();
    let context = person.context.clone();
    let ask: Ask = Box::new(|_, _| Box::new(|| FileAnswer::Cancelled));
    let start = Start::File(None);
    person.program = Program::new(&context, start, SettingsFile::default(), Some(&data), ask);
    person.program.services.language = Language::English;
    person.until("the report", |program| {
        matches!(&program.dialogs.open, Some(Dialog::Error(_)))
    });
    let Some(Dialog::Error(report)) = &person.program.dialogs.open else {
        panic!("it was told");
    };
    assert!(
        report.place.ends_with("report-00000000000001.txt"),
        "{report:?}"
    );
    assert_eq!(report.details, "what: a fault");
    assert!(Path::new(&report.place).exists());
    answers(&mut person, Answer::Cancel);
    person.until("the work", |program| {
        matches!(&program.dialogs.open, Some(Dialog::Recovery(_)))
    });
}

#[cfg(unix)]
#[test]
fn a_file_that_is_open_elsewhere_brings_that_window_forward() {
    let mut first = Person::with_a_map();
    let mut second = Person::new();
    let meeting = first.path("run");
    for person in [&mut first, &mut second] {
        person.program.meet_in(meeting.clone());
    }
    first.until("an ear", |p| p.neighbours.is_listening());
    second.until("an ear", |p| p.neighbours.is_listening());
    let file = first.path("mine.journey");
    // It takes a moment until everybody knows what is open where.
    let end = Instant::now() + Duration::from_secs(60);
    loop {
        first.pass();
        let context = second.context.clone();
        second
            .program
            .request(PendingAction::Open(file.clone()), &context);
        second.until("what became of it", |p| !p.workspace.is_opening);
        if second.program.workspace.editor().is_none() {
            break;
        }
        second.does(Action::Close);
        assert!(Instant::now() < end, "nobody says that it is open");
    }
    let told = second.program.window.message().unwrap_or_default();
    assert!(told.contains("“mine.journey” is already open"), "{told}");
    // That the first window is asked comes in from another thread.
    let end = Instant::now() + Duration::from_secs(60);
    let comes_forward = |person: &mut Person| {
        let context = person.context.clone();
        let mut output = context.run_ui(egui::RawInput::default(), |ui| {
            person.program.ui(ui, &person.frame)
        });
        output.textures_delta.clear();
        let commands = &output.viewport_output[&egui::ViewportId::ROOT].commands;
        commands.contains(&egui::ViewportCommand::Focus)
    };
    while !comes_forward(&mut first) {
        assert!(Instant::now() < end, "it does not come forward");
        std::thread::sleep(Duration::from_millis(2));
    }
    assert!(first.program.workspace.editor().is_some());
    // The file that a window has open itself is read again, as ever.
    let context = first.context.clone();
    first.program.request(PendingAction::Open(file), &context);
    first.until("the file", |p| !p.workspace.is_opening);
    assert!(
        first
            .program
            .window
            .message()
            .is_none_or(|told| !told.contains("already open"))
    );
}

#[test]
fn a_file_that_is_opened_stands_on_the_list_of_the_desktop() {
    let mut person = Person::new();
    let list = person.path("recently-used.xbel");
    person.program.list_recent_in(list.clone());
    let file = person.path("mine.journey");
    fs::write(&file, crate::file::samples()[0].bytes).unwrap();
    let context = person.context.clone();
    person.program.request(PendingAction::Open(file), &context);
    person.until("the list", |_| {
        fs::read_to_string(&list).is_ok_and(|text| text.contains("mine.journey"))
    });
}

/// What was begun of a file, once it is done.
fn ahead(path: &Path) -> Option<Ahead> {
    let ahead = Ahead::begin(path.to_owned(), Language::English).expect("it is our own");
    while !ahead.is_done() {
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    Some(ahead)
}

fn begins(person: &Person, path: &Path, ahead: Option<Ahead>) -> Program {
    let (context, nothing) = (&person.context, SettingsFile::default());
    let no_dialog: Ask = Box::new(|_, _| Box::new(|| panic!("no dialog was expected")));
    let start = Start::File(Some(path.to_owned()));
    Program::with(context, start, nothing, None, no_dialog, ahead)
}

#[test]
fn a_large_map_that_is_read_ahead_leaves_the_first_pass_to_the_window() {
    let mut person = Person::with(|_| None);
    let path = person.path("large.journey");
    fs::write(&path, file::save(&with_more_cards(600, "waits"))).unwrap();
    person.context = egui::Context::default();
    ui::tokens::install(&person.context);
    person.program = begins(&person, &path, ahead(&path));
    person.pass();
    assert!(person.program.workspace.editor().is_none());
    assert!(
        person.context.has_requested_repaint(),
        "nobody waits for a key"
    );
    person.pass();
    assert_eq!(person.title(), "Buying a car");
}

#[test]
fn a_map_that_is_read_ahead_is_there_in_the_first_pass() {
    let mut person = Person::with(|_| None);
    let path = person.path("mine.journey");
    fs::write(&path, file::samples()[0].bytes).unwrap();
    person.program = begins(&person, &path, ahead(&path));
    // What the program is told of its surroundings by then holds for that map, too.
    let list = person.path("recently-used.xbel");
    person.program.list_recent_in(list.clone());
    person.pass();
    assert_eq!(person.title(), "Buying a car");
    person.until("it is listed", |_| {
        fs::read_to_string(&list).is_ok_and(|text| text.contains("mine.journey"))
    });
    // One that was begun of another file is no help.
    let other = person.path("other.journey");
    fs::write(&other, file::samples()[1].bytes).unwrap();
    person.program = begins(&person, &other, ahead(&path));
    assert!(person.program.workspace.editor().is_none());
    person.until("a map", |program| program.workspace.editor().is_some());
    assert_ne!(person.title(), "Buying a car");
    // What cannot be read is told as ever.
    fs::write(&path, "{").unwrap();
    person.program = begins(&person, &path, ahead(&path));
    person.program.services.language = Language::English;
    person.pass();
    assert!(person.error().what.contains("mine.journey"));
    let table = Ahead::begin(person.path("a.csv"), Language::English);
    assert!(table.is_none(), "it asks first");
}
