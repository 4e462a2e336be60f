//! What the program remembers about how somebody likes to use it.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::schedule::Weekday;

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
    /// How many days the history is kept; as long as the program is used where no number is given.
    #[serde(default)]
    pub history_days: Option<u32>,
    /// Weeks of hours that the admin saved by name, in the order they were saved.
    #[serde(default)]
    pub own_templates: Vec<WeekTemplate>,
}

/// A week of hours saved by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct WeekTemplate {
    /// What the admin called it; no two have the same name.
    pub name: String,
    /// Its hours. A day may have several; a day that is not named is closed.
    pub ranges: Vec<TemplateRange>,
}

/// Hours of one day of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TemplateRange {
    /// The day on which they begin.
    pub day: Weekday,
    /// First minute of that day, 0 to 1439.
    pub from: u16,
    /// First minute after them, counted from the same midnight; above 1440 it lies on the next day.
    pub to: u16,
}
