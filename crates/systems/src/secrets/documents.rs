//! Secrets in documents and edits: a member by its name, a field that is described as one, what stands below headers, and parts of
//! texts.
//!
//! A field that the form shows is none by its name: the description says what it holds.

use std::ops::Range;

use callboard_model::emptiness::says_nothing;
use callboard_model::{
    Control, Edits, FieldDescription, MaskedPart, MaskedSecret, Pointer, SystemDescription,
};
use serde_json::{Map, Value};

use super::addresses::secret_places;
use super::forms::Forms;
use super::names::{Says, is_address, is_scalar, is_secret, says};

/// Members that name a pair, such as a header in a list of headers.
const PAIR_NAMES: [&str; 4] = ["name", "key", "header", "field"];

/// Members that hold a pair's value.
const PAIR_VALUES: [&str; 2] = ["value", "val"];

/// Members beside which `key` names something.
const BESIDE_A_NAME: [&str; 5] = ["label", "title", "description", "type", "name"];

/// What was found, or what stands for it since it was masked.
#[derive(Debug)]
pub enum Found<'v> {
    /// The whole value is secret.
    Whole(&'v mut Value),
    /// Parts of a text are, in order.
    Within(&'v mut String, Vec<Part>),
}

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Where it stands, in bytes.
    pub place: Range<usize>,
    /// The mark that stands there for the secret; none where the secret itself does.
    pub mark: Option<String>,
}

/// Lets `work` see every secret of a document, with its place. A member whose name holds a credential is renamed.
pub fn each_secret(
    description: &SystemDescription,
    credentials: &Forms,
    document: &mut Value,
    work: &mut dyn FnMut(&str, Found<'_>),
) {
    Search { credentials, work }.look("", &Place::of(description), document);
}

/// The same for every value of edits.
pub fn each_secret_of_edits(
    description: &SystemDescription,
    credentials: &Forms,
    edits: &mut Edits,
    work: &mut dyn FnMut(&str, Found<'_>),
) {
    let mut search = Search { credentials, work };
    for (pointer, value) in &mut edits.0 {
        let mut place = Place::of(description);
        let segments: Vec<String> = pointer.segments().collect();
        for (at, segment) in segments.iter().enumerate() {
            let is_last = at + 1 == segments.len();
            place = place.step(segment, if is_last { value } else { &Value::Null });
        }
        search.look(pointer.as_str(), &place, value);
    }
}

/// The value without any secret: null where one is the whole value, `…` where it is a part of a text.
pub fn without_secrets(description: &SystemDescription, document: &Value) -> Value {
    let mut bare = document.clone();
    each_secret(description, &Forms::default(), &mut bare, &mut |_, found| match found {
        Found::Whole(value) => *value = Value::Null,
        Found::Within(text, parts) => *text = replace_parts(text, &parts, |_, _| Some("…".to_owned())),
    });
    bare
}

/// The text with what `with` says in the place of parts; none leaves one as it is.
pub fn replace_parts(
    text: &str,
    parts: &[Part],
    mut with: impl FnMut(&Part, &str) -> Option<String>,
) -> String {
    let mut replaced = String::with_capacity(text.len());
    let mut from = 0;
    for part in parts {
        let stands = text.get(part.place.clone()).unwrap_or_default();
        replaced.push_str(text.get(from..part.place.start).unwrap_or_default());
        match with(part, stands) {
            Some(other) => replaced.push_str(&other),
            None => replaced.push_str(stands),
        }
        from = part.place.end;
    }
    replaced.push_str(text.get(from..).unwrap_or_default());
    replaced
}

/// Where in a document somebody looks.
#[derive(Clone)]
struct Place<'d> {
    fields: Fields<'d>,
    /// The place below what the fields' pointers begin at.
    within: String,
    kind: Kind<'d>,
    /// Whether a field is described here.
    is_described: bool,
}

/// The fields that may be described below a place.
#[derive(Clone, Copy)]
enum Fields<'d> {
    Document(&'d SystemDescription),
    Record(&'d [FieldDescription]),
    None,
}

#[derive(Clone, Copy)]
enum Kind<'d> {
    Plain,
    /// The whole value is secret.
    Secret,
    /// What lies here are the names and values of headers.
    Headers,
    /// Addresses of stored files, which do not work without their signatures.
    Media,
    /// A list of records with these fields.
    Records(&'d [FieldDescription]),
}

impl<'d> Fields<'d> {
    fn all(self) -> Box<dyn Iterator<Item = &'d FieldDescription> + 'd> {
        match self {
            Self::Document(description) => Box::new(description.fields().map(|(_, field)| field)),
            Self::Record(fields) => Box::new(fields.iter()),
            Self::None => Box::new(std::iter::empty()),
        }
    }
}

impl<'d> Place<'d> {
    fn of(description: &'d SystemDescription) -> Self {
        let fields = Fields::Document(description);
        Self { fields, within: String::new(), kind: Kind::Plain, is_described: false }
    }

    /// Nothing described from here on.
    fn other(kind: Kind<'d>) -> Self {
        Self { fields: Fields::None, within: String::new(), kind, is_described: false }
    }

    /// The place of a member or item that has this value.
    fn step(&self, name: &str, value: &Value) -> Self {
        match self.kind {
            Kind::Secret | Kind::Headers => return Self::other(self.kind),
            Kind::Media => {
                let is_address = is_address(name) || name.bytes().all(|digit| digit.is_ascii_digit());
                return Self::other(match says(name) {
                    Says::Headers if may_be_headers(value) => Kind::Headers,
                    _ if is_secret(name, value) => Kind::Secret,
                    _ if value.is_string() && !is_address => Kind::Plain,
                    _ => Kind::Media,
                });
            }
            Kind::Records(fields) => {
                return Self { fields: Fields::Record(fields), ..Self::other(Kind::Plain) };
            }
            Kind::Plain => {}
        }
        let within = format!("{}{}", self.within, Pointer::of_member(name));
        let mut described = None;
        let mut is_above = false;
        for field in self.fields.all() {
            let pointer = field.pointer.as_str();
            match pointer.strip_prefix(within.as_str()) {
                Some("") => described = described.or(Some(field)),
                Some(rest) => is_above |= rest.starts_with('/'),
                None => {}
            }
        }
        let headers = says(name) == Says::Headers && (described.is_some() || may_be_headers(value));
        let kind = match described.map(|field| &field.control) {
            Some(Control::Secret) => Kind::Secret,
            Some(Control::Records { fields, .. }) => Kind::Records(fields),
            Some(Control::Avatar | Control::Drops) => Kind::Media,
            _ if headers => Kind::Headers,
            None if !is_above && is_secret(name, value) => Kind::Secret,
            _ => Kind::Plain,
        };
        let fields = if is_above { self.fields } else { Fields::None };
        Self { fields, within, kind, is_described: described.is_some() }
    }
}

/// Whether a value under such a name are headers, and no heading.
fn may_be_headers(value: &Value) -> bool {
    value.as_str().is_none_or(|text| text.contains(':'))
}

struct Search<'s> {
    credentials: &'s Forms,
    work: &'s mut dyn FnMut(&str, Found<'_>),
}

impl Search<'_> {
    fn look(&mut self, at: &str, place: &Place<'_>, value: &mut Value) {
        let is_whole = match place.kind {
            Kind::Secret => !says_nothing(value),
            Kind::Headers => is_scalar(value) && !says_nothing(value),
            _ => false,
        };
        if is_whole || MaskedSecret::of_value(value).is_some() {
            return (self.work)(at, Found::Whole(value));
        }
        match value {
            Value::Object(members) => self.look_at_members(at, place, members),
            Value::Array(items) => {
                for (index, item) in items.iter_mut().enumerate() {
                    let name = index.to_string();
                    self.look(&format!("{at}/{name}"), &place.step(&name, item), item);
                }
            }
            Value::String(text) => {
                let parameters = !matches!(place.kind, Kind::Media);
                let parts = parts_of(text, self.clear_in(text, Some(parameters)));
                if !parts.is_empty() {
                    (self.work)(at, Found::Within(text, parts));
                }
            }
            _ => {}
        }
    }

    fn look_at_members(&mut self, at: &str, place: &Place<'_>, members: &mut Map<String, Value>) {
        let pair = pair_of(members).map(str::to_owned);
        let names_something = BESIDE_A_NAME.iter().any(|name| members.contains_key(*name));
        let mut renamed = Vec::new();
        for (name, member) in members.iter_mut() {
            let mut inner = place.step(name, member);
            if !inner.is_described {
                let is_pairs_name = pair.is_some() && PAIR_NAMES.contains(&name.as_str());
                if is_pairs_name || (name == "key" && names_something) {
                    inner = Place::other(Kind::Plain);
                } else if let Some(pair) = &pair
                    && PAIR_VALUES.contains(&name.as_str())
                    && is_secret(pair, member)
                {
                    inner = Place::other(Kind::Secret);
                }
            }
            let parts = parts_of(name, self.clear_in(name, None));
            // The place goes along with the mark.
            let told = replace_parts(name, &parts, |part, _| part.mark.is_none().then(|| "…".to_owned()));
            let child = format!("{at}{}", Pointer::of_member(&told));
            self.look(&child, &inner, member);
            if !parts.is_empty() {
                let mut other = name.clone();
                (self.work)(&child, Found::Within(&mut other, parts));
                renamed.push((name.clone(), other));
            }
        }
        if renamed.is_empty() {
            return;
        }
        let before = std::mem::take(members);
        members.extend(before.into_iter().map(|(name, member)| {
            let other = renamed.iter().find(|(old, _)| *old == name).map(|(_, other)| other.clone());
            (other.unwrap_or(name), member)
        }));
    }

    /// Where a text holds a secret in the clear. `parameters`: of addresses, none where there are none.
    fn clear_in(&self, text: &str, parameters: Option<bool>) -> Vec<Range<usize>> {
        let mut clear = self.credentials.places(text);
        if let Some(parameters) = parameters {
            clear.extend(secret_places(text, parameters));
        }
        clear.sort_by_key(|place| (place.start, place.end));
        clear
    }
}

/// The name of a pair, where an object is one: two members or more, of which one names it and one is its value.
fn pair_of(members: &Map<String, Value>) -> Option<&str> {
    let has_value = PAIR_VALUES.iter().any(|name| members.contains_key(*name));
    let name = || PAIR_NAMES.iter().find_map(|name| members.get(*name)?.as_str());
    has_value.then(name).flatten().filter(|name| !name.contains(char::is_whitespace))
}

/// The secrets of a text, what stands for some among them.
fn parts_of(text: &str, clear: Vec<Range<usize>>) -> Vec<Part> {
    let masked = MaskedPart::all(text);
    let mut parts: Vec<Part> = Vec::new();
    let mut from = 0;
    for place in clear {
        let mut start = place.start.max(from);
        // What stands for a secret already stays; what was typed beside it is hidden by itself.
        let within = |mask: &&MaskedPart| mask.place.end > place.start && mask.place.start < place.end;
        for mask in masked.iter().filter(within) {
            if start < mask.place.start {
                parts.push(Part { place: start..mask.place.start, mark: None });
            }
            start = start.max(mask.place.end);
        }
        if start < place.end {
            parts.push(Part { place: start..place.end, mark: None });
        }
        from = from.max(place.end).max(start);
    }
    parts.extend(masked.into_iter().map(|mask| Part { place: mask.place, mark: Some(mask.mark) }));
    parts.sort_by_key(|part| part.place.start);
    parts
}

#[cfg(test)]
#[path = "documents_tests.rs"]
mod tests;
