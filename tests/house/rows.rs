//! Who may import whom: the table of rows in ARCHITECTURE.md is the law, and within a folder no
//! files import in a circle.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use crate::source::{Module, Source};

/// The rows of the table: each folder's number.
fn rows() -> BTreeMap<String, u32> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("ARCHITECTURE.md");
    let text = fs::read_to_string(path).expect("the map of the code");
    let mut rows = BTreeMap::new();
    for line in text.lines().filter(|line| line.starts_with("| ")) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let Some(row) = cells.get(1).and_then(|row| row.parse().ok()) else {
            continue;
        };
        for folder in cells[2].split(',') {
            rows.insert(folder.trim().trim_matches('`').to_owned(), row);
        }
    }
    rows
}

#[test]
fn every_folder_stands_in_a_row() {
    let rows = rows();
    let source = Source::read();
    let folders = source
        .modules()
        .filter_map(|module| module.first().cloned());
    let folders: BTreeSet<String> = folders.collect();
    let known: BTreeSet<String> = rows.into_keys().collect();
    assert_eq!(known, folders);
}

#[test]
fn a_folder_imports_only_from_rows_above_its_own() {
    let rows = rows();
    let source = Source::read();
    let (mut faults, mut seen) = (Vec::new(), 0);
    for module in source.modules().filter(|module| !module.is_empty()) {
        for imported in source.imports(module) {
            let [own, other] = [module, &imported].map(|m| m.first().cloned().unwrap_or_default());
            if own == other {
                continue;
            }
            seen += 1;
            // The root of the crate has nothing that could be imported.
            if rows.get(&other).is_none_or(|row| *row >= rows[&own]) {
                let path = source.path(module).display();
                faults.push(format!("{path} imports {}", imported.join("::")));
            }
        }
    }
    assert!(seen > 500, "only {seen} imports were found");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The files that import each other, directly or by way of others; a `mod.rs` speaks for its
/// folder, whose files it knows and which know it, and is left aside.
fn circles(source: &Source) -> Vec<BTreeSet<Module>> {
    let is_face = |module: &Module| source.path(module).ends_with("mod.rs");
    let files: Vec<&Module> = source
        .modules()
        .filter(|m| m.len() > 1 && !is_face(m))
        .collect();
    let within = |module: &Module| -> BTreeSet<Module> {
        let folder = &module[..1];
        let imports = source.imports(module).into_iter();
        imports
            .filter(|other| other.starts_with(folder) && !is_face(other))
            .collect()
    };
    let direct: BTreeMap<&Module, BTreeSet<Module>> =
        files.iter().map(|m| (*m, within(m))).collect();
    let reached = |from: &Module| -> BTreeSet<Module> {
        let mut reached = BTreeSet::new();
        let mut open = vec![from];
        while let Some(module) = open.pop() {
            for next in direct.get(module).into_iter().flatten() {
                if reached.insert(next.clone()) {
                    open.push(next);
                }
            }
        }
        reached
    };
    let reached: BTreeMap<&Module, BTreeSet<Module>> =
        files.iter().map(|m| (*m, reached(m))).collect();
    let mut found: Vec<BTreeSet<Module>> = Vec::new();
    for module in &files {
        let with = reached[module].iter();
        let with = with.filter(|other| {
            reached
                .get(other)
                .is_some_and(|back| back.contains(*module))
        });
        let circle: BTreeSet<Module> = with.cloned().collect();
        if !circle.is_empty() && !found.contains(&circle) {
            found.push(circle);
        }
    }
    found
}

#[test]
fn no_files_of_a_folder_import_in_a_circle() {
    let found = circles(&Source::read());
    assert!(found.is_empty(), "{found:#?}");
}
