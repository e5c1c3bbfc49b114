//! Which stage each column of a table is about, where there is one for each.

use std::collections::BTreeSet;

use super::{
    kinds::{Column, go_together},
    words::{folded, usual_place},
};

/// Columns that ask the same of several stages.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Question {
    /// Empty where the heads are only those of the stages.
    pub name: String,
    /// Columns with their stages.
    pub parts: Vec<(usize, String)>,
}

impl Question {
    /// Its name, else those of its columns.
    pub(super) fn told(&self) -> Vec<&str> {
        match self.name.as_str() {
            "" => self.parts.iter().map(|(_, stage)| stage.as_str()).collect(),
            name => vec![name],
        }
    }
}

/// So many sentences nobody writes, one a stage.
const MOST_EACH: usize = 100;
/// What may stand between a question and the stage that it is about.
const BETWEEN: [&str; 8] = [" - ", " – ", " — ", " | ", " > ", " » ", ": ", " / "];

/// `Question [Stage]`.
fn in_brackets(head: &str) -> Option<(&str, &str)> {
    let (question, stage) = head.trim_end().strip_suffix(']')?.rsplit_once('[')?;
    let (question, stage) = (question.trim(), stage.trim());
    (!stage.is_empty() && !question.is_empty()).then_some((question, stage))
}

/// `Question – Stage`, where it is cut by one of the marks that may stand there.
fn behind(head: &str, between: &str) -> Option<(String, String)> {
    let (question, stage) = head.rsplit_once(between)?;
    let (question, stage) = (question.trim(), stage.trim());
    (!stage.is_empty() && !question.is_empty()).then(|| (question.to_owned(), stage.to_owned()))
}

/// What is asked by a column of several, without its stage.
pub(super) fn question_of(head: &str) -> &str {
    if let Some((question, _)) = in_brackets(head) {
        return question;
    }
    let mut between = BETWEEN.into_iter();
    between
        .find_map(|mark| head.rsplit_once(mark))
        .map_or(head, |(question, _)| question.trim())
}

/// The questions that some columns ask, each column once.
pub(super) fn of(columns: &[(usize, &Column)], is_known: impl Fn(&str) -> bool) -> Vec<Question> {
    let mut met = Vec::new();
    let mut questions: Vec<Question> = Vec::new();
    let mut plain: Vec<(usize, &Column)> = Vec::new();
    let add = |questions: &mut Vec<Question>, at: usize, name: &str, stage: &str| {
        let same = |question: &&mut Question| question.name == name;
        match questions.iter_mut().find(same) {
            Some(question) => question.parts.push((at, stage.to_owned())),
            None => questions.push(Question {
                name: name.to_owned(),
                parts: vec![(at, stage.to_owned())],
            }),
        }
    };
    for (at, column) in columns {
        if met.contains(at) {
            continue;
        }
        met.push(*at);
        match in_brackets(&column.head) {
            Some((question, stage)) => add(&mut questions, *at, question, stage),
            None => plain.push((*at, column)),
        }
    }
    one_each(&mut questions, columns);
    for mark in BETWEEN {
        // A mark parts a question from a stage where several columns have the same before it.
        let cut: Vec<_> = plain
            .iter()
            .map(|(at, column)| (*at, behind(&column.head, mark)))
            .collect();
        let count = |name: &str| {
            cut.iter()
                .flat_map(|(_, cut)| cut)
                .filter(|(known, _)| known == name)
                .count()
        };
        for (at, found) in &cut {
            if let Some((question, stage)) = found
                && count(question) > 1
            {
                add(&mut questions, *at, question, stage);
                plain.retain(|(known, _)| known != at);
            }
        }
    }
    questions.extend(by_themselves(&plain, is_known));
    questions
}

/// A sentence of its own for each stage, on one scale, is one question: “It was easy [Pay]”. Where the
/// brackets say the same, the stages stand before them: “Pay [How was it?]”.
fn one_each(questions: &mut Vec<Question>, columns: &[(usize, &Column)]) {
    let is_each = |question: &Question| question.parts.len() == 1;
    if !(2..MOST_EACH).contains(&questions.len()) || !questions.iter().all(is_each) {
        return;
    }
    let parts = || questions.iter().flat_map(|question| &question.parts);
    let column = |at: usize| columns.iter().find(|(known, _)| *known == at);
    let asked: Vec<&(usize, &Column)> = parts().filter_map(|(at, _)| column(*at)).collect();
    let are_alike = asked
        .first()
        .is_some_and(|(_, first)| asked.iter().all(|(_, other)| go_together(first, other)));
    let stages: BTreeSet<&str> = parts().map(|(_, stage)| stage.as_str()).collect();
    let is_one = stages.len() == 1;
    if !are_alike || !is_one && stages.len() < questions.len() {
        return;
    }
    let name = parts().next().filter(|_| is_one);
    let name = name.map(|(_, stage)| stage.clone()).unwrap_or_default();
    let parts = questions.drain(..).flat_map(|question| {
        let (of_question, parts) = (question.name, question.parts);
        parts.into_iter().map(move |(at, stage)| match is_one {
            true => (at, of_question.clone()),
            false => (at, stage),
        })
    });
    let parts = parts.collect();
    *questions = vec![Question { name, parts }];
}

/// Columns whose heads are those of stages, or sentences that differ in them: those that are on one
/// scale together, the most of them first.
fn by_themselves(plain: &[(usize, &Column)], is_known: impl Fn(&str) -> bool) -> Vec<Question> {
    let mut groups: Vec<Vec<(usize, &Column)>> = Vec::new();
    for (at, column) in plain {
        let mut known = groups.iter_mut();
        match known.find(|group| group.iter().all(|(_, other)| go_together(other, column))) {
            Some(group) => group.push((*at, column)),
            None => groups.push(vec![(*at, column)]),
        }
    }
    let named = |group: &[(usize, &Column)]| {
        let is_stage =
            |column: &Column| usual_place(&column.folded).is_some() || is_known(&column.folded);
        group.iter().filter(|(_, column)| is_stage(column)).count()
    };
    groups.sort_by_key(|group| std::cmp::Reverse((named(group), group.len())));
    let questions = groups.into_iter().map(|group| {
        let heads: Vec<&str> = group
            .iter()
            .map(|(_, column)| column.head.as_str())
            .collect();
        let stages = apart(&heads);
        Question {
            name: String::new(),
            parts: group.iter().map(|(at, _)| *at).zip(stages).collect(),
        }
    });
    questions.collect()
}

/// Sentences without the words that all of them begin and end with.
fn apart(heads: &[&str]) -> Vec<String> {
    let whole = || heads.iter().map(|head| (*head).to_owned()).collect();
    let words: Vec<Vec<&str>> = heads
        .iter()
        .map(|head| head.split_whitespace().collect())
        .collect();
    let (Some(first), true) = (words.first(), words.len() > 1) else {
        return whole();
    };
    fn word<'w>(words: &[&'w str], at: usize, from_end: bool) -> Option<&'w str> {
        let index = if from_end {
            words.len().checked_sub(at + 1)?
        } else {
            at
        };
        words.get(index).copied()
    }
    let is_shared = |at: &usize, from_end: bool| {
        let wanted = word(first, *at, from_end);
        words
            .iter()
            .all(|words| wanted.is_some() && word(words, *at, from_end) == wanted)
    };
    let begin = (0..first.len())
        .take_while(|at| is_shared(at, false))
        .count();
    let mut end = (0..first.len())
        .take_while(|at| is_shared(at, true))
        .count();
    let shortest = words.iter().map(Vec::len).min().unwrap_or(0);
    // One word in front, such as an article, belongs to the name.
    let begin = if begin > 1 { begin } else { 0 };
    end = if end > 1 { end } else { 0 };
    // "how satisfied were you with paying?" ends with its own name and a mark.
    if begin + end >= shortest {
        return whole();
    }
    let cut = words.iter().map(|words| {
        let text = words[begin..words.len() - end].join(" ");
        text.trim_end_matches(['?', ',', ':', ';', '.'])
            .trim()
            .to_owned()
    });
    let cut: Vec<String> = match begin + end {
        0 => whole(),
        _ => cut.collect(),
    };
    if cut.iter().any(String::is_empty) {
        whole()
    } else {
        cut
    }
}

/// The column of what was said about each part of a question.
pub(super) fn comments(columns: &[(usize, &Column)], question: &Question) -> Vec<Option<usize>> {
    let stage_of = |column: &Column| -> Vec<String> {
        let cuts = BETWEEN
            .iter()
            .filter_map(|mark| column.head.rsplit_once(*mark));
        let cuts = cuts
            .map(|(_, stage)| stage)
            .chain(in_brackets(&column.head).map(|(_, stage)| stage));
        cuts.map(folded).collect()
    };
    let known: Vec<(usize, Vec<String>)> = columns
        .iter()
        .map(|(at, column)| (*at, stage_of(column)))
        .collect();
    let found = question.parts.iter().map(|(_, stage)| {
        let stage = folded(stage);
        let mut known = known.iter();
        known
            .find(|(_, stages)| stages.contains(&stage))
            .map(|(at, _)| *at)
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_told_apart_by_what_they_do_not_share() {
        let cut = |heads: &[&str]| apart(heads);
        assert_eq!(
            cut(&[
                "How satisfied were you with finding us?",
                "How satisfied were you with paying?"
            ]),
            ["finding us", "paying"]
        );
        assert_eq!(
            cut(&[
                "On the day you found us, how did you feel?",
                "When you paid, how did you feel?"
            ]),
            ["On the day you found us", "When you paid"]
        );
        assert_eq!(cut(&["Awareness", "Use"]), ["Awareness", "Use"]);
        assert_eq!(cut(&["The shop", "The queue"]), ["The shop", "The queue"]);
        assert_eq!(cut(&["How was it overall?"]), ["How was it overall?"]);
    }

    #[test]
    fn a_question_is_cut_from_its_stage() {
        assert_eq!(
            in_brackets("How was it? [Use]"),
            Some(("How was it?", "Use"))
        );
        assert_eq!(in_brackets("[Use]"), None);
        assert_eq!(
            question_of("How was each stage? - Awareness"),
            "How was each stage?"
        );
    }
}
