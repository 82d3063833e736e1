/** What can go wrong with a call or a device, and what to do about it. */
export const problems = {
  call: {
    "bad-room": {
      title: "This link has no usable room name",
      text: "Ask for the link again, or start a new room from the home page.",
    },
    "bad-key": {
      title: "This link is incomplete",
      text: "The part after # looks cut off or changed. Ask for the link again and copy all of it.",
    },
    "bad-settings": {
      title: "This link isn't understood here",
      text:
        "Something in it is cut off or changed, or it asks for what this page doesn't know. Ask for the link again and copy all of it. If it is whole, reload this page.",
    },
    "bad-name": {
      title: "This name can't be shown",
      text: "Type a name of 1 to 40 characters.",
    },
    unsupported: {
      title: "This browser can't make calls",
      text:
        "It lacks WebRTC, or has it turned off. Open the link in an up-to-date Firefox, Chrome, Edge or Safari.",
    },
    insecure: {
      title: "This address isn't safe enough for a call",
      text: "Browsers allow calls over https only. Open the same link with https:// at the start.",
    },
    "broker-unreachable": {
      title: "No way to reach the others just now",
      text:
        "The server that introduces people doesn't answer. Check your connection, then try again. A company network or VPN may be blocking it.",
    },
    "broker-refused": {
      title: "The server turned us away",
      text:
        "It may be busy, or you have the room open in many tabs. Wait a moment, then try again.",
    },
    "no-answer": {
      title: "Nobody in the room answered",
      text:
        "Somebody is there, but a connection to them couldn't be made. Try again; if it stays like this, check that this device's clock is right, or try another network.",
    },
    tampered: {
      title: "The introduction was tampered with",
      text:
        "Something between you and the room changes or forges the messages that would connect you. They were refused, and you're connected to nobody. Try another network; if it stays like this, tell the others in some other way.",
    },
    "room-full": {
      title: "This room is full",
      text: "Try again when somebody has left.",
    },
    refused: {
      title: "You weren't let in",
      text: "The room doesn't take you just now. Ask the person who invited you.",
    },
    locked: {
      title: "The room is locked",
      text: "The host lets nobody new in. Ask them to unlock it, then try again.",
    },
    denied: {
      title: "The host didn't let you in",
      text: "Talk to them in some other way, then ask again.",
    },
    removed: {
      title: "The host removed you",
      text: "You can't come back into this room by this link.",
    },
    "no-relay": {
      title: "Your address can't be hidden here",
      text:
        "That needs a relay, and there is none here, or it doesn't answer just now. You're connected to nobody. Try again later, or show your network address to the people in the call.",
    },
    aborted: {
      title: "You stopped joining",
      text: "Join again whenever you like.",
    },
    dropped: {
      title: "The call ended here",
      text: "Your connection to the room was lost. The others may still be in it: join again.",
    },
    unknown: {
      title: "Something went wrong",
      text: "Joining didn't work, and we don't know why. Reload the page and try again.",
    },
  },
  /** One set per device, because no two languages bend a device's name in the same way. */
  microphone: {
    denied: {
      title: "Your browser keeps the microphone from us",
      text:
        "Allow the microphone for this site by the icon beside the address, then turn it on again. The call works without it.",
    },
    missing: {
      title: "No microphone found",
      text: "Plug one in, then turn it on again. The call works without it.",
    },
    busy: {
      title: "The microphone is busy",
      text:
        "Another app or tab seems to be using it. Close that one, then turn it on again. The call works without it.",
    },
    insecure: {
      title: "No microphone over an open address",
      text: "Browsers give the microphone to https addresses only. The call works without it.",
    },
    interrupted: {
      title: "No sound from the microphone just now",
      text:
        "The system keeps it back, as in a phone call. It comes back by itself; if it doesn't, turn it off and on.",
    },
    unplugged: {
      title: "The microphone went away",
      text:
        "It was unplugged, or another app took it. The call goes on; turn it on again when it's back.",
    },
    unknown: {
      title: "The microphone didn't start",
      text: "Try again, or choose another one. The call works without it.",
    },
  },
  camera: {
    denied: {
      title: "Your browser keeps the camera from us",
      text:
        "Allow the camera for this site by the icon beside the address, then turn it on again. The call works without it.",
    },
    missing: {
      title: "No camera found",
      text: "Plug one in, then turn it on again. The call works without it.",
    },
    busy: {
      title: "The camera is busy",
      text:
        "Another app or tab seems to be using it. Close that one, then turn it on again. The call works without it.",
    },
    insecure: {
      title: "No camera over an open address",
      text: "Browsers give the camera to https addresses only. The call works without it.",
    },
    interrupted: {
      title: "No picture from the camera just now",
      text:
        "The system keeps it back, as in a phone call. It comes back by itself; if it doesn't, turn it off and on.",
    },
    unplugged: {
      title: "The camera went away",
      text:
        "It was unplugged, or another app took it. The call goes on; turn it on again when it's back.",
    },
    unknown: {
      title: "The camera didn't start",
      text: "Try again, or choose another one. The call works without it.",
    },
  },
  screen: {
    denied: {
      title: "Your browser keeps the screen from us",
      text: "Allow this browser to record the screen in your system's settings, then try again.",
    },
    missing: {
      title: "No screen found",
      text: "Try again, or choose another one. The call works without it.",
    },
    busy: {
      title: "The screen is busy",
      text:
        "Another app or tab seems to be using it. Close that one, then share again. The call works without it.",
    },
    insecure: {
      title: "No screen over an open address",
      text: "Browsers give the screen to https addresses only. The call works without it.",
    },
    interrupted: {
      title: "No picture from the screen just now",
      text:
        "The system keeps it back, as in a phone call. It comes back by itself; if it doesn't, turn it off and on.",
    },
    unplugged: {
      title: "The screen went away",
      text: "Another app took it. The call goes on; share it again when it's back.",
    },
    unknown: {
      title: "The screen didn't start",
      text: "Try again, or choose another one. The call works without it.",
    },
  },
} as const;
