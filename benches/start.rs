//! How long a window takes from the start of its program to its first painted frame, beside eframe's
//! own hello window: both on a screen of their own (Xvfb), drawn in software, in turn.
//!
//! `cargo run --release --example start [RUNS] [FILE]`, with the program built in the same profile. A
//! window of eframe is first seen when its first frame is painted, and Jejak's is named after the map in
//! the frame that shows it; both are heard from X, so nothing in the programs is there for this.

#[cfg(all(unix, not(target_os = "macos")))]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    x11::main()
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
fn main() {
    eprintln!("this is measured on X11 alone");
}

#[cfg(all(unix, not(target_os = "macos")))]
mod x11 {
    use std::{
        env,
        error::Error,
        io::{BufRead as _, BufReader},
        path::{Path, PathBuf},
        process::{Child, Command, Stdio},
        time::{Duration, Instant},
    };

    use x11rb::{
        connection::Connection as _,
        protocol::{
            Event,
            xproto::{AtomEnum, ChangeWindowAttributesAux, ConnectionExt as _, EventMask, Window},
        },
        rust_connection::RustConnection,
    };

    type Told<T> = Result<T, Box<dyn Error>>;

    const RUNS: usize = 20;
    const SAMPLE: &str = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/assets/samples/buying-a-car.journey"
    );
    /// No start takes as long.
    const PATIENCE: Duration = Duration::from_secs(60);
    /// The word that makes this program the hello window.
    const HELLO: &str = "hello";
    /// As wide and high as Jejak's window on the screen of this.
    const LARGE: &str = "large";

    pub(super) fn main() -> Told<()> {
        let arguments: Vec<String> = env::args().skip(1).collect();
        if arguments.first().is_some_and(|word| word == HELLO) {
            return hello(arguments.get(1).is_some_and(|word| word == LARGE));
        }
        let runs = arguments.first().map_or(Ok(RUNS), |runs| runs.parse())?;
        let file = PathBuf::from(arguments.get(1).map_or(SAMPLE, |file| file));
        measure(runs, &file)
    }

    /// The example `hello_world` of egui.
    fn hello(is_large: bool) -> Told<()> {
        let size = if is_large {
            [1440.0, 900.0]
        } else {
            [320.0, 240.0]
        };
        let options = eframe::NativeOptions {
            viewport: egui::ViewportBuilder::default().with_inner_size(size),
            ..Default::default()
        };
        let create = |_: &eframe::CreationContext<'_>| {
            let app = Hello {
                name: "Arthur".to_owned(),
                age: 42,
            };
            Ok(Box::new(app) as Box<dyn eframe::App>)
        };
        eframe::run_native("My egui App", options, Box::new(create))?;
        Ok(())
    }

    struct Hello {
        name: String,
        age: u32,
    }

    impl eframe::App for Hello {
        fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
            egui::CentralPanel::default().show(ui, |ui| {
                ui.heading("My egui Application");
                ui.horizontal(|ui| {
                    let label = ui.label("Your name: ");
                    ui.text_edit_singleline(&mut self.name)
                        .labelled_by(label.id);
                });
                ui.add(egui::Slider::new(&mut self.age, 0..=120).text("age"));
                if ui.button("Increment").clicked() {
                    self.age += 1;
                }
                ui.label(format!("Hello '{}', age {}", self.name, self.age));
            });
        }
    }

    /// In milliseconds since the program was started.
    #[derive(Clone, Copy)]
    struct Times {
        seen: f64,
        named: f64,
    }

    fn measure(runs: usize, file: &Path) -> Told<()> {
        let own = env::current_exe()?;
        let target = own
            .ancestors()
            .nth(2)
            .ok_or("this is no example of cargo")?;
        let jejak = target.join("jejak");
        let home = tempfile::tempdir()?;
        let name = file.file_name().ok_or("a file has a name")?;
        let name = name.to_string_lossy().into_owned();
        let mut screen = Screen::open()?;
        let starts: [(&str, &Path, Vec<&str>, &str); 3] = [
            ("hello", &own, vec![HELLO], ""),
            ("hello, as large", &own, vec![HELLO, LARGE], ""),
            (
                "jejak",
                &jejak,
                vec![file.to_str().unwrap_or(SAMPLE)],
                &name,
            ),
        ];
        let mut times: [Vec<Times>; 3] = Default::default();
        // The first of each finds the disk cold.
        for run in 0..=runs {
            for ((_, program, arguments, title), times) in starts.iter().zip(&mut times) {
                let mut command = Command::new(program);
                command.args(arguments);
                let took = screen.start(&mut command, home.path(), title)?;
                if run > 0 {
                    times.push(took);
                }
            }
        }
        let of_hello = median(times[0].iter().map(|times| times.seen));
        println!("{runs} starts each, medians in ms, of those of hello");
        for ((name, ..), times) in starts.iter().zip(&times) {
            let seen = median(times.iter().map(|times| times.seen));
            let named = median(times.iter().map(|times| times.named));
            println!(
                "{name:16} first frame {seen:7.1} ({:.2})   with its map {named:7.1} ({:.2})",
                seen / of_hello,
                named / of_hello,
            );
        }
        Ok(())
    }

    fn median(values: impl Iterator<Item = f64>) -> f64 {
        let mut values: Vec<f64> = values.collect();
        values.sort_by(f64::total_cmp);
        values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
    }

    /// A screen that nobody sees, with nothing on it.
    struct Screen {
        server: Child,
        display: String,
        x: RustConnection,
        root: Window,
        name: u32,
    }

    impl Screen {
        fn open() -> Told<Self> {
            let mut server = Command::new("Xvfb")
                .args(["-displayfd", "1", "-screen", "0", "1600x1000x24"])
                .args(["-nolisten", "tcp"])
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()?;
            let told = server.stdout.take().ok_or("Xvfb tells its number")?;
            let mut number = String::new();
            BufReader::new(told).read_line(&mut number)?;
            let display = format!(":{}", number.trim());
            let (x, screen) = x11rb::connect(Some(&display))?;
            let root = x.setup().roots.get(screen).ok_or("no screen")?.root;
            let name = x.intern_atom(false, b"_NET_WM_NAME")?.reply()?.atom;
            let heard = ChangeWindowAttributesAux::new().event_mask(EventMask::SUBSTRUCTURE_NOTIFY);
            x.change_window_attributes(root, &heard)?.check()?;
            Ok(Self {
                server,
                display,
                x,
                root,
                name,
            })
        }

        /// Starts a program in a home of its own, waits for its first window to be seen and to be
        /// named so, and ends it.
        fn start(&mut self, command: &mut Command, home: &Path, title: &str) -> Told<Times> {
            for (variable, folder) in [
                ("HOME", ""),
                ("XDG_CONFIG_HOME", "config"),
                ("XDG_DATA_HOME", "data"),
                ("XDG_CACHE_HOME", "cache"),
                ("XDG_RUNTIME_DIR", "run"),
            ] {
                let folder = home.join(folder);
                std::fs::create_dir_all(&folder)?;
                command.env(variable, folder);
            }
            command
                .env("DISPLAY", &self.display)
                .env("DBUS_SESSION_BUS_ADDRESS", "disabled:")
                .env("LIBGL_ALWAYS_SOFTWARE", "1")
                .env_remove("WAYLAND_DISPLAY")
                .env_remove("WAYLAND_SOCKET")
                .stdout(Stdio::null())
                .stderr(Stdio::null());
            let begin = Instant::now();
            let mut program = command.spawn()?;
            let times = self.wait_for(&mut program, begin, title);
            program.kill()?;
            program.wait()?;
            // Nothing of it is left when the next one begins.
            while self.x.poll_for_event()?.is_some() {}
            times
        }

        fn wait_for(&self, program: &mut Child, begin: Instant, title: &str) -> Told<Times> {
            let mut seen = None;
            loop {
                let millis = || 1000.0 * begin.elapsed().as_secs_f64();
                match self.x.poll_for_event()? {
                    Some(Event::CreateNotify(made)) if made.parent == self.root => {
                        let heard = EventMask::STRUCTURE_NOTIFY | EventMask::PROPERTY_CHANGE;
                        let heard = ChangeWindowAttributesAux::new().event_mask(heard);
                        // One that is gone again is none to wait for.
                        let _ = self
                            .x
                            .change_window_attributes(made.window, &heard)?
                            .check();
                    }
                    Some(Event::MapNotify(shown)) if seen.is_none() => {
                        seen = Some((shown.window, millis()));
                    }
                    Some(_) => {}
                    None if begin.elapsed() > PATIENCE => return Err("no window".into()),
                    None if program.try_wait()?.is_some() => return Err("it has ended".into()),
                    None => {
                        std::thread::sleep(Duration::from_micros(200));
                        continue;
                    }
                }
                if let Some((window, seen)) = seen
                    && self.title(window)?.contains(title)
                {
                    let named = if title.is_empty() { seen } else { millis() };
                    return Ok(Times { seen, named });
                }
            }
        }

        fn title(&self, window: Window) -> Told<String> {
            let told = self
                .x
                .get_property(false, window, self.name, AtomEnum::ANY, 0, 256)?
                .reply()?;
            Ok(String::from_utf8_lossy(&told.value).into_owned())
        }
    }

    impl Drop for Screen {
        fn drop(&mut self) {
            let _ = self.server.kill();
            let _ = self.server.wait();
        }
    }
}
