//! The contracts' schemas, to judge requests by.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use serde_json::{Value, json};

static CONTRACTS: LazyLock<BTreeMap<String, Value>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/contracts");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let contracts = files.filter(|file| file.extension().is_some_and(|ending| ending == "yaml"));
    let read = |file: PathBuf| {
        let document = serde_norway::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
        (file.file_stem().unwrap().to_string_lossy().into_owned(), with_nulls(document))
    };
    contracts.map(read).collect()
});

/// A whole contract, by the name of its file.
pub fn of(contract: &str) -> &'static Value {
    &CONTRACTS[contract]
}

/// A schema of Bird's contract by its name.
pub fn schema(name: &str) -> Value {
    schema_of("bird", name)
}

/// A schema by its name.
pub fn schema_of(contract: &str, name: &str) -> Value {
    of(contract)["components"]["schemas"][name].clone()
}

/// The names of a schema's members.
pub fn members_of(contract: &str, schema: &str) -> Vec<String> {
    schema_of(contract, schema)["properties"].as_object().unwrap().keys().cloned().collect()
}

/// An example of Bird's contract by its name.
pub fn example(name: &str) -> Value {
    of("bird")["components"]["examples"][name]["value"].clone()
}

/// The example of an operation's answer.
pub fn answer_of(contract: &str, path: &str, verb: &str, status: &str, example: &str) -> Value {
    let content = &of(contract)["paths"][path][verb]["responses"][status]["content"]["application/json"];
    let found = &content["examples"][example];
    let found = match found["$ref"].as_str() {
        Some(place) => of(contract).pointer(place.trim_start_matches('#')).unwrap(),
        None => found,
    };
    assert!(!found["value"].is_null(), "the contract has no example {example}");
    found["value"].clone()
}

/// Fails where Bird's contract would refuse `body` as a `name`.
pub fn assert_takes(name: &str, body: &Value) {
    assert_takes_in("bird", name, body);
}

/// Fails where the contract would refuse `body` as a `name`.
pub fn assert_takes_in(contract: &str, name: &str, body: &Value) {
    let found = refusals_in(contract, name, body);
    assert!(found.is_empty(), "the contract's {name} refuses {body}: {found:?}");
}

/// What Bird's contract has against `body` as a `name`.
pub fn refusals(name: &str, body: &Value) -> Vec<String> {
    refusals_in("bird", name, body)
}

/// What the contract has against `body` as a `name`.
pub fn refusals_in(contract: &str, name: &str, body: &Value) -> Vec<String> {
    let components = &of(contract)["components"];
    let root = json!({"$ref": format!("#/components/schemas/{name}"), "components": components});
    let validator = jsonschema::options().with_draft(jsonschema::Draft::Draft7).build(&root).unwrap();
    validator.iter_errors(body).map(|error| format!("{}: {error}", error.instance_path)).collect()
}

/// `nullable` of OpenAPI 3.0 in the words of JSON Schema.
fn with_nulls(mut contract: Value) -> Value {
    fn visit(value: &mut Value) {
        match value {
            Value::Object(members) => {
                members.values_mut().for_each(visit);
                if members.get("nullable") == Some(&json!(true)) {
                    if let Some(kind @ Value::String(_)) = members.get("type").cloned() {
                        members.insert("type".to_owned(), json!([kind, "null"]));
                    }
                    if let Some(Value::Array(values)) = members.get_mut("enum") {
                        values.push(Value::Null);
                    }
                }
            }
            Value::Array(items) => items.iter_mut().for_each(visit),
            _ => {}
        }
    }
    visit(&mut contract);
    contract
}
