//! How somebody reaches the account that the sandbox serves of a system.

/// The one account of a system that is served.
#[derive(Clone, PartialEq, Eq)]
pub struct Account {
    /// The system's id, as the program has it: `bird`, `hmsSovereign`.
    pub system: &'static str,
    /// What the system's addresses are below, without a trailing slash.
    pub base_url: String,
    /// What else has to be given to connect, by the name of the connection's field: `workspaceId`. Any other workspace
    /// or tenant answers that it does not exist.
    pub values: Vec<(&'static str, String)>,
    /// The keys of the account's agents, where each agent has one of its own.
    pub agent_keys: Vec<String>,
}

impl Account {
    pub(crate) fn new(system: &'static str, base_url: String) -> Self {
        Self { system, base_url, values: Vec::new(), agent_keys: Vec::new() }
    }

    /// What has to be given for a field of the connection; none where the system does not ask for it.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.values.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }
}

impl std::fmt::Debug for Account {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Account")
            .field("system", &self.system)
            .field("base_url", &self.base_url)
            .field("values", &self.values)
            .finish_non_exhaustive()
    }
}
