//! The window, driven by the accessible names of what it shows, and its pictures against those
//! that are exported.

mod common;

use common::{
    SoftwareRenderer, compare,
    window::{self, WindowHarness, plain_view},
};
use egui::{Event, Key, Modifiers, Pos2, Theme, accesskit::Role, vec2};
use egui_kittest::{Harness, kittest::Queryable as _};
use image::RgbaImage;
use jejak::{
    edit::{Edit, apply_all},
    editor::{Editor, Intent, blank_map},
    export::{self, PixelSize},
    file,
    geom::{Camera, Point},
    layout::Layout,
    model::{Field, Id, Level, Map, Picture, Target},
    scene::Scene,
    text::Fonts,
    ui::{Answer, Dialog, ExportDialog, ScenePainter, Shell, UiEvent, View, tokens},
    words::Language,
};

fn car() -> Map {
    let sample = file::samples()
        .iter()
        .find(|s| s.file_name == "buying-a-car.journey");
    file::load(sample.expect("the car").bytes)
        .expect("a sound map")
        .map
}

fn open(map: Map, theme: Theme, renderer: &SoftwareRenderer) -> WindowHarness {
    window::open(map, theme, [1440.0, 900.0], renderer)
}

fn car_window() -> WindowHarness {
    open(car(), Theme::Light, &SoftwareRenderer::default())
}

fn place_of(harness: &WindowHarness, label: &str) -> Pos2 {
    harness.get_by_label(label).rect().center()
}

fn drag(harness: &mut WindowHarness, from: Pos2, to: Pos2) {
    harness.hover_at(from);
    harness.run();
    harness.drag_at(from);
    harness.run();
    for step in 1..=4 {
        harness.hover_at(from + (to - from) * (step as f32 / 4.0));
        harness.run();
    }
}

fn double_click(harness: &mut WindowHarness, at: Pos2) {
    harness.hover_at(at);
    harness.run();
    for _ in 0..2 {
        harness.drag_at(at);
        harness.step();
        harness.drop_at(at);
        harness.step();
    }
    harness.run();
}

const SILENCE: &str = "Pain point, Purchase, Three days of silence after signing, 2 of 2";
const FEE: &str = "Curve point, Dewi Anggraini, Purchase, Unexplained fee, −1.6";

fn card(harness: &WindowHarness, text: &str) -> (String, String) {
    let map = harness.state().editor.map();
    let card = map.cards().find(|card| card.text == text).expect(text);
    (card.id.to_string(), card.stage.to_string())
}

#[test]
fn everything_on_the_sheet_has_a_name_of_its_own() {
    let harness = car_window();
    let layout = harness.state().editor.layout().clone();
    let mut missing = Vec::new();
    for label in [
        SILENCE,
        FEE,
        "Stage, Purchase, 4 of 5",
        "Persona, Dewi Anggraini",
        "Title, Buying a car",
        "Cell, Purchase · Pain points",
    ] {
        if harness.query_all_by_label(label).count() != 1 {
            missing.push(label);
        }
    }
    assert!(
        missing.is_empty(),
        "{missing:?} among {:#?}",
        layout.places().len()
    );
}

#[test]
fn a_map_without_a_name_is_called_untitled_wherever_it_is_named() {
    let map = Map {
        title: " ".to_owned(),
        ..blank_map(Language::English)
    };
    let mut harness = open(map, Theme::Light, &SoftwareRenderer::default());
    harness.state_mut().editor.set_file_name(None);
    harness.run();
    harness.get_by_label("Untitled map, Not saved yet");
}

#[test]
fn a_click_selects_and_the_panel_tells_what() {
    let mut harness = car_window();
    harness.get_by_label(SILENCE).click();
    harness.run();
    let (id, _) = card(&harness, "Three days of silence after signing");
    let selection = harness.state().editor.selection();
    assert_eq!(selection.targets(), [Target::Card(Id::new(id))]);
    harness.get_by_label("Add evidence");
    assert_eq!(harness.state().editor.history().undo_name(), None);
}

#[test]
fn a_screen_reader_selects_too() {
    let mut harness = car_window();
    harness
        .get_by_label("Stage, Purchase, 4 of 5")
        .click_accesskit();
    harness.run();
    let selection = harness.state().editor.selection();
    assert_eq!(selection.targets(), [Target::Stage(Id::new("purchase"))]);
    let field = harness.query_all_by_label("What the customer wants");
    assert_ne!(field.count(), 0);
}

#[test]
fn a_double_click_writes_in_place_enter_keeps_and_escape_does_not() {
    let mut harness = car_window();
    let at = place_of(&harness, SILENCE);
    double_click(&mut harness, at);
    assert!(harness.state().editor.text_edit().is_some());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.event(Event::Text("No word for three days".to_owned()));
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    let (_, stage) = card(&harness, "No word for three days");
    assert_eq!(stage, "purchase");
    assert!(harness.state().editor.text_edit().is_none());

    let at = place_of(
        &harness,
        "Pain point, Purchase, No word for three days, 2 of 2",
    );
    double_click(&mut harness, at);
    harness.event(Event::Text("nonsense".to_owned()));
    harness.run();
    harness.key_press(Key::Escape);
    harness.run();
    card(&harness, "No word for three days");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    card(&harness, "Three days of silence after signing");
}

#[test]
fn a_card_drags_to_another_cell_and_undo_brings_it_back() {
    let mut harness = car_window();
    let from = place_of(&harness, SILENCE);
    let to = place_of(&harness, "Cell, Test drive · Pain points") + vec2(0.0, 8.0);
    drag(&mut harness, from, to);
    harness.drop_at(to);
    harness.run();
    let (_, stage) = card(&harness, "Three days of silence after signing");
    assert_eq!(stage, "drive");
    let edit_menu = place_of(&harness, "Edit");
    harness.hover_at(edit_menu);
    harness.step();
    harness.drag_at(edit_menu);
    harness.step();
    harness.drop_at(edit_menu);
    harness.run();
    let undo = harness.query_all_by_label_contains("Undo move card");
    assert_ne!(undo.count(), 0);
    harness.key_press(Key::Escape);
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    let (_, stage) = card(&harness, "Three days of silence after signing");
    assert_eq!(stage, "purchase");
    assert_eq!(*harness.state().editor.committed().as_ref(), car());
}

#[test]
fn escape_gives_a_drag_up_without_a_trace() {
    let mut harness = car_window();
    let from = place_of(&harness, SILENCE);
    drag(&mut harness, from, from + vec2(-200.0, -30.0));
    harness.key_press(Key::Escape);
    harness.run();
    harness.drop_at(from + vec2(-200.0, -30.0));
    harness.run();
    let editor = &harness.state().editor;
    assert_eq!(**editor.map(), car());
    assert_eq!(editor.history().undo_name(), None);
}

#[test]
fn a_curve_point_drags_in_value_along_its_stage() {
    let mut harness = car_window();
    let from = place_of(&harness, FEE);
    drag(&mut harness, from, from + vec2(10.0, -40.0));
    harness.drop_at(from + vec2(10.0, -40.0));
    harness.run();
    let before = car();
    let curve_point = |map: &Map| {
        let points = map.lanes.iter().flat_map(|lane| lane.curves());
        let mut points = points.flat_map(|curve| &curve.points);
        points
            .find(|point| point.label == "Unexplained fee")
            .cloned()
    };
    let (was, is) = (
        curve_point(&before),
        curve_point(harness.state().editor.map()),
    );
    let (was, is) = (was.expect("the point"), is.expect("the point"));
    assert!(is.value > was.value && is.at > was.at, "{was:?} {is:?}");
    assert_eq!(is.stage, was.stage);
}

/// What a dialog answers when the button with this label is pressed.
fn answer_to(dialog: Dialog, label: &str) -> Option<Answer> {
    let fonts = Fonts::new();
    let editor = Editor::new(car(), fonts.clone());
    let mut shell = Shell::default();
    let mut harness = Harness::builder()
        .with_size([1000.0, 700.0])
        .with_context_setup(tokens::install)
        .build_ui_state(
            |ui, (dialog, answer): &mut (Dialog, Option<Answer>)| {
                let view = plain_view(&fonts, Some(&editor));
                let given = shell.dialog(ui.ctx(), &view, dialog);
                *answer = answer.take().or(given);
            },
            (dialog, None),
        );
    harness.run();
    harness.get_by_label(label).click();
    harness.run();
    harness.into_state().1
}

#[test]
fn dialogs_answer_what_was_pressed() {
    let unsaved = || Dialog::Unsaved {
        name: "Buying a car".to_owned(),
    };
    assert_eq!(answer_to(unsaved(), "Save"), Some(Answer::Save));
    assert_eq!(answer_to(unsaved(), "Discard"), Some(Answer::Discard));
    assert_eq!(answer_to(unsaved(), "Cancel"), Some(Answer::Cancel));
}

#[test]
fn an_export_is_offered_only_at_a_size_that_can_be_made() {
    let options = |size| export::Options {
        size,
        ..export::Options::default()
    };
    let dialog = |size| Dialog::Export(ExportDialog::new(options(size)));
    let good = PixelSize::Width(3840);
    assert_eq!(
        answer_to(dialog(good), "Export…"),
        Some(Answer::Export(Box::new(options(good))))
    );
    for bad in [PixelSize::Width(0), PixelSize::Width(60_000)] {
        assert_eq!(answer_to(dialog(bad), "Export…"), None);
    }
}

#[test]
fn the_window_rests_when_nothing_happens() {
    let harness = car_window();
    let viewports = &harness.output().viewport_output;
    let delays: Vec<_> = viewports.values().map(|v| v.repaint_delay).collect();
    assert_eq!(delays, [std::time::Duration::MAX]);
}

/// A dark window shows the same white map.
#[test]
fn the_sheet_does_not_follow_the_window() {
    let pictures = [Theme::Light, Theme::Dark].map(|theme| {
        let renderer = SoftwareRenderer::default();
        let harness = open(car(), theme, &renderer);
        let editor = &harness.state().editor;
        let sheet = editor
            .camera()
            .screen_rect(jejak::geom::Rect::from_origin_size(
                Point::ZERO,
                editor.scene().size,
            ));
        let canvas = harness.get_by_label("Customer-journey map").rect().min;
        let (x, y) = (canvas.x + sheet.x0 as f32, canvas.y + sheet.y0 as f32);
        let picture = renderer.picture(&harness);
        image::imageops::crop_imm(
            &picture,
            x as u32 + 4,
            y as u32 + 4,
            sheet.width() as u32 - 8,
            sheet.height() as u32 - 8,
        )
        .to_image()
    });
    let (mean, worst, at) = compare(&pictures[0], &pictures[1]);
    // One step of rounding where an edge is softened over what lay below.
    assert!(mean < 0.001 && worst < 0.1, "{mean} {worst} {at:?}");
}

/// A scene as the window paints it, the sheet's corner in the window's.
fn painted(scene: &Scene, fonts: &Fonts, scale: f64) -> RgbaImage {
    let size = [scene.size.width * scale, scene.size.height * scale].map(|v| v.round() as f32);
    let renderer = SoftwareRenderer::default();
    let (scene, fonts) = (scene.clone(), fonts.clone());
    let mut painter = ScenePainter::default();
    let mut harness = Harness::builder()
        .with_size(size)
        .with_pixels_per_point(1.0)
        .renderer(renderer.clone())
        .with_context_setup(tokens::install)
        .build_ui(move |ui| {
            let view = ui.ctx().content_rect();
            let canvas = ui.painter().with_clip_rect(view);
            canvas.rect_filled(view, 0.0, tokens::color32(scene.background));
            let camera = Camera::new(Point::ZERO, scale);
            painter.paint(&canvas, view, &scene, &camera, &fonts);
        });
    harness.run();
    renderer.picture(&harness)
}

/// What the window paints is what is exported, but for how ink falls on pixels: in the window a
/// letter stands up to an eighth of a pixel aside, and the exporter's rasteriser counts edges by
/// quarters of a row. Together that may move the edge of a line of bold figures by 3/8 of a pixel,
/// which changes the mean of a block of 16 × 16 by 225 · 3/8 / 16 = 5 of 255, a little more where
/// several meet. An edge that stands a whole pixel aside changes it by 14, a missing or wrongly
/// coloured thing by more.
#[track_caller]
fn assert_window_is_export(name: &str, map: &Map, scale: f64) {
    let fonts = Fonts::new();
    let scene = Scene::new(&Layout::new(map, &fonts, None), None);
    let ours = painted(&scene, &fonts, scale);
    let pixels = export::render(&scene, &fonts, PixelSize::Scale(scale), false).expect("pixels");
    let theirs = RgbaImage::from_raw(pixels.width, pixels.height, pixels.rgba).expect("a picture");
    let (mean, worst, at) = compare(&ours, &theirs);
    println!("{name} at {scale}: mean {mean:.3}, worst block {worst:.2} at {at:?}");
    if std::env::var_os("KEEP_PICTURES").is_some() {
        let folder = std::env::temp_dir();
        ours.save(folder.join(format!("{name}-{scale}-window.png")))
            .expect("saved");
        theirs
            .save(folder.join(format!("{name}-{scale}-export.png")))
            .expect("saved");
    }
    assert!(
        mean < 0.5 && worst < 9.0,
        "{name}: mean {mean:.3}, block {worst:.2} at {at:?}"
    );
}

#[test]
fn the_window_shows_what_is_exported() {
    for sample in file::samples() {
        let map = file::load(sample.bytes).expect("a sound map").map;
        assert_window_is_export(sample.file_name, &map, 1.0);
    }
}

#[test]
fn the_window_shows_what_is_exported_at_other_sizes() {
    assert_window_is_export("car", &car(), 0.7);
    assert_window_is_export("car", &car(), 1.5);
}

/// A head before a sky that grows darker, as large as a map's pictures are.
fn portrait() -> Picture {
    let pixels = RgbaImage::from_fn(640, 800, |x, y| {
        let (dx, dy) = (f64::from(x) - 320.0, f64::from(y) - 330.0);
        let far = (dx * dx + dy * dy * 0.7).sqrt();
        let rgb = match far {
            far if far < 40.0 => [90, 40, 30],
            far if far < 190.0 => [226, 178, 150],
            _ => [60, 120, 255 - (y / 5) as u8],
        };
        image::Rgba([rgb[0], rgb[1], rgb[2], 255])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    let format = image::ImageFormat::WebP;
    pixels.write_to(&mut bytes, format).expect("a picture");
    file::picture::import_portrait(bytes.get_ref()).expect("a picture")
}

#[test]
fn the_window_shows_the_picture_of_a_persona_as_it_is_exported() {
    let map = car();
    let edit = Edit::SetPicture {
        target: Target::Persona(map.personas[0].id.clone()),
        picture: Some(portrait()),
    };
    let map = apply_all(&std::sync::Arc::new(map), &[edit]).expect("a picture is taken");
    let bytes = file::save(&map);
    let map = file::load(&bytes).expect("a map").map;
    for scale in [0.7, 1.0, 2.0] {
        assert_window_is_export("portrait", &map, scale);
    }
    let fonts = Fonts::new();
    let layout = Layout::new(&map, &fonts, None);
    let avatar = layout.header.part.personas[0].avatar;
    let pixels = painted(&Scene::new(&layout, None), &fonts, 1.0);
    let (x, y) = (avatar.center.x as u32, avatar.center.y as u32);
    let is_like = |x: u32, y: u32, rgb: [u8; 3]| {
        let pixel = pixels.get_pixel(x, y);
        let near = (0..3).all(|k| pixel[k].abs_diff(rgb[k]) < 25);
        assert!(near, "{pixel:?} at {x} {y} is not like {rgb:?}");
    };
    is_like(x + 10, y + 4, [226, 178, 150]);
    is_like(x - 24, y - 12, [60, 120, 225]);
    let hue = map.personas[0].hue.color();
    is_like(x - 33, y, [hue.r, hue.g, hue.b]);
}

#[test]
fn the_window_shows_what_is_exported_whatever_is_written() {
    let texts = [
        "👩‍👩‍👧‍👦 family 🇮🇩 flag 👍🏽 ❤️ 1️⃣ 😀",
        "تبحث العميلة عن سيارة آمنة",
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
        "היא קוראת ביקורות 24/7",
        "她在三个浏览器标签页里比较价格",
        "",
    ];
    let map = std::sync::Arc::new(car());
    let cards = map
        .cards()
        .map(|card| (Target::Card(card.id.clone()), Field::Text));
    let stages = map.stages.iter();
    let stages = stages.map(|stage| (Target::Stage(stage.id.clone()), Field::Title));
    let edits: Vec<Edit> = cards
        .chain(stages)
        .chain([(Target::Title, Field::Title)])
        .zip(texts.iter().cycle())
        .map(|((target, field), text)| Edit::SetText {
            target,
            field,
            text: (*text).to_owned(),
        })
        .collect();
    let map = apply_all(&map, &edits).expect("texts can be anything");
    assert_window_is_export("torture", &map, 1.0);
}

fn typed(harness: &mut WindowHarness, text: &str) {
    harness.event(Event::Text(text.to_owned()));
    harness.run();
}

#[test]
fn a_command_is_found_by_a_few_letters_and_done_with_enter() {
    let mut harness = car_window();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    harness.run();
    typed(&mut harness, "actual");
    let best = harness.get_by_role_and_label(egui::accesskit::Role::ListBoxOption, "Actual size");
    assert!(best.rect().width() > 300.0);
    harness.key_press(Key::Enter);
    harness.run();
    assert!((harness.state().editor.camera().zoom() - 1.0).abs() < 1e-9);
    assert_eq!(harness.query_all_by_label("Find a command…").count(), 0);
}

#[test]
fn a_command_that_cannot_be_done_now_stays_and_arrows_go_on() {
    let mut harness = car_window();
    let before = harness.state().editor.camera();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    harness.run();
    typed(&mut harness, "zoom to sel");
    harness.key_press(Key::Enter);
    harness.run();
    // Nothing is selected: it cannot be done, and the list says so.
    harness.get_by_label("Zoom to selection");
    assert_eq!(harness.state().editor.camera(), before);
    harness.key_press(Key::Escape);
    harness.run();
    assert_eq!(harness.query_all_by_label("Zoom to selection").count(), 0);

    harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    harness.run();
    harness.key_press(Key::ArrowDown);
    harness.key_press(Key::ArrowDown);
    harness.run();
    harness.key_press(Key::ArrowUp);
    harness.run();
    // The second of all: "Open…" is for the program, which is not there.
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.query_all_by_label("Find a command…").count(), 0);
}

#[test]
fn words_are_found_stepped_through_and_replaced() {
    let mut harness = car_window();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    harness.run();
    typed(&mut harness, "FEE");
    let count = harness.state().editor.find().hits().len();
    assert!(count > 1);
    harness.get_by_label(&format!("1 of {count}"));
    harness.key_press(Key::Enter);
    harness.run();
    harness.get_by_label(&format!("2 of {count}"));
    harness.key_press_modifiers(Modifiers::SHIFT, Key::Enter);
    harness.key_press(Key::F3);
    harness.run();
    harness.get_by_label(&format!("2 of {count}"));

    harness.key_press_modifiers(Modifiers::COMMAND, Key::H);
    harness.run();
    harness.get_by_label("Replace with").focus();
    harness.run();
    typed(&mut harness, "charge");
    harness.get_by_label("Replace all").click();
    harness.run();
    harness.get_by_label(&format!("{count} replaced"));
    assert_eq!(harness.state().editor.find().hits().len(), 0);
    assert_eq!(
        harness.state().editor.history().undo_name(),
        Some("Replace all")
    );
    typed(&mut harness, "!");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    harness.run();
    typed(&mut harness, "silence");
    harness.key_press(Key::Escape);
    harness.run();
    let editor = &harness.state().editor;
    let silence = cards_with_texts(editor, &["Three days of silence after signing"]);
    assert_eq!(editor.selection().targets(), silence);
    assert_eq!(harness.query_all_by_label("Close the search").count(), 0);
}

#[test]
fn the_overview_shows_when_the_map_is_larger_than_the_view_and_jumps() {
    let mut harness = car_window();
    assert_eq!(harness.query_all_by_label("Overview of the map").count(), 0);
    harness.state_mut().editor.handle(Intent::Zoom {
        factor: 4.0,
        at: Point::ZERO,
    });
    harness.run();
    let overview = harness.get_by_label("Overview of the map").rect();
    let corner = overview.max - vec2(6.0, 6.0);
    harness.hover_at(corner);
    harness.run();
    harness.drag_at(corner);
    harness.run();
    harness.drop_at(corner);
    harness.run();
    let editor = &harness.state().editor;
    let seen = editor
        .camera()
        .doc_rect(jejak::geom::Rect::from_origin_size(
            Point::ZERO,
            editor.view(),
        ));
    let sheet = editor.scene().size;
    assert!(seen.contains(Point::new(sheet.width - 60.0, sheet.height - 60.0)));
}

#[test]
fn one_key_leaves_only_the_map_and_brings_all_back() {
    let mut harness = car_window();
    let before = harness.get_by_label("Customer-journey map").rect();
    harness.key_press(Key::F8);
    harness.run();
    let alone = harness.get_by_label("Customer-journey map").rect();
    assert!(alone.width() > before.width() + 350.0 && alone.height() > before.height() + 80.0);
    harness.get_by_label_contains("Show everything").click();
    harness.run();
    let after = harness.get_by_label("Customer-journey map").rect();
    assert_eq!(after, before);
}

#[test]
fn the_guide_leads_to_what_is_lacking_and_the_walk_goes_by_keys() {
    let mut harness = car_window();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::J);
    harness.run();
    // The first step is not done: nobody has said what should get better.
    harness.get_by_label("Step 1: Set the goal, 2 of 3 done");
    harness
        .get_by_label("It says what should get better, Still to do")
        .click();
    harness.run();
    let selection = harness.state().editor.selection();
    assert_eq!(selection.targets(), [Target::Facts]);
    harness
        .get_by_label("Step 2: Make the persona, 0 of 4 done")
        .click();
    harness.run();
    harness
        .get_by_label("It is said what she wants, Still to do")
        .click();
    harness.run();
    let selection = harness.state().editor.selection();
    assert_eq!(selection.targets(), [Target::Persona(Id::new("fleet"))]);

    harness.get_by_label("Walk the journey").click();
    harness.run();
    harness.get_by_label("Stop 1 of 11");
    harness.get_by_label("To the next stop").click();
    harness.run();
    harness.get_by_label("Stop 2 of 11");
    for _ in 0..2 {
        harness.key_press(Key::ArrowRight);
        harness.run();
    }
    harness.key_press(Key::ArrowLeft);
    harness.run();
    harness.get_by_label("Stop 3 of 11");
    harness.get_by_label("Every review says something different.");
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.state().editor.walk().is_none());
    harness.get_by_label("Close the guide").click();
    harness.run();
    assert_eq!(harness.query_all_by_label("A map in six steps").count(), 0);
}

fn cards_with_texts(editor: &Editor, texts: &[&str]) -> Vec<Target> {
    let map = editor.map();
    let of = |text: &&str| {
        let card = map.cards().find(|card| card.text == *text).expect(text);
        Target::Card(card.id.clone())
    };
    texts.iter().map(of).collect()
}

#[test]
fn several_cards_are_changed_together_as_one_step() {
    let mut harness = car_window();
    let texts = ["Booking page", "Sales desk", "TV spot"];
    let targets = cards_with_texts(&harness.state().editor, &texts);
    harness.state_mut().editor.handle(Intent::Select(targets));
    harness.run();
    harness.get_by_label("3 selected");
    harness.get_by_label("0 of 3 have evidence");
    let channels = |harness: &WindowHarness| -> Vec<Option<String>> {
        let map = harness.state().editor.map();
        let of = |text: &&str| {
            let card = map.cards().find(|card| card.text == *text).expect(text);
            card.channel.as_ref().map(|id| id.to_string())
        };
        texts.iter().map(of).collect()
    };
    let before = channels(&harness);
    assert_ne!(before[0], before[1], "a mixed value");
    harness
        .get_by_role_and_label(egui::accesskit::Role::CheckBox, "E-mail")
        .click();
    harness.run();
    let after = channels(&harness);
    assert!(
        after.iter().all(|id| *id == after[0] && id.is_some()),
        "{after:?}"
    );
    harness
        .get_by_role_and_label(egui::accesskit::Role::CheckBox, "Dewi Anggraini")
        .click();
    harness.run();
    assert_eq!(
        harness.state().editor.history().undo_name(),
        Some("Change personas")
    );
    for _ in 0..2 {
        harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
        harness.run();
    }
    assert_eq!(channels(&harness), before);
    assert_eq!(**harness.state().editor.map(), car());
}

#[test]
fn several_points_take_one_value_and_one_mark() {
    let mut harness = car_window();
    let map = harness.state().editor.map().clone();
    let points = map.lanes.iter().flat_map(|lane| lane.curves());
    let points = points.flat_map(|curve| &curve.points).take(3);
    let targets: Vec<_> = points
        .map(|point| Target::Point(point.id.clone()))
        .collect();
    harness
        .state_mut()
        .editor
        .handle(Intent::Select(targets.clone()));
    harness.run();
    harness
        .get_by_role_and_label(egui::accesskit::Role::TextInput, "Feeling")
        .focus();
    harness.run();
    typed(&mut harness, "1.5");
    harness.key_press(Key::Enter);
    harness.run();
    let map = harness.state().editor.map();
    for target in &targets {
        let Target::Point(id) = target else {
            panic!("a point")
        };
        assert_eq!(map.point(id).expect("there").2.value, Some(1.5));
    }
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    assert_eq!(**harness.state().editor.map(), car());
}

#[test]
fn an_icon_is_searched_and_chosen_by_key() {
    let mut harness = car_window();
    let targets = cards_with_texts(&harness.state().editor, &["Sales desk"]);
    harness.state_mut().editor.handle(Intent::Select(targets));
    harness.run();
    harness.get_by_label("Icon: None").click();
    harness.run();
    typed(&mut harness, "lorry");
    harness.key_press(Key::Enter);
    harness.run();
    let map = harness.state().editor.map();
    let card = map
        .cards()
        .find(|card| card.text == "Sales desk")
        .expect("there");
    assert_eq!(card.icon, "truck");
    harness.get_by_label("Icon: Lorry").click();
    harness.run();
    harness.get_by_label("Purse");
    harness.get_by_label("The icon of its kind").click();
    harness.run();
    let map = harness.state().editor.map();
    let card = map
        .cards()
        .find(|card| card.text == "Sales desk")
        .expect("there");
    assert_eq!(card.icon, "");
}

#[test]
fn commands_are_found_on_the_welcome_screen_too() {
    let fonts = Fonts::new();
    let mut shell = Shell::default();
    let mut harness = Harness::builder()
        .with_size([1000.0, 700.0])
        .with_context_setup(tokens::install)
        .build_ui_state(
            |ui, asked: &mut Vec<UiEvent>| {
                let view = View {
                    language: Language::Indonesian,
                    fonts: &fonts,
                    editor: None,
                    recent: &[],
                    templates: &[],
                    samples: &[],
                    waiting: &[],
                    message: None,
                    notice: None,
                };
                asked.extend(shell.show(ui, &view));
            },
            Vec::new(),
        );
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    harness.run();
    // By its English name, in an Indonesian window.
    harness.event(Event::Text("keyboard short".to_owned()));
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    let asked = harness.into_state();
    let wanted = UiEvent::Action(jejak::editor::Action::KeyboardShortcuts);
    assert_eq!(asked, [wanted]);
}

/// Where a thing's middle is in the window.
fn middle_of(harness: &WindowHarness, target: &Target) -> egui::Pos2 {
    let editor = &harness.state().editor;
    let rect = editor.layout().rect_of(target).expect("on the sheet");
    let at = editor.camera().screen_from_doc(rect.center());
    let canvas = harness.get_by_label("Customer-journey map").rect();
    canvas.min + egui::vec2(at.x as f32, at.y as f32)
}

fn click_at(harness: &mut WindowHarness, at: egui::Pos2) {
    for pressed in [true, false] {
        harness.event(Event::PointerMoved(at));
        harness.event(Event::PointerButton {
            pos: at,
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        });
    }
}

fn key_event(key: Key) -> Event {
    Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    }
}

#[test]
fn no_letter_is_lost_however_fast_a_person_types() {
    let renderer = SoftwareRenderer::default();
    let mut harness = open(blank_map(Language::English), Theme::Light, &renderer);
    harness.run();
    let cell = Target::Cell {
        lane: "actions".into(),
        stage: "awareness".into(),
        step: None,
    };
    // All of it in one frame, the click included.
    let at = middle_of(&harness, &cell);
    click_at(&mut harness, at);
    let letters = |harness: &mut WindowHarness, text: &str| {
        for letter in text.chars() {
            harness.event(Event::Text(letter.to_string()));
        }
    };
    letters(&mut harness, "first card");
    harness.event(key_event(Key::Enter));
    letters(&mut harness, "second");
    harness.event(key_event(Key::Tab));
    letters(&mut harness, "third");
    harness.event(key_event(Key::Enter));
    harness.event(key_event(Key::Escape));
    for _ in 0..60 {
        harness.step();
    }
    let cards = |stage: &str| -> Vec<String> {
        let map = harness.state().editor.committed();
        let cards = map.cards().filter(|card| card.stage == stage.into());
        cards.map(|card| card.text.clone()).collect()
    };
    assert_eq!(cards("awareness"), ["first card", "second"]);
    assert_eq!(cards("consideration"), ["third"]);
}

#[test]
fn a_curve_is_drawn_click_by_click() {
    let renderer = SoftwareRenderer::default();
    let mut harness = open(blank_map(Language::English), Theme::Light, &renderer);
    harness.run();
    let room = |harness: &WindowHarness, stage: &str| {
        let cell = Target::Cell {
            lane: "emotions".into(),
            stage: stage.into(),
            step: None,
        };
        middle_of(harness, &cell)
    };
    let at = room(&harness, "awareness");
    click_at(&mut harness, at);
    click_at(&mut harness, at);
    for _ in 0..8 {
        harness.step();
    }
    for (number, stage) in ["consideration", "purchase", "retention", "advocacy"]
        .into_iter()
        .enumerate()
    {
        let at = room(&harness, stage) + egui::vec2(0.0, 9.0 * number as f32 - 20.0);
        harness.event(Event::PointerMoved(at));
        harness.step();
        click_at(&mut harness, at);
        for _ in 0..30 {
            harness.step();
        }
        let editor = &harness.state().editor;
        let points = editor.map().lanes[4].curves()[0].points.len();
        assert_eq!(points, number + 2);
        assert!(editor.text_edit().is_some(), "{stage}: its label is open");
    }
}

const NO_CHANNEL: &str = "“TV spot” has no channel. Awareness · Touchpoints";
const GUESSED: &str = "The curve of Fleet buyer looks like a fact, but nothing says how it is \
                       known. Awareness · Fleet buyer";

#[test]
fn the_review_leads_to_what_it_finds_and_mends_it() {
    let mut harness = car_window();
    assert!(harness.query_by_label(NO_CHANNEL).is_none());
    let before = review_count(&harness);
    assert!(before >= 3);
    harness.key_press(Key::F7);
    harness.run();
    harness.get_by_label(NO_CHANNEL).click();
    harness.run();
    let selected = harness.state().editor.selection().only().cloned();
    assert_eq!(selected, Some(Target::Card(Id::new("t1"))));

    harness
        .get_by_label(&format!("It is assumed: {GUESSED}"))
        .click();
    harness.run();
    assert!(harness.query_by_label(GUESSED).is_none());
    assert_eq!(review_count(&harness), before - 1);

    // Nothing is judged while it is being written.
    let target = Target::Card(Id::new("t1"));
    let field = Field::Text;
    let editor = &mut harness.state_mut().editor;
    editor.handle(Intent::StartText { target, field });
    editor.handle(Intent::TextTyped("Radio".to_owned()));
    harness.run();
    assert!(harness.query_by_label(NO_CHANNEL).is_some());
    harness.state_mut().editor.handle(Intent::CommitText);
    harness.run();
    assert!(harness.query_by_label(NO_CHANNEL).is_none());
    let radio = "“Radio” has no channel. Awareness · Touchpoints";
    assert!(harness.query_by_label(radio).is_some());

    harness.get_by_label("Close the review").click();
    harness.run();
    assert!(harness.query_by_label(radio).is_none());
    assert_eq!(review_count(&harness), before - 1);
}

/// What the line below says.
fn review_count(harness: &WindowHarness) -> usize {
    let found = (1..100).filter(|n| {
        let label = match n {
            1 => "1 finding".to_owned(),
            n => format!("{n} findings"),
        };
        harness.query_all_by_label(&label).next().is_some()
    });
    found.max().unwrap_or(0)
}

#[test]
fn an_opportunity_is_rated_by_dragging_it_into_the_matrix() {
    const IDEA: &str = "Publish a five-year cost calculator";
    let mut harness = car_window();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::M);
    harness.run();
    let rated = |harness: &WindowHarness| {
        let map = harness.state().editor.map();
        let card = map.cards().find(|card| card.text == IDEA).expect(IDEA);
        (card.value.map(Level::get), card.effort.map(Level::get))
    };
    assert_eq!(rated(&harness), (None, None));
    let from = place_of(&harness, &format!("{IDEA}: Not rated yet"));
    // The tray stands beside the cells: a little to the left of it effort is greatest.
    drag(&mut harness, from, from - vec2(140.0, 0.0));
    harness.drop_at(from - vec2(140.0, 0.0));
    harness.run();
    let (value, effort) = rated(&harness);
    assert_eq!(effort, Some(5));
    let step = harness.state().editor.history().undo_name();
    assert_eq!(step, Some("Change value and effort"));

    let quadrant = if value > Some(3) { " · Big bets" } else { "" };
    let quadrant = if value < Some(3) {
        " · Time sinks"
    } else {
        quadrant
    };
    let label = format!("{IDEA}: Value {}, effort 5{quadrant}", value.unwrap());
    harness.get_by_label(&label).click();
    harness.run();
    let selected = harness.state().editor.selection().only().cloned();
    assert_eq!(
        selected,
        Some(Target::Card(card(&harness, IDEA).0.as_str().into()))
    );

    // Given up in the middle, nothing has happened.
    let from = place_of(&harness, &label);
    let to = from - vec2(120.0, 0.0);
    drag(&mut harness, from, to);
    harness.key_press(Key::Escape);
    harness.run();
    harness.drop_at(to);
    harness.run();
    assert_eq!(rated(&harness), (value, effort));

    harness.get_by_label(&format!("{IDEA}: no curve as it should be yet"));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::M);
    harness.run();
    assert!(harness.query_by_label(&label).is_none());
}

#[test]
fn the_matrix_in_the_window_rests_when_nothing_happens() {
    let mut harness = car_window();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::M);
    // It comes to rest, or this would not return.
    harness.run();
    let steps = harness.run();
    assert!(steps <= 2, "{steps}");
}

#[test]
fn what_is_drawn_on_the_sheet_does_not_stand_among_the_states() {
    let harness = car_window();
    let top = |label: &str| {
        harness
            .get_by_role_and_label(Role::Label, label)
            .rect()
            .top()
    };
    let chip = |label: &str| {
        let found = harness
            .query_all_by_label(label)
            .map(|node| node.rect().top());
        found.fold(f32::INFINITY, f32::min)
    };
    let (state, sheet) = (top("State"), top("On the sheet"));
    assert!(state < chip("As it should be") && chip("As it should be") < sheet);
    assert!(sheet < chip("Explain the marks below the map"));
}
