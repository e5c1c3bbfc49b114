//! Never lost, never confused: journals, versions, failures of saving, changes from outside.

use super::*;
use crate::{
    file::{journal, versions},
    ui::Decision,
};

impl Person {
    /// The program comes to a sudden end and is started again.
    pub(super) fn starts_again_after_a_kill(&mut self) {
        let ask = || -> Ask { Box::new(|_, _| Box::new(|| panic!("no dialog was expected"))) };
        let data = self.path("data");
        self.program.finish();
        // The old one lets go of its lock before the new one looks.
        let (start, nothing) = (Start::File(None), SettingsFile::default());
        self.program = Program::new(&self.context, start.clone(), nothing.clone(), None, ask());
        self.program = Program::new(&self.context, start, nothing, Some(&data), ask());
        self.program.shelves.settings_path = Some(self.path("config/settings.json"));
        self.program.services.language = Language::English;
    }

    pub(super) fn until_kept(&mut self) {
        self.until("the journal", |program| {
            let document = program.workspace.document().expect("a map is open");
            let journal = document.journal.as_ref();
            journal.expect("a folder for it").is_at_rest()
        });
    }

    /// As in a home that can only be read; gives what stands in the way.
    fn cannot_keep(&self) -> PathBuf {
        let data = self.path("data");
        fs::remove_dir_all(&data).unwrap();
        fs::write(&data, "").unwrap();
        data
    }

    fn until_not_kept(&mut self) {
        self.until("the message", |program| {
            let told = program.window.message();
            told.is_some_and(|told| told.contains("cannot be kept aside"))
        });
    }

    pub(super) fn journals(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.path("data/journal"));
        let paths = entries.into_iter().flatten().flatten().map(|e| e.path());
        let is_journal = |path: &PathBuf| path.extension().is_some_and(|e| e == "journal");
        paths.filter(is_journal).collect()
    }

    pub(super) fn offered(&self) -> &ui::RecoveryDialog {
        match &self.program.dialogs.open {
            Some(Dialog::Recovery(dialog)) => dialog,
            other => panic!("nothing is offered but {other:?}"),
        }
    }

    pub(super) fn saves(&mut self) {
        self.does(Action::Save);
        self.until("the save", |program| {
            !is_dirty(program) && !program.workspace.is_saving()
        });
    }

    pub(super) fn decides(&mut self, decision: Decision) {
        self.acts(vec![UiEvent::Decided(decision)]);
    }

    pub(super) fn history(&mut self) -> Vec<ui::KeptVersion> {
        self.does(Action::History);
        let mut versions = Vec::new();
        self.until("the versions", |program| match &program.dialogs.open {
            Some(Dialog::History(dialog)) => {
                versions = dialog.versions.clone().unwrap_or_default();
                let is_told = versions.iter().all(|version| version.words.is_some());
                let is_seen = versions.is_empty() || dialog.preview.is_some();
                dialog.versions.is_some() && is_told && is_seen
            }
            _ => false,
        });
        versions
    }
}

pub(super) fn has_offer(program: &Program) -> bool {
    matches!(program.dialogs.open, Some(Dialog::Recovery(_)))
}

#[test]
fn unsaved_work_outlives_a_kill_and_comes_back_on_top_of_its_file() {
    let mut person = Person::with_a_map();
    let before = person.title().to_owned();
    person.writes_title("Half done");
    person.until_kept();
    assert_eq!(person.journals().len(), 1);

    person.starts_again_after_a_kill();
    person.until("the offer", has_offer);
    let offered = person.offered();
    assert_eq!(offered.title, "Half done");
    assert!(offered.file.as_deref().unwrap().ends_with("mine.journey"));
    assert!(matches!(offered.on_disk, ui::OnDisk::Map { .. }) && !offered.has_changed);

    person.answers(ui::Answer::Recover);
    person.until("the map", |program| program.workspace.editor().is_some());
    assert_eq!(person.title(), "Half done");
    assert!(is_dirty(&person.program));
    assert_eq!(person.title_in("mine.journey"), before);
    person.does(Action::Undo);
    assert_eq!(person.title(), before);
    person.does(Action::Redo);
    person.saves();
    assert_eq!(person.title_in("mine.journey"), "Half done");
    person.pass();
    person.program.finish();
    assert_eq!(person.journals(), Vec::<PathBuf>::new());
}

#[test]
fn a_text_that_is_still_being_written_is_kept_too() {
    let mut person = Person::new();
    person.does(Action::New);
    let start = Intent::StartText {
        target: Target::Title,
        field: Field::Title,
    };
    let events = [start, Intent::TextTyped("In the middle of a wo".to_owned())];
    let events = events.map(UiEvent::Intent).into();
    person.acts(events);
    person.until_kept();
    person.starts_again_after_a_kill();
    person.until("the offer", has_offer);
    assert_eq!(person.offered().title, "In the middle of a wo");
    assert!(matches!(person.offered().on_disk, ui::OnDisk::Nothing));
    person.answers(ui::Answer::Recover);
    person.until("the map", |program| program.workspace.editor().is_some());
    assert!(is_dirty(&person.program) && person.program.workspace.path().is_none());
}

#[test]
fn what_is_saved_undone_or_discarded_leaves_no_journal() {
    let mut person = Person::with_a_map();
    for _ in 0..2 {
        person.writes_title("Changed");
        person.until_kept();
        assert_eq!(person.journals().len(), 1);
        person.does(Action::Undo);
        person.pass();
        person.program.finish();
        assert_eq!(person.journals().len(), 0, "it was undone");
    }
    person.does(Action::Redo);
    person.until_kept();
    person.saves();
    person.pass();
    person.program.finish();
    assert_eq!(person.journals().len(), 0, "it was saved");

    person.writes_title("Bad idea");
    person.until_kept();
    person.does(Action::Close);
    person.answers(ui::Answer::Discard);
    person.program.finish();
    assert_eq!(person.journals().len(), 0, "it was discarded");
    assert_eq!(
        fs::read_dir(person.path("data/journal")).unwrap().count(),
        0
    );
}

#[test]
fn an_offer_can_wait_or_be_dropped_and_a_running_program_keeps_its_own() {
    let mut person = Person::with_a_map();
    person.writes_title("Work");
    person.until_kept();
    // Another window, while this one runs.
    let data = person.path("data");
    assert!(journal::found(&data.join("journal")).is_empty());

    person.starts_again_after_a_kill();
    person.until("the offer", has_offer);
    person.answers(ui::Answer::Cancel);
    person.pass();
    assert!(person.program.dialogs.open.is_none() && person.journals().len() == 1);

    fs::write(person.path("mine.journey"), file::samples()[1].bytes).unwrap();
    person.starts_again_after_a_kill();
    person.until("the offer", has_offer);
    assert!(person.offered().has_changed);
    person.answers(ui::Answer::Discard);
    person.answers(ui::Answer::Discard);
    person.program.finish();
    assert_eq!(person.journals().len(), 0);
}

#[test]
fn damaged_work_is_told_and_kept() {
    let mut person = Person::with_a_map();
    person.writes_title("Work");
    person.until_kept();
    let path = person.journals().remove(0);
    let mut bytes = fs::read(&path).unwrap();
    bytes.truncate(bytes.len() / 2);
    fs::write(&path, &bytes).unwrap();
    person.starts_again_after_a_kill();
    person.until("the report", |program| program.dialogs.open.is_some());
    let aside = PathBuf::from(&person.error().place);
    assert_eq!(fs::read(aside).unwrap(), bytes);
}

#[test]
fn a_save_that_fails_says_what_to_do_and_the_work_is_kept_aside() {
    let mut person = Person::with_a_map();
    let folder = person.path("folder");
    fs::create_dir(&folder).unwrap();
    person.moves_file(folder.join("mine.journey"));
    person.program.use_stamp(None);
    person.saves_in_vain("Gone", |_| fs::remove_dir_all(&folder).unwrap());
    assert!(person.error().remedy.contains("bring it back"));

    #[cfg(target_os = "linux")]
    {
        person.moves_file("/dev/full".into());
        person.saves_in_vain("Full", |_| ());
        assert!(person.error().remedy.contains("Make room"));
        // Not even an administrator makes files there.
        person.moves_file("/sys/mine.journey".into());
        person.saves_in_vain("Protected", |_| ());
        assert!(person.error().remedy.contains("ask its owner"));
    }
    person.answers(ui::Answer::Cancel);
    person.starts_again_after_a_kill();
    person.until("the offer", has_offer);
}

impl Person {
    fn saves_in_vain(&mut self, title: &str, then: impl FnOnce(&Self)) {
        self.program.dialogs.open = None;
        self.writes_title(title);
        then(self);
        self.does(Action::Save);
        self.until("an error", |program| program.dialogs.open.is_some());
        assert!(is_dirty(&self.program), "{title}");
        assert_eq!(self.title(), title);
        self.until_kept();
        let kept = fs::read_to_string(&self.journals()[0]).unwrap();
        assert!(kept.contains(title), "the journal has it");
    }
}

/// Runs one of these tests once more: an administrator is not kept out by permissions, but may
/// become somebody who is.
#[cfg(unix)]
fn as_somebody_else(test: &str) {
    use std::os::unix::process::CommandExt as _;
    const NOBODY: u32 = 65_534;
    let module = module_path!().split_once("::").unwrap().1;
    let folder = tempfile::tempdir().unwrap();
    std::os::unix::fs::chown(folder.path(), Some(NOBODY), Some(NOBODY)).unwrap();
    let program = std::env::current_exe().unwrap();
    let ran = std::process::Command::new(program)
        .args(["--exact", &format!("{module}::{test}")])
        .env("TMPDIR", folder.path())
        .env("HOME", folder.path())
        .current_dir(folder.path())
        .gid(NOBODY)
        .uid(NOBODY)
        .output();
    match ran {
        // Nobody else can reach the program.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {}
        Err(error) => panic!("{error}"),
        Ok(ran) => {
            let told = String::from_utf8_lossy(&ran.stdout);
            assert!(ran.status.success() && told.contains("1 passed"), "{told}");
        }
    }
}

#[test]
#[cfg(unix)]
fn a_protected_file_is_not_replaced() {
    use std::os::unix::fs::PermissionsExt as _;
    let mut person = Person::with_a_map();
    let path = person.path("mine.journey");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
    if fs::OpenOptions::new().write(true).open(&path).is_ok() {
        return as_somebody_else("a_protected_file_is_not_replaced");
    }
    let before = fs::read(&path).unwrap();
    person.saves_in_vain("Changed", |_| ());
    assert!(person.error().remedy.contains("protected"));
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_change_from_outside_is_told_and_never_written_over() {
    let mut person = Person::with_a_map();
    let path = person.path("mine.journey");
    let theirs = file::samples()[1].bytes;
    person.writes_title("Mine");
    fs::write(&path, theirs).unwrap();
    person.does(Action::Save);
    person.until("the refusal", |program| program.dialogs.open.is_some());
    assert!(person.error().what.contains("was not saved"));
    assert_eq!(fs::read(&path).unwrap(), theirs);
    assert!(matches!(
        person.program.workspace.notice(),
        Some(Notice::Changed { is_dirty: true })
    ));
    person.answers(ui::Answer::Cancel);

    person.decides(Decision::Reload);
    let title = file::load(theirs).unwrap().map.title;
    person.until("theirs", |program| !program.workspace.is_opening);
    assert_eq!(person.title(), title);
    assert!(!is_dirty(&person.program) && person.program.workspace.notice().is_none());
    person.until("the history", |program| program.window.message().is_some());
    let kept = versions::list(&person.path("data/versions"), &path.canonicalize().unwrap());
    let kept = kept.iter().find(|version| version.is_discarded);
    let kept = fs::read(&kept.expect("what was given up").path).unwrap();
    assert_eq!(file::load(&kept).unwrap().map.title, "Mine");
    person.does(Action::Undo);
    person.pass();
    assert_eq!(person.title(), "Mine");
    // What was reloaded is gone again: the bar is back, and mine is kept by choice only.
    assert!(is_dirty(&person.program) && person.program.workspace.notice().is_some());
    person.decides(Decision::KeepMine);
    person.saves();
    assert_eq!(person.title_in("mine.journey"), "Mine");
}

#[test]
fn a_change_is_noticed_by_itself_and_what_it_replaced_is_kept_as_a_version() {
    let mut person = Person::with_a_map();
    let path = person.path("mine.journey");
    let theirs = file::samples()[1].bytes;
    fs::write(&path, theirs).unwrap();
    let changed = Some(Notice::Changed { is_dirty: false });
    person.until("the notice", |program| {
        program.workspace.notice() == changed
    });
    person.decides(Decision::KeepMine);
    assert!(person.program.workspace.notice().is_none() && is_dirty(&person.program));
    person.saves();
    assert_eq!(person.title_in("mine.journey"), "Buying a car");
    let kept = versions::list(&person.path("data/versions"), &path.canonicalize().unwrap());
    assert!(kept.iter().any(|v| fs::read(&v.path).unwrap() == theirs));

    fs::remove_file(&path).unwrap();
    person.until("the notice", |p| p.workspace.notice() == Some(Notice::Gone));
    assert!(is_dirty(&person.program), "no file holds it any more");
    person.saves();
    assert_eq!(person.title_in("mine.journey"), "Buying a car");
    assert_eq!(person.program.workspace.notice(), None);
}

#[test]
fn a_second_window_on_a_file_says_so() {
    let person = Person::with_a_map();
    let mut second = Person::new();
    let data = person.path("data");
    second.program.services.folders = Some(Folders::within(&data));
    second.program.open(person.path("mine.journey"));
    second.until("the notice", |p| {
        p.workspace.notice() == Some(Notice::Elsewhere)
    });
    second.decides(Decision::Heard);
    assert_eq!(second.program.workspace.notice(), None);
}

#[test]
fn a_saved_version_is_looked_at_and_brought_back_as_one_step() {
    let mut person = Person::with_a_map();
    assert_eq!(person.history(), []);
    person.answers(ui::Answer::Cancel);
    for title in ["First", "Second"] {
        person.writes_title(title);
        person.saves();
    }
    let words = person.history().into_iter().map(|v| v.words.unwrap());
    assert_eq!(
        words.collect::<Vec<_>>(),
        [
            "The map: title from “First” to “Second”",
            "The map: title from “Buying a car” to “First”",
            "Oldest version kept",
        ]
    );
    person.answers(ui::Answer::LookAtVersion(2));
    person.until("its picture", |program| {
        matches!(&program.dialogs.open, Some(Dialog::History(d)) if d.chosen == 2 && d.preview.is_some())
    });
    person.answers(ui::Answer::BringBack(2));
    assert_eq!(person.title(), "Buying a car");
    assert!(is_dirty(&person.program) && person.program.dialogs.open.is_none());
    assert_eq!(person.title_in("mine.journey"), "Second");
    person.does(Action::Undo);
    assert_eq!(person.title(), "Second");
    assert!(!is_dirty(&person.program));
}

#[test]
fn of_a_damaged_file_the_last_version_is_offered() {
    let mut person = Person::with_a_map();
    person.writes_title("Whole");
    person.saves();
    let path = person.path("mine.journey");
    fs::write(&path, "").unwrap();
    person.program.open(path.clone());
    person.until("the offer", |program| {
        matches!(program.dialogs.open, Some(Dialog::Damaged(..)))
    });
    person.answers(ui::Answer::OpenSpare);
    assert_eq!(person.title(), "Whole");
    assert!(is_dirty(&person.program));
    assert_eq!(fs::read(&path).unwrap(), b"", "not before it is saved");
    person.saves();
    assert_eq!(person.title_in("mine.journey"), "Whole");
}

#[test]
fn what_could_not_be_kept_aside_is_kept_once_there_is_room() {
    let mut person = Person::with_a_map();
    let data = person.cannot_keep();
    person.writes_title("Changed");
    person.until_not_kept();
    fs::remove_file(&data).unwrap();
    // Nothing else is changed.
    person.until_kept();
    let journals = fs::read_dir(data.join("journal")).unwrap().flatten();
    let texts = journals.map(|entry| fs::read_to_string(entry.path()).unwrap_or_default());
    assert_eq!(texts.filter(|text| text.contains("Changed")).count(), 1);
}

#[test]
fn what_is_said_of_a_failed_save_is_what_becomes_of_the_changes() {
    for can_be_kept in [true, false] {
        let mut person = Person::with_a_map();
        let gone = person.path("gone/mine.journey");
        person.moves_file(gone);
        person.until("the lock", |p| p.services.folders.is_some());
        if !can_be_kept {
            person.cannot_keep();
        }
        person.writes_title("Changed");
        if can_be_kept {
            person.until_kept();
        } else {
            person.until_not_kept();
        }
        person.does(Action::Save);
        person.until("an error", |program| program.dialogs.open.is_some());
        let remedy = &person.error().remedy;
        let promised = remedy.contains("its changes are kept aside");
        assert_eq!(promised, can_be_kept, "{remedy}");
        let warned = remedy.contains("they are lost once it is closed");
        assert_eq!(warned, !can_be_kept, "{remedy}");
    }
}

#[test]
fn what_could_not_be_kept_before_a_save_is_not_said_of_what_comes_after_it() {
    let mut person = Person::with_a_map();
    let data = person.cannot_keep();
    person.writes_title("Changed");
    person.until_not_kept();
    fs::remove_file(&data).unwrap();
    person.saves();
    person.moves_file(person.path("gone/mine.journey"));
    person.writes_title("Changed again");
    // At once, before it is kept.
    person.does(Action::Save);
    person.until("an error", |program| program.dialogs.open.is_some());
    let remedy = &person.error().remedy;
    assert!(
        !remedy.contains("they are lost once it is closed"),
        "{remedy}"
    );
}

#[test]
fn whoever_ends_the_program_from_outside_leaves_all_that_was_written() {
    let mut person = Person::with_a_map();
    person.writes_title("Kept");
    person.until_kept();
    person.writes_title("Kept to the last letter");
    let end = person.program.end_from_outside(&person.context);
    std::thread::spawn(end).join().unwrap();
    person.pass();
    assert!(person.program.window.quitting, "nobody is asked");
    person.starts_again_after_a_kill();
    person.until("the offer", has_offer);
    assert_eq!(person.offered().title, "Kept to the last letter");
    assert_eq!(person.title_in("mine.journey"), "Buying a car");
}

#[cfg(unix)]
#[test]
fn work_on_a_file_whose_folder_was_moved_is_still_that_on_the_file() {
    let here = std::env::current_dir().unwrap();
    let up: PathBuf = here.components().skip(1).map(|_| "..").collect();
    let mut person = Person::with(|folder| {
        fs::create_dir(folder.join("before")).unwrap();
        fs::write(folder.join("before/a.journey"), file::samples()[0].bytes).unwrap();
        let path = folder.join("before/a.journey");
        Some(up.join(path.strip_prefix("/").unwrap()))
    });
    person.until("a map", |program| program.workspace.editor().is_some());
    fs::rename(person.path("before"), person.path("after")).unwrap();
    person.writes_title("Changed");
    person.until_kept();
    let text = fs::read(&person.journals()[0]).unwrap();
    let file = journal::JournalEntry::from_bytes(&text).and_then(|(entry, _)| entry.file);
    assert!(
        file.as_ref().is_some_and(|file| file.is_absolute()),
        "{file:?}"
    );
}
