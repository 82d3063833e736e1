import { useEffect } from "preact/hooks";
import { CheckIcon, CopyIcon, ShareIcon } from "../components/call/icons.tsx";
import { PanelFrame } from "../components/call/PanelFrame.tsx";
import { QrCode } from "../components/call/QrCode.tsx";
import { session } from "../session/mod.ts";

/** The link to this room, in every form in which it can be passed on. */
export function InvitePanel() {
  const { invite } = session;
  const copied = invite.copied.value;
  const qr = invite.qr.value;
  useEffect(() => void invite.drawQr(), []);
  return (
    <PanelFrame title="Invite" onClose={session.closePanel}>
      <div class="invite">
        <p>
          {session.seal.value === "sealed"
            ? "Whoever has this link can join. The part after # is the room's key: pass it on only to people you want here."
            : "Whoever knows this room's name can join: the link has no key."}
        </p>
        <div class="field">
          <label for="invite-link">Link</label>
          <input
            id="invite-link"
            readOnly
            value={invite.link.value}
            onFocus={(event) => event.currentTarget.select()}
          />
          {copied === "failed" && (
            <small role="alert">
              Copying isn't allowed here. Select the link and copy it by hand.
            </small>
          )}
        </div>
        <div class="invite-row">
          <button
            type="button"
            class="button primary"
            data-testid="copy-link"
            data-autofocus
            onClick={() => void invite.copy()}
          >
            {copied === "yes" ? <CheckIcon /> : <CopyIcon />}
            <span aria-live="polite">{copied === "yes" ? "Copied" : "Copy link"}</span>
          </button>
          {invite.canShare && (
            <button
              type="button"
              class="button"
              onClick={() => void invite.share()}
            >
              <ShareIcon />Share
            </button>
          )}
        </div>
        {qr === "failed"
          ? (
            <p class="dim" role="status">
              The QR code can't be drawn: a part of this page could not be fetched. Close this and
              open it again in a moment.
            </p>
          )
          : (
            <>
              <div class="qr-place">
                {qr !== "waiting" && <QrCode modules={qr} label="QR code of the link" />}
              </div>
              <p class="dim">Or let a phone read this code.</p>
            </>
          )}
      </div>
    </PanelFrame>
  );
}
