//! Fields of a file that this version does not know.

use std::sync::Arc;

/// Fields of a file that this version does not know, kept so that saving does not lose them: each
/// name (between its quotation marks) and JSON value as the file spells them, in its order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Unknown(pub Option<Arc<Vec<(String, String)>>>);

impl Unknown {
    /// In the order of the file.
    pub fn fields(&self) -> impl Iterator<Item = &(String, String)> {
        self.0.iter().flat_map(|fields| fields.iter())
    }

    /// Whether the values of two are the same but for blanks between their parts.
    pub fn says_the_same(&self, other: &Self) -> bool {
        let same = |((name, a), (other, b)): (&(String, String), &(String, String))| {
            name == other && plain(a).eq(plain(b))
        };
        self.fields().count() == other.fields().count()
            && self.fields().zip(other.fields()).all(same)
    }

    /// Takes over the fields of `other` whose names are not here yet.
    pub fn absorb(&mut self, other: Self) {
        let is_new = |(name, _): &&(String, String)| self.fields().all(|(known, _)| known != name);
        let new: Vec<_> = other.fields().filter(is_new).cloned().collect();
        if !new.is_empty() {
            let fields = self.0.get_or_insert_default();
            Arc::make_mut(fields).extend(new);
        }
    }
}

/// JSON text without what stands between its parts.
fn plain(json: &str) -> impl Iterator<Item = u8> {
    let (mut is_text, mut is_escaped) = (false, false);
    json.bytes().filter(move |byte| {
        let was_text = is_text;
        if *byte == b'"' && !is_escaped {
            is_text = !is_text;
        }
        is_escaped = was_text && *byte == b'\\' && !is_escaped;
        was_text || !byte.is_ascii_whitespace()
    })
}
