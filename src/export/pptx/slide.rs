//! One page as a slide: its chunks as shapes, its lanes as groups, its lines as connectors.

use std::{
    collections::{HashMap, HashSet},
    fmt::Write as _,
    sync::Arc,
};

use super::{
    connect::{self, Way},
    geometry::{Outline, preset, straight},
    names::Names,
    package::Relations,
    palette::Palette,
    pictures::Pictures,
    pieces::{Piece, ShapePiece, pieces},
    shapes::{self, Glue, Named, connector, group, picture, shape},
    text::{Stands, TextWriter, is_single, paragraphs, plain},
    told::Drawn,
    units::{Frame, Placing},
    xml::DECLARATION,
};
use crate::{
    geom::{ParamCurve as _, Point, Rect, Shape as _, Vec2},
    layout::Align,
    model::{CurveOf, Id, Map, Target},
    scene::{Chunk, Item, Paint, PlacedBand, Scene, Shape, Stroke, Subject, Text},
};

/// The namespaces of a slide.
pub(super) const NAMESPACES: &str = "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"";
/// The group that all shapes of a slide stand in.
pub(super) const TREE: &str = "<p:spTree><p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/><a:chOff x=\"0\" y=\"0\"/><a:chExt cx=\"0\" cy=\"0\"/></a:xfrm></p:grpSpPr>";

/// How the title of a slide stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum TitlePlace {
    /// Where it was laid out.
    Laid,
    /// Where the layout of a template has it; what is laid out begins below.
    OfLayout,
}

/// What all slides of a file have in common.
pub(super) struct Deckwide<'a> {
    pub map: Option<&'a Map>,
    pub names: &'a Names,
    pub palette: &'a Palette,
    /// Where what a thing rests on can be looked up.
    pub links: &'a HashMap<Target, String>,
    /// What is said in place of curves and pictures.
    pub spoken: &'a HashMap<Subject, String>,
    /// The number of the slide that shows a stage by itself, from 1.
    pub stages: &'a HashMap<Id, usize>,
    pub title_place: TitlePlace,
}

/// A slide in the making.
pub(super) struct SlideWriter<'a> {
    deck: &'a Deckwide<'a>,
    text: &'a TextWriter<'a>,
    pictures: &'a mut Pictures,
    pub relations: Relations,
    /// Which slide it is, from 1.
    number: usize,
    next_id: u32,
    /// The shapes of cards, for what is glued to them, with their places.
    cards: HashMap<Id, (u32, Frame)>,
    pub drawn: Drawn,
}

/// An element, and what it covers.
type Element = (String, Frame);

impl<'a> SlideWriter<'a> {
    pub(super) fn new(
        deck: &'a Deckwide<'a>,
        text: &'a TextWriter<'a>,
        pictures: &'a mut Pictures,
        number: usize,
    ) -> Self {
        Self {
            deck,
            text,
            pictures,
            relations: Relations::default(),
            number,
            next_id: 2,
            cards: HashMap::new(),
            drawn: Drawn::default(),
        }
    }

    pub(super) fn id(&mut self) -> u32 {
        let id = self.next_id;
        self.next_id += 1;
        id
    }

    /// The shapes of a scene, its title first; `called` is the title where the scene has none.
    pub(super) fn shapes(&mut self, scene: &Scene, at: Placing, called: &str) -> String {
        let mut xml = String::new();
        let head = scene
            .chunks()
            .find_map(|(y, chunk)| Some((y, head(chunk)?)));
        self.title(&mut xml, head, at, called);
        for placed in in_reading_order(&scene.bands) {
            for (element, _) in self.band(placed, at.lower(placed.y)) {
                xml.push_str(&element);
            }
        }
        xml
    }

    /// A title in the place of its layout.
    pub(super) fn title_alone(&mut self, xml: &mut String, title: &str) {
        let id = self.id();
        let body = self.text.title(title, None, false);
        self.drawn.native += 1;
        xml.push_str(&shapes::title(
            id,
            self.deck.names.title,
            "title",
            None,
            &body,
        ));
    }

    /// What a page says at its foot, or `said` in its place, and the logo.
    pub(super) fn signature(&mut self, scene: &Scene, at: Placing, said: Option<&str>) -> String {
        let mut xml = String::new();
        for (y, chunk) in signature_of(scene) {
            let element = match said.filter(|_| chunk.subject == Subject::Foot) {
                Some(said) => self.chunk(&saying(chunk, said), at.lower(y)),
                None => self.chunk(chunk, at.lower(y)),
            };
            xml.push_str(&element.map_or_else(String::new, |(element, _)| element));
        }
        xml
    }

    fn title(&mut self, xml: &mut String, head: Option<(f64, &Text)>, at: Placing, called: &str) {
        let id = self.id();
        let name = self.deck.names.title;
        let Some((y, text)) = head else {
            // Read aloud and listed, above the edge of the slide.
            let frame = Frame {
                x: at.x(0.0),
                y: -900_000,
                width: 6_000_000,
                height: 600_000,
            };
            let frame = (self.deck.title_place == TitlePlace::Laid).then_some(frame);
            let body = self.text.title(called, None, false);
            xml.push_str(&shapes::title(id, name, "title", frame, &body));
            return;
        };
        self.drawn.native += 1;
        let is_rtl = paragraphs(text).iter().any(|(_, is_rtl)| *is_rtl);
        let words = plain(text);
        let words = if words.trim().is_empty() {
            called
        } else {
            &words
        };
        let (frame, size) = match self.deck.title_place {
            TitlePlace::OfLayout => (None, None),
            TitlePlace::Laid => {
                let em = self.text.theme.style(text.role).size;
                let rect = Rect {
                    // Our measures and another program's are not the same.
                    x1: text.rect.x1 + 0.5 * em,
                    ..text.rect
                };
                let frame = at.lower(y).frame(rect);
                (Some(frame), Some(at.hundredths(em).clamp(100, 400_000)))
            }
        };
        let body = self.text.title(words, size, is_rtl);
        xml.push_str(&shapes::title(id, name, "title", frame, &body));
    }

    /// A lane as a group; what else there is by itself.
    fn band(&mut self, placed: &PlacedBand, at: Placing) -> Vec<Element> {
        let chunks: Vec<&Chunk> = placed.band.chunks.iter().collect();
        let chunks = chunks.into_iter().filter(|chunk| head(chunk).is_none());
        let chunks: Vec<&Chunk> = chunks.filter(|chunk| !chunk.items.is_empty()).collect();
        let lane = chunks.first().and_then(|chunk| match &chunk.subject {
            Subject::Thing(Target::Lane(id)) => Some(id.clone()),
            _ => None,
        });
        let Some(lane) = lane else {
            return chunks
                .into_iter()
                .filter_map(|chunk| self.chunk(chunk, at))
                .collect();
        };
        let id = self.id();
        let elements = self.lane(&chunks, at);
        let target = Target::Lane(lane);
        let named = Named {
            name: self.deck.names.shared(&target),
            alt: self.alt(&target.into()),
            ..Named::default()
        };
        grouped(id, &named, elements).into_iter().collect()
    }

    /// What stands in a lane: each curve a group with its points.
    fn lane(&mut self, chunks: &[&Chunk], at: Placing) -> Vec<Element> {
        let mut elements = Vec::new();
        let mut taken: HashSet<usize> = HashSet::new();
        for (index, chunk) in chunks.iter().enumerate() {
            if taken.contains(&index) {
                continue;
            }
            let Subject::Curve { lane, curve } = &chunk.subject else {
                elements.extend(self.chunk(chunk, at));
                continue;
            };
            let id = self.id();
            let mut parts: Vec<Element> = self.chunk(chunk, at).into_iter().collect();
            for (other, point) in chunks.iter().enumerate() {
                let is_on_it = matches!(
                    &point.subject,
                    Subject::Thing(Target::Point(id)) if self.is_on(id, lane, curve)
                );
                if is_on_it {
                    taken.insert(other);
                    parts.extend(self.chunk(point, at));
                }
            }
            let named = Named {
                name: self.deck.names.of(&chunk.subject),
                alt: self.alt(&chunk.subject),
                ..Named::default()
            };
            elements.extend(grouped(id, &named, parts));
        }
        elements
    }

    fn is_on(&self, point: &Id, lane: &Id, curve: &CurveOf) -> bool {
        let known = self.deck.map.and_then(|map| map.point(point));
        known.is_some_and(|(of, known, _)| of.id == *lane && known.of() == *curve)
    }

    /// What is said in place of what is drawn.
    fn alt(&self, subject: &Subject) -> String {
        let name = || self.deck.names.of(subject);
        let spoken = self.deck.spoken.get(subject).cloned();
        let described = match subject {
            Subject::Thing(target) => self.deck.names.described(target),
            _ => None,
        };
        let alt = spoken.unwrap_or_else(name);
        match described {
            Some(described) => format!("{alt}. {described}"),
            None => alt,
        }
    }

    fn chunk(&mut self, chunk: &Chunk, at: Placing) -> Option<Element> {
        self.drawn.native += chunk.items.len();
        match &chunk.subject {
            Subject::Thing(Target::Arrow(id)) => {
                let arrow = self.deck.map.and_then(|map| map.arrow(id));
                let ends = arrow.map(|arrow| [arrow.from.clone(), arrow.to.clone()]);
                self.connection(chunk, ends, "<a:tailEnd type=\"triangle\"/>", at)
            }
            Subject::Answer { pain, opportunity } => {
                let ends = [pain.clone(), opportunity.clone()];
                const DOTS: &str = "<a:headEnd type=\"oval\" w=\"sm\" len=\"sm\"/><a:tailEnd type=\"oval\" w=\"sm\" len=\"sm\"/>";
                self.connection(chunk, Some(ends), DOTS, at)
            }
            _ => self.pieces(chunk, at),
        }
    }

    fn pieces(&mut self, chunk: &Chunk, at: Placing) -> Option<Element> {
        let pieces = pieces(chunk);
        let is_group = pieces.len() > 1;
        let id = if is_group { self.id() } else { 0 };
        let main = main_piece(&pieces);
        let whole = self.named(chunk);
        let mut elements = Vec::with_capacity(pieces.len());
        for (index, piece) in pieces.iter().enumerate() {
            let is_main = index == main;
            let named = match is_main {
                true => Named {
                    // A group says it once.
                    alt: match is_group {
                        true => String::new(),
                        false => whole.alt.clone(),
                    },
                    ..whole.clone()
                },
                false => self.named_part(piece, &whole),
            };
            let shape_id = self.id();
            let element = self.piece(shape_id, &named, piece, at);
            if let (true, Subject::Thing(Target::Card(card))) = (is_main, &chunk.subject) {
                self.cards.insert(card.clone(), (shape_id, element.1));
            }
            elements.push(element);
        }
        match is_group {
            false => elements.into_iter().next(),
            true => {
                let named = Named {
                    link: None,
                    ..whole
                };
                grouped(id, &named, elements)
            }
        }
    }

    /// What the main shape of a chunk, or the group around its shapes, is called.
    fn named(&mut self, chunk: &Chunk) -> Named {
        let subject = &chunk.subject;
        let link = match subject {
            Subject::Thing(target) => self.link(target),
            _ => None,
        };
        let is_decoration = matches!(
            subject,
            Subject::Cells { .. }
                | Subject::Scale { .. }
                | Subject::Channels { .. }
                | Subject::Foot
                | Subject::ThreadBreak { .. }
        );
        let has_text = chunk.items.iter().any(|item| matches!(item, Item::Text(_)));
        Named {
            name: match subject {
                Subject::Thing(target) => self.deck.names.shared(target),
                _ => self.deck.names.of(subject),
            },
            alt: self.alt(subject),
            is_decoration: is_decoration && !has_text,
            link,
        }
    }

    fn named_part(&self, piece: &Piece<'_>, whole: &Named) -> Named {
        let words = &self.deck.names;
        match piece {
            Piece::Text(_) => Named {
                name: words.text.to_owned(),
                ..Named::default()
            },
            Piece::Shape(shape) if !shape.texts.is_empty() => Named {
                name: words.text.to_owned(),
                ..Named::default()
            },
            Piece::Picture { .. } => Named {
                name: words.picture.to_owned(),
                alt: whole.alt.clone(),
                ..Named::default()
            },
            Piece::Icon { icon, .. } => {
                Named::decoration(format!("{} ({})", words.icon, icon.name()))
            }
            Piece::Shape(_) => Named::decoration(words.shape),
        }
    }

    /// What a thing rests on, else the slide of a stage.
    fn link(&mut self, target: &Target) -> Option<(String, bool)> {
        if let Some(address) = self.deck.links.get(target).and_then(|link| address(link)) {
            return Some((self.relations.address(address), false));
        }
        let Target::Stage(stage) = target else {
            return None;
        };
        let slide = *self.deck.stages.get(stage)?;
        (slide != self.number).then(|| {
            let relation = self.relations.part("slide", format!("slide{slide}.xml"));
            (relation, true)
        })
    }

    fn piece(&mut self, id: u32, named: &Named, piece: &Piece<'_>, at: Placing) -> Element {
        match piece {
            Piece::Shape(piece) => self.shape(id, named, piece, at),
            Piece::Icon {
                icon,
                rect,
                color,
                width,
            } => {
                let path = icon.path_in(*rect);
                let outline = Outline::path(&path, at);
                let paint = Paint::Solid(*color);
                let line = self.line(Stroke::round(*width), &paint, (0.0, 0.0), at, "");
                let look = format!("{}<a:noFill/>{line}", outline.geometry);
                (
                    shape(id, named, outline.frame, &look, None, false),
                    outline.frame,
                )
            }
            Piece::Picture {
                picture: of,
                frame: rect,
                radius,
            } => {
                let frame = at.frame(*rect);
                let half = rect.width().min(rect.height()) / 2.0;
                let geometry = match *radius >= half - 0.5 {
                    true => preset("ellipse", ""),
                    false => {
                        let shape = Shape::Rect {
                            rect: *rect,
                            radius: *radius,
                        };
                        Outline::of(&shape, at).geometry
                    }
                };
                let file = self.pictures.file(of);
                let relation = self.relations.part("image", format!("../media/{file}"));
                let cut = cut(of.size(), rect.size());
                (picture(id, named, frame, &relation, cut, &geometry), frame)
            }
            Piece::Text(text) => self.text_box(id, named, text, at),
        }
    }

    fn text_box(&mut self, id: u32, named: &Named, text: &Text, at: Placing) -> Element {
        let em = self.text.theme.style(text.role).size;
        let room = match (is_single(text), text.align) {
            // As wide as its letters: what is moved or clicked is what is seen.
            (true, Align::Start) if !text.paragraph.lines.iter().any(|line| line.rtl) => Rect {
                x1: text.rect.x0 + text.paragraph.width + 0.3 * em,
                ..text.rect
            },
            (true, _) => text.rect,
            (false, _) => text.rect.inflate(0.2 * em, 0.0),
        };
        let body = self.text.body(&[text], room, Stands::Alone, at, "p:txBody");
        let look = format!("{}<a:noFill/><a:ln><a:noFill/></a:ln>", preset("rect", ""));
        let frame = at.frame(room);
        (shape(id, named, frame, &look, Some(&body), true), frame)
    }

    fn shape(&mut self, id: u32, named: &Named, piece: &ShapePiece<'_>, at: Placing) -> Element {
        let bounds = piece.shape.bounds();
        let height = (bounds.y0, bounds.y1);
        let line = piece
            .line
            .map(|(stroke, paint)| self.line(stroke, paint, height, at, ""));
        if let (None, Some(line), Some((from, to))) = (piece.fill, &line, straight(piece.shape)) {
            let way = connect::straight(at.point(from), at.point(to));
            let look = format!("{}{line}", way.geometry);
            let frame = at.frame(Rect::from_points(from, to));
            return (
                connector(id, named, [None, None], &way.transform, &look),
                frame,
            );
        }
        let outline = Outline::of(piece.shape, at);
        let fill = match piece.fill {
            Some((color, opacity)) => self.deck.palette.fill(color, opacity),
            None => "<a:noFill/>".to_owned(),
        };
        let line = line.unwrap_or_else(|| "<a:ln><a:noFill/></a:ln>".to_owned());
        let look = format!("{}{fill}{line}", outline.geometry);
        let body = (!piece.texts.is_empty()).then(|| {
            let stands = match piece.shape {
                Shape::Circle(_) => Stands::Middle,
                Shape::Rect { .. } | Shape::Path(_) => Stands::Placed,
            };
            let room = outline.room;
            self.text.body(&piece.texts, room, stands, at, "p:txBody")
        });
        let element = shape(id, named, outline.frame, &look, body.as_deref(), false);
        (element, outline.frame)
    }

    fn line(
        &self,
        stroke: Stroke,
        paint: &Paint,
        height: (f64, f64),
        at: Placing,
        ends: &str,
    ) -> String {
        shapes::line(self.deck.palette, stroke, paint, height, at, ends)
    }

    /// A line between two cards, glued to those that are on the slide; its label is a shape.
    fn connection(
        &mut self,
        chunk: &Chunk,
        ends: Option<[Id; 2]>,
        heads: &str,
        at: Placing,
    ) -> Option<Element> {
        let all = pieces(chunk);
        let path = all.iter().find_map(|piece| match piece {
            Piece::Shape(shape) => match (shape.shape, shape.line) {
                (Shape::Path(path), Some(line)) if shape.fill.is_none() => Some((path, line)),
                _ => None,
            },
            _ => None,
        });
        let Some((path, (stroke, paint))) = path else {
            return self.pieces(chunk, at);
        };
        let mut corners = connect::corners(path);
        // The line ends where its head begins.
        let tip = all.iter().find_map(|piece| match piece {
            Piece::Shape(shape) => match (shape.shape, shape.fill) {
                (Shape::Path(head), Some(_)) => head.segments().next().map(|it| it.start()),
                _ => None,
            },
            _ => None,
        });
        if let (Some(tip), Some(last)) = (tip, corners.last_mut()) {
            *last = tip;
        }
        let way = connect::bent(&corners, at).unwrap_or_else(|| connect::free(path, at));
        let glued = self.glue(ends, &corners, at);
        let bounds = path.bounding_box();
        let line = self.line(stroke, paint, (bounds.y0, bounds.y1), at, heads);
        let Way {
            transform,
            geometry,
        } = way;
        let look = match geometry.starts_with("<a:custGeom") {
            true => format!("{geometry}<a:noFill/>{line}"),
            false => format!("{geometry}{line}"),
        };
        let id = self.id();
        let named = self.named(chunk);
        let frame = at.frame(bounds);
        let element = (connector(id, &named, glued, &transform, &look), frame);
        let labels: Vec<&Piece<'_>> = all
            .iter()
            .filter(|piece| match piece {
                Piece::Shape(shape) => !shape.texts.is_empty(),
                Piece::Text(_) => true,
                Piece::Icon { .. } | Piece::Picture { .. } => false,
            })
            .collect();
        if labels.is_empty() {
            return Some(element);
        }
        let mut elements = vec![element];
        for label in labels {
            let id = self.id();
            let part = self.named_part(label, &named);
            elements.push(self.piece(id, &part, label, at));
        }
        grouped(self.id(), &named, elements)
    }

    fn glue(&self, ends: Option<[Id; 2]>, corners: &[Point], at: Placing) -> [Glue; 2] {
        let Some(ends) = ends else {
            return [None, None];
        };
        let places = [corners.first(), corners.last()];
        let mut glued = [None, None];
        for (index, (card, place)) in ends.iter().zip(places).enumerate() {
            if let (Some((shape, frame)), Some(place)) = (self.cards.get(card), place) {
                glued[index] = Some((*shape, side(*frame, at.point(*place))));
            }
        }
        glued
    }
}

/// Which of its four places a shape is nearest with: top, left, bottom, right.
fn side(frame: Frame, (x, y): (i64, i64)) -> usize {
    let off = [
        (y - frame.y).abs(),
        (x - frame.x).abs(),
        (y - frame.bottom()).abs(),
        (x - frame.right()).abs(),
    ];
    let nearest = off.iter().enumerate().min_by_key(|(_, off)| **off);
    nearest.map_or(0, |(index, _)| index)
}

/// Several elements as a group, one as it is.
fn grouped(id: u32, named: &Named, elements: Vec<Element>) -> Option<Element> {
    let frames = elements.iter().map(|(_, frame)| *frame);
    let frame = frames.reduce(Frame::union)?;
    let mut children = String::with_capacity(elements.iter().map(|(xml, _)| xml.len()).sum());
    for (element, _) in &elements {
        let _ = write!(children, "{element}");
    }
    Some((group(id, named, frame, &children), frame))
}

/// The text of the chunk that says what a page is called.
fn head(chunk: &Chunk) -> Option<&Text> {
    let is_head = matches!(chunk.subject, Subject::Head | Subject::Thing(Target::Title));
    let mut texts = chunk.items.iter().filter_map(|item| match item {
        Item::Text(text) => Some(text),
        _ => None,
    });
    texts.find(|_| is_head)
}

/// The way through the journey is read behind the title; all else as it is painted.
fn in_reading_order(bands: &[PlacedBand]) -> Vec<&PlacedBand> {
    let is_way = |placed: &&PlacedBand| {
        let first = placed.band.chunks.first();
        first.is_some_and(|chunk| chunk.subject == Subject::Way)
    };
    let (way, rest): (Vec<_>, Vec<_>) = bands.iter().partition(is_way);
    way.into_iter().chain(rest).collect()
}

/// The piece that a chunk is known by: the first with a text, else the largest shape.
fn main_piece(pieces: &[Piece<'_>]) -> usize {
    let with_text = pieces
        .iter()
        .position(|piece| matches!(piece, Piece::Shape(shape) if !shape.texts.is_empty()));
    let area = |piece: &Piece<'_>| match piece {
        Piece::Shape(shape) => shape.shape.bounds().area(),
        Piece::Icon { .. } | Piece::Picture { .. } | Piece::Text(_) => 0.0,
    };
    let largest = || {
        let pieces = pieces.iter().enumerate();
        let largest = pieces.max_by(|(_, a), (_, b)| area(a).total_cmp(&area(b)));
        largest.map_or(0, |(index, _)| index)
    };
    let first = pieces.first().is_some_and(|piece| area(piece) > 0.0);
    match (with_text, first) {
        (Some(index), _) => index,
        (None, true) => 0,
        (None, false) => largest(),
    }
}

/// What of a picture is cut off for its middle to fill a frame, in thousandths of a per cent.
fn cut((width, height): (u32, u32), frame: crate::geom::Size) -> [i64; 4] {
    let (width, height) = (f64::from(width), f64::from(height));
    let aspect = frame.width / frame.height;
    let share = |whole: f64, seen: f64| {
        let off = (1.0 - (seen / whole).clamp(0.0, 1.0)) / 2.0;
        (off * 100_000.0).round() as i64
    };
    match width > height * aspect {
        true => {
            let off = share(width, height * aspect);
            [off, 0, off, 0]
        }
        false => {
            let off = share(height, width / aspect);
            [0, off, 0, off]
        }
    }
}

/// The address of a page as a relation may have it; `None` for what no program could follow.
pub(super) fn address(link: &str) -> Option<String> {
    let (scheme, rest) = link.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_host = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | ':' | '_');
    if host.is_empty() || host.len() > 250 || !host.chars().all(is_host) || !host.is_ascii() {
        return None;
    }
    let port = host.split_once(':').map_or("", |(_, port)| port);
    let is_port = port.is_empty() && !host.contains(':') || port.parse::<u16>().is_ok();
    let starts = host.starts_with(|c: char| c.is_ascii_alphanumeric());
    if !is_port || !starts || link.len() > 2_000 {
        return None;
    }
    let mut address = format!("{}://{host}", scheme.to_ascii_lowercase());
    let bytes = &rest.as_bytes()[host.len()..];
    for (index, byte) in bytes.iter().enumerate() {
        let is_escape = *byte == b'%'
            && bytes
                .get(index + 1..index + 3)
                .is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit));
        let is_plain = byte.is_ascii_alphanumeric() || b"-._~/?#:@!$&'()*+,;=".contains(byte);
        let is_second_hash = *byte == b'#' && bytes[..index].contains(&b'#');
        match (is_plain && !is_second_hash) || is_escape {
            true => address.push(char::from(*byte)),
            false => {
                let _ = write!(address, "%{byte:02X}");
            }
        }
    }
    Some(address)
}

/// A whole slide around its shapes.
pub(super) fn document(shapes: &str, transition: &str) -> String {
    format!(
        "{DECLARATION}<p:sld {NAMESPACES}><p:cSld>{TREE}{shapes}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>{transition}</p:sld>"
    )
}

/// Where a scene stands on a slide: as large as can be, or below the title of a template.
pub(super) fn placing(scene: &Scene, place: Frame, below: Option<f64>) -> Placing {
    match below {
        None => Placing::within(scene.size, place),
        Some(head) => {
            let size = crate::geom::Size::new(scene.size.width, scene.size.height - head);
            let at = Placing::within(size, place);
            Placing {
                at: at.at - Vec2::new(0.0, head * at.by),
                ..at
            }
        }
    }
}

/// The foot of a page and its logo, each with the top of its band.
pub(super) fn signature_of(scene: &Scene) -> impl Iterator<Item = (f64, &Chunk)> {
    scene.chunks().filter(|(_, chunk)| {
        matches!(chunk.subject, Subject::Foot | Subject::Logo) && !chunk.items.is_empty()
    })
}

/// A foot whose first text says something else, and the others nothing.
fn saying(foot: &Chunk, said: &str) -> Chunk {
    let mut foot = foot.clone();
    foot.items.truncate(1);
    if let Some(Item::Text(text)) = foot.items.first_mut() {
        let lines = &mut Arc::make_mut(&mut text.paragraph).lines;
        lines.truncate(1);
        if let Some(line) = lines.first_mut() {
            said.clone_into(&mut line.text);
        }
    }
    foot
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_one_that_can_be_followed() {
        for (link, expected) in [
            ("https://a.org/x?y=1#z", Some("https://a.org/x?y=1#z")),
            ("HTTP://a.org", Some("http://a.org")),
            (
                "https://a.org/é {x}",
                Some("https://a.org/%C3%A9%20%7Bx%7D"),
            ),
            ("https://a.org/%zz%20", Some("https://a.org/%25zz%20")),
            ("https://a.org/#a#b", Some("https://a.org/#a%23b")),
            ("https://", None),
            ("https://:80/", None),
            ("https://a.org:99999/", None),
            ("https://a b/", None),
            ("mailto:x", None),
        ] {
            assert_eq!(address(link).as_deref(), expected, "{link}");
        }
    }

    #[test]
    fn the_middle_of_a_picture_is_seen() {
        let square = crate::geom::Size::new(10.0, 10.0);
        assert_eq!(cut((100, 100), square), [0; 4]);
        assert_eq!(cut((200, 100), square), [25_000, 0, 25_000, 0]);
        assert_eq!(cut((100, 400), square), [0, 37_500, 0, 37_500]);
    }
}
