//! The ZIP archive that a workbook is: unpacked within bounds, looked through, and packed again
//! without compression, so that what is read next is what was looked at.

use std::{
    collections::HashMap,
    io::{Cursor, Write as _},
};

use quick_xml::{Reader, escape::unescape, events::BytesStart, events::Event};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use crate::exchange::{
    archive::{Archive, ArchiveEntry, ArchiveFault, END_LEN},
    error::WorkbookFault,
};

/// A larger workbook is refused unread.
pub const MAX_BYTES: usize = 32 << 20;
/// All parts that are text together, unpacked.
pub const MAX_UNPACKED: usize = 128 << 20;
/// Of the list of formats: names and format codes of others are copied for each kind of cell.
const MAX_STYLES: usize = 4 << 20;
const MAX_STYLE_WORD: usize = 400;
/// The bytes of the shortest text in the table of texts.
const LEAST_TEXT: usize = b"<si/>".len();

struct PackagePart {
    name: String,
    bytes: Vec<u8>,
}

/// A workbook as it is handed to the library.
pub(super) struct RepackedWorkbook {
    /// Uncompressed, and with nothing but the parts that are text.
    pub bytes: Vec<u8>,
    /// The names of the sheets that are not in it, since the library would refuse all for them.
    pub passed_over: Vec<String>,
}

/// The same workbook, uncompressed and with nothing but its parts that are text.
pub(super) fn repacked(bytes: &[u8]) -> Result<RepackedWorkbook, WorkbookFault> {
    if bytes.len() > MAX_BYTES {
        return Err(WorkbookFault::TooManyBytes);
    }
    let mut archive = Archive::open(bytes)?;
    if !archive.has("[Content_Types].xml") {
        let is_document = archive.has("mimetype") && archive.has("content.xml");
        return Err(if is_document {
            WorkbookFault::OpenDocument
        } else {
            WorkbookFault::NoWorkbook
        });
    }
    let mut texts = archive.entries().ok_or(WorkbookFault::NoWorkbook)?;
    texts.retain(ArchiveEntry::is_text);
    if !archive.can_hold(&texts, MAX_UNPACKED) {
        return Err(WorkbookFault::Unpacked);
    }
    let mut parts = Vec::with_capacity(texts.len());
    for entry in texts {
        let bytes = archive.unpacked(&entry).ok_or(WorkbookFault::Broken)?;
        let name = entry.name;
        let part = PackagePart { name, bytes };
        look_through(&part)?;
        parts.push(part);
    }
    let passed_over = blank_strange_sheets(&mut parts);
    let bytes = packed(parts).ok_or(WorkbookFault::Broken)?;
    Ok(RepackedWorkbook { bytes, passed_over })
}

impl From<ArchiveFault> for WorkbookFault {
    fn from(fault: ArchiveFault) -> Self {
        match fault {
            ArchiveFault::Compound => Self::OldOrLocked,
            ArchiveFault::Unpacked => Self::Unpacked,
            ArchiveFault::NoArchive => Self::NoWorkbook,
        }
    }
}

/// The events of a part as the library reads them.
fn xml(bytes: &[u8]) -> Reader<&[u8]> {
    let mut reader = Reader::from_reader(bytes);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.check_comments = false;
    config.expand_empty_elements = true;
    reader
}

/// Refuses what no spreadsheet program writes, what would be multiplied in reading, and the numbers
/// that the library makes room by where they lie.
fn look_through(part: &PackagePart) -> Result<(), WorkbookFault> {
    let is_styles = part.name.to_ascii_lowercase().ends_with("styles.xml");
    if is_styles && part.bytes.len() > MAX_STYLES {
        return Err(WorkbookFault::Unpacked);
    }
    let (mut reader, mut buffer) = (xml(&part.bytes), Vec::new());
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(tag)) => {
                look_through_tag(tag.as_bytes(), is_styles)?;
                let is_table = tag.local_name().as_ref() == "sst";
                if is_table && !are_counts_sound(&tag, part.bytes.len()) {
                    return Err(WorkbookFault::Broken);
                }
            }
            // Nor does the library read on where a part is broken.
            Ok(Event::Eof) | Err(_) => return Ok(()),
            Ok(_) => {}
        }
    }
}

/// Whether a table of so many bytes can hold as many texts as it says.
fn are_counts_sound(table: &str, bytes: usize) -> bool {
    table.split("uniqueCount").skip(1).all(|rest| {
        let Some(value) = rest.trim_start().strip_prefix('=') else {
            return true;
        };
        let value = value.trim_start().trim_start_matches(['"', '\'']);
        let value = value.split(['"', '\'']).next().unwrap_or_default();
        let count = value.parse::<usize>().ok();
        count.is_some_and(|count| count <= bytes / LEAST_TEXT)
    })
}

/// A tag without its first sign, up to its last one where that is there.
fn look_through_tag(tag: &[u8], is_styles: bool) -> Result<(), WorkbookFault> {
    let ends = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'>' | b'/' | b'"' | b'\'');
    let mut at = tag.iter().position(ends).unwrap_or(tag.len());
    let element = tag[..at].rsplit(|b| *b == b':').next().unwrap_or_default();
    let has_places = [&b"c"[..], b"row", b"dimension"].contains(&element);
    let mut name = at..at;
    while let Some(byte) = tag.get(at) {
        match byte {
            b'>' => return Ok(()),
            b'"' | b'\'' => {
                let value = &tag[at + 1..];
                let len = value
                    .iter()
                    .position(|b| b == byte)
                    .ok_or(WorkbookFault::Broken)?;
                let value = &value[..len];
                let is_place = has_places && [&b"r"[..], b"ref"].contains(&&tag[name.clone()]);
                if is_place && !is_reference(value) || is_styles && len > MAX_STYLE_WORD {
                    return Err(WorkbookFault::Broken);
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
    Ok(())
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

/// Takes the sheets out of the workbook that have no relation to a part, or one to a kind of sheet
/// that the library does not know (macros of before 1997), and gives their names.
fn blank_strange_sheets(parts: &mut [PackagePart]) -> Vec<String> {
    let named = |parts: &[PackagePart], name: &str| {
        let name = name.trim_start_matches('/');
        let is_it = |part: &PackagePart| part.name.eq_ignore_ascii_case(name);
        parts.iter().position(is_it)
    };
    let main = || {
        let top = relations(&parts[named(parts, "_rels/.rels")?].bytes);
        let is_main =
            |relation: &&Relation| relation.kind.ends_with("/relationships/officeDocument");
        let target = &top.values().find(is_main)?.target;
        let (folder, file) = target.rsplit_once('/').unwrap_or(("", target));
        let beside = named(parts, &format!("{folder}/_rels/{file}.rels"))?;
        Some((named(parts, target)?, relations(&parts[beside].bytes)))
    };
    let Some((workbook, relations)) = main() else {
        return Vec::new();
    };
    let is_known = |id: &str| {
        let kind = relations.get(id).map(|relation| relation.kind.as_str());
        let kind = kind.and_then(|kind| kind.rsplit('/').next());
        kind.is_some_and(|kind| ["worksheet", "chartsheet", "dialogsheet"].contains(&kind))
    };
    blank_sheets(&mut parts[workbook].bytes, is_known)
}

struct Relation {
    target: String,
    kind: String,
}

/// The relations of a part by their ids.
fn relations(bytes: &[u8]) -> HashMap<String, Relation> {
    let (mut reader, mut buffer) = (xml(bytes), Vec::new());
    let mut relations = HashMap::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(tag)) if tag.local_name().as_ref() == "Relationship" => {
                let value = |name| attribute(&tag, |key| key == name).unwrap_or_default();
                let (target, kind) = (value("Target"), value("Type"));
                relations.insert(value("Id"), Relation { target, kind });
            }
            Ok(Event::Eof) | Err(_) => return relations,
            Ok(_) => {}
        }
    }
}

fn attribute(tag: &BytesStart, is_it: impl Fn(&str) -> bool) -> Option<String> {
    let mut attributes = tag.attributes();
    let attributes = attributes.with_checks(false).flatten();
    let found = attributes.filter(|attribute| is_it(attribute.key.as_ref()));
    found.last().map(|attribute| attribute.value.into_owned())
}

/// Overwrites the sheets of a workbook whose relation is not known with blanks; their names.
fn blank_sheets(workbook: &mut [u8], is_known: impl Fn(&str) -> bool) -> Vec<String> {
    let (mut reader, mut buffer) = (xml(workbook), Vec::new());
    reader.config_mut().expand_empty_elements = false;
    let (mut names, mut ends) = (Vec::new(), Vec::new());
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(tag) | Event::Empty(tag)) if tag.local_name().as_ref() == "sheet" => {
                let id = attribute(&tag, |key| key == "id" || key.ends_with(":id"));
                if !is_known(&id.unwrap_or_default()) {
                    let name = attribute(&tag, |key| key == "name").unwrap_or_default();
                    names.push(unescape(&name).map_or(name.clone(), |name| name.into_owned()));
                    ends.push(usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX));
                }
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    for end in ends {
        let tag = workbook.get_mut(..end).unwrap_or_default();
        let start = tag.iter().rposition(|byte| *byte == b'<');
        tag[start.unwrap_or_default()..].fill(b' ');
    }
    names
}

/// An archive of some parts, none compressed; `None` where two have one name.
fn packed(parts: Vec<PackagePart>) -> Option<Vec<u8>> {
    let sizes = parts
        .iter()
        .map(|part| part.bytes.len() + 2 * part.name.len() + 76);
    let room = sizes.sum::<usize>() + END_LEN;
    let mut archive = ZipWriter::new(Cursor::new(Vec::with_capacity(room)));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for part in parts {
        archive.start_file(part.name, options).ok()?;
        archive.write_all(&part.bytes).ok()?;
    }
    Some(archive.finish().ok()?.into_inner())
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
        let part = PackagePart {
            name: "sheet1.xml".to_owned(),
            bytes: br#"<a"><v/><d/l"><row r="AAAAAAAA1">"#.to_vec(),
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

    #[test]
    fn a_table_of_texts_says_no_more_than_it_can_hold() {
        let is_refused = |text: &str| {
            let part = PackagePart {
                name: "xl/sharedStrings.xml".to_owned(),
                bytes: text.as_bytes().to_vec(),
            };
            look_through(&part).is_err()
        };
        for wrong in [
            "<sst uniqueCount=\"4294967296\"><si/></sst>",
            "<x:sst count='2' uniqueCount = '99999999999999999999'/>",
            "<sst uniqueCount=\"9999\">",
            "<!-- <a \" --><sst uniqueCount=\"4294967296\"/>",
            "<![CDATA[<a ']]><sst a=\"\" uniqueCount=\"+4294967296\"/>",
        ] {
            assert!(is_refused(wrong), "{wrong}");
        }
        for sound in [
            "<sst count=\"9\" uniqueCount=\"2\"><si/><si><t>uniqueCount=\"99\"</t></si></sst>",
            "<sst><si/></sst>",
            "<other uniqueCount=\"4294967296\"/>",
        ] {
            assert!(!is_refused(sound), "{sound}");
        }
    }
}
