//! The map that rides along in other files.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| jejak_fuzz::readers::carried(bytes));
