import type { Text, Verdict } from '../../finding.ts';
import type { Readings } from '../../law/index.ts';
import type { BranchAnswer, Determination, Finding, LineDetermination } from '../determination.ts';

/** Hand-made answers, for the tests of how an answer is said. */

const t = (zh: string, en: string): Text => ({ zh, en });
const SINCE = { is: 'in-force', since: '2025-12-01' } as const;

export function finding(id: string, verdicts: readonly Verdict[], more: Partial<Finding> = {}): Finding {
  const verdict = verdicts.includes('not-met') ? 'not-met' : verdicts.includes('unknown') ? 'unknown' : 'met';
  return {
    id,
    cite: t(`${id}条`, `para. ${id}`),
    instrument: t('公告', 'Announcement'),
    status: SINCE,
    verified: 'yes',
    text: t(`${id}的内容`, `what ${id} says`),
    effect: 'licence-required',
    verdict,
    applies: verdict,
    tests: verdicts.map((each, index) => ({
      text: t(`条件${index + 1}`, `test ${index + 1}`),
      verdict: each,
      used: t('日本', 'Japan'),
      negated: false,
    })),
    sources: [`https://example.org/${encodeURIComponent(id)}`],
    ...more,
  };
}

const LIMB = finding('cn/mofcom-2025-61/1(1)', ['met', 'met', 'met', 'met'], {
  cite: t('2025年第61号公告第一条第（一）项', 'No. 61 of 2025 para. 1(1)'),
});
const ASLEEP = finding('cn/mofcom-gac-2025-57/1', ['met', 'met'], {
  cite: t('2025年第57号公告第一条', 'No. 57 of 2025 para. 1'),
  status: { is: 'paused', until: '2026-11-10', by: 'cn/mofcom-gac-2025-70/1', everInForce: false },
});

/** So many list notices that name nobody in this export, as in the real law. */
export const NOTICES = 26;
const notices = Array.from({ length: NOTICES }, (_, index) =>
  finding(`cn/notice-${index + 1}`, ['met', 'met', 'met', 'not-met'], { effect: 'prohibited' }),
);

export const BRANCH: BranchAnswer = {
  branch: 'enacted',
  label: t('已公布施行的文本', 'the enacted text'),
  outcome: 'licence-required',
  possible: ['licence-required'],
  because: [LIMB],
  bans: [],
  review: {
    policy: 'refusal-in-principle',
    possible: ['refusal-in-principle'],
    because: [finding('cn/mofcom-2025-61/2', ['met'])],
  },
  duties: [
    {
      duty: 'humanitarian-report',
      title: t('人道主义出口报告', 'humanitarian report'),
      because: LIMB,
      verdict: 'met',
      due: { date: '2027-01-11', provisional: true, workingDays: 10 },
    },
  ],
  off: [{ what: 'general-licence', because: [LIMB] }],
  permissionForms: [
    {
      form: 'individual-licence',
      name: t('单项许可', 'individual licence'),
      open: 'met',
      reasons: [{ text: t('一般形式', 'the ordinary form'), verdict: 'met', cite: 'cn/792/15' }],
    },
  ],
  findings: [
    LIMB,
    ASLEEP,
    finding('cn/near', ['met', 'met', 'met', 'not-met']),
    finding('cn/far', ['not-met', 'not-met']),
    ...notices,
  ],
};

export const LINE: LineDetermination = {
  id: 'magnet',
  description: 'sintered NdFeB magnet',
  outcome: 'licence-required',
  possible: ['licence-required'],
  branches: [BRANCH],
  classification: {
    entries: [
      {
        list: 'cn/18',
        code: '1C905.a.4',
        name: t('含镝的钕铁硼永磁材料', 'NdFeB magnet material containing dysprosium'),
        verdict: 'met',
        reason: t('形态为磁体', 'its form is magnet'),
        verified: 'partly',
      },
      {
        list: 'cn/18',
        code: '1C905.b',
        name: t('氧化镝', 'dysprosium oxide'),
        verdict: 'not-met',
        reason: t('形态为磁体', 'its form is magnet'),
        verified: 'yes',
      },
    ],
    problems: [],
    suggestions: [],
  },
  parties: [
    {
      role: 'end-user',
      name: 'Example Corp.',
      isKnown: true,
      hits: [
        {
          list: 'cn/list',
          kind: 'control-list',
          entry: '9',
          name: t('示例公司', 'Example Corp.'),
          inForce: true,
          likeness: null,
        },
      ],
      heldByListed: [{ owner: 'Listed Inc.', atLeast: '1/3', atMost: '1/3', paths: [], flipStake: null }],
    },
  ],
  content: {
    verdict: 'met',
    threshold: '0.001',
    products: [
      {
        part: 'magnet',
        basis: 'contract',
        verdict: 'met',
        share: { atLeast: '0.03', atMost: '0.03' },
        value: { atLeast: '10', atMost: '10', currency: 'EUR' },
        flipValue: '300',
        contributions: [
          {
            part: 'dy-metal',
            path: ['magnet', 'alloy', 'dy-metal'],
            amount: { atLeast: '0.3', atMost: '0.3' },
            share: { atLeast: '0.03', atMost: '0.03' },
            flipPrice: '0.01',
            flipCurrency: 'EUR',
          },
        ],
      },
    ],
    assumptions: [t('未说明的物料不含稀土。', 'Rows that say nothing hold none.')],
    problems: [],
  },
  outside: null,
  turnsOn: [
    {
      reading: 'look-through',
      question: t('穿透几层？', 'How many tiers?'),
      taken: 'all-tiers',
      takenText: t('all-tiers', 'all-tiers'),
      alternatives: [
        {
          option: 'first-tier',
          text: t('仅第一层', 'the first only'),
          outcome: 'no-licence-required',
          possible: ['no-licence-required'],
          review: [],
        },
      ],
    },
  ],
  flags: [
    {
      code: 'note',
      kind: 'practice',
      text: t('发言人说明', 'what a spokesperson said'),
      date: '2025-10-09',
      sources: ['https://example.org/note'],
      verified: 'partly',
    },
  ],
  questions: [],
  reviewQuestions: [],
  changes: [
    {
      date: '2026-11-11',
      branch: 'enacted',
      from: ['licence-required'],
      to: ['prohibited'],
      because: [
        { id: LIMB.id, cite: LIMB.cite, status: SINCE },
        { id: 'cn/other', cite: t('其他', 'other'), status: SINCE },
      ],
    },
  ],
};

export const DETERMINATION: Determination = {
  asOf: '2025-12-15',
  knownAt: '2025-10-20',
  pack: { id: 'cn-rare-earth', version: '2026.11.0' },
  coverage: { from: '2024-12-01', checkedUpTo: '2026-10-09', state: 'checked', text: t('已核对', 'checked') },
  way: { from: 'JP', via: ['SG'], to: 'MY', finalDestination: 'US' },
  readings: {} as Readings,
  outcome: 'licence-required',
  possible: ['licence-required'],
  branches: [{ branch: 'enacted', label: BRANCH.label, possible: ['licence-required'] }],
  lines: [LINE],
};

const announced: BranchAnswer = {
  ...BRANCH,
  branch: 'cn/mofcom-2026-09-28',
  label: t('2026-09-28宣布但尚未颁布：说明', 'announced 2026-09-28, not enacted: a statement'),
  outcome: 'no-licence-required',
  possible: ['no-licence-required'],
  because: [finding('cn/mofcom-2026-09-28/8', ['met'])],
  findings: BRANCH.findings.map((each) =>
    each.id === LIMB.id
      ? { ...each, status: { is: 'paused', until: '2027-01-10', by: 'cn/mofcom-2026-09-28/8', everInForce: true } }
      : each,
  ),
};

export const UNCONFIRMED: Determination = {
  ...DETERMINATION,
  asOf: '2026-11-24',
  knownAt: '2026-11-24',
  outcome: 'unconfirmed',
  coverage: {
    ...DETERMINATION.coverage,
    state: 'not-checked-since',
    text: t('此后公布的文件未经核对。', 'What was published since has not been checked.'),
  },
  branches: [
    ...DETERMINATION.branches,
    { branch: announced.branch, label: announced.label, possible: announced.possible },
  ],
  lines: [{ ...LINE, outcome: 'unconfirmed', branches: [BRANCH, announced] }],
};

export const UNDETERMINED: Determination = {
  ...DETERMINATION,
  outcome: 'undetermined',
  possible: ['licence-required', 'prohibited'],
  lines: [
    {
      ...LINE,
      outcome: 'undetermined',
      possible: ['licence-required', 'prohibited'],
      branches: [{ ...BRANCH, outcome: 'undetermined', possible: ['licence-required', 'prohibited'] }],
      questions: [
        {
          id: 'origin',
          about: 'bom.parts[dy-metal].origin',
          text: t('镝原产于哪里？', 'Where does the dysprosium originate?'),
          answers: [
            { text: t('中国', 'China'), leadsTo: ['prohibited'] },
            { text: t('境外', 'abroad'), leadsTo: ['licence-required', 'prohibited'] },
          ],
        },
        { id: 'user', about: 'parties[0].listEntry', text: t('最终用户是谁？', 'Who is the end user?'), answers: [] },
      ],
    },
  ],
};
