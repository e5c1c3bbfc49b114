//! Where the diagrams of a document begin and end: fences, tags and shortcodes of wikis, static
//! sites and notebooks.

use super::text::trimmed;

/// A piece of a document that may hold a diagram.
#[derive(Debug, Clone, Copy)]
pub(super) struct Block<'a> {
    /// From behind what opens it to before what closes it.
    pub text: &'a str,
    /// Of its first line, from 1.
    pub line: usize,
    /// How many `>` of a quotation stand before each line.
    quotes: usize,
    kind: BlockKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum BlockKind {
    /// What opens it says that it is Mermaid.
    Marked,
    /// The same, and `&lt;` stands for `<`.
    Html,
    /// Nothing says what it is.
    Plain,
    /// The whole document.
    Whole,
    /// Something else, whose lines say nothing here.
    Other,
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

/// What a journey may say on the line on which it begins.
const FIRST: [&str; 4] = ["title", "section", "acctitle", "accdescr"];

/// The first words of what is no journey, and their line.
#[derive(Debug, Clone, Copy)]
pub(super) struct FirstWords<'a> {
    pub line: usize,
    /// Of a diagram of another kind.
    pub other: Option<&'a str>,
}

/// The journeys of a document, in their order.
pub(super) fn journeys(text: &str) -> Result<Vec<Block<'_>>, FirstWords<'_>> {
    let blocks = blocks(text);
    let journeys = blocks.iter().filter(|block| block.begins().is_ok());
    let journeys: Vec<Block> = journeys.copied().collect();
    if !journeys.is_empty() {
        return Ok(journeys);
    }
    let marked = blocks.iter().find(|block| block.kind != BlockKind::Plain);
    if let Some(other) = marked {
        return Err(other.begins().err().unwrap_or(FirstWords {
            line: other.line,
            other: None,
        }));
    }
    let whole = Block {
        text,
        line: 1,
        quotes: 0,
        kind: BlockKind::Whole,
    };
    whole.begins().map(|()| whole.cut())
}

impl<'a> Block<'a> {
    /// Its lines with their numbers: as they stand there, and without the marks of a quotation.
    pub(super) fn lines(self) -> impl Iterator<Item = (usize, &'a str, &'a str)> {
        let lines = self.text.split('\n').enumerate();
        lines.map(move |(index, raw)| (self.line + index, raw, unquoted(raw, self.quotes).1))
    }

    /// The same over a text in which `&lt;` is `<`; none where nothing stands for something else.
    pub(super) fn written_out(self) -> Option<String> {
        (self.kind == BlockKind::Html && self.text.contains('&')).then(|| characters(self.text))
    }

    pub(super) fn over<'b>(self, text: &'b str) -> Block<'b> {
        Block {
            text,
            line: self.line,
            quotes: self.quotes,
            kind: self.kind,
        }
    }

    /// What stands behind the word `journey` on a line that begins a diagram.
    pub(super) fn begun_by(self, line: &str) -> Option<&str> {
        let word = line.split_whitespace().next()?;
        let rest = trimmed(&line[word.len()..]);
        let first = rest.split_whitespace().next().unwrap_or_default();
        let first = first.trim_end_matches([':', '{']).to_ascii_lowercase();
        let is_more = self.kind != BlockKind::Plain && FIRST.contains(&&*first);
        let is_journey = word.eq_ignore_ascii_case("journey") && (rest.is_empty() || is_more);
        is_journey.then_some(rest)
    }

    /// Whether a journey begins here.
    fn begins(self) -> Result<(), FirstWords<'a>> {
        let mut first = None;
        let mut is_front = false;
        for (number, _, line) in self.lines() {
            let line = trimmed(line);
            if line == "---" {
                is_front = !is_front;
            }
            if is_front || line.is_empty() || line.starts_with("%%") || line == "---" {
                continue;
            }
            if self.begun_by(line).is_some() {
                return Ok(());
            }
            let lower = line.to_ascii_lowercase();
            let is_other = OTHERS.iter().any(|other| lower.starts_with(other));
            let word = line.split_whitespace().next().filter(|_| is_other);
            let found = *first.get_or_insert(FirstWords {
                line: number,
                other: word,
            });
            // In a piece of its own nothing stands before a journey but comments.
            let is_comment = line.starts_with(['#', ':']);
            if found.other.is_some() || self.kind == BlockKind::Plain && !is_comment {
                return Err(found);
            }
        }
        Err(first.unwrap_or(FirstWords {
            line: self.line,
            other: None,
        }))
    }

    /// Several where the word stands alone more than once.
    fn cut(self) -> Vec<Self> {
        const MOST: usize = 1_000;
        let (mut pieces, mut at, mut from) = (Vec::new(), 0, (0, 1));
        let mut is_begun = false;
        for (number, raw, line) in self.lines() {
            let is_start = trimmed(line).eq_ignore_ascii_case("journey");
            if is_start && is_begun && pieces.len() < MOST {
                let text = &self.text[from.0..at];
                pieces.push(Self {
                    text,
                    line: from.1,
                    ..self
                });
                from = (at, number);
            }
            is_begun = is_begun || is_start;
            at += raw.len() + 1;
        }
        pieces.push(Self {
            text: &self.text[from.0..],
            line: from.1,
            ..self
        });
        pieces
    }
}

/// What ends a block.
#[derive(Debug, Clone, Copy)]
enum Closer<'a> {
    /// A line of at least so many of a mark and nothing else.
    Marks(char, usize),
    /// Such a line, in any case.
    Line(&'a str),
    /// A word in any case, with what stands before it from this sign on.
    Word(&'static str, &'static str),
    /// `</name`.
    Tag(&'a str),
    /// A line that is set in no further than this.
    Indent(usize),
}

struct Open<'a> {
    kind: BlockKind,
    start: usize,
    line: usize,
    quotes: usize,
    closer: Closer<'a>,
}

/// All pieces that are not something else for sure.
fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut found = Vec::new();
    let mut open: Option<Open> = None;
    // AsciiDoc says in the line before what a block is.
    let mut is_announced = false;
    let mut at = 0;
    for (index, raw) in text.split('\n').enumerate() {
        let start = at;
        at += raw.len() + 1;
        if let Some(block) = &open {
            let Some(end) = block.end_in(raw) else {
                continue;
            };
            found.extend(block.closed(text, start + end));
            open = None;
            continue;
        }
        let (quotes, line) = unquoted(raw, usize::MAX);
        let line = without_list_mark(line.trim_end());
        if is_announced && matches!(line, "----" | "...." | "--" | "====") {
            open = Some(Open {
                kind: BlockKind::Marked,
                start: at.min(text.len()),
                line: index + 2,
                quotes,
                closer: Closer::Line(line),
            });
            is_announced = false;
            continue;
        }
        is_announced = line.starts_with('[') && line.ends_with(']') && names_mermaid(line);
        let Some((kind, rest, closer)) = opening(raw, line) else {
            continue;
        };
        // What stands behind it on its line belongs to it, unless nothing does.
        let rest_at = start + (rest.as_ptr() as usize - raw.as_ptr() as usize);
        let is_here = !trimmed(rest).is_empty();
        let block = Open {
            kind,
            start: if is_here { rest_at } else { at.min(text.len()) },
            line: index + if is_here { 1 } else { 2 },
            quotes,
            closer,
        };
        if is_here && block.end_in(rest).is_some() {
            continue;
        }
        open = Some(block);
    }
    found.extend(open.and_then(|block| block.closed(text, text.len())));
    found
}

impl Open<'_> {
    fn closed<'t>(&self, text: &'t str, end: usize) -> Option<Block<'t>> {
        (self.kind != BlockKind::Other).then(|| Block {
            text: text.get(self.start..end).unwrap_or_default(),
            line: self.line,
            quotes: self.quotes,
            kind: self.kind,
        })
    }

    /// Where in a line it ends.
    fn end_in(&self, raw: &str) -> Option<usize> {
        let (quotes, line) = unquoted(raw, self.quotes);
        if quotes < self.quotes {
            return Some(0);
        }
        let word = trimmed(line);
        match self.closer {
            Closer::Marks(mark, len) => {
                let is_it = word.len() >= len && word.chars().all(|c| c == mark);
                is_it.then_some(0)
            }
            Closer::Line(end) => word.eq_ignore_ascii_case(end).then_some(0),
            Closer::Word(end, from) => {
                let lower = raw.to_ascii_lowercase();
                let at = lower.find(end)?;
                Some(lower[..at].rfind(from).unwrap_or(at))
            }
            Closer::Tag(name) => {
                let lower = raw.to_ascii_lowercase();
                let mut ends = lower.match_indices("</");
                ends.find(|(at, _)| lower[at + 2..].starts_with(name))
                    .map(|(at, _)| at)
            }
            Closer::Indent(indent) => {
                (!word.is_empty() && line.len() - line.trim_start().len() <= indent).then_some(0)
            }
        }
    }
}

/// What a line opens, with what stands behind that.
fn opening<'a>(raw: &'a str, line: &'a str) -> Option<(BlockKind, &'a str, Closer<'a>)> {
    let nothing = &raw[raw.len()..];
    if let Some(mark) = line.chars().next().filter(|c| matches!(c, '`' | '~' | ':')) {
        let info = line.trim_start_matches(mark);
        let len = line.len() - info.len();
        if len < 3 || mark == '`' && info.contains('`') {
            return None;
        }
        let kind = match info.trim().to_ascii_lowercase().as_str() {
            _ if names_mermaid(info) => BlockKind::Marked,
            // Other texts stand in such a container as they stand outside.
            _ if mark == ':' => return None,
            "" | "text" | "txt" | "plain" | "plaintext" | "journey" | "mmd" => BlockKind::Plain,
            _ => BlockKind::Other,
        };
        return Some((kind, nothing, Closer::Marks(mark, len)));
    }
    let lower = line.to_ascii_lowercase();
    if !lower.contains("mermaid") {
        return None;
    }
    if lower.starts_with(".. mermaid::") {
        let indent = raw.len() - raw.trim_start().len();
        return Some((BlockKind::Marked, nothing, Closer::Indent(indent)));
    }
    if lower.starts_with("#+begin_src mermaid") {
        return Some((BlockKind::Marked, nothing, Closer::Line("#+end_src")));
    }
    // Shortcodes: what opens and closes their own marks, and what ends the block.
    let shortcodes = [
        ("{{#mermaid:", "", Closer::Word("}}", "}}")),
        ("{{<", ">}}", Closer::Word("/mermaid", "{{")),
        ("{{%", "%}}", Closer::Word("/mermaid", "{{")),
        ("{%", "%}", Closer::Word("endmermaid", "{%")),
        ("{{", "}}", Closer::Word("/mermaid", "{{")),
        ("{mermaid", "}", Closer::Word("{mermaid", "{mermaid")),
    ];
    for (begin, end, closer) in shortcodes {
        let Some(inner) = lower.strip_prefix(begin) else {
            continue;
        };
        let is_named = begin.contains("mermaid")
            || inner
                .trim_start_matches(['-', ' ', '\t'])
                .starts_with("mermaid");
        let from = begin.len();
        let at = line[from..].find(end).map(|at| from + at + end.len())?;
        return is_named.then(|| (BlockKind::Marked, &line[at..], closer));
    }
    html(line, &lower)
}

/// A tag that says by its name or its class that Mermaid stands in it.
fn html<'a>(line: &'a str, lower: &str) -> Option<(BlockKind, &'a str, Closer<'a>)> {
    const TAGS: [&str; 8] = [
        "mermaid", "pre", "div", "code", "span", "p", "figure", "section",
    ];
    let is_name = |c: char| c.is_ascii_alphanumeric();
    for (word, _) in lower.match_indices("mermaid") {
        let Some(open) = lower[..word].rfind('<') else {
            continue;
        };
        let name = &lower[open + 1..];
        let name = &name[..name.find(|c| !is_name(c)).unwrap_or(name.len())];
        let Some(tag) = TAGS.iter().find(|tag| **tag == name) else {
            continue;
        };
        let inside = &line[open..];
        if let Some(text) = inside.find('`').filter(|_| *tag == "mermaid") {
            // A component of MDX: the diagram is a text within the tag.
            return Some((
                BlockKind::Marked,
                &inside[text + 1..],
                Closer::Word("`", "`"),
            ));
        }
        let Some(end) = inside.find('>') else {
            continue;
        };
        if open + end < word {
            continue;
        }
        return Some((BlockKind::Html, &inside[end + 1..], Closer::Tag(tag)));
    }
    None
}

/// Whether what stands behind a fence says that it is Mermaid: `mermaid title="…"`, `{mermaid}`,
/// `{.mermaid …}`, `source,mermaid`.
fn names_mermaid(info: &str) -> bool {
    let is_other = |c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    let mut words = info.split(is_other).filter(|word| !word.is_empty());
    let is_it = |word: &str| word.trim_start_matches('.').eq_ignore_ascii_case("mermaid");
    let first = words.next().unwrap_or_default();
    is_it(first)
        || words.any(|word| word.eq_ignore_ascii_case(".mermaid"))
        || first.eq_ignore_ascii_case("source") && info.to_ascii_lowercase().contains("mermaid")
}

/// How many marks of quotations a line begins with, at most so many, and what follows them.
fn unquoted(raw: &str, most: usize) -> (usize, &str) {
    let (mut count, mut line) = (0, raw.trim_start_matches([' ', '\t']));
    while count < most
        && let Some(rest) = line.strip_prefix('>')
    {
        count += 1;
        line = rest.trim_start_matches([' ', '\t']);
    }
    match count {
        // What it is set in by counts for some.
        0 if most == 0 => (0, raw),
        _ => (count, line),
    }
}

/// Without the number or bullet of a list.
fn without_list_mark(line: &str) -> &str {
    let line = line.trim_start();
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let after = match number.len() < line.len() {
        true => number.strip_prefix(['.', ')']),
        false => line.strip_prefix(['-', '*', '+']),
    };
    match after {
        Some(rest) if rest.starts_with([' ', '\t']) => rest.trim_start(),
        _ => line,
    }
}

/// A text of HTML with its characters in place of their names.
fn characters(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('&') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(12).position(|byte| byte == b';');
        let code = end.map(|end| rest[1..end].trim_start_matches('#'));
        match (code.and_then(super::text::character), end) {
            (Some(c), Some(end)) => {
                text.push(c);
                rest = &rest[end + 1..];
            }
            _ => {
                text.push('&');
                rest = &rest[1..];
            }
        }
    }
    text.push_str(rest);
    text
}
