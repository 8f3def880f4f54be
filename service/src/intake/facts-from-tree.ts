import type { Static, TSchema } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import { cleanText, controlCharacter } from './clean-text.ts';
import { COUNTRY_NAMES, countryCode } from './countries.ts';
import { CURRENCY_CODES, currencyCode } from './currencies.ts';
import { readDate } from './dates.ts';
import { ELEMENT_SYMBOLS, elementSymbol, splitElements } from './elements.ts';
import type { ProblemCode } from './errors.ts';
import { type Shape, shapeOf } from './fact-shape.ts';
import { isGreater, type NumberOptions, readNumber } from './numbers.ts';
import { type Place, type Problem, problem } from './problem.ts';
import { suggestion } from './suggest.ts';
import type { Tree } from './tree.ts';
import { choiceOf, saysNothing } from './words.ts';

/** How to say where a value stands, and how numbers are written there. */
export interface FactContext {
  place: (at: number) => Place;
  numbers?: (at: number) => NumberOptions;
}

/** The facts, if there are no problems; notes are worth knowing but change nothing. */
export interface FactReading<Facts> {
  facts: Facts | undefined;
  problems: Problem[];
  notes: Problem[];
}

const KINDS = {
  text: { en: 'a text', zh: '文本' },
  map: { en: 'a group of fields', zh: '一组字段' },
  list: { en: 'a list', zh: '列表' },
  nothing: { en: 'nothing', zh: '空值' },
} as const;

const FIELD_HINTS: Record<string, { en: string; zh: string }> = {
  asOf: { en: ', the day of export in Beijing time, such as 2026-11-10', zh: '，即北京时间的出口日期，如 2026-11-10' },
  lines: { en: ', the list of goods', zh: '，即货物清单' },
  item: { en: ', what the goods are', zh: '，即货物是什么' },
};

/** Two digits aside, control codes of the lists look alike: 1C902.a.4. */
const CONTROL_CODE = /^\d[A-E]\d{3}(?:\.[a-z0-9]{1,3})*$/i;
const PROSE = new Set(['description', 'name']);
const ELEMENT_FIELDS = new Set(['elements', 'mayContain']);
const FAILED: unique symbol = Symbol('failed');
type Read = unknown;

class Reader {
  readonly problems: Problem[] = [];
  readonly notes: Problem[] = [];
  readonly context: FactContext;
  /** Where each fact came from, for what only the whole schema can find. */
  readonly origins = new Map<string, number>();

  constructor(context: FactContext) {
    this.context = context;
  }

  fail(code: ProblemCode, at: number, field: string, values: Record<string, string | number> = {}): typeof FAILED {
    if (!this.isFull) this.problems.push(problem(code, this.where(at, field), values));
    return FAILED;
  }

  /** What is wrong everywhere is told so soon enough, and read no further. */
  get isFull(): boolean {
    return this.problems.length >= 1000;
  }

  where(at: number, field: string): Place {
    return { ...this.context.place(at), ...(field === '' ? {} : { field }) };
  }

  wrongType(tree: Tree, field: string, en: string, zh: string): typeof FAILED {
    const found = KINDS[tree.kind];
    return this.fail('intake/wrong-type', tree.at, field, {
      wanted: en,
      wantedZh: zh,
      found: found.en,
      foundZh: found.zh,
    });
  }

  read(shape: Shape, tree: Tree, field: string, key: string): Read {
    if (this.isFull) return FAILED;
    this.origins.set(field, tree.at);
    switch (shape.kind) {
      case 'object':
        return this.readObject(shape, tree, field);
      case 'record':
        return this.readRecord(shape, tree, field);
      case 'array':
        return this.readArray(shape, tree, field, key);
      case 'either':
        return this.readEither(shape, tree, field, key);
      case 'number':
        return this.readAmount(shape, tree, field);
      default:
        return tree.kind === 'text'
          ? this.readText(shape, tree.text, tree.at, field, key)
          : this.readNoText(shape, tree, field);
    }
  }

  readNoText(shape: Shape, tree: Tree, field: string): typeof FAILED {
    if (shape.kind === 'country') return this.wrongType(tree, field, 'a country code', '国家代码');
    if (shape.kind === 'date') return this.wrongType(tree, field, 'a date', '日期');
    if (shape.kind === 'choice') {
      const known = shape.values.join(', ');
      return this.wrongType(tree, field, `one word of: ${known}`, `以下之一：${known}`);
    }
    return this.wrongType(tree, field, 'a text', '文本');
  }

  readObject(shape: Shape & { kind: 'object' }, tree: Tree, field: string): Read {
    if (tree.kind !== 'map') return this.wrongType(tree, field, 'a group of fields', '一组字段');
    const result: Record<string, unknown> = {};
    let failed = false;
    const known = [...shape.properties.keys()];
    for (const entry of tree.entries) {
      if (this.isFull) return FAILED;
      const name = cleanText(entry.key).text;
      const property = shape.properties.get(name);
      const path = field === '' ? name : `${field}.${name}`;
      if (property === undefined) {
        failed = true;
        this.fail('intake/unknown-field', entry.keyAt, path, {
          key: name,
          known: known.join(', '),
          ...suggestion(name, known),
        });
        continue;
      }
      if (Object.hasOwn(result, name)) {
        failed = true;
        this.fail('intake/duplicate-key', entry.keyAt, path, {
          key: name,
          first: this.context.place(tree.at).line ?? 1,
        });
        continue;
      }
      if (isAbsent(entry.value, name)) continue;
      const value = this.read(property(), entry.value, path, name);
      if (value === FAILED) failed = true;
      else result[name] = value;
    }
    for (const name of shape.required) {
      if (Object.hasOwn(result, name)) continue;
      const given = tree.entries.some((entry) => entry.key === name && !isAbsent(entry.value, name));
      if (given) continue;
      failed = true;
      const hint = FIELD_HINTS[name];
      this.fail('intake/missing-field', tree.at, field === '' ? name : `${field}.${name}`, {
        key: name,
        hint: hint?.en ?? '',
        hintZh: hint?.zh ?? '',
      });
    }
    return failed ? FAILED : result;
  }

  readRecord(shape: Shape & { kind: 'record' }, tree: Tree, field: string): Read {
    if (tree.kind !== 'map') return this.wrongType(tree, field, 'a group of fields', '一组字段');
    const result: Record<string, unknown> = {};
    let failed = false;
    for (const entry of tree.entries) {
      const raw = cleanText(entry.key).text;
      const name = shape.keys === 'currency' ? currencyCode(raw) : shape.keys === 'element' ? elementSymbol(raw) : raw;
      const path = `${field}.${name ?? raw}`;
      if (name === undefined) {
        failed = true;
        if (shape.keys === 'currency') {
          this.fail('intake/unknown-currency', entry.keyAt, path, {
            value: raw,
            ...suggestion(raw, [...CURRENCY_CODES]),
          });
        } else {
          this.fail('intake/unknown-element', entry.keyAt, path, { value: raw, ...suggestion(raw, ELEMENT_SYMBOLS) });
        }
        continue;
      }
      if (Object.hasOwn(result, name)) {
        failed = true;
        this.fail('intake/duplicate-key', entry.keyAt, path, {
          key: name,
          first: this.context.place(tree.at).line ?? 1,
        });
        continue;
      }
      if (isAbsent(entry.value, name)) continue;
      const value = this.read(shape.value(), entry.value, path, name);
      if (value === FAILED) failed = true;
      else result[name] = value;
    }
    return failed ? FAILED : result;
  }

  readArray(shape: Shape & { kind: 'array' }, tree: Tree, field: string, key: string): Read {
    let items: Tree[];
    if (tree.kind === 'list') items = tree.items;
    else if (tree.kind === 'text' && shape.item().kind !== 'object') {
      const item = shape.item();
      // "None" in a list of words is the empty list.
      if (item.kind === 'choice' && choiceOf(cleanText(tree.text).text, [...item.values, 'none']) === 'none') return [];
      const parts = ELEMENT_FIELDS.has(key) ? splitElements(tree.text) : tree.text.split(/[;；,，、]/);
      items = parts.map((text) => ({ kind: 'text', text, at: tree.at }));
    } else return this.wrongType(tree, field, 'a list', '列表');
    if (items.length > shape.maxItems) {
      return this.fail('intake/too-many', tree.at, field, { length: items.length, limit: shape.maxItems });
    }
    if (items.length < shape.minItems) return this.fail('intake/too-few', tree.at, field, { limit: shape.minItems });
    let failed = false;
    const values: unknown[] = [];
    items.forEach((item, index) => {
      const path = `${field}[${index}]`;
      const value = this.read(shape.item(), item, path, key);
      if (value === FAILED) failed = true;
      else values.push(value);
    });
    return failed ? FAILED : values;
  }

  readEither(shape: Shape & { kind: 'either' }, tree: Tree, field: string, key: string): Read {
    if (tree.kind === 'text') {
      const word = choiceOf(cleanText(tree.text).text, shape.words);
      if (word !== undefined) return word;
      const list = shape.options.find((option) => option.kind === 'array' && option.item().kind !== 'object');
      if (list?.kind === 'array') return this.readArray(list, tree, field, key);
      const money = shape.options.find((option) => option.kind === 'object' && option.properties.has('amount'));
      if (money?.kind === 'object') return this.readMoney(money, tree, field);
      const text = shape.options.find((option) => option.kind === 'text');
      if (text !== undefined) return this.read(text, tree, field, key);
      return this.fail('intake/not-a-choice', tree.at, field, {
        value: tree.text,
        known: shape.words.join(', '),
        ...suggestion(tree.text, shape.words),
      });
    }
    if (tree.kind === 'list') {
      const list = shape.options.find((option) => option.kind === 'array');
      if (list !== undefined) return this.read(list, tree, field, key);
      return this.wrongType(tree, field, 'a group of fields', '一组字段');
    }
    if (tree.kind === 'map') {
      const keys = tree.entries.map((entry) => entry.key);
      let best: Shape | undefined;
      let most = -1;
      for (const option of shape.options) {
        const met =
          option.kind === 'object'
            ? keys.filter((name) => option.properties.has(name)).length
            : option.kind === 'record'
              ? 0
              : -1;
        if (met > most) [best, most] = [option, met];
      }
      if (best !== undefined) return this.read(best, tree, field, key);
    }
    return this.wrongType(tree, field, 'a list', '列表');
  }

  /** `value: 12.5 EUR` in one text. */
  readMoney(shape: Shape & { kind: 'object' }, tree: Tree & { kind: 'text' }, field: string): Read {
    const reading = readNumber(tree.text, this.numbersAt(tree.at));
    const amount = this.read(
      shape.properties.get('amount')?.() ?? { kind: 'text', maxLength: 60 },
      reading.ok && reading.currency !== undefined ? { ...tree, text: withoutCurrency(reading.value) } : tree,
      `${field}.amount`,
      'amount',
    );
    if (amount === FAILED) return FAILED;
    return reading.ok && reading.currency !== undefined ? { amount, currency: reading.currency } : { amount };
  }

  numbersAt(at: number): NumberOptions {
    return this.context.numbers?.(at) ?? {};
  }

  readAmount(shape: Shape & { kind: 'number' }, tree: Tree, field: string): Read {
    if (tree.kind === 'map' && shape.range) {
      const ends: Record<string, string> = {};
      for (const entry of tree.entries) {
        const name = entry.key === 'from' ? 'min' : entry.key === 'to' ? 'max' : entry.key;
        if (name !== 'min' && name !== 'max') {
          return this.fail('intake/unknown-field', entry.keyAt, `${field}.${name}`, {
            key: name,
            known: 'min, max',
            ...suggestion(name, ['min', 'max']),
          });
        }
        if (isAbsent(entry.value, name)) continue;
        const end = this.readAmount({ ...shape, range: false, words: [] }, entry.value, `${field}.${name}`);
        if (typeof end !== 'string') return FAILED;
        ends[name] = end;
      }
      const { min, max } = ends;
      if (min !== undefined && max !== undefined && !min.includes('%') && !max.includes('%') && isGreater(min, max)) {
        return this.fail('intake/range-reversed', tree.at, field, { first: min, second: max });
      }
      return ends;
    }
    if (tree.kind !== 'text') return this.wrongType(tree, field, 'a number', '数字');
    const word = choiceOf(tree.text, shape.words);
    if (word !== undefined) return word;
    const reading = readNumber(tree.text, this.numbersAt(tree.at));
    if (!reading.ok) return this.fail(reading.code, tree.at, field, reading.values);
    const beside = reading.unit ?? reading.currency;
    if (beside !== undefined)
      return this.fail('intake/amount-with-unit', tree.at, field, { value: tree.text, unit: beside });
    if (reading.percent && !shape.share)
      return this.fail('intake/percent-not-wanted', tree.at, field, { value: tree.text });
    const finish = (value: string): string => (reading.percent ? `${value} %` : value);
    if (shape.share) {
      const whole = reading.percent ? '100' : '1';
      const top = typeof reading.value === 'string' ? reading.value : (reading.value.max ?? reading.value.min ?? '0');
      if (isGreater(top, whole)) return this.fail('intake/share-out-of-range', tree.at, field, { value: tree.text });
    }
    if (typeof reading.value === 'string') return finish(reading.value);
    if (!shape.range) return this.fail('intake/not-a-number', tree.at, field, { value: tree.text });
    return Object.fromEntries(Object.entries(reading.value).map(([end, value]) => [end, finish(value)]));
  }

  /** Refuses what no text may hold, notes and removes what cannot be seen. */
  clean(raw: string, at: number, field: string, kind: 'id' | 'prose'): string | typeof FAILED {
    if (!raw.isWellFormed()) return this.fail('intake/lone-surrogate', at, field);
    const control = controlCharacter(raw);
    if (control !== undefined) return this.fail('intake/control-character', at, field, { name: control });
    const { text, removed } = cleanText(raw, kind);
    if (removed.length > 0 && this.notes.length < 1000) {
      this.notes.push(problem('intake/hidden-characters', this.where(at, field), { names: removed.join(', ') }));
    }
    return text;
  }

  readText(shape: Shape, raw: string, at: number, field: string, key: string): Read {
    const text = this.clean(raw, at, field, PROSE.has(key) ? 'prose' : 'id');
    if (text === FAILED) return FAILED;
    switch (shape.kind) {
      case 'choice':
        return (
          choiceOf(text, shape.values) ??
          this.fail('intake/not-a-choice', at, field, {
            value: text,
            known: shape.values.join(', '),
            ...suggestion(text, shape.values),
          })
        );
      case 'country': {
        const code = choiceOf(text, ['unknown']) ?? countryCode(text);
        if (code !== undefined) return code;
        return this.fail('intake/unknown-country', at, field, { value: text, ...suggestion(text, COUNTRY_NAMES) });
      }
      case 'currency': {
        const code = currencyCode(text);
        if (code !== undefined) return code;
        return this.fail('intake/unknown-currency', at, field, {
          value: text,
          ...suggestion(text, [...CURRENCY_CODES]),
        });
      }
      case 'date': {
        const reading = readDate(text);
        if (!reading.ok) return this.fail(reading.code, at, field, reading.values);
        if (reading.moment && this.notes.length < 1000)
          this.notes.push(problem('intake/beijing-day', this.where(at, field), { value: text, day: reading.value }));
        return reading.value;
      }
      default: {
        const limit = shape.kind === 'text' ? shape.maxLength : 20_000;
        if (text.length > limit) return this.fail('intake/too-long', at, field, { length: text.length, limit });
        if (text === '') return this.fail('intake/bad-text', at, field, { value: text, wanted: 'text' });
        if (ELEMENT_FIELDS.has(key)) {
          const symbol = elementSymbol(text);
          if (symbol !== undefined) return symbol;
          return this.fail('intake/unknown-element', at, field, { value: text, ...suggestion(text, ELEMENT_SYMBOLS) });
        }
        if (key === 'code') return this.readControlCode(text, at, field);
        if (key === 'hs' || key === 'cas') return text.normalize('NFKC');
        return PROSE.has(key) ? text : text.normalize('NFC');
      }
    }
  }

  readControlCode(text: string, at: number, field: string): string {
    const none = choiceOf(text, ['none']);
    if (none !== undefined) return none;
    const code = text
      .normalize('NFKC')
      .replace(/\s+/g, '')
      .replace(/^\d[a-e]\d{3}/, (head) => head.toUpperCase());
    if (!CONTROL_CODE.test(code))
      this.notes.push(problem('intake/odd-control-code', this.where(at, field), { value: text }));
    return code;
  }
}

function withoutCurrency(value: string | { min?: string; max?: string }): string {
  if (typeof value === 'string') return value;
  if (value.min === undefined) return `<=${value.max}`;
  return value.max === undefined ? `>=${value.min}` : `${value.min}–${value.max}`;
}

/** Absent facts are unknown. In prose a dash may be meant. */
function isAbsent(tree: Tree, key: string): boolean {
  if (tree.kind === 'nothing') return true;
  return tree.kind === 'text' && (PROSE.has(key) ? tree.text.trim() === '' : saysNothing(tree.text));
}

const prepared = new WeakMap<TSchema, { shape: Shape; validator: Validator }>();

/**
 * Gives a tree its meaning under a schema of facts. Friendly where only one reading is possible (是 → yes, 德国 → DE,
 * 1.234,56 → 1234.56, "Nd-Fe-B" → Nd, Fe, B), else a problem at the place. What it returns satisfies the schema.
 */
export function factsFromTree<Schema extends TSchema>(
  schema: Schema,
  tree: Tree,
  context: FactContext,
): FactReading<Static<Schema>> {
  let ready = prepared.get(schema);
  if (ready === undefined) {
    ready = { shape: shapeOf(schema), validator: Compile(schema) as unknown as Validator };
    prepared.set(schema, ready);
  }
  const reader = new Reader(context);
  const facts = reader.read(ready.shape, tree, '', '');
  if (facts === FAILED || reader.problems.length > 0)
    return { facts: undefined, problems: reader.problems, notes: reader.notes };
  if (!ready.validator.Check(facts)) {
    for (const error of ready.validator.Errors(facts).slice(0, 20)) {
      const field = error.instancePath
        .replace(/\/(\d+)(?=\/|$)/g, '[$1]')
        .replace(/\//g, '.')
        .replace(/^\./, '');
      reader.fail('intake/not-accepted', reader.origins.get(field) ?? tree.at, field, { detail: error.message });
    }
    return { facts: undefined, problems: reader.problems, notes: reader.notes };
  }
  return { facts: facts as Static<Schema>, problems: [], notes: reader.notes };
}
