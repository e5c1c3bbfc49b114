//! An Excel workbook, or the sheet in one.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| jejak_fuzz::readers::workbook(bytes));
