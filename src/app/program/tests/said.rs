//! What is said aloud of each action: heard from the one node that is there for it.

use egui::accesskit::{Live, NodeId};

use super::*;
use crate::{
    editor::Direction,
    model::{CardRole, LineKind, Part},
};

/// What is heard, how urgently, and from which node.
type Heard = (String, Live, NodeId);

impl Person {
    /// One pass for somebody who listens.
    fn listens(&mut self) -> Heard {
        let screen = egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(1200.0, 800.0));
        let input = egui::RawInput {
            screen_rect: Some(screen),
            ..Default::default()
        };
        let context = self.context.clone();
        context.enable_accesskit();
        let mut output = context.run_ui(input, |ui| self.program.ui(ui, &self.frame));
        output.textures_delta.clear();
        let update = output.platform_output.accesskit_update.expect("a tree");
        let live = update.nodes.into_iter();
        let mut live = live.filter_map(|(id, node)| {
            let how = node.live().filter(|how| *how != Live::Off)?;
            Some((node.label().unwrap_or_default().to_owned(), how, id))
        });
        let heard = live.next().expect("a place to be heard from");
        assert_eq!(live.next(), None, "there is one place");
        heard
    }

    /// What is heard that was not before, if anything is in time.
    fn hears_since(&mut self, before: &Heard) -> Option<Heard> {
        for round in 0..400 {
            let heard = self.listens();
            if heard != *before {
                return Some(heard);
            }
            // What is done on other threads is heard later.
            std::thread::sleep(Duration::from_millis(if round < 5 { 0 } else { 2 }));
        }
        None
    }
}

/// Why nothing is said of an action: what has the keyboard then is heard by itself.
fn is_heard_otherwise(action: Action) -> Option<&'static str> {
    Some(match action {
        Action::NewFromTemplate
        | Action::Open
        | Action::SaveAs
        | Action::SaveAsTemplate
        | Action::History
        | Action::Compare
        | Action::ImportSurvey
        | Action::Export
        | Action::ExportSelection
        | Action::ExportPdf
        | Action::ExportText
        | Action::ExportValues
        | Action::ChoosePicture
        | Action::Commands
        | Action::KeyboardShortcuts
        | Action::Print
        | Action::Settings
        | Action::Brand
        | Action::Manual
        | Action::About => "a dialog opens and has the keyboard",
        Action::Find | Action::Replace | Action::ReachBar | Action::AddEvidence => {
            "a field or a bar has the keyboard"
        }
        Action::Select(_) | Action::SelectNext | Action::SelectPrevious | Action::MoveRing(_) => {
            "the thing that the keys are on is heard itself"
        }
        Action::NewWindow | Action::Quit => "another window has the keyboard, or none",
        Action::Paste | Action::PasteAsMap => "what is on the clipboard is not the test's",
        _ => return None,
    })
}

/// What may have to be there for an action to be done.
fn preparations(map: &Map) -> Vec<Vec<Intent>> {
    let select = |targets: Vec<Target>| Intent::Select(targets);
    let cards_of = |role| {
        let mut lanes = map.lanes.iter();
        let lane = lanes.find(|lane| lane.role() == Some(role));
        let cards = lane.into_iter().flat_map(|lane| lane.cards());
        cards
            .map(|card| Target::Card(card.id.clone()))
            .collect::<Vec<_>>()
    };
    let actions = cards_of(CardRole::CustomerActions);
    let first = |part: Part| {
        let ids = map.ids(part);
        ids.first().map(|id| Target::of(part, (*id).clone()))
    };
    let lane = map.lanes.iter().find(|lane| lane.role().is_some());
    let lane = Target::Lane(lane.expect("a lane of cards").id.clone());
    let matrix = map.lanes.iter().find(|lane| LaneType::Channels.is(lane));
    let dot = matrix.map(|lane| Target::Dot {
        lane: lane.id.clone(),
        channel: map.channels[0].id.clone(),
        stage: map.stages[0].id.clone(),
    });
    let cell = Target::Cell {
        lane: map.lanes[0].id.clone(),
        stage: map.stages[0].id.clone(),
        step: map.stages[0].steps.first().map(|step| step.id.clone()),
    };
    let edit = Intent::Edit {
        name: "Edit text",
        edits: vec![Edit::SetText {
            target: Target::Title,
            field: Field::Title,
            text: "Another".to_owned(),
        }],
    };
    let act = |action| Intent::Action(action);
    let mut all = vec![vec![], vec![select(vec![actions[1].clone()])]];
    let parts = [
        Part::Stage,
        Part::Point,
        Part::Metric,
        Part::Persona,
        Part::Channel,
        Part::Step,
    ];
    all.extend(
        parts
            .map(|part| first(part).map(|target| vec![select(vec![target])]))
            .into_iter()
            .flatten(),
    );
    all.push(vec![select(vec![lane.clone()])]);
    all.extend(
        cards_of(CardRole::PainPoints)
            .first()
            .map(|pain| vec![select(vec![pain.clone()])]),
    );
    all.extend(dot.map(|dot| vec![select(vec![dot])]));
    all.push(vec![select(actions[..2].to_vec())]);
    all.push(vec![
        select(vec![actions[0].clone()]),
        act(Action::MoveRing(Direction::Right)),
    ]);
    all.push(vec![edit.clone()]);
    all.push(vec![edit, act(Action::Undo)]);
    all.push(vec![select(vec![cell])]);
    all.push(vec![act(Action::AddStopOfView)]);
    all.push(vec![Intent::Find("e".to_owned())]);
    all.push(vec![select(vec![lane.clone()]), act(Action::HideLane)]);
    all.push(vec![
        select(vec![lane]),
        act(Action::SetLine(LineKind::Interaction)),
    ]);
    all
}

#[test]
fn every_action_that_changes_something_is_heard() {
    let mut person = Person::with_a_map();
    let map = person.map();
    let (mut tried, mut silent, mut impossible) = (0, Vec::new(), Vec::new());
    for action in Action::all() {
        // What the window does by itself is looked at there; another map is another test's.
        let is_elsewhere = action.of_window().is_some();
        let is_another_map = matches!(action, Action::New | Action::Close);
        if is_heard_otherwise(action).is_some() || is_elsewhere || is_another_map {
            continue;
        }
        let mut is_done = false;
        for preparation in preparations(&map) {
            person.program.dialogs.open = None;
            person.intends(Intent::Escape);
            person.intends(Intent::Escape);
            person.intends(Intent::TakeMap {
                name: "Reset",
                map: map.clone(),
            });
            person.intends(Intent::Select(Vec::new()));
            for intent in preparation {
                person.intends(intent);
            }
            let editor = person.program.workspace.editor();
            if action.enabled(editor).is_err() {
                continue;
            }
            person.listens();
            let before = person.listens();
            let steps = editor_steps(&person);
            person.does(action);
            let is_writing = editor_of(&person).text_edit().is_some();
            if is_writing {
                // It is heard when it is written.
                person.intends(Intent::Typed("7".to_owned()));
                person.intends(Intent::CommitText);
            } else if editor_steps(&person) == steps && is_a_state(action) {
                // It was so before.
                continue;
            }
            let editor = person.program.workspace.editor().expect("a map");
            if matches!(action, Action::Extend(_)) && editor.selection().only().is_some() {
                // Nothing more lies there.
                continue;
            }
            is_done = true;
            tried += 1;
            if person.hears_since(&before).is_none() {
                silent.push(action);
            }
            break;
        }
        if !is_done && !is_a_state(action) {
            impossible.push(action);
        }
    }
    println!("heard {} of {tried}", tried - silent.len());
    assert_eq!(silent, [], "of {tried}");
    assert_eq!(
        impossible,
        [Action::RemovePicture],
        "the sample has no picture"
    );
    assert!(tried > 90, "{tried}");
}

/// The map as it is, to see whether something came of an action.
fn editor_of(person: &Person) -> &Editor {
    person.program.workspace.editor().expect("a map")
}

fn editor_steps(person: &Person) -> *const Map {
    let editor = person.program.workspace.editor().expect("a map");
    Arc::as_ptr(editor.committed())
}

/// Whether it chooses one of several states, which may be the one that is.
fn is_a_state(action: Action) -> bool {
    matches!(
        action,
        Action::SetHue(_) | Action::ShowLinks(_) | Action::SetLine(_) | Action::Move(_)
    )
}

#[test]
fn a_refusal_is_heard_at_once_with_its_reason_and_again() {
    let mut person = Person::with_a_map();
    let press = |person: &mut Person, key| {
        let press = crate::editor::KeyPress {
            shortcut: crate::editor::Shortcut {
                key,
                command: false,
                shift: false,
                alt: false,
            },
            reach: crate::editor::Reach::Letter,
        };
        person.intends(Intent::Pressed(press));
    };
    person.intends(Intent::Select(Vec::new()));
    let before = person.listens();
    press(&mut person, crate::editor::Key::Delete);
    let first = person.hears_since(&before).expect("it is heard");
    assert_eq!(first.0, "Select something that can be deleted first.");
    assert_eq!(first.1, Live::Assertive);
    assert_eq!(person.program.window.message(), Some(&*first.0));
    press(&mut person, crate::editor::Key::Delete);
    let again = person.hears_since(&first).expect("it is heard again");
    assert_eq!(again.0, first.0);
}

#[test]
fn opening_saving_and_closing_are_heard_in_the_language_of_the_window() {
    let mut person = Person::with_a_map();
    let opened = person.listens();
    assert_eq!(opened.0, "Opened: mine.journey");
    person.program.services.language = Language::Indonesian;
    person.writes_title("Lain");
    let edited = person.hears_since(&opened).expect("the edit");
    assert!(edited.0.starts_with("Selesai: "), "{}", edited.0);
    person.does(Action::Save);
    let saved = person.hears_since(&edited).expect("the save");
    assert!(saved.0.contains("mine.journey"), "{}", saved.0);
    person.does(Action::Close);
    let closed = person.hears_since(&saved).expect("the end");
    assert_eq!(closed.0, "Peta ditutup");
}

#[test]
fn what_a_dialog_tells_that_comes_by_itself_is_heard() {
    let mut person = Person::with_a_map();
    let before = person.listens();
    let path = person.path("broken.journey");
    fs::write(&path, "{").unwrap();
    person.program.open(path);
    let mut heard = before;
    for _ in 0..3 {
        heard = person.hears_since(&heard).expect("it is told");
        if heard.1 == Live::Assertive {
            break;
        }
    }
    assert_eq!(heard.1, Live::Assertive);
    assert!(heard.0.contains("broken.journey"), "{}", heard.0);
}
