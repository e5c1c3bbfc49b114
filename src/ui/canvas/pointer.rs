//! What the pointer did over the canvas, as intents.

use egui::{Event, PointerButton, Pos2, Rect, Ui, Vec2};

use super::{Canvas, modifiers};
use crate::{
    editor::{self, Editor, Intent},
    geom::{self, Point},
    layout::Gap,
    ui::UiEvent,
};

fn button(button: PointerButton) -> Option<editor::Button> {
    match button {
        PointerButton::Primary => Some(editor::Button::Primary),
        PointerButton::Secondary => Some(editor::Button::Secondary),
        PointerButton::Middle => Some(editor::Button::Middle),
        PointerButton::Extra1 | PointerButton::Extra2 => None,
    }
}

impl Canvas {
    /// What the pointer did, as intents.
    pub(super) fn pointer(
        &mut self,
        ui: &Ui,
        view: Rect,
        text_rect: Option<Rect>,
        editor: &Editor,
        events: &mut Vec<UiEvent>,
    ) {
        let ctx = ui.ctx();
        // What is dragged from the tools is dropped here.
        self.pressed |= editor.dragged_new().is_some();
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
                    if over || self.pressed {
                        last_move = Some(at);
                    } else if self.pointer_over {
                        send(Intent::PointerLeft);
                    }
                    self.pointer_over = over;
                }
                Event::PointerGone if !self.pressed && self.pointer_over => {
                    self.pointer_over = false;
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
                    if pressed && (is_ours(at) || self.pressed) {
                        last_move = None;
                        let gap = editor.gap().filter(|_| button == editor::Button::Primary);
                        if let Some(gap) = gap {
                            match gap {
                                Gap::Stage { index, .. } => send(Intent::AddStageAt(index)),
                                Gap::Lane { index, .. } => self.lane_gap = Some((index, at)),
                            }
                            continue;
                        }
                        self.no_menu = which == PointerButton::Secondary && editor.is_dragging();
                        self.pressed = true;
                        send(Intent::PointerPressed {
                            at: place,
                            button,
                            modifiers,
                        });
                    } else if !pressed && self.pressed {
                        if last_move.take().is_some() {
                            send(Intent::PointerMoved {
                                at: place,
                                modifiers,
                            });
                        }
                        self.pressed = false;
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
                    self.pressed = false;
                    send(Intent::FocusLost);
                }
                _ => {}
            }
        }
        // Keys that are held change what a drag does, also where the pointer stands still.
        if last_move.is_none()
            && self.pressed
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
