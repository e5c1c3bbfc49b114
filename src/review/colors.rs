//! Colours that are too close to tell apart, also for eyes that see fewer of them.

use super::{
    finding::{Reason, ReasonPart},
    survey::{OF_PERSONAS, OF_STAGES, Review},
};
use crate::model::{Hue, NEAR, Palette, Target, Vision, difference, likeness};

/// Personas are known by their colours on curves, dots and circles, so each needs one of their own.
/// Told once for each persona, of the first that they are too near to.
pub(super) fn personas(survey: &mut Review<'_>) {
    let (theme, personas) = (&survey.map.theme, &survey.map.personas);
    for (index, persona) in personas.iter().enumerate() {
        let before = &personas[..index];
        let near = before.iter().enumerate().find_map(|(other, known)| {
            let vision = likeness(theme.persona(known.hue), theme.persona(persona.hue))?;
            Some((other, known, vision))
        });
        let Some((other, known, vision)) = near else {
            continue;
        };
        let reason = match vision {
            Vision::Usual => Reason::SimilarPersonas,
            Vision::Protanopia | Vision::Deuteranopia | Vision::Tritanopia => {
                Reason::SimilarPersonasToSome
            }
        };
        let names = [
            ("persona", ReasonPart::of(&persona.name, "Persona", index)),
            ("other", ReasonPart::of(&known.name, "Persona", other)),
            ("vision", ReasonPart::Word(vision.name())),
        ];
        let also = vec![Target::Persona(known.id.clone())];
        let target = Target::Persona(persona.id.clone());
        survey.add_about((OF_PERSONAS, index, 1), reason, target, also, names);
    }
}

/// Stages stand in order under their titles, so colour only helps: told of neighbours whose
/// colours differ, but so little that it looks like a slip. Two of the same colour are meant so.
pub(super) fn stages(survey: &mut Review<'_>) {
    let (theme, stages) = (&survey.map.theme, &survey.map.stages);
    for (index, pair) in stages.windows(2).enumerate() {
        let (before, here) = (&pair[0], &pair[1]);
        let apart = difference(theme.hue(before.hue), theme.hue(here.hue), Vision::Usual);
        if before.hue == here.hue || apart >= NEAR {
            continue;
        }
        let names = [
            ("stage", survey.stage_name(index + 1)),
            ("other", survey.stage_name(index)),
        ];
        let also = vec![Target::Stage(before.id.clone())];
        let target = Target::Stage(here.id.clone());
        let order = (OF_STAGES, index + 1, 3);
        survey.add_about(order, Reason::SimilarStages, target, also, names);
    }
}

/// The hue of the palette, in the colours that it gives to stages or to personas, that is furthest
/// from all of `others`, for those who see it worst.
pub fn most_different(colors: &Palette, others: &[Hue]) -> Hue {
    let color = |hue: Hue| colors[hue as usize];
    let apart = |hue: Hue| {
        let others = others.iter();
        let pairs = others.flat_map(|other| Vision::ALL.map(|vision| (*other, vision)));
        pairs
            .map(|(other, vision)| difference(color(hue), color(other), vision))
            .fold(f64::INFINITY, f64::min)
    };
    let hues = Hue::ALL.into_iter().rev();
    hues.max_by(|a, b| apart(*a).total_cmp(&apart(*b)))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Theme;

    #[test]
    fn new_personas_are_told_apart_by_everybody() {
        for (index, a) in Hue::PERSONAS.iter().enumerate() {
            for b in &Hue::PERSONAS[index + 1..] {
                let theme = Theme::default();
                let likeness = likeness(theme.persona(*a), theme.persona(*b));
                assert_eq!(likeness, None, "{a:?} and {b:?}");
            }
        }
    }

    #[test]
    fn the_palette_gives_a_colour_that_nobody_takes_for_the_others() {
        let theme = Theme::default();
        for hue in Hue::ALL {
            let other = most_different(&theme.hues, &[hue]);
            assert_eq!(
                likeness(theme.hue(hue), theme.hue(other)),
                None,
                "{hue:?} and {other:?}"
            );
        }
        assert_eq!(
            likeness(theme.hue(Hue::Blue), theme.hue(Hue::Violet)),
            Some(Vision::Deuteranopia)
        );
        assert_eq!(
            likeness(theme.hue(Hue::Amber), theme.hue(Hue::Orange)),
            Some(Vision::Usual)
        );
    }
}
