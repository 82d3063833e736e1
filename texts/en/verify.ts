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
  withdraw: "Undo",
  whatProtects: "What this protects, and what it doesn't",
  compareByText: "Compare in writing instead",
  makingLong: "Making the long code…",
  sendDigits:
    "Send these 60 digits to {name} in another app you trust, not in this call's chat. {name} must see the same.",
  longCodeWith: "Long code with {name}",
  whenDiffer:
    "Check again that neither of you misread. If they really don't match, leave, create a new link, and send it to {name} another way.",
  leave: "Leave",
  newRoomLink: "New room link",
  trust: {
    connecting: { title: "Connecting", text: "The code appears when {name} is connected." },
    reconnecting: {
      title: "Reconnecting",
      text: "When {name} is back, their connection is checked again.",
    },
    stillHolds: "If it is the same, they stay verified.",
    sealed: {
      title: "Not verified",
      text:
        "Your connection is protected by the key in the link. Verify to be sure that no one else who has the link is in between you and {name}.",
    },
    unsealed: {
      title: "Not protected by a link key",
      text:
        "The room's link has no key, so the server could have put someone between you and {name}. Verify to find out.",
    },
    compared: {
      title: "Verified",
      text: "You said that the codes match. If {name}'s connection ever changes, you are told.",
    },
    differ: {
      title: "Codes don't match",
      text:
        "Someone may be in between. You've stopped sending {name} audio, video, messages and files.",
    },
    couldNotVerify: "Could not verify",
    noCertificate:
      "This browser does not show which certificate it uses with {name}, so there is no code to compare. An up-to-date Firefox, Chrome, Edge or Safari may show it.",
    tooManyRuns:
      "Three attempts to make a code with {name} were broken off. The cause may be a bad connection, or somebody in between. You can still compare the long code.",
    changed: {
      title: "Verify again",
      text:
        "{name}'s connection is not the one it was. They may have joined anew, or someone may be in between. What you verified no longer holds: compare the new code.",
    },
    stillWithheld: "You're still sending {name} nothing.",
  },
  waiting: {
    making: "Making the code with {name}…",
    again: "Creating the code with {name} was interrupted. Another attempt starts in a moment.",
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
    said: "Everyone here is verified.",
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
    pair: "Read these words out loud. You should both see the same ones in the same order.",
    group:
      "One person reads these words out loud. Everyone should see the same ones in the same order.",
  },
  askDiffer: {
    question: "Did you read the codes to each other, and they were different?",
    yes: "Yes, they differ",
    again: "Check again",
  },
  stopped: {
    one: "{names} gets nothing from you: no sound, no video, no messages.",
    other: "{names} get nothing from you: no sound, no video, no messages.",
  },
  halted: {
    one: "{names}'s browser has stopped sending to you.",
    other: "The browsers of {names} have stopped sending to you.",
  },
  haltedTile: "Not sending to you",
  haltedWhat: "What this means",
  haltedMeans:
    "You don't hear or see them for now, and their messages don't reach you. They may have seen another code than you. Talk to them another way, by phone for example, and compare your codes again.",
  verifyNow: "Verify",
  notSentTo: "Not sent to {names}",
} as const;
