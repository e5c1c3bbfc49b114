//! What was copied survives the window: where a clipboard is only as alive as the program that put
//! something on it, another process of the program holds that until something else is copied.

#[cfg(any(test, all(unix, not(target_os = "macos"))))]
use std::io::{self, BufRead, Read, Write};
use std::sync::Arc;

use super::forms::Form;

/// What is held.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::app) enum Kept {
    Text {
        text: String,
        html: Option<String>,
    },
    /// A picture in one form or two.
    Picture(KeptPicture),
}

/// A picture as files.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::app) struct KeptPicture {
    pub png: Arc<[u8]>,
    /// Where it is also there as shapes.
    pub svg: Option<Arc<[u8]>>,
}

impl KeptPicture {
    /// What it can be asked for as, the best first; empty where that is pixels alone.
    pub(super) fn forms(&self) -> Vec<Form> {
        let svg = self.svg.iter().map(|svg| ("image/svg+xml", svg.clone()));
        let png = self.svg.iter().map(|_| ("image/png", self.png.clone()));
        svg.chain(png).collect()
    }
}

/// The command that begins it.
pub const HOLD_CLIPBOARD: &str = "hold-clipboard";
/// A thing that is handed over is not larger.
#[cfg(any(test, all(unix, not(target_os = "macos"))))]
const MOST_BYTES: u64 = 1 << 30;

#[cfg(any(test, all(unix, not(target_os = "macos"))))]
impl Kept {
    /// A line that says how long its parts are, then these.
    fn write(&self, to: &mut impl Write) -> io::Result<()> {
        match self {
            Self::Text { text, html: None } => {
                writeln!(to, "text {}", text.len())?;
                to.write_all(text.as_bytes())
            }
            Self::Text {
                text,
                html: Some(html),
            } => {
                writeln!(to, "html {} {}", text.len(), html.len())?;
                to.write_all(text.as_bytes())?;
                to.write_all(html.as_bytes())
            }
            Self::Picture(KeptPicture { png, svg }) => {
                let svg: &[u8] = svg.as_deref().unwrap_or_default();
                writeln!(to, "picture {} {}", png.len(), svg.len())?;
                to.write_all(png)?;
                to.write_all(svg)
            }
        }
    }

    /// What [`Kept::write`] wrote.
    fn read(from: &mut impl BufRead) -> Option<Self> {
        let mut line = String::new();
        from.by_ref().take(64).read_line(&mut line).ok()?;
        let mut words = line.split_whitespace();
        let kind = words.next()?;
        let lengths: Vec<u64> = words.map_while(|word| word.parse().ok()).collect();
        let mut part = |at: usize| {
            let length = *lengths.get(at).filter(|length| **length <= MOST_BYTES)?;
            let mut bytes = Vec::new();
            from.by_ref().take(length).read_to_end(&mut bytes).ok()?;
            (bytes.len() as u64 == length).then_some(bytes)
        };
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).ok();
        Some(match kind {
            "picture" => {
                let (png, svg) = (part(0)?, part(1)?);
                Self::Picture(KeptPicture {
                    png: png.into(),
                    svg: (!svg.is_empty()).then(|| svg.into()),
                })
            }
            "html" => Self::Text {
                text: text(part(0)?)?,
                html: Some(text(part(1)?)?),
            },
            _ => Self::Text {
                text: text(part(0)?)?,
                html: None,
            },
        })
    }
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
mod system {
    //! The system keeps what was copied.

    pub(in crate::app) fn hand_over(_kept: super::Kept) {}

    pub(in crate::app) fn hold() {}
}

#[cfg(all(unix, not(target_os = "macos")))]
mod system {
    //! X11 and Wayland ask the program that has copied something.

    use std::{
        borrow::Cow,
        io::{self, BufReader, Read as _},
        os::unix::process::CommandExt as _,
        process::{Command, Stdio},
    };

    use arboard::{Clipboard, Error, ImageData, SetExtLinux as _};

    use super::{HOLD_CLIPBOARD, Kept};
    use crate::app::{
        clipboard::{forms, places},
        own,
    };

    /// Starts a process that holds what was copied once this one has ended, unless something else is
    /// on the clipboard by then.
    pub(in crate::app) fn hand_over(kept: Kept) {
        let start = || -> io::Result<()> {
            let mut command = Command::new(own::program()?);
            command.arg(HOLD_CLIPBOARD).stdin(Stdio::piped());
            command.stdout(Stdio::null()).stderr(Stdio::null());
            // A terminal that the window was started from may be closed.
            command.process_group(0);
            let mut keeper = command.spawn()?;
            if let Some(mut input) = keeper.stdin.take() {
                kept.write(&mut input)?;
                // It is closed when this process is gone: then it begins.
                std::mem::forget(input);
            }
            Ok(())
        };
        // Nothing is lost but what is on the clipboard, and nobody is left to be told.
        let _ = start();
    }

    /// Holds what comes in until something else is copied; ends at once where another program has
    /// taken it over.
    pub(in crate::app) fn hold() {
        let mut input = BufReader::new(io::stdin().lock());
        let Some(kept) = Kept::read(&mut input) else {
            return;
        };
        let _ = input.read_to_end(&mut Vec::new());
        // What cannot be put there is lost as it would have been.
        let _ = put(kept);
    }

    fn put(kept: Kept) -> Result<(), Error> {
        let mut clipboard = Clipboard::new()?;
        let has_places = !places::read(&mut clipboard).is_empty();
        if has_places || clipboard.get_text().is_ok() || clipboard.get_image().is_ok() {
            return Ok(());
        }
        let set = clipboard.set().wait();
        match kept {
            Kept::Text { text, html: None } => set.text(text),
            Kept::Text {
                text,
                html: Some(html),
            } => set.html(html, Some(text)),
            Kept::Picture(picture) => {
                let forms = picture.forms();
                if !forms.is_empty() && forms::hold(&forms) {
                    return Ok(());
                }
                let Ok(image) = image::load_from_memory(&picture.png) else {
                    return Ok(());
                };
                let image = image.into_rgba8();
                set.image(ImageData {
                    width: image.width() as usize,
                    height: image.height() as usize,
                    bytes: Cow::Owned(image.into_raw()),
                })
            }
        }
    }
}

pub(in crate::app) use system::{hand_over, hold};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_handed_over_arrives_whole() {
        for kept in [
            Kept::Text {
                text: "Waits\nin line".to_owned(),
                html: None,
            },
            Kept::Text {
                text: String::new(),
                html: Some("<p>ü</p>".to_owned()),
            },
            Kept::Picture(KeptPicture {
                png: vec![0, 10, 255].into(),
                svg: None,
            }),
            Kept::Picture(KeptPicture {
                png: vec![0, 10, 255].into(),
                svg: Some(b"<svg/>".to_vec().into()),
            }),
        ] {
            let mut bytes = Vec::new();
            kept.write(&mut bytes).unwrap();
            assert_eq!(Kept::read(&mut bytes.as_slice()), Some(kept.clone()));
            assert_eq!(Kept::read(&mut &bytes[..bytes.len() - 1]), None);
        }
        assert_eq!(Kept::read(&mut &b"text 99999999999999"[..]), None);
        assert_eq!(Kept::read(&mut &b""[..]), None);
    }
}
