//! The tokens in a file of a design system, by their paths: of the Design Tokens format and of the
//! older shapes (Style Dictionary, Tokens Studio), with what each refers to.

use std::{borrow::Cow, collections::HashMap};

use crate::{
    exchange::brand::error::{NoBrand, NoBrandKind},
    file::{Node, Places, Value},
};

/// So many groups and tokens are walked through, however often one takes over another.
const MOST_STEPS: usize = 60_000;
/// So many tokens refer to one another in a row; more are nobody's.
const LONGEST_ROW: usize = 100;
/// The bytes of a path: what is longer is nobody's name.
const LONGEST_PATH: usize = 400;
/// So many groups may take over one another in a row.
const MOST_EXTENDED: usize = 8;

/// A token: a name and a value.
#[derive(Debug, Clone)]
pub(super) struct Token<'t> {
    /// The names of its groups and its own, with dots between them.
    pub path: String,
    /// What it says that it is, or its group does, in lower case.
    pub kind: Option<String>,
    pub value: Node<'t>,
}

/// All tokens of a file, in its order.
pub(super) struct TokenTree<'t> {
    pub tokens: Vec<Token<'t>>,
    by_path: HashMap<String, usize>,
    /// The names at the top: sets, in files that have several.
    sets: Vec<String>,
    /// Where what a token refers to ends.
    ends: Vec<End>,
}

/// Where a row of references ends.
#[derive(Debug, Clone, Copy, PartialEq)]
enum End {
    /// Nobody looked.
    Open,
    /// At this token, whose value is its own.
    At(usize),
    /// At a name that no token has.
    Nowhere,
}

impl<'t> TokenTree<'t> {
    /// All tokens below a record.
    pub(super) fn of(root: Node<'t>) -> Result<Self, NoBrand> {
        let mut walk = Walk {
            root,
            tree: Self {
                tokens: Vec::new(),
                by_path: HashMap::new(),
                sets: Vec::new(),
                ends: Vec::new(),
            },
            steps: 0,
        };
        walk.group(root, "", None, 0)?;
        let mut tree = walk.tree;
        let names = root.fields().map(|(name, _)| name.text().into_owned());
        tree.sets = names.filter(|name| !name.starts_with('$')).collect();
        tree.ends = vec![End::Open; tree.tokens.len()];
        Ok(tree)
    }

    /// The token whose own value this one has in the end; `None` where it refers to nothing.
    pub(super) fn end_of(
        &mut self,
        token: usize,
        places: &mut Places<'_>,
    ) -> Result<Option<usize>, NoBrand> {
        let mut row = vec![token];
        let mut at = token;
        let end = loop {
            if self.ends[at] != End::Open {
                break self.ends[at];
            }
            let Some(name) = reference(self.tokens[at].value) else {
                break End::At(at);
            };
            let next = self.find(&name, &self.tokens[at].path);
            let Some(next) = next.filter(|_| row.len() < LONGEST_ROW) else {
                break End::Nowhere;
            };
            if let Some(first) = row.iter().position(|known| *known == next) {
                return Err(self.circle(&row[first..], places));
            }
            row.push(next);
            at = next;
        };
        for token in row {
            self.ends[token] = end;
        }
        Ok(match end {
            End::At(token) => Some(token),
            End::Nowhere | End::Open => None,
        })
    }

    /// The token that is meant by a name in one with a path.
    pub(super) fn find(&self, name: &str, beside: &str) -> Option<usize> {
        let known = |name: &str| self.by_path.get(name).copied();
        let plain = [".value", ".$value"]
            .iter()
            .find_map(|end| name.strip_suffix(end));
        let names = [Some(name), plain];
        let found = names.iter().flatten().find_map(|name| known(name));
        // What stands in a set is named without it.
        let own = beside.split('.').next().unwrap_or_default();
        let sets = || std::iter::once(own).chain(self.sets.iter().map(String::as_str).take(50));
        found.or_else(|| {
            let mut named = names.iter().flatten();
            named.find_map(|name| sets().find_map(|set| known(&format!("{set}.{name}"))))
        })
    }

    fn circle(&self, row: &[usize], places: &mut Places<'_>) -> NoBrand {
        const TOLD: usize = 5;
        let paths = row.iter().chain(row.first());
        let mut names: Vec<&str> = paths.map(|at| self.tokens[*at].path.as_str()).collect();
        if names.len() > TOLD + 1 {
            names.splice(TOLD - 1..names.len() - 1, ["…"]);
        }
        let first = row.first().map_or(0, |at| self.tokens[*at].value.at());
        let kind = NoBrandKind::Circle(names.join(" → "));
        NoBrand::at(places.line_and_column(first), kind)
    }
}

struct Walk<'t> {
    root: Node<'t>,
    tree: TokenTree<'t>,
    steps: usize,
}

impl<'t> Walk<'t> {
    fn group(
        &mut self,
        node: Node<'t>,
        path: &str,
        kind: Option<&str>,
        extended: usize,
    ) -> Result<(), NoBrand> {
        self.steps += 1;
        if self.steps > MOST_STEPS {
            return Err(NoBrandKind::TooManyTokens.into());
        }
        let own = ["$type", "type"];
        let own = own.iter().find_map(|name| node.text_field(name));
        let own = own.map(|kind| kind.to_lowercase());
        let kind = own.as_deref().or(kind);
        if let Some(value) = value_of(node) {
            self.token(path, kind, value);
            return Ok(());
        }
        if let Some(taken_over) = node.field("$extends")
            && let Some(name) = reference(taken_over)
            && extended < MOST_EXTENDED
            && let Some(group) = self.group_called(&name)
        {
            self.group(group, path, kind, extended + 1)?;
        }
        for (name, within) in node.fields() {
            let name = name.text();
            let is_told = name.starts_with('$') && name != "$root";
            if is_told || !within.is_record() {
                continue;
            }
            let below = match (path, &*name) {
                (path, "$root") => path.to_owned(),
                ("", name) => name.to_owned(),
                (path, name) => format!("{path}.{name}"),
            };
            if below.len() <= LONGEST_PATH {
                self.group(within, &below, kind, extended)?;
            }
        }
        Ok(())
    }

    fn token(&mut self, path: &str, kind: Option<&str>, value: Node<'t>) {
        let token = Token {
            path: path.to_owned(),
            kind: kind.map(str::to_owned),
            value,
        };
        let tokens = &mut self.tree.tokens;
        match self.tree.by_path.get(path) {
            Some(known) => tokens[*known] = token,
            None => {
                self.tree.by_path.insert(path.to_owned(), tokens.len());
                tokens.push(token);
            }
        }
    }

    fn group_called(&self, name: &str) -> Option<Node<'t>> {
        let mut node = self.root;
        for name in name.split('.') {
            node = node.field(name)?;
        }
        node.is_record().then_some(node)
    }
}

/// The value of a token; `None` of a group. In the older shapes a group may be called "value".
fn value_of(node: Node<'_>) -> Option<Node<'_>> {
    let old = || {
        let value = node.field("value")?;
        let is_typed = node.text_field("type").is_some();
        (is_typed || !value.is_record()).then_some(value)
    };
    // A token may refer to another as a whole.
    let whole = || node.field("$ref").map(|_| node);
    node.field("$value").or_else(old).or_else(whole)
}

/// The name that a value refers to: `{a.b}`, `{ "$ref": "#/a/b" }`, or `$a.b` as Tokens Studio had it.
pub(super) fn reference(value: Node<'_>) -> Option<String> {
    if value.is_record() {
        let pointer = value.text_field("$ref")?;
        let path = pointer.strip_prefix("#/")?;
        let path = path.strip_suffix("/$value").unwrap_or(path);
        let parts = path.split('/');
        let parts = parts.map(|part| part.replace("~1", "/").replace("~0", "~"));
        return Some(parts.collect::<Vec<_>>().join("."));
    }
    match value.value() {
        Value::Text(text) => reference_in(&text).map(str::to_owned),
        _ => None,
    }
}

fn reference_in(text: &str) -> Option<&str> {
    let text = text.trim();
    let inner = text
        .strip_prefix('{')
        .and_then(|text| text.strip_suffix('}'));
    let inner = inner.filter(|inner| !inner.contains(['{', '}']));
    let old = || {
        let name = text.strip_prefix('$')?;
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
        name.chars().all(is_name).then_some(name)
    };
    inner.or_else(old).map(str::trim)
}

/// A text that may be quoted anywhere below a value.
pub(super) fn text_of(value: Node<'_>) -> Option<Cow<'_, str>> {
    match value.value() {
        Value::Text(text) => Some(text),
        _ => None,
    }
}
