//! What fuzzing found, each once.

use jejak::file::picture::{PictureError, import, import_pixels, import_portrait};

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
