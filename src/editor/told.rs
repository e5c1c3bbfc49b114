//! What has just happened, in words, for those who do not see it.

use std::sync::Arc;

use super::{
    Action, Editor, Effect, Intent, Selection,
    present::{Showing, told_of_talk},
    telling::{Telling, Told},
};
use crate::{
    model::{Map, Part, Target, one_of},
    words::{Language, marked, plural},
};

/// The steps that put one thing into another place.
const MOVES: [&str; 9] = [
    "Move card",
    "Move channel",
    "Move lane",
    "Move metric",
    "Move persona",
    "Move point",
    "Move stage",
    "Move step",
    "Move stop",
];

/// What there was before an intent.
pub(super) struct Witness {
    committed: Arc<Map>,
    selection: Selection,
    ring: Option<Target>,
    showing: Option<Showing>,
    /// What the stop says was known.
    knows_page: bool,
    is_drawing: bool,
    /// Whether the intent goes back or on in the history.
    undoes: bool,
    redoes: bool,
    /// What is told of the intent if the map stays as it is.
    asks: Option<Told>,
}

impl Editor {
    /// What has just happened, and how often something has: it is new where that is another number.
    pub fn told(&self, language: Language) -> (u64, Option<String>) {
        let Telling { serial, told } = &self.telling;
        let words = told.as_ref().map(|told| self.in_words(told, language));
        (*serial, words)
    }

    /// How often something has happened that is told.
    pub fn told_times(&self) -> u64 {
        self.telling.serial
    }

    pub(super) fn witness(&self, intent: &Intent) -> Witness {
        let carries = self.gesture.carries();
        Witness {
            committed: self.history.committed().clone(),
            selection: self.selection.clone(),
            ring: self.ring.clone(),
            showing: self.showing(),
            knows_page: self.knows_page(),
            is_drawing: self.drawing.is_some(),
            undoes: !carries && matches!(intent, Intent::Action(Action::Undo)),
            redoes: !carries && matches!(intent, Intent::Action(Action::Redo)),
            asks: self.asked(intent),
        }
    }

    /// Tells what has become of things since, but not what the world around tells of the effects.
    pub(super) fn tell_since(&mut self, before: &Witness, effects: &[Effect]) {
        let is_told_outside = |effect: &Effect| {
            matches!(
                effect,
                Effect::Copy { cuts: true, .. }
                    | Effect::TakenBack(_)
                    | Effect::ArrowsGone(_)
                    | Effect::Refused(_)
            )
        };
        let told = match effects.iter().any(is_told_outside) {
            true => None,
            false => self.since(before),
        };
        if told.is_some() {
            self.telling.serial += 1;
            self.telling.told = told;
        }
    }

    fn since(&self, before: &Witness) -> Option<Told> {
        let is_connecting = self.connecting.is_some();
        self.step_since(before)
            .or_else(|| self.talk_since(before))
            .or_else(|| before.asks.clone())
            .or_else(|| (is_connecting && self.ring != before.ring).then_some(Told::End))
            .or_else(|| {
                let begins = self.drawing.is_some() && !before.is_drawing;
                (begins && self.text_edit.is_none()).then_some(Told::Drawing)
            })
            .or_else(|| {
                let is_other = self.selection != before.selection && !self.gesture.is_drag();
                (is_other && self.selection.only().is_none()).then_some(Told::Selected)
            })
    }

    /// What became of the map.
    fn step_since(&self, before: &Witness) -> Option<Told> {
        if before.undoes {
            return self.history.redo_name().map(Told::Undone);
        }
        if before.redoes {
            return self.history.undo_name().map(Told::Redone);
        }
        if Arc::ptr_eq(self.history.committed(), &before.committed) {
            return None;
        }
        let name = self.history.undo_name()?;
        Some(match &before.asks {
            Some(Told::Replaced(_)) => Told::Replaced(self.find.replaced().unwrap_or(1)),
            _ if MOVES.contains(&name) && self.selection.only().is_some() => Told::Moved,
            _ => Told::Done(name),
        })
    }

    fn talk_since(&self, before: &Witness) -> Option<Told> {
        let now = self.showing();
        let told = told_of_talk(before.showing.as_ref(), now.as_ref());
        // What a stop says may be known only later.
        let is_late = before.showing.is_some() && !before.knows_page && self.knows_page();
        told.or_else(|| is_late.then_some(Told::StopText))
    }

    fn in_words(&self, told: &Told, language: Language) -> String {
        let named = |words: &'static str, name: &'static str| {
            language.fill(words, &[("name", language.t(name))])
        };
        match told {
            Told::Done("Paste") => language.t("Pasted").to_owned(),
            Told::Done("Duplicate") => language.t("Duplicated").to_owned(),
            Told::Done(name) => named(marked("Done: {name}"), name),
            Told::Undone(name) => named(marked("Undone: {name}"), name),
            Told::Redone(name) => named(marked("Redone: {name}"), name),
            Told::Moved => self.moved_in_words(language),
            Told::Selected => self.selected_in_words(language),
            Told::Zoom => {
                let percent = format!("{:.0}", self.camera().zoom() * 100.0);
                language.fill("Zoom: {n}%", &[("n", &percent)])
            }
            Told::Found => match self.find.hits().len() {
                0 => language.t("Not found").to_owned(),
                count => language.count(count, "{n} found", "{n} found", &[]),
            },
            Told::Hit => self.hit_in_words(language),
            Told::Replaced(count) => language.count(*count, "{n} replaced", "{n} replaced", &[]),
            Told::Stop
            | Told::StopText
            | Told::ChosenStop
            | Told::Revealed
            | Told::Voice
            | Told::Turned(..)
            | Told::Look
            | Told::TalkWaits
            | Told::TalkEnded => self.talk_in_words(told, language),
            Told::Drawing => self.help_line(language),
            Told::End => self.connecting_in_words(language).unwrap_or_default(),
        }
    }

    fn hit_in_words(&self, language: Language) -> String {
        let current = self.find.current();
        let hit = current.and_then(|index| Some((index, self.find.hits().get(index)?)));
        let Some((index, hit)) = hit else {
            return language.t("Not found").to_owned();
        };
        let place = one_of(index, self.find.hits().len(), language);
        let name = self.map().name_of(&hit.target, language);
        format!("{place}: {name}")
    }

    /// "Moved to Delivery, Doing, 2 of 4".
    fn moved_in_words(&self, language: Language) -> String {
        let place = self.selection.only();
        let place = place.and_then(|target| self.place_in_words(target, language));
        match place {
            Some(place) => language.fill("Moved to {place}", &[("place", &place)]),
            None => language.t("Moved").to_owned(),
        }
    }

    /// Where a thing stands, and which it is of those beside it.
    fn place_in_words(&self, target: &Target, language: Language) -> Option<String> {
        if let Target::Point(id) = target {
            return self.point_in_words(id, language);
        }
        let map = self.map();
        let mut parts = Vec::new();
        if let Some((stage, step)) = map.stage_of(target).filter(|_| target.is_content()) {
            parts.push(map.stage(stage)?.title.clone());
            let step = step.and_then(|step| map.step(step));
            parts.extend(step.map(|(_, step)| step.title.clone()));
        }
        let lane = map.lane_of(target).and_then(|lane| map.lane(lane));
        parts.extend(
            lane.filter(|_| target.is_content())
                .map(|lane| lane.title.clone()),
        );
        let beside = self.beside(target);
        let index = beside.iter().position(|other| other == target)?;
        parts.push(one_of(index, beside.len(), language));
        parts.retain(|part| !part.is_empty());
        Some(parts.join(", "))
    }

    /// What is told of an intent if the map stays as it is.
    fn asked(&self, intent: &Intent) -> Option<Told> {
        match intent {
            Intent::Find(query) => (!query.is_empty()).then_some(Told::Found),
            Intent::Replace { .. } => Some(Told::Replaced(0)),
            Intent::Action(Action::FindNext | Action::FindPrevious) => Some(Told::Hit),
            Intent::Action(
                Action::ZoomIn
                | Action::ZoomOut
                | Action::ZoomFit
                | Action::ZoomSelection
                | Action::Zoom100,
            ) => Some(Told::Zoom),
            Intent::PointerReleased { .. } if self.marquee().is_some() => Some(Told::Selected),
            _ => None,
        }
    }

    /// "3 cards selected".
    fn selected_in_words(&self, language: Language) -> String {
        let targets = self.selection.targets();
        let Some(first) = targets.first() else {
            return language.t("Nothing selected").to_owned();
        };
        let part = first.part().map(|(part, _)| part);
        let is_like = |target: &Target| target.part().map(|(part, _)| part) == part;
        let part = part.filter(|_| targets.iter().all(is_like));
        let (one, many) = match part {
            Some(Part::Stage) => plural("{n} stage selected", "{n} stages selected"),
            Some(Part::Step) => plural("{n} step selected", "{n} steps selected"),
            Some(Part::Lane) => plural("{n} lane selected", "{n} lanes selected"),
            Some(Part::Persona) => plural("{n} persona selected", "{n} personas selected"),
            Some(Part::Channel) => plural("{n} channel selected", "{n} channels selected"),
            Some(Part::Card) => plural("{n} card selected", "{n} cards selected"),
            Some(Part::Point) => plural("{n} point selected", "{n} points selected"),
            Some(Part::Metric) => plural("{n} metric selected", "{n} metrics selected"),
            Some(Part::Arrow) => plural("{n} arrow selected", "{n} arrows selected"),
            Some(Part::Stop) => plural("{n} stop selected", "{n} stops selected"),
            None => plural("{n} selected", "{n} selected"),
        };
        language.count(targets.len(), one, many, &[])
    }
}
