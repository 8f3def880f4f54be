/** Columns whose length is not known beforehand: doubled when full, cut to size at the end. */

/** @example const column = new GrowingBytes(); column.push(7); column.done() // Uint8Array [7] */
export class GrowingBytes {
  length = 0;
  #values = new Uint8Array(1 << 12);
  readonly push = (value: number): void => {
    if (this.length === this.#values.length) {
      const larger = new Uint8Array(2 * this.length);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.length] = value;
    this.length += 1;
  };
  done(): Uint8Array {
    const values = this.#values.slice(0, this.length);
    this.#values = new Uint8Array(0);
    return values;
  }
}

/** The same for whole numbers below 2^32. */
export class GrowingNumbers {
  length = 0;
  #values = new Uint32Array(1 << 10);
  push(value: number): void {
    if (this.length === this.#values.length) {
      const larger = new Uint32Array(2 * this.length);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.length] = value;
    this.length += 1;
  }
  at(position: number): number {
    return this.#values[position] as number;
  }
  done(): Uint32Array {
    const values = this.#values.slice(0, this.length);
    this.#values = new Uint32Array(0);
    return values;
  }
}
