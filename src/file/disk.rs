//! Files on the disk: read within bounds, written whole or not at all.

#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "the errors of a system are not ours to list"
)]

use std::{
    fs::{self, File, Metadata, OpenOptions},
    io::{self, Read as _, Write as _},
    path::{Path, PathBuf},
};

use super::{
    error::{LoadError, LoadErrorKind, MAX_BYTES},
    load::{Loaded, load},
    stamp::Stamp,
    temporary,
};
use crate::words::Language;

/// Why a map could not be opened from a path.
#[derive(Debug)]
pub enum OpenError {
    /// Its bytes could not be had.
    Read(io::Error),
    /// They are no map.
    Load(LoadError),
}

/// A path that means the same from wherever it is looked at.
pub fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// Reads the map in a file.
pub fn open(path: &Path) -> Result<Loaded, OpenError> {
    let (bytes, _) = read(path)?;
    load(&bytes).map_err(OpenError::Load)
}

/// Reads a file, within bounds, and what it is like.
pub fn read(path: &Path) -> Result<(Vec<u8>, Stamp), OpenError> {
    let too_large = |bytes: u64| {
        let bytes = usize::try_from(bytes).unwrap_or(usize::MAX);
        OpenError::Load(LoadError {
            line: 1,
            column: 1,
            kind: LoadErrorKind::TooLarge { bytes },
        })
    };
    let file = File::open(path).map_err(OpenError::Read)?;
    let about = file.metadata().map_err(OpenError::Read)?;
    if about.is_dir() {
        return Err(OpenError::Read(io::ErrorKind::IsADirectory.into()));
    }
    let limit = MAX_BYTES as u64;
    if about.len() > limit {
        return Err(too_large(about.len()));
    }
    let mut bytes = Vec::with_capacity(about.len() as usize + 1);
    // Devices and pipes do not tell how much is to come.
    file.take(limit + 1)
        .read_to_end(&mut bytes)
        .map_err(OpenError::Read)?;
    if bytes.len() as u64 > limit {
        return Err(too_large(bytes.len() as u64));
    }
    let stamp = Stamp::of(&bytes, &about);
    Ok((bytes, stamp))
}

impl OpenError {
    /// Line and column from 1, where there are any.
    pub fn place(&self) -> Option<(usize, usize)> {
        match self {
            Self::Read(_) => None,
            Self::Load(error) => Some((error.line, error.column)),
        }
    }

    /// What is wrong and what to do about it, without the file's name and the place.
    pub fn describe(&self, language: Language) -> String {
        let error = match self {
            Self::Load(error) => return error.describe(language),
            Self::Read(error) => error,
        };
        let english = match error.kind() {
            io::ErrorKind::NotFound => "there is no such file. Was it moved or renamed?",
            io::ErrorKind::IsADirectory => "this is a folder. Choose a file in it",
            io::ErrorKind::NotADirectory => "a part of its path is not a folder",
            io::ErrorKind::PermissionDenied => {
                "there is no permission to read it. Ask its owner for it"
            }
            io::ErrorKind::InvalidFilename => "the name is too long or not allowed",
            _ => return error.to_string(),
        };
        language.t(english).to_owned()
    }
}

/// Writes `bytes` to `path` so that a reader, also after a crash, finds the old file or the new
/// one and never a part: a temporary file beside it, flushed to the disk, then renamed.
///
/// A symbolic link is followed and stays; permissions and, where the system lets us, owner and
/// group of an existing file are kept. A device or a pipe is written straight through.
///
/// # Errors
/// What the system says; the old file is then untouched and nothing else is left behind.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write_if(path, bytes, || Ok(()))
}

/// As [`write()`], with a last word just before the old file is replaced.
///
/// # Errors
/// What the system and `last_word` say; the old file is then untouched.
pub fn write_if(
    path: &Path,
    bytes: &[u8],
    last_word: impl FnOnce() -> io::Result<()>,
) -> io::Result<()> {
    write_for(Readers::AsEver, path, bytes, last_word)
}

/// As [`write()`], but nobody else may read the file, whatever could be done with one that was there.
///
/// # Errors
/// What the system says; the old file is then untouched.
pub fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write_for(Readers::OnlyOwner, path, bytes, || Ok(()))
}

/// Makes a folder, and those around it, that nobody else may look into; one that is there already
/// is closed to others.
///
/// # Errors
/// What the system says.
pub fn create_private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};
        builder.mode(0o700).create(folder)?;
        if fs::metadata(folder)?.permissions().mode() & 0o077 == 0 {
            return Ok(());
        }
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
    }
    #[cfg(not(unix))]
    builder.create(folder)
}

/// Removes what a program that was killed has left beside a file while it saved.
pub fn clear_left(path: &Path) {
    if let Ok(target) = follow_links(path)
        && let Some(folder) = target.parent()
    {
        temporary::clear(folder);
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Readers {
    /// Who may read the old file; of a new one whom the system lets.
    AsEver,
    OnlyOwner,
}

fn write_for(
    readers: Readers,
    path: &Path,
    bytes: &[u8],
    last_word: impl FnOnce() -> io::Result<()>,
) -> io::Result<()> {
    let target = follow_links(path)?;
    let old = match fs::metadata(&target) {
        Ok(old) => Some(old),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    if let Some(old) = &old {
        if old.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        // A rename would get past the write protection of the file itself: ask for it here.
        let mut file = OpenOptions::new().write(true).open(&target)?;
        if !old.is_file() {
            last_word()?;
            return file.write_all(bytes);
        }
    }
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let is_plain = old.is_none() && readers == Readers::AsEver;
    let mut new = temporary::create(folder, is_plain)?;
    new.as_file_mut().write_all(bytes)?;
    if let Some(old) = old.as_ref().filter(|_| readers == Readers::AsEver) {
        keep_access(new.as_file(), old)?;
    }
    new.as_file().sync_all()?;
    last_word()?;
    new.persist(&target).map_err(|error| error.error)?;
    // The rename itself is safe only once the folder is on the disk; some file systems refuse
    // to flush a folder, and the file is in its place by now.
    #[cfg(unix)]
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    temporary::clear(folder);
    Ok(())
}

/// Why a file could not be written, in words that go after "cannot write FILE: ".
pub fn why_not_written(error: &io::Error, language: Language) -> String {
    let english = match error.kind() {
        io::ErrorKind::NotFound => "the folder does not exist",
        io::ErrorKind::NotADirectory => "a part of its path is not a folder",
        io::ErrorKind::IsADirectory => "it is a folder",
        io::ErrorKind::PermissionDenied => "no permission to write there",
        io::ErrorKind::ReadOnlyFilesystem => "the disk can only be read",
        io::ErrorKind::StorageFull => "the disk is full",
        io::ErrorKind::QuotaExceeded => "the disk quota is used up",
        io::ErrorKind::FileTooLarge => "the disk does not take a file of this size",
        io::ErrorKind::InvalidFilename => "the name is too long or not allowed",
        _ => return error.to_string(),
    };
    language.t(english).to_owned()
}

/// The path behind all symbolic links, also where the last one points at nothing yet.
fn follow_links(path: &Path) -> io::Result<PathBuf> {
    let mut target = path.to_owned();
    // As many as Linux follows.
    for _ in 0..40 {
        match fs::read_link(&target) {
            Ok(link) => target = target.parent().unwrap_or(Path::new("")).join(link),
            Err(_) => return Ok(target),
        }
    }
    Err(io::Error::other("too many symbolic links"))
}

/// Gives `new` the owner, the group and the permissions of the file that it replaces.
fn keep_access(new: &File, old: &Metadata) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt as _, fchown};
        let created = new.metadata()?;
        if (created.uid(), created.gid()) != (old.uid(), old.gid()) {
            // Only an administrator may give a file away; the group is often allowed.
            let _ = fchown(new, Some(old.uid()), Some(old.gid()))
                .or_else(|_| fchown(new, None, Some(old.gid())));
        }
    }
    new.set_permissions(old.permissions())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    fn why_not_opened(path: &Path) -> String {
        open(path).unwrap_err().describe(Language::English)
    }

    #[test]
    fn what_cannot_be_opened_says_why() {
        let folder = tempfile::tempdir().unwrap();
        let why = why_not_opened(folder.path());
        assert!(why.starts_with("this is a folder"), "{why}");
        let why = why_not_opened(&folder.path().join("a.journey"));
        assert!(why.starts_with("there is no such file"), "{why}");
        let path = folder.path().join("large.journey");
        // Sparse: it takes no room on the disk.
        let limit = MAX_BYTES as u64;
        File::create(&path).unwrap().set_len(limit + 1).unwrap();
        let error = open(&path).unwrap_err();
        assert!(
            matches!(
                &error,
                OpenError::Load(LoadError {
                    kind: LoadErrorKind::TooLarge { .. },
                    ..
                })
            ),
            "{error:?}"
        );
    }

    #[test]
    fn a_file_is_made_and_then_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.journey");
        for bytes in [&b"first, longer"[..], b"second"] {
            write(&path, bytes).unwrap();
            assert_eq!(fs::read(&path).unwrap(), bytes);
        }
        assert_eq!(names(folder.path()), ["a.journey"]);
    }

    #[test]
    fn errors_say_what_is_in_the_way() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "old").unwrap();
        let why =
            |path: &Path| why_not_written(&write(path, b"new").unwrap_err(), Language::English);
        assert_eq!(why(folder.path()), "it is a folder");
        assert_eq!(
            why(&folder.path().join("missing/a.png")),
            "the folder does not exist"
        );
        assert_eq!(
            why(&file.join("a.png")),
            "a part of its path is not a folder"
        );
        assert_eq!(
            why(&folder.path().join("n".repeat(300))),
            "the name is too long or not allowed"
        );
        assert_eq!(fs::read(&file).unwrap(), b"old");
        assert_eq!(names(folder.path()), ["file"]);
    }

    #[cfg(unix)]
    mod unix {
        use std::{
            os::unix::fs::{PermissionsExt as _, symlink},
            process::{Command, Stdio},
            time::Duration,
        };

        use super::*;

        /// The environment variable that makes [`child`] work on a file.
        const FILE: &str = "JEJAK_TEST_SAVED_FILE";

        fn content(letter: u8) -> Vec<u8> {
            vec![letter; 300_000]
        }

        /// Not a test by itself: saves to `FILE` until it is killed or a write fails.
        #[test]
        fn child() {
            let Some(path) = std::env::var_os(FILE) else {
                return;
            };
            for letter in (b'a'..=b'z').cycle() {
                write(Path::new(&path), &content(letter)).unwrap();
            }
        }

        /// This test program once more, only [`child`], behind a shell's `prelude`.
        fn child_command(prelude: &str, path: &Path) -> Command {
            let mut command = Command::new("sh");
            command
                .arg("-c")
                .arg(format!("{prelude} exec \"$0\" --exact \"$1\""))
                .arg(std::env::current_exe().unwrap())
                .arg(format!(
                    "{}::child",
                    module_path!().split_once("::").unwrap().1
                ))
                .env(FILE, path)
                .stdout(Stdio::null())
                .stderr(Stdio::null());
            command
        }

        #[test]
        fn a_kill_at_any_moment_leaves_a_whole_file() {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("a.journey");
            let mut seen = std::collections::BTreeSet::new();
            for round in 0..50_u64 {
                write(&path, &content(b'0')).unwrap();
                let mut saving = child_command("", &path).spawn().unwrap();
                // Spread over start-up and many saves without two moments alike.
                std::thread::sleep(Duration::from_micros(4_000 + round * 1_237 % 40_000));
                saving.kill().unwrap();
                saving.wait().unwrap();
                let found = fs::read(&path).unwrap();
                assert_eq!(found, content(found[0]), "round {round}");
                seen.insert(found[0]);
            }
            assert!(seen.len() > 3, "the child was killed before it saved");
        }

        #[test]
        fn a_write_that_fails_half_way_leaves_the_old_file_and_nothing_else() {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("a.journey");
            fs::write(&path, "old").unwrap();
            // No file of this shell's children may pass 8 blocks of 512 bytes.
            let prelude = "trap '' XFSZ; ulimit -f 8;";
            let status = child_command(prelude, &path).status().unwrap();
            assert!(!status.success());
            assert_eq!(fs::read(&path).unwrap(), b"old");
            assert_eq!(names(folder.path()), ["a.journey"]);
        }

        #[test]
        fn permissions_of_the_old_file_are_kept_and_new_files_follow_the_umask() {
            let folder = tempfile::tempdir().unwrap();
            let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o7777;
            let plain = folder.path().join("plain");
            fs::write(&plain, "").unwrap();
            let path = folder.path().join("a.journey");
            write(&path, b"new").unwrap();
            assert_eq!(mode(&path), mode(&plain));
            for kept in [0o600, 0o640, 0o666, 0o755] {
                fs::set_permissions(&path, fs::Permissions::from_mode(kept)).unwrap();
                write(&path, b"newer").unwrap();
                assert_eq!(mode(&path), kept);
            }
        }

        #[test]
        fn links_stay_and_lead_to_the_new_content() {
            let folder = tempfile::tempdir().unwrap();
            fs::create_dir(folder.path().join("real")).unwrap();
            let target = folder.path().join("real/a.journey");
            let (near, far) = (folder.path().join("near"), folder.path().join("far"));
            symlink("real/a.journey", &near).unwrap();
            symlink(&near, &far).unwrap();
            for bytes in [&b"through a link to nothing"[..], b"once more"] {
                write(&far, bytes).unwrap();
                assert_eq!(fs::read(&target).unwrap(), bytes);
            }
            assert!(near.is_symlink() && far.is_symlink());
            assert_eq!(names(&folder.path().join("real")), ["a.journey"]);

            let ring = folder.path().join("ring");
            symlink(&ring, &ring).unwrap();
            assert!(write(&ring, b"").is_err());
        }

        #[test]
        fn what_must_not_be_written_is_refused() {
            let folder = tempfile::tempdir().unwrap();
            let locked = folder.path().join("locked");
            fs::create_dir(&locked).unwrap();
            fs::set_permissions(&locked, fs::Permissions::from_mode(0o555)).unwrap();
            let may_all = File::create(locked.join("probe")).is_ok();
            // An administrator may write anywhere but into the kernel's own tree.
            let locked = if may_all {
                PathBuf::from("/sys")
            } else {
                locked
            };
            let error = write(&locked.join("a.journey"), b"new").unwrap_err();
            assert_eq!(
                why_not_written(&error, Language::English),
                "no permission to write there"
            );
        }

        #[test]
        #[cfg(target_os = "linux")]
        fn a_full_disk_is_told() {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("a.png");
            symlink("/dev/full", &path).unwrap();
            let error = write(&path, b"new").unwrap_err();
            assert_eq!(
                why_not_written(&error, Language::English),
                "the disk is full"
            );
        }
    }
}
