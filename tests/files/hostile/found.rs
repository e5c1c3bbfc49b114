//! What fuzzing found, each once.

use std::io::Write as _;

use base64::{Engine as _, prelude::BASE64_STANDARD};
use flate2::{Compression, write::ZlibEncoder};
use jejak::file::{
    load,
    picture::{PictureError, import, import_pixels, import_portrait},
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
        let data = BASE64_STANDARD.encode(&bytes);
        let map = format!(
            r#"{{"format":"jejak.journey","version":1,
            "personas":[{{"id":"p","picture":"data:image/png;base64,{data}"}}]}}"#
        );
        let (loaded, most) = most_held(|| load(map.as_bytes()).unwrap());
        assert!(loaded.map.personas[0].picture.is_some());
        assert!(most < 4 << 20, "{most} bytes");
    }
}
