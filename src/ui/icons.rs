//! The icons that a person may choose, with their names and what else they are searched by.

use crate::{
    scene::Icon,
    words::{Language, marked},
};

/// An icon that a person may choose.
struct Offered {
    /// Its file in `icons/`.
    icon: &'static str,
    /// What it is called; English, for a person.
    name: &'static str,
    /// What else it is searched by.
    words: &'static str,
}

const fn offered(icon: &'static str, name: &'static str, words: &'static str) -> Offered {
    Offered { icon, name, words }
}

/// The icons on offer, in this order; those of the window alone are left out.
static OFFERED: [Offered; 64] = [
    offered("note", marked("Note"), marked("card text remark")),
    offered("arrow", marked("Arrow"), marked("action go next step")),
    offered(
        "target",
        marked("Target"),
        marked("touchpoint goal aim circle"),
    ),
    offered(
        "quote",
        marked("Quotation marks"),
        marked("thought says voice words"),
    ),
    offered(
        "heart",
        marked("Heart"),
        marked("emotion love feeling favourite"),
    ),
    offered(
        "warning",
        marked("Warning"),
        marked("pain problem risk danger alert"),
    ),
    offered(
        "idea",
        marked("Idea"),
        marked("opportunity light bulb lamp improve"),
    ),
    offered(
        "gear",
        marked("Gear"),
        marked("organisation settings process machine"),
    ),
    offered(
        "gauge",
        marked("Gauge"),
        marked("metric measure speed score"),
    ),
    offered("channels", marked("Rows"), marked("channels list matrix")),
    offered(
        "store",
        marked("Shop"),
        marked("store retail branch market counter"),
    ),
    offered(
        "globe",
        marked("Globe"),
        marked("web site internet world online"),
    ),
    offered(
        "phone",
        marked("Mobile phone"),
        marked("app smartphone device"),
    ),
    offered(
        "call",
        marked("Phone call"),
        marked("phone telephone handset receiver hotline ring support"),
    ),
    offered(
        "mail",
        marked("Letter"),
        marked("e-mail post envelope newsletter"),
    ),
    offered(
        "chat",
        marked("Conversation"),
        marked("chat talk bot speech social"),
    ),
    offered("tv", marked("Television"), marked("tv spot advert screen")),
    offered(
        "people",
        marked("People"),
        marked("persons group family friends team"),
    ),
    offered(
        "person",
        marked("Person"),
        marked("customer user adviser human"),
    ),
    offered("star", marked("Star"), marked("rating review moment best")),
    offered(
        "flag",
        marked("Flag"),
        marked("milestone goal start finish"),
    ),
    offered(
        "cart",
        marked("Shopping cart"),
        marked("buy shop order basket"),
    ),
    offered("card", marked("Bank card"), marked("payment credit pay")),
    offered(
        "truck",
        marked("Lorry"),
        marked("delivery truck transport shipping"),
    ),
    offered(
        "box",
        marked("Parcel"),
        marked("package box delivery product"),
    ),
    offered("camera", marked("Camera"), marked("photo picture video")),
    offered(
        "calendar",
        marked("Calendar"),
        marked("date appointment booking"),
    ),
    offered("clock", marked("Clock"), marked("time wait hours duration")),
    offered(
        "map-pin",
        marked("Location pin"),
        marked("location address pin where"),
    ),
    offered(
        "search",
        marked("Magnifying glass"),
        marked("search find research look"),
    ),
    offered("download", marked("Download"), marked("get save receive")),
    offered("upload", marked("Upload"), marked("send share put")),
    offered(
        "document",
        marked("Document"),
        marked("paper form contract file"),
    ),
    offered("folder", marked("Folder"), marked("files archive records")),
    offered("key", marked("Key"), marked("access login handover")),
    offered(
        "lock",
        marked("Lock"),
        marked("security privacy safe closed"),
    ),
    offered(
        "ticket",
        marked("Ticket"),
        marked("event admission voucher support"),
    ),
    offered("qr", marked("QR code"), marked("scan square barcode")),
    offered("event", marked("Event"), marked("fair show party meeting")),
    offered(
        "message",
        marked("Message"),
        marked("sms text notification"),
    ),
    offered(
        "megaphone",
        marked("Megaphone"),
        marked("campaign advert announce marketing"),
    ),
    offered("gift", marked("Gift"), marked("present bonus reward")),
    offered(
        "handshake",
        marked("Handshake"),
        marked("deal agreement partner sale"),
    ),
    offered(
        "tools",
        marked("Tools"),
        marked("repair service workshop fix"),
    ),
    offered("home", marked("House"), marked("home living property")),
    offered("car", marked("Car"), marked("drive vehicle auto")),
    offered("train", marked("Train"), marked("rail station commute")),
    offered("plane", marked("Plane"), marked("flight travel airport")),
    offered(
        "hospital",
        marked("Hospital"),
        marked("health clinic doctor care"),
    ),
    offered(
        "school",
        marked("School"),
        marked("learn education training"),
    ),
    offered(
        "coffee",
        marked("Coffee"),
        marked("cafe break restaurant drink"),
    ),
    offered("bag", marked("Bag"), marked("shopping purchase carry")),
    offered(
        "wallet",
        marked("Wallet"),
        marked("wallet money price cost"),
    ),
    offered(
        "chart",
        marked("Chart"),
        marked("statistics report data numbers"),
    ),
    offered(
        "checklist",
        marked("Checklist"),
        marked("tasks list survey steps"),
    ),
    offered("image", marked("Picture"), marked("image photo gallery")),
    offered("link", marked("Link"), marked("chain connect address")),
    offered("pencil", marked("Pencil"), marked("write edit draw sign")),
    offered("eye", marked("Eye"), marked("see view watch attention")),
    offered("check", marked("Tick mark"), marked("done yes confirm ok")),
    offered("print", marked("Printer"), marked("print paper")),
    offered("share", marked("Share"), marked("recommend spread social")),
    offered("keyboard", marked("Keyboard"), marked("type computer")),
    offered("info", marked("Information"), marked("info help advice")),
];

/// What an icon is called; an icon that is not offered has the name of its file.
pub(super) fn name_of(icon: &str, language: Language) -> &str {
    let known = OFFERED.iter().find(|known| known.icon == icon);
    known.map_or(icon, |known| language.t(known.name))
}

/// The icons of which some name or word begins with each word of a query, with their names; all
/// for an empty one.
pub(super) fn search(query: &str, language: Language) -> Vec<(Icon, &'static str)> {
    let query = query.to_lowercase();
    let wanted: Vec<&str> = query.split_whitespace().collect();
    OFFERED
        .iter()
        .filter_map(|Offered { icon, name, words }| {
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
