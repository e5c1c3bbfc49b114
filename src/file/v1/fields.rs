//! The fields of a record that is being read, and what may be wrong with them.

use std::{borrow::Cow, sync::Arc};

use crate::{
    file::json::{Name, Node, Value},
    model::{Id, Unknown},
};

/// Why a tree is not a map, and at which offset.
#[derive(Debug)]
pub(in crate::file) struct Fault {
    pub at: usize,
    pub kind: FaultKind,
}

#[derive(Debug)]
pub(in crate::file) enum FaultKind {
    WrongType {
        expected: Expected,
        /// English, for the translation table.
        found: &'static str,
    },
    Missing {
        field: &'static str,
        expected: Expected,
    },
    NumberTooLarge,
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    Text,
    Number,
    Flag,
    List,
    Record,
}

/// A field that is not known: name and raw text.
pub(super) type Kept = Option<(String, String)>;

/// The fields of a record, taken one by one; what is left over is unknown.
pub(super) struct Fields<'t> {
    at: usize,
    fields: Vec<Field<'t>>,
    /// The marks of all names: most names that are asked for are absent, and seen here to be.
    marks: u64,
}

struct Field<'t> {
    name: Name<'t>,
    node: Node<'t>,
    is_read: bool,
}

impl<'t> Fields<'t> {
    pub fn of(node: Node<'t>) -> Result<Self, Fault> {
        if !node.is_record() {
            return Err(wrong(node, Expected::Record));
        }
        let mut fields = Vec::with_capacity(node.fields().count());
        let mut marks = 0;
        fields.extend(node.fields().map(|(name, node)| {
            marks |= mark(&name.text());
            Field {
                name,
                node,
                is_read: false,
            }
        }));
        Ok(Self {
            at: node.at(),
            fields,
            marks,
        })
    }

    fn find(&self, name: &str) -> Option<usize> {
        if self.marks & mark(name) == 0 {
            return None;
        }
        self.fields.iter().position(|field| field.name.is(name))
    }

    /// The value of a field; `None` where it is absent or `null`.
    pub fn take(&mut self, name: &str) -> Option<Node<'t>> {
        let field = self.find(name)?;
        let field = &mut self.fields[field];
        field.is_read = true;
        (!field.node.is_null()).then_some(field.node)
    }

    /// Whether a field says something.
    pub fn has(&self, name: &str) -> bool {
        let field = self.find(name);
        field.is_some_and(|index| !self.fields[index].node.is_null())
    }

    pub fn required(&mut self, field: &'static str, expected: Expected) -> Result<Node<'t>, Fault> {
        let kind = FaultKind::Missing { field, expected };
        self.take(field).ok_or(Fault { at: self.at, kind })
    }

    /// Empty when absent.
    pub fn text(&mut self, name: &str) -> Result<String, Fault> {
        self.take(name)
            .map_or(Ok(String::new()), |node| text(node).map(Cow::into_owned))
    }

    /// Empty when absent: the repair finds a better one.
    pub fn id(&mut self, name: &str) -> Result<Id, Fault> {
        self.reference(name).map(Option::unwrap_or_default)
    }

    pub fn reference(&mut self, name: &str) -> Result<Option<Id>, Fault> {
        self.take(name)
            .map(|node| text(node).map(Id::new))
            .transpose()
    }

    pub fn number(&mut self, name: &str) -> Result<Option<f64>, Fault> {
        self.take(name).map(number).transpose()
    }

    pub fn flag(&mut self, name: &str, default: bool) -> Result<bool, Fault> {
        match self.take(name) {
            None => Ok(default),
            Some(node) => match node.value() {
                Value::Flag(flag) => Ok(flag),
                _ => Err(wrong(node, Expected::Flag)),
            },
        }
    }

    /// Empty when absent.
    pub fn list<T>(
        &mut self,
        name: &str,
        read: impl FnMut(Node<'t>) -> Result<T, Fault>,
    ) -> Result<Vec<T>, Fault> {
        let Some(node) = self.take(name) else {
            return Ok(Vec::new());
        };
        let items = node.items().ok_or_else(|| wrong(node, Expected::List))?;
        let mut list = Vec::with_capacity(items.clone().count());
        for item in items.map(read) {
            list.push(item?);
        }
        Ok(list)
    }

    /// The fields that nothing took.
    pub fn unread(&self) -> impl Iterator<Item = (Name<'t>, Node<'t>)> {
        let unread = self.fields.iter().filter(|field| !field.is_read);
        unread.map(|field| (field.name, field.node))
    }

    /// What nothing took, in one spelling, after `first`.
    pub fn rest(self, first: Kept) -> Unknown {
        let mut kept = Vec::with_capacity(self.unread().count() + usize::from(first.is_some()));
        kept.extend(first);
        kept.extend(self.unread().map(|(name, node)| {
            let mut raw = String::new();
            node.write(&mut raw);
            (name.text().into_owned(), raw)
        }));
        Unknown((!kept.is_empty()).then(|| Arc::new(kept)))
    }
}

/// One bit of 64, not often the same for two names of one record.
fn mark(name: &str) -> u64 {
    let bytes = name.as_bytes();
    let first = bytes.first().copied().unwrap_or_default();
    1 << ((usize::from(first) + 5 * bytes.len()) % 64)
}

pub(super) fn text(node: Node) -> Result<Cow<str>, Fault> {
    match node.value() {
        Value::Text(text) => Ok(text),
        _ => Err(wrong(node, Expected::Text)),
    }
}

/// A finite number; without a sign when it is zero.
pub(super) fn number(node: Node) -> Result<f64, Fault> {
    let Value::Number(spelled) = node.value() else {
        return Err(wrong(node, Expected::Number));
    };
    match spelled.parse::<f64>() {
        Ok(number) if number.is_finite() => Ok(number + 0.0),
        _ => Err(Fault {
            at: node.at(),
            kind: FaultKind::NumberTooLarge,
        }),
    }
}

fn wrong(node: Node, expected: Expected) -> Fault {
    Fault {
        at: node.at(),
        kind: FaultKind::WrongType {
            expected,
            found: node.value().name(),
        },
    }
}
