//! The commands without a window.
//!
//! Exit codes: 0 done; 1 the work failed, the reason on stderr in one line; 2 the command line
//! was wrong; 3 a strict check of a sound file has findings. `diff` and `merge` have their own.

mod args;
mod brand;
mod check;
mod compare;
mod convert;
mod export;
mod handout;
mod info;
mod place;
mod slides;
mod stops;
mod survey;
mod take_brand;
mod templates;
mod thumbnail;
mod wanted;

use std::{
    backtrace::{Backtrace, BacktraceStatus},
    fmt::Display,
    io,
    path::Path,
    process::ExitCode,
    time::{SystemTime, UNIX_EPOCH},
};

pub use args::{
    Beginning, BrandArgs, CheckArgs, ConvertArgs, DiffArgs, ExportArgs, InfoArgs, MergeArgs,
    NewArgs, Request, StopsArgs, SurveyArgs, ThumbnailArgs, definition, parse,
};

use crate::{
    exchange::{Note, NoteKind},
    file::{Warning, WarningKind, disk::OpenError},
    model::Date,
    words::Language,
};

/// Does what `export` asks for.
pub fn export(export: &ExportArgs) -> ExitCode {
    match export::run(export, Language::of_system()) {
        Ok(told) => succeed(&told),
        Err(reason) => fail(reason),
    }
}

/// Prints what is wrong with a file, and what its map lacks or leaves in doubt.
pub fn check(check: &CheckArgs) -> ExitCode {
    check::run(check, Language::of_system())
}

/// Reads a map in one format and writes it in another.
pub fn convert(convert: &ConvertArgs) -> ExitCode {
    match convert::run(convert, Language::of_system()) {
        Ok(told) => succeed(&told),
        Err(reason) => fail(reason),
    }
}

/// Makes a map of answers, or draws them into one.
pub fn survey(survey: &SurveyArgs) -> ExitCode {
    match survey::run(survey, Language::of_system()) {
        Ok(told) => succeed(&told),
        Err(reason) => fail(reason),
    }
}

/// Takes a brand from the files of a company.
pub fn take_brand(brand: &BrandArgs) -> ExitCode {
    match take_brand::run(brand, Language::of_system()) {
        Ok(told) => succeed(&told),
        Err(reason) => fail(reason),
    }
}

/// Prints what leads from one map to another.
pub fn diff(diff: &DiffArgs) -> ExitCode {
    compare::diff(diff, Language::of_system()).unwrap_or_else(|reason| {
        fail(reason);
        // One is for maps that differ.
        ExitCode::from(2)
    })
}

/// Writes one map of two versions and the one that both come from.
pub fn merge(merge: &MergeArgs) -> ExitCode {
    compare::merge(merge, Language::of_system()).unwrap_or_else(fail)
}

/// Prints the stops of a map.
pub fn list_stops(stops: &StopsArgs) -> ExitCode {
    match stops::run(stops, Language::of_system()) {
        Ok((text, told)) => {
            succeed(&told);
            print(&text, ExitCode::SUCCESS)
        }
        Err(reason) => fail(reason),
    }
}

/// Prints what a map is.
pub fn info(info: &InfoArgs) -> ExitCode {
    match info::run(info, Language::of_system()) {
        Ok((text, told)) => {
            succeed(&told);
            print(&text, ExitCode::SUCCESS)
        }
        Err(reason) => fail(reason),
    }
}

/// Makes the small picture of a map that a file manager shows.
pub fn thumbnail(thumbnail: &ThumbnailArgs) -> ExitCode {
    match thumbnail::run(thumbnail, Language::of_system()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => fail(reason),
    }
}

/// Prints the templates.
pub fn list_templates() -> ExitCode {
    print(&templates::list(Language::of_system()), ExitCode::SUCCESS)
}

/// Writes a map that begins as a template.
pub fn new(new: &NewArgs) -> ExitCode {
    match templates::write(new, Language::of_system()) {
        Ok(told) => succeed(&told),
        Err(reason) => fail(reason),
    }
}

/// Prints text; the exit code is `code` unless that failed.
fn print(text: &str, code: ExitCode) -> ExitCode {
    match say(&mut io::stdout(), text) {
        // Whoever read so far has seen enough.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => fail(error),
        _ => code,
    }
}

/// Says what there is to be told of work that is done, one thing a line.
fn succeed(told: &str) -> ExitCode {
    // What is told is no failure, nor is nobody to hear it.
    let _ = say(&mut io::stderr(), told);
    ExitCode::SUCCESS
}

/// Says why the work failed.
pub fn fail(reason: impl Display) -> ExitCode {
    // With nobody to hear it there is still the exit code.
    let _ = say(&mut io::stderr(), &(one_line(&reason.to_string()) + "\n"));
    ExitCode::FAILURE
}

/// Says what is wrong with a command line, or what was asked for instead of work.
pub fn tell(told: &clap::Error) -> ExitCode {
    let text = told.render().to_string();
    // Help that nobody reads is no failure.
    let _ = match told.use_stderr() {
        true => say(&mut io::stderr(), &text),
        false => say(&mut io::stdout(), &text),
    };
    ExitCode::from(u8::try_from(told.exit_code()).unwrap_or(2))
}

/// Has panics say themselves as everything else is said.
pub fn tell_panics() {
    std::panic::set_hook(Box::new(|info| {
        let trace = Backtrace::capture();
        let text = match trace.status() {
            BacktraceStatus::Captured => format!("{info}\n{trace}\n"),
            _ => format!("{info}\n"),
        };
        let _ = say(&mut io::stderr(), &text);
    }));
}

/// Prints text as a terminal can bear it: everything that this program prints goes through here.
fn say(to: &mut dyn io::Write, text: &str) -> io::Result<()> {
    let shown = escaped(text, |c| c.escape_unicode().to_string());
    to.write_all(shown.as_bytes())
}

/// A text without what a terminal acts upon, which is a line's end aside: escapes, bells, what turns
/// the order of letters around.
fn escaped(text: &str, escape: fn(char) -> String) -> String {
    let is_acted_upon = |c: char| {
        let turns = matches!(
            c,
            '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
        );
        turns || c.is_control() && c != '\n'
    };
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match is_acted_upon(c) {
            true => shown += &escape(c),
            false => shown.push(c),
        }
    }
    shown
}

/// JSON, indented, whose texts a terminal can bear.
fn document(value: &serde_json::Value) -> String {
    escaped(&format!("{value:#}\n"), |c| {
        format!("\\u{:04x}", u32::from(c))
    })
}

/// In the time zone of Greenwich: what a review asks of the date is a matter of months.
fn today() -> Date {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let days = since.map_or(0, |since| since.as_secs() / (24 * 60 * 60));
    Date::from_unix_days(days).expect("no clock is past the year 9999")
}

/// What is said of a file that was read, one thing a line; of what was mended, how much.
fn told(path: &Path, notes: &[Note], language: Language) -> String {
    let warning = |note: &Note| match &note.kind {
        NoteKind::Mended(warning) => Some(warning.clone()),
        _ => None,
    };
    let warnings: Vec<Warning> = notes.iter().filter_map(warning).collect();
    let others = notes
        .iter()
        .filter(|note| !matches!(note.kind, NoteKind::Mended(_)));
    let others = others.map(|note| {
        let place = Some((note.line, note.column));
        placed(path, place, &note.describe(language)) + "\n"
    });
    mended(path, &warnings, language)
        .into_iter()
        .chain(others)
        .collect()
}

/// One line for a file that was mended while it was read; `None` where nothing was wrong in it.
fn mended<'a>(
    path: &Path,
    warnings: impl IntoIterator<Item = &'a Warning>,
    language: Language,
) -> Option<String> {
    let count: usize = warnings
        .into_iter()
        .map(|warning| match warning.kind {
            WarningKind::More(count) => count,
            _ => 1,
        })
        .sum();
    let text = "repaired while it was read; problems fixed: {count} (jejak check lists them)";
    let text = language.fill(text, &[("count", &count.to_string())]);
    (count > 0).then(|| placed(path, None, &text) + "\n")
}

fn describe(path: &Path, error: &OpenError, language: Language) -> String {
    placed(path, error.place(), &error.describe(language))
}

/// What lies there is replaced only when that is asked for.
fn free(output: &Path, force: bool, language: Language) -> Result<(), String> {
    if place::is_standard(output) {
        return Ok(());
    }
    // A link to nothing counts; what is no file, such as a terminal, is not replaced.
    let is_other = output.metadata().is_ok_and(|about| !about.is_file());
    if force || is_other || output.symlink_metadata().is_err() {
        return Ok(());
    }
    let why = language.t("the file already exists; --force replaces it");
    Err(placed(output, None, why))
}

/// `FILE:LINE:COLUMN: text`, as compilers write it and editors jump to it.
fn placed(path: &Path, place: Option<(usize, usize)>, text: &str) -> String {
    let path = path.display();
    one_line(&match place {
        Some((line, column)) => format!("{path}:{line}:{column}: {text}"),
        None => format!("{path}: {text}"),
    })
}

/// File names and texts of a map may have line breaks.
fn one_line(text: &str) -> String {
    text.replace(['\n', '\r'], " ")
}
