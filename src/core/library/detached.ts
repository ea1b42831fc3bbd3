/**
 * The same text without what it was cut from: engines keep a whole file in memory for the sake of
 * one key that is a stretch of it, so that what outlives a reading is copied.
 */
export function detached(text: string): string {
  // shorter stretches are always copied; joining and cutting again copies the others
  return text.length < 13 ? text : ` ${text}`.slice(1);
}
