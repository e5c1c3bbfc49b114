//! The file of a brand, and brands in maps: read, written, refused, compared, merged and taken back.

use std::sync::Arc;

use jejak::{
    compare::{changes, merge, take},
    edit::{Edit, EditError, History, apply},
    file::{
        self, WarningKind,
        brand::{BrandErrorKind, BrandFault, digest_of, read_brand, write_brand},
    },
    model::{
        Brand, BrandFace, BrandFlaw, BrandGround, BrandSource, Color, LogoPlace, Map, Picture,
        Problem, Unknown, generate,
    },
    words::Language,
};
use proptest::prelude::*;
use serde_json::{Value, json};

const FACE: &[u8] =
    include_bytes!("../../assets/fonts/plus-jakarta-sans/PlusJakartaSans_500Medium.ttf");

fn logo(red: u8) -> Picture {
    let pixels = [red, 40, 90, 120].repeat(60 * 20);
    jejak::file::picture::import_pixels(60, 20, pixels).unwrap()
}

/// With something in every field.
fn full() -> Brand {
    Brand {
        name: "Harbour Bank".to_owned(),
        source: Some(BrandSource {
            file: "bank.potx".to_owned(),
            digest: digest_of(b"bank"),
        }),
        colors: [0x0B2545, 0xB08D57].map(Color::hex).to_vec(),
        personas: [0x13315C, 0x8D5A97].map(Color::hex).to_vec(),
        good: Some(Color::hex(0x2E7D32)),
        bad: Some(Color::hex(0xB3261E)),
        ground: BrandGround::Tinted,
        heading: Some("Source Serif 4".to_owned()),
        body: Some("Inter".to_owned()),
        faces: vec![BrandFace {
            family: "Inter".to_owned(),
            weight: 500,
            italic: true,
            bytes: FACE.into(),
        }],
        logo: Some(logo(10)),
        logo_on_dark: Some(logo(200)),
        logo_at: LogoPlace::Foot,
        foot: "{client} · Confidential · {page} of {pages}".to_owned(),
        client: "The harbour".to_owned(),
        version: "2.1".to_owned(),
        unknown: Unknown::default(),
    }
}

fn with(brand: Brand) -> Map {
    let mut map = generate(20, 3);
    map.set_brand(Some(Arc::new(brand)));
    map
}

#[test]
fn a_brand_is_read_as_it_was_written_by_itself_and_in_a_map() {
    let brand = full();
    let bytes = write_brand(&brand);
    assert_eq!(read_brand(&bytes).unwrap(), brand);
    assert_eq!(write_brand(&read_brand(&bytes).unwrap()), bytes);
    let map = with(brand);
    let saved = file::save(&map);
    let loaded = file::load(&saved).unwrap();
    assert_eq!(loaded.warnings, []);
    assert_eq!(loaded.map, map);
    assert_eq!(file::save(&loaded.map), saved);
    // Its look is made of it.
    assert_eq!(loaded.map.theme, map.theme);
    assert_ne!(loaded.map.theme, Map::default().theme);
}

#[test]
fn what_is_written_is_valid() {
    let schema = include_str!("../../assets/schema/brand-1.schema.json");
    let schema: Value = serde_json::from_str(schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for brand in [full(), Brand::default()] {
        let written: Value = serde_json::from_slice(&write_brand(&brand)).unwrap();
        let errors: Vec<String> = validator
            .iter_errors(&written)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert_eq!(errors, [] as [String; 0]);
    }
    for wrong in [
        json!({}),
        json!({ "color": { "brand": {} } }),
        json!({ "color": { "brand": { "1": { "$value": 7 } } } }),
    ] {
        assert!(!validator.is_valid(&wrong), "{wrong}");
    }
}

#[test]
fn tokens_of_others_are_kept_where_they_stood() {
    let text = r##"{
  "$description": "Ours",
  "space": { "$type": "dimension", "small": { "$value": { "value": 4, "unit": "px" } } },
  "color": {
    "$type": "color",
    "palette": { "navy": { "$value": "#0B2545" } },
    "brand": {
      "$description": "in their order",
      "1": { "$value": "{color.palette.navy}", "$description": "leads" },
      "2": { "$value": { "colorSpace": "srgb", "components": [1, 0.5, 0], "alpha": 1 } }
    }
  },
  "font": { "body": { "$type": "fontFamily", "$value": ["Inter", "Arial"], "$deprecated": true } },
  "$extensions": { "com.example": { "a": [1, 2] }, "id.jejak": { "mood": "calm", "ground": "dark" } }
}"##;
    let brand = read_brand(text.as_bytes()).unwrap();
    assert_eq!(brand.colors, [0x0B2545, 0xFF8000].map(Color::hex));
    assert_eq!(brand.body.as_deref(), Some("Inter"));
    assert_eq!(brand.ground, BrandGround::Dark);
    let written = write_brand(&brand);
    assert_eq!(read_brand(&written).unwrap(), brand);
    let value: Value = serde_json::from_slice(&written).unwrap();
    for (place, kept) in [
        ("/$description", json!("Ours")),
        ("/space/small/$value/unit", json!("px")),
        ("/color/palette/navy/$value", json!("#0B2545")),
        ("/color/brand/$description", json!("in their order")),
        ("/color/brand/1/$description", json!("leads")),
        ("/font/body/$deprecated", json!(true)),
        ("/$extensions/com.example/a/1", json!(2)),
        ("/$extensions/id.jejak/mood", json!("calm")),
    ] {
        assert_eq!(value.pointer(place), Some(&kept), "{place}");
    }
    let map = with(brand);
    assert_eq!(file::load(&file::save(&map)).unwrap().map, map);
}

#[test]
fn colours_of_every_space_are_understood() {
    for (space, components, expected) in [
        ("srgb", json!([0.2, 0.4, 0.6]), 0x336699),
        ("hsl", json!([210, 50, 40]), 0x336699),
        ("oklch", json!([1, 0, "none"]), 0xFFFFFF),
        ("srgb-linear", json!([0, 1, 0]), 0x00FF00),
        ("lab", json!([0, 0, 0]), 0x000000),
        ("xyz-d65", json!([0, 0, 0]), 0x000000),
    ] {
        let value = json!({ "colorSpace": space, "components": components });
        let file = json!({ "color": { "brand": { "1": { "$value": value } } } });
        let brand = read_brand(file.to_string().as_bytes()).unwrap();
        assert_eq!(brand.colors, [Color::hex(expected)], "{space}");
    }
    // Beyond sRGB, what the file itself says of it.
    let value = json!({ "colorSpace": "display-p3", "components": [1, 0, 0], "hex": "#FE0102" });
    let file = json!({ "color": { "brand": { "1": { "$value": value } } } });
    let brand = read_brand(file.to_string().as_bytes()).unwrap();
    assert_eq!(brand.colors, [Color::hex(0xFE0102)]);
}

/// A file with one thing wrong, where that is, and what it is.
#[test]
fn what_is_wrong_is_told_with_its_place_and_what_to_do() {
    let colors = r##""color": { "brand": { "1": { "$value": "#123456" } } }"##;
    let ours = |inner: &str| {
        format!("{{\n  \"$extensions\": {{ \"id.jejak\": {{\n    {inner} }} }},\n  {colors}\n}}")
    };
    let token = |value: &str| {
        format!("{{\n  \"color\": {{ \"brand\": {{\n    \"1\": {{ \"$value\": {value} }} }} }}\n}}")
    };
    let many = |count: usize| {
        let one = |n: usize| format!("\"{n}\": {{ \"$value\": \"#123456\" }}");
        let all: Vec<String> = (0..count).map(one).collect();
        format!(
            "{{ \"color\": {{\n \"brand\": {{ {} }} }} }}",
            all.join(", ")
        )
    };
    let long = format!("\"foot\": \"{}\"", "a".repeat(501));
    for (text, place, named) in [
        ("{}".to_owned(), (1, 1), "no colour"),
        ("[]".to_owned(), (1, 1), "a record"),
        ("{ \"color\": 1 }".to_owned(), (1, 12), "a number"),
        ("{ \"color\": {} }".to_owned(), (1, 12), "no colour"),
        (many(7), (2, 11), "at most 6"),
        (token("\"navy\""), (3, 22), "navy"),
        (
            token("{ \"colorSpace\": \"cmyk\", \"components\": [0, 0, 0] }"),
            (3, 22),
            "cmyk",
        ),
        (
            token("{ \"colorSpace\": \"srgb\", \"components\": [0, 0, 0], \"alpha\": 0.5 }"),
            (3, 80),
            "opaque",
        ),
        (
            token("{ \"colorSpace\": \"srgb\", \"components\": [0, 0] }"),
            (3, 22),
            "colorSpace",
        ),
        (token("\"{color.other}\""), (3, 22), "{color.other}"),
        (token("\"{color.brand.1}\""), (3, 22), "itself"),
        (ours("\"ground\": \"pink\""), (3, 15), "pink"),
        (ours("\"name\": 7"), (3, 13), "a text"),
        (ours(&long), (3, 13), "500"),
        (
            ours("\"logo\": \"data:image/gif;base64,AAAA\""),
            (3, 13),
            "PNG or JPEG",
        ),
        (
            ours("\"faces\": [{ \"family\": \"X\", \"data\": \"AAAA\" }]"),
            (3, 15),
            "OpenType",
        ),
        (
            ours("\"source\": { \"file\": \"a\", \"sha256\": \"12\" }"),
            (3, 15),
            "64",
        ),
        (ours("\"format_version\": 2"), (3, 23), "newer Jejak"),
        ("{ \"color\": ".to_owned(), (1, 12), "cut off"),
    ] {
        let error = read_brand(text.as_bytes()).unwrap_err();
        assert_eq!((error.line, error.column), place, "{text}\n{error:?}");
        let told = error.describe(Language::English);
        assert!(told.contains(named), "{told}");
    }
    assert!(matches!(
        read_brand(b"\xFF\xFE").unwrap_err().kind,
        BrandErrorKind::Json(_)
    ));
}

#[test]
fn a_brand_that_is_broken_is_told_and_kept_and_the_map_opens() {
    let map = with(full());
    let text = String::from_utf8(file::save(&map)).unwrap();
    let broken = text.replace("\"ground\": \"tinted\"", "\"ground\": \"plaid\"");
    let loaded = file::load(broken.as_bytes()).unwrap();
    let kinds: Vec<_> = loaded
        .warnings
        .iter()
        .map(|warning| &warning.kind)
        .collect();
    assert!(
        matches!(
            kinds[..],
            [WarningKind::BadBrand(BrandFault::UnknownWord { .. })]
        ),
        "{kinds:?}"
    );
    assert_eq!(loaded.map.brand, None);
    assert_eq!(loaded.map.theme, Map::default().theme);
    // It is all still there.
    let saved = String::from_utf8(file::save(&loaded.map)).unwrap();
    assert!(saved.contains("\"ground\": \"plaid\""));
    assert_eq!(file::load(saved.as_bytes()).unwrap().map, loaded.map);
    // Another one takes its place.
    let mut mended = loaded.map;
    mended.set_brand(Some(Arc::new(Brand::default())));
    let again = file::load(&file::save(&mended)).unwrap();
    assert_eq!(again.warnings, []);
    assert_eq!(again.map.brand, mended.brand);
}

#[test]
fn a_brand_is_set_changed_and_taken_away_by_one_edit_each() {
    let map = Arc::new(generate(20, 3));
    let mut history = History::new(map.clone());
    let set = |brand| vec![Edit::SetBrand(brand)];
    history
        .apply("Set brand", &set(Some(Arc::new(full()))))
        .unwrap();
    assert_eq!(history.map().brand.as_deref(), Some(&full()));
    assert_ne!(history.map().theme, map.theme);
    history.apply("Remove brand", &set(None)).unwrap();
    assert_eq!(**history.map(), *map);
    history.undo();
    assert_eq!(history.map().brand.as_deref(), Some(&full()));
    history.undo();
    assert_eq!(**history.map(), *map);

    let refused = |brand: Brand, flaw| {
        let refused = apply(&map, &Edit::SetBrand(Some(Arc::new(brand))));
        assert_eq!(refused, Err(EditError::Breaks(Problem::BadBrand(flaw))));
    };
    let colors = Vec::new();
    refused(Brand { colors, ..full() }, BrandFlaw::Colors);
    let colors = vec![Color::BLACK; 7];
    refused(Brand { colors, ..full() }, BrandFlaw::Colors);
    let foot = "a".repeat(501);
    refused(Brand { foot, ..full() }, BrandFlaw::LongText);
    let faces = vec![full().faces.remove(0); 9];
    refused(Brand { faces, ..full() }, BrandFlaw::Faces);
}

#[test]
fn brands_are_compared_taken_and_merged() {
    let plain = generate(20, 3);
    let bank = with(full());
    let mut shop = plain.clone();
    let colors = vec![Color::hex(0xFF3D7F)];
    let name = "Toy shop".to_owned();
    shop.set_brand(Some(Arc::new(Brand {
        name,
        colors,
        ..Brand::default()
    })));
    for (from, to) in [(&plain, &bank), (&bank, &shop), (&shop, &plain)] {
        let found = changes(from, to);
        assert_eq!(found.len(), 1);
        let taken = take(from, to, &found);
        assert_eq!((&taken.brand, &taken.theme), (&to.brand, &to.theme));
    }
    // One side changed it: it is taken. Both did, each otherwise: a conflict.
    let merged = merge(&plain, &plain, &bank);
    assert_eq!(merged.conflicts, []);
    assert_eq!(
        (&merged.map().brand, &merged.map().theme),
        (&bank.brand, &bank.theme)
    );
    assert_eq!(merge(&plain, &bank, &shop).conflicts.len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_are_a_brand_or_an_error(text in "\\PC{0,60}", cut in 0..2000_usize) {
        let _ = read_brand(text.as_bytes());
        let whole = write_brand(&Brand { faces: Vec::new(), ..full() });
        let _ = read_brand(&whole[..cut.min(whole.len())]);
    }

    #[test]
    fn texts_and_colours_of_any_kind_come_back(
        texts in prop::array::uniform6(".{0,40}"),
        colors in prop::collection::vec(0..0x100_0000_u32, 1..=6),
    ) {
        let [name, foot, client, version, heading, body] = texts;
        let some = |text: String| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let brand = Brand {
            name,
            foot,
            client,
            version,
            heading: some(heading),
            body: some(body),
            colors: colors.into_iter().map(Color::hex).collect(),
            ..Brand::default()
        };
        // What looks like an alias is one.
        let is_alias = |family: &Option<String>| family.as_ref().is_some_and(|f| f.starts_with('{'));
        prop_assume!(!is_alias(&brand.heading) && !is_alias(&brand.body));
        prop_assert_eq!(read_brand(&write_brand(&brand)).unwrap(), brand);
    }
}
