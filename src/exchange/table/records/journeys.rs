//! The journeys in a value: lists of stages with named fields, stages by their names, lists of moments
//! that each say their stage, and lanes that say what stands in each stage.

use super::{
    cells::{cell, felt, is_figure, texts},
    data::{Data, Item},
    names,
    sheet::{RecordRow, RecordSheet, said},
};
use crate::{
    exchange::{
        error::ExchangeError,
        table::{
            grid::Grid,
            meaning::words::{Meaning, folded},
            shape::fact,
        },
    },
    model::Persona,
};

/// A document has no more.
const MOST_JOURNEYS: usize = 100;

/// What is said of a journey around its stages.
#[derive(Debug, Clone, Default)]
struct Around {
    facts: Vec<(Meaning, String)>,
    people: Vec<Persona>,
    /// The ids of people, and their names.
    ids: Vec<(String, String)>,
    /// Line, text, and whether it is only told.
    left: Vec<(usize, String, bool)>,
}

/// The journeys in some documents, in their order.
///
/// # Errors
/// Where one has more cells than are read.
pub(super) fn grids(documents: &[Item]) -> Result<Vec<Grid>, ExchangeError> {
    let mut grids = Vec::new();
    for document in documents {
        find("", document, &Around::default(), &mut grids)?;
    }
    Ok(grids)
}

/// Looks for journeys in a value of a name.
fn find(
    name: &str,
    item: &Item,
    around: &Around,
    grids: &mut Vec<Grid>,
) -> Result<(), ExchangeError> {
    if grids.len() >= MOST_JOURNEYS {
        return Ok(());
    }
    if is_stages(name, item) {
        grids.extend(grid(item, &[], around)?);
        return Ok(());
    }
    match &item.data {
        Data::List(items) => items
            .iter()
            .try_for_each(|item| find(name, item, around, grids)),
        Data::Record(fields) => {
            let stages = fields.iter().position(|(name, item)| is_stages(name, item));
            let mut around = around.clone();
            around.take(fields, stages.is_some());
            if let Some(at) = stages {
                let others: Vec<&(String, Item)> = fields
                    .iter()
                    .enumerate()
                    .filter(|(other, _)| *other != at)
                    .map(|(_, field)| field)
                    .collect();
                grids.extend(grid(&fields[at].1, &others, &around)?);
                return Ok(());
            }
            let open = fields.iter().filter(|(name, _)| !is_of_people(name));
            open.into_iter()
                .try_for_each(|(name, item)| find(name, item, &around, grids))
        }
        Data::Nothing | Data::Text(_) => Ok(()),
    }
}

fn is_of_people(name: &str) -> bool {
    names::place(name) == Some(Meaning::Persona)
}

fn is_place(name: &str) -> bool {
    matches!(names::place(name), Some(Meaning::Stage | Meaning::Step))
}

/// Whether a value holds stages: by its name, or since each of its records is one.
fn is_stages(name: &str, item: &Item) -> bool {
    let is_named = is_place(name);
    if !is_named && (is_of_people(name) || names::is_lane_name(name)) {
        return false;
    }
    match &item.data {
        Data::List(items) => {
            let count = items.len();
            let records = items.iter().filter(|item| item.is_record()).count();
            if is_named {
                return count > 0
                    && (records == count
                        || items.iter().all(|i| i.text().is_some() || i.is_record()));
            }
            let is_one = |item: &&Item| is_moment(item) || is_named_stage(item);
            count > 1 && records == count && 2 * items.iter().filter(is_one).count() > count
        }
        Data::Record(fields) => {
            let is_one = |(_, item): &&(String, Item)| {
                has_lanes(item, 1)
                    || item
                        .fields()
                        .iter()
                        .any(|(name, item)| is_stages(name, item))
            };
            let stages = fields.iter().filter(is_one).count();
            match is_named {
                true => stages > 0,
                false => {
                    stages > 1
                        && stages == fields.len()
                        && !fields.iter().any(|(name, _)| names::is_lane_name(name))
                }
            }
        }
        Data::Nothing | Data::Text(_) => false,
    }
}

/// A record that says which stage it is of, and something else.
fn is_moment(item: &Item) -> bool {
    let fields = item.fields();
    let names_stage = |(name, item): &(String, Item)| is_place(name) && item.text().is_some();
    fields.len() > 1 && fields.iter().any(names_stage)
}

/// A record with a name and two lanes or more.
fn is_named_stage(item: &Item) -> bool {
    let is_name = |(name, item): &(String, Item)| {
        names::called(name).is_some_and(|rank| rank < 3) && item.text().is_some()
    };
    item.fields().iter().any(is_name) && has_lanes(item, 2)
}

fn has_lanes(item: &Item, count: usize) -> bool {
    let is_lane = |(name, _): &&(String, Item)| names::is_lane_name(name);
    item.fields().iter().filter(is_lane).count() >= count
}

impl Around {
    /// Takes what the fields of a record say of the journeys in it. What nobody understands is kept
    /// where the record is itself the journey.
    fn take(&mut self, fields: &[(String, Item)], is_journey: bool) {
        for (name, item) in fields {
            if is_of_people(name) {
                self.people(item);
                continue;
            }
            let Some(text) = item.text().filter(|text| !text.is_empty()) else {
                continue;
            };
            let head = names::head(name);
            let meaning = match names::called(name) {
                Some(0..=2) => Some(Meaning::Title),
                Some(_) => Some(Meaning::Scenario),
                None => fact(&format!("{head}: {text}")).map(|(meaning, _)| meaning),
            };
            let is_title = names::place(name).is_none() && folded(name) == "journey";
            match meaning.or(is_title.then_some(Meaning::Title)) {
                Some(meaning) => {
                    // What stands nearer to the stages counts.
                    if !matches!(meaning, Meaning::Scenario | Meaning::Goal) {
                        self.facts.retain(|(known, _)| *known != meaning);
                    }
                    self.facts.push((meaning, text.to_owned()));
                }
                None if is_journey && !names::is_lane_name(name) => {
                    let is_about = names::is_mark(name) || is_figure(item);
                    self.left
                        .push((item.line, format!("{head}: {text}"), is_about));
                }
                None => {}
            }
        }
    }

    fn people(&mut self, item: &Item) {
        match &item.data {
            Data::Nothing => {}
            Data::Text(text) => self.facts.push((Meaning::Persona, text.trim().to_owned())),
            Data::List(items) => items.iter().for_each(|item| self.people(item)),
            Data::Record(fields) => {
                let is_name = |(name, item): &&(String, Item)| {
                    names::called(name).is_some_and(|rank| rank < 3) && item.text().is_some()
                };
                match fields.iter().find(is_name) {
                    Some((_, name)) => {
                        let name = name.text().unwrap_or_default().to_owned();
                        let id = fields.iter().find(|(name, _)| folded(name) == "id");
                        let id = id.and_then(|(_, item)| item.text());
                        self.ids.extend(id.map(|id| (id.to_owned(), name.clone())));
                        self.people.push(person(name, fields));
                    }
                    // By their names.
                    None if fields.iter().all(|(_, item)| item.is_record()) => {
                        for (name, item) in fields {
                            self.ids.push((name.clone(), names::head(name)));
                            self.people.push(person(names::head(name), item.fields()));
                        }
                    }
                    None => {}
                }
            }
        }
    }

    fn name_of<'s>(&'s self, told: &'s str) -> &'s str {
        let known = self.ids.iter().find(|(id, _)| id == told);
        known.map_or(told, |(_, name)| name)
    }
}

fn person(name: String, fields: &[(String, Item)]) -> Persona {
    use crate::exchange::table::meaning::roles::said;
    let mut person = Persona {
        name,
        ..Persona::default()
    };
    for (field, item) in fields {
        let texts = texts(item);
        let text = texts.join(", ");
        if text.is_empty() || text == person.name || names::is_mark(field) {
            continue;
        }
        let head = names::head(field);
        match (folded(&head).as_str(), said(&head).first()) {
            (
                "role" | "job" | "job title" | "occupation" | "profession" | "title" | "archetype",
                _,
            ) => {
                person.role = text;
            }
            ("description" | "bio" | "summary" | "about", _) if person.role.is_empty() => {
                person.role = text;
            }
            (
                "traits" | "personality" | "characteristics" | "habits" | "behaviours"
                | "behaviors",
                _,
            ) => {
                person.traits.extend(texts);
            }
            (_, Some(Meaning::Goal)) => person.goals.extend(texts),
            ("needs" | "motivations", _) => person.goals.extend(texts),
            (_, Some(Meaning::Pains)) => person.frustrations.extend(texts),
            (_, Some(Meaning::Quotes)) => person.quote = text,
            _ => person.facts.push(format!("{head}: {text}")),
        }
    }
    person
}

/// A journey of stages, and of what stands beside them in their record.
fn grid(
    stages: &Item,
    others: &[&(String, Item)],
    around: &Around,
) -> Result<Option<Grid>, ExchangeError> {
    let mut journey = Journey {
        sheet: RecordSheet::default(),
        around: around.clone(),
    };
    match &stages.data {
        Data::List(items) => {
            for (at, item) in items.iter().enumerate() {
                journey.stage(&(at + 1).to_string(), item);
            }
        }
        Data::Record(fields) => {
            for (name, item) in fields {
                journey.stage(&names::head(name), item);
            }
        }
        Data::Nothing | Data::Text(_) => {}
    }
    for (name, item) in others {
        journey.beside(name, item);
    }
    let Journey { sheet, around } = journey;
    if sheet.rows.is_empty() {
        return Ok(None);
    }
    let mut grid = sheet.grid(stages.line)?;
    let title = around
        .facts
        .iter()
        .find(|(meaning, _)| *meaning == Meaning::Title);
    let person = || around.people.first().map(|person| person.name.clone());
    let named = title.map(|(_, title)| title.clone());
    grid.name = named.or_else(person).unwrap_or_default();
    grid.facts = around.facts;
    grid.people = around.people;
    grid.left = around.left;
    Ok(Some(grid))
}

struct Journey {
    sheet: RecordSheet,
    around: Around,
}

impl Journey {
    fn row(&mut self, line: usize, stage: &str) -> usize {
        self.sheet.rows.push(RecordRow {
            line,
            stage: stage.to_owned(),
            ..RecordRow::default()
        });
        self.sheet.rows.len() - 1
    }

    /// A stage, or a moment of one; `number` is what one without a name is called.
    fn stage(&mut self, number: &str, item: &Item) {
        let is_counted = number.bytes().all(|byte| byte.is_ascii_digit());
        match &item.data {
            Data::Nothing if is_counted => {}
            Data::Text(text) if is_counted => {
                self.row(item.line, text.trim());
            }
            // By its name, with what is done there.
            Data::Nothing | Data::Text(_) | Data::List(_) => {
                let row = self.row(item.line, number);
                self.sheet.say(row, "Actions", &cell(item));
            }
            Data::Record(fields) => match &fields[..] {
                [(name, within)] if is_counted && is_by_name(name, within) => {
                    self.stage(name, within);
                }
                _ => self.moment(number, item.line, fields),
            },
        }
    }

    fn moment(&mut self, number: &str, line: usize, fields: &[(String, Item)]) {
        let scalar = |meaning: Meaning| {
            let mut fields = fields.iter();
            fields.position(|(name, item)| {
                names::place(name) == Some(meaning)
                    && !names::is_mark(name)
                    && item.text().is_some()
            })
        };
        let best_name = || {
            let names = fields
                .iter()
                .enumerate()
                .filter(|(_, (_, item))| item.text().is_some());
            let names = names.filter_map(|(at, (name, _))| {
                Some((names::called(name).filter(|rank| *rank < 3)?, at))
            });
            names.min().map(|(_, at)| at)
        };
        let stage = scalar(Meaning::Stage);
        let name = best_name();
        let step = scalar(Meaning::Step);
        let (stage, step) = match (stage, name, step) {
            (Some(stage), name, step) => (Some(stage), step.or(name)),
            (None, Some(name), step) => (Some(name), step),
            (None, None, step) => (step, None),
        };
        let text = |at: Option<usize>| at.and_then(|at| fields[at].1.text()).unwrap_or_default();
        let called = match text(stage) {
            "" => number.to_owned(),
            called => called.to_owned(),
        };
        let persona = fields
            .iter()
            .position(|(name, item)| is_of_people(name) && item.text().is_some());
        let rest: Vec<(String, Item)> = fields
            .iter()
            .enumerate()
            .filter(|(at, _)| ![stage, step, persona].contains(&Some(*at)))
            .map(|(_, field)| field.clone())
            .collect();
        let steps = rest
            .iter()
            .position(|(name, item)| is_place(name) && is_stages(name, item));
        let row = self.row(line, &called);
        let id = fields.iter().find(|(name, _)| folded(name) == "id");
        let id = id.and_then(|(_, item)| item.text()).unwrap_or_default();
        id.clone_into(&mut self.sheet.rows[row].id);
        text(step).clone_into(&mut self.sheet.rows[row].step);
        self.sheet.rows[row].persona = self.around.name_of(text(persona)).to_owned();
        let own: Vec<(String, Item)> = rest
            .iter()
            .enumerate()
            .filter(|(at, _)| Some(*at) != steps)
            .map(|(_, field)| field.clone())
            .collect();
        self.fields(row, &own);
        let Some(at) = steps else { return };
        let is_bare = self.sheet.rows[row].cells.is_empty();
        let persona = self.sheet.rows[row].persona.clone();
        let first = self.sheet.rows.len();
        match &rest[at].1.data {
            Data::List(items) => {
                for (at, item) in items.iter().enumerate() {
                    self.stage(&(at + 1).to_string(), item);
                }
            }
            Data::Record(fields) => {
                for (name, item) in fields {
                    self.stage(&names::head(name), item);
                }
            }
            Data::Nothing | Data::Text(_) => {}
        }
        // What was read as stages is the steps of this one.
        for row in &mut self.sheet.rows[first..] {
            if row.step.is_empty() {
                row.step = std::mem::take(&mut row.stage);
            }
            row.stage.clone_from(&called);
            if row.persona.is_empty() {
                row.persona.clone_from(&persona);
            }
        }
        if is_bare && self.sheet.rows.len() > first {
            self.sheet.rows.remove(row);
        }
    }

    /// What a moment says: a card that names its lane, or field by field.
    fn fields(&mut self, row: usize, fields: &[(String, Item)]) {
        let lane = fields.iter().position(is_name_of_lane);
        if let Some(at) = lane {
            let lane = names::head(fields[at].1.text().unwrap_or_default());
            let others: Vec<(String, Item)> = fields
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != at)
                .map(|(_, field)| field.clone())
                .collect();
            let line = fields[at].1.line;
            let thing = Item {
                line,
                data: Data::Record(others),
            };
            let text = if names::is_feeling(&lane) {
                felt(&thing)
            } else {
                cell(&thing)
            };
            self.sheet.say(row, &lane, &text);
            return;
        }
        let mut told: Vec<(String, String)> = Vec::new();
        said(fields, "", &mut |head, item| {
            let text = if names::is_feeling(head) {
                felt(item)
            } else {
                cell(item)
            };
            told.push((head.to_owned(), text));
        });
        for (head, text) in told {
            self.sheet.say(row, &head, &text);
        }
    }

    /// What stands beside the stages: lanes with something for each of them.
    fn beside(&mut self, name: &str, item: &Item) {
        if is_of_people(name) || item.text().is_some() {
            return;
        }
        if names::is_lanes(name) {
            match &item.data {
                Data::List(items) => items.iter().for_each(|item| self.lane_of(item)),
                Data::Record(fields) => {
                    for (name, item) in fields {
                        self.lane(&names::head(name), item);
                    }
                }
                Data::Nothing | Data::Text(_) => {}
            }
            return;
        }
        let head = names::head(name);
        if self.lane(&head, item) {
            return;
        }
        let items = item.items();
        if !items.is_empty() && items.iter().all(is_moment) {
            items.iter().for_each(|item| self.card(item));
            return;
        }
        let text = texts(item).join("; ");
        if !text.is_empty() {
            let is_about = names::is_mark(name);
            self.around
                .left
                .push((item.line, format!("{head}: {text}"), is_about));
        }
    }

    /// A record that is a lane: its name, and what stands in it.
    fn lane_of(&mut self, item: &Item) {
        let fields = item.fields();
        let name = fields.iter().find(|(name, item)| {
            names::called(name).is_some_and(|rank| rank < 3) && item.text().is_some()
        });
        let name = name.or_else(|| {
            fields
                .iter()
                .find(|(name, item)| names::is_lane_of(name) && item.text().is_some())
        });
        let head = names::head(name.and_then(|(_, item)| item.text()).unwrap_or_default());
        let cells = fields
            .iter()
            .find(|(name, item)| names::is_cells(name) && item.text().is_none());
        let is_held = match cells {
            Some((_, cells)) => self.lane(&head, cells),
            None => self.lane(&head, item),
        };
        let text = texts(item).join("; ");
        if !is_held && !text.is_empty() {
            self.around.left.push((item.line, text, false));
        }
    }

    /// Cells of a lane by their order, by the names of stages, or each with its stage.
    fn lane(&mut self, head: &str, item: &Item) -> bool {
        let stages: Vec<usize> = (0..self.sheet.rows.len())
            .filter(|row| {
                let stage = &self.sheet.rows[*row].stage;
                !self.sheet.rows[..*row]
                    .iter()
                    .any(|before| before.stage == *stage)
            })
            .collect();
        match &item.data {
            // Cards that name their lanes stand in them.
            Data::List(items) if items.iter().any(names_lane) => false,
            Data::List(items) if !items.is_empty() && items.iter().all(is_moment) => {
                for item in items {
                    let (stage, thing) = parted(item);
                    match self.row_of(&stage) {
                        Some(row) => self.say(row, head, &thing),
                        None => self
                            .around
                            .left
                            .push((item.line, texts(item).join("; "), false)),
                    }
                }
                true
            }
            Data::List(items) if items.len() == stages.len() && items.len() > 1 => {
                for (row, item) in stages.iter().zip(items) {
                    self.say(*row, head, item);
                }
                true
            }
            Data::Record(fields) => {
                let rows: Vec<Option<usize>> =
                    fields.iter().map(|(name, _)| self.row_of(name)).collect();
                let known = rows.iter().flatten().count();
                if known == 0 || 2 * known < fields.len() {
                    return false;
                }
                for (row, (name, item)) in rows.into_iter().zip(fields) {
                    match row {
                        Some(row) => self.say(row, head, item),
                        None if names::called(name).is_some() || names::is_mark(name) => {}
                        None => {
                            let text = format!("{}: {}", names::head(name), texts(item).join("; "));
                            self.around.left.push((item.line, text, false));
                        }
                    }
                }
                true
            }
            _ => false,
        }
    }

    /// A card beside the stages that says where it stands.
    fn card(&mut self, item: &Item) {
        let (stage, thing) = parted(item);
        match self.row_of(&stage) {
            Some(row) => {
                let fields = thing.fields().to_vec();
                self.fields(row, &fields);
            }
            None => self
                .around
                .left
                .push((item.line, texts(item).join("; "), false)),
        }
    }

    fn say(&mut self, row: usize, head: &str, item: &Item) {
        let text = if names::is_feeling(head) {
            felt(item)
        } else {
            cell(item)
        };
        self.sheet.say(row, head, &text);
    }

    /// The first row of a stage by its name or its id.
    fn row_of(&self, stage: &str) -> Option<usize> {
        let rows = &self.sheet.rows;
        rows.iter().position(|row| {
            names::is_same(&row.stage, stage) || !stage.is_empty() && row.id == stage
        })
    }
}

/// Whether the only field of a record is a stage by its name: what it holds has lanes, or it is called
/// like none.
fn is_by_name(name: &str, within: &Item) -> bool {
    let is_open = within.text().is_none() && !is_place(name);
    is_open && (has_lanes(within, 1) || !names::is_lane_name(name))
}

/// Whether a field says the lane of a card.
fn is_name_of_lane((name, item): &(String, Item)) -> bool {
    names::is_lane_of(name) && item.text().is_some_and(names::is_lane_name)
}

fn names_lane(item: &Item) -> bool {
    item.fields().iter().any(is_name_of_lane)
}

/// The stage that a record names, and the rest of it.
fn parted(item: &Item) -> (String, Item) {
    let fields = item.fields();
    let at = fields
        .iter()
        .position(|(name, item)| is_place(name) && item.text().is_some());
    let stage = at
        .and_then(|at| fields[at].1.text())
        .unwrap_or_default()
        .to_owned();
    let rest = fields
        .iter()
        .enumerate()
        .filter(|(other, _)| Some(*other) != at);
    let rest = rest.map(|(_, field)| field.clone()).collect();
    let thing = Item {
        line: item.line,
        data: Data::Record(rest),
    };
    (stage, thing)
}
