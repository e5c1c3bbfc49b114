//! A picture on the clipboard in several forms at once: whoever pastes takes the one that it can draw
//! best. arboard puts one form there; X11 and Wayland have room for all.

use std::sync::Arc;

/// What a program asks for a form as, and what it gets.
pub(super) type Form = (&'static str, Arc<[u8]>);

/// Puts the forms on the clipboard, the best one first, for as long as this process lives and nothing
/// else is copied; whether that worked.
pub(super) fn offer(forms: &[Form]) -> bool {
    system::put(forms, false)
}

/// As [`offer`], but comes back when something else is copied.
#[cfg(all(unix, not(target_os = "macos")))]
pub(super) fn hold(forms: &[Form]) -> bool {
    system::put(forms, true)
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
mod system {
    //! The system's clipboard is arboard's.

    pub(super) fn put(_forms: &[super::Form], _waits: bool) -> bool {
        false
    }
}

#[cfg(all(unix, not(target_os = "macos")))]
mod system {
    use wl_clipboard_rs::copy::{MimeSource, MimeType, Options, Source};

    use super::{Form, x11::Owner};

    pub(super) fn put(forms: &[Form], waits: bool) -> bool {
        // A compositor that lets nobody but the window at hand copy has an X11 beside it.
        let is_wayland = std::env::var_os("WAYLAND_DISPLAY").is_some();
        if is_wayland && wayland(forms, waits) {
            return true;
        }
        let Some(owner) = Owner::new(forms) else {
            return false;
        };
        if waits {
            owner.serve();
            return true;
        }
        let thread = std::thread::Builder::new().name("clipboard".to_owned());
        thread.spawn(move || owner.serve()).is_ok()
    }

    fn wayland(forms: &[Form], waits: bool) -> bool {
        let sources = forms.iter().map(|(name, bytes)| MimeSource {
            source: Source::Bytes(bytes.to_vec().into_boxed_slice()),
            mime_type: MimeType::Specific((*name).to_owned()),
        });
        let mut options = Options::new();
        options.foreground(waits);
        options.copy_multi(sources.collect()).is_ok()
    }
}

#[cfg(all(unix, not(target_os = "macos")))]
mod x11 {
    //! An owner of the clipboard of X11, as the
    //! [ICCCM](https://www.x.org/releases/current/doc/xorg-docs/icccm/icccm.html) wants one, section 2.

    use std::{
        sync::Arc,
        time::{Duration, Instant},
    };

    use x11rb::{
        COPY_FROM_PARENT, NONE,
        connection::{Connection as _, RequestConnection as _},
        errors::ReplyError,
        protocol::{
            Event,
            xproto::{
                Atom, AtomEnum, ChangeWindowAttributesAux, ConnectionExt as _, CreateWindowAux,
                EventMask, PropMode, Property, SELECTION_NOTIFY_EVENT, SelectionNotifyEvent,
                SelectionRequestEvent, Timestamp, Window, WindowClass,
            },
        },
        rust_connection::RustConnection,
        wrapper::ConnectionExt as _,
    };

    use super::Form;

    x11rb::atom_manager! {
        Atoms: AtomCookies {
            CLIPBOARD,
            INCR,
            JEJAK_TIME,
            TARGETS,
            TIMESTAMP,
        }
    }

    /// What is larger goes in pieces of so many bytes.
    const PIECE: usize = 1 << 18;
    /// What a request has beside what it carries.
    const AROUND: usize = 64;
    /// So many programs read in pieces at once.
    const MOST_TRANSFERS: usize = 32;
    /// How long whoever reads in pieces is waited for once something else was copied.
    const PATIENCE: Duration = Duration::from_secs(5);

    /// Who is asked for what is on the clipboard.
    pub(super) struct Owner {
        connection: RustConnection,
        window: Window,
        atoms: Atoms,
        forms: Vec<(Atom, Arc<[u8]>)>,
        since: Timestamp,
        piece: usize,
        transfers: Vec<Transfer>,
    }

    /// A form on its way to a program, piece by piece.
    struct Transfer {
        to: Window,
        property: Atom,
        target: Atom,
        bytes: Arc<[u8]>,
        at: usize,
    }

    impl Owner {
        /// Takes the clipboard; `None` where there is none, or another program took it meanwhile.
        pub(super) fn new(forms: &[Form]) -> Option<Self> {
            let (connection, screen) = x11rb::connect(None).ok()?;
            let root = connection.setup().roots.get(screen)?.root;
            let atoms = Atoms::new(&connection).ok()?.reply().ok()?;
            let named = forms.iter().map(|(name, bytes)| {
                let cookie = connection.intern_atom(false, name.as_bytes()).ok()?;
                Some((cookie.reply().ok()?.atom, bytes.clone()))
            });
            let forms = named.collect::<Option<Vec<_>>>()?;
            let window = connection.generate_id().ok()?;
            let (kind, visual) = (WindowClass::INPUT_ONLY, COPY_FROM_PARENT);
            let aux = CreateWindowAux::new().event_mask(EventMask::PROPERTY_CHANGE);
            let made = connection.create_window(0, window, root, 0, 0, 1, 1, 0, kind, visual, &aux);
            made.ok()?.check().ok()?;
            let since = now(&connection, window, atoms.JEJAK_TIME)?;
            let taken = connection.set_selection_owner(window, atoms.CLIPBOARD, since);
            taken.ok()?.check().ok()?;
            let owner = connection.get_selection_owner(atoms.CLIPBOARD).ok()?;
            if owner.reply().ok()?.owner != window {
                return None;
            }
            let most = connection.maximum_request_bytes().saturating_sub(AROUND);
            Some(Self {
                connection,
                window,
                atoms,
                forms,
                since,
                piece: most.clamp(1, PIECE),
                transfers: Vec::new(),
            })
        }

        /// Answers until something else is copied and all who read have what they asked for, or the
        /// display is gone.
        pub(super) fn serve(mut self) {
            let mut replaced: Option<Instant> = None;
            loop {
                let event = match replaced {
                    None => self.connection.wait_for_event().map(Some),
                    Some(since) if self.transfers.is_empty() || since.elapsed() > PATIENCE => {
                        return;
                    }
                    Some(_) => self.connection.poll_for_event(),
                };
                match event {
                    Err(_) => return,
                    Ok(None) => std::thread::sleep(Duration::from_millis(5)),
                    Ok(Some(Event::SelectionClear(told))) if told.owner == self.window => {
                        replaced = Some(Instant::now());
                    }
                    Ok(Some(Event::SelectionRequest(request))) => self.answer(&request),
                    Ok(Some(Event::PropertyNotify(told))) if told.state == Property::DELETE => {
                        self.go_on(told.window, told.atom);
                    }
                    Ok(Some(Event::DestroyNotify(told))) => {
                        self.transfers.retain(|transfer| transfer.to != told.window);
                    }
                    Ok(Some(_)) => {}
                }
            }
        }

        fn answer(&mut self, request: &SelectionRequestEvent) {
            // Old programs name no property.
            let property = match request.property {
                NONE => request.target,
                property => property,
            };
            let is_ours = request.selection == self.atoms.CLIPBOARD;
            let given = is_ours && self.give(request.requestor, property, request.target);
            let told = SelectionNotifyEvent {
                response_type: SELECTION_NOTIFY_EVENT,
                sequence: 0,
                time: request.time,
                requestor: request.requestor,
                selection: request.selection,
                target: request.target,
                property: if given { property } else { NONE },
            };
            // Whoever is gone by now misses nothing.
            let sent =
                self.connection
                    .send_event(false, request.requestor, EventMask::NO_EVENT, told);
            if sent.is_ok() {
                let _ = self.connection.flush();
            }
        }

        /// Writes what was asked for where it is read; whether there is such a thing.
        fn give(&mut self, to: Window, property: Atom, target: Atom) -> bool {
            let is_form = |form: &&(Atom, Arc<[u8]>)| form.0 == target;
            let given = if target == self.atoms.TARGETS {
                let known = [self.atoms.TARGETS, self.atoms.TIMESTAMP];
                let forms = self.forms.iter().map(|(form, _)| *form);
                let all: Vec<Atom> = known.into_iter().chain(forms).collect();
                self.write_numbers(to, property, AtomEnum::ATOM.into(), &all)
            } else if target == self.atoms.TIMESTAMP {
                let since = [self.since];
                self.write_numbers(to, property, AtomEnum::INTEGER.into(), &since)
            } else if let Some((_, bytes)) = self.forms.iter().find(is_form) {
                let bytes = bytes.clone();
                match bytes.len() > self.piece {
                    true => self.begin(to, property, target, bytes),
                    false => self.write(to, property, target, &bytes),
                }
            } else {
                return false;
            };
            given.is_ok()
        }

        fn write(
            &self,
            to: Window,
            property: Atom,
            target: Atom,
            bytes: &[u8],
        ) -> Result<(), ReplyError> {
            let replace = PropMode::REPLACE;
            let written = self
                .connection
                .change_property8(replace, to, property, target, bytes)?;
            written.check()
        }

        fn write_numbers(
            &self,
            to: Window,
            property: Atom,
            kind: Atom,
            numbers: &[u32],
        ) -> Result<(), ReplyError> {
            let replace = PropMode::REPLACE;
            let written = self
                .connection
                .change_property32(replace, to, property, kind, numbers)?;
            written.check()
        }

        /// Says how much is to come; the first piece follows when that was read.
        fn begin(
            &mut self,
            to: Window,
            property: Atom,
            target: Atom,
            bytes: Arc<[u8]>,
        ) -> Result<(), ReplyError> {
            self.listen(to, EventMask::PROPERTY_CHANGE | EventMask::STRUCTURE_NOTIFY)?;
            let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
            self.write_numbers(to, property, self.atoms.INCR, &[length])?;
            let is_other = |it: &Transfer| (it.to, it.property) != (to, property);
            self.transfers.retain(is_other);
            if self.transfers.len() == MOST_TRANSFERS {
                self.transfers.remove(0);
            }
            self.transfers.push(Transfer {
                to,
                property,
                target,
                bytes,
                at: 0,
            });
            Ok(())
        }

        fn listen(&self, to: Window, mask: EventMask) -> Result<(), ReplyError> {
            let aux = ChangeWindowAttributesAux::new().event_mask(mask);
            let changed = self.connection.change_window_attributes(to, &aux)?;
            changed.check()
        }

        /// The piece before was read: the next one; an empty one is the last.
        fn go_on(&mut self, to: Window, property: Atom) {
            let mut transfers = self.transfers.iter();
            let is_it = |it: &Transfer| (it.to, it.property) == (to, property);
            let Some(index) = transfers.position(is_it) else {
                return;
            };
            let transfer = &self.transfers[index];
            let end = transfer.bytes.len().min(transfer.at + self.piece);
            let piece = &transfer.bytes[transfer.at..end];
            let is_over = piece.is_empty();
            let written = self.write(to, property, transfer.target, piece);
            self.transfers[index].at = end;
            if is_over || written.is_err() {
                self.transfers.remove(index);
            }
            if self.transfers.iter().all(|transfer| transfer.to != to) {
                // Nothing of it concerns us any more; it may be gone.
                let _ = self.listen(to, EventMask::NO_EVENT);
            }
        }
    }

    /// The display's time, which a change of a property tells.
    fn now(connection: &RustConnection, window: Window, property: Atom) -> Option<Timestamp> {
        let kind = AtomEnum::STRING;
        let changed = connection.change_property8(PropMode::APPEND, window, property, kind, &[]);
        changed.ok()?.check().ok()?;
        loop {
            if let Event::PropertyNotify(told) = connection.wait_for_event().ok()? {
                return Some(told.time);
            }
        }
    }
}
