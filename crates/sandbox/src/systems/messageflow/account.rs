//! The account that is served, and what is kept of it.

use crate::account::Account;
use crate::context::Context;
use crate::documents::Collection;

pub(super) const SYSTEM: &str = "messageflow";

pub(super) const BASE_PATH: &str = "/messageflow/api/v1";

/// The id of the only tenant, as the query has it.
pub(super) const TENANT_ID: &str = "123";
/// The same as answers have it.
pub(super) const TENANT: i64 = 123;

pub(super) const AGENTS: Collection = Collection { system: SYSTEM, name: "agents" };

/// The highest number that a prompt of each agent ever had: one that was taken out does not leave its number to a new one.
pub(super) const PROMPT_NUMBERS: Collection = Collection { system: SYSTEM, name: "promptNumbers" };

pub(super) fn account(context: &Context) -> Account {
    let mut account = Account::new(SYSTEM, format!("{}{BASE_PATH}", context.origin));
    account.values.push(("tenantId", TENANT_ID.to_owned()));
    account
}

/// A number as in the document, `t123abc456`: the tenant's, three letters, three digits. Not a telephone number.
pub(super) fn number(id: i64) -> String {
    let spread = id.unsigned_abs().wrapping_mul(7919).wrapping_add(1789);
    let letter =
        |place: u32| char::from(b'a' + u8::try_from(spread / 26_u64.pow(place) % 26).unwrap_or_default());
    format!("t{TENANT_ID}{}{}{}{:03}", letter(2), letter(1), letter(0), spread % 1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_look_like_the_documents_and_differ() {
        let numbers: std::collections::BTreeSet<String> = (1..=200).map(number).collect();
        assert_eq!(numbers.len(), 200);
        for number in numbers {
            let (letters, digits) = number.trim_start_matches("t123").split_at(3);
            assert!(letters.chars().all(|letter| letter.is_ascii_lowercase()), "{number}");
            assert!(digits.len() == 3 && digits.chars().all(|digit| digit.is_ascii_digit()), "{number}");
        }
    }
}
