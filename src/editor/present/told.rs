//! What has happened in a talk, for those who do not see it.

use super::{
    cue::Cue,
    talk::{Over, Showing, Talk, Voice},
    text::page_texts,
};
use crate::{
    deck,
    editor::{Editor, telling::Told},
    model::{Map, When, one_of},
    words::{Language, marked},
};

/// What is on or off, and is told when it is turned.
const TURNED: [Cue; 8] = [
    Cue::Black,
    Cue::White,
    Cue::Laser,
    Cue::Spotlight,
    Cue::Ink,
    Cue::Clock,
    Cue::Help,
    Cue::Overview,
];

/// What became of a talk, seen before and after something was done.
pub(in crate::editor) fn told_of_talk(
    before: Option<&Showing>,
    now: Option<&Showing>,
) -> Option<Told> {
    let (before, now) = match (before, now) {
        (None, None) => return None,
        (Some(_), None) => return Some(Told::TalkEnded),
        (None, Some(_)) => return Some(Told::Stop),
        (Some(before), Some(now)) => (before, now),
    };
    let moved = (before.stop, before.page) != (now.stop, now.page);
    let chosen = |showing: &Showing| match showing.over {
        Some(Over::Overview(chosen)) => Some(chosen),
        Some(Over::Help) | None => None,
    };
    if before.edits != now.edits {
        return Some(match now.edits {
            true => Told::TalkWaits,
            false => Told::Stop,
        });
    }
    if moved {
        return Some(Told::Stop);
    }
    if before.voice != now.voice {
        return Some(Told::Voice);
    }
    if before.revealed != now.revealed {
        return Some(Told::Revealed);
    }
    if let (Some(_), Some(_), true) = (chosen(before), chosen(now), before.over != now.over) {
        return Some(Told::ChosenStop);
    }
    if before.notes != now.notes {
        return Some(
            match now.is_on(Cue::NotesApart) || before.is_on(Cue::NotesApart) {
                true => Told::Turned(Cue::NotesApart, now.is_on(Cue::NotesApart)),
                false => Told::Turned(Cue::Notes, now.is_on(Cue::Notes)),
            },
        );
    }
    let is_turned = |cue: &Cue| before.is_on(*cue) != now.is_on(*cue);
    // What was turned on last is told, not what it took the place of.
    let turned = || TURNED.into_iter().filter(is_turned);
    let on = turned().find(|cue| now.is_on(*cue));
    if let Some(cue) = on.or_else(|| turned().next()) {
        return Some(Told::Turned(cue, now.is_on(cue)));
    }
    (before.look != now.look).then_some(Told::Look)
}

impl Editor {
    /// Whether what the stop says is known.
    pub(in crate::editor) fn knows_page(&self) -> bool {
        self.talk().is_some_and(|talk| talk.page().is_some())
    }

    pub(in crate::editor) fn talk_in_words(&self, told: &Told, language: Language) -> String {
        let Some(talk) = self.talk() else {
            return language.t("Presentation ended").to_owned();
        };
        match told {
            Told::Stop => {
                let place = talk.place_in_words(talk.index(), language);
                let said = talk.said(language);
                let parts = [place, said].into_iter().filter(|part| !part.is_empty());
                parts.collect::<Vec<_>>().join(". ")
            }
            Told::StopText => talk.said(language),
            Told::ChosenStop => match talk.over() {
                Some(Over::Overview(chosen)) => talk.place_in_words(chosen, language),
                Some(Over::Help) | None => String::new(),
            },
            Told::Revealed => {
                let lanes = talk.page().map_or(0, |page| page.lanes.len());
                let shown = talk.revealed().unwrap_or(lanes);
                let values = [("n", &*shown.to_string()), ("count", &*lanes.to_string())];
                language.fill("{n} of {count} lanes shown", &values)
            }
            Told::Voice => voice_in_words(talk.map(), talk.voice(), language),
            Told::Turned(cue, is_on) => {
                let words = match is_on {
                    true => marked("{what}: on"),
                    false => marked("{what}: off"),
                };
                language.fill(words, &[("what", language.t(cue.name()))])
            }
            Told::Look => {
                let percent = format!("{:.0}", talk.look().zoom * 100.0);
                language.fill("Zoom: {n}%", &[("n", &percent)])
            }
            Told::TalkWaits => language
                .t("Editing the map: Esc returns to the stop")
                .to_owned(),
            _ => String::new(),
        }
    }
}

impl Talk {
    /// Which stop it is, and what it is called: "3 of 12: Purchase".
    pub fn place_in_words(&self, index: usize, language: Language) -> String {
        let Some(title) = self.title_of(index, language) else {
            return String::new();
        };
        let mut place = one_of(index, self.stops().len(), language);
        let count = self.page_count().filter(|count| *count > 1);
        if let Some(count) = count.filter(|_| index == self.index()) {
            let values = [
                ("number", &*(self.page_index() + 1).to_string()),
                ("count", &*count.to_string()),
            ];
            let page = language.fill("page {number} of {count}", &values);
            place = format!("{place}, {page}");
        }
        format!("{place}: {title}")
    }

    /// What a stop is called; `None` where there is none.
    pub fn title_of(&self, index: usize, language: Language) -> Option<String> {
        let stop = self.voiced(index)?;
        Some(deck::title(self.map(), &stop, language))
    }

    /// What the page says, as far as it is made.
    fn said(&self, language: Language) -> String {
        let page = self.page();
        let texts = page.map(|page| page_texts(page, self.map(), self.revealed(), language));
        let texts = texts.unwrap_or_default().into_iter().map(|text| text.text);
        texts.collect::<Vec<_>>().join(". ")
    }
}

/// Whose journey is shown, or of which time.
pub fn voice_in_words(map: &Map, voice: &Voice, language: Language) -> String {
    match voice {
        Voice::AsSet => language.t("Same as stop").to_owned(),
        Voice::Persona(id) => {
            let persona = map.persona(id);
            persona.map_or(String::new(), |persona| persona.name.clone())
        }
        Voice::When(When::ToBe) => language.t("Future state").to_owned(),
        Voice::When(When::Now | When::Both) => language.t("Current state").to_owned(),
    }
}
