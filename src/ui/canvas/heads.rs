//! The heads that stay in view while the sheet is scrolled, over what stands below them.

use egui::{Color32, Rect, Stroke, StrokeKind, pos2, vec2};

use crate::{
    editor::{Editor, Heads},
    geom::{self, Camera, Point, Vec2},
    layout::{Content, TextBox},
    model::{Ground, Target},
    ui::{
        paint::painter::{ScenePainter, camera_on_pixels},
        screen::rect_on_screen,
        tokens::{Palette, color32},
    },
};

/// Of the shadow below heads, in points.
const SHADOW: f32 = 5.0;

pub(super) fn heads_ui(
    canvas: &egui::Painter,
    view: Rect,
    editor: &Editor,
    camera: &Camera,
    painter: &mut ScenePainter,
    palette: &Palette,
) {
    let Heads { moved, room, scale } = editor.heads();
    let (width, height) = (room.width as f32, room.height as f32);
    let sheet = color32(editor.scene().background);
    // A strip ends where the sheet does.
    let size = geom::Rect::from_origin_size(Point::ZERO, editor.scene().size);
    let within = rect_on_screen(view.min, camera.screen_rect(size)).intersect(view);
    let mut held = HeldHeads {
        canvas,
        view,
        editor,
        camera,
        painter,
    };
    if width > 0.0 {
        let labels = Rect::from_min_max(view.min, pos2(view.left() + width, view.bottom()));
        let labels = labels.intersect(within);
        let is_label = |target: &Target| matches!(target, Target::Lane(_) | Target::Channel(_));
        if scale.x < 1.0 {
            // What they say stands where it is seen, below the stages.
            let top = labels.top().max(view.top() + height);
            let labels = Rect::from_min_max(pos2(labels.left(), top), labels.max);
            held.small_labels(labels, scale.x);
        } else {
            held.strip(labels, Vec2::new(moved.x, 0.0), &is_label);
        }
        fade(
            canvas,
            labels.right_top(),
            labels.right_bottom(),
            vec2(SHADOW, 0.0),
            palette,
        );
    }
    if height > 0.0 {
        // Where both are held, no stage is seen above the labels.
        let left = view.left() + width;
        let stages =
            Rect::from_min_max(pos2(left, view.top()), view.right_top() + vec2(0.0, height));
        let stages = stages.intersect(within);
        let is_stage = |target: &Target| matches!(target, Target::Stage(_) | Target::Step(_));
        if scale.y < 1.0 {
            held.small_stages(stages, scale.y);
        } else {
            held.strip(stages, Vec2::new(0.0, moved.y), &is_stage);
        }
        let corner = Rect::from_min_size(view.min, vec2(width, height));
        canvas.rect_filled(corner, 0.0, sheet);
        let (from, to) = (corner.left_bottom(), stages.right_bottom());
        fade(canvas, from, to, vec2(0.0, SHADOW), palette);
    }
}

/// What paints the heads that are held.
struct HeldHeads<'a> {
    canvas: &'a egui::Painter,
    view: Rect,
    editor: &'a Editor,
    camera: &'a Camera,
    painter: &'a mut ScenePainter,
}

/// A head to be painted smaller.
struct Head {
    target: Target,
    /// On the sheet, of what is painted of it.
    rect: geom::Rect,
    ground: Color32,
    /// Where it is seen, on the screen.
    room: Rect,
    /// Where its upper left corner comes to stand there.
    at: egui::Pos2,
}

impl HeldHeads<'_> {
    /// Heads as large as on the sheet, moved into view.
    fn strip(&mut self, rect: Rect, by: Vec2, wanted: &dyn Fn(&Target) -> bool) {
        let (canvas, editor) = (self.canvas, self.editor);
        let clipped = canvas.with_clip_rect(rect.intersect(canvas.clip_rect()));
        self.clear(rect);
        let camera = Camera::new(self.camera.origin_in_doc() - by, self.camera.zoom());
        let camera = camera_on_pixels(&camera, canvas.pixels_per_point());
        let (scene, fonts) = (editor.scene(), editor.fonts());
        let is_wanted = |target: Option<&Target>| target.is_some_and(wanted);
        self.painter
            .paint_some(&clipped, self.view, scene, &camera, fonts, &is_wanted);
        for target in editor.selection().targets().iter().filter(|of| wanted(of)) {
            if let Some(place) = editor.layout().rect_of(target) {
                let place = rect_on_screen(self.view.min, camera.screen_rect(place));
                let stroke = Stroke::new(2.0, Palette::LIGHT.accent);
                let radius = (8.0 * camera.zoom() as f32).clamp(2.0, 12.0);
                clipped.rect_stroke(place.expand(1.0), radius, stroke, StrokeKind::Outside);
            }
        }
    }

    /// A part of the sheet as it lies on the screen.
    fn on_screen(&self, rect: geom::Rect) -> Rect {
        rect_on_screen(self.view.min, self.camera.screen_rect(rect))
    }

    /// Heads that would take too much of the view at the size of the sheet: each is painted smaller,
    /// where what it is the head of is seen.
    fn small_stages(&mut self, strip: Rect, scale: f64) {
        let (layout, theme) = (self.editor.layout().clone(), &self.editor.map().theme);
        self.clear(strip);
        let zoom = self.camera.zoom() * scale;
        let (held, _) = self.editor.head_strips();
        let down = |y: f64| strip.top() + ((y - held.y0) * zoom) as f32;
        let row = &layout.stages.part;
        let stages = row.stages.iter().map(|stage| {
            let target = Target::Stage(stage.stage.id.clone());
            (target, stage.rect, theme.hue(stage.stage.hue))
        });
        let steps = row.steps.iter().map(|step| {
            let ground = theme.ground(Ground::Step(step.hue));
            (Target::Step(step.step.clone()), step.rect, ground)
        });
        let all: Vec<_> = stages.chain(steps).collect();
        for (target, rect, ground) in all {
            let rect = rect + Vec2::new(0.0, layout.stages.y);
            let across = self.on_screen(rect);
            let room = Rect::from_x_y_ranges(across.x_range(), down(rect.y0)..=down(rect.y1));
            let room = room.intersect(strip);
            // In the middle of what is seen of its column, as far as it has room there.
            let width = (rect.width() * zoom) as f32;
            let left = (room.center().x - width / 2.0).max(room.left());
            let at = pos2(left, down(rect.y0));
            let head = Head {
                target,
                rect,
                ground: color32(ground),
                room,
                at,
            };
            self.paint(head, zoom);
        }
    }

    /// Likewise.
    fn small_labels(&mut self, strip: Rect, scale: f64) {
        let (layout, theme) = (self.editor.layout().clone(), &self.editor.map().theme);
        self.clear(strip);
        let zoom = self.camera.zoom() * scale;
        let ground = color32(theme.colors.panel);
        let (_, held) = self.editor.head_strips();
        for row in &layout.rows {
            let label = &row.part.label;
            let rect = label.rect + Vec2::new(0.0, row.y);
            let left = strip.left() + ((rect.x0 - held.x0) * zoom) as f32;
            let right = left + (rect.width() * zoom) as f32;
            let down = self.on_screen(rect).y_range();
            let room = Rect::from_x_y_ranges(left..=right, down).intersect(strip);
            let target = Target::Lane(row.part.lane.id.clone());
            let head = |rect: geom::Rect, room: Rect, top: f32| Head {
                target: target.clone(),
                rect,
                ground,
                room,
                at: pos2(left, top),
            };
            match &row.part.content {
                // Each channel stays beside its line.
                Content::Channels(matrix) if label.icon.is_none() => {
                    self.ground(room, ground);
                    for line in &matrix.lines {
                        let middle = row.y + line.y;
                        let height = 2.0 * (line.y - line.names_top).max(line.icon.height());
                        let of_line = geom::Rect::from_center_size(
                            (rect.center().x, middle),
                            (rect.width(), height),
                        );
                        let seen = self.on_screen(of_line);
                        let half = (height * zoom / 2.0) as f32;
                        let at = seen.center().y - half;
                        let room = Rect::from_x_y_ranges(left..=right, at..=at + 2.0 * half);
                        self.paint(head(of_line, room.intersect(strip), at), zoom);
                    }
                }
                // The scale says nothing beside heights that are not its own.
                Content::Emotion(emotion) => {
                    self.ground(room, ground);
                    let bottom = label.texts.iter().map(TextBox::bottom).fold(0.0, f64::max);
                    let marks = emotion.scale.iter();
                    let marks = marks.filter(|mark| mark.rect.y0 < bottom);
                    let end = marks.map(|mark| mark.rect.x0).fold(rect.x1, f64::min);
                    let words = geom::Rect::new(rect.x0, row.y, end, row.y + bottom + 4.0);
                    let size = vec2(
                        (words.width() * zoom) as f32,
                        (words.height() * zoom) as f32,
                    );
                    let place = Rect::from_min_size(room.min, size);
                    self.paint(head(words, place.intersect(room), room.top()), zoom);
                }
                Content::Channels(_)
                | Content::Cards(_)
                | Content::Metrics(_)
                | Content::Foreign(_)
                | Content::Collapsed(_) => self.paint(head(rect, room, room.top()), zoom),
            }
            self.frame(&target, room);
        }
    }

    fn clear(&self, strip: Rect) {
        let sheet = color32(self.editor.scene().background);
        self.canvas.rect_filled(strip, 0.0, sheet);
    }

    fn ground(&self, room: Rect, color: Color32) {
        if room.is_positive() {
            self.canvas.rect_filled(room, 6.0, color);
        }
    }

    fn paint(&mut self, head: Head, zoom: f64) {
        if !head.room.is_positive() {
            return;
        }
        self.ground(head.room, head.ground);
        let clipped = self
            .canvas
            .with_clip_rect(head.room.intersect(self.canvas.clip_rect()));
        let off = head.at - self.view.min;
        let off = Vec2::new(f64::from(off.x), f64::from(off.y));
        let camera = Camera::new(head.rect.origin() - off / zoom, zoom);
        let camera = camera_on_pixels(&camera, self.canvas.pixels_per_point());
        let (scene, fonts) = (self.editor.scene(), self.editor.fonts());
        let is_wanted = |target: Option<&Target>| target == Some(&head.target);
        self.painter
            .paint_some(&clipped, self.view, scene, &camera, fonts, &is_wanted);
        if !matches!(head.target, Target::Lane(_)) {
            self.frame(&head.target, head.room);
        }
    }

    /// Around what is selected.
    fn frame(&self, target: &Target, room: Rect) {
        if self.editor.selection().contains(target) && room.is_positive() {
            let stroke = Stroke::new(2.0, Palette::LIGHT.accent);
            self.canvas
                .rect_stroke(room, 6.0, stroke, StrokeKind::Inside);
        }
    }
}

/// A shadow along an edge that falls to one side.
fn fade(
    canvas: &egui::Painter,
    from: egui::Pos2,
    to: egui::Pos2,
    by: egui::Vec2,
    palette: &Palette,
) {
    let mut mesh = egui::Mesh::default();
    for (at, color) in [
        (from, palette.shadow),
        (to, palette.shadow),
        (to + by, egui::Color32::TRANSPARENT),
        (from + by, egui::Color32::TRANSPARENT),
    ] {
        mesh.colored_vertex(at, color);
    }
    mesh.add_triangle(0, 1, 2);
    mesh.add_triangle(0, 2, 3);
    canvas.add(mesh);
}
