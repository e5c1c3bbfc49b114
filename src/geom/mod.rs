//! Points, rectangles and the camera: which space a number lives in.
//!
//! Two spaces: *doc*, the sheet (y down, one unit is 1/96 inch at 100 %), and *screen*, the
//! window's logical points. Names carry the space: `point_in_doc`, `screen_from_doc`.

mod camera;

pub use camera::Camera;
pub use kurbo::{
    Affine, BezPath, Circle, Line, ParamCurve, ParamCurveNearest, Point, Rect, RoundedRect, Shape,
    Size, Vec2,
};
