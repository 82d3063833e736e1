/** The written side of the call. */
export const chat = {
  title: "Chat",
  unread: { one: "Chat, {count} unread", other: "Chat, {count} unread" },
  lines: "Chat lines",
  empty:
    "Nothing written yet. Lines go straight to the others and are gone when everyone has left.",
  passedOn: "Passed on by {name}. Kibitz can't check who wrote it.",
  write: "Write to everyone",
  send: "Send",
  left: { one: "{count} left", other: "{count} left" },
} as const;
