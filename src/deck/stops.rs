//! The stops of a map that are shown, and those that the map suggests where it has none.

use std::collections::HashSet;

use crate::{
    model::{Card, CardRole, Id, Lane, Map, Shows, Stop, When, low_points},
    words::Language,
};

/// The stops of a map that are shown, in their order: its own without those that are hidden, else
/// those of [`suggested`]. Empty where all of its own are hidden.
pub fn stops(map: &Map, language: Language) -> Vec<Stop> {
    if map.stops.is_empty() {
        return suggested(map, language);
    }
    let shown = map.stops.iter().filter(|stop| !stop.hidden);
    shown.map(|stop| Stop::clone(stop)).collect()
}

/// What a stop is called: its title, else what it shows.
pub fn title(map: &Map, stop: &Stop, language: Language) -> String {
    map.name_of_stop(stop, language)
}

/// The stops that a map suggests, whether it has some of its own or not, under ids that are the same
/// each time: what it is about, the whole of it, each stage, the low points and moments of truth,
/// pain points with what addresses them, value against effort, and the journey as it is beside that
/// as it should be. What the map says nothing of has no stop.
pub fn suggested(map: &Map, language: Language) -> Vec<Stop> {
    let made = |id: &str, shows: Shows| Stop {
        id: Id::new(format!("suggested-{id}")),
        shows,
        ..Stop::default()
    };
    let titled = |stop: Stop, title: &str| Stop {
        title: title.to_owned(),
        ..stop
    };
    let mut stops = vec![made("title", Shows::Title), made("map", Shows::Map)];
    stops.extend(map.stages.iter().map(|stage| {
        let shows = Shows::Stages(vec![stage.id.clone()]);
        made(&format!("stage-{}", stage.id), shows)
    }));
    let moments = moments(map);
    if !moments.is_empty() {
        let title = language.t("Low points and moments of truth");
        stops.push(titled(made("moments", Shows::Points(moments)), title));
    }
    let pains = addressed_pains(map);
    if !pains.is_empty() {
        let title = language.t("Pain points and opportunities");
        stops.push(titled(made("pains", Shows::Cards(pains)), title));
    }
    if shown_cards(map, CardRole::Opportunities).any(is_rated) {
        stops.push(made("matrix", Shows::Matrix));
    }
    if map.tells_of(When::Now) && map.tells_of(When::ToBe) {
        stops.push(made("gap", Shows::Gap));
    }
    stops
}

/// The lanes that are on the sheet.
fn shown_lanes(map: &Map) -> impl Iterator<Item = &Lane> {
    let lanes = map.lanes.iter().filter(|lane| !lane.hidden);
    lanes.map(|lane| &**lane)
}

/// The cards of a role that are on the sheet, lane by lane.
fn shown_cards(map: &Map, role: CardRole) -> impl Iterator<Item = &Card> {
    let lanes = shown_lanes(map).filter(move |lane| lane.role() == Some(role));
    lanes.flat_map(|lane| lane.cards().iter().map(|card| &**card))
}

fn is_rated(card: &Card) -> bool {
    card.value.is_some() && card.effort.is_some()
}

/// The low points of the curves as they are, and all moments of truth, stage by stage.
fn moments(map: &Map) -> Vec<Id> {
    let mut moments: Vec<((usize, f64), &Id)> = Vec::new();
    for curve in shown_lanes(map).flat_map(|lane| lane.curves()) {
        let lows = if curve.to_be {
            Vec::new()
        } else {
            low_points(map, curve)
        };
        let lows: HashSet<&Id> = lows.into_iter().map(|point| &point.id).collect();
        let meant = curve
            .points
            .iter()
            .filter(|point| point.moment_of_truth || lows.contains(&point.id));
        moments.extend(meant.map(|point| {
            let stage = map.stage_index(&point.stage).unwrap_or_default();
            ((stage, point.at), &point.id)
        }));
    }
    moments.sort_by(|((a, at), _), ((b, other), _)| a.cmp(b).then(at.total_cmp(other)));
    moments.into_iter().map(|(_, id)| id.clone()).collect()
}

/// Each pain point that something addresses, stage by stage, with the cards that do behind it; a
/// card that addresses several stands behind the first.
fn addressed_pains(map: &Map) -> Vec<Id> {
    let cards = shown_lanes(map).flat_map(|lane| lane.cards());
    let answers: Vec<&Card> = cards
        .map(|card| &**card)
        .filter(|card| !card.answers.is_empty())
        .collect();
    let mut pains: Vec<&Card> = shown_cards(map, CardRole::PainPoints).collect();
    pains.sort_by_key(|pain| map.stage_index(&pain.stage));
    let mut told: HashSet<&Id> = HashSet::new();
    let mut ids = Vec::new();
    for pain in pains {
        let mut addressing = answers
            .iter()
            .filter(|card| card.answers.contains(&pain.id))
            .peekable();
        if addressing.peek().is_none() || !told.insert(&pain.id) {
            continue;
        }
        ids.push(pain.id.clone());
        let new = addressing.filter(|card| told.insert(&card.id));
        ids.extend(new.map(|card| card.id.clone()));
    }
    ids
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        file::{self, samples, templates},
        model::{Curve, CurvePoint, LaneKind, Level, Target, generate},
    };
    use std::sync::Arc;

    /// Every map that comes with the program, by its name.
    fn all_maps() -> Vec<(String, Map)> {
        let read = |bytes: &[u8]| file::load(bytes).expect("a map of the program").map;
        let mut maps: Vec<(String, Map)> = samples()
            .iter()
            .map(|sample| (sample.file_name.to_owned(), read(sample.bytes)))
            .collect();
        for template in templates() {
            for language in Language::ALL {
                let name = format!("{} {}", template.id, language.code());
                maps.push((name, read(template.bytes(language))));
            }
        }
        maps
    }

    fn map_with_all() -> Map {
        let template = file::template("buying-a-car").expect("it is there");
        let mut map = file::load(template.bytes(Language::English)).unwrap().map;
        for lane in &mut map.lanes {
            let LaneKind::Emotion { curves } = &mut Arc::make_mut(lane).kind else {
                continue;
            };
            let wanted = Curve {
                to_be: true,
                points: vec![CurvePoint {
                    id: "wanted".into(),
                    stage: map.stages[0].id.clone(),
                    value: Some(-2.0),
                    ..CurvePoint::default()
                }],
                ..Curve::clone(&curves[0])
            };
            curves.push(Arc::new(wanted));
        }
        assert_eq!(map.check(), []);
        map
    }

    #[test]
    fn every_map_has_a_sound_deck_that_is_the_same_each_time() {
        for (name, map) in all_maps() {
            for language in Language::ALL {
                let deck = stops(&map, language);
                assert_eq!(deck, stops(&map, language), "{name}");
                let mut with_stops = map.clone();
                with_stops.stops = deck.iter().cloned().map(Arc::new).collect();
                // Ids are there once, and what is shown is there.
                assert_eq!(with_stops.check(), [], "{name}");
                assert_eq!(with_stops.excess(), None, "{name}");
                for stop in &deck {
                    let title = title(&map, stop, language);
                    assert!(!title.trim().is_empty(), "{name}: {stop:?}");
                }
                let of_stages = deck.iter().filter_map(|stop| match &stop.shows {
                    Shows::Stages(ids) => Some(ids.as_slice()),
                    _ => None,
                });
                let each = map
                    .stages
                    .iter()
                    .map(|stage| std::slice::from_ref(&stage.id));
                assert!(of_stages.eq(each), "{name}");
            }
        }
    }

    #[test]
    fn a_deck_leads_from_the_whole_to_what_is_to_be_done() {
        let map = map_with_all();
        let deck = suggested(&map, Language::English);
        let words: Vec<&str> = deck
            .iter()
            .map(|stop| stop.id.as_str().trim_start_matches("suggested-"))
            .map(|id| id.split('-').next().unwrap_or_default())
            .collect();
        let mut wanted = vec!["title", "map"];
        wanted.extend(map.stages.iter().map(|_| "stage"));
        wanted.extend(["moments", "pains", "matrix", "gap"]);
        assert_eq!(words, wanted);
        let titles: Vec<String> = deck
            .iter()
            .map(|stop| title(&map, stop, Language::English))
            .collect();
        assert_eq!(titles[0], map.title);
        assert_eq!(titles[1], "Whole map");
        assert_eq!(titles[2], map.stages[0].title);
        assert_eq!(titles[titles.len() - 2], "Value–effort matrix");
        assert_eq!(titles[titles.len() - 1], "Current and future");
    }

    #[test]
    fn moments_are_the_lows_of_the_journey_as_it_is_and_what_it_turns_on() {
        let map = map_with_all();
        let shown = moments(&map);
        assert!(!shown.contains(&"wanted".into()), "nobody feels that yet");
        let mut last = 0;
        for id in &shown {
            let (_, curve, point) = map.point(id).expect("it is there");
            let is_low = low_points(&map, curve).iter().any(|low| low.id == *id);
            assert!(is_low || point.moment_of_truth, "{id}");
            let stage = map.stage_index(&point.stage).expect("it is there");
            assert!(stage >= last, "stage by stage");
            last = stage;
        }
        let turning = map.lanes.iter().flat_map(|lane| lane.curves());
        let turning = turning.flat_map(|curve| &curve.points);
        let mut turning = turning.filter(|point| point.moment_of_truth).peekable();
        assert!(turning.peek().is_some());
        assert!(turning.all(|point| shown.contains(&point.id)));
    }

    #[test]
    fn what_addresses_a_pain_point_stands_behind_it_once() {
        let map = map_with_all();
        let shown = addressed_pains(&map);
        let mut known = HashSet::new();
        assert!(shown.iter().all(|id| known.insert(id)));
        let mut pains: Vec<&Id> = Vec::new();
        for id in &shown {
            let (lane, card) = map.card(id).expect("it is there");
            if lane.role() == Some(CardRole::PainPoints) {
                pains.push(id);
            } else {
                assert!(card.answers.iter().any(|pain| pains.contains(&pain)));
            }
        }
        let addressed: HashSet<&Id> = map.cards().flat_map(|card| &card.answers).collect();
        assert_eq!(pains.len(), addressed.len());
        assert!(shown.len() > pains.len());
    }

    #[test]
    fn what_the_map_says_nothing_of_has_no_stop() {
        let shown = |map: &Map| -> Vec<Shows> {
            let deck = suggested(map, Language::English).into_iter();
            deck.map(|stop| stop.shows).collect()
        };
        assert_eq!(shown(&Map::default()), [Shows::Title, Shows::Map]);
        let mut map = map_with_all();
        for lane in &mut map.lanes {
            let lane = Arc::make_mut(lane);
            lane.hidden = true;
        }
        // Lanes that are not on the sheet are on no stop either.
        let left = shown(&map);
        assert!(
            !left
                .iter()
                .any(|shows| matches!(shows, Shows::Points(_) | Shows::Cards(_) | Shows::Matrix))
        );
        let mut rated = generate(40, 1);
        assert!(!shown(&rated).contains(&Shows::Matrix));
        let target = rated
            .lanes
            .iter()
            .find(|lane| lane.role() == Some(CardRole::Opportunities))
            .map(|lane| lane.cards()[0].id.clone());
        let target = target.expect("there are opportunities");
        rated.change_cards(
            |card| card.id == target,
            |card| (card.value, card.effort) = (Level::new(4), Level::new(2)),
        );
        assert!(rated.has(&Target::Card(target)) && shown(&rated).contains(&Shows::Matrix));
        assert!(!shown(&rated).contains(&Shows::Gap));
    }

    #[test]
    fn stops_of_the_map_come_in_the_place_of_those_that_it_suggests() {
        let mut map = map_with_all();
        let own = [("a", false), ("b", true), ("c", false)];
        map.stops = own
            .map(|(id, hidden)| {
                let (id, shows) = (id.into(), Shows::Map);
                Arc::new(Stop {
                    id,
                    shows,
                    hidden,
                    ..Stop::default()
                })
            })
            .to_vec();
        assert_eq!(map.check(), []);
        let shown: Vec<Id> = stops(&map, Language::English)
            .into_iter()
            .map(|stop| stop.id)
            .collect();
        assert_eq!(shown, ["a".into(), "c".into()]);
        for stop in &mut map.stops {
            Arc::make_mut(stop).hidden = true;
        }
        assert_eq!(stops(&map, Language::English), []);
    }
}
