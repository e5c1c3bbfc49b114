//! What is drawn over the sheet while a person works: never exported, never part of the scene.

use std::sync::Arc;

use super::{
    Editor,
    gesture::{DropPlace, Gesture},
    links::{self, LinkCurve},
};
use crate::{
    geom::{Point, Rect, Vec2},
    layout::{CurvePlace, Gap},
    model::{CurveOf, Id, Lane, Part, Target},
    words::Language,
};

/// How many of the things that are carried are drawn at the pointer.
const GHOSTS: usize = 24;

/// Everything over the sheet; rectangles and points are in document units, to be drawn in screen
/// units by way of [`Editor::camera`].
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Overlay {
    /// Those in view.
    pub selected: Vec<(Target, Rect)>,
    /// Nothing while something is dragged or written.
    pub hovered: Option<(Target, Rect)>,
    /// Where what is carried would land.
    pub slots: Vec<Rect>,
    /// Where it stands, while it would land nowhere.
    pub faded: Vec<Rect>,
    /// Between which neighbours the dragged stage or lane would land.
    pub bar: Option<Rect>,
    /// What is dragged, moved along with the pointer.
    pub ghosts: Vec<Ghost>,
    /// A few words beside what is dragged.
    pub tag: Option<Tag>,
    /// The rectangle that selects what it touches.
    pub marquee: Option<Rect>,
    /// Between stages or lanes, where a click puts in another; whether the pointer is on it.
    pub gap: Option<(Gap, bool)>,
    /// Where a click would put a point on a curve.
    pub curve_hint: Option<Point>,
    /// The corners of arrows that are selected, or under the pointer (`false`), in pieces that spare
    /// their labels.
    pub arrows: Vec<(Vec<Point>, bool)>,
    /// What is linked with the cards that are under the pointer or selected.
    pub links: Vec<Link>,
    /// Where a line is drawn from, the icon there, and whether the pointer is on it.
    pub link_handle: Option<(Point, &'static str, bool)>,
    /// Where the keys are, where that is not at what is selected.
    pub ring: Option<(Target, Rect)>,
    /// The link that is being drawn.
    pub pull: Option<LinkPull>,
}

/// A pain point and an opportunity that answers it.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// From card to card.
    pub curve: LinkCurve,
    /// The card at its end.
    pub to: Rect,
}

/// A link on its way from a card to another.
#[derive(Debug, Clone, PartialEq)]
pub struct LinkPull {
    /// From the card to the pointer.
    pub curve: LinkCurve,
    /// The cards in view that can take it, with those that are linked already.
    pub takers: Vec<(Rect, bool)>,
    /// The one under the pointer, and whether it would be unlinked.
    pub to: Option<(Rect, bool)>,
}

/// A thing on its way: its chunks of the scene are to be drawn once more, moved.
#[derive(Debug, Clone, PartialEq)]
pub struct Ghost {
    /// What is dragged.
    pub target: Target,
    /// Where it hovers.
    pub rect: Rect,
    /// From where it stands to where it hovers.
    pub moved_by: Vec2,
}

/// A few words beside a point.
#[derive(Debug, Clone, PartialEq)]
pub struct Tag {
    /// Beside what it stands.
    pub at: Point,
    /// In the language of the window.
    pub text: String,
}

impl Editor {
    /// What is to be drawn over the sheet now.
    pub fn overlay(&self, language: Language) -> Overlay {
        let layout = self.layout();
        let with_rect = |target: &Target| Some((target.clone(), layout.rect_of(target)?));
        let busy = self.gesture.is_drag() || self.text_edit.is_some();
        let mut overlay = Overlay {
            arrows: self.arrows_shown(),
            selected: self.selected_in_view(),
            hovered: self.hover().filter(|_| !busy).and_then(with_rect),
            marquee: self.marquee(),
            gap: self.gap_near(),
            curve_hint: self.curve_hint(),
            links: self.links_shown(),
            link_handle: self.handle_shown(),
            ring: self.ring().filter(|_| !busy).and_then(with_rect),
            pull: self.connecting_pull(),
            ..Default::default()
        };
        let pointer = self
            .pointer_in_view
            .map(|at| self.camera().doc_from_screen(at));
        let ghost = |target: Target, home: Rect, began_in_doc: Point| {
            let stands = layout.rect_of(&target)?;
            // In a column of another width it is held at the same share of its own.
            let grip = began_in_doc - home.origin();
            let grip = Vec2::new(grip.x * stands.width() / home.width(), grip.y);
            let rect = Rect::from_origin_size(pointer? - grip, stands.size());
            Some(Ghost {
                target,
                rect,
                moved_by: rect.origin() - stands.origin(),
            })
        };
        match &self.gesture {
            Gesture::Idle
            | Gesture::Pressed(_)
            | Gesture::Pan { .. }
            | Gesture::Border(_)
            | Gesture::Marquee(_) => {}
            Gesture::Cards(drag) => {
                let rect = |id: &Id| layout.rect_of(&Target::Card(id.clone()));
                overlay.slots = drag
                    .landing()
                    .iter()
                    .take(GHOSTS)
                    .filter_map(rect)
                    .collect();
                if drag.drop.is_none() && !drag.copying {
                    overlay.faded = drag.homes.iter().take(GHOSTS).copied().collect();
                }
                let cards = drag.ids.iter().zip(&drag.homes).take(GHOSTS);
                overlay.ghosts = cards
                    .filter_map(|(id, home)| {
                        ghost(Target::Card(id.clone()), *home, drag.began_in_doc)
                    })
                    .collect();
                let count = drag.ids.len();
                overlay.tag = pointer.filter(|_| count > 1).map(|at| Tag {
                    at,
                    text: count.to_string(),
                });
            }
            Gesture::Order(drag) => {
                overlay.bar = drag.drop.as_ref().map(DropPlace::rect);
                overlay.ghosts = drag
                    .targets
                    .iter()
                    .filter_map(|target| {
                        ghost(target.clone(), layout.rect_of(target)?, drag.began_in_doc)
                    })
                    .collect();
                overlay.faded = drag
                    .targets
                    .iter()
                    .filter_map(|t| layout.rect_of(t))
                    .collect();
            }
            Gesture::Point(drag) => {
                overlay.tag = layout.point_position(&drag.id).and_then(|at| {
                    let text = self.point_in_words(&drag.id, language)?;
                    Some(Tag { at, text })
                });
            }
            Gesture::Link(drag) => {
                let to = drag.to.as_ref().map(|(to, _, known)| (to, *known));
                overlay.pull = pointer.and_then(|at| self.link_pull(&drag.from, to, at));
            }
            Gesture::Make(drag) => {
                let target = self.made_rect();
                overlay.slots.extend(target.map(|(_, rect)| rect));
                let text = match target {
                    Some((Target::Point(id), _)) => self.point_in_words(id, language),
                    _ => None,
                };
                overlay.tag = pointer.map(|at| Tag {
                    at,
                    text: text.unwrap_or_else(|| language.t(drag.action.name()).to_owned()),
                });
            }
        }
        overlay
    }

    fn arrows_shown(&self) -> Vec<(Vec<Point>, bool)> {
        let shown = self.layout().arrows.iter().filter_map(|arrow| {
            let target = Target::Arrow(arrow.arrow.id.clone());
            let selected = self.selection.contains(&target);
            let hovered = self.hover() == Some(&target);
            (selected || hovered).then(|| {
                let pieces = arrow.beside_label().into_iter();
                pieces.map(move |piece| (piece, selected))
            })
        });
        shown.flatten().collect()
    }

    fn handle_shown(&self) -> Option<(Point, &'static str, bool)> {
        let (id, role) = self.offers_link()?;
        let hot = self.hover_link.as_ref() == Some(&id);
        let icon = match role.linked_role() {
            Some(_) => "link",
            None => "arrow",
        };
        Some((self.link_handle(&id)?, icon, hot))
    }

    /// The links of the card under the pointer and of the selected ones.
    fn links_shown(&self) -> Vec<Link> {
        if self.gesture.is_drag() || self.text_edit.is_some() {
            return Vec::new();
        }
        let selected = self.selection.targets().iter().take(GHOSTS);
        let mut shown: Vec<(Id, Id)> = Vec::new();
        let mut links = Vec::new();
        for target in self.hover().into_iter().chain(selected) {
            let Some((from, _)) = self.link_role(target) else {
                continue;
            };
            for (other, to, curve) in self.link_curves(&from) {
                let is_known =
                    |(a, b): &(Id, Id)| (*a == from && *b == other) || (*a == other && *b == from);
                if !shown.iter().any(is_known) {
                    shown.push((from.clone(), other));
                    links.push(Link { curve, to });
                }
            }
        }
        links
    }

    /// The line whose end is chosen by key.
    fn connecting_pull(&self) -> Option<LinkPull> {
        let from = self.connects()?;
        let to = self.ring()?.id_of(Part::Card)?;
        let (_, known) = links::tie(self.map(), from, to)?;
        self.link_pull(from, Some((to, known)), Point::ZERO)
    }

    fn link_pull(&self, from: &Id, to: Option<(&Id, bool)>, pointer: Point) -> Option<LinkPull> {
        let layout = self.layout();
        let home = layout.rect_of(&Target::Card(from.clone()))?;
        let places = layout.places_in(self.visible()).into_iter();
        let takers = places.filter_map(|place| {
            let id = place.target.id_of(Part::Card)?;
            let known = links::linked(self.map(), from, id)?;
            Some((place.rect, known))
        });
        let to = to.and_then(|(to, known)| {
            let rect = layout.rect_of(&Target::Card(to.clone()))?;
            Some((rect, known))
        });
        let end = to.map_or(Rect::from_points(pointer, pointer), |(rect, _)| rect);
        Some(LinkPull {
            curve: links::curve(home, end),
            takers: takers.collect(),
            to,
        })
    }

    /// The part of the sheet that is in view.
    pub fn visible(&self) -> Rect {
        let view = Rect::from_origin_size(Point::ZERO, self.view());
        self.camera().doc_rect(view)
    }

    fn selected_in_view(&self) -> Vec<(Target, Rect)> {
        let selected = self.selection.targets();
        let layout = self.layout();
        if selected.len() < 32 {
            let with_rect = |target: &Target| Some((target.clone(), layout.rect_of(target)?));
            return selected.iter().filter_map(with_rect).collect();
        }
        let places = layout.places_in(self.visible()).into_iter();
        places
            .filter(|place| self.selection.contains(&place.target))
            .map(|place| (place.target, place.rect))
            .collect()
    }

    /// Where a click would put a point on a curve.
    pub(super) fn curve_hint(&self) -> Option<Point> {
        let is_idle = matches!(self.gesture, Gesture::Idle);
        if let Some(at) = self.pointer_in_view.filter(|_| is_idle)
            && self.drawn_at(at).is_some()
        {
            return Some(self.camera().doc_from_screen(at));
        }
        if let Some((_, at_in_doc)) = self.bare_under() {
            return Some(at_in_doc);
        }
        Some(self.curve_place_to_click()?.position)
    }

    /// The lane under the pointer in which a click begins a curve, and where.
    pub(super) fn bare_under(&self) -> Option<(Arc<Lane>, Point)> {
        let is_idle = matches!(self.gesture, Gesture::Idle) && !self.draws_curve();
        let is_free = is_idle && self.text_edit.is_none() && !self.space_held;
        self.bare_at(self.pointer_in_view.filter(|_| is_free)?)
    }

    /// The curve that a click would put a point on.
    pub(super) fn curve_to_click(&self) -> Option<CurveOf> {
        Some(self.curve_place_to_click()?.curve)
    }

    fn curve_place_to_click(&self) -> Option<CurvePlace> {
        let is_idle = matches!(self.gesture, Gesture::Idle) && !self.draws_curve();
        let is_free = is_idle && self.text_edit.is_none();
        let over_cell = matches!(self.hover(), Some(Target::Cell { .. }));
        let at = self.pointer_in_view.filter(|_| is_free && over_cell)?;
        self.curve_under(at)
    }

    /// Value and stage of a point: "−0.80 at Purchase".
    pub(super) fn point_in_words(&self, point: &Id, language: Language) -> Option<String> {
        let (_, _, point) = self.map().point(point)?;
        let stage = self.map().stage(&point.stage)?;
        let value = format!("{:.2}", point.value?).replace('-', "−");
        let value = if value == "−0.00" { "0.00" } else { &value };
        Some(language.fill(
            "{value} at {stage}",
            &[("value", value), ("stage", &stage.title)],
        ))
    }
}
