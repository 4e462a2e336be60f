//! Answers by the byte, honest and other ones.

use super::server::Step;

/// An answer with a body, whose length is told truly.
pub(crate) fn answer(status: &str, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let length = body.len().to_string();
    let mut bytes = head(status, headers);
    bytes.truncate(bytes.len() - 2);
    bytes.extend_from_slice(format!("content-length: {length}\r\nconnection: close\r\n\r\n").as_bytes());
    bytes.extend_from_slice(body);
    bytes
}

/// A head with exactly these headers.
pub(crate) fn head(status: &str, headers: &[(&str, &str)]) -> Vec<u8> {
    let mut text = format!("HTTP/1.1 {status}\r\n");
    for (name, value) in headers {
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    text.push_str("\r\n");
    text.into_bytes()
}

/// A JSON body with status 200.
pub(crate) fn ok(body: impl AsRef<[u8]>) -> Vec<u8> {
    answer("200 OK", &[("content-type", "application/json")], body)
}

/// The steps that send one answer.
pub(crate) fn send(bytes: Vec<u8>) -> Vec<Step> {
    vec![Step::Send(bytes)]
}

/// Steps that send a JSON body of `before`, then `filling` so many times, then `after`, with its true length and without
/// ever holding it whole.
pub(crate) fn long(before: &str, filling: &str, times: usize, after: &str) -> Vec<Step> {
    // One write for many small pieces.
    let batch = (65_536 / filling.len().max(1)).clamp(1, times.max(1));
    let (rounds, rest) = (times / batch, times % batch);
    let length = before.len() + filling.len() * times + after.len();
    let length = length.to_string();
    let headers =
        [("content-type", "application/json"), ("content-length", &length), ("connection", "close")];
    vec![
        Step::Send(head("200 OK", &headers)),
        Step::Send(before.as_bytes().to_vec()),
        Step::Repeat(filling.repeat(batch).into_bytes(), rounds),
        Step::Send(filling.repeat(rest).into_bytes()),
        Step::Send(after.as_bytes().to_vec()),
    ]
}

/// A gzip member whose content is `before`, then `filling` so many times 258, then `after`.
pub(crate) fn gzip_bomb(before: &[u8], filling: u8, times: usize, after: &[u8]) -> Vec<u8> {
    let mut bits = Bits::default();
    // One block of fixed codes (RFC 1951, 3.2.6), the last one.
    bits.put(1, 1);
    bits.put(1, 2);
    for byte in before {
        bits.literal(*byte);
    }
    bits.literal(filling);
    for _ in 0..times {
        // The longest match, 258 bytes, of the byte before.
        bits.code(0b1100_0101, 8);
        bits.code(0, 5);
    }
    for byte in after {
        bits.literal(*byte);
    }
    bits.code(0, 7);
    let mut bytes = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
    bytes.extend(bits.bytes());
    let length = before.len() + 1 + 258 * times + after.len();
    // The checksum is wrong: nobody is to read as far as that.
    bytes.extend([0; 4]);
    bytes.extend((length as u32).to_le_bytes());
    bytes
}

/// Bits as deflate packs them, from the lowest up.
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    open: u32,
    count: u32,
}

impl Bits {
    fn put(&mut self, value: u32, count: u32) {
        self.open |= value << self.count;
        self.count += count;
        while self.count >= 8 {
            self.bytes.push(self.open as u8);
            self.open >>= 8;
            self.count -= 8;
        }
    }

    /// A Huffman code, which is packed from its highest bit down.
    fn code(&mut self, code: u32, count: u32) {
        self.put(code.reverse_bits() >> (32 - count), count);
    }

    fn literal(&mut self, byte: u8) {
        match u32::from(byte) {
            low @ 0..144 => self.code(0b0011_0000 + low, 8),
            high => self.code(0b1_1001_0000 + high - 144, 9),
        }
    }

    fn bytes(mut self) -> Vec<u8> {
        if self.count > 0 {
            self.bytes.push(self.open as u8);
        }
        self.bytes
    }
}
