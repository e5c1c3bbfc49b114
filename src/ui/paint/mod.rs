//! How the display list comes on the screen: shapes as triangles, letters and pictures from an atlas.

mod atlas;
mod coverage;
pub(super) mod mesh;
pub(super) mod mesher;
pub(super) mod painter;
mod pictures;
