//! A PNG or an SVG that carries a map.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| jejak_fuzz::readers::carrying_picture(bytes));
