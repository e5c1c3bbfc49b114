//! What lies over the window (each dialog, the list of commands, the matrix) takes the keyboard to
//! its first field, keeps it, and gives it back: one way for all of them.

use egui::{Context, Event, FocusDirection, Id, Key, LayerId, Plugin, Popup, Response, Ui};

use super::{keyboard, regions};

/// All that lies over the window, the lowest first.
#[derive(Default)]
struct FocusHold {
    held: Vec<Held>,
    /// A key that leads from widget to widget was pressed in the pass before.
    is_led: bool,
    /// The first field is looked for in what is being drawn.
    takes: bool,
}

/// What measures itself in every pass would else have the keyboard for ever.
const TRIES: u8 = 2;

struct Held {
    /// What it is at present: a dialog may give way to another in the same layer.
    what: Id,
    layer: LayerId,
    /// Who had the keyboard before it came.
    before: Option<Id>,
    /// Who in it had the keyboard last.
    last: Option<Id>,
    has_keyboard: bool,
    is_drawn: bool,
    /// The first of its fields is to have the keyboard.
    wants_first: bool,
    /// So often more it may look for that field anew.
    tries: u8,
}

/// Draws what lies over the window and holds the keyboard there; `what` tells one such thing from
/// another that is drawn in its place.
pub(super) fn hold<R>(ui: &mut Ui, what: Id, content: impl FnOnce(&mut Ui) -> R) -> R {
    let ctx = ui.ctx().clone();
    let (layer, is_measured) = (ui.layer_id(), ui.is_sizing_pass());
    let plugin = ctx.plugin_or_default::<FocusHold>();
    let takes = plugin.lock().begin(&ctx, what, layer, is_measured);
    let edges = edges(layer);
    let goes_back = !takes
        && ctx.memory_mut(|memory| {
            memory.interested_in_focus(edges[0], layer);
            memory.has_focus(edges[0])
        });
    plugin.lock().takes = takes;
    let asked = discards(&ctx);
    let inner = content(ui);
    plugin.lock().takes = false;
    if takes && discards(&ctx) > asked {
        // A table that is there for the first time is only measured: its fields take nothing yet.
        plugin.lock().take_once_more(layer);
    }
    let is_behind = ctx.memory_mut(|memory| {
        if takes {
            memory.move_focus(FocusDirection::None);
        }
        if goes_back {
            // The one before this edge is the last of the fields.
            memory.request_focus(edges[1]);
            memory.move_focus(FocusDirection::Previous);
        }
        memory.interested_in_focus(edges[1], layer);
        !goes_back && memory.has_focus(edges[1])
    });
    if is_behind || goes_back || takes {
        ctx.request_repaint();
    }
    if is_behind {
        plugin.lock().start_over(layer);
    }
    inner
}

/// How often something asked in this pass to be drawn anew.
fn discards(ctx: &Context) -> usize {
    ctx.output(|output| output.request_discard_reasons.len())
}

/// What comes first but is not what one wants to do there leaves the keyboard to the next field.
pub(super) fn pass_over(ui: &Ui, response: &Response) {
    let plugin = ui.ctx().plugin_or_default::<FocusHold>();
    let takes = plugin.lock().takes;
    if takes && response.has_focus() {
        ui.memory_mut(|memory| {
            memory.surrender_focus(response.id);
            memory.move_focus(FocusDirection::Next);
        });
    }
}

impl Plugin for FocusHold {
    fn debug_name(&self) -> &'static str {
        "keyboard of what lies over the window"
    }

    fn on_begin_pass(&mut self, ui: &mut Ui) {
        self.keep(ui.ctx());
        for held in &mut self.held {
            held.is_drawn = false;
        }
    }

    fn on_end_pass(&mut self, ui: &mut Ui) {
        self.give_back(ui.ctx());
    }
}

impl FocusHold {
    /// Whether the first field is to take the keyboard in this pass.
    fn begin(&mut self, ctx: &Context, what: Id, layer: LayerId, is_measured: bool) -> bool {
        let at = self.held.iter().position(|held| held.layer == layer);
        let at = at.unwrap_or_else(|| {
            self.held.push(Held {
                what,
                layer,
                before: ctx.memory(|memory| memory.focused()),
                last: None,
                has_keyboard: false,
                is_drawn: true,
                wants_first: true,
                tries: TRIES,
            });
            self.held.len() - 1
        });
        let held = &mut self.held[at];
        if held.what != what {
            (held.what, held.last, held.wants_first) = (what, None, true);
            held.tries = TRIES;
        }
        held.is_drawn = true;
        // What is only measured is not seen yet.
        let takes = !is_measured && std::mem::take(&mut held.wants_first);
        if takes {
            ctx.memory_mut(|memory| {
                if let Some(focused) = memory.focused() {
                    memory.surrender_focus(focused);
                }
                memory.move_focus(FocusDirection::Next);
            });
        }
        takes
    }

    /// Tab went past the last field.
    fn start_over(&mut self, layer: LayerId) {
        let held = self.held.iter_mut().find(|held| held.layer == layer);
        if let Some(held) = held {
            held.wants_first = true;
        }
    }

    /// What took the keyboard was perhaps not the first field.
    fn take_once_more(&mut self, layer: LayerId) {
        let held = self.held.iter_mut().find(|held| held.layer == layer);
        if let Some(held) = held.filter(|held| held.tries > 0) {
            held.tries -= 1;
            held.wants_first = true;
        }
    }

    /// Gives the keyboard back where something was closed.
    fn give_back(&mut self, ctx: &Context) {
        let Some(at) = self.held.iter().position(|held| !held.is_drawn) else {
            return;
        };
        let closed: Vec<Held> = self.held.extract_if(.., |held| !held.is_drawn).collect();
        let before = closed[0].before;
        if let Some(above) = self.held.get_mut(at) {
            above.before = before;
            return;
        }
        let focused = ctx.memory(|memory| memory.focused());
        let is_closed = |id: Id| {
            let response = ctx.read_response(id);
            response.is_none_or(|r| closed.iter().any(|held| held.layer == r.layer_id))
        };
        if focused.is_some_and(|id| !is_closed(id)) {
            return;
        }
        keyboard::give_back(ctx, before);
    }

    /// Leads the keyboard back that went to what lies behind.
    fn keep(&mut self, ctx: &Context) {
        let (tab, arrow) = ctx.input(|input| {
            let mut led = (false, None);
            for event in &input.events {
                let Event::Key {
                    key,
                    pressed: true,
                    modifiers,
                    ..
                } = event
                else {
                    continue;
                };
                match key {
                    Key::Tab => led.0 = true,
                    Key::ArrowDown | Key::ArrowRight if modifiers.is_none() => {
                        led.1 = Some(FocusDirection::Next);
                    }
                    Key::ArrowUp | Key::ArrowLeft if modifiers.is_none() => {
                        led.1 = Some(FocusDirection::Previous);
                    }
                    _ => {}
                }
            }
            led
        });
        let was_led = std::mem::replace(&mut self.is_led, tab || arrow.is_some());
        let Some(top) = self.held.last_mut() else {
            return;
        };
        let (focused, modal) = ctx.memory(|memory| (memory.focused(), memory.top_modal_layer()));
        let is_modal = modal == Some(top.layer);
        let had_keyboard = top.has_keyboard;
        top.has_keyboard = true;
        match focused {
            Some(id) if is_over(ctx, id, top.layer) => {
                let by_pointer =
                    ctx.input(|input| input.pointer.any_down() || input.pointer.any_released());
                if top.last.replace(id) != Some(id) && !by_pointer {
                    regions::scroll_to(ctx, id);
                }
            }
            Some(_) if is_modal || (was_led && had_keyboard) => restore(ctx, top.last),
            None if is_modal && tab => restore(ctx, top.last),
            Some(_) | None => {
                top.has_keyboard = false;
                return;
            }
        }
        // What is nearest in a direction may lie behind: arrows go on in the order of Tab.
        let writes = ctx.text_edit_focused() || Popup::is_any_open(ctx);
        if let Some(direction) = arrow.filter(|_| !writes && focused.is_some()) {
            ctx.memory_mut(|memory| memory.move_focus(direction));
        }
    }
}

/// Whether a widget is part of a layer, or of what has opened over it.
fn is_over(ctx: &Context, id: Id, layer: LayerId) -> bool {
    if edges(layer).contains(&id) {
        return true;
    }
    let Some(response) = ctx.read_response(id) else {
        return false;
    };
    let of = response.layer_id;
    let is_modal = ctx.memory(|memory| memory.top_modal_layer()) == Some(layer);
    of == layer
        || of.order > layer.order
        || is_modal && ctx.memory(|memory| memory.is_above_modal_layer(of))
}

/// What stands before the first field and behind the last one: Tab comes by there.
fn edges(layer: LayerId) -> [Id; 2] {
    [
        layer.id.with("before the first"),
        layer.id.with("behind the last"),
    ]
}

fn restore(ctx: &Context, last: Option<Id>) {
    let last = last.filter(|id| ctx.read_response(*id).is_some());
    if let Some(last) = last {
        ctx.memory_mut(|memory| memory.request_focus(last));
    }
}
