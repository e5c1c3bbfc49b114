//! From a brand to the bytes of its file.

use crate::model::Brand;

/// The bytes of a `.brand.json` file: UTF-8, the same for the same brand.
pub fn write_brand(brand: &Brand) -> Vec<u8> {
    brand.name.clone().into_bytes()
}
