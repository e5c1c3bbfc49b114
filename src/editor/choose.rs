//! What can be said of what is selected by choosing among a few: the same for panel, menu and bar.

use std::{collections::HashSet, sync::Arc};

use super::{
    Editor, Effect,
    choice::{Aspect, Choice, Choices, ChosenIcon, Offer, Share},
    mend::recolored,
};
use crate::{
    edit::Edit,
    model::{Card, CardRole, Channel, Hue, Id, Lane, LaneKind, LaneType, Level, Map, Part, Target},
    words::{Language, marked},
};

impl Editor {
    /// What can be chosen for all that is selected.
    pub fn choices(&self, language: Language) -> Vec<Choices> {
        let map = self.map();
        if let Some(cards) = self.selected_cards() {
            return card_choices(map, &cards, language);
        }
        let mut choices = Vec::new();
        let targets = self.selection().targets().iter();
        let hues: Vec<Hue> = targets.filter_map(|target| map.hue_of(target)).collect();
        if !hues.is_empty() {
            let offers = Hue::ALL.map(|hue| Offer {
                choice: Choice::Hue(hue),
                name: language.t(hue.name()).to_owned(),
                share: Share::of(hues.iter().map(|of| *of == hue)),
            });
            choices.push(Choices {
                aspect: Aspect::Hue,
                caption: marked("Colour"),
                icon: "drop",
                offers: offers.into(),
            });
        }
        if self.icon_chosen().is_some() {
            choices.push(ICON);
        }
        choices
    }

    /// The icon of what is selected, if all of it has one to be chosen.
    pub fn icon_chosen(&self) -> Option<ChosenIcon> {
        let map = self.map();
        let targets = self.selection().targets();
        let of = |target: &Target| match target {
            Target::Lane(id) => {
                let lane = map.lane(id)?;
                Some((lane.icon_name().to_owned(), !lane.icon.is_empty()))
            }
            Target::Channel(id) => {
                let channel = map.channel(id)?;
                Some((channel.icon_name().to_owned(), !channel.icon.is_empty()))
            }
            _ => None,
        };
        let icons: Vec<(String, bool)> = match targets.first()? {
            Target::Card(_) => {
                let cards = self.selected_cards()?;
                let icon = |card: &&Arc<Card>| (card.icon.clone(), !card.icon.is_empty());
                cards.iter().map(icon).collect()
            }
            first => {
                let kind = std::mem::discriminant(first);
                let alike = targets.iter().all(|t| std::mem::discriminant(t) == kind);
                let icons = targets.iter().filter(|_| alike).map(of);
                icons.collect::<Option<Vec<_>>>()?
            }
        };
        let (first, _) = icons.first()?;
        let same = icons.iter().all(|(name, _)| name == first);
        Some(ChosenIcon {
            name: same.then(|| first.clone()),
            is_own: icons.iter().any(|(_, own)| *own),
        })
    }

    /// Says it of all that is selected, as one step; what is true of all of it already is taken
    /// back.
    pub(super) fn choose(&mut self, choice: &Choice) -> Vec<Effect> {
        let map = self.map().clone();
        let targets = self.selection().targets();
        let edits = match self.selected_cards() {
            Some(cards) => {
                let takes = Share::of(cards.iter().map(|card| choice.is_of(card))) != Share::All;
                let ids: HashSet<&Id> = cards.iter().map(|card| &card.id).collect();
                change_cards(&map, &ids, &|card| choice.put(card, takes))
            }
            None => {
                let edits = targets
                    .iter()
                    .filter_map(|target| choice.edit(&map, target));
                edits.collect()
            }
        };
        self.edit(choice.step(), &edits)
    }

    /// The cards in the order of the map, if all that is selected are cards.
    fn selected_cards(&self) -> Option<Vec<&Arc<Card>>> {
        let targets = self.selection().targets();
        let map = self.map();
        if let [target] = targets {
            return Some(vec![map.card(target.id_of(Part::Card)?)?.1]);
        }
        let ids = targets.iter().map(|target| target.id_of(Part::Card));
        let ids: HashSet<&Id> = ids.collect::<Option<_>>()?;
        let cards = map.cards().filter(|card| ids.contains(&card.id));
        (!ids.is_empty()).then(|| cards.collect())
    }
}

const ICON: Choices = Choices {
    aspect: Aspect::Icon,
    caption: marked("Icon"),
    icon: "image",
    offers: Vec::new(),
};

fn card_choices(map: &Map, cards: &[&Arc<Card>], language: Language) -> Vec<Choices> {
    let offer = |choice: Choice, name: String| Offer {
        share: Share::of(cards.iter().map(|card| choice.is_of(card))),
        choice,
        name,
    };
    let ids: HashSet<&Id> = cards.iter().map(|card| &card.id).collect();
    let lanes = map.lanes.iter();
    let lanes = lanes.filter(|lane| lane.cards().iter().any(|card| ids.contains(&card.id)));
    let roles: HashSet<CardRole> = lanes.filter_map(|lane| lane.role()).collect();
    let all_are = |role: CardRole| roles.iter().all(|known| *known == role);
    let is_felt = |role: &CardRole| {
        use CardRole::{PainPoints, Quotes, Thoughts};
        matches!(role, PainPoints | Thoughts | Quotes)
    };
    let mut choices = Vec::new();
    let mut add = |aspect, caption, icon, offers: Vec<Offer>| {
        if !offers.is_empty() {
            choices.push(Choices {
                aspect,
                caption,
                icon,
                offers,
            });
        }
    };
    let felt = match roles.iter().all(is_felt) {
        true => marked("Felt by"),
        false => marked("Applies to"),
    };
    let personas = map.personas.iter();
    let personas = personas.map(|one| offer(Choice::Persona(one.id.clone()), one.name.clone()));
    add(Aspect::Persona, felt, "people", personas.collect());
    let channels = map.channels.iter();
    let channels = channels.map(|one| offer(Choice::Channel(one.id.clone()), one.name.clone()));
    let icon = LaneType::Channels.icon();
    add(Aspect::Channel, marked("Channel"), icon, channels.collect());
    let levels = |choice: fn(Level) -> Choice| -> Vec<Offer> {
        let offers =
            Level::ALL.map(|level| offer(choice(level), language.number(f64::from(level.get()))));
        offers.into()
    };
    if all_are(CardRole::PainPoints) {
        add(
            Aspect::Severity,
            marked("Severity"),
            "warning",
            levels(Choice::Severity),
        );
    }
    if all_are(CardRole::Opportunities) {
        add(
            Aspect::Value,
            marked("Value"),
            "star",
            levels(Choice::Value),
        );
        add(
            Aspect::Effort,
            marked("Effort"),
            "gauge",
            levels(Choice::Effort),
        );
    }
    choices.push(ICON);
    choices
}

impl Choice {
    /// The name of its step in the history.
    fn step(&self) -> &'static str {
        match self {
            Self::Persona(_) => "Change personas",
            Self::Channel(_) => "Change channel",
            Self::Severity(_) => "Change severity",
            Self::Value(_) => "Change value",
            Self::Effort(_) => "Change effort",
            Self::Hue(_) => "Change colour",
            Self::Icon(_) => "Change icon",
        }
    }

    fn is_of(&self, card: &Card) -> bool {
        match self {
            Self::Persona(id) => card.personas.contains(id),
            Self::Channel(id) => card.channel.as_ref() == Some(id),
            Self::Severity(level) => card.severity == Some(*level),
            Self::Value(level) => card.value == Some(*level),
            Self::Effort(level) => card.effort == Some(*level),
            // These are not taken back by choosing them again.
            Self::Hue(_) | Self::Icon(_) => false,
        }
    }

    /// Says it of a card, or takes it back.
    fn put(&self, card: &mut Card, on: bool) {
        match self {
            Self::Persona(id) => {
                card.personas.retain(|known| known != id);
                card.personas.extend(on.then(|| id.clone()));
            }
            Self::Channel(id) => card.channel = on.then(|| id.clone()),
            Self::Severity(level) => card.severity = on.then_some(*level),
            Self::Value(level) => card.value = on.then_some(*level),
            Self::Effort(level) => card.effort = on.then_some(*level),
            Self::Icon(name) => card.icon.clone_from(name),
            Self::Hue(_) => {}
        }
    }

    /// What says it of a thing that is no card.
    fn edit(&self, map: &Map, target: &Target) -> Option<Edit> {
        match (self, target) {
            (Self::Hue(hue), _) => recolored(map, target, *hue),
            (Self::Icon(name), Target::Lane(id)) => {
                let icon = name.clone();
                let lane = Lane::clone(map.lane(id)?);
                Some(Edit::ReplaceLane(Arc::new(Lane { icon, ..lane })))
            }
            (Self::Icon(name), Target::Channel(id)) => {
                let icon = name.clone();
                let channel = Channel::clone(map.channel(id)?);
                Some(Edit::ReplaceChannel(Arc::new(Channel { icon, ..channel })))
            }
            _ => None,
        }
    }
}

/// Cards changed alike, lane by lane: one edit a lane is quicker than one a card.
fn change_cards(map: &Map, ids: &HashSet<&Id>, change: &dyn Fn(&mut Card)) -> Vec<Edit> {
    if let Some(id) = ids.iter().next().filter(|_| ids.len() == 1) {
        let card = map.card(id).map(|(_, card)| {
            let mut card = Card::clone(card);
            change(&mut card);
            Edit::ReplaceCard(Arc::new(card))
        });
        return card.into_iter().collect();
    }
    let lanes = map.lanes.iter().filter_map(|lane| {
        let is_meant = |card: &Arc<Card>| ids.contains(&card.id);
        if !lane.cards().iter().any(is_meant) {
            return None;
        }
        let mut lane = Lane::clone(lane);
        if let LaneKind::Cards { cards, .. } = &mut lane.kind {
            for card in cards.iter_mut().filter(|card| is_meant(card)) {
                change(Arc::make_mut(card));
            }
        }
        Some(Edit::ReplaceLane(Arc::new(lane)))
    });
    lanes.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{editor::Intent, file, text::Fonts};

    fn editor(selected: &[Target]) -> Editor {
        let map = file::load(file::samples()[0].bytes).unwrap().map;
        let mut editor = Editor::new(map, Fonts::bundled());
        editor.handle(Intent::Select(selected.to_vec()));
        editor
    }

    fn aspects(editor: &Editor) -> Vec<Aspect> {
        let choices = editor.choices(Language::English).into_iter();
        choices.map(|choices| choices.aspect).collect()
    }

    fn of_role(role: CardRole) -> Vec<Target> {
        let map = file::load(file::samples()[0].bytes).unwrap().map;
        let lanes = map.lanes.iter().filter(|lane| lane.role() == Some(role));
        let cards = lanes.flat_map(|lane| lane.cards());
        cards.map(|card| Target::Card(card.id.clone())).collect()
    }

    #[test]
    fn each_kind_has_the_choices_that_its_panel_has() {
        use Aspect::{Channel, Effort, Hue, Icon, Persona, Severity, Value};
        let pains = of_role(CardRole::PainPoints);
        let ideas = of_role(CardRole::Opportunities);
        let pain = editor(&pains[..1]);
        assert_eq!(aspects(&pain), [Persona, Channel, Severity, Icon]);
        assert_eq!(pain.choices(Language::English)[0].caption, "Felt by");
        let idea = editor(&ideas[..1]);
        assert_eq!(aspects(&idea), [Persona, Channel, Value, Effort, Icon]);
        let both = editor(&[pains[0].clone(), ideas[0].clone()]);
        assert_eq!(aspects(&both), [Persona, Channel, Icon]);
        let stage = Target::Stage(both.map().stages[0].id.clone());
        assert_eq!(aspects(&editor(&[stage])), [Hue]);
        let lane = Target::Lane(both.map().lanes[0].id.clone());
        assert_eq!(aspects(&editor(&[lane])), [Icon]);
        assert_eq!(aspects(&editor(&[])), []);
    }

    #[test]
    fn what_is_chosen_holds_for_all_of_them_and_once_more_for_none() {
        let pains = of_role(CardRole::PainPoints);
        let mut editor = editor(&pains);
        let three = Choice::Severity(Level::ALL[2]);
        let share = |editor: &Editor| {
            let all = editor.choices(Language::English);
            let offers = all.into_iter().flat_map(|choices| choices.offers);
            let mut offers = offers.filter(|offer| offer.choice == three);
            offers.next().map(|offer| offer.share)
        };
        editor.handle(Intent::Choose(three.clone()));
        assert_eq!(share(&editor), Some(Share::All));
        assert_eq!(editor.history().undo_name(), Some("Change severity"));
        editor.handle(Intent::Choose(three.clone()));
        assert_eq!(share(&editor), Some(Share::None));
        editor.handle(Intent::Select(pains[..1].to_vec()));
        editor.handle(Intent::Choose(three.clone()));
        editor.handle(Intent::Select(pains.clone()));
        assert_eq!(share(&editor), Some(Share::Some));
    }
}
