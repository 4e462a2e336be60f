//! The XML of a storage that refuses an upload.

use callboard_media::refusal::{Attempt, refusal};
use jiff::Timestamp;
use reqwest::header::HeaderMap;

use crate::bytes_change::changed;
use crate::chance::Drawn;
use crate::run::Target;

pub(super) struct Storage;

const SEEDS: [&str; 4] = [
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>EntityTooLarge</Code><Message>Too large.</Message>\
     <MaxSizeAllowed>5242880</MaxSizeAllowed><RequestId>4442587FB7D0A2F9</RequestId></Error>",
    "<Error><Code>AccessDenied</Code><Message>Request has expired</Message><HostId/></Error>",
    "<Error xmlns=\"http://s3.amazonaws.com/doc/\" xmlns:x=\"y\"><Code x:z='1'>EntityTooSmall</Code></Error>",
    "<html><head><title>502</title></head><body>Bad gateway</body></html>",
];

const WORDS: [&str; 16] = [
    "<Code>",
    "</Code>",
    "<Error>",
    "</Error>",
    "<!DOCTYPE e [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>",
    "&b;",
    "&#x0;",
    "&#99999999;",
    "<![CDATA[",
    "]]>",
    "<!--",
    "<?xml version='1.1'?>",
    "<MaxSizeAllowed>99999999999999999999</MaxSizeAllowed>",
    " a='b'",
    "<a><a><a><a><a><a><a><a>",
    "\u{feff}",
];

impl Target for Storage {
    type Input = (u16, String);

    fn make(&self, drawn: &mut Drawn<'_>) -> (u16, String) {
        let seeds: Vec<Vec<u8>> = SEEDS.iter().map(|seed| seed.as_bytes().to_vec()).collect();
        let seed = drawn.one(&seeds).map_or(&[][..], Vec::as_slice);
        let body = changed(drawn, seed, &seeds, &WORDS);
        let status = drawn.one(&[400, 403, 413, 500]).copied().unwrap_or(400);
        (status, String::from_utf8_lossy(&body).into_owned())
    }

    fn execute(&mut self, (status, body): &(u16, String)) -> Result<(), String> {
        let attempt = Attempt { policy: None, content_type: "image/png", now: Timestamp::UNIX_EPOCH };
        let error = refusal(*status, &HeaderMap::new(), body, &attempt);
        if error.status == Some(*status) { Ok(()) } else { Err("the status was lost".to_owned()) }
    }
}
