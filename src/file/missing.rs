//! What is missing where text stops being JSON: the place where it should have been, which may be a
//! line before the one that does not go on.

use super::json::{SyntaxError, SyntaxKind};

/// Tells a missing comma, brace or bracket by its own place; any other error as it is.
pub(super) fn told(text: &str, error: SyntaxError) -> SyntaxError {
    let (before, after) = text.split_at(error.at);
    let (before, next) = (before.trim_end(), after.chars().next());
    let is_later_line = text[before.len()..error.at].contains('\n');
    let missing = |before: &str, kind| SyntaxError {
        at: before.len(),
        kind,
    };
    match (error.kind, next) {
        (SyntaxKind::ExpectedCommaOrBrace, Some('"')) if is_later_line || is_name(after) => {
            missing(before, SyntaxKind::MissingComma)
        }
        (SyntaxKind::ExpectedCommaOrBrace, Some(']')) => missing(before, SyntaxKind::MissingBrace),
        (SyntaxKind::ExpectedCommaOrBrace, Some('{')) if is_later_line => {
            missing(before, SyntaxKind::MissingBrace)
        }
        // A new record where a field should follow a comma.
        (SyntaxKind::ExpectedName, Some('{')) if before.ends_with(',') => {
            missing(behind(before), SyntaxKind::MissingBrace)
        }
        (SyntaxKind::ExpectedCommaOrBracket, Some('"')) if is_name(after) => {
            missing(behind(before), SyntaxKind::MissingBracket)
        }
        (SyntaxKind::ExpectedCommaOrBracket, Some('"' | '{' | '[')) if is_later_line => {
            missing(before, SyntaxKind::MissingComma)
        }
        (SyntaxKind::ExpectedCommaOrBracket, Some('}')) => {
            missing(before, SyntaxKind::MissingBracket)
        }
        // The name of a field among the items of a list.
        (SyntaxKind::ExpectedCommaOrBracket, Some(':')) => match before_text(before) {
            Some(items) => missing(behind(items), SyntaxKind::MissingBracket),
            None => error,
        },
        // Whatever ends deeper inside was not written to its end.
        (SyntaxKind::End, _) if is_closed_but_for_one(before) => {
            missing(before, SyntaxKind::MissingEnd)
        }
        _ => error,
    }
}

/// Up to what stands before a comma.
fn behind(text: &str) -> &str {
    let text = text.trim_end();
    text.strip_suffix(',').unwrap_or(text).trim_end()
}

/// Up to the text between quotation marks that `text` ends with.
fn before_text(text: &str) -> Option<&str> {
    let mut inside = text.strip_suffix('"')?;
    loop {
        inside = &inside[..inside.rfind('"')?];
        let slashes = inside.bytes().rev().take_while(|byte| *byte == b'\\');
        if slashes.count() % 2 == 0 {
            return Some(inside);
        }
    }
}

/// Whether a text begins with the name of a field.
fn is_name(text: &str) -> bool {
    let mut is_escaped = false;
    let end = text.bytes().skip(1).position(|byte| {
        let ends = byte == b'"' && !is_escaped;
        is_escaped = byte == b'\\' && !is_escaped;
        ends
    });
    end.is_some_and(|end| text[end + 2..].trim_start().starts_with(':'))
}

/// Whether only the brace of the map itself is missing.
fn is_closed_but_for_one(text: &str) -> bool {
    if !text.ends_with(['}', ']']) || !text.trim_start().starts_with('{') {
        return false;
    }
    let (mut depth, mut in_text, mut is_escaped) = (0_usize, false, false);
    for byte in text.bytes() {
        match byte {
            b'"' if !is_escaped => in_text = !in_text,
            b'[' | b'{' if !in_text => depth += 1,
            b']' | b'}' if !in_text => depth = depth.saturating_sub(1),
            _ => {}
        }
        is_escaped = byte == b'\\' && !is_escaped;
    }
    depth == 1
}
