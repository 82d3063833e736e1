/** The message types that the broker passes from one client to another (PeerServer's names). */
export const ROUTED_TYPES = ["OFFER", "ANSWER", "CANDIDATE", "LEAVE"] as const;
/** One of them. */
export type RoutedType = "OFFER" | "ANSWER" | "CANDIDATE" | "LEAVE";
