//! The `.journey` file: what is saved comes back, and whatever comes is answered.

mod bad_input;
mod conformance;
mod damage;
mod described;
mod repairs;
mod round_trip;
mod schema;
mod types;
mod v1;
