//! The design tokens of a design system: `*.tokens.json` in the Design Tokens format (Community Group,
//! 2025.10), and the older shapes of Style Dictionary and Tokens Studio.

mod names;
mod tree;
mod values;

use std::collections::HashMap;

use names::{ColorRole, FontRole, Step};
use tree::{TokenTree, reference, text_of};
use values::{TokenColor, color_of, family_of, looks_like_color};

use super::{
    error::{NoBrand, NoBrandKind},
    found::{BrandNote, BrandWay, FoundBrand, FoundColor, FoundName},
    offer::Offer,
    shade,
};
use crate::{
    file::{self, Node, Places},
    model::{Brand, Color},
};

/// A colour with what its name says.
struct Named {
    path: String,
    color: Color,
    role: ColorRole,
    family: String,
    step: Step,
}

/// What is told of tokens that were left out: the first and how many others.
#[derive(Default)]
struct LeftOut(Option<(String, usize)>);

impl LeftOut {
    fn add(&mut self, name: &str) {
        match &mut self.0 {
            Some((_, others)) => *others += 1,
            None => self.0 = Some((name.to_owned(), 0)),
        }
    }

    fn note(self, note: fn(String, usize) -> BrandNote) -> Option<BrandNote> {
        self.0.map(|(name, others)| note(name, others))
    }
}

/// What there is in all tokens of a file.
#[derive(Default)]
struct Gathered {
    colors: Vec<Named>,
    fonts: Vec<(FontRole, String)>,
    nothing_there: LeftOut,
    not_understood: LeftOut,
    brought_in: LeftOut,
}

/// Reads design tokens.
///
/// # Errors
/// Where the text is no JSON, a token refers to itself, or there is no colour and no font.
pub(super) fn read(text: &str) -> Result<FoundBrand, NoBrand> {
    let json = file::parse_json(text)?;
    let mut places = Places::new(text);
    let mut tree = TokenTree::of(json.root())?;
    let mut gathered = Gathered::default();
    for index in 0..tree.tokens.len() {
        gathered.token(&mut tree, index, &mut places)?;
    }
    if gathered.colors.is_empty() && gathered.fonts.is_empty() {
        return Err(NoBrandKind::NoTokens.into());
    }
    Ok(gathered.found())
}

impl Gathered {
    fn token(
        &mut self,
        tree: &mut TokenTree<'_>,
        index: usize,
        places: &mut Places<'_>,
    ) -> Result<(), NoBrand> {
        let Some(end) = tree.end_of(index, places)? else {
            self.nothing_there.add(&tree.tokens[index].path);
            return Ok(());
        };
        let (token, end) = (&tree.tokens[index], &tree.tokens[end]);
        let (path, value) = (token.path.clone(), end.value);
        let kind = token.kind.as_deref().or(end.kind.as_deref());
        let words = names::words(&path);
        match kind {
            Some("color") => self.color(path, &words, value),
            Some("fontfamily" | "fontfamilies") => self.font(&words, value),
            Some("typography") => self.typography(tree, index, &words, value, places)?,
            Some(_) => {}
            None if looks_like_color(value) => self.color(path, &words, value),
            None if is_of_family(&words) => self.font(&words, value),
            None => {}
        }
        Ok(())
    }

    fn color(&mut self, path: String, words: &[String], value: Node<'_>) {
        let Some(TokenColor {
            color,
            alpha,
            is_brought_in,
        }) = color_of(value)
        else {
            self.not_understood.add(&path);
            return;
        };
        // What shows through is of shadows and veils.
        if alpha < 0.99 {
            return;
        }
        if is_brought_in {
            self.brought_in.add(&path);
        }
        let (family, step) = names::family_and_step(words);
        self.colors.push(Named {
            role: names::role(words),
            path,
            color,
            family,
            step,
        });
    }

    fn font(&mut self, words: &[String], value: Node<'_>) {
        if let Some(family) = family_of(value) {
            self.fonts.push((names::font_role(words), family));
        }
    }

    /// Of a style of texts the family counts, which may refer to a token of its own.
    fn typography(
        &mut self,
        tree: &mut TokenTree<'_>,
        index: usize,
        words: &[String],
        value: Node<'_>,
        places: &mut Places<'_>,
    ) -> Result<(), NoBrand> {
        let fields = ["fontFamily", "fontFamilies", "font-family"];
        let Some(family) = fields.iter().find_map(|name| value.field(name)) else {
            return Ok(());
        };
        let named = reference(family).and_then(|name| tree.find(&name, &tree.tokens[index].path));
        let family = match named {
            Some(named) => tree
                .end_of(named, places)?
                .map(|end| tree.tokens[end].value),
            None => Some(family),
        };
        if let Some(family) = family {
            self.font(words, family);
        }
        Ok(())
    }

    fn found(self) -> FoundBrand {
        let heads = self.heads();
        let mut offer = Offer::default();
        let by_role = |wanted: ColorRole| heads.iter().filter(move |named| named.role == wanted);
        let own = [ColorRole::Primary, ColorRole::Secondary, ColorRole::Accent];
        for named in own.into_iter().flat_map(by_role) {
            offer.propose(named.color);
        }
        let is_named = !offer.is_empty();
        if !is_named {
            by_role(ColorRole::Other).for_each(|named| offer.propose(named.color));
        }
        let (colors, count) = offer.proposed();
        let of = |wanted: ColorRole| {
            let mut found = by_role(wanted).filter(|named| !shade::is_grey(named.color));
            found.next().map(|named| named.color)
        };
        let brand = Brand {
            good: of(ColorRole::Good),
            bad: of(ColorRole::Bad),
            heading: self.family(FontRole::Heading),
            body: self.family(FontRole::Body),
            ..Brand::default()
        };
        let listed = |named: &&Named| FoundColor {
            color: named.color,
            name: FoundName::Own(named.path.clone()),
            uses: None,
        };
        // The colours themselves before their steps, and what is aside last.
        let rest = self.colors.iter();
        let (aside, rest): (Vec<_>, Vec<_>) =
            rest.partition(|named| named.role == ColorRole::Aside);
        let all = heads
            .iter()
            .copied()
            .filter(|named| named.role != ColorRole::Aside);
        let all: Vec<&Named> = all.chain(rest).chain(aside).collect();
        let listed: Vec<FoundColor> = all.iter().map(listed).collect();
        let mut fonts: Vec<String> = Vec::new();
        for (_, family) in &self.fonts {
            if !fonts.contains(family) && fonts.len() < 40 {
                fonts.push(family.clone());
            }
        }
        let mut notes: Vec<BrandNote> = Vec::new();
        if !is_named && !colors.is_empty() {
            notes.push(BrandNote::NoneNamed);
        }
        if count > colors.len() {
            notes.push(BrandNote::MoreColors(count));
        }
        if colors.is_empty() && !self.colors.is_empty() {
            notes.push(BrandNote::OnlyGreys);
        }
        notes.extend(self.brought_in.note(BrandNote::BroughtIn));
        notes.extend(self.nothing_there.note(BrandNote::NothingThere));
        notes.extend(self.not_understood.note(BrandNote::NotUnderstood));
        FoundBrand::of_parts(BrandWay::Tokens, brand, (colors, listed), fonts, notes)
    }

    /// Of each scale the colour itself, in the order of the file.
    fn heads(&self) -> Vec<&Named> {
        let mut most: HashMap<&str, u32> = HashMap::new();
        for named in &self.colors {
            let known = most.entry(&named.family).or_default();
            *known = named.step.number().max(*known);
        }
        let distance = |named: &Named| {
            let most = most.get(named.family.as_str());
            named.step.distance(most.copied().unwrap_or(0))
        };
        let mut at: HashMap<&str, usize> = HashMap::new();
        let mut heads: Vec<&Named> = Vec::new();
        for named in &self.colors {
            match at.get(named.family.as_str()) {
                Some(known) if distance(named) < distance(heads[*known]) => heads[*known] = named,
                Some(_) => {}
                None => {
                    at.insert(&named.family, heads.len());
                    heads.push(named);
                }
            }
        }
        heads
    }

    /// The family for something: one that says so; for texts else one that says nothing.
    fn family(&self, wanted: FontRole) -> Option<String> {
        let first = |role: FontRole| {
            let mut fonts = self.fonts.iter();
            let found = fonts.find(|(known, _)| *known == role);
            found.map(|(_, family)| family.clone())
        };
        match wanted {
            FontRole::Body => first(wanted).or_else(|| first(FontRole::Other)),
            FontRole::Heading | FontRole::Other | FontRole::Aside => first(wanted),
        }
    }
}

/// Whether the words of a name say that it is one of a family of type.
fn is_of_family(words: &[String]) -> bool {
    let has = |word: &str| words.iter().any(|known| known == word);
    let says_so = has("family") || has("families") || has("typeface");
    says_so && (has("font") || has("fonts") || has("typography") || has("type") || has("text"))
}

/// Whether a text is JSON that may be design tokens: a record that is no map.
pub(super) fn may_be_tokens(text: &str) -> bool {
    text.trim_start().starts_with('{')
}

/// What a file says that it is called: `$metadata`, `name` or `$name`.
pub(super) fn title(text: &str) -> Option<String> {
    let json = file::parse_json(text).ok()?;
    let root = json.root();
    let names = ["$name", "name"];
    let name = names.iter().find_map(|name| root.field(name))?;
    text_of(name).map(|name| name.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_ok(text: &str) -> FoundBrand {
        read(text).unwrap_or_else(|why| panic!("{why:?}"))
    }

    fn hexes(colors: &[Color]) -> Vec<String> {
        colors.iter().map(|color| color.to_string()).collect()
    }

    #[test]
    fn the_format_of_the_community_group_is_read() {
        let found = read_ok(
            r##"{
  "color": {
    "$type": "color",
    "gray": { "500": { "$value": "{color.ink}" } },
    "ink": { "$value": { "colorSpace": "srgb", "components": [0.1, 0.1, 0.1], "hex": "#1a1a1a" } },
    "accent": { "$value": { "colorSpace": "oklch", "components": [0.7, 0.15, 60], "alpha": 1 } },
    "brand": {
      "50": { "$value": { "colorSpace": "hsl", "components": [215, 60, 95] } },
      "500": { "$value": { "colorSpace": "srgb", "components": [0.0431, 0.1451, 0.2706] } },
      "veil": { "$value": { "colorSpace": "srgb", "components": [0, 0, 1], "alpha": 0.4 } }
    },
    "secondary": { "$value": { "colorSpace": "display-p3", "components": [1, 0.1, "none"] } },
    "success": { "$value": "#1D7D52" }, "error": { "$value": "{color.danger.base}" },
    "danger": { "base": { "$ref": "#/color/red" } },
    "red": { "$value": "hsl(1 63% 52%)" },
    "bare": { "$value": "{color.nowhere}" }, "odd": { "$value": "so so" }
  },
  "font": {
    "heading": { "$type": "fontFamily", "$value": ["system-ui", "Libre Baskerville", "serif"] },
    "text": { "$type": "typography", "$value": { "fontFamily": "{font.sans}", "fontSize": "1rem" } },
    "sans": { "$type": "fontFamily", "$value": "'Source Sans 3', sans-serif" },
    "code": { "$type": "fontFamily", "$value": "Fira Code" }
  }
}"##,
        );
        let brand = &found.brand;
        assert_eq!(brand.colors.len(), 3, "{:?}", hexes(&brand.colors));
        assert_eq!(brand.colors[0].to_string(), "#0B2545");
        assert_eq!(brand.good, Some(Color::hex(0x1D7D52)));
        assert!(brand.bad.is_some_and(|bad| bad.r > 190), "{:?}", brand.bad);
        assert_eq!(brand.heading.as_deref(), Some("Libre Baskerville"));
        assert_eq!(brand.body.as_deref(), Some("Source Sans 3"));
        assert_eq!(found.fonts.len(), 3);
        assert_eq!(
            found.notes,
            [
                BrandNote::BroughtIn("color.secondary".to_owned(), 0),
                BrandNote::NothingThere("color.bare".to_owned(), 0),
                BrandNote::NotUnderstood("color.odd".to_owned(), 0),
            ]
        );
        let names: Vec<_> = found.colors.iter().map(|found| &found.name).collect();
        let grey = FoundName::Own("color.gray.500".to_owned());
        assert!(names.iter().all(|name| **name != grey), "that is the ink");
        assert!(found.colors.len() >= 7, "{names:?}");
    }

    #[test]
    fn the_older_shapes_are_read() {
        let dictionary = read_ok(
            r##"{ "color": { "base": { "blue": { "value": "#0044CC" } },
                "brand": { "primary": { "value": "{color.base.blue.value}", "type": "color" } } },
                "size": { "font": { "value": "16" } },
                "font": { "family": { "base": { "value": "Inter, Arial" } } } }"##,
        );
        assert_eq!(hexes(&dictionary.brand.colors), ["#0044CC"]);
        assert_eq!(dictionary.brand.body.as_deref(), Some("Inter"));
        let studio = read_ok(
            r##"{ "global": { "blue": { "value": "#0a5", "type": "color" },
                "value": { "red": { "value": "#C00", "type": "color" } } },
                "light": { "primary": { "value": "{blue}", "type": "color" },
                    "accent": { "value": "$value.red", "type": "color" },
                    "h1": { "value": { "fontFamily": "Lora" }, "type": "typography" } },
                "$themes": [], "$metadata": { "tokenSetOrder": ["global", "light"] } }"##,
        );
        assert_eq!(hexes(&studio.brand.colors), ["#00AA55", "#CC0000"]);
        assert_eq!(studio.brand.heading.as_deref(), Some("Lora"));
    }

    #[test]
    fn a_group_takes_over_another() {
        let found = read_ok(
            r##"{ "a": { "$type": "color", "primary": { "$value": "#123456" }, "x": { "$value": "#654321" } },
                "b": { "$extends": "{a}", "$type": "color", "x": { "$value": "#00FF00" } } }"##,
        );
        let x = FoundName::Own("b.x".to_owned());
        let found = found.colors.iter().find(|found| found.name == x).unwrap();
        assert_eq!(found.color, Color::hex(0x00FF00));
    }

    #[test]
    fn tokens_that_lead_to_themselves_are_refused_by_name() {
        let why = read(
            "{\"c\": {\"$type\": \"color\",\n \"a\": {\"$value\": \"{c.b}\"}, \"b\": {\"$value\": \"{c.a}\"}}}",
        );
        let why = why.unwrap_err();
        assert_eq!(why.kind, NoBrandKind::Circle("c.a → c.b → c.a".to_owned()));
        assert_eq!(why.place, Some((2, 18)));
        let own = read(r#"{"a": {"$type": "color", "$value": "{a}"}}"#).unwrap_err();
        assert_eq!(own.kind, NoBrandKind::Circle("a → a".to_owned()));
        let long: String = (0..9)
            .map(|n| {
                format!(
                    "\"t{n}\": {{\"$type\": \"color\", \"$value\": \"{{t{}}}\"}},",
                    (n + 1) % 9
                )
            })
            .collect();
        let why = read(&format!("{{{}}}", long.trim_end_matches(','))).unwrap_err();
        let told = "t0 → t1 → t2 → t3 → … → t0";
        assert_eq!(why.kind, NoBrandKind::Circle(told.to_owned()));
    }

    #[test]
    fn a_group_that_takes_itself_over_comes_to_an_end() {
        let text = r##"{ "a": { "$type": "color", "$extends": "{a}", "p": { "$value": "#00F" },
            "q": { "$extends": "{a}" }, "r": { "$extends": "{a}" }, "s": { "$extends": "{a}" } } }"##;
        match read(text) {
            Ok(found) => assert!(!found.colors.is_empty()),
            Err(why) => assert_eq!(why.kind, NoBrandKind::TooManyTokens),
        }
    }

    #[test]
    fn where_nothing_is_named_the_first_colours_are_taken_and_that_is_told() {
        let steps: String = (0..9)
            .map(|n| format!("\"hue{n}x\": {{\"$value\": \"hsl({} 80% 40%)\"}},", n * 40))
            .collect();
        let text = format!("{{\"$type\": \"color\", {}}}", steps.trim_end_matches(','));
        let found = read_ok(&text);
        assert_eq!(found.brand.colors.len(), 6);
        assert_eq!(
            found.notes,
            [BrandNote::NoneNamed, BrandNote::MoreColors(9)]
        );
        assert_eq!(read("{}").unwrap_err().kind, NoBrandKind::NoTokens);
        let grey = read_ok(r##"{"primary": {"$type": "color", "$value": "#888"}}"##);
        assert_eq!(grey.notes, [BrandNote::OnlyGreys]);
    }
}
