import type { Edit } from './edits.ts';

/** Edits after which the law says the same: where they are, and why. Whatever survives and is not here is a gap. */
const EQUAL: readonly { readonly file: RegExp; readonly at: RegExp; readonly kind?: RegExp; readonly why: string }[] =
  [];

/** Why does the law say the same after this edit? Undefined: it does not, or nobody has said why. */
export function whyEqual({ file, at, kind }: Edit): string | undefined {
  return EQUAL.find((each) => each.file.test(file) && each.at.test(at.join('.')) && (each.kind?.test(kind) ?? true))
    ?.why;
}
