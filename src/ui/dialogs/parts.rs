//! What dialogs are drawn with: headings, paragraphs, the row of buttons.

use egui::{Color32, Id, Key, Rect, RichText, ScrollArea, Stroke, Ui, UiBuilder, vec2};

use crate::{
    scene::Scene,
    text::Fonts,
    ui::{
        hold::pass_over,
        paint::painter::ScenePainter,
        spoken,
        tokens::{self, Palette},
        view::TemplatePreview,
        widgets::{ButtonKind, Press},
    },
    words::Language,
};

/// What dialogs draw with.
pub(in crate::ui) struct DialogContext<'a> {
    pub language: Language,
    pub fonts: &'a Fonts,
    /// Of the map that is open.
    pub scene: Option<&'a Scene>,
    pub templates: &'a [TemplatePreview],
    pub painter: &'a mut ScenePainter,
}

/// The heading of a dialog, which is what the dialog is called.
pub(in crate::ui) fn heading(ui: &mut Ui, text: &str) {
    let color = Palette::of(ui).ink;
    let heading = ui.label(RichText::new(text).font(tokens::bold(18.0)).color(color));
    spoken::modal(ui, &heading);
}

pub(in crate::ui) fn paragraph(ui: &mut Ui, text: &str) {
    let color = Palette::of(ui).quiet_ink;
    ui.label(RichText::new(text).font(tokens::medium(13.5)).color(color));
}

/// The height of the row of buttons, and what is above it.
const BUTTONS: f32 = 34.0;
const ABOVE_BUTTONS: f32 = 14.0;
const FOOT: f32 = ABOVE_BUTTONS + BUTTONS;

/// The foot of the dialog that is being drawn, which stays in view when the rest is scrolled.
#[derive(Clone, Copy, Default)]
struct Foot {
    /// Where it begins at the lowest.
    lowest: f32,
    is_drawn: bool,
    /// One of its buttons has the keyboard.
    has_keyboard: bool,
}

/// How many passes what has the keyboard is followed: what scrolls within moves it first. In every other
/// one only, since what is scrolled stands where it is led to in the pass after the next.
const FOLLOWED: u8 = 6;

fn foot_id() -> Id {
    Id::unique("foot of a dialog")
}

/// A dialog of at most this height: what is too high is scrolled, and the row of
/// [`buttons`] stays below it, in view.
pub(super) fn above_buttons<R>(ui: &mut Ui, height: f32, content: impl FnOnce(&mut Ui) -> R) -> R {
    let room = height - FOOT - ui.spacing().item_spacing.y;
    let foot = Foot {
        lowest: ui.cursor().top() + height - FOOT,
        is_drawn: false,
        has_keyboard: false,
    };
    ui.data_mut(|data| data.insert_temp(foot_id(), foot));
    let area = ScrollArea::vertical()
        .max_height(room)
        .min_scrolled_height(room)
        .auto_shrink([false, true]);
    let shown = area.show(ui, |ui| {
        let inner = content(ui);
        follow_keyboard(ui);
        inner
    });
    let foot = ui.data_mut(|data| data.remove_temp::<Foot>(foot_id()));
    if foot.is_some_and(|foot| foot.is_drawn) {
        let (rect, _) =
            ui.allocate_exact_size(vec2(ui.available_width(), FOOT), egui::Sense::hover());
        if shown.content_size.y > room + 0.5 {
            let stroke = Stroke::new(1.0, Palette::of(ui).border);
            ui.painter().hline(rect.x_range(), rect.top(), stroke);
        }
    }
    shown.inner
}

/// Brings what the keyboard was led to into view. What scrolls within the dialog, which has it in
/// view then, leaves it to the dialog to be in view itself.
fn follow_keyboard(ui: &Ui) {
    let foot = ui.data(|data| data.get_temp::<Foot>(foot_id()));
    let focused = ui.memory(|memory| memory.focused());
    let drawn = focused.and_then(|id| ui.ctx().read_response(id));
    let drawn = drawn.filter(|drawn| {
        let is_in_foot = foot.is_some_and(|foot| foot.has_keyboard);
        !is_in_foot && drawn.layer_id == ui.layer_id()
    });
    let passes = ui.data_mut(|data| {
        let id = foot_id().with("followed");
        let (last, passes) = data.get_temp::<(Option<Id>, u8)>(id).unwrap_or_default();
        let passes = if last == focused { passes } else { FOLLOWED };
        data.insert_temp(id, (focused, passes.saturating_sub(1)));
        passes
    });
    let seen = ui.clip_rect();
    // Of what has no room with what is left around it, the middle is enough.
    let room = seen.height() - 2.0 * ui.spacing().item_spacing.y;
    let is_hidden = |drawn: &egui::Response| match drawn.rect.height() > room {
        true => !seen.contains(drawn.rect.center()),
        false => drawn.rect.top() < seen.top() || drawn.rect.bottom() > seen.bottom(),
    };
    if let Some(drawn) = drawn.filter(|drawn| passes > 0 && is_hidden(drawn)) {
        let at_once = egui::style::ScrollAnimation::none();
        if passes.is_multiple_of(2) {
            ui.scroll_to_rect_animation(drawn.rect, None, at_once);
        }
        ui.ctx().request_repaint();
    }
}

/// The row of buttons at the foot: the last one is the one that is meant.
pub(in crate::ui) fn buttons<T: Clone>(
    ui: &mut Ui,
    answers: &[(&str, ButtonKind, bool, T)],
) -> Option<T> {
    buttons_beside(ui, None, answers)
}

/// As [`buttons`], with words at the left end, where they are in view and move nothing.
pub(super) fn buttons_beside<T: Clone>(
    ui: &mut Ui,
    words: Option<(&str, Color32)>,
    answers: &[(&str, ButtonKind, bool, T)],
) -> Option<T> {
    let lowest = ui.data_mut(|data| {
        let mut foot = data.get_temp::<Foot>(foot_id())?;
        foot.is_drawn = true;
        data.insert_temp(foot_id(), foot);
        Some(foot.lowest)
    });
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    let Some(lowest) = lowest else {
        ui.add_space(ABOVE_BUTTONS);
        // Of a height of its own, or it would fill what a larger dialog before had taken.
        let row = vec2(ui.available_width(), BUTTONS);
        let row = ui.allocate_ui_with_layout(row, layout, |ui| row_ui(ui, words, answers));
        return row.inner.0;
    };
    let mut at = ui.cursor().left_top();
    at.y = at.y.min(lowest) + ABOVE_BUTTONS;
    let row = Rect::from_min_size(at, vec2(ui.available_width(), BUTTONS));
    let mut ui = ui.new_child(UiBuilder::new().max_rect(row).layout(layout));
    // It stands outside of what is scrolled.
    ui.set_clip_rect(ui.ctx().content_rect());
    let (chosen, has_keyboard) = row_ui(&mut ui, words, answers);
    ui.data_mut(|data| {
        if let Some(mut foot) = data.get_temp::<Foot>(foot_id()) {
            foot.has_keyboard = has_keyboard;
            data.insert_temp(foot_id(), foot);
        }
    });
    chosen
}

/// What was chosen, and whether one of the buttons has the keyboard. They stand at the right end, and
/// keys go through them as they are read.
fn row_ui<T: Clone>(
    ui: &mut Ui,
    words: Option<(&str, Color32)>,
    answers: &[(&str, ButtonKind, bool, T)],
) -> (Option<T>, bool) {
    let presses = answers.iter().map(|(text, kind, enabled, _)| {
        let press = Press::text(text).kind(*kind).enabled(*enabled);
        press.height(BUTTONS).min_width(84.0)
    });
    let presses: Vec<Press> = presses.collect();
    let gaps = ui.spacing().item_spacing.x * presses.len().saturating_sub(1) as f32;
    let width: f32 = presses.iter().map(|press| press.width(ui)).sum();
    let room = (ui.available_width() - width - gaps).max(0.0);
    match words {
        None => ui.add_space(room),
        Some((words, ink)) => {
            let size = vec2((room - ui.spacing().item_spacing.x).max(0.0), BUTTONS);
            ui.allocate_ui_with_layout(size, *ui.layout(), |ui| {
                ui.set_min_size(size);
                let words = RichText::new(words).font(tokens::medium(12.5)).color(ink);
                ui.add(egui::Label::new(words).wrap());
            });
        }
    }
    let meant = presses.iter().rposition(|press| press.enabled);
    let (mut chosen, mut has_keyboard) = (None, false);
    for (index, (press, (.., answer))) in presses.into_iter().zip(answers).enumerate() {
        let button = ui.add(press);
        if meant != Some(index) {
            pass_over(ui, &button);
        }
        has_keyboard |= button.has_focus();
        if button.clicked() {
            chosen = Some(answer.clone());
        }
    }
    (chosen, has_keyboard)
}

/// Enter that is meant for the dialog: not for a button that has the keyboard.
pub(super) fn enter_pressed(ui: &Ui) -> bool {
    let is_elsewhere = ui.memory(|memory| memory.focused()).is_some();
    ui.input(|input| input.key_pressed(Key::Enter))
        && (!is_elsewhere || ui.ctx().text_edit_focused())
}
