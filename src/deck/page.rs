//! The pages of a stop: each as large as its frame, nothing on them smaller than can be read there.

use std::sync::Arc;

use super::{
    Frame,
    part::{self, Part},
    sheet::{Painted, Setting, Sheet},
    split,
    stops::{stops, title},
    values,
};
use crate::{
    geom::Rect,
    layout::{Lens, PageHead},
    model::{Id, Map, Shows, Stage, Stop},
    scene::Scene,
    text::Fonts,
    words::Language,
};

/// A page of a stop.
#[derive(Debug, Clone)]
pub struct Page {
    /// The stop.
    pub stop: Id,
    /// What the stop is called.
    pub title: String,
    /// Of this page among those of its stop, from 1.
    pub number: usize,
    /// How many pages its stop has.
    pub count: usize,
    /// Exactly as large as its frame.
    pub scene: Arc<Scene>,
    /// The size of the smallest text on it, in document units: the least of its frame or more, but
    /// for the whole map and for what can be neither cut nor set closer.
    pub smallest: f64,
    /// Where its lanes stand, labels included, top to bottom.
    pub lanes: Vec<(Id, Rect)>,
}

/// Of a size, what nobody sees.
const HAIR: f64 = 1e-6;
/// The most pages of a stop whose letters are made as large as they can be; of more they are as
/// small as they may be.
const MOST_TRIED: usize = 6;

/// The pages of a stop on a frame; at least one. What does not stand on one page is set over several
/// by lanes, but the whole map and the matrix, whose texts get smaller.
///
/// ```
/// use jejak::{deck::{Frame, pages, stops}, model::generate, text::Fonts, words::Language};
///
/// let map = generate(40, 1);
/// let (fonts, language) = (Fonts::bundled(), Language::English);
/// for stop in stops(&map, language) {
///     for page in pages(&map, &stop, Frame::SLIDE, &fonts, language) {
///         assert_eq!(page.scene.size, Frame::SLIDE.size);
///     }
/// }
/// ```
pub fn pages(map: &Map, stop: &Stop, frame: Frame, fonts: &Fonts, language: Language) -> Vec<Page> {
    Job::new(map, stop, frame, fonts, language).pages()
}

/// How many pages a stop needs, and the size of its smallest text (document units) where it is less
/// than the least of the frame: what [`pages`] comes to, for a part of the work.
pub fn pages_needed(
    map: &Map,
    stop: &Stop,
    frame: Frame,
    fonts: &Fonts,
    language: Language,
) -> (usize, Option<f64>) {
    Job::new(map, stop, frame, fonts, language).needed()
}

struct Job<'a> {
    map: &'a Map,
    stop: &'a Stop,
    frame: Frame,
    fonts: &'a Fonts,
    language: Language,
    title: String,
}

impl<'m> Job<'m> {
    fn new(
        map: &'m Map,
        stop: &'m Stop,
        frame: Frame,
        fonts: &'m Fonts,
        language: Language,
    ) -> Self {
        Self {
            map,
            stop,
            frame,
            fonts,
            language,
            title: title(map, stop, language),
        }
    }

    fn pages(&self) -> Vec<Page> {
        match &self.stop.shows {
            Shows::Title => self.cover(&part::lens(self.stop), |_| true),
            Shows::Persona(id) if self.map.persona(id).is_some() => {
                self.cover(&Lens::default(), |persona| persona == id)
            }
            Shows::Matrix => self.matrix(),
            Shows::Map
            | Shows::Stages(_)
            | Shows::Lanes(_)
            | Shows::Cards(_)
            | Shows::Points(_)
            | Shows::Persona(_)
            | Shows::Gap => self.sheets(),
        }
    }

    /// What the map is about, with some of its personas.
    fn cover(&self, lens: &Lens, shown: impl Fn(&Id) -> bool) -> Vec<Page> {
        let personas = self.map.personas.iter().filter(|one| shown(&one.id));
        let part = Map {
            stages: Vec::new(),
            lanes: Vec::new(),
            personas: personas.cloned().collect(),
            ..self.map.clone()
        };
        let sheet = self.sheet(lens, PageHead::Cover);
        let setting = match sheet.holds(&part) {
            true => sheet.best(std::slice::from_ref(&part)),
            false => sheet.on_one_page(&part),
        };
        let place = self.place(1, 1);
        let foot = self.foot("", &place, (1, 1));
        let foot = foot.each_ref().map(String::as_str);
        vec![self.page(sheet.painted(&part, setting, foot), 1, 1)]
    }

    fn matrix(&self) -> Vec<Page> {
        let lens = part::lens(self.stop);
        let hidden = &self.stop.hidden_lanes;
        let lanes = self.map.lanes.iter();
        let lanes = lanes.filter(|lane| !hidden.contains(&lane.id));
        let shown = Map {
            lanes: lanes.cloned().collect(),
            ..self.map.clone()
        };
        let sheet = self.sheet(&lens, PageHead::Title(&self.title));
        let place = self.place(1, 1);
        let foot = self.foot(&self.map.title, &place, (1, 1));
        let foot = foot.each_ref().map(String::as_str);
        let scene = values::painted(&sheet, &shown, foot);
        let painted = Painted {
            scene: Arc::new(scene),
            lanes: Vec::new(),
        };
        vec![self.page(painted, 1, 1)]
    }

    /// The parts that have a page each, and whether a page holds them without texts that are too
    /// small.
    fn split(&self, sheet: &mut Sheet<'_>, part: &Map) -> Vec<(Map, bool)> {
        let groups = split::stage_groups(sheet, part);
        sheet.shows_way |= groups.len() > 1;
        let mut parts = Vec::new();
        for group in groups {
            if sheet.holds(&group) {
                parts.push((group, true));
            } else {
                let pieces = split::by_lanes(sheet, &group).into_iter();
                parts.extend(pieces.map(|piece| {
                    let holds = sheet.holds(&piece);
                    (piece, holds)
                }));
            }
        }
        parts
    }

    fn sheets(&self) -> Vec<Page> {
        let mut part = Part::of(self.map, self.stop);
        if part.is_whole {
            return self.whole(part);
        }
        say_once(&mut part.map, &self.title);
        let mut sheet = self.sheet_of(&part);
        let parts = self.split(&mut sheet, &part.map);
        let count = parts.len();
        // What is too high for a page by itself does not make the others small.
        let fitting = parts.iter().filter(|(_, holds)| *holds);
        let usual = match count <= MOST_TRIED {
            true => sheet.best(&fitting.map(|(part, _)| part.clone()).collect::<Vec<_>>()),
            false => Setting::least(self.frame),
        };
        let pages = parts.iter().enumerate().map(|(index, (part, holds))| {
            let setting = match holds {
                true => usual,
                false => sheet.on_one_page(part),
            };
            let place = self.place(index + 1, count);
            let foot = self.foot(&self.map.title, &place, (index + 1, count));
            let foot = foot.each_ref().map(String::as_str);
            let painted = sheet.painted(part, setting, foot);
            self.page(painted, index + 1, count)
        });
        pages.collect()
    }

    fn needed(&self) -> (usize, Option<f64>) {
        let is_told = |pages: Vec<Page>| {
            let smallest = pages.iter().map(|page| page.smallest);
            let smallest = smallest.fold(f64::INFINITY, f64::min);
            let is_small = smallest < self.frame.smallest - HAIR;
            (pages.len(), is_small.then_some(smallest))
        };
        match &self.stop.shows {
            Shows::Title | Shows::Persona(_) | Shows::Matrix | Shows::Map => is_told(self.pages()),
            Shows::Stages(_)
            | Shows::Lanes(_)
            | Shows::Cards(_)
            | Shows::Points(_)
            | Shows::Gap => {
                let mut part = Part::of(self.map, self.stop);
                if part.is_whole {
                    return is_told(self.whole(part));
                }
                say_once(&mut part.map, &self.title);
                let mut sheet = self.sheet_of(&part);
                let parts = self.split(&mut sheet, &part.map);
                let small = parts.iter().filter(|(_, holds)| !holds);
                let sizes = small.map(|(part, _)| sheet.on_one_page(part).body);
                (parts.len(), sizes.reduce(f64::min))
            }
        }
    }

    /// The sheet with its head, spread over one page.
    fn whole(&self, part: Part) -> Vec<Page> {
        let mut map = part.map;
        if !self.stop.title.is_empty() {
            map.title.clone_from(&self.stop.title);
        }
        let sheet = self.sheet(&part.lens, PageHead::Sheet);
        let setting = sheet.on_one_page(&map);
        let place = self.place(1, 1);
        // Where the head says what the map is called, the foot need not.
        let name = match map.title == self.map.title {
            true => "",
            false => self.map.title.as_str(),
        };
        let foot = self.foot(name, &place, (1, 1));
        let foot = foot.each_ref().map(String::as_str);
        vec![self.page(sheet.painted(&map, setting, foot), 1, 1)]
    }

    fn sheet_of<'a>(&'a self, part: &'a Part) -> Sheet<'a> {
        Sheet {
            shows_way: part.shows_way,
            tells_evidence: part.tells_evidence,
            ..self.sheet(&part.lens, PageHead::Title(&self.title))
        }
    }

    fn sheet<'a>(&'a self, lens: &'a Lens, head: PageHead<'a>) -> Sheet<'a> {
        Sheet {
            whole: self.map,
            lens,
            frame: self.frame,
            fonts: self.fonts,
            head,
            shows_way: false,
            tells_evidence: false,
        }
    }

    fn page(&self, painted: Painted, number: usize, count: usize) -> Page {
        Page {
            stop: self.stop.id.clone(),
            title: self.title.clone(),
            number,
            count,
            smallest: painted.scene.smallest_text().unwrap_or(self.frame.smallest),
            scene: painted.scene,
            lanes: painted.lanes,
        }
    }

    /// What stands at the left and at the right below a page: what the map is called and the line of
    /// its brand; the place of the page, where that line does not say it.
    fn foot(&self, name: &str, place: &str, (number, count): (usize, usize)) -> [String; 2] {
        let Some(brand) = &self.map.brand else {
            return [name, place].map(str::to_owned);
        };
        let stops = stops(self.map, self.language);
        let at = stops.iter().position(|stop| stop.id == self.stop.id);
        let label = at.map(|at| match count {
            1 => format!("{}", at + 1),
            _ => format!("{}.{number}", at + 1),
        });
        let page = label.as_deref().map(|label| (label, stops.len()));
        let line = self.map.foot_line(page);
        let said = [name, line.as_str()]
            .into_iter()
            .filter(|text| !text.is_empty());
        let place = if brand.numbers_pages() { "" } else { place };
        [said.collect::<Vec<_>>().join(" · "), place.to_owned()]
    }

    /// The number of the stop among those that are shown, and of a page among several of its.
    fn place(&self, number: usize, count: usize) -> String {
        let stops = stops(self.map, self.language);
        let at = stops.iter().position(|stop| stop.id == self.stop.id);
        let stop = at.map(|at| format!("{} / {}", at + 1, stops.len()));
        let page = (count > 1).then(|| {
            let (number, count) = (number.to_string(), count.to_string());
            let parts = [("number", &*number), ("count", &*count)];
            self.language.fill("page {number} of {count}", &parts)
        });
        let parts: Vec<String> = stop.into_iter().chain(page).collect();
        parts.join(" · ")
    }
}

/// The header of a lone stage that the page is named after says what else there is to say of it.
fn say_once(part: &mut Map, title: &str) {
    let [stage] = &mut part.stages[..] else {
        return;
    };
    if stage.title == title && !stage.goal.is_empty() {
        *stage = Arc::new(Stage {
            title: stage.goal.clone(),
            goal: String::new(),
            ..(**stage).clone()
        });
    }
}
