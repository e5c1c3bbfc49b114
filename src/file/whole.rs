//! Whether the file of a picture is whole, as far as can be told without decoding it.

/// What is wrong with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flaw {
    Broken,
    /// Its end is missing.
    CutOff,
}

type Whole = Result<(), Flaw>;

/// Whether a PNG has its pixels and its end, and every chunk that is needed the bytes that its
/// checksum was made of.
pub(super) fn png(bytes: &[u8]) -> Whole {
    let (mut has_pixels, mut has_end) = (false, false);
    for chunk in png_chunks(bytes) {
        let parts = chunk.first_chunk().zip(chunk.split_last_chunk());
        let (len, (all, sum)) = parts.ok_or(Flaw::CutOff)?;
        if chunk.len() < u32::from_be_bytes(*len) as usize + 12 {
            return Err(Flaw::CutOff);
        }
        if crc32fast::hash(&all[4..]) != u32::from_be_bytes(*sum) {
            return Err(Flaw::Broken);
        }
        has_pixels |= all[4..].starts_with(b"IDAT");
        has_end |= all[4..].starts_with(b"IEND");
    }
    match (has_pixels, has_end) {
        (true, true) => Ok(()),
        (true, false) => Err(Flaw::CutOff),
        (false, _) => Err(Flaw::Broken),
    }
}

/// A PNG's header, palette, pixels and turn. The others (a colour profile, texts) may be deflated
/// to a thousandth of what a decoder would make of them.
pub(super) fn needed_chunks(bytes: &[u8]) -> Vec<u8> {
    let mut needed = bytes[..bytes.len().min(8)].to_vec();
    png_chunks(bytes).for_each(|chunk| needed.extend_from_slice(chunk));
    needed
}

/// The chunks that are needed, each with its length and its checksum as far as they are there.
fn png_chunks(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    const NEEDED: [&[u8]; 6] = [b"IHDR", b"PLTE", b"tRNS", b"eXIf", b"IDAT", b"IEND"];
    let mut rest = bytes.get(8..).unwrap_or_default();
    let all = std::iter::from_fn(move || {
        let len = rest.first_chunk()?;
        let whole = u32::from_be_bytes(*len) as usize + 12;
        let (chunk, after) = rest.split_at(rest.len().min(whole));
        rest = after;
        Some(chunk)
    });
    all.filter(|chunk| chunk.get(4..8).is_some_and(|kind| NEEDED.contains(&kind)))
}

/// Whether a JPEG goes on to the end of its pixels; a preview within a segment has an end of its
/// own. Segments after ITU-T T.81, B.1.1.
pub(super) fn jpeg(bytes: &[u8]) -> Whole {
    const END: u8 = 0xD9;
    let mut rest = bytes;
    // Between segments as within a scan: from one marker to the next.
    while let Some(at) = rest.iter().position(|byte| *byte == 0xFF) {
        rest = &rest[at + 1..];
        let Some(marker) = rest.first() else { break };
        rest = match marker {
            &END => return Ok(()),
            // A filled or stuffed byte, a restart, the beginning.
            0xFF => continue,
            0x00 | 0x01 | 0xD0..=0xD8 => &rest[1..],
            _ => {
                let len = rest
                    .get(1..3)
                    .map_or(0, |len| usize::from(len[0]) << 8 | usize::from(len[1]));
                rest.get(1 + len..).unwrap_or_default()
            }
        };
    }
    Err(Flaw::CutOff)
}

/// Whether the chunks of a WebP fill it to its end: a decoder takes the pixels of a chunk whose
/// size lies for all there are. After RFC 9649, 2.
pub(super) fn webp(bytes: &[u8]) -> Whole {
    const HEAD: usize = 12;
    let size = |at: usize| {
        let size = bytes.get(at..)?.first_chunk()?;
        Some(u32::from_le_bytes(*size) as usize)
    };
    let end = 8 + size(4).ok_or(Flaw::CutOff)?;
    // The last byte may be one that only fills up.
    if end > bytes.len() + 1 {
        return Err(Flaw::CutOff);
    }
    let mut at = HEAD;
    while at < end {
        let kind = bytes.get(at..at + 4).ok_or(Flaw::Broken)?;
        let size = size(at + 4).ok_or(Flaw::Broken)?;
        at += 8 + size.next_multiple_of(2);
        if at > end + 1 || !kind.iter().all(|letter| matches!(letter, b' '..=b'~')) {
            return Err(Flaw::Broken);
        }
    }
    Ok(())
}
