//! Exports: what they write, and on which thread it is laid out.

use super::*;
use std::sync::atomic::AtomicBool;

use crate::{
    deck::Frame,
    exchange::archive::{self, ArchiveBounds},
    export::{self, Backdrop, Deck, Extent, Format, PixelSize},
    model::{LaneKind, generate},
    ui::{ExportSubject, Laid},
};

impl Person {
    fn exports_to(&mut self, name: &str, options: Options) {
        self.will_answer(FileAnswer::Path(self.path(name)));
        self.answers(ui::Answer::Export(Box::new(options)));
        let told = format!("Exported {name}");
        self.until("the export", |program| {
            program.window.message() == Some(&*told)
        });
    }

    /// Nothing stands in one of the lanes any more.
    fn empties_a_lane(&mut self) {
        let mut map = Map::clone(&self.map());
        let mut lanes = map.lanes.iter_mut().map(Arc::make_mut);
        let cards = lanes.find_map(|lane| match &mut lane.kind {
            LaneKind::Cards { cards, .. } => Some(cards),
            _ => None,
        });
        cards.unwrap().clear();
        self.intends(Intent::TakeMap {
            name: "Empty",
            map: Arc::new(map),
        });
    }
}

fn dialog(program: &Program) -> &ui::ExportDialog {
    match &program.dialogs.open {
        Some(Dialog::Export(dialog)) => dialog,
        other => panic!("nothing is exported but {other:?}"),
    }
}

fn laid_out(program: &Program) -> Option<&Scene> {
    match dialog(program).laid.as_ref()? {
        (_, Laid::Sheet(scene)) => Some(scene),
        (_, Laid::Pages(_)) => None,
    }
}

fn pages(program: &Program) -> Option<&Deck> {
    match dialog(program).laid.as_ref()? {
        (_, Laid::Pages(deck)) => Some(deck),
        (_, Laid::Sheet(_)) => None,
    }
}

impl Person {
    /// Chooses something in the dialog, which has it laid out.
    fn picks(&mut self, choose: impl FnOnce(&mut Options)) {
        match &mut self.program.dialogs.open {
            Some(Dialog::Export(dialog)) => choose(&mut dialog.options),
            other => panic!("nothing is exported but {other:?}"),
        }
        self.program.prepare_export();
    }
}

#[test]
fn an_export_is_written_and_told() {
    let mut person = Person::with_a_map();
    person.does(Action::Export);
    assert!(
        dialog(&person.program).missing().is_none(),
        "the canvas shows it"
    );
    let options = Options {
        format: Format::Svg,
        ..Default::default()
    };
    person.exports_to("picture.svg", options);
    assert!(person.program.dialogs.open.is_none());
    let picture = fs::read_to_string(person.path("picture.svg")).unwrap();
    assert!(picture.contains("<svg") && picture.contains("Buying a car"));
    let asked = person.asked.lock().unwrap();
    assert_eq!(asked[0].save_as.as_deref(), Some("mine.svg"));
}

#[test]
fn what_the_canvas_does_not_show_is_laid_out_on_another_thread() {
    let mut person = Person::with_a_map();
    person.empties_a_lane();
    person.does(Action::Export);
    let subject = &dialog(&person.program).subject;
    assert_eq!(
        *subject,
        ExportSubject::Map { has_empty: true },
        "the choice is there"
    );
    let options = Options {
        format: Format::Svg,
        without_empty: true,
        ..Default::default()
    };
    // Whoever is quicker than the layout gets the same picture.
    person.program.exports.options = options.clone();
    person.program.export_to(person.path("quick.svg"));
    person.until("the export", |program| program.dialogs.open.is_none());

    person.does(Action::Export);
    person.picks(|options| options.without_empty = true);
    assert!(dialog(&person.program).missing().is_some(), "not yet");
    person.until("the sheet", |program| laid_out(program).is_some());
    let canvas = person.program.workspace.editor().unwrap().scene().size;
    let tidy = laid_out(&person.program).unwrap().size;
    assert!(tidy.height < canvas.height, "{tidy:?} {canvas:?}");
    person.exports_to("tidy.svg", options);
    let picture = |name| fs::read_to_string(person.path(name)).unwrap();
    assert_eq!(picture("quick.svg"), picture("tidy.svg"));
}

#[test]
fn the_matrix_of_values_is_laid_out_on_another_thread() {
    let mut person = Person::with_a_map();
    person.program.choose_export_of_values();
    assert!(dialog(&person.program).missing().is_some(), "not yet");
    person.until("the sheet", |program| laid_out(program).is_some());
    person.exports_to("values.png", Options::default());
    let asked = person.asked.lock().unwrap();
    let proposed = asked[0].save_as.as_deref();
    assert_eq!(proposed, Some("mine - Value–effort matrix.png"));
}

#[test]
fn how_a_picture_was_exported_is_remembered() {
    let mut person = Person::with_a_map();
    let options = Options {
        size: PixelSize::Slide(1920),
        ..Options::default()
    };
    person.will_answer(FileAnswer::Cancelled);
    person.does(Action::Export);
    person.answers(ui::Answer::Export(Box::new(options.clone())));
    let file = person.path("config/settings.json");
    person.until("the file", |_| {
        Settings::load(&file).export == ExportChoice(options.clone())
    });
}

#[test]
fn a_pdf_is_offered_at_once_without_a_change_of_what_was_chosen_last() {
    let mut person = Person::with_a_map();
    person.does(Action::ExportPdf);
    let format = |person: &Person| match &person.program.dialogs.open {
        Some(Dialog::Export(dialog)) => dialog.options.format,
        _ => panic!("no dialog"),
    };
    assert_eq!(format(&person), Format::Pdf);
    person.answers(ui::Answer::Cancel);
    person.does(Action::Export);
    assert_eq!(format(&person), Format::Png);
}

#[test]
fn files_are_proposed_beside_the_map_and_exports_beside_the_one_before() {
    let mut person = Person::with_a_map();
    let asked = |person: &mut Person, action: Action| {
        person.will_answer(FileAnswer::Cancelled);
        person.does(action);
        if action == Action::Export {
            person.answers(ui::Answer::Export(Box::default()));
        }
        person.until("the answer", |program| !program.dialogs.file.is_open());
        let asked = person.asked.lock().unwrap();
        asked.last().and_then(|question| question.folder.clone())
    };
    let beside = Some(person.folder.path().to_owned());
    for action in [
        Action::SaveAs,
        Action::Export,
        Action::Open,
        Action::Compare,
    ] {
        assert_eq!(asked(&mut person, action), beside, "{action:?}");
        person.program.dialogs.open = None;
    }
    let other = person.path("pictures");
    fs::create_dir(&other).unwrap();
    person.program.dialogs.open = None;
    person.does(Action::Export);
    person.will_answer(FileAnswer::Path(other.join("a.png")));
    person.answers(ui::Answer::Export(Box::default()));
    person.until("the export", |program| program.window.written.is_some());
    assert_eq!(asked(&mut person, Action::Export), Some(other));
    assert_eq!(asked(&mut person, Action::SaveAs), beside);
    // The folder is gone: beside the map is no worse than anywhere else.
    let gone = person.path("gone/mine.journey");
    person.moves_file(gone.clone());
    let folder = asked(&mut person, Action::SaveAs);
    assert!(folder.is_some_and(|folder| folder.is_dir()));
}

#[test]
fn a_path_of_the_working_folder_begins_there() {
    let mut person = Person::with_a_map();
    person.moves_file(PathBuf::from("mine.journey"));
    person.will_answer(FileAnswer::Cancelled);
    person.does(Action::SaveAs);
    person.until("the answer", |program| !program.dialogs.file.is_open());
    let asked = person.asked.lock().unwrap();
    assert_eq!(asked[0].folder, std::env::current_dir().ok());
}

#[test]
fn where_an_export_went_is_told_and_shown() {
    static SHOWN: Mutex<Option<PathBuf>> = Mutex::new(None);
    let mut person = Person::with_a_map();
    person.program.show_folders_with(|path| {
        *SHOWN.lock().unwrap() = Some(path.to_owned());
        Ok(())
    });
    person.does(Action::Export);
    person.exports_to("picture.png", Options::default());
    let told = person.program.window.written.clone();
    let (path, told) = told.expect("it is told");
    assert_eq!(path, person.path("picture.png"));
    assert_eq!(
        (told.name.as_str(), told.can_be_shown),
        ("picture.png", true)
    );
    assert_eq!(told.folder, person.folder.path().display().to_string());
    person.acts(vec![UiEvent::ShowInFolder]);
    person.until("the folder", |_| SHOWN.lock().unwrap().is_some());
    assert_eq!(*SHOWN.lock().unwrap(), Some(path));
    person
        .program
        .show_folders_with(|_| Err(io::Error::other("no manager")));
    person.acts(vec![UiEvent::ShowInFolder]);
    person.until("why not", |program| {
        let message = program.window.message();
        message.is_some_and(|told| told.contains("no manager"))
    });
    // Whoever goes on has heard it.
    person.does(Action::ZoomIn);
    assert!(person.program.window.written.is_none());
}

#[test]
fn stops_are_laid_out_aside_and_exported_as_pages_and_as_a_series() {
    let mut person = Person::with_a_map();
    person.does(Action::Export);
    person.picks(|options| {
        options.extent = Extent::Stops;
        options.size = PixelSize::Slide(320);
    });
    assert!(
        pages(&person.program).is_none(),
        "not on the thread of the window"
    );
    person.until("the pages", |program| pages(program).is_some());
    let count = pages(&person.program).unwrap().pages.len();
    assert!(count > 3, "{count}");
    let options = dialog(&person.program).options.clone();
    let series = |person: &Person, start: &str| -> Vec<String> {
        let names = fs::read_dir(person.folder.path()).unwrap();
        let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<_> = names.filter(|name| name.starts_with(start)).collect();
        names.sort();
        names
    };
    let exports = |person: &mut Person, name: &str, options: &Options| {
        person.will_answer(FileAnswer::Path(person.path(name)));
        person.answers(ui::Answer::Export(Box::new(options.clone())));
        person.until("the export", |program| program.dialogs.open.is_none());
    };
    exports(&mut person, "talk.png", &options);
    let told = person.program.window.message().unwrap();
    assert!(told.contains(&count.to_string()), "{told}");
    let names = series(&person, "talk-");
    assert_eq!(names.len(), count);
    assert!(names[0].starts_with("talk-01-"), "{names:?}");
    let first = fs::read(person.path(&names[0])).unwrap();

    // Once more: nothing is replaced that nobody was asked about.
    person.does(Action::Export);
    exports(&mut person, "talk.png", &options);
    assert_eq!(series(&person, "talk 2-").len(), count);
    assert_eq!(fs::read(person.path(&names[0])).unwrap(), first);

    person.does(Action::Export);
    let options = Options {
        format: Format::Pdf,
        notes: true,
        ..options
    };
    exports(&mut person, "talk.pdf", &options);
    assert!(
        fs::read(person.path("talk.pdf"))
            .unwrap()
            .starts_with(b"%PDF-")
    );
}

#[test]
fn a_dark_ground_is_laid_out_aside() {
    let mut person = Person::with_a_map();
    let canvas = person
        .program
        .workspace
        .editor()
        .unwrap()
        .scene()
        .background;
    person.does(Action::Export);
    person.picks(|options| options.backdrop = Backdrop::TransparentDark);
    person.until("the sheet", |program| laid_out(program).is_some());
    let dark = laid_out(&person.program).unwrap().background;
    assert!(dark.luminance() < 0.05 && canvas.luminance() > 0.9);
    person.picks(|options| options.backdrop = Backdrop::Transparent);
    assert!(
        dialog(&person.program).missing().is_none(),
        "the canvas shows it"
    );
}

/// Slides of somebody else's map, on dark.
fn corporate() -> Vec<u8> {
    let (map, fonts) = (generate(8, 1), Fonts::bundled());
    let deck = Deck::of_map(&map, Frame::SLIDE, Backdrop::Dark, &fonts, &|_| true);
    let options = Options {
        format: Format::Slides,
        ..Options::default()
    };
    let slides = export::export_slides(&deck, &options, &|_| (), &AtomicBool::new(false));
    slides.unwrap().bytes
}

/// Master and theme of a file of slides.
fn master(slides: &[u8]) -> Vec<(String, Vec<u8>)> {
    let bounds = ArchiveBounds {
        bytes: 1 << 26,
        unpacked: 1 << 26,
        parts: 1000,
    };
    let names = ["ppt/slideMasters/slideMaster1.xml", "ppt/theme/theme1.xml"];
    let mut parts = archive::parts(slides, bounds, |name| names.contains(&name)).unwrap();
    parts.sort();
    assert_eq!(parts.len(), 2);
    parts
}

fn slides_of(person: &mut Person) {
    person.does(Action::Export);
    person.picks(|options| options.format = Format::Slides);
}

#[test]
fn slides_have_the_template_that_was_chosen_which_is_remembered_and_read_again() {
    let mut person = Person::with_a_map();
    let (path, bytes) = (person.path("corporate.potx"), corporate());
    fs::write(&path, &bytes).unwrap();
    slides_of(&mut person);
    person.until("the pages", |program| pages(program).is_some());
    let before = pages(&person.program).unwrap().pages[0].scene.clone();

    person.will_answer(FileAnswer::Path(path.clone()));
    person.answers(ui::Answer::ChooseTemplate);
    let has_template = |program: &Program| dialog(program).options.slides.template.is_some();
    person.until("the template", has_template);
    person.until("its pages", |program| dialog(program).missing().is_none());
    let after = pages(&person.program).unwrap().pages[0].scene.clone();
    assert!(before.size != after.size, "below a title of the template's");
    assert!(before.background.luminance() > 0.9 && after.background.luminance() < 0.1);

    let options = dialog(&person.program).options.clone();
    person.exports_to("deck.pptx", options);
    let deck = fs::read(person.path("deck.pptx")).unwrap();
    assert_eq!(master(&deck), master(&bytes));
    let settings = person.path("config/settings.json");
    person.until("the settings", |_| {
        let known = Settings::load(&settings).export.0.slides;
        known.template_file.as_ref() == Some(&path) && known.template.is_none()
    });

    // What is there by now counts, and nothing where it is gone.
    person.program.dialogs.open = None;
    slides_of(&mut person);
    assert!(!has_template(&person.program), "not on this thread");
    person.until("it again", has_template);
    fs::remove_file(&path).unwrap();
    person.answers(ui::Answer::Cancel);
    slides_of(&mut person);
    person.until("why not", |program| dialog(program).complaint().is_some());
    let told = dialog(&person.program).complaint().unwrap().to_owned();
    assert!(
        told.contains("“corporate.potx”") && told.contains("no such file"),
        "{told}"
    );
    match &mut person.program.dialogs.open {
        Some(Dialog::Export(dialog)) => dialog.choose_template(None),
        other => panic!("{other:?}"),
    }
    person.until("the pages", |program| dialog(program).missing().is_none());
    assert_eq!(
        pages(&person.program).unwrap().pages[0].scene.size,
        before.size
    );
}

#[test]
fn what_is_no_template_is_told_in_the_dialog() {
    let mut person = Person::with_a_map();
    let path = person.path("corporate.potx");
    let large = person.path("large.potx");
    let file = fs::File::create(&large).unwrap();
    file.set_len(export::Template::MAX_BYTES + 1).unwrap();
    fs::write(&path, b"PK").unwrap();
    slides_of(&mut person);
    for (path, told) in [
        (path.clone(), "this is not a template for slides"),
        (person.path("nowhere.potx"), "there is no such file"),
        (person.path("config"), "this is a folder"),
        (large, "the template is too large to read"),
    ] {
        person.will_answer(FileAnswer::Path(path.clone()));
        person.answers(ui::Answer::ChooseTemplate);
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        person.until(told, |program| {
            let complaint = dialog(program).complaint();
            complaint.is_some_and(|why| why.contains(told) && why.contains(&name))
        });
        let slides = &dialog(&person.program).options.slides;
        assert_eq!(
            (&slides.template, &slides.template_file),
            (&None, &Some(path))
        );
    }
    // Whoever thinks better of it keeps what there was.
    let known = dialog(&person.program).options.clone();
    person.will_answer(FileAnswer::Cancelled);
    person.answers(ui::Answer::ChooseTemplate);
    person.until("the answer", |program| !program.dialogs.file.is_open());
    assert_eq!(dialog(&person.program).options, known);
}

#[test]
fn a_template_is_also_taken_by_its_path_where_the_system_has_no_dialog() {
    let mut person = Person::with_a_map();
    let path = person.path("corporate.potx");
    fs::write(&path, corporate()).unwrap();
    slides_of(&mut person);
    for answer in [ui::Answer::Cancel, ui::Answer::Path(path)] {
        person.will_answer(FileAnswer::NoDialog);
        person.answers(ui::Answer::ChooseTemplate);
        person.until("the field", |program| {
            matches!(program.dialogs.open, Some(Dialog::Path(_)))
        });
        let is_last = answer != ui::Answer::Cancel;
        person.answers(answer);
        person.until("the dialog", |program| {
            let Some(Dialog::Export(dialog)) = &program.dialogs.open else {
                return false;
            };
            dialog.options.slides.template.is_some() == is_last
        });
    }
    assert!(person.program.dialogs.below.is_none());
}
