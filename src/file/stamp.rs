//! What a file was like when it was read or written, so that a later change of it is known.

use std::{fmt, fs::Metadata, time::SystemTime};

/// 128 bits that stand for some bytes (FNV-1a): the same on every machine and in every version.
/// Against accidents, not against people who mean harm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint(u128);

impl Fingerprint {
    /// That of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
        const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
        let step = |hash: u128, byte: &u8| (hash ^ u128::from(*byte)).wrapping_mul(PRIME);
        Self(bytes.iter().fold(BASIS, step))
    }

    /// Reads what it is written as: 32 hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        let is_whole = text.len() == 32;
        let number = is_whole.then(|| u128::from_str_radix(text, 16).ok())?;
        number.map(Self)
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

/// A file as it was: two of them are of the same content if their fingerprints agree.
#[derive(Debug, Clone, PartialEq)]
pub struct Stamp {
    /// In bytes.
    pub length: u64,
    /// `None` where the system does not tell.
    pub modified: Option<SystemTime>,
    /// Of the content.
    pub print: Fingerprint,
}

impl Stamp {
    /// That of a file with such bytes, of which the system says this.
    pub fn of(bytes: &[u8], about: &Metadata) -> Self {
        Self {
            length: bytes.len() as u64,
            modified: about.modified().ok(),
            print: Fingerprint::of(bytes),
        }
    }

    /// Whether the file seems to be as it was, without a look into it.
    pub fn looks_like(&self, about: &Metadata) -> bool {
        self.length == about.len()
            && self.modified.is_some()
            && self.modified == about.modified().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fingerprints_are_the_published_ones_and_are_read_back() {
        // From the reference of FNV.
        for (text, print) in [
            ("", "6c62272e07bb014262b821756295c58d"),
            ("a", "d228cb696f1a8caf78912b704e4a8964"),
            ("foobar", "343e1662793c64bf6f0d3597ba446f18"),
        ] {
            let found = Fingerprint::of(text.as_bytes());
            assert_eq!(found.to_string(), print);
            assert_eq!(Fingerprint::parse(print), Some(found));
        }
        assert_eq!(Fingerprint::parse("12"), None);
        assert_eq!(Fingerprint::parse(&"g".repeat(32)), None);
    }
}
