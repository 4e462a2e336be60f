//! Connections that can be broken on purpose: the one thing an HTTP handler cannot do by itself.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Breaks the connection that a request came in on. Reaches handlers as `ConnectInfo<BreakSwitch>`.
#[derive(Debug, Clone, Default)]
pub(crate) struct BreakSwitch(Arc<AtomicBool>);

impl BreakSwitch {
    /// From now on nothing is written: the peer sees a reset instead of an answer.
    pub(crate) fn pull(&self) {
        self.0.store(true, Ordering::Release);
    }

    pub(crate) fn pulled(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }
}

/// How many connections are open at once. Each may hold a few hundred kilobytes of headers; one more waits.
const CONNECTIONS: usize = 256;

/// Accepts connections on loopback and gives each its switch.
pub(crate) struct BreakableListener {
    listener: TcpListener,
    places: Arc<Semaphore>,
}

impl BreakableListener {
    pub(crate) fn new(listener: TcpListener) -> Self {
        Self { listener, places: Arc::new(Semaphore::new(CONNECTIONS)) }
    }
}

impl Listener for BreakableListener {
    type Io = BreakableStream;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        // Nobody closes the semaphore, so there is always a place in the end.
        let place = Arc::clone(&self.places).acquire_owned().await.ok();
        loop {
            match self.listener.accept().await {
                Ok((stream, address)) => {
                    // Small answers must not wait for the peer's acknowledgement.
                    if let Err(error) = stream.set_nodelay(true) {
                        log::debug!("TCP_NODELAY was refused: {error}");
                    }
                    return (
                        BreakableStream { stream, switch: BreakSwitch::default(), _place: place },
                        address,
                    );
                }
                Err(error) => {
                    log::warn!("a connection could not be accepted: {error}");
                    tokio::time::sleep(Duration::from_millis(100)).await;
                }
            }
        }
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        self.listener.local_addr()
    }
}

impl Connected<IncomingStream<'_, BreakableListener>> for BreakSwitch {
    fn connect_info(stream: IncomingStream<'_, BreakableListener>) -> Self {
        stream.io().switch.clone()
    }
}

/// A TCP stream that turns into a reset when its switch is pulled.
pub(crate) struct BreakableStream {
    stream: TcpStream,
    switch: BreakSwitch,
    _place: Option<OwnedSemaphorePermit>,
}

impl BreakableStream {
    fn check(&self) -> io::Result<()> {
        if !self.switch.pulled() {
            return Ok(());
        }
        // Closing with zero linger sends RST, not an orderly FIN.
        self.stream.set_zero_linger()?;
        Err(io::ErrorKind::ConnectionReset.into())
    }
}

impl AsyncRead for BreakableStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        self.check()?;
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for BreakableStream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.check()?;
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.check()?;
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.check()?;
        Pin::new(&mut self.stream).poll_shutdown(context)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.check()?;
        Pin::new(&mut self.stream).poll_write_vectored(context, bytes)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}
