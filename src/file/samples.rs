//! The maps that come with the program.

/// A map file that comes with the program.
#[derive(Debug, Clone, Copy)]
pub struct Sample {
    /// Without a folder.
    pub file_name: &'static str,
    /// What the file holds.
    pub bytes: &'static [u8],
}

macro_rules! sample_files {
    ($($name:literal),* $(,)?) => {
        &[$(Sample {
            file_name: $name,
            bytes: include_bytes!(concat!("../../assets/samples/", $name)),
        }),*]
    };
}

/// In the order in which a person is offered them.
pub fn samples() -> &'static [Sample] {
    sample_files![
        "buying-a-car.journey",
        "in-the-shop.journey",
        "lima-tahap.journey",
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file;

    #[test]
    fn each_sample_is_sound_and_spelled_as_it_is_saved() {
        for sample in samples() {
            let loaded = file::load(sample.bytes).unwrap_or_else(|error| {
                panic!(
                    "{}:{}:{}: {error}",
                    sample.file_name, error.line, error.column
                )
            });
            assert_eq!(loaded.warnings, [], "{}", sample.file_name);
            let saved = String::from_utf8(file::save(&loaded.map)).unwrap();
            let bytes = String::from_utf8_lossy(sample.bytes);
            for (line, (saved, sample)) in saved.lines().zip(bytes.lines()).enumerate() {
                assert_eq!(saved, sample, "line {}", line + 1);
            }
            assert_eq!(saved.len(), bytes.len(), "{}", sample.file_name);
        }
    }
}
