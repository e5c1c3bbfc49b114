//! The desktop's own list of recent files (`recently-used.xbel`, as GTK keeps it), which file
//! dialogs and file managers show.
//!
//! What others wrote there stays as it is, to the letter: only the entry of one file is put in, or
//! brought up to date.

use std::{
    fs, io,
    path::{Path, PathBuf},
    time::SystemTime,
};

use quick_xml::{Reader, escape::escape, events::Event};

use crate::file::disk;

const MIME_TYPE: &str = "application/vnd.jejak.journey+json";
/// A list that is longer is none of ours to touch.
const MOST_BYTES: u64 = 8 << 20;
/// How often it is begun anew because somebody else has written meanwhile.
const TRIES: usize = 5;

const EMPTY: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<xbel version="1.0"
      xmlns:bookmark="http://www.freedesktop.org/standards/desktop-bookmarks"
      xmlns:mime="http://www.freedesktop.org/standards/shared-mime-info"
>
</xbel>"#;

/// Where it lies; `None` where the desktop keeps none, or the person wants none.
pub(super) fn place() -> Option<PathBuf> {
    if !cfg!(all(unix, not(target_os = "macos"))) {
        return None;
    }
    let config = dirs::config_dir()?;
    let files = ["gtk-4.0", "gtk-3.0"].map(|of| config.join(of).join("settings.ini"));
    let mut settings = files
        .iter()
        .filter_map(|file| fs::read_to_string(file).ok());
    let is_unwanted = settings.any(|text| wants_none(&text));
    (!is_unwanted).then(|| dirs::data_dir().map(|data| data.join("recently-used.xbel")))?
}

/// Whether somebody has said in the settings of GTK that nothing is to be remembered.
fn wants_none(settings: &str) -> bool {
    settings.lines().any(|line| {
        let Some((key, value)) = line.split_once('=') else {
            return false;
        };
        match (key.trim(), value.trim()) {
            ("gtk-recent-files-enabled", value) => {
                ["false", "0", "no"].contains(&value.to_lowercase().as_str())
            }
            ("gtk-recent-files-max-age", age) => age == "0",
            _ => false,
        }
    })
}

/// Puts a file on the list. Blocks.
///
/// # Errors
/// What the system says, and a list that cannot be understood, which stays as it is.
pub(super) fn add(list: &Path, file: &Path, now: SystemTime) -> io::Result<()> {
    let file = std::path::absolute(file)?;
    let uri = uri(&file);
    let now = jiff::Timestamp::try_from(now).map_err(io::Error::other)?;
    let now = now.to_string();
    for _ in 0..TRIES {
        let before = read(list)?;
        let text = before.as_deref().unwrap_or(EMPTY);
        let text = if text.trim().is_empty() { EMPTY } else { text };
        let Some(with) = with_entry(text, &uri, &now) else {
            return Err(io::ErrorKind::InvalidData.into());
        };
        if let Some(folder) = list.parent() {
            fs::create_dir_all(folder)?;
        }
        // Others write without a lock: whoever was first is looked at again.
        let is_same = || match read(list)? == before {
            true => Ok(()),
            false => Err(io::ErrorKind::WouldBlock.into()),
        };
        match disk::write_if(list, with.as_bytes(), is_same) {
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
            written => return written,
        }
    }
    Err(io::ErrorKind::WouldBlock.into())
}

fn read(list: &Path) -> io::Result<Option<String>> {
    match fs::metadata(list) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
        Ok(data) if data.len() > MOST_BYTES => return Err(io::ErrorKind::FileTooLarge.into()),
        Ok(_) => {}
    }
    fs::read_to_string(list).map(Some)
}

/// The address of a file, spelled as GLib spells it, or it would be another entry.
fn uri(file: &Path) -> String {
    let mut uri = "file://".to_owned();
    for byte in file.as_os_str().as_encoded_bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => uri.push(char::from(*byte)),
            _ if b"!$&'()*+,-./:=@_~".contains(byte) => uri.push(char::from(*byte)),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

/// What we say of our use of a file.
fn application(now: &str, count: u64) -> String {
    format!(
        r#"<bookmark:application name="Jejak" exec="&apos;jejak %u&apos;" modified="{now}" count="{count}"/>"#
    )
}

/// The list with the entry of a file in it; `None` where it is no list.
fn with_entry(text: &str, uri: &str, now: &str) -> Option<String> {
    if !is_list(text) {
        return None;
    }
    let mark = format!("href=\"{}\"", escape(uri));
    let known = text.find(&mark).and_then(|at| {
        let start = text[..at].rfind("<bookmark ")?;
        let end = at + text[at..].find("</bookmark>")? + "</bookmark>".len();
        Some((start, end))
    });
    let with = match known {
        Some((start, end)) => {
            let entry = &text[start..end];
            let fresh = up_to_date(entry, now).unwrap_or_else(|| entry_of(uri, now));
            format!("{}{fresh}{}", &text[..start], &text[end..])
        }
        None => {
            let end = text.rfind("</xbel>")?;
            let entry = entry_of(uri, now);
            format!("{}  {entry}\n{}", &text[..end], &text[end..])
        }
    };
    is_list(&with).then_some(with)
}

/// Whether it can be read to its end, and is a list of bookmarks.
fn is_list(text: &str) -> bool {
    let mut reader = Reader::from_str(text);
    let (mut depth, mut is_list) = (0_usize, false);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                is_list |= depth == 0 && tag.name().as_ref() == "xbel";
                depth += 1;
            }
            Ok(Event::End(_)) => depth = depth.saturating_sub(1),
            Ok(Event::DocType(_)) | Err(_) => return false,
            Ok(Event::Eof) => return is_list && depth == 0,
            Ok(_) => {}
        }
    }
}

fn entry_of(uri: &str, now: &str) -> String {
    let (uri, ours) = (escape(uri), application(now, 1));
    format!(
        r#"<bookmark href="{uri}" added="{now}" modified="{now}" visited="{now}">
    <info>
      <metadata owner="http://freedesktop.org">
        <mime:mime-type type="{MIME_TYPE}"/>
        <bookmark:applications>
          {ours}
        </bookmark:applications>
      </metadata>
    </info>
  </bookmark>"#
    )
}

/// An entry that is there, as it is now; `None` where it is not as GTK writes it.
fn up_to_date(entry: &str, now: &str) -> Option<String> {
    let head = entry.find('>')?;
    let mut fresh = entry[..head].to_owned();
    for name in ["modified", "visited"] {
        fresh = with_attribute(&fresh, name, now)?;
    }
    let rest = &entry[head..];
    let (before, after) = match rest.find("<bookmark:application name=\"Jejak\"") {
        Some(start) => {
            let end = start + rest[start..].find("/>")? + "/>".len();
            let count = attribute(&rest[start..end], "count");
            let count = count.and_then(|count| count.parse().ok()).unwrap_or(0_u64);
            fresh.push_str(&rest[..start]);
            fresh.push_str(&application(now, count.saturating_add(1)));
            return Some(fresh + &rest[end..]);
        }
        None => rest.split_at(rest.find("</bookmark:applications>")?),
    };
    let ours = application(now, 1);
    Some(format!("{fresh}{before}  {ours}\n        {after}"))
}

fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    let length = tag[start..].find('"')?;
    Some(&tag[start..start + length])
}

fn with_attribute(tag: &str, name: &str, value: &str) -> Option<String> {
    let old = attribute(tag, name)?;
    let (from, to) = (format!(" {name}=\"{old}\""), format!(" {name}=\"{value}\""));
    Some(tag.replacen(&from, &to, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    const OTHERS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<xbel version="1.0"
      xmlns:bookmark="http://www.freedesktop.org/standards/desktop-bookmarks"
      xmlns:mime="http://www.freedesktop.org/standards/shared-mime-info"
>
  <bookmark href="file:///home/ann/a%20map%20&amp;%20b.journey" added="2024-01-01T00:00:00.1Z" modified="2024-01-01T00:00:00.2Z" visited="2024-01-01T00:00:00.3Z">
    <info>
      <metadata owner="http://freedesktop.org">
        <mime:mime-type type="application/json"/>
        <bookmark:groups>
          <bookmark:group>Work</bookmark:group>
        </bookmark:groups>
        <bookmark:applications>
          <bookmark:application name="Files" exec="&apos;files %u&apos;" modified="2024-01-01T00:00:00.4Z" count="3"/>
        </bookmark:applications>
      </metadata>
    </info>
  </bookmark>
</xbel>"#;
    const NOW: &str = "2026-11-30T18:00:00Z";

    #[test]
    fn an_entry_is_put_in_and_all_else_stays() {
        let uri = uri(Path::new("/home/ann/Peta “baru”.journey"));
        assert_eq!(
            uri,
            "file:///home/ann/Peta%20%E2%80%9Cbaru%E2%80%9D.journey"
        );
        let with = with_entry(OTHERS, &uri, NOW).unwrap();
        let end = OTHERS.len() - "</xbel>".len();
        assert!(with.starts_with(&OTHERS[..end]), "{with}");
        let entry = &with[end..];
        assert!(entry.contains(&uri) && entry.contains(MIME_TYPE), "{entry}");
        assert!(entry.contains(r#"name="Jejak""#) && entry.contains(NOW));
        let first = with_entry(EMPTY, &uri, NOW).unwrap();
        assert!(is_list(&first) && first.contains(&uri));
    }

    #[test]
    fn a_file_that_others_have_listed_keeps_what_they_say_of_it() {
        let uri = "file:///home/ann/a%20map%20&%20b.journey";
        let once = with_entry(OTHERS, uri, NOW).unwrap();
        assert_eq!(once.matches("<bookmark href").count(), 1);
        for kept in [
            "2024-01-01T00:00:00.1Z",
            "<bookmark:group>Work",
            "name=\"Files\"",
        ] {
            assert!(once.contains(kept), "{kept}: {once}");
        }
        assert!(!once.contains("00.2Z") && !once.contains("00.3Z"), "{once}");
        let later = "2026-12-01T09:00:00Z";
        let twice = with_entry(&once, uri, later).unwrap();
        assert_eq!(twice.matches("name=\"Jejak\"").count(), 1);
        assert!(twice.contains(r#"count="2""#), "{twice}");
        assert!(!twice.contains(NOW), "{twice}");
    }

    #[test]
    fn what_is_no_list_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let list = folder.path().join("data/recently-used.xbel");
        let file = folder.path().join("a.journey");
        add(&list, &file, SystemTime::now()).unwrap();
        let text = fs::read_to_string(&list).unwrap();
        assert!(text.contains("a.journey") && is_list(&text));
        for broken in ["<xbel>", "to do", "<html></html>", &text[..text.len() - 4]] {
            fs::write(&list, broken).unwrap();
            assert!(add(&list, &file, SystemTime::now()).is_err(), "{broken}");
            assert_eq!(fs::read_to_string(&list).unwrap(), *broken);
        }
        fs::write(&list, "").unwrap();
        add(&list, &file, SystemTime::now()).unwrap();
        assert!(is_list(&fs::read_to_string(&list).unwrap()));
    }

    #[test]
    fn nothing_is_listed_where_the_person_has_said_so() {
        assert!(wants_none("[Settings]\ngtk-recent-files-max-age = 0\n"));
        assert!(wants_none("gtk-recent-files-enabled=False"));
        assert!(!wants_none("gtk-recent-files-max-age=30\ngtk-theme-name=0"));
    }
}
