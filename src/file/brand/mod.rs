//! The file of a brand, `NAME.brand.json`: colours and fonts under the names of the Design Tokens
//! format (Community Group, 2025.10), and what that has no type for under `$extensions`, `id.jejak`.

mod error;
mod read;
mod write;

pub use error::{BrandError, BrandErrorKind};
pub use read::read_brand;
pub use write::write_brand;
