//! What the head of a row or column says of it.

use super::words::{Found, Meaning, find, folded, is_only, words};
use crate::model::{CardRole, LineKind, MetricKind};

/// What a head may say of its row, the weightiest first: pain is pain whoever has it, and an action
/// of the organisation is none of the customer.
const WEIGHT: [Meaning; 27] = [
    Meaning::Pains,
    Meaning::Opportunities,
    Meaning::Nps,
    Meaning::Csat,
    Meaning::Ces,
    Meaning::Conversion,
    Meaning::Churn,
    Meaning::Retention,
    Meaning::Referral,
    Meaning::Cost,
    Meaning::Satisfaction,
    Meaning::Emotion,
    Meaning::Duration,
    Meaning::Goal,
    Meaning::Quotes,
    Meaning::Thoughts,
    Meaning::Frontstage,
    Meaning::Backstage,
    Meaning::Channels,
    Meaning::Touchpoints,
    Meaning::Organisation,
    Meaning::Support,
    Meaning::Images,
    Meaning::Actions,
    Meaning::Score,
    Meaning::Count,
    Meaning::Free,
];

/// What a head says of its row, the weightiest first; empty where it says nothing that is known.
pub(in crate::exchange::table) fn said(head: &str) -> Vec<Meaning> {
    let found = find(head);
    // A phrase says more than a word that weighs more.
    let len = |meaning: Meaning| {
        let of_it = found.iter().filter(move |found| found.meaning == meaning);
        of_it.map(|found| found.end - found.first).max()
    };
    let mut known: Vec<Meaning> = WEIGHT.into_iter().filter(|m| len(*m).is_some()).collect();
    let is_phrase = |meaning: Meaning| len(meaning).unwrap_or(0) > 1 && words(head).len() > 1;
    known.sort_by_key(|meaning| !is_phrase(*meaning));
    known
}

/// Whether a head names what a row or column of a journey would have.
pub(in crate::exchange::table) fn is_lane(head: &str) -> bool {
    !said(head).is_empty()
}

/// What stands at the edge of a table, if a head says only that.
pub(in crate::exchange::table) fn edge(head: &str) -> Option<Meaning> {
    if is_number(head) {
        return Some(Meaning::Number);
    }
    let found = find(head);
    let has = |meaning: &Meaning| found.iter().any(|found| found.meaning == *meaning);
    let is_all = |meaning: &Meaning| is_whole(head, &found, *meaning);
    if is_all(&Meaning::Meta) {
        return Some(Meaning::Meta);
    }
    if is_lane(head) || words(head).len() > 4 {
        return None;
    }
    let mut columns = [Meaning::Stage, Meaning::Step].into_iter();
    let mut others = [Meaning::Persona, Meaning::Number].into_iter();
    columns.find(has).or_else(|| others.find(is_all))
}

fn is_whole(head: &str, found: &[Found], meaning: Meaning) -> bool {
    let words = words(head).len();
    let letters = folded(head).chars().filter(|c| !c.is_whitespace()).count();
    found.iter().any(|found| {
        let len = found.end - found.first;
        found.meaning == meaning && (len == words || len == letters)
    })
}

fn is_number(head: &str) -> bool {
    matches!(head.trim(), "#" | "№" | "Nº" | "N°" | "No." | "№.")
}

/// Whether a head says only what a table has at its corner, or nothing.
pub(in crate::exchange::table) fn is_corner(head: &str) -> bool {
    let words = words(head);
    let found = find(head);
    let means = |meanings: &[Meaning]| found.iter().any(|found| meanings.contains(&found.meaning));
    let is_short = words.len() <= 3;
    let letters = head.chars().filter(|c| c.is_alphabetic()).count();
    let all_known = || {
        let known: usize = found
            .iter()
            .filter(|found| matches!(found.meaning, Meaning::Journey | Meaning::Corner))
            .map(|found| found.end - found.first)
            .sum();
        known >= words.len()
    };
    letters < 2
        || is_short
            && (means(&[
                Meaning::Stage,
                Meaning::Step,
                Meaning::Corner,
                Meaning::Number,
            ]) || is_lane(head))
        || all_known()
}

/// What the cards of a lane mean.
pub(in crate::exchange::table) fn card_role(meaning: Meaning) -> Option<CardRole> {
    Some(match meaning {
        Meaning::Pains => CardRole::PainPoints,
        Meaning::Opportunities => CardRole::Opportunities,
        Meaning::Thoughts => CardRole::Thoughts,
        Meaning::Quotes => CardRole::Quotes,
        Meaning::Touchpoints | Meaning::Channels => CardRole::Touchpoints,
        Meaning::Organisation | Meaning::Frontstage | Meaning::Backstage | Meaning::Support => {
            CardRole::OrganisationActivities
        }
        Meaning::Images => CardRole::Images,
        Meaning::Actions => CardRole::CustomerActions,
        Meaning::Free => CardRole::Free,
        _ => return None,
    })
}

/// What is measured.
pub(in crate::exchange::table) fn metric_kind(meaning: Meaning) -> Option<MetricKind> {
    Some(match meaning {
        Meaning::Nps => MetricKind::Nps,
        Meaning::Csat | Meaning::Satisfaction => MetricKind::Csat,
        Meaning::Ces => MetricKind::Ces,
        Meaning::Conversion => MetricKind::Conversion,
        Meaning::Churn => MetricKind::Churn,
        Meaning::Retention => MetricKind::Crr,
        Meaning::Referral => MetricKind::Referral,
        Meaning::Cost => MetricKind::Cost,
        Meaning::Count => MetricKind::Other,
        _ => return None,
    })
}

/// The line of a service blueprint that a head is the name of.
pub(in crate::exchange::table) fn line_called(head: &str) -> Option<LineKind> {
    let kinds = [
        (Meaning::InteractionLine, LineKind::Interaction),
        (Meaning::VisibilityLine, LineKind::Visibility),
        (Meaning::InternalLine, LineKind::InternalInteraction),
    ];
    let mut kinds = kinds.into_iter();
    kinds
        .find(|(meaning, _)| is_only(head, *meaning))
        .map(|(_, kind)| kind)
}

/// The line of a service blueprint that stands above a lane.
pub(in crate::exchange::table) fn line_above(head: &str) -> Option<LineKind> {
    said(head).first().and_then(|meaning| match meaning {
        Meaning::Frontstage => Some(LineKind::Interaction),
        Meaning::Backstage => Some(LineKind::Visibility),
        Meaning::Support => Some(LineKind::InternalInteraction),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_say_what_their_rows_are() {
        for (head, role) in [
            ("Ideal experience", CardRole::Free),
            ("Support channels", CardRole::Touchpoints),
            ("Interactions", CardRole::Free),
            ("Reactions", CardRole::Free),
            ("System actions", CardRole::OrganisationActivities),
            ("Responsible", CardRole::Free),
            ("User needs", CardRole::Free),
            ("Questions", CardRole::Thoughts),
            ("Moments of truth", CardRole::Free),
            ("Risks", CardRole::Free),
            ("Front of stage", CardRole::OrganisationActivities),
            ("Behind the scenes", CardRole::OrganisationActivities),
            ("Support processes", CardRole::OrganisationActivities),
            ("What she does", CardRole::CustomerActions),
            ("What goes wrong", CardRole::PainPoints),
            ("What we could do", CardRole::Opportunities),
            ("Where", CardRole::Touchpoints),
            ("Doing", CardRole::CustomerActions),
            ("Reason", CardRole::Free),
            ("Aktivitas Warga (*User action*)", CardRole::CustomerActions),
            ("Ide Perbaikan", CardRole::Opportunities),
            ("Kendala (*Pain point*)", CardRole::PainPoints),
            ("Elle fait", CardRole::CustomerActions),
            ("Elle se dit", CardRole::Thoughts),
            ("Ce qui gêne", CardRole::PainPoints),
            ("Pistes d'amélioration", CardRole::Opportunities),
            ("Fricciones", CardRole::PainPoints),
            ("Berührungspunkte", CardRole::Touchpoints),
            ("Irritants", CardRole::PainPoints),
            ("机会点", CardRole::Opportunities),
            ("触点", CardRole::Touchpoints),
            ("課題", CardRole::PainPoints),
            ("改善案", CardRole::Opportunities),
            ("タッチポイント", CardRole::Touchpoints),
        ] {
            let roles: Vec<_> = said(head).into_iter().filter_map(card_role).collect();
            assert_eq!(roles.first(), Some(&role), "{head}: {:?}", said(head));
        }
        for head in ["Identitas", "Beruflich", "Word", "Meaning"] {
            assert_eq!(said(head), [], "{head}");
        }
    }

    #[test]
    fn edges_are_told_from_lanes() {
        for (head, is_edge) in [
            ("Stage", Some(Meaning::Stage)),
            ("Journey stage", Some(Meaning::Stage)),
            ("Tahapan", Some(Meaning::Stage)),
            ("Step", Some(Meaning::Step)),
            ("Persona", Some(Meaning::Persona)),
            ("#", Some(Meaning::Number)),
            ("No", Some(Meaning::Number)),
            ("阶段", Some(Meaning::Stage)),
            ("フェーズ", Some(Meaning::Stage)),
            ("Étape", Some(Meaning::Stage)),
            ("Last edited", Some(Meaning::Meta)),
            ("Front of stage", None),
            ("Stage goal", None),
            ("Moments of truth", None),
            ("Name", None),
        ] {
            assert_eq!(edge(head), is_edge, "{head}");
        }
    }
}
