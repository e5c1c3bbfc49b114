//! The ZIP archive that a workbook is: unpacked within bounds, looked through, and packed again
//! without compression, so that what is read next is what was looked at.

use std::{collections::HashSet, io::Read as _};

use flate2::{Crc, read::DeflateDecoder};

use super::Fault;

/// A larger workbook is refused unread.
pub const MAX_BYTES: usize = 32 << 20;
/// All parts that are text together, unpacked.
pub const MAX_UNPACKED: usize = 128 << 20;
/// How many times the size of the workbook that may be, beside a few megabytes. Sheets that are full
/// of the same thing deflate to a fiftieth.
const MAX_RATIO: usize = 100;
const MAX_PARTS: usize = 5_000;
/// Of the list of formats: names and format codes of others are copied for each kind of cell.
const MAX_STYLES: usize = 4 << 20;
const MAX_STYLE_WORD: usize = 400;

const END: [u8; 4] = *b"PK\x05\x06";
const ENTRY: [u8; 4] = *b"PK\x01\x02";
const LOCAL: [u8; 4] = *b"PK\x03\x04";
/// What an old workbook, or one behind a password, begins with.
const COMPOUND: [u8; 8] = *b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// One file in the archive, as its directory has it.
struct Entry<'a> {
    name: &'a [u8],
    method: u16,
    crc: u32,
    packed: usize,
    unpacked: usize,
    at: usize,
}

struct Part {
    name: Vec<u8>,
    bytes: Vec<u8>,
    crc: u32,
}

/// The same workbook, uncompressed and with nothing but its parts that are text.
pub fn repacked(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    if bytes.len() > MAX_BYTES {
        return Err(Fault::TooManyBytes);
    }
    if bytes.starts_with(&COMPOUND) {
        return Err(Fault::OldOrLocked);
    }
    let entries = directory(bytes).ok_or(Fault::NoWorkbook)?;
    if entries.len() > MAX_PARTS {
        return Err(Fault::Unpacked);
    }
    let named = |name: &[u8]| entries.iter().any(|entry| entry.name == name);
    if !named(b"[Content_Types].xml") {
        let is_document = named(b"mimetype") && named(b"content.xml");
        return Err(if is_document {
            Fault::OpenDocument
        } else {
            Fault::NoWorkbook
        });
    }
    let mut seen = HashSet::new();
    let texts = entries.iter().filter(|entry| is_text(entry.name));
    let texts: Vec<&Entry> = texts.filter(|entry| seen.insert(entry.name)).collect();
    let promised = texts
        .iter()
        .try_fold(0_usize, |sum, entry| sum.checked_add(entry.unpacked));
    let most = MAX_UNPACKED.min(MAX_RATIO * bytes.len() + (4 << 20));
    if promised.is_none_or(|sum| sum > most) {
        return Err(Fault::Unpacked);
    }
    let mut parts = Vec::with_capacity(texts.len());
    for entry in texts {
        let part = unpacked(bytes, entry).ok_or(Fault::Broken)?;
        look_through(&part)?;
        parts.push(part);
    }
    Ok(packed(&parts))
}

fn is_text(name: &[u8]) -> bool {
    let name = name.to_ascii_lowercase();
    name.ends_with(b".xml") || name.ends_with(b".rels")
}

fn u16_at(bytes: &[u8], at: usize) -> Option<usize> {
    let two = bytes.get(at..at.checked_add(2)?)?;
    Some(usize::from(u16::from_le_bytes(two.try_into().ok()?)))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

fn size_at(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32_at(bytes, at)?).ok()
}

/// The files that the archive's directory names; `None` where there is no sound one.
fn directory(bytes: &[u8]) -> Option<Vec<Entry<'_>>> {
    // The end of the directory may have a comment of 64 KiB behind it.
    let from = bytes.len().saturating_sub(22 + 0xFFFF);
    let end = (from..=bytes.len().checked_sub(22)?)
        .rev()
        .find(|at| bytes[*at..].starts_with(&END))?;
    let count = u16_at(bytes, end + 10)?;
    let mut at = size_at(bytes, end + 16)?;
    let mut entries = Vec::new();
    for _ in 0..count {
        if !bytes.get(at..)?.starts_with(&ENTRY) {
            return None;
        }
        let (name, extra, comment) = (
            u16_at(bytes, at + 28)?,
            u16_at(bytes, at + 30)?,
            u16_at(bytes, at + 32)?,
        );
        let rest = bytes.get(at + 46..)?;
        let (name, rest) = rest.split_at_checked(name)?;
        let (extra, _) = rest.split_at_checked(extra)?;
        let is_locked = u16_at(bytes, at + 8)? & 1 != 0;
        let mut wide = wide_sizes(extra);
        let mut size = |at| match u32_at(bytes, at)? {
            u32::MAX => usize::try_from(wide.next()?).ok(),
            size => usize::try_from(size).ok(),
        };
        let unpacked = size(at + 24)?;
        let packed = size(at + 20)?;
        let start = size(at + 42)?;
        if is_locked {
            return None;
        }
        entries.push(Entry {
            name,
            method: u16::try_from(u16_at(bytes, at + 10)?).ok()?,
            crc: u32_at(bytes, at + 16)?,
            packed,
            unpacked,
            at: start,
        });
        at = at.checked_add(46 + name.len() + extra.len() + comment)?;
    }
    Some(entries)
}

/// The numbers of the field for sizes of more than 32 bits, which come in place of those that do
/// not fit.
fn wide_sizes(extra: &[u8]) -> impl Iterator<Item = u64> {
    let mut at = 0;
    let mut found: &[u8] = &[];
    while let (Some(id), Some(len)) = (u16_at(extra, at), u16_at(extra, at + 2)) {
        let field = extra.get(at + 4..at + 4 + len).unwrap_or_default();
        if id == 1 {
            found = field;
        }
        at += 4 + len;
    }
    let numbers = found.chunks_exact(8);
    numbers.filter_map(|eight| Some(u64::from_le_bytes(eight.try_into().ok()?)))
}

/// Not one byte more than the directory promises.
fn unpacked(archive: &[u8], entry: &Entry) -> Option<Part> {
    let local = archive.get(entry.at..)?;
    if !local.starts_with(&LOCAL) {
        return None;
    }
    let start = 30 + u16_at(local, 26)? + u16_at(local, 28)?;
    let packed = local.get(start..start.checked_add(entry.packed)?)?;
    let bytes = match entry.method {
        0 => packed.to_vec(),
        8 => {
            let most = u64::try_from(entry.unpacked).ok()?.checked_add(1)?;
            let mut bytes = Vec::new();
            let mut reader = DeflateDecoder::new(packed).take(most);
            reader.read_to_end(&mut bytes).ok()?;
            bytes
        }
        _ => return None,
    };
    let mut crc = Crc::new();
    crc.update(&bytes);
    (bytes.len() == entry.unpacked && crc.sum() == entry.crc).then(|| Part {
        name: entry.name.to_vec(),
        bytes,
        crc: entry.crc,
    })
}

/// Refuses what no spreadsheet program writes, and what would be multiplied in reading.
fn look_through(part: &Part) -> Result<(), Fault> {
    let is_styles = part.name.to_ascii_lowercase().ends_with(b"styles.xml");
    if is_styles && part.bytes.len() > MAX_STYLES {
        return Err(Fault::Unpacked);
    }
    let mut at = 0;
    while let Some(next) = part.bytes[at..].iter().position(|byte| *byte == b'<') {
        at += next + 1;
        let tag = &part.bytes[at..];
        let is_other = tag.starts_with(b"!") || tag.starts_with(b"?") || tag.starts_with(b"/");
        if is_other {
            continue;
        }
        at += look_through_tag(tag, is_styles)?;
    }
    Ok(())
}

/// How much of `tag`, which begins with a name, it takes.
fn look_through_tag(tag: &[u8], is_styles: bool) -> Result<usize, Fault> {
    let ends = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'>' | b'/' | b'"' | b'\'');
    let mut at = tag.iter().position(ends).unwrap_or(tag.len());
    let element = tag[..at].rsplit(|b| *b == b':').next().unwrap_or_default();
    let has_places = [&b"c"[..], b"row", b"dimension"].contains(&element);
    let mut name = at..at;
    while let Some(byte) = tag.get(at) {
        match byte {
            b'>' => return Ok(at),
            b'"' | b'\'' => {
                let value = &tag[at + 1..];
                let len = value.iter().position(|b| b == byte).ok_or(Fault::Broken)?;
                let value = &value[..len];
                let is_place = has_places && [&b"r"[..], b"ref"].contains(&&tag[name.clone()]);
                if is_place && !is_reference(value) || is_styles && len > MAX_STYLE_WORD {
                    return Err(Fault::Broken);
                }
                at += len + 2;
                name = at..at;
            }
            b'=' => at += 1,
            b if b.is_ascii_whitespace() => {
                at += 1;
                if tag.get(at).is_some_and(|next| *next != b'=') && !next_is_sign(&tag[at..]) {
                    name = at..at;
                }
            }
            _ => {
                at += 1;
                name.end = at;
            }
        }
    }
    Ok(tag.len())
}

/// Whether white space is followed by the sign between name and value.
fn next_is_sign(tag: &[u8]) -> bool {
    let next = tag.iter().find(|byte| !byte.is_ascii_whitespace());
    next == Some(&b'=') || next == Some(&b'"') || next == Some(&b'\'')
}

/// "12", "C107", "A6:G67", or several with spaces between, within what sheets have; two corners in
/// their order.
fn is_reference(value: &[u8]) -> bool {
    value.split(|byte| *byte == b' ').all(|value| {
        let mut corners = value.split(|byte| *byte == b':').map(corner);
        match (corners.next(), corners.next(), corners.next()) {
            (Some(Some(_)), None, _) => true,
            (Some(Some(first)), Some(Some(last)), None) => first.0 <= last.0 && first.1 <= last.1,
            _ => false,
        }
    })
}

/// Column and row, 0 where there is none.
fn corner(value: &[u8]) -> Option<(u32, u32)> {
    let value = value.strip_prefix(b"$").unwrap_or(value);
    let letters = value.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    let (letters, digits) = value.split_at(letters);
    let digits = digits.strip_prefix(b"$").unwrap_or(digits);
    let is_sound = letters.len() <= 3
        && digits.len() <= 7
        && letters.len() + digits.len() > 0
        && digits.iter().all(u8::is_ascii_digit);
    is_sound.then(|| {
        let column = letters.iter().fold(0, |column, letter| {
            column * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1
        });
        let row = digits
            .iter()
            .fold(0, |row, digit| row * 10 + u32::from(digit - b'0'));
        (column, row)
    })
}

fn packed(parts: &[Part]) -> Vec<u8> {
    let size = |len: usize| u32::try_from(len).unwrap_or(u32::MAX).to_le_bytes();
    let short = |len: usize| u16::try_from(len).unwrap_or(u16::MAX).to_le_bytes();
    let total = parts
        .iter()
        .map(|part| part.bytes.len() + 2 * part.name.len() + 76);
    let mut archive = Vec::with_capacity(total.sum::<usize>() + 22);
    let mut directory = Vec::new();
    for part in parts {
        let at = archive.len();
        // Version, flags (names are UTF-8), no compression, time and date, then the sizes.
        let mut about = [20, 0, 0, 8, 0, 0, 0, 0, 0x21, 0].to_vec();
        about.extend(part.crc.to_le_bytes());
        about.extend(size(part.bytes.len()));
        about.extend(size(part.bytes.len()));
        about.extend(short(part.name.len()));
        about.extend([0, 0]);
        archive.extend(LOCAL);
        archive.extend(&about);
        archive.extend(&part.name);
        archive.extend(&part.bytes);
        directory.extend(ENTRY);
        directory.extend([20, 0]);
        directory.extend(&about);
        directory.extend([0; 10]);
        directory.extend(size(at));
        directory.extend(&part.name);
    }
    let at = archive.len();
    archive.extend(&directory);
    archive.extend(END);
    archive.extend([0; 4]);
    archive.extend(short(parts.len()));
    archive.extend(short(parts.len()));
    archive.extend(size(directory.len()));
    archive.extend(size(at));
    archive.extend([0, 0]);
    archive
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_of_cells_are_held_to_what_sheets_have() {
        for sound in ["A1", "12", "XFD1048576", "$B$2", "A6:G67", "A1 C3:D4"] {
            assert!(is_reference(sound.as_bytes()), "{sound}");
        }
        for wrong in [
            "",
            "AAAA1",
            "A12345678",
            "G67:A6",
            "A1:B2:C3",
            "A-1",
            "1A",
            "é1",
        ] {
            assert!(!is_reference(wrong.as_bytes()), "{wrong}");
        }
    }

    #[test]
    fn a_quotation_mark_that_ends_a_name_hides_no_place() {
        let part = Part {
            name: b"sheet1.xml".to_vec(),
            bytes: br#"<a"><v/><d/l"><row r="AAAAAAAA1">"#.to_vec(),
            crc: 0,
        };
        assert!(look_through(&part).is_err());
    }

    #[test]
    fn tags_are_looked_through_however_they_are_written() {
        let fails = |tag: &str| look_through_tag(tag.as_bytes(), false).is_err();
        for wrong in [
            "c r=\"AAAAAAA1\">",
            "c s='1' r = 'AAAAAAA1'/>",
            "c\n\tr\n=\n\"AAAAAAA1\" t=\"s\">",
            "c r=\"A1",
            "dimension ref=\"B2:A1\"/>",
        ] {
            assert!(fails(wrong), "{wrong}");
        }
        for sound in [
            "c r=\"A1\" s=\"AAAAAAA1\">",
            "row spans='1:9'>",
            "a>",
            "c x:r=\"no\">",
            "a:rect r=\"-1\">",
        ] {
            assert!(!fails(sound), "{sound}");
        }
    }
}
