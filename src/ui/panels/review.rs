//! The review: a list of what the map lacks or leaves in doubt, each with the way there and, where
//! one click can do it, its mend.

use std::sync::Arc;

use egui::{
    Align, Color32, Context, Frame, Layout, Margin, Panel, Rect, RichText, Role, ScrollArea, Sense,
    Ui, UiBuilder, Vec2, WidgetInfo, pos2, vec2,
};

use crate::{
    editor::{Action, Editor, Intent, Mend},
    model::{Date, Map, Target},
    review::{Finding, Severity, review_sheet},
    ui::{
        aside::{Aside, Begun},
        regions::{self, Region},
        tokens::{self, Palette},
        view::UiEvent,
        widgets::{self, ButtonKind, Press},
    },
    words::Language,
};

/// More would not be read at once; those behind come up when these are gone.
const SHOWN: usize = 60;
/// Between a row's edge and what it says.
const PAD: f32 = 10.0;
/// From a row's edge to its words, behind the mark.
const WORDS: f32 = 34.0;
const MEND: f32 = 26.0;

/// The panel's own state, and the findings of the map as it was when nothing was going on.
#[derive(Default)]
pub(in crate::ui) struct ReviewPanel {
    is_open: bool,
    aside: Aside,
    reviewed: Option<Reviewed>,
    /// The next one, that is being made.
    begun: Option<(Arc<Map>, Begun<Reviewed>)>,
}

struct Reviewed {
    map: Arc<Map>,
    today: Date,
    findings: Vec<Finding>,
}

impl ReviewPanel {
    /// In points.
    pub(crate) const WIDTH: f32 = 296.0;

    /// One that is made aside.
    pub(crate) fn made(aside: Aside) -> Self {
        Self {
            aside,
            ..Self::default()
        }
    }

    pub(crate) fn is_open(&self) -> bool {
        self.is_open
    }

    /// Opens or closes it; whether it is open then.
    pub(crate) fn turn(&mut self) -> bool {
        self.is_open = !self.is_open;
        self.is_open
    }

    pub(crate) fn count(&self) -> usize {
        self.reviewed.as_ref().map_or(0, |r| r.findings.len())
    }

    /// Reviews the map if it is another one than last time, and not while something is dragged or
    /// written: nobody wants to be judged in the middle of a word.
    pub(crate) fn keep_up(&mut self, ctx: &Context, editor: Option<&Editor>) {
        let Some(editor) = editor else {
            (self.reviewed, self.begun) = (None, None);
            return;
        };
        let known = self.reviewed.as_ref();
        let is_known = known.is_some_and(|r| Arc::ptr_eq(&r.map, editor.map()) || editor.is_busy());
        let is_wanted = !is_known && self.begun.is_none();
        // A window's first pass has the machine for itself.
        if is_wanted && ctx.cumulative_pass_nr() == 0 {
            ctx.request_repaint();
        } else if is_wanted && let Some(today) = today() {
            let (map, layout) = (editor.map().clone(), editor.layout().clone());
            let (of, fonts) = (map.clone(), editor.fonts().clone());
            let begun = self.aside.begin(ctx, move || Reviewed {
                findings: review_sheet(&map, &layout, &fonts, today),
                map,
                today,
            });
            self.begun = Some((of, begun));
        }
        match self.begun.as_ref().map(|(of, begun)| (of, begun.done())) {
            None | Some((_, Ok(None))) => {}
            Some((_, Ok(reviewed))) => (self.reviewed, self.begun) = (reviewed, None),
            // A map that cannot be reviewed has no findings.
            Some((map, Err(()))) => {
                self.reviewed = today().map(|today| Reviewed {
                    map: map.clone(),
                    today,
                    findings: Vec::new(),
                });
                self.begun = None;
            }
        }
    }

    pub(crate) fn show(
        &mut self,
        ui: &mut Ui,
        editor: &Editor,
        language: Language,
        events: &mut Vec<UiEvent>,
    ) {
        let Some(reviewed) = self.reviewed.as_ref().filter(|_| self.is_open) else {
            return;
        };
        let frame = widgets::side_frame(ui);
        Panel::left("review")
            .exact_size(Self::WIDTH)
            .resizable(false)
            .frame(frame)
            .show(ui, |ui| {
                regions::mark(ui, Region::Review, language);
                let margin = Frame::new().inner_margin(Margin {
                    left: 16,
                    right: 8,
                    top: 12,
                    bottom: 6,
                });
                margin.show(ui, |ui| head_ui(ui, reviewed, language, events));
                ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                    let margin = Frame::new().inner_margin(Margin::symmetric(6, 0));
                    margin.show(ui, |ui| {
                        ui.spacing_mut().item_spacing.y = 2.0;
                        for finding in reviewed.findings.iter().take(SHOWN) {
                            row_ui(ui, editor, reviewed, finding, language, events);
                        }
                        end_ui(ui, reviewed.findings.len(), language);
                    });
                });
            });
    }
}

/// What opens the review from the line below, as long as there is something in it.
pub(in crate::ui) fn count_ui(ui: &mut Ui, review: &ReviewPanel, language: Language) -> bool {
    if review.count() == 0 {
        return false;
    }
    let palette = Palette::of(ui);
    let text = count_in_words(review.count(), language);
    let words =
        ui.painter()
            .layout_no_wrap(text.clone(), tokens::medium(12.5), Color32::PLACEHOLDER);
    let size = vec2(words.size().x + 38.0, 24.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &text));
    let (fill, ink) = match response.hovered() || response.has_focus() {
        true => (palette.raised_hover, palette.ink),
        false => (Color32::TRANSPARENT, palette.quiet_ink),
    };
    let painter = ui.painter();
    painter.rect_filled(rect, tokens::RADIUS, fill);
    widgets::focus_ring(ui, &response, rect, tokens::RADIUS);
    let middle = rect.left_center() + vec2(16.0, 0.0);
    let icon = Rect::from_center_size(middle, Vec2::splat(14.0));
    widgets::paint_icon(painter, "checklist", icon, ink);
    let at = pos2(rect.left() + 28.0, rect.center().y - words.size().y / 2.0);
    painter.galley(at, words, ink);
    let tip = language.t(Action::ToggleReview.description());
    response.on_hover_text(tip).clicked()
}

fn count_in_words(count: usize, language: Language) -> String {
    match count {
        0 => language.t("Nothing found").to_owned(),
        n => language.count(n, "{n} finding", "{n} findings", &[]),
    }
}

fn head_ui(ui: &mut Ui, reviewed: &Reviewed, language: Language, events: &mut Vec<UiEvent>) {
    let palette = Palette::of(ui);
    ui.horizontal(|ui| {
        let title = RichText::new(language.t("Review"));
        ui.label(title.font(tokens::bold(15.5)).color(palette.ink));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let close = Press::icon("close", language.t("Close the review"));
            if ui.add(close.kind(ButtonKind::Bare).height(30.0)).clicked() {
                events.push(UiEvent::from(Action::ToggleReview));
            }
            let count = count_in_words(reviewed.findings.len(), language);
            widgets::line(ui, &count, tokens::medium(12.5), palette.quiet_ink);
        });
    });
}

/// What stands below the list, or in its place.
fn end_ui(ui: &mut Ui, count: usize, language: Language) {
    let text = match count.checked_sub(SHOWN) {
        _ if count == 0 => language
            .t("The map has everything a journey map needs.")
            .to_owned(),
        Some(more @ 1..) => language.count(
            more,
            "{n} more will appear as you resolve these.",
            "{n} more will appear as you resolve these.",
            &[],
        ),
        _ => return,
    };
    let quiet = Palette::of(ui).quiet_ink;
    let margin = Frame::new().inner_margin(Margin::symmetric(10, 8));
    margin.show(ui, |ui| {
        ui.label(RichText::new(text).font(tokens::medium(13.0)).color(quiet));
    });
}

/// One finding: its mark, its reason, its place, its mend.
fn row_ui(
    ui: &mut Ui,
    editor: &Editor,
    reviewed: &Reviewed,
    finding: &Finding,
    language: Language,
    events: &mut Vec<UiEvent>,
) {
    let palette = Palette::of(ui);
    let map = &*reviewed.map;
    let (reason, place) = (finding.reason(language), finding.place(map, language));
    let mend = Mend::of(map, finding);
    let width = ui.available_width();
    let room = width - WORDS - PAD;
    let label = format!("{reason} {place}");
    let reason = ui
        .painter()
        .layout(reason, tokens::medium(13.0), palette.ink, room);
    let place = ui.painter().layout_job(egui::text::LayoutJob {
        wrap: egui::text::TextWrapping::truncate_at_width(room),
        ..egui::text::LayoutJob::simple_singleline(
            place,
            tokens::medium(12.0),
            Color32::PLACEHOLDER,
        )
    });
    let mend_height = mend.as_ref().map_or(0.0, |_| MEND + 7.0);
    let height = PAD + reason.size().y + 3.0 + place.size().y + mend_height + PAD;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
    if !ui.is_rect_visible(rect) {
        return;
    }
    let is_there = editor.selection().only() == Some(&finding.target);
    let fill = match (is_there, response.hovered()) {
        (true, _) => palette.accent_soft,
        (false, true) => palette.raised,
        (false, false) => Color32::TRANSPARENT,
    };
    let painter = ui.painter();
    painter.rect_filled(rect, tokens::RADIUS, fill);
    widgets::focus_ring(ui, &response, rect, tokens::RADIUS);
    let (icon, ink) = match finding.severity() {
        Severity::Warn => ("warning", palette.danger),
        Severity::Hint => ("idea", palette.quiet_ink),
    };
    let mark = Rect::from_min_size(rect.min + vec2(PAD, PAD), Vec2::splat(16.0));
    widgets::paint_icon(painter, icon, mark, ink);
    let at = rect.min + vec2(WORDS, PAD);
    let below = at + vec2(0.0, reason.size().y + 3.0);
    let button_top = below.y + place.size().y + 7.0;
    painter.galley(at, reason, palette.ink);
    painter.galley(below, place, palette.quiet_ink);
    if let Some(mend) = mend {
        let text = mend.label(map, language);
        let room = Rect::from_min_max(pos2(at.x, button_top), rect.max - vec2(PAD, PAD));
        let mut inner = ui.new_child(
            UiBuilder::new()
                .max_rect(room)
                .layout(Layout::left_to_right(Align::Center)),
        );
        inner.set_clip_rect(room.expand(2.0).intersect(ui.clip_rect()));
        let press = Press {
            label: &format!("{text}: {label}"),
            ..Press::text(&text)
        };
        if inner
            .add(press.kind(ButtonKind::Outlined).height(MEND))
            .clicked()
        {
            events.push(UiEvent::Intent(Intent::Mend {
                finding: finding.clone(),
                today: reviewed.today,
            }));
        }
    }
    if response.clicked() {
        let target = on_sheet(editor, &finding.target);
        events.push(UiEvent::Intent(Intent::Select(vec![target])));
    }
}

/// The thing itself, or its lane where that shows only how much it holds.
fn on_sheet(editor: &Editor, target: &Target) -> Target {
    let map = editor.map();
    let lane = map.lane_of(target).filter(|_| target.is_content());
    let lane = lane.and_then(|id| map.lane(id));
    match lane.filter(|lane| lane.collapsed) {
        Some(lane) => Target::Lane(lane.id.clone()),
        None => target.clone(),
    }
}

/// The day, where the person is.
pub fn today() -> Option<Date> {
    let date = jiff::Zoned::now().date();
    let part = |part: i8| u8::try_from(part).ok();
    let year = u16::try_from(date.year()).ok()?;
    Date::new(year, part(date.month())?, part(date.day())?)
}
