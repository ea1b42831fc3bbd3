import type { Call, Frame, Mention } from './frames.ts';
import { labelLetters, lineEnd, pastComment, pastLine, pastLink, pastRaw, pastString } from './tokens.ts';

const name = '[\\p{XIDS}_][\\p{XIDC}-]*';
const label = `<([\\p{XIDC}-]${labelLetters}*)>`;
const reference = `@((?=[\\p{XIDC}-])${labelLetters}*[\\p{XIDC}-])`;
const inMarkup = new RegExp(`\\\\[^]|//|/\\*|\`+|https?://|${label}|${reference}|[#[\\]$]`, 'gu');
const inMath = /\\[^]|\/\/|\/\*|["#$]/gu;
const inCode = new RegExp(`(${name})|[ \\t]+|//|/\\*|\`+|${label}|[^]`, 'yu');
const isLineEnd = new RegExp(`[${lineEnd}]`);
const argumentName = /[ \t]*:(?!=)/y;
const nextName = new RegExp(`\\.${name}`, 'yu');
/** Deeper nesting is none that a person writes; Typst, too, gives up at some depth. */
const deepest = 1000;
const statements = /^(?:let|set|show|import|include|return)$/;

/**
 * Goes through a Typst document once, with what is open on a stack of its own: `@` refers in text alone, `#` begins code,
 * `[` in code begins text (typst-syntax, `lexer.rs` and `parser.rs`). What is not closed is open up to the end.
 */
export class TypstScanner {
  readonly mentions: Mention[] = [];
  /** The labels that the document sets. */
  readonly labels = new Set<string>();
  readonly #text: string;
  readonly #exclude: (start: number, end: number) => void;
  readonly #frames: Frame[] = [{ kind: 'markup', start: 0, nesting: 0, isBlock: false }];

  constructor(text: string, exclude: (start: number, end: number) => void) {
    this.#text = text;
    this.#exclude = exclude;
  }

  run(): void {
    let at = this.#text.startsWith('#!') ? this.#hide(0, pastLine(this.#text, 0)) : 0;
    while (at < this.#text.length) at = this.#step(at);
    for (const frame of this.#frames) {
      if (frame.kind === 'math') this.#exclude(frame.start, this.#text.length);
      if (frame.kind === 'brackets') this.#finishCall(frame.call, frame.call?.label?.marked.end ?? this.#text.length);
    }
  }

  get #top(): Frame {
    return this.#frames.at(-1) ?? { kind: 'markup', start: 0, nesting: 0, isBlock: false };
  }

  #step(at: number): number {
    const frame = this.#top;
    switch (frame.kind) {
      case 'markup':
        return this.#markup(at, frame);
      case 'math':
        return this.#math(at, frame);
      case 'brackets':
        return this.#code(at, frame);
      case 'expression':
        return this.#expression(at, frame);
    }
  }

  #markup(at: number, frame: Frame & { kind: 'markup' }): number {
    inMarkup.lastIndex = at;
    const hit = inMarkup.exec(this.#text);
    if (!hit) return this.#text.length;
    const [mark, setLabel, key] = hit;
    const [start, end] = [hit.index, inMarkup.lastIndex];
    if (setLabel !== undefined) this.labels.add(setLabel);
    else if (key !== undefined) return this.#refer(key, start, end);
    else if (mark === '[') frame.nesting++;
    else if (mark === ']') {
      if (frame.nesting > 0) frame.nesting--;
      else if (frame.isBlock) this.#closeBlock(frame, start);
    } else if (mark === '#') this.#openExpression();
    else if (mark === '$') this.#push({ kind: 'math', start });
    else if (mark.startsWith('http')) return this.#hide(start, pastLink(this.#text, end));
    else return this.#hideToken(mark, start, end);
    return end;
  }

  #refer(key: string, start: number, end: number): number {
    const mention: Mention = {
      key,
      keyAt: { start: start + 1, end },
      marked: { start, end },
      whole: { start, end },
      isCite: false,
    };
    this.mentions.push(mention);
    if (this.#text[end] !== '[') return end;
    this.#openBlock(end + 1, mention);
    return end + 1;
  }

  #math(at: number, frame: Frame & { kind: 'math' }): number {
    inMath.lastIndex = at;
    const hit = inMath.exec(this.#text);
    if (!hit) return this.#text.length;
    const end = inMath.lastIndex;
    switch (hit[0]) {
      case '$':
        this.#exclude(frame.start, end);
        this.#frames.pop();
        return end;
      case '#':
        this.#exclude(frame.start, hit.index);
        frame.start = end;
        this.#openExpression();
        return end;
      case '"':
        return pastString(this.#text, end);
      default:
        return this.#hideToken(hit[0], hit.index, end);
    }
  }

  /** One token within brackets in code. */
  #code(at: number, frame: Frame & { kind: 'brackets' }): number {
    inCode.lastIndex = at;
    const [mark, word, key] = inCode.exec(this.#text) ?? [''];
    const end = inCode.lastIndex;
    const { call } = frame;
    if (word !== undefined) {
      argumentName.lastIndex = end;
      if (call && argumentName.test(this.#text)) {
        call.argument = word;
        return argumentName.lastIndex;
      }
      if (call?.argument === 'form') call.form = word;
      const isCall = this.#text[end] === '(' && this.#text[at - 1] !== '.';
      return isCall ? this.#open('(', end, { name: word, start: at }) : end;
    }
    if (key !== undefined) this.#takeLabel(call, key, at + 1, end - 1, at, end);
    else if (mark === '"') return this.#string(at, call);
    else if (mark === ',' && call) delete call.argument;
    else if (mark === '(' || mark === '{') return this.#open(mark, at);
    else if (mark === ')' || mark === '}') this.#close(mark, end, frame);
    else if (mark === '[') this.#openBlock(end);
    else if (mark === ']') return this.#leaveCode(frame) ? at : end;
    else if (mark === '$') this.#push({ kind: 'math', start: at });
    else return this.#hideToken(mark, at, end);
    return end;
  }

  /** One token of an expression behind `#`, outside brackets; what does not belong to it ends it. */
  #expression(at: number, frame: Frame & { kind: 'expression' }): number {
    if (frame.stage === 'operand' || frame.stage === 'end') return this.#behindOperand(at, frame);
    inCode.lastIndex = at;
    const [mark, word, key] = inCode.exec(this.#text) ?? [''];
    const end = inCode.lastIndex;
    const { stage } = frame;
    const isBlank = /^[ \t]/.test(mark);
    if (isBlank && stage !== 'start') return end;
    if (word !== undefined && stage !== 'body') return this.#word(word, at, end, frame);
    if (stage === 'body') {
      if (word === 'else') frame.stage = 'else';
      else frame.stage = 'end';
      return word === 'else' ? end : at;
    }
    if (isBlank || isLineEnd.test(mark) || /^[;,)\]}]/.test(mark)) {
      if (mark === ',' && stage !== 'start') return end;
      return this.#endExpression(mark === ';' ? end : at);
    }
    if (mark === '//' || mark === '/*') return this.#hideToken(mark, at, end);
    if (stage === 'start') frame.stage = 'operand';
    const isBody = (stage === 'head' || stage === 'else') && (mark === '{' || mark === '[');
    const isArgument = mark === '[' && /[\p{XIDC})\]]/u.test(this.#text[at - 1] ?? '');
    if (isBody && !(stage === 'head' && isArgument)) frame.stage = stage === 'head' && frame.isIf ? 'body' : 'end';
    if (key !== undefined) this.labels.add(key);
    else if (mark === '"') return this.#string(at, undefined);
    else if (mark === '(' || mark === '{') return this.#open(mark, at);
    else if (mark === '[') this.#openBlock(end);
    else if (mark === '$') this.#push({ kind: 'math', start: at });
    else if (mark.startsWith('`')) return this.#hideToken(mark, at, end);
    return end;
  }

  #word(word: string, at: number, end: number, frame: Frame & { kind: 'expression' }): number {
    const { stage } = frame;
    const isFirst = stage === 'start' || stage === 'else';
    if (isFirst && /^(?:if|for|while)$/.test(word)) {
      frame.isIf = word === 'if';
      frame.stage = 'head';
    } else if (stage === 'start' && statements.test(word)) frame.stage = 'statement';
    else if (stage === 'start' && word === 'context') {
      const rest = /[ \t]*/y;
      rest.lastIndex = end;
      rest.test(this.#text);
      return rest.lastIndex;
    } else if (stage === 'start') {
      [frame.callee, frame.calleeStart, frame.stage] = [word, at, 'operand'];
    } else if (this.#text[end] === '(' && this.#text[at - 1] !== '.') {
      return this.#open('(', end, { name: word, start: at });
    }
    return end;
  }

  #behindOperand(at: number, frame: Frame & { kind: 'expression' }): number {
    const mark = this.#text[at] ?? '';
    if (frame.stage === 'operand') {
      const { callee } = frame;
      if (mark === '(') {
        frame.callee = '';
        return this.#open('(', at, callee ? { name: callee, start: frame.calleeStart } : undefined);
      }
      if (mark === '[') {
        this.#openBlock(at + 1);
        return at + 1;
      }
      nextName.lastIndex = at;
      if (mark === '.' && nextName.test(this.#text)) {
        frame.callee = '';
        return nextName.lastIndex;
      }
    }
    return this.#endExpression(mark === ';' ? at + 1 : at);
  }

  #endExpression(at: number): number {
    this.#frames.pop();
    const around = this.#top;
    if (around.kind === 'math') around.start = at;
    return at;
  }

  #openExpression(): void {
    this.#push({ kind: 'expression', stage: 'start', callee: '', calleeStart: 0, isIf: false });
  }

  #open(open: '(' | '{', at: number, call?: Call): number {
    const top = this.#top;
    const isNested = top.kind === 'brackets';
    const [parens, braces] = isNested ? [top.parens, top.braces] : [0, 0];
    this.#push({
      kind: 'brackets',
      open,
      around: isNested ? top.around : this.#frames.length - 2,
      parens: parens + Number(open === '('),
      braces: braces + Number(open === '{'),
      ...(call ? { call } : {}),
    });
    return at + 1;
  }

  /** Closes what the bracket closes, with all that is open within; nothing where it closes nothing. */
  #close(mark: ')' | '}', end: number, { parens, braces }: Frame & { kind: 'brackets' }): void {
    const open = mark === ')' ? '(' : '{';
    if ((mark === ')' ? parens : braces) === 0) return;
    for (let frame = this.#frames.pop(); frame?.kind === 'brackets'; frame = this.#frames.pop()) {
      this.#finishCall(frame.call, end);
      if (frame.open === open) return;
    }
  }

  /** A `]` in code belongs to the text that the code stands in, if that can be closed. */
  #leaveCode({ around }: Frame & { kind: 'brackets' }): boolean {
    const text = this.#frames[around];
    if (text?.kind !== 'markup' || !(text.isBlock || text.nesting > 0)) return false;
    this.#frames.length = around + 1;
    return true;
  }

  #openBlock(start: number, mention?: Mention): void {
    this.#push({ kind: 'markup', start, nesting: 0, isBlock: true, ...(mention ? { mention } : {}) });
  }

  #push(frame: Frame): void {
    if (this.#frames.length < deepest) this.#frames.push(frame);
  }

  #closeBlock(frame: Frame & { kind: 'markup' }, at: number): void {
    this.#frames.pop();
    const inside = { start: frame.start, end: at };
    if (frame.mention) {
      frame.mention.supplement = inside;
      frame.mention.whole = { start: frame.mention.whole.start, end: at + 1 };
    }
    const parent = this.#top;
    if (parent.kind === 'brackets' && parent.call?.argument === 'supplement') parent.call.supplement = inside;
  }

  #string(at: number, call: Call | undefined): number {
    const end = pastString(this.#text, at + 1);
    const inside = { start: at + 1, end: this.#text[end - 1] === '"' && end > at + 1 ? end - 1 : end };
    const value = this.#text.slice(inside.start, inside.end).replace(/\\(.)/gsu, '$1');
    if (call?.name === 'label') this.#takeLabel(call, value, inside.start, inside.end, at, end);
    else this.#exclude(at, end);
    if (call?.argument === 'form') call.form = value;
    if (call?.argument === 'supplement') call.supplement = inside;
    return end;
  }

  #takeLabel(call: Call | undefined, key: string, keyStart: number, keyEnd: number, start: number, end: number): void {
    const isTaken = call && /^(?:cite|ref|label|link)$/.test(call.name) && !call.argument && !call.label;
    if (isTaken) call.label = { key, keyAt: { start: keyStart, end: keyEnd }, marked: { start, end } };
    else this.labels.add(key);
  }

  #finishCall(call: Call | undefined, end: number): void {
    if (!call?.label) return;
    const parent = this.#top;
    if (call.name === 'label') {
      const outer = parent.kind === 'brackets' ? parent.call : undefined;
      const { key, keyAt } = call.label;
      this.#takeLabel(outer, key, keyAt.start, keyAt.end, call.start, end);
    } else if (call.name !== 'link') {
      const { form, supplement } = call;
      this.mentions.push({
        ...call.label,
        whole: { start: call.start - Number(this.#text[call.start - 1] === '#'), end },
        isCite: call.name === 'cite',
        ...(form === undefined ? {} : { form }),
        ...(supplement ? { supplement } : {}),
      });
    }
  }

  #hideToken(mark: string, start: number, end: number): number {
    if (mark === '//') return this.#hide(start, pastLine(this.#text, end));
    if (mark === '/*') return this.#hide(start, pastComment(this.#text, end));
    if (mark.startsWith('`')) return this.#hide(start, pastRaw(this.#text, end, mark));
    return end;
  }

  #hide(start: number, end: number): number {
    this.#exclude(start, end);
    return end;
  }
}
