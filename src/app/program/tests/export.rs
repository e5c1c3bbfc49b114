//! Exports: what they write, and on which thread it is laid out.

use super::*;
use crate::{
    export::{Format, PixelSize},
    model::LaneKind,
    ui::{ExportSubject, Sheet},
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

fn sheet(program: &Program) -> Option<&Sheet> {
    match &program.dialogs.open {
        Some(Dialog::Export(dialog)) => match &dialog.subject {
            ExportSubject::Map { without_empty } => without_empty.as_ref(),
            ExportSubject::Other { sheet, .. } => Some(sheet),
        },
        other => panic!("nothing is exported but {other:?}"),
    }
}

fn laid_out(program: &Program) -> Option<&Scene> {
    match sheet(program) {
        Some(Sheet::Ready(scene)) => Some(scene),
        Some(Sheet::Pending) | None => None,
    }
}

#[test]
fn an_export_is_written_and_told() {
    let mut person = Person::with_a_map();
    person.does(Action::Export);
    assert!(sheet(&person.program).is_none(), "the canvas shows it");
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
    let pending = matches!(sheet(&person.program), Some(Sheet::Pending));
    assert!(pending, "the choice is there, the sheet is not yet");
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
    assert!(matches!(sheet(&person.program), Some(Sheet::Pending)));
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
