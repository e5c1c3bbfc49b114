//! Dialogs, clicked through: a question each, and what is answered.

mod brand;
mod compare;
mod focus;
mod kept;
mod small;
mod survey;
mod table;

use std::sync::{Arc, atomic::AtomicBool};

use egui_kittest::kittest::Queryable as _;
use jejak::{
    deck::Frame,
    exchange::archive::{self, ArchiveBounds},
    export::{self, Backdrop, Deck, DeckPage, Extent, Format, PageSize, PixelSize, Tiling},
    layout::Layout,
    model::{Brand, BrandGround, Color},
    scene::Scene,
    text::Fonts,
    ui::{Answer, Dialog, ExportDialog, ExportSubject, Laid},
};

use crate::{common::window::open_dialog, person::car};

/// What a dialog answers when the button with this label is pressed.
fn answer_to(dialog: Dialog, label: &str) -> Option<Answer> {
    let mut harness = open_dialog(dialog, car(), [1000.0, 700.0]);
    harness.get_by_label(label).click();
    harness.run();
    harness.state_mut().answer()
}

#[test]
fn dialogs_answer_what_was_pressed() {
    let unsaved = || Dialog::Unsaved {
        name: "Buying a car".to_owned(),
        has_history: false,
    };
    assert_eq!(answer_to(unsaved(), "Save"), Some(Answer::Save));
    assert_eq!(answer_to(unsaved(), "Discard"), Some(Answer::Discard));
    assert_eq!(answer_to(unsaved(), "Cancel"), Some(Answer::Cancel));
}

#[test]
fn an_export_is_offered_only_at_a_size_that_can_be_made() {
    let options = |size| export::Options {
        size,
        ..export::Options::default()
    };
    let dialog = |size| {
        Dialog::Export(Box::new(ExportDialog::new(
            options(size),
            ExportSubject::default(),
        )))
    };
    let good = PixelSize::Width(3840);
    assert_eq!(
        answer_to(dialog(good), "Export…"),
        Some(Answer::Export(Box::new(options(good))))
    );
    for bad in [PixelSize::Width(0), PixelSize::Width(60_000)] {
        assert_eq!(answer_to(dialog(bad), "Export…"), None);
    }
}

#[test]
fn the_stops_are_looked_through_before_they_are_exported() {
    let fonts = Fonts::bundled();
    let deck = Deck::of_map(&car(), Frame::SLIDE, Backdrop::White, &fonts, &|_| true);
    let count = deck.pages.len();
    let options = export::Options {
        extent: Extent::Stops,
        ..export::Options::default()
    };
    let mut dialog = ExportDialog::new(options, ExportSubject::default());
    let wanted = dialog.missing().expect("they have to be laid out");
    let mut harness = open_dialog(
        Dialog::Export(Box::new(dialog.clone())),
        car(),
        [1000.0, 700.0],
    );
    harness.get_by_label("Export…").click();
    harness.run();
    assert_eq!(
        harness.state_mut().answer(),
        None,
        "not before they are there"
    );

    let titles: Vec<String> = deck.pages.iter().map(DeckPage::full_title).collect();
    dialog.laid = Some((wanted, Laid::Pages(deck.into())));
    let mut harness = open_dialog(Dialog::Export(Box::new(dialog)), car(), [1000.0, 700.0]);
    let place = |index: usize| format!("{} of {count} · {}", index + 1, titles[index]);
    harness.get_by_label(&place(0));
    harness.get_by_label("Next page").click();
    harness.run();
    harness.get_by_label(&place(1));
    harness.get_by_label("Previous page").click();
    harness.run();
    harness.get_by_label(&place(0));
    harness.get_by_label("Export…").click();
    harness.run();
    assert!(matches!(
        harness.state_mut().answer(),
        Some(Answer::Export(_))
    ));
}

#[test]
fn a_ground_of_a_brand_is_not_called_white() {
    let offered = |ground: BrandGround, format| {
        let mut map = car();
        map.set_brand(Some(Arc::new(Brand {
            colors: vec![Color::hex(0x0B2545)],
            ground,
            ..Brand::default()
        })));
        let options = export::Options {
            format,
            backdrop: Backdrop::TransparentDark,
            ..export::Options::default()
        };
        let dialog = ExportDialog::new(options, ExportSubject::default());
        let harness = open_dialog(Dialog::Export(Box::new(dialog)), map, [1000.0, 900.0]);
        let names = [
            "White",
            "The brand’s own",
            "Dark",
            "Transparent",
            "Transparent, for dark slides",
        ];
        let is_there = |name: &&str| harness.query_by_label(name).is_some();
        names.into_iter().filter(is_there).collect::<Vec<_>>()
    };
    let [dark, light, bare] = ["Dark", "Transparent, for dark slides", "Transparent"];
    let own = "The brand’s own";
    for (ground, first) in [(BrandGround::White, "White"), (BrandGround::Tinted, own)] {
        assert_eq!(offered(ground, Format::Svg), [first, dark, bare, light]);
        assert_eq!(offered(ground, Format::Slides), [first, dark]);
    }
    // What is dark already cannot be made so.
    assert_eq!(offered(BrandGround::Dark, Format::Svg), [own, bare]);
    assert_eq!(offered(BrandGround::Dark, Format::Slides), [own]);
}

#[test]
fn slides_are_counted_as_they_are_written() {
    let fonts = Fonts::bundled();
    let mut deck = Deck::of_map(&car(), Frame::SLIDE, Backdrop::White, &fonts, &|_| true);
    deck.about.map = Some(Arc::new(car()));
    let pages = deck.pages.len();
    let told = |deck: &Deck, without_charts| {
        let options = export::Options {
            format: Format::Slides,
            slides: export::SlideOptions {
                without_charts,
                ..export::SlideOptions::default()
            },
            ..export::Options::default()
        };
        let never = AtomicBool::new(false);
        let written = export::export_slides(deck, &options, &|_| (), &never).expect("slides");
        let bounds = ArchiveBounds {
            bytes: 1 << 26,
            unpacked: 1 << 26,
            parts: 10_000,
        };
        let is_slide = |name: &str| name.starts_with("ppt/slides/slide");
        let parts = archive::parts(&written.bytes, bounds, is_slide).expect("an archive");
        let mut dialog = ExportDialog::new(options, ExportSubject::default());
        let wanted = dialog.missing().expect("they have to be laid out");
        dialog.laid = Some((wanted, Laid::Pages(deck.clone().into())));
        let harness = open_dialog(Dialog::Export(Box::new(dialog)), car(), [1000.0, 900.0]);
        let slides = format!("{} slides of shapes that can be edited.", parts.len());
        let is_told = harness.query_by_label_contains(&slides).is_some();
        assert!(is_told, "{slides}");
        let behind = match parts.len() - pages {
            0 => return parts.len(),
            1 => "1 of them, with charts, is behind the stops.".to_owned(),
            charts => format!("{charts} of them, with charts, are behind the stops."),
        };
        let is_told = harness.query_by_label_contains(&behind).is_some();
        assert!(is_told, "{behind}");
        parts.len()
    };
    assert!(told(&deck, false) > pages, "the sample has charts");
    assert_eq!(told(&deck, true), pages);
    deck.about.map = None;
    assert_eq!(told(&deck, false), pages, "a part of a map has none");
}

#[test]
fn a_pdf_with_notes_does_not_promise_how_many_pages_they_take() {
    let fonts = Fonts::bundled();
    let deck = Deck::of_map(&car(), Frame::SLIDE, Backdrop::White, &fonts, &|_| true);
    let count = deck.pages.len();
    for (notes, told) in [
        (
            true,
            format!("{count} pages, more where notes are long; the text can be selected."),
        ),
        (false, format!("{count} pages; the text can be selected.")),
    ] {
        let options = export::Options {
            format: Format::Pdf,
            extent: Extent::Stops,
            notes,
            ..export::Options::default()
        };
        let mut dialog = ExportDialog::new(options, ExportSubject::default());
        let wanted = dialog.missing().expect("they have to be laid out");
        dialog.laid = Some((wanted, Laid::Pages(deck.clone().into())));
        let harness = open_dialog(Dialog::Export(Box::new(dialog)), car(), [1000.0, 900.0]);
        harness.get_by_label(&told);
    }
}

#[test]
fn tiles_are_told_before_they_are_made_and_too_many_are_not_offered() {
    let options = |across| export::Options {
        format: Format::Pdf,
        extent: Extent::Tiles,
        page: PageSize::A4,
        across,
        ..export::Options::default()
    };
    let dialog = |across| {
        let dialog = ExportDialog::new(options(across), ExportSubject::default());
        open_dialog(Dialog::Export(Box::new(dialog)), car(), [1000.0, 700.0])
    };
    let scene = Scene::new(&Layout::new(&car(), &Fonts::bundled(), None), None);
    let tiling = Tiling::new(scene.size, PageSize::A4, Some(2)).expect("few");
    let told = format!("{} pages: {} × 2", tiling.tiles.len(), tiling.rows);
    dialog(Some(2)).get_by_label(&told);
    let mut much = dialog(Some(300));
    much.get_by_label("Export…").click();
    much.run();
    assert_eq!(much.state_mut().answer(), None);
}

#[test]
fn a_template_of_slides_is_chosen_told_and_removed() {
    let dialog = |file: Option<&str>| {
        let options = export::Options {
            format: Format::Slides,
            slides: export::SlideOptions {
                template_file: file.map(Into::into),
                ..export::SlideOptions::default()
            },
            ..export::Options::default()
        };
        ExportDialog::new(options, ExportSubject::default())
    };
    let chosen = answer_to(Dialog::Export(Box::new(dialog(None))), "Template: Choose…");
    assert_eq!(chosen, Some(Answer::ChooseTemplate));

    let mut refused = dialog(Some("/brand/corporate.potx"));
    assert!(refused.unread_template().is_some());
    refused.reads_template = true;
    refused.use_template(Err("No template was taken: why".to_owned()));
    assert!(refused.unread_template().is_none(), "not again and again");
    let mut harness = open_dialog(Dialog::Export(Box::new(refused)), car(), [1000.0, 700.0]);
    harness.get_by_label("corporate.potx");
    harness.get_by_label("No template was taken: why");
    assert!(
        harness.query_by_label("The map’s fonts").is_none(),
        "its fonts are its own"
    );
    harness.get_by_label("Export…").click();
    harness.run();
    assert_eq!(harness.state_mut().answer(), None);
    harness.get_by_label("Template: Remove").click();
    harness.run();
    assert!(harness.query_by_label("corporate.potx").is_none());
    harness.get_by_label("The map’s fonts");
}
