/** Deno's WebSocket takes headers, which the DOM's types do not know of. */
const WithHeaders = WebSocket as unknown as new (
  url: string,
  options: { readonly headers: Readonly<Record<string, string>> },
) => WebSocket;

/** Opens a WebSocket that seems to come from another address, to a server that trusts a proxy. */
export function socketFrom(address: string, url: string): WebSocket {
  return new WithHeaders(url, { headers: { "x-forwarded-for": address } });
}
