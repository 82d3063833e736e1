import type { ComponentChildren } from "preact";
import type { ShieldName } from "../../session/verify/shield.ts";
import { Icon } from "../ui/icons.tsx";

const OUTLINE = "M12 3l7.5 2.8V11c0 4.7-3.1 8.3-7.5 10-4.4-1.7-7.5-5.3-7.5-10V5.8z";
const TRIANGLE = "M12 3.6l9.3 16.2H2.7z";

const Outline = ({ dashed }: { dashed?: boolean }) => (
  <path d={OUTLINE} stroke-dasharray={dashed ? "2.6 3" : undefined} />
);

/** A full shape; what is drawn on it shows in the colour of the ground. */
const Full = ({ d, children }: { d: string; children: ComponentChildren }) => (
  <>
    <path d={d} fill="currentColor" />
    <g class="shield-cut" stroke-width="2.2">{children}</g>
  </>
);

const SHAPE: Readonly<Record<ShieldName, () => ComponentChildren>> = {
  alone: () => <Outline />,
  connecting: () => <Outline dashed />,
  sealed: () => (
    <>
      <Outline />
      <path d="M8.8 12h6.4" />
    </>
  ),
  unsealed: () => (
    <>
      <Outline />
      <path d="M12 8v4.5M12 15.8v.1" />
    </>
  ),
  "could-not-verify": () => (
    <>
      <Outline />
      <path d="M9.8 9.6a2.3 2.3 0 1 1 3.3 2.2c-.7.4-1.1.8-1.1 1.6M12 16.2v.1" />
    </>
  ),
  compared: () => (
    <Full d={OUTLINE}>
      <path d="M8.6 11.8l2.4 2.4 4.4-4.8" />
    </Full>
  ),
  changed: () => (
    <Full d={TRIANGLE}>
      <path d="M12 9.6v4.2M12 16.8v.1" />
    </Full>
  ),
  differ: () => (
    <Full d={OUTLINE}>
      <path d="M9.2 9l5.6 5.6M14.8 9l-5.6 5.6" />
    </Full>
  ),
};

/** A shield with a shape of its own for each state, so that nobody has to tell them by colour. */
export function ShieldIcon({ name }: { name: ShieldName }) {
  return <Icon class="shield-icon">{SHAPE[name]()}</Icon>;
}
