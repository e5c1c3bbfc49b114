//! The journal of unsaved work.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| jejak_fuzz::readers::journal_file(bytes));
