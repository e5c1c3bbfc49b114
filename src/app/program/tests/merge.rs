//! A merge that the program was started for: settled, left waiting, given up.

use super::*;
use crate::{
    compare::Side,
    file::versions,
    ui::{Decision, MergeDialog},
};

const FILES: [&str; 4] = ["base", "mine", "theirs", "out.journey"];

fn sample() -> &'static str {
    str::from_utf8(file::samples()[0].bytes).unwrap()
}

fn titled(title: &str) -> String {
    sample().replacen("\"Buying a car\"", &format!("\"{title}\""), 1)
}

/// The title is in conflict, the card of theirs is not.
fn theirs() -> String {
    titled("Theirs").replacen("TV spot", "Radio spot", 1)
}

fn merged() -> String {
    titled("Mine").replacen("TV spot", "Radio spot", 1)
}

impl Person {
    /// Her program is started for a merge of which `output` holds what was merged already.
    fn with_a_merge(output: &str) -> Self {
        let mut person = Self::new();
        let mine = titled("Mine");
        let texts = [sample(), &mine, &theirs(), output];
        for (name, text) in FILES.into_iter().zip(texts) {
            fs::write(person.path(name), text).unwrap();
        }
        let files = FILES.map(|name| person.path(name));
        person.merges(files);
        person
    }

    fn merges(&mut self, [base, mine, theirs, output]: [PathBuf; 4]) {
        self.program.begin_merge(base, mine, theirs, output);
        self.until("the map", |program| program.workspace.editor().is_some());
        let found = self.compared();
        assert_eq!((found.conflicts.len(), found.changes.len()), (1, 1));
    }

    fn output(&self) -> String {
        fs::read_to_string(self.path("out.journey")).unwrap()
    }

    /// What is told before anything is lost.
    fn is_asked_of_merge(&mut self) -> &MergeDialog {
        self.until("what would be lost", |program| {
            matches!(&program.dialogs.open, Some(Dialog::Merge(dialog)) if dialog.loss.is_some())
        });
        match &self.program.dialogs.open {
            Some(Dialog::Merge(dialog)) => dialog,
            _ => unreachable!(),
        }
    }

    /// She takes theirs where both changed the same, and saves that.
    fn settles_merge(&mut self) {
        self.decides(Decision::Compare);
        self.compared().conflicts[0].side = Side::Theirs;
        self.takes_changes();
        assert!(is_dirty(&self.program) && self.program.notice().is_none());
        assert!(self.program.has_open_merge(), "nothing is saved yet");
    }
}

#[test]
fn a_merge_begins_in_the_window_and_is_saved_where_it_was_asked_to() {
    let mut person = Person::with_a_merge("<<<<<<<");
    // Closed without a choice it is still to be made.
    person.answers(ui::Answer::Cancel);
    assert_eq!(person.program.notice(), Some(Notice::Merge));
    assert!(person.program.has_open_merge());
    person.settles_merge();
    person.saves();
    assert!(!person.program.has_open_merge());
    assert_eq!(person.title_in("out.journey"), "Theirs");
    assert!(person.output().contains("Radio spot"));
    assert_eq!(person.title_in("mine"), "Mine");
}

#[test]
fn a_save_while_a_merge_waits_writes_nothing_and_tells_what_would_be_lost() {
    for (output, is_discarded) in [(merged(), false), ("<<<<<<<".to_owned(), true)] {
        let mut person = Person::with_a_merge(&output);
        person.answers(ui::Answer::Cancel);
        for keep in [false, true] {
            if keep {
                person.decides(Decision::KeepMine);
            } else {
                person.does(Action::Save);
            }
            let asked = person.is_asked_of_merge();
            assert!(!asked.is_leaving && asked.is_kept);
            let loss = asked.loss.as_ref().unwrap();
            assert_eq!(loss.lost.lines, ["Card “TV spot” changed to “Radio spot”"]);
            assert!(loss.conflicts[0].contains("mine “Mine”; theirs “Theirs”"));
            person.answers(ui::Answer::Cancel);
            person.pass();
            assert_eq!(person.output(), output);
            assert_eq!(person.program.notice(), Some(Notice::Merge));
        }
        let root = person.program.services.versions_folder().unwrap();
        let file = person.path("out.journey").canonicalize().unwrap();
        let kept = versions::list(&root, &file);
        assert_eq!((kept.len(), kept[0].is_discarded), (1, is_discarded));
        let kept = disk::open(&kept[0].path).unwrap().map;
        assert_eq!(kept, file::load(merged().as_bytes()).unwrap().map);

        person.does(Action::Save);
        person.is_asked_of_merge();
        person.answers(ui::Answer::Save);
        person.until("the save", |program| !program.has_open_merge());
        assert_eq!(person.title_in("out.journey"), "Mine");
        assert!(person.output().contains("TV spot"), "as it was said");
    }
}

#[test]
fn leaving_a_merge_that_waits_asks_and_leaves_the_file_alone() {
    for action in [Action::Quit, Action::Close, Action::New] {
        let mut person = Person::with_a_merge(&merged());
        person.answers(ui::Answer::Cancel);
        person.does(action);
        assert!(person.is_asked_of_merge().is_leaving);
        person.answers(ui::Answer::Cancel);
        person.pass();
        assert!(person.program.dialogs.are_idle() && !person.program.window.quitting);

        person.does(action);
        person.is_asked_of_merge();
        person.answers(ui::Answer::DecideOnFile(Decision::Compare));
        person.compared();
        person.answers(ui::Answer::Cancel);

        person.does(action);
        person.is_asked_of_merge();
        person.answers(ui::Answer::Discard);
        person.pass();
        assert_eq!(person.program.window.quitting, action == Action::Quit);
        assert_eq!(person.program.merge_waits(), action == Action::Quit);
        assert!(person.program.has_open_merge(), "it was never done");
        assert_eq!(person.output(), merged());
    }
}

#[test]
fn a_merge_that_is_undone_waits_again_and_one_saved_elsewhere_is_not_done() {
    let mut person = Person::with_a_merge(&merged());
    person.answers(ui::Answer::Cancel);
    person.settles_merge();
    person.does(Action::Undo);
    assert_eq!(person.program.notice(), Some(Notice::Merge));
    person.does(Action::Save);
    person.is_asked_of_merge();
    person.answers(ui::Answer::Cancel);
    person.does(Action::Redo);
    assert_eq!(person.program.notice(), None);
    person.will_answer(FileAnswer::Path(person.path("copy.journey")));
    person.does(Action::SaveAs);
    person.until("the copy", |program| !is_dirty(program));
    assert!(person.program.has_open_merge());
    assert_eq!(person.output(), merged());
}

#[test]
fn a_merge_that_cannot_be_opened_is_not_done() {
    let mut person = Person::new();
    let files = FILES.map(|name| person.path(name));
    let [base, mine, theirs, output] = files;
    person.program.begin_merge(base, mine, theirs, output);
    assert!(person.program.has_open_merge(), "while it is read, too");
    person.until("the reason", |program| program.dialogs.open.is_some());
    assert!(person.program.has_open_merge());
}

#[test]
fn one_version_alone_is_not_offered_to_its_file_after_a_sudden_end() {
    let mut person = Person::with_a_merge(&merged());
    person.answers(ui::Answer::Cancel);
    let folders = person.program.services.folders.clone().unwrap();
    person.until("the journal", |program| {
        let document = program.workspace.document();
        let journal = document.and_then(|document| document.journal.as_ref());
        journal.is_some_and(journal::JournalWriter::is_at_rest)
    });
    // A sudden end drops the program and does not end the journal.
    let folder = std::mem::replace(&mut person.folder, tempfile::tempdir().unwrap());
    person.program.finish();
    drop(person);
    let left = file::journal::found(&folders.journals);
    assert_eq!(left[0].entry.as_ref().unwrap().file, None);
    drop(folder);
}

/// The set-up that the README gives, tried with git itself: `jejak` on the path is a script that
/// hands the question to the person of this test and ends as she does.
#[cfg(unix)]
mod git {
    use std::{
        os::unix::fs::PermissionsExt as _,
        process::{Command, Stdio},
    };

    use super::*;

    const SCRIPT: &str = r#"#!/bin/sh
shift
case "$*" in
*--window*)
  printf '%s\n' "$1" "$2" "$3" "$5" > "$ROOT/part"
  mv "$ROOT/part" "$ROOT/asked"
  while ! [ -s "$ROOT/code" ]; do sleep 0.05; done
  exit "$(cat "$ROOT/code")" ;;
*) cp "$ROOT/merged" "$5"; exit 1 ;;
esac
"#;

    struct Repository(tempfile::TempDir);

    impl Repository {
        fn root(&self) -> &Path {
            self.0.path()
        }

        fn map(&self) -> PathBuf {
            self.root().join("car.journey")
        }

        fn runs(&self, program: &str, line: &[&str]) -> Command {
            let mut command = Command::new(program);
            let path = std::env::var("PATH").unwrap();
            command
                .args(line)
                .current_dir(self.root())
                .env("ROOT", self.root())
                .env("PATH", format!("{}/bin:{path}", self.root().display()))
                .env("LC_ALL", "C")
                .env("GIT_CONFIG_GLOBAL", "/dev/null")
                .env("GIT_CONFIG_SYSTEM", "/dev/null")
                .stdin(Stdio::null());
            command
        }

        fn git(&self, line: &str) -> (bool, String) {
            let line: Vec<&str> = line.split(' ').collect();
            let who = ["-c", "user.name=T", "-c", "user.email=t@t"];
            let done = self.runs("git", &[&who, &line[..]].concat());
            let done = { done }.output().unwrap();
            (
                done.status.success(),
                String::from_utf8_lossy(&done.stdout).into_owned(),
            )
        }

        /// With a conflict of which the driver has merged what goes together.
        fn with_a_conflict() -> Option<Self> {
            Command::new("git").arg("--version").output().ok()?;
            let this = Self(tempfile::tempdir().unwrap());
            fs::create_dir(this.root().join("bin")).unwrap();
            let script = this.root().join("bin/jejak");
            fs::write(&script, SCRIPT).unwrap();
            fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).unwrap();
            fs::write(this.root().join("merged"), merged()).unwrap();
            this.git("init -q -b base");
            let readme = include_str!("../../../../README.md");
            let set_up = readme.lines().filter(|line| {
                line.starts_with("git config ") || line.contains(">> .gitattributes")
            });
            for line in set_up {
                assert!(this.runs("sh", &["-c", line]).status().unwrap().success());
            }
            for (branch, text) in [
                ("base", sample().to_owned()),
                ("mine", titled("Mine")),
                ("theirs", theirs()),
            ] {
                if branch != "base" {
                    this.git(&format!("checkout -q -b {branch} base"));
                }
                fs::write(this.map(), text).unwrap();
                this.git("add car.journey .gitattributes");
                assert!(this.git(&format!("commit -q -m {branch}")).0);
            }
            this.git("checkout -q mine");
            assert!(!this.git("merge -q --no-edit theirs").0);
            assert_eq!(fs::read_to_string(this.map()).unwrap(), merged());
            Some(this)
        }

        /// `git mergetool`, in which the person does as `act` says; whether git calls it done.
        fn mergetool(&self, act: impl FnOnce(&mut Person)) -> bool {
            let line = ["mergetool", "--tool=jejak", "--no-prompt"];
            let mut running = self
                .runs("git", &line)
                .stdout(Stdio::null())
                .spawn()
                .unwrap();
            let asked = self.root().join("asked");
            let mut person = Person::new();
            let mut files = Vec::new();
            person.until("the question", |_| {
                let Ok(text) = fs::read_to_string(&asked) else {
                    return false;
                };
                files = text.lines().map(|line| self.root().join(line)).collect();
                true
            });
            person.merges(files.try_into().unwrap());
            act(&mut person);
            let code = if person.program.has_open_merge() {
                "1"
            } else {
                "0"
            };
            fs::write(self.root().join("code"), code).unwrap();
            let done = running.wait().unwrap().success();
            fs::remove_file(asked).unwrap();
            fs::remove_file(self.root().join("code")).unwrap();
            done
        }
    }

    #[test]
    fn git_keeps_what_was_merged_until_somebody_chooses() {
        let Some(repository) = Repository::with_a_conflict() else {
            eprintln!("git is not here: its mergetool was not tried");
            return;
        };
        let trusts = repository.git("config mergetool.jejak.trustExitCode");
        assert_eq!(trusts, (true, "true\n".to_owned()));
        let done = repository.mergetool(|person| {
            person.answers(ui::Answer::Cancel);
            person.does(Action::Save);
            person.is_asked_of_merge();
            person.answers(ui::Answer::Cancel);
            person.does(Action::Quit);
            person.is_asked_of_merge();
            person.answers(ui::Answer::Discard);
            person.until("the end", |program| program.window.quitting);
        });
        assert!(!done);
        assert_eq!(fs::read_to_string(repository.map()).unwrap(), merged());
        assert!(!repository.git("ls-files -u").1.is_empty(), "unmerged");

        let done = repository.mergetool(|person| {
            person.answers(ui::Answer::Cancel);
            person.settles_merge();
            person.saves();
        });
        assert!(done);
        assert_eq!(repository.git("ls-files -u").1, "");
        let both = fs::read_to_string(repository.map()).unwrap();
        assert!(both.contains("\"Theirs\"") && both.contains("Radio spot"));
    }
}
