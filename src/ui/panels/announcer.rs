//! What has just happened, said once to those who listen: the one place from which they hear of it.

use egui::{Context, Id, Role, accesskit::Live};

use super::notice::notice_text;
use crate::{
    ui::view::{Notice, View},
    words::{Language, marked},
};

/// What is said, and what of the window was heard so far.
#[derive(Default)]
pub(in crate::ui) struct Announcer {
    text: String,
    is_urgent: bool,
    /// How often the same was said in a row: it is another node then, or nobody would hear it.
    times: u64,
    /// Of the program and of the editor.
    heard: (u64, u64),
    notice: Option<Notice>,
}

impl Announcer {
    /// Hears what has happened since the frame before.
    pub(crate) fn hear(&mut self, view: &View<'_>) {
        let language = view.language;
        let done = view
            .editor
            .and_then(|editor| self.done(editor.told_times()).then_some(editor));
        let done = done.and_then(|editor| editor.told(language).1);
        let said = view.said.filter(|said| said.serial != self.heard.0);
        self.heard.0 = view.said.map_or(self.heard.0, |said| said.serial);
        let notice = view.notice.filter(|_| view.editor.is_some());
        let noticed = notice.filter(|notice| self.notice != Some(*notice));
        self.notice = notice;
        let noticed = noticed.map(|notice| language.t(notice_text(notice)).to_owned());
        let told = said.map(|said| said.text.to_owned());
        // The program tells more of what both have seen.
        let all = [told.or(done), noticed].into_iter().flatten();
        let all: Vec<String> = all.collect();
        if !all.is_empty() {
            let is_urgent = said.is_some_and(|said| said.is_urgent);
            self.say(all.join(" · "), is_urgent);
        }
    }

    fn done(&mut self, times: u64) -> bool {
        let known = std::mem::replace(&mut self.heard.1, times);
        times != 0 && times != known
    }

    /// Says that something of the window is there now, or no more.
    pub(crate) fn shown(&mut self, what: &str, is_shown: bool, language: Language) {
        let words = match is_shown {
            true => marked("{what}: shown"),
            false => marked("{what}: hidden"),
        };
        self.say(language.fill(words, &[("what", what)]), false);
    }

    fn say(&mut self, text: String, is_urgent: bool) {
        self.times = match self.text == text {
            true => self.times + 1,
            false => 0,
        };
        (self.text, self.is_urgent) = (text, is_urgent);
    }

    /// The node that it is heard from.
    pub(crate) fn show(&self, ctx: &Context) {
        let id = Id::unique(("announcement", self.times));
        ctx.accesskit_node_builder(id, |node| {
            node.set_role(Role::Status);
            node.set_live(match self.is_urgent {
                true => Live::Assertive,
                false => Live::Polite,
            });
            node.set_label(self.text.as_str());
        });
    }
}
