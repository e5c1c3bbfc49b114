//! The commands without a window.
//!
//! Exit codes: 0 done; 1 the work failed, the reason on stderr in one line; 2 the command line
//! was wrong; 3 a strict check of a sound file has findings. `diff` and `merge` have their own.

mod args;
mod check;
mod compare;
mod convert;
mod export;
mod templates;

use std::{
    fmt::Display,
    io::{self, Write as _},
    path::Path,
    process::ExitCode,
};

pub use args::{CheckArgs, ConvertArgs, DiffArgs, ExportArgs, MergeArgs, NewArgs, Request, parse};

use crate::{
    file::{Warning, WarningKind, disk::OpenError},
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

/// Reads a map in one form and writes it in another.
pub fn convert(convert: &ConvertArgs) -> ExitCode {
    match convert::run(convert, Language::of_system()) {
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

/// Prints the templates.
pub fn list_templates() -> ExitCode {
    print(&templates::list(Language::of_system()), ExitCode::SUCCESS)
}

/// Writes a map that begins as a template.
pub fn new(new: &NewArgs) -> ExitCode {
    match templates::write(new, Language::of_system()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => fail(reason),
    }
}

/// Prints text; the exit code is `code` unless that failed.
fn print(text: &str, code: ExitCode) -> ExitCode {
    match io::stdout().write_all(text.as_bytes()) {
        // Whoever read so far has seen enough.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => fail(error),
        _ => code,
    }
}

/// Says what there is to be told of work that is done, one thing a line.
fn succeed(told: &str) -> ExitCode {
    // What is told is no failure, nor is nobody to hear it.
    let _ = io::stderr().write_all(told.as_bytes());
    ExitCode::SUCCESS
}

/// Says why the work failed.
pub fn fail(reason: impl Display) -> ExitCode {
    // With nobody to hear it there is still the exit code.
    let _ = writeln!(io::stderr(), "{}", one_line(&reason.to_string()));
    ExitCode::FAILURE
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
    let text =
        "mended while it was read; places that were not right: {count} (jejak check lists them)";
    let text = language.fill(text, &[("count", &count.to_string())]);
    (count > 0).then(|| placed(path, None, &text) + "\n")
}

fn describe(path: &Path, error: &OpenError, language: Language) -> String {
    placed(path, error.place(), &error.describe(language))
}

/// What lies there is replaced only when that is asked for.
fn free(output: &Path, force: bool, language: Language) -> Result<(), String> {
    // A link to nothing counts; what is no file, such as a terminal, is not replaced.
    let is_other = output.metadata().is_ok_and(|about| !about.is_file());
    if force || is_other || output.symlink_metadata().is_err() {
        return Ok(());
    }
    let why = language.t("there is such a file already; --force replaces it");
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
