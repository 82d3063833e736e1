import type { QrModules } from "../../session/mod.ts";

/** Light modules around the code, as the standard (ISO/IEC 18004) asks. */
const QUIET = 4;

/** A QR code, dark on light in every theme, because readers expect that. */
export function QrCode({ modules, label }: { modules: QrModules; label: string }) {
  const size = modules.length + 2 * QUIET;
  const path = modules.flatMap((row, y) =>
    row.map((dark, x) => dark ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : "")
  ).join("");
  return (
    <svg
      class="qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
