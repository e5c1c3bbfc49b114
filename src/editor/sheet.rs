//! Layout and display list of the map that is shown, made when somebody looks.

use std::{
    borrow::Cow,
    cell::{Cell, OnceCell},
    sync::Arc,
};

use crate::{
    layout::{Layout, Lens},
    model::{Date, Map},
    scene::Scene,
    text::Fonts,
};

/// The sheet of a map. However often the map changes before it is looked at, it is laid out once.
pub(super) struct Sheet {
    made: OnceCell<Made>,
    /// What was made before, of which all is taken over that has not changed.
    before: Cell<Option<Made>>,
    /// The day that a foot line says.
    day: Option<Date>,
}

struct Made {
    layout: Arc<Layout>,
    scene: Arc<Scene>,
}

impl Sheet {
    pub(super) fn new(map: &Arc<Map>, fonts: &Fonts) -> Self {
        let sheet = Self {
            made: OnceCell::new(),
            before: Cell::new(None),
            day: None,
        };
        sheet.look(map, &Lens::default(), fonts);
        sheet
    }

    /// The map, or what is shown of it, is another one.
    pub(super) fn is_stale(&mut self) {
        if let Some(made) = self.made.take() {
            self.before.set(Some(made));
        }
    }

    /// The day that a foot line says; the sheet is laid out with it when somebody looks.
    pub(super) fn set_day(&mut self, day: Option<Date>) {
        if self.day != day {
            self.day = day;
            self.is_stale();
        }
    }

    /// A map as it is shown on this day.
    pub(super) fn dated(&self, map: &Arc<Map>) -> Arc<Map> {
        match self.day.map(|day| map.on_day(day)) {
            Some(Cow::Owned(dated)) => Arc::new(dated),
            Some(Cow::Borrowed(_)) | None => map.clone(),
        }
    }

    /// The places as they were last looked at, if they are still those of the map.
    pub(super) fn made(&self) -> Option<&Arc<Layout>> {
        self.made.get().map(|made| &made.layout)
    }

    pub(super) fn look(
        &self,
        map: &Arc<Map>,
        lens: &Lens,
        fonts: &Fonts,
    ) -> (&Arc<Layout>, &Arc<Scene>) {
        let made = self.made.get_or_init(|| {
            let before = self.before.take();
            let layout = before.as_ref().map(|made| &*made.layout);
            let layout = Layout::through(lens, &self.dated(map), fonts, layout);
            let scene = Scene::new(&layout, before.as_ref().map(|made| &*made.scene));
            Made {
                layout: Arc::new(layout),
                scene: Arc::new(scene),
            }
        });
        (&made.layout, &made.scene)
    }
}
