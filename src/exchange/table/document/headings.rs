//! A journey told in headings: one a stage, with the fields of the stage below it, as lists, as
//! `field: value`, or as headings of their own.

use super::{
    around::{ToldPerson, facts_in, is_of_map, is_of_person, title, without_kind},
    passage::{Passage, TableLine},
};
use crate::{
    exchange::table::{
        grid::Grid,
        meaning::{
            roles::{edge, is_lane},
            words::{Meaning, find, folded, words},
        },
        shape::fact,
    },
    model::Part,
    words::Language,
};

/// A heading with all that stands below it up to the next one of its level or above.
struct Section<'a> {
    level: u8,
    title: &'a str,
    line: usize,
    /// Of the passages behind the heading.
    from: usize,
    to: usize,
}

/// What a stage says of one thing.
#[derive(Debug, Default, PartialEq)]
struct Field {
    name: String,
    line: usize,
    texts: Vec<String>,
    is_list: bool,
    /// Nothing names it: a slanted line, which is what the stage is for.
    is_implied: bool,
}

/// No field's name is longer, in words.
const LONG_NAME: usize = 5;

/// The journeys that the headings of a document tell, one for each heading above stages.
pub(super) fn grids(passages: &[Passage], language: Language) -> Vec<Grid> {
    let sections = sections(passages);
    let is_stage = |section: &Section<'_>| {
        let is_named =
            !is_field(section.title) && fact(section.title).is_none() && !is_of_map(section.title);
        is_named
            && fields(&passages[section.from..section.to], language)
                .iter()
                .any(|field| is_lane(&field.name) && !field.is_implied)
    };
    // The deepest level that has stages: a heading above them would have their fields, too.
    let levels = sections
        .iter()
        .filter(|section| is_stage(section))
        .map(|section| section.level);
    let Some(level) = levels.max() else {
        return Vec::new();
    };
    let mut groups: Vec<(Option<&Section<'_>>, Vec<&Section<'_>>)> = vec![(None, Vec::new())];
    for section in &sections {
        let last = groups.len() - 1;
        let stages = &mut groups[last].1;
        if section.level < level {
            groups.push((Some(section), Vec::new()));
        } else if section.level == level && stages.len() <= Part::Stage.most() && is_stage(section)
        {
            stages.push(section);
        }
    }
    // One stage alone is only a journey beside others.
    let has_one = groups.iter().any(|(_, stages)| stages.len() > 1);
    let groups = groups.iter().filter(|_| has_one);
    let grids = groups.filter_map(|(above, stages)| grid(passages, *above, stages, language));
    grids.collect()
}

fn sections(passages: &[Passage]) -> Vec<Section<'_>> {
    let mut sections: Vec<Section<'_>> = Vec::new();
    for (at, passage) in passages.iter().enumerate() {
        let Passage::Heading { level, text, line } = passage else {
            continue;
        };
        let ends =
            |next: &Passage| matches!(next, Passage::Heading { level: next, .. } if next <= level);
        let end = passages[at + 1..].iter().position(ends);
        sections.push(Section {
            level: *level,
            title: text,
            line: *line,
            from: at + 1,
            to: end.map_or(passages.len(), |end| at + 1 + end),
        });
    }
    sections
}

/// Whether a heading names what a stage has, not a stage.
fn is_field(title: &str) -> bool {
    is_lane(title) && edge(title).is_none() && words(title).len() <= LONG_NAME
}

/// A text as a name and what is said of it: “Actions: waits”, “Actions”.
fn parted(text: &str) -> Option<(&str, &str)> {
    let (name, rest) = match text.split_once([':', '：']) {
        Some((name, rest)) => (name, rest),
        None => (text, ""),
    };
    let is_name = is_lane(name) && words(name).len() <= LONG_NAME && !name.contains('\n');
    is_name.then(|| (name.trim(), rest.trim()))
}

/// With what follows an item without an empty line between, though it names a field, as lines of
/// their own: Markdown takes them for more of the item.
fn untangled(passages: &[Passage]) -> Vec<Passage> {
    let parts = passages.iter().flat_map(|passage| {
        let Passage::Item { depth, text, line } = passage else {
            return vec![passage.clone()];
        };
        let names = |line: &str| line.contains([':', '：']) && parted(line).is_some();
        let Some(first) = text.lines().skip(1).position(names) else {
            return vec![passage.clone()];
        };
        let joined = |lines: &mut dyn Iterator<Item = &str>| lines.collect::<Vec<_>>().join("\n");
        let item = Passage::Item {
            depth: *depth,
            text: joined(&mut text.lines().take(first + 1)),
            line: *line,
        };
        let lines = Passage::Lines {
            text: joined(&mut text.lines().skip(first + 1)),
            is_slanted: false,
            line: line + first + 1,
        };
        vec![item, lines]
    });
    parts.collect()
}

/// What is said below the heading of a stage.
fn fields(passages: &[Passage], language: Language) -> Vec<Field> {
    let passages = &untangled(passages);
    let mut fields: Vec<Field> = Vec::new();
    let begin = |fields: &mut Vec<Field>, name: &str, line: usize| {
        let key = folded(name);
        let known = fields.iter().position(|field| folded(&field.name) == key);
        let most = Part::Lane.most();
        let at = known.unwrap_or(fields.len().min(most));
        if known.is_none() && fields.len() <= most {
            fields.push(Field {
                name: name.to_owned(),
                line,
                ..Field::default()
            });
        }
        at
    };
    // The field that lists and lines belong to, and how deep its name stands.
    let mut open: Option<(usize, usize)> = None;
    for passage in passages {
        match passage {
            Passage::Heading { text, line, .. } => {
                open = Some((begin(&mut fields, text, *line), 0));
            }
            Passage::Item { depth, text, line } => {
                let is_within = open.is_some_and(|(_, of)| of < *depth);
                match parted(text) {
                    Some((name, rest))
                        if !is_within || !rest.is_empty() && open.is_some_and(|(_, of)| of > 0) =>
                    {
                        let at = begin(&mut fields, name, *line);
                        open = Some((at, *depth));
                        fields[at].say(rest, false);
                    }
                    _ if is_within => {
                        if let Some((at, _)) = open {
                            fields[at].say(text, true);
                        }
                    }
                    _ => {
                        let at = begin(&mut fields, "", *line);
                        fields[at].say(text, true);
                    }
                }
            }
            Passage::Lines {
                text,
                is_slanted,
                line,
            } => {
                for (below, text) in text.lines().enumerate() {
                    match (parted(text), open) {
                        (Some((name, rest)), _) if text.contains([':', '：']) => {
                            let at = begin(&mut fields, name, line + below);
                            // A list may follow its name.
                            open = rest.is_empty().then_some((at, 0));
                            fields[at].say(rest, false);
                        }
                        (_, Some((at, 0))) => fields[at].say(text, false),
                        _ => {
                            let name = if *is_slanted { language.t("Goal") } else { "" };
                            let at = begin(&mut fields, name, line + below);
                            fields[at].is_implied |= fields[at].texts.is_empty();
                            fields[at].say(text, false);
                        }
                    }
                }
            }
            Passage::Rule => open = None,
            Passage::Table { rows, .. } if is_of_fields(rows) => {
                for row in rows {
                    let [name, text] = &row.cells[..] else {
                        continue;
                    };
                    if is_lane(name) {
                        let at = begin(&mut fields, name, row.line);
                        fields[at].say(text, false);
                    }
                }
                open = None;
            }
            Passage::Table { .. } => {}
        }
    }
    fields
}

/// Whether a table has a field of a stage in each of its rows: a name, and what is said of it.
pub(super) fn is_of_fields(rows: &[TableLine]) -> bool {
    let is_pair = rows.iter().all(|row| row.cells.len() == 2);
    let named = rows.iter().filter(|row| is_lane(&row.cells[0]));
    let names = |row: &TableLine| {
        row.cells
            .iter()
            .any(|cell| edge(cell) == Some(Meaning::Stage))
    };
    is_pair && named.count() > 1 && !rows.first().is_some_and(names)
}

impl Field {
    fn say(&mut self, text: &str, is_item: bool) {
        if !text.trim().is_empty() {
            self.texts.push(text.trim().to_owned());
            self.is_list |= is_item;
        }
    }

    /// As a cell: several texts are a list, whose marks are taken off again.
    fn cell(&self) -> String {
        if !self.is_list && self.texts.len() < 2 {
            return self.texts.join("\n");
        }
        let items = self
            .texts
            .iter()
            .map(|text| format!("• {}", text.replace('\n', " ")));
        items.collect::<Vec<_>>().join("\n")
    }
}

/// “Stage 1: Dream” is called “Dream”.
fn stage_title(title: &str) -> &str {
    let Some((name, rest)) = title.split_once([':', '：']) else {
        return title;
    };
    let is_kind = find(name).first().is_some_and(|found| {
        matches!(found.meaning, Meaning::Stage | Meaning::Step) && found.first == 0
    });
    if is_kind && words(name).len() < 4 && !rest.trim().is_empty() {
        rest.trim()
    } else {
        title
    }
}

/// Whether a heading says by a number or a word that it is one of a row of stages.
fn is_counted(title: &str) -> bool {
    title.starts_with(|c: char| c.is_ascii_digit()) || stage_title(title) != title
}

/// The journey of some stages below a heading.
fn grid(
    passages: &[Passage],
    above: Option<&Section<'_>>,
    stages: &[&Section<'_>],
    language: Language,
) -> Option<Grid> {
    // Where some are counted, the others are people.
    let (counted, others): (Vec<_>, Vec<_>) = stages
        .iter()
        .copied()
        .partition(|stage| is_counted(stage.title));
    let (stages, people) = match counted.len() {
        0 | 1 => (stages.to_vec(), Vec::new()),
        _ => (counted, others),
    };
    let first = stages.first()?;
    let mut grid = Grid::drawn();
    grid.name = above.map_or(first.title, |above| above.title).to_owned();
    let named = above.map(|above| without_kind(above.title).to_owned());
    let named = named.filter(|title| fact(title).is_none());
    if let Some(title) = named.or_else(|| title(passages)) {
        grid.facts.push((Meaning::Title, title));
    }
    let start = above.map_or(0, |above| above.from);
    let end = first.from.saturating_sub(1).max(start);
    let mut person: Option<ToldPerson> = None;
    for passage in &passages[start..end] {
        match (passage, &mut person) {
            (Passage::Heading { text, .. }, _) if is_of_person(text) => {
                person = Some(ToldPerson::default());
                continue;
            }
            (Passage::Heading { .. }, known) => {
                grid.facts
                    .extend(known.take().into_iter().flat_map(ToldPerson::facts));
            }
            (other, Some(person)) => {
                person.take(other);
                continue;
            }
            _ => {}
        }
        match passage {
            Passage::Lines { text, .. } | Passage::Item { text, .. } => {
                grid.facts.extend(facts_in(text))
            }
            Passage::Heading { text, .. } => grid.facts.extend(facts_in(text)),
            _ => {}
        }
    }
    grid.facts
        .extend(person.into_iter().flat_map(ToldPerson::facts));
    if let Some(above) = above {
        grid.facts.extend(facts_in(above.title));
    }
    let people = people
        .iter()
        .map(|person| (Meaning::Persona, person.title.to_owned()));
    grid.facts.extend(people);
    let columns: Vec<Vec<Field>> = stages
        .iter()
        .map(|stage| fields(&passages[stage.from..stage.to], language))
        .collect();
    let titles = stages.iter().map(|stage| stage_title(stage.title));
    grid.push(first.line, false, [""].into_iter().chain(titles));
    let mut names: Vec<(String, &str, usize)> = Vec::new();
    for field in columns.iter().flatten() {
        let key = folded(&field.name);
        if !names.iter().any(|(known, ..)| *known == key) {
            names.push((key, &field.name, field.line));
        }
    }
    for (key, name, line) in names {
        let cells = columns.iter().map(|fields| {
            let field = fields.iter().find(|field| folded(&field.name) == key);
            field.map(Field::cell).unwrap_or_default()
        });
        let name = if name.is_empty() {
            language.t("Notes")
        } else {
            name
        };
        let cells: Vec<String> = [name.to_owned()].into_iter().chain(cells).collect();
        grid.push(line, false, cells.iter().map(String::as_str));
    }
    Some(grid)
}
