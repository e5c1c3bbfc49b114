//! Small pictures of the maps of late, kept in the cache folder and made anew where a file is newer.

use std::{
    fs,
    io::Cursor,
    path::{Path, PathBuf},
    sync::{Arc, atomic::AtomicBool},
};

use crate::{
    export::{Format, Options, PixelSize, export},
    file::{self, disk, stamp::Fingerprint},
    layout::Layout,
    model::Map,
    scene::Scene,
    text::Fonts,
};

/// In pixels.
const WIDTH: u32 = 256;
/// Larger files and pictures are left alone, in bytes.
const MOST_OF_FILE: u64 = 8 << 20;
const MOST_OF_PICTURE: u64 = 1 << 20;
/// No map is higher than that beside its width.
const MOST_HEIGHT: u32 = 8 * WIDTH;

/// The picture of the map in a file; `None` where there is nothing to be seen. Blocks.
pub(super) fn thumbnail(
    folder: &Path,
    file: &Path,
    fonts: &Fonts,
) -> Option<Arc<egui::ColorImage>> {
    let kept = place(folder, file);
    let about = fs::metadata(file).ok()?;
    let is_fresh = fs::metadata(&kept).is_ok_and(|kept| {
        let age = kept.modified().ok().zip(about.modified().ok());
        age.is_some_and(|(kept, file)| kept >= file)
    });
    let known = is_fresh.then(|| read(&kept)).flatten();
    if known.is_some() {
        return known;
    }
    if about.len() > MOST_OF_FILE {
        return None;
    }
    let (bytes, _) = disk::read(file).ok()?;
    let picture = picture(&file::load(&bytes).ok()?.map, fonts)?;
    // Where it cannot be kept, it is made again the next time.
    let _ = fs::create_dir_all(folder).and_then(|()| fs::write(&kept, &picture));
    decode(&picture)
}

/// Takes away the pictures of all other files.
pub(super) fn clear_all_but(folder: &Path, files: &[PathBuf]) {
    let wanted: Vec<PathBuf> = files.iter().map(|file| place(folder, file)).collect();
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for path in entries.flatten().map(|entry| entry.path()) {
        let is_ours = path.extension().is_some_and(|ending| ending == "png");
        if is_ours && !wanted.contains(&path) {
            let _ = fs::remove_file(path);
        }
    }
}

fn place(folder: &Path, file: &Path) -> PathBuf {
    let name = file.canonicalize().unwrap_or_else(|_| file.to_owned());
    let print = Fingerprint::of(name.as_os_str().as_encoded_bytes());
    folder.join(format!("{print}.png"))
}

fn picture(map: &Map, fonts: &Fonts) -> Option<Vec<u8>> {
    let scene = Scene::new(&Layout::new(map, fonts, None), None);
    let options = Options {
        format: Format::Png,
        size: PixelSize::Width(WIDTH),
        without_map: true,
        ..Options::default()
    };
    export(&scene, fonts, &options, &|_| (), &AtomicBool::new(false)).ok()
}

fn read(kept: &Path) -> Option<Arc<egui::ColorImage>> {
    let length = fs::metadata(kept).ok()?.len();
    let bytes = (length <= MOST_OF_PICTURE).then(|| fs::read(kept).ok())??;
    decode(&bytes)
}

fn decode(bytes: &[u8]) -> Option<Arc<egui::ColorImage>> {
    let mut reader = image::ImageReader::new(Cursor::new(bytes));
    reader.set_format(image::ImageFormat::Png);
    let mut limits = image::Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(2 * WIDTH), Some(MOST_HEIGHT));
    reader.limits(limits);
    let image = reader.decode().ok()?.into_rgba8();
    let size = [image.width() as usize, image.height() as usize];
    let image = egui::ColorImage::from_rgba_unmultiplied(size, image.as_raw());
    Some(Arc::new(image))
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::*;
    use crate::file::samples;

    #[test]
    fn a_picture_is_kept_until_its_file_is_newer() {
        let folder = tempfile::tempdir().unwrap();
        let (cache, map) = (folder.path().join("cache"), folder.path().join("a.journey"));
        fs::write(&map, samples()[0].bytes).unwrap();
        let fonts = Fonts::bundled();
        let first = thumbnail(&cache, &map, &fonts).unwrap();
        assert_eq!(first.size[0], WIDTH as usize);
        let kept = place(&cache, &map);
        assert!(kept.exists());
        // What is kept is what is shown, as long as the file is older.
        let other = place(&cache, &folder.path().join("b.journey"));
        fs::write(&other, picture(&Map::default(), &fonts).unwrap()).unwrap();
        fs::copy(&other, &kept).unwrap();
        assert_ne!(thumbnail(&cache, &map, &fonts).unwrap(), first);
        let later = SystemTime::now() + Duration::from_secs(60);
        let file = fs::File::options().write(true).open(&map).unwrap();
        file.set_modified(later).unwrap();
        assert_eq!(thumbnail(&cache, &map, &fonts).unwrap(), first);

        clear_all_but(&cache, std::slice::from_ref(&map));
        assert!(kept.exists() && !other.exists());
        assert_eq!(thumbnail(&cache, &folder.path().join("none"), &fonts), None);
    }
}
