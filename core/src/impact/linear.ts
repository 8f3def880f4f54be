/**
 * Dense linear systems in doubles. An impact is an estimate with bands around it, so rounding at 1e-15 is nothing here; where the
 * law compares with a threshold, numbers are exact and live in `quantity`.
 */

/** A square matrix by rows: the entry of row i and column j is `[i * size + j]`. */
export type SquareMatrix = Float64Array;

/** A matrix taken apart (P A = L U), so that each further right side costs n² and not n³. */
export interface Factors {
  readonly size: number;
  /** Solves A x = b. */
  readonly solve: (right: Float64Array) => Float64Array;
  /** Solves xᵀ A = bᵀ, that is Aᵀ x = b. */
  readonly solveLeft: (right: Float64Array) => Float64Array;
  /** A⁻¹, by rows. */
  readonly inverse: () => SquareMatrix;
}

/** The system has no single answer: a sector uses up all that it makes. */
export class SingularError extends Error {
  readonly column: number;
  constructor(column: number) {
    super(`the matrix is singular at column ${column}`);
    this.name = 'SingularError';
    this.column = column;
  }
}

/** A pivot below this share of the largest entry is no pivot: what follows from it would be rounding. */
const SMALLEST_PIVOT = 1e-13;

/**
 * Takes a matrix apart by Gaussian elimination with partial pivoting (Golub & Van Loan, Matrix Computations, algorithm 3.4.1). `matrix` stays as it is.
 * @throws SingularError
 * @example factor(Float64Array.of(2, 1, 1, 3), 2).solve(Float64Array.of(3, 5)) // [0.8, 1.4]: 2·0.8 + 1.4 = 3 and 0.8 + 3·1.4 = 5
 */
export function factor(matrix: SquareMatrix, size: number): Factors {
  const lu = Float64Array.from(matrix);
  const rows = Int32Array.from({ length: size }, (_, index) => index);
  let largest = 0;
  for (const each of lu) largest = Math.max(largest, Math.abs(each));
  for (let k = 0; k < size; k++) {
    let best = k;
    for (let i = k + 1; i < size; i++)
      if (Math.abs(lu[i * size + k] as number) > Math.abs(lu[best * size + k] as number)) best = i;
    if (!(Math.abs(lu[best * size + k] as number) > largest * SMALLEST_PIVOT)) throw new SingularError(k);
    if (best !== k) {
      for (let j = 0; j < size; j++) {
        const kept = lu[k * size + j] as number;
        lu[k * size + j] = lu[best * size + j] as number;
        lu[best * size + j] = kept;
      }
      const kept = rows[k] as number;
      rows[k] = rows[best] as number;
      rows[best] = kept;
    }
    eliminate(lu, size, k);
  }
  const solve = (right: Float64Array) => {
    const x = new Float64Array(size);
    for (let i = 0; i < size; i++) {
      let sum = right[rows[i] as number] as number;
      for (let j = 0; j < i; j++) sum -= (lu[i * size + j] as number) * (x[j] as number);
      x[i] = sum;
    }
    for (let i = size - 1; i >= 0; i--) {
      let sum = x[i] as number;
      for (let j = i + 1; j < size; j++) sum -= (lu[i * size + j] as number) * (x[j] as number);
      x[i] = sum / (lu[i * size + i] as number);
    }
    return x;
  };
  const solveLeft = (right: Float64Array) => {
    // Uᵀ then Lᵀ, by rows of LU: what is settled is taken from all that follow.
    const y = Float64Array.from(right);
    for (let i = 0; i < size; i++) {
      const value = (y[i] as number) / (lu[i * size + i] as number);
      y[i] = value;
      if (value !== 0)
        for (let j = i + 1; j < size; j++) y[j] = (y[j] as number) - (lu[i * size + j] as number) * value;
    }
    for (let i = size - 1; i >= 0; i--) {
      const value = y[i] as number;
      if (value !== 0) for (let j = 0; j < i; j++) y[j] = (y[j] as number) - (lu[i * size + j] as number) * value;
    }
    const x = new Float64Array(size);
    for (let i = 0; i < size; i++) x[rows[i] as number] = y[i] as number;
    return x;
  };
  return {
    size,
    solve,
    solveLeft,
    inverse: () => {
      const all = new Float64Array(size * size);
      const unit = new Float64Array(size);
      for (let i = 0; i < size; i++) {
        unit[i] = 1;
        // Row i of the inverse is the left solution for unit i.
        all.set(solveLeft(unit), i * size);
        unit[i] = 0;
      }
      return all;
    },
  };
}

/** One step of elimination; on its own so that it is compiled once, with the row offsets hoisted. */
function eliminate(lu: Float64Array, size: number, k: number): void {
  const top = k * size;
  const pivot = lu[top + k] as number;
  for (let i = k + 1; i < size; i++) {
    const row = i * size;
    const share = (lu[row + k] as number) / pivot;
    if (share === 0) continue;
    lu[row + k] = share;
    for (let j = k + 1; j < size; j++) lu[row + j] = (lu[row + j] as number) - share * (lu[top + j] as number);
  }
}

/** Rows times a vector: A x. */
export function times(matrix: SquareMatrix, x: Float64Array): Float64Array {
  const size = x.length;
  const product = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    let sum = 0;
    for (let j = 0; j < size; j++) sum += (matrix[i * size + j] as number) * (x[j] as number);
    product[i] = sum;
  }
  return product;
}
