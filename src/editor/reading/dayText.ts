import * as vscode from 'vscode';
import { dateOfDay } from '../../core/notes/reading/days.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** A day such as `2026-03-05` as the user's language writes it, "5 March 2026", as far as it is known; else the text. */
export function dayText(day: string): string {
  const date = dateOfDay(day);
  if (!date) return day;
  const parts: Intl.DateTimeFormatOptions = {
    year: 'numeric',
    ...(day.length > 4 ? { month: 'long' } : {}),
    ...(day.length > 7 ? { day: 'numeric' } : {}),
  };
  const id = `${vscode.env.language} ${day.length}`;
  const format = formats.get(id) ?? new Intl.DateTimeFormat(vscode.env.language, parts);
  formats.set(id, format);
  return format.format(date);
}
