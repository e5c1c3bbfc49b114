//! The window as a whole: the bar above, what can be added on the left, the panel on the right,
//! the stops and the line of help below, and the canvas in the middle.

use egui::{Align2, Context, Rect, Stroke, Ui, vec2};

use crate::{
    editor::{Action, Editor, Intent, WindowAction, present::Talk},
    survey::TableFile,
    ui::{
        aside::Aside,
        canvas::{self, Canvas},
        dialogs::shortcut_groups,
        dialogs::{Answer, Dialog, DialogContext, ShortcutGroup},
        key_queue::KeyQueue,
        keyboard, menu_keys,
        menus::{self, ShownParts},
        paint::painter::ScenePainter,
        panels::{
            announcer::Announcer,
            commands::{self, Commands},
            find_bar::FindBar,
            guide::Guide,
            inspector::Inspector,
            lens::LensButton,
            notice,
            overview::Overview,
            review::ReviewPanel,
            stops::StopStrip,
            value::Values,
            welcome, written,
        },
        panels::{status, tools, top_bar},
        present::Stage,
        regions::{self, Region},
        tokens::{self, Palette},
        view::{UiEvent, View},
        widgets::{ButtonKind, Press},
    },
    words::Language,
};

/// The window's own state: nothing in it is lost when it is made anew.
#[derive(Default)]
pub struct Shell {
    painter: ScenePainter,
    canvas: Canvas,
    inspector: Inspector,
    find_bar: FindBar,
    overview: Overview,
    review: ReviewPanel,
    lens: LensButton,
    commands: Option<Commands>,
    guide: Guide,
    guide_open: bool,
    values: Values,
    stops: StopStrip,
    stage: Stage,
    hidden: Hidden,
    announcer: Announcer,
}

/// As wide as the window has to be for the guide to stand beside the panel, not in its place.
const FOR_BOTH: f32 = 1100.0;

/// What the map keeps of the width of the window, whatever stands beside it.
const FOR_MAP: f32 = 260.0;

/// What of the window a person has hidden.
#[derive(Debug, Clone, Copy, Default)]
struct Hidden {
    tools: bool,
    panel: bool,
    overview: bool,
    /// Everything but the map.
    all: bool,
}

impl Shell {
    /// A window that has pictures decoded, its overview drawn, its review and the
    /// pages of a talk made aside.
    pub fn with(aside: Aside) -> Self {
        Self {
            painter: ScenePainter::decoding(aside.clone()),
            overview: Overview::drawn(aside.clone()),
            review: ReviewPanel::made(aside.clone()),
            stops: StopStrip::made(aside.clone()),
            stage: Stage::made(aside),
            ..Self::default()
        }
    }

    /// What the clipboard has for the widget that has the keyboard, as it was asked for; `None` where
    /// it is none of its.
    pub fn paste(ctx: &egui::Context, text: Option<String>) {
        KeyQueue::paste(ctx, text);
    }

    /// Whether what is pasted is for the sheet.
    pub fn has_keyboard_on_sheet(ctx: &egui::Context) -> bool {
        keyboard::has_keyboard(ctx)
    }

    /// Draws the window and gives what the person wants, in order.
    pub fn show(&mut self, ui: &mut Ui, view: &View<'_>) -> Vec<UiEvent> {
        let mut events = Vec::new();
        let language = view.language;
        name_window(ui.ctx(), view);
        if KeyQueue::attend(ui.ctx(), view.editor.is_some()) {
            events.push(UiEvent::AskClipboard);
        }
        menu_keys::attend(ui.ctx());
        match view.editor {
            Some(editor) if keyboard::has_keyboard(ui.ctx()) => {
                let leaves_escape = !editor.is_presenting() && self.values.ends_by_escape(editor);
                canvas::take_keys(ui, leaves_escape, &mut events);
            }
            editor => menus::take_shortcuts(ui, editor, &mut events),
        }
        regions::attend(ui.ctx());
        self.review.keep_up(ui.ctx(), view.editor);
        if let Some((editor, talk)) = presented(view) {
            self.talk_ui(ui, view, (editor, talk), &mut events);
            return events;
        }
        let waits = view.editor.and_then(Editor::talk).is_some();
        self.stage.leave(!waits);
        let hidden = self.hidden;
        // Without a map there is nothing else to be seen.
        let all_hidden = hidden.all && view.editor.is_some();
        if !all_hidden {
            top_bar::top_bar_ui(ui, view, &self.shown(), &mut self.lens, &mut events);
        }
        if let Some(notice) = view.notice.filter(|_| view.editor.is_some()) {
            notice::notice_ui(ui, notice, language, &mut events);
        }
        match view.editor {
            Some(editor) => {
                if !hidden.all {
                    status::status_ui(ui, view, editor, &self.review, &mut events);
                }
                if !hidden.all && !hidden.tools {
                    tools::rail_ui(ui, editor, language, &mut events);
                }
                if !hidden.all {
                    self.review.show(ui, editor, language, &mut events);
                }
                let guide = !hidden.all && self.guide_open;
                let for_both = ui.ctx().content_rect().width() >= FOR_BOTH;
                // Where review and panel would leave no room for the map, the panel gives way.
                let crowds = !hidden.all && self.review.is_open() && !has_room_for_review(ui.ctx());
                if hidden.all || hidden.panel || crowds || (guide && !for_both) {
                    self.inspector.finish(&mut events);
                } else {
                    self.inspector.show(ui, editor, language, &mut events);
                }
                if guide && !crowds {
                    self.guide.show(ui, editor, language, &mut events);
                }
                if !hidden.all {
                    self.stops.show(ui, editor, language, &mut events);
                }
                egui::CentralPanel::no_frame().show(ui, |ui| {
                    regions::mark(ui, Region::Canvas, language);
                    let canvas = ui.available_rect_before_wrap();
                    self.canvas
                        .show(ui, editor, &mut self.painter, language, &mut events);
                    self.find_bar
                        .show(ui, canvas, editor, language, &mut events);
                    if !hidden.overview {
                        self.overview
                            .show(ui, canvas, editor, language, &mut events);
                    }
                    if hidden.all || waits {
                        way_back_ui(ui, canvas, (hidden.all, waits), language, &mut events);
                    }
                    if let Some(file) = view.written {
                        written::written_ui(ui, canvas, file, language, &mut events);
                    }
                });
            }
            None => {
                self.values = Values::default();
                // There is nothing selected that it could be for.
                menu_keys::takes_context_menu(ui.ctx());
                egui::CentralPanel::no_frame().show(ui, |ui| {
                    regions::mark(ui, Region::Start, language);
                    welcome::welcome_ui(ui, view, &mut self.painter, &mut events);
                });
            }
        }
        if let Some(editor) = view.editor {
            let painter = &mut self.painter;
            self.values
                .show(ui.ctx(), editor, painter, language, &mut events);
        }
        commands::show(
            &mut self.commands,
            ui.ctx(),
            view.editor,
            language,
            &mut events,
        );
        let hovers = ui.input(|input| {
            let file = input.raw.hovered_files.first()?;
            let table = file.path.as_deref().and_then(TableFile::of);
            Some(table.is_some())
        });
        if let Some(is_table) = hovers {
            drop_hint(ui, is_table && view.editor.is_some(), language);
        }
        let is_wide = ui.ctx().content_rect().width() >= FOR_BOTH;
        let has_room = has_room_for_review(ui.ctx());
        for event in events.extract_if(.., |event| of_window(event).is_some()) {
            if let Some(action) = of_window(&event) {
                self.change(action, (is_wide, has_room), language);
                ui.ctx().request_repaint();
            }
        }
        self.announcer.hear(view);
        self.announcer.show(ui.ctx());
        events
    }

    /// What of the window is shown, as its menu tells it.
    fn shown(&self) -> ShownParts {
        vec![
            (WindowAction::ToggleTools, !self.hidden.tools),
            (WindowAction::TogglePanel, !self.hidden.panel),
            (WindowAction::ToggleOverview, !self.hidden.overview),
            (WindowAction::ToggleReview, self.review.is_open()),
            (WindowAction::ToggleValues, self.values.is_open()),
            (WindowAction::ToggleStops, self.stops.is_open()),
            (WindowAction::ToggleGuide, self.guide_open),
        ]
    }

    /// A stop before the audience, and nothing else of the window.
    fn talk_ui(
        &mut self,
        ui: &mut Ui,
        view: &View<'_>,
        (editor, talk): (&Editor, &Talk),
        events: &mut Vec<UiEvent>,
    ) {
        // What is still being typed beside the map counts as done.
        self.inspector.finish(events);
        self.commands = None;
        egui::CentralPanel::no_frame().show(ui, |ui| {
            let painter = &mut self.painter;
            self.stage.show(ui, view, (editor, talk), painter, events);
        });
        // What the window does by itself is not to be seen.
        events.retain(|event| of_window(event).is_none());
        self.announcer.hear(view);
        self.announcer.show(ui.ctx());
    }

    /// Does what concerns the window alone, and says what is seen of it now; `is_wide`: guide and
    /// panel have room beside each other, `has_room`: review and one of both have.
    fn change(
        &mut self,
        action: WindowAction,
        (is_wide, has_room): (bool, bool),
        language: Language,
    ) {
        let on_the_right = matches!(
            action,
            WindowAction::TogglePanel | WindowAction::ToggleGuide | WindowAction::AddEvidence
        );
        if on_the_right && !has_room && self.review.is_open() {
            // What gave way to the review comes back in its place.
            self.review.turn();
            let back = match action {
                WindowAction::TogglePanel if !self.hidden.panel => Some(Region::Panel),
                WindowAction::ToggleGuide if self.guide_open => Some(Region::Guide),
                _ => None,
            };
            if let Some(region) = back {
                let what = language.t(region.name());
                return self.announcer.shown(what, true, language);
            }
        }
        let turn = |hidden: &mut bool| {
            *hidden = !*hidden;
            !*hidden
        };
        let (region, is_shown) = match action {
            WindowAction::ToggleTools => (Region::Tools, turn(&mut self.hidden.tools)),
            WindowAction::TogglePanel => (Region::Panel, turn(&mut self.hidden.panel)),
            WindowAction::ToggleOverview => (Region::Overview, turn(&mut self.hidden.overview)),
            WindowAction::ToggleReview => (Region::Review, self.review.turn()),
            WindowAction::ToggleValues => (Region::Values, self.values.turn()),
            WindowAction::ToggleStops => (Region::Stops, self.stops.turn()),
            WindowAction::OnlyMap => {
                let is_shown = turn(&mut self.hidden.all);
                let everything = language.t("Everything except the map");
                return self.announcer.shown(everything, is_shown, language);
            }
            WindowAction::ToggleGuide => (Region::Guide, !turn(&mut self.guide_open)),
            WindowAction::ReachBar => return self.canvas.reach_bar(),
            WindowAction::AddEvidence => {
                // It is written in the panel.
                (self.hidden.panel, self.hidden.all) = (false, false);
                self.guide_open &= is_wide;
                return self.inspector.add_evidence();
            }
            WindowAction::Commands => {
                self.commands = Some(Commands::default());
                return;
            }
        };
        let what = language.t(region.name());
        self.announcer.shown(what, is_shown, language);
    }

    /// Draws a dialog over the window; gives the answer once there is one.
    pub fn dialog(
        &mut self,
        ctx: &Context,
        view: &View<'_>,
        dialog: &mut Dialog,
    ) -> Option<Answer> {
        menu_keys::attend(ctx);
        dialog.show(
            ctx,
            &mut DialogContext {
                language: view.language,
                fonts: view.fonts,
                scene: view.editor.map(|editor| &**editor.scene()),
                templates: view.templates,
                painter: &mut self.painter,
            },
        )
    }

    /// What is still being typed, to be kept before the map is saved or closed.
    pub fn finish(&mut self) -> Vec<UiEvent> {
        let mut events = Vec::new();
        self.inspector.finish(&mut events);
        events.push(UiEvent::Intent(Intent::CommitText));
        events
    }

    /// The sheet of shortcuts, for [`Dialog::Shortcuts`].
    pub fn shortcuts(&self, ctx: &Context, language: Language) -> Vec<ShortcutGroup> {
        shortcut_groups(ctx.os().is_mac(), language)
    }
}

/// Whether review and panel leave room for the map between them.
fn has_room_for_review(ctx: &Context) -> bool {
    let taken = tokens::RAIL + ReviewPanel::WIDTH + tokens::INSPECTOR;
    ctx.content_rect().width() >= taken + FOR_MAP
}

/// What the window is called, as its frame has it, the mark of unsaved changes aside.
fn name_window(ctx: &Context, view: &View<'_>) {
    let name = view.editor.map_or_else(
        || "Jejak".to_owned(),
        |editor| format!("{} – Jejak", top_bar::document_name(editor, view.language)),
    );
    ctx.accesskit_node_builder(egui::accesskit_root_id(), |node| node.set_label(name));
}

/// The talk that is shown in the place of the window.
fn presented<'a>(view: &View<'a>) -> Option<(&'a Editor, &'a Talk)> {
    let editor = view.editor.filter(|editor| editor.is_presenting())?;
    Some((editor, editor.talk()?))
}

/// What is done by the window alone.
fn of_window(event: &UiEvent) -> Option<WindowAction> {
    match event {
        UiEvent::Intent(Intent::Action(action)) => action.of_window(),
        _ => None,
    }
}

/// How to get back what is hidden, and to a talk that waits, quietly, for hands that have only a
/// mouse too.
fn way_back_ui(
    ui: &Ui,
    canvas: Rect,
    (hides, waits): (bool, bool),
    language: Language,
    events: &mut Vec<UiEvent>,
) {
    let keys = Action::OnlyMap.shortcuts();
    let keys = keys.first().map(|keys| menus::describe(ui, keys));
    let text = language.fill(
        "Show everything ({keys})",
        &[("keys", &keys.unwrap_or_default())],
    );
    egui::Area::new(egui::Id::unique("way back"))
        .order(egui::Order::Middle)
        .fixed_pos(canvas.left_bottom() + vec2(12.0, -42.0))
        .fade_in(false)
        .show(ui.ctx(), |ui| {
            regions::mark(ui, Region::WayBack, language);
            ui.horizontal(|ui| {
                if hides && ui.add(Press::text(&text).height(30.0)).clicked() {
                    events.push(UiEvent::from(Action::OnlyMap));
                }
                let back = Press::text(language.t("Back to the presentation (Esc)"));
                let back = back.kind(ButtonKind::Primary).height(30.0);
                if waits && ui.add(back).clicked() {
                    events.push(UiEvent::from(Action::PresentHere));
                }
            });
        });
}

/// Says over the whole window what becomes of a file that hovers above it.
fn drop_hint(ui: &Ui, is_table: bool, language: Language) {
    let words = if is_table {
        "Drop to preview this table"
    } else {
        "Drop to open"
    };
    let palette = Palette::of(ui);
    let layer = egui::LayerId::new(egui::Order::Foreground, egui::Id::unique("drop hint"));
    let painter = ui.ctx().layer_painter(layer);
    let window = ui.ctx().content_rect();
    painter.rect_filled(window, 0.0, palette.accent_soft.gamma_multiply(0.85));
    let stroke = Stroke::new(3.0, palette.accent_ink);
    painter.rect_stroke(window.shrink(12.0), 14.0, stroke, egui::StrokeKind::Inside);
    painter.text(
        window.center(),
        Align2::CENTER_CENTER,
        language.t(words),
        tokens::bold(22.0),
        palette.accent_ink,
    );
}
