//! What each row (column, where the stages stand down) of a table becomes.

use super::{
    cells::note,
    grid::Grid,
    meaning::{
        amounts::amounts,
        feelings::{Feeling, FeelingRow, Worth, feelings},
        roles::{card_role, metric_kind, said},
        words::{Meaning, is_nothing, says},
    },
    options::{LaneAs, ReadOptions},
    shape::{LaneHead, Shape},
};
use crate::{
    exchange::note::{Note, NoteKind},
    model::{CardRole, MetricKind},
};

/// A row with what it is taken for.
#[derive(Debug, Clone)]
pub(super) struct LaneKindGuess {
    pub kind: LaneAs,
    /// Of metrics.
    pub metric: MetricKind,
    /// It was said, not guessed.
    pub is_said: bool,
}

/// What is known of a row before all of them are.
struct Row<'a> {
    head: &'a LaneHead,
    meanings: Vec<Meaning>,
    /// Cells with something in them, and those with a figure.
    filled: usize,
    figures: usize,
    feelings: Option<Felt>,
}

/// What is known of a row that can be read as feelings.
#[derive(Debug, Clone, Copy)]
struct Felt {
    is_plain: bool,
    has_figures: bool,
    says_scale: bool,
}

impl<'a> Row<'a> {
    fn new(shape: &Shape, grid: &Grid, head: &'a LaneHead) -> Self {
        let cells = || {
            shape
                .places
                .iter()
                .map(|place| shape.cell(grid, head, place).2)
        };
        let meanings = said(&head.title);
        let may_be_felt = meanings.is_empty()
            || meanings.iter().any(|meaning| {
                matches!(meaning, Meaning::Emotion | Meaning::Score)
                    || metric_kind(*meaning).is_some()
            });
        let is_short = cells().all(|text| text.len() < LONG_CELL);
        let row = (may_be_felt && is_short)
            .then(|| feelings(cells()))
            .flatten();
        let amounts = amounts(cells()).cells.iter().flatten().count();
        Self {
            head,
            filled: cells().filter(|text| !is_nothing(text)).count(),
            figures: amounts.max(row.as_ref().map_or(0, figures_of_scale)),
            feelings: row.map(|row| Felt {
                is_plain: row.is_plain,
                has_figures: row.has_figures,
                says_scale: row.scale.is_some(),
            }),
            meanings,
        }
    }

    fn means(&self, meaning: Meaning) -> bool {
        self.meanings.contains(&meaning)
    }

    /// Whether at least half of what is filled is a figure.
    fn has_figures(&self) -> bool {
        self.figures > 0 && 2 * self.figures >= self.filled
    }

    fn is_all_figures(&self) -> bool {
        self.figures > 0 && self.figures >= self.filled
    }

    /// A curve by its head.
    fn is_emotion(&self) -> bool {
        let by_head = self.means(Meaning::Emotion) || self.means(Meaning::Score);
        let is_metric = self.meanings.iter().any(|m| metric_kind(*m).is_some());
        by_head && !is_metric && self.feelings.is_some() && !self.is_of_cards()
    }

    /// Its head says first of all that it has cards.
    fn is_of_cards(&self) -> bool {
        let first = self.meanings.iter().find(|m| !matches!(m, Meaning::Free));
        first.is_some_and(|first| card_role(*first).is_some())
    }
}

/// No cell that says a feeling is longer, in bytes.
const LONG_CELL: usize = 1_000;

/// "4/5", "★★★".
fn figures_of_scale(row: &FeelingRow) -> usize {
    if row.scale.is_none() {
        return 0;
    }
    let is_figure = |cell: &&Vec<Feeling>| {
        let mut worths = cell.iter().map(|feeling| feeling.worth);
        worths.any(|worth| matches!(worth, Worth::Figure(_)))
    };
    row.cells.iter().filter(is_figure).count()
}

/// What a row is taken for, by its head, what stands in it and what is above it.
pub(super) fn guess(
    shape: &Shape,
    grid: &Grid,
    options: &ReadOptions,
) -> (Vec<LaneKindGuess>, Vec<Note>) {
    let rows: Vec<Row<'_>> = shape
        .lanes
        .iter()
        .map(|head| Row::new(shape, grid, head))
        .collect();
    let asked = |index: usize| {
        let said = options.lanes.get(index).copied().flatten();
        said.or_else(|| grid.lanes.get(index).copied().flatten())
    };
    let has_emotion = rows
        .iter()
        .enumerate()
        .any(|(index, row)| match asked(index) {
            Some(kind) => kind == LaneAs::Emotion,
            None => row.is_emotion(),
        });
    let mut guesses: Vec<LaneKindGuess> = Vec::new();
    let mut notes = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let mut before = guesses.iter().rev().map(|guess| guess.kind);
        let above = before.find(|kind| !matches!(kind, LaneAs::Above | LaneAs::Persona));
        let (kind, metric) = kind_of(row, has_emotion, above);
        let guess = LaneKindGuess {
            kind: asked(index).unwrap_or(kind),
            metric,
            is_said: asked(index).is_some(),
        };
        if !guess.is_said && matches!(kind, LaneAs::Cards(_)) {
            notes.extend(fallen_back(row));
        }
        guesses.push(guess);
    }
    only_one(&mut guesses, &rows, LaneAs::Goals);
    only_one(&mut guesses, &rows, LaneAs::Durations);
    name_as_actions(&mut guesses, &rows);
    (guesses, notes)
}

fn kind_of(row: &Row<'_>, has_emotion: bool, above: Option<LaneAs>) -> (LaneAs, MetricKind) {
    let plain = |kind: LaneAs| (kind, MetricKind::Other);
    if row.head.is_persona {
        return plain(LaneAs::Persona);
    }
    if row.head.title.is_empty() {
        let has_figures = row.has_figures();
        match above {
            _ if row.filled == 0 => return plain(LaneAs::Nothing),
            // Words below figures are said of them; further figures are of something else.
            Some(LaneAs::Emotion) if has_figures => {}
            Some(LaneAs::Metrics) | None => {}
            Some(_) => return plain(LaneAs::Above),
        }
    }
    // Nobody felt anything yet in a table that is to be filled in.
    let is_open = row.filled == 0 && row.meanings.first() == Some(&Meaning::Emotion);
    if row.is_emotion() || is_open {
        return plain(LaneAs::Emotion);
    }
    // "Support tickets": what is counted is no lane of those who support.
    let is_count = row.means(Meaning::Count) && row.is_all_figures();
    let is_of_cards = |meaning: &&Meaning| is_count && card_role(**meaning).is_some();
    for meaning in row.meanings.iter().filter(|meaning| !is_of_cards(meaning)) {
        match meaning {
            Meaning::Satisfaction if !has_emotion && row.feelings.is_some() => {
                return plain(LaneAs::Emotion);
            }
            Meaning::Duration => return plain(LaneAs::Durations),
            Meaning::Goal => return plain(LaneAs::Goals),
            Meaning::Channels => return plain(LaneAs::Channels),
            Meaning::Emotion | Meaning::Score => {}
            meaning => {
                if let Some(kind) = metric_kind(*meaning) {
                    if row.has_figures() {
                        return (LaneAs::Metrics, kind);
                    }
                } else if let Some(role) = card_role(*meaning) {
                    return plain(LaneAs::Cards(role));
                }
            }
        }
    }
    let free = plain(LaneAs::Cards(CardRole::default()));
    if !row.meanings.is_empty() {
        return free;
    }
    match &row.feelings {
        Some(feelings)
            if feelings.is_plain
                && (!feelings.has_figures || feelings.says_scale)
                && !row.is_all_figures() =>
        {
            plain(LaneAs::Emotion)
        }
        // A head that nobody knows: bare figures are measured, whatever it is.
        _ if row.is_all_figures() && !row.head.title.is_empty() => plain(LaneAs::Metrics),
        _ => free,
    }
}

/// What is to be said where a head promises figures and there are too few.
fn fallen_back(row: &Row<'_>) -> Option<Note> {
    let is_wanted = |meaning: &Meaning| {
        let is_count = *meaning == Meaning::Count;
        matches!(meaning, Meaning::Emotion) || metric_kind(*meaning).is_some() && !is_count
    };
    let first = row.meanings.first()?;
    let has_words = row.filled > 0;
    let head = row.head;
    (is_wanted(first) && has_words).then(|| {
        note(
            head.line,
            head.column,
            NoteKind::NoFigures(head.title.clone()),
        )
    })
}

/// Of several rows of one kind, all but the one that is the customer's become cards.
fn only_one(guesses: &mut [LaneKindGuess], rows: &[Row<'_>], kind: LaneAs) {
    let rank = |index: usize| {
        let title = rows[index].head.title.as_str();
        match () {
            () if says(title, &[Meaning::Customer]) => 0,
            () if says(title, &[Meaning::Company]) => 2,
            () => 1,
        }
    };
    let is_guessed = |guess: &LaneKindGuess| guess.kind == kind && !guess.is_said;
    if guesses
        .iter()
        .any(|guess| guess.kind == kind && guess.is_said)
    {
        return;
    }
    let all: Vec<usize> = (0..guesses.len())
        .filter(|at| is_guessed(&guesses[*at]))
        .collect();
    let best = all.iter().copied().min_by_key(|at| rank(*at));
    let best = best.filter(|at| kind != LaneAs::Goals || rank(*at) < 2);
    for at in all.into_iter().filter(|at| Some(*at) != best) {
        guesses[at].kind = LaneAs::Cards(CardRole::default());
    }
}

/// What each moment is called, in a column before that of the stages, is what the customer does
/// where nothing else is.
fn name_as_actions(guesses: &mut [LaneKindGuess], rows: &[Row<'_>]) {
    let actions = LaneAs::Cards(CardRole::CustomerActions);
    if guesses.iter().any(|guess| guess.kind == actions) {
        return;
    }
    let is_name = |(guess, row): &(&mut LaneKindGuess, &Row<'_>)| {
        row.head.is_name && !guess.is_said && guess.kind == LaneAs::Cards(CardRole::Free)
    };
    let found = guesses.iter_mut().zip(rows).find(is_name);
    if let Some((guess, _)) = found {
        guess.kind = actions;
    }
}
