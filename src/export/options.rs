//! What is exported and how, and what may come of it instead of a file.

use std::{
    borrow::Cow,
    collections::HashMap,
    fmt,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::pptx::Template;
use crate::{
    deck::Frame,
    file,
    geom::{Size, Vec2},
    layout::Lens,
    model::{Element, Evidence, Map, Shows, Stop, Target, Telling},
    scene::{Scene, Subject},
    words::Language,
};

/// A kind of file that a map is exported as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Format {
    /// Pixels.
    #[default]
    Png,
    /// Shapes and text, for other programs.
    Svg,
    /// A page, for paper.
    Pdf,
    /// A page for a browser: the map to look around in, stop by stop, and as a text.
    Html,
    /// A slide for each stop, whose shapes are shapes.
    Slides,
}

impl Format {
    /// In the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Png, Self::Svg, Self::Pdf, Self::Html, Self::Slides];

    /// In lower case, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Svg => "svg",
            Self::Pdf => "pdf",
            Self::Html => "html",
            Self::Slides => "pptx",
        }
    }

    /// By the extension of a file name, in any case.
    pub fn from_path(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?;
        Self::ALL
            .into_iter()
            .find(|format| format.extension().eq_ignore_ascii_case(extension))
    }
}

/// What to export and how; each format reads what concerns it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Options {
    /// The kind of file.
    pub format: Format,
    /// What of the map.
    pub extent: Extent,
    /// What the sheet lies on: whoever makes the scene asks [`Backdrop::under`].
    pub backdrop: Backdrop,
    /// Of a PNG.
    pub size: PixelSize,
    /// Of an SVG.
    pub letters: Letters,
    /// Of a PDF.
    pub page: PageSize,
    /// Of a PDF and of HTML: the notes of each stop stand below it.
    pub notes: bool,
    /// Of tiles: how many pages stand beside each other; `None` for the map's own size.
    pub across: Option<u32>,
    /// Leaves the map out of the file, even if [`About::map`] has it (PNG, SVG, HTML and slides).
    pub without_map: bool,
    /// The scene is that of [`Lens::without_empty`](crate::layout::Lens::without_empty): whoever
    /// makes it asks.
    pub without_empty: bool,
    /// Of slides.
    pub slides: SlideOptions,
    /// What the file says about itself.
    pub about: About,
}

/// How slides are made.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SlideOptions {
    /// From one to the next.
    pub turn: Turn,
    /// What their texts are set in.
    pub fonts: SlideFonts,
    /// Curves and figures have no charts of their own behind the stops.
    pub without_charts: bool,
    /// Whose master and theme they have; `None` for the map's own look.
    pub template: Option<Arc<Template>>,
    /// Where a person chose it, to be told and to be read again; nothing here opens it.
    pub template_file: Option<PathBuf>,
}

/// How one slide gives way to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Turn {
    /// What stands on both moves from place to place; a fade where that is not known or nothing does.
    #[default]
    Morph,
    /// The one fades into the other.
    Fade,
    /// At once.
    Cut,
}

impl Turn {
    /// In the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Morph, Self::Fade, Self::Cut];

    /// As settings and command lines name it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Morph => "morph",
            Self::Fade => "fade",
            Self::Cut => "none",
        }
    }

    /// The one of a code.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|turn| turn.code() == code)
    }
}

/// What the texts of slides are set in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum SlideFonts {
    /// The map's own, which another machine need not have.
    #[default]
    Own,
    /// What every office has, measured so that all of it fits.
    Office,
}

impl SlideFonts {
    /// In the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Own, Self::Office];

    /// As settings and command lines name it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Office => "office",
        }
    }

    /// Those of a code.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|fonts| fonts.code() == code)
    }
}

impl Options {
    /// What the sheet lies on: a PDF always has a paper, a page for a browser a ground; slides of a
    /// template have its own.
    pub fn lies_on(&self) -> Backdrop {
        match (self.format, self.backdrop) {
            (Format::Slides, _) if self.slides.template.is_some() => Backdrop::White,
            (Format::Pdf | Format::Html | Format::Slides, Backdrop::Transparent) => Backdrop::White,
            (Format::Pdf | Format::Html | Format::Slides, Backdrop::TransparentDark) => {
                Backdrop::Dark
            }
            (_, backdrop) => backdrop,
        }
    }

    /// What of the map is shown: only a PDF has tiles, a page for a browser has all of it.
    pub fn shows(&self) -> Extent {
        match (self.format, self.extent) {
            (Format::Pdf, extent) => extent,
            (Format::Html, _) => Extent::Map,
            (Format::Slides, _) => Extent::Stops,
            (_, Extent::Tiles) => Extent::Map,
            (_, extent) => extent,
        }
    }

    /// The file of the map that rides along.
    pub(super) fn carried(&self) -> Option<Vec<u8>> {
        let map = self.about.map.as_ref().filter(|_| !self.without_map)?;
        Some(file::save(map))
    }
}

/// What a file says about itself; empty texts are left out.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct About {
    /// Of the map.
    pub title: String,
    /// What it says in words, with line breaks: for those who do not see it, and what searches.
    pub description: String,
    /// Who made the map.
    pub author: String,
    /// Of the map's texts.
    pub language: Language,
    /// The map itself, for the picture to be opened again.
    pub map: Option<Arc<Map>>,
    /// What is said of its parts.
    pub parts: Arc<AboutParts>,
    /// What the scene shows of the map, where the file tells it in words and goes through its stops
    /// (HTML); it does not ride along by this.
    pub shown: Option<Arc<Map>>,
    /// The scene is a part of the map or something else beside it, whose stops are not shown (HTML).
    pub stands_alone: bool,
}

/// What a file says of parts of a map.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AboutParts {
    /// What is said in place of what is drawn: curves and pictures.
    pub spoken: HashMap<Subject, String>,
    /// Where what a thing rests on can be looked up: addresses of the web.
    pub links: HashMap<Target, String>,
    /// What stages and lanes are called, for an outline.
    pub names: HashMap<Target, String>,
}

impl About {
    /// What is said first of all, in a line.
    pub fn summary(&self) -> &str {
        let first = self.description.split("\n\n").next();
        first.unwrap_or_default()
    }

    /// What a file says of a map, which does not ride along yet.
    pub fn of(map: &Map) -> Self {
        Self::told(map, &Telling::default())
    }

    /// What a file says of the matrix of value against effort of a map.
    pub fn of_values(map: &Map) -> Self {
        let stop = Stop {
            shows: Shows::Matrix,
            ..Stop::default()
        };
        let story = map.story_of(&stop);
        Self {
            description: story.text(),
            stands_alone: true,
            ..Self::of(map)
        }
    }

    /// As [`About::of`], of what is told of the map.
    pub fn told(map: &Map, telling: &Telling) -> Self {
        Self {
            title: map.title.clone(),
            description: map.story(telling).text(),
            author: map.owner.clone(),
            language: map.language,
            map: None,
            parts: Arc::new(AboutParts {
                spoken: spoken(map),
                links: links(map),
                names: names(map),
            }),
            shown: Some(Arc::new(seen(map, telling))),
            stands_alone: false,
        }
    }
}

/// The map without what is not told of it.
fn seen(map: &Map, telling: &Telling) -> Map {
    let lens = Lens {
        personas: telling.personas.clone(),
        hides_others: !telling.personas.is_empty(),
        when: telling.when,
    };
    let mut seen = map.clone();
    if !lens.is_clear() {
        seen.retain(&|element| lens.shows(element));
    }
    seen
}

/// How the curves run, and of whom or what the pictures are.
fn spoken(map: &Map) -> HashMap<Subject, String> {
    let mut spoken = HashMap::new();
    map.visit(&mut |_, element| {
        if let Element::Curve(lane, curve) = element {
            let persona = map.persona(&curve.persona);
            let name = persona.map_or("", |persona| persona.name.trim());
            let said = format!(
                "{}, {name}: {}",
                lane.title.trim(),
                map.story_of_curve(curve)
            );
            let (lane, curve) = (lane.id.clone(), curve.of());
            spoken.insert(Subject::Curve { lane, curve }, said);
        }
    });
    let pictured = map.personas.iter().filter(|it| it.picture.is_some());
    let personas = pictured.map(|it| Target::Persona(it.id.clone()));
    let pictured = map.cards().filter(|it| it.picture.is_some());
    let cards = pictured.map(|it| Target::Card(it.id.clone()));
    spoken.extend(personas.chain(cards).map(|target| {
        let picture = map.language.t("Picture");
        let said = format!("{picture}: {}", map.name_of(&target, map.language));
        (Subject::Thing(target), said)
    }));
    spoken
}

fn names(map: &Map) -> HashMap<Target, String> {
    let stages = map.stages.iter();
    let stages = stages.map(|it| (Target::Stage(it.id.clone()), it.title.trim()));
    let lanes = map.lanes.iter();
    let lanes = lanes.map(|it| (Target::Lane(it.id.clone()), it.title.trim()));
    let named = stages.chain(lanes).filter(|(_, name)| !name.is_empty());
    named
        .map(|(target, name)| (target, name.to_owned()))
        .collect()
}

/// The first address of the web that each thing rests on.
fn links(map: &Map) -> HashMap<Target, String> {
    let mut links = HashMap::new();
    let mut add = |target: Target, evidence: &[Evidence]| {
        let addresses = evidence.iter().map(|piece| piece.link.trim());
        let address = addresses.into_iter().find(|link| is_address(link));
        if let Some(address) = address {
            links.insert(target, address.to_owned());
        }
    };
    for lane in &map.lanes {
        for card in lane.cards() {
            add(Target::Card(card.id.clone()), &card.evidence);
        }
        for point in lane.curves().iter().flat_map(|curve| &curve.points) {
            add(Target::Point(point.id.clone()), &point.evidence);
        }
        for metric in lane.metrics() {
            add(Target::Metric(metric.id.clone()), &metric.evidence);
        }
    }
    links
}

/// Whether a text is the address of a page, and nothing that a reader would run or read from the disk.
pub(super) fn is_address(link: &str) -> bool {
    let known = ["https://", "http://"];
    let has = |scheme: &&str| {
        let start = link.get(..scheme.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    known.iter().any(has) && !link.contains(|c: char| c.is_control() || c.is_whitespace())
}

/// What of a map is exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Extent {
    /// All of it as one sheet.
    #[default]
    Map,
    /// Its stops, each on a page of its own.
    Stops,
    /// All of it over several pages that are glued together (PDF).
    Tiles,
}

/// What a sheet lies on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Backdrop {
    /// White paper.
    #[default]
    White,
    /// A dark sheet, for dark slides.
    Dark,
    /// Nothing, to be laid on something light (PNG and SVG; paper is white anyway).
    Transparent,
    /// Nothing, to be laid on something dark: what stands on the bare ground is light.
    TransparentDark,
}

impl Backdrop {
    /// In the order in which they are offered.
    pub const ALL: [Self; 4] = [
        Self::White,
        Self::Dark,
        Self::Transparent,
        Self::TransparentDark,
    ];

    /// Whether what lies below shows through.
    pub fn is_transparent(self) -> bool {
        matches!(self, Self::Transparent | Self::TransparentDark)
    }

    /// Whether texts on the bare ground are light.
    pub fn is_dark(self) -> bool {
        matches!(self, Self::Dark | Self::TransparentDark)
    }

    /// The map as it looks on this ground: on a dark one its theme is another.
    pub fn under(self, map: &Map) -> Cow<'_, Map> {
        match self.is_dark() {
            false => Cow::Borrowed(map),
            true => Cow::Owned(map.on_dark()),
        }
    }

    /// As settings and command lines name it.
    pub fn code(self) -> &'static str {
        match self {
            Self::White => "white",
            Self::Dark => "dark",
            Self::Transparent => "transparent",
            Self::TransparentDark => "transparent-dark",
        }
    }

    /// The backdrop of a code.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|backdrop| backdrop.code() == code)
    }
}

/// How many pixels a picture has.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum PixelSize {
    /// Pixels per document unit.
    Scale(f64),
    /// Exactly so many pixels across.
    Width(u32),
    /// A slide of 16 : 9, so many pixels across, with the map fitted into its middle.
    Slide(u32),
}

impl Default for PixelSize {
    fn default() -> Self {
        Self::Scale(2.0)
    }
}

impl PixelSize {
    /// The longest side a PNG may have.
    pub const MAX_SIDE: u32 = 32_767;
    /// The widths of slides on offer.
    pub const SLIDES: [u32; 2] = [1920, 3840];
    /// The most pixels a PNG may have.
    pub const MAX_PIXELS: u64 = 400_000_000;

    /// Pixels per document unit, width and height in pixels; a side has at least one pixel.
    pub fn resolve(self, scene: &Scene) -> Result<(f64, u32, u32), ExportError> {
        let sheet = scene.size;
        let (scale, page) = match self {
            Self::Scale(scale) => (scale, sheet * scale),
            Self::Width(width) => {
                let scale = f64::from(width) / sheet.width;
                (scale, sheet * scale)
            }
            Self::Slide(width) => {
                let slide = Size::new(f64::from(width), f64::from(width) * 9.0 / 16.0);
                let fit = (slide.width / sheet.width).min(slide.height / sheet.height);
                (fit, slide)
            }
        };
        if !(scale.is_finite() && scale > 0.0) {
            return Err(ExportError::Scale);
        }
        let width = page.width.round().max(1.0);
        let height = page.height.round().max(1.0);
        if width.max(height) > f64::from(Self::MAX_SIDE) || width * height > Self::MAX_PIXELS as f64
        {
            let of_side = f64::from(Self::MAX_SIDE) / width.max(height);
            let of_all = (Self::MAX_PIXELS as f64 / (width * height)).sqrt();
            // Rounded down, so that what is told fits.
            let part = of_side.min(of_all);
            return Err(ExportError::TooLarge {
                width,
                height,
                scale: (scale * part * 100.0).floor() / 100.0,
                across: ((width - 1.0) * part).floor(),
            });
        }
        Ok((scale, width as u32, height as u32))
    }

    /// Where the corner of the sheet stands on the picture, in pixels.
    pub(super) fn corner(self, scene: &Scene, scale: f64, (width, height): (u32, u32)) -> Vec2 {
        match self {
            Self::Scale(_) | Self::Width(_) => Vec2::ZERO,
            Self::Slide(_) => Vec2::new(
                (f64::from(width) - scene.size.width * scale) / 2.0,
                (f64::from(height) - scene.size.height * scale) / 2.0,
            ),
        }
    }
}

/// How the letters of an SVG are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Letters {
    /// As text that can be searched and edited, with the fonts inside the file. Emoji, and letters
    /// of system fonts that may not be embedded, become shapes.
    #[default]
    Text,
    /// As shapes that look the same in every program.
    Outlines,
}

/// The page of a PDF.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum PageSize {
    /// As large as the map; a stop's page is a slide.
    #[default]
    Map,
    /// 16 : 9, as wide as a slide of 13⅓ inches.
    Slide,
    /// 210 × 297 mm; the map fitted to it, upright or lying as suits it.
    A4,
    /// 297 × 420 mm.
    A3,
    /// 420 × 594 mm.
    A2,
    /// 594 × 841 mm.
    A1,
    /// 841 × 1189 mm.
    A0,
}

impl PageSize {
    /// In the order in which they are offered.
    pub const ALL: [Self; 7] = [
        Self::Map,
        Self::Slide,
        Self::A4,
        Self::A3,
        Self::A2,
        Self::A1,
        Self::A0,
    ];

    /// As settings and command lines name it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Map => "map",
            Self::Slide => "16:9",
            Self::A4 => "a4",
            Self::A3 => "a3",
            Self::A2 => "a2",
            Self::A1 => "a1",
            Self::A0 => "a0",
        }
    }

    /// As people read it.
    pub fn name(self, language: Language) -> &'static str {
        match self {
            Self::Map => language.t("As large as the map"),
            Self::Slide => "16:9",
            Self::A4 => "A4",
            Self::A3 => "A3",
            Self::A2 => "A2",
            Self::A1 => "A1",
            Self::A0 => "A0",
        }
    }

    /// The page of a code, in any case.
    pub fn of_code(code: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|page| page.code().eq_ignore_ascii_case(code))
    }

    /// What a stop is set on.
    pub fn frame(self) -> Frame {
        match self {
            Self::Map | Self::Slide => Frame::SLIDE,
            Self::A4 => Frame::A4,
            Self::A3 => Frame::A3,
            Self::A2 => Frame::A2,
            Self::A1 => Frame::A1,
            Self::A0 => Frame::A0,
        }
    }

    /// Whether it is a sheet of paper.
    pub fn is_paper(self) -> bool {
        !matches!(self, Self::Map | Self::Slide)
    }
}

/// Why there is no file.
#[derive(Debug, Clone, PartialEq)]
pub enum ExportError {
    /// A scale or width that is not a positive number.
    Scale,
    /// In pixels; the largest scale that would do, and how many pixels across that is.
    TooLarge {
        /// In pixels.
        width: f64,
        /// In pixels.
        height: f64,
        /// The largest that would do.
        scale: f64,
        /// In pixels, at that scale.
        across: f64,
    },
    /// A sheet would be cut into more pages than anybody would glue together.
    TooManyPages {
        /// How many.
        count: f64,
        /// How many there may be.
        most: usize,
    },
    /// There is nothing to be shown.
    NoPages,
    /// Somebody did not want it any more.
    Cancelled,
    /// What the writer of PDF said.
    Pdf(String),
    /// What the writer of archives or workbooks said.
    Slides(String),
}

impl ExportError {
    /// One sentence for a person.
    pub fn describe(&self, language: Language) -> String {
        match self {
            Self::Scale => language
                .t("The image size must be greater than zero.")
                .to_owned(),
            Self::TooLarge {
                width,
                height,
                scale,
                across,
            } => language.fill(
                "A picture of {width} × {height} pixels is too large: the limit is {side} per side and {total} million in total. This map can be up to {across} pixels wide, which is a scale of {scale}.",
                &[
                    ("across", &across.to_string()),
                    ("scale", &language.number(*scale)),
                    ("width", &width.to_string()),
                    ("height", &height.to_string()),
                    ("side", &PixelSize::MAX_SIDE.to_string()),
                    ("total", &(PixelSize::MAX_PIXELS / 1_000_000).to_string()),
                ],
            ),
            Self::TooManyPages { count, most } => language.fill(
                "The map would be cut into {count} pages, more than {most}. Choose a larger paper or fewer pages across.",
                &[("count", &count.to_string()), ("most", &most.to_string())],
            ),
            Self::NoPages => language
                .t("There is nothing to export: every stop is hidden.")
                .to_owned(),
            Self::Cancelled => language.t("The export was cancelled.").to_owned(),
            Self::Pdf(reason) => {
                language.fill("The PDF could not be written: {reason}.", &[("reason", reason)])
            }
            Self::Slides(reason) => language.fill(
                "The slides could not be written: {reason}.",
                &[("reason", reason)],
            ),
        }
    }
}

impl fmt::Display for ExportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.describe(Language::English))
    }
}

impl std::error::Error for ExportError {}
