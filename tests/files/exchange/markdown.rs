//! Outlines in Markdown: the whole map comes back, with what was changed in the text.

use jejak::{
    exchange::{MapFormat, NoteKind, read, write},
    file::samples,
    words::Language::English,
};
use proptest::prelude::*;

use super::cases;
use crate::arbitrary;

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn an_outline_reads_back_exactly(map in arbitrary::map()) {
        let given = write(MapFormat::Markdown, &map, false).unwrap();
        let back = read(MapFormat::Markdown, &given.bytes, English).unwrap();
        prop_assert_eq!(back.map, map);
    }
}

#[test]
fn a_change_of_the_text_is_told_where_the_map_rides_along() {
    for sample in samples() {
        let map = jejak::file::load(sample.bytes).unwrap().map;
        let outline = write(MapFormat::Markdown, &map, false).unwrap().bytes;
        let text = String::from_utf8(outline).unwrap();
        let back = read(
            MapFormat::Markdown,
            text.replace('\n', "\r\n").as_bytes(),
            English,
        );
        assert_eq!(back.unwrap().notes, [], "ends of lines are no change");
        let changed = text.replacen("# ", "# Another ", 1);
        let back = read(MapFormat::Markdown, changed.as_bytes(), English).unwrap();
        let told = back.notes.iter().map(|note| &note.kind);
        assert_eq!(told.collect::<Vec<_>>(), [&NoteKind::OutlineChanged]);
        assert_eq!(back.map, map);
    }
}

#[test]
fn without_the_map_an_outline_is_read_as_any_document() {
    let map = jejak::file::load(samples()[0].bytes).unwrap().map;
    let outline = write(MapFormat::Markdown, &map, true).unwrap().bytes;
    let back = read(MapFormat::Markdown, &outline, English).unwrap().map;
    assert_eq!(back.stages.len(), map.stages.len());
    assert_eq!(back.title, map.title);
}
