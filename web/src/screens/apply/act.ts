import type { CaseCommand } from '@ytterby/core/licensing';
import { useCommand } from '../../api.ts';

/** What an applicant does with a case. */
type ApplicantCommand = Extract<CaseCommand, { command: 'save' | 'submit' | 'answer' | 'withdraw' | 'reconsider' }>;

/** Which application, of whom. */
export interface CaseParams {
  readonly organisation: string;
  readonly case: string;
}

/**
 * Gives a command on an application, on the revision that the person saw. @throws ClientProblem
 * @example await useAct(params).give({ command: 'submit' }, revision)
 */
export function useAct(params: CaseParams) {
  const { give, ...mutation } = useCommand('application.act');
  return {
    ...mutation,
    give: (command: ApplicantCommand, revision: number | undefined) => give({ params, body: command, revision }),
  };
}
