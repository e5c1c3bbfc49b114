//! The three formats against each other, against an SVG renderer that is not ours, and against
//! texts that nobody should write.

mod deck;
mod ground;

use std::{
    cell::RefCell,
    io::{Cursor, Read as _},
    path::Path,
    sync::{
        Arc, LazyLock,
        atomic::{AtomicBool, Ordering},
    },
};

use flate2::read::ZlibDecoder;
use resvg::{tiny_skia, usvg};

use super::{pdf::in_reading_order, *};
use crate::{
    file,
    geom::{BezPath, Circle, Rect, Size},
    layout::{Align, Layout},
    model::{Color, TextRole, TextStyle},
    scene::{
        Band, Chunk, Icon, Item, Paint, PlacedBand, Shape, Stroke, Subject, Text, picture::Pixels,
    },
    text::{Run, more_fonts},
    words::Language,
};

static FONTS: LazyLock<Fonts> = LazyLock::new(|| Fonts::with(more_fonts::MORE_SCRIPTS));

const INK: Color = Color::hex(0x1D2433);

fn style(size: f64) -> TextStyle {
    TextStyle {
        family: "Plus Jakarta Sans".into(),
        size,
        weight: 500,
        italic: false,
        tracking: 0.0,
        line_height: size * 1.4,
    }
}

/// Texts, each on a line of its own.
fn texts(texts: &[(&str, TextStyle)]) -> Vec<Item> {
    let mut top = 10.0;
    let mut items = Vec::new();
    for (text, style) in texts {
        let paragraph = FONTS.paragraph(text, style, None);
        let size = (paragraph.width, paragraph.height);
        top += paragraph.height;
        items.push(Item::Text(Text {
            rect: Rect::from_origin_size((12.0, top - paragraph.height), size),
            paragraph,
            align: Align::Start,
            role: TextRole::Card,
            color: INK,
        }));
    }
    items
}

/// Every kind of item and paint that holds no text.
fn figures() -> Vec<Item> {
    let fill = |shape, color, opacity| Item::Fill {
        shape,
        color: Color::hex(color),
        opacity,
    };
    let stroke = |shape, width, dash, round, paint| Item::Stroke {
        shape,
        stroke: Stroke { width, dash, round },
        paint,
    };
    let rect = |x0, y0, x1, y1, radius| Shape::Rect {
        rect: Rect::new(x0, y0, x1, y1),
        radius,
    };
    let path = |data| Shape::Path(Arc::new(BezPath::from_svg(data).unwrap()));
    vec![
        fill(rect(10.0, 10.0, 60.5, 40.0, 8.0), 0xF7F8FB, 1.0),
        fill(rect(70.0, 10.0, 100.0, 30.0, 99.0), 0x5B5BD6, 0.5),
        fill(
            Shape::Circle(Circle::new((130.0, 25.0), 12.25)),
            0x0C8077,
            1.0,
        ),
        stroke(
            rect(10.0, 50.0, 60.0, 80.0, 0.0),
            1.0,
            Some((6.0, 4.0)),
            false,
            Paint::Solid(Color::hex(0x98A2B3)),
        ),
        stroke(
            path("M70 80C90 40 110 40 130 80L140 60"),
            3.0,
            None,
            true,
            Paint::Vertical {
                top: 40.0,
                bottom: 80.0,
                stops: vec![
                    (0.0, Color::hex(0x1F8457)),
                    (0.5, Color::hex(0xE5B33C)),
                    (1.0, Color::hex(0xD03B3E)),
                ],
            },
        ),
        Item::Icon {
            icon: Icon::named("note").unwrap(),
            rect: Rect::new(150.0, 10.0, 174.0, 34.0),
            color: INK,
            width: 1.8,
        },
    ]
}

fn scene(width: f64, height: f64, items: Vec<Item>) -> Scene {
    let chunk = Chunk {
        marks: Vec::new(),
        subject: Subject::Legend,
        bounds: Rect::new(0.0, 0.0, width, height),
        items,
    };
    let band = Band {
        chunks: vec![chunk],
    };
    let bands = vec![PlacedBand {
        y: 4.0,
        band: Arc::new(band),
    }];
    Scene::from_bands(Size::new(width, height), Color::WHITE, bands)
}

/// The map of buying a car.
fn sample() -> Scene {
    let map = file::load(file::samples()[0].bytes).unwrap().map;
    Scene::new(&Layout::new(&map, &FONTS, None), None)
}

fn bytes(scene: &Scene, options: &Options) -> Vec<u8> {
    export(scene, &FONTS, options, &|_| (), &AtomicBool::new(false)).unwrap()
}

fn svg(scene: &Scene, letters: Letters) -> String {
    let options = Options {
        format: Format::Svg,
        letters,
        ..Options::default()
    };
    String::from_utf8(bytes(scene, &options)).unwrap()
}

fn png(scene: &Scene, size: PixelSize, transparent: bool) -> Vec<u8> {
    let options = Options {
        size,
        backdrop: match transparent {
            true => Backdrop::Transparent,
            false => Backdrop::White,
        },
        ..Options::default()
    };
    bytes(scene, &options)
}

fn pdf(scene: &Scene, page: PageSize) -> Vec<u8> {
    let about = About {
        title: "Peta".to_owned(),
        author: "Dewi".to_owned(),
        language: Language::Indonesian,
        ..About::default()
    };
    let options = Options {
        format: Format::Pdf,
        page,
        about,
        ..Options::default()
    };
    bytes(scene, &options)
}

struct Decoded {
    color: ::png::ColorType,
    pixels_per_metre: u32,
    pixels: Pixels,
}

/// Reads a PNG; an opaque one gets its alpha.
fn decode(png: &[u8]) -> Decoded {
    let mut reader = ::png::Decoder::new(Cursor::new(png)).read_info().unwrap();
    let mut data = vec![0; reader.output_buffer_size().unwrap()];
    let frame = reader.next_frame(&mut data).unwrap();
    reader.finish().unwrap();
    let density = reader.info().pixel_dims.unwrap();
    assert_eq!(
        (density.xppu, density.unit),
        (density.yppu, ::png::Unit::Meter)
    );
    if frame.color_type == ::png::ColorType::Rgb {
        data = data
            .chunks_exact(3)
            .flat_map(|rgb| [rgb[0], rgb[1], rgb[2], 255])
            .collect();
    }
    Decoded {
        color: frame.color_type,
        pixels_per_metre: density.xppu,
        pixels: Pixels {
            width: frame.width,
            height: frame.height,
            rgba: data,
        },
    }
}

/// An SVG by resvg, on white, with fonts out of the file itself.
fn draw(svg: &str, scale: f32) -> Pixels {
    let mut options = usvg::Options::default();
    for data in embedded_fonts(svg) {
        options.fontdb_mut().load_font_data(data);
    }
    let tree = usvg::Tree::from_str(svg, &options).unwrap();
    let size = tree.size().to_int_size().scale_by(scale).unwrap();
    let mut pixmap = tiny_skia::Pixmap::new(size.width(), size.height()).unwrap();
    pixmap.fill(tiny_skia::Color::WHITE);
    let transform = tiny_skia::Transform::from_scale(scale, scale);
    resvg::render(&tree, transform, &mut pixmap.as_mut());
    Pixels {
        width: size.width(),
        height: size.height(),
        rgba: pixmap.take(),
    }
}

/// The fonts of an SVG's style sheet, unpacked.
fn embedded_fonts(svg: &str) -> Vec<Vec<u8>> {
    svg.split("data:font/woff;base64,")
        .skip(1)
        .map(|rest| {
            let data = rest.split_once(')').unwrap().0;
            unpack_woff(&base64::Engine::decode(&base64::prelude::BASE64_STANDARD, data).unwrap())
        })
        .collect()
}

/// The font inside a WOFF.
fn unpack_woff(woff: &[u8]) -> Vec<u8> {
    let word = |at: usize| u32::from_be_bytes(woff[at..at + 4].try_into().unwrap());
    let count = usize::from(u16::from_be_bytes(woff[12..14].try_into().unwrap()));
    assert_eq!((&woff[..4], word(8) as usize), (&b"wOFF"[..], woff.len()));
    let mut font = woff[4..8].to_vec();
    font.extend((count as u16).to_be_bytes());
    font.extend([0; 6]);
    let mut tables = Vec::new();
    for entry in (44..).step_by(20).take(count) {
        let [offset, packed, len] = [4, 8, 12].map(|at| word(entry + at) as usize);
        let body = &woff[offset..offset + packed];
        let start = 12 + 16 * count + tables.len();
        if packed < len {
            ZlibDecoder::new(body).read_to_end(&mut tables).unwrap();
        } else {
            tables.extend(body);
        }
        assert_eq!(tables.len(), start + len - 12 - 16 * count);
        tables.resize(tables.len().next_multiple_of(4), 0);
        font.extend(&woff[entry..entry + 4]);
        font.extend(
            [word(entry + 16), start as u32, len as u32]
                .map(u32::to_be_bytes)
                .concat(),
        );
    }
    assert_eq!(word(16) as usize, font.len() + tables.len());
    font.extend(tables);
    font
}

fn on_white(pixels: &Pixels) -> Pixels {
    let rgba = pixels.rgba.chunks(4).flat_map(|pixel| {
        let alpha = u32::from(pixel[3]);
        let mix = |channel: u8| ((u32::from(channel) * alpha + 255 * (255 - alpha)) / 255) as u8;
        [mix(pixel[0]), mix(pixel[1]), mix(pixel[2]), 255]
    });
    Pixels {
        rgba: rgba.collect(),
        ..*pixels
    }
}

/// The mean difference of two pictures' channels, and the share of pixels that differ clearly.
fn difference(a: &Pixels, b: &Pixels) -> (f64, f64) {
    assert_eq!((a.width, a.height), (b.width, b.height));
    let apart: Vec<u8> = a
        .rgba
        .iter()
        .zip(&b.rgba)
        .map(|(a, b)| a.abs_diff(*b))
        .collect();
    let mean = apart.iter().map(|d| f64::from(*d)).sum::<f64>() / apart.len() as f64;
    let clearly = apart
        .chunks(4)
        .filter(|pixel| pixel.iter().any(|d| *d > 48))
        .count();
    (mean, clearly as f64 * 4.0 / apart.len() as f64)
}

const HOSTILE: [&str; 9] = [
    "<script>&\"']]></text>&amp;",
    "bell\u{7} escape\u{1b}[0m nul\u{0} end",
    "\u{301}\u{301}lone marks\u{20dd}",
    "\u{202e}overridden\u{202c} \u{2067}isolated\u{2069} \u{feff}\u{fffe}\u{ffff}",
    "مرحبا (abc 123) بالعالم!",
    "שלום, world",
    "👩‍👩‍👧 🇮🇩 1️⃣ 👍🏽 text 😀",
    "漢字かな交じり文 한국어 ไทย हिन्दी",
    "  spaces   kept  ",
];

fn hostile() -> Scene {
    let italic = TextStyle {
        italic: true,
        weight: 700,
        ..style(20.0)
    };
    let spaced = TextStyle {
        tracking: 2.0,
        ..style(14.0)
    };
    let mut all: Vec<_> = HOSTILE.iter().map(|text| (*text, style(16.0))).collect();
    all.extend([
        ("slanted 😀 <b>", italic),
        ("SPACED", spaced),
        ("", style(9.0)),
    ]);
    let mut items = figures();
    items.extend(texts(&all));
    scene(520.0, 330.0, items)
}

#[test]
fn a_small_scene_as_svg() {
    let mut items = figures();
    items.extend(texts(&[("Fast & free", style(13.0))]));
    let options = Options {
        format: Format::Svg,
        about: About {
            title: "A <map>".to_owned(),
            ..About::default()
        },
        ..Options::default()
    };
    let svg = String::from_utf8(bytes(&scene(200.0, 96.5, items), &options)).unwrap();
    let (start, rest) = svg.split_once("base64,").unwrap();
    let (_, end) = rest.split_once(')').unwrap();
    assert_eq!(format!("{start}base64,…){end}"), GOLDEN);
}

const GOLDEN: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="200" height="96.5" viewBox="0 0 200 96.5" lang="en" role="graphics-document" text-rendering="geometricPrecision" aria-label="A &lt;map&gt;">
<title>A &lt;map&gt;</title>
<style>
@font-face{font-family:'Plus Jakarta Sans';font-weight:500;font-style:normal;src:url(data:font/woff;base64,…) format('woff')}
</style>
<rect width="200" height="96.5" fill="#FFFFFF"/>
<g transform="translate(0 4)">
<rect x="10" y="10" width="50.5" height="30" rx="8" fill="#F7F8FB"/>
<rect x="70" y="10" width="30" height="20" rx="10" fill="#5B5BD6" fill-opacity="0.5"/>
<circle cx="130" cy="25" r="12.25" fill="#0C8077"/>
<rect x="10" y="50" width="50" height="30" fill="none" stroke="#98A2B3" stroke-width="1" stroke-dasharray="6 4"/>
<linearGradient id="gradient-1" gradientUnits="userSpaceOnUse" x1="0" y1="40" x2="0" y2="80"><stop offset="0%" stop-color="#1F8457"/><stop offset="50%" stop-color="#E5B33C"/><stop offset="100%" stop-color="#D03B3E"/></linearGradient>
<path d="m70 80c20-40 40-40 60 0l10-20" fill="none" stroke="url(#gradient-1)" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"/>
<path d="m154 14l16 0l0 11l-5 5l-11 0zm11 16l0-5l5 0" fill="none" stroke="#1D2433" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"/>
<text xml:space="preserve" x="12" y="24.4" font-family="'Plus Jakarta Sans', sans-serif" font-size="13" font-weight="500" fill="#1D2433">Fast &amp; free</text>
</g>
</svg>
"##;

#[test]
fn the_picture_is_the_same_by_any_painter() {
    for scene in [hostile(), sample()] {
        for scale in [1.0, 2.0] {
            let ours = render(&scene, &FONTS, PixelSize::Scale(scale), false).unwrap();
            let theirs = draw(&svg(&scene, Letters::Outlines), scale as f32);
            let (mean, clearly) = difference(&ours, &theirs);
            println!("{scale}: mean {mean:.4}, clearly apart {clearly:.6}");
            assert!(mean < 0.08 && clearly < 0.0003, "{scale}: {mean} {clearly}");
        }
    }
}

#[test]
fn a_part_as_shapes_is_the_part_in_pixels_and_holds_nothing_else() {
    let scene = sample();
    let whole = svg(&scene, Letters::Outlines);
    let (width, height) = (scene.size.width.floor(), scene.size.height.floor());
    for (area, most) in [
        (Rect::new(300.0, 200.0, 700.0, 520.0), whole.len() / 4),
        (Rect::new(0.0, height - 300.0, width, height), whole.len()),
    ] {
        let part = draw_part(&scene, &FONTS, area, "A & B");
        let part = String::from_utf8(part).unwrap();
        assert!(part.contains("<title>A &amp; B</title>") && !part.contains("<text"));
        assert!(part.len() < most, "{} of {}", part.len(), whole.len());
        for scale in [1.0, 2.0] {
            let ours = render_part(&scene, &FONTS, area, scale).unwrap();
            let theirs = draw(&part, scale as f32);
            let (mean, clearly) = difference(&ours, &theirs);
            println!("{scale}: mean {mean:.4}, clearly apart {clearly:.6}");
            assert!(mean < 0.16 && clearly < 0.001, "{scale}: {mean} {clearly}");
        }
    }
}

/// A picture that is dark at the left and light at the right, with a hole or without.
fn with_picture(hole: bool) -> Scene {
    let pixels = image::RgbaImage::from_fn(300, 300, |x, y| {
        let is_hole = hole && x.abs_diff(150) < 40 && y.abs_diff(150) < 40;
        let alpha = if is_hole { 0 } else { 255 };
        image::Rgba([(x * 255 / 300) as u8, (y * 255 / 300) as u8, 80, alpha])
    });
    let mut png = std::io::Cursor::new(Vec::new());
    pixels.write_to(&mut png, image::ImageFormat::Png).unwrap();
    let picture = file::picture::import_portrait(png.get_ref()).unwrap();
    let circle = Circle::new((50.0, 46.0), 31.0);
    let around = Item::Fill {
        shape: Shape::Circle(Circle::new(circle.center, 34.0)),
        color: Color::hex(0x5B5BD6),
        opacity: 1.0,
    };
    scene(
        100.0,
        100.0,
        vec![
            around,
            Item::Picture {
                picture,
                frame: Rect::from_center_size(circle.center, (62.0, 62.0)),
                radius: circle.radius,
            },
        ],
    )
}

#[test]
fn a_picture_is_cut_to_its_circle_by_any_painter() {
    for hole in [false, true] {
        let scene = with_picture(hole);
        for scale in [1.0, 4.0] {
            let ours = render(&scene, &FONTS, PixelSize::Scale(scale), false).unwrap();
            let theirs = draw(&svg(&scene, Letters::Text), scale as f32);
            let (mean, clearly) = difference(&ours, &theirs);
            // The other one skips pixels when it makes a picture smaller.
            assert!(mean < 1.5 && clearly < 0.02, "{scale}: {mean} {clearly}");
            let at = |x: f64, y: f64| {
                let [x, y] = [x, y].map(|v| (v * scale) as u32);
                let start = (y * ours.width + x) as usize * 4;
                [0, 1, 2].map(|k| ours.rgba[start + k])
            };
            let middle = at(50.0, 50.0);
            if hole {
                assert_eq!(middle, [0x5B, 0x5B, 0xD6]);
            } else {
                assert!(
                    middle
                        .iter()
                        .zip([127, 127, 80])
                        .all(|(a, b)| a.abs_diff(b) < 12)
                );
            }
            assert_eq!(at(2.0, 2.0), [255; 3], "nothing beyond the circle");
        }
    }
}

#[test]
fn a_picture_in_a_pdf_is_clipped_and_whole() {
    let (objects, contents) = pdf_parts(&pdf(&with_picture(false), PageSize::Map));
    let has = |wanted: &str| objects.contains(wanted);
    assert!(
        has("/Subtype/Image") && has("/Width 300") && has("/Height 300"),
        "{objects}"
    );
    let page = contents.iter().find(|content| content.contains(" Do"));
    let page = page.expect("the picture is placed");
    let clip = page.find("\nW\nn").or(page.find("W n")).expect("a clip");
    assert!(clip < page.find(" Do").unwrap());
}

#[test]
fn letters_with_embedded_fonts_look_like_outlines() {
    let scene = sample();
    let outlines = draw(&svg(&scene, Letters::Outlines), 1.0);
    let text = svg(&scene, Letters::Text);
    let (mean, clearly) = difference(&outlines, &draw(&text, 1.0));
    assert!(mean < 0.3 && clearly < 0.002, "{mean} {clearly}");
    // Nothing but the fonts in the file can have drawn them.
    let (mean, _) = difference(&outlines, &draw(&text.replace("font/woff", "none"), 1.0));
    assert!(mean > 1.0, "{mean}");
}

#[test]
fn any_text_comes_back_out_of_an_svg() {
    let scene = hostile();
    let svg = svg(&scene, Letters::Text);
    let tree = usvg::roxmltree::Document::parse(&svg).unwrap();
    let shown: Vec<String> = tree
        .descendants()
        .filter(|node| node.has_tag_name("text"))
        .map(|node| {
            node.descendants()
                .filter_map(|n| n.text().filter(|_| n.is_text()))
                .collect()
        })
        .collect();
    for wanted in [
        "<script>&\"']]></text>&amp;",
        "bell escape[0m nul end",
        "  spaces   kept",
        "SPACED",
        "\u{200F}שלום",
    ] {
        assert!(
            shown.iter().any(|text| text.starts_with(wanted)),
            "{wanted:?} in {shown:?}"
        );
    }
    let named: Vec<&str> = tree
        .descendants()
        .filter_map(|node| node.attribute("aria-label"))
        .collect();
    assert!(named.contains(&"😀"), "{named:?}");
    let spaced = tree
        .descendants()
        .find(|node| node.text() == Some("SPACED"))
        .unwrap();
    assert_eq!(spaced.attribute("letter-spacing"), Some("2"));
    let outlined = super::tests::svg(&scene, Letters::Outlines);
    assert!(!outlined.contains("<text") && !outlined.contains("font"));
}

#[test]
fn an_embedded_font_holds_what_is_in_use_and_no_more() {
    use skrifa::MetadataProvider as _;
    let scene = scene(100.0, 40.0, texts(&[("Ångström fi", style(13.0))]));
    let svg = svg(&scene, Letters::Text);
    let [part] = <[Vec<u8>; 1]>::try_from(embedded_fonts(&svg)).unwrap();
    let Item::Text(Text { paragraph, .. }) = &scene.bands[0].band.chunks[0].items[0] else {
        panic!("the scene is one text");
    };
    let whole = FONTS.face(paragraph.lines[0].runs[0].face);
    let part = skrifa::FontRef::new(&part).unwrap();
    let whole = skrifa::FontRef::new(&whole.data).unwrap();
    let bounds = |font: &skrifa::FontRef, c: char| {
        let glyph = font.charmap().map(c)?;
        let unscaled = skrifa::instance::Size::unscaled();
        let metrics = font.glyph_metrics(unscaled, skrifa::instance::LocationRef::default());
        Some((glyph, metrics.bounds(glyph), metrics.advance_width(glyph)))
    };
    for c in "Ångströmfi ".chars() {
        assert!(bounds(&part, c).is_some());
        assert_eq!(bounds(&part, c), bounds(&whole, c), "{c}");
    }
    assert_eq!(bounds(&part, 'Q'), None);
    assert!(svg.len() < 30_000, "{}", svg.len());
}

#[test]
fn a_png_says_its_size_and_density_and_shows_what_the_preview_shows() {
    let scene = hostile();
    for (size, width, height) in [
        (PixelSize::Width(1), 1, 1),
        (PixelSize::Width(37), 37, 23),
        (PixelSize::Width(3840), 3840, 2437),
        (PixelSize::Scale(1.5), 780, 495),
    ] {
        for transparent in [false, true] {
            let decoded = decode(&png(&scene, size, transparent));
            let preview = render(&scene, &FONTS, size, transparent).unwrap();
            assert_eq!(
                (decoded.pixels.width, decoded.pixels.height),
                (width, height)
            );
            let scale = f64::from(width) / 520.0;
            assert_eq!(
                decoded.pixels_per_metre,
                (scale * 96.0 / 0.0254).round() as u32
            );
            assert_eq!(
                decoded.color,
                if transparent {
                    ::png::ColorType::Rgba
                } else {
                    ::png::ColorType::Rgb
                }
            );
            // Edges that cross from one band into the next are rounded a little differently.
            let (mean, clearly) = difference(&on_white(&decoded.pixels), &on_white(&preview));
            assert!(
                mean < 0.002 && clearly < 0.00001,
                "{width}: {mean} {clearly}"
            );
            let clear = preview.rgba.chunks(4).any(|pixel| pixel[3] == 0);
            assert!(if width > 1 {
                clear == transparent
            } else {
                transparent || !clear
            });
        }
    }
}

#[test]
fn a_pdf_is_one_page_of_the_asked_size_with_text_in_it() {
    let scene = hostile();
    let file = pdf(&scene, PageSize::Map);
    assert!(file.starts_with(b"%PDF-1.") && file.trim_ascii_end().ends_with(b"%%EOF"));
    assert_eq!(
        file,
        pdf(&scene, PageSize::Map),
        "the same scene gives the same bytes"
    );

    let (objects, streams) = pdf_parts(&file);
    assert!(
        objects.contains("/Lang(id)") && objects.contains("(Peta)") && objects.contains("(Dewi)")
    );
    assert_eq!(
        objects.matches("/Type/Page/").count() + objects.matches("/Type/Page\n").count(),
        1
    );
    assert_eq!(media_box(&objects), [0.0, 0.0, 390.0, 247.5]);
    assert!(objects.contains("/Subtype/Type3"), "emoji are glyphs");
    let mapped: String = streams
        .iter()
        .filter(|s| s.contains("beginbfchar") || s.contains("beginbfrange"))
        .map(String::as_str)
        .collect();
    for c in "ScriptemuaمשD".chars() {
        assert!(mapped.contains(&format!("{:04X}", u32::from(c))), "{c}");
    }
    assert!(objects.contains("/StructTreeRoot"));
    assert!(
        streams.iter().any(|stream| stream.contains("(SPACED)")),
        "spaced letters are one word"
    );
    let family = "👩‍👩‍👧"
        .encode_utf16()
        .map(|unit| format!("{unit:04X}"))
        .collect::<String>();
    assert!(mapped.contains(&family));

    // In millimetres.
    for (page, width, height) in [(PageSize::A4, 297.0, 210.0), (PageSize::A3, 420.0, 297.0)] {
        let [x, y, right, top] = media_box(&pdf_parts(&pdf(&scene, page)).0);
        let mm = |points: f64| points / 72.0 * 25.4;
        assert_eq!((x, y), (0.0, 0.0));
        assert!((mm(right) - width).abs() < 0.01 && (mm(top) - height).abs() < 0.01);
    }
}

fn media_box(objects: &str) -> [f64; 4] {
    let (_, rest) = objects.split_once("/MediaBox[").unwrap();
    let numbers = rest.split_once(']').unwrap().0.split(' ');
    Vec::from_iter(numbers.map(|number| number.parse().unwrap()))
        .try_into()
        .unwrap()
}

/// The objects of a PDF without white space that says nothing, and its streams, unpacked.
fn pdf_parts(file: &[u8]) -> (String, Vec<String>) {
    let mut objects = String::new();
    let mut streams = Vec::new();
    let mut rest = file;
    let find = |haystack: &[u8], needle: &[u8]| {
        haystack
            .windows(needle.len())
            .position(|window| window == needle)
    };
    while let Some(start) = find(rest, b"stream\n") {
        objects += &String::from_utf8_lossy(&rest[..start]);
        let body = &rest[start + 7..];
        let end = find(body, b"endstream").unwrap();
        let mut text = Vec::new();
        if ZlibDecoder::new(&body[..end])
            .read_to_end(&mut text)
            .is_ok()
        {
            streams.push(String::from_utf8_lossy(&text).into_owned());
        }
        rest = &body[end + 9..];
    }
    objects += &String::from_utf8_lossy(rest);
    (
        objects
            .replace(" /", "/")
            .replace("  ", "")
            .replace("\n/", "/")
            .replace(" [", "["),
        streams,
    )
}

#[test]
fn work_is_told_and_can_be_stopped() {
    let scene = sample();
    for format in Format::ALL {
        let options = Options {
            format,
            ..Options::default()
        };
        let heard = RefCell::new(Vec::new());
        let listen = |share| heard.borrow_mut().push(share);
        export(&scene, &FONTS, &options, &listen, &AtomicBool::new(false)).unwrap();
        let heard = heard.into_inner();
        assert!(heard.len() > 2 && heard.is_sorted() && heard.last() == Some(&1.0));

        let cancel = AtomicBool::new(false);
        let stop = |_| cancel.store(true, Ordering::Relaxed);
        let stopped = export(&scene, &FONTS, &options, &stop, &cancel);
        assert_eq!(stopped, Err(ExportError::Cancelled), "{format:?}");
    }
}

#[test]
fn sizes_that_cannot_be_are_refused_in_words() {
    let scene = scene(2000.0, 1000.0, figures());
    for size in [
        PixelSize::Scale(0.0),
        PixelSize::Scale(f64::NAN),
        PixelSize::Scale(f64::INFINITY),
        PixelSize::Scale(-1.0),
        PixelSize::Width(0),
    ] {
        assert_eq!(size.resolve(&scene), Err(ExportError::Scale), "{size:?}");
    }
    assert!(PixelSize::Width(28_000).resolve(&scene).is_ok());
    for size in [
        PixelSize::Width(32_000),
        PixelSize::Scale(20.0),
        PixelSize::Scale(1e300),
    ] {
        let error = size.resolve(&scene).unwrap_err();
        assert!(error.to_string().contains("32767 per side and 400 million"));
        assert!(
            error
                .describe(Language::Indonesian)
                .contains("terlalu besar")
        );
    }
    assert_eq!(PixelSize::Width(100).resolve(&scene), Ok((0.05, 100, 50)));
}

#[test]
fn formats_are_known_by_name() {
    assert_eq!(Format::from_path(Path::new("a/b.PNG")), Some(Format::Png));
    assert_eq!(Format::from_path(Path::new("map.svg")), Some(Format::Svg));
    assert_eq!(Format::from_path(Path::new("map.pdf")), Some(Format::Pdf));
    assert_eq!(Format::from_path(Path::new("png")), None);
}

#[test]
fn a_slide_has_the_map_in_its_middle_on_its_ground() {
    let scene = hostile();
    let size = PixelSize::Slide(320);
    let (scale, width, height) = size.resolve(&scene).unwrap();
    assert_eq!((width, height), (320, 180));
    let slide = decode(&png(&scene, size, false)).pixels;
    assert_eq!(slide, render(&scene, &FONTS, size, false).unwrap());
    let rgb = |pixels: &Pixels, x: u32, y: u32| {
        let at = 4 * (y * pixels.width + x) as usize;
        [pixels.rgba[at], pixels.rgba[at + 1], pixels.rgba[at + 2]]
    };
    let paper = [scene.background.r, scene.background.g, scene.background.b];
    for (x, y) in [(0, 0), (319, 0), (0, 179), (319, 179), (2, 90), (317, 90)] {
        assert_eq!(rgb(&slide, x, y), paper, "{x}, {y}");
    }
    // What is painted stands as far from the left as from the right.
    let sheet = (scene.size.width * scale).round() as u32;
    let alone = render(&scene, &FONTS, PixelSize::Width(sheet), false).unwrap();
    let column = |pixels: &Pixels| {
        let columns = 0..pixels.width;
        let mut inked = columns.filter(|x| (0..pixels.height).any(|y| rgb(pixels, *x, y) != paper));
        inked.next().expect("something is painted")
    };
    let beside = (320 - sheet) / 2;
    assert!(beside > 0 && column(&slide).abs_diff(beside + column(&alone)) <= 1);
}

#[test]
fn a_line_is_painted_where_it_is_seen() {
    let fonts = Fonts::bundled();
    let paragraph = fonts.paragraph(&"😀🎉 so\n".repeat(800), &style(13.0), None);
    let size = Size::new(600.0, paragraph.height);
    let text = Text {
        rect: Rect::from_origin_size((0.0, 0.0), size),
        paragraph,
        align: Align::Start,
        role: TextRole::Card,
        color: INK,
    };
    let scene = scene(size.width, size.height, vec![Item::Text(text)]);
    let before = fonts.work();
    let options = Options {
        format: Format::Png,
        size: PixelSize::Scale(1.0),
        ..Options::default()
    };
    export(&scene, &fonts, &options, &|_| (), &AtomicBool::new(false)).unwrap();
    let (outlines, glyphs) = (fonts.work() - before, 800 * 5);
    assert!(outlines < 2 * glyphs, "{outlines} of {glyphs}");
}

#[test]
fn a_pdf_has_words_in_reading_order() {
    for text in [
        "שלום לכולם כאן",
        "مرحبا بكم في الرحلة",
        "Reads שלום לכולם and مرحبا بكم 24 times",
        "plain words",
    ] {
        let line = &FONTS.paragraph(text, &style(13.0), None).lines[0];
        let runs = in_reading_order(line);
        let starts = runs.iter().map(|run| {
            let starts = run.glyphs.iter().map(|glyph| glyph.text.start);
            starts.min().unwrap()
        });
        assert!(starts.is_sorted(), "{text}");
        let glyphs = |runs: &[Run]| runs.iter().map(|run| run.glyphs.len()).sum::<usize>();
        assert_eq!(glyphs(&runs), glyphs(&line.runs), "{text}");
    }
}
