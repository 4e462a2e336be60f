//! The vault on the real Secret Service of this session. Ignored by default because it needs one; run it inside
//! `dbus-run-session` with an unlocked `gnome-keyring-daemon`.

#![cfg(all(unix, not(target_os = "macos")))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use callboard_model::{ConnectionId, CredentialState, ErrorCode, KeychainState, Sensitive, SystemId};
use callboard_vault::{Audience, MAXIMUM_CREDENTIAL_BYTES, Place, Vault};

fn service_name() -> String {
    format!("callboard-test-{}", std::process::id())
}

fn bird() -> Audience {
    Audience::parse(&SystemId::new("bird"), "https://api.bird.com").unwrap()
}

#[test]
#[ignore = "needs an unlocked Secret Service"]
fn a_credential_outlives_the_vault_that_stored_it() {
    let id = ConnectionId("connection-1".to_owned());
    let secret = "k".repeat(MAXIMUM_CREDENTIAL_BYTES);
    let vault = Vault::open(&service_name());
    assert_eq!(vault.state(), KeychainState::Ready);
    assert_eq!(vault.credential(&id, &bird(), &bird()).unwrap_err().code, ErrorCode::CredentialMissing);
    vault.keep(&id, &Sensitive::new("first"), &bird(), Place::Keychain).unwrap();
    vault.keep(&id, &Sensitive::new(secret.clone()), &bird(), Place::Keychain).unwrap();
    drop(vault);

    let vault = Vault::open(&service_name());
    assert_eq!(vault.whereabouts(&id, &bird()), (CredentialState::Keychain, Some(bird())));
    let elsewhere = Audience::parse(&SystemId::new("bird"), "https://evil.example").unwrap();
    let refused = vault.credential(&id, &elsewhere, &elsewhere).unwrap_err();
    assert_eq!(
        refused.code,
        ErrorCode::CredentialForOtherAddress,
        "another host gets the key after a restart"
    );
    assert_eq!(
        vault.credential(&id, &bird(), &bird()).unwrap().expose(),
        secret,
        "the key is lost or changed after a restart"
    );
    vault.forget(&id).unwrap();
    vault.forget(&id).unwrap();
    assert_eq!(
        vault.whereabouts(&id, &bird()).0,
        CredentialState::Missing,
        "the key stays behind when its connection is removed"
    );
}

#[test]
#[ignore = "needs a session bus with a locked Secret Service"]
fn a_locked_keychain_is_told_and_the_session_serves() {
    let id = ConnectionId("connection-1".to_owned());
    let vault = Vault::open(&service_name());
    assert_eq!(vault.state(), KeychainState::Locked);
    let refused = vault.keep(&id, &Sensitive::new("key_123"), &bird(), Place::Keychain).unwrap_err();
    assert_eq!(refused.code, ErrorCode::KeychainLocked);
    vault.keep(&id, &Sensitive::new("key_123"), &bird(), Place::Session).unwrap();
    assert_eq!(vault.whereabouts(&id, &bird()).0, CredentialState::Session);
}

#[test]
#[ignore = "needs a computer without a Secret Service, and starts one if CALLBOARD_TEST_START says how"]
fn a_service_that_starts_later_is_found_without_a_restart() {
    let id = ConnectionId("connection-1".to_owned());
    let vault = Vault::open(&service_name());
    assert_eq!(vault.state(), KeychainState::Missing);
    let refused = vault.keep(&id, &Sensitive::new("key_123"), &bird(), Place::Keychain).unwrap_err();
    assert_eq!(refused.code, ErrorCode::KeychainMissing);
    let Ok(start) = std::env::var("CALLBOARD_TEST_START") else { return };
    let status = std::process::Command::new("sh").args(["-c", &start]).status().unwrap();
    assert!(status.success());
    assert_eq!(vault.probe(), KeychainState::Ready, "the program would have to be restarted");
    vault.keep(&id, &Sensitive::new("key_123"), &bird(), Place::Keychain).unwrap();
    assert_eq!(vault.credential(&id, &bird(), &bird()).unwrap().expose(), "key_123");
    vault.forget(&id).unwrap();
}
