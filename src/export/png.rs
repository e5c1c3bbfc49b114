//! PNG: bands of rows are painted and packed on all cores and joined in order, so that the whole
//! picture is never in memory.
//!
//! A row that repeats the one above is stored as "nothing changed", every other one as it is: on
//! flat grounds with letters this packs better than PNG's predicting filters, and faster. Each band
//! is a piece of raw deflate that ends on a byte (a sync flush), as in pigz.

use std::{
    io::Write as _,
    ops::Range,
    sync::{
        atomic::{AtomicU32, Ordering},
        mpsc,
    },
    thread,
};

use flate2::{Compression, write::DeflateEncoder};
use png::{
    BitDepth, ColorType, Encoder, PixelDimensions, Unit,
    chunk::{IDAT, iTXt},
};

use super::{
    dashes::Dashes,
    options::{About, ExportError, Options},
    raster::{SheetRaster, demultiply},
    watch::ExportWatch,
};
use crate::{
    exchange::picture,
    scene::{Scene, picture::PixelCache},
    text::Fonts,
};

/// About as many bytes of RGBA as a worker holds at once.
const BAND_BYTES: u32 = 2 << 20;

/// Pixels per metre at one pixel per document unit (96 dpi).
const DENSITY: f64 = 96.0 / 0.0254;

/// Deflate, window of 32 KB, default level (RFC 1950).
const ZLIB_HEADER: [u8; 2] = [0x78, 0x9C];

/// A last block of deflate with nothing in it (RFC 1951, fixed codes).
const DEFLATE_END: [u8; 2] = [0x03, 0x00];

pub(super) fn write(
    scene: &Scene,
    fonts: &Fonts,
    options: &Options,
    watch: ExportWatch<'_>,
) -> Result<Vec<u8>, ExportError> {
    let (scale, width, height) = options.size.resolve(scene)?;
    let raster = SheetRaster {
        scene,
        fonts,
        scale,
        corner: options.size.corner(scene, scale, (width, height)),
        width,
        transparent: options.backdrop.is_transparent(),
        pictures: PixelCache::default(),
        dashes: Dashes::default(),
    };
    let rows = (BAND_BYTES / (4 * width)).max(1);
    let bands = height.div_ceil(rows);
    let workers = thread::available_parallelism()
        .map_or(1, |count| count.get() as u32)
        .min(bands);
    let next = AtomicU32::new(0);

    let infallible = "memory can be written to";
    let mut bytes = Vec::new();
    let mut writer = encoder(&mut bytes, (width, height), scale, options)
        .write_header()
        .expect(infallible);
    if let Some(file) = options.carried() {
        let chunk = picture::png_chunk(&file);
        writer.write_chunk(iTXt, &chunk).expect(infallible);
    }
    writer.write_chunk(IDAT, &ZLIB_HEADER).expect(infallible);
    let mut adler = 1;
    thread::scope(|scope| {
        // Bounded, so that the workers cannot run far ahead of a slow band.
        let (sender, done) = mpsc::sync_channel(workers as usize);
        for _ in 0..workers {
            let sender = sender.clone();
            let (raster, next, cancel) = (&raster, &next, watch.cancel);
            scope.spawn(move || {
                loop {
                    let band = next.fetch_add(1, Ordering::Relaxed);
                    if band >= bands || cancel.load(Ordering::Relaxed) {
                        break;
                    }
                    let packed = pack(raster, band * rows..height.min((band + 1) * rows));
                    if sender.send((band, packed)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);

        let mut early: Vec<Option<Packed>> = (0..bands).map(|_| None).collect();
        let mut written = 0;
        for (band, packed) in done {
            early[band as usize] = Some(packed);
            while let Some(packed) = early.get_mut(written as usize).and_then(Option::take) {
                writer
                    .write_chunk(IDAT, &packed.deflated)
                    .expect(infallible);
                adler = joined_adler(adler, packed.adler, packed.len);
                written += 1;
                (watch.progress)(written as f32 / bands as f32);
            }
        }
    });
    watch.check()?;
    let end = [&DEFLATE_END[..], &u32::to_be_bytes(adler)].concat();
    writer.write_chunk(IDAT, &end).expect(infallible);
    drop(writer);
    Ok(bytes)
}

fn encoder<'a>(
    bytes: &'a mut Vec<u8>,
    (width, height): (u32, u32),
    scale: f64,
    options: &Options,
) -> Encoder<'a, &'a mut Vec<u8>> {
    let mut encoder = Encoder::new(bytes, width, height);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_color(if options.backdrop.is_transparent() {
        ColorType::Rgba
    } else {
        ColorType::Rgb
    });
    let density = (DENSITY * scale).round().clamp(1.0, f64::from(u32::MAX)) as u32;
    encoder.set_pixel_dims(Some(PixelDimensions {
        xppu: density,
        yppu: density,
        unit: Unit::Meter,
    }));
    let About {
        title,
        description,
        author,
        ..
    } = &options.about;
    for (keyword, text) in [
        ("Title", title),
        ("Description", description),
        ("Author", author),
    ] {
        if !text.is_empty() {
            encoder
                .add_itxt_chunk(keyword.to_owned(), text.replace('\0', ""))
                .expect("the three keywords are Latin");
        }
    }
    encoder
}

/// A band, filtered and deflated.
struct Packed {
    deflated: Vec<u8>,
    /// Of the bytes before deflating, and how many they were.
    adler: u32,
    len: usize,
}

fn pack(raster: &SheetRaster, rows: Range<u32>) -> Packed {
    let width = raster.width as usize;
    let mut rgba = vec![0; width * rows.len() * 4];
    raster.paint_rows(rows, &mut rgba);

    const FILTER_NONE: u8 = 0;
    const FILTER_UP: u8 = 2;
    let mut filtered = Vec::with_capacity(rgba.len() + rgba.len() / (4 * width));
    let mut above: &[u8] = &[];
    for row in rgba.chunks_exact(4 * width) {
        let bytes = if raster.transparent { 4 } else { 3 };
        if row == above {
            filtered.push(FILTER_UP);
            filtered.resize(filtered.len() + width * bytes, 0);
        } else {
            filtered.push(FILTER_NONE);
            if raster.transparent {
                let start = filtered.len();
                filtered.extend_from_slice(row);
                filtered[start..].chunks_exact_mut(4).for_each(demultiply);
            } else {
                let start = filtered.len();
                filtered.resize(start + width * bytes, 0);
                let opaque = filtered[start..].as_chunks_mut::<3>().0;
                for (to, &[r, g, b, _]) in opaque.iter_mut().zip(row.as_chunks::<4>().0) {
                    *to = [r, g, b];
                }
            }
        }
        above = row;
    }

    let infallible = "memory can be written to";
    let mut deflater = DeflateEncoder::new(Vec::new(), Compression::new(6));
    deflater.write_all(&filtered).expect(infallible);
    deflater.flush().expect(infallible);
    Packed {
        deflated: std::mem::take(deflater.get_mut()),
        adler: simd_adler32::adler32(&filtered.as_slice()),
        len: filtered.len(),
    }
}

/// The checksum of two pieces of data in a row, from theirs and the second one's length (RFC 1950).
fn joined_adler(first: u32, second: u32, second_len: usize) -> u32 {
    const BASE: u64 = 65_521;
    let halves = |adler: u32| (u64::from(adler & 0xFFFF), u64::from(adler >> 16));
    let ((a1, b1), (a2, b2)) = (halves(first), halves(second));
    let len = second_len as u64 % BASE;
    let a = (a1 + a2 + BASE - 1) % BASE;
    let b = (b1 + b2 + len * (a1 + BASE - 1)) % BASE;
    (b as u32) << 16 | a as u32
}
