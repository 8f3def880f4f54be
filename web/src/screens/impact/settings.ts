import { type ImpactCase, likelyOf, type Parameter } from '@ytterby/core/impact';

/** A number of a case that can be set on the board. */
export interface Setting {
  readonly id: SettingId;
  readonly kind: 'share' | 'days' | 'working-days' | 'amount';
  readonly least: number;
  readonly most: number;
  readonly step: number;
  /** What the case says. */
  readonly range: Pick<Parameter, 'low' | 'likely' | 'high'>;
  /** Unit of an amount, for one working day. */
  readonly unit?: string;
  readonly apply: (given: ImpactCase, value: number) => ImpactCase;
}
export type SettingId =
  | 'held-back'
  | 'general-licences'
  | 'general-licences-from'
  | 'capacity'
  | 'humanitarian'
  | 'preparation'
  | 'review'
  | 'approved'
  | 'stock-days';
export type Settings = Readonly<Partial<Record<SettingId, number>>>;

const SET_BY_READER = { zh: '由你设定', en: 'set by you' };
const fixed = (value: number): Parameter => ({ low: value, high: value, basis: 'assumed', source: SET_BY_READER });
const DAYS_MOST = 60;
const STOCK_MOST = 180;

/** What can be set of a case: what a measure and its facilitation are made of, and the stocks that lines hold. */
export function settingsOf({ measure, days, items }: ImpactCase): readonly Setting[] {
  const share = { kind: 'share', least: 0, most: 1, step: 0.05 } as const;
  const settings: Setting[] = [];
  if (measure.kind === 'stop')
    settings.push({
      ...share,
      id: 'held-back',
      range: measure.heldBack,
      apply: (given, value) => ({ ...given, measure: { kind: 'stop', heldBack: fixed(value) } }),
    });
  else {
    type Licence = typeof measure;
    const of =
      (change: (measure: Licence, value: Parameter) => Licence): Setting['apply'] =>
      (given, value) =>
        given.measure.kind === 'licence' ? { ...given, measure: change(given.measure, fixed(value)) } : given;
    const { capacity, generalLicences, unit } = measure;
    const working = { kind: 'working-days', least: 0, most: DAYS_MOST, step: 1 } as const;
    settings.push(
      {
        ...share,
        id: 'general-licences',
        range: generalLicences.share,
        apply: of((the, value) => ({ ...the, generalLicences: { ...the.generalLicences, share: value } })),
      },
      {
        id: 'general-licences-from',
        kind: 'days',
        least: 0,
        most: days,
        step: 5,
        range: generalLicences.fromDay,
        apply: of((the, value) => ({ ...the, generalLicences: { ...the.generalLicences, fromDay: value } })),
      },
      {
        id: 'capacity',
        kind: 'amount',
        least: 0,
        most: Math.ceil((capacity.most.high * 2) / 50) * 50,
        step: 25,
        range: capacity.most,
        unit,
        apply: of((the, value) => ({ ...the, capacity: { ...the.capacity, most: value } })),
      },
      {
        ...share,
        step: 0.01,
        id: 'humanitarian',
        range: measure.humanitarian,
        apply: of((the, value) => ({ ...the, humanitarian: value })),
      },
      {
        ...working,
        id: 'preparation',
        range: measure.preparation,
        apply: of((the, value) => ({ ...the, preparation: value })),
      },
      { ...working, id: 'review', range: measure.review, apply: of((the, value) => ({ ...the, review: value })) },
      { ...share, id: 'approved', range: measure.approved, apply: of((the, value) => ({ ...the, approved: value })) },
    );
  }
  const stocks = items.flatMap(({ users }) => users.flatMap(({ stockDays }) => stockDays ?? []));
  if (stocks.length > 0)
    settings.push({
      id: 'stock-days',
      kind: 'days',
      least: 0,
      most: STOCK_MOST,
      step: 5,
      range: {
        low: Math.min(...stocks.map(({ low }) => low)),
        likely: stocks.reduce((sum, stock) => sum + likelyOf(stock), 0) / stocks.length,
        high: Math.max(...stocks.map(({ high }) => high)),
      },
      // Where no stock is known, none is set: no day of stopping is told there.
      apply: (given, value) => ({
        ...given,
        items: given.items.map((item) => ({
          ...item,
          users: item.users.map((user) => (user.stockDays === undefined ? user : { ...user, stockDays: fixed(value) })),
        })),
      }),
    });
  return settings;
}

/** The case with what was set; whatever is set counts as certain, the rest keeps its range. */
export function withSettings(given: ImpactCase, settings: Settings): ImpactCase {
  return settingsOf(given).reduce((changed, { id, apply }) => {
    const value = settings[id];
    return value === undefined ? changed : apply(changed, value);
  }, given);
}
