//! Giving a map another language: what was never renamed is called as that language calls it.

use std::{collections::HashMap, sync::Arc};

use super::blank::blank_map;
use crate::{
    edit::Edit,
    file,
    model::{Field, Lane, LaneType, Map, Target},
    words::Language,
};

/// Title and note of a lane.
type LaneTexts = (String, String);

/// What lanes are called that nobody has renamed, by type and texts, and what in another language.
struct GivenTexts {
    /// Of the templates, which may call a lane otherwise than the program does: title and note
    /// together tell which.
    whole: HashMap<(LaneType, LaneTexts), LaneTexts>,
    titles: HashMap<(LaneType, String), String>,
    notes: HashMap<(LaneType, String), String>,
}

impl GivenTexts {
    fn of(from: Language, to: Language) -> Self {
        let mut given = Self {
            whole: HashMap::new(),
            titles: HashMap::new(),
            notes: HashMap::new(),
        };
        for lane in LaneType::all() {
            let [from, to] = [from, to].map(|language| language.t(lane.name()).to_owned());
            let bare = (lane, (from.clone(), String::new()));
            given.whole.insert(bare, (to.clone(), String::new()));
            given.titles.insert((lane, from), to);
        }
        for template in file::templates() {
            let map = |language| file::load(template.bytes(language)).map(|loaded| loaded.map);
            if let (Ok(from), Ok(to)) = (map(from), map(to)) {
                given.add(&from.lanes, &to.lanes);
            }
        }
        given
    }

    fn add(&mut self, from: &[Arc<Lane>], to: &[Arc<Lane>]) {
        for (from, to) in from.iter().zip(to) {
            let Some(lane) = from.lane_type() else {
                continue;
            };
            let texts = |lane: &Lane| (lane.title.clone(), lane.note.clone());
            let (of, other) = (texts(from), texts(to));
            let title = self.titles.entry((lane, of.0.clone()));
            title.or_insert_with(|| other.0.clone());
            if !of.1.is_empty() {
                let note = self.notes.entry((lane, of.1.clone()));
                note.or_insert_with(|| other.1.clone());
            }
            self.whole.entry((lane, of)).or_insert(other);
        }
    }

    /// What else title and note of a lane are called; `None` for what a person wrote.
    fn other(&self, lane: &Lane) -> [Option<&String>; 2] {
        let Some(kind) = lane.lane_type() else {
            return [None, None];
        };
        let (title, note) = (lane.title.clone(), lane.note.clone());
        match self.whole.get(&(kind, (title.clone(), note.clone()))) {
            Some((title, note)) => [Some(title), Some(note)],
            None => [
                self.titles.get(&(kind, title)),
                self.notes.get(&(kind, note)),
            ],
        }
    }
}

/// What gives a map another language. Lanes that are called as the program or a template called
/// them follow, and so do the names that a new map has for its stages, channels and itself.
pub fn edits_to_language(map: &Map, language: Language) -> Vec<Edit> {
    let mut edits = vec![Edit::SetLanguage(language)];
    if language == map.language {
        return edits;
    }
    let mut write = |target: Target, field: Field, text: &str| {
        edits.push(Edit::SetText {
            target,
            field,
            text: text.to_owned(),
        });
    };
    let given = GivenTexts::of(map.language, language);
    for lane in &map.lanes {
        let fields = [Field::Title, Field::Note].into_iter();
        for (field, other) in fields.zip(given.other(lane)) {
            if let Some(other) = other {
                write(Target::Lane(lane.id.clone()), field, other);
            }
        }
    }
    let [from, to] = [map.language, language].map(blank_map);
    if map.title == from.title {
        write(Target::Title, Field::Title, &to.title);
    }
    let personas = || from.personas.iter().zip(&to.personas);
    for persona in &map.personas {
        if let Some((_, to)) = personas().find(|(from, _)| from.name == persona.name) {
            write(Target::Persona(persona.id.clone()), Field::Name, &to.name);
        }
    }
    let stages = || from.stages.iter().zip(&to.stages);
    for stage in &map.stages {
        if let Some((_, to)) = stages().find(|(from, _)| from.title == stage.title) {
            write(Target::Stage(stage.id.clone()), Field::Title, &to.title);
        }
    }
    let channels = || from.channels.iter().zip(&to.channels);
    for channel in &map.channels {
        if let Some((_, to)) = channels().find(|(from, _)| from.name == channel.name) {
            write(Target::Channel(channel.id.clone()), Field::Name, &to.name);
        }
    }
    edits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::apply_all;

    fn turned(map: &Map, language: Language) -> Map {
        let edits = edits_to_language(map, language);
        let turned = apply_all(&Arc::new(map.clone()), &edits).expect("edits that fit");
        Map::clone(&turned)
    }

    #[test]
    fn a_new_map_is_as_if_it_had_been_begun_in_the_other_language() {
        for [from, to] in [
            [Language::English, Language::Indonesian],
            [Language::Indonesian, Language::English],
        ] {
            assert_eq!(turned(&blank_map(from), to), blank_map(to));
        }
    }

    #[test]
    fn lanes_of_a_template_follow_and_those_that_were_renamed_stay() {
        let map = |id: &str, language| {
            let bytes = file::template(id).expect(id).bytes(language);
            file::load(bytes).expect(id).map
        };
        let (english, indonesian) = (Language::English, Language::Indonesian);
        for template in file::templates() {
            let turned = turned(&map(template.id, english), indonesian);
            for (lane, of_template) in turned.lanes.iter().zip(&map(template.id, indonesian).lanes)
            {
                // A lane without a note may as well be one that the program made.
                let name = lane.lane_type().map(|kind| indonesian.t(kind.name()));
                let is_given = lane.note.is_empty() && name == Some(&*lane.title);
                let told = format!("{}: {}", template.id, lane.title);
                assert!(is_given || lane.title == of_template.title, "{told}");
                assert_eq!(lane.note, of_template.note, "{told}");
            }
        }
        let mut own = map("five-stages", Language::English);
        Arc::make_mut(&mut own.lanes[0]).title = "What Dewi does".to_owned();
        let turned = turned(&own, Language::Indonesian);
        assert_eq!(turned.lanes[0].title, "What Dewi does");
        assert_ne!(turned.lanes[1].title, own.lanes[1].title);
    }
}
