//! The dialog of two versions, clicked through: ticks, sides, places on the picture.

use std::sync::Arc;

use egui::accesskit::{Role, Toggled};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jejak::{
    compare::Side,
    editor::blank_map,
    file,
    layout::Layout,
    model::Target,
    scene::Scene,
    text::Fonts,
    ui::{
        Answer, ChangeRow, CompareDialog, Comparing, ConflictRow, Dialog, Found, Mark, Row, Sign,
    },
    words::Language,
};

use crate::common::window::{DialogHarness, open_dialog};

fn found(harness: &DialogHarness) -> &Found {
    match &harness.state().dialog {
        Dialog::Compare(dialog) => dialog.found.as_ref().unwrap().as_ref().unwrap(),
        _ => unreachable!(),
    }
}

/// How often the picture was asked to follow what is chosen.
fn looked(harness: &DialogHarness) -> usize {
    let answers = harness.state().answers.iter();
    answers
        .filter(|answer| **answer == Answer::LookAtChoices)
        .count()
}

/// A conflict and as many changes as asked for, the first marked on the sheet.
fn open(comparing: Comparing, changes: usize) -> DialogHarness {
    let fonts = Fonts::bundled();
    let map = file::load(file::samples()[0].bytes).unwrap().map;
    let layout = Layout::new(&map, &fonts, None);
    let stage = Target::Stage("drive".into());
    let found = Found {
        conflicts: vec![ConflictRow {
            name: "Stage “Pay”: title".to_owned(),
            mine: "“Pay”".to_owned(),
            theirs: "“Purchase”".to_owned(),
            side: Side::Mine,
        }],
        changes: (0..changes)
            .map(|number| ChangeRow {
                words: format!("Change {number}"),
                sign: Sign::Added,
                is_taken: false,
                changes: vec![number],
            })
            .collect(),
        scene: Arc::new(Scene::new(&layout, None)),
        marks: vec![Mark {
            rect_in_doc: layout.rect_of(&stage).unwrap(),
            sign: Sign::Added,
            row: Row::Change(changes - 1),
            is_left_out: false,
            is_bare: false,
        }],
    };
    let mut dialog = CompareDialog::new(comparing, "another version".to_owned());
    dialog.found = Some(Ok(found));
    let dialog = Dialog::Compare(Box::new(dialog));
    open_dialog(dialog, blank_map(Language::English), [1200.0, 800.0])
}

fn taken(harness: &DialogHarness) -> Vec<usize> {
    let rows = found(harness).changes.iter().enumerate();
    rows.filter(|(_, row)| row.is_taken)
        .map(|(index, _)| index)
        .collect()
}

fn click(harness: &mut DialogHarness, role: Role, label: &str) {
    harness.get_by_role_and_label(role, label).click();
    harness.run();
}

#[test]
fn changes_are_ticked_sides_are_chosen_and_both_are_taken() {
    let mut harness = open(Comparing::Other, 4);
    let button = harness.get_by_role_and_label(Role::Button, "Apply changes");
    assert!(button.accesskit_node().is_disabled());
    assert_eq!(looked(&harness), 0, "it is as it was found");
    click(&mut harness, Role::CheckBox, "Change 2");
    assert_eq!(taken(&harness), [2]);
    assert_eq!(looked(&harness), 1);
    let all = harness.get_by_role_and_label(Role::CheckBox, "All");
    assert_eq!(all.accesskit_node().toggled(), Some(Toggled::Mixed));
    click(&mut harness, Role::CheckBox, "All");
    assert_eq!(taken(&harness), [0, 1, 2, 3]);
    click(&mut harness, Role::CheckBox, "All");
    assert_eq!(taken(&harness), [0; 0]);
    click(&mut harness, Role::CheckBox, "Change 0");
    click(&mut harness, Role::RadioButton, "Theirs: “Purchase”");
    assert_eq!(found(&harness).conflicts[0].side, Side::Theirs);
    assert_eq!(looked(&harness), 5, "once for each choice");
    click(&mut harness, Role::Button, "Apply 2 changes");
    assert_eq!(harness.state_mut().answer(), Some(Answer::TakeChanges));
}

#[test]
fn a_place_on_the_picture_leads_to_its_line_however_long_the_list() {
    let mut harness = open(Comparing::Other, 3000);
    assert_eq!(
        harness.query_all_by_label("Change 2999").count(),
        0,
        "far below"
    );
    let picture = harness.get_by_role_and_label(Role::Image, "Both versions in one picture");
    let room = picture.rect();
    // The third of five stages stands in the middle, right of the labels.
    let layout_middle = {
        let found = found(&harness);
        let sheet = found.scene.size;
        let place = found.marks[0].rect_in_doc.center();
        let fits = f64::from(room.width() - 20.0) / sheet.width;
        let zoom = fits.min(f64::from(room.height() - 20.0) / sheet.height);
        let by = (place - jejak::geom::Point::new(sheet.width / 2.0, sheet.height / 2.0)) * zoom;
        room.center() + egui::vec2(by.x as f32, by.y as f32)
    };
    harness.hover_at(layout_middle);
    harness.run();
    harness.drag_at(layout_middle);
    harness.drop_at(layout_middle);
    harness.run_steps(4);
    let line = harness.get_by_role_and_label(Role::ListItem, "Change 2999");
    assert_eq!(line.accesskit_node().is_selected(), Some(true));
}

#[test]
fn an_earlier_version_is_brought_back_in_part_and_unsaved_work_only_looked_at() {
    let mut harness = open(Comparing::Earlier, 4);
    harness.get_by_label("Changed since the version of another version");
    click(&mut harness, Role::CheckBox, "Change 1");
    click(&mut harness, Role::Button, "Restore 1 part");
    assert_eq!(harness.state_mut().answer(), Some(Answer::TakeChanges));

    let mut harness = open(Comparing::Unsaved, 4);
    assert_eq!(harness.query_all_by_role(Role::CheckBox).count(), 0);
    let buttons = harness.query_all_by_role(Role::Button);
    let labels = buttons.map(|node| node.accesskit_node().label().unwrap_or_default());
    assert!(!labels.into_iter().any(|label| label.starts_with("Take")));
    click(&mut harness, Role::Button, "Back");
    assert_eq!(harness.state_mut().answer(), Some(Answer::Cancel));
}

#[test]
fn a_long_head_of_a_conflict_makes_its_row_higher() {
    let sides = |name: &str| {
        let mut harness = open(Comparing::Other, 4);
        if let Dialog::Compare(dialog) = &mut harness.state_mut().dialog
            && let Some(Ok(found)) = &mut dialog.found
        {
            found.conflicts[0].name = name.to_owned();
        }
        // Heights are measured once for each width.
        harness.set_size(egui::vec2(1000.0, 800.0));
        harness.run();
        let head = harness.get_by_role_and_label(Role::ListItem, name).rect();
        let mine = harness.get_by_role_and_label(Role::RadioButton, "Mine: “Pay”");
        let next = harness
            .get_by_role_and_label(Role::ListItem, "Change 0")
            .rect();
        assert!(mine.rect().bottom() < head.bottom() && head.bottom() < next.top());
        mine.rect().top() - head.top()
    };
    let long = "Card “Types the address three times in the same form”: text (before: “Types the address into each of the three forms”)";
    let (short, long) = (sides("Stage “Pay”: title"), sides(long));
    assert!(long > short + 28.0, "three lines, not one: {short} {long}");
}
