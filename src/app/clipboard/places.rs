//! The files and addresses on the clipboard: what was copied in a file manager, and links.

use std::path::{Path, PathBuf};

use arboard::Clipboard;

/// What goes before the places in the lists of some file managers.
const VERBS: [&str; 4] = [
    "copy",
    "cut",
    "x-special/nautilus-clipboard",
    "x-special/gnome-copied-files",
];

/// The list of places that the clipboard has, one a line; empty without one.
#[cfg(not(all(unix, not(target_os = "macos"))))]
pub(super) fn read(clipboard: &mut Clipboard) -> String {
    let files = clipboard.get().file_list().unwrap_or_default();
    let lines = files.iter().map(|file| {
        let path = file.display().to_string().replace('%', "%25");
        format!("file:///{}", path.trim_start_matches('/'))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The list of places that the clipboard has, one a line; empty without one.
#[cfg(all(unix, not(target_os = "macos")))]
pub(super) fn read(_clipboard: &mut Clipboard) -> String {
    const FORMS: [&str; 2] = ["text/uri-list", "x-special/gnome-copied-files"];
    let is_wayland = std::env::var_os("WAYLAND_DISPLAY").is_some();
    let form = |form: &&str| {
        let read = is_wayland.then(|| wayland(form)).flatten();
        read.or_else(|| x11::read(form))
    };
    let read = FORMS.iter().find_map(form).unwrap_or_default();
    String::from_utf8_lossy(&read).into_owned()
}

#[cfg(all(unix, not(target_os = "macos")))]
fn wayland(form: &str) -> Option<Vec<u8>> {
    use std::io::Read as _;

    use wl_clipboard_rs::paste::{ClipboardType, MimeType, Seat, get_contents};
    let form = MimeType::Specific(form);
    let (pipe, _) = get_contents(ClipboardType::Regular, Seat::Unspecified, form).ok()?;
    let mut bytes = Vec::new();
    pipe.take(MOST_BYTES).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// Of a list of places.
#[cfg(all(unix, not(target_os = "macos")))]
const MOST_BYTES: u64 = 1 << 20;

/// One form of what an X11 clipboard has, where it is short.
#[cfg(all(unix, not(target_os = "macos")))]
mod x11 {
    use std::time::{Duration, Instant};

    use x11rb::{
        COPY_FROM_PARENT, CURRENT_TIME, NONE,
        connection::Connection as _,
        protocol::{
            Event,
            xproto::{AtomEnum, ConnectionExt as _, CreateWindowAux, WindowClass},
        },
    };

    /// How long its owner may take.
    const PATIENCE: Duration = Duration::from_millis(800);

    pub(super) fn read(form: &str) -> Option<Vec<u8>> {
        let (connection, screen) = x11rb::connect(None).ok()?;
        let root = connection.setup().roots.get(screen)?.root;
        let atom = |name: &str| {
            let cookie = connection.intern_atom(false, name.as_bytes()).ok()?;
            Some(cookie.reply().ok()?.atom)
        };
        let (clipboard, form, into) = (atom("CLIPBOARD")?, atom(form)?, atom("JEJAK_PLACES")?);
        let window = connection.generate_id().ok()?;
        let (kind, visual) = (WindowClass::INPUT_ONLY, COPY_FROM_PARENT);
        let aux = CreateWindowAux::new();
        connection
            .create_window(0, window, root, 0, 0, 1, 1, 0, kind, visual, &aux)
            .ok()?;
        connection
            .convert_selection(window, clipboard, form, into, CURRENT_TIME)
            .ok()?;
        connection.flush().ok()?;
        let end = Instant::now() + PATIENCE;
        while Instant::now() < end {
            match connection.poll_for_event().ok()? {
                Some(Event::SelectionNotify(told)) if told.property == NONE => return None,
                Some(Event::SelectionNotify(_)) => {
                    let length = super::MOST_BYTES as u32 / 4;
                    let property =
                        connection.get_property(true, window, into, AtomEnum::ANY, 0, length);
                    let property = property.ok()?.reply().ok()?;
                    // Anything else comes in pieces, which no list of places is long enough for.
                    return (property.format == 8).then_some(property.value);
                }
                Some(_) => {}
                None => std::thread::sleep(Duration::from_millis(2)),
            }
        }
        None
    }
}

fn lines(list: &str) -> impl Iterator<Item = &str> {
    let lines = list.lines().map(|line| line.trim_matches(['\0', '\r']));
    lines.filter(|line| !line.is_empty() && !line.starts_with('#') && !VERBS.contains(line))
}

/// The files of a list of places.
pub(super) fn files(list: &str) -> Vec<PathBuf> {
    lines(list).filter_map(file).collect()
}

/// The places of a list that are no files, one a line.
pub(super) fn addresses(list: &str) -> String {
    let others = lines(list).filter(|line| file(line).is_none());
    others.collect::<Vec<_>>().join("\n")
}

/// The files that a text lists and nothing else: as a file manager writes them, or the paths of files
/// that are there.
pub(super) fn files_in_text(text: &str) -> Vec<PathBuf> {
    const MOST: usize = 1 << 16;
    if text.len() > MOST || lines(text).next().is_none() {
        return Vec::new();
    }
    let is_there = |line: &str| Path::new(line).is_absolute() && Path::new(line).is_file();
    let path = |line: &str| match file(line) {
        Some(path) if line.starts_with("file:") => Some(path),
        _ => is_there(line).then(|| PathBuf::from(line)),
    };
    lines(text)
        .map(path)
        .collect::<Option<_>>()
        .unwrap_or_default()
}

/// The file that a line of a list is about.
fn file(line: &str) -> Option<PathBuf> {
    let rest = line.strip_prefix("file:")?;
    let path = match rest.strip_prefix("//") {
        // The name of a machine may stand before the path.
        Some(rest) => &rest[rest.find('/')?..],
        None => rest,
    };
    Some(of_bytes(decoded(path)))
}

/// `%20` and the like as what they stand for.
fn decoded(text: &str) -> Vec<u8> {
    let bytes = text.as_bytes();
    let (mut all, mut at) = (Vec::new(), 0);
    while let Some(byte) = bytes.get(at) {
        let code = text.get(at + 1..at + 3).filter(|_| *byte == b'%');
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                all.push(byte);
                at += 3;
            }
            None => {
                all.push(*byte);
                at += 1;
            }
        }
    }
    all
}

#[cfg(unix)]
fn of_bytes(bytes: Vec<u8>) -> PathBuf {
    use std::{ffi::OsString, os::unix::ffi::OsStringExt as _};
    PathBuf::from(OsString::from_vec(bytes))
}

#[cfg(not(unix))]
fn of_bytes(bytes: Vec<u8>) -> PathBuf {
    let text = String::from_utf8_lossy(&bytes).into_owned();
    PathBuf::from(text.trim_start_matches('/'))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn lists_of_file_managers_are_files() {
        let path = vec![PathBuf::from("/home/a/shop front #1.png")];
        assert_eq!(files("file:///home/a/shop%20front%20%231.png\r\n"), path);
        assert_eq!(files("copy\nfile:///home/a/shop%20front%20%231.png"), path);
        assert_eq!(
            files("# a\nfile://host/home/a/shop%20front%20%231.png\0"),
            path
        );
        let nautilus =
            "x-special/nautilus-clipboard\ncopy\nfile:///home/a/shop%20front%20%231.png\n";
        assert_eq!(files_in_text(nautilus), path);
        assert_eq!(
            files_in_text("/home/a/shop front #1.png"),
            [] as [PathBuf; 0]
        );
        assert_eq!(files_in_text("Waits"), [] as [PathBuf; 0]);
        assert_eq!(files_in_text(""), [] as [PathBuf; 0]);
        let here = std::env::current_exe().unwrap();
        assert_eq!(files_in_text(&format!("{}\n", here.display())), [here]);
        assert_eq!(files("https://shop.example/start\r\n"), [] as [PathBuf; 0]);
        assert_eq!(
            addresses("https://shop.example/start\r\n"),
            "https://shop.example/start"
        );
    }
}
