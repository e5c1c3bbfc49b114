//! From the display list to SVG, PNG and PDF bytes.
