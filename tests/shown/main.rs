//! The whole journey, shown: kept pictures of every map that comes with the program, a map of
//! another domain made by hand, and the dialogs of surveys,
//! of two versions, of the history and of unsaved work clicked through.

#[path = "../common/mod.rs"]
mod common;
mod compare;
mod hospital;
mod kept;
mod pictures;
mod survey;
mod table;
