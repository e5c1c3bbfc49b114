//! The source as modules: what each file imports, tests aside.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// A module's path from the root of the crate, which is empty.
pub(crate) type Module = Vec<String>;

/// The files under `src/`, each as the module that it is, with its code (see [`code_of`]).
pub(crate) struct Source {
    files: BTreeMap<Module, File>,
}

struct File {
    path: PathBuf,
    code: String,
    /// A name that the module hands on, and where it has it from; a glob has the name `*`.
    handed_on: Vec<(String, Module)>,
}

impl Source {
    pub(crate) fn read() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut files = BTreeMap::new();
        collect(&root, &root, &mut files);
        let mut source = Self { files };
        let modules: Vec<Module> = source.files.keys().cloned().collect();
        for module in modules {
            let handed_on = source.paths_of(&module, |code| code.contains("pub"));
            let file = source.files.get_mut(&module).expect("it was just there");
            file.handed_on = handed_on;
        }
        source
    }

    pub(crate) fn modules(&self) -> impl Iterator<Item = &Module> {
        self.files.keys()
    }

    /// From the root of the repository.
    pub(crate) fn path(&self, module: &[String]) -> &Path {
        &self.files[module].path
    }

    pub(crate) fn code(&self, module: &[String]) -> &str {
        &self.files[module].code
    }

    /// The modules whose files a module imports from, itself not among them.
    pub(crate) fn imports(&self, module: &[String]) -> BTreeSet<Module> {
        let paths = self.paths_of(module, |_| true);
        let homes = paths.iter().map(|(_, path)| self.home(path, 0));
        homes.filter(|home| home != module).collect()
    }

    /// The module whose file says what a path names, through what others hand on.
    fn home(&self, path: &[String], depth: usize) -> Module {
        let known = (0..=path.len())
            .rev()
            .find(|n| self.files.contains_key(&path[..*n]));
        let (module, rest) = path.split_at(known.unwrap_or(0));
        let Some((name, rest)) = rest.split_first() else {
            return module.to_vec();
        };
        let handed_on = &self.files[module].handed_on;
        let by_name = handed_on.iter().find(|(own, _)| own == name);
        let by_glob = || {
            let mut globs = handed_on.iter().filter(|(own, _)| own == "*");
            globs.find(|(_, from)| {
                self.files
                    .get(from)
                    .is_some_and(|f| declares(&f.code, name))
            })
        };
        match by_name {
            Some((_, from)) if depth < 8 => self.home(&[from, rest].concat(), depth + 1),
            _ => match by_glob() {
                Some((_, from)) => from.clone(),
                None => module.to_vec(),
            },
        }
    }

    /// What a module's file names by a path that begins in this crate: the name it has here and
    /// the path, for those whose words before the path are asked for.
    fn paths_of(
        &self,
        module: &[String],
        is_asked: impl Fn(&str) -> bool,
    ) -> Vec<(String, Module)> {
        let code = &self.files[module].code;
        let mut found = Vec::new();
        for (at, start) in starts(code) {
            let statement = code[..at].rfind([';', '}', '{']).map_or(0, |end| end + 1);
            let before = &code[statement..at];
            let mut base: Module = match start {
                "crate" => Vec::new(),
                "super" => module[..module.len().saturating_sub(1)].to_vec(),
                "self" => module.to_vec(),
                child => {
                    let own: Module = [module, &[child.to_owned()]].concat();
                    if !self.files.contains_key(&own) {
                        continue;
                    }
                    own
                }
            };
            let mut rest = &code[at + start.len()..];
            while let Some(further) = rest.strip_prefix("::super") {
                base.pop();
                rest = further;
            }
            if is_asked(before) {
                tree(base, rest, &mut found);
            }
        }
        found
    }
}

fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<Module, File>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path
            .file_stem()
            .and_then(|name| name.to_str())
            .expect("a name");
        if name.contains("test") {
            continue;
        }
        if path.is_dir() {
            collect(root, &path, files);
            continue;
        }
        // Programs of their own: nobody imports from them.
        let is_program = name == "main" || path == root.join("build.rs");
        if path.extension().is_none_or(|e| e != "rs") || is_program {
            continue;
        }
        let relative = path
            .strip_prefix(root)
            .expect("it is in there")
            .with_extension("");
        let parts = relative
            .iter()
            .map(|part| part.to_str().expect("a name").to_owned());
        let module = parts
            .filter(|part| part != "mod" && part != "lib")
            .collect();
        let text = fs::read_to_string(&path).expect("source is text");
        let file = File {
            path: Path::new("src").join(path.strip_prefix(root).expect("it is in there")),
            code: without_tests(&code_of(&text)),
            handed_on: Vec::new(),
        };
        files.insert(module, file);
    }
}

fn declares(code: &str, name: &str) -> bool {
    let words: Vec<&str> = code.split(|c: char| !is_word(c)).collect();
    words.windows(2).any(|pair| {
        let kinds = [
            "fn", "struct", "enum", "trait", "const", "static", "type", "mod", "union",
        ];
        kinds.contains(&pair[0]) && pair[1] == name
    })
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Where words stand that are followed by `::` and do not follow one.
fn starts(code: &str) -> Vec<(usize, &str)> {
    let ends = code.match_indices("::").map(|(end, _)| end);
    let starts = ends.filter_map(|end| {
        let word = code[..end].rfind(|c| !is_word(c)).map_or(0, |at| at + 1);
        // Behind a generic there is no word, behind another path it goes on.
        (word < end && !code[..word].ends_with("::")).then(|| (word, &code[word..end]))
    });
    starts.collect()
}

/// The paths of `::a::{b, c::d as e}`.
fn tree(base: Module, rest: &str, found: &mut Vec<(String, Module)>) {
    let Some(rest) = rest.strip_prefix("::") else {
        let named = rest.trim_start().strip_prefix("as ").map(|as_| {
            let end = as_.find(|c| !is_word(c)).unwrap_or(as_.len());
            as_[..end].to_owned()
        });
        let own = base.last().cloned().unwrap_or_default();
        return found.push((named.unwrap_or(own), base));
    };
    if rest.starts_with('*') {
        return found.push(("*".to_owned(), base));
    }
    if let Some(list) = rest.strip_prefix('{') {
        for part in parts(list) {
            let end = part.find(|c| !is_word(c)).unwrap_or(part.len());
            match &part[..end] {
                "" if part.starts_with('*') => found.push(("*".to_owned(), base.clone())),
                "" => {}
                "self" => tree(base.clone(), &part[end..], found),
                name => tree(
                    [&base[..], &[name.to_owned()]].concat(),
                    &part[end..],
                    found,
                ),
            }
        }
        return;
    }
    let end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
    if end == 0 {
        return tree(base, "", found);
    }
    tree(
        [&base[..], &[rest[..end].to_owned()]].concat(),
        &rest[end..],
        found,
    );
}

/// What commas part up to the brace that closes.
fn parts(list: &str) -> Vec<&str> {
    let (mut depth, mut start, mut found) = (0, 0, Vec::new());
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            '}' => {
                found.push(list[start..at].trim());
                break;
            }
            ',' if depth == 0 => {
                found.push(list[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    found
}

/// A file's text with blanks for what is in comments and quotation marks.
pub(crate) fn code_of(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let blank = blank_at(rest, code.chars().next_back());
        if blank > 0 {
            code.extend(
                rest[..blank]
                    .chars()
                    .map(|c| if c == '\n' { c } else { ' ' }),
            );
        } else {
            code.push(first);
        }
        rest = &rest[blank.max(first.len_utf8())..];
    }
    code
}

/// How many bytes of a comment or a literal begin here.
fn blank_at(rest: &str, before: Option<char>) -> usize {
    let until = |from: usize, end: &str| {
        let at = rest[from..].find(end);
        at.map_or(rest.len(), |at| from + at + end.len())
    };
    if rest.starts_with("//") {
        return rest.find('\n').unwrap_or(rest.len());
    }
    if rest.starts_with("/*") {
        return until(2, "*/");
    }
    if rest.starts_with("r\"") || rest.starts_with("r#") && !before.is_some_and(is_word) {
        let marks = rest[1..].chars().take_while(|c| *c == '#').count();
        if rest[1 + marks..].starts_with('"') {
            return until(2 + marks, &format!("\"{}", "#".repeat(marks)));
        }
    }
    if rest.starts_with('"') {
        let mut escaped = false;
        for (at, c) in rest.char_indices().skip(1) {
            match c {
                '"' if !escaped => return at + 1,
                _ => escaped = c == '\\' && !escaped,
            }
        }
        return rest.len();
    }
    let mut chars = rest.char_indices().skip(1);
    match (rest.starts_with('\''), chars.next(), chars.next()) {
        (true, Some((_, '\\')), Some((escaped, _))) => until(escaped + 1, "'"),
        (true, Some(_), Some((end, '\''))) => end + 1,
        _ => 0,
    }
}

/// Code without the items that only tests have.
fn without_tests(code: &str) -> String {
    let mut kept = String::new();
    let mut rest = code;
    while let Some(at) = rest.find("#[cfg(test)]") {
        kept += &rest[..at];
        let item = &rest[at..];
        let body = item.find(['{', ';']).unwrap_or(item.len());
        let is_use = item[..body].split_whitespace().any(|word| word == "use");
        let end = if is_use || item[body..].starts_with(';') {
            item.find(';').map_or(item.len(), |end| end + 1)
        } else {
            body + closed(&item[body..])
        };
        rest = &item[end..];
    }
    kept + rest
}

/// The length of what begins with a brace, up to the one that closes it.
fn closed(code: &str) -> usize {
    let mut depth = 0;
    for (at, c) in code.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    code.len()
}
