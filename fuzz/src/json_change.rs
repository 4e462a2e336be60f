//! Changes of documents that leave them documents: other values, doubled and missing members, wrong types, depth.

use arbitrary::Arbitrary;
use serde_json::{Map, Value, json};

use crate::chance::Drawn;

#[derive(Clone, Copy, Debug, Default, Arbitrary)]
enum Change {
    #[default]
    Replace,
    Remove,
    Double,
    Rename,
    Copy,
    Wrap,
    Letters,
}

/// Names that the program gives a meaning to, and some that nobody does.
const NAMES: [&str; 14] = [
    "id",
    "name",
    "avatarUrl",
    "$masked",
    "$number",
    "schedule",
    "results",
    "agents",
    "data",
    "mediaUrl",
    "__proto__",
    "",
    "\u{0}",
    "a/b~c",
];

/// The document with one to five changes. Pieces are taken from `others`.
pub(crate) fn changed(drawn: &mut Drawn<'_>, seed: &Value, others: &[Value]) -> Value {
    let mut document = seed.clone();
    for _ in 0..=drawn.below(5) {
        apply(drawn.any(), drawn, &mut document, others);
    }
    document
}

fn apply(change: Change, drawn: &mut Drawn<'_>, document: &mut Value, others: &[Value]) {
    let way = way(drawn, document);
    let Some(node) = document.pointer_mut(&way) else { return };
    match change {
        Change::Replace => *node = odd(drawn),
        Change::Copy => {
            let other = drawn.one(others).unwrap_or(&Value::Null);
            *node = piece(drawn, other);
        }
        Change::Wrap => {
            let inner = node.take();
            *node = if drawn.percent(50) { json!([inner]) } else { json!({ (name(drawn)): inner }) };
        }
        Change::Letters => {
            if let Value::String(text) = node {
                let at = text.char_indices().nth(drawn.below(text.len())).map_or(0, |(at, _)| at);
                text.insert_str(at, letters(drawn));
            }
        }
        Change::Remove | Change::Double | Change::Rename => shift(change, drawn, node),
    }
}

fn shift(change: Change, drawn: &mut Drawn<'_>, node: &mut Value) {
    match node {
        Value::Array(items) if !items.is_empty() => {
            let at = drawn.below(items.len());
            match change {
                Change::Remove => drop(items.remove(at)),
                Change::Double => {
                    let item = items.get(at).cloned().unwrap_or_default();
                    items.insert(drawn.below(items.len()), item);
                }
                _ => items.reverse(),
            }
        }
        Value::Object(members) if !members.is_empty() => {
            let at = drawn.below(members.len());
            let Some(old) = members.keys().nth(at).cloned() else { return };
            let value = members.get(&old).cloned().unwrap_or_default();
            if !matches!(change, Change::Double) {
                members.shift_remove(&old);
            }
            if !matches!(change, Change::Remove) {
                members.insert(name(drawn), value);
            }
        }
        _ => *node = odd(drawn),
    }
}

/// The way to some node of the document, the deeper the rarer.
fn way(drawn: &mut Drawn<'_>, document: &Value) -> String {
    let (mut way, mut value) = (String::new(), document);
    while drawn.percent(85) {
        let next = match value {
            Value::Array(items) => {
                let at = drawn.below(items.len());
                items.get(at).map(|inner| (at.to_string(), inner))
            }
            Value::Object(members) => {
                let inner = members.iter().nth(drawn.below(members.len()));
                inner.map(|(name, inner)| (name.replace('~', "~0").replace('/', "~1"), inner))
            }
            _ => None,
        };
        let Some((step, inner)) = next else { break };
        way.push('/');
        way.push_str(&step);
        value = inner;
    }
    way
}

fn piece(drawn: &mut Drawn<'_>, document: &Value) -> Value {
    document.pointer(&way(drawn, document)).cloned().unwrap_or_default()
}

fn name(drawn: &mut Drawn<'_>) -> String {
    drawn.one(&NAMES).copied().unwrap_or_default().to_owned()
}

fn letters(drawn: &mut Drawn<'_>) -> &'static str {
    const LETTERS: [&str; 12] = [
        "\u{0}",
        "\u{202e}",
        "\u{200b}",
        "\t",
        "\n",
        "/..",
        "%2e",
        "é\u{301}",
        "\u{1f600}",
        "{x}",
        "<b>",
        "99999999999999999999",
    ];
    drawn.one(&LETTERS).copied().unwrap_or_default()
}

fn odd(drawn: &mut Drawn<'_>) -> Value {
    match drawn.below(18) {
        0 => Value::Null,
        1 => json!(true),
        2 => json!(0),
        3 => json!(-1),
        4 => json!(u64::MAX),
        5 => json!(i64::MIN),
        6 => json!(1e308),
        7 => json!({ "$number": "1e400" }),
        8 => json!({ "$number": "-0.0000000000000000000000000000000000001" }),
        9 => json!({ "$masked": { "mark": "0000", "at": "/x" } }),
        10 => json!(""),
        11 => json!("x".repeat(5000)),
        12 => json!([]),
        13 => json!({}),
        14 => (0..drawn.below(110)).fold(json!(1), |inner, _| json!([inner])),
        15 => Value::Object((0..40).map(|number| (number.to_string(), json!(number))).collect::<Map<_, _>>()),
        16 => json!("24:00"),
        _ => json!(drawn.any::<i64>()),
    }
}
