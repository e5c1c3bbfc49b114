//! The part of a font that a picture needs, as WOFF: glyphs keep their numbers, so that kerning and
//! ligatures go on working; what is not in use is emptied and packs to almost nothing.
//!
//! WOFF 1.0 is the W3C recommendation of 2012, the tables are those of OpenType 1.9.

use std::{collections::BTreeSet, io::Write as _};

use flate2::{Compression, write::ZlibEncoder};
use skrifa::{
    FontRef, GlyphId, MetadataProvider as _, Tag,
    raw::{ReadError, TableProvider as _, tables::glyf},
};

use crate::text::{Embedding, Face};

/// Tables that are taken over as they are. Names hold the copyright and the licence.
const KEPT: [&[u8; 4]; 12] = [
    b"GDEF", b"GPOS", b"GSUB", b"OS/2", b"cvt ", b"fpgm", b"gasp", b"hhea", b"kern", b"maxp",
    b"name", b"prep",
];

/// A face that may go into a file, and what of it is in use.
pub(super) struct Webfont {
    pub face: Face,
    glyphs: Numbers,
    chars: Numbers,
}

/// A set of small numbers, in which most are met again and again.
#[derive(Default)]
struct Numbers(Vec<bool>);

impl Numbers {
    fn insert(&mut self, number: u32) {
        let at = number as usize;
        if at >= self.0.len() {
            self.0.resize(at + 1, false);
        }
        self.0[at] = true;
    }

    /// From the smallest on.
    fn iter(&self) -> impl Iterator<Item = u32> {
        (0..)
            .zip(&self.0)
            .filter_map(|(number, held)| held.then_some(number))
    }
}

impl Webfont {
    /// `None` for a face that may not be embedded, or that has no plain TrueType outlines (colour
    /// emoji, PostScript outlines, variable faces).
    pub(super) fn new(mut face: Face) -> Option<Self> {
        // It is written between quotes.
        face.family.retain(|c| !matches!(c, '\'' | '"' | '\\'));
        let font = FontRef::from_index(&face.data, face.index).ok()?;
        let has = |tag: &[u8; 4]| font.table_data(Tag::new(tag)).is_some();
        let fits = has(b"glyf") && !has(b"COLR") && !has(b"fvar");
        let allowed = face.bundled || Embedding::of_font(&font) == Embedding::ToEdit;
        (fits && allowed).then(|| Self {
            face,
            glyphs: Numbers::default(),
            chars: Numbers::default(),
        })
    }

    /// Notes what a text needs: the glyphs it was set in, and its characters, which another
    /// program may set in other glyphs.
    pub(super) fn keep(
        &mut self,
        glyphs: impl Iterator<Item = u32>,
        chars: impl Iterator<Item = char>,
    ) {
        glyphs.for_each(|glyph| self.glyphs.insert(glyph));
        chars.for_each(|c| self.chars.insert(u32::from(c)));
    }

    pub(super) fn woff(&self) -> Vec<u8> {
        // The tables were there when the face was accepted; a font broken further in shows no
        // letters, which the program that opens the file replaces by its own.
        self.tables().map(woff).unwrap_or_default()
    }

    fn tables(&self) -> Result<Vec<FontTable>, ReadError> {
        let font = FontRef::from_index(&self.face.data, self.face.index)?;
        let charmap = font.charmap();
        let mapped: Vec<(char, u32)> = self
            .chars
            .iter()
            .filter_map(char::from_u32)
            .filter_map(|c| Some((c, charmap.map(c)?.to_u32())))
            .collect();
        let mut glyphs: BTreeSet<u32> = self.glyphs.iter().collect();
        glyphs.insert(0);
        glyphs.extend(mapped.iter().map(|(_, glyph)| glyph));

        let (glyf, loca) = outlines(&font, &mut glyphs)?;
        let mut head = bytes_of(&font, b"head")?;
        head[8..12].fill(0); // checkSumAdjustment, filled in at the end
        head[50..52].copy_from_slice(&1_u16.to_be_bytes()); // indexToLocFormat: long
        let mut post = bytes_of(&font, b"post")?;
        post.truncate(32);
        post[..4].copy_from_slice(&0x0003_0000_u32.to_be_bytes()); // no glyph names

        let mut tables = vec![
            FontTable::new(b"cmap", cmap(&mapped)),
            FontTable::new(b"glyf", glyf),
            FontTable::new(b"head", head),
            FontTable::new(b"hmtx", metrics(&font, &glyphs)?),
            FontTable::new(b"loca", loca),
            FontTable::new(b"post", post),
        ];
        tables.extend(
            KEPT.iter()
                .filter_map(|tag| Some(FontTable::new(tag, bytes_of(&font, tag).ok()?))),
        );
        tables.sort_by_key(|table| table.tag);
        Ok(tables)
    }
}

fn bytes_of(font: &FontRef, tag: &[u8; 4]) -> Result<Vec<u8>, ReadError> {
    let tag = Tag::new(tag);
    let data = font.table_data(tag).ok_or(ReadError::TableIsMissing(tag))?;
    Ok(data.as_bytes().to_vec())
}

/// `glyf` and a long `loca` with the outlines of `glyphs` alone; those that they are composed of
/// are added to the set.
fn outlines(font: &FontRef, glyphs: &mut BTreeSet<u32>) -> Result<(Vec<u8>, Vec<u8>), ReadError> {
    let (from, loca) = (font.glyf()?, font.loca(None)?);
    let mut waiting: Vec<u32> = glyphs.iter().copied().collect();
    while let Some(glyph) = waiting.pop() {
        if let Ok(Some(glyf::Glyph::Composite(composite))) =
            loca.get_glyf(GlyphId::new(glyph), &from)
        {
            let parts = composite.components().map(|part| part.glyph.to_u32());
            waiting.extend(parts.filter(|part| glyphs.insert(*part)));
        }
    }

    let from = bytes_of(font, b"glyf")?;
    let mut kept = Vec::new();
    let mut offsets = Vec::new();
    for glyph in 0..u32::from(font.maxp()?.num_glyphs()) {
        offsets.extend((kept.len() as u32).to_be_bytes());
        if glyphs.contains(&glyph) {
            let offset = |index: u32| loca.get_raw(index as usize).unwrap_or(0) as usize;
            kept.extend(
                from.get(offset(glyph)..offset(glyph + 1))
                    .unwrap_or_default(),
            );
            kept.resize(kept.len().next_multiple_of(4), 0);
        }
    }
    offsets.extend((kept.len() as u32).to_be_bytes());
    Ok((kept, offsets))
}

/// `hmtx` with the advances of `glyphs` alone; the last one may stand for all glyphs after it.
fn metrics(font: &FontRef, glyphs: &BTreeSet<u32>) -> Result<Vec<u8>, ReadError> {
    let mut metrics = bytes_of(font, b"hmtx")?;
    let count = usize::from(font.hhea()?.number_of_h_metrics());
    for (glyph, metric) in metrics
        .chunks_exact_mut(4)
        .take(count.saturating_sub(1))
        .enumerate()
    {
        if !glyphs.contains(&(glyph as u32)) {
            metric.fill(0);
        }
    }
    Ok(metrics)
}

/// A `cmap` of one subtable, format 12.
fn cmap(mapped: &[(char, u32)]) -> Vec<u8> {
    let mut table = Vec::new();
    let count = mapped.len() as u32;
    table.extend([0_u16, 1, 3, 10].map(u16::to_be_bytes).concat());
    table.extend(12_u32.to_be_bytes());
    table.extend([12_u16, 0].map(u16::to_be_bytes).concat());
    table.extend([16 + 12 * count, 0, count].map(u32::to_be_bytes).concat());
    for &(c, glyph) in mapped {
        table.extend([c.into(), c.into(), glyph].map(u32::to_be_bytes).concat());
    }
    table
}

struct FontTable {
    tag: [u8; 4],
    data: Vec<u8>,
}

impl FontTable {
    fn new(tag: &[u8; 4], data: Vec<u8>) -> Self {
        Self { tag: *tag, data }
    }
}

/// The sum of big-endian words, the last one padded with nothing.
fn checksum(data: &[u8]) -> u32 {
    data.chunks(4).fold(0_u32, |sum, chunk| {
        let mut word = [0; 4];
        word[..chunk.len()].copy_from_slice(chunk);
        sum.wrapping_add(u32::from_be_bytes(word))
    })
}

/// Packs tables, sorted by tag, into a file.
fn woff(mut tables: Vec<FontTable>) -> Vec<u8> {
    const FLAVOR: u32 = 0x0001_0000;
    const HEADER: usize = 44;
    const ENTRY: usize = 20;

    // The directory of the font as it is once unpacked; its checksum goes into `head`.
    let count = tables.len() as u16;
    let power = count.ilog2() as u16;
    let mut directory = FLAVOR.to_be_bytes().to_vec();
    let search = 16 << power;
    directory.extend(
        [count, search, power, 16 * count - search]
            .map(u16::to_be_bytes)
            .concat(),
    );
    let mut end = 12 + 16 * tables.len();
    let mut sum = 0_u32;
    for FontTable { tag, data } in &tables {
        let check = checksum(data);
        sum = sum.wrapping_add(check);
        directory.extend(tag);
        directory.extend(
            [check, end as u32, data.len() as u32]
                .map(u32::to_be_bytes)
                .concat(),
        );
        end += data.len().next_multiple_of(4);
    }
    sum = sum.wrapping_add(checksum(&directory));
    let checks: Vec<u32> = tables.iter().map(|table| checksum(&table.data)).collect();
    if let Some(head) = tables.iter_mut().find(|table| &table.tag == b"head") {
        let adjustment = 0xB1B0_AFBA_u32.wrapping_sub(sum);
        head.data[8..12].copy_from_slice(&adjustment.to_be_bytes());
    }

    let mut entries = Vec::new();
    let mut packed = Vec::new();
    let start = HEADER + ENTRY * tables.len();
    for (FontTable { tag, data }, check) in tables.iter().zip(checks) {
        let deflated = deflate(data);
        let body = if deflated.len() < data.len() {
            &deflated
        } else {
            data
        };
        entries.extend(tag);
        let offset = (start + packed.len()) as u32;
        entries.extend(
            [offset, body.len() as u32, data.len() as u32, check]
                .map(u32::to_be_bytes)
                .concat(),
        );
        packed.extend(body);
        packed.resize(packed.len().next_multiple_of(4), 0);
    }

    let mut file = b"wOFF".to_vec();
    file.extend(FLAVOR.to_be_bytes());
    file.extend(((start + packed.len()) as u32).to_be_bytes());
    file.extend([count, 0].map(u16::to_be_bytes).concat());
    file.extend((end as u32).to_be_bytes());
    file.extend([0; HEADER - 20]); // no version, no metadata, no private data
    file.extend(entries);
    file.extend(packed);
    file
}

fn deflate(data: &[u8]) -> Vec<u8> {
    let mut deflater = ZlibEncoder::new(Vec::new(), Compression::best());
    deflater
        .write_all(data)
        .and_then(|()| deflater.finish())
        .expect("memory can be written to")
}
