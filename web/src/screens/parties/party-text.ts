import { cellsOf } from '../../components/text-table.ts';
import type { Input } from '../../api.ts';

export type PartyAsked = Input<'screening.run'>['body']['parties'][number];

/** Parties out of text that somebody pasted: a name on each line, or a table with a row of titles. */

type Field = 'name' | 'otherNames' | 'countries' | 'identifiers' | 'address' | 'birth' | 'kind';
const TITLES: Readonly<Record<Field, readonly string[]>> = {
  name: [
    'name',
    'party',
    'partyname',
    'company',
    'companyname',
    '名称',
    '公司名称',
    '企业名称',
    '单位名称',
    '姓名',
    '交易方',
  ],
  otherNames: ['othernames', 'alias', 'aliases', 'aka', '别名', '曾用名', '其他名称'],
  countries: ['country', 'countries', 'nationality', '国家', '国家地区', '国别', '国籍'],
  identifiers: ['identifier', 'identifiers', 'lei', 'uscc', 'imo', '识别号', '统一社会信用代码', '注册号'],
  address: ['address', '地址'],
  birth: ['birth', 'birthdate', 'dateofbirth', 'dob', '出生日期'],
  kind: ['kind', 'type', '类型'],
};
const KINDS = {
  organisation: 'organisation',
  person: 'person',
  vessel: 'vessel',
  组织: 'organisation',
  个人: 'person',
  船舶: 'vessel',
} as const;
const FIELDS = new Map(
  (Object.entries(TITLES) as [Field, readonly string[]][]).flatMap(([field, titles]) =>
    titles.map((title) => [title, field] as const),
  ),
);
const fold = (title: string): string =>
  title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/**
 * @example partiesOfText('甲公司\n乙公司') // [{ name: '甲公司' }, { name: '乙公司' }]
 * @example partiesOfText('name,country\nAcme Ltd,GB') // [{ name: 'Acme Ltd', countries: ['GB'] }]
 */
export function partiesOfText(text: string): readonly PartyAsked[] {
  const rows = cellsOf(text.replace(/^\uFEFF/, ''));
  const fields = rows[0]?.map((title) => FIELDS.get(fold(title))) ?? [];
  // Without titles a line is one name, commas and all: Acme Co., Ltd.
  if (!fields.includes('name'))
    return text
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/)
      .map((line) => line.split('\t')[0]?.trim() ?? '')
      .filter((name) => name !== '')
      .map((name) => ({ name }));
  return rows.slice(1).flatMap((row) => {
    const cell = (field: Field) => row[fields.indexOf(field)]?.trim() ?? '';
    const name = cell('name');
    return name === ''
      ? []
      : [partyOf({ ...Object.fromEntries(PARTY_FIELDS.map((field) => [field, cell(field)])), name })];
  });
}

const PARTY_FIELDS = ['otherNames', 'countries', 'identifiers', 'address', 'birth', 'kind'] as const;
const several = (text: string) =>
  text
    .split(/[;；]/)
    .map((each) => each.trim())
    .filter((each) => each !== '');

/** A party out of fields of text; several names, countries or identifiers are parted by semicolons. */
export function partyOf(said: { readonly name: string } & Readonly<Partial<Record<Field, string>>>): PartyAsked {
  const { name, otherNames = '', countries = '', identifiers = '', address = '', birth = '', kind = '' } = said;
  const known = Object.entries(KINDS).find(([word]) => word === fold(kind))?.[1];
  const list = (field: string, text: string) => (several(text).length === 0 ? {} : { [field]: several(text) });
  return {
    name: name.trim(),
    ...list('otherNames', otherNames),
    ...list('countries', countries),
    ...list('identifiers', identifiers),
    ...(address.trim() === '' ? {} : { address: address.trim() }),
    ...(birth.trim() === '' ? {} : { birth: birth.trim() }),
    ...(known === undefined ? {} : { kind: known }),
  };
}
