//! What words in the heads of a table of answers say, in every language of the program.

use std::sync::LazyLock;

use crate::words::words_of_all;

type HeadWords = LazyLock<Vec<&'static str>>;

fn words(english: &'static str) -> Vec<&'static str> {
    words_of_all("head of a table", english)
}

pub(crate) static STAGE: HeadWords = HeadWords::new(|| words("stage, phase, step"));
pub(crate) static SCORE: HeadWords = HeadWords::new(|| words("score, rating, value, answer"));
pub(crate) static COMMENT: HeadWords = HeadWords::new(|| words("comment, remark, why"));
pub(super) static PERSONA: HeadWords = HeadWords::new(|| words("persona, segment"));
pub(super) static DATE: HeadWords = HeadWords::new(|| words("date, day, timestamp"));
/// What is asked of people besides, or written down of them.
pub(crate) static ASKED: HeadWords = HeadWords::new(|| {
    words("persona, segment, date, time, respond, participant, user id, customer id")
});
