//! Where the program itself lies, to be started once more.

use std::{
    env, io,
    path::{Path, PathBuf},
};

/// The file of this program, or of the one that has taken its place since it was started.
///
/// # Errors
/// What the system says.
pub(super) fn program() -> io::Result<PathBuf> {
    env::current_exe().map(|program| in_its_place(&program).unwrap_or(program))
}

/// Linux says so of a file that an upgrade has replaced, and names no file with it.
fn in_its_place(program: &Path) -> Option<PathBuf> {
    let known = program.to_str()?.strip_suffix(" (deleted)")?;
    let known = PathBuf::from(known);
    (!program.exists() && known.exists()).then_some(known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_an_upgrade_the_new_program_is_started() {
        let folder = tempfile::tempdir().unwrap();
        let upgraded = folder.path().join("jejak");
        let told = folder.path().join("jejak (deleted)");
        assert_eq!(in_its_place(&told), None, "it was removed");
        std::fs::write(&upgraded, "").unwrap();
        assert_eq!(in_its_place(&upgraded), None);
        assert_eq!(in_its_place(&told), Some(upgraded));
        std::fs::write(&told, "").unwrap();
        assert_eq!(in_its_place(&told), None, "it is called so");
    }
}
