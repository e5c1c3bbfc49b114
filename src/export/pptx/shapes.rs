//! The elements of a slide: shapes, lines, pictures, groups.

use std::fmt::Write as _;

use super::{
    palette::Palette,
    units::{Emu, Frame, Placing},
    xml::{Escaped, short},
};
use crate::scene::{Paint, Stroke};

/// How long names and what is said of a thing may be, in characters.
const MOST_IN_NAME: usize = 120;
const MOST_IN_ALT: usize = 1_500;

/// What an element is called, and what it is for those who do not see it.
#[derive(Debug, Clone, Default)]
pub(super) struct Named {
    pub name: String,
    /// In place of what is drawn; empty where its text says all.
    pub alt: String,
    /// It says nothing by itself.
    pub is_decoration: bool,
    /// The id of a relation to what it leads to, and whether that is a slide of this file.
    pub link: Option<(String, bool)>,
}

impl Named {
    /// What says nothing by itself.
    pub(super) fn decoration(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            is_decoration: true,
            ..Self::default()
        }
    }

    /// `<p:cNvPr/>`.
    pub(super) fn xml(&self, id: u32) -> String {
        let name = short(self.name.trim(), MOST_IN_NAME);
        let mut xml = format!("<p:cNvPr id=\"{id}\" name=\"{}\"", Escaped(&name));
        if !self.alt.is_empty() && !self.is_decoration {
            let alt = short(&self.alt, MOST_IN_ALT);
            let _ = write!(xml, " descr=\"{}\"", Escaped(&alt));
        }
        let mut content = String::new();
        if let Some((relation, is_slide)) = &self.link {
            let action = match is_slide {
                true => " action=\"ppaction://hlinksldjump\"",
                false => "",
            };
            let _ = write!(content, "<a:hlinkClick r:id=\"{relation}\"{action}/>");
        }
        if self.is_decoration {
            content.push_str(
                "<a:extLst><a:ext uri=\"{C183D7F6-B498-43B3-948B-1728B52AA6E4}\"><adec:decorative xmlns:adec=\"http://schemas.microsoft.com/office/drawing/2017/decorative\" val=\"1\"/></a:ext></a:extLst>",
            );
        }
        match content.is_empty() {
            true => xml.push_str("/>"),
            false => {
                let _ = write!(xml, ">{content}</p:cNvPr>");
            }
        }
        xml
    }
}

/// A shape; without a text it has none to write into.
pub(super) fn shape(
    id: u32,
    named: &Named,
    frame: Frame,
    look: &str,
    text: Option<&str>,
    is_text_box: bool,
) -> String {
    let kind = match is_text_box {
        true => "<p:cNvSpPr txBox=\"1\"/>",
        false => "<p:cNvSpPr/>",
    };
    let properties = named.xml(id);
    let place = frame.xml();
    let text = text.unwrap_or_default();
    format!(
        "<p:sp><p:nvSpPr>{properties}{kind}<p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>{place}</a:xfrm>{look}</p:spPr>{text}</p:sp>"
    )
}

/// A group around elements, whose places stay as they are.
pub(super) fn group(id: u32, named: &Named, frame: Frame, children: &str) -> String {
    let properties = named.xml(id);
    let place = frame.xml();
    let Frame {
        x,
        y,
        width,
        height,
    } = frame;
    format!(
        "<p:grpSp><p:nvGrpSpPr>{properties}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>{place}<a:chOff x=\"{x}\" y=\"{y}\"/><a:chExt cx=\"{width}\" cy=\"{height}\"/></a:xfrm></p:grpSpPr>{children}</p:grpSp>"
    )
}

/// Where a connector is glued: the id of a shape, and which of its places.
pub(super) type Glue = Option<(u32, usize)>;

/// A line that may be glued to shapes.
pub(super) fn connector(
    id: u32,
    named: &Named,
    glued: [Glue; 2],
    transform: &str,
    look: &str,
) -> String {
    let mut glue = String::new();
    for (end, name) in glued.into_iter().zip(["stCxn", "endCxn"]) {
        if let Some((shape, place)) = end {
            let _ = write!(glue, "<a:{name} id=\"{shape}\" idx=\"{place}\"/>");
        }
    }
    let glue = match glue.is_empty() {
        true => "<p:cNvCxnSpPr/>".to_owned(),
        false => format!("<p:cNvCxnSpPr>{glue}</p:cNvCxnSpPr>"),
    };
    let properties = named.xml(id);
    format!(
        "<p:cxnSp><p:nvCxnSpPr>{properties}{glue}<p:nvPr/></p:nvCxnSpPr><p:spPr>{transform}{look}</p:spPr></p:cxnSp>"
    )
}

/// A picture, of which some thousandths of a per cent are cut off at each side (left, top, right,
/// bottom).
pub(super) fn picture(
    id: u32,
    named: &Named,
    frame: Frame,
    relation: &str,
    cut: [i64; 4],
    geometry: &str,
) -> String {
    let [left, top, right, bottom] = cut;
    let cut = match cut == [0; 4] {
        true => String::new(),
        false => format!("<a:srcRect l=\"{left}\" t=\"{top}\" r=\"{right}\" b=\"{bottom}\"/>"),
    };
    let properties = named.xml(id);
    let place = frame.xml();
    format!(
        "<p:pic><p:nvPicPr>{properties}<p:cNvPicPr><a:picLocks noChangeAspect=\"1\"/></p:cNvPicPr><p:nvPr/></p:nvPicPr><p:blipFill><a:blip r:embed=\"{relation}\"/>{cut}<a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr><a:xfrm>{place}</a:xfrm>{geometry}</p:spPr></p:pic>"
    )
}

/// A title, in the place of its layout or in one of its own.
pub(super) fn title(id: u32, name: &str, kind: &str, frame: Option<Frame>, text: &str) -> String {
    let properties = Named {
        name: name.to_owned(),
        ..Named::default()
    };
    let properties = properties.xml(id);
    let place = frame.map_or(String::new(), |frame| {
        format!("<a:xfrm>{}</a:xfrm>", frame.xml())
    });
    format!(
        "<p:sp><p:nvSpPr>{properties}<p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"{kind}\"/></p:nvPr></p:nvSpPr><p:spPr>{place}</p:spPr>{text}</p:sp>"
    )
}

/// The line around a shape or along a path; `ends` stands behind how it is drawn. `height` is where
/// the shape begins and ends, in document units, for a line whose colour changes from top to bottom.
pub(super) fn line(
    palette: &Palette,
    stroke: Stroke,
    paint: &Paint,
    height: (f64, f64),
    at: Placing,
    ends: &str,
) -> String {
    let width: Emu = at.length(stroke.width).clamp(1, 20_116_800);
    let cap = if stroke.round { "rnd" } else { "flat" };
    let join = match stroke.round {
        true => "<a:round/>",
        false => "<a:miter lim=\"800000\"/>",
    };
    let dash = stroke
        .dash
        .map_or(String::new(), |dash| dashes(dash, stroke));
    let color = match paint {
        Paint::Solid(color) => palette.fill(*color, 1.0),
        Paint::Vertical { top, bottom, stops } => {
            gradient(palette, paint, (*top, *bottom), stops, height)
        }
    };
    format!("<a:ln w=\"{width}\" cap=\"{cap}\">{color}{dash}{join}{ends}</a:ln>")
}

/// Dash and gap in thousandths of a per cent of the line's width; round ends reach into the gap.
fn dashes((dash, gap): (f64, f64), stroke: Stroke) -> String {
    let share = |length: f64| {
        (length / stroke.width * 100_000.0)
            .round()
            .clamp(1_000.0, 100_000_000.0)
    };
    let (dash, gap) = match stroke.round {
        true => (
            share((dash - stroke.width).max(0.0)),
            share(gap + stroke.width),
        ),
        false => (share(dash), share(gap)),
    };
    format!("<a:custDash><a:ds d=\"{dash}\" sp=\"{gap}\"/></a:custDash>")
}

/// From top to bottom of what is drawn, which need not be where the colours begin and end.
fn gradient(
    palette: &Palette,
    paint: &Paint,
    (top, bottom): (f64, f64),
    stops: &[(f64, crate::model::Color)],
    (from, to): (f64, f64),
) -> String {
    let height = to - from;
    if height < 0.5 {
        return palette.fill(paint.color_at((from + to) / 2.0), 1.0);
    }
    let share = |y: f64| ((y - from) / height * 100_000.0).round();
    let within = stops.iter().map(|(at, _)| top + at * (bottom - top));
    let within = within.filter(|y| *y > from + 0.5 && *y < to - 0.5);
    let places = std::iter::once(from).chain(within).chain([to]);
    let mut xml = "<a:gradFill rotWithShape=\"1\"><a:gsLst>".to_owned();
    for y in places {
        let color = palette.xml(paint.color_at(y), 1.0);
        let _ = write!(xml, "<a:gs pos=\"{}\">{color}</a:gs>", share(y));
    }
    xml.push_str("</a:gsLst><a:lin ang=\"5400000\" scaled=\"0\"/></a:gradFill>");
    xml
}
