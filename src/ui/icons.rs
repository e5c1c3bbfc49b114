//! The icons that a person may choose, with their names and what else they are searched by.

use crate::{scene::Icon, words::Language};

/// The icons on offer in `icons/`, each with words to search it by; those of the window alone are
/// left out.
const OFFERED: [(&str, &str); 64] = [
    ("note", "card text remark"),
    ("arrow", "action go next step"),
    ("target", "touchpoint goal aim circle"),
    ("quote", "thought says voice words"),
    ("heart", "emotion love feeling favourite"),
    ("warning", "pain problem risk danger alert"),
    ("idea", "opportunity light bulb lamp improve"),
    ("gear", "organisation settings process machine"),
    ("gauge", "metric measure speed score"),
    ("channels", "channels list matrix"),
    ("store", "store retail branch market counter"),
    ("globe", "web site internet world online"),
    ("phone", "app smartphone device"),
    ("call", "telephone hotline ring support"),
    ("mail", "e-mail post envelope newsletter"),
    ("chat", "chat talk bot speech social"),
    ("tv", "tv spot advert screen"),
    ("people", "persons group family friends team"),
    ("person", "customer user adviser human"),
    ("star", "rating review moment best"),
    ("flag", "milestone goal start finish"),
    ("cart", "buy shop order basket"),
    ("card", "payment credit pay"),
    ("truck", "delivery truck transport shipping"),
    ("box", "package box delivery product"),
    ("camera", "photo picture video"),
    ("calendar", "date appointment booking"),
    ("clock", "time wait hours duration"),
    ("map-pin", "location address pin where"),
    ("search", "search find research look"),
    ("download", "get save receive"),
    ("upload", "send share put"),
    ("document", "paper form contract file"),
    ("folder", "files archive records"),
    ("key", "access login handover"),
    ("lock", "security privacy safe closed"),
    ("ticket", "event admission voucher support"),
    ("qr", "scan square barcode"),
    ("event", "fair show party meeting"),
    ("message", "sms text notification"),
    ("megaphone", "campaign advert announce marketing"),
    ("gift", "present bonus reward"),
    ("handshake", "deal agreement partner sale"),
    ("tools", "repair service workshop fix"),
    ("home", "home living property"),
    ("car", "drive vehicle auto"),
    ("train", "rail station commute"),
    ("plane", "flight travel airport"),
    ("hospital", "health clinic doctor care"),
    ("school", "learn education training"),
    ("coffee", "cafe break restaurant drink"),
    ("bag", "shopping purchase carry"),
    ("wallet", "wallet money price cost"),
    ("chart", "statistics report data numbers"),
    ("checklist", "tasks list survey steps"),
    ("image", "image photo gallery"),
    ("link", "chain connect address"),
    ("pencil", "write edit draw sign"),
    ("eye", "see view watch attention"),
    ("check", "done yes confirm ok"),
    ("print", "print paper"),
    ("share", "recommend spread social"),
    ("keyboard", "type computer"),
    ("info", "info help advice"),
];

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
    let place = OFFERED.iter().position(|(known, _)| *known == icon);
    place.map_or(icon, |place| language.t(names()[place]))
}

/// The icons of which some name or word begins with each word of a query, with their names; all
/// for an empty one.
pub(super) fn search(query: &str, language: Language) -> Vec<(Icon, &'static str)> {
    let query = query.to_lowercase();
    let wanted: Vec<&str> = query.split_whitespace().collect();
    let offered = OFFERED.iter().zip(names());
    offered
        .filter_map(|((icon, words), name)| {
            let own = language.t(name);
            let all = format!("{own} {name} {words} {icon}").to_lowercase();
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
        assert_eq!(found("nonsense", Language::English), [""; 0]);
    }
}
