//! The notes of a stop below its page, over as many pages as they take.

use std::{ops::Range, sync::Arc};

use crate::{
    model::TextStyle,
    text::{Fonts, Line, Paragraph},
};

/// Lines of one paragraph that stand on one page.
pub(super) struct NoteLines {
    /// Which paragraph of the notes.
    pub paragraph: usize,
    set: Arc<Paragraph>,
    lines: Range<usize>,
    /// From the top of the notes' room on this page, in points.
    top: f64,
    line_height: f64,
}

impl NoteLines {
    /// Each line with its baseline, from the top of the room.
    pub(super) fn lines(&self) -> impl Iterator<Item = (&Line, f64)> {
        let above = self.lines.start as f64 * self.line_height;
        let lines = self.set.lines[self.lines.clone()].iter();
        let shown = lines.filter(|line| !line.runs.is_empty());
        shown.map(move |line| (line, self.top + line.baseline - above))
    }
}

/// Cuts notes into pages: `first` is the height of the room on the first, `others` on the others. At
/// least one page, be it without a line.
pub(super) fn flow(
    notes: &str,
    style: &TextStyle,
    fonts: &Fonts,
    width: f64,
    [first, others]: [f64; 2],
) -> Vec<Vec<NoteLines>> {
    let mut pages = vec![Vec::new()];
    let (mut top, mut room) = (0.0, first);
    for (paragraph, text) in notes.trim_end().lines().enumerate() {
        let set = fonts.paragraph(text, style, Some(width));
        let mut next = 0;
        while next < set.lines.len() {
            let fit = ((room - top) / style.line_height + 1e-6).floor().max(0.0) as usize;
            if fit == 0 && (top > 0.0 || pages.len() == 1) {
                pages.push(Vec::new());
                (top, room) = (0.0, others.max(style.line_height));
                continue;
            }
            let end = set.lines.len().min(next + fit.max(1));
            let lines = NoteLines {
                paragraph,
                set: set.clone(),
                lines: next..end,
                top,
                line_height: style.line_height,
            };
            top += (end - next) as f64 * style.line_height;
            next = end;
            if let Some(page) = pages.last_mut() {
                page.push(lines);
            }
        }
        top += style.line_height * 0.4;
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{TextRole, Theme};

    #[test]
    fn notes_of_any_length_stand_whole_on_as_many_pages_as_they_take() {
        let fonts = Fonts::bundled();
        let style = Theme::default().style(TextRole::Facts).clone();
        let notes = "One two three four five six seven.\n".repeat(60);
        let pages = flow(&notes, &style, &fonts, 120.0, [100.0, 300.0]);
        assert!(pages.len() > 3);
        let mut told = String::new();
        for (page, room) in pages
            .iter()
            .zip([100.0].into_iter().chain(std::iter::repeat(300.0)))
        {
            let lines: Vec<_> = page.iter().flat_map(NoteLines::lines).collect();
            assert!(lines.is_sorted_by(|a, b| a.1 < b.1));
            for (line, baseline) in lines {
                assert!(baseline > 0.0 && baseline <= room, "{baseline} of {room}");
                told += line.text.trim();
                told += " ";
            }
        }
        let words = |text: &str| {
            text.split_whitespace()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        assert_eq!(words(&told), words(&notes));
        // A room that takes no line at all sends them on; no notes are a page without any.
        assert_eq!(flow("a", &style, &fonts, 120.0, [1.0, 1.0]).len(), 2);
        assert_eq!(flow("", &style, &fonts, 120.0, [1.0, 1.0]).len(), 1);
    }
}
