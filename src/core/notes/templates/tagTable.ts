/** A tag of Liquid that templates can use; others, which read files, are left out. */
export interface TemplateTag {
  readonly name: string;
  readonly meaning: string;
  /** What completion puts in after the name, as a snippet without the braces around it. */
  readonly rest: string;
  /** The tag that closes it, where it needs one. */
  readonly end?: string;
}

const tag = (name: string, meaning: string, rest: string, end?: string): TemplateTag => ({
  name,
  meaning,
  rest,
  ...(end ? { end } : {}),
});

export const templateTags: readonly TemplateTag[] = [
  tag(
    'if',
    'writes what follows where something holds; a field that the paper lacks does not',
    ' ${1:abstract}',
    'endif',
  ),
  tag('unless', 'writes what follows where something does not hold', ' ${1:abstract}', 'endunless'),
  tag('for', 'writes what follows for each item of a list', ' ${1:author} in ${2:authors}', 'endfor'),
  tag('case', 'chooses by a value, with `when` and `else`', ' ${1:type} %}{% when "${2:book}"', 'endcase'),
  tag('assign', 'names a value', ' ${1:name} = ${2:value}'),
  tag('capture', 'names what stands between', ' ${1:name}', 'endcapture'),
  tag('comment', 'writes nothing of what stands between', '', 'endcomment'),
  tag('raw', 'leaves braces between as they are', '', 'endraw'),
  tag('echo', 'writes a value, inside `liquid`', ' ${1:title}'),
  tag('liquid', 'several tags, one on each line', '\n  ${1}\n'),
  tag('cycle', 'writes one after the other of some texts', ' "${1:a}", "${2:b}"'),
  tag('increment', 'counts up', ' ${1:counter}'),
  tag('decrement', 'counts down', ' ${1:counter}'),
  tag('break', 'ends a `for`', ''),
  tag('continue', 'goes on with the next of a `for`', ''),
  tag('#', 'a comment in one tag', ' ${1}'),
];

/** Tags inside others. */
export const innerTags: Readonly<Record<string, readonly string[]>> = {
  elsif: ['if', 'unless'],
  else: ['if', 'unless', 'for', 'case'],
  when: ['case'],
};

const byName = new Map(templateTags.map((known) => [known.name, known]));

export function templateTag(name: string): TemplateTag | undefined {
  return byName.get(name);
}

/** Whether it is a tag, or one that continues or closes another. */
export function isTag(name: string): boolean {
  return byName.has(name) || Object.hasOwn(innerTags, name) || templateTags.some(({ end }) => end === name);
}

/** Liquid's tags that templates of notes do not have, since they read other files. */
export const fileTags: readonly string[] = ['include', 'render', 'layout', 'block'];
