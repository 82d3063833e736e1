/** A relay that parses, stamps and forwards, and checks nothing at all. */
const sockets = new Map<string, WebSocket>();

Deno.serve({
  hostname: "127.0.0.1",
  port: 0,
  onListen: ({ port }) => console.log(`port ${port}`),
}, (req) => {
  const id = new URL(req.url).searchParams.get("id") ?? "";
  const { socket, response } = Deno.upgradeWebSocket(req);
  socket.onopen = () => {
    sockets.set(id, socket);
    socket.send('{"type":"OPEN"}');
  };
  socket.onmessage = ({ data }) => {
    const message = JSON.parse(data);
    message.src = id;
    sockets.get(message.dst)?.send(JSON.stringify(message));
  };
  socket.onclose = () => sockets.delete(id);
  return response;
});
