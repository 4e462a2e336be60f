//! Weekly hours in a time zone: check, "open now", next opening.
