import {
  type Diagram,
  OUTCOMES,
  type Question,
  type SettledOutcome,
  outcomesGiven,
  outcomesUnder,
  supportOf,
} from './6-outcome/index.ts';
import type { Ask, Basis } from './basis.ts';
import type { ContentAsk } from './content-answer.ts';
import type { Text, Verdict } from './finding.ts';
import {
  isPartyVariable,
  alternatives,
  joined,
  type LawBook,
  members,
  NONE,
  type PartyVariable,
  type Variable,
  valueText,
} from './law/index.ts';

/** Questions of a step that knows better than the variable what exactly to ask (item facts, parts of the bill of materials). */
export interface StepQuestions {
  readonly item: readonly { readonly id: string; readonly about: string; readonly text: Text }[];
  readonly content: readonly ContentAsk[];
}

const MOST_NAMED = 4;

/**
 * The smallest set of questions that settles an open answer whatever the replies, cheapest first: the variables in the
 * diagram, which are exactly those that can change the outcome. Variables settled by one answer ("who is the end
 * user?") are asked once. Each reply says what it leads to; several outcomes = further questions remain.
 */
export function questionsOf(
  diagrams: readonly Diagram[],
  basis: ReadonlyMap<string, Basis>,
  steps: StepQuestions,
  book: LawBook,
): readonly Question[] {
  const questions = new Map<string, Question>();
  for (const diagram of diagrams) {
    const support = supportOf(diagram);
    const lists = support.filter(isPartyVariable);
    for (const variable of support) {
      // Parties are asked about one by one, at the place of the first list; not list by list.
      if (isPartyVariable(variable) && variable !== lists[0]) continue;
      const asked = isPartyVariable(variable)
        ? partyQuestions(lists, diagram, basis, book)
        : askedFor(variable, diagram, basis, steps, book);
      for (const question of asked) {
        const earlier = questions.get(question.id);
        questions.set(
          question.id,
          earlier === undefined ? question : { ...earlier, answers: merged(earlier.answers, question.answers) },
        );
      }
    }
  }
  return [...questions.values()].map((question) => (isTelling(question) ? question : { ...question, answers: [] }));
}

/** Where every reply leaves the same open, as of one of several facts that only together decide, no reply says anything by itself. */
function isTelling({ answers }: Question): boolean {
  return new Set(answers.map(({ leadsTo }) => leadsTo.join())).size > 1;
}

function askedFor(
  variable: Variable,
  diagram: Diagram,
  basis: ReadonlyMap<string, Basis>,
  steps: StepQuestions,
  book: LawBook,
): readonly Question[] {
  const found = basis.get(variable.key);
  if (found === undefined) return [];
  if (variable.fact === 'content' && steps.content.length > 0)
    return contentQuestions(variable, diagram, steps.content);
  const byOutcome = new Map<string, { values: string[]; leadsTo: readonly SettledOutcome[] }>();
  for (const value of found.values) {
    const outcomes = outcomesGiven(diagram, variable.key, value);
    const leadsTo = OUTCOMES.filter((outcome) => outcomes.has(outcome));
    const key = leadsTo.join('+');
    const group = byOutcome.get(key) ?? { values: [], leadsTo };
    group.values.push(value);
    byOutcome.set(key, group);
  }
  const answers = [...byOutcome.values()].map(({ values, leadsTo }) => ({
    text: answerText(variable, values, book),
    leadsTo,
  }));
  const asked = variable.fact === 'item' && steps.item.length > 0 ? steps.item : [found.ask, ...(found.others ?? [])];
  return asked.map(({ id, about, text }, index) => ({ id, about, text, answers: index === 0 ? answers : [] }));
}

/**
 * Who is who: for each party that may be on some of these lists, what follows if it is on each, and if it is on none. A party that alone may be on a
 * list settles it by "no"; where others may be too, the list stays open. Cost: a walk of the diagram for each list and each party.
 */
function partyQuestions(
  lists: readonly PartyVariable[],
  diagram: Diagram,
  basis: ReadonlyMap<string, Basis>,
  book: LawBook,
): readonly Question[] {
  const asked = new Map<string, { readonly ask: Ask; readonly on: PartyVariable[] }>();
  const asksFor = new Map<PartyVariable, number>();
  for (const variable of lists) {
    const found = basis.get(variable.key);
    if (found === undefined) continue;
    const asks = [found.ask, ...(found.others ?? [])];
    asksFor.set(variable, asks.length);
    for (const ask of asks) {
      const sofar = asked.get(ask.id) ?? { ask, on: [] };
      asked.set(ask.id, sofar);
      sofar.on.push(variable);
    }
  }
  const inOrder = (outcomes: ReadonlySet<SettledOutcome>) => OUTCOMES.filter((outcome) => outcomes.has(outcome));
  const onList = new Map(lists.map((each) => [each, inOrder(outcomesGiven(diagram, each.key, each.list))]));
  return [...asked.values()].map(({ ask: { id, about, text }, on }) => {
    const byOutcome = new Map<string, { values: string[]; leadsTo: readonly SettledOutcome[] }>();
    const add = (value: string, leadsTo: readonly SettledOutcome[]) => {
      const group = byOutcome.get(leadsTo.join()) ?? { values: [], leadsTo };
      byOutcome.set(leadsTo.join(), group);
      if (!group.values.includes(value)) group.values.push(value);
    };
    for (const variable of on) add(variable.list, onList.get(variable) ?? []);
    const none = new Map(on.filter((each) => asksFor.get(each) === 1).map(({ key }) => [key, NONE]));
    add(NONE, inOrder(outcomesUnder(diagram, none)));
    const [first] = on as [PartyVariable];
    const answers = [...byOutcome.values()].map(({ values, leadsTo }) => ({
      text: answerText(first, values, book),
      leadsTo,
    }));
    return { id, about, text, answers };
  });
}

/** The best and the worst answer about a part, and what each leads to with the other facts as they are. */
function contentQuestions(variable: Variable, diagram: Diagram, asks: readonly ContentAsk[]): readonly Question[] {
  const given = (verdict: Verdict): readonly SettledOutcome[] => {
    const values = verdict === 'met' ? ['reached'] : verdict === 'not-met' ? ['below'] : ['reached', 'below'];
    const outcomes = new Set(values.flatMap((value) => [...outcomesGiven(diagram, variable.key, value)]));
    return OUTCOMES.filter((outcome) => outcomes.has(outcome));
  };
  return asks.map(({ id, about, text, best, worst }) => ({
    id,
    about,
    text,
    answers: [best, worst].map((answer) => ({ text: answer.text, leadsTo: given(answer.verdict) })),
  }));
}

function merged(a: Question['answers'], b: Question['answers']): Question['answers'] {
  return [...new Map([...a, ...b].map((answer) => [answer.text.en, answer])).values()];
}

/** Of many sets of lists that an item may be on, the lists alone are told. */
function answerText(variable: Variable, values: readonly string[], book: LawBook): Text {
  if (variable.fact === 'item' && values.length > 2) {
    const lists = [...new Set(values.flatMap(members))].map((list) => valueText(list, book));
    const named = joined(lists, { zh: '；', en: '; ' });
    const isOff = values.includes(NONE);
    return {
      zh: `${isOff ? '不在任何清单上，或者' : ''}列入下列一份或者多份清单：${named.zh}`,
      en: `${isOff ? 'on no list, or ' : ''}on one or more of: ${named.en}`,
    };
  }
  const texts = values.map((value) => replyText(variable, value, book));
  const more = values.length - MOST_NAMED;
  const rest = { zh: `其他${more}项之一`, en: `one of ${more} more` };
  return alternatives(more > 0 ? [...texts.slice(0, MOST_NAMED), rest] : texts, '、');
}

const SUBJECTS: Partial<Record<Variable['fact'], Text>> = {
  'military-user': { zh: '军事用户：', en: 'military user: ' },
  party: { zh: '名单：', en: 'list: ' },
  held: { zh: '名单所列者持股', en: 'holding of listed parties ' },
  // Asked with the countries on the way.
  'same-country': { zh: '留在同一国家（地区）：', en: 'stays in one country or region: ' },
  'through-china': { zh: '经中国过境视为出口：', en: 'passing through China counts as export: ' },
};

const DECIDED_GOODS: Text = { zh: '本法规库涵盖的稀土物项', en: 'a rare-earth item, which this pack decides' };

function replyText(variable: Variable, value: string, book: LawBook): Text {
  if (variable.fact === 'goods' && value === NONE) return DECIDED_GOODS;
  const [start] = variable.fact === 'from' ? members(value).filter((place) => place !== 'china') : [];
  if (start !== undefined && start !== value) {
    const text = valueText(start, book);
    return { zh: `${text.zh}（经中国转出）`, en: `${text.en} (and on by way of China)` };
  }
  const text = valueText(value, book);
  const subject = SUBJECTS[variable.fact];
  return subject === undefined ? text : { zh: `${subject.zh}${text.zh}`, en: `${subject.en}${text.en}` };
}
