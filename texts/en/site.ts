/** The home page, error pages, and what is around every page. */
export const site = {
  title: "Kibitz: open a link, be in a call",
  skip: "Skip to the content",
  siteNav: "Site",
  moreNav: "More",
  security: "Security",
  docs: "Docs",
  threatModel: "Threat model",
  free: "Kibitz is free software under the Apache License 2.0.",
  language: "Language",

  description:
    "Video calls from one link. Your call is encrypted from browser to browser; the server introduces you, and never gets the key in your link.",
  openALink: "Open a link.",
  inACall: "You are in a call.",
  lead:
    "No account, nothing to install. Your call is encrypted from browser to browser; the server introduces you, and never gets the key in your link.",
  howProtected: "How this is protected, and what is not",

  diagram:
    "Two browsers joined by one thick line: sound, picture and chat go straight across it, encrypted. Thin dashed lines go up from both to this server, which introduces them.",
  diagramServer: "this server",
  diagramIntroduces: "introduces you",
  diagramYou: "you",
  diagramThey: "they",
  diagramContent: "sound, picture, chat",
  diagramStraight: "encrypted, straight across",

  startACall: "Start a call",
  roomName: "Name of the room",
  suggest: "Suggest another name",
  keyMadeHere: "The key is made here, in your browser. Who has the link can come in.",
  create: "Create the room",
  needsScript: "Calls need JavaScript. Please allow it for this site.",

  openARoom: "Open a room",
  linkOrName: "Link or name",
  nameOnly: "A room's name. To use a link, open it directly.",
  open: "Open",
  nameAlone:
    "A name alone has no key: who guesses it can come in, and the server is trusted to introduce you honestly.",
  otherSite: "That link belongs to another site:",
  goTo: "go to {host}",
  refusals: {
    "empty": "Paste a link or type a room's name first.",
    "too-long": "That is too long for a link or a name. Copy the link again and paste only that.",
    "not-a-room": "That link does not lead to a room. A room's link has /r/ and a name in it.",
    "bad-key":
      "The key at the end of that link is not whole. Copy the link again, up to its last letter.",
    "bad-settings":
      "That link asks for something that is not known here, or is not whole. Copy the link again, up to its last letter.",
    "no-name": "A room's name needs at least one letter from a to z or one digit.",
  },
  notALink:
    "This form takes a room's name, not a link. Open the link itself; and if there was a key in it, the server has now seen that key, so make a new link.",

  recent: "Recent rooms",
  forgetAll: "Forget all",
  byName: "by name",
  privateLink: "private link",
  keptHere: "Kept in this browser only, with their keys.",

  errors: {
    400: {
      title: "That did not make sense here",
      text: "The address or the form held something that this page can't use.",
    },
    404: {
      title: "There is nothing here",
      text: "The address may be mistyped or old. A room's link has /r/ and the room's name in it.",
    },
    405: {
      title: "This page can't be used that way",
      text: "The page exists, but it does not answer that kind of request.",
    },
    500: {
      title: "Something broke on our side",
      text: "It is not your doing. Try again in a moment; calls that are running go on without us.",
    },
  },
  toTheStart: "Go to the start",
  readTheDocs: "Read the docs",
} as const;
