//! A colleague who works on the same agents by plain HTTP.

use serde_json::Value;

use super::{KEY, Office};

impl Office {
    /// The document of the sample person of that name, read by the colleague; requests seen are cleared.
    pub(crate) async fn person(&self, name: &str) -> Value {
        let list = self.colleague_reads("agents?limit=100").await;
        let people = list["results"].as_array().unwrap();
        let found = people.iter().find(|person| person["name"] == name).cloned();
        self.sandbox.requests().clear();
        found.unwrap_or_else(|| panic!("nobody is called {name}"))
    }

    /// Every agent's document.
    pub(crate) async fn everybody(&self) -> Vec<Value> {
        let list = self.colleague_reads("agents?limit=100").await;
        list["results"].as_array().unwrap().clone()
    }

    pub(crate) async fn colleague_reads(&self, path: &str) -> Value {
        let answer = self.request(reqwest::Method::GET, path).send().await.unwrap();
        answer.error_for_status().unwrap().json().await.unwrap()
    }

    /// The agent as it is stored now.
    pub(crate) async fn stored(&self, document: &Value) -> Value {
        self.colleague_reads(&format!("agents/{}", document["id"].as_str().unwrap())).await
    }

    /// A colleague changes an agent; the request is not among those seen.
    pub(crate) async fn colleague_changes(&self, document: &Value, body: &Value) {
        let path = format!("agents/{}", document["id"].as_str().unwrap());
        let request = self.request(reqwest::Method::PATCH, &path).json(body);
        request.send().await.unwrap().error_for_status().unwrap();
        self.sandbox.requests().clear();
    }

    fn request(&self, method: reqwest::Method, path: &str) -> reqwest::RequestBuilder {
        let bird = self.sandbox.account("bird").unwrap();
        let (base, workspace) = (&bird.base_url, bird.value("workspaceId").unwrap());
        let url = format!("{base}/workspaces/{workspace}/{path}");
        self.colleague.request(method, url).header("Authorization", format!("AccessKey {KEY}"))
    }
}
