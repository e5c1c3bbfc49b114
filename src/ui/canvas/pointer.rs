//! What the pointer did over the canvas, as intents.

use egui::{Event, PointerButton, Pos2, Rect, Ui, Vec2};

use crate::{
    editor::{self, Editor, Intent},
    geom::{self, Point},
    layout::Gap,
    ui::view::UiEvent,
};

fn button(button: PointerButton) -> Option<editor::Button> {
    match button {
        PointerButton::Primary => Some(editor::Button::Primary),
        PointerButton::Secondary => Some(editor::Button::Secondary),
        PointerButton::Middle => Some(editor::Button::Middle),
        PointerButton::Extra1 | PointerButton::Extra2 => None,
    }
}

fn modifiers(m: egui::Modifiers) -> editor::Modifiers {
    editor::Modifiers {
        command: m.command,
        shift: m.shift,
        alt: m.alt,
    }
}

/// What is kept of the pointer from frame to frame.
#[derive(Default)]
pub(super) struct PointerState {
    /// A button that went down on the canvas is still down.
    pub is_pressed: bool,
    pub is_over: bool,
    /// Where the pointer was last, and with which keys held.
    last: Option<(Pos2, egui::Modifiers)>,
    /// The other button gave a drag up, and so opens no menu.
    pub no_menu: bool,
    /// The gap between lanes that a lane is chosen for, and where that was asked.
    pub lane_gap: Option<(usize, Pos2)>,
    pub is_new_gap: bool,
}

impl PointerState {
    /// What the pointer did, as intents.
    pub(super) fn show(
        &mut self,
        ui: &Ui,
        view: Rect,
        text_rect: Option<Rect>,
        editor: &Editor,
        events: &mut Vec<UiEvent>,
    ) {
        let ctx = ui.ctx();
        // What is dragged from the tools is dropped here.
        self.is_pressed |= editor.dragged_new().is_some();
        let is_ours = |at: Pos2| {
            view.contains(at)
                && ctx
                    .layer_id_at(at)
                    .is_none_or(|layer| layer == ui.layer_id())
                && !text_rect.is_some_and(|text| text.expand(4.0).contains(at))
        };
        let in_view = |at: Pos2| {
            let at = at - view.min;
            Point::new(f64::from(at.x), f64::from(at.y))
        };
        let mut send = |intent| events.push(UiEvent::Intent(intent));
        let (input, double_clicked, held) = ctx.input(|input| {
            (
                input.events.clone(),
                input.pointer.button_double_clicked(PointerButton::Primary),
                input.modifiers,
            )
        });
        let mut last_move = None;
        let mut released_at = None;
        for event in input {
            match event {
                Event::PointerMoved(at) => {
                    let over = is_ours(at);
                    if over || self.is_pressed {
                        last_move = Some(at);
                    } else if self.is_over {
                        send(Intent::PointerLeft);
                    }
                    self.is_over = over;
                }
                Event::PointerGone if !self.is_pressed && self.is_over => {
                    self.is_over = false;
                    last_move = None;
                    send(Intent::PointerLeft);
                }
                Event::PointerButton {
                    pos: at,
                    button: which,
                    pressed,
                    modifiers: keys,
                } => {
                    let Some(button) = button(which) else {
                        continue;
                    };
                    let modifiers = modifiers(keys);
                    let place = in_view(at);
                    if pressed && (is_ours(at) || self.is_pressed) {
                        last_move = None;
                        let gap = editor.gap().filter(|_| button == editor::Button::Primary);
                        if let Some(gap) = gap {
                            match gap {
                                Gap::Stage { index, .. } => send(Intent::AddStageAt(index)),
                                Gap::Lane { index, .. } => {
                                    self.lane_gap = Some((index, at));
                                    self.is_new_gap = true;
                                }
                            }
                            continue;
                        }
                        self.no_menu = which == PointerButton::Secondary && editor.is_dragging();
                        self.is_pressed = true;
                        send(Intent::PointerPressed {
                            at: place,
                            button,
                            modifiers,
                        });
                    } else if !pressed && self.is_pressed {
                        if last_move.take().is_some() {
                            send(Intent::PointerMoved {
                                at: place,
                                modifiers,
                            });
                        }
                        self.is_pressed = false;
                        send(Intent::PointerReleased {
                            at: place,
                            button,
                            modifiers,
                        });
                        if which == PointerButton::Primary {
                            released_at = Some(place);
                        }
                    }
                }
                Event::WindowFocused(false) => {
                    self.is_pressed = false;
                    send(Intent::FocusLost);
                }
                _ => {}
            }
        }
        // Keys that are held change what a drag does, also where the pointer stands still.
        if last_move.is_none()
            && self.is_pressed
            && let Some((at, before)) = self.last
            && before != held
        {
            last_move = Some(at);
        }
        if let Some(at) = last_move {
            self.last = Some((at, held));
            send(Intent::PointerMoved {
                at: in_view(at),
                modifiers: modifiers(held),
            });
        }
        if let Some(at) = released_at.filter(|_| double_clicked) {
            send(Intent::DoubleClicked { at });
        }
        let Some(at) = ctx.pointer_hover_pos().filter(|at| is_ours(*at)) else {
            return;
        };
        let (factor, scroll) =
            ctx.input(|input| (f64::from(input.zoom_delta()), input.smooth_scroll_delta()));
        if factor != 1.0 {
            send(Intent::Zoom {
                factor,
                at: in_view(at),
            });
        } else if scroll != Vec2::ZERO {
            let by = geom::Vec2::new(f64::from(scroll.x), f64::from(scroll.y));
            send(Intent::Pan(by));
        }
    }
}
