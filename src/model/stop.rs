//! A stop: what of the map is shown at one moment of a talk.

use std::ops::RangeInclusive;

use super::{
    id::Id,
    part::Part,
    said::When,
    time::{Span, TimeUnit},
    unknown::Unknown,
};
use crate::words::{Language, number};

/// A view of the map that is kept in it. It owns nothing: what changes on the map changes in it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Stop {
    /// Unique among the stops.
    pub id: Id,
    /// What it is called; empty: after what it shows.
    pub title: String,
    /// What of the map is seen.
    pub shows: Shows,
    /// Whose journey it is; none means everybody's.
    pub personas: Vec<Id>,
    /// Of which time.
    pub when: When,
    /// Lanes that are left away at this stop, though not on the sheet.
    pub hidden_lanes: Vec<Id>,
    /// Passed over when presenting and exporting.
    pub hidden: bool,
    /// What is said meanwhile, for whoever speaks.
    pub notes: String,
    /// How long it is meant to take, in [`Stop::MINUTES`].
    pub minutes: Option<f64>,
    /// What this version does not know of it.
    pub unknown: Unknown,
}

/// What of a map a stop shows: things by their ids, never a rectangle.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum Shows {
    /// What the map is about: its title and facts, with all of its personas.
    Title,
    /// The whole sheet.
    #[default]
    Map,
    /// One or several stages, with what stands in them; never none.
    Stages(Vec<Id>),
    /// One or several lanes, the curve among them; never none.
    Lanes(Vec<Id>),
    /// One or several cards; never none.
    Cards(Vec<Id>),
    /// Points of curves, with what they rest on; never none.
    Points(Vec<Id>),
    /// One persona.
    Persona(Id),
    /// Value against effort.
    Matrix,
    /// The journey as it is beside that as it should be.
    Gap,
}

impl Stop {
    /// How many minutes a stop may be planned for: up to a day.
    pub const MINUTES: RangeInclusive<f64> = 0.0..=1440.0;

    /// Minutes as they are read: "2.5 min".
    pub fn in_minutes(minutes: f64, language: Language) -> String {
        let span = Span {
            amount: (minutes * 10.0).round() / 10.0,
            unit: TimeUnit::Minute,
        };
        span.text(language)
    }

    /// Reads minutes as people write them, in any language of the program: "2.5", "2,5 min", "1 h".
    /// `None` for anything else, and for more than a day.
    pub fn read_minutes(text: &str) -> Option<f64> {
        let minutes = number(text).or_else(|| Span::parse(text).map(Span::minutes));
        minutes.filter(|minutes| Self::MINUTES.contains(minutes))
    }
}

impl Shows {
    /// One of each kind, in the order in which they are offered; none names a thing.
    pub fn kinds() -> [Self; 9] {
        [
            Self::Title,
            Self::Map,
            Self::Stages(Vec::new()),
            Self::Lanes(Vec::new()),
            Self::Cards(Vec::new()),
            Self::Points(Vec::new()),
            Self::Persona(Id::default()),
            Self::Matrix,
            Self::Gap,
        ]
    }

    /// What it is that is shown; English, for the translation table.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Title => "Title page",
            Self::Map => "Whole map",
            Self::Stages(_) => "Stages",
            Self::Lanes(_) => "Lanes",
            Self::Cards(_) => "Cards",
            Self::Points(_) => "Curve points",
            Self::Persona(_) => "Persona",
            Self::Matrix => "Value–effort matrix",
            Self::Gap => "Current and future",
        }
    }

    /// Of which kind the things are that it names; `None` where it names none.
    pub fn part(&self) -> Option<Part> {
        match self {
            Self::Stages(_) => Some(Part::Stage),
            Self::Lanes(_) => Some(Part::Lane),
            Self::Cards(_) => Some(Part::Card),
            Self::Points(_) => Some(Part::Point),
            Self::Persona(_) => Some(Part::Persona),
            Self::Title | Self::Map | Self::Matrix | Self::Gap => None,
        }
    }

    /// The things that it names, all of one kind.
    pub fn ids(&self) -> &[Id] {
        match self {
            Self::Stages(ids) | Self::Lanes(ids) | Self::Cards(ids) | Self::Points(ids) => ids,
            Self::Persona(id) => std::slice::from_ref(id),
            Self::Title | Self::Map | Self::Matrix | Self::Gap => &[],
        }
    }

    /// The list of the things that it names, of what may show several.
    pub fn list_mut(&mut self) -> Option<&mut Vec<Id>> {
        match self {
            Self::Stages(ids) | Self::Lanes(ids) | Self::Cards(ids) | Self::Points(ids) => {
                Some(ids)
            }
            Self::Persona(_) | Self::Title | Self::Map | Self::Matrix | Self::Gap => None,
        }
    }

    /// As [`Shows::ids`], to give what is named other ids.
    pub fn ids_mut(&mut self) -> &mut [Id] {
        match self {
            Self::Stages(ids) | Self::Lanes(ids) | Self::Cards(ids) | Self::Points(ids) => ids,
            Self::Persona(id) => std::slice::from_mut(id),
            Self::Title | Self::Map | Self::Matrix | Self::Gap => &mut [],
        }
    }

    /// Whether it is to name things and names none.
    pub fn is_empty(&self) -> bool {
        self.part().is_some() && self.ids().is_empty()
    }

    /// Forgets the things that `keep` does not hold of and tells each; what has nothing left to
    /// show shows the whole map.
    pub fn retain(&mut self, keep: &dyn Fn(Part, &Id) -> bool, lost: &mut dyn FnMut(Part, Id)) {
        let Some(part) = self.part() else { return };
        for id in self.ids().iter().filter(|id| !keep(part, id)) {
            lost(part, id.clone());
        }
        if let Some(ids) = self.list_mut() {
            ids.retain(|id| keep(part, id));
        }
        if !self.ids().iter().any(|id| keep(part, id)) {
            *self = Self::Map;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_are_read_as_they_are_written() {
        for (text, minutes) in [
            ("2.5", Some(2.5)),
            ("2,5 menit", Some(2.5)),
            ("1 h", Some(60.0)),
            ("0", Some(0.0)),
            ("-1", None),
            ("2 days", None),
            ("soon", None),
        ] {
            assert_eq!(Stop::read_minutes(text), minutes, "{text}");
        }
        for language in Language::ALL {
            let text = Stop::in_minutes(2.5, language);
            assert_eq!(Stop::read_minutes(&text), Some(2.5), "{text}");
        }
    }

    #[test]
    fn what_is_gone_is_forgotten_and_told_and_the_map_is_shown_in_place_of_nothing() {
        let left = |mut shows: Shows, gone: &[&str]| {
            let mut lost = Vec::new();
            let keep = |_: Part, id: &Id| !gone.contains(&id.as_str());
            shows.retain(&keep, &mut |_, id| lost.push(id));
            (shows, lost)
        };
        let ids = |ids: &[&str]| ids.iter().map(Id::new).collect::<Vec<_>>();
        assert_eq!(
            left(Shows::Stages(ids(&["a", "b", "c"])), &["b", "x"]),
            (Shows::Stages(ids(&["a", "c"])), ids(&["b"]))
        );
        let nothing_left = [
            Shows::Stages(ids(&["a"])),
            Shows::Lanes(ids(&["a"])),
            Shows::Cards(ids(&["a", "a"])),
            Shows::Points(ids(&["a"])),
            Shows::Persona("a".into()),
        ];
        for shows in nothing_left {
            let count = shows.ids().len();
            let (shows, lost) = left(shows, &["a"]);
            assert_eq!((shows, lost.len()), (Shows::Map, count));
        }
        for whole in [Shows::Title, Shows::Map, Shows::Matrix, Shows::Gap] {
            assert_eq!(left(whole.clone(), &["a"]), (whole, Vec::new()));
        }
        // A file may say that it shows stages and name none.
        assert!(Shows::Stages(Vec::new()).is_empty());
        assert_eq!(left(Shows::Stages(Vec::new()), &[]).0, Shows::Map);
    }
}
