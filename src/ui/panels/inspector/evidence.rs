//! Figures and anecdotes behind what a card, a point or a metric claims.

use egui::{Frame, Margin, RichText, Role, Sense, Ui, WidgetInfo};

use super::{
    desk::Desk,
    field::{FieldLook, optional},
    map::{day_hint, read_day},
    state::{Inspector, OpenEvidence},
};
use crate::{
    edit::Edit,
    editor::Action,
    model::{Evidence, Id},
    ui::{
        tokens::{self, Palette},
        widgets::{self, ButtonKind, Press},
    },
};

impl Inspector {
    /// The evidence of the thing with an id; `edit` puts another list in its place.
    pub(super) fn all_evidence_ui(
        &mut self,
        ui: &mut Ui,
        desk: &mut Desk<'_>,
        of: &Id,
        all: &[Evidence],
        edit: &dyn Fn(&[Evidence]) -> Edit,
    ) {
        widgets::caption(ui, desk.t("Evidence"));
        self.follow_evidence(of, all.len());
        self.led_to_evidence = self.left_evidence.take();
        for index in 0..all.len() {
            self.evidence_ui(ui, desk, of, (all, index), edit);
        }
        if self.is_open(of, all.len()) {
            self.evidence_ui(ui, desk, of, (all, all.len()), edit);
        } else {
            let add = desk.action_ui(ui, Action::AddEvidence, ButtonKind::Outlined);
            if all.is_empty() && self.is_left(of, 0, 0) {
                add.request_focus();
            }
        }
    }

    /// Opens the fields of a new piece, to be written at once.
    pub(in crate::ui) fn add_evidence(&mut self) {
        self.wants_evidence = true;
    }

    /// Shuts the fields of what is gone or no longer selected, and opens those that are asked for.
    fn follow_evidence(&mut self, of: &Id, count: usize) {
        self.open_evidence
            .take_if(|open| open.of != *of || count < open.count);
        if std::mem::take(&mut self.wants_evidence) {
            self.open_evidence = Some(OpenEvidence {
                of: of.clone(),
                index: count,
                count,
                fresh: true,
            });
        }
        if let Some(open) = &mut self.open_evidence {
            open.count = count;
        }
    }

    /// Whether the keyboard is to be at a piece, as one was shut there; of none, where one is added.
    fn is_left(&self, of: &Id, index: usize, count: usize) -> bool {
        let left = self.led_to_evidence.as_ref();
        left.is_some_and(|(known, at)| known == of && index == (*at).min(count.saturating_sub(1)))
    }

    fn is_open(&self, of: &Id, index: usize) -> bool {
        let open = self.open_evidence.as_ref();
        open.is_some_and(|open| open.of == *of && open.index == index)
    }

    fn evidence_ui(
        &mut self,
        ui: &mut Ui,
        desk: &mut Desk<'_>,
        of: &Id,
        (all, index): (&[Evidence], usize),
        edit: &dyn Fn(&[Evidence]) -> Edit,
    ) {
        let palette = Palette::of(ui);
        let is_new = index == all.len();
        let empty = Evidence::default();
        let evidence = all.get(index).unwrap_or(&empty);
        let frame = Frame::new()
            .fill(palette.raised)
            .corner_radius(tokens::RADIUS)
            .inner_margin(Margin::symmetric(10, 8));
        if !self.is_open(of, index) {
            let shown = frame.show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = 2.0;
                let text = if evidence.text.is_empty() {
                    desk.t("Empty")
                } else {
                    &evidence.text
                };
                ui.label(RichText::new(text).color(palette.ink));
                let n = evidence.n.map(|n| format!("n = {n}"));
                let date = evidence.date.map(|date| date.in_words(desk.language));
                let source = Some(evidence.source.clone()).filter(|source| !source.is_empty());
                let quiet: Vec<String> = [source, n, date].into_iter().flatten().collect();
                if !quiet.is_empty() {
                    let quiet = RichText::new(quiet.join(", ")).font(tokens::medium(12.0));
                    ui.label(quiet.color(palette.quiet_ink));
                }
            });
            let id = ui.scope_id().with(("evidence", of, index));
            let response = ui.interact(shown.response.rect, id, Sense::click());
            let label = desk
                .language
                .fill("Evidence: {text}", &[("text", &evidence.text)]);
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
            widgets::focus_ring(ui, &response, shown.response.rect, tokens::RADIUS);
            if self.is_left(of, index, all.len()) {
                response.request_focus();
            }
            if response.clicked() {
                self.open_evidence = Some(OpenEvidence {
                    of: of.clone(),
                    index,
                    count: all.len(),
                    fresh: true,
                });
            }
            return;
        }
        let with = |change: &dyn Fn(&mut Evidence)| {
            let mut all = all.to_vec();
            all.extend(is_new.then(Evidence::default));
            change(&mut all[index]);
            edit(&all)
        };
        let name = match is_new {
            true => "Add evidence",
            false => "Change evidence",
        };
        let id = |part: &'static str| ("evidence", of.clone(), index, part);
        let mut left = None;
        let shown = frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            let look = FieldLook::new("Finding").lines(2);
            self.value_ui(
                ui,
                desk,
                id("text"),
                &evidence.text,
                look.step(name),
                &|text| Some(with(&|evidence| evidence.text = text.to_owned())),
            );
            let look = FieldLook::new("Source").hint(desk.t("e.g. interview 7"));
            self.value_ui(
                ui,
                desk,
                id("source"),
                &evidence.source,
                look.step(name),
                &|text| Some(with(&|evidence| evidence.source = text.to_owned())),
            );
            let n = evidence.n.map(|n| n.to_string()).unwrap_or_default();
            let look = FieldLook::new("Number of responses (n)");
            self.value_ui(ui, desk, id("n"), &n, look.step(name), &|text| {
                let n = optional(text, |text| text.parse().ok())?;
                Some(with(&|evidence| evidence.n = n))
            });
            let date = evidence.date.map(|date| date.in_words(desk.language));
            let date = date.unwrap_or_default();
            let hint = day_hint(desk.language);
            let look = FieldLook::new("Date").hint(&hint);
            self.value_ui(ui, desk, id("date"), &date, look.step(name), &|text| {
                let date = optional(text, read_day)?;
                Some(with(&|evidence| evidence.date = date))
            });
            ui.add_space(6.0);
            ui.horizontal(|ui| {
                if ui.add(Press::text(desk.t("Done"))).clicked() {
                    self.open_evidence = None;
                    left = Some(index);
                }
                let remove = Press::text(desk.t("Remove")).kind(ButtonKind::Bare);
                if !is_new && ui.add(remove).clicked() {
                    self.open_evidence = None;
                    left = Some(index);
                    let mut all = all.to_vec();
                    all.remove(index);
                    desk.edit("Remove evidence", edit(&all));
                }
            });
        });
        if let Some(index) = left {
            self.left_evidence = Some((of.clone(), index));
        }
        let open = self.open_evidence.as_mut();
        if open.is_some_and(|open| std::mem::take(&mut open.fresh)) {
            let first = egui::Id::unique(("panel", id("text")));
            ui.memory_mut(|memory| memory.request_focus(first));
            ui.scroll_to_rect(shown.response.rect, None);
        }
    }
}
