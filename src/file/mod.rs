//! The `.journey` file: reading, repair, writing.
