//! Pictures that come from outside: where they are put.

use std::sync::Arc;

use super::{
    Editor, Effect,
    parts::{Column, column_of, fresh_cards},
};
use crate::{
    edit::{Edit, EditError},
    model::{Card, CardRole, Id, LaneType, Picture, Target},
};

impl Editor {
    /// Puts pictures on the map in one step: one alone on the card or persona that is pointed at
    /// or selected, if it has none yet; else each on a card of its own, in the cell that is pointed
    /// at or selected if it holds cards, else in the storyboard, which is made if there is none.
    pub(super) fn place_pictures(&mut self, pictures: Vec<Picture>) -> Vec<Effect> {
        let pointed = self.hover().or(self.selection.last()).cloned();
        if let ([picture], Some(target)) = (&pictures[..], &pointed)
            && self.lacks_picture(target)
        {
            let edit = Edit::SetPicture {
                target: target.clone(),
                picture: Some(picture.clone()),
            };
            return self.do_and_select("Place picture", &[edit], vec![target.clone()]);
        }
        let (mut edits, lane, (stage, step)) = match self.home_of_pictures(pointed) {
            Ok(home) => home,
            Err(why) => return vec![Effect::Refused(EditError::Unfit(why))],
        };
        let ids = fresh_cards(self.map(), pictures.len());
        let cards = ids.into_iter().zip(pictures).map(|(id, picture)| {
            Arc::new(Card {
                id,
                stage: stage.clone(),
                step: step.clone(),
                picture: Some(picture),
                ..Card::default()
            })
        });
        let mut made = Vec::new();
        for card in cards {
            made.push(Target::Card(card.id.clone()));
            edits.push(Edit::InsertCard {
                lane: lane.clone(),
                index: usize::MAX,
                card,
            });
        }
        let name = match made.len() {
            1 => "Place picture",
            _ => "Place pictures",
        };
        self.do_and_select(name, &edits, made)
    }

    fn lacks_picture(&self, target: &Target) -> bool {
        matches!(self.map().picture_of(target), Some(None))
    }

    fn home_of_pictures(
        &self,
        pointed: Option<Target>,
    ) -> Result<(Vec<Edit>, Id, Column), &'static str> {
        let map = self.map();
        let lane = pointed.as_ref().and_then(|target| map.lane_of(target));
        let lane = lane.and_then(|id| map.lane(id));
        let column = pointed.as_ref().and_then(|target| column_of(map, target));
        if let (Some(lane), Some(column)) = (lane.filter(|lane| lane.role().is_some()), &column) {
            return Ok((Vec::new(), lane.id.clone(), column.clone()));
        }
        let column = match column {
            Some(column) => column,
            None => self.stage_for_new()?,
        };
        let (edits, lane) = self.lane_for(LaneType::Cards(CardRole::Images));
        Ok((edits, lane, column))
    }
}
