//! How long a stage or a step takes.

use egui::Ui;

use super::{
    desk::Desk,
    field::{FieldLook, optional},
    state::Inspector,
};
use crate::{
    edit::Edit,
    model::{Span, Target, Times},
};

impl Inspector {
    pub(super) fn times_ui(
        &mut self,
        ui: &mut Ui,
        desk: &mut Desk<'_>,
        target: &Target,
        times: Times,
    ) {
        let hint = desk.t("e.g. 30 min, 2 h, 3 days");
        let language = desk.language;
        let mut span_ui = |label, span: Option<Span>, with: &dyn Fn(Option<Span>) -> Times| {
            let text = span.map(|span| span.text(language)).unwrap_or_default();
            let look = FieldLook::new(label).hint(hint).step("Change time");
            self.value_ui(ui, desk, (target, label), &text, look, &|text| {
                let span = optional(text, Span::parse)?;
                Some(Edit::SetTimes {
                    target: target.clone(),
                    times: with(span),
                })
            });
        };
        span_ui("Time spent doing", times.doing, &|doing| Times {
            doing,
            ..times
        });
        span_ui("Time spent waiting", times.waiting, &|waiting| Times {
            waiting,
            ..times
        });
    }
}
