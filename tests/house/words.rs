//! Every text that a person reads is in every language's table, and the tables hold no others.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use jejak::words::Language;

/// How the source marks a function whose texts go through the table later.
const MARK: &str = "for the translation table";

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the source is there") {
        let path = entry.expect("a readable folder").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") && !path.ends_with("words/id.rs") {
            found.push(path);
        }
    }
}

/// Reads a string literal that begins right at the start of `code`, after white space.
fn literal(code: &str) -> Option<String> {
    let mut chars = code.trim_start().strip_prefix('"')?.chars();
    let mut text = String::new();
    loop {
        match chars.next()? {
            '"' => return Some(text),
            '\\' => match chars.next()? {
                'n' => text.push('\n'),
                't' => text.push('\t'),
                '\n' => {
                    let rest = chars.as_str().trim_start();
                    chars = rest.chars();
                }
                other => text.push(other),
            },
            other => text.push(other),
        }
    }
}

/// Every string literal within the first pair of braces of `code`.
fn literals_of_body(code: &str) -> Vec<String> {
    let Some(open) = code.find('{') else {
        return Vec::new();
    };
    let (mut depth, mut texts, mut at) = (0, Vec::new(), open);
    while let Some(next) = code[at..].chars().next() {
        match next {
            '{' => depth += 1,
            '}' => depth -= 1,
            '"' => {
                if let Some(text) = literal(&code[at..]) {
                    texts.push(text);
                }
                let mut escaped = false;
                let inside = code[at + 1..].char_indices();
                let end = inside.into_iter().find(|(_, c)| {
                    let ends = *c == '"' && !escaped;
                    escaped = *c == '\\' && !escaped;
                    ends
                });
                at += 1 + end.map_or(0, |(offset, _)| offset);
            }
            _ => {}
        }
        at += code[at..].chars().next().map_or(1, char::len_utf8);
        if depth == 0 {
            break;
        }
    }
    texts
}

/// The texts that the source hands to the table, each with a file that does.
fn texts_in_use() -> BTreeMap<String, PathBuf> {
    let mut files = Vec::new();
    sources(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut files,
    );
    let mut texts = BTreeMap::new();
    for file in files {
        let code = fs::read_to_string(&file).expect("source is text");
        let code = code.split("#[cfg(test)]").next().unwrap_or_default();
        let uncommented: String = code
            .lines()
            .map(|line| {
                if line.trim_start().starts_with("///") && !line.contains(MARK) {
                    ""
                } else {
                    line
                }
            })
            .collect::<Vec<_>>()
            .join("\n");
        for call in [".t(", ".fill(", "marked("] {
            for (at, _) in uncommented.match_indices(call) {
                let argument = &uncommented[at + call.len()..];
                let direct = literal(argument).into_iter().collect();
                let chosen = argument.trim_start().starts_with("match ");
                for text in if chosen {
                    literals_of_body(argument)
                } else {
                    direct
                } {
                    texts.insert(text, file.clone());
                }
            }
        }
        for (at, _) in uncommented.match_indices(MARK) {
            for text in literals_of_body(&uncommented[at..]) {
                texts.insert(text, file.clone());
            }
        }
    }
    texts
}

#[test]
fn every_language_has_words_for_every_text() {
    let texts = texts_in_use();
    assert!(texts.len() > 100, "the search for texts finds too few");
    for language in Language::ALL {
        let missing: Vec<String> = texts
            .iter()
            .filter(|(text, _)| text.chars().any(char::is_alphabetic) && !language.knows(text))
            .map(|(text, file)| format!("{text:?} in {}", file.display()))
            .collect();
        assert!(
            missing.is_empty(),
            "{} lacks:\n{}",
            language.name(),
            missing.join("\n")
        );
    }
}

#[test]
fn no_language_keeps_words_that_nobody_reads() {
    let mut files = Vec::new();
    sources(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut files,
    );
    let mut literals = BTreeSet::new();
    for file in files {
        let code = fs::read_to_string(&file).expect("source is text");
        literals.extend(
            code.match_indices('"')
                .filter_map(|(at, _)| literal(&code[at..])),
        );
    }
    for language in Language::ALL {
        let unused: Vec<&str> = language
            .known()
            .filter(|text| !literals.contains(*text))
            .collect();
        assert!(unused.is_empty(), "{}: {unused:#?}", language.name());
    }
}

#[test]
fn translations_fill_the_same_places() {
    let places = |text: &str| -> BTreeSet<String> {
        let parts = text.split('{').skip(1);
        parts
            .filter_map(|part| Some(part.split_once('}')?.0.to_owned()))
            .collect()
    };
    for language in Language::ALL {
        for english in language.known() {
            let own = language.t(english);
            assert_eq!(places(english), places(own), "{english:?} and {own:?}");
        }
    }
}
