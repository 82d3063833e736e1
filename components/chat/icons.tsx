import { Icon } from "../ui/icons.tsx";

export const AttachIcon = () => (
  <Icon>
    <path d="M19.5 11.5l-7.6 7.6a4.8 4.8 0 0 1-6.8-6.8l8-8a3.2 3.2 0 0 1 4.5 4.5l-7.8 7.8a1.6 1.6 0 0 1-2.3-2.3l7-7" />
  </Icon>
);

export const FileIcon = () => (
  <Icon>
    <path d="M6 3h8l4.5 4.5V21H6zM13.5 3v5h5" />
  </Icon>
);

export const PayIcon = () => (
  <Icon>
    <rect x="3" y="5.5" width="18" height="13" rx="2.5" />
    <path d="M3 10h18M7 14.5h4" />
  </Icon>
);

export const LockIcon = () => (
  <Icon class="small">
    <rect x="5" y="11" width="14" height="9" rx="2" />
    <path d="M8 11V8a4 4 0 0 1 8 0v3" />
  </Icon>
);
