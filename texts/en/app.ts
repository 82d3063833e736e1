/** Kibitz as an installed app, and what it says without a network. */
export const app = {
  description: "Calls from browser to browser, from one link.",
  startACall: "Start a call",
  offline: {
    title: "No connection",
    text:
      "This device can't reach Kibitz just now. This page opens by itself when the connection is back.",
    calls: "A call that is running in another window goes on if the others can still be reached.",
    join:
      "To join or start a call you need a connection: the server introduces the browsers to each other.",
    again: "Try again",
  },
} as const;
