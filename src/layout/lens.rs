//! Whose journey is looked at, and whether as it is or as it should be.

use crate::model::{Card, Curve, Element, Id, Telling, When};

/// What of a map is on the sheet; the map itself does not change.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lens {
    /// The personas whose journey is shown; none means everybody's.
    pub personas: Vec<Id>,
    /// What concerns only others leaves the sheet, else it fades.
    pub hides_others: bool,
    /// [`When::Both`]: the journey as it is and as it should be, one beside the other.
    pub when: When,
}

impl Lens {
    /// Whether everything is shown as it is.
    pub fn is_clear(&self) -> bool {
        *self == Self::default()
    }

    /// What is told of what it shows.
    pub fn telling(&self) -> Telling {
        Telling {
            personas: match self.hides_others {
                true => self.personas.clone(),
                false => Vec::new(),
            },
            when: self.when,
            ..Telling::default()
        }
    }

    /// Whether a card is on the sheet.
    pub fn shows_card(&self, card: &Card) -> bool {
        let of_time = match self.when {
            When::Both => true,
            when @ (When::Now | When::ToBe) => card.when == When::Both || card.when == when,
        };
        of_time && !(self.hides_others && self.is_of_others(&card.personas))
    }

    /// Whether a card stands back.
    pub fn fades_card(&self, card: &Card) -> bool {
        self.is_of_others(&card.personas)
    }

    /// Whether a curve is on the sheet.
    pub fn shows_curve(&self, curve: &Curve) -> bool {
        let of_time = match self.when {
            When::Both => true,
            When::Now => !curve.to_be,
            When::ToBe => curve.to_be,
        };
        of_time && !(self.hides_others && self.fades_curve(curve))
    }

    /// Whether a curve stands back.
    pub fn fades_curve(&self, curve: &Curve) -> bool {
        self.is_of_others(std::slice::from_ref(&curve.persona))
    }

    /// Whether an element is on the sheet.
    pub fn shows(&self, element: Element<'_>) -> bool {
        if let Element::Card(_, card) = element {
            self.shows_card(card)
        } else if let Element::Curve(_, curve) = element {
            self.shows_curve(curve)
        } else if let Element::Point(_, curve, _) = element {
            self.shows_curve(curve)
        } else if let Element::Persona(persona) = element {
            self.shows_persona(&persona.id)
        } else {
            // What concerns nobody in particular is for all of them.
            true
        }
    }

    /// Whether a persona is on the sheet.
    pub fn shows_persona(&self, id: &Id) -> bool {
        !(self.hides_others && self.is_of_others(std::slice::from_ref(id)))
    }

    /// Whether a persona stands back.
    pub fn fades_persona(&self, id: &Id) -> bool {
        self.is_of_others(std::slice::from_ref(id))
    }

    /// Whether something that concerns `personas`, with nobody named everyone, is of others only.
    fn is_of_others(&self, personas: &[Id]) -> bool {
        let is_meant = |id: &Id| self.personas.contains(id);
        !self.personas.is_empty() && !personas.is_empty() && !personas.iter().any(is_meant)
    }
}
