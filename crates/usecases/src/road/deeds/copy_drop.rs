//! Putting a voicemail drop of one agent on another: a new entry that points to the same recording.

use async_trait::async_trait;
use callboard_model::media::VoicemailDrop;
use callboard_model::{AgentId, ChangeKind, DropPresence, Edits, Result};
use serde_json::Value;

use super::send_edits;
use crate::road::deed::{Deed, Ground, Planned, Sent, Step, Wanted};

/// A drop, and the agent that gets it.
pub(crate) struct CopyDrop {
    /// The agent that gets it.
    pub(crate) target: AgentId,
    /// The document of the agent that has it.
    pub(crate) from: Value,
    /// Its place there.
    pub(crate) index: u32,
}

#[async_trait]
impl Deed for CopyDrop {
    fn kind(&self) -> ChangeKind {
        ChangeKind::DropCopied
    }

    fn wanted(&self) -> Wanted {
        Wanted { agent: Some(self.target.clone()), ..Wanted::default() }
    }

    async fn plan(&self, ground: &Ground<'_>, _again: bool) -> Result<Planned> {
        let Ground { changes, access, session } = ground;
        let found = changes.agents.find(access, session, &self.target).await?;
        let drops = access.part("drops", |parts| parts.drops)?;
        let wanted = drops.drops(&self.from).into_iter().find(|drop| drop.index == self.index);
        let present = drops.drops(&found.document);
        if wanted.as_ref().is_some_and(|drop| presence(&present, drop) == DropPresence::SameRecording) {
            return Ok(Planned::True { found: Some(found), theirs: Vec::new() });
        }
        if let Some(address) = wanted.and_then(|drop| drop.media_url) {
            access.check_file_address(&address)?;
        }
        let edits = Edits([drops.adopt_drop(&found.document, &self.from, self.index)?].into());
        Ok(Planned::Send(Step { fresh: found.document, edits, theirs: Vec::new(), present_before: None }))
    }

    async fn send(&self, ground: &Ground<'_>, step: &Step) -> Result<Sent> {
        send_edits(ground, Some(&self.target), step, &Edits::default()).await
    }
}

/// Where a drop is in a list that may have changed since: the same recording, at the same place where there are several.
pub(crate) fn place_of(list: &[VoicemailDrop], wanted: &VoicemailDrop) -> Option<u32> {
    let named = |drop: &&VoicemailDrop| drop.name == wanted.name;
    let same = |drop: &&VoicemailDrop| {
        drop.id == wanted.id
            && drop.media_url == wanted.media_url
            && (wanted.id.is_some() || wanted.media_url.is_some() || named(drop))
    };
    let found = || list.iter().filter(same);
    found()
        .find(|drop| drop.index == wanted.index)
        .or_else(|| found().find(named))
        .or_else(|| found().next())
        .map(|drop| drop.index)
}

/// What a list has of a drop.
pub(crate) fn presence(list: &[VoicemailDrop], wanted: &VoicemailDrop) -> DropPresence {
    if list.iter().any(|drop| drop.media_url.is_some() && drop.media_url == wanted.media_url) {
        DropPresence::SameRecording
    } else if list.iter().any(|drop| drop.name.is_some() && drop.name == wanted.name) {
        DropPresence::SameName
    } else {
        DropPresence::Missing
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drop(index: u32, id: Option<&str>, name: Option<&str>, address: Option<&str>) -> VoicemailDrop {
        let text = |value: Option<&str>| value.map(str::to_owned);
        VoicemailDrop { index, id: text(id), name: text(name), media_url: text(address) }
    }

    #[test]
    fn a_drop_is_found_where_it_is_now_or_another_one_would_be_replaced() {
        let list = [
            drop(0, None, Some("A"), Some("x")),
            drop(1, None, Some("B"), Some("x")),
            drop(2, Some("1"), Some("C"), Some("y")),
            drop(3, None, None, None),
        ];
        let cases = [
            (drop(1, None, Some("B"), Some("x")), Some(1)),
            (drop(7, None, Some("B"), Some("x")), Some(1)),
            (drop(0, Some("1"), Some("Renamed meanwhile"), Some("y")), Some(2)),
            (drop(2, Some("2"), Some("C"), Some("y")), None),
            (drop(3, None, None, None), Some(3)),
            (drop(3, None, Some("Gone"), None), None),
            (drop(2, Some("1"), Some("C"), Some("another recording")), None),
        ];
        for (wanted, place) in cases {
            assert_eq!(place_of(&list, &wanted), place, "{wanted:?}");
        }
    }
}
