import { clearPayloadSchema } from "../wire/signal.ts";
import { SIGNAL_TYPE, type SignalCodec, SignalRefused } from "./types.ts";

/** The codec of a room whose link carries no key: signals travel as they are, and the page says so. */
export const clearCodec: SignalCodec = {
  sealed: false,
  encode: (_envelope, signal) => Promise.resolve({ v: 1, signal }),
  decode(envelope, payload) {
    const parsed = clearPayloadSchema.safeParse(payload);
    if (!parsed.success) return Promise.reject(new SignalRefused("malformed"));
    const { signal } = parsed.data;
    if (SIGNAL_TYPE[signal.kind] !== envelope.type) {
      return Promise.reject(new SignalRefused("wrong-type"));
    }
    return Promise.resolve(signal);
  },
};
