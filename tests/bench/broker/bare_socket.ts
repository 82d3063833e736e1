/**
 * What the runtime's WebSockets cost by themselves: what arrives goes on to the partner unread. The load
 * has its clients in pairs, by their numbers.
 */
const sockets = new Map<string, WebSocket>();

Deno.serve({
  hostname: "127.0.0.1",
  port: 0,
  onListen: ({ port }) => console.log(`port ${port}`),
}, (req) => {
  const id = new URL(req.url).searchParams.get("id") ?? "";
  const number = Number(id.slice(id.indexOf("-") + 1));
  const partner = `client-${number ^ 1}`;
  const { socket, response } = Deno.upgradeWebSocket(req);
  socket.onopen = () => {
    sockets.set(id, socket);
    socket.send('{"type":"OPEN"}');
  };
  socket.onmessage = ({ data }) => sockets.get(partner)?.send(data);
  socket.onclose = () => sockets.delete(id);
  return response;
});
