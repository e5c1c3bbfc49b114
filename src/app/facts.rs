//! What is known of program and machine, for those who look into a problem: in English, whatever
//! the language of the window, and with nothing of what maps hold, where they lie or whose they are.

use std::{fmt::Write as _, fs};

use super::heard;

/// What the window knows, which is asked for when it is wanted.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct WindowFacts {
    pub language: &'static str,
    pub text_size: &'static str,
    /// Of the window, in points.
    pub size: [f32; 2],
    /// Of the screen, in points.
    pub screen: Option<[f32; 2]>,
    pub pixels_per_point: f32,
    /// How many stages, lanes and cards are open; `None` without a map.
    pub counts: Option<[usize; 3]>,
    /// How many reports of faults are kept.
    pub reports: usize,
}

/// What is so for the whole run.
pub(super) fn of_machine() -> String {
    let mut text = format!(
        "Jejak {} ({} {}, {})\n",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH,
        if cfg!(debug_assertions) {
            "debug"
        } else {
            "release"
        },
    );
    let system = fs::read_to_string("/etc/os-release").unwrap_or_default();
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    let said = |name: &str| {
        let value = std::env::var(name).unwrap_or_default();
        // What says more than its own name may say whose it is.
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_.:+".contains(c);
        Some(value).filter(|value| !value.is_empty() && value.chars().all(is_plain))
    };
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let display = match (is_set("WAYLAND_DISPLAY"), is_set("DISPLAY")) {
        (true, _) => Some("Wayland".to_owned()),
        (false, true) => Some("X11".to_owned()),
        (false, false) => None,
    };
    let lines = [
        ("system", name_of_system(&system)),
        ("kernel", Some(kernel.trim().to_owned())),
        ("desktop", said("XDG_CURRENT_DESKTOP")),
        ("session", said("XDG_SESSION_TYPE")),
        ("display", display),
        (
            "language of the system",
            said("LC_ALL").or_else(|| said("LANG")),
        ),
        ("software drawing", said("LIBGL_ALWAYS_SOFTWARE")),
        ("OpenGL", heard::graphics().map(str::to_owned)),
    ];
    for (name, value) in lines {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            let _ = writeln!(text, "{name}: {value}");
        }
    }
    text
}

/// The name of a distribution, as it has it in its file.
fn name_of_system(text: &str) -> Option<String> {
    let mut lines = text.lines();
    let name = lines.find_map(|line| line.strip_prefix("PRETTY_NAME="))?;
    Some(name.trim_matches(['"', '\'']).to_owned())
}

/// All that is known.
pub(super) fn all(window: &WindowFacts) -> String {
    let mut text = of_machine();
    let size = |[width, height]: [f32; 2]| format!("{width:.0} × {height:.0}");
    let _ = writeln!(
        text,
        "window: {}, {} pixels a point, text {}, language {}",
        size(window.size),
        window.pixels_per_point,
        window.text_size,
        window.language,
    );
    if let Some(screen) = window.screen {
        let _ = writeln!(text, "screen: {}", size(screen));
    }
    match window.counts {
        Some([stages, lanes, cards]) => {
            let _ = writeln!(text, "open: {stages} stages, {lanes} lanes, {cards} cards");
        }
        None => text.push_str("open: no map\n"),
    }
    let _ = writeln!(text, "reports of faults: {}", window.reports);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_system_is_named_as_it_names_itself() {
        let text = "ID=debian\nPRETTY_NAME=\"Debian GNU/Linux 13 (trixie)\"\n";
        let name = name_of_system(text);
        assert_eq!(name.as_deref(), Some("Debian GNU/Linux 13 (trixie)"));
    }

    #[test]
    fn all_that_is_told_is_of_program_and_machine() {
        let window = WindowFacts {
            language: "id",
            text_size: "110%",
            size: [1280.0, 800.0],
            screen: Some([1366.0, 768.0]),
            pixels_per_point: 1.5,
            counts: Some([5, 9, 82]),
            reports: 2,
        };
        let text = all(&window);
        assert!(text.starts_with(concat!("Jejak ", env!("CARGO_PKG_VERSION"))));
        for line in [
            "window: 1280 × 800, 1.5 pixels a point, text 110%, language id",
            "screen: 1366 × 768",
            "open: 5 stages, 9 lanes, 82 cards",
            "reports of faults: 2",
        ] {
            assert!(text.lines().any(|told| told == line), "{text}");
        }
        for (name, value) in std::env::vars() {
            let is_of_person = ["HOME", "USER", "LOGNAME", "HOSTNAME"].contains(&&*name);
            assert!(
                !is_of_person || value.len() < 4 || !text.contains(&value),
                "{name}"
            );
        }
    }
}
