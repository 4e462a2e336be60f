//! One field's three sides woven into one: members and items one by one, and what cannot be decided left to the admin.

use std::collections::HashMap;

use callboard_model::{
    Choice, Conflict, ConflictItem, Control, FieldAccess, FieldDescription, ItemIdentity, MaskedSecret, Pick,
    Pointer, number,
};
use serde_json::{Map, Value};

use super::items::{keyed, undescribed};
use super::order::{Order, whose, woven};
use super::sameness::{is_stored_record, same};

/// The three sides of a value; none where a side has no such member or item.
#[derive(Clone, Copy)]
pub(super) struct Sides<'v> {
    pub(super) original: Option<&'v Value>,
    pub(super) theirs: Option<&'v Value>,
    pub(super) mine: Option<&'v Value>,
}

impl<'v> Sides<'v> {
    /// The items of three lists, of which one may be missing; none where a side is something else.
    fn lists(self) -> Option<[&'v [Value]; 3]> {
        let items = |side: Option<&'v Value>| match side {
            Some(Value::Array(items)) => Some(items.as_slice()),
            None | Some(Value::Null) => Some(&[] as &[Value]),
            Some(_) => None,
        };
        let is_list = |side: Option<&Value>| side.is_some_and(Value::is_array);
        let told =
            [self.original, self.theirs, self.mine].into_iter().filter(|side| is_list(*side)).count() > 1;
        let lists = [items(self.original)?, items(self.theirs)?, items(self.mine)?];
        told.then_some(lists)
    }

    fn each<T>(self, read: impl Fn(&'v Value) -> Option<T>) -> [Option<T>; 3] {
        [self.original, self.theirs, self.mine].map(|side| side.and_then(&read))
    }
}

fn same_or_missing(one: Option<&Value>, other: Option<&Value>) -> bool {
    same(one.unwrap_or(&Value::Null), other.unwrap_or(&Value::Null))
}

/// What is known of a place: the fields around it, and where it lies among them.
#[derive(Clone)]
pub(super) struct Place<'d> {
    fields: Vec<&'d FieldDescription>,
    at: String,
    /// Whether a value here is one thing, whatever it is made of.
    whole: bool,
}

impl<'d> Place<'d> {
    pub(super) fn of_field(fields: Vec<&'d FieldDescription>, at: &Pointer) -> Self {
        Self { fields, at: at.as_str().to_owned(), whole: false }
    }

    /// The field that is edited here; one that is only shown where there is no other.
    fn field(&self) -> Option<&'d FieldDescription> {
        let here = || self.fields.iter().copied().filter(|field| field.pointer.as_str() == self.at);
        here().find(|field| field.access != FieldAccess::ReadOnly).or_else(|| here().next())
    }

    fn member(&self, name: &str) -> Self {
        // The hours of a day are one thing: a beginning of mine and an end of theirs would be nobody's.
        let whole =
            self.whole || self.field().is_some_and(|field| matches!(field.control, Control::Schedule));
        Self { fields: self.fields.clone(), at: format!("{}{}", self.at, Pointer::of_member(name)), whole }
    }

    fn item(&self) -> Self {
        let fields = match self.field().map(|field| &field.control) {
            Some(Control::Records { fields, .. }) => fields.iter().collect(),
            _ => Vec::new(),
        };
        Self { fields, at: String::new(), whole: self.whole }
    }
}

/// What a conflict is about, apart from its field.
#[derive(Clone, Default)]
pub(super) struct About {
    item: Option<ConflictItem>,
    /// Empty for all of it.
    member: String,
}

impl About {
    fn member(&self, name: &str) -> Self {
        Self { item: self.item.clone(), member: format!("{}{}", self.member, Pointer::of_member(name)) }
    }

    /// An item of the field's list, or of a list within an item or a member, whose place tells its identity.
    fn item(&self, identity: &str, shown: &Value) -> Self {
        if self.item.is_none() && self.member.is_empty() {
            let item = ConflictItem { identity: identity.to_owned(), shown: shown.clone() };
            return Self { item: Some(item), member: String::new() };
        }
        self.member(identity)
    }
}

/// Weaves one field.
pub(super) struct Weaving<'a> {
    pointer: &'a Pointer,
    picks: &'a [Pick],
    pub(super) conflicts: Vec<Conflict>,
}

impl<'a> Weaving<'a> {
    pub(super) fn new(pointer: &'a Pointer, picks: &'a [Pick]) -> Self {
        Self { pointer, picks, conflicts: Vec::new() }
    }

    /// The value of a place; none where it is to go.
    pub(super) fn value(&mut self, place: &Place<'_>, about: &About, sides: Sides<'_>) -> Option<Value> {
        let Sides { original, theirs, mine } = sides;
        if same_or_missing(theirs, mine) || same_or_missing(original, mine) {
            return theirs.cloned();
        }
        if same_or_missing(original, theirs) {
            return mine.cloned();
        }
        if !place.whole {
            if let Some(lists) = sides.lists() {
                let list = self.list(place, about, lists);
                // Where I emptied the list, it stays what I emptied it with.
                let emptied = same_or_missing(mine, None) && same(&list, &Value::Null);
                return if emptied { mine.cloned() } else { Some(list) };
            }
            if let [original, Some(theirs), Some(mine)] = sides.each(members)
                && (original.is_some() || same_or_missing(sides.original, None))
            {
                return Some(self.members(place, about, original, theirs, mine));
            }
        }
        let both = place.field().and_then(|field| both_texts(&field.control, sides));
        match self.choice(about, false, sides, both.clone()) {
            Some(Choice::Theirs) => theirs.cloned(),
            Some(Choice::Both) => both,
            _ => mine.cloned(),
        }
    }

    fn members(
        &mut self,
        place: &Place<'_>,
        about: &About,
        original: Option<&Map<String, Value>>,
        theirs: &Map<String, Value>,
        mine: &Map<String, Value>,
    ) -> Value {
        let added = mine.keys().filter(|name| !theirs.contains_key(*name));
        let names = theirs.keys().chain(added);
        let merged = names.filter_map(|name| {
            let sides = Sides {
                original: original.and_then(|members| members.get(name)),
                theirs: theirs.get(name),
                mine: mine.get(name),
            };
            Some((name.clone(), self.value(&place.member(name), &about.member(name), sides)?))
        });
        Value::Object(merged.collect())
    }

    fn list(&mut self, place: &Place<'_>, about: &About, [original, theirs, mine]: [&[Value]; 3]) -> Value {
        let declared = place.field().and_then(|field| field.items.clone());
        let identity = declared.unwrap_or_else(|| undescribed([original, theirs, mine]));
        let names = keyed(&identity, original, theirs, mine);
        let (was, theirs_by_name, mine_by_name) =
            (by_name(&names.original, original), by_name(&names.theirs, theirs), by_name(&names.mine, mine));
        let item_place = place.item();
        let mut left: HashMap<&str, Vec<Value>> = HashMap::new();
        for name in names.original.iter().chain(&names.theirs).chain(&names.mine) {
            if left.contains_key(name.as_str()) {
                continue;
            }
            let sides = Sides {
                original: was.get(name.as_str()).copied(),
                theirs: theirs_by_name.get(name.as_str()).copied(),
                mine: mine_by_name.get(name.as_str()).copied(),
            };
            let shown = sides.mine.or(sides.original).or(sides.theirs).unwrap_or(&Value::Null);
            let about = about.item(name, shown);
            left.insert(name, self.item(&identity, &item_place, &about, sides));
        }
        let is_left = |name: &str| left.get(name).is_some_and(|values| !values.is_empty());
        let order = match whose(&names.original, &names.theirs, &names.mine) {
            Order::Contested => self.order(about, [original, theirs, mine]),
            settled => settled,
        };
        let woven = match order {
            Order::Theirs => woven(&names.theirs, &names.mine, is_left),
            _ => woven(&names.mine, &names.theirs, is_left),
        };
        woven.into_iter().flat_map(|name| left.get(name.as_str()).cloned().unwrap_or_default()).collect()
    }

    /// What is left of an item: nothing, the item, or both that were added under one name.
    fn item(
        &mut self,
        identity: &ItemIdentity,
        place: &Place<'_>,
        about: &About,
        sides: Sides<'_>,
    ) -> Vec<Value> {
        let Sides { original, theirs, mine } = sides;
        let one = |value: Option<&Value>| value.cloned().into_iter().collect();
        match (original, theirs, mine) {
            (None, Some(stored), Some(added)) => {
                if is_stored_record(added, stored) {
                    return vec![stored.clone()];
                }
                let both = matches!(identity, ItemIdentity::AllOf { .. }).then(|| both_items(stored, added));
                self.one_or_both(about, sides, both)
            }
            (Some(_), Some(stored), Some(edited)) => {
                let apart = same_or_missing(original, theirs)
                    || same_or_missing(original, mine)
                    || same(stored, edited);
                let parts =
                    [original, theirs, mine].iter().all(|side| side.is_some_and(|side| !is_one_thing(side)));
                if apart || parts || !matches!(identity, ItemIdentity::Place { .. }) {
                    return self.value(place, about, sides).into_iter().collect();
                }
                self.one_or_both(about, sides, Some(both_items(stored, edited)))
            }
            (None, theirs, mine) => one(theirs.or(mine)),
            (Some(_), None, None) => Vec::new(),
            // Taken out by one side: also for good where the other one left it alone.
            (Some(_), theirs, mine) => {
                if same_or_missing(original, theirs.or(mine)) {
                    return Vec::new();
                }
                match self.choice(about, false, sides, None) {
                    Some(Choice::Theirs) => one(theirs),
                    _ => one(mine),
                }
            }
        }
    }

    fn one_or_both(&mut self, about: &About, sides: Sides<'_>, both: Option<Value>) -> Vec<Value> {
        match (self.choice(about, false, sides, both.clone()), both) {
            (Some(Choice::Both), Some(Value::Array(items))) => items,
            (Some(Choice::Theirs), _) => sides.theirs.cloned().into_iter().collect(),
            _ => sides.mine.cloned().into_iter().collect(),
        }
    }

    fn order(&mut self, about: &About, sides: [&[Value]; 3]) -> Order {
        let [original, theirs, mine] = sides.map(|side| Value::from(side.to_vec()));
        let sides = Sides { original: Some(&original), theirs: Some(&theirs), mine: Some(&mine) };
        match self.choice(about, true, sides, None) {
            Some(Choice::Theirs) => Order::Theirs,
            _ => Order::Mine,
        }
    }

    /// What the admin picked, as long as the other side is still what was seen; else it is a conflict.
    fn choice(
        &mut self,
        about: &About,
        order: bool,
        sides: Sides<'_>,
        both: Option<Value>,
    ) -> Option<Choice> {
        let value = |side: Option<&Value>| side.cloned().unwrap_or(Value::Null);
        let conflict = Conflict {
            pointer: self.pointer.clone(),
            item: about.item.clone(),
            member: Pointer::parse(about.member.as_str()).ok(),
            order,
            original: value(sides.original),
            theirs: value(sides.theirs),
            mine: value(sides.mine),
            both,
        };
        let picked = self.picks.iter().rev().find(|pick| answers(pick, &conflict)).map(|pick| pick.choice);
        if picked.is_none() {
            self.conflicts.push(conflict);
        }
        picked
    }
}

fn answers(pick: &Pick, conflict: &Conflict) -> bool {
    pick.pointer == conflict.pointer
        && pick.identity.as_deref() == conflict.item.as_ref().map(|item| item.identity.as_str())
        && pick.member == conflict.member
        && same(&pick.theirs, &conflict.theirs)
        && (pick.choice != Choice::Both || conflict.both.is_some())
}

fn by_name<'v>(names: &'v [String], items: &'v [Value]) -> HashMap<&'v str, &'v Value> {
    names.iter().map(String::as_str).zip(items).collect()
}

/// The members of an object that is made of parts.
fn members(value: &Value) -> Option<&Map<String, Value>> {
    value.as_object().filter(|_| !is_one_thing(value))
}

/// Whether a value has no parts that could be changed apart.
fn is_one_thing(value: &Value) -> bool {
    match value {
        Value::Object(_) => number::is_guarded(value) || MaskedSecret::of_value(value).is_some(),
        value => !value.is_array(),
    }
}

fn both_items(theirs: &Value, mine: &Value) -> Value {
    Value::from(vec![theirs.clone(), mine.clone()])
}

/// Two texts that both went on from the original one: theirs, and then what I wrote.
fn both_texts(control: &Control, sides: Sides<'_>) -> Option<Value> {
    if !matches!(control, Control::LongText) {
        return None;
    }
    let [original, theirs, mine] = sides.each(Value::as_str);
    let (original, theirs, mine) = (original.unwrap_or_default(), theirs?, mine?);
    let added = mine.strip_prefix(original).filter(|added| !added.is_empty())?;
    theirs.strip_prefix(original).filter(|added| !added.is_empty())?;
    let gap = if added.starts_with(char::is_whitespace) || theirs.ends_with(char::is_whitespace) {
        ""
    } else {
        "\n\n"
    };
    Some(Value::from(format!("{theirs}{gap}{added}")))
}
