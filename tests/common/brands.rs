//! Three brands that have little in common.

use jejak::{
    file,
    model::{Brand, BrandFace, BrandGround, Color, LogoPlace, Picture},
};

const HEAVY: &[u8] =
    include_bytes!("../../assets/fonts/plus-jakarta-sans/PlusJakartaSans_800ExtraBold.ttf");

fn logo() -> Picture {
    file::picture::import_pixels(300, 60, [11, 37, 69, 200].repeat(300 * 60)).unwrap()
}

/// A bank, a children's brand, one for the night: with each ground, place of the logo and a face of
/// their own.
pub(crate) fn brands() -> [Brand; 3] {
    let house = BrandFace {
        family: "House".to_owned(),
        weight: 800,
        italic: false,
        bytes: HEAVY.into(),
    };
    let brand = |name: &str, colors: &[u32], ground, logo_at| Brand {
        name: name.to_owned(),
        colors: colors.iter().copied().map(Color::hex).collect(),
        ground,
        heading: Some("House".to_owned()),
        faces: vec![house.clone()],
        logo: Some(logo()),
        logo_at,
        foot: "{client} · Confidential · {date} · Page {page} of {pages}".to_owned(),
        client: name.to_owned(),
        ..Brand::default()
    };
    let loud = [0xFF3D7F, 0xFFC400, 0x00B2A9, 0x3D5AFE];
    [
        brand(
            "Bank",
            &[0x0B2545, 0xB08D57],
            BrandGround::White,
            LogoPlace::Head,
        ),
        brand("Toys", &loud, BrandGround::Tinted, LogoPlace::Foot),
        brand(
            "Night",
            &[0xFF6B35, 0x7AE7C7],
            BrandGround::Dark,
            LogoPlace::Head,
        ),
    ]
}
