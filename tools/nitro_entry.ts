// @ts-ignore Nitro makes this module during the build
import "#nitro/virtual/polyfills";
import { useNitroApp } from "nitro/app";

export default { fetch: useNitroApp().fetch };
