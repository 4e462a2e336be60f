//! The contract's schemas, to judge requests by.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::sync::LazyLock;

use serde_json::{Value, json};

static CONTRACT: LazyLock<Value> =
    LazyLock::new(|| serde_norway::from_str(include_str!("../../../../tests/contracts/bird.yaml")).unwrap());

/// A schema by its name.
pub fn schema(name: &str) -> Value {
    CONTRACT["components"]["schemas"][name].clone()
}

/// An example by its name.
pub fn example(name: &str) -> Value {
    CONTRACT["components"]["examples"][name]["value"].clone()
}

/// Fails where the contract would refuse `body` as a `name`.
pub fn assert_takes(name: &str, body: &Value) {
    let found = refusals(name, body);
    assert!(found.is_empty(), "the contract's {name} refuses {body}: {found:?}");
}

/// What the contract has against `body` as a `name`.
pub fn refusals(name: &str, body: &Value) -> Vec<String> {
    let root = json!({"$ref": format!("#/components/schemas/{name}"), "components": CONTRACT["components"]});
    let validator = jsonschema::options().with_draft(jsonschema::Draft::Draft7).build(&root).unwrap();
    validator.iter_errors(body).map(|error| format!("{}: {error}", error.instance_path)).collect()
}
