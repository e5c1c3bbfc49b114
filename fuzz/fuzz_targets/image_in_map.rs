//! A picture within the file of a map.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| jejak_fuzz::readers::image_in_map(bytes));
