//! What can be said of a curve point and of a metric.

use std::sync::Arc;

use egui::{Label, RichText, Ui, Vec2};

use super::{
    desk::Desk,
    field::{FieldLook, optional},
    said,
    state::Inspector,
};
use crate::{
    edit::{self, Edit},
    editor::Action,
    model::{Basis, Better, CurvePoint, Metric, MetricKind, Period, signed_number, with_unit},
    ui::{
        menus,
        tokens::{self, Palette},
        widgets,
    },
    words::{marked, number},
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
        let text = |value: Option<f64>| value.map(signed_number).unwrap_or_default();
        let range = format!(
            "{} … {}",
            signed_number(scale.min),
            signed_number(scale.max)
        );
        let value = FieldLook::new("Emotion").hint(&range);
        self.value_ui(
            ui,
            desk,
            id("value"),
            &text(point.value),
            value.step(name),
            &|text| {
                let value = optional(text, number)?;
                let inside = value.is_none_or(|value| (scale.min..=scale.max).contains(&value));
                inside.then(|| with(&|point| point.value = value))
            },
        );
        let at = FieldLook::new("Position in stage, %");
        self.value_ui(
            ui,
            desk,
            id("at"),
            &text(Some(point.at * 100.0)),
            at.step(name),
            &|text| {
                let at = number(text)? / 100.0;
                (0.0..=1.0)
                    .contains(&at)
                    .then(|| with(&|point| point.at = at))
            },
        );
        let spread = FieldLook::new("Spread of responses (±)");
        self.value_ui(
            ui,
            desk,
            id("spread"),
            &text(point.spread),
            spread.step(name),
            &|text| {
                let spread = optional(text, number)?;
                let sound = spread.is_none_or(|spread| spread >= 0.0);
                sound.then(|| with(&|point| point.spread = spread))
            },
        );
        let n = point.n.map(|n| n.to_string()).unwrap_or_default();
        let look = FieldLook::new("Number of responses (n)");
        self.value_ui(ui, desk, id("n"), &n, look.step(name), &|text| {
            let n = optional(text, |text| text.parse().ok())?;
            Some(with(&|point| point.n = n))
        });
        widgets::caption(ui, desk.t("Mark as"));
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = Vec2::splat(6.0);
            desk.toggle_ui(ui, Action::ToggleMomentOfTruth, point.moment_of_truth);
            desk.toggle_ui(ui, Action::ToggleConversion, point.conversion);
        });
        said::claim_ui(ui, desk, point.claim, &|claim| {
            with(&|point| point.claim = claim)
        });
        self.all_evidence_ui(ui, desk, &point.id, &point.evidence, &|evidence| {
            with(&|point| evidence.clone_into(&mut point.evidence))
        });
    }

    pub(super) fn metric_ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, metric: &Arc<Metric>) {
        let with = |change: &dyn Fn(&mut Metric)| {
            let mut metric = (**metric).clone();
            change(&mut metric);
            Edit::ReplaceMetric(Arc::new(metric))
        };
        let name = "Change metric";
        widgets::caption(ui, desk.t("Kind"));
        let kinds = MetricKind::ALL.map(|kind| (kind, desk.t(kind.name())));
        let names = (desk.t("Kind"), desk.t(metric.kind.name()));
        let width = ui.available_width();
        if let Some(kind) = menus::dropdown_ui(ui, names, width, kinds, Some(&metric.kind)) {
            let with_kind = |metric: &mut Metric| {
                metric.kind = kind;
                metric.basis.take_if(|basis| basis.kind() != kind);
            };
            desk.edit(name, with(&with_kind));
        }
        self.basis_ui(ui, desk, metric);
        let id = |part: &'static str| ("metric", metric.id.clone(), part);
        let target = metric.target.map(signed_number).unwrap_or_default();
        let look = FieldLook::new("Target");
        self.value_ui(ui, desk, id("target"), &target, look.step(name), &|text| {
            let target = optional(text, number)?;
            Some(with(&|metric| metric.target = target))
        });
        if metric.kind.goes_both_ways() || metric.better.is_some() {
            let ways = Better::ALL.map(|way| (way, way.name()));
            let names = (marked("Direction"), name);
            said::choice_ui(ui, desk, names, &ways, Some(metric.better()), &|better| {
                with(&|metric| metric.better = better)
            });
        }
        let change = metric.change.as_ref();
        let text = change.map_or(String::new(), |change| {
            with_unit(signed_number(change.by), &change.unit)
        });
        let look = FieldLook::new("Change from previous period").hint(desk.t("e.g. +8%"));
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
        let look = FieldLook::new("Number of responses (n)");
        self.value_ui(ui, desk, id("n"), &n, look.step(name), &|text| {
            let n = optional(text, |text| text.parse().ok())?;
            Some(with(&|metric| metric.n = n))
        });
        self.periods_ui(ui, desk, metric);
        whole_journey_ui(ui, desk, metric);
        said::claim_ui(ui, desk, metric.claim, &|claim| {
            with(&|metric| metric.claim = claim)
        });
        self.all_evidence_ui(ui, desk, &metric.id, &metric.evidence, &|evidence| {
            with(&|metric| evidence.clone_into(&mut metric.evidence))
        });
    }
    /// The counts that a metric is computed from, with the formula and where it comes from.
    fn basis_ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, metric: &Arc<Metric>) {
        let Some(empty) = Basis::of(metric.kind) else {
            return;
        };
        let name = "Change metric";
        let set = |basis| Edit::SetBasis {
            metric: metric.id.clone(),
            basis,
        };
        ui.add_space(6.0);
        let chip = widgets::chip(ui, desk.t("Calculate from counts"), metric.basis.is_some());
        if chip.clicked() {
            desk.edit(name, set(metric.basis.is_none().then_some(empty)));
        }
        let Some(basis) = metric.basis else { return };
        let mut count_ui = |label: &'static str, n: u32, with: &dyn Fn(u32) -> Basis| {
            let id = ("metric", metric.id.clone(), label);
            let look = FieldLook::new(label).step(name);
            self.value_ui(ui, desk, id, &n.to_string(), look, &|text| {
                let n = optional(text, |text| text.parse().ok())?;
                Some(set(Some(with(n.unwrap_or_default()))))
            });
        };
        match basis {
            Basis::Nps {
                promoters,
                passives,
                detractors,
            } => {
                count_ui("Promoters (9 and 10)", promoters, &|promoters| Basis::Nps {
                    promoters,
                    passives,
                    detractors,
                });
                count_ui("Passives (7 and 8)", passives, &|passives| Basis::Nps {
                    promoters,
                    passives,
                    detractors,
                });
                count_ui("Detractors (0 to 6)", detractors, &|detractors| {
                    Basis::Nps {
                        promoters,
                        passives,
                        detractors,
                    }
                });
            }
            Basis::Csat { answers } => {
                let labels = [
                    "Answers of 1",
                    "Answers of 2",
                    "Answers of 3",
                    "Answers of 4",
                    "Answers of 5",
                ];
                for (at, label) in labels.into_iter().enumerate().rev() {
                    count_ui(label, answers[at], &|n| {
                        let mut answers = answers;
                        answers[at] = n;
                        Basis::Csat { answers }
                    });
                }
            }
            Basis::Crr { start, end, new } => {
                count_ui("Customers at the start", start, &|start| Basis::Crr {
                    start,
                    end,
                    new,
                });
                count_ui("Customers at the end", end, &|end| Basis::Crr {
                    start,
                    end,
                    new,
                });
                count_ui("New customers among them", new, &|new| Basis::Crr {
                    start,
                    end,
                    new,
                });
            }
            Basis::Conversion { came, went_on } => {
                count_ui("All who came", came, &|came| Basis::Conversion {
                    came,
                    went_on,
                });
                count_ui("Those who went on", went_on, &|went_on| Basis::Conversion {
                    came,
                    went_on,
                });
            }
        }
        let palette = Palette::of(ui);
        for (text, size) in [(desk.t(basis.formula()), 12.5), (basis.source(), 11.5)] {
            let text = RichText::new(text).font(tokens::medium(size));
            ui.add(Label::new(text.color(palette.quiet_ink)).wrap());
        }
    }

    /// The values before, a period a line: "Q1 62".
    fn periods_ui(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, metric: &Arc<Metric>) {
        let lines = metric
            .periods
            .iter()
            .map(|period| format!("{} {}", period.label, signed_number(period.value)));
        let text = lines.collect::<Vec<_>>().join("\n");
        let look = FieldLook::new("Periods before, oldest first")
            .lines(2)
            .hint(desk.t("e.g. Q1 62, one per line"))
            .step("Change metric");
        let id = ("metric", metric.id.clone(), "periods");
        self.value_ui(ui, desk, id, text.trim(), look, &|text| {
            let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
            let period = |line: &str| {
                let (label, value) = line.rsplit_once(char::is_whitespace).unwrap_or(("", line));
                Some(Period {
                    label: label.trim().to_owned(),
                    value: number(value)?,
                    ..Period::default()
                })
            };
            let periods: Option<Vec<_>> = lines.map(period).collect();
            let mut changed = (**metric).clone();
            changed.periods = periods?;
            Some(Edit::ReplaceMetric(Arc::new(changed)))
        });
    }
}

/// Whether a metric is one of a stage or of the whole journey.
fn whole_journey_ui(ui: &mut Ui, desk: &mut Desk<'_>, metric: &Arc<Metric>) {
    let map = desk.editor.map().clone();
    let Some((lane, _)) = map.metric(&metric.id) else {
        return;
    };
    ui.add_space(6.0);
    let is_whole = metric.stage.is_none();
    if widgets::chip(ui, desk.t("Of the whole journey"), is_whole).clicked() {
        let stage = map.stages.first().filter(|_| is_whole);
        let edit = Edit::MoveMetric {
            id: metric.id.clone(),
            lane: lane.id.clone(),
            stage: stage.map(|stage| stage.id.clone()),
            index: usize::MAX,
        };
        desk.edit("Move metric", edit);
    }
}
