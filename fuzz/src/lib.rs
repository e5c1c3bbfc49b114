//! What fuzzing shares with the tests: what each reader has to hold to.

#[path = "../../tests/hostile/memory.rs"]
mod memory;
#[path = "../../tests/hostile/package.rs"]
mod package;
#[path = "../../tests/hostile/readers.rs"]
pub mod readers;

pub use roxmltree;
