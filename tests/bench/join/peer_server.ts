/** A PeerServer (`peer` from npm) in a process of its own; prints the port it listens on. */
import { PeerServer } from "peer";

PeerServer({ host: "127.0.0.1", port: 0, path: "/" }, (server) => {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("PeerServer has no port");
  console.log(`port ${address.port}`);
});
