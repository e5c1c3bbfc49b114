//! The keyboard in menus, as desktops have it: Alt and F10 lead to the bar, the menu key to the
//! context menu, letters choose, arrows go from menu to menu, Home and End to their ends, and Esc
//! one step back.

use egui::{
    Context, Event, Id, Key, Modifiers, Plugin, Popup, RawInput, Response, TextStyle, Ui,
    text::{LayoutJob, TextFormat, TextWrapping},
};

use super::keyboard::{self, canvas_id};

/// What of the menus was drawn last, and where the keyboard is among them.
#[derive(Default)]
struct MenuKeys {
    titles: Vec<Title>,
    entries: Vec<Entry>,
    /// The menu whose first entry is to have the keyboard once it is there.
    wants_first: Option<Id>,
    /// The entry that is to be scrolled into view.
    reached: Option<Id>,
    shows_letters: bool,
    /// Alt was pressed, and nothing since.
    alt_alone: bool,
    was_open: bool,
    /// Who had the keyboard before the menus took it.
    before: Option<Id>,
    by_pointer: bool,
    /// A letter that was a shortcut, and comes as a text, too.
    spent: Option<char>,
    wants_context: bool,
}

/// A menu of the bar.
struct Title {
    id: Id,
    menu: Id,
    letter: Option<char>,
}

/// Something that can be chosen in a menu that is open.
struct Entry {
    id: Id,
    /// The menu that it stands in.
    menu: Id,
    letter: Option<char>,
    initial: Option<char>,
    kind: EntryKind,
}

/// What an entry does when it is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum EntryKind {
    /// Something at once, and the menu closes.
    Command,
    /// Opens a menu of its own.
    Submenu,
    /// One of a list, where a letter goes to it and chooses nothing.
    Option,
}

/// Follows the menus of a window from its first frame on.
pub(super) fn attend(ctx: &Context) {
    ctx.plugin_or_default::<MenuKeys>();
}

/// Whether the context menu was asked for by key; once.
pub(super) fn takes_context_menu(ctx: &Context) -> bool {
    let plugin = ctx.plugin_or_default::<MenuKeys>();
    let mut keys = plugin.lock();
    std::mem::take(&mut keys.wants_context)
}

/// The context menu with this id was opened by key: the keyboard goes to its first entry.
pub(super) fn reach(ctx: &Context, menu: Id) {
    let plugin = ctx.plugin_or_default::<MenuKeys>();
    let mut keys = plugin.lock();
    keys.enter(ctx, menu);
}

/// A key that leads to the menus.
pub(super) fn leads_to_menus(event: &Event) -> bool {
    let Event::Key {
        key,
        pressed,
        modifiers,
        ..
    } = event
    else {
        return false;
    };
    match key {
        Key::AltLeft => !pressed,
        Key::F10 | Key::Menu => *pressed,
        _ => *pressed && modifiers.alt && !modifiers.command && letter_of(*key).is_some(),
    }
}

/// Tells of a menu of the bar, of which `response` is the title.
pub(super) fn title_drawn(response: &Response, menu: Id, letter: Option<char>) {
    let plugin = response.ctx.plugin_or_default::<MenuKeys>();
    plugin.lock().titles.push(Title {
        id: response.id,
        menu,
        letter,
    });
}

/// Tells of an entry that can be chosen.
pub(super) fn entry_drawn(
    ui: &Ui,
    response: &Response,
    name: &str,
    letter: Option<char>,
    kind: EntryKind,
) {
    if ui.is_sizing_pass() || !response.enabled() {
        return;
    }
    let plugin = ui.ctx().plugin_or_default::<MenuKeys>();
    let mut keys = plugin.lock();
    if keys.reached.take_if(|id| *id == response.id).is_some() || response.gained_focus() {
        response.scroll_to_me(None);
    }
    keys.entries.push(Entry {
        id: response.id,
        menu: response.layer_id.id,
        letter,
        initial: name.chars().find_map(lower),
        kind,
    });
}

/// A letter of each name that no other of them has; those that stand first are asked first.
pub(super) fn letters<'n>(names: impl IntoIterator<Item = &'n str>) -> Vec<Option<char>> {
    let mut taken = Vec::new();
    let free = |name: &str| {
        let initials = name
            .split_whitespace()
            .filter_map(|word| word.chars().next());
        let mut letters = initials.chain(name.chars()).filter_map(lower);
        let letter = letters.find(|letter| !taken.contains(letter));
        taken.extend(letter);
        letter
    };
    names.into_iter().map(free).collect()
}

fn lower(letter: char) -> Option<char> {
    let letter = letter.to_lowercase().next()?;
    letter.is_ascii_alphanumeric().then_some(letter)
}

/// Of a name in a menu: what is longer ends with an ellipsis.
const WIDEST: f32 = 420.0;

/// A name with its letter underlined while letters are shown.
pub(super) fn name_with_letter(ui: &Ui, name: &str, letter: Option<char>) -> LayoutJob {
    let plugin = ui.ctx().plugin_or_default::<MenuKeys>();
    let is_shown = plugin.lock().shows_letters;
    let font = TextStyle::Button.resolve(ui.style());
    let plain = TextFormat::simple(font, egui::Color32::PLACEHOLDER);
    let at = letter.filter(|_| is_shown).and_then(|letter| {
        let words = name.split_whitespace();
        let starts = words.map(|word| word.as_ptr() as usize - name.as_ptr() as usize);
        let all = name.char_indices().map(|(at, _)| at);
        let mut places = starts.chain(all);
        places.find(|at| name[*at..].chars().next().and_then(lower) == Some(letter))
    });
    let mut job = LayoutJob {
        wrap: TextWrapping::truncate_at_width(WIDEST),
        ..LayoutJob::default()
    };
    let Some(at) = at else {
        job.append(name, 0.0, plain);
        return job;
    };
    let end = at + name[at..].chars().next().map_or(0, char::len_utf8);
    let underlined = TextFormat {
        underline: egui::Stroke::new(1.0, ui.visuals().text_color()),
        ..plain.clone()
    };
    for (part, format) in [
        (&name[..at], plain.clone()),
        (&name[at..end], underlined),
        (&name[end..], plain),
    ] {
        if !part.is_empty() {
            job.append(part, 0.0, format);
        }
    }
    job
}

impl Plugin for MenuKeys {
    fn debug_name(&self) -> &'static str {
        "keyboard in menus"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        self.follow(ctx);
        let events = std::mem::take(&mut input.events);
        input.events = events
            .into_iter()
            .filter_map(|event| self.hear(ctx, event))
            .collect();
    }

    fn on_begin_pass(&mut self, _ui: &mut Ui) {
        self.titles.clear();
        self.entries.clear();
    }
}

impl MenuKeys {
    /// Sees what was opened and closed since, and leads the keyboard there and back.
    fn follow(&mut self, ctx: &Context) {
        let is_open = Popup::is_any_open(ctx);
        let focused = ctx.memory(|memory| memory.focused());
        if is_open && !self.was_open && !self.is_of_menus(focused) {
            self.before = focused;
        }
        if self.was_open && !is_open {
            self.wants_first = None;
            if !self.is_in_bar(focused) {
                self.leave(ctx);
            }
        }
        self.was_open = is_open;
        if let Some(menu) = self.wants_first {
            match self.entries.iter().find(|entry| entry.menu == menu) {
                Some(first) => {
                    let first = first.id;
                    self.wants_first = None;
                    self.go_to(ctx, first);
                }
                None => ctx.request_repaint(),
            }
        }
    }

    fn is_in_bar(&self, focused: Option<Id>) -> bool {
        focused.is_some_and(|id| self.titles.iter().any(|title| title.id == id))
    }

    fn is_of_menus(&self, focused: Option<Id>) -> bool {
        let is_entry = |id| self.entries.iter().any(|entry| entry.id == id);
        self.is_in_bar(focused) || focused.is_some_and(is_entry)
    }

    /// Gives the keyboard back, unless somebody has taken it.
    fn leave(&mut self, ctx: &Context) {
        self.shows_letters = false;
        let before = self.before.take();
        let focused = ctx.memory(|memory| memory.focused());
        // The sheet takes what nobody has, as soon as a menu is closed.
        let is_gone = focused.is_none_or(|id| id == canvas_id() || ctx.read_response(id).is_none());
        if self.by_pointer || !(is_gone || self.is_of_menus(focused)) {
            return;
        }
        keyboard::give_back(ctx, before);
    }

    /// What is left of an event for everybody else.
    fn hear(&mut self, ctx: &Context, event: Event) -> Option<Event> {
        match &event {
            Event::PointerButton { pressed: true, .. } => {
                (self.alt_alone, self.by_pointer) = (false, true);
                Some(event)
            }
            Event::WindowFocused(false) => {
                self.alt_alone = false;
                Some(event)
            }
            Event::Text(text) => {
                let letter = text.chars().next().and_then(lower);
                if letter.is_some() && self.spent.take() == letter {
                    return None;
                }
                match letter {
                    Some(letter) => self.letter_typed(ctx, letter, event),
                    None => Some(event),
                }
            }
            Event::Key {
                key,
                pressed,
                modifiers,
                ..
            } => {
                let (key, pressed, modifiers) = (*key, *pressed, *modifiers);
                self.key(ctx, key, pressed, modifiers, event)
            }
            _ => Some(event),
        }
    }

    fn key(
        &mut self,
        ctx: &Context,
        key: Key,
        pressed: bool,
        held: Modifiers,
        event: Event,
    ) -> Option<Event> {
        let is_covered = ctx.memory(|memory| memory.top_modal_layer().is_some());
        let has_bar = !is_covered && !self.titles.is_empty() && !ctx.os().is_mac();
        if key == Key::AltLeft {
            self.alt(ctx, pressed, has_bar);
            return Some(event);
        }
        if !pressed {
            return Some(event);
        }
        (self.alt_alone, self.by_pointer, self.spent) = (false, false, None);
        let is_open = Popup::is_any_open(ctx);
        let letter = letter_of(key).filter(|_| held.alt && !held.command && !held.ctrl);
        if let Some(letter) = letter.filter(|_| has_bar) {
            let at = self.titles.iter().position(|t| t.letter == Some(letter));
            // Nothing is written with it, and no menu that is open means another one.
            self.spent = Some(letter);
            match at {
                Some(at) => self.open(ctx, at),
                None if is_open => return self.letter_typed(ctx, letter, event),
                None => return Some(event),
            }
            return None;
        }
        match key {
            Key::F10 if held.is_none() && has_bar => {
                if is_open {
                    Popup::close_all(ctx);
                } else {
                    self.open(ctx, 0);
                }
                None
            }
            Key::Menu if !is_covered && held.is_none() => self.ask_context(ctx),
            Key::F10 if !is_covered && held.shift_only() => self.ask_context(ctx),
            _ if is_open && !self.entries.is_empty() && held.is_none() => {
                self.key_in_menu(ctx, key, event)
            }
            _ if !is_open && self.is_in_bar(ctx.memory(|memory| memory.focused())) => {
                self.key_in_bar(ctx, key, event)
            }
            _ => Some(event),
        }
    }

    fn ask_context(&mut self, ctx: &Context) -> Option<Event> {
        Popup::close_all(ctx);
        self.wants_context = true;
        None
    }

    /// Alt alone leads to the bar, and away from it.
    fn alt(&mut self, ctx: &Context, pressed: bool, has_bar: bool) {
        let focused = ctx.memory(|memory| memory.focused());
        let is_dragging = ctx.input(|input| input.pointer.any_down());
        if !has_bar || is_dragging {
            self.alt_alone = false;
        } else if pressed {
            self.alt_alone = true;
            self.shows_letters = true;
            ctx.request_repaint();
        } else if !std::mem::take(&mut self.alt_alone) {
            self.shows_letters &= self.was_open;
        } else if self.was_open {
            Popup::close_all(ctx);
        } else if self.is_in_bar(focused) {
            self.leave(ctx);
        } else if let Some(title) = self.titles.first() {
            self.before = focused;
            self.by_pointer = false;
            let first = title.id;
            ctx.memory_mut(|memory| memory.request_focus(first));
        }
    }

    /// Opens a menu of the bar, with the keyboard on its first entry.
    fn open(&mut self, ctx: &Context, at: usize) {
        let Some(title) = self.titles.get(at) else {
            return;
        };
        let (id, menu) = (title.id, title.menu);
        let focused = ctx.memory(|memory| memory.focused());
        if !self.was_open && !self.is_of_menus(focused) {
            self.before = focused;
        }
        Popup::open_id(ctx, menu);
        ctx.memory_mut(|memory| memory.request_focus(id));
        self.was_open = true;
        self.enter(ctx, menu);
    }

    fn enter(&mut self, ctx: &Context, menu: Id) {
        self.shows_letters = true;
        self.wants_first = Some(menu);
        ctx.request_repaint();
    }

    fn go_to(&mut self, ctx: &Context, entry: Id) {
        self.reached = Some(entry);
        ctx.memory_mut(|memory| memory.request_focus(entry));
    }

    fn key_in_bar(&mut self, ctx: &Context, key: Key, event: Event) -> Option<Event> {
        let focused = ctx.memory(|memory| memory.focused());
        let count = self.titles.len();
        let at = self
            .titles
            .iter()
            .position(|title| Some(title.id) == focused);
        let at = at.unwrap_or_default();
        let to = match key {
            Key::ArrowRight => (at + 1) % count,
            Key::ArrowLeft => (at + count - 1) % count,
            Key::Home => 0,
            Key::End => count - 1,
            Key::ArrowDown | Key::ArrowUp | Key::Enter | Key::Space => {
                self.open(ctx, at);
                return None;
            }
            Key::Escape => {
                self.leave(ctx);
                return None;
            }
            _ => return Some(event),
        };
        let to = self.titles[to].id;
        ctx.memory_mut(|memory| memory.request_focus(to));
        None
    }

    /// The menu that the others have opened from: what is in a submenu is told before its title is.
    fn root(&self) -> Option<Id> {
        self.entries.last().map(|entry| entry.menu)
    }

    fn key_in_menu(&mut self, ctx: &Context, key: Key, event: Event) -> Option<Event> {
        let focused = ctx.memory(|memory| memory.focused());
        let entry = self.entries.iter().find(|entry| Some(entry.id) == focused);
        let at = entry.map(|entry| (entry.menu, entry.kind == EntryKind::Submenu));
        let root = self.root();
        let is_deeper = at.is_some_and(|(menu, _)| Some(menu) != root);
        let is_written = ctx.text_edit_focused();
        let bar = (self.titles.iter()).position(|title| Popup::is_id_open(ctx, title.menu));
        let count = self.titles.len();
        match (key, bar) {
            (Key::Home | Key::End, _) if !is_written => {
                let menu = at.map(|(menu, _)| menu).or(root);
                let mut all = self.entries.iter().filter(|entry| Some(entry.menu) == menu);
                let end = match key {
                    Key::Home => all.next(),
                    _ => all.next_back(),
                };
                if let Some(end) = end.map(|entry| entry.id) {
                    self.go_to(ctx, end);
                }
                None
            }
            // One step back.
            (Key::Escape, _) if is_deeper => Some(press(Key::ArrowLeft)),
            (Key::ArrowRight, Some(bar)) if !at.is_some_and(|(_, opens)| opens) && !is_written => {
                self.open(ctx, (bar + 1) % count);
                None
            }
            (Key::ArrowLeft, Some(bar)) if !is_deeper && !is_written => {
                self.open(ctx, (bar + count - 1) % count);
                None
            }
            (Key::ArrowLeft, None) if at.is_some() && !is_deeper => None,
            (Key::Tab, _) if at.is_some() => Some(press(Key::ArrowDown)),
            (Key::ArrowDown | Key::ArrowUp, _) if at.is_none() && !is_written => {
                // Whoever has the keyboard behind the menu would keep the arrows.
                if let Some(focused) = focused.filter(|id| !self.is_in_bar(Some(*id))) {
                    ctx.memory_mut(|memory| memory.surrender_focus(focused));
                }
                Some(event)
            }
            _ => Some(event),
        }
    }

    /// A letter chooses in the menu that is open, or opens one of the bar.
    fn letter_typed(&mut self, ctx: &Context, letter: char, event: Event) -> Option<Event> {
        let focused = ctx.memory(|memory| memory.focused());
        if !Popup::is_any_open(ctx) {
            let at = (self.titles.iter()).position(|title| title.letter == Some(letter));
            return match at.filter(|_| self.is_in_bar(focused)) {
                Some(at) => {
                    self.open(ctx, at);
                    None
                }
                None => Some(event),
            };
        }
        if ctx.text_edit_focused() && !self.is_of_menus(focused) || self.entries.is_empty() {
            return Some(event);
        }
        let here = self.entries.iter().find(|entry| Some(entry.id) == focused);
        let menu = here.map(|entry| entry.menu).or(self.root());
        let all: Vec<&Entry> = (self.entries.iter())
            .filter(|entry| Some(entry.menu) == menu)
            .collect();
        let chosen = all.iter().find(|entry| entry.letter == Some(letter));
        let found = chosen.copied().or_else(|| {
            // From the one behind the present one on, and round.
            let at = all.iter().position(|entry| Some(entry.id) == focused);
            let from = at.map_or(0, |at| at + 1);
            let (before, behind) = all.split_at(from.min(all.len()));
            let mut round = behind.iter().chain(before);
            round.find(|entry| entry.initial == Some(letter)).copied()
        });
        let (id, kind) = (found?.id, found?.kind);
        let is_chosen = chosen.is_some() && kind != EntryKind::Option;
        self.go_to(ctx, id);
        is_chosen.then(|| press(Key::Enter))
    }
}

fn press(key: Key) -> Event {
    Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    }
}

/// The letter or digit on a key.
fn letter_of(key: Key) -> Option<char> {
    let mut name = key.name().chars();
    let letter = name.next().filter(|_| name.next().is_none())?;
    lower(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_has_a_letter_of_its_own() {
        let names = ["Cut", "Copy", "Copy as picture", "Undo", "Cu"];
        let found = letters(names);
        assert_eq!(found, [Some('c'), Some('o'), Some('a'), Some('u'), None]);
    }
}
