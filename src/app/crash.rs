//! What is written when the program fails: a report beside the unsaved work, with nothing of what
//! maps hold and no name of a person or a folder in it.

use std::{
    backtrace::Backtrace,
    fs, io,
    panic::PanicHookInfo,
    path::{Path, PathBuf},
    sync::atomic::{AtomicUsize, Ordering},
    thread,
    time::{SystemTime, UNIX_EPOCH},
};

use crate::file::disk;

/// Of a report that nobody was told of, and of one that somebody was.
const NEW: &str = "new";
const TOLD: &str = "txt";

/// How many reports are kept, and how many are written at one run.
const KEPT: usize = 10;
const WRITTEN: usize = 3;

/// How many functions are named of the way to a fault.
const NAMED: usize = 60;

/// Where reports lie among what the program keeps.
pub(super) fn folder(data: &Path) -> PathBuf {
    data.join("reports")
}

/// Has a report written of each fault from now on; whoever told of it before tells of it still.
/// `facts` are what is known of program and machine.
pub(super) fn keep_reports(folder: PathBuf, facts: impl Fn() -> String + Send + Sync + 'static) {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let tell = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if COUNT.fetch_add(1, Ordering::Relaxed) < WRITTEN {
            let text = format!("{}\n{}", facts(), of_panic(info));
            // Who cannot be told so is told by the other way.
            let _ = write(&folder, &text, SystemTime::now());
        }
        tell(info);
    }));
}

/// What happened and where, without the words of anybody's map.
fn of_panic(info: &PanicHookInfo<'_>) -> String {
    let payload = info.payload();
    let fixed = payload.downcast_ref::<&str>().copied();
    let made = payload.downcast_ref::<String>().map(String::as_str);
    let place = info.location().map(|at| {
        let file = without_folders(at.file());
        format!("{file}:{}:{}", at.line(), at.column())
    });
    let thread = thread::current();
    let name = thread.name().unwrap_or("another");
    let trace = Backtrace::force_capture().to_string();
    format!(
        "what: {}\nwhere: {}\nthread: {name}\n{}",
        fixed.or(made).map(without_quotes).unwrap_or_default(),
        place.unwrap_or_default(),
        functions(&trace),
    )
}

/// The path of a source file within its package.
fn without_folders(file: &str) -> &str {
    let parts = ["/registry/src/", "\\registry\\src\\"];
    let rest = parts
        .iter()
        .find_map(|part| Some(file.split_once(part)?.1.split_once(['/', '\\'])?.1));
    let own = ["src/", "src\\"].iter().find_map(|own| file.find(own));
    rest.unwrap_or(&file[own.unwrap_or(0)..])
}

/// What a message says, but for what it quotes, which may be of somebody's map.
fn without_quotes(message: &str) -> String {
    let closing = |c: char| match c {
        '"' | '`' => Some(c),
        '“' => Some('”'),
        '‘' => Some('’'),
        '\'' => Some('\''),
        _ => None,
    };
    let mut text = String::new();
    let mut letters = message.chars();
    while let Some(c) = letters.next() {
        text.push(c);
        // A single mark within a word is an apostrophe.
        let Some(end) = closing(c).filter(|end| letters.as_str().contains(*end)) else {
            continue;
        };
        let last = letters.as_str().rfind(end).unwrap_or(0);
        let rest = &letters.as_str()[last..];
        text.push('…');
        letters = rest.chars();
        text.extend(letters.next());
    }
    text.chars().filter(|c| !c.is_control()).take(400).collect()
}

/// The names of the functions of a backtrace, the innermost first; files and their folders are not
/// told.
fn functions(trace: &str) -> String {
    let lines = trace.lines().map(str::trim_start);
    let named = lines.filter(|line| {
        let number = line.split(':').next().unwrap_or_default();
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    });
    let named = named.map(|line| format!("  {line}\n"));
    named.take(NAMED).collect()
}

/// Writes a report; those that are too many go, the oldest first.
fn write(folder: &Path, text: &str, when: SystemTime) -> io::Result<PathBuf> {
    disk::create_private_folder(folder)?;
    let since = when.duration_since(UNIX_EPOCH).unwrap_or_default();
    let mut number = since.as_millis();
    let path = loop {
        let path = folder.join(format!("report-{number:014}.{NEW}"));
        if !path.exists() && !path.with_extension(TOLD).exists() {
            break path;
        }
        number += 1;
    };
    disk::write_private(&path, text.as_bytes())?;
    let mut all = reports(folder);
    let many = all.len().saturating_sub(KEPT);
    for old in all.drain(..many) {
        let _ = fs::remove_file(old);
    }
    Ok(path)
}

/// All that are kept, the oldest first.
fn reports(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut all: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| {
            let ending = path.extension().and_then(|ending| ending.to_str());
            let name = path.file_name().and_then(|name| name.to_str());
            matches!(ending, Some(NEW | TOLD))
                && name.is_some_and(|name| name.starts_with("report-"))
        })
        .collect();
    all.sort();
    all
}

/// The latest report that nobody was told of, where it lies from now on, and what it says; all of
/// them are told with it.
pub(super) fn untold(folder: &Path) -> Option<(PathBuf, String)> {
    let new = reports(folder).into_iter();
    let new = new.filter(|path| path.extension().is_some_and(|ending| ending == NEW));
    let mut told = new.filter_map(|path| {
        let told = path.with_extension(TOLD);
        fs::rename(&path, &told).ok()?;
        Some(told)
    });
    let last = told.by_ref().last()?;
    let text = fs::read_to_string(&last).unwrap_or_default();
    Some((last, text))
}

/// How many are kept.
pub(super) fn count(folder: &Path) -> usize {
    reports(folder).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the hook would have written of a panic, made in the place where it would be.
    fn of(panics: impl FnOnce() + std::panic::UnwindSafe + Send + 'static) -> String {
        use std::sync::{Arc, Mutex};
        let told = Arc::<Mutex<String>>::default();
        // The hook belongs to all threads: only this one is written of.
        let before = std::panic::take_hook();
        let (thread, to) = (thread::current().id(), told.clone());
        std::panic::set_hook(Box::new(move |info| {
            if thread::current().id() == thread {
                *to.lock().unwrap() = of_panic(info);
            }
        }));
        let _ = std::panic::catch_unwind(panics);
        std::panic::set_hook(before);
        told.lock().unwrap().clone()
    }

    #[test]
    fn a_report_names_the_place_and_quotes_nobody() {
        let secret = "Ibu Sari’s “dentist”".to_owned();
        let text = of(move || {
            // As the standard library says it of letters that are cut.
            let _ = &secret[0..10];
        });
        assert!(text.contains("src/app/crash.rs:"), "{text}");
        assert!(text.contains("thread: "), "{text}");
        assert!(text.contains("crash::tests"), "the way there: {text}");
        assert!(
            !text.contains("Sari") && !text.contains("dentist"),
            "{text}"
        );
        let home = env!("CARGO_MANIFEST_DIR");
        assert!(!text.contains(home), "{text}");
    }

    #[test]
    fn a_message_keeps_all_but_what_it_quotes() {
        for (message, told) in [
            ("index out of bounds: the len is 3 but the index is 3", None),
            ("no stage `Buying a car` here", Some("no stage `…` here")),
            ("it said \"a\" and \"b\".", Some("it said \"…\".")),
            ("“Pay” of ‘Ann’", Some("“…” of ‘…’")),
            ("it isn't there", Some("it isn't there")),
        ] {
            assert_eq!(without_quotes(message), told.unwrap_or(message));
        }
    }

    #[test]
    fn sources_are_named_within_their_package() {
        for (file, told) in [
            ("src/ui/shell.rs", "src/ui/shell.rs"),
            ("/home/ann/jejak/src/ui/shell.rs", "src/ui/shell.rs"),
            (
                "/home/ann/.cargo/registry/src/index-1/egui-0.37.0/src/ui.rs",
                "egui-0.37.0/src/ui.rs",
            ),
        ] {
            assert_eq!(without_folders(file), told);
        }
    }

    #[test]
    fn a_few_reports_are_kept_and_each_is_told_once() {
        let outside = tempfile::tempdir().unwrap();
        let folder = folder(outside.path());
        assert_eq!(untold(&folder), None);
        let at = |secs| UNIX_EPOCH + std::time::Duration::from_secs(secs);
        for secs in 0..12 {
            write(&folder, &format!("{secs}"), at(secs)).unwrap();
        }
        let again = write(&folder, "again", at(11)).unwrap();
        assert!(again.exists());
        assert_eq!(count(&folder), KEPT);
        let (path, text) = untold(&folder).expect("somebody is to be told");
        assert_eq!(text, "again");
        assert!(path.exists() && path.extension().unwrap() == TOLD);
        assert_eq!(untold(&folder), None);
        assert_eq!(count(&folder), KEPT);
    }
}
