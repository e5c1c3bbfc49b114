//! The icons of `icons/`, one stroke each on a grid of 24 × 24.

use std::{collections::HashMap, sync::LazyLock};

use crate::geom::{Affine, BezPath, Rect};

/// An icon of the bundled set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Icon(&'static str);

macro_rules! icon_files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../icons/", $name, ".svg")))),*]
    };
}

/// Name and file of each icon, in the order in which a person is offered them.
const FILES: &[(&str, &str)] = icon_files![
    "note",
    "arrow",
    "target",
    "quote",
    "heart",
    "warning",
    "idea",
    "gear",
    "gauge",
    "channels",
    "store",
    "globe",
    "phone",
    "call",
    "mail",
    "chat",
    "tv",
    "people",
    "person",
    "star",
    "conversion",
    "flag",
    "cart",
    "card",
    "truck",
    "box",
    "camera",
    "calendar",
    "clock",
    "map-pin",
    "pointer",
    "search",
    "download",
    "upload",
    "document",
    "folder",
    "key",
    "lock",
    "ticket",
    "qr",
    "event",
    "message",
    "megaphone",
    "gift",
    "handshake",
    "tools",
    "home",
    "car",
    "train",
    "plane",
    "hospital",
    "school",
    "coffee",
    "bag",
    "wallet",
    "chart",
    "checklist",
    "plus",
    "minus",
    "undo",
    "redo",
    "image",
    "link",
    "trash",
    "pencil",
    "copy",
    "eye",
    "eye-off",
    "chevron-left",
    "chevron-right",
    "chevron-up",
    "chevron-down",
    "stage",
    "lane",
    "close",
    "check",
    "fit",
    "print",
    "share",
    "save",
    "keyboard",
    "info",
    "drop",
    "first",
    "last",
    "spotlight",
    "full-screen",
    "present",
];

static PATHS: LazyLock<HashMap<&str, BezPath>> = LazyLock::new(|| {
    FILES
        .iter()
        .map(|(name, file)| (*name, path_of(file)))
        .collect()
});

impl Icon {
    /// The icon of a name; `None` for a name not in the set.
    pub fn named(name: &str) -> Option<Self> {
        FILES
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(known, _)| Self(known))
    }

    /// In the order of the set.
    pub fn all() -> impl Iterator<Item = Self> {
        FILES.iter().map(|(name, _)| Self(name))
    }

    /// That of its file, without the ending.
    pub fn name(self) -> &'static str {
        self.0
    }

    /// The stroke on the grid of 24 × 24.
    pub fn path(self) -> &'static BezPath {
        &PATHS[self.0]
    }

    /// The stroke fitted into a square.
    pub fn path_in(self, rect: Rect) -> BezPath {
        let scale = rect.width() / 24.0;
        Affine::translate(rect.origin().to_vec2()) * Affine::scale(scale) * self.path()
    }
}

/// The `d` of the one path in an icon's file; the set is ours, so a fault in it is a fault here.
fn path_of(file: &'static str) -> BezPath {
    let data = file
        .split_once(" d=\"")
        .and_then(|(_, rest)| rest.split_once('"'))
        .expect("a test reads the path of every icon")
        .0;
    BezPath::from_svg(data).expect("a test reads the path of every icon")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::Shape as _;

    #[test]
    fn every_icon_is_a_path_within_the_grid() {
        for icon in Icon::all() {
            let bounds = icon.path().bounding_box();
            assert!(bounds.width() > 4.0 || bounds.height() > 4.0, "{icon:?}");
            assert!(
                Rect::new(0.5, 0.5, 23.5, 23.5).contains_rect(bounds),
                "{icon:?}: {bounds:?}"
            );
        }
    }
}
