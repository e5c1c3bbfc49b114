//! Dialogs, clicked through: a question each, and what is answered.

mod compare;
mod focus;
mod kept;
mod survey;
mod table;

use egui_kittest::kittest::Queryable as _;
use jejak::{
    export::{self, PixelSize},
    ui::{Answer, Dialog, ExportDialog, ExportSubject},
};

use crate::{common::window::open_dialog, person::car};

/// What a dialog answers when the button with this label is pressed.
fn answer_to(dialog: Dialog, label: &str) -> Option<Answer> {
    let mut harness = open_dialog(dialog, car(), [1000.0, 700.0]);
    harness.get_by_label(label).click();
    harness.run();
    harness.state_mut().answer()
}

#[test]
fn dialogs_answer_what_was_pressed() {
    let unsaved = || Dialog::Unsaved {
        name: "Buying a car".to_owned(),
    };
    assert_eq!(answer_to(unsaved(), "Save"), Some(Answer::Save));
    assert_eq!(answer_to(unsaved(), "Discard"), Some(Answer::Discard));
    assert_eq!(answer_to(unsaved(), "Cancel"), Some(Answer::Cancel));
}

#[test]
fn an_export_is_offered_only_at_a_size_that_can_be_made() {
    let options = |size| export::Options {
        size,
        ..export::Options::default()
    };
    let dialog = |size| Dialog::Export(ExportDialog::new(options(size), ExportSubject::default()));
    let good = PixelSize::Width(3840);
    assert_eq!(
        answer_to(dialog(good), "Export…"),
        Some(Answer::Export(Box::new(options(good))))
    );
    for bad in [PixelSize::Width(0), PixelSize::Width(60_000)] {
        assert_eq!(answer_to(dialog(bad), "Export…"), None);
    }
}
