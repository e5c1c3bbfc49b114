//! A survey as points of the emotion curves: means with their spread, and the answers as evidence.

use super::{Editor, Effect};
use crate::{edit::EditError, model::LaneType};

pub use crate::exchange::answers::{SurveyImport, SurveyPlace};

impl Editor {
    /// Where a survey that is imported now goes; `None` where there is nobody to draw a curve for.
    pub fn survey_place(&self) -> Option<SurveyPlace> {
        self.place_of_survey().ok()
    }

    fn place_of_survey(&self) -> Result<SurveyPlace, &'static str> {
        let (_, lane) = self.lane_for(LaneType::Emotion);
        let of = self.curve_for_point(self.map().lane(&lane).map(|lane| &**lane))?;
        let persona = of.persona;
        Ok(SurveyPlace { lane, persona })
    }

    /// Draws answers on the map. Those of nobody in particular are those of the persona dealt with
    /// last.
    pub(super) fn import_survey(&mut self, import: &SurveyImport) -> Vec<Effect> {
        let place = match self.place_of_survey() {
            Ok(place) => place,
            Err(why) => return vec![Effect::Refused(EditError::Unfit(why))],
        };
        match import.draw(self.map(), &place) {
            Some(drawing) => self.edit("Import survey", &drawing.edits),
            None => {
                let why = "None of the answers belongs to a stage of the map.";
                vec![Effect::Refused(EditError::Unfit(why))]
            }
        }
    }
}
