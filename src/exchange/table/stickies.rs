//! Notes of a whiteboard as it exports them: a row each, with their frame, their colour, their tags, or
//! where they stand. They become cards: stages by frames or from left to right, lanes by tags or colours.

use super::{
    grid::Grid,
    heads::role_of,
    meaning::{
        items,
        roles::{edge, is_lane},
        words::{Meaning, folded, is_only},
    },
    options::{LaneAs, Stages},
};
use crate::{
    exchange::note::{NotesBy, StickyNotes},
    model::{CardRole, Hue},
    words::{Language, number},
};

/// No note of a list without heads is longer, in bytes.
const LONG_NOTE: usize = 600;
/// Of such a list.
const MOST_NOTES: usize = 2_000;
/// Nobody draws more stages beside one another; then where notes stand says nothing.
const MOST_STAGES: usize = 20;

/// The columns of a list of notes.
#[derive(Debug, Clone, Copy, Default)]
struct NoteColumns {
    text: usize,
    frame: Option<usize>,
    colour: Option<usize>,
    tags: Option<usize>,
    across: Option<usize>,
    below: Option<usize>,
    width: Option<usize>,
    kind: Option<usize>,
}

impl NoteColumns {
    fn of(heads: &[&str]) -> Option<Self> {
        let named = |meaning: Meaning| heads.iter().position(|head| is_only(head, meaning));
        let text = named(Meaning::Sticky)?;
        let kind = heads.iter().position(|head| {
            matches!(
                folded(head).as_str(),
                "type" | "object type" | "item type" | "kind"
            )
        });
        let stage = heads
            .iter()
            .position(|head| edge(head) == Some(Meaning::Stage));
        let columns = Self {
            text,
            frame: named(Meaning::Frame).or(stage),
            colour: named(Meaning::Colour),
            tags: named(Meaning::Tags),
            across: named(Meaning::Across),
            below: named(Meaning::Below),
            width: named(Meaning::Width),
            kind,
        };
        let used = columns.used();
        let lanes = heads
            .iter()
            .enumerate()
            .filter(|(at, head)| !used.contains(at) && is_lane(head));
        // A journey of lanes may have a column of notes or tags besides.
        let is_of_notes = columns.colour.is_some()
            || columns.across.is_some() && columns.below.is_some()
            || stage.is_none() && (columns.frame.is_some() || columns.tags.is_some());
        (is_of_notes && lanes.count() < 2).then_some(columns)
    }

    fn used(&self) -> Vec<usize> {
        let others = [
            self.frame,
            self.colour,
            self.tags,
            self.across,
            self.below,
            self.width,
            self.kind,
        ];
        [Some(self.text)]
            .into_iter()
            .chain(others)
            .flatten()
            .collect()
    }
}

/// Whether the heads of a table are those of a list of notes.
pub(super) fn is_list(heads: &[String]) -> bool {
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    NoteColumns::of(&heads).is_some()
}

struct StickyNote {
    line: usize,
    text: String,
    frame: String,
    colour: String,
    tag: String,
    at: Option<(f64, f64)>,
    width: Option<f64>,
}

/// A list of notes as a table of stages and lanes; `None` for any other table.
pub(super) fn of(grid: &Grid, language: Language) -> Option<Grid> {
    let heads: Vec<&str> = grid.table.heads.iter().map(String::as_str).collect();
    let columns = NoteColumns::of(&heads)?;
    let mut notes = notes(grid, columns);
    if notes.is_empty() {
        return None;
    }
    let (by, stages) = stages(&mut notes, language);
    let (lanes_by, lanes) = lanes(&notes, by, language);
    let order = order(&notes, &stages);
    let mut made = Grid::drawn();
    made.stages = Stages::Down;
    made.told = Some(StickyNotes {
        stages: by,
        lanes: lanes_by,
    });
    let mut titles: Vec<&str> = Vec::new();
    for lane in &lanes {
        if !titles.contains(&lane.as_str()) {
            titles.push(lane);
        }
    }
    made.lanes = titles
        .iter()
        .map(|title| {
            Some(LaneAs::Cards(match lanes_by {
                NotesBy::Colours | NotesBy::Nothing => CardRole::Free,
                _ => role_of(title).unwrap_or_default(),
            }))
        })
        .collect();
    made.push(
        grid.line(0),
        false,
        ["Stage"].into_iter().chain(titles.iter().copied()),
    );
    for at in order {
        let (note, lane) = (&notes[at], &lanes[at]);
        let column = titles.iter().position(|title| title == lane).unwrap_or(0);
        let mut cells = vec![""; titles.len() + 1];
        cells[0] = &stages[at];
        cells[column + 1] = &note.text;
        made.push(note.line, false, cells);
    }
    let used = columns.used();
    for (at, head) in heads.iter().enumerate() {
        let is_filled = (1..grid.row_count()).any(|row| !grid.cell(row, at).is_empty());
        if !used.contains(&at) && !head.is_empty() && is_filled {
            made.left.push((grid.line(0), (*head).to_owned(), true));
        }
    }
    Some(made)
}

fn notes(grid: &Grid, columns: NoteColumns) -> Vec<StickyNote> {
    let rows = 1..grid.row_count();
    let cell = |row: usize, column: Option<usize>| column.map_or("", |at| grid.cell(row, at));
    let is_note = |row: &usize| {
        let kind = folded(cell(*row, columns.kind));
        let others = [
            "frame",
            "section",
            "area",
            "image",
            "connector",
            "line",
            "arrow",
            "drawing",
            "icon",
        ];
        !others.contains(&&*kind)
    };
    let notes = rows.filter(is_note).map(|row| {
        let figure = |column| number(cell(row, column));
        let tags = cell(row, columns.tags);
        StickyNote {
            line: grid.line(row),
            text: grid.cell(row, columns.text).to_owned(),
            frame: items::text_of_head(cell(row, columns.frame)),
            colour: cell(row, columns.colour).to_owned(),
            tag: items::text_of_head(tags.split([',', ';', '|', '\n']).next().unwrap_or_default()),
            at: figure(columns.across).zip(figure(columns.below).or(Some(0.0))),
            width: figure(columns.width),
        }
    });
    notes.filter(|note| !note.text.trim().is_empty()).collect()
}

/// The stage of each note, and what says it. Where frames are called like lanes they are lanes.
fn stages(notes: &mut [StickyNote], language: Language) -> (NotesBy, Vec<String>) {
    let frames: Vec<&str> = notes
        .iter()
        .map(|note| note.frame.as_str())
        .filter(|frame| !frame.is_empty())
        .collect();
    let named = frames.iter().filter(|frame| is_lane(frame)).count();
    let are_lanes = 2 * named > frames.len();
    if !frames.is_empty() && !are_lanes {
        let first = frames[0].to_owned();
        let stages = notes.iter_mut().map(|note| match note.frame.is_empty() {
            // Beside all frames: among the notes, in the first stage.
            true => first.clone(),
            false => note.frame.clone(),
        });
        return (NotesBy::Frames, stages.collect());
    }
    match clusters(notes) {
        Some(clusters) => (
            NotesBy::Places,
            clusters
                .into_iter()
                .map(|at| (at + 1).to_string())
                .collect(),
        ),
        None => (
            NotesBy::Nothing,
            vec![language.t("Stage").to_owned(); notes.len()],
        ),
    }
}

/// Which of the groups from left to right each note stands in.
fn clusters(notes: &[StickyNote]) -> Option<Vec<usize>> {
    let mut places: Vec<f64> = notes
        .iter()
        .map(|note| note.at.map(|(x, _)| x))
        .collect::<Option<_>>()?;
    places.sort_by(f64::total_cmp);
    let gaps = || places.windows(2).map(|pair| pair[1] - pair[0]);
    let widths: Vec<f64> = notes
        .iter()
        .filter_map(|note| note.width)
        .filter(|width| *width > 0.0)
        .collect();
    let widest = gaps().fold(0.0, f64::max);
    let wide = match widths.is_empty() {
        false => widths.iter().sum::<f64>() / widths.len() as f64 * 1.5,
        true => widest / 2.0,
    };
    let ends: Vec<f64> = places
        .windows(2)
        .filter(|pair| pair[1] - pair[0] > wide)
        .map(|pair| pair[0])
        .collect();
    let is_sound = wide > 0.0 && wide.is_finite() && !ends.is_empty() && ends.len() < MOST_STAGES;
    is_sound.then(|| {
        let at = |x: f64| ends.iter().filter(|end| x > **end).count();
        notes
            .iter()
            .map(|note| at(note.at.map_or(0.0, |(x, _)| x)))
            .collect()
    })
}

/// The lane of each note, and what says it.
fn lanes(notes: &[StickyNote], stages_by: NotesBy, language: Language) -> (NotesBy, Vec<String>) {
    let rest = language.t(CardRole::Free.lane_name());
    let lane = |text: String| {
        if text.is_empty() {
            rest.to_owned()
        } else {
            text
        }
    };
    let is_half = |count: usize| count > 0 && 2 * count >= notes.len();
    let frames = notes.iter().filter(|note| !note.frame.is_empty()).count();
    if stages_by != NotesBy::Frames && frames > 0 {
        return (
            NotesBy::Frames,
            notes.iter().map(|note| lane(note.frame.clone())).collect(),
        );
    }
    let is_outside = |note: &StickyNote| stages_by == NotesBy::Frames && note.frame.is_empty();
    if is_half(notes.iter().filter(|note| !note.tag.is_empty()).count()) {
        let tags = notes.iter().map(|note| {
            if is_outside(note) {
                String::new()
            } else {
                note.tag.clone()
            }
        });
        return (NotesBy::Tags, tags.map(lane).collect());
    }
    if notes.iter().any(|note| !note.colour.is_empty()) {
        let colours = notes.iter().map(|note| {
            if is_outside(note) {
                String::new()
            } else {
                colour(&note.colour, language)
            }
        });
        return (NotesBy::Colours, colours.map(lane).collect());
    }
    (
        NotesBy::Nothing,
        notes.iter().map(|_| lane(String::new())).collect(),
    )
}

/// A colour in words: “light_yellow”, “#FFF9B1”.
fn colour(text: &str, language: Language) -> String {
    let text = text.trim();
    match channels(text) {
        Some(rgb) => language.t(nearest(rgb)).to_owned(),
        None => text.replace(['_', '-'], " ").to_lowercase(),
    }
}

/// Red, green and blue of “#FFF9B1”, “rgb(255, 249, 177)”.
fn channels(text: &str) -> Option<[f64; 3]> {
    if let Some(hex) = text.strip_prefix('#') {
        let part = |at: usize| u8::from_str_radix(hex.get(2 * at..2 * at + 2)?, 16).ok();
        return Some([part(0)?, part(1)?, part(2)?].map(f64::from));
    }
    let inside = text.strip_prefix("rgb")?.trim_start_matches('a').trim();
    let inside = inside.strip_prefix('(')?.strip_suffix(')')?;
    let parts: Vec<f64> = inside
        .split(',')
        .map_while(|part| part.trim().parse().ok())
        .collect();
    parts.get(..3)?.try_into().ok()
}

/// The name of the colour that one is nearest to, by its hue; English, for the translation table.
fn nearest([red, green, blue]: [f64; 3]) -> &'static str {
    let (most, least) = (red.max(green).max(blue), red.min(green).min(blue));
    let range = most - least;
    if range < 24.0 {
        return "Grey";
    }
    let sixth = if most == red {
        ((green - blue) / range).rem_euclid(6.0)
    } else if most == green {
        (blue - red) / range + 2.0
    } else {
        (red - green) / range + 4.0
    };
    match sixth * 60.0 {
        hue if hue < 16.0 => Hue::Red.name(),
        hue if hue < 40.0 => Hue::Orange.name(),
        hue if hue < 72.0 => "Yellow",
        hue if hue < 160.0 => Hue::Green.name(),
        hue if hue < 190.0 => Hue::Teal.name(),
        hue if hue < 245.0 => Hue::Blue.name(),
        hue if hue < 295.0 => Hue::Violet.name(),
        hue if hue < 345.0 => Hue::Pink.name(),
        _ => Hue::Red.name(),
    }
}

/// Stages from left to right where it is known how they stand, else as they come; within them from top
/// to bottom, as people read.
fn order(notes: &[StickyNote], stages: &[String]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..notes.len()).collect();
    if notes.iter().any(|note| note.at.is_none()) {
        return order;
    }
    let left = |stage: &String| {
        let of_stage = notes
            .iter()
            .zip(stages)
            .filter(|(_, known)| *known == stage);
        of_stage
            .filter_map(|(note, _)| Some(note.at?.0))
            .fold(f64::INFINITY, f64::min)
    };
    let mut lefts: Vec<(f64, &String)> = Vec::new();
    for stage in stages {
        if !lefts.iter().any(|(_, known)| *known == stage) {
            lefts.push((left(stage), stage));
        }
    }
    lefts.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    let rank = |at: usize| lefts.iter().position(|(_, stage)| **stage == stages[at]);
    let place = |at: usize| notes[at].at.unwrap_or_default();
    order.sort_by(|a, b| {
        let (one, other) = (place(*a), place(*b));
        let rows = one.1.total_cmp(&other.1);
        rank(*a)
            .cmp(&rank(*b))
            .then(rows)
            .then(one.0.total_cmp(&other.0))
    });
    order
}

/// Lines without heads or anything between cells: notes of one stage.
pub(super) fn list(text: &str, language: Language) -> Option<Grid> {
    // A diagram, whatever its file is called.
    if text.lines().any(|line| line.trim() == "journey") {
        return None;
    }
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut made = Grid::drawn();
    made.stages = Stages::Down;
    made.lanes = vec![Some(LaneAs::Cards(CardRole::Free))];
    made.told = Some(StickyNotes {
        stages: NotesBy::Nothing,
        lanes: NotesBy::Nothing,
    });
    made.push(1, false, ["Stage", language.t(CardRole::Free.lane_name())]);
    let mut record = csv::StringRecord::new();
    let mut count = 0;
    while reader.read_record(&mut record).ok()? {
        let mut cells = record.iter().filter(|cell| !cell.trim().is_empty());
        let (note, more) = (cells.next(), cells.next());
        let Some(note) = note else { continue };
        let is_head = count == 0 && is_only(note, Meaning::Sticky);
        let is_long = note.len() > LONG_NOTE || note.contains('\u{0}');
        if more.is_some() || is_long || count >= MOST_NOTES {
            return None;
        }
        let line = record.position().map_or(1, |at| at.line() as usize);
        if !is_head {
            made.push(line, false, [language.t("Stage"), note]);
        }
        count += 1;
    }
    (made.row_count() > 2).then_some(made)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::table::delimited;

    fn made(text: &str) -> Vec<Vec<String>> {
        let grid = delimited::read(text).unwrap().0;
        let made = of(&grid, Language::English).expect("notes");
        let row = |row| {
            (0..made.width())
                .map(|at| made.cell(row, at).to_owned())
                .collect()
        };
        (0..made.row_count()).map(row).collect()
    }

    #[test]
    fn notes_stand_by_frame_and_colour() {
        assert_eq!(
            made(
                "Frame,Text,Color\nBuy,Pays,#FFF9B1\nBuy,Waits,#f00000\nUse,Rides,light_yellow\n,Why?,\n"
            ),
            [
                ["Stage", "Yellow", "Red", "light yellow", "Notes"],
                ["Buy", "Pays", "", "", ""],
                ["Buy", "", "Waits", "", ""],
                ["Use", "", "", "Rides", ""],
                ["Buy", "", "", "", "Why?"],
            ]
        );
    }

    #[test]
    fn notes_stand_by_place_and_tag() {
        let text = "Type,Text,BG Color,Position X,Position Y,Size X,Tags\n\
            sticky note,Second,#FFF9B1,10,200,100,Action\n\
            sticky note,First,#FFF9B1,20,10,100,Action\n\
            sticky note,Hurts,#FFF9B1,900,10,100,Pain points\n\
            area,A frame,,0,0,2000,\n";
        assert_eq!(
            made(text),
            [
                ["Stage", "Action", "Pain points"],
                ["1", "First", ""],
                ["1", "Second", ""],
                ["2", "", "Hurts"],
            ]
        );
    }

    #[test]
    fn other_tables_are_none() {
        for heads in [
            "Stage,Actions,Pains",
            "Stage,Note,Actions,Pains",
            "Lane,Aware,Buy",
            "Timestamp,Score,Comment",
            "Phase,Text",
        ] {
            let heads: Vec<String> = heads.split(',').map(str::to_owned).collect();
            assert!(!is_list(&heads), "{heads:?}");
        }
    }

    #[test]
    fn a_plain_list_is_notes_of_one_stage() {
        let grid = list("Looks\nWaits\n\"Pays, late\"\n", Language::English).unwrap();
        assert_eq!(grid.row_count(), 4);
        assert_eq!(grid.cell(3, 1), "Pays, late");
        assert!(list("One\n", Language::English).is_none());
        assert!(list(&"x".repeat(1_000), Language::English).is_none());
        assert!(list("a,b\nc\n", Language::English).is_none());
    }
}
