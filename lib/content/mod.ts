/** What people say and give to each other: chat, application messages, files, ink. */
export { InkDoor } from "./ink_door.ts";
export { FilesDoor, type FilesDoorOptions } from "./files_door.ts";
export { Content, type ContentOptions } from "./content.ts";
