import { PanelFrame } from "../../components/ui/PanelFrame.tsx";
import { Switch } from "../../components/ui/Switch.tsx";
import { type KeyAction, KEYS } from "../../session/shortcuts.ts";
import { useInCall } from "../../session/page/in_call.ts";
import { keysTexts } from "../../texts/keys.ts";

/** Every key of a call, and the switch that turns them off. */
export function ShortcutsPanel() {
  const inCall = useInCall();
  const t = keysTexts();
  const name = (action: KeyAction) => action === "talk" ? t.names.space : KEYS[action];
  return (
    <PanelFrame title={t.title} onClose={inCall.closePanel}>
      <div class="panel-body">
        <p class="dim">{t.how}</p>
        <dl class="keys" data-testid="keys">
          {(Object.keys(KEYS) as KeyAction[]).map((action) => (
            <Line key={action} name={name(action)} what={t.actions[action]} />
          ))}
          <Line name="Esc" what={t.escape} />
          <Line name="← ↑ ↓ →" what={t.arrows} />
        </dl>
        <Switch
          label={t.use}
          on={inCall.keys.on.value}
          testid="keys-switch"
          onChange={inCall.keys.turn}
        />
      </div>
    </PanelFrame>
  );
}

function Line({ name, what }: { name: string; what: string }) {
  return (
    <div>
      <dt>
        <kbd>{name}</kbd>
      </dt>
      <dd>{what}</dd>
    </div>
  );
}
