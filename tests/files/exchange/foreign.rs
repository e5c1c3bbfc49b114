//! Tables as people draw them: what is guessed of their rows, heads and figures.

use jejak::{
    exchange::{
        MapFormat, NoteKind, ReadOptions, read_table,
        table::{LaneAs, PersonaFrom, Read, ReadScale, Stages},
    },
    model::{CardRole, CurvePoint, Lane, Map},
    words::Language::{self, English, Indonesian},
};

fn read(text: &str) -> Read {
    read_as(text, &ReadOptions::default(), English)
}

fn read_as(text: &str, options: &ReadOptions, language: Language) -> Read {
    read_table(MapFormat::Csv, text.as_bytes(), options, language).expect("a table")
}

fn kinds(read: &Read) -> Vec<LaneAs> {
    let guess = read.guess.as_ref().expect("not our own");
    guess.lanes.iter().map(|(_, kind)| *kind).collect()
}

fn texts(lane: &Lane) -> Vec<(&str, &str)> {
    let cards = lane.cards().iter();
    cards
        .map(|card| (card.stage.as_str(), card.text.as_str()))
        .collect()
}

fn points(map: &Map) -> Vec<&CurvePoint> {
    let curves = map.lanes.iter().flat_map(|lane| lane.curves());
    curves
        .flat_map(|curve| curve.points.iter().collect::<Vec<_>>())
        .collect()
}

/// A row (column, where the stages stand down) without a head.
const CONTINUED: &str = "\
,Awareness,Purchase
Actions,sees advert,buys
,,asks a friend
,reads,
Pain points,queues,
";

fn turned(text: &str) -> String {
    let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
    let columns = (0..rows[0].len()).map(|at| {
        let cells: Vec<&str> = rows.iter().map(|row| row[at]).collect();
        cells.join(",") + "\n"
    });
    columns.collect()
}

#[test]
fn a_row_without_a_head_continues_the_one_above() {
    for (text, stages) in [
        (CONTINUED.to_owned(), Stages::Across),
        (turned(CONTINUED), Stages::Down),
    ] {
        let read = read(&text);
        assert_eq!(read.guess.as_ref().unwrap().stages, stages);
        let [actions, pains] = [CardRole::CustomerActions, CardRole::PainPoints].map(LaneAs::Cards);
        assert_eq!(kinds(&read), [actions, LaneAs::Above, LaneAs::Above, pains]);
        let map = &read.taken.map;
        assert_eq!(map.lanes.len(), 2);
        assert_eq!(
            texts(&map.lanes[0]),
            [
                ("stage1", "sees advert"),
                ("stage1", "reads"),
                ("stage2", "buys"),
                ("stage2", "asks a friend"),
            ]
        );
        // It can be said that it does not.
        let options = ReadOptions {
            stages,
            lanes: vec![None, Some(LaneAs::Cards(CardRole::Quotes))],
            ..ReadOptions::default()
        };
        let said = read_as(&text, &options, English);
        let map = &said.taken.map;
        assert_eq!(map.lanes.len(), 3);
        assert_eq!(
            texts(&map.lanes[1]),
            [("stage1", "reads"), ("stage2", "asks a friend")],
            "the next one continues it"
        );
    }
}

#[test]
fn what_continues_a_lane_goes_the_way_of_that_lane() {
    let text = ",Awareness,Purchase\n,first,\nGoal,know,buy\n,,well\nFeelings,4,2\n,curious,tired\n,5,1\nNPS,18,20\n,more,\n";
    let read = read(text);
    let free = LaneAs::Cards(CardRole::Free);
    assert_eq!(
        kinds(&read),
        [
            free, // there is nothing above it
            LaneAs::Goals,
            LaneAs::Above,
            LaneAs::Emotion,
            LaneAs::Above,
            free, // other figures than those of the feelings
            LaneAs::Metrics,
            free,
        ]
    );
    let map = &read.taken.map;
    assert_eq!(map.stages[1].goal, "buy\nwell");
    let labels: Vec<_> = points(map).iter().map(|p| p.label.as_str()).collect();
    assert_eq!(labels, ["curious", "tired"]);

    // A lane that is left out takes along what continues it.
    let text = ",Awareness\nActions,sees\nThoughts,hm\n,more of it\n";
    let options = ReadOptions {
        lanes: vec![None, Some(LaneAs::Nothing)],
        ..ReadOptions::default()
    };
    let map = read_as(text, &options, English).taken.map;
    assert_eq!(map.lanes.len(), 1);
    assert_eq!(texts(&map.lanes[0]), [("stage1", "sees")]);

    // Said of a row of figures: a second point in each stage.
    let options = ReadOptions {
        lanes: vec![None, Some(LaneAs::Above)],
        ..ReadOptions::default()
    };
    let map = read_as(",Awareness\nMood,1\n,2\n", &options, English)
        .taken
        .map;
    let places: Vec<_> = points(&map).iter().map(|p| (p.at, p.value)).collect();
    assert_eq!(places, [(1.0 / 3.0, Some(1.0)), (2.0 / 3.0, Some(2.0))]);
}

#[test]
fn feelings_with_words_are_a_curve_with_labels() {
    let text = ",Awareness,Purchase,Use,Loyalty\nFeelings,4 - ok,3 (tired),+2 great,nothing\n";
    let read = read(text);
    assert_eq!(kinds(&read), [LaneAs::Emotion]);
    let map = &read.taken.map;
    let values: Vec<_> = points(map)
        .iter()
        .map(|p| (p.value, p.label.as_str()))
        .collect();
    assert_eq!(
        values,
        [
            (Some(4.0), "ok"),
            (Some(3.0), "tired"),
            (Some(2.0), "great"),
            // What nobody knows is a gap with its words.
            (None, "nothing")
        ]
    );
    assert_eq!((map.emotion_scale.min, map.emotion_scale.max), (1.0, 5.0));
    let told: Vec<_> = read.taken.notes.iter().map(|note| &note.kind).collect();
    assert_eq!(told, [&NoteKind::NoScore("nothing".to_owned())]);

    // Stars and "of five" say how many there could be, where the values alone would not.
    for cells in ["★☆☆☆☆,★★☆☆☆", "1/5,2/5 (slow)"] {
        let map = self::read(&format!(",Awareness,Purchase\nMood,{cells}\n"))
            .taken
            .map;
        assert_eq!((map.emotion_scale.min, map.emotion_scale.max), (1.0, 5.0));
        let values: Vec<_> = points(&map).iter().map(|p| p.value).collect();
        assert_eq!(values, [Some(1.0), Some(2.0)]);
    }
}

#[test]
fn a_row_that_lacks_its_figures_says_what_became_of_it() {
    let text = "x,Awareness,Purchase\nActions,sees,buys\nEmotions,a poster,sad 2\nProcess,one,two\nNPS,soon,\n";
    let read = read(&text.replace("sad 2", "a bill"));
    let free = LaneAs::Cards(CardRole::Free);
    let own = LaneAs::Cards(CardRole::OrganisationActivities);
    assert_eq!(kinds(&read)[1..], [free, own, free]);
    let told: Vec<_> = read
        .taken
        .notes
        .iter()
        .map(|note| (note.line, note.column, note.kind.clone()))
        .collect();
    let few = |head: &str| NoteKind::NoFigures(head.to_owned());
    assert_eq!(told, [(3, 1, few("Emotions")), (5, 1, few("NPS"))]);
    // Half of them will do; and who says that it is to be cards needs not be told.
    assert_eq!(kinds(&self::read(text))[1], LaneAs::Emotion);
    let options = ReadOptions {
        lanes: vec![None, Some(free), None, Some(free)],
        ..ReadOptions::default()
    };
    let said = read_as(&text.replace("sad 2", "a bill"), &options, English);
    assert_eq!(said.taken.notes, []);
}

#[test]
fn the_first_cell_is_a_title_only_where_it_reads_like_one() {
    let title = |corner: &str, said: Option<&str>| {
        let options = ReadOptions {
            title: said.map(str::to_owned),
            ..ReadOptions::default()
        };
        let read = read_as(
            &format!("{corner},Awareness\nActions,sees\n"),
            &options,
            English,
        );
        assert_eq!(read.guess.unwrap().title, read.taken.map.title);
        read.taken.map.title
    };
    for head in [
        "Stage",
        "Phase",
        "Tahap",
        "Lane",
        "Kategori",
        "Lane / Stage",
        "",
    ] {
        assert_eq!(title(head, None), "", "{head}");
    }
    assert_eq!(title("Buying a car", None), "Buying a car");
    assert_eq!(title("Buying a car", Some("Selling one")), "Selling one");
    assert_eq!(title("Buying a car", Some("")), "");
    assert_eq!(title("Stage", Some("Selling one")), "Selling one");
}

#[test]
fn nobody_is_made_up_for_a_curve() {
    for (language, name) in [(English, "Customer"), (Indonesian, "Pelanggan")] {
        let text = ",Awareness\nEmotion,1\n";
        let map = read_as(text, &ReadOptions::default(), language).taken.map;
        let names: Vec<_> = map.personas.iter().map(|p| p.name.as_str()).collect();
        assert_eq!(names, [name]);
        let map = read_as(",Awareness\nActions,1\n", &ReadOptions::default(), language)
            .taken
            .map;
        assert!(map.personas.is_empty(), "without a curve nobody is needed");
    }
}

#[test]
fn a_stage_without_a_head_continues_the_one_before() {
    let across =
        "Phase,Awareness,,Purchase,,\nActions,sees,reads,buys,,\nMood,1,2,-1,,\n,a,b,c,,\n";
    let down =
        "Phase,Actions,Mood,\nAwareness,sees,1,a\nAwareness,reads,2,b\nPurchase,buys,-1,c\n,,,\n";
    for text in [across, down] {
        let map = read(text).taken.map;
        let titles: Vec<_> = map.stages.iter().map(|s| s.title.as_str()).collect();
        assert_eq!(titles, ["Awareness", "Purchase"]);
        assert_eq!(
            texts(&map.lanes[0]),
            [("stage1", "sees"), ("stage1", "reads"), ("stage2", "buys")]
        );
        let points: Vec<_> = points(&map)
            .iter()
            .map(|p| (p.stage.as_str(), p.value, p.label.as_str()))
            .collect();
        let first = [("stage1", Some(1.0), "a"), ("stage1", Some(2.0), "b")];
        assert_eq!(points[..2], first);
        assert_eq!(points[2], ("stage2", Some(-1.0), "c"));
    }
}

/// What was guessed wrong is said: the row of heads, whose it is, how figures are read.
#[test]
fn every_guess_can_be_overruled() {
    let text = "Stage,Awareness,Purchase\nPersona,Ana,Budi\nWeek,one,two\nMood,1,4\n";
    let first = read(text);
    let guess = first.guess.as_ref().expect("not our own");
    assert_eq!((guess.head, guess.heads.len()), (1, 4));
    assert_eq!(guess.heads[2], (3, "Week · one · two".to_owned()));
    let second = ReadOptions {
        head: Some(3),
        ..ReadOptions::default()
    };
    let second = read_as(text, &second, English);
    let titles = |read: &Read| -> Vec<String> {
        let stages = read.taken.map.stages.iter();
        stages.map(|stage| stage.title.clone()).collect()
    };
    assert_eq!(titles(&second), ["one", "two"]);
    assert_eq!(second.guess.as_ref().unwrap().head, 3);
    // So with the stages down: the row is still a row.
    let down = ReadOptions {
        stages: Stages::Down,
        head: Some(2),
        ..ReadOptions::default()
    };
    let text_down = "Plan\nStage,Who,Mood\nStage,Persona,Feeling\nAwareness,Ana,1\nUse,Ana,2\n";
    let down = read_as(text_down, &down, English);
    assert_eq!(titles(&down), ["Stage", "Awareness", "Use"]);
    assert_eq!(down.guess.unwrap().head, 2);

    let who = |options: &ReadOptions| {
        let read = read_as(text, options, English);
        let guess = read.guess.expect("not our own");
        let curves = read
            .taken
            .map
            .lanes
            .iter()
            .flat_map(|lane| lane.curves())
            .count();
        (guess.persona_from, guess.personas.join(", "), curves)
    };
    let plain = ReadOptions::default();
    assert_eq!(who(&plain), (PersonaFrom::Cells, "Ana, Budi".to_owned(), 2));
    let said = ReadOptions {
        persona: Some("Rina, buyer".to_owned()),
        ..ReadOptions::default()
    };
    assert_eq!(who(&said), (PersonaFrom::Said, "Rina".to_owned(), 1));
    // Whose it is may stand in another row, or not there.
    let week = ReadOptions {
        lanes: vec![Some(LaneAs::Nothing), Some(LaneAs::Persona)],
        ..ReadOptions::default()
    };
    assert_eq!(who(&week), (PersonaFrom::Cells, "one, two".to_owned(), 2));
    let nobody = ReadOptions {
        lanes: vec![Some(LaneAs::Cards(CardRole::Free))],
        ..ReadOptions::default()
    };
    assert_eq!(
        who(&nobody),
        (PersonaFrom::Nowhere, "Customer".to_owned(), 1)
    );

    let on = |worst, best| {
        let scale = Some(ReadScale { worst, best });
        let options = ReadOptions {
            scale,
            ..ReadOptions::default()
        };
        let read = read_as(text, &options, English);
        assert_eq!(read.guess.unwrap().scale, scale);
        let map = read.taken.map;
        let values: Vec<_> = points(&map).iter().filter_map(|p| p.value).collect();
        (map.emotion_scale.min, map.emotion_scale.max, values)
    };
    assert_eq!(on(1.0, 6.0), (1.0, 6.0, vec![1.0, 4.0]));
    // A good mark is a small one.
    assert_eq!(on(6.0, 1.0), (1.0, 6.0, vec![6.0, 3.0]));
}

/// Told, and on the map: what should be a number and is none stands among the notes, in its stage.
#[test]
fn what_cannot_be_placed_is_told_and_stands_on_the_map() {
    let read = read("Stage,Awareness,Purchase\nNPS,40,soon\nActions,sees,buys\n");
    let map = &read.taken.map;
    let notes = map.lanes.last().expect("a lane");
    assert_eq!(notes.title, "Notes");
    assert_eq!(texts(notes), [("stage2", "NPS: soon")]);
    let told = &read.taken.notes;
    assert!(
        told.iter().any(|note| note.line == 2 && !note.is_loss()),
        "{told:?}"
    );
}

#[test]
fn the_word_for_stages_over_groups_and_titles_alike_is_no_stage() {
    for text in [
        "Phase,Phase,Search,Buy\nDoing,Actions,googles,pays\nDoing,Touchpoints,site,shop\n",
        "Phase,Phase,Search,Buy\nActions,,googles,pays\nPain points,,slow,dear\n",
        "Phase,Phase,Search,Buy\nFront,Ann,googles,pays\nBack,Bob,cooks,packs\n",
    ] {
        for text in [text.to_owned(), turned(text)] {
            let read = read(&text);
            let stages = read
                .taken
                .map
                .stages
                .iter()
                .map(|stage| stage.title.as_str());
            assert_eq!(stages.collect::<Vec<_>>(), ["Search", "Buy"], "{text}");
            assert_eq!(read.taken.map.lanes.len(), 2, "{text}");
        }
    }
}
