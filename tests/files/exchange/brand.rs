//! Brands out of office files as they are met: with themes of their own and untouched ones, several
//! masters, odd encodings, and what cannot be read.

use jejak::{
    exchange::brand::{self, BrandNote, BrandWay, FoundBrand, FoundName, NoBrandKind},
    file::picture,
    model::{Color, Picture},
    words::Language,
};

use crate::hostile::package::{slides, zip};

const TYPES: &str = "<Types/>";

fn theme(name: &str, accents: [&str; 6], fonts: [&str; 2]) -> String {
    let accents = accents.iter().enumerate().map(|(n, rgb)| {
        let n = n + 1;
        format!("<a:accent{n}><a:srgbClr val=\"{rgb}\"/></a:accent{n}>")
    });
    let accents: String = accents.collect();
    let [heading, body] = fonts;
    format!(
        "<?xml version=\"1.0\"?><a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" name=\"{name}\"><a:themeElements><a:clrScheme name=\"x\"><a:dk1><a:sysClr val=\"windowText\" lastClr=\"000000\"/></a:dk1><a:lt1><a:sysClr val=\"window\" lastClr=\"FFFFFF\"/></a:lt1><a:dk2><a:srgbClr val=\"44546A\"/></a:dk2><a:lt2><a:srgbClr val=\"E7E6E6\"/></a:lt2>{accents}</a:clrScheme><a:fontScheme name=\"x\"><a:majorFont><a:latin typeface=\"{heading}\"/><a:ea typeface=\"Meiryo\"/></a:majorFont><a:minorFont><a:latin typeface=\"{body}\"/></a:minorFont></a:fontScheme></a:themeElements></a:theme>"
    )
}

const OFFICE: [&str; 6] = ["4472C4", "ED7D31", "A5A5A5", "FFC000", "5B9BD5", "70AD47"];
const OWN: [&str; 6] = ["0B2545", "C9A227", "00A86B", "8D99AE", "D7263D", "1B998B"];

fn filled(fill: &str) -> String {
    format!("<p:sp><p:spPr><a:solidFill>{fill}</a:solidFill></p:spPr></p:sp>")
}

fn sheet(root: &str, shapes: &str) -> String {
    format!(
        "<p:{root}><p:cSld><p:spTree>{shapes}</p:spTree></p:cSld><p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent2\" accent2=\"accent1\"/></p:{root}>"
    )
}

fn relations(targets: &[(&str, &str)]) -> String {
    let of = targets.iter().enumerate().map(|(n, (kind, target))| {
        format!("<Relationship Id=\"r{}\" Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/{kind}\" Target=\"{target}\"/>", n + 1)
    });
    format!("<Relationships>{}</Relationships>", of.collect::<String>())
}

fn read(bytes: &[u8]) -> FoundBrand {
    let found = brand::read(bytes, "Corporate.potx", Language::English);
    found.unwrap_or_else(|why| panic!("{}", why.describe(Language::English)))
}

fn packed(files: &[(&str, String)]) -> Vec<u8> {
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(name, text)| (*name, text.as_bytes()))
        .collect();
    zip(&files)
}

fn hexes(colors: &[Color]) -> Vec<String> {
    colors.iter().map(|color| brand::hex(*color)).collect()
}

#[test]
fn a_theme_of_its_own_gives_its_accents_those_that_are_used_most_first() {
    let theme = theme("Bank Nusa", OWN, ["Libre Baskerville", "Source Sans 3"]);
    // The map of the master turns the first two accents around.
    let used = filled("<a:schemeClr val=\"accent1\"/>").repeat(5)
        + &filled("<a:schemeClr val=\"accent3\"/>");
    let found = read(&slides(
        theme.as_bytes(),
        sheet("sldMaster", &used).as_bytes(),
    ));
    assert_eq!(found.way, BrandWay::Office);
    assert_eq!(found.brand.name, "Bank Nusa");
    let colors = hexes(&found.brand.colors);
    assert_eq!(colors[..3], ["#C9A227", "#00A86B", "#0B2545"], "{colors:?}");
    assert_eq!(found.brand.heading.as_deref(), Some("Libre Baskerville"));
    assert_eq!(found.brand.body.as_deref(), Some("Source Sans 3"));
    assert_eq!(found.fonts, ["Libre Baskerville", "Source Sans 3"]);
    assert_eq!(found.colors[0].name, FoundName::Accent(2));
    assert_eq!(found.colors[0].uses, Some(5));
    let told = found.colors[0].describe(Language::English);
    assert_eq!(told, "Accent 2, used 5 times");
}

#[test]
fn an_untouched_theme_gives_way_to_what_the_slides_use_and_that_is_told() {
    let theme = theme("Office Theme", OFFICE, ["Calibri Light", "Calibri"]);
    let used = filled("<a:srgbClr val=\"C41E3A\"/>").repeat(6)
        + &filled("<a:srgbClr val=\"1D3557\"/>").repeat(4)
        + &filled("<a:srgbClr val=\"00FF00\"/>")
        + &filled("<a:schemeClr val=\"accent4\"/>");
    let found = read(&slides(
        theme.as_bytes(),
        sheet("sldMaster", &used).as_bytes(),
    ));
    assert_eq!(hexes(&found.brand.colors), ["#C41E3A", "#1D3557"]);
    assert_eq!(found.brand.name, "Corporate");
    assert_eq!((&found.brand.heading, &found.brand.body), (&None, &None));
    assert_eq!(
        found.notes,
        [
            BrandNote::UntouchedTheme,
            BrandNote::UntouchedFonts("Calibri Light, Calibri".to_owned())
        ]
    );
    let bare = read(&slides(theme.as_bytes(), sheet("sldMaster", "").as_bytes()));
    assert_eq!(bare.notes[0], BrandNote::OnlyUntouched);
    assert!(bare.brand.colors.contains(&Color::hex(0x4472C4)));
}

fn logo(rgba: [u8; 4], ground: [u8; 4]) -> Vec<u8> {
    let pixels = (0..40 * 20).flat_map(|at| if (at % 40) < 20 { rgba } else { ground });
    let picture = picture::import_logo_pixels(40, 20, pixels.collect()).expect("pixels");
    picture.encoded().to_vec()
}

#[test]
fn slides_follow_their_masters_and_pictures_of_those_are_offered_as_logos() {
    let [dark, pale] = [
        logo([0x0B, 0x25, 0x45, 255], [255; 4]),
        logo([255; 4], [0; 4]),
    ];
    let picture = |id: &str, side: u64| {
        format!(
            "<p:pic><p:blipFill><a:blip r:embed=\"{id}\"/></p:blipFill><p:spPr><a:xfrm><a:ext cx=\"{side}\" cy=\"{side}\"/></a:xfrm></p:spPr></p:pic>"
        )
    };
    // The third picture covers the slide, the fourth is a drawing.
    let pictures = [
        picture("r2", 900_000),
        picture("r3", 900_000),
        picture("r4", 9_000_000),
        picture("r5", 900_000),
    ];
    let first = theme("First", OWN, ["Lora", "Inter"]);
    let second = theme(
        "Second",
        ["FF00AA", "00AAFF", "A5A5A5", "777777", "888888", "999999"],
        ["Lora", "Inter"],
    );
    let texts = [
        ("[Content_Types].xml", TYPES.to_owned()),
        ("ppt/presentation.xml", "<p:presentation><p:sldMasterIdLst><p:sldMasterId id=\"1\" r:id=\"r2\"/><p:sldMasterId id=\"2\" r:id=\"r1\"/></p:sldMasterIdLst></p:presentation>".to_owned()),
        ("ppt/_rels/presentation.xml.rels", relations(&[("slideMaster", "slideMasters/slideMaster1.xml"), ("slideMaster", "/ppt/slideMasters/slideMaster2.xml")])),
        ("ppt/theme/theme1.xml", second),
        ("ppt/theme/theme2.xml", first),
        ("themeVariants/variant1/theme/theme/theme1.xml", theme("Variant", OFFICE, ["A", "B"])),
        ("ppt/slideMasters/slideMaster1.xml", sheet("sldMaster", "")),
        ("ppt/slideMasters/_rels/slideMaster1.xml.rels", relations(&[("theme", "../theme/theme1.xml")])),
        ("ppt/slideMasters/slideMaster2.xml", sheet("sldMaster", &pictures.concat())),
        ("ppt/slideMasters/_rels/slideMaster2.xml.rels", relations(&[("theme", "../theme/theme2.xml"), ("image", "../media/a.png"), ("image", "../media/b.png"), ("image", "../media/a.png"), ("image", "../media/c.emf")])),
        ("ppt/slideLayouts/slideLayout1.xml", sheet("sldLayout", "").replace("clrMap", "other")),
        ("ppt/slideLayouts/_rels/slideLayout1.xml.rels", relations(&[("slideMaster", "../slideMasters/slideMaster2.xml")])),
        ("ppt/slides/slide1.xml", sheet("sld", &filled("<a:schemeClr val=\"accent1\"/>").repeat(3)).replace("clrMap", "other")),
        ("ppt/slides/_rels/slide1.xml.rels", relations(&[("slideLayout", "../slideLayouts/slideLayout1.xml")])),
    ];
    let mut files: Vec<(&str, &[u8])> = texts
        .iter()
        .map(|(name, text)| (*name, text.as_bytes()))
        .collect();
    files.extend([
        ("ppt/media/a.png", &dark[..]),
        ("ppt/media/b.png", &pale[..]),
        ("ppt/media/c.emf", &b"\x01\0\0\0"[..]),
    ]);
    let found = read(&zip(&files));
    assert_eq!(found.brand.name, "First", "the first of the presentation");
    assert_eq!(brand::hex(found.brand.colors[0]), "#C9A227");
    assert_eq!(found.colors[0].uses, Some(3));
    assert!(found.colors.iter().any(|c| c.color == Color::hex(0xFF00AA)));
    assert!(found.notes.contains(&BrandNote::SeveralMasters(2)));
    assert!(found.notes.contains(&BrandNote::Drawing));
    assert_eq!(found.logos.len(), 2);
    assert_eq!(found.brand.logo.as_ref().map(Picture::size), Some((40, 20)));
    assert_eq!(found.brand.logo.as_ref(), Some(&found.logos[0]));
    assert_eq!(found.brand.logo_on_dark.as_ref(), Some(&found.logos[1]));
}

#[test]
fn parts_in_utf_16_are_read() {
    let theme = format!("\u{FEFF}{}", theme("Nusa", OWN, ["Lora", "Inter"]));
    let theme: Vec<u8> = theme.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let found = read(&slides(&theme, sheet("sldMaster", "").as_bytes()));
    assert_eq!(found.brand.name, "Nusa");
    assert_eq!(found.brand.heading.as_deref(), Some("Lora"));
}

#[test]
fn what_gives_no_brand_says_what_helps() {
    let kind = |bytes: &[u8]| {
        let why = brand::read(bytes, "a.potx", Language::English).expect_err("nothing is there");
        let told = why.describe(Language::English);
        assert!(told.len() > 15, "{told}");
        why.kind
    };
    let master = sheet("sldMaster", "");
    let empty = packed(&[
        ("[Content_Types].xml", TYPES.to_owned()),
        ("ppt/slideMasters/slideMaster1.xml", master.clone()),
    ]);
    assert_eq!(kind(&empty), NoBrandKind::NoTheme);
    assert_eq!(
        kind(&slides(b"<a:theme/>", master.as_bytes())),
        NoBrandKind::NoTheme
    );
    assert_eq!(
        kind(&packed(&[("a.txt", "a".to_owned())])),
        NoBrandKind::NoOffice
    );
    assert_eq!(kind(&empty[..empty.len() - 30]), NoBrandKind::NoOffice);
    let locked = [&b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"[..], &[0; 600]].concat();
    assert_eq!(kind(&locked), NoBrandKind::Locked);
    // A part that says it is larger than all that is read.
    let mut bomb = slides(theme("N", OWN, ["A", "B"]).as_bytes(), master.as_bytes());
    let entry = bomb
        .windows(4)
        .position(|piece| piece == b"PK\x01\x02")
        .expect("a directory");
    bomb[entry + 24..entry + 28].copy_from_slice(&0x7FFF_FFFF_u32.to_le_bytes());
    assert_eq!(kind(&bomb), NoBrandKind::Unpacked);
}
