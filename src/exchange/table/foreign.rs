//! Tables as people draw maps in spreadsheets: stages one way, lanes the other.

use std::collections::HashSet;

use super::{
    super::{
        build::Builder,
        note::{Note, NoteKind, Notes},
    },
    cells::{clamp, note},
    curves::{self, Curves},
    grid::Grid,
    heads::is_title,
    kinds::{self, LaneKindGuess},
    lanes::ForeignTableParser,
    meaning::{items, roles::line_above, words::Meaning},
    options::{Guess, LaneAs, ReadOptions, ReadScale, Stages},
    people,
    read_lane::{ReadCell, ReadLane},
    shape::{HEAD_ROWS, LeftOver, NamedPersona, Shape, is_journey, shape},
};
use crate::{
    model::{Card, CardRole, Excess, Id, LaneKind, LaneLine, LineKind, Map, Unknown},
    words::Language,
};

pub(super) fn read(
    grid: &Grid,
    options: &ReadOptions,
    language: Language,
) -> Result<(Map, Vec<Note>, Guess), Excess> {
    let mut shape = shape(grid, options);
    let mut notes = Notes::default();
    around(grid, &mut shape);
    people::find_in_cells(&mut shape, grid, options);
    if options.persona.is_none() {
        people::find_in_heads(&mut shape);
    }
    let line = grid.line(shape.head);
    if let Some(said) = options.head.filter(|said| *said > line) {
        let (first, last) = (grid.line(0), grid.line(grid.row_count() - 1));
        notes.push(note(line, 0, NoteKind::NoHeads { said, first, last }));
    }
    if !is_journey(grid) && grid.told.is_none() && options.stages == Stages::Guess {
        notes.push(note(line, 0, NoteKind::NoKnownHead));
    }
    let (guesses, told) = kinds::guess(&shape, grid, options);
    told.into_iter().for_each(|told| notes.push(told));
    let mut guess = Guess {
        heads: first_rows(grid),
        head: grid.line(shape.head),
        persona_from: people::persona_from(&shape, options),
        stages: if shape.is_down {
            Stages::Down
        } else {
            Stages::Across
        },
        lanes: shape
            .lanes
            .iter()
            .zip(&guesses)
            .map(|(lane, guess)| (lane.title.clone(), guess.kind))
            .collect(),
        ..Guess::default()
    };
    let mut builder = Builder::of(grid.table.bytes());
    builder.map.language = language;
    facts(&mut builder.map, &shape, options);
    let (stages, steps) = stages(&mut builder, &shape);
    let mut parser = ForeignTableParser::new(builder, stages, steps, &shape, notes, language);
    let is_empty = |index: usize| shape.lanes[index].title.is_empty();
    let lanes = lanes(&guesses, is_empty);
    let read = |indices: &Vec<usize>| lane(&shape, grid, &guesses, indices);
    let felt = lanes
        .iter()
        .filter(|lane| guesses[lane[0]].kind == LaneAs::Emotion);
    parser.curves = match options.scale {
        Some(said) => Curves::on(said),
        None => curves::planned(felt.map(read)),
    };
    parser.builder.map.emotion_scale = parser.curves.scale;
    let mut said_lines = shape.lines.iter().copied().peekable();
    for indices in &lanes {
        let count = parser.builder.map.lanes.len();
        parser.lane(&read(indices));
        let made = parser.builder.map.lanes.get(count);
        while let Some(above) = made.map(|lane| lane.id.clone())
            && let Some((kind, _)) = said_lines.next_if(|(_, lane)| *lane <= indices[0])
        {
            let lines = &mut parser.builder.map.lines;
            if count > 0 && lines.iter().all(|line| line.kind != kind) {
                let unknown = Unknown::default();
                lines.push(LaneLine {
                    above,
                    kind,
                    unknown,
                });
            }
        }
        if let Some(excess) = parser.builder.excess() {
            return Err(excess);
        }
    }
    parser.personas_of_facts();
    for person in &grid.people {
        parser.describe_persona(person);
    }
    let ForeignTableParser {
        mut builder,
        mut notes,
        left,
        ..
    } = parser;
    let left: Vec<LeftOver> = shape.left.iter().cloned().chain(left).collect();
    leave(&mut builder, &mut notes, left, language);
    lines(&mut builder.map);
    let scale = builder.map.emotion_scale;
    clamp(&mut builder.map, scale);
    let has_curve = builder
        .map
        .lanes
        .iter()
        .any(|lane| !lane.curves().is_empty());
    guess.scale = options.scale.or_else(|| {
        has_curve.then_some(ReadScale {
            worst: scale.min,
            best: scale.max,
        })
    });
    let names = builder
        .map
        .personas
        .iter()
        .map(|persona| persona.name.clone());
    guess.personas = names.collect();
    Ok((builder.finish()?, notes.in_order(), guess))
}

/// The rows among which that of the heads is.
fn first_rows(grid: &Grid) -> Vec<(usize, String)> {
    const MOST_LETTERS: usize = 60;
    let text = |row: usize| {
        let cells = grid.cells(row).map(|(_, text)| items::text_of_head(text));
        let text = cells.take(8).collect::<Vec<_>>().join(" · ");
        match text.char_indices().nth(MOST_LETTERS) {
            Some((end, _)) => format!("{}…", &text[..end]),
            None => text,
        }
    };
    let rows = (0..grid.row_count()).take(HEAD_ROWS);
    let rows = rows.map(|row| (grid.line(row), text(row)));
    rows.filter(|(_, text)| !text.is_empty()).collect()
}

/// What is said around a table in its document.
fn around(grid: &Grid, shape: &mut Shape) {
    for (meaning, text) in &grid.facts {
        let is_new = match meaning {
            Meaning::Title => shape.facts.title.is_empty(),
            Meaning::Persona => shape.facts.personas.is_empty(),
            _ => true,
        };
        if is_new {
            shape.facts.take(*meaning, text);
        }
    }
    let people = grid.people.iter().map(|person| NamedPersona {
        name: person.name.clone(),
        role: person.role.clone(),
    });
    shape.facts.personas.extend(people);
    let left = grid.left.iter().cloned();
    shape
        .left
        .extend(left.map(|(line, text, is_about)| LeftOver {
            line,
            column: 0,
            text,
            is_about,
            stage: 0,
        }));
}

fn facts(map: &mut Map, shape: &Shape, options: &ReadOptions) {
    let corner = items::text_of_head(&shape.corner);
    map.title = match &options.title {
        Some(title) => title.clone(),
        None if !shape.facts.title.is_empty() => shape.facts.title.clone(),
        None if is_title(&corner) => corner,
        None => String::new(),
    };
    let facts = &shape.facts;
    map.scenario.clone_from(&facts.scenario);
    map.goal.clone_from(&facts.goal);
    map.owner.clone_from(&facts.owner);
    map.reviewed = facts.reviewed;
}

/// The ids of stages, and of the steps of each.
fn stages(builder: &mut Builder, shape: &Shape) -> (Vec<Id>, Vec<Vec<Option<Id>>>) {
    let mut ids = Vec::new();
    let mut steps = Vec::new();
    for (index, stage) in shape.stages.iter().enumerate() {
        ids.push(builder.stage(&stage.title));
        let of_stage = stage.steps.iter().map(|title| builder.step(index, title));
        steps.push(of_stage.collect());
    }
    (ids, steps)
}

/// Each lane by its index in the shape, with those that continue it.
fn lanes(guesses: &[LaneKindGuess], is_empty: impl Fn(usize) -> bool) -> Vec<Vec<usize>> {
    let mut lanes: Vec<Vec<usize>> = Vec::new();
    for (index, guess) in guesses.iter().enumerate() {
        match (guess.kind, lanes.last_mut()) {
            (LaneAs::Above, Some(last)) => last.push(index),
            (LaneAs::Nothing, _) if !guess.is_said && is_empty(index) => {}
            _ => lanes.push(vec![index]),
        }
    }
    lanes
}

/// One lane with its cells.
fn lane<'a>(
    shape: &'a Shape,
    grid: &'a Grid,
    guesses: &[LaneKindGuess],
    indices: &[usize],
) -> ReadLane<'a> {
    let mut cells = Vec::new();
    for (row, index) in indices.iter().enumerate() {
        for (place, at) in shape.places.iter().enumerate() {
            let (line, column, text) = shape.cell(grid, &shape.lanes[*index], at);
            if !text.trim().is_empty() {
                cells.push(ReadCell {
                    place,
                    row,
                    line,
                    column,
                    text,
                });
            }
        }
    }
    cells.sort_by_key(|cell| (cell.place, cell.row));
    ReadLane {
        head: &shape.lanes[indices[0]],
        guess: guesses[indices[0]].clone(),
        cells,
    }
}

/// Tells what found no place, and puts it into a lane of its own.
fn leave(builder: &mut Builder, notes: &mut Notes, left: Vec<LeftOver>, language: Language) {
    let mut lane = None;
    for LeftOver {
        line,
        column,
        text,
        is_about,
        stage,
    } in left
    {
        let kind = if is_about {
            NoteKind::LeftOut(text.clone())
        } else {
            NoteKind::Aside(text.clone())
        };
        notes.push(note(line, column, kind));
        let Some(stage) = builder.map.stages.get(stage).map(|stage| stage.id.clone()) else {
            continue;
        };
        if is_about {
            continue;
        }
        let lane = *lane.get_or_insert_with(|| {
            let kind = LaneKind::Cards {
                role: CardRole::Free,
                cards: Vec::new(),
            };
            builder.lane(language.t(CardRole::Free.lane_name()), kind)
        });
        let card = Card {
            stage,
            text,
            ..Card::default()
        };
        builder.card(lane, card);
    }
}

/// The lines of a service blueprint, above the lanes that are called so.
fn lines(map: &mut Map) {
    let said = |lane: &crate::model::Lane| match lane.role() {
        Some(CardRole::OrganisationActivities) => line_above(&lane.title),
        _ => None,
    };
    let kinds: Vec<_> = map.lanes.iter().map(|lane| said(lane)).collect();
    let is_blueprint = kinds
        .iter()
        .flatten()
        .any(|kind| *kind != LineKind::InternalInteraction);
    let mut seen: HashSet<LineKind> = map.lines.iter().map(|line| line.kind).collect();
    for (at, kind) in kinds.into_iter().enumerate().skip(1) {
        if let Some(kind) = kind.filter(|kind| is_blueprint && seen.insert(*kind)) {
            map.lines.push(LaneLine {
                above: map.lanes[at].id.clone(),
                kind,
                unknown: Unknown::default(),
            });
        }
    }
}
