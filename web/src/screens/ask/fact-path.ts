import type { ExportFacts } from '@ytterby/core';

/**
 * One step down into the facts: a field, the place in a list, or the entry of a list that has this name. Parties are told apart
 * by `name`, parts of a bill of materials by `id`.
 */
export type Step = string | number | { readonly by: 'name' | 'id'; readonly value: string };
export type FactPath = readonly Step[];

/** Names and ids are the user's and may hold any sign, so these two are taken apart from both ends. */
const NAMED = /^(parties|bom\.parts)\[(.*)\]\.(\w+(?:\.\w+)*)$/s;

/**
 * Where a question of the determination stands in the facts.
 * @example factPath('lines[0].item.form') // ['lines', 0, 'item', 'form']
 * @example factPath('parties[Example Corp.].military') // ['parties', { by: 'name', value: 'Example Corp.' }, 'military']
 */
export function factPath(about: string): FactPath {
  const named = NAMED.exec(about);
  if (named) {
    const [, list = '', value = '', field = ''] = named;
    const by = list === 'parties' ? 'name' : 'id';
    return [...list.split('.'), { by, value }, ...field.split('.')];
  }
  return about.split(/[.[\]]+/).flatMap((part) => (part === '' ? [] : [/^\d+$/.test(part) ? Number(part) : part]));
}

/** What the facts say there; undefined = nothing, so unknown. @example factAt(facts, ['to']) // 'DE' */
export function factAt(facts: ExportFacts, path: FactPath): unknown {
  let at: unknown = facts;
  for (const step of path) {
    if (typeof at !== 'object' || at === null) return undefined;
    at =
      typeof step === 'string' ? (at as Record<string, unknown>)[step] : (at as readonly unknown[])[placeOf(at, step)];
  }
  return at;
}

/**
 * The facts with this said there; undefined takes it back. What holds nothing any more goes too, so that an emptied field is
 * unknown again and not an empty statement.
 * @example withFact(facts, ['exporter', 'country'], undefined) // no `exporter`, if its country was all that was known
 */
export function withFact(facts: ExportFacts, path: FactPath, value: unknown): ExportFacts {
  const [list, place, ...rest] = path;
  if (list !== 'lines' || typeof place !== 'number') return changed(facts, path, value) as ExportFacts;
  // A line stays in its place, whatever is known of it.
  const lines = facts.lines.map((line, index) =>
    index === place ? { item: {}, ...(changed(line, rest, value) as Partial<typeof line> | undefined) } : line,
  );
  return { ...facts, lines };
}

function changed(node: unknown, [step, ...rest]: FactPath, value: unknown): unknown {
  if (step === undefined) return value;
  if (typeof step === 'string') {
    const { [step]: before, ...others } = (node ?? {}) as Record<string, unknown>;
    const after = changed(before, rest, value);
    if (after !== undefined) return { ...(node as object | undefined), [step]: after };
    return isNothing(others) ? undefined : others;
  }
  const list = [...((node ?? []) as readonly unknown[])];
  const place = placeOf(list, step);
  const after = changed(place < 0 ? undefined : list[place], rest, value);
  if (after === undefined) return place < 0 ? node : without(list, place);
  if (place < 0 || place >= list.length)
    return [...list, typeof step === 'object' ? { [step.by]: step.value, ...(after as object) } : after];
  list[place] = after;
  return list;
}

function without(list: readonly unknown[], place: number): unknown {
  const rest = list.filter((_, index) => index !== place);
  return rest.length === 0 ? undefined : rest;
}

/** A party of which only the role is left says nothing. */
const isNothing = (fields: Record<string, unknown>): boolean => Object.keys(fields).every((name) => name === 'role');

function placeOf(list: unknown, step: Exclude<Step, string>): number {
  if (typeof step === 'number') return step;
  return (list as readonly Record<string, unknown>[]).findIndex((entry) => entry[step.by] === step.value);
}

/**
 * Where the service says that something is wrong with this fact: a JSON pointer into the facts.
 * @example factPointer(facts, ['parties', { by: 'name', value: 'Example Corp.' }, 'military']) // '/parties/0/military'
 */
export function factPointer(facts: ExportFacts, path: FactPath): string {
  return path
    .map((step, index) => {
      if (typeof step !== 'object') return `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`;
      const list = factAt(facts, path.slice(0, index));
      return `/${Array.isArray(list) ? placeOf(list, step) : -1}`;
    })
    .join('');
}
