//! The connections to the sample agents.

use callboard_model::{Connection, ConnectionId, ConnectionView, Result, SystemId};

use crate::accounts::{account_of, system_by_id};
use crate::blocking::spawn_blocking;
use crate::connections::Connections;

const SAMPLE: &str = "sample";

impl Connections {
    /// Opens the connections to the sample agents, one for each system, making those that are not there yet.
    ///
    /// # Errors
    /// [`callboard_model::ErrorCode::SampleFault`], [`callboard_model::ErrorCode::StorageFault`],
    /// [`callboard_model::ErrorCode::DiskFull`].
    pub async fn start_samples(&self) -> Result<Vec<ConnectionView>> {
        let mut opened = Vec::new();
        for sample in self.samples.start().await? {
            let id = sample_id(&sample.system);
            if let Ok(kept) = self.list.get(&id) {
                opened.push(kept);
                continue;
            }
            let name = system_by_id(&sample.system)?.description().name.clone();
            let connection = Connection::new(id, sample.system.clone(), name, sample.values);
            let mut connection = Connection { sample: true, ..connection };
            connection.agent_keys =
                self.read_agent_keys(&connection, sample.credential, sample.agent_keys).await?;
            self.list.change(|connections| {
                if connections.iter().all(|kept| kept.id != connection.id) {
                    connections.push(connection.clone());
                }
                Ok(())
            })?;
            self.list.keep_account(&connection)?;
            opened.push(connection);
        }
        let mut views = Vec::new();
        for connection in opened {
            views.push(self.credentials.view(connection).await?);
        }
        Ok(views)
    }

    /// Puts the sample agents back as they were at first.
    ///
    /// # Errors
    /// [`callboard_model::ErrorCode::SampleFault`], [`callboard_model::ErrorCode::StorageFault`].
    pub async fn reset_samples(&self) -> Result<()> {
        let samples = self.samples.start().await?;
        self.samples.reset().await?;
        for sample in samples {
            let id = sample_id(&sample.system);
            self.known.forget(&id);
            let Ok(connection) = self.list.get(&id) else { continue };
            let (journal, account) = (self.journal.clone(), account_of(&connection)?);
            spawn_blocking(move || journal.forget_account(&account, true)).await?;
            self.list.keep_account(&connection)?;
            self.open_changes.forget_connection(&id);
        }
        Ok(())
    }
}

/// The sample connection of a system. Bird's was the first and keeps its name.
fn sample_id(system: &SystemId) -> ConnectionId {
    match system.as_str() {
        "bird" => ConnectionId(SAMPLE.to_owned()),
        other => ConnectionId(format!("{SAMPLE}-{other}")),
    }
}
