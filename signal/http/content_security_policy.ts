/** Browser features that pages may use; all others of the list are denied to everybody. */
const FEATURES: Readonly<Record<string, "self" | "nobody">> = {
  autoplay: "self",
  camera: "self",
  "display-capture": "self",
  fullscreen: "self",
  microphone: "self",
  "picture-in-picture": "self",
  "screen-wake-lock": "self",
  "speaker-selection": "self",
  "web-share": "self",
  "clipboard-write": "self",
  accelerometer: "nobody",
  "browsing-topics": "nobody",
  geolocation: "nobody",
  gyroscope: "nobody",
  hid: "nobody",
  magnetometer: "nobody",
  midi: "nobody",
  payment: "nobody",
  "publickey-credentials-get": "nobody",
  serial: "nobody",
  usb: "nobody",
  "xr-spatial-tracking": "nobody",
};

/** The Permissions-Policy of every answer. */
export const PERMISSIONS_POLICY: string = Object.entries(FEATURES)
  .map(([feature, who]) => `${feature}=${who === "self" ? "(self)" : "()"}`).join(", ");

/** A host as it may stand in a policy; anything else could end the directive it stands in. */
const HOST = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i;

/**
 * The Content-Security-Policy of a page: nothing from another origin, and no inline script but those
 * with this answer's nonce. `host` is where the page's own WebSockets go, since not every browser
 * counts them under 'self'.
 */
export function contentSecurityPolicy(nonce: string, host: string): string {
  const sockets = HOST.test(host) ? ` ws://${host} wss://${host}` : "";
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self'",
    "img-src 'self' blob: data:",
    "media-src 'self' blob:",
    `connect-src 'self'${sockets}`,
    "font-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
