import type { ComponentChildren } from "preact";
import type { Layout } from "../../session/stage/layout_choice.ts";

/** One icon on a 24 by 24 grid, drawn in the text's colour and hidden from screen readers. */
export function Icon(props: { class?: string; children: ComponentChildren }) {
  return (
    <svg
      class={props.class === undefined ? "icon" : `icon ${props.class}`}
      viewBox="0 0 24 24"
      width="24"
      height="24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.8"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {props.children}
    </svg>
  );
}

const Slash = () => <path d="M4 4l16 16" />;

export const MicrophoneIcon = () => (
  <Icon>
    <rect x="9" y="3" width="6" height="11" rx="3" />
    <path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3" />
  </Icon>
);

export const MicrophoneOffIcon = () => (
  <Icon>
    <path d="M15 9.5V6a3 3 0 0 0-5.6-1.5M9 9v2a3 3 0 0 0 4.6 2.5M5.5 11.5a6.5 6.5 0 0 0 10 5.5M18.5 11.5a6.5 6.5 0 0 1-.6 2.7M12 18v3" />
    <Slash />
  </Icon>
);

export const CameraIcon = () => (
  <Icon>
    <rect x="2.5" y="6" width="13" height="12" rx="3" />
    <path d="M15.5 11l6-3.5v9l-6-3.5" />
  </Icon>
);

export const CameraOffIcon = () => (
  <Icon>
    <path d="M9.5 6h3a3 3 0 0 1 3 3v3M15.5 15.5a3 3 0 0 1-3 2.5h-7a3 3 0 0 1-3-3V9a3 3 0 0 1 2.8-3M15.5 11l6-3.5v9l-3-1.8" />
    <Slash />
  </Icon>
);

export const ScreenIcon = () => (
  <Icon>
    <rect x="2.5" y="4" width="19" height="13" rx="2.5" />
    <path d="M8.5 21h7M12 13.5V8M9.5 10.3L12 7.8l2.5 2.5" />
  </Icon>
);

export const ChatIcon = () => (
  <Icon>
    <path d="M20.5 11.5a8 8 0 0 1-11.6 7.1L4 20l1.4-4.4A8 8 0 1 1 20.5 11.5z" />
  </Icon>
);

export const InviteIcon = () => (
  <Icon>
    <circle cx="10" cy="8" r="4" />
    <path d="M3 20.5a7 7 0 0 1 11.5-5.4M18.5 14v7M15 17.5h7" />
  </Icon>
);

export const MoreIcon = () => (
  <Icon>
    <path d="M5 12h.01M12 12h.01M19 12h.01" stroke-width="3" />
  </Icon>
);

const LAYOUT_SHAPE: Readonly<Record<Layout, string>> = {
  gallery: "M12 4v16M3 12h18",
  speaker: "M15.5 4v16M15.5 12h5.5",
  compact: "M3 16h18M9 16v4M15 16v4",
};

export const LayoutIcon = ({ layout }: { layout: Layout }) => (
  <Icon>
    <rect x="3" y="4" width="18" height="16" rx="2.5" />
    <path d={LAYOUT_SHAPE[layout]} />
  </Icon>
);

export const SelfIcon = () => (
  <Icon>
    <rect x="3" y="4" width="18" height="16" rx="2.5" />
    <circle cx="12" cy="10.5" r="2.6" />
    <path d="M7.5 17.2a4.6 4.6 0 0 1 9 0" />
  </Icon>
);

export const FullScreenIcon = () => (
  <Icon>
    <path d="M4 9V5.5A1.5 1.5 0 0 1 5.5 4H9M15 4h3.5A1.5 1.5 0 0 1 20 5.5V9M20 15v3.5a1.5 1.5 0 0 1-1.5 1.5H15M9 20H5.5A1.5 1.5 0 0 1 4 18.5V15" />
  </Icon>
);

export const SettingsIcon = () => (
  <Icon>
    <path d="M4 7h9M17 7h3M4 17h3M11 17h9" />
    <circle cx="15" cy="7" r="2" />
    <circle cx="9" cy="17" r="2" />
  </Icon>
);

export const PipIcon = () => (
  <Icon>
    <rect x="3" y="4" width="18" height="16" rx="2.5" />
    <rect x="11.5" y="12" width="6.5" height="5" rx="1" fill="currentColor" />
  </Icon>
);

export const KeyboardIcon = () => (
  <Icon>
    <rect x="2.5" y="6" width="19" height="12" rx="2.5" />
    <path d="M6.5 10h.01M10.2 10h.01M13.8 10h.01M17.5 10h.01M8 14h8" />
  </Icon>
);

export const LeaveIcon = () => (
  <Icon>
    <path
      d="M12 9.2c-3.6 0-6.6.8-8.6 2.5-.8.7-1 1.8-.7 2.8l.3 1c.3.9 1.2 1.4 2.1 1.2l2.4-.5c.9-.2 1.5-1 1.5-1.9v-1.1c2-.6 4-.6 6 0v1.1c0 .9.6 1.7 1.5 1.9l2.4.5c.9.2 1.8-.3 2.1-1.2l.3-1c.3-1 .1-2.1-.7-2.8-2-1.7-5-2.5-8.6-2.5z"
      fill="currentColor"
      stroke="none"
    />
  </Icon>
);

export const CopyIcon = () => (
  <Icon>
    <rect x="8.5" y="8.5" width="12" height="12" rx="2.5" />
    <path d="M15.5 5.5v0a2 2 0 0 0-2-2h-8a2 2 0 0 0-2 2v8a2 2 0 0 0 2 2" />
  </Icon>
);

export const CheckIcon = () => (
  <Icon>
    <path d="M4.5 12.5l5 5L19.5 7" />
  </Icon>
);

export const ShareIcon = () => (
  <Icon>
    <path d="M12 15V3.5M8 7l4-4 4 4M5 11.5v6a3 3 0 0 0 3 3h8a3 3 0 0 0 3-3v-6" />
  </Icon>
);

export const CloseIcon = () => (
  <Icon>
    <path d="M6 6l12 12M18 6L6 18" />
  </Icon>
);

export const SendIcon = () => (
  <Icon>
    <path d="M4.5 11.9L20 4.5l-5.5 15.5-3.2-6.3z" />
    <path d="M11.3 13.7L20 4.5" />
  </Icon>
);

export const KeyIcon = () => (
  <Icon>
    <circle cx="8" cy="15.5" r="4.5" />
    <path d="M11.3 12.2L20 3.5M16 7.5l3 3M13.2 10.3l1.8 1.8" />
  </Icon>
);

export const OpenIcon = () => (
  <Icon>
    <path d="M12 3l7.5 2.8V11c0 4.7-3.1 8.3-7.5 10-4.4-1.7-7.5-5.3-7.5-10V5.8z" />
    <path d="M12 8v4.5M12 15.8v.1" />
  </Icon>
);

export const SpeakerIcon = () => (
  <Icon>
    <path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM16 9a4.2 4.2 0 0 1 0 6M18.7 6.5a8 8 0 0 1 0 11" />
  </Icon>
);

export const SpeakerOffIcon = () => (
  <Icon>
    <path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM16 9.5l5 5M21 9.5l-5 5" />
  </Icon>
);

export const PersonIcon = () => (
  <Icon>
    <circle cx="12" cy="8.5" r="3.8" />
    <path d="M4.8 20a7.3 7.3 0 0 1 14.4 0" />
  </Icon>
);

export const HostIcon = () => (
  <Icon>
    <path d="M4 8l4 4 4-6 4 6 4-4-1.6 10H5.6z" />
  </Icon>
);

/** A place on a map, struck out. */
export const MaskIcon = () => (
  <Icon>
    <path d="M8 5.2A6.5 6.5 0 0 1 18.5 10c0 2-.9 4-2.1 5.8M14.5 18.2A24 24 0 0 1 12 21s-6.5-5.6-6.5-11q0-.8.2-1.6M10.3 9.2a2.3 2.3 0 0 0 2.900 2.900" />
    <Slash />
  </Icon>
);

/** A line with a station in it. */
export const RelayIcon = () => (
  <Icon>
    <rect x="7.5" y="7.5" width="9" height="9" rx="2" />
    <path d="M1.5 12h6M16.5 12h6" />
  </Icon>
);
