/** What a host sees and decides, and how somebody becomes the host. */
export const host = {
  title: "Host",
  unlockText: "This room's host is whoever has its password.",
  password: "The host's password",
  unlock: "Become the host",
  unlocking: "Opening the host's key…",
  wrong: {
    "wrong-password": "That is not this room's password.",
    malformed: "The host's key in this link is damaged. Ask for the link again.",
    unreachable: "That did not work: a part of this page could not be fetched. Try again.",
    empty: "Type the password first.",
  },

  waiting: "Waiting to come in",
  nobodyWaits: "Nobody waits.",
  asks: "{name} asks to come in",
  manyAsk: { one: "{count} person asks to come in", other: "{count} people ask to come in" },
  admit: "Let in",
  deny: "Turn away",
  admitAll: "Let everyone in",
  seeWho: "See who",

  door: "The door",
  lobby: "Newcomers ask first",
  lobbyHint: "They wait outside until you let them in.",
  lock: "Lock the room",
  lockHint: "Nobody new comes in or can ask. Whoever is here may come back.",

  people: "People",
  peopleHint: "Mute somebody, give them a role, or remove them from the room.",
  toPeople: "Show who is here",
  actions: "As the host",
  actionsFor: "As the host, for {name}",
  mute: "Mute",
  muteName: "Mute {name}",
  muteHint: "They can unmute again.",
  role: "Role",
  roleOf: "Role of {name}",
  setRole: "Set",
  remove: "Remove",
  removeName: "Remove {name}",
  removeAsk:
    "Remove {name}? A reload doesn't bring them back. The link, opened in another browser, could.",
  alsoRekey: "Change the link as well, so that theirs leads nowhere",
  cancel: "Cancel",

  room: "The room",
  newLink: "New link",
  newLinkAsk:
    "Give the room a new link? Everyone here stays and notices nothing. The old link then leads to an empty room.",
  newLinkAskWaiting:
    "Give the room a new link? Everyone here stays and notices nothing. Those who wait now don't come along: let them in first, or send them the new link.",
  newLinkDone: "The room has a new link. Pass this one on:",
  copy: { no: "Copy link", yes: "Copied", failed: "Can't copy: select it" },
  clearChat: "Clear the chat",
  clearChatAsk: "Clear the chat on every screen? It can't be brought back.",
  clear: "Clear",

  failed: "That did not work",
  notHost: "You are not the host any more.",
  gone: "They left meanwhile.",
  badRole: "A role has 1 to {max} characters.",
} as const;
