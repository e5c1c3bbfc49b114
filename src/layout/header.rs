//! The head of the sheet: title, facts, personas.

use std::sync::Arc;

use super::{
    grid::Grid,
    measure::{MARGIN, PERSONA_GAP},
    persona::{self, PersonaBox},
    textbox::{TextBox, Typesetter},
};
use crate::{
    geom::{Circle, Point, Rect, Size, Vec2},
    model::{Field, Ground, Ink, Map, MapState, Persona, Target, TextRole, When},
    text::Fonts,
};

const CARD_WIDTH: f64 = 760.0;
/// Several personas share a row as long as each has this much.
const CARD_MIN: f64 = 440.0;
/// Where a card beside the title begins.
const CARD_TOP: f64 = 42.0;
/// As much of the highest card of its row another one is filled to be as high.
const NEARLY: f64 = 0.8;

/// What stands above the stages, laid out.
#[derive(Debug, Clone, PartialEq)]
pub struct Header {
    /// In document units.
    pub height: f64,
    /// Of the map.
    pub title: TextBox,
    /// Scenario, goal, state, review.
    pub facts: TextBox,
    /// What the map is made for, and whose it is.
    pub purpose: TextBox,
    /// In the order of the map.
    pub personas: Vec<PersonaBox>,
}

impl Header {
    /// Lays out what stands above the stages.
    pub fn new(map: &Map, grid: &Grid, fonts: &Fonts) -> Self {
        Self::beside(Size::ZERO, map, grid, fonts)
    }

    /// The same, with room for a logo at its right end.
    pub(super) fn beside(logo: Size, map: &Map, grid: &Grid, fonts: &Fonts) -> Self {
        let set = Typesetter::new(fonts, &grid.theme, Ink::Plain, Ground::Sheet);
        let quiet = set.inked(Ink::Quiet);
        let width = grid.right - MARGIN;
        let (full, plain): (Vec<_>, Vec<_>) = map
            .personas
            .iter()
            .filter(|persona| grid.lens.shows_persona(&persona.id))
            .partition(|p| persona::has_details(p));
        let card = |of: &Arc<Persona>, most: f64| persona::card(of, grid.language, set, most);
        let is_beside = full.len() == 1 && width >= CARD_WIDTH + 440.0;
        let beside = is_beside.then(|| card(full[0], CARD_WIDTH));
        let title_width = match &beside {
            Some(card) => width - card.rect.width().max(logo.width) - 40.0,
            None if logo == Size::ZERO => width,
            None => width - logo.width - 40.0,
        };

        let title = set.set(
            &map.title,
            TextRole::Title,
            Point::new(MARGIN, 47.0),
            title_width,
            Some((Target::Title, Field::Title)),
        );
        let facts = quiet.set(
            &facts(map, grid.lens.when),
            TextRole::Facts,
            Point::new(MARGIN, title.rect.y1 + 6.0),
            title_width,
            Some((Target::Facts, Field::Scenario)),
        );
        let purpose = quiet.set(
            &purpose(map),
            TextRole::Facts,
            Point::new(MARGIN, facts.bottom()),
            title_width,
            Some((Target::Facts, Field::Goal)),
        );
        let mut bottom = purpose.bottom().max(CARD_TOP + logo.height);

        let mut personas = Vec::new();
        if !plain.is_empty() {
            let top = bottom + 8.0;
            bottom = chips(&plain, set, top, MARGIN + title_width, &mut personas);
        }
        if let Some(card) = beside {
            let left = grid.right - card.rect.width();
            let below_logo = match logo == Size::ZERO {
                true => CARD_TOP,
                false => CARD_TOP + logo.height + 14.0,
            };
            let card = card.moved(Vec2::new(left, below_logo));
            bottom = bottom.max(card.rect.y1);
            personas.insert(0, card);
        } else if !full.is_empty() {
            let fitting = ((width + PERSONA_GAP) / (CARD_MIN + PERSONA_GAP)).floor() as usize;
            let per_row = fitting.clamp(1, full.len());
            let gaps = PERSONA_GAP * (per_row - 1) as f64;
            let share = (width - gaps) / per_row as f64;
            let most = match per_row {
                1 => share.min(CARD_WIDTH),
                _ => share,
            };
            for row in full.chunks(per_row) {
                let (top, mut left) = (bottom + 20.0, MARGIN);
                let row: Vec<_> = row.iter().map(|persona| card(persona, most)).collect();
                let heights = row.iter().map(|card| card.rect.height());
                let height = heights.fold(0.0, f64::max);
                bottom = top + height;
                for mut card in row {
                    let width = card.rect.width();
                    // Cards beside each other are of one height, but for one that would be half
                    // empty.
                    if card.rect.height() >= NEARLY * height {
                        card.rect.y1 = height;
                    }
                    personas.push(card.moved(Vec2::new(left, top)));
                    left += width + PERSONA_GAP;
                }
            }
        }
        for laid_out in &mut personas {
            laid_out.faded = grid.lens.fades_persona(&laid_out.persona.id);
        }
        Self {
            height: bottom,
            title,
            facts,
            purpose,
            personas,
        }
    }

    /// The head of a page: its title alone, with room for a logo at its right end.
    pub(super) fn of_page(title: &str, logo: Size, grid: &Grid, fonts: &Fonts) -> Self {
        let set = Typesetter::new(fonts, &grid.theme, Ink::Plain, Ground::Sheet);
        let width = match logo == Size::ZERO {
            true => grid.right - MARGIN,
            false => grid.right - MARGIN - logo.width - set.size(TextRole::Title),
        };
        let at = |y| Point::new(MARGIN, y);
        let title = set.set(title, TextRole::Title, at(0.0), width, None);
        let nothing = set.set("", TextRole::Facts, at(title.bottom()), width, None);
        Self {
            height: title.bottom().max(logo.height),
            facts: nothing.clone(),
            purpose: nothing,
            title,
            personas: Vec::new(),
        }
    }

    /// All that is written there.
    pub fn texts(&self) -> impl Iterator<Item = &TextBox> {
        [&self.title, &self.facts, &self.purpose]
            .into_iter()
            .chain(self.personas.iter().flat_map(|p| &p.texts))
    }
}

const DOT: &str = "  ·  ";

fn facts(map: &Map, shown: When) -> String {
    let language = map.language;
    // A time of which nothing is said is not what stands there.
    let shown = if map.tells_of(shown) {
        shown
    } else {
        When::Both
    };
    let state = match (shown, map.state) {
        (When::Both, MapState::Current) | (When::Now, _) => "current state",
        (When::Both, MapState::Future) | (When::ToBe, _) => "future state",
    };
    let reviewed = map
        .reviewed
        .map(|date| language.fill("reviewed {date}", &[("date", &date.in_words(language))]));
    let state = language.t(state);
    let state = if map.scenario.is_empty() {
        capitalised(state)
    } else {
        state.to_owned()
    };
    [map.scenario.clone(), state]
        .into_iter()
        .chain(reviewed)
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(DOT)
}

/// As words are written that begin a line.
fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

fn purpose(map: &Map) -> String {
    let part = |words: &'static str, text: &str| {
        (!text.is_empty()).then(|| map.language.fill(words, &[("text", text)]))
    };
    let parts = [
        part("Goal: {text}", &map.goal),
        part("Owner: {text}", &map.owner),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(DOT)
}

/// Sets personas of whom only the name is known in rows; returns the bottom.
fn chips(
    personas: &[&Arc<Persona>],
    set: Typesetter<'_>,
    top: f64,
    right: f64,
    boxes: &mut Vec<PersonaBox>,
) -> f64 {
    let (mut x, mut y) = (MARGIN, top);
    for persona in personas {
        let width = (set.width(&persona.name, TextRole::Legend) + 1.0).min(right - MARGIN - 20.0);
        if x > MARGIN && x + 20.0 + width > right {
            (x, y) = (MARGIN, y + 24.0);
        }
        let of = Some((Target::Persona(persona.id.clone()), Field::Name));
        let name = set.set(
            &persona.name,
            TextRole::Legend,
            Point::new(x + 18.0, y + 3.0),
            width,
            of,
        );
        let rect = Rect::new(x, y, name.rect.x1 + 2.0, name.rect.y1 + 3.0);
        boxes.push(PersonaBox {
            persona: (*persona).clone(),
            rect,
            avatar: Circle::new((x + 6.0, y + 11.0), 5.0),
            is_card: false,
            initials: None,
            texts: vec![name],
            bullets: Vec::new(),
            faded: false,
        });
        x = rect.x1 + 18.0;
    }
    boxes.iter().map(|p| p.rect.y1).fold(y, f64::max)
}
