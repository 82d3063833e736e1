// PeerServer as its own package starts it, on a free port; runs in Deno and in Node.
import { PeerServer } from "peer";

PeerServer({ host: "127.0.0.1", port: 0, concurrent_limit: 100_000 }, (server) => {
  console.log(`port ${server.address().port}`);
});
