/** Files from one member to another: offered, accepted, sent in chunks, checked. Fetched on demand. */
export { type ExchangeOptions, FileExchange } from "./exchange.ts";
