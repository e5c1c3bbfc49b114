//! ZIP archives within bounds: nothing is unpacked that says it is more than anyone's file has.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

/// What an office file from before 2007, or one behind a password, begins with.
pub(super) const COMPOUND: [u8; 8] = *b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
/// How many times the size of the archive all that is read of it may be, beside a few megabytes. What
/// is full of the same thing deflates to a fiftieth.
const MAX_RATIO: usize = 100;
const MAX_PARTS: usize = 5_000;
/// What a file's entry in the archive's directory begins with.
const ENTRY: &[u8] = b"PK\x01\x02";
/// What the end of the archive's directory begins with, the bytes of its fields and of the longest
/// comment behind them.
const END: &[u8] = b"PK\x05\x06";
pub(super) const END_LEN: usize = 22;
const MAX_COMMENT: usize = 0xFFFF;

/// Why an archive is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ArchiveFault {
    /// An older or a locked file of an office program, which is no archive.
    Compound,
    /// More parts, or more in them, than anyone works with.
    Unpacked,
    /// Something else.
    NoArchive,
}

/// An archive whose directory was read.
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Of all of it, in bytes.
    size: usize,
}

/// A part of an archive, as the directory has it.
#[derive(Debug, Clone)]
pub(super) struct ArchiveEntry {
    index: usize,
    pub name: String,
    /// Unpacked, in bytes.
    size: u64,
}

impl<'a> Archive<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, ArchiveFault> {
        if bytes.starts_with(&COMPOUND) {
            return Err(ArchiveFault::Compound);
        }
        if count(bytes, ENTRY) > MAX_PARTS {
            return Err(ArchiveFault::Unpacked);
        }
        if is_wide(bytes) {
            return Err(ArchiveFault::NoArchive);
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ArchiveFault::NoArchive)?;
        let size = bytes.len();
        Ok(Self { zip, size })
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// What its directory lists; `None` where that cannot be read.
    pub(super) fn entries(&self) -> Option<Vec<ArchiveEntry>> {
        let metadata = self.zip.metadata();
        (0..metadata.len())
            .map(|index| {
                let entry = metadata.entry(index).ok()?;
                let (name, size) = (entry.name().ok()?.into_owned(), entry.size());
                Some(ArchiveEntry { index, name, size })
            })
            .collect()
    }

    /// Whether these parts together are no more than `most` bytes, and than an archive of this size
    /// unpacks to.
    pub(super) fn can_hold<'e>(
        &self,
        entries: impl IntoIterator<Item = &'e ArchiveEntry>,
        most: usize,
    ) -> bool {
        let mut sizes = entries.into_iter().map(|entry| entry.size);
        let promised = sizes.try_fold(0_u64, u64::checked_add);
        let most = most.min(MAX_RATIO * self.size + (4 << 20));
        promised.is_some_and(|sum| sum <= most as u64)
    }

    /// Not one byte more than the directory promises; the library compares the sum at the part's end.
    pub(super) fn unpacked(&mut self, entry: &ArchiveEntry) -> Option<Vec<u8>> {
        let file = self.zip.by_index(entry.index).ok()?;
        let mut bytes = Vec::new();
        file.take(entry.size.checked_add(1)?)
            .read_to_end(&mut bytes)
            .ok()?;
        (bytes.len() as u64 == entry.size).then_some(bytes)
    }
}

impl ArchiveEntry {
    /// Whether it is XML, by its name.
    pub(super) fn is_text(&self) -> bool {
        let name = self.name.to_ascii_lowercase();
        name.ends_with(".xml") || name.ends_with(".rels")
    }
}

fn count(bytes: &[u8], mark: &[u8]) -> usize {
    bytes.windows(mark.len()).filter(|w| *w == mark).count()
}

/// Whether the end of the directory, or what could be taken for it, points to counts of 64 bits:
/// the library makes room by them before it looks for the entries.
fn is_wide(bytes: &[u8]) -> bool {
    let from = bytes.len().saturating_sub(END_LEN + 4 + MAX_COMMENT);
    let mut ends = bytes[from..]
        .windows(END_LEN)
        .filter(|end| end.starts_with(END));
    ends.any(|end| {
        let full = |field: std::ops::Range<usize>| end[field].iter().all(|byte| *byte == 0xFF);
        full(8..10) || full(10..12) || full(12..16) || full(16..20)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_of_64_bits_are_not_looked_up() {
        let mut end = [0; 40];
        end[10..14].copy_from_slice(END);
        assert!(!is_wide(&end));
        for field in [18..20, 20..22, 22..26, 26..30] {
            let mut end = end;
            end[field].fill(0xFF);
            assert!(is_wide(&end));
        }
    }
}
