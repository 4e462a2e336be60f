//! One run: the work of both admins, polled in an order that chance decides, with kills between any two awaits.
//!
//! All of it happens on one thread. What blocks runs on one further thread, and is waited for before anything else is
//! polled, so that the same seed gives the same run.

use std::collections::BTreeSet;
use std::future::{Future, poll_fn};
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

use callboard_media::StorageClient;
use callboard_model::JobId;

use crate::admin::{Admin, Key};
use crate::chance::Chance;
use crate::counts::Counts;
use crate::invariants;
use crate::operations::Ended;
use crate::world::World;

/// Most pieces of work at once.
const MOST_AT_ONCE: usize = 6;

pub(crate) struct Running {
    pub(crate) admin: usize,
    pub(crate) number: u64,
    pub(crate) what: &'static str,
    pub(crate) key: Option<Key>,
    pub(crate) job: JobId,
    future: Pin<Box<dyn Future<Output = Ended>>>,
    flag: Arc<Flag>,
}

/// Whether a piece of work can go on.
struct Flag {
    raised: AtomicBool,
    driver: Arc<Mutex<Option<Waker>>>,
}

impl Wake for Flag {
    fn wake(self: Arc<Self>) {
        self.raised.store(true, Ordering::SeqCst);
        if let Some(driver) = self.driver.lock().unwrap().take() {
            driver.wake();
        }
    }
}

pub(crate) struct Run {
    pub(crate) world: Arc<World>,
    pub(crate) chance: Chance,
    pub(crate) admins: Vec<Admin>,
    pub(crate) running: Vec<Running>,
    pub(crate) operations: u64,
    pub(crate) tokens: u64,
    folder: PathBuf,
    driver: Arc<Mutex<Option<Waker>>>,
}

/// How a run went.
pub(crate) struct Report {
    pub(crate) counts: Counts,
    pub(crate) violations: Vec<String>,
    pub(crate) story: Vec<String>,
    /// The same for the same run.
    pub(crate) mark: u64,
}

impl Run {
    pub(crate) async fn new(seed: u64, folder: PathBuf, storage: StorageClient) -> Self {
        let world = Arc::new(World::new(&folder, seed));
        let mut admins = Vec::new();
        for index in 0..2 {
            let own = folder.join(format!("{index}-1"));
            admins.push(Admin::new(index, &world, own, storage.clone()).await);
        }
        Self {
            world,
            chance: Chance::new(seed.rotate_left(17) ^ 0xC0FF_EE00),
            admins,
            running: Vec::new(),
            operations: 0,
            tokens: 0,
            folder,
            driver: Arc::default(),
        }
    }

    /// Works until so many operations were begun, lets everything come to rest, and looks whether all is well.
    pub(crate) async fn go(mut self, operations: u64) -> Report {
        while self.operations < operations && self.world.state().violations.is_empty() {
            self.world.arrive();
            let ready = self.ready();
            let act = self.running.is_empty()
                || (self.running.len() < MOST_AT_ONCE
                    && self.chance.percent(if ready.is_empty() { 60 } else { 12 }));
            if act {
                self.operations += 1;
                self.act();
            } else if ready.is_empty() {
                self.sleep().await;
            } else {
                self.poll_one(&ready).await;
            }
        }
        self.come_to_rest().await;
        let mut state = self.world.state();
        let mut counts = std::mem::take(&mut state.counts);
        for _ in 0..self.operations {
            counts.add("operations begun", "all");
        }
        let mut mark = state.chance.next() ^ self.chance.next().rotate_left(7) ^ state.moment.rotate_left(32);
        mark ^= u64::try_from(state.writes.len()).unwrap();
        Report {
            counts,
            violations: std::mem::take(&mut state.violations),
            story: std::mem::take(&mut state.story),
            mark,
        }
    }

    /// Begins a piece of work.
    pub(crate) fn begin(
        &mut self,
        admin: usize,
        what: &'static str,
        key: Option<Key>,
        work: impl FnOnce(Arc<callboard_usecases::Callboard>, JobId) -> Pin<Box<dyn Future<Output = Ended>>>,
    ) -> u64 {
        let mut state = self.world.state();
        state.moment += 1;
        let number = state.moment;
        state.admins.insert(number, admin);
        state.alive.insert(number);
        state.counts.add("operations", what);
        state.tell(format!("{number}: admin {admin} begins {what} {key:?}"));
        drop(state);
        let job = JobId(number.to_string());
        let future = work(Arc::clone(&self.admins[admin].callboard), job.clone());
        let flag = Arc::new(Flag { raised: AtomicBool::new(true), driver: Arc::clone(&self.driver) });
        self.running.push(Running { admin, number, what, key, job, future, flag });
        number
    }

    fn ready(&self) -> Vec<usize> {
        (0..self.running.len())
            .filter(|index| self.running[*index].flag.raised.load(Ordering::SeqCst))
            .collect()
    }

    /// Lets time pass until something can go on.
    async fn sleep(&mut self) {
        let arrival = self.world.next_arrival().unwrap_or(Duration::from_hours(1));
        let (flags, driver) = (&self.running, &self.driver);
        let woken = poll_fn(|context: &mut Context<'_>| {
            *driver.lock().unwrap() = Some(context.waker().clone());
            if flags.iter().any(|running| running.flag.raised.load(Ordering::SeqCst)) {
                Poll::Ready(())
            } else {
                Poll::Pending
            }
        });
        let _ = tokio::time::timeout(arrival, woken).await;
    }

    async fn poll_one(&mut self, ready: &[usize]) {
        let index = ready[self.chance.below(ready.len())];
        let admin = self.running[index].admin;
        let last = self.admins[admin].killed_in == Some(0);
        let mark = last.then(|| self.admins[admin].disk.mark());
        let running = &mut self.running[index];
        running.flag.raised.store(false, Ordering::SeqCst);
        self.world.state().current = Some((admin, running.number));
        let waker = Waker::from(Arc::clone(&running.flag));
        // What is begun beside waits until the poll is over, or it might be done within it or not, as the machine pleases.
        let (open, gate) = std::sync::mpsc::channel::<()>();
        drop(tokio::task::spawn_blocking(move || gate.recv()));
        let polled = running.future.as_mut().poll(&mut Context::from_waker(&waker));
        self.world.state().current = None;
        drop(open);
        // Whatever was begun beside is over before anybody goes on.
        tokio::task::spawn_blocking(|| ()).await.unwrap();
        if let Poll::Ready(ended) = polled {
            let running = self.running.swap_remove(index);
            self.world.state().alive.remove(&running.number);
            self.ended(&running, ended);
            self.look(admin);
        }
        if let Some(mark) = mark {
            self.kill(admin, &mark);
        } else if let Some(polls) = &mut self.admins[admin].killed_in {
            *polls = polls.saturating_sub(1);
        }
    }

    /// Looks at what a program has written.
    pub(crate) fn look(&mut self, admin: usize) {
        let keeping: BTreeSet<Key> = self
            .running
            .iter()
            .filter(|running| running.admin == admin && matches!(running.what, "type" | "keep" | "discard"))
            .filter_map(|running| running.key.clone())
            .collect();
        let admin = &mut self.admins[admin];
        if !admin.starting {
            invariants::of_journal(&self.world, admin, &keeping);
        }
    }

    /// Ends a program as a power cut would, and starts it again.
    pub(crate) fn kill(&mut self, admin: usize, mark: &crate::disk::Mark) {
        let killed: Vec<Running> = {
            let (killed, going_on) =
                std::mem::take(&mut self.running).into_iter().partition(|running| running.admin == admin);
            self.running = going_on;
            killed
        };
        for running in &killed {
            let mut state = self.world.state();
            state.alive.remove(&running.number);
            state.counts.add("killed", running.what);
            state.tell(format!("{} is killed", running.number));
        }
        drop(killed);
        let starts = self.admins[admin].starts + 1;
        let folder = self.folder.join(format!("{admin}-{starts}"));
        let told = self.admins[admin].disk.killed(mark, &folder, &mut self.chance);
        self.world.state().tell(format!("admin {admin} is killed: {told}"));
        self.world.state().counts.add("kills", told);
        self.admins[admin].restarted(&self.world, folder);
        self.begin_start(admin);
    }

    /// Nothing fails any more, everything arrives, and everybody looks up what became of their changes.
    async fn come_to_rest(&mut self) {
        self.world.state().faulty = 0;
        for admin in 0..self.admins.len() {
            self.admins[admin].killed_in = None;
            self.admins[admin].disk.fail(false);
        }
        self.finish().await;
        for _ in 0..2 {
            tokio::time::advance(Duration::from_secs(100)).await;
            self.world.arrive();
            for admin in 0..self.admins.len() {
                let mark = self.admins[admin].disk.mark();
                self.kill(admin, &mark);
                self.finish().await;
                self.begin_settling(admin);
                self.finish().await;
                self.look(admin);
            }
        }
        for admin in &self.admins {
            invariants::at_the_end(&self.world, admin);
        }
    }

    /// Goes on until nothing runs.
    async fn finish(&mut self) {
        while !self.running.is_empty() {
            self.world.arrive();
            let ready = self.ready();
            if ready.is_empty() {
                self.sleep().await;
            } else {
                self.poll_one(&ready).await;
            }
        }
    }
}
