//! Roles of things on the map for screen readers, and the words of their fields.

use egui::Role;

use crate::model::Target;

pub(super) fn role(target: &Target) -> Role {
    match target {
        Target::Title => Role::Heading,
        Target::Stage(_) | Target::Step(_) => Role::ColumnHeader,
        Target::Lane(_) => Role::RowHeader,
        Target::Cell { .. } => Role::Cell,
        Target::Dot { .. } => Role::CheckBox,
        Target::Facts
        | Target::Persona(_)
        | Target::Channel(_)
        | Target::Card(_)
        | Target::Point(_)
        | Target::Metric(_)
        | Target::Arrow(_)
        | Target::Line { .. } => Role::Button,
    }
}
