//! The eframe window and the outside world: dialogs, files, clipboard, threads.

mod awake;
mod clipboard;
mod crash;
mod dialogs;
mod facts;
mod heard;
mod motion;
mod neighbours;
mod own;
mod print;
mod program;
mod recent_list;
mod report;
mod screens;
mod settings;
mod tasks;
mod thumbnails;
mod tickets;
#[cfg(unix)]
mod told_to_end;

use std::{
    cell::Cell,
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    process::{Command, ExitCode, Stdio},
    rc::Rc,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread::JoinHandle,
    time::Instant,
};

pub use clipboard::keeper::HOLD_CLIPBOARD;
use program::{Ahead, Program};
use settings::{Settings, SettingsFile};

use crate::{ui::tokens, words::Language};

/// As in the menu entry (`packaging/linux`), so that the desktop knows whose window it is.
const APP_ID: &str = "io.jejak.Jejak";

/// The environment variable that tells a window that it is opened from another one, which it is not
/// to cover.
const BESIDE: &str = "JEJAK_BESIDE";

/// How many windows one command opens at most.
const MOST_WINDOWS: usize = 12;

/// What the window opens with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Start {
    /// A map, or the welcome screen.
    File(Option<PathBuf>),
    /// A map with nothing in it.
    NewMap,
    /// The templates, one of which is to be chosen.
    Template,
    /// Two versions over each other, with the one that both come from, to be saved as another.
    Merge {
        base: PathBuf,
        mine: PathBuf,
        theirs: PathBuf,
        output: PathBuf,
    },
}

/// Opens the window and stays until it is closed.
pub fn run(start: Start) -> ExitCode {
    let language = Language::of_system();
    if !has_display() {
        return no_window(language, language.t("there is no display"));
    }
    if let Start::File(Some(file)) = &start
        && is_shown_elsewhere(file)
    {
        return ExitCode::SUCCESS;
    }
    heard::listen();
    let is_beside = std::env::var_os(BESIDE).is_some() || has_neighbours();
    let mut viewport = egui::ViewportBuilder::default()
        .with_title("Jejak")
        .with_app_id(APP_ID)
        .with_icon(Arc::new(icon()))
        .with_inner_size(screens::USUAL.map(|length| length as f32))
        .with_min_inner_size([720.0, 480.0])
        .with_drag_and_drop(true);
    // Which place comes later; one beside others is put by the system, which knows all of them.
    if !is_beside && screens::is_placed_when_made() {
        viewport = viewport.with_position(egui::Pos2::ZERO);
    }
    // The only file that is read on this thread: there is no window yet that would wait for it.
    let settings = SettingsFile::load(Settings::path(), Settings::cache_folder());
    let places = settings.content.windows.clone();
    let begun = Rc::new(Cell::new(None));
    let (begins, to_read) = (begun.clone(), start.clone());
    let spoken = settings.content.language.unwrap_or(language);
    let options = eframe::NativeOptions {
        viewport,
        // Not before: once there are threads, Xlib takes half as long again for its keyboard.
        window_builder: Some(Box::new(move |viewport| {
            begins.set(Some(Begun::now(&to_read, spoken)));
            viewport
        })),
        event_loop_builder: event_loop_builder(),
        // It costs time for each pixel without a graphics card, and nothing but shadows is graded.
        dithering: false,
        // The window reads it itself, aside and all that it has.
        clipboard_shortcuts: false,
        ..Default::default()
    };
    if let Some(data) = Settings::data_folder() {
        crash::keep_reports(crash::folder(&data), facts::of_machine);
    }
    // Some of the libraries that a window needs are looked for only now, and panic if missing.
    let mut started = false;
    let unsettled = Arc::new(AtomicBool::new(false));
    let at_exit = unsettled.clone();
    let result = catch_unwind(AssertUnwindSafe(|| {
        eframe::run_native(
            APP_ID,
            options,
            Box::new(|creation| {
                started = true;
                heard::listen_less();
                let context = &creation.egui_ctx;
                let Begun { ahead, desktop } = begun.take().unwrap_or_default();
                let desktop = desktop.and_then(|desktop| desktop.join().ok());
                let desktop = desktop.unwrap_or_default();
                let fills = screens::put(creation, &desktop, &places, is_beside);
                tokens::install(context);
                let ask = Box::new(|question: dialogs::FileQuestion, frame: &eframe::Frame| {
                    Box::new(question.ask(frame)) as _
                });
                let data = Settings::data_folder();
                let data = data.as_deref();
                let mut program = Program::with(context, start, settings, data, ask, ahead);
                program.begin_maximized(fills);
                program.open_windows_with(another_window);
                program.show_folders_with(show_in_folder);
                program.present_with(awake::keep, motion::asks_for_less);
                program.print_with(print::print);
                if let Some(folder) = neighbours::folder() {
                    program.meet_in(folder);
                }
                if let Some(list) = recent_list::place() {
                    program.list_recent_in(list);
                }
                // Without it, the last second of unsaved work is not kept.
                #[cfg(unix)]
                let _ = told_to_end::listen(program.end_from_outside(context));
                let passes = Passes::asked_for();
                Ok(Box::new(Window {
                    program,
                    passes,
                    unsettled: at_exit,
                }))
            }),
        )
    }));
    match result {
        // A merge that was not settled and saved is none.
        Ok(Ok(())) if unsettled.load(Ordering::Relaxed) => ExitCode::FAILURE,
        Ok(Ok(())) => ExitCode::SUCCESS,
        Ok(Err(error)) => no_window(language, language.t(why_not_started(&error))),
        Err(_) if !started => no_window(language, language.t("a library that it needs is missing")),
        Err(_) => ExitCode::FAILURE,
    }
}

/// What draws takes its time to be found; what is done meanwhile.
#[derive(Default)]
struct Begun {
    /// The map, read and laid out.
    ahead: Option<Ahead>,
    desktop: Option<JoinHandle<screens::Desktop>>,
}

impl Begun {
    fn now(start: &Start, language: Language) -> Self {
        Self {
            ahead: match start {
                Start::File(Some(file)) => Ahead::begin(file.clone(), language),
                _ => None,
            },
            desktop: Some(std::thread::spawn(screens::ask_desktop)),
        }
    }
}

/// Opens each of several files in a window of its own, the first one here.
pub fn run_each(files: Vec<PathBuf>) -> ExitCode {
    let mut files = files.into_iter();
    let first = files.next();
    for file in files.take(MOST_WINDOWS - 1) {
        // The windows go on for themselves; that one cannot be opened is no reason to open none.
        let opened = own::program().and_then(|program| {
            let mut window = Command::new(program);
            window.arg("--").arg(file).env(BESIDE, "1");
            window.stdin(Stdio::null()).spawn()
        });
        if let Ok(mut window) = opened {
            std::thread::spawn(move || window.wait());
        }
    }
    run(Start::File(first))
}

/// Whether a window that runs already has this file open, and has come forward with it.
fn is_shown_elsewhere(file: &Path) -> bool {
    let folder = neighbours::folder();
    folder.is_some_and(|folder| neighbours::show(&folder, &neighbours::real(file), None))
}

/// Whether windows of the program are there already.
fn has_neighbours() -> bool {
    neighbours::folder().is_some_and(|folder| neighbours::is_anyone_in(&folder))
}

#[cfg(not(target_os = "macos"))]
fn event_loop_builder() -> Option<eframe::EventLoopBuilderHook> {
    None
}

/// Without the menu that winit makes: its ⌘Q ends the program before it could ask about unsaved
/// changes, and its ⌘H is not the one of our own menus.
#[cfg(target_os = "macos")]
fn event_loop_builder() -> Option<eframe::EventLoopBuilderHook> {
    use winit::platform::macos::EventLoopBuilderExtMacOS as _;
    Some(Box::new(|builder| {
        builder.with_default_menu(false);
    }))
}

/// Holds what a window hands over that is gone, until something else is copied.
pub fn hold_clipboard() -> ExitCode {
    clipboard::keeper::hold();
    ExitCode::SUCCESS
}

/// Starts the program once more, with nothing open, and stays until it ends.
fn another_window() -> io::Result<()> {
    let mut command = Command::new(own::program()?);
    let mut window = command.stdin(Stdio::null()).env(BESIDE, "1").spawn()?;
    window.wait()?;
    Ok(())
}

/// Shows a file in the system's file manager, or the folder that it lies in.
fn show_in_folder(file: &Path) -> io::Result<()> {
    let ended = file_manager(file).stdin(Stdio::null()).status()?;
    // Explorer says that it failed where it did not.
    if ended.success() || cfg!(windows) {
        return Ok(());
    }
    Err(io::Error::other(ended.to_string()))
}

#[cfg(target_os = "macos")]
fn file_manager(file: &Path) -> Command {
    let mut command = Command::new("open");
    command.arg("-R").arg(file);
    command
}

/// Explorer reads its line by itself and wants the marks around the path alone.
#[cfg(windows)]
fn file_manager(file: &Path) -> Command {
    use std::os::windows::process::CommandExt as _;
    let mut select = std::ffi::OsString::from("/select,\"");
    select.push(file);
    select.push("\"");
    let mut command = Command::new("explorer");
    command.raw_arg(select);
    command
}

#[cfg(not(any(windows, target_os = "macos")))]
fn file_manager(file: &Path) -> Command {
    let mut command = Command::new("xdg-open");
    command.arg(file.parent().unwrap_or(Path::new("/")));
    command
}

struct Window {
    program: Program,
    passes: Option<Passes>,
    /// Told at the end: a merge was asked for and not done.
    unsettled: Arc<AtomicBool>,
}

impl eframe::App for Window {
    /// A window that is covered or minimised is not drawn, and what it waits for was not heard until it
    /// was seen again: another window that calls it, the end of a save, the time to keep unsaved work.
    fn logic(&mut self, context: &egui::Context, _frame: &mut eframe::Frame) {
        if context.input(|input| input.viewport().visible() == Some(false)) {
            context.send_viewport_cmd(egui::ViewportCommand::RequestPaintWhileHidden);
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui, frame: &mut eframe::Frame) {
        #[cfg(debug_assertions)]
        fail_if_asked();
        if let Some(passes) = &mut self.passes {
            passes.note(frame.info().cpu_usage);
        }
        self.program.ui(ui, frame);
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.program.finish();
        if let Some(copied) = self.program.take_copied() {
            clipboard::keeper::hand_over(copied);
        }
        let unsettled = self.program.has_open_merge();
        self.unsettled.store(unsettled, Ordering::Relaxed);
        if let Some(passes) = &self.passes {
            passes.write();
        }
    }
}

/// The environment variable that names a file: once that is there, the window fails, for tests.
#[cfg(debug_assertions)]
fn fail_if_asked() {
    static FAULT: std::sync::OnceLock<Option<PathBuf>> = std::sync::OnceLock::new();
    let fault = FAULT.get_or_init(|| std::env::var_os("JEJAK_PANIC").map(PathBuf::from));
    assert!(
        !fault.as_ref().is_some_and(|fault| fault.exists()),
        "a fault was asked for"
    );
}

/// How long each pass kept the window's thread, for those who measure.
struct Passes {
    path: PathBuf,
    since: Instant,
    done: Vec<Pass>,
    /// What the thread had of the processor when the latest pass began.
    had_millis: Option<f64>,
}

struct Pass {
    /// When the next one began, since the window was made.
    until_secs: f64,
    /// From its begin to its end, without what it waited for the screen.
    millis: f32,
    /// Of the processor, with all that came before the next one; where the system tells.
    processor_millis: Option<f64>,
}

impl Passes {
    /// The environment variable that names the file to write them to, one a line: milliseconds that
    /// passed, those of the processor, and when, in seconds.
    const VARIABLE: &str = "JEJAK_PASSES";

    fn asked_for() -> Option<Self> {
        let path = std::env::var_os(Self::VARIABLE)?.into();
        Some(Self {
            path,
            since: Instant::now(),
            done: Vec::new(),
            had_millis: None,
        })
    }

    /// Notes the pass before the one that begins.
    fn note(&mut self, secs: Option<f32>) {
        let has_millis = processor_millis();
        let had_millis = std::mem::replace(&mut self.had_millis, has_millis);
        if let Some(secs) = secs {
            let processor = has_millis.zip(had_millis).map(|(has, had)| has - had);
            self.done.push(Pass {
                until_secs: self.since.elapsed().as_secs_f64(),
                millis: 1000.0 * secs,
                processor_millis: processor,
            });
        }
    }

    fn write(&self) {
        let lines = self.done.iter().map(|pass| {
            let processor = pass.processor_millis;
            let processor = processor.map_or("-".to_owned(), |millis| format!("{millis:.1}"));
            format!("{:.1} {processor} {:.3}\n", pass.millis, pass.until_secs)
        });
        // Who asked sees that there is no file.
        let _ = std::fs::write(&self.path, lines.collect::<String>());
    }
}

/// What this thread had of the processor since it began, to a tick of the system; Linux alone tells
/// it without more.
fn processor_millis() -> Option<f64> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanos: f64 = told.split(' ').next()?.parse().ok()?;
    Some(nanos / 1e6)
}

/// English, for the translation table.
fn why_not_started(error: &eframe::Error) -> &'static str {
    match error {
        eframe::Error::Winit(_) | eframe::Error::WinitEventLoop(_) => "the display does not answer",
        _ => "it needs OpenGL 2.1 or OpenGL ES 2.0, and there is none",
    }
}

/// Whether there is anything to open a window on.
fn has_display() -> bool {
    if !cfg!(target_os = "linux") {
        return true;
    }
    ["WAYLAND_DISPLAY", "WAYLAND_SOCKET", "DISPLAY"]
        .into_iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

/// Says in two lines why no window opens and what works without one; to those who do not look there,
/// in a small window of whatever the system has.
fn no_window(language: Language, why: &str) -> ExitCode {
    use std::io::Write as _;
    let first = language.fill("jejak: no window can be opened: {why}", &[("why", why)]);
    let second = language.t("A picture is made without one: jejak export FILE -o OUT.png");
    let _ = writeln!(std::io::stderr(), "{first}\n{second}");
    if has_display() {
        let told = language.fill("Jejak can’t open its window: {why}.", &[("why", why)]);
        tell_without_window(&told);
    }
    ExitCode::FAILURE
}

/// Tells something in the system's own small window.
#[cfg(any(windows, target_os = "macos"))]
fn tell_without_window(text: &str) {
    let dialog = rfd::MessageDialog::new().set_level(rfd::MessageLevel::Error);
    dialog.set_title("Jejak").set_description(text).show();
}

/// Tells something by the first of the usual programs that is there; none is waited for.
#[cfg(not(any(windows, target_os = "macos")))]
fn tell_without_window(text: &str) {
    const TELLERS: [(&str, &[&str]); 3] = [
        (
            "zenity",
            &["--error", "--no-markup", "--title=Jejak", "--text"],
        ),
        ("kdialog", &["--title", "Jejak", "--error"]),
        ("xmessage", &["-center"]),
    ];
    for (program, arguments) in TELLERS {
        let mut command = Command::new(program);
        command.args(arguments).arg(text).stdin(Stdio::null());
        if command
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .is_ok()
        {
            break;
        }
    }
}

fn icon() -> egui::IconData {
    let bytes = include_bytes!("../../assets/icon/jejak-256.png");
    let decoded = image::load_from_memory(bytes).map(|image| image.into_rgba8());
    decoded.map_or_else(
        |_| egui::IconData::default(),
        |image| egui::IconData {
            width: image.width(),
            height: image.height(),
            rgba: image.into_raw(),
        },
    )
}
