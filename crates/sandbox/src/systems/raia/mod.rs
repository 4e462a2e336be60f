//! raia's external agents API: the five operations of the contract and their quirks.
//!
//! An agent key stands for one agent, the organisation key for all of them. Where the vendor leaves something open the
//! sandbox picks one form and says so in the file concerned: `users` for pages and orders, `statistic` for periods,
//! `webhook` for the answer to a new one. The users of an agent come as a page of users by either key; with
//! `FaultKind::AsDocumented` the operation by agent key answers the fields of the agent, as the vendor's page has it.

mod account;
mod refusal;
mod routes;
mod sample;
mod statistic;
mod system;
mod users;
mod webhook;

pub(crate) use system::Raia;
