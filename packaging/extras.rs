//! Makes what a package has beside the program: man pages and completions of its command line, and
//! icons of all sizes. `packaging/build` runs it; the program itself carries none of this.

#![forbid(unsafe_code)]

use std::{
    error::Error,
    fs,
    io::{self, Cursor},
    path::{Path, PathBuf},
    time::{SystemTime, UNIX_EPOCH},
};

use clap_complete::Shell;
use clap_mangen::Man;
use jejak::model::Date;
use resvg::{tiny_skia, usvg};
use roff::{Roff, roman};

const NAME: &str = "jejak";

/// In pixels: those of the icon theme that all others fall back to.
const ICONS: [u32; 12] = [16, 22, 24, 32, 36, 48, 64, 72, 96, 128, 256, 512];

/// In pixels, as the icon of a program of Windows holds them.
const ICO: [u32; 6] = [16, 24, 32, 48, 64, 256];

/// The names that the icon of a bundle of macOS gives to sizes in pixels.
const ICNS: [(&[u8; 4], u32); 5] = [
    (b"icp6", 64),
    (b"ic07", 128),
    (b"ic08", 256),
    (b"ic09", 512),
    (b"ic10", 1024),
];

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os().nth(1).map(PathBuf::from);
    let folder = folder.ok_or("give the folder to make it all in")?;
    man_pages(&folder.join("man"))?;
    completions(&folder.join("completions"))?;
    icons(&folder.join("icons"))
}

/// `jejak.1`, and one for each command.
fn man_pages(folder: &Path) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(folder)?;
    let mut definition = jejak::cli::definition().disable_help_subcommand(true);
    definition.build();
    for command in definition.get_subcommands().filter(|it| !it.is_hide_set()) {
        man_page(command, folder)?;
    }
    Ok(man_page(&definition, folder)?)
}

fn man_page(command: &clap::Command, folder: &Path) -> io::Result<()> {
    let name = command.get_display_name().unwrap_or(command.get_name());
    // What stands below the help is laid out by itself.
    let bare = command.clone().after_help("").after_long_help("");
    let version = env!("CARGO_PKG_VERSION");
    let man = Man::new(bare)
        .title(name.to_uppercase())
        .section("1")
        .date(day())
        .source(format!("{NAME} {version}"))
        .manual("Jejak");
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    let is_whole = name == NAME;
    if is_whole {
        man.render_subcommands_section(&mut page)?;
    }
    let told = command.get_after_long_help().or(command.get_after_help());
    let told = told.map(ToString::to_string).unwrap_or_default();
    let mut rest = Roff::new();
    below(&told, &mut rest);
    if !is_whole {
        rest.control("SH", ["SEE ALSO"]);
        rest.text([roman(format!("{NAME}(1)"))]);
    }
    rest.to_writer(&mut page)?;
    fs::write(folder.join(format!("{name}.1")), page)
}

/// What stands below the help: "Examples:" and the like become heads, behind what has none; what is
/// indented stays as it is laid out.
fn below(told: &str, page: &mut Roff) {
    let paragraphs = told.split("\n\n").filter(|it| !it.trim().is_empty());
    let (headed, plain): (Vec<_>, Vec<_>) = paragraphs
        .map(|paragraph| (head_of(paragraph), paragraph))
        .partition(|(head, _)| head.is_some());
    if !plain.is_empty() {
        page.control("SH", ["NOTES"]);
    }
    for (index, (_, paragraph)) in plain.iter().enumerate() {
        if index > 0 {
            page.control("PP", NONE);
        }
        laid_out(paragraph.lines(), page);
    }
    for (head, paragraph) in headed {
        page.control("SH", head);
        laid_out(paragraph.lines().skip(1), page);
    }
}

/// Nothing behind the name of a request.
const NONE: [&str; 0] = [];

fn head_of(paragraph: &str) -> Option<&'static str> {
    match paragraph.lines().next() {
        Some("Examples:") => Some("EXAMPLES"),
        Some("Exit codes:") => Some("EXIT STATUS"),
        _ => None,
    }
}

fn laid_out<'a>(lines: impl Iterator<Item = &'a str>, page: &mut Roff) {
    let mut is_laid_out = false;
    for line in lines {
        if line.starts_with("  ") != is_laid_out {
            is_laid_out = !is_laid_out;
            page.control(if is_laid_out { "nf" } else { "fi" }, NONE);
        }
        page.text([roman(line)]);
    }
    if is_laid_out {
        page.control("fi", NONE);
    }
}

/// The day of the source, as it is asked for where the same source has to give the same packages; else
/// today.
fn day() -> String {
    let epoch = std::env::var("SOURCE_DATE_EPOCH").ok();
    let said: Option<u64> = epoch.and_then(|text| text.parse().ok());
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let seconds = said.or(now.ok().map(|since| since.as_secs()));
    let day = Date::from_unix_days(seconds.unwrap_or(0) / (24 * 60 * 60));
    day.map_or_else(String::new, Date::iso)
}

fn completions(folder: &Path) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(folder)?;
    for shell in [Shell::Bash, Shell::Zsh, Shell::Fish, Shell::PowerShell] {
        let mut definition = without_hidden(&jejak::cli::definition());
        clap_complete::generate_to(shell, &mut definition, NAME, folder)?;
    }
    Ok(())
}

/// A shell would offer the hidden commands, too.
fn without_hidden(definition: &clap::Command) -> clap::Command {
    let shown = definition.get_subcommands().filter(|it| !it.is_hide_set());
    let arguments = definition.get_arguments().cloned();
    let about = definition.get_about().cloned().unwrap_or_default();
    clap::Command::new(NAME)
        .about(about)
        .version(env!("CARGO_PKG_VERSION"))
        .args(arguments)
        .subcommands(shown.cloned())
}

fn icons(folder: &Path) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(folder)?;
    let drawn = include_str!("../assets/icon/jejak.svg");
    let drawn = usvg::Tree::from_str(drawn, &usvg::Options::default())?;
    for size in ICONS {
        fs::write(folder.join(format!("{size}.png")), icon(&drawn, size)?)?;
    }
    fs::write(folder.join("jejak.ico"), ico(&drawn)?)?;
    fs::write(folder.join("jejak.icns"), icns(&drawn)?)?;
    Ok(())
}

/// A PNG.
fn icon(drawn: &usvg::Tree, size: u32) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut pixels = tiny_skia::Pixmap::new(size, size).ok_or("no icon has that size")?;
    let scale = size as f32 / drawn.size().width();
    let transform = tiny_skia::Transform::from_scale(scale, scale);
    resvg::render(drawn, transform, &mut pixels.as_mut());
    let rgba = pixels.pixels().iter().flat_map(|pixel| {
        let pixel = pixel.demultiply();
        [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()]
    });
    let image = image::RgbaImage::from_raw(size, size, rgba.collect());
    let image = image.ok_or("an icon has as many pixels as it says")?;
    let mut png = Cursor::new(Vec::new());
    image.write_to(&mut png, image::ImageFormat::Png)?;
    Ok(png.into_inner())
}

/// A list of places, then the pictures.
fn ico(drawn: &usvg::Tree) -> Result<Vec<u8>, Box<dyn Error>> {
    let count = ICO.len();
    let mut list = [[0, 0], [1, 0], (count as u16).to_le_bytes()].concat();
    let mut pictures = Vec::new();
    for size in ICO {
        let picture = icon(drawn, size)?;
        let place = 6 + 16 * count + pictures.len();
        // 256 is written as 0; one plane of 32 bits.
        let side = size as u8;
        list.extend([side, side, 0, 0, 1, 0, 32, 0]);
        list.extend((picture.len() as u32).to_le_bytes());
        list.extend((place as u32).to_le_bytes());
        pictures.extend(picture);
    }
    list.extend(pictures);
    Ok(list)
}

/// A head, then each picture with its name and length.
fn icns(drawn: &usvg::Tree) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut pictures = Vec::new();
    for (name, size) in ICNS {
        let picture = icon(drawn, size)?;
        pictures.extend(name);
        pictures.extend((picture.len() as u32 + 8).to_be_bytes());
        pictures.extend(picture);
    }
    let mut file = b"icns".to_vec();
    file.extend((pictures.len() as u32 + 8).to_be_bytes());
    file.extend(pictures);
    Ok(file)
}
