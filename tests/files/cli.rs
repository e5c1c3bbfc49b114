//! The commands without a window, as the built program gives them: exit codes, the one line on
//! stderr, outputs written whole or not at all.

use std::{
    fs,
    path::Path,
    process::{Command, Output, Stdio},
};

const SAMPLE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/assets/samples/buying-a-car.journey"
);

fn jejak() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jejak"));
    command.env("LC_ALL", "C").env_remove("LANGUAGE");
    // Nothing of the person who runs the tests.
    command.env("XDG_CONFIG_HOME", "/nowhere");
    command
}

fn run(arguments: &[&str], folder: &Path) -> Output {
    jejak()
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> &str {
    str::from_utf8(bytes).unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn pictures_of_every_kind_are_made() {
    let folder = tempfile::tempdir().unwrap();
    for (line, starts) in [
        ("a.png --width 640", &b"\x89PNG\r\n\x1a\n"[..]),
        ("b.svg --outline --transparent", b"<svg"),
        ("c.PDF --page a4", b"%PDF-"),
        ("d.svg --matrix", b"<svg"),
    ] {
        let mut arguments = vec!["export", SAMPLE, "-o"];
        arguments.extend(line.split(' '));
        let done = run(&arguments, folder.path());
        assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
        assert!(done.stdout.is_empty() && done.stderr.is_empty());
        let picture = fs::read(folder.path().join(arguments[3])).unwrap();
        let at = picture
            .windows(starts.len())
            .position(|bytes| bytes == starts);
        assert!(at.is_some_and(|at| at < 80), "{line}");
    }
    let png = fs::read(folder.path().join("a.png")).unwrap();
    assert_eq!(png[16..20], 640_u32.to_be_bytes());
    assert_eq!(names(folder.path()), ["a.png", "b.svg", "c.PDF", "d.svg"]);
}

#[test]
fn what_fails_says_why_in_one_line_and_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path();
    fs::write(inside.join("cut.journey"), "{\n \"format\": \"jejak.jour").unwrap();
    fs::write(inside.join("old.png"), "old").unwrap();
    fs::create_dir(inside.join("folder.png")).unwrap();
    let before = names(inside);
    for (file, output, why) in [
        (
            "missing.journey",
            "old.png",
            "missing.journey: there is no such file",
        ),
        (".", "old.png", ".: this is a folder"),
        ("cut.journey", "old.png", "cut.journey:2:"),
        (
            SAMPLE,
            "missing/a.png",
            "missing/a.png: cannot be written: the folder",
        ),
        (
            SAMPLE,
            "folder.png",
            "folder.png: cannot be written: it is a folder",
        ),
        (
            SAMPLE,
            "cut.journey/a.png",
            "cut.journey/a.png: cannot be written: a part",
        ),
    ] {
        let done = run(&["export", file, "-o", output], inside);
        let told = text(&done.stderr);
        assert_eq!(done.status.code(), Some(1), "{file} {output}: {told}");
        assert!(told.starts_with(why), "{told}");
        assert_eq!(told.lines().count(), 1, "{told}");
        assert!(done.stdout.is_empty());
    }
    assert_eq!(names(inside), before);
    assert_eq!(fs::read(inside.join("old.png")).unwrap(), b"old");
}

#[test]
fn check_prints_findings_without_calling_the_file_unsound() {
    let folder = tempfile::tempdir().unwrap();
    let done = run(&["check", SAMPLE], folder.path());
    let told = text(&done.stdout);
    assert_eq!(done.status.code(), Some(0), "{told}");
    let expected = format!("{SAMPLE}: “TV spot” has no channel. (Awareness · Touchpoints)");
    assert!(told.lines().any(|line| line == expected), "{told}");
    assert!(told.lines().all(|line| line.starts_with(SAMPLE)), "{told}");
    let strict = run(&["check", SAMPLE, "--strict"], folder.path());
    assert_eq!(strict.status.code(), Some(3));
    assert_eq!(text(&strict.stdout), told);

    // A map without anything has nothing that could be missing.
    let bare = folder.path().join("bare.journey");
    fs::write(&bare, r#"{ "format": "jejak.journey", "version": 1 }"#).unwrap();
    let done = run(&["check", "bare.journey", "--strict"], folder.path());
    assert_eq!((done.status.code(), text(&done.stdout)), (Some(0), ""));
}

#[test]
fn check_reads_whatever_convert_reads() {
    let folder = tempfile::tempdir().unwrap();
    let plain = run(&["check", SAMPLE], folder.path());
    let findings = |done: &Output, name: &str| text(&done.stdout).replace(name, "");
    for name in ["a.png", "a.svg"] {
        let done = run(&["export", SAMPLE, "-o", name], folder.path());
        assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    }
    for name in ["a.mmd", "a.xlsx", "a.csv", "a.ojf.json"] {
        let done = run(&["convert", SAMPLE, "-o", name], folder.path());
        assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    }
    for name in ["a.png", "a.svg", "a.mmd", "a.xlsx", "a.csv", "a.ojf.json"] {
        let done = run(&["check", name], folder.path());
        assert_eq!(
            done.status.code(),
            Some(0),
            "{name}: {}",
            text(&done.stdout)
        );
        if !matches!(name, "a.csv" | "a.xlsx" | "a.ojf.json") {
            // The whole map rides along.
            assert_eq!(findings(&done, name), findings(&plain, SAMPLE), "{name}");
        }
    }
    let png = fs::read(folder.path().join("a.png")).unwrap();
    fs::write(folder.path().join("cut.png"), &png[..200]).unwrap();
    fs::write(folder.path().join("named.journey"), &png).unwrap();
    let nodes =
        r#"{ "stages": [{ "id": "a", "title": "A" }], "nodes": [{ "title": "T", "stage": "b" }] }"#;
    fs::write(folder.path().join("b.ojf.json"), nodes).unwrap();
    for (name, part) in [
        ("cut.png", "cut.png:1:1: the picture is damaged or cut off"),
        (
            "named.journey",
            "this is a PNG picture, not a map, despite its name. If Jejak exported it, give it a name that ends in .png",
        ),
        (
            "b.ojf.json",
            "b.ojf.json:1:54: there is no stage “b”; this was put in the first one",
        ),
    ] {
        let done = run(&["check", name], folder.path());
        assert_eq!(done.status.code(), Some(1), "{name}");
        assert!(text(&done.stdout).contains(part), "{}", text(&done.stdout));
        let json = run(&["check", name, "--json"], folder.path());
        assert_eq!(json.status.code(), Some(1), "{name}");
        let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
        assert_eq!(json["error"].is_null(), name == "b.ojf.json", "{json}");
    }
}

#[test]
fn check_speaks_json_to_scripts() {
    let folder = tempfile::tempdir().unwrap();
    let answer = |file: &str, code: i32| -> serde_json::Value {
        let done = run(&["check", file, "--json"], folder.path());
        assert_eq!(done.status.code(), Some(code), "{file}");
        assert!(done.stderr.is_empty());
        serde_json::from_slice(&done.stdout).expect("one JSON document")
    };
    let sample = answer(SAMPLE, 0);
    assert_eq!(sample["error"], serde_json::Value::Null);
    assert_eq!(sample["warnings"], serde_json::json!([]));
    let findings = sample["findings"].as_array().expect("a list");
    let of_kind = |kind: &str| findings.iter().find(|finding| finding["kind"] == kind);
    let channel = serde_json::json!({
        "kind": "touchpoint_without_channel",
        "severity": "hint",
        "reason": "“TV spot” has no channel.",
        "place": "Awareness · Touchpoints",
        "target": { "part": "card", "id": "t1" },
        "also": [],
    });
    assert_eq!(of_kind("touchpoint_without_channel"), Some(&channel));
    let broken = of_kind("broken_thread").expect("the app is lost");
    let dot = serde_json::json!({
        "part": "dot", "lane": "channels", "channel": "app", "stage": "purchase"
    });
    assert_eq!(broken["target"], dot);

    let sample = fs::read_to_string(SAMPLE).unwrap();
    let mended = sample.replacen("\"id\": \"a2\"", "\"id\": \"a1\"", 1);
    fs::write(folder.path().join("mended.journey"), mended).unwrap();
    let mended = answer("mended.journey", 1);
    let warning = &mended["warnings"][0];
    assert!(warning["line"].as_u64() > Some(1) && warning["column"].is_u64());
    assert!(warning["reason"].as_str().expect("why").contains("a1"));
    assert_eq!(
        mended["findings"].as_array().map(Vec::len),
        Some(findings.len())
    );

    fs::write(
        folder.path().join("cut.journey"),
        &sample[..sample.len() / 2],
    )
    .unwrap();
    let cut = answer("cut.journey", 1);
    assert!(cut["error"]["line"].as_u64() > Some(1), "{cut}");
    assert_eq!(cut["findings"], serde_json::json!([]));

    let missing = run(&["check", "missing.journey", "--json"], folder.path());
    assert_eq!(missing.status.code(), Some(1));
    assert!(missing.stdout.is_empty() && text(&missing.stderr).contains("no such file"));
}

#[test]
fn check_finds_what_is_spoilt() {
    let folder = tempfile::tempdir().unwrap();
    let sample = fs::read(SAMPLE).unwrap();
    let replaced = |from: &str, to: &str| text(&sample).replacen(from, to, 1).into_bytes();
    let path = folder.path().join("map.journey");
    for (what, bytes) in [
        ("empty", Vec::new()),
        ("no JSON", b"Dear map,".to_vec()),
        ("other JSON", b"{\"name\": \"x\"}".to_vec()),
        ("cut off", sample[..sample.len() / 2].to_vec()),
        (
            "a wrong type",
            replaced("\"stages\": [", "\"stages\": 7, \"x\": ["),
        ),
        (
            "no such stage",
            replaced("\"stage\": \"awareness\"", "\"stage\": \"nowhere\""),
        ),
        ("an id twice", replaced("\"id\": \"a2\"", "\"id\": \"a1\"")),
        ("not a number", replaced("\"min\": -2", "\"min\": NaN")),
        ("a scale upside down", replaced("\"min\": -2", "\"min\": 9")),
        (
            "a newer version",
            replaced("\"version\": 1", "\"version\": 2"),
        ),
        ("not UTF-8", b"{\"title\": \"\xFF\"}".to_vec()),
        (
            "deep",
            [b"[".repeat(100_000), b"]".repeat(100_000)].concat(),
        ),
    ] {
        fs::write(&path, bytes).unwrap();
        let done = run(&["check", "map.journey"], folder.path());
        assert_eq!(done.status.code(), Some(1), "{what}");
        assert!(done.stderr.is_empty(), "{what}: {}", text(&done.stderr));
        // What was mended comes first, with its place in the file.
        let lines = text(&done.stdout).lines();
        let is_placed = |line: &&str| line.as_bytes()["map.journey:".len()].is_ascii_digit();
        let mut placed = lines.take_while(is_placed).peekable();
        assert!(placed.peek().is_some(), "{what}");
        for line in placed {
            let mut parts = line.splitn(4, ':');
            assert_eq!(parts.next(), Some("map.journey"), "{what}: {line}");
            for _ in 0..2 {
                let number = parts.next().and_then(|part| part.parse::<usize>().ok());
                assert!(number.is_some_and(|number| number > 0), "{what}: {line}");
            }
            assert!(
                parts.next().is_some_and(|why| why.len() > 10),
                "{what}: {line}"
            );
        }
    }
}

#[test]
fn a_byte_order_mark_is_no_fault_and_a_huge_file_is_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("map.journey");
    fs::write(
        &path,
        [b"\xEF\xBB\xBF".as_slice(), &fs::read(SAMPLE).unwrap()].concat(),
    )
    .unwrap();
    let done = run(&["check", "map.journey"], folder.path());
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stdout));

    // Sparse: 100 MB that take no room.
    let file = fs::File::create(&path).unwrap();
    file.set_len(100 << 20).unwrap();
    let done = run(&["check", "map.journey"], folder.path());
    assert_eq!(done.status.code(), Some(1));
    assert!(
        text(&done.stdout).contains("100 MB"),
        "{}",
        text(&done.stdout)
    );
}

#[test]
fn every_template_is_listed_and_written_in_both_languages() {
    let folder = tempfile::tempdir().unwrap();
    let done = run(&["templates"], folder.path());
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    let listed: Vec<(&str, &str)> = text(&done.stdout)
        .lines()
        .map(|line| line.split_once("  ").unwrap())
        .collect();
    let ids: Vec<&str> = listed.iter().map(|(id, _)| *id).collect();
    assert_eq!(
        ids,
        [
            "five-stages",
            "eight-steps",
            "three-phases",
            "buying-a-car",
            "in-the-shop",
            "omnichannel",
            "service-blueprint",
            "empty"
        ]
    );
    assert_eq!(listed[6].1.trim(), "Service blueprint");
    let columns: Vec<usize> = text(&done.stdout)
        .lines()
        .map(|line| line.len() - line.split_once("  ").unwrap().1.trim_start().len())
        .collect();
    assert!(columns.iter().all(|at| *at == columns[0]), "{columns:?}");

    for id in ids {
        for language in ["en", "id"] {
            let file = format!("{id}.{language}.journey");
            let arguments = ["new", id, "-o", &file, "--language", language];
            let done = run(&arguments, folder.path());
            assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
            assert!(done.stdout.is_empty() && done.stderr.is_empty());
            let written = fs::read(folder.path().join(&file)).unwrap();
            let word = format!("\"language\": \"{language}\"");
            assert!(text(&written).contains(&word), "{file}");
            let done = run(&["check", &file], folder.path());
            assert_eq!(done.status.code(), Some(0), "{}", text(&done.stdout));
        }
    }
}

#[test]
fn stops_are_listed_in_both_languages_those_that_a_map_suggests_too() {
    let folder = tempfile::tempdir().unwrap();
    let done = run(&["stops", SAMPLE], folder.path());
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    let lines: Vec<&str> = text(&done.stdout).lines().collect();
    assert!(lines[0].trim_start().starts_with("1  ") && lines[0].ends_with("Title page"));
    assert!(lines[1].contains("Whole map"), "{lines:?}");
    assert!(lines[2].contains("Stages: "), "{lines:?}");
    assert!(text(&done.stderr).contains("has no stops of its own"));

    let map = r#"{"format": "jejak.journey", "version": 1, "title": "Buying", "language": "en",
"stages": [{"id": "look", "title": "Look\naround"}, {"id": "buy", "title": "Purchase"}],
"stops": [{"id": "s1", "shows": "stages", "stages": ["buy", "look"], "minutes": 2.5, "notes": "Slowly"},
{"id": "s2", "shows": "gap", "hidden": true, "minutes": 7},
{"id": "s3", "title": "All of it", "shows": "map", "minutes": 1}]}"#;
    fs::write(folder.path().join("a.journey"), map).unwrap();
    let done = run(&["stops", "a.journey"], folder.path());
    assert_eq!(
        text(&done.stdout),
        "1  Purchase, Look around  Stages: Purchase, Look around  2.5 min\n\
         –  Current and future     Current and future               7 min  hidden\n\
         2  All of it              Whole map                        1 min\n\
         Planned: 3.5 min\n"
    );
    assert!(done.stderr.is_empty(), "{}", text(&done.stderr));
    let done = jejak()
        .args(["stops", "a.journey"])
        .env("LC_ALL", "id_ID.UTF-8")
        .current_dir(folder.path())
        .output()
        .unwrap();
    let told = text(&done.stdout);
    assert!(
        told.contains("2,5 menit") && told.contains("Seluruh peta"),
        "{told}"
    );

    let done = run(&["stops", "a.journey", "--json"], folder.path());
    let told: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(told["suggested"], false);
    let stops = told["stops"].as_array().unwrap();
    let numbers: Vec<_> = stops.iter().map(|stop| stop["number"].as_u64()).collect();
    assert_eq!(numbers, [Some(1), None, Some(2)]);
    assert_eq!(stops[0]["ids"], serde_json::json!(["buy", "look"]));
    assert_eq!(stops[0]["notes"], "Slowly");
    let done = run(&["stops", "none.journey"], folder.path());
    assert_eq!(done.status.code(), Some(1));
}

#[test]
fn what_a_map_is_is_said_in_words_and_to_scripts() {
    let folder = tempfile::tempdir().unwrap();
    let done = run(&["info", SAMPLE], folder.path());
    let told = text(&done.stdout);
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    for line in [
        "Title:",
        "Stages:   Awareness, ",
        "Personas:",
        "Contents: 5 stages · ",
    ] {
        assert!(
            told.lines().any(|it| it.starts_with(line)),
            "{line}: {told}"
        );
    }
    let map: serde_json::Value = serde_json::from_slice(&fs::read(SAMPLE).unwrap()).unwrap();
    // Whatever carries the map says the same of it, also without a name.
    run(&["export", SAMPLE, "-o", "a.png"], folder.path());
    run(&["convert", SAMPLE, "-o", "a.xlsx"], folder.path());
    for name in ["a.png", "a.xlsx"] {
        let bytes = fs::read(folder.path().join(name)).unwrap();
        let done = piped(&["info", "-", "--json"], &bytes, folder.path());
        let told: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
        let said = &told["map"];
        assert_eq!(said["title"], map["title"], "{name}");
        let stages = map["stages"].as_array().unwrap().len();
        assert_eq!(said["counts"]["stages"], stages);
        assert_eq!(said["stages"].as_array().unwrap().len(), stages);
        let cards = map["lanes"].as_array().unwrap().iter();
        let cards = cards.filter_map(|lane| lane["cards"].as_array());
        let cards: usize = cards.map(Vec::len).sum();
        assert!(cards > 0);
        assert_eq!(said["counts"]["cards"], cards);
        let check = run(&["check", SAMPLE, "--json"], folder.path());
        let check: serde_json::Value = serde_json::from_slice(&check.stdout).unwrap();
        let findings = check["findings"].as_array().unwrap();
        for severity in ["warn", "hint"] {
            let of = findings.iter().filter(|it| it["severity"] == severity);
            assert_eq!(said["findings"][severity], of.count(), "{severity}");
        }
    }
    let done = run(&["info", "missing.journey"], folder.path());
    assert_eq!(done.status.code(), Some(1));
}

/// Width, height and the texts of a PNG, which is read whole.
fn read_png(bytes: &[u8]) -> (u32, u32, Vec<(String, String)>) {
    let mut reader = png::Decoder::new(std::io::Cursor::new(bytes))
        .read_info()
        .unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let frame = reader.next_frame(&mut pixels).unwrap();
    assert!(pixels.iter().any(|byte| *byte != pixels[0]), "one colour");
    let texts = reader.info().uncompressed_latin1_text.iter();
    let texts = texts.map(|it| (it.keyword.clone(), it.text.clone()));
    (frame.width, frame.height, texts.collect())
}

#[test]
fn a_thumbnail_is_what_a_desktop_asks_for() {
    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path();
    fs::copy(SAMPLE, inside.join("peta 1.journey")).unwrap();
    // The desktop has made the file before it is filled.
    fs::write(inside.join("out"), "").unwrap();
    let mut held = fs::File::open(inside.join("out")).unwrap();
    let done = run(
        &["thumbnail", "peta 1.journey", "out", "--size", "128"],
        inside,
    );
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    let bytes = fs::read(inside.join("out")).unwrap();
    // Tumbler reads the file that it holds open.
    let mut seen = Vec::new();
    std::io::Read::read_to_end(&mut held, &mut seen).unwrap();
    assert_eq!(seen, bytes);
    let (width, height, texts) = read_png(&bytes);
    assert_eq!(width.max(height), 128);
    let said = |wanted: &str| {
        let mut texts = texts.iter();
        texts
            .find(|(keyword, _)| keyword == wanted)
            .map(|(_, text)| text.as_str())
    };
    let full = inside.canonicalize().unwrap();
    let address = format!("file://{}/peta%201.journey", full.display());
    assert_eq!(said("Thumb::URI"), Some(&*address));
    let about = fs::metadata(inside.join("peta 1.journey")).unwrap();
    assert_eq!(said("Thumb::Size"), Some(&*about.len().to_string()));
    let changed = about.modified().unwrap();
    let since = changed.duration_since(std::time::UNIX_EPOCH).unwrap();
    assert_eq!(said("Thumb::MTime"), Some(&*since.as_secs().to_string()));
    let kind = "application/vnd.jejak.journey+json";
    assert_eq!(said("Thumb::Mimetype"), Some(kind));
    // No map rides along.
    assert_eq!(run(&["info", "out"], inside).status.code(), Some(1));

    // Whatever carries a map has one, also under a name that says nothing.
    run(&["export", SAMPLE, "-o", "a.png"], inside);
    run(&["export", SAMPLE, "-o", "a.svg"], inside);
    run(&["convert", SAMPLE, "-o", "a.xlsx"], inside);
    for name in ["a.png", "a.svg", "a.xlsx"] {
        fs::rename(inside.join(name), inside.join("copy")).unwrap();
        let done = run(&["thumbnail", "copy", "out"], inside);
        assert_eq!(
            done.status.code(),
            Some(0),
            "{name}: {}",
            text(&done.stderr)
        );
        let (width, height, _) = read_png(&fs::read(inside.join("out")).unwrap());
        assert_eq!(width.max(height), 256, "{name}");
    }
    // What holds no map has none, and nothing is left of it.
    let before = names(inside);
    run(&["export", SAMPLE, "-o", "b.png", "--no-map"], inside);
    for file in ["b.png", "missing.journey"] {
        let done = run(&["thumbnail", file, "b.out"], inside);
        assert_eq!(done.status.code(), Some(1), "{file}");
        assert_eq!(text(&done.stderr).lines().count(), 1);
    }
    assert_eq!(names(inside).len(), before.len() + 1);
}

#[test]
fn new_replaces_no_file_unasked_and_knows_what_there_is() {
    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path();
    fs::write(inside.join("mine.journey"), "mine").unwrap();
    for (arguments, why) in [
        (
            &["new", "empty", "-o", "mine.journey"][..],
            "mine.journey: the file already exists",
        ),
        (
            &["new", "nowhere", "-o", "other.journey"],
            "there is no template “nowhere”; there are: five-stages, eight-steps,",
        ),
        (
            &["new", "empty", "-o", "missing/a.journey"],
            "missing/a.journey: cannot be written: the folder",
        ),
    ] {
        let done = run(arguments, inside);
        let told = text(&done.stderr);
        assert_eq!(done.status.code(), Some(1), "{told}");
        assert!(told.starts_with(why), "{told}");
        assert_eq!(told.lines().count(), 1, "{told}");
    }
    assert_eq!(names(inside), ["mine.journey"]);
    assert_eq!(fs::read(inside.join("mine.journey")).unwrap(), b"mine");

    let done = run(&["new", "empty", "-o", "mine.journey", "--force"], inside);
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    let written = fs::read(inside.join("mine.journey")).unwrap();
    assert!(text(&written).contains("\"title\": \"New journey\""));
}

#[test]
#[cfg(all(target_os = "linux", feature = "gui"))]
fn what_was_saved_as_a_template_is_one_here_too() {
    let folder = tempfile::tempdir().unwrap();
    let shelf = folder.path().join("config/jejak/templates");
    fs::create_dir_all(&shelf).unwrap();
    fs::copy(SAMPLE, shelf.join("Our cars.journey")).unwrap();
    let run = |arguments: &[&str]| {
        let mut command = jejak();
        command.env("XDG_CONFIG_HOME", folder.path().join("config"));
        command.args(arguments).current_dir(folder.path());
        command.output().unwrap()
    };
    let done = run(&["templates"]);
    let last = text(&done.stdout).lines().last().unwrap();
    assert!(last.starts_with("Our cars") && last.ends_with("  Buying a car"));
    let done = run(&["new", "Our cars", "-o", "a.journey"]);
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    assert!(folder.path().join("a.journey").exists());
    let done = run(&["new", "Our cars", "-o", "b.journey", "--language", "id"]);
    assert_eq!(done.status.code(), Some(1));
    let told = text(&done.stderr);
    assert!(told.contains("written in English only"), "{told}");
}

#[test]
fn a_reader_who_has_gone_is_no_reason_to_panic() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("map.journey"), "{").unwrap();
    for arguments in [&["check", "map.journey"][..], &["--help"], &["--version"]] {
        let mut child = jejak()
            .args(arguments)
            .current_dir(folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let done = child.wait_with_output().unwrap();
        assert!(!text(&done.stderr).contains("panicked"), "{arguments:?}");
        assert!(matches!(done.status.code(), Some(0 | 1)), "{arguments:?}");
    }
}

#[test]
fn a_wrong_command_line_ends_with_two() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in [
        &["export", SAMPLE][..],
        &["export", SAMPLE, "-o", "a.gif"],
        &["export", SAMPLE, "-o", "a.png", "--scale", "9"],
        &["check"],
    ] {
        let done = run(arguments, folder.path());
        assert_eq!(done.status.code(), Some(2), "{arguments:?}");
        assert!(text(&done.stderr).starts_with("error: "));
    }
    assert_eq!(names(folder.path()), [""; 0]);
}

#[test]
#[cfg(all(target_os = "linux", feature = "gui"))]
fn without_a_display_two_lines_say_what_works() {
    let done = jejak()
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .output()
        .unwrap();
    let told = text(&done.stderr);
    assert_eq!(done.status.code(), Some(1));
    assert_eq!(told.lines().count(), 2, "{told}");
    assert!(told.contains("there is no display") && told.contains("jejak export"));
}

#[test]
fn a_map_goes_to_another_format_and_back() {
    let folder = tempfile::tempdir().unwrap();
    let done = run(&["convert", SAMPLE, "-o", "a.mmd"], folder.path());
    assert_eq!(done.status.code(), Some(0));
    assert!(done.stdout.is_empty());
    let told = text(&done.stderr);
    let kept =
        "a.mmd: kept in the comment line with the whole map, not in the text itself: metrics (";
    assert!(told.contains(kept), "{told}");
    let alone = run(
        &["convert", SAMPLE, "-o", "alone.mmd", "--no-map"],
        folder.path(),
    );
    let told = text(&alone.stderr);
    assert!(
        told.contains("alone.mmd: not included: metrics ("),
        "{told}"
    );
    fs::remove_file(folder.path().join("alone.mmd")).unwrap();
    let back = run(&["convert", "a.mmd", "-o", "b.journey"], folder.path());
    assert_eq!((back.status.code(), text(&back.stderr)), (Some(0), ""));
    let map = |path: &Path| jejak::file::load(&fs::read(path).unwrap()).unwrap().map;
    assert_eq!(
        map(&folder.path().join("b.journey")),
        map(Path::new(SAMPLE))
    );

    let again = run(&["convert", "a.mmd", "-o", "b.journey"], folder.path());
    assert_eq!(again.status.code(), Some(1));
    assert!(text(&again.stderr).contains("--force"));
    let forced = run(
        &["convert", SAMPLE, "-o", "a.mmd", "--force", "--no-map"],
        folder.path(),
    );
    assert_eq!(forced.status.code(), Some(0));
    let text_of = fs::read_to_string(folder.path().join("a.mmd")).unwrap();
    assert!(!text_of.contains("jejak"));

    fs::write(folder.path().join("c.mmd"), "pie\n A: 3\n").unwrap();
    let wrong = run(&["convert", "c.mmd", "-o", "d.journey"], folder.path());
    assert_eq!(wrong.status.code(), Some(1));
    assert!(
        text(&wrong.stderr).starts_with("c.mmd:1:1: "),
        "{}",
        text(&wrong.stderr)
    );
    assert_eq!(names(folder.path()), ["a.mmd", "b.journey", "c.mmd"]);
}

/// The file as it was mended is not what its owner wrote: whoever goes on with it is told.
#[test]
fn a_file_that_had_to_be_mended_is_told_of_in_one_line() {
    let folder = tempfile::tempdir().unwrap();
    let sample = fs::read_to_string(SAMPLE).unwrap();
    let spoilt = sample
        .replacen("\"id\": \"a2\"", "\"id\": \"a1\"", 1)
        .replacen("\"stage\": \"awareness\"", "\"stage\": \"nowhere\"", 1);
    fs::write(folder.path().join("spoilt.journey"), spoilt).unwrap();
    let english = "spoilt.journey: repaired while it was read; \
                   problems fixed: 2 (jejak check lists them)\n";
    for line in [
        "export spoilt.journey -o a.svg",
        "convert spoilt.journey -o a.journey",
    ] {
        let arguments: Vec<&str> = line.split(' ').collect();
        let done = run(&arguments, folder.path());
        assert_eq!(done.status.code(), Some(0), "{line}");
        assert!(done.stdout.is_empty(), "{line}");
        assert_eq!(text(&done.stderr), english, "{line}");
    }
    let sound = run(&["export", SAMPLE, "-o", "b.svg"], folder.path());
    assert_eq!(text(&sound.stderr), "");
    let done = jejak()
        .args(["export", "spoilt.journey", "-o", "c.svg"])
        .env("LC_ALL", "id_ID.UTF-8")
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(text(&done.stderr).contains("diperbaiki saat dibaca"));
}

#[test]
fn a_picture_opens_again_as_its_map() {
    let folder = tempfile::tempdir().unwrap();
    let map = |path: &Path| jejak::file::load(&fs::read(path).unwrap()).unwrap().map;
    for (line, carries) in [
        ("a.png --width 320", true),
        ("b.svg", true),
        ("c.svg --no-map", false),
        ("d.svg --matrix", false),
    ] {
        let mut arguments = vec!["export", SAMPLE, "-o"];
        arguments.extend(line.split(' '));
        assert_eq!(run(&arguments, folder.path()).status.code(), Some(0));
        let picture = arguments[3];
        let back = run(
            &["convert", picture, "-o", "back.journey", "--force"],
            folder.path(),
        );
        let told = text(&back.stderr);
        if carries {
            assert_eq!((back.status.code(), told), (Some(0), ""), "{line}");
            let back = map(&folder.path().join("back.journey"));
            assert_eq!(back, map(Path::new(SAMPLE)));
        } else {
            assert_eq!(back.status.code(), Some(1), "{line}");
            assert!(told.contains("carries no map"), "{told}");
        }
    }
}

#[test]
fn two_maps_are_compared_in_words_and_as_json() {
    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path();
    let before = fs::read_to_string(SAMPLE).unwrap();
    let after = before.replacen("TV spot", "Radio spot", 1).replacen(
        "\"Buying a car\"",
        "\"Buying a bike\"",
        1,
    );
    assert_ne!(before, after);
    fs::write(inside.join("after.journey"), after).unwrap();
    let same = run(&["diff", SAMPLE, SAMPLE], inside);
    assert_eq!((same.status.code(), text(&same.stdout)), (Some(0), ""));
    let done = run(&["diff", SAMPLE, "after.journey"], inside);
    assert_eq!(done.status.code(), Some(1));
    assert_eq!(
        text(&done.stdout),
        "the map: title from “Buying a car” to “Buying a bike”\n\
         card “TV spot” changed to “Radio spot”\n"
    );
    let done = run(&["diff", "--json", SAMPLE, "after.journey"], inside);
    let json: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(json[1]["part"], "card");
    assert_eq!(json[1]["what"], "changed");
    assert_eq!(json[1]["field"], "text");
    assert_eq!(json[1]["before"], "TV spot");
    let hidden = before.replacen(
        "\"version\": 1,",
        "\"version\": 1, \"hides_legend\": true,",
        1,
    );
    fs::write(inside.join("hidden.journey"), hidden).unwrap();
    let done = run(&["diff", "--json", SAMPLE, "hidden.journey"], inside);
    let json: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(json[0]["field"], "hides_legend");
    let done = run(&["diff", SAMPLE, "missing.journey"], inside);
    assert_eq!(done.status.code(), Some(2));
    assert!(text(&done.stderr).starts_with("missing.journey: "));
}

#[test]
fn git_merges_maps_with_the_driver() {
    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path();
    let git = |line: &[&str]| {
        let done = Command::new("git")
            .args(["-c", "user.name=T", "-c", "user.email=t@t"])
            .args(line)
            .current_dir(inside)
            .env("LC_ALL", "C")
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_SYSTEM", "/dev/null")
            .output();
        done.ok()
    };
    if git(&["init", "-q", "-b", "main"]).is_none() {
        eprintln!("git is not here: the merge driver was not tried");
        return;
    }
    let program = env!("CARGO_BIN_EXE_jejak");
    let driver = format!("'{program}' merge %O %A %B -o %A --force --name %P");
    git(&["config", "merge.jejak.driver", &driver]).unwrap();
    fs::write(inside.join(".gitattributes"), "*.journey merge=jejak\n").unwrap();
    let base = fs::read_to_string(SAMPLE).unwrap();
    let save = |text: &str, on: &str, message: &str| {
        if message != "base" {
            git(&["checkout", "-q", "-B", on, "base"]).unwrap();
        }
        fs::write(inside.join("car.journey"), text).unwrap();
        git(&["add", "-A"]).unwrap();
        git(&["commit", "-qm", message]).unwrap();
    };
    save(&base, "base", "base");
    git(&["branch", "base"]).unwrap();
    // Lines that stand beside each other, which git itself cannot merge.
    let line = base.lines().find(|line| line.contains("\"t1\"")).unwrap();
    save(&base.replacen("TV spot", "Radio spot", 1), "mine", "mine");
    save(
        &base.replacen("\"icon\": \"tv\"", "\"icon\": \"mail\"", 1),
        "theirs",
        "theirs",
    );
    assert!(line.contains("TV spot") && line.contains("\"icon\": \"tv\""));
    git(&["checkout", "-q", "mine"]).unwrap();
    let done = git(&["merge", "-q", "--no-edit", "theirs"]).unwrap();
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    let merged = fs::read(inside.join("car.journey")).unwrap();
    let map = jejak::file::load(&merged).unwrap().map;
    let card = map.card(&"t1".into()).unwrap().1;
    assert_eq!(
        (card.text.as_str(), card.icon.as_str()),
        ("Radio spot", "mail")
    );

    save(
        &base.replacen("TV spot", "Cinema spot", 1),
        "other",
        "other",
    );
    let done = git(&["merge", "-q", "--no-edit", "mine"]).unwrap();
    assert_eq!(done.status.code(), Some(1));
    let told = text(&done.stderr);
    let why = "car.journey: card “Cinema spot”: text (before: “TV spot”): mine “Cinema spot”; theirs “Radio spot”; mine is kept";
    assert!(told.contains(why), "{told}");
    jejak::file::load(&fs::read(inside.join("car.journey")).unwrap()).unwrap();
}

#[test]
fn what_somebody_changed_in_a_workbook_or_a_table_is_told_and_merged_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path();
    for format in ["csv", "xlsx", "mmd", "ojf.json"] {
        let name = format!("back.{format}");
        let done = run(&["convert", SAMPLE, "-o", &name, "--no-map"], inside);
        assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
        let done = run(&["diff", SAMPLE, &name], inside);
        assert_eq!(
            (done.status.code(), text(&done.stdout)),
            (Some(0), ""),
            "{format}"
        );
        if format == "ojf.json" {
            continue;
        }
        // A map of our own that came of it has other ids, which say nothing.
        let again = format!("{format}.journey");
        run(&["convert", &name, "-o", &again], inside);
        let done = run(&["diff", SAMPLE, &again], inside);
        assert_eq!(text(&done.stdout), "", "{again}");
    }
    let through = fs::read_to_string(inside.join("xlsx.journey")).unwrap();
    fs::write(
        inside.join("through.journey"),
        through.replace("TV spot", "Radio spot"),
    )
    .unwrap();
    let line = [
        "merge",
        SAMPLE,
        SAMPLE,
        "through.journey",
        "-o",
        "taken.journey",
    ];
    let done = run(&line, inside);
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    let done = run(&["diff", SAMPLE, "taken.journey"], inside);
    assert_eq!(
        text(&done.stdout),
        "card “TV spot” changed to “Radio spot”\n"
    );
    let table = fs::read_to_string(inside.join("back.csv")).unwrap();
    let table = table
        .replace("TV spot", "Radio spot")
        .replace("Test drive", "Trial");
    fs::write(inside.join("back.csv"), table).unwrap();
    let done = run(&["diff", SAMPLE, "back.csv"], inside);
    assert_eq!(
        text(&done.stdout),
        "stage “Test drive” changed to “Trial”\ncard “TV spot” changed to “Radio spot”\n"
    );
    let mine = fs::read_to_string(SAMPLE).unwrap();
    fs::write(
        inside.join("mine.journey"),
        mine.replace("Sales desk", "Desk"),
    )
    .unwrap();
    let line = [
        "merge",
        SAMPLE,
        "mine.journey",
        "back.csv",
        "-o",
        "both.journey",
    ];
    let done = run(&line, inside);
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    let done = run(&["diff", SAMPLE, "both.journey"], inside);
    assert_eq!(
        text(&done.stdout),
        "stage “Test drive” changed to “Trial”\ncard “TV spot” changed to “Radio spot”\ncard “Sales desk” changed to “Desk”\n"
    );
}

#[test]
fn a_picture_replaces_a_file_only_when_that_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let old = folder.path().join("a.svg");
    fs::write(&old, "precious").unwrap();
    let done = run(&["export", SAMPLE, "-o", "a.svg"], folder.path());
    assert_eq!(done.status.code(), Some(1));
    assert!(text(&done.stderr).starts_with("a.svg: the file already exists; --force"));
    assert_eq!(fs::read(&old).unwrap(), b"precious");
    let done = run(&["export", SAMPLE, "-o", "a.svg", "--force"], folder.path());
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    assert!(fs::read(&old).unwrap().starts_with(b"<svg"));
}

#[test]
fn a_time_of_which_a_map_says_nothing_is_refused_with_the_remedy() {
    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path();
    let map = r#"{"format": "jejak.journey", "version": 1, "title": "T", "state": "STATE",
        "stages": [{"id": "s", "title": "S"}],
        "lanes": [{"id": "l", "kind": "cards", "role": "pain_points", "title": "Pains", "cards": [
            {"id": "c", "stage": "s", "text": "A pain of today"}]}]}"#;
    for (state, view, other) in [("current", "to-be", "now"), ("future", "now", "to-be")] {
        fs::write(inside.join("map.journey"), map.replace("STATE", state)).unwrap();
        let line = ["export", "map.journey", "-o", "a.svg", "--force", "--view"];
        let done = run(&[&line[..], &[view]].concat(), inside);
        assert_eq!(done.status.code(), Some(1), "{view}");
        let told = text(&done.stderr);
        let remedy = format!("omit --view {view}");
        assert!(
            told.starts_with("map.journey: ") && told.contains(&remedy),
            "{told}"
        );
        assert!(!inside.join("a.svg").exists());
        let done = run(&[&line[..], &[other]].concat(), inside);
        assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
        fs::remove_file(inside.join("a.svg")).unwrap();
    }
}

/// Escapes, bells and what turns the order of letters: in texts, in ids, in the names of files.
#[test]
fn nothing_of_a_map_acts_upon_a_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let map = |title: &str| {
        format!(
            r#"{{"format":"jejak.journey","version":1,"title":"{title}\u001b[31m\u009b31m\u202e",
            "stages":[{{"id":"s\u001b[2J","title":"S\u001b]0;x\u0007"}}],
            "lanes":[{{"id":"l","kind":"cards","role":"pain_points","title":"L\r\n\u001b[2J","cards":[
            {{"id":"c","stage":"s\u001b[2J","text":"pain\u001b[31m\n","severity":5}},
            {{"id":"c","stage":"no\u001b[5m","text":"x\u2066"}}]}}]}}"#
        )
    };
    for (name, title) in [("a", "A"), ("b", "B"), ("c", "C")] {
        fs::write(
            folder.path().join(format!("{name}\u{1b}[1m.journey")),
            map(title),
        )
        .unwrap();
    }
    fs::write(folder.path().join("\u{202e}broken.journey"), "{").unwrap();
    let [a, b, c] = ["a", "b", "c"].map(|name| format!("{name}\u{1b}[1m.journey"));
    let mut seen = 0;
    for arguments in [
        vec!["check", &a],
        vec!["check", "--json", &a],
        vec!["check", "\u{202e}broken.journey"],
        vec!["check", "nowhere\u{1b}[1m.journey"],
        vec!["diff", &a, &b],
        vec!["diff", "--json", &a, &b],
        vec!["merge", &a, &b, &c, "-o", "merged.journey"],
        vec!["convert", &a, "-o", "\u{1b}[1m.nothing"],
        vec!["export", &a, "-o", "a.png", "--persona", "x\u{1b}[1m"],
        vec!["--no\u{1b}[1m"],
    ] {
        let done = run(&arguments, folder.path());
        for bytes in [&done.stdout, &done.stderr] {
            let said = text(bytes);
            let acts = |c: char| {
                c.is_control() && c != '\n'
                    || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
            };
            assert!(!said.contains(acts), "{arguments:?}: {said:?}");
            seen += said.matches("\\u{1b}").count() + said.matches("\\u001b").count();
        }
        if arguments.contains(&"--json") {
            let said: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
            assert!(said.to_string().contains("\\u001b"), "{said}");
        }
    }
    assert!(seen > 15, "{seen}");
}

#[test]
fn answers_become_a_map_and_are_drawn_into_one() {
    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path();
    let answers = "Stage,Score,Comment,Segment,Date\n\
                   Purchase,2,slow,Student,2026-03-01\n\
                   Purchase,so so,,Student,2026-03-02\n\
                   Awareness,5,,Parent,2026-03-01\n\
                   Delivery,1,,Parent,2026-03-01\n";
    fs::write(inside.join("answers.csv"), answers).unwrap();
    let line = "survey answers.csv -o made.journey --answer";
    let mut arguments: Vec<&str> = line.split(' ').collect();
    arguments.push("so so=3");
    let done = run(&arguments, inside);
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    assert!(text(&done.stderr).contains("3 points drawn from 4 answers"));
    let made = fs::read_to_string(inside.join("made.journey")).unwrap();
    assert!(
        made.contains("\"value\": 2.5") && made.contains("slow"),
        "{made}"
    );

    // The map that it goes into knows other stages; it stays as it is.
    let map = "{\"format\": \"jejak.journey\", \"version\": 1, \"title\": \"T\", \"stages\": [\
               {\"id\": \"a\", \"title\": \"1. awareness\"}, {\"id\": \"b\", \"title\": \"Purchse\"}], \"lanes\": []}";
    fs::write(inside.join("map.journey"), map).unwrap();
    let line = "survey answers.csv --into map.journey -o into.journey --only Segment=Parent";
    let done = run(&line.split(' ').collect::<Vec<_>>(), inside);
    let told = text(&done.stderr);
    assert_eq!(done.status.code(), Some(0), "{told}");
    assert!(
        told.contains("1 answer about “Delivery” is ignored"),
        "{told}"
    );
    assert_eq!(fs::read_to_string(inside.join("map.journey")).unwrap(), map);
    let into = fs::read_to_string(inside.join("into.journey")).unwrap();
    assert!(into.contains("Parent") && !into.contains("slow"), "{into}");

    // What is wrong is said in one line; what looks like answers is told where it is converted.
    for (line, why) in [
        (
            "survey answers.csv -o x.journey --stage Nothing",
            "no column “Nothing”",
        ),
        ("survey answers.csv -o made.journey", "--force"),
        ("survey missing.csv -o x.journey", "missing.csv"),
    ] {
        let done = run(&line.split(' ').collect::<Vec<_>>(), inside);
        assert_eq!(done.status.code(), Some(1), "{line}");
        assert!(
            text(&done.stderr).contains(why),
            "{line}: {}",
            text(&done.stderr)
        );
    }
    let done = run(&["convert", "answers.csv", "-o", "table.journey"], inside);
    assert!(
        text(&done.stderr).contains("jejak survey answers.csv"),
        "{}",
        text(&done.stderr)
    );
}

#[test]
fn what_a_table_leaves_open_is_said_on_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path();
    let table = "Grades,2026,by,week\nStage,Search,Buy,Use\nStep,Look,Pay,Drive\nFeeling,1,6,2\n";
    fs::write(inside.join("grades.csv"), table).unwrap();
    let line = "convert grades.csv -o made.journey --head 2 --persona Rina --scale 6..1";
    let done = run(&line.split(' ').collect::<Vec<_>>(), inside);
    let told = text(&done.stderr);
    assert_eq!(done.status.code(), Some(0), "{told}");
    let map = jejak::file::load(&fs::read(inside.join("made.journey")).unwrap());
    let map = map.unwrap().map;
    let titles: Vec<&str> = map
        .stages
        .iter()
        .map(|stage| stage.title.as_str())
        .collect();
    assert_eq!(titles, ["Search", "Buy", "Use"]);
    assert_eq!(map.personas[0].name, "Rina");
    let curve = map
        .lanes
        .iter()
        .flat_map(|lane| lane.curves())
        .next()
        .unwrap();
    let values: Vec<f64> = curve
        .points
        .iter()
        .filter_map(|point| point.value)
        .collect();
    // The small ones are the good ones.
    assert!(values[0] > values[2] && values[2] > values[1], "{values:?}");
    assert_eq!((map.emotion_scale.min, map.emotion_scale.max), (1.0, 6.0));
    let line = "convert grades.csv -o other.journey --head 9";
    let done = run(&line.split(' ').collect::<Vec<_>>(), inside);
    let told = text(&done.stderr);
    assert!(
        told.contains("line 9 cannot be") && told.contains("lines 1–4"),
        "{told}"
    );
    for wrong in ["--scale 3..3", "--scale 5", "--head 0", "--head x"] {
        let line = format!("convert grades.csv -o other.journey {wrong}");
        let done = run(&line.split(' ').collect::<Vec<_>>(), inside);
        assert_eq!(done.status.code(), Some(2), "{wrong}");
    }
}

#[test]
fn what_comes_in_is_converted_and_goes_out() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = jejak();
    command.args([
        "convert", "-", "-o", "-", "--from", "mmd", "--to", "mmd", "--no-map",
    ]);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.current_dir(folder.path()).spawn().unwrap();
    let diagram = "journey\n    title T\n    section A\n      b: 3: Me\n";
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), diagram.as_bytes()).unwrap();
    let done = child.wait_with_output().unwrap();
    assert_eq!(text(&done.stdout), diagram, "{}", text(&done.stderr));
    assert_eq!(names(folder.path()), [""; 0]);
}

#[test]
fn the_marks_of_a_conflict_are_told_with_what_helps() {
    let folder = tempfile::tempdir().unwrap();
    let marked = include_str!("cases/other/git-conflict.journey");
    fs::write(folder.path().join("a.journey"), marked).unwrap();
    let done = run(&["convert", "a.journey", "-o", "b.mmd"], folder.path());
    assert_eq!(done.status.code(), Some(1));
    let told = text(&done.stderr);
    for part in [
        "a.journey:4:",
        "git checkout --ours",
        "--theirs",
        "jejak merge",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
}

/// Runs a command with something coming in.
fn piped(arguments: &[&str], input: &[u8], folder: &Path) -> Output {
    let mut command = jejak();
    command.args(arguments).current_dir(folder);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut to = child.stdin.take().unwrap();
    let input = input.to_vec();
    // What nobody reads is no fault of the test.
    let writer = std::thread::spawn(move || drop(std::io::Write::write_all(&mut to, &input)));
    let done = child.wait_with_output().unwrap();
    writer.join().unwrap();
    done
}

#[test]
fn every_command_reads_what_comes_in_and_writes_what_goes_out() {
    let folder = tempfile::tempdir().unwrap();
    let map = fs::read(SAMPLE).unwrap();
    let none: &[u8] = b"";
    for (line, starts) in [
        ("export - -o -", &b"\x89PNG\r\n\x1a\n"[..]),
        ("export - -o - --to pdf", b"%PDF-"),
        ("export - -o - --to svg", b"<svg"),
        (
            "convert - -o - --from journey --to csv",
            b"\xEF\xBB\xBFrecord",
        ),
        ("convert - -o - --from journey --to xlsx", b"PK"),
        ("check -", none),
    ] {
        let done = piped(&line.split(' ').collect::<Vec<_>>(), &map, folder.path());
        assert_eq!(
            done.status.code(),
            Some(0),
            "{line}: {}",
            text(&done.stderr)
        );
        assert!(done.stdout.starts_with(starts), "{line}");
    }
    let same = piped(&["diff", "-", SAMPLE], &map, folder.path());
    assert_eq!((same.status.code(), text(&same.stdout)), (Some(0), ""));
    let diagram = b"journey\n title T\n section A\n b: 3: Me\n";
    let other = piped(
        &["diff", SAMPLE, "-", "--from", "mmd"],
        diagram,
        folder.path(),
    );
    assert_eq!(other.status.code(), Some(1), "{}", text(&other.stderr));
    assert!(!other.stdout.is_empty());
    let checked = piped(
        &["check", "-", "--from", "mmd", "--json"],
        diagram,
        folder.path(),
    );
    assert_eq!(checked.status.code(), Some(0), "{}", text(&checked.stderr));
    assert!(text(&checked.stdout).contains("\"file\": \"-\""));
    let merged = piped(
        &["merge", SAMPLE, "-", SAMPLE, "-o", "-"],
        &map,
        folder.path(),
    );
    assert_eq!(merged.stdout, map, "{}", text(&merged.stderr));
    let new = run(&["new", "empty", "-o", "-"], folder.path());
    assert!(new.stdout.starts_with(b"{"), "{}", text(&new.stderr));
    let answers = b"Stage,Score\nFind,4\nPay,2\nFind,5\n";
    let survey = piped(&["survey", "-", "-o", "-"], answers, folder.path());
    assert!(survey.stdout.starts_with(b"{"), "{}", text(&survey.stderr));
    let title = jejak::file::load(&map).unwrap().map.stages[0].title.clone();
    let answers = format!("Stage,Score\n{title},4\n{title},2\n");
    let into = piped(
        &["survey", "-", "--into", SAMPLE, "-o", "-", "--to", "mmd"],
        answers.as_bytes(),
        folder.path(),
    );
    assert!(
        into.stdout.starts_with(b"journey"),
        "{}",
        text(&into.stderr)
    );
    assert_eq!(names(folder.path()), [""; 0]);
}

#[test]
fn a_picture_is_made_of_whatever_convert_reads() {
    let folder = tempfile::tempdir().unwrap();
    let table = "Stage,Aware,Buy\nActions,Looks,Pays\nEmotion,happy,sad\n";
    fs::write(folder.path().join("a.csv"), table).unwrap();
    let done = run(&["export", "a.csv", "-o", "a.svg"], folder.path());
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    assert!(
        text(&done.stderr).contains("a.csv:3:"),
        "{}",
        text(&done.stderr)
    );
    assert!(folder.path().join("a.svg").exists());
}

#[test]
fn files_of_other_programs_are_told_with_what_to_save() {
    let folder = tempfile::tempdir().unwrap();
    let archive = |part: &str| [b"PK\x03\x04....", part.as_bytes(), b"PK\x01\x02"].concat();
    for (name, bytes, told) in [
        ("a.docx", archive("word/document.xml"), "copy its table"),
        ("a.vsdx", archive("visio/document.xml"), "a table"),
        (
            "a.ods",
            archive("mimetypeapplication/vnd.oasis.opendocument.spreadsheet"),
            ".xlsx",
        ),
        (
            "a.drawio",
            b"<mxfile host=\"x\"><diagram/></mxfile>".to_vec(),
            "a table",
        ),
        ("a.fig", b"fig-kiwi\0\0".to_vec(), "a table"),
        ("a.rtb", archive("board.json"), ".csv"),
        ("a.pptx", archive("ppt/presentation.xml"), "copy its table"),
        ("a.sketch", archive("document.json"), "a table"),
        (
            "a.xls",
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(),
            ".xlsx",
        ),
        // What is in it tells, whatever it is called.
        ("docx.csv", archive("word/document.xml"), "copy its table"),
        ("docx.xlsx", archive("word/document.xml"), "copy its table"),
        ("pdf.txt", b"%PDF-1.7 \xFF".to_vec(), "copy its table"),
        (
            "drawio.md",
            b"<mxfile host=\"x\"></mxfile>".to_vec(),
            "a table",
        ),
        (
            "excalidraw.json",
            b"{\"type\":\"excalidraw\",\"elements\":[]}".to_vec(),
            ".csv",
        ),
        ("rtf.journey", b"{\\rtf1 a}".to_vec(), "copy its table"),
    ] {
        fs::write(folder.path().join(name), bytes).unwrap();
        let done = run(&["convert", name, "-o", "b.journey"], folder.path());
        assert!(matches!(done.status.code(), Some(1 | 2)), "{name}");
        assert!(
            text(&done.stderr).contains(told),
            "{name}: {}",
            text(&done.stderr)
        );
        assert!(!folder.path().join("b.journey").exists());
    }
}

/// What a window starts when it is closed is a command that there is.
#[test]
#[cfg(feature = "gui")]
fn a_clipboard_can_be_held() {
    let args = ["jejak", jejak::app::HOLD_CLIPBOARD].map(std::ffi::OsString::from);
    let request = jejak::cli::parse(args).unwrap();
    assert_eq!(request, jejak::cli::Request::HoldClipboard);
}

#[test]
fn stops_go_out_as_pages_and_as_a_series() {
    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path();
    let ran = |line: &str| {
        let mut arguments = vec!["export", SAMPLE];
        arguments.extend(line.split(' '));
        run(&arguments, inside)
    };
    let done = |line: &str| {
        let done = ran(line);
        assert_eq!(
            done.status.code(),
            Some(0),
            "{line}: {}",
            text(&done.stderr)
        );
    };
    done("-o slides/%n.svg --stops");
    let slides = names(&inside.join("slides"));
    assert!(slides.len() > 4, "{slides:?}");
    assert!(
        slides[0].starts_with("01-") && slides[1].starts_with("02-"),
        "{slides:?}"
    );
    assert!(
        slides.iter().all(|name| name.ends_with(".svg")),
        "{slides:?}"
    );

    // None is replaced unless all may be, and none is written then.
    fs::remove_file(inside.join("slides").join(&slides[0])).unwrap();
    let again = ran("-o slides/%n.svg --stops");
    assert_eq!(again.status.code(), Some(1));
    let told = text(&again.stderr);
    assert!(
        told.contains("--force") && told.contains(&slides[1]),
        "{told}"
    );
    assert_eq!(names(&inside.join("slides")).len(), slides.len() - 1);
    done("-o slides/%n.svg --stops --force");
    assert_eq!(names(&inside.join("slides")), slides);

    // Without a place for the number the names begin with the output's.
    done("-o car.png --stops --scale 1");
    let named = names(inside);
    let series: Vec<_> = named
        .iter()
        .filter(|name| name.starts_with("car-"))
        .collect();
    assert_eq!(series.len(), slides.len());
    assert_eq!(
        series[0].trim_end_matches("png"),
        format!("car-{}", slides[0].trim_end_matches("svg"))
    );
    let first = fs::read(inside.join(series[0])).unwrap();
    assert_eq!(u32::from_be_bytes(first[16..20].try_into().unwrap()), 1920);

    done("-o deck.pdf --stops");
    done("-o notes.pdf --stops --notes --page a4");
    done("-o poster.pdf --tiles --page a3");
    done("-o poster-4.pdf --tiles=4 --ground dark");
    for name in ["deck.pdf", "notes.pdf", "poster.pdf", "poster-4.pdf"] {
        assert!(
            fs::read(inside.join(name)).unwrap().starts_with(b"%PDF-"),
            "{name}"
        );
    }
}

#[test]
fn one_stop_is_one_picture_by_title_number_or_id() {
    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path();
    let map = jejak::file::load(&fs::read(SAMPLE).unwrap()).unwrap().map;
    let stops = jejak::deck::stops(&map, map.language);
    let title = jejak::deck::title(&map, &stops[2], map.language);
    for (name, stop) in [
        ("title.svg", title.to_uppercase()),
        ("number.svg", "3".to_owned()),
        ("id.svg", stops[2].id.to_string()),
    ] {
        let done = run(&["export", SAMPLE, "-o", name, "--stop", &stop], inside);
        assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
        let picture = fs::read_to_string(inside.join(name)).unwrap();
        assert!(picture.contains("width=\"1920\""), "{name}");
    }
    let [a, b] = ["title.svg", "number.svg"].map(|name| fs::read(inside.join(name)).unwrap());
    assert_eq!(a, b);
    let done = run(
        &["export", SAMPLE, "-o", "x.png", "--stop", "Nothing"],
        inside,
    );
    assert_eq!(done.status.code(), Some(1));
    let told = text(&done.stderr);
    assert!(
        told.contains("“Nothing”") && told.contains(&title),
        "{told}"
    );
    assert!(!inside.join("x.png").exists());
}

#[test]
fn a_picture_is_made_for_a_dark_slide() {
    let folder = tempfile::tempdir().unwrap();
    let background = |ground: &str| {
        let name = format!("{ground}.svg");
        let arguments = [
            "export",
            SAMPLE,
            "-o",
            &name,
            "--ground",
            ground,
            "--outline",
            "--no-map",
        ];
        let done = run(&arguments, folder.path());
        assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
        let picture = fs::read_to_string(folder.path().join(&name)).unwrap();
        let (_, rest) = picture.split_once("</desc>\n").unwrap();
        let ground = rest
            .strip_prefix("<rect ")
            .and_then(|rest| rest.split_once("fill=\""));
        ground.map(|(_, color)| color[..7].to_owned())
    };
    assert_eq!(background("white").as_deref(), Some("#FFFFFF"));
    let dark = background("dark").unwrap();
    assert!(dark.as_str() < "#333333", "{dark}");
    assert_eq!(background("transparent"), None);
    assert_eq!(background("transparent-dark"), None);
    let of = |name| fs::read(folder.path().join(name)).unwrap();
    assert_ne!(of("transparent.svg"), of("transparent-dark.svg"));
}

#[test]
fn a_brand_is_taken_from_files_and_what_was_found_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path();
    let tokens = r##"{ "color": { "$type": "color", "primary": { "$value": "#FFD000" },
        "accent": { "$value": "{color.nowhere}" } },
        "font": { "body": { "$type": "fontFamily", "$value": "Lora" } } }"##;
    fs::write(inside.join("nusa.tokens.json"), tokens).unwrap();
    let drawing = r##"<svg xmlns="http://www.w3.org/2000/svg"><path fill="#0B2545"/></svg>"##;
    fs::write(inside.join("logo.svg"), drawing).unwrap();
    let take = |more: &[&str]| {
        let files = [
            "brand",
            "nusa.tokens.json",
            "logo.svg",
            "-o",
            "a.brand.json",
        ];
        run(&[&files[..], more].concat(), inside)
    };
    let done = take(&[]);
    let told = text(&done.stderr);
    assert_eq!(done.status.code(), Some(0), "{told}");
    for line in [
        "nusa.tokens.json: imported from design tokens",
        "nusa.tokens.json: colours: #FFD000",
        "nusa.tokens.json: fonts: Lora",
        "nusa.tokens.json: “color.accent” refers to something",
        "logo.svg: colours: #0B2545",
        // Nobody sees a yellow line on white.
        "a.brand.json: Persona colour 1, #FFD000, is drawn as",
    ] {
        assert!(
            told.lines().any(|told| told.starts_with(line)),
            "{line}\n{told}"
        );
    }
    let brand = fs::read(inside.join("a.brand.json")).unwrap();
    let brand = jejak::file::brand::read_brand(&brand).unwrap();
    assert_eq!(
        (brand.name.as_str(), brand.body.as_deref()),
        ("nusa", Some("Lora"))
    );
    assert_eq!(brand.colors.len(), 1, "the first file has said which");

    assert_eq!(take(&[]).status.code(), Some(1), "it is there already");
    let done = take(&["--force", "--name", "Bank Nusa"]);
    assert_eq!(done.status.code(), Some(0));
    let brand = fs::read(inside.join("a.brand.json")).unwrap();
    assert_eq!(
        jejak::file::brand::read_brand(&brand).unwrap().name,
        "Bank Nusa"
    );
    let arguments = ["export", SAMPLE, "-o", "a.svg", "--brand", "a.brand.json"];
    assert_eq!(run(&arguments, inside).status.code(), Some(0));

    fs::write(
        inside.join("round.json"),
        "{\"a\": {\"$type\": \"color\", \"$value\": \"{a}\"}}",
    )
    .unwrap();
    let done = run(&["brand", "round.json", "-o", "b.brand.json"], inside);
    assert_eq!(done.status.code(), Some(1));
    let told = text(&done.stderr);
    assert!(
        told.starts_with("round.json:1:") && told.contains("a → a"),
        "{told}"
    );
    assert!(!inside.join("b.brand.json").exists());
    assert_eq!(
        run(&["brand", "-o", "b.brand.json"], inside).status.code(),
        Some(2)
    );
}
