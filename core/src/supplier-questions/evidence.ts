import { type BomFacts, type BomPartFacts, ELEMENTS_COVERED } from '../facts.ts';
import type { Text } from '../finding.ts';

/** One smelter, refiner or processor that a declaration names. */
export interface DeclaredSmelter {
  readonly mineral: string;
  readonly name: string;
  /** ISO 3166-1; `null` = not stated, or a name that is not known here. */
  readonly country: string | null;
  /** Countries of the mines that it gets its feed from, as far as stated. */
  readonly mines: readonly string[];
  readonly recycled: 'yes' | 'no' | 'unknown';
}

/** What a minerals reporting template of the Responsible Minerals Initiative says of rare earths. */
export interface MineralsDeclaration {
  readonly company: string | null;
  readonly scope: 'company' | 'product' | 'user-defined' | null;
  readonly day: string | null;
  readonly minerals: readonly {
    readonly mineral: string;
    /** Is it in the product or its making (question 1)? */
    readonly used: 'yes' | 'no' | 'unknown' | 'not-declared';
    /** Share of the suppliers that answered (question 2), as stated; `null` = no answer. */
    readonly answered: string | null;
    readonly isComplete: boolean;
  }[];
  readonly smelters: readonly DeclaredSmelter[];
  readonly products: readonly string[];
}

/** What a declaration says of one part. It is evidence to be weighed: it never changes the bill by itself. */
export interface PartEvidence {
  readonly part: string;
  readonly mineral: string;
  readonly countries: readonly string[];
  readonly mineCountries: readonly string[];
  /** Smelters without a country that is known. */
  readonly unplaced: number;
  /** Do all suppliers asked stand behind the list? */
  readonly isComplete: boolean;
  /** Is the part, or a part that it goes into, on the product list of the declaration? */
  readonly isForPart: boolean;
  /** Against the origin that the bill states: `supports` = its only country; `speaks-against` = not among them; `open` = neither. */
  readonly origin: 'supports' | 'speaks-against' | 'open';
}

/** What such a declaration does not say, whatever is filled in. */
export const NOT_DECLARED: readonly Text[] = [
  {
    zh: '模板按矿物填报冶炼厂，不说明哪一零件用了哪家冶炼厂的材料。',
    en: 'The template lists smelters by mineral; it does not say which part holds material of which smelter.',
  },
  {
    zh: '“冶炼厂”可能指分离、金属冶炼或其他加工，模板不区分工序，也不说明磁材在何处制造。',
    en: '"Smelter" may mean separation, metal smelting or other processing; the template does not tell the steps apart, nor where magnets were made.',
  },
  {
    zh: '模板不说明价值、质量分数和管制编码。',
    en: 'The template says nothing of value, mass fraction or control code.',
  },
];

/** Is this mineral a rare earth: the group as a whole, or one of its elements (`Dysprosium` is given as `Dy`)? */
export function isAbout(mineral: string, part: BomPartFacts): boolean {
  const elements = new Set([
    ...(Array.isArray(part.item?.elements) ? part.item.elements : []),
    ...Object.keys(part.item?.massFractions ?? {}),
  ]);
  return mineral === 'rare-earths'
    ? elements.size === 0 || ELEMENTS_COVERED.some((element) => elements.has(element))
    : elements.has(mineral);
}

/**
 * What does the declaration say of these parts? A part whose elements the bill states is met by a declaration of one of them; one
 * whose elements are not stated, by a declaration of rare earths as a group.
 * @param parts ids of the parts that are asked about
 * @example // dysprosium smelters in CN and JP, bill: origin VN: countries CN, JP; 'speaks-against'
 */
export function evidenceFor(
  bill: BomFacts,
  { minerals, smelters, products, scope }: MineralsDeclaration,
  parts: readonly string[],
): readonly PartEvidence[] {
  const listed = new Set(products);
  return bill.parts
    .filter(({ id }) => parts.includes(id))
    .flatMap((part) =>
      minerals.flatMap(({ mineral, used, isComplete }): PartEvidence[] => {
        if (used !== 'yes' || !isAbout(mineral, part)) return [];
        const mine = smelters.filter((each) => each.mineral === mineral);
        if (mine.length === 0) return [];
        const countries = [...new Set(mine.flatMap(({ country }) => country ?? []))].sort();
        const unplaced = mine.filter(({ country }) => country === null).length;
        const stated = part.steps?.smelted ?? part.steps?.separated ?? part.origin;
        const known = stated === undefined || stated === 'unknown' ? undefined : stated;
        return [
          {
            part: part.id,
            mineral,
            countries,
            mineCountries: [...new Set(mine.flatMap(({ mines }) => mines))].sort(),
            unplaced,
            isComplete,
            isForPart: scope === 'product' && isListed(bill, part.id, listed),
            origin:
              known === undefined || countries.length === 0
                ? 'open'
                : !countries.includes(known)
                  ? unplaced === 0
                    ? 'speaks-against'
                    : 'open'
                  : countries.length === 1 && unplaced === 0
                    ? 'supports'
                    : 'open',
          },
        ];
      }),
    );
}

/** Is the part, or something that it goes into, one of these? */
function isListed(bill: BomFacts, part: string, listed: ReadonlySet<string>): boolean {
  const waiting = [part];
  const seen = new Set(waiting);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (listed.has(next)) return true;
    for (const { id, inputs = [] } of bill.parts) {
      if (seen.has(id) || !inputs.some((input) => input.part === next)) continue;
      seen.add(id);
      waiting.push(id);
    }
  }
  return false;
}
