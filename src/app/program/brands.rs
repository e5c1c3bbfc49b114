//! Brands: the dialog of the open map's, the ways into one, and those that a person keeps as their own.

use std::{
    io,
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
};

use super::{News, Program, file_dialog::Purpose};
use crate::{
    app::{
        dialogs::FileQuestion,
        report,
        tickets::{Ticket, Tickets},
    },
    edit::Edit,
    editor::{Effect, Intent},
    exchange::brand::{FoundBrand, NoBrand},
    file::{
        brand_shelf::{self, ShelvedBrand},
        picture,
    },
    layout::{Layout, Lens},
    model::{Brand, BrandFace, BrandSource, Date, Map, Picture, look_of},
    scene::Scene,
    text::{Families, Fonts, StaysHere},
    ui::{
        self, BrandAnswer, BrandDialog, BrandMade, BrandWanted, Dialog, LogoFor, OwnBrand,
        SeenBrand,
    },
    words::{Language, marked},
};

/// The person's own brands, and what is made for the dialog.
#[derive(Default)]
pub(super) struct Brands {
    own: Vec<ShelvedBrand>,
    /// Of the lists that are read.
    lists: Tickets,
    /// Of what is made for the dialog; one at a time.
    makes: Tickets,
    is_making: bool,
    /// The families of type, once somebody wanted to choose one.
    families: Arc<OnceLock<Families>>,
    /// The document whose brand was held against the person's own.
    checked: Option<Ticket>,
    /// The one whose map is to keep the brand that it has.
    kept_by: Option<Ticket>,
}

/// What became of brands.
pub(super) enum BrandNews {
    Listed(Ticket, Vec<ShelvedBrand>),
    Made(Ticket, Box<BrandMade>),
    /// For the dialog of the document that holds the ticket.
    Taken(Ticket, PathBuf, Result<Box<FoundBrand>, TakeFailure>),
    Logo(
        Ticket,
        LogoFor,
        PathBuf,
        Result<Box<FoundBrand>, TakeFailure>,
    ),
    PastedLogo(Ticket, LogoFor, Option<Picture>),
    /// With the faces that may travel.
    Ready(Ticket, Arc<Brand>),
    Kept(PathBuf, io::Result<BrandSource>),
    Exported(PathBuf, io::Result<()>),
    Removed(PathBuf, io::Result<()>),
}

/// Why nothing was taken from a file.
pub(super) enum TakeFailure {
    Read(io::Error),
    None(NoBrand),
}

/// What is laid out for the dialog, on a thread of a task.
struct Source {
    map: Arc<Map>,
    lens: Lens,
    fonts: Fonts,
    families: Arc<OnceLock<Families>>,
    language: Language,
    /// For foot lines that say it.
    day: Option<Date>,
}

impl Source {
    fn make(&self, wanted: BrandWanted) -> BrandMade {
        let families = || self.families.get_or_init(Families::of_system);
        let samples = wanted.samples.into_iter().map(|family| {
            let sample = families().sample(&family);
            (family, sample)
        });
        let pictures = wanted.pictures.into_iter().map(|picture| {
            let image = image_of(&picture);
            (picture, image.map(Arc::new))
        });
        BrandMade {
            seen: wanted.brand.map(|brand| {
                let seen = self.see(&brand);
                (brand, seen)
            }),
            pictures: pictures.collect(),
            families: wanted.families.then(|| self.fonts.families()),
            samples: samples.collect(),
        }
    }

    fn see(&self, brand: &Brand) -> SeenBrand {
        let mut map = Map::clone(&self.map);
        map.set_brand(Some(Arc::new(brand.clone())));
        let dated = match self.day {
            Some(day) => map.on_day(day).into_owned(),
            None => map,
        };
        let layout = Layout::through(&self.lens, &dated, &self.fonts, None);
        let (_, adjusted) = look_of(brand);
        SeenBrand {
            scene: Arc::new(Scene::new(&layout, None)),
            adjusted: adjusted
                .iter()
                .map(|one| format!("{}.", one.describe(self.language)))
                .collect(),
        }
    }
}

fn image_of(picture: &Picture) -> Option<egui::ColorImage> {
    let pixels = picture::pixels(picture)?;
    let (width, height) = picture.size();
    let size = [width as usize, height as usize];
    Some(egui::ColorImage::from_rgba_unmultiplied(size, &pixels))
}

impl Program {
    pub(super) fn hear_brand(&mut self, news: BrandNews) {
        match news {
            BrandNews::Listed(ticket, own) => self.brands_listed(ticket, own),
            BrandNews::Made(ticket, made) => self.made_for_brand(ticket, *made),
            BrandNews::Taken(document, path, result) => self.brand_taken(document, &path, result),
            BrandNews::Logo(document, on, path, result) => {
                self.logo_taken(document, on, &path, result);
            }
            BrandNews::PastedLogo(document, on, logo) => self.logo_pasted(document, on, logo),
            BrandNews::Ready(document, brand) => {
                if self.workspace.accepts(document) {
                    self.set_brand(Some(brand));
                }
            }
            BrandNews::Kept(path, result) => self.brand_kept(&path, result),
            BrandNews::Exported(path, result) => self.brand_exported(&path, result),
            BrandNews::Removed(path, result) => self.brand_removed(&path, result),
        }
    }

    /// Reads the person's own brands.
    pub(super) fn list_brands(&mut self) {
        let Some(folder) = self.shelves.brands_folder() else {
            return;
        };
        let ticket = self.brands.lists.issue();
        self.services.tasks.run(
            || News::Nothing,
            move |_| News::Brand(BrandNews::Listed(ticket, brand_shelf::list(&folder))),
        );
    }

    fn brands_listed(&mut self, ticket: Ticket, own: Vec<ShelvedBrand>) {
        if !self.brands.lists.accepts(ticket) {
            return;
        }
        self.brands.own = own;
        self.brands.checked = None;
        self.show_own_brands();
    }

    fn show_own_brands(&mut self) {
        let for_new = self.shelves.settings.brand.clone();
        let own = self.brands.own.iter().map(|own| OwnBrand {
            name: own.name.clone(),
            is_for_new: for_new.as_ref() == Some(&own.name),
        });
        let own: Vec<OwnBrand> = own.collect();
        if let Some(Dialog::Brand(dialog)) = &mut self.dialogs.open {
            dialog.list_own(own);
        }
    }

    /// A map that is begun anew, with the brand that new maps have.
    pub(super) fn with_brand_for_new(&self, mut map: Map) -> Map {
        let wanted = self.shelves.settings.brand.as_ref();
        let mut own = self.brands.own.iter();
        let own = own.find(|own| Some(&own.name) == wanted);
        if let Some(own) = own.filter(|_| map.brand.is_none()) {
            map.set_brand(Some(own.brand.clone()));
        }
        map
    }

    /// Shows the dialog of the open map's brand.
    pub(super) fn show_brand(&mut self) {
        let Some(editor) = self.workspace.editor() else {
            return;
        };
        let brand = editor.committed().brand.clone();
        let dialog = match &brand {
            Some(brand) => BrandDialog::new(Some(brand)),
            None => {
                let name = self.services.language.t("My brand").to_owned();
                BrandDialog::new(None).named(name)
            }
        };
        self.show_brand_dialog(dialog);
    }

    fn show_brand_dialog(&mut self, dialog: BrandDialog) {
        self.brands.makes.revoke();
        self.brands.is_making = false;
        self.dialogs.show(Dialog::Brand(Box::new(dialog)));
        self.show_own_brands();
        self.list_brands();
    }

    /// Has made aside what the dialog shows.
    pub(super) fn prepare_brand(&mut self) {
        let Some(Dialog::Brand(dialog)) = &self.dialogs.open else {
            return;
        };
        if self.brands.is_making {
            return;
        }
        let Some(wanted) = dialog.wanted() else {
            return;
        };
        let Some(editor) = self.workspace.editor() else {
            return;
        };
        let source = Source {
            map: editor.committed().clone(),
            lens: editor.lens().clone(),
            fonts: self.services.fonts.clone(),
            families: self.brands.families.clone(),
            language: self.services.language,
            day: ui::today(),
        };
        self.brands.is_making = true;
        let ticket = self.brands.makes.issue();
        let made = move |made| News::Brand(BrandNews::Made(ticket, Box::new(made)));
        let failed = wanted.clone();
        self.services.tasks.run(
            move || made(nothing_of(failed)),
            move |_| made(source.make(wanted)),
        );
    }

    fn made_for_brand(&mut self, ticket: Ticket, made: BrandMade) {
        if !self.brands.makes.accepts(ticket) {
            return;
        }
        self.brands.is_making = false;
        if let Some(Dialog::Brand(dialog)) = &mut self.dialogs.open {
            dialog.use_made(made);
        }
    }

    /// Something was chosen in the dialog, which stays open unless that ends it.
    pub(super) fn brand_answered(&mut self, answer: BrandAnswer, dialog: Box<BrandDialog>) {
        let brand = dialog.brand().clone();
        match answer {
            BrandAnswer::Apply => return self.apply_brand(brand),
            BrandAnswer::Remove => return self.set_brand(None),
            _ => {}
        }
        self.dialogs.open = Some(Dialog::Brand(dialog));
        match answer {
            BrandAnswer::Apply | BrandAnswer::Remove => {}
            BrandAnswer::TakeFile => self.ask_brand_file(),
            BrandAnswer::TakeOwn(index) => {
                if let Some(own) = self.brands.own.get(index)
                    && let Some(Dialog::Brand(dialog)) = &mut self.dialogs.open
                {
                    dialog.take_own(&own.brand);
                }
            }
            BrandAnswer::Keep => self.keep_brand(brand),
            BrandAnswer::ExportFile => self.ask_brand_export(&brand),
            BrandAnswer::UseForNew(index) => {
                let own = index.and_then(|index| self.brands.own.get(index));
                let name = own.map(|own| own.name.clone());
                self.shelves.settings.brand.clone_from(&name);
                self.update_settings(move |settings| settings.brand = name);
                self.show_own_brands();
            }
            BrandAnswer::RemoveOwn(index) => self.remove_own_brand(index),
            BrandAnswer::ChooseLogo(on) => self.ask_logo(on),
            BrandAnswer::PasteLogo(on) => self.paste_logo(on),
        }
    }

    /// The map has the brand as soon as it is known which of its faces may travel.
    fn apply_brand(&mut self, brand: Brand) {
        let document = self.workspace.ticket();
        let fonts = self.services.fonts.clone();
        let ready = move |brand| News::Brand(BrandNews::Ready(document, Arc::new(brand)));
        let failed = brand.clone();
        self.services.tasks.run(
            move || ready(failed),
            move |_| ready(with_faces(brand, &fonts)),
        );
    }

    fn set_brand(&mut self, brand: Option<Arc<Brand>>) {
        let name = match &brand {
            Some(_) => marked("Use a brand"),
            None => marked("Remove the brand"),
        };
        let Some(editor) = self.workspace.editor_mut() else {
            return;
        };
        let edits = vec![Edit::SetBrand(brand)];
        let effects = editor.handle(Intent::Edit { name, edits });
        for effect in effects {
            if let Effect::Refused(error) = effect {
                self.window.warn(error.describe(self.services.language));
            }
        }
        self.brands.checked = None;
    }

    fn keep_brand(&mut self, brand: Brand) {
        let Some(folder) = self.shelves.brands_folder() else {
            return self.tell("This system has no folder for settings.");
        };
        let language = self.services.language;
        let name = report::safe_name(&brand.name, language);
        let lower = name.to_lowercase();
        let mut own = self.brands.own.iter();
        let taken = own.find(|own| own.name.to_lowercase() == lower);
        let is_other = taken.is_some_and(|own| !brand_shelf::say_the_same(&own.brand, &brand));
        let again = language
            .t("You already have a brand with this name. Press the button again to replace it.")
            .to_owned();
        // The one that it replaces may be written in other capitals.
        let name = taken.map_or(name, |own| own.name.clone());
        if let Some(Dialog::Brand(dialog)) = &mut self.dialogs.open {
            let is_told = dialog.told().is_some_and(|(told, _)| told == again);
            if is_other && !is_told {
                return dialog.tell(again, true);
            }
        }
        let fonts = self.services.fonts.clone();
        let kept = |path, result| News::Brand(BrandNews::Kept(path, result));
        let failed = brand_shelf::place(&folder, &name);
        self.services.tasks.write(
            move || kept(failed, Err(report::internal())),
            move |_| {
                let brand = with_faces(brand, &fonts);
                let result = brand_shelf::keep(&folder, &name, &brand);
                kept(brand_shelf::place(&folder, &name), result)
            },
        );
    }

    fn brand_kept(&mut self, path: &Path, result: io::Result<BrandSource>) {
        let language = self.services.language;
        match result {
            Ok(source) => {
                let name = report::file_name(path);
                let name = name.trim_end_matches(".brand.json").to_owned();
                let values = [("name", &*name)];
                let told = language.fill("“{name}” was added to your brands.", &values);
                self.tell_in_brand(told, false);
                if let Some(Dialog::Brand(dialog)) = &mut self.dialogs.open {
                    dialog.use_source(source);
                }
                self.list_brands();
            }
            Err(error) => self.tell_in_brand(not_written(path, &error, language), true),
        }
    }

    fn ask_brand_export(&mut self, brand: &Brand) {
        let language = self.services.language;
        let name = report::safe_name(&brand.name, language);
        let question = FileQuestion {
            title: language.t("Export the brand as").to_owned(),
            filters: vec![(language.t("Brands").to_owned(), vec!["json"])],
            folder: self.folder(),
            save_as: Some(format!("{name}.brand.json")),
            names_folder: false,
        };
        self.ask(Purpose::ExportBrand, question);
    }

    pub(super) fn export_brand_to(&mut self, path: PathBuf) {
        let Some(Dialog::Brand(dialog)) = &self.dialogs.open else {
            return;
        };
        let (brand, fonts) = (dialog.brand().clone(), self.services.fonts.clone());
        let exported = |path, result| News::Brand(BrandNews::Exported(path, result));
        let failed = path.clone();
        self.services.tasks.write(
            move || exported(failed, Err(report::internal())),
            move |_| {
                let bytes = brand_shelf::written(&with_faces(brand, &fonts));
                let result = crate::file::disk::write(&path, &bytes);
                exported(path, result)
            },
        );
    }

    fn brand_exported(&mut self, path: &Path, result: io::Result<()>) {
        let language = self.services.language;
        match result {
            Ok(()) => {
                let name = report::file_name(path);
                let told = language.fill("Exported {name}", &[("name", &name)]);
                self.tell_in_brand(told, false);
            }
            Err(error) => self.tell_in_brand(not_written(path, &error, language), true),
        }
    }

    fn remove_own_brand(&mut self, index: usize) {
        let Some(own) = self.brands.own.get(index) else {
            return;
        };
        let language = self.services.language;
        let again = marked(
            "Press the button again to remove “{name}” from your brands. Maps that use it keep it.",
        );
        let again = language.fill(again, &[("name", &own.name)]);
        if let Some(Dialog::Brand(dialog)) = &mut self.dialogs.open
            && dialog.told().is_none_or(|(told, _)| told != again)
        {
            return dialog.tell(again, true);
        }
        if self.shelves.settings.brand.as_ref() == Some(&own.name) {
            self.shelves.settings.brand = None;
            self.update_settings(|settings| settings.brand = None);
        }
        let Some(path) = self.brands.own.get(index).map(|own| own.path.clone()) else {
            return;
        };
        let removed = |path, result| News::Brand(BrandNews::Removed(path, result));
        let failed = path.clone();
        self.services.tasks.write(
            move || removed(failed, Err(report::internal())),
            move |_| {
                let result = brand_shelf::remove(&path);
                removed(path, result)
            },
        );
    }

    fn brand_removed(&mut self, path: &Path, result: io::Result<()>) {
        let language = self.services.language;
        let told = match result {
            Ok(()) => (
                language
                    .t("The brand was removed from your brands.")
                    .to_owned(),
                false,
            ),
            Err(error) => (not_written(path, &error, language), true),
        };
        self.tell_in_brand(told.0, told.1);
        self.list_brands();
    }

    /// Says something where it is looked for: in the dialog, else in the line of help.
    pub(super) fn tell_in_brand(&mut self, text: String, is_bad: bool) {
        self.window.say(text.clone(), is_bad);
        match &mut self.dialogs.open {
            Some(Dialog::Brand(dialog)) => dialog.tell(text, is_bad),
            _ if is_bad => self.window.warn(text),
            _ => self.window.tell(text),
        }
    }

    /// The person's own brand that the open map was given, where it says something else by now.
    fn changed_brand(&self) -> Option<&ShelvedBrand> {
        let editor = self.workspace.editor()?;
        let brand = editor.committed().brand.as_ref()?;
        let source = brand.source.as_ref()?;
        let is_it = |own: &&ShelvedBrand| {
            let known = own.brand.source.as_ref();
            known.is_some_and(|known| known.file == source.file && known.digest != source.digest)
        };
        let own = self.brands.own.iter().find(is_it)?;
        (!brand_shelf::say_the_same(brand, &own.brand)).then_some(own)
    }

    /// Offers the person's own brand once for each document whose brand is an earlier state of it.
    pub(super) fn offer_changed_brand(&mut self) {
        let ticket = self.workspace.ticket();
        if self.brands.checked == Some(ticket) {
            return;
        }
        self.brands.checked = Some(ticket);
        let is_changed = self.changed_brand().is_some() && self.brands.kept_by != Some(ticket);
        if let Some(document) = self.workspace.document_mut() {
            document.offers_brand = is_changed;
        }
    }

    /// Shows the map with its brand as it is by now, to be taken or not.
    pub(super) fn look_at_changed_brand(&mut self) {
        let Some(own) = self.changed_brand() else {
            return self.keep_brand_of_map();
        };
        let brand = Brand::clone(&own.brand);
        let values = [("name", own.name.as_str())];
        let why = marked(
            "“{name}” among your brands has changed since this map took it. This is how the map looks with it.",
        );
        let why = self.services.language.fill(why, &values);
        let now = self
            .workspace
            .editor()
            .and_then(|editor| editor.committed().brand.clone());
        let dialog = BrandDialog::new(now.as_deref()).offering(brand, why);
        self.show_brand_dialog(dialog);
    }

    /// The offer was heard, and the map stays as it is.
    pub(super) fn keep_brand_of_map(&mut self) {
        self.brands.kept_by = Some(self.workspace.ticket());
        if let Some(document) = self.workspace.document_mut() {
            document.offers_brand = false;
        }
    }

    /// Whether the dialog of a brand takes what is dropped on the window.
    pub(super) fn takes_dropped_brand(&self) -> bool {
        matches!(self.dialogs.open, Some(Dialog::Brand(_))) && !self.dialogs.file.is_open()
    }
}

/// What could not be made, so that it is not asked for again.
fn nothing_of(wanted: BrandWanted) -> BrandMade {
    BrandMade {
        seen: None,
        pictures: wanted
            .pictures
            .into_iter()
            .map(|picture| (picture, None))
            .collect(),
        families: wanted.families.then(Vec::new),
        samples: wanted
            .samples
            .into_iter()
            .map(|family| (family, None))
            .collect(),
    }
}

/// The brand with the faces of its families that may travel, whatever it had.
fn with_faces(mut brand: Brand, fonts: &Fonts) -> Brand {
    let (heading, body) = (brand.heading.clone(), brand.body.clone());
    let mut faces: Vec<BrandFace> = Vec::new();
    // Where there are too many, titles go without the last of theirs.
    for family in [body, heading].into_iter().flatten() {
        if faces.iter().any(|face| face.family == family) {
            continue;
        }
        match fonts.travelling(&family) {
            Ok(found) => faces.extend(found),
            // It may have come along from a machine that has it.
            Err(StaysHere::NotFound) => {
                let carried = brand.faces.iter().filter(|face| face.family == family);
                faces.extend(carried.cloned());
            }
            Err(StaysHere::Licence | StaysHere::TooLarge) => {}
        }
    }
    faces.truncate(Brand::MOST_FACES);
    brand.faces = faces;
    brand
}

fn not_written(path: &Path, error: &io::Error, language: Language) -> String {
    let (name, why) = (report::file_name(path), error.to_string());
    language.fill(
        "“{name}” could not be written: {why}",
        &[("name", &name), ("why", &why)],
    )
}

#[cfg(test)]
impl Brands {
    /// By name.
    pub(super) fn own(&self) -> &[ShelvedBrand] {
        &self.own
    }
}
