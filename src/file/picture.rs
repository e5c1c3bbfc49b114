//! Pictures of personas and cards: those that a person chooses, made small, and those in a map's
//! file.
//!
//! Nothing is decoded before its header said how large it is.

#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "the formats and errors of a library are not ours to list"
)]

use std::{borrow::Cow, cell::Cell, io::Cursor};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use image::{
    DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits,
    codecs::{jpeg::JpegEncoder, png::PngEncoder},
    imageops::FilterType,
    metadata::Orientation,
};

use super::whole::{self, Flaw};
use crate::{
    model::{Picture, PictureFormat},
    words::Language,
};

/// Of a picture that is chosen, in pixels.
const MAX_SIDE: u32 = 16_384;
const MAX_PIXELS: u64 = 100_000_000;
/// What decoding may take: a hundred million pixels of four bytes, and some room to work in.
const MAX_MEMORY: u64 = 512 << 20;
/// Of the file of a picture that is chosen.
pub const MAX_FILE_BYTES: u64 = 256 << 20;
/// Of a picture in a map's file, decoded from base64: more than the pixels themselves take.
const MAX_KEPT_BYTES: usize = 6 << 20;
/// Of all pictures of a map: more than fit into a file of the size that is read, unless they are
/// made to be large in memory only.
pub(super) const MAX_MAP_PIXELS: u64 = 256 << 20;
/// Of the picture of a persona, which is shown small.
const PORTRAIT_SIDE: u32 = 512;
const JPEG_QUALITY: u8 = 88;

/// Why a picture was not taken.
#[derive(Debug, Clone, PartialEq)]
pub enum PictureError {
    /// Neither PNG nor JPEG nor WebP.
    UnknownFormat,
    /// In pixels.
    TooLarge {
        /// In pixels.
        width: u32,
        /// In pixels.
        height: u32,
    },
    /// The file is larger than any picture that fits.
    TooManyBytes,
    /// With it, the pictures of a map would have more pixels than `MAX_MAP_PIXELS`.
    NoRoom,
    /// A picture that cannot be decoded to its end.
    Broken,
    /// A picture whose end is missing.
    CutOff,
}

impl From<Flaw> for PictureError {
    fn from(flaw: Flaw) -> Self {
        match flaw {
            Flaw::Broken => Self::Broken,
            Flaw::CutOff => Self::CutOff,
        }
    }
}

impl PictureError {
    /// A clause that begins with “it”.
    pub fn describe(&self, language: Language) -> String {
        match self {
            Self::UnknownFormat => language
                .t("it is not a PNG, JPEG or WebP picture")
                .to_owned(),
            Self::TooLarge { width, height } => language.fill(
                "it is too large: {width} × {height} pixels",
                &[
                    ("width", &width.to_string()),
                    ("height", &height.to_string()),
                ],
            ),
            Self::TooManyBytes => language.t("its file is too large").to_owned(),
            Self::NoRoom => language
                .t("with it the pictures of the map would take too much memory")
                .to_owned(),
            Self::Broken => language.t("it is damaged").to_owned(),
            Self::CutOff => language.t("its file is cut off").to_owned(),
        }
    }
}

/// Makes the picture of a persona from the bytes of a PNG, JPEG or WebP file: upright, cut to a
/// square, at most 512 pixels a side.
pub fn import_portrait(bytes: &[u8]) -> Result<Picture, PictureError> {
    let decoded = decode_chosen(bytes)?;
    let (width, height) = (decoded.width(), decoded.height());
    let side = width.min(height);
    // Heads are in the upper part of portraits.
    let square = decoded.crop_imm((width - side) / 2, (height - side) / 4, side, side);
    drop(decoded);
    keep(&fitting(square, PORTRAIT_SIDE)).ok_or(PictureError::Broken)
}

/// Makes the picture of a card from the bytes of a PNG, JPEG or WebP file: upright and whole, at
/// most [`Picture::MAX_SIDE`] pixels a side.
pub fn import(bytes: &[u8]) -> Result<Picture, PictureError> {
    let decoded = decode_chosen(bytes)?;
    keep(&fitting(decoded, Picture::MAX_SIDE)).ok_or(PictureError::Broken)
}

/// Makes a logo from the bytes of a PNG, JPEG or WebP file: upright and whole, at most
/// [`Picture::MAX_SIDE`] pixels a side, and without loss.
pub fn import_logo(bytes: &[u8]) -> Result<Picture, PictureError> {
    without_loss(decode_chosen(bytes)?).ok_or(PictureError::Broken)
}

/// As [`import_logo`], from pixels as a clipboard has them ([`import_pixels`]).
pub fn import_logo_pixels(width: u32, height: u32, rgba: Vec<u8>) -> Result<Picture, PictureError> {
    without_loss(of_pixels(width, height, rgba)?).ok_or(PictureError::Broken)
}

/// From pixels as a clipboard has them: RGBA, row by row, alpha not multiplied in.
pub fn import_pixels(width: u32, height: u32, rgba: Vec<u8>) -> Result<Picture, PictureError> {
    let image = of_pixels(width, height, rgba)?;
    keep(&fitting(image, Picture::MAX_SIDE)).ok_or(PictureError::Broken)
}

fn of_pixels(width: u32, height: u32, rgba: Vec<u8>) -> Result<DynamicImage, PictureError> {
    if width.max(height) > MAX_SIDE || u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(PictureError::TooLarge { width, height });
    }
    let image = image::RgbaImage::from_raw(width, height, rgba);
    let image = image.filter(|image| !image.is_empty());
    Ok(DynamicImage::from(image.ok_or(PictureError::Broken)?))
}

/// No larger than a picture of a map is, as PNG.
fn without_loss(image: DynamicImage) -> Option<Picture> {
    let image = fitting(image, Picture::MAX_SIDE);
    let bytes = encode(&image, ImageFormat::Png)?;
    Picture::new(bytes, PictureFormat::Png, (image.width(), image.height()))
}

fn decode_chosen(bytes: &[u8]) -> Result<DynamicImage, PictureError> {
    let format = image::guess_format(bytes).ok();
    let format = format.filter(|format| {
        matches!(
            format,
            ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP
        )
    });
    let format = format.ok_or(PictureError::UnknownFormat)?;
    decode(bytes, format, &|width, height| {
        width.max(height) <= MAX_SIDE && u64::from(width) * u64::from(height) <= MAX_PIXELS
    })
}

/// The picture with no side longer than `side`.
fn fitting(image: DynamicImage, side: u32) -> DynamicImage {
    if image.width().max(image.height()) <= side {
        return image;
    }
    // Far from its size a cheap filter is as good as the best.
    let rough = 4 * side;
    let near = if image.width().max(image.height()) > rough {
        image.thumbnail(rough, rough)
    } else {
        image
    };
    near.resize(side, side, FilterType::Lanczos3)
}

/// Encodes pixels: photographs as JPEG, what one can see through as PNG.
fn keep(image: &DynamicImage) -> Option<Picture> {
    let rgba = image.to_rgba8();
    let (format, decoded_as) = if rgba.pixels().all(|pixel| pixel[3] == u8::MAX) {
        (PictureFormat::Jpeg, ImageFormat::Jpeg)
    } else {
        (PictureFormat::Png, ImageFormat::Png)
    };
    let bytes = encode(image, decoded_as)?;
    Picture::new(bytes, format, (image.width(), image.height()))
}

fn encode(image: &DynamicImage, format: ImageFormat) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    match format {
        ImageFormat::Jpeg => {
            let encoder = JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY);
            image.to_rgb8().write_with_encoder(encoder).ok()?;
        }
        _ => {
            let encoder = PngEncoder::new(&mut bytes);
            image.to_rgba8().write_with_encoder(encoder).ok()?;
        }
    }
    Some(bytes)
}

/// Reads a picture as a map's file has it: a `data:` address of a small PNG or JPEG picture. `room`
/// is how many pixels the pictures of the map may still have.
pub(super) fn read(address: &str, room: &Cell<u64>) -> Result<Picture, PictureError> {
    let formats = [
        (PictureFormat::Png, ImageFormat::Png),
        (PictureFormat::Jpeg, ImageFormat::Jpeg),
    ];
    let rest = address.strip_prefix("data:");
    let found = rest.and_then(|rest| {
        formats.iter().find_map(|(format, decoded_as)| {
            let rest = rest.strip_prefix(format.media_type())?;
            let data = rest.strip_prefix(";base64,")?;
            Some((*format, *decoded_as, data))
        })
    });
    let (format, decoded_as, data) = found.ok_or(PictureError::UnknownFormat)?;
    if data.len() / 4 * 3 > MAX_KEPT_BYTES {
        return Err(PictureError::TooManyBytes);
    }
    let bytes = BASE64_STANDARD.decode(data);
    let bytes = bytes.map_err(|_| PictureError::Broken)?;
    let pixels = |width, height| u64::from(width) * u64::from(height);
    let needed = needed(&bytes, decoded_as);
    let looked_at = looked_at(&needed, decoded_as, &|width, height| {
        width.max(height) <= Picture::MAX_SIDE && pixels(width, height) <= room.get()
    });
    let (decoder, turn) = looked_at.map_err(|error| match error {
        PictureError::TooLarge { width, height } if width.max(height) <= Picture::MAX_SIDE => {
            PictureError::NoRoom
        }
        error => error,
    })?;
    let (width, height) = decoder.dimensions();
    drop(decoder);
    room.set(room.get().saturating_sub(pixels(width, height)));
    let size = match turn {
        Orientation::Rotate90
        | Orientation::Rotate270
        | Orientation::Rotate90FlipH
        | Orientation::Rotate270FlipH => (height, width),
        _ => (width, height),
    };
    drop(needed);
    Picture::new(bytes, format, size).ok_or(PictureError::Broken)
}

/// As [`read`] reads it.
pub(super) fn write(picture: &Picture) -> String {
    let mut address = format!("data:{};base64,", picture.format().media_type());
    BASE64_STANDARD.encode_string(picture.encoded(), &mut address);
    address
}

/// How many pixels a byte of a file can hold at most: a file that is smaller than its pixels need is
/// cut off, and known as such before they are decoded.
fn most_in_a_byte(format: ImageFormat) -> Option<u64> {
    match format {
        // A block of eight by eight takes a bit of its first scan.
        ImageFormat::Jpeg => Some(8 * 64),
        // A bit is a pixel, and nothing is deflated to less than 1 : 1032.
        ImageFormat::Png => Some(8 * 1032),
        // An area of one colour takes no room at all.
        _ => None,
    }
}

/// A decoder that has its limits; so far only the header is read.
fn decoder(bytes: &[u8], format: ImageFormat) -> Result<impl ImageDecoder, ImageError> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MAX_MEMORY);
    reader.limits(limits);
    reader.into_decoder()
}

/// The bytes of a picture as programs show them that do not look for a turn.
pub fn upright(picture: &Picture) -> Cow<'_, [u8]> {
    let encoded = picture.encoded();
    let format = format_of(picture);
    let turn = decoder(encoded, format).and_then(|mut decoder| decoder.orientation());
    if turn.is_ok_and(|turn| turn == Orientation::NoTransforms) {
        return Cow::Borrowed(encoded);
    }
    let (width, height) = picture.size();
    let pixels = pixels(picture);
    let image = pixels.and_then(|pixels| image::RgbaImage::from_raw(width, height, pixels));
    let bytes = image.and_then(|image| encode(&image.into(), format));
    bytes.map_or(Cow::Borrowed(encoded), Cow::Owned)
}

/// The pixels of a picture: RGBA, row by row from the top, alpha not multiplied in; as many as its
/// size says. `None` where they cannot be decoded, which is not known before.
pub fn pixels(picture: &Picture) -> Option<Vec<u8>> {
    let format = format_of(picture);
    let image = decode(picture.encoded(), format, &|_, _| true).ok()?;
    let is_of_size = (image.width(), image.height()) == picture.size();
    is_of_size.then(|| image.into_rgba8().into_raw())
}

fn format_of(picture: &Picture) -> ImageFormat {
    match picture.format() {
        PictureFormat::Png => ImageFormat::Png,
        PictureFormat::Jpeg => ImageFormat::Jpeg,
    }
}

/// Decodes a picture, turned as it says it is to be seen, once its size is known to fit.
fn decode(
    bytes: &[u8],
    format: ImageFormat,
    fits: &dyn Fn(u32, u32) -> bool,
) -> Result<DynamicImage, PictureError> {
    let needed = needed(bytes, format);
    let (decoder, turn) = looked_at(&needed, format, fits)?;
    let image = DynamicImage::from_decoder(decoder);
    let mut image = image.map_err(|_| PictureError::Broken)?;
    image.apply_orientation(turn);
    Ok(image)
}

/// What of a picture's file a decoder is given.
fn needed(bytes: &[u8], format: ImageFormat) -> Cow<'_, [u8]> {
    match format {
        ImageFormat::Png => Cow::Owned(whole::needed_chunks(bytes)),
        _ => Cow::Borrowed(bytes),
    }
}

/// A decoder, and the turn that the picture is to be seen in, once all is known that costs little:
/// that its size fits and that its file is whole.
fn looked_at<'a>(
    needed: &'a [u8],
    format: ImageFormat,
    fits: &dyn Fn(u32, u32) -> bool,
) -> Result<(impl ImageDecoder + use<'a>, Orientation), PictureError> {
    let broken = |_: ImageError| PictureError::Broken;
    if format == ImageFormat::Png {
        whole::png(needed)?;
    }
    let mut decoder = decoder(needed, format).map_err(|error| match error {
        // Only a PNG's row is held against them so early; its header says how long it is.
        ImageError::Limits(_) => {
            let side = |at: usize| {
                let bytes = needed.get(at..).and_then(<[u8]>::first_chunk);
                bytes.map_or(0, |bytes| u32::from_be_bytes(*bytes))
            };
            let (width, height) = (side(16), side(20));
            PictureError::TooLarge { width, height }
        }
        error => broken(error),
    })?;
    let (width, height) = decoder.dimensions();
    if width == 0 || height == 0 {
        return Err(PictureError::Broken);
    }
    if !fits(width, height) || decoder.total_bytes() > MAX_MEMORY {
        return Err(PictureError::TooLarge { width, height });
    }
    let pixels = u64::from(width) * u64::from(height);
    if most_in_a_byte(format).is_some_and(|most| pixels / most > needed.len() as u64) {
        return Err(PictureError::Broken);
    }
    match format {
        ImageFormat::Png => {}
        ImageFormat::Jpeg => whole::jpeg(needed)?,
        _ => whole::webp(needed)?,
    }
    let turn = decoder.orientation().map_err(broken)?;
    Ok((decoder, turn))
}

#[cfg(test)]
mod tests {
    use image::{Rgba, RgbaImage};

    use super::*;

    /// A picture whose left half is red and right half blue, all with one alpha.
    fn halves(width: u32, height: u32, alpha: u8) -> DynamicImage {
        let image = RgbaImage::from_fn(width, height, |x, _| {
            if x < width / 2 {
                Rgba([220, 20, 20, alpha])
            } else {
                Rgba([20, 20, 220, alpha])
            }
        });
        DynamicImage::from(image)
    }

    fn file(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        let image = match format {
            ImageFormat::Jpeg => DynamicImage::from(image.to_rgb8()),
            _ => image.clone(),
        };
        image.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    fn pixel(picture: &Picture, x: u32, y: u32) -> [u8; 4] {
        let at = (y * picture.size().0 + x) as usize * 4;
        pixels(picture).unwrap()[at..at + 4].try_into().unwrap()
    }

    #[test]
    fn portraits_of_every_kind_are_cut_to_a_small_square() {
        for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
            for (size, side) in [((900, 600), 512), ((3000, 2200), 512), ((40, 70), 40)] {
                let bytes = file(&halves(size.0, size.1, 255), format);
                let picture = import_portrait(&bytes).unwrap();
                assert_eq!(picture.size(), (side, side), "{format:?}");
                assert_eq!(picture.format(), PictureFormat::Jpeg);
                let [left, right] = [3, side - 4].map(|x| pixel(&picture, x, side / 2));
                assert!(left[0] > 180 && left[2] < 70, "{left:?}");
                assert!(right[2] > 180 && right[0] < 70, "{right:?}");
            }
        }
    }

    #[test]
    fn pictures_of_cards_stay_whole() {
        for (size, kept) in [
            ((900, 600), (900, 600)),
            ((3000, 1500), (1024, 512)),
            ((40, 9000), (5, 1024)),
        ] {
            let image = halves(size.0, size.1, 255);
            let picture = import(&file(&image, ImageFormat::Jpeg)).unwrap();
            assert_eq!(picture.size(), kept);
            let pixels = image.to_rgba8().into_raw();
            let pasted = import_pixels(size.0, size.1, pixels).unwrap();
            assert_eq!(pasted.size(), kept);
            assert!(pixel(&pasted, 0, 9)[0] > 180, "red on the left");
        }
        assert_eq!(import_pixels(3, 3, vec![0; 35]), Err(PictureError::Broken));
    }

    #[test]
    fn what_can_be_seen_through_stays_so() {
        let bytes = file(&halves(600, 600, 90), ImageFormat::Png);
        let picture = import(&bytes).unwrap();
        assert_eq!(picture.format(), PictureFormat::Png);
        assert_eq!(pixel(&picture, 5, 5)[3], 90);
    }

    #[test]
    fn a_kept_picture_is_read_as_it_was_written() {
        for alpha in [255, 90] {
            let picture = import(&file(&halves(600, 700, alpha), ImageFormat::Png)).unwrap();
            let read = read(&write(&picture), &room()).unwrap();
            assert_eq!(read, picture);
            assert_eq!(pixels(&read), pixels(&picture));
        }
    }

    /// A PNG that says it is of a size, with nothing in it.
    fn claims(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, width, height);
        encoder.set_color(png::ColorType::Rgba);
        let mut writer = encoder.write_header().unwrap();
        let nothing = [0x78, 0x9C, 0x03, 0, 0, 0, 0, 1];
        writer.write_chunk(png::chunk::IDAT, &nothing).unwrap();
        drop(writer);
        bytes
    }

    #[test]
    fn what_is_too_large_is_refused_by_its_header() {
        for (width, height) in [(16_385, 1), (12_000, 12_000), (u32::MAX >> 1, 1)] {
            let error = import(&claims(width, height)).unwrap_err();
            assert_eq!(error, PictureError::TooLarge { width, height });
        }
        let large = file(&halves(1025, 10, 255), ImageFormat::Png);
        let address = format!("data:image/png;base64,{}", BASE64_STANDARD.encode(large));
        let too_large = PictureError::TooLarge {
            width: 1025,
            height: 10,
        };
        assert_eq!(read(&address, &room()), Err(too_large));
        let address = format!("data:image/png;base64,{}", "A".repeat(9 << 20));
        assert_eq!(read(&address, &room()), Err(PictureError::TooManyBytes));
    }

    #[test]
    fn what_is_no_picture_is_told() {
        assert_eq!(import(b"hello"), Err(PictureError::UnknownFormat));
        assert_eq!(import(b""), Err(PictureError::UnknownFormat));
        let whole = file(&halves(300, 300, 90), ImageFormat::Png);
        assert_eq!(import(&whole[..60]), Err(PictureError::CutOff));
        for address in ["", "data:image/gif;base64,AAAA", "http://example.org/a.png"] {
            assert_eq!(read(address, &room()), Err(PictureError::UnknownFormat));
        }
        for address in ["data:image/png;base64,%", "data:image/jpeg;base64,AAAA"] {
            assert_eq!(read(address, &room()), Err(PictureError::Broken));
        }
    }

    /// A photograph that says it is to be turned: TIFF 6.0, the tag of Exif 2.3.
    fn turned(jpeg: &[u8]) -> Vec<u8> {
        let tiff = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
        let len = (tiff.len() as u16 + 2).to_be_bytes();
        [&jpeg[..2], b"\xFF\xE1", &len, tiff, &jpeg[2..]].concat()
    }

    #[test]
    fn what_is_turned_is_given_upright() {
        let jpeg = file(&halves(60, 40, 255), ImageFormat::Jpeg);
        let data = BASE64_STANDARD.encode(turned(&jpeg));
        let picture = read(&format!("data:image/jpeg;base64,{data}"), &room()).unwrap();
        assert_eq!(picture.size(), (40, 60));
        let bytes = upright(&picture);
        assert_ne!(bytes, picture.encoded());
        let plain = image::load_from_memory(&bytes).unwrap();
        assert_eq!((plain.width(), plain.height()), (40, 60));
        let straight = import(&jpeg).unwrap();
        assert_eq!(upright(&straight), straight.encoded());
    }

    #[test]
    fn a_photograph_that_is_cut_off_is_told() {
        let whole = turned(&file(&halves(300, 200, 255), ImageFormat::Jpeg));
        assert!(import(&whole).is_ok());
        // What cameras write behind the end is no matter.
        assert!(import(&[&whole[..], &[0; 9]].concat()).is_ok());
        for len in [whole.len() - 1, whole.len() - 200] {
            assert_eq!(import(&whole[..len]), Err(PictureError::CutOff));
            let data = BASE64_STANDARD.encode(&whole[..len]);
            let address = format!("data:image/jpeg;base64,{data}");
            assert_eq!(read(&address, &room()), Err(PictureError::CutOff));
        }
    }

    fn room() -> Cell<u64> {
        Cell::new(MAX_MAP_PIXELS)
    }

    #[test]
    fn all_pictures_of_a_map_share_one_room() {
        let picture = import_pixels(100, 50, vec![7; 100 * 50 * 4]).unwrap();
        let address = write(&picture);
        let room = Cell::new(12_000);
        assert!(read(&address, &room).is_ok());
        assert!(read(&address, &room).is_ok());
        assert_eq!(room.get(), 2_000);
        assert_eq!(read(&address, &room), Err(PictureError::NoRoom));
        assert_eq!(room.get(), 2_000, "what is left out takes none");
    }
}
