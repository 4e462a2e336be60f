#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::HashMap;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::Mutex;

use callboard_model::{CallboardError, ErrorCode};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::*;

/// Names as an attacker's server would have them.
#[derive(Default)]
struct Names {
    addresses: HashMap<&'static str, Vec<IpAddr>>,
    asked: Mutex<Vec<String>>,
}

impl Names {
    fn of(names: &[(&'static str, &[&str])]) -> Arc<Self> {
        let addresses = names
            .iter()
            .map(|(name, addresses)| (*name, addresses.iter().map(|text| text.parse().unwrap()).collect()))
            .collect();
        Arc::new(Self { addresses, asked: Mutex::default() })
    }
}

impl Lookup for Names {
    fn lookup(&self, name: String) -> Pin<Box<dyn Future<Output = io::Result<Vec<SocketAddr>>> + Send>> {
        let found = self.addresses.get(name.as_str()).cloned();
        self.asked.lock().unwrap().push(name);
        Box::pin(async move {
            let found = found.ok_or_else(|| io::Error::other("no such name"))?;
            Ok(found.into_iter().map(|address| SocketAddr::from((address, 0))).collect())
        })
    }
}

fn client(names: Arc<Names>, proxies: Matcher) -> GuardedClient {
    let settings = Settings { connect_timeout: Duration::from_secs(2), read_timeout: None };
    GuardedClient::looking_up(settings, names, proxies).unwrap()
}

fn without_proxy(names: Arc<Names>) -> GuardedClient {
    client(names, Matcher::builder().build())
}

/// A server on this computer that counts nothing and says these words to everybody, and what it was told.
async fn server(words: String) -> (SocketAddr, Arc<Mutex<Vec<String>>>, JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let told = Arc::new(Mutex::new(Vec::new()));
    let heard = told.clone();
    let task = tokio::spawn(async move {
        while let Ok((mut connection, _)) = listener.accept().await {
            let mut bytes = vec![0; 8192];
            let length = connection.read(&mut bytes).await.unwrap_or(0);
            heard.lock().unwrap().push(String::from_utf8_lossy(&bytes[..length]).into_owned());
            let _ = connection.write_all(words.as_bytes()).await;
        }
    });
    (address, told, task)
}

fn redirect(to: &str) -> String {
    format!("HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
}

const FINE: &str = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok";

fn code(outcome: Result<Response>) -> Option<ErrorCode> {
    outcome.err().map(|error: CallboardError| error.code)
}

#[tokio::test]
async fn a_name_that_leads_into_the_own_network_is_not_connected_to() {
    let (address, told, _server) = server(FINE.to_owned()).await;
    let names = Names::of(&[
        ("loopback.example", &["127.0.0.1"]),
        ("mapped.example", &["::ffff:127.0.0.1"]),
        ("private.example", &["10.1.2.3", "192.168.3.4"]),
        ("metadata.example", &["169.254.169.254"]),
    ]);
    let client = without_proxy(names);
    for name in ["loopback.example", "mapped.example", "private.example", "metadata.example"] {
        let url = format!("https://{name}:{}/signed?secret", address.port()).parse().unwrap();
        let error = client.get(&url, &Reach::Public, 5).await.unwrap_err();
        assert_eq!(error.code, ErrorCode::OwnNetworkRefused, "{name}: {error:?}");
        assert!(!format!("{error:?}").contains("secret"), "{error:?}");
    }
    assert!(told.lock().unwrap().is_empty(), "something in the house was asked");
}

#[tokio::test]
async fn of_the_addresses_of_a_name_only_the_public_ones_are_connected_to() {
    let names = Names::of(&[("both.example", &["127.0.0.1", "10.0.0.1", "8.8.8.8", "fd00::1"])]);
    let allowed = without_proxy(names).resolver.allowed("both.example").await.unwrap();
    assert_eq!(allowed, ["8.8.8.8:0".parse().unwrap()]);
}

#[tokio::test]
async fn the_host_of_a_connection_may_lie_in_the_own_house_and_not_on_this_computer() {
    let names = Names::of(&[
        ("bird.corp.example", &["10.1.2.3"]),
        ("turned.example", &["127.0.0.1"]),
        ("cloud.example", &["169.254.169.254"]),
    ]);
    let client = without_proxy(names);
    let own = GuardedResolver { allowed: Allowed::Site, ..client.resolver.clone() };
    assert_eq!(own.allowed("bird.corp.example").await.unwrap(), ["10.1.2.3:0".parse().unwrap()]);
    for name in ["turned.example", "cloud.example"] {
        let url: Url = format!("https://{name}/").parse().unwrap();
        let outcome = client.get(&url, &Reach::of(&url), 5).await;
        assert_eq!(code(outcome), Some(ErrorCode::OwnNetworkRefused), "{name}");
    }
}

#[tokio::test]
async fn no_redirect_leads_where_the_first_address_may_not() {
    for target in [
        "http://127.0.0.1:{port}/",
        "http://127.1:{port}/",
        "http://0x7f.1:{port}/",
        "https://10.0.0.1/",
        "https://localhost./",
        "//[::1]:{port}/",
        "https://loopback.example:{port}/",
    ] {
        let (inside, told, _inside) = server(FINE.to_owned()).await;
        let target = target.replace("{port}", &inside.port().to_string());
        let (first, _, _first) = server(redirect(&target)).await;
        let client = without_proxy(Names::of(&[("loopback.example", &["127.0.0.1"])]));
        // The first server stands for one outside: it is let through as this computer, its redirect is judged from outside.
        let asked: Url = format!("http://{first}/").parse().unwrap();
        let answer = client.ask(&asked, &Reach::ThisComputer).await.unwrap();
        let next = next(&"https://media.example/a".parse().unwrap(), &answer).unwrap();
        let outcome = client.get(&next, &Reach::Public, 4).await;
        assert_eq!(code(outcome), Some(ErrorCode::OwnNetworkRefused), "{target}");
        assert!(told.lock().unwrap().is_empty(), "{target}: something on this computer was asked");
    }
}

#[tokio::test]
async fn a_redirect_from_this_computer_leads_to_no_other_scheme_and_not_into_the_house() {
    for (target, expected) in [
        ("file:///etc/passwd", ErrorCode::InvalidAddress),
        ("javascript:alert(1)", ErrorCode::InvalidAddress),
        ("https://192.168.0.1/", ErrorCode::OwnNetworkRefused),
        ("http://media.example/", ErrorCode::PlainHttpRefused),
    ] {
        let (first, _, _first) = server(redirect(target)).await;
        let asked = format!("http://{first}/").parse().unwrap();
        let outcome = without_proxy(Names::of(&[])).get(&asked, &Reach::ThisComputer, 5).await;
        assert_eq!(code(outcome), Some(expected), "{target}");
    }
}

#[tokio::test]
async fn a_signed_address_is_told_to_nobody_who_is_redirected_to() {
    let (last, told, _last) = server(FINE.to_owned()).await;
    let (first, _, _first) = server(redirect(&format!("http://{last}/picture"))).await;
    let asked = format!("http://{first}/signed?secret=1").parse().unwrap();
    let answer = without_proxy(Names::of(&[])).get(&asked, &Reach::ThisComputer, 5).await.unwrap();
    assert_eq!(answer.status(), 200);
    let told = told.lock().unwrap().join("\n").to_lowercase();
    assert!(told.contains("get /picture"), "{told}");
    assert!(
        !told.contains("referer") && !told.contains("secret"),
        "whoever comes next can fetch the file: {told}"
    );
}

#[tokio::test]
async fn a_redirect_that_goes_in_circles_ends() {
    let (first, told, _first) = server(redirect("/again")).await;
    let asked = format!("http://{first}/").parse().unwrap();
    let answer = without_proxy(Names::of(&[])).get(&asked, &Reach::ThisComputer, 5).await.unwrap();
    assert_eq!((answer.status().as_u16(), told.lock().unwrap().len()), (302, 6));
}

#[tokio::test]
async fn a_company_s_proxy_is_used_although_it_lies_in_the_own_network() {
    let proxies = Matcher::builder().all("http://proxy.corp.example:3128").no("direct.example").build();
    let names = Names::of(&[("proxy.corp.example", &["10.9.9.9"]), ("intranet.example", &["10.1.1.1"])]);
    let client = client(names.clone(), proxies);
    let found = client.resolver.allowed("proxy.corp.example").await;
    assert_eq!(found.expect("nothing outside could be reached"), ["10.9.9.9:0".parse().unwrap()]);
    let refused = async |address: &str| {
        let error = client.to(&address.parse().unwrap(), &Reach::Public).await.err();
        error.map(|error| error.code)
    };
    let told = "the proxy would ask something in the house";
    assert_eq!(refused("https://intranet.example/").await, Some(ErrorCode::OwnNetworkRefused), "{told}");
    assert_eq!(refused("https://proxy.corp.example/").await, Some(ErrorCode::OwnNetworkRefused), "{told}");
    assert_eq!(refused("https://only-the-proxy-knows.example/").await, None);
    names.asked.lock().unwrap().clear();
    assert_eq!(refused("https://direct.example/").await, None);
    assert!(names.asked.lock().unwrap().is_empty(), "it would be looked up twice");
}
