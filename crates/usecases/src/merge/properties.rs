use std::collections::{BTreeMap, BTreeSet};

use callboard_model::Choice;
use proptest::prelude::*;
use serde_json::{Map, json};

use super::*;

fn of_system(system: &str) -> &'static SystemDescription {
    callboard_systems::by_id(&callboard_model::SystemId::new(system)).unwrap().description()
}

fn bird() -> &'static SystemDescription {
    of_system("bird")
}

/// A kind of list: where it is, and how an item of a name and a content looks there.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Keywords,
    Drops,
    Holidays,
    Messages,
    Reminders,
}

const KINDS: [Kind; 5] = [Kind::Keywords, Kind::Drops, Kind::Holidays, Kind::Messages, Kind::Reminders];

impl Kind {
    fn place(self) -> (&'static SystemDescription, Pointer) {
        let (system, pointer) = match self {
            Kind::Keywords => ("diga", "/boosted_keywords"),
            Kind::Drops => ("bird", "/dropVms"),
            Kind::Holidays => ("bird", "/holidays"),
            Kind::Messages => ("hmsSovereign", "/llm_config/messages"),
            Kind::Reminders => ("diga", "/reminder_messages"),
        };
        (of_system(system), Pointer::parse(pointer).unwrap())
    }

    fn item(self, (name, content): (u8, u8)) -> Value {
        match self {
            Kind::Keywords => json!(format!("k{name}")),
            Kind::Drops if name == 0 => json!(format!("https://x/{content}")),
            Kind::Drops => json!({"id": format!("d{name}"), "name": format!("n{content}")}),
            Kind::Holidays => json!({"month": 1, "day": name, "name": format!("n{content}")}),
            Kind::Messages => {
                json!({"role": if name < 3 { "system" } else { "user" }, "content": format!("c{name} {content}")})
            }
            Kind::Reminders => json!(format!("r{name}")),
        }
    }

    /// Whether items have an identity beside their place and content.
    fn has_identity(self) -> bool {
        matches!(self, Kind::Drops | Kind::Holidays)
    }

    /// Whether an item is there once at most.
    fn is_set(self) -> bool {
        matches!(self, Kind::Keywords | Kind::Holidays)
    }
}

/// Something somebody does to a list.
#[derive(Clone, Debug)]
enum Deed {
    Insert(usize, (u8, u8)),
    Remove(usize),
    Change(usize, u8),
    Move(usize, usize),
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let deed = prop_oneof![
        (0..8_usize, (0..8_u8, 0..4_u8)).prop_map(|(at, item)| Deed::Insert(at, item)),
        (0..8_usize).prop_map(Deed::Remove),
        (0..8_usize, 0..4_u8).prop_map(|(at, content)| Deed::Change(at, content)),
        (0..8_usize, 0..8_usize).prop_map(|(from, to)| Deed::Move(from, to)),
    ];
    prop::collection::vec(deed, 0..5)
}

/// The list after somebody worked on it.
fn after(kind: Kind, list: &[(u8, u8)], deeds: &[Deed]) -> Vec<(u8, u8)> {
    let mut list = list.to_vec();
    for deed in deeds {
        match deed {
            Deed::Insert(at, item) => list.insert(at % (list.len() + 1), *item),
            _ if list.is_empty() => {}
            Deed::Remove(at) => {
                list.remove(at % list.len());
            }
            Deed::Change(at, content) => {
                let at = at % list.len();
                list[at].1 = *content;
            }
            Deed::Move(from, to) => {
                let item = list.remove(from % list.len());
                list.insert(to % (list.len() + 1), item);
            }
        }
    }
    if kind.is_set() {
        let mut seen = BTreeSet::new();
        list.retain(|(name, _)| seen.insert(*name));
    }
    list
}

/// A list as it was, theirs and mine.
#[derive(Clone, Debug)]
struct Case {
    kind: Kind,
    base: Vec<Value>,
    theirs: Vec<Value>,
    mine: Vec<Value>,
}

fn cases() -> impl Strategy<Value = Case> {
    cases_of(&KINDS)
}

fn cases_of(kinds: &[Kind]) -> impl Strategy<Value = Case> {
    let list = prop::collection::vec((0..8_u8, 0..4_u8), 0..7);
    (prop::sample::select(kinds.to_vec()), list, deeds(), deeds()).prop_map(|(kind, base, theirs, mine)| {
        let base = after(kind, &base, &[]);
        let items = |list: &[(u8, u8)]| list.iter().map(|item| kind.item(*item)).collect::<Vec<_>>();
        Case {
            kind,
            theirs: items(&after(kind, &base, &theirs)),
            mine: items(&after(kind, &base, &mine)),
            base: items(&base),
        }
    })
}

impl Case {
    /// Whether the list has nothing twice.
    fn is_told_apart(list: &[Value]) -> bool {
        let name = |item: &Value| item.get("id").unwrap_or(item).to_string();
        list.iter().map(name).collect::<BTreeSet<_>>().len() == list.len()
    }

    fn document(&self, list: &[Value]) -> Value {
        let mut document = json!({});
        self.kind.place().1.write(&mut document, json!(list));
        document
    }

    fn edits(&self) -> Edits {
        Edits([(self.kind.place().1, json!(self.mine))].into())
    }

    fn merged(&self, picks: &[Pick]) -> Merge {
        let (base, fresh) = (self.document(&self.base), self.document(&self.theirs));
        merge(self.kind.place().0, &base, &fresh, &self.edits(), picks)
    }

    /// The list the server has after what is left to send was sent.
    fn stored(&self, merged: &Merge) -> Vec<Value> {
        let sent = merged.to_send.0.values().next();
        sent.map_or_else(|| self.theirs.clone(), |list| list.as_array().cloned().unwrap_or_default())
    }
}

fn counted(list: &[Value]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for item in list {
        *counts.entry(item.to_string()).or_insert(0) += 1;
    }
    counts
}

/// Whether everything that `mine` makes of `base` is so in `fresh`. Lists have their own properties.
fn is_true(base: &Value, fresh: &Value, mine: &Value) -> bool {
    if same(mine, fresh) || same(mine, base) {
        return true;
    }
    match (base, fresh, mine) {
        (Value::Array(_) | Value::Null, Value::Array(_) | Value::Null, Value::Array(_) | Value::Null) => true,
        (Value::Object(_) | Value::Null, Value::Object(theirs), Value::Object(members)) => {
            let names =
                theirs.keys().chain(members.keys()).chain(base.as_object().into_iter().flat_map(Map::keys));
            let of = |value: &Value, name: &str| value.get(name).cloned().unwrap_or_default();
            names.into_iter().all(|name| is_true(&of(base, name), &of(fresh, name), &of(mine, name)))
        }
        _ => false,
    }
}

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        "[a-z]{0,4}".prop_map(Value::from)
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("[a-z]{1,3}", inner, 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { max_global_rejects: 100_000, ..ProptestConfig::with_cases(600) })]

    #[test]
    fn nothing_that_somebody_added_or_left_alone_vanishes(case in cases()) {
        let merged = case.merged(&[]);
        prop_assume!(merged.conflicts.is_empty());
        let (base, theirs, mine) = (counted(&case.base), counted(&case.theirs), counted(&case.mine));
        let stored = case.stored(&merged);
        let left = counted(&stored);
        let of = |counts: &BTreeMap<String, usize>, item: &String| counts.get(item).copied().unwrap_or(0);
        for item in theirs.keys().chain(mine.keys()) {
            let (was, t, m) = (of(&base, item), of(&theirs, item), of(&mine, item));
            // Of an item said several times: what one side added, less what the other one took out.
            let least = if t >= was && m >= was { t.max(m) } else { (t + m).saturating_sub(was) };
            let within = |stored: &Value| stored.is_object() && case.kind.has_identity();
            let kept = of(&left, item) >= least.min(1) && (least <= 1 || of(&left, item) + 1 >= least);
            prop_assert!(kept || stored.iter().any(within), "{item} is gone from {stored:?}");
        }
        for item in left.keys() {
            prop_assert!(case.kind.has_identity() || theirs.contains_key(item) || mine.contains_key(item), "{item} was made up");
        }
    }

    #[test]
    fn what_has_an_identity_is_there_unless_somebody_took_it_out(case in cases_of(&[Kind::Keywords, Kind::Holidays])) {
        let merged = case.merged(&[]);
        let name = |item: &Value| item.get("day").map_or_else(|| item.to_string(), Value::to_string);
        let names = |list: &[Value]| list.iter().map(name).collect::<BTreeSet<_>>();
        let (base, theirs, mine) = (names(&case.base), names(&case.theirs), names(&case.mine));
        let expected: BTreeSet<String> = theirs
            .union(&mine)
            .filter(|name| !base.contains(*name) || (theirs.contains(*name) && mine.contains(*name)))
            .cloned()
            .collect();
        if merged.conflicts.is_empty() {
            let stored = case.stored(&merged);
            prop_assert_eq!(stored.len(), expected.len(), "something is there twice or gone: {:?}", stored);
            prop_assert_eq!(names(&stored), expected);
        } else {
            prop_assert!(merged.to_send.0.is_empty());
        }
    }

    #[test]
    fn a_merge_that_was_sent_leaves_nothing_to_send(case in cases(), choices in prop::collection::vec(0..2_usize, 12)) {
        // Of two items that say the same nobody can tell afterwards which one is left.
        prop_assume!([&case.base, &case.theirs, &case.mine].into_iter().all(|list| Case::is_told_apart(list)));
        let first = case.merged(&[]);
        let sides = [Choice::Mine, Choice::Theirs];
        let picks: Vec<Pick> = first
            .conflicts
            .iter()
            .zip(choices.iter().cycle())
            .map(|(conflict, choice)| conflict.picked(sides[*choice]))
            .collect();
        let merged = case.merged(&picks);
        prop_assert!(merged.conflicts.is_empty(), "what was answered is asked again: {:?}", merged.conflicts);
        if !first.conflicts.is_empty() {
            return Ok(());
        }
        let again = Case { theirs: case.stored(&merged), ..case.clone() }.merged(&[]);
        prop_assert!(again.conflicts.is_empty(), "a conflict with oneself: {:?}", again.conflicts);
        prop_assert!(again.to_send.0.is_empty(), "sent twice: {:?}", again.to_send);
    }

    #[test]
    fn without_a_colleague_exactly_the_edits_are_sent(case in cases()) {
        let alone = Case { theirs: case.base.clone(), ..case };
        let merged = alone.merged(&[]);
        prop_assert!(merged.conflicts.is_empty() && merged.theirs.is_empty());
        prop_assert_eq!(merged.to_send, real_edits(&alone.document(&alone.base), &alone.edits()));
    }

    #[test]
    fn whoever_saves_last_the_same_items_are_left(case in cases()) {
        let turned = Case { theirs: case.mine.clone(), mine: case.theirs.clone(), ..case.clone() };
        let (one, other) = (case.merged(&[]), turned.merged(&[]));
        prop_assert_eq!(one.conflicts.len(), other.conflicts.len());
        if one.conflicts.is_empty() {
            prop_assert_eq!(counted(&case.stored(&one)), counted(&turned.stored(&other)));
        }
    }

    #[test]
    fn every_edit_is_either_sent_or_shown_or_already_true(base in any_value(), fresh in any_value(), mine in any_value()) {
        let (base, fresh) = (json!({"bio": base}), json!({"bio": fresh, "extra": 1}));
        let pointer = Pointer::parse("/bio").unwrap();
        let merged = merge(bird(), &base, &fresh, &Edits([(pointer.clone(), mine.clone())].into()), &[]);
        let sent = merged.to_send.0.contains_key(&pointer);
        let shown = merged.conflicts.iter().any(|conflict| conflict.pointer == pointer);
        let already = !sent && !shown && is_true(&base["bio"], &fresh["bio"], &mine);
        prop_assert_eq!(u8::from(sent) + u8::from(shown) + u8::from(already), 1);
        if shown {
            prop_assert!(!same(&base["bio"], &fresh["bio"]), "an untouched field was called a conflict");
        }
    }

    #[test]
    fn sameness_is_symmetric_and_holds_for_itself(one in any_value(), other in any_value()) {
        prop_assert!(same(&one, &one));
        prop_assert_eq!(same(&one, &other), same(&other, &one));
    }

    #[test]
    fn applying_edits_leaves_every_other_member_as_it_was(document in prop::collection::btree_map("[a-z]{4,6}", any_value(), 0..6), mine in any_value()) {
        let document = Value::Object(document.into_iter().collect());
        let after = apply(&document, &Edits([(Pointer::parse("/bio").unwrap(), mine)].into()));
        for (name, value) in document.as_object().unwrap() {
            prop_assert_eq!(&after[name], value);
        }
    }
}
