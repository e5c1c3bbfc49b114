//! Cells of cards.

use std::{borrow::Cow, collections::HashMap, sync::Arc};

use super::{
    grid::Grid,
    marks::{MarkBox, MarkKind},
    measure::{CARD_BOTTOM, CARD_GAP, CARD_ICON, CARD_TEXT, CARD_TEXT_ICON, CARD_TOP},
    textbox::{TextBox, Typesetter, quoted},
};
use crate::{
    geom::{Circle, Point, Rect, Size},
    model::{Card, CardRole, Claim, Evidence, Field, Ground, Hue, Id, Ink, Target, TextRole},
    text::Fonts,
};

/// The cards of one lane in one column, top to bottom.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CardCell {
    /// From their row's top.
    pub cards: Vec<CardBox>,
}

/// A card laid out.
#[derive(Debug, Clone, PartialEq)]
pub struct CardBox {
    /// The card itself.
    pub card: Arc<Card>,
    /// Around all of it.
    pub rect: Rect,
    /// What is written on it.
    pub text: TextBox,
    /// What it rests on, on a page that tells it: below the text.
    pub notes: Vec<TextBox>,
    /// Where the picture stands.
    pub picture: Option<Rect>,
    /// Left of the text.
    pub icon: Option<CardIcon>,
    /// Of the persona's colour, for a card that concerns some personas only.
    pub persona_dots: Vec<(Circle, Hue)>,
    /// The mark of evidence.
    pub evidence: Option<Rect>,
    /// Right of the text's first line.
    pub marks: Vec<MarkBox>,
    /// The card concerns none of those whose journey is shown.
    pub faded: bool,
}

impl CardBox {
    /// All that is written on it.
    pub fn texts(&self) -> impl Iterator<Item = &TextBox> {
        [&self.text].into_iter().chain(&self.notes)
    }

    /// What is to be explained of it beside its `marks`.
    pub(super) fn other_marks(&self) -> impl Iterator<Item = MarkKind> {
        let evidence = self.evidence.map(|_| MarkKind::Evidence);
        let personas = self
            .persona_dots
            .iter()
            .map(|(_, hue)| MarkKind::Persona(*hue));
        // Its border is dashed, whether or not there is room for the mark.
        let claim = self.card.claim.filter(|claim| *claim == Claim::Assumed);
        let claim = claim.map(MarkKind::Claim);
        evidence.into_iter().chain(personas).chain(claim)
    }
}

/// The icon of a card.
#[derive(Debug, Clone, PartialEq)]
pub struct CardIcon {
    /// In `icons/`.
    pub name: String,
    /// A square.
    pub rect: Rect,
}

/// Around the picture of a card.
const PICTURE_MARGIN: f64 = 6.0;
/// Of a picture at most: it stays whole, and narrower than its card if need be.
const PICTURE_HEIGHT: f64 = 190.0;
/// Before each piece of what a card rests on.
const NOTE_GAP: f64 = 6.0;
/// What marks leave to the text at least.
const TEXT_MIN: f64 = 60.0;

/// Lays out the cards of a lane; one cell for each column, and the height of the highest.
pub(super) fn cells(
    role: CardRole,
    cards: &[Arc<Card>],
    grid: &Grid,
    fonts: &Fonts,
) -> (Vec<CardCell>, f64) {
    let mut cells = vec![CardCell::default(); grid.columns.len()];
    let mut bottoms = vec![0.0_f64; grid.columns.len()];
    let abreast = abreast(cards, grid);
    for (card, index) in in_columns(cards, grid).filter(|(card, _)| grid.lens.shows_card(card)) {
        let (column, tracks) = (&grid.columns[index], abreast[index]);
        let cell = &mut cells[index].cards;
        let track = cell.len() % tracks;
        let top = match track {
            0 => bottoms[index] + CARD_GAP,
            _ => cell[cell.len() - track].rect.y0,
        };
        let room = column.x1 - column.x0 - CARD_GAP * (tracks + 1) as f64;
        let width = room / tracks as f64;
        let x0 = column.x0 + CARD_GAP + (width + CARD_GAP) * track as f64;
        let x1 = match track + 1 == tracks {
            true => column.x1 - CARD_GAP,
            false => x0 + width,
        };
        let laid_out = card_box(role, card, Rect::new(x0, top, x1, top), grid, fonts);
        bottoms[index] = bottoms[index].max(laid_out.rect.y1);
        cell.push(laid_out);
        // Those beside each other end at one height.
        for card in cell.iter_mut().rev().take(track + 1) {
            card.rect.y1 = bottoms[index];
        }
    }
    for cell in &mut cells {
        // They are kept as long as the map is open.
        cell.cards.shrink_to_fit();
    }
    let height = bottoms.into_iter().fold(0.0, f64::max) + CARD_GAP;
    (cells, height)
}

/// How many cards stand beside each other in each cell.
fn abreast(cards: &[Arc<Card>], grid: &Grid) -> Vec<usize> {
    if grid.tracks.is_empty() {
        return vec![1; grid.columns.len()];
    }
    let counts = counts(cards, grid).into_iter().enumerate();
    let abreast = counts.map(|(index, count)| {
        let column = &grid.columns[index];
        grid.abreast(grid.tracks(index), column.x1 - column.x0, count)
    });
    abreast.collect()
}

/// How many cards stand in each column.
pub(super) fn counts(cards: &[Arc<Card>], grid: &Grid) -> Vec<usize> {
    let mut counts = vec![0; grid.columns.len()];
    for (_, index) in in_columns(cards, grid).filter(|(card, _)| grid.lens.shows_card(card)) {
        counts[index] += 1;
    }
    counts
}

/// Each card with its column.
pub(super) fn in_columns<'a>(
    cards: &'a [Arc<Card>],
    grid: &'a Grid,
) -> impl Iterator<Item = (&'a Arc<Card>, usize)> {
    let columns: HashMap<(&Id, Option<&Id>), usize> = grid
        .columns
        .iter()
        .enumerate()
        .map(|(index, column)| ((grid.stage_id(index), column.step.as_ref()), index))
        .collect();
    cards.iter().filter_map(move |card| {
        let place = columns.get(&(&card.stage, card.step.as_ref())).copied();
        let place = place.or_else(|| grid.column_of(&card.stage, card.step.as_ref()));
        Some((card, place?))
    })
}

fn card_box(role: CardRole, card: &Arc<Card>, room: Rect, grid: &Grid, fonts: &Fonts) -> CardBox {
    let icon_name = match role {
        _ if !card.icon.is_empty() => Some(card.icon.clone()),
        CardRole::Touchpoints => Some(
            card.channel
                .as_ref()
                .and_then(|id| grid.channel(id))
                .map_or_else(
                    || "target".to_owned(),
                    |channel| channel.icon_name().to_owned(),
                ),
        ),
        CardRole::PainPoints | CardRole::Opportunities => Some(role.icon().to_owned()),
        CardRole::CustomerActions
        | CardRole::Thoughts
        | CardRole::OrganisationActivities
        | CardRole::Quotes
        | CardRole::Images
        | CardRole::Free => None,
    };
    let style = if role.is_said() {
        TextRole::Quotation
    } else {
        TextRole::Card
    };
    let set = Typesetter::new(fonts, &grid.theme, Ink::Plain, Ground::Card(role));

    let whole = room;
    let picture = card.picture.as_ref().map(|picture| {
        let (width, height) = picture.size();
        let size = Size::new(width.into(), height.into());
        let across = room.width() - 2.0 * PICTURE_MARGIN;
        let scale = (across / size.width).min(PICTURE_HEIGHT / size.height);
        let size = size * scale;
        let left = room.center().x - size.width / 2.0;
        Rect::from_origin_size((left, room.y0 + PICTURE_MARGIN), size)
    });
    // What is written stands below.
    let room = picture.map_or(room, |picture| {
        let top = picture.y1;
        Rect::new(room.x0, top, room.x1, top)
    });
    let mut right = room.x1 - 12.0;
    let middle_of_first_line = room.y0 + CARD_TOP + set.line_height(TextRole::Card) / 2.0;
    let evidence = Evidence::backs(&card.evidence).then(|| {
        right -= 14.0;
        Rect::from_center_size((right + 8.0, middle_of_first_line), (13.0, 13.0))
    });
    // Where the text would lose its room to them, marks give way.
    let text_left = room.x0
        + if icon_name.is_some() {
            CARD_TEXT_ICON
        } else {
            CARD_TEXT
        };
    let number = grid
        .links
        .get(&card.id)
        .map(|number| MarkBox::number(number, role, set, right + 1.0, middle_of_first_line));
    let number = number.filter(|mark| mark.rect.x0 - text_left >= TEXT_MIN);
    if let Some(mark) = &number {
        right = mark.rect.x0 - 5.0;
    }
    let mut persona_dots = Vec::new();
    if grid.personas.len() > 1 {
        for persona in card.personas.iter().rev().filter_map(|id| grid.persona(id)) {
            right -= 10.0;
            let centre = Point::new(right + 6.0, middle_of_first_line);
            persona_dots.push((Circle::new(centre, 3.5), persona.hue));
        }
    }
    let channel = card.channel.as_ref().filter(|_| grid.tells_media);
    let medium = channel.and_then(|id| Some(grid.channel(id)?.medium));
    let mut marks: Vec<MarkBox> = Vec::new();
    for mark in MarkKind::of_card(role, card, medium) {
        if let (MarkKind::Effort(_), Some(value)) = (mark, marks.last_mut())
            && matches!(value.mark, MarkKind::Value(_))
        {
            let effort = MarkBox::below(value, mark);
            marks.push(effort);
            continue;
        }
        let size = mark.size();
        let left = right - size.width - 4.0;
        if left - text_left < TEXT_MIN {
            continue;
        }
        right = left;
        let centre = Point::new(left + 4.0 + size.width / 2.0, middle_of_first_line);
        marks.push(MarkBox::new(mark, Rect::from_center_size(centre, size)));
    }
    marks.extend(number);
    marks.shrink_to_fit();
    persona_dots.shrink_to_fit();
    if evidence.is_some() || !persona_dots.is_empty() || !marks.is_empty() {
        right -= 4.0;
    }

    let text = set.set(
        &shown_text(role, &card.text),
        style,
        Point::new(text_left, room.y0 + CARD_TOP),
        right - text_left,
        Some((Target::Card(card.id.clone()), Field::Text)),
    );
    let notes = if grid.measures.tells_evidence {
        evidence_notes(card, set, text.bottom(), (text_left, right), grid)
    } else {
        Vec::new()
    };
    let is_bare = text.is_empty() && right == room.x1 - 12.0 && icon_name.is_none();
    let bottom = match picture {
        Some(picture) if is_bare => picture.y1 + PICTURE_MARGIN,
        _ => notes.last().unwrap_or(&text).rect.y1 + CARD_BOTTOM,
    };
    let rect = Rect {
        y1: bottom,
        ..whole
    };
    CardBox {
        icon: icon_name.map(|name| CardIcon {
            name,
            rect: Rect::from_origin_size(
                // As all marks: where a card has two lines it belongs to the first.
                (rect.x0 + 12.0, middle_of_first_line - CARD_ICON / 2.0),
                (CARD_ICON, CARD_ICON),
            ),
        }),
        card: card.clone(),
        picture,
        rect,
        text,
        notes,
        persona_dots,
        evidence,
        marks,
        faded: grid.lens.fades_card(card),
    }
}

/// What a card rests on, piece by piece below its text: what was found, and more quietly where.
fn evidence_notes(
    card: &Card,
    set: Typesetter<'_>,
    top: f64,
    (left, right): (f64, f64),
    grid: &Grid,
) -> Vec<TextBox> {
    let mut notes: Vec<TextBox> = Vec::new();
    let mut top = top + NOTE_GAP;
    for piece in card.evidence.iter().filter(|piece| !piece.is_empty()) {
        let lines = [
            (Ink::Plain, piece.text.trim().to_owned()),
            (Ink::Quiet, piece.origin(grid.language)),
        ];
        for (ink, words) in lines.into_iter().filter(|(_, words)| !words.is_empty()) {
            let at = Point::new(left, top);
            let note = set.inked(ink);
            let note = note.set(&words, TextRole::PersonaList, at, right - left, None);
            top = note.rect.y1;
            notes.push(note);
        }
        top += NOTE_GAP;
    }
    notes
}

/// What is said stands between quotation marks, whether or not it was written so.
fn shown_text(role: CardRole, text: &str) -> Cow<'_, str> {
    if role.is_said() {
        quoted(text)
    } else {
        Cow::Borrowed(text)
    }
}
