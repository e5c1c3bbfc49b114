//! What goes onto the clipboard beside the plain text: something to read in a document or a
//! spreadsheet, with our own format hidden in it.

use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::{Clip, ClipKind, table};

/// The attribute that holds the map in our own format.
const MARK: &str = "data-jejak-map=\"";

/// The cards of several cells as a table, anything else as paragraphs of its text.
pub(super) fn write(clip: &Clip, text: &str) -> String {
    let own = STANDARD.encode(clip.to_text());
    let rows = (clip.what == ClipKind::Contents).then(|| table::rows(&clip.map));
    let body: String = if let Some(rows) = rows.flatten() {
        let row = |cells: &Vec<String>| {
            let cells = cells
                .iter()
                .map(|cell| format!("<td>{}</td>", escaped(cell).replace('\n', "<br>")));
            format!("<tr>{}</tr>", cells.collect::<String>())
        };
        let rows: String = rows.iter().map(row).collect();
        format!("<table>{rows}</table>")
    } else {
        let lines = text.lines().map(|line| format!("<p>{}</p>", escaped(line)));
        lines.collect()
    };
    format!("<meta charset=\"utf-8\"><div {MARK}{own}\">{body}</div>")
}

/// Whether [`write`] made it.
pub fn is_ours(html: &str) -> bool {
    html.contains(MARK)
}

/// What [`write`] hid; `None` where there is no such thing.
pub(super) fn read(html: &str) -> Option<Clip> {
    let (_, rest) = html.split_once(MARK)?;
    let (own, _) = rest.split_once('"')?;
    let text = String::from_utf8(STANDARD.decode(own).ok()?).ok()?;
    Clip::from_text(&text)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
