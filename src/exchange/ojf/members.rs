//! The members of a record as they came, kept beside the part of the map that was made of it.
//!
//! A part has them in an unknown field `ojf`: a list with an entry for each member, in their order.
//! `["mood", "calm"]` is a member with its value; `["name"]` one whose value the map has, so that
//! it is kept once only; `["data", "[[1]]", "json"]` one whose value is too deep for a map's file
//! and therefore kept as text. Before them there may be marks, each a text.

use std::{borrow::Cow, sync::Arc};

use crate::{
    file::{self, Node, Tree, Value},
    model::Unknown,
    words,
};

/// The unknown field of a part.
pub(super) const FIELD: &str = "ojf";

/// What is to be known of a part beside its members.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MemberMark {
    /// There was only a text: its title.
    Bare,
    /// There was none: something had to belong somewhere.
    Implied,
    /// It was no entry of a list but a member of the journey.
    Single,
    /// Its `id` was another one's already.
    OtherId,
}

impl MemberMark {
    const ALL: [Self; 4] = [Self::Bare, Self::Implied, Self::Single, Self::OtherId];

    fn word(self) -> &'static str {
        match self {
            Self::Bare => "bare",
            Self::Implied => "implied",
            Self::Single => "single",
            Self::OtherId => "other id",
        }
    }
}

/// The members of one record.
#[derive(Default)]
pub(super) struct Members<'t> {
    pub marks: Vec<MemberMark>,
    list: Vec<Member<'t>>,
}

struct Member<'t> {
    name: Cow<'t, str>,
    held: MemberValue<'t>,
}

enum MemberValue<'t> {
    /// The map has it.
    Taken,
    Raw(Node<'t>),
    Text(Cow<'t, str>),
}

/// What a part says under some names.
pub(super) struct WrittenMember {
    pub names: &'static [&'static str],
    /// As JSON; none where there is nothing to say.
    pub value: Option<String>,
    /// The members say that already.
    pub same: bool,
    /// The names of a part without members of its own.
    pub natural: &'static [&'static str],
}

pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    file::quote(text, &mut out);
    out
}

pub(super) fn text(
    members: Option<&Members>,
    names: &'static [&'static str],
    text: &str,
) -> WrittenMember {
    WrittenMember {
        names,
        value: Some(quoted(text)),
        same: members.is_some_and(|members| members.text(names) == text),
        natural: &names[..1],
    }
}

/// Hands on the members of a part that has some.
pub(super) fn with<T>(unknown: &Unknown, give: impl FnOnce(Option<&Members>) -> T) -> T {
    let kept = tree(unknown);
    let members = kept.as_ref().and_then(Members::from_kept);
    give(members.as_ref())
}

/// Values that are deeper are kept as text: they stand deeper in a map's file than they did.
const DEPTH: usize = 12;

fn depth(node: Node) -> usize {
    let items = node.items().into_iter().flatten();
    let inner = items.chain(node.fields().map(|(_, value)| value));
    let is_plain = !node.is_record() && node.items().is_none();
    inner.map(depth).max().unwrap_or(0) + usize::from(!is_plain)
}

/// Writes a value as it is spelled, on one line.
pub(super) fn put(node: Node, out: &mut String) {
    let (mut in_text, mut is_escaped) = (false, false);
    for c in node.spelled().chars() {
        let is_break = matches!(c, '\n' | '\r' | '\t');
        let is_blank = !in_text && (is_break || c == ' ');
        in_text ^= c == '"' && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
        if !is_blank {
            out.push(c);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
}

impl<'t> Members<'t> {
    /// Of a record, or of a text alone; none of what cannot be a part of a journey.
    pub(super) fn of(node: Node<'t>) -> Option<Self> {
        match node.value() {
            Value::Record => Some(Self {
                marks: Vec::new(),
                list: node
                    .fields()
                    .map(|(name, node)| Member {
                        name: name.text(),
                        held: MemberValue::Raw(node),
                    })
                    .collect(),
            }),
            Value::Text(_) => Some(Self {
                marks: vec![MemberMark::Bare],
                list: vec![Member {
                    name: Cow::Borrowed(super::names::NAMES[0]),
                    held: MemberValue::Raw(node),
                }],
            }),
            _ => None,
        }
    }

    /// What [`Members::kept`] wrote, read by [`tree`].
    pub(super) fn from_kept(tree: &'t Tree<'t>) -> Option<Self> {
        let mut members = Self::default();
        for entry in tree.root().items()? {
            if let Value::Text(word) = entry.value() {
                let mut marks = MemberMark::ALL.into_iter();
                members.marks.push(marks.find(|mark| mark.word() == word)?);
                continue;
            }
            let mut parts = entry.items()?;
            let Value::Text(name) = parts.next()?.value() else {
                return None;
            };
            let held = match (parts.next(), parts.next()) {
                (None, _) => MemberValue::Taken,
                (Some(value), None) => MemberValue::Raw(value),
                (Some(value), Some(_)) => match value.value() {
                    Value::Text(json) => MemberValue::Text(json),
                    _ => return None,
                },
            };
            members.list.push(Member { name, held });
        }
        Some(members)
    }

    pub(super) fn has(&self, mark: MemberMark) -> bool {
        self.marks.contains(&mark)
    }

    /// The values under some names, in the order of these names.
    pub(super) fn get<'s>(&'s self, names: &'s [&str]) -> impl Iterator<Item = Node<'t>> + 's {
        names.iter().flat_map(|name| {
            self.list
                .iter()
                .filter_map(move |member| match member.held {
                    MemberValue::Raw(node) if member.name == *name => Some(node),
                    _ => None,
                })
        })
    }

    /// The first value under some names that says something, as a text.
    pub(super) fn text(&self, names: &[&str]) -> String {
        let mut texts = self.get(names).map(text_of);
        texts.find(|text| !text.is_empty()).unwrap_or_default()
    }

    /// Whether the map has what stands under one of some names.
    pub(super) fn is_taken(&self, names: &[&str]) -> bool {
        let mut taken = self.list.iter();
        taken.any(|m| matches!(m.held, MemberValue::Taken) && names.contains(&&*m.name))
    }

    /// Notes that the map has a value, whatever it is.
    pub(super) fn take(&mut self, name: &str) {
        for member in self.list.iter_mut().filter(|member| member.name == name) {
            member.held = MemberValue::Taken;
        }
    }

    /// Notes that the map has `text`, under the names that say just that.
    pub(super) fn take_text(&mut self, names: &[&str], text: &str) {
        if text.is_empty() || self.text(names) != text {
            return;
        }
        for member in &mut self.list {
            let is_it = matches!(&member.held, MemberValue::Raw(node) if node.value() == Value::Text(text.into()));
            if is_it && names.contains(&&*member.name) {
                member.held = MemberValue::Taken;
            }
        }
    }

    /// For [`FIELD`].
    pub(super) fn kept(&self) -> String {
        let mut out = String::from("[");
        for mark in &self.marks {
            out.push_str(if out.len() > 1 { ", " } else { "" });
            file::quote(mark.word(), &mut out);
        }
        for member in &self.list {
            out.push_str(if out.len() > 1 { ", [" } else { "[" });
            file::quote(&member.name, &mut out);
            match &member.held {
                MemberValue::Taken => {}
                MemberValue::Raw(node) if depth(*node) <= DEPTH => {
                    out.push_str(", ");
                    put(*node, &mut out);
                }
                MemberValue::Raw(node) => {
                    let mut json = String::new();
                    put(*node, &mut json);
                    out.push_str(", ");
                    file::quote(&json, &mut out);
                    out.push_str(", \"json\"");
                }
                MemberValue::Text(json) => {
                    out.push_str(", ");
                    file::quote(json, &mut out);
                    out.push_str(", \"json\"");
                }
            }
            out.push(']');
        }
        out.push(']');
        out.shrink_to_fit();
        out
    }
}

/// A text or a number itself, or what a record is called.
pub(super) fn text_of(node: Node) -> String {
    let plain = |node: Node| match node.value() {
        Value::Text(text) => text.into_owned(),
        Value::Number(number) => number.to_owned(),
        _ => String::new(),
    };
    if !node.is_record() {
        return plain(node);
    }
    let inner = ["id", "title", "name"].into_iter();
    let mut texts = inner.filter_map(|name| node.field(name).map(plain));
    texts.find(|text| !text.is_empty()).unwrap_or_default()
}

/// A number, also one that stands in a text, of a size that can be reckoned with.
pub(super) fn number_of(node: Node) -> Option<f64> {
    let number = match node.value() {
        Value::Number(spelled) => spelled.parse::<f64>().ok(),
        Value::Text(text) => words::number(&text),
        _ => None,
    };
    number.filter(|number| number.abs() <= 1e9)
}

/// The first [`FIELD`] of a part.
pub(super) fn tree(unknown: &Unknown) -> Option<Tree<'_>> {
    field(unknown, FIELD)
}

/// An unknown field, read.
pub(super) fn field<'m>(unknown: &'m Unknown, name: &str) -> Option<Tree<'m>> {
    let mut fields = unknown.fields();
    let (_, raw) = fields.find(|(known, _)| known == name)?;
    file::parse_json(raw).ok()
}

/// Adds an unknown field.
pub(super) fn keep(unknown: &mut Unknown, name: &str, raw: String) {
    let fields = unknown.0.get_or_insert_default();
    Arc::make_mut(fields).push((name.to_owned(), raw));
}

/// The record of a part: its members as they came, changed where the map was, or without any what
/// there is to say under its natural names. Each name with its value in JSON.
pub(super) fn record<'m>(
    members: Option<&'m Members>,
    props: &[WrittenMember],
) -> Vec<(Cow<'m, str>, Cow<'m, str>)> {
    let natural = |prop: &WrittenMember| {
        let value = prop.value.clone();
        let names = prop.natural.iter();
        names
            .map_while(move |name| Some((Cow::Borrowed(*name), Cow::Owned(value.clone()?))))
            .collect::<Vec<_>>()
    };
    let Some(members) = members else {
        return props.iter().flat_map(natural).collect();
    };
    // Which prop gives each member its value; the others stay as they are.
    let mut given: Vec<Option<usize>> = vec![None; members.list.len()];
    let mut added = Vec::new();
    for (index, prop) in props.iter().enumerate() {
        let targets = targets(members, prop);
        if targets.is_empty() && !prop.same {
            added.push(prop);
        }
        for at in targets {
            given[at] = Some(index);
        }
    }
    let mut out = Vec::with_capacity(members.list.len() + added.len());
    for (member, given) in members.list.iter().zip(given) {
        let value = match (given, &member.held) {
            (Some(index), _) => props[index].value.clone().map(Cow::Owned),
            (None, MemberValue::Taken) => None,
            (None, MemberValue::Raw(node)) => {
                let mut raw = String::new();
                put(*node, &mut raw);
                Some(Cow::Owned(raw))
            }
            (None, MemberValue::Text(json)) => Some(Cow::Borrowed(&**json)),
        };
        out.extend(value.map(|value| (Cow::Borrowed(&*member.name), value)));
    }
    for prop in added {
        let value = prop.value.clone();
        out.extend(value.map(|value| (Cow::Borrowed(prop.names[0]), Cow::Owned(value))));
    }
    out
}

/// The members that are to say what a prop says.
fn targets(members: &Members, prop: &WrittenMember) -> Vec<usize> {
    let of_prop = || {
        let list = members.list.iter().enumerate();
        list.filter(|(_, member)| prop.names.contains(&&*member.name))
    };
    let taken = of_prop().filter(|(_, member)| matches!(member.held, MemberValue::Taken));
    let taken: Vec<usize> = taken.map(|(at, _)| at).collect();
    if !taken.is_empty() || prop.same {
        return taken;
    }
    let text = members.text(prop.names);
    if text.is_empty() {
        let at = |(_, member): &(usize, &Member)| {
            let mut names = prop.names.iter();
            names.position(|name| *name == member.name)
        };
        return of_prop()
            .min_by_key(at)
            .map(|(at, _)| at)
            .into_iter()
            .collect();
    }
    let says_it =
        |member: &Member| matches!(member.held, MemberValue::Raw(node) if text_of(node) == text);
    let all = of_prop().filter(|(_, member)| says_it(member));
    all.map(|(at, _)| at).collect()
}

/// [`record`] on one line; a text alone where that is what came and nothing was added.
pub(super) fn write_record(members: Option<&Members>, props: &[WrittenMember], out: &mut String) {
    let fields = record(members, props);
    if let ([(name, value)], Some(members)) = (&*fields, members)
        && members.has(MemberMark::Bare)
        && name == super::names::NAMES[0]
    {
        return out.push_str(value);
    }
    if fields.is_empty() {
        return out.push_str("{}");
    }
    for (index, (name, value)) in fields.iter().enumerate() {
        out.push_str(if index == 0 { "{ " } else { ", " });
        file::quote(name, out);
        out.push_str(": ");
        out.push_str(value);
    }
    out.push_str(" }");
}
