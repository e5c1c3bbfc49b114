//! The sheet of keyboard shortcuts.

use egui::{RichText, ScrollArea, Ui, vec2};

use super::{
    answer::Answer,
    parts::{buttons, heading},
};
use crate::{
    editor::{Action, Menu, keys_in, present::keys_of_cues},
    ui::{
        tokens::{self, Palette},
        widgets::{self, ButtonKind},
    },
    words::{Language, marked},
};

/// Actions with their shortcuts, as the sheet of shortcuts shows them.
#[derive(Debug, Clone, PartialEq)]
pub struct ShortcutGroup {
    pub title: String,
    /// Name and keys.
    pub entries: Vec<(String, String)>,
}

/// All shortcuts, by menu.
pub(in crate::ui) fn shortcut_groups(mac: bool, language: Language) -> Vec<ShortcutGroup> {
    let entries = |menu: Option<Menu>| -> Vec<(String, String)> {
        Action::all()
            .into_iter()
            .filter(|action| action.menu() == menu && !action.shortcuts().is_empty())
            .map(|action| {
                let keys: Vec<String> = action
                    .shortcuts()
                    .iter()
                    .map(|keys| keys.describe(mac))
                    .collect();
                (language.t(action.name()).to_owned(), keys.join(", "))
            })
            .collect()
    };
    let menus = Menu::ALL.map(|menu| (language.t(menu.name()), entries(Some(menu))));
    let selecting = (language.t("Selection"), entries(None));
    let presenting = (language.t("Presenting"), keys_of_cues(mac, language));
    let canvas = (
        language.t("Show on map"),
        [
            (OPEN_MENU, "Alt, F10"),
            ("Context menu of the selection", "Shift+F10"),
            ("Pan the canvas", "Wheel, Space+drag"),
            ("Zoom at the pointer", "Ctrl+wheel"),
            ("Edit text in place", "Double-click"),
            ("New line while writing", "Shift+Enter"),
            ("Next field while typing", "Tab"),
            ("Copy while dragging", "Ctrl"),
            (marked("Go to the next bar or panel"), "F6"),
            (
                marked("Go to the previous bar or panel"),
                marked("Shift+F6"),
            ),
        ]
        .into_iter()
        // A Mac has no keys for menus.
        .filter(|(name, _)| !mac || *name != OPEN_MENU)
        .map(|(name, keys)| {
            let keys = keys_in(language.t(keys), mac);
            (language.t(name).to_owned(), keys.into_owned())
        })
        .collect(),
    );
    menus
        .into_iter()
        .chain([selecting, canvas, presenting])
        .filter(|(_, entries)| !entries.is_empty())
        .map(|(title, entries)| ShortcutGroup {
            title: title.to_owned(),
            entries,
        })
        .collect()
}

/// English, for the translation table.
const OPEN_MENU: &str = marked("Open a menu");

/// Of the sheet with two columns.
const LEAST_FOR_TWO: f32 = 560.0;

pub(super) fn shortcuts_ui(
    ui: &mut Ui,
    language: Language,
    groups: &[ShortcutGroup],
) -> Option<Answer> {
    heading(ui, language.t("Keyboard shortcuts"));
    ui.add_space(4.0);
    let ink = Palette::of(ui).ink;
    let height = (ui.ctx().content_rect().height() - 240.0).max(160.0);
    // As high as it needs to be, at once: a dialog would else keep the height of the one before.
    let area = ScrollArea::vertical()
        .auto_shrink([false, true])
        .min_scrolled_height(height)
        .max_height(height);
    area.show(ui, |ui| {
        ui.set_width(ui.available_width() - 14.0);
        ui.spacing_mut().item_spacing = vec2(36.0, 0.0);
        ui.spacing_mut().interact_size.y = 24.0;
        // Beside each other only where both can be read.
        let count = if ui.available_width() < LEAST_FOR_TWO {
            1
        } else {
            2
        };
        ui.columns(count, |columns| {
            // Each group goes to the column that is shorter so far.
            let mut filled = [0, 0];
            for group in groups {
                let side = usize::from(count > 1 && filled[1] < filled[0]);
                filled[side] += group.entries.len() + 2;
                let ui = &mut columns[side];
                ui.label(
                    RichText::new(&group.title)
                        .font(tokens::semibold(13.0))
                        .color(ink),
                );
                for (name, keys) in &group.entries {
                    widgets::keys_row(ui, name, keys, 24.0);
                }
                ui.add_space(12.0);
            }
        });
    });
    buttons(
        ui,
        &[(
            language.t("Close"),
            ButtonKind::Primary,
            true,
            Answer::Cancel,
        )],
    )
}
