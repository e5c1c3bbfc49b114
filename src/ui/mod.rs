//! What the window looks like.

mod atlas;
mod mesh;
mod painter;
pub mod tokens;

pub use painter::{ScenePainter, camera_on_pixels};
