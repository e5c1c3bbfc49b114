//! What holds of a page without a browser; with one, `tests/browser` looks.

use std::{collections::BTreeMap, sync::Arc, sync::atomic::AtomicBool};

use html5gum::{DefaultEmitter, Token, Tokenizer};

use super::{markup::places, *};
use crate::{
    exchange::{self, ExchangeErrorKind, MapFormat},
    export::{About, Format, export},
    file,
    layout::Layout,
    model::{CardRole, Evidence, Lane, LaneKind, Map, generate},
    words::Language,
};

/// A page of a map, with its sheet as so many stops, too.
fn page_of(map: &Map, without_map: bool, stops: usize) -> String {
    let fonts = Fonts::bundled();
    let scene = Scene::new(&Layout::new(map, &fonts, None), None);
    let options = Options {
        format: Format::Html,
        without_map,
        about: About {
            map: Some(Arc::new(map.clone())),
            ..About::of(map)
        },
        ..Options::default()
    };
    let stop = |number: usize| TalkStop {
        title: format!("Stop <{number}> & “more”"),
        told: "What <b>it</b> says".to_owned(),
        notes: "Say </section> this",
        scene: &scene,
    };
    let talk = Talk {
        sheet: &scene,
        stops: (1..=stops).map(stop).collect(),
    };
    let never = AtomicBool::new(false);
    let watch = ExportWatch {
        progress: &|_| (),
        cancel: &never,
    };
    let page = write_talk(&talk, &fonts, &options, watch).expect("nobody stops it");
    String::from_utf8(page).expect("a page is text")
}

fn samples() -> Vec<Map> {
    let samples = file::samples().iter();
    let loaded = samples.map(|sample| file::load(sample.bytes).expect("a sound sample"));
    loaded.map(|loaded| loaded.map).collect()
}

/// What a browser takes a page apart into.
#[derive(Default)]
struct Parts {
    /// Each element that begins, with its attributes.
    tags: Vec<(String, BTreeMap<String, String>)>,
    /// What stands in elements of these names, as it stands.
    scripts: Vec<String>,
    styles: Vec<String>,
    /// All letters that are neither.
    text: String,
}

fn parts(page: &str) -> Parts {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let mut parts = Parts::default();
    let mut within = String::new();
    for token in Tokenizer::new_with_emitter(page, emitter) {
        match token {
            Ok(Token::StartTag(tag)) => {
                let attributes = tag.attributes.iter();
                let attributes = attributes.map(|(name, value)| (text(name), text(&value.value)));
                parts.tags.push((text(&tag.name), attributes.collect()));
                within = text(&tag.name);
            }
            Ok(Token::EndTag(_)) => within.clear(),
            Ok(Token::String(said)) => {
                let said = text(&said.value);
                match within.as_str() {
                    "script" => parts.scripts.push(said),
                    "style" => parts.styles.push(said),
                    _ => parts.text += &said,
                }
            }
            Ok(_) => {}
            Err(never) => match never {},
        }
    }
    parts
}

#[test]
fn the_policy_knows_the_script_and_the_styles_and_nothing_else() {
    let page = page_of(&samples()[0], false, 2);
    let parts = parts(&page);
    let policy = parts.tags.iter().find_map(|(_, attributes)| {
        let names = attributes.get("http-equiv")?;
        (names == "Content-Security-Policy").then(|| attributes["content"].clone())
    });
    let policy = policy.expect("the head has one");
    let rules: BTreeMap<&str, Vec<&str>> = policy
        .split(';')
        .filter_map(|rule| {
            let mut words = rule.split_whitespace();
            Some((words.next()?, words.collect()))
        })
        .collect();
    let hash = |text: &String| format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)));
    let hashes = |texts: &[String]| texts.iter().map(hash).collect::<Vec<_>>();
    assert_eq!((parts.scripts.len(), parts.styles.len()), (1, 2));
    assert_eq!(rules["script-src"], hashes(&parts.scripts));
    assert_eq!(rules["style-src"], hashes(&parts.styles));
    assert_eq!(rules["default-src"], ["'none'"]);
    // What lies in the file is not asked for.
    assert_eq!(
        (&rules["font-src"], &rules["img-src"]),
        (&vec!["data:"], &vec!["data:"])
    );
    assert_eq!(
        (&rules["base-uri"], &rules["form-action"]),
        (&vec!["'none'"], &vec!["'none'"])
    );
    assert_eq!(rules.len(), 7);
    // Of all that browsers ask about themselves nothing is told either.
    assert!(
        !page.contains(" style=\""),
        "an attribute would need a rule of its own"
    );
}

#[test]
fn nothing_in_a_page_points_out_of_it() {
    for map in samples() {
        let page = page_of(&map, false, 2);
        assert!(
            !page.contains("http:") && !page.contains("https:"),
            "{}",
            map.title
        );
        for (tag, attributes) in parts(&page).tags {
            for (name, value) in attributes {
                let points = matches!(
                    name.as_str(),
                    "href" | "src" | "srcset" | "action" | "poster" | "data"
                );
                let stays = value.starts_with('#') || value.starts_with("data:");
                assert!(!points || stays, "{tag} {name}={value}");
                let is_handler = name.starts_with("on");
                assert!(!is_handler, "{tag} {name}");
            }
        }
        // A style sheet could ask for something, too.
        let urls = page
            .match_indices("url(")
            .map(|(at, _)| &page[at + 4..at + 9]);
        for url in urls {
            assert!(url.starts_with('#') || url == "data:", "{url}");
        }
    }
}

#[test]
fn the_map_in_a_page_opens_again_exactly() {
    for map in samples().into_iter().chain([generate(80, 4)]) {
        let page = page_of(&map, false, 1);
        for language in Language::ALL {
            let taken = exchange::read(MapFormat::Html, page.as_bytes(), language);
            let taken = taken.expect("the page carries the map");
            assert_eq!((taken.notes.as_slice(), &taken.map), (&[][..], &map));
        }
        let without = page_of(&map, true, 1);
        let error = exchange::picture::read(without.as_bytes()).expect_err("it was left out");
        assert_eq!(error.kind, ExchangeErrorKind::NoMapInPicture);
        assert!(without.len() < page.len());
    }
}

#[test]
fn a_page_that_is_cut_off_behind_its_map_says_so() {
    let map = &samples()[0];
    let page = page_of(map, false, 0);
    let end = page
        .rfind("<script>")
        .expect("the script is the last of it");
    let taken = exchange::read(
        MapFormat::Html,
        &page.as_bytes()[..end + 9],
        Language::English,
    );
    let taken = taken.expect("the map is whole");
    assert_eq!(&taken.map, map);
    let kinds: Vec<_> = taken.notes.iter().map(|note| note.kind.clone()).collect();
    assert_eq!(kinds, [exchange::NoteKind::CutPicture]);
}

const HOSTILE: [&str; 10] = [
    "</script><script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "'><svg onload=alert(1)>",
    "</style><style>*{background:url(https://evil.example/)}</style>",
    "<!-- --!> <![CDATA[ ]]> <?x ?>",
    "[[script]] {{text}} {n} </title></textarea></section></main>",
    "&lt;script&gt; &#60;b&#62; &amp;amp;",
    "\u{202E}txt.exe\u{2066}\u{202D} and on",
    "</jejak:map><jejak:map xmlns:jejak=\"urn:x\">AAAA",
    "${alert(1)} `\\u003cscript\\u003e` \\\" \\",
];

/// A map all of whose texts are hostile.
fn hostile(text: &str) -> Map {
    let mut map = samples().remove(0);
    map.title = text.to_owned();
    map.scenario = text.to_owned();
    map.goal = text.to_owned();
    map.owner = text.to_owned();
    for persona in &mut map.personas {
        let persona = Arc::make_mut(persona);
        (persona.name, persona.quote) = (text.to_owned(), text.to_owned());
    }
    for channel in &mut map.channels {
        Arc::make_mut(channel).name = text.to_owned();
    }
    for stage in &mut map.stages {
        let stage = Arc::make_mut(stage);
        (stage.title, stage.goal) = (text.to_owned(), text.to_owned());
    }
    let evidence = |link: &str| Evidence {
        text: text.to_owned(),
        source: text.to_owned(),
        link: link.to_owned(),
        ..Evidence::default()
    };
    let pieces = vec![
        evidence(text),
        evidence("javascript:alert(1)"),
        evidence("https://x.example/?a=1&b=\"><script>"),
        evidence("HTTPS://x.example/<b>"),
    ];
    for lane in &mut map.lanes {
        let lane = Arc::make_mut(lane);
        (lane.title, lane.note) = (text.to_owned(), text.to_owned());
        match &mut lane.kind {
            LaneKind::Cards { cards, .. } => {
                for card in cards {
                    let card = Arc::make_mut(card);
                    (card.text, card.evidence) = (text.to_owned(), pieces.clone());
                }
            }
            LaneKind::Emotion { curves } => {
                for curve in curves {
                    for point in &mut Arc::make_mut(curve).points {
                        (point.label, point.evidence) = (text.to_owned(), pieces.clone());
                    }
                }
            }
            LaneKind::Metrics { metrics } => {
                for metric in metrics {
                    let metric = Arc::make_mut(metric);
                    (metric.name, metric.unit) = (text.to_owned(), text.to_owned());
                }
            }
            LaneKind::Channels { .. } | LaneKind::Foreign { .. } => {}
        }
    }
    map
}

/// How often each element begins.
fn counts(parts: &Parts) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for (tag, _) in &parts.tags {
        *counts.entry(tag.as_str()).or_default() += 1;
    }
    counts
}

#[test]
fn no_text_of_a_map_breaks_out() {
    // What stands in each of the places where a text may stand, elsewhere as many lines.
    let tame = page_of(&hostile("tame"), false, 1);
    let tame = parts(&tame);
    let known = counts(&tame);
    for text in HOSTILE {
        let map = hostile(text);
        let page = page_of(&map, false, 1);
        let parts = parts(&page);
        let drawn = ["text", "tspan", "path", "g", "rect", "circle", "use"];
        for (tag, count) in counts(&parts) {
            let is_known = known.get(tag) == Some(&count) || drawn.contains(&tag);
            assert!(
                is_known,
                "{text}: {count} of {tag}, not {:?}",
                known.get(tag)
            );
        }
        assert_eq!(parts.scripts, tame.scripts, "{text}");
        for (tag, attributes) in &parts.tags {
            for (name, value) in attributes {
                assert!(
                    !name.starts_with("on") && name != "style",
                    "{text}: {tag} {name}"
                );
                if tag == "a" && name == "href" && !value.starts_with('#') {
                    let value = value.to_lowercase();
                    assert!(value.starts_with("https://x.example/"), "{text}: {value}");
                    assert_eq!(attributes["rel"], "noopener noreferrer");
                }
            }
        }
        // What turns letters around has an element's end to end at, or is not there.
        let values = parts
            .tags
            .iter()
            .flat_map(|(_, attributes)| attributes.values());
        assert!(
            !values.into_iter().any(|value| value.contains('\u{202E}')),
            "{text}"
        );
        let taken = exchange::read(MapFormat::Html, page.as_bytes(), Language::English);
        assert_eq!(
            taken.expect("its own map, whatever it says").map,
            map,
            "{text}"
        );
    }
}

#[test]
fn every_thing_that_can_be_pointed_at_is_told_once() {
    for map in samples() {
        let page = page_of(&map, true, 1);
        let parts = parts(&page);
        let ids = parts
            .tags
            .iter()
            .filter_map(|(_, attributes)| attributes.get("id"));
        let mut told: Vec<&str> = ids.filter_map(|id| id.strip_prefix('k')).collect();
        told.retain(|id| id.parse::<usize>().is_ok());
        let count = told.len();
        told.sort_unstable();
        told.dedup();
        assert_eq!(told.len(), count, "an id stands twice");
        let mut shown = 0;
        for (_, attributes) in &parts.tags {
            if let Some(key) = attributes.get("data-k") {
                assert!(told.contains(&key.as_str()), "{key}");
                shown += 1;
            }
        }
        // On the sheet and on the stop, which is as the sheet.
        assert!(shown > 80 && shown >= told.len(), "{shown} of {count}");
        for card in map.cards() {
            let lane = map.lanes.iter().find(|lane| lane.cards().contains(card));
            let is_seen = lane.is_some_and(|lane| !lane.hidden && !lane.collapsed);
            assert!(
                !is_seen || parts.text.contains(card.text.trim()),
                "{}",
                card.text
            );
        }
    }
}

#[test]
fn a_page_tells_of_what_it_shows_alone() {
    let mut map = samples().remove(0);
    let secret = Lane {
        id: "secret".into(),
        title: "Secret lane".to_owned(),
        hidden: true,
        kind: LaneKind::Cards {
            role: CardRole::Free,
            cards: vec![Arc::new(crate::model::Card {
                id: "secret-card".into(),
                stage: map.stages[0].id.clone(),
                text: "Nobody reads this".to_owned(),
                ..crate::model::Card::default()
            })],
        },
        ..Lane::default()
    };
    map.lanes.push(Arc::new(secret));
    let text = parts(&page_of(&map, true, 1)).text;
    assert!(!text.contains("Nobody reads this") && !text.contains("Secret lane"));
}

#[test]
fn the_template_and_the_words_know_each_other() {
    let mut places: Vec<&str> = places(TEMPLATE);
    let contents = [
        "language",
        "policy",
        "version",
        "author",
        "description",
        "title",
        "style",
        "own-style",
        "script",
        "definitions",
        "pages",
        "text",
        "map",
    ];
    for word in WORDS {
        assert!(places.contains(&word), "{word} stands nowhere");
    }
    places.retain(|place| !contents.contains(place) && !WORDS.contains(place));
    assert_eq!(places, [""; 0]);
    // A hash is that of what the browser sees, which has no other ends of lines.
    assert!(!lines("a\r\nb").contains('\r'));
    assert!(!SCRIPT.contains("</") && !SCRIPT.contains("<!--") && !STYLE.contains("</"));
}

#[test]
fn a_page_speaks_the_language_of_its_map() {
    for language in Language::ALL {
        let mut map = samples().remove(0);
        map.language = language;
        let page = page_of(&map, true, 1);
        let parts = parts(&page);
        assert!(page.contains(&format!("<html lang=\"{}\">", language.code())));
        for word in WORDS {
            let own = Attribute(language.t(word)).to_string();
            assert!(page.contains(&own), "{own}");
        }
        assert!(parts.text.contains(language.t("Text version")));
    }
}

#[test]
fn the_same_map_gives_the_same_page() {
    let map = samples().remove(0);
    assert!(page_of(&map, false, 2) == page_of(&map, false, 2));
}

#[test]
fn a_page_can_be_made_of_a_scene_alone_and_stopped() {
    let fonts = Fonts::bundled();
    let scene = Scene::new(&Layout::new(&generate(40, 1), &fonts, None), None);
    let options = Options {
        format: Format::Html,
        ..Options::default()
    };
    let never = AtomicBool::new(false);
    let page = export(&scene, &fonts, &options, &|_| (), &never).expect("nobody stops it");
    assert!(page.starts_with(b"<!DOCTYPE html>"));
    let stopped = AtomicBool::new(true);
    let none = export(&scene, &fonts, &options, &|_| (), &stopped);
    assert_eq!(none, Err(ExportError::Cancelled));
}
