import { describe, expect, test } from 'vitest';
import { stepsOf } from './steps.ts';

type Standing = Parameters<typeof stepsOf>[0];
type Event = Standing['events'][number];

const event = (kind: string, on: string, revision = 1): Event => ({
  sequence: 1,
  revision,
  at: `${on}T02:00:00Z`,
  on,
  kind,
  person: null,
  role: 'policy-officer',
  text: { zh: '', en: '' },
  content: {},
});
const draft: Standing = {
  standing: 'draft',
  revision: 1,
  events: [event('draft', '2026-10-01')],
  announcedOn: null,
  withdrawn: null,
  firstDay: '2026-11-05',
  provisions: [],
};
const told = [event('sign-off', '2026-10-10'), event('all-told', '2026-10-20')];
const said = (measure: Standing) => stepsOf(measure).map(({ id, is, day }) => `${id} ${is} ${day ?? '-'}`);

describe('the steps of a measure', () => {
  test('of a draft: only the day on which it would take effect is known of what is ahead', () => {
    expect(said(draft)).toEqual([
      'draft now 2026-10-01',
      'assessed ahead -',
      'partners-told ahead -',
      'announced ahead -',
      'in-force ahead 2026-11-05',
      'paused ahead -',
      'ended ahead -',
    ]);
  });

  test('sign-off and notices of the revision before count no more', () => {
    const revised: Standing = {
      ...draft,
      revision: 2,
      events: [...draft.events, ...told, event('revise', '2026-10-25', 2)],
    };
    expect(said(revised).slice(0, 3)).toEqual(['draft now 2026-10-25', 'assessed ahead -', 'partners-told ahead -']);
  });

  test('announced, then in force, then paused', () => {
    const announced: Standing = {
      ...draft,
      standing: 'announced',
      events: [...draft.events, ...told],
      announcedOn: '2026-11-02',
    };
    expect(said(announced).slice(0, 5)).toEqual([
      'draft done 2026-10-01',
      'assessed done 2026-10-10',
      'partners-told done 2026-10-20',
      'announced now 2026-11-02',
      'in-force ahead 2026-11-05',
    ]);
    expect(said({ ...announced, standing: 'in-force' })[4]).toBe('in-force now 2026-11-05');
    expect(said({ ...announced, standing: 'paused' }).slice(4)).toEqual([
      'in-force done 2026-11-05',
      'paused now -',
      'ended ahead -',
    ]);
  });

  test('ended: on the last day on which a provision did, and of a pause nothing is said', () => {
    const provisions = ['2027-01-10', '2027-02-01'].map((on, index) => ({
      id: `cn/x/${index}`,
      cite: { zh: '', en: '' },
      status: { is: 'ended' as const, on, by: 'cn/y' },
    })) as unknown as Standing['provisions'];
    const ended: Standing = {
      ...draft,
      standing: 'ended',
      events: [...draft.events, ...told],
      announcedOn: '2026-11-02',
      provisions,
    };
    expect(said(ended).slice(4)).toEqual(['in-force done 2026-11-05', 'ended now 2027-02-01']);
  });

  test('what was given up or taken out of the law goes no further', () => {
    const withdrawn: Standing = {
      ...draft,
      standing: 'withdrawn',
      events: [...draft.events, told[0] as Event],
      withdrawn: { on: '2026-10-15', reason: 'other plans' },
    };
    expect(said(withdrawn)).toEqual(['draft done 2026-10-01', 'assessed done 2026-10-10', 'withdrawn now 2026-10-15']);
    const gone: Standing = {
      ...draft,
      standing: 'not-in-law',
      events: [...draft.events, ...told],
      announcedOn: '2026-11-02',
    };
    expect(said(gone).slice(3)).toEqual(['announced done 2026-11-02', 'not-in-law now -']);
  });
});
