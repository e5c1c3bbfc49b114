//! SVG: the display list as elements that a designer can take apart again.
//!
//! A band is a group, a line of text one `text` element at its baseline (or one `path`), a rounded
//! rectangle a `rect`. Nothing relies on style sheets but the embedded fonts.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    fmt::{self, Display, Write as _},
    ops::Range,
};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use kurbo::PathEl;

use super::{
    options::{About, ExportError, Letters, Options},
    shapes::shapes_of,
    watch::ExportWatch,
    webfont::Webfont,
};
use crate::{
    exchange::picture,
    file::picture::upright,
    geom::{BezPath, Point, Rect},
    model::{Color, Picture, Target},
    scene::{Chunk, Icon, Item, Paint, Painter, PlacedBand, Scene, Shape, Stroke},
    text::{FaceId, Fonts, Line, Run},
};

/// The name that the long description has in a file.
const DESCRIPTION: &str = "jejak-description";

pub(super) fn write(
    scene: &Scene,
    fonts: &Fonts,
    options: &Options,
    watch: ExportWatch<'_>,
) -> Result<Vec<u8>, ExportError> {
    let mut body = SvgPainter::new(fonts, options.letters);
    watch.paint(scene, &mut body, 0.9);
    watch.check()?;

    let mut svg = String::with_capacity(body.svg.len() + 1024);
    open_document(&mut svg, scene, options);
    let faces = body.faces();
    if !faces.is_empty() {
        let _ = write!(svg, "<style>\n{faces}</style>\n");
    }
    if !options.backdrop.is_transparent() {
        let (width, height) = (Decimal(scene.size.width), Decimal(scene.size.height));
        let ground = Hex(scene.background);
        let _ = writeln!(
            svg,
            r#"<rect width="{width}" height="{height}" fill="{ground}"/>"#
        );
    }
    svg.push_str(&body.svg);
    svg.push_str("</svg>\n");
    (watch.progress)(1.0);
    Ok(svg.into_bytes())
}

/// A part of the sheet as an SVG of shapes alone, its letters among them, for programs that know
/// nothing of our fonts: nothing else of the sheet is in it, and it is as large as the part.
pub fn draw_part(scene: &Scene, fonts: &Fonts, area_in_doc: Rect, title: &str) -> Vec<u8> {
    let mut body = SvgPainter {
        part: Some(area_in_doc),
        ..SvgPainter::new(fonts, Letters::Outlines)
    };
    scene.paint(&mut body, |_| true);
    let Rect { x0, y0, x1, y1 } = area_in_doc;
    let (x, y) = (Decimal(x0), Decimal(y0));
    let (left, up) = (Decimal(-x0), Decimal(-y0));
    let (width, height) = (Decimal(x1 - x0), Decimal(y1 - y0));
    let (ground, title) = (Hex(scene.background), Escaped(title));
    let room = format!(r#"x="{x}" y="{y}" width="{width}" height="{height}""#);
    let mut svg = format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img">
<title>{title}</title>
<clipPath id="part"><rect {room}/></clipPath>
<g transform="translate({left} {up})"><g clip-path="url(#part)">
<rect {room} fill="{ground}"/>
"##
    );
    svg.push_str(&body.svg);
    svg.push_str("</g></g>\n</svg>\n");
    svg.into_bytes()
}

fn open_document(svg: &mut String, scene: &Scene, options: &Options) {
    let About {
        title,
        description,
        language,
        ..
    } = &options.about;
    let (width, height) = (Decimal(scene.size.width), Decimal(scene.size.height));
    // Text that is text stays readable for a screen reader; outlines are one picture. Without
    // "geometricPrecision" browsers round advances to whole pixels.
    let role = match options.letters {
        Letters::Text => r#""graphics-document" text-rendering="geometricPrecision""#,
        Letters::Outlines => r#""img""#,
    };
    let _ = write!(
        svg,
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" lang="{}" role={role}"#,
        language.code()
    );
    if !title.is_empty() {
        let _ = write!(svg, r#" aria-label="{}""#, Escaped(title));
    }
    if !description.is_empty() {
        let _ = write!(svg, r#" aria-describedby="{DESCRIPTION}""#);
    }
    svg.push_str(">\n");
    if !title.is_empty() {
        let _ = writeln!(svg, "<title>{}</title>", Escaped(title));
    }
    if !description.is_empty() {
        let text = Escaped(description);
        let _ = writeln!(svg, r#"<desc id="{DESCRIPTION}">{text}</desc>"#);
    }
    if let Some(file) = options.carried() {
        svg.push_str(&picture::svg_element(&file));
    }
}

/// The elements as they grow, and what they need of fonts.
pub(super) struct SvgPainter<'a> {
    fonts: &'a Fonts,
    letters: Letters,
    /// What was painted so far.
    pub(super) svg: String,
    gradients: usize,
    clips: usize,
    /// `None` for a face whose letters are drawn as shapes.
    faces: BTreeMap<FaceId, Option<Webfont>>,
    /// Within a page.
    page: Option<PageParts>,
    /// What of the sheet is seen, in its units; `None` for all of it.
    part: Option<Rect>,
    /// Of the band, on the sheet.
    band_y: f64,
}

/// What the pictures of one page have in common, each written once, and the numbers by which the
/// page knows the things on them.
#[derive(Default)]
struct PageParts {
    numbers: HashMap<Target, usize>,
    /// Whether a group was begun for the chunk that is painted.
    is_numbered: bool,
    /// Icons and pictures, to be used by their ids.
    definitions: String,
    icons: BTreeSet<&'static str>,
    /// By the address of their pixels.
    pictures: HashMap<usize, usize>,
    /// How texts are set and in which colour: a rule of a style sheet, and the number in the name of
    /// its class.
    classes: BTreeMap<String, usize>,
}

impl PageParts {
    /// The number of the class with a rule, which is written down where it is first needed.
    fn class(&mut self, rule: String) -> usize {
        let next = self.classes.len();
        *self.classes.entry(rule).or_insert(next)
    }

    /// The number of a picture, which is written down where it is first needed: one that fills
    /// whatever room it is used in.
    fn picture(&mut self, picture: &Picture) -> usize {
        let next = self.pictures.len();
        if let Some(known) = self.pictures.get(&picture.address()) {
            return *known;
        }
        self.pictures.insert(picture.address(), next);
        let (width, height) = picture.size();
        let _ = write!(
            self.definitions,
            r#"<symbol id="picture-{next}" viewBox="0 0 {width} {height}" preserveAspectRatio="xMidYMid slice"><image width="{width}" height="{height}" href="data:{};base64,"#,
            picture.format().media_type()
        );
        BASE64_STANDARD.encode_string(upright(picture), &mut self.definitions);
        self.definitions.push_str("\"/></symbol>\n");
        next
    }
}

impl<'a> SvgPainter<'a> {
    fn new(fonts: &'a Fonts, letters: Letters) -> Self {
        Self {
            fonts,
            letters,
            svg: String::new(),
            gradients: 0,
            clips: 0,
            faces: BTreeMap::new(),
            page: None,
            part: None,
            band_y: 0.0,
        }
    }

    /// One for all pictures of a page, on which things are known by these numbers.
    pub(super) fn for_page(fonts: &'a Fonts, numbers: HashMap<Target, usize>) -> Self {
        let page = PageParts {
            numbers,
            ..PageParts::default()
        };
        Self {
            page: Some(page),
            ..Self::new(fonts, Letters::Text)
        }
    }

    /// Icons and pictures that the pictures of a page use.
    pub(super) fn definitions(&self) -> &str {
        self.page.as_ref().map_or("", |page| &page.definitions)
    }

    /// Whether something of the band stands in the part that is seen.
    fn sees(&self, bounds: Rect) -> bool {
        let (top, bottom) = (bounds.y0 + self.band_y, bounds.y1 + self.band_y);
        self.part.is_none_or(|part| {
            bounds.x1 >= part.x0 && bounds.x0 <= part.x1 && bottom >= part.y0 && top <= part.y1
        })
    }

    /// The rules for the texts of a page.
    pub(super) fn classes(&self) -> String {
        let page = self.page.as_ref();
        let classes = page.into_iter().flat_map(|page| &page.classes);
        let rules = classes.map(|(rule, number)| format!(".t{number}{{{rule}}}\n"));
        rules.collect()
    }

    /// Has a face in the page even for what is not on a picture: texts around it.
    pub(super) fn keep(&mut self, face: FaceId, text: &str) {
        let known = self.faces.entry(face);
        let font = known.or_insert_with(|| Webfont::new(self.fonts.face(face)));
        if let Some(font) = font {
            font.keep(std::iter::empty(), text.chars());
        }
    }
}

impl Painter for SvgPainter<'_> {
    fn begin_band(&mut self, band: &PlacedBand) -> bool {
        self.band_y = band.y;
        if hundredths(band.y) == 0 {
            self.svg.push_str("<g>\n");
        } else {
            let y = Decimal(band.y);
            let _ = writeln!(self.svg, r#"<g transform="translate(0 {y})">"#);
        }
        true
    }

    fn end_band(&mut self) {
        self.svg.push_str("</g>\n");
    }

    fn begin_chunk(&mut self, chunk: &Chunk) -> bool {
        if !self.sees(chunk.bounds) {
            return false;
        }
        let Some(page) = &mut self.page else {
            return true;
        };
        let number = chunk
            .target()
            .and_then(|target| page.numbers.get(target))
            .copied();
        page.is_numbered = number.is_some();
        if let Some(number) = number {
            let _ = writeln!(self.svg, r#"<g data-k="{number}">"#);
            // Without a ground of its own a thing is met between its letters, too.
            if !matches!(chunk.items.first(), Some(Item::Fill { .. })) {
                let Rect { x0, y0, x1, y1 } = chunk.bounds;
                let (x, y) = (Decimal(x0), Decimal(y0));
                let (width, height) = (Decimal(x1 - x0), Decimal(y1 - y0));
                let _ = writeln!(
                    self.svg,
                    r#"<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="none" pointer-events="all"/>"#
                );
            }
        }
        true
    }

    fn end_chunk(&mut self) {
        if let Some(page) = &self.page
            && page.is_numbered
        {
            self.svg.push_str("</g>\n");
        }
    }

    fn icon(&mut self, icon: Icon, rect: Rect, color: Color, width: f64) {
        let Some(page) = &mut self.page else {
            let paint = Paint::Solid(color);
            return self.stroke_path(&icon.path_in(rect), Stroke::round(width), &paint);
        };
        let name = icon.name();
        if page.icons.insert(name) {
            let mut data = PathData::default();
            data.push(icon.path());
            let _ = writeln!(
                page.definitions,
                r#"<path id="icon-{name}" d="{}"/>"#,
                data.text
            );
        }
        let scale = rect.width() / 24.0;
        let (x, y) = (Decimal(rect.x0), Decimal(rect.y0));
        // The icon's own grid is coarse: a hundredth of the scale would be seen.
        let _ = writeln!(
            self.svg,
            r##"<use href="#icon-{name}" transform="translate({x} {y})scale({})" class="icon" stroke="{}" stroke-width="{}"/>"##,
            (scale * 10_000.0).round() / 10_000.0,
            Hex(color),
            Decimal(width / scale)
        );
    }

    fn fill(&mut self, shape: &Shape, color: Color, opacity: f64) {
        self.open_shape(shape);
        self.close_filled(color, opacity);
    }

    fn fill_path(&mut self, path: &BezPath, color: Color, opacity: f64) {
        self.open_path(path);
        self.close_filled(color, opacity);
    }

    fn stroke(&mut self, shape: &Shape, stroke: Stroke, paint: &Paint) {
        let paint = self.paint(paint);
        self.open_shape(shape);
        self.close_stroked(stroke, &paint);
    }

    fn stroke_path(&mut self, path: &BezPath, stroke: Stroke, paint: &Paint) {
        let paint = self.paint(paint);
        self.open_path(path);
        self.close_stroked(stroke, &paint);
    }

    fn picture(&mut self, picture: &Picture, frame: Rect, radius: f64) {
        self.clips += 1;
        let id = format!("clip-{}", self.clips);
        let (x, y) = (Decimal(frame.x0), Decimal(frame.y0));
        let (width, height) = (Decimal(frame.width()), Decimal(frame.height()));
        let radius = Decimal(radius);
        let _ = writeln!(
            self.svg,
            r#"<clipPath id="{id}"><rect x="{x}" y="{y}" width="{width}" height="{height}" rx="{radius}"/></clipPath>"#
        );
        if let Some(page) = &mut self.page {
            let number = page.picture(picture);
            let _ = writeln!(
                self.svg,
                r##"<use href="#picture-{number}" x="{x}" y="{y}" width="{width}" height="{height}" clip-path="url(#{id})"/>"##
            );
            return;
        }
        // The older name of the attribute is the one that every program knows.
        let _ = write!(
            self.svg,
            r#"<image xmlns:xlink="http://www.w3.org/1999/xlink" x="{x}" y="{y}" width="{width}" height="{height}" preserveAspectRatio="xMidYMid slice" clip-path="url(#{id})" xlink:href="data:{};base64,"#,
            picture.format().media_type()
        );
        BASE64_STANDARD.encode_string(upright(picture), &mut self.svg);
        self.svg.push_str("\"/>\n");
    }

    fn line(&mut self, line: &Line, at: Point, color: Color) {
        let mut upright = Vec::new();
        let mut slanted = Vec::new();
        let mut outlined = Vec::new();
        for run in line.runs.iter().filter(|run| !run.glyphs.is_empty()) {
            if !self.use_face(run, text_of(line, run)) {
                outlined.push(run);
            } else if run.oblique {
                slanted.push(run);
            } else {
                upright.push(run);
            }
        }
        // Text is searched, copied and read aloud in the order in which it was written.
        upright.sort_by_key(|run| range_of(run).start);
        self.runs(line, &upright, at, color);
        for run in slanted {
            self.runs(line, &[run], at, color);
        }
        for run in outlined {
            self.outlines(line, run, at, color);
        }
    }
}

impl SvgPainter<'_> {
    fn close_filled(&mut self, color: Color, opacity: f64) {
        let _ = write!(self.svg, r#" fill="{}""#, Hex(color));
        if opacity < 1.0 {
            let _ = write!(self.svg, r#" fill-opacity="{}""#, Decimal(opacity));
        }
        self.svg.push_str("/>\n");
    }

    /// The value of a `stroke`; a gradient is written down where it is first needed.
    fn paint(&mut self, paint: &Paint) -> String {
        match paint {
            Paint::Solid(color) => Hex(*color).to_string(),
            Paint::Vertical { top, bottom, stops } => {
                self.gradients += 1;
                let id = format!("gradient-{}", self.gradients);
                let (top, bottom) = (Decimal(*top), Decimal(*bottom));
                let _ = write!(
                    self.svg,
                    r#"<linearGradient id="{id}" gradientUnits="userSpaceOnUse" x1="0" y1="{top}" x2="0" y2="{bottom}">"#
                );
                for (share, color) in stops {
                    // Thousandths: over a tall lane a hundredth could be seen.
                    let share = Decimal(share * 100.0);
                    let _ = write!(
                        self.svg,
                        r#"<stop offset="{share}%" stop-color="{}"/>"#,
                        Hex(*color)
                    );
                }
                self.svg.push_str("</linearGradient>\n");
                format!("url(#{id})")
            }
        }
    }

    fn open_shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Rect { rect, radius } => {
                let Rect { x0, y0, .. } = *rect;
                let _ = write!(
                    self.svg,
                    r#"<rect x="{}" y="{}" width="{}" height="{}""#,
                    Decimal(x0),
                    Decimal(y0),
                    Decimal(rect.width()),
                    Decimal(rect.height())
                );
                // A radius beyond half a side would bend into an ellipse.
                let radius = radius.min(rect.width() / 2.0).min(rect.height() / 2.0);
                if radius > 0.0 {
                    let _ = write!(self.svg, r#" rx="{}""#, Decimal(radius));
                }
            }
            Shape::Circle(circle) => {
                let _ = write!(
                    self.svg,
                    r#"<circle cx="{}" cy="{}" r="{}""#,
                    Decimal(circle.center.x),
                    Decimal(circle.center.y),
                    Decimal(circle.radius)
                );
            }
            Shape::Path(path) => self.open_path(path),
        }
    }

    fn open_path(&mut self, path: &BezPath) {
        let mut data = PathData::default();
        data.push(path);
        let _ = write!(self.svg, r#"<path d="{}""#, data.text);
    }

    fn close_stroked(&mut self, stroke: Stroke, paint: &str) {
        let width = Decimal(stroke.width);
        let _ = write!(
            self.svg,
            r#" fill="none" stroke="{paint}" stroke-width="{width}""#
        );
        if let Some((dash, gap)) = stroke.dash {
            let (dash, gap) = (Decimal(dash), Decimal(gap));
            let _ = write!(self.svg, r#" stroke-dasharray="{dash} {gap}""#);
        }
        if stroke.round {
            self.svg
                .push_str(r#" stroke-linecap="round" stroke-linejoin="round""#);
        }
        self.svg.push_str("/>\n");
    }

    /// Whether the letters of a run stay letters; if so, what it needs of its face is noted.
    fn use_face(&mut self, run: &Run, text: &str) -> bool {
        if self.letters == Letters::Outlines {
            return false;
        }
        let face = self
            .faces
            .entry(run.face)
            .or_insert_with(|| Webfont::new(self.fonts.face(run.face)));
        if let Some(font) = face {
            font.keep(run.glyphs.iter().map(|glyph| glyph.id), text.chars());
        }
        face.is_some()
    }

    /// Upright runs of a line, or a single slanted one, as one element.
    fn runs(&mut self, line: &Line, runs: &[&Run], at: Point, color: Color) {
        let Some(first) = runs.first() else {
            return;
        };
        let x = |run: &Run| Decimal(at.x + left_of(run));
        self.svg.push_str(match self.page {
            // Its style sheet says so.
            Some(_) => "<text",
            None => r#"<text xml:space="preserve""#,
        });
        let _ = if first.oblique {
            let skew = -Run::SKEW;
            write!(
                self.svg,
                r#" transform="matrix(1 0 {skew} 1 {} {})""#,
                x(first),
                Decimal(at.y)
            )
        } else {
            write!(self.svg, r#" x="{}" y="{}""#, x(first), Decimal(at.y))
        };
        self.font(first, color);
        if self.page.is_none() {
            let _ = write!(self.svg, r#" fill="{}""#, Hex(color));
        }
        self.svg.push('>');
        // Between marks of its own direction a run reads the same wherever it stands, and `x` means
        // its left end everywhere; programs disagree on that once an element's direction is set.
        let mixed = line.runs.iter().any(|run| run.rtl);
        for (index, run) in runs.iter().enumerate() {
            if index > 0 {
                let _ = write!(self.svg, r#"<tspan x="{}""#, x(run));
                if (run.face, run.size) != (first.face, first.size) {
                    self.font(run, color);
                }
                self.svg.push('>');
            }
            let mark = match (mixed, run.rtl) {
                (false, _) => "",
                (true, false) => "\u{200E}",
                (true, true) => "\u{200F}",
            };
            let text = Escaped(text_of(line, run));
            let _ = write!(self.svg, "{mark}{text}{mark}");
            if index > 0 {
                self.svg.push_str("</tspan>");
            }
        }
        self.svg.push_str("</text>\n");
    }

    /// The attributes that name a run's font; on a page the class, which says its colour, too.
    fn font(&mut self, run: &Run, color: Color) {
        let Some(Some(font)) = self.faces.get(&run.face) else {
            return;
        };
        if let Some(page) = &mut self.page {
            let slant = if font.face.italic { "italic " } else { "" };
            let mut rule = format!(
                "font:{slant}{} {}px '{}',sans-serif;fill:{}",
                font.face.weight,
                Decimal(run.size),
                in_style_sheet(&font.face.family),
                Hex(color)
            );
            if run.tracking != 0.0 {
                let _ = write!(rule, ";letter-spacing:{}px", Decimal(run.tracking));
            }
            let number = page.class(rule);
            let _ = write!(self.svg, r#" class="t{number}""#);
            return;
        }
        let family = Escaped(&font.face.family);
        let _ = write!(
            self.svg,
            r#" font-family="'{family}', sans-serif" font-size="{}" font-weight="{}""#,
            Decimal(run.size),
            font.face.weight
        );
        if font.face.italic {
            self.svg.push_str(r#" font-style="italic""#);
        }
        if run.tracking != 0.0 {
            let _ = write!(self.svg, r#" letter-spacing="{}""#, Decimal(run.tracking));
        }
    }

    fn outlines(&mut self, line: &Line, run: &Run, at: Point, color: Color) {
        let shapes = shapes_of(self.fonts, run, at, color);
        let named = self.letters == Letters::Text && !shapes.is_empty();
        if named {
            let text = Escaped(text_of(line, run));
            let _ = writeln!(self.svg, r#"<g role="img" aria-label="{text}">"#);
        }
        for (color, path) in shapes {
            self.fill_path(&path, color, 1.0);
        }
        if named {
            self.svg.push_str("</g>\n");
        }
    }

    /// The parts of fonts that are in use, as a style sheet.
    pub(super) fn faces(&self) -> String {
        let mut sheet = String::new();
        for font in self.faces.values().flatten() {
            // What a page has between its tags is read as it stands, an SVG's is not.
            let family = match self.page {
                Some(_) => in_style_sheet(&font.face.family),
                None => Escaped(&font.face.family).to_string(),
            };
            let style = if font.face.italic { "italic" } else { "normal" };
            let _ = write!(
                sheet,
                "@font-face{{font-family:'{family}';font-weight:{};font-style:{style};\
                 src:url(data:font/woff;base64,",
                font.face.weight
            );
            BASE64_STANDARD.encode_string(font.woff(), &mut sheet);
            sheet.push_str(") format('woff')}\n");
        }
        sheet
    }
}

/// The name of a family without what could end a string, a rule or the style sheet itself.
fn in_style_sheet(family: &str) -> String {
    let is_plain = |c: &char| !c.is_control() && !matches!(c, '<' | '>' | '{' | '}' | ';' | '&');
    family.chars().filter(is_plain).collect()
}

/// The bytes of its line's text that a run shows.
fn range_of(run: &Run) -> Range<usize> {
    let ranges = || run.glyphs.iter().map(|glyph| &glyph.text);
    let start = ranges().map(|range| range.start).min().unwrap_or(0);
    let end = ranges().map(|range| range.end).max().unwrap_or(start);
    start..end
}

fn text_of<'a>(line: &'a Line, run: &Run) -> &'a str {
    line.text.get(range_of(run)).unwrap_or_default()
}

/// Where a run begins, from the line's left end; marks may be set further left than that.
fn left_of(run: &Run) -> f64 {
    run.glyphs
        .iter()
        .find(|glyph| glyph.advance > 0.0)
        .or(run.glyphs.first())
        .map_or(0.0, |glyph| glyph.x)
}

/// The `d` of a path: relative commands, rounded without letting the errors add up.
#[derive(Default)]
struct PathData {
    text: String,
    /// In hundredths.
    pen: (i64, i64),
    start: (i64, i64),
}

impl PathData {
    fn push(&mut self, path: &BezPath) {
        for element in path {
            match element {
                PathEl::MoveTo(p) => {
                    self.command('m', &[p]);
                    self.start = self.pen;
                }
                PathEl::LineTo(p) => self.command('l', &[p]),
                PathEl::QuadTo(a, p) => self.command('q', &[a, p]),
                PathEl::CurveTo(a, b, p) => self.command('c', &[a, b, p]),
                PathEl::ClosePath => {
                    self.text.push('z');
                    self.pen = self.start;
                }
            }
        }
    }

    fn command(&mut self, letter: char, points: &[Point]) {
        self.text.push(letter);
        let mut end = self.pen;
        for (index, point) in points.iter().enumerate() {
            end = (hundredths(point.x), hundredths(point.y));
            for (axis, delta) in [end.0 - self.pen.0, end.1 - self.pen.1]
                .into_iter()
                .enumerate()
            {
                if (index, axis) != (0, 0) && delta >= 0 {
                    self.text.push(' ');
                }
                self.text.push_str(Hundredths(delta).digits(&mut [0; 24]));
            }
        }
        self.pen = end;
    }
}

fn hundredths(value: f64) -> i64 {
    (value * 100.0).round() as i64
}

/// Up to two decimals, no more than are needed.
pub(super) struct Decimal(pub(super) f64);

impl Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Hundredths(hundredths(self.0)).fmt(f)
    }
}

struct Hundredths(i64);

impl Hundredths {
    /// A picture has hundreds of thousands of these: their digits are written by hand.
    fn digits<'a>(&self, text: &'a mut [u8; 24]) -> &'a str {
        let mut start = text.len();
        let mut put = |byte: u8| {
            start -= 1;
            text[start] = byte;
        };
        let digit = |value: u64| b'0' + (value % 10) as u8;
        let size = self.0.unsigned_abs();
        if !size.is_multiple_of(100) {
            if !size.is_multiple_of(10) {
                put(digit(size));
            }
            put(digit(size / 10));
            put(b'.');
        }
        let mut whole = size / 100;
        put(digit(whole));
        while whole >= 10 {
            whole /= 10;
            put(digit(whole));
        }
        if self.0 < 0 {
            put(b'-');
        }
        str::from_utf8(&text[start..]).unwrap_or_default()
    }
}

impl Display for Hundredths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.digits(&mut [0; 24]))
    }
}

pub(super) struct Hex(pub(super) Color);

impl Display for Hex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
        let Color { r, g, b } = self.0;
        let mut text = *b"#000000";
        for (pair, part) in text[1..].chunks_exact_mut(2).zip([r, g, b]) {
            pair[0] = DIGITS[usize::from(part >> 4)];
            pair[1] = DIGITS[usize::from(part & 15)];
        }
        f.write_str(str::from_utf8(&text).map_err(|_| fmt::Error)?)
    }
}

/// Text as content or as a quoted value of XML; characters that XML forbids are left out.
pub(super) struct Escaped<'a>(pub(super) &'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut plain = 0;
        for (at, c) in self.0.char_indices() {
            let instead = match c {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\'' => "&#39;",
                '\u{FFFE}' | '\u{FFFF}' => "",
                c if c.is_control() && !matches!(c, '\n' | '\t') => "",
                _ => continue,
            };
            f.write_str(&self.0[plain..at])?;
            f.write_str(instead)?;
            plain = at + c.len_utf8();
        }
        f.write_str(&self.0[plain..])
    }
}
