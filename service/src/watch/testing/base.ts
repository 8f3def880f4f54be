import { randomUUIDv7 } from 'node:crypto';
import { determine, type ExportFacts, type LegalDate, type PartyFacts } from '@ytterby/core';
import type { LawText } from '@ytterby/law';
import pg, { type ClientConfig } from 'pg';
import { beijingDay } from '../../access/moments.ts';
import type { LawInUse } from '../../recorded-law/law-in-use.ts';
import { gistHash } from '../../saved-determinations/gist.ts';
import { factsOn } from '../../saved-determinations/law-days.ts';
import type { WatchThreads } from '../threads.ts';

/** A base of invented records, as large as is wanted, the same each time. */
export interface BaseSize {
  readonly determinations: number;
  readonly parties: number;
  readonly licences: number;
  readonly cases: number;
}

export interface Base {
  readonly organisations: readonly string[];
  readonly parties: readonly { readonly id: string; readonly organisation: string; readonly facts: PartyFacts }[];
  readonly determinations: readonly {
    readonly id: string;
    readonly organisation: string;
    readonly mode: 'fixed' | 'today';
    readonly facts: ExportFacts;
  }[];
  readonly frozen: readonly {
    readonly kind: 'case' | 'licence';
    readonly id: string;
    readonly organisation: string;
    readonly facts: ExportFacts;
  }[];
}

/** Numbers that are spread like chance, the same for the same seed. */
function spread(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const PLACES = ['Aalto', 'Borealis', 'Calder', 'Dorado', 'Elster', 'Fjord', 'Garonne', 'Helios', 'Isar', 'Juniper'];
const MAKERS = ['Kestrel', 'Lumen', 'Meridian', 'Novum', 'Orbis', 'Pallas', 'Quill', 'Rigel', 'Sable', 'Tarn', 'Umber'];
const WORKS = ['Magnetics', 'Motors', 'Alloys', 'Optics', 'Robotics', 'Turbines', 'Sensors', 'Drives', 'Ceramics'];
const FORMS = ['GmbH', 'Inc.', 'Co., Ltd.', 'K.K.', 'S.A.', 'Oy', 'B.V.'];
const COUNTRIES = ['DE', 'US', 'JP', 'KR', 'FR', 'IN', 'VN', 'NL', 'FI', 'HK'];
const ITEMS: readonly ExportFacts['lines'][number]['item'][] = [
  { form: 'oxide', elements: ['Dy', 'O'] },
  { form: 'oxide', elements: ['La', 'O'] },
  { form: 'metal', elements: ['Tb'] },
  { form: 'metal', elements: ['Cu'], code: 'none' },
  { form: 'magnet', elements: ['Nd', 'Fe', 'B', 'Dy'] },
  { form: 'magnet', elements: ['Nd', 'Fe', 'B'], mayContain: ['Tb'] },
  { form: 'magnet', elements: ['Sm', 'Co'] },
  { form: 'alloy', elements: ['Gd', 'Fe'], massFractions: { Gd: '0.3' } },
  { form: 'target', elements: ['Sc', 'Al'], massFractions: { Sc: { min: '0.05', max: '0.2' } } },
  { form: 'technology', technologyFor: 'magnet-making' },
  { code: '1C905.b' },
  { form: 'assembly', contains: [{ form: 'magnet', elements: ['Sm', 'Co'] }] },
];

/** The name of an invented party. @example nameOf(0) // 'Aalto Kestrel Magnetics GmbH' */
export function nameOf(number: number): string {
  const at = <Value>(all: readonly Value[], step: number): Value =>
    all[Math.floor(number / step) % all.length] as Value;
  const series = Math.floor(number / 990);
  const word = series === 0 ? '' : ` ${at(PLACES, 990)}${series}`;
  return `${at(PLACES, 1)} ${at(MAKERS, 10)} ${at(WORKS, 110)}${word} ${at(FORMS, 3)}`;
}

export const makeBase = (size: BaseSize): Base => {
  const pick = spread(20_261_124);
  const one = <Value>(all: readonly Value[]): Value => all[pick(all.length)] as Value;
  const organisations = Array.from({ length: 12 }, () => randomUUIDv7());
  const partyFacts = Array.from({ length: size.parties }, (_, number): PartyFacts => {
    const owners: PartyFacts['owners'] =
      number % 9 === 0
        ? [{ name: nameOf(pick(size.parties)), share: one(['0.6', '0.3', '0.5']), owners: 'none' }]
        : number % 13 === 0
          ? 'unknown'
          : 'none';
    return {
      role: 'end-user',
      name: nameOf(number),
      country: one(COUNTRIES),
      military: one(['no', 'no', 'no', 'unknown']),
      owners,
    };
  });
  const exported = (): ExportFacts => {
    const party = partyFacts[pick(partyFacts.length)] as PartyFacts;
    const buyer = partyFacts[pick(partyFacts.length)] as PartyFacts;
    const from = one(['CN', 'CN', 'CN', 'JP', 'MY']);
    const facts: ExportFacts = {
      asOf: one(['2026-11-24', '2026-11-09', '2026-11-24', '2026-03-02']),
      act: 'export',
      from,
      to: party.country ?? 'DE',
      exporter: { name: 'Invented Exporter', country: from },
      endUse: {
        kind: one(['civil', 'civil', 'chips', 'military-potential', 'unknown']),
        description: `order ${pick(1e6)}`,
      },
      parties: pick(40) === 0 ? [] : pick(3) === 0 ? [party, { ...buyer, role: 'importer' }] : [party],
      lines: Array.from({ length: 1 + pick(2) }, (_, line) => ({
        id: `line ${line + 1}`,
        item: { ...structuredClone(one(ITEMS)), description: `goods no. ${pick(1e6)}` },
        quantity: String(1 + pick(500)),
        unit: 'kg',
        origin: one(['CN', 'CN', 'JP']),
        madeIn: from,
        technologyOrigin: one(['CN', 'JP']),
      })),
    };
    if (pick(12) > 0) return facts;
    // Some with a bill of materials.
    const [first] = facts.lines;
    return {
      ...facts,
      lines: [{ ...first, id: 'motor', item: { form: 'assembly', description: 'motor' }, origin: 'JP', madeIn: 'JP' }],
      bom: {
        unstated: 'none',
        parts: [
          {
            id: 'motor',
            item: { form: 'assembly' },
            value: { amount: '1000', currency: 'USD' },
            inputs: [{ part: 'magnet', quantity: '4' }],
          },
          {
            id: 'magnet',
            item: { form: 'magnet', elements: ['Nd', 'Fe', 'B', 'Dy'] },
            origin: 'CN',
            value: { amount: String(pick(40) / 100), currency: 'USD' },
          },
        ],
      },
    };
  };
  return {
    organisations,
    parties: partyFacts.map((facts) => ({ id: randomUUIDv7(), organisation: one(organisations), facts })),
    determinations: Array.from({ length: size.determinations }, (_, number) => ({
      id: randomUUIDv7(),
      organisation: one(organisations),
      mode: number % 2 === 0 ? 'today' : 'fixed',
      facts: exported(),
    })),
    frozen: Array.from({ length: size.licences + size.cases }, (_, number) => ({
      kind: number < size.licences ? 'licence' : 'case',
      id: randomUUIDv7(),
      organisation: one(organisations),
      facts: exported(),
    })),
  };
};

/** So many rows go over in one statement. */
const ROWS = 1_000;

/**
 * Puts the base into a database past the product's own rules (a superuser, triggers off), with every answer really determined under the law.
 */
export async function putBase(
  config: ClientConfig,
  base: Base,
  law: LawInUse,
  now: Temporal.Instant,
  threads: WatchThreads,
): Promise<void> {
  const owner = new pg.Client(config);
  await owner.connect();
  await owner.query("set session_replication_role = 'replica'");
  const put = async (table: string, rows: readonly object[], columns: string) => {
    for (let first = 0; first < rows.length; first += ROWS)
      await owner.query(
        `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
        [JSON.stringify(rows.slice(first, first + ROWS))],
      );
  };
  const at = now.toString();
  const today = beijingDay(now);
  await put(
    'organisation',
    base.organisations.map((id, number) => ({
      id,
      kind: 'company',
      name_zh: `虚构${number}`,
      name_en: `Invented ${number}`,
      country: 'CN',
      created_at: at,
      demo: false,
      revision: 1,
    })),
    'id, kind, name_zh, name_en, country, created_at, demo, revision',
  );
  await put(
    'party',
    base.parties.map(({ id, organisation, facts }) => ({
      id,
      organisation,
      name: facts.name,
      facts,
      changed_at: at,
      revision: 1,
    })),
    'id, organisation, name, facts, changed_at, revision',
  );
  const LOT = 500;
  const lots = Array.from({ length: Math.ceil(base.determinations.length / LOT) }, (_, lot) =>
    base.determinations.slice(lot * LOT, (lot + 1) * LOT),
  );
  const lotIn = async (lot: Base['determinations']) => {
    const asked = lot.map(({ id, facts, mode }) => ({ id, facts: JSON.stringify(facts), mode, known: null }));
    const answers = await threads.answers(law, asked, today, []);
    const byId = new Map(answers.map((answer) => [answer.id, answer]));
    const rows = lot.map((each) => {
      const { gist, asOf, knownAt } = byId.get(each.id) ?? {};
      if (gist === undefined || asOf === undefined || knownAt === undefined) throw new Error('no answer');
      return { ...each, gist, as_of: asOf, known_at: knownAt, law: law.fingerprintKnownAt(knownAt) };
    });
    await put(
      'saved_determination',
      rows.map(({ id, organisation, mode, facts, gist, ...asked_ }, number) => ({
        id,
        organisation,
        facts,
        name: `Order ${number}`,
        as_of_mode: mode,
        outcome: gist.outcome,
        asked_at: at,
        revision: 1,
        answer_hash: gistHash(gist),
        ...asked_,
      })),
      'id, organisation, facts, name, as_of_mode, outcome, asked_at, revision, answer_hash, as_of, known_at, law',
    );
    await put(
      'determination_answer',
      rows.map(({ id, organisation, gist, as_of, known_at, law: known }) => ({
        id: randomUUIDv7(),
        organisation,
        saved_determination: id,
        asked_at: at,
        as_of,
        known_at,
        law: known,
        cause: 'saved',
        gist,
      })),
      'id, organisation, saved_determination, asked_at, as_of, known_at, law, cause, gist',
    );
  };
  for (let first = 0; first < lots.length; first += threads.count)
    await Promise.all(lots.slice(first, first + threads.count).map(lotIn));
  const frozen = base.frozen.map(({ kind, id, organisation, facts }, number) => ({
    kind,
    id,
    organisation,
    facts,
    number,
    case: kind === 'case' ? id : randomUUIDv7(),
    determination: determine(factsOn(facts, 'fixed', today), law.book),
  }));
  await put(
    'licensing_case',
    frozen.map((each) => ({
      id: each.case,
      organisation: each.organisation,
      number: `C-${each.number}`,
      kind: 'single',
      status: each.kind === 'case' ? 'in-review' : 'granted',
      version: 1,
      state: {},
      facts: each.facts,
      determination: each.determination,
      departments: [],
      created_at: at,
    })),
    'id, organisation, number, kind, status, version, state, facts, determination, departments, created_at',
  );
  await put(
    'licence',
    frozen
      .filter(({ kind }) => kind === 'licence')
      .map((each) => ({
        id: each.id,
        licensing_case: each.case,
        organisation: each.organisation,
        number: `L-${each.number}`,
        status: 'issued',
        version: 1,
        edition: 0,
        state: {},
        issued_at: at,
      })),
    'id, licensing_case, organisation, number, status, version, edition, state, issued_at',
  );
  await owner.query('analyze');
  await owner.end();
}

/** An invented notice that puts parties on the control list: the instrument and its list, as texts of the pack. */
export function controlListNotice(id: string, published: LegalDate, names: readonly string[]): readonly LawText[] {
  const list = `cn/${id}/list`;
  const quoted = (text: string) => JSON.stringify(text);
  const title = `{ zh: 虚构的管控名单公告, en: Invented notice of the control list }`;
  return [
    {
      path: `cn/lists/${id}.yaml`,
      text: `id: ${list}
kind: control-list
title: ${title}
verified: yes
source: [invented for a test]
entries:
${names.map((name, number) => `  - { id: ${id}/${number + 1}, zh: 虚构实体${number + 1}号, en: ${quoted(name)} }`).join('\n')}
`,
    },
    {
      path: `cn/instruments/lists/${id}.yaml`,
      text: `id: cn/${id}
kind: list-notice
title: ${title}
number: 2026 No. 99
issuer: { zh: 商务部, en: MOFCOM }
published: ${published}
from: ${published}
verified: yes
source: [invented for a test]
summary: { zh: 虚构, en: invented }
provisions:
  - id: cn/${id}/list
    cite: { zh: 名单, en: list }
    text: { zh: 名单, en: The notice names them. }
    effect: { kind: lists, list: ${list} }
  - id: cn/${id}/ban
    cite: { zh: 禁止出口, en: ban }
    text: { zh: 禁止出口, en: No dual-use item may be exported to them. }
    when:
      all:
        - { fact: act, is: [export, provide-technology] }
        - { fact: item, listed: dual-use }
        - { fact: party, on: [${list}] }
        - any:
            - { fact: from, is: [china] }
            - { fact: exporter, is: [in-china, chinese-abroad] }
    effect: { kind: prohibited }
`,
    },
  ];
}
