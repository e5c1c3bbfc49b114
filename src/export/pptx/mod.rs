//! Slides of an office: each stop a slide whose cards, lanes, arrows and curves are shapes, groups,
//! connectors and charts, in the colours and fonts of a theme.
//!
//! Each part is made here as text, over `zip`; what is the same in all files lies in `assets/pptx`.
//! Nothing here lays anything out: shapes stand where the scene has them, and texts wrap in them.

mod chart;
mod chartdata;
mod connect;
mod geometry;
mod measure;
mod names;
mod notes;
mod package;
mod palette;
mod parts;
mod pictures;
mod pieces;
mod shapes;
mod slide;
mod template;
mod text;
mod told;
mod units;
mod xml;

use std::{collections::HashMap, rc::Rc, sync::Arc};

use super::{
    deck::{Deck, DeckPage},
    options::{ExportError, Options, SlideFonts, Turn},
    watch::ExportWatch,
};
use crate::{
    layout::Explained,
    model::{Brand, Id, Lane, LaneType, Map, Passage, Shows, Story, TextRole, Theme},
    scene::{Scene, Subject},
    words::Language,
};
use chartdata::Chart;
use measure::{Measure, OFFICE_FAMILY};
use names::Names;
use package::{PRESENTATION, Package, Relations};
use palette::{Palette, ThemeColors, ThemeFonts};
use parts::{Presentation, Section};
use pictures::Pictures;
use shapes::Named;
use slide::{Deckwide, SlideWriter, TitlePlace};
use text::TextWriter;
use units::{Frame, Placing};

pub use template::{Template, TemplateFault};
pub use told::{Drawn, NotNative};

/// A slide of 13⅓ inches, in metric units.
const SLIDE: (i64, i64) = (12_192_000, 6_858_000);
/// As many charts stand on a slide of them.
const CHARTS_A_SLIDE: usize = 4;

/// A file of slides, and what is to be said of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Slides {
    /// The file.
    pub bytes: Vec<u8>,
    /// How much of it an office can take hold of.
    pub drawn: Drawn,
    /// What is otherwise than on the sheet.
    pub told: Vec<NotNative>,
}

/// A scene by itself as the one slide of a file.
pub(super) fn write(
    scene: &Scene,
    options: &Options,
    watch: ExportWatch<'_>,
) -> Result<Slides, ExportError> {
    let about = &options.about;
    let title = match about.title.trim() {
        "" => about.language.t("Map").to_owned(),
        title => title.to_owned(),
    };
    let sentences = vec![about.description.clone()];
    let page = DeckPage {
        stop: Id::new("sheet"),
        title,
        number: 1,
        count: 1,
        label: "1".to_owned(),
        notes: String::new(),
        minutes: None,
        story: Story {
            language: about.language,
            passages: vec![Passage {
                heading: String::new(),
                sentences,
            }],
        },
        stages: Vec::new(),
        shows: Shows::Map,
        scene: Arc::new(scene.clone()),
    };
    let deck = Deck {
        about: about.clone(),
        pages: vec![page],
    };
    let alone = Options {
        slides: super::options::SlideOptions {
            without_charts: true,
            ..options.slides.clone()
        },
        ..options.clone()
    };
    write_deck(&deck, &alone, watch)
}

/// A slide for each page of a deck.
pub(super) fn write_deck(
    deck: &Deck,
    options: &Options,
    watch: ExportWatch<'_>,
) -> Result<Slides, ExportError> {
    with_writer(deck, options, |writer| writer.write(watch)).ok_or(ExportError::NoPages)?
}

/// How many slides a deck becomes: one for each page, and those of charts behind them.
pub(super) fn count(deck: &Deck, options: &Options) -> usize {
    with_writer(deck, options, |writer| writer.slides().len()).unwrap_or_default()
}

/// What is made by the writer of a deck; `None` where it has no pages.
fn with_writer<T>(
    deck: &Deck,
    options: &Options,
    make: impl FnOnce(DeckWriter<'_>) -> T,
) -> Option<T> {
    let first = deck.pages.first()?;
    let unknown = Map {
        language: deck.about.language,
        ..Map::default()
    };
    let map = deck.about.shown.as_deref().unwrap_or(&unknown);
    let writer = DeckWriter::new(deck, options, map, &first.scene.theme);
    Some(make(writer))
}

/// What a slide is made of.
enum SlideOf<'a> {
    Page(&'a DeckPage),
    /// The one lane of curves that a stop shows, as a chart.
    Curves(&'a DeckPage, Chart),
    /// Under a title of their own.
    Charts(String, Vec<Chart>),
}

/// What stands at the foot of a slide, and its logo.
struct Signature<'a> {
    /// Whose they are.
    scene: &'a Scene,
    /// What is said in place of what the page does.
    said: Option<String>,
}

struct DeckWriter<'a> {
    deck: &'a Deck,
    options: &'a Options,
    map: &'a Map,
    theme: &'a Theme,
    language: Language,
    template: Option<&'a Template>,
    colors: ThemeColors,
    palette: Rc<Palette>,
    fonts: ThemeFonts,
    /// The families that the map is laid out with.
    heading: String,
    body: String,
    package: Package,
    told: Vec<NotNative>,
    drawn: Drawn,
}

impl<'a> DeckWriter<'a> {
    fn new(deck: &'a Deck, options: &'a Options, map: &'a Map, theme: &'a Theme) -> Self {
        let template = options.slides.template.as_deref();
        let family = |role| theme.style(role).family.to_string();
        let (heading, body) = (family(TextRole::Title), family(TextRole::Card));
        // Other programs know a family that travels with the map by its name.
        let named = |key: &str| Brand::family_of_key(key).to_owned();
        let colors = match template {
            Some(template) => template.colors.clone(),
            None => ThemeColors::of(theme, Some(map)),
        };
        let fonts = match (template, options.slides.fonts) {
            (Some(template), _) => template.fonts.clone(),
            (None, SlideFonts::Own) => ThemeFonts {
                heading: named(&heading),
                body: named(&body),
            },
            (None, SlideFonts::Office) => ThemeFonts {
                heading: OFFICE_FAMILY.to_owned(),
                body: OFFICE_FAMILY.to_owned(),
            },
        };
        Self {
            palette: Rc::new(Palette::new(&colors, template.is_some())),
            colors,
            deck,
            options,
            map,
            theme,
            language: deck.about.language,
            template,
            fonts,
            heading,
            body,
            package: Package::default(),
            told: Vec::new(),
            drawn: Drawn::default(),
        }
    }

    fn size(&self) -> (i64, i64) {
        self.template.map_or(SLIDE, |template| template.size)
    }

    /// Where what is laid out stands.
    fn room(&self) -> Frame {
        let (width, height) = self.size();
        let whole = Frame {
            x: 0,
            y: 0,
            width,
            height,
        };
        self.template.map_or(whole, Template::room)
    }

    fn write(mut self, watch: ExportWatch<'_>) -> Result<Slides, ExportError> {
        let slides = self.slides();
        let turns = self.options.slides.turn == Turn::Morph;
        let scenes: Vec<&Scene> = self.deck.pages.iter().map(|page| &*page.scene).collect();
        let names = Names::of_slides(&scenes, self.map, turns);
        let stages = slides_of_stages(&slides);
        let deck: &'a Deck = self.deck;
        let about = &deck.about;
        let mut presentation = Relations::default();
        let (masters, layout) = self.add_ground(&mut presentation);
        let notes_theme = self.free(|number| format!("ppt/theme/theme{number}.xml"));
        let notes_theme = notes_theme.trim_start_matches("ppt/theme/").to_owned();
        parts::add_notes_master(&mut self.package, &notes_theme, &self.fonts, self.language);
        let notes_master = presentation.part("notesMaster", "notesMasters/notesMaster1.xml");

        let mut pictures = Pictures::beside(&self.package);
        let palette = self.palette.clone();
        let deckwide = Deckwide {
            map: Some(self.map),
            names: &names,
            palette: &palette,
            links: &about.parts.links,
            spoken: &about.parts.spoken,
            stages: &stages,
            title_place: match self.template {
                Some(_) => TitlePlace::OfLayout,
                None => TitlePlace::Laid,
            },
        };
        let (heading, body) = (self.heading.clone(), self.body.clone());
        let measured = self.template.is_some() || self.options.slides.fonts == SlideFonts::Office;
        let mut ids = Vec::new();
        let mut before: Option<&Scene> = None;
        let count = slides.len();
        for (index, slide) in slides.iter().enumerate() {
            let number = index + 1;
            (watch.progress)(index as f32 / (count + 1) as f32);
            watch.check()?;
            let scene = match slide {
                SlideOf::Page(page) | SlideOf::Curves(page, _) => Some(&*page.scene),
                SlideOf::Charts(..) => None,
            };
            let text = TextWriter {
                palette: &palette,
                theme: scene.map_or(self.theme, |scene| &scene.theme),
                heading: &heading,
                body: &body,
                measure: measured.then(Measure::office),
                language: self.language,
            };
            let mut writer = SlideWriter::new(&deckwide, &text, &mut pictures, number);
            writer.relations.part("slideLayout", layout.clone());
            let shapes = match slide {
                SlideOf::Page(page) => {
                    let at = self.placing(&page.scene);
                    writer.shapes(&page.scene, at, &page.full_title())
                }
                SlideOf::Curves(page, chart) => {
                    let signed = Signature {
                        scene: &page.scene,
                        said: None,
                    };
                    let (title, charts) = (page.full_title(), std::slice::from_ref(chart));
                    self.charts_on(&mut writer, &title, charts, Some(&signed))?
                }
                SlideOf::Charts(title, charts) => {
                    let signed = self.signature();
                    self.charts_on(&mut writer, title, charts, signed.as_ref())?
                }
            };
            let turn = self.transition(before.zip(scene), &names, slide);
            let (mut relations, drawn) = (writer.relations, writer.drawn);
            self.drawn += drawn;
            self.add_notes(number, slide, &mut relations);
            let place = format!("ppt/slides/slide{number}.xml");
            let kind = format!("{PRESENTATION}slide+xml");
            self.package
                .add(place.clone(), kind, slide::document(&shapes, turn));
            self.package.relate(&place, &relations);
            ids.push(presentation.part("slide", format!("slides/slide{number}.xml")));
            before = scene;
        }
        (watch.progress)(count as f32 / (count + 1) as f32);
        watch.check()?;
        pictures.write(&mut self.package);
        parts::add_fixed(&mut self.package, &mut presentation);
        if let Some(file) = self.options.carried() {
            parts::add_map(&mut self.package, &mut presentation, &file);
        }
        let sections = self.sections(&slides);
        let document = Presentation {
            masters: &masters,
            notes_master: &notes_master,
            slides: &ids,
            sections: &sections,
            size: self.size(),
            title: &about.title,
        };
        self.package.add(
            "ppt/presentation.xml",
            format!("{PRESENTATION}presentation.main+xml"),
            document.xml(),
        );
        self.package.relate("ppt/presentation.xml", &presentation);
        parts::add_properties(&mut self.package, about, count);
        self.tell();
        let bytes = self.package.packed()?;
        (watch.progress)(1.0);
        Ok(Slides {
            bytes,
            drawn: self.drawn,
            told: self.told,
        })
    }

    /// Masters, layouts and themes; the masters as the presentation names them, and the layout that
    /// slides have, as they name it.
    fn add_ground(&mut self, presentation: &mut Relations) -> (Vec<(u32, String)>, String) {
        const FIRST_MASTER: u32 = 2_147_483_648;
        let Some(template) = self.template else {
            let name = match self.map.brand.as_deref() {
                Some(brand) if !brand.name.trim().is_empty() => brand.name.clone(),
                _ => "Jejak".to_owned(),
            };
            let (colors, fonts) = (&self.colors, &self.fonts);
            parts::add_master(&mut self.package, colors, fonts, &name, self.language);
            let relation = presentation.part("slideMaster", "slideMasters/slideMaster1.xml");
            let layout = "../slideLayouts/slideLayout1.xml".to_owned();
            return (vec![(FIRST_MASTER, relation)], layout);
        };
        for part in &template.parts {
            self.package
                .add_known(&part.name, &part.content_type, part.bytes.clone());
        }
        let from_presentation = |part: &str| {
            let within = part.strip_prefix("ppt/");
            within.map_or_else(|| format!("/{part}"), str::to_owned)
        };
        let masters = template.masters.iter();
        let masters = masters.map(|(id, part)| {
            let relation = presentation.part("slideMaster", from_presentation(part));
            (*id, relation)
        });
        (masters.collect(), format!("/{}", template.layout))
    }

    /// The first name of a part that nothing has yet.
    fn free(&self, name: impl Fn(usize) -> String) -> String {
        let mut number = 1;
        while self.package.has(&name(number)) {
            number += 1;
        }
        name(number)
    }

    /// What each slide is made of, in their order.
    fn slides(&self) -> Vec<SlideOf<'a>> {
        let mut shown: Vec<&Id> = Vec::new();
        let mut slides = Vec::new();
        for page in &self.deck.pages {
            match self.curves_alone(page) {
                Some((lane, chart)) => {
                    shown.push(&lane.id);
                    slides.push(SlideOf::Curves(page, chart));
                }
                None => slides.push(SlideOf::Page(page)),
            }
        }
        // Of a part by itself it would be told what it is not about.
        let is_part = self.deck.about.map.is_none();
        if is_part || self.options.slides.without_charts {
            return slides;
        }
        for lane in self.map.lanes.iter().filter(|lane| !lane.hidden) {
            let chart = chartdata::of_curves(self.map, lane, self.theme);
            if let Some(chart) = chart.filter(|_| !shown.contains(&&lane.id)) {
                slides.push(SlideOf::Charts(lane.title.clone(), vec![chart]));
            }
            let metrics = lane.metrics().iter();
            let charts =
                metrics.filter_map(|metric| chartdata::of_metric(self.map, metric, self.theme));
            let charts: Vec<Chart> = charts.collect();
            for charts in charts.chunks(CHARTS_A_SLIDE) {
                slides.push(SlideOf::Charts(lane.title.clone(), charts.to_vec()));
            }
        }
        slides
    }

    /// The chart of a stop that shows nothing but the curves of one lane.
    fn curves_alone(&self, page: &DeckPage) -> Option<(&'a Lane, Chart)> {
        let Shows::Lanes(ids) = &page.shows else {
            return None;
        };
        let [lane] = ids.as_slice() else {
            return None;
        };
        let lane: &'a Lane = self.map.lane(lane)?;
        let chart = match LaneType::Emotion.is(lane) {
            true => chartdata::of_curves(self.map, lane, self.theme)?,
            false => return None,
        };
        Some((lane, chart))
    }

    /// What a slide beside the stops has of the brand: its logo, and its foot line without a page.
    fn signature(&self) -> Option<Signature<'a>> {
        let brand = self.map.brand.as_ref()?;
        let mut scenes = self.deck.pages.iter().map(|page| &*page.scene);
        let scene = scenes.find(|scene| slide::signature_of(scene).next().is_some())?;
        let line = self.map.foot_line(None);
        let parts = [self.map.title.trim(), line.as_str()].into_iter();
        let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        Some(Signature {
            scene,
            said: Some(parts.join(" · ")).filter(|_| brand.has_foot()),
        })
    }

    fn charts_on(
        &mut self,
        writer: &mut SlideWriter<'_>,
        title: &str,
        charts: &[Chart],
        signed: Option<&Signature<'_>>,
    ) -> Result<String, ExportError> {
        let mut xml = String::new();
        writer.title_alone(&mut xml, title);
        let mut room = self.body_room();
        if let Some(Signature { scene, said }) = signed {
            let at = self.placing(scene);
            let middle = scene.size.height / 2.0;
            let tops = slide::signature_of(scene).map(|(y, chunk)| y + chunk.bounds.y0);
            let foot = tops
                .filter(|top| *top > middle)
                .fold(f64::INFINITY, f64::min);
            if foot.is_finite() {
                room.height = room.height.min((at.y(foot) - room.y).max(1));
            }
            xml.push_str(&writer.signature(scene, at, said.as_deref()));
        }
        let places = cells(room, charts.len());
        for (chart, place) in charts.iter().zip(places) {
            let part = self.add_chart(chart)?;
            let relation = writer.relations.part("chart", format!("../charts/{part}"));
            let named = Named {
                name: chart.name.clone(),
                alt: chart.alt.clone(),
                ..Named::default()
            };
            let id = writer.id();
            xml.push_str(&chart::frame(id, &named, place, &relation));
            writer.drawn.native += 1;
        }
        Ok(xml)
    }

    /// Where a page stands on its slide.
    fn placing(&self, scene: &Scene) -> Placing {
        let below = self.template.map(|_| head_of(scene));
        slide::placing(scene, self.room(), below)
    }

    /// Below a title that stands in its layout's place.
    fn body_room(&self) -> Frame {
        let room = self.room();
        let (margin, top) = (room.width / 38, room.height / 8);
        let top = if self.template.is_some() { 0 } else { top };
        Frame {
            x: room.x + margin,
            y: room.y + top,
            width: room.width - 2 * margin,
            height: room.height - top - margin,
        }
    }

    /// The chart as a part with its workbook; what its file is called.
    fn add_chart(&mut self, chart: &Chart) -> Result<String, ExportError> {
        let part = self.free(|number| format!("ppt/charts/chart{number}.xml"));
        let book = self.free(|number| format!("ppt/embeddings/workbook{number}.xlsx"));
        let workbook = chart::workbook(chart, self.language);
        let workbook = workbook.map_err(|error| ExportError::Slides(error.to_string()))?;
        self.package.add_plain(book.clone(), workbook);
        let inks = chart::Inks {
            plain: self.palette.fill(self.theme.colors.ink, 1.0),
            quiet: self.palette.fill(self.theme.colors.quiet_ink, 1.0),
            rule: self.palette.fill(self.theme.colors.border, 1.0),
        };
        self.package.add(
            part.clone(),
            "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
            chart::document(chart, &self.palette, inks, self.language),
        );
        let mut relations = Relations::default();
        relations.part("package", book.replacen("ppt/", "../", 1));
        self.package.relate(&part, &relations);
        Ok(part.trim_start_matches("ppt/charts/").to_owned())
    }

    fn add_notes(&mut self, number: usize, slide: &SlideOf<'_>, relations: &mut Relations) {
        let notes = match slide {
            SlideOf::Page(page) | SlideOf::Curves(page, _) => {
                notes::of_page(page, self.deck.about.shown.as_deref())
            }
            SlideOf::Charts(_, charts) => {
                let told = charts.iter().map(|chart| chart.alt.as_str());
                told.collect::<Vec<_>>().join("\n")
            }
        };
        relations.part(
            "notesSlide",
            format!("../notesSlides/notesSlide{number}.xml"),
        );
        let place = format!("ppt/notesSlides/notesSlide{number}.xml");
        let kind = format!("{PRESENTATION}notesSlide+xml");
        self.package
            .add(place.clone(), kind, notes::document(&notes, self.language));
        let mut back = Relations::default();
        back.part("notesMaster", "../notesMasters/notesMaster1.xml");
        back.part("slide", format!("../slides/slide{number}.xml"));
        self.package.relate(&place, &back);
    }

    /// What turns the slide before into this one.
    fn transition(
        &self,
        pair: Option<(&Scene, &Scene)>,
        names: &Names,
        slide: &SlideOf<'_>,
    ) -> &'static str {
        const FADE: &str = "<p:transition spd=\"med\"><p:fade/></p:transition>";
        const MORPH: &str = "<mc:AlternateContent xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"><mc:Choice xmlns:p159=\"http://schemas.microsoft.com/office/powerpoint/2015/09/main\" Requires=\"p159\"><p:transition spd=\"slow\"><p159:morph option=\"byObject\"/></p:transition></mc:Choice><mc:Fallback><p:transition spd=\"med\"><p:fade/></p:transition></mc:Fallback></mc:AlternateContent>";
        let is_page = matches!(slide, SlideOf::Page(_));
        let shares = pair.filter(|_| is_page);
        let shares = shares.is_some_and(|(before, after)| names.share(before, after));
        match (self.options.slides.turn, shares) {
            (Turn::Cut, _) => "",
            (Turn::Morph, true) => MORPH,
            (Turn::Morph | Turn::Fade, _) => FADE,
        }
    }

    /// Slides under the names of what they are about.
    fn sections(&self, slides: &[SlideOf<'_>]) -> Vec<Section> {
        let mut sections: Vec<Section> = Vec::new();
        for (index, slide) in slides.iter().enumerate() {
            let name = match slide {
                SlideOf::Page(page) | SlideOf::Curves(page, _) => match &page.shows {
                    Shows::Title | Shows::Map | Shows::Persona(_) => self.language.t("Overview"),
                    Shows::Stages(_) => self.language.t("Stages"),
                    Shows::Lanes(_) => self.language.t("Lanes"),
                    Shows::Cards(_) | Shows::Points(_) | Shows::Matrix | Shows::Gap => {
                        self.language.t("In focus")
                    }
                },
                SlideOf::Charts(..) => self.language.t("Charts"),
            };
            match sections.last_mut() {
                Some(last) if last.name == name => last.slides.end = index + 1,
                _ => sections.push(Section {
                    name: name.to_owned(),
                    slides: index..index + 1,
                }),
            }
        }
        sections
    }

    /// What is otherwise than on the sheet.
    fn tell(&mut self) {
        let is_own = self.template.is_none() && self.options.slides.fonts == SlideFonts::Own;
        if is_own {
            self.told.push(NotNative::Fonts {
                family: self.fonts.body.clone(),
            });
        }
        let links = self.deck.about.parts.links.values();
        let count = links.filter(|link| slide::address(link).is_none()).count();
        if count > 0 {
            self.told.push(NotNative::Addresses { count });
        }
        let charts = self.deck.pages.iter();
        let charts = charts.filter(|page| self.curves_alone(page).is_some());
        let chunks = charts.flat_map(|page| page.scene.chunks());
        let marks = chunks.flat_map(|(_, chunk)| &chunk.marks);
        let count = marks.filter(|mark| is_left_out(mark)).count();
        if count > 0 {
            self.drawn.left += count;
            self.told.push(NotNative::PointMarks { count });
        }
    }
}

/// The slide of each stage that has one by itself, from 1.
fn slides_of_stages(slides: &[SlideOf<'_>]) -> HashMap<Id, usize> {
    let mut stages = HashMap::new();
    for (index, slide) in slides.iter().enumerate() {
        if let SlideOf::Page(page) = slide
            && let [stage] = page.stages.as_slice()
        {
            stages.entry(stage.clone()).or_insert(index + 1);
        }
    }
    stages
}

/// Where what stands below the head of a page begins, in document units.
fn head_of(scene: &Scene) -> f64 {
    const ABOVE: f64 = 6.0;
    let tops = scene.chunks().filter(|(_, chunk)| {
        !chunk.items.is_empty()
            && !matches!(
                chunk.subject,
                Subject::Head | Subject::Thing(crate::model::Target::Title)
            )
    });
    let top = tops.map(|(y, chunk)| y + chunk.bounds.y0);
    let top = top.fold(f64::INFINITY, f64::min);
    match top.is_finite() {
        true => (top - ABOVE).max(0.0),
        false => 0.0,
    }
}

/// A room cut into as many places as there are charts.
fn cells(room: Frame, count: usize) -> Vec<Frame> {
    let columns = if count > 1 { 2 } else { 1 };
    let rows = count.div_ceil(columns).max(1);
    let (across, down) = (columns as i64, rows as i64);
    let (width, height) = (room.width / across, room.height / down);
    let places = (0..count).map(|index| Frame {
        x: room.x + width * (index % columns) as i64,
        y: room.y + height * (index / columns) as i64,
        width,
        height,
    });
    places.collect()
}

/// Whether a chart of curves does without a mark.
fn is_left_out(mark: &Explained) -> bool {
    matches!(
        mark,
        Explained::MomentOfTruth
            | Explained::Conversion
            | Explained::Assumed
            | Explained::Reasoned
            | Explained::Researched
    )
}
