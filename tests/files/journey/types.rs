//! Fields that hold something else than they have to: each is mended or left out alone, and told.

use jejak::{
    file::{Loaded, load, save},
    words::Language,
};

fn map(rest: &str) -> String {
    format!("{{\n  \"format\": \"jejak.journey\",\n  \"version\": 1,\n{rest}\n}}\n")
}

fn read(rest: &str) -> Loaded {
    load(map(rest).as_bytes()).unwrap_or_else(|error| panic!("{rest}: {error}"))
}

/// The place and the words of the first warning.
fn told(loaded: &Loaded) -> ((usize, usize), String) {
    let warning = loaded.warnings.first().expect("something is told");
    let english = warning.describe(Language::English);
    assert_ne!(warning.describe(Language::Indonesian), english, "no words");
    ((warning.line, warning.column), english)
}

#[test]
fn what_a_field_cannot_hold_is_left_out_alone() {
    for (rest, place, words) in [
        (
            "  \"title\": [5]",
            (4, 12),
            "“title” has to be a text in quotation marks, but this is a list; it was ignored",
        ),
        (
            "  \"emotion_scale\": [1, 2]",
            (4, 20),
            "“emotion_scale” has to be a record in braces, but this is a list; it was ignored",
        ),
        (
            "  \"emotion_scale\": { \"min\": \"a\" }",
            (4, 29),
            "“min” has to be a number, but this is a text; it was ignored",
        ),
        (
            "  \"stages\": {}",
            (4, 13),
            "“stages” has to be a list in square brackets, but this is a record; it was ignored",
        ),
        (
            "  \"stages\": [{ \"id\": \"a\" }, null]",
            (4, 29),
            "an entry of “stages” has to be a record in braces, but this is nothing (null); it was ignored",
        ),
        (
            "  \"lanes\": [{ \"curves\": [{ \"points\": [{ \"at\": 0, \"moment_of_truth\": 1 }] }], \"kind\": \"emotion\" }]",
            (4, 69),
            "“moment_of_truth” has to be true or false, but this is a number; it was ignored",
        ),
        (
            "  \"emotion_scale\": { \"max\": 1e999 }",
            (4, 29),
            "the number of “max” is larger than any number may be; it was ignored",
        ),
    ] {
        let loaded = read(rest);
        let of_field = loaded.warnings.iter().find(|w| (w.line, w.column) == place);
        let warning = of_field.unwrap_or_else(|| panic!("{rest}: {:?}", loaded.warnings));
        assert_eq!(warning.describe(Language::English), words, "{rest}");
        assert_ne!(warning.describe(Language::Indonesian), words);
        // It is mended for good.
        assert_eq!(load(&save(&loaded.map)).unwrap().warnings, []);
    }
}

#[test]
fn what_was_meant_is_read() {
    let loaded = read(
        "  \"title\": 2026,\n  \"stages\": [{ \"id\": 7, \"width\": \"300\", \"goal\": true }],\n  \"lanes\": [{ \"id\": \"l\", \"kind\": \"cards\", \"cards\": [{ \"id\": \"c\", \"stage\": 7 }] }]",
    );
    let map = &loaded.map;
    assert_eq!(
        (map.title.as_str(), map.stages[0].id.as_str()),
        ("2026", "7")
    );
    assert_eq!(
        (map.stages[0].width, map.stages[0].goal.as_str()),
        (Some(300.0), "true")
    );
    assert_eq!(map.card(&"c".into()).unwrap().1.stage.as_str(), "7");
    let words: Vec<_> = (loaded.warnings.iter())
        .map(|warning| warning.describe(Language::English))
        .collect();
    assert_eq!(
        words,
        [
            "“title” has to be a text; it was read as “2026”",
            "“id” has to be a text; it was read as “7”",
            "“width” has to be a number; it was read as 300",
            "“goal” has to be a text; it was read as “true”",
            "“stage” has to be a text; it was read as “7”",
        ]
    );
}

#[test]
fn what_is_missing_is_made_up_and_told() {
    for (lane, words) in [
        (
            "{ \"id\": \"a\" }",
            "the lane does not say its “kind”; it was read as “cards”",
        ),
        (
            "{ \"id\": \"a\", \"kind\": null, \"metrics\": [] }",
            "the lane does not say its “kind”; it was read as “metrics”",
        ),
    ] {
        let loaded = read(&format!("  \"lanes\": [{lane}]"));
        assert_eq!(told(&loaded), ((4, 13), words.to_owned()));
        assert_eq!(loaded.map.lanes.len(), 1);
    }
    let loaded = read(
        "  \"stages\": [{ \"id\": \"s\" }],\n  \"lanes\": [{ \"id\": \"a\", \"kind\": \"metrics\", \"metrics\": [{ \"id\": \"m\", \"stage\": \"s\", \"name\": \"NPS\" }] }]",
    );
    assert_eq!(told(&loaded).1, "“value” is missing; 0 is used instead");
    assert_eq!(loaded.map.metric(&"m".into()).unwrap().1.name, "NPS");
}

#[test]
fn what_follows_an_entry_that_is_left_out_is_told_at_its_own_place() {
    let loaded = read(
        "  \"stages\": [\n    5,\n    { \"id\": \"s\" },\n    \"a\",\n    { \"id\": \"s\" }\n  ]",
    );
    let places: Vec<_> = loaded.warnings.iter().map(|w| (w.line, w.column)).collect();
    assert_eq!(places, [(5, 5), (7, 5), (8, 13)]);
    assert_eq!(loaded.map.stages.len(), 2);
}
