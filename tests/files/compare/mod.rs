//! Versions of a map: what changed between two, and three of them merged.

mod by_hand;
mod laws;
mod versions;
