//! Answers of a survey, as a table.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| jejak_fuzz::readers::survey(bytes));
