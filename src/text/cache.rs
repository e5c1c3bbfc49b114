//! Paragraphs that were set before, bounded in size.

use std::{
    collections::HashMap,
    hash::{BuildHasher as _, BuildHasherDefault, DefaultHasher, Hash as _, Hasher},
    sync::Arc,
};

use super::{Paragraph, TextStyle};

/// Of one generation: about 50 MB when full of glyphs; 10,000 cards have some 400,000.
const MAX_WEIGHT: usize = 1_000_000;
/// Of a paragraph beside its glyphs.
const BASE_WEIGHT: usize = 8;

/// What a paragraph is made from.
pub(super) struct ParagraphKey<'a> {
    hash: u64,
    text: &'a str,
    family: &'a Arc<str>,
    /// Size, tracking, line height and width, as bits; a width of its own for "none".
    measures: [u64; 4],
    weight: u16,
    italic: bool,
}

impl<'a> ParagraphKey<'a> {
    pub(super) fn new(text: &'a str, style: &'a TextStyle, max_width: Option<f64>) -> Self {
        let TextStyle {
            family,
            size,
            weight,
            italic,
            tracking,
            line_height,
        } = style;
        let measures = [
            size.to_bits(),
            tracking.to_bits(),
            line_height.to_bits(),
            max_width.unwrap_or(f64::INFINITY).to_bits(),
        ];
        let mut hasher = BuildHasherDefault::<DefaultHasher>::default().build_hasher();
        hasher.write(text.as_bytes());
        (measures, weight, italic, family).hash(&mut hasher);
        Self {
            hash: hasher.finish(),
            text,
            family,
            measures,
            weight: *weight,
            italic: *italic,
        }
    }
}

struct CacheEntry {
    text: Box<str>,
    family: Arc<str>,
    measures: [u64; 4],
    weight: u16,
    italic: bool,
    paragraph: Arc<Paragraph>,
}

impl CacheEntry {
    fn is(&self, key: &ParagraphKey) -> bool {
        *self.text == *key.text
            && self.family == *key.family
            && (self.measures, self.weight, self.italic) == (key.measures, key.weight, key.italic)
    }

    fn size(&self) -> usize {
        let glyphs: usize = self
            .paragraph
            .lines
            .iter()
            .flat_map(|line| &line.runs)
            .map(|run| run.glyphs.len())
            .sum();
        glyphs + BASE_WEIGHT
    }
}

/// A hash is its own key; of two texts with one hash the later is kept.
type Entries = HashMap<u64, CacheEntry, BuildHasherDefault<Identity>>;

/// Two generations: what was not asked for while the young one filled up is dropped with the old.
#[derive(Default)]
pub(super) struct Cache {
    young: Entries,
    old: Entries,
    young_weight: usize,
}

impl Cache {
    pub(super) fn get(&mut self, key: &ParagraphKey) -> Option<Arc<Paragraph>> {
        if let Some(entry) = self.young.get(&key.hash) {
            return entry.is(key).then(|| entry.paragraph.clone());
        }
        let entry = self.old.remove(&key.hash).filter(|entry| entry.is(key))?;
        let paragraph = entry.paragraph.clone();
        self.keep(key.hash, entry);
        Some(paragraph)
    }

    pub(super) fn insert(&mut self, key: &ParagraphKey, paragraph: Arc<Paragraph>) {
        let entry = CacheEntry {
            text: key.text.into(),
            family: key.family.clone(),
            measures: key.measures,
            weight: key.weight,
            italic: key.italic,
            paragraph,
        };
        self.keep(key.hash, entry);
    }

    fn keep(&mut self, hash: u64, entry: CacheEntry) {
        if self.young_weight > MAX_WEIGHT {
            self.old = std::mem::take(&mut self.young);
            self.young_weight = 0;
        }
        self.young_weight += entry.size();
        self.young.insert(hash, entry);
    }
}

/// Takes a number that is a hash already.
#[derive(Default)]
struct Identity(u64);

impl Hasher for Identity {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, _: &[u8]) {
        unreachable!("only numbers are hashed with it")
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn style() -> TextStyle {
        TextStyle {
            family: "Plus Jakarta Sans".into(),
            size: 13.0,
            weight: 500,
            italic: false,
            tracking: 0.0,
            line_height: 18.0,
        }
    }

    #[test]
    fn every_part_of_a_key_tells_paragraphs_apart() {
        let mut cache = Cache::default();
        let plain = style();
        let changes: [fn(&mut TextStyle); 6] = [
            |style| style.size = 12.0,
            |style| style.weight = 600,
            |style| style.italic = true,
            |style| style.tracking = 1.0,
            |style| style.line_height = 20.0,
            |style| style.family = "Another".into(),
        ];
        let others = changes.map(|change| {
            let mut style = style();
            change(&mut style);
            style
        });
        let mut keys = vec![
            ParagraphKey::new("a", &plain, None),
            ParagraphKey::new("b", &plain, None),
            ParagraphKey::new("a", &plain, Some(10.0)),
        ];
        keys.extend(
            others
                .iter()
                .map(|style| ParagraphKey::new("a", style, None)),
        );
        for (i, key) in keys.iter().enumerate() {
            assert!(cache.get(key).is_none());
            let width = i as f64;
            cache.insert(
                key,
                Arc::new(Paragraph {
                    width,
                    ..Default::default()
                }),
            );
        }
        for (i, key) in keys.iter().enumerate() {
            assert_eq!(cache.get(key).unwrap().width, i as f64);
        }
    }

    #[test]
    fn it_stays_bounded_and_keeps_what_is_in_use() {
        let mut cache = Cache::default();
        let plain = style();
        let used = ParagraphKey::new("used", &plain, None);
        cache.insert(&used, Arc::default());
        for i in 0..3 * MAX_WEIGHT / BASE_WEIGHT {
            cache.insert(
                &ParagraphKey::new(&i.to_string(), &plain, None),
                Arc::default(),
            );
            if i % 1000 == 0 {
                assert!(cache.get(&used).is_some());
            }
        }
        assert!(cache.young.len() + cache.old.len() <= 2 * (MAX_WEIGHT / BASE_WEIGHT + 1));
        assert!(cache.get(&ParagraphKey::new("0", &plain, None)).is_none());
    }
}
