//! A small picture of the whole sheet in the corner of the canvas, while the sheet is larger than
//! the view; what is seen of it can be dragged.

use std::sync::Arc;

use egui::{
    Area, Color32, ColorImage, CornerRadius, EventFilter, Frame, Id, Key, Margin, Modifiers, Order,
    Rect, Role, Sense, Stroke, StrokeKind, TextureHandle, TextureOptions, Ui, WidgetInfo, pos2,
    vec2,
};

use crate::{
    editor::{Editor, Intent},
    geom::{self, Point, Shape as _, Vec2},
    model::{Color, Picture, Target},
    scene::{self, Icon, Paint, Painter, PlacedBand, Scene, Shape, picture::VEIL},
    text::Line,
    ui::{
        aside::{Aside, Begun},
        paint::mesher::lines,
        regions::{self, Region},
        screen::rect_on_screen,
        tokens::Palette,
        view::UiEvent,
        widgets,
    },
    words::Language,
};

/// The most room that the picture takes, in points.
const ROOM: egui::Vec2 = vec2(208.0, 150.0);
/// From the edges of the canvas.
const AWAY: f32 = 14.0;
/// Above what stands in the left corner while all else is hidden.
const LIFTED: f32 = 40.0;

/// A sheet, and how large its picture is, in pixels.
type PictureOf = (Arc<Scene>, [usize; 2]);

#[derive(Default)]
pub(in crate::ui) struct Overview {
    aside: Aside,
    picture: Option<TextureHandle>,
    /// What the picture is of.
    of: Option<PictureOf>,
    /// The next one, that is being drawn.
    begun: Option<(PictureOf, Begun<ColorImage>)>,
    /// From the pointer to the middle of the view, while that is being dragged.
    grip: Vec2,
}

impl Overview {
    /// One whose picture is drawn aside.
    pub(crate) fn drawn(aside: Aside) -> Self {
        Self {
            aside,
            ..Self::default()
        }
    }

    pub(crate) fn show(
        &mut self,
        ui: &Ui,
        canvas: Rect,
        editor: &Editor,
        language: Language,
        events: &mut Vec<UiEvent>,
    ) {
        let scene = editor.scene();
        let (sheet, camera) = (scene.size, editor.camera());
        let seen = camera.doc_rect(geom::Rect::from_origin_size(Point::ZERO, editor.view()));
        let whole = geom::Rect::from_origin_size(Point::ZERO, sheet);
        let room = ROOM.min(canvas.size() * 0.4);
        // A strip out of view is no reason to lie over what is in it.
        let nearly = seen.inflate(0.06 * sheet.width, 0.06 * sheet.height);
        if nearly.contains_rect(whole) || room.min_elem() < 40.0 {
            return;
        }
        let scale = (f64::from(room.x) / sheet.width).min(f64::from(room.y) / sheet.height);
        let size = vec2(
            (sheet.width * scale).max(8.0) as f32,
            (sheet.height * scale).max(8.0) as f32,
        );
        self.draw(ui, editor, size);
        let palette = Palette::of(ui);
        let frame = Frame::new()
            .fill(palette.chrome)
            .stroke(Stroke::new(1.0, palette.border))
            .corner_radius(CornerRadius::same(8))
            .inner_margin(Margin::same(5))
            .shadow(ui.visuals().popup_shadow);
        let Some(corner) = place(ui, canvas, editor, size + egui::Vec2::splat(12.0)) else {
            return;
        };
        Area::new(Id::unique("overview"))
            .order(Order::Middle)
            .fixed_pos(corner)
            .constrain(false)
            .fade_in(false)
            .show(ui.ctx(), |ui| {
                regions::mark(ui, Region::Overview, language);
                frame.show(ui, |ui| {
                    let (rect, response) = ui.allocate_exact_size(size, Sense::click_and_drag());
                    let label = language.t("Overview of the map");
                    response.widget_info(|| WidgetInfo::labeled(Role::ScrollView, true, label));
                    let on_picture = |point: Point| {
                        rect.min + vec2((point.x * scale) as f32, (point.y * scale) as f32)
                    };
                    let shown = Rect::from_two_pos(
                        on_picture(Point::new(seen.x0, seen.y0)),
                        on_picture(Point::new(seen.x1, seen.y1)),
                    );
                    let painter = ui.painter().with_clip_rect(rect.expand(4.0));
                    if let Some(picture) = &self.picture {
                        let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
                        painter.image(picture.id(), rect, whole, Color32::WHITE);
                    }
                    let shown = shown.intersect(rect.expand(3.0));
                    let accent = Palette::LIGHT.accent;
                    painter.rect_filled(shown, 2.0, accent.gamma_multiply(0.12));
                    let stroke = Stroke::new(1.5, accent);
                    painter.rect_stroke(shown, 2.0, stroke, StrokeKind::Inside);
                    widgets::focus_ring(ui, &response, rect, 4);
                    let pointer = response.interact_pointer_pos();
                    let held = response.is_pointer_button_down_on();
                    if let Some(at) = pointer.filter(|_| held) {
                        let at = at - rect.min;
                        let at = Point::new(f64::from(at.x), f64::from(at.y));
                        let at = (at.to_vec2() / scale).to_point();
                        if ui.input(|input| input.pointer.any_pressed()) {
                            let inside = seen.contains(at);
                            self.grip = if inside {
                                seen.center() - at
                            } else {
                                Vec2::ZERO
                            };
                        }
                        look_at(at + self.grip, editor, events);
                    }
                    keys(ui, &response, seen, editor, events);
                });
            });
    }

    /// Has the picture made anew for another revision; not while something is still on its way, so
    /// that a drag on a large map costs nothing here.
    fn draw(&mut self, ui: &Ui, editor: &Editor, size: egui::Vec2) {
        let pixels = size * ui.pixels_per_point();
        let pixels = [
            pixels.x.round().max(1.0) as usize,
            pixels.y.round().max(1.0) as usize,
        ];
        let scene = editor.scene();
        let is_of_this = self
            .of
            .as_ref()
            .is_some_and(|(of, at)| *at == pixels && (Arc::ptr_eq(of, scene) || editor.is_busy()));
        if !is_of_this && self.begun.is_none() {
            let of = scene.clone();
            let begun = self.aside.begin(ui.ctx(), move || picture(&of, pixels));
            self.begun = Some(((scene.clone(), pixels), begun));
        }
        if let Some((of, begun)) = self.begun.take() {
            match begun.done() {
                Ok(None) => self.begun = Some((of, begun)),
                Ok(Some(image)) => {
                    let options = TextureOptions::LINEAR;
                    self.picture = Some(ui.ctx().load_texture("overview", image, options));
                    self.of = Some(of);
                }
                // Nothing is shown of what could not be drawn.
                Err(()) => self.of = Some(of),
            }
        }
    }
}

/// Where it covers what is written or selected as little as it can: in the lower right corner, else
/// in the left one. `None` while something is carried to what lies below it.
fn place(ui: &Ui, canvas: Rect, editor: &Editor, size: egui::Vec2) -> Option<egui::Pos2> {
    let right = Rect::from_min_size(canvas.right_bottom() - size - egui::Vec2::splat(AWAY), size);
    let left = right.translate(vec2(canvas.left() + AWAY - right.left(), -LIFTED));
    let written = editor.text_edit_place().map(|place| place.rect);
    let selected = editor.selection().only().filter(|target| {
        target.is_content() || matches!(target, Target::Cell { .. } | Target::Stage(_))
    });
    let rect = written.or_else(|| editor.layout().rect_of(selected?));
    let covers = |room: Rect| {
        rect.is_some_and(|rect| {
            rect_on_screen(canvas.min, editor.camera().screen_rect(rect)).intersects(room)
        })
    };
    let room = if covers(right) && !covers(left) {
        left
    } else {
        right
    };
    let pointer = ui.input(|input| input.pointer.latest_pos());
    let carried = pointer.filter(|_| editor.is_dragging());
    let is_in_way = carried.is_some_and(|at| room.expand(2.0 * AWAY).contains(at));
    (!is_in_way).then_some(room.min)
}

fn look_at(centre: Point, editor: &Editor, events: &mut Vec<UiEvent>) {
    let sheet = editor.scene().size;
    let centre = Point::new(
        centre.x.clamp(0.0, sheet.width),
        centre.y.clamp(0.0, sheet.height),
    );
    events.push(UiEvent::Intent(Intent::LookAt(centre)));
}

/// The arrow keys move what is seen by a quarter of itself.
fn keys(
    ui: &Ui,
    response: &egui::Response,
    seen: geom::Rect,
    editor: &Editor,
    events: &mut Vec<UiEvent>,
) {
    if !response.has_focus() {
        return;
    }
    ui.memory_mut(|memory| {
        let filter = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            ..Default::default()
        };
        memory.set_focus_lock_filter(response.id, filter);
    });
    let by = Vec2::new(seen.width() / 4.0, seen.height() / 4.0);
    for (key, x, y) in [
        (Key::ArrowLeft, -1.0, 0.0),
        (Key::ArrowRight, 1.0, 0.0),
        (Key::ArrowUp, 0.0, -1.0),
        (Key::ArrowDown, 0.0, 1.0),
    ] {
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
            let moved = seen.center() + Vec2::new(by.x * x, by.y * y);
            look_at(moved, editor, events);
        }
    }
}

/// The sheet in a few pixels: grounds as they are, a line of text as a grey stroke.
fn picture(scene: &Scene, [width, height]: [usize; 2]) -> ColorImage {
    let mut overview = OverviewPainter {
        raster: Raster {
            width,
            pixels: vec![channels(scene.background); width * height],
            scale: width as f64 / scene.size.width,
        },
        down: Vec2::ZERO,
    };
    scene.paint(&mut overview, |_| true);
    let pixels = overview.raster.pixels.iter().map(|pixel| {
        let [r, g, b] = pixel.map(|share| share.round() as u8);
        Color32::from_rgb(r, g, b)
    });
    ColorImage::new([width, height], pixels.collect())
}

struct OverviewPainter {
    raster: Raster,
    /// To the band.
    down: Vec2,
}

impl Painter for OverviewPainter {
    fn begin_band(&mut self, band: &PlacedBand) -> bool {
        self.down = Vec2::new(0.0, band.y);
        true
    }

    fn fill(&mut self, shape: &Shape, color: Color, opacity: f64) {
        // What is not nearly a rectangle would be a block here.
        let is_simple = match shape {
            Shape::Path(path) => path.elements().len() <= 12,
            Shape::Rect { .. } | Shape::Circle(_) => true,
        };
        if is_simple {
            self.raster.fill(shape.bounds() + self.down, color, opacity);
        }
    }

    fn fill_path(&mut self, path: &geom::BezPath, color: Color, opacity: f64) {
        self.raster
            .fill(path.bounding_box() + self.down, color, opacity);
    }

    /// Outlines of rectangles and circles are left out.
    fn stroke(&mut self, shape: &Shape, stroke: scene::Stroke, paint: &Paint) {
        if let Shape::Path(path) = shape {
            self.stroke_path(path, stroke, paint);
        }
    }

    fn stroke_path(&mut self, path: &geom::BezPath, stroke: scene::Stroke, paint: &Paint) {
        let color = |at: Point| paint.color_at(at.y);
        self.raster.stroke(path, stroke.width, self.down, &color);
    }

    fn icon(&mut self, _icon: Icon, rect: geom::Rect, color: Color, _width: f64) {
        self.raster.fill(rect + self.down, color, 0.3);
    }

    fn line(&mut self, line: &Line, at: Point, color: Color) {
        let size = line.runs.first().map_or(0.0, |run| run.size);
        let rect = geom::Rect::new(at.x, at.y - 0.55 * size, at.x + line.width, at.y);
        self.raster.fill(rect + self.down, color, 0.45);
    }

    /// Pictures are not decoded for it.
    fn picture(&mut self, _picture: &Picture, frame: geom::Rect, _radius: f64) {
        let [r, g, b, _] = VEIL;
        self.raster.fill(frame + self.down, Color { r, g, b }, 0.5);
    }
}

fn channels(color: Color) -> [f32; 3] {
    [color.r, color.g, color.b].map(f32::from)
}

/// Pixels that are covered by their share.
struct Raster {
    width: usize,
    pixels: Vec<[f32; 3]>,
    /// Pixels per document unit.
    scale: f64,
}

impl Raster {
    fn fill(&mut self, rect: geom::Rect, color: Color, opacity: f64) {
        let height = self.pixels.len() / self.width;
        let color = channels(color);
        let span = |from: f64, to: f64, len: usize| {
            let (from, to) = (from * self.scale, to * self.scale);
            let cells = from.floor().max(0.0) as usize..(to.ceil().max(0.0) as usize).min(len);
            (from, to, cells)
        };
        let covered = |(from, to): (f64, f64), cell: usize| {
            (to.min(cell as f64 + 1.0) - from.max(cell as f64)).clamp(0.0, 1.0)
        };
        let (left, right, columns) = span(rect.x0, rect.x1, self.width);
        let (top, bottom, rows) = span(rect.y0, rect.y1, height);
        for row in rows {
            let share_of_row = opacity * covered((top, bottom), row);
            for column in columns.clone() {
                let share = (share_of_row * covered((left, right), column)) as f32;
                let pixel = &mut self.pixels[row * self.width + column];
                for (is, wanted) in pixel.iter_mut().zip(color) {
                    *is += (wanted - *is) * share;
                }
            }
        }
    }

    fn stroke(
        &mut self,
        path: &geom::BezPath,
        width: f64,
        down: Vec2,
        color: &dyn Fn(Point) -> Color,
    ) {
        // A line is seen however thin it is, but not black where it is a hair.
        let thick = width.max(0.8 / self.scale);
        let opacity = (width / thick).max(0.25);
        let step = 0.5 / self.scale;
        for (line, _) in lines(path) {
            for ends in line.windows(2) {
                let [from, to] =
                    [ends[0], ends[1]].map(|at| Point::new(f64::from(at.x), f64::from(at.y)));
                let steps = (from.distance(to) / step).ceil().clamp(1.0, 4000.0) as usize;
                for index in 0..steps {
                    let at = from.lerp(to, (index as f64 + 0.5) / steps as f64);
                    let dot = geom::Rect::from_center_size(at, (step, thick.max(step)));
                    self.fill(dot + down, color(at), opacity);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{layout::Layout, model::generate, scene::Item, text::Fonts};

    fn scene(cards: usize) -> Scene {
        let map = generate(cards, 1);
        Scene::new(&Layout::new(&map, &Fonts::bundled(), None), None)
    }

    #[test]
    fn the_picture_shows_stages_where_they_are_in_their_colours() {
        let scene = scene(100);
        let size = [400, (400.0 * scene.size.height / scene.size.width) as usize];
        let image = picture(&scene, size);
        let scale = 400.0 / scene.size.width;
        let stages = scene
            .chunks()
            .filter_map(|(y, chunk)| match chunk.target() {
                Some(crate::model::Target::Stage(_)) => Some((y, chunk)),
                _ => None,
            });
        let mut seen = 0;
        for (y, chunk) in stages {
            let Some(Item::Fill { color, .. }) = chunk.items.first() else {
                continue;
            };
            // Near the left edge, where no letters are.
            let at = (chunk.bounds.x0 + 0.3 * (scene.size.width / 400.0) + 8.0, {
                y + chunk.bounds.center().y
            });
            let (x, y) = ((at.0 * scale) as usize, (at.1 * scale) as usize);
            let near = (x..x + 3).any(|x| {
                let pixel = image.pixels[y * 400 + x];
                let differs = |a: u8, b: u8| a.abs_diff(b) > 60;
                !(differs(pixel.r(), color.r)
                    || differs(pixel.g(), color.g)
                    || differs(pixel.b(), color.b))
            });
            assert!(near, "{color:?} at {x}, {y}");
            seen += 1;
        }
        assert!(seen > 1);
        let corner = image.pixels[0];
        let paper = scene.background;
        assert_eq!(
            (corner.r(), corner.g(), corner.b()),
            (paper.r, paper.g, paper.b)
        );
    }
}
