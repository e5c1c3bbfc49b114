//! The map of buying a car made from a new one, and what that costs in clicks and keys.

use super::*;
use crate::{
    edit::Edit,
    file,
    model::{Lane, LinkLook},
};

/// A person whose clicks and keystrokes are counted; the letters of the texts are not.
struct Maker {
    person: Person,
    clicks: usize,
    keys: usize,
}

impl Maker {
    fn click(&mut self, target: &Target) {
        self.clicks += 1;
        self.person.click(target);
    }

    fn command_click(&mut self, target: &Target) {
        self.clicks += 1;
        let modifiers = Modifiers {
            command: true,
            ..NONE
        };
        let (at, button) = (self.person.middle(target), Button::Primary);
        self.person.does(Intent::PointerPressed {
            at,
            button,
            modifiers,
        });
        self.person.does(Intent::PointerReleased {
            at,
            button,
            modifiers,
        });
    }

    fn double_click(&mut self, at: Point) {
        self.clicks += 2;
        self.person.double_click(at);
    }

    /// A button, a chip or a field of the panel.
    fn in_panel(&mut self, clicks: usize, name: &'static str, edits: Vec<Edit>) {
        self.clicks += clicks;
        assert_eq!(self.person.does(Intent::Edit { name, edits }), []);
    }

    fn types(&mut self, text: &str) {
        assert_eq!(self.person.does(Intent::Typed(text.to_owned())), []);
    }

    fn tab(&mut self) {
        self.keys += 1;
        let intent = match self.person.editor.text_edit() {
            Some(_) => Intent::CommitTextAnd(Onward::Next),
            None => Intent::Action(Action::SelectNext),
        };
        assert_eq!(self.person.does(intent), []);
    }

    fn down(&mut self) {
        self.keys += 1;
        self.person.presses(Key::Down);
    }

    fn enter(&mut self) {
        self.keys += 1;
        let intent = match self.person.editor.text_edit() {
            Some(_) => Intent::CommitTextAnd(Onward::Below),
            None => Intent::Action(Action::EditText),
        };
        assert_eq!(self.person.does(intent), []);
    }

    /// Where a value stands in a stage of the emotion lane.
    fn on_scale(&self, stage: usize, at: f64, value: f64) -> Point {
        let layout = self.person.editor.layout();
        let row = layout.row(&"emotions".into()).expect("the lane");
        let crate::layout::Content::Emotion(emotion) = &row.part.content else {
            panic!("emotions");
        };
        let scale = self.person.editor.map().emotion_scale;
        let x = layout.grid.stages[stage].x_at(at);
        let y = row.y + emotion.y_at(scale.share(value));
        self.person.editor.camera().screen_from_doc((x, y).into())
    }

    fn lane(&self, id: &str) -> &Lane {
        self.person.editor.map().lane(&id.into()).expect("a lane")
    }

    fn card(&self, text: &str) -> Target {
        let mut cards = self.person.editor.map().cards();
        let card = cards.find(|card| card.text == text);
        Target::Card(card.unwrap_or_else(|| panic!("{text}")).id.clone())
    }
}

const CARD_LANES: [&str; 6] = [
    "actions",
    "touchpoints",
    "thoughts",
    "pains",
    "opportunities",
    "organisation",
];

/// The texts of each cell of a lane, stage by stage.
fn texts(map: &Map, lane: &str) -> Vec<Vec<String>> {
    let lane = map.lane(&lane.into()).expect("a lane");
    let of = |stage: &Id| {
        let cards = lane.cards().iter().filter(|card| card.stage == *stage);
        cards.map(|card| card.text.clone()).collect()
    };
    map.stages.iter().map(|stage| of(&stage.id)).collect()
}

/// Makes the map; with `pastes` the cards come from a table on the clipboard.
fn make(wanted: &Map, pastes: bool) -> Maker {
    let mut maker = Maker {
        person: Person::with(blank_map(Language::English)),
        clicks: 0,
        keys: 0,
    };
    // The header from left to right, and on to the stages.
    maker.tab();
    maker.enter();
    let dewi = &wanted.personas[0];
    let header = [&wanted.title, &wanted.scenario, &wanted.goal, &dewi.name];
    for text in header {
        maker.types(text);
        maker.tab();
    }
    for (index, stage) in wanted.stages.iter().enumerate() {
        let texts = [&stage.title, &stage.goal, &stage.duration];
        for (number, text) in texts.into_iter().enumerate() {
            if number > 0 {
                maker.down();
            }
            maker.types(text);
        }
        if index < 4 {
            maker.tab();
        }
    }
    // What else there is of the persona: its field in the panel, and Tab to the others.
    let persona = Target::Persona(maker.person.editor.map().personas[0].id.clone());
    maker.click(&persona);
    maker.keys += 3;
    let (goals, frustrations) = (dewi.goals.join("\n"), dewi.frustrations.join("\n"));
    let told = [
        (Field::Role, &dewi.role),
        (Field::Quote, &dewi.quote),
        (Field::Goals, &goals),
        (Field::Frustrations, &frustrations),
    ];
    let edits = told.map(|(field, text)| Edit::SetText {
        target: persona.clone(),
        field,
        text: text.clone(),
    });
    maker.in_panel(1, "Edit text", edits.to_vec());
    // Another persona, by the tool on the left.
    maker.clicks += 1;
    maker.person.acts(Action::AddPersona);
    maker.types(&wanted.personas[1].name);

    for lane in &wanted.lanes {
        if !lane.note.is_empty() {
            // Below the title.
            let target = Target::Lane(lane.id.clone());
            let layout = maker.person.editor.layout();
            let note = layout.text_place(&target, Field::Note).expect("its room");
            let left = Point::new(note.rect.x0 + 20.0, note.rect.y0 + 4.0);
            let camera = maker.person.editor.camera();
            maker.double_click(camera.screen_from_doc(left));
            maker.types(&lane.note);
        }
    }

    maker.click(&cell("actions", "awareness"));
    if pastes {
        // Ctrl and V.
        maker.keys += 2;
        let rows = CARD_LANES.map(|lane| {
            let cells = texts(wanted, lane).into_iter().map(|cell| {
                // A cell of several lines is a card, unless it is a list.
                let bullet = if cell.len() > 1 { "• " } else { "" };
                let lines = cell.iter().map(|line| format!("{bullet}{line}"));
                let text = lines.collect::<Vec<_>>().join("\n").replace('"', "\"\"");
                format!("\"{text}\"")
            });
            cells.collect::<Vec<_>>().join("\t")
        });
        let text = rows.join("\n");
        assert_eq!(maker.person.does(Intent::Paste { html: None, text }), []);
    } else {
        for lane in CARD_LANES {
            for cell in texts(wanted, lane) {
                for (index, text) in cell.iter().enumerate() {
                    maker.types(text);
                    if index + 1 < cell.len() {
                        maker.enter();
                    }
                }
                maker.tab();
            }
        }
    }

    // A channel that a blank map lacks: the button, its name in the panel, its icon.
    for (index, channel) in wanted.channels.iter().enumerate() {
        if maker.person.editor.map().channel(&channel.id).is_none() {
            let channel = channel.clone();
            let edit = Edit::InsertChannel { index, channel };
            maker.in_panel(4, "Add channel", vec![edit]);
        }
    }
    // The channels of the touchpoints: those of one channel together.
    let touchpoints = wanted.lane(&"touchpoints".into()).expect("touchpoints");
    for channel in &wanted.channels {
        let of_channel = touchpoints.cards().iter();
        let of_channel = of_channel.filter(|card| card.channel.as_ref() == Some(&channel.id));
        let mut edits = Vec::new();
        for (index, card) in of_channel.enumerate() {
            let target = maker.card(&card.text);
            if index == 0 {
                maker.click(&target);
            } else {
                maker.command_click(&target);
            }
            let Target::Card(id) = target else { continue };
            let (_, known) = maker.person.editor.map().card(&id).expect("the card");
            edits.push(Edit::ReplaceCard(Arc::new(crate::model::Card {
                channel: Some(channel.id.clone()),
                ..crate::model::Card::clone(known)
            })));
        }
        maker.in_panel(1, "Change channel", edits);
    }
    // Icons: the card, the button, the icon.
    for card in touchpoints.cards().iter().filter(|c| !c.icon.is_empty()) {
        let target = maker.card(&card.text);
        maker.click(&target);
        let Target::Card(id) = target else { continue };
        let (_, known) = maker.person.editor.map().card(&id).expect("the card");
        let edit = Edit::ReplaceCard(Arc::new(crate::model::Card {
            icon: card.icon.clone(),
            ..crate::model::Card::clone(known)
        }));
        maker.in_panel(2, "Change icon", vec![edit]);
    }
    let marks = wanted.lane(&"channels".into()).expect("channels").marks();
    for mark in marks {
        let index = wanted.stage_index(&mark.stage).expect("a stage");
        let stage = maker.person.editor.map().stages[index].id.clone();
        maker.click(&Target::Dot {
            lane: "channels".into(),
            channel: mark.channel.clone(),
            stage,
        });
    }

    // The curves: a double click, then click by click.
    let feelings = wanted.lane(&"emotions".into()).expect("emotions");
    for (index, curve) in feelings.curves().iter().enumerate() {
        let persona = maker.person.editor.map().personas[index].id.clone();
        maker.click(&Target::Persona(persona));
        for (number, point) in curve.points.iter().enumerate() {
            let stage = wanted.stage_index(&point.stage).expect("a stage");
            let at = maker.on_scale(stage, point.at, point.value.expect("a value"));
            if number == 0 {
                maker.double_click(at);
            } else {
                maker.clicks += 1;
                maker.person.press(at);
                maker.person.release(at);
            }
            if !point.label.is_empty() {
                maker.types(&point.label);
            }
        }
    }
    // The moment of truth, in the panel; the band, by dragging with Alt.
    let own = maker.lane("emotions").curves()[0].points.clone();
    for (point, made) in feelings.curves()[0].points.iter().zip(&own) {
        let target = Target::Point(made.id.clone());
        if point.moment_of_truth {
            maker.click(&target);
            maker.clicks += 1;
            maker.person.acts(Action::ToggleMomentOfTruth);
        }
        let stage = wanted.stage_index(&point.stage).expect("a stage");
        let (value, spread) = (point.value.expect("a value"), point.spread.expect("a band"));
        let towards = if value > 0.0 { -spread } else { spread };
        let from = maker.on_scale(stage, point.at, value);
        let to = maker.on_scale(stage, point.at, value + towards);
        let (alt, button) = (Modifiers { alt: true, ..NONE }, Button::Primary);
        maker.clicks += 1;
        maker.person.press(from);
        for at in [from + Vec2::new(0.0, 30.0), to] {
            let modifiers = alt;
            maker.person.does(Intent::PointerMoved { at, modifiers });
        }
        maker.person.does(Intent::PointerReleased {
            at: to,
            button,
            modifiers: alt,
        });
    }

    let metrics = wanted.lane(&"metrics".into()).expect("metrics").metrics();
    maker.click(&cell("metrics", "awareness"));
    for metric in metrics {
        maker.types(&metric.name);
        maker.tab();
        let change = metric.change.as_ref();
        let change = change.map(|change| change.text(Language::English));
        let n = metric.n.map(|n| format!("n = {n}"));
        let figure = [Some(metric.figure(Language::English)), change, n];
        let figure: Vec<String> = figure.into_iter().flatten().collect();
        maker.types(&figure.join(" "));
        maker.tab();
    }
    // The date of the review: the field of the map's panel.
    maker.keys += 1;
    maker.person.does(Intent::Escape);
    maker.in_panel(1, "Edit", vec![Edit::SetReviewed(wanted.reviewed)]);
    maker
}

#[test]
fn the_map_of_buying_a_car_is_made_with_few_clicks_and_keys() {
    let samples = file::samples();
    let sample = samples
        .iter()
        .find(|sample| sample.file_name == "buying-a-car.journey");
    let wanted = file::load(sample.expect("the car").bytes)
        .expect("sound")
        .map;
    for (pastes, most) in [(false, 154), (true, 110)] {
        let maker = make(&wanted, pastes);
        let map = maker.person.editor.map();
        for lane in CARD_LANES {
            assert_eq!(texts(map, lane), texts(&wanted, lane), "{lane}");
        }
        let stage_texts = |map: &Map| -> Vec<_> {
            let stages = map.stages.iter();
            stages
                .map(|s| (s.title.clone(), s.goal.clone(), s.duration.clone()))
                .collect()
        };
        assert_eq!(stage_texts(map), stage_texts(&wanted));
        let facts = |map: &Map| (map.title.clone(), map.scenario.clone(), map.reviewed);
        assert_eq!(facts(map), facts(&wanted));
        let names = |map: &Map| -> Vec<_> {
            let personas = map.personas.iter();
            personas
                .map(|p| (p.name.clone(), p.role.clone(), p.goals.clone()))
                .collect()
        };
        assert_eq!(names(map), names(&wanted));
        let notes = |map: &Map| -> Vec<_> {
            let lanes = map.lanes.iter();
            lanes
                .map(|lane| (lane.title.clone(), lane.note.clone()))
                .collect()
        };
        assert_eq!(notes(map), notes(&wanted));
        let points = |map: &Map| -> Vec<_> {
            let lane = map.lane(&"emotions".into()).expect("emotions");
            let points = lane.curves().iter().flat_map(|curve| &curve.points);
            points
                .map(|p| (p.label.clone(), p.moment_of_truth))
                .collect()
        };
        assert_eq!(points(map), points(&wanted));
        let values = |map: &Map| -> Vec<_> {
            let lane = map.lane(&"emotions".into()).expect("emotions");
            let points = lane.curves().iter().flat_map(|curve| &curve.points);
            points
                .map(|p| (p.at, p.value.unwrap(), p.spread.unwrap_or(0.0)))
                .collect()
        };
        for (made, wanted) in values(map).iter().zip(values(&wanted)) {
            assert!((made.0 - wanted.0).abs() < 0.02, "{made:?} {wanted:?}");
            assert!((made.1 - wanted.1).abs() < 0.12, "{made:?} {wanted:?}");
            assert!((made.2 - wanted.2).abs() < 0.12, "{made:?} {wanted:?}");
        }
        let metrics = |map: &Map| -> Vec<_> {
            let lane = map.lane(&"metrics".into()).expect("metrics");
            let metrics = lane.metrics().iter();
            metrics
                .map(|m| {
                    (
                        m.name.clone(),
                        m.value,
                        m.unit.clone(),
                        m.change.clone(),
                        m.n,
                    )
                })
                .collect()
        };
        assert_eq!(metrics(map), metrics(&wanted));
        let used = |map: &Map| -> Vec<bool> {
            let lane = map.lane(&"channels".into()).expect("channels");
            let stages = map.stages.iter();
            stages
                .flat_map(|stage| {
                    let channels = map.channels.iter();
                    channels.map(|c| map.channel_in_stage(lane, &c.id, &stage.id))
                })
                .collect()
        };
        assert_eq!(used(map), used(&wanted));
        let (clicks, keys) = (maker.clicks, maker.keys);
        println!(
            "pasted: {pastes}; {clicks} clicks, {keys} keys: {}",
            clicks + keys
        );
        assert!(clicks + keys <= most, "{clicks} clicks and {keys} keys");
    }
}

#[test]
fn a_conversion_is_marked_on_cards_and_points_alike() {
    let mut person = Person::new();
    let marked = |person: &Person| -> Vec<Target> {
        let conversions = person.editor.map().conversions();
        conversions.map(|conversion| conversion.target).collect()
    };
    assert!(
        Action::ToggleConversion
            .enabled(Some(&person.editor))
            .is_err()
    );
    let (card, point) = (Target::Card("c1".into()), Target::Point("p1".into()));
    person.does(Intent::Select(vec![card.clone()]));
    person.acts(Action::ToggleConversion);
    assert_eq!(marked(&person), std::slice::from_ref(&card));
    assert_eq!(person.undo_name(), Some("Conversion"));
    // One that is and one that is not: both are, then neither.
    person.does(Intent::Select(vec![card.clone(), point.clone()]));
    person.acts(Action::ToggleConversion);
    assert_eq!(marked(&person).len(), 2);
    person.acts(Action::ToggleConversion);
    assert_eq!(marked(&person), []);
    let offered = Action::for_context_menu(&person.editor).concat();
    assert!(offered.contains(&Action::ToggleConversion));
}

#[test]
fn how_links_are_shown_is_one_step() {
    let mut person = Person::new();
    for look in [LinkLook::Numbers, LinkLook::Lines, LinkLook::Hidden] {
        person.acts(Action::ShowLinks(look));
        assert_eq!(person.editor.map().links, look);
        assert_eq!(person.undo_name(), Some("Change links"));
    }
}

#[test]
fn an_opportunity_is_written_for_a_pain_point() {
    let mut person = Person::new();
    let pain = person.editor.map().lanes.iter().find_map(|lane| {
        let is_of_pains = lane.role() == Some(CardRole::PainPoints);
        is_of_pains.then(|| lane.cards().first().cloned()).flatten()
    });
    let pain = pain.expect("a pain point");
    assert!(Action::AddAnswer.enabled(Some(&person.editor)).is_err());
    person.click(&Target::Card(pain.id.clone()));
    person.acts(Action::AddAnswer);
    person.does(Intent::Typed("Call back".to_owned()));
    person.does(Intent::CommitText);
    let map = person.editor.map();
    let written = map.cards().find(|card| card.text == "Call back").unwrap();
    assert_eq!(written.answers, std::slice::from_ref(&pain.id));
    assert_eq!((&written.stage, &written.step), (&pain.stage, &pain.step));
    let (lane, _) = map.card(&written.id).unwrap();
    assert_eq!(lane.role(), Some(CardRole::Opportunities));
}
