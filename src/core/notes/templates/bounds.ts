/**
 * What a template may take. Steps are counted and not timed, so that a template ends at the same place on every
 * machine: so many take less than a tenth of a second on a slow one. The clock is only for what cannot be counted.
 */
export const bounds = {
  /** Characters of the template. */
  parseLimit: 40_000,
  /** Parts of the template that are rendered, and filters that are applied. */
  steps: 50_000,
  /** Characters and items that filters go through, and those of the result. */
  memoryLimit: 3_000_000,
  renderLimit: 1_000,
  /** Items of a list that a filter takes. */
  list: 20_000,
  /** Characters of a text times those that are looked for in it, since each may be compared with each. */
  comparisons: 20_000_000,
} as const;
