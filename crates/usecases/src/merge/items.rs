//! Which item of a list is which, on three sides: as it was read, as it is on the server, as edited.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use callboard_model::emptiness::says_nothing;
use callboard_model::{ItemIdentity, Pointer};
use serde_json::Value;

use super::sameness::{alike, canonical, is_stored_record, same};
use super::subsequence::common;

/// Pairs of a hunk up to which rewordings are looked for.
const LARGEST_HUNK: usize = 10_000;

/// A list's items by their names, on three sides: the same name is the same item.
pub(super) struct Keyed {
    pub(super) original: Vec<String>,
    pub(super) theirs: Vec<String>,
    pub(super) mine: Vec<String>,
}

/// Names the items of three sides. Items that the identity does not tell apart are told by their places.
pub(super) fn keyed(identity: &ItemIdentity, original: &[Value], theirs: &[Value], mine: &[Value]) -> Keyed {
    let mut sides = [original, theirs, mine].map(|items| Side::of(identity, items));
    let role = match identity {
        ItemIdentity::Place { role } => role.as_ref(),
        _ => None,
    };
    let [original, theirs, mine] = &mut sides;
    let named = original.names.iter().zip(original.items);
    let known: HashMap<String, &Value> =
        named.filter_map(|(name, item)| Some((name.clone()?, item))).collect();
    numbered_since(original, theirs, &known);
    numbered_since(mine, theirs, &known);
    by_place(role, original, theirs, mine);
    let [original, theirs, mine] = sides.map(Side::into_names);
    Keyed { original, theirs, mine }
}

/// Gives items that have no name yet the one that the system gave them meanwhile: what was sent without an id is stored with
/// one, and would be taken for a colleague's addition otherwise and stored twice.
fn numbered_since(side: &mut Side<'_>, theirs: &Side<'_>, known: &HashMap<String, &Value>) {
    let mut taken: HashSet<String> = side.names.iter().flatten().cloned().collect();
    for at in side.unnamed() {
        let item = side.item(at);
        if !item.is_object() || says_nothing(item) {
            continue;
        }
        let stored = theirs.names.iter().zip(theirs.items).find_map(|(name, stored)| {
            let name = name.as_ref().filter(|name| !taken.contains(*name))?;
            // A system may give the number of an item that was taken out to a new one.
            let is_new = known.get(name).is_none_or(|was| !same(was, stored));
            (is_new && is_stored_record(item, stored)).then(|| name.clone())
        });
        if let Some(name) = stored {
            taken.insert(name.clone());
            side.name(at, name);
        }
    }
}

/// How the items of a list are known that no field describes: ids and texts without repeats by themselves, else by place.
pub(super) fn undescribed(sides: [&[Value]; 3]) -> ItemIdentity {
    let id = ItemIdentity::first_of(&["id"]);
    let apart = |names: Vec<Option<String>>| {
        let mut seen = HashSet::new();
        names.into_iter().all(|name| name.is_some_and(|name| seen.insert(name)))
    };
    let named = |identity: &ItemIdentity, items: &[Value]| {
        items.iter().map(|item| name_of(identity, item)).collect::<Vec<_>>()
    };
    let plain = sides.iter().all(|items| items.iter().all(|item| !item.is_object() && !item.is_array()));
    let chosen = if plain { ItemIdentity::Value } else { id };
    if sides.iter().all(|items| apart(named(&chosen, items))) { chosen } else { ItemIdentity::place() }
}

struct Side<'a> {
    items: &'a [Value],
    names: Vec<Option<String>>,
}

impl<'a> Side<'a> {
    fn of(identity: &ItemIdentity, items: &'a [Value]) -> Self {
        let mut seen: HashMap<String, usize> = HashMap::new();
        let mut apart = |name: String| {
            let count = seen.entry(name.clone()).and_modify(|count| *count += 1).or_insert(1);
            if *count == 1 { name } else { format!("{name}#{count}") }
        };
        let names = items.iter().map(|item| name_of(identity, item).map(&mut apart)).collect();
        Self { items, names }
    }

    /// The places of items without a name.
    fn unnamed(&self) -> Vec<usize> {
        let open = self.names.iter().enumerate().filter(|(_, name)| name.is_none());
        open.map(|(at, _)| at).collect()
    }

    fn item(&self, at: usize) -> &'a Value {
        self.items.get(at).unwrap_or(&Value::Null)
    }

    fn name(&mut self, at: usize, name: String) {
        if let Some(place) = self.names.get_mut(at) {
            *place = Some(name);
        }
    }

    fn into_names(self) -> Vec<String> {
        self.names.into_iter().map(Option::unwrap_or_default).collect()
    }
}

/// What the identity calls an item; none where only its place tells it.
fn name_of(identity: &ItemIdentity, item: &Value) -> Option<String> {
    let read = |member: &Pointer| member.read(item).filter(|value| !says_nothing(value));
    match identity {
        ItemIdentity::Place { .. } => None,
        ItemIdentity::Value => Some(canonical(item)),
        // An item of another form than the others is known by itself.
        _ if !item.is_object() => Some(canonical(item)),
        ItemIdentity::FirstOf { members } => members
            .iter()
            .find_map(|member| read(member).map(|value| format!("{member}={}", canonical(value)))),
        ItemIdentity::AllOf { members } => {
            let told = members.iter().filter_map(|member| read(member).map(|value| (member, value)));
            let told: Vec<String> =
                told.map(|(member, value)| format!("{member}={}", canonical(value))).collect();
            (!told.is_empty()).then(|| told.join("&"))
        }
    }
}

/// What became of an item of the original list on one side.
#[derive(Clone, Copy, PartialEq)]
enum Fate {
    Kept(usize),
    /// Something else may be in its place.
    Replaced(usize),
    Gone,
}

fn by_place<'a>(role: Option<&Pointer>, original: &mut Side<'_>, theirs: &mut Side<'a>, mine: &mut Side<'a>) {
    let places = original.unnamed();
    let (their_fates, my_fates) = {
        let (was, hers, own) = (Unnamed::of(original), Unnamed::of(theirs), Unnamed::of(mine));
        let old: HashSet<&String> = was.texts.iter().collect();
        let there: HashSet<&String> = hers.texts.iter().collect();
        // What both sides have and the original list had not was added by both: it stands for nothing else.
        let added = own.texts.iter().filter(|text| there.contains(text) && !old.contains(text)).collect();
        (fates(role, &was, &hers, &added), fates(role, &was, &own, &added))
    };
    for ((number, at), (their_fate, my_fate)) in
        places.iter().enumerate().zip(their_fates.into_iter().zip(my_fates))
    {
        let name = format!("#{number}");
        original.name(*at, name.clone());
        // What only one side replaced is the same item if it is likely to be: else it was taken out, and something added.
        let (theirs_changed, mine_changed) = match (their_fate, my_fate) {
            (Fate::Replaced(_), Fate::Replaced(_)) => (true, true),
            (Fate::Replaced(to), _) => (alike(original.item(*at), theirs.item(to)), false),
            (_, Fate::Replaced(to)) => (false, alike(original.item(*at), mine.item(to))),
            _ => (false, false),
        };
        let put = |side: &mut Side<'_>, fate, changed| match fate {
            Fate::Kept(to) => side.name(to, name.clone()),
            Fate::Replaced(to) if changed => side.name(to, name.clone()),
            Fate::Replaced(_) | Fate::Gone => {}
        };
        put(theirs, their_fate, theirs_changed);
        put(mine, my_fate, mine_changed);
    }
    name_added(original, theirs, mine);
}

/// The items of a side that have no name.
struct Unnamed<'s> {
    items: Vec<&'s Value>,
    /// Where they are in the whole list.
    places: Vec<usize>,
    /// What they say, told apart.
    texts: Vec<String>,
}

impl<'s> Unnamed<'s> {
    fn of(side: &Side<'s>) -> Self {
        let places = side.unnamed();
        let texts = told_apart(side, &places);
        Self { items: places.iter().map(|at| side.item(*at)).collect(), places, texts }
    }

    fn item(&self, at: usize) -> &'s Value {
        self.items.get(at).copied().unwrap_or(&Value::Null)
    }

    fn place(&self, at: usize) -> usize {
        self.places.get(at).copied().unwrap_or_default()
    }

    /// The places in a stretch of what the others have not.
    fn only_in_this(&self, stretch: Range<usize>, elsewhere: &HashSet<&String>) -> Vec<usize> {
        stretch.filter(|at| self.texts.get(*at).is_some_and(|text| !elsewhere.contains(text))).collect()
    }
}

/// What became of each unnamed item of the original list: kept where one that says the same is still there, moved or not;
/// else perhaps replaced by one that is new between the same neighbours and was not `added` by both sides.
fn fates(role: Option<&Pointer>, was: &Unnamed<'_>, is: &Unnamed<'_>, added: &HashSet<&String>) -> Vec<Fate> {
    let there: HashMap<&String, usize> = is.texts.iter().zip(is.places.iter().copied()).collect();
    let kept = |text: &String| there.get(text).map_or(Fate::Gone, |to| Fate::Kept(*to));
    let mut fates: Vec<Fate> = was.texts.iter().map(kept).collect();
    let staying: HashSet<&String> = is.texts.iter().collect();
    let known: HashSet<&String> = was.texts.iter().chain(added.iter().copied()).collect();
    let mut from = (0, 0);
    for (row, column) in common(&was.texts, &is.texts).into_iter().chain([(was.texts.len(), is.texts.len())])
    {
        let gone = was.only_in_this(from.0..row, &staying);
        let new = is.only_in_this(from.1..column, &known);
        for (gone, new) in replaced(role, &gone, &new, &|at| was.item(at), &|at| is.item(at)) {
            if let Some(fate) = fates.get_mut(gone) {
                *fate = Fate::Replaced(is.place(new));
            }
        }
        from = (row + 1, column + 1);
    }
    fates
}

/// What items say; of those that say the same, which one it is.
fn told_apart(side: &Side<'_>, places: &[usize]) -> Vec<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let text = |at: &usize| {
        let text = canonical(side.item(*at));
        let count = seen.entry(text.clone()).and_modify(|count| *count += 1).or_insert(1);
        format!("{text}#{count}")
    };
    places.iter().map(text).collect()
}

/// Which of the new items stand for which of those that are gone between two that stayed: first what was reworded, then, where
/// as many of a role came as went, one after the other.
fn replaced<'a>(
    role: Option<&Pointer>,
    gone: &[usize],
    new: &[usize],
    was: &dyn Fn(usize) -> &'a Value,
    is: &dyn Fn(usize) -> &'a Value,
) -> Vec<(usize, usize)> {
    let role_of = |item: &Value| role.map(|role| canonical(&role.read_or_null(item)));
    let mut pairs = Vec::new();
    let mut new: Vec<usize> = new.to_vec();
    let mut left = Vec::new();
    let look = gone.len() * new.len() <= LARGEST_HUNK;
    for from in gone {
        let reworded = |to: &usize| role_of(was(*from)) == role_of(is(*to)) && alike(was(*from), is(*to));
        match new.iter().position(|to| look && reworded(to)) {
            Some(at) => pairs.push((*from, new.remove(at))),
            None => left.push(*from),
        }
    }
    let mut by_role: HashMap<Option<String>, (Vec<usize>, Vec<usize>)> = HashMap::new();
    for from in left {
        by_role.entry(role_of(was(from))).or_default().0.push(from);
    }
    for to in new {
        by_role.entry(role_of(is(to))).or_default().1.push(to);
    }
    for (gone, new) in by_role.into_values().filter(|(gone, new)| gone.len() == new.len()) {
        pairs.extend(gone.into_iter().zip(new));
    }
    pairs
}

/// Names what was added: what both sides added alike is one item, also where the system has numbered it since.
fn name_added<'a>(original: &Side<'_>, theirs: &mut Side<'a>, mine: &mut Side<'a>) {
    for side in [&mut *theirs, &mut *mine] {
        let added = side.unnamed();
        for (at, text) in added.iter().zip(told_apart(side, &added)) {
            side.name(*at, format!("+{text}"));
        }
    }
    let names = |side: &Side<'_>| side.names.iter().flatten().cloned().collect::<HashSet<String>>();
    let (was, held_by_me, held_by_them) = (names(original), names(mine), names(theirs));
    let only = |side: &Side<'_>, others: &HashSet<String>| -> Vec<(usize, String)> {
        let with_names = side.names.iter().enumerate().filter_map(|(at, name)| Some((at, name.clone()?)));
        with_names.filter(|(_, name)| !was.contains(name) && !others.contains(name)).collect()
    };
    let mut numbered = only(theirs, &held_by_me);
    for (at, _) in only(mine, &held_by_them).into_iter().filter(|(_, name)| name.starts_with('+')) {
        let item = mine.item(at);
        let stored = |(to, _): &(usize, String)| {
            item.is_object() && !says_nothing(item) && is_stored_record(item, theirs.item(*to))
        };
        if let Some(found) = numbered.iter().position(stored) {
            mine.name(at, numbered.remove(found).1);
        }
    }
}
