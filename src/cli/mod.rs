//! The commands without a window.

mod args;

pub use args::{Export, Kind, Page, Request, parse};
