import { listedRecipients, ownersKnown, recipients } from '../3-parties/index.ts';
import { basisOf, type LineFindings } from '../cell.ts';
import { determine } from '../determine.ts';
import type { LineDetermination } from '../6-outcome/index.ts';
import type { ExportFacts, PartyFacts } from '../facts.ts';
import type { Text } from '../finding.ts';
import {
  type BoundTest,
  bind,
  type Condition,
  ENACTED,
  type LawBook,
  lawKnownAt,
  lawOn,
  type ReadingId,
  readingsOf,
  testsIn,
  testText,
  testVerdict,
  valuesVerdict,
} from '../law/index.ts';
import { prepareLines } from '../line-findings.ts';
import type { LegalDate } from '../time/legal-date.ts';
import { dueAfter } from '../time/working-days.ts';
import { reportRuleOn } from './report-rule.ts';
import type { Assessment, Claim, Obstacle } from './shipment-commands.ts';

/** With these it may go. */
const GOES: readonly string[] = ['exempt', 'no-licence-required', 'not-subject'];
/** With these it may not. What the pack does not decide does neither. */
const STAYS: readonly string[] = ['licence-required', 'prohibited'];
/** Which goes first in No. 61, the exemption or the refusals in principle (open question Q-14). */
const READING: ReadingId = 'humanitarian-and-refusal';

/** The facts of the determination, with the claim's own words on where to, to whom and what for, asked for one day. */
export function factsOfClaim(base: ExportFacts, claim: Claim, day: LegalDate): ExportFacts {
  const { knownAt: _, ...rest } = base;
  return {
    ...rest,
    asOf: day,
    to: claim.destination,
    parties: claim.parties ?? [],
    endUse: { ...base.endUse, ...claim.endUse },
  };
}

/**
 * May it go on this day without a licence, for it is relief, and what stands against it?
 *
 * It goes where every outcome that the facts leave open lets it go: what is unknown and cannot change that holds nothing up. Where
 * paragraph 5 is what lets it go, a listed party, a holding of 50 % or more by one, and a military user stop it for a person's
 * review, for the text does not rank paragraph 5 against paragraphs 2 and 3; so does each of these that is not known. Which facts
 * these are stands in the law data, as what the other reading of the question excepts. Goods that a list outside the pack may hold are
 * stopped too: nobody here knows whether that list lets them go. An announced change that is not enacted is
 * shown, and neither stops nor frees.
 *
 * @example assess(relief on 2025-10-09 for a civil hospital without listed owners, book).verdict // 'exempt', due 2025-10-22
 * @example assess(the same, owners not stated, book).obstacles[0]?.settledBy?.text.en // 'Who owns … ?'
 * @example assess(the same on 2026-03-02, No. 61 paused, book).verdict // 'no-licence-needed'
 */
export function assess(facts: ExportFacts, book: LawBook): Assessment {
  const day = facts.asOf;
  const { outcome, branches, lines, pack, knownAt } = determine(facts, book);
  const known = lawKnownAt(book, knownAt);
  const law = lawOn(known, { asOf: day, knownAt, branch: ENACTED, readings: readingsOf(book) });
  const lists = [...new Set(Object.values(law.lists.parties).flat())].sort();
  const [enacted] = branches;
  const frame = { day, pack: { ...pack }, lists, outcome };
  if (enacted === undefined) {
    const label = { zh: '法规库不涵盖该日', en: 'the law pack does not cover the day' };
    const none = [{ branch: ENACTED, label, possible: [], reportOwed: false }];
    return { ...frame, branches: none, verdict: 'not-covered', obstacles: [], due: null, because: [] };
  }
  const owes = (branch: string) =>
    lines.some((line) =>
      (line.branches.find((each) => each.branch === branch) ?? line.branches[0])?.duties.some(
        ({ duty, verdict }) => duty === 'humanitarian-report' && verdict !== 'not-met',
      ),
    );
  const rule = reportRuleOn(book, day);
  const due = owes(ENACTED) && rule !== undefined ? dueAfter(book.calendar, day, rule.workingDays) : null;
  const cited = lines.flatMap(({ branches: answers }) => answers[0]?.because ?? []);
  const because = [...new Map(cited.map(({ id, cite }) => [id, { id, cite: { ...cite } }])).values()];
  const found = {
    ...frame,
    branches: branches.map(({ branch, label, possible }) => ({
      branch,
      label: { ...label },
      possible: [...possible],
      reportOwed: owes(branch),
    })),
    due,
    because,
  };
  const isExempt = enacted.possible.includes('exempt') || lines.some(({ possible }) => possible.includes('exempt'));
  if (lines.some(({ possible }) => possible.every((each) => STAYS.includes(each))))
    return { ...found, verdict: 'not-exempt', obstacles: [], due: null };
  const parties = isExempt ? partyObstacles(facts, known) : [];
  const asked = new Set(parties.map(({ settledBy }) => settledBy?.about));
  const waiting = lines.filter(({ possible }) => !possible.every((each) => GOES.includes(each)));
  const open = waiting.flatMap(({ questions }) => questions).filter(({ about }) => !asked.has(about));
  const obstacles = [...parties, ...openOutcome(open), ...waiting.flatMap(outsideThePack)];
  if (obstacles.length > 0) return { ...found, verdict: 'stopped', obstacles };
  return { ...found, verdict: isExempt ? 'exempt' : 'no-licence-needed', obstacles: [] };
}

/** A fact that decides whether a licence is required, or the export prohibited, whatever it is for. */
function openOutcome(
  questions: readonly { readonly id: string; readonly about: string; readonly text: Text }[],
): readonly Obstacle[] {
  const unique = new Map(questions.map((question) => [question.id, question]));
  return [...unique.values()].map(({ id, about, text }) => ({
    key: `outcome/${id}`,
    fact: 'outcome',
    party: null,
    verdict: 'unknown',
    text: {
      zh: '尚有事实决定是否须申请许可或者禁止出口',
      en: 'A fact decides whether a licence is required or the export is prohibited',
    },
    settledBy: { about, text: { ...text } },
  }));
}

/** No question settles what the pack does not hold: somebody looks it up in the lists that are named. */
function outsideThePack({ id, description, possible, outside }: LineDetermination): readonly Obstacle[] {
  if (!possible.includes('outside-pack')) return [];
  const what = (description || id).slice(0, 200);
  const titles = outside?.families.map(({ title }) => title) ?? [];
  const [zh, en] = [titles.map((title) => title.zh).join('、'), titles.map((title) => title.en).join('; ')];
  return [
    {
      key: `outside/${id}/${titles.map((title) => title.en).join('|')}`.slice(0, 5_000),
      fact: 'outcome',
      party: null,
      verdict: 'unknown',
      text: {
        zh: `“${what}”可能在法规库以外的清单上，须查：${zh}`,
        en: `“${what}” may be on a list outside the law pack, to be looked up: ${en}`,
      },
      settledBy: null,
    },
  ];
}

/** Party by party, so that the screen can say which one it is. */
function partyObstacles(facts: ExportFacts, book: LawBook): readonly Obstacle[] {
  const readings = readingsOf(book);
  const knownAt = facts.knownAt ?? facts.asOf;
  const { lists } = lawOn(book, { asOf: facts.asOf, knownAt, branch: ENACTED, readings });
  const [line] = prepareLines({ ...facts, lines: facts.lines.slice(0, 1) }, book, readings, facts.asOf);
  if (line === undefined) return [];
  const tests = exceptions(book, facts.asOf, knownAt).flatMap((condition) => [...testsIn(bind(condition, lists))]);
  const obstacle = (test: BoundTest, party: PartyFacts | undefined): readonly Obstacle[] => {
    // Alone, and as end user: of a party that is no end user the evaluator would ask for one.
    const alone: ExportFacts = party === undefined ? facts : { ...facts, parties: [{ ...party, role: 'end-user' }] };
    const findings: LineFindings = {
      ...line.findings,
      facts: alone,
      recipients: listedRecipients(alone, book),
      owners: ownersKnown(alone, book),
    };
    const cut = test.variables.map((variable) => ({ key: variable.key, ...basisOf(variable, findings, lists) }));
    const verdict = testVerdict(test, new Map(cut.map(({ key, values }) => [key, values])));
    // Of several lists that which makes it so.
    const telling = cut.find(({ values }) => valuesVerdict(test, values) === verdict);
    if (verdict === 'not-met' || telling === undefined) return [];
    const { key, values, used, ask } = telling;
    const name = party?.name ?? null;
    const { fact } = test.source;
    return [
      {
        key: `${key}/${name ?? ''}/${values.join('|')}`.slice(0, 5_000),
        fact: fact as Obstacle['fact'],
        party: name,
        verdict,
        text: said(test, name, verdict, used, book),
        settledBy: verdict === 'unknown' ? { about: ask.about, text: { ...ask.text } } : null,
      },
    ];
  };
  const found = tests.flatMap((test) => {
    switch (test.source.fact) {
      case 'party':
      case 'military-user':
        return recipients(facts).flatMap((party) => obstacle(test, party));
      case 'held':
        // Holdings are counted in importers and end users (para. 2).
        return recipients(facts)
          .filter(({ role }) => role === 'importer' || role === 'end-user')
          .flatMap((party) => obstacle(test, party));
      default:
        return obstacle(test, undefined);
    }
  });
  // Who is not named is asked for once.
  const isFirst = (one: Obstacle, at: number) =>
    one.party !== null || one.verdict === 'met' || found.findIndex(({ party }) => party === null) === at;
  return found.filter(isFirst);
}

/** What the other reading excepts from the exemption: the facts that stop a shipment for review. */
function exceptions(book: LawBook, asOf: LegalDate, knownAt: LegalDate): readonly Condition[] {
  const reading = book.readings.find(({ id }) => id === READING);
  const others = (reading?.options ?? []).filter(({ id }) => id !== reading?.takes);
  return others.flatMap(({ id }) =>
    lawOn(book, { asOf, knownAt, branch: ENACTED, readings: readingsOf(book, { [READING]: id }) }).provisions.flatMap(
      ({ provision, status }) =>
        status.is === 'in-force' && provision.under?.reading === READING && provision.when !== undefined
          ? excepted(provision.when)
          : [],
    ),
  );
}

/** The conditions that stand under a "not". */
function excepted(condition: Condition): readonly Condition[] {
  if ('not' in condition) return [condition.not];
  if ('all' in condition) return condition.all.flatMap(excepted);
  return 'any' in condition ? condition.any.flatMap(excepted) : [];
}

/** @example said('military-user', 'Bundeswehr', 'met', …).en // 'Bundeswehr is a military user' */
function said(test: BoundTest, name: string | null, verdict: 'met' | 'unknown', used: Text, book: LawBook): Text {
  if (name === null && verdict === 'unknown') return { zh: '最终用户未说明', en: 'The end user is not stated' };
  const who = name ?? '?';
  const isKnown = verdict === 'met';
  switch (test.source.fact) {
    case 'party':
      return isKnown
        ? { zh: `“${who}”列入${used.zh}`, en: `${who} is named: ${used.en}` }
        : {
            zh: `尚不清楚“${who}”是否在名单上：${used.zh}`,
            en: `It is not known whether ${who} is listed: ${used.en}`,
          };
    case 'military-user':
      return isKnown
        ? { zh: `“${who}”是军事用户`, en: `${who} is a military user` }
        : { zh: `尚不清楚“${who}”是否为军事用户`, en: `It is not known whether ${who} is a military user` };
    case 'held':
      return isKnown
        ? { zh: `名单主体持有“${who}”百分之五十以上的股权`, en: `A listed party holds 50 % or more of ${who}` }
        : {
            zh: `尚不清楚名单主体是否持有“${who}”百分之五十以上的股权`,
            en: `It is not known whether a listed party holds 50 % or more of ${who}`,
          };
    default: {
      const { zh, en } = testText(test.source, book);
      return { zh, en };
    }
  }
}
