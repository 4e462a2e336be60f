//! Agents that cannot be read whenever one likes: added by their id, and shown as the last answer had them.

use callboard_journal::RememberedAnswer;
use callboard_model::{
    AgentId, AgentRecord, CallboardError, ConnectionId, ErrorCode, ListQuery, OptionalOperation, Result,
};
use callboard_systems::{CallContext, DocumentPage, Session, walk};
use serde_json::Value;

use crate::accounts::account_of;
use crate::agents::Agents;
use crate::blocking::spawn_blocking;
use crate::found::{Found, agent_of};
use crate::gateway::Access;

/// Most pages that are looked through for one agent.
const PAGES: usize = 200;

impl Agents {
    /// Adds an agent by its id. Nothing is asked of the system.
    ///
    /// # Errors
    /// What is wrong with the id, [`ErrorCode::ConnectionNotFound`], [`ErrorCode::StorageFault`], and those of the keychain.
    pub async fn add_agent_by_id(&self, connection: ConnectionId, id: String) -> Result<AgentRecord> {
        let access = self.gateway.access(&connection, &CallContext::quiet()).await?;
        let document = access.part("documentOfId", |parts| parts.by_id)?.document_of_id(id.trim())?;
        let agent = agent_of(&access, &document)?;
        let (journal, kept) = (self.journal.clone(), access.account.clone());
        let answer = spawn_blocking(move || {
            let answer = match journal.answer(&kept, &agent)? {
                Some(known) => RememberedAnswer { added: true, ..known },
                None => RememberedAnswer { agent, document, at: None, added: true },
            };
            journal.keep_answer(&kept, &answer)?;
            Ok(answer)
        })
        .await?;
        self.record_found(&access, Found::remembered(answer))
    }

    /// Takes an agent that was added by its id out of the list again.
    ///
    /// # Errors
    /// [`ErrorCode::ConnectionNotFound`], [`ErrorCode::StorageFault`].
    pub async fn forget_agent(&self, connection: ConnectionId, agent: AgentId) -> Result<()> {
        self.known.remove(&connection, &agent);
        let (journal, account) = (self.journal.clone(), account_of(&self.connections.get(&connection)?)?);
        spawn_blocking(move || journal.forget_answer(&account, &agent)).await
    }

    /// Whether the account has the operation, as far as it was asked; systems that always have it say yes.
    pub(crate) fn may_offer(access: &Access, operation: OptionalOperation) -> bool {
        access.connection.offers.get(&operation).copied().unwrap_or(true)
    }

    /// Remembers whether the account has the operation, where that differs from account to account.
    pub(crate) fn learn_offer<T>(
        &self,
        access: &Access,
        operation: OptionalOperation,
        answer: &Result<T>,
    ) -> Result<()> {
        let offered = match answer {
            Ok(_) => true,
            Err(error) if error.code == ErrorCode::NotOffered => false,
            Err(_) => return Ok(()),
        };
        let decides = access.description().capabilities.account_decides.contains(&operation);
        if decides && access.connection.offers.get(&operation) != Some(&offered) {
            self.connections.change_one(&access.connection.id, |kept| {
                kept.offers.insert(operation, offered);
            })?;
        }
        Ok(())
    }

    /// An agent as it is now, or as it was last said to be where its system cannot be asked.
    pub(crate) async fn find(
        &self,
        access: &Access,
        session: &Session<'_>,
        agent: &AgentId,
    ) -> Result<Found> {
        if let Some(read) = access.parts().read {
            return read.read(session, agent).await.map(Found::fresh);
        }
        if Self::may_offer(access, OptionalOperation::List) {
            let listed = walk(access.system, session, &ListQuery::default(), PAGES).await;
            self.learn_offer(access, OptionalOperation::List, &listed)?;
            match listed {
                Ok(documents) => {
                    let wanted = |document: &Value| access.system.agent_id(document).as_ref() == Some(agent);
                    if let Some(document) = documents.into_iter().find(wanted) {
                        return Ok(Found::fresh(document));
                    }
                }
                Err(error) if error.code == ErrorCode::NotOffered => {}
                Err(error) => return Err(error),
            }
        }
        let (journal, account, id) = (self.journal.clone(), access.account.clone(), agent.clone());
        let answer = spawn_blocking(move || journal.answer(&account, &id)).await?.ok_or_else(|| {
            CallboardError::new(ErrorCode::AgentNotFound).with_system(access.connection.system.clone())
        })?;
        Ok(Found::remembered(answer))
    }

    /// Keeps what a system said about an agent that cannot be asked for again.
    pub(crate) async fn remember_answer(
        &self,
        access: &Access,
        agent: &AgentId,
        document: &Value,
    ) -> Result<()> {
        if access.parts().read.is_some() {
            return Ok(());
        }
        let (journal, account, agent) = (self.journal.clone(), access.account.clone(), agent.clone());
        let (document, at) = (access.masking().mask(document), Some(self.clock.now().to_string()));
        spawn_blocking(move || {
            let added = journal.answer(&account, &agent)?.is_some_and(|known| known.added);
            journal.keep_answer(&account, &RememberedAnswer { agent, document, at, added })
        })
        .await
    }

    /// A page of the list. Where the account has no list, and behind the last page of one, come the agents that were added
    /// by their ids.
    pub(crate) async fn page_with_added(
        &self,
        access: &Access,
        session: &Session<'_>,
        query: &ListQuery,
        cursor: Option<&str>,
    ) -> Result<DocumentPage> {
        if access.parts().by_id.is_none() {
            return access.system.list(session, query, cursor).await;
        }
        let listed = if Self::may_offer(access, OptionalOperation::List) {
            let listed = access.system.list(session, query, cursor).await;
            self.learn_offer(access, OptionalOperation::List, &listed)?;
            listed
        } else {
            Err(ErrorCode::NotOffered.into())
        };
        let mut page = match listed {
            Err(error) if error.code == ErrorCode::NotOffered => DocumentPage::default(),
            other => other?,
        };
        if page.next.is_none() {
            // The walk's guard drops those that the list named already.
            let (journal, account) = (self.journal.clone(), access.account.clone());
            let added = spawn_blocking(move || journal.answers(&account)).await?;
            let added = added.into_iter().filter(|answer| answer.added).map(|answer| answer.document);
            page.documents.extend(added);
            page.total = None;
        }
        Ok(page)
    }
}
