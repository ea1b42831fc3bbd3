import type { Answer, Port, Question } from './protocol.ts';

/** Answers a question that went wrong: with what somebody can read, while the log gets the place in the code. */
export function postFailure(
  port: Port<Answer, Question>,
  { id, name }: Pick<Question, 'id' | 'name'>,
  error: unknown,
): void {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  if (stack) port.post({ event: 'log', text: `${name} failed: ${stack}` });
  port.post({ id, error: message });
}
