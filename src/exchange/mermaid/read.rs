//! Text as a diagram: as Mermaid reads it, and kindly where Mermaid would not.

use super::{
    super::{
        error::{ExchangeError, ExchangeErrorKind, too_much},
        note::{Note, NoteKind, Notes},
    },
    journey::{MermaidJourney, MermaidSection, MermaidTask, SCORES},
    text::{CARRIED, each_once, one_line, several_lines, trimmed},
};
use crate::model::{Excess, Part};

/// A diagram with what is to be said of it.
pub(super) struct ParsedMermaid<'a> {
    pub journey: MermaidJourney,
    pub notes: Notes,
    /// The map that rides along, and its line.
    pub carried: Option<(usize, &'a str)>,
}

/// Diagrams of other kinds, by the words that they begin with.
const OTHERS: [&str; 14] = [
    "flowchart",
    "graph",
    "sequencediagram",
    "classdiagram",
    "statediagram",
    "erdiagram",
    "gantt",
    "pie",
    "mindmap",
    "timeline",
    "quadrantchart",
    "gitgraph",
    "requirementdiagram",
    "sankey",
];

/// Reads a diagram, also the first one that a document in Markdown fences in.
pub(super) fn parse(text: &str) -> Result<ParsedMermaid<'_>, ExchangeError> {
    let mut parser = MermaidParser {
        bytes: text.len(),
        ..MermaidParser::default()
    };
    let mut lines = text.split('\n').enumerate().peekable();
    let has_fence = text.split('\n').any(is_fence);
    let mut is_front = false;
    let mut is_begun = false;
    let mut first_words = None;
    let mut is_in_fence = !has_fence;
    while let Some((index, raw)) = lines.next() {
        let line = trimmed(raw);
        parser.line = index + 1;
        parser.raw = raw;
        if has_fence && !is_in_fence {
            is_in_fence = is_fence(raw);
            continue;
        }
        if has_fence && (line == "```" || line == "~~~") {
            if is_begun {
                break;
            }
            is_in_fence = false;
            continue;
        }
        if line.is_empty() {
            continue;
        }
        if !is_begun {
            if line == "---" {
                is_front = !is_front;
                continue;
            }
            if is_front {
                let found = line.split_once(':').filter(|(name, _)| *name == "title");
                if let Some((_, title)) = found {
                    parser.front_title = one_line(title.trim().trim_matches(['"', '\'']));
                }
                continue;
            }
        }
        if let Some(comment) = line.strip_prefix("%%") {
            if let Some(packed) = trimmed(comment).strip_prefix(CARRIED) {
                parser.carried = Some((parser.line, trimmed(packed)));
            }
            continue;
        }
        if line.starts_with('#') && entity(line).is_none() {
            continue;
        }
        if !is_begun {
            let word = line.split_whitespace().next().unwrap_or_default();
            if word.eq_ignore_ascii_case("journey") {
                is_begun = true;
                if word != "journey" {
                    parser.note(line, NoteKind::NotUnderstood(word.to_owned()));
                }
                let rest = trimmed(&line[word.len()..]);
                if !rest.is_empty() {
                    parser.statement(rest);
                }
            } else if first_words.is_none() {
                first_words = Some((parser.line, word));
            }
            continue;
        }
        if let Some(open) = after_keyword(line, "accDescr").filter(|rest| rest.starts_with('{')) {
            let mut words = Vec::new();
            let mut rest = &open[1..];
            loop {
                if let Some((last, _)) = rest.split_once('}') {
                    words.push(trimmed(last));
                    break;
                }
                words.push(trimmed(rest));
                match lines.next() {
                    Some((_, next)) => rest = next,
                    None => break,
                }
            }
            let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
            parser.journey.description = decoded(&words.join(" "));
            continue;
        }
        parser.statement(line);
        if let Some(excess) = parser.excess() {
            return Err(too_much(parser.line, excess));
        }
    }
    if !is_begun {
        let other = first_words.filter(|(_, word)| {
            let lower = word.to_lowercase();
            OTHERS.iter().any(|other| lower.starts_with(other))
        });
        let line = first_words.map_or(1, |(line, _)| line);
        return Err(ExchangeError {
            line,
            column: 1,
            kind: match other {
                Some((_, word)) => ExchangeErrorKind::OtherDiagram(short(word)),
                None => ExchangeErrorKind::NoJourney,
            },
        });
    }
    if parser.journey.title.is_empty() {
        parser.journey.title = parser.front_title;
    }
    if parser.journey.title.is_empty() {
        parser.journey.title = parser.spoken_title;
    }
    Ok(ParsedMermaid {
        journey: parser.journey,
        notes: parser.notes,
        carried: parser.carried,
    })
}

#[derive(Default)]
struct MermaidParser<'a> {
    journey: MermaidJourney,
    notes: Notes,
    carried: Option<(usize, &'a str)>,
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
        let Some((name, data)) = line.split_once(':') else {
            return self.note(line, NoteKind::NotUnderstood(short(line)));
        };
        let (mut name, mut data) = (trimmed(name), data);
        if name.is_empty() {
            return self.note(line, NoteKind::NotUnderstood(short(line)));
        }
        if number(first_of(data)).is_none()
            && let Some((longer, rest)) = scored(line)
        {
            (name, data) = (longer, rest);
            self.note(name, NoteKind::ColonInName(short(name)));
        }
        let start = name.get(.."journey".len());
        if start.is_some_and(|start| start.eq_ignore_ascii_case("journey")) {
            self.note(name, NoteKind::Keyword("journey".to_owned()));
        }
        let data = self.cut(data);
        let mut pieces = data.splitn(3, ':');
        let score = trimmed(pieces.next().unwrap_or_default());
        let names = pieces.next();
        if let Some(surplus) = pieces.next() {
            self.note(surplus, NoteKind::Surplus(short(trimmed(surplus))));
        }
        let value = number(score);
        match value {
            None => self.note(score, NoteKind::NoScore(short(score))),
            Some(value) if !(SCORES.min..=SCORES.max).contains(&value) => {
                self.note(score, NoteKind::OutsideScale(value));
            }
            Some(_) => {}
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
        let hash = text
            .match_indices('#')
            .find(|(at, _)| entity(&text[*at..]).is_none());
        match hash {
            Some((at, _)) => {
                self.note(&text[at..], NoteKind::Hash(short(&text[at..])));
                trimmed(&text[..at])
            }
            None => text,
        }
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

fn is_fence(line: &str) -> bool {
    let line = trimmed(line);
    let word = line
        .strip_prefix("```")
        .or_else(|| line.strip_prefix("~~~"));
    word.is_some_and(|word| {
        word.trim_matches(['`', '~', ' '])
            .eq_ignore_ascii_case("mermaid")
    })
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

/// The name and the rest of a line that has a score after one of its colons.
fn scored(line: &str) -> Option<(&str, &str)> {
    let mut colons = line.match_indices(':').map(|(at, _)| at);
    let at = colons.find(|at| number(first_of(&line[at + 1..])).is_some())?;
    Some((trimmed(&line[..at]), &line[at + 1..]))
}

fn first_of(data: &str) -> &str {
    trimmed(data.split(':').next().unwrap_or_default())
}

/// As JavaScript's `Number` has it, but finite and not empty.
fn number(text: &str) -> Option<f64> {
    let hex = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X"));
    if let Some(hex) = hex {
        let digits = hex.bytes().all(|b| b.is_ascii_hexdigit());
        let value = digits.then(|| u32::from_str_radix(hex, 16).ok());
        return value.flatten().map(f64::from);
    }
    let is_plain = text
        .bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e' | b'E'));
    let value = is_plain.then(|| text.parse().ok()).flatten();
    // Beyond this no scale has a length.
    value.filter(|value: &f64| value.abs() <= 1e9)
}

/// The code that a text begins with: `#58;`, `#colon;`.
fn entity(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('#')?;
    let end = inner.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))?;
    let is_closed = end > 0 && inner[end..].starts_with(';');
    is_closed.then(|| &text[..end + 2])
}

/// A text with its codes as characters and its `<br>` as line breaks.
fn decoded(text: &str) -> String {
    let mut read = String::with_capacity(text.len());
    let mut rest = trimmed(text);
    while let Some(at) = rest.find(['#', '<']) {
        read.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(code) = entity(rest) {
            match character(&code[1..code.len() - 1]) {
                Some(c) => read.push(c),
                None => read.push_str(code),
            }
            rest = &rest[code.len()..];
        } else if let Some(len) = line_break(rest) {
            read.push('\n');
            rest = &rest[len..];
        } else {
            read.push_str(&rest[..1]);
            rest = &rest[1..];
        }
    }
    read.push_str(rest);
    read
}

fn line_break(text: &str) -> Option<usize> {
    let head = text.get(..3)?;
    if !head.eq_ignore_ascii_case("<br") {
        return None;
    }
    let rest = text[3..].trim_start_matches(' ');
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    let rest = rest.strip_prefix('>')?;
    Some(text.len() - rest.len())
}

/// By its code point, or by the name that HTML has for it.
fn character(code: &str) -> Option<char> {
    if let Ok(number) = code.parse() {
        return char::from_u32(number);
    }
    let hex = code
        .strip_prefix(['x', 'X'])
        .map(|hex| u32::from_str_radix(hex, 16));
    if let Some(Ok(number)) = hex {
        return char::from_u32(number);
    }
    Some(match code {
        "colon" => ':',
        "semi" => ';',
        "comma" => ',',
        "num" => '#',
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "percnt" => '%',
        "lbrace" => '{',
        "rbrace" => '}',
        "lpar" => '(',
        "rpar" => ')',
        "nbsp" => '\u{a0}',
        "hyphen" | "dash" => '‐',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "euro" => '€',
        "infin" => '∞',
        "hearts" => '♥',
        "star" => '☆',
        "check" => '✓',
        "excl" => '!',
        "quest" => '?',
        _ => return None,
    })
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
