//! Setting out, filling in and tying together what is on the map of the hospital.

use super::*;

pub(super) fn sets_out(person: &mut Person) {
    person.writes(Target::Title, Field::Title, "A day at the hospital");
    person.writes(
        Target::Facts,
        Field::Scenario,
        "A small operation, in and out on one day",
    );
    for (field, text) in [
        (Field::Goal, "Nobody waits without knowing how long"),
        (Field::Owner, "Patient services"),
    ] {
        let (target, text) = (Target::Facts, text.to_owned());
        person.changes(
            "Change text",
            Edit::SetText {
                target,
                field,
                text,
            },
        );
    }
    for (index, title) in [
        "Referral",
        "Booking",
        "Treatment",
        "Going home",
        "Aftercare",
    ]
    .into_iter()
    .enumerate()
    {
        let id = person.map().stages[index].id.clone();
        person.writes(Target::Stage(id), Field::Title, title);
    }
    person.does(Intent::AddStageAt(2));
    person.types("Arrival");
    let titles: Vec<_> = person
        .map()
        .stages
        .iter()
        .map(|s| s.title.clone())
        .collect();
    assert_eq!(titles, STAGES);

    let first = Target::Persona(person.map().personas[0].id.clone());
    person.writes(first, Field::Name, PATIENT);
    for (name, hue) in [(DAUGHTER, Hue::Orange), (DOCTOR, Hue::Teal)] {
        person.acts(Action::AddPersona);
        person.types(name);
        person.acts(Action::SetHue(hue));
    }

    for (old, new) in [("Store", "Hospital"), ("E-mail", "Letter")] {
        let id = person.channel(old);
        person.writes(Target::Channel(id), Field::Name, new);
    }
    person.selects([Target::Channel(person.channel("Social"))]);
    person.acts(Action::Delete);
    person.acts(Action::AddChannel);
    person.types("Phone");
    let names: Vec<_> = person
        .map()
        .channels
        .iter()
        .map(|c| c.name.clone())
        .collect();
    assert_eq!(names, ["Hospital", "Web", "App", "Letter", "Phone"]);
}

pub(super) fn fills_in(person: &mut Person) {
    person.adds_plain(
        CardRole::CustomerActions,
        &[
            ("Referral", "Sees her own doctor"),
            ("Booking", "Rings for a date"),
            ("Arrival", "Finds ward 3"),
            ("Treatment", "Is operated on"),
            ("Going home", "Waits for the papers"),
            ("Aftercare", "Has the stitches out"),
        ],
    );
    for (stage, text, channel, owner) in [
        (
            "Referral",
            "Letter of referral",
            "Letter",
            Owner::ThirdParty,
        ),
        ("Referral", "First call", "Phone", Owner::Organisation),
        ("Booking", "Booking line", "Phone", Owner::Organisation),
        ("Booking", "Confirmation", "App", Owner::Organisation),
        ("Arrival", "Way to the ward", "App", Owner::Organisation),
        ("Arrival", "Desk", "Hospital", Owner::Organisation),
        ("Treatment", "Ward 3", "Hospital", Owner::Organisation),
        (
            "Going home",
            "Discharge desk",
            "Hospital",
            Owner::Organisation,
        ),
        ("Aftercare", "Own doctor again", "Letter", Owner::ThirdParty),
    ] {
        person.adds(CardRole::Touchpoints, stage, text, |person, card| {
            card.channel = Some(person.channel(channel));
            card.owner = Some(owner);
        });
    }
    person.adds(
        CardRole::Touchpoints,
        "Aftercare",
        "A friend asks",
        |_, _| (),
    );
    person.adds(
        CardRole::Thoughts,
        "Going home",
        "May I go now?",
        |person, card| {
            card.personas = vec![person.persona(PATIENT)];
        },
    );
    for (stage, text, severity, of) in [
        ("Booking", "Line is engaged till noon", 4, None),
        (
            "Going home",
            "Nobody knows when the papers come",
            5,
            Some(PATIENT),
        ),
        (
            "Going home",
            "No place to park and fetch her",
            3,
            Some(DAUGHTER),
        ),
    ] {
        person.adds(CardRole::PainPoints, stage, text, |person, card| {
            card.severity = Level::new(severity);
            card.personas = of.map(|name| person.persona(name)).into_iter().collect();
        });
    }
    for (stage, text, value, effort, when) in [
        ("Booking", "Dates to choose in the app", 5, 3, When::ToBe),
        ("Treatment", "Papers ready before noon", 4, 2, When::ToBe),
    ] {
        person.adds(CardRole::Opportunities, stage, text, |_, card| {
            (card.value, card.effort) = (Level::new(value), Level::new(effort));
            card.when = when;
        });
    }
}

pub(super) fn ties(person: &mut Person) {
    for (pain, answer) in [
        ("Line is engaged till noon", "Dates to choose in the app"),
        (
            "Nobody knows when the papers come",
            "Papers ready before noon",
        ),
        ("No place to park and fetch her", "Papers ready before noon"),
    ] {
        let cards = [pain, answer].map(|text| Target::Card(person.card(text).id.clone()));
        person.selects(cards);
        person.acts(Action::Link);
        let pain = person.card(pain).id.clone();
        assert!(person.card(answer).answers.contains(&pain));
    }
    assert_eq!(person.card("Papers ready before noon").answers.len(), 2);

    let ways = ["Waits for the papers", "Finds ward 3"];
    let cards = ways.map(|text| Target::Card(person.card(text).id.clone()));
    person.selects(cards);
    person.acts(Action::Link);
    let Target::Arrow(arrow) = person.selected() else {
        panic!("an arrow");
    };
    person.writes(
        Target::Arrow(arrow),
        Field::Label,
        "Sent back for a signature",
    );
    let arrow = &person.map().arrows[0];
    let ends = ways.map(|text| person.card(text).id.clone());
    assert_eq!([&arrow.from, &arrow.to], ends.each_ref());
    assert_eq!(person.0.layout().arrows.len(), 1);

    for (stage, doing, waiting) in [
        ("Booking", (10.0, TimeUnit::Minute), (3.0, TimeUnit::Week)),
        ("Treatment", (2.0, TimeUnit::Hour), (1.0, TimeUnit::Hour)),
        (
            "Going home",
            (20.0, TimeUnit::Minute),
            (4.0, TimeUnit::Hour),
        ),
    ] {
        let span = |(amount, unit)| Span::new(amount, unit);
        let times = Times {
            doing: span(doing),
            waiting: span(waiting),
        };
        let target = Target::Stage(person.stage(stage));
        person.changes("Change states", Edit::SetTimes { target, times });
    }
    let texts = |person: &Person| -> Vec<String> {
        let stages = &person.0.layout().stages.part.stages;
        let texts = stages.iter().flat_map(|stage| &stage.texts);
        let lines = texts.flat_map(|text| &text.paragraph.lines);
        lines.map(|line| line.text.to_string()).collect()
    };
    let told = "20 min active · 4 h waiting";
    assert!(
        texts(person).iter().any(|text| text.trim() == told),
        "{:?}",
        texts(person)
    );
    let width = |person: &Person, stage: &str| {
        let target = Target::Stage(person.stage(stage));
        person.0.layout().rect_of(&target).expect(stage).width()
    };
    assert!((width(person, "Booking") - width(person, "Treatment")).abs() < 20.0);
    person.acts(Action::ToggleTimeColumns);
    assert!(width(person, "Booking") > 1.3 * width(person, "Treatment"));
    person.acts(Action::ToggleTimeColumns);
}

pub(super) fn measures(person: &mut Person) {
    let nps = Basis::Nps {
        promoters: 61,
        passives: 20,
        detractors: 39,
    };
    let nps = person.adds_metric("Aftercare", "NPS", nps);
    // (61 − 39) ÷ 120 × 100
    assert_eq!((nps.value, nps.n), (18.0, Some(120)));
    let csat = Basis::Csat {
        answers: [12, 20, 8, 30, 10],
    };
    let csat = person.adds_metric("Going home", "CSAT", csat);
    // 40 of 80
    assert_eq!(
        (csat.value, csat.n, csat.unit.as_str()),
        (50.0, Some(80), "%")
    );
    let crr = Basis::Crr {
        start: 400,
        end: 390,
        new: 50,
    };
    let crr = person.adds_metric("Referral", "Doctors who refer again", crr);
    // 340 of 400
    assert_eq!((crr.value, crr.n), (85.0, Some(400)));
}
