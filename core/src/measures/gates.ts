import type { Text } from '../finding.ts';
import type { LegalDate } from '../time/legal-date.ts';
import type { MeasureActor } from './measure-commands.ts';
import { about, lastRevision, type MeasureState, revisionOf, signOffOf, silent, untold } from './measure-state.ts';

/** What an announcement needs. The order is that in which it comes about. */
export const GATES = {
  'signed-off': {
    zh: '本稿的影响评估已由另一人签署',
    en: 'The assessment of this revision is signed off by another person than wrote or ran it',
  },
  'partners-chosen': { zh: '已选定须通报的伙伴国', en: 'The partners to be told are chosen' },
  'notices-sent': { zh: '已就本稿通报每一伙伴国', en: 'Each partner was sent a notice of this revision' },
  'receipts-there': { zh: '每一伙伴国均已签收', en: 'Each partner has received it' },
  'days-to-come': { zh: '施行日期不早于公布之日', en: 'No day of effect lies before the day of the announcement' },
  'another-person': { zh: '由未撰写本稿的政策负责人公布', en: 'A director announces who did not write the revision' },
} as const satisfies Record<string, Text>;
export type GateId = keyof typeof GATES;

/** A gate of the announcement: whether it is met, and what is missing, for which partners. */
export interface Gate {
  readonly id: GateId;
  readonly text: Text;
  readonly isMet: boolean;
  readonly missing: readonly Text[];
  readonly partners: readonly string[];
}

const missingOf: Readonly<
  Record<
    GateId,
    (state: MeasureState, asked: { readonly actor: MeasureActor | null; readonly on: LegalDate }) => readonly Text[]
  >
> = {
  'signed-off': (state) =>
    signOffOf(state) === undefined
      ? [
          {
            zh: `第${revisionOf(state)}稿的影响评估尚未签署`,
            en: `No assessment of revision ${revisionOf(state)} is signed off`,
          },
        ]
      : [],
  'partners-chosen': ({ partners }) => (partners.length === 0 ? [NO_PARTNER] : []),
  'notices-sent': (state) => ofPartners(state, '尚未通报', 'Not told yet', untold(state)),
  'receipts-there': (state) => ofPartners(state, '尚未签收', 'No receipt yet', silent(state)),
  'days-to-come': (state, { on }) => {
    const { firstDay } = lastRevision(state);
    return firstDay < on ? [{ zh: `${firstDay}已过`, en: `${firstDay} has passed` }] : [];
  },
  'another-person': (state, { actor }) =>
    actor === null || actor.role !== 'policy-director'
      ? [{ zh: '须由政策负责人公布', en: 'A policy director announces it' }]
      : actor.person === lastRevision(state).by.person
        ? [{ zh: '本稿由您撰写', en: 'You wrote this revision' }]
        : [],
};

const NO_PARTNER: Text = { zh: '尚未选定伙伴国', en: 'No partner is chosen yet' };

/** What is missing for some partners; also where there is none of whom it could be met. */
function ofPartners({ partners }: MeasureState, zh: string, en: string, without: readonly string[]): readonly Text[] {
  if (partners.length === 0) return [NO_PARTNER];
  return without.length === 0 ? [] : [about(zh, en, without)];
}

/**
 * The gates of the announcement, each met or with what is missing, as of a day and for a person: the same that `decide` asks.
 * @param actor who would announce; null = nobody who may
 * @example gatesOf(signedOff, { on: '2026-12-01', actor: director }).filter(({ isMet }) => !isMet).map(({ id }) => id) // ['partners-chosen', 'notices-sent', 'receipts-there']
 * @throws RangeError of a new measure, which has no text
 */
export function gatesOf(
  state: MeasureState,
  asked: { readonly actor: MeasureActor | null; readonly on: LegalDate },
): readonly Gate[] {
  return (Object.keys(GATES) as GateId[]).map((id) => {
    const missing = missingOf[id](state, asked);
    const partners = id === 'notices-sent' ? untold(state) : id === 'receipts-there' ? silent(state) : [];
    return { id, text: GATES[id], isMet: missing.length === 0, missing, partners };
  });
}
