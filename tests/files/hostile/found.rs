//! What fuzzing found, each once.

use std::io::Write as _;

use base64::{Engine as _, prelude::BASE64_STANDARD};
use flate2::{Compression, write::ZlibEncoder};
use jejak::{
    file::{
        load,
        picture::{PictureError, import, import_pixels, import_portrait, pixels},
    },
    model::Map,
};

use super::{memory::most_held, package::crc32};

/// A picture of one colour, in a file that says it were 12,000 pixels across and 8,000 down.
fn swollen(alpha: u8) -> Vec<u8> {
    let small = import_pixels(16, 16, [9, 9, 9, alpha].repeat(256)).unwrap();
    let mut bytes = small.encoded().to_vec();
    if bytes.starts_with(b"\x89PNG") {
        bytes[16..24].copy_from_slice(&[0, 0, 0x2E, 0xE0, 0, 0, 0x1F, 0x40]);
        let sum = crc32(&bytes[12..29]).to_be_bytes();
        bytes[29..33].copy_from_slice(&sum);
    } else {
        // The frame: its length, eight bits, height, width.
        let frame = bytes
            .windows(2)
            .position(|pair| pair == b"\xFF\xC0")
            .unwrap();
        bytes[frame + 5..frame + 9].copy_from_slice(&[0x1F, 0x40, 0x2E, 0xE0]);
    }
    bytes
}

/// It took seconds to decode what is not there.
#[test]
fn a_small_file_of_a_large_picture_is_not_decoded() {
    for alpha in [255, 90] {
        let bytes = swollen(alpha);
        for read in [import, import_portrait] {
            let (read, most) = most_held(|| read(&bytes));
            assert_eq!(read, Err(PictureError::Broken));
            assert!(most < 1 << 20, "{most} bytes");
        }
    }
}

/// A chunk of a PNG whose content is deflated zeros, behind the header.
fn with_chunk(kind: &[u8; 4], before: &[u8], megabytes: usize) -> Vec<u8> {
    let png = import_pixels(16, 16, [9, 9, 9, 90].repeat(256)).unwrap();
    let png = png.encoded();
    let mut deflater = ZlibEncoder::new(Vec::new(), Compression::best());
    for _ in 0..megabytes {
        deflater.write_all(&vec![0; 1 << 20]).unwrap();
    }
    let content = [&kind[..], before, &deflater.finish().unwrap()].concat();
    let len = (content.len() as u32 - 4).to_be_bytes();
    let sum = crc32(&content).to_be_bytes();
    [&png[..33], &len, &content, &sum, &png[33..]].concat()
}

/// A thousand times its size was taken for a colour profile that nobody looks at.
#[test]
fn what_nobody_needs_of_a_picture_is_not_unpacked() {
    for (kind, before) in [
        (b"iCCP", &b"profile\0\0"[..]),
        (b"zTXt", b"Comment\0\0"),
        (b"iTXt", b"Comment\0\x01\0\0\0"),
    ] {
        let bytes = with_chunk(kind, before, 64);
        let (read, most) = most_held(|| import(&bytes));
        assert!(read.is_ok() && most < 2 << 20, "{most} bytes");
        let file = map_of(&bytes, 1);
        let (loaded, most) = most_held(|| load(file.as_bytes()).unwrap());
        assert!(loaded.map.personas[0].picture.is_some());
        assert!(most < 4 << 20, "{most} bytes");
    }
}

/// The file of a map with personas that have this PNG for a picture.
fn map_of(png: &[u8], personas: usize) -> String {
    let data = BASE64_STANDARD.encode(png);
    let personas = (0..personas)
        .map(|id| format!(r#"{{"id":"p{id}","picture":"data:image/png;base64,{data}"}}"#));
    let personas = personas.collect::<Vec<_>>().join(",");
    format!(r#"{{"format":"jejak.journey","version":1,"personas":[{personas}]}}"#)
}

fn pictures(map: &Map) -> usize {
    let personas = map.personas.iter();
    personas.filter(|persona| persona.picture.is_some()).count()
}

/// Four megabytes of pixels each were held for as long as the map was open.
#[test]
fn pictures_are_not_decoded_where_a_map_is_read() {
    let png = import_pixels(1024, 1024, [9, 9, 9, 90].repeat(1 << 20)).unwrap();
    let file = map_of(png.encoded(), 20);
    let (loaded, most) = most_held(|| load(file.as_bytes()).unwrap());
    assert_eq!(pictures(&loaded.map), 20);
    assert!(most < 4 << 20, "{most} bytes");
    let shown = loaded.map.personas[3].picture.as_ref().and_then(pixels);
    assert_eq!(shown.map(|rgba| rgba.len()), Some(4 << 20));
}

/// With one byte of its pixels another, and cut at any place.
#[test]
fn a_damaged_picture_is_known_without_its_pixels() {
    let rgba: Vec<u8> = (0..40 * 40 * 4u32).map(|i| (i * i % 251) as u8).collect();
    let png = import_pixels(40, 40, rgba).unwrap();
    let png = png.encoded();
    assert_eq!(pictures(&load(map_of(png, 1).as_bytes()).unwrap().map), 1);
    let flipped = |at: usize| {
        let mut bytes = png.to_vec();
        bytes[at] ^= 4;
        bytes
    };
    let mut damaged: Vec<Vec<u8>> = [50, 500, png.len() - 20].map(flipped).to_vec();
    damaged.extend([40, 900, png.len() - 1].map(|len| png[..len].to_vec()));
    for bytes in damaged {
        let loaded = load(map_of(&bytes, 1).as_bytes()).unwrap();
        assert_eq!(pictures(&loaded.map), 0, "{} bytes", bytes.len());
    }
}

/// A lossy WebP of 24 × 24 pixels.
const WEBP: &str = "UklGRmQAAABXRUJQVlA4IFgAAADQAwCdASoYABgAPu1ur1K6JiQjqAgDQB2JagB4N/IN4CL/gG5i0kAA/ux9uaH1F+Do+o1f//yX+pJ99zEt/9lpGFUdoSPNyYwOXDKM8/oHFJvS3rPo4AAA";

/// Where a chunk said that it ended early, the rest of the picture was grey.
#[test]
fn a_webp_whose_chunk_is_not_as_long_as_it_says_is_told() {
    let webp = BASE64_STANDARD.decode(WEBP).unwrap();
    assert!(import(&webp).is_ok());
    // Nothing is missing where only the byte that fills up is, and what follows is no matter.
    assert!(import(&[&webp[..], b"more"].concat()).is_ok());
    assert_eq!(import(&webp[..90]), Err(PictureError::CutOff));
    for size in [20, 0x40, 0x56, 0x70, u32::MAX] {
        let mut lies = webp.clone();
        lies[16..20].copy_from_slice(&size.to_le_bytes());
        assert_eq!(import(&lies), Err(PictureError::Broken), "{size}");
    }
}

#[test]
fn a_fence_on_the_last_line_is_told_in_a_line_that_is_there() {
    for read in [super::readers::mermaid, super::readers::markdown] {
        read(b"# Notes\n\n```mermaid");
        read(b":::mermaid");
    }
}
