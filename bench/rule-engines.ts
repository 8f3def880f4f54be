/**
 * One question put to three rule engines: does this export need a licence, under the three limbs of No. 61 of 2025,
 * paragraph 1, or under No. 18? The peers get the rules by hand and facts that are cut to values already; our evaluator
 * gets the law pack, all of it, and cuts the facts itself. All must agree on every export before anything is measured.
 */
import type { ExportFacts, LawBook, Readings } from '@ytterby/core';
import { lineOutcome, ruledAt } from '@ytterby/core/branch-answer';
import { prepareLines } from '@ytterby/core/line-findings';
import { LogicEngine } from 'json-logic-engine';
import { Engine } from 'json-rules-engine';

export { lineOutcome, ruledAt };

/** An export as the peers see it. */
export interface FlatFacts {
  readonly [fact: string]: string | boolean;
  readonly act: string;
  readonly exporter: 'in-china' | 'chinese-abroad' | 'foreign-abroad';
  readonly from: string;
  readonly to: string;
  readonly sameCountry: boolean;
  readonly onPart1: boolean;
  readonly onPart2: boolean;
  readonly on18: boolean;
  readonly madeIn: string;
  readonly origin: string;
  readonly technologyOrigin: string;
  readonly contentReached: boolean;
}

export interface Case {
  readonly flat: FlatFacts;
  readonly facts: ExportFacts;
  readonly findings: ReturnType<typeof prepareLines>[number]['findings'];
}

const ITEMS = [
  { item: { form: 'magnet', elements: ['Sm', 'Co'] }, onPart1: false, onPart2: true, on18: true },
  { item: { form: 'magnet', elements: ['Nd', 'Fe', 'B', 'Dy'] }, onPart1: false, onPart2: true, on18: true },
  { item: { form: 'oxide', elements: ['Dy', 'O'] }, onPart1: true, onPart2: false, on18: true },
  { item: { form: 'metal', elements: ['Dy'] }, onPart1: true, onPart2: false, on18: true },
  { item: { form: 'other-material', elements: ['Fe', 'C'] }, onPart1: false, onPart2: false, on18: false },
] as const;
const EXPORTERS = [
  ['in-china', { country: 'CN', chinesePerson: 'yes' }],
  ['chinese-abroad', { country: 'JP', chinesePerson: 'yes' }],
  ['foreign-abroad', { country: 'JP', chinesePerson: 'no' }],
] as const;
const DAY = { asOf: '2025-12-15', knownAt: '2025-10-20' } as const;

/** Every export of a grid: five items, four countries of departure, three of destination, three exporters, origins, shares. */
export function casesOf(book: LawBook, readings: Readings): readonly Case[] {
  const cases: Case[] = [];
  for (const { item, ...lists } of ITEMS)
    for (const from of ['CN', 'JP', 'DE', 'HK'])
      for (const to of ['US', 'DE', 'CN'])
        for (const [exporter, exporterFacts] of EXPORTERS)
          for (const madeIn of ['CN', 'JP'])
            for (const origin of ['CN', 'JP'])
              for (const technologyOrigin of ['CN', 'JP'])
                for (const share of ['0.02', '0.0005']) {
                  const facts: ExportFacts = {
                    ...DAY,
                    act: 'export',
                    from,
                    to,
                    exporter: exporterFacts,
                    parties: [
                      { role: 'end-user', name: 'Example GmbH', country: 'DE', military: 'no', owners: 'none' },
                    ],
                    endUse: { kind: 'civil' },
                    lines: [
                      { id: 'A', item: { ...item, elements: [...item.elements] }, madeIn, origin, technologyOrigin },
                    ],
                    bom: {
                      unstated: 'none',
                      parts: [
                        { id: 'A', value: { amount: '1' }, origin, inputs: [{ part: 'dy', quantity: '1' }] },
                        { id: 'dy', item: { form: 'metal', elements: ['Dy'] }, value: { amount: share }, origin: 'CN' },
                      ],
                    },
                  };
                  const flat: FlatFacts = {
                    ...lists,
                    act: 'export',
                    exporter,
                    from,
                    to,
                    sameCountry: from === to,
                    madeIn,
                    origin,
                    technologyOrigin,
                    contentReached: lists.onPart2 && share === '0.02',
                  };
                  const [line] = prepareLines(facts, book, readings, DAY.asOf);
                  if (line === undefined) throw new Error('an export without lines');
                  cases.push({ flat, facts, findings: line.findings });
                }
  return cases;
}

const is = (fact: string, value: string | boolean) => ({ '===': [{ var: fact }, value] });
const isNot = (fact: string, value: string | boolean) => ({ '!==': [{ var: fact }, value] });
const ABROAD = [
  is('act', 'export'),
  isNot('exporter', 'in-china'),
  isNot('from', 'CN'),
  isNot('to', 'CN'),
  is('sameCountry', false),
];
const ON_ANNEX = { or: [is('onPart1', true), is('onPart2', true)] };

/** The rules as JSON Logic, compiled. */
export function jsonLogic(): (facts: FlatFacts) => boolean {
  const rule = {
    or: [
      { and: [...ABROAD, is('onPart2', true), isNot('madeIn', 'CN'), is('contentReached', true)] },
      { and: [...ABROAD, ON_ANNEX, isNot('madeIn', 'CN'), is('technologyOrigin', 'CN')] },
      { and: [...ABROAD, ON_ANNEX, is('origin', 'CN')] },
      { and: [is('act', 'export'), is('from', 'CN'), isNot('to', 'CN'), is('on18', true)] },
    ],
  };
  const built = new LogicEngine().build(rule) as (facts: FlatFacts) => unknown;
  return (facts) => built(facts) === true;
}

const equal = (fact: string, value: string | boolean) => ({ fact, operator: 'equal', value });
const differs = (fact: string, value: string | boolean) => ({ fact, operator: 'notEqual', value });
const abroad = [
  equal('act', 'export'),
  differs('exporter', 'in-china'),
  differs('from', 'CN'),
  differs('to', 'CN'),
  equal('sameCountry', false),
];
const onAnnex = { any: [equal('onPart1', true), equal('onPart2', true)] };

/** The rules for json-rules-engine, one rule a provision. */
export function jsonRules(): (facts: FlatFacts) => Promise<boolean> {
  const engine = new Engine();
  const conditions = [
    [...abroad, equal('onPart2', true), differs('madeIn', 'CN'), equal('contentReached', true)],
    [...abroad, onAnnex, differs('madeIn', 'CN'), equal('technologyOrigin', 'CN')],
    [...abroad, onAnnex, equal('origin', 'CN')],
    [equal('act', 'export'), equal('from', 'CN'), differs('to', 'CN'), equal('on18', true)],
  ];
  for (const all of conditions) engine.addRule({ conditions: { all }, event: { type: 'licence-required' } });
  return async (facts) => (await engine.run(facts)).events.length > 0;
}
