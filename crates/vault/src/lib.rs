//! Credentials in the operating system's keychain.
