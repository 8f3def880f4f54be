import { conditionsOf, OUTCOMES, type SettledOutcome } from '../6-outcome/index.ts';
import {
  bind,
  type BoundCondition,
  type BoundTest,
  boundTest,
  NONE,
  type ProvisionOn,
  setValue,
  type Test,
  testsIn,
} from '../law/index.ts';
import {
  allOutcomes,
  type Breach,
  type DayLaw,
  effective,
  isInForce,
  licencesOf,
  noneOf,
  outcomeAmong,
  outcomeChanges,
} from './day-law.ts';
import { ALWAYS, all, any, is, itemOn, NEVER, not } from './given.ts';
import type { StatementId } from './statements.ts';

/** Over all exports of a day: one that breaks the statement, or undefined where it holds. */
export type Proof = (day: DayLaw) => Breach | undefined;

/** Military use, weapons of mass destruction and terror, meant or only possible. */
const GRAVE = ['military', 'military-potential', 'wmd', 'terrorism'].flatMap((use) => [use, `possibly-${use}`]);

const LICENSED = ['exempt', 'licence-required'] satisfies SettledOutcome[];
const allBut = (...outcomes: readonly SettledOutcome[]) => OUTCOMES.filter((outcome) => !outcomes.includes(outcome));
/** Weaker than a licence duty: nobody need apply. */
const UNLICENSED = OUTCOMES.slice(0, OUTCOMES.indexOf('licence-required'));

const EXPORTS = is('act', 'export');
const PROVIDES = is('act', 'export', 'provide-technology');
const FROM_CHINA = is('from', 'china');
const TO_CHINA = is('to', 'china');
const STAYS_IN_CHINA = not(is('destination', 'hong-kong-macao-taiwan', 'united-states', 'japan', 'elsewhere'));
const CHINESE = any(FROM_CHINA, is('exporter', 'in-china', 'chinese-abroad'));
const OPERATOR_ABROAD = all(is('exporter', 'foreign-abroad'), not(FROM_CHINA));
const CIVIL = all(
  is('military-user', 'none'),
  not(is('end-use', ...GRAVE)),
  is('danger-known', 'no'),
  is('military-ai', 'no'),
);

/** The first breach that one of these gives. */
function first<Each>(each: Iterable<Each>, breach: (one: Each) => Breach | undefined): Breach | undefined {
  for (const one of each) {
    const found = breach(one);
    if (found !== undefined) return found;
  }
  return undefined;
}

function tests(condition: BoundCondition, fact: Test['fact']): readonly BoundTest[] {
  return [...testsIn(condition)].filter(({ source }) => source.fact === fact);
}

const dualUse = ({ law }: DayLaw): BoundCondition => {
  const test: Test = { fact: 'item', listed: 'dual-use' };
  return { test: boundTest(test, law.lists.dualUse) };
};

/** Lists of items in force, by the provision that puts them there. */
function itemLists(day: DayLaw, kind?: string): readonly string[] {
  const ids = new Set(
    day.book.itemLists.filter((list) => kind === undefined || list.kind === kind).map(({ id }) => id),
  );
  return effective(day, 'lists').flatMap(({ provision: { effect } }) =>
    effect?.kind === 'lists' && ids.has(effect.list) ? [effect.list] : [],
  );
}

const isOfTechnology = ({ book }: DayLaw, list: string): boolean =>
  book.itemLists
    .find(({ id }) => id === list)
    ?.entries.every(({ match }) => match.form?.includes('technology') ?? false) ?? false;

/** Lists of parties of a kind that are in force and whose notice no pause touches, with the notice's provisions. */
function running(
  day: DayLaw,
  kind: string,
): readonly { readonly list: string; readonly provisions: readonly ProvisionOn[] }[] {
  return (day.law.lists.parties[kind] ?? []).flatMap((list) => {
    const notice = list.slice(0, list.lastIndexOf('/'));
    const provisions = day.law.provisions.filter(({ instrument }) => instrument.id === notice);
    return provisions.some(({ status }) => status.is === 'paused') ? [] : [{ list, provisions }];
  });
}

/** Exports for which a licence duty sleeps that is awake for others. */
function pausedForSome(day: DayLaw): BoundCondition {
  return any(
    ...effective(day, 'licence-required').flatMap(({ unless }) =>
      unless.map((act) => (act.when === undefined ? ALWAYS : bind(act.when, day.law.lists))),
    ),
  );
}

/** What leaves China and is on this list, where no pause for some exports holds; for technology also: nothing excludes it. */
function leavesChina(day: DayLaw, list: string): BoundCondition {
  const goods = all(
    EXPORTS,
    FROM_CHINA,
    is('exporter', 'in-china'),
    not(TO_CHINA),
    itemOn([list]),
    not(pausedForSome(day)),
  );
  return isOfTechnology(day, list) ? all(goods, is('technology-exclusion', 'none')) : goods;
}

function reviewsOn(day: DayLaw, licence: string, policies: readonly string[]): readonly BoundCondition[] {
  const named = day.law.provisions.find(({ provision }) => provision.id === licence)?.instrument.id;
  return effective(day, 'review').flatMap(({ provision: { effect }, condition }) =>
    effect?.kind === 'review' &&
    policies.includes(effect.policy) &&
    effect.on.some((id) => id === licence || id === named)
      ? [condition]
      : [],
  );
}

/** The licence duty as a provision: where it stands, without the exclusions. */
function dutyOf(day: DayLaw, id: string): ProvisionOn | undefined {
  return day.law.provisions.find(({ provision }) => provision.id === id);
}

/** The links to China that a duty abroad can name, each as the test that it must meet. */
function linksOf(condition: BoundCondition): readonly BoundCondition[] {
  return (['origin', 'technology-origin', 'content'] as const).flatMap((fact) =>
    tests(condition, fact).map((test) => ({ test })),
  );
}

const isAbroad = (condition: BoundCondition): boolean =>
  tests(condition, 'exporter').some(({ accepted }) => accepted.has('foreign-abroad'));

function groundsFor(day: DayLaw): BoundCondition {
  const listed: Test = { fact: 'party', listed: ['control-list', 'watch-list'] };
  const kinds = ['control-list', 'watch-list'].flatMap((kind) => day.law.lists.parties[kind] ?? []);
  return any(not(is('military-user', 'none')), { test: boundTest(listed, kinds) }, is('end-use', ...GRAVE));
}

export const PROOFS: { readonly [Id in StatementId]?: Proof } = {
  gap: (day) => (day.moment.asOf < day.book.pack.covers.from || allOutcomes(day).size === 0 ? { way: {} } : undefined),

  'path-to-approval': (day) =>
    outcomeAmong(day, CIVIL, ['prohibited']) ??
    first(licencesOf(day), ({ id, condition }) =>
      noneOf(day, all(CIVIL, condition, any(...reviewsOn(day, id, ['refusal-in-principle']))), [], {
        fixed: { held: ['below'] },
      }),
    ),

  humanitarian: (day) =>
    outcomeAmong(
      day,
      all(CIVIL, is('end-use', 'humanitarian'), EXPORTS, OPERATOR_ABROAD),
      ['licence-required', 'prohibited'],
      { fixed: { held: ['below'] } },
    ),

  'catch-all': (day) =>
    outcomeAmong(
      day,
      all(PROVIDES, CHINESE, any(is('end-use', 'wmd', 'terrorism'), is('danger-known', 'yes'))),
      UNLICENSED,
    ),

  'ban-holds': (day) =>
    first(effective(day, 'prohibited'), ({ condition }) =>
      first(scenarios(condition), (parties) => outcomeAmong(day, condition, allBut('prohibited'), { parties })),
    ),

  'ban-ground': (day) =>
    outcomeAmong(
      day,
      all(
        is('military-user', 'none'),
        not(is('end-use', 'military', 'military-potential', 'wmd')),
        not(all(is('end-use', 'artificial-intelligence'), is('military-ai', 'yes'))),
      ),
      ['prohibited'],
    ),

  'control-list': (day) =>
    first(running(day, 'control-list'), ({ list }) =>
      outcomeAmong(day, all(PROVIDES, CHINESE, dualUse(day)), allBut('prohibited'), { parties: [list] }),
    ),

  'unreliable-entity': (day) =>
    first(
      running(day, 'unreliable-entity-list').filter(({ provisions }) =>
        provisions.some(({ provision }) => provision.effect?.kind === 'prohibited'),
      ),
      ({ list }) => outcomeAmong(day, all(PROVIDES, FROM_CHINA), allBut('prohibited'), { parties: [list] }),
    ),

  'military-user': (day) =>
    first(
      new Set(
        effective(day, 'prohibited').flatMap(({ condition }) =>
          tests(condition, 'military-user').flatMap(({ accepted }) => [...accepted]),
        ),
      ),
      (country) =>
        outcomeAmong(
          day,
          all(
            any(
              all(PROVIDES, CHINESE),
              all(
                is('act', 'export', 'transfer-in-country', 'provide-technology'),
                OPERATOR_ABROAD,
                is('origin', 'china'),
              ),
            ),
            dualUse(day),
            is('military-user', country),
          ),
          allBut('prohibited'),
        ),
    ),

  'listed-from-china': (day) =>
    first(itemLists(day, 'dual-use'), (list) => outcomeAmong(day, leavesChina(day, list), UNLICENSED)),

  'pause-of-another': (day) => {
    const awake = itemLists(day, 'dual-use');
    const asleep = [...day.law.publishedItemLists.dualUse, ...day.law.publishedItemLists.annex].filter(
      (list) => !itemLists(day).includes(list),
    );
    return first(
      awake.flatMap((list) => asleep.map((other) => [list, other] as const)),
      ([list, other]) => outcomeAmong(day, leavesChina(day, list), UNLICENSED, { item: setValue([list, other]) }),
    );
  },

  'list-and-duty': (day) =>
    first(
      day.book.itemLists.filter(({ kind }) => kind === 'dual-use'),
      ({ id }) => {
        const isListed = itemLists(day).includes(id);
        const named = day.law.provisions.filter(
          ({ provision, condition }) =>
            provision.effect?.kind === 'licence-required' &&
            provision.id.startsWith(`${id.slice(0, id.lastIndexOf('/'))}/`) &&
            tests(condition, 'item').some(({ accepted }) => accepted.has(id)),
        );
        const hasDuty = named.some(isInForce);
        return isListed === hasDuty ? undefined : { way: { item: [id], party: [NONE] } };
      },
    ),

  'exclusion-of-goods': (day) =>
    first(
      itemLists(day, 'dual-use').filter((list) => !isOfTechnology(day, list)),
      (list) => outcomeAmong(day, all(leavesChina(day, list), not(is('technology-exclusion', 'none'))), UNLICENSED),
    ),

  'exclusion-of-technology': (day) =>
    first(
      itemLists(day, 'dual-use').filter((list) => isOfTechnology(day, list)),
      (list) =>
        outcomeAmong(
          day,
          all(
            not(pausedForSome(day)),
            is('act', 'provide-technology'),
            not(is('act', 'export', 'help-abroad')),
            CIVIL,
            is('helps-rare-earth-activity', 'no'),
            not(is('technology-exclusion', 'none')),
          ),
          allBut('not-subject'),
          // Whether other lists may reach it is another question.
          { item: list, fixed: { goods: [NONE] } },
        ),
    ),

  'in-country': (day) =>
    outcomeAmong(
      day,
      all(
        is('act', 'transfer-in-country'),
        is('same-country', 'yes'),
        not(all(is('foreign-recipient', 'yes'), any(is('deemed-export', 'yes'), is('supply-abroad', 'yes')))),
      ),
      LICENSED,
    ),

  'to-china': (day) => outcomeAmong(day, all(EXPORTS, OPERATOR_ABROAD, STAYS_IN_CHINA), LICENSED),

  'ground-in-china': (day) =>
    outcomeAmong(
      day,
      all(
        not(is('act', 'help-abroad')),
        is('exporter', 'in-china'),
        FROM_CHINA,
        CIVIL,
        is('helps-rare-earth-activity', 'no'),
        not(itemOn(itemLists(day, 'dual-use'))),
      ),
      LICENSED,
    ),

  'ground-abroad': (day) => {
    const limbs = licencesOf(day).filter(({ condition }) => isAbroad(condition));
    const annex = limbs.flatMap(({ condition }) => tests(condition, 'item').flatMap(({ accepted }) => [...accepted]));
    const content = limbs.flatMap(({ condition }) => tests(condition, 'content'));
    const linked = any(is('origin', 'china'), is('technology-origin', 'china'), ...content.map((test) => ({ test })));
    const listed = itemOn(annex.filter((list) => itemLists(day, 'annex').includes(list)));
    return outcomeAmong(day, all(OPERATOR_ABROAD, not(all(listed, linked))), LICENSED);
  },

  limbs: (day) =>
    first(
      licencesOf(day).filter(({ id, condition }) => isAbroad(condition) && (dutyOf(day, id)?.unless.length ?? 0) === 0),
      ({ condition }) => {
        const links = linksOf(condition);
        const lists = tests(condition, 'item').flatMap(({ accepted }) => [...accepted]);
        return outcomeAmong(
          day,
          all(
            EXPORTS,
            not(FROM_CHINA),
            is('exporter', 'foreign-abroad', 'chinese-abroad'),
            not(TO_CHINA),
            is('same-country', 'no'),
            is('made-in', 'abroad'),
            itemOn(lists),
            ...links,
            not(is('end-use', 'humanitarian')),
          ),
          UNLICENSED,
        );
      },
    ),

  'refusal-grounds': (day) => {
    const refusing = new Set(
      effective(day, 'review').flatMap(({ provision: { effect }, instrument }) =>
        effect?.kind === 'review' && effect.policy === 'refusal-in-principle' ? [instrument.id] : [],
      ),
    );
    const grounds = groundsFor(day);
    return first(
      licencesOf(day).filter(({ id }) => refusing.has(dutyOf(day, id)?.instrument.id ?? '')),
      ({ id, condition }) => {
        const held = effective(day, 'review').flatMap((on) => tests(on.condition, 'held'));
        const reached = held.map((test): BoundCondition => ({ test }));
        const reviews = reviewsOn(day, id, ['refusal-in-principle']);
        return first([[], ...listedParties(day, ['control-list', 'watch-list'])], (parties) =>
          noneOf(day, all(condition, any(grounds, ...reached)), reviews, { parties }),
        );
      },
    );
  },

  'watch-list': (day) =>
    first(day.law.lists.parties['watch-list'] ?? [], (list) => {
      const off = new Set(
        effective(day, 'workflow').flatMap(({ provision: { effect }, condition }) =>
          effect?.kind === 'workflow' && noneOf(day, ALWAYS, [condition], { parties: [list] }) === undefined
            ? effect.off
            : [],
        ),
      );
      if (off.size < 3) return { way: { party: [list] } };
      return first(
        licencesOf(day).filter(({ condition }) => !isAbroad(condition)),
        ({ id, condition }) =>
          noneOf(
            day,
            all(PROVIDES, not(is('act', 'help-abroad')), condition),
            reviewsOn(day, id, ['stricter', 'refusal-in-principle']),
            {
              parties: [list],
            },
          ),
      );
    }),

  'decision-clock': (day) => {
    const clocks = effective(day, 'duty')
      .filter(({ provision: { effect } }) => effect?.kind === 'duty' && effect.clock?.after === 'acceptance')
      .map(({ condition }) => condition);
    const watched = (day.law.lists.parties['watch-list'] ?? []).map((list) => [list]);
    return (
      first(licencesOf(day), ({ condition }) => noneOf(day, condition, clocks)) ??
      first(watched, (parties) => noneOf(day, any(...clocks), [NEVER], { parties }))
    );
  },

  'exempt-or-licence': (day) => {
    const exemptions = effective(day, 'exempts');
    return first(exemptions, ({ condition, instrument }) =>
      first(
        licencesOf(day).filter(({ id }) => dutyOf(day, id)?.instrument.id === instrument.id),
        (licence) =>
          noneOf(
            day,
            all(licence.condition, condition),
            licence.exemptions.map((exemption) => exemption.condition),
          ),
      ),
    );
  },

  'listing-ends': (day) =>
    first(endedLists(day), (list) => outcomeChanges(day, ALWAYS, [{ parties: [] }, { parties: [list] }], 'different')),

  'another-list': (day) => {
    const lists = day.book.itemLists.map(({ id }) => id);
    const pairs = [NONE, ...lists].flatMap((base) =>
      lists
        .filter((list) => list !== base)
        .map((list) => [base, setValue(base === NONE ? [list] : [base, list])] as const),
    );
    return first(pairs, ([before, after]) =>
      outcomeChanges(day, is('technology-exclusion', 'none'), [{ item: before }, { item: after }], 'freer'),
    );
  },

  'another-party': (day) =>
    first(day.book.partyLists, ({ id }) => outcomeChanges(day, ALWAYS, [{ parties: [] }, { parties: [id] }], 'freer')),
};

/** Who can be a recipient where a condition names lists of parties: each list by itself; else nobody on a list. */
function scenarios(condition: BoundCondition): readonly (readonly string[])[] {
  const named = tests(condition, 'party').flatMap(({ accepted }) => [...accepted]);
  return named.length === 0 ? [[]] : named.map((list) => [list]);
}

function listedParties(day: DayLaw, kinds: readonly string[]): readonly (readonly string[])[] {
  return kinds.flatMap((kind) => (day.law.lists.parties[kind] ?? []).map((list) => [list]));
}

/** Lists of parties that some rule of the day looks at; to all others the law is blind. */
function listsTested({ rules }: DayLaw): ReadonlySet<string> {
  return new Set(
    conditionsOf(rules).flatMap((condition) => tests(condition, 'party').flatMap(({ accepted }) => [...accepted])),
  );
}

function endedLists(day: DayLaw): readonly string[] {
  const { law, book } = day;
  const parties = new Set(book.partyLists.map(({ id }) => id));
  const tested = listsTested(day);
  return law.provisions.flatMap(({ provision: { effect }, status }) =>
    effect?.kind === 'lists' &&
    parties.has(effect.list) &&
    (status.is === 'ended' || status.is === 'never-ran') &&
    tested.has(effect.list)
      ? [effect.list]
      : [],
  );
}
