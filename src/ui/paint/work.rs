//! What the making of a sheet is counted in, so that no pass takes long.

/// What making a small drawing takes, in vertices of triangles or strokes of a brush.
pub(super) const OF_DRAWING: usize = 60;

/// How much of a pass's work is taken as done when it begins: in the first one of a window all that
/// is around the sheet is drawn, too.
pub(super) fn begun(pass: u64, most: usize) -> usize {
    match pass {
        0 => most / 4 * 3,
        _ => 0,
    }
}
