//! What the pointer can be in the middle of, and what is known of each drag.

use std::sync::Arc;

use crate::{
    editor::{Action, Cursor, new_thing::NewThing, tie::Tie},
    geom::{Point, Rect, Vec2},
    layout::{Border, CardDrop, Layout, LineDrop, MetricDrop, OrderDrop},
    model::{CardRole, CurveOf, CurvePoint, Id, Lane, Target},
};

#[derive(Debug)]
pub(in crate::editor) enum Gesture {
    Idle,
    Pressed(PointerPress),
    Pan { last_in_view: Point },
    Marquee(Marquee),
    Cards(CardDrag),
    Order(OrderDrag),
    Point(PointDrag),
    Border(BorderDrag),
    Make(MakeDrag),
    Link(LinkDrag),
}

/// The primary button is down, but nothing was moved yet.
#[derive(Debug)]
pub(in crate::editor) struct PointerPress {
    pub at_in_view: Point,
    pub target: Option<Target>,
    /// The border that is taken instead.
    pub border: Option<Border>,
    /// The card whose link is drawn instead.
    pub link: Option<Id>,
    /// The curve that a click begins: its lane, whose it is, and where on the sheet.
    pub begins: Option<(Arc<Lane>, Option<CurveOf>, Point)>,
    /// Whether a click goes on with a curve.
    pub draws: bool,
    /// Whether what is dragged over is added to the selection.
    pub adds: bool,
    /// What a release without a drag makes of the selection.
    pub on_release: Option<OnRelease>,
}

impl PointerPress {
    /// Where the next point of a curve is to stand.
    pub(in crate::editor) fn of_drawing(at_in_view: Point) -> Self {
        Self {
            at_in_view,
            target: None,
            border: None,
            link: None,
            begins: None,
            draws: true,
            adds: false,
            on_release: None,
        }
    }
}

#[derive(Debug, Clone, Copy)]
pub(in crate::editor) enum OnRelease {
    SelectOnly,
    Toggle,
}

impl Gesture {
    /// Whether things or the sheet are being moved.
    pub(in crate::editor) fn is_drag(&self) -> bool {
        !matches!(self, Self::Idle | Self::Pressed(_))
    }

    /// Whether things are on their way to another place.
    pub(in crate::editor) fn carries(&self) -> bool {
        self.is_drag() && !matches!(self, Self::Pan { .. })
    }

    pub(in crate::editor) fn cursor(&self) -> Option<Cursor> {
        match self {
            Self::Idle | Self::Pressed(_) => None,
            Self::Marquee(_) => Some(Cursor::Default),
            Self::Cards(CardDrag { drop: None, .. })
            | Self::Make(MakeDrag { made: None, .. })
            | Self::Order(OrderDrag { drop: None, .. }) => Some(Cursor::NotAllowed),
            Self::Border(drag) => Some(resize_cursor(&drag.border)),
            Self::Cards(CardDrag { copying: true, .. }) => Some(Cursor::Copy),
            Self::Pan { .. }
            | Self::Cards(_)
            | Self::Order(_)
            | Self::Make(_)
            | Self::Point(_)
            | Self::Link(_) => Some(Cursor::Grabbing),
        }
    }
}

/// What the pointer looks like on a border.
pub(in crate::editor) fn resize_cursor(border: &Border) -> Cursor {
    match border {
        Border::Stage(_) => Cursor::ResizeColumn,
        Border::Lane(_) => Cursor::ResizeRow,
    }
}

#[derive(Debug)]
pub(in crate::editor) struct BorderDrag {
    pub border: Border,
    /// The places as they were when the drag began; the preview must not move the ground.
    pub base: Arc<Layout>,
    /// From the pointer to the border, along its way.
    pub grip: f64,
}

#[derive(Debug)]
pub(in crate::editor) struct Marquee {
    pub began_in_doc: Point,
    /// What was selected before and stays so.
    pub base: Vec<Target>,
}

#[derive(Debug)]
pub(in crate::editor) struct OrderDrag {
    /// Of one kind, in the order of the map; several only of stages and lanes.
    pub targets: Vec<Target>,
    pub ids: Vec<Id>,
    pub began_in_doc: Point,
    pub drop: Option<DropPlace>,
}

/// Where it would land.
#[derive(Debug)]
pub(in crate::editor) enum DropPlace {
    Order(OrderDrop),
    Metric(MetricDrop),
    Line(LineDrop),
}

impl DropPlace {
    /// The bar or the slot to show.
    pub(crate) fn rect(&self) -> Rect {
        match self {
            Self::Order(drop) => drop.rect,
            Self::Metric(drop) => drop.rect,
            Self::Line(drop) => drop.rect,
        }
    }
}

#[derive(Debug)]
pub(in crate::editor) struct MakeDrag {
    pub action: Action,
    /// The places as they were; what is shown of the drag must not move the ground.
    pub base: Arc<Layout>,
    pub made: Option<NewThing>,
}

/// One card or several on the way to a cell.
#[derive(Debug)]
pub(in crate::editor) struct CardDrag {
    /// In the order of the map.
    pub ids: Vec<Id>,
    /// What they are, each only once.
    pub roles: Vec<CardRole>,
    /// Of the copies, should it be copies that are dropped.
    pub copies: Vec<Id>,
    pub began_in_doc: Point,
    /// Where the cards stood when the drag began, and still stand while they are copied.
    pub homes: Vec<Rect>,
    pub drop: Option<CardDrop>,
    pub copying: bool,
}

impl CardDrag {
    /// The cards that would stand in the new place.
    pub(crate) fn landing(&self) -> &[Id] {
        match (&self.drop, self.copying) {
            (None, _) => &[],
            (Some(_), true) => &self.copies,
            (Some(_), false) => &self.ids,
        }
    }
}

#[derive(Debug)]
pub(in crate::editor) struct PointDrag {
    pub id: Id,
    pub lane: Id,
    /// The places as they were when the drag began; the preview must not move the ground.
    pub base: Arc<Layout>,
    /// The point as it was.
    pub home: CurvePoint,
    /// From the pointer to the point.
    pub grip: Vec2,
}

#[derive(Debug)]
pub(in crate::editor) struct LinkDrag {
    pub from: Id,
    /// What `from` is.
    pub role: CardRole,
    /// The card that would be tied, or untied where it is already.
    pub to: Option<(Id, Tie, bool)>,
}
