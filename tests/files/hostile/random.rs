//! Random bytes, and valid files with random changes, for every reader.

use std::{fs, path::Path, sync::LazyLock};

use proptest::{collection::vec, prelude::*, sample::Index};

use super::{readers::READERS, seeds};

/// A change of some bytes.
#[derive(Debug, Clone)]
enum Change {
    Put(Index, u8),
    Insert(Index, Vec<u8>),
    Remove(Index, usize),
    /// A piece once more, somewhere else.
    Copy(Index, usize, Index),
    CutOff(Index),
}

/// What formats give a meaning to.
const PIECES: [&[u8]; 24] = [
    b"\"",
    b"{",
    b"}",
    b"[",
    b"]",
    b":",
    b",",
    b"\n",
    b"\r",
    b"\t",
    b";",
    b"#",
    b"\\",
    b"\0",
    b"null",
    b"-1",
    b"1e999",
    b"99999999999",
    b"\xFF\xFE",
    b"\xEF\xBB\xBF",
    b"\\ud83d",
    b"<jejak:map>",
    b"\xFF\xFF\xFF\xFF",
    "\u{202e}\u{0}é\u{85}".as_bytes(),
];

fn change() -> impl Strategy<Value = Change> {
    let piece = prop_oneof![
        prop::sample::select(PIECES.to_vec()).prop_map(<[u8]>::to_vec),
        vec(any::<u8>(), 1..5),
    ];
    prop_oneof![
        3 => (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Change::Put(at, byte)),
        4 => (any::<Index>(), piece).prop_map(|(at, piece)| Change::Insert(at, piece)),
        3 => (any::<Index>(), 1..40_usize).prop_map(|(at, length)| Change::Remove(at, length)),
        2 => (any::<Index>(), 1..400_usize, any::<Index>())
            .prop_map(|(from, length, to)| Change::Copy(from, length, to)),
        1 => any::<Index>().prop_map(Change::CutOff),
    ]
}

fn changed(mut bytes: Vec<u8>, changes: &[Change]) -> Vec<u8> {
    for change in changes {
        let length = bytes.len();
        let place = |at: &Index| at.index(length + 1);
        match change {
            Change::Put(at, byte) => {
                if let Some(known) = bytes.get_mut(place(at)) {
                    *known = *byte;
                }
            }
            Change::Insert(at, piece) => {
                let at = place(at);
                bytes.splice(at..at, piece.iter().copied());
            }
            Change::Remove(at, count) => {
                let at = place(at);
                bytes.drain(at..(at + count).min(length));
            }
            Change::Copy(from, count, to) => {
                let from = place(from);
                let piece = bytes[from..(from + count).min(length)].to_vec();
                let to = place(to);
                bytes.splice(to..to, piece);
            }
            Change::CutOff(at) => bytes.truncate(place(at)),
        }
    }
    bytes
}

/// For fuzzing to begin with.
#[test]
#[ignore = "writes files"]
fn seeds_are_written_for_fuzzing() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    for ((name, _), seeds) in READERS.iter().zip(&*SEEDS) {
        let folder = corpus.join(name);
        fs::create_dir_all(&folder).unwrap();
        for (number, seed) in seeds.iter().enumerate() {
            fs::write(folder.join(format!("seed-{number}")), seed).unwrap();
        }
    }
}

/// Of each reader: the environment variable `JEJAK_CASES`, else few enough for every day.
fn cases(few: u32) -> ProptestConfig {
    let asked = std::env::var("JEJAK_CASES").ok();
    ProptestConfig::with_cases(asked.and_then(|n| n.parse().ok()).unwrap_or(few))
}

/// Of each reader, in their order.
static SEEDS: LazyLock<Vec<Vec<Vec<u8>>>> =
    LazyLock::new(|| READERS.iter().map(|(name, _)| seeds::of(name)).collect());

#[test]
fn what_is_valid_passes() {
    for ((_, read), seeds) in READERS.iter().zip(&*SEEDS) {
        seeds.iter().for_each(|seed| read(seed));
    }
}

/// What chance found once.
#[test]
fn what_was_found_is_answered() {
    for bytes in [&b" \r!{"[..]] {
        for (_, read) in READERS {
            read(bytes);
        }
    }
}

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn random_bytes_are_answered(bytes in vec(any::<u8>(), 0..300)) {
        for (_, read) in READERS {
            read(&bytes);
        }
    }

    #[test]
    fn random_letters_are_answered(text in "\\PC{0,200}") {
        for (_, read) in READERS {
            read(text.as_bytes());
        }
    }

    #[test]
    fn changed_files_are_answered(seed in any::<Index>(), changes in vec(change(), 1..6)) {
        for ((_, read), seeds) in READERS.iter().zip(&*SEEDS) {
            read(&changed(seeds[seed.index(seeds.len())].clone(), &changes));
        }
    }
}

#[test]
fn pictures_to_begin_with_are_pictures() {
    for seed in seeds::of("image") {
        let read = jejak::file::picture::import(&seed);
        assert!(read.is_ok(), "{}", seed.escape_ascii());
    }
}
