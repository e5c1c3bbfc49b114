//! What families of actions are made of: directions, menus; and what each of a family is called.

use crate::model::{CardRole, LineKind, LinkLook};

/// Where the selection goes, or what is selected is moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each is what it is called")]
pub enum Direction {
    Left,
    Right,
    Up,
    Down,
}

/// The menus, left to right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each is named after what it is called")]
pub enum Menu {
    File,
    Edit,
    Insert,
    View,
    Help,
}

impl Menu {
    /// Left to right.
    pub const ALL: [Self; 5] = [Self::File, Self::Edit, Self::Insert, Self::View, Self::Help];

    /// English, for the translation table.
    pub fn name(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::Insert => "Insert",
            Self::View => "View",
            Self::Help => "Help",
        }
    }
}

/// How bright the window is, and how much its parts stand out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Appearance {
    #[default]
    /// As the system says.
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
    /// Light, for those who need more contrast than most.
    LightContrast,
    /// Dark, for those who need more contrast than most.
    DarkContrast,
}

impl Appearance {
    /// In the order of the menu.
    pub const ALL: [Self; 5] = [
        Self::System,
        Self::Light,
        Self::Dark,
        Self::LightContrast,
        Self::DarkContrast,
    ];

    /// English, for the translation table.
    pub fn name(self) -> &'static str {
        match self {
            Self::System => "Window as the system",
            Self::Light => "Light window",
            Self::Dark => "Dark window",
            Self::LightContrast => "Light window, high contrast",
            Self::DarkContrast => "Dark window, high contrast",
        }
    }
}

impl Direction {
    /// In the order of their definition.
    pub const ALL: [Self; 4] = [Self::Left, Self::Right, Self::Up, Self::Down];
}

/// English, for the translation table.
pub(super) fn select_name(direction: Direction) -> &'static str {
    match direction {
        Direction::Left => "Select to the left",
        Direction::Right => "Select to the right",
        Direction::Up => "Select above",
        Direction::Down => "Select below",
    }
}

/// English, for the translation table.
pub(super) fn move_name(direction: Direction) -> &'static str {
    match direction {
        Direction::Left => "Move left",
        Direction::Right => "Move right",
        Direction::Up => "Move up",
        Direction::Down => "Move down",
    }
}

/// English, for the translation table.
pub(super) fn add_card_name(role: CardRole) -> &'static str {
    match role {
        CardRole::CustomerActions => "Add customer action",
        CardRole::Touchpoints => "Add touchpoint",
        CardRole::Thoughts => "Add thought",
        CardRole::PainPoints => "Add pain point",
        CardRole::Opportunities => "Add opportunity",
        CardRole::OrganisationActivities => "Add internal activity",
        CardRole::Quotes => "Add quote",
        CardRole::Images => "Add picture",
        CardRole::Free => "Add note",
    }
}

/// English, for the translation table.
pub(super) fn line_name(kind: LineKind) -> &'static str {
    match kind {
        LineKind::Interaction => "Line of interaction above",
        LineKind::Visibility => "Line of visibility above",
        LineKind::InternalInteraction => "Line of internal interaction above",
    }
}

/// English, for the translation table.
pub(super) fn links_name(look: LinkLook) -> &'static str {
    match look {
        LinkLook::Hidden => "Links not shown",
        LinkLook::Numbers => "Links as numbers",
        LinkLook::Lines => "Links as lines",
    }
}
