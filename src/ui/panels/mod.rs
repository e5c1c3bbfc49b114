//! What stands around the sheet and over it: bars, panels, and what is there without a map.

pub(super) mod announcer;
pub(super) mod commands;
pub(super) mod find_bar;
mod fuzzy;
pub(super) mod guide;
pub(super) mod inspector;
pub(super) mod lens;
pub(super) mod notice;
pub(super) mod overview;
pub(super) mod review;
pub(super) mod status;
pub(super) mod stops;
pub(super) mod tools;
pub(super) mod top_bar;
pub(super) mod value;
pub(super) mod welcome;
pub(super) mod written;
