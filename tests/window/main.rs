//! The window, driven by the accessible names of what it shows, and its pictures against those
//! that are exported and those that are kept.

#![allow(
    clippy::unwrap_used,
    reason = "what breaks in a test is told by the test"
)]

mod canvas;
#[path = "../common/mod.rs"]
mod common;
mod dialogs;
mod exported;
mod guide;
mod hand;
mod hospital;
mod keys;
mod menus;
mod panel;
mod panels;
mod person;
mod pictures;
mod present;
mod regions;
mod review;
mod sheet;
mod spoken;
mod stops;
mod told;
mod typing;
