//! The tables of the fields of each record, and the texts of a map by name.

use super::{Access, FieldDef, FieldKind, FieldRole, Record};
use crate::{
    model::{
        Arrow, Better, Card, Channel, ChannelMark, Claim, Curve, CurvePoint, Evidence, Hue, Lane,
        LaneLine, LevelWord, LineKind, Map, MapState, Medium, Metric, Owner, Part, Period, Persona,
        Stage, Step, Stop, Times, When,
    },
    words::marked,
};

/// Which text of a [`Target`](crate::model::Target) is read or written; of one thing, they are read
/// in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// Of a card.
    Text,
    /// Of the map, a stage, a step, a lane.
    Title,
    /// Of [`Target::Facts`](crate::model::Target::Facts).
    Scenario,
    /// Of a stage.
    Duration,
    /// Of the facts (what the map is made for) or of a stage (what the customer wants).
    Goal,
    /// Of the facts.
    Owner,
    /// Of a lane.
    Note,
    /// Of a persona, a channel, a metric.
    Name,
    /// Of a persona.
    Role,
    /// Of a persona.
    Quote,
    /// Of a persona, one a line: "Age: 31".
    Particulars,
    /// Of a persona, one a line.
    Goals,
    /// Of a persona, one a line.
    Frustrations,
    /// Of a persona, one a line.
    Traits,
    /// Of a curve point or an arrow.
    Label,
    /// Of a metric: the figure with its unit, as in "4.6 / 5".
    Value,
    /// Of a stop: what is said while it is shown.
    Notes,
}

impl Field {
    /// What a panel calls it; English, for the translation table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "Text",
            Self::Title => "Title",
            Self::Scenario => "Scenario",
            Self::Duration => "Duration",
            Self::Goal => "Goal",
            Self::Owner => "Owner",
            Self::Note => "Note",
            Self::Name => "Name",
            Self::Role => "Role",
            Self::Quote => "Quote",
            Self::Particulars => "Facts",
            Self::Goals => "Goals",
            Self::Frustrations => "Frustrations",
            Self::Traits => "Traits",
            Self::Label => "Label",
            Self::Value => "Value",
            Self::Notes => "Notes",
        }
    }

    /// Whether a thing is called by it.
    pub fn is_name(self) -> bool {
        matches!(self, Self::Text | Self::Title | Self::Name | Self::Label)
    }
}

/// Rows of a table: the role, the members of the struct, what the file calls it, the English name
/// (empty where no change of it is told), the kind (`of` the part that it refers to, `by` what
/// reads it), which text it is, and what else the file writes for it.
macro_rules! record {
    ($record:ident { $(
        $role:ident [$($member:ident)*] $(over $outer:ident . $inner:ident)?
        $id:literal $name:expr,
        $kind:ident $(of $part:ident)? $(by $get:expr)?
        $(, text $text:ident)? $(, also [$($also:literal)+])?;
    )* }) => {
        impl Record for $record {
            const FIELDS: &'static [FieldDef<Self>] = &[
                $(FieldDef {
                    id: $id,
                    members: &[$id, $($($also),+)?],
                    name: $name,
                    role: FieldRole::$role,
                    kind: record!(@kind $kind [$($member)*] $(of $part)? $(by $get)?),
                    text: record!(@text $($text)?),
                    is_same: |a, b| record!(@same a b [$($member)*] $($outer $inner)?),
                    copy: |to, from| record!(@copy to from [$($member)*] $($outer $inner)?),
                },)*
                FieldDef {
                    id: "unknown",
                    members: &[],
                    name: marked("fields of newer versions"),
                    role: FieldRole::Value,
                    kind: record!(@kind Unknown [unknown]),
                    text: None,
                    is_same: |a, b| a.unknown == b.unknown,
                    copy: |to, from| to.unknown = from.unknown.clone(),
                },
            ];
        }
        // A field of the struct that has no row stops here.
        const _: fn(&$record) = |$record { $($($member: _,)*)* unknown: _ }: &$record| ();
    };
    (@kind Parts [$($member:ident)*]) => { FieldKind::Parts };
    (@kind $kind:ident [$member:ident] of $part:ident) => {
        FieldKind::$kind(Part::$part, record!(@access $member))
    };
    (@kind $kind:ident [$($member:ident)*] by $get:expr) => { FieldKind::$kind($get) };
    (@kind $kind:ident [$member:ident]) => { FieldKind::$kind(record!(@access $member)) };
    (@access $member:ident) => {
        Access { get: |record| &record.$member, get_mut: |record| &mut record.$member }
    };
    (@text) => { None };
    (@text $text:ident) => { Some(Field::$text) };
    (@same $a:ident $b:ident [$($member:ident)*] $outer:ident $inner:ident) => {
        $a.$outer.$inner == $b.$outer.$inner
    };
    (@same $a:ident $b:ident [$first:ident $($member:ident)*]) => {
        $a.$first == $b.$first $(&& $a.$member == $b.$member)*
    };
    (@copy $to:ident $from:ident [$($member:ident)*] $outer:ident $inner:ident) => {{
        $to.$outer.$inner = $from.$outer.$inner;
    }};
    (@copy $to:ident $from:ident [$($member:ident)*]) => {{
        $($to.$member = $from.$member.clone();)*
    }};
}

record!(Map {
    Value [title] "title" marked("title"), Text, text Title;
    Value [scenario] "scenario" marked("scenario"), Text, text Scenario;
    Value [goal] "goal" marked("goal"), Text, text Goal;
    Value [state] "state" marked("state"), Word by |map: &Map| Some(match map.state {
        MapState::Current => marked("current state"),
        MapState::Future => marked("future state"),
    });
    Value [reviewed] "reviewed" marked("last reviewed"), Date;
    Value [owner] "owner" marked("owner"), Text, text Owner;
    Value [language] "language" marked("language"), Language;
    Value [emotion_scale] "emotion_scale" marked("emotion scale"), Scale;
    Value [emotion_words] "emotion_scale.words" marked("scale labels"), LevelWords;
    Value [columns_by_time] "columns_by_time" marked("columns by time"), Flag;
    Value [draws_funnel] "draws_funnel" marked("funnel"), Flag;
    Value [links] "links" marked("links of pain points and opportunities"), Word by |map: &Map| Some(map.links.name());
    Value [hides_legend] "hides_legend" marked("hidden legend"), Flag;
    // What is made of it goes with it.
    Value [brand theme] "brand" marked("brand"), Named by |map: &Map| map.brand.as_ref().map(|brand| &*brand.name);
    Parts [personas] "personas" "", Parts;
    Parts [channels] "channels" "", Parts;
    Parts [stages] "stages" "", Parts;
    Parts [lanes] "lanes" "", Parts;
    Parts [lines] "lines" "", Parts;
    Parts [arrows] "arrows" "", Parts;
    Parts [stops] "stops" "", Parts;
});

record!(LevelWord {
    Value [value] "value" "", Amount;
    Value [word] "word" "", Text;
});

record!(Persona {
    Key [id] "id" "", Id;
    Value [name] "name" marked("name"), Text, text Name;
    Value [role] "role" marked("role"), Text, text Role;
    Value [quote] "quote" marked("quote"), Text, text Quote;
    Value [facts] "facts" marked("facts"), Lines, text Particulars;
    Value [goals] "goals" marked("goals"), Lines, text Goals;
    Value [frustrations] "frustrations" marked("frustrations"), Lines, text Frustrations;
    Value [traits] "traits" marked("traits"), Lines, text Traits;
    Value [hue] "color" marked("colour"), Word by |persona: &Persona| Some(Hue::name(persona.hue));
    Value [picture] "picture" marked("picture"), Picture;
});

record!(Channel {
    Key [id] "id" "", Id;
    Value [name] "name" marked("name"), Text, text Name;
    Value [icon] "icon" marked("icon"), Icon;
    Value [medium] "medium" marked("medium"), Word by |channel: &Channel| Some(match channel.medium {
        Medium::Physical => marked("Physical"),
        Medium::Digital => marked("Digital"),
    });
});

record!(Stage {
    Key [id] "id" "", Id;
    Value [title] "title" marked("title"), Text, text Title;
    Value [goal] "goal" marked("goal"), Text, text Goal;
    Value [duration] "duration" marked("duration"), Text, text Duration;
    Value [times] over times.doing "doing" marked("time"),
        Times by |stage: &Stage| Times { waiting: None, ..stage.times }, also ["doing_unit"];
    Value [] over times.waiting "waiting" marked("time"),
        Times by |stage: &Stage| Times { doing: None, ..stage.times }, also ["waiting_unit"];
    Value [hue] "color" marked("colour"), Word by |stage: &Stage| Some(Hue::name(stage.hue));
    Value [width] "width" marked("width"), Number;
    Parts [steps] "steps" "", Parts;
});

record!(Step {
    Key [id] "id" "", Id;
    Value [title] "title" marked("title"), Text, text Title;
    Value [times] over times.doing "doing" marked("time"),
        Times by |step: &Step| Times { waiting: None, ..step.times }, also ["doing_unit"];
    Value [] over times.waiting "waiting" marked("time"),
        Times by |step: &Step| Times { doing: None, ..step.times }, also ["waiting_unit"];
});

record!(Lane {
    Key [id] "id" "", Id;
    Value [title] "title" marked("title"), Text, text Title;
    Value [note] "note" marked("note"), Text, text Note;
    Value [icon] "icon" marked("icon"), Icon;
    Value [height] "height" marked("height"), Number;
    Value [hidden] "hidden" marked("hidden"), Flag;
    Value [collapsed] "collapsed" marked("collapsed"), Flag;
    Value [kind] "kind" marked("kind"), LaneKind,
        also ["role" "threads" "cards" "curves" "marks" "metrics"];
});

record!(Card {
    Key [id] "id" "", Id;
    Place [stage] "stage" "", Home of Stage;
    Place [step] "step" "", Link of Step;
    Value [text] "text" marked("text"), Text, text Text;
    Value [personas] "personas" marked("personas"), Links of Persona;
    Value [channel] "channel" marked("channel"), Link of Channel;
    Value [icon] "icon" marked("icon"), Icon;
    Value [claim] "claim" marked("confidence"), Word by |card: &Card| card.claim.map(Claim::name);
    Value [severity] "severity" marked("severity"), Level;
    Value [value] "value" marked("value"), Level;
    Value [effort] "effort" marked("effort"), Level;
    Value [answers] "answers" marked("addressed pain points"), Links of Card;
    Value [owner] "owner" marked("owner"), Word by |card: &Card| card.owner.map(Owner::name);
    Value [when] "when" marked("time"), Word by |card: &Card| Some(When::name(card.when));
    Value [conversion] "conversion" marked("conversion"), Flag;
    Value [picture] "picture" marked("picture"), Picture;
    Value [evidence] "evidence" marked("evidence"), Evidence;
});

record!(Evidence {
    Value [text] "text" "", Text;
    Value [source] "source" "", Text;
    Value [date] "date" "", Date;
    Value [n] "n" "", Count;
    Value [link] "link" "", Text;
});

record!(Curve {
    Key [persona] "persona" "", Home of Persona;
    Key [to_be] "to_be" "", Flag;
    Parts [points] "points" "", Parts;
});

record!(CurvePoint {
    Key [id] "id" "", Id;
    Place [stage] "stage" "", Home of Stage;
    Place [at] "at" "", Amount;
    Value [value] "value" marked("score"), Number;
    Value [label] "label" marked("label"), Text, text Label;
    Value [spread] "spread" marked("spread"), Number;
    Value [n] "n" marked("number of answers"), Count;
    Value [moment_of_truth] "moment_of_truth" marked("moment of truth"), Flag;
    Value [conversion] "conversion" marked("conversion"), Flag;
    Value [claim] "claim" marked("confidence"), Word by |point: &CurvePoint| point.claim.map(Claim::name);
    Value [evidence] "evidence" marked("evidence"), Evidence;
});

record!(ChannelMark {
    Key [channel] "channel" "", Home of Channel;
    Key [stage] "stage" "", Home of Stage;
    Value [on] "on" marked("in use"), Flag;
});

record!(Metric {
    Key [id] "id" "", Id;
    Place [stage] "stage" "", HomeIf of Stage;
    Value [name] "name" marked("name"), Text, text Name;
    // One field, since each of its members follows from the others.
    Value [value kind unit n basis] "value" marked("value"),
        Figure by |metric: &Metric| (metric.value, metric.unit.clone()), text Value,
        also [
            "kind" "unit" "n" "promoters" "passives" "detractors" "answers" "customers_at_start"
            "customers_at_end" "new_customers" "came" "went_on"
        ];
    Value [target] "target" marked("target"), Number;
    Value [better] "better" marked("direction"), Word by |metric: &Metric| metric.better.map(Better::name);
    Value [change] "change" marked("change"), Change, also ["change_unit"];
    Value [periods] "periods" marked("periods before"), Periods;
    Value [claim] "claim" marked("confidence"), Word by |metric: &Metric| metric.claim.map(Claim::name);
    Value [evidence] "evidence" marked("evidence"), Evidence;
});

record!(Period {
    Value [label] "label" "", Text;
    Value [value] "value" "", Amount;
});

record!(LaneLine {
    Key [above] "above" "", Home of Lane;
    Value [kind] "kind" marked("kind"), Word by |line: &LaneLine| Some(LineKind::name(line.kind));
});

record!(Arrow {
    Key [id] "id" "", Id;
    Value [from] "from" marked("start"), Home of Card;
    Value [to] "to" marked("end"), Home of Card;
    Value [label] "label" marked("label"), Text, text Label;
});

record!(Stop {
    Key [id] "id" "", Id;
    Value [title] "title" marked("title"), Text, text Title;
    Value [shows] "shows" marked("shown"), Shows,
        also ["stages" "lanes" "cards" "points" "persona"];
    Value [personas] "personas" marked("personas"), Links of Persona;
    Value [when] "when" marked("time"), Word by |stop: &Stop| Some(When::name(stop.when));
    Value [hidden_lanes] "hidden_lanes" marked("hidden lanes"), Links of Lane;
    Value [hidden] "hidden" marked("hidden"), Flag;
    Value [notes] "notes" marked("notes"), Text, text Notes;
    Value [minutes] "minutes" marked("minutes"), Number;
});
