//! Pictures that carry the map that they show.

use std::sync::{Arc, atomic::AtomicBool};

use jejak::{
    exchange::{ExchangeErrorKind, MapFormat, NoteKind, picture, read},
    export::{About, Format, Options, PixelSize, export},
    file::{LoadErrorKind, MAX_BYTES, load, samples, save},
    layout::Layout,
    model::Map,
    scene::Scene,
    text::Fonts,
    words::Language::English,
};
use proptest::prelude::*;

use super::cases;
use crate::arbitrary;

fn exported(map: &Map, format: Format, without_map: bool) -> Vec<u8> {
    let fonts = Fonts::bundled();
    let scene = Scene::new(&Layout::new(map, &fonts, None), None);
    let options = Options {
        format,
        size: PixelSize::Width(320),
        without_map,
        about: About {
            map: Some(Arc::new(map.clone())),
            ..About::of(map)
        },
        ..Options::default()
    };
    export(&scene, &fonts, &options, &|_| (), &AtomicBool::new(false)).unwrap()
}

#[test]
fn what_is_exported_opens_again_exactly() {
    let map = load(samples()[0].bytes).unwrap().map;
    for format in [Format::Png, Format::Svg] {
        let bytes = exported(&map, format, false);
        let taken = read(MapFormat::Picture, &bytes, English).unwrap();
        assert_eq!(taken.notes, []);
        assert_eq!(taken.map, map, "{format:?}");
        let without = exported(&map, format, true);
        let error = read(MapFormat::Picture, &without, English).unwrap_err();
        assert_eq!(error.kind, ExchangeErrorKind::NoMapInPicture, "{format:?}");
    }
    // It is still a picture.
    let png = exported(&map, Format::Png, false);
    assert_eq!(image::load_from_memory(&png).unwrap().width(), 320);
}

/// The least that has a chunk.
fn png(chunk: &[u8]) -> Vec<u8> {
    let len = u32::try_from(chunk.len()).unwrap().to_be_bytes();
    [b"\x89PNG\r\n\x1a\n", &len[..], b"iTXt", chunk, b"\0\0\0\0"].concat()
}

#[test]
fn what_would_inflate_beyond_all_bounds_is_refused() {
    let kind = |file: &[u8]| {
        let picture = png(&picture::png_chunk(file));
        read(MapFormat::Picture, &picture, English)
            .unwrap_err()
            .kind
    };
    let bomb = kind(&vec![b' '; 4 << 20]);
    assert_eq!(bomb, ExchangeErrorKind::BrokenMapInPicture);
    let mut large = String::new();
    for number in 0_u64.. {
        if large.len() > MAX_BYTES {
            break;
        }
        large += &format!(
            "{{ \"id\": \"card{number}\", \"text\": \"{}\" }}",
            number * 7919
        );
    }
    let large = kind(large.as_bytes());
    let is_too_large = matches!(
        large,
        ExchangeErrorKind::Load(LoadErrorKind::TooLarge { .. })
    );
    assert!(is_too_large, "{large:?}");
}

#[test]
fn a_map_in_a_picture_that_is_cut_off_behind_it_is_read_and_that_is_said() {
    let map = load(samples()[0].bytes).unwrap().map;
    for format in [Format::Png, Format::Svg] {
        let whole = exported(&map, format, false);
        let notes = |bytes: &[u8]| {
            let taken = read(MapFormat::Picture, bytes, English).unwrap();
            assert_eq!(taken.map, map);
            taken.notes.into_iter().map(|n| n.kind).collect::<Vec<_>>()
        };
        assert_eq!(notes(&whole), []);
        let cut = &whole[..whole.len() - 40];
        assert_eq!(notes(cut), [NoteKind::CutPicture], "{format:?}");
    }
}

#[test]
fn a_picture_that_is_cut_off_is_no_picture_without_a_map() {
    let map = load(samples()[0].bytes).unwrap().map;
    for format in [Format::Png, Format::Svg] {
        for without_map in [true, false] {
            let bytes = exported(&map, format, without_map);
            // A picture with a map is whole for us once the map is.
            let carried = match without_map {
                true => bytes.len(),
                false => 200,
            };
            for end in (100..carried - 20).step_by(carried / 40 + 1) {
                let error = read(MapFormat::Picture, &bytes[..end], English).unwrap_err();
                let expected = ExchangeErrorKind::DamagedPicture;
                assert_eq!(error.kind, expected, "{format:?} {without_map} {end}");
            }
        }
    }
    let mut png = exported(&map, Format::Png, true);
    let middle = png.len() / 2;
    png[middle] ^= 1;
    let error = read(MapFormat::Picture, &png, English).unwrap_err();
    assert_eq!(error.kind, ExchangeErrorKind::DamagedPicture);
    // As it comes from a transfer as text.
    let text: Vec<u8> = png.iter().copied().filter(|byte| *byte != b'\r').collect();
    let error = read(MapFormat::Picture, &text, English).unwrap_err();
    assert_eq!(error.kind, ExchangeErrorKind::DamagedPicture);
    let error = read(MapFormat::Picture, b"\xFF\xD8\xFF\xE0", English).unwrap_err();
    assert_eq!(error.kind, ExchangeErrorKind::NoPicture);
}

#[test]
fn what_is_no_picture_says_so() {
    for bytes in [
        &b""[..],
        b"\x89PNG\r\n\x1a\n",
        b"hello",
        b"<svg></svg>",
        b"\xFF\xD8\xFF",
    ] {
        let error = read(MapFormat::Picture, bytes, English).unwrap_err();
        assert!(!error.describe(English).is_empty());
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn any_map_rides_along(map in arbitrary::map()) {
        let file = save(&map);
        let svg = format!("<svg>{}</svg>", picture::svg_element(&file));
        for bytes in [png(&picture::png_chunk(&file)), svg.into_bytes()] {
            let taken = read(MapFormat::Picture, &bytes, English).unwrap();
            prop_assert_eq!(&taken.map, &map);
        }
    }

    #[test]
    fn any_picture_is_answered(
        map in arbitrary::map(),
        bytes in any::<Vec<u8>>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
    ) {
        let _ = read(MapFormat::Picture, &[b"\x89PNG\r\n\x1a\n", bytes.as_slice()].concat(), English);
        let _ = read(MapFormat::Picture, &png(&[b"jejak.journey\0", bytes.as_slice()].concat()), English);
        let mut changed = png(&picture::png_chunk(&save(&map)));
        for (place, byte) in changes {
            let place = place.index(changed.len());
            changed[place] = byte;
        }
        if let Ok(taken) = read(MapFormat::Picture, &changed, English) {
            prop_assert_eq!(taken.map.check(), []);
        }
    }
}
