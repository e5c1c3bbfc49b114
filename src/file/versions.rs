//! The last versions of each map, kept aside whenever it is saved, in a folder of the person's own.
//!
//! Each map has a folder in there, named after where its file lies; in it each version is one file,
//! named after when it was saved and what it holds, so that the same content is kept once.

use std::{
    fs, io,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use super::{disk, stamp::Fingerprint};

/// How many are kept of each map, as many of those that were discarded, and of how many maps.
pub const KEPT: usize = 10;
const MAPS: usize = 300;
const ENDING: &str = "journey";
const DISCARDED: &str = ".discarded";

/// A version that is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// Where it lies.
    pub path: PathBuf,
    /// When it was saved, or given up.
    pub when: SystemTime,
    /// Of what it holds.
    pub print: Fingerprint,
    /// It is unsaved work that somebody gave up, and never was in the file.
    pub is_discarded: bool,
}

/// The versions of the map in a file (its canonical path), the latest first.
pub fn list(root: &Path, file: &Path) -> Vec<Version> {
    in_folder(&folder_of(root, file))
}

/// Keeps what a file holds, or held until now. Of the same content there is one version, that of
/// the later time; beyond [`KEPT`] the oldest go.
pub fn keep(root: &Path, file: &Path, bytes: &[u8], when: SystemTime) -> io::Result<()> {
    put(root, file, bytes, when, false)
}

/// Keeps unsaved work that is given up. What was saved makes no room for it, and is not kept twice.
pub fn keep_discarded(root: &Path, file: &Path, bytes: &[u8], when: SystemTime) -> io::Result<()> {
    put(root, file, bytes, when, true)
}

/// Keeps what a file holds as long as it holds what `print` stands for, so that this is still known
/// when somebody else has saved. `false` where it could not be had.
pub fn keep_base(root: &Path, file: &Path, print: Fingerprint) -> io::Result<bool> {
    if list(root, file).iter().any(|kept| kept.print == print) {
        return Ok(true);
    }
    let Ok((bytes, stamp)) = disk::read(file) else {
        return Ok(false);
    };
    let is_map = bytes.trim_ascii_start().starts_with(b"{");
    if stamp.print != print || !is_map {
        return Ok(false);
    }
    keep(
        root,
        file,
        &bytes,
        stamp.modified.unwrap_or(SystemTime::UNIX_EPOCH),
    )?;
    Ok(true)
}

fn put(
    root: &Path,
    file: &Path,
    bytes: &[u8],
    when: SystemTime,
    is_discarded: bool,
) -> io::Result<()> {
    let folder = folder_of(root, file);
    disk::create_private_folder(root)?;
    disk::create_private_folder(&folder)?;
    let since = when.duration_since(SystemTime::UNIX_EPOCH);
    let millis = since.map_or(0, |since| since.as_millis());
    let print = Fingerprint::of(bytes);
    let mark = if is_discarded { DISCARDED } else { "" };
    let path = folder.join(format!("{millis:015}-{print}{mark}.{ENDING}"));
    let same = in_folder(&folder).into_iter().find(|v| v.print == print);
    match same {
        Some(same) if is_discarded && !same.is_discarded => {}
        Some(same) if is_discarded == same.is_discarded && same.path >= path => {}
        Some(same) => fs::rename(&same.path, &path)?,
        None => disk::write_private(&path, bytes)?,
    }
    let (discarded, saved): (Vec<_>, Vec<_>) = in_folder(&folder)
        .into_iter()
        .partition(|version| version.is_discarded);
    for versions in [discarded, saved] {
        for version in versions.into_iter().skip(KEPT) {
            fs::remove_file(&version.path)?;
        }
    }
    thin_out(root, &folder)
}

fn folder_of(root: &Path, file: &Path) -> PathBuf {
    let print = Fingerprint::of(file.as_os_str().as_encoded_bytes());
    root.join(print.to_string())
}

fn in_folder(folder: &Path) -> Vec<Version> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut versions: Vec<Version> = entries
        .filter_map(|entry| {
            let path = entry.path();
            let name = path.file_stem()?.to_str()?;
            let saved = name.strip_suffix(DISCARDED);
            let (millis, print) = saved.unwrap_or(name).split_once('-')?;
            Some(Version {
                is_discarded: saved.is_some(),
                when: SystemTime::UNIX_EPOCH + Duration::from_millis(millis.parse().ok()?),
                print: Fingerprint::parse(print)?,
                path,
            })
        })
        .collect();
    versions.sort_by(|a, b| b.path.cmp(&a.path));
    versions
}

/// Drops the maps that were not saved for longest, when there are too many.
fn thin_out(root: &Path, but: &Path) -> io::Result<()> {
    let folders = fs::read_dir(root)?.flatten().map(|entry| entry.path());
    let mut folders: Vec<PathBuf> = folders.filter(|path| path.is_dir()).collect();
    if folders.len() <= MAPS {
        return Ok(());
    }
    folders.sort_by_cached_key(|folder| in_folder(folder).first().map(|version| version.when));
    let too_many = folders.len() - MAPS;
    let old = folders.iter().filter(|folder| *folder != but);
    old.take(too_many).try_for_each(fs::remove_dir_all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(secs: u64) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(secs)
    }

    fn contents(root: &Path, file: &str) -> Vec<(String, u64)> {
        let versions = list(root, Path::new(file)).into_iter();
        let read = versions.map(|version| {
            let since = version.when.duration_since(at(0)).unwrap();
            let text = fs::read_to_string(&version.path).unwrap();
            (text, since.as_secs())
        });
        read.collect()
    }

    #[test]
    fn the_last_ten_are_kept_each_content_once() {
        let root = tempfile::tempdir().unwrap();
        let root = &root.path().join("versions");
        for number in 1..=12 {
            let text = format!("version {number}");
            keep(root, Path::new("/a"), text.as_bytes(), at(number)).unwrap();
        }
        keep(root, Path::new("/b"), b"other", at(1)).unwrap();
        let kept = contents(root, "/a");
        assert_eq!(kept.len(), KEPT);
        assert_eq!(kept[0], ("version 12".to_owned(), 12));
        assert_eq!(kept[9], ("version 3".to_owned(), 3));

        keep(root, Path::new("/a"), b"version 5", at(20)).unwrap();
        keep(root, Path::new("/a"), b"version 9", at(2)).unwrap();
        let kept = contents(root, "/a");
        assert_eq!(kept.len(), KEPT);
        assert_eq!(kept[0], ("version 5".to_owned(), 20));
        assert!(kept.contains(&("version 9".to_owned(), 9)));
        assert_eq!(contents(root, "/b"), [("other".to_owned(), 1)]);
        assert_eq!(contents(root, "/c"), []);
    }

    #[test]
    fn what_was_discarded_is_kept_beside_what_was_saved() {
        let root = tempfile::tempdir().unwrap();
        let root = &root.path().join("versions");
        let file = Path::new("/a");
        for number in 1..=KEPT as u64 {
            let text = format!("saved {number}");
            keep(root, file, text.as_bytes(), at(100 + number)).unwrap();
        }
        keep_discarded(root, file, b"given up", at(1)).unwrap();
        keep_discarded(root, file, b"saved 3", at(200)).unwrap();
        let kept = list(root, file);
        assert_eq!(kept.len(), KEPT + 1, "no other had to go");
        let discarded: Vec<_> = kept.iter().filter(|kept| kept.is_discarded).collect();
        assert_eq!(discarded.len(), 1);
        assert_eq!(fs::read(&discarded[0].path).unwrap(), b"given up");
        assert_eq!(discarded[0].when, at(1));
        // Once it is saved after all, it is a version like the others.
        keep(root, file, b"given up", at(300)).unwrap();
        let kept = list(root, file);
        assert_eq!((kept.len(), kept[0].when), (KEPT, at(300)));
        assert!(kept.iter().all(|kept| !kept.is_discarded));
    }

    #[test]
    fn what_work_began_with_is_kept_while_it_is_there() {
        let folder = tempfile::tempdir().unwrap();
        let root = &folder.path().join("versions");
        let file = &folder.path().join("mine.journey");
        fs::write(file, "{one}").unwrap();
        let base = Fingerprint::of(b"{one}");
        assert!(keep_base(root, file, base).unwrap());
        fs::write(file, "{two}").unwrap();
        assert!(keep_base(root, file, base).unwrap(), "it is kept already");
        assert!(!keep_base(root, file, Fingerprint::of(b"{old}")).unwrap());
        assert_eq!(list(root, file).len(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_can_read_them() {
        use std::os::unix::fs::PermissionsExt as _;
        let root = tempfile::tempdir().unwrap();
        // As an earlier version of the program left it.
        let root = root.path().join("data/versions");
        fs::create_dir_all(&root).unwrap();
        fs::set_permissions(&root, fs::Permissions::from_mode(0o755)).unwrap();
        keep(&root, Path::new("/a"), b"text", at(1)).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let version = &list(&root, Path::new("/a"))[0].path;
        assert_eq!(mode(version), 0o600);
        assert_eq!(mode(version.parent().unwrap()), 0o700);
        assert_eq!(mode(&root), 0o700);
    }

    #[test]
    fn the_maps_that_were_saved_long_ago_make_room() {
        let root = tempfile::tempdir().unwrap();
        for number in 0..=MAPS as u64 {
            let file = format!("/{number}");
            // The one that comes last is the oldest.
            let when = at(MAPS as u64 + 1 - number);
            keep(root.path(), Path::new(&file), b"text", when).unwrap();
        }
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), MAPS);
        assert_eq!(contents(root.path(), &format!("/{MAPS}")).len(), 1);
        assert_eq!(contents(root.path(), &format!("/{}", MAPS - 1)), []);
    }
}
