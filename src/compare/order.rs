//! The order of things that stand in one room: which ones moved, and how they are put there.

use std::collections::HashMap;

use super::{
    fields::Thing,
    parts::{PartRef, Parts, each_kind},
};

/// What each thing stands behind in its room; `None` for the first.
pub(super) fn behind(parts: &Parts) -> HashMap<PartRef, Option<PartRef>> {
    let mut behind = HashMap::new();
    fn of_kind<T: Thing>(items: &[T], behind: &mut HashMap<PartRef, Option<PartRef>>) {
        let mut last: HashMap<T::Siblings, PartRef> = HashMap::new();
        for item in items {
            if let Some(room) = item.room() {
                let before = last.insert(room, item.key());
                behind.insert(item.key(), before);
            }
        }
    }
    macro_rules! each {
        ($kind:ident) => {
            of_kind(&parts.$kind, &mut behind);
        };
    }
    each_kind!(each);
    behind
}

/// The things that stand elsewhere among those that both versions have in the same room, each with
/// the one that it stands behind now. As few as explain the new order.
pub(super) fn moved<T: Thing>(before: &[T], after: &[T]) -> HashMap<PartRef, Option<PartRef>> {
    let mut old: HashMap<PartRef, (T::Siblings, usize)> = HashMap::new();
    for (index, item) in before.iter().enumerate() {
        if let Some(room) = item.room() {
            old.insert(item.key(), (room, index));
        }
    }
    // Of each room, in the new order: where its things stood before.
    let mut rooms: HashMap<T::Siblings, Vec<(PartRef, Option<usize>)>> = HashMap::new();
    for item in after {
        let Some(room) = item.room() else { continue };
        let part = item.key();
        let was = old.get(&part).filter(|(old_room, _)| *old_room == room);
        let was = was.map(|(_, index)| *index);
        rooms.entry(room).or_default().push((part, was));
    }
    let mut moved = HashMap::new();
    for things in rooms.values() {
        let places: Vec<usize> = things.iter().filter_map(|(_, was)| *was).collect();
        if places.is_sorted() {
            continue;
        }
        let stays = longest_rising(&places);
        for (index, (part, was)) in things.iter().enumerate() {
            if was.is_some_and(|was| stays.binary_search(&was).is_err()) {
                let behind = index.checked_sub(1).map(|before| things[before].0.clone());
                moved.insert(part.clone(), behind);
            }
        }
    }
    moved
}

/// A longest rising subsequence of different numbers (patience sorting), O(n log n).
fn longest_rising(numbers: &[usize]) -> Vec<usize> {
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(numbers.len());
    for (index, number) in numbers.iter().enumerate() {
        let length = ends.partition_point(|end| numbers[*end] < *number);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        match ends.get_mut(length) {
            Some(end) => *end = index,
            None => ends.push(index),
        }
    }
    let mut at = ends.last().copied();
    let mut rising = Vec::with_capacity(ends.len());
    while let Some(index) = at {
        rising.push(numbers[index]);
        at = before[index];
    }
    rising.reverse();
    rising
}

/// Puts the things that `is_placed` holds of behind those that they stand behind in `other`, of
/// what is there in the same room; the others stay as they are. What `other` does not have, but
/// `base` has before a thing, stays before it.
pub(super) fn place<T: Thing>(
    items: Vec<T>,
    other: &[T],
    base: &[T],
    is_placed: impl Fn(&PartRef) -> bool,
) -> Vec<T> {
    if !items.iter().any(|item| is_placed(&item.key())) {
        return items;
    }
    let count = items.len();
    let rooms: Vec<Option<T::Siblings>> = items.iter().map(Thing::room).collect();
    let index: HashMap<PartRef, usize> = items.iter().map(Thing::key).zip(0..).collect();
    // A ring of what stands behind what; `count` is its beginning and its end.
    let mut next: Vec<usize> = (1..=count).chain([0]).collect();
    let mut last: Vec<usize> = [count].into_iter().chain(0..count).collect();
    let mut is_in = vec![true; count];
    for (at, item) in items.iter().enumerate() {
        if is_placed(&item.key()) {
            (next[last[at]], last[next[at]]) = (next[at], last[at]);
            is_in[at] = false;
        }
    }
    let mut first_of: HashMap<Option<T::Siblings>, usize> = HashMap::new();
    for at in (0..count).rev().filter(|at| is_in[*at]) {
        first_of.insert(rooms[at].clone(), at);
    }
    let mut in_other = vec![false; count];
    for item in other {
        if let Some(at) = index.get(&item.key()) {
            in_other[*at] = true;
        }
    }
    let mut in_base: Vec<Option<usize>> = vec![None; count];
    for (place, item) in base.iter().enumerate() {
        if let Some(at) = index.get(&item.key()) {
            in_base[*at] = Some(place);
        }
    }
    let mut others: HashMap<Option<T::Siblings>, usize> = HashMap::new();
    for item in other {
        let Some(at) = index.get(&item.key()).copied() else {
            continue;
        };
        let room = item.room();
        // Elsewhere by now.
        if rooms[at] != room {
            continue;
        }
        if !is_in[at] {
            let mut behind = match others.get(&room) {
                Some(behind) => *behind,
                // Before the first of its room, or at the end where the room is empty.
                None => {
                    let first = first_of.insert(room.clone(), at);
                    last[first.unwrap_or(count)]
                }
            };
            while let Some(after) = Some(next[behind]).filter(|after| *after != count)
                && rooms[after] == room
                && !in_other[after]
                && in_base[after].is_some_and(|place| in_base[at] > Some(place))
            {
                behind = after;
            }
            let after = next[behind];
            (next[behind], last[after]) = (at, at);
            (last[at], next[at]) = (behind, after);
            is_in[at] = true;
        }
        others.insert(room, at);
    }
    // Whatever has no place in the other version.
    for at in 0..count {
        if !is_in[at] {
            let behind = last[count];
            (next[behind], last[count]) = (at, at);
            (last[at], next[at]) = (behind, count);
        }
    }
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    let mut ordered = Vec::with_capacity(count);
    let mut at = next[count];
    while at != count {
        ordered.extend(items[at].take());
        at = next[at];
    }
    ordered
}

#[cfg(test)]
mod tests {
    use super::longest_rising;

    #[test]
    fn as_few_as_possible_count_as_moved() {
        assert_eq!(longest_rising(&[0, 3, 1, 2]), [0, 1, 2]);
        assert_eq!(longest_rising(&[4, 0, 1, 2, 3]), [0, 1, 2, 3]);
        assert_eq!(longest_rising(&[2, 1, 0]).len(), 1);
        assert_eq!(longest_rising(&[]), [0_usize; 0]);
    }
}
