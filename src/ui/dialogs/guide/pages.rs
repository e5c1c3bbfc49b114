//! The pages of the guide: Markdown with pictures in `assets/guide`, a folder for each language, which
//! are read there as they are in the window.

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

use crate::{editor::keys_in, words::Language};

/// A page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Page {
    pub title: String,
    pub blocks: Vec<Block>,
}

/// What stands below each other on a page.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Block {
    Heading(Vec<Span>),
    Text(Vec<Span>),
    /// A line of a list, with what stands before it.
    Item(String, Vec<Span>),
    /// A picture by the name of its file, and what it shows.
    Picture(String, String),
}

/// A piece of text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Span {
    pub text: String,
    pub is_strong: bool,
}

/// The pages of a language, in their order.
macro_rules! sources {
    ($code:literal) => {
        [
            page!($code, "01-first-map"),
            page!($code, "02-arrange"),
            page!($code, "03-emotions"),
            page!($code, "04-opportunities"),
            page!($code, "05-personas"),
            page!($code, "06-review"),
            page!($code, "07-present"),
            page!($code, "08-export"),
            page!($code, "09-together"),
            page!($code, "10-help"),
        ]
    };
}

macro_rules! page {
    ($code:literal, $name:literal) => {
        include_str!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/assets/guide/",
            $code,
            "/",
            $name,
            ".md"
        ))
    };
}

macro_rules! pictures {
    ($($name:literal),*) => {
        [$((
            $name,
            include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/guide/pictures/", $name))
                as &[u8],
        )),*]
    };
}

/// The pictures of all languages, by the names of their files.
const PICTURES: [(&str, &[u8]); 16] = pictures![
    "channels.en.png",
    "channels.id.png",
    "curve.en.png",
    "curve.id.png",
    "map.en.png",
    "map.id.png",
    "pains.en.png",
    "pains.id.png",
    "persona.en.png",
    "persona.id.png",
    "stage.en.png",
    "stage.id.png",
    "values.en.png",
    "values.id.png",
    "stop.en.png",
    "stop.id.png"
];

/// The pages in a language, with the keys of this platform; in English where nobody has written them
/// yet.
pub(super) fn pages(language: Language, mac: bool) -> Vec<Page> {
    let sources = match language.code() {
        "id" => sources!("id"),
        _ => sources!("en"),
    };
    sources
        .iter()
        .map(|source| read(&keys_in(source, mac)))
        .collect()
}

/// The bytes of a picture.
pub(super) fn picture(name: &str) -> Option<&'static [u8]> {
    let mut all = PICTURES.iter();
    all.find(|(known, _)| *known == name)
        .map(|(_, bytes)| *bytes)
}

/// What is being read.
#[derive(Default)]
struct Reading {
    title: String,
    blocks: Vec<Block>,
    spans: Vec<Span>,
    is_strong: bool,
    /// The number of the next line, in each list that is open; `None` for one without.
    lists: Vec<Option<u64>>,
    /// Of the line that is being read.
    mark: Option<String>,
    picture: Option<String>,
}

impl Reading {
    fn add(&mut self, text: &str) {
        self.spans.push(Span {
            text: text.to_owned(),
            is_strong: self.is_strong,
        });
    }

    fn text_of_spans(&mut self) -> String {
        let spans = std::mem::take(&mut self.spans);
        spans.into_iter().map(|span| span.text).collect()
    }

    fn end_of_text(&mut self) {
        let spans = std::mem::take(&mut self.spans);
        if spans.is_empty() {
            return;
        }
        self.blocks.push(match self.mark.take() {
            Some(mark) => Block::Item(mark, spans),
            None => Block::Text(spans),
        });
    }

    fn begin_item(&mut self) {
        let number = self.lists.last_mut().and_then(Option::as_mut);
        self.mark = Some(match number {
            Some(number) => {
                *number += 1;
                format!("{}.", *number - 1)
            }
            None => "•".to_owned(),
        });
    }

    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(Tag::Strong) => self.is_strong = true,
            Event::End(TagEnd::Strong) => self.is_strong = false,
            Event::Start(Tag::List(first)) => self.lists.push(first),
            Event::End(TagEnd::List(_)) => drop(self.lists.pop()),
            Event::Start(Tag::Item) => self.begin_item(),
            Event::End(TagEnd::Item | TagEnd::Paragraph) => self.end_of_text(),
            Event::End(TagEnd::Heading(HeadingLevel::H1)) => self.title = self.text_of_spans(),
            Event::End(TagEnd::Heading(_)) => {
                let spans = std::mem::take(&mut self.spans);
                self.blocks.push(Block::Heading(spans));
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                let name = dest_url.rsplit('/').next().unwrap_or_default();
                self.picture = Some(name.to_owned());
            }
            Event::End(TagEnd::Image) => {
                let about = self.text_of_spans();
                let name = self.picture.take().unwrap_or_default();
                self.blocks.push(Block::Picture(name, about));
            }
            Event::Text(text) | Event::Code(text) => self.add(&text),
            Event::SoftBreak | Event::HardBreak => self.add(" "),
            _ => {}
        }
    }
}

fn read(source: &str) -> Page {
    let mut reading = Reading::default();
    for event in Parser::new(source) {
        reading.take(event);
    }
    Page {
        title: reading.title,
        blocks: reading.blocks,
    }
}

impl Block {
    /// What it says.
    pub(super) fn text(&self) -> String {
        match self {
            Self::Heading(spans) | Self::Text(spans) | Self::Item(_, spans) => {
                spans.iter().map(|span| &*span.text).collect()
            }
            Self::Picture(_, about) => about.clone(),
        }
    }
}

impl Page {
    /// How often the words that are looked for stand on it; 0 where one of them is missing.
    pub(super) fn hits(&self, words: &[String]) -> usize {
        let blocks = self.blocks.iter().map(Block::text);
        let text = blocks.fold(self.title.clone(), |all, block| all + "\n" + &block);
        let text = text.to_lowercase();
        let mut counts = words.iter().map(|word| text.matches(&**word).count());
        counts
            .try_fold(0, |sum, count| (count > 0).then_some(sum + count))
            .unwrap_or(0)
    }
}

/// The words of what somebody looks for.
pub(super) fn words(query: &str) -> Vec<String> {
    let query = query.to_lowercase();
    query.split_whitespace().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_as_it_is_written() {
        let page = read(
            "# Title\n\nSome **bold** text\nin a row.\n\n![What](../pictures/a.png)\n\n## More\n\n1. one\n2. two\n\n- a\n",
        );
        assert_eq!(page.title, "Title");
        let texts: Vec<String> = page.blocks.iter().map(Block::text).collect();
        assert_eq!(
            texts,
            [
                "Some bold text in a row.",
                "What",
                "More",
                "one",
                "two",
                "a"
            ]
        );
        assert_eq!(
            page.blocks[1],
            Block::Picture("a.png".to_owned(), "What".to_owned())
        );
        let mark = |at: usize| match &page.blocks[at] {
            Block::Item(mark, _) => mark.clone(),
            other => panic!("{other:?}"),
        };
        assert_eq!([3, 4, 5].map(mark), ["1.", "2.", "•"]);
        assert_eq!(page.hits(&words("Bold")), 1);
        assert_eq!(page.hits(&words("bold nothing")), 0);
    }

    #[test]
    fn every_language_has_the_same_pages_with_the_same_pictures_and_they_are_there() {
        let shape = |page: &Page| {
            let names = page.blocks.iter().filter_map(|block| match block {
                Block::Picture(name, about) => {
                    assert!(picture(name).is_some() && !about.is_empty(), "{name}");
                    name.split('.').next().map(str::to_owned)
                }
                _ => None,
            });
            names.collect::<Vec<_>>()
        };
        let english: Vec<_> = pages(Language::English, false).iter().map(shape).collect();
        for language in Language::ALL {
            let pages = pages(language, false);
            assert!(pages.iter().all(|page| !page.title.is_empty()));
            let shapes: Vec<_> = pages.iter().map(shape).collect();
            assert_eq!(shapes, english, "{language:?}");
            let code = language.code();
            for page in &pages {
                for block in &page.blocks {
                    if let Block::Picture(name, _) = block {
                        assert!(name.ends_with(&format!(".{code}.png")), "{name}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_mac_is_told_of_its_own_keys() {
        for language in Language::ALL {
            let pages = pages(language, true);
            let text: Vec<String> = pages
                .iter()
                .flat_map(|p| &p.blocks)
                .map(Block::text)
                .collect();
            let text = text.join("\n");
            assert!(text.contains("⇧⌘C") && text.contains("⌘,"), "{language:?}");
            for key in ["Ctrl", "Alt+"] {
                assert!(!text.contains(key), "{language:?}: {key}");
            }
        }
    }

    #[test]
    fn all_that_is_in_the_folder_is_in_the_program() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/guide");
        let count = |name: &str| {
            std::fs::read_dir(format!("{folder}/{name}"))
                .unwrap()
                .count()
        };
        assert_eq!(count("pictures"), PICTURES.len());
        for language in Language::ALL {
            assert_eq!(count(language.code()), pages(language, false).len());
        }
    }
}
