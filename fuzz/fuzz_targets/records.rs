//! YAML and JSON of other journey builders.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| jejak_fuzz::readers::records(bytes));
