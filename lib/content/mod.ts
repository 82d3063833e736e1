/** What people say and give to each other: chat, application messages, files, ink. */
export { InkDoor } from "./ink/lazy_ink.ts";
export { FilesDoor, type FilesDoorOptions } from "./files/lazy_files.ts";
export { Content, type ContentOptions } from "./content.ts";
