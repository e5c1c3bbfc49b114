//! What cannot fail says why: `expect` and `unreachable!` are given a reason, not a name for the fault.

use std::{fs, path::Path};

use crate::source::Source;

/// A reason is a clause.
const LEAST_WORDS: usize = 4;

/// Words that say what ought to be, not why it is.
const WISHES: [&str; 4] = ["should", "must", "failed", "cannot fail"];

/// The text that a call is given: a literal, or a name that the file gives to one.
fn reason<'t>(code: &'t str, given: &'t str) -> Option<&'t str> {
    let literal = |text: &'t str| text.trim_start().strip_prefix('"')?.split('"').next();
    literal(given).or_else(|| {
        let name = given.split(')').next()?.trim();
        let is_name = name.chars().all(|c| c.is_alphanumeric() || c == '_');
        let at = code.find(&format!("let {name} = \"")).filter(|_| is_name)?;
        literal(code[at..].split_once("= ")?.1)
    })
}

fn is_reason(text: &str) -> bool {
    text.split_whitespace().count() >= LEAST_WORDS && !WISHES.iter().any(|wish| text.contains(wish))
}

#[test]
fn what_cannot_fail_says_why() {
    let source = Source::read();
    let (mut faults, mut found) = (Vec::new(), 0);
    for module in source.modules() {
        let path = source.path(module);
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let text = fs::read_to_string(root.join(path)).expect("source is text");
        let code = text
            .split("#[cfg(test)]\nmod tests {")
            .next()
            .unwrap_or_default();
        for call in [".expect(", ".expect_err(", "unreachable!("] {
            for (at, _) in code.match_indices(call) {
                found += 1;
                let reason = reason(code, &code[at + call.len()..]);
                if !reason.is_some_and(is_reason) {
                    let line = code[..at].lines().count();
                    faults.push(format!("{}:{line}: {reason:?}", path.display()));
                }
            }
        }
    }
    assert!(found > 20, "only {found} were found");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_name_for_the_fault_is_no_reason() {
    for text in [
        "a map",
        "it should be there by now",
        "reading the map failed",
    ] {
        assert!(!is_reason(text), "{text}");
    }
    assert!(is_reason("memory can be written to"));
}
