//! A file with both versions of what git could not merge, between its marks.

/// Both versions of a text that git left in one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConflictSides {
    /// The side that git calls `HEAD`.
    pub ours: String,
    /// The side that was to be merged into it.
    pub theirs: String,
}

const OURS: &str = "<<<<<<<";
const BASE: &str = "|||||||";
const THEIRS: &str = "=======";
const END: &str = ">>>>>>>";

/// Whether a line is one of git's marks: seven signs, and a name behind a space.
fn is_mark(line: &str, mark: &str) -> bool {
    let rest = line.trim_end().strip_prefix(mark);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// Where the first mark stands in a text that has all of them.
pub(super) fn first_mark(text: &str) -> Option<usize> {
    let mut at = 0;
    let mut first = None;
    let mut wanted = [OURS, THEIRS, END].into_iter().peekable();
    for line in text.split_inclusive('\n') {
        if wanted.peek().is_some_and(|mark| is_mark(line, mark)) {
            first = first.or(Some(at));
            wanted.next();
        }
        at += line.len();
    }
    first.filter(|_| wanted.peek().is_none())
}

/// The two versions; `None` of a text without marks.
pub fn conflict_sides(text: &str) -> Option<ConflictSides> {
    first_mark(text)?;
    #[derive(PartialEq)]
    enum Side {
        Both,
        Ours,
        Base,
        Theirs,
    }
    let (mut ours, mut theirs) = (String::new(), String::new());
    let mut side = Side::Both;
    for line in text.split_inclusive('\n') {
        side = match side {
            Side::Both if is_mark(line, OURS) => Side::Ours,
            Side::Ours if is_mark(line, BASE) => Side::Base,
            Side::Ours | Side::Base if is_mark(line, THEIRS) => Side::Theirs,
            Side::Theirs if is_mark(line, END) => Side::Both,
            same @ (Side::Both | Side::Ours | Side::Base | Side::Theirs) => {
                if matches!(same, Side::Both | Side::Ours) {
                    ours.push_str(line);
                }
                if matches!(same, Side::Both | Side::Theirs) {
                    theirs.push_str(line);
                }
                same
            }
        };
    }
    (side == Side::Both).then_some(ConflictSides { ours, theirs })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_versions_are_told_apart() {
        let text = "a\n<<<<<<< HEAD\nb\n||||||| base\nc\n=======\nd\ne\n>>>>>>> other\nf\n";
        let sides = conflict_sides(text).unwrap();
        assert_eq!(
            (sides.ours.as_str(), sides.theirs.as_str()),
            ("a\nb\nf\n", "a\nd\ne\nf\n")
        );
        assert_eq!(first_mark(text), Some(2));
        for none in [
            "",
            "<<<<<<< HEAD\na\n",
            "=======\n",
            "<<<<<<<<\n=======\n>>>>>>>\n",
        ] {
            assert_eq!(conflict_sides(none), None, "{none}");
        }
    }
}
