//! What holds of any versions: nothing is lost, nothing is made up, and what comes out is sound.

use jejak::{
    compare::{Change, Side, changes, merge, take},
    model::Map,
    words::Language,
};
use proptest::{collection::vec, prelude::*};

use super::versions::{edited, in_order, sample, with_common_ids};
use crate::arbitrary::map;

fn cases() -> ProptestConfig {
    let asked = std::env::var("JEJAK_CASES").ok();
    ProptestConfig::with_cases(asked.and_then(|n| n.parse().ok()).unwrap_or(96))
}

fn strange() -> impl Strategy<Value = Map> {
    map().prop_map(|map| with_common_ids(&map))
}

fn picks() -> impl Strategy<Value = Vec<(u8, u16, u16)>> {
    vec(any::<(u8, u16, u16)>(), 0..12)
}

/// Some of a list, told by bits.
fn some_of(changes: &[Change], bits: u64) -> Vec<Change> {
    let is_chosen = |index: usize| bits >> (index % 64) & 1 == 1;
    let numbered = changes.iter().enumerate();
    numbered
        .filter(|(index, _)| is_chosen(*index))
        .map(|(_, change)| change.clone())
        .collect()
}

fn is_sound(map: &Map) -> Result<(), TestCaseError> {
    prop_assert_eq!(map.check(), []);
    Ok(())
}

fn all_laws(base: &Map, mine: &Map, theirs: &Map, bits: u64) -> Result<(), TestCaseError> {
    prop_assert_eq!(changes(base, base), []);
    let told = changes(mine, theirs);
    let all = take(mine, theirs, &told);
    prop_assert_eq!(changes(&all, theirs), []);
    prop_assert_eq!(in_order(&all), in_order(theirs));
    let some = take(mine, theirs, &some_of(&told, bits));
    is_sound(&some)?;
    for change in &told {
        prop_assert!(!change.describe(mine, theirs, Language::English).is_empty());
        is_sound(&take(mine, theirs, std::slice::from_ref(change)))?;
    }

    let alone = merge(base, base, theirs);
    prop_assert_eq!(&alone.conflicts, &[]);
    prop_assert_eq!(in_order(&alone.map()), in_order(theirs));
    let idle = merge(base, mine, base);
    prop_assert_eq!(&idle.conflicts, &[]);
    prop_assert_eq!(in_order(&idle.map()), in_order(mine));
    let agreed = merge(base, mine, mine);
    prop_assert_eq!(&agreed.conflicts, &[]);
    prop_assert_eq!(in_order(&agreed.map()), in_order(mine));

    let merge = merge(base, mine, theirs);
    for conflict in &merge.conflicts {
        let sides = conflict.sides(mine, &merge.theirs(), Language::English);
        prop_assert!(sides.iter().all(|side| !side.is_empty()), "{:?}", conflict);
    }
    is_sound(&merge.map())?;
    for side in [Side::Mine, Side::Theirs] {
        is_sound(&merge.settle(|_| true, &vec![side; merge.conflicts.len()]))?;
    }
    let sides: Vec<_> = (0..merge.conflicts.len())
        .map(|index| match bits >> (index % 64) & 1 {
            0 => Side::Mine,
            _ => Side::Theirs,
        })
        .collect();
    is_sound(&merge.settle(|index| bits >> (index % 64) & 1 == 1, &sides))
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn strange_versions_keep_the_laws(
        base in strange(),
        mine in strange(),
        theirs in strange(),
        bits in any::<u64>(),
    ) {
        all_laws(&base, &mine, &theirs, bits)?;
    }

    #[test]
    fn edited_versions_keep_the_laws(
        mine in picks(),
        theirs in picks(),
        bits in any::<u64>(),
    ) {
        let base = sample();
        let (mine, theirs) = (edited(&base, "mine", &mine), edited(&base, "theirs", &theirs));
        all_laws(&base, &mine, &theirs, bits)?;
    }

    /// Without a conflict nothing that either of them wrote is lost.
    #[test]
    fn what_both_wrote_is_there(mine in picks(), theirs in picks()) {
        let base = sample();
        let (mine, theirs) = (edited(&base, "mine", &mine), edited(&base, "theirs", &theirs));
        let merge = merge(&base, &mine, &theirs);
        let merged = merge.map();
        let texts = |map: &Map| -> Vec<String> { map.cards().map(|c| c.text.clone()).collect() };
        let there = texts(&merged);
        let old = texts(&base);
        if merge.conflicts.is_empty() {
            for text in texts(&mine).into_iter().chain(texts(&theirs)) {
                let is_new = !old.contains(&text);
                prop_assert!(!is_new || there.contains(&text), "“{}” is lost", text);
            }
        }
    }
}
