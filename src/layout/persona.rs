//! A persona in the head: all that is known of them, in no more room than that takes.

use std::sync::Arc;

use super::textbox::{TextBox, Typesetter, quoted};
use crate::{
    geom::{Circle, Point, Rect, Vec2},
    model::{Field, Ground, Ink, Persona, Target, TextRole},
    words::Language,
};

const PADDING: f64 = 18.0;
/// From the card's top to its texts, and from those to its bottom.
const ABOVE: f64 = 15.0;
const BELOW: f64 = 14.0;
/// Between columns.
const BETWEEN: f64 = 26.0;
/// Of name, role and quote.
const TEXT_MOST: f64 = 348.0;
const TEXT_LEAST: f64 = 200.0;
const FACTS_MOST: f64 = 200.0;
const LISTS_MOST: f64 = 272.0;
/// From the edge of a list to its texts, where they have bullets.
const INDENT: f64 = 11.0;
const BULLET: f64 = 1.7;

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
    /// Before the entries of lists.
    pub bullets: Vec<Circle>,
    /// Another one's journey is shown.
    pub faded: bool,
}

pub(super) fn has_details(persona: &Persona) -> bool {
    !(persona.role.is_empty()
        && persona.quote.is_empty()
        && persona.facts.is_empty()
        && persona.goals.is_empty()
        && persona.frustrations.is_empty()
        && persona.traits.is_empty()
        && persona.picture.is_none())
}

/// How much a card holds.
struct Measure {
    /// Of the avatar's circle.
    radius: f64,
    /// From the card's left edge to its texts.
    text_left: f64,
    /// As high as it is at least.
    height: f64,
}

const FULL: Measure = Measure {
    radius: 34.0,
    text_left: 106.0,
    height: 104.0,
};
/// Of a persona of whom no more than name and role is known.
const SHORT: Measure = Measure {
    radius: 23.0,
    text_left: 78.0,
    height: 70.0,
};

impl Measure {
    fn of(persona: &Persona, has_lists: bool) -> &'static Self {
        match persona.quote.is_empty() && !has_lists && persona.picture.is_none() {
            true => &SHORT,
            false => &FULL,
        }
    }

    fn avatar(&self) -> Circle {
        let middle = self.height / 2.0;
        Circle::new((PADDING + self.radius + 2.0, middle), self.radius)
    }
}

/// What is told of a persona in several entries.
struct List<'a> {
    caption: String,
    field: Field,
    entries: &'a [String],
    most: f64,
}

impl List<'_> {
    /// One entry is a sentence, and a fact has its name before it.
    fn indent(&self) -> f64 {
        match self.entries.len() > 1 && self.field != Field::Particulars {
            true => INDENT,
            false => 0.0,
        }
    }

    /// What it would like to have, up to what it gets at most.
    fn width(&self, set: Typesetter<'_>) -> f64 {
        let entries = self.entries.iter();
        let entries = entries.map(|entry| self.indent() + set.width(entry, TextRole::PersonaList));
        let widest = entries.fold(set.width(&self.caption, TextRole::Caption), f64::max);
        (widest + 1.0).min(self.most)
    }
}

fn lists(persona: &Persona, language: Language) -> Vec<List<'_>> {
    let all = [
        ("Facts", Field::Particulars, &persona.facts, FACTS_MOST),
        ("Goals", Field::Goals, &persona.goals, LISTS_MOST),
        (
            "Frustrations",
            Field::Frustrations,
            &persona.frustrations,
            LISTS_MOST,
        ),
        ("Traits", Field::Traits, &persona.traits, LISTS_MOST),
    ];
    let told = all
        .into_iter()
        .filter(|(_, _, entries, _)| !entries.is_empty());
    let list = told.map(|(caption, field, entries, most)| List {
        caption: language.t(caption).to_uppercase(),
        field,
        entries,
        most,
    });
    list.collect()
}

/// The lists in columns beside the text, each with its width, and that of the text; no columns where
/// they have to stand below it.
struct Columns<'l, 'a> {
    text: f64,
    beside: Vec<(Vec<&'l List<'a>>, f64)>,
}

impl<'l, 'a> Columns<'l, 'a> {
    /// Facts and lists each in a column, else in one, the text as wide as it is or narrower.
    fn of(lists: &'l [List<'a>], wanted: f64, room: f64, set: Typesetter<'_>) -> Self {
        let (facts, others): (Vec<_>, Vec<_>) = lists
            .iter()
            .partition(|list| list.field == Field::Particulars);
        let column = |lists: Vec<&'l List<'a>>| {
            let widths = lists.iter().map(|list| list.width(set));
            let width = widths.fold(0.0, f64::max);
            (lists, width)
        };
        let all = lists.iter().collect();
        for columns in [vec![facts, others], vec![all]] {
            let columns = columns.into_iter().filter(|lists| !lists.is_empty());
            let beside: Vec<_> = columns.map(column).collect();
            let taken: f64 = beside.iter().map(|(_, width)| BETWEEN + width).sum();
            let text = wanted.min(TEXT_MOST).min(room - taken);
            if text >= wanted.min(TEXT_LEAST) {
                return Self { text, beside };
            }
        }
        let widths = lists.iter().map(|list| list.width(set));
        let text = widths.fold(wanted, f64::max).min(room);
        let beside = Vec::new();
        Self { text, beside }
    }

    fn width(&self) -> f64 {
        let beside = self.beside.iter().map(|(_, width)| BETWEEN + width);
        self.text + beside.sum::<f64>()
    }
}

/// The card with its corner at the origin, at most as wide as `most`.
pub(super) fn card(
    persona: &Arc<Persona>,
    language: Language,
    set: Typesetter<'_>,
    most: f64,
) -> PersonaBox {
    let set = set.on(Ground::Panel);
    let quiet = set.inked(Ink::Quiet);
    let of = |field| Some((Target::Persona(persona.id.clone()), field));
    let quote = quoted(&persona.quote);
    let head = [
        (set, &*persona.name, TextRole::PersonaName, Field::Name, 0.0),
        (
            quiet,
            &*persona.role,
            TextRole::PersonaRole,
            Field::Role,
            1.0,
        ),
        (set, &*quote, TextRole::PersonaQuote, Field::Quote, 9.0),
    ];
    let wanted = head
        .iter()
        .map(|(set, text, role, ..)| set.width(text, *role));
    let wanted = wanted.fold(0.0, f64::max) + 1.0;
    let lists = lists(persona, language);
    let measure = Measure::of(persona, !lists.is_empty());
    let text_left = measure.text_left;
    let columns = Columns::of(&lists, wanted, most - text_left - PADDING, set);

    let mut texts: Vec<TextBox> = Vec::new();
    let mut bullets = Vec::new();
    let mut bottom = ABOVE;
    for (set, text, role, field, gap) in head {
        let at = Point::new(text_left, bottom + gap);
        let text = set.set(text, role, at, columns.text, of(field));
        if !text.is_empty() {
            bottom = text.rect.y1;
        }
        texts.push(text);
    }
    let mut add = |list: &List<'_>, at: Point, width: f64| {
        let caption = quiet.set(&list.caption, TextRole::Caption, at, width, None);
        let indent = list.indent();
        let top = Point::new(at.x + indent, caption.rect.y1 + 1.0);
        let room = width - indent;
        let text = list.entries.join("\n");
        let role = TextRole::PersonaList;
        let text = set.set(&text, role, top, room, of(list.field));
        if indent > 0.0 {
            let mut line = 0;
            for entry in list.entries {
                bullets.push(bullet(&text, line, set));
                let alone = set.set(entry, role, top, room, None);
                line += alone.paragraph.lines.len();
            }
        }
        let bottom = text.rect.y1;
        texts.extend([caption, text]);
        bottom
    };
    if columns.beside.is_empty() {
        for (index, list) in lists.iter().enumerate() {
            let gap = if index == 0 { 10.0 } else { 5.0 };
            bottom = add(list, Point::new(text_left, bottom + gap), columns.text);
        }
    }
    let mut left = text_left + columns.text + BETWEEN;
    for (lists, width) in &columns.beside {
        let mut y = 18.0;
        for list in lists {
            y = add(list, Point::new(left, y), *width) + 5.0;
        }
        bottom = bottom.max(y - 5.0);
        left += width + BETWEEN;
    }

    let avatar = measure.avatar();
    // What is less high than its card stands in the middle of it, beside the avatar.
    let spare = measure.height - ABOVE - BELOW - (bottom - ABOVE);
    let down = Vec2::new(0.0, (spare / 2.0).max(0.0));
    for text in &mut texts {
        text.rect = text.rect + down;
    }
    for bullet in &mut bullets {
        bullet.center += down;
    }
    let initials = set.inked(Ink::OnHue).on(Ground::Persona(persona.hue));
    let initials = initials.set_in_middle(
        &persona.initials(),
        TextRole::PersonaInitials,
        avatar.center,
    );
    let right = text_left + columns.width() + PADDING;
    PersonaBox {
        persona: persona.clone(),
        rect: Rect::new(0.0, 0.0, right, (bottom + BELOW).max(measure.height)),
        avatar,
        is_card: true,
        initials: persona.picture.is_none().then_some(initials),
        texts,
        bullets,
        faded: false,
    }
}

/// Before a line of a list, at the side where the line begins.
fn bullet(list: &TextBox, line: usize, set: Typesetter<'_>) -> Circle {
    let at = list.line_at(line);
    let line = &list.paragraph.lines[line];
    let x = match line.rtl {
        true => at.x + line.width + INDENT - 4.0,
        false => list.rect.x0 - INDENT + 2.0,
    };
    let middle = at.y - 0.27 * set.size(list.role);
    Circle::new((x, middle), BULLET)
}

impl PersonaBox {
    pub(super) fn moved(mut self, by: Vec2) -> Self {
        self.rect = self.rect + by;
        self.avatar.center += by;
        for bullet in &mut self.bullets {
            bullet.center += by;
        }
        for text in self.initials.iter_mut().chain(&mut self.texts) {
            text.rect = text.rect + by;
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{model::Theme, text::Fonts};

    fn texts(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    fn laid_out(persona: Persona, most: f64) -> (PersonaBox, Fonts) {
        let fonts = Fonts::bundled();
        let theme = Theme::default();
        let set = Typesetter::new(&fonts, &theme, Ink::Plain, Ground::Sheet);
        let card = card(&Arc::new(persona), Language::English, set, most);
        (card, fonts)
    }

    fn persona() -> Persona {
        Persona {
            name: "Dewi Anggraini".to_owned(),
            role: "Product designer".to_owned(),
            ..Persona::default()
        }
    }

    #[test]
    fn a_card_is_as_wide_as_what_it_holds() {
        let (bare, _) = laid_out(persona(), 760.0);
        let (told, _) = laid_out(
            Persona {
                facts: texts(&["Age: 31", "Home: Bandung"]),
                goals: texts(&["Safe", "Under budget"]),
                ..persona()
            },
            760.0,
        );
        assert!(bare.rect.width() < 300.0, "{:?}", bare.rect);
        assert!(told.rect.width() > bare.rect.width() + 100.0);
        for card in [bare, told] {
            let right = card.texts.iter().map(|text| text.rect.x1);
            let right = right.fold(0.0, f64::max);
            assert!((card.rect.x1 - right - PADDING).abs() < 1.0);
        }
    }

    #[test]
    fn each_entry_of_a_list_has_its_bullet_and_a_sentence_has_none() {
        let long = "A goal that is so long that it takes more than one line of its narrow list";
        let (card, _) = laid_out(
            Persona {
                facts: texts(&["Age: 31", "Home: Bandung"]),
                goals: texts(&[long, "Second"]),
                frustrations: texts(&["Only one"]),
                ..persona()
            },
            760.0,
        );
        assert_eq!(card.bullets.len(), 2);
        let of = |wanted| {
            let mut texts = card.texts.iter();
            let of = |text: &&TextBox| text.of.as_ref().is_some_and(|(_, field)| *field == wanted);
            texts.find(of).expect("the list")
        };
        let goals = of(Field::Goals);
        assert!(goals.paragraph.lines.len() > 2);
        let last = goals.line_at(goals.paragraph.lines.len() - 1);
        let bullet = card.bullets[1].center;
        assert!(bullet.y < last.y && last.y - bullet.y < 8.0);
        assert!(bullet.x < goals.rect.x0);
        // Facts stand in a column of their own.
        assert!(of(Field::Particulars).rect.x1 < goals.rect.x0);
    }

    #[test]
    fn what_finds_no_room_beside_the_text_stands_below() {
        let told = Persona {
            quote: "Tell me the price and the day, and do not call me twice.".to_owned(),
            goals: texts(&["To be done by Friday, whatever the weather"]),
            ..persona()
        };
        for most in [300.0, 440.0, 600.0, 760.0] {
            let (card, _) = laid_out(told.clone(), most);
            assert!(card.rect.width() <= most + 0.01, "{most}: {:?}", card.rect);
            for (index, text) in card.texts.iter().enumerate() {
                let others = card.texts[index + 1..].iter();
                let met = others.filter(|other| other.rect.overlaps(text.rect));
                assert_eq!(met.count(), 0, "{most}");
            }
        }
    }

    #[test]
    fn initials_stand_in_the_middle_of_their_circle() {
        for name in ["Dewi Anggraini", "Ibu", "Budi Johar", "Xi"] {
            let named = Persona {
                name: name.to_owned(),
                ..persona()
            };
            let (card, fonts) = laid_out(named, 760.0);
            let initials = card.initials.expect("no picture");
            let ink = Typesetter::ink(&fonts, &initials.paragraph.lines[0]).expect("letters");
            let ink = ink + initials.line_at(0).to_vec2();
            let off = ink.center() - card.avatar.center;
            assert!(off.hypot() < 0.6, "{name}: {off:?}");
        }
    }
}
