//! The head of the sheet: title, facts, personas.

use std::sync::Arc;

use super::{
    grid::Grid,
    measure::{MARGIN, PERSONA_GAP},
    places::Align,
    textbox::{TextBox, Typesetter, quoted},
};
use crate::{
    geom::{Circle, Point, Rect},
    model::{Date, Field, Ground, Ink, Map, MapState, Persona, Target, TextRole, When},
    text::Fonts,
    words::Language,
};

const CARD_WIDTH: f64 = 760.0;
/// Several personas share a row as long as each has this much.
const CARD_MIN: f64 = 440.0;
/// From this width on, goals and frustrations stand beside the quote.
const TWO_COLUMNS: f64 = 640.0;
const LIST_WIDTH: f64 = 272.0;
const PADDING: f64 = 18.0;

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

/// A persona laid out.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonaBox {
    /// The persona itself.
    pub persona: Arc<Persona>,
    /// Around all of it.
    pub rect: Rect,
    /// A persona of whom only the name is known is a dot and a name.
    pub avatar: Circle,
    /// Stands on a panel of its own, with all that is known.
    pub is_card: bool,
    /// In the avatar, where there is no picture.
    pub initials: Option<TextBox>,
    /// All but the initials.
    pub texts: Vec<TextBox>,
    /// Another one's journey is shown.
    pub faded: bool,
}

impl Header {
    /// Lays out what stands above the stages.
    pub fn new(map: &Map, grid: &Grid, fonts: &Fonts) -> Self {
        let set = Typesetter::new(fonts, &grid.theme, Ink::Plain, Ground::Sheet);
        let quiet = set.inked(Ink::Quiet);
        let width = grid.right - MARGIN;
        let (full, plain): (Vec<_>, Vec<_>) = map
            .personas
            .iter()
            .filter(|persona| grid.lens.shows_persona(&persona.id))
            .partition(|p| has_details(p));
        let beside = full.len() == 1 && width >= CARD_WIDTH + 440.0;
        let title_width = if beside {
            width - CARD_WIDTH - 40.0
        } else {
            width
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
        let mut bottom = purpose.bottom();

        let mut personas = Vec::new();
        if !plain.is_empty() {
            let top = bottom + 8.0;
            bottom = chips(&plain, set, top, MARGIN + title_width, &mut personas);
        }
        if beside {
            let at = Point::new(grid.right - CARD_WIDTH, 42.0);
            let card = persona_card(full[0], grid.language, set, at, CARD_WIDTH);
            bottom = bottom.max(card.rect.y1);
            personas.insert(0, card);
        } else if !full.is_empty() {
            let fitting = ((width + PERSONA_GAP) / (CARD_MIN + PERSONA_GAP)).floor() as usize;
            let per_row = fitting.clamp(1, full.len());
            let gaps = PERSONA_GAP * (per_row - 1) as f64;
            let share = (width - gaps) / per_row as f64;
            let card_width = if per_row == 1 {
                share.min(CARD_WIDTH)
            } else {
                share
            };
            for row in full.chunks(per_row) {
                let top = bottom + 20.0;
                for (index, persona) in row.iter().enumerate() {
                    let x = MARGIN + index as f64 * (card_width + PERSONA_GAP);
                    let at = Point::new(x, top);
                    personas.push(persona_card(persona, grid.language, set, at, card_width));
                }
                let row = &mut personas[..];
                let first = row.len() - row.iter().rev().take_while(|p| p.rect.y0 == top).count();
                bottom = row[first..].iter().map(|p| p.rect.y1).fold(top, f64::max);
                for card in &mut row[first..] {
                    card.rect.y1 = bottom;
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

    /// All that is written there.
    pub fn texts(&self) -> impl Iterator<Item = &TextBox> {
        [&self.title, &self.facts, &self.purpose]
            .into_iter()
            .chain(self.personas.iter().flat_map(|p| &p.texts))
    }
}

fn has_details(persona: &Persona) -> bool {
    !(persona.role.is_empty()
        && persona.quote.is_empty()
        && persona.goals.is_empty()
        && persona.frustrations.is_empty()
        && persona.traits.is_empty()
        && persona.picture.is_none())
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
    let reviewed = map.reviewed.map(|date| {
        language.fill(
            "reviewed {date}",
            &[("date", &date_in_words(date, language))],
        )
    });
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

/// Day, short month, year, as it is written on the sheet.
pub fn date_in_words(date: Date, language: Language) -> String {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let month = language.t(MONTHS[usize::from(date.month()) - 1]);
    let (day, year) = (date.day().to_string(), date.year().to_string());
    language.fill(
        "{day} {month} {year}",
        &[("day", &day), ("month", month), ("year", &year)],
    )
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
            faded: false,
        });
        x = rect.x1 + 18.0;
    }
    boxes.iter().map(|p| p.rect.y1).fold(y, f64::max)
}

fn persona_card(
    persona: &Arc<Persona>,
    language: Language,
    set: Typesetter<'_>,
    at: Point,
    width: f64,
) -> PersonaBox {
    let set = set.on(Ground::Panel);
    let quiet = set.inked(Ink::Quiet);
    let of = |field| Some((Target::Persona(persona.id.clone()), field));
    let left = at.x + 106.0;
    let two_columns = width >= TWO_COLUMNS;
    let lists = [
        ("Goals", Field::Goals, &persona.goals),
        ("Frustrations", Field::Frustrations, &persona.frustrations),
        ("Traits", Field::Traits, &persona.traits),
    ];
    let has_lists = lists.iter().any(|(.., entries)| !entries.is_empty());
    let right = at.x + width - PADDING;
    let room = if two_columns && has_lists {
        right - LIST_WIDTH - 16.0 - left
    } else {
        right - left
    };

    let at_top = Point::new(left, at.y + 15.0);
    let name = set.set(
        &persona.name,
        TextRole::PersonaName,
        at_top,
        room,
        of(Field::Name),
    );
    let below = |text: &TextBox, gap: f64| Point::new(left, text.bottom() + gap);
    let role = quiet.set(
        &persona.role,
        TextRole::PersonaRole,
        below(&name, 1.0),
        room,
        of(Field::Role),
    );
    let quote = set.set(
        &quoted(&persona.quote),
        TextRole::PersonaQuote,
        below(&role, 9.0),
        room,
        of(Field::Quote),
    );
    let mut bottom = quote.bottom().max(role.bottom());
    let mut texts = vec![name, role, quote];

    let (list_left, mut y, list_width) = if two_columns {
        (right - LIST_WIDTH, at.y + 18.0, LIST_WIDTH)
    } else {
        (left, bottom + 10.0, room)
    };
    for (caption, field, entries) in lists {
        if entries.is_empty() {
            continue;
        }
        let caption = language.t(caption).to_uppercase();
        let caption = quiet.set(
            &caption,
            TextRole::Caption,
            Point::new(list_left, y),
            list_width,
            None,
        );
        let at = Point::new(list_left, caption.rect.y1 + 1.0);
        let list = set.set(
            &entries.join(", "),
            TextRole::PersonaList,
            at,
            list_width,
            of(field),
        );
        y = list.rect.y1 + 5.0;
        bottom = bottom.max(list.rect.y1);
        texts.extend([caption, list]);
    }

    let rect = Rect::new(at.x, at.y, at.x + width, (bottom + 14.0).max(at.y + 104.0));
    let avatar = Circle::new((at.x + 54.0, at.y + 52.0), 34.0);
    let initials = set.inked(Ink::OnHue).on(Ground::Hue(persona.hue));
    let top = avatar.center.y - set.line_height(TextRole::PersonaInitials) / 2.0;
    let initials = initials.set_centred(
        &persona.initials(),
        TextRole::PersonaInitials,
        avatar.center.x,
        top,
        None,
    );
    debug_assert_eq!(initials.align, Align::Centre);
    PersonaBox {
        persona: persona.clone(),
        rect,
        avatar,
        is_card: true,
        initials: persona.picture.is_none().then_some(initials),
        texts,
        faded: false,
    }
}
