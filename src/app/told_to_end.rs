//! Whoever ends a session, or the program from outside, asks first: unsaved work is kept before it ends.

#[cfg(unix)]
use std::{io, thread, time::Duration};

/// How long the window may take for it; one that is stuck ends all the same.
#[cfg(unix)]
const PATIENCE: Duration = Duration::from_secs(5);

/// Calls `end` when the program is asked to end, by SIGTERM or, from a terminal, by SIGINT. Who asks
/// twice does not wait.
///
/// # Errors
///
/// Where the system does not let a program hear of it.
#[cfg(unix)]
pub(super) fn listen(end: impl Fn() + Send + 'static) -> io::Result<()> {
    use signal_hook::{
        consts::{SIGINT, SIGTERM},
        iterator::Signals,
    };
    let mut signals = Signals::new([SIGTERM, SIGINT])?;
    let listen = move || {
        for (times, signal) in signals.forever().enumerate() {
            // As a shell tells of one that a signal has ended.
            let exit = move || std::process::exit(128 + signal);
            if times > 0 {
                exit();
            }
            end();
            thread::spawn(move || {
                thread::sleep(PATIENCE);
                exit();
            });
        }
    };
    thread::Builder::new().spawn(listen).map(drop)
}
