//! Unsaved work, kept aside so that it outlives a crash: one journal for each map that is open.
//!
//! In a folder of the person's own lies, for each open map, a lock (`ID.FILE.open`), held by the
//! program as long as the map is open, and beside it, while there is unsaved work, the journal
//! itself (`ID.journal`): a line about it, then the map as a file would have it. A journal whose
//! lock nobody holds was left by a program that came to a sudden end. What a save was about to write
//! then is told by `ID.saving`, so that nobody takes it for the save of somebody else.

use std::{
    fs::{self, File, TryLockError},
    io::{self, Read as _},
    path::{Path, PathBuf},
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, SystemTime},
};

use serde::{Deserialize, Serialize};

use super::{
    disk,
    error::{LoadError, MAX_BYTES},
    load::load,
    stamp::Fingerprint,
};
use crate::model::Map;

const LOCK: &str = "open";
const JOURNAL: &str = "journal";
const SAVING: &str = "saving";
/// Of the format of a journal.
const VERSION: u32 = 1;
/// A map's file and the line in front of it.
const MOST_BYTES: u64 = (MAX_BYTES + (64 << 10)) as u64;

/// The journal of one open map. Its methods block; they may be called from several threads, and
/// what was asked for later (by its [`Turn`]) wins.
pub struct Journal {
    folder: PathBuf,
    turns: AtomicU64,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    held: Option<Held>,
    latest: u64,
    is_over: bool,
}

/// A lock and the names of what belongs to it.
struct Held {
    /// Locked until it is dropped.
    _file: File,
    id: String,
    path: PathBuf,
}

/// The place of a wish among all those about one journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct Turn(u64);

/// What is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct JournalEntry {
    /// Where the map is saved; `None` if it never was.
    pub file: Option<PathBuf>,
    /// What that file held when the work began.
    pub base: Option<Fingerprint>,
    /// When it was written.
    pub when: SystemTime,
    /// As a file would have it.
    pub text: Vec<u8>,
}

/// A journal that was left behind.
#[derive(Debug)]
pub struct FoundJournal {
    /// By which it is asked for again.
    pub id: String,
    /// Its file.
    pub path: PathBuf,
    /// What is kept there, or why it cannot be had.
    pub entry: Result<JournalEntry, Damage>,
}

/// Why a journal could not be read.
#[derive(Debug)]
pub enum Damage {
    /// The system did not let it be read.
    Read(io::Error),
    /// It is cut off, or not a journal.
    Broken,
}

/// The line in front of the map.
#[derive(Serialize, Deserialize)]
struct Head {
    journal: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    base: Option<String>,
    /// Milliseconds of Unix time.
    when: u64,
    length: usize,
    print: String,
    /// When it was asked for; earlier versions of the program did not tell.
    #[serde(default)]
    turn: Turn,
}

/// A save that was begun.
#[derive(Serialize, Deserialize)]
struct Saving {
    file: PathBuf,
    /// Of what the file holds once it is saved.
    print: String,
    /// All that is kept for an earlier turn is in it.
    turn: Turn,
}

impl Journal {
    /// Of a map that was just opened; nothing is written yet.
    pub fn new(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            turns: AtomicU64::new(1),
            state: Mutex::default(),
        }
    }

    /// Takes over a journal that was left behind; `None` when another program has it.
    pub fn adopt(folder: &Path, id: &str) -> io::Result<Option<Self>> {
        let file_and_path = match lock_of(folder, id) {
            Some(path) => (File::open(&path)?, path),
            None => {
                let path = lock_path(folder, id, None);
                (File::create_new(&path)?, path)
            }
        };
        match file_and_path.0.try_lock() {
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(error)) => return Err(error),
            Ok(()) => {}
        }
        // Turns go on where they had ended.
        let kept = read_whole(&journal_path(folder, id)).ok();
        let Turn(last) = kept.map_or(Turn(0), |(_, turn)| turn);
        let held = Held {
            _file: file_and_path.0,
            id: id.to_owned(),
            path: file_and_path.1,
        };
        Ok(Some(Self {
            folder: folder.to_owned(),
            turns: AtomicU64::new(last + 1),
            state: Mutex::new(State {
                held: Some(held),
                ..State::default()
            }),
        }))
    }

    /// Takes a place in the order of wishes; does not block.
    pub fn turn(&self) -> Turn {
        Turn(self.turns.fetch_add(1, Ordering::Relaxed))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The state, if nothing that was asked for later is done already.
    fn state_at(&self, turn: Turn) -> Option<MutexGuard<'_, State>> {
        let mut state = self.state();
        if state.is_over || state.latest > turn.0 {
            return None;
        }
        state.latest = turn.0;
        Some(state)
    }

    /// Holds the lock for a map from this file (canonical). Tells whether another window has the
    /// same file open.
    pub fn claim(&self, file: Option<&Path>) -> io::Result<bool> {
        let mut state = self.state();
        if state.is_over {
            return Ok(false);
        }
        let held = self.hold(&mut state, file)?;
        let id = held.id.clone();
        let wanted = lock_path(&self.folder, &id, file);
        if held.path != wanted {
            fs::rename(&held.path, &wanted)?;
            held.path = wanted;
        }
        let Some(file) = file else { return Ok(false) };
        let print = print_of(Some(file));
        let others = locks(&self.folder).filter(|lock| lock.print == print && lock.id != id);
        Ok(others.into_iter().any(|lock| is_held(&lock.path)))
    }

    fn hold<'s>(&self, state: &'s mut State, file: Option<&Path>) -> io::Result<&'s mut Held> {
        if state.held.is_none() {
            disk::create_private_folder(&self.folder)?;
            // It gets its name once it is locked, so that nobody finds it free.
            let fresh = tempfile::Builder::new()
                .prefix(".new-")
                .tempfile_in(&self.folder)?;
            fresh.as_file().lock()?;
            let id = new_id();
            let path = lock_path(&self.folder, &id, file);
            let _file = fresh.persist(&path).map_err(|error| error.error)?;
            state.held = Some(Held { _file, id, path });
        }
        state
            .held
            .as_mut()
            .ok_or_else(|| io::Error::other("no lock"))
    }

    /// Keeps unsaved work, in the place of what was kept before.
    pub fn write(&self, turn: Turn, entry: &JournalEntry) -> io::Result<()> {
        let Some(mut state) = self.state_at(turn) else {
            return Ok(());
        };
        let (file, bytes) = (entry.file.as_deref(), entry.to_bytes(turn)?);
        match self.write_held(&mut state, file, &bytes) {
            // Somebody has cleared the folder away, and the lock with it.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                state.held = None;
                self.write_held(&mut state, file, &bytes)
            }
            written => written,
        }
    }

    fn write_held(&self, state: &mut State, file: Option<&Path>, bytes: &[u8]) -> io::Result<()> {
        let id = self.hold(state, file)?.id.clone();
        disk::write_private(&journal_path(&self.folder, &id), bytes)
    }

    /// Tells that a file is about to hold what has this print, with all that was to be kept before
    /// `turn`. Without a lock nothing is told, since nothing is kept.
    pub fn begin_save(&self, turn: Turn, file: &Path, print: Fingerprint) -> io::Result<()> {
        let state = self.state();
        let Some(held) = state.held.as_ref().filter(|_| !state.is_over) else {
            return Ok(());
        };
        let saving = Saving {
            file: file.to_owned(),
            print: print.to_string(),
            turn,
        };
        let path = saving_path(&self.folder, &held.id);
        disk::write_private(&path, &serde_json::to_vec(&saving)?)
    }

    /// What is kept now and is in no file.
    pub fn entry(&self) -> Option<JournalEntry> {
        let state = self.state();
        let held = state.held.as_ref()?;
        read(&self.folder, &held.id).ok().flatten()
    }

    /// Drops what is kept: the map is saved.
    pub fn clear(&self, turn: Turn) -> io::Result<()> {
        match self.state_at(turn).as_deref() {
            Some(State {
                held: Some(held), ..
            }) => remove_kept(&self.folder, &held.id),
            _ => Ok(()),
        }
    }

    /// The map is closed: nothing of it stays here, and nothing is taken any more.
    pub fn end(&self) -> io::Result<()> {
        let mut state = self.state();
        state.is_over = true;
        match state.held.take() {
            Some(held) => {
                remove_kept(&self.folder, &held.id)?;
                remove(&held.path)
            }
            None => Ok(()),
        }
    }
}

/// The journals that nobody holds, the latest first. Those with nothing but what a file holds, too,
/// and locks without a journal, are cleared away.
pub fn found(folder: &Path) -> Vec<FoundJournal> {
    let (held, free): (Vec<Lock>, Vec<Lock>) = locks(folder).partition(|lock| is_held(&lock.path));
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<FoundJournal> = entries
        .filter_map(|entry| {
            let path = entry.path();
            let is_journal = path.extension().is_some_and(|ending| ending == JOURNAL);
            let id = path
                .file_stem()?
                .to_str()
                .filter(|_| is_journal)?
                .to_owned();
            if held.iter().any(|lock| lock.id == id) {
                return None;
            }
            let entry = read(folder, &id).transpose();
            if entry.is_none() {
                let _ = remove_kept(folder, &id);
            }
            Some(FoundJournal {
                id,
                path,
                entry: entry?,
            })
        })
        .collect();
    // Left by programs that were killed while all was saved.
    for lock in free {
        if !journal_path(folder, &lock.id).exists() {
            let _ = remove(&saving_path(folder, &lock.id));
            let _ = remove(&lock.path);
        }
    }
    found.sort_by_key(|found| {
        let when = found.entry.as_ref().ok().map(|entry| entry.when);
        std::cmp::Reverse(when)
    });
    found
}

/// Puts a damaged journal where it is not found again, and says where.
pub fn set_aside(found: &FoundJournal) -> io::Result<PathBuf> {
    let aside = found.path.with_extension("damaged");
    fs::rename(&found.path, &aside)?;
    if let Some(folder) = found.path.parent() {
        remove(&saving_path(folder, &found.id))?;
        lock_of(folder, &found.id).map_or(Ok(()), |lock| remove(&lock))?;
    }
    Ok(aside)
}

impl JournalEntry {
    /// Reads the map in it.
    pub fn map(&self) -> Result<Map, LoadError> {
        load(&self.text).map(|loaded| loaded.map)
    }

    /// As a journal has it that was asked for at `turn`.
    pub fn to_bytes(&self, turn: Turn) -> io::Result<Vec<u8>> {
        let since = self.when.duration_since(SystemTime::UNIX_EPOCH);
        let head = Head {
            journal: VERSION,
            file: self
                .file
                .as_deref()
                .and_then(Path::to_str)
                .map(str::to_owned),
            base: self.base.map(|print| print.to_string()),
            when: since.map_or(0, |since| since.as_millis() as u64),
            length: self.text.len(),
            print: Fingerprint::of(&self.text).to_string(),
            turn,
        };
        let mut bytes = serde_json::to_vec(&head)?;
        bytes.push(b'\n');
        bytes.extend_from_slice(&self.text);
        Ok(bytes)
    }

    /// With the turn that it was asked for at; `None` for what is no journal, to its end.
    pub fn from_bytes(bytes: &[u8]) -> Option<(Self, Turn)> {
        let end = bytes.iter().position(|byte| *byte == b'\n')?;
        let (head, text) = (&bytes[..end], &bytes[end + 1..]);
        let head: Head = serde_json::from_slice(head).ok()?;
        let is_whole = head.journal == VERSION
            && head.length == text.len()
            && Fingerprint::parse(&head.print)? == Fingerprint::of(text);
        let entry = || Self {
            file: head.file.map(PathBuf::from),
            base: head.base.as_deref().and_then(Fingerprint::parse),
            when: SystemTime::UNIX_EPOCH + Duration::from_millis(head.when),
            text: text.to_vec(),
        };
        is_whole.then(|| (entry(), head.turn))
    }
}

impl Saving {
    /// The file and the print of what it was to hold.
    fn done(&self) -> Option<(PathBuf, Fingerprint)> {
        let print = Fingerprint::parse(&self.print)?;
        let file = self.file.canonicalize().ok()?;
        (disk::read(&file).ok()?.1.print == print).then_some((file, print))
    }
}

/// What is kept and in no file, on top of what it was begun with; `None` where there is nothing.
fn read(folder: &Path, id: &str) -> Result<Option<JournalEntry>, Damage> {
    let path = journal_path(folder, id);
    if !path.exists() {
        return Ok(None);
    }
    let (mut entry, turn) = read_whole(&path)?;
    let saving = fs::read(saving_path(folder, id)).ok();
    let saving = saving.and_then(|bytes| serde_json::from_slice::<Saving>(&bytes).ok());
    if let Some(saving) = saving
        && let Some((file, print)) = saving.done()
    {
        if turn < saving.turn {
            return Ok(None);
        }
        (entry.file, entry.base) = (Some(file), Some(print));
    }
    let in_file = entry.file.as_deref().and_then(|file| disk::read(file).ok());
    let is_saved = in_file.is_some_and(|(bytes, _)| bytes == entry.text);
    Ok(Some(entry).filter(|_| !is_saved))
}

fn read_whole(path: &Path) -> Result<(JournalEntry, Turn), Damage> {
    let file = File::open(path).map_err(Damage::Read)?;
    let mut bytes = Vec::new();
    // A longer one holds no map that could be read.
    file.take(MOST_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(Damage::Read)?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(Damage::Broken);
    }
    JournalEntry::from_bytes(&bytes).ok_or(Damage::Broken)
}

fn remove_kept(folder: &Path, id: &str) -> io::Result<()> {
    remove(&journal_path(folder, id))?;
    remove(&saving_path(folder, id))
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

struct Lock {
    path: PathBuf,
    id: String,
    print: String,
}

fn locks(folder: &Path) -> impl Iterator<Item = Lock> + use<> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter_map(|entry| {
        let path = entry.path();
        let mut parts = path.file_name()?.to_str()?.split('.');
        let (id, print, ending) = (parts.next()?, parts.next()?, parts.next()?);
        let is_lock = ending == LOCK && !id.is_empty() && parts.next().is_none();
        is_lock.then(|| Lock {
            id: id.to_owned(),
            print: print.to_owned(),
            path: path.clone(),
        })
    })
}

fn lock_of(folder: &Path, id: &str) -> Option<PathBuf> {
    let mut locks = locks(folder);
    locks.find(|lock| lock.id == id).map(|lock| lock.path)
}

/// Whether a program that runs has this lock.
fn is_held(lock: &Path) -> bool {
    let file = File::open(lock);
    file.is_ok_and(|file| matches!(file.try_lock(), Err(TryLockError::WouldBlock)))
}

fn print_of(file: Option<&Path>) -> String {
    match file {
        Some(file) => Fingerprint::of(file.as_os_str().as_encoded_bytes()).to_string(),
        None => "new".to_owned(),
    }
}

fn lock_path(folder: &Path, id: &str, file: Option<&Path>) -> PathBuf {
    folder.join(format!("{id}.{}.{LOCK}", print_of(file)))
}

fn journal_path(folder: &Path, id: &str) -> PathBuf {
    folder.join(format!("{id}.{JOURNAL}"))
}

fn saving_path(folder: &Path, id: &str) -> PathBuf {
    folder.join(format!("{id}.{SAVING}"))
}

/// No two are alike, on one machine.
fn new_id() -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    let millis = since.map_or(0, |since| since.as_millis());
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    format!("{millis}-{}-{count}", std::process::id())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(text: &str) -> JournalEntry {
        JournalEntry {
            file: Some("/maps/a.journey".into()),
            base: Some(Fingerprint::of(b"base")),
            when: SystemTime::UNIX_EPOCH + Duration::from_millis(1_700_000_000_123),
            text: text.as_bytes().to_vec(),
        }
    }

    fn texts(folder: &Path) -> Vec<String> {
        let found = found(folder).into_iter();
        let texts = found.map(|found| String::from_utf8(found.entry.unwrap().text).unwrap());
        texts.collect()
    }

    fn names(folder: &Path) -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).unwrap();
        entries.map(|entry| entry.unwrap().path()).collect()
    }

    #[test]
    fn a_folder_that_is_cleared_away_is_made_anew() {
        let outside = tempfile::tempdir().unwrap();
        let folder = outside.path().join("journal");
        let journal = Journal::new(&folder);
        journal.write(journal.turn(), &entry("one")).unwrap();
        fs::remove_dir_all(&folder).unwrap();
        journal.write(journal.turn(), &entry("two")).unwrap();
        assert_eq!(names(&folder).len(), 2, "a journal and its lock");
        assert!(found(&folder).is_empty(), "its program runs");
        drop(journal);
        assert_eq!(texts(&folder), ["two"]);
    }

    #[test]
    fn a_journal_is_found_only_when_its_program_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        let journal = Journal::new(folder);
        journal.write(journal.turn(), &entry("one\ntwo")).unwrap();
        assert!(found(folder).is_empty(), "its program runs");
        drop(journal);
        let left = found(folder);
        assert_eq!(*left[0].entry.as_ref().unwrap(), entry("one\ntwo"));

        let adopted = Journal::adopt(folder, &left[0].id).unwrap().unwrap();
        assert!(Journal::adopt(folder, &left[0].id).unwrap().is_none());
        assert!(found(folder).is_empty());
        adopted.write(adopted.turn(), &entry("three")).unwrap();
        drop(adopted);
        assert_eq!(texts(folder), ["three"]);
        let adopted = Journal::adopt(folder, &left[0].id).unwrap().unwrap();
        adopted.end().unwrap();
        assert_eq!(names(folder), Vec::<PathBuf>::new());
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_can_read_one() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().join("data/unsaved");
        let journal = Journal::new(&folder);
        for text in ["one", "two"] {
            journal.write(journal.turn(), &entry(text)).unwrap();
            let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
            let inside = fs::read_dir(&folder)
                .unwrap()
                .map(|entry| entry.unwrap().path());
            let inside: Vec<PathBuf> = inside.collect();
            assert_eq!(inside.len(), 2, "a journal and its lock");
            for path in inside {
                assert_eq!(mode(&path), 0o600, "{path:?}");
                // A journal of an earlier version of the program.
                fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
            }
            assert_eq!(mode(&folder), 0o700);
            let lock = locks(&folder).next().unwrap().path;
            fs::set_permissions(lock, fs::Permissions::from_mode(0o600)).unwrap();
        }
    }

    #[test]
    fn what_was_asked_for_later_wins_and_nothing_comes_after_the_end() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        let journal = Journal::new(folder);
        let (early, late) = (journal.turn(), journal.turn());
        journal.write(late, &entry("late")).unwrap();
        journal.write(early, &entry("early")).unwrap();
        let (write, clear) = (journal.turn(), journal.turn());
        journal.clear(clear).unwrap();
        journal.write(write, &entry("old")).unwrap();
        let last = journal.turn();
        drop(journal);
        assert_eq!(texts(folder), Vec::<String>::new());

        let journal = Journal::new(folder);
        journal.write(last, &entry("work")).unwrap();
        journal.end().unwrap();
        journal.write(journal.turn(), &entry("work")).unwrap();
        assert_eq!(names(folder), Vec::<PathBuf>::new());
    }

    #[test]
    fn a_second_window_on_a_file_knows_of_the_first() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        let (first, second) = (Journal::new(folder), Journal::new(folder));
        let (a, b) = (Path::new("/maps/a.journey"), Path::new("/maps/b.journey"));
        assert!(!first.claim(Some(a)).unwrap());
        assert!(!second.claim(Some(b)).unwrap());
        assert!(second.claim(Some(a)).unwrap());
        first.claim(Some(b)).unwrap();
        assert!(!second.claim(Some(a)).unwrap());
        assert!(second.claim(Some(b)).unwrap());
        drop(first);
        assert!(!second.claim(Some(b)).unwrap());
        // What the first has left is cleared away.
        assert!(found(folder).is_empty());
        assert_eq!(names(folder).len(), 1);
    }

    #[test]
    fn a_kill_between_a_save_and_the_end_of_its_journal_leaves_no_unsaved_work() {
        let outside = tempfile::tempdir().unwrap();
        let folder = outside.path().join("journal");
        let file = outside.path().canonicalize().unwrap().join("a.journey");
        let on = |text: &str, base: &[u8]| JournalEntry {
            file: Some(file.clone()),
            base: Some(Fingerprint::of(base)),
            ..entry(text)
        };
        let journal = Journal::new(&folder);
        let save = |text: &str| {
            let print = Fingerprint::of(text.as_bytes());
            journal.begin_save(journal.turn(), &file, print).unwrap();
        };
        fs::write(&file, "old").unwrap();
        journal.write(journal.turn(), &on("one", b"old")).unwrap();
        let kept = || read(&folder, &journal.state().held.as_ref().unwrap().id).unwrap();
        // Killed before the save: all of it is still unsaved work on what the file holds.
        save("one and two");
        assert_eq!(kept(), Some(on("one", b"old")));
        // Killed after it.
        fs::write(&file, "one and two").unwrap();
        assert_eq!(kept(), None);
        // Taken back while the save went on, and kept in time.
        journal.write(journal.turn(), &on("one", b"old")).unwrap();
        assert_eq!(kept(), Some(on("one", b"one and two")));
        // Somebody else has saved meanwhile.
        fs::write(&file, "theirs").unwrap();
        assert_eq!(kept(), Some(on("one", b"old")));
        // An earlier version of the program did not tell of its save.
        remove(&saving_path(
            &folder,
            &journal.state().held.as_ref().unwrap().id,
        ))
        .unwrap();
        fs::write(&file, "one").unwrap();
        assert_eq!(kept(), None);
        drop(journal);
        // One whose lock somebody cleared away.
        let alone = on("one", b"old").to_bytes(Turn(1)).unwrap();
        fs::write(journal_path(&folder, "7"), alone).unwrap();
        assert!(found(&folder).is_empty());
        assert_eq!(names(&folder), Vec::<PathBuf>::new());
    }

    #[test]
    fn turns_of_a_journal_go_on_with_the_next_program() {
        let folder = tempfile::tempdir().unwrap();
        let (folder, file) = (
            folder.path().join("journal"),
            folder.path().join("a.journey"),
        );
        let journal = Journal::new(&folder);
        for _ in 0..9 {
            journal.write(journal.turn(), &entry("work")).unwrap();
        }
        drop(journal);
        let id = found(&folder)[0].id.clone();
        let journal = Journal::adopt(&folder, &id).unwrap().unwrap();
        let print = Fingerprint::of(b"all of it");
        journal.begin_save(journal.turn(), &file, print).unwrap();
        fs::write(&file, "all of it").unwrap();
        drop(journal);
        assert!(found(&folder).is_empty());
    }

    #[test]
    fn damage_is_told_and_what_is_left_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        let whole = entry("the map").to_bytes(Turn(1)).unwrap();
        let cut = &whole[..whole.len() - 1];
        let mut turned = whole.clone();
        *turned.last_mut().unwrap() ^= 1;
        for spoilt in [cut, &turned, b"", b"{}\n", &whole[..20]] {
            let path = journal_path(folder, "7");
            fs::write(&path, spoilt).unwrap();
            let left = found(folder);
            assert!(matches!(left[0].entry, Err(Damage::Broken)));
            let aside = set_aside(&left[0]).unwrap();
            assert_eq!(fs::read(aside).unwrap(), spoilt);
            assert!(found(folder).is_empty());
        }
    }
}
