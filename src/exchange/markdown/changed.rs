//! A map whose outline was edited: the changes go to the very parts that its lines tell of.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
    sync::Arc,
};

use super::{
    tokens::{Mark, Token, cells, plain, tokens},
    write::{Subject, outline},
};
use crate::{
    exchange::{
        note::{Note, NoteKind},
        pairs::{NewIds, alike, in_order, named, same},
        table,
    },
    model::{
        Card, CardRole, Channel, ChannelMark, Curve, CurveOf, CurvePoint, Date, Hue, Id, Lane,
        LaneKind, Map, Metric, Persona, Stage, Unknown,
    },
    words::{leading_number, number},
};

/// What an edited outline makes of the map that rides along in it.
pub(in crate::exchange) enum Edited {
    /// It says the same in another spelling.
    Same,
    /// It is an outline of something else.
    Other,
    Changed(Box<Map>, Vec<Note>),
}

/// A place among the items of an outline: section, group, item.
type ItemAt = (usize, usize, usize);
/// A section as it was, and a lane.
type RoomOfItems = (usize, Option<Id>);
/// Edited items of a room, and those that were there.
type ItemPair = (Vec<(ItemAt, String)>, Vec<(ItemAt, String)>);

/// A known map with what its outline says otherwise by now; all else of it stays.
pub(in crate::exchange) fn taken_over(known: &Map, text: &str) -> Edited {
    let outline = outline(known);
    let base = Sections::of(
        tokens(outline.lines.iter().map(|(line, _)| line.as_str())),
        known,
    );
    let edited = Sections::of(tokens(text.lines()), known);
    if base.keys() == edited.keys() {
        return Edited::Same;
    }
    let subjects: Vec<&Subject> = outline.lines.iter().map(|(_, subject)| subject).collect();
    let pairs = base.paired(&edited);
    if pairs.is_empty() && !known.stages.is_empty() {
        return Edited::Other;
    }
    let mut changes = Changes {
        known,
        map: known.clone(),
        ids: NewIds::beside(known),
        notes: Vec::new(),
        base: &base,
        edited: &edited,
        subjects,
        pairs,
    };
    changes.head();
    changes.people();
    let stages = changes.stages();
    changes.items(&stages);
    changes.metrics();
    changes.order_stages(&stages);
    changes.map.forget_missing_cards();
    changes.map.forget_missing_in_stops();
    Edited::Changed(Box::new(changes.map), changes.notes)
}

/// What a part of an outline is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum About {
    Map,
    Persona,
    Stage,
    Metrics,
}

/// A heading and what stands below it.
struct Section {
    about: About,
    /// What it is called; a stage without its number.
    name: String,
    head: Option<usize>,
    body: Range<usize>,
    /// The items below each item of the first level, and that one.
    groups: Vec<(usize, Vec<usize>)>,
}

struct Sections {
    tokens: Vec<Token>,
    sections: Vec<Section>,
}

/// “## 2. Buy” is called “Buy”; `None` where no number stands in front.
fn numbered(raw: &str) -> Option<String> {
    let digits = raw.bytes().take_while(u8::is_ascii_digit).count();
    let rest = raw[digits..].strip_prefix('.').filter(|_| digits > 0)?;
    let is_whole = rest.is_empty() || rest.starts_with(' ');
    is_whole.then(|| plain(rest))
}

impl Sections {
    fn of(tokens: Vec<Token>, map: &Map) -> Self {
        let metrics = map.language.t("Metrics");
        let mut heads: Vec<Option<usize>> = vec![None];
        heads.extend(
            (0..tokens.len())
                .filter(|at| tokens[*at].mark == Mark::Heading(2))
                .map(Some),
        );
        let ends = heads.iter().skip(1).copied().chain([None]);
        let sections = heads.iter().zip(ends).map(|(head, end)| {
            let from = head.map_or(0, |at| at + 1);
            let body = from..end.unwrap_or(tokens.len());
            let raw = head.map_or("", |at| tokens[at].raw.as_str());
            let groups = groups(&tokens, body.clone());
            let has_rows = body.clone().any(|at| tokens[at].mark == Mark::Row);
            let (about, name) = match (head, numbered(raw)) {
                (None, _) => (About::Map, String::new()),
                (_, Some(name)) => (About::Stage, name),
                _ if plain(raw) == metrics && has_rows => (About::Metrics, String::new()),
                // A stage that somebody added has lanes.
                _ if groups.iter().any(|(_, items)| !items.is_empty()) => {
                    (About::Stage, plain(raw))
                }
                _ => (About::Persona, plain(raw)),
            };
            Section {
                about,
                name,
                head: *head,
                body,
                groups,
            }
        });
        let sections = sections.collect();
        Self { tokens, sections }
    }

    fn keys(&self) -> Vec<(Mark, &str)> {
        self.tokens
            .iter()
            .map(|token| (token.mark, token.plain.as_str()))
            .collect()
    }

    fn about(&self, about: About) -> Vec<(usize, String)> {
        let sections = self.sections.iter().enumerate();
        let of_it = sections.filter(|(_, section)| section.about == about);
        of_it
            .map(|(at, section)| (at, section.name.clone()))
            .collect()
    }

    /// Which section as it was each edited one is: of the same name, of one that shares words, or in
    /// its place where there are as many.
    fn paired(&self, edited: &Self) -> HashMap<usize, usize> {
        let mut pairs = HashMap::new();
        for about in [About::Stage, About::Persona] {
            let (mut these, mut those) = (edited.about(about), self.about(about));
            let counts_are_equal = these.len() == those.len();
            let mut found = same(named(&these), named(&those));
            these.retain(|(at, _)| !found.iter().any(|(known, _)| known == at));
            those.retain(|(at, _)| !found.iter().any(|(_, known)| known == at));
            found.extend(alike(&mut these, &mut those));
            if counts_are_equal && !(found.is_empty() && these.len() > 1) {
                found.extend(these.iter().zip(&those).map(|((a, _), (b, _))| (*a, *b)));
            }
            pairs.extend(found);
        }
        pairs
    }

    fn lane_name(&self, section: usize, group: usize) -> &str {
        let (head, _) = self.sections[section].groups[group];
        self.tokens[head].plain.trim_end_matches([':', ' '])
    }

    fn item(&self, (section, group, item): ItemAt) -> &Token {
        &self.tokens[self.sections[section].groups[group].1[item]]
    }
}

fn groups(tokens: &[Token], body: Range<usize>) -> Vec<(usize, Vec<usize>)> {
    let mut groups: Vec<(usize, Vec<usize>)> = Vec::new();
    for at in body {
        match (tokens[at].mark, groups.last_mut()) {
            (Mark::Item(0), _) => groups.push((at, Vec::new())),
            (Mark::Item(1), Some((_, items))) => items.push(at),
            _ => {}
        }
    }
    groups
}

struct Changes<'a> {
    known: &'a Map,
    map: Map,
    ids: NewIds,
    notes: Vec<Note>,
    base: &'a Sections,
    edited: &'a Sections,
    /// By the line of the outline as it was.
    subjects: Vec<&'a Subject>,
    /// Edited sections, and what they were.
    pairs: HashMap<usize, usize>,
}

impl Changes<'_> {
    fn tell(&mut self, token: &Token) {
        self.notes.push(Note {
            line: token.line,
            column: 1,
            kind: NoteKind::NotUnderstood(token.plain.clone()),
        });
    }

    fn subject(&self, token: &Token) -> &Subject {
        self.subjects[token.line - 1]
    }

    /// What stands behind a name as facts do: “**Goal:** x”.
    fn fact<'t>(&self, token: &'t Token, name: &'static str) -> Option<&'t str> {
        let rest = token.plain.strip_prefix(self.known.language.t(name))?;
        rest.strip_prefix(':').map(str::trim)
    }

    /// The title, and what is said of the whole map.
    fn head(&mut self) {
        let edited = self.edited;
        let base = self.base;
        let texts = |sections: &Sections| -> Vec<String> {
            let body = sections.sections[0].body.clone();
            let tokens = sections.tokens[body].iter();
            tokens.map(|token| token.plain.clone()).collect()
        };
        if texts(base) == texts(edited) {
            return;
        }
        let mut scenario: Vec<String> = Vec::new();
        let (mut goal, mut owner, mut reviewed) = (String::new(), String::new(), None);
        for token in &edited.tokens[edited.sections[0].body.clone()] {
            if token.mark == Mark::Heading(1) {
                let untitled = self.known.language.t("Untitled map");
                if token.plain != one_line(&self.known.title) && token.plain != untitled {
                    self.map.title.clone_from(&token.plain);
                }
            } else if let Some(text) = self.fact(token, "Goal") {
                text.clone_into(&mut goal);
            } else if let Some(text) = self.fact(token, "Owner") {
                text.clone_into(&mut owner);
            } else if let Some(text) = self.fact(token, "Last reviewed") {
                reviewed = Date::parse(text);
                if reviewed.is_none() {
                    self.tell(token);
                    reviewed = self.known.reviewed;
                }
            } else if token.mark == Mark::Text {
                scenario.push(token.plain.clone());
            } else {
                self.tell(token);
            }
        }
        let scenario = scenario.join("\n");
        set(&mut self.map.scenario, &scenario);
        set(&mut self.map.goal, &goal);
        set(&mut self.map.owner, &owner);
        self.map.reviewed = reviewed;
    }

    /// Names, roles, quotes and what else is said of personas. Nobody goes with her lines.
    fn people(&mut self) {
        let edited = self.edited;
        for (at, section) in edited.sections.iter().enumerate() {
            if section.about != About::Persona {
                continue;
            }
            let known = self.pairs.get(&at).and_then(|was| {
                let head = &self.base.tokens[self.base.sections[*was].head?];
                match self.subject(head) {
                    Subject::Persona(id) => Some(id.clone()),
                    _ => None,
                }
            });
            let id = known.unwrap_or_else(|| {
                let id = self.ids.make("persona");
                let hue = Hue::of_persona(self.map.personas.len());
                self.map.personas.push(Arc::new(Persona {
                    id: id.clone(),
                    hue,
                    ..Persona::default()
                }));
                id
            });
            self.persona(&id, section);
        }
    }

    fn persona(&mut self, id: &Id, section: &Section) {
        let edited = self.edited;
        let Some(index) = self
            .map
            .personas
            .iter()
            .position(|persona| persona.id == *id)
        else {
            return;
        };
        let mut persona = Persona::clone(&self.map.personas[index]);
        let whole = match persona.role.trim() {
            "" => one_line(&persona.name),
            role => format!("{} ({})", one_line(&persona.name), one_line(role)),
        };
        if section.name != whole {
            let parted = section
                .name
                .strip_suffix(')')
                .and_then(|name| name.split_once(" ("));
            let (name, role) = parted.unwrap_or((&section.name, ""));
            set(&mut persona.name, name);
            set(&mut persona.role, role);
        }
        let mut quote: Vec<&str> = Vec::new();
        let mut lists: [String; 4] = Default::default();
        for token in &edited.tokens[section.body.clone()] {
            let known = ["Facts", "Goals", "Frustrations", "Traits"]
                .into_iter()
                .enumerate();
            let mut known = known.filter_map(|(at, name)| Some((at, self.fact(token, name)?)));
            if token.mark == Mark::Quote {
                quote.push(&token.plain);
            } else if let Some((at, text)) = known.next() {
                text.clone_into(&mut lists[at]);
            } else {
                drop(known);
                self.tell(token);
            }
        }
        set(&mut persona.quote, &quote.join(" "));
        let [facts, goals, frustrations, traits] = lists;
        let parted = |told: &str| -> Vec<String> {
            let texts = told.split("; ").map(|text| text.trim().to_owned());
            texts.filter(|text| !text.is_empty()).collect()
        };
        for (list, told) in [
            (&mut persona.facts, facts),
            (&mut persona.goals, goals),
            (&mut persona.frustrations, frustrations),
            (&mut persona.traits, traits),
        ] {
            if one_line(&list.join("; ")) != told {
                *list = parted(&told);
            }
        }
        if *self.map.personas[index] != persona {
            self.map.personas[index] = Arc::new(persona);
        }
    }

    /// The stage of each edited section; those that are new are made.
    fn stages(&mut self) -> HashMap<usize, Id> {
        let mut stages = HashMap::new();
        let edited = self.edited;
        for (at, section) in edited.sections.iter().enumerate() {
            if section.about != About::Stage {
                continue;
            }
            let known = self.pairs.get(&at).and_then(|was| {
                let head = &self.base.tokens[self.base.sections[*was].head?];
                match self.subject(head) {
                    Subject::Stage(id) => Some(id.clone()),
                    _ => None,
                }
            });
            let id = known.unwrap_or_else(|| {
                let id = self.ids.make("stage");
                let hue = Hue::of_stage(self.map.stages.len());
                self.map.stages.push(Arc::new(Stage {
                    id: id.clone(),
                    hue,
                    ..Stage::default()
                }));
                id
            });
            self.stage(&id, section);
            stages.insert(at, id);
        }
        stages
    }

    fn stage(&mut self, id: &Id, section: &Section) {
        let edited = self.edited;
        let Some(index) = self.map.stages.iter().position(|stage| stage.id == *id) else {
            return;
        };
        let mut stage = Stage::clone(&self.map.stages[index]);
        set(&mut stage.title, &section.name);
        let mut facts: Vec<&Token> = Vec::new();
        for token in &edited.tokens[section.body.clone()] {
            match token.mark {
                Mark::Text => facts.push(token),
                Mark::Item(_) => {}
                Mark::Heading(_) | Mark::Quote | Mark::Row => self.tell(token),
            }
        }
        let said = facts.first().map_or("", |token| token.plain.as_str());
        let was = [&stage.goal, &stage.duration];
        let was: Vec<String> = was
            .into_iter()
            .map(|text| one_line(text))
            .filter(|text| !text.is_empty())
            .collect();
        if said != was.join(" · ") {
            let (goal, duration) = match said.rsplit_once(" · ") {
                Some((goal, duration)) => (goal, duration),
                None if stage.goal.trim().is_empty() && !stage.duration.trim().is_empty() => {
                    ("", said)
                }
                None => (said, ""),
            };
            set(&mut stage.goal, goal);
            set(&mut stage.duration, duration);
        }
        for token in facts.iter().skip(1) {
            self.tell(token);
        }
        if *self.map.stages[index] != stage {
            self.map.stages[index] = Arc::new(stage);
        }
    }

    /// The lane that each name of an edited outline means; those that are new are made.
    fn lanes(&mut self) -> HashMap<String, Id> {
        let names = |sections: &Sections| -> Vec<String> {
            let mut names: Vec<String> = Vec::new();
            for (at, section) in sections.sections.iter().enumerate() {
                for group in 0..section.groups.len() {
                    let name = sections.lane_name(at, group);
                    if section.about == About::Stage && !names.iter().any(|known| known == name) {
                        names.push(name.to_owned());
                    }
                }
            }
            names
        };
        let mut lanes: HashMap<String, Id> = HashMap::new();
        for lane in self.map.lanes.iter().rev().filter(|lane| !lane.hidden) {
            let name = one_line(&lane.title);
            lanes.insert(
                name.trim_end_matches([':', ' ']).to_owned(),
                lane.id.clone(),
            );
        }
        let (old, new) = (names(self.base), names(self.edited));
        let gone: Vec<&String> = old.iter().filter(|name| !new.contains(name)).collect();
        let come: Vec<&String> = new
            .iter()
            .filter(|name| !lanes.contains_key(*name))
            .collect();
        if let ([gone], [come]) = (&gone[..], &come[..])
            && let Some(id) = lanes.remove(*gone)
        {
            if let Some(lane) = self.map.lanes.iter_mut().find(|lane| lane.id == id) {
                Arc::make_mut(lane).title.clone_from(come);
            }
            lanes.insert((*come).clone(), id);
            return lanes;
        }
        for name in come {
            let id = self.ids.make("lane");
            self.map.lanes.push(Arc::new(Lane {
                id: id.clone(),
                title: name.clone(),
                kind: LaneKind::Cards {
                    role: table::role_of(name).unwrap_or_default(),
                    cards: Vec::new(),
                },
                ..Lane::default()
            }));
            lanes.insert(name.clone(), id);
        }
        lanes
    }

    /// What stands below the lanes in the stages.
    fn items(&mut self, stages: &HashMap<usize, Id>) {
        let lanes = self.lanes();
        let places = |sections: &Sections| -> Vec<ItemAt> {
            let of_section = |(at, section): (usize, &Section)| {
                let groups = section.groups.iter().enumerate();
                let items = groups.flat_map(move |(group, (_, items))| {
                    (0..items.len()).map(move |item| (at, group, item))
                });
                items.collect::<Vec<_>>()
            };
            let stages = sections.sections.iter().enumerate();
            let stages = stages.filter(|(_, section)| section.about == About::Stage);
            stages.flat_map(of_section).collect()
        };
        let pairs = self.pairs.clone();
        let (these, those) = (places(self.edited), places(self.base));
        let mut matched: HashMap<ItemAt, ItemAt> = HashMap::new();
        let mut taken: HashSet<ItemAt> = HashSet::new();
        let lane_was = |name: &str| lanes.get(name).cloned();
        let known = self.known;
        let base_lane = |at: ItemAt| {
            let name = self.base.lane_name(at.0, at.1);
            let lanes = known.lanes.iter().filter(|lane| !lane.hidden);
            let mut lanes =
                lanes.filter(|lane| one_line(&lane.title).trim_end_matches([':', ' ']) == name);
            lanes.next().map(|lane| lane.id.clone())
        };
        let edited_lane = |at: ItemAt| lane_was(self.edited.lane_name(at.0, at.1));
        // Of the same stage and lane; of the same lane; anywhere.
        for step in 0..3 {
            let room = |is_base: bool, at: ItemAt| -> Option<(usize, Option<Id>)> {
                let section = match is_base {
                    true => Some(at.0),
                    false => pairs.get(&at.0).copied(),
                };
                let lane = if is_base {
                    base_lane(at)
                } else {
                    edited_lane(at)
                };
                match step {
                    0 => Some((section?, lane)),
                    1 => Some((0, lane)),
                    _ => Some((0, None)),
                }
            };
            let mut rooms: HashMap<RoomOfItems, ItemPair> = HashMap::new();
            for at in these.iter().filter(|at| !matched.contains_key(*at)) {
                if let Some(room) = room(false, *at) {
                    rooms
                        .entry(room)
                        .or_default()
                        .0
                        .push((*at, self.edited.item(*at).plain.clone()));
                }
            }
            for at in those.iter().filter(|at| !taken.contains(*at)) {
                if let Some(room) = room(true, *at) {
                    rooms
                        .entry(room)
                        .or_default()
                        .1
                        .push((*at, self.base.item(*at).plain.clone()));
                }
            }
            for (these, those) in rooms.values() {
                for (at, was) in same(named(these), named(those)) {
                    matched.insert(at, was);
                    taken.insert(was);
                }
            }
        }
        // Called otherwise in their place: what shares words, then what stands in the same order.
        let mut rooms: HashMap<RoomOfItems, ItemPair> = HashMap::new();
        for at in these.iter().filter(|at| !matched.contains_key(*at)) {
            if let Some(was) = pairs.get(&at.0) {
                rooms
                    .entry((*was, edited_lane(*at)))
                    .or_default()
                    .0
                    .push((*at, self.edited.item(*at).plain.clone()));
            }
        }
        for at in those.iter().filter(|at| !taken.contains(*at)) {
            rooms
                .entry((at.0, base_lane(*at)))
                .or_default()
                .1
                .push((*at, self.base.item(*at).plain.clone()));
        }
        for (_, (mut these, mut those)) in rooms {
            for (at, was) in alike(&mut these, &mut those) {
                matched.insert(at, was);
            }
            for ((at, _), (was, _)) in these.iter().zip(&those) {
                matched.insert(*at, *was);
            }
        }
        self.place(&these, &those, &matched, stages, &lanes);
    }

    fn place(
        &mut self,
        these: &[ItemAt],
        those: &[ItemAt],
        matched: &HashMap<ItemAt, ItemAt>,
        stages: &HashMap<usize, Id>,
        lanes: &HashMap<String, Id>,
    ) {
        let edited = self.edited;
        let base = self.base;
        let mut orders: HashMap<Id, usize> = HashMap::new();
        for (order, at) in these.iter().enumerate() {
            let token = edited.item(*at);
            let (Some(stage), Some(lane)) =
                (stages.get(&at.0), lanes.get(edited.lane_name(at.0, at.1)))
            else {
                continue;
            };
            let was = matched.get(at).map(|was| base.item(*was));
            let subject = was.map(|was| self.subject(was).clone());
            match (subject, was) {
                (Some(Subject::Card { card, about }), Some(was)) => {
                    self.card(&card, &plain(&about), was, token, stage, lane);
                    orders.insert(card, order);
                }
                (Some(Subject::Curve { lane, of }), Some(was)) => {
                    if was.plain != token.plain && !self.felt(&lane, Some(&of), token, stage) {
                        self.tell(token);
                    }
                }
                (Some(Subject::Channel { lane, channel }), Some(was)) => {
                    if was.plain != token.plain {
                        self.mark(&lane, &channel, stage, false);
                        self.use_channel(&lane, &token.plain, stage);
                    }
                }
                _ => {
                    if let Some(id) = self.new_item(token, stage, lane) {
                        orders.insert(id, order);
                    }
                }
            }
        }
        let kept: HashSet<&ItemAt> = matched.values().collect();
        let gone: Vec<(Subject, Option<Id>)> = those
            .iter()
            .filter(|at| !kept.contains(at))
            .map(|at| {
                let head = base.sections[at.0]
                    .head
                    .map(|head| self.subject(&base.tokens[head]));
                let stage = match head {
                    Some(Subject::Stage(id)) => Some(id.clone()),
                    _ => None,
                };
                (self.subject(base.item(*at)).clone(), stage)
            })
            .collect();
        for (subject, stage) in gone {
            self.remove(&subject, stage.as_ref());
        }
        for lane in &mut self.map.lanes {
            let has_some = lane
                .cards()
                .iter()
                .any(|card| orders.contains_key(&card.id));
            if let LaneKind::Cards { cards, .. } = &lane.kind
                && has_some
            {
                let mut ordered = cards.clone();
                in_order(&mut ordered, &orders);
                let is_other = ordered.iter().zip(cards).any(|(a, b)| a.id != b.id);
                if let LaneKind::Cards { cards, .. } = &mut Arc::make_mut(lane).kind
                    && is_other
                {
                    *cards = ordered;
                }
            }
        }
    }

    /// A card whose line says something else, or stands elsewhere.
    fn card(&mut self, id: &Id, about: &str, was: &Token, token: &Token, stage: &Id, lane: &Id) {
        let found = self.map.lanes.iter().enumerate().find_map(|(at, lane)| {
            let cards = lane.cards();
            let index = cards.iter().position(|card| card.id == *id)?;
            Some((at, index, Card::clone(&cards[index])))
        });
        let Some((at, index, mut card)) = found else {
            return;
        };
        let role = self.map.lanes[at].role().unwrap_or_default();
        if was.plain != token.plain {
            let about = about.trim();
            let bare = |text: &str| -> (String, bool) {
                match text.strip_suffix(about) {
                    Some(bare) => (bare.trim().to_owned(), true),
                    None => match text
                        .strip_suffix(')')
                        .and_then(|text| text.rsplit_once(" ("))
                    {
                        Some((bare, _)) => (bare.trim().to_owned(), false),
                        None => (text.to_owned(), false),
                    },
                }
            };
            let ((old, _), (new, is_whole)) = (bare(&was.plain), bare(&token.plain));
            if !is_whole {
                self.tell(token);
            }
            if old != new {
                let unquoted = new.strip_prefix('“').and_then(|new| new.strip_suffix('”'));
                let text = unquoted
                    .filter(|_| role == CardRole::Quotes)
                    .unwrap_or(&new);
                text.clone_into(&mut card.text);
            }
        }
        if card.stage != *stage {
            (card.stage, card.step) = (stage.clone(), None);
        }
        if self.map.lanes[at].id == *lane {
            self.change_cards(at, |cards| {
                if *cards[index] != card {
                    cards[index] = Arc::new(card);
                }
            });
            return;
        }
        let to = self
            .map
            .lanes
            .iter()
            .position(|known| known.id == *lane && known.role().is_some());
        match to {
            Some(to) => {
                self.change_cards(at, |cards| {
                    cards.remove(index);
                });
                self.change_cards(to, |cards| cards.push(Arc::new(card)));
            }
            None => self.tell(token),
        }
    }

    fn change_cards(&mut self, lane: usize, change: impl FnOnce(&mut Vec<Arc<Card>>)) {
        if let LaneKind::Cards { cards, .. } = &mut Arc::make_mut(&mut self.map.lanes[lane]).kind {
            change(cards);
        }
    }

    /// A line that nobody knows: a card, a curve or a channel, as its lane has them.
    fn new_item(&mut self, token: &Token, stage: &Id, lane: &Id) -> Option<Id> {
        let at = self.map.lanes.iter().position(|known| known.id == *lane)?;
        match &self.map.lanes[at].kind {
            LaneKind::Cards { role, .. } => {
                let text = token.plain.as_str();
                let unquoted = text
                    .strip_prefix('“')
                    .and_then(|text| text.strip_suffix('”'));
                let card = Card {
                    id: self.ids.make("card"),
                    stage: stage.clone(),
                    text: unquoted
                        .filter(|_| *role == CardRole::Quotes)
                        .unwrap_or(text)
                        .to_owned(),
                    ..Card::default()
                };
                let id = card.id.clone();
                self.change_cards(at, |cards| cards.push(Arc::new(card)));
                Some(id)
            }
            LaneKind::Emotion { .. } => {
                if !self.felt(lane, None, token, stage) {
                    self.tell(token);
                }
                None
            }
            LaneKind::Channels { .. } => {
                self.use_channel(lane, &token.plain, stage);
                None
            }
            LaneKind::Metrics { .. } | LaneKind::Foreign { .. } => {
                self.tell(token);
                None
            }
        }
    }

    fn remove(&mut self, subject: &Subject, stage: Option<&Id>) {
        match subject {
            Subject::Card { card, .. } => {
                let at = self
                    .map
                    .lanes
                    .iter()
                    .position(|lane| lane.cards().iter().any(|known| known.id == *card));
                if let Some(at) = at {
                    self.change_cards(at, |cards| cards.retain(|known| known.id != *card));
                }
            }
            Subject::Curve { lane, of } => {
                if let (Some(curve), Some(stage)) = (self.curve(lane, of), stage) {
                    curve.points.retain(|point| point.stage != *stage);
                }
            }
            Subject::Channel { lane, channel } => {
                if let Some(stage) = stage {
                    self.mark(lane, channel, stage, false);
                }
            }
            _ => {}
        }
    }

    fn curve(&mut self, lane: &Id, of: &CurveOf) -> Option<&mut Curve> {
        let lane = self.map.lanes.iter_mut().find(|known| known.id == *lane)?;
        let LaneKind::Emotion { curves } = &mut Arc::make_mut(lane).kind else {
            return None;
        };
        if !curves.iter().any(|curve| curve.of() == *of) {
            curves.push(Arc::new(Curve {
                persona: of.persona.clone(),
                to_be: of.to_be,
                ..Curve::default()
            }));
        }
        let curve = curves.iter_mut().find(|curve| curve.of() == *of)?;
        Some(Arc::make_mut(curve))
    }

    /// Whose curve a line tells of: “Rina”, “Rina, Future”.
    fn whose(&self, name: &str) -> Option<CurveOf> {
        let future = self.known.language.t("Future");
        let (name, to_be) = match name.rsplit_once(", ") {
            Some((name, when)) if when == future => (name, true),
            _ => (name, false),
        };
        let mut personas = self.map.personas.iter();
        let persona = personas.find(|persona| one_line(&persona.name) == name)?;
        Some(CurveOf {
            persona: persona.id.clone(),
            to_be,
        })
    }

    /// A line of a curve: what is felt in a stage, one after the other. `false` where it cannot be read.
    fn felt(&mut self, lane: &Id, of: Option<&CurveOf>, token: &Token, stage: &Id) -> bool {
        let Some((name, felt)) = token.plain.split_once(": ") else {
            return false;
        };
        let Some(of) = self.whose(name).or_else(|| of.cloned()) else {
            return false;
        };
        let language = self.known.language;
        let conversion = format!("({})", language.t("Conversion"));
        let pieces: Vec<CurvePoint> = felt
            .split('→')
            .map(|piece| point(piece.trim(), &conversion))
            .collect();
        let count = pieces.len();
        let mut ids: Vec<Id> = Vec::new();
        ids.resize_with(count, || self.ids.make("point"));
        let scale = self.map.emotion_scale;
        let Some(curve) = self.curve(lane, &of) else {
            return false;
        };
        let mut old: Vec<CurvePoint> = curve
            .points
            .iter()
            .filter(|point| point.stage == *stage)
            .cloned()
            .collect();
        old.sort_by(|a, b| a.at.total_cmp(&b.at));
        let says_same = |old: &CurvePoint, new: &CurvePoint| {
            one_line(&old.label) == new.label && old.value == new.value
        };
        // Points that say the same stay; the others are those in their places, or new ones.
        let mut next = 0;
        let mut now: Vec<CurvePoint> = Vec::new();
        for (at, (piece, id)) in pieces.iter().zip(ids).enumerate() {
            let same = (next..old.len()).find(|known| says_same(&old[*known], piece));
            let is_left = old.len() - next >= count - at;
            let known = same.or((next < old.len() && is_left).then_some(next));
            let mut point = match known {
                Some(known) => {
                    next = known + 1;
                    old[known].clone()
                }
                None => CurvePoint {
                    id,
                    stage: stage.clone(),
                    at: (at as f64 + 0.5) / count as f64,
                    ..CurvePoint::default()
                },
            };
            set(&mut point.label, &piece.label);
            point.value = piece.value.map(|value| value.clamp(scale.min, scale.max));
            point.moment_of_truth = piece.moment_of_truth;
            point.conversion = piece.conversion;
            now.push(point);
        }
        curve.points.retain(|point| point.stage != *stage);
        curve.points.extend(now);
        true
    }

    /// Marks a channel by its name, which is made where there is none.
    fn use_channel(&mut self, lane: &Id, name: &str, stage: &Id) {
        let known = self
            .map
            .channels
            .iter()
            .find(|channel| one_line(&channel.name) == name);
        let id = match known {
            Some(channel) => channel.id.clone(),
            None => {
                let id = self.ids.make("channel");
                self.map.channels.push(Arc::new(Channel {
                    id: id.clone(),
                    name: name.to_owned(),
                    ..Channel::default()
                }));
                id
            }
        };
        self.mark(lane, &id, stage, true);
    }

    fn mark(&mut self, lane: &Id, channel: &Id, stage: &Id, on: bool) {
        let Some(lane) = self.map.lanes.iter_mut().find(|known| known.id == *lane) else {
            return;
        };
        let LaneKind::Channels { marks, .. } = &mut Arc::make_mut(lane).kind else {
            return;
        };
        match marks
            .iter_mut()
            .find(|mark| mark.channel == *channel && mark.stage == *stage)
        {
            Some(mark) => mark.on = on,
            None => marks.push(ChannelMark {
                channel: channel.clone(),
                stage: stage.clone(),
                on,
                unknown: Unknown::default(),
            }),
        }
    }

    /// The table of figures: what changed in a row, and rows that went.
    fn metrics(&mut self) {
        let rows = |sections: &Sections| -> Vec<(usize, String)> {
            let of_metrics = sections
                .sections
                .iter()
                .filter(|section| section.about == About::Metrics);
            let rows = of_metrics.flat_map(|section| section.body.clone());
            let rows = rows
                .filter(|at| sections.tokens[*at].mark == Mark::Row)
                .skip(2);
            rows.map(|at| {
                (
                    at,
                    cells(&sections.tokens[at].raw)
                        .get(..2)
                        .unwrap_or_default()
                        .join("|"),
                )
            })
            .collect()
        };
        let (mut these, mut those) = (rows(self.edited), rows(self.base));
        if these.is_empty() {
            return;
        }
        let mut found = same(named(&these), named(&those));
        these.retain(|(at, _)| !found.iter().any(|(known, _)| known == at));
        those.retain(|(at, _)| !found.iter().any(|(_, known)| known == at));
        found.extend(alike(&mut these, &mut those));
        let edited = self.edited;
        let base = self.base;
        for (at, was) in found {
            let (token, was) = (&edited.tokens[at], &base.tokens[was]);
            let (new, old) = (cells(&token.raw), cells(&was.raw));
            if let Subject::Metric(id) = self.subject(was).clone()
                && new != old
                && !self.figure(&id, &old, &new)
            {
                self.tell(token);
            }
        }
        for (at, _) in &these {
            self.tell(&edited.tokens[*at]);
        }
        for (at, _) in &those {
            let Subject::Metric(id) = self.subject(&base.tokens[*at]).clone() else {
                continue;
            };
            for lane in &mut self.map.lanes {
                if lane.metrics().iter().any(|metric| metric.id == id)
                    && let LaneKind::Metrics { metrics } = &mut Arc::make_mut(lane).kind
                {
                    metrics.retain(|metric| metric.id != id);
                }
            }
        }
    }

    /// Takes the cells of a metric that changed; `false` where one of them cannot be read.
    fn figure(&mut self, id: &Id, old: &[String], new: &[String]) -> bool {
        let stages: Vec<(String, Id)> = self
            .map
            .stages
            .iter()
            .map(|stage| (one_line(&stage.title), stage.id.clone()))
            .collect();
        let lane = self
            .map
            .lanes
            .iter_mut()
            .find(|lane| lane.metrics().iter().any(|metric| metric.id == *id));
        let Some(lane) = lane else { return false };
        let LaneKind::Metrics { metrics } = &mut Arc::make_mut(lane).kind else {
            return false;
        };
        let Some(metric) = metrics.iter_mut().find(|metric| metric.id == *id) else {
            return false;
        };
        let metric: &mut Metric = Arc::make_mut(metric);
        let mut is_read = true;
        let cell = |cells: &'_ [String], at: usize| cells.get(at).cloned().unwrap_or_default();
        for at in 0..6 {
            let (was, now) = (cell(old, at), cell(new, at));
            if was == now {
                continue;
            }
            match at {
                0 => metric.name = now,
                1 => match stages.iter().find(|(title, _)| *title == now) {
                    Some((_, id)) => metric.stage = Some(id.clone()),
                    None if now.is_empty() => metric.stage = None,
                    None => is_read = false,
                },
                2 => match leading_number(&now) {
                    Some(figure) => {
                        metric.value = figure.value;
                        set(&mut metric.unit, figure.rest.trim());
                        metric.basis = None;
                    }
                    None => is_read = false,
                },
                3 => match number(&now) {
                    None if !now.is_empty() => is_read = false,
                    target => metric.target = target,
                },
                5 => match now.parse() {
                    Ok(n) => metric.n = Some(n),
                    Err(_) if now.is_empty() => metric.n = None,
                    Err(_) => is_read = false,
                },
                _ => is_read = false,
            }
        }
        is_read
    }

    /// As the sections stand now; a stage whose section is gone stays, behind the one before it, where
    /// something else stands in it.
    fn order_stages(&mut self, stages: &HashMap<usize, Id>) {
        let mut used = HashSet::new();
        self.map.visit(&mut |_, element| {
            if !matches!(element, crate::model::Element::Step(..)) {
                used.extend(element.stage().cloned());
            }
        });
        let mut sections: Vec<(&usize, &Id)> = stages.iter().collect();
        sections.sort();
        let mut order: Vec<Id> = sections.into_iter().map(|(_, id)| id.clone()).collect();
        let mut before: Option<Id> = None;
        for stage in &self.known.stages {
            if !order.contains(&stage.id) {
                if !used.contains(&stage.id) {
                    continue;
                }
                let at = before.and_then(|id| order.iter().position(|known| *known == id));
                order.insert(at.map_or(0, |at| at + 1), stage.id.clone());
            }
            before = Some(stage.id.clone());
        }
        let known: HashMap<Id, Arc<Stage>> = self
            .map
            .stages
            .iter()
            .map(|stage| (stage.id.clone(), stage.clone()))
            .collect();
        self.map.stages = order
            .iter()
            .filter_map(|id| known.get(id).cloned())
            .collect();
    }
}

/// Sets a text that says something else than it did, line breaks aside.
fn set(text: &mut String, now: &str) {
    if one_line(text) != one_line(now) {
        now.clone_into(text);
    }
}

fn one_line(text: &str) -> String {
    let bare: String = text
        .chars()
        .filter(|c| !c.is_control() || c.is_whitespace())
        .collect();
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a piece of a curve's line says: a label, a value, a star, whether it is a conversion.
fn point(piece: &str, conversion: &str) -> CurvePoint {
    let (piece, is_conversion) = match piece.strip_suffix(conversion) {
        Some(rest) => (rest.trim(), true),
        None => (piece, false),
    };
    let (piece, is_star) = match piece.strip_suffix('★') {
        Some(rest) => (rest.trim(), true),
        None => (piece, false),
    };
    let (label, last) = piece.rsplit_once(' ').unwrap_or(("", piece));
    let (label, value) = match number(last) {
        Some(value) => (label, Some(value)),
        None if piece == "–" => ("", None),
        None => (piece, None),
    };
    CurvePoint {
        label: label.trim().to_owned(),
        value,
        moment_of_truth: is_star,
        conversion: is_conversion,
        ..CurvePoint::default()
    }
}
