//! The order of a merged list.

use std::collections::{HashMap, HashSet};

/// Whose order a merged list has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    Mine,
    Theirs,
    /// Both sides moved items, and not alike.
    Contested,
}

/// Whose order it is: that of the side which moved something.
pub(super) fn whose(original: &[String], theirs: &[String], mine: &[String]) -> Order {
    let alike = in_one_order(theirs, mine);
    match (!in_one_order(original, theirs), !in_one_order(original, mine)) {
        (true, true) if !alike => Order::Contested,
        (true, false) => Order::Theirs,
        // Nobody moved anything, but both added the same things otherwise.
        (false, false) if !alike => Order::Theirs,
        _ => Order::Mine,
    }
}

/// Whether what two lists share stands in one order in both.
fn in_one_order(one: &[String], other: &[String]) -> bool {
    let (here, there): (HashSet<&String>, HashSet<&String>) = (one.iter().collect(), other.iter().collect());
    let shared = one.iter().filter(|name| there.contains(name));
    shared.eq(other.iter().filter(|name| here.contains(name)))
}

/// The names of `first`, and those that only `second` has behind the one they follow there. `is_left` says what is part of
/// the merged list.
pub(super) fn woven<'a>(
    first: &'a [String],
    second: &'a [String],
    is_left: impl Fn(&str) -> bool,
) -> Vec<&'a String> {
    let frame: Vec<&String> = first.iter().filter(|name| is_left(name)).collect();
    let held: HashSet<&String> = frame.iter().copied().collect();
    let mut behind: HashMap<Option<&String>, Vec<&String>> = HashMap::new();
    let mut anchor = None;
    for name in second.iter().filter(|name| is_left(name)) {
        if held.contains(name) {
            anchor = Some(name);
        } else {
            behind.entry(anchor).or_default().push(name);
        }
    }
    let mut woven = behind.remove(&None).unwrap_or_default();
    for name in frame {
        woven.push(name);
        woven.extend(behind.remove(&Some(name)).unwrap_or_default());
    }
    woven
}
