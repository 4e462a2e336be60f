//! The words of the domain: agents, fields, schedules, media, errors. Plain data, exported to TypeScript.
