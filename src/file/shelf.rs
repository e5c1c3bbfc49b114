//! A folder of maps that a person keeps as templates of their own.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{disk, load::save};
use crate::model::Map;

/// A map on the shelf.
#[derive(Debug, Clone, PartialEq)]
pub struct ShelvedMap {
    /// The name that it was given: that of its file, without the ending.
    pub name: String,
    /// Where its file lies.
    pub path: PathBuf,
    /// What the file holds.
    pub map: Map,
}

const ENDING: &str = "journey";

/// What lies in the folder, by name; what cannot be read is left out.
pub fn list(folder: &Path) -> Vec<ShelvedMap> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut kept: Vec<ShelvedMap> = entries
        .filter_map(|entry| {
            let path = entry.path();
            let is_map = path.extension().is_some_and(|ending| ending == ENDING);
            let name = path.file_stem()?.to_str().filter(|_| is_map)?.to_owned();
            let map = disk::open(&path).ok()?.map;
            Some(ShelvedMap { name, path, map })
        })
        .collect();
    kept.sort_by_cached_key(|kept| (kept.name.to_lowercase(), kept.name.clone()));
    kept
}

/// Where the map of a name lies; the name has to be one that a system takes for a file.
pub fn place(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}.{ENDING}"))
}

/// Puts a map on the shelf, in the place of one of the same name. When the map was last held
/// against reality says nothing of those that are begun with it, and stays behind.
pub fn keep(folder: &Path, name: &str, map: &Map) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut map = map.clone();
    map.reviewed = None;
    disk::write(&place(folder, name), &save(&map))
}

/// Takes a map off the shelf; that it is gone already is no failure.
pub fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::{load, samples};

    #[test]
    fn what_is_kept_is_found_by_name_and_can_be_removed() {
        let outside = tempfile::tempdir().unwrap();
        let folder = outside.path().join("templates");
        assert_eq!(list(&folder), []);
        let map = load(samples()[0].bytes).unwrap().map;
        assert!(map.reviewed.is_some());
        keep(&folder, "Pasar malam", &map).unwrap();
        keep(&folder, "a stall", &map).unwrap();
        keep(&folder, "a stall", &map).unwrap();
        fs::write(folder.join("spoilt.journey"), "{").unwrap();
        fs::write(folder.join("notes.txt"), "to do").unwrap();

        let kept = list(&folder);
        let names: Vec<&str> = kept.iter().map(|kept| kept.name.as_str()).collect();
        assert_eq!(names, ["a stall", "Pasar malam"]);
        assert_eq!(kept[0].map.reviewed, None);
        assert_eq!(kept[0].map.lanes, map.lanes);

        remove(&kept[0].path).unwrap();
        remove(&kept[0].path).unwrap();
        assert_eq!(list(&folder).len(), 1);
    }
}
