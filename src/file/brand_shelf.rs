//! A folder of brands that a person keeps as their own.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    brand::{digest_of, read_brand, write_brand},
    disk,
};
use crate::model::{Brand, BrandSource};

/// A brand on the shelf.
#[derive(Debug, Clone, PartialEq)]
pub struct ShelvedBrand {
    /// The name that it was given: that of its file, without the ending.
    pub name: String,
    /// Where its file lies.
    pub path: PathBuf,
    /// What the file holds; its source is that file.
    pub brand: Arc<Brand>,
}

const ENDING: &str = ".brand.json";
/// A larger file is none of ours: faces and logos have bounds.
const MAX_BYTES: u64 = 64 << 20;

/// What lies in the folder, by name; what cannot be read is left out. Blocks.
pub fn list(folder: &Path) -> Vec<ShelvedBrand> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut kept: Vec<ShelvedBrand> = entries.filter_map(|entry| open(&entry.path())).collect();
    kept.sort_by_cached_key(|kept| (kept.name.to_lowercase(), kept.name.clone()));
    kept
}

fn open(path: &Path) -> Option<ShelvedBrand> {
    let file = path.file_name()?.to_str()?;
    let name = file.strip_suffix(ENDING)?.to_owned();
    if fs::metadata(path).ok()?.len() > MAX_BYTES {
        return None;
    }
    let bytes = fs::read(path).ok()?;
    let mut brand = read_brand(&bytes).ok()?;
    brand.source = Some(source(&bytes, file));
    Some(ShelvedBrand {
        name,
        path: path.to_owned(),
        brand: Arc::new(brand),
    })
}

/// Where the brand of a name lies; the name has to be one that a system takes for a file.
pub fn place(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}{ENDING}"))
}

/// Puts a brand on the shelf, in the place of one of the same name, and says what a map that has it
/// says of its source. Where it was taken from before stays behind: from now on this is its source.
pub fn keep(folder: &Path, name: &str, brand: &Brand) -> io::Result<BrandSource> {
    fs::create_dir_all(folder)?;
    let bytes = written(brand);
    let path = place(folder, name);
    disk::write(&path, &bytes)?;
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    Ok(source(&bytes, &file))
}

/// The bytes of a brand's file, without where it was taken from.
pub fn written(brand: &Brand) -> Vec<u8> {
    write_brand(&Brand {
        source: None,
        ..brand.clone()
    })
}

/// Takes a brand off the shelf; that it is gone already is no failure.
pub fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// What a brand says of the file that it was taken from.
pub fn source(bytes: &[u8], file: &str) -> BrandSource {
    BrandSource {
        file: file.chars().take(Brand::MOST_LETTERS).collect(),
        digest: digest_of(bytes),
    }
}

/// Whether two brands say the same, wherever they were taken from.
pub fn say_the_same(a: &Brand, b: &Brand) -> bool {
    let bare = |brand: &Brand| Brand {
        source: None,
        ..brand.clone()
    };
    bare(a) == bare(b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Color;

    #[test]
    fn what_is_kept_is_found_by_name_and_knows_its_source() {
        let outside = tempfile::tempdir().unwrap();
        let folder = outside.path().join("brands");
        assert_eq!(list(&folder), []);
        let brand = Brand {
            name: "Nusa".to_owned(),
            colors: vec![Color::hex(0x0B2545)],
            source: Some(source(b"x", "x.potx")),
            ..Brand::default()
        };
        let first = keep(&folder, "nusa", &brand).unwrap();
        keep(
            &folder,
            "Anak",
            &Brand {
                name: "Anak".to_owned(),
                ..brand.clone()
            },
        )
        .unwrap();
        fs::write(folder.join("spoilt.brand.json"), "{").unwrap();
        fs::write(folder.join("notes.json"), "{}").unwrap();

        let kept = list(&folder);
        let names: Vec<&str> = kept.iter().map(|kept| kept.name.as_str()).collect();
        assert_eq!(names, ["Anak", "nusa"]);
        assert_eq!(kept[1].brand.source.as_ref(), Some(&first));
        assert_eq!(first.file, "nusa.brand.json");
        assert!(say_the_same(&kept[1].brand, &brand));

        let other = Brand {
            colors: vec![Color::hex(0xC9A227)],
            ..brand.clone()
        };
        let second = keep(&folder, "nusa", &other).unwrap();
        assert_ne!(first.digest, second.digest);
        assert!(!say_the_same(&list(&folder)[1].brand, &brand));

        remove(&kept[0].path).unwrap();
        remove(&kept[0].path).unwrap();
        assert_eq!(list(&folder).len(), 1);
    }
}
