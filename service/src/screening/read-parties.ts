import { identifierProblem, type ScreeningQuery } from '@ytterby/core/screening';
import { birthOf } from '../feeds/lists/births.ts';
import { countryOf } from '../feeds/lists/country-of.ts';
import { schemeOf } from '../feeds/lists/identifiers.ts';
import { controlCharacter } from '../intake/clean-text.ts';
import { findHeader, type HeaderTable, missingColumns } from '../intake/headers.ts';
import { IntakeError, kindOf, type Place, type Problem, type Progress } from '../intake/index.ts';
import { problem, refuse } from '../intake/problem.ts';
import { csvTable } from '../intake/read-csv.ts';
import { readJson } from '../intake/read-json.ts';
import { decodeText, readBytes } from '../intake/read-text.ts';
import { xlsxTable } from '../intake/read-xlsx.ts';
import { RowCells } from '../intake/table-cells.ts';
import type { Table } from '../intake/table.ts';
import type { Tree } from '../intake/tree.ts';
import { identifierOf } from './listed-parties.ts';

/** Columns of a table of parties, one row a party. */
const HEADERS: HeaderTable = {
  name: [
    'name',
    '名称',
    'party',
    'party name',
    'full name',
    'company',
    'company name',
    'entity',
    'entity name',
    'customer',
    'customer name',
    'consignee',
    'end user',
    'vessel',
    'vessel name',
    '姓名',
    '当事方',
    '当事方名称',
    '公司名称',
    '企业名称',
    '单位名称',
    '实体名称',
    '客户',
    '客户名称',
    '收货人',
    '最终用户',
    '船名',
  ],
  country: [
    'country',
    '国家',
    'country code',
    'country of registration',
    'nationality',
    'flag',
    '国别',
    '国籍',
    '国家或地区',
    '国家地区',
    '所在国',
    '注册国',
    '船旗国',
  ],
  kind: ['kind', '类型', 'type', 'party type', 'entity type', '类别', '主体类型', '当事方类型'],
  identifier: [
    'identifier',
    '识别号',
    'identifiers',
    'id number',
    'registration number',
    'passport',
    '证件号',
    '证件号码',
    '注册号',
    '编码',
  ],
  lei: ['lei', '法人识别编码', 'legal entity identifier'],
  uscc: ['uscc', '统一社会信用代码', 'unified social credit code', '社会信用代码'],
  imo: ['imo', 'IMO编号', 'imo number'],
  birth: ['birth', '出生日期', 'date of birth', 'birth date', 'dob', 'born', 'birthday', '生日', '出生年月'],
  address: ['address', '地址', 'addresses', 'street address', 'registered address', '住址', '注册地址', '联系地址'],
  otherNames: ['other names', '其他名称', 'aliases', 'alias', 'also known as', 'aka', '别名', '曾用名', '英文名称'],
};

/** One party as written, before its meaning is known: field → text. */
export type PartyTexts = Readonly<Partial<Record<string, string>>>;

const KINDS: Readonly<Record<string, NonNullable<ScreeningQuery['kind']>>> = {
  organisation: 'organisation',
  organization: 'organisation',
  company: 'organisation',
  entity: 'organisation',
  组织: 'organisation',
  企业: 'organisation',
  公司: 'organisation',
  机构: 'organisation',
  法人: 'organisation',
  实体: 'organisation',
  person: 'person',
  individual: 'person',
  个人: 'person',
  自然人: 'person',
  vessel: 'vessel',
  ship: 'vessel',
  船舶: 'vessel',
  船: 'vessel',
};
const SCHEMES = ['LEI', 'USCC', 'IMO', 'registration', 'passport', 'tax', 'other'] as const;
/** More names or numbers of one party than this are a mistake of the file. */
const MOST = 100;

/** What a party's texts mean, or what is wrong with them. */
export type PartyRead =
  | { readonly query: ScreeningQuery; readonly problems?: undefined }
  | { readonly query?: undefined; readonly problems: readonly Problem[] };

const parts = (text: string | undefined) =>
  (text ?? '')
    .split(/[;；|\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/**
 * Texts of a table, a line or the command line → who is asked about. Countries by code or name, identifiers as `SCHEME:VALUE`;
 * several are parted by semicolons. A number with a wrong check digit is refused, since it could only hide a match.
 */
export function partyOf(texts: PartyTexts, placeOf: (field: string) => Place): PartyRead {
  const problems: Problem[] = [];
  const name = (texts['name'] ?? '').trim();
  if (name === '')
    problems.push(problem('intake/missing-field', placeOf('name'), { key: 'name / 名称', hint: '', hintZh: '' }));
  // Codes for a terminal: whoever types a name has none, and what lies between them would not be found.
  const control = controlCharacter(name);
  if (control !== undefined) problems.push(problem('intake/control-character', placeOf('name'), { name: control }));
  const kindText = texts['kind']?.trim();
  const kind = kindText === undefined ? undefined : KINDS[kindText.normalize('NFKC').toLowerCase()];
  if (kindText !== undefined && kind === undefined)
    problems.push(
      problem('intake/not-a-choice', placeOf('kind'), {
        value: kindText,
        known: 'organisation, person, vessel',
        suggestion: '',
        suggestionZh: '',
      }),
    );
  const countries = parts(texts['country']).map((text) => {
    const code = countryOf(text);
    if (code === undefined || !/^[A-Z]{2}$/.test(code))
      problems.push(
        problem('intake/unknown-country', placeOf('country'), { value: text, suggestion: '', suggestionZh: '' }),
      );
    return code ?? '';
  });
  const births = parts(texts['birth']).map((text) => {
    const birth = birthOf(text.replace(/[年月./]/g, '-').replace(/日$|-$/, ''));
    if (birth === undefined || birth.to !== undefined)
      problems.push(problem('intake/bad-date', placeOf('birth'), { value: text }));
    return birth?.date ?? '';
  });
  const identifiers = (['identifier', 'lei', 'uscc', 'imo'] as const).flatMap((field) =>
    parts(texts[field]).map((text) => {
      const named = field === 'identifier' ? /^([\p{L} -]+)[:：]\s*(.+)$/u.exec(text) : null;
      const wanted = field === 'identifier' ? named?.[1]?.trim() : field;
      const value = named?.[2] ?? text;
      const scheme =
        wanted === undefined
          ? schemeOf(value)
          : SCHEMES.find((each) => each.toLowerCase() === wanted.normalize('NFKC').toLowerCase());
      const found = identifierOf(scheme ?? 'other', value);
      if (scheme === undefined || identifierProblem(found) !== undefined)
        problems.push(
          problem('intake/bad-text', placeOf(field), {
            value: text,
            wanted: `SCHEME:VALUE, ${SCHEMES.join(' | ')}; LEI, USCC, IMO with a right check digit / 校验位须正确`,
          }),
        );
      return found;
    }),
  );
  const otherNames = parts(texts['otherNames']);
  for (const [field, { length }] of Object.entries({ identifier: identifiers, otherNames, country: countries }))
    if (length > MOST) problems.push(problem('intake/too-many', placeOf(field), { length, limit: MOST }));
  if (problems.length > 0) return { problems };
  const address = texts['address']?.trim();
  return {
    query: {
      name,
      ...(kind === undefined ? {} : { kind }),
      ...(otherNames.length === 0 ? {} : { otherNames }),
      ...(countries.length === 0 ? {} : { countries }),
      ...(births.length === 0 ? {} : { births }),
      ...(identifiers.length === 0 ? {} : { identifiers }),
      ...(address === undefined || address === '' ? {} : { addresses: [address] }),
    },
  };
}

/** One row of a file of parties. */
export type PartyRow = PartyRead & { readonly row: number; readonly notes: readonly Problem[] };

/**
 * Every party of a file (CSV, XLSX, NDJSON), in order. A bad row is told with its place and the others go on. Throws
 * `IntakeError` when the file as a whole cannot be read.
 * @example for await (const { row, query, problems } of readParties('customers.xlsx')) …
 */
export async function* readParties(
  file: string,
  options: { readonly sheet?: string; readonly onProgress?: Progress } = {},
): AsyncGenerator<PartyRow> {
  const { sheet, onProgress } = options;
  const bytes = await readBytes(file, onProgress === undefined ? {} : { onProgress });
  const kind = kindOf(file, bytes);
  if (kind === 'ndjson' || kind === 'json') yield* fromNdjson(bytes, file);
  else if (kind === 'yaml') refuse('intake/unknown-format', { file }, { kind: 'YAML' });
  else
    yield* fromTable(
      kind === 'xlsx' ? await xlsxTable(bytes, file, sheet) : csvTable(decodeText(bytes, { file }).text, file),
    );
}

async function* fromTable(table: Table): AsyncGenerator<PartyRow> {
  const header = await findHeader(table, HEADERS);
  const missing = missingColumns(header, table, HEADERS, ['name']);
  if (missing.length > 0) throw new IntakeError(missing);
  let { notes } = header;
  let count = 0;
  for await (const row of table.rows()) {
    if (row.row <= header.row || row.cells.every((cell) => cell.trim() === '')) continue;
    count += 1;
    const cells = new RowCells(table, header, row);
    const broken = cells.problems();
    const texts: Record<string, string> = {};
    for (const { field } of header.columns) {
      // A name is taken as it stands: a party may be called "-", and is then told to be unreadable.
      const text = field === 'name' ? row.cells[cells.column('name')?.index ?? -1] : cells.text(field);
      if (text !== undefined) texts[field] = text;
    }
    const read: PartyRead =
      broken.length > 0
        ? { problems: broken }
        : partyOf(texts, (field) => cells.place(cells.column(field)?.index ?? -1));
    yield { ...read, row: row.row, notes };
    notes = [];
  }
  if (count === 0) refuse('intake/no-rows', { file: table.file, row: header.row });
}

/** Lines of bytes: one that is not text spoils only itself. */
function* fromNdjson(bytes: Uint8Array, file: string): Generator<PartyRow> {
  const isWide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const all = isWide ? new TextEncoder().encode(decodeText(bytes, { file }).text) : bytes;
  let line = 0;
  let count = 0;
  for (let start = 0; start < all.length; ) {
    const found = all.indexOf(10, start);
    const end = found < 0 ? all.length : found;
    const piece = all.subarray(start, end);
    start = end + 1;
    line += 1;
    if (piece.every((byte) => byte === 32 || byte === 9 || byte === 13)) continue;
    count += 1;
    const place: Place = { file, line };
    let read: PartyRead;
    try {
      const tree = readJson(decodeText(piece, place).text, { file }, line);
      const texts = textsOf(tree, place);
      read = 'problems' in texts ? texts : partyOf(texts.texts, (field) => ({ ...place, field }));
    } catch (error) {
      if (!(error instanceof IntakeError)) throw error;
      read = { problems: error.problems.map((one) => ({ ...one, line })) };
    }
    yield { ...read, row: line, notes: [] };
  }
  if (count === 0) refuse('intake/empty-file', { file });
}

function textsOf(tree: Tree, place: Place): { texts: PartyTexts } | { problems: Problem[] } {
  if (tree.kind !== 'map')
    return {
      problems: [
        problem('intake/wrong-type', place, {
          wanted: 'an object',
          wantedZh: '对象',
          found: tree.kind,
          foundZh: tree.kind,
        }),
      ],
    };
  const texts: Record<string, string> = {};
  const problems: Problem[] = [];
  const wrong = (field: string, found: string) =>
    problems.push(
      problem('intake/wrong-type', { ...place, field }, { wanted: 'a text', wantedZh: '文本', found, foundZh: found }),
    );
  for (const { key, value } of tree.entries) {
    const field = fieldOf(key);
    if (field === undefined) {
      const known = Object.keys(HEADERS).join(', ');
      problems.push(
        problem('intake/unknown-field', { ...place, field: key }, { key, known, suggestion: '', suggestionZh: '' }),
      );
    } else if (value.kind === 'text') texts[field] = value.text;
    else if (value.kind === 'list') {
      const inner = value.items.flatMap((item) => (item.kind === 'text' ? [item.text] : []));
      if (inner.length < value.items.length || field === 'name') wrong(key, 'a list');
      else texts[field] = inner.join(';');
    } else if (value.kind === 'map') wrong(key, 'an object');
  }
  return problems.length > 0 ? { problems } : { texts };
}

const fold = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
const FIELDS = new Map(
  Object.entries(HEADERS).flatMap(([field, names]) => [field, ...names].map((name) => [fold(name), field] as const)),
);
const fieldOf = (key: string) => FIELDS.get(fold(key));
