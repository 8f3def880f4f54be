import { coverageOf, type LawBook, rationalText, readingsOf } from '@ytterby/core';
import {
  type HoldingAnswer,
  holdingIn,
  type HoldingOptions,
  type OwnershipGraph,
  OWNERSHIP_PROBLEMS,
  OwnershipTooLarge,
  type OwnershipReadings,
  OwnershipRegister,
  PARTY_OF_FACTS,
  type PartyHolding,
  registerOf,
  registerOfOwners,
} from '@ytterby/core/ownership';
import type { OWNERSHIP_ROUTES } from '../contract/party-screening.ts';
import { ApiProblem } from '../contract/problems.ts';
import type { InputOf, ReplyOf } from '../contract/route.ts';
import { readOwnership } from '../feeds/ownership/index.ts';
import { IntakeError, type Problem } from '../intake/problem.ts';
import { type ListedOwner, listedOwners, nameOf, partyNamed } from '../ownership/listed-owners.ts';
import { ownersAbove } from '../ownership/owners-above.ts';
import type { LawInThread } from '../recorded-law/law-in-thread.ts';
import { takenReadings } from './determination.ts';
import { exportFacts, fieldProblem } from './facts-in-body.ts';
import type { HandlersOf } from './handler.ts';
import { checkDays } from './law-asked.ts';

type OwnershipRoute = (typeof OWNERSHIP_ROUTES)['ownership.assess'];
type OwnershipBody = InputOf<OwnershipRoute>['body'];
type OwnershipReply = ReplyOf<OwnershipRoute>;

/** More parties than these are no picture any more. */
const MOST_DRAWN = 200;
/** Problems told one by one, and members of a loop. */
const MOST_PROBLEMS = 200;
const MOST_MEMBERS = 200;
/** Parties of one name told in a refusal. */
const MOST_NAMESAKES = 20;
/** Steps of about a microsecond for one way to count: 100,000 links and a loop of 2,000 take about a million. */
const MOST_STEPS = 5_000_000;

const WAYS_TO_COUNT: readonly OwnershipReadings[] = [
  { chain: 'multiply', sum: 'single' },
  { chain: 'multiply', sum: 'sum' },
  { chain: 'majority-whole', sum: 'single' },
  { chain: 'majority-whole', sum: 'sum' },
];

export function ownershipHandlers(law: () => LawInThread): HandlersOf<typeof OWNERSHIP_ROUTES> {
  return {
    'ownership.assess': async ({ body }, { today }) => {
      const { book, fingerprint } = law();
      checkDays({ asOf: body.asOf, knownAt: body.knownAt }, '/body');
      const asOf = body.asOf ?? body.knownAt ?? today;
      const knownAt = body.knownAt ?? asOf;
      const readings = readingsOf(book, takenReadings(body.readings));
      const { register, target, problems } = await stated(body);
      const graph = register.asOf(asOf);
      const of = target === undefined ? meant(body.of, graph, '/body/of') : target.id;
      const listed = whoCounts(body.listed, graph, book, { asOf, knownAt, readings });
      const ids = listed.map(({ id }) => id);
      const taken = { chain: readings['owners-chain'], sum: readings['owners-sum'] };
      const held = (way: OwnershipReadings, options: HoldingOptions = {}) => {
        try {
          return holdingIn(graph, of, ids, way, { ...options, mostSteps: MOST_STEPS });
        } catch (error) {
          throw error instanceof OwnershipTooLarge ? tooLarge(error) : error;
        }
      };
      const answer = held(taken);
      const name = (id: string) => (id === target?.id ? target.name : nameOf(graph, id));
      return {
        body: {
          law: fingerprint,
          asOf,
          knownAt,
          coverage: coverageOf(book, asOf, knownAt),
          listed: listed.map(({ id, entries }) => ({
            party: id,
            name: name(id),
            entries: entries.map(({ list, entry }) => ({ list, entry })),
          })),
          byReading: WAYS_TO_COUNT.map((way) => ({
            ...way,
            verdict:
              way.chain === taken.chain && way.sum === taken.sum
                ? answer.verdict
                : held(way, { deciding: false, paths: 0 }).verdict,
          })),
          ...answerOf(answer, name),
          graph: drawing(graph, of, new Set(ids), name),
          problems: [...problems, ...problemsOf(answer)].slice(0, MOST_PROBLEMS),
        },
      };
    },
  };
}

/** What to make smaller, by what there is most of. */
function tooLarge({ entities, links, listed }: OwnershipTooLarge): ApiProblem {
  const found = {
    zh: `所问主体之上有${entities}个主体、${links}项持股，其中${listed}个列名主体，超出一次可计算的范围。`,
    en: `Above the party asked about stand ${entities} parties with ${links} holdings, ${listed} of them listed: more than one request may work out.`,
  };
  return new ApiProblem('not-valid', undefined, [
    listed > 20
      ? {
          path: '/body/listed',
          zh: `${found.zh}请减少列名主体，或者按合计（owners-sum=sum）计算。`,
          en: `${found.en} Name fewer listed parties, or count them together (owners-sum=sum).`,
        }
      : {
          path: '/body/holdings',
          zh: `${found.zh}请减少相互持股的主体，或者只提供所问主体上方的若干层。`,
          en: `${found.en} State fewer parties that hold each other, or only some levels above the party asked about.`,
        },
  ]);
}

interface Stated {
  readonly register: OwnershipRegister;
  /** The party that facts are about, which has a name and no id. */
  readonly target?: { readonly id: string; readonly name: string };
  readonly problems: OwnershipReply['problems'];
}

/** The register of what a body states. */
async function stated({ holdings }: OwnershipBody): Promise<Stated> {
  switch (holdings.form) {
    case 'statements':
      return { register: registerOf(holdings.entities, holdings.interests), problems: [] };
    case 'facts': {
      const { parties = [] } = exportFacts(holdings.facts, '/body/holdings/facts');
      const party = parties[holdings.party];
      if (party === undefined)
        throw notValid('/body/holdings/party', '这份事实中没有该当事方。', 'The facts have no such party.');
      return {
        register: registerOfOwners(party.owners),
        target: { id: PARTY_OF_FACTS, name: party.name ?? PARTY_OF_FACTS },
        problems: [],
      };
    }
    case 'records':
      return await fromText(
        holdings.records.map((record) => JSON.stringify(record)).join('\n'),
        '/body/holdings/records',
      );
    case 'text':
      return await fromText(holdings.text, '/body/holdings/text');
  }
}

async function fromText(text: string, path: string): Promise<Stated> {
  const register = new OwnershipRegister();
  const problems: OwnershipReply['problems'] = [];
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(text);
  }
  try {
    await readOwnership(bytes(), 'body', {
      entity: (entity) => void register.addEntity(entity),
      interest: (interest) => void register.addInterest(interest),
      problem: (found) => {
        if (problems.length < MOST_PROBLEMS) problems.push(readingProblem(found));
      },
    });
  } catch (error) {
    if (!(error instanceof IntakeError)) throw error;
    throw new ApiProblem(
      'not-valid',
      undefined,
      error.problems.slice(0, MOST_PROBLEMS).map((found) => ({ ...fieldProblem(found, path), path })),
    );
  }
  return { register, problems };
}

function readingProblem({ code, message, remedy, line, row }: Problem): OwnershipReply['problems'][number] {
  const text = { zh: `${message.zh} ${remedy.zh}`, en: `${message.en} ${remedy.en}` };
  return { code, text, line: line ?? row ?? null, owner: null, owned: null };
}

const notValid = (path: string, zh: string, en: string): ApiProblem =>
  new ApiProblem('not-valid', undefined, [{ path, zh, en }]);

function meant(said: string | undefined, graph: OwnershipGraph, path: string): string {
  if (said === undefined) throw notValid(path, '请指明所问的当事方。', 'Name the party asked about.');
  const named = partyNamed(said, graph);
  if ('id' in named) return named.id;
  const { found } = named;
  throw found.length === 0
    ? notValid(path, `没有当事方“${said}”。`, `There is no party ${said}.`)
    : notValid(
        path,
        `“${said}”有${found.length}个：${found.slice(0, MOST_NAMESAKES).join('、')}${found.length > MOST_NAMESAKES ? '……' : ''}。请写编号。`,
        `${found.length} parties are called ${said}: ${found.slice(0, MOST_NAMESAKES).join(', ')}${found.length > MOST_NAMESAKES ? ' …' : ''}. Give the id.`,
      );
}

function whoCounts(
  named: readonly string[] | undefined,
  graph: OwnershipGraph,
  book: LawBook,
  { readings, ...days }: { asOf: string; knownAt: string; readings: ReturnType<typeof readingsOf> },
): readonly ListedOwner[] {
  if (named === undefined) return listedOwners(graph, book, days, readings);
  return named.map((said, index) => ({ id: meant(said, graph, `/body/listed/${index}`), entries: [] }));
}

type Interval = PartyHolding['held'];
const rangeOf = ({ lo, hi }: Interval) => ({
  atLeast: rationalText(lo),
  atMost: hi === null ? null : rationalText(hi),
});

function holdingOf({ held, verdict, paths, hasMorePaths, flip }: PartyHolding): OwnershipReply['together'] {
  return {
    held: rangeOf(held),
    verdict,
    paths: paths.map(({ parties, shares, product, leftOut }) => ({
      parties: [...parties],
      shares: shares.map(rangeOf),
      product: rangeOf(product),
      leftOut: leftOut ?? null,
    })),
    hasMorePaths,
    flip: flip === undefined ? null : { needed: rationalText(flip.needed), unstated: rationalText(flip.unstated) },
  };
}

type OpenFacts = NonNullable<HoldingAnswer['deciding']>['alone'];
const factsOf = (facts: OpenFacts) =>
  facts.map(({ kind, owner, owned, within, settles = [] }) => ({
    kind,
    owner: owner ?? null,
    owned,
    within: rangeOf(within),
    settles: [...settles],
  }));

function answerOf(answer: HoldingAnswer, name: (id: string) => string) {
  const { entity, verdict, readings, isListed, parties, together, open, hasListedMinority, deciding, isExact } = answer;
  return {
    party: entity,
    name: name(entity),
    verdict,
    readings,
    isListed,
    parties: parties.flatMap((holding) =>
      holding.party === undefined ? [] : [{ party: holding.party, name: name(holding.party), ...holdingOf(holding) }],
    ),
    together: holdingOf(together),
    open: rationalText(open),
    hasListedMinority,
    deciding:
      deciding === undefined
        ? null
        : { alone: factsOf(deciding.alone), together: factsOf(deciding.together), isCut: deciding.isCut },
    loops: answer.loops.map(({ members, ring, product, leftOut }) => ({
      members: members.slice(0, MOST_MEMBERS),
      size: members.length,
      ring: [...ring],
      leftOut: leftOut ?? null,
      product: rangeOf(product),
    })),
    hasMoreLoops: answer.hasMoreLoops,
    controls: [...answer.controls],
    isExact,
  };
}

function drawing(
  graph: OwnershipGraph,
  of: string,
  listed: ReadonlySet<string>,
  name: (id: string) => string,
): OwnershipReply['graph'] {
  const above = ownersAbove(graph, of, MOST_DRAWN);
  if (above === undefined) return { parties: [], holdings: [], isCut: false };
  const id = (party: number) => graph.ids[party] ?? '';
  const levels = new Map(above.parties.map(({ party, level }) => [party, level]));
  return {
    parties: above.parties.map(({ party, level }) => ({
      party: id(party),
      name: name(id(party)),
      level,
      listed: listed.has(id(party)),
    })),
    holdings: above.holdings.map(({ owner, owned, share }) => ({
      owner: id(owner),
      owned: id(owned),
      share: rangeOf(share),
      closesLoop: (levels.get(owner) ?? 0) <= (levels.get(owned) ?? 0),
    })),
    isCut: above.isCut,
  };
}

/** A party that is only named in a link is ordinary here, as it is on the command line. */
function problemsOf({ problems }: HoldingAnswer): OwnershipReply['problems'] {
  return problems
    .filter(({ code }) => code !== 'ownership/party-not-described')
    .map(({ code, owner, owned }) => ({
      code,
      text: OWNERSHIP_PROBLEMS[code],
      line: null,
      owner: owner ?? null,
      owned: owned ?? null,
    }));
}
