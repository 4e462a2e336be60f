//! Uploads: a form is asked for, the file is made to fit its policy, posted to storage, and only then put on the agent.
//! A file that was stored but not put on its agent is remembered and finished later.

use std::path::PathBuf;
use std::sync::Arc;

use callboard_journal::Journal;
use callboard_media::{EncodedFile, PictureTarget, Policy, StorageClient, picture, upload};
use callboard_model::media::{
    Crop, MediaKind, PendingAttachment, SoundEdit, UploadForm, UploadProgress, VoicemailDrop,
};
use callboard_model::{
    AccountId, AgentId, CallboardError, ConnectionId, Done, ErrorCode, JobEvent, JobId, Result, SaveOutcome,
};
use jiff::Timestamp;
use serde_json::Value;

use crate::agents::Agents;
use crate::blocking::spawn_blocking;
use crate::connection_list::ConnectionList;
use crate::decoding::Decoding;
use crate::files::Files;
use crate::gateway::{Access, Gateway};
use crate::jobs::{Events, Job};
use crate::known::KnownAgents;
use crate::local_storage::LocalStorage;
use crate::road::Changes;
use crate::road::deeds::AttachFile;
use crate::sounds::Sounds;
use crate::surroundings::Clock;

/// How often an upload is tried, each time with a fresh form.
const TRIES: u32 = 3;

/// What is made of the chosen file.
enum Preparation {
    Picture { path: PathBuf, crop: Crop },
    Sound { token: String, edit: SoundEdit, name: String, replaces: Option<VoicemailDrop> },
}

/// Uploads of pictures and sounds, and files that were stored and are not on their agents yet.
pub struct Uploads {
    pub(crate) gateway: Arc<Gateway>,
    pub(crate) connections: Arc<ConnectionList>,
    pub(crate) journal: Arc<Journal>,
    pub(crate) local_storage: Arc<LocalStorage>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) known: Arc<KnownAgents>,
    pub(crate) agents: Arc<Agents>,
    pub(crate) changes: Arc<Changes>,
    pub(crate) storage: StorageClient,
    pub(crate) files: Arc<Files>,
    pub(crate) sounds: Arc<Sounds>,
    pub(crate) decoding: Arc<Decoding>,
}

impl Uploads {
    /// Makes a chosen picture an agent's avatar.
    ///
    /// # Errors
    /// What is wrong with the picture, why the storage refuses it, and what stands in the way of any change.
    pub async fn upload_avatar(
        &self,
        connection: ConnectionId,
        agent: AgentId,
        token: &str,
        crop: Crop,
        job: JobId,
        events: Events,
    ) -> Result<SaveOutcome> {
        let preparation = Preparation::Picture { path: self.files.path(token)?, crop };
        self.upload(connection, agent, preparation, job, events).await
    }

    /// Adds what an edit makes of a chosen sound to an agent's voicemail drops, or puts it in the place of one of them.
    ///
    /// # Errors
    /// What is wrong with the sound, why the storage refuses it, and what stands in the way of any change.
    #[expect(clippy::too_many_arguments, reason = "a command's arguments are its form")]
    pub async fn upload_drop(
        &self,
        connection: ConnectionId,
        agent: AgentId,
        token: &str,
        edit: SoundEdit,
        name: String,
        replaces: Option<VoicemailDrop>,
        job: JobId,
        events: Events,
    ) -> Result<SaveOutcome> {
        self.files.path(token)?;
        let preparation = Preparation::Sound { token: token.to_owned(), edit, name, replaces };
        self.upload(connection, agent, preparation, job, events).await
    }

    async fn upload(
        &self,
        connection: ConnectionId,
        agent: AgentId,
        preparation: Preparation,
        job: JobId,
        events: Events,
    ) -> Result<SaveOutcome> {
        let job = self.gateway.begin(job, events);
        let access = self.gateway.access(&connection, &job.call).await?;
        if let Some(fault) = self.local_storage.fault() {
            return Err(fault);
        }
        // Nothing is stored that could not be remembered afterwards.
        self.connections.keep_account(&access.connection)?;
        let media = preparation.media();
        let was = self.picture_now(&access, &agent, media);
        let form = self.store(&access, &job, &agent, &preparation).await?;
        let (name, replaces) = match preparation {
            Preparation::Picture { .. } => (String::new(), None),
            Preparation::Sound { name, replaces, .. } => (name, replaces),
        };
        let attachment = PendingAttachment {
            id: uuid::Uuid::new_v4().to_string(),
            connection,
            agent,
            media,
            name,
            media_url: form.media_url.clone().ok_or_else(|| {
                CallboardError::new(ErrorCode::UnreadableAnswer)
                    .with_detail("an upload form without mediaUrl")
            })?,
            file_id: form.file_id.clone(),
            replaces,
            uploaded_at: self.clock.now().to_string(),
            was,
        };
        let (journal, account) = (self.journal.clone(), access.account.clone());
        let kept = attachment.clone();
        // A file that nobody remembers would lie in the storage without an agent for ever.
        spawn_blocking(move || journal.keep_attachment(&account, &kept))
            .await
            .map_err(|error| error.with_done(Done::Partly))?;
        self.attach(&access, &job, attachment, false).await
    }

    /// The picture that an agent had when it was read last.
    fn picture_now(&self, access: &Access, agent: &AgentId, media: MediaKind) -> Option<Value> {
        if media != MediaKind::Avatar {
            return None;
        }
        let (pointer, _) = access.parts().media?.avatar_edit("");
        let document = self.known.document(&access.connection.id, agent)?;
        // Null would come back from the journal as "not read".
        Some(pointer.read(&document).filter(|now| !now.is_null()).cloned().unwrap_or_else(|| "".into()))
    }

    /// Posts the file to storage, with a fresh form for every try.
    async fn store(
        &self,
        access: &Access,
        job: &Job<'_>,
        agent: &AgentId,
        preparation: &Preparation,
    ) -> Result<UploadForm> {
        let session = self.gateway.session(access, &job.call);
        let mut attempt = 1;
        loop {
            report(job, UploadProgress::Requesting);
            let form = access
                .part("uploadForm", |parts| parts.media)?
                .upload_form(&session, agent, preparation.media())
                .await?;
            let now = self.clock_of(&form);
            report(job, UploadProgress::Preparing);
            let file = self.prepare(preparation, &form, &job.call.cancel).await?;
            let events = job.events.clone();
            #[expect(clippy::cast_precision_loss, reason = "no file has 2^53 bytes")]
            let progress = move |sent: u64, total: u64| {
                events(JobEvent::Upload {
                    progress: UploadProgress::Sending { sent: sent as f64, total: total as f64 },
                });
            };
            let posted = upload::post(&self.storage, &form, file, now, progress, &job.call.cancel).await;
            match posted {
                Ok(()) => return Ok(form),
                Err(error) if attempt < TRIES && may_pass(error.code) => {
                    log::warn!("upload try {attempt} failed: {:?}", error.code);
                    attempt += 1;
                }
                Err(error) => {
                    // Whoever answers for the storage may be the one who was given the key.
                    let error = access.masking().scrub(error);
                    return Err(error.with_system(access.connection.system.clone()));
                }
            }
        }
    }

    /// The time as the system has it that has just given this form: a computer whose clock is ahead would take every form
    /// for expired. Without the system's time, this computer's.
    fn clock_of(&self, form: &UploadForm) -> impl Fn() -> Timestamp + Send + Sync + use<> {
        let clock = self.clock.clone();
        let given = form.given_at.as_deref().and_then(|given| given.parse::<Timestamp>().ok());
        let ahead = given.map(|given| clock.now().duration_since(given)).unwrap_or_default();
        move || {
            let now = clock.now();
            now.checked_sub(ahead).unwrap_or(now)
        }
    }

    /// The file as the form's policy wants it. The original is only read.
    async fn prepare(
        &self,
        preparation: &Preparation,
        form: &UploadForm,
        cancel: &callboard_media::CancellationToken,
    ) -> Result<EncodedFile> {
        match preparation {
            Preparation::Picture { path, crop } => {
                let policy = Policy::of(form);
                let (path, crop) = (path.clone(), *crop);
                let target = PictureTarget::avatar(policy.as_ref());
                self.decoding.run(cancel, move |cancel| picture::square(&path, crop, &target, cancel)).await
            }
            Preparation::Sound { token, edit, .. } => {
                Ok(self.sounds.edited_sound(token, *edit, cancel).await?.file.clone())
            }
        }
    }

    /// Puts a stored file on its agent and reads the agent back; only then it is done.
    async fn attach(
        &self,
        access: &Access,
        job: &Job<'_>,
        attachment: PendingAttachment,
        anyway: bool,
    ) -> Result<SaveOutcome> {
        let agent_name = self.agents.known_name(access, &attachment.agent);
        let deed = AttachFile { attachment, agent_name, anyway };
        let outcome = self.changes.carry_out(access, job, &deed, None).await?;
        if let SaveOutcome::Saved { differences, .. } = &outcome
            && let Some(difference) = differences.first()
        {
            let mut error = CallboardError::new(ErrorCode::UploadRefused)
                .with_system(access.connection.system.clone())
                .with_done(Done::Partly)
                .with_detail("the agent reads back without the file");
            error.field = Some(difference.pointer.clone());
            return Err(error);
        }
        if matches!(outcome, SaveOutcome::Saved { .. }) {
            report(job, UploadProgress::Done);
        }
        Ok(outcome)
    }

    /// Files that were stored but are not on their agents yet, of the accounts that connections lead to.
    ///
    /// # Errors
    /// [`ErrorCode::StorageFault`].
    pub async fn pending_attachments(&self) -> Result<Vec<PendingAttachment>> {
        let journal = self.journal.clone();
        let kept = spawn_blocking(move || journal.attachments()).await?;
        let reached = self.connections.reached_accounts()?;
        let own = |(account, attachment): (AccountId, PendingAttachment)| {
            let connection = reached.connection(&account, &attachment.connection)?;
            Some(PendingAttachment { connection, ..attachment })
        };
        Ok(kept.into_iter().filter_map(own).collect())
    }

    /// Puts a stored file on its agent at last; `anyway` where it takes the place of a picture that was put there since.
    ///
    /// # Errors
    /// [`ErrorCode::Superseded`], and what stands in the way of any change.
    pub async fn finish_attachment(
        &self,
        id: &str,
        anyway: bool,
        job: JobId,
        events: Events,
    ) -> Result<SaveOutcome> {
        let job = self.gateway.begin(job, events);
        let attachment = self
            .pending_attachments()
            .await?
            .into_iter()
            .find(|attachment| attachment.id == id)
            .ok_or_else(|| CallboardError::new(ErrorCode::MediaNotFound))?;
        let access = self.gateway.access(&attachment.connection, &job.call).await?;
        self.attach(&access, &job, attachment, anyway).await
    }

    /// Gives up on a stored file.
    ///
    /// # Errors
    /// [`ErrorCode::StorageFault`] or [`ErrorCode::DiskFull`].
    pub async fn forget_attachment(&self, id: String) -> Result<()> {
        let journal = self.journal.clone();
        spawn_blocking(move || journal.finish_attachment(&id)).await
    }
}

impl Preparation {
    fn media(&self) -> MediaKind {
        match self {
            Preparation::Picture { .. } => MediaKind::Avatar,
            Preparation::Sound { .. } => MediaKind::Drop,
        }
    }
}

/// Whether another try with a fresh form may succeed.
fn may_pass(code: ErrorCode) -> bool {
    matches!(
        code,
        ErrorCode::UploadExpired
            | ErrorCode::UploadStalled
            | ErrorCode::Unreachable
            | ErrorCode::TimedOut
            | ErrorCode::SystemFault
            | ErrorCode::RateLimited
    )
}

fn report(job: &Job<'_>, progress: UploadProgress) {
    (job.events)(JobEvent::Upload { progress });
}
