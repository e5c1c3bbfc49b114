//! One HTML file: the map as the picture that it is, to look around in and to go through stop by
//! stop, and as a text; whole in itself.
//!
//! Nothing in it asks for anything: its policy forbids all but its own script, style sheets, fonts
//! and pictures, which are known by their hashes or lie in it.

mod markup;
#[cfg(test)]
mod tests;
mod text;

use std::{
    collections::{BTreeSet, HashSet},
    fmt::Write as _,
};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use sha2::{Digest as _, Sha256};

use super::{
    deck::Deck,
    options::{ExportError, Options},
    svg::{Decimal, Hex, SvgPainter},
    watch::ExportWatch,
};
use crate::{
    deck::Frame,
    exchange::picture,
    model::{Brand, Color, Target, TextRole, TextStyle, Theme},
    scene::Scene,
    text::Fonts,
    words::{Language, marked},
};
use markup::{Attribute, Content, fill};
use text::TextVersion;

/// How much of the work it is to lay out the stops.
const LAYING_OUT: f32 = 0.5;

const TEMPLATE: &str = include_str!("../../../assets/html/talk.html");
const STYLE: &str = include_str!("../../../assets/html/talk.css");
const SCRIPT: &str = include_str!("../../../assets/html/talk.js");

/// What the page says by itself, English, for the translation table; the template has it by name.
const WORDS: [&str; 30] = [
    marked("All stops"),
    marked("Back to the map"),
    marked("Black screen"),
    marked("Black screen: any key goes back"),
    marked("Close"),
    marked("Close what is open"),
    marked("Find in the map"),
    marked("First and last stop"),
    marked("Fit"),
    marked("Full screen"),
    marked("Go to a stop by its number"),
    marked("Go to {n}: press Enter"),
    marked("Keys"),
    marked("Leave full screen"),
    marked("Move around when zoomed in"),
    marked("Next match"),
    marked("Next stop"),
    marked("Not found"),
    marked("Previous match"),
    marked("Previous stop"),
    marked("Skip to the text version"),
    marked("Stops"),
    marked("Text version"),
    marked("The map as a picture"),
    marked("Zoom"),
    marked("Zoom in"),
    marked("Zoom in, zoom out, fit"),
    marked("Zoom out"),
    marked("{index} of {count}"),
    marked("{index} of {count}: {title}"),
];

/// What a page shows.
struct Talk<'a> {
    /// The whole map, or what else is to be looked around in.
    sheet: &'a Scene,
    /// What is shown at one moment after the other, behind the sheet.
    stops: Vec<TalkStop<'a>>,
}

/// What is shown at one moment of a talk.
struct TalkStop<'a> {
    title: String,
    /// What is seen, in words.
    told: String,
    /// What is said meanwhile; empty where that is nobody else's.
    notes: &'a str,
    /// As large as its frame.
    scene: &'a Scene,
}

pub(super) fn write(
    scene: &Scene,
    fonts: &Fonts,
    options: &Options,
    watch: ExportWatch<'_>,
) -> Result<Vec<u8>, ExportError> {
    let deck = deck(fonts, options, watch);
    watch.check()?;
    let pages = deck.iter().flat_map(|deck| &deck.pages);
    let stops = pages.map(|page| TalkStop {
        title: page.full_title(),
        notes: if options.notes { &page.notes } else { "" },
        told: page.story.text(),
        scene: &page.scene,
    });
    let talk = Talk {
        sheet: scene,
        stops: stops.collect(),
    };
    write_talk(&talk, fonts, options, watch)
}

/// The stops of the map; none where the scene is something by itself.
fn deck(fonts: &Fonts, options: &Options, watch: ExportWatch<'_>) -> Option<Deck> {
    let about = &options.about;
    let map = about.shown.as_ref().filter(|_| !about.stands_alone)?;
    let goes_on = |share: f32| {
        (watch.progress)(share * LAYING_OUT);
        !watch.is_cancelled()
    };
    let backdrop = options.lies_on();
    Some(Deck::of_map(map, Frame::SLIDE, backdrop, fonts, &goes_on))
}

fn write_talk(
    talk: &Talk<'_>,
    fonts: &Fonts,
    options: &Options,
    watch: ExportWatch<'_>,
) -> Result<Vec<u8>, ExportError> {
    let language = options.about.language;
    let shown = shown(talk);
    let map = options.about.shown.as_deref();
    let mut text = map.map(|map| text::of_map(map, &shown)).unwrap_or_default();
    let numbers = std::mem::take(&mut text.numbers);
    let mut painter = SvgPainter::for_page(fonts, numbers);
    let pages = pages(talk, &mut painter, options, watch)?;
    let reading = reading(options, &text, language);
    keep_letters(&mut painter, talk, fonts, &reading, language);

    let theme = &talk.sheet.theme;
    let own_style = painter.faces() + &painter.classes() + &hues(&text, theme) + &family(theme);
    let style = lines(STYLE);
    let script = lines(SCRIPT);
    let policy = policy(&script, &[&style, &own_style]);
    let map = options.carried().map(|file| {
        let element = picture::svg_element(&file);
        format!(
            "<svg class=\"shared\" aria-hidden=\"true\" width=\"0\" height=\"0\">{element}</svg>\n"
        )
    });
    let about = &options.about;
    let attribute = |text: &str| Attribute(text).to_string();
    let title = attribute(&about.title);
    let description = attribute(&about.description);
    let author = attribute(&about.author);
    let contents: [(&str, &str); 13] = [
        ("language", language.code()),
        ("policy", &policy),
        ("version", env!("CARGO_PKG_VERSION")),
        ("author", &author),
        ("description", &description),
        ("title", &title),
        ("style", &style),
        ("own-style", &own_style),
        ("script", &script),
        ("definitions", painter.definitions()),
        ("pages", &pages),
        ("text", &reading),
        ("map", map.as_deref().unwrap_or_default()),
    ];
    let words = WORDS.map(|english| (english, attribute(language.t(english))));
    let value = |name: &str| {
        let content = contents.iter().find(|(known, _)| *known == name);
        let word = || words.iter().find(|(known, _)| *known == name);
        let content = content.map(|(_, content)| *content);
        content.or_else(|| word().map(|(_, word)| word.as_str()))
    };
    let page = fill(&lines(TEMPLATE), &value);
    (watch.progress)(1.0);
    Ok(page.into_bytes())
}

/// With the ends of lines that a browser makes of them before it looks at a hash.
fn lines(text: &str) -> String {
    text.replace('\r', "")
}

/// What can be pointed at on any of the pictures.
fn shown(talk: &Talk<'_>) -> HashSet<Target> {
    let stops = talk.stops.iter().map(|stop| stop.scene);
    let scenes = std::iter::once(talk.sheet).chain(stops);
    let chunks = scenes.flat_map(|scene| scene.chunks());
    chunks
        .filter_map(|(_, chunk)| chunk.target().cloned())
        .collect()
}

/// Nothing may be asked for, nothing may run and nothing may look but what is known by its hash.
fn policy(script: &str, styles: &[&str]) -> String {
    let hash = |text: &str| {
        let hash = BASE64_STANDARD.encode(Sha256::digest(text));
        format!("'sha256-{hash}'")
    };
    let styles: Vec<String> = styles.iter().map(|style| hash(style)).collect();
    format!(
        "default-src 'none'; script-src {}; style-src {}; font-src data:; img-src data:; base-uri 'none'; form-action 'none'",
        hash(script),
        styles.join(" ")
    )
}

/// The pictures, each in an element of its own, the sheet first.
fn pages(
    talk: &Talk<'_>,
    painter: &mut SvgPainter<'_>,
    options: &Options,
    watch: ExportWatch<'_>,
) -> Result<String, ExportError> {
    let sheet = TalkStop {
        title: options.about.language.t("Map").to_owned(),
        told: options.about.description.clone(),
        notes: "",
        scene: talk.sheet,
    };
    let mut pages = String::new();
    let count = talk.stops.len() + 1;
    let from = if talk.stops.is_empty() {
        0.0
    } else {
        LAYING_OUT
    };
    for (number, stop) in std::iter::once(&sheet).chain(&talk.stops).enumerate() {
        watch.paint_part(stop.scene, painter, from, (number, count));
        watch.check()?;
        page(&mut pages, number, stop, &std::mem::take(&mut painter.svg));
    }
    Ok(pages)
}

fn page(pages: &mut String, number: usize, stop: &TalkStop<'_>, picture: &str) {
    let TalkStop {
        title,
        told,
        notes,
        scene,
    } = stop;
    let (width, height) = (Decimal(scene.size.width), Decimal(scene.size.height));
    let ground = Hex(scene.background);
    let named = Attribute(title);
    // Without "geometricPrecision" browsers round advances to whole pixels.
    let _ = write!(
        pages,
        r#"<section class="page" data-title="{named}"><svg class="sheet" viewBox="0 0 {width} {height}" text-rendering="geometricPrecision" role="img" aria-label="{named}">
<desc>{}</desc>
<rect width="{width}" height="{height}" fill="{ground}"/>
{picture}</svg><button type="button" class="go"><span>{}</span><bdi>{}</bdi></button>"#,
        Content(told),
        if number > 0 {
            number.to_string()
        } else {
            String::new()
        },
        Content(title)
    );
    if !notes.trim().is_empty() {
        let notes = Content(notes.trim());
        let _ = write!(pages, r#"<p class="notes" dir="auto">{notes}</p>"#);
    }
    pages.push_str("</section>\n");
}

/// The text version: what is said of the whole, then the map in its order.
fn reading(options: &Options, text: &TextVersion, language: Language) -> String {
    let made = language.t("Made with Jejak");
    let (head, rest) = (&text.head, &text.html);
    let story = match text.head.is_empty() {
        // Nothing is known but what the file says of itself.
        true => {
            let [title, description] = [&options.about.title, &options.about.description]
                .map(|text| Content(text.trim()).to_string());
            format!(
                "<h1 dir=\"auto\">{title}</h1>\n<p id=\"summary\" dir=\"auto\">{description}</p>\n"
            )
        }
        false => text.story.clone(),
    };
    format!("{head}{story}{rest}<footer>{made}</footer>\n")
}

/// The stages' and personas' own colours.
fn hues(text: &TextVersion, theme: &Theme) -> String {
    let mut hues: Vec<_> = text.hues.iter().copied().collect();
    hues.sort_by_key(|hue| *hue as usize);
    let rules = hues.into_iter().map(|hue| {
        let (number, color) = (hue as usize, theme.hue(hue));
        let mut rules = format!(".hue-{number}{{--hue:{}}}\n", Hex(color));
        // A brand has colours of its own for personas, and dark letters on its light ones.
        if theme.persona(hue) != color {
            rules += &format!(
                ".person.hue-{number}{{--hue:{}}}\n",
                Hex(theme.persona(hue))
            );
        }
        if theme.letters(hue) != Color::WHITE {
            let letters = Hex(theme.letters(hue));
            rules += &format!(".stage.hue-{number}>.thing{{color:{letters}}}\n");
        }
        rules
    });
    rules.collect()
}

/// The family in which the page around the pictures is set, where it is not ours.
fn family(theme: &Theme) -> String {
    let family = Brand::family_of_key(&theme.style(TextRole::Card).family);
    if family == Fonts::OURS {
        return String::new();
    }
    let is_plain = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.');
    let family: String = family.chars().filter(is_plain).collect();
    format!(":root{{--type:'{family}',system-ui,sans-serif}}\n")
}

/// The faces in which the page around the pictures is set, with the letters that it needs: in any
/// weight there may be any of them.
fn keep_letters(
    painter: &mut SvgPainter<'_>,
    talk: &Talk<'_>,
    fonts: &Fonts,
    reading: &str,
    language: Language,
) {
    const AROUND: &str = "0123456789%·–−+ ";
    let mut letters: BTreeSet<char> = reading.chars().collect();
    letters.extend(AROUND.chars());
    letters.extend(WORDS.iter().flat_map(|english| language.t(english).chars()));
    letters.extend(talk.stops.iter().flat_map(|stop| stop.title.chars()));
    letters.retain(|c| !c.is_control());
    let letters: String = letters.into_iter().collect();
    for weight in [500, 600, 700, 800] {
        let style = TextStyle {
            weight,
            italic: false,
            tracking: 0.0,
            ..talk.sheet.theme.style(TextRole::Card).clone()
        };
        // What is asked for is the face of the family itself, so one letter of it is enough.
        let paragraph = fonts.paragraph("a", &style, None);
        let mut runs = paragraph.lines.iter().flat_map(|line| &line.runs);
        if let Some(run) = runs.next() {
            painter.keep(run.face, &letters);
        }
    }
}
