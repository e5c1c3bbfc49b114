//! The logo of a brand: at the head of a sheet and a page, or at its foot.

use crate::{
    geom::{Point, Rect, Size},
    model::{Color, LogoPlace, Map, Picture, Theme},
};

/// A logo in its place.
#[derive(Debug, Clone, PartialEq)]
pub struct LogoBox {
    /// Of the brand, for the ground that it is on.
    pub picture: Picture,
    /// As wide and high as it is drawn.
    pub rect: Rect,
}

/// A logo and how large it is drawn, where it stands in one of the places.
#[derive(Debug, Clone)]
pub(super) struct Logo<'m> {
    picture: &'m Picture,
    pub size: Size,
}

impl<'m> Logo<'m> {
    /// The one that a map has in a place, in its own shape within a room; `None` where it has none
    /// there.
    pub(super) fn of(map: &'m Map, theme: &Theme, place: LogoPlace, room: Size) -> Option<Self> {
        let brand = map
            .brand
            .as_deref()
            .filter(|brand| brand.logo_at == place)?;
        let picture = brand.logo_on(theme.colors.contrast == Color::WHITE)?;
        let (width, height) = picture.size();
        let (width, height) = (f64::from(width), f64::from(height));
        let by = (room.width / width).min(room.height / height);
        let size = Size::new(width * by, height * by);
        Some(Self { picture, size })
    }

    /// Ends at a place on the right, its middle at a height.
    pub(super) fn ending_at(&self, right: f64, middle: f64) -> LogoBox {
        let at = Point::new(right - self.size.width, middle - self.size.height / 2.0);
        LogoBox {
            picture: self.picture.clone(),
            rect: Rect::from_origin_size(at, self.size),
        }
    }
}
