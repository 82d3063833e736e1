/** The options of a new room: its number of people and its host. */
export const create = {
  options: "Options",
  summary: {
    none: "up to {people} people, no host",
    name: "up to {people} people, a host by name",
    key: "up to {people} people, a host by password",
  },
  people: "People, at most",
  who: "Who hosts?",
  whatHostsDo: "A host decides who comes in, can lock the room, and can remove people.",
  hosts: {
    none: {
      title: "Nobody",
      text: "Whoever has the link comes in. Nobody can turn anybody away.",
    },
    name: {
      title: "Whoever goes by a name",
      text: "Anybody with the link can take that name. For friends, not against strangers.",
    },
    key: {
      title: "Whoever has the password",
      text: "Commands are signed by a key that only the password opens.",
    },
  },
  hostName: "The host's name",
  hostNameMissing: "Type the name that the host will go by.",
  hostFirst: "Let people in only when the host is there",
  hostFirstHint: {
    name:
      "Everyone else waits until someone with that name joins. A name proves nothing: anyone with the link can use it.",
    key: "Everyone else waits until the host joins with the password.",
  },

  password: "The host's password",
  show: "Show",
  hide: "Hide",
  suggest: "Suggest one",
  copy: { no: "Copy", yes: "Copied", failed: "Can't copy: select it" },
  strengthLabel: "Strength of the password",
  noStrength: "It can't be found again, by you or by anybody. Keep it.",
  strength: {
    1: "Very weak: guessed within minutes.",
    2: "Weak: guessed within days.",
    3: "Good: guessing it takes much money.",
    4: "Strong: not worth anybody's guessing.",
  },
  passwordMissing: "Type a password, or have one suggested.",
  passwordShort: "A password needs at least {least} characters.",

  making: "Making the host's key…",
  failed: "The host's key could not be made. Try again in a moment.",
  notFetched: "That part of the page could not be fetched. Try again in a moment.",
  oneMoment: "One moment…",
} as const;
