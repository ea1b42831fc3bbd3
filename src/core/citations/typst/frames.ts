import type { Span } from '../../text.ts';

/** A name that cites or refers: `@key[supplement]`, `#cite(<key>, form: "prose")`, `#ref(<key>)`. */
export interface Mention {
  readonly key: string;
  readonly keyAt: Span;
  /** The key with what marks it: `@key`, `<key>`. */
  readonly marked: Span;
  /** All of it, with the supplement or the call. */
  whole: Span;
  /** `cite` takes a key of the bibliography alone; the others take labels of the document as well. */
  readonly isCite: boolean;
  form?: string;
  supplement?: Span;
}

/** The arguments of a function, as far as they are read. */
export interface Call {
  readonly name: string;
  readonly start: number;
  /** The name of the argument that is being read. */
  argument?: string;
  /** The label that is its first argument. */
  label?: { readonly key: string; readonly keyAt: Span; readonly marked: Span };
  form?: string;
  supplement?: Span;
}

/** Where an expression behind `#` stands. */
export type Stage =
  /** in front of its first token */
  | 'start'
  /** behind an operand: brackets that follow at once belong to it */
  | 'operand'
  /** `let`, `set` and the like, up to the end of the line */
  | 'statement'
  /** behind `if`, `for` or `while`, in front of the body */
  | 'head'
  /** behind the body of `if` */
  | 'body'
  /** behind `else` */
  | 'else'
  | 'end';

/** What is open: text, math, brackets in code, or an expression behind `#`. */
export type Frame =
  | {
      readonly kind: 'markup';
      readonly start: number;
      nesting: number;
      readonly isBlock: boolean;
      readonly mention?: Mention;
    }
  | { readonly kind: 'math'; start: number }
  | {
      readonly kind: 'brackets';
      readonly open: '(' | '{';
      /** The place on the stack of the text or math that this code stands in. */
      readonly around: number;
      readonly call?: Call;
      /** Brackets of both sorts that are open in this piece of code. */
      readonly parens: number;
      readonly braces: number;
    }
  | { readonly kind: 'expression'; stage: Stage; callee: string; calleeStart: number; isIf: boolean };
