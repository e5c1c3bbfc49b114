//! What is told to a person about files, in words.

use std::{
    io,
    path::{Path, PathBuf},
    time::SystemTime,
};

use crate::{
    exchange::{self, ExchangeError, Lost, MapFormat, Note},
    export::NotNative,
    file::{
        Warning,
        disk::{self, OpenError},
    },
    model::Date,
    ui::ErrorReport,
    words::Language,
};

/// The error of work that ended in a fault of the program.
pub(super) fn internal() -> io::Error {
    io::Error::other("a fault in Jejak itself")
}

/// The last part of a path, as far as it can be shown.
pub(super) fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

/// A title, or what a map without one is called.
pub(super) fn title_or_untitled(title: &str, language: Language) -> String {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    if title.is_empty() {
        language.t("Untitled map").to_owned()
    } else {
        title
    }
}

/// A title as the name of a file, without its ending: nothing that a system refuses.
pub(super) fn safe_name(title: &str, language: Language) -> String {
    let title: String = title_or_untitled(title, language)
        .chars()
        .map(|c| match c {
            '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '-',
            c if c.is_control() => '-',
            c => c,
        })
        .take(80)
        .collect();
    // In bytes, of which a system takes 255 with the ending.
    let title = &title[..title.floor_char_boundary(200)];
    // A dot in front hides a file, one at the end is lost on Windows.
    match title.trim_matches(['.', ' ']) {
        "" => title_or_untitled("", language),
        name if is_device(name) => format!("-{name}"),
        name => name.to_owned(),
    }
}

/// Whether Windows takes a name, whatever its ending, for a device.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    let stem = stem.to_ascii_lowercase();
    let is_numbered = |kind: &str| {
        let number = stem.strip_prefix(kind);
        // The small digits are digits there.
        number.is_some_and(|number| "123456789¹²³".contains(number) && number.chars().count() == 1)
    };
    ["con", "prn", "aux", "nul", "conin$", "conout$"].contains(&&*stem)
        || is_numbered("com")
        || is_numbered("lpt")
}

pub(super) fn not_opened(path: &Path, error: &OpenError, language: Language) -> ErrorReport {
    let file = path.display().to_string();
    let place = match error.place() {
        Some((line, column)) => language.fill(
            "{file}, line {line}, column {column}",
            &[
                ("file", &file),
                ("line", &line.to_string()),
                ("column", &column.to_string()),
            ],
        ),
        None => file,
    };
    ErrorReport {
        what: language.fill(
            "“{name}” could not be opened",
            &[("name", &file_name(path))],
        ),
        place,
        remedy: sentence(&error.describe(language)),
        details: String::new(),
    }
}

pub(super) fn repaired(path: &Path, warnings: &[Warning], language: Language) -> ErrorReport {
    let lines: Vec<String> = warnings
        .iter()
        .map(|warning| {
            let what = sentence(&warning.describe(language));
            let line = warning.line.to_string();
            language.fill("Line {line}: {what}", &[("line", &line), ("what", &what)])
        })
        .collect();
    ErrorReport {
        what: language.fill("“{name}” was repaired", &[("name", &file_name(path))]),
        place: language.fill(
            "Problems fixed: {count}",
            &[("count", &warnings.len().to_string())],
        ),
        remedy: language
            .t("The map is open with these fixed. The file is unchanged until you save.")
            .to_owned(),
        details: lines.join("\n"),
    }
}

/// What is to be said of a place in a file that came from elsewhere.
pub(super) fn note(note: &Note, language: Language) -> String {
    let (line, what) = (note.line.to_string(), sentence(&note.describe(language)));
    language.fill("Line {line}: {what}", &[("line", &line), ("what", &what)])
}

/// What was not understood of a map that came from elsewhere.
pub(super) fn taken(path: &Path, notes: &[Note], language: Language) -> ErrorReport {
    let lines = notes.iter().map(|told| note(told, language));
    ErrorReport {
        what: language.fill(
            "“{name}” was opened, with some changes",
            &[("name", &file_name(path))],
        ),
        place: language.fill(
            "Items to check: {count}",
            &[("count", &notes.len().to_string())],
        ),
        remedy: language
            .t("The map is open but has no file yet: save it under a new name. The original file is unchanged.")
            .to_owned(),
        details: lines.collect::<Vec<_>>().join("\n"),
    }
}

pub(super) fn not_taken(path: &Path, error: &ExchangeError, language: Language) -> ErrorReport {
    let (file, line) = (path.display().to_string(), error.line.to_string());
    let values = [
        ("file", file.as_str()),
        ("line", &line),
        ("column", &error.column.to_string()),
    ];
    ErrorReport {
        what: language.fill(
            "“{name}” could not be opened",
            &[("name", &file_name(path))],
        ),
        place: language.fill("{file}, line {line}, column {column}", &values),
        remedy: sentence(&error.describe(language)),
        details: String::new(),
    }
}

/// What an exported text could not hold.
pub(super) fn not_held(path: &Path, lost: &[Lost], language: Language) -> ErrorReport {
    let rides = MapFormat::of(path).is_some_and(|format| exchange::rides_along(format, false));
    let remedy = match rides {
        true => language.t("The whole map is embedded in a comment line, and Jejak opens it from there. Other tools will not see what is listed below."),
        false => language.t("Keep the map itself, too: what is listed below is only there."),
    };
    let lines = lost.iter().map(|lost| sentence(&lost.describe(language)));
    ErrorReport {
        what: language.fill(
            "“{name}” was exported, but cannot show all of the map",
            &[("name", &file_name(path))],
        ),
        place: path.display().to_string(),
        remedy: remedy.to_owned(),
        details: lines.collect::<Vec<_>>().join("\n"),
    }
}

/// What of exported slides is otherwise than on the sheet.
pub(super) fn not_native(path: &Path, told: &[NotNative], language: Language) -> ErrorReport {
    let lines = told.iter().map(|one| one.describe(language));
    ErrorReport {
        what: language.fill(
            "“{name}” was exported, but not all of it is as on the map",
            &[("name", &file_name(path))],
        ),
        place: path.display().to_string(),
        remedy: language
            .t("Keep the map itself, too: what is listed below is only there.")
            .to_owned(),
        details: lines.collect::<Vec<_>>().join("\n"),
    }
}

pub(super) fn picture_not_taken(path: &Path, why: &str, language: Language) -> ErrorReport {
    ErrorReport {
        what: language.fill(
            "“{name}” could not be used as a picture",
            &[("name", &file_name(path))],
        ),
        place: path.display().to_string(),
        remedy: sentence(why),
        details: String::new(),
    }
}

pub(super) fn survey_not_taken(path: &Path, why: &str, language: Language) -> ErrorReport {
    ErrorReport {
        what: language.fill(
            "“{name}” could not be read as answers",
            &[("name", &file_name(path))],
        ),
        place: path.display().to_string(),
        remedy: sentence(why),
        details: String::new(),
    }
}

/// A table that only its own program reads, and what can be dropped in its place.
pub(super) fn not_dropped(path: &Path, language: Language) -> ErrorReport {
    let remedy = "Save the table as an Excel workbook (.xlsx) or as “CSV UTF-8” in your spreadsheet program and drop that file.";
    ErrorReport {
        what: language.fill("“{name}” can’t be opened", &[("name", &file_name(path))]),
        place: path.display().to_string(),
        remedy: language.t(remedy).to_owned(),
        details: String::new(),
    }
}

/// Whether the changes of the open map outlive a sudden end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum KeptAside {
    Yes,
    /// There are none, or nobody knows yet.
    NotYet,
    /// It was tried in vain.
    No,
}

pub(super) fn not_written(
    path: &Path,
    error: &io::Error,
    kept: KeptAside,
    language: Language,
) -> ErrorReport {
    // English, for the translation table.
    let remedy = match kept {
        KeptAside::Yes => {
            "The reason: {why}. {what_to_do} Nothing is lost: the map stays open, and its changes are kept aside until they are saved."
        }
        KeptAside::NotYet => "The reason: {why}. {what_to_do} Nothing is lost: the map stays open.",
        KeptAside::No => {
            "The reason: {why}. {what_to_do} The map stays open, but its changes cannot be kept aside either: they are lost once it is closed."
        }
    };
    ErrorReport {
        what: language.fill(
            "“{name}” could not be written",
            &[("name", &file_name(path))],
        ),
        place: path.display().to_string(),
        remedy: language.fill(
            remedy,
            &[
                ("why", &disk::why_not_written(error, language)),
                ("what_to_do", language.t(what_to_do(error))),
            ],
        ),
        details: String::new(),
    }
}

/// What helps against an error of writing; English, for the translation table.
fn what_to_do(error: &io::Error) -> &'static str {
    use io::ErrorKind as Kind;
    match error.kind() {
        Kind::NotFound | Kind::NotADirectory => {
            "It may have been moved or deleted, or its disk or network is not connected: bring it back and save again, or save in another folder."
        }
        Kind::PermissionDenied => {
            "The file or its folder is protected: ask its owner, or save under another name or in another folder."
        }
        Kind::ReadOnlyFilesystem => "Save on another disk.",
        Kind::StorageFull | Kind::QuotaExceeded => {
            "Make room there and save again, or save on another disk."
        }
        Kind::FileTooLarge => "Save on another disk, or use smaller pictures.",
        Kind::InvalidFilename | Kind::IsADirectory => "Save under another name.",
        Kind::StaleNetworkFileHandle
        | Kind::TimedOut
        | Kind::HostUnreachable
        | Kind::NetworkUnreachable
        | Kind::NetworkDown
        | Kind::NotConnected => {
            "The network folder does not answer: connect it again and save once more, or save in another folder."
        }
        _ => "Save once more, or under another name or in another folder.",
    }
}

/// A save that would have written over what was never seen.
pub(super) fn changed_under(path: &Path, language: Language) -> ErrorReport {
    ErrorReport {
        what: language.fill("“{name}” was not saved", &[("name", &file_name(path))]),
        place: path.display().to_string(),
        remedy: language
            .t("Someone else changed the file, so nothing was overwritten. Compare and choose, or keep yours and save again. You can also reload from the bar at the top.")
            .to_owned(),
        details: String::new(),
    }
}

/// Unsaved work that cannot be read any more.
pub(super) fn damaged_journals(paths: &[PathBuf], language: Language) -> ErrorReport {
    let paths: Vec<String> = paths
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    ErrorReport {
        what: language
            .t("Unsaved work was found that cannot be read")
            .to_owned(),
        place: paths.join("\n"),
        remedy: language
            .t("The recovered file is damaged and can’t be opened. It stays at the location shown: its first line says where it came from, the rest is the map as text.")
            .to_owned(),
        details: String::new(),
    }
}

/// A moment, in the person's own time.
pub(super) fn when(moment: SystemTime, language: Language) -> String {
    moment_in_words(moment, false, language)
}

/// Several moments: those of a day with seconds where two of it would read alike.
pub(super) fn moments(moments: &[SystemTime], language: Language) -> Vec<String> {
    let told: Vec<String> = moments.iter().map(|at| when(*at, language)).collect();
    let day_of = |moment: &SystemTime| {
        let moment = jiff::Timestamp::try_from(*moment).ok()?;
        Some(moment.to_zoned(jiff::tz::TimeZone::system()).date())
    };
    let days: Vec<_> = moments.iter().map(day_of).collect();
    let is_twice = |words: &String| told.iter().filter(|other| *other == words).count() > 1;
    let twice = told.iter().zip(&days).filter(|(words, _)| is_twice(words));
    let exact_days: Vec<_> = twice.map(|(_, day)| *day).collect();
    let exact = moments.iter().zip(&days);
    exact
        .map(|(moment, day)| moment_in_words(*moment, exact_days.contains(day), language))
        .collect()
}

fn moment_in_words(moment: SystemTime, has_seconds: bool, language: Language) -> String {
    let Ok(moment) = jiff::Timestamp::try_from(moment) else {
        return String::new();
    };
    let moment = moment.to_zoned(jiff::tz::TimeZone::system());
    let today = jiff::Zoned::now().date();
    let mut time = format!("{:02}:{:02}", moment.hour(), moment.minute());
    if has_seconds {
        time = format!("{time}:{:02}", moment.second());
    }
    if moment.date() == today {
        return language.fill("today, {time}", &[("time", &time)]);
    }
    if today.yesterday().is_ok_and(|day| day == moment.date()) {
        return language.fill("yesterday, {time}", &[("time", &time)]);
    }
    let date = day_in_words(moment.date(), language);
    language.fill("{date}, {time}", &[("date", &date), ("time", &time)])
}

fn day_in_words(day: jiff::civil::Date, language: Language) -> String {
    let part = |part: i8| u8::try_from(part).ok();
    let date = u16::try_from(day.year())
        .ok()
        .and_then(|year| Date::new(year, part(day.month())?, part(day.day())?));
    date.map_or_else(|| day.to_string(), |date| date.in_words(language))
}

pub(super) fn not_removed(path: &Path, error: &io::Error, language: Language) -> ErrorReport {
    ErrorReport {
        what: language.fill(
            "“{name}” could not be removed",
            &[("name", &file_name(path))],
        ),
        place: path.display().to_string(),
        remedy: sentence(&disk::why_not_written(error, language)),
        details: String::new(),
    }
}

pub(super) fn not_exported(path: &Path, why: &str, language: Language) -> ErrorReport {
    ErrorReport {
        what: language.fill(
            "“{name}” could not be exported",
            &[("name", &file_name(path))],
        ),
        place: path.display().to_string(),
        remedy: sentence(why),
        details: String::new(),
    }
}

/// With a capital letter in front and a full stop at the end.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let mut sentence: String = letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(letters)
        .collect();
    if !sentence.ends_with(['.', '?', '!']) {
        sentence.push('.');
    }
    sentence
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_such_that_every_system_takes_them() {
        for (title, expected) in [
            ("Buying a car", "Buying a car"),
            ("As-is / to-be: 50 %?", "As-is - to-be- 50 %-"),
            ("..", "Untitled map"),
            (" \n ", "Untitled map"),
            ("Café\u{301} 旅", "Café\u{301} 旅"),
            ("Con", "-Con"),
            ("aux . 2", "-aux . 2"),
            ("COM7", "-COM7"),
            ("Lpt¹", "-Lpt¹"),
            ("Console", "Console"),
            ("COM10", "COM10"),
        ] {
            assert_eq!(safe_name(title, Language::English), expected);
        }
        assert!(safe_name(&"long ".repeat(100), Language::English).len() <= 80);
        assert!(safe_name(&"🚗".repeat(100), Language::English).len() <= 200);
    }

    #[test]
    fn moments_have_seconds_where_they_read_alike() {
        let at = |secs| SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(secs);
        // Two within one minute of a day in 2001, one a minute earlier, and one days later.
        let days = [1_000_000_005, 1_000_000_007, 999_999_945, 1_000_300_005].map(at);
        let told = moments(&days, Language::English);
        let tail = |words: &str| words.split(", ").nth(1).unwrap().matches(':').count();
        let colons: Vec<_> = told.iter().map(|words| tail(words)).collect();
        assert_eq!(colons, [2, 2, 2, 1], "one day, one form");
        assert!(
            told[0].ends_with(":45") && told[1].ends_with(":47"),
            "{told:?}"
        );
        assert!(told.iter().all(|words| words.contains(" Sep 2001, ")));
    }

    #[test]
    fn sentences_begin_and_end_as_such() {
        assert_eq!(sentence("the file is empty"), "The file is empty.");
        assert_eq!(sentence("is it?"), "Is it?");
    }
}
