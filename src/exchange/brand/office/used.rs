//! Which colours and pictures the shapes of a slide, a layout or a master use.

use std::collections::HashMap;

use quick_xml::events::BytesStart;

use super::{
    paint::Paint,
    xml::{Met, attribute, walk},
};

/// So many uses of one part are counted.
const MOST: usize = 20_000;

/// What the shapes of a part use.
#[derive(Debug, Default)]
pub(super) struct Used {
    /// A paint for each fill, line and text.
    pub paints: Vec<Paint>,
    /// The relations of pictures that stand by themselves, and how large each is, in square EMU.
    pub pictures: Vec<(String, Option<f64>)>,
}

/// What stands around what is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Around {
    /// A shape, a connector or a picture.
    Shape,
    /// A picture, as a shape.
    Picture,
    /// Where a shape says how it looks.
    Look,
    /// What a shape takes from the theme's styles, where it says nothing itself.
    Style,
    /// A line of a style, or its fill: `true` where it is none.
    StyleRef {
        is_none: bool,
        is_fill: bool,
    },
    /// What is no colour of the shape's: shadows, what is there for other programs, deeper levels.
    Passed,
    Other,
}

struct Walk {
    used: Used,
    around: Vec<Around>,
    /// The colour that is being read, and how deep it stands.
    paint: Option<(Paint, usize)>,
    /// The shapes that are open.
    shapes: Vec<Shape>,
}

/// What is known of a shape until it ends.
#[derive(Default)]
struct Shape {
    has_fill: bool,
    has_line: bool,
    of_style: Vec<(bool, Paint)>,
    picture: Option<String>,
    size: Option<f64>,
}

/// What a part uses.
pub(super) fn used(part: &str) -> Used {
    let mut reading = Walk {
        used: Used::default(),
        around: Vec::new(),
        paint: None,
        shapes: Vec::new(),
    };
    walk(part, |met| {
        match met {
            Met::Start(tag) => reading.start(tag),
            Met::End => reading.end(),
        }
        reading.used.paints.len() < MOST
    });
    reading.used
}

impl Walk {
    fn is_within(&self, kind: Around) -> bool {
        self.around.contains(&kind)
    }

    fn start(&mut self, tag: &BytesStart<'_>) {
        let name = tag.local_name();
        let name: &str = name.as_ref();
        if self.around.last() == Some(&Around::Passed) {
            self.around.push(Around::Passed);
            return;
        }
        if let Some((paint, _)) = &mut self.paint {
            paint.change(tag);
        } else if let Some(paint) = Paint::of(tag) {
            self.paint = Some((paint, self.around.len()));
        }
        let around = kind(tag, name);
        match around {
            Around::Shape | Around::Picture => self.shapes.push(Shape::default()),
            Around::Look
            | Around::Style
            | Around::StyleRef { .. }
            | Around::Passed
            | Around::Other => self.of_shape(tag, name),
        }
        self.around.push(around);
    }

    /// What a tag says of the shape that it stands in.
    fn of_shape(&mut self, tag: &BytesStart<'_>, name: &str) {
        let is_look = self.around.last() == Some(&Around::Look);
        let is_picture = self.is_within(Around::Picture);
        let Some(shape) = self.shapes.last_mut() else {
            return;
        };
        match name {
            "solidFill" | "gradFill" | "blipFill" | "pattFill" | "noFill" | "grpFill"
                if is_look =>
            {
                shape.has_fill = true;
            }
            "ln" if is_look => shape.has_line = true,
            "blip" if is_picture => shape.picture = attribute(tag, "embed"),
            "ext" if is_picture && shape.size.is_none() => {
                let side = |name| attribute(tag, name)?.parse::<f64>().ok();
                shape.size = side("cx")
                    .zip(side("cy"))
                    .map(|(width, height)| width * height);
            }
            _ => {}
        }
    }

    fn end(&mut self) {
        let ended = self.around.pop();
        let depth = self.around.len();
        if self.paint.as_ref().is_some_and(|(_, at)| depth <= *at)
            && let Some((paint, _)) = self.paint.take()
        {
            self.use_paint(paint);
        }
        if matches!(ended, Some(Around::Shape | Around::Picture)) {
            self.end_shape();
        }
    }

    fn use_paint(&mut self, paint: Paint) {
        if paint.shows_through() {
            return;
        }
        if !self.is_within(Around::Style) {
            self.used.paints.push(paint);
            return;
        }
        let mut around = self.around.iter().rev();
        let of_style = around.find_map(|around| match around {
            Around::StyleRef { is_none, is_fill } => Some((*is_none, *is_fill)),
            _ => None,
        });
        if let (Some((false, is_fill)), Some(shape)) = (of_style, self.shapes.last_mut()) {
            shape.of_style.push((is_fill, paint));
        }
    }

    fn end_shape(&mut self) {
        let Some(shape) = self.shapes.pop() else {
            return;
        };
        for (is_fill, paint) in shape.of_style {
            let is_said = if is_fill {
                shape.has_fill
            } else {
                shape.has_line
            };
            if !is_said {
                self.used.paints.push(paint);
            }
        }
        if let Some(picture) = shape.picture {
            self.used.pictures.push((picture, shape.size));
        }
    }
}

fn kind(tag: &BytesStart<'_>, name: &str) -> Around {
    let is_none = || attribute(tag, "idx").is_some_and(|index| index == "0");
    match name {
        "sp" | "cxnSp" => Around::Shape,
        "pic" => Around::Picture,
        "spPr" => Around::Look,
        "style" => Around::Style,
        "fillRef" => Around::StyleRef {
            is_none: is_none(),
            is_fill: true,
        },
        "lnRef" => Around::StyleRef {
            is_none: is_none(),
            is_fill: false,
        },
        // The letters of a style are white on its fill.
        "fontRef" | "effectRef" | "effectLst" | "effectDag" | "scene3d" | "sp3d" | "extLst"
        | "Fallback" | "duotone" | "clrChange" | "custDataLst" | "timing" | "transition" => {
            Around::Passed
        }
        name if is_deeper_level(name) => Around::Passed,
        _ => Around::Other,
    }
}

/// The second to ninth level of a list, which are as the first as a rule.
fn is_deeper_level(name: &str) -> bool {
    let level = name
        .strip_prefix("lvl")
        .and_then(|rest| rest.strip_suffix("pPr"));
    level.is_some_and(|level| level != "1")
}

/// What the colours of a slide are called in the theme: its map, or the one in its place.
pub(super) fn color_map(part: &str) -> Option<HashMap<String, String>> {
    let mut found = None;
    walk(part, |met| {
        if let Met::Start(tag) = met
            && matches!(tag.local_name().as_ref(), "clrMap" | "overrideClrMapping")
        {
            let mut attributes = tag.attributes();
            let attributes = attributes.with_checks(false).flatten().take(30);
            let pairs = attributes.map(|attribute| {
                let key: &str = attribute.key.as_ref();
                (key.to_owned(), attribute.value.to_string())
            });
            found = Some(pairs.collect());
        }
        found.is_none()
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::brand::office::paint::PaintBase;

    fn names(part: &str) -> Vec<String> {
        let paints = used(part).paints;
        let names = paints.iter().map(|paint| match &paint.base {
            PaintBase::Fixed(color) => color.to_string(),
            PaintBase::Scheme(name) => name.clone(),
        });
        names.collect()
    }

    #[test]
    fn fills_lines_and_texts_count_and_shadows_do_not() {
        let part = r#"<p:sld><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg2"/></a:solidFill></p:bgPr></p:bg>
<p:spTree><p:sp><p:spPr><a:solidFill><a:srgbClr val="FF0000"/></a:solidFill>
<a:ln><a:solidFill><a:schemeClr val="accent2"><a:shade val="50000"/></a:schemeClr></a:solidFill></a:ln>
<a:effectLst><a:outerShdw><a:srgbClr val="000001"/></a:outerShdw></a:effectLst></p:spPr>
<p:txBody><a:p><a:r><a:rPr><a:solidFill><a:schemeClr val="tx2"/></a:solidFill></a:rPr></a:r></a:p></p:txBody>
<p:extLst><p:ext><a:srgbClr val="000002"/></p:ext></p:extLst></p:sp>
<p:sp><p:spPr><a:solidFill><a:srgbClr val="00FF00"><a:alpha val="10000"/></a:srgbClr></a:solidFill></p:spPr></p:sp>
</p:spTree></p:cSld></p:sld>"#;
        assert_eq!(names(part), ["bg2", "#FF0000", "accent2", "tx2"]);
    }

    #[test]
    fn a_shape_takes_from_its_style_what_it_does_not_say_itself() {
        let shape = |look: &str, index: u8| {
            format!(
                r#"<p:sp><p:spPr>{look}</p:spPr><p:style><a:lnRef idx="0"><a:schemeClr val="accent1"/></a:lnRef>
<a:fillRef idx="{index}"><a:schemeClr val="accent3"/></a:fillRef><a:effectRef idx="2"><a:schemeClr val="accent4"/></a:effectRef>
<a:fontRef idx="minor"><a:schemeClr val="lt1"/></a:fontRef></p:style></p:sp>"#
            )
        };
        assert_eq!(names(&shape("", 1)), ["accent3"]);
        assert_eq!(names(&shape("<a:noFill/>", 1)), [""; 0]);
        assert_eq!(names(&shape("", 0)), [""; 0]);
        let filled = "<a:solidFill><a:srgbClr val=\"123456\"/></a:solidFill>";
        assert_eq!(names(&shape(filled, 1)), ["#123456"]);
    }

    #[test]
    fn pictures_are_found_with_their_size_and_grounds_are_not() {
        let part = r#"<p:sldMaster><p:cSld><p:bg><p:bgPr><a:blipFill><a:blip r:embed="rId1"/></a:blipFill></p:bgPr></p:bg>
<p:pic><p:blipFill><a:blip r:embed="rId7"><a:extLst><a:ext><asvg:svgBlip r:embed="rId8"/></a:ext></a:extLst></a:blip></p:blipFill>
<p:spPr><a:xfrm><a:off x="1" y="2"/><a:ext cx="200" cy="100"/></a:xfrm></p:spPr></p:pic></p:cSld></p:sldMaster>"#;
        assert_eq!(used(part).pictures, [("rId7".to_owned(), Some(20_000.0))]);
    }

    #[test]
    fn maps_of_colours_are_read() {
        let map = color_map("<m><p:clrMap bg1=\"dk1\" tx1='lt1'/></m>").unwrap();
        assert_eq!(map["bg1"], "dk1");
        assert_eq!(map["tx1"], "lt1");
        assert_eq!(color_map("<m/>"), None);
    }
}
