//! Which fields each record of a map has: their names, what they hold, how they are read and set.
//!
//! The tables are the one list of fields. What compares, finds, writes or tells fields reads them;
//! beside each table its record is taken apart by name, so that a field which is not in the table
//! does not compile.

#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "a question is about the few kinds of fields that it names"
)]

mod tables;

pub use tables::Field;

use super::{
    Date, Evidence, Id, LaneKind, Level, LevelWord, MetricChange, Part, Period, Picture, Scale,
    Shows, Times, Unknown,
};
use crate::words::Language;

/// A record of a map, with the table of its fields.
pub trait Record: Clone + PartialEq + 'static {
    /// In the order in which changes of them are told.
    const FIELDS: &'static [FieldDef<Self>];
}

/// One field of a record.
pub struct FieldDef<R: 'static> {
    /// As the file names it in its record; with a dot where it is a member of a member.
    pub id: &'static str,
    /// Everything that the file writes for it.
    pub members: &'static [&'static str],
    /// In English; empty where no change of it is told.
    pub name: &'static str,
    /// What it means for comparing and the panel.
    pub role: FieldRole,
    /// What it holds, and how it is read and set.
    pub kind: FieldKind<R>,
    /// Which text of the map it is, where a person writes it as one.
    pub text: Option<Field>,
    is_same: fn(&R, &R) -> bool,
    copy: fn(&mut R, &R),
}

/// What a field is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldRole {
    /// What the record is known by, alone or with others.
    Key,
    /// Where the record stands.
    Place,
    /// What can change by itself.
    Value,
    /// Records that stand in this one.
    Parts,
}

/// How a field of a record is read, and written where its value may be any of its type.
pub struct Access<R, T> {
    /// Reads the field of a record.
    pub get: fn(&R) -> &T,
    /// Gives the field of a record to be written.
    pub get_mut: fn(&mut R) -> &mut T,
}

/// What a field holds.
pub enum FieldKind<R: 'static> {
    /// The id of another part.
    Id(Access<R, Id>),
    /// A part that the record cannot be without.
    Home(Part, Access<R, Id>),
    /// A part that the record cannot be without where it names one.
    HomeIf(Part, Access<R, Option<Id>>),
    /// A part that the record loses when the part goes.
    Link(Part, Access<R, Option<Id>>),
    /// The ids of other parts of a kind.
    Links(Part, Access<R, Vec<Id>>),
    /// A text that a person writes.
    Text(Access<R, String>),
    /// Texts, each on a line of its own.
    Lines(Access<R, Vec<String>>),
    /// The name of an icon.
    Icon(Access<R, String>),
    /// Yes or no.
    Flag(Access<R, bool>),
    /// A number, or none.
    Number(Access<R, Option<f64>>),
    /// A number that is always there.
    Amount(Access<R, f64>),
    /// How many, or nothing said.
    Count(Access<R, Option<u32>>),
    /// A step of a scale of five, or none.
    Level(Access<R, Option<Level>>),
    /// A day, or none.
    Date(Access<R, Option<Date>>),
    /// A language of the program.
    Language(Access<R, Language>),
    /// A picture, or none.
    Picture(Access<R, Option<Picture>>),
    /// What the part rests on.
    Evidence(Access<R, Vec<Evidence>>),
    /// The words for values of the emotion scale.
    LevelWords(Access<R, Vec<LevelWord>>),
    /// The emotion scale.
    Scale(Access<R, Scale>),
    /// The change of a metric.
    Change(Access<R, Option<MetricChange>>),
    /// The values of a metric at earlier times.
    Periods(Access<R, Vec<Period>>),
    /// What stands in a lane.
    LaneKind(Access<R, LaneKind>),
    /// What of the map a stop shows: the ids of other parts, all of one kind.
    Shows(Access<R, Shows>),
    /// What this version does not know of the part.
    Unknown(Access<R, Unknown>),
    /// Doing, waiting or both.
    Times(fn(&R) -> Times),
    /// What it is called, in a person's own words.
    Named(fn(&R) -> Option<&str>),
    /// One of a few words, in English.
    Word(fn(&R) -> Option<&'static str>),
    /// A number with its unit.
    Figure(fn(&R) -> (f64, String)),
    /// Parts that stand in it, which are told one by one.
    Parts,
}

impl<R: Record> FieldDef<R> {
    /// Whether two records say the same in this field.
    pub fn is_same(&self, a: &R, b: &R) -> bool {
        match &self.kind {
            FieldKind::Unknown(unknown) => (unknown.get)(a).says_the_same((unknown.get)(b)),
            _ => (self.is_same)(a, b),
        }
    }

    /// Takes the field over from `from`.
    pub fn copy(&self, to: &mut R, from: &R) {
        (self.copy)(to, from);
    }

    /// Whether the field is what its record is called by.
    pub fn is_name(&self) -> bool {
        self.text.is_some_and(Field::is_name)
    }

    /// The parts that the field refers to.
    pub fn references<'r>(&self, record: &'r R, see: &mut dyn FnMut(Part, &'r Id)) {
        match &self.kind {
            FieldKind::Home(part, id) => see(*part, (id.get)(record)),
            FieldKind::HomeIf(part, id) | FieldKind::Link(part, id) => {
                if let Some(id) = (id.get)(record) {
                    see(*part, id);
                }
            }
            FieldKind::Links(part, ids) => {
                for id in (ids.get)(record) {
                    see(*part, id);
                }
            }
            FieldKind::Shows(shows) => {
                let shows = (shows.get)(record);
                if let Some(part) = shows.part() {
                    shows.ids().iter().for_each(|id| see(part, id));
                }
            }
            _ => {}
        }
    }

    /// The text of the field, lines one below the other; `None` for what is not written as one.
    pub fn text(&self, record: &R) -> Option<String> {
        match &self.kind {
            FieldKind::Text(text) => Some((text.get)(record).clone()),
            FieldKind::Lines(lines) => Some((lines.get)(record).join("\n")),
            _ => None,
        }
    }

    /// Writes the text of the field; `false` for what is not written as one.
    pub fn set_text(&self, record: &mut R, text: &str) -> bool {
        match &self.kind {
            FieldKind::Text(place) => text.clone_into((place.get_mut)(record)),
            FieldKind::Lines(place) => {
                let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
                *(place.get_mut)(record) = lines.map(str::to_owned).collect();
            }
            _ => return false,
        }
        true
    }
}

/// The field of a record that is a text of the map.
pub fn text_field<R: Record>(field: Field) -> Option<&'static FieldDef<R>> {
    R::FIELDS.iter().find(|known| known.text == Some(field))
}

/// The texts of a record as they are read on the sheet, one after the other.
pub fn texts<R: Record>() -> Vec<Field> {
    let mut texts: Vec<Field> = R::FIELDS.iter().filter_map(|field| field.text).collect();
    texts.sort_unstable();
    texts
}

/// Whether a record says anything beyond `held`, the ids of fields: of what it is, not of what it
/// stands in or what stands in it.
pub fn says_more<R: Record + Default>(record: &R, held: &[&str]) -> bool {
    let nothing = R::default();
    let values = R::FIELDS
        .iter()
        .filter(|field| field.role == FieldRole::Value);
    let mut others = values.filter(|field| !held.contains(&field.id));
    others.any(|field| !field.is_same(record, &nothing))
}

/// What a record refers to: the id of the field, the kind of the part, its id.
pub fn references<'r, R: Record>(record: &'r R, see: &mut dyn FnMut(&'static str, Part, &'r Id)) {
    for field in R::FIELDS {
        field.references(record, &mut |part, id| see(field.id, part, id));
    }
}

/// As [`references`], to give what is referred to other ids.
pub fn references_mut<R: Record>(record: &mut R, change: &mut dyn FnMut(Part, &mut Id)) {
    for field in R::FIELDS {
        match &field.kind {
            FieldKind::Home(part, id) => change(*part, (id.get_mut)(record)),
            FieldKind::HomeIf(part, id) | FieldKind::Link(part, id) => {
                if let Some(id) = (id.get_mut)(record) {
                    change(*part, id);
                }
            }
            FieldKind::Links(part, ids) => {
                for id in (ids.get_mut)(record) {
                    change(*part, id);
                }
            }
            FieldKind::Shows(shows) => {
                let shows = (shows.get_mut)(record);
                if let Some(part) = shows.part() {
                    shows.ids_mut().iter_mut().for_each(|id| change(part, id));
                }
            }
            _ => {}
        }
    }
}

/// Takes away the links that `keep` does not hold of; tells each with the id of its field. What is
/// left with nothing to show shows the whole map.
pub fn retain_links<R: Record>(
    record: &mut R,
    keep: &dyn Fn(Part, &Id) -> bool,
    lost: &mut dyn FnMut(&'static str, Part, Id),
) {
    for field in R::FIELDS {
        match &field.kind {
            FieldKind::Link(part, id) => {
                if let Some(id) = (id.get_mut)(record).take_if(|id| !keep(*part, id)) {
                    lost(field.id, *part, id);
                }
            }
            FieldKind::Links(part, ids) => {
                for id in (ids.get_mut)(record).extract_if(.., |id| !keep(*part, id)) {
                    lost(field.id, *part, id);
                }
            }
            FieldKind::Shows(shows) => {
                let shows = (shows.get_mut)(record);
                shows.retain(keep, &mut |part, id| lost(field.id, part, id));
            }
            _ => {}
        }
    }
}

/// All that is written in a record, each line of a list by itself, and in what has no place of its
/// own in the map.
pub fn each_text<R: Record>(record: &R, see: &mut dyn FnMut(&str)) {
    for field in R::FIELDS {
        match &field.kind {
            FieldKind::Text(text) | FieldKind::Icon(text) => see((text.get)(record)),
            FieldKind::Lines(lines) => (lines.get)(record).iter().for_each(|line| see(line)),
            FieldKind::Evidence(evidence) => {
                (evidence.get)(record)
                    .iter()
                    .for_each(|e| each_text(e, see));
            }
            FieldKind::Periods(periods) => {
                (periods.get)(record).iter().for_each(|p| each_text(p, see));
            }
            FieldKind::LevelWords(words) => {
                (words.get)(record).iter().for_each(|w| each_text(w, see));
            }
            FieldKind::Figure(figure) => see(&figure(record).1),
            _ => {}
        }
    }
}

/// The evidence of a record that has some.
pub fn evidence<R: Record>(record: &R) -> &[Evidence] {
    let mut fields = R::FIELDS.iter();
    let found = fields.find_map(|field| match &field.kind {
        FieldKind::Evidence(evidence) => Some((evidence.get)(record)),
        _ => None,
    });
    found.map_or(&[], Vec::as_slice)
}
