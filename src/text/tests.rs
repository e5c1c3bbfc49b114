//! Fonts at work: the bundled ones, and those that the tests bring.

use std::sync::LazyLock;

use proptest::prelude::*;
use skrifa::{FontRef, MetadataProvider as _, instance::LocationRef, instance::Size};

use super::*;

static STYLE: LazyLock<TextStyle> = LazyLock::new(|| TextStyle {
    family: JAKARTA.into(),
    size: 100.0,
    weight: 500,
    italic: false,
    tracking: 0.0,
    line_height: 140.0,
});
const JAKARTA: &str = "Plus Jakarta Sans";

static FONTS: LazyLock<Fonts> = LazyLock::new(|| Fonts::with(more_fonts::MORE_SCRIPTS));

fn set(text: &str, max_width: Option<f64>) -> Arc<Paragraph> {
    FONTS.paragraph(text, &STYLE, max_width)
}

fn texts(paragraph: &Paragraph) -> Vec<&str> {
    let lines = paragraph.lines.iter();
    lines.map(|line| line.text.as_str()).collect()
}

fn glyphs(paragraph: &Paragraph) -> Vec<&Glyph> {
    let runs = paragraph.lines.iter().flat_map(|line| &line.runs);
    runs.flat_map(|run| &run.glyphs).collect()
}

fn faces(paragraph: &Paragraph) -> Vec<FaceId> {
    let runs = paragraph.lines.iter().flat_map(|line| &line.runs);
    runs.map(|run| run.face).collect()
}

/// The sum of the font's own advances at the size of `STYLE`.
fn advances(text: &str) -> f64 {
    let face = Fonts::bundled().face(face::bundled(JAKARTA, 500, false));
    let font = FontRef::new(&face.data).unwrap();
    let metrics = font.glyph_metrics(Size::new(100.0), LocationRef::default());
    text.chars()
        .map(|c| font.charmap().map(c).unwrap())
        .map(|glyph| f64::from(metrics.advance_width(glyph).unwrap()))
        .sum()
}

#[test]
fn widths_are_the_fonts_own_advances_with_kerning() {
    assert!((set("nnnn", None).width - advances("nnnn")).abs() < 0.01);
    assert!(set("AVAVA", None).width < advances("AVAVA") - 1.0);
    let tracked = TextStyle {
        tracking: 7.0,
        ..STYLE.clone()
    };
    let width = Fonts::bundled().paragraph("nnnn", &tracked, None).width;
    assert!((width - advances("nnnn") - 28.0).abs() < 0.01);
}

#[test]
fn weights_and_slants_have_their_faces() {
    let fonts = Fonts::bundled();
    let face_of = |weight, italic| {
        let style = TextStyle {
            weight,
            italic,
            ..STYLE.clone()
        };
        let run = fonts.paragraph("a", &style, None).lines[0].runs[0].clone();
        let face = fonts.face(run.face);
        assert_eq!(
            (face.family.as_str(), face.bundled),
            ("Plus Jakarta Sans", true)
        );
        (face.weight, face.italic, run.oblique)
    };
    assert_eq!(face_of(400, false), (500, false, false));
    assert_eq!(face_of(600, false), (600, false, false));
    assert_eq!(face_of(1000, false), (800, false, false));
    assert_eq!(face_of(500, true), (500, true, false));
    assert_eq!(face_of(700, true), (700, false, true));
}

#[test]
fn lines_break_at_white_space_and_leave_it_out() {
    let paragraph = set("one two  three", Some(advances("one two") + 5.0));
    assert_eq!(texts(&paragraph), ["one two", "three"]);
    assert_eq!(paragraph.height, 280.0);
    let widest = paragraph
        .lines
        .iter()
        .map(|line| line.width)
        .fold(0.0, f64::max);
    assert_eq!(paragraph.width, widest);
    assert!((paragraph.lines[0].width - advances("one two")).abs() < 3.0);
}

#[test]
fn a_text_fits_the_width_that_it_has_by_itself() {
    for text in [
        "Wants a short list she can trust",
        "AVAVA To Ty",
        "مرحبا بالعالم",
    ] {
        let width = set(text, None).width;
        assert_eq!(set(text, Some(width)).lines.len(), 1, "{text}");
    }
}

#[test]
fn hard_breaks_hold_and_empty_lines_count() {
    assert_eq!(texts(&set("a\n\nb", None)), ["a", "", "b"]);
    assert_eq!(texts(&set("a\n", None)), ["a", ""]);
    let empty = set("", Some(10.0));
    assert_eq!(texts(&empty), [""]);
    assert_eq!((empty.width, empty.height), (0.0, 140.0));
}

#[test]
fn a_word_wider_than_the_line_breaks_inside() {
    let paragraph = set(&"m".repeat(40), Some(500.0));
    assert!(paragraph.lines.len() > 5);
    assert!(paragraph.lines.iter().all(|line| line.width <= 500.1));
    assert_eq!(texts(&paragraph).concat(), "m".repeat(40));
    // Not even one letter fits: each has its line all the same.
    assert_eq!(texts(&set("mée\u{301}", Some(1.0))), ["m", "é", "e\u{301}"]);
    assert_eq!(texts(&set("👨‍👩‍👧🇮🇩", Some(1.0))), ["👨‍👩‍👧", "🇮🇩"]);
}

#[test]
fn it_is_known_whether_a_word_was_cut() {
    let room = advances("another");
    assert!(!set("another another", Some(room)).cuts_words);
    assert!(set("another elephants", Some(room / 2.0)).cuts_words);
    assert!(set("another, and incomprehensible", Some(room)).cuts_words);
    // Han breaks where it may.
    assert!(!set("比较价格比较价格比较价格", Some(room)).cuts_words);
}

#[test]
fn a_long_title_loses_nothing() {
    let title = "An extraordinarily long title of a journey, ".repeat(7);
    let paragraph = set(&title, Some(900.0));
    assert!(title.len() > 300);
    assert_eq!(texts(&paragraph).join(" "), title.trim_end());
    assert!(paragraph.width <= 900.1);
}

#[test]
fn baselines_are_set_as_css_does_and_do_not_depend_on_the_faces() {
    let fonts = Fonts::bundled();
    let face = fonts.face(face::bundled(JAKARTA, 500, false));
    let metrics = FontRef::new(&face.data)
        .unwrap()
        .metrics(Size::new(100.0), LocationRef::default());
    let content = f64::from(metrics.ascent - metrics.descent);
    let first = (140.0 - content) / 2.0 + f64::from(metrics.ascent);
    for text in ["a", "😀", "漢", "", "שלום"] {
        let line = &fonts.paragraph(text, &STYLE, None).lines[0];
        assert!((line.baseline - first).abs() < 1e-3, "{text}");
    }
    let second = &fonts.paragraph("a\nb", &STYLE, None).lines[1];
    assert!((second.baseline - first - 140.0).abs() < 1e-3);
}

#[test]
fn emoji_are_single_glyphs_of_the_bundled_face() {
    for emoji in ["😀", "👨‍👩‍👧‍👦", "🇮🇩", "1️⃣", "👍🏽", "❤️", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "❤"]
    {
        let paragraph = set(emoji, None);
        assert_eq!(faces(&paragraph), [face::EMOJI], "{emoji}");
        let glyphs = glyphs(&paragraph);
        assert_eq!(glyphs.len(), 1, "{emoji}");
        assert_eq!(glyphs[0].text, 0..emoji.len());
        let outline = Fonts::bundled().outline(face::EMOJI, glyphs[0].id);
        assert!(
            outline.layers.iter().any(|(color, _)| color.is_some()),
            "{emoji}"
        );
    }
}

#[test]
fn text_that_is_no_emoji_stays_in_the_text_face() {
    let paragraph = set("24 © → # * 81 % – “x” ™", None);
    assert_eq!(faces(&paragraph), [face::bundled(JAKARTA, 500, false)]);
    assert!(glyphs(&paragraph).iter().all(|glyph| glyph.id != 0));
    let base = face::bundled(JAKARTA, 500, false);
    assert_eq!(faces(&set("a 😀 b", None)), [base, face::EMOJI, base]);
}

#[test]
fn right_to_left_runs_stand_in_visual_order_and_flush_right() {
    let paragraph = set("abc שלום 12", Some(2000.0));
    let line = &paragraph.lines[0];
    assert!(!line.rtl);
    assert_eq!(line.left, 0.0);
    let starts: Vec<_> = glyphs(&paragraph)
        .iter()
        .map(|glyph| glyph.text.start)
        .collect();
    let mut hebrew: Vec<_> = (4..12).step_by(2).collect();
    hebrew.reverse();
    let place = starts.iter().position(|start| *start == 10).unwrap();
    assert_eq!(starts[place..place + 4], hebrew);

    let paragraph = set("שלום abc", Some(2000.0));
    let line = &paragraph.lines[0];
    assert!(line.rtl);
    assert!((line.left + line.width - 2000.0).abs() < 1e-6);
    let first = line.runs[0].glyphs[0].text.clone();
    assert_eq!(
        &line.text[first], "a",
        "the text that comes last stands leftmost"
    );
    assert!(line.runs.last().unwrap().rtl);

    let lines = &set("שלום\nשלום שלום", None).lines;
    assert!(lines[0].left > 0.0 && lines[1].left == 0.0);
}

#[test]
fn a_broken_line_of_right_to_left_text_starts_at_its_left_end() {
    let text = "שלום עולם שלום עולם";
    let whole = set(text, None).width;
    let paragraph = set(text, Some(whole * 0.6));
    assert_eq!(paragraph.lines.len(), 2);
    for line in &paragraph.lines {
        assert_eq!(line.text.trim(), line.text);
        assert_eq!(line.runs[0].glyphs[0].x, 0.0);
        assert!((line.left + line.width - whole * 0.6).abs() < 0.02);
    }
}

#[test]
fn han_text_breaks_between_characters_but_not_before_a_full_stop() {
    let width = set("漢字漢字", None).width;
    let paragraph = set("漢字漢字。漢字", Some(width * 1.01));
    assert_eq!(texts(&paragraph), ["漢字漢", "字。漢字"]);
}

#[test]
fn what_the_bundled_faces_lack_is_in_the_face_of_its_script() {
    for (text, family) in [
        ("שלום", "Noto Sans Hebrew"),
        ("مرحبا", "Noto Sans Arabic"),
        ("漢字かな 한국어", "Noto Sans CJK JP"),
        ("ราคา", "Noto Sans Thai"),
        ("हिन्दी", "Noto Sans Devanagari"),
        // The signs are characters by themselves, drawn with the letter before them.
        ("လာ ပါ ကောင်း း", "Noto Sans Myanmar"),
    ] {
        let paragraph = set(text, None);
        for run in &paragraph.lines[0].runs {
            let face = FONTS.face(run.face);
            let is_space = run
                .glyphs
                .iter()
                .all(|glyph| &text[glyph.text.clone()] == " ");
            assert!(face.family == family || is_space, "{text}: {}", face.family);
            assert!(run.glyphs.iter().all(|glyph| glyph.id != 0), "{text}");
            assert!(!face.bundled || is_space);
        }
    }
    let alone = Fonts::bundled().paragraph("שלום", &STYLE, None);
    assert!(glyphs(&alone).iter().all(|glyph| glyph.id == 0));
}

/// A face that says that all its letters have one width, and is called otherwise.
fn of_one_width(face: &[u8]) -> Vec<u8> {
    let mut face = face.to_vec();
    let font = FontRef::new(&face).unwrap();
    let tables = font.table_directory().table_records();
    let post = tables
        .iter()
        .find(|table| table.tag() == skrifa::Tag::new(b"post"));
    let at = post.unwrap().offset() as usize + 12;
    face[at..at + 4].copy_from_slice(&1_u32.to_be_bytes());
    let name = |name: &str| -> Vec<u8> { name.encode_utf16().flat_map(u16::to_be_bytes).collect() };
    let (old, new) = (name("Hebrew"), name("Single"));
    for at in 0..face.len() - old.len() {
        if face[at..].starts_with(&old) {
            face[at..at + new.len()].copy_from_slice(&new);
        }
    }
    face
}

#[test]
fn a_face_of_one_width_stands_in_only_where_there_is_no_other() {
    let hebrew = include_bytes!("../../tests/fonts/NotoSansHebrew-Regular.ttf");
    let single = of_one_width(hebrew);
    let family = |fonts: &Fonts| {
        let paragraph = fonts.paragraph("שלום", &STYLE, None);
        fonts.face(faces(&paragraph)[0]).family
    };
    assert_eq!(family(&Fonts::with(&[&single])), "Noto Sans Single");
    assert_eq!(family(&Fonts::with(&[&single, hebrew])), "Noto Sans Hebrew");
    // Nor where the system proposes no other by itself.
    let fonts = Fonts::beside(System::proposing_first(&[&single, hebrew]));
    assert_eq!(family(&fonts), "Noto Sans Hebrew");
}

/// With any fonts of the system's, and with none: a text is set whole, and what the bundled faces
/// have comes from them.
#[test]
fn the_systems_fonts_stand_in_where_they_can() {
    let fonts = Fonts::new();
    let text = "Peta 😀 שלום مرحبا 漢字 한국어 ราคา हिन्दी";
    let paragraph = fonts.paragraph(text, &STYLE, None);
    assert_eq!(texts(&paragraph), [text]);
    let runs = &paragraph.lines[0].runs;
    assert_eq!(runs[0].face, face::bundled(JAKARTA, 500, false));
    assert!(faces(&paragraph).contains(&face::EMOJI));
    for run in runs {
        let is_drawn = |glyph: &Glyph| {
            let drawn = &text[glyph.text.clone()];
            let is_blank = fonts.outline(run.face, glyph.id).layers.is_empty();
            !is_blank || drawn.trim().is_empty() || glyph.advance == 0.0
        };
        assert!(run.glyphs.iter().all(is_drawn), "{run:?}");
    }
}

#[test]
fn a_character_of_no_font_is_the_box_of_the_text_face() {
    let fonts = Fonts::bundled();
    // A private character: no font of any system has it.
    let paragraph = fonts.paragraph("\u{10FFFD}", &STYLE, None);
    assert_eq!(faces(&paragraph), [face::bundled(JAKARTA, 500, false)]);
    assert_eq!(glyphs(&paragraph)[0].id, 0);
    assert!(
        !fonts
            .outline(face::bundled(JAKARTA, 500, false), 0)
            .layers
            .is_empty()
    );
}

#[test]
fn outlines_are_in_em_with_y_down() {
    use crate::geom::Shape as _;
    let fonts = Fonts::bundled();
    let run = fonts.paragraph("H ", &STYLE, None).lines[0].runs[0].clone();
    let outline = fonts.outline(run.face, run.glyphs[0].id);
    let bounds = outline.layers[0].1.bounding_box();
    assert_eq!(outline.layers[0].0, None);
    assert!(bounds.y0 < -0.6 && bounds.y0 > -0.8 && bounds.y1.abs() < 0.01);
    let space = fonts.paragraph("a b", &STYLE, None).lines[0].runs[0].glyphs[1].id;
    assert!(fonts.outline(run.face, space).layers.is_empty());
}

#[test]
fn threads_share_one_answer() {
    let fonts = Fonts::bundled();
    let words: Vec<_> = (0..200).map(|i| format!("Card {i} “quoted” 😀")).collect();
    let set_all = || -> Vec<_> {
        let set = |word: &String| fonts.paragraph(word, &STYLE, Some(700.0));
        words.iter().map(set).collect()
    };
    let (one, other) = std::thread::scope(|scope| {
        let (one, other) = (scope.spawn(set_all), scope.spawn(set_all));
        (one.join().unwrap(), other.join().unwrap())
    });
    assert_eq!(one, other);
    let again: Vec<_> = words
        .iter()
        .map(|word| Fonts::bundled().paragraph(word, &STYLE, Some(700.0)))
        .collect();
    assert_eq!(one, again);
    let known = fonts.paragraph(&words[0], &STYLE, Some(700.0));
    assert!(Arc::ptr_eq(
        &known,
        &fonts.paragraph(&words[0], &STYLE, Some(700.0))
    ));
}

/// By itself such a line is wider than within the whole: it has to be broken once more.
#[test]
fn a_line_that_is_shaped_anew_still_fits() {
    let width = 133.3;
    for line in &set("2\t\u{b55}A¡𐣴", Some(width)).lines {
        let clusters = clean::graphemes(&line.text).count();
        assert!(line.width <= width + 0.1 || clusters == 1, "{line:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// What is set is what was written, in order; every line fits or cannot be broken.
    #[test]
    fn any_text_is_set_whole(text in "(\\PC|[a-z \u{5d0}-\u{5ea}\u{300}-\u{310}👨👩🇮\u{200d}\u{fe0f}\n\t]){0,60}", width in 0.0..3000.0) {
        let paragraph = set(&text, Some(width));
        let visible = |text: &str| -> String {
            text.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect()
        };
        prop_assert_eq!(visible(&texts(&paragraph).concat()), visible(&text));
        for line in &paragraph.lines {
            let mut x = 0.0;
            for glyph in line.runs.iter().flat_map(|run| &run.glyphs) {
                prop_assert!(line.text.get(glyph.text.clone()).is_some());
                x += glyph.advance;
            }
            prop_assert!((x - line.width).abs() < 1e-6);
            // What does not fit has nowhere to be broken; a mark may be shaped as one with its
            // neighbours though it is a letter by itself.
            let is_whole = || set(&line.text, Some(width)).lines.len() == 1;
            prop_assert!(line.width <= width + 0.1 || is_whole(), "{:?}", line);
        }
    }
}

/// `cargo test --release --lib text::tests::timing -- --ignored --nocapture`
#[test]
#[ignore = "a measurement"]
fn timing() {
    use std::time::Instant;
    let start = Instant::now();
    let fonts = Fonts::new();
    println!("fonts: {:?}", start.elapsed());
    let cards: Vec<_> = (0..10_000)
        .map(|i| format!("Compares prices in three browser tabs {i}"))
        .collect();
    let set_all = |cards: &[String]| {
        let start = Instant::now();
        for card in cards {
            fonts.paragraph(card, &STYLE, Some(1500.0));
        }
        start.elapsed()
    };
    println!("first: {:?}", set_all(&cards[..1]));
    println!("next 100: {:?}", set_all(&cards[1..101]));
    println!("10,000: {:?}", set_all(&cards));
    println!("10,000 again: {:?}", set_all(&cards));
    let start = Instant::now();
    fonts.paragraph("😀 👨‍👩‍👧", &STYLE, None);
    println!("emoji: {:?}", start.elapsed());
    let start = Instant::now();
    fonts.paragraph("漢字かな", &STYLE, None);
    println!("a system's face: {:?}", start.elapsed());
}

#[test]
fn thai_breaks_between_its_words_though_no_space_parts_them() {
    let words = ["ผู้ซื้อ", "เปรียบ", "เทียบ", "ราคา"];
    let text = words.concat();
    let width = set(&text, None).width;
    let lines = set(&text, Some(0.75 * width));
    let first = texts(&lines)[0].to_owned();
    let ends = [
        words[..1].concat(),
        words[..2].concat(),
        words[..3].concat(),
    ];
    assert!(ends.contains(&first), "{first}");
}

#[test]
fn a_name_is_cut_behind_a_word_that_is_one() {
    let cut = |name: &str, room: usize| Fonts::cut_name(name, |text| text.chars().count() <= room);
    for (name, room, expected) in [
        ("The Hartono family", 20, "The Hartono family"),
        ("The Hartono family", 12, "The Hartono"),
        ("The Hartono family", 6, "The H…"),
        ("Mika, the backpacker", 8, "Mika"),
        ("Dewi Anggraini", 5, "Dewi"),
    ] {
        assert_eq!(cut(name, room).as_deref(), Some(expected), "{room}");
    }
}
