//! The command line as a value.

#![allow(
    missing_docs,
    reason = "what is said of an argument is what `--help` prints"
)]

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
};

use clap::{Args, CommandFactory as _, Parser, Subcommand, ValueEnum, error::ErrorKind};

use super::place;
use crate::{
    exchange::{MapFormat, OtherFile, table::ReadScale},
    export::{Backdrop, Format, PageSize, PixelSize, SlideFonts, Turn},
    words::Language,
};

/// What the command line asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum Request {
    /// Open the editor, with files or without.
    Edit(Vec<PathBuf>),
    Export(ExportArgs),
    Check(CheckArgs),
    Convert(ConvertArgs),
    Survey(SurveyArgs),
    Brand(BrandArgs),
    Diff(DiffArgs),
    Merge(MergeArgs),
    Stops(StopsArgs),
    Info(InfoArgs),
    Thumbnail(ThumbnailArgs),
    Templates,
    New(NewArgs),
    /// Open the editor, beginning a map there.
    Begin(Beginning),
    /// What a window starts that ends while it holds the clipboard.
    HoldClipboard,
}

/// What a map begins with in the editor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beginning {
    /// Nothing.
    NewMap,
    /// A template that is chosen there.
    Template,
}

/// All that the command line takes, for man pages and completions.
pub fn definition() -> clap::Command {
    Cli::command()
}

/// Reads a command line, the program's name first.
///
/// # Errors
/// Also for `--help` and `--version`: the error carries what to print and the exit code.
pub fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Request, clap::Error> {
    let cli = Cli::try_parse_from(args)?;
    match cli.command {
        None if cli.new => Ok(Request::Begin(Beginning::NewMap)),
        None if cli.from_template => Ok(Request::Begin(Beginning::Template)),
        None => Ok(Request::Edit(cli.files)),
        Some(Command::Check(check)) => Ok(Request::Check(check)),
        Some(Command::Convert(convert)) => {
            convert.check_endings()?;
            Ok(Request::Convert(convert))
        }
        Some(Command::Survey(survey)) => {
            survey.check_endings()?;
            let into = survey.into.iter();
            Cli::once(
                "survey",
                &[&survey.file].into_iter().chain(into).collect::<Vec<_>>(),
            )?;
            Ok(Request::Survey(survey))
        }
        Some(Command::Brand(brand)) => {
            Cli::once("brand", &brand.files.iter().collect::<Vec<_>>())?;
            Ok(Request::Brand(brand))
        }
        Some(Command::Diff(diff)) => {
            Cli::once("diff", &[&diff.before, &diff.after])?;
            Ok(Request::Diff(diff))
        }
        Some(Command::Merge(merge)) => {
            Cli::once("merge", &[&merge.base, &merge.mine, &merge.theirs])?;
            Ok(Request::Merge(merge))
        }
        Some(Command::Stops(stops)) => Ok(Request::Stops(stops)),
        Some(Command::Info(info)) => Ok(Request::Info(info)),
        Some(Command::Thumbnail(thumbnail)) => Ok(Request::Thumbnail(thumbnail)),
        Some(Command::Templates) => Ok(Request::Templates),
        Some(Command::New(new)) => Ok(Request::New(new)),
        Some(Command::HoldClipboard) => Ok(Request::HoldClipboard),
        Some(Command::Export(export)) => {
            export.check_options()?;
            Ok(Request::Export(export))
        }
    }
}

/// Jejak, a desktop editor for customer-journey maps
#[derive(Debug, Parser)]
#[command(
    name = "jejak",
    version,
    args_conflicts_with_subcommands = true,
    after_help = "Without a command, the editor opens. A file called like a command is opened \
                  as ./export."
)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,

    /// The maps to open in the editor, each in a window
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Open the editor with a new map
    #[arg(long, conflicts_with = "files")]
    new: bool,

    /// Open the editor with the templates that a new map may begin with
    #[arg(long, conflicts_with_all = ["files", "new"])]
    from_template: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    Export(ExportArgs),

    Check(CheckArgs),

    Convert(ConvertArgs),

    Survey(SurveyArgs),

    Brand(BrandArgs),

    Diff(DiffArgs),

    Merge(MergeArgs),

    Stops(StopsArgs),

    Info(InfoArgs),

    Thumbnail(ThumbnailArgs),

    /// List the templates: what each is asked for as, and its name
    Templates,

    New(NewArgs),

    /// Hold what a window that is closed has copied, until something else is
    #[command(hide = true)]
    HoldClipboard,
}

/// Begin a map from a template, without a window
#[derive(Debug, Clone, PartialEq, Args)]
#[command(after_help = "\
Examples:
  jejak new five-stages -o car.journey               in the language of the system
  jejak new service-blueprint -o klinik.journey --language id
  jejak new five-stages -o car.journey --brand bank.brand.json

`jejak templates` lists the templates, also those that you saved in the window.")]
pub struct NewArgs {
    /// What `jejak templates` lists in front
    pub template: String,

    /// The map to write; - for what goes out
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,

    #[arg(
        long,
        value_parser = language,
        help = format!("The language of the map, {} [default: the system's]", languages())
    )]
    pub language: Option<Language>,

    /// The brand of the map, a .brand.json file: its colours, fonts, logo and footer
    #[arg(long, value_name = "FILE")]
    pub brand: Option<PathBuf>,

    /// Replace a file that is there already
    #[arg(long)]
    pub force: bool,
}

/// Print what is wrong with a file, then what a review of its map finds
#[derive(Debug, Clone, PartialEq, Args)]
#[command(after_help = "\
The file may have any format that `jejak convert` reads, also a picture that carries its map; the
ending says which.

Exit codes:
  0  the file is sound, whatever the review finds
  1  something is wrong with the file, or it cannot be read
  2  the command line was wrong
  3  the file is sound, the review finds something, and --strict was given")]
pub struct CheckArgs {
    /// The map; - for what comes in
    pub file: PathBuf,

    /// What comes in, by an ending [default: .journey]
    #[arg(long, value_name = "ENDING")]
    pub from: Option<String>,

    /// Print one JSON document: error, warnings, findings with kind, severity, reason and place
    #[arg(long)]
    pub json: bool,

    /// Exit with 3 when the review finds something
    #[arg(long)]
    pub strict: bool,
}

/// List the stops of a map: what is shown one after the other in a talk
#[derive(Debug, Clone, PartialEq, Args)]
#[command(after_help = "\
A line for each stop: its number (– for one that is hidden), its title, what it shows, the minutes
planned. A map without stops of its own suggests some, which are listed then.

Examples:
  jejak stops car.journey
  jejak stops car.journey --json                     with ids and notes, for scripts")]
pub struct StopsArgs {
    /// The map, in any format that `jejak convert` reads; - for what comes in
    pub file: PathBuf,

    /// What comes in, by an ending [default: .journey]
    #[arg(long, value_name = "ENDING")]
    pub from: Option<String>,

    /// Print one JSON document: a list of stops with number, id, title, shows, ids, minutes and notes
    #[arg(long)]
    pub json: bool,
}

/// Say what a map is: its title, stages and personas, how much is in it, what a review finds
#[derive(Debug, Clone, PartialEq, Args)]
#[command(after_help = "\
The file may have any format that `jejak convert` reads, also a picture that carries its map.

Examples:
  jejak info car.journey
  jejak info car.png --json                          for scripts")]
pub struct InfoArgs {
    /// The map; - for what comes in
    pub file: PathBuf,

    /// What comes in, by an ending [default: by what is in it]
    #[arg(long, value_name = "ENDING")]
    pub from: Option<String>,

    /// Print one JSON document: title, goal, owner, language, state, reviewed, stages, personas, counts
    /// and how many findings of each severity
    #[arg(long)]
    pub json: bool,
}

/// Make the small picture of a map that a file manager shows
#[derive(Debug, Clone, PartialEq, Args)]
#[command(after_help = "\
OUT becomes a PNG whose longer side has N pixels, with the texts that the thumbnail specification of
freedesktop.org asks for. IN may have any format that `jejak convert` reads, also a picture or a
workbook that carries its map; what holds no map is an error, so that the desktop shows its icon.

Exit codes:
  0  done
  1  there is no map in IN, or OUT cannot be written
  2  the command line was wrong")]
pub struct ThumbnailArgs {
    /// What to show; - for what comes in
    #[arg(value_name = "IN")]
    pub file: PathBuf,

    /// The PNG to write, which is replaced; - for what goes out
    #[arg(value_name = "OUT")]
    pub output: PathBuf,

    /// Pixels of the longer side, 16 to 2048
    #[arg(short, long, value_name = "N", default_value = "256", value_parser = thumbnail_size)]
    pub size: u32,

    /// What comes in, by an ending [default: by what is in it]
    #[arg(long, value_name = "ENDING")]
    pub from: Option<String>,
}

/// Turn a map into the format of another tool, or what another tool made into a map
#[derive(Debug, Clone, PartialEq, Args)]
#[command(after_help = "\
The endings of the names say which format:
  .journey .json   a map of Jejak's own; read for Open Journey Format, too
  .mmd .mermaid    Mermaid `journey`
  .csv .tsv .txt   a table; one drawn by hand has stages one way and lanes the other
  .xlsx            an Excel workbook: the map to look at, all its data, metrics, evidence;
                   one drawn by hand is read as a table
  .md              Markdown: an outline for a document, which the whole map rides along in; read
                   for the Mermaid journeys, tables and headings of one drawn by hand
  .html            read only: the tables of a page, or the map that `jejak export` put in one
  .yaml .json      read only: lists of stages with named fields, of other journey builders
  .ojf.json        Open Journey Format 1.0 and 1.1
  .png .svg        read only: a picture that `jejak export` made carries its map
  .pptx            read only: slides that `jejak export` made carry their map

Examples:
  jejak convert car.journey -o car.mmd               for a README; the whole map rides along
  jejak convert car.mmd -o car.journey               exactly as it was
  jejak convert sheet.csv -o car.journey --stages down
  jejak convert car.journey -o car.xlsx              for colleagues with a spreadsheet program
  jejak convert plan.xlsx -o car.journey --sheet 'As is'
  jejak convert grades.csv -o car.journey --head 3 --persona Rina --scale 6..1
  jejak convert README.md -o car.journey --sheet 2   the second journey of a document
  jejak convert - -o - --from mmd --to csv           from what comes in to what goes out

What was not understood and what could not be held is told on stderr.")]
pub struct ConvertArgs {
    /// What to read; - for what comes in
    pub file: PathBuf,

    /// What to write; - for what goes out
    #[arg(short, long, value_name = "OUT")]
    pub output: PathBuf,

    /// Replace a file that is there already
    #[arg(long)]
    pub force: bool,

    /// Do not let the whole map ride along in a file that cannot show all of it
    #[arg(long)]
    pub no_map: bool,

    /// Of a table that Jejak did not write: where the stages stand [default: guessed]
    #[arg(long, value_name = "WAY")]
    pub stages: Option<StagesArg>,

    /// Of a workbook or document that Jejak did not write: the sheet, table or journey to read, by its
    /// name or its number [default: the first journey]
    #[arg(long, value_name = "NAME|N")]
    pub sheet: Option<String>,

    /// Of a table that Jejak did not write: the line with the column titles, from 1 [default: guessed]
    #[arg(long, value_name = "LINE", value_parser = line)]
    pub head: Option<usize>,

    /// Of a table that Jejak did not write: whose journey it is [default: what the table says]
    #[arg(long, value_name = "NAME")]
    pub persona: Option<String>,

    /// Of a table that Jejak did not write: the numbers of the worst and the best feeling, such as 1..5,
    /// or 5..1 where the small ones are the good ones [default: guessed]
    #[arg(long, value_name = "WORST..BEST", value_parser = read_scale, allow_hyphen_values = true)]
    pub scale: Option<ReadScale>,

    /// What the file is, by an ending, whatever it is called
    #[arg(long, value_name = "ENDING")]
    pub from: Option<String>,

    /// What the output is to be, by an ending, whatever it is called [default for -: .journey]
    #[arg(long, value_name = "ENDING")]
    pub to: Option<String>,
}

/// Take the colours, fonts and logo of a company from files that it has
#[derive(Debug, Clone, PartialEq, Args)]
#[command(after_help = "\
What a FILE is is told by what is in it:
  design tokens    *.tokens.json of the Design Tokens format, Style Dictionary, Tokens Studio
  slides, themes   .pptx, .potx, .thmx: the theme, the colours that slides really use, logos
  a logo           PNG, JPEG, WebP: its colours and itself; SVG: its colours
  a map, a brand   the brand in it

What was found and what was adjusted is told on stderr. A file behind the first adds what those before
it do not say.

Examples:
  jejak brand corporate.potx -o bank.brand.json
  jejak brand nusa.tokens.json logo.png -o nusa.brand.json --name 'Bank Nusa'")]
pub struct BrandArgs {
    /// What to take it from; - for what comes in
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,

    /// The brand to write, name.brand.json; - for what goes out
    #[arg(short, long, value_name = "OUT")]
    pub output: PathBuf,

    /// What the brand is called [default: what the first file says]
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,

    /// Replace a file that is there already
    #[arg(long)]
    pub force: bool,
}

/// Make a map of the answers of a survey, or draw them into one
#[derive(Debug, Clone, PartialEq, Args)]
#[command(after_help = "\
ANSWERS is a table (.csv, .tsv, .txt, .xlsx) as Google Forms, Microsoft Forms, Typeform, SurveyMonkey,
Qualtrics, LimeSurvey, Hotjar, Delighted or people save it: a row for each answer, or a column for
each stage. What was guessed is told on stderr; COLUMN is a head, or the number of a column.

Examples:
  jejak survey answers.csv -o answers.journey              stages and scale are those of the answers
  jejak survey answers.csv --into car.journey -o car2.journey
  jejak survey answers.xlsx -o a.journey --stage 'Which step?' --score Rating
  jejak survey answers.csv -o a.journey --only Country=Indonesia --answer 'so so=3'")]
pub struct SurveyArgs {
    /// The answers; - for what comes in
    #[arg(value_name = "ANSWERS")]
    pub file: PathBuf,

    /// The map to write; - for what goes out
    #[arg(short, long, value_name = "OUT")]
    pub output: PathBuf,

    /// A map to draw the curves into, which stays as it is [default: a new one]
    #[arg(long, value_name = "MAP")]
    pub into: Option<PathBuf>,

    /// Where the stages stand, one a row
    #[arg(long, value_name = "COLUMN")]
    pub stage: Option<String>,

    /// Where the scores stand, or the question that several columns ask
    #[arg(long, value_name = "COLUMN")]
    pub score: Option<String>,

    /// Who answered
    #[arg(long, value_name = "COLUMN")]
    pub persona: Option<String>,

    /// When
    #[arg(long, value_name = "COLUMN")]
    pub date: Option<String>,

    /// What was said
    #[arg(long, value_name = "COLUMN")]
    pub comment: Option<String>,

    /// Only answers with this value in a column; may be given several times
    #[arg(long, value_name = "COLUMN=VALUE")]
    pub only: Vec<String>,

    /// What an answer in words counts; may be given several times
    #[arg(long, value_name = "WORD=NUMBER")]
    pub answer: Vec<String>,

    /// Of a workbook: the sheet to read [default: the first with a table]
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,

    /// What the file is, by an ending, whatever it is called
    #[arg(long, value_name = "ENDING")]
    pub from: Option<String>,

    /// What the output is to be, by an ending, whatever it is called [default for -: .journey]
    #[arg(long, value_name = "ENDING")]
    pub to: Option<String>,

    /// Replace a file that is there already
    #[arg(long)]
    pub force: bool,
}

/// Tell in words what leads from one map to another
#[derive(Debug, Clone, PartialEq, Args)]
#[command(after_help = "\
Each file may have any format that `jejak convert` reads; the ending says which.

Exit codes:
  0  both show the same
  1  they differ
  2  one of them cannot be read, or the command line was wrong")]
pub struct DiffArgs {
    /// The map before; - for what comes in
    pub before: PathBuf,

    /// The map after; - for what comes in
    pub after: PathBuf,

    /// What comes in, by an ending [default: .journey]
    #[arg(long, value_name = "ENDING")]
    pub from: Option<String>,

    /// Print one JSON document: a list of changes with part, id, what, field, before and after
    #[arg(long)]
    pub json: bool,
}

/// Merge two versions of a map that come from one
#[derive(Debug, Clone, PartialEq, Args)]
#[command(after_help = "\
What theirs changed since the base is applied to mine: by id, field by field, by place. Where
both changed the same thing, mine is kept, but nothing goes that one of the two still worked on;
each such conflict is told on stderr. The output is a sound map either way.

Exit codes:
  0  all went together
  1  there are conflicts, or something cannot be read or written
  2  the command line was wrong

Git merges maps by itself once it is told to:
  git config merge.jejak.name \"Jejak\"
  git config merge.jejak.driver \"jejak merge %O %A %B -o %A --force --name %P\"
  echo '*.journey merge=jejak' >> .gitattributes

What git could not merge is settled in the window:
  git config mergetool.jejak.cmd \\
    'jejak merge \"$BASE\" \"$LOCAL\" \"$REMOTE\" -o \"$MERGED\" --window'
  git config mergetool.jejak.trustExitCode true
  git mergetool --tool=jejak")]
pub struct MergeArgs {
    /// The version that both come from; one of the three may be -, for what comes in
    pub base: PathBuf,

    /// My version
    pub mine: PathBuf,

    /// The other version
    pub theirs: PathBuf,

    /// The map to write; - for what goes out
    #[arg(short, long, value_name = "OUT")]
    pub output: PathBuf,

    /// Replace a file that is there already
    #[arg(long)]
    pub force: bool,

    /// What to call the map where a conflict is told [default: OUT]
    #[arg(long)]
    pub name: Option<PathBuf>,

    /// Open the editor with both versions over each other, to settle the conflicts side by side and
    /// save to OUT
    #[arg(long)]
    pub window: bool,
}

/// How a table lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum StagesArg {
    Across,
    Down,
}

impl Cli {
    /// What is wrong with the arguments of a command, told as clap tells it.
    fn error(command: &str, kind: ErrorKind, text: String) -> clap::Error {
        let mut cli = Self::command();
        cli.build();
        let command = cli.find_subcommand_mut(command);
        let command = command.expect("`Command` declares it above");
        command.error(kind, text)
    }

    /// What comes in, comes in once.
    fn once(command: &str, files: &[&PathBuf]) -> Result<(), clap::Error> {
        let count = files.iter().filter(|file| place::is_standard(file)).count();
        match count {
            0 | 1 => Ok(()),
            _ => {
                let text = "only one of the files can be -".to_owned();
                Err(Self::error(command, ErrorKind::ArgumentConflict, text))
            }
        }
    }

    /// What is wrong with a file that no format can be told of by its name.
    fn no_ending(command: &str, path: &Path, can: &str) -> clap::Error {
        let mut text = format!("'{}' has no ending that can be {can}", path.display());
        if let Some(other) = OtherFile::of_name(path) {
            text = format!("{text}: {}", other.advice());
        }
        Self::error(command, ErrorKind::ValueValidation, text)
    }
}

impl ConvertArgs {
    /// Only endings that are known say what to do.
    fn check_endings(&self) -> Result<(), clap::Error> {
        if place::form_to_read(&self.file, self.from.as_deref()).is_none() {
            return Err(Cli::no_ending("convert", &self.file, "read"));
        }
        if place::form_to_write(&self.output, self.to.as_deref()).is_some() {
            return Ok(());
        }
        if Format::from_path(&self.output).is_some() {
            let (file, output) = (self.file.display(), self.output.display());
            let text = format!("a picture is made with: jejak export {file} -o {output}");
            return Err(Cli::error("convert", ErrorKind::ValueValidation, text));
        }
        Err(Cli::no_ending("convert", &self.output, "written"))
    }
}

impl SurveyArgs {
    fn check_endings(&self) -> Result<(), clap::Error> {
        let form = match (place::is_standard(&self.file), &self.from) {
            (true, None) => Some(MapFormat::Csv),
            (_, from) => place::form_to_read(&self.file, from.as_deref()),
        };
        if !form.is_some_and(|form| {
            matches!(form, MapFormat::Csv | MapFormat::Tsv | MapFormat::Workbook)
        }) {
            return Err(Cli::no_ending("survey", &self.file, "read as answers"));
        }
        match place::form_to_write(&self.output, self.to.as_deref()) {
            Some(_) => Ok(()),
            None => Err(Cli::no_ending("survey", &self.output, "written")),
        }
    }
}

/// Make a picture of a map, without a window
#[derive(Debug, Clone, PartialEq, Args)]
#[command(after_help = "\
Examples:
  jejak export car.journey -o car.png                   the size of the map, doubled
  jejak export car.journey -o slide.png --width 3840    as wide as a 4K slide
  jejak export car.journey -o slide.png --slide         3840 × 2160, the map in the middle
  jejak export car.journey -o car.png --transparent     without the white ground
  jejak export car.journey -o car.png --ground dark     for a dark slide
  jejak export car.journey -o car.svg --outline         looks the same without the fonts
  jejak export car.journey -o car.pdf --page a3         fitted to one page of A3
  jejak export car.journey -o poster.pdf --tiles --page a3   several pages, to be glued together
  jejak export car.journey -o deck.pdf --stops          a slide for each stop
  jejak export car.journey -o notes.pdf --stops --notes --page a4
  jejak export car.journey -o 'slides/%n.png' --stops   slides/01-title.png and so on
  jejak export car.journey -o p.png --stop Purchase     one stop
  jejak export car.journey -o talk.html                 one page for a browser: map, stops, text
  jejak export car.journey -o car.pdf --brand bank.brand.json   in a company's look
  jejak export car.journey -o deck.pptx                 slides of shapes, for PowerPoint and the like
  jejak export car.journey -o deck.pptx --template corporate.potx
  jejak export car.journey -o ideas.png --matrix        the opportunities by value and effort
  jejak export - -o - --to pdf < car.journey > car.pdf  from what comes in to what goes out

An output is written whole or not at all; one that is there already is replaced by --force alone.")]
pub struct ExportArgs {
    /// The map, in any format that `jejak convert` reads; - for what comes in
    pub file: PathBuf,

    /// The picture; its ending says which kind: .png, .svg, .pdf, .html or .pptx; - for what goes out
    #[arg(short, long, value_name = "OUT.{png,svg,pdf,html,pptx}")]
    pub output: PathBuf,

    /// Replace a file that is there already
    #[arg(long)]
    pub force: bool,

    /// What comes in, by an ending [default: .journey]
    #[arg(long, value_name = "ENDING")]
    pub from: Option<String>,

    /// What the picture is to be, whatever it is called: png, svg, pdf, html or pptx [default for -: png]
    #[arg(long, value_name = "ENDING")]
    pub to: Option<String>,

    /// PNG: pixels for each unit of the map, 1 to 4 [default: 2]
    #[arg(long, value_name = "N", value_parser = scale, conflicts_with = "width")]
    pub scale: Option<f64>,

    /// PNG: the exact width in pixels
    #[arg(long, value_name = "PX", value_parser = width)]
    pub width: Option<u32>,

    /// PNG: a 16:9 slide with the map fitted into it, 3840 pixels wide or as --width says
    #[arg(long, conflicts_with = "scale")]
    pub slide: bool,

    /// Show the journey of this persona, by name or id; may be given several times. What concerns
    /// only others fades
    #[arg(long, value_name = "NAME")]
    pub persona: Vec<String>,

    /// With --persona: hide the others
    #[arg(long, requires = "persona")]
    pub hide_others: bool,

    /// Show only the current state, or only the future state [default: both]
    #[arg(long, value_name = "WHEN")]
    pub view: Option<ViewArg>,

    /// Hide lanes with nothing in them and channels that nothing uses
    #[arg(long, conflicts_with = "matrix")]
    pub no_empty: bool,

    /// Instead of the map, the matrix of its opportunities by value and effort
    #[arg(long)]
    pub matrix: bool,

    /// In the look of this brand, a .brand.json file, instead of the map's own
    #[arg(long, value_name = "FILE")]
    pub brand: Option<PathBuf>,

    /// What the map lies on: white, dark (for dark slides), transparent (for light ones) or
    /// transparent-dark (nothing, with light letters for dark slides) [default: white]
    #[arg(long, value_name = "GROUND", value_parser = ground)]
    pub ground: Option<Backdrop>,

    /// PNG, SVG: without the background of the map, as --ground transparent
    #[arg(long, conflicts_with = "ground")]
    pub transparent: bool,

    /// SVG: draw letters as shapes instead of text with its fonts
    #[arg(long)]
    pub outline: bool,

    /// PNG, SVG, HTML, PPTX: do not let the map ride along, from which the picture opens again. It never
    /// does with --matrix, --stop and --hide-others
    #[arg(long)]
    pub no_map: bool,

    /// PDF: the page, 16:9, a4, a3, a2, a1 or a0, or "map" for one of the map's own size [default:
    /// map; of a stop 16:9, of tiles a4]
    #[arg(long, value_name = "PAGE", value_parser = page)]
    pub page: Option<PageSize>,

    /// Instead of the map, its stops: pages of a PDF, or a picture each. %n in OUT is the number and
    /// the title of a stop; without it they are called OUT-01-title
    /// Slides are of stops anyway
    #[arg(long, conflicts_with_all = ["stop", "tiles", "matrix", "persona", "view", "no_empty", "slide"])]
    pub stops: bool,

    /// Instead of the map, one stop, by its title, number or id, as `jejak stops` lists them
    #[arg(long, value_name = "STOP", conflicts_with_all = ["tiles", "matrix", "persona", "view", "no_empty", "slide"])]
    pub stop: Option<String>,

    /// PDF with --stops, HTML: the notes of each stop below it
    #[arg(long)]
    pub notes: bool,

    /// PPTX: the file whose master, theme and layouts the slides take, .potx or .pptx
    #[arg(long, value_name = "FILE")]
    pub template: Option<PathBuf>,

    /// PPTX: from one slide to the next, morph (a fade where that is not known), fade or none
    /// [default: morph]
    #[arg(long, value_name = "TURN", value_parser = turn)]
    pub turn: Option<Turn>,

    /// PPTX: the map's own fonts, or those of every office: own or office [default: own]
    #[arg(long, value_name = "FONTS", value_parser = slide_fonts, conflicts_with = "template")]
    pub fonts: Option<SlideFonts>,

    /// PPTX: no slides with charts of curves and metrics behind the stops
    #[arg(long)]
    pub no_charts: bool,

    /// PDF: the map over several pages, to be cut and glued together; N of them across, else as
    /// large as the map is
    #[arg(
        long,
        value_name = "N",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "0",
        value_parser = tiles,
        conflicts_with = "matrix",
    )]
    pub tiles: Option<u32>,
}

/// Which of the two journeys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ViewArg {
    Now,
    ToBe,
}

impl ExportArgs {
    /// What is said, else what the output's name says.
    pub(super) fn format(&self) -> Option<Format> {
        match &self.to {
            Some(ending) => Format::from_path(&place::called(ending)),
            None if place::is_standard(&self.output) => Some(Format::Png),
            None => Format::from_path(&self.output),
        }
    }

    /// Options that the output's kind has no use for are a mistake that must not pass silently.
    fn check_options(&self) -> Result<(), clap::Error> {
        let wrong = |text| Err(Cli::error("export", ErrorKind::ArgumentConflict, text));
        let Some(format) = self.format() else {
            return wrong(match &self.to {
                Some(ending) => format!("a picture is png, svg, pdf, html or pptx, not '{ending}'"),
                None => format!(
                    "the output '{}' does not end in .png, .svg, .pdf, .html or .pptx",
                    self.output.display()
                ),
            });
        };
        let stops = self.stops || self.stop.is_some();
        if self.notes && !stops && format != Format::Html {
            return wrong("--notes goes with --stops".to_owned());
        }
        let is_bare = self.transparent || self.ground.is_some_and(Backdrop::is_transparent);
        let is_paper = self.page.is_none_or(PageSize::is_paper);
        if self.tiles.is_some() && !is_paper {
            return wrong("--tiles goes with a paper: --page a4, a3, a2, a1 or a0".to_owned());
        }
        let is_one = matches!(format, Format::Pdf | Format::Html | Format::Slides);
        if self.stops && place::is_standard(&self.output) && !is_one {
            return wrong("several pictures cannot go out as one: give them a name".to_owned());
        }
        const SHEETS: &[Format] = &[Format::Png, Format::Svg, Format::Pdf, Format::Html];
        const SLIDES: &[Format] = &[Format::Slides];
        let uses: [(&str, bool, &[Format]); 16] = [
            (
                "--no-map",
                self.no_map,
                &[Format::Png, Format::Svg, Format::Html, Format::Slides],
            ),
            ("--scale", self.scale.is_some(), &[Format::Png]),
            ("--width", self.width.is_some(), &[Format::Png]),
            ("--slide", self.slide, &[Format::Png]),
            ("a transparent ground", is_bare, &[Format::Png, Format::Svg]),
            ("--outline", self.outline, &[Format::Svg]),
            ("--page", self.page.is_some(), &[Format::Pdf]),
            ("--notes", self.notes, &[Format::Pdf, Format::Html]),
            ("--tiles", self.tiles.is_some(), &[Format::Pdf]),
            ("--persona", !self.persona.is_empty(), SHEETS),
            ("--view", self.view.is_some(), SHEETS),
            ("--no-empty", self.no_empty, SHEETS),
            ("--template", self.template.is_some(), SLIDES),
            ("--turn", self.turn.is_some(), SLIDES),
            ("--fonts", self.fonts.is_some(), SLIDES),
            ("--no-charts", self.no_charts, SLIDES),
        ];
        for (option, given, formats) in uses {
            if given && !formats.contains(&format) {
                return wrong(format!(
                    "{option} does not go with '{}'",
                    self.output.display()
                ));
            }
        }
        Ok(())
    }
}

fn language(text: &str) -> Result<Language, String> {
    let mut all = Language::ALL.into_iter();
    all.find(|language| language.code() == text)
        .ok_or_else(languages)
}

/// "en or id".
fn languages() -> String {
    Language::ALL.map(Language::code).join(" or ")
}

fn thumbnail_size(text: &str) -> Result<u32, String> {
    match text.parse() {
        Ok(size @ 16..=2048) => Ok(size),
        _ => Err("a whole number from 16 to 2048".to_owned()),
    }
}

fn width(text: &str) -> Result<u32, String> {
    match text.parse() {
        Ok(width) if (16..=PixelSize::MAX_SIDE).contains(&width) => Ok(width),
        _ => Err(format!("a whole number from 16 to {}", PixelSize::MAX_SIDE)),
    }
}

fn page(text: &str) -> Result<PageSize, String> {
    PageSize::of_code(text).ok_or_else(|| "map, 16:9, a4, a3, a2, a1 or a0".to_owned())
}

fn turn(text: &str) -> Result<Turn, String> {
    Turn::of_code(text).ok_or_else(|| Turn::ALL.map(Turn::code).join(", "))
}

fn slide_fonts(text: &str) -> Result<SlideFonts, String> {
    SlideFonts::of_code(text).ok_or_else(|| SlideFonts::ALL.map(SlideFonts::code).join(" or "))
}

fn ground(text: &str) -> Result<Backdrop, String> {
    Backdrop::of_code(text).ok_or_else(|| "white, dark, transparent or transparent-dark".to_owned())
}

/// How many pages across; 0 where that is not said.
fn tiles(text: &str) -> Result<u32, String> {
    match text.parse() {
        Ok(across) if across <= 20 => Ok(across),
        _ => Err("a whole number up to 20".to_owned()),
    }
}

fn scale(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(scale) if (1.0..=4.0).contains(&scale) => Ok(scale),
        _ => Err("a number from 1 to 4".to_owned()),
    }
}

/// Lines of files are counted from 1.
fn line(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(line @ 1..) => Ok(line),
        _ => Err("the number of a line, from 1".to_owned()),
    }
}

fn read_scale(text: &str) -> Result<ReadScale, String> {
    let number = |text: &str| text.trim().parse().ok().filter(|n: &f64| n.is_finite());
    let ends = text.split_once("..");
    let ends = ends.and_then(|(worst, best)| Some((number(worst)?, number(best)?)));
    match ends {
        Some((worst, best)) if worst != best => Ok(ReadScale { worst, best }),
        _ => Err("two different numbers with two dots between them, such as 1..5".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Request, clap::Error> {
        parse(line.split_whitespace().map(OsString::from))
    }

    fn code(line: &str) -> i32 {
        parsed(line).unwrap_err().exit_code()
    }

    #[test]
    fn the_definition_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn without_a_command_the_editor_opens() {
        assert_eq!(parsed("jejak").unwrap(), Request::Edit(Vec::new()));
        for file in ["map.journey", "./export", "exports", "check.journey"] {
            let line = format!("jejak {file}");
            assert_eq!(parsed(&line).unwrap(), Request::Edit(vec![file.into()]));
        }
        let several = Request::Edit(vec!["a".into(), "b".into()]);
        assert_eq!(parsed("jejak a b").unwrap(), several);
    }

    #[test]
    fn a_map_is_begun_in_the_editor() {
        let begun = |line| parsed(line).unwrap();
        assert_eq!(begun("jejak --new"), Request::Begin(Beginning::NewMap));
        let template = Request::Begin(Beginning::Template);
        assert_eq!(begun("jejak --from-template"), template);
        for wrong in ["jejak --new a.journey", "jejak --new --from-template"] {
            assert_eq!(code(wrong), 2, "{wrong}");
        }
    }

    #[test]
    fn a_thumbnail_has_a_size_within_bounds() {
        let Request::Thumbnail(thumbnail) = parsed("jejak thumbnail a b --size 128").unwrap()
        else {
            panic!("not a thumbnail");
        };
        assert_eq!(thumbnail.size, 128);
        for wrong in ["a b --size 0", "a b --size 4096", "a b -s x", "a"] {
            assert_eq!(code(&format!("jejak thumbnail {wrong}")), 2, "{wrong}");
        }
    }

    #[test]
    fn an_export_carries_its_options() {
        let Request::Export(export) =
            parsed("jejak export a.journey -o b.PNG --width 3840 --transparent").unwrap()
        else {
            panic!("not an export");
        };
        assert_eq!((export.width, export.scale), (Some(3840), None));
        assert!(export.transparent && !export.outline);
        let Request::Export(export) = parsed("jejak export a -o b.pdf --page a3").unwrap() else {
            panic!("not an export");
        };
        assert_eq!(export.page, Some(PageSize::A3));
        let exported = |line: &str| match parsed(line).unwrap() {
            Request::Export(export) => export,
            other => panic!("not an export: {other:?}"),
        };
        let tiles = exported("jejak export a -o b.pdf --tiles --ground dark");
        assert_eq!((tiles.tiles, tiles.ground), (Some(0), Some(Backdrop::Dark)));
        let tiles = exported("jejak export --tiles=3 a -o b.pdf");
        assert_eq!((tiles.tiles, tiles.file), (Some(3), "a".into()));
        let stops = exported("jejak export a -o %n.png --stops");
        assert!(stops.stops && stops.stop.is_none());
        let stops = exported("jejak export a -o - --to pdf --stops --notes --page 16:9");
        assert!(stops.notes && stops.page == Some(PageSize::Slide));
        let slides = exported("jejak export a -o b.pptx --turn none --template c.potx");
        assert_eq!(slides.turn, Some(Turn::Cut));
        assert_eq!(slides.template, Some("c.potx".into()));
        let slides = exported("jejak export a -o - --to pptx --fonts office --no-charts");
        assert!(slides.no_charts && slides.fonts == Some(SlideFonts::Office));
    }

    #[test]
    fn a_check_carries_its_options() {
        let check = |json, strict| CheckArgs {
            file: "a.journey".into(),
            from: None,
            json,
            strict,
        };
        for (line, expected) in [
            ("jejak check a.journey", check(false, false)),
            ("jejak check --json a.journey", check(true, false)),
            ("jejak check a.journey --strict --json", check(true, true)),
        ] {
            assert_eq!(parsed(line).unwrap(), Request::Check(expected), "{line}");
        }
    }

    #[test]
    fn a_wrong_command_line_ends_with_two() {
        for line in [
            "jejak a.journey --scale 2",
            "jejak --unknown",
            "jejak export",
            "jejak export a.journey",
            "jejak export a.journey -o b",
            "jejak export a.journey -o b.gif",
            "jejak export a.journey -o b.png --scale 5",
            "jejak export a.journey -o b.png --scale 0.5",
            "jejak export a.journey -o b.png --scale NaN",
            "jejak export a.journey -o b.png --scale 2 --width 800",
            "jejak export a.journey -o b.png --width 0",
            "jejak export a.journey -o b.png --width 1000000",
            "jejak export a.journey -o b.png --page a4",
            "jejak export a.journey -o b.png --outline",
            "jejak export a.journey -o b.png --slide --scale 2",
            "jejak export a.journey -o b.svg --slide",
            "jejak export a.journey -o b.pdf --scale 2",
            "jejak export a.journey -o b.pdf --page a5",
            "jejak export a.journey -o b.pdf --transparent",
            "jejak export a.journey -o b.pdf --ground transparent-dark",
            "jejak export a.journey -o b.png --ground grey",
            "jejak export a.journey -o b.png --ground dark --transparent",
            "jejak export a.journey -o b.png --tiles",
            "jejak export a.journey -o b.pdf --tiles --page 16:9",
            "jejak export a.journey -o b.pdf --tiles=many",
            "jejak export a.journey -o b.pdf --tiles --stops",
            "jejak export a.journey -o b.pdf --notes",
            "jejak export a.journey -o b.png --stops --notes",
            "jejak export a.journey -o b.png --stops --stop 1",
            "jejak export a.journey -o b.png --stops --matrix",
            "jejak export a.journey -o - --stops",
            "jejak export a.journey -o b.pptx --turn wipe",
            "jejak export a.journey -o b.pptx --fonts comic",
            "jejak export a.journey -o b.pptx --fonts office --template c.potx",
            "jejak export a.journey -o b.pptx --persona x",
            "jejak export a.journey -o b.pptx --page a4",
            "jejak export a.journey -o b.pptx --transparent",
            "jejak export a.journey -o b.pdf --template c.potx",
            "jejak export a.journey -o b.pdf --no-charts",
            "jejak check",
            "jejak check a b",
            "jejak convert a.journey",
            "jejak convert a.journey -o b",
            "jejak convert a -o b.journey",
            "jejak diff a.journey",
            "jejak diff - -",
            "jejak merge - a - -o b",
            "jejak export a -o - --to gif",
            "jejak export a -o - --outline",
            "jejak merge a b -o c",
            "jejak merge a b c",
            "jejak convert a.journey -o b.png",
            "jejak convert a.journey -o b.ods",
            "jejak convert a.docx -o b.journey",
            "jejak convert - -o b.journey",
            "jejak survey a.csv",
            "jejak survey a.mmd -o b.journey",
            "jejak survey a.csv -o b.ods",
            "jejak stops",
            "jejak stops a b",
            "jejak templates a",
            "jejak new",
            "jejak new empty",
            "jejak new -o a.journey",
            "jejak new empty -o a.journey --language xx",
        ] {
            assert_eq!(code(line), 2, "{line}");
        }
    }

    #[test]
    fn help_and_version_end_with_zero() {
        for line in [
            "jejak --help",
            "jejak --version",
            "jejak help",
            "jejak help export",
            "jejak help new",
            "jejak export --help",
        ] {
            assert_eq!(code(line), 0, "{line}");
        }
        let help = parsed("jejak help export").unwrap_err().to_string();
        assert!(help.contains("Examples:"), "{help}");
    }
}
