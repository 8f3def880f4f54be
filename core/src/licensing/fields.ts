import type { Application } from './application.ts';

/** The steps of a field's path. @example stepsOf('lines[0].quantity') // ['lines', '0', 'quantity'] */
function stepsOf(field: string): readonly string[] {
  return field.split(/[.[\]]+/).filter((step) => step !== '');
}

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * The application with another value in one field, everything else as it was. Entries of lists must be there already;
 * objects on the way are made. A path that leads nowhere changes nothing. Whether the result is still an application, its
 * schema says.
 * @example withValueAt({ kind: 'technology' }, 'destination', 'DE') // { kind: 'technology', destination: 'DE' }
 */
export function withValueAt(application: Application, field: string, value: string): Application {
  const steps = stepsOf(field);
  if (steps.length === 0 || steps.some((step) => FORBIDDEN.has(step))) return application;
  return put(application, steps, value) as Application;
}

function put(into: unknown, [step, ...rest]: readonly string[], value: string): unknown {
  if (step === undefined) return value;
  if (Array.isArray(into)) {
    const index = Number(step);
    if (!Number.isInteger(index) || !(index in into)) return into;
    return into.map((entry: unknown, at) => (at === index ? put(entry, rest, value) : entry));
  }
  if (into !== undefined && (typeof into !== 'object' || into === null)) return into;
  const record: Readonly<Record<string, unknown>> = { ...into };
  return { ...record, [step]: put(record[step], rest, value) };
}
