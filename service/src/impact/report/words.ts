import type { Language, Text } from '@ytterby/core';
import type { Band, Basis, ImpactCase } from '@ytterby/core/impact';

/** How an assessment speaks: numbers with their units, and the names of its parameters. */
export interface Words {
  readonly language: Language;
  readonly pick: (zh: string, en: string) => string;
  readonly text: (text: Text) => string;
  /** Money of the table: `1.6 billion USD`, `16.1 亿美元`. */
  readonly money: (amount: number) => string;
  readonly moneyBand: (band: Band) => string;
  /** Its ends alone: `56–130 billion USD`. */
  readonly moneyRange: (band: Pick<Band, 'low' | 'high'>) => string;
  readonly percent: (share: number) => string;
  readonly percentBand: (band: Band) => string;
  readonly percentRange: (band: Pick<Band, 'low' | 'high'>) => string;
  readonly number: (value: number) => string;
  readonly band: (band: Band) => string;
  readonly basis: (basis: Basis) => string;
  /** A parameter by its id: `gallium.334413.needing`. */
  readonly parameter: (id: string, given: ImpactCase) => string;
}

const CURRENCIES: Readonly<Record<string, string>> = { USD: '美元', EUR: '欧元', CNY: '元', JPY: '日元' };
/** What the unit of a table counts in. */
const TIMES: Readonly<Record<string, number>> = { thousand: 1e3, million: 1e6, billion: 1e9 };

const BASES: Readonly<Record<Basis, readonly [string, string]>> = {
  law: ['法律', 'law'],
  sourced: ['有来源', 'sourced'],
  calibrated: ['校准', 'calibrated'],
  assumed: ['假设', 'assumed'],
};

const KEYS: Readonly<Record<string, readonly [string, string]>> = {
  'held-back': ['扣留的净出口比例', 'share of net exports held back'],
  flow: ['无措施时每日流量', 'flow a day without the measure'],
  'declared-before': ['措施前已申报货物离境天数', 'days in which goods declared before still leave'],
  caught: ['受管制比例', 'share caught'],
  humanitarian: ['人道豁免比例', 'share exempt as humanitarian'],
  'general-licences': ['通用许可比例', 'share under general licences'],
  'general-licences-from': ['通用许可起始日', 'general licences from day'],
  preparation: ['材料准备（工作日）', 'preparation, working days'],
  review: ['审查（工作日）', 'review, working days'],
  capacity: ['每个工作日审查量', 'decided on a working day'],
  'capacity-from': ['审查起始日', 'decisions from day'],
  'capacity-until': ['审查能力到位日', 'full capacity from day'],
  approved: ['准予比例', 'share approved'],
  shipping: ['获准到离境（日）', 'days from approval to export'],
  dependence: ['对限制方的依赖', 'dependence on the restricting party'],
  price: ['原价格', 'price before'],
  production: ['产量', 'production'],
  'net-exports': ['净出口', 'net exports'],
  use: ['消费量', 'use'],
  'supply-elasticity': ['供给弹性', 'elasticity of supply'],
  'demand-elasticity': ['需求弹性', 'elasticity of demand'],
  needing: ['需要该物项的产出比例', 'part of output that needs it'],
  'stock-days': ['库存（日）', 'stock, days'],
  days: ['部门间货物库存（日）', 'stocks between sectors, days'],
  'restore-days': ['补足库存（日）', 'days to make stocks good'],
  critical: ['减产的库存比例', 'part of the stock below which output falls'],
};
const PARTIES: Readonly<Record<string, readonly [string, string]>> = {
  USA: ['美国', 'United States'],
  CHN: ['中国', 'China'],
  rest: ['其他国家', 'all others'],
};

/** A party by its code, where it has a name here. */
export function partyName(code: string, pick: Words['pick']): string {
  const known = PARTIES[code];
  return known === undefined ? code : pick(...known);
}

/** Money of the table below this is nothing. */
const SMALLEST = 1e-6;

export function wordsIn(language: Language, unit: string): Words {
  const pick = (zh: string, en: string) => (language === 'zh' ? zh : en);
  const [times = '', currency = ''] = unit.split(' ');
  const number = (value: number) => {
    if (value === 0) return '0';
    const digits = Math.abs(value) >= 1000 ? 0 : Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
    return value.toLocaleString('en-GB', { maximumFractionDigits: Math.min(digits, 4) });
  };
  const significant = (value: number) =>
    value === 0 ? '0' : Number(value.toPrecision(2)).toLocaleString('en-GB', { maximumFractionDigits: 4 });
  const scale = (largest: number) => {
    // As it is shown, so that 999 million is no 1,000 million.
    const whole = Number((largest * (TIMES[times] ?? 1)).toPrecision(2));
    if (language === 'zh') return whole >= 1e8 ? ([1e8, '亿'] as const) : ([1e4, '万'] as const);
    return whole >= 1e9 ? ([1e9, 'billion'] as const) : ([1e6, 'million'] as const);
  };
  const money = (amounts: readonly number[], say: (shown: readonly string[]) => string) => {
    if (amounts.every((amount) => Math.abs(amount) < SMALLEST)) return '0';
    const [by, word] = scale(Math.max(...amounts.map(Math.abs)));
    const shown = say(amounts.map((amount) => significant((amount * (TIMES[times] ?? 1)) / by)));
    const name = TIMES[times] === undefined ? unit : currency;
    return language === 'zh'
      ? `${shown}${shown.endsWith('）') ? '' : ' '}${word}${CURRENCIES[name] ?? name}`
      : `${shown} ${word} ${name}`;
  };
  const inBand = ([low, middle, high]: readonly string[]) =>
    pick(`${middle}（${low}–${high}）`, `${middle} (${low}–${high})`);
  // The space does not break.
  const percent = (share: number) => `${significant(share * 100)}\u00a0%`;
  return {
    language,
    pick,
    text: (text) => text[language],
    money: (amount) => money([amount], ([one = '']) => one),
    moneyBand: ({ low, middle, high }) => money([low, middle, high], inBand),
    moneyRange: ({ low, high }) => money([low, high], (shown) => shown.join('–')),
    percent,
    percentBand: ({ low, middle, high }) => {
      if (low === high) return percent(middle);
      const [from, to] = [significant(low * 100), percent(high)];
      return pick(`${percent(middle)}（${from}–${to}）`, `${percent(middle)} (${from}–${to})`);
    },
    percentRange: ({ low, high }) => (low === high ? percent(low) : `${significant(low * 100)}–${percent(high)}`),
    number,
    band: ({ low, middle, high }) => inBand([low, middle, high].map(number)),
    basis: (basis) => pick(...BASES[basis]),
    parameter: (id, { items }) => {
      const parts = id.split('.');
      const key = KEYS[parts.at(-1) ?? ''];
      const item = items.find((each) => each.id === parts[0]);
      const user = item?.users.find(({ sector }) => sector === parts[1]);
      const middle =
        parts.length === 3 ? (user === undefined ? partyName(parts[1] ?? '', pick) : user.name[language]) : '';
      return [item?.name[language] ?? '', middle, key === undefined ? id : pick(...key)]
        .filter((part) => part !== '')
        .join(pick('：', ': '));
    },
  };
}
