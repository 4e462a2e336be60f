//! The way to a system: a piece of work begins, gets its connection's credential, and speaks to the system.

use std::sync::Arc;

use callboard_model::{
    AccountId, CallboardError, Connection, ConnectionId, ErrorCode, JobId, Result, Sensitive,
    SystemDescription,
};
use callboard_systems::{CallContext, Client, HeldKey, Limits, Parts, Pauses, Session, System, require};
use serde_json::Value;

use crate::accounts::{account_by, system_of};
use crate::connection_list::ConnectionList;
use crate::credentials::Credentials;
use crate::jobs::{Events, Job, Jobs};
use crate::masking::{Masking, Maskings};
use crate::surroundings::{SampleAccess, Samples};

/// A connection that is ready to be spoken over.
pub(crate) struct Access {
    pub(crate) system: &'static dyn System,
    pub(crate) connection: Connection,
    /// Whose agents it leads to.
    pub(crate) account: AccountId,
    credential: Sensitive,
    agent_keys: Vec<HeldKey>,
    masking: Masking,
}

impl Access {
    pub(crate) fn new(
        system: &'static dyn System,
        connection: Connection,
        credential: Sensitive,
        agent_keys: Vec<HeldKey>,
        maskings: &Maskings,
    ) -> Self {
        let account = account_by(system, &connection);
        let masking = maskings.opened(system.description(), &connection.id, &credential, &agent_keys);
        Self { system, connection, account, credential, agent_keys, masking }
    }

    /// What masks its documents.
    pub(crate) fn masking(&self) -> &Masking {
        &self.masking
    }

    /// What an agent's document calls it; empty where it says nothing.
    pub(crate) fn name_of(&self, document: &Value) -> String {
        self.system.name(document)
    }

    pub(crate) fn description(&self) -> &'static SystemDescription {
        self.system.description()
    }

    /// What the system can do beyond what every system can.
    pub(crate) fn parts(&self) -> Parts<'static> {
        self.system.parts()
    }

    /// The part that an operation needs. Fails with [`ErrorCode::Unsupported`] where the system has none.
    pub(crate) fn part<P>(
        &self,
        operation: &str,
        part: impl FnOnce(Parts<'static>) -> Option<P>,
    ) -> Result<P> {
        require(self.system, part(self.parts()), operation)
    }
}

/// Opens connections and sessions with their systems.
pub(crate) struct Gateway {
    client: Client,
    jobs: Arc<Jobs>,
    connections: Arc<ConnectionList>,
    credentials: Arc<Credentials>,
    samples: Arc<dyn Samples>,
    maskings: Arc<Maskings>,
}

impl Gateway {
    pub(crate) fn new(
        client: Client,
        jobs: Arc<Jobs>,
        connections: Arc<ConnectionList>,
        credentials: Arc<Credentials>,
        samples: Arc<dyn Samples>,
        maskings: Arc<Maskings>,
    ) -> Self {
        Self { client, jobs, connections, credentials, samples, maskings }
    }

    /// What masks the documents of every connection.
    pub(crate) fn maskings(&self) -> &Maskings {
        &self.maskings
    }

    /// Begins a piece of work that can be stopped from here on. Comes before everything that waits.
    pub(crate) fn begin(&self, job: JobId, events: Events) -> Job<'_> {
        self.jobs.begin(job, events)
    }

    /// The connection with its credential. Sample agents are started here if they do not run yet. Whoever stops the work need
    /// not answer the keychain's prompt first.
    ///
    /// # Errors
    /// [`ErrorCode::ConnectionNotFound`], [`ErrorCode::Unsupported`], [`ErrorCode::Cancelled`], and those of the keychain.
    pub(crate) async fn access(&self, id: &ConnectionId, call: &CallContext) -> Result<Access> {
        let opening = self.open(id);
        call.cancel.run_until_cancelled(opening).await.ok_or(ErrorCode::Cancelled)?
    }

    /// An account over the connection that was used before, or over another one that leads there.
    ///
    /// # Errors
    /// As [`Self::access`].
    pub(crate) async fn access_to(
        &self,
        account: &AccountId,
        before: &ConnectionId,
        call: &CallContext,
    ) -> Result<Access> {
        let connection = self
            .connections
            .reached_accounts()?
            .connection(account, before)
            .ok_or_else(|| CallboardError::new(ErrorCode::ConnectionNotFound))?;
        self.access(&connection, call).await
    }

    /// A session with the system of a connection.
    pub(crate) fn session<'a>(&'a self, access: &'a Access, call: &'a CallContext) -> Session<'a> {
        Session {
            connection: &access.connection,
            credential: &access.credential,
            agent_keys: &access.agent_keys,
            client: &self.client,
            call,
        }
    }

    /// How long requests wait and how often they are repeated.
    pub(crate) fn limits(&self) -> &Limits {
        self.client.limits()
    }

    /// How long is waited between the tries of a change.
    pub(crate) fn pauses(&self) -> Pauses {
        self.client.pauses()
    }

    async fn open(&self, id: &ConnectionId) -> Result<Access> {
        let mut connection = self.connections.get(id)?;
        let system = system_of(&connection)?;
        if connection.sample {
            let sample = self.sample_access(&connection).await?;
            connection.values = sample.values;
            let held = connection.agent_keys.iter().zip(sample.agent_keys);
            let held = held.map(|(kept, key)| HeldKey { agent: Some(kept.agent.clone()), key }).collect();
            return Ok(Access::new(system, connection, sample.credential, held, &self.maskings));
        }
        let (credential, held) = self.credentials.of(system, &connection).await?;
        Ok(Access::new(system, connection, credential, held, &self.maskings))
    }

    async fn sample_access(&self, connection: &Connection) -> Result<SampleAccess> {
        let samples = self.samples.start().await?;
        samples
            .into_iter()
            .find(|sample| sample.system == connection.system)
            .ok_or_else(|| CallboardError::new(ErrorCode::ConnectionNotFound))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use std::collections::BTreeMap;
    use std::sync::Mutex;
    use std::time::Duration;

    use async_trait::async_trait;
    use callboard_journal::Journal;
    use callboard_model::SystemId;
    use callboard_vault::Vault;

    use super::*;
    use crate::preferences::Preferences;
    use crate::surroundings::Store;

    #[derive(Default)]
    struct Nothing(Mutex<BTreeMap<String, Value>>);

    impl Store for Nothing {
        fn read(&self, _key: &str) -> Option<Value> {
            None
        }

        fn write(&self, key: &str, value: Value) -> Result<()> {
            self.0.lock().unwrap().insert(key.to_owned(), value);
            Ok(())
        }
    }

    /// Waits as a keychain's prompt does that nobody answers.
    struct Unanswered;

    #[async_trait]
    impl Samples for Unanswered {
        async fn start(&self) -> Result<Vec<SampleAccess>> {
            std::future::pending().await
        }

        async fn reset(&self) -> Result<()> {
            Ok(())
        }
    }

    #[tokio::test]
    async fn stop_works_while_a_prompt_waits_for_its_answer() {
        let (journal, store) = (Arc::new(Journal::in_memory().unwrap()), Arc::new(Nothing::default()));
        let list = Arc::new(ConnectionList::new(journal, store.clone()));
        let vault = Arc::new(Vault::without_keychain());
        let credentials = Arc::new(Credentials::new(vault, Arc::new(Preferences::new(store))));
        let jobs = Arc::new(Jobs::default());
        let samples = Arc::new(Unanswered);
        let maskings = Arc::new(Maskings::new(Arc::new(Nothing::default())));
        let client = Client::new().unwrap();
        let gateway = Gateway::new(client, jobs.clone(), list.clone(), credentials, samples, maskings);
        let id = ConnectionId("sample".to_owned());
        let connection = Connection::new(id.clone(), SystemId::new("bird"), "Sample", BTreeMap::new());
        list.change(|all| {
            all.push(Connection { sample: true, ..connection });
            Ok(())
        })
        .unwrap();

        let job = gateway.begin(JobId("read".to_owned()), crate::jobs::no_events());
        let opening = gateway.access(&id, &job.call);
        let stopping = async {
            tokio::task::yield_now().await;
            jobs.cancel(&JobId("read".to_owned()));
            std::future::pending::<()>().await;
        };
        let answer = tokio::select! {
            answer = opening => answer,
            () = stopping => unreachable!(),
            () = tokio::time::sleep(Duration::from_secs(5)) => panic!("Stop is not heard until the prompt is answered"),
        };
        assert_eq!(answer.err().map(|error| error.code), Some(ErrorCode::Cancelled));
    }
}
