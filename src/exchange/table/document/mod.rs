//! Tables in documents: pipe tables and headings of Markdown, tables of HTML.

mod around;
mod drawn;
mod flow;
mod headings;
mod html;
mod markdown;
mod passage;

pub(super) use drawn::has_any as has_drawn_table;
pub(in crate::exchange) use flow::lines as lines_of_html;
pub(super) use html::{all as all_in_html, grids as in_html};
pub(super) use markdown::grids as in_markdown;

/// Whether a text has a pipe table with its line of dashes.
pub(super) fn has_pipe_table(text: &str) -> bool {
    let is_rule = |line: &str| {
        let line = line.trim().trim_start_matches(['>', ' ']);
        line.contains('-')
            && line.contains('|')
            && line
                .chars()
                .all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t'))
    };
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        if line.contains('|')
            && !line.contains('"')
            && lines.peek().is_some_and(|next| is_rule(next))
        {
            return true;
        }
    }
    false
}

/// Whether a text is a piece of HTML with a table in it.
pub(super) fn has_html_table(text: &str) -> bool {
    text.trim_start().starts_with('<') && has_table_tag(text)
}

/// Whether a table begins somewhere in a piece of HTML.
pub(super) fn has_table_tag(html: &str) -> bool {
    let mut tags = html.as_bytes().windows(6);
    tags.any(|tag| tag.eq_ignore_ascii_case(b"<table"))
}
