//! The faces of a map's brand, for a text that is being written on the sheet.

use std::sync::Arc;

use egui::{
    Context, FontData, FontFamily, FontId, Id,
    epaint::text::{FallbackRequest, FontInsert, FontProvider},
};

use crate::{
    model::TextStyle,
    text::{FaceId, Fonts},
    ui::tokens,
};

/// What the families are called that a face of the sheet is one of.
const PREFIX: &str = "face of the sheet ";

/// Hands faces that the sheet is set in to egui, letter by letter: one that cannot be read is passed
/// over, and what it lacks comes from the window's own.
struct SheetFaces {
    fonts: Fonts,
    /// Not the face that is asked for, but the one that stands in for what that lacks.
    stands_in: bool,
}

impl FontProvider for SheetFaces {
    fn font_for(&self, request: &FallbackRequest<'_>) -> Option<FontInsert> {
        let FontFamily::Name(name) = request.family else {
            return None;
        };
        let asked = FaceId(name.strip_prefix(PREFIX)?.parse().ok()?);
        let (face, name) = match self.stands_in {
            true => (FaceId(0), format!("{PREFIX}0")),
            false => (asked, name.to_string()),
        };
        let data = self.fonts.face(face).data.to_vec();
        Some(FontInsert::new(
            &name,
            FontData::from_owned(data),
            Vec::new(),
        ))
    }
}

/// Makes the faces of a brand known to egui, from its next pass on.
pub(super) fn install(ctx: &Context, fonts: &Fonts) {
    let id = Id::unique(PREFIX);
    if ctx.data(|data| data.get_temp::<bool>(id)).is_none() {
        ctx.data_mut(|data| data.insert_temp(id, true));
        for stands_in in [false, true] {
            let fonts = fonts.clone();
            ctx.add_font_provider(Arc::new(SheetFaces { fonts, stands_in }));
        }
    }
}

/// The font of a style at a size in points: its own where it is a brand's, else the window's.
pub(super) fn font_of(style: &TextStyle, size: f32, fonts: &Fonts) -> FontId {
    match fonts.named_face(style) {
        Some(FaceId(number)) => {
            let name = format!("{PREFIX}{number}");
            FontId::new(size, FontFamily::Name(name.into()))
        }
        None => tokens::sheet_font(style, size),
    }
}
