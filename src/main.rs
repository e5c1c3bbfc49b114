//! The program: the window, or one of the commands without it.

#![forbid(unsafe_code)]

use std::{path::PathBuf, process::ExitCode};

use jejak::cli::{self, Beginning, MergeArgs, Request};

fn main() -> ExitCode {
    cli::tell_panics();
    match cli::parse(std::env::args_os()) {
        Ok(Request::Edit(files)) => edit(files),
        Ok(Request::Merge(merge)) if merge.window => settle(merge),
        Ok(Request::Export(export)) => cli::export(&export),
        Ok(Request::Check(check)) => cli::check(&check),
        Ok(Request::Convert(convert)) => cli::convert(&convert),
        Ok(Request::Survey(survey)) => cli::survey(&survey),
        Ok(Request::Brand(brand)) => cli::take_brand(&brand),
        Ok(Request::Diff(diff)) => cli::diff(&diff),
        Ok(Request::Merge(merge)) => cli::merge(&merge),
        Ok(Request::Stops(stops)) => cli::list_stops(&stops),
        Ok(Request::Info(info)) => cli::info(&info),
        Ok(Request::Thumbnail(thumbnail)) => cli::thumbnail(&thumbnail),
        Ok(Request::Begin(beginning)) => begin(beginning),
        Ok(Request::Templates) => cli::list_templates(),
        Ok(Request::New(new)) => cli::new(&new),
        Ok(Request::HoldClipboard) => hold_clipboard(),
        Err(told) => cli::tell(&told),
    }
}

#[cfg(feature = "gui")]
fn edit(files: Vec<PathBuf>) -> ExitCode {
    jejak::app::run_each(files)
}

#[cfg(feature = "gui")]
fn begin(beginning: Beginning) -> ExitCode {
    jejak::app::run(match beginning {
        Beginning::NewMap => jejak::app::Start::NewMap,
        Beginning::Template => jejak::app::Start::Template,
    })
}

#[cfg(feature = "gui")]
fn settle(merge: MergeArgs) -> ExitCode {
    jejak::app::run(jejak::app::Start::Merge {
        base: merge.base,
        mine: merge.mine,
        theirs: merge.theirs,
        output: merge.output,
    })
}

#[cfg(feature = "gui")]
fn hold_clipboard() -> ExitCode {
    jejak::app::hold_clipboard()
}

#[cfg(not(feature = "gui"))]
fn hold_clipboard() -> ExitCode {
    ExitCode::FAILURE
}

#[cfg(not(feature = "gui"))]
fn edit(_files: Vec<PathBuf>) -> ExitCode {
    cli::fail("this build has no window; make a picture with: jejak export FILE -o OUT.png")
}

#[cfg(not(feature = "gui"))]
fn begin(_beginning: Beginning) -> ExitCode {
    cli::fail("this build has no window; begin a map with: jejak new TEMPLATE -o FILE")
}

#[cfg(not(feature = "gui"))]
fn settle(_merge: MergeArgs) -> ExitCode {
    cli::fail("this build has no window: leave out --window")
}
