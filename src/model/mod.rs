//! The customer-journey map as a value: what it holds and what must be true of it.
//!
//! A [`Map`] is a grid of stages (and their steps) by lanes. Its parts are shared (`Arc`), so a
//! clone is cheap and an older map can be kept whole. Nothing here reads, writes, draws or knows
//! how a map is laid out.

#![cfg_attr(not(test), warn(clippy::wildcard_enum_match_arm))]

mod arrow;
mod bars;
mod brand;
mod brand_foot;
mod brand_look;
mod card;
mod channel;
mod check;
mod color;
mod conversion;
mod curve;
mod date;
mod described;
mod evidence;
mod generate;
mod id;
mod lane;
mod lane_type;
mod limits;
mod line;
mod links;
mod lows;
mod map;
mod metric;
mod naming;
mod part;
mod persona;
mod picture;
mod place;
/// The fields of each record, listed once.
pub mod record;
mod said;
mod stage;
mod stop;
mod story;
mod target;
mod theme;
mod threads;
mod time;
mod typography;
mod unknown;
mod vision;
mod visit;

pub use arrow::Arrow;
pub use bars::{MetricRange, bar_ranges};
pub use brand::{Brand, BrandFace, BrandFlaw, BrandGround, BrandSource, FootField, LogoPlace};
pub use brand_look::{Adjusted, AdjustedFor, BrandColor, look_of};
pub use card::Card;
pub use channel::{Channel, Medium};
pub use check::Problem;
pub use color::{Color, Hue};
pub use conversion::{Conversion, FunnelStage, NoFunnel};
pub use curve::{Curve, CurveOf, CurvePoint};
pub use date::Date;
pub use described::Statement;
pub use evidence::Evidence;
pub use generate::generate;
pub use id::Id;
pub use lane::{CardRole, ChannelMark, Lane, LaneKind};
pub use lane_type::LaneType;
pub use limits::Excess;
pub use line::{LaneLine, LineKind};
pub use lows::low_points;
pub use map::{LevelWord, LinkLook, Map, MapState, Scale};
pub use metric::{Basis, Better, Metric, MetricChange, MetricKind, Period, with_unit};
pub use naming::signed_number;
pub use part::Part;
pub use persona::Persona;
pub use picture::{Picture, PictureFormat};
pub use place::one_of;
pub use record::Field;
pub use said::{Claim, Level, Owner, When};
pub use stage::{Stage, Step};
pub use stop::{Shows, Stop};
pub use story::{Passage, Story, Telling};
pub use target::Target;
pub use theme::{Ground, Ink, Look, MarkLook, Palette, SheetColors, Theme};
pub use threads::{ThreadBreak, thread_breaks};
pub use time::{Span, TimeUnit, Times};
pub use typography::{TextRole, TextStyle, Typography};
pub use unknown::Unknown;
pub use vision::{NEAR, NEAR_TO_SOME, Vision, difference, likeness};
pub use visit::{Element, ElementMut, Position};
