//! Versions of a map: what changed between two, and three of them merged.

#[path = "../file/arbitrary.rs"]
#[allow(dead_code)]
mod arbitrary;
mod by_hand;
mod laws;
mod versions;
