//! The whole journey, shown: kept pictures of every map that comes with the program, a map of
//! another domain made by hand, and the dialogs of surveys and of two versions clicked through.

#[path = "../common/mod.rs"]
mod common;
mod compare;
mod hospital;
mod pictures;
mod survey;
