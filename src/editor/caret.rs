//! The caret among the lines that a text is broken into on the sheet.

use std::{ops::Range, sync::Arc};

use super::{Editor, Effect, Reach};
use crate::{
    layout::{Align, TextPlace},
    text::{Line, Paragraph, bounds},
};

/// A text in lines, as the sheet breaks it.
struct Lines {
    paragraph: Arc<Paragraph>,
    place: TextPlace,
    /// Where in the text each line begins, and where its letters end.
    ranges: Vec<Range<usize>>,
}

impl Lines {
    fn of_caret(&self, caret: usize) -> usize {
        let after = self.ranges.partition_point(|line| line.start <= caret);
        after.saturating_sub(1)
    }

    /// How far from the left of its room a place in a line stands, in document units.
    fn x_of(&self, line: usize, at: usize) -> f64 {
        let (text, start) = (&self.paragraph.lines[line], self.ranges[line].start);
        let room = match self.place.align {
            Align::Start => 0.0,
            Align::Centre => (self.place.rect.width() - text.width) / 2.0,
        };
        room + text.left + x_in(text, at.saturating_sub(start))
    }

    /// The last place of a line.
    fn end_of(&self, line: usize, text: &str) -> usize {
        let Range { start, end } = self.ranges[line].clone();
        // Where a word was broken, its end is the beginning of the next line.
        let next = self.ranges.get(line + 1);
        if next.is_some_and(|next| next.start == end) && end > start {
            bounds::letter_start(text, end)
        } else {
            end
        }
    }

    /// The place in a line that is nearest to one from the left.
    fn nearest(&self, line: usize, x: f64, text: &str) -> usize {
        let (start, last) = (self.ranges[line].start, self.end_of(line, text));
        let next = |at: &usize| (*at < last).then(|| bounds::letter_end(text, *at).min(last));
        let places = std::iter::successors(Some(start), next);
        let away = |at: &usize| (self.x_of(line, *at) - x).abs();
        let nearest = places.min_by(|a, b| away(a).total_cmp(&away(b)));
        nearest.unwrap_or(start)
    }
}

/// The left edge of what stands at a byte of a line; its right edge for right-to-left letters.
fn x_in(line: &Line, at: usize) -> f64 {
    for run in &line.runs {
        if let Some(glyph) = run.glyphs.iter().find(|glyph| glyph.text.contains(&at)) {
            return if run.rtl {
                glyph.x + glyph.advance
            } else {
                glyph.x
            };
        }
    }
    let behind_all = at > 0;
    match (line.rtl, behind_all) {
        (false, true) | (true, false) => line.width,
        (false, false) | (true, true) => 0.0,
    }
}

/// Where the lines of a paragraph stand in the text that it was made of.
fn ranges(text: &str, paragraph: &Paragraph) -> Vec<Range<usize>> {
    let mut from = 0;
    let of_line = |line: &Line| {
        let rest = &text[from..];
        // Blanks that a line was broken at are in none; what else differs is not drawn at all.
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t', '\r']).len();
        let skipped = if rest.starts_with(&line.text) {
            0
        } else {
            blanks
        };
        let start = from + skipped;
        let end = text.floor_char_boundary((start + line.text.len()).min(text.len()));
        let end = text[start..end]
            .find('\n')
            .map_or(end, |newline| start + newline);
        let behind = text[end..].trim_start_matches([' ', '\t', '\r']);
        from = text.len() - behind.strip_prefix('\n').unwrap_or(behind).len();
        start..end
    };
    paragraph.lines.iter().map(of_line).collect()
}

impl Editor {
    fn lines_of_draft(&self) -> Option<Lines> {
        let (edit, place) = (self.text_edit.as_ref()?, self.text_edit_place()?);
        // As it is set on the sheet.
        let layout = self.layout().clone();
        let style = layout.grid.theme.style(place.role);
        let (text, width) = (edit.draft.text(), place.rect.width());
        let paragraph = self.fonts().paragraph(text, style, Some(width));
        Some(Lines {
            ranges: ranges(text, &paragraph),
            paragraph,
            place,
        })
    }

    /// The caret goes a line down or up; from the last or the first of them on to what is written
    /// below or above in the same thing.
    pub(super) fn go_in_lines(&mut self, down: bool, reach: Reach, selects: bool) -> Vec<Effect> {
        let lines = self.lines_of_draft();
        let Some((edit, lines)) = self.text_edit.as_mut().zip(lines) else {
            return Vec::new();
        };
        let draft = &mut edit.draft;
        let (text, caret) = (draft.text().to_owned(), draft.caret());
        let line = lines.of_caret(caret);
        let next = if down {
            Some(line + 1).filter(|next| *next < lines.ranges.len())
        } else {
            line.checked_sub(1)
        };
        if reach != Reach::Line
            && let Some(next) = next
        {
            let x = draft.goal.unwrap_or_else(|| lines.x_of(line, caret));
            draft.go(lines.nearest(next, x, &text), selects);
            draft.goal = Some(x);
            return Vec::new();
        }
        let (target, field) = (edit.target.clone(), edit.field);
        let other = self.text_within(&target, field, down);
        if let Some(other) = other.filter(|_| reach == Reach::Letter && !selects) {
            let effects = self.commit_text();
            self.refresh();
            if effects.is_empty() {
                self.start_text(target, other);
            }
            return effects;
        }
        if let Some(edit) = &mut self.text_edit {
            edit.draft.go(if down { text.len() } else { 0 }, selects);
        }
        Vec::new()
    }

    pub(super) fn go_to_end_of_line(&mut self, forward: bool, reach: Reach, selects: bool) {
        let lines = self.lines_of_draft();
        let Some((edit, lines)) = self.text_edit.as_mut().zip(lines) else {
            return;
        };
        let draft = &mut edit.draft;
        let line = lines.of_caret(draft.caret());
        let to = match (reach == Reach::Letter, forward) {
            (true, true) => lines.end_of(line, draft.text()),
            (true, false) => lines.ranges[line].start,
            (false, true) => draft.text().len(),
            (false, false) => 0,
        };
        draft.go(to, selects);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        editor::{Editor, Intent, Key, KeyPress, Shortcut, blank_map},
        model::{Field, Target},
        text::Fonts,
        words::Language,
    };

    fn pressed(key: Key) -> Intent {
        Intent::Pressed(KeyPress {
            shortcut: Shortcut {
                key,
                command: false,
                shift: false,
                alt: false,
            },
            reach: Reach::Letter,
        })
    }

    fn card_of(text: &str) -> Editor {
        let mut editor = Editor::new(blank_map(Language::English), Fonts::bundled());
        editor.handle(Intent::Select(vec![Target::Cell {
            lane: "actions".into(),
            stage: "awareness".into(),
            step: None,
        }]));
        editor.handle(Intent::Typed(text.to_owned()));
        editor
    }

    fn caret(editor: &Editor) -> usize {
        editor.text_edit().expect("a text").draft.caret()
    }

    #[test]
    fn up_and_down_go_by_the_lines_of_the_sheet() {
        let text = "Sees an advertisement on television and talks about it at home\n\nlater";
        let mut editor = card_of(text);
        let lines = editor.lines_of_draft().expect("a text");
        assert!(lines.ranges.len() > 3, "broken");
        let told: Vec<&str> = lines.ranges.iter().map(|at| &text[at.clone()]).collect();
        let drawn: Vec<&str> = lines.paragraph.lines.iter().map(|l| &*l.text).collect();
        assert_eq!(told, drawn);
        editor.handle(pressed(Key::Home));
        assert_eq!(caret(&editor), text.len() - "later".len());
        let mut seen = vec![caret(&editor)];
        for _ in 1..lines.ranges.len() {
            editor.handle(pressed(Key::Up));
            seen.push(caret(&editor));
        }
        seen.reverse();
        let starts: Vec<usize> = lines.ranges.iter().map(|line| line.start).collect();
        assert_eq!(seen, starts);
        editor.handle(pressed(Key::End));
        assert_eq!(caret(&editor), lines.ranges[0].end);
        editor.handle(pressed(Key::Down));
        editor.handle(pressed(Key::Down));
        editor.handle(pressed(Key::Up));
        assert_eq!(lines.of_caret(caret(&editor)), 1);
    }

    #[test]
    fn a_stage_has_its_goal_below_its_title() {
        let mut editor = card_of("x");
        let stage = Target::Stage("purchase".into());
        editor.handle(Intent::StartText {
            target: stage.clone(),
            field: Field::Title,
        });
        editor.handle(pressed(Key::Down));
        let field = |editor: &Editor| editor.text_edit().map(|edit| edit.field);
        assert_eq!(field(&editor), Some(Field::Goal));
        editor.handle(pressed(Key::Up));
        assert_eq!(field(&editor), Some(Field::Title));
    }
}
