//! Walking a list page by page, with guards against a list that never ends.

use std::collections::HashSet;

use callboard_model::{AgentId, CallboardError, ErrorCode, ListQuery, Result};
use serde_json::Value;

use crate::session::Session;
use crate::system::{DocumentPage, System};

/// Watches over one walk: a cursor that comes back is an error, an agent that comes twice is dropped.
#[derive(Debug, Default)]
pub struct PageGuard {
    cursors: HashSet<String>,
    ids: HashSet<AgentId>,
    last: Option<AdmittedPage>,
}

/// What the page brought that was looked at last, so that it can be looked at again.
#[derive(Debug)]
struct AdmittedPage {
    asked: Option<String>,
    next: Option<String>,
    ids: Vec<AgentId>,
}

impl PageGuard {
    /// Looks at the next page. Takes out agents of earlier pages, which lists show again where something moved
    /// meanwhile.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::UnreadableAnswer`] where the next cursor was met before.
    pub fn admit(&mut self, system: &dyn System, page: DocumentPage) -> Result<DocumentPage> {
        if let Some(next) = &page.next
            && !self.cursors.insert(next.clone())
        {
            return Err(repeated_cursor());
        }
        let DocumentPage { mut documents, next, total } = page;
        documents.retain(|document| match system.agent_id(document) {
            Some(id) => self.ids.insert(id),
            None => true,
        });
        Ok(DocumentPage { documents, next, total })
    }

    /// As [`Self::admit`], for the page behind the cursor `asked`: the same page may be looked at several times in a row.
    ///
    /// # Errors
    /// As [`Self::admit`].
    pub fn admit_again(
        &mut self,
        system: &dyn System,
        asked: Option<&str>,
        page: DocumentPage,
    ) -> Result<DocumentPage> {
        if let Some(last) = self.last.take_if(|last| last.asked.as_deref() == asked) {
            for id in &last.ids {
                self.ids.remove(id);
            }
            if let Some(next) = &last.next {
                self.cursors.remove(next);
            }
        }
        // The page itself must not come back as one that follows it.
        self.cursors.extend(asked.map(str::to_owned));
        let page = self.admit(system, page)?;
        let ids = page.documents.iter().filter_map(|document| system.agent_id(document)).collect();
        self.last = Some(AdmittedPage { asked: asked.map(str::to_owned), next: page.next.clone(), ids });
        Ok(page)
    }
}

/// The error of a list whose next page is one that was read already.
pub(crate) fn repeated_cursor() -> CallboardError {
    CallboardError::new(ErrorCode::UnreadableAnswer).with_detail("the list names the same next page twice")
}

/// Reads every page of a list, at most `pages` of them.
///
/// # Errors
///
/// [`ErrorCode::UnreadableAnswer`] where there are more pages: a part of the list would be taken for all of it. Whatever
/// keeps a page from being read.
pub async fn walk(
    system: &dyn System,
    session: &Session<'_>,
    query: &ListQuery,
    pages: usize,
) -> Result<Vec<Value>> {
    let mut guard = PageGuard::default();
    let mut documents = Vec::new();
    let mut cursor: Option<String> = None;
    for _ in 0..pages {
        let page = guard.admit(system, system.list(session, query, cursor.as_deref()).await?)?;
        documents.extend(page.documents);
        match page.next {
            Some(next) => cursor = Some(next),
            None => return Ok(documents),
        }
    }
    Err(CallboardError::new(ErrorCode::UnreadableAnswer)
        .with_system(system.description().id.clone())
        .with_detail(format!("the list has more than {pages} pages")))
}
