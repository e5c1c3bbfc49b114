//! The program: the window, or one of the commands without it.

use std::process::ExitCode;

use jejak::cli;

fn main() -> ExitCode {
    match cli::parse(std::env::args_os()) {
        Ok(_) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = error.print();
            ExitCode::from(error.exit_code() as u8)
        }
    }
}
