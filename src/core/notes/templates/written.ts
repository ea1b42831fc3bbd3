/** How a value stands in a result: lists with commas, objects as JSON, LiquidJS's own as they have it. */
export function asWritten(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(asWritten).join(', ');
  if (typeof value === 'object' && 'liquidMethodMissing' in value) return asWritten(value.valueOf());
  return JSON.stringify(value) ?? '';
}
