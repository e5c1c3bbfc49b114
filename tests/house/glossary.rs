//! One name for each thing: `glossary.txt` is the list, and no text calls a thing otherwise.

use std::{fs, path::Path, process::Command};

use jejak::words::Language;

use crate::words::{catalogs, texts_of};

/// Each word that a thing is called by, and those that it is not.
#[derive(Default)]
struct Glossary {
    /// In English and in Indonesian.
    names: Vec<(String, String)>,
    not: Vec<String>,
    not_id: Vec<String>,
    things: usize,
}

fn glossary() -> Glossary {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/house/glossary.txt");
    let text = fs::read_to_string(path).expect("the glossary");
    let mut read = Glossary::default();
    let words = |list: &str| -> Vec<String> {
        let words = list.split('|').map(|word| word.trim().to_lowercase());
        words.filter(|word| !word.is_empty()).collect()
    };
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix("name: ") {
            let (english, own) = name.split_once(" = ").expect("both languages");
            read.names.push((english.to_owned(), own.to_owned()));
        } else if let Some(list) = line.strip_prefix("not: ") {
            read.not.extend(words(list));
        } else if let Some(list) = line.strip_prefix("not id: ") {
            read.not_id.extend(words(list));
        } else if !line.is_empty() {
            read.things += 1;
        }
    }
    read
}

/// A text in lower case, with one space between its words and none at what only joins them.
fn plain(text: &str) -> String {
    let lower = text.to_lowercase().replace(['’', '\u{a0}'], "'");
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether words stand in a text as such, not as a part of others.
fn says(text: &str, words: &str) -> bool {
    let is_letter = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(words).any(|(at, found)| {
        let before = text[..at].chars().next_back();
        let after = text[at + found.len()..].chars().next();
        !before.is_some_and(is_letter) && !after.is_some_and(is_letter)
    })
}

/// A number and its sign apart, which both languages write as one word.
fn is_spaced(text: &str) -> bool {
    let apart = |sign: &str| {
        text.match_indices(sign).any(|(at, found)| {
            let before = text[..at].chars().next_back();
            let after = text[at + found.len()..].trim_start().chars().next();
            let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
            is_digit(before) && (sign.ends_with('%') || is_digit(after))
        })
    };
    apart(" %") || apart(" : ")
}

/// What a person reads outside the window, by where it stands.
fn documents() -> Vec<(String, String)> {
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let help = |arguments: &[&str]| {
        let mut jejak = Command::new(env!("CARGO_BIN_EXE_jejak"));
        let done = jejak.args(arguments).env("LC_ALL", "C").output();
        String::from_utf8(done.expect("the program runs").stdout).expect("text")
    };
    let mut all = vec![(
        "README.md".to_owned(),
        fs::read_to_string(readme).expect("the README"),
    )];
    let overview = help(&["--help"]);
    let listed = overview.split("Commands:").nth(1).unwrap_or_default();
    let listed = listed.split("\n\n").next().unwrap_or_default();
    let commands = listed
        .lines()
        .filter_map(|line| line.split_whitespace().next());
    for command in commands.filter(|command| *command != "help") {
        all.push((
            format!("jejak {command} --help"),
            help(&[command, "--help"]),
        ));
    }
    all.push(("jejak --help".to_owned(), overview));
    all
}

/// The guide and what a store of software shows, by language: a language has its own folder, and
/// English is what is in no other.
fn pages() -> Vec<(Language, String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = Vec::new();
    for language in Language::ALL {
        let folder = root.join("assets/guide").join(language.code());
        for entry in fs::read_dir(folder).expect("a guide").flatten() {
            let text = fs::read_to_string(entry.path()).expect("text");
            all.push((language, entry.path().display().to_string(), text));
        }
    }
    let metainfo = root.join("packaging/linux/io.jejak.Jejak.metainfo.xml");
    let text = fs::read_to_string(&metainfo).expect("what a store shows");
    let of_store = |is_own: bool| {
        let lines = text.lines().filter(|line| !line.is_empty());
        let (mut kept, mut within) = (String::new(), false);
        for line in lines {
            within |= line.contains("xml:lang=\"id\"");
            if within == is_own {
                kept.push_str(line);
                kept.push('\n');
            }
            within &= !line.contains("</");
        }
        kept
    };
    for (language, is_own) in [(Language::English, false), (Language::Indonesian, true)] {
        all.push((language, metainfo.display().to_string(), of_store(is_own)));
    }
    all
}

#[test]
fn each_thing_has_one_name() {
    let glossary = glossary();
    assert!(glossary.things >= 17, "{}", glossary.things);
    for (english, own) in &glossary.names {
        for (language, catalog) in catalogs() {
            assert_eq!(
                language,
                Language::Indonesian,
                "the glossary lacks a language"
            );
            let message = catalog.find_message(None, english, None);
            if let Some(found) = message.and_then(|message| message.msgstr().ok()) {
                assert_eq!(found, own, "{english}");
                continue;
            }
            // What never stands alone is called so in other texts.
            let [english, own] = [english, own].map(|name| plain(name));
            let mut others = catalog
                .messages()
                .filter(|m| says(&plain(m.msgid()), &english));
            let is_so = |own_text: &&str| says(&plain(own_text), &own);
            let found = others.any(|message| texts_of(message).iter().any(is_so));
            assert!(found, "nothing is called “{english}”, “{own}”");
        }
    }
}

#[test]
fn no_text_calls_a_thing_by_a_name_it_has_no_more() {
    let glossary = glossary();
    let mut faults = Vec::new();
    let mut look = |place: &str, text: &str, words: &[String]| {
        let plain = plain(text);
        let mut words = words.iter();
        if let Some(word) = words.find(|word| says(&plain, word)) {
            faults.push(format!("{place}, “{word}”: {text}"));
        }
        if is_spaced(&plain) {
            faults.push(format!(
                "{place}, a blank before % or around a colon: {text}"
            ));
        }
    };
    let mut seen = 0;
    for (language, catalog) in catalogs() {
        // What stands in a context is not read but looked for in what people write.
        let read = catalog.messages().filter(|m| m.msgctxt().is_none());
        for message in read {
            seen += 1;
            look("English", message.msgid(), &glossary.not);
            if let Ok(many) = message.msgid_plural() {
                look("English", many, &glossary.not);
            }
            for own in texts_of(message) {
                look(language.code(), own, &glossary.not_id);
            }
        }
    }
    assert!(seen > 1000, "only {seen} texts were found");
    for (place, text) in documents() {
        assert!(text.len() > 100, "{place} says nothing: {text}");
        let blocks = text.split("\n\n");
        blocks.for_each(|block| look(&place, block, &glossary.not));
    }
    let pages = pages();
    assert!(pages.len() > 20, "only {} pages were found", pages.len());
    for (language, place, text) in pages {
        assert!(text.len() > 100, "{place} says nothing: {text}");
        let words = match language {
            Language::English => &glossary.not,
            Language::Indonesian => &glossary.not_id,
        };
        text.lines().for_each(|line| look(&place, line, words));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn words_are_found_whole_and_a_blank_only_where_there_is_one() {
    assert!(says("a dip in the curve", "dip"));
    assert!(!says("a diploma", "dip"));
    assert!(!says("zip, equip", "ip"));
    assert!(is_spaced("45 % of all") && is_spaced("16 : 9"));
    assert!(!is_spaced("45% of all") && !is_spaced("16:9") && !is_spaced("{name} : {n}"));
}
