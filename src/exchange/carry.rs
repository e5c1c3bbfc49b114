//! The whole map within another file: our own file's bytes, deflated.

use std::io::{Read as _, Write as _};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use flate2::{Compression, read::ZlibDecoder, write::ZlibEncoder};

use crate::file::{self, LoadError, LoadErrorKind, Loaded, MAX_BYTES};

/// By which a carried map is known.
pub const KEYWORD: &str = "jejak.journey";

/// Why a map that is carried cannot be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CarryError {
    /// The bytes are not what was put there.
    Broken,
    /// What was put there is no map that can be read.
    Load(LoadError),
}

/// A map's file, deflated (zlib).
pub fn pack(file: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(6));
    let packed = encoder.write_all(file).and_then(|()| encoder.finish());
    packed.expect("memory can be written to")
}

/// The map in what [`pack`] made. No more is inflated than a map's file may have, nor than comes of
/// so many bytes: a map of nothing but empty cards deflates to a twentieth.
pub fn unpack(packed: &[u8]) -> Result<Loaded, CarryError> {
    let most = packed.len().saturating_mul(64).saturating_add(1 << 20);
    let mut bytes = Vec::new();
    let mut decoder = ZlibDecoder::new(packed).take(most.min(MAX_BYTES) as u64 + 1);
    let read = decoder.read_to_end(&mut bytes);
    if bytes.len() > most {
        return Err(CarryError::Broken);
    }
    if bytes.len() > MAX_BYTES {
        let kind = LoadErrorKind::TooLarge { bytes: bytes.len() };
        return Err(CarryError::Load(LoadError {
            line: 1,
            column: 1,
            kind,
        }));
    }
    read.map_err(|_| CarryError::Broken)?;
    file::load(&bytes).map_err(CarryError::Load)
}

/// [`pack`] in letters, digits, `+`, `/` and `=`.
pub fn pack_as_text(file: &[u8]) -> String {
    BASE64_STANDARD.encode(pack(file))
}

/// The inverse of [`pack_as_text`]; white space is passed over.
pub fn unpack_text(text: &str) -> Result<Loaded, CarryError> {
    let text: String = text.split_whitespace().collect();
    let packed = BASE64_STANDARD.decode(text);
    unpack(&packed.map_err(|_| CarryError::Broken)?)
}
