//! Roles of things on the map for screen readers.

use egui::Role;

use crate::model::Target;

pub(super) fn role(target: &Target) -> Role {
    match target {
        Target::Title => Role::Heading,
        Target::Facts => Role::Paragraph,
        Target::Stage(_) | Target::Step(_) => Role::ColumnHeader,
        Target::Lane(_) | Target::Channel(_) => Role::RowHeader,
        Target::Cell { .. } => Role::Cell,
        Target::Dot { .. } => Role::CheckBox,
        // What can be selected among its like, and says so on every system.
        Target::Persona(_)
        | Target::Card(_)
        | Target::Point(_)
        | Target::Metric(_)
        | Target::Arrow(_)
        | Target::Stop(_)
        | Target::Line { .. } => Role::ListItem,
    }
}
