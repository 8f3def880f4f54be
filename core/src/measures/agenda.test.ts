import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AgendaBasis, agendaOf } from './agenda.ts';

const JP = { zh: '日本', en: 'Japan' };
const basis: AgendaBasis = {
  measure: { zh: '某措施', en: 'A measure' },
  partners: new Map([['JP', JP]]),
  notices: [{ partner: 'JP', sentOn: '2026-11-20', receivedOn: '2026-11-21' }],
  openReplies: [],
  lastRound: undefined,
  published: '2026-12-01',
  isAnnounced: false,
  outside: [],
};
const english = (change: Partial<AgendaBasis>) => agendaOf({ ...basis, ...change }).map(({ en }) => en);

describe('an agenda', () => {
  test('has measure, effect and next steps where nothing is open', () => {
    expect(english({})).toEqual([
      'A measure: publication planned for 2026-12-01',
      'Expected effect and facilitation: humanitarian exports, general licences',
      'Next steps and the next round',
    ]);
  });
  test('asks for what is open: the last round, receipts, replies, months outside', () => {
    const lines = english({
      lastRound: '2026-10-01',
      isAnnounced: true,
      notices: [{ partner: 'JP', sentOn: '2026-11-20', receivedOn: undefined }],
      openReplies: [{ id: 'r', partner: 'JP', on: '2026-11-22', text: 'What of\nmagnets?' }],
      outside: ['2027-01'],
    });
    expect(lines).toEqual([
      'What became of the last round (2026-10-01)',
      'A measure: announced on 2026-12-01',
      'Notice to Japan of 2026-11-20: receipt to be confirmed',
      'Reply of Japan of 2026-11-22: “What of magnets?”',
      'Expected effect and facilitation: humanitarian exports, general licences',
      'Months outside the forecast: 2027-01',
      'Next steps and the next round',
    ]);
  });
  test('never tells one partner of another', () => {
    fc.assert(
      fc.property(fc.constantFrom('KR', 'DE', 'US'), fc.lorem(), (partner, text) => {
        const others = {
          notices: [{ partner, sentOn: undefined, receivedOn: undefined }],
          openReplies: [{ id: 'r', partner, on: '2026-11-22', text }],
        };
        expect(english(others)).toEqual(english({}));
      }),
    );
  });
  test('quotes a long reply in part', () => {
    const text = '磁'.repeat(400);
    const [, line] = agendaOf({ ...basis, openReplies: [{ id: 'r', partner: 'JP', on: '2026-11-22', text }] });
    expect(line?.zh).toMatch(/^日本 2026-11-22 答复：“磁{159}…”$/);
  });
});
