//! MessageFlow's agents API: the five operations of the contract and their quirks.
//!
//! Where the document leaves something open the sandbox picks the hardest reading and says so here: a PUT replaces the
//! whole agent, so a description, prompt or field left out is gone, and one without a name is refused with 422; answers
//! may carry nulls where requests accept none; error bodies are empty; new prompts get an id, and answers always carry
//! `function_ids`, `tools` and `actions`; `bearer_token` comes back in the clear; ids count up and are never used twice.

mod account;
mod body;
mod refusal;
mod routes;
mod sample;
mod system;

pub(crate) use system::MessageFlow;
