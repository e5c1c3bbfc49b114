//! The file of a brand, `NAME.brand.json`: colours and fonts under the names of the Design Tokens
//! format (Community Group, 2025.10), and what that has no type for under `$extensions`, `id.jejak`.
//!
//! A map's file holds the same record under `"brand"`.

mod error;
mod read;
mod tokens;
mod write;

pub use error::{BrandError, BrandErrorKind, BrandFault};
pub(super) use read::read_node;
pub use read::{digest_of, read_brand};
pub use tokens::color_space;
pub use write::write_brand;
pub(super) use write::write_line;

/// What `"format"` says under `id.jejak`.
const FORMAT: &str = "jejak.brand";
/// What `"format_version"` says there.
const VERSION: u32 = 1;
/// Where what the Design Tokens format has no type for stands.
const EXTENSIONS: &str = "$extensions";
/// Ours among the extensions.
const OURS: &str = "id.jejak";
/// Between the names of records that one stands in, in [`crate::model::Brand::unknown`]: no name in
/// JSON holds one as it is spelled.
const WITHIN: char = '\n';
