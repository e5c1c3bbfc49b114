//! From a layout to its display list.

use std::sync::Arc;

use super::{
    Band, Paint, PlacedBand, Scene, Shape, Stroke, Subject, builder::ChunkBuilder, header, lane,
    marks, page,
};
use crate::{
    layout::{ArrowBox, Layout, LineBox, LinkBox, MarkKind, PlacedRow},
    model::{Target, Theme},
};

impl Scene {
    /// The display list of a layout; bands that did not change are shared with `previous`.
    pub fn new(layout: &Layout, previous: Option<&Self>) -> Self {
        let previous = previous.and_then(|p| Some((p.layout.as_ref()?, &p.bands)));
        let same_grid = previous.filter(|(old, _)| Arc::ptr_eq(&old.grid, &layout.grid));
        let theme = &layout.grid.theme;
        let mut bands = Vec::with_capacity(2 * layout.rows.len() + 2);
        let mut add = |y: f64, band: Arc<Band>| bands.push(PlacedBand { y, band });

        let kept = previous
            .filter(|(old, _)| Arc::ptr_eq(&old.header.part, &layout.header.part))
            .map(|(_, bands)| bands[0].band.clone());
        add(
            layout.header.y,
            kept.unwrap_or_else(|| Arc::new(header::header(&layout.header.part, theme))),
        );
        let kept = previous
            .filter(|(old, _)| Arc::ptr_eq(&old.stages.part, &layout.stages.part))
            .map(|(_, bands)| bands[1].band.clone());
        add(
            layout.stages.y,
            kept.unwrap_or_else(|| Arc::new(header::stages(&layout.stages.part, theme))),
        );
        for row in &layout.rows {
            let kept = same_grid.and_then(|(old, bands)| {
                let same = |old: &PlacedRow| Arc::ptr_eq(&old.part, &row.part);
                let index = old.rows.iter().position(same)?;
                Some(bands[2 + index].band.clone())
            });
            add(
                row.y,
                kept.unwrap_or_else(|| Arc::new(lane::band(&row.part, &layout.grid))),
            );
        }
        for row in &layout.rows {
            if let Some(line) = &row.line {
                add(row.y, Arc::new(line_band(line, theme)));
            }
        }
        if let Some(funnel) = &layout.funnel {
            add(funnel.y, Arc::new(header::funnel(&funnel.part, theme)));
        }
        if let Some(way) = &layout.way {
            add(way.y, Arc::new(page::way(&way.part, theme)));
        }
        if !layout.arrows.is_empty() {
            add(0.0, Arc::new(arrows(&layout.arrows, theme)));
        }
        if !layout.links.is_empty() {
            add(0.0, Arc::new(links(&layout.links, theme)));
        }
        if let Some(legend) = &layout.legend {
            add(legend.y, Arc::new(marks::legend(&legend.part, theme)));
        }
        if let Some(foot) = &layout.foot {
            add(foot.y, Arc::new(page::foot(&foot.part, theme)));
        }
        if let Some(logo) = &layout.logo {
            let chunks = vec![page::logo(logo, theme)];
            add(0.0, Arc::new(Band { chunks }));
        }
        Self {
            size: layout.size,
            background: theme.colors.sheet,
            theme: theme.clone(),
            bands,
            layout: Some(layout.clone()),
        }
    }
}

/// Arrows between cards, over all lanes.
fn arrows(arrows: &[Arc<ArrowBox>], theme: &Theme) -> Band {
    let chunks = arrows.iter().map(|arrow| {
        let mut chunk = ChunkBuilder::fading(theme, arrow.faded, theme.colors.sheet);
        let line = Shape::Path(arrow.line.clone());
        let color = theme.colors.quiet_ink;
        chunk.stroke(line, Stroke::round(1.8), Paint::Solid(color));
        chunk.fill(Shape::Path(arrow.head.clone()), color);
        if !arrow.label.is_empty() {
            let rect = arrow.label_rect();
            let radius = rect.height() / 2.0;
            chunk.fill(Shape::Rect { rect, radius }, theme.colors.sheet);
            chunk.text(&arrow.label);
        }
        chunk.chunk(Target::Arrow(arrow.arrow.id.clone()))
    });
    Band {
        chunks: chunks.collect(),
    }
}

/// Lines from pain points to their answers, over all lanes.
fn links(links: &[Arc<LinkBox>], theme: &Theme) -> Band {
    let chunks = links.iter().map(|link| {
        let mut chunk = ChunkBuilder::fading(theme, link.faded, theme.colors.sheet);
        let line = Shape::Path(link.line.clone());
        let color = theme.colors.good;
        chunk.stroke(line, Stroke::round(1.4), Paint::Solid(color));
        chunk.marked(MarkKind::LinkLine);
        for (end, color) in link.ends.into_iter().zip([theme.colors.bad, color]) {
            chunk.fill(Shape::circle(end, 2.8), color);
        }
        chunk.chunk(Subject::Answer {
            pain: link.pain.clone(),
            opportunity: link.opportunity.clone(),
        })
    });
    Band {
        chunks: chunks.collect(),
    }
}

fn line_band(line: &LineBox, theme: &Theme) -> Band {
    let mut chunk = ChunkBuilder::new(theme);
    let middle = line.rect.center().y;
    let name = line.name.rect.inflate(14.0, 2.0);
    for (from, to) in [(line.rect.x0, name.x0), (name.x1, line.rect.x1)] {
        chunk.stroke(
            Shape::line((from, middle), (to, middle)),
            Stroke::dashed(1.5, 8.0, 6.0),
            Paint::Solid(theme.colors.rule),
        );
    }
    chunk.text(&line.name);
    let target = Target::Line {
        above: line.above.clone(),
    };
    Band {
        chunks: vec![chunk.chunk(target)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{Color, Look, SheetColors, generate},
        text::Fonts,
    };

    #[test]
    fn what_did_not_change_is_shared_and_a_changed_theme_makes_all_anew() {
        let fonts = Fonts::new();
        let map = generate(60, 1);
        let layout = Layout::new(&map, &fonts, None);
        let scene = Scene::new(&layout, None);
        let shared = |other: &Scene| {
            let pairs = scene.bands.iter().zip(&other.bands);
            let same = pairs.filter(|(a, b)| Arc::ptr_eq(&a.band, &b.band));
            same.count()
        };
        let again = Scene::new(&Layout::new(&map, &fonts, Some(&layout)), Some(&scene));
        assert_eq!(shared(&again), 2 + layout.rows.len());

        let mut dark = map;
        let look = Look::paper();
        let colors = SheetColors {
            sheet: Color::BLACK,
            ..look.colors
        };
        dark.theme = Theme::new(Look { colors, ..look });
        let layout = Layout::new(&dark, &fonts, Some(&layout));
        let anew = Scene::new(&layout, Some(&scene));
        assert_eq!(shared(&anew), 0);
        assert_eq!(anew, Scene::new(&Layout::new(&dark, &fonts, None), None));
        assert_eq!(anew.background, Color::BLACK);
    }
}
