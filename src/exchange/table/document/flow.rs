//! What a piece of HTML says line by line: paragraphs, and the items of lists with a mark.

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

use super::html::{BLOCKS, UNSEEN};

/// The lines of a text that is HTML, those of its tables left out.
pub(in crate::exchange) fn lines(html: &str) -> Vec<String> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut reader = FlowReader::default();
    for token in Tokenizer::new_with_emitter(html, emitter) {
        match token {
            Ok(Token::StartTag(tag)) => reader.begin(&tag),
            Ok(Token::EndTag(tag)) => reader.end(&tag.name),
            Ok(Token::String(said)) => reader.say(&String::from_utf8_lossy(&said.value)),
            Ok(_) => {}
            Err(never) => match never {},
        }
    }
    reader.break_line();
    reader.lines
}

#[derive(Default)]
struct FlowReader {
    lines: Vec<String>,
    line: String,
    tables: usize,
    /// What is open of which nothing is read.
    unseen: usize,
    /// The elements that are open within a mark that a word processor wrote by itself.
    mark: usize,
}

impl FlowReader {
    fn begin(&mut self, tag: &StartTag<usize>) {
        let name: &[u8] = &tag.name;
        if UNSEEN.contains(&name) && !tag.self_closing {
            self.unseen += 1;
        }
        let style = tag.attributes.get(&b"style"[..]);
        let is_mark = style.is_some_and(|style| {
            let style = String::from_utf8_lossy(&style.value).to_lowercase();
            style.replace(' ', "").contains("mso-list:ignore")
        });
        match name {
            b"table" => {
                self.break_line();
                self.tables += 1;
            }
            b"br" => self.break_line(),
            b"li" => {
                self.break_line();
                self.line.push_str("• ");
            }
            b"span" if self.mark > 0 => self.mark += 1,
            b"span" if is_mark => {
                self.mark = 1;
                self.line.push_str("• ");
            }
            // A paragraph within an item goes on in its line.
            name if BLOCKS.contains(&name) && self.line != "• " => self.break_line(),
            _ => {}
        }
    }

    fn end(&mut self, name: &[u8]) {
        if UNSEEN.contains(&name) {
            self.unseen = self.unseen.saturating_sub(1);
        }
        match name {
            b"table" => self.tables = self.tables.saturating_sub(1),
            b"span" => self.mark = self.mark.saturating_sub(1),
            b"li" => self.break_line(),
            name if BLOCKS.contains(&name) => self.break_line(),
            _ => {}
        }
    }

    fn break_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        let line = line.trim();
        if !line.is_empty() && line != "•" {
            self.lines.push(line.to_owned());
        }
    }

    /// White space is one blank, wherever there is any.
    fn say(&mut self, text: &str) {
        if self.unseen > 0 || self.mark > 0 || self.tables > 0 {
            return;
        }
        for c in text.chars() {
            if !c.is_whitespace() {
                self.line.push(c);
            } else if !self.line.ends_with(' ') && !self.line.is_empty() {
                self.line.push(' ');
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_and_items_are_lines() {
        for (html, said) in [
            (
                "<p>One<br>two</p><p>three&nbsp; four</p>",
                &["One", "two", "three four"][..],
            ),
            ("<ul><li>a<ul><li><p>b</p></ul></ul>c", &["• a", "• b", "c"]),
            ("<style>p{}</style><table><tr><td>x</td></tr></table>", &[]),
            (
                "<p style='mso-list:l0'><![if !supportLists]><span style='mso-list:Ignore'>o<span>&nbsp; </span></span><![endif]>Asks</p>",
                &["• Asks"],
            ),
            ("<img src=\"a.png\">", &[]),
        ] {
            assert_eq!(lines(html), said, "{html}");
        }
    }
}
