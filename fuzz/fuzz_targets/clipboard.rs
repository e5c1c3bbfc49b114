//! What is pasted.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| jejak_fuzz::readers::clipboard(bytes));
