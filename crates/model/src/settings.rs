//! What the program remembers about how somebody likes to use it.

use serde::{Deserialize, Serialize};
use specta::Type;

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ColorScheme {
    /// As the operating system says.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// The language of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Language {
    /// As the operating system says, English where it is none of ours.
    #[default]
    System,
    /// English.
    En,
    /// Spanish.
    Es,
    /// Dutch.
    Nl,
}

/// The settings of the program.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Settings {
    /// Light or dark.
    pub color_scheme: ColorScheme,
    /// The window's language.
    pub language: Language,
    /// Whether the admin chose to keep credentials in memory only, because the keychain cannot be used.
    pub session_only_credentials: bool,
}
