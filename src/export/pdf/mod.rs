//! PDF by krilla: one sheet, tiles of it, or the pages of a deck; with an outline, page labels, links
//! and a structure. A file says that it is PDF/UA-1 where krilla finds nothing that speaks against it;
//! letters that no font has do, and such a file is written without saying so. No time stamp is
//! written.

mod notes;
mod painter;
mod structure;

use std::{collections::HashMap, num::NonZeroU32};

use krilla::{
    Document, SerializeSettings,
    action::{Action, LinkAction},
    annotation::{Annotation, LinkAnnotation, Target as LinkTarget},
    configure::{Accessibility, Configuration, ConfigurationBuilder},
    destination::{Destination, XyzDestination},
    error::KrillaError,
    metadata::Metadata,
    outline::{Outline, OutlineNode},
    page::{NumberingStyle, PageLabel, PageSettings},
    tagging::{Node, Tag, TagGroup, TagKind, TagTree},
};

use super::{
    deck::{Deck, DeckPage},
    options::{About, ExportError, Extent, Options, PageSize},
    paper::{MARGIN, POINTS_PER_MM, Tile, Tiling},
    watch::ExportWatch,
};
use crate::{
    geom::{BezPath, Point, Rect, Shape as _, Size},
    model::{Color, Id, Target, TextRole, TextStyle, Theme},
    scene::{Scene, Stroke, Subject},
    text::{Fonts, Line},
    words::first_upper,
};
use notes::NoteLines;
use painter::{Faces, PdfPainter, Placement, Told, krilla_rect};

#[cfg(test)]
pub(super) use painter::in_reading_order;

/// A page before it is painted.
struct Leaf<'a> {
    paper: Size,
    /// As the page is numbered.
    label: Label,
    /// In the outline, and the heading of the page.
    title: String,
    /// How deep it stands in the outline, from 1; `None`: not at all.
    level: Option<usize>,
    /// None on a page of notes alone.
    picture: Option<Picture<'a>>,
    notes: Vec<NoteLines>,
    /// Where the notes begin, in points from the top left corner.
    notes_at: Point,
    tile: Option<(&'a Tiling, &'a Tile)>,
    /// Said of the table on it.
    summary: String,
    /// Stands small at the foot of the page.
    foot: String,
}

#[derive(Clone, Copy)]
struct Picture<'a> {
    scene: &'a Scene,
    placement: Placement,
    /// Whether the page beyond the picture has its ground, too.
    fills_page: bool,
    /// Which page of the deck it is.
    of_deck: Option<usize>,
}

/// What a page is numbered as.
#[derive(Clone)]
enum Label {
    Number(usize),
    Text(String),
}

impl Label {
    fn of(self) -> PageLabel {
        match self {
            Self::Number(number) => {
                let number = u32::try_from(number).ok().and_then(NonZeroU32::new);
                PageLabel::new(Some(NumberingStyle::Arabic), None, number)
            }
            Self::Text(text) => PageLabel::new(None, Some(text), None),
        }
    }
}

/// Where a link on a page leads.
#[derive(Clone)]
enum LeadsTo {
    Page(usize),
    Address(String),
}

/// What all pages of a file share.
struct Book<'a> {
    about: &'a About,
    theme: Theme,
    fonts: &'a Fonts,
    leaves: Vec<Leaf<'a>>,
    /// Where the things of each page of a deck lead, addresses aside.
    deck: Option<&'a Deck>,
    /// The first leaf of each page of the deck.
    leaf_of: Vec<usize>,
}

/// One sheet, or tiles of it.
pub(super) fn write(
    scene: &Scene,
    fonts: &Fonts,
    options: &Options,
    watch: ExportWatch<'_>,
) -> Result<Vec<u8>, ExportError> {
    let about = &options.about;
    let tiling = match options.extent {
        Extent::Tiles => Some(Tiling::new(scene.size, options.page, options.across)?),
        Extent::Map | Extent::Stops => None,
    };
    let leaves = match &tiling {
        Some(tiling) => tiles(scene, about, tiling),
        None => vec![whole(scene, about, options.page)],
    };
    let book = Book {
        about,
        theme: scene.theme.clone(),
        fonts,
        leaves,
        deck: None,
        leaf_of: Vec::new(),
    };
    book.write(watch)
}

/// A page for each page of a deck, with notes where they are asked for.
pub(super) fn write_deck(
    deck: &Deck,
    fonts: &Fonts,
    options: &Options,
    watch: ExportWatch<'_>,
) -> Result<Vec<u8>, ExportError> {
    let first = deck.pages.first().ok_or(ExportError::NoPages)?;
    let mut leaves = Vec::new();
    let mut leaf_of = Vec::new();
    for index in 0..deck.pages.len() {
        leaf_of.push(leaves.len());
        match options.notes {
            true => with_notes(deck, index, fonts, options.page, &mut leaves),
            false => leaves.push(slide(deck, index, options.page)),
        }
    }
    let book = Book {
        about: &deck.about,
        theme: first.scene.theme.clone(),
        fonts,
        leaves,
        deck: Some(deck),
        leaf_of,
    };
    book.write(watch)
}

fn whole<'a>(scene: &'a Scene, about: &'a About, page: PageSize) -> Leaf<'a> {
    let (paper, place) = page.place(scene.size);
    Leaf {
        paper,
        label: Label::Number(1),
        title: title_of(about),
        level: Some(1),
        picture: Some(Picture {
            scene,
            placement: Placement {
                part: scene.size.to_rect(),
                place,
            },
            fills_page: true,
            of_deck: None,
        }),
        notes: Vec::new(),
        notes_at: Point::ZERO,
        tile: None,
        summary: about.description.clone(),
        foot: String::new(),
    }
}

fn tiles<'a>(scene: &'a Scene, about: &'a About, tiling: &'a Tiling) -> Vec<Leaf<'a>> {
    let language = about.language;
    let leaf = |tile: &'a Tile| {
        let [row, column] = [tile.row + 1, tile.column + 1].map(|number| number.to_string());
        let [rows, columns] = [tiling.rows, tiling.columns].map(|number| number.to_string());
        let place = language.fill(
            "row {row} of {rows}, column {column} of {columns}",
            &[
                ("row", &row),
                ("rows", &rows),
                ("column", &column),
                ("columns", &columns),
            ],
        );
        let foot = [about.title.trim(), &place].map(str::to_owned);
        let foot = foot.into_iter().filter(|text| !text.is_empty());
        Leaf {
            paper: tiling.paper,
            label: Label::Text(format!("{row}-{column}")),
            foot: foot.collect::<Vec<_>>().join(" · "),
            title: first_upper(&place),
            level: Some(1),
            picture: Some(Picture {
                scene,
                placement: Placement {
                    part: tile.part,
                    place: tile.place,
                },
                fills_page: false,
                of_deck: None,
            }),
            notes: Vec::new(),
            notes_at: Point::ZERO,
            tile: Some((tiling, tile)),
            summary: match (tile.row, tile.column) {
                (0, 0) => about.description.clone(),
                _ => String::new(),
            },
        }
    };
    tiling.tiles.iter().map(leaf).collect()
}

fn slide(deck: &Deck, index: usize, page: PageSize) -> Leaf<'_> {
    let sheet = &deck.pages[index];
    let size = sheet.scene.size;
    let paper = match page {
        PageSize::Map => size * (PageSize::Slide.lying().width / size.width),
        _ => page.lying(),
    };
    // As large as its frame, which has the shape of the paper.
    let scale = (paper.width / size.width).min(paper.height / size.height);
    let shown = size * scale;
    let corner = (paper - shown).to_vec2() / 2.0;
    Leaf {
        paper,
        label: Label::Text(sheet.label.clone()),
        title: sheet.full_title(),
        level: Some(if sheet.number > 1 { 2 } else { 1 }),
        picture: Some(Picture {
            scene: &sheet.scene,
            placement: Placement {
                part: size.to_rect(),
                place: Rect::from_origin_size(corner.to_point(), shown),
            },
            fills_page: true,
            of_deck: Some(index),
        }),
        notes: Vec::new(),
        notes_at: Point::ZERO,
        tile: None,
        summary: summary_of(sheet),
        foot: String::new(),
    }
}

/// An upright paper: the page of the deck above, its notes below and on pages of their own.
fn with_notes<'a>(
    deck: &'a Deck,
    index: usize,
    fonts: &Fonts,
    page: PageSize,
    leaves: &mut Vec<Leaf<'a>>,
) {
    let sheet = &deck.pages[index];
    let lying = match page.is_paper() {
        true => page.lying(),
        false => PageSize::A4.lying(),
    };
    let paper = Size::new(lying.height, lying.width);
    // Everything grows with the paper.
    let unit = paper.width / PageSize::A4.lying().height;
    let margin = 15.0 * POINTS_PER_MM * unit;
    let width = paper.width - 2.0 * margin;
    let size = sheet.scene.size;
    let height = (width * size.height / size.width).min(paper.height * 0.6);
    let shown = Size::new(height * size.width / size.height, height);
    let corner = Point::new((paper.width - shown.width) / 2.0, margin);
    let below = margin + height + 8.0 * POINTS_PER_MM * unit;
    let rooms = [paper.height - margin - below, paper.height - 2.0 * margin];
    let style = notes_style(&sheet.scene.theme, unit);
    let pages = notes::flow(&sheet.notes, &style, fonts, width, rooms);
    for (number, notes) in pages.into_iter().enumerate() {
        let picture = (number == 0).then_some(Picture {
            scene: &sheet.scene,
            placement: Placement {
                part: size.to_rect(),
                place: Rect::from_origin_size(corner, shown),
            },
            fills_page: false,
            of_deck: Some(index),
        });
        let is_first = number == 0;
        let top = if is_first { below } else { margin };
        leaves.push(Leaf {
            paper,
            label: Label::Text(match is_first {
                true => sheet.label.clone(),
                false => format!("{}–{}", sheet.label, number + 1),
            }),
            title: sheet.full_title(),
            level: is_first.then_some(if sheet.number > 1 { 2 } else { 1 }),
            picture,
            notes,
            notes_at: Point::new(margin, top),
            tile: None,
            summary: match is_first {
                true => summary_of(sheet),
                false => String::new(),
            },
            foot: format!("{} · {}", sheet.label, sheet.full_title()),
        });
    }
}

/// Once for each stop.
fn summary_of(sheet: &DeckPage) -> String {
    match sheet.number {
        1 => sheet.story.text(),
        _ => String::new(),
    }
}

fn notes_style(theme: &Theme, unit: f64) -> TextStyle {
    TextStyle {
        size: 11.0 * unit,
        line_height: 16.0 * unit,
        tracking: 0.0,
        ..theme.style(TextRole::Card).clone()
    }
}

fn title_of(about: &About) -> String {
    match about.title.trim() {
        "" => about.language.t("Untitled map").to_owned(),
        title => title.to_owned(),
    }
}

impl Book<'_> {
    /// As PDF/UA, else without saying so.
    fn write(&self, watch: ExportWatch<'_>) -> Result<Vec<u8>, ExportError> {
        let accessible = ConfigurationBuilder::new()
            .with_accessibility_validator(Accessibility::UA1)
            .finish();
        let first = match accessible {
            Ok(accessible) => self.pages(accessible, watch)?,
            Err(_) => Err(KrillaError::Validation(Vec::new())),
        };
        // Told once how far it is, however often it is written.
        let quiet = ExportWatch {
            progress: &|_| (),
            ..watch
        };
        let written = match first {
            Err(KrillaError::Validation(_)) => self.pages(Configuration::default(), quiet)?,
            first => first,
        };
        let bytes = written.map_err(|error| ExportError::Pdf(error.to_string()))?;
        (watch.progress)(1.0);
        Ok(bytes)
    }

    fn pages(
        &self,
        configuration: Configuration,
        watch: ExportWatch<'_>,
    ) -> Result<Result<Vec<u8>, KrillaError>, ExportError> {
        let mut document = Document::new_with(SerializeSettings {
            configuration,
            ..SerializeSettings::default()
        });
        document.set_metadata(self.metadata());
        let mut faces = Faces::new();
        let mut structure = TagTree::new().with_lang(Some(self.about.language.code().to_owned()));
        let mut entries = Vec::new();
        for index in 0..self.leaves.len() {
            let nodes = self.page(&mut document, index, &mut faces, &mut entries, watch)?;
            structure.push(TagGroup::with_children(Tag::Section, nodes));
            watch.check()?;
        }
        document.set_outline(outline(entries));
        document.set_tag_tree(structure);
        Ok(document.finish())
    }

    fn metadata(&self) -> Metadata {
        let about = self.about;
        Metadata::new()
            .title(title_of(about))
            .description(about.summary().to_owned())
            .authors(Vec::from_iter(
                (!about.author.is_empty()).then(|| about.author.clone()),
            ))
            .language(about.language.code().to_owned())
            .creator(concat!("Jejak ", env!("CARGO_PKG_VERSION")).to_owned())
    }

    /// Paints one page and comes back with its structure.
    fn page(
        &self,
        document: &mut Document,
        index: usize,
        faces: &mut Faces,
        entries: &mut Vec<Entry>,
        watch: ExportWatch<'_>,
    ) -> Result<Vec<Node>, ExportError> {
        let leaf = &self.leaves[index];
        let settings = PageSettings::from_wh(leaf.paper.width as f32, leaf.paper.height as f32);
        let settings = settings
            .ok_or(ExportError::Scale)?
            .with_page_label(leaf.label.clone().of());
        let mut page = document.start_page_with(settings);
        let mut painter = PdfPainter::new(
            self.fonts,
            faces,
            page.surface(),
            index,
            &self.about.parts.spoken,
        );
        let mut told = Vec::new();
        if let Some(picture) = &leaf.picture {
            ground(&mut painter, leaf.paper, picture);
            let share = |share: f32| {
                let pages = self.leaves.len() as f32;
                (watch.progress)((index as f32 + share) / pages * 0.9);
                !watch.is_cancelled()
            };
            told = painter.sheet(picture.scene, picture.placement, |scene, painter| {
                scene.paint(painter, share);
            });
        }
        self.marks(&mut painter, leaf);
        let notes = self.notes(&mut painter, leaf);
        drop(painter);

        self.enter(index, leaf, &told, entries);
        let links = self.links(leaf, &told);
        let mut told = told;
        for (at, rect, to) in links {
            let spoken = self.spoken_of(&to);
            let target = match to {
                LeadsTo::Page(page) => {
                    let top = krilla::geom::Point::from_xy(0.0, 0.0);
                    LinkTarget::Destination(Destination::Xyz(XyzDestination::new(page, top)))
                }
                LeadsTo::Address(address) => {
                    LinkTarget::Action(Action::Link(LinkAction::new(address)))
                }
            };
            let annotation = Annotation::new_link(LinkAnnotation::new(rect, target), Some(spoken));
            let link = page.add_tagged_annotation(annotation);
            linked(&mut told[at], link);
        }
        let mut nodes = structure::of_page(&leaf.title, &leaf.summary, told);
        nodes.extend(notes);
        Ok(nodes)
    }

    /// What stands in the outline for a page, and for the stages of a map on one.
    fn enter(&self, index: usize, leaf: &Leaf<'_>, told: &[Told], entries: &mut Vec<Entry>) {
        let Some(level) = leaf.level else { return };
        let entry = |level, title: String, y: f64| Entry {
            level,
            title,
            page: index,
            y,
        };
        entries.push(entry(level, leaf.title.clone(), 0.0));
        let alone = leaf.picture.filter(|_| self.leaves.len() == 1);
        let Some(picture) = alone else { return };
        for told in told {
            if let Subject::Thing(target @ (Target::Stage(_) | Target::Lane(_))) = &told.subject
                && let Some(title) = self.about.parts.names.get(target)
            {
                let seen = picture.placement.seen(told.bounds);
                let y = seen.map_or(0.0, |seen| seen.y0);
                entries.push(entry(level + 1, title.clone(), y));
            }
        }
    }

    /// What of a page leads on: by its place in `told`, its rectangle and where it leads.
    fn links(&self, leaf: &Leaf<'_>, told: &[Told]) -> Vec<(usize, krilla::geom::Rect, LeadsTo)> {
        let Some(picture) = leaf.picture else {
            return Vec::new();
        };
        let pages: HashMap<&Id, usize> = match (self.deck, picture.of_deck) {
            (Some(deck), Some(own)) => {
                let mut pages = deck.page_of_stage();
                pages.retain(|_, page| deck.pages[*page].stop != deck.pages[own].stop);
                pages
            }
            _ => HashMap::new(),
        };
        let leads_to = |told: &Told| match &told.subject {
            Subject::Thing(Target::Stage(id)) => {
                let page = pages.get(id)?;
                Some(LeadsTo::Page(*self.leaf_of.get(*page)?))
            }
            Subject::Thing(target) => {
                let address = self.about.parts.links.get(target)?;
                Some(LeadsTo::Address(address.clone()))
            }
            _ => None,
        };
        let linked = told.iter().enumerate().filter_map(|(at, told)| {
            // A link is told together with the text that leads there.
            let to = leads_to(told).filter(|_| !told.nodes.is_empty())?;
            let rect = krilla_rect(picture.placement.seen(told.bounds)?)?;
            Some((at, rect, to))
        });
        linked.collect()
    }

    fn spoken_of(&self, to: &LeadsTo) -> String {
        match to {
            LeadsTo::Page(page) => {
                let leaf = self.leaves.get(*page);
                let title = leaf.map_or("", |leaf| leaf.title.as_str());
                self.about
                    .language
                    .fill("Go to: {title}", &[("title", title)])
            }
            LeadsTo::Address(address) => address.clone(),
        }
    }

    /// Where a tile is cut and glued, and what stands at the foot of a page.
    fn marks(&self, painter: &mut PdfPainter<'_, '_>, leaf: &Leaf<'_>) {
        let colors = &self.theme.colors;
        if let (Some((tiling, tile)), Some(picture)) = (leaf.tile, leaf.picture) {
            let place = picture.placement.place;
            painter.marks(&crop_marks(place), Stroke::solid(0.5), paper_ink());
            let (right, below) = (tile.column + 1 < tiling.columns, tile.row + 1 < tiling.rows);
            let glue = glue_marks(place, right, below);
            painter.marks(&glue, Stroke::dashed(0.7, 2.0, 1.5), paper_ink());
            self.scheme(painter, tiling, tile);
        } else if let Some(picture) = leaf.picture.filter(|picture| !picture.fills_page) {
            let edge = picture.placement.place.to_path(0.1);
            painter.marks(&edge, Stroke::solid(0.5), colors.border);
        }
        if leaf.foot.is_empty() {
            return;
        }
        let unit = match leaf.tile {
            Some(_) => 1.0,
            None => leaf.paper.width / PageSize::A4.lying().height,
        };
        let style = TextStyle {
            size: 7.5 * unit,
            line_height: 10.0 * unit,
            tracking: 0.0,
            ..self.theme.style(TextRole::Legend).clone()
        };
        let room = leaf.paper.width - 2.0 * MARGIN - 60.0;
        let fits = |text: &str| self.fonts.paragraph(text, &style, None).width <= room;
        let foot = match fits(&leaf.foot) {
            true => leaf.foot.clone(),
            false => Fonts::cut(&leaf.foot, fits).unwrap_or_default(),
        };
        let set = self.fonts.paragraph(&foot, &style, None);
        for line in set.lines.iter().filter(|line| !line.runs.is_empty()) {
            let at = Point::new(
                MARGIN + FOOT_INDENT,
                leaf.paper.height - MARGIN / 2.0 + style.size / 3.0,
            );
            painter.label(line, at, paper_ink());
        }
    }

    /// All pages small, with this one filled, at the foot of a tile.
    fn scheme(&self, painter: &mut PdfPainter<'_, '_>, tiling: &Tiling, tile: &Tile) {
        let room = Size::new(48.0, MARGIN * 0.62);
        let lies = tiling.paper.width > tiling.paper.height;
        let shape = if lies { 1.4 } else { 0.72 };
        let height =
            (room.height / tiling.rows as f64).min(room.width / tiling.columns as f64 / shape);
        let cell = Size::new(height * shape, height);
        let all = Size::new(
            cell.width * tiling.columns as f64,
            cell.height * tiling.rows as f64,
        );
        let corner = Point::new(
            tiling.paper.width - MARGIN - FOOT_INDENT - all.width,
            tiling.paper.height - MARGIN / 2.0 - all.height / 2.0,
        );
        let rect = |row: usize, column: usize| {
            let at = (
                corner.x + column as f64 * cell.width,
                corner.y + row as f64 * cell.height,
            );
            Rect::from_origin_size(at, cell)
        };
        let mut grid = BezPath::new();
        for row in 0..tiling.rows {
            for column in 0..tiling.columns {
                grid.extend(rect(row, column).to_path(0.1).iter());
            }
        }
        painter.ground(rect(tile.row, tile.column), paper_ink());
        painter.marks(&grid, Stroke::solid(0.4), paper_ink());
    }

    /// The notes of a page, with their heading in the structure.
    fn notes(&self, painter: &mut PdfPainter<'_, '_>, leaf: &Leaf<'_>) -> Vec<Node> {
        let mut nodes: Vec<Node> = Vec::new();
        let mut last = None;
        for part in &leaf.notes {
            let mut paragraph = TagGroup::new(Tag::P);
            for (line, baseline) in part.lines() {
                let at = Point::new(left_of(line, leaf), leaf.notes_at.y + baseline);
                painter.paragraph_line(line, at, paper_ink(), &mut paragraph);
            }
            if !paragraph.children.is_empty() {
                last = Some(part.paragraph);
                nodes.push(paragraph.into());
            }
        }
        match last {
            Some(_) => vec![TagGroup::with_children(Tag::Div, nodes).into()],
            None => nodes,
        }
    }
}

/// From the left edge of the page to the text at its foot, beyond the margin.
const FOOT_INDENT: f64 = 14.0;

/// Of what is printed on the bare paper, whatever the map looks like.
fn paper_ink() -> Color {
    Theme::default().colors.ink
}

/// Where a line of notes begins: those that are read from the right end at the right margin.
fn left_of(line: &Line, leaf: &Leaf<'_>) -> f64 {
    match line.rtl {
        true => leaf.paper.width - leaf.notes_at.x - line.width,
        false => leaf.notes_at.x,
    }
}

/// One entry of the outline.
struct Entry {
    /// From 1.
    level: usize,
    title: String,
    page: usize,
    /// On the page, in points.
    y: f64,
}

/// The entries below those that they belong to.
fn outline(entries: Vec<Entry>) -> Outline {
    let mut outline = Outline::new();
    let mut open: Option<OutlineNode> = None;
    for entry in entries {
        let at = krilla::geom::Point::from_xy(0.0, entry.y as f32);
        let node = OutlineNode::new(entry.title, XyzDestination::new(entry.page, at));
        match (&mut open, entry.level) {
            (Some(above), 2..) => above.push_child(node),
            _ => {
                if let Some(done) = open.replace(node.with_open(true)) {
                    outline.push_child(done);
                }
            }
        }
    }
    if let Some(done) = open {
        outline.push_child(done);
    }
    outline
}

/// Puts a link into what a chunk says: its first paragraph leads there.
fn linked(told: &mut Told, annotation: krilla::tagging::Identifier) {
    let paragraph = told.nodes.iter_mut().find_map(|node| match node {
        Node::Group(group) => matches!(group.tag, TagKind::P(_)).then_some(group),
        Node::Leaf(_) => None,
    });
    let Some(paragraph) = paragraph else {
        told.nodes
            .push(TagGroup::with_children(Tag::Link, vec![annotation.into()]).into());
        return;
    };
    let mut contents = std::mem::take(&mut paragraph.children);
    contents.push(annotation.into());
    paragraph.push(TagGroup::with_children(Tag::Link, contents));
}

fn ground(painter: &mut PdfPainter<'_, '_>, paper: Size, picture: &Picture<'_>) {
    let color = picture.scene.background;
    if color == Color::WHITE {
        return;
    }
    let rect = match picture.fills_page {
        true => paper.to_rect(),
        false => picture.placement.place,
    };
    painter.ground(rect, color);
}

/// Short lines beside the corners, in the margin.
fn crop_marks(place: Rect) -> BezPath {
    let (gap, long) = (MARGIN * 0.12, MARGIN * 0.5);
    let mut path = BezPath::new();
    for (x, away_x) in [(place.x0, -1.0), (place.x1, 1.0)] {
        for (y, away_y) in [(place.y0, -1.0), (place.y1, 1.0)] {
            path.move_to((x + away_x * gap, y));
            path.line_to((x + away_x * (gap + long), y));
            path.move_to((x, y + away_y * gap));
            path.line_to((x, y + away_y * (gap + long)));
        }
    }
    path
}

/// Where the edge of the next page comes to lie.
fn glue_marks(place: Rect, right: bool, below: bool) -> BezPath {
    let (gap, long) = (MARGIN * 0.12, MARGIN * 0.6);
    let mut path = BezPath::new();
    if right {
        let x = place.x1 - Tiling::OVERLAP;
        for (y, away) in [(place.y0, -1.0), (place.y1, 1.0)] {
            path.move_to((x, y + away * gap));
            path.line_to((x, y + away * (gap + long)));
        }
    }
    if below {
        let y = place.y1 - Tiling::OVERLAP;
        for (x, away) in [(place.x0, -1.0), (place.x1, 1.0)] {
            path.move_to((x + away * gap, y));
            path.line_to((x + away * (gap + long), y));
        }
    }
    path
}
