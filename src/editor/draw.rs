//! Drawing a curve: one click a point, from the first to the last.

use std::sync::Arc;

use super::{Action, Editor, Effect, Intent, Onward, parts::opening, session::Drawing};
use crate::{
    edit::EditError,
    geom::Point,
    model::{CurveOf, Id, Lane, LaneType, Target, When},
    words::{Language, marked},
};

impl Editor {
    /// Whether a curve is being drawn: each click in its lane adds a point to it.
    pub fn draws_curve(&self) -> bool {
        self.drawing.is_some()
    }

    /// Whose curve a new point goes to: of the persona that is selected; else, where a lens shows
    /// some personas, of one of those. Of several it is the one whose curve was dealt with last, else
    /// the lane's first, else the map's first.
    pub(super) fn curve_for_point(&self, lane: Option<&Lane>) -> Result<CurveOf, &'static str> {
        self.needs_stage()?;
        let selected = match self.selection.only() {
            Some(Target::Persona(id)) => Some(id),
            _ => None,
        };
        let is_meant = |id: &Id| !self.lens.fades_persona(id);
        let late = self.curve_of_late.as_ref().filter(|of| {
            (selected.is_some() || self.has_curve(&of.persona))
                && self.map().persona(&of.persona).is_some()
                && selected.map_or_else(|| is_meant(&of.persona), |id| *id == of.persona)
        });
        let of_lane = lane.map_or(&[][..], |lane| lane.curves()).iter();
        let of_map = self.map().personas.iter();
        let all = of_lane
            .map(|curve| &curve.persona)
            .chain(of_map.map(|persona| &persona.id));
        let persona = selected
            .or(late.map(|of| &of.persona))
            .or_else(|| all.into_iter().find(|id| is_meant(id)));
        let persona = persona.cloned().ok_or("Add a persona first.")?;
        let to_be = match self.lens.when {
            When::Now => false,
            When::ToBe => true,
            When::Both => late.is_some_and(|of| of.to_be),
        };
        Ok(CurveOf { persona, to_be })
    }

    fn has_curve(&self, persona: &Id) -> bool {
        let mut curves = self.map().lanes.iter().flat_map(|lane| lane.curves());
        curves.any(|curve| curve.persona == *persona && !curve.points.is_empty())
    }

    /// What drawing is called now; English, for the translation table.
    pub(super) fn drawing_name(&self) -> Option<&'static str> {
        let of = self.curve_for_point(None);
        of.ok().map(|_| marked("Draw {persona}’s curve"))
    }

    /// A text in which the persona is named whose curve a new point would go to.
    pub(super) fn with_curve(&self, text: &'static str, language: Language) -> String {
        let of = match &self.drawing {
            Some(drawing) => Some(drawing.of.clone()),
            None => self.curve_for_point(self.hovered_lane()).ok(),
        };
        let name = of.map_or(String::new(), |of| self.curve_name(&of, language));
        language.fill(text, &[("persona", &name)])
    }

    /// "Dewi", or "Dewi (as it should be)".
    pub(super) fn curve_name(&self, of: &CurveOf, language: Language) -> String {
        let persona = self.map().persona(&of.persona);
        let name = persona.map_or("", |persona| &persona.name);
        match of.to_be {
            true => format!("{name} ({})", language.t(When::ToBe.name())),
            false => name.to_owned(),
        }
    }

    fn hovered_lane(&self) -> Option<&Lane> {
        let lane = self.map().lane_of(self.hover()?)?;
        self.map().lane(lane).map(|lane| &**lane)
    }

    /// Begins to draw, in a lane that is to be seen.
    pub(super) fn draw_curve(&mut self) -> Vec<Effect> {
        let (mut edits, lane) = self.lane_for(LaneType::Emotion);
        let known = self.map().lane(&lane).cloned();
        let of = match self.curve_for_point(known.as_deref()) {
            Ok(of) => of,
            Err(why) => return vec![Effect::Refused(EditError::Unfit(why))],
        };
        edits.extend(opening(self.map(), &lane));
        let effects = match edits.is_empty() {
            true => Vec::new(),
            false => self.edit("Add lane", &edits),
        };
        self.refresh();
        if self.lens.fades_persona(&of.persona) {
            self.lens.personas.push(of.persona.clone());
            self.refresh();
        }
        self.reveal(&Target::Lane(lane.clone()));
        self.curve_of_late = Some(of.clone());
        self.drawing = Some(Drawing { lane, of });
        effects
    }

    /// The lane of the curve that is being drawn, where a point of the view lies on its scale and
    /// not on a point that is there, which is dragged or selected.
    pub(super) fn drawn_at(&self, at_in_view: Point) -> Option<(Arc<Lane>, CurveOf)> {
        let drawing = self.drawing.as_ref()?;
        let (at_in_doc, _) = self.seen_at(at_in_view).filter(|(_, is_head)| !is_head)?;
        let row = self.layout().row(&drawing.lane)?;
        let within = row.y..=row.y + row.part.height;
        let is_label = row.part.label.rect.x1 >= at_in_doc.x;
        if is_label || !within.contains(&at_in_doc.y) {
            return None;
        }
        self.layout().point_place(&drawing.lane, at_in_doc)?;
        if self.on_point(at_in_view).is_some() {
            return None;
        }
        let lane = self.map().lane(&drawing.lane)?;
        Some((lane.clone(), drawing.of.clone()))
    }

    /// The lane of emotions at a point of the view, where nothing is drawn in it yet, or not for the
    /// persona that is selected, and the place on the sheet: a click begins a curve there.
    pub(super) fn bare_at(&self, at_in_view: Point) -> Option<(Arc<Lane>, Point)> {
        let at_in_doc = self.open_at(at_in_view)?;
        let Some(Target::Cell { lane, .. }) = self.target_at(at_in_view) else {
            return None;
        };
        let lane = self.map().lane(&lane)?;
        let selected = match self.selection.only() {
            Some(Target::Persona(id)) => Some(id),
            _ => None,
        };
        let is_drawn = lane.curves().iter().any(|curve| {
            !curve.points.is_empty() && selected.is_none_or(|id| *id == curve.persona)
        });
        let is_bare = LaneType::Emotion.is(lane) && !lane.collapsed && !is_drawn;
        is_bare.then(|| (lane.clone(), at_in_doc))
    }

    /// Whether a point is one of the curve that is being drawn.
    fn is_drawn(&self, id: &Id) -> bool {
        let of = self.map().point(id).map(|(_, curve, _)| curve.of());
        of.is_some() && of == self.drawing.as_ref().map(|drawing| drawing.of.clone())
    }

    /// The curve point whose very dot is under the pointer, its label left out.
    pub(super) fn on_point(&self, at_in_view: Point) -> Option<Id> {
        let Some(Target::Point(id)) = self.target_at(at_in_view) else {
            return None;
        };
        let rect = self.layout().rect_of(&Target::Point(id.clone()))?;
        let reach = 4.0 / self.camera().zoom();
        let at_in_doc = self.camera().doc_from_screen(at_in_view);
        rect.inflate(reach, reach).contains(at_in_doc).then_some(id)
    }

    /// Ends the drawing where something else begins.
    pub(super) fn keep_drawing(&mut self, intent: &Intent) {
        let goes_on = match intent {
            Intent::PointerPressed { at, button, .. } => {
                let is_own = self.on_point(*at).is_some_and(|id| self.is_drawn(&id));
                let draws = is_own || self.drawn_at(*at).is_some();
                draws || self.space_held || *button != super::Button::Primary
            }
            Intent::Action(action) => matches!(
                action,
                Action::DrawCurve
                    | Action::Undo
                    | Action::Redo
                    | Action::Save
                    | Action::ZoomIn
                    | Action::ZoomOut
                    | Action::ZoomFit
                    | Action::Zoom100
                    | Action::ZoomSelection
            ),
            Intent::Escape
            | Intent::CancelText
            | Intent::CommitTextAnd(Onward::Below | Onward::Next | Onward::Previous)
            | Intent::Select(_)
            | Intent::StartText { .. }
            | Intent::LookThrough(_)
            | Intent::TakeNew(_)
            | Intent::AddStageAt(_)
            | Intent::AddLaneAt(..)
            | Intent::TakeMap { .. }
            | Intent::Paste { .. } => false,
            _ => true,
        };
        let is_there = |drawing: &Drawing| {
            let persona = self.map().persona(&drawing.of.persona);
            persona.is_some() && self.layout().row(&drawing.lane).is_some()
        };
        if !goes_on || !self.drawing.as_ref().is_some_and(is_there) {
            self.drawing = None;
        }
    }

    /// Whether a key means no more than that the drawing is done.
    pub(super) fn only_ends_drawing(&self, intent: &Intent) -> bool {
        let is_key = matches!(
            intent,
            Intent::Escape
                | Intent::Action(Action::EditText | Action::AddHere | Action::SelectNone)
        );
        is_key && self.draws_curve() && self.text_edit.is_none() && !self.gesture.is_drag()
    }
}
