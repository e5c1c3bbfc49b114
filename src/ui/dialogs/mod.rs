//! What the dialogs look like: each is a value that `app` keeps while it is open; drawing it
//! gives what the person chose.

mod about;
mod answer;
mod brand;
mod compare;
mod dialog;
mod export;
mod export_slides;
mod formats;
mod guide;
mod history;
mod holds;
mod merge;
mod name;
mod parts;
mod path;
mod preferences;
mod preview;
mod recovery;
mod report;
mod settings;
mod shortcuts;
mod survey;
mod table;
mod templates;

pub use answer::Answer;
pub use brand::{BrandAnswer, BrandDialog, BrandMade, BrandWanted, LogoFor, OwnBrand, SeenBrand};
pub use compare::{ChangeRow, CompareDialog, Comparing, ConflictRow, Found, Mark, Row, Sign};
pub use dialog::Dialog;
pub use export::{ExportDialog, ExportSubject, Laid, Wanted};
pub use formats::{FORMATS, format_name};
pub use guide::GuideDialog;
pub use history::{HistoryDialog, KeptVersion, SeenVersion};
pub use holds::Looks;
pub use merge::{MergeDialog, MergeLoss};
pub use name::NameDialog;
pub use path::PathDialog;
pub use preferences::{ChosenSettings, Kept, KeptThing};
pub use recovery::{Differences, DiscardLeftDialog, LeftWords, OnDisk, RecoveryDialog};
pub use report::ErrorReport;
pub use settings::SettingsDialog;
pub use shortcuts::ShortcutGroup;
pub use survey::SurveyDialog;
pub use table::{TableDialog, TableNote};

pub(super) use parts::DialogContext;
pub(super) use shortcuts::shortcut_groups;
