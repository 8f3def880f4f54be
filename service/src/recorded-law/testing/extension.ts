import type { InstrumentForm } from '../../contract/recorded-instrument.ts';

export const EXTENSION = 'cn/mofcom-gac-2026-50';

/** An invented announcement by which the pause of 10 November 2026 goes on to 10 January 2027. */
export const extensionForm = ({ on = PAUSED }: { readonly on?: readonly string[] } = {}): InstrumentForm => ({
  id: EXTENSION,
  kind: 'announcement',
  number: '2026 No. 50',
  title: { zh: '虚构的2026年第50号公告', en: 'No. 50 of 2026 (invented)' },
  issuer: { zh: '商务部、海关总署', en: 'MOFCOM, GAC' },
  published: '2026-11-09',
  from: '2026-11-09',
  verified: 'no',
  source: ['invented for a test'],
  summary: { zh: '延长暂停', en: 'The pause goes on' },
  settles: ['cn/mofcom-2026-09-28'],
  provisions: [
    {
      paragraph: '1',
      cite: { zh: '2026年第50号公告', en: 'No. 50 of 2026' },
      text: { zh: '暂停实施延长至2027年1月10日。', en: 'The suspension goes on to 10 January 2027.' },
      acts: [{ do: 'suspend', on: [...on], from: '2026-11-11', lastDay: '2027-01-10' }],
    },
  ],
});

/** As No. 70 paused them: with a licence duty sleeps the list that it is for. */
const PAUSED = [
  'cn/mofcom-gac-2025-55',
  'cn/mofcom-gac-2025-56',
  'cn/mofcom-gac-2025-56/list',
  'cn/mofcom-gac-2025-57',
  'cn/mofcom-gac-2025-57/list',
  'cn/mofcom-gac-2025-58',
  'cn/mofcom-2025-61',
  'cn/mofcom-2025-62',
  'cn/mofcom-2025-62/list',
];
