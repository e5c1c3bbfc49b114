//! The whole journey, shown: kept pictures of every map that comes with the program, a map of
//! another domain made by hand, and the survey dialog clicked through.

#[path = "../common/mod.rs"]
mod common;
mod hospital;
mod pictures;
mod survey;
