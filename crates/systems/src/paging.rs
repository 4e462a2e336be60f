//! Walking a list page by page, with guards against a list that never ends.

use std::collections::HashSet;

use callboard_model::{AgentId, CallboardError, ErrorCode, ListQuery, Result};
use serde_json::Value;

use crate::session::Session;
use crate::system::{DocumentPage, System};

/// Most agents of one list.
const MOST_AGENTS: usize = 50_000;

/// Most pages of one list.
const MOST_PAGES: usize = 1_000;

/// Most pages in a row that bring nobody new.
const MOST_BARREN_PAGES: usize = 20;

/// Watches over one walk: a cursor that comes back is an error, as is a list that goes on and on; an agent that comes twice
/// is dropped.
#[derive(Debug, Default)]
pub struct PageGuard {
    cursors: HashSet<String>,
    ids: HashSet<AgentId>,
    /// Pages in a row that brought nobody new.
    barren: usize,
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
    /// [`ErrorCode::UnreadableAnswer`] where the next cursor was met before; [`ErrorCode::ListTooLong`] where the list does not
    /// come to an end.
    pub fn admit(&mut self, system: &dyn System, page: DocumentPage) -> Result<DocumentPage> {
        if let Some(next) = &page.next
            && !self.cursors.insert(next.clone())
        {
            return Err(of_list(system, repeated_cursor()));
        }
        let DocumentPage { mut documents, next, total } = page;
        let before = self.ids.len();
        documents.retain(|document| match system.agent_id(document) {
            Some(id) => self.ids.insert(id),
            None => true,
        });
        self.barren = if self.ids.len() > before { 0 } else { self.barren + 1 };
        if let Some(maximum) = self.exceeded().filter(|_| next.is_some()) {
            return Err(of_list(system, too_long(maximum)));
        }
        // A list that counts fewer than it holds does not count.
        let total = total.filter(|total| usize::try_from(*total).is_ok_and(|total| total >= self.ids.len()));
        Ok(DocumentPage { documents, next, total })
    }

    /// The bound that a list with further pages has come to.
    fn exceeded(&self) -> Option<usize> {
        [(self.ids.len(), MOST_AGENTS), (self.cursors.len(), MOST_PAGES), (self.barren, MOST_BARREN_PAGES)]
            .into_iter()
            .find_map(|(count, maximum)| (count >= maximum).then_some(maximum))
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

/// The error with the system and the operation, as the contracts of all systems that page call it.
fn of_list(system: &dyn System, error: CallboardError) -> CallboardError {
    error.with_system(system.description().id.clone()).with_operation("listAgents")
}

/// The error of a list that goes on beyond a bound.
fn too_long(maximum: usize) -> CallboardError {
    CallboardError::new(ErrorCode::ListTooLong).with_context("maximum", maximum)
}

/// Reads every page of a list, at most `pages` of them. Entries that name no agent are there, too.
///
/// # Errors
///
/// [`ErrorCode::ListTooLong`] where there are more pages: a part of the list would be taken for all of it. Whatever
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
    Err(of_list(system, too_long(pages).with_detail(format!("the list has more than {pages} pages"))))
}
