//! What the page caught and could not handle, written to the log: cut to size, and without keys, addresses or anybody's words.

use serde::Deserialize;
use specta::Type;

/// Longest message that is kept, in characters.
const MESSAGE: usize = 300;
/// Most places of a stack that are kept, counted from the innermost.
const FRAMES: usize = 12;
/// Longest name of a function and of a file in a stack, in characters.
const NAME: usize = 80;
/// A run of letters and digits as long as this may be a key.
const KEY: usize = 16;
/// What stands in the place of what was left out.
const LEFT_OUT: &str = "…";

/// Words of a script engine before a quotation that holds code and no text of anybody.
const BEFORE_CODE: [&str; 4] = ["reading", "setting", "evaluating", "property"];

/// What the page caught and could not handle.
#[derive(Clone, Debug, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PageFault {
    /// What caught it.
    source: PageFaultSource,
    /// What the script engine says.
    message: String,
    /// Where it happened, as the script engine writes it; none where what was thrown does not know.
    stack: Option<String>,
}

/// What caught a fault of the page.
#[derive(Clone, Copy, Debug, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) enum PageFaultSource {
    /// The whole window could not be drawn.
    Window,
    /// The connections at the edge.
    Rail,
    /// The list of agents.
    List,
    /// The page beside the list.
    Page,
    /// The dialogs above the page.
    Dialogs,
    /// The banner at the top.
    Banner,
    /// A script, outside of drawing.
    Script,
    /// A promise that nobody waited for.
    Promise,
}

impl PageFault {
    /// The lines for the log.
    pub(crate) fn log_lines(&self) -> String {
        let frames = self.stack.iter().flat_map(|stack| stack.lines()).filter_map(frame).take(FRAMES);
        let message = scrub(&self.message);
        frames.fold(format!("the page ({:?}): {message}", self.source), |lines, frame| {
            format!("{lines}\n  at {frame}")
        })
    }
}

/// A message without keys, addresses, telephone numbers and quotations, on one line and cut to size.
pub(crate) fn scrub(message: &str) -> String {
    let line = message.split_whitespace().collect::<Vec<_>>().join(" ");
    let quoted = without_quotations(&line);
    let words: Vec<String> = quoted.split(' ').map(scrub_word).collect();
    cut(&words.join(" "), MESSAGE)
}

/// Leaves out what is quoted, unless the engine names code there: "reading 'name'".
fn without_quotations(line: &str) -> String {
    let mut kept = String::new();
    let mut rest = line;
    while let Some(open) = rest.find(['"', '\'', '`', '“', '‘']) {
        let (before, from) = rest.split_at(open);
        let mut characters = from.chars();
        let Some(mark) = characters.next() else { break };
        let close = match mark {
            '“' => '”',
            '‘' => '’',
            same => same,
        };
        let inside = characters.as_str();
        // An apostrophe within a word opens nothing.
        if mark == '\'' && before.chars().next_back().is_some_and(char::is_alphanumeric) {
            kept.push_str(before);
            kept.push(mark);
            rest = inside;
            continue;
        }
        // A quotation that was cut off goes to the end.
        let (quotation, after) = inside.split_once(close).unwrap_or((inside, ""));
        kept.push_str(before);
        let code = before.split_whitespace().next_back().is_some_and(|word| {
            BEFORE_CODE.contains(&word.trim_matches(|letter: char| !letter.is_alphabetic()))
        });
        kept.push(mark);
        kept.push_str(if code { quotation } else { LEFT_OUT });
        kept.push(close);
        rest = after;
    }
    kept.push_str(rest);
    kept
}

/// A word as it may stand in the log.
fn scrub_word(word: &str) -> String {
    let number = word.trim_start_matches(|letter: char| !letter.is_alphanumeric() && letter != '+');
    let telephone = number.starts_with('+') && number.chars().filter(char::is_ascii_digit).count() > 5;
    if word.contains('@') || telephone {
        return LEFT_OUT.to_owned();
    }
    let address = word.split_once("://").map_or(word, |(_, address)| {
        // Of an address only what it leads to, without what is asked there.
        address.split(['?', '#']).next().unwrap_or_default()
    });
    let mut scrubbed = String::new();
    let mut run = String::new();
    for letter in address.chars().chain([' ']) {
        if letter.is_alphanumeric() || letter == '_' || letter == '-' {
            run.push(letter);
            continue;
        }
        scrubbed.push_str(if may_be_key(&run) { LEFT_OUT } else { &run });
        run.clear();
        scrubbed.push(letter);
    }
    scrubbed.trim_end().to_owned()
}

fn may_be_key(run: &str) -> bool {
    let long = run.chars().count() >= KEY;
    long && run.contains(|letter: char| letter.is_ascii_digit())
}

/// A place of a stack: the function, and file, line and column without the folder. None for what is no place.
fn frame(line: &str) -> Option<String> {
    let line = line.trim();
    let (function, place) = match line.strip_prefix("at ") {
        // Chromium: `at name (address:1:2)` or `at address:1:2`.
        Some(rest) => match rest.rsplit_once(" (") {
            Some((function, place)) => (function, place.trim_end_matches(')')),
            None => ("", rest),
        },
        // WebKit: `name@address:1:2`.
        None => line.split_once('@')?,
    };
    let mut parts = place.rsplitn(3, ':');
    let column: u32 = parts.next()?.parse().ok()?;
    let row: u32 = parts.next()?.parse().ok()?;
    let file = parts.next()?.split(['?', '#']).next()?.rsplit(['/', '\\']).next()?;
    Some(format!("{} {}:{row}:{column}", code_name(function), code_name(file)).trim_start().to_owned())
}

/// The name of a function or file. What is no plain name could be somebody's words.
fn code_name(name: &str) -> String {
    let name = name.trim_start_matches("async ").trim_start_matches("new ");
    let name = name.split_once(" [as ").map_or(name, |(called, _)| called);
    let plain = name.chars().all(|letter| letter.is_alphanumeric() || "$_-.<>#/".contains(letter));
    if plain { cut(name, NAME) } else { LEFT_OUT.to_owned() }
}

fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}{LEFT_OUT}", text.get(..end).unwrap_or_default()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn logged(message: &str, stack: Option<&str>) -> String {
        let stack = stack.map(str::to_owned);
        PageFault { source: PageFaultSource::List, message: message.to_owned(), stack }.log_lines()
    }

    #[test]
    fn support_reads_what_failed_and_where() {
        let chromium = "TypeError: no\n    at Rows (http://tauri.localhost/assets/AgentList-Bx3k.js:7:2034)\n    \
                        at http://tauri.localhost/assets/index-C9.js?v=1:1:20";
        assert_eq!(
            logged("Cannot read properties of undefined (reading 'name')", Some(chromium)),
            "the page (List): Cannot read properties of undefined (reading 'name')\n  at Rows AgentList-Bx3k.js:7:2034\n  \
             at index-C9.js:1:20"
        );
        let webkit = "Rows@tauri://localhost/assets/AgentList-Bx3k.js:7:2034\n@tauri://localhost/assets/index-C9.js:1:20";
        assert_eq!(
            logged("undefined is not an object (evaluating 'record.summary.name')", Some(webkit)),
            "the page (List): undefined is not an object (evaluating 'record.summary.name')\n  at Rows \
             AgentList-Bx3k.js:7:2034\n  at index-C9.js:1:20"
        );
    }

    #[test]
    fn no_key_and_nobodys_words_reach_the_log() {
        let secrets = [
            ("Bearer fl_live_51Hq9zXw7 was refused", "fl_live_51Hq9zXw7"),
            ("refused: key=sk-4f9a8b7c6d5e4f3a2b1c;", "sk-4f9a8b7c6d5e4f3a2b1c"),
            ("GET https://api.example.com/v1?token=abc&x=1 failed", "token"),
            ("Unexpected token 'H', \"Hello, this is Ana\" is not valid JSON", "Ana"),
            ("Unexpected identifier “Ruiz”", "Ruiz"),
            ("Unexpected end of \"Call Ana before", "Ana"),
            ("ana.ruiz@example.com is taken", "ruiz"),
            ("cannot parse +34600123456", "34600123456"),
            ("3 quotes: don't say 'Ana'", "Ana"),
        ];
        for (message, secret) in secrets {
            let line = logged(message, Some(&format!("Error: {message}\n    at {message} (x.js:1:2)")));
            assert!(!line.contains(secret), "{secret} would be in the log: {line}");
        }
    }

    #[test]
    fn a_fault_that_says_endlessly_much_leaves_room_for_others() {
        let message = "é ".repeat(100_000);
        let stack = "    at f (x.js:1:2)\n".repeat(10_000);
        let lines = logged(&message, Some(&stack));
        assert!(lines.chars().count() < 1_000, "{} characters", lines.chars().count());
        assert_eq!(lines.lines().count(), 1 + FRAMES, "a message could pretend to be other lines");
    }
}
