//! What pictures say about themselves and the decoders do not hand on: which way up they stand, what their colours mean, and
//! whether they are whole.

use image::ImageFormat;
use image::metadata::Orientation;

/// The Exif tag of the orientation.
const ORIENTATION: u16 = 0x0112;

/// Entries of a directory that are looked at, at most.
const MAXIMUM_ENTRIES: usize = 4096;

/// The orientation a file notes, in any of the places and forms that programs write it.
pub(super) fn orientation(content: &[u8], format: ImageFormat, exif: Option<&[u8]>) -> Orientation {
    let noted = match format {
        // A PNG may have its notes behind the pixels, where the decoder no longer looks.
        ImageFormat::Png => {
            chunks(content).find(|(name, _)| name == b"eXIf").and_then(|(_, exif)| noted(exif))
        }
        // A TIFF is a directory of the same kind itself.
        ImageFormat::Tiff => noted(content),
        _ => None,
    };
    noted.or_else(|| exif.and_then(self::noted)).unwrap_or(Orientation::NoTransforms)
}

/// The orientation in a block of Exif. Some programs put the mark of JPEG before it, some write a longer number than the
/// standard has.
fn noted(exif: &[u8]) -> Option<Orientation> {
    let exif = exif.strip_prefix(b"Exif\0\0").unwrap_or(exif);
    let bytes = Directory::of(exif)?;
    let start = usize::try_from(bytes.four(4)?).ok()?;
    let count = usize::from(bytes.two(start)?).min(MAXIMUM_ENTRIES);
    let entry = (0..count).filter_map(|index| start.checked_add(2 + 12 * index));
    let entry = entry.into_iter().find(|entry| bytes.two(*entry) == Some(ORIENTATION))?;
    let value = entry.checked_add(8)?;
    let value = match bytes.two(entry + 2)? {
        1 | 6 | 7 => u32::from(*exif.get(value)?),
        3 | 8 => u32::from(bytes.two(value)?),
        4 | 9 => bytes.four(value)?,
        _ => return None,
    };
    Orientation::from_exif(u8::try_from(value).ok()?)
}

/// Numbers in the order of bytes that a TIFF begins with.
struct Directory<'a> {
    bytes: &'a [u8],
    is_little: bool,
}

impl<'a> Directory<'a> {
    fn of(bytes: &'a [u8]) -> Option<Self> {
        let is_little = match bytes.get(..4)? {
            [b'I', b'I', 42, 0] => true,
            [b'M', b'M', 0, 42] => false,
            _ => return None,
        };
        Some(Self { bytes, is_little })
    }

    fn two(&self, at: usize) -> Option<u16> {
        let two = *self.bytes.get(at..)?.first_chunk()?;
        Some(if self.is_little { u16::from_le_bytes(two) } else { u16::from_be_bytes(two) })
    }

    fn four(&self, at: usize) -> Option<u32> {
        let four = *self.bytes.get(at..)?.first_chunk()?;
        Some(if self.is_little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) })
    }
}

/// The chunks of a PNG.
pub(super) fn chunks(content: &[u8]) -> impl Iterator<Item = ([u8; 4], &[u8])> {
    let mut rest = content.get(8..).unwrap_or_default();
    std::iter::from_fn(move || {
        let length = usize::try_from(u32::from_be_bytes(*rest.first_chunk::<4>()?)).ok()?;
        let name = *rest.get(4..)?.first_chunk::<4>()?;
        let chunk = rest.get(8..)?.get(..length)?;
        rest = rest.get(8..)?.get(length.checked_add(4)?..)?;
        Some((name, chunk))
    })
}

/// How a JPEG is built.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct JpegFrame {
    /// The number of its process: `SOF` n (ITU-T T.81, table B.1).
    pub(super) process: u8,
    /// Bits of a value.
    pub(super) precision: u8,
    /// Values of a pixel.
    pub(super) components: u8,
    /// Whether the mark of its end is there.
    pub(super) is_whole: bool,
}

/// Walks through the marks of a JPEG. A preview within its notes has marks of its own, which do not count.
pub(super) fn jpeg_frame(content: &[u8]) -> JpegFrame {
    let mut frame = JpegFrame::default();
    let mut rest = content.get(2..).unwrap_or_default();
    loop {
        // Within the pixels a 0 follows where the value 255 is meant, and restart marks (D0 to D7) stand alone.
        let is_mark =
            |two: &[u8]| matches!(two, [0xFF, mark] if !matches!(mark, 0 | 0x01 | 0xD0..=0xD8 | 0xFF));
        let Some(at) = rest.windows(2).position(is_mark) else {
            return frame;
        };
        let mark = rest.get(at + 1).copied().unwrap_or_default();
        rest = rest.get(at + 2..).unwrap_or_default();
        if mark == 0xD9 {
            frame.is_whole = true;
            return frame;
        }
        let Some(length) = rest.first_chunk().map(|two| usize::from(u16::from_be_bytes(*two))) else {
            return frame;
        };
        // C4, C8 and CC are tables.
        if matches!(mark, 0xC0..=0xCF) && !matches!(mark, 0xC4 | 0xC8 | 0xCC) {
            frame.process = mark - 0xC0;
            frame.precision = rest.get(2).copied().unwrap_or_default();
            frame.components = rest.get(7).copied().unwrap_or_default();
        }
        rest = rest.get(length.max(2)..).unwrap_or_default();
    }
}

/// Whether the pixels of a TIFF are places in a table of colours.
pub(super) fn is_palette_tiff(content: &[u8]) -> bool {
    const PHOTOMETRIC: u16 = 0x0106;
    let read = || {
        let bytes = Directory::of(content)?;
        let start = usize::try_from(bytes.four(4)?).ok()?;
        let count = usize::from(bytes.two(start)?).min(MAXIMUM_ENTRIES);
        let mut entries = (0..count).filter_map(|index| start.checked_add(2 + 12 * index));
        let entry = entries.find(|entry| bytes.two(*entry) == Some(PHOTOMETRIC))?;
        bytes.two(entry + 8)
    };
    read() == Some(3)
}

/// The name of a kind of picture that is not read, by how its files begin.
pub(super) fn name_of(content: &[u8]) -> Option<&'static str> {
    const BEGINNINGS: [(&[u8], &str); 7] = [
        (b"8BPS", "Photoshop"),
        (b"\0\0\0\x0CjP  \r\n", "JPEG 2000"),
        (&[0xFF, 0x4F, 0xFF, 0x51], "JPEG 2000"),
        (b"\0\0\0\x0CJXL \r\n", "JPEG XL"),
        (&[0xFF, 0x0A], "JPEG XL"),
        (b"<svg", "SVG"),
        (b"gimp xcf", "GIMP"),
    ];
    let found =
        BEGINNINGS.iter().find(|(beginning, _)| content.starts_with(beginning)).map(|(_, name)| *name);
    found.or_else(|| {
        let begin = content.get(..content.len().min(1024)).unwrap_or_default();
        let is_text = begin.trim_ascii_start().starts_with(b"<");
        (is_text && begin.windows(4).any(|four| four == b"<svg")).then_some("SVG")
    })
}
