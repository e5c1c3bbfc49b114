//! How long a stage or a step takes.

use egui::{Label, RichText, Ui};

use super::{
    desk::Desk,
    field::{FieldLook, optional},
    state::Inspector,
};
use crate::{
    edit::Edit,
    model::{Span, Stage, Target, Times},
    ui::tokens::{self, Palette},
    words::marked,
};

/// What the duration of a stage falls into.
pub(super) const PARTS_OF_DURATION: [&str; 2] =
    [marked("Of which active"), marked("Of which waiting")];
/// How long a step takes.
pub(super) const TIMES_OF_STEP: [&str; 2] = [marked("Active time"), marked("Waiting time")];

/// How the duration of a stage is read, where something hangs on it.
pub(super) fn duration_ui(ui: &mut Ui, desk: &Desk<'_>, stage: &Stage) {
    let is_unread = !stage.duration.trim().is_empty() && stage.minutes().is_none();
    if is_unread {
        let color = Palette::of(ui).quiet_ink;
        let text = desk.t("No duration in numbers, so columns can’t be scaled by it.");
        let text = RichText::new(text).font(tokens::medium(12.5)).color(color);
        ui.add(Label::new(text).wrap());
    }
}

impl Inspector {
    pub(super) fn times_ui(
        &mut self,
        ui: &mut Ui,
        desk: &mut Desk<'_>,
        target: &Target,
        times: Times,
        [doing, waiting]: [&'static str; 2],
    ) {
        let hint = desk.t("e.g. 30 min, 2 h, 3 days");
        let language = desk.language;
        let mut span_ui = |label, span: Option<Span>, with: &dyn Fn(Option<Span>) -> Times| {
            let text = span.map(|span| span.text(language)).unwrap_or_default();
            let look = FieldLook::new(label).hint(hint).step("Change state");
            self.value_ui(ui, desk, (target, label), &text, look, &|text| {
                let span = optional(text, Span::parse)?;
                Some(Edit::SetTimes {
                    target: target.clone(),
                    times: with(span),
                })
            });
        };
        span_ui(doing, times.doing, &|doing| Times { doing, ..times });
        span_ui(waiting, times.waiting, &|waiting| Times {
            waiting,
            ..times
        });
    }
}
