//! The pictures of a file, each once.

use std::collections::HashMap;

use super::package::Package;
use crate::{
    file::picture::upright,
    model::{Picture, PictureFormat},
};

/// The pictures of a file, by where they are in memory.
#[derive(Default)]
pub(super) struct Pictures {
    known: HashMap<usize, String>,
    files: Vec<(String, Picture)>,
    /// So many names are another's.
    taken: usize,
}

impl Pictures {
    /// Beside those that a file has already.
    pub(super) fn beside(package: &Package) -> Self {
        let mut taken = 0;
        for name in package.names() {
            let number = name
                .to_ascii_lowercase()
                .strip_prefix("ppt/media/picture")
                .and_then(|rest| rest.split('.').next()?.parse().ok());
            taken = taken.max(number.unwrap_or(0));
        }
        Self {
            taken,
            ..Self::default()
        }
    }

    /// What the file of a picture is called.
    pub(super) fn file(&mut self, picture: &Picture) -> String {
        if let Some(known) = self.known.get(&picture.address()) {
            return known.clone();
        }
        let ending = match picture.format() {
            PictureFormat::Png => "png",
            PictureFormat::Jpeg => "jpeg",
        };
        let name = format!("picture{}.{ending}", self.taken + self.files.len() + 1);
        self.known.insert(picture.address(), name.clone());
        self.files.push((name.clone(), picture.clone()));
        name
    }

    /// Puts all of them into the file.
    pub(super) fn write(self, package: &mut Package) {
        for (name, picture) in self.files {
            package.add_plain(format!("ppt/media/{name}"), upright(&picture).into_owned());
        }
    }
}
