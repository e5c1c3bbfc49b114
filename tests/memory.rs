//! What reading a file takes in memory: at most twenty times its bytes, whatever they are.

use std::{
    alloc::{GlobalAlloc, Layout, System},
    sync::atomic::{AtomicUsize, Ordering::Relaxed},
};

use jejak::{file, model::generate};

/// The system's allocator, which counts what is taken from it.
struct Counting;

static TAKEN: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

fn take(bytes: usize) {
    let now = TAKEN.fetch_add(bytes, Relaxed) + bytes;
    PEAK.fetch_max(now, Relaxed);
}

// SAFETY: everything is handed on to the system's allocator. `realloc` is the one that the trait
// gives: what grows is counted twice while it is copied.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        take(layout.size());
        // SAFETY: as the caller promises.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        TAKEN.fetch_sub(layout.size(), Relaxed);
        // SAFETY: as the caller promises.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Of a text that repeats a part.
const BYTES: usize = 500_000;

/// What a record may take beyond that: an empty one of three bytes is a whole stage or card. A file
/// has at most 300,000 of them.
const RECORD: usize = 600;

/// What may be told of everything that was mended, at most 50,000 warnings of a kind.
const WARNINGS: usize = 25_000_000;

/// The most that is taken at once while `bytes` are read, and whether they are a map.
fn peak_of_loading(bytes: &[u8]) -> (usize, bool) {
    let before = TAKEN.load(Relaxed);
    PEAK.store(before, Relaxed);
    let loaded = file::load(bytes);
    (PEAK.load(Relaxed) - before, loaded.is_ok())
}

fn map(fields: &str) -> String {
    format!(r#"{{"format":"jejak.journey","version":1,{fields}}}"#)
}

/// `part` with `#` counted up, again and again with commas.
fn many(part: &str) -> String {
    let mut all = String::new();
    let mut number = 0;
    while all.len() < BYTES {
        all += if number == 0 { "" } else { "," };
        all += &part.replace('#', &format!("{number:x}"));
        number += 1;
    }
    all
}

fn lane(kind: &str, list: &str) -> String {
    map(&format!(r#""lanes":[{{"kind":"{kind}",{list}}}]"#))
}

#[test]
fn a_file_takes_twenty_times_its_bytes_at_most() {
    let deep = format!("{}1{}", "[".repeat(29), "]".repeat(29));
    let deep_records = format!("{}1{}", r#"{"":"#.repeat(29), "}".repeat(29));
    let unknown = |value: &str| map(&format!(r#""x":{value}"#));
    let list = |part: &str| unknown(&format!("[{}]", many(part)));
    let cases: Vec<(&str, String)> = vec![
        ("numbers", list("1")),
        ("nothings", list("null")),
        ("empty texts", list(r#""""#)),
        ("short texts", list(r#""a""#)),
        ("escapes", list(r#""\n""#)),
        ("codes", list(r#""\u0001""#)),
        (
            "a text of codes",
            unknown(&format!(r#""{}""#, r"\u0001".repeat(BYTES / 6))),
        ),
        (
            "a text of line breaks",
            unknown(&format!(r#""{}""#, r"\n".repeat(BYTES / 2))),
        ),
        (
            "a long text",
            unknown(&format!(r#""{}""#, "a".repeat(BYTES))),
        ),
        ("a long number", unknown(&"1".repeat(BYTES))),
        ("empty lists", list("[]")),
        ("lists of one", list("[1]")),
        ("lists of lists", list("[[],[]]")),
        ("deep lists", list(&deep)),
        ("empty records", list("{}")),
        ("records of one", list(r#"{"":1}"#)),
        ("deep records", list(&deep_records)),
        (
            "a record of many names",
            unknown(&format!("{{{}}}", many(r##""#":1"##))),
        ),
        (
            "a record of one name",
            unknown(&format!("{{{}}}", many(r#""":1"#))),
        ),
        (
            "a record of escaped names",
            unknown(&format!("{{{}}}", many(r##""\n#":1"##))),
        ),
        ("many unknown fields", map(&many(r##""#":1"##))),
        ("one unknown field", map(&many(r#""a":1"#))),
        ("one known field", map(&many(r#""title":"""#))),
        ("brackets", "[".repeat(BYTES)),
        ("braces", r#"{"":"#.repeat(BYTES / 4)),
        (
            "brackets closed",
            "[".repeat(BYTES / 2) + &"]".repeat(BYTES / 2),
        ),
        ("cut off", format!("[{}", many("1"))),
        ("no map", format!("[{}]", many("1"))),
        ("blanks", " ".repeat(BYTES)),
        (
            "blanks in a list",
            unknown(&format!("[{}]", " ".repeat(BYTES))),
        ),
        ("plain text", "journey ".repeat(BYTES / 8)),
        (
            "goals",
            map(&format!(r#""personas":[{{"goals":[{}]}}]"#, many(r#""""#))),
        ),
        (
            "a map of 10,000 cards",
            String::from_utf8(file::save(&generate(10_000, 1))).unwrap(),
        ),
    ];
    let parts: Vec<(&str, String)> = vec![
        ("stages", map(&format!(r#""stages":[{}]"#, many("{}")))),
        (
            "steps",
            map(&format!(r#""stages":[{{"steps":[{}]}}]"#, many("{}"))),
        ),
        ("personas", map(&format!(r#""personas":[{}]"#, many("{}")))),
        ("channels", map(&format!(r#""channels":[{}]"#, many("{}")))),
        (
            "lanes",
            map(&format!(r#""lanes":[{}]"#, many(r#"{"kind":""}"#))),
        ),
        (
            "cards",
            lane("cards", &format!(r#""cards":[{}]"#, many("{}"))),
        ),
        (
            "personas of a card",
            lane(
                "cards",
                &format!(r#""cards":[{{"personas":[{}]}}]"#, many(r#""""#)),
            ),
        ),
        (
            "answers of a card",
            lane(
                "cards",
                &format!(r#""cards":[{{"answers":[{}]}}]"#, many(r##""#""##)),
            ),
        ),
        (
            "evidence",
            lane(
                "cards",
                &format!(r#""cards":[{{"evidence":[{}]}}]"#, many("{}")),
            ),
        ),
        (
            "curves",
            lane("emotion", &format!(r#""curves":[{}]"#, many("{}"))),
        ),
        (
            "points",
            lane(
                "emotion",
                &format!(r#""curves":[{{"points":[{}]}}]"#, many(r#"{"at":0}"#)),
            ),
        ),
        (
            "marks",
            lane("channels", &format!(r#""marks":[{}]"#, many("{}"))),
        ),
        (
            "metrics",
            lane(
                "metrics",
                &format!(r#""metrics":[{}]"#, many(r#"{"value":0}"#)),
            ),
        ),
        (
            "periods",
            lane(
                "metrics",
                &format!(
                    r#""metrics":[{{"value":0,"periods":[{}]}}]"#,
                    many(r#"{"value":0}"#)
                ),
            ),
        ),
        ("lines", map(&format!(r#""lines":[{}]"#, many("{}")))),
        ("arrows", map(&format!(r#""arrows":[{}]"#, many("{}")))),
        (
            "words",
            map(&format!(
                r#""emotion_scale":{{"words":[{}]}}"#,
                many(r#"{"value":9}"#)
            )),
        ),
    ];
    let mut too_many = Vec::new();
    for (cases, are_parts) in [(cases, false), (parts, true)] {
        for (name, text) in cases {
            let (peak, is_map) = peak_of_loading(text.as_bytes());
            let records = text.bytes().filter(|byte| *byte == b'{').count();
            let beside = RECORD * records + WARNINGS;
            let beside = if are_parts { beside } else { 0 };
            let times = peak as f64 / text.len() as f64;
            println!(
                "{times:6.1} times, {:5.1} MB of {:8} bytes ({}): {name}",
                peak as f64 / 1e6,
                text.len(),
                if is_map { "a map" } else { "refused" },
            );
            // Some small change for the texts of an error.
            if peak > 20 * text.len() + beside + 4096 {
                too_many.push((name, times));
            }
        }
    }
    assert_eq!(too_many, []);
}
