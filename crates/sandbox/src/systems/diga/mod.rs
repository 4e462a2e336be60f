//! Diga's agents API: the four operations of the contract and their quirks.
//!
//! Where the vendor leaves something open the sandbox picks one form and says so here:
//! an update changes the draft, and an agent without one gets a new draft with the next number; launching a version
//! makes the draft the one published version; null empties a field, or puts its default back where an answer cannot be
//! null; ids of voices, knowledge bases, paths and tools are taken on trust, for nothing lists them; agents are ordered by
//! their creation and versions by their number, newest first; errors are `{"detail": "..."}`.

mod account;
mod body;
mod paging;
mod refusal;
mod routes;
mod sample;
mod system;
mod table;
mod versions;

pub(crate) use system::Diga;
