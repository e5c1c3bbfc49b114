//! Where the thread of a journey breaks on its way from channel to channel.

/// Two ways in which the thread is lost from stage to stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ThreadBreak {
    /// A stage has several channels, the next has some too, and none of them is the same: whoever
    /// comes from one has to begin again. A single channel that is followed by another is a way
    /// through, not a break.
    NothingGoesOn,
    /// A channel, by its index, is used in the stage before, not here, and again in the one after.
    /// Over more than one stage it has rather two roles than a gap, as an advert and a review on
    /// the same network have. Not told again where already nothing goes on.
    DropsOut(usize),
}

/// The breaks of a journey of `stages` by `channels`, each with the index of the stage that it is
/// met in. `is_used` is asked with a stage and a channel.
///
/// ```
/// use jejak::model::{ThreadBreak, thread_breaks};
/// let uses = [[true, true, false], [false, false, true], [true, true, false]];
/// let breaks = thread_breaks(3, 3, |stage, channel| uses[stage][channel]);
/// // What drops out where nothing goes on is not told on its own; one channel is a way through.
/// assert_eq!(breaks, [(1, ThreadBreak::NothingGoesOn)]);
/// ```
pub fn thread_breaks(
    stages: usize,
    channels: usize,
    is_used: impl Fn(usize, usize) -> bool,
) -> Vec<(usize, ThreadBreak)> {
    let count = |stage: usize| (0..channels).filter(|&c| is_used(stage, c)).count();
    let mut breaks = Vec::new();
    for stage in 1..stages {
        if count(stage) == 0 {
            continue;
        }
        let goes_on = (0..channels).any(|c| is_used(stage - 1, c) && is_used(stage, c));
        if count(stage - 1) > 1 && !goes_on {
            breaks.push((stage, ThreadBreak::NothingGoesOn));
        } else if stage + 1 < stages {
            let drops_out = |&channel: &usize| {
                let used = |stage| is_used(stage, channel);
                used(stage - 1) && !used(stage) && used(stage + 1)
            };
            let dropped = (0..channels).filter(drops_out);
            breaks.extend(dropped.map(|channel| (stage, ThreadBreak::DropsOut(channel))));
        }
    }
    breaks
}
