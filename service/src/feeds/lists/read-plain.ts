import { extname } from 'node:path';
import { findHeader, type HeaderTable } from '../../intake/headers.ts';
import { readDate } from '../../intake/dates.ts';
import type { Place } from '../../intake/index.ts';
import { readBytes } from '../../intake/read-text.ts';
import { xlsxTable } from '../../intake/read-xlsx.ts';
import type { Table } from '../../intake/table.ts';
import { birthOf } from './births.ts';
import { asListError, listProblem, type ListProblem } from './errors.ts';
import { schemeOf } from './identifiers.ts';
import type { ListFile } from './list-file.ts';
import { type ListRow, tableForm, tableRows } from './list-table.ts';
import { type Draft, type ListReading, madeId, makeRecord } from './make-record.ts';
import type { IdentifierScheme, PartyKind } from './party-record.ts';

/** Columns of a list that somebody keeps in a spreadsheet; case, spaces and punctuation do not matter. */
const PARTY_HEADERS: HeaderTable = {
  name: [
    'name',
    '名称',
    'party',
    'party name',
    'entity',
    'entity name',
    'company',
    'company name',
    'full name',
    'caption',
    '企业名称',
    '公司名称',
    '实体名称',
    '单位名称',
    '姓名',
    '主体名称',
    '名单主体',
  ],
  nameZh: ['name zh', '中文名称', 'chinese name', 'name cn', 'name chinese', '中文名', '实体中文名称'],
  nameEn: ['name en', '英文名称', 'english name', 'name english', 'latin name', '英文名', '外文名称', '实体英文名称'],
  aliases: [
    'aliases',
    '别名',
    'alias',
    'aka',
    'a.k.a.',
    'alt names',
    'other names',
    'also known as',
    '曾用名或别名',
    '其他名称',
  ],
  former: ['former names', '曾用名', 'former name', 'fka', 'previous names', 'previous name', '原名'],
  id: ['id', '编号', 'entity id', 'entity number', 'reference', 'reference number', 'uid', 'list id', '名单编号'],
  kind: ['type', '类型', 'kind', 'party type', 'entity type', 'schema', '主体类型', '类别'],
  country: [
    'country',
    '国家',
    'region',
    'nationality',
    'jurisdiction',
    'country code',
    '国别',
    '国家地区',
    '国别地区',
    '国籍',
    '地区',
    '所在国',
  ],
  address: ['address', '地址', 'addresses', 'registered address', '注册地址', '住所'],
  lei: ['lei', '法人机构识别编码', 'lei code', 'legal entity identifier'],
  uscc: ['uscc', '统一社会信用代码', 'unified social credit code', 'usc code', '社会信用代码'],
  registration: ['registration number', '注册号', 'registration no', 'company number', 'registry number', '登记号'],
  tax: ['tax id', '税号', 'tax number', 'vat', 'vat number', '纳税人识别号'],
  passport: ['passport', '护照号', 'passport number', 'passport no', '护照号码'],
  imo: ['imo', 'imo编号', 'imo number', 'imo号', '船舶识别号'],
  identifiers: ['identifiers', '证件号码', 'ids', 'id number', 'identification', '证件号', '识别号'],
  births: ['birth date', '出生日期', 'date of birth', 'dob', 'year of birth', 'born', '出生年份', '生日'],
  programmes: ['programme', '制裁项目', 'program', 'programs', 'programmes', 'list', 'sanctions', '名单', '名单名称'],
  notice: ['notice', '公告', 'announcement', 'legal basis', '依据', '公告编号'],
  remarks: ['remarks', '备注', 'remark', 'notes', 'note', 'reason', 'comments', '说明', '原因', '理由'],
  from: [
    'from',
    '列入日期',
    'listed on',
    'listing date',
    'start date',
    'effective date',
    'notice date',
    'date',
    '生效日期',
    '公告日期',
    '日期',
  ],
  until: ['until', '移出日期', 'removed on', 'delisted', 'end date', 'expiration date', '失效日期', '终止日期'],
  source: ['source', '来源', 'source url', 'url', '来源网址'],
};

const KINDS: readonly (readonly [RegExp, PartyKind])[] = [
  [/^(?:individual|person|natural person|个人|自然人)$/i, 'person'],
  [/^(?:vessel|ship|船舶|船)$/i, 'vessel'],
  [/^(?:aircraft|airplane|航空器|飞机)$/i, 'aircraft'],
  [
    /^(?:entity|organi[sz]ation|company|legal ?entity|corporation|publicbody|企业|公司|实体|组织|法人|机构)$/i,
    'organisation',
  ],
];

const several = (cell: string) =>
  cell
    .split(/[;；|\n]/)
    .map((text) => text.trim())
    .filter((text) => text !== '');

async function plainTable(input: ListFile): Promise<Table> {
  if (extname(input.path).toLowerCase() === '.xlsx')
    return xlsxTable(await readBytes(input.path, { file: input.file }), input.file);
  const form = await tableForm(input);
  return { file: input.file, semicolons: false, rows: () => tableRows(input, form) };
}

/**
 * A list in a table of one's own (CSV, TSV or a workbook's first sheet), with column titles in Chinese or English. One of
 * the columns of names is needed; further names, numbers and addresses are parted by semicolons. Without a column of ids
 * the id is made from the names and the notice. Days that have two readings (3/4/2026) are left out and reported.
 */
export async function* readPlain(input: ListFile, list: string): AsyncGenerator<ListReading> {
  try {
    const table = await plainTable(input);
    const header = await findHeader(table, PARTY_HEADERS);
    if (!header.columns.some(({ field }) => field.startsWith('name'))) {
      const values = { wanted: 'a list of parties', found: 'no column of names' };
      yield { problems: [listProblem('lists/wrong-format', { file: input.file, row: header.row }, values)] };
      return;
    }
    for await (const row of table.rows() as AsyncIterable<ListRow>) {
      if (row.row <= header.row) continue;
      const place: Place = { file: input.file, row: row.row, ...(row.line === undefined ? {} : { line: row.line }) };
      if (row.problem !== undefined) {
        yield { problems: [row.problem] };
        continue;
      }
      if (row.cells.every((text) => text.trim() === '')) continue;
      if (row.cells.slice(header.width).some((text) => text.trim() !== '')) {
        const values = { count: row.cells.length, expected: header.width };
        yield { problems: [listProblem('lists/wrong-cells', place, values)] };
        continue;
      }
      const cell = (field: string) => {
        const column = header.columns.find((each) => each.field === field);
        return column === undefined ? '' : (row.cells[column.index] ?? '').trim();
      };
      const problems: ListProblem[] = [];
      const made = makeRecord(draftOf(cell, place, problems), list, place, row.row);
      yield { ...made, problems: [...problems, ...made.problems] };
    }
  } catch (error) {
    throw asListError(error);
  }
}

function draftOf(cell: (field: string) => string, place: Place, problems: ListProblem[]): Draft {
  const names = ['name', 'nameEn', 'nameZh'].map(cell).filter((text) => text !== '');
  const day = (field: string) => {
    const text = cell(field);
    const date = text === '' ? undefined : readDate(text);
    if (date?.ok === false)
      problems.push(listProblem('lists/bad-value', place, { value: text, wanted: 'a day with one reading' }));
    return date?.ok === true ? date.value : undefined;
  };
  const kind = cell('kind');
  const schemes: readonly (readonly [string, IdentifierScheme])[] = [
    ['lei', 'LEI'],
    ['uscc', 'USCC'],
    ['registration', 'registration'],
    ['tax', 'tax'],
    ['passport', 'passport'],
    ['imo', 'IMO'],
  ];
  const births = several(cell('births')).flatMap((text) => {
    const date = readDate(text);
    const birth = date.ok ? { date: date.value } : birthOf(text);
    if (birth !== undefined) return [birth];
    problems.push(listProblem('lists/bad-value', place, { value: text, wanted: 'a date of birth' }));
    return [];
  });
  const own = cell('id');
  return {
    id: own === '' ? madeId(...names, cell('programmes'), cell('notice')) : own,
    kind: KINDS.find(([pattern]) => pattern.test(kind))?.[1] ?? 'unknown',
    names: [
      ...names.map((text, index) => ({ text, type: index === 0 ? ('primary' as const) : ('alias' as const) })),
      ...several(cell('aliases')).map((text) => ({ text, type: 'alias' as const })),
      ...several(cell('former')).map((text) => ({ text, type: 'former' as const })),
    ],
    countries: several(cell('country')),
    addresses: several(cell('address')).map((text) => ({ text })),
    identifiers: [
      ...schemes.flatMap(([field, scheme]) => several(cell(field)).map((value) => ({ scheme, value }))),
      ...several(cell('identifiers')).map((value) => ({ scheme: schemeOf(value), value })),
    ],
    births,
    programmes: [...several(cell('programmes')), ...several(cell('notice'))],
    remarks: [cell('remarks'), cell('source')].filter((text) => text !== '').join('; '),
    from: day('from'),
    until: day('until'),
  };
}
