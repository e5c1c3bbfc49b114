//! What stands in a cell: one card, a list of them, or names of channels.

use std::collections::HashSet;

use super::words::{self, Meaning, folded, is_nothing};

/// Marks of lists that need a blank behind them, since they are also signs and letters.
const WITH_BLANK: [char; 5] = ['-', '–', '—', '*', '+'];
/// Marks of lists that stand at the beginning of nothing else.
const ALONE: [char; 21] = [
    '•', '◦', '▪', '▫', '·', '‣', '⁃', '●', '○', '■', '□', '➢', '➤', '►', '▶', '✓', '✔', '→', '☑',
    '☐', '❖',
];
/// Marks of lists that say something alone in a cell.
const SAYS_YES: [&str; 6] = ["✓", "✔", "✔\u{fe0f}", "☑", "●", "○"];
/// Letters that a word processor writes for its marks, before a tab.
const WITH_TAB: [char; 3] = ['o', '§', 'ü'];

/// What a line of a list begins with.
#[derive(Clone, Copy, PartialEq)]
enum ListMark {
    Sign,
    Number(u32),
    Letter(char),
}

impl ListMark {
    /// Whether it can follow another one in a list.
    fn follows(self, before: Self) -> bool {
        match (before, self) {
            (Self::Number(a), Self::Number(b)) => b == a + 1 || b == 1,
            (Self::Letter(a), Self::Letter(b)) => u32::from(b) == u32::from(a) + 1 || b == 'a',
            _ => true,
        }
    }

    /// Whether a list can begin with it.
    fn begins(self) -> bool {
        match self {
            Self::Sign => true,
            Self::Number(number) => number <= 1,
            Self::Letter(letter) => letter == 'a',
        }
    }
}

/// The lines of a text that have something in them, trimmed at the end.
pub(in crate::exchange::table) fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split(['\n', '\r', '\u{b}', '\u{2028}'])
        .map(str::trim_end)
        .filter(|line| !line.trim().is_empty())
}

/// The mark that a line begins with, and what follows it.
fn marked(line: &str) -> Option<(ListMark, &str)> {
    let line = line.trim_start();
    let first = line.chars().next()?;
    let rest = &line[first.len_utf8()..];
    let is_blank = rest.starts_with(char::is_whitespace);
    if ALONE.contains(&first) || WITH_BLANK.contains(&first) && is_blank {
        return Some((ListMark::Sign, rest.trim()));
    }
    if WITH_TAB.contains(&first) && rest.starts_with('\t') {
        return Some((ListMark::Sign, rest.trim()));
    }
    let bare = line.strip_prefix('(').unwrap_or(line);
    let digits = bare.find(|c: char| !c.is_ascii_digit()).unwrap_or(0);
    let (mark, behind) = if digits > 0 && digits < 4 {
        (
            ListMark::Number(bare[..digits].parse().ok()?),
            &bare[digits..],
        )
    } else if bare.starts_with(|c: char| c.is_ascii_lowercase()) {
        (ListMark::Letter(bare.chars().next()?), &bare[1..])
    } else {
        return None;
    };
    let is_letter = matches!(mark, ListMark::Letter(_));
    let end = if is_letter || bare.len() < line.len() {
        behind.strip_prefix(')')?
    } else {
        behind.strip_prefix(['.', ')'])?
    };
    let is_apart = end.starts_with(char::is_whitespace);
    (is_apart && !end.trim().is_empty()).then_some((mark, end.trim()))
}

/// The texts of a list without its marks; `None` where one of its lines has no mark.
pub(in crate::exchange::table) fn list(text: &str) -> Option<Vec<&str>> {
    let mut items = Vec::new();
    let mut before: Option<ListMark> = None;
    for line in lines(text) {
        let (mark, rest) = marked(line)?;
        let fits = before.map_or(mark.begins(), |before| mark.follows(before));
        if !fits {
            return None;
        }
        // A sign between two numbers is a list within.
        if before.is_none() || mark != ListMark::Sign {
            before = Some(mark);
        }
        items.push(rest);
    }
    Some(items)
}

/// The cards of a cell: one, or one for each line of a list.
pub(in crate::exchange::table) fn cards(text: &str) -> Vec<String> {
    if is_nothing(text) {
        return Vec::new();
    }
    let items = match list(text) {
        // A tick alone says that something is so.
        Some(_) if SAYS_YES.contains(&text.trim()) => vec![text.trim().to_owned()],
        Some(items) => items.into_iter().map(str::to_owned).collect(),
        None => vec![lines(text).map(str::trim).collect::<Vec<_>>().join("\n")],
    };
    let is_said = |item: &String| !item.is_empty() && !is_nothing(item);
    items.into_iter().filter(is_said).collect()
}

/// A text on as many lines as it has, without the marks of a list.
pub(in crate::exchange::table) fn text(text: &str) -> String {
    cards(text).join("\n")
}

/// A head on one line.
pub(in crate::exchange::table) fn text_of_head(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The names of channels in a cell. `alone` has those that are a whole name elsewhere, folded: a
/// slash parts two of them, as it parts what is commonly known as a channel.
pub(in crate::exchange::table) fn channels(text: &str, alone: &HashSet<String>) -> Vec<String> {
    if is_nothing(text) {
        return Vec::new();
    }
    let items = match list(text) {
        Some(items) => items,
        None => lines(text).collect(),
    };
    let parts = items.into_iter().flat_map(parted);
    let parts = parts.flat_map(|part| by_slash(part, alone));
    let names = parts.map(|name| name.trim().to_owned());
    names
        .filter(|name| !name.is_empty() && !is_nothing(name))
        .collect()
}

/// Parts a line at commas and semicolons, not within brackets.
fn parted(line: &str) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0_usize, 0, Vec::new());
    for (at, c) in line.char_indices() {
        match c {
            '(' | '[' | '（' => depth += 1,
            ')' | ']' | '）' => depth = depth.saturating_sub(1),
            ',' | ';' | '、' | '，' | '；' if depth == 0 => {
                parts.push(&line[start..at]);
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&line[start..]);
    parts
}

fn by_slash<'a>(part: &'a str, alone: &HashSet<String>) -> Vec<&'a str> {
    if part.contains(" / ") {
        return part
            .split(" / ")
            .flat_map(|part| by_slash(part, alone))
            .collect();
    }
    let names: Vec<&str> = part.split('/').map(str::trim).collect();
    let is_channel = |name: &&str| {
        let name = folded(name);
        !name.is_empty() && (alone.contains(&name) || words::is_only(&name, Meaning::Media))
    };
    if names.len() > 1 && names.iter().all(is_channel) {
        names
    } else {
        vec![part]
    }
}

/// What in a cell is a whole name of a channel for sure, folded.
pub(in crate::exchange::table) fn alone(text: &str) -> impl Iterator<Item = String> {
    let names = lines(text).flat_map(parted);
    names.map(folded).filter(|name| !name.contains('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_one_card_unless_it_is_a_list() {
        for (text, items) in [
            ("Reads", &["Reads"][..]),
            ("Walks in\nLooks round", &["Walks in\nLooks round"]),
            (
                "1. Reads\n2. Compares\n3. Asks",
                &["Reads", "Compares", "Asks"],
            ),
            (
                "• Pays\n\t◦ by card\n· Waits\n✓ Done\n→ Leaves",
                &["Pays", "by card", "Waits", "Done", "Leaves"],
            ),
            ("- a\n- b", &["a", "b"]),
            ("a) one\nb) two", &["one", "two"]),
            ("•\tone\no\ttwo", &["one", "two"]),
            ("Intro\n- a", &["Intro\n- a"]),
            ("10. März", &["10. März"]),
            ("1,5 pages at most", &["1,5 pages at most"]),
            ("3rd visit", &["3rd visit"]),
            ("-5 degrees", &["-5 degrees"]),
            ("A; b, c", &["A; b, c"]),
            ("–", &[]),
            ("✓", &["✓"]),
            ("•", &[]),
            ("- n/a\n- b", &["b"]),
            (
                "1. Red\n- like wine\n2. Blue",
                &["Red", "like wine", "Blue"],
            ),
        ] {
            assert_eq!(cards(text), items, "{text}");
        }
    }

    #[test]
    fn channels_are_parted_where_names_end() {
        let known = HashSet::from(["kiosk".to_owned()]);
        for (text, names) in [
            (
                "Website (https://shop.example/start, old), Instagram",
                &["Website (https://shop.example/start, old)", "Instagram"][..],
            ),
            ("N/A", &[]),
            ("24/7 hotline", &["24/7 hotline"]),
            ("web/app", &["web", "app"]),
            ("Kiosk/Phone", &["Kiosk", "Phone"]),
            ("Web / Shop", &["Web", "Shop"]),
            ("小程序、电话", &["小程序", "电话"]),
            ("shop.example/start", &["shop.example/start"]),
            ("and/or", &["and/or"]),
        ] {
            assert_eq!(channels(text, &known), names, "{text}");
        }
    }
}
