//! The kinds of things: what each is known by, where it stands and what stands beside it.

use std::sync::Arc;

use super::{
    fields::Thing,
    parts::{Entity, OnCurve, PartRef},
    value::FieldValue,
};
use crate::model::{
    Arrow, Card, Channel, ChannelMark, Curve, CurvePoint, Id, Lane, LaneLine, Map, Metric, Persona,
    Stage, Step, Stop,
};

/// What is the same for each kind, and what is not: its key, its room, and its place where it moves.
macro_rules! thing {
    (
        $home:ty, $record:ty, key $key:expr, room $room:ty = $of:expr
        $(, place $place:expr)?
    ) => {
        impl Thing for Entity<$home, $record> {
            type Record = $record;
            type Siblings = $room;
            const MOVES: bool = thing!(@moves $($place)?);

            fn key(&self) -> PartRef {
                let key: fn(&Self) -> PartRef = $key;
                key(self)
            }

            fn room(&self) -> Option<$room> {
                let of: fn(&Self) -> Option<$room> = $of;
                of(self)
            }

            fn place(&self) -> FieldValue {
                let place: fn(&Self) -> FieldValue = thing!(@place $($place)?);
                place(self)
            }

            fn record(&self) -> &$record {
                &self.part
            }

            fn record_mut(&mut self) -> &mut $record {
                Arc::make_mut(&mut self.part)
            }

            fn has_same_home(&self, other: &Self) -> bool {
                self.home == other.home
            }

            fn move_home(&mut self, other: &Self) {
                self.home.clone_from(&other.home);
            }
        }
    };
    (@moves) => { false };
    (@moves $place:expr) => { true };
    (@place) => { |_| FieldValue::Nothing };
    (@place $place:expr) => { $place };
}

thing!((), Map, key | _ | PartRef::Map, room() = |_| None);
thing!(
    (),
    Persona,
    key | it | PartRef::Persona(it.part.id.clone()),
    room() = |_| Some(())
);
thing!(
    (),
    Channel,
    key | it | PartRef::Channel(it.part.id.clone()),
    room() = |_| Some(())
);
thing!(
    (),
    Stage,
    key | it | PartRef::Stage(it.part.id.clone()),
    room() = |_| Some(())
);
thing!(
    Id, Step,
    key |it| PartRef::Step(it.part.id.clone()),
    room Id = |it| Some(it.home.clone()),
    place |it| FieldValue::Place(vec![PartRef::Stage(it.home.clone())], None)
);
thing!(
    (),
    Lane,
    key | it | PartRef::Lane(it.part.id.clone()),
    room() = |_| Some(())
);
thing!(
    Id, Card,
    key |it| PartRef::Card(it.part.id.clone()),
    room (Id, Id, Option<Id>) = |it| {
        let card = &it.part;
        Some((it.home.clone(), card.stage.clone(), card.step.clone()))
    },
    place |it| {
        let step = it.part.step.clone().map(PartRef::Step);
        let places = [PartRef::Stage(it.part.stage.clone()), PartRef::Lane(it.home.clone())];
        FieldValue::Place(places.into_iter().chain(step).collect(), None)
    }
);
thing!(
    Id,
    Curve,
    key | it
        | PartRef::Curve {
            lane: it.home.clone(),
            of: it.part.of()
        },
    room() = |_| None
);
thing!(
    OnCurve,
    CurvePoint,
    key | it | PartRef::Point(it.part.id.clone()),
    room() = |_| None,
    place | it | {
        let (lane, of) = it.home.clone();
        let places = vec![
            PartRef::Stage(it.part.stage.clone()),
            PartRef::Curve { lane, of },
        ];
        FieldValue::Place(places, Some(it.part.at))
    }
);
thing!(
    Id,
    ChannelMark,
    key | it
        | PartRef::Mark {
            lane: it.home.clone(),
            channel: it.part.channel.clone(),
            stage: it.part.stage.clone(),
        },
    room() = |_| None
);
thing!(
    Id, Metric,
    key |it| PartRef::Metric(it.part.id.clone()),
    room (Id, Option<Id>) = |it| Some((it.home.clone(), it.part.stage.clone())),
    place |it| {
        let stage = it.part.stage.clone().map(PartRef::Stage);
        let lane = PartRef::Lane(it.home.clone());
        FieldValue::Place(stage.into_iter().chain([lane]).collect(), None)
    }
);
thing!(
    (),
    LaneLine,
    key | it
        | PartRef::Line {
            above: it.part.above.clone()
        },
    room() = |_| None
);
thing!(
    (),
    Arrow,
    key | it | PartRef::Arrow(it.part.id.clone()),
    room() = |_| None
);
thing!(
    (),
    Stop,
    key | it | PartRef::Stop(it.part.id.clone()),
    room() = |_| Some(())
);
