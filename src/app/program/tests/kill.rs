//! What is left after many kills. These take minutes and are asked for by name:
//!
//! `cargo test --lib program::tests::kill -- --ignored --nocapture --test-threads=1`
//!
//! `JEJAK_KILLS` says how often; without it 1,000 times during saves and 200 during editing.

use std::{
    io::Write as _,
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicUsize, Ordering},
    time::SystemTime,
};

use super::*;
use crate::{app::program::save::write, file::journal};

/// The environment variable that makes [`child_saves`] and [`child_types`] work in a folder.
const FOLDER: &str = "JEJAK_TEST_KILLED_IN";
/// How many people type at once.
const AT_ONCE: usize = 6;

fn kills(otherwise: usize) -> usize {
    let asked = std::env::var("JEJAK_KILLS").ok();
    asked.and_then(|n| n.parse().ok()).unwrap_or(otherwise)
}

fn folder_of_child() -> Option<PathBuf> {
    std::env::var_os(FOLDER).map(PathBuf::from)
}

/// This test program once more, only this one test.
fn child(name: &str, folder: &Path) -> Child {
    let module = module_path!().split_once("::").unwrap().1;
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "--ignored", &format!("{module}::{name}")])
        .env(FOLDER, folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Numbers without a pattern, the same in each run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

/// A map of five megabytes as a file has it.
fn large(title: &str) -> Vec<u8> {
    let mut map = with_more_cards(9_000, &"a customer does something ".repeat(20));
    map.title = title.to_owned();
    file::save(&map)
}

#[test]
#[ignore = "takes minutes"]
fn kills_during_saves_leave_the_old_or_the_new_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.journey");
    let texts = ["A", "B"].map(large);
    assert!(texts[0].len() > 5_000_000, "{}", texts[0].len());
    assert_ne!(texts[0], texts[1]);
    for (name, text) in ["A", "B"].iter().zip(&texts) {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let mut chance = Chance(0x9E37_79B9);
    let (kills, mut seen) = (kills(1000), [0, 0]);
    let mut temporary = 0;
    fs::write(&path, &texts[0]).unwrap();
    for round in 0..kills {
        let mut saving = child("child_saves", folder.path());
        let ready = folder.path().join("ready");
        while !ready.exists() {
            std::thread::sleep(Duration::from_millis(1));
        }
        std::thread::sleep(Duration::from_micros(chance.below(220_000)));
        fs::remove_file(ready).unwrap();
        saving.kill().unwrap();
        saving.wait().unwrap();
        let found = fs::read(&path).unwrap();
        let which = texts.iter().position(|text| *text == found);
        seen[which.unwrap_or_else(|| panic!("kill {round} left a part"))] += 1;
        for entry in fs::read_dir(folder.path()).unwrap().flatten() {
            if entry.file_name().to_string_lossy().starts_with(".jejak-") {
                temporary += 1;
                fs::remove_file(entry.path()).unwrap();
            }
        }
        let versions = fs::read_dir(folder.path().join("versions"));
        for map in versions.into_iter().flatten().flatten() {
            for version in fs::read_dir(map.path()).unwrap().flatten() {
                let name = version.file_name().to_string_lossy().into_owned();
                let is_whole = texts.contains(&fs::read(version.path()).unwrap());
                assert!(is_whole || name.starts_with(".jejak-"), "version {name}");
            }
        }
    }
    println!(
        "{kills} kills during saves of {} bytes: each time a whole file ({} and {}); {temporary} hit a file half written",
        texts[0].len(),
        seen[0],
        seen[1],
    );
    assert!(seen.iter().all(|seen| *seen > kills / 10) && temporary > kills / 20);
}

/// Not a test by itself.
#[test]
#[ignore = "a part of another test"]
fn child_saves() {
    let Some(folder) = folder_of_child() else {
        return;
    };
    let texts = ["A", "B"].map(|name| fs::read(folder.join(name)).unwrap());
    let (path, root) = (folder.join("large.journey"), folder.join("versions"));
    fs::write(folder.join("ready"), "").unwrap();
    for text in texts.iter().cycle() {
        let written = write(&path, text, None, Some(&root));
        assert!(written.is_ok());
    }
}

#[test]
#[ignore = "takes minutes"]
fn kills_during_editing_lose_two_seconds_of_typing_at_most() {
    let kills = kills(200);
    let begun = AtomicUsize::new(0);
    let lost = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for person in 0..AT_ONCE {
            let (begun, lost) = (&begun, &lost);
            scope.spawn(move || {
                let mut chance = Chance(0x51_7CC1 + person as u64);
                while begun.fetch_add(1, Ordering::Relaxed) < kills {
                    let secs = typing_lost(1500 + chance.below(4000));
                    lost.lock().unwrap().push(secs);
                }
            });
        }
    });
    let mut lost = lost.into_inner().unwrap();
    lost.sort_by(f64::total_cmp);
    let (middle, most) = (lost[lost.len() / 2], lost[lost.len() - 1]);
    println!(
        "{kills} kills during editing: typing lost {middle:.2} s in the middle, {most:.2} s at most"
    );
    assert!(most <= 2.0);
}

/// Kills somebody who types after so many milliseconds; how much of it is lost, in seconds.
fn typing_lost(millis: u64) -> f64 {
    let folder = tempfile::tempdir().unwrap();
    let mut typing = child("child_types", folder.path());
    let typed = folder.path().join("typed");
    while !typed.exists() {
        std::thread::sleep(Duration::from_millis(5));
    }
    std::thread::sleep(Duration::from_millis(millis));
    typing.kill().unwrap();
    typing.wait().unwrap();
    let keys = fs::read_to_string(&typed).unwrap();
    let keys: Vec<f64> = keys.lines().filter_map(|line| line.parse().ok()).collect();
    let left = journal::found(&folder.path().join("journal"));
    let kept = left.first().map_or(0, |left| {
        let map = left.entry.as_ref().expect("a whole journal").map().unwrap();
        map.title.chars().filter(|c| *c == 'x').count()
    });
    assert!(kept <= keys.len() + 1);
    match keys.get(kept) {
        Some(first_lost) => keys[keys.len() - 1] - first_lost,
        None => 0.0,
    }
}

/// Not a test by itself: somebody types twenty letters a second.
#[test]
#[ignore = "a part of another test"]
fn child_types() {
    let Some(folder) = folder_of_child() else {
        return;
    };
    let mut person = Person::with_a_map();
    person.program.services.folders = Some(Folders::within(&folder));
    person.program.begin_journal(None);
    let start = Intent::StartText {
        target: Target::Title,
        field: Field::Title,
    };
    person.intends(start);
    let mut typed = fs::File::create(folder.join("typed")).unwrap();
    for letters in 1.. {
        person.intends(Intent::TextTyped("x".repeat(letters)));
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
        writeln!(typed, "{:.3}", now.unwrap().as_secs_f64()).unwrap();
        person.pass();
        std::thread::sleep(Duration::from_millis(50));
    }
}
