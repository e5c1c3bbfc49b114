//! A channel: a medium through which customer and organisation meet.

use std::sync::LazyLock;

use super::{id::Id, unknown::Unknown};
use crate::words::words_of_all;

/// A medium through which customer and organisation meet.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Channel {
    /// Unique among the channels.
    pub id: Id,
    /// As people call it: "Store".
    pub name: String,
    /// The name of an icon in `icons/`; empty for the one of its name or its medium.
    pub icon: String,
    /// Whether it is met in the physical world or on a screen.
    pub medium: Medium,
    /// What this version does not know of it.
    pub unknown: Unknown,
}

impl Channel {
    /// The name of the channel's icon in `icons/`: its own, else that of what its name says, else
    /// that of its medium.
    pub fn icon_name(&self) -> &str {
        match self.medium {
            _ if !self.icon.is_empty() => &self.icon,
            Medium::Physical => physical(&self.name).unwrap_or("store"),
            Medium::Digital => "globe",
        }
    }

    /// Gives it a name. A medium that nobody has chosen follows from that, where it says one.
    pub fn rename(&mut self, name: &str) {
        if self.medium == Medium::of_name(&self.name) {
            self.medium = Medium::said_by(name).unwrap_or(self.medium);
        }
        name.clone_into(&mut self.name);
    }
}

/// Where a channel is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Medium {
    /// In the world: a shop, a letter, a person.
    Physical,
    /// On a screen or by voice.
    #[default]
    Digital,
}

impl Medium {
    /// In which world a channel of this name is met; what the name does not say is digital.
    ///
    /// ```
    /// use jejak::model::Medium;
    /// assert_eq!(Medium::of_name("TV and print"), Medium::Physical);
    /// assert_eq!(Medium::of_name("Online shop"), Medium::Digital);
    /// ```
    pub fn of_name(name: &str) -> Self {
        Self::said_by(name).unwrap_or_default()
    }

    /// `None` where a name says nothing of it.
    fn said_by(name: &str) -> Option<Self> {
        match physical(name) {
            Some(_) => Some(Self::Physical),
            None => says(name, &DIGITAL).then_some(Self::Digital),
        }
    }
}

/// Words of a channel that is met through a screen, whatever else its name says.
static DIGITAL: LazyLock<Vec<&str>> = LazyLock::new(|| {
    words(
        "web, website, site, internet, online, digital, app, e-mail, email, social, chat, sms, qr, \
         streaming, electronic",
    )
});

/// Words of a channel that is met in the physical world, with the icon of each.
static PHYSICAL: LazyLock<[(Vec<&str>, &str); 7]> = LazyLock::new(|| {
    [
        ("tv, television, cinema", "tv"),
        ("radio", "megaphone"),
        (
            "print, newspaper, magazine, brochure, catalogue, catalog, flyer, leaflet, poster, \
             billboard, letter, direct mail",
            "print",
        ),
        (
            "event, events, fair, trade fair, exhibition, conference",
            "event",
        ),
        ("word of mouth", "people"),
        (
            "shop, store, showroom, dealer, branch, counter, market",
            "store",
        ),
        (
            "desk, office, agency, kiosk, reception, in person, face to face, visit",
            "people",
        ),
    ]
    .map(|(english, icon)| (words(english), icon))
});

fn words(english: &'static str) -> Vec<&'static str> {
    words_of_all("name of a channel", english)
}

/// The icon of what a name says of the physical world.
fn physical(name: &str) -> Option<&'static str> {
    if says(name, &DIGITAL) {
        return None;
    }
    let mut known = PHYSICAL.iter();
    let found = known.find(|(words, _)| says(name, words));
    found.map(|(_, icon)| *icon)
}

/// Whether a name has one of some words, whole.
fn says(name: &str, words: &[&str]) -> bool {
    let name = name.to_lowercase();
    let own: Vec<&str> = split(&name);
    words.iter().any(|word| {
        let word = split(word);
        own.windows(word.len()).any(|some| some == word)
    })
}

fn split(text: &str) -> Vec<&str> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tv_radio_and_print_are_not_digital_and_an_online_shop_is() {
        for (name, icon) in [
            ("TV", "tv"),
            ("Televisi nasional", "tv"),
            ("Radio", "megaphone"),
            ("Print ads", "print"),
            ("Koran dan majalah", "print"),
            ("Pameran", "event"),
            ("Getok tular", "people"),
            ("Toko", "store"),
            ("Airport desk", "people"),
            ("Agen perjalanan", "people"),
        ] {
            assert_eq!(Medium::of_name(name), Medium::Physical, "{name}");
            let channel = Channel {
                name: name.to_owned(),
                medium: Medium::Physical,
                ..Channel::default()
            };
            assert_eq!(channel.icon_name(), icon, "{name}");
        }
        for name in [
            "",
            "App store",
            "Online shop",
            "Toko daring",
            "Newsletter",
            "TV app",
            "Web",
            "Phone",
        ] {
            assert_eq!(Medium::of_name(name), Medium::Digital, "{name}");
        }
    }

    #[test]
    fn a_medium_that_was_chosen_stays_when_the_name_changes() {
        let mut channel = Channel::default();
        channel.rename("TV");
        assert_eq!(channel.medium, Medium::Physical);
        channel.rename("Web");
        assert_eq!(channel.medium, Medium::Digital);
        channel.rename("TV");
        channel.medium = Medium::Digital;
        channel.rename("Television");
        assert_eq!(channel.medium, Medium::Digital, "chosen by hand");
        // A name that says nothing changes nothing.
        channel.medium = Medium::Physical;
        channel.rename("Airport");
        channel.rename("Gate 7");
        assert_eq!(channel.medium, Medium::Physical);
        channel.medium = Medium::Digital;
        channel.rename("Counter 7");
        assert_eq!(channel.medium, Medium::Physical);
    }
}
