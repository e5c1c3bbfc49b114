//! Whatever bytes a reader is given: no panic, a sound map or a reason, memory within bounds.

mod found;
mod limits;
mod memory;
mod outside;
pub(crate) mod package;
mod random;
mod readers;
mod repeated;
mod seeds;

use resvg::usvg::roxmltree;
