//! Every change there is to a map, and the history of them.
