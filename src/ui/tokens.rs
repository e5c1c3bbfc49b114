//! The window's look in numbers: colours (only here), spacing, type; and how egui is set up.

use std::sync::Arc;

use egui::{
    Color32, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin, Shadow, Stroke,
    Style, TextStyle, Theme, ThemePreference, Visuals, vec2,
};

use crate::{
    editor::{Appearance, TextSize},
    model::Color,
};

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
    /// Between parts of the window.
    pub border: Color32,
    /// Around what is written in, chosen from or ticked: seen against all grounds of such things.
    pub edge: Color32,
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
        edge: Color32::from_rgb(0x78, 0x81, 0x92),
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
        edge: Color32::from_rgb(0x7A, 0x82, 0x94),
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

    /// For those who need more contrast than most.
    pub const LIGHT_CONTRAST: Self = Self {
        desk: Color32::from_rgb(0xDC, 0xDF, 0xE6),
        raised: Color32::from_rgb(0xFF, 0xFF, 0xFF),
        raised_hover: Color32::from_rgb(0xE6, 0xE9, 0xF1),
        raised_active: Color32::from_rgb(0xD2, 0xD7, 0xE3),
        border: Color32::from_rgb(0x4A, 0x52, 0x63),
        edge: Color32::from_rgb(0x1D, 0x24, 0x33),
        ink: Color32::from_rgb(0x00, 0x00, 0x00),
        quiet_ink: Color32::from_rgb(0x1D, 0x24, 0x33),
        faint_ink: Color32::from_rgb(0x2F, 0x38, 0x49),
        accent: Color32::from_rgb(0x2B, 0x30, 0xB2),
        accent_hover: Color32::from_rgb(0x20, 0x24, 0x93),
        accent_soft: Color32::from_rgb(0xDF, 0xE1, 0xFB),
        accent_ink: Color32::from_rgb(0x20, 0x24, 0x93),
        danger: Color32::from_rgb(0x96, 0x12, 0x16),
        tag: Color32::from_rgb(0x00, 0x00, 0x00),
        ..Self::LIGHT
    };

    /// As [`Palette::LIGHT_CONTRAST`], light on dark.
    pub const DARK_CONTRAST: Self = Self {
        chrome: Color32::from_rgb(0x00, 0x00, 0x00),
        desk: Color32::from_rgb(0x14, 0x16, 0x1B),
        raised: Color32::from_rgb(0x00, 0x00, 0x00),
        raised_hover: Color32::from_rgb(0x26, 0x2A, 0x35),
        raised_active: Color32::from_rgb(0x34, 0x3A, 0x48),
        field: Color32::from_rgb(0x00, 0x00, 0x00),
        border: Color32::from_rgb(0xAE, 0xB6, 0xC6),
        edge: Color32::from_rgb(0xEE, 0xF0, 0xF5),
        ink: Color32::from_rgb(0xFF, 0xFF, 0xFF),
        quiet_ink: Color32::from_rgb(0xE6, 0xE9, 0xF0),
        faint_ink: Color32::from_rgb(0xCB, 0xD1, 0xDD),
        accent: Color32::from_rgb(0xB4, 0xB7, 0xFF),
        accent_hover: Color32::from_rgb(0xCC, 0xCE, 0xFF),
        on_accent: Color32::from_rgb(0x00, 0x00, 0x00),
        accent_soft: Color32::from_rgb(0x24, 0x26, 0x50),
        accent_ink: Color32::from_rgb(0xCC, 0xCE, 0xFF),
        danger: Color32::from_rgb(0xFF, 0xAD, 0xAF),
        tag: Color32::from_rgb(0xFF, 0xFF, 0xFF),
        on_tag: Color32::from_rgb(0x00, 0x00, 0x00),
        ..Self::DARK
    };

    /// The palette of the window that `ui` belongs to.
    pub fn of(ui: &egui::Ui) -> &'static Self {
        Self::of_visuals(ui.visuals())
    }

    pub fn of_context(ctx: &egui::Context) -> &'static Self {
        Self::of_visuals(&ctx.style_of(ctx.theme()).visuals)
    }

    /// The one that a style was made of, which its borders tell.
    fn of_visuals(visuals: &Visuals) -> &'static Self {
        let (plain, contrast) = match visuals.dark_mode {
            true => (&Self::DARK, &Self::DARK_CONTRAST),
            false => (&Self::LIGHT, &Self::LIGHT_CONTRAST),
        };
        let is_contrast = visuals.window_stroke.color == contrast.border;
        if is_contrast { contrast } else { plain }
    }
}

/// Gives the window the brightness and the contrast that a person chose.
pub fn use_appearance(ctx: &egui::Context, appearance: Appearance) {
    let (theme, light, dark) = match appearance {
        Appearance::System => (ThemePreference::System, &Palette::LIGHT, &Palette::DARK),
        Appearance::Light => (ThemePreference::Light, &Palette::LIGHT, &Palette::DARK),
        Appearance::Dark => (ThemePreference::Dark, &Palette::LIGHT, &Palette::DARK),
        Appearance::LightContrast => (
            ThemePreference::Light,
            &Palette::LIGHT_CONTRAST,
            &Palette::DARK_CONTRAST,
        ),
        Appearance::DarkContrast => (
            ThemePreference::Dark,
            &Palette::LIGHT_CONTRAST,
            &Palette::DARK_CONTRAST,
        ),
    };
    ctx.set_style_of(Theme::Light, style(light, false));
    ctx.set_style_of(Theme::Dark, style(dark, true));
    ctx.set_theme(theme);
}

/// What was chosen last by [`use_appearance`].
pub fn appearance(ctx: &egui::Context) -> Appearance {
    let palette = Palette::of_context(ctx);
    let is_contrast = [Palette::LIGHT_CONTRAST, Palette::DARK_CONTRAST].contains(palette);
    match ctx.options(|options| options.theme_preference) {
        ThemePreference::System => Appearance::System,
        ThemePreference::Light if is_contrast => Appearance::LightContrast,
        ThemePreference::Light => Appearance::Light,
        ThemePreference::Dark if is_contrast => Appearance::DarkContrast,
        ThemePreference::Dark => Appearance::Dark,
    }
}

/// How large everything in the window is shown.
pub fn text_size(ctx: &egui::Context) -> TextSize {
    TextSize::of_percent((100.0 * ctx.zoom_factor()).round() as u16)
}

/// What a talk is shown with, whatever the window looks like.
pub const BLACK: Color32 = Color32::BLACK;
pub const WHITE: Color32 = Color32::WHITE;
/// The dot that points, and what shines around it.
pub const LASER: Color32 = Color32::from_rgb(0xE6, 0x1E, 0x2E);
pub const LASER_GLOW: Color32 = Color32::from_rgba_premultiplied(0x50, 0x0A, 0x10, 0x58);
/// What is drawn over a stop.
pub const INK: Color32 = Color32::from_rgb(0xD6, 0x1F, 0x69);
/// Around the spotlight.
pub const DARKNESS: Color32 = Color32::from_black_alpha(190);

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
        (&mut widgets.inactive, palette.raised, palette.edge),
        (&mut widgets.hovered, palette.raised_hover, palette.edge),
        (
            &mut widgets.active,
            palette.raised_active,
            palette.accent_ink,
        ),
        (&mut widgets.open, palette.raised_hover, palette.edge),
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

    /// The least of WCAG 2.2 for text (success criterion 1.4.3) and for what is seen of fields and
    /// of their states (1.4.11); where more contrast was asked for, that of 1.4.6 and half as much
    /// again.
    const LEAST: [(f64, f64); 2] = [(4.5, 3.0), (7.0, 4.5)];

    const ALL: [(&str, Palette, usize); 4] = [
        ("light", Palette::LIGHT, 0),
        ("dark", Palette::DARK, 0),
        ("light, high contrast", Palette::LIGHT_CONTRAST, 1),
        ("dark, high contrast", Palette::DARK_CONTRAST, 1),
    ];

    fn contrast(a: Color32, b: Color32) -> f64 {
        let color = |c: Color32| Color {
            r: c.r(),
            g: c.g(),
            b: c.b(),
        };
        color(a).contrast(color(b))
    }

    fn assert_on(theme: &str, ink: Color32, grounds: &[Color32], least: f64) {
        for ground in grounds {
            let found = contrast(ink, *ground);
            assert!(
                found >= least,
                "{theme}: {ink:?} on {ground:?}: {found:.2}, not {least}"
            );
        }
    }

    #[test]
    fn every_text_of_the_window_can_be_read() {
        for (theme, p, contrast) in ALL {
            let (least, _) = LEAST[contrast];
            let plain = [p.chrome, p.field, p.raised];
            let pressed = [p.raised_hover, p.raised_active, p.accent_soft];
            let on = |ink: Color32, grounds: &[Color32]| assert_on(theme, ink, grounds, least);
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

    /// What a field is bounded by, how it is seen to be on, pressed or wrong, and where the
    /// keyboard is.
    #[test]
    fn borders_and_states_of_fields_can_be_seen() {
        for (theme, p, contrast) in ALL {
            let (_, least) = LEAST[contrast];
            let on = |ink: Color32, grounds: &[Color32]| assert_on(theme, ink, grounds, least);
            let grounds = [p.chrome, p.field, p.raised, p.raised_hover];
            on(p.edge, &grounds);
            on(p.accent_ink, &grounds);
            on(p.accent_ink, &[p.raised_active, p.accent_soft, p.desk]);
            on(p.on_accent, &[p.accent, p.accent_hover]);
            on(p.danger, &[p.field, p.chrome]);
            let style = style(&p, theme.starts_with("dark"));
            let widgets = &style.visuals.widgets;
            for state in [
                &widgets.inactive,
                &widgets.hovered,
                &widgets.active,
                &widgets.open,
            ] {
                on(state.bg_stroke.color, &[state.bg_fill, p.chrome, p.field]);
                on(state.fg_stroke.color, &[state.bg_fill]);
            }
            on(style.visuals.selection.stroke.color, &[p.field, p.chrome]);
        }
    }

    #[test]
    fn what_was_chosen_is_what_is_shown() {
        let ctx = egui::Context::default();
        install(&ctx);
        for chosen in Appearance::ALL {
            use_appearance(&ctx, chosen);
            assert_eq!(appearance(&ctx), chosen);
        }
        for (appearance, palette) in [
            (Appearance::Light, Palette::LIGHT),
            (Appearance::Dark, Palette::DARK),
            (Appearance::LightContrast, Palette::LIGHT_CONTRAST),
            (Appearance::DarkContrast, Palette::DARK_CONTRAST),
        ] {
            use_appearance(&ctx, appearance);
            assert_eq!(*Palette::of_context(&ctx), palette);
        }
    }
}
