//! Writing values as text, always in the same spelling.

/// Writes items with commas between two brackets.
pub(in crate::file) fn write_all<T>(
    items: impl IntoIterator<Item = T>,
    brackets: [&str; 2],
    out: &mut String,
    mut write: impl FnMut(T, &mut String),
) {
    out.push_str(brackets[0]);
    for (index, item) in items.into_iter().enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        write(item, out);
    }
    out.push_str(brackets[1]);
}

/// Writes a text in quotation marks; only what JSON demands is escaped.
pub(in crate::file) fn write_text(text: &str, out: &mut String) {
    out.push('"');
    let mut plain = 0;
    for (at, byte) in text.bytes().enumerate() {
        let control;
        let escape = match byte {
            b'"' => "\\\"",
            b'\\' => "\\\\",
            b'\n' => "\\n",
            b'\r' => "\\r",
            b'\t' => "\\t",
            0..0x20 => {
                control = format!("\\u{byte:04x}");
                &control
            }
            _ => continue,
        };
        out.push_str(&text[plain..at]);
        out.push_str(escape);
        plain = at + 1;
    }
    out.push_str(&text[plain..]);
    out.push('"');
}

/// Writes a finite number in the fewest digits that read back as the same.
pub(in crate::file) fn write_number(number: f64, out: &mut String) {
    use std::fmt::Write as _;
    let size = number.abs();
    // Writing to a String cannot fail.
    let _ = if size == 0.0 {
        write!(out, "0")
    } else if (1e-6..1e15).contains(&size) {
        write!(out, "{number}")
    } else {
        write!(out, "{number:e}")
    };
}
