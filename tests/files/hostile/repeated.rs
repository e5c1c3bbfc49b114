//! What reading a file takes in memory: at most twenty times its bytes, whatever they are.

use jejak::{file, model::generate};

use super::memory::most_held;

/// Of texts that repeat a part; the largest gives more than any limit allows.
const SIZES: [usize; 3] = [20_000, 500_000, 3_000_000];

/// What any file may take beside that.
const BESIDE: usize = 2_000_000;

fn map(fields: &str) -> String {
    format!(r#"{{"format":"jejak.journey","version":1,{fields}}}"#)
}

/// `part` with `#` counted up, again and again with commas.
fn many(part: &str, bytes: usize) -> String {
    let mut all = String::new();
    let mut number = 0;
    while all.len() < bytes {
        all += if number == 0 { "" } else { "," };
        all += &part.replace('#', &format!("{number:x}"));
        number += 1;
    }
    all
}

fn lane(kind: &str, list: &str) -> String {
    map(&format!(r#""lanes":[{{"kind":"{kind}",{list}}}]"#))
}

/// Texts of about so many bytes, in each of which one thing is repeated.
fn cases(bytes: usize) -> Vec<(&'static str, String)> {
    let deep = format!("{}1{}", "[".repeat(29), "]".repeat(29));
    let deep_records = format!("{}1{}", r#"{"":"#.repeat(29), "}".repeat(29));
    let unknown = |value: &str| map(&format!(r#""x":{value}"#));
    let list = |part: &str| unknown(&format!("[{}]", many(part, bytes)));
    vec![
        ("numbers", list("1")),
        ("nothings", list("null")),
        ("empty texts", list(r#""""#)),
        ("short texts", list(r#""a""#)),
        ("escapes", list(r#""\n""#)),
        ("codes", list(r#""\u0001""#)),
        (
            "a text of codes",
            unknown(&format!(r#""{}""#, r"\u0001".repeat(bytes / 6))),
        ),
        (
            "a text of line breaks",
            unknown(&format!(r#""{}""#, r"\n".repeat(bytes / 2))),
        ),
        (
            "a long text",
            unknown(&format!(r#""{}""#, "a".repeat(bytes))),
        ),
        ("a long number", unknown(&"1".repeat(bytes))),
        ("empty lists", list("[]")),
        ("lists of one", list("[1]")),
        ("lists of lists", list("[[],[]]")),
        ("deep lists", list(&deep)),
        ("empty records", list("{}")),
        ("records of one", list(r#"{"":1}"#)),
        ("deep records", list(&deep_records)),
        (
            "a record of many names",
            unknown(&format!("{{{}}}", many(r##""#":1"##, bytes))),
        ),
        (
            "a record of one name",
            unknown(&format!("{{{}}}", many(r#""":1"#, bytes))),
        ),
        (
            "a record of escaped names",
            unknown(&format!("{{{}}}", many(r##""\n#":1"##, bytes))),
        ),
        ("many unknown fields", map(&many(r##""#":1"##, bytes))),
        ("one unknown field", map(&many(r#""a":1"#, bytes))),
        ("one known field", map(&many(r#""title":"""#, bytes))),
        ("brackets", "[".repeat(bytes)),
        ("braces", r#"{"":"#.repeat(bytes / 4)),
        (
            "brackets closed",
            "[".repeat(bytes / 2) + &"]".repeat(bytes / 2),
        ),
        ("cut off", format!("[{}", many("1", bytes))),
        ("no map", format!("[{}]", many("1", bytes))),
        ("blanks", " ".repeat(bytes)),
        (
            "blanks in a list",
            unknown(&format!("[{}]", " ".repeat(bytes))),
        ),
        ("plain text", "journey ".repeat(bytes / 8)),
        (
            "goals",
            map(&format!(
                r#""personas":[{{"goals":[{}]}}]"#,
                many(r#""""#, bytes)
            )),
        ),
        (
            "stages",
            map(&format!(r#""stages":[{}]"#, many("{}", bytes))),
        ),
        (
            "steps",
            map(&format!(
                r#""stages":[{{"steps":[{}]}}]"#,
                many("{}", bytes)
            )),
        ),
        (
            "personas",
            map(&format!(r#""personas":[{}]"#, many("{}", bytes))),
        ),
        (
            "channels",
            map(&format!(r#""channels":[{}]"#, many("{}", bytes))),
        ),
        (
            "lanes",
            map(&format!(r#""lanes":[{}]"#, many(r#"{"kind":""}"#, bytes))),
        ),
        (
            "cards",
            lane("cards", &format!(r#""cards":[{}]"#, many("{}", bytes))),
        ),
        (
            "personas of a card",
            lane(
                "cards",
                &format!(r#""cards":[{{"personas":[{}]}}]"#, many(r#""""#, bytes)),
            ),
        ),
        (
            "answers of a card",
            lane(
                "cards",
                &format!(r#""cards":[{{"answers":[{}]}}]"#, many(r##""#""##, bytes)),
            ),
        ),
        (
            "evidence",
            lane(
                "cards",
                &format!(r#""cards":[{{"evidence":[{}]}}]"#, many("{}", bytes)),
            ),
        ),
        (
            "curves",
            lane("emotion", &format!(r#""curves":[{}]"#, many("{}", bytes))),
        ),
        (
            "points",
            lane(
                "emotion",
                &format!(
                    r#""curves":[{{"points":[{}]}}]"#,
                    many(r#"{"at":0}"#, bytes)
                ),
            ),
        ),
        (
            "marks",
            lane("channels", &format!(r#""marks":[{}]"#, many("{}", bytes))),
        ),
        (
            "metrics",
            lane(
                "metrics",
                &format!(r#""metrics":[{}]"#, many(r#"{"value":0}"#, bytes)),
            ),
        ),
        (
            "periods",
            lane(
                "metrics",
                &format!(
                    r#""metrics":[{{"value":0,"periods":[{}]}}]"#,
                    many(r#"{"value":0}"#, bytes)
                ),
            ),
        ),
        ("lines", map(&format!(r#""lines":[{}]"#, many("{}", bytes)))),
        (
            "arrows",
            map(&format!(r#""arrows":[{}]"#, many("{}", bytes))),
        ),
        ("stops", map(&format!(r#""stops":[{}]"#, many("{}", bytes)))),
        (
            "words",
            map(&format!(
                r#""emotion_scale":{{"words":[{}]}}"#,
                many(r#"{"value":9}"#, bytes)
            )),
        ),
        (
            "cards as many as there may be",
            lane(
                "cards",
                &format!(r#""cards":[{}]"#, many(r##"{"a":"1234567890#"}"##, bytes)),
            ),
        ),
        (
            "curves as many as there may be",
            lane(
                "emotion",
                &format!(
                    r#""curves":[{}]"#,
                    many(r##"{"persona":"1234567#"}"##, bytes)
                ),
            ),
        ),
        (
            "cards with faults",
            lane(
                "cards",
                &format!(
                    r#""cards":[{}]"#,
                    many(
                        r#"{"id":1,"stage":2,"text":3,"severity":9,"when":4}"#,
                        bytes
                    )
                ),
            ),
        ),
    ]
}

#[test]
fn a_file_takes_twenty_times_its_bytes_at_most() {
    let big = String::from_utf8(file::save(&generate(10_000, 1))).unwrap();
    let cases = SIZES.into_iter().flat_map(cases);
    let mut too_many = Vec::new();
    for (name, text) in cases.chain([("a map of 10,000 cards", big)]) {
        let (is_map, peak) = most_held(|| file::load(text.as_bytes()).is_ok());
        let times = peak as f64 / text.len() as f64;
        println!(
            "{times:6.1} times, {:5.1} MB of {:8} bytes ({}): {name}",
            peak as f64 / 1e6,
            text.len(),
            if is_map { "a map" } else { "refused" },
        );
        if peak > 20 * text.len() + BESIDE {
            too_many.push((name, text.len(), times));
        }
    }
    assert_eq!(too_many, []);
}
