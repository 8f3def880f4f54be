import { client, type Reply } from '../../api.ts';
import type { PartyAsked } from './party-text.ts';

type Screened = Reply<'hit-decision.screen'>;
export type PartyAnswer = Screened['parties'][number];
export type Hit = PartyAnswer['hits'][number];
export interface Found {
  readonly party: PartyAsked;
  readonly answer: PartyAnswer;
}
export type Head = Pick<Screened, 'asOf' | 'lists' | 'notLookedInto' | 'coverage'>;

/** Who may decide on hits here, and what follows. */
export interface Deciding {
  readonly organisation: string;
  readonly person: string;
  readonly onDecided: () => Promise<void>;
}

/** Screens with the decisions of an organisation, or without any. */
export async function screened(
  parties: readonly PartyAsked[],
  asOf: string | undefined,
  organisation: string | undefined,
  signal: AbortSignal,
): Promise<Screened> {
  const body = { parties: [...parties], ...(asOf === undefined ? {} : { asOf }) };
  if (organisation !== undefined)
    return (await client.call('hit-decision.screen', { params: { organisation }, body }, { signal })).body;
  const plain = (await client.call('screening.run', { body }, { signal })).body;
  return {
    ...plain,
    parties: plain.parties.map((party) => ({ ...party, hits: party.hits.map((hit) => ({ ...hit, decision: null })) })),
  };
}
