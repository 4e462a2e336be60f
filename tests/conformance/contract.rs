//! The operations of a contract, read from its file: what the suite has to show, and what a request seen by Prism was.

use std::path::Path;

use serde_json::Value;

/// One operation of a contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Operation {
    /// Its id, such as `listAgents`.
    pub(crate) id: String,
    /// The method in lower case.
    pub(crate) method: String,
    /// The path with its placeholders, such as `/agents/{id}`.
    pub(crate) path: String,
}

/// Every operation of `tests/contracts/<contract>.yaml`, in its order.
pub(crate) fn operations(contract: &str) -> Vec<Operation> {
    let file =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/contracts").join(contract).with_extension("yaml");
    let text = std::fs::read_to_string(&file).expect("a contract");
    let document: Value = serde_norway::from_str(&text).expect("YAML");
    let paths = document["paths"].as_object().expect("paths");
    let operations = paths.iter().flat_map(|(path, methods)| {
        methods.as_object().expect("methods").iter().filter_map(|(method, operation)| {
            let id = operation.get("operationId")?.as_str()?.to_owned();
            Some(Operation { id, method: method.clone(), path: path.clone() })
        })
    });
    operations.collect()
}

/// The operation that a request as Prism reports it, `get /agents/7?tenant_id=1`, belongs to. A path that is written out
/// goes before one with a placeholder.
pub(crate) fn operation_of<'a>(operations: &'a [Operation], request: &str) -> Option<&'a Operation> {
    let (method, path) = request.split_once(' ')?;
    let path = path.split('?').next()?;
    let fits = |operation: &&Operation| operation.method == method && matches(&operation.path, path);
    operations.iter().filter(fits).min_by_key(|operation| operation.path.matches('{').count())
}

fn matches(template: &str, path: &str) -> bool {
    let (template, path): (Vec<&str>, Vec<&str>) = (template.split('/').collect(), path.split('/').collect());
    template.len() == path.len()
        && template
            .iter()
            .zip(&path)
            .all(|(wanted, given)| wanted == given || (wanted.starts_with('{') && !given.is_empty()))
}

#[test]
fn a_request_is_known_by_the_most_exact_path() {
    let bird = operations("bird");
    let id = |request: &str| operation_of(&bird, request).map(|operation| operation.id.as_str());
    assert_eq!(id("get /workspaces/w/agents/me"), Some("getOwnAgent"));
    assert_eq!(id("get /workspaces/w/agents/7?x=1"), Some("getAgent"));
    assert_eq!(id("get /workspaces/w/agents/"), None, "an empty id is no id");
    assert_eq!(id("put /workspaces/w/agents/7"), None);
    let diga = operations("diga");
    assert_eq!(operation_of(&diga, "get /v1/agent/?limit=1").unwrap().id, "listAgents");
}
