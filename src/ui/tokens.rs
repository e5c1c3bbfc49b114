//! The window's look in numbers: colours (only here), spacing, type; and how egui is set up.

use std::sync::Arc;

use egui::{
    Color32, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin, Shadow, Stroke,
    Style, TextStyle, Theme, Visuals, vec2,
};

use crate::model::Color;

/// The colours of the window; those of the sheet are the map's own.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Palette {
    /// Bars and panels.
    pub chrome: Color32,
    /// Around the sheet.
    pub desk: Color32,
    /// Buttons, chips, quiet boxes.
    pub raised: Color32,
    pub raised_hover: Color32,
    pub raised_active: Color32,
    pub field: Color32,
    pub border: Color32,
    pub ink: Color32,
    pub quiet_ink: Color32,
    pub faint_ink: Color32,
    pub accent: Color32,
    pub accent_hover: Color32,
    pub on_accent: Color32,
    /// Behind what is chosen.
    pub accent_soft: Color32,
    /// Text and lines in the accent's colour on chrome.
    pub accent_ink: Color32,
    pub danger: Color32,
    pub shadow: Color32,
    /// Below what is dragged.
    pub lifted: Color32,
    /// A tag that floats above the sheet.
    pub tag: Color32,
    pub on_tag: Color32,
    /// Over words of the sheet that were found, and over those of the current hit.
    pub found: Color32,
    pub found_now: Color32,
    pub found_edge: Color32,
    /// Dims the window behind a dialog.
    pub veil: Color32,
}

impl Palette {
    pub const LIGHT: Self = Self {
        chrome: Color32::from_rgb(0xFF, 0xFF, 0xFF),
        desk: Color32::from_rgb(0xEC, 0xEE, 0xF2),
        raised: Color32::from_rgb(0xF6, 0xF7, 0xFA),
        raised_hover: Color32::from_rgb(0xEC, 0xEE, 0xF5),
        raised_active: Color32::from_rgb(0xE0, 0xE3, 0xEE),
        field: Color32::from_rgb(0xFF, 0xFF, 0xFF),
        border: Color32::from_rgb(0xE3, 0xE6, 0xED),
        ink: Color32::from_rgb(0x1D, 0x24, 0x33),
        quiet_ink: Color32::from_rgb(0x5A, 0x64, 0x76),
        faint_ink: Color32::from_rgb(0x67, 0x71, 0x83),
        accent: Color32::from_rgb(0x4F, 0x55, 0xDD),
        accent_hover: Color32::from_rgb(0x43, 0x49, 0xC9),
        on_accent: Color32::from_rgb(0xFF, 0xFF, 0xFF),
        accent_soft: Color32::from_rgb(0xEC, 0xED, 0xFC),
        accent_ink: Color32::from_rgb(0x4F, 0x55, 0xDD),
        danger: Color32::from_rgb(0xCB, 0x3A, 0x3D),
        shadow: Color32::from_black_alpha(26),
        lifted: Color32::from_black_alpha(70),
        tag: Color32::from_rgb(0x1D, 0x24, 0x33),
        on_tag: Color32::from_rgb(0xFF, 0xFF, 0xFF),
        found: Color32::from_rgba_premultiplied(0x69, 0x4F, 0x0A, 0x6C),
        found_now: Color32::from_rgba_premultiplied(0x60, 0x34, 0x04, 0x60),
        found_edge: Color32::from_rgb(0xD9, 0x6C, 0x00),
        veil: Color32::from_black_alpha(84),
    };

    pub const DARK: Self = Self {
        chrome: Color32::from_rgb(0x1C, 0x1F, 0x27),
        desk: Color32::from_rgb(0x11, 0x13, 0x18),
        raised: Color32::from_rgb(0x29, 0x2D, 0x38),
        raised_hover: Color32::from_rgb(0x33, 0x38, 0x46),
        raised_active: Color32::from_rgb(0x3E, 0x44, 0x55),
        field: Color32::from_rgb(0x14, 0x17, 0x1D),
        border: Color32::from_rgb(0x37, 0x3C, 0x49),
        ink: Color32::from_rgb(0xEE, 0xF0, 0xF5),
        quiet_ink: Color32::from_rgb(0xAD, 0xB5, 0xC4),
        faint_ink: Color32::from_rgb(0x8E, 0x97, 0xA8),
        accent: Color32::from_rgb(0x5B, 0x5F, 0xE0),
        accent_hover: Color32::from_rgb(0x62, 0x66, 0xE4),
        on_accent: Color32::from_rgb(0xFF, 0xFF, 0xFF),
        accent_soft: Color32::from_rgb(0x2D, 0x30, 0x5C),
        accent_ink: Color32::from_rgb(0xA3, 0xA6, 0xFF),
        danger: Color32::from_rgb(0xF0, 0x7A, 0x7C),
        shadow: Color32::from_black_alpha(120),
        lifted: Color32::from_black_alpha(140),
        tag: Color32::from_rgb(0xEE, 0xF0, 0xF5),
        on_tag: Color32::from_rgb(0x1D, 0x24, 0x33),
        found: Self::LIGHT.found,
        found_now: Self::LIGHT.found_now,
        found_edge: Self::LIGHT.found_edge,
        veil: Color32::from_black_alpha(140),
    };

    /// The palette of the window that `ui` belongs to.
    pub fn of(ui: &egui::Ui) -> &'static Self {
        Self::of_theme(ui.visuals().dark_mode)
    }

    pub fn of_context(ctx: &egui::Context) -> &'static Self {
        Self::of_theme(ctx.theme() == Theme::Dark)
    }

    fn of_theme(dark: bool) -> &'static Self {
        if dark { &Self::DARK } else { &Self::LIGHT }
    }
}

/// Heights and widths of the window's parts, in points.
pub const TOP_BAR: f32 = 52.0;
pub const RAIL: f32 = 80.0;
pub const INSPECTOR: f32 = 300.0;
pub const STATUS: f32 = 32.0;
pub const RADIUS: u8 = 8;
pub const GAP: f32 = 8.0;

/// Weights of the window's type; the family's plain weight is egui's proportional one.
pub const SEMIBOLD: &str = "semibold";
pub const BOLD: &str = "bold";

pub fn medium(size: f32) -> FontId {
    FontId::proportional(size)
}

pub fn semibold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(SEMIBOLD.into()))
}

pub fn bold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(BOLD.into()))
}

/// A colour of the map as egui has it.
pub fn color32(color: Color) -> Color32 {
    Color32::from_rgb(color.r, color.g, color.b)
}

/// Fonts and styles, light and dark; once for a context.
pub fn install(ctx: &egui::Context) {
    ctx.set_fonts(fonts());
    ctx.options_mut(|options| {
        options.fallback_theme = Theme::Light;
        // The sheet zooms, not the window around it.
        options.zoom_with_keyboard = false;
        // One notch of a wheel zooms by a fifth or so.
        options.input_options.scroll_zoom_speed = 1.0 / 420.0;
    });
    ctx.set_style_of(Theme::Light, style(&Palette::LIGHT, false));
    ctx.set_style_of(Theme::Dark, style(&Palette::DARK, true));
}

fn fonts() -> FontDefinitions {
    macro_rules! font {
        ($file:literal) => {
            Arc::new(FontData::from_static(include_bytes!(concat!(
                "../../assets/fonts/",
                $file
            ))))
        };
    }
    let mut fonts = FontDefinitions::empty();
    let files = [
        (
            "medium",
            font!("plus-jakarta-sans/PlusJakartaSans_500Medium.ttf"),
        ),
        (
            "italic",
            font!("plus-jakarta-sans/PlusJakartaSans_500Medium_Italic.ttf"),
        ),
        (
            SEMIBOLD,
            font!("plus-jakarta-sans/PlusJakartaSans_600SemiBold.ttf"),
        ),
        (BOLD, font!("plus-jakarta-sans/PlusJakartaSans_700Bold.ttf")),
        (
            EXTRA_BOLD,
            font!("plus-jakarta-sans/PlusJakartaSans_800ExtraBold.ttf"),
        ),
        ("emoji", font!("twemoji/Twemoji.Mozilla.ttf")),
    ];
    for (name, data) in files {
        fonts.font_data.insert(name.to_owned(), data);
    }
    let chain = |name: &str| vec![name.to_owned(), "emoji".to_owned()];
    fonts
        .families
        .insert(FontFamily::Proportional, chain("medium"));
    fonts
        .families
        .insert(FontFamily::Monospace, chain("medium"));
    for name in ["italic", SEMIBOLD, BOLD, EXTRA_BOLD] {
        fonts
            .families
            .insert(FontFamily::Name(name.into()), chain(name));
    }
    fonts
}

const EXTRA_BOLD: &str = "extra bold";

/// The window's font nearest to a text's style on the sheet, at `size` points.
pub fn sheet_font(style: &crate::model::TextStyle, size: f32) -> FontId {
    let name = match style.weight {
        _ if style.italic => "italic",
        ..550 => return FontId::proportional(size),
        550..650 => SEMIBOLD,
        650..750 => BOLD,
        750.. => EXTRA_BOLD,
    };
    FontId::new(size, FontFamily::Name(name.into()))
}

fn style(palette: &Palette, dark: bool) -> Style {
    let mut style = Style {
        text_styles: [
            (TextStyle::Small, medium(11.5)),
            (TextStyle::Body, medium(13.0)),
            (TextStyle::Button, medium(13.0)),
            (TextStyle::Heading, bold(16.0)),
            (TextStyle::Monospace, medium(13.0)),
        ]
        .into(),
        animation_time: 0.0,
        ..Style::default()
    };
    let spacing = &mut style.spacing;
    // What pops up may grow as high as the window is; without this it ends at 400 points.
    spacing.default_area_size.y = 10_000.0;
    spacing.item_spacing = vec2(GAP, GAP);
    spacing.button_padding = vec2(12.0, 6.0);
    spacing.menu_margin = Margin::same(6);
    spacing.interact_size = vec2(28.0, 30.0);
    spacing.window_margin = Margin::same(20);
    spacing.text_edit_width = 200.0;
    spacing.icon_width = 16.0;
    spacing.icon_spacing = 6.0;
    spacing.combo_width = 60.0;
    spacing.tooltip_width = 320.0;

    let base = if dark {
        Visuals::dark()
    } else {
        Visuals::light()
    };
    style.visuals = Visuals {
        weak_text_color: Some(palette.quiet_ink),
        hyperlink_color: palette.accent_ink,
        faint_bg_color: palette.raised,
        extreme_bg_color: palette.field,
        code_bg_color: palette.raised,
        warn_fg_color: palette.danger,
        error_fg_color: palette.danger,
        window_fill: palette.chrome,
        panel_fill: palette.chrome,
        window_stroke: Stroke::new(1.0, palette.border),
        window_corner_radius: CornerRadius::same(14),
        menu_corner_radius: CornerRadius::same(10),
        window_shadow: Shadow {
            offset: [0, 12],
            blur: 40,
            spread: 0,
            color: palette.shadow,
        },
        popup_shadow: Shadow {
            offset: [0, 6],
            blur: 20,
            spread: 0,
            color: palette.shadow,
        },
        ..base
    };
    style.visuals.text_cursor.stroke = Stroke::new(1.5, palette.accent_ink);
    style.visuals.selection.bg_fill = palette.accent_soft;
    style.visuals.selection.stroke = Stroke::new(1.5, palette.accent_ink);
    let widgets = &mut style.visuals.widgets;
    let states = [
        (&mut widgets.noninteractive, palette.chrome, palette.border),
        (&mut widgets.inactive, palette.raised, palette.border),
        (&mut widgets.hovered, palette.raised_hover, palette.border),
        (&mut widgets.active, palette.raised_active, palette.accent),
        (&mut widgets.open, palette.raised_hover, palette.border),
    ];
    for (widget, fill, border) in states {
        widget.bg_fill = fill;
        widget.weak_bg_fill = fill;
        widget.bg_stroke = Stroke::new(1.0, border);
        widget.fg_stroke = Stroke::new(1.0, palette.ink);
        widget.corner_radius = CornerRadius::same(RADIUS);
        widget.expansion = 0.0;
    }
    style
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The least of WCAG 2.2 for text (success criterion 1.4.3).
    const LEAST: f64 = 4.5;

    #[test]
    fn every_text_of_the_window_can_be_read() {
        let color = |c: Color32| Color {
            r: c.r(),
            g: c.g(),
            b: c.b(),
        };
        for (theme, p) in [("light", Palette::LIGHT), ("dark", Palette::DARK)] {
            let plain = [p.chrome, p.field, p.raised];
            let pressed = [p.raised_hover, p.raised_active, p.accent_soft];
            let on = |ink: Color32, grounds: &[Color32]| {
                for ground in grounds {
                    let contrast = color(ink).contrast(color(*ground));
                    assert!(
                        contrast >= LEAST,
                        "{theme}: {ink:?} on {ground:?}: {contrast:.2}"
                    );
                }
            };
            for ink in [p.ink, p.quiet_ink] {
                on(ink, &plain);
                on(ink, &pressed);
            }
            on(p.faint_ink, &plain);
            on(p.ink, &[p.desk]);
            on(p.on_accent, &[p.accent, p.accent_hover]);
            on(p.accent_ink, &plain);
            on(p.accent_ink, &[p.accent_soft]);
            on(p.danger, &[p.chrome, p.raised]);
            on(p.on_tag, &[p.tag]);
        }
    }
}
