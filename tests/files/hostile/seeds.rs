//! Valid files of every reader, small ones, to begin with.

use std::{
    sync::Arc,
    time::{Duration, SystemTime},
};

use jejak::{
    editor::{Editor, Effect, Intent},
    exchange::{self, MapFormat, carry},
    file::{
        self,
        journal::{JournalEntry, Turn},
        picture,
        stamp::Fingerprint,
    },
    model::{Map, Picture, Target},
    text::Fonts,
};

use super::readers::{sample, small};

const MERMAID: &str = "---\ntitle: Front\n---\njourney\n  accTitle: Spoken\n  title My day #35; <br/> it\n  section Go to work\n    Make tea: 5: Me, Cat\n    Sit: down: 3.5: Me;\n  %% a comment\n  section Home\n    Rest:-2:\n    accDescr { one\n two }\n    What #colon; is: 0x3: #9829;\n";
const NOTES: &str = "Text,Frame,Color,Position X,Position Y,Tags\nPays,Buy,#FFF9B1,1,2,a\n\"Wa\nits\",Use,red,900,2,\n";
const STACKED: &str =
    "One,,\nStage,A,B\nActions,x,y\nEmotion,1,2\n\nTwo,,\nStage,C,D\nActions,x,y\nPains,z,\n";
const TABLE: &str = "Journey,Awareness,Purchase,Loyalty\nActions,\"Looks\naround\",Buys,\nEmotion,1,-2,5\nNPS,10,20.5,−3\nChannel,\"Web, shop\",App / web,Post\nGoal,g,h,i\nDuration,2 days,1h,\n'=x,'+y,,\n";
const DOCUMENT: &str = "# One\n\n**Persona:** Ani, 27\n\n> | Stage | A | B \\| c |\n> |:--|---|--:|\n> | **Actions** | - x<br>- `y` | z |\n> | Emotion | 😊 glad | 2/5 |\n\n## Stage 1: D\n\n- **Actions:**\n  1. one\n- Emotion: ++\n\n### Pains\n\n* p\n\n## E\nActions: q\n_why?_\n\n```mermaid\njourney\n  a: 3: b\n```\n";
const RECORDS: &str = "journey:\n  title: T\n  persona: &p {name: Ani, goals: [g]}\n  stages:\n    - name: A\n      emotion: 2\n      actions: [x, 'y: z']\n      steps:\n        - step: s\n          pain_points: |\n            two\n            lines\n    - B:\n        feelings: sad\n        touchpoints: {web: [a], shop: ~}\n  more: *p\n---\nstages:\n  first: {thoughts: t}\n  <<: {second: {thoughts: u}}\n";
const JSON_RECORDS: &str = r#"{"map":[{"stage":"A","step":"s","persona":"p1","emotion":{"score":2,"label":"sad"},"metrics":[{"name":"NPS","value":4}]},{"stage":"B","actions":[{"text":"x","owner":"y"}]}],"personas":[{"id":"p1","name":"Ani"}]}"#;
const NOTEBOOK: &str = r##"{"nbformat":4,"cells":[{"cell_type":"markdown","source":["# T\n","```mermaid\n","journey\n"," a: 3: b\n","```\n"]},{"cell_type":"code","source":"x"},{"cell_type":"markdown","source":"| Stage | A |\n|---|---|\n| Actions | b |"}]}"##;
const LANES: &str = r#"{"stages":["A","B"],"lanes":[{"name":"Actions","cells":{"A":"x","B":["y","z"]}},{"type":"emotion","items":[1,2]}],"cards":[{"stage":"A","lane":"pains","text":"q"}]}"#;
const PAGE: &str = "<html><style>td{}</style><h1>T &amp; u</h1><table><caption>C</caption><tr><th>Stage<th colspan=2>A<th>B</tr><tr><td>Actions</td><td><p>x</p><p>y<td>z<br>w</td><td rowspan=\"2\">v</td></tr><tr><td>Emotion<td>3<td>2</table><table><tr><td>";
const ANSWERS: &str = "stage;score;persona;date;comment\nKnows;4;Ani;2026-01-02;\"so; so\"\n2;3,5;;;\nnowhere;1;;;\nKnows;−1;Nobody;;\n";
const OPEN_JOURNEY: &str = r#"{"journey":{"title":"T","description":"D","personas":[{"name":"Ani"}],
"stages":[{"id":"s1","title":"One","order":2},{"id":"s2","name":"Two","order":1}],
"swimlanes":[{"id":"l1","name":"Doing","type":"customer_actions"},{"id":"l2","title":"Emotion","type":"emotion"}],
"nodes":[{"stage":"s1","swimlane":"l1","title":"A","description":"B","channel":"Web","persona":"Ani","score":-3},
{"stageId":"s2","swimlaneId":"l2","title":"C","score":"4.5","isMomentOfTruth":true},
{"stage":"s2","laneId":"none","text":"file:///etc/passwd","emotion":99,"order":1},{"stage":"s9"}]}}"#;
const SHEET: &str = "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>\
<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Journey</t></is></c><c r=\"B1\" t=\"s\"><v>0</v></c><c r=\"C1\" t=\"str\"><v>Buy</v></c></row>\
<row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c><c r=\"B2\"><v>-1.5</v></c><c r=\"C2\" t=\"b\"><v>1</v></c></row>\
<row r=\"3\"><c r=\"A3\"/><c r=\"C3\" s=\"0\"><f>1+1</f><v>45000</v></c></row></sheetData>\
<mergeCells><mergeCell ref=\"B3:C4\"/></mergeCells></worksheet>\0\
<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><t>Aware</t></si><si><r><t>Emo</t></r><r><t>tion</t></r></si></sst>\0\
<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><cellXfs><xf numFmtId=\"14\"/></cellXfs></styleSheet>";
const TOKENS: &str = r##"{"color":{"$type":"color","primary":{"500":{"$value":{"colorSpace":"oklch","components":[0.4,0.1,260],"alpha":1}}},"accent":{"$value":"{color.base}"},"base":{"$value":"#C9A227"},"b":{"$extends":"{color}","$root":{"$value":{"colorSpace":"display-p3","components":[1,0,"none"]}}}},"font":{"h":{"$type":"typography","$value":{"fontFamily":"{font.f}"}},"f":{"$type":"fontFamily","$value":["Lora","serif"]}},"r":{"$ref":"#/color/base"}}"##;
const OLD_TOKENS: &str = r##"{"global":{"blue":{"value":"hsl(210 80% 40%)","type":"color"}},"light":{"brand":{"value":"{blue}","type":"color"},"x":{"value":"$blue"}},"$themes":[]}"##;
const THEME: &str = "<a:theme name=\"N\"><a:clrScheme><a:dk1><a:sysClr val=\"windowText\" lastClr=\"000000\"/></a:dk1><a:accent1><a:srgbClr val=\"0B2545\"><a:lumMod val=\"75%\"/></a:srgbClr></a:accent1><a:accent2><a:hslClr hue=\"9\" sat=\"50000\" lum=\"50000\"/></a:accent2></a:clrScheme><a:fontScheme><a:majorFont><a:latin typeface=\"Lora\"/></a:majorFont></a:fontScheme></a:theme>\0<p:sldMaster><p:clrMap bg1=\"lt1\" tx1=\"dk1\"/><p:sp><p:spPr><a:solidFill><a:schemeClr val=\"accent1\"><a:tint val=\"50000\"/></a:schemeClr></a:solidFill></p:spPr><p:style><a:fillRef idx=\"1\"><a:prstClr val=\"dkRed\"/></a:fillRef></p:style></p:sp><p:pic><a:blip r:embed=\"r1\"/></p:pic></p:sldMaster>";
const DRAWING: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\"><style>.a{fill:#0B2545}</style><path fill=\"rgb(1,2,3)\" style=\"stroke:red\"/></svg>";
const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"4\">";
/// Two pixels by two, without loss.
const WEBP: &[u8] =
    b"RIFF\x1c\0\0\0WEBPVP8L\x0f\0\0\0\x2f\x01\x40\0\0\x07\x10\xfd\x8f\xfe\x07\x22\xa2\xff\x01\0";

/// Of the reader of this name.
pub(super) fn of(reader: &str) -> Vec<Vec<u8>> {
    let newer = include_bytes!("../journey/newer.journey").to_vec();
    let known = file::load(&newer).expect("the fixture is a map").map;
    let maps = [small(), known];
    let saved: Vec<Vec<u8>> = maps.iter().map(file::save).collect();
    let written = |format: MapFormat| {
        let given = maps
            .iter()
            .filter_map(move |map| exchange::write(format, map, true));
        given.map(|given| given.bytes).collect::<Vec<_>>()
    };
    let texts = |texts: &[&str]| texts.iter().map(|text| text.as_bytes().to_vec()).collect();
    let with = |mut list: Vec<Vec<u8>>, more: Vec<Vec<u8>>| {
        list.extend(more);
        list
    };
    match reader {
        "journey" => with(vec![newer, file::save(&with_pictures())], saved),
        "mermaid" => {
            let carrying =
                exchange::write(MapFormat::Mermaid, &maps[0], false).map(|given| given.bytes);
            let fenced = format!("# Notes\n\n```mermaid\n{MERMAID}```\n");
            let list = texts(&[MERMAID, &fenced]);
            with(
                with(list, written(MapFormat::Mermaid)),
                carrying.into_iter().collect(),
            )
        }
        "table" => {
            let list = texts(&[NOTES, STACKED, TABLE, &TABLE.replace(',', "\t")]);
            with(with(list, written(MapFormat::Csv)), written(MapFormat::Tsv))
        }
        "markdown" => with(
            texts(&[DOCUMENT, MERMAID, NOTEBOOK]),
            written(MapFormat::Markdown),
        ),
        "html" => texts(&[PAGE]),
        "records" => texts(&[RECORDS, JSON_RECORDS, LANES]),
        "survey" => texts(&[ANSWERS, TABLE]),
        "workbook" => with(texts(&[SHEET]), written(MapFormat::Workbook)),
        "open_journey" => with(texts(&[OPEN_JOURNEY]), written(MapFormat::OpenJourney)),
        "picture" => saved
            .iter()
            .flat_map(|file| [png(file), svg(file)])
            .collect(),
        "carry" => {
            let packed = saved.iter().map(|file| carry::pack(file));
            let text = saved
                .iter()
                .map(|file| carry::pack_as_text(file).into_bytes());
            packed.chain(text).collect()
        }
        "image" | "image_in_map" => {
            let pictures = pictures().map(|picture| picture.encoded().to_vec());
            with(pictures.into(), vec![WEBP.to_vec()])
        }
        "journal" => saved.iter().map(|text| journal(text)).collect(),
        "clipboard" => {
            let list = texts(&[
                "- one\n• two\n",
                "a\tb\nc\t\"d\ne\"\n",
                "<table><tr><td>a</td></tr></table>\0a",
            ]);
            with(list, copied())
        }
        "brand" => {
            let [_, png] = pictures();
            let logo = vec![png.encoded().to_vec()];
            with(texts(&[TOKENS, OLD_TOKENS, THEME, DRAWING]), logo)
        }
        other => panic!("there is no reader {other}"),
    }
}

fn png(file: &[u8]) -> Vec<u8> {
    let chunk = exchange::picture::png_chunk(file);
    let length = u32::try_from(chunk.len())
        .expect("it is short")
        .to_be_bytes();
    let head = b"\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0\x90\x77\x53\xde";
    let end = b"\0\0\0\0IEND\xae\x42\x60\x82";
    [
        b"\x89PNG\r\n\x1a\n",
        &head[..],
        &length,
        b"iTXt",
        &chunk,
        b"\0\0\0\0",
        end,
    ]
    .concat()
}

fn svg(file: &[u8]) -> Vec<u8> {
    format!("{SVG}\n{}</svg>\n", exchange::picture::svg_element(file)).into_bytes()
}

/// A JPEG and a PNG.
fn pictures() -> [Picture; 2] {
    [255, 90].map(|alpha| {
        let pixels = (0..16 * 12).flat_map(|at: u8| [at, 255 - at, at.wrapping_mul(7), alpha]);
        picture::import_pixels(16, 12, pixels.collect()).expect("they are pixels")
    })
}

fn with_pictures() -> Map {
    let mut map = small();
    let [jpeg, png] = pictures();
    let persona = Arc::make_mut(&mut map.personas[0]);
    persona.picture = Some(png);
    let lane = Arc::make_mut(&mut map.lanes[0]);
    if let jejak::model::LaneKind::Cards { cards, .. } = &mut lane.kind {
        Arc::make_mut(&mut cards[0]).picture = Some(jpeg);
    }
    map
}

fn journal(text: &[u8]) -> Vec<u8> {
    let entry = JournalEntry {
        file: Some("/maps/a.journey".into()),
        base: Some(Fingerprint::of(b"base")),
        when: SystemTime::UNIX_EPOCH + Duration::from_millis(1_700_000_000_123),
        text: text.to_vec(),
    };
    entry.to_bytes(Turn::default()).expect("it can be written")
}

/// What the program itself puts on the clipboard.
fn copied() -> Vec<Vec<u8>> {
    let map = sample();
    let stage = Target::Stage(map.stages[0].id.clone());
    let lane = Target::Lane(map.lanes[1].id.clone());
    let small = small();
    let card = Target::Card(small.cards().next().expect("it has one").id.clone());
    let mut list = Vec::new();
    for (map, target) in [(map.clone(), stage), (map, lane), (small, card)] {
        let mut editor = Editor::new(map, Fonts::bundled());
        editor.handle(Intent::Select(vec![target]));
        for effect in editor.handle(Intent::Action(jejak::editor::Action::Copy)) {
            if let Effect::Copy { text, html, .. } = effect {
                list.push([html.unwrap_or_default().as_bytes(), b"\0", text.as_bytes()].concat());
            }
        }
    }
    list
}
