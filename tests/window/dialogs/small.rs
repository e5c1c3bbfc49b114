//! The smallest window there is, 720 × 480 points, and a small screen whose text is twice as large:
//! nothing covers anything, and all of it is reached.

use egui::{Id, Key, Rect, accesskit::Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use jejak::{
    editor::{Intent, Menu},
    layout::Lens,
    model::When,
    ui::{Dialog, Notice, UiEvent},
    words::Language,
};

use super::focus::{all, desk, walks_within};
use crate::{
    common::{
        SoftwareRenderer,
        window::{self, WindowHarness},
    },
    person::car,
};

const SMALLEST: [f32; 2] = [720.0, 480.0];
const LAPTOP: [f32; 2] = [1366.0, 768.0];
/// That of a laptop with its text at 200%, less what the desktop has of it.
const ENLARGED: [f32; 2] = [683.0, 360.0];
const WIDTHS: [f32; 7] = [683.0, 720.0, 760.0, 800.0, 1024.0, 1280.0, 1440.0];

fn whole(size: [f32; 2]) -> Rect {
    Rect::from_min_size(egui::Pos2::ZERO, size.into())
}

/// What can be clicked, with its name as far as it has one, where it can be clicked.
fn clickable<State>(harness: &Harness<'_, State>) -> Vec<(Id, Rect)> {
    let layers: Vec<_> = harness
        .ctx
        .viewport(|viewport| viewport.prev_pass.widgets.layer_ids().collect());
    harness.ctx.viewport(|viewport| {
        let widgets = layers
            .iter()
            .flat_map(|layer| viewport.prev_pass.widgets.get_layer(*layer));
        let takes = widgets.filter(|widget| widget.enabled && widget.sense.is_focusable());
        let rects = takes.map(|widget| (widget.id, widget.interact_rect));
        rects.filter(|(_, rect)| rect.is_positive()).collect()
    })
}

/// The names of two things that lie over each other, neither within the other.
fn covered<State>(harness: &Harness<'_, State>, but: &[Id]) -> Option<[String; 2]> {
    let mut all = clickable(harness);
    all.retain(|(id, _)| !but.contains(id));
    let name = |id: Id, rect: Rect| {
        let nodes: Vec<_> = harness.root().children_recursive().collect();
        let node = nodes
            .iter()
            .find(|node| node.accesskit_node().locate().0 == id.accesskit_id());
        let label = node.and_then(|node| node.accesskit_node().label());
        format!("{} {rect}", label.unwrap_or_default())
    };
    for (index, (one, a)) in all.iter().enumerate() {
        for (other, b) in &all[..index] {
            let shared = a.intersect(*b);
            let is_shared = shared.width() > 1.0 && shared.height() > 1.0;
            if is_shared && !a.contains_rect(*b) && !b.contains_rect(*a) {
                return Some([name(*one, *a), name(*other, *b)]);
            }
        }
    }
    None
}

/// Where the lowest button of a dialog is, which has this layer.
fn lowest_button<State>(harness: &Harness<'_, State>, layer: egui::LayerId) -> Rect {
    let of_dialog: Vec<_> = harness.ctx.viewport(|viewport| {
        let widgets = viewport.prev_pass.widgets.get_layer(layer);
        widgets.map(|widget| widget.id.accesskit_id()).collect()
    });
    let buttons = harness.query_all_by_role(Role::Button);
    let buttons = buttons.filter(|node| of_dialog.contains(&node.accesskit_node().locate().0));
    // The others in a dialog are lower or higher.
    let rects = buttons.map(|button| button.rect());
    rects
        .filter(|rect| (rect.height() - 34.0).abs() < 0.5)
        .max_by(|a, b| a.bottom().total_cmp(&b.bottom()))
        .expect("a dialog has buttons")
}

#[test]
fn the_buttons_of_every_dialog_are_in_view_and_all_in_it_is_reached() {
    for language in Language::ALL {
        for size in [SMALLEST, LAPTOP, ENLARGED] {
            let mut harness = desk(size, language);
            for dialog in all(&harness) {
                let what: String = format!("{dialog:?}").chars().take(24).collect();
                harness.state_mut().dialog = Some(dialog);
                harness.run();
                let layer = harness.ctx.memory(|memory| memory.top_modal_layer());
                let layer = layer.unwrap_or_else(|| panic!("{what} lies over the window"));
                let foot = lowest_button(&harness, layer);
                assert!(
                    whole(size).contains_rect(foot),
                    "{what} {language:?}: {foot} at {size:?}"
                );
                if size != LAPTOP && language == Language::English {
                    walks_within(&mut harness, layer, size, &what);
                }
                harness.state_mut().dialog = None;
                harness.run();
            }
        }
    }
}

#[test]
fn a_dialog_that_is_scrolled_keeps_its_buttons_where_they_are() {
    let mut harness = desk(SMALLEST, Language::English);
    let survey = all(&harness)
        .into_iter()
        .find(|dialog| matches!(dialog, Dialog::Survey(_)));
    harness.state_mut().dialog = survey;
    harness.run();
    let import = harness.get_by_label("Import").rect();
    let first = harness.get_by_role_and_label(Role::ComboBox, "Column of the stage");
    let first = first.rect();
    harness.hover_at(first.center());
    for _ in 0..4 {
        harness.event(egui::Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: egui::vec2(0.0, -120.0),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Unknown,
            modifiers: egui::Modifiers::NONE,
        });
        harness.run();
    }
    let moved = harness.query_by_role_and_label(Role::ComboBox, "Column of the stage");
    assert!(moved.is_none_or(|node| node.rect().top() < first.top() - 60.0));
    assert_eq!(harness.get_by_label("Import").rect(), import);
    // What lies behind them is not hit in their place.
    assert!(whole(SMALLEST).contains_rect(import));
}

fn open(size: [f32; 2], language: Language) -> WindowHarness {
    let renderer = SoftwareRenderer::default();
    let mut harness = window::open(car(), egui::Theme::Light, size, &renderer);
    harness.state_mut().language = language;
    harness.run();
    harness
}

/// The longest that the lens can say of this map.
fn look_through(harness: &mut WindowHarness) {
    let map = harness.state().editor.map().clone();
    let personas = map.personas.iter();
    let longest = personas.max_by_key(|persona| persona.name.chars().count());
    let lens = Lens {
        personas: longest
            .map(|persona| persona.id.clone())
            .into_iter()
            .collect(),
        when: When::Now,
        ..Lens::default()
    };
    harness.state_mut().editor.handle(Intent::LookThrough(lens));
    harness.run();
}

#[test]
fn menus_lens_and_tools_stand_beside_each_other_at_every_width() {
    for language in Language::ALL {
        for width in WIDTHS {
            let size = [width, 480.0];
            let mut harness = open(size, language);
            look_through(&mut harness);
            let bar: Vec<(Id, Rect)> = clickable(&harness)
                .into_iter()
                .filter(|(_, rect)| rect.bottom() <= 52.0)
                .collect();
            assert!(bar.len() > Menu::ALL.len() + 1, "{width}: {}", bar.len());
            for (_, rect) in &bar {
                assert!(
                    whole(size).contains_rect(*rect),
                    "{width} {language:?}: {rect}"
                );
            }
            assert_eq!(covered(&harness, &[canvas()]), None, "{width} {language:?}");
            // Whatever is left out, these are there.
            for menu in Menu::ALL {
                harness.get_by_role_and_label(Role::MenuItem, language.t(menu.name()));
            }
            let export = language.t("Export…");
            harness.get_by_role_and_label(Role::Button, export);
        }
    }
}

/// So high is the room for the map at least: with large text, notice and stops open, a strip of it.
fn least(size: [f32; 2]) -> f32 {
    if size == ENLARGED { 50.0 } else { 140.0 }
}

fn canvas() -> Id {
    Id::unique("canvas")
}

#[test]
fn whatever_is_open_beside_the_map_leaves_it_room_and_covers_nothing() {
    let keys = [Key::F7, Key::F9];
    for language in Language::ALL {
        for (size, guide) in [
            (SMALLEST, false),
            (SMALLEST, true),
            (ENLARGED, false),
            (ENLARGED, true),
        ] {
            let mut harness = open(size, language);
            harness.state_mut().notice = Some(Notice::Changed { is_dirty: true });
            if guide {
                harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::J);
                harness.run();
            }
            for key in keys {
                harness.key_press(key);
                harness.run();
                let room = harness
                    .ctx
                    .read_response(canvas())
                    .expect("it is drawn")
                    .rect;
                assert!(
                    room.width() >= 240.0 && room.height() >= least(size),
                    "{key:?} {language:?}: {room}"
                );
                assert_eq!(covered(&harness, &[canvas()]), None, "{key:?} {language:?}");
                for (_, rect) in clickable(&harness) {
                    assert!(whole(size).contains_rect(rect), "{key:?} {size:?}: {rect}");
                }
            }
        }
    }
}

#[test]
fn what_gave_way_to_the_review_is_had_back_by_its_key() {
    let mut harness = open(SMALLEST, Language::English);
    let has = |harness: &WindowHarness, name: &str| {
        let regions = harness.query_all_by_role_and_label(Role::Complementary, name);
        regions.count() > 0
    };
    let has_panel = |harness: &WindowHarness| has(harness, "Panel");
    let has_review = |harness: &WindowHarness| has(harness, "Review");
    assert!(has_panel(&harness) && !has_review(&harness));
    harness.key_press(Key::F7);
    harness.run();
    assert!(!has_panel(&harness) && has_review(&harness));
    let panel = jejak::editor::Action::TogglePanel;
    harness.state_mut().asked.clear();
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::K);
    harness.run();
    harness.event(egui::Event::Text("panel".to_owned()));
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    let asked = &harness.state().asked;
    assert!(!asked.contains(&UiEvent::from(panel)), "the window does it");
    assert!(has_panel(&harness) && !has_review(&harness));
}

#[test]
fn every_entry_of_every_menu_is_in_view_when_the_keys_are_on_it() {
    for (language, size) in Language::ALL
        .into_iter()
        .flat_map(|one| [(one, SMALLEST), (one, ENLARGED)])
    {
        let mut harness = open(size, language);
        for menu in Menu::ALL {
            let name = language.t(menu.name());
            let title = harness.get_by_role_and_label(Role::MenuItem, name);
            title.click();
            harness.run();
            let (mut seen, mut first) = (0, None);
            loop {
                harness.key_press(Key::ArrowDown);
                harness.run();
                harness.run_steps(2);
                let at = harness.ctx.memory(|memory| memory.focused());
                let at = at.unwrap_or_else(|| panic!("{name}: nobody after {seen}"));
                if first == Some(at) {
                    break;
                }
                first = first.or(Some(at));
                let entry = harness.ctx.read_response(at).expect("it is drawn");
                let is_seen = entry.interact_rect.contains_rect(entry.rect.shrink(1.0))
                    && whole(size).contains_rect(entry.rect);
                assert!(is_seen, "{name}, entry {seen}: {}", entry.rect);
                seen += 1;
                assert!(seen < 80, "{name}: it never comes round");
            }
            assert!(seen > 2, "{name}: {seen}");
            harness.key_press(Key::Escape);
            harness.run();
        }
        assert!(!egui::Popup::is_any_open(&harness.ctx));
    }
}
