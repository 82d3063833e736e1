import { dateLocale } from "../../texts/mod.ts";

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

/** A number of bytes as people write it: "3.4 MB". Units of a thousand, as disks and networks have. */
export function bytesText(bytes: number): string {
  const step = bytes < 1000 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** step;
  return new Intl.NumberFormat(dateLocale(), {
    style: "unit",
    unit: UNITS[step],
    unitDisplay: step === 0 ? "narrow" : "short",
    maximumFractionDigits: value < 10 && step > 0 ? 1 : 0,
  }).format(value);
}

/** Seconds as people say them: "40 sec", "3 min", "2 hr". */
export function timeText(seconds: number): string {
  const [value, unit] = seconds < 90
    ? [seconds, "second"]
    : seconds < 5400
    ? [Math.round(seconds / 60), "minute"]
    : [Math.round(seconds / 3600), "hour"];
  return new Intl.NumberFormat(dateLocale(), { style: "unit", unit, unitDisplay: "short" })
    .format(value);
}
