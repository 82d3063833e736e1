import { onPath } from "../../helpers/paths.ts";
import type { Recipe } from "./process.ts";

/** So that one machine may open as many sockets as the load needs; all checks stay on. */
const ROOM = {
  LIMIT_SOCKETS_PER_ADDRESS: "100000",
  LIMIT_SOCKETS_PER_BLOCK: "100000",
  LIMIT_SOCKETS_TOTAL: "100000",
  LIMIT_CONNECTS_PER_SECOND: "100000",
  LIMIT_CONNECT_BURST: "100000",
  LIMIT_FRAMES_PER_SECOND: "100000",
  LIMIT_FRAME_BURST: "100000",
  LIMIT_BYTES_PER_SECOND: "1000000000",
  LIMIT_BYTE_BURST: "1000000000",
};

const run = (script: string) => [Deno.execPath(), "run", "-A", "--no-check", script];

/** The product, as it is deployed. */
export const ours: Recipe = {
  name: "ours",
  command: [
    ...[Deno.execPath(), "serve", "-A", "--no-check", "--host", "127.0.0.1", "--port", "0"],
    "main.ts",
  ],
  listens: /Listening on \S+?:(\d+)\//,
  env: ROOM,
  path: "/signal?key=peerjs",
};

/** The product as it is in another work tree. */
export const oursBefore = (folder: string): Recipe => ({ ...ours, name: "ours, before", folder });

/** The same with what PeerJS clients send, which the broker has to write anew. */
export const oursForPeerJs: Recipe = {
  ...ours,
  name: "ours, frames of PeerJS clients",
  path: "/peerjs/peerjs?key=peerjs",
  frames: "peerjs",
};

/** The product with a worker for each core. */
export const oursParallel: Recipe = {
  ...ours,
  name: "ours, two workers",
  command: [
    ...[Deno.execPath(), "serve", "-A", "--parallel", "--no-check", "--host", "127.0.0.1"],
    ...["--port", "0", "main.ts"],
  ],
  env: { ...ROOM, DENO_JOBS: "2" },
};

/** `peer` from npm, in the same runtime. */
export const peerServer: Recipe = {
  name: "PeerServer",
  command: run("tests/bench/broker/peer_server.mjs"),
  listens: /^port (\d+)$/m,
  path: "/peerjs?key=peerjs",
};

/** `peer` from npm in Node, where there is one. */
export async function peerServerInNode(): Promise<Recipe | null> {
  const node = await onPath("node");
  if (node === null) return null;
  return {
    ...peerServer,
    name: "PeerServer in Node",
    command: [node, "tests/bench/broker/peer_server.mjs"],
  };
}

/** What a relay costs that checks nothing: parse, stamp the sender, write, send. */
export const bareRelay: Recipe = {
  name: "bare relay",
  command: run("tests/bench/broker/bare_relay.ts"),
  listens: /^port (\d+)$/m,
  path: "/?key=peerjs",
};

/** What the runtime's WebSockets cost by themselves: the floor of whatever runs on them. */
export const bareSocket: Recipe = {
  name: "bare sockets",
  command: run("tests/bench/broker/bare_socket.ts"),
  listens: /^port (\d+)$/m,
  path: "/?key=peerjs",
};
