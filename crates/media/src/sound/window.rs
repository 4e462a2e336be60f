//! A part of a file as a file of its own, with other bytes before and after it: how a header that lies is replaced without
//! copying the sound.

use std::io::{self, Read, Seek, SeekFrom};

use symphonia::core::io::MediaSource;

/// Some bytes, a part of a source, some bytes.
pub(super) struct Window {
    before: Vec<u8>,
    source: Box<dyn MediaSource>,
    /// Where the part begins in the source.
    start: u64,
    /// Bytes of the part.
    length: u64,
    after: Vec<u8>,
    position: u64,
    /// Where the source is now.
    source_position: Option<u64>,
}

impl Window {
    /// A part of a source that can seek, between other bytes.
    pub(super) fn new(
        before: Vec<u8>,
        source: Box<dyn MediaSource>,
        start: u64,
        length: u64,
        after: Vec<u8>,
    ) -> Self {
        Self { before, source, start, length, after, position: 0, source_position: None }
    }

    fn total(&self) -> u64 {
        (self.before.len() as u64).saturating_add(self.length).saturating_add(self.after.len() as u64)
    }

    fn read_part(&mut self, from: u64, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.length - from;
        let wanted = buffer.len().min(usize::try_from(left).unwrap_or(usize::MAX));
        let target = self.start + from;
        if self.source_position != Some(target) {
            self.source.seek(SeekFrom::Start(target))?;
        }
        let read = self.source.read(buffer.get_mut(..wanted).unwrap_or_default())?;
        self.source_position = Some(target + read as u64);
        Ok(read)
    }
}

impl Read for Window {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let part = (self.before.len() as u64, self.before.len() as u64 + self.length);
        let from = |bytes: &[u8], at: u64, buffer: &mut [u8]| {
            let mut rest = usize::try_from(at).ok().and_then(|at| bytes.get(at..)).unwrap_or_default();
            rest.read(buffer)
        };
        let read = if self.position < part.0 {
            from(&self.before, self.position, buffer)?
        } else if self.position < part.1 {
            self.read_part(self.position - part.0, buffer)?
        } else {
            from(&self.after, self.position - part.1, buffer)?
        };
        self.position += read as u64;
        Ok(read)
    }
}

impl Seek for Window {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let position = match to {
            SeekFrom::Start(position) => Some(position),
            SeekFrom::Current(by) => self.position.checked_add_signed(by),
            SeekFrom::End(by) => self.total().checked_add_signed(by),
        };
        self.position = position.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.position)
    }
}

impl MediaSource for Window {
    fn is_seekable(&self) -> bool {
        true
    }

    fn byte_len(&self) -> Option<u64> {
        Some(self.total())
    }
}
