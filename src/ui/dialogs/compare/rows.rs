//! The differences between two versions, and the sign that stands for each.

use std::sync::Arc;

use egui::Color32;

use crate::{
    compare::Side,
    geom,
    model::{Hue, Theme},
    scene::Scene,
    ui::tokens,
};

pub(super) const BADGE: f32 = 18.0;

/// What is ticked and settled.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Choices {
    pub(super) taken: Vec<bool>,
    pub(super) sides: Vec<Side>,
}

/// The differences, and what comes out of those chosen, with what is left out, in one picture.
#[derive(Debug)]
pub struct Found {
    pub conflicts: Vec<ConflictRow>,
    pub changes: Vec<ChangeRow>,
    pub scene: Arc<Scene>,
    pub marks: Vec<Mark>,
}

/// One difference.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangeRow {
    pub words: String,
    pub sign: Sign,
    pub is_taken: bool,
    /// What goes together, by its place in [`Merge::changes`](crate::compare::Merge::changes).
    pub changes: Vec<usize>,
}

/// Something that cannot be both ways, with both sides in words.
#[derive(Debug, Clone, PartialEq)]
pub struct ConflictRow {
    pub name: String,
    pub mine: String,
    pub theirs: String,
    pub side: Side,
}

/// A place on the picture where something differs.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    pub rect_in_doc: geom::Rect,
    pub sign: Sign,
    pub row: Row,
    /// What is chosen does without it.
    pub is_left_out: bool,
    /// It is a text alone, which begins where the sign of others stands.
    pub is_bare: bool,
}

impl Found {
    pub(super) fn choices(&self) -> Choices {
        Choices {
            taken: self.changes.iter().map(|row| row.is_taken).collect(),
            sides: self.conflicts.iter().map(|row| row.side).collect(),
        }
    }
}

/// By its place among its like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    Conflict(usize),
    Change(usize),
}

/// What happened to a thing on the way to the other version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    Added,
    Removed,
    Moved,
    Changed,
    Conflict,
}

impl Sign {
    pub(super) const ALL: [Self; 4] = [Self::Added, Self::Removed, Self::Moved, Self::Changed];

    /// English, for the translation table.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Added => "Added",
            Self::Removed => "Removed",
            Self::Moved => "Moved",
            Self::Changed => "Changed",
            Self::Conflict => "Conflict",
        }
    }

    pub(super) fn glyph(self) -> &'static str {
        match self {
            Self::Added => "+",
            Self::Removed => "−",
            Self::Moved => "→",
            Self::Changed => "~",
            Self::Conflict => "!",
        }
    }

    /// Such that white letters can be read on it and it shows on the white sheet.
    pub(super) fn color(self, theme: &Theme) -> Color32 {
        tokens::color32(match self {
            Self::Added => theme.hue(Hue::Green),
            Self::Removed => theme.colors.bad,
            Self::Moved => theme.hue(Hue::Blue),
            Self::Changed => theme.hue(Hue::Amber),
            Self::Conflict => theme.hue(Hue::Pink),
        })
    }
}

pub(super) fn badge(painter: &egui::Painter, centre: egui::Pos2, sign: Sign, theme: &Theme) {
    painter.circle_filled(centre, BADGE / 2.0, sign.color(theme));
    let galley =
        painter.layout_no_wrap(sign.glyph().to_owned(), tokens::bold(13.0), Color32::WHITE);
    painter.galley(centre - galley.size() / 2.0, galley, Color32::WHITE);
}
