//! The longest common subsequence of two lists: what stayed.

use std::collections::HashMap;

/// Cells of the table up to which it is filled in; above, items that are there once hold the lists together.
const LARGEST_TABLE: usize = 1 << 18;

/// Pairs of places with the same item, in the order of both lists; of the first list's the first ones. The most there can be, but for long lists in which
/// nearly everything was moved or said more than once.
pub(super) fn common<T: std::hash::Hash + Eq>(one: &[T], other: &[T]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    between(one, other, (0, 0), &mut pairs);
    // Of items that say the same the first ones stayed, whatever the other list looks like.
    let mut from = 0;
    for (row, column) in &mut pairs {
        let first = (from..*row).find(|at| one.get(*at) == other.get(*column));
        *row = first.unwrap_or(*row);
        from = *row + 1;
    }
    pairs
}

fn between<T: std::hash::Hash + Eq>(
    one: &[T],
    other: &[T],
    offset: (usize, usize),
    pairs: &mut Vec<(usize, usize)>,
) {
    let ahead = one.iter().zip(other).take_while(|(one, other)| one == other).count();
    pairs.extend((0..ahead).map(|at| (offset.0 + at, offset.1 + at)));
    let (one, other) = (one.get(ahead..).unwrap_or_default(), other.get(ahead..).unwrap_or_default());
    let offset = (offset.0 + ahead, offset.1 + ahead);
    let behind = one.iter().rev().zip(other.iter().rev()).take_while(|(one, other)| one == other).count();
    let ends = (one.len() - behind, other.len() - behind);
    let (middle, theirs) = (one.get(..ends.0).unwrap_or_default(), other.get(..ends.1).unwrap_or_default());
    if (middle.len() + 1).saturating_mul(theirs.len() + 1) <= LARGEST_TABLE {
        by_table(middle, theirs, offset, pairs);
    } else {
        by_anchors(middle, theirs, offset, pairs);
    }
    pairs.extend((0..behind).map(|at| (offset.0 + ends.0 + at, offset.1 + ends.1 + at)));
}

fn by_table<T: Eq>(one: &[T], other: &[T], offset: (usize, usize), pairs: &mut Vec<(usize, usize)>) {
    let width = other.len() + 1;
    // How long the subsequence of what follows both places is.
    let mut lengths = vec![0_u32; (one.len() + 1) * width];
    let at =
        |lengths: &[u32], row: usize, column: usize| lengths.get(row * width + column).copied().unwrap_or(0);
    for (row, item) in one.iter().enumerate().rev() {
        for (column, candidate) in other.iter().enumerate().rev() {
            let length = if item == candidate {
                at(&lengths, row + 1, column + 1) + 1
            } else {
                at(&lengths, row + 1, column).max(at(&lengths, row, column + 1))
            };
            if let Some(cell) = lengths.get_mut(row * width + column) {
                *cell = length;
            }
        }
    }
    let (mut row, mut column) = (0, 0);
    while let (Some(item), Some(candidate)) = (one.get(row), other.get(column)) {
        if item == candidate {
            pairs.push((offset.0 + row, offset.1 + column));
            (row, column) = (row + 1, column + 1);
        } else if at(&lengths, row + 1, column) >= at(&lengths, row, column + 1) {
            row += 1;
        } else {
            column += 1;
        }
    }
}

/// Items that both lists have once, in the longest run that is in order in both, and what lies between them.
fn by_anchors<T: std::hash::Hash + Eq>(
    one: &[T],
    other: &[T],
    offset: (usize, usize),
    pairs: &mut Vec<(usize, usize)>,
) {
    let elsewhere = once(other);
    let found: HashMap<&T, usize> = once(one);
    let mut shared: Vec<(usize, usize)> =
        found.iter().filter_map(|(item, at)| Some((*at, *elsewhere.get(item)?))).collect();
    shared.sort_unstable();
    let mut from = (0, 0);
    for (row, column) in rising(&shared) {
        let slice =
            |list, range: std::ops::Range<usize>| -> &[T] { <[T]>::get(list, range).unwrap_or_default() };
        let start = (offset.0 + from.0, offset.1 + from.1);
        between(slice(one, from.0..row), slice(other, from.1..column), start, pairs);
        pairs.push((offset.0 + row, offset.1 + column));
        from = (row + 1, column + 1);
    }
    if from != (0, 0) {
        let start = (offset.0 + from.0, offset.1 + from.1);
        between(one.get(from.0..).unwrap_or_default(), other.get(from.1..).unwrap_or_default(), start, pairs);
    }
}

/// The items a list has once, and where.
fn once<T: std::hash::Hash + Eq>(list: &[T]) -> HashMap<&T, usize> {
    let mut seen: HashMap<&T, Option<usize>> = HashMap::new();
    for (at, item) in list.iter().enumerate() {
        seen.entry(item).and_modify(|place| *place = None).or_insert(Some(at));
    }
    seen.into_iter().filter_map(|(item, at)| Some((item, at?))).collect()
}

/// The longest run of these pairs, sorted by their first number, in which the second rises too.
fn rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    // The last pair of the best run of each length, by its place among the pairs.
    let mut ends: Vec<usize> = Vec::new();
    let column = |at: usize| pairs.get(at).map_or(0, |pair| pair.1);
    for (at, (_, other)) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| column(*end) < *other);
        before.push(length.checked_sub(1).and_then(|shorter| ends.get(shorter).copied()));
        if let Some(end) = ends.get_mut(length) {
            *end = at;
        } else {
            ends.push(at);
        }
    }
    let mut run = Vec::with_capacity(ends.len());
    let mut next = ends.last().copied();
    while let Some(at) = next {
        run.extend(pairs.get(at).copied());
        next = before.get(at).copied().flatten();
    }
    run.reverse();
    run
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn length(one: &[u32], other: &[u32]) -> usize {
        let mut row = vec![0; other.len() + 1];
        for item in one {
            let mut corner = 0;
            for (column, candidate) in other.iter().enumerate() {
                let above = row[column + 1];
                row[column + 1] = if item == candidate { corner + 1 } else { above.max(row[column]) };
                corner = above;
            }
        }
        row[other.len()]
    }

    proptest! {
        #[test]
        fn as_much_as_possible_stays(one in prop::collection::vec(0_u32..6, 0..24), other in prop::collection::vec(0_u32..6, 0..24)) {
            let pairs = common(&one, &other);
            prop_assert_eq!(pairs.len(), length(&one, &other));
            prop_assert!(pairs.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 < pair[1].1));
            prop_assert!(pairs.iter().all(|(here, there)| one[*here] == other[*there]));
        }
    }

    #[test]
    fn a_long_list_with_a_few_changes_is_told_at_once() {
        let one: Vec<u32> = (0..5_000).collect();
        let mut other: Vec<u32> = one.iter().copied().filter(|number| number % 100 != 7).collect();
        other.insert(0, 9_999);
        other.push(9_998);
        let pairs = common(&one, &other);
        assert_eq!(pairs.len(), 4_950);
        let turned: Vec<u32> = one.iter().rev().copied().collect();
        assert_eq!(common(&one, &turned).len(), 1);
    }
}
