import type { ExportFacts } from '@ytterby/core';

/** Exports to try the report on: one of each kind of answer. */
const abroad = {
  from: 'JP',
  to: 'DE',
  exporter: { name: 'Kansai Magnet K.K.', country: 'JP', chinesePerson: 'no' },
  endUse: { kind: 'civil', description: 'servo motors', dangerKnown: 'no' },
  parties: [
    {
      role: 'importer',
      name: 'Antriebstechnik Nord GmbH',
      country: 'DE',
      military: 'no',
      listEntry: 'none',
      owners: 'none',
    },
    { role: 'end-user', name: 'Robotik Süd AG', country: 'DE', military: 'no', listEntry: 'none', owners: 'none' },
  ],
} as const;

const magnet = {
  description: 'sintered NdFeB magnet containing dysprosium',
  form: 'magnet',
  elements: ['Nd', 'Fe', 'B', 'Dy'],
} as const;

const facts = (given: unknown): ExportFacts => given as ExportFacts;

export const EXAMPLES: Readonly<
  Record<'threeTiers' | 'unconfirmed' | 'undetermined' | 'exempt' | 'prohibited' | 'several', ExportFacts>
> = {
  /** Magnet from Japan <- alloy from Viet Nam <- Chinese dysprosium: 3 % by value, asked before the pause was known. */
  threeTiers: facts({
    ...abroad,
    asOf: '2025-12-15',
    knownAt: '2025-10-20',
    lines: [{ id: 'magnet', item: magnet, madeIn: 'JP', origin: 'JP', technologyOrigin: 'JP' }],
    bom: {
      unstated: 'none',
      parts: [
        {
          id: 'magnet',
          item: magnet,
          origin: 'JP',
          value: { amount: '10.00', currency: 'EUR' },
          inputs: [
            { part: 'dy-fe alloy', quantity: '1' },
            { part: 'nd-fe-b strip', quantity: '1' },
          ],
        },
        {
          id: 'nd-fe-b strip',
          item: { form: 'alloy', elements: ['Nd', 'Fe', 'B'], code: 'none' },
          rareEarths: 'none',
          origin: 'JP',
          value: { amount: '6.10', currency: 'EUR' },
        },
        {
          id: 'dy-fe alloy',
          item: { form: 'alloy', elements: ['Dy', 'Fe'] },
          origin: 'VN',
          value: { amount: '0.40', currency: 'EUR' },
          inputs: [{ part: 'dy-metal', quantity: '1' }],
        },
        {
          id: 'dy-metal',
          item: { form: 'metal', elements: ['Dy'] },
          origin: 'CN',
          rareEarths: 'listed-below',
          value: { amount: '0.30', currency: 'EUR' },
        },
      ],
    },
  }),
  /** A Chinese samarium-cobalt magnet passed on from Japan, after the named end of the pause. */
  unconfirmed: facts({
    ...abroad,
    asOf: '2026-11-24',
    lines: [
      {
        id: 'smco',
        item: { description: 'sintered SmCo magnet', form: 'magnet', elements: ['Sm', 'Co'] },
        madeIn: 'CN',
        origin: 'CN',
        technologyOrigin: 'CN',
      },
    ],
  }),
  /** The origin of the dysprosium is unknown, and so is the end user's owner. */
  undetermined: facts({
    ...abroad,
    asOf: '2025-12-15',
    knownAt: '2025-10-20',
    lines: [{ id: 'magnet', item: magnet, madeIn: 'JP', origin: 'JP', technologyOrigin: 'JP' }],
    bom: {
      unstated: 'none',
      parts: [
        {
          id: 'magnet',
          item: magnet,
          origin: 'JP',
          value: { amount: '10.00', currency: 'EUR' },
          inputs: [{ part: 'dy-metal', quantity: '1' }],
        },
        {
          id: 'dy-metal',
          item: { form: 'metal', elements: ['Dy'] },
          rareEarths: 'listed-below',
          value: { amount: { min: '0.005', max: '0.02' }, currency: 'EUR' },
        },
      ],
    },
  }),
  /** Magnets for the scanners of a field hospital after an earthquake. */
  exempt: facts({
    ...abroad,
    asOf: '2025-10-09',
    endUse: {
      kind: 'humanitarian',
      description: 'MRI scanners of a field hospital after an earthquake',
      dangerKnown: 'no',
    },
    lines: [
      {
        id: 'smco',
        item: { description: 'sintered SmCo magnet', form: 'magnet', elements: ['Sm', 'Co'] },
        madeIn: 'CN',
        origin: 'CN',
        technologyOrigin: 'CN',
      },
    ],
  }),
  /** Dysprosium oxide from China to a party on the Control List. */
  prohibited: facts({
    asOf: '2026-06-22',
    from: 'CN',
    to: 'US',
    exporter: { name: '包头示例稀土有限公司', country: 'CN' },
    endUse: { kind: 'civil', dangerKnown: 'no' },
    parties: [{ role: 'end-user', name: 'MP Materials Corp.', country: 'US', military: 'no', owners: 'none' }],
    lines: [
      {
        id: 'oxide',
        item: { description: '氧化镝 dysprosium oxide', form: 'oxide', elements: ['Dy', 'O'] },
        origin: 'CN',
        madeIn: 'CN',
      },
    ],
  }),
  /** One shipment, three goods: controlled, not controlled, and not yet told. */
  several: facts({
    asOf: '2026-08-03',
    from: 'CN',
    to: 'DE',
    exporter: { name: '包头示例稀土有限公司', country: 'CN' },
    endUse: { kind: 'civil', dangerKnown: 'no' },
    parties: [
      { role: 'end-user', name: 'Robotik Süd AG', country: 'DE', military: 'no', listEntry: 'none', owners: 'none' },
    ],
    lines: [
      {
        id: 'smco',
        item: { description: '钐钴永磁体 SmCo magnet', form: 'magnet', elements: ['Sm', 'Co'] },
        origin: 'CN',
        madeIn: 'CN',
      },
      {
        id: 'ndfeb',
        item: {
          description: '钕铁硼永磁体 NdFeB magnet without Dy or Tb',
          form: 'magnet',
          elements: ['Nd', 'Fe', 'B'],
        },
        origin: 'CN',
        madeIn: 'CN',
      },
      { id: 'powder', item: { description: '磁粉 magnet powder' }, origin: 'CN', madeIn: 'CN' },
    ],
  }),
};
