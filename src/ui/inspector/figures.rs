//! What can be said of a curve point and of a metric.

use std::sync::Arc;

use egui::Ui;

use super::{
    Desk, Inspector,
    field::{FieldLook, optional, parse},
    said,
};
use crate::ui::{
    UiEvent, describe,
    widgets::{self},
};
use crate::{
    edit::{self, Edit},
    editor::Action,
    model::{CurvePoint, Metric, MetricKind},
};

impl Inspector {
    pub(super) fn point_ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, point: &CurvePoint) {
        let scale = desk.map().emotion_scale;
        let with = |change: &dyn Fn(&mut CurvePoint)| {
            let mut point = point.clone();
            change(&mut point);
            Edit::ReplacePoint(point)
        };
        let name = "Change curve point";
        let id = |part: &'static str| ("point", point.id.clone(), part);
        let text = |value: Option<f64>| value.map(describe::number).unwrap_or_default();
        let range = format!(
            "{} … {}",
            describe::number(scale.min),
            describe::number(scale.max)
        );
        let value = FieldLook::new("Feeling").hint(&range);
        self.value_ui(
            ui,
            desk,
            id("value"),
            &text(point.value),
            value.step(name),
            &|text| {
                let value = optional(text, parse)?;
                let inside = value.is_none_or(|value| (scale.min..=scale.max).contains(&value));
                inside.then(|| with(&|point| point.value = value))
            },
        );
        let at = FieldLook::new("Place in its stage, %");
        self.value_ui(
            ui,
            desk,
            id("at"),
            &text(Some(point.at * 100.0)),
            at.step(name),
            &|text| {
                let at = parse(text)? / 100.0;
                (0.0..=1.0)
                    .contains(&at)
                    .then(|| with(&|point| point.at = at))
            },
        );
        let spread = FieldLook::new("Spread of the answers (±)");
        self.value_ui(
            ui,
            desk,
            id("spread"),
            &text(point.spread),
            spread.step(name),
            &|text| {
                let spread = optional(text, parse)?;
                let sound = spread.is_none_or(|spread| spread >= 0.0);
                sound.then(|| with(&|point| point.spread = spread))
            },
        );
        let n = point.n.map(|n| n.to_string()).unwrap_or_default();
        let look = FieldLook::new("How many were asked");
        self.value_ui(ui, desk, id("n"), &n, look.step(name), &|text| {
            let n = optional(text, |text| text.parse().ok())?;
            Some(with(&|point| point.n = n))
        });
        said::claim_ui(ui, desk, point.claim, &|claim| {
            with(&|point| point.claim = claim)
        });
        self.all_evidence_ui(ui, desk, &point.id, &point.evidence, &|evidence| {
            with(&|point| evidence.clone_into(&mut point.evidence))
        });
        ui.add_space(8.0);
        let label = desk.t(Action::ToggleMomentOfTruth.name());
        if widgets::chip(ui, label, point.moment_of_truth).clicked() {
            desk.events
                .push(UiEvent::Action(Action::ToggleMomentOfTruth));
        }
    }

    pub(super) fn metric_ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, metric: &Arc<Metric>) {
        let with = |change: &dyn Fn(&mut Metric)| {
            let mut metric = (**metric).clone();
            change(&mut metric);
            Edit::ReplaceMetric(Arc::new(metric))
        };
        let name = "Change metric";
        widgets::caption(ui, desk.t("Kind"));
        egui::ComboBox::from_id_salt("kind")
            .selected_text(desk.t(metric.kind.name()))
            .width(ui.available_width())
            .show_ui(ui, |ui| {
                for kind in MetricKind::ALL {
                    let text = desk.t(kind.name());
                    if ui.selectable_label(kind == metric.kind, text).clicked() {
                        desk.edit(name, with(&|metric| metric.kind = kind));
                    }
                }
            });
        let id = |part: &'static str| ("metric", metric.id.clone(), part);
        let target = metric.target.map(describe::number).unwrap_or_default();
        let look = FieldLook::new("Target");
        self.value_ui(ui, desk, id("target"), &target, look.step(name), &|text| {
            let target = optional(text, parse)?;
            Some(with(&|metric| metric.target = target))
        });
        let change = metric.change.as_ref();
        let text = change.map_or(String::new(), |change| {
            format!("{} {}", describe::number(change.by), change.unit)
        });
        let look = FieldLook::new("Change since the period before").hint(desk.t("e.g. +8 %"));
        self.value_ui(
            ui,
            desk,
            id("change"),
            text.trim(),
            look.step(name),
            &|text| {
                let change = optional(text, edit::parse_change)?;
                Some(with(&|metric| metric.change = change.clone()))
            },
        );
        let n = metric.n.map(|n| n.to_string()).unwrap_or_default();
        let look = FieldLook::new("How many were asked");
        self.value_ui(ui, desk, id("n"), &n, look.step(name), &|text| {
            let n = optional(text, |text| text.parse().ok())?;
            Some(with(&|metric| metric.n = n))
        });
        said::claim_ui(ui, desk, metric.claim, &|claim| {
            with(&|metric| metric.claim = claim)
        });
        self.all_evidence_ui(ui, desk, &metric.id, &metric.evidence, &|evidence| {
            with(&|metric| evidence.clone_into(&mut metric.evidence))
        });
    }
}
