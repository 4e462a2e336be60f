//! Bird's Collaborations API, agent management: the fourteen operations of the contract and their quirks.
//!
//! Where the contract leaves something open the sandbox picks one form and says so here:
//! a PATCH replaces each field it names as a whole (so a day left out of `weeklySchedule` is a day off); `ids` makes
//! every other filter void; `lastStatusActivitySince` and `lastStatusActivity` are date-times, the earliest and the
//! latest last change of status or activity; `assignedCount` is the number of items assigned, `statusAssignedCount`
//! sorts by status first; the last page leaves `nextPageToken` out unless a fault says otherwise; the `dropVms` items of
//! the sample people are objects with `id`, `name` and `mediaUrl`.

mod account;
mod body;
mod media;
mod people;
mod query;
mod refusal;
mod routes;
mod rules;
mod schedules;
mod store;
mod system;
mod table;
mod workspace;

pub(crate) use system::Bird;
