//! Whoever opens a dialog has the keyboard in its first field, keeps it there, sees what has it,
//! and has it back where it was: all dialogs, and what else lies over the window.

use std::sync::Arc;

use egui::{Id, Key, LayerId, Modifiers, Rect, accesskit::Role, vec2};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use jejak::{
    compare::Side,
    editor::{Editor, Intent},
    exchange::{MapFormat, ReadOptions, read_table, table::Holds},
    layout::Layout,
    model::Target,
    scene::Scene,
    survey::{Columns, Table},
    text::Fonts,
    ui::{
        ChangeRow, ChosenSettings, CompareDialog, Comparing, ConflictRow, Dialog, Differences,
        DiscardLeftDialog, ErrorReport, ExportDialog, ExportSubject, Found, GuideDialog,
        HistoryDialog, Kept, KeptThing, KeptVersion, LeftWords, Looks, MergeDialog, MergeLoss,
        NameDialog, OnDisk, PathDialog, RecoveryDialog, SeenVersion, SettingsDialog, Shell, Sign,
        SurveyDialog, TableDialog, TableNote, TemplatePreview, UiEvent, View, tokens,
    },
    words::Language,
};

use crate::{
    common::{
        SoftwareRenderer,
        window::{PASSES_OF_A_SHEET, plain_view},
    },
    person::car,
};

/// A window with a dialog over it, or without.
pub(super) struct Desk {
    shell: Shell,
    editor: Editor,
    fonts: Fonts,
    templates: Vec<TemplatePreview>,
    language: Language,
    pub(super) dialog: Option<Dialog>,
}

impl Desk {
    fn ui(&mut self, ui: &mut egui::Ui) {
        let view = View {
            language: self.language,
            templates: &self.templates,
            ..plain_view(&self.fonts, Some(&self.editor))
        };
        let events = self.shell.show(ui, &view);
        if let Some(dialog) = &mut self.dialog {
            let _ = self.shell.dialog(ui.ctx(), &view, dialog);
            return;
        }
        for event in events {
            if let UiEvent::Intent(intent) = event {
                self.editor.handle(intent);
            }
        }
    }
}

pub(super) type DeskHarness = Harness<'static, Desk>;

/// In points: a small screen as it is, and with its text twice as large.
const SIZES: [[f32; 2]; 2] = [[1366.0, 768.0], [683.0, 384.0]];

pub(super) fn desk(size: [f32; 2], language: Language) -> DeskHarness {
    desk_on(size, language, &SoftwareRenderer::default())
}

fn desk_on(size: [f32; 2], language: Language, renderer: &SoftwareRenderer) -> DeskHarness {
    let fonts = Fonts::bundled();
    let mut editor = Editor::new(car(), fonts.clone());
    let stage = Target::Stage("purchase".into());
    editor.handle(Intent::Select(vec![stage]));
    let template = |is_own| TemplatePreview {
        name: "Mine".to_owned(),
        scene: scene(),
        is_own,
    };
    let desk = Desk {
        shell: Shell::default(),
        editor,
        fonts,
        templates: [false, false, false, false, true].map(template).into(),
        language,
        dialog: None,
    };
    let mut harness = Harness::builder()
        .with_max_steps(PASSES_OF_A_SHEET)
        .with_size(size)
        .renderer(renderer.clone())
        .with_context_setup(tokens::install)
        .build_ui_state(|ui, desk: &mut Desk| desk.ui(ui), desk);
    harness.run();
    harness
}

fn scene() -> Arc<Scene> {
    Arc::new(Scene::new(
        &Layout::new(&car(), &Fonts::bundled(), None),
        None,
    ))
}

fn report() -> ErrorReport {
    ErrorReport {
        what: "“mine” was not saved".to_owned(),
        place: "/maps/mine.journey".to_owned(),
        remedy: "Save it in another folder.".to_owned(),
        details: "It is full.".to_owned(),
    }
}

fn differences() -> Differences {
    Differences {
        summary: "40 cards added".to_owned(),
        lines: (1..=30).map(|number| format!("Line {number}")).collect(),
        more: 10,
    }
}

fn table() -> TableDialog {
    let text = "Stage,Awareness,Purchase\nActions,sees,buys\n,reads,pays\nMood,good,bad\n";
    let options = ReadOptions::default();
    let read = read_table(MapFormat::Csv, text.as_bytes(), &options, Language::English);
    let guess = read.expect("a table").guess.expect("not our own");
    let looks = Looks {
        like: Holds::Journey,
        can_be_either: true,
    };
    let notes = vec![TableNote {
        text: "A row was left out.".to_owned(),
        is_loss: true,
    }];
    TableDialog::new("plan.csv".to_owned(), looks, guess, Ok(scene()), notes)
}

fn survey() -> SurveyDialog {
    let text =
        "Phase;Rating;Who;When;Remark\nAwareness;4;New;2026-03-01;\nNowhere;1;New;2026-03-05;\n";
    let table = Table::read(text.as_bytes()).expect("a table");
    let columns = Columns::guess(&table).expect("columns");
    let map = car();
    let place = Editor::new(map.clone(), Fonts::bundled()).survey_place();
    SurveyDialog::new(table, columns, "answers.csv".to_owned(), Arc::new(map)).going_to(place)
}

fn compare() -> CompareDialog {
    let mut dialog = CompareDialog::new(Comparing::Other, "another version".to_owned());
    dialog.found = Some(Ok(Found {
        conflicts: vec![ConflictRow {
            name: "Stage “Pay”: title".to_owned(),
            mine: "“Pay”".to_owned(),
            theirs: "“Purchase”".to_owned(),
            side: Side::Mine,
        }],
        changes: (0..12)
            .map(|number| ChangeRow {
                words: format!("Change {number}"),
                sign: Sign::Added,
                is_taken: false,
                changes: vec![number],
            })
            .collect(),
        scene: scene(),
        marks: Vec::new(),
    }));
    dialog
}

fn history() -> HistoryDialog {
    let version = |when: &str, is_now| KeptVersion {
        when: when.to_owned(),
        words: Some("2 cards added".to_owned()),
        is_now,
        is_discarded: false,
    };
    HistoryDialog {
        versions: Some(vec![
            version("today, 10:32", true),
            version("today, 9:00", false),
        ]),
        chosen: 1,
        preview: Some(Ok(SeenVersion {
            scene: scene(),
            since: "3 cards added".to_owned(),
        })),
    }
}

fn settings() -> SettingsDialog {
    let thing = |kind| KeptThing {
        kind,
        place: "/home/ann/.local/share/jejak".to_owned(),
        bytes: 48_000,
        is_empty: kind == Kept::Reports,
    };
    SettingsDialog {
        chosen: ChosenSettings::default(),
        kept: Some(Kept::ALL.map(thing).to_vec()),
    }
}

fn recovery() -> RecoveryDialog {
    RecoveryDialog {
        title: "Mine".to_owned(),
        file: Some("/maps/mine.journey".to_owned()),
        when: "today, 10:32".to_owned(),
        scene: scene(),
        on_disk: OnDisk::Map {
            when: "today, 10:40".to_owned(),
            scene: scene(),
        },
        has_changed: true,
        words: LeftWords {
            unsaved: Some(differences()),
            in_file: Some(differences()),
        },
        more: 1,
    }
}

/// One of each kind.
pub(super) fn all(harness: &DeskHarness) -> Vec<Dialog> {
    let name = || "Buying a car".to_owned();
    let shortcuts = harness
        .state()
        .shell
        .shortcuts(&harness.ctx, harness.state().language);
    let all = vec![
        Dialog::Unsaved {
            name: name(),
            has_history: true,
        },
        Dialog::Error(report()),
        Dialog::Damaged(report(), "today, 9:00".to_owned()),
        Dialog::Merge(MergeDialog {
            is_leaving: true,
            is_kept: true,
            loss: Some(MergeLoss {
                lost: differences(),
                conflicts: vec!["Stage “Pay”: title".to_owned()],
            }),
        }),
        Dialog::Refused(report()),
        Dialog::Export(Box::new(ExportDialog::new(
            jejak::export::Options::default(),
            ExportSubject::default(),
        ))),
        Dialog::Formats,
        Dialog::Path(PathDialog {
            title: "Open a map".to_owned(),
            action: "Open".to_owned(),
            path: "/maps/".to_owned(),
            complaint: None,
        }),
        Dialog::Templates,
        Dialog::TemplateName(NameDialog {
            name: name(),
            complaint: None,
        }),
        Dialog::RemoveTemplate { name: name() },
        Dialog::Survey(Box::new(survey())),
        Dialog::Table(Box::new(table())),
        Dialog::Recovery(Box::new(recovery())),
        Dialog::DiscardLeft(DiscardLeftDialog {
            title: name(),
            history_of: None,
        }),
        Dialog::History(history()),
        Dialog::Compare(Box::new(compare())),
        Dialog::Shortcuts(shortcuts),
        Dialog::About,
        Dialog::Brand(Box::new(super::brand::full())),
        Dialog::Settings(Box::new(settings())),
        Dialog::DeleteKept(Kept::Versions),
        Dialog::Guide(GuideDialog::default()),
    ];
    // A kind that is missing here does not compile.
    let kinds = all.iter().map(|dialog| match dialog {
        Dialog::Unsaved { .. } => 0,
        Dialog::Error(_) => 1,
        Dialog::Damaged(..) => 2,
        Dialog::Merge(_) => 3,
        Dialog::Refused(_) => 4,
        Dialog::Export(_) => 5,
        Dialog::Formats => 6,
        Dialog::Path(_) => 7,
        Dialog::Templates => 8,
        Dialog::TemplateName(_) => 9,
        Dialog::RemoveTemplate { .. } => 10,
        Dialog::Survey(_) => 11,
        Dialog::Table(_) => 12,
        Dialog::Recovery(_) => 13,
        Dialog::DiscardLeft(_) => 14,
        Dialog::History(_) => 15,
        Dialog::Compare(_) => 16,
        Dialog::Shortcuts(_) => 17,
        Dialog::About => 18,
        Dialog::Brand(_) => 19,
        Dialog::Settings(_) => 20,
        Dialog::DeleteKept(_) => 21,
        Dialog::Guide(_) => 22,
    });
    assert!(kinds.eq(0..23));
    all
}

fn focused(harness: &DeskHarness) -> Option<Id> {
    harness.ctx.memory(|memory| memory.focused())
}

fn layer_of(harness: &DeskHarness, id: Id) -> Option<LayerId> {
    harness
        .ctx
        .read_response(id)
        .map(|response| response.layer_id)
}

/// Leads Tab and the arrows round, to each side; what has the keyboard is in this layer and in view.
pub(super) fn walks_within(harness: &mut DeskHarness, layer: LayerId, size: [f32; 2], what: &str) {
    let window = Rect::from_min_size(egui::Pos2::ZERO, vec2(size[0], size[1]));
    let first = focused(harness);
    for round in 0..2 {
        let (mut steps, mut seen) = (0, Vec::new());
        loop {
            match round {
                0 => harness.key_press(Key::Tab),
                _ => harness.key_press_modifiers(Modifiers::SHIFT, Key::Tab),
            }
            harness.run();
            harness.run_steps(3);
            let now = focused(harness).unwrap_or_else(|| panic!("{what}: nobody, {seen:?}"));
            assert_eq!(layer_of(harness, now), Some(layer), "{what}, step {steps}");
            let drawn = harness.ctx.read_response(now).expect("it is drawn");
            let rect = drawn.rect;
            let is_seen =
                window.contains(rect.center()) && drawn.interact_rect.contains(rect.center());
            assert!(is_seen, "{what}: {rect} at {size:?}");
            steps += 1;
            // What had it at first need not be a stop of Tab.
            if Some(now) == first || seen.contains(&now) {
                break;
            }
            seen.push(now);
            assert!(steps < 80, "{what}: it never comes round");
        }
    }
    for key in [
        Key::ArrowDown,
        Key::ArrowRight,
        Key::ArrowUp,
        Key::ArrowLeft,
    ] {
        for _ in 0..3 {
            harness.key_press(key);
            harness.run();
            let now = focused(harness).unwrap_or_else(|| panic!("{what}: nobody by arrow"));
            assert_eq!(layer_of(harness, now), Some(layer), "{what}: {key:?}");
        }
    }
}

/// Into the folder that the environment variable `JEJAK_SHOTS` names.
#[test]
#[ignore = "writes pictures for people to look at"]
fn every_dialog_is_pictured_in_every_language() {
    let folder = std::env::var("JEJAK_SHOTS").expect("JEJAK_SHOTS names a folder");
    for language in Language::ALL {
        let renderer = SoftwareRenderer::default();
        let mut harness = desk_on(SIZES[0], language, &renderer);
        for (number, dialog) in all(&harness).into_iter().enumerate() {
            harness.state_mut().dialog = Some(dialog);
            harness.run();
            let name = format!("{folder}/{number:02}-{}.png", language.code());
            renderer
                .picture(&harness)
                .save(name)
                .expect("it is written");
        }
    }
}

#[test]
fn every_dialog_takes_the_keyboard_keeps_it_and_gives_it_back() {
    for size in SIZES {
        let mut harness = desk(size, Language::English);
        for dialog in all(&harness) {
            let what: String = format!("{dialog:?}").chars().take(20).collect();
            if size == SIZES[0] {
                harness
                    .get_by_role_and_label(Role::TextInput, "Title")
                    .focus();
                harness.run();
            }
            let before = focused(&harness).filter(|id| !is_sheet(*id));
            harness.state_mut().dialog = Some(dialog);
            harness.run();
            let layer = harness.ctx.memory(|memory| memory.top_modal_layer());
            let layer = layer.unwrap_or_else(|| panic!("{what}: nothing lies over the window"));
            let first = focused(&harness);
            let first = first.unwrap_or_else(|| panic!("{what}: nobody has the keyboard"));
            assert_eq!(layer_of(&harness, first), Some(layer), "{what}");
            let passed_over = fields_before(&harness, layer, first);
            assert!(passed_over.is_empty(), "{what}: {passed_over:?}");
            is_told_as_modal(&harness, &what);
            is_gone_through_as_it_is_read(&harness, layer, &what);
            for list in harness.query_all_by_role(Role::ComboBox) {
                let room = list.rect().width();
                assert!(room >= 100.0, "{what}: what is chosen has {room}");
            }
            walks_within(&mut harness, layer, size, &what);
            harness.state_mut().dialog = None;
            harness.run();
            let after = focused(&harness).filter(|id| !is_sheet(*id));
            assert_eq!(after, before, "{what}");
        }
    }
}

/// Tab goes from left to right in each row.
fn is_gone_through_as_it_is_read(harness: &DeskHarness, layer: LayerId, what: &str) {
    let fields: Vec<egui::Rect> = harness.ctx.viewport(|viewport| {
        let widgets = viewport.prev_pass.widgets.get_layer(layer);
        let fields = widgets.filter(|one| one.enabled && one.sense.is_focusable());
        fields.map(|one| one.rect).collect()
    });
    let is_one_row = |a: &egui::Rect, b: &egui::Rect| (a.center().y - b.center().y).abs() < 1.0;
    for pair in fields
        .windows(2)
        .filter(|pair| is_one_row(&pair[0], &pair[1]))
    {
        assert!(pair[0].left() <= pair[1].left(), "{what}: {pair:?}");
    }
}

/// Those who listen hear of a dialog by its name, and of nothing behind it.
fn is_told_as_modal(harness: &DeskHarness, what: &str) {
    let mut told = harness.query_all_by_role(Role::Dialog);
    let told = told
        .next()
        .unwrap_or_else(|| panic!("{what}: it is no dialog"));
    let told = told.accesskit_node();
    assert!(told.is_modal(), "{what}: what lies behind is told, too");
    let name = told.label().unwrap_or_default();
    assert!(!name.trim().is_empty(), "{what}: it has no name");
}

/// What can be filled in or chosen in a layer before a widget is reached, by name.
fn fields_before(harness: &DeskHarness, layer: LayerId, widget: Id) -> Vec<String> {
    let before: Vec<_> = harness.ctx.viewport(|viewport| {
        let widgets = viewport.prev_pass.widgets.get_layer(layer);
        let before = widgets.take_while(|one| one.id != widget);
        let takes = before.filter(|one| one.enabled && one.sense.is_focusable());
        takes.map(|one| one.id.accesskit_id()).collect()
    });
    let nodes = harness.root().children_recursive();
    let nodes = nodes.map(|node| node.accesskit_node()).filter(|node| {
        let is_field = matches!(
            node.role(),
            Role::TextInput | Role::ComboBox | Role::RadioButton | Role::CheckBox
        );
        is_field && before.contains(&node.locate().0)
    });
    nodes.filter_map(|node| node.label()).collect()
}

/// The sheet also has what nobody has.
fn is_sheet(id: Id) -> bool {
    id == Id::unique("canvas")
}

#[test]
fn a_dialog_in_the_place_of_another_takes_the_keyboard_and_gives_it_back_to_the_first() {
    let mut harness = desk(SIZES[0], Language::English);
    harness
        .get_by_role_and_label(Role::TextInput, "Title")
        .focus();
    harness.run();
    let before = focused(&harness);
    harness.state_mut().dialog = Some(Dialog::Formats);
    harness.run();
    harness.state_mut().dialog = Some(Dialog::Error(report()));
    harness.run();
    let layer = harness
        .ctx
        .memory(|memory| memory.top_modal_layer())
        .unwrap();
    assert_eq!(layer_of(&harness, focused(&harness).unwrap()), Some(layer));
    harness.state_mut().dialog = None;
    harness.run();
    assert_eq!(focused(&harness), before);
}

#[test]
fn the_matrix_of_values_and_the_list_of_commands_do_so_too() {
    for (modifiers, key) in [(Modifiers::COMMAND, Key::M), (Modifiers::COMMAND, Key::K)] {
        let mut harness = desk(SIZES[0], Language::English);
        harness.key_press_modifiers(modifiers, key);
        harness.run();
        let first = focused(&harness).expect("somebody has the keyboard");
        let layer = layer_of(&harness, first).expect("it is drawn");
        assert_ne!(layer.order, egui::Order::Background);
        if key == Key::M {
            walks_within(&mut harness, layer, SIZES[0], "matrix");
        }
        harness.key_press(Key::Escape);
        harness.run();
        // The sheet has it again: letters are written there.
        harness.key_press(Key::Tab);
        harness.run();
        let now = focused(&harness).and_then(|id| layer_of(&harness, id));
        assert_eq!(now.map(|layer| layer.order), Some(egui::Order::Background));
    }
}

#[test]
fn enter_is_for_the_button_that_has_the_keyboard() {
    let mut harness = crate::common::window::open_dialog(
        Dialog::Unsaved {
            name: "Mine".to_owned(),
            has_history: false,
        },
        car(),
        [1000.0, 700.0],
    );
    harness.get_by_label("Cancel").focus();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    let answer = harness.state_mut().answer();
    assert_eq!(answer, Some(jejak::ui::Answer::Cancel));
}
