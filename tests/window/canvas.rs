//! What is painted over the sheet and around it: frames, heads, the bar, texts in place.

use egui::{Color32, Event, Key, Modifiers, Pos2, Rect, Shape, Theme, accesskit::Role, vec2};
use egui_kittest::kittest::Queryable as _;
use jejak::{
    editor::{Action, Intent, blank_map},
    geom::{self, Point},
    model::{CardRole, Target},
    ui::tokens::{Palette, color32},
    words::Language,
};

use crate::{
    common::{
        SoftwareRenderer,
        window::{self, WindowHarness},
    },
    person::{car, car_window, place_of},
};

fn act(harness: &mut WindowHarness, action: Action) {
    harness.state_mut().editor.handle(Intent::Action(action));
    harness.run_steps(3);
}

fn select(harness: &mut WindowHarness, target: &Target) {
    let intent = Intent::Select(vec![target.clone()]);
    harness.state_mut().editor.handle(intent);
    harness.run_steps(3);
}

fn canvas(harness: &WindowHarness) -> Rect {
    harness.get_by_label("Customer-journey map").rect()
}

/// Where a part of the sheet is in the window.
fn on_screen(harness: &WindowHarness, rect: geom::Rect) -> Rect {
    let rect = harness.state().editor.camera().screen_rect(rect);
    let at = canvas(harness).min + vec2(rect.x0 as f32, rect.y0 as f32);
    Rect::from_min_size(at, vec2(rect.width() as f32, rect.height() as f32))
}

fn rect_of(harness: &WindowHarness, target: &Target) -> Rect {
    let rect = harness.state().editor.layout().rect_of(target);
    on_screen(harness, rect.expect("it is on the sheet"))
}

fn sheet(harness: &WindowHarness) -> Rect {
    let size = harness.state().editor.scene().size;
    on_screen(harness, geom::Rect::from_origin_size(Point::ZERO, size))
}

fn cards(harness: &WindowHarness, role: CardRole) -> Vec<Target> {
    let lanes = harness.state().editor.map().lanes.iter();
    let lanes = lanes.filter(|lane| lane.role() == Some(role));
    let cards = lanes.flat_map(|lane| lane.cards());
    cards.map(|card| Target::Card(card.id.clone())).collect()
}

/// Zooms to a scale with a point of the sheet in the upper left corner of the canvas.
fn look_from(harness: &mut WindowHarness, corner_in_doc: Point, zoom: f64) {
    let editor = &mut harness.state_mut().editor;
    let factor = zoom / editor.camera().zoom();
    let at = Point::ZERO;
    editor.handle(Intent::Zoom { factor, at });
    let corner = editor.camera().screen_from_doc(corner_in_doc);
    editor.handle(Intent::Pan(-corner.to_vec2()));
    harness.run_steps(3);
}

/// All that was painted, with what it is clipped to.
fn painted(harness: &WindowHarness) -> Vec<(Rect, Shape)> {
    fn all(clip: Rect, shape: &Shape, found: &mut Vec<(Rect, Shape)>) {
        match shape {
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| all(clip, shape, found)),
            shape => found.push((clip, shape.clone())),
        }
    }
    let mut found = Vec::new();
    for clipped in &harness.output().shapes {
        all(clipped.clip_rect, &clipped.shape, &mut found);
    }
    found
}

/// The lines of frames around a rectangle: colour and width.
fn frames(harness: &WindowHarness, around: Rect) -> Vec<(Color32, f32)> {
    let shapes = painted(harness).into_iter();
    let frames = shapes.filter_map(|(_, shape)| match shape {
        Shape::Rect(frame) if frame.stroke.width > 0.0 => Some(frame),
        _ => None,
    });
    let near = frames.filter(|frame| {
        let (a, b) = (frame.rect, around.expand(1.0));
        (a.min - b.min).length() < 2.0 && (a.max - b.max).length() < 2.0
    });
    near.map(|frame| (frame.stroke.color, frame.stroke.width))
        .collect()
}

#[test]
fn what_is_hovered_does_not_look_as_what_is_selected() {
    let mut harness = car_window();
    let card = cards(&harness, CardRole::Touchpoints)[0].clone();
    let rect = rect_of(&harness, &card);
    harness.hover_at(rect.center());
    harness.run_steps(3);
    let hovered = frames(&harness, rect);
    select(&mut harness, &card);
    harness.hover_at(Pos2::new(5.0, 5.0));
    harness.run_steps(3);
    let selected = frames(&harness, rect_of(&harness, &card));
    let [(hovered, thin), (selected, thick)] = [hovered, selected].map(|frames| {
        assert_eq!(frames.len(), 1, "{frames:?}");
        frames[0]
    });
    assert_ne!(hovered, selected);
    assert!(thin < thick);
}

#[test]
fn the_placeholder_of_a_text_is_as_large_as_the_sheet_and_never_cut() {
    let mut harness = car_window();
    let stage = Target::Stage(harness.state().editor.map().stages[1].id.clone());
    for (target, action, hint) in [
        (
            cards(&harness, CardRole::Touchpoints)[0].clone(),
            Action::AddCard,
            "Text",
        ),
        (stage, Action::AddPoint, "Label"),
    ] {
        let mut seen = Vec::new();
        for zoom in [0.45, 0.9, 1.8] {
            let near = harness.state().editor.layout().rect_of(&target);
            let near = near.expect("it is there").origin();
            look_from(&mut harness, near, zoom);
            select(&mut harness, &target);
            act(&mut harness, action);
            let zoom = harness.state().editor.camera().zoom();
            let texts = painted(&harness).into_iter();
            let mut texts = texts.filter_map(|(clip, shape)| match shape {
                Shape::Text(text) if text.galley.text() == hint => Some((clip, text)),
                _ => None,
            });
            let place = harness
                .state()
                .editor
                .text_edit_place()
                .expect("it is written");
            let place = on_screen(&harness, place.rect);
            let (clip, text) = texts
                .find(|(_, text)| place.expand(8.0).contains(text.pos + vec2(0.0, 2.0)))
                .expect("a placeholder");
            let bounds = text.galley.rect.translate(text.pos.to_vec2());
            assert!(clip.contains_rect(bounds), "{zoom}: {bounds:?} in {clip:?}");
            assert!(
                place.expand(3.0).contains_rect(bounds),
                "{zoom}: {bounds:?} {place:?}"
            );
            let size = text.galley.job.sections[0].format.font_id.size;
            seen.push(f64::from(size) / zoom);
            harness.state_mut().editor.handle(Intent::CancelText);
            act(&mut harness, Action::Undo);
        }
        let (least, most) = seen.iter().fold((f64::MAX, 0.0_f64), |(a, b), size| {
            (a.min(*size), b.max(*size))
        });
        assert!(most - least < 0.05, "{hint}: {seen:?}");
    }
}

#[test]
fn the_desk_is_not_painted_below_the_sheet() {
    let mut harness = car_window();
    for zoom in [0.3, 1.0] {
        look_from(&mut harness, Point::new(-200.0, -90.0), zoom);
        let (view, paper) = (canvas(&harness), sheet(&harness));
        let desk = Palette::LIGHT.desk;
        let shapes = painted(&harness).into_iter();
        let mut seen = 0;
        for (clip, shape) in shapes {
            let Shape::Rect(rect) = shape else { continue };
            let is_desk = rect.fill == desk && rect.rect.contains_rect(view.shrink(2.0));
            if is_desk {
                seen += 1;
                let covered = clip.intersect(rect.rect).intersect(paper.shrink(1.0));
                assert!(!covered.is_positive(), "{zoom}: {covered:?}");
            }
        }
        assert!(seen > 0, "{zoom}");
    }
}

/// So near that stages and labels are held in view.
fn with_held_heads(harness: &mut WindowHarness, zoom: f64) -> geom::Size {
    let layout = harness.state().editor.layout().clone();
    let row = &layout.rows[1];
    let corner = Point::new(layout.grid.columns[1].x0 - 30.0, row.y - 60.0);
    look_from(harness, corner, zoom);
    let room = harness.state().editor.heads().room;
    assert!(room.width > 50.0 && room.height > 30.0, "{room:?}");
    room
}

fn bar(harness: &WindowHarness) -> Option<Rect> {
    let nodes = harness.query_all_by_label_contains("Set: ");
    nodes.map(|node| node.rect()).reduce(Rect::union)
}

#[test]
fn the_bar_keeps_off_the_heads_that_are_held() {
    let mut harness = car_window();
    let layout = harness.state().editor.layout().clone();
    let mut shown = 0;
    for zoom in [1.0, 1.6] {
        let room = with_held_heads(&mut harness, zoom);
        let open = Rect::from_min_max(
            canvas(&harness).min + vec2(room.width as f32, room.height as f32),
            canvas(&harness).max,
        );
        let seen = harness.state().editor.visible();
        for place in layout.places_in(seen) {
            if !place.target.is_content() || !open.intersects(on_screen(&harness, place.rect)) {
                continue;
            }
            // Selected where it stands, not brought into view.
            let at = on_screen(&harness, place.rect).center();
            if !open.shrink(4.0).contains(at) {
                continue;
            }
            for event in [
                Event::PointerMoved(at),
                pointer(at, true),
                pointer(at, false),
                Event::PointerMoved(Pos2::new(5.0, 5.0)),
            ] {
                harness.event(event);
            }
            harness.run_steps(4);
            if let Some(bar) = bar(&harness) {
                shown += 1;
                assert!(
                    open.contains_rect(bar),
                    "{:?}: {bar:?} {open:?}",
                    place.target
                );
            }
        }
    }
    assert!(shown > 6, "{shown}");
}

fn pointer(pos: Pos2, pressed: bool) -> Event {
    Event::PointerButton {
        pos,
        button: egui::PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    }
}

#[test]
fn the_bar_leaves_what_one_clicks_next() {
    let mut harness = car_window();
    let layout = harness.state().editor.layout().clone();
    let wanted = |target: &Target| {
        target.is_content() || matches!(target, Target::Stage(_) | Target::Cell { .. })
    };
    let (mut shown, mut apart) = (0, 0);
    for action in [Action::ZoomFit, Action::Zoom100] {
        act(&mut harness, action);
        let places = layout.places();
        let places = places.iter().filter(|place| wanted(&place.target));
        for place in places.step_by(3) {
            select(&mut harness, &place.target);
            let Some(bar) = bar(&harness) else { continue };
            shown += 1;
            let next = layout.rooms_beside(&place.target).into_iter();
            let next: Vec<Rect> = next.map(|room| on_screen(&harness, room)).collect();
            apart += usize::from(next.iter().all(|room| !room.intersects(bar)));
            for room in next {
                assert!(
                    !bar.contains(room.center()),
                    "{:?}: {bar:?} {room:?}",
                    place.target
                );
                let covered = room.intersect(bar);
                let share = if covered.is_positive() {
                    covered.area() / room.area()
                } else {
                    0.0
                };
                assert!(share < 0.5, "{:?}: {share}", place.target);
            }
        }
    }
    assert!(shown > 15 && apart * 4 > shown * 3, "{apart} of {shown}");
}

#[test]
fn held_labels_end_where_the_sheet_does() {
    let renderer = SoftwareRenderer::default();
    let mut harness = window::open(car(), Theme::Light, [900.0, 1500.0], &renderer);
    let size = harness.state().editor.scene().size;
    let height = f64::from(canvas(&harness).height());
    // The foot of the sheet is in view, its left edge is not.
    let zoom = 0.8 * height / size.height;
    look_from(&mut harness, Point::new(280.0, -10.0), zoom);
    let room = harness.state().editor.heads().room;
    assert!(room.width > 50.0, "{room:?}");
    let (view, end) = (canvas(&harness), sheet(&harness).bottom());
    assert!(end + 60.0 < view.bottom());
    let picture = renderer.picture(&harness);
    let pixel = |x: f32, y: f32| picture.get_pixel(x.round() as u32, y.round() as u32).0;
    let below = end + 40.0;
    let left = pixel(view.left() + room.width as f32 / 2.0, below);
    let middle = pixel(view.left() + room.width as f32 + 60.0, below);
    assert_eq!(left, middle, "the desk");
    let above = pixel(view.left() + room.width as f32 / 2.0, end - 6.0);
    assert_ne!(above, left, "the strip");
}

#[test]
fn heads_are_held_however_near_one_comes() {
    let renderer = SoftwareRenderer::default();
    let mut harness = window::open(car(), Theme::Light, [1440.0, 900.0], &renderer);
    let room = with_held_heads(&mut harness, 5.0);
    let editor = &harness.state().editor;
    assert!(editor.heads().scale.y < 1.0 && editor.heads().scale.x < 1.0);
    // The stage whose column is seen has its colour and letters there.
    let view = canvas(&harness);
    let middle = Point::new(f64::from(view.width()) * 0.6, 0.0);
    let x = editor.camera().doc_from_screen(middle).x;
    let layout = editor.layout();
    let mut spans = layout.grid.stages.iter();
    let span = spans
        .find(|span| span.x0 <= x && x <= span.x1)
        .expect("a stage");
    let hue = color32(editor.map().theme.hue(span.stage.hue));
    let picture = renderer.picture(&harness);
    if std::env::var_os("KEEP_PICTURES").is_some() {
        let path = std::env::temp_dir().join("held-heads.png");
        picture.save(path).expect("saved");
    }
    let strip = Rect::from_min_size(
        view.min + vec2(room.width as f32, 0.0),
        vec2(view.width() - room.width as f32, room.height as f32),
    );
    let (mut ground, mut letters) = (0, 0);
    for y in strip.top() as u32 + 4..strip.bottom() as u32 - 8 {
        for x in strip.left() as u32 + 4..strip.right() as u32 - 4 {
            let pixel = picture.get_pixel(x, y).0;
            ground += usize::from(pixel[..3] == hue.to_array()[..3]);
            letters += usize::from(pixel[..3].iter().all(|channel| *channel > 245));
        }
    }
    let all = (strip.area()) as usize;
    assert!(ground * 3 > all, "{ground} of {all}");
    assert!(
        letters * 200 > all && letters * 3 < all,
        "{letters} of {all}"
    );
}

#[test]
fn the_name_of_a_line_is_whole_at_every_zoom() {
    let renderer = SoftwareRenderer::default();
    let mut harness = window::open(car(), Theme::Light, [1440.0, 900.0], &renderer);
    act(&mut harness, Action::AddBackstage);
    harness
        .state_mut()
        .editor
        .handle(Intent::Select(Vec::new()));
    let layout = harness.state().editor.layout().clone();
    let row = layout.rows.iter().find(|row| row.line.is_some());
    let row = row.expect("a line");
    let line = row.line.as_ref().expect("a line");
    let name = line.name.rect + geom::Vec2::new(0.0, row.y);
    let middle = name.center().x;
    let half = line.name.paragraph.width / 2.0;
    for zoom in [0.2, 0.3, 0.45, 0.7, 1.0] {
        look_from(
            &mut harness,
            Point::new(middle - 300.0, name.y0 - 150.0),
            zoom,
        );
        let picture = renderer.picture(&harness);
        // Between the ends of the line on both sides there is nothing but the name.
        let room = geom::Rect::new(middle - half - 9.0, name.y0, middle + half + 9.0, name.y1);
        let room = on_screen(&harness, room);
        let paper = harness.state().editor.scene().background;
        let is_ink = |x: u32| {
            (room.top() as u32..room.bottom() as u32).any(|y| {
                let pixel = picture.get_pixel(x, y).0;
                let paper = [paper.r, paper.g, paper.b];
                pixel.iter().zip(paper).any(|(a, b)| a.abs_diff(b) > 24)
            })
        };
        let columns = room.left().ceil() as u32..room.right() as u32;
        let inked: Vec<u32> = columns.filter(|x| is_ink(*x)).collect();
        let (first, last) = (inked.first(), inked.last());
        let (Some(first), Some(last)) = (first, last) else {
            panic!("{zoom}: no name");
        };
        let wide = (last - first + 1) as f32;
        let expected = (2.0 * half * zoom) as f32;
        assert!(
            (wide - expected).abs() < 0.06 * expected + 2.5,
            "{zoom}: {wide} {expected}"
        );
    }
}

#[test]
fn letters_that_are_typed_while_the_bar_has_opened_something_reach_no_card() {
    let mut harness = car_window();
    let pain = cards(&harness, CardRole::PainPoints)[0].clone();
    for label in ["Set: Severity", "Set: Felt by", "Set: Channel", "Set: Icon"] {
        select(&mut harness, &pain);
        let before = harness.state().editor.map().clone();
        let at = place_of(&harness, label);
        for event in [
            Event::PointerMoved(at),
            pointer(at, true),
            pointer(at, false),
        ] {
            harness.event(event);
        }
        harness.run_steps(8);
        assert!(egui::Popup::is_any_open(&harness.ctx), "{label}");
        for letter in ["p", "h"] {
            harness.event(Event::Text(letter.to_owned()));
            harness.run_steps(4);
        }
        let editor = &harness.state().editor;
        assert!(editor.text_edit().is_none(), "{label}");
        assert_eq!(editor.map(), &before, "{label}");
        harness.event(crate::person::key_event(Key::Escape));
        harness.run_steps(8);
        assert!(!egui::Popup::is_any_open(&harness.ctx), "{label}");
    }
}

#[test]
fn the_overview_gives_way_to_what_is_selected_and_carried() {
    let mut harness = car_window();
    act(&mut harness, Action::Zoom100);
    let overview = |harness: &WindowHarness| {
        let nodes = harness.query_all_by_label("Overview of the map");
        nodes.map(|node| node.rect()).next()
    };
    let usual = overview(&harness).expect("the sheet is larger than the view");
    let layout = harness.state().editor.layout().clone();
    let last = layout.rows[3].part.cells.last().expect("a cell").center();
    let at = Point::new(last.x, layout.rows[3].y + last.y);
    // The last column below the usual place.
    let to = usual.center() - canvas(&harness).min;
    let corner = at - geom::Vec2::new(f64::from(to.x), f64::from(to.y));
    look_from(&mut harness, corner, 1.0);
    let cell = layout.hit(at, 0.0).expect("something");
    let here = on_screen(&harness, layout.rect_of(&cell).expect("it is there"));
    assert!(here.intersects(usual), "{here:?} {usual:?}");
    let editor = &mut harness.state_mut().editor;
    editor.handle(Intent::Select(vec![cell]));
    harness.run_steps(3);
    let now = overview(&harness).expect("it is still there");
    let here = on_screen(
        &harness,
        layout
            .rect_of(harness.state().editor.selection().only().expect("one"))
            .expect("it is there"),
    );
    assert!(!now.intersects(here), "{now:?} {here:?}");
    // All of the sheet can be brought beside it.
    let editor = &mut harness.state_mut().editor;
    editor.handle(Intent::Select(Vec::new()));
    editor.handle(Intent::Pan(geom::Vec2::new(-1e5, -1e5)));
    harness.run_steps(3);
    let (paper, usual) = (sheet(&harness), overview(&harness).expect("it is there"));
    assert!(paper.right() < usual.left(), "{paper:?} {usual:?}");
}

#[test]
fn one_click_sets_the_first_point_of_a_curve_where_it_is_seen() {
    for tool in [Some(Action::DrawCurve), None] {
        let renderer = SoftwareRenderer::default();
        let map = blank_map(Language::English);
        let mut harness = window::open(map, Theme::Light, [1440.0, 900.0], &renderer);
        if let Some(tool) = tool {
            act(&mut harness, tool);
        }
        let cell = Target::Cell {
            lane: "emotions".into(),
            stage: "consideration".into(),
            step: None,
        };
        let at = rect_of(&harness, &cell).center() + vec2(11.0, -17.0);
        harness.hover_at(at);
        harness.run_steps(4);
        for pressed in [true, false] {
            harness.event(pointer(at, pressed));
            harness.run_steps(2);
        }
        harness.run_steps(4);
        let editor = &harness.state().editor;
        let points = &editor.map().lanes[4].curves()[0].points;
        assert_eq!(points.len(), 1, "{tool:?}");
        assert!(editor.draws_curve(), "{tool:?}");
        let point = rect_of(&harness, &Target::Point(points[0].id.clone()));
        assert!(point.expand(8.0).contains(at), "{point:?} {at:?}");
        let persona = &editor.map().personas[0];
        let hue = color32(editor.map().theme.hue(persona.hue)).to_array();
        let picture = renderer.picture(&harness);
        let near = (point.top() as u32..point.bottom() as u32)
            .flat_map(|y| (point.left() as u32..point.right() as u32).map(move |x| (x, y)));
        let inked = near.filter(|(x, y)| picture.get_pixel(*x, *y).0[..3] == hue[..3]);
        assert!(inked.count() > 8, "{tool:?}");
    }
}

#[test]
fn what_marks_a_card_stands_apart_from_how_one_knows() {
    let mut harness = car_window();
    let card = cards(&harness, CardRole::Touchpoints)[0].clone();
    let point = Target::Point(
        harness.state().editor.map().lanes[4]
            .curves()
            .first()
            .map_or_else(|| "p1".into(), |curve| curve.points[0].id.clone()),
    );
    for target in [card, point] {
        select(&mut harness, &target);
        // Below the fold there are no nodes: the panel is as high as it needs.
        harness.set_size(vec2(1440.0, 2200.0));
        harness.run_steps(4);
        let top = |label: &str| harness.get_by_label(label).rect().top();
        let (mark, chip) = (top("Mark as"), top("Conversion"));
        let how = harness.get_by_role_and_label(Role::Label, "How do we know?");
        let how = how.rect().top();
        assert!(mark < chip && chip < how, "{target:?}: {mark} {chip} {how}");
    }
}
