//! Jejak: customer-journey maps as values, pictures and files; the window is feature `gui`.
//!
//! `ARCHITECTURE.md` is the map of the modules; each imports only from rows above its own.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod geom;
pub mod words;

pub mod model;

pub mod compare;
pub mod edit;
pub mod file;
pub mod survey;
pub mod text;

pub mod exchange;
pub mod layout;

pub mod scene;

pub mod deck;

pub mod review;

pub mod editor;
pub mod export;

#[allow(missing_docs, reason = "only the window and its tests read it")]
#[cfg(feature = "gui")]
pub mod ui;

#[allow(missing_docs, reason = "only the window and its tests read it")]
#[cfg(feature = "gui")]
pub mod app;
pub mod cli;
