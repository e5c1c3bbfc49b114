//! Which stage of a map an answer means, as people write it.

use std::collections::HashMap;

use super::words::{Saying, folded};
use crate::model::Map;

/// The names of the stages of a map.
pub(super) struct StageNames {
    known: HashMap<String, usize>,
    /// Without a number in front, as they are looked at one by one.
    bare: Vec<String>,
    met: HashMap<String, Option<FoundStage>>,
    looked_at: usize,
}

/// A stage by its index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FoundStage {
    pub at: usize,
    /// Not called just so, but nearly.
    pub is_near: bool,
}

/// So many names that are not known are looked at for what they are nearly called.
const MOST_NEAR: usize = 300;
/// Letters of a name of which a slip can be told.
const MOST_LETTERS: usize = 60;

impl StageNames {
    /// By title in any case and with or without accents and a number in front, by the number from 1,
    /// by id.
    pub(super) fn of(map: &Map) -> Self {
        let mut known = HashMap::new();
        let titles: Vec<String> = map
            .stages
            .iter()
            .map(|stage| folded(&stage.title))
            .collect();
        let bare: Vec<String> = titles
            .iter()
            .map(|title| without_number(title).to_owned())
            .collect();
        let numbers = (1..=titles.len()).map(|number| number.to_string());
        let ids = map.stages.iter().map(|stage| folded(stage.id.as_str()));
        // Whatever comes first has a name.
        for names in [
            titles.clone(),
            bare.clone(),
            numbers.collect(),
            ids.collect(),
        ] {
            for (at, name) in names
                .into_iter()
                .enumerate()
                .filter(|(_, name)| !name.is_empty())
            {
                known.entry(name).or_insert(at);
            }
        }
        Self {
            known,
            bare,
            met: HashMap::new(),
            looked_at: 0,
        }
    }

    pub(super) fn find(&mut self, name: &str) -> Option<FoundStage> {
        if let Some(found) = self.met.get(name) {
            return *found;
        }
        let found = self.look(&folded(name));
        if self.met.len() < 10_000 {
            self.met.insert(name.to_owned(), found);
        }
        found
    }

    fn look(&mut self, name: &str) -> Option<FoundStage> {
        let bare = without_number(name);
        let known = self.known.get(name).or_else(|| self.known.get(bare));
        if let Some(at) = known {
            return Some(FoundStage {
                at: *at,
                is_near: false,
            });
        }
        let letters: Vec<char> = bare.chars().collect();
        // Of a short name each letter counts.
        let slips = match letters.len() {
            0..=3 => return None,
            4..=7 => 1,
            8..=MOST_LETTERS => 2,
            _ => return None,
        };
        self.looked_at += 1;
        if self.looked_at > MOST_NEAR {
            return None;
        }
        let near = |(at, title): (usize, &String)| {
            let title: Vec<char> = title.chars().take(MOST_LETTERS + 1).collect();
            let count = distance(&letters, &title);
            (count <= slips && title.len() > 3).then_some((count, at))
        };
        let mut found: Vec<(usize, usize)> =
            self.bare.iter().enumerate().filter_map(near).collect();
        found.sort_unstable();
        match found[..] {
            [(_, at)] => Some(FoundStage { at, is_near: true }),
            [(best, at), (next, _), ..] if best < next => Some(FoundStage { at, is_near: true }),
            _ => None,
        }
    }
}

/// Names of stages as answers tell them, each once: in any case, with or without a number in front.
pub(super) fn each_once(names: Vec<String>) -> Vec<String> {
    let parts = |name: &str| {
        let folded = folded(name);
        let bare = without_number(&folded).to_owned();
        let number = folded
            .strip_suffix(&bare)
            .unwrap_or_default()
            .trim()
            .to_owned();
        (bare, number)
    };
    let mut met: HashMap<String, Vec<String>> = HashMap::new();
    let mut each = Vec::new();
    for name in names {
        let (bare, number) = parts(&name);
        let known = met.entry(bare).or_default();
        // "2 nights" and "3 nights" are two.
        let is_known = !known.is_empty()
            && (number.is_empty() || known.iter().any(|n| n.is_empty() || *n == number));
        if !is_known {
            known.push(number);
            each.push(name);
        }
    }
    each
}

/// "Purchase" of "3. Purchase", "3) Purchase", "03 - Purchase", "Stage 3: Purchase".
fn without_number(name: &str) -> &str {
    let name = match name.split_once(' ') {
        Some((word, rest))
            if Saying::Stage.is_text(word) && rest.starts_with(|c: char| c.is_ascii_digit()) =>
        {
            rest
        }
        _ => name,
    };
    let rest = name.trim_start_matches(|c: char| c.is_ascii_digit());
    if rest.len() == name.len() {
        return name;
    }
    let bare = rest.trim_start_matches(['.', ')', ':', '-', '–', '—', ' ']);
    match bare.is_empty() || bare.len() == rest.len() {
        true => name,
        false => bare,
    }
}

/// How many letters have to be added, taken out or changed (Levenshtein, 1966).
fn distance(a: &[char], b: &[char]) -> usize {
    if a.len().abs_diff(b.len()) > 2 {
        return usize::MAX;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut before = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let change = before + usize::from(x != y);
            before = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(before + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Stage;

    #[test]
    fn stages_are_named_once() {
        let once =
            |names: &[&str]| each_once(names.iter().map(|name| (*name).to_owned()).collect());
        assert_eq!(
            once(&[
                "1. Aware",
                "2. Buy",
                "aware",
                "BUY",
                "Découverte",
                "decouverte"
            ]),
            ["1. Aware", "2. Buy", "Découverte"]
        );
        assert_eq!(once(&["2 nights", "3 nights"]), ["2 nights", "3 nights"]);
        assert_eq!(
            once(&["Phase 1", "Phase 2", "phase 1"]),
            ["Phase 1", "Phase 2"]
        );
    }

    #[test]
    fn stages_are_found_as_people_write_them() {
        let titles = [
            "1. Découverte",
            "Purchase",
            "Use",
            "Purchases later",
            "Onboarding",
        ];
        let map = Map {
            stages: titles
                .map(|title| {
                    Stage {
                        id: title.into(),
                        title: title.to_owned(),
                        ..Stage::default()
                    }
                    .into()
                })
                .to_vec(),
            ..Map::default()
        };
        let mut names = StageNames::of(&map);
        for (name, at, is_near) in [
            ("decouverte", 0, false),
            (" PURCHASE ", 1, false),
            ("2) purchase", 1, false),
            ("3", 2, false),
            ("Stage 2: Purchase", 1, false),
            ("Purchas", 1, true),
            ("Purhcase", 1, true),
            ("Onbording", 4, true),
        ] {
            assert_eq!(names.find(name), Some(FoundStage { at, is_near }), "{name}");
        }
        for none in ["", "Us", "Used", "Delivery", "9", "12 months"] {
            assert_eq!(names.find(none), None, "{none}");
        }
    }
}
