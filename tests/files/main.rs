//! Bytes in and bytes out: our own format and those of other tools, versions compared and merged,
//! the commands without a window, and whatever else a reader may be given.

#![allow(
    clippy::unwrap_used,
    reason = "what breaks in a test is told by the test"
)]

mod arbitrary;
mod brand;
#[path = "../common/brands.rs"]
mod brands;
mod cases;
mod cli;
mod compare;
mod exchange;
mod hostile;
mod journey;
mod pasted;
mod slides;
