//! How the display list comes on the screen: shapes as triangles, letters and pictures from an atlas;
//! from far away all of it as one picture.

mod atlas;
mod coverage;
mod far;
pub(super) mod mesh;
pub(super) mod mesher;
pub(super) mod painter;
mod pictures;
mod pixels;
mod surface;
mod work;
