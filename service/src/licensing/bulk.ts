import { type CaseActor, type CaseCommand, likenessOf } from '@ytterby/core/licensing';
import type { Transaction } from 'kysely';
import { ApiProblem, Refusal, undoing } from '../contract/problems.ts';
import type { Database } from '../store/schema.ts';
import { act, decideOn, refusal, type StoredCase, stateOf } from './cases.ts';
import type { LicenceMoment } from './licences.ts';

/** One command on many cases. It is right only where they are alike, so that one look has seen them all. */

/** Who gives the command on this case: the role depends on the case. */
export type Signer = (row: StoredCase) => CaseActor;

/** Cases of one applicant that say the same but for numbers, ids and days; the largest group first. */
export function alike<Row extends StoredCase>(rows: readonly Row[]): readonly (readonly Row[])[] {
  const groups = Map.groupBy(rows, (row) => likenessOf(row.organisation, stateOf(row).application, row.facts));
  return [...groups.values()].sort((a, b) => b.length - a.length);
}

/**
 * Carries the same command out on all of these cases, or on none.
 * @throws ApiProblem `conflict` where they are not alike, and what the first case that refuses it says, with its number
 */
export async function actOnAll(
  db: Transaction<Database>,
  rows: readonly StoredCase[],
  command: CaseCommand,
  signer: Signer,
  moment: LicenceMoment,
): Promise<void> {
  if (alike(rows).length > 1)
    throw new ApiProblem('conflict', {
      zh: '这些案件的事实不完全相同，不能一并办理。',
      en: 'The facts of these cases are not the same: they cannot be worked on as one.',
    });
  // All are asked before one is stored: what a person may not do is kept in the audit trail, and with it what was stored before.
  for (const row of rows) {
    const decision = await decideOn(db, row, command, signer(row), moment);
    if (!decision.ok) throw ofCase(row, refusal(decision, command));
  }
  for (const row of rows)
    try {
      await act(db, row, command, signer(row), moment);
    } catch (error) {
      throw undoing(error);
    }
}

/** The same problem, which says of which case it is. */
function ofCase({ number }: StoredCase, problem: ApiProblem): ApiProblem {
  const { code, detail, reason } = problem;
  const fields = problem.fields.map((each) => ({ ...each, path: each.path.replace(/^\/body\//, '/body/command/') }));
  const said = { zh: `${number}：${detail?.zh ?? ''}`, en: `${number}: ${detail?.en ?? ''}` };
  return problem instanceof Refusal
    ? new Refusal(code, said, fields, reason)
    : new ApiProblem(code, said, fields, reason);
}
