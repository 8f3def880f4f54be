import { createHash } from 'node:crypto';
import { determine, procedureOn } from '@ytterby/core';
import { type Application, circumstancesOf, lint, papersNeeded } from '@ytterby/core/licensing';
import { loadLaw } from '@ytterby/law';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { exportFacts } from '../api/facts-in-body.ts';
import { applicationPack, type PackContent } from './application-pack.ts';

const DAY = '2026-03-02';
const book = loadLaw();
const procedure = procedureOn(book, DAY);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const document = (name: string, text: string) => {
  const bytes = Buffer.from(text);
  return { name, mediaType: 'text/plain; charset=utf-8', sha256: sha256(bytes), bytes };
};

const FILES = {
  'end-user-proof': document('End-user statement.txt', 'the end user undertakes'),
  contract: document('合同 NB-2026-0317.txt', '合同'),
  'identity-papers': document('身份证明.txt', '身份'),
  'technical-description': document('检测报告 N42SH.txt', 'Dy 3.1 %'),
};
const TRANSLATION = document('译文.txt', '最终用户承诺');
const STRAY = document('..\\a:b?.txt', 'named by no paper');

const MAGNETS: Application = {
  kind: 'individual-licence',
  applicant: {
    name: 'Ningbo Example Magnetics Technology Co., Ltd.',
    nameZh: '宁波示例磁材科技有限公司',
    country: 'CN',
    address: '浙江省宁波市鄞州区示例路88号',
    uscc: '91350100M000100Y43',
    contact: { name: '王示例', phone: '+86 574 0000 0000', email: 'export@example.com' },
  },
  destination: 'DE',
  importer: { name: 'Beispiel Handels GmbH', country: 'DE', address: 'Hafenstraße 12, 20457 Hamburg' },
  endUsers: [
    {
      name: 'Beispiel Motoren GmbH',
      nameZh: '示例电机有限公司',
      country: 'DE',
      address: 'Musterstraße 1, 70565 Stuttgart',
      military: 'no',
      contact: { name: 'E. Muster', email: 'einkauf@example.de' },
    },
  ],
  endUse: {
    kind: 'civil',
    description: '装入电动汽车驱动电机转子，供德国境内乘用车量产使用；不用于军事目的。',
    place: 'Musterstraße 1, 70565 Stuttgart',
  },
  contract: {
    number: 'NB-2026-0317',
    date: '2026-02-10',
    currency: 'EUR',
    lines: [
      {
        id: '1',
        description: 'NdFeB segment N42SH, 38×22×4.5 mm',
        quantity: '500',
        unit: 'kg',
        unitPrice: '92.505',
        value: '46252.5',
      },
      {
        id: '2',
        description: 'NdFeB block N45SH, 60×20×6 mm',
        quantity: '1200',
        unit: 'kg',
        unitPrice: '88.4',
        value: '106080',
      },
      {
        id: '3',
        description: 'NdFeB ring N40UH, 32×18×8 mm',
        quantity: '12000',
        unit: 'pcs',
        unitPrice: '0.855',
        value: '10260',
      },
    ],
  },
  lines: [
    ['a', '1', '含镝烧结钕铁硼磁瓦', 'NdFeB segment N42SH', '500', 'kg', '46252.5'],
    ['b', '2', '含镝烧结钕铁硼磁体', 'NdFeB block N45SH', '1200', 'kg', '106080'],
    ['c', '3', '含镝烧结钕铁硼磁环', 'NdFeB ring N40UH', '12000', 'pcs', '10260'],
  ].map(([id = '', contractLine = '', nameZh = '', description = '', quantity = '', unit = '', value = '']) => ({
    id,
    contractLine,
    nameZh,
    description,
    code: '1C905.a.4',
    hs: '8505111000',
    origin: 'CN',
    quantity,
    unit,
    value,
    currency: 'EUR',
  })),
  validity: { from: '2026-06-01', lastDay: '2027-05-31' },
  proof: {
    'end-user': 'Beispiel Motoren GmbH',
    address: 'Musterstraße 1, 70565 Stuttgart',
    items: '含镝烧结钕铁硼磁瓦、磁体、磁环',
    quantity: '1700千克；12000件',
    'contract-number': 'NB-2026-0317',
    'place-of-use': 'Stuttgart',
    'exact-use': '电动汽车驱动电机转子',
    'undertakes-end-use': 'yes',
    'undertakes-no-transfer': 'yes',
    'no-military-or-wmd-use': 'yes',
    signatory: 'Dr. E. Muster',
    seal: 'yes',
  },
  papers: [
    { id: 'application-form', paper: 'application-form', language: 'zh' },
    ...Object.entries(FILES).map(([paper, file]) => ({
      id: paper,
      paper,
      language: paper === 'end-user-proof' ? ('other' as const) : ('zh' as const),
      sha256: file.sha256,
    })),
    { id: 't', paper: 'end-user-proof', language: 'zh', translationOf: 'end-user-proof', sha256: TRANSLATION.sha256 },
  ],
};

function contentOf(application: Application, more: Partial<PackContent> = {}): PackContent {
  const determination = determine(
    exportFacts(
      {
        asOf: DAY,
        from: 'CN',
        to: 'DE',
        exporter: { name: '宁波示例磁材科技有限公司', country: 'CN' },
        endUse: { kind: 'civil', dangerKnown: 'no' },
        parties: [{ role: 'end-user', name: 'Beispiel Motoren GmbH', country: 'DE', military: 'no', owners: 'none' }],
        lines: (MAGNETS.lines ?? []).map(({ id, nameZh, description }) => ({
          id,
          item: { description: `${nameZh} ${description}`, form: 'magnet', elements: ['Nd', 'Fe', 'B', 'Dy'] },
          origin: 'CN',
          madeIn: 'CN',
        })),
      },
      '',
    ),
    book,
  );
  const { asOf, knownAt, pack, outcome } = determination;
  const frozen = { ...application, determination: { id: 'd', asOf, knownAt, pack: { ...pack }, outcome } };
  return {
    application: frozen,
    status: 'submitted',
    number: '2026-000017',
    determination,
    papers: papersNeeded(frozen, procedure, circumstancesOf(frozen)),
    findings: lint(frozen, procedure),
    procedure,
    documents: [...Object.values(FILES), TRANSLATION, STRAY],
    at: Temporal.Instant.from('2026-03-02T01:30:00Z'),
    ...more,
  };
}

describe('the application pack', () => {
  test('holds the form, the documents in the order of the papers, and what each weighs', async () => {
    const files = unzipSync(await applicationPack(contentOf(MAGNETS)));
    expect(Object.keys(files)).toEqual([
      '申请书.pdf',
      '材料/01-法定代表人、主要经营管理人和经办人身份证明-身份证明.txt',
      '材料/02-合同、协议或者其他证明-合同 NB-2026-0317.txt',
      '材料/03-技术说明或者检测报告-检测报告 N42SH.txt',
      '材料/04-最终用户和最终用途证明文件-End-user statement.txt',
      '材料/05-最终用户和最终用途证明文件（译文）-译文.txt',
      '材料/06-.._a_b_.txt',
      '清单.json',
    ]);
    const { files: listed, number } = JSON.parse(strFromU8(files['清单.json'] ?? new Uint8Array())) as {
      readonly number: string;
      readonly files: readonly { readonly path: string; readonly sha256: string; readonly size: number }[];
    };
    expect(number).toBe('2026-000017');
    expect(listed).toHaveLength(7);
    for (const { path, sha256: said, size } of listed) {
      expect(sha256(files[path] ?? new Uint8Array())).toBe(said);
      expect(files[path]).toHaveLength(size);
    }
    expect(strFromU8((files['申请书.pdf'] ?? new Uint8Array()).slice(0, 5))).toBe('%PDF-');
  });

  test('gives a document with a long name one that every file system takes', async () => {
    const documents = [document(`${'稀'.repeat(290)}.txt`, 'x')];
    const [, name = ''] = Object.keys(unzipSync(await applicationPack(contentOf(MAGNETS, { documents }))));
    expect(Buffer.byteLength(name.split('/')[1] ?? '')).toBeLessThanOrEqual(255);
    expect(name).toMatch(/^材料\/01-稀+…稀+\.txt$/);
  });

  test('is the same for the same content', async () => {
    expect(await applicationPack(contentOf(MAGNETS))).toEqual(await applicationPack(contentOf(MAGNETS)));
  });

  test('is made of a draft in which nearly nothing stands, of any kind, and of text that means something to a template', async () => {
    for (const kind of ['technology', 'minor-change', 'general-licence', 'registration-certificate'] as const)
      await applicationPack(contentOf({ kind }, { status: 'draft', number: null, determination: null, documents: [] }));
    const name = '#panic("x") $x$ *a* `b` <c> @d \\ " \u202e ไทย';
    const hostile: Application = { ...MAGNETS, applicant: { name, address: name }, remarks: name };
    expect(Object.keys(unzipSync(await applicationPack(contentOf(hostile))))).toContain('申请书.pdf');
  });
});
