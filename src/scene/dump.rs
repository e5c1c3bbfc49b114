//! The display list as text, one item a line: for golden tests and for looking at.

use std::fmt;

use super::{Item, Paint, Scene, Shape, Stroke, Text};
use crate::{geom::Rect, model::Color};

impl fmt::Display for Scene {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (size, ground) = (self.size, hex(self.background));
        writeln!(
            f,
            "sheet {} × {} {ground}",
            num(size.width),
            num(size.height)
        )?;
        for placed in &self.bands {
            writeln!(f, "band at {}", num(placed.y))?;
            for chunk in &placed.band.chunks {
                match chunk.target() {
                    Some(target) => writeln!(f, "  {target:?} {}", rect(chunk.bounds))?,
                    None => writeln!(f, "  ground {}", rect(chunk.bounds))?,
                }
                for item in &chunk.items {
                    if let Item::Text(text) = item {
                        lines(f, text)?;
                    } else {
                        writeln!(f, "    {}", describe(item))?;
                    }
                }
            }
        }
        Ok(())
    }
}

fn lines(f: &mut fmt::Formatter<'_>, text: &Text) -> fmt::Result {
    for (line, at) in text.lines() {
        let size = line.runs.first().map_or(0.0, |run| run.size);
        let (x, y, width) = (num(at.x), num(at.y), num(line.width));
        let (words, color) = (&line.text, hex(text.color));
        writeln!(
            f,
            "    text {words:?} at {x} {y}, {width} wide, size {size}, {color}"
        )?;
    }
    Ok(())
}

fn describe(item: &Item) -> String {
    match item {
        Item::Fill {
            shape,
            color,
            opacity,
        } if *opacity < 1.0 => format!("fill {} {} at {opacity}", of(shape), hex(*color)),
        Item::Fill { shape, color, .. } => format!("fill {} {}", of(shape), hex(*color)),
        Item::Stroke {
            shape,
            stroke,
            paint,
        } => {
            let paint = match paint {
                Paint::Solid(color) => hex(*color),
                Paint::Vertical { top, bottom, stops } => {
                    let stops = stops
                        .iter()
                        .map(|(at, color)| format!("{at} {}", hex(*color)));
                    let stops = stops.collect::<Vec<_>>().join(", ");
                    format!("from {} to {} ({stops})", num(*top), num(*bottom))
                }
            };
            format!("stroke {} {} {paint}", of(shape), with(stroke))
        }
        Item::Text(text) => text
            .paragraph
            .lines
            .iter()
            .map(|l| l.text.as_str())
            .collect(),
        Item::Icon {
            icon,
            rect: room,
            color,
            width,
        } => format!(
            "icon {} {} {width} {}",
            icon.name(),
            rect(*room),
            hex(*color)
        ),
        Item::Picture {
            picture,
            frame,
            radius,
        } => {
            let (width, height) = picture.size();
            let (frame, radius) = (rect(*frame), num(*radius));
            format!("picture {width} × {height} in {frame} r {radius}")
        }
    }
}

fn of(shape: &Shape) -> String {
    match shape {
        Shape::Rect { rect: room, radius } => format!("rect {} r {radius}", rect(*room)),
        Shape::Circle(circle) => {
            let (x, y) = (num(circle.center.x), num(circle.center.y));
            format!("circle {x} {y} r {}", num(circle.radius))
        }
        Shape::Path(path) => {
            let count = path.elements().len();
            format!("path of {count} in {}", rect(shape_bounds(path)))
        }
    }
}

fn shape_bounds(path: &crate::geom::BezPath) -> Rect {
    crate::geom::Shape::bounding_box(path)
}

fn with(stroke: &Stroke) -> String {
    let dash = stroke
        .dash
        .map_or(String::new(), |(on, off)| format!(" dash {on} {off}"));
    let round = if stroke.round { " round" } else { "" };
    format!("{}{dash}{round}", stroke.width)
}

fn rect(rect: Rect) -> String {
    let [x, y, w, h] = [rect.x0, rect.y0, rect.width(), rect.height()].map(num);
    format!("[{x} {y} {w} {h}]")
}

fn num(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    // Negative zero would tell a difference where there is none.
    format!("{}", rounded + 0.0)
}

fn hex(color: Color) -> String {
    format!("#{:02X}{:02X}{:02X}", color.r, color.g, color.b)
}
