//! What is mended in a file, with what is told about it and what stays.

use jejak::{
    file::{LoadErrorKind, Remedy, Warning, WarningKind, load, picture::PictureError, save},
    model::{Excess, Id, Map, Part, Problem, Shows, Target},
    words::Language,
};

/// The map of a file whose fields, after format and version, are `fields`, each on a line.
fn mended(fields: &[&str]) -> (Map, Vec<Warning>) {
    let fields = fields.join(",\n");
    let text = format!("{{\"format\": \"jejak.journey\", \"version\": 1,\n{fields}}}");
    let loaded = load(text.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{text}"));
    assert_eq!(loaded.map.check(), []);
    (loaded.map, loaded.warnings)
}

/// Holds place and kind of the only warning, and its English words.
#[track_caller]
fn hold(warnings: &[Warning], place: (usize, usize), kind: WarningKind, words: &str) {
    let [warning] = warnings else {
        panic!("not one warning: {warnings:#?}");
    };
    assert_eq!(warning.kind, kind);
    assert_eq!((warning.line, warning.column), place);
    assert_eq!(warning.describe(Language::English), words);
    assert_ne!(
        warning.describe(Language::Indonesian),
        words,
        "has no Indonesian words"
    );
}

fn id(name: &str) -> Id {
    Id::new(name)
}

const STAGES: &str = r#""stages": [{"id": "a", "steps": [{"id": "a1"}]}, {"id": "b"}]"#;
const PERSONAS: &str = r#""personas": [{"id": "p"}]"#;
const CHANNELS: &str = r#""channels": [{"id": "c"}]"#;

fn cards(cards: &str) -> String {
    format!(r#""lanes": [{{"id": "l", "kind": "cards", "cards": [{cards}]}}]"#)
}

#[test]
fn a_card_in_an_unknown_stage_moves_to_the_first() {
    let (map, warnings) = mended(&[STAGES, &cards(r#"{"id": "k", "stage": "x", "text": "T"}"#)]);
    let (_, card) = map.card(&id("k")).unwrap();
    assert_eq!((card.stage.as_str(), card.text.as_str()), ("a", "T"));
    let problem = Problem::Missing {
        of: Target::Card(id("k")),
        part: Part::Stage,
        id: id("x"),
    };
    hold(
        &warnings,
        (3, 71),
        WarningKind::Repaired(problem, Remedy::Moved(id("a"))),
        "card “k” refers to the stage “x”, which does not exist; it is in the stage “a” now",
    );
}

#[test]
fn without_any_stage_one_is_made() {
    let two = cards(r#"{"id": "k", "stage": "x"}, {"id": "m", "stage": "x"}"#);
    let (map, warnings) = mended(&[&two]);
    assert_eq!(map.stages[0].id, id("x"));
    assert_eq!(map.cards().count(), 2);
    assert_eq!(warnings.len(), 1);
    let (map, _) = mended(&[&cards(r#"{"id": "k"}, {"id": "m"}"#)]);
    assert!(map.cards().all(|card| card.stage == id("stage-1")));
}

#[test]
fn lost_stages_are_made_again_as_they_are_named() {
    let (map, warnings) = mended(&[
        CHANNELS,
        &cards(
            r#"{"id": "1", "stage": "pay"}, {"id": "2", "stage": "find"},
            {"id": "3", "stage": "pay"}, {"id": "4"}]},
            {"id": "m", "kind": "channels", "marks": [{"channel": "c", "stage": "use"},
            {"channel": "gone", "stage": "nowhere"}]}, {"id": "n", "kind": "cards", "cards": ["#,
        ),
    ]);
    let stages: Vec<_> = map.stages.iter().map(|stage| stage.id.as_str()).collect();
    assert_eq!(stages, ["pay", "find", "use"]);
    let places: Vec<_> = map.cards().map(|card| card.stage.as_str()).collect();
    assert_eq!(places, ["pay", "find", "pay", "pay"]);
    assert_eq!(map.lanes[1].marks().len(), 1);
    let told = warnings.iter().filter_map(|warning| match &warning.kind {
        WarningKind::Repaired(_, Remedy::Made(Part::Stage, id)) => Some(id.as_str()),
        _ => None,
    });
    assert_eq!(told.collect::<Vec<_>>(), ["pay", "find", "use"]);
    assert_ne!(map.stages[0].hue, map.stages[1].hue);
}

#[test]
fn a_card_loses_only_what_does_not_exist() {
    let card = r#"{"id": "k", "stage": "b", "step": "a1", "text": "T", "personas": ["q", "p"], "channel": "d"}"#;
    let (map, warnings) = mended(&[STAGES, PERSONAS, CHANNELS, &cards(card)]);
    let (_, card) = map.card(&id("k")).unwrap();
    assert_eq!(card.personas, [id("p")]);
    assert_eq!((&card.step, &card.channel), (&None, &None));
    assert_eq!((card.stage.as_str(), card.text.as_str()), ("b", "T"));
    let messages: Vec<_> = warnings
        .iter()
        .map(|w| w.describe(Language::English))
        .collect();
    assert_eq!(
        messages,
        [
            "card “k” is in the step “a1”, which belongs to another stage; the reference was removed",
            "card “k” refers to the persona “q”, which does not exist; the reference was removed",
            "card “k” refers to the channel “d”, which does not exist; the reference was removed",
        ]
    );
}

fn stops(stops: &str) -> String {
    format!(r#""stops": [{stops}]"#)
}

#[test]
fn a_stop_loses_only_what_does_not_exist() {
    let card = cards(r#"{"id": "k", "stage": "a"}"#);
    let stop = stops(
        r#"{"id": "s", "shows": "cards", "cards": ["x", "k"], "personas": ["q", "p"], "hidden_lanes": ["l", "m"], "notes": "N"}"#,
    );
    let (map, warnings) = mended(&[STAGES, PERSONAS, &card, &stop]);
    let stop = &map.stops[0];
    assert_eq!(stop.shows, Shows::Cards(vec![id("k")]));
    assert_eq!(
        (&stop.personas, &stop.hidden_lanes),
        (&vec![id("p")], &vec![id("l")])
    );
    let messages: Vec<_> = warnings
        .iter()
        .map(|w| (w.line, w.describe(Language::English)))
        .collect();
    let told = |what: &str| {
        let words = format!(
            "stop “s” refers to the {what}, which does not exist; the reference was removed"
        );
        (5, words)
    };
    assert_eq!(
        messages,
        [told("card “x”"), told("persona “q”"), told("lane “m”")]
    );
}

#[test]
fn a_stop_that_shows_nothing_any_more_shows_the_map_and_keeps_what_is_said() {
    let gone = stops(
        r#"{"id": "s", "title": "T", "shows": "stages", "stages": ["x"], "notes": "N", "minutes": 3}"#,
    );
    let (map, warnings) = mended(&[STAGES, &gone]);
    let stop = &map.stops[0];
    assert_eq!((&stop.shows, stop.minutes), (&Shows::Map, Some(3.0)));
    assert_eq!((stop.title.as_str(), stop.notes.as_str()), ("T", "N"));
    let messages: Vec<_> = warnings
        .iter()
        .map(|w| w.describe(Language::English))
        .collect();
    assert_eq!(
        messages,
        [
            "stop “s” refers to the stage “x”, which does not exist; the reference was removed",
            "the stop “s” shows nothing; it shows the whole map now",
        ]
    );
    for (shows, word) in [
        (r#""shows": "stages""#, "stages"),
        (r#""shows": "points", "points": []"#, "points"),
        (r#""shows": "persona", "persona": "x""#, "persona"),
    ] {
        let (map, warnings) = mended(&[STAGES, &stops(&format!(r#"{{"id": "s", {shows}}}"#))]);
        assert_eq!(map.stops[0].shows, Shows::Map, "{word}");
        let problem = Problem::ShowsNothing(id("s"));
        let kind = WarningKind::Repaired(problem, Remedy::ShowsMap);
        assert!(
            warnings.iter().any(|warning| warning.kind == kind),
            "{word}"
        );
    }
}

#[test]
fn a_stop_that_does_not_say_what_it_shows_shows_what_it_names() {
    let (map, warnings) = mended(&[STAGES, &stops(r#"{"id": "s", "stages": ["b"]}"#)]);
    assert_eq!(map.stops[0].shows, Shows::Stages(vec![id("b")]));
    hold(
        &warnings,
        (3, 11),
        WarningKind::NoShows { used: "stages" },
        "the stop does not say what it “shows”; it was read as “stages”",
    );
    let (map, _) = mended(&[STAGES, &stops(r#"{"id": "s"}"#)]);
    assert_eq!(map.stops[0].shows, Shows::Map);
}

#[test]
fn what_a_newer_version_shows_is_kept_while_nothing_else_is_shown() {
    let newer = r#"{"id": "s", "shows": "film", "film": [1, 2], "notes": "N"}"#;
    let (mut map, warnings) = mended(&[STAGES, &stops(newer)]);
    assert_eq!(map.stops[0].shows, Shows::Map);
    assert_eq!(
        warnings[0].describe(Language::English),
        "“film” is not a known view of a stop; “map” is used instead"
    );
    let saved = |map: &Map| String::from_utf8(save(map)).unwrap();
    let text = saved(&map);
    assert!(text.contains(r#""shows": "film""#) && text.contains(r#""film": [1, 2]"#));
    assert_eq!(load(text.as_bytes()).unwrap().map, map);
    std::sync::Arc::make_mut(&mut map.stops[0]).shows = Shows::Gap;
    let text = saved(&map);
    assert!(text.contains(r#""shows": "gap""#) && !text.contains("\"film\","));
}

#[test]
fn minutes_of_a_stop_stay_within_a_day() {
    let (map, warnings) = mended(&[&stops(
        r#"{"id": "s", "shows": "map", "minutes": -2}, {"id": "t", "shows": "map", "minutes": 2000}"#,
    )]);
    let minutes: Vec<_> = map.stops.iter().map(|stop| stop.minutes).collect();
    assert_eq!(minutes, [Some(0.0), Some(1440.0)]);
    assert_eq!(
        warnings[0].describe(Language::English),
        "stop “s”: “minutes” is outside its allowed range; it is 0 now"
    );
}

#[test]
fn ids_that_are_taken_or_empty_are_made_anew() {
    let three = cards(
        r#"{"id": "k", "stage": "a"}, {"id": "k", "stage": "a"}, {"id": "k-2", "stage": "a"}, {"stage": "a"}"#,
    );
    let (map, warnings) = mended(&[STAGES, &three]);
    let ids: Vec<_> = map.cards().map(|card| card.id.to_string()).collect();
    assert_eq!(ids, ["k", "k-3", "k-2", "card-2"]);
    assert_eq!(
        warnings[0].describe(Language::English),
        "two parts of type card share the id “k”; its id is “k-3” now"
    );
    assert_eq!(
        warnings[1].describe(Language::English),
        "a card has an empty id; its id is “card-2” now"
    );
    assert_eq!(warnings.len(), 2);
}

#[test]
fn a_card_follows_its_step_to_its_new_id() {
    let stages = r#""stages": [{"id": "a", "steps": [{"id": "s"}]}, {"id": "b", "steps": [{"id": "s", "title": "B"}]}]"#;
    let (map, warnings) = mended(&[stages, &cards(r#"{"id": "k", "stage": "b", "step": "s"}"#)]);
    let (_, card) = map.card(&id("k")).unwrap();
    assert_eq!(map.step(card.step.as_ref().unwrap()).unwrap().1.title, "B");
    assert_eq!(warnings.len(), 1);
}

#[test]
fn curves_keep_their_points() {
    let points = |name: &str| format!(r#"{{"id": "{name}", "stage": "a", "at": 0.5, "value": 1}}"#);
    let lane = format!(
        r#""lanes": [{{"id": "l", "kind": "emotion", "curves": [
{{"persona": "p", "points": [{}]}},
{{"persona": "p", "x-style": 1, "points": [{}]}},
{{"persona": "q", "points": [{}]}}]}}]"#,
        points("1"),
        points("2"),
        points("3"),
    );
    let (map, warnings) = mended(&[STAGES, PERSONAS, &lane]);
    let curves = map.lanes[0].curves();
    let counts: Vec<_> = curves
        .iter()
        .map(|c| (c.persona.as_str(), c.points.len()))
        .collect();
    assert_eq!(counts, [("p", 2), ("q", 1)]);
    assert_eq!(curves[0].unknown.fields().count(), 1);
    assert_eq!(map.persona(&id("q")).unwrap().name, "q");
    let told: Vec<_> = warnings
        .iter()
        .map(|w| (w.line, w.describe(Language::English)))
        .collect();
    assert_eq!(
        told,
        [
            (6, "lane “l” has two curves of the persona “p”; they were joined".to_owned()),
            (7, "lane “l” refers to the persona “q”, which does not exist; the persona “q” was made for it".to_owned()),
        ]
    );
}

#[test]
fn numbers_out_of_range_are_set_to_its_ends() {
    let lane = r#""lanes": [{"id": "l", "kind": "emotion", "curves": [{"persona": "p", "points": [
{"id": "1", "stage": "a", "at": -0.5, "value": 7, "spread": -0.5, "n": -1}]}]}]"#;
    let (map, warnings) = mended(&[STAGES, PERSONAS, lane]);
    let point = &map.lanes[0].curves()[0].points[0];
    assert_eq!(
        (point.at, point.value, point.spread, point.n),
        (0.0, Some(2.0), Some(0.5), None)
    );
    let told: Vec<_> = warnings
        .iter()
        .map(|w| (w.column, w.describe(Language::English)))
        .collect();
    assert_eq!(
        told,
        [
            (
                33,
                "curve point “1”: “at” is outside its allowed range; it is 0 now".to_owned()
            ),
            (
                48,
                "curve point “1”: “value” is outside its allowed range; it is 2 now".to_owned()
            ),
            (
                61,
                "curve point “1”: “spread” is outside its allowed range; it is 0.5 now".to_owned()
            ),
            (
                72,
                "-1 is not a count (a whole number from 0 up); it was ignored".to_owned()
            ),
        ]
    );
}

#[test]
fn sizes_out_of_range_are_set_to_its_ends() {
    let stages = r#""stages": [{"id": "a", "width": 1e300}, {"id": "b", "width": 200}]"#;
    let lanes = r#""lanes": [{"id": "l", "kind": "cards", "height": -5, "hidden": true},
{"id": "m", "kind": "cards", "height": 90.5, "collapsed": true}]"#;
    let (map, warnings) = mended(&[stages, lanes]);
    let widths: Vec<_> = map.stages.iter().map(|stage| stage.width).collect();
    assert_eq!(widths, [Some(2400.0), Some(200.0)]);
    let looks = map.lanes.iter().map(|l| (l.height, l.hidden, l.collapsed));
    let looks: Vec<_> = looks.collect();
    assert_eq!(
        looks,
        [(Some(40.0), true, false), (Some(90.5), false, true)]
    );
    let told: Vec<_> = warnings
        .iter()
        .map(|w| (w.line, w.column, w.describe(Language::English)))
        .collect();
    let words = |of: &str, to: &str| format!("{of} is outside its allowed range; it is {to} now");
    assert_eq!(
        told,
        [
            (2, 33, words("stage “a”: “width”", "2400")),
            (3, 50, words("lane “l”: “height”", "40")),
        ]
    );
}

#[test]
fn a_scale_is_turned_round_or_made_to_hold_the_values() {
    for (scale, (min, max)) in [
        (r#"{"min": 5, "max": 1}"#, (1.0, 5.0)),
        (r#"{"min": 0, "max": 0}"#, (-2.0, 4.0)),
        (r#"{"min": -1.7e308, "max": 1.7e308}"#, (-2.0, 4.0)),
    ] {
        let scale = format!(r#""emotion_scale": {scale}"#);
        let lane = r#""lanes": [{"id": "l", "kind": "emotion", "curves": [{"persona": "p", "points": [
{"id": "1", "stage": "a", "at": 0, "value": 4}]}]}]"#;
        let (map, warnings) = mended(&[&scale, STAGES, PERSONAS, lane]);
        assert_eq!((map.emotion_scale.min, map.emotion_scale.max), (min, max));
        assert_eq!(map.lanes[0].curves()[0].points[0].value, Some(4.0));
        let words = format!(
            "the emotion scale’s minimum must be below its maximum; it runs from {min} to {max} now"
        );
        let kind = WarningKind::Repaired(Problem::BadScale, Remedy::Scaled(min, max));
        hold(&warnings, (2, 18), kind, &words);
    }
}

#[test]
fn marks_and_lines_of_nothing_are_removed() {
    let lanes = r#""lanes": [{"id": "l", "kind": "channels", "marks": [
{"channel": "c", "stage": "a"}, {"channel": "c", "stage": "a", "on": false},
{"channel": "d", "stage": "a"}, {"channel": "c", "stage": "x"}]}]"#;
    let lines = r#""lines": [{"above": "l"}, {"above": "l"}, {"above": "m"}]"#;
    let (map, warnings) = mended(&[STAGES, CHANNELS, lanes, lines]);
    assert_eq!(map.lanes[0].marks().len(), 1);
    assert!(map.lanes[0].marks()[0].on);
    assert_eq!(map.lines.len(), 1);
    let places: Vec<_> = warnings.iter().map(|w| (w.line, w.column)).collect();
    assert_eq!(places, [(5, 45), (6, 13), (6, 59), (7, 37), (7, 53)]);
    let is_removal = |w: &Warning| matches!(w.kind, WarningKind::Repaired(_, Remedy::Removed));
    assert!(warnings.iter().all(is_removal));
}

#[test]
fn words_and_dates_that_are_none() {
    let (map, warnings) = mended(&[r#""state": "past""#]);
    assert_eq!(map.state, Default::default());
    assert_eq!(
        warnings[0].describe(Language::English),
        "“past” is not a known state of a map; “current” is used instead"
    );
    let (map, warnings) = mended(&[r#""reviewed": "12 Sept 2026""#]);
    assert_eq!(map.reviewed, None);
    hold(
        &warnings,
        (2, 13),
        WarningKind::BadDate("12 Sept 2026".to_owned()),
        "“12 Sept 2026” is not a date like 2026-09-12; it was ignored",
    );
    let (map, warnings) = mended(&[r#""stages": [{"id": "a", "color": "gold"}]"#]);
    assert_eq!(map.stages[0].hue, Default::default());
    assert!(
        warnings[0]
            .describe(Language::English)
            .contains("“gold” is not a known colour")
    );
}

#[test]
fn a_picture_that_cannot_be_shown_is_left_out_and_the_persona_stays() {
    let personas = r#""personas": [{"id": "p", "name": "Dewi", "picture": "data:image/png;base64,iVBORw0KGgo="}]"#;
    let (map, warnings) = mended(&[personas]);
    assert_eq!(map.personas[0].name, "Dewi");
    assert_eq!(map.personas[0].picture, None);
    hold(
        &warnings,
        (2, 53),
        WarningKind::BadPicture(PictureError::Broken),
        "the picture was ignored: it is damaged",
    );
    let personas = r#""personas": [{"id": "p", "picture": "https://example.org/dewi.png"}]"#;
    let (map, warnings) = mended(&[personas]);
    assert_eq!(map.personas[0].picture, None);
    assert_eq!(
        warnings[0].kind,
        WarningKind::BadPicture(PictureError::UnknownFormat)
    );
}

#[test]
fn of_a_repeated_name_the_last_counts() {
    let (map, warnings) = mended(&[r#""title": "A""#, r#""title": "B""#]);
    assert_eq!(map.title, "B");
    hold(
        &warnings,
        (2, 10),
        WarningKind::RepeatedField("title".to_owned()),
        "“title” appears twice in one record; the last one was read",
    );
}

#[test]
fn what_is_too_much_to_tell_is_counted() {
    let many = vec![r#""a": 1"#; 6_001].join(",\n");
    let (_, warnings) = mended(&[&many]);
    assert_eq!(warnings.len(), 5_001);
    hold(
        &warnings[5_000..],
        (5_001, 6),
        WarningKind::More(1_000),
        "1000 more problems were fixed, too many to list",
    );
}

#[test]
fn a_null_counts_as_absent() {
    let (map, warnings) =
        mended(&[r#""title": null, "lanes": null, "stages": [{"id": "a", "steps": null}]"#]);
    assert_eq!((map.title.as_str(), map.lanes.len()), ("", 0));
    assert_eq!(warnings, []);
}

#[test]
fn many_faults_are_mended() {
    let many: Vec<_> = (0..20_000)
        .map(|_| r#"{"id": "k", "stage": "x"}"#)
        .collect();
    let (map, warnings) = mended(&[STAGES, &cards(&many.join(","))]);
    assert_eq!((map.cards().count(), warnings.len()), (20_000, 5_001));
    let curves = vec!["{}"; 4_000].join(",");
    let lane = |kind: &str| format!(r#""lanes": [{{"id": "l", "kind": "{kind}"}}]"#);
    let curves = lane(&format!(r#"emotion", "curves": [{curves}], "x": ""#));
    let text = format!(r#"{{"format": "jejak.journey", "version": 1, {curves}}}"#);
    let error = load(text.as_bytes()).unwrap_err();
    // A persona is made for each of them.
    assert!(
        matches!(error.kind, LoadErrorKind::TooMuch(Excess::Parts { .. })),
        "{error}"
    );
    let steps: Vec<_> = (0..2_000).map(|n| format!(r#"{{"id": "{n}"}}"#)).collect();
    let stages = format!(
        r#""stages": [{{"id": "a", "steps": [{}]}}]"#,
        steps.join(",")
    );
    let lost: Vec<_> = (0..20_000)
        .map(|n| format!(r#"{{"id": "k{n}", "stage": "a", "step": "x"}}"#))
        .collect();
    let (map, warnings) = mended(&[&stages, &cards(&lost.join(","))]);
    assert_eq!((map.cards().count(), warnings.len()), (20_000, 5_001));
}
