//! Agents as documents: the sample people and bots, and a newly created agent. Reads no clock and no randomness of its own.

use jiff::{SignedDuration, Timestamp};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::account::{WORKSPACE_ID, media_url, object_key};
use super::refusal::Refusal;
use super::schedules;
use super::store::{MediaFile, Sample};
use super::table::{
    ACTIVITIES, ACTIVITY_TEXTS, BOTS, OUT_OF_OFFICE, PEOPLE, PORTRAITS, PRODUCTS, Person, ROLES, RULES,
    SPARE_TIME, TEAMS, WORK, holidays,
};
use crate::moment;
use crate::sample::{Motif, Recipe};

/// The sample: the same seed and moment give the same agents. `more_people` join the named ones, which stay as they are.
pub(super) fn sample(seed: u64, more_people: usize, now: Timestamp, origin: &str) -> Sample {
    let mut builder = Builder { seed, now, origin, random: StdRng::seed_from_u64(seed), media: Vec::new() };
    let mut agents: Vec<Value> =
        PEOPLE.iter().enumerate().map(|(index, person)| builder.person(index, *person)).collect();
    agents.extend(BOTS.iter().enumerate().map(|(index, bot)| builder.bot(index, *bot)));
    name_rule_members(&mut agents);
    let first = PEOPLE.len() + BOTS.len();
    agents.extend((0..more_people).map(|number| builder.one_more(first + number, number)));
    agents.sort_by_key(|agent| agent.get("createdAt").and_then(Value::as_str).map(str::to_owned));
    Sample { agents, media: builder.media, own_id: id(seed, "agent", 0) }
}

/// An id that depends on nothing but the seed, a word and a number.
fn id(seed: u64, what: &str, number: usize) -> String {
    Uuid::new_v5(&Uuid::NAMESPACE_URL, format!("callboard-sandbox/{seed}/{what}/{number}").as_bytes())
        .to_string()
}

struct Builder<'a> {
    seed: u64,
    now: Timestamp,
    origin: &'a str,
    random: StdRng,
    media: Vec<MediaFile>,
}

impl Builder<'_> {
    /// Somebody with the first name of one sample person and the last of another.
    fn one_more(&mut self, index: usize, number: usize) -> Value {
        let person = |at: usize| PEOPLE.get(at % PEOPLE.len()).copied().unwrap_or_default();
        let (one, _, zone, country, locale) = person(number);
        let (other, ..) = person(number / PEOPLE.len() * 7 + number + 1);
        let name =
            [one.split(' ').next(), other.split(' ').next_back()].map(Option::unwrap_or_default).join(" ");
        self.person(index, (&name, &format!("person.{number}"), zone, country, locale))
    }

    fn person(&mut self, index: usize, (name, mailbox, zone, country, locale): Person<'_>) -> Value {
        let agent_id = id(self.seed, "agent", index);
        let email = format!("{mailbox}@example.com");
        let team = self.random.random_range(0..TEAMS.len());
        let status = self.status(index);
        let picture = if index % 3 == 2 { Value::Null } else { self.picture(index, &agent_id) };
        let created = self.earlier(30, 1400);
        let updated = self.earlier(0, 20);
        let other_name = index % 17 == 7;
        let mut agent = json!({
            "id": agent_id,
            "status": status,
            "statusBeforeOffline": "active",
            "name": name,
            "overrideName": other_name,
            "workspaceId": WORKSPACE_ID,
            "type": "user",
            "userEmails": [email],
            "bio": format!("{} {}", WORK.get(team).copied().unwrap_or_default(), self.one_of(&SPARE_TIME)).trim(),
            "avatarUrl": picture,
            "dropVms": self.drops(index, &agent_id),
            "tagCount": self.random.random_range(0..9),
            "wrapUpTime": self.one_of(&[0, 15, 30, 30, 45, 60, 120]),
            "lastAssignedAt": moment::in_milliseconds(self.earlier(0, 3)),
            "lastSetToAwayAt": moment::in_milliseconds(self.earlier(0, 9)),
            "teams": self.teams(index, team),
            "workload": self.workload(index),
            "createdAt": moment::in_milliseconds(created),
            "updatedAt": moment::in_milliseconds(updated),
            "availability": self.availability(status, updated),
            "timezone": zone,
            "defaultCountryCode": country,
            "defaultCallerId": if index % 4 == 3 { Value::Null } else { json!(number(index)) },
            "forwardNumber": self.forward_number(index),
            "transcriptionLocale": locale,
            "roles": self.roles(index),
            "user": {
                "id": id(self.seed, "user", index),
                "name": if other_name { format!("{name} (E-mail)") } else { name.to_owned() },
                "avatarUrl": null,
                "defaultEmail": email,
                "phoneNumber": number(index + 300),
            },
            "weeklySchedule": schedules::sample(index),
            "holidays": holiday_list(country),
            "assignedSkills": self.skills(locale),
            "defaultSenderId": if index % 5 == 4 { Value::Null } else { json!(id(self.seed, "sender", index % 6)) },
            "outOfOfficeResponse": if index.is_multiple_of(3) { json!(self.one_of(&OUT_OF_OFFICE)) } else { Value::Null },
        });
        if index % 19 == 4 {
            // Not in any document: clients have to carry it through unharmed.
            put(&mut agent, "deskPhone", json!({"extension": format!("4{index:03}"), "headset": "left ear"}));
        }
        agent
    }

    fn bot(&mut self, index: usize, (name, bio): (&str, &str)) -> Value {
        let number_of_agent = PEOPLE.len() + index;
        let agent_id = id(self.seed, "agent", number_of_agent);
        let created = self.earlier(30, 700);
        let updated = self.earlier(0, 20);
        let status = if index == 4 { "inactive" } else { "active" };
        json!({
            "id": agent_id,
            "status": status,
            "statusBeforeOffline": "active",
            "name": name,
            "overrideName": false,
            "workspaceId": WORKSPACE_ID,
            "type": "bot",
            "userEmails": [],
            "bio": bio,
            "avatarUrl": if index.is_multiple_of(2) { self.picture(number_of_agent, &agent_id) } else { Value::Null },
            "dropVms": null,
            "tagCount": 0,
            "wrapUpTime": 0,
            "lastAssignedAt": moment::in_milliseconds(self.earlier(0, 2)),
            "lastSetToAwayAt": null,
            "teams": self.teams(number_of_agent, index),
            "workload": self.workload(number_of_agent),
            "createdAt": moment::in_milliseconds(created),
            "updatedAt": moment::in_milliseconds(updated),
            "availability": self.availability(status, updated),
            "timezone": "Etc/UTC",
            "defaultCountryCode": "NL",
            "defaultCallerId": null,
            "forwardNumber": null,
            "transcriptionLocale": null,
            "roles": [],
            "user": null,
            "weeklySchedule": schedules::always(),
            "holidays": [],
            "assignedSkills": [],
            "defaultSenderId": null,
            "outOfOfficeResponse": null,
        })
    }

    /// Two people are in a state that no document mentions.
    fn status(&mut self, index: usize) -> &'static str {
        if matches!(index, 8 | 40) {
            return "training";
        }
        self.one_of(&["active", "active", "active", "active", "offline", "offline", "inactive"])
    }

    fn availability(&mut self, status: &str, updated: Timestamp) -> Value {
        let activity = match status {
            "active" => self.one_of(&ACTIVITIES),
            "training" => "in_training",
            _ => "away",
        };
        json!({
            "status": status,
            "activity": activity,
            "activityTtl": self.one_of(&[0, 900, 1800, 3600, 7200]),
            "activityText": self.one_of(&ACTIVITY_TEXTS),
            "lastStatusSet": moment::in_milliseconds(self.earlier(0, 12)),
            "lastActivitySet": moment::in_milliseconds(self.earlier(0, 2)),
            "updatedAt": moment::in_milliseconds(updated),
        })
    }

    fn picture(&mut self, index: usize, agent_id: &str) -> Value {
        let file_id = id(self.seed, "picture", index);
        // Bots, and one person in eight, have a motif for a picture.
        let motif = match PORTRAITS.chars().nth(index) {
            Some('L') if index % 8 != 4 => Motif::LongHair,
            Some('S') if index % 8 != 4 => Motif::ShortHair,
            Some('C') => Motif::Scarf,
            _ => Motif::Abstract,
        };
        let recipe = Recipe::Picture { motif, variant: self.random.random() };
        self.add_media("avatars", &file_id, agent_id, recipe);
        json!(media_url(self.origin, agent_id, &file_id))
    }

    /// Two in five people have voicemail drops; those of one carry a member that no document mentions.
    fn drops(&mut self, index: usize, agent_id: &str) -> Value {
        let titles = ["Callback promise", "Delivery on its way", "Missed you", "Contract ready to sign"];
        let count = match index % 5 {
            0 => 2,
            3 => 1,
            _ => return if index.is_multiple_of(2) { json!([]) } else { Value::Null },
        };
        let drops = (0..count).map(|which| {
            let file_id = id(self.seed, "drop", index * 10 + which);
            let recipe = Recipe::Sound { variant: self.random.random() };
            self.add_media("audio", &file_id, agent_id, recipe);
            let mut drop = json!({
                "id": id(self.seed, "drop-item", index * 10 + which),
                "name": titles.get((index + which) % titles.len()).copied().unwrap_or_default(),
                "mediaUrl": media_url(self.origin, agent_id, &file_id),
            });
            if index == 10 {
                put(&mut drop, "transcript", json!({"locale": "en-US", "text": "Hello, this is Emily."}));
            }
            drop
        });
        Value::from(drops.collect::<Vec<_>>())
    }

    fn add_media(&mut self, folder: &str, file_id: &str, agent_id: &str, recipe: Recipe) {
        self.media.push(MediaFile {
            id: file_id.to_owned(),
            agent_id: agent_id.to_owned(),
            object_key: object_key(folder, file_id),
            recipe: Some(recipe.to_text()),
        });
    }

    fn teams(&mut self, index: usize, first: usize) -> Value {
        let second = (index.is_multiple_of(4)).then_some((first + 3) % TEAMS.len());
        let teams = [Some(first), second].into_iter().flatten().map(|team| {
            json!({
                "id": id(self.seed, "team", team),
                "name": TEAMS.get(team),
                "memberSince": moment::in_milliseconds(self.earlier(10, 900)),
                "activeMemberCount": 5 + (team * 3) % 7,
                "pendingMemberCount": team % 3,
            })
        });
        Value::from(teams.collect::<Vec<_>>())
    }

    fn roles(&mut self, index: usize) -> Value {
        // One administrator in twelve, one supervisor in six, the rest agents; some may also edit the workspace.
        let first = if index.is_multiple_of(12) {
            0
        } else if index % 6 == 1 {
            1
        } else {
            2
        };
        let second = (index % 7 == 3).then_some(3);
        let roles = [Some(first), second].into_iter().flatten().map(|role| {
            json!({
                "id": id(self.seed, "role", role),
                "type": ROLES.get(role),
                "workspaces": [WORKSPACE_ID],
            })
        });
        Value::from(roles.collect::<Vec<_>>())
    }

    fn workload(&mut self, index: usize) -> Value {
        let which = match index % 9 {
            0 => 2,
            4 => 1,
            _ => 0,
        };
        let Some((name, description, messaging, email)) = RULES.get(which).copied() else {
            return Value::Null;
        };
        // One in eleven carries more than the rule allows.
        let over = if index % 11 == 5 { 3 } else { 0 };
        let assigned_messages =
            if over > 0 { messaging + over } else { self.random.random_range(0..=messaging) };
        let assigned_emails = self.random.random_range(0..=email);
        json!({
            "id": id(self.seed, "workload", index),
            "workload": {"messaging": assigned_messages, "email": assigned_emails},
            "rule": {
                "id": id(self.seed, "rule", which),
                "workspaceId": WORKSPACE_ID,
                "name": name,
                "description": description,
                "default": which == 0,
                "capacity": {"messaging": messaging, "email": email},
                "assignedAgentIds": [],
                "createdAt": "2024-01-08T09:00:00.000Z",
                "updatedAt": "2025-03-03T09:00:00.000Z",
            },
            "ruleId": id(self.seed, "rule", which),
            "updatedAt": moment::in_milliseconds(self.earlier(0, 1)),
        })
    }

    fn forward_number(&mut self, index: usize) -> Value {
        if index % 6 == 2 {
            return Value::Null;
        }
        json!({
            "enabled": index % 4 == 1,
            "number": number(index + 600),
            "maskCaller": self.random.random_bool(0.3),
        })
    }

    fn skills(&mut self, locale: &str) -> Value {
        let language = json!({
            "id": id(self.seed, "skill", 0),
            "name": "Language",
            "valueType": "single",
            "selectedValues": [{"id": id_of(self.seed, locale), "value": locale, "icon": "flag"}],
        });
        let mut products: Vec<&str> = PRODUCTS.choose_multiple(&mut self.random, 2).copied().collect();
        products.sort_unstable();
        let values: Vec<Value> = products
            .iter()
            .map(|product| json!({"id": id_of(self.seed, product), "value": product, "icon": "box"}))
            .collect();
        let product = json!({
            "id": id(self.seed, "skill", 1),
            "name": "Product",
            "valueType": "multiple",
            "selectedValues": values,
        });
        if self.random.random_bool(0.15) { json!([]) } else { json!([language, product]) }
    }

    fn one_of<T: Copy + Default>(&mut self, choices: &[T]) -> T {
        choices.choose(&mut self.random).copied().unwrap_or_default()
    }

    /// A moment between `least` and `most` days ago.
    fn earlier(&mut self, least: i64, most: i64) -> Timestamp {
        let seconds = self.random.random_range(least * 86_400..most * 86_400);
        self.now - SignedDuration::from_secs(seconds)
    }
}

fn id_of(seed: u64, value: &str) -> String {
    Uuid::new_v5(&Uuid::NAMESPACE_URL, format!("callboard-sandbox/{seed}/value/{value}").as_bytes())
        .to_string()
}

/// Numbers of the range reserved for fiction.
fn number(index: usize) -> String {
    format!("+1202555{:04}", 100 + index % 100)
}

fn holiday_list(country: &str) -> Vec<Value> {
    holidays(country)
        .iter()
        .map(|(name, day, month)| json!({"name": name, "day": day, "month": month}))
        .collect()
}

fn put(value: &mut Value, name: &str, member: Value) {
    if let Some(members) = value.as_object_mut() {
        members.insert(name.to_owned(), member);
    }
}

/// Writes into every capacity rule which agents it applies to.
fn name_rule_members(agents: &mut [Value]) {
    let pairs: Vec<(String, Value)> = agents
        .iter()
        .filter_map(|agent| {
            let rule = agent.pointer("/workload/ruleId")?.as_str()?.to_owned();
            Some((rule, agent.get("id")?.clone()))
        })
        .collect();
    for agent in agents {
        let Some(workload) = agent.get_mut("workload") else { continue };
        let rule = workload.get("ruleId").and_then(Value::as_str).map(str::to_owned);
        let members = pairs.iter().filter(|(id, _)| Some(id) == rule.as_ref()).map(|(_, id)| id.clone());
        let members = Value::from(members.collect::<Vec<_>>());
        if let Some(place) = workload.pointer_mut("/rule/assignedAgentIds") {
            *place = members;
        }
    }
}

/// The document of an agent that was just created. 422 for a team that nobody is in.
pub(super) fn created(
    request: &Map<String, Value>,
    existing: &[Value],
    new_id: Uuid,
    now: Timestamp,
) -> Result<Value, Refusal> {
    let given = |name: &str| request.get(name).cloned();
    let name = given("name").unwrap_or_default();
    let user = given("userId").map(|user_id| {
        let email = format!("user-{}@example.com", user_id.as_str().unwrap_or_default());
        json!({"id": user_id, "name": name, "avatarUrl": null, "defaultEmail": email, "phoneNumber": null})
    });
    let emails: Vec<Value> = user.iter().filter_map(|user| user.get("defaultEmail").cloned()).collect();
    Ok(json!({
        "id": new_id.to_string(),
        "status": "active",
        "statusBeforeOffline": "active",
        "name": name,
        "overrideName": false,
        "workspaceId": WORKSPACE_ID,
        "type": given("type").unwrap_or_else(|| json!("user")),
        "userEmails": emails,
        "bio": given("bio").unwrap_or_else(|| json!("")),
        "avatarUrl": null,
        "dropVms": null,
        "tagCount": 0,
        "wrapUpTime": 0,
        "lastAssignedAt": null,
        "lastSetToAwayAt": null,
        "teams": joined_teams(request, existing, now)?,
        "workload": empty_workload(existing, new_id, now),
        "createdAt": moment::in_milliseconds(now),
        "updatedAt": moment::in_milliseconds(now),
        "availability": {
            "status": "active",
            "activity": "available",
            "activityTtl": 0,
            "activityText": "",
            "lastStatusSet": moment::in_milliseconds(now),
            "lastActivitySet": moment::in_milliseconds(now),
            "updatedAt": moment::in_milliseconds(now),
        },
        "timezone": given("timezone"),
        "defaultCountryCode": given("defaultCountryCode"),
        "defaultCallerId": null,
        "forwardNumber": null,
        "transcriptionLocale": null,
        "roles": [],
        "user": user,
        "weeklySchedule": given("weeklySchedule"),
        "holidays": given("holidays").unwrap_or_else(|| json!([])),
        "assignedSkills": [],
        "defaultSenderId": null,
        "outOfOfficeResponse": null,
    }))
}

/// Nothing assigned yet, under the rule that applies by default.
fn empty_workload(existing: &[Value], agent: Uuid, now: Timestamp) -> Value {
    let rules = existing.iter().filter_map(|agent| agent.pointer("/workload/rule"));
    let default = rules.rev().find(|rule| rule.get("default") == Some(&Value::Bool(true)));
    json!({
        "id": Uuid::new_v5(&agent, b"workload").to_string(),
        "workload": {"messaging": 0, "email": 0},
        "rule": default,
        "ruleId": default.and_then(|rule| rule.get("id")),
        "updatedAt": moment::in_milliseconds(now),
    })
}

fn joined_teams(
    request: &Map<String, Value>,
    existing: &[Value],
    now: Timestamp,
) -> Result<Vec<Value>, Refusal> {
    let wanted = request.get("teamIds").and_then(Value::as_array).into_iter().flatten();
    let known = || existing.iter().filter_map(|agent| agent.get("teams")?.as_array()).flatten();
    wanted
        .map(|wanted_id| {
            let Some(mut team) = known().find(|team| team.get("id") == Some(wanted_id)).cloned() else {
                return Err(Refusal::invalid_agent("teamIds names a team that does not exist."));
            };
            put(&mut team, "memberSince", moment::in_milliseconds(now));
            Ok(team)
        })
        .collect()
}
