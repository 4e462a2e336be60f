//! Drafts, what was changed and what it was before; survives a power cut.
