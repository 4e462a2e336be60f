//! Decoding of pictures and sounds, few at a time: each may take some hundred megabytes, and what is asked for may be
//! everything a page shows.

use std::sync::Arc;

use callboard_media::CancellationToken;
use callboard_model::{CallboardError, ErrorCode, Result};
use tokio::sync::Semaphore;

use crate::blocking::spawn_blocking;

/// Files that are decoded at the same time.
const AT_ONCE: usize = 2;

/// The places in which something is decoded.
pub(crate) struct Decoding(Arc<Semaphore>);

impl Default for Decoding {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(AT_ONCE)))
    }
}

impl Decoding {
    /// Waits for a place and runs the work in it. The work keeps its place to its end, also where nobody waits any more.
    ///
    /// # Errors
    /// Those of the work; [`ErrorCode::Cancelled`] where it was stopped while it waited; [`ErrorCode::Internal`] where it
    /// panicked.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        cancel: &CancellationToken,
        work: impl FnOnce(&CancellationToken) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let waiting = Arc::clone(&self.0).acquire_owned();
        let place = cancel.run_until_cancelled(waiting).await.ok_or(ErrorCode::Cancelled)?;
        let place = place.map_err(|error| CallboardError::new(ErrorCode::Internal).with_detail(error))?;
        let cancel = cancel.clone();
        spawn_blocking(move || {
            let _place = place;
            work(&cancel)
        })
        .await
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]

    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    /// Counts how many run now, and the most that ever did.
    #[derive(Default)]
    struct Count {
        now: AtomicUsize,
        most: AtomicUsize,
    }

    impl Count {
        fn work(&self) {
            let now = self.now.fetch_add(1, Ordering::SeqCst) + 1;
            self.most.fetch_max(now, Ordering::SeqCst);
            std::thread::sleep(Duration::from_millis(20));
            self.now.fetch_sub(1, Ordering::SeqCst);
        }
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_page_with_many_files_does_not_fill_the_memory() {
        let (decoding, count) = (Arc::new(Decoding::default()), Arc::new(Count::default()));
        let runs = (0..20).map(|index| {
            let (decoding, count) = (decoding.clone(), count.clone());
            tokio::spawn(async move {
                let work = move |_: &CancellationToken| {
                    count.work();
                    Ok(())
                };
                let cancel = CancellationToken::new();
                // Pages are left while they load: nobody waits for a part of the work.
                let patience = Duration::from_millis(if index % 3 == 0 { 10 } else { 10_000 });
                let _ = tokio::time::timeout(patience, decoding.run(&cancel, work)).await;
            })
        });
        let runs: Vec<_> = runs.collect();
        for run in runs {
            run.await.unwrap();
        }
        assert!(count.most.load(Ordering::SeqCst) <= AT_ONCE, "{:?} are decoded at once", count.most);
    }

    #[tokio::test]
    async fn what_waits_for_a_place_can_be_stopped() {
        let decoding = Decoding::default();
        let _places = decoding.0.acquire_many(2).await.unwrap();
        let cancel = CancellationToken::new();
        cancel.cancel();
        let answer = decoding.run(&cancel, |_| Ok(())).await;
        assert_eq!(answer.unwrap_err().code, ErrorCode::Cancelled, "leaving the page stops nothing");
    }
}
