//! The window's part: what a frame costs a processor before a graphics card draws it.

use divan::Bencher;
use egui::{Context, RawInput, Rect, pos2, vec2};
use jejak::{
    editor::{Editor, Intent},
    geom::{Point, Vec2},
    model::generate,
    text::Fonts,
    ui::{Shell, View, tokens},
    words::Language,
};

use super::SEED;

/// One frame of panning over a map at 100 %, in a window of 1600 × 1000: the whole ui pass and the
/// tessellation.
#[divan::bench(args = [40, 100, 1_000, 10_000], sample_count = 200, sample_size = 1)]
fn pan_frame(bencher: Bencher, cards: usize) {
    let fonts = Fonts::new();
    let mut window = Window::new(Editor::new(generate(cards, SEED), fonts.clone()), fonts);
    let mut turn = 0;
    // The first frames fill the atlas.
    for _ in 0..4 * SWING {
        window.pan_frame(&mut turn);
    }
    bencher.bench_local(|| window.pan_frame(&mut turn));
}

/// Frames in one direction before the panning turns round.
const SWING: usize = 25;

struct Window {
    ctx: Context,
    shell: Shell,
    editor: Editor,
    fonts: Fonts,
    time: f64,
}

impl Window {
    fn new(mut editor: Editor, fonts: Fonts) -> Self {
        let ctx = Context::default();
        tokens::install(&ctx);
        editor.handle(Intent::ViewResized(jejak::geom::Size::new(1200.0, 900.0)));
        let zoom = 1.0 / editor.camera().zoom();
        let at = Point::new(600.0, 450.0);
        editor.handle(Intent::Zoom { factor: zoom, at });
        Self {
            ctx,
            shell: Shell::default(),
            editor,
            fonts,
            time: 0.0,
        }
    }

    /// Gives the triangles, so that none of the work can be left out.
    fn pan_frame(&mut self, turn: &mut usize) -> Vec<egui::ClippedPrimitive> {
        *turn += 1;
        let step = if (*turn / SWING).is_multiple_of(2) {
            9.0
        } else {
            -9.0
        };
        self.editor.handle(Intent::Pan(Vec2::new(step, step)));
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(1600.0, 1000.0))),
            time: Some(self.time),
            ..RawInput::default()
        };
        let view = View {
            language: Language::English,
            fonts: &self.fonts,
            editor: Some(&self.editor),
            recent: &[],
            samples: &[],
            message: None,
        };
        let mut events = Vec::new();
        let mut output = self
            .ctx
            .run_ui(input, |ui| events = self.shell.show(ui, &view));
        for event in events {
            if let jejak::ui::UiEvent::Intent(intent) = event {
                self.editor.handle(intent);
            }
        }
        // A graphics card takes these.
        output.textures_delta.clear();
        self.ctx.tessellate(output.shapes, output.pixels_per_point)
    }
}
