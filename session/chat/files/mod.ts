/** The desk at which a call's files are taken and given. Fetched with the chat's content. */
export {
  createDesk,
  type Desk,
  type FileCard,
  SHOWN_EACH_MAX,
  SHOWN_MAX,
  type WayView,
} from "./transfers.ts";
export { entriesOf, type Entry } from "./entries.ts";
export { pageDesk } from "./page_transfers.ts";
