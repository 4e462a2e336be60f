//! What an agent did in a period, counted from conversations that seed, agent and day decide.
//!
//! A conversation counts for the period its first minute lies in, the end not included, so the parts of a period
//! always add up to the whole. Per-conversation values are divided by the conversations of that channel: tokens by all,
//! seconds by the calls, messages and e-mails by the conversations that had any.

use std::ops::{AddAssign, Range};

use jiff::{SignedDuration, Timestamp};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use serde_json::{Value, json};

use super::refusal::Refusal;

const DAY: i64 = 24 * 60 * 60;

/// How much an agent is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Traffic {
    pub(super) seed: u64,
    /// The agent's number; it decides the conversations together with the seed.
    pub(super) agent: u64,
    /// Conversations on the busiest weekday; 0 for an agent that nobody uses.
    pub(super) busiest: u32,
}

/// Sums over conversations.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Usage {
    conversations: u64,
    tokens: u64,
    calls: u64,
    call_seconds: u64,
    text_conversations: u64,
    texts: u64,
    email_conversations: u64,
    emails: u64,
}

impl AddAssign for Usage {
    fn add_assign(&mut self, other: Self) {
        self.conversations += other.conversations;
        self.tokens += other.tokens;
        self.calls += other.calls;
        self.call_seconds += other.call_seconds;
        self.text_conversations += other.text_conversations;
        self.texts += other.texts;
        self.email_conversations += other.email_conversations;
        self.emails += other.emails;
    }
}

impl Usage {
    /// The contract's `Statistic`.
    pub(super) fn to_answer(self) -> Value {
        json!({
            "tokensUsed": self.tokens,
            "tokensPerConversation": per(self.tokens, self.conversations),
            "vapiSecondsUsed": self.call_seconds,
            "averageCallDuration": per(self.call_seconds, self.calls),
            "smsUsed": self.texts,
            "smsPerConversation": per(self.texts, self.text_conversations),
            "emailsUsed": self.emails,
            "emailsPerConversation": per(self.emails, self.email_conversations),
        })
    }
}

#[allow(clippy::cast_precision_loss, reason = "the sums stay far below 2^52")]
fn per(total: u64, conversations: u64) -> f64 {
    if conversations == 0 { 0.0 } else { total as f64 / conversations as f64 }
}

impl Traffic {
    /// The conversations that begin in a period, in seconds since 1970, its end not included.
    pub(super) fn usage(self, period: Range<Timestamp>) -> Usage {
        let mut usage = Usage::default();
        // A conversation begins at a whole second, so a bound between two seconds means the later one.
        let bounds = whole_second(period.start)..whole_second(period.end);
        if bounds.is_empty() {
            return usage;
        }
        for day in bounds.start.div_euclid(DAY)..=bounds.end.div_euclid(DAY) {
            self.for_each_conversation(day, |moment, conversation| {
                if bounds.contains(&moment) {
                    usage += conversation;
                }
            });
        }
        usage
    }

    fn for_each_conversation(self, day: i64, mut count: impl FnMut(i64, Usage)) {
        let day_seed = self.seed ^ (self.agent << 48) ^ day.unsigned_abs();
        let mut random = StdRng::seed_from_u64(day_seed);
        // 1970 began on a Thursday.
        let weekend = matches!((day + 4).rem_euclid(7), 0 | 6);
        let most = if weekend { self.busiest / 4 } else { self.busiest };
        for _ in 0..random.random_range(most / 3..=most) {
            // Between seven in the morning and ten at night, at whole minutes.
            let moment = day * DAY + random.random_range(7 * 60..22 * 60) * 60;
            count(moment, conversation(&mut random));
        }
    }
}

fn conversation(random: &mut StdRng) -> Usage {
    let mut usage = Usage { conversations: 1, tokens: random.random_range(600..9_000), ..Usage::default() };
    match random.random_range(0..10) {
        0..=2 => {
            usage.calls = 1;
            usage.call_seconds = random.random_range(15..420);
        }
        3..=5 => {
            usage.text_conversations = 1;
            usage.texts = random.random_range(1..6);
        }
        6 => {
            usage.email_conversations = 1;
            usage.emails = random.random_range(1..4);
        }
        // The rest are chats on a page.
        _ => {}
    }
    usage
}

fn whole_second(moment: Timestamp) -> i64 {
    let fraction = moment.duration_since(Timestamp::UNIX_EPOCH).subsec_nanos();
    moment.as_second() + i64::from(fraction > 0)
}

/// Reads `startDate` and `endDate`. 400 for what is no moment and for an end before the start; empty values are ignored.
pub(super) fn parse(query: &str) -> Result<(Option<Timestamp>, Option<Timestamp>), Refusal> {
    let (mut start, mut end) = (None, None);
    for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
        let bound = match name.as_ref() {
            "startDate" => &mut start,
            "endDate" => &mut end,
            _ => continue,
        };
        if !value.is_empty() {
            let moment = value.parse::<Timestamp>();
            let message = format!("{name} has to be a date and time with its offset.");
            *bound = Some(moment.map_err(|_| Refusal::invalid(&message))?);
        }
    }
    if start.zip(end).is_some_and(|(start, end)| end < start) {
        return Err(Refusal::invalid("endDate lies before startDate."));
    }
    Ok((start, end))
}

/// The period that the query asks for, cut to what the agent can have done: from its beginning until now.
pub(super) fn period(
    start: Option<Timestamp>,
    end: Option<Timestamp>,
    since: Timestamp,
    now: Timestamp,
) -> Range<Timestamp> {
    let latest = now.checked_add(SignedDuration::from_secs(1)).unwrap_or(now);
    start.map_or(since, |start| start.max(since))..end.map_or(latest, |end| end.min(latest))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const TRAFFIC: Traffic = Traffic { seed: 7, agent: 1, busiest: 40 };

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn the_parts_of_a_period_add_up_wherever_it_is_cut() {
        let whole = TRAFFIC.usage(at("2026-01-01T00:00:00Z")..at("2026-02-01T00:00:00Z"));
        assert!(whole.calls > 0 && whole.texts > 0 && whole.emails > 0, "a month without use: {whole:?}");
        let cuts = [
            "2026-01-01T00:00:00Z",
            "2026-01-03T11:59:59.999Z",
            "2026-01-03T12:00:00Z",
            "2026-01-20T15:31:00+02:00",
            "2026-02-01T00:00:00Z",
        ];
        let mut sum = Usage::default();
        for (start, end) in cuts.iter().zip(cuts.iter().skip(1)) {
            sum += TRAFFIC.usage(at(start)..at(end));
        }
        assert_eq!(sum, whole, "a picture over time would not match its total");
    }

    #[test]
    fn an_empty_or_reversed_period_has_no_use() {
        let moment = at("2026-01-05T12:00:00Z");
        assert_eq!(TRAFFIC.usage(moment..moment), Usage::default());
        assert_eq!(TRAFFIC.usage(moment..at("2026-01-01T00:00:00Z")), Usage::default());
    }

    #[test]
    fn another_agent_has_other_conversations() {
        let week = || at("2026-01-05T00:00:00Z")..at("2026-01-12T00:00:00Z");
        assert_ne!(TRAFFIC.usage(week()), Traffic { agent: 2, ..TRAFFIC }.usage(week()));
        assert_eq!(Traffic { busiest: 0, ..TRAFFIC }.usage(week()), Usage::default());
    }
}
