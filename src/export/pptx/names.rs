//! What the shapes of a file are called: the same thing by the same name on every slide, so that one
//! slide can turn into the next.

use std::collections::{HashMap, HashSet};

use crate::{
    model::{Map, Target},
    scene::{Scene, Subject},
    words::Language,
};

/// The names of a file's shapes.
pub(super) struct Names {
    things: HashMap<Target, String>,
    others: HashMap<Subject, String>,
    described: HashMap<Target, String>,
    /// What stands on more than one slide.
    shared: HashSet<Target>,
    /// In the language of the map.
    pub title: &'static str,
    pub text: &'static str,
    pub picture: &'static str,
    pub icon: &'static str,
    pub shape: &'static str,
}

impl Names {
    /// For all slides of a map; `turns` where one turns into the next.
    pub(super) fn of_slides(scenes: &[&Scene], map: &Map, turns: bool) -> Self {
        let language: Language = map.language;
        let mut names = Self {
            things: HashMap::new(),
            others: HashMap::new(),
            described: map.descriptions(language),
            shared: HashSet::new(),
            title: language.t("Title"),
            text: language.t("Text"),
            picture: language.t("Picture"),
            icon: language.t("Icon"),
            shape: language.t("Shape"),
        };
        let mut taken: HashMap<String, usize> = HashMap::new();
        for scene in scenes {
            let known = scene.names(map);
            let mut here: HashSet<&Target> = HashSet::new();
            for (_, chunk) in scene.chunks() {
                let subject = &chunk.subject;
                let Some(target) = chunk.target() else {
                    let name = || known.of(subject).into_owned();
                    names.others.entry(subject.clone()).or_insert_with(name);
                    continue;
                };
                if names.things.contains_key(target) {
                    if turns && here.insert(target) {
                        names.shared.insert(target.clone());
                    }
                    continue;
                }
                here.insert(target);
                let name = known.of(subject).into_owned();
                let times = taken.entry(name.clone()).or_default();
                *times += 1;
                let name = match *times {
                    1 => name,
                    times => format!("{name} ({times})"),
                };
                names.things.insert(target.clone(), name);
            }
        }
        names
    }

    /// What something is called.
    pub(super) fn of(&self, subject: &Subject) -> String {
        let known = match subject {
            Subject::Thing(target) => self.things.get(target),
            _ => self.others.get(subject),
        };
        known.cloned().unwrap_or_default()
    }

    /// What a thing is called, with the sign that it is the same one on another slide.
    pub(super) fn shared(&self, target: &Target) -> String {
        let name = self.things.get(target).map_or("", String::as_str);
        match self.shared.contains(target) {
            true => format!("!!{name}"),
            false => name.to_owned(),
        }
    }

    /// Whether one slide has something that another one has, too.
    pub(super) fn share(&self, a: &Scene, b: &Scene) -> bool {
        let of_first: HashSet<&Target> = a.chunks().filter_map(|(_, it)| it.target()).collect();
        let mut of_second = b.chunks().filter_map(|(_, it)| it.target());
        of_second.any(|target| of_first.contains(target) && self.shared.contains(target))
    }

    /// What is to be said of a thing beyond its name.
    pub(super) fn described(&self, target: &Target) -> Option<&str> {
        self.described.get(target).map(String::as_str)
    }
}
