/** Comparing codes: what is known of each person, and what to do with the codes. */
export const verify = {
  everyone: "Everyone",
  people: "People",
  codeForEveryone: "Code for everyone",
  codeWith: "Code with {name}",
  codesWith: "Codes with {name}",
  inDigits: "In digits:",
  matchOnEveryScreen: "They match on every screen",
  match: "They match",
  differ: "They differ",
  withdraw: "Take back",
  whatProtects: "What this protects, and what not",

  compareByText: "Compare by text instead",
  makingLong: "Making the long code…",
  sendDigits:
    "Send these 60 digits to {name} by another way, such as a messenger that you trust, and not in this call's chat. {name} must see the same.",
  longCodeWith: "Long code with {name}",

  whenDiffer:
    "First make sure that nobody misread: if so, take it back. If they do differ, leave this call, make a new link, and give it to {name} by another way than the last one.",
  leave: "Leave",
  newRoomLink: "New room link",

  trust: {
    connecting: { title: "Connecting", text: "The code appears when {name} is connected." },
    reconnecting: {
      title: "Reconnecting",
      text: "When {name} is back, the certificate is looked at again.",
    },
    stillHolds: "If it is the same, what you compared holds.",
    sealed: {
      title: "Not compared yet",
      text:
        "The introduction was sealed with the key in the room's link. Compare the code to know that nobody with that link sits between you and {name}.",
    },
    unsealed: {
      title: "Introduction not sealed",
      text:
        "The room's link has no key, so the server that introduced you could have put somebody between you and {name}. Comparing the code shows whether it did.",
    },
    compared: {
      title: "Compared",
      text:
        "You said that the codes match. It holds as long as {name} keeps this certificate; if that changes, you are told.",
    },
    differ: {
      title: "Codes differ",
      text:
        "Somebody may sit between you and {name}. Nothing of yours goes there any more: no sound, no picture, no chat and no file.",
    },
    couldNotVerify: "Could not verify",
    noCertificate:
      "This browser does not show which certificate it uses with {name}, so there is no code to compare. An up-to-date Firefox, Chrome, Edge or Safari may show it.",
    tooManyRuns:
      "Three attempts to make a code with {name} were broken off. The cause may be a bad connection, or somebody in between. You can still compare the long code.",
    changed: {
      title: "Compare again",
      text:
        "{name} now has another certificate than before. That does not happen by itself: somebody may have come in between. Anything that you compared no longer holds; read out the new code.",
    },
    stillWithheld: "Still nothing of yours goes to {name}.",
  },

  waiting: {
    making: "Making the code with {name}…",
    again: "An attempt to make the code with {name} was broken off. Another begins in a moment.",
    yourself: "This connection leads back to your own browser: nobody else is at its other end.",
  },

  group: {
    noOwnCertificate:
      "This browser does not show its own certificate, so there is no code for everyone.",
    hidden:
      "There is no code for everyone: this browser does not show its certificate with {names}.",
    waiting: "Making the code for everyone: waiting for {names}…",
    somebody: "somebody",
    blocked: "You said that the codes with {names} differ. Resolve that below first.",
    said: "Everyone here is compared.",
    open: "If somebody sees another code, compare with each person below to find out with whom.",
    sameFingerprint:
      "Two people here have the same certificate, which can't be. Compare with each person below.",
    oldEpoch: "The code for everyone is out of date. Compare with each person below.",
    tooManyRuns:
      "People came and went too often for another code for everyone. Compare with each person below.",
    didNotFit:
      "There is no code for everyone: what {name} sent for it did not fit. Compare with each person below.",
    notThisTime: "There is no code for everyone this time. Compare with each person below.",
  },

  sealed:
    "Introductions in this room are sealed with the key in its link: the server that passes them on can't read them or change them unnoticed.",
  notSealed:
    "This room's link has no key: introductions are not sealed, and the server that passes them on can read and change them.",
  refused: {
    one:
      "One introduction was refused and not used: not sealed with this room's key, altered, or sent twice.",
    other:
      "{count} introductions were refused and not used: not sealed with this room's key, altered, or sent twice.",
  },
  how: {
    nobody: "Nobody else is here. When somebody comes, you both see a code here to compare.",
    pair:
      "Read the names aloud to each other, here in the call. You must both see the same, in the same order.",
    group:
      "Let one person read the names of the code for everyone aloud, here in the call. Everybody must see the same, in the same order.",
  },
} as const;
