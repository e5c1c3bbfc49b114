//! Office files around some parts, as ZIP archives without compression.

const TYPES: &[u8] = br#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>"#;
const TOP: &[u8] = br#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &[u8] = br#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Map" sheetId="1" r:id="r1"/></sheets></workbook>"#;
const PARTS: &[u8] = br#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="r3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;

/// A workbook of one sheet.
pub(super) fn workbook(sheet: &[u8], texts: &[u8], styles: &[u8]) -> Vec<u8> {
    let mut files = vec![
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", TOP),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", PARTS),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    let more = [("xl/sharedStrings.xml", texts), ("xl/styles.xml", styles)];
    files.extend(more.into_iter().filter(|(_, bytes)| !bytes.is_empty()));
    zip(&files)
}

/// Slides with nothing but a theme and a master.
pub(crate) fn slides(theme: &[u8], master: &[u8]) -> Vec<u8> {
    const OF_MASTER: &[u8] = br#"<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme" Target="../theme/theme1.xml"/></Relationships>"#;
    zip(&[
        ("[Content_Types].xml", TYPES),
        ("ppt/theme/theme1.xml", theme),
        ("ppt/slideMasters/slideMaster1.xml", master),
        ("ppt/slideMasters/_rels/slideMaster1.xml.rels", OF_MASTER),
    ])
}

pub(crate) fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut archive, mut directory) = (Vec::new(), Vec::new());
    let short = |number: usize| (number as u16).to_le_bytes();
    let long = |number: usize| (number as u32).to_le_bytes();
    for (name, bytes) in files {
        let at = archive.len();
        let mut facts = vec![20, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        facts.extend(crc32(bytes).to_le_bytes());
        facts.extend([long(bytes.len()), long(bytes.len())].concat());
        facts.extend([short(name.len()), short(0)].concat());
        archive.extend([b"PK\x03\x04", &*facts, name.as_bytes(), bytes].concat());
        directory.extend([b"PK\x01\x02\x14\0", &*facts, &[0; 10], &long(at)].concat());
        directory.extend(name.as_bytes());
    }
    let count = short(files.len());
    let end = [
        &count[..],
        &count,
        &long(directory.len()),
        &long(archive.len()),
        &[0, 0],
    ]
    .concat();
    [&*archive, &directory, b"PK\x05\x06\0\0\0\0", &end].concat()
}

/// As ZIP and PNG have it.
pub(super) fn crc32(bytes: &[u8]) -> u32 {
    let step = |sum: u32, byte: &u8| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            (sum >> 1) ^ (0xEDB8_8320 & (sum & 1).wrapping_neg())
        })
    };
    !bytes.iter().fold(!0, step)
}
