//! What is heard from libraries that tell it nowhere but in their log: that no file dialog could be
//! shown, and what draws the window.

use std::sync::{
    OnceLock,
    atomic::{AtomicBool, Ordering},
};

/// No file dialog could be shown since this was last set to `false`.
pub(super) static DIALOG_FAILED: AtomicBool = AtomicBool::new(false);

static GRAPHICS: OnceLock<String> = OnceLock::new();

/// What draws the window: version, renderer and vendor, as far as they were told.
pub(super) fn graphics() -> Option<&'static str> {
    GRAPHICS.get().map(String::as_str)
}

struct Ear;

impl log::Log for Ear {
    fn enabled(&self, metadata: &log::Metadata<'_>) -> bool {
        let from = metadata.target();
        from.starts_with("egui_glow")
            || metadata.level() <= log::Level::Error && from.starts_with("rfd")
    }

    fn log(&self, record: &log::Record<'_>) {
        if !self.enabled(record.metadata()) {
            return;
        }
        let text = record.args().to_string();
        if record.target().starts_with("rfd") {
            // A portal that fails is no failure yet: zenity comes after it.
            if text.contains("zenity") {
                DIALOG_FAILED.store(true, Ordering::SeqCst);
            }
        } else if let Some(told) = told_of_graphics(&text) {
            let _ = GRAPHICS.set(told);
        }
    }

    fn flush(&self) {}
}

/// The lines of what egui_glow says of what it draws with.
fn told_of_graphics(text: &str) -> Option<String> {
    if !text.contains("opengl renderer:") {
        return None;
    }
    let lines = text.lines().filter_map(|line| {
        let (name, value) = line.split_once(':')?;
        let name = name.trim().strip_prefix("opengl ")?;
        Some(format!("{name} {}", value.trim()))
    });
    Some(lines.collect::<Vec<_>>().join(", "))
}

/// Listens from now on; to be called once, before there is a window.
pub(super) fn listen() {
    if log::set_logger(&Ear).is_ok() {
        // What draws the window is told in passing.
        log::set_max_level(log::LevelFilter::Debug);
    }
}

/// The window is there: only errors are listened for any more.
pub(super) fn listen_less() {
    log::set_max_level(log::LevelFilter::Error);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_draws_is_taken_from_a_line_of_the_log() {
        let text = "\nopengl version: 4.5 (Core)\nopengl renderer: llvmpipe\nopengl vendor: Mesa";
        let told = "version 4.5 (Core), renderer llvmpipe, vendor Mesa";
        assert_eq!(told_of_graphics(text).as_deref(), Some(told));
        assert_eq!(told_of_graphics("Shader header: \"\""), None);
    }
}
