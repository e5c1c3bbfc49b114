//! Keeps the screen on while somebody presents: by the bus of the desktop, by the screen saver of X,
//! or by the system's own program. Where none of them is to be had, nothing happens.

use std::sync::mpsc::{Sender, channel};

/// The screen stays on as long as it lives.
pub(super) struct Awake {
    _holds: Option<Sender<()>>,
}

impl Awake {
    /// Nothing is kept on.
    #[cfg(test)]
    pub(super) fn nothing() -> Self {
        Self { _holds: None }
    }
}

/// Keeps the screen on, from a thread of its own; `why` is told by the desktop where it tells it.
pub(super) fn keep(why: String) -> Awake {
    let (holds, ended) = channel::<()>();
    std::thread::spawn(move || {
        let held = system::hold(&why);
        // Nobody sends: it ends when the other end is gone.
        let _ = ended.recv();
        system::let_go(held);
    });
    Awake {
        _holds: Some(holds),
    }
}

#[cfg(all(unix, not(target_os = "macos")))]
mod system {
    //! The bus and X.

    use std::collections::HashMap;

    use x11rb::{
        connection::Connection as _, protocol::screensaver::ConnectionExt as _,
        rust_connection::RustConnection,
    };
    use zbus::{Connection, zvariant::Value};

    /// What holds the screen on: each for as long as its connection lives.
    pub(super) struct Held {
        bus: Option<Connection>,
        x: Option<RustConnection>,
    }

    pub(super) fn hold(why: &str) -> Held {
        Held {
            bus: pollster::block_on(by_bus(why)).ok(),
            x: by_x().ok(),
        }
    }

    pub(super) fn let_go(held: Held) {
        let Held { bus, x } = held;
        drop(x);
        if let Some(bus) = bus {
            // Who cannot be told sees that the connection is gone.
            let _ = pollster::block_on(bus.close());
        }
    }

    /// As the desktops know it, else as what stands before them does.
    async fn by_bus(why: &str) -> zbus::Result<Connection> {
        const SAVER: &str = "org.freedesktop.ScreenSaver";
        const PORTAL: &str = "org.freedesktop.portal.Desktop";
        /// Of the flags of the portal.
        const IDLE: u32 = 8;
        let bus = Connection::session().await?;
        let asked = bus
            .call_method(
                Some(SAVER),
                "/org/freedesktop/ScreenSaver",
                Some(SAVER),
                "Inhibit",
                &("Jejak", why),
            )
            .await;
        if asked.is_err() {
            let options = HashMap::from([("reason", Value::from(why))]);
            bus.call_method(
                Some(PORTAL),
                "/org/freedesktop/portal/desktop",
                Some("org.freedesktop.portal.Inhibit"),
                "Inhibit",
                &("", IDLE, options),
            )
            .await?;
        }
        Ok(bus)
    }

    fn by_x() -> Result<RustConnection, Box<dyn std::error::Error>> {
        let (x, _) = x11rb::connect(None)?;
        x.screensaver_query_version(1, 1)?.reply()?;
        x.screensaver_suspend(1)?;
        x.flush()?;
        Ok(x)
    }
}

#[cfg(target_os = "macos")]
mod system {
    //! The system's own program.

    use std::process::{Child, Command, Stdio};

    pub(super) fn hold(_why: &str) -> Option<Child> {
        let mut command = Command::new("caffeinate");
        let own = std::process::id().to_string();
        // It ends with the program, whatever comes.
        command.args(["-d", "-w", &own]).stdin(Stdio::null());
        command.spawn().ok()
    }

    pub(super) fn let_go(held: Option<Child>) {
        if let Some(mut held) = held {
            let _ = held.kill();
            let _ = held.wait();
        }
    }
}

#[cfg(not(unix))]
mod system {
    //! Nothing is known that keeps the screen on there.

    pub(super) fn hold(_why: &str) {}

    pub(super) fn let_go((): ()) {}
}
