//! What is JSON and what is not, by the grammar of RFC 8259, as a whole file and inside a map.

use jejak::file::{LoadError, LoadErrorKind as Kind, Loaded, load, save};

struct Case {
    line: usize,
    bytes: Vec<u8>,
    /// `None` where both are right.
    is_json: Option<bool>,
    /// Only as a whole file.
    is_whole: bool,
}

fn cases() -> Vec<Case> {
    let lines = include_str!("conformance.txt").lines();
    let lines = (1..).zip(lines.map(str::trim_end));
    lines
        .filter(|(_, text)| !text.is_empty() && !text.starts_with('#'))
        .map(|(line, text)| {
            let (verdict, case) = text.split_at(1);
            let is_json = match verdict {
                "y" | "Y" => Some(true),
                "n" | "N" => Some(false),
                "?" => None,
                _ => panic!("line {line}: {text}"),
            };
            Case {
                line,
                bytes: bytes(&repeated(case.trim_start())),
                is_json,
                is_whole: matches!(verdict, "Y" | "N"),
            }
        })
        .collect()
}

/// With `<<n:text>>` written out.
fn repeated(case: &str) -> String {
    let Some((before, rest)) = case.split_once("<<") else {
        return case.to_owned();
    };
    let (part, after) = rest.split_once(">>").expect("an end");
    let (count, part) = part.split_once(':').expect("a count");
    let part = part.repeat(count.parse().expect("a count"));
    format!("{before}{part}{}", repeated(after))
}

/// With `%XX` as a byte.
fn bytes(case: &str) -> Vec<u8> {
    let mut parts = case.split('%');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(&part[..2], 16).expect("two digits"));
        bytes.extend(&part.as_bytes()[2..]);
    }
    bytes
}

/// Reads a file; whatever is wrong has a place in it.
fn answer(file: &[u8], about: &dyn Fn() -> String) -> Result<Loaded, LoadError> {
    let answer = load(file);
    let text = String::from_utf8_lossy(file.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(file));
    let hold = |line: usize, column: usize| {
        let width = text.split('\n').nth(line.wrapping_sub(1));
        let width = width.map(|text| text.chars().count());
        let is_inside = width.is_some_and(|width| (1..=width + 1).contains(&column));
        assert!(is_inside, "{line}:{column} is nowhere: {}", about());
    };
    match &answer {
        Ok(Loaded { map, warnings }) => {
            assert_eq!(map.check(), [], "{}", about());
            for warning in warnings {
                hold(warning.line, warning.column);
            }
        }
        Err(error) => hold(error.line, error.column),
    }
    answer
}

/// Whether a file was refused before it was asked what it is about.
fn is_no_json(answer: &Result<Loaded, LoadError>) -> bool {
    use Kind::*;
    answer.as_ref().is_err_and(|error| match error.kind {
        Empty
        | TooLarge { .. }
        | NotUtf8
        | Utf16
        | NotJson { .. }
        | Syntax { .. }
        | ConflictMarks
        | CutOff
        | TooDeep => true,
        NotAMap { .. } | TooMuch(_) | BadVersion | NewerVersion { .. } => false,
    })
}

fn map_with(before: &str, value: &[u8], after: &str) -> Vec<u8> {
    let mut file = b"{\n  \"format\": \"jejak.journey\",\n  \"version\": 1,\n".to_vec();
    file.extend(before.as_bytes());
    file.extend(value);
    file.extend(after.as_bytes());
    file
}

#[test]
fn json_is_read_and_nothing_else_is() {
    let cases = cases();
    assert!(cases.len() >= 700, "{}", cases.len());
    for case in &cases {
        let about = || format!("line {} of conformance.txt", case.line);
        let answer = answer(&case.bytes, &about);
        if let Some(is_json) = case.is_json {
            assert_eq!(!is_no_json(&answer), is_json, "{answer:?}, {}", about());
        }
    }
}

#[test]
fn a_value_that_is_not_known_is_kept_as_it_is() {
    for case in cases().iter().filter(|case| !case.is_whole) {
        let about = || format!("line {} of conformance.txt", case.line);
        let file = map_with("  \"x\": ", &case.bytes, "\n}\n");
        let answer = answer(&file, &about);
        match case.is_json {
            Some(true) => {}
            Some(false) => {
                assert!(is_no_json(&answer), "{answer:?}, {}", about());
                continue;
            }
            None if answer.is_err() => continue,
            None => {}
        }
        let map = answer.unwrap_or_else(|e| panic!("{e}: {}", about())).map;
        let saved = save(&map);
        let again = load(&saved).expect("a saved map");
        assert_eq!(again.warnings, [], "{}", about());
        assert_eq!(save(&again.map), saved, "{}", about());
        let written = String::from_utf8(saved.clone()).expect("UTF-8");
        let text = str::from_utf8(&case.bytes).expect("UTF-8").trim();
        assert!(written.contains(&format!("\"x\": {text}\n")), "{written}");
    }
}

#[test]
fn a_field_that_is_known_is_read_mended_or_refused_with_its_place() {
    let places = [
        ("  \"title\": ", "\n}"),
        ("  \"reviewed\": ", "}"),
        ("  \"emotion_scale\": { \"min\": ", "\n} }"),
        ("  \"stages\": [{ \"id\": \"s\", \"width\": ", "}]\n}"),
        ("  \"lanes\": ", "\n}"),
        ("  \"lanes\": [{ \"kind\": ", "}]}"),
        (
            "\"lanes\": [{ \"kind\": \"cards\", \"cards\": [",
            ", { \"severity\": 3 }] }]}",
        ),
        (
            "\"lanes\": [{ \"kind\": \"metrics\", \"metrics\": [{ \"value\": 1, \"n\":",
            "\n}]}]}",
        ),
    ];
    let mut read = 0;
    for case in cases().iter().filter(|case| !case.is_whole) {
        for (before, after) in places {
            let about = || format!("line {} of conformance.txt in {before}", case.line);
            let file = map_with(before, &case.bytes, after);
            let answer = answer(&file, &about);
            match case.is_json {
                // What is deep here may be too deep.
                Some(true) if case.bytes.iter().filter(|b| b"[{".contains(b)).count() > 25 => {}
                Some(true) => assert!(!is_no_json(&answer), "{answer:?}, {}", about()),
                // A piece that lacks an end may find it in what follows.
                Some(false) | None => {}
            }
            if let Ok(Loaded { map, .. }) = answer {
                let again = load(&save(&map)).expect("a saved map");
                assert_eq!(
                    (again.map, again.warnings),
                    (map, Vec::new()),
                    "{}",
                    about()
                );
                read += 1;
            }
        }
    }
    assert!(read > 300, "{read}");
}

#[test]
fn any_piece_and_any_changed_byte_is_answered() {
    let whole = include_bytes!("newer.journey");
    for end in 0..=whole.len() {
        let answer = answer(&whole[..end], &|| format!("the first {end} bytes"));
        assert_eq!(answer.is_ok(), end + 1 >= whole.len(), "{end}");
        let _ = self::answer(&whole[end..], &|| format!("from byte {end} on"));
    }
    // The bytes that mean something in JSON or in UTF-8, one of each kind.
    let telling =
        b"\0\x08\t\n\r\x1f \"'+,-./019:Eaefnu[\\]{}~\x7f\x80\xbf\xc0\xc3\xe2\xed\xf0\xf4\xff";
    let change = |sample: &[u8], bytes: &[u8]| {
        for place in 0..sample.len() {
            let mut changed = sample.to_vec();
            for byte in bytes {
                changed[place] = *byte;
                let _ = answer(&changed, &|| format!("byte {place} is {byte}"));
            }
            changed.remove(place);
            let _ = answer(&changed, &|| format!("byte {place} is missing"));
        }
    };
    change(whole, telling);
    let small = br#"{"format":"jejak.journey","version":1,"lanes":[{"id":"\ud83d\ude00","kind":"metrics","metrics":[{"value":-1.5e2,"n":3}]}]}"#;
    change(small, &(0..=u8::MAX).collect::<Vec<_>>());
}
