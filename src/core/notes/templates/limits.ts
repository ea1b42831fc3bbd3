import { LiquidError, RenderError } from 'liquidjs';
import type { Context, Emitter, Template } from 'liquidjs';
import type { Span } from '../../text.ts';
import { bounds } from './bounds.ts';
import { asWritten } from './written.ts';

/** One part of a result, and the part of the template that it comes from. */
export interface Piece {
  /** Where it starts in the result. */
  readonly start: number;
  /** The part of the template: text with its place, or a tag with its braces. */
  readonly source: Span;
  /** Text that stands in the template itself, character by character. */
  readonly isText: boolean;
}

/** What is said where a template ends for the steps it takes. */
export const tooManySteps = 'this takes too many steps';

/** The steps of one rendering. */
class Steps {
  #left: number = bounds.steps;

  take(context: Context): void {
    if (--this.#left < 0) throw new Error(tooManySteps);
    context.renderLimit.check(performance.now());
  }
}

const register = 'steps';

/** Counts one step of the rendering that a context belongs to. */
export function takeStep(context: Context): void {
  context.getRegister(register, new Steps()).take(context);
}

/** Only what a template itself says owns parts of a note, whatever stands in an entry. */
const marker = /<!--(?=\s*\/?\s*literature:)/gi;

/** Collects a result, and where each part of it comes from. */
class PiecesEmitter implements Emitter {
  buffer = '';
  readonly pieces: Piece[] = [];
  readonly #context: Context;
  #source: { readonly source: Span; readonly isText: boolean } = { source: { start: 0, end: 0 }, isText: false };

  constructor(context: Context) {
    this.#context = context;
  }

  at({ token }: Template): this {
    const html = token as { trimLeft?: number; trimRight?: number };
    const isText = html.trimLeft !== undefined && !('contentRange' in token);
    const source = { start: token.begin + (isText ? (html.trimLeft ?? 0) : 0), end: token.end };
    this.#source = { source, isText };
    return this;
  }

  write(value: unknown): void {
    const text = asWritten(value);
    if (!text) return;
    this.#context.memoryLimit.use(text.length);
    this.pieces.push({ start: this.buffer.length, ...this.#source });
    this.buffer += this.#source.isText ? text : text.replace(marker, '\\<!--');
  }
}

/**
 * LiquidJS's renderer with our bounds: it counts steps, measures results, those of `capture` too, which LiquidJS does
 * not, and remembers which part of the template wrote what.
 */
export class BoundedRender {
  /** Of the last rendering that was begun with it. */
  pieces: readonly Piece[] = [];

  *renderTemplates(templates: readonly Template[], context: Context, given?: Emitter): IterableIterator<unknown> {
    takeStep(context); // the body of a loop may be empty
    const emitter = given ?? new PiecesEmitter(context);
    for (const template of templates) {
      try {
        takeStep(context);
        if (emitter instanceof PiecesEmitter) emitter.at(template);
        const text: unknown = yield template.render(context, emitter);
        if (emitter instanceof PiecesEmitter) emitter.at(template);
        if (text) emitter.write(text);
        if (context.breakCalled || context.continueCalled) break;
      } catch (error) {
        throw LiquidError.is(error) ? error : new RenderError(error as Error, template);
      }
    }
    if (emitter instanceof PiecesEmitter) this.pieces = emitter.pieces;
    return emitter.buffer;
  }
}
