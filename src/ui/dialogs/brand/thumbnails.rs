//! Pictures of logos in the dialog, as large as there is room for.

use std::{collections::HashMap, sync::Arc};

use egui::{ColorImage, Image, Rect, Ui, vec2};

use crate::{model::Picture, ui::view::Thumbnail};

/// Pictures of logos, given to the screen when they are first shown.
#[derive(Default)]
pub(super) struct Thumbnails(HashMap<usize, (Picture, Option<Thumbnail>)>);

impl Thumbnails {
    pub(super) fn has(&self, picture: &Picture) -> bool {
        self.0.contains_key(&picture.address())
    }

    /// What a picture shows; `None` where it cannot be decoded.
    pub(super) fn add(&mut self, picture: Picture, image: Option<Arc<ColorImage>>) {
        let address = picture.address();
        self.0.insert(address, (picture, image.map(Thumbnail::new)));
    }

    pub(super) fn paint(&self, ui: &Ui, picture: &Picture, room: Rect) {
        let known = self.0.get(&picture.address());
        if let Some((_, Some(thumbnail))) = known {
            let texture = thumbnail.texture(ui.ctx());
            Image::new(texture).paint_at(ui, fitting(picture.size(), room));
        }
    }
}

/// As large as it fits, in the middle.
fn fitting(size: (u32, u32), room: Rect) -> Rect {
    let (width, height) = (size.0.max(1) as f32, size.1.max(1) as f32);
    let scale = (room.width() / width).min(room.height() / height).min(1.0);
    Rect::from_center_size(room.center(), vec2(width, height) * scale)
}
