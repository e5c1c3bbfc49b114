//! The windows beside this one: they ask for the file that is open here, and are asked in turn.

use std::path::{Path, PathBuf};

use super::{News, Program};
use crate::app::{
    neighbours::{self, Presence},
    report,
};

/// What other windows know of this one.
#[derive(Default)]
pub(super) struct Neighbours {
    /// Where windows find each other; `None` where they do not.
    folder: Option<PathBuf>,
    presence: Option<Presence>,
    /// The file that was told of last.
    told: Option<PathBuf>,
    /// Somebody has asked for the file that is open here.
    is_called: bool,
}

#[cfg(test)]
impl Neighbours {
    pub(super) fn is_listening(&self) -> bool {
        self.presence.is_some()
    }
}

/// What comes in from other windows.
pub(super) enum NeighbourNews {
    /// This window can be asked from now on.
    Listening(Presence),
    /// It is to come forward.
    Called,
    /// A file that was to be opened is open elsewhere, and that window has come forward.
    Shown(PathBuf),
}

/// What it takes to ask other windows, on a thread of a task.
pub(super) struct Asker {
    folder: PathBuf,
    own: Option<PathBuf>,
}

impl Asker {
    /// Whether another window has the file open, and has come forward.
    pub(super) fn shows(&self, file: &Path) -> bool {
        let file = neighbours::real(file);
        neighbours::show(&self.folder, &file, self.own.as_deref())
    }
}

impl Program {
    /// Lets other windows find this one, and this one find others, in a folder.
    pub(crate) fn meet_in(&mut self, folder: PathBuf) {
        self.neighbours.folder = Some(folder.clone());
        self.services.tasks.run(
            || News::Nothing,
            move |reporter| {
                let reporter = reporter.clone();
                let called = move || reporter.report(News::Neighbour(NeighbourNews::Called));
                match neighbours::listen(&folder, called) {
                    Ok(presence) => News::Neighbour(NeighbourNews::Listening(presence)),
                    // It is one window more of the same file, as it always could be.
                    Err(_) => News::Nothing,
                }
            },
        );
    }

    pub(super) fn asker(&self) -> Option<Asker> {
        let presence = self.neighbours.presence.as_ref();
        Some(Asker {
            folder: self.neighbours.folder.clone()?,
            own: presence.map(|presence| presence.place().to_owned()),
        })
    }

    pub(super) fn hear_neighbour(&mut self, news: NeighbourNews) {
        match news {
            NeighbourNews::Listening(presence) => self.neighbours.presence = Some(presence),
            NeighbourNews::Called => self.neighbours.is_called = true,
            NeighbourNews::Shown(path) => {
                self.workspace.is_opening = false;
                self.window.hush();
                let name = report::file_name(&path);
                let text = "“{name}” is already open: its window is in front now.";
                self.tell_with(text, &[("name", &name)]);
                self.show_start();
            }
        }
    }

    /// Tells others, in each pass, which file is open here, and comes forward where it was asked for.
    pub(super) fn follow_neighbours(&mut self, context: &egui::Context) {
        if std::mem::take(&mut self.neighbours.is_called) {
            context.send_viewport_cmd(egui::ViewportCommand::Minimized(false));
            context.send_viewport_cmd(egui::ViewportCommand::Focus);
            // Where a window may not push itself forward, the desktop points to it.
            let attention = egui::UserAttentionType::Informational;
            context.send_viewport_cmd(egui::ViewportCommand::RequestUserAttention(attention));
        }
        let path = self.workspace.path();
        let neighbours = &mut self.neighbours;
        let Some(presence) = &neighbours.presence else {
            return;
        };
        if neighbours.told.as_deref() == path {
            return;
        }
        neighbours.told = path.map(Path::to_owned);
        let (tell, path) = (presence.teller(), neighbours.told.clone());
        self.services.tasks.run(
            || News::Nothing,
            move |_| {
                tell(path.as_deref().map(neighbours::real).as_deref());
                News::Nothing
            },
        );
    }
}
