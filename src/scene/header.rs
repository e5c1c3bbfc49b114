//! The head of the sheet: title, facts, personas, stages, steps.

use super::{Band, Shape, Subject, builder::ChunkBuilder, marks};
use crate::{
    geom::Rect,
    layout::{Funnel, Header, PersonaBox, StageRow, TimeBar},
    model::{Color, Ground, Target, Theme},
};

/// Of the persona's hue around their picture.
const RING: f64 = 3.0;

pub(super) fn header(header: &Header, theme: &Theme) -> Band {
    let mut title = ChunkBuilder::new(theme);
    title.text(&header.title);
    let mut facts = ChunkBuilder::new(theme);
    facts.text(&header.facts);
    facts.text(&header.purpose);
    let mut chunks = match header.title.of {
        Some(_) => vec![title.chunk(Target::Title), facts.chunk(Target::Facts)],
        // What a page is called is nothing of the map.
        None => vec![title.chunk(Subject::Head)],
    };
    chunks.extend(header.personas.iter().map(|it| persona(it, theme)));
    Band { chunks }
}

fn persona(persona: &PersonaBox, theme: &Theme) -> super::Chunk {
    let mut chunk = ChunkBuilder::fading(theme, persona.faded, theme.colors.sheet);
    if persona.is_card {
        let rect = persona.rect;
        chunk.fill(Shape::Rect { rect, radius: 14.0 }, theme.colors.panel);
    }
    chunk.fill(
        Shape::Circle(persona.avatar),
        theme.persona(persona.persona.hue),
    );
    if let Some(picture) = persona.persona.picture.as_ref() {
        // Its hue stays to be seen around it: curves and dots are known by that.
        let radius = persona.avatar.radius - RING;
        let frame = Rect::from_center_size(persona.avatar.center, (2.0 * radius, 2.0 * radius));
        chunk.picture(picture, frame, radius);
    }
    for bullet in &persona.bullets {
        chunk.fill(Shape::Circle(*bullet), theme.colors.quiet_ink);
    }
    for text in persona.initials.iter().chain(&persona.texts) {
        chunk.text(text);
    }
    chunk.chunk(Target::Persona(persona.persona.id.clone()))
}

/// Doing full, waiting pale.
fn time_bar(chunk: &mut ChunkBuilder<'_>, bar: &TimeBar, doing: Color, waiting: Color) {
    let radius = bar.rect.height() / 2.0;
    let rect = bar.rect;
    chunk.fill(Shape::Rect { rect, radius }, waiting);
    let rect = Rect {
        x1: rect.x0 + (rect.width() * bar.doing).max(rect.height()),
        ..rect
    };
    chunk.fill(Shape::Rect { rect, radius }, doing);
}

/// What becomes less from stage to stage.
pub(super) fn funnel(funnel: &Funnel, theme: &Theme) -> Band {
    let mut chunk = ChunkBuilder::new(theme);
    for part in &funnel.parts {
        let shape = Shape::Path(part.path.clone());
        chunk.fill(shape, theme.pale(part.hue, 0.62));
        if let Some(mark) = &part.conversion {
            marks::mark(&mut chunk, mark);
        }
        for text in &part.texts {
            chunk.text(text);
        }
    }
    Band {
        chunks: vec![chunk.chunk(Subject::Funnel)],
    }
}

pub(super) fn stages(row: &StageRow, theme: &Theme) -> Band {
    let stages = row.stages.iter().map(|stage| {
        let mut chunk = ChunkBuilder::new(theme);
        let hue = stage.stage.hue;
        chunk.fill(Shape::Path(stage.outline.clone()), theme.hue(hue));
        if let Some(rect) = stage.pill {
            let ground = theme.ground(Ground::Pill(hue));
            chunk.fill(Shape::Rect { rect, radius: 11.0 }, ground);
        }
        for text in &stage.texts {
            chunk.text(text);
        }
        if let Some(bar) = &stage.time_bar {
            let doing = theme.letters(hue);
            time_bar(&mut chunk, bar, doing, theme.hue(hue).mix(doing, 0.4));
        }
        chunk.chunk(Target::Stage(stage.stage.id.clone()))
    });
    let steps = row.steps.iter().map(|step| {
        let mut chunk = ChunkBuilder::new(theme);
        let rect = step.rect;
        let ground = theme.ground(Ground::Step(step.hue));
        chunk.fill(Shape::Rect { rect, radius: 8.0 }, ground);
        chunk.text(&step.title);
        chunk.text(&step.times);
        if let Some(bar) = &step.time_bar {
            let ink = theme.ink(step.title.ink);
            time_bar(&mut chunk, bar, ink, ground.mix(ink, 0.25));
        }
        chunk.chunk(Target::Step(step.step.clone()))
    });
    Band {
        chunks: stages.chain(steps).collect(),
    }
}
