//! A person at work on a map: selection, gestures, actions; no screen in it.
