//! The `.journey` file: reading, repair, writing.

pub mod atomic;
