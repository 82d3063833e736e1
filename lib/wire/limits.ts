/** Sizes that pages know before they fetch the rest of the engine. */

/** The most people that a roster can hold. */
export const ROSTER_MAX = 64;
/** The longest line that a guest sends along when asking to come in, in UTF-16 units. */
export const NOTE_MAX = 140;
