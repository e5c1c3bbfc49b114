//! People read a day in one form: as files write it, it is for files and for programs.

use crate::source::Source;

/// Who writes files, and what other programs read.
const WRITERS: [&str; 4] = [
    "src/model/date.rs",
    "src/file/",
    "src/exchange/",
    "src/cli/",
];

#[test]
fn days_are_written_as_files_have_them_only_in_files() {
    let source = Source::read();
    let (mut faults, mut found) = (Vec::new(), 0);
    for module in source.modules() {
        let path = source.path(module).display().to_string().replace('\\', "/");
        let code = source.code(module);
        if ![".iso(", "Date::iso"]
            .iter()
            .any(|call| code.contains(call))
        {
            continue;
        }
        found += 1;
        if !WRITERS.iter().any(|writer| path.starts_with(writer)) {
            faults.push(path);
        }
    }
    assert!(found >= 4, "only {found} files were found");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
