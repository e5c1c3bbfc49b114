//! The windows of the program beside each other: each listens at a socket in the person's runtime
//! folder, and a file that one of them has open is not opened by another, which brings that window
//! forward instead.

use std::path::{Path, PathBuf};

use crate::file::stamp::Fingerprint;

pub(super) use system::{Presence, folder, is_anyone_in, listen};

/// How a file is asked for, whatever its path is made of.
fn print_of(file: &Path) -> String {
    Fingerprint::of(file.as_os_str().as_encoded_bytes()).to_string()
}

/// Brings the window forward that has this file open (an absolute path without links in it);
/// whether there is one, but for the one that listens at `own`. Blocks for a moment.
pub(super) fn show(folder: &Path, file: &Path, own: Option<&Path>) -> bool {
    system::show(folder, &print_of(file), own)
}

/// As it is asked for: the way to a file without links in it. Blocks.
pub(super) fn real(file: &Path) -> PathBuf {
    file.canonicalize().unwrap_or_else(|_| file.to_owned())
}

#[cfg(unix)]
mod system {
    //! Sockets that are files.

    use std::{
        fs,
        io::{self, Read as _, Write as _},
        os::unix::net::{UnixListener, UnixStream},
        path::{Path, PathBuf},
        sync::{Arc, Mutex, MutexGuard, PoisonError},
        time::Duration,
    };

    use super::print_of;
    use crate::file::disk;

    /// How long another window is waited for, which may have a lot to do.
    const PATIENCE: Duration = Duration::from_millis(800);
    /// A question, and an answer, at most.
    const LONGEST: usize = 128;
    const SHOW: &str = "show ";
    const SHOWN: &str = "shown\n";
    const OTHER: &str = "other\n";
    const ENDING: &str = "window";

    /// Where windows find each other; `None` without a folder for that.
    pub(in crate::app) fn folder() -> Option<PathBuf> {
        // What macOS has for temporary files is the person's own.
        let temporary = || cfg!(target_os = "macos").then(std::env::temp_dir);
        Some(dirs::runtime_dir().or_else(temporary)?.join("jejak"))
    }

    /// Whether a window listens there.
    pub(in crate::app) fn is_anyone_in(folder: &Path) -> bool {
        windows(folder).any(|place| UnixStream::connect(place).is_ok())
    }

    /// Where windows listen, or listened.
    fn windows(folder: &Path) -> impl Iterator<Item = PathBuf> {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let places = entries.map(|entry| entry.path());
        places.filter(|place| place.extension().is_some_and(|ending| ending == ENDING))
    }

    /// A window that can be asked, as long as it lives.
    pub(in crate::app) struct Presence {
        place: PathBuf,
        /// What its file is asked for by.
        file: Arc<Mutex<Option<String>>>,
    }

    impl Presence {
        /// Where it listens.
        pub(in crate::app) fn place(&self) -> &Path {
            &self.place
        }

        /// What it takes to say later, from any thread, which file is open.
        pub(in crate::app) fn teller(&self) -> impl FnOnce(Option<&Path>) + Send + use<> {
            let known = self.file.clone();
            move |file| *held(&known) = file.map(print_of)
        }
    }

    impl Drop for Presence {
        fn drop(&mut self) {
            // What stays is cleared away by whoever asks there.
            let _ = fs::remove_file(&self.place);
        }
    }

    fn held<T>(known: &Mutex<T>) -> MutexGuard<'_, T> {
        known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Listens from now on, on a thread of its own; `shown` is told each time that the window is to
    /// come forward.
    pub(in crate::app) fn listen(
        folder: &Path,
        shown: impl Fn() + Send + 'static,
    ) -> io::Result<Presence> {
        disk::create_private_folder(folder)?;
        let mut number = 0;
        let (place, listener) = loop {
            let name = format!("{}-{number}.{ENDING}", std::process::id());
            let place = folder.join(name);
            match UnixListener::bind(&place) {
                Ok(listener) => break (place, listener),
                // Left by a program of the same number, or another window of this very process.
                Err(error) if error.kind() == io::ErrorKind::AddrInUse && number < 64 => {
                    if UnixStream::connect(&place).is_err() {
                        let _ = fs::remove_file(&place);
                    } else {
                        number += 1;
                    }
                }
                Err(error) => return Err(error),
            }
        };
        let file = Arc::<Mutex<Option<String>>>::default();
        let known = file.clone();
        std::thread::spawn(move || {
            for asked in listener.incoming().flatten() {
                if answer(asked, &known).unwrap_or(false) {
                    shown();
                }
            }
        });
        Ok(Presence { place, file })
    }

    /// Whether the window was asked to come forward.
    fn answer(mut asked: UnixStream, known: &Mutex<Option<String>>) -> io::Result<bool> {
        asked.set_read_timeout(Some(PATIENCE))?;
        asked.set_write_timeout(Some(PATIENCE))?;
        let question = line(&mut asked)?;
        let wanted = question.strip_prefix(SHOW).map(str::trim_end);
        let has_it = wanted.is_some() && held(known).as_deref() == wanted;
        asked.write_all(if has_it { SHOWN } else { OTHER }.as_bytes())?;
        Ok(has_it)
    }

    /// What was said up to the end of its line, or as much of it as anybody would say.
    fn line(from: &mut UnixStream) -> io::Result<String> {
        let (mut text, mut byte) = (Vec::new(), [0]);
        while text.len() < LONGEST && from.read(&mut byte)? > 0 {
            text.push(byte[0]);
            if byte[0] == b'\n' {
                break;
            }
        }
        Ok(String::from_utf8_lossy(&text).into_owned())
    }

    pub(super) fn show(folder: &Path, print: &str, own: Option<&Path>) -> bool {
        let mut others = windows(folder).filter(|place| Some(&**place) != own);
        others.any(|place| ask(&place, print).unwrap_or(false))
    }

    fn ask(place: &Path, print: &str) -> io::Result<bool> {
        let mut window = match UnixStream::connect(place) {
            Err(error) if error.kind() == io::ErrorKind::ConnectionRefused => {
                // Of a program that came to a sudden end.
                fs::remove_file(place)?;
                return Ok(false);
            }
            window => window?,
        };
        window.set_read_timeout(Some(PATIENCE))?;
        window.set_write_timeout(Some(PATIENCE))?;
        window.write_all(format!("{SHOW}{print}\n").as_bytes())?;
        Ok(line(&mut window)? == SHOWN)
    }

    #[cfg(test)]
    mod tests {
        use std::sync::mpsc::channel;

        use super::{super::show, *};

        #[test]
        fn a_file_that_is_open_brings_its_window_forward_and_no_other() {
            let outside = tempfile::tempdir().unwrap();
            let folder = outside.path().join("run");
            let file = outside.path().join("a.journey");
            assert!(!show(&folder, &file, None), "nobody is there");
            assert!(!is_anyone_in(&folder));
            let (tell, told) = channel();
            let window = listen(&folder, move || tell.send(()).unwrap()).unwrap();
            assert!(!show(&folder, &file, None), "it has nothing open");
            assert!(is_anyone_in(&folder));
            window.teller()(Some(&file));
            assert!(!show(&folder, &outside.path().join("b.journey"), None));
            assert!(
                !show(&folder, &file, Some(window.place())),
                "it is that itself"
            );
            assert!(told.try_recv().is_err());
            assert!(show(&folder, &file, None));
            told.recv().unwrap();
            window.teller()(None);
            assert!(!show(&folder, &file, None), "it was closed");
            let place = window.place().to_owned();
            drop(window);
            assert!(!place.exists());
        }

        #[test]
        fn what_a_sudden_end_has_left_is_cleared_away() {
            let outside = tempfile::tempdir().unwrap();
            let folder = outside.path();
            let left = folder.join("1-0.window");
            drop(UnixListener::bind(&left).unwrap());
            let other = folder.join("notes.txt");
            fs::write(&other, "").unwrap();
            assert!(left.exists() && !is_anyone_in(folder));
            assert!(!show(folder, &folder.join("a.journey"), None));
            assert!(!left.exists() && other.exists());
        }

        #[test]
        fn nonsense_is_answered_and_a_silent_guest_let_go() {
            let outside = tempfile::tempdir().unwrap();
            let window = listen(outside.path(), || {}).unwrap();
            let file = outside.path().join("a.journey");
            window.teller()(Some(&file));
            for nonsense in ["\n", "show \n", "delete all\n", &"x".repeat(LONGEST)] {
                let mut guest = UnixStream::connect(window.place()).unwrap();
                guest.write_all(nonsense.as_bytes()).unwrap();
                assert_eq!(line(&mut guest).unwrap(), OTHER, "{nonsense}");
            }
            drop(UnixStream::connect(window.place()).unwrap());
            assert!(show(outside.path(), &file, None));
        }
    }
}

#[cfg(not(unix))]
mod system {
    //! Windows do not know of each other.

    use std::{
        io,
        path::{Path, PathBuf},
    };

    pub(in crate::app) fn folder() -> Option<PathBuf> {
        None
    }

    pub(in crate::app) fn is_anyone_in(_folder: &Path) -> bool {
        false
    }

    /// Nobody can be asked.
    pub(in crate::app) struct Presence;

    impl Presence {
        pub(in crate::app) fn place(&self) -> &Path {
            Path::new("")
        }

        pub(in crate::app) fn teller(&self) -> impl FnOnce(Option<&Path>) + Send + use<> {
            |_: Option<&Path>| {}
        }
    }

    pub(in crate::app) fn listen(
        _folder: &Path,
        _shown: impl Fn() + Send + 'static,
    ) -> io::Result<Presence> {
        Err(io::ErrorKind::Unsupported.into())
    }

    pub(super) fn show(_folder: &Path, _print: &str, _own: Option<&Path>) -> bool {
        false
    }
}
