//! What holds in the source itself: who imports whom, where colours come from, that what cannot
//! fail says why, and that every text has its words.

#![allow(
    clippy::unwrap_used,
    reason = "what breaks in a test is told by the test"
)]

mod colors;
mod dates;
mod glossary;
mod promises;
mod rows;
mod source;
mod words;
