//! The head of the sheet: title, facts, personas, stages, steps.

use super::{Band, Shape, build::Brush};
use crate::{
    geom::Rect,
    layout::{Funnel, Header, PersonaBox, StageRow, TimeBar, pill_ground},
    model::{Color, Target, Theme},
};

/// Of the persona's hue around her picture.
const RING: f64 = 3.0;

pub(super) fn header(header: &Header) -> Band {
    let mut title = Brush::new();
    title.text(&header.title);
    let mut facts = Brush::new();
    facts.text(&header.facts);
    facts.text(&header.purpose);
    let mut chunks = vec![
        title.chunk(Some(Target::Title)),
        facts.chunk(Some(Target::Facts)),
    ];
    chunks.extend(header.personas.iter().map(persona));
    Band { chunks }
}

fn persona(persona: &PersonaBox) -> super::Chunk {
    let mut brush = Brush::fading(persona.faded, Theme::PAPER.sheet);
    if persona.is_card {
        let rect = persona.rect;
        brush.fill(Shape::Rect { rect, radius: 14.0 }, Theme::PAPER.panel);
    }
    brush.fill(Shape::Circle(persona.avatar), persona.persona.hue.color());
    if let Some(picture) = persona.persona.picture.as_ref() {
        // Its hue stays to be seen around it: curves and dots are known by that.
        let radius = persona.avatar.radius - RING;
        let frame = Rect::from_center_size(persona.avatar.center, (2.0 * radius, 2.0 * radius));
        brush.picture(picture, frame, radius);
    }
    for text in persona.initials.iter().chain(&persona.texts) {
        brush.text(text);
    }
    brush.chunk(Some(Target::Persona(persona.persona.id.clone())))
}

/// Doing full, waiting pale.
fn time_bar(brush: &mut Brush, bar: &TimeBar, doing: Color, waiting: Color) {
    let radius = bar.rect.height() / 2.0;
    let rect = bar.rect;
    brush.fill(Shape::Rect { rect, radius }, waiting);
    let rect = Rect {
        x1: rect.x0 + (rect.width() * bar.doing).max(rect.height()),
        ..rect
    };
    brush.fill(Shape::Rect { rect, radius }, doing);
}

/// What becomes less from stage to stage.
pub(super) fn funnel(funnel: &Funnel) -> Band {
    let mut brush = Brush::new();
    for (part, hue) in &funnel.parts {
        brush.fill(
            Shape::Path(part.clone()),
            hue.color().mix(Color::WHITE, 0.62),
        );
    }
    Band {
        chunks: vec![brush.chunk(None)],
    }
}

pub(super) fn stages(row: &StageRow) -> Band {
    let stages = row.stages.iter().map(|stage| {
        let mut brush = Brush::new();
        let hue = stage.stage.hue.color();
        brush.fill(Shape::Path(stage.outline.clone()), hue);
        if let Some(rect) = stage.pill {
            brush.fill(Shape::Rect { rect, radius: 11.0 }, pill_ground(hue));
        }
        for text in &stage.texts {
            brush.text(text);
        }
        if let Some(bar) = &stage.time_bar {
            time_bar(&mut brush, bar, Color::WHITE, hue.mix(Color::WHITE, 0.4));
        }
        brush.chunk(Some(Target::Stage(stage.stage.id.clone())))
    });
    let steps = row.steps.iter().map(|step| {
        let mut brush = Brush::new();
        let rect = step.rect;
        brush.fill(Shape::Rect { rect, radius: 8.0 }, step.ground);
        brush.text(&step.title);
        brush.text(&step.times);
        if let Some(bar) = &step.time_bar {
            let ink = step.title.color;
            time_bar(&mut brush, bar, ink, step.ground.mix(ink, 0.25));
        }
        brush.chunk(Some(Target::Step(step.step.clone())))
    });
    Band {
        chunks: stages.chain(steps).collect(),
    }
}
