//! axe in the real window: finding things by role and name, and judging whole screens.

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use fantoccini::Client;
use serde::Deserialize;
use serde_json::{Value, json};

use super::target::Target;

/// The version the UI's own tests use, from its installed packages.
const AXE: &str = "ui/node_modules/axe-core/axe.min.js";

/// Walks from the outermost target to the innermost; answers with the first match, or null. Things a screen
/// reader cannot reach are not there.
const FIND: &str = r"
const axe = window.axe, path = arguments[0];
const words = text => (text || '').replace(/\s+/g, ' ').trim();
if (axe._tree) axe.teardown();
axe.setup(document.documentElement);
try {
  let scope = document;
  for (const { role, name, whole } of path) {
    const found = [...scope.querySelectorAll('*')].find(element => {
      if (axe.commons.aria.getRole(element) !== role) return false;
      if (!axe.commons.dom.isVisibleToScreenReaders(element)) return false;
      const own = words(axe.commons.text.accessibleText(element));
      return whole ? own === words(name) : own.includes(words(name));
    });
    if (!found) return null;
    scope = found;
  }
  return scope;
} finally {
  axe.teardown();
}";

/// Every role and name in the window, for the message of a search that failed.
const LIST: &str = r"
const axe = window.axe;
if (axe._tree) axe.teardown();
axe.setup(document.documentElement);
try {
  const seen = [];
  for (const element of document.querySelectorAll('*')) {
    const role = axe.commons.aria.getRole(element);
    if (!role || ['none', 'presentation', 'generic', 'paragraph'].includes(role)) continue;
    if (!axe.commons.dom.isVisibleToScreenReaders(element)) continue;
    const name = axe.commons.text.accessibleText(element).replace(/\s+/g, ' ').trim();
    if (name) seen.push(role + ' ' + JSON.stringify(name.slice(0, 80)));
  }
  return seen;
} finally {
  axe.teardown();
}";

const JUDGE: &str = r"
const done = arguments[arguments.length - 1];
if (window.axe._tree) window.axe.teardown();
window.axe.run(document, { resultTypes: ['violations'] }).then(
  result => done({ findings: result.violations.map(violation => ({
    rule: violation.id,
    help: violation.help,
    places: violation.nodes.map(node => node.target.join(' ') + '\n      ' + node.html.slice(0, 200)),
  })), checked: result.passes.length }),
  error => done({ failed: String(error) }));";

/// One rule of axe that the screen breaks.
#[derive(Debug, Deserialize)]
pub(crate) struct Finding {
    rule: String,
    help: String,
    places: Vec<String>,
}

impl Finding {
    pub(crate) fn describe(&self) -> String {
        format!("  {}: {}\n    {}", self.rule, self.help, self.places.join("\n    "))
    }
}

/// The handle of the first thing that matches, if there is one.
pub(crate) async fn find(client: &Client, target: &Target) -> Option<Value> {
    inject(client).await;
    match client.execute(FIND, vec![json!(target.path())]).await {
        Ok(found) => (!found.is_null()).then_some(found),
        // Drawn anew between finding it and handing it over: whoever asked looks again.
        Err(error) if error.is_stale_element_reference() => None,
        Err(error) => panic!("could not search the page: {error}"),
    }
}

pub(crate) async fn list(client: &Client) -> Vec<String> {
    inject(client).await;
    let listed = client.execute(LIST, Vec::new()).await.expect("list the page");
    serde_json::from_value(listed).expect("a list of texts")
}

/// What axe finds wrong with the screen as it is now.
pub(crate) async fn judge(client: &Client) -> Vec<Finding> {
    inject(client).await;
    let mut verdict = client.execute_async(JUDGE, Vec::new()).await.expect("run axe");
    assert!(verdict["failed"].is_null(), "axe itself failed: {}", verdict["failed"]);
    // A run in which no rule applied has looked at nothing.
    assert!(verdict["checked"].as_u64() > Some(0), "axe found nothing to look at");
    serde_json::from_value(verdict["findings"].take()).expect("a list of findings")
}

/// WebDriver runs a script's body past the page's security policy, which forbids adding one to the page.
async fn inject(client: &Client) {
    static SOURCE: OnceLock<String> = OnceLock::new();
    let there =
        client.execute("return typeof window.axe === 'object'", Vec::new()).await.expect("ask the page");
    if there == json!(true) {
        return;
    }
    let source = SOURCE.get_or_init(|| {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(AXE);
        fs::read_to_string(&file)
            .unwrap_or_else(|error| panic!("{} (run npm ci in ui): {error}", file.display()))
    });
    client.execute(source, Vec::new()).await.expect("load axe into the page");
}
