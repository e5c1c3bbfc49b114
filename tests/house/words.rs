//! Every text that a person reads is in every language's file, and the files hold no others.
//!
//! `JEJAK_RENEW_WORDS=1 cargo test --test house words` brings the files up to date with the source.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use jejak::words::Language;
use polib::{
    catalog::Catalog,
    message::{Message, MessageMutView, MessageView},
    po_file,
};

/// How the source marks a function whose texts go through the table later.
const MARK: &str = "for the translation table";

/// The languages that the program promises to speak throughout; others may lag behind.
const WHOLE: [Language; 2] = [Language::English, Language::Indonesian];

/// Where a text comes from, and what it is for many things.
#[derive(Default)]
struct Use {
    many: Option<String>,
    files: BTreeSet<String>,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the source is there") {
        let path = entry.expect("a readable folder").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// The length of the string literal that `code` begins with, after its first quotation mark.
fn length_of_literal(code: &str) -> usize {
    let mut escaped = false;
    let end = code.char_indices().find(|(_, c)| {
        let ends = *c == '"' && !escaped;
        escaped = *c == '\\' && !escaped;
        ends
    });
    end.map_or(0, |(at, _)| at)
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
                texts.extend(literal(&code[at..]));
                at += 1 + length_of_literal(&code[at + 1..]);
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

/// What stands between the commas of a call; `code` begins behind its opening bracket.
fn arguments(code: &str) -> Vec<&str> {
    let (mut depth, mut found, mut from, mut at) = (0, Vec::new(), 0, 0);
    while let Some(next) = code[at..].chars().next() {
        match next {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' if depth == 0 => {
                found.push(&code[from..at]);
                break;
            }
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => {
                found.push(&code[from..at]);
                from = at + 1;
            }
            '"' => at += 1 + length_of_literal(&code[at + 1..]),
            _ => {}
        }
        at += code[at..].chars().next().map_or(1, char::len_utf8);
    }
    found
}

/// The texts for one and for many that a call is given, of those that are.
fn plurals(code: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (call, first) in [(".count(", 1), (".measure(", 1), ("plural(", 0)] {
        for (at, _) in code.match_indices(call) {
            let given = arguments(&code[at + call.len()..]);
            let text = |at: usize| given.get(at).and_then(|argument| literal(argument));
            found.extend(text(first).zip(text(first + 1)));
        }
    }
    found
}

/// The texts that a file of the source hands to the table one by one.
fn singulars(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for call in [".t(", ".fill(", ".tell(", ".tell_with(", "marked("] {
        for (at, _) in code.match_indices(call) {
            let argument = &code[at + call.len()..];
            if argument.trim_start().starts_with("match ") {
                found.extend(literals_of_body(argument));
            } else {
                found.extend(literal(argument));
            }
        }
    }
    for (at, _) in code.match_indices(MARK) {
        found.extend(literals_of_body(&code[at..]));
    }
    // The rows of the actions say by these what a person reads of them.
    if let Some((_, rows)) = code.split_once("macro_rules! action_rows") {
        for label in ["name: ", "about:", " / "] {
            let labelled = rows.match_indices(label);
            found.extend(labelled.filter_map(|(at, _)| literal(&rows[at + label.len()..])));
        }
    }
    found
}

/// The texts that the source hands to the table.
fn texts_in_use() -> BTreeMap<String, Use> {
    let mut files = Vec::new();
    sources(&root().join("src"), &mut files);
    let mut texts: BTreeMap<String, Use> = BTreeMap::new();
    for path in files {
        let code = fs::read_to_string(&path).expect("source is text");
        let code = code.split("#[cfg(test)]").next().unwrap_or_default();
        let is_quiet = |line: &&str| line.trim_start().starts_with("///") && !line.contains(MARK);
        let code: Vec<&str> = code.lines().filter(|line| !is_quiet(line)).collect();
        let code = code.join("\n");
        let file = path.strip_prefix(root()).expect("it lies within");
        let file = file.display().to_string().replace('\\', "/");
        for (one, many) in plurals(&code) {
            let used = texts.entry(one).or_default();
            used.many = Some(many);
            used.files.insert(file.clone());
        }
        for text in singulars(&code) {
            texts.entry(text).or_default().files.insert(file.clone());
        }
    }
    texts.retain(|text, _| text.chars().any(char::is_alphabetic));
    texts
}

fn literals() -> BTreeSet<String> {
    let mut files = Vec::new();
    sources(&root().join("src"), &mut files);
    let mut literals = BTreeSet::new();
    for file in files {
        let code = fs::read_to_string(&file).expect("source is text");
        let found = code.match_indices('"');
        literals.extend(found.filter_map(|(at, _)| literal(&code[at..])));
    }
    literals
}

fn file_of(language: Language) -> PathBuf {
    let name = format!("assets/languages/{}.po", language.code());
    root().join(name)
}

/// Each language that has a file, with it.
pub(crate) fn catalogs() -> Vec<(Language, Catalog)> {
    let others = Language::ALL
        .into_iter()
        .filter(|l| *l != Language::English);
    let read = |language| po_file::parse(&file_of(language)).expect("a PO file");
    others.map(|language| (language, read(language))).collect()
}

pub(crate) fn texts_of(message: &dyn MessageView) -> Vec<&str> {
    match message.msgstr_plural() {
        Ok(forms) => forms.iter().map(String::as_str).collect(),
        Err(_) => vec![message.msgstr().expect("one text where there are no forms")],
    }
}

/// Gives every file the texts that the source has now, in the order and with the comments of the
/// model; those that nobody has translated yet are empty. What the source lost is dropped.
fn renew(model: &Catalog) {
    let (texts, literals) = (texts_in_use(), literals());
    let is_read = |message: &&dyn MessageView| {
        let many = message.msgid_plural().ok();
        let used = texts.get(message.msgid());
        literals.contains(message.msgid())
            && used.is_none_or(|used| used.many.as_deref() == many || message.msgctxt().is_some())
    };
    let mut wanted: Vec<Message> = model.messages().filter(is_read).map(blank).collect();
    for (text, used) in &texts {
        let many = used.many.as_deref();
        if model.find_message(None, text, many).is_none() {
            let mut message = match many {
                Some(_) => Message::build_plural(),
                None => Message::build_singular(),
            };
            message.with_msgid(text.clone());
            message.with_msgid_plural(many.unwrap_or_default().to_owned());
            wanted.push(message.done());
        }
    }
    for (language, known) in catalogs() {
        let mut renewed = Catalog::new(known.metadata.clone());
        renewed.preheader.clone_from(&known.preheader);
        for message in &wanted {
            let mut message = message.clone();
            let files = texts.get(message.msgid()).map(|used| &used.files);
            let files = files.into_iter().flatten().map(String::as_str);
            *message.source_mut() = files.collect::<Vec<_>>().join("\n");
            let many = message.msgid_plural().ok();
            let own = known.find_message(message.msgctxt(), message.msgid(), many);
            translate(&mut message, own, known.metadata.plural_rules.nplurals);
            renewed.append_or_update(message);
        }
        po_file::write_to_file(&renewed, &file_of(language)).expect("the file can be written");
    }
}

/// The same text without a translation.
fn blank(message: &dyn MessageView) -> Message {
    let mut blank = match message.msgid_plural() {
        Ok(_) => Message::build_plural(),
        Err(_) => Message::build_singular(),
    };
    blank
        .with_extracted_comments(message.extracted_comments().to_owned())
        .with_msgctxt(message.msgctxt().unwrap_or_default().to_owned())
        .with_msgid(message.msgid().to_owned())
        .with_msgid_plural(message.msgid_plural().unwrap_or_default().to_owned())
        .done()
}

/// Takes over what a language says already, and what was said of it.
fn translate(message: &mut Message, own: Option<&dyn MessageView>, forms: usize) {
    if let Some(own) = own {
        own.translator_comments()
            .clone_into(message.translator_comments_mut());
        own.flags().clone_into(message.flags_mut());
    }
    let own: Vec<String> = own.map_or_else(Vec::new, |own| {
        texts_of(own).into_iter().map(str::to_owned).collect()
    });
    match message.msgstr_plural_mut() {
        Ok(all) => {
            *all = own;
            all.resize(forms, String::new());
        }
        Err(_) => {
            let text = own.into_iter().next().unwrap_or_default();
            message
                .set_msgstr(text)
                .expect("one text where there are no forms");
        }
    }
}

#[test]
fn every_language_has_words_for_every_text() {
    let texts = texts_in_use();
    assert!(texts.len() > 1000, "the search for texts finds too few");
    assert!(texts.values().any(|used| used.many.is_some()));
    for language in WHOLE {
        let missing: Vec<String> = texts
            .iter()
            .filter(|(text, _)| !language.knows(text))
            .map(|(text, used)| format!("{text:?} in {:?}", used.files))
            .collect();
        assert!(
            missing.is_empty(),
            "{} lacks:\n{}",
            language.name(),
            missing.join("\n")
        );
    }
    for (language, catalog) in catalogs() {
        for (text, used) in &texts {
            let there = catalog.find_message(None, text, used.many.as_deref());
            let is_odd = language.knows(text) && there.is_none();
            assert!(
                !is_odd,
                "{}: {text:?} with {:?}",
                language.name(),
                used.many
            );
        }
    }
}

#[test]
fn no_language_keeps_words_that_nobody_reads() {
    let literals = literals();
    for (language, catalog) in catalogs() {
        let texts = catalog.messages().flat_map(|message| {
            let many = message.msgid_plural().ok();
            [message.msgid()].into_iter().chain(many)
        });
        let unused: Vec<&str> = texts.filter(|text| !literals.contains(*text)).collect();
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
    for (language, catalog) in catalogs() {
        for message in catalog.messages().filter(|message| message.is_translated()) {
            let english = message.msgid_plural().unwrap_or(message.msgid());
            for own in texts_of(message) {
                let (mut expected, mut found) = (places(english), places(own));
                if message.is_plural() {
                    // A form may say the number in words.
                    expected.remove("n");
                    found.remove("n");
                }
                assert_eq!(
                    expected,
                    found,
                    "{}: {english:?} and {own:?}",
                    language.code()
                );
            }
        }
    }
}

/// What `msgfmt --check` asks of a file, and that nothing in it is left for people to look at.
#[test]
fn the_files_are_well_formed() {
    if std::env::var_os("JEJAK_RENEW_WORDS").is_some() {
        let model = po_file::parse(&file_of(Language::Indonesian)).expect("a PO file");
        renew(&model);
    }
    for (language, catalog) in catalogs() {
        let code = language.code();
        let header = &catalog.metadata;
        assert_eq!(header.content_type, "text/plain; charset=UTF-8", "{code}");
        let text = fs::read_to_string(file_of(language)).expect("a text in UTF-8");
        let written = text
            .lines()
            .filter(|line| line.starts_with("msgid "))
            .count();
        assert_eq!(written, catalog.count() + 1, "{code}: a text stands twice");
        for message in catalog.messages() {
            let english = message.msgid();
            assert!(!english.is_empty(), "{code}");
            assert!(
                WHOLE.contains(&language) <= message.is_translated(),
                "{code}: {english}"
            );
            assert!(
                !message.is_fuzzy(),
                "{code}: {english} is left to be looked at"
            );
            let is_right = |own: &str| {
                own.is_empty()
                    || own.starts_with('\n') == english.starts_with('\n')
                        && own.ends_with('\n') == english.ends_with('\n')
            };
            assert!(
                texts_of(message).into_iter().all(is_right),
                "{code}: {english}"
            );
            if let Ok(forms) = message.msgstr_plural() {
                assert_eq!(
                    forms.len(),
                    header.plural_rules.nplurals,
                    "{code}: {english}"
                );
            }
        }
    }
}

/// A language is a file: nothing but the table itself knows one by name, English aside.
#[test]
fn no_language_is_known_by_name() {
    let mut files = Vec::new();
    sources(&root().join("src"), &mut files);
    let others = Language::ALL
        .into_iter()
        .filter(|l| *l != Language::English);
    let names: Vec<String> = others.map(|l| format!("Language::{l:?}")).collect();
    for path in files {
        let code = fs::read_to_string(&path).expect("source is text");
        let code = code.split("#[cfg(test)]").next().unwrap_or_default();
        let is_test =
            path.components().any(|part| part.as_os_str() == "tests") || path.ends_with("tests.rs");
        let named = names.iter().find(|name| code.contains(*name));
        assert!(
            is_test || named.is_none(),
            "{named:?} in {}",
            path.display()
        );
    }
}
