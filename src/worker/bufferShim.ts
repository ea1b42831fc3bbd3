/** gray-matter asks for `Buffer`, which a browser does not have; this is the part it uses. */
export const Buffer = {
  from: (text: string) => new TextEncoder().encode(text),
  isBuffer: () => false,
};
