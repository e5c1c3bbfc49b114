//! The program: the window, or one of the commands without it.

fn main() {}
