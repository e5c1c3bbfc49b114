//! Whether the system asks for less movement: the settings of the desktop, by its bus, else those of
//! GTK. Other systems are not asked.

/// Whether movements are to be left out. Blocks.
pub(super) fn asks_for_less() -> bool {
    system::asks_for_less()
}

#[cfg(all(unix, not(target_os = "macos")))]
mod system {
    //! The portal and the files of GTK.

    use zbus::{
        Connection,
        zvariant::{OwnedValue, Value},
    };

    pub(super) fn asks_for_less() -> bool {
        let told = pollster::block_on(by_bus()).ok().flatten();
        told.or_else(by_file).unwrap_or(false)
    }

    /// What the desktop says; `None` where it says nothing.
    async fn by_bus() -> zbus::Result<Option<bool>> {
        let bus = Connection::session().await?;
        for (namespace, key) in [
            ("org.freedesktop.appearance", "reduced-motion"),
            ("org.gnome.desktop.interface", "enable-animations"),
            ("org.kde.kdeglobals.KDE", "AnimationDurationFactor"),
        ] {
            let answer = bus
                .call_method(
                    Some("org.freedesktop.portal.Desktop"),
                    "/org/freedesktop/portal/desktop",
                    Some("org.freedesktop.portal.Settings"),
                    "ReadOne",
                    &(namespace, key),
                )
                .await;
            let value = answer
                .ok()
                .and_then(|answer| answer.body().deserialize::<OwnedValue>().ok());
            if let Some(less) = value.and_then(|value| is_less(&value)) {
                return Ok(Some(less));
            }
        }
        Ok(None)
    }

    /// What a setting says: 1 for less, animations that are off, a factor of nothing.
    fn is_less(value: &Value<'_>) -> Option<bool> {
        match value {
            // Nobody has said anything where it is 0.
            Value::U32(reduced) => (*reduced == 1).then_some(true),
            Value::Bool(animates) => Some(!animates),
            Value::Str(factor) => factor.trim().parse().ok().map(|factor: f64| factor == 0.0),
            Value::Value(within) => is_less(within),
            _ => None,
        }
    }

    /// What GTK's own files say.
    fn by_file() -> Option<bool> {
        let config = dirs::config_dir()?;
        let files = ["gtk-4.0", "gtk-3.0"].map(|of| config.join(of).join("settings.ini"));
        let mut texts = files
            .iter()
            .filter_map(|file| std::fs::read_to_string(file).ok());
        texts.find_map(|text| of_file(&text))
    }

    fn of_file(text: &str) -> Option<bool> {
        let mut values = text.lines().filter_map(|line| {
            let (key, value) = line.split_once('=')?;
            (key.trim() == "gtk-enable-animations").then(|| value.trim().to_lowercase())
        });
        let value = values.next()?;
        Some(matches!(&*value, "0" | "false" | "no"))
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn what_the_desktop_says_is_understood() {
            for (value, less) in [
                (Value::from(1_u32), Some(true)),
                (Value::from(0_u32), None),
                (Value::from(false), Some(true)),
                (Value::from(true), Some(false)),
                (Value::from("0"), Some(true)),
                (Value::from("0.5"), Some(false)),
                (Value::from("often"), None),
                (Value::new(Value::from(false)), Some(true)),
                (Value::from(7_i64), None),
            ] {
                assert_eq!(is_less(&value), less, "{value:?}");
            }
        }

        #[test]
        fn a_file_of_gtk_says_whether_anything_moves() {
            let file = |value: &str| format!("[Settings]\ngtk-theme-name = X\n{value}\n");
            assert_eq!(of_file(&file("gtk-enable-animations=0")), Some(true));
            assert_eq!(of_file(&file("gtk-enable-animations = True")), Some(false));
            assert_eq!(of_file(&file("")), None);
        }
    }
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
mod system {
    //! Nobody is asked.

    pub(super) fn asks_for_less() -> bool {
        false
    }
}
