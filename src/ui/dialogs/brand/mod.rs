//! The dialog of a brand: colours, fonts, logo and foot line beside the map as it looks with them, and
//! the ways that a brand comes from elsewhere and goes there.

mod chosen;
mod family;
mod found;
mod marks;
mod strip;
mod thumbnails;

use std::{fmt, sync::Arc};

use egui::{ColorImage, RichText, ScrollArea, Ui, vec2};

pub use chosen::{BrandAnswer, LogoFor};
use family::{FamilyField, FamilyList};
use strip::{Strip, StripKind};
use thumbnails::Thumbnails;

use super::{
    answer::Answer,
    parts::{DialogContext, buttons_beside, heading, paragraph},
    preview::preview_ui,
};
use crate::{
    exchange::brand::{BrandWay, FoundBrand, Taking},
    model::{Brand, BrandGround, BrandSource, Color, Picture},
    scene::Scene,
    text::FamilySample,
    ui::{
        menus,
        tokens::{self, Palette},
        widgets::{self, ButtonKind, Press},
    },
    words::{Language, marked},
};

/// Of the map's picture beside the form; in a narrower dialog it stands above.
const PICTURE: f32 = 400.0;
const FOR_BOTH: f32 = 760.0;
/// What the dialog has above and below the form, and beside itself.
const AROUND: f32 = 210.0;

/// A brand of the person's own, as it is listed.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnBrand {
    pub name: String,
    /// New maps begin with it.
    pub is_for_new: bool,
}

/// What has to be made aside for the dialog.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BrandWanted {
    /// The map's picture with this brand.
    pub brand: Option<Brand>,
    /// Pictures to be decoded.
    pub pictures: Vec<Picture>,
    /// The names of all families of type.
    pub families: bool,
    /// The faces of some of them.
    pub samples: Vec<String>,
}

/// What was made.
#[derive(Debug, Default)]
pub struct BrandMade {
    pub seen: Option<(Brand, SeenBrand)>,
    pub pictures: Vec<(Picture, Option<Arc<ColorImage>>)>,
    pub families: Option<Vec<String>>,
    pub samples: Vec<(String, Option<FamilySample>)>,
}

/// The map with a brand.
#[derive(Debug, Clone)]
pub struct SeenBrand {
    pub scene: Arc<Scene>,
    /// What had to be adjusted, in words.
    pub adjusted: Vec<String>,
}

/// A brand that is worked on.
pub struct BrandDialog {
    brand: Brand,
    /// The map has one.
    has_one: bool,
    /// The name that nobody gave it yet.
    proposed: Option<String>,
    /// In the place of what is told of the dialog, where it came up by itself.
    why: Option<String>,
    own: Vec<OwnBrand>,
    shows_own: bool,
    /// The file that something was taken from, and what was found there.
    found: Option<(String, FoundBrand)>,
    seen: Option<(Brand, SeenBrand)>,
    thumbnails: Thumbnails,
    families: FamilyList,
    strips: [Strip; 4],
    heading: FamilyField,
    body: FamilyField,
    /// What became of something, or why it did not.
    told: Option<(String, bool)>,
}

impl fmt::Debug for BrandDialog {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BrandDialog")
            .field("brand", &self.brand.name)
            .finish_non_exhaustive()
    }
}

impl BrandDialog {
    /// The dialog of a map that has this brand, or none.
    pub fn new(brand: Option<&Brand>) -> Self {
        Self {
            brand: brand.cloned().unwrap_or_default(),
            has_one: brand.is_some(),
            proposed: None,
            why: None,
            own: Vec::new(),
            shows_own: false,
            found: None,
            seen: None,
            thumbnails: Thumbnails::default(),
            families: FamilyList::default(),
            strips: Default::default(),
            heading: FamilyField::default(),
            body: FamilyField::default(),
            told: None,
        }
    }

    /// The dialog of a brand that has no name of its own yet.
    pub fn named(mut self, name: String) -> Self {
        self.brand.name.clone_from(&name);
        self.proposed = Some(name);
        self
    }

    /// The dialog with another brand in the place of the map's, and why it came up.
    pub fn offering(mut self, brand: Brand, why: String) -> Self {
        (self.brand, self.why) = (brand, Some(why));
        self
    }

    /// The brand as it is in the dialog.
    pub fn brand(&self) -> &Brand {
        &self.brand
    }

    /// Where a brand is kept, the map says so, too.
    pub fn use_source(&mut self, source: BrandSource) {
        self.brand.source = Some(source);
    }

    /// The person's own brands.
    pub fn list_own(&mut self, own: Vec<OwnBrand>) {
        self.own = own;
    }

    /// Says in the dialog what became of something; `is_bad`: it did not.
    pub fn tell(&mut self, text: String, is_bad: bool) {
        self.told = Some((text, is_bad));
    }

    /// What was told last, and whether it went wrong.
    pub fn told(&self) -> Option<(&str, bool)> {
        let told = self.told.as_ref();
        told.map(|(text, is_bad)| (text.as_str(), *is_bad))
    }

    /// Takes what was found in a file: a whole brand as it is, of other files what they say. What they
    /// do not say stays.
    pub fn take(&mut self, file: String, found: FoundBrand) {
        let taken = &found.brand;
        match found.way {
            BrandWay::Brand | BrandWay::Map => self.brand = taken.clone(),
            BrandWay::Tokens | BrandWay::Office | BrandWay::Picture => {
                let brand = &mut self.brand;
                let is_proposed = self.proposed.as_ref() == Some(&brand.name);
                if brand.name.trim().is_empty() || brand.source.is_some() || is_proposed {
                    brand.name.clone_from(&taken.name);
                }
                brand.source.clone_from(&taken.source);
                found.give(brand, Taking::Over);
            }
        }
        self.strips = Default::default();
        self.told = None;
        self.found = Some((file, found));
    }

    /// Takes one of the person's own brands.
    pub fn take_own(&mut self, brand: &Brand) {
        self.brand = brand.clone();
        (self.strips, self.found, self.told) = (Default::default(), None, None);
    }

    /// A logo that was chosen, and the colours that were found in it, which are only offered.
    pub fn give_logo(&mut self, on: LogoFor, logo: Picture, found: Option<(String, FoundBrand)>) {
        *on.of(&mut self.brand) = Some(logo);
        self.told = None;
        self.found = found.or(self.found.take());
    }

    /// What has to be made aside; `None` where all is there.
    pub fn wanted(&self) -> Option<BrandWanted> {
        let is_seen = self
            .seen
            .as_ref()
            .is_some_and(|(brand, _)| *brand == self.brand);
        let found = self.found.iter().flat_map(|(_, found)| &found.logos);
        let own = [&self.brand.logo, &self.brand.logo_on_dark];
        let logos = own.into_iter().flatten().chain(found);
        let wanted = BrandWanted {
            brand: (!is_seen).then(|| self.brand.clone()),
            pictures: logos
                .filter(|logo| !self.thumbnails.has(logo))
                .cloned()
                .collect(),
            families: self.families.is_missing(),
            samples: self.families.missing_samples(),
        };
        (wanted != BrandWanted::default()).then_some(wanted)
    }

    /// What was wanted is there.
    pub fn use_made(&mut self, made: BrandMade) {
        if made.seen.is_some() {
            self.seen = made.seen;
        }
        for (picture, image) in made.pictures {
            self.thumbnails.add(picture, image);
        }
        if let Some(names) = made.families {
            self.families.names = Some(names.into());
        }
        for (family, sample) in made.samples {
            self.families.add(family, sample);
        }
    }

    pub(in crate::ui) fn ui(
        &mut self,
        ui: &mut Ui,
        context: &mut DialogContext<'_>,
    ) -> Option<Answer> {
        let language = context.language;
        heading(ui, language.t("Brand"));
        let about = marked(
            "Colours, fonts and logo of a company. The map keeps a copy, so it looks the same on any computer.",
        );
        let about = self
            .why
            .clone()
            .unwrap_or_else(|| language.t(about).to_owned());
        paragraph(ui, &about);
        ui.add_space(4.0);
        let is_wide = ui.available_width() >= FOR_BOTH;
        let chosen = match is_wide {
            true => self.beside_ui(ui, context),
            false => {
                let height = (ui.ctx().content_rect().height() * 0.45).clamp(120.0, 260.0);
                self.picture_ui(ui, [height, 90.0], context);
                self.form_ui(ui, language)
            }
        };
        let answer = |answer: BrandAnswer| Answer::Brand(Box::new(answer));
        let apply = self.is_complete();
        let palette = Palette::of(ui);
        let told = self.told().map(|(text, is_bad)| match is_bad {
            true => (text, palette.danger),
            false => (text, palette.quiet_ink),
        });
        let clicked = buttons_beside(
            ui,
            told,
            &[
                (
                    language.t("Cancel"),
                    ButtonKind::Plain,
                    true,
                    Answer::Cancel,
                ),
                (
                    language.t("Use on this map"),
                    ButtonKind::Primary,
                    apply,
                    answer(BrandAnswer::Apply),
                ),
            ],
        );
        clicked.or(chosen.map(answer))
    }

    fn is_complete(&self) -> bool {
        !self.brand.name.trim().is_empty() && !self.brand.colors.is_empty()
    }

    /// The form beside the picture, which stays in view.
    fn beside_ui(&mut self, ui: &mut Ui, context: &mut DialogContext<'_>) -> Option<BrandAnswer> {
        let height = (ui.ctx().content_rect().height() - AROUND).clamp(160.0, 900.0);
        let mut chosen = None;
        ui.horizontal_top(|ui| {
            ui.vertical(|ui| {
                ui.set_width(PICTURE);
                ui.set_min_height(height);
                let told = self.told_height(height);
                self.picture_ui(ui, [height - told, told], context);
            });
            ui.add_space(14.0);
            ui.vertical(|ui| {
                ui.set_width(ui.available_width());
                let area = ScrollArea::vertical()
                    .id_salt("brand form")
                    .max_height(height)
                    .min_scrolled_height(height)
                    .auto_shrink([false, false]);
                let shown = area.show(ui, |ui| {
                    // Beside the bar.
                    ui.set_width(ui.available_width() - 14.0);
                    self.form_ui(ui, context.language)
                });
                chosen = shown.inner;
            });
        });
        chosen
    }

    /// What the words beneath the picture take of a height.
    fn told_height(&self, height: f32) -> f32 {
        let lines = self
            .seen
            .as_ref()
            .map_or(0, |(_, seen)| seen.adjusted.len());
        (30.0 + 34.0 * lines as f32).min(height * 0.42)
    }

    /// The map with the brand, and what had to be adjusted, each in its height.
    fn picture_ui(&self, ui: &mut Ui, [height, told]: [f32; 2], context: &mut DialogContext<'_>) {
        let language = context.language;
        let seen = self.seen.as_ref().map(|(_, seen)| seen);
        let scene = seen.map(|seen| &*seen.scene).or(context.scene);
        let scene = scene.ok_or(language.t("Open a map first."));
        let size = vec2(ui.available_width(), height);
        preview_ui(ui, size, scene, context);
        ui.add_space(4.0);
        let adjusted = seen
            .map(|seen| seen.adjusted.as_slice())
            .unwrap_or_default();
        let quiet = Palette::of(ui).quiet_ink;
        let say = |ui: &mut Ui, text: &str| {
            let text = RichText::new(text).font(tokens::medium(12.5)).color(quiet);
            ui.add(egui::Label::new(text).wrap());
        };
        match adjusted {
            [] => say(ui, language.t("All colours have enough contrast.")),
            adjusted => {
                ScrollArea::vertical()
                    .id_salt("adjusted")
                    .max_height((told - 12.0).max(40.0))
                    .show(ui, |ui| {
                        for text in adjusted {
                            say(ui, text);
                        }
                    });
            }
        }
    }

    fn form_ui(&mut self, ui: &mut Ui, language: Language) -> Option<BrandAnswer> {
        let mut chosen = self.name_ui(ui, language);
        if let Some((file, found)) = &self.found {
            let (brand, thumbnails) = (&mut self.brand, &self.thumbnails);
            found::found_ui(ui, language, (file, found), brand, thumbnails);
        }
        self.colors_ui(ui, language);
        self.fonts_ui(ui, language);
        ui.add_space(4.0);
        let logos = marks::logos_ui(ui, language, &mut self.brand, &self.thumbnails);
        marks::foot_ui(ui, language, &mut self.brand);
        chosen = chosen.or(logos);
        chosen.or(self.keep_ui(ui, language))
    }

    /// The name, and the ways that a brand comes from elsewhere.
    fn name_ui(&mut self, ui: &mut Ui, language: Language) -> Option<BrandAnswer> {
        let mut chosen = None;
        widgets::caption(ui, language.t("Name"));
        ui.horizontal_wrapped(|ui| {
            let width = (ui.available_width() - 220.0).clamp(140.0, 320.0);
            marks::field(
                ui,
                (language.t("Name"), "brand name"),
                width,
                &mut self.brand.name,
            );
            let label = language.t("Import from…");
            let file = language.t("File (brand, tokens, slides, theme, logo, map)…");
            let own = self.own.iter().enumerate();
            let own = own.map(|(index, own)| (BrandAnswer::TakeOwn(index), own.name.as_str()));
            let options = [(BrandAnswer::TakeFile, file)].into_iter().chain(own);
            let taken = menus::dropdown_ui(ui, (label, label), 170.0, options, None);
            chosen = taken;
        });
        chosen
    }

    fn colors_ui(&mut self, ui: &mut Ui, language: Language) {
        let brand = &mut self.brand;
        let found = self.found.iter().flat_map(|(_, found)| &found.colors);
        let spare: Vec<_> = found.map(|found| found.color).collect();
        let [colors, personas, good, bad] = &mut self.strips;
        let kind = |id, (name, one), (least, most), none, spare| StripKind {
            id,
            name,
            one,
            least,
            most,
            none,
            spare,
        };
        let (least, most) = (*Brand::COLORS.start(), *Brand::COLORS.end());
        let name = (
            language.t("Colours, primary first"),
            language.t("Brand colour"),
        );
        let of_brand = kind("colors", name, (least, most), "", &spare);
        colors.ui(ui, language, &of_brand, &mut brand.colors);
        let name = (language.t("Personas"), language.t("Persona colour"));
        let none = language.t("Generated from the colours above");
        let most = Brand::MOST_PERSONAS;
        let of_personas = kind("personas", name, (0, most), none, &brand.colors);
        personas.ui(ui, language, &of_personas, &mut brand.personas);
        let none = language.t("Jejak default");
        let name = [language.t("Positive"); 2].into();
        one(
            good,
            &kind("good", name, (0, 1), none, &[]),
            ui,
            language,
            &mut brand.good,
        );
        let name = [language.t("Negative"); 2].into();
        one(
            bad,
            &kind("bad", name, (0, 1), none, &[]),
            ui,
            language,
            &mut brand.bad,
        );
        let name = language.t("Background");
        widgets::caption(ui, name);
        let grounds = BrandGround::ALL.map(|ground| (ground, language.t(ground.name())));
        if let Some(ground) = widgets::segments(ui, name, &grounds, brand.ground) {
            brand.ground = ground;
        }
    }

    fn fonts_ui(&mut self, ui: &mut Ui, language: Language) {
        let found = self.found.iter().flat_map(|(_, found)| &found.fonts);
        let first: Vec<String> = found.cloned().collect();
        let (brand, list) = (&mut self.brand, &mut self.families);
        let name = language.t("Title font");
        let none = language.t("Same as body font");
        let field = &mut self.heading;
        field.ui(
            ui,
            language,
            (name, none),
            &mut brand.heading,
            (&mut *list, &first),
        );
        let name = language.t("Body font");
        let none = language.t("Jejak default (Plus Jakarta Sans)");
        let field = &mut self.body;
        field.ui(ui, language, (name, none), &mut brand.body, (list, &first));
    }

    /// What becomes of the brand beside the map.
    fn keep_ui(&mut self, ui: &mut Ui, language: Language) -> Option<BrandAnswer> {
        let mut chosen = None;
        let is_complete = self.is_complete();
        widgets::caption(ui, language.t("Reuse this brand"));
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
            let mut press = |ui: &mut Ui, text: &'static str, enabled, answer| {
                let press = Press::text(language.t(text)).kind(ButtonKind::Outlined);
                if ui.add(press.enabled(enabled)).clicked() {
                    chosen = Some(answer);
                }
            };
            press(
                ui,
                marked("Save as my brand"),
                is_complete,
                BrandAnswer::Keep,
            );
            press(
                ui,
                marked("Export brand file…"),
                is_complete,
                BrandAnswer::ExportFile,
            );
            press(
                ui,
                marked("Remove from this map"),
                self.has_one,
                BrandAnswer::Remove,
            );
            if !self.own.is_empty() {
                let mine = Press::text(language.t("My brands…")).kind(ButtonKind::Bare);
                if ui.add(mine).clicked() {
                    self.shows_own = !self.shows_own;
                }
            }
        });
        if self.shows_own {
            chosen = chosen.or(self.own_ui(ui, language));
        }
        chosen
    }

    /// The person's own brands: one may be what new maps begin with.
    fn own_ui(&self, ui: &mut Ui, language: Language) -> Option<BrandAnswer> {
        let mut chosen = None;
        for (index, own) in self.own.iter().enumerate() {
            ui.push_id(("own", index), |ui| {
                ui.horizontal(|ui| {
                    let text = language.t("For new maps");
                    let label = format!("{}: {text}", own.name);
                    let chip = widgets::chip(ui, text, own.is_for_new);
                    ui.ctx()
                        .accesskit_node_builder(chip.id, |node| node.set_label(label));
                    if chip.clicked() {
                        let wanted = (!own.is_for_new).then_some(index);
                        chosen = Some(BrandAnswer::UseForNew(wanted));
                    }
                    let ink = Palette::of(ui).ink;
                    ui.scope(|ui| {
                        // The button behind it stays in view.
                        ui.set_max_width((ui.available_width() - 44.0).max(0.0));
                        widgets::line(ui, &own.name, tokens::semibold(13.0), ink);
                    });
                    let label = language.fill("Remove “{name}”", &[("name", &own.name)]);
                    let remove = Press::icon("trash", &label).kind(ButtonKind::Bare);
                    if ui.add(remove.height(26.0)).clicked() {
                        chosen = Some(BrandAnswer::RemoveOwn(index));
                    }
                });
            });
        }
        chosen
    }
}

/// A colour that there may be one of.
fn one(
    strip: &mut Strip,
    kind: &StripKind<'_>,
    ui: &mut Ui,
    language: Language,
    color: &mut Option<Color>,
) {
    let mut colors: Vec<_> = color.iter().copied().collect();
    strip.ui(ui, language, kind, &mut colors);
    *color = colors.first().copied();
}
