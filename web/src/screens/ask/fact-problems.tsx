import type { ExportFacts } from '@ytterby/core';
import { createContext, use } from 'react';
import { problemOf } from '../../api.ts';
import { useText } from '../../i18n/index.ts';
import { type FactPath, factPointer } from './fact-path.ts';

/** What the service refused in the facts that were sent; the fields themselves say it. */
export const RefusedFacts = createContext<unknown>(undefined);

/** What is wrong with the fact at this place. */
export function FactProblem({ facts, path }: { readonly facts: ExportFacts; readonly path: FactPath }) {
  const text = useText();
  const pointer = factPointer(facts, path);
  const found = (problemOf(use(RefusedFacts))?.fields ?? []).filter(
    (field) => field.path === `/body/facts${pointer}` || field.path.startsWith(`/body/facts${pointer}/`),
  );
  return found.map((field) => (
    <p key={field.path + field.en} className="fact-problem">
      {text(field)}
    </p>
  ));
}
