//! What others wrote and is built into the program: where it comes from, what is known against it, what its licences ask.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod notices;
mod tree;

use std::collections::BTreeSet;

use semver::{Version, VersionReq};
use serde_json::Value;
use tree::{json, packages, read};

/// Every list in deny.toml between `name = [` and its end, as the texts in quotation marks that begin a line.
fn allowed_licences() -> BTreeSet<String> {
    let settings = read("deny.toml");
    let (_, list) = settings.split_once("\nallow = [\n").expect("deny.toml allows licences");
    let (list, _) = list.split_once("\n]").unwrap();
    list.lines()
        .filter_map(|line| line.trim().strip_prefix('"')?.split('"').next().map(str::to_owned))
        .collect()
}

/// The advisories that deny.toml passes over, each of which gives its reason.
fn passed_over() -> BTreeSet<String> {
    let settings = read("deny.toml");
    let lines =
        settings.lines().filter_map(|line| line.trim().strip_prefix("{ id = \"").map(|rest| (rest, line)));
    lines
        .map(|(rest, line)| {
            assert!(line.contains("reason = \""), "{line} says no reason");
            rest.split('"').next().unwrap().to_owned()
        })
        .collect()
}

#[test]
fn everything_comes_from_the_one_registry_with_its_checksum() {
    let lock = read("Cargo.lock");
    let mut seen = 0;
    for entry in lock.split("[[package]]").skip(1) {
        let Some((_, source)) = entry.split_once("\nsource = ") else { continue };
        let source = source.lines().next().unwrap();
        assert_eq!(source, "\"registry+https://github.com/rust-lang/crates.io-index\"", "{entry}");
        assert!(entry.contains("\nchecksum = \""), "nobody would notice another content: {entry}");
        seen += 1;
    }
    assert!(seen > 400, "the lock file was not understood: {seen} packages");
}

#[test]
fn every_npm_package_is_named_with_the_digest_of_its_content() {
    for file in ["ui/package-lock.json", "tests/contracts/package-lock.json"] {
        let lock = json(file);
        let packages = lock["packages"].as_object().unwrap();
        let without: Vec<&String> = packages
            .iter()
            .filter(|(path, entry)| !path.is_empty() && entry["inBundle"] != true)
            .filter(|(_, entry)| {
                !entry["integrity"].as_str().is_some_and(|digest| digest.starts_with("sha512-"))
            })
            .map(|(path, _)| path)
            .collect();
        assert!(without.is_empty(), "{file}: npm would install whatever it gets for {without:?}");
        assert!(packages.len() > 100, "{file} was not understood");
        let elsewhere = packages.values().filter_map(|entry| entry["resolved"].as_str());
        let elsewhere: Vec<&str> =
            elsewhere.filter(|address| !address.starts_with("https://registry.npmjs.org/")).collect();
        assert!(elsewhere.is_empty(), "{file}: from elsewhere than the registry: {elsewhere:?}");
    }
}

/// Whether an advisory concerns a version: no patched and no unaffected range holds it.
fn concerns(advisory: &Value, version: &Version) -> bool {
    let ranges = |name: &str| {
        let ranges = advisory[name].as_array().unwrap().iter();
        ranges.map(|range| VersionReq::parse(range.as_str().unwrap()).unwrap()).collect::<Vec<_>>()
    };
    !ranges("patched").iter().chain(&ranges("unaffected")).any(|range| range.matches(version))
}

#[test]
fn nothing_is_built_in_that_an_advisory_speaks_against() {
    let known = json("xtask/tests/advisories.json");
    let (passed_over, mut met) = (passed_over(), BTreeSet::new());
    let packages = packages();
    for advisory in known["advisories"].as_array().unwrap() {
        let id = advisory["id"].as_str().unwrap();
        let own = packages.iter().filter(|package| package["name"] == advisory["package"]);
        for package in own {
            let version = Version::parse(package["version"].as_str().unwrap()).unwrap();
            if concerns(advisory, &version) {
                met.insert(id.to_owned());
                assert!(
                    passed_over.contains(id),
                    "{id}: {} {version}; update it, or say in deny.toml why not",
                    advisory["package"]
                );
            }
        }
    }
    assert_eq!(met, passed_over, "deny.toml passes over advisories that concern nothing here");
}

#[test]
fn an_advisory_is_told_from_one_that_was_mended() {
    let known = json("xtask/tests/advisories.json");
    let known = known["advisories"].as_array().unwrap();
    let of = |id: &str| known.iter().find(|advisory| advisory["id"] == id).unwrap();
    let version = |text: &str| Version::parse(text).unwrap();
    assert!(concerns(of("RUSTSEC-2026-0194"), &version("0.40.9")));
    assert!(!concerns(of("RUSTSEC-2026-0194"), &version("0.41.0")));
    assert!(concerns(of("RUSTSEC-2026-0285"), &version("0.23.44")));
    assert!(!concerns(of("RUSTSEC-2026-0285"), &version("0.23.12")));
}

#[test]
fn every_licence_allows_what_is_done_with_it() {
    let allowed = allowed_licences();
    for package in packages() {
        let stated = package["license"].as_str().unwrap_or_default();
        let licence = spdx::Expression::parse_mode(stated, spdx::ParseMode::LAX);
        let licence = licence.unwrap_or_else(|error| panic!("{}: {stated}: {error}", package["name"]));
        let allows = licence.evaluate(|one| allowed.contains(&one.to_string()));
        assert!(allows, "{} is under {stated}, which deny.toml does not allow", package["name"]);
    }
}

/// What fonts, dates and a reader of arguments are under beside that; the first and the last two ask to be named, which the
/// notices do.
const OF_THE_WINDOW: [&str; 3] = ["OFL-1.1", "PSF-2.0", "CC-BY-3.0"];

#[test]
fn every_licence_of_the_window_allows_what_is_done_with_it() {
    let mut allowed = allowed_licences();
    allowed.extend(OF_THE_WINDOW.map(str::to_owned));
    let lock = json("ui/package-lock.json");
    let packages = lock["packages"].as_object().unwrap().iter();
    let built_in = packages.filter(|(path, entry)| !path.is_empty() && entry["dev"] != true);
    for (path, entry) in built_in {
        let stated = entry["license"].as_str().unwrap_or_default();
        let licence = spdx::Expression::parse_mode(stated, spdx::ParseMode::LAX);
        let licence = licence.unwrap_or_else(|error| panic!("{path}: {stated}: {error}"));
        assert!(licence.evaluate(|one| allowed.contains(&one.to_string())), "{path} is under {stated}");
    }
}

#[test]
fn the_release_knows_no_address_of_a_development_server() {
    let release = json("tauri.conf.json");
    assert!(release["build"].get("devUrl").is_none(), "a release would carry {}", release["build"]["devUrl"]);
    let development = json("tauri.development.json");
    let address = development["build"]["devUrl"].as_str().unwrap();
    let port = address.rsplit(':').next().unwrap();
    let vite = read("ui/vite.config.ts");
    assert!(
        vite.contains(&format!("port: {port}, strictPort: true, host: \"127.0.0.1\"")),
        "{address} leads nowhere"
    );
    assert!(address.starts_with("http://127.0.0.1:"), "{address} may be another computer");
    let package = json("ui/package.json");
    let started = package["scripts"]["window"].as_str().unwrap();
    assert!(started.contains("tauri dev --config tauri.development.json"), "{started}");
}

#[test]
fn every_build_takes_the_versions_of_the_lock_file() {
    assert!(
        read(".cargo/config.toml").contains("--locked"),
        "cargo xtask itself would be built from other versions"
    );
    assert!(read("xtask/src/package.rs").contains("\"--locked\""), "an installer could hold other versions");
    assert!(read("xtask/src/front_end.rs").contains("[\"ci\", "), "npm would change its lock file");
    for file in tree::sources("xtask/src") {
        let text = read(&file);
        let own = text.matches("\"cargo\"").count();
        let expected = if file.ends_with("process.rs") { 2 } else { 0 };
        assert_eq!(own, expected, "{file} starts cargo past `process::cargo` and `process::cargo_words`");
    }
}

#[test]
fn the_notices_of_others_are_those_of_what_is_built_in() {
    let (file, wanted) = (tree::root().join(notices::FILE), notices::text());
    if std::env::var_os("UPDATE_NOTICES").is_some() {
        std::fs::write(&file, &wanted).unwrap();
    }
    let found = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        found == wanted,
        "{} does not name what is built in; `cargo xtask notices` writes it anew",
        notices::FILE
    );
    for known in ["tauri ", "libopus", "react ", "date-holidays ", "CC-BY"] {
        assert!(wanted.contains(known), "the notices leave out {known}");
    }
}
