import { useElementId } from "../../components/ui/element_id.ts";
import { useEffect } from "preact/hooks";
import { CheckIcon, CopyIcon, ShareIcon } from "../../components/ui/icons.tsx";
import { PanelFrame } from "../../components/ui/PanelFrame.tsx";
import { QrCode } from "../../components/ui/QrCode.tsx";
import { useInCall } from "../../session/page/in_call.ts";
import { useSession } from "../../session/mod.ts";
import { inviteTexts } from "../../texts/invite.ts";

/** The link to this room, in every form in which it can be passed on. */
export function InvitePanel() {
  const elementId = useElementId();
  const inCall = useInCall();
  const session = useSession();
  const { invite } = inCall;
  const t = inviteTexts();
  const copied = invite.copied.value;
  const qr = invite.qr.value;
  useEffect(() => void invite.drawQr(), []);
  return (
    <PanelFrame title={t.title} onClose={inCall.closePanel}>
      <div class="invite">
        <p>
          {session.seal.value === "sealed" ? t.sealed : t.open}
        </p>
        <div class="field">
          <label for={elementId("invite-link")}>{t.link}</label>
          <input
            id={elementId("invite-link")}
            readOnly
            dir="ltr"
            value={invite.link.value}
            onFocus={(event) => event.currentTarget.select()}
          />
          {copied === "failed" && (
            <small role="alert">
              {t.copyFailed}
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
            <span aria-live="polite">{copied === "yes" ? t.copied : t.copy}</span>
          </button>
          {invite.canShare && (
            <button
              type="button"
              class="button"
              onClick={() => void invite.share()}
            >
              <ShareIcon />
              {t.share}
            </button>
          )}
        </div>
        {qr === "failed"
          ? (
            <p class="dim" role="status">
              {t.qrFailed}
            </p>
          )
          : (
            <>
              <div class="qr-place">
                {qr !== "waiting" && <QrCode modules={qr} label={t.qr} />}
              </div>
              <p class="dim">{t.qrHint}</p>
            </>
          )}
      </div>
    </PanelFrame>
  );
}
