//! The tags of a part of an office file, one after the other, whatever the part is encoded in.

use std::borrow::Cow;

use encoding_rs::{UTF_16BE, UTF_16LE};
use quick_xml::{
    Reader,
    escape::unescape,
    events::{BytesStart, Event},
};

/// What is met on the way through a part.
pub(super) enum Met<'x> {
    /// A tag that opens something; one that is closed at once is followed by its end.
    Start(&'x BytesStart<'x>),
    /// The end of what was opened last.
    End,
}

/// The text of a part: UTF-8, or UTF-16 with its mark.
pub(super) fn text(bytes: &[u8]) -> Cow<'_, str> {
    match bytes {
        [0xFE, 0xFF, ..] => UTF_16BE.decode(bytes).0,
        [0xFF, 0xFE, ..] => UTF_16LE.decode(bytes).0,
        _ => String::from_utf8_lossy(bytes),
    }
}

/// Goes through a part, to its end or to where it is broken, as long as `see` wants to go on.
pub(super) fn walk(part: &str, mut see: impl FnMut(Met<'_>) -> bool) {
    let mut reader = Reader::from_str(part);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.check_comments = false;
    config.expand_empty_elements = true;
    loop {
        let goes_on = match reader.read_event() {
            Ok(Event::Start(tag)) => see(Met::Start(&tag)),
            Ok(Event::End(_)) => see(Met::End),
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => true,
        };
        if !goes_on {
            return;
        }
    }
}

/// The local name of a part's outermost element.
pub(super) fn root(part: &str) -> Option<String> {
    let mut root = None;
    walk(part, |met| {
        if let Met::Start(tag) = met {
            root = Some(tag.local_name().as_ref().to_owned());
        }
        false
    });
    root
}

/// The value of an attribute, by its name without a prefix.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = tag.attributes();
    let found = attributes.with_checks(false).flatten().find(|attribute| {
        let key: &str = attribute.key.as_ref();
        key.rsplit(':').next() == Some(name)
    })?;
    let value = found.value;
    Some(unescape(&value).map_or_else(|_| value.to_string(), |value| value.into_owned()))
}
