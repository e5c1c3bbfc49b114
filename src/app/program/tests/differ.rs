//! The history and the offer of unsaved work say in words what differs, and nothing is lost there.

use super::{kept::has_offer, *};
use crate::{
    file::versions,
    ui::{Comparing, Decision, Sign},
};

impl Person {
    fn card(&self, id: &str) -> Option<String> {
        let map = self.program.workspace.editor().unwrap().map();
        map.card(&id.into()).map(|(_, card)| card.text.clone())
    }

    fn history_dialog(&self) -> &ui::HistoryDialog {
        match &self.program.dialogs.open {
            Some(Dialog::History(dialog)) => dialog,
            other => panic!("no history is shown but {other:?}"),
        }
    }

    /// Somebody else saves another text in the file.
    fn is_overtaken(&self, name: &str, from: &str, to: &str) {
        let path = self.path(name);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from));
        fs::write(&path, text.replacen(from, to, 1)).unwrap();
    }

    /// A map with work that was not saved when the program came to a sudden end.
    fn with_work_left() -> Self {
        let mut person = Self::with_a_map();
        person.writes_title("Mine");
        person.edits(Edit::Remove(Target::Card("a1".into())));
        person.until_kept();
        person
    }
}

#[test]
fn versions_of_one_minute_have_seconds_and_say_what_changed() {
    let mut person = Person::with_a_map();
    person.writes_title("First");
    person.saves();
    person.edits(Edit::Remove(Target::Card("a1".into())));
    person.writes_card("t1", "Radio spot");
    person.saves();
    let path = person.path("mine.journey").canonicalize().unwrap();
    let kept = versions::list(&person.path("data/versions"), &path);
    // Both of today, in one minute, a second apart.
    for (version, millis) in kept.iter().zip([1_000_000_007_000_u64, 1_000_000_006_000]) {
        let name = format!("{millis:015}-{}.journey", version.print);
        fs::rename(&version.path, version.path.with_file_name(name)).unwrap();
    }
    let rows = person.history();
    assert_eq!(rows.len(), 3);
    let latest = rows.iter().position(|row| row.is_now).unwrap();
    let words = rows[latest].words.as_deref().unwrap();
    let changed = "Card “TV spot” changed to “Radio spot”";
    assert!(words.starts_with(changed) && words.len() > changed.len());
    assert_ne!(rows[latest].when, rows[latest + 1].when);
    assert!(rows[latest].when.ends_with(":47"), "{}", rows[latest].when);

    person.answers(ui::Answer::LookAtVersion(latest + 1));
    person.until("its picture", |program| match &program.dialogs.open {
        Some(Dialog::History(dialog)) => dialog.preview.is_some(),
        _ => false,
    });
    let seen = person.history_dialog().preview.as_ref().unwrap();
    let since = &seen.as_ref().unwrap().since;
    assert!(since.starts_with(changed), "{since}");
    assert!(
        since.contains("; Card “") && since.contains("removed from"),
        "{since}"
    );
}

#[test]
fn a_comparison_from_the_history_tells_forwards_takes_back_and_leads_back() {
    let mut person = Person::with_a_map();
    person.does(Action::Save);
    person.writes_card("t1", "Radio spot");
    person.saves();
    let gone = person.card("a1").unwrap();
    person.writes_card("t1", "Podcast");
    person.edits(Edit::Remove(Target::Card("a1".into())));
    person.history();
    person.answers(ui::Answer::LookAtVersion(1));
    person.until("its picture", |program| match &program.dialogs.open {
        Some(Dialog::History(dialog)) => dialog.preview.is_some(),
        _ => false,
    });
    person.answers(ui::Answer::CompareVersion(1));
    let found = person.compared();
    let told: Vec<_> = found.changes.iter().map(|c| (&*c.words, c.sign)).collect();
    let removed = told.iter().find(|(_, sign)| *sign == Sign::Removed);
    assert!(
        removed
            .unwrap()
            .0
            .starts_with(&format!("Card “{gone}” removed from"))
    );
    let words = "Card “TV spot” changed to “Podcast”";
    assert!(told.contains(&(words, Sign::Changed)), "{told:?}");
    assert!(found.marks.iter().any(|mark| mark.sign == Sign::Removed));

    person.answers(ui::Answer::Cancel);
    assert_eq!(person.history_dialog().chosen, 1);
    assert_eq!(person.history_dialog().versions.as_ref().unwrap().len(), 2);
    person.answers(ui::Answer::CompareVersion(1));
    let found = person.compared();
    let row = found.changes.iter_mut().find(|row| row.words == words);
    row.unwrap().is_taken = true;
    person.takes_changes();
    assert!(person.program.dialogs.open.is_none());
    assert_eq!(person.card("t1").as_deref(), Some("TV spot"));
    assert_eq!(person.card("a1"), None, "it was not asked for");
    person.does(Action::Undo);
    assert_eq!(person.card("t1").as_deref(), Some("Podcast"));
}

#[test]
fn an_offer_says_in_words_what_is_not_saved_and_shows_where() {
    let mut person = Person::with_work_left();
    person.starts_again_after_a_kill();
    person.until("the offer", has_offer);
    let words = person.offered().words.clone();
    let unsaved = words.unsaved.unwrap();
    assert_eq!(unsaved.summary, "1 card removed, the map has another title");
    assert_eq!((unsaved.lines.len(), unsaved.more), (2, 0));
    assert_eq!(
        unsaved.lines[0],
        "The map: title from “Buying a car” to “Mine”"
    );
    assert_eq!(words.in_file, None);

    person.answers(ui::Answer::CompareLeft);
    assert_eq!(person.compared().changes.len(), 2);
    assert!(matches!(
        &person.program.dialogs.open,
        Some(Dialog::Compare(dialog)) if dialog.comparing == Comparing::Unsaved
    ));
    person.answers(ui::Answer::Cancel);
    assert_eq!(person.offered().title, "Mine");
    person.answers(ui::Answer::Recover);
    person.until("the map", |program| program.workspace.editor().is_some());
    assert_eq!(person.title(), "Mine");
    assert_eq!(person.program.workspace.notice(), None);
}

#[test]
fn what_was_saved_meanwhile_is_merged_into_what_is_recovered() {
    let mut person = Person::with_work_left();
    person.starts_again_after_a_kill();
    person.is_overtaken("mine.journey", "TV spot", "Radio spot");
    person.is_overtaken("mine.journey", "\"Buying a car\"", "\"Theirs\"");
    person.until("the offer", has_offer);
    person.program.dialogs.open = None;
    person.starts_again_after_a_kill();
    person.until("the offer", has_offer);
    let offered = person.offered();
    assert!(offered.has_changed);
    let summary = |told: &Option<ui::Differences>| told.as_ref().unwrap().summary.clone();
    // Each side since the work began, not one against the other.
    assert_eq!(
        summary(&offered.words.unsaved),
        "1 card removed, the map has another title"
    );
    assert_eq!(
        summary(&offered.words.in_file),
        "1 text changed, the map has another title"
    );

    person.answers(ui::Answer::RecoverAndCompare);
    let found = person.compared();
    assert_eq!(found.conflicts.len(), 1, "the title");
    let words: Vec<_> = found
        .changes
        .iter()
        .map(|c| (&*c.words, c.is_taken))
        .collect();
    assert_eq!(words, [("Card “TV spot” changed to “Radio spot”", true)]);
    person.takes_changes();
    assert_eq!(person.title(), "Mine");
    assert_eq!(person.card("t1").as_deref(), Some("Radio spot"));
    assert_eq!(person.card("a1"), None);
    assert_eq!(person.program.workspace.notice(), None);
    person.saves();
    assert_eq!(person.title_in("mine.journey"), "Mine");
}

#[test]
fn what_is_recovered_does_not_go_over_a_later_save_unseen() {
    let mut person = Person::with_work_left();
    person.starts_again_after_a_kill();
    person.is_overtaken("mine.journey", "TV spot", "Radio spot");
    // As if nothing had been kept of what the work began with.
    fs::remove_dir_all(person.path("data/versions")).unwrap();
    person.program.dialogs.open = None;
    person.starts_again_after_a_kill();
    person.until("the offer", has_offer);
    let words = person.offered().words.clone();
    assert_eq!(
        words.unsaved.unwrap().summary,
        "1 card removed, 1 text changed, the map has another title"
    );
    assert_eq!(words.in_file, None);
    person.answers(ui::Answer::Recover);
    person.until("the map", |program| program.workspace.editor().is_some());
    assert!(matches!(
        person.program.workspace.notice(),
        Some(Notice::Changed { .. })
    ));
    person.does(Action::Save);
    person.until("the refusal", |program| program.dialogs.open.is_some());
    assert_eq!(person.title_in("mine.journey"), "Buying a car");
    person.answers(ui::Answer::Cancel);
    // With no common ground there is nothing to be in conflict: two ways.
    person.decides(Decision::Compare);
    let found = person.compared();
    assert_eq!((found.conflicts.len(), found.changes.len()), (0, 3));
    assert!(found.changes.iter().all(|change| !change.is_taken));
    person.answers(ui::Answer::Cancel);
    assert!(person.program.dialogs.open.is_none());
    person.decides(Decision::KeepMine);
    person.saves();
    assert_eq!(person.title_in("mine.journey"), "Mine");
}

#[test]
fn what_is_discarded_is_asked_about_and_stays_in_the_history() {
    let mut person = Person::with_work_left();
    person.starts_again_after_a_kill();
    person.until("the offer", has_offer);
    person.answers(ui::Answer::Discard);
    let Some(Dialog::DiscardLeft(asked)) = &person.program.dialogs.open else {
        panic!("it is not asked");
    };
    assert_eq!(asked.history_of.as_deref(), Some("mine.journey"));
    assert_eq!(person.journals().len(), 1);
    person.answers(ui::Answer::Cancel);
    assert_eq!(person.offered().title, "Mine");
    person.answers(ui::Answer::Discard);
    person.answers(ui::Answer::Discard);
    person.until("it to be told", |program| {
        program.window.message().is_some()
    });
    assert_eq!(person.journals().len(), 0);

    person.program.open(person.path("mine.journey"));
    person.until("the map", |program| program.workspace.editor().is_some());
    let rows = person.history();
    let row = rows.iter().position(|row| row.is_discarded).unwrap();
    let words = rows[row].words.as_deref().unwrap();
    let title = "The map: title from “Buying a car” to “Mine”";
    assert!(words.starts_with(title), "{words}");
    person.answers(ui::Answer::BringBack(row));
    assert_eq!(person.title(), "Mine");
    assert_eq!(person.card("a1"), None);

    // What has no file has no history.
    let mut person = Person::new();
    person.does(Action::New);
    person.writes_title("Nowhere");
    person.until_kept();
    person.starts_again_after_a_kill();
    person.until("the offer", has_offer);
    person.answers(ui::Answer::Discard);
    let Some(Dialog::DiscardLeft(asked)) = &person.program.dialogs.open else {
        panic!("it is not asked");
    };
    assert_eq!(asked.history_of, None);
    person.answers(ui::Answer::Discard);
    person.program.finish();
    assert_eq!(person.journals().len(), 0);
}
