//! The small sheets of the strip, each made aside, one after the other.

use std::{collections::HashMap, sync::Arc};

use egui::{ColorImage, Context, TextureHandle, TextureOptions};

use crate::{
    deck::{self, Frame},
    export::{PixelSize, render},
    model::{Id, Map, Stop},
    text::Fonts,
    ui::aside::{Aside, Begun},
};

/// A stop of a revision of the map, and how wide its picture is, in pixels.
type PictureOf = (Arc<Map>, Stop, u32);

/// The pictures of the stops that were looked at.
#[derive(Default)]
pub(super) struct Pictures {
    aside: Aside,
    made: HashMap<Id, Made>,
    /// The next one, that is being made.
    begun: Option<(PictureOf, Begun<Option<ColorImage>>)>,
}

struct Made {
    of: PictureOf,
    /// None where nothing could be made.
    texture: Option<TextureHandle>,
}

impl Pictures {
    /// Pictures that are made aside.
    pub(super) fn made(aside: Aside) -> Self {
        Self {
            aside,
            ..Self::default()
        }
    }

    /// What there is of a stop, if only of an earlier revision; has the right one made where that is
    /// missing and nothing else is.
    pub(super) fn of(
        &mut self,
        ctx: &Context,
        (map, stop): (&Arc<Map>, &Stop),
        width: u32,
        fonts: &Fonts,
    ) -> Option<&TextureHandle> {
        let known = self.made.get(&stop.id);
        let is_of_this = known.is_some_and(|made| {
            let (of, shown, wide) = &made.of;
            Arc::ptr_eq(of, map) && is_alike(shown, stop) && *wide == width
        });
        if !is_of_this && self.begun.is_none() {
            let of = (map.clone(), stop.clone(), width);
            let (wanted, fonts) = (of.clone(), fonts.clone());
            let begun = self.aside.begin(ctx, move || picture(&wanted, &fonts));
            self.begun = Some((of, begun));
            self.take(ctx);
        }
        self.made.get(&stop.id)?.texture.as_ref()
    }

    /// What there is of a stop, whatever it is of.
    pub(super) fn known(&self, id: &Id) -> Option<&TextureHandle> {
        self.made.get(id)?.texture.as_ref()
    }

    /// Takes what was made since.
    pub(super) fn take(&mut self, ctx: &Context) {
        let Some((of, begun)) = self.begun.take() else {
            return;
        };
        let texture = match begun.done() {
            Ok(None) => {
                self.begun = Some((of, begun));
                return;
            }
            Ok(Some(image)) => {
                image.map(|image| ctx.load_texture("stop", image, TextureOptions::LINEAR))
            }
            Err(()) => None,
        };
        self.made.insert(of.1.id.clone(), Made { of, texture });
        // There may be another one to be made.
        ctx.request_repaint();
    }

    /// Forgets those that the strip no longer has.
    pub(super) fn keep_only(&mut self, is_there: impl Fn(&Id) -> bool) {
        self.made.retain(|id, _| is_there(id));
    }
}

/// Whether two stops look the same, whatever is said of them.
fn is_alike(a: &Stop, b: &Stop) -> bool {
    let look = |stop: &Stop| (stop.personas.clone(), stop.when, stop.hidden_lanes.clone());
    a.shows == b.shows && a.title == b.title && look(a) == look(b)
}

/// The first sheet of a stop as pixels; blocks.
fn picture((map, stop, width): &PictureOf, fonts: &Fonts) -> Option<ColorImage> {
    let pages = deck::pages(map, stop, Frame::SLIDE, fonts, map.language);
    let scene = &pages.first()?.scene;
    let pixels = render(scene, fonts, PixelSize::Width(*width), false).ok()?;
    let size = [pixels.width as usize, pixels.height as usize];
    Some(ColorImage::from_rgba_unmultiplied(size, &pixels.rgba))
}
