//! The foot line of a brand, with its fields filled in.

use std::{borrow::Cow, sync::Arc};

use super::{Brand, Date, FootField, Map};

/// What stands between the parts of a foot line; a part whose fields all say nothing goes with it.
const BETWEEN: [&str; 8] = [" · ", " | ", " • ", " — ", " – ", " - ", " / ", ", "];

impl Map {
    /// What the foot line of its brand says; on a page also which of how many it is. Empty without a
    /// brand, and where nothing is said.
    pub fn foot_line(&self, page: Option<(&str, usize)>) -> String {
        self.brand.as_deref().map_or_else(String::new, |brand| {
            filled(&brand.foot, &|field| self.foot_field(brand, field, page))
        })
    }

    fn foot_field(
        &self,
        brand: &Brand,
        field: FootField,
        page: Option<(&str, usize)>,
    ) -> Option<String> {
        let said = match field {
            FootField::Client => brand.client.clone(),
            FootField::Version => brand.version.clone(),
            // Whoever knows the day has written it there: see [`Map::on_day`].
            FootField::Date => return None,
            FootField::Reviewed => self.reviewed?.in_words(self.language),
            FootField::Page => page?.0.to_owned(),
            FootField::Pages => page?.1.to_string(),
        };
        Some(said).filter(|said| !said.trim().is_empty())
    }

    /// The map as it is shown or exported on a day, which its foot line may say: everything that is
    /// laid out is the same on every day but for that.
    pub fn on_day(&self, day: Date) -> Cow<'_, Self> {
        let asked = format!("{{{}}}", FootField::Date.word());
        match &self.brand {
            Some(brand) if brand.foot.contains(&asked) => {
                let foot = brand.foot.replace(&asked, &day.in_words(self.language));
                let brand = Brand {
                    foot,
                    ..(**brand).clone()
                };
                Cow::Owned(Self {
                    brand: Some(Arc::new(brand)),
                    ..self.clone()
                })
            }
            Some(_) | None => Cow::Borrowed(self),
        }
    }
}

impl Brand {
    /// Whether its foot line says which page of how many it is.
    pub fn numbers_pages(&self) -> bool {
        self.foot
            .contains(&format!("{{{}}}", FootField::Page.word()))
    }
}

/// A line with its fields filled in, without the parts that say nothing.
fn filled(line: &str, said: &dyn Fn(FootField) -> Option<String>) -> String {
    let mut out = String::new();
    let mut before = "";
    let mut rest = line;
    loop {
        let next = BETWEEN
            .iter()
            .filter_map(|mark| Some((rest.find(mark)?, *mark)));
        let next = next.min_by_key(|(at, _)| *at);
        let part = next.map_or(rest, |(at, _)| &rest[..at]);
        if let Some(part) = part_filled(part, said) {
            if !out.is_empty() {
                out.push_str(before);
            }
            out.push_str(part.trim());
        }
        let Some((at, mark)) = next else {
            return out;
        };
        (before, rest) = (mark, &rest[at + mark.len()..]);
    }
}

/// `None` where a part has fields and none of them says anything, or nothing is left of it.
fn part_filled(part: &str, said: &dyn Fn(FootField) -> Option<String>) -> Option<String> {
    let mut out = part.to_owned();
    let (mut has_fields, mut says) = (false, false);
    for field in FootField::ALL {
        let asked = format!("{{{}}}", field.word());
        if out.contains(&asked) {
            let words = said(field);
            has_fields = true;
            says |= words.is_some();
            // What a person wrote in braces themselves is not filled in again.
            out = out.replace(&asked, &words.unwrap_or_default().replace('{', "("));
        }
    }
    let is_kept = (says || !has_fields) && !out.trim().is_empty();
    is_kept.then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(foot: &str) -> Map {
        let mut map = Map {
            reviewed: Date::new(2026, 9, 12),
            ..Map::default()
        };
        map.set_brand(Some(Arc::new(Brand {
            foot: foot.to_owned(),
            client: "Harbour Bank".to_owned(),
            ..Brand::default()
        })));
        map
    }

    #[test]
    fn fields_are_filled_in_and_parts_that_say_nothing_are_left_out() {
        let map =
            map("{client} · Version {version} · Confidential · {date} · page {page} of {pages}");
        assert_eq!(map.foot_line(None), "Harbour Bank · Confidential");
        let day = Date::new(2026, 11, 30).unwrap();
        let shown = map.on_day(day);
        assert_eq!(
            shown.foot_line(Some(("3.2", 9))),
            "Harbour Bank · Confidential · 30 Nov 2026 · page 3.2 of 9"
        );
        assert_eq!(shown.theme, map.theme);
        // What is kept does not know the day.
        assert!(map.brand.as_ref().unwrap().foot.contains("{date}"));
    }

    #[test]
    fn what_is_no_field_stays() {
        for mark in BETWEEN {
            let map = map(&format!("Confidential{mark}page {{page}} of {{pages}}"));
            assert_eq!(map.foot_line(None), "Confidential", "{mark}");
            let page = map.foot_line(Some(("2", 9)));
            assert_eq!(page, format!("Confidential{mark}page 2 of 9"));
        }
        let map = map("{year} | reviewed {reviewed}");
        assert_eq!(map.foot_line(None), "{year} | reviewed 12 Sep 2026");
        assert_eq!(Map::default().foot_line(None), "");
        let plain = Map::default();
        let day = Date::new(2026, 1, 1).unwrap();
        assert!(matches!(plain.on_day(day), Cow::Borrowed(_)));
    }
}
