//! Paints a display list through a camera: only what is visible, every edge and letter at its
//! true place in pixels.
//!
//! What a chunk looks like at one zoom is kept as triangles; panning moves them by whole pixels.

use std::{collections::HashMap, rc::Rc, sync::Arc};

use egui::{Mesh, Pos2, Rect, Shape as EguiShape, Vec2, epaint::Vertex, pos2, vec2};

use super::{
    atlas::{Atlas, Full},
    far::{FarSheets, Shown},
    mesh::MeshBuilder,
    mesher::{ChunkMesher, ToPixel},
    pictures::Pictures,
    surface::{Piece, Triangles},
    work,
};
use crate::{
    geom::{BezPath, Camera, Point, Rect as DocRect, Vec2 as DocVec2},
    model::{Color, Picture, Target},
    scene::{Band, Chunk, Item, Paint, Painter, PlacedBand, Scene, Shape, Stroke, Text},
    text::{Fonts, Line},
    ui::{aside::Aside, tokens::color32},
};

/// With more vertices than these, those of chunks that are no longer on the screen are let go.
const KEPT_VERTICES: usize = 300_000;
/// For so many passes what is out of view is kept.
const PATIENCE: u64 = 30;
/// How much of what is not kept is made in one pass, counted in vertices; the rest has its ground
/// alone until then.
const WORK: usize = 100_000;

/// Paints scenes; keeps what it made for the next frame.
#[derive(Default)]
pub struct ScenePainter {
    atlas: Atlas,
    kept: HashMap<BandKey, KeptBand>,
    /// Of the atlas, when `kept` was made.
    generation: u64,
    far: FarSheets,
    pictures: Pictures,
}

#[derive(PartialEq, Eq, Hash)]
struct BandKey {
    band: *const Band,
    scale: u64,
    y: u64,
}

/// What a band's chunks are painted with at one zoom.
struct KeptBand {
    /// Holds the address that it is known by.
    _band: Arc<Band>,
    chunks: Vec<Option<KeptChunk>>,
    /// Around all chunks, in the band's coordinates.
    bounds: Option<DocRect>,
    last_pass: u64,
}

struct KeptChunk {
    pieces: Rc<[Piece]>,
    /// Of one that reaches far beyond the view: what was made of it, in the band's coordinates.
    part: Option<DocRect>,
    vertices: usize,
    last_pass: u64,
}

impl KeptBand {
    fn vertices(&self) -> usize {
        let chunks = self.chunks.iter().flatten();
        chunks.map(|chunk| chunk.vertices).sum()
    }
}

/// The camera moved so that the sheet's corner falls on a whole pixel.
pub fn camera_on_pixels(camera: &Camera, pixels_per_point: f32) -> Camera {
    let scale = camera.zoom() * f64::from(pixels_per_point);
    let origin = (camera.origin_in_doc().to_vec2() * scale).round() / scale;
    Camera::new(origin.to_point(), camera.zoom())
}

impl ScenePainter {
    /// A painter that has pictures decoded aside.
    pub(in crate::ui) fn decoding(aside: Aside) -> Self {
        Self {
            pictures: Pictures::decoded(aside),
            ..Self::default()
        }
    }

    /// Paints what of `scene` is visible in `view` (screen points; the camera looks at its upper
    /// left corner). Leave the ground of the sheet to the caller.
    pub fn paint(
        &mut self,
        painter: &egui::Painter,
        view: Rect,
        scene: &Scene,
        camera: &Camera,
        fonts: &Fonts,
    ) {
        let eye = Eye::new(painter, view, camera);
        let ctx = painter.ctx();
        let far = self.far.show(ctx, scene, eye.scale, eye.visible, fonts);
        match far {
            Some(shown) => self.paint_far(painter, view, &eye, shown),
            None => self.paint_some(painter, view, scene, camera, fonts, &|_| true),
        }
        self.far.forget(ctx.cumulative_pass_nr());
    }

    fn paint_far(&mut self, painter: &egui::Painter, view: Rect, eye: &Eye, shown: Shown) {
        let painter = painter.with_clip_rect(view.intersect(painter.clip_rect()));
        let Shown {
            mut mesh,
            corner,
            pictures,
        } = shown;
        let corner = eye.screen_px(corner);
        for vertex in &mut mesh.vertices {
            vertex.pos = ((vertex.pos.to_vec2() + corner) / painter.pixels_per_point()).to_pos2();
        }
        painter.add(EguiShape::mesh(mesh));
        for over in &pictures {
            let shown = ShownPicture::at(eye, &over.picture, over.frame, over.radius);
            let (frame_px, radius_px) = (shown.frame_px, shown.radius_px);
            self.pictures
                .paint(&painter, &shown.picture, frame_px, radius_px);
        }
        self.forget(painter.ctx().cumulative_pass_nr());
    }

    /// Paints the visible chunks of `scene` that `wanted` holds of; else as [`ScenePainter::paint`].
    pub fn paint_some(
        &mut self,
        painter: &egui::Painter,
        view: Rect,
        scene: &Scene,
        camera: &Camera,
        fonts: &Fonts,
        wanted: &dyn Fn(Option<&Target>) -> bool,
    ) {
        let pass = painter.ctx().cumulative_pass_nr();
        let eye = Eye::new(painter, view, camera);
        let mut work = work::begun(pass, WORK);
        // A texture that was full starts anew; what then still finds no room stays away.
        let (layers, is_unfinished) = loop {
            if self.generation != self.atlas.generation() {
                self.kept.clear();
                self.generation = self.atlas.generation();
            }
            let mut window = WindowPainter {
                eye,
                pass,
                wanted,
                kept: &mut self.kept,
                mesher: ChunkMesher::new(Triangles::new(&mut self.atlas), fonts),
                band: None,
                layers: Layers::default(),
                is_full: false,
                work,
                is_unfinished: false,
            };
            scene.paint(&mut window, |_| true);
            let (is_full, is_unfinished) = (window.is_full, window.is_unfinished);
            work = window.work;
            let layers = window.layers.end();
            if !is_full || !self.atlas.restart(pass) {
                break (layers, is_unfinished);
            }
        };
        if is_unfinished {
            painter.ctx().request_repaint();
        }
        let texture = self.atlas.upload(painter.ctx());
        let (per_point, per_texel) = (1.0 / painter.pixels_per_point(), self.atlas.size());
        let painter = painter.with_clip_rect(view.intersect(painter.clip_rect()));
        for layer in layers {
            let mut mesh = layer.mesh(per_point, per_texel);
            mesh.texture_id = texture;
            if !mesh.is_empty() {
                painter.add(EguiShape::mesh(mesh));
            }
            for shown in layer.pictures {
                let (frame_px, radius_px) = (shown.frame_px, shown.radius_px);
                self.pictures
                    .paint(&painter, &shown.picture, frame_px, radius_px);
            }
        }
        self.forget(pass);
    }

    /// Lets go of what has not been on the screen for a while.
    fn forget(&mut self, pass: u64) {
        self.kept
            .retain(|_, kept| kept.last_pass + PATIENCE >= pass);
        let vertices: usize = self.kept.values().map(KeptBand::vertices).sum();
        if vertices > KEPT_VERTICES {
            let chunks = self.kept.values_mut().flat_map(|kept| &mut kept.chunks);
            for chunk in chunks {
                chunk.take_if(|chunk| chunk.last_pass < pass);
            }
        }
        self.pictures.forget(pass);
    }
}

/// What of the sheet is looked at, and from where.
#[derive(Clone, Copy)]
struct Eye {
    /// Pixels per document unit.
    scale: f64,
    /// The pixel of the sheet that stands in the view's upper left corner.
    origin: DocVec2,
    /// The view's upper left corner on the screen, in pixels.
    view_px: Vec2,
    visible: DocRect,
}

impl Eye {
    fn new(painter: &egui::Painter, view: Rect, camera: &Camera) -> Self {
        let scale = camera.zoom() * f64::from(painter.pixels_per_point());
        let shown = view
            .intersect(painter.clip_rect())
            .translate(-view.min.to_vec2());
        let corner = |p: Pos2| Point::new(f64::from(p.x), f64::from(p.y));
        let visible = camera.doc_rect(DocRect::from_points(corner(shown.min), corner(shown.max)));
        Self {
            scale,
            origin: (camera.origin_in_doc().to_vec2() * scale).round(),
            view_px: (view.min.to_vec2() * painter.pixels_per_point()).round(),
            // Rounding to pixels may show a little more.
            visible: visible.inflate(2.0 / scale, 2.0 / scale),
        }
    }

    /// On the screen, of a place on the sheet in pixels.
    fn screen_px(&self, place: DocVec2) -> Vec2 {
        let at = place - self.origin;
        self.view_px + vec2(at.x as f32, at.y as f32)
    }

    fn sees(&self, bounds: DocRect, y: f64) -> bool {
        bounds.x0 <= self.visible.x1
            && bounds.x1 >= self.visible.x0
            && bounds.y0 + y <= self.visible.y1
            && bounds.y1 + y >= self.visible.y0
    }
}

/// Paints one frame.
struct WindowPainter<'a> {
    eye: Eye,
    pass: u64,
    wanted: &'a dyn Fn(Option<&Target>) -> bool,
    kept: &'a mut HashMap<BandKey, KeptBand>,
    mesher: ChunkMesher<'a, Triangles<'a>>,
    band: Option<BandAtHand>,
    layers: Layers,
    /// A chunk found no room in the atlas.
    is_full: bool,
    /// What was made in this pass, counted as [`WORK`] is.
    work: usize,
    /// That was too much for more.
    is_unfinished: bool,
}

struct BandAtHand {
    key: BandKey,
    kept: KeptBand,
    y: f64,
    /// How many chunks came.
    chunks: usize,
    /// The pixel of the sheet at the upper left corner of the last one.
    corner: DocVec2,
    /// The last one found no room in the atlas.
    lacks_room: bool,
    /// How many drawings there were before it.
    drawings: usize,
    /// As [`KeptChunk::part`].
    part: Option<DocRect>,
}

impl<'a> WindowPainter<'a> {
    /// Goes on with a chunk as long as it finds room.
    fn make(&mut self, make: impl FnOnce(&mut ChunkMesher<'a, Triangles<'a>>) -> Result<(), Full>) {
        if let Some(band) = &mut self.band
            && !band.lacks_room
        {
            band.lacks_room = make(&mut self.mesher).is_err();
        }
    }
}

impl Painter for WindowPainter<'_> {
    fn begin_band(&mut self, placed: &PlacedBand) -> bool {
        let key = BandKey {
            band: Arc::as_ptr(&placed.band),
            scale: self.eye.scale.to_bits(),
            y: placed.y.to_bits(),
        };
        let known = self.kept.remove(&key);
        let bounds = known
            .as_ref()
            .map_or_else(|| around(&placed.band), |kept| kept.bounds);
        if !bounds.is_some_and(|bounds| self.eye.sees(bounds, placed.y)) {
            self.kept.extend(known.map(|kept| (key, kept)));
            return false;
        }
        let mut kept = known.unwrap_or_else(|| KeptBand {
            _band: placed.band.clone(),
            chunks: std::iter::repeat_with(|| None)
                .take(placed.band.chunks.len())
                .collect(),
            bounds,
            last_pass: self.pass,
        });
        kept.last_pass = self.pass;
        self.band = Some(BandAtHand {
            key,
            kept,
            y: placed.y,
            chunks: 0,
            corner: DocVec2::ZERO,
            lacks_room: false,
            drawings: 0,
            part: None,
        });
        true
    }

    fn end_band(&mut self) {
        if let Some(band) = self.band.take() {
            self.kept.insert(band.key, band.kept);
        }
    }

    /// What is kept of a chunk is painted here.
    fn begin_chunk(&mut self, chunk: &Chunk) -> bool {
        let Some(band) = &mut self.band else {
            return false;
        };
        let index = band.chunks;
        band.chunks += 1;
        if !self.eye.sees(chunk.bounds, band.y) || !(self.wanted)(chunk.target()) {
            return false;
        }
        let scale = self.eye.scale;
        let down = DocVec2::new(0.0, band.y);
        band.corner = ((chunk.bounds.origin().to_vec2() + down) * scale).floor();
        let seen = self.eye.visible - down;
        if let Some(kept) = &mut band.kept.chunks[index]
            && kept
                .part
                .is_none_or(|part| part.contains_rect(seen.intersect(chunk.bounds)))
        {
            kept.last_pass = self.pass;
            self.layers
                .add(&kept.pieces, &self.eye, band.corner, band.y);
            return false;
        }
        if self.work >= WORK {
            self.is_unfinished = true;
            self.layers.add_ground(chunk, &self.eye, band.y);
            return false;
        }
        band.lacks_room = false;
        band.drawings = self.mesher.surface.atlas.made();
        // Of what reaches far beyond the view, what is near is enough.
        let near = seen.inflate(seen.width(), seen.height());
        band.part = (!near.contains_rect(chunk.bounds)).then_some(near);
        let mut to_pixel = ToPixel {
            scale,
            shift: down * scale - band.corner,
            clip: Rect::EVERYTHING,
        };
        if let Some(part) = band.part {
            to_pixel.clip = to_pixel.rect(part);
        }
        self.mesher.begin(to_pixel);
        true
    }

    fn end_chunk(&mut self) {
        let Some(band) = &mut self.band else {
            return;
        };
        self.work += work::OF_DRAWING * (self.mesher.surface.atlas.made() - band.drawings);
        if band.lacks_room {
            self.is_full = true;
            self.mesher.surface.end();
            return;
        }
        let pieces: Rc<[Piece]> = self.mesher.surface.end().into();
        let meshes = pieces.iter().map(|piece| match piece {
            Piece::Mesh(mesh) => mesh.vertices.len(),
            Piece::Picture { .. } => 0,
        });
        let vertices: usize = meshes.sum();
        self.work += vertices;
        self.layers.add(&pieces, &self.eye, band.corner, band.y);
        band.kept.chunks[band.chunks - 1] = Some(KeptChunk {
            pieces,
            part: band.part,
            vertices,
            last_pass: self.pass,
        });
    }

    fn fill(&mut self, shape: &Shape, color: Color, opacity: f64) {
        let color = color32(color).gamma_multiply(opacity as f32);
        self.make(|mesher| mesher.fill(shape, color));
    }

    fn fill_path(&mut self, path: &BezPath, color: Color, opacity: f64) {
        let color = color32(color).gamma_multiply(opacity as f32);
        self.make(|mesher| mesher.fill_path(path, color));
    }

    fn stroke(&mut self, shape: &Shape, stroke: Stroke, paint: &Paint) {
        self.make(|mesher| mesher.stroke(shape, stroke, paint));
    }

    fn stroke_path(&mut self, path: &BezPath, stroke: Stroke, paint: &Paint) {
        self.make(|mesher| mesher.stroke_path(path, stroke, paint));
    }

    fn text(&mut self, text: &Text) {
        self.make(|mesher| mesher.text(text));
    }

    fn line(&mut self, line: &Line, at: Point, color: Color) {
        self.make(|mesher| mesher.line(line, at, color));
    }

    fn picture(&mut self, picture: &Picture, frame: DocRect, radius: f64) {
        self.mesher.surface.picture(picture, frame, radius);
    }
}

/// Triangles in painting order, cut where something lies over a picture: pictures have textures of
/// their own, all else shares that of the atlas.
#[derive(Default)]
struct Layers {
    done: Vec<Layer>,
    current: Layer,
}

/// Triangles, and the pictures over them.
#[derive(Default)]
struct Layer {
    parts: Vec<Part>,
    pictures: Vec<ShownPicture>,
}

/// Some triangles, moved to their place when all are known, so that no more room is taken for them
/// than they need.
enum Part {
    /// A piece of a chunk, by its place among the others, and how far it is moved.
    Kept(Rc<[Piece]>, usize, Vec2),
    Ground(Mesh),
}

impl Part {
    fn mesh(&self) -> Option<(&Mesh, Vec2)> {
        match self {
            Self::Kept(pieces, index, shift) => match &pieces[*index] {
                Piece::Mesh(mesh) => Some((mesh, *shift)),
                Piece::Picture { .. } => None,
            },
            Self::Ground(mesh) => Some((mesh, Vec2::ZERO)),
        }
    }
}

impl Layer {
    /// In points, with texture coordinates from 0 to 1.
    fn mesh(&self, per_point: f32, per_texel: Vec2) -> Mesh {
        let meshes = || self.parts.iter().filter_map(Part::mesh);
        let mut all = Mesh::default();
        all.vertices
            .reserve_exact(meshes().map(|(mesh, _)| mesh.vertices.len()).sum());
        all.indices
            .reserve_exact(meshes().map(|(mesh, _)| mesh.indices.len()).sum());
        for (mesh, shift) in meshes() {
            let first = all.vertices.len() as u32;
            all.indices.extend(mesh.indices.iter().map(|i| i + first));
            all.vertices.extend(mesh.vertices.iter().map(|vertex| {
                let Vertex { pos, uv, color } = *vertex;
                Vertex {
                    pos: ((pos.to_vec2() + shift) * per_point).to_pos2(),
                    uv: pos2(uv.x / per_texel.x, uv.y / per_texel.y),
                    color,
                }
            }));
        }
        all
    }
}

struct ShownPicture {
    picture: Picture,
    frame_px: Rect,
    radius_px: f32,
}

impl ShownPicture {
    /// In a frame on the sheet.
    fn at(eye: &Eye, picture: &Picture, frame: DocRect, radius: f64) -> Self {
        let at = eye.screen_px(frame.origin().to_vec2() * eye.scale);
        let size = frame.size() * eye.scale;
        let size = vec2(size.width as f32, size.height as f32);
        Self {
            picture: picture.clone(),
            frame_px: Rect::from_min_size(at.to_pos2(), size),
            radius_px: (radius * eye.scale) as f32,
        }
    }
}

impl Layers {
    /// Adds a chunk whose upper left corner is a pixel of the sheet.
    fn add(&mut self, pieces: &Rc<[Piece]>, eye: &Eye, corner: DocVec2, band_y: f64) {
        for (index, piece) in pieces.iter().enumerate() {
            match piece {
                Piece::Mesh(_) => {
                    self.add_part(Part::Kept(pieces.clone(), index, eye.screen_px(corner)));
                }
                Piece::Picture {
                    picture,
                    frame,
                    radius,
                } => {
                    let frame = *frame + DocVec2::new(0.0, band_y);
                    let shown = ShownPicture::at(eye, picture, frame, *radius);
                    self.current.pictures.push(shown);
                }
            }
        }
    }

    /// In the place of a chunk that is not made yet: what lies below all of it.
    fn add_ground(&mut self, chunk: &Chunk, eye: &Eye, band_y: f64) {
        let Some(Item::Fill {
            shape,
            color,
            opacity,
        }) = chunk.items.first()
        else {
            return;
        };
        let at = |x: f64, y: f64| {
            eye.screen_px(DocVec2::new(x, y + band_y) * eye.scale)
                .to_pos2()
        };
        let bounds = shape.bounds();
        let rect = Rect::from_min_max(at(bounds.x0, bounds.y0), at(bounds.x1, bounds.y1));
        let mut ground = MeshBuilder::default();
        ground.quad_of(rect, color32(*color).gamma_multiply(*opacity as f32));
        self.add_part(Part::Ground(ground.mesh));
    }

    fn add_part(&mut self, part: Part) {
        if !self.current.pictures.is_empty()
            && let Some((mesh, shift)) = part.mesh()
        {
            let bounds = mesh.calc_bounds().translate(shift);
            let mut below = self.current.pictures.iter();
            if below.any(|shown| shown.frame_px.intersects(bounds)) {
                self.done.push(std::mem::take(&mut self.current));
            }
        }
        self.current.parts.push(part);
    }

    fn end(mut self) -> Vec<Layer> {
        self.done.push(self.current);
        self.done
    }
}

fn around(band: &Band) -> Option<DocRect> {
    let bounds = band.chunks.iter().map(|chunk| chunk.bounds);
    bounds.reduce(|a, b| a.union(b))
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use egui::{Context, RawInput, TextureId};

    use super::*;
    use crate::{geom::Size, model::PictureFormat, scene::Subject};

    /// The textures of what is painted of a sheet with a picture and a box painted after it.
    fn textures(over: DocRect) -> Vec<TextureId> {
        let picture = Picture::new(Vec::new(), PictureFormat::Png, (2, 2));
        let frame = DocRect::new(10.0, 10.0, 50.0, 50.0);
        let fill = |rect| Item::Fill {
            shape: Shape::Rect { rect, radius: 0.0 },
            color: Color::BLACK,
            opacity: 1.0,
        };
        let picture = Item::Picture {
            picture: picture.expect("four pixels"),
            frame,
            radius: 0.0,
        };
        let chunk = |item, bounds| Chunk {
            subject: Subject::Legend,
            bounds,
            items: vec![item],
            marks: Vec::new(),
        };
        let ground = DocRect::new(0.0, 0.0, 60.0, 60.0);
        let band = Band {
            chunks: vec![
                chunk(fill(ground), ground),
                chunk(picture, frame),
                chunk(fill(over), over),
            ],
        };
        let band = Arc::new(band);
        let bands = vec![PlacedBand { y: 0.0, band }];
        let scene = Scene::from_bands(Size::new(100.0, 100.0), Color::WHITE, bands);
        shown(&mut ScenePainter::default(), &Context::default(), &scene)
    }

    #[test]
    fn what_comes_after_a_picture_is_painted_over_it() {
        let over = textures(DocRect::new(20.0, 20.0, 30.0, 30.0));
        let [below, picture, above] = over[..] else {
            panic!("{over:?}");
        };
        assert!(below == above && below != picture);
    }

    #[test]
    fn triangles_are_cut_only_where_something_lies_over_a_picture() {
        assert_eq!(textures(DocRect::new(70.0, 70.0, 90.0, 90.0)).len(), 2);
    }

    fn shown(painter: &mut ScenePainter, ctx: &Context, scene: &Scene) -> Vec<TextureId> {
        let view = Rect::from_min_size(Pos2::ZERO, vec2(100.0, 100.0));
        let input = RawInput {
            screen_rect: Some(view),
            ..Default::default()
        };
        let mut output = ctx.run_ui(input, |ui| {
            let camera = Camera::new(Point::ZERO, 1.0);
            painter.paint(ui.painter(), view, scene, &camera, &Fonts::bundled());
        });
        output.textures_delta.clear();
        let shapes = output.shapes.iter();
        let meshes = shapes.filter_map(|clipped| match &clipped.shape {
            EguiShape::Mesh(mesh) => Some(mesh.texture_id),
            _ => None,
        });
        meshes.collect()
    }

    #[test]
    fn a_picture_is_decoded_aside_and_has_a_veil_until_then() {
        type Work = Box<dyn FnOnce() + Send>;
        let waiting: Arc<Mutex<Vec<Work>>> = Arc::default();
        let queue = waiting.clone();
        let aside = Aside::new(move |work| queue.lock().unwrap().push(work));
        let mut painter = ScenePainter::decoding(aside);
        let ctx = Context::default();
        let scene = with_pictures(&["a", "b"]);
        let veils = shown(&mut painter, &ctx, &scene);
        assert_eq!(veils.len(), 2);
        assert_eq!(veils[0], veils[1]);
        let work = std::mem::take(&mut *waiting.lock().unwrap());
        assert_eq!(work.len(), 2);
        work.into_iter().for_each(|work| work());
        let pictures = shown(&mut painter, &ctx, &scene);
        assert_ne!(pictures[0], pictures[1]);
        assert!(!pictures.contains(&veils[0]));
        // Once there, they are not decoded again.
        assert_eq!(shown(&mut painter, &ctx, &scene), pictures);
        assert!(waiting.lock().unwrap().is_empty());
    }

    /// A sheet with pictures side by side.
    fn with_pictures(names: &[&str]) -> Scene {
        let chunks = names.iter().enumerate().map(|(index, name)| {
            let picture = Picture::new(name.as_bytes().to_vec(), PictureFormat::Png, (2, 2));
            let left = 20.0 * index as f64;
            let frame = DocRect::new(left, 0.0, left + 10.0, 10.0);
            Chunk {
                subject: Subject::Legend,
                bounds: frame,
                items: vec![Item::Picture {
                    picture: picture.expect("four pixels"),
                    frame,
                    radius: 0.0,
                }],
                marks: Vec::new(),
            }
        });
        let band = Arc::new(Band {
            chunks: chunks.collect(),
        });
        let bands = vec![PlacedBand { y: 0.0, band }];
        Scene::from_bands(Size::new(100.0, 100.0), Color::WHITE, bands)
    }

    fn boxes(count: usize) -> Scene {
        boxes_of(count, 9.0)
    }

    /// Boxes ten units from each other, whatever their side is.
    fn boxes_of(count: usize, side: f64) -> Scene {
        let chunks = (0..count).map(|index| {
            let (x, y) = ((index % 100) as f64, (index / 100) as f64);
            let (x, y) = (10.0 * x, 10.0 * y);
            let rect = DocRect::new(x, y, x + side, y + side);
            Chunk {
                subject: Subject::Legend,
                bounds: rect,
                items: vec![Item::Fill {
                    shape: Shape::Rect { rect, radius: 3.0 },
                    color: Color::BLACK,
                    opacity: 1.0,
                }],
                marks: Vec::new(),
            }
        });
        let band = Arc::new(Band {
            chunks: chunks.collect(),
        });
        let bands = vec![PlacedBand { y: 0.0, band }];
        Scene::from_bands(Size::new(1000.0, count as f64 / 10.0), Color::WHITE, bands)
    }

    /// A pass in which `paint` paints in a view as large as a scene: how soon the next is asked
    /// for, and the vertices that are handed on.
    fn pass(
        ctx: &Context,
        scene: &Scene,
        paint: &mut dyn FnMut(&egui::Painter, Rect),
    ) -> (std::time::Duration, usize) {
        let size = vec2(scene.size.width as f32, scene.size.height as f32);
        let view = Rect::from_min_size(Pos2::ZERO, size);
        let input = RawInput {
            screen_rect: Some(view),
            max_texture_side: Some(8192),
            ..Default::default()
        };
        let mut output = ctx.run_ui(input, |ui| paint(ui.painter(), view));
        output.textures_delta.clear();
        let vertices = output.shapes.iter().map(|clipped| match &clipped.shape {
            EguiShape::Mesh(mesh) => mesh.vertices.len(),
            _ => 0,
        });
        let delay = output.viewport_output[&egui::ViewportId::ROOT].repaint_delay;
        (delay, vertices.sum())
    }

    /// What of a sheet of many boxes is made, pass by pass, until nothing more is asked for.
    fn passes(count: usize) -> Vec<usize> {
        let (ctx, mut painter, scene) = (Context::default(), ScenePainter::default(), boxes(count));
        let mut made = Vec::new();
        loop {
            let (delay, _) = pass(&ctx, &scene, &mut |on, view| {
                let camera = Camera::new(Point::ZERO, 1.0);
                let fonts = Fonts::bundled();
                painter.paint_some(on, view, &scene, &camera, &fonts, &|_| true);
            });
            made.push(painter.kept.values().map(KeptBand::vertices).sum());
            if !delay.is_zero() || made.len() > 40 {
                return made;
            }
        }
    }

    /// In how many passes a sheet becomes one picture, of which nothing else is kept.
    fn passes_of_one_picture(scene: &Scene) -> usize {
        let (ctx, mut painter) = (Context::default(), ScenePainter::default());
        for passes in 1..100 {
            let (delay, vertices) = pass(&ctx, scene, &mut |on, view| {
                let camera = Camera::new(Point::ZERO, 1.0);
                painter.paint(on, view, scene, &camera, &Fonts::bundled());
            });
            assert_eq!(vertices, 4);
            assert!(painter.kept.is_empty());
            if !delay.is_zero() {
                return passes;
            }
        }
        panic!("it is never done")
    }

    #[test]
    fn much_that_is_seen_at_once_is_one_picture_and_nothing_else_is_kept() {
        // Not all at once, and no more than it takes.
        let passes = passes_of_one_picture(&boxes(40_000));
        assert!((3..20).contains(&passes), "{passes}");
    }

    #[test]
    fn what_covers_many_pixels_is_painted_over_more_passes() {
        let few = passes_of_one_picture(&boxes_of(1_000, 9.0));
        let many = passes_of_one_picture(&boxes_of(1_000, 90.0));
        assert!(few <= 3 && many > 2 * few, "{few} {many}");
    }

    #[test]
    fn what_reaches_far_beyond_the_view_is_made_where_it_is_near() {
        let across = BezPath::from_iter([
            kurbo::PathEl::MoveTo(Point::new(0.0, 50.0)),
            kurbo::PathEl::LineTo(Point::new(100_000.0, 50.0)),
        ]);
        let shape = Shape::Path(Arc::new(across));
        let chunk = Chunk {
            subject: Subject::Legend,
            bounds: DocRect::new(0.0, 49.0, 100_000.0, 51.0),
            items: vec![Item::Stroke {
                shape,
                stroke: Stroke::dashed(2.0, 3.0, 5.0),
                paint: Paint::Solid(Color::BLACK),
            }],
            marks: Vec::new(),
        };
        let band = Arc::new(Band {
            chunks: vec![chunk],
        });
        let bands = vec![PlacedBand { y: 0.0, band }];
        let scene = Scene::from_bands(Size::new(100.0, 100.0), Color::WHITE, bands);
        let (ctx, mut painter) = (Context::default(), ScenePainter::default());
        // Dashes of which each has a section at either end of it and of its soft edges.
        let per_pixel = 16.0 / 8.0;
        for left in [0.0, 30.0, 90.0, 170.0, 5_000.0, 99_900.0] {
            let (_, seen) = pass(&ctx, &scene, &mut |on, view| {
                let camera = Camera::new(Point::new(left, 0.0), 1.0);
                painter.paint(on, view, &scene, &camera, &Fonts::bundled());
            });
            let seen = seen as f64 / per_pixel;
            assert!((99.0..330.0).contains(&seen), "{seen} at {left}");
        }
    }

    #[test]
    fn a_large_sheet_is_made_over_several_passes() {
        let made = passes(40_000);
        let steps = made.windows(2).map(|pair| pair[1] - pair[0]);
        assert!(made[0] <= WORK + 100, "{made:?}");
        assert!(steps.clone().all(|step| step <= WORK + 100), "{made:?}");
        assert!((4..20).contains(&made.len()), "{made:?}");
        assert!(made.last().is_some_and(|all| *all > 3 * WORK), "{made:?}");
    }
}
