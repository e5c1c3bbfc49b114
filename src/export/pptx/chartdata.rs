//! What is drawn as a chart that can be edited: curves of emotion, and figures with the periods before.

use super::xml::clean;
use crate::{
    model::{Color, Curve, Lane, Map, Metric, Theme},
    words::Language,
};

/// A line chart and what stands in its workbook.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Chart {
    /// Above it; empty where the slide says it.
    pub title: String,
    /// What it is called among the shapes of its slide.
    pub name: String,
    /// What it says in words.
    pub alt: String,
    /// Along its foot.
    pub categories: Vec<String>,
    pub series: Vec<Series>,
    /// The ends of the scale; `None` as the program finds them.
    pub scale: Option<(f64, f64)>,
}

/// A line of a chart.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Series {
    pub name: String,
    pub color: Color,
    pub is_dashed: bool,
    /// One for each category.
    pub points: Vec<ChartPoint>,
}

/// A place of a line; without a value the line has a gap there.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct ChartPoint {
    pub value: Option<f64>,
    /// Up and down, in units of the scale.
    pub spread: Option<f64>,
    /// Beside it.
    pub label: String,
    /// Where this line has no point of its own: on its way between two.
    pub is_between: bool,
}

/// The curves of a lane; `None` where it has none.
pub(super) fn of_curves(map: &Map, lane: &Lane, theme: &Theme) -> Option<Chart> {
    let curves = lane.curves();
    let mut places: Vec<(usize, f64)> = curves
        .iter()
        .flat_map(|curve| &curve.points)
        .filter_map(|point| Some((map.stage_index(&point.stage)?, point.at)))
        .collect();
    places.sort_by(|(a, at), (b, other)| a.cmp(b).then(at.total_cmp(other)));
    places.dedup_by(|a, b| a.0 == b.0 && (a.1 - b.1).abs() < NEAR);
    if places.is_empty() {
        return None;
    }
    let scale = &map.emotion_scale;
    let series = curves.iter().map(|curve| Series {
        name: name_of(map, curve),
        color: match curve.to_be {
            true => theme.colors.good,
            false => map
                .persona(&curve.persona)
                .map_or(theme.colors.icon, |persona| theme.persona(persona.hue)),
        },
        is_dashed: curve.to_be,
        points: points(map, curve, &places),
    });
    let told = curves.iter().map(|curve| {
        let name = name_of(map, curve);
        format!("{name}: {}", map.story_of_curve(curve))
    });
    let chart = Chart {
        title: String::new(),
        name: lane.title.clone(),
        alt: told.collect::<Vec<_>>().join(" "),
        categories: categories(map, &places),
        series: series.collect(),
        scale: Some((scale.min, scale.max)),
    };
    Some(chart.cleaned())
}

impl Chart {
    /// The same, with texts that its workbook and its part hold alike.
    fn cleaned(mut self) -> Self {
        let texts = [&mut self.title, &mut self.name, &mut self.alt];
        let series = self.series.iter_mut().flat_map(|series| {
            let labels = series.points.iter_mut().map(|point| &mut point.label);
            [&mut series.name].into_iter().chain(labels)
        });
        for text in texts.into_iter().chain(&mut self.categories).chain(series) {
            *text = clean(text);
        }
        self
    }
}

/// Places nearer than this are one.
const NEAR: f64 = 1e-6;

/// Whose curve it is, and of when.
fn name_of(map: &Map, curve: &Curve) -> String {
    let persona = map.persona(&curve.persona);
    let name = persona.map_or("", |persona| persona.name.trim());
    match curve.to_be {
        true => format!("{name} ({})", map.language.t("Future")),
        false => name.to_owned(),
    }
}

/// The stages of some places; several of one stage are numbered.
fn categories(map: &Map, places: &[(usize, f64)]) -> Vec<String> {
    let mut names = Vec::with_capacity(places.len());
    let mut number = 0;
    for (index, (stage, _)) in places.iter().enumerate() {
        let is_first = index == 0 || places[index - 1].0 != *stage;
        number = if is_first { 1 } else { number + 1 };
        let goes_on = places.get(index + 1).is_some_and(|(next, _)| next == stage);
        let title = map.stages[*stage].title.trim();
        names.push(match is_first && !goes_on {
            true => title.to_owned(),
            false => format!("{title} {number}"),
        });
    }
    names
}

fn points(map: &Map, curve: &Curve, places: &[(usize, f64)]) -> Vec<ChartPoint> {
    let own = |(stage, at): (usize, f64)| {
        curve.points.iter().find(|point| {
            map.stage_index(&point.stage) == Some(stage) && (point.at - at).abs() < NEAR
        })
    };
    let known: Vec<_> = places.iter().map(|place| own(*place)).collect();
    let along = |(stage, at): (usize, f64)| stage as f64 + at;
    let point = |index: usize| {
        if let Some(point) = known[index] {
            return ChartPoint {
                value: point.value,
                spread: point.spread.filter(|spread| *spread > 0.0),
                label: point.label.trim().to_owned(),
                is_between: false,
            };
        }
        let side = |mut indexes: Box<dyn Iterator<Item = usize>>| {
            let index = indexes.find(|index| known[*index].is_some())?;
            Some((along(places[index]), known[index]?.value?))
        };
        let before = side(Box::new((0..index).rev()));
        let after = side(Box::new(index + 1..places.len()));
        let value = before.zip(after).map(|((x0, y0), (x1, y1))| {
            let share = (along(places[index]) - x0) / (x1 - x0);
            let value = y0 + (y1 - y0) * share;
            (value * 1000.0).round() / 1000.0
        });
        ChartPoint {
            value,
            is_between: true,
            ..ChartPoint::default()
        }
    };
    (0..places.len()).map(point).collect()
}

/// A figure with the periods before; `None` where nothing is known of those.
pub(super) fn of_metric(map: &Map, metric: &Metric, theme: &Theme) -> Option<Chart> {
    if metric.periods.is_empty() {
        return None;
    }
    let language: Language = map.language;
    let stage = metric.stage.as_ref().and_then(|id| map.stage(id));
    let hue = stage.map_or(theme.colors.icon, |stage| theme.line(stage.hue));
    let value = |value: f64| ChartPoint {
        value: Some(value),
        ..ChartPoint::default()
    };
    let before = metric.periods.iter();
    let mut points: Vec<ChartPoint> = before.clone().map(|period| value(period.value)).collect();
    points.push(value(metric.value));
    let mut categories: Vec<String> = before.map(|it| it.label.trim().to_owned()).collect();
    categories.push(language.t("Current").to_owned());
    let count = points.len();
    let name = match metric.unit.trim() {
        "" => metric.name.trim().to_owned(),
        unit => format!("{} ({unit})", metric.name.trim()),
    };
    let told: Vec<String> = categories
        .iter()
        .zip(&points)
        .map(|(category, point)| {
            let value = language.number(point.value.unwrap_or_default());
            format!("{category}: {value}")
        })
        .collect();
    let mut series = vec![Series {
        name: name.clone(),
        color: hue,
        is_dashed: false,
        points,
    }];
    if let Some(target) = metric.target {
        series.push(Series {
            name: language.t("Target").to_owned(),
            color: theme.colors.quiet_ink,
            is_dashed: true,
            points: vec![value(target); count],
        });
    }
    let place = stage.map(|stage| stage.title.trim().to_owned());
    let title = [Some(name.clone()), place].into_iter().flatten();
    let title = title.filter(|part| !part.is_empty()).collect::<Vec<_>>();
    let chart = Chart {
        title: title.join(" – "),
        alt: format!("{name}. {}", told.join("; ")),
        name,
        categories,
        series,
        scale: None,
    };
    Some(chart.cleaned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::generate;
    use std::sync::Arc;

    #[test]
    fn a_line_is_broken_where_nothing_is_known_and_nowhere_else() {
        let mut map = generate(40, 1);
        let stage = map.stages[0].id.clone();
        let lane = map.lanes.iter_mut().find(|lane| !lane.curves().is_empty());
        let lane = Arc::make_mut(lane.unwrap());
        let crate::model::LaneKind::Emotion { curves } = &mut lane.kind else {
            panic!("it has curves");
        };
        let point = |at: f64, value: Option<f64>| crate::model::CurvePoint {
            id: format!("p{at}").as_str().into(),
            stage: stage.clone(),
            at,
            value,
            ..Default::default()
        };
        let first = Arc::make_mut(&mut curves[0]);
        first.points = vec![
            point(0.1, Some(1.0)),
            point(0.3, Some(2.0)),
            point(0.5, None),
            point(0.7, Some(0.0)),
        ];
        let mut second = first.clone();
        second.to_be = true;
        second.points = vec![point(0.2, Some(-1.0)), point(0.6, Some(1.0))];
        curves.truncate(1);
        curves.push(Arc::new(second));
        let lane = lane.clone();
        let chart = of_curves(&map, &lane, &map.theme).unwrap();
        assert_eq!(chart.categories.len(), 6);
        let values = |index: usize| -> Vec<Option<f64>> {
            chart.series[index].points.iter().map(|p| p.value).collect()
        };
        // 0.1, 0.2, 0.3, 0.5, 0.6, 0.7: on its way at 0.2, unknown from 0.5 to 0.7.
        assert_eq!(
            values(0),
            [Some(1.0), Some(1.5), Some(2.0), None, None, Some(0.0)]
        );
        assert_eq!(
            values(1),
            [None, Some(-1.0), Some(-0.5), Some(0.5), Some(1.0), None]
        );
        assert!(chart.series[0].points[1].is_between);
    }
}
