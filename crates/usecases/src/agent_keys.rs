//! Agents that are there because their key is: adding and removing keys, each an entry of its own in the keychain.

use callboard_model::{
    AgentKey, AgentKeyId, CallboardError, Connection, ConnectionId, ConnectionView, ErrorCode, JobId, Result,
    Sensitive,
};
use callboard_systems::CallContext;

use crate::accounts::{audience_of, system_of};
use crate::connections::Connections;
use crate::credentials::entry_of;
use crate::found::agent_of;
use crate::gateway::Access;
use crate::jobs::Events;

impl Connections {
    /// Asks the system which agent a key stands for and keeps it. Nothing is kept where the system refuses the key.
    ///
    /// # Errors
    /// [`ErrorCode::AlreadyAdded`] (`name`) where another key stands for the agent, [`ErrorCode::WrongKey`], and those of the
    /// keychain.
    pub async fn add_agent_key(
        &self,
        connection: ConnectionId,
        key: Sensitive,
        job: JobId,
        events: Events,
    ) -> Result<ConnectionView> {
        if key.expose().trim().is_empty() {
            return Err(ErrorCode::CredentialMissing.into());
        }
        let job = self.gateway.begin(job, events);
        let access = self.gateway.access(&connection, &job.call).await?;
        let id = AgentKeyId(uuid::Uuid::new_v4().to_string());
        let added = read_key(self, &access, &job.call, id, &key).await?;
        if let Some(twin) = access.connection.agent_keys.iter().find(|kept| kept.agent == added.agent) {
            return Err(CallboardError::new(ErrorCode::AlreadyAdded)
                .with_system(access.connection.system.clone())
                .with_context("name", &twin.name));
        }
        let entry = entry_of(&connection, &added.id);
        // The address that was just asked with it, whatever the connection leads to by now.
        self.credentials.keep(&entry, key, audience_of(&access.connection)?).await?;
        match self.list.change_one(&connection, |kept| kept.agent_keys.push(added)) {
            Ok(changed) => self.credentials.view(changed).await,
            Err(error) => {
                // A key that belongs to no connection would lie in the keychain for ever.
                self.credentials.forget(&entry).await?;
                Err(error)
            }
        }
    }

    /// Forgets a key; its agent stays where it is.
    ///
    /// # Errors
    /// [`ErrorCode::ConnectionNotFound`], and those of the keychain.
    pub async fn remove_agent_key(
        &self,
        connection: ConnectionId,
        key: AgentKeyId,
    ) -> Result<ConnectionView> {
        self.credentials.forget(&entry_of(&connection, &key)).await?;
        let mut agent = None;
        let changed = self.list.change_one(&connection, |kept| {
            agent = kept.agent_keys.iter().find(|held| held.id == key).map(|held| held.agent.clone());
            kept.agent_keys.retain(|held| held.id != key);
        })?;
        if let Some(agent) = agent {
            self.known.remove(&connection, &agent);
        }
        self.credentials.view(changed).await
    }

    /// What is kept of keys that are always there, such as those of the sample agents.
    pub(crate) async fn read_agent_keys(
        &self,
        connection: &Connection,
        credential: Sensitive,
        keys: Vec<Sensitive>,
    ) -> Result<Vec<AgentKey>> {
        let maskings = self.gateway.maskings();
        let access =
            Access::new(system_of(connection)?, connection.clone(), credential, Vec::new(), maskings);
        let call = CallContext::quiet();
        let mut read = Vec::new();
        for (index, key) in keys.iter().enumerate() {
            let id = AgentKeyId(format!("key-{}", index + 1));
            read.push(read_key(self, &access, &call, id, key).await?);
        }
        Ok(read)
    }
}

async fn read_key(
    connections: &Connections,
    access: &Access,
    call: &CallContext,
    id: AgentKeyId,
    key: &Sensitive,
) -> Result<AgentKey> {
    let document = access
        .part("readByKey", |parts| parts.agent_keys)?
        .read_by_key(&connections.gateway.session(access, call), key)
        .await?;
    let agent = agent_of(access, &document)?;
    let name = access.name_of(&document);
    Ok(AgentKey { id, agent, name })
}
