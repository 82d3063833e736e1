/** Drawing on a shared screen, together. Fetched on demand. */
export { InkExchange, type InkOptions } from "./exchange.ts";
