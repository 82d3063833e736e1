import { Icon } from "../ui/icons.tsx";

export const NearerIcon = () => (
  <Icon>
    <circle cx="10.5" cy="10.5" r="6.5" />
    <path d="M15.5 15.5L21 21M7.8 10.5h5.4M10.5 7.8v5.4" />
  </Icon>
);

export const FartherIcon = () => (
  <Icon>
    <circle cx="10.5" cy="10.5" r="6.5" />
    <path d="M15.5 15.5L21 21M7.8 10.5h5.4" />
  </Icon>
);

export const LaserIcon = () => (
  <Icon>
    <circle cx="6.5" cy="17.5" r="2.5" />
    <path d="M8.5 15.5L20 4M13.5 4.5v-2M19.5 10.5h2M10 7L8.6 5.6" />
  </Icon>
);

export const PenIcon = () => (
  <Icon>
    <path d="M4 20l1.2-4.6L16 4.6a2.4 2.4 0 0 1 3.4 3.4L8.6 18.8zM14 6.6l3.4 3.4" />
  </Icon>
);

export const UndoIcon = () => (
  <Icon>
    <path d="M8.5 5L4 9.5 8.5 14M4.5 9.5H14a5.5 5.5 0 0 1 0 11h-3" />
  </Icon>
);

export const ClearIcon = () => (
  <Icon>
    <path d="M9 20L4.6 15.6a2 2 0 0 1 0-2.8l8.2-8.2a2 2 0 0 1 2.8 0l4 4a2 2 0 0 1 0 2.8L11 20M8 9.5l6.5 6.5M7 20h13" />
  </Icon>
);
