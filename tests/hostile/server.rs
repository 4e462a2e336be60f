//! A server of raw bytes: whatever stands in a script is sent, true or not, and whatever was asked is kept.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// One thing that the server does on a connection.
#[derive(Clone)]
pub(crate) enum Step {
    /// Sends bytes.
    Send(Vec<u8>),
    /// Sends the same bytes so many times.
    Repeat(Vec<u8>, usize),
    /// Sends the same bytes again and again, with a pause before each.
    Forever(Vec<u8>, Duration),
    /// Does nothing for a while.
    Wait(Duration),
    /// Ends the connection with a reset, so that what is on its way is lost.
    Reset,
}

/// When the server begins to speak.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Manners {
    /// After the whole request was read.
    Listens,
    /// Before anything was read.
    Interrupts,
    /// After the head, without reading the body.
    HalfListens,
}

/// What is done for one request.
#[derive(Clone)]
pub(crate) struct Script {
    pub(crate) manners: Manners,
    pub(crate) steps: Vec<Step>,
}

impl Script {
    pub(crate) fn of(steps: Vec<Step>) -> Self {
        Self { manners: Manners::Listens, steps }
    }
}

/// A request, and which one of the server's it is, counted from nought.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) number: usize,
    pub(crate) bytes: Vec<u8>,
}

impl Asked {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// Method, and path with query.
    pub(crate) fn line(&self) -> (String, String) {
        let text = self.text();
        let mut words = text.split(' ').map(str::to_owned);
        (words.next().unwrap_or_default(), words.next().unwrap_or_default())
    }
}

/// What a server answers to a request.
pub(crate) type Answers = Arc<dyn Fn(&Asked) -> Script + Send + Sync>;

/// A server that lies.
pub(crate) struct Server {
    address: String,
    heard: Arc<Mutex<Vec<Asked>>>,
    connections: Arc<AtomicUsize>,
    running: JoinHandle<()>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.running.abort();
    }
}

impl Server {
    pub(crate) async fn start(answers: Answers) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address").to_string();
        let heard = Arc::new(Mutex::new(Vec::new()));
        let connections = Arc::new(AtomicUsize::new(0));
        let (kept, counted) = (Arc::clone(&heard), Arc::clone(&connections));
        let running = tokio::spawn(async move {
            // Dropped with the server, and all that still hang with it.
            let mut open = tokio::task::JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                counted.fetch_add(1, Ordering::SeqCst);
                open.spawn(serve(stream, Arc::clone(&answers), Arc::clone(&kept)));
                while open.try_join_next().is_some() {}
            }
        });
        Self { address, heard, connections, running }
    }

    /// A server that is not meant to be asked: it answers an empty record.
    pub(crate) async fn bystander() -> Self {
        Self::start(Arc::new(|_| Script::of(vec![Step::Send(super::answers::ok("{}"))]))).await
    }

    /// Host and port.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Everything that was asked.
    pub(crate) fn heard(&self) -> Vec<Asked> {
        self.heard.lock().expect("the requests").clone()
    }

    /// How many connections came.
    pub(crate) fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

/// Serves one connection until it or the script ends. Every script ends its connection.
async fn serve(mut stream: TcpStream, answers: Answers, heard: Arc<Mutex<Vec<Asked>>>) {
    let keep = |bytes: Vec<u8>| {
        let mut heard = heard.lock().expect("the requests");
        let asked = Asked { number: heard.len(), bytes };
        heard.push(asked.clone());
        asked
    };
    // Whether it interrupts is the same for all requests of a script.
    let manners = answers(&Asked { number: 0, bytes: Vec::new() }).manners;
    let asked = match manners {
        Manners::Interrupts => keep(Vec::new()),
        Manners::HalfListens | Manners::Listens => match read_request(&mut stream, manners).await {
            Some(bytes) => keep(bytes),
            None => return,
        },
    };
    let script = answers(&asked);
    if play(&mut stream, script.steps).await.is_some() {
        let _ = stream.shutdown().await;
        // Until the client has closed too: closing on unread bytes would reset the connection instead.
        let _ = tokio::time::timeout(Duration::from_secs(2), drain(&mut stream)).await;
    }
}

async fn drain(stream: &mut TcpStream) {
    let mut unread = [0; 4096];
    while stream.read(&mut unread).await.is_ok_and(|count| count > 0) {}
}

/// None where the connection is to end as it is.
async fn play(stream: &mut TcpStream, steps: Vec<Step>) -> Option<()> {
    for step in steps {
        match step {
            Step::Send(bytes) => stream.write_all(&bytes).await.ok()?,
            Step::Repeat(bytes, times) => {
                for _ in 0..times {
                    stream.write_all(&bytes).await.ok()?;
                }
            }
            Step::Forever(bytes, pause) => loop {
                if !pause.is_zero() {
                    tokio::time::sleep(pause).await;
                }
                stream.write_all(&bytes).await.ok()?;
            },
            Step::Wait(length) => tokio::time::sleep(length).await,
            Step::Reset => {
                let _ = stream.set_zero_linger();
                return None;
            }
        }
    }
    Some(())
}

/// The request's head and, where the manners say so, as much body as the head promises.
async fn read_request(stream: &mut TcpStream, manners: Manners) -> Option<Vec<u8>> {
    let (mut bytes, mut chunk) = (Vec::new(), [0; 4096]);
    loop {
        let count = stream.read(&mut chunk).await.ok().filter(|count| *count > 0)?;
        bytes.extend_from_slice(&chunk[..count]);
        let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n").map(|at| at + 4) else {
            continue;
        };
        let head = String::from_utf8_lossy(&bytes[..end]).to_ascii_lowercase();
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.trim().parse().ok());
        if manners == Manners::HalfListens || bytes.len() >= end + length.unwrap_or(0) {
            return Some(bytes);
        }
    }
}
