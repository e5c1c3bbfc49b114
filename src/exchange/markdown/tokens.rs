//! The lines of an outline by what they are: headings, items, quotes, rows, text.

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// Of a level from 1.
    Heading(usize),
    /// How deep an item stands in lists, from 0.
    Item(usize),
    Quote,
    Row,
    Text,
}

/// A line, with those that continue it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    /// From 1.
    pub line: usize,
    pub mark: Mark,
    /// As it is written, without the mark.
    pub raw: String,
    /// What it says.
    pub plain: String,
}

/// The lines of a text that say something.
pub(super) fn tokens<'t>(lines: impl Iterator<Item = &'t str>) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut indents: Vec<usize> = Vec::new();
    let mut is_gap = true;
    for (at, line) in lines.enumerate() {
        let text = line.trim();
        if text.is_empty() {
            is_gap = true;
            continue;
        }
        let indent = line.chars().take_while(|c| c.is_whitespace());
        let indent: usize = indent.map(|c| if c == '\t' { 4 } else { 1 }).sum();
        let item = ["- ", "* ", "+ "]
            .iter()
            .find_map(|mark| text.strip_prefix(mark));
        let heading = text.trim_start_matches('#');
        let level = text.len() - heading.len();
        let (mark, raw) = if let Some(item) = item {
            while indents.last().is_some_and(|last| *last >= indent) {
                indents.pop();
            }
            indents.push(indent);
            (Mark::Item(indents.len() - 1), item)
        } else if (1..=6).contains(&level) && heading.starts_with(' ') {
            (Mark::Heading(level), heading)
        } else if let Some(quote) = text.strip_prefix('>') {
            (Mark::Quote, quote)
        } else if text.starts_with('|') {
            (Mark::Row, text)
        } else {
            let last = tokens.last_mut().filter(|last| {
                let is_item = matches!(last.mark, Mark::Item(_)) && indent > 0;
                !is_gap && (last.mark == Mark::Text || is_item)
            });
            if let Some(last) = last {
                last.raw = format!("{}\n{text}", last.raw);
                last.plain = plain(&last.raw);
                continue;
            }
            (Mark::Text, text)
        };
        if !matches!(mark, Mark::Item(_)) {
            indents.clear();
        }
        is_gap = false;
        let is_rule =
            mark == Mark::Text && text.len() > 2 && text.chars().all(|c| "-*_ ".contains(c));
        if !is_rule {
            let raw = raw.trim().to_owned();
            tokens.push(Token {
                line: at + 1,
                mark,
                plain: plain(&raw),
                raw,
            });
        }
    }
    tokens
}

/// What a text says, without the signs of Markdown and on one line.
pub(super) fn plain(raw: &str) -> String {
    let raw = raw.trim();
    let slanted = raw.strip_prefix('_').and_then(|raw| raw.strip_suffix('_'));
    let mut text = String::with_capacity(raw.len());
    let mut signs = slanted.unwrap_or(raw).chars().peekable();
    while let Some(c) = signs.next() {
        match c {
            '\\' => match signs.next_if(char::is_ascii_punctuation) {
                Some(sign) => text.push(sign),
                None => text.push(c),
            },
            '*' => {}
            c => text.push(c),
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The cells of a row.
pub(super) fn cells(row: &str) -> Vec<String> {
    let (mut cells, mut cell, mut is_escaped) = (Vec::new(), String::new(), false);
    for c in row.trim().trim_start_matches('|').chars() {
        match c {
            '|' if !is_escaped => cells.push(plain(&std::mem::take(&mut cell))),
            c => cell.push(c),
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    if !cell.trim().is_empty() {
        cells.push(plain(&cell));
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_what_they_say() {
        let text =
            "# T\n\nOne\ntwo\n\n* **L**\n    * a \\*b\\*\n      more\n> q\n---\n| a | b \\| c |\n";
        let tokens = tokens(text.lines());
        let said: Vec<_> = tokens
            .iter()
            .map(|token| (token.mark, token.plain.as_str()))
            .collect();
        assert_eq!(
            said,
            [
                (Mark::Heading(1), "T"),
                (Mark::Text, "One two"),
                (Mark::Item(0), "L"),
                (Mark::Item(1), "a *b* more"),
                (Mark::Quote, "q"),
                (Mark::Row, "| a | b | c |"),
            ]
        );
        assert_eq!(cells("| a | b \\| c | |"), ["a", "b | c", ""]);
    }
}
