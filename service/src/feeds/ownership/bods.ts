import { createHash } from 'node:crypto';
import { type Place, problem } from '../../intake/problem.ts';
import type { Tree } from '../../intake/tree.ts';
import type { EntityKind, Interest, InterestKind, OwnershipEntity, StatedShare } from '@ytterby/core/ownership';
import { emitOver, type OwnershipSink, type Span, spansOf } from './feed.ts';
import { at, type JsonRecord, listAt, textAt } from './json-records.ts';

/**
 * Interest types of the Beneficial Ownership Data Standard 0.4 (codelist interestType) and what they count for. Types that
 * say nothing about which right it is may be a shareholding, so they are one of unknown size.
 */
const INTEREST_TYPES: Readonly<Record<string, InterestKind>> = {
  shareholding: 'shareholding',
  unknownInterest: 'shareholding',
  unpublishedInterest: 'shareholding',
  votingRights: 'voting',
  appointmentOfBoard: 'control',
  otherInfluenceOrControl: 'control',
  controlViaCompanyRulesOrArticles: 'control',
  controlByLegalFramework: 'control',
  rightsGrantedByContract: 'control',
  conditionalRightsGrantedByContract: 'control',
  beneficiaryOfLegalArrangement: 'control',
  seniorManagingOfficial: 'office',
  boardMember: 'office',
  boardChair: 'office',
  settlor: 'office',
  trustee: 'office',
  protector: 'office',
  nominee: 'office',
  nominator: 'nominee',
  rightsToSurplusAssetsOnDissolution: 'other',
  rightsToProfitOrIncome: 'other',
  rightToProfitOrIncomeFromAssets: 'other',
  enjoymentAndUseOfAssets: 'other',
};

const ENTITY_TYPES: Readonly<Record<string, EntityKind>> = {
  registeredEntity: 'company',
  legalEntity: 'company',
  arrangement: 'arrangement',
  anonymousEntity: 'unknown',
  unknownEntity: 'unknown',
  state: 'state',
  stateBody: 'state',
};

/** Words of our own in what we write, so that reading it gives back what was written. */
const CLEAR_REST = 'No listed party holds what the stated shares leave over.';
const CONSOLIDATION = 'accounting consolidation';

interface Statement {
  readonly date: string;
  readonly order: number;
  readonly status: string;
  readonly tree: Tree;
  readonly place: Place;
  readonly at: (offset: number) => Place;
}

/**
 * Reads statements of BODS 0.4. Of several statements on one record the newest counts, for all days, as it carries the
 * dates of its interests; a closed record ends on the day of the statement that closes it. Only direct shareholdings are links
 * of a chain. What is indirect, or where nobody says which it is, is what the party holds in all: its component records say
 * the same again as a chain, so it counts as at least that much and never on top.
 * A party that is not named (`reason`) is an unknown owner. Shares are percentages.
 */
export class BodsReader {
  readonly #latest = new Map<string, Statement>();
  readonly #sink: OwnershipSink;
  readonly #source: string;
  #order = 0;

  constructor(sink: OwnershipSink, source: string) {
    this.#sink = sink;
    this.#source = source;
  }

  /** Takes one statement; what it says is handed on by `end`, once it is clear which statements count. */
  take(record: Extract<JsonRecord, { tree: Tree }>): void {
    const { tree, place } = record;
    const id = textAt(tree, 'recordId');
    const type = textAt(tree, 'recordType');
    if (tree.kind !== 'map' || type === undefined || id === undefined) {
      const old = textAt(tree, 'statementType') !== undefined;
      this.#sink.problem(
        old
          ? problem('intake/wrong-document', place, { found: 'BODS 0.3 or older', wanted: 'BODS 0.4' })
          : problem('intake/missing-field', place, {
              key: id === undefined ? 'recordId' : 'recordType',
              hint: '',
              hintZh: '',
            }),
      );
      return;
    }
    if (!['entity', 'person', 'relationship'].includes(type)) {
      this.#sink.problem(
        problem('intake/not-a-choice', place, {
          value: type,
          known: 'entity, person, relationship',
          suggestion: '',
          suggestionZh: '',
        }),
      );
      return;
    }
    const date = textAt(tree, 'statementDate') ?? textAt(tree, 'publicationDetails', 'publicationDate') ?? '';
    const statement: Statement = {
      date,
      order: this.#order++,
      status: textAt(tree, 'recordStatus') ?? 'new',
      tree,
      place,
      at: record.at,
    };
    const key = `${type === 'relationship' ? 'r' : 'p'} ${id}`;
    const before = this.#latest.get(key);
    if (before === undefined || date > before.date || (date === before.date && statement.order > before.order)) {
      this.#latest.set(key, statement);
    }
  }

  /** Hands on every record. */
  end(): void {
    for (const [key, statement] of this.#latest) {
      if (key.startsWith('p ')) this.#party(key.slice(2), statement);
      else this.#relationship(key.slice(2), statement);
    }
    this.#latest.clear();
  }

  #party(id: string, { tree, place }: Statement): void {
    const details = at(tree, 'recordDetails');
    const isClear = listAt(tree, 'annotations').some((note) => textAt(note, 'description') === CLEAR_REST);
    const rest = isClear ? ({ rest: 'clear' } as const) : {};
    if (textAt(tree, 'recordType') === 'person') {
      const kind = textAt(details, 'personType') === 'knownPerson' ? 'person' : 'unknown';
      const name = listAt(details, 'names')
        .map((each) => textAt(each, 'fullName'))
        .find((each) => each !== undefined);
      this.#sink.entity({ id, kind, ...(name === undefined ? {} : { name }), ...rest });
      return;
    }
    const type = textAt(details, 'entityType', 'type') ?? 'unknownEntity';
    const kind = Object.hasOwn(ENTITY_TYPES, type) ? ENTITY_TYPES[type] : undefined;
    if (kind === undefined) {
      this.#sink.problem(
        problem(
          'intake/not-a-choice',
          { ...place, field: 'entityType' },
          { value: type, known: Object.keys(ENTITY_TYPES).join(', '), suggestion: '', suggestionZh: '' },
        ),
      );
    }
    const name = textAt(details, 'name');
    this.#sink.entity({ id, kind: kind ?? 'unknown', ...(name === undefined ? {} : { name }), ...rest });
  }

  #unnamed(role: string, record: string, tree: Tree | undefined, place: Place): string | undefined {
    if (tree?.kind === 'text' && tree.text !== '') return tree.text;
    if (tree?.kind === 'map') {
      const id = `unspecified:${role}:${record}`;
      const name = textAt(tree, 'description') ?? textAt(tree, 'reason');
      this.#sink.entity({ id, kind: 'unknown', ...(name === undefined ? {} : { name }) });
      return id;
    }
    this.#sink.problem(problem('intake/missing-field', place, { key: role, hint: '', hintZh: '' }));
    return undefined;
  }

  #relationship(record: string, { tree, place, at: find, status, date }: Statement): void {
    const details = at(tree, 'recordDetails');
    const owned = this.#unnamed('subject', record, at(details, 'subject'), place);
    const owner = this.#unnamed('interestedParty', record, at(details, 'interestedParty'), place);
    if (owned === undefined || owner === undefined) return;
    const described = listAt(tree, 'source')
      .map((each) => textAt(each, 'description'))
      .find((each) => each !== undefined);
    const source = described ?? this.#source;
    const interests = listAt(details, 'interests');
    if (interests.length === 0 && status !== 'closed') {
      this.#sink.interest({ owner, owned, kind: 'shareholding', source });
    }
    for (const interest of interests) {
      const here = find(interest.at);
      const type = textAt(interest, 'type') ?? 'unknownInterest';
      let kind = Object.hasOwn(INTEREST_TYPES, type) ? INTEREST_TYPES[type] : undefined;
      if (kind === undefined) {
        this.#sink.problem(
          problem(
            'intake/not-a-choice',
            { ...here, field: 'type' },
            { value: type, known: Object.keys(INTEREST_TYPES).join(', '), suggestion: '', suggestionZh: '' },
          ),
        );
        kind = 'shareholding';
      }
      const words = textAt(interest, 'details');
      if (kind === 'control' && words === CONSOLIDATION) kind = 'consolidation';
      const directness = textAt(interest, 'directOrIndirect') ?? 'unknown';
      const share = shareFrom(at(interest, 'share'), here, this.#sink);
      if (directness !== 'direct' && kind === 'shareholding') kind = 'indirect';
      const shareClass = /^share class: (.+)$/s.exec(words ?? '')?.[1];
      const end = textAt(interest, 'endDate');
      const spans: readonly Span[] = spansOf(
        textAt(interest, 'startDate'),
        end ?? (status === 'closed' ? date : undefined),
        here,
        this.#sink,
      );
      emitOver(
        spans,
        {
          owner,
          owned,
          kind,
          source,
          ...(share === undefined ? {} : { share }),
          ...(shareClass === undefined ? {} : { shareClass }),
        },
        this.#sink,
      );
    }
  }
}

/** A share as BODS writes it, in percent. Impossible numbers are left to the register, which notes them. */
function shareFrom(tree: Tree | undefined, place: Place, sink: OwnershipSink): StatedShare | undefined {
  if (tree === undefined) return undefined;
  const number = (key: string): string | undefined => {
    const text = textAt(tree, key);
    if (text === undefined || /^(?:true|false)$/.test(text)) return undefined;
    if (/^-?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?$/.test(text) && text.length <= 60) return `${text}%`;
    sink.problem(problem('intake/not-a-number', { ...place, field: `share.${key}` }, { value: text }));
    return undefined;
  };
  const exact = number('exact');
  if (exact !== undefined) return exact;
  const [above, below] = [number('exclusiveMinimum'), number('exclusiveMaximum')];
  const min = number('minimum') ?? above;
  const max = number('maximum') ?? below;
  if (min === undefined && max === undefined) return undefined;
  const without =
    above !== undefined && below !== undefined
      ? 'both'
      : above !== undefined
        ? 'min'
        : below !== undefined
          ? 'max'
          : undefined;
  return {
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(without === undefined ? {} : { without }),
  };
}

/** What is said of the statements we write. */
export interface BodsOptions {
  /** Day of the statements, YYYY-MM-DD. */
  readonly date: string;
  readonly publisher: string;
}

type Json = string | number | boolean | { readonly [key: string]: Json } | readonly Json[];

const OUT_TYPES: Readonly<Record<InterestKind, string>> = {
  shareholding: 'shareholding',
  indirect: 'shareholding',
  nominee: 'nominator',
  consolidation: 'otherInfluenceOrControl',
  voting: 'votingRights',
  control: 'otherInfluenceOrControl',
  office: 'seniorManagingOfficial',
  other: 'rightsToProfitOrIncome',
};
const OUT_ENTITIES: Readonly<Record<EntityKind, string>> = {
  company: 'registeredEntity',
  arrangement: 'arrangement',
  state: 'state',
  person: 'knownPerson',
  unknown: 'unknownEntity',
};

/** A share in percent, as BODS wants it: the number as JSON writes it, or the text where a number would lose digits. */
function percent(share: string | number): Json | undefined {
  const text = String(share).trim();
  const isPercent = /[%％]$/.test(text);
  const digits = isPercent ? text.slice(0, -1).trim() : text;
  const fraction = /^(\d+)(?:\.(\d+))?$/.exec(digits);
  if (fraction === null) return undefined;
  const [, whole = '', part = ''] = fraction;
  const moved = isPercent ? digits : `${whole}${part.padEnd(2, '0').slice(0, 2)}.${part.slice(2)}`;
  const tidy = moved
    .replace(/^0+(?=\d)/, '')
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
  return String(Number(tidy)) === tidy ? Number(tidy) : undefined;
}

function shareOut(share: StatedShare | undefined): Json | undefined {
  if (share === undefined || share === 'unknown') return undefined;
  if (typeof share !== 'object') {
    const exact = percent(share);
    return exact === undefined ? undefined : { exact };
  }
  const [min, max] = [share.min, share.max].map((end) => (end === undefined ? undefined : percent(end)));
  const openMin = share.without === 'min' || share.without === 'both';
  const openMax = share.without === 'max' || share.without === 'both';
  return {
    ...(min === undefined ? {} : { [openMin ? 'exclusiveMinimum' : 'minimum']: min }),
    ...(max === undefined ? {} : { [openMax ? 'exclusiveMaximum' : 'maximum']: max }),
  };
}

/**
 * The same parties and interests as statements of BODS 0.4; reading them gives the same back. Ids of statements are taken
 * from their content, so writing twice gives the same file. A share that decimals cannot write (1/3) is left out, and so
 * reads as unknown.
 */
export function toBods(
  entities: Iterable<OwnershipEntity>,
  interests: Iterable<Interest>,
  options: BodsOptions,
): string {
  const statements: Json[] = [];
  const state = (recordId: string, recordType: string, recordDetails: Json, more: Record<string, Json> = {}) => {
    const body = { recordId, recordType, recordStatus: 'new', recordDetails, ...more };
    const content = JSON.stringify([body, options.date, options.publisher]);
    statements.push({
      statementId: createHash('sha256').update(content).digest('hex').slice(0, 40),
      declarationSubject: recordId,
      statementDate: options.date,
      publicationDetails: { publicationDate: options.date, bodsVersion: '0.4', publisher: { name: options.publisher } },
      ...body,
    });
  };
  for (const { id, name, kind = 'company', rest } of entities) {
    const note: Record<string, Json> =
      rest === 'clear'
        ? {
            annotations: [
              { motivation: 'commenting', statementPointerTarget: '/recordDetails', description: CLEAR_REST },
            ],
          }
        : {};
    if (kind === 'person') {
      const names: Json = name === undefined ? [] : [{ type: 'legal', fullName: name }];
      state(id, 'person', { isComponent: false, personType: 'knownPerson', names }, note);
    } else {
      state(
        id,
        'entity',
        { isComponent: false, entityType: { type: OUT_ENTITIES[kind] }, ...(name === undefined ? {} : { name }) },
        note,
      );
    }
  }
  let count = 0;
  for (const { owner, owned, kind, share, shareClass, from, until, source } of interests) {
    const out = shareOut(share);
    const words =
      kind === 'consolidation' ? CONSOLIDATION : shareClass === undefined ? undefined : `share class: ${shareClass}`;
    state(
      `relationship-${++count}`,
      'relationship',
      {
        isComponent: false,
        subject: owned,
        interestedParty: owner,
        interests: [
          {
            type: OUT_TYPES[kind],
            directOrIndirect: kind === 'indirect' ? 'indirect' : 'direct',
            ...(out === undefined ? {} : { share: out }),
            ...(words === undefined ? {} : { details: words }),
            ...(from === undefined ? {} : { startDate: from }),
            ...(until === undefined ? {} : { endDate: until }),
          },
        ],
      },
      source === undefined ? {} : { source: { type: ['thirdParty'], description: source } },
    );
  }
  return `${JSON.stringify(statements, null, 1)}\n`;
}
