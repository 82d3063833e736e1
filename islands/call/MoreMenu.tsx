import {
  FullScreenIcon,
  HostIcon,
  InviteIcon,
  KeyboardIcon,
  LayoutIcon,
  MaskIcon,
  PipIcon,
  ScreenIcon,
  SelfIcon,
  SettingsIcon,
} from "../../components/ui/icons.tsx";
import { MenuFrame, MenuItem } from "../../components/ui/Menu.tsx";
import { type KeyAction, KEYS } from "../../session/shortcuts.ts";
import { useInCall } from "../../session/page/in_call.ts";
import { useSession } from "../../session/mod.ts";
import { callTexts } from "../../texts/call.ts";
import { settingsTexts } from "../../texts/settings.ts";
import { stageTexts } from "../../texts/stage.ts";

/** What does not fit into the row of buttons. */
export function MoreMenu() {
  const session = useSession();
  const inCall = useInCall();
  const t = stageTexts();
  const { share, stopSharing, invite, hostControls, iAmHost, address: { hide, show } } =
    callTexts();
  const host = session.state.value?.governance;
  const { view, screen, pip, fullscreen } = inCall;
  const { address } = session;
  const hidden = view.selfHidden.value;
  const sharing = screen.shown.value !== null;
  const full = fullscreen.on.value;
  const key = (action: KeyAction) => inCall.keys.on.value ? KEYS[action] : undefined;
  /** Closes the menu, and then does it: a panel that opens gets the focus. */
  const then = (what: () => void) => () => {
    inCall.closePanel();
    what();
  };
  return (
    <MenuFrame title={t.more} onClose={inCall.closePanel}>
      {screen.possible && (
        <MenuItem
          narrow
          label={sharing ? stopSharing : share}
          onClick={then(() => void screen.toggle())}
        >
          <ScreenIcon />
        </MenuItem>
      )}
      <MenuItem
        narrow
        label={invite}
        testid="menu-invite"
        onClick={then(() => inCall.togglePanel("invite"))}
      >
        <InviteIcon />
      </MenuItem>
      {host !== undefined && (host.open || host.host === "key") && (
        <MenuItem
          label={host.open ? hostControls : iAmHost}
          testid="menu-host"
          onClick={then(() => inCall.togglePanel("host"))}
        >
          <HostIcon />
        </MenuItem>
      )}
      <MenuItem
        label={t.changeLayout}
        value={t.layouts[view.layout.value]}
        testid="menu-layout"
        hotkey={key("layout")}
        onClick={() => view.turn(1)}
      >
        <LayoutIcon layout={view.layout.value} />
      </MenuItem>
      <MenuItem
        label={hidden ? t.showSelf : t.hideSelf}
        testid="menu-self"
        onClick={then(() => view.hideSelf(!hidden))}
      >
        <SelfIcon />
      </MenuItem>
      <MenuItem
        label={address.hidden.value ? show : hide}
        testid="menu-address"
        onClick={then(() => void address.set(!address.hidden.value))}
      >
        <MaskIcon />
      </MenuItem>
      {pip.possible && (
        <MenuItem
          label={pip.state.value.name === "off" ? t.pip : t.leavePip}
          testid="menu-pip"
          onClick={then(() => void inCall.togglePip())}
        >
          <PipIcon />
        </MenuItem>
      )}
      {fullscreen.possible && (
        <MenuItem
          label={full ? t.leaveFullScreen : t.fullScreen}
          testid="menu-fullscreen"
          hotkey={key("fullscreen")}
          onClick={then(() => void fullscreen.toggle())}
        >
          <FullScreenIcon />
        </MenuItem>
      )}
      <MenuItem
        label={settingsTexts().title}
        testid="menu-settings"
        onClick={then(() => inCall.togglePanel("settings"))}
      >
        <SettingsIcon />
      </MenuItem>
      <MenuItem
        label={t.keys}
        hotkey={key("help")}
        testid="menu-keys"
        onClick={then(() => inCall.togglePanel("keys"))}
      >
        <KeyboardIcon />
      </MenuItem>
    </MenuFrame>
  );
}
