import { keepPreviousData, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Application, LintFinding, PaperNeeded } from '@ytterby/core/licensing';
import { useTranslation } from 'react-i18next';
import { client, problemOf, type Reply } from '../../api.ts';
import { pause } from '../../components/pause.ts';
import { fieldOf } from './fields.ts';

/** What the lint finds; or `format`: the form of an application has no place for what was typed. */
export type Finding = Omit<LintFinding, 'code'> & { readonly code: LintFinding['code'] | 'format' };

export interface Linted {
  readonly findings: readonly Finding[];
  readonly papers: readonly PaperNeeded[];
}

const lintOf = (application: Application, afterMs: number) =>
  queryOptions({
    queryKey: ['application.lint', application],
    queryFn: async ({ signal }) => {
      await pause(afterMs, signal);
      const { body } = await client.call('application.lint', { body: { application } }, { signal });
      return body;
    },
    staleTime: 300_000,
  });

/**
 * What is wrong with the application as it stands in the fields. Asked while somebody types, so only after a moment; `now` waits
 * for the answer to what stands there, for a step that hangs on it. Where the service cannot say, `now` gives what was known last.
 */
export function useLint(
  application: Application,
  kept: Reply<'application.get'>,
): Linted & { readonly now: () => Promise<readonly Finding[]> } {
  const { t } = useTranslation('apply');
  const queries = useQueryClient();
  const { data, error } = useQuery({ ...lintOf(application, 350), placeholderData: keepPreviousData });
  const { findings, papers } = data ?? kept;
  const refused = (problemOf(error)?.fields ?? []).flatMap(({ path }): Finding[] => {
    const field = fieldOf(path);
    const sentence = t('found.format');
    const remedy = t('found.formatRemedy');
    return field === undefined
      ? []
      : [
          {
            code: 'format',
            field,
            severity: 'error',
            text: { zh: sentence, en: sentence },
            remedy: { zh: remedy, en: remedy },
            because: null,
          },
        ];
  });
  const now = async () => {
    const answer = await queries.fetchQuery(lintOf(application, 0)).catch(() => undefined);
    return answer?.findings ?? [...refused, ...findings];
  };
  return { findings: [...refused, ...findings], papers, now };
}
