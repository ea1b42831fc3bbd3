/** The day where the user is, as `YYYY-MM-DD`. */
export function dayOf(date: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The date that a text such as `2026-03` tells as far as it does, at its start; nothing where it tells none. */
export function dateOfDay(day: string): Date | undefined {
  const [, year, month = '1', date = '1'] = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(day) ?? [];
  return year === undefined ? undefined : new Date(Number(year), Number(month) - 1, Number(date));
}
