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

/// What may be in an archive.
#[derive(Debug, Clone, Copy)]
pub struct ArchiveBounds {
    /// Of the archive itself.
    pub bytes: usize,
    /// Of all that is unpacked.
    pub unpacked: usize,
    /// How many parts.
    pub parts: usize,
}

/// Why an archive is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ArchiveFault {
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
        Self::open_with(bytes, MAX_PARTS)
    }

    /// As [`Archive::open`], with so many parts at most.
    fn open_with(bytes: &'a [u8], parts: usize) -> Result<Self, ArchiveFault> {
        if bytes.starts_with(&COMPOUND) {
            return Err(ArchiveFault::Compound);
        }
        if count(bytes, ENTRY) > parts {
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

/// The parts of an archive whose names are wanted, unpacked, in their order.
///
/// # Errors
/// Where the bytes are no archive, or more than the bounds let it be.
pub fn parts(
    bytes: &[u8],
    bounds: ArchiveBounds,
    wanted: impl Fn(&str) -> bool,
) -> Result<Vec<(String, Vec<u8>)>, ArchiveFault> {
    if bytes.len() > bounds.bytes {
        return Err(ArchiveFault::Unpacked);
    }
    let mut archive = Archive::open_with(bytes, bounds.parts)?;
    let entries = archive.entries().ok_or(ArchiveFault::NoArchive)?;
    let wanted = entries.into_iter().filter(|entry| wanted(&entry.name));
    let wanted: Vec<ArchiveEntry> = wanted.collect();
    if !archive.can_hold(&wanted, bounds.unpacked) {
        return Err(ArchiveFault::Unpacked);
    }
    let unpack = |entry: ArchiveEntry| {
        let bytes = archive.unpacked(&entry).ok_or(ArchiveFault::NoArchive)?;
        Ok((entry.name, bytes))
    };
    wanted.into_iter().map(unpack).collect()
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
    use std::io::Write as _;
    use zip::{ZipWriter, write::SimpleFileOptions};

    const BOUNDS: ArchiveBounds = ArchiveBounds {
        bytes: 1 << 20,
        unpacked: 100_000,
        parts: 10,
    };

    fn archive(parts: &[(&str, usize)]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, size) in parts {
            let options = SimpleFileOptions::default();
            writer.start_file(*name, options).unwrap();
            writer.write_all(&vec![b' '; *size]).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn what_is_wanted_is_unpacked_and_nothing_beyond_the_bounds() {
        let sound = archive(&[("a.xml", 50_000), ("b.bin", 90_000)]);
        let xml = parts(&sound, BOUNDS, |name| name.ends_with(".xml")).unwrap();
        assert_eq!((xml.len(), xml[0].1.len()), (1, 50_000));
        assert_eq!(parts(&sound, BOUNDS, |_| true), Err(ArchiveFault::Unpacked));
        let many: Vec<String> = (0..11).map(|index| format!("{index}")).collect();
        let many: Vec<(&str, usize)> = many.iter().map(|name| (name.as_str(), 1)).collect();
        assert_eq!(
            parts(&archive(&many), BOUNDS, |_| true),
            Err(ArchiveFault::Unpacked)
        );
        for broken in [&b"PK"[..], b"", &sound[..100]] {
            assert_eq!(
                parts(broken, BOUNDS, |_| true),
                Err(ArchiveFault::NoArchive)
            );
        }
    }

    #[test]
    fn what_lies_of_its_size_is_not_unpacked() {
        let mut lying = archive(&[("a.xml", 50_000)]);
        // The size in the directory, of which the entry's mark is the beginning.
        let entry = lying.windows(4).position(|four| four == ENTRY).unwrap();
        lying[entry + 24..entry + 28].copy_from_slice(&40_000_u32.to_le_bytes());
        assert_eq!(
            parts(&lying, BOUNDS, |_| true),
            Err(ArchiveFault::NoArchive)
        );
    }

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
