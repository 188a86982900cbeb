// Bluesky's own server on this machine, with one account: what benchmarks/fediverse.py posts to.
//
//   node bluesky_server.mjs FOLDER
//
// FOLDER is where `npm install @atproto/dev-env` was run. Everything listens on 127.0.0.1, at free ports;
// the data go with the process. Writes {"address", "handle", "password"} in one line when it is ready.
import net from "node:net";
import path from "node:path";
import { createRequire } from "node:module";

const HOST = "127.0.0.1";
const ACCOUNT = { handle: "repurpose-news.test", email: "news@example.org", password: "only-for-tests" };

// dev-env would listen on every interface.
const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (...given) {
  const called = given.filter((each) => typeof each === "function");
  if (typeof given[0] === "number") return listen.call(this, { port: given[0], host: HOST }, ...called);
  if (typeof given[0] === "object" && "port" in given[0] && !given[0].host)
    return listen.call(this, { ...given[0], host: HOST }, ...called);
  return listen.apply(this, given);
};

const free = () =>
  new Promise((found) => {
    const server = net.createServer().listen({ port: 0, host: HOST }, () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });

const require = createRequire(path.join(path.resolve(process.argv[2]), "index.js"));
const { TestNetworkNoAppView } = require("@atproto/dev-env");
const port = await free();
const network = await TestNetworkNoAppView.create({
  plc: { port: await free() },
  pds: { port, hostname: "localhost", enableDidDocWithSession: true },
});
const address = `http://localhost:${port}`;
const made = await fetch(`${address}/xrpc/com.atproto.server.createAccount`, {
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify(ACCOUNT),
});
if (!made.ok) throw new Error(`no account: ${await made.text()}`);
console.log(JSON.stringify({ address, handle: ACCOUNT.handle, password: ACCOUNT.password }));
process.on("SIGTERM", async () => {
  await network.close();
  process.exit(0);
});
