//! A company's file of slides as the ground of ours: its master, its theme and all of its layouts stay,
//! its slides go.

use std::{
    collections::{BTreeSet, HashMap, VecDeque},
    fmt,
};

use quick_xml::{Reader, escape::unescape, events::BytesStart, events::Event};

use super::{
    palette::{ThemeColors, ThemeFonts},
    units::Frame,
};
use crate::{
    deck,
    exchange::archive::{self, ArchiveBounds, ArchiveFault},
    geom::Size,
    model::{Color, Hue, Look, Map, Theme},
    words::Language,
};

const BOUNDS: ArchiveBounds = ArchiveBounds {
    bytes: 64 << 20,
    unpacked: 256 << 20,
    parts: 5_000,
};
/// Of a part that is looked through.
const MAX_XML: usize = 16 << 20;
/// In metric units: less is no slide, more no program opens.
const SIDES: std::ops::RangeInclusive<i64> = 914_400..=51_206_400;
/// What the head of a page takes of a frame, in its units: it stands in the template's place.
const HEAD: f64 = 95.0;

/// Why a file cannot be a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TemplateFault {
    /// No file of slides of an office after 2006, or a damaged one.
    NoSlides,
    /// Larger than what is read.
    TooLarge,
    /// It has no layout with a title.
    NoLayout,
    /// Its masters refer to parts that are not there, or that no master has.
    Broken,
    /// A master or a layout leads to one of its slides, which go.
    LeadsToSlides,
}

impl TemplateFault {
    /// What is wrong and what helps.
    pub fn describe(self, language: Language) -> String {
        let text = match self {
            Self::NoSlides => {
                language.t("this is not a template for slides: it takes a .potx or .pptx file that opens in PowerPoint")
            }
            Self::TooLarge => language
                .t("the template is too large to read; remove videos and pictures and save it again"),
            Self::NoLayout => language
                .t("the template has no layout with a title; add one that is called “Title only”"),
            Self::Broken => language
                .t("the template is damaged: parts of it are missing; open it in PowerPoint and save it again"),
            Self::LeadsToSlides => language
                .t("a layout of the template links to one of its slides, which do not come along; remove that link in the view of masters"),
        };
        text.to_owned()
    }
}

impl fmt::Display for TemplateFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.describe(Language::English))
    }
}

impl std::error::Error for TemplateFault {}

/// Masters by their parts, each with its id.
type Masters = Vec<(u32, String)>;

/// Master, theme and layouts of somebody's file.
#[derive(Clone, PartialEq)]
pub struct Template {
    /// With their types of content, where their endings do not say it.
    pub(super) parts: Vec<TemplatePart>,
    /// The masters in their order, each with its id.
    pub(super) masters: Masters,
    /// The part of the layout that slides have.
    pub(super) layout: String,
    /// In metric units.
    pub(super) size: (i64, i64),
    /// Where its titles stand.
    title: Frame,
    /// Where what stands at the foot of its slides begins.
    foot: i64,
    pub(super) colors: ThemeColors,
    pub(super) fonts: ThemeFonts,
    /// Letters on its ground are light.
    is_dark: bool,
}

/// A part as it is in the file.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct TemplatePart {
    pub name: String,
    pub content_type: String,
    pub bytes: Vec<u8>,
}

impl Eq for Template {}

impl fmt::Debug for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Template({} parts, {})", self.parts.len(), self.layout)
    }
}

impl Template {
    /// As large as a file may be, in bytes.
    pub const MAX_BYTES: u64 = BOUNDS.bytes as u64;

    /// What of a file of slides is kept.
    ///
    /// # Errors
    /// Where it is none, or has no layout for a slide with a title.
    pub fn read(bytes: &[u8]) -> Result<Self, TemplateFault> {
        let parts = archive::parts(bytes, BOUNDS, |name| !name.ends_with('/'));
        let parts = parts.map_err(|fault| match fault {
            ArchiveFault::Compound | ArchiveFault::NoArchive => TemplateFault::NoSlides,
            ArchiveFault::Unpacked => TemplateFault::TooLarge,
        })?;
        Source::of(parts)?.template()
    }

    /// Whether its slides are dark.
    pub fn is_dark(&self) -> bool {
        self.is_dark
    }

    /// What stops are laid out on for it: as wide for its height as what its slides have below the
    /// title.
    pub fn frame(&self) -> deck::Frame {
        let slide = deck::Frame::SLIDE;
        let room = self.room();
        let height = slide.size.width * room.height as f64 / room.width as f64 + HEAD;
        deck::Frame {
            size: Size::new(slide.size.width, height.round().max(400.0)),
            ..slide
        }
    }

    /// What is left below the title and above the foot.
    pub(super) fn room(&self) -> Frame {
        let (width, height) = self.size;
        let least = height / 4;
        let top = self.title.bottom().clamp(0, height - least);
        let bottom = self.foot.clamp(top + least, height);
        Frame {
            x: 0,
            y: top,
            width,
            height: bottom - top,
        }
    }

    /// A map in the colours of the template: its stages and personas take the accents in turn, dark
    /// enough for white letters.
    pub fn dressed(&self, map: &Map) -> Map {
        let theme = match self.is_dark() {
            true => map.theme.on_dark(),
            false => map.theme.clone(),
        };
        let mut hues = theme.hues;
        let mut given = 0;
        let mut seen = BTreeSet::new();
        let stages = map.stages.iter().map(|stage| stage.hue);
        let personas = map.personas.iter().map(|persona| persona.hue);
        for hue in stages.chain(personas).chain(Hue::ALL) {
            if seen.insert(hue as usize) {
                let accent = self.colors.accents[given % 6];
                let again = accent.mix(Color::BLACK, 0.3 * (given / 6) as f64);
                hues[hue as usize] = readable(again, theme.colors.on_hue);
                given += 1;
            }
        }
        Map {
            theme: Theme::new(Look {
                hues,
                ..(*theme).clone()
            }),
            ..map.clone()
        }
    }
}

/// A colour, darker until letters of another are read on it.
fn readable(color: Color, letters: Color) -> Color {
    let shades = (0..=20).map(|step| color.mix(Color::BLACK, f64::from(step) * 0.05));
    let mut shades = shades.skip_while(|shade| shade.contrast(letters) < 4.5);
    shades.next().unwrap_or(color)
}

/// The parts of a file by their names.
struct Source {
    parts: HashMap<String, Vec<u8>>,
    /// In the file's order.
    names: Vec<String>,
    defaults: HashMap<String, String>,
    overrides: HashMap<String, String>,
}

struct Relation {
    id: String,
    kind: String,
    target: String,
}

impl Source {
    fn of(parts: Vec<(String, Vec<u8>)>) -> Result<Self, TemplateFault> {
        let names: Vec<String> = parts.iter().map(|(name, _)| name.clone()).collect();
        let parts: HashMap<String, Vec<u8>> = parts.into_iter().collect();
        // Two parts of one name are one too many.
        if parts.len() != names.len() {
            return Err(TemplateFault::NoSlides);
        }
        let types = parts
            .get("[Content_Types].xml")
            .ok_or(TemplateFault::NoSlides)?;
        let (mut defaults, mut overrides) = (HashMap::new(), HashMap::new());
        each(types, |name, value| match name {
            "Default" => {
                let ending = value("Extension").to_ascii_lowercase();
                defaults.insert(ending, value("ContentType"));
            }
            "Override" => {
                let part = value("PartName");
                let part = part.trim_start_matches('/').to_owned();
                overrides.insert(part, value("ContentType"));
            }
            _ => {}
        })?;
        Ok(Self {
            parts,
            names,
            defaults,
            overrides,
        })
    }

    fn part(&self, name: &str) -> Result<&[u8], TemplateFault> {
        let part = self.parts.get(name).ok_or(TemplateFault::NoSlides)?;
        match part.len() > MAX_XML {
            true => Err(TemplateFault::TooLarge),
            false => Ok(part),
        }
    }

    fn content_type(&self, name: &str) -> String {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let of_ending = self.defaults.get(&ending.to_ascii_lowercase());
        let known = self.overrides.get(name).or(of_ending);
        known.cloned().unwrap_or_default()
    }

    /// What a part refers to within the file, by names of parts.
    fn relations(&self, name: &str) -> Result<Vec<Relation>, TemplateFault> {
        let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
        let slash = if folder.is_empty() { "" } else { "/" };
        let beside = format!("{folder}{slash}_rels/{file}.rels");
        let mut relations = Vec::new();
        if !self.parts.contains_key(&beside) {
            return Ok(relations);
        }
        each(self.part(&beside)?, |element, value| {
            if element == "Relationship" && value("TargetMode") != "External" {
                let kind = value("Type");
                relations.push(Relation {
                    id: value("Id"),
                    kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                    target: resolved(folder, &value("Target")),
                });
            }
        })?;
        Ok(relations)
    }

    fn template(&self) -> Result<Template, TemplateFault> {
        let top = self.relations("")?;
        let main = top
            .iter()
            .find(|relation| relation.kind == "officeDocument");
        let main = &main.ok_or(TemplateFault::NoSlides)?.target;
        if !self.content_type(main).contains("presentationml") {
            return Err(TemplateFault::NoSlides);
        }
        let (masters, size) = self.presentation(main)?;
        let parts = self.reachable(&masters)?;
        let (layout, master) = self.layout(&masters)?;
        let [in_layout, in_master] = [&layout, &master].map(|part| self.places(part));
        let (in_layout, in_master) = (in_layout?, in_master?);
        let title = in_layout.title.or(in_master.title).unwrap_or(Frame {
            x: 0,
            y: 0,
            width: size.0,
            height: size.1 / 8,
        });
        let foot = in_layout.foot(size).or(in_master.foot(size));
        let (colors, fonts) = self.theme(&master, in_master.is_dark)?;
        let ground = in_layout.ground.or(in_master.ground);
        let is_dark = ground.map_or(colors.is_dark, |ground| ground.is_dark(&colors));
        Ok(Template {
            parts,
            masters,
            layout,
            size,
            title,
            foot: foot.unwrap_or(size.1),
            colors,
            fonts,
            is_dark,
        })
    }

    /// The masters with their ids, and the size of slides.
    fn presentation(&self, main: &str) -> Result<(Masters, (i64, i64)), TemplateFault> {
        let relations = self.relations(main)?;
        let mut masters = Masters::new();
        let mut size = (12_192_000, 6_858_000);
        each(self.part(main)?, |name, value| match name {
            "sldMasterId" => {
                let id = value("r:id");
                let relation = relations.iter().find(|known| known.id == id);
                if let Some(relation) = relation.filter(|known| known.kind == "slideMaster") {
                    let number = value("id").parse().unwrap_or(0);
                    masters.push((number, relation.target.clone()));
                }
            }
            "sldSz" => {
                let side = |name: &str| value(name).parse().unwrap_or(0);
                size = (side("cx"), side("cy"));
            }
            _ => {}
        })?;
        let is_sound = SIDES.contains(&size.0) && SIDES.contains(&size.1);
        let mut seen = BTreeSet::new();
        let masters_differ = masters.iter().all(|(_, part)| seen.insert(part.clone()));
        if masters.is_empty() || !is_sound || !masters_differ {
            return Err(TemplateFault::NoSlides);
        }
        self.number(&mut masters)?;
        Ok((masters, size))
    }

    /// Gives an id of its own to each master that has none, or that of something else.
    fn number(&self, masters: &mut Masters) -> Result<(), TemplateFault> {
        const FIRST: u32 = 1 << 31;
        let mut taken = BTreeSet::new();
        for (_, master) in &*masters {
            each(self.part(master)?, |name, value| {
                if name == "sldLayoutId" {
                    taken.extend(value("id").parse::<u32>());
                }
            })?;
        }
        let free: Vec<bool> = masters
            .iter()
            .map(|(id, _)| *id >= FIRST && taken.insert(*id))
            .collect();
        for ((id, _), _) in masters.iter_mut().zip(free).filter(|(_, free)| !free) {
            let next = (FIRST..=u32::MAX).find(|id| !taken.contains(id));
            *id = next.ok_or(TemplateFault::Broken)?;
            taken.insert(*id);
        }
        Ok(())
    }

    /// The layout with nothing but a title, and its master.
    fn layout(&self, masters: &[(u32, String)]) -> Result<(String, String), TemplateFault> {
        let mut best: Option<(u8, String, String)> = None;
        for (_, master) in masters {
            let relations = self.relations(master)?.into_iter();
            for layout in relations.filter(|relation| relation.kind == "slideLayout") {
                let places = self.places(&layout.target)?;
                let worth = match (places.has_title, places.kind.as_str(), places.others) {
                    (false, ..) => continue,
                    (true, "titleOnly", _) => 4,
                    // A title in the middle leaves little room below it.
                    _ if places.is_centred => 1,
                    (true, _, 0) => 3,
                    (true, ..) => 2,
                };
                if best.as_ref().is_none_or(|(known, ..)| worth > *known) {
                    best = Some((worth, layout.target, master.clone()));
                }
            }
        }
        let (_, layout, master) = best.ok_or(TemplateFault::NoLayout)?;
        Ok((layout, master))
    }

    /// The masters and all that they need.
    fn reachable(&self, masters: &[(u32, String)]) -> Result<Vec<TemplatePart>, TemplateFault> {
        let mut open: VecDeque<String> = masters.iter().map(|(_, part)| part.clone()).collect();
        let mut kept: BTreeSet<String> = open.iter().cloned().collect();
        while let Some(name) = open.pop_front() {
            for relation in self.relations(&name)? {
                // What is not there, or stands with a slide, would be missed: such a file is refused.
                let is_of_slides = ["slide", "notesSlide", "notesMaster", "handoutMaster"]
                    .contains(&relation.kind.as_str());
                if is_of_slides {
                    return Err(TemplateFault::LeadsToSlides);
                }
                let target = &relation.target;
                let is_there = self.parts.contains_key(target);
                if !is_there || is_written(target) || self.content_type(target).is_empty() {
                    return Err(TemplateFault::Broken);
                }
                if kept.insert(relation.target.clone()) {
                    open.push_back(relation.target);
                }
            }
        }
        let beside = |name: &str| {
            let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
            format!("{folder}/_rels/{file}.rels")
        };
        let relations: BTreeSet<String> = kept.iter().map(|name| beside(name)).collect();
        let names = self.names.iter();
        let names = names.filter(|name| kept.contains(*name) || relations.contains(*name));
        Ok(names
            .map(|name| TemplatePart {
                name: name.clone(),
                content_type: self.content_type(name),
                bytes: self.parts[name].clone(),
            })
            .collect())
    }

    fn places(&self, part: &str) -> Result<Places, TemplateFault> {
        let mut places = Places::default();
        // The placeholder of the shape at hand, and whether what is read is of the ground.
        let mut kind: Option<String> = None;
        let mut is_ground = false;
        let mut corner = (0, 0);
        each(self.part(part)?, |name, value| {
            let number = |name: &str| value(name).parse().unwrap_or(0);
            match name {
                "sldLayout" => places.kind = value("type"),
                "clrMap" => places.is_dark = value("bg1").starts_with("dk"),
                "bg" => is_ground = true,
                "spTree" => is_ground = false,
                "srgbClr" if is_ground && places.ground.is_none() => {
                    places.ground = parsed(&value("val")).map(Backing::Color);
                }
                "schemeClr" if is_ground && places.ground.is_none() => {
                    places.ground = Some(Backing::Slot(value("val")));
                }
                "sp" => kind = None,
                "ph" => {
                    let of = value("type");
                    match of.as_str() {
                        "title" | "ctrTitle" => {
                            places.has_title = true;
                            places.is_centred = of == "ctrTitle";
                        }
                        "dt" | "ftr" | "sldNum" => {}
                        _ => places.others += 1,
                    }
                    kind = Some(of);
                }
                "off" => corner = (number("x"), number("y")),
                // Extensions are called so, too.
                "ext" if !value("cx").is_empty() => {
                    let (width, height) = (number("cx"), number("cy"));
                    match kind.take().as_deref() {
                        Some("title" | "ctrTitle") if width > 0 && height > 0 => {
                            places.title = Some(Frame {
                                x: corner.0,
                                y: corner.1,
                                width,
                                height,
                            });
                        }
                        Some("dt" | "ftr" | "sldNum") if height > 0 => places.feet.push(corner.1),
                        _ => {}
                    }
                }
                _ => {}
            }
        })?;
        Ok(places)
    }

    fn theme(
        &self,
        master: &str,
        is_dark: bool,
    ) -> Result<(ThemeColors, ThemeFonts), TemplateFault> {
        let relations = self.relations(master)?;
        let theme = relations.iter().find(|relation| relation.kind == "theme");
        let theme = &theme.ok_or(TemplateFault::NoSlides)?.target;
        let mut colors: HashMap<&'static str, Color> = HashMap::new();
        let mut slot: Option<&'static str> = None;
        let mut families: [Option<String>; 2] = [None, None];
        let mut font: Option<usize> = None;
        each(self.part(theme)?, |name, value| {
            if let Some(known) = SLOTS.into_iter().find(|known| *known == name) {
                slot = Some(known);
                return;
            }
            match name {
                "srgbClr" | "sysClr" => {
                    let hex = match name {
                        "srgbClr" => value("val"),
                        _ => value("lastClr"),
                    };
                    if let (Some(slot), Some(color)) = (slot.take(), parsed(&hex)) {
                        colors.entry(slot).or_insert(color);
                    }
                }
                "majorFont" => font = Some(0),
                "minorFont" => font = Some(1),
                "latin" => {
                    if let Some(index) = font.take() {
                        families[index] = Some(value("typeface"));
                    }
                }
                _ => {}
            }
        })?;
        let of = |slot: &str, color: Color| colors.get(slot).copied().unwrap_or(color);
        let accents = [
            "accent1", "accent2", "accent3", "accent4", "accent5", "accent6",
        ];
        let (dark, light) = (of("dk1", Color::BLACK), of("lt1", Color::WHITE));
        let colors = ThemeColors {
            dark,
            light,
            second_dark: of("dk2", dark),
            second_light: of("lt2", light),
            accents: accents.map(|slot| of(slot, dark)),
            link: of("hlink", dark),
            followed: of("folHlink", dark),
            is_dark,
        };
        let [heading, body] = families.map(|family| family.unwrap_or_else(|| "Arial".to_owned()));
        Ok((colors, ThemeFonts { heading, body }))
    }
}

const SLOTS: [&str; 12] = [
    "dk1", "lt1", "dk2", "lt2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6",
    "hlink", "folHlink",
];

/// What stands where on a master or a layout.
#[derive(Default)]
struct Places {
    /// Of a layout.
    kind: String,
    has_title: bool,
    is_centred: bool,
    /// Placeholders that are neither title nor foot.
    others: usize,
    title: Option<Frame>,
    /// Where date, foot line and number begin.
    feet: Vec<i64>,
    /// What its colours are mapped to.
    is_dark: bool,
    ground: Option<Backing>,
}

impl Places {
    /// Where the foot begins; what stands at the head is none of it.
    fn foot(&self, size: (i64, i64)) -> Option<i64> {
        let low = self.feet.iter().filter(|top| **top > size.1 / 2);
        low.min().copied()
    }
}

/// What slides lie on.
enum Backing {
    Color(Color),
    /// A colour of the theme, by its name on slides.
    Slot(String),
}

impl Backing {
    /// Whether the light colour of the theme is read better on it than the dark one.
    fn is_dark(&self, colors: &ThemeColors) -> bool {
        let color = match self {
            Self::Color(color) => *color,
            Self::Slot(name) => colors.of_slot(name),
        };
        color.contrast(colors.light) > color.contrast(colors.dark)
    }
}

/// Six digits as a colour.
fn parsed(hex: &str) -> Option<Color> {
    let color = u32::from_str_radix(hex, 16).ok()?;
    Some(Color::hex(color & 0xFF_FFFF))
}

/// Whether a part of this name is one that we write, in any case.
fn is_written(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let folders = [
        "_rels/",
        "docprops/",
        "ppt/slides/",
        "ppt/notesslides/",
        "ppt/notesmasters/",
    ];
    let parts = [
        "[content_types].xml",
        "ppt/presentation.xml",
        "ppt/presprops.xml",
        "ppt/viewprops.xml",
        "ppt/tablestyles.xml",
    ];
    folders.iter().any(|folder| name.starts_with(folder)) || parts.contains(&name.as_str())
}

/// A target as the name of a part, from the folder of the part that names it.
fn resolved(folder: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            ".." => {
                steps.pop();
            }
            "." | "" => {}
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// Shows each element of a part by its local name, with what its attributes say.
fn each(
    bytes: &[u8],
    mut see: impl FnMut(&str, &dyn Fn(&str) -> String),
) -> Result<(), TemplateFault> {
    let mut reader = Reader::from_reader(bytes);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                let value = |name: &str| attribute(&tag, name);
                see(tag.local_name().as_ref(), &value);
            }
            // A list of entities is no part of an office's file.
            Ok(Event::DocType(_)) | Err(_) => return Err(TemplateFault::NoSlides),
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => {}
        }
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> String {
    let mut attributes = tag.attributes();
    let attributes = attributes.with_checks(false).flatten();
    let found = attributes.filter(|attribute| attribute.key.as_ref() == name);
    let value = found.last().map(|attribute| attribute.value.into_owned());
    let value = value.unwrap_or_default();
    unescape(&value).map_or(value.clone(), |value| value.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_counted_from_the_folder_of_what_names_it() {
        for (folder, target, expected) in [
            (
                "ppt/slideMasters",
                "../theme/theme1.xml",
                "ppt/theme/theme1.xml",
            ),
            ("ppt", "slides/slide1.xml", "ppt/slides/slide1.xml"),
            ("ppt", "/ppt/x.xml", "ppt/x.xml"),
            ("", "../../x.xml", "x.xml"),
        ] {
            assert_eq!(resolved(folder, target), expected);
        }
    }

    #[test]
    fn what_is_no_template_is_refused() {
        assert_eq!(Template::read(b"PK"), Err(TemplateFault::NoSlides));
        assert_eq!(Template::read(b""), Err(TemplateFault::NoSlides));
    }

    #[test]
    fn accents_become_dark_enough_for_white_letters() {
        for hex in [0xFFD500, 0xFFFFFF, 0x00C0FF, 0x123456] {
            let shade = readable(Color::hex(hex), Color::WHITE);
            assert!(shade.contrast(Color::WHITE) >= 4.5);
        }
        assert_eq!(
            readable(Color::hex(0x123456), Color::WHITE),
            Color::hex(0x123456)
        );
    }
}
