/** What the Network Information API knows of the network; not every browser has it. */
interface NetworkInformation extends EventTarget {
  readonly type?: string;
}

/**
 * Calls `changed` when the device is on another network: back after a moment without any, or, where
 * the browser tells it, from one kind to another without such a moment.
 */
export function watchNetwork(changed: () => void): void {
  addEventListener("online", changed);
  const { connection } = navigator as Navigator & { readonly connection?: NetworkInformation };
  let type = connection?.type;
  connection?.addEventListener("change", () => {
    // The event comes for every new estimate of the speed as well.
    if (connection.type === type) return;
    type = connection.type;
    // Without a network there is nothing to look for; "online" comes when there is one.
    if (type !== "none") changed();
  });
}
