/**
 * Bills of materials of any size, always the same for the same seed: for measuring and for tests.
 * As a program it prints one as CSV, as `ytterby assess --bom` and `ytterby content` read it:
 *
 *     node bench/bom.ts 5000 > bom.csv                  5,000 parts, seed 1, some rare earths of Chinese origin
 *     node bench/bom.ts 5000 --seed 7 --no-chinese      none is stated to be Chinese, so the unknown ones decide
 */
import { parseArgs } from 'node:util';
import type { BomFacts, BomPartFacts } from '@ytterby/core';
import { randomFrom } from './random.ts';

export interface BomShape {
  /** How many parts, at least 200, so that no level is empty. */
  readonly parts: number;
  readonly seed?: number;
  /** Are 40 % of the rare-earth materials of Chinese origin? Otherwise none is stated to be. */
  readonly chinese?: boolean;
}

type Input = NonNullable<BomPartFacts['inputs']>[number];
interface Draft {
  readonly id: string;
  readonly level: number;
  readonly role: 'assembly' | 'magnet' | 'rare-earth' | 'magnet-material' | 'bought';
  readonly inputs: Map<number, number>;
  value: number;
}

/** Levels from the product, which is one part, down to the materials, which are half of all. */
const LEVELS = 8;
const LINES_A_PART = 3;
const RANGES = 0.1;
const UNKNOWN = 0.05;

const RARE_EARTHS: readonly (readonly [form: 'metal' | 'oxide', elements: readonly string[], price: number])[] = [
  ['metal', ['Dy'], 320],
  ['metal', ['Tb'], 1150],
  ['metal', ['Nd'], 95],
  ['metal', ['Pr'], 97],
  ['oxide', ['Dy', 'O'], 260],
  ['metal', ['Sm'], 22],
];
const MATERIALS: readonly (readonly string[])[] = [['Fe'], ['Fe', 'B'], ['Co'], ['Cu']];
const ABROAD = ['JP', 'VN', 'AU', 'EE', 'US'] as const;

/**
 * A product with sub-assemblies that many assemblies share, magnets near the bottom, and materials below. About three
 * inputs a part, eight levels, decimal quantities and values; a tenth of the parts have a range in place of a number, a
 * twentieth something unknown. The value of a part is more than that of its inputs. No part is left unused.
 * @example generatedBom({ parts: 1000 }).parts.length // 1000, the first is the product
 */
export function generatedBom({ parts, seed = 1, chinese = true }: BomShape): BomFacts {
  const random = randomFrom(seed);
  const below = (count: number) => Math.floor(random() * count);
  const pick = <Value>(from: readonly Value[]): Value => from[below(from.length)] as Value;
  const drafts = draftsOf(parts);
  const levels = Array.from({ length: LEVELS }, (): number[] => []);
  drafts.forEach(({ level }, part) => levels[level]?.push(part));
  const last = LEVELS - 1;
  const magnets = drafts.flatMap(({ role }, part) => (role === 'magnet' ? [part] : []));
  const forMagnets = drafts.flatMap(({ role }, part) =>
    role === 'rare-earth' || role === 'magnet-material' ? [part] : [],
  );
  const bought = drafts.flatMap(({ role }, part) => (role === 'bought' ? [part] : []));
  const assembliesAt = levels.map((at) => at.filter((part) => drafts[part]?.role === 'assembly'));

  const quantityOf = (part: number): number => {
    const { role } = drafts[part] as Draft;
    return role === 'rare-earth'
      ? (1 + below(600)) / 10_000
      : role === 'magnet-material'
        ? (1 + below(900)) / 1000
        : 1 + below(4);
  };
  const use = (parent: number, part: number) => drafts[parent]?.inputs.set(part, quantityOf(part));
  // Everything is used once, one level above where that is an assembly, so that the levels are real.
  drafts.forEach(({ level, role }, part) => {
    if (level === 0) return;
    use(
      pick(role === 'rare-earth' || role === 'magnet-material' ? magnets : (assembliesAt[level - 1] as number[])),
      part,
    );
  });
  const makers = drafts.flatMap(({ role }, part) => (role === 'assembly' || role === 'magnet' ? [part] : []));
  for (let line = parts - 1; line < LINES_A_PART * parts; line += 1) {
    const parent = makers[line % makers.length] as number;
    const { level, role } = drafts[parent] as Draft;
    if (role === 'magnet') use(parent, pick(forMagnets));
    else
      use(
        parent,
        level >= last - 1 || random() < 0.4
          ? pick(bought)
          : pick(levels[level + 1 + below(last - 1 - level)] as number[]),
      );
  }

  // Inputs have higher numbers than what they go into.
  for (let part = parts - 1; part >= 0; part -= 1) {
    const draft = drafts[part] as Draft;
    if (draft.inputs.size > 0) {
      let sum = 0;
      for (const [input, quantity] of draft.inputs) sum += quantity * (drafts[input] as Draft).value;
      draft.value = Math.max(0.01, sum * (1.1 + random() / 2));
    } else if (draft.role === 'rare-earth') draft.value = RARE_EARTHS[part % RARE_EARTHS.length]?.[2] ?? 1;
    else draft.value = (10 + below(5000)) / 100;
  }
  return {
    unstated: 'none',
    parts: drafts.map((draft, part): BomPartFacts => {
      const inputs = [...draft.inputs].map(
        ([input, quantity]): Input => ({ part: drafts[input]?.id ?? '', quantity: plain(quantity) }),
      );
      const row: BomPartFacts = {
        ...whatItIs(draft, part, chinese, random),
        value: { amount: draft.value.toFixed(2), currency: 'EUR' },
      };
      const open = random();
      if (open < UNKNOWN)
        return { ...row, ...(inputs.length === 0 ? {} : { inputs }), ...forgotten(row, inputs, random()) };
      if (open < UNKNOWN + RANGES) {
        const [first] = inputs;
        if (first !== undefined && random() < 0.5) {
          const quantity = draft.inputs.values().next().value ?? 1;
          inputs[0] = { ...first, quantity: { min: plain(quantity * 0.9), max: plain(quantity * 1.1) } };
        } else
          row.value = {
            amount: { min: (draft.value * 0.95).toFixed(2), max: (draft.value * 1.05).toFixed(2) },
            currency: 'EUR',
          };
      }
      return inputs.length === 0 ? row : { ...row, inputs };
    }),
  };
}

/** Which part stands on which level and as what. Each level is twice as wide as the one above. */
function draftsOf(parts: number): Draft[] {
  const width = 2 ** (LEVELS - 1) - 1;
  return Array.from({ length: parts }, (_, part): Draft => {
    // The product is level 0; the k-th share of the others is on level log2(k + 1) + 1.
    const share = part === 0 ? 0 : Math.floor(((part - 1) * width) / (parts - 1));
    const level = part === 0 ? 0 : Math.min(LEVELS - 1, Math.floor(Math.log2(share + 1)) + 1);
    const nth = part % 10;
    const role =
      level === LEVELS - 1
        ? nth === 0
          ? 'rare-earth'
          : nth === 5
            ? 'magnet-material'
            : 'bought'
        : level === LEVELS - 2 && part % 5 === 0
          ? 'magnet'
          : 'assembly';
    return { id: part === 0 ? 'P0' : `P${part}`, level, role, inputs: new Map(), value: 0 };
  });
}

function whatItIs({ id, role }: Draft, part: number, chinese: boolean, random: () => number): BomPartFacts {
  const abroad = ABROAD[part % ABROAD.length] ?? 'JP';
  switch (role) {
    case 'assembly':
      return { id, item: { form: 'assembly' }, rareEarths: 'listed-below', origin: abroad };
    case 'magnet':
      return {
        id,
        item: { form: 'magnet', elements: ['Nd', 'Fe', 'B', 'Dy'] },
        rareEarths: 'listed-below',
        origin: abroad,
      };
    case 'rare-earth': {
      const [form, elements] = RARE_EARTHS[part % RARE_EARTHS.length] ?? ['metal', ['Dy']];
      return {
        id,
        unit: 'kg',
        item: { form, elements: [...elements] },
        origin: chinese && random() < 0.4 ? 'CN' : abroad,
      };
    }
    case 'magnet-material':
      return {
        id,
        unit: 'kg',
        item: { form: 'other-material', elements: [...(MATERIALS[part % MATERIALS.length] ?? ['Fe'])] },
        origin: abroad,
      };
    case 'bought':
      return { id, item: { form: 'part' }, rareEarths: 'none', origin: abroad };
  }
}

/** The row with one thing less known. */
function forgotten(row: BomPartFacts, inputs: readonly Input[], which: number): Partial<BomPartFacts> {
  const [first, ...others] = inputs;
  if (first !== undefined && which < 0.4) return { inputs: [{ ...first, quantity: 'unknown' }, ...others] };
  if (which < 0.7) return { value: 'unknown' };
  if (first === undefined && row.unit === undefined && which < 0.8) return { rareEarths: 'unknown' };
  return { origin: 'unknown' };
}

/** A decimal without an exponent or trailing zeros. */
function plain(value: number): string {
  return value.toFixed(6).replace(/\.?0+$/, '');
}

/** The bill as CSV, one row a use; what a part is stands in its first row. */
export function bomCsv(bom: BomFacts): string {
  const rows = ['parent,part,form,elements,origin,rare earths,quantity,unit,unit value,currency'];
  const byId = new Map(bom.parts.map((part) => [part.id, part]));
  const told = new Set<string>();
  const amount = (said: unknown): string => {
    if (said === undefined || said === 'unknown') return '';
    if (typeof said === 'object' && said !== null && 'min' in said && 'max' in said)
      return `${String(said.min)}–${String(said.max)}`;
    return typeof said === 'string' || typeof said === 'number' ? String(said) : '';
  };
  const rowOf = (parent: string, id: string, quantity: string) => {
    const part = byId.get(id);
    const isFirst = !told.has(id);
    told.add(id);
    const money = typeof part?.value === 'object' && 'amount' in part.value ? part.value : undefined;
    const elements = Array.isArray(part?.item?.elements) ? part.item.elements.join(' ') : '';
    const facts = isFirst
      ? [part?.item?.form ?? '', elements, part?.origin ?? '', part?.rareEarths ?? '']
      : ['', '', '', ''];
    const value = isFirst && money !== undefined ? [amount(money.amount), money.currency ?? ''] : ['', ''];
    rows.push([parent, id, ...facts, quantity, part?.unit ?? '', ...value].join(','));
  };
  const used = new Set(bom.parts.flatMap(({ inputs }) => (inputs ?? []).map(({ part }) => part)));
  for (const { id } of bom.parts) if (!used.has(id)) rowOf('', id, '');
  for (const { id, inputs } of bom.parts)
    for (const input of inputs ?? []) rowOf(id, input.part, amount(input.quantity));
  return `${rows.join('\n')}\n`;
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    options: { seed: { type: 'string', default: '1' }, chinese: { type: 'boolean', default: true } },
    allowNegative: true,
    allowPositionals: true,
  });
  process.stdout.write(
    bomCsv(generatedBom({ parts: Number(positionals[0] ?? 1000), seed: Number(values.seed), chinese: values.chinese })),
  );
}
