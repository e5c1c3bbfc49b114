//! The icons that a person may choose, with their names and what else they are searched by.

use crate::{scene::Icon, words::Language};

/// The icons on offer in `icons/`; those of the window alone are left out.
const OFFERED: [&str; 64] = [
    "note",
    "arrow",
    "target",
    "quote",
    "heart",
    "warning",
    "idea",
    "gear",
    "gauge",
    "channels",
    "store",
    "globe",
    "phone",
    "call",
    "mail",
    "chat",
    "tv",
    "people",
    "person",
    "star",
    "flag",
    "cart",
    "card",
    "truck",
    "box",
    "camera",
    "calendar",
    "clock",
    "map-pin",
    "search",
    "download",
    "upload",
    "document",
    "folder",
    "key",
    "lock",
    "ticket",
    "qr",
    "event",
    "message",
    "megaphone",
    "gift",
    "handshake",
    "tools",
    "home",
    "car",
    "train",
    "plane",
    "hospital",
    "school",
    "coffee",
    "bag",
    "wallet",
    "chart",
    "checklist",
    "image",
    "link",
    "pencil",
    "eye",
    "check",
    "print",
    "share",
    "keyboard",
    "info",
];

/// What else each of them is searched by, one after the other; English, for the translation table.
fn words() -> [&'static str; OFFERED.len()] {
    [
        "card text remark",
        "action go next step",
        "touchpoint goal aim circle",
        "thought says voice words",
        "emotion love feeling favourite",
        "pain problem risk danger alert",
        "opportunity light bulb lamp improve",
        "organisation settings process machine",
        "metric measure speed score",
        "channels list matrix",
        "store retail branch market counter",
        "web site internet world online",
        "app smartphone device",
        "phone telephone handset receiver hotline ring support",
        "e-mail post envelope newsletter",
        "chat talk bot speech social",
        "tv spot advert screen",
        "persons group family friends team",
        "customer user adviser human",
        "rating review moment best",
        "milestone goal start finish",
        "buy shop order basket",
        "payment credit pay",
        "delivery truck transport shipping",
        "package box delivery product",
        "photo picture video",
        "date appointment booking",
        "time wait hours duration",
        "location address pin where",
        "search find research look",
        "get save receive",
        "send share put",
        "paper form contract file",
        "files archive records",
        "access login handover",
        "security privacy safe closed",
        "event admission voucher support",
        "scan square barcode",
        "fair show party meeting",
        "sms text notification",
        "campaign advert announce marketing",
        "present bonus reward",
        "deal agreement partner sale",
        "repair service workshop fix",
        "home living property",
        "drive vehicle auto",
        "rail station commute",
        "flight travel airport",
        "health clinic doctor care",
        "learn education training",
        "cafe break restaurant drink",
        "shopping purchase carry",
        "wallet money price cost",
        "statistics report data numbers",
        "tasks list survey steps",
        "image photo gallery",
        "chain connect address",
        "write edit draw sign",
        "see view watch attention",
        "done yes confirm ok",
        "print paper",
        "recommend spread social",
        "type computer",
        "info help advice",
    ]
}

/// What the offered icons are called, one after the other; English, for the translation table.
fn names() -> [&'static str; OFFERED.len()] {
    [
        "Note",
        "Arrow",
        "Target",
        "Quotation marks",
        "Heart",
        "Warning",
        "Idea",
        "Gear",
        "Gauge",
        "Rows",
        "Shop",
        "Globe",
        "Mobile phone",
        "Phone call",
        "Letter",
        "Conversation",
        "Television",
        "People",
        "Person",
        "Star",
        "Flag",
        "Shopping cart",
        "Bank card",
        "Lorry",
        "Parcel",
        "Camera",
        "Calendar",
        "Clock",
        "Location pin",
        "Magnifying glass",
        "Download",
        "Upload",
        "Document",
        "Folder",
        "Key",
        "Lock",
        "Ticket",
        "QR code",
        "Event",
        "Message",
        "Megaphone",
        "Gift",
        "Handshake",
        "Tools",
        "House",
        "Car",
        "Train",
        "Plane",
        "Hospital",
        "School",
        "Coffee",
        "Bag",
        "Wallet",
        "Chart",
        "Checklist",
        "Picture",
        "Link",
        "Pencil",
        "Eye",
        "Tick mark",
        "Printer",
        "Share",
        "Keyboard",
        "Information",
    ]
}

/// What an icon is called; an icon that is not offered has the name of its file.
pub(super) fn name_of(icon: &str, language: Language) -> &str {
    let place = OFFERED.iter().position(|known| *known == icon);
    place.map_or(icon, |place| language.t(names()[place]))
}

/// The icons of which some name or word begins with each word of a query, with their names; all
/// for an empty one.
pub(super) fn search(query: &str, language: Language) -> Vec<(Icon, &'static str)> {
    let query = query.to_lowercase();
    let wanted: Vec<&str> = query.split_whitespace().collect();
    let offered = OFFERED.iter().zip(names()).zip(words());
    offered
        .filter_map(|((icon, name), words)| {
            let own = language.t(name);
            let own_words = language.t(words);
            let all = format!("{own} {own_words} {name} {words} {icon}").to_lowercase();
            let begins =
                |wanted: &&str| all.split_whitespace().any(|word| word.starts_with(wanted));
            let fits = wanted.iter().all(begins);
            fits.then_some((Icon::named(icon)?, own))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_icon_on_offer_is_there_once_and_has_a_name_of_its_own() {
        for language in Language::ALL {
            let all = search("", language);
            assert_eq!(all.len(), OFFERED.len());
            let names: HashSet<_> = all.iter().map(|(_, name)| name).collect();
            assert_eq!(names.len(), OFFERED.len(), "{language:?}");
        }
    }

    #[test]
    fn icons_are_found_by_other_words_and_in_both_languages() {
        let found = |query, language| -> Vec<&str> {
            let icons = search(query, language).into_iter();
            icons.map(|(icon, _)| icon.name()).collect()
        };
        assert_eq!(found("Truck", Language::English), ["truck"]);
        assert_eq!(found("lorry", Language::Indonesian), ["truck"]);
        assert_eq!(found("kopi", Language::Indonesian), ["coffee"]);
        assert_eq!(found("light b", Language::English), ["idea"]);
        for (query, language) in [
            ("phone", Language::English),
            ("handset", Language::English),
            ("telepon", Language::Indonesian),
            ("gagang", Language::Indonesian),
        ] {
            let icons = found(query, language);
            assert!(icons.contains(&"call"), "{query}: {icons:?}");
        }
        assert_eq!(found("keranjang belanja", Language::Indonesian), ["cart"]);
        assert_eq!(found("nonsense", Language::English), [""; 0]);
    }
}
