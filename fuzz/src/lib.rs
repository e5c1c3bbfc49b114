//! What fuzzing shares with the tests: what each reader has to hold to.

#[path = "../../tests/files/hostile/memory.rs"]
mod memory;
#[path = "../../tests/files/hostile/package.rs"]
mod package;
#[path = "../../tests/files/hostile/readers.rs"]
pub mod readers;

pub use roxmltree;
