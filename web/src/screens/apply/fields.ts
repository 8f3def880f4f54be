import type { Application } from '@ytterby/core/licensing';

/** Fields of an application by their path, as findings and questions name them: `lines[0].quantity`. */

const stepsOf = (field: string): readonly string[] => field.split(/[.[\]]+/).filter((step) => step !== '');

/** What stands in the field; undefined = nothing. @example fieldAt(application, 'endUsers[0].country') // 'DE' */
export function fieldAt(application: Application, field: string): unknown {
  return stepsOf(field).reduce<unknown>(
    (at, step) => (typeof at === 'object' && at !== null ? (at as Readonly<Record<string, unknown>>)[step] : undefined),
    application,
  );
}

/** The same as text, for a field that holds text. */
export function textAt(application: Application, field: string): string | undefined {
  const value = fieldAt(application, field);
  return typeof value === 'string' ? value : undefined;
}

/**
 * The application with another value in this field; undefined empties it, and takes what then holds nothing along: an agent of
 * whom nothing is said is none. Entries of lists stay in their places.
 * @example withField(application, 'applicant.contact.phone', undefined) // no `contact`, if its phone was all that was known
 */
export function withField(application: Application, field: string, value: unknown): Application {
  return (put(application, stepsOf(field), value) ?? {}) as Application;
}

function put(into: unknown, [step, ...rest]: readonly string[], value: unknown): unknown {
  if (step === undefined) return value;
  if (/^\d+$/.test(step)) {
    const list = Array.isArray(into) ? [...(into as readonly unknown[])] : [];
    list[Number(step)] = put(list[Number(step)], rest, value) ?? {};
    return list;
  }
  const { [step]: before, ...others } = (into ?? {}) as Readonly<Record<string, unknown>>;
  const after = put(before, rest, value);
  if (after !== undefined) return { ...(into as object | undefined), [step]: after };
  return Object.keys(others).length === 0 ? undefined : others;
}

/** The application without one entry of a list. @example withoutEntry(application, 'endUsers', 1) */
export function withoutEntry(application: Application, list: string, index: number): Application {
  const entries = fieldAt(application, list);
  if (!Array.isArray(entries)) return application;
  const rest = (entries as readonly unknown[]).filter((_, at) => at !== index);
  return withField(application, list, rest.length === 0 ? undefined : rest);
}

/** An id that no entry has. @example freeId([{ id: '1' }]) // '2' */
export function freeId(entries: readonly { readonly id: string }[]): string {
  const taken = new Set(entries.map(({ id }) => id));
  let next = entries.length + 1;
  while (taken.has(String(next))) next += 1;
  return String(next);
}

/** Where in an application a problem of the service lies; undefined = elsewhere. @example fieldOf('/body/application/lines/0/quantity') // 'lines[0].quantity' */
export function fieldOf(path: string): string | undefined {
  const [, rest] = /^\/body\/application\/(.+)$/.exec(path) ?? [];
  return rest?.replace(/\/(\d+)(?=\/|$)/g, '[$1]').replaceAll('/', '.');
}
