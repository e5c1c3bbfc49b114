//! A bar across the top: something about the open map that a person should know and decide.

use egui::{Align, Frame, Label, Layout, Margin, Panel, Rect, RichText, Sense, Ui, Vec2};

use crate::{
    ui::{
        regions::{self, Region},
        tokens::{self, Palette},
        view::{Decision, Notice, UiEvent},
        widgets::{self, ButtonKind, Press},
    },
    words::{Language, marked},
};

impl Decision {
    /// What comes of it; English, for the translation table.
    fn what(self, notice: Notice) -> Option<&'static str> {
        Some(match (self, notice) {
            (Self::KeepMine, Notice::Merge) => {
                "Your version is kept; nothing is taken from the other one."
            }
            (Self::KeepMine, _) => {
                "The map stays as it is here. The next save writes it over the file; the history keeps what is in the file now."
            }
            (Self::Reload, _) => {
                "Replaces what is open here with the file’s contents. Undo restores it."
            }
            (Self::Compare, _) => "Shows the differences so you can apply them one by one.",
            (Self::SaveAs, _) => "Saves the map as a separate file.",
            (Self::LookAtBrand, _) => "Shows the map with the changed brand, to use it or not.",
            (Self::KeepBrand, _) => "The map keeps the brand as it is.",
            (Self::Heard, _) => return None,
        })
    }
}

/// What it says; English, for the translation table.
pub(super) fn notice_text(notice: Notice) -> &'static str {
    match notice {
        Notice::Changed { is_dirty: false } => {
            "The file was changed by another program or person since you opened or saved it."
        }
        Notice::Changed { is_dirty: true } => {
            "The file was changed by another program or person, and you have unsaved changes here."
        }
        Notice::Gone => {
            "The file is no longer where it was. The map is still open here: save it to have a file again."
        }
        Notice::Merge => "This is only your version: the merge is waiting for your choices.",
        Notice::Brand => "The brand of this map has changed among your brands.",
        Notice::Elsewhere => {
            "This map is also open in another window. You’ll be told here when it is saved there."
        }
    }
}

pub(in crate::ui) fn notice_ui(
    ui: &mut Ui,
    notice: Notice,
    language: Language,
    events: &mut Vec<UiEvent>,
) {
    let palette = Palette::of(ui);
    let text = notice_text(notice);
    let choices: &[_] = match notice {
        Notice::Changed { .. } => &[
            (Decision::KeepMine, "Keep mine", ButtonKind::Plain),
            (Decision::Reload, "Reload", ButtonKind::Plain),
            (Decision::Compare, "Compare", ButtonKind::Primary),
        ],
        Notice::Gone => &[
            (Decision::Heard, "OK", ButtonKind::Plain),
            (Decision::SaveAs, "Save as…", ButtonKind::Primary),
        ],
        Notice::Merge => &[
            (Decision::KeepMine, "Keep mine", ButtonKind::Plain),
            (Decision::Compare, "Compare", ButtonKind::Primary),
        ],
        Notice::Brand => &[
            (
                Decision::KeepBrand,
                marked("Keep as it is"),
                ButtonKind::Plain,
            ),
            (
                Decision::LookAtBrand,
                marked("Preview…"),
                ButtonKind::Primary,
            ),
        ],
        Notice::Elsewhere => &[(Decision::Heard, "OK", ButtonKind::Plain)],
    };
    let frame = Frame::new()
        .fill(palette.accent_soft)
        .inner_margin(Margin::symmetric(16, 0));
    Panel::top("notice")
        .exact_size(46.0)
        .resizable(false)
        .frame(frame)
        .show(ui, |ui| {
            let region = match notice {
                Notice::Merge => Region::Merge,
                Notice::Changed { .. } | Notice::Gone | Notice::Elsewhere | Notice::Brand => {
                    Region::Notice
                }
            };
            regions::mark(ui, region, language);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                for (decision, name, kind) in choices.iter().rev() {
                    let press = Press::text(language.t(name)).kind(*kind).height(30.0);
                    let mut response = ui.add(press.min_width(76.0));
                    if let Some(what) = decision.what(notice) {
                        response = response.on_hover_text(language.t(what));
                    }
                    if response.clicked() {
                        events.push(UiEvent::Decided(*decision));
                    }
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let (icon, _) = ui.allocate_exact_size(Vec2::splat(18.0), Sense::hover());
                    let icon = Rect::from_center_size(icon.center(), Vec2::splat(16.0));
                    widgets::paint_icon(ui.painter(), "warning", icon, palette.accent_ink);
                    let text = RichText::new(language.t(text))
                        .font(tokens::semibold(13.0))
                        .color(palette.ink);
                    ui.add(Label::new(text).truncate());
                });
            });
        });
}
