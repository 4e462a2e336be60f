//! Key strokes written as people write them: `Control+k`, `Escape`, `Shift+ArrowRight`.

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::key::Key;

/// The actions for one stroke: every key down in order, then up in reverse.
pub(crate) fn stroke(written: &str) -> KeyActions {
    let keys: Vec<char> = written.split('+').map(key).collect();
    let down = keys.iter().map(|value| KeyAction::Down { value: *value });
    let up = keys.iter().rev().map(|value| KeyAction::Up { value: *value });
    down.chain(up).fold(KeyActions::new("keyboard".to_owned()), InputSource::then)
}

fn key(name: &str) -> char {
    let named = match name {
        "Control" => Key::Control,
        "Shift" => Key::Shift,
        "Alt" => Key::Alt,
        "Enter" => Key::Enter,
        "Escape" => Key::Escape,
        "Tab" => Key::Tab,
        "Space" => return ' ',
        "Plus" => return '+',
        "Backspace" => Key::Backspace,
        "Delete" => Key::Delete,
        "Home" => Key::Home,
        "End" => Key::End,
        "PageUp" => Key::PageUp,
        "PageDown" => Key::PageDown,
        "ArrowUp" => Key::Up,
        "ArrowDown" => Key::Down,
        "ArrowLeft" => Key::Left,
        "ArrowRight" => Key::Right,
        single => {
            let mut characters = single.chars();
            match (characters.next(), characters.next()) {
                (Some(character), None) => return character,
                _ => panic!("there is no key called {single}"),
            }
        }
    };
    named.into()
}
