/** A list of numbers from 0 to 2^32 that grows without being copied at the end. */
export class GrowingNumbers {
  #numbers = new Uint32Array(1024);
  #length = 0;
  #told = 0;

  /** Gives the place of the first. */
  push(...numbers: readonly number[]): number {
    const place = this.#length;
    for (const number of numbers) {
      if (this.#length === this.#numbers.length) {
        const larger = new Uint32Array(2 * this.#length);
        larger.set(this.#numbers);
        this.#numbers = larger;
      }
      this.#numbers[this.#length++] = number;
    }
    return place;
  }

  pop(): void {
    this.#length--;
  }

  at(place: number): number {
    return this.#numbers[place] ?? 0;
  }

  add(place: number, more: number): void {
    this.#numbers[place] = this.at(place) + more;
  }

  /** Whether at least so many came since this was last true. */
  isDue(count: number): boolean {
    if (this.#length - this.#told < count) return false;
    this.#told = this.#length;
    return true;
  }

  all(): Uint32Array {
    return this.#numbers.subarray(0, this.#length);
  }
}
