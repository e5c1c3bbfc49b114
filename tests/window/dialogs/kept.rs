//! The dialogs of the history and of unsaved work, clicked through.

use std::sync::Arc;

use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jejak::{
    editor::blank_map,
    layout::Layout,
    scene::Scene,
    text::Fonts,
    ui::{
        Answer, Decision, Dialog, Differences, ErrorReport, HistoryDialog, KeptVersion, LeftWords,
        OnDisk, RecoveryDialog, SeenVersion, UiEvent,
    },
    words::Language,
};

use crate::common::window::{DialogHarness, open_dialog, welcome};

fn scene() -> Arc<Scene> {
    let map = blank_map(Language::English);
    let layout = Layout::new(&map, &Fonts::bundled(), None);
    Arc::new(Scene::new(&layout, None))
}

fn open(dialog: Dialog) -> DialogHarness {
    open_dialog(dialog, blank_map(Language::English), [1100.0, 700.0])
}

fn click(harness: &mut DialogHarness, label: &str) -> Option<Answer> {
    click_on(harness, Role::Button, label)
}

fn click_on(harness: &mut DialogHarness, role: Role, label: &str) -> Option<Answer> {
    harness.get_by_role_and_label(role, label).click();
    harness.run();
    harness.state_mut().answer()
}

#[test]
fn each_version_says_what_changed_and_how_the_map_differs_from_it() {
    let version = |when: &str, words: Option<&str>| KeptVersion {
        when: when.to_owned(),
        words: words.map(str::to_owned),
        is_now: false,
        is_discarded: false,
    };
    let mut versions = vec![
        version("today, 10:32:07", Some("1 card removed, 1 text changed")),
        version("today, 10:32:05", Some("2 cards added")),
        version("today, 9:00", None),
    ];
    versions[0].is_now = true;
    versions[1].is_discarded = true;
    let dialog = HistoryDialog {
        versions: Some(versions),
        chosen: 2,
        preview: Some(Ok(SeenVersion {
            scene: scene(),
            since: "3 cards added".to_owned(),
        })),
    };
    let mut harness = open(Dialog::History(dialog));
    harness.get_by_label("Since then: 3 cards added");
    let row = "today, 10:32:07 · current, 1 card removed, 1 text changed";
    assert_eq!(
        click_on(&mut harness, Role::ListItem, row),
        Some(Answer::LookAtVersion(0))
    );
    let row = "today, 10:32:05 · discarded unsaved work, 2 cards added";
    assert_eq!(
        click_on(&mut harness, Role::ListItem, row),
        Some(Answer::LookAtVersion(1))
    );
    assert_eq!(
        click(&mut harness, "Compare with current…"),
        Some(Answer::CompareVersion(2))
    );
    // The map never came from what was discarded.
    if let Dialog::History(dialog) = &mut harness.state_mut().dialog {
        dialog.chosen = 1;
    }
    harness.run();
    harness.get_by_label("Restoring it would change: 3 cards added");
    harness.get_by_label_contains("and unsaved work you discarded");
    // What is there now needs neither.
    if let Dialog::History(dialog) = &mut harness.state_mut().dialog {
        dialog.chosen = 0;
    }
    harness.run();
    harness.get_by_label("Same as the current map.");
    let back = harness.get_by_role_and_label(Role::Button, "Restore");
    assert!(back.accesskit_node().is_disabled());
}

fn recovery(has_changed: bool, in_file: Option<Differences>) -> Dialog {
    let lines = (1..=30).map(|number| format!("Line {number}"));
    Dialog::Recovery(Box::new(RecoveryDialog {
        title: "Mine".to_owned(),
        file: Some("/maps/mine.journey".to_owned()),
        when: "today, 10:32".to_owned(),
        scene: scene(),
        on_disk: OnDisk::Map {
            when: "today, 10:40".to_owned(),
            scene: scene(),
        },
        has_changed,
        words: LeftWords {
            unsaved: Some(Differences {
                summary: "40 cards added".to_owned(),
                lines: lines.collect(),
                more: 10,
            }),
            in_file,
        },
        more: 0,
    }))
}

#[test]
fn unsaved_work_is_told_in_words_that_scroll() {
    let mut harness = open(recovery(false, None));
    harness.get_by_label("Unsaved: 40 cards added");
    let buttons = harness
        .get_by_role_and_label(Role::Button, "Recover")
        .rect();
    assert!(buttons.bottom() < 700.0, "all of it is in the window");
    let first = harness.get_by_label("Line 1").rect();
    assert!(first.bottom() < buttons.top());
    for _ in 0..30 {
        harness.hover_at(first.center());
        harness.event(egui::Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: egui::vec2(0.0, -200.0),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Wheel,
            modifiers: egui::Modifiers::NONE,
        });
        harness.run();
    }
    let last = harness.get_by_label("10 more").rect();
    assert!(last.bottom() < buttons.top(), "{last} {buttons}");
    assert_eq!(click(&mut harness, "Compare…"), Some(Answer::CompareLeft));
    assert_eq!(click(&mut harness, "Discard…"), Some(Answer::Discard));
    assert_eq!(click(&mut harness, "Recover"), Some(Answer::Recover));
}

#[test]
fn a_later_save_is_told_and_both_sides_can_be_had() {
    let in_file = Differences {
        summary: "1 text changed".to_owned(),
        lines: vec!["Card “A” changed to “B”".to_owned()],
        more: 0,
    };
    let mut harness = open(recovery(true, Some(in_file)));
    harness.get_by_label("Saved meanwhile: 1 text changed");
    harness.get_by_label("Card “A” changed to “B”");
    let told = harness.get_by_label_contains("saved this file after you started");
    let merge = harness.get_by_role_and_label(Role::Button, "Recover and merge…");
    assert!(told.rect().bottom() < merge.rect().top() && merge.rect().bottom() < 700.0);
    assert_eq!(
        click(&mut harness, "Recover and merge…"),
        Some(Answer::RecoverAndCompare)
    );

    let mut harness = open(recovery(true, None));
    harness.get_by_label("From the file to the unsaved work: 40 cards added");
    assert_eq!(
        click(&mut harness, "Recover and compare…"),
        Some(Answer::RecoverAndCompare)
    );
}

#[test]
fn a_refused_save_offers_what_the_bar_does() {
    let report = ErrorReport {
        what: "“mine” was not saved".to_owned(),
        ..ErrorReport::default()
    };
    let mut harness = open(Dialog::Refused(report));
    assert_eq!(
        click(&mut harness, "Compare…"),
        Some(Answer::DecideOnFile(Decision::Compare))
    );
    assert_eq!(
        click(&mut harness, "Keep mine"),
        Some(Answer::DecideOnFile(Decision::KeepMine))
    );
    assert_eq!(click(&mut harness, "Close"), Some(Answer::Cancel));
}

#[test]
fn the_start_screen_tells_of_work_that_waits_and_leads_to_it() {
    let shown = |waiting| welcome(Language::English, waiting);
    let harness = shown(Vec::new());
    assert_eq!(harness.query_all_by_label("Review…").count(), 0);
    let mut harness = shown(vec!["Mine".to_owned()]);
    harness.get_by_label("Unsaved work on “Mine” was kept for later.");
    harness.get_by_label("Review…").click();
    harness.run();
    let asked = |event: &UiEvent| matches!(event, UiEvent::OfferLeft);
    assert!(harness.state().iter().any(asked));
    let harness = shown(vec!["Mine".to_owned(), "Yours".to_owned()]);
    harness.get_by_label("Unsaved work on 2 maps is kept for later.");
}
