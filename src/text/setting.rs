//! Setting one paragraph: which face for which cluster, shaping, breaking, placing.

use std::{borrow::Cow, collections::VecDeque, ops::Range};

use fontique::{FontWeight, SourceCache};
use icu_segmenter::{LineSegmenter, options::LineBreakOptions};
use parley::{FontContext, FontFamily, FontFamilyName, Layout, LayoutContext};

use super::{
    FaceId, Glyph, Line, LineEnd, Paragraph, Run, Shared, TextStyle,
    clean::{graphemes, hard_lines},
    emoji, face,
    face::Faces,
    lock,
    system::{Wanted, beside_han, script_of},
};

/// Sums of advances differ in their last bits by the order of the terms; a text is never broken
/// for that. In document units.
const TOLERANCE: f64 = 0.01;

/// Without a glyph; they give a line the direction of its paragraph.
const LTR_MARK: char = '\u{200E}';
const RTL_MARK: char = '\u{200F}';

/// Faces by stretches of text, each up to its end.
type Stretches = Vec<(usize, FaceId)>;

/// The shaper's working memory; one thread uses it at a time.
pub(super) struct Setter {
    fonts: FontContext,
    context: LayoutContext<()>,
    layout: Layout<()>,
}

impl Setter {
    pub(super) fn new(faces: &Faces) -> Self {
        Self {
            fonts: FontContext {
                collection: faces.collection.clone(),
                source_cache: SourceCache::default(),
            },
            context: LayoutContext::new(),
            layout: Layout::new(),
        }
    }

    pub(super) fn set(
        &mut self,
        shared: &Shared,
        text: &str,
        style: &TextStyle,
        max_width: Option<f64>,
    ) -> Paragraph {
        let mut lines = Vec::new();
        let mut cuts_words = false;
        for text in hard_lines(text) {
            cuts_words |= self.set_line(shared, &text, style, max_width, &mut lines);
            if let Some(last) = lines.last_mut() {
                last.end = LineEnd::Hard;
            }
        }
        let TextStyle {
            size, line_height, ..
        } = *style;
        let (ascent, descent) = shared.reach(style);
        // As CSS does it: what the line has more than the letters, half above and half below.
        let first_baseline = (line_height + (ascent - descent) * size) / 2.0;
        let width = lines.iter().map(|line| line.width).fold(0.0, f64::max);
        // A paragraph is kept as long as its map is open.
        lines.shrink_to_fit();
        for (i, line) in lines.iter_mut().enumerate() {
            line.runs.shrink_to_fit();
            let runs = line.runs.iter_mut();
            runs.for_each(|run| run.glyphs.shrink_to_fit());
            line.baseline = first_baseline + i as f64 * line_height;
            if line.rtl {
                line.left = (max_width.unwrap_or(width) - line.width).max(0.0);
            }
        }
        Paragraph {
            height: lines.len() as f64 * line_height,
            lines,
            width,
            cuts_words,
        }
    }

    /// Whether a word had to be cut.
    fn set_line(
        &mut self,
        shared: &Shared,
        text: &str,
        style: &TextStyle,
        max_width: Option<f64>,
        lines: &mut Vec<Line>,
    ) -> bool {
        if text.is_empty() {
            lines.push(Line::default());
            return false;
        }
        let base = shared.base(style);
        let mut stretches = first_choice(text, base);
        shared.count(text.len());
        self.shape(shared, text, style, &stretches);
        if self.lacks_glyphs() {
            stretches = self.second_choice(shared, text, style, &stretches);
            self.shape(shared, text, style, &stretches);
        }
        let rtl = self.layout.is_rtl();
        let max_width = max_width.map_or(f64::INFINITY, |width| width.max(0.0) + TOLERANCE);
        let measured = self.measured(text);
        let whole = 0..text.trim_end().len();
        if measured.width(&whole) <= max_width {
            lines.extend(self.lines(shared, text, &[whole], style, rtl));
            return false;
        }
        let (ranges, mut cuts_words) = broken(text, &measured, max_width);
        if self.runs().all(|run| !run.is_rtl()) {
            lines.extend(self.lines(shared, text, &ranges, style, rtl));
            return cuts_words;
        }
        // Visual order is a matter of the single line: each is shaped by itself.
        let mut ranges = VecDeque::from(ranges);
        while let Some(range) = ranges.pop_front() {
            let stretches = cut_to(&stretches, &range);
            let part = &text[range.clone()];
            let mut shaped = Cow::Borrowed(part);
            self.shape(shared, part, style, &stretches);
            if self.layout.is_rtl() != rtl {
                shaped = format!("{}{part}", if rtl { RTL_MARK } else { LTR_MARK }).into();
                let shift = shaped.len() - part.len();
                let stretches = stretches.iter().map(|(end, face)| (end + shift, *face));
                self.shape(shared, &shaped, style, &stretches.collect());
            }
            let shift = shaped.len() - part.len();
            let whole = shift..shaped.len();
            let made = self.lines(shared, &shaped, &[whole], style, rtl);
            if made.iter().any(|line| line.width > max_width) {
                // By itself it takes more room than within the whole.
                let measured = self.measured(&shaped).after(shift);
                let (parts, cuts) = broken(part, &measured, max_width);
                if parts.len() > 1 {
                    cuts_words |= cuts;
                    for part in parts.into_iter().rev() {
                        ranges.push_front(range.start + part.start..range.start + part.end);
                    }
                    continue;
                }
            }
            lines.extend(made.into_iter().map(|line| Line {
                end: end_at(text, range.end),
                ..line
            }));
        }
        cuts_words
    }

    /// Shapes a text into one line of `self.layout`.
    fn shape(&mut self, shared: &Shared, text: &str, style: &TextStyle, stretches: &Stretches) {
        let mut builder = self
            .context
            .style_run_builder(&mut self.fonts, text, 1.0, false);
        let mut start = 0;
        for (end, face) in stretches {
            let name = face::family_name(*face).into();
            let index = builder.push_style(parley::TextStyle {
                font_family: FontFamily::Single(FontFamilyName::Named(name)),
                font_size: style.size as f32,
                letter_spacing: style.tracking as f32,
                font_weight: FontWeight::new(f32::from(shared.faces.get(*face).shaped_as)),
                ..Default::default()
            });
            builder.push_style_run(index, start..*end);
            start = *end;
        }
        builder.build_into(&mut self.layout, text);
        self.layout.break_all_lines(None);
    }

    fn runs(&self) -> impl Iterator<Item = parley::Run<'_, ()>> {
        self.layout.lines().flat_map(|line| line.runs())
    }

    fn measured(&self, text: &str) -> Measured {
        let mut advances = vec![0.0; text.len() + 1];
        let mut letters = Vec::new();
        for run in self.runs() {
            for cluster in run.clusters().filter(|c| !c.is_ligature_continuation()) {
                let advance: f32 = cluster.glyphs().map(|glyph| glyph.advance).sum();
                let range = whole_range(&run, &cluster);
                advances[range.start + 1] += f64::from(advance);
                letters.push(range.end);
            }
        }
        letters.sort_unstable();
        let mut sum = 0.0;
        for advance in &mut advances {
            sum += *advance;
            *advance = sum;
        }
        Measured { advances, letters }
    }

    fn lacks_glyphs(&self) -> bool {
        self.runs().any(|run| lacking(&run).next().is_some())
    }

    /// The stretches again, with another face for each cluster that had no glyph.
    fn second_choice(
        &self,
        shared: &Shared,
        text: &str,
        style: &TextStyle,
        stretches: &Stretches,
    ) -> Stretches {
        let mut lacks = Vec::new();
        for run in self.runs() {
            lacks.extend(lacking(&run));
        }
        lacks.sort_by_key(|range| range.start);
        let mut chosen = Stretches::new();
        let mut lacks = lacks.into_iter().peekable();
        let mut lacks_to = 0;
        let mut stretch = stretches.iter().peekable();
        let base = shared.base(style);
        let ours = face::bundled(&style.family, style.weight, style.italic);
        let beside = beside_han(text);
        for (start, cluster) in graphemes(text) {
            let end = start + cluster.len();
            while stretch.peek().is_some_and(|(end, _)| *end <= start) {
                stretch.next();
            }
            let mut face = stretch.peek().map_or(base, |(_, face)| *face);
            // What the shaper takes as one may be several of these.
            while let Some(range) = lacks.next_if(|range| range.start < end) {
                lacks_to = lacks_to.max(range.end);
            }
            if lacks_to > start {
                let twemoji = face != face::EMOJI
                    && !emoji::is_forced_text(cluster)
                    && shared.faces.get(face::EMOJI).has(cluster);
                face = if base != ours && shared.faces.get(ours).has(cluster) {
                    ours
                } else if twemoji {
                    face::EMOJI
                } else {
                    let wanted = Wanted {
                        cluster: cluster.into(),
                        script: script_of(cluster, beside),
                        weight: style.weight,
                        italic: style.italic,
                    };
                    lock(&shared.system)
                        .face_for(wanted, &shared.faces)
                        .unwrap_or(base)
                };
            }
            extend(&mut chosen, end, face);
        }
        chosen
    }

    /// Lines with the glyphs of the text in each of some ranges, all in one walk: several ranges are
    /// in rising order, of a text without right-to-left parts.
    fn lines(
        &self,
        shared: &Shared,
        text: &str,
        ranges: &[Range<usize>],
        style: &TextStyle,
        rtl: bool,
    ) -> Vec<Line> {
        let line = |range: &Range<usize>| Line {
            text: text[range.clone()].to_owned(),
            rtl,
            end: end_at(text, range.end),
            ..Default::default()
        };
        let mut lines: Vec<Line> = ranges.iter().map(line).collect();
        let mut at = 0;
        for run in self.runs() {
            let face = shared
                .faces
                .of_blob(run.font().data.id())
                .expect("the shaper knows our faces only");
            let has_slant = face == face::EMOJI || shared.faces.get(face).italic;
            let empty = Run {
                face,
                size: style.size,
                tracking: style.tracking,
                oblique: style.italic && !has_slant,
                rtl: run.is_rtl(),
                glyphs: Vec::new(),
            };
            let mut begun = false;
            for cluster in run.visual_clusters() {
                shared.count(1);
                let of_text = whole_range(&run, &cluster);
                while ranges
                    .get(at + 1)
                    .is_some_and(|next| next.start <= of_text.start)
                {
                    at += 1;
                    begun = false;
                }
                let (range, line) = (&ranges[at], &mut lines[at]);
                if of_text.start < range.start || of_text.end > range.end {
                    continue;
                }
                for glyph in cluster.glyphs() {
                    if !begun {
                        line.runs.push(empty.clone());
                        begun = true;
                    }
                    let advance = f64::from(glyph.advance);
                    let glyphs = line.runs.last_mut().map(|run| &mut run.glyphs);
                    glyphs.expect("a run was begun just before").push(Glyph {
                        id: glyph.id,
                        x: line.width + f64::from(glyph.x),
                        y: f64::from(glyph.y),
                        advance,
                        text: of_text.start - range.start..of_text.end - range.start,
                    });
                    line.width += advance;
                }
            }
        }
        lines
    }
}

/// What a text goes on with behind a place that it was broken at.
fn end_at(text: &str, place: usize) -> LineEnd {
    match text[place..].chars().next() {
        None => LineEnd::Hard,
        Some(next) if next.is_whitespace() => LineEnd::Space,
        Some(_) => LineEnd::Within,
    }
}

/// The base face for text, that of emoji for emoji.
fn first_choice(text: &str, base: FaceId) -> Stretches {
    if !emoji::may_be_in(text) {
        return vec![(text.len(), base)];
    }
    let mut stretches = Stretches::new();
    for (start, cluster) in graphemes(text) {
        let face = if emoji::is_emoji(cluster) {
            face::EMOJI
        } else {
            base
        };
        extend(&mut stretches, start + cluster.len(), face);
    }
    stretches
}

fn extend(stretches: &mut Stretches, end: usize, face: FaceId) {
    match stretches.last_mut() {
        Some(last) if last.1 == face => last.0 = end,
        _ => stretches.push((end, face)),
    }
}

/// The places of the clusters in a run that its face has no glyph for.
fn lacking<'a>(run: &'a parley::Run<'a, ()>) -> impl Iterator<Item = Range<usize>> + 'a {
    run.clusters()
        .filter(|cluster| cluster.glyphs().any(|glyph| glyph.id == 0))
        .map(|cluster| whole_range(run, &cluster))
}

/// The text of a cluster, with the parts of a ligature beside the one that holds its glyphs: the
/// shaper keeps them in visual order.
fn whole_range(run: &parley::Run<'_, ()>, cluster: &parley::Cluster<'_, ()>) -> Range<usize> {
    let Range { mut start, mut end } = cluster.text_range();
    if cluster.is_ligature_start() {
        let place = cluster.path().logical_index();
        let part = |index: usize| {
            let part = run.get(index).filter(|_| index < run.len())?;
            part.is_ligature_continuation().then(|| part.text_range())
        };
        if run.is_rtl() {
            let parts = (0..place).rev().map_while(part);
            start = parts.map(|part| part.start).min().unwrap_or(start);
        } else {
            let parts = (place + 1..run.len()).map_while(part);
            end = parts.map(|part| part.end).max().unwrap_or(end);
        }
    }
    start..end
}

/// A text shaped into one line.
struct Measured {
    /// By byte: the advances of all clusters that begin before it.
    advances: Vec<f64>,
    /// The ends of the clusters.
    letters: Vec<usize>,
}

impl Measured {
    /// Of the text behind a mark at its beginning.
    fn after(&self, mark: usize) -> Self {
        let behind = self.letters.iter().filter(|end| **end > mark);
        Self {
            advances: self.advances[mark..].to_vec(),
            letters: behind.map(|end| end - mark).collect(),
        }
    }

    fn width(&self, range: &Range<usize>) -> f64 {
        self.advances[range.end] - self.advances[range.start]
    }
}

/// The ranges of the lines of a text that is too wide for one, each without the white space it
/// was broken at, and whether one of them ends within a word.
fn broken(text: &str, measured: &Measured, max_width: f64) -> (Vec<Range<usize>>, bool) {
    let letters = &measured.letters;
    let words: Vec<_> = LineSegmenter::new_dictionary(LineBreakOptions::default())
        .segment_str(text)
        .filter(|end| letters.binary_search(end).is_ok())
        .collect();
    let mut lines = Vec::new();
    let mut cuts_words = false;
    let mut start = 0;
    while start < text.len() {
        let line_to = |end: usize| start..start.max(text[..end].trim_end().len());
        let last_fitting = |places: &[usize]| {
            let fits = |end: &usize| measured.width(&line_to(*end)) <= max_width;
            let place = places[..places.partition_point(fits)].last();
            place.copied().filter(|place| *place > start)
        };
        let end = last_fitting(&words)
            .or_else(|| last_fitting(letters))
            .or_else(|| {
                letters
                    .get(letters.partition_point(|end| *end <= start))
                    .copied()
            })
            .unwrap_or(text.len());
        lines.push(line_to(end));
        cuts_words |= words.binary_search(&end).is_err();
        start = text.len() - text[end..].trim_start().len();
    }
    (lines, cuts_words)
}

fn cut_to(stretches: &Stretches, range: &Range<usize>) -> Stretches {
    let mut cut = Stretches::new();
    let first = stretches.partition_point(|(end, _)| *end <= range.start);
    for (end, face) in &stretches[first..] {
        cut.push((end.min(&range.end) - range.start, *face));
        if *end >= range.end {
            break;
        }
    }
    cut
}
