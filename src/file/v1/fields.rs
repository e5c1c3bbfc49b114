//! The fields of a record that is being read, and what may be wrong with them.

#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "JSON has its kinds of values, and no more"
)]

use std::{
    cell::{Cell, RefCell},
    sync::Arc,
};

use crate::{
    file::{
        expected::Expected,
        json::{Name, Node, Value},
        warning::{CappedList, RawWarning, WarningKind},
    },
    model::{Excess, Id, Unknown},
};

/// A field that is not known: its name and its value as they are spelled.
pub(super) type UnknownMember = Option<(String, String)>;

/// What all records of a file share while it is read.
pub(super) struct Reading<'t> {
    /// What was wrong and what was done about it.
    findings: RefCell<CappedList<RawWarning>>,
    /// How many records may still come.
    room: Cell<usize>,
    /// The size of the file.
    bytes: usize,
    /// The first thing that is too much.
    beyond: Cell<Option<(Node<'t>, Excess)>>,
}

impl<'t> Reading<'t> {
    /// Of a file of so many bytes.
    pub(super) fn of(bytes: usize) -> Self {
        Self {
            findings: RefCell::default(),
            room: Cell::new(Excess::parts_in(bytes)),
            bytes,
            beyond: Cell::new(None),
        }
    }

    pub(super) fn tell(&self, node: Node, kind: WarningKind) {
        let at = node.at();
        self.findings.borrow_mut().push(RawWarning { at, kind });
    }

    /// What was told, or the first thing that was too much.
    pub(super) fn end(self) -> Result<CappedList<RawWarning>, (Node<'t>, Excess)> {
        let beyond = self.beyond.get();
        beyond.map_or(Ok(self.findings.into_inner()), Err)
    }
}

/// The fields of a record, taken one by one; what is left over is unknown. What holds something
/// else than it has to counts as absent, unless it can be read as what was meant.
pub(super) struct ObjectReader<'t, 'r> {
    node: Node<'t>,
    reading: &'r Reading<'t>,
    fields: Vec<ObjectMember<'t>>,
    /// The marks of all names: most names that are asked for are absent, and seen here to be.
    marks: u64,
}

struct ObjectMember<'t> {
    name: Name<'t>,
    node: Node<'t>,
    is_read: bool,
}

impl<'t, 'r> ObjectReader<'t, 'r> {
    /// `None` for what is no record, and of one that is too many.
    pub(super) fn of(node: Node<'t>, reading: &'r Reading<'t>) -> Option<Self> {
        if !node.is_record() || reading.beyond.get().is_some() {
            return None;
        }
        let Some(room) = reading.room.get().checked_sub(1) else {
            let bytes = reading.bytes;
            reading.beyond.set(Some((node, Excess::Empty { bytes })));
            return None;
        };
        reading.room.set(room);
        for (name, node) in node.repeated() {
            let name = name.text().into_owned();
            reading.tell(node, WarningKind::RepeatedField(name));
        }
        let mut fields = Vec::with_capacity(node.fields().count());
        let mut marks = 0;
        fields.extend(node.fields().map(|(name, node)| {
            marks |= mark(&name.text());
            ObjectMember {
                name,
                node,
                is_read: false,
            }
        }));
        Some(Self {
            node,
            reading,
            fields,
            marks,
        })
    }

    /// Tells that a field holds something else, or an entry of its list.
    fn tell_type(&self, node: Node, field: &str, is_entry: bool, expected: Expected) {
        let kind = WarningKind::WrongType {
            field: field.to_owned(),
            is_entry,
            expected,
            found: node.value().name(),
        };
        self.reading.tell(node, kind);
    }

    fn find(&self, name: &str) -> Option<usize> {
        if self.marks & mark(name) == 0 {
            return None;
        }
        self.fields.iter().position(|field| field.name.is(name))
    }

    /// The value of a field; `None` where it is absent or `null`.
    pub(super) fn take(&mut self, name: &str) -> Option<Node<'t>> {
        let field = self.find(name)?;
        let field = &mut self.fields[field];
        field.is_read = true;
        (!field.node.is_null()).then_some(field.node)
    }

    /// Whether a field says something.
    pub(super) fn has(&self, name: &str) -> bool {
        let field = self.find(name);
        field.is_some_and(|index| !self.fields[index].node.is_null())
    }

    /// A text, or a number or a word of JSON's own as it is spelled.
    fn text_of(&self, node: Node<'t>, field: &str, is_entry: bool) -> Option<String> {
        let text = self.data_of(node, field, is_entry)?;
        if let Some(excess) = Excess::of_text(&text) {
            let first = self.reading.beyond.get();
            self.reading.beyond.set(first.or(Some((node, excess))));
            return None;
        }
        Some(text)
    }

    /// As [`Self::text_of`], however long it is.
    fn data_of(&self, node: Node, field: &str, is_entry: bool) -> Option<String> {
        let spelled = match node.value() {
            Value::Text(text) => return Some(text.into_owned()),
            Value::Number(spelled) => spelled.to_owned(),
            Value::Flag(flag) => flag.to_string(),
            _ => {
                self.tell_type(node, field, is_entry, Expected::Text);
                return None;
            }
        };
        let kind = WarningKind::ReadAsText {
            field: field.to_owned(),
            text: spelled.clone(),
        };
        self.reading.tell(node, kind);
        Some(spelled)
    }

    /// A text that is nothing to read: however long it is.
    pub(super) fn data_if(&mut self, field: &str) -> Option<(Node<'t>, String)> {
        let node = self.take(field)?;
        Some((node, self.data_of(node, field, false)?))
    }

    pub(super) fn text_if(&mut self, field: &str) -> Option<(Node<'t>, String)> {
        let node = self.take(field)?;
        Some((node, self.text_of(node, field, false)?))
    }

    /// Empty when absent.
    pub(super) fn text(&mut self, field: &str) -> String {
        self.text_if(field)
            .map_or_else(String::new, |(_, text)| text)
    }

    /// Empty when absent: the repair finds a better one.
    pub(super) fn id(&mut self, field: &str) -> Id {
        self.reference(field).unwrap_or_default()
    }

    pub(super) fn reference(&mut self, field: &str) -> Option<Id> {
        self.text_if(field).map(|(_, text)| Id::new(text))
    }

    /// A finite number, without a sign when it is zero; also one in quotation marks.
    fn number_of(&self, node: Node, field: &str, is_entry: bool) -> Option<f64> {
        let is_text = matches!(node.value(), Value::Text(_));
        let number = match node.value() {
            Value::Number(spelled) => spelled.parse::<f64>().ok(),
            Value::Text(text) => text.trim().parse().ok().filter(|n: &f64| n.is_finite()),
            _ => None,
        };
        match (number, node.value()) {
            (Some(number), _) if number.is_finite() => {
                if is_text {
                    let field = field.to_owned();
                    self.reading
                        .tell(node, WarningKind::ReadAsNumber { field, number });
                }
                Some(number + 0.0)
            }
            (_, Value::Number(_)) => {
                let field = field.to_owned();
                self.reading
                    .tell(node, WarningKind::NumberTooLarge { field });
                None
            }
            _ => {
                self.tell_type(node, field, is_entry, Expected::Number);
                None
            }
        }
    }

    pub(super) fn number_if(&mut self, field: &str) -> Option<(Node<'t>, f64)> {
        let node = self.take(field)?;
        Some((node, self.number_of(node, field, false)?))
    }

    pub(super) fn number(&mut self, field: &str) -> Option<f64> {
        self.number_if(field).map(|(_, number)| number)
    }

    /// A number that has to be there; where it is not, `other` is told and used.
    pub(super) fn number_or(&mut self, field: &'static str, other: f64) -> f64 {
        if !self.has(field) {
            let kind = WarningKind::Missing { field, used: other };
            self.reading.tell(self.node, kind);
        }
        self.number(field).unwrap_or(other)
    }

    pub(super) fn flag(&mut self, field: &str, default: bool) -> bool {
        let Some(node) = self.take(field) else {
            return default;
        };
        match node.value() {
            Value::Flag(flag) => flag,
            _ => {
                self.tell_type(node, field, false, Expected::Flag);
                default
            }
        }
    }

    /// Empty when absent.
    fn items(&mut self, field: &str) -> impl Iterator<Item = Node<'t>> + Clone + use<'t> {
        let node = self.take(field);
        let items = node.and_then(Node::items);
        if let (Some(node), None) = (node, &items) {
            self.tell_type(node, field, false, Expected::List);
        }
        items.into_iter().flatten()
    }

    /// A record within this one.
    pub(super) fn record(&mut self, field: &str) -> Option<Self> {
        let node = self.take(field)?;
        let record = Self::of(node, self.reading);
        if record.is_none() {
            self.tell_type(node, field, false, Expected::Record);
        }
        record
    }

    /// The records of a list, read one by one; empty when absent.
    pub(super) fn list<T>(
        &mut self,
        field: &str,
        mut read: impl FnMut(Node<'t>) -> Option<T>,
    ) -> Vec<T> {
        let items = self.items(field);
        let most = self.reading.room.get();
        let mut list = Vec::with_capacity(items.clone().count().min(most));
        for node in items {
            match read(node) {
                Some(item) => list.push(item),
                None => self.tell_type(node, field, true, Expected::Record),
            }
        }
        list
    }

    pub(super) fn texts(&mut self, field: &str) -> Vec<String> {
        let items = self.items(field);
        let mut list = Vec::with_capacity(items.clone().count());
        list.extend(items.filter_map(|node| self.text_of(node, field, true)));
        list
    }

    pub(super) fn ids(&mut self, field: &str) -> Vec<Id> {
        let items = self.items(field);
        let mut list = Vec::with_capacity(items.clone().count());
        list.extend(items.filter_map(|node| self.text_of(node, field, true).map(Id::new)));
        list
    }

    /// The first numbers of a list with their nodes; `None` for what is none.
    pub(super) fn numbers(&mut self, field: &str, most: usize) -> Vec<(Node<'t>, Option<f64>)> {
        let items = self.items(field).take(most);
        items
            .map(|node| (node, self.number_of(node, field, true)))
            .collect()
    }

    /// The fields that nothing took.
    pub(super) fn unread(&self) -> impl Iterator<Item = (Name<'t>, Node<'t>)> {
        let unread = self.fields.iter().filter(|field| !field.is_read);
        unread.map(|field| (field.name, field.node))
    }

    /// What nothing took, as it is spelled, after `first`.
    pub(super) fn rest(self, first: UnknownMember) -> Unknown {
        let mut kept = Vec::with_capacity(self.unread().count() + usize::from(first.is_some()));
        kept.extend(first);
        kept.extend(self.unread().map(|(name, node)| {
            let [name, value] = [name.spelled(), node.spelled()];
            (name.to_owned(), value.to_owned())
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
