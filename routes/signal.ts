import type { HandlerContext } from "fresh/types";
export const handlers = {
  GET(ctx: HandlerContext): Response {
    const { socket, response } = Deno.upgradeWebSocket(ctx.req);
    socket.onmessage = (e) => socket.send(e.data);
    return response;
  },
};
