//! The theme of an office file: its colours and its families of type.

use super::{
    paint::Paint,
    xml::{Met, attribute, walk},
};
use crate::model::Color;

/// A theme.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Theme {
    /// Empty where it has none.
    pub name: String,
    /// In the order of [`SLOTS`].
    colors: [Option<Color>; SLOTS.len()],
    /// Of titles.
    pub heading: Option<String>,
    /// Of all other texts.
    pub body: Option<String>,
}

/// The names of a theme's colours, in their order.
pub(super) const SLOTS: [&str; 12] = [
    "dk1", "lt1", "dk2", "lt2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6",
    "hlink", "folHlink",
];

/// The accents that programs begin with, in the order of a theme.
const UNTOUCHED: [[u32; 6]; 6] = [
    // Office 2007 and 2010.
    [0x4F81BD, 0xC0504D, 0x9BBB59, 0x8064A2, 0x4BACC6, 0xF79646],
    // Office 2013, and the first half of 2022.
    [0x5B9BD5, 0xED7D31, 0xA5A5A5, 0xFFC000, 0x4472C4, 0x70AD47],
    [0x4472C4, 0xED7D31, 0xA5A5A5, 0xFFC000, 0x5B9BD5, 0x70AD47],
    // Since 2023.
    [0x156082, 0xE97132, 0x196B24, 0x0F9ED5, 0xA02B93, 0x4EA72E],
    // LibreOffice 7.6 and later.
    [0x18A303, 0x0369A3, 0xA33E03, 0x8E03A3, 0xC99C00, 0xC9211E],
    // Google Slides, Simple Light.
    [0x4285F4, 0x212121, 0x78909C, 0xFFAB40, 0x0097A7, 0xEEFF41],
];
/// The families that programs begin with.
const UNTOUCHED_FONTS: [&str; 9] = [
    "Calibri",
    "Calibri Light",
    "Cambria",
    "Aptos",
    "Aptos Display",
    "Arial",
    "Times New Roman",
    "Liberation Sans",
    "Liberation Serif",
];

impl Theme {
    /// What a part says whose outermost element is `theme`.
    pub(super) fn of(part: &str) -> Self {
        let mut reading = Reading::default();
        walk(part, |met| {
            match met {
                Met::Start(tag) => reading.start(tag),
                Met::End => reading.end(),
            }
            true
        });
        reading.theme
    }

    /// By its name in the theme.
    pub(super) fn color(&self, slot: &str) -> Option<Color> {
        let at = SLOTS.iter().position(|known| *known == slot)?;
        self.colors[at]
    }

    /// Whether it says a colour at all.
    pub(super) fn has_colors(&self) -> bool {
        self.colors.iter().any(Option::is_some)
    }

    /// Whether the accents are still those that its program begins with.
    pub(super) fn is_untouched(&self) -> bool {
        let accents = self.colors[4..10].iter();
        UNTOUCHED.iter().any(|known| {
            let same = accents.clone().zip(known);
            same.into_iter()
                .all(|(color, known)| *color == Some(Color::hex(*known)))
        })
    }

    /// Whether both families are those that its program begins with.
    pub(super) fn has_untouched_fonts(&self) -> bool {
        let is_known = |family: &Option<String>| {
            family
                .as_deref()
                .is_none_or(|family| UNTOUCHED_FONTS.contains(&family))
        };
        is_known(&self.heading) && is_known(&self.body)
    }
}

/// What stands around what is read.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Within {
    Colors,
    Slot(usize),
    Fonts,
    Heading,
    Body,
    Other,
}

#[derive(Default)]
struct Reading {
    theme: Theme,
    within: Vec<Within>,
    /// The colour that is being read, how deep it stands, and of which slot it is.
    paint: Option<(Paint, usize, usize)>,
    has_colors: bool,
    has_fonts: bool,
}

impl Reading {
    fn start(&mut self, tag: &quick_xml::events::BytesStart<'_>) {
        let around = self.within.last().copied().unwrap_or(Within::Other);
        let name = tag.local_name();
        let name: &str = name.as_ref();
        let slot = || SLOTS.iter().position(|slot| *slot == name);
        let within = match (around, name) {
            (Within::Other, "theme") if self.within.is_empty() => {
                self.theme.name = attribute(tag, "name").unwrap_or_default();
                Within::Other
            }
            // Those behind the first are spare ones.
            (Within::Other, "clrScheme") if !self.has_colors => {
                self.has_colors = true;
                Within::Colors
            }
            (Within::Colors, _) => slot().map_or(Within::Other, Within::Slot),
            (Within::Slot(slot), _) => {
                match &mut self.paint {
                    Some((paint, ..)) => paint.change(tag),
                    None => {
                        let depth = self.within.len();
                        self.paint = Paint::of(tag).map(|paint| (paint, depth, slot));
                    }
                }
                around
            }
            (Within::Other, "fontScheme") if !self.has_fonts => {
                self.has_fonts = true;
                Within::Fonts
            }
            (Within::Fonts, "majorFont") => Within::Heading,
            (Within::Fonts, "minorFont") => Within::Body,
            // Other scripts have elements of their own beside it.
            (Within::Heading | Within::Body, "latin") => {
                let family = attribute(tag, "typeface");
                let family = family.map(|family| family.trim().to_owned());
                let family = family.filter(|family| !family.is_empty() && family.len() <= 200);
                match around {
                    Within::Heading => self.theme.heading = family,
                    _ => self.theme.body = family,
                }
                Within::Other
            }
            _ => Within::Other,
        };
        self.within.push(within);
    }

    fn end(&mut self) {
        self.within.pop();
        if self
            .paint
            .as_ref()
            .is_some_and(|(_, depth, _)| self.within.len() <= *depth)
            && let Some((paint, _, slot)) = self.paint.take()
        {
            // A theme's own colours refer to nothing.
            self.theme.colors[slot] = paint.seen(|_| None);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const THEME: &str = r#"<?xml version="1.0"?>
<a:theme xmlns:a="http://purl.oclc.org/ooxml/drawingml/main" name="Bank Nusa &amp; Co"><a:themeElements>
<a:clrScheme name="Bank"><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1>
<a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1><a:dk2><a:srgbClr val="0B2545"/></a:dk2>
<a:accent1><a:srgbClr val="0B2545"><a:lumMod val="100000"/></a:srgbClr></a:accent1>
<a:accent2><a:srgbClr val="C9A227"></a:srgbClr></a:accent2></a:clrScheme>
<a:fontScheme name="x"><a:majorFont><a:latin typeface="Libre Baskerville"/><a:ea typeface="MS Mincho"/>
<a:cs typeface=""/><a:font script="Jpan" typeface="Yu Gothic"/></a:majorFont>
<a:minorFont><a:latin typeface="Source Sans 3"/><a:ea typeface="MS Gothic"/></a:minorFont></a:fontScheme>
<a:fmtScheme><a:fillStyleLst><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:fillStyleLst></a:fmtScheme>
</a:themeElements><a:extraClrSchemeLst><a:extraClrScheme><a:clrScheme name="o"><a:accent1>
<a:srgbClr val="FF0000"/></a:accent1></a:clrScheme></a:extraClrScheme></a:extraClrSchemeLst></a:theme>"#;

    #[test]
    fn colours_and_fonts_of_a_theme_are_read_whatever_its_namespace() {
        let theme = Theme::of(THEME);
        assert_eq!(theme.name, "Bank Nusa & Co");
        assert_eq!(theme.color("accent1"), Some(Color::hex(0x0B2545)));
        assert_eq!(theme.color("accent2"), Some(Color::hex(0xC9A227)));
        assert_eq!(theme.color("dk1"), Some(Color::BLACK));
        assert_eq!(theme.color("accent3"), None);
        assert_eq!(theme.heading.as_deref(), Some("Libre Baskerville"));
        assert_eq!(theme.body.as_deref(), Some("Source Sans 3"));
        assert!(!theme.is_untouched() && !theme.has_untouched_fonts());
    }

    #[test]
    fn a_theme_that_nobody_touched_is_known() {
        let accents: String = UNTOUCHED[2]
            .iter()
            .enumerate()
            .map(|(n, rgb)| {
                format!(
                    "<a:accent{0}><a:srgbClr val='{rgb:06x}'/></a:accent{0}>",
                    n + 1
                )
            })
            .collect();
        let theme = Theme::of(&format!(
            "<a:theme><a:clrScheme>{accents}</a:clrScheme></a:theme>"
        ));
        assert!(theme.is_untouched(), "{theme:?}");
        assert!(!Theme::of("<a:theme/>").has_colors());
    }
}
