//! Text as a diagram: as Mermaid reads it, and kindly where Mermaid would not.

use super::{
    super::{
        error::{ExchangeError, ExchangeErrorKind, too_much},
        note::{Note, NoteKind, Notes},
        table::no_sheet,
    },
    blocks::{self, Block},
    journey::{MermaidJourney, MermaidSection, MermaidTask, SCORES},
    score::{self, scored},
    text::{CARRIED, decoded, each_once, entity, one_line, several_lines, trimmed},
};
use crate::model::{Excess, Part};

/// A diagram with what is to be said of it.
pub(super) struct ParsedMermaid {
    pub journey: MermaidJourney,
    pub notes: Notes,
    /// The map that rides along, and its line.
    pub carried: Option<(usize, String)>,
    /// What the journeys of a document of several are called, a number where one has no title.
    pub titles: Vec<String>,
}

/// Reads a diagram, also one of those that a document fences in: the first, or the one that is asked
/// for by its number or its title.
pub(super) fn parse(text: &str, asked: Option<&str>) -> Result<ParsedMermaid, ExchangeError> {
    let found = blocks::journeys(text).map_err(|first| ExchangeError {
        // A fence on the last line has nothing below it.
        line: first.line.min(1 + text.matches('\n').count()),
        column: 1,
        kind: match first.other {
            Some(word) => ExchangeErrorKind::OtherDiagram(short(word)),
            None => ExchangeErrorKind::NoJourney,
        },
    })?;
    let read = |block: &Block| parse_block(*block, text.len());
    if let [only] = &*found {
        return read(only);
    }
    let title = |block: &Block| {
        read(block)
            .map(|read| read.journey.title)
            .unwrap_or_default()
    };
    let titles: Vec<String> = found.iter().take(MOST_NAMED).map(title).collect();
    let called = |(at, title): (usize, &String)| match title.as_str() {
        "" => (at + 1).to_string(),
        title => title.to_owned(),
    };
    let names: Vec<String> = titles.iter().enumerate().map(called).collect();
    let at = match asked {
        None => 0,
        Some(asked) => chosen(asked, &titles).ok_or_else(|| no_sheet(asked, &names))?,
    };
    let mut parsed = read(&found[at])?;
    let others = titles.iter().enumerate().filter(|(other, _)| *other != at);
    parsed.notes.push(Note {
        line: found[at].line,
        column: 1,
        kind: NoteKind::JourneysLeft {
            read: called((at, &titles[at])),
            left: others.map(called).collect::<Vec<_>>().join("”, “"),
        },
    });
    parsed.titles = names;
    Ok(parsed)
}

/// So many journeys of a document are told of.
const MOST_NAMED: usize = 100;

/// By its title, else by its number from 1.
fn chosen(asked: &str, titles: &[String]) -> Option<usize> {
    let folded = |text: &str| text.trim().to_lowercase();
    let by_title = titles
        .iter()
        .position(|title| folded(title) == folded(asked));
    let by_number = || {
        asked
            .trim()
            .parse()
            .ok()
            .and_then(|number: usize| number.checked_sub(1))
    };
    by_title.or_else(by_number).filter(|at| *at < titles.len())
}

fn parse_block(block: Block, bytes: usize) -> Result<ParsedMermaid, ExchangeError> {
    if let Some(text) = block.written_out() {
        return parse_lines(block.over(&text), bytes);
    }
    parse_lines(block, bytes)
}

fn parse_lines(block: Block, bytes: usize) -> Result<ParsedMermaid, ExchangeError> {
    let mut parser = MermaidParser {
        bytes,
        ..MermaidParser::default()
    };
    let mut lines = block.lines();
    let (mut is_front, mut is_begun) = (false, false);
    while let Some((number, raw, line)) = lines.next() {
        let line = trimmed(line);
        (parser.line, parser.raw) = (number, raw);
        if line.is_empty() {
            continue;
        }
        if !is_begun && line == "---" {
            is_front = !is_front;
            continue;
        }
        if is_front && !is_begun {
            let found = line.split_once(':').filter(|(name, _)| *name == "title");
            if let Some((_, title)) = found {
                parser.front_title = one_line(title.trim().trim_matches(['"', '\'']));
            }
            continue;
        }
        if let Some(comment) = line.strip_prefix("%%") {
            if let Some(packed) = trimmed(comment).strip_prefix(CARRIED) {
                parser.carried = Some((number, trimmed(packed).to_owned()));
            }
            continue;
        }
        if line.starts_with('#') && entity(line).is_none() {
            continue;
        }
        if !is_begun {
            if let Some(rest) = block.begun_by(line) {
                is_begun = true;
                let word = &line[.."journey".len()];
                if word != "journey" {
                    parser.note(line, NoteKind::NotUnderstood(word.to_owned()));
                }
                if !rest.is_empty() {
                    parser.statement(rest);
                }
            }
            continue;
        }
        if let Some(open) = after_keyword(line, "accDescr").filter(|rest| rest.starts_with('{')) {
            let mut rest = &open[1..];
            let mut words = Vec::new();
            let behind = loop {
                if let Some((last, behind)) = rest.split_once('}') {
                    words.push(trimmed(last));
                    break trimmed(behind);
                }
                words.push(trimmed(rest));
                let Some((number, raw, next)) = lines.next() else {
                    break "";
                };
                (parser.line, parser.raw) = (number, raw);
                rest = next;
            };
            words.retain(|word| !word.is_empty());
            parser.journey.description = decoded(&words.join(" "));
            if !behind.is_empty() {
                parser.statement(behind);
            }
            continue;
        }
        parser.statement(line);
        if let Some(excess) = parser.excess() {
            return Err(too_much(parser.line, excess));
        }
    }
    let mut journey = parser.journey;
    for title in [parser.front_title, parser.spoken_title] {
        if journey.title.is_empty() {
            journey.title = title;
        }
    }
    Ok(ParsedMermaid {
        journey,
        notes: parser.notes,
        carried: parser.carried,
        titles: Vec::new(),
    })
}

#[derive(Default)]
struct MermaidParser<'a> {
    journey: MermaidJourney,
    notes: Notes,
    carried: Option<(usize, String)>,
    front_title: String,
    /// What is read aloud for the diagram: where it has no other title.
    spoken_title: String,
    /// The name of the last section as it is spelled: neighbours of one name are one.
    spelled: Option<&'a str>,
    /// A task without an actor was met and told of.
    has_nobody: bool,
    raw: &'a str,
    line: usize,
    bytes: usize,
    task_count: usize,
    /// How often somebody is named.
    mention_count: usize,
}

impl<'a> MermaidParser<'a> {
    /// Of what makes cards and points.
    fn excess(&self) -> Option<Excess> {
        let excess = Excess::of(Part::Card, self.task_count);
        let excess = excess.or_else(|| Excess::of(Part::Point, self.mention_count));
        let (bytes, parts) = (self.bytes, self.task_count + self.mention_count);
        let is_dense = parts > Excess::parts_in(bytes);
        excess.or_else(|| is_dense.then_some(Excess::Empty { bytes }))
    }

    /// `at` is a piece of the line.
    fn note(&mut self, at: &str, kind: NoteKind) {
        let before = (at.as_ptr() as usize).saturating_sub(self.raw.as_ptr() as usize);
        let before = self.raw.get(..before).unwrap_or_default();
        self.notes.push(Note {
            line: self.line,
            column: before.chars().count() + 1,
            kind,
        });
    }

    fn statement(&mut self, line: &'a str) {
        if let Some(text) = after_keyword(line, "accTitle").and_then(|t| t.strip_prefix(':')) {
            self.spoken_title = one_line(&decoded(self.cut(text)));
        } else if let Some(text) = after_keyword(line, "accDescr").and_then(|t| t.strip_prefix(':'))
        {
            self.journey.description = one_line(&decoded(self.cut(text)));
        } else if let Some(text) = after_word(line, "title") {
            let text = self.cut(text);
            self.journey.title = one_line(&decoded(text));
            if scored(text).is_some() {
                self.note(line, NoteKind::TaskAsTitle);
            }
        } else if let Some(text) = after_word(line, "section") {
            if scored(text).is_some() {
                self.note(line, NoteKind::Keyword("section".to_owned()));
                self.task(line);
            } else {
                self.section(text);
            }
        } else if line.eq_ignore_ascii_case("section") {
            self.note(line, NoteKind::NotUnderstood(line.to_owned()));
        } else {
            self.task(line);
        }
    }

    fn section(&mut self, text: &'a str) {
        let text = self.cut(text);
        if self.spelled.replace(text) == Some(text) {
            return;
        }
        let name = several_lines(&decoded(text));
        self.journey.sections.push(MermaidSection {
            name,
            tasks: Vec::new(),
        });
    }

    fn task(&mut self, line: &'a str) {
        let line = self.without_semicolons(line);
        let divided = score::divided(line).filter(|divided| !divided.name.is_empty());
        let Some(divided) = divided else {
            return self.note(line, NoteKind::NotUnderstood(short(line)));
        };
        let name = divided.name;
        if divided.has_colon {
            self.note(name, NoteKind::ColonInName(short(name)));
        }
        let start = name.get(.."journey".len());
        if start.is_some_and(|start| start.eq_ignore_ascii_case("journey")) {
            self.note(name, NoteKind::Keyword("journey".to_owned()));
        }
        let data = self.cut(divided.data);
        let (first, rest) = match data.split_once(':') {
            Some((first, rest)) => (trimmed(first), Some(rest)),
            None => (trimmed(data), None),
        };
        let (second, surplus) = match rest.map(score::actors_end).zip(rest) {
            Some((Some(end), rest)) => (Some(&rest[..end]), Some(&rest[end + 1..])),
            _ => (rest, None),
        };
        if let Some(surplus) = surplus {
            self.note(surplus, NoteKind::Surplus(short(trimmed(surplus))));
        }
        let value = score::written(first);
        // Before there were scores, actors stood in their place.
        let is_old = value.is_none() && second.is_none() && !score::is_nothing(first);
        let names = if is_old { Some(first) } else { second };
        match value {
            None if is_old => self.note(name, NoteKind::NoScore(String::new())),
            None => self.note(first, NoteKind::NoScore(short(first))),
            Some(value) if score::strict(first).is_none() => {
                let text = short(first);
                self.note(first, NoteKind::WrittenScore { text, value });
            }
            Some(_) => {}
        }
        if let Some(value) = value.filter(|value| !(SCORES.min..=SCORES.max).contains(value)) {
            self.note(first, NoteKind::OutsideScale(value));
        }
        self.task_count += 1;
        let mut actors = Vec::new();
        for actor in names.into_iter().flat_map(|names| names.split(',')) {
            self.mention_count += 1;
            if self.excess().is_some() {
                return;
            }
            let name = one_line(&decoded(trimmed(actor)));
            if name.is_empty() {
                self.note(actor, NoteKind::NamelessActor);
            } else {
                if name.contains(':') {
                    self.note(actor, NoteKind::ColonInName(name.clone()));
                }
                actors.push(name);
            }
        }
        if actors.is_empty() && !self.has_nobody {
            self.has_nobody = true;
            self.note(name, NoteKind::NoActor);
        }
        let task = MermaidTask {
            name: several_lines(&decoded(name)),
            score: value,
            actors: each_once(actors),
        };
        if self.journey.sections.is_empty() {
            self.journey.sections.push(MermaidSection::default());
        }
        if let Some(section) = self.journey.sections.last_mut() {
            section.tasks.push(task);
        }
    }

    /// A text up to where Mermaid ends it.
    fn cut(&mut self, text: &'a str) -> &'a str {
        let text = self.without_semicolons(trimmed(text));
        let hashes = text.match_indices('#');
        for (at, _) in hashes.filter(|(at, _)| entity(&text[*at..]).is_none()) {
            if !text[..at].ends_with(char::is_alphabetic) {
                self.note(&text[at..], NoteKind::Hash(short(&text[at..])));
                return trimmed(&text[..at]);
            }
            self.note(&text[at..], NoteKind::HashInName);
        }
        text
    }

    /// Says so where a semicolon stands that ends no code; one at the end goes.
    fn without_semicolons(&mut self, text: &'a str) -> &'a str {
        let mut rest = text;
        while let Some(at) = rest.find(['#', ';']) {
            if let Some(code) = entity(&rest[at..]) {
                rest = &rest[at + code.len()..];
            } else if rest[at..].starts_with(';') {
                self.note(&rest[at..], NoteKind::Semicolon);
                let is_last = trimmed(&rest[at + 1..]).is_empty();
                let end = text.len() - rest.len() + at;
                return if is_last { trimmed(&text[..end]) } else { text };
            } else {
                rest = &rest[at + 1..];
            }
        }
        text
    }
}

/// What follows a keyword, in any case, after white space.
fn after_keyword<'a>(line: &'a str, keyword: &str) -> Option<&'a str> {
    let start = line.get(..keyword.len())?;
    let rest = &line[keyword.len()..];
    start
        .eq_ignore_ascii_case(keyword)
        .then(|| rest.trim_start())
}

/// What follows a keyword and at least one space.
fn after_word<'a>(line: &'a str, keyword: &str) -> Option<&'a str> {
    let rest = line.get(keyword.len()..)?;
    rest.starts_with(char::is_whitespace)
        .then(|| after_keyword(line, keyword))
        .flatten()
}

/// Enough of a text to know it by.
fn short(text: &str) -> String {
    const LENGTH: usize = 60;
    let mut short: String = text.chars().take(LENGTH).collect();
    if text.chars().nth(LENGTH).is_some() {
        short.push('…');
    }
    short
}
