//! Menus, context menus and keyboard shortcuts, all read from the table of actions.

use egui::{
    Atom, Button, Popup, PopupCloseBehavior, Response, Role, ScrollArea, Ui, UiKind, UiStackInfo,
    WidgetInfo,
    accesskit::HasPopup,
    containers::menu::{MenuConfig, SubMenuButton},
    style::ScrollStyle,
    vec2,
};

use crate::{
    editor::{Action, Choices, Editor, Menu, Shortcut, WindowAction},
    model::LaneType,
    ui::{
        choices, gallery, keyboard,
        menu_keys::{self, EntryKind},
        spoken::{self, MenuItem},
        tokens::{self, Palette},
        view::{RecentMap, UiEvent, View},
        widgets::{self, Press},
    },
    words::{Language, marked},
};

/// What stands in a menu.
enum Row {
    Action(Action),
    /// What belongs together, in a menu of its own.
    Submenu(&'static str, Vec<Action>),
    /// The maps of late.
    Recent,
    /// What can be chosen for the selection in one respect.
    Choices(Choices),
}

/// What menus are drawn with.
struct MenuDesk<'a> {
    editor: Option<&'a Editor>,
    language: Language,
    recent: &'a [RecentMap],
    shown: &'a ShownParts,
    chosen: &'a [Action],
    events: &'a mut Vec<UiEvent>,
}

/// What is shown of the window; those that it does not hold have no state.
pub(super) type ShownParts = Vec<(WindowAction, bool)>;

impl MenuDesk<'_> {
    /// Whether what an action turns on, or chooses, is so now; `None` for what is only done.
    fn is_on(&self, ui: &Ui, action: Action) -> Option<bool> {
        match action {
            Action::UseAppearance(one) => Some(one == tokens::appearance(ui.ctx())),
            Action::UseTextSize(one) => Some(one == tokens::text_size(ui.ctx())),
            Action::UseLanguage(one) => Some(one == self.language),
            Action::UsePresentOn(_) | Action::UseMotion(_) => Some(self.chosen.contains(&action)),
            Action::FullScreen => ui.input(|input| input.viewport().fullscreen),
            _ => {
                let mut shown = self.shown.iter();
                let of_window = action.of_window();
                let of_window = shown.find(|(part, _)| of_window == Some(*part));
                let of_window = of_window.map(|(_, is_shown)| *is_shown);
                of_window.or_else(|| action.is_on(self.editor?))
            }
        }
    }
}

/// How an entry of a menu is told and drawn.
#[derive(Clone, Copy)]
struct Entry<'a> {
    name: &'a str,
    letter: Option<char>,
    /// There is room for a tick before the names of this menu.
    has_ticks: bool,
}

impl Entry<'_> {
    fn button(&self, ui: &Ui, is_on: bool) -> Button<'static> {
        let text = menu_keys::name_with_letter(ui, self.name, self.letter);
        if !self.has_ticks {
            return Button::new(text);
        }
        let tick = Atom::paint(vec2(14.0, 14.0), move |ui, args| {
            if is_on {
                let ink = args.fallback_text_color;
                widgets::paint_icon(ui.painter(), "check", args.rect, ink);
            }
        });
        Button::new((tick, text))
    }
}

/// The menu bar's titles, each with its menu; gives where they end.
pub(super) fn menu_bar_ui(
    ui: &mut Ui,
    view: &View<'_>,
    shown: &ShownParts,
    events: &mut Vec<UiEvent>,
) -> f32 {
    spoken::part(ui, Role::MenuBar, view.language.t("Menu bar"));
    let names = Menu::ALL.map(|menu| view.language.t(menu.name()));
    let letters = menu_keys::letters(names);
    let is_moved = ui.input(|input| input.pointer.delta() != egui::Vec2::ZERO);
    let mut drawn: Vec<(Menu, Response)> = Vec::new();
    for (menu, (name, letter)) in Menu::ALL.into_iter().zip(names.iter().zip(&letters)) {
        let title = ui.add(Button::new(menu_keys::name_with_letter(ui, name, *letter)));
        let id = Popup::default_response_id(&title);
        menu_keys::title_drawn(&title, id, *letter);
        let item = MenuItem {
            name,
            letter: *letter,
            ..MenuItem::default()
        };
        spoken::menu_item(&title, &item);
        spoken::opener(&title, HasPopup::Menu, Popup::is_id_open(ui.ctx(), id));
        drawn.push((menu, title));
    }
    let mut ids = drawn
        .iter()
        .map(|(_, title)| Popup::default_response_id(title));
    let is_any_open = ids.any(|id| Popup::is_id_open(ui.ctx(), id));
    let end = drawn.last().map_or(0.0, |(_, title)| title.rect.right());
    for (menu, title) in drawn {
        // Where one is open, the pointer leads to the others; where it only rests, keys do.
        if is_any_open && is_moved && title.hovered() && !title.clicked() {
            Popup::open_id(ui.ctx(), Popup::default_response_id(&title));
        }
        let config = MenuConfig::new();
        Popup::menu(&title)
            .accessible_name(view.language.t(menu.name()))
            .info(
                UiStackInfo::new(UiKind::Menu).with_tag_value(MenuConfig::MENU_CONFIG_TAG, config),
            )
            .show(|ui| {
                let mut desk = MenuDesk {
                    editor: view.editor,
                    language: view.language,
                    recent: view.recent,
                    shown,
                    chosen: view.chosen,
                    events,
                };
                below_bar(ui, |ui| rows_ui(ui, rows_of_menu(menu), &mut desk));
            });
    }
    end
}

fn rows_of_menu(menu: Menu) -> Vec<Vec<Row>> {
    let in_menu = |action: &Action| action.menu() == Some(menu);
    let actions: Vec<Action> = Action::all().into_iter().filter(in_menu).collect();
    let groups = actions.chunk_by(|_, next| !next.begins_group());
    groups.map(|group| rows(group, Action::submenu)).collect()
}

/// Actions in their order, those of one submenu where its first one stands.
fn rows(actions: &[Action], submenu: impl Fn(Action) -> Option<&'static str>) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for action in actions.iter().copied() {
        let Some(name) = submenu(action) else {
            rows.push(Row::Action(action));
            if action == Action::Open {
                rows.push(Row::Recent);
            }
            continue;
        };
        let known = rows.iter_mut().find_map(|row| match row {
            Row::Submenu(known, within) if *known == name => Some(within),
            _ => None,
        });
        match known {
            Some(within) => within.push(action),
            None => rows.push(Row::Submenu(name, vec![action])),
        }
    }
    rows
}

impl Row {
    fn name(&self, desk: &MenuDesk<'_>) -> String {
        let language = desk.language;
        match self {
            Self::Action(action) => action.label(desk.editor, language),
            Self::Submenu(name, _) => language.t(name).to_owned(),
            Self::Recent => language.t("Open recent").to_owned(),
            Self::Choices(choices) => language.t(choices.caption).to_owned(),
        }
    }
}

/// What belongs together stands together, and each entry has a letter of its own.
fn rows_ui(ui: &mut Ui, groups: Vec<Vec<Row>>, desk: &mut MenuDesk<'_>) {
    spread_out(ui);
    let has_ticks = groups.iter().flatten().any(|row| match row {
        Row::Action(action) => desk.is_on(ui, *action).is_some(),
        Row::Submenu(..) | Row::Recent | Row::Choices(_) => false,
    });
    let names: Vec<String> = groups.iter().flatten().map(|row| row.name(desk)).collect();
    let mut letters = menu_keys::letters(names.iter().map(String::as_str)).into_iter();
    let mut names = names.into_iter();
    for (index, group) in groups.into_iter().enumerate() {
        if index > 0 {
            ui.separator();
        }
        for row in group {
            let entry = Entry {
                name: &names.next().unwrap_or_default(),
                letter: letters.next().flatten(),
                has_ticks,
            };
            row_ui(ui, row, entry, desk);
        }
    }
}

fn row_ui(ui: &mut Ui, row: Row, entry: Entry<'_>, desk: &mut MenuDesk<'_>) {
    match row {
        Row::Action(action) => entry_ui(ui, action, entry, desk),
        Row::Submenu(_, actions) => {
            let why_not = actions
                .iter()
                .map(|action| action.enabled(desk.editor).err());
            let why_not = why_not.reduce(Option::and).flatten();
            submenu_ui(ui, entry, why_not, desk.language, |ui| {
                let rows = actions.into_iter().map(Row::Action).collect();
                rows_ui(ui, vec![rows], desk);
            });
        }
        Row::Recent => {
            let why_not = desk
                .recent
                .is_empty()
                .then_some(marked("No map was open before."));
            submenu_ui(ui, entry, why_not, desk.language, |ui| {
                recent_ui(ui, desk);
            });
        }
        Row::Choices(choices) => {
            let (Some(editor), language) = (desk.editor, desk.language) else {
                return;
            };
            submenu_ui(ui, entry, None, language, |ui| {
                if choices::menu_ui(ui, editor, &choices, language, desk.events) {
                    ui.close();
                }
            });
        }
    }
}

/// What opens from the bar above, never over it: what is too high for the window is scrolled.
pub(super) fn below_bar<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
    within_height(ui, tokens::TOP_BAR, content)
}

/// What is higher than the window, but for so much of it, is scrolled.
fn within_height<R>(ui: &mut Ui, taken: f32, content: impl FnOnce(&mut Ui) -> R) -> R {
    let frame = egui::Frame::popup(ui.style()).total_margin().sum().y;
    let room = ui.ctx().content_rect().height() - taken - frame;
    let style = ui.style().clone();
    // A bar that is always there shows that there is more.
    ui.spacing_mut().scroll = ScrollStyle {
        foreground_color: true,
        ..ScrollStyle::solid()
    };
    ui.visuals_mut().widgets.inactive.fg_stroke.color = Palette::of(ui).faint_ink;
    let area = ScrollArea::vertical()
        .max_height(room)
        .min_scrolled_height(room);
    let shown = area.show(ui, |ui| {
        ui.set_style(style);
        content(ui)
    });
    shown.inner
}

/// The maps of late, each with its picture, as on the start screen.
fn recent_ui(ui: &mut Ui, desk: &mut MenuDesk<'_>) {
    if ui.is_sizing_pass() && desk.recent.iter().any(|recent| recent.picture.is_none()) {
        desk.events.push(UiEvent::RecentShown);
    }
    ui.set_width(RECENT);
    for (index, recent) in desk.recent.iter().enumerate() {
        let entry = gallery::recent_ui(ui, recent);
        menu_keys::entry_drawn(ui, &entry, &recent.name, None, EntryKind::Command);
        let item = MenuItem {
            name: &recent.name,
            ..MenuItem::default()
        };
        spoken::menu_item(&entry, &item);
        if entry.clicked() {
            desk.events.push(UiEvent::OpenRecent(index));
            ui.close();
        }
    }
}

/// The width of the list of maps of late.
const RECENT: f32 = 380.0;

/// A menu in a menu; greyed where nothing in it can be done, with the reason under the pointer.
fn submenu_ui(
    ui: &mut Ui,
    entry: Entry<'_>,
    why_not: Option<&'static str>,
    language: Language,
    content: impl FnOnce(&mut Ui),
) {
    let shown = ui.add_enabled_ui(why_not.is_none(), |ui| {
        let arrow = Atom::paint(vec2(14.0, 14.0), |ui, args| {
            let ink = args.fallback_text_color;
            widgets::paint_icon(ui.painter(), "chevron-right", args.rect, ink);
        });
        let button = entry.button(ui, false).right_text(arrow);
        let (response, opened) = SubMenuButton::from_button(button).ui(ui, |ui| {
            spread_out(ui);
            spoken::part(ui, Role::Menu, entry.name);
            within_height(ui, 8.0, content);
        });
        let (name, letter) = (entry.name, entry.letter);
        menu_keys::entry_drawn(ui, &response, name, letter, EntryKind::Submenu);
        let item = MenuItem {
            name,
            letter,
            ..MenuItem::default()
        };
        spoken::menu_item(&response, &item);
        spoken::opener(&response, HasPopup::Menu, opened.is_some());
        response
    });
    if let Some(why_not) = why_not {
        shown.inner.on_disabled_hover_text(language.t(why_not));
    }
}

/// What can be done with the thing that was clicked with the other button.
pub(super) fn context_menu_ui(
    ui: &mut Ui,
    editor: &Editor,
    language: Language,
    events: &mut Vec<UiEvent>,
) {
    let groups = Action::for_context_menu(editor);
    let mut groups: Vec<Vec<Row>> = groups
        .iter()
        .map(|group| rows(group, Action::submenu_in_context))
        .collect();
    let choices = editor.choices(language).into_iter().map(Row::Choices);
    match groups.first_mut() {
        Some(first) => first.extend(choices),
        None => groups.push(choices.collect()),
    }
    let mut desk = MenuDesk {
        editor: Some(editor),
        language,
        recent: &[],
        shown: &ShownParts::new(),
        chosen: &[],
        events,
    };
    within_height(ui, 8.0, |ui| rows_ui(ui, groups, &mut desk));
}

/// The kinds of lanes that there are; `choose` hears of the one that was clicked.
pub(super) fn lanes_ui(ui: &mut Ui, language: Language, mut choose: impl FnMut(LaneType)) {
    spread_out(ui);
    let kinds: Vec<LaneType> = LaneType::all().collect();
    let names: Vec<&str> = kinds.iter().map(|kind| language.t(kind.name())).collect();
    let letters = menu_keys::letters(names.iter().copied());
    within_height(ui, 8.0, |ui| {
        for ((kind, name), letter) in kinds.into_iter().zip(names).zip(letters) {
            let text = menu_keys::name_with_letter(ui, name, letter);
            let entry = ui.add(Button::new(text));
            menu_keys::entry_drawn(ui, &entry, name, letter, EntryKind::Command);
            let item = MenuItem {
                name,
                letter,
                ..MenuItem::default()
            };
            spoken::menu_item(&entry, &item);
            if entry.clicked() {
                choose(kind);
                ui.close();
            }
        }
    });
}

/// Room around the entries of a menu.
fn spread_out(ui: &mut Ui) {
    ui.set_min_width(230.0);
    let spacing = ui.spacing_mut();
    spacing.item_spacing.y = 1.0;
    spacing.interact_size.y = 24.0;
    spacing.button_padding = vec2(10.0, 4.0);
}

/// One of several things, chosen from a list that opens; gives the one that was chosen. `shown` is
/// what stands on the button, `label` what it is for.
pub(super) fn dropdown_ui<T: PartialEq>(
    ui: &mut Ui,
    (label, shown): (&str, &str),
    width: f32,
    options: impl IntoIterator<Item = (T, impl AsRef<str>)>,
    current: Option<&T>,
) -> Option<T> {
    let button = widgets::dropdown_button(ui, None, shown, width, false);
    let is_enabled = ui.is_enabled();
    button.widget_info(|| WidgetInfo {
        current_text_value: Some(shown.to_owned()),
        ..WidgetInfo::labeled(Role::ComboBox, is_enabled, label)
    });
    let is_open = Popup::is_id_open(ui.ctx(), Popup::default_response_id(&button));
    spoken::opener(&button, HasPopup::Listbox, is_open);
    let mut chosen = None;
    Popup::menu(&button)
        .gap(2.0)
        .close_behavior(PopupCloseBehavior::CloseOnClick)
        .show(|ui| {
            spread_out(ui);
            ui.set_min_width(width - 14.0);
            spoken::part(ui, Role::ListBox, label);
            let is_new = is_just_opened(ui);
            within_height(ui, 8.0, |ui| {
                for (value, name) in options {
                    let is_it = current == Some(&value);
                    let name = name.as_ref();
                    let text = menu_keys::name_with_letter(ui, name, None);
                    let entry = ui.selectable_label(is_it, text);
                    menu_keys::entry_drawn(ui, &entry, name, None, EntryKind::Option);
                    spoken::selectable(&entry, Role::ListBoxOption, name, is_it);
                    if is_it && is_new {
                        entry.scroll_to_me(Some(egui::Align::Center));
                    }
                    if entry.clicked() {
                        chosen = Some(value);
                        ui.close();
                    }
                }
            });
        });
    chosen
}

/// Whether a menu is drawn for the first times since it was closed; the very first is to measure it.
fn is_just_opened(ui: &Ui) -> bool {
    let (id, now) = (ui.scope_id().with("opened"), ui.ctx().cumulative_pass_nr());
    ui.data_mut(|data| {
        let (opened, seen) = data.get_temp(id).unwrap_or((now, now));
        let opened: u64 = if now > seen + 1 { now } else { opened };
        data.insert_temp(id, (opened, now));
        now < opened + 2
    })
}

/// A button for an action; greyed while it cannot be done, with the reason under the pointer.
pub(super) fn action_ui(
    ui: &mut Ui,
    press: Press<'_>,
    action: Action,
    editor: &Editor,
    language: Language,
    events: &mut Vec<UiEvent>,
) -> Response {
    let enabled = action.enabled(Some(editor));
    let response = ui.add(press.enabled(enabled.is_ok()));
    let tip = enabled.err().unwrap_or(action.description());
    let response = response.on_hover_text(language.t(tip));
    if response.clicked() {
        events.push(UiEvent::from(action));
    }
    response
}

fn entry_ui(ui: &mut Ui, action: Action, entry: Entry<'_>, desk: &mut MenuDesk<'_>) {
    let on = desk.is_on(ui, action);
    let enabled = action.enabled(desk.editor);
    let tip = desk
        .language
        .t(enabled.err().unwrap_or(action.description()));
    let keys = action.shortcuts().first().map(|keys| describe(ui, keys));
    let item = MenuItem {
        name: entry.name,
        letter: entry.letter,
        keys: keys.clone(),
        about: tip,
        on,
        is_one_of_several: action.is_of_family(),
    };
    let quiet = Palette::of(ui).quiet_ink;
    let keys = egui::RichText::new(keys.unwrap_or_default()).color(quiet);
    let button = entry.button(ui, on == Some(true)).shortcut_text(keys);
    let response = ui.add_enabled(enabled.is_ok(), button);
    menu_keys::entry_drawn(ui, &response, entry.name, entry.letter, EntryKind::Command);
    let response = response.on_hover_text(tip).on_disabled_hover_text(tip);
    spoken::menu_item(&response, &item);
    if response.clicked() {
        desk.events.push(UiEvent::from(action));
        ui.close();
    }
}

/// As it is read on this platform.
pub(super) fn describe(ui: &Ui, shortcut: &Shortcut) -> String {
    shortcut.describe(ui.ctx().os().is_mac())
}

/// Takes the shortcuts that were pressed while something other than the sheet has the keyboard, and
/// tells what they are for; in a text field only those that do not belong to writing.
pub(super) fn take_shortcuts(ui: &Ui, editor: Option<&Editor>, events: &mut Vec<UiEvent>) {
    let ctx = ui.ctx();
    if egui::Popup::is_any_open(ctx) || ctx.memory(|memory| memory.top_modal_layer().is_some()) {
        return;
    }
    let writes = ctx.text_edit_focused();
    let (mac, on_sheet) = (ctx.os().is_mac(), keyboard::has_keyboard(ctx));
    ui.input_mut(|input| {
        input.events.retain(|event| {
            let press = keyboard::press_of(event, mac);
            let action = press
                .and_then(|press| Action::of_shortcut(&press.shortcut, editor, writes, on_sheet));
            events.extend(action.map(UiEvent::from));
            action.is_none()
        });
    });
}
