//! The formats of other tools that a map is exported in, one to be chosen.

use egui::{Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::{answer::Answer, parts};
use crate::{
    exchange::MapFormat,
    ui::{
        tokens::{self, Palette},
        widgets::{self, ButtonKind},
    },
    words::{Language, marked},
};

/// Each format with its name and what it is good for (English, for the translation table).
pub const FORMATS: [(MapFormat, &str, &str); 6] = [
    (
        MapFormat::Workbook,
        "Excel",
        marked("A workbook: the map to look at, its cards, metrics and evidence as tables"),
    ),
    (
        MapFormat::Csv,
        "CSV",
        marked("A table for any spreadsheet, one row per card"),
    ),
    (MapFormat::Tsv, "TSV", marked("The same with tabs")),
    (
        MapFormat::Markdown,
        "Markdown",
        marked("An outline for documents"),
    ),
    (
        MapFormat::Mermaid,
        "Mermaid",
        marked("A journey diagram as text, for a wiki or a README"),
    ),
    (
        MapFormat::OpenJourney,
        "Open Journey Format",
        marked("JSON for other journey tools"),
    ),
];

/// What a format is called, in every language.
pub fn format_name(format: MapFormat) -> &'static str {
    let mut formats = FORMATS.into_iter();
    formats
        .find(|(known, ..)| *known == format)
        .map_or("", |(_, name, _)| name)
}

const ROW: f32 = 52.0;

pub(in crate::ui) fn formats_ui(ui: &mut Ui, language: Language) -> Option<Answer> {
    let palette = Palette::of(ui);
    parts::heading(ui, language.t("Export the map to another tool"));
    ui.add_space(6.0);
    ui.spacing_mut().item_spacing.y = 2.0;
    let mut chosen = None;
    for (format, name, about) in FORMATS {
        let size = vec2(ui.available_width(), ROW);
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
        if response.hovered() {
            ui.painter()
                .rect_filled(rect, tokens::RADIUS, palette.raised);
        }
        widgets::focus_ring(ui, &response, rect, tokens::RADIUS);
        let lines = [
            (name, tokens::semibold(14.0), palette.ink, 8.0),
            (
                language.t(about),
                tokens::medium(12.5),
                palette.quiet_ink,
                28.0,
            ),
        ];
        for (text, font, ink, down) in lines {
            let at = pos2(rect.left() + 12.0, rect.top() + down);
            let room = Rect::from_min_max(at, rect.max - vec2(12.0, 0.0));
            let galley = ui
                .painter()
                .layout(text.to_owned(), font, ink, room.width());
            ui.painter().galley(at, galley, ink);
        }
        if response.clicked() {
            chosen = Some(Answer::ExportAs(format));
        }
    }
    let cancel = (
        language.t("Cancel"),
        ButtonKind::Plain,
        true,
        Answer::Cancel,
    );
    chosen.or(parts::buttons(ui, &[cancel]))
}
