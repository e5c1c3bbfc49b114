//! What is to be said of a map that came from elsewhere or goes there, in words.

use crate::{file::Warning, model::Map, words::Language};

/// A map that was read, and what is to be said of the reading, in the order of the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Taken {
    /// Without a problem.
    pub map: Map,
    /// What was not read as it stands.
    pub notes: Vec<Note>,
}

/// A map that was written, and what of it is not in the bytes.
#[derive(Debug, Clone, PartialEq)]
pub struct Given {
    /// What a file of the format holds.
    pub bytes: Vec<u8>,
    /// What the map has beyond that.
    pub lost: Vec<Lost>,
}

/// Something that was not read as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// What is to be said of the place.
    pub kind: NoteKind,
}

/// What a reader has to say of a place in what it read.
#[derive(Debug, Clone, PartialEq)]
pub enum NoteKind {
    /// Of our own file, also where another one carries it.
    Mended(Warning),
    /// Words that mean nothing in the format; passed over.
    NotUnderstood(String),
    /// A score that is no number; the point has no value.
    NoScore(String),
    /// Kept, with a wider scale.
    OutsideScale(f64),
    /// A score as people write it, and how it was read.
    WrittenScore {
        /// As it is written.
        text: String,
        /// On the scale from 1 to 5, or beyond it.
        value: f64,
    },
    /// A task's name has a colon; all before the score was taken as the name.
    ColonInName(String),
    /// What stands behind the last thing that a line may hold.
    Surplus(String),
    /// A comma without a name beside it.
    NamelessActor,
    /// A task that names nobody.
    NoActor,
    /// A semicolon in a text, which Mermaid does not take.
    Semicolon,
    /// What follows a `#` that begins no character's code.
    Hash(String),
    /// A `#` within a name.
    HashInName,
    /// A task that begins with a word of Mermaid's own.
    Keyword(String),
    /// A title that reads like a task.
    TaskAsTitle,
    /// The map that rides along is not that of the text around it any more: it got the changes.
    CarriedStale,
    /// The map that rides along cannot be read; the text around it is.
    CarriedBroken,
    /// Where a figure should be.
    NoNumber(String),
    /// A row by its head that should have figures; it became cards.
    NoFigures(String),
    /// Sheets of a workbook that were not read, and the one that was.
    SheetsLeft {
        /// The name of the sheet that was read.
        read: String,
        /// The names of the others.
        left: String,
    },
    /// Cells of the sheet to look at of our own workbook that somebody wrote into.
    WrittenOver {
        /// What that sheet is called.
        sheet: String,
        /// The names of the cells.
        cells: String,
        /// The sheet that is read.
        data: String,
    },
    /// Journeys of a document that were not read, and the one that was.
    JourneysLeft {
        /// The name of the one that was read.
        read: String,
        /// The names of the others.
        left: String,
    },
    /// An outline says something else by now than the map that rides along in it, which was read.
    OutlineChanged,
    /// What the text was encoded in, other than UTF-8.
    Decoded(&'static str),
    /// A quotation mark that nothing closes; it is a letter.
    UnclosedQuote,
    /// Notes of a whiteboard became cards.
    Stickies(StickyNotes),
    /// A row by its head whose faces, words or marks became values.
    FeelingsRead(String),
    /// A figure whose mark was taken for that of thousands.
    Thousands(String),
    /// No head of a table is one that tables of journeys have; what it is was guessed.
    NoKnownHead,
    /// No row stands in the line that was said to have the heads, or below it.
    NoHeads {
        /// The line that was said.
        said: usize,
        /// Of the first and the last row that could have them.
        first: usize,
        /// See `first`.
        last: usize,
    },
    /// A text beside, above or below a table; it stands among the notes.
    Aside(String),
    /// A column of a table that says nothing of the journey, by its head.
    LeftOut(String),
    /// A row that names a stage, lane, persona or channel that the table does not have.
    NoPlace(String),
    /// A node that names no stage, or one that is not there; it stands in the first.
    FirstStage(String),
    /// A node that names a lane that is not there; it stands among the notes.
    OtherLane(String),
    /// Something of a type that no part can be made of; it is kept.
    LaidAside(&'static str),
    /// The picture around a map that is whole.
    CutPicture,
    /// So much else was to be said that it is not said one by one.
    More(usize),
}

/// What says the stage, or the lane, of a note of a whiteboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotesBy {
    /// The frame around it.
    Frames,
    /// Where it stands from left to right.
    Places,
    /// Its first tag.
    Tags,
    /// Its colour.
    Colours,
    /// There is but one.
    Nothing,
}

/// How notes of a whiteboard were placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StickyNotes {
    /// Into stages.
    pub stages: NotesBy,
    /// Into lanes.
    pub lanes: NotesBy,
}

impl StickyNotes {
    fn describe(self, language: Language) -> String {
        let (stages, lanes) = (self.stages.of_stages(), self.lanes.of_lanes());
        format!("{}; {}", language.t(stages), language.t(lanes))
    }
}

impl NotesBy {
    /// English, for the translation table.
    fn of_stages(self) -> &'static str {
        match self {
            Self::Frames => "these are notes of a whiteboard: their frames became stages",
            Self::Places => {
                "these are notes of a whiteboard: they were put into stages from left to right"
            }
            Self::Tags | Self::Colours | Self::Nothing => {
                "these are notes of a whiteboard: nothing says their stages, so they are in one"
            }
        }
    }

    /// English, for the translation table.
    fn of_lanes(self) -> &'static str {
        match self {
            Self::Frames => "their frames became lanes",
            Self::Tags => "their tags became lanes",
            Self::Colours => "their colours became lanes",
            Self::Places | Self::Nothing => "nothing says their lanes, so they are in one",
        }
    }
}

impl Note {
    /// Whether something of what was read is not on the map, or not as it stands there; the others
    /// tell how something was read.
    pub fn is_loss(&self) -> bool {
        matches!(
            self.kind,
            NoteKind::Mended(_)
                | NoteKind::NotUnderstood(_)
                | NoteKind::NoScore(_)
                | NoteKind::Surplus(_)
                | NoteKind::NamelessActor
                | NoteKind::Hash(_)
                | NoteKind::CarriedBroken
                | NoteKind::OutlineChanged
                | NoteKind::NoNumber(_)
                | NoteKind::LeftOut(_)
                | NoteKind::NoPlace(_)
                | NoteKind::More(_)
        )
    }

    /// One sentence without its place.
    pub fn describe(&self, language: Language) -> String {
        match &self.kind {
            NoteKind::Mended(warning) => warning.describe(language),
            NoteKind::NotUnderstood(text) => language.fill(
                "“{text}” was not understood and was ignored",
                &[("text", text)],
            ),
            NoteKind::NoScore(text) if text.is_empty() => language
                .t("there is no score here; the curve has a gap")
                .to_owned(),
            NoteKind::NoScore(text) => language.fill(
                "“{text}” is not a score; the curve has a gap here",
                &[("text", text)],
            ),
            NoteKind::OutsideScale(score) => language.fill(
                "the score {score} is outside the scale; it was kept, and the scale made wider",
                &[("score", &score.to_string())],
            ),
            NoteKind::WrittenScore { text, value } => language.fill(
                "“{text}” was read as the score {score}",
                &[("text", text), ("score", &language.number(*value))],
            ),
            NoteKind::ColonInName(name) => language.fill(
                "the name has a colon and was read as “{name}”; Mermaid itself cuts it off there",
                &[("name", name)],
            ),
            NoteKind::Surplus(text) => language.fill(
                "“{text}” does not belong here and was ignored",
                &[("text", text)],
            ),
            NoteKind::NoNumber(text) if text.is_empty() => {
                language.t("a number is missing here").to_owned()
            }
            NoteKind::NoNumber(text) => language.fill(
                "“{text}” is not a number that fits here; it was ignored",
                &[("text", text)],
            ),
            NoteKind::NoFigures(head) => language.fill(
                "“{head}” has too few numbers for a curve or metrics, so its cells became cards",
                &[("head", head)],
            ),
            NoteKind::NoPlace(name) => language.fill(
                "there is no “{name}” that this could belong to; it was ignored",
                &[("name", name)],
            ),
            NoteKind::FirstStage(name) if name.is_empty() => language
                .t("this names no stage; it was put in the first one")
                .to_owned(),
            NoteKind::FirstStage(name) => language.fill(
                "there is no stage “{name}”; this was put in the first one",
                &[("name", name)],
            ),
            NoteKind::OtherLane(name) => language.fill(
                "there is no lane “{name}”; this was put in a lane for the rest",
                &[("name", name)],
            ),
            NoteKind::Stickies(notes) => notes.describe(language),
            NoteKind::CutPicture => language
                .t("the picture itself is cut off or damaged; the map in it is whole")
                .to_owned(),
            NoteKind::LaidAside(what) => language.fill(
                "nothing can be drawn of {what} here; it is kept and written back",
                &[("what", language.t(what))],
            ),
            NoteKind::More(count) => language.count(
                *count,
                "{n} more remark is not listed",
                "{n} more remarks are not listed",
                &[],
            ),
            NoteKind::SheetsLeft { read, left } => language.fill(
                "the sheet “{read}” was read; the contents of “{left}” were ignored",
                &[("read", read), ("left", left)],
            ),
            NoteKind::WrittenOver { sheet, cells, data } => language.fill(
                "on the sheet “{sheet}” these cells were changed, but only the sheet “{data}” is read: {cells}. Write the changes there",
                &[("sheet", sheet), ("data", data), ("cells", cells)],
            ),
            NoteKind::JourneysLeft { read, left } => language.fill(
                "the journey “{read}” was read; these others were ignored: “{left}”",
                &[("read", read), ("left", left)],
            ),
            NoteKind::OutlineChanged => language
                .t("the outline was changed after the whole map was embedded in it; the embedded map was read, without these changes. To read the text itself, delete this comment")
                .to_owned(),
            NoteKind::Decoded(encoding) => language.fill(
                "the text is in {encoding}, not in UTF-8; look at its accents and signs",
                &[("encoding", encoding)],
            ),
            NoteKind::UnclosedQuote => language
                .t("a quotation mark is opened here and never closed; it was read as plain text")
                .to_owned(),
            NoteKind::FeelingsRead(head) => language.fill(
                "“{head}” has faces, words or signs, which were read as emotion values",
                &[("head", head)],
            ),
            NoteKind::Thousands(text) => language.fill(
                "“{text}” was read with a thousands separator, not a decimal one; so were others like it",
                &[("text", text)],
            ),
            NoteKind::NoKnownHead => language
                .t("no row or column of this table has a title known from journey maps, so its stages and lanes are only guessed; check them")
                .to_owned(),
            NoteKind::NoHeads { said, first, last } => language.fill(
                "line {line} cannot be the row of column titles; the rows of the table stand in lines {lines}",
                &[
                    ("line", &said.to_string()),
                    ("lines", &format!("{first}–{last}")),
                ],
            ),
            NoteKind::Aside(text) => language.fill(
                "“{text}” is not part of the journey; it was put in a notes lane",
                &[("text", &shortened(text))],
            ),
            NoteKind::LeftOut(head) => language.fill(
                "“{head}” says nothing about the journey and was ignored",
                &[("head", head)],
            ),
            NoteKind::NamelessActor => language
                .t("an actor without a name was ignored")
                .to_owned(),
            NoteKind::NoActor => language
                .t("the task names no actor; it was given to a persona without a name")
                .to_owned(),
            NoteKind::Semicolon => language
                .t("Mermaid takes no “;” in a text; write #59; for it")
                .to_owned(),
            NoteKind::Hash(text) => language.fill(
                "“{text}” was ignored: for Mermaid a comment begins at “#”. Write #35; for it",
                &[("text", text)],
            ),
            NoteKind::HashInName => language
                .t("this “#” was taken as part of the name; Mermaid itself cuts it off there. Write #35; for it")
                .to_owned(),
            NoteKind::Keyword(word) => language.fill(
                "this was read as a task; Mermaid itself can’t parse “{word}” at the start",
                &[("word", word)],
            ),
            NoteKind::TaskAsTitle => language
                .t("this looks like a task but is the title, since it begins with “title”")
                .to_owned(),
            NoteKind::CarriedStale => language
                .t("the text was changed after the whole map was embedded in it; the changes were applied to that map")
                .to_owned(),
            NoteKind::CarriedBroken => language
                .t("the embedded map is damaged; the text was read instead")
                .to_owned(),
        }
    }
}

/// As much of a text as one remark may repeat, on one line.
fn shortened(text: &str) -> String {
    const MOST: usize = 120;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// Notes as they come, up to a number that nobody reads to its end.
#[derive(Default)]
pub(super) struct Notes {
    told: Vec<Note>,
    more: usize,
}

impl Notes {
    const MOST: usize = 1_000;

    pub(super) fn push(&mut self, note: Note) {
        if self.told.len() < Self::MOST {
            self.told.push(note);
        } else {
            self.more += 1;
        }
    }

    /// In the order of the file; what is not listed is counted at the last place.
    pub(super) fn in_order(self) -> Vec<Note> {
        let mut told = self.told;
        told.sort_by_key(|note| (note.line, note.column));
        if let Some(last) = told.last().filter(|_| self.more > 0) {
            let (line, column) = (last.line, last.column);
            let kind = NoteKind::More(self.more);
            told.push(Note { line, column, kind });
        }
        told
    }
}

impl From<Warning> for Note {
    fn from(warning: Warning) -> Self {
        Self {
            line: warning.line,
            column: warning.column,
            kind: NoteKind::Mended(warning),
        }
    }
}

/// What a format could not hold, and how many there are of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Lost {
    /// English, for the translation table of [`Lost::describe`].
    pub what: What,
    /// Of parts, fields or texts.
    pub count: usize,
}

/// A kind of things on a map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "`What::name` has the words for each")]
pub enum What {
    PersonaDetails,
    SameNames,
    Cards,
    CardDetails,
    Evidence,
    Pictures,
    Steps,
    StageDetails,
    Channels,
    ChannelMarks,
    Metrics,
    MetricDetails,
    Points,
    PointDetails,
    ToBe,
    NoFeeling,
    Words,
    Arrows,
    Stops,
    Lines,
    Lanes,
    LaneDetails,
    MapFacts,
    Scale,
    LongTexts,
    Unknown,
}

impl What {
    /// English, for the translation table.
    fn name(self) -> &'static str {
        match self {
            Self::PersonaDetails => "details of personas other than their names",
            Self::SameNames => "duplicate names: they are merged",
            Self::Cards => "cards of other lanes",
            Self::CardDetails => "details of cards other than their text",
            Self::Evidence => "pieces of evidence",
            Self::Pictures => "pictures",
            Self::Steps => "steps of stages",
            Self::StageDetails => "goals, times, colours and widths of stages",
            Self::Channels => "channels",
            Self::ChannelMarks => "channel uses",
            Self::Metrics => "metrics",
            Self::MetricDetails => "targets, changes, periods and counts of metrics",
            Self::Points => "points of curves",
            Self::PointDetails => "labels, bands and stars of curve points",
            Self::ToBe => "cards and points of the future state",
            Self::NoFeeling => "tasks without an emotion: they get the middle score",
            Self::Words => "scale labels",
            Self::Arrows => "arrows",
            Self::Stops => "stops of a talk",
            Self::Lines => "lines between lanes",
            Self::Lanes => "lanes that are hidden or of another kind",
            Self::LaneDetails => "notes, icons and heights of lanes",
            Self::MapFacts => "scenario, goal, owner and dates of the map",
            Self::Scale => "the scale of the emotions: it becomes that of the format",
            Self::LongTexts => "texts that are too long for a cell: they are cut",
            Self::Unknown => "fields of newer versions",
        }
    }
}

impl Lost {
    /// A few words: "metrics (3)".
    pub fn describe(&self, language: Language) -> String {
        format!("{} ({})", language.t(self.what.name()), self.count)
    }
}

/// What is told of things that are not held, without those that there are none of.
pub(super) fn losses<const N: usize>(counts: [(What, usize); N]) -> Vec<Lost> {
    let lost = counts.into_iter().map(|(what, count)| Lost { what, count });
    lost.filter(|lost| lost.count > 0).collect()
}
