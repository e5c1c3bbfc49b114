//! What changed and what does not go together, in words.

use super::{
    changes::{Change, ChangeKind},
    merge::{Conflict, ConflictKind},
    parts::PartRef,
    summary::in_words,
    value::FieldValue,
};
use crate::{
    model::{Map, Target, with_unit},
    words::{Language, marked},
};

/// The longest piece of a text that stands in a sentence, in characters.
const LONGEST: usize = 60;

/// Two versions of a map, in which things have their names.
#[derive(Debug, Clone, Copy)]
struct Versions<'a> {
    before: &'a Map,
    after: &'a Map,
    language: Language,
}

impl Change {
    /// One sentence without a full stop: `card “Call”: text from “Call” to “Write”`. What stands in
    /// a thing that was added or removed is told with it, by [`counted`].
    pub fn describe(&self, before: &Map, after: &Map, language: Language) -> String {
        let names = Versions {
            before,
            after,
            language,
        };
        let part = part_name(&self.part, before, after, language);
        let fill = |text, rest: &[(&str, &str)]| {
            let mut values = vec![("part", part.as_str())];
            values.extend(rest);
            language.fill(text, &values)
        };
        match &self.what {
            ChangeKind::Added => match names.place_of(&self.part, after) {
                place if place.is_empty() => fill(marked("{part} added"), &[]),
                place => fill(marked("{part} added in {place}"), &[("place", &place)]),
            },
            ChangeKind::Removed => match names.place_of(&self.part, before) {
                place if place.is_empty() => fill(marked("{part} removed"), &[]),
                place => fill(marked("{part} removed from {place}"), &[("place", &place)]),
            },
            ChangeKind::Reordered { behind: None } => {
                fill(marked("{part} moved to the front"), &[])
            }
            ChangeKind::Reordered {
                behind: Some(other),
            } => {
                let other = part_name(other, after, before, language);
                fill(marked("{part} moved after {other}"), &[("other", &other)])
            }
            ChangeKind::Field {
                id: "place",
                before,
                after,
                ..
            } => {
                let [before, after] = apart(before, after);
                let [from, to] = [&before, &after].map(|place| names.value(place));
                fill(
                    marked("{part} moved from {from} to {to}"),
                    &[("from", &from), ("to", &to)],
                )
            }
            ChangeKind::Field {
                name,
                before: FieldValue::Flag(_),
                after: FieldValue::Flag(on),
                ..
            } => {
                // English, for the translation table.
                let text = match on {
                    true => "{part}: {field} turned on",
                    false => "{part}: {field} turned off",
                };
                fill(text, &[("field", language.t(name))])
            }
            // What it is called by.
            ChangeKind::Field {
                id: "title" | "name" | "text" | "label",
                before: FieldValue::Text(from),
                after: to @ FieldValue::Text(_),
                ..
            } if self.part != PartRef::Map => {
                let part = format!("{} {}", language.t(self.part.kind_name()), quoted(from));
                let values = [("part", part.as_str()), ("to", &names.value(to))];
                language.fill("{part} changed to {to}", &values)
            }
            ChangeKind::Field {
                name,
                before,
                after,
                ..
            } => {
                let [from, to] = [before, after].map(|value| names.value(value));
                let values = [
                    ("field", language.t(name)),
                    ("from", from.as_str()),
                    ("to", to.as_str()),
                ];
                // English, for the translation table.
                let text = match (before, after) {
                    (FieldValue::Nothing, _) => "{part}: {field} set to {to}",
                    (_, FieldValue::Nothing) => "{part}: {field} {from} removed",
                    _ if from == to => "{part}: {field} changed",
                    _ => "{part}: {field} from {from} to {to}",
                };
                fill(text, &values)
            }
        }
    }
}

impl Conflict {
    /// What does not go together: "stage “Pay”: title".
    pub fn name(&self, mine: &Map, theirs: &Map, language: Language) -> String {
        let part = part_name(&self.part, mine, theirs, language);
        match &self.kind {
            ConflictKind::Field { name, .. } => language.fill(
                "{part}: {field}",
                &[("part", &part), ("field", language.t(name))],
            ),
            ConflictKind::Order { .. } => language.fill("{part}: position", &[("part", &part)]),
            ConflictKind::RemovedInMine { .. } | ConflictKind::RemovedInTheirs { .. } => part,
        }
    }

    /// What mine has, and what theirs has.
    pub fn sides(&self, mine: &Map, theirs: &Map, language: Language) -> [String; 2] {
        let names = Versions {
            before: mine,
            after: theirs,
            language,
        };
        let worked = |changes: &[Change]| {
            let mut told: Vec<String> = changes
                .iter()
                .take(3)
                .map(|change| change.describe(mine, theirs, language))
                .collect();
            if let Some(more) = changes.len().checked_sub(3).filter(|more| *more > 0) {
                told.push(language.count(more, "{n} more", "{n} more", &[]));
            }
            told.join("; ")
        };
        let removed = || language.t("removed").to_owned();
        let value = |value: &FieldValue| names.side(value);
        let order = |behind: &Option<PartRef>| match behind {
            None => language.t("at the front").to_owned(),
            Some(other) => {
                let other = part_name(other, mine, theirs, language);
                language.fill("after {other}", &[("other", &other)])
            }
        };
        match &self.kind {
            ConflictKind::Field { mine, theirs, .. } => [value(mine), value(theirs)],
            ConflictKind::Order { mine, theirs } => [order(mine), order(theirs)],
            ConflictKind::RemovedInMine { theirs } => [removed(), worked(theirs)],
            ConflictKind::RemovedInTheirs { mine } => [worked(mine), removed()],
        }
    }

    /// [`Conflict::name`] with what it was before both: "stage “Pay”: title (before: “Purchase”)".
    pub fn name_with_base(&self, mine: &Map, theirs: &Map, language: Language) -> String {
        let name = self.name(mine, theirs, language);
        let ConflictKind::Field { base, .. } = &self.kind else {
            return name;
        };
        let names = Versions {
            before: mine,
            after: theirs,
            language,
        };
        let base = names.side(base);
        language.fill(
            "{name} (before: {base})",
            &[("name", &name), ("base", &base)],
        )
    }

    /// One sentence without a full stop.
    pub fn describe(&self, mine: &Map, theirs: &Map, language: Language) -> String {
        let [here, there] = self.sides(mine, theirs, language);
        // English, for the translation table.
        let kept = match self.default_side() {
            super::Side::Mine => "{name}: mine {mine}; theirs {theirs}; mine is kept",
            super::Side::Theirs => "{name}: mine {mine}; theirs {theirs}; theirs is kept",
        };
        let name = self.name_with_base(mine, theirs, language);
        language.fill(
            kept,
            &[("name", &name), ("mine", &here), ("theirs", &there)],
        )
    }
}

impl Versions<'_> {
    /// What a field says in one of several versions.
    fn side(&self, value: &FieldValue) -> String {
        let language = self.language;
        if *value == FieldValue::Nothing {
            language.t("nothing").to_owned()
        } else {
            self.value(value)
        }
    }

    /// Where a card, a point or a metric stands.
    fn place_of(&self, part: &PartRef, map: &Map) -> String {
        let target = part.target();
        let stands = |t: &Target| t.is_content() || matches!(t, Target::Step(_));
        let target = target.filter(stands);
        target.map_or_else(String::new, |target| map.place(&target, self.language))
    }

    fn value(&self, value: &FieldValue) -> String {
        let language = self.language;
        match value {
            FieldValue::Nothing => String::new(),
            FieldValue::Text(text) => quoted(text),
            FieldValue::Word(word) => language.t(word).to_owned(),
            FieldValue::Number(value) => language.number(*value),
            FieldValue::Figure(value, unit) => with_unit(language.number(*value), unit),
            FieldValue::Flag(on) => language
                .t(match on {
                    true => "on",
                    false => "off",
                })
                .to_owned(),
            FieldValue::Date(date) => date.in_words(language),
            FieldValue::Times(times) => match times.text(language) {
                text if text.is_empty() => language.t("nothing").to_owned(),
                text => text,
            },
            FieldValue::Part(part) => match own_name(part, self.before, self.after) {
                name if name.is_empty() => language.t(part.kind_name()).to_owned(),
                name => quoted(&name),
            },
            FieldValue::List(values) => {
                let values: Vec<_> = values.iter().map(|value| self.value(value)).collect();
                values.join(", ")
            }
            FieldValue::Place(parts, at) => {
                let names =
                    parts
                        .iter()
                        .map(|part| match own_name(part, self.before, self.after) {
                            name if name.is_empty() => language.t(part.kind_name()).to_owned(),
                            name => name,
                        });
                let mut place = names.collect::<Vec<_>>().join(" · ");
                if let Some(at) = at {
                    place = format!("{place} {}%", (at * 100.0).round())
                        .trim_start()
                        .to_owned();
                }
                place
            }
        }
    }
}

/// Two places without what both have in common, as long as something is left of each.
fn apart(before: &FieldValue, after: &FieldValue) -> [FieldValue; 2] {
    let (FieldValue::Place(from, from_at), FieldValue::Place(to, to_at)) = (before, after) else {
        return [before.clone(), after.clone()];
    };
    let own = |place: &[PartRef], other: &[PartRef], at: &Option<f64>| {
        let own = place.iter().filter(|part| !other.contains(part)).cloned();
        let own: Vec<_> = own.collect();
        let is_enough = !own.is_empty() || at.is_some();
        FieldValue::Place(if is_enough { own } else { place.to_vec() }, *at)
    };
    [own(from, to, from_at), own(to, from, to_at)]
}

/// What a thing is and its name, as the first of two maps that has it calls it: `stage “Pay”`.
pub fn part_name(part: &PartRef, first: &Map, second: &Map, language: Language) -> String {
    let kind = language.t(part.kind_name());
    match own_name(part, first, second) {
        _ if *part == PartRef::Map => kind.to_owned(),
        name if name.is_empty() => kind.to_owned(),
        name => format!("{kind} {}", quoted(&name)),
    }
}

fn own_name(part: &PartRef, first: &Map, second: &Map) -> String {
    name_in(part, first)
        .or_else(|| name_in(part, second))
        .unwrap_or_default()
}

/// `None` where the map does not have the thing.
fn name_in(part: &PartRef, map: &Map) -> Option<String> {
    // What has no id of its own is called by what it is known by, its lane aside.
    if let [lane, others @ ..] = &part.clone().refs()[..] {
        let lane = name_in(lane, map)?;
        let others = others.iter().map(|part| name_in(part, map));
        let others = others.collect::<Option<Vec<_>>>()?;
        return Some(if others.is_empty() {
            lane
        } else {
            others.join(" · ")
        });
    }
    if let PartRef::Point(id) = part {
        let (_, curve, point) = map.point(id)?;
        if !point.label.is_empty() {
            return Some(point.label.clone());
        }
        let stage = map.stage(&point.stage).map_or("", |stage| &stage.title);
        let whose = map.persona(&curve.persona).map_or("", |p| &p.name);
        return Some(format!("{stage} · {whose}"));
    }
    if let PartRef::Arrow(id) = part {
        let arrow = map.arrow(id)?;
        if !arrow.label.is_empty() {
            return Some(arrow.label.clone());
        }
        let text = |id| map.card(id).map_or("", |(_, card)| card.text.as_str());
        return Some(format!("{} → {}", text(&arrow.from), text(&arrow.to)));
    }
    if let PartRef::Stop(id) = part {
        return Some(map.name_of_stop(map.stop(id)?, map.language));
    }
    // What has a text of its own is called by it.
    let target = part.target()?;
    map.text(&target, target.first_field()?)
}

fn quoted(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = words.join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("“{}…”", line[..end].trim_end()),
        None => format!("“{line}”"),
    }
}

/// How many things went or came with another one: "with 4 cards and 1 metric"; empty for none.
pub fn counted(part: &PartRef, changes: &[Change], language: Language) -> String {
    let mut counts = [0; PartRef::KINDS.len()];
    for change in super::take::all_within(part, changes) {
        // A curve says what its points do, and a line goes with its lane.
        let is_told = !matches!(change.part, PartRef::Curve { .. } | PartRef::Line { .. });
        if let Some(kind) = change.part.place_of_kind().filter(|_| is_told) {
            counts[kind] += 1;
        }
    }
    match in_words(&PartRef::KINDS, &counts, language) {
        things if things.is_empty() => things,
        things => language.fill("with {things}", &[("things", &things)]),
    }
}
