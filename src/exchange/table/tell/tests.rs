//! Tables of both kinds, as survey tools and people make them.

use std::sync::Arc;

use super::*;
use crate::model::Stage;

fn map() -> Map {
    let stage = |title: &str| {
        Arc::new(Stage {
            title: title.to_owned(),
            ..Stage::default()
        })
    };
    Map {
        stages: ["Menunggu", "Bertemu dokter", "Membayar"]
            .map(stage)
            .to_vec(),
        ..Map::default()
    }
}

fn told(text: &str) -> Holds {
    let table = Table::read(text.as_bytes()).expect("a table");
    tell(&table, Some(&map()))
}

#[test]
fn answers_are_known_as_such() {
    for text in [
        "stage\tscore\nAwareness\t1\nPurchase\t-2\n",
        "Stage,Rating\nRetention,4\nSupport,2\nOnboarding,3\n",
        "date;Stage;Who (persona);score;comment\n2026-02-01;Purchase;Dewi;2;\"too dear; really not worth it\"\n2026-02-03;Awareness;;4,5;fine\n",
        "Tahap,Skor,Alasan\nMenunggu,2,terlalu lama sekali di sini\nMenunggu,3,\nMembayar,5,cepat dan ramah\n",
        // As a form on the web keeps them.
        "Timestamp,Which step was it?,How did it feel (1-5)?,Why?\n2026/03/01 10:20:00,Paying at the till,4,quick and friendly staff\n2026/03/01 11:00:00,Paying at the till,2,\n2026/03/02 09:00:00,Finding a place to park,1,there was none to be found\n",
        // A column for each stage.
        "respondent,Awareness,Purchase,Loyalty\nR1,4,3,5\nR2,5,2,4\n",
        ",Menunggu,Bertemu dokter,Membayar\nAna,1,4,3\nBen,2,5,3\n",
        "id,q1,q2,q3\n1,4,3,5\n2,5,2,4\n3,1,1,2\n",
        // Stages of the map in a column that nothing names.
        "a,b\nMenunggu,1\nMenunggu,2\nMembayar,3\n",
    ] {
        assert_eq!(told(text), Holds::Answers, "{text}");
    }
}

#[test]
fn a_journey_is_known_as_such() {
    for text in [
        "Phase;Awareness;Purchase\nActions;\"- sees advert\n- asks\";buys\nEmotions;-1;2\nNPS;18;\nChannels;Web, Shop;Shop\nDuration;2 weeks;1 day\n",
        "Phase\tActions\tEmotions\tNPS\tChannels\tDuration\nAwareness\tsees\t-1\t18\tWeb, Shop\t2 weeks\nPurchase\tbuys\t2\t\tShop\t1 day\n",
        // The stages are those of the map that is open, and there are scores, too.
        "Tahap,Aktivitas,Skor emosi,Keluhan\nMenunggu,duduk,-1,antre\nBertemu dokter,bicara,2,\nMembayar,antre,-2,mahal\n",
        // Only figures.
        "Phase,Awareness,Purchase\nEmotion,1,2\n",
        "Phase,Awareness,Purchase\nEmotion,1,2\nNPS,10,20\nCSAT,80,70\n",
        // A row for each touchpoint.
        "Stage,Touchpoint,Channel,Score,Pain point\nAwareness,Advert,TV,3,loud\nAwareness,Home page,Web,4,\nPurchase,Till,Shop,2,queue\n",
        "Account\tAwareness\tUse\nPain points\tqueues\tforms\nHeard\t“why?”\t\n",
        ",Menunggu,Membayar\nLihat,\"orang lain datang lebih dulu\",\"kasir sibuk\"\nSuasana,1,-1\n",
        "Step,What happens there,Minutes\n1,She looks for the right counter,5\n2,She waits until her number is called,25\n3,She pays and gets her papers,10\n",
    ] {
        assert_eq!(told(text), Holds::Journey, "{text}");
    }
}

#[test]
fn our_own_format_is_known_by_its_heads() {
    let map = crate::file::load(crate::file::samples()[0].bytes)
        .unwrap()
        .map;
    let given = crate::exchange::write(crate::exchange::MapFormat::Csv, &map, true).unwrap();
    let table = Table::read(&given.bytes).unwrap();
    assert_eq!(tell(&table, Some(&map)), Holds::OwnMap);
    assert_eq!(tell(&table, None), Holds::OwnMap);
}

#[test]
fn dates_are_three_numbers() {
    for text in [
        "2026-03-01",
        "1/3/26 10:20",
        "01.03.2026",
        "2026-03-01T10:20:00Z",
    ] {
        assert!(is_date(text), "{text}");
    }
    for text in [
        "",
        "1-2",
        "2026",
        "1.5",
        "a-b-c",
        "12:30",
        "1-2-3-4",
        "12345-1-1",
    ] {
        assert!(!is_date(text), "{text}");
    }
}
