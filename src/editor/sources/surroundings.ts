declare const process: { readonly env?: Readonly<Record<string, string | undefined>> } | undefined;

/** The environment of the extension host; there is none on the web. */
export function environment(): Readonly<Record<string, string | undefined>> {
  return typeof process === 'undefined' ? {} : (process.env ?? {});
}

export function homeFolder(): string | undefined {
  const { HOME, USERPROFILE } = environment();
  return HOME ?? USERPROFILE;
}
