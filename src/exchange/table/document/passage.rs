//! What stands in a Markdown document, as far as it may tell a journey: headings, lines, lists and
//! tables, each with its line.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::{
    exchange::{
        error::{ExchangeError, ExchangeErrorKind, too_much},
        table::meaning::{roles::is_lane, words::words},
    },
    model::Excess,
};

/// A piece of a document.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Passage {
    /// Of a level from 1.
    Heading {
        level: u8,
        text: String,
        line: usize,
    },
    /// A paragraph, line by line; all of it may be slanted.
    Lines {
        text: String,
        is_slanted: bool,
        line: usize,
    },
    /// An item of a list, with how deep it stands, from 1.
    Item {
        depth: usize,
        text: String,
        line: usize,
    },
    Table {
        rows: Vec<TableLine>,
        line: usize,
    },
    /// A line across.
    Rule,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct TableLine {
    pub line: usize,
    pub cells: Vec<String>,
}

/// No name of what a stage has is longer, in words.
const LONG_LABEL: usize = 5;
/// Of places for cells, some of which a parser would make.
const MOST_PLACES: usize = 50_000;

/// Reads a document.
///
/// # Errors
/// Where it would take far more room than its size makes likely.
pub(super) fn passages(text: &str) -> Result<Vec<Passage>, ExchangeError> {
    check(text)?;
    let (front, text) = front_matter(text).unwrap_or(("", text));
    let line = 1 + front.matches('\n').count();
    let mut reader = PassageReader {
        text,
        line,
        first: line,
        counted: 0,
        passages: front_title(front).into_iter().collect(),
        said: String::new(),
        start: line,
        depth: 0,
        items: Vec::new(),
        slanted: 0,
        is_slanted: true,
        row: TableLine::default(),
        rows: Vec::new(),
        is_code: false,
        strong: None,
    };
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_WIKILINKS;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        reader.event(event, range.start);
    }
    Ok(reader.passages)
}

/// Signs that a parser may keep something for, and tables that it would fill up.
fn check(text: &str) -> Result<(), ExchangeError> {
    let is_sign = |byte: &u8| b"*_`[]<>!&|~\\\n".contains(byte);
    let signs = text.bytes().filter(|byte| is_sign(byte)).count();
    if signs > text.len() / 16 + 8_000 {
        return Err(too_much(1, Excess::Empty { bytes: text.len() }));
    }
    let pipes = |line: &str| line.bytes().filter(|byte| *byte == b'|').count();
    let lines = text.lines().map(pipes).filter(|count| *count > 0);
    let (rows, widest) = lines.fold((0, 0), |(rows, widest), count| {
        (rows + 1, count.max(widest))
    });
    if rows * widest > MOST_PLACES {
        return Err(ExchangeError {
            line: 1,
            column: 1,
            kind: ExchangeErrorKind::LargeTable,
        });
    }
    Ok(())
}

struct PassageReader<'a> {
    text: &'a str,
    /// The line at a place, up to which lines are counted, and that of the text's beginning.
    line: usize,
    first: usize,
    counted: usize,
    passages: Vec<Passage>,
    /// What is being said, and since which line.
    said: String,
    start: usize,
    depth: usize,
    /// The items that are open: the line, and whether it was told.
    items: Vec<(usize, bool)>,
    slanted: usize,
    is_slanted: bool,
    row: TableLine,
    rows: Vec<TableLine>,
    is_code: bool,
    /// Where a strong text begins and ends in what is said.
    strong: Option<(usize, usize)>,
}

/// What a page says of itself above all else, and what follows it.
fn front_matter(text: &str) -> Option<(&str, &str)> {
    let begin = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mark = ["---", "+++"]
        .into_iter()
        .find(|mark| begin.lines().next().map(str::trim_end) == Some(*mark))?;
    let mut end = text.len() - begin.len();
    for (at, line) in begin.split_inclusive('\n').enumerate() {
        end += line.len();
        let is_mark = line.trim_end() == mark || mark == "---" && line.trim_end() == "...";
        let is_field = line.contains([':', '=']) || line.trim_start().starts_with(['-', '#']);
        if at > 0 && is_mark {
            return Some(text.split_at(end));
        }
        // Two lines across with a text between them are no such thing.
        if at == 1 && !is_field {
            return None;
        }
    }
    None
}

/// Of what a page says of itself its title counts, as a heading does.
fn front_title(front: &str) -> Option<Passage> {
    let mut lines = front.lines().enumerate();
    let (at, title) = lines.find_map(|(at, line)| {
        let rest = line.strip_prefix("title")?.trim_start();
        Some((at, rest.strip_prefix([':', '='])?))
    })?;
    let title = title.trim().trim_matches(['"', '\'']).trim();
    (!title.is_empty()).then(|| Passage::Heading {
        level: 1,
        text: title.to_owned(),
        line: at + 1,
    })
}

impl PassageReader<'_> {
    fn line_at(&mut self, at: usize) -> usize {
        if at >= self.counted {
            let between = self.text.as_bytes()[self.counted..at].iter();
            self.line += between.filter(|byte| **byte == b'\n').count();
            self.counted = at;
            return self.line;
        }
        let before = self.text.as_bytes()[..at].iter();
        self.first + before.filter(|byte| **byte == b'\n').count()
    }

    fn say(&mut self, text: &str) {
        self.is_slanted &= self.slanted > 0 || text.trim().is_empty();
        self.said.push_str(text);
    }

    fn event(&mut self, event: Event<'_>, at: usize) {
        match event {
            Event::Start(tag) => self.begin(&tag, at),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) if !self.is_code => self.say(&text),
            Event::SoftBreak | Event::HardBreak => {
                self.end_label();
                self.said.push('\n');
            }
            Event::InlineHtml(tag) if is_break(&tag) => self.said.push('\n'),
            Event::Rule => self.passages.push(Passage::Rule),
            _ => {}
        }
    }

    fn begin(&mut self, tag: &Tag<'_>, at: usize) {
        match tag {
            Tag::Paragraph | Tag::Heading { .. } | Tag::TableCell => self.anew(at),
            Tag::CodeBlock(_) => self.is_code = true,
            Tag::List(_) => {
                // What an item says before a list within it.
                self.item();
                self.depth += 1;
            }
            Tag::Item => {
                self.anew(at);
                self.items.push((self.start, false));
            }
            Tag::Emphasis => self.slanted += 1,
            Tag::Strong => {
                let is_first = self.said.is_empty() || self.said.ends_with('\n');
                self.strong = is_first.then_some((self.said.len(), usize::MAX));
            }
            Tag::Table(_) => {
                self.anew(at);
                self.rows.clear();
            }
            Tag::TableHead | Tag::TableRow => {
                let line = self.line_at(at);
                self.row = TableLine {
                    line,
                    cells: Vec::new(),
                };
            }
            _ => {}
        }
    }

    fn anew(&mut self, at: usize) {
        self.start = self.line_at(at);
        self.said.clear();
        self.is_slanted = true;
    }

    /// Tells the item that is open, once.
    fn item(&mut self) {
        self.end_label();
        let text = self.said.trim().to_owned();
        let depth = self.depth;
        let Some((line, is_told)) = self.items.last_mut() else {
            return;
        };
        let line = *line;
        if !text.is_empty() {
            if *is_told {
                // A further paragraph of the same item.
                self.passages.push(Passage::Item {
                    depth: depth + 1,
                    text,
                    line,
                });
            } else {
                self.passages.push(Passage::Item { depth, text, line });
            }
            *is_told = true;
        }
        self.said.clear();
    }

    /// A line of a paragraph that is strong as a whole and names what a stage has stands above it:
    /// “**Pain points**” is “Pain points:”.
    fn end_label(&mut self) {
        // The first line of an item is what the item says.
        let strong = self.strong.take();
        let strong = strong.filter(|(start, _)| self.items.is_empty() || *start > 0);
        let Some((start, end)) = strong else {
            return;
        };
        let is_name = |name: &str| {
            let is_short = words(name).len() <= LONG_LABEL;
            is_lane(name) && is_short && !name.ends_with([':', '：', '.', '!'])
        };
        if end == self.said.trim_end().len() && self.said.get(start..end).is_some_and(is_name) {
            self.said.truncate(end);
            self.said.push(':');
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph if self.items.is_empty() => {
                self.end_label();
                let text = self.said.trim().to_owned();
                if !text.is_empty() {
                    self.passages.push(Passage::Lines {
                        text,
                        is_slanted: self.is_slanted,
                        line: self.start,
                    });
                }
                self.said.clear();
            }
            TagEnd::Paragraph => self.item(),
            TagEnd::Heading(level) => {
                let text = self.said.split_whitespace().collect::<Vec<_>>().join(" ");
                self.passages.push(Passage::Heading {
                    level: number(level),
                    text,
                    line: self.start,
                });
                self.said.clear();
            }
            TagEnd::CodeBlock => self.is_code = false,
            TagEnd::List(_) => self.depth = self.depth.saturating_sub(1),
            TagEnd::Item => {
                self.item();
                self.items.pop();
            }
            TagEnd::Strong => {
                self.strong = self.strong.map(|(start, _)| (start, self.said.len()));
            }
            TagEnd::Emphasis => self.slanted = self.slanted.saturating_sub(1),
            TagEnd::TableCell => {
                let text = std::mem::take(&mut self.said);
                self.row.cells.push(text);
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                let row = std::mem::take(&mut self.row);
                self.rows.push(row);
            }
            TagEnd::Table => {
                let rows = std::mem::take(&mut self.rows);
                let line = rows.first().map_or(self.start, |row| row.line);
                self.passages.push(Passage::Table { rows, line });
            }
            _ => {}
        }
    }
}

/// `<br>`, `<br/>`, `</br>`.
fn is_break(tag: &str) -> bool {
    let name = tag.trim_matches(['<', '>', '/', ' ']);
    name.eq_ignore_ascii_case("br")
}

fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
