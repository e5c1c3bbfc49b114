//! What stands above a table: its title, whose journey it is, when it was last looked at.

use super::LeftOver;
use crate::{
    exchange::table::{
        grid::Grid,
        meaning::{
            items,
            words::{Found, Meaning, find, is_nothing, is_written_together, words},
        },
    },
    model::Date,
};

/// A persona as a line above a table names it.
#[derive(Debug, Clone, PartialEq, Default)]
pub(in crate::exchange::table) struct NamedPersona {
    pub name: String,
    pub role: String,
}

/// What is said of the whole map.
#[derive(Debug, Clone, PartialEq, Default)]
pub(in crate::exchange::table) struct Facts {
    pub title: String,
    pub personas: Vec<NamedPersona>,
    pub scenario: String,
    pub goal: String,
    pub owner: String,
    pub reviewed: Option<Date>,
}

/// “NAME, REST”, “NAME (REST)”, “NAME – REST”.
pub(in crate::exchange::table) fn named(text: &str) -> NamedPersona {
    let text = text.trim();
    let inner = text
        .strip_suffix([')', '）'])
        .and_then(|text| text.split_once(['(', '（']));
    let parted = inner
        .or_else(|| text.split_once([',', '，', '、']))
        .or_else(|| {
            [" – ", " — ", " - "]
                .iter()
                .find_map(|dash| text.split_once(dash))
        });
    let (name, role) = parted.unwrap_or((text, ""));
    NamedPersona {
        name: name.trim().to_owned(),
        role: role.trim().to_owned(),
    }
}

/// The meanings of names of facts.
const FACTS: [Meaning; 6] = [
    Meaning::Persona,
    Meaning::Scenario,
    Meaning::Goal,
    Meaning::Updated,
    Meaning::Owner,
    Meaning::Title,
];

/// What a name says of what stands behind it.
fn fact_name(name: &str) -> Option<Meaning> {
    let name = name.trim().trim_end_matches([':', '：']).trim();
    // “Persona 1”, “Customer goal”.
    if name.is_empty() || words(name).len() > 3 {
        return None;
    }
    let found = find(name);
    let begins = |found: &&Found| found.first == 0 || is_written_together(name);
    let means = |meaning: Meaning| found.iter().any(|found| found.meaning == meaning);
    if means(Meaning::Goal) {
        return Some(Meaning::Goal);
    }
    FACTS.into_iter().find(|fact| {
        let of_it = found.iter().filter(begins);
        of_it.into_iter().any(|found| found.meaning == *fact)
    })
}

/// A text of a name and what stands behind it.
pub(in crate::exchange::table) fn fact(text: &str) -> Option<(Meaning, &str)> {
    let (name, rest) = text.split_once([':', '：'])?;
    let rest = rest.trim();
    (!rest.is_empty()).then_some(())?;
    Some((fact_name(name)?, rest))
}

impl Facts {
    /// Takes a fact; `false` where it cannot be read.
    pub(in crate::exchange::table) fn take(&mut self, meaning: Meaning, text: &str) -> bool {
        let text = text.trim();
        match meaning {
            Meaning::Persona => self.personas.push(named(text)),
            Meaning::Scenario => join(&mut self.scenario, text),
            Meaning::Goal => join(&mut self.goal, text),
            Meaning::Owner => join(&mut self.owner, text),
            Meaning::Title => text.clone_into(&mut self.title),
            Meaning::Updated => {
                self.reviewed = date(text);
                return self.reviewed.is_some();
            }
            _ => return false,
        }
        true
    }

    /// Reads the rows above a table.
    pub(super) fn above(
        &mut self,
        grid: &Grid,
        rows: std::ops::Range<usize>,
        left: &mut Vec<LeftOver>,
    ) {
        for row in rows {
            let cells: Vec<(usize, &str)> = grid.cells(row).collect();
            let Some((column, first)) = cells.first().copied() else {
                continue;
            };
            let rest: Vec<&str> = cells[1..].iter().map(|(_, text)| *text).collect();
            let rest = rest.join(", ");
            let is_taken = match (fact(first), rest.as_str()) {
                (Some((meaning, text)), "") => self.take(meaning, text),
                (None, "")
                    if is_nothing(first) || fact_name(first).is_some() && first.ends_with(':') =>
                {
                    true
                }
                (None, "") if self.title.is_empty() && !first.contains(": ") => {
                    self.title = items::text(first);
                    true
                }
                (None, "") if self.title.is_empty() => {
                    first.clone_into(&mut self.title);
                    true
                }
                (_, "") => false,
                (_, rest) => fact_name(first).is_some_and(|meaning| self.take(meaning, rest)),
            };
            if !is_taken {
                let texts: Vec<&str> = cells.iter().map(|(_, text)| *text).collect();
                left.push(LeftOver {
                    line: grid.line(row),
                    column,
                    text: texts.join(": ").replace(":: ", ": "),
                    ..LeftOver::default()
                });
            }
        }
    }
}

fn join(field: &mut String, text: &str) {
    if !field.is_empty() {
        field.push('\n');
    }
    field.push_str(text);
}

/// A day as it is usually written: 2026-02-14, 14.2.2026.
fn date(text: &str) -> Option<Date> {
    let day = text.split_whitespace().next()?;
    Date::parse(day).or_else(|| {
        let parts: Vec<u16> = day
            .split(['.', '/', '-'])
            .map(|part| part.parse().ok())
            .collect::<Option<_>>()?;
        let small = |number: u16| u8::try_from(number).ok();
        match parts[..] {
            [year, month, day] if year > 1900 => Date::new(year, small(month)?, small(day)?),
            // Which of the two is the month is only sure where one cannot be.
            [day, month, year] if year > 1900 && (day > 12 || text.contains('.')) => {
                Date::new(year, small(month)?, small(day)?)
            }
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_above_say_what_they_say() {
        assert_eq!(
            fact("Persona: Rina (27)"),
            Some((Meaning::Persona, "Rina (27)"))
        );
        assert_eq!(fact("Persona 1: Mira"), Some((Meaning::Persona, "Mira")));
        assert_eq!(
            fact("Scenario: orders rice"),
            Some((Meaning::Scenario, "orders rice"))
        );
        assert_eq!(fact("Customer journey: coffee shop"), None);
        assert_eq!(fact("Service blueprint: a library card"), None);
        assert_eq!(
            fact("Updated: 2026-02-14"),
            Some((Meaning::Updated, "2026-02-14"))
        );
        for (text, name, role) in [
            ("Rina (27)", "Rina", "27"),
            (
                "Bayu, 41, runs a food stall",
                "Bayu",
                "41, runs a food stall",
            ),
            ("佐藤さん（35歳、会社員）", "佐藤さん", "35歳、会社員"),
            ("Mira", "Mira", ""),
        ] {
            let persona = named(text);
            assert_eq!((persona.name.as_str(), persona.role.as_str()), (name, role));
        }
        assert_eq!(date("2026-02-14"), Date::new(2026, 2, 14));
        assert_eq!(date("14.2.2026"), Date::new(2026, 2, 14));
        assert_eq!(date("2/3/2026"), None);
    }
}
