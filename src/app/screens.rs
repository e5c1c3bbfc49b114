//! Where the window opens and how large: on the screen that it was closed on last, within what the
//! panels of the desktop and its own frame leave there. All in pixels, as the system counts them.

use serde::{Deserialize, Serialize};

/// As large as the window is where nothing else is known and there is room, in points.
pub(super) const USUAL: [f64; 2] = [1440.0, 900.0];

/// How far a window opens from the one that it was opened from, in points.
const BESIDE: f64 = 32.0;

/// Of how many screens places are kept.
const KEPT: usize = 8;

/// A part of the desktop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Area {
    pub x: i32,
    pub y: i32,
    pub width: i32,
    pub height: i32,
}

impl Area {
    /// What the screen of this area is remembered by: which plug it is on says less than how large it
    /// is and where it stands.
    fn name(self) -> String {
        format!("{}x{}+{}+{}", self.width, self.height, self.x, self.y)
    }

    fn holds(self, (x, y): (i32, i32)) -> bool {
        let within = |at, start, length| (start..start + length).contains(&at);
        within(x, self.x, self.width) && within(y, self.y, self.height)
    }

    /// What lies in both; nothing is as wide or high as 0.
    fn shared(self, other: Self) -> Self {
        let (x, y) = (self.x.max(other.x), self.y.max(other.y));
        let right = (self.x + self.width).min(other.x + other.width);
        let bottom = (self.y + self.height).min(other.y + other.height);
        Self {
            x,
            y,
            width: (right - x).max(0),
            height: (bottom - y).max(0),
        }
    }
}

/// How wide the frame of a window is on each side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Decoration {
    pub left: i32,
    pub right: i32,
    pub top: i32,
    pub bottom: i32,
}

/// What is known of the desktop before there is a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Desktop {
    /// What panels leave of all screens together; `None` where nobody tells.
    pub free: Option<Area>,
    /// `None` where nobody tells.
    pub decoration: Option<Decoration>,
    pub pointer: Option<(i32, i32)>,
}

/// Where the window was on a screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct WindowPlace {
    screen: String,
    /// Of the upper left corner of its frame, from that of the screen; `None` where windows do not
    /// know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    corner: Option<[i32; 2]>,
    /// Without its frame.
    size: [i32; 2],
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    maximized: bool,
}

/// How a window opens.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Opening {
    /// Of its frame; `None` for wherever the system puts it.
    corner: Option<(i32, i32)>,
    /// Without its frame.
    size: (i32, i32),
    is_maximized: bool,
}

/// The place of a window on `screens`, of which the first is the usual one; `scale` is the pixels of
/// a point, and `is_beside` says that it is opened from another one. `None` without a screen.
fn opening(
    screens: &[Area],
    desktop: &Desktop,
    kept: &[WindowPlace],
    scale: f64,
    is_beside: bool,
) -> Option<Opening> {
    let pixels = |points: f64| (points * scale).round() as i32;
    let screen_of = |place: &WindowPlace| {
        let mut screens = screens.iter();
        screens
            .find(|screen| screen.name() == place.screen)
            .copied()
    };
    let last = kept
        .iter()
        .find_map(|place| Some((screen_of(place)?, place)));
    let pointed = |at| screens.iter().find(|screen| screen.holds(at)).copied();
    let screen = last
        .map(|(screen, _)| screen)
        .or_else(|| desktop.pointer.and_then(pointed))
        .or_else(|| screens.first().copied())?;
    // Where nobody tells, some room is left for a frame and a panel.
    let decoration = desktop.decoration.unwrap_or(Decoration {
        left: pixels(4.0),
        right: pixels(4.0),
        top: pixels(32.0),
        bottom: pixels(8.0),
    });
    let free = match desktop.free {
        Some(free) => free.shared(screen),
        None => Area {
            height: screen.height - pixels(48.0),
            ..screen
        },
    };
    // Who tells nonsense is not believed.
    let is_usable = free.width > pixels(320.0) && free.height > pixels(240.0);
    let free = if is_usable { free } else { screen };
    let around = (
        decoration.left + decoration.right,
        decoration.top + decoration.bottom,
    );
    let usual = USUAL.map(pixels);
    let [width, height] = last.map_or(usual, |(_, place)| place.size);
    let size = (
        width.min(free.width - around.0),
        height.min(free.height - around.1),
    );
    let spare = (
        free.width - around.0 - size.0,
        free.height - around.1 - size.1,
    );
    let middle = (free.x + spare.0 / 2, free.y + spare.1 / 2);
    let corner = last.and_then(|(_, place)| place.corner);
    let (x, y) = corner.map_or(middle, |[x, y]| (screen.x + x, screen.y + y));
    let aside = if is_beside { pixels(BESIDE) } else { 0 };
    let corner = (
        (x + aside).clamp(free.x, free.x + spare.0),
        (y + aside).clamp(free.y, free.y + spare.1),
    );
    Some(Opening {
        corner: Some(corner),
        size,
        is_maximized: last.is_some_and(|(_, place)| place.maximized),
    })
}

/// Whether a window keeps the place that [`put`] gives it only if it was made with one: on X11 window
/// managers look for a place of their own for a window that does not say that it was given one.
pub(super) fn is_placed_when_made() -> bool {
    system::is_on_x()
}

/// Puts the window where it belongs, before it is seen; whether it is to fill the screen once it is.
pub(super) fn put(
    creation: &eframe::CreationContext<'_>,
    desktop: &Desktop,
    kept: &[WindowPlace],
    is_beside: bool,
) -> bool {
    let Some(window) = creation.winit_window() else {
        return false;
    };
    let primary = window.primary_monitor();
    let others = window.available_monitors();
    let others = others.filter(|monitor| Some(monitor) != primary.as_ref());
    let screens: Vec<Area> = primary
        .clone()
        .into_iter()
        .chain(others)
        .map(|monitor| {
            let (at, size) = (monitor.position(), monitor.size());
            area((at.x, at.y), (size.width, size.height))
        })
        .collect();
    let scale = window.scale_factor();
    let Some(opening) = opening(&screens, desktop, kept, scale, is_beside) else {
        return false;
    };
    let mut size = window.inner_size();
    (size.width, size.height) = (unsigned(opening.size.0), unsigned(opening.size.1));
    // Where it is granted at once, the window knows by itself.
    let _ = window.request_inner_size(size);
    let monitor = primary.or_else(|| window.available_monitors().next());
    if let (Some((x, y)), Some(monitor)) = (opening.corner, monitor) {
        let mut at = monitor.position();
        (at.x, at.y) = (x, y);
        window.set_outer_position(at);
    }
    // On X11 it is not heard before the window is seen.
    if opening.is_maximized && !system::is_on_x() {
        window.set_maximized(true);
    }
    opening.is_maximized
}

/// Where the window is now; `before` is what was known of it, which stays while it fills the screen
/// or is not to be seen.
pub(super) fn place_of(frame: &eframe::Frame, before: Option<&WindowPlace>) -> Option<WindowPlace> {
    let window = frame.winit_window()?;
    if window.fullscreen().is_some() || window.is_minimized() == Some(true) {
        return before.cloned();
    }
    let monitor = window.current_monitor()?;
    let (origin, size) = (monitor.position(), monitor.size());
    let screen = area((origin.x, origin.y), (size.width, size.height)).name();
    let maximized = window.is_maximized();
    let known = before.filter(|known| maximized && known.screen == screen);
    if let Some(known) = known {
        return Some(WindowPlace {
            maximized,
            ..known.clone()
        });
    }
    let (at, size) = (window.outer_position().ok(), window.inner_size());
    Some(WindowPlace {
        screen,
        corner: at.map(|at| [at.x - origin.x, at.y - origin.y]),
        size: [size.width, size.height].map(|length| i32::try_from(length).unwrap_or(i32::MAX)),
        maximized,
    })
}

/// Puts a place in front of the others, in the stead of what was kept of its screen.
pub(super) fn remember(kept: &mut Vec<WindowPlace>, place: WindowPlace) {
    kept.retain(|known| known.screen != place.screen);
    kept.insert(0, place);
    kept.truncate(KEPT);
}

fn area((x, y): (i32, i32), (width, height): (u32, u32)) -> Area {
    let signed = |length| i32::try_from(length).unwrap_or(i32::MAX);
    Area {
        x,
        y,
        width: signed(width),
        height: signed(height),
    }
}

fn unsigned(length: i32) -> u32 {
    u32::try_from(length).unwrap_or_default()
}

/// What the desktop tells without a window. Blocks, a tenth of a second at most.
pub(super) fn ask_desktop() -> Desktop {
    system::ask().unwrap_or_default()
}

#[cfg(all(unix, not(target_os = "macos")))]
mod system {
    //! X11 and the properties that window managers keep (Extended Window Manager Hints).

    use std::{error::Error, thread::sleep, time::Duration};

    use x11rb::{
        COPY_DEPTH_FROM_PARENT,
        connection::Connection as _,
        protocol::xproto::{
            AtomEnum, ClientMessageEvent, ConnectionExt as _, CreateWindowAux, EventMask, Window,
            WindowClass,
        },
        rust_connection::RustConnection,
    };

    use super::{Area, Decoration, Desktop};

    /// How often a window manager is looked at for its answer, and how long each time.
    const LOOKS: usize = 20;
    const LOOK: Duration = Duration::from_millis(5);

    type Answer<T> = Result<T, Box<dyn Error>>;

    pub(super) fn ask() -> Option<Desktop> {
        is_on_x().then(|| desktop().ok())?
    }

    pub(super) fn is_on_x() -> bool {
        let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        // On Wayland, windows do not know where they are.
        !is_set("WAYLAND_DISPLAY") && !is_set("WAYLAND_SOCKET") && is_set("DISPLAY")
    }

    fn desktop() -> Answer<Desktop> {
        let (x, screen) = x11rb::connect(None)?;
        let screen = x.setup().roots.get(screen).ok_or("no screen")?;
        let root = screen.root;
        let pointer = x.query_pointer(root)?.reply()?;
        let numbers = |name: &str| numbers(&x, root, name, AtomEnum::CARDINAL);
        let manager = self::numbers(&x, root, "_NET_SUPPORTING_WM_CHECK", AtomEnum::WINDOW)?;
        let at = numbers("_NET_CURRENT_DESKTOP")?.first().copied();
        let areas = numbers("_NET_WORKAREA")?;
        let free = areas.chunks_exact(4).nth(at.unwrap_or(0) as usize);
        let whole = [0, 0, screen.width_in_pixels, screen.height_in_pixels].map(u32::from);
        Ok(Desktop {
            // Where nobody says so, nobody has panels.
            free: Some(area(free.unwrap_or(&whole))),
            decoration: match manager.is_empty() {
                true => Some(Decoration::default()),
                false => decoration(&x, root)?,
            },
            pointer: Some((pointer.root_x.into(), pointer.root_y.into())),
        })
    }

    fn area(told: &[u32]) -> Area {
        let at = |index: usize| told.get(index).map_or(0, |length| *length as i32);
        Area {
            x: at(0),
            y: at(1),
            width: at(2),
            height: at(3),
        }
    }

    fn numbers(x: &RustConnection, window: Window, name: &str, kind: AtomEnum) -> Answer<Vec<u32>> {
        let name = x.intern_atom(false, name.as_bytes())?.reply()?.atom;
        let property = x.get_property(false, window, name, kind, 0, 256)?.reply()?;
        Ok(property.value32().into_iter().flatten().collect())
    }

    /// Asks the window manager how wide it makes frames, with a window that nobody sees.
    fn decoration(x: &RustConnection, root: Window) -> Answer<Option<Decoration>> {
        let ask = x
            .intern_atom(false, b"_NET_REQUEST_FRAME_EXTENTS")?
            .reply()?;
        let window = x.generate_id()?;
        x.create_window(
            COPY_DEPTH_FROM_PARENT,
            window,
            root,
            0,
            0,
            1,
            1,
            0,
            WindowClass::INPUT_OUTPUT,
            0,
            &CreateWindowAux::new(),
        )?;
        let asked = ClientMessageEvent::new(32, window, ask.atom, [0_u32; 5]);
        let to = EventMask::SUBSTRUCTURE_REDIRECT | EventMask::SUBSTRUCTURE_NOTIFY;
        x.send_event(false, root, to, asked)?;
        x.flush()?;
        let mut told = None;
        for _ in 0..LOOKS {
            let numbers = numbers(x, window, "_NET_FRAME_EXTENTS", AtomEnum::CARDINAL)?;
            if let [left, right, top, bottom] = numbers[..] {
                told = Some([left, right, top, bottom].map(|width| width as i32));
                break;
            }
            sleep(LOOK);
        }
        x.destroy_window(window)?;
        x.flush()?;
        Ok(told.map(|[left, right, top, bottom]| Decoration {
            left,
            right,
            top,
            bottom,
        }))
    }
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
mod system {
    //! Nobody is asked.

    pub(super) fn ask() -> Option<super::Desktop> {
        None
    }

    pub(super) fn is_on_x() -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAPTOP: Area = Area {
        x: 0,
        y: 0,
        width: 1366,
        height: 768,
    };
    const BESIDE_IT: Area = Area {
        x: 1366,
        y: 0,
        width: 1920,
        height: 1080,
    };
    const OPENBOX: Decoration = Decoration {
        left: 1,
        right: 1,
        top: 19,
        bottom: 5,
    };

    fn desktop(free: Option<Area>) -> Desktop {
        Desktop {
            free,
            decoration: Some(OPENBOX),
            pointer: None,
        }
    }

    /// The whole of a window with its frame.
    fn outside(opening: &Opening, decoration: Decoration) -> Area {
        let (x, y) = opening.corner.expect("it has a place");
        Area {
            x,
            y,
            width: opening.size.0 + decoration.left + decoration.right,
            height: opening.size.1 + decoration.top + decoration.bottom,
        }
    }

    #[test]
    fn the_first_window_fits_with_its_frame_what_panels_leave() {
        let taskbar = Area {
            height: 728,
            ..LAPTOP
        };
        let side = Area {
            x: 64,
            y: 28,
            width: 1302,
            height: 740,
        };
        for free in [LAPTOP, taskbar, side] {
            let opening = opening(&[LAPTOP], &desktop(Some(free)), &[], 1.0, false).unwrap();
            let outside = outside(&opening, OPENBOX);
            assert_eq!(outside.shared(free), outside, "{free:?}");
            assert_eq!((outside.width, outside.height), (free.width, free.height));
        }
        // Where there is more room than it needs, it stands in the middle.
        let large = Area {
            x: 0,
            y: 0,
            width: 2560,
            height: 1440,
        };
        let opening = opening(&[large], &desktop(Some(large)), &[], 1.0, false).unwrap();
        assert_eq!(opening.size, (1440, 900));
        assert_eq!(opening.corner, Some((559, 258)));
    }

    #[test]
    fn points_are_larger_than_pixels_on_a_fine_screen_and_a_frame_is_left_room_for_where_nobody_tells()
     {
        let fine = Area {
            x: 0,
            y: 0,
            width: 3840,
            height: 2160,
        };
        let told = opening(&[fine], &Desktop::default(), &[], 2.0, false).unwrap();
        assert_eq!(told.size, (2880, 1800));
        let told = opening(&[LAPTOP], &Desktop::default(), &[], 1.0, false).unwrap();
        assert_eq!(told.size, (1366 - 2 * 4, 768 - 32 - 8 - 48));
        assert_eq!(opening(&[], &Desktop::default(), &[], 1.0, false), None);
    }

    #[test]
    fn a_window_comes_back_to_the_screen_where_it_was_closed_last_and_fits_there() {
        let screens = [LAPTOP, BESIDE_IT];
        let mut kept = Vec::new();
        let place = |screen: Area, corner, size| WindowPlace {
            screen: screen.name(),
            corner: Some(corner),
            size,
            maximized: false,
        };
        remember(&mut kept, place(LAPTOP, [10, 20], [800, 600]));
        remember(&mut kept, place(BESIDE_IT, [100, 50], [1500, 950]));
        let whole = Area {
            width: 1366 + 1920,
            height: 1080,
            ..LAPTOP
        };
        let desktop = Desktop {
            pointer: Some((5, 5)),
            ..desktop(Some(whole))
        };
        let there = opening(&screens, &desktop, &kept, 1.0, false).unwrap();
        assert_eq!(there.corner, Some((1466, 50)));
        assert_eq!(there.size, (1500, 950));
        let beside = opening(&screens, &desktop, &kept, 1.0, true).unwrap();
        assert_eq!(beside.corner, Some((1498, 82)));
        // That screen is gone: what is known of the other one holds.
        let here = opening(&screens[..1], &desktop, &kept, 1.0, false).unwrap();
        assert_eq!((here.corner, here.size), (Some((10, 20)), (800, 600)));
        // A window that was placed beyond the edge is brought back.
        remember(&mut kept, place(LAPTOP, [900, 500], [1000, 700]));
        let back = opening(&screens[..1], &desktop, &kept, 1.0, false).unwrap();
        let outside = outside(&back, OPENBOX);
        assert_eq!(outside.shared(LAPTOP), outside);
        // Without a memory it opens where the pointer is.
        let there = Desktop {
            pointer: Some((2000, 500)),
            ..desktop
        };
        let opened = opening(&screens, &there, &[], 1.0, false).unwrap();
        let (x, y) = opened.corner.unwrap();
        assert!(BESIDE_IT.holds((x, y)), "{x} {y}");
    }

    #[test]
    fn places_of_a_few_screens_are_kept_each_once() {
        let mut kept = Vec::new();
        for width in (1..=20).chain([15]) {
            let screen = Area { width, ..LAPTOP };
            remember(
                &mut kept,
                WindowPlace {
                    screen: screen.name(),
                    corner: None,
                    size: [800, 600],
                    maximized: false,
                },
            );
        }
        let names: Vec<&str> = kept.iter().map(|place| &*place.screen).collect();
        assert_eq!(names.len(), KEPT);
        assert_eq!(names[..2], ["15x768+0+0", "20x768+0+0"]);
    }
}
