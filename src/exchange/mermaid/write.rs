//! A diagram as text that Mermaid reads as it was meant.

use std::fmt::Write as _;

use super::{
    journey::MermaidJourney,
    text::{NOTHING, trimmed},
};

/// What Mermaid would read at the start of a line as something else than a text.
const KEYWORDS: [&str; 5] = ["journey", "title", "section", "acctitle", "accdescr"];

pub(super) fn text(journey: &MermaidJourney) -> String {
    let mut text = String::from("journey\n");
    if !journey.title.is_empty() {
        let _ = writeln!(text, "    title {}", safe(&journey.title));
    }
    if !journey.description.is_empty() {
        let _ = writeln!(text, "    accDescr: {}", safe(&journey.description));
    }
    let mut before = String::new();
    for section in &journey.sections {
        let mut name = named(&section.name);
        if name == before {
            // Mermaid makes one of neighbours with one name: the same letter in another spelling.
            name = otherwise(&section.name);
        }
        let _ = writeln!(text, "    section {name}");
        before = name;
        for task in &section.tasks {
            let score = task.score.map_or("?".to_owned(), |score| score.to_string());
            let _ = write!(text, "      {}: {score}", named(&task.name));
            let actors: Vec<String> = task.actors.iter().map(|actor| safe(actor)).collect();
            if !actors.is_empty() {
                let _ = write!(text, ": {}", actors.join(", "));
            }
            text.push('\n');
        }
    }
    text
}

fn named(text: &str) -> String {
    if trimmed(text).is_empty() {
        return code(NOTHING);
    }
    safe(text)
}

/// Another spelling of the same name: its first character's code with a zero in front.
fn otherwise(text: &str) -> String {
    let mut rest = trimmed(text).chars();
    let first = rest.next().unwrap_or(NOTHING);
    format!("#0{};{}", u32::from(first), escaped(rest.as_str()))
}

/// A text in which nothing is taken for a sign of Mermaid's own.
fn safe(text: &str) -> String {
    let text = trimmed(text);
    let lower = text.to_lowercase();
    if KEYWORDS.iter().any(|word| lower.starts_with(word)) {
        let mut rest = text.chars();
        let first = rest.next().map(code).unwrap_or_default();
        return first + &escaped(rest.as_str());
    }
    escaped(text)
}

fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => safe.push_str("<br>"),
            '#' | ';' | ':' | ',' | '%' | '<' | '>' | '{' | '}' | '&' | '"' => {
                safe.push_str(&code(c));
            }
            // What it takes for marks of its own codes, and what no line should hold.
            'ﬂ' | '¶' | '\u{200b}' | '\u{2028}' | '\u{2029}' | '\u{feff}' => {
                safe.push_str(&code(c));
            }
            c if c.is_control() => safe.push_str(&code(c)),
            c => safe.push(c),
        }
    }
    safe
}

fn code(c: char) -> String {
    format!("#{};", u32::from(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::mermaid::{MermaidSection, MermaidTask};

    #[test]
    fn signs_and_keywords_are_written_by_their_codes() {
        assert_eq!(
            safe("50 %; #1: \"a\", b"),
            "50 #37;#59; #35;1#58; #34;a#34;#44; b"
        );
        assert_eq!(safe("Title deed"), "#84;itle deed");
        assert_eq!(safe(" a\nb "), "a<br>b");
    }

    #[test]
    fn neighbours_of_one_name_stay_two() {
        let section = |name: &str| MermaidSection {
            name: name.to_owned(),
            tasks: vec![MermaidTask {
                name: String::new(),
                score: Some(3.0),
                actors: Vec::new(),
            }],
        };
        let journey = MermaidJourney {
            sections: vec![section("A"), section("A"), section("A"), section("")],
            ..MermaidJourney::default()
        };
        let expected = "journey\n    section A\n      #8203;: 3\n    section #065;\n      #8203;: 3\n    section A\n      #8203;: 3\n    section #8203;\n      #8203;: 3\n";
        assert_eq!(text(&journey), expected);
    }
}
