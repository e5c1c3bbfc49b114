//! The colours that a drawing in SVG names: fills, lines and stops of gradients.

use std::collections::HashMap;

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use super::{
    error::NoBrandKind,
    found::{BrandNote, BrandWay, FoundBrand, FoundColor, FoundName},
    offer::Offer,
    shade,
};
use crate::model::{Brand, Color};

/// Attributes and properties that are colours.
const PAINTS: [&str; 6] = [
    "fill",
    "stroke",
    "stop-color",
    "color",
    "flood-color",
    "background",
];
/// So many colours are counted.
const MOST: usize = 50_000;

/// Whether a text is a drawing, by how it begins.
pub(super) fn is_drawing(text: &str) -> bool {
    let head: &str = &text[..text.floor_char_boundary(4_096)];
    head.contains("<svg")
}

/// Takes the colours of a drawing.
///
/// # Errors
/// Where it names none.
pub(super) fn read(text: &str) -> Result<FoundBrand, NoBrandKind> {
    let counts = counted(text);
    if counts.is_empty() {
        return Err(NoBrandKind::NoColors);
    }
    let mut offer = Offer::default();
    for (color, _) in &counts {
        offer.propose(*color);
    }
    let (colors, _) = offer.proposed();
    let mut notes = vec![BrandNote::LogoAsDrawing];
    if colors.is_empty() {
        notes = vec![BrandNote::OnlyGreys];
    }
    let listed = counts.into_iter().map(|(color, count)| FoundColor {
        color,
        name: FoundName::Nothing,
        uses: Some(count),
    });
    let parts = (colors, listed.collect());
    let (way, brand) = (BrandWay::Picture, Brand::default());
    Ok(FoundBrand::of_parts(way, brand, parts, Vec::new(), notes))
}

#[derive(Default)]
struct Counts {
    colors: Vec<(Color, usize)>,
    at: HashMap<Color, usize>,
    all: usize,
}

impl Counts {
    fn add(&mut self, text: &str) {
        self.all += 1;
        let Some((color, alpha, _)) = shade::of_css(text) else {
            return;
        };
        if alpha < 0.3 {
            return;
        }
        match self.at.get(&color) {
            Some(known) => self.colors[*known].1 += 1,
            None => {
                self.at.insert(color, self.colors.len());
                self.colors.push((color, 1));
            }
        }
    }

    /// What a style says, or each rule of a sheet.
    fn add_style(&mut self, style: &str) {
        for rule in style.split(['{', '}', ';']) {
            if let Some((name, value)) = rule.split_once(':')
                && PAINTS.contains(&name.trim())
                && self.all < MOST
            {
                self.add(value.trim().trim_end_matches("!important"));
            }
        }
    }

    fn add_tag(&mut self, tag: &BytesStart<'_>) {
        let mut attributes = tag.attributes();
        for attribute in attributes.with_checks(false).flatten().take(200) {
            let key: &str = attribute.key.as_ref();
            match key {
                "style" => self.add_style(&attribute.value),
                key if PAINTS.contains(&key) => self.add(&attribute.value),
                _ => {}
            }
        }
    }
}

/// Each colour with how often it is named, the most named first.
fn counted(text: &str) -> Vec<(Color, usize)> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let mut counts = Counts::default();
    let mut is_sheet = false;
    while counts.all < MOST {
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                is_sheet = tag.local_name().as_ref() == "style";
                counts.add_tag(&tag);
            }
            Ok(Event::Empty(tag)) => counts.add_tag(&tag),
            Ok(Event::Text(text)) if is_sheet => counts.add_style(&text.xml10_content()),
            Ok(Event::CData(text)) if is_sheet => counts.add_style(&text.xml10_content()),
            Ok(Event::End(_)) => is_sheet = false,
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    counts
        .colors
        .sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts.colors
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_of_attributes_styles_and_sheets_are_counted() {
        let drawing = r##"<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg">
<style>.a { fill: #0B2545; stroke: none } .b{color:#C9A227}</style>
<path fill="#0b2545"/><path style="fill:rgb(201,162,39);stroke:#fff"/><g fill="url(#g)"/>
<stop stop-color="#00A86B"/><path fill="#0B2545"/></svg>"##;
        let found = read(drawing).unwrap();
        let colors = [0x0B2545, 0xC9A227, 0x00A86B].map(Color::hex);
        assert_eq!(found.brand.colors, colors);
        assert_eq!(found.colors[0].uses, Some(3));
        assert_eq!(found.notes, [BrandNote::LogoAsDrawing]);
        assert_eq!(read("<svg/>").unwrap_err(), NoBrandKind::NoColors);
    }
}
