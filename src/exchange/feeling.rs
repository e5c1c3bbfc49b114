//! Faces and words for feelings, from −2 to 2.

/// From the best to the worst.
const FACES: [(f64, &str); 5] = [
    (2.0, "😀😃😄😁🤩😍🥰🎉"),
    (1.0, "🙂😊😌👍"),
    (0.0, "😐😶🤔"),
    (-1.0, "🙁☹😕😟😞😢😰😣😬😒👎"),
    (-2.0, "😡😠🤬😭😱"),
];

/// Words that stand alone, in the languages of the program; longer ones come with the tables.
const WORDS: [(f64, &str); 5] = [
    (
        2.0,
        "delighted, excited, thrilled, proud, very happy, very satisfied, gembira, bangga, sangat senang, sangat puas",
    ),
    (
        1.0,
        "happy, glad, content, satisfied, relieved, hopeful, curious, confident, calm, positive, senang, puas, lega, tenang",
    ),
    (
        0.0,
        "neutral, indifferent, ok, so-so, mixed, netral, biasa saja",
    ),
    (
        -1.0,
        "sad, unhappy, frustrated, annoyed, confused, worried, anxious, nervous, unsure, sceptical, tired, bored, disappointed, stressed, overwhelmed, impatient, negative, sedih, kesal, bingung, cemas, kecewa, lelah",
    ),
    (
        -2.0,
        "angry, furious, hates it, very unhappy, marah, sangat marah",
    ),
];

/// What a face says, else what a text that is nothing but a word for a feeling does.
pub(super) fn feeling(text: &str) -> Option<f64> {
    let of_face = |c: char| {
        let mut faces = FACES.into_iter();
        faces
            .find(|(_, faces)| faces.contains(c))
            .map(|(level, _)| level)
    };
    let of_word = || {
        let word = text.trim().to_lowercase();
        let mut words = WORDS.into_iter();
        let is_it = |(_, words): &(f64, &str)| words.split(", ").any(|known| known == word);
        words.find(is_it).map(|(level, _)| level)
    };
    text.chars().find_map(of_face).or_else(of_word)
}
