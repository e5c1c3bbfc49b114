//! The regions of the window, one list of them, and F6 from each to the next.
//!
//! Whoever draws one says so with [`mark`]: with that it has a name for those who listen, and is
//! one of the places that F6 goes to.

use std::collections::HashMap;

use egui::{
    Context, Event, Id, Key, Pos2, Role, Ui, WidgetRects,
    accesskit::{self, ActionRequest, TreeId},
};

use super::keyboard::canvas_id;
use crate::words::Language;

/// So many passes after a key the keyboard may be where it led.
const PASSES: u8 = 3;
/// What lies so near each other stands in one row, in points.
const ROW: f32 = 12.0;

/// A part of the window that the keyboard is in as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Region {
    TopBar,
    Notice,
    Merge,
    Tools,
    Review,
    Canvas,
    SelectionBar,
    Find,
    Overview,
    WayBack,
    Stops,
    Values,
    Guide,
    Panel,
    Status,
    Start,
    Talk,
    TalkBar,
    TalkNotes,
    Changes,
    Compared,
    Answers,
}

impl Region {
    /// In the order of F6.
    const ALL: [Self; 22] = [
        Self::TopBar,
        Self::Notice,
        Self::Merge,
        Self::Tools,
        Self::Review,
        Self::Canvas,
        Self::SelectionBar,
        Self::Find,
        Self::Overview,
        Self::WayBack,
        Self::Stops,
        Self::Values,
        Self::Guide,
        Self::Panel,
        Self::Status,
        Self::Start,
        Self::Talk,
        Self::TalkBar,
        Self::TalkNotes,
        Self::Changes,
        Self::Compared,
        Self::Answers,
    ];

    /// English, for the translation table.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::TopBar => "Top bar",
            Self::Notice => "Notice",
            Self::Merge => "Merge",
            Self::Tools => "Tools",
            Self::Review => "Review",
            Self::Canvas => "Map",
            Self::SelectionBar => "Selection bar",
            Self::Find => "Find and replace",
            Self::Overview => "Overview",
            Self::WayBack => "View",
            Self::Stops => "Stops",
            Self::Values => "Value–effort matrix",
            Self::Guide => "Guide",
            Self::Panel => "Panel",
            Self::Status => "Status bar",
            Self::Start => "Start",
            Self::Talk => "Presentation",
            Self::TalkBar => "Presentation bar",
            Self::TalkNotes => "Notes",
            Self::Changes => "Changes",
            Self::Compared => "Comparison",
            Self::Answers => "Buttons",
        }
    }

    fn role(self) -> Role {
        match self {
            Self::TopBar => Role::Banner,
            Self::Notice
            | Self::Merge
            | Self::Overview
            | Self::WayBack
            | Self::Stops
            | Self::Values
            | Self::Changes
            | Self::Compared => Role::Region,
            Self::Tools | Self::SelectionBar | Self::TalkBar => Role::Toolbar,
            Self::Review | Self::Guide | Self::Panel | Self::TalkNotes => Role::Complementary,
            Self::Canvas | Self::Start | Self::Talk => Role::Main,
            Self::Find => Role::Search,
            Self::Status => Role::ContentInfo,
            Self::Answers => Role::Group,
        }
    }
}

/// The regions that are drawn, and where the keyboard was in each.
#[derive(Clone, Default)]
struct Known {
    pass: u64,
    /// In the pass that is under way, each with the ui that it is drawn in.
    drawn: Vec<(Region, Id)>,
    /// In the pass before.
    shown: HashMap<Id, Region>,
    left: HashMap<Region, Id>,
    /// Who had the keyboard.
    focused: Option<Id>,
    /// In how many passes more a key that led somewhere may be why the keyboard is elsewhere.
    keyed: u8,
}

impl Known {
    fn follow(&mut self, pass: u64) {
        if self.pass != pass {
            self.pass = pass;
            self.shown = self
                .drawn
                .drain(..)
                .map(|(region, id)| (id, region))
                .collect();
        }
    }

    /// The innermost region that a widget stands in.
    fn region_of(&self, widget: Id, widgets: &WidgetRects) -> Option<Region> {
        let mut id = widget;
        loop {
            if let Some(region) = self.shown.get(&id) {
                return Some(*region);
            }
            let parent = widgets.get(id)?.parent_id;
            if parent == id {
                return None;
            }
            id = parent;
        }
    }
}

fn known<R>(ctx: &Context, look: impl FnOnce(&mut Known) -> R) -> R {
    let pass = ctx.cumulative_pass_nr();
    ctx.data_mut(|data| {
        let known: &mut Known = data.get_temp_mut_or_default(Id::unique("regions"));
        known.follow(pass);
        look(known)
    })
}

/// What is drawn in a ui is a region.
pub(super) fn mark(ui: &Ui, region: Region, language: Language) {
    let id = ui.unique_id();
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_role(region.role());
        node.set_label(language.t(region.name()));
    });
    known(ui.ctx(), |known| known.drawn.push((region, id)));
}

/// Notes who has the keyboard, brings that into view and goes on with F6, before anything is drawn.
pub(super) fn attend(ctx: &Context) {
    let focused = ctx.memory(|memory| memory.focused());
    let is_keyed = ctx.input(|input| input.key_pressed(Key::Tab) || input.key_pressed(Key::F6));
    let (moved, by_key) = known(ctx, |known| {
        known.keyed = match is_keyed {
            true => PASSES,
            false => known.keyed.saturating_sub(1),
        };
        let moved = std::mem::replace(&mut known.focused, focused) != focused;
        (moved, known.keyed > 0)
    });
    let pressed = |shift: bool| {
        ctx.input(|input| input.modifiers.shift == shift && input.key_pressed(Key::F6))
    };
    let (forward, backward) = (pressed(false), pressed(true));
    if !moved && !forward && !backward {
        return;
    }
    let places = places(ctx);
    let here = focused.and_then(|id| {
        let has = |(_, ids): &&(Region, Vec<Place>)| ids.iter().any(|place| place.id == id);
        places.iter().find(has).map(|(region, _)| *region)
    });
    if let Some((region, id)) = here.zip(focused) {
        known(ctx, |known| known.left.insert(region, id));
    }
    if moved && by_key {
        bring_into_view(ctx, focused, &places);
    }
    let is_asked = forward || backward;
    if is_asked && !egui::Popup::is_any_open(ctx) && !places.is_empty() {
        go_on(ctx, &places, here, forward);
    }
}

/// Gives the keyboard to the next region, or to the one before, where it was there.
fn go_on(ctx: &Context, places: &[(Region, Vec<Place>)], here: Option<Region>, forward: bool) {
    // What nobody has is the sheet's.
    let here = here.unwrap_or(Region::Canvas);
    let at = places.iter().position(|(region, _)| *region == here);
    let count = places.len();
    let next = match (at, forward) {
        (Some(at), true) => (at + 1) % count,
        (Some(at), false) => (at + count - 1) % count,
        (None, true) => 0,
        (None, false) => count - 1,
    };
    let (region, ids) = &places[next];
    let left = known(ctx, |known| known.left.get(region).copied());
    let left = left.filter(|left| ids.iter().any(|place| place.id == *left));
    if let Some(id) = left.or_else(|| first(ids)) {
        ctx.memory_mut(|memory| memory.request_focus(id));
        ctx.request_repaint();
    }
}

/// What is read first, which need not be what is drawn first.
fn first(places: &[Place]) -> Option<Id> {
    let row = |place: &Place| (place.middle.y / ROW).round();
    let in_order = |a: &&Place, b: &&Place| {
        let rows = row(a).total_cmp(&row(b));
        rows.then(a.middle.x.total_cmp(&b.middle.x))
    };
    let seen = places.iter().filter(|place| place.is_seen);
    let first = seen.min_by(in_order).or(places.first());
    first.map(|place| place.id)
}

/// Something that can have the keyboard.
struct Place {
    id: Id,
    middle: Pos2,
    /// Whether all of it is in view.
    is_seen: bool,
}

/// The regions in their order, each with what in it can have the keyboard now.
fn places(ctx: &Context) -> Vec<(Region, Vec<Place>)> {
    let known = known(ctx, |known| known.clone());
    let mut found: HashMap<Region, Vec<Place>> = HashMap::new();
    let open = ctx.viewport(|viewport| {
        let layers = viewport.prev_pass.widgets.layer_ids();
        layers.collect::<Vec<_>>()
    });
    let open = ctx.memory(|memory| {
        let mut open = open;
        open.retain(|layer| memory.allows_interaction(*layer));
        open
    });
    ctx.viewport(|viewport| {
        let widgets = &viewport.prev_pass.widgets;
        for widget in open.iter().flat_map(|layer| widgets.get_layer(*layer)) {
            let takes = widget.enabled && widget.visible && widget.sense.is_focusable();
            let region = takes.then(|| known.region_of(widget.id, widgets)).flatten();
            if let Some(region) = region {
                found.entry(region).or_default().push(Place {
                    id: widget.id,
                    middle: widget.rect.center(),
                    is_seen: widget.interact_rect.contains_rect(widget.rect),
                });
            }
        }
    });
    let all = Region::ALL.into_iter();
    all.filter_map(|region| Some((region, found.remove(&region)?)))
        .collect()
}

/// Scrolls to what a key has led to.
fn bring_into_view(ctx: &Context, focused: Option<Id>, places: &[(Region, Vec<Place>)]) {
    let place = places.iter().flat_map(|(_, ids)| ids);
    let hidden = place.filter(|place| !place.is_seen).map(|place| place.id);
    let hidden = hidden.filter(|id| Some(*id) == focused && *id != canvas_id());
    for id in hidden {
        scroll_to(ctx, id);
    }
}

/// Has a widget brought into view in the pass that begins.
pub(super) fn scroll_to(ctx: &Context, id: Id) {
    let request = ActionRequest {
        action: accesskit::Action::ScrollIntoView,
        target_node: id.accesskit_id(),
        target_tree: TreeId::ROOT,
        data: None,
    };
    ctx.input_mut(|input| input.events.push(Event::AccessKitActionRequest(request)));
    ctx.request_repaint();
}
