//! What a map lacks or leaves in doubt: a map in, findings out.
//!
//! A finding is advice, never an error: what may not be at all is `Map::check()`. Each rule says in
//! its module what it takes for a fault and what it lets pass, since a review that cries wolf is
//! not read. In all of them cards without a word count for nothing, what stands in a hidden lane
//! is not complained of but counts as being there, and a map that has only been begun is left in
//! peace.

mod answers;
mod channels;
mod claims;
mod colors;
mod curves;
mod deck;
mod finding;
mod lift;
mod sheet;
mod survey;
mod whole;

pub use crate::model::{Vision, difference};
pub use colors::most_different;
pub use finding::{Finding, FindingKind, Severity};
pub use lift::{Lift, lifts};
pub use sheet::{LEAST_TEXT_IN_PX, SLIDE_WIDTH_IN_PX};

use crate::{
    layout::Layout,
    model::{Date, Map},
    text::Fonts,
};
use survey::Review;

/// What there is to say about a map, in reading order: the map itself, its personas, its stages,
/// then lane by lane from left to right. The same map on the same day gives the same findings.
///
/// ```
/// use jejak::{model::{Date, generate}, review::{FindingKind, review}};
///
/// let today = Date::parse("2026-11-30").unwrap();
/// let findings = review(&generate(40, 1), today);
/// assert!(findings.iter().any(|finding| finding.kind() == FindingKind::NotReviewed));
/// ```
pub fn review(map: &Map, today: Date) -> Vec<Finding> {
    let mut survey = Review::of(map);
    gather(&mut survey, today);
    survey.into_findings()
}

/// As [`review`], and what only the laid-out sheet and the pages of the stops show.
pub fn review_sheet(map: &Map, layout: &Layout, fonts: &Fonts, today: Date) -> Vec<Finding> {
    let mut survey = Review::of(map);
    gather(&mut survey, today);
    sheet::small_text(&mut survey, layout);
    sheet::missing_fonts(&mut survey, fonts);
    deck::crowded_stops(&mut survey, fonts);
    survey.into_findings()
}

/// Why a funnel that is asked for is not drawn.
pub fn why_no_funnel(map: &Map) -> Option<Finding> {
    if !map.draws_funnel || map.funnel().is_ok() {
        return None;
    }
    let mut survey = Review::of(map);
    whole::funnel(&mut survey);
    survey.into_findings().pop()
}

fn gather(survey: &mut Review<'_>, today: Date) {
    whole::reviewed(survey, today);
    whole::conversion(survey);
    whole::personas(survey);
    whole::stages(survey);
    colors::personas(survey);
    colors::stages(survey);
    curves::dips(survey);
    curves::moments_of_truth(survey);
    whole::conversion_rates(survey);
    whole::funnel(survey);
    answers::pain_points(survey);
    answers::opportunities(survey);
    channels::touchpoints(survey);
    channels::threads(survey);
    claims::claims(survey);
}

#[cfg(test)]
mod tests;
