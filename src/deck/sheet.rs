//! How a page is set: its room in the frame, how large its letters are, and how close they stand.

use std::sync::Arc;

use super::Frame;
use crate::{
    geom::{Point, Rect, Size},
    layout::{Foot, Layout, Lens, MARGIN, PageHead, PageRoom},
    model::{Id, Look, Map, TextRole, Theme},
    scene::Scene,
    text::Fonts,
};

/// From the sides of a frame to what stands on it, as a share of its width.
const SIDE: f64 = 0.026;
/// From the top, from the bottom to the foot, and between the room and the foot, as shares of the
/// frame's height.
const TOP: f64 = 0.036;
const BOTTOM: f64 = 0.022;
const ABOVE_FOOT: f64 = 0.016;
/// The height of the foot and the sizes of titles, in the least size of a text.
const FOOT_EM: f64 = 1.34;
const TITLE_EM: f64 = 2.2;
const COVER_TITLE_EM: f64 = 4.0;

/// How large the letters of cards are, in document units of the frame, and how much larger than
/// usual beside all that is not text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Setting {
    pub body: f64,
    pub density: f64,
}

/// The densities that are tried, the most airy first, each with how much larger its letters may
/// seem for the air around them.
const DENSITIES: [(f64, f64); 3] = [(1.0, 1.08), (1.15, 1.04), (1.3, 1.0)];
/// That at which the most finds room.
pub(super) const DENSEST: f64 = 1.3;
/// From one size of letters that is tried to the next.
const STEP: f64 = 1.04;
/// The largest letters of cards, in the least size of a text.
const LARGEST: f64 = 1.5;
const LARGEST_ON_COVER: f64 = 1.9;
/// The smallest that are tried where everything has to be on one page.
const SMALLEST: f64 = 0.02;
/// Where more cards than this have to be on one page, one density is tried.
const MANY_CARDS: usize = 1500;

/// The pages of a stop that are laid out as the sheet is.
pub(super) struct Sheet<'a> {
    pub whole: &'a Map,
    pub lens: &'a Lens,
    pub frame: Frame,
    pub fonts: &'a Fonts,
    pub head: PageHead<'a>,
    pub shows_way: bool,
    pub tells_evidence: bool,
}

/// A page painted: its scene, and where its lanes stand, top to bottom.
pub(super) struct Painted {
    pub scene: Arc<Scene>,
    pub lanes: Vec<(Id, Rect)>,
}

impl Setting {
    /// The smallest letters that may be, as close as can be.
    pub(super) fn least(frame: Frame) -> Self {
        Self {
            body: frame.smallest,
            density: DENSEST,
        }
    }

    /// How many units of the frame one of the layout is.
    pub(super) fn scale(self) -> f64 {
        self.body / (card_size() * self.density)
    }
}

/// Of the letters of cards on the sheet.
fn card_size() -> f64 {
    Theme::default().style(TextRole::Card).size
}

/// The room of what stands between the margins and above the foot of a frame.
pub(super) fn room(map: &Map, frame: Frame) -> Rect {
    let Size { width, height } = frame.size;
    let foot = FOOT_EM * frame.smallest;
    let foot = foot + Foot::more_height(map, frame.smallest, foot);
    let bottom = height * (1.0 - BOTTOM - ABOVE_FOOT) - foot;
    Rect::new(width * SIDE, height * TOP, width * (1.0 - SIDE), bottom)
}

/// The look of a map with letters of a setting.
pub(super) fn theme(base: &Theme, frame: Frame, setting: Setting, is_cover: bool) -> Theme {
    let by = setting.scale();
    let least = frame.smallest.min(setting.body) / by;
    let title = if is_cover { COVER_TITLE_EM } else { TITLE_EM };
    // What is smaller than it may be is so as a whole.
    let smaller = (setting.body / frame.smallest).min(1.0);
    let title = title * frame.smallest * smaller.max(0.8) * (smaller / 0.3).min(1.0) / by;
    let type_ = base.type_.scaled(setting.density, least);
    Theme::new(Look {
        type_: type_
            .with_size(TextRole::Title, title)
            .with_size(TextRole::PageNote, frame.smallest / by),
        ..(**base).clone()
    })
}

impl Sheet<'_> {
    /// The look of the map, its lines as far apart as its fonts need.
    pub(super) fn fitted(&self) -> Theme {
        self.fonts.learn(self.whole.brand.as_ref());
        self.fonts.fitted(&self.whole.theme)
    }

    fn laid_out(&self, part: &Map, setting: Setting, foot: [&str; 2], fills: bool) -> Layout {
        let (by, room) = (setting.scale(), room(self.whole, self.frame));
        let is_cover = self.head == PageHead::Cover;
        let page = PageRoom {
            map: part,
            whole: self.whole,
            lens: self.lens,
            size: room.size() / by,
            theme: theme(&self.fitted(), self.frame, setting, is_cover),
            head: self.head,
            shows_way: self.shows_way,
            tells_evidence: self.tells_evidence,
            foot: (foot, self.frame.size.height * ABOVE_FOOT / by),
        };
        match fills {
            true => Layout::filling_page(&page, self.fonts),
            false => Layout::on_page(&page, self.fonts),
        }
    }

    /// A page as high as it needs, in units of its layout, of which its room has so many.
    pub(super) fn natural(&self, part: &Map, setting: Setting) -> (Layout, f64) {
        let layout = self.laid_out(part, setting, ["", ""], false);
        (
            layout,
            room(self.whole, self.frame).height() / setting.scale(),
        )
    }

    fn fits(&self, part: &Map, setting: Setting) -> bool {
        let (layout, height) = self.natural(part, setting);
        layout.size.height <= height
    }

    /// Whether it fits without a word cut that would be whole in the smallest letters there may be.
    fn fits_whole(&self, part: &Map, setting: Setting) -> bool {
        let (layout, height) = self.natural(part, setting);
        layout.size.height <= height
            && (layout.cut_words() == 0 || {
                let (least, _) = self.natural(part, Setting::least(self.frame));
                layout.cut_words() <= least.cut_words()
            })
    }

    /// Whether all of it stands on one page without any text that is too small.
    pub(super) fn holds(&self, part: &Map) -> bool {
        self.fits(part, Setting::least(self.frame))
    }

    /// The setting in which the letters of all pages are as large as can be, but no smaller than
    /// they may be.
    pub(super) fn best(&self, parts: &[Map]) -> Setting {
        let fits = |setting: Setting| parts.iter().all(|part| self.fits_whole(part, setting));
        let sizes = match self.head {
            PageHead::Cover => (1.0, LARGEST_ON_COVER),
            PageHead::Sheet | PageHead::Title(_) => (1.0, LARGEST),
        };
        self.pick(sizes, &DENSITIES, &fits)
            .unwrap_or(Setting::least(self.frame))
    }

    /// The setting in which all of it stands on one page, however small.
    pub(super) fn on_one_page(&self, part: &Map) -> Setting {
        let densities = match part.cards().count() > MANY_CARDS {
            true => &DENSITIES[1..2],
            false => &DENSITIES[..],
        };
        self.pick((SMALLEST, LARGEST), densities, &|setting| {
            self.fits(part, setting)
        })
        .unwrap_or_else(|| self.smallest())
    }

    /// As small as is tried.
    fn smallest(&self) -> Setting {
        Setting {
            body: SMALLEST * self.frame.smallest,
            density: DENSEST,
        }
    }

    /// The setting that something fits in, however small, and whose letters are as large as can be.
    pub(super) fn any(&self, fits: &impl Fn(Setting) -> bool) -> Setting {
        self.pick((1.0, LARGEST), &DENSITIES, fits)
            .or_else(|| self.pick((SMALLEST, 1.0), &DENSITIES, fits))
            .unwrap_or_else(|| self.smallest())
    }

    /// The setting whose letters seem the largest of those that fit, from and up to sizes in the
    /// least size of a text; `None` where none does.
    fn pick(
        &self,
        sizes: (f64, f64),
        densities: &[(f64, f64)],
        fits: &impl Fn(Setting) -> bool,
    ) -> Option<Setting> {
        let mut best: Option<(Setting, f64)> = None;
        for &(density, worth) in densities {
            // What would not seem larger than what fits already need not be tried.
            let better = |(_, seems): (Setting, f64)| STEP * seems / worth / self.frame.smallest;
            let from = best.map_or(sizes.0, better).max(sizes.0);
            let found = match from <= sizes.1 {
                true => self.largest((from, sizes.1), density, fits),
                false => None,
            };
            if let Some(setting) = found {
                best = Some((setting, setting.body * worth));
            }
        }
        best.map(|(setting, _)| setting)
    }

    /// The largest letters of a density that fit.
    fn largest(
        &self,
        (from, to): (f64, f64),
        density: f64,
        fits: &impl Fn(Setting) -> bool,
    ) -> Option<Setting> {
        let setting = |step: u32| Setting {
            body: self.frame.smallest * (from * STEP.powf(f64::from(step))).min(to),
            density,
        };
        if !fits(setting(0)) {
            return None;
        }
        let steps = ((to / from).ln() / STEP.ln()).ceil() as u32;
        let (mut fitting, mut beyond) = (0, steps + 1);
        while beyond - fitting > 1 {
            let middle = fitting + (beyond - fitting) / 2;
            if fits(setting(middle)) {
                fitting = middle;
            } else {
                beyond = middle;
            }
        }
        Some(setting(fitting))
    }

    /// The page in a setting, with its foot.
    pub(super) fn painted(&self, part: &Map, setting: Setting, foot: [&str; 2]) -> Painted {
        let (by, room) = (setting.scale(), room(self.whole, self.frame));
        let layout = self.laid_out(part, setting, foot, true);
        let at = |x: f64, y: f64| Point::new(room.x0 + (x - MARGIN) * by, room.y0 + y * by);
        let lanes = layout.rows.iter().map(|row| {
            let top = row.line.as_ref().map_or(row.y, |line| row.y + line.rect.y0);
            let bottom = row.y + row.part.height;
            let (from, to) = (at(MARGIN, top), at(layout.grid.right, bottom));
            (row.part.lane.id.clone(), Rect::from_points(from, to))
        });
        Painted {
            lanes: lanes.collect(),
            scene: Arc::new(Scene::of_page(&layout, self.frame.size, by, room.origin())),
        }
    }
}
