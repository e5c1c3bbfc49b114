//! The time of a talk: how long it goes on, and how long it was meant to.

use crate::{editor::present::Talk, words::Language};

/// "04:12 / 20 min · this stop: 2 min", as far as minutes are planned.
pub(super) fn clock_in_words(talk: &Talk, elapsed_secs: f64, language: Language) -> String {
    let elapsed = elapsed(elapsed_secs);
    let minutes = |minutes: f64| {
        let rounded = (10.0 * minutes).round() / 10.0;
        language.measure(rounded, "{n} min", "{n} min")
    };
    let mut words = match talk.planned_minutes() {
        Some(planned) => format!("{elapsed} / {}", minutes(planned)),
        None => elapsed,
    };
    if let Some(planned) = talk.stop().minutes {
        let of_stop = minutes(planned);
        words.push_str(" · ");
        words.push_str(&language.fill("this stop: {time}", &[("time", &of_stop)]));
    }
    words
}

/// "04:12", "1:04:12".
fn elapsed(secs: f64) -> String {
    let secs = secs.max(0.0) as u64;
    let (hours, minutes, secs) = (secs / 3600, secs / 60 % 60, secs % 60);
    match hours {
        0 => format!("{minutes:02}:{secs:02}"),
        _ => format!("{hours}:{minutes:02}:{secs:02}"),
    }
}

/// How long until the clock shows something else, in seconds.
pub(super) fn until_next(elapsed_secs: f64) -> f64 {
    (1.0 - elapsed_secs.fract()).max(0.01)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_is_told_in_minutes_and_in_hours_once_there_are_any() {
        for (secs, told) in [(0.0, "00:00"), (252.9, "04:12"), (3852.0, "1:04:12")] {
            assert_eq!(elapsed(secs), told);
        }
        assert!((until_next(3.75) - 0.25).abs() < 1e-9);
        assert!(until_next(4.0) > 0.0);
    }
}
