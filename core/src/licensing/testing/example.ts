import type { ApplicationKind, ProcedureOn, RuleCite } from '../../law/index.ts';
import type { Application, ApplicationPaper } from '../application.ts';
import type { CaseActor, CaseCommand, CaseEvent, CaseRole } from '../case-commands.ts';
import { decide } from '../case.ts';
import { after, type CaseState, NEW_CASE } from '../case-state.ts';

/** A small procedure and a sound application for tests; the real procedure is in the law pack and is tested there. */

const R = 'cn/state-council-2024-792';
const rule = (provision: string, verified: RuleCite['verified'] = 'yes') => ({
  provision,
  verified,
  because: { provision, cite: { zh: provision, en: provision }, verified },
});
const name = (id: string) => ({ zh: id, en: id });
const licences: ApplicationKind[] = ['individual-licence', 'general-licence', 'overseas-operator', 'technology'];
const art16 = ['application-form', 'identity-papers', 'contract', 'technical-description', 'end-user-proof'];
const provisions = [
  ...['15', '16(1)', '16(2)', '17(1)', '17(2)', '18', '19', '20', '24', '26', '28'].map((article) => `${R}/${article}`),
  'cn/npcsc-2020-export-control-law/13',
  'cn/npcsc-2020-export-control-law/41',
  'cn/mofcom-2025-61/2',
  'cn/mofcom-2025-61/6',
];

export const LAW: ProcedureOn = {
  on: '2026-03-02',
  kinds: [
    { id: 'individual-licence', name: name('单项许可'), longestYears: '1', endUsers: 'one', ...rule(`${R}/15`) },
    { id: 'general-licence', name: name('通用许可'), longestYears: '3', ...rule(`${R}/15`) },
    { id: 'registration-certificate', name: name('登记'), ...rule(`${R}/19`) },
    { id: 'overseas-operator', name: name('境外'), ...rule('cn/mofcom-2025-61/6') },
    { id: 'technology', name: name('技术'), ...rule(`${R}/16(1)`) },
    { id: 'minor-change', name: name('变更'), ...rule(`${R}/18`) },
    { id: 'major-change', name: name('重新申请'), ...rule(`${R}/18`) },
  ],
  conditions: (['complianceSystem', 'exportRecord', 'fixedChannels'] as const).map((fact) => ({
    fact,
    for: ['general-licence'],
    name: name(fact),
    ...rule(`${R}/16(2)`),
  })),
  licenceRecord: (
    [
      ['class-a', '40', 'no'],
      ['class-b', '30', 'yes'],
    ] as const
  ).map(([id, licences, sameKind]) => ({
    id,
    for: ['general-licence'],
    name: name(id),
    licences,
    years: '2',
    sameKind,
    ...rule('cn/mofcom-order-2009-8/5', 'partly'),
  })),
  closed: (
    [
      ['watch-listed-party', '26'],
      ['barred-by-penalty', '20'],
    ] as const
  ).map(([when, article]) => ({
    for: ['general-licence', 'registration-certificate'],
    when,
    name: name(when),
    open: name(`not ${when}`),
    ...rule(`${R}/${article}`),
  })),
  timeLimits: [
    { id: 'decision', name: name('审查'), for: licences, workingDays: 45, because: rule(`${R}/17(1)`).because },
    {
      id: 'minor-change',
      name: name('变更'),
      for: ['minor-change'],
      workingDays: 20,
      because: rule(`${R}/18`).because,
    },
  ],
  notCounted: ['identification', 'expert-opinion', 'on-site-check'].map((id) => ({
    id,
    name: name(id),
    ...rule(`${R}/17(2)`),
  })),
  noLimit: [
    { id: 'watch-listed-party', name: name('关注名单'), when: 'watch-listed-party', ...rule(`${R}/26`) },
    { id: 'state-council-approval', name: name('国务院'), ...rule(`${R}/17(2)`) },
    { id: 'after-reconsideration', name: name('复议'), ...rule('cn/npcsc-2020-export-control-law/41', 'no') },
  ],
  papers: [
    ...art16.map((id) => ({ id, name: name(id), for: licences, ...rule(`${R}/16(1)`) })),
    {
      id: 'risk-assessment-report',
      name: name('风险评估报告'),
      for: licences,
      when: 'watch-listed-party',
      ...rule(`${R}/26`),
    },
    {
      id: 'power-of-attorney',
      name: name('委托书'),
      for: ['overseas-operator'],
      when: 'through-agent',
      ...rule(`${R}/16(1)`, 'partly'),
    },
  ],
  proofFields: [
    ...['end-user', 'exact-use', 'undertakes-end-use', 'undertakes-no-transfer'].map((id) => ({
      id,
      name: name(id),
      ...rule(`${R}/24`),
    })),
    ...['contract-number', 'seal'].map((id) => ({ id, name: name(id), ...rule(`${R}/24`, 'no') })),
  ],
  remarks: [],
  inChinese: [
    { for: ['overseas-operator'], ...rule('cn/mofcom-2025-61/6') },
    { for: ['individual-licence', 'general-licence', 'technology'], ...rule(`${R}/16(1)`, 'no') },
  ],
  keyElements: { elements: ['item', 'destination', 'end-user', 'end-use'], because: rule(`${R}/18`).because },
  retention: { years: '5', ...rule(`${R}/27`) },
  refusalGrounds: new Map(['cn/npcsc-2020-export-control-law/13', 'cn/mofcom-2025-61/2'].map((id) => [id, name(id)])),
  inForce: new Map(provisions.map((id) => [id, name(id)])),
};

export const PAPERS: ApplicationPaper[] = art16.map((paper) => ({ id: paper, paper, language: 'zh' }));

/** Dysprosium magnets for a motor maker in Germany; two lines from two lines of the contract. */
export const MAGNETS: Application = {
  kind: 'individual-licence',
  determination: {
    id: 'det-1',
    asOf: '2026-03-02',
    knownAt: '2026-03-02',
    pack: { id: 'cn-rare-earth', version: '2026.11.0' },
    outcome: 'licence-required',
  },
  applicant: {
    name: '示例磁材有限公司',
    country: 'CN',
    address: '示例市示例路1号',
    uscc: '91350100M000100Y43',
    contact: { name: '王示例' },
  },
  destination: 'DE',
  endUsers: [{ name: 'Beispiel Motoren GmbH', country: 'DE', address: 'Musterstrasse 1, Stuttgart' }],
  endUse: { kind: 'civil', description: '电动汽车驱动电机' },
  contract: {
    number: 'YT-2026-001',
    currency: 'EUR',
    lines: [
      { id: '1', description: 'NdFeB magnets with Dy', quantity: '500', unit: 'kg', unitPrice: '92.5', value: '46250' },
      {
        id: '2',
        description: 'NdFeB segments with Dy',
        quantity: '12000',
        unit: 'pcs',
        unitPrice: '0.85',
        value: '10200',
      },
    ],
  },
  lines: [
    {
      id: 'a',
      contractLine: '1',
      nameZh: '含镝钕铁硼磁体',
      code: '1C902.c',
      quantity: '500',
      unit: 'kg',
      value: '46250',
      currency: 'EUR',
    },
    {
      id: 'b',
      contractLine: '2',
      nameZh: '含镝钕铁硼磁瓦',
      code: '1C902.c',
      quantity: '12000',
      unit: 'pcs',
      value: '10200',
      currency: 'EUR',
    },
  ],
  validity: { from: '2026-06-01', lastDay: '2027-05-31' },
  proof: {
    'end-user': 'Beispiel Motoren GmbH',
    'exact-use': '电动汽车驱动电机转子',
    'undertakes-end-use': 'yes',
    'undertakes-no-transfer': 'yes',
    'contract-number': 'YT-2026-001',
    seal: 'yes',
  },
  papers: PAPERS,
};

/** A person in a role; the organisation follows from the role, unless another is named. */
export function actor(person: string, role: CaseRole, organisation?: string): CaseActor {
  return { person, role, organisation: organisation ?? (role === 'exporter' ? 'firm' : 'ministry') };
}
export const EXPORTER = actor('wang', 'exporter');
export const OFFICER = actor('li', 'licensing-officer');
export const SECOND_OFFICER = actor('zhao', 'licensing-officer');
export const SENIOR = actor('chen', 'senior-officer');

/** One step of a story: who does what, on which day (default: the day before it). */
export type Step = readonly [who: CaseActor, command: CaseCommand, on?: string];

/** Plays a story from a new case and throws where a step is refused. */
export function play(
  steps: readonly Step[],
  law: ProcedureOn = LAW,
): { state: CaseState; events: readonly CaseEvent[] } {
  let state = NEW_CASE;
  let day = '2026-03-02';
  const events: CaseEvent[] = [];
  for (const [who, command, on = day] of steps) {
    day = on;
    const decided = decide(state, command, who, { on, law });
    if (!decided.ok) {
      const found = decided.findings?.map(({ code, field }) => `${code} ${field}`).join(', ') ?? '';
      throw new Error(`${command.command} by ${who.person}: ${decided.code} ${found}`);
    }
    for (const event of decided.events) {
      state = after(state, event);
      events.push(event);
    }
  }
  return { state, events };
}

export const REASONS = { reasons: '民用，最终用户可靠', provisions: ['cn/npcsc-2020-export-control-law/13'] };
export const ACCEPTED: readonly Step[] = [
  [EXPORTER, { command: 'save', application: MAGNETS }],
  [EXPORTER, { command: 'submit' }],
  [OFFICER, { command: 'accept' }, '2026-03-02'],
];
export const RECOMMENDED: readonly Step[] = [
  ...ACCEPTED,
  [OFFICER, { command: 'assess', assessment: 't1', text: '民用磁体', precedents: [] }],
  [OFFICER, { command: 'set-condition', condition: 'c1', library: 'report-arrival', text: { zh: '到货后30日内报告' } }],
  [OFFICER, { command: 'recommend-grant', ...REASONS }],
];
export const GRANT: Extract<CaseCommand, { command: 'grant' }> = {
  command: 'grant',
  from: '2026-06-01',
  lastDay: '2027-05-31',
  lines: [
    { line: 'a', quantity: '500', value: '46250' },
    { line: 'b', quantity: '10000.5', value: '10200' },
  ],
  conditions: ['c1'],
  ...REASONS,
};
