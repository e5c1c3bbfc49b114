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
            Self::System => "Match system appearance",
            Self::Light => "Light window",
            Self::Dark => "Dark window",
            Self::LightContrast => "Light window, high contrast",
            Self::DarkContrast => "Dark window, high contrast",
        }
    }
}

/// Where a talk is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum PresentOn {
    #[default]
    /// On all of the screen.
    FullScreen,
    /// Inside the window, as it is shared in a call.
    Window,
}

impl PresentOn {
    /// In the order of the menu.
    pub const ALL: [Self; 2] = [Self::FullScreen, Self::Window];

    /// English, for the translation table.
    pub fn name(self) -> &'static str {
        match self {
            Self::FullScreen => "Present in full screen",
            Self::Window => "Present inside the window",
        }
    }

    /// The other one.
    pub fn other(self) -> Self {
        match self {
            Self::FullScreen => Self::Window,
            Self::Window => Self::FullScreen,
        }
    }
}

/// Whether a talk moves from stop to stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Motion {
    #[default]
    /// As the system says, where it says so.
    System,
    /// One calm movement.
    Calm,
    /// Not at all.
    Still,
}

impl Motion {
    /// In the order of the menu.
    pub const ALL: [Self; 3] = [Self::System, Self::Calm, Self::Still];

    /// English, for the translation table.
    pub fn name(self) -> &'static str {
        match self {
            Self::System => "Match system motion",
            Self::Calm => "Reduced motion",
            Self::Still => "No motion",
        }
    }
}

/// How large everything in the window is, in percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextSize(u16);

impl Default for TextSize {
    fn default() -> Self {
        Self(100)
    }
}

impl TextSize {
    /// From the smallest on.
    pub const ALL: [Self; 8] = [
        Self(80),
        Self(90),
        Self(100),
        Self(110),
        Self(125),
        Self(150),
        Self(175),
        Self(200),
    ];

    /// The one nearest to so many percent.
    pub fn of_percent(percent: u16) -> Self {
        let far = |size: &Self| size.0.abs_diff(percent);
        Self::ALL.into_iter().min_by_key(far).unwrap_or_default()
    }

    /// Of the normal size.
    pub fn percent(self) -> u16 {
        self.0
    }

    /// The next one up or down; at the end the same.
    pub fn next(self, larger: bool) -> Self {
        let mut all = Self::ALL.into_iter();
        let next = match larger {
            true => all.find(|size| *size > self),
            false => all.rfind(|size| *size < self),
        };
        next.unwrap_or(self)
    }

    /// The same in all languages.
    pub fn name(self) -> &'static str {
        match self.0 {
            80 => "80%",
            90 => "90%",
            100 => "100%",
            110 => "110%",
            125 => "125%",
            150 => "150%",
            175 => "175%",
            _ => "200%",
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
pub(super) fn extend_name(direction: Direction) -> &'static str {
    match direction {
        Direction::Left => "Extend selection to the left",
        Direction::Right => "Extend selection to the right",
        Direction::Up => "Extend selection up",
        Direction::Down => "Extend selection down",
    }
}

/// English, for the translation table.
pub(super) fn ring_name(direction: Direction) -> &'static str {
    match direction {
        Direction::Left => "Move focus to the left",
        Direction::Right => "Move focus to the right",
        Direction::Up => "Move focus up",
        Direction::Down => "Move focus down",
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
