//! The window's part: what a frame costs a processor before a graphics card draws it.

use divan::Bencher;
use egui::{Context, RawInput, Rect, pos2, vec2};
use jejak::{
    editor::{Button, Editor, Intent, Modifiers},
    geom::{Point, Vec2},
    model::{Field, Target, generate},
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

/// The first frame over a map at 100 %: every letter in view is drawn, and the picture of the whole
/// map in the corner.
#[divan::bench(args = [40, 1_000, 10_000], sample_count = 10, sample_size = 1)]
fn first_frame(bencher: Bencher, cards: usize) {
    let fonts = Fonts::new();
    bencher
        .with_inputs(|| {
            Window::new(
                Editor::new(generate(cards, SEED), fonts.clone()),
                fonts.clone(),
            )
        })
        .bench_local_values(|mut window| window.frame());
}

/// One frame of dragging a card over a map at 100 %: what the pointer changes, and the whole ui
/// pass with the tessellation.
#[divan::bench(args = [40, 100, 1_000, 10_000], sample_count = 200, sample_size = 1)]
fn drag_frame(bencher: Bencher, cards: usize) {
    let fonts = Fonts::new();
    let mut window = Window::new(Editor::new(generate(cards, SEED), fonts.clone()), fonts);
    // The first frame tells the editor how large its view is.
    window.frame();
    let from = window.middle_card();
    let modifiers = Modifiers::default();
    let button = Button::Primary;
    let at = from;
    for intent in [
        Intent::PointerMoved { at, modifiers },
        Intent::PointerPressed {
            at,
            button,
            modifiers,
        },
    ] {
        window.editor.handle(intent);
    }
    let mut turn = 0_u32;
    let mut frame = |window: &mut Window| {
        turn += 1;
        // Round about, over cells above and below, left and right.
        let angle = f64::from(turn) * 0.21;
        let at = from + Vec2::new(170.0 * angle.cos(), 140.0 * angle.sin());
        window.editor.handle(Intent::PointerMoved { at, modifiers });
        window.frame()
    };
    for _ in 0..60 {
        frame(&mut window);
    }
    assert!(window.editor.is_dragging());
    bencher.bench_local(|| frame(&mut window));
}

/// One frame of typing a letter in a card.
#[divan::bench(args = [40, 100, 1_000, 10_000], sample_count = 200, sample_size = 1)]
fn type_frame(bencher: Bencher, cards: usize) {
    let fonts = Fonts::new();
    let mut window = Window::new(Editor::new(generate(cards, SEED), fonts.clone()), fonts);
    let card = window.editor.map().cards().nth(cards / 2).expect("a card");
    let target = Target::Card(card.id.clone());
    let field = Field::Text;
    window.editor.handle(Intent::StartText { target, field });
    let mut text = String::new();
    let mut frame = |window: &mut Window| {
        if text.len() > 60 {
            text.clear();
        }
        text.push(if text.len() % 6 == 5 { ' ' } else { 'a' });
        window.editor.handle(Intent::TextTyped(text.clone()));
        window.frame()
    };
    for _ in 0..80 {
        frame(&mut window);
    }
    assert!(window.editor.text_edit().is_some());
    bencher.bench_local(|| frame(&mut window));
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

    /// One step of the panning.
    fn pan_frame(&mut self, turn: &mut usize) -> Vec<egui::ClippedPrimitive> {
        *turn += 1;
        let step = if (*turn / SWING).is_multiple_of(2) {
            9.0
        } else {
            -9.0
        };
        self.editor.handle(Intent::Pan(Vec2::new(step, step)));
        self.frame()
    }

    /// Where the middle of some card is that is well in view.
    fn middle_card(&self) -> Point {
        let camera = self.editor.camera();
        let places = self.editor.layout().places_in(self.editor.visible());
        let cards = places
            .into_iter()
            .filter(|p| matches!(p.target, Target::Card(_)));
        let middles = cards.map(|place| camera.screen_from_doc(place.rect.center()));
        let centre = Point::new(600.0, 450.0);
        let nearest = middles.min_by(|a, b| a.distance(centre).total_cmp(&b.distance(centre)));
        nearest.expect("a card in view")
    }

    /// Gives the triangles, so that none of the work can be left out.
    fn frame(&mut self) -> Vec<egui::ClippedPrimitive> {
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
            templates: &[],
            samples: &[],
            waiting: &[],
            message: None,
            said: None,
            written: None,
            notice: None,
            chosen: &[],
            moves: false,
            second_screen: None,
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
