/** What stands where a part of the page could not be drawn. */
export const failed = {
  part: "This part of the page failed.",
  page: "Something went wrong on this page",
  pageText: "If you are in a call, it goes on: the others can still see and hear you.",
  message: "This message can't be shown.",
  file: "This file can't be shown.",
  person: "This person can't be shown.",
  screen: "This screen can't be shown.",
  sound: "Someone's audio can't be played.",
  drawings: "The drawings can't be shown.",
  notice: "A notice can't be shown.",
  again: "Try again",
} as const;
