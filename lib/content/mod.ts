/** What people say and give to each other: chat, application messages, files, ink. */
export { LazyInk as InkDoor } from "./ink/lazy_ink.ts";
export {
  LazyFiles as FilesDoor,
  type LazyFilesOptions as FilesDoorOptions,
} from "./files/lazy_files.ts";
export { Content, type ContentOptions } from "./content.ts";
