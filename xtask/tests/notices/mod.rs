//! The notices of everything that is in the program and that others wrote, made from what the packages themselves carry.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::Value;

use super::tree::{json, metadata, root};

/// Where they are kept; the window and the installer take them from there.
pub(crate) const FILE: &str = "ui/src/settings/notices.txt";

/// A package that others wrote.
struct Package {
    name: String,
    licence: String,
    texts: Vec<String>,
}

/// The whole file. The same for everybody: nothing in it depends on the computer.
pub(crate) fn text() -> String {
    let packages = rust().into_iter().chain(npm());
    // Many packages carry the same words; they are said once.
    let mut together: BTreeMap<Vec<String>, Vec<String>> = BTreeMap::new();
    for package in packages {
        together.entry(package.texts).or_default().push(format!("{} ({})", package.name, package.licence));
    }
    let mut groups: Vec<(Vec<String>, Vec<String>)> = together.into_iter().collect();
    groups.sort_by(|(_, one), (_, other)| one.cmp(other));
    let mut all = String::from(
        "Callboard is built with the work of others. Each package is named with its licence, and with the words that\n\
         its authors ask to be passed on. libopus, SQLite and AWS-LC are in the packages opusic-sys, libsqlite3-sys and\n\
         aws-lc-sys.\n",
    );
    let line = "-".repeat(80);
    for (texts, names) in groups {
        let _ = write!(all, "\n{line}\n{}\n", names.join("\n"));
        for text in texts {
            let _ = write!(all, "\n{text}\n");
        }
    }
    all
}

/// The crates that are linked into the program, on any operating system.
fn rust() -> Vec<Package> {
    let metadata = metadata();
    let by_id: BTreeMap<&str, &Value> = metadata["packages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|package| (package["id"].as_str().unwrap(), package))
        .collect();
    let nodes: BTreeMap<&str, &Value> = metadata["resolve"]["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|node| (node["id"].as_str().unwrap(), node))
        .collect();
    let program =
        by_id.values().find(|package| package["name"] == "callboard").unwrap()["id"].as_str().unwrap();
    let (mut reached, mut waiting) = (BTreeSet::new(), vec![program]);
    while let Some(id) = waiting.pop() {
        let package = by_id[id];
        let targets = package["targets"].as_array().unwrap();
        // What runs in the compiler is not in the program.
        if targets.iter().any(|target| target["kind"][0] == "proc-macro") || !reached.insert(id) {
            continue;
        }
        for dependency in nodes[id]["deps"].as_array().unwrap() {
            if dependency["dep_kinds"].as_array().unwrap().iter().any(|kind| kind["kind"].is_null()) {
                waiting.push(dependency["pkg"].as_str().unwrap());
            }
        }
    }
    let others = reached.into_iter().map(|id| by_id[id]).filter(|package| !package["source"].is_null());
    let packages = others.map(|package| {
        let folder = Path::new(package["manifest_path"].as_str().unwrap()).parent().unwrap();
        Package {
            name: format!("{} {}", package["name"].as_str().unwrap(), package["version"].as_str().unwrap()),
            licence: package["license"].as_str().unwrap_or("see below").to_owned(),
            texts: words_in(folder),
        }
    });
    packages.collect()
}

/// The npm packages that are in the window.
fn npm() -> Vec<Package> {
    let lock = json("ui/package-lock.json");
    let all = lock["packages"].as_object().unwrap();
    let built_in = all.iter().filter(|(path, entry)| {
        // What is there for types or another program to build with never reaches the window.
        !path.is_empty() && entry["dev"] != true && entry["optional"] != true && entry["devOptional"] != true
    });
    let packages = built_in.map(|(path, entry)| Package {
        name: format!(
            "{} {}",
            path.rsplit("node_modules/").next().unwrap(),
            entry["version"].as_str().unwrap()
        ),
        licence: entry["license"].as_str().unwrap_or("see below").to_owned(),
        texts: words_in(&root().join("ui").join(path)),
    });
    packages.collect()
}

/// What a package carries of licences and notices, one text for each file, without differences of lines' ends.
fn words_in(folder: &Path) -> Vec<String> {
    let wanted = |name: &str| {
        let name = name.to_ascii_lowercase();
        let is_notice = ["license", "licence", "copying", "notice", "copyright", "unlicense"];
        is_notice.iter().any(|word| name.starts_with(word))
            && Path::new(&name).extension().is_none_or(|ending| ending != "rs" && ending != "js")
    };
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths
        .retain(|path| path.is_file() && path.file_name().and_then(|name| name.to_str()).is_some_and(wanted));
    paths.sort();
    let texts = paths.iter().map(|path| {
        let text = String::from_utf8_lossy(&fs::read(path).unwrap()).replace(['\r', '\u{feff}'], "");
        let lines = text.lines().map(str::trim_end);
        lines.collect::<Vec<_>>().join("\n").trim_matches('\n').to_owned()
    });
    let texts: Vec<String> = texts.filter(|text| !text.is_empty()).collect();
    // The Apache licence asks for its words once.
    let is_long = |text: &String| text.contains("Apache License") && text.contains("TERMS AND CONDITIONS");
    let short = texts.iter().filter(|text| !is_long(text)).cloned().collect::<Vec<_>>();
    if short.is_empty() { texts } else { short }
}
