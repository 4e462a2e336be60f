//! What is secret: by the name of the member it stands in, by its place in an address, or because it is a credential of the
//! connection, in whatever form it was written.
//!
//! One list for all systems. Nothing here masks or sends; it only finds.

mod addresses;
mod documents;
mod forms;
mod matching;
mod names;

pub use documents::{Found, Part, each_secret, each_secret_of_edits, replace_parts, without_secrets};
pub use forms::Forms;
pub use names::{may_hold_secret, secret_words};
