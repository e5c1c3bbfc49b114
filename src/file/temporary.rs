//! The files that a save writes beside its target before it takes their place, and those that a
//! program which was killed has left there.

use std::{
    fs::{self, File, OpenOptions},
    io,
    path::Path,
    time::{Duration, SystemTime},
};

use tempfile::{Builder, NamedTempFile};

const PREFIX: &str = ".jejak-";
const SUFFIX: &str = ".tmp";
/// How many letters the name has between.
const LETTERS: usize = 6;
/// No save takes as long.
const OLD: Duration = Duration::from_secs(60 * 60);
/// In a folder with more, the rest is not looked at.
const MOST: usize = 20_000;

/// Makes one that nobody else may read, unless `is_plain`: then as every new file. It is locked as
/// long as it is written.
pub(super) fn create(folder: &Path, is_plain: bool) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX).rand_bytes(LETTERS);
    #[cfg(unix)]
    if is_plain {
        use std::os::unix::fs::PermissionsExt as _;
        // What the person's umask leaves of it.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let _ = is_plain;
    let file = builder.tempfile_in(folder)?;
    // Where there are no locks, its age alone tells that it is in use.
    let _ = file.as_file().try_lock();
    Ok(file)
}

/// Removes those that were left in a folder: ours by their names, too old for a save that still
/// runs, and locked by nobody.
pub(super) fn clear(folder: &Path) {
    let folder = match folder.as_os_str().is_empty() {
        true => Path::new("."),
        false => folder,
    };
    let entries = fs::read_dir(folder).into_iter().flatten().take(MOST);
    for entry in entries.flatten() {
        let is_ours = entry.file_name().to_str().is_some_and(is_ours);
        // Of the entry itself: a link is not followed.
        if is_ours && entry.metadata().is_ok_and(|about| is_old(&about)) {
            let _ = remove_free(&entry.path());
        }
    }
}

fn is_ours(name: &str) -> bool {
    let letters = name.strip_prefix(PREFIX);
    let letters = letters.and_then(|rest| rest.strip_suffix(SUFFIX));
    letters.is_some_and(|letters| {
        letters.len() == LETTERS && letters.bytes().all(|b| b.is_ascii_alphanumeric())
    })
}

fn is_old(about: &fs::Metadata) -> bool {
    let age = |changed| SystemTime::now().duration_since(changed).ok();
    let age = about.modified().ok().and_then(age);
    about.is_file() && age.is_some_and(|age| age > OLD)
}

fn remove_free(path: &Path) -> io::Result<()> {
    // What may not be written here is somebody else's.
    let file: File = OpenOptions::new().read(true).write(true).open(path)?;
    file.try_lock().map_err(io::Error::from)?;
    fs::remove_file(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn make(folder: &Path, name: &str, age: Duration) -> File {
        let file = File::create(folder.join(name)).unwrap();
        file.set_modified(SystemTime::now() - age).unwrap();
        file
    }

    #[test]
    fn only_what_was_left_long_ago_is_cleared() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        let (old, young) = (OLD * 2, OLD / 2);
        make(folder, ".jejak-aB3dE6.tmp", old);
        make(folder, ".jejak-young1.tmp", young);
        let held = make(folder, ".jejak-held12.tmp", old);
        held.lock().unwrap();
        let others = [
            ".jejak-notes.tmp",
            ".jejak-aB3dE6.tmp2",
            "jejak-aB3dE6.tmp",
            ".jejak-a_3dE6.tmp",
            "map.journey",
        ];
        for name in others {
            make(folder, name, old);
        }
        fs::create_dir(folder.join(".jejak-folder.tmp")).unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink(folder.join("map.journey"), folder.join(".jejak-linked.tmp"))
            .unwrap();
        clear(folder);
        assert!(!folder.join(".jejak-aB3dE6.tmp").exists());
        for name in [
            ".jejak-young1.tmp",
            ".jejak-held12.tmp",
            ".jejak-folder.tmp",
        ] {
            assert!(folder.join(name).exists(), "{name}");
        }
        for name in others {
            assert!(folder.join(name).exists(), "{name}");
        }
        #[cfg(unix)]
        assert!(folder.join(".jejak-linked.tmp").is_symlink());
        drop(held);
        clear(folder);
        assert!(!folder.join(".jejak-held12.tmp").exists());
    }

    #[test]
    fn one_that_is_written_is_locked() {
        let folder = tempfile::tempdir().unwrap();
        let new = create(folder.path(), true).unwrap();
        new.as_file()
            .set_modified(SystemTime::now() - OLD * 2)
            .unwrap();
        clear(folder.path());
        assert!(new.path().exists());
    }
}
